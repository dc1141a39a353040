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
        including include VERB VBG 8 prep
        Sue Sue PROPN NNP 11 compound B-PERSON
        Day Day PROPN NNP 9 pobj I-PERSON
        . . PUNCT . 6 punct",
    )
    .lines();
    for parent in ["Ana Ruiz", "Tom Lind"] {
        assert_tells(&lines, &format!("child \"{parent}\" \"three children\""));
        assert_tells(&lines, &format!("child \"{parent}\" \"Sue Day\""));
    }
}
