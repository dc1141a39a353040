//! Members of bodies, staff, parts of laws.

use super::assert_tells;
use crate::facts::testing::hand;

#[test]
fn allies_in_a_body_are_its_members() {
    let lines = hand(
        "NATO NATO PROPN NNP 2 compound B-ORG
        allies ally NOUN NNS 3 compound
        Norway Norway PROPN NNP 6 nsubj B-GPE
        and and CCONJ CC 3 cc
        Iceland Iceland PROPN NNP 3 conj B-GPE
        met meet VERB VBD 0 ROOT
        . . PUNCT . 6 punct",
    )
    .lines();
    assert_tells(&lines, "memberOf \"Norway\" \"NATO\"");
    assert_tells(&lines, "memberOf \"Iceland\" \"NATO\"");
}

#[test]
fn who_is_not_a_member_is_none() {
    let lines = hand(
        "Norway Norway PROPN NNP 2 nsubj B-GPE
        is be AUX VBZ 0 ROOT
        not not PART RB 2 neg
        a a DET DT 5 det
        member member NOUN NN 2 attr
        of of ADP IN 5 prep
        the the DET DT 8 det
        EU EU PROPN NNP 6 pobj B-ORG
        . . PUNCT . 2 punct",
    )
    .lines();
    assert!(
        !lines.iter().any(|line| line.starts_with("memberOf")),
        "{lines:#?}"
    );
}

#[test]
fn a_body_before_somebodys_name_is_whom_he_works_for() {
    let lines = hand(
        "Reuters Reuters PROPN NNP 4 poss B-ORG
        's 's PART POS 1 case
        Ana Ana PROPN NNP 4 compound B-PERSON
        Ruiz Ruiz PROPN NNP 5 nsubj I-PERSON
        asked ask VERB VBD 0 ROOT
        . . PUNCT . 5 punct",
    )
    .lines();
    assert_tells(&lines, "affiliatedWith \"Ana Ruiz\" \"Reuters\"");
}

#[test]
fn several_may_be_members_of_several_bodies() {
    let lines = hand(
        "Norway Norway PROPN NNP 4 nsubj B-GPE
        and and CCONJ CC 1 cc
        Iceland Iceland PROPN NNP 1 conj B-GPE
        are be AUX VBP 0 ROOT
        members member NOUN NNS 4 attr
        of of ADP IN 5 prep
        NATO NATO PROPN NNP 6 pobj B-ORG
        and and CCONJ CC 7 cc
        the the DET DT 10 det
        UN UN PROPN NNP 7 conj B-ORG
        . . PUNCT . 4 punct",
    )
    .lines();
    assert_tells(&lines, "memberOf \"Iceland\" \"NATO\"");
    assert_tells(&lines, "memberOf \"Norway\" \"UN\"");
}

#[test]
fn a_body_made_up_of_countries_has_them_as_members() {
    let lines = hand(
        "NATO NATO PROPN NNP 2 nsubj B-ORG
        comprises comprise VERB VBZ 0 ROOT
        Norway Norway PROPN NNP 2 dobj B-GPE
        and and CCONJ CC 3 cc
        Iceland Iceland PROPN NNP 3 conj B-GPE
        . . PUNCT . 2 punct",
    )
    .lines();
    assert_tells(&lines, "memberOf \"Iceland\" \"NATO\"");
}

#[test]
fn an_amendment_is_part_of_its_law() {
    let lines = hand(
        "He he PRON PRP 2 nsubj
        cited cite VERB VBD 0 ROOT
        the the DET DT 5 det
        Second Second PROPN NNP 5 compound B-LAW
        Amendment Amendment PROPN NNP 2 dobj I-LAW
        to to ADP IN 5 prep
        the the DET DT 8 det
        Constitution Constitution PROPN NNP 6 pobj B-LAW
        . . PUNCT . 2 punct",
    )
    .lines();
    assert_tells(&lines, "partOf \"Second Amendment\" \"Constitution\"");
}
