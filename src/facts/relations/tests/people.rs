//! Ages and families.

use super::assert_tells;
use crate::facts::testing::hand;

#[test]
fn a_number_after_somebody_without_a_name_is_an_age() {
    let lines = hand(
        "Her her PRON PRP$ 2 poss
        brother brother NOUN NN 6 nsubj
        , , PUNCT , 2 punct
        22 22 NUM CD 2 appos
        , , PUNCT , 2 punct
        spoke speak VERB VBD 0 ROOT
        . . PUNCT . 6 punct",
    )
    .lines();
    assert_tells(&lines, "age \"brother\" \"22\"");
}

#[test]
fn several_may_be_of_one_age() {
    let lines = hand(
        "Five five NUM CD 2 nummod
        girls girl NOUN NNS 7 nsubj
        , , PUNCT , 2 punct
        aged aged ADJ JJ 2 amod
        fifteen fifteen NUM CD 4 npadvmod
        , , PUNCT , 2 punct
        sang sing VERB VBD 0 ROOT
        . . PUNCT . 7 punct",
    )
    .lines();
    assert_tells(&lines, "age \"Five girls\" \"fifteen\"");
}

#[test]
fn both_parents_have_their_children() {
    let lines = hand(
        "Ana Ana PROPN NNP 2 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        and and CCONJ CC 2 cc
        Tom Tom PROPN NNP 5 compound B-PERSON
        Lind Lind PROPN NNP 2 conj I-PERSON
        had have VERB VBD 0 ROOT
        three three NUM CD 8 nummod
        children child NOUN NNS 6 dobj
        . . PUNCT . 6 punct",
    )
    .lines();
    for parent in ["Ana Ruiz", "Tom Lind"] {
        assert_tells(&lines, &format!("child \"{parent}\" \"three children\""));
    }
}

#[test]
fn who_advises_somebody_is_affiliated_but_no_commander() {
    let told = |post: &str, preposition: &str| {
        let lines = hand(&format!(
            "Ana Ana PROPN NNP 8 nsubj B-PERSON
            , , PUNCT , 1 punct
            an a DET DT 4 det
            {post} {post} NOUN NN 1 appos
            {preposition} {preposition} ADP IN 4 prep
            Tom Tom PROPN NNP 5 pobj B-PERSON
            , , PUNCT , 1 punct
            left leave VERB VBD 0 ROOT
            . . PUNCT . 8 punct"
        ))
        .lines();
        let serves = |line: &String| line.starts_with("affiliatedWith \"Ana\" \"Tom\"");
        lines.iter().any(serves)
    };
    assert!(told("adviser", "to"));
    assert!(!told("commander", "of"));
}

#[test]
fn a_campaign_serves_whose_name_it_bears() {
    let lines = hand(
        "Ana Ana PROPN NNP 2 compound B-PERSON
        Ruiz Ruiz PROPN NNP 3 nsubj I-PERSON
        thanked thank VERB VBD 0 ROOT
        the the DET DT 6 det
        Ruiz Ruiz PROPN NNP 6 compound B-PERSON
        campaign campaign NOUN NN 3 dobj
        . . PUNCT . 3 punct",
    )
    .lines();
    assert_tells(&lines, "affiliatedWith \"Ruiz campaign\" \"Ana Ruiz\"");
}

#[test]
fn the_name_before_an_adviser_is_whom_he_serves() {
    let lines = hand(
        "Former former ADJ JJ 3 amod
        Ruiz Ruiz PROPN NNP 3 compound B-PERSON
        adviser adviser NOUN NN 5 compound
        Tom Tom PROPN NNP 5 compound B-PERSON
        Lind Lind PROPN NNP 6 nsubj I-PERSON
        left leave VERB VBD 0 ROOT
        . . PUNCT . 6 punct",
    )
    .lines();
    assert_tells(&lines, "holdsPosition \"Tom Lind\" \"adviser to Ruiz\"");
    assert_tells(&lines, "affiliatedWith \"Tom Lind\" \"Ruiz\"");
}
