//! Members of bodies, staff, parts of laws.

use super::{assert_silent, assert_tells};

#[test]
fn allies_in_a_body_are_its_members() {
    assert_tells(
        "NATO NATO PROPN NNP 2 compound B-ORG
        allies ally NOUN NNS 3 compound
        Norway Norway PROPN NNP 6 nsubj B-GPE
        and and CCONJ CC 3 cc
        Iceland Iceland PROPN NNP 3 conj B-GPE
        met meet VERB VBD 0 ROOT",
        &[
            "memberOf \"Norway\" \"NATO\"",
            "memberOf \"Iceland\" \"NATO\"",
        ],
    );
}

#[test]
fn who_is_not_a_member_is_none() {
    assert_silent(
        "Norway Norway PROPN NNP 2 nsubj B-GPE
        is be AUX VBZ 0 ROOT
        not not PART RB 2 neg
        a a DET DT 5 det
        member member NOUN NN 2 attr
        of of ADP IN 5 prep
        the the DET DT 8 det
        EU EU PROPN NNP 6 pobj B-ORG",
        "memberOf",
    );
}

#[test]
fn a_body_before_somebodys_name_is_whom_he_works_for() {
    assert_tells(
        "Reuters Reuters PROPN NNP 4 poss B-ORG
        's 's PART POS 1 case
        Ana Ana PROPN NNP 4 compound B-PERSON
        Ruiz Ruiz PROPN NNP 5 nsubj I-PERSON
        asked ask VERB VBD 0 ROOT",
        &["affiliatedWith \"Ana Ruiz\" \"Reuters\""],
    );
}

#[test]
fn several_may_be_members_of_several_bodies() {
    assert_tells(
        "Norway Norway PROPN NNP 4 nsubj B-GPE
        and and CCONJ CC 1 cc
        Iceland Iceland PROPN NNP 1 conj B-GPE
        are be AUX VBP 0 ROOT
        members member NOUN NNS 4 attr
        of of ADP IN 5 prep
        NATO NATO PROPN NNP 6 pobj B-ORG
        and and CCONJ CC 7 cc
        the the DET DT 10 det
        UN UN PROPN NNP 7 conj B-ORG",
        &[
            "memberOf \"Iceland\" \"NATO\"",
            "memberOf \"Norway\" \"UN\"",
        ],
    );
}

#[test]
fn a_body_made_up_of_countries_has_them_as_members() {
    assert_tells(
        "NATO NATO PROPN NNP 2 nsubj B-ORG
        comprises comprise VERB VBZ 0 ROOT
        Norway Norway PROPN NNP 2 dobj B-GPE
        and and CCONJ CC 3 cc
        Iceland Iceland PROPN NNP 3 conj B-GPE",
        &["memberOf \"Iceland\" \"NATO\""],
    );
}

#[test]
fn an_amendment_is_part_of_its_law() {
    assert_tells(
        "He he PRON PRP 2 nsubj
        cited cite VERB VBD 0 ROOT
        the the DET DT 5 det
        Second Second PROPN NNP 5 compound B-LAW
        Amendment Amendment PROPN NNP 2 dobj I-LAW
        to to ADP IN 5 prep
        the the DET DT 8 det
        Constitution Constitution PROPN NNP 6 pobj B-LAW",
        &["partOf \"Second Amendment\" \"Constitution\""],
    );
}
