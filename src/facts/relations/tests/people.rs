//! Ages and families.

use super::{assert_tells, tells};

#[test]
fn a_number_after_somebody_without_a_name_is_an_age() {
    assert_tells(
        "Her her PRON PRP$ 2 poss
        brother brother NOUN NN 6 nsubj
        , , PUNCT , 2 punct
        22 22 NUM CD 2 appos
        , , PUNCT , 2 punct
        spoke speak VERB VBD 0 ROOT",
        &["age \"brother\" \"22\""],
    );
}

#[test]
fn several_may_be_of_one_age() {
    assert_tells(
        "Five five NUM CD 2 nummod
        girls girl NOUN NNS 7 nsubj
        , , PUNCT , 2 punct
        aged aged ADJ JJ 2 amod
        fifteen fifteen NUM CD 4 npadvmod
        , , PUNCT , 2 punct
        sang sing VERB VBD 0 ROOT",
        &["age \"Five girls\" \"fifteen\""],
    );
}

#[test]
fn both_parents_have_their_children() {
    let children =
        ["Ana Ruiz", "Tom Lind"].map(|parent| format!("child \"{parent}\" \"three children\""));
    assert_tells(
        "Ana Ana PROPN NNP 2 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        and and CCONJ CC 2 cc
        Tom Tom PROPN NNP 5 compound B-PERSON
        Lind Lind PROPN NNP 2 conj I-PERSON
        had have VERB VBD 0 ROOT
        three three NUM CD 8 nummod
        children child NOUN NNS 6 dobj",
        &children.each_ref().map(String::as_str),
    );
}

#[test]
fn who_advises_somebody_is_affiliated_but_no_commander() {
    let serves = |post: &str, preposition: &str| {
        let tree = format!(
            "Ana Ana PROPN NNP 8 nsubj B-PERSON
            , , PUNCT , 1 punct
            an a DET DT 4 det
            {post} {post} NOUN NN 1 appos
            {preposition} {preposition} ADP IN 4 prep
            Tom Tom PROPN NNP 5 pobj B-PERSON
            , , PUNCT , 1 punct
            left leave VERB VBD 0 ROOT"
        );
        tells(&tree, "affiliatedWith \"Ana\" \"Tom\"")
    };
    assert!(serves("adviser", "to"));
    assert!(!serves("commander", "of"));
}

#[test]
fn a_campaign_serves_whose_name_it_bears() {
    assert_tells(
        "Ana Ana PROPN NNP 2 compound B-PERSON
        Ruiz Ruiz PROPN NNP 3 nsubj I-PERSON
        thanked thank VERB VBD 0 ROOT
        the the DET DT 6 det
        Ruiz Ruiz PROPN NNP 6 compound B-PERSON
        campaign campaign NOUN NN 3 dobj",
        &["affiliatedWith \"Ruiz campaign\" \"Ana Ruiz\""],
    );
}

#[test]
fn the_name_before_an_adviser_is_whom_he_serves() {
    assert_tells(
        "Former former ADJ JJ 3 amod
        Ruiz Ruiz PROPN NNP 3 compound B-PERSON
        adviser adviser NOUN NN 5 compound
        Tom Tom PROPN NNP 5 compound B-PERSON
        Lind Lind PROPN NNP 6 nsubj I-PERSON
        left leave VERB VBD 0 ROOT",
        &[
            "holdsPosition \"Tom Lind\" \"adviser to Ruiz\"",
            "affiliatedWith \"Tom Lind\" \"Ruiz\"",
        ],
    );
}

#[test]
fn an_age_after_a_name_is_of_that_name_whatever_the_tree_says() {
    assert_tells(
        "Police police NOUN NNS 2 nsubj
        named name VERB VBD 0 ROOT
        his his PRON PRP$ 4 poss
        boss boss NOUN NN 2 dobj
        and and CCONJ CC 4 cc
        Ana Ana PROPN NNP 7 compound B-PERSON
        Ruiz Ruiz PROPN NNP 4 conj I-PERSON
        , , PUNCT , 4 punct
        aged age VERB VBN 4 amod
        21 21 NUM CD 9 npadvmod",
        &["age \"Ana Ruiz\" \"21\""],
    );
}

#[test]
fn who_turned_so_old_is_so_old() {
    assert_tells(
        "Ana Ana PROPN NNP 2 compound B-PERSON
        Ruiz Ruiz PROPN NNP 3 nsubj I-PERSON
        turned turn VERB VBD 0 ROOT
        94 94 NUM CD 3 dobj",
        &["age \"Ana Ruiz\" \"94\""],
    );
}

#[test]
fn a_wife_without_possessor_is_of_whom_and_ties_her_to() {
    assert_tells(
        "Tom Tom PROPN NNP 2 compound B-PERSON
        Lind Lind PROPN NNP 7 nsubj I-PERSON
        and and CCONJ CC 2 cc
        wife wife NOUN NN 6 compound
        Ana Ana PROPN NNP 6 compound B-PERSON
        Ruiz Ruiz PROPN NNP 2 conj I-PERSON
        left leave VERB VBD 0 ROOT",
        &["spouse \"Tom Lind\" \"Ana Ruiz\""],
    );
}

#[test]
fn who_is_married_to_somebody_is_the_spouse() {
    assert_tells(
        "Tom Tom PROPN NNP 2 compound B-PERSON
        Lind Lind PROPN NNP 3 nsubj I-PERSON
        is be AUX VBZ 0 ROOT
        married married ADJ JJ 3 acomp
        to to ADP IN 4 prep
        Ana Ana PROPN NNP 7 compound B-PERSON
        Ruiz Ruiz PROPN NNP 5 pobj I-PERSON",
        &["spouse \"Tom Lind\" \"Ana Ruiz\""],
    );
}

#[test]
fn brothers_with_names_are_siblings() {
    assert_tells(
        "The the DET DT 2 det
        brothers brother NOUN NNS 10 nsubj
        , , PUNCT , 2 punct
        Tom Tom PROPN NNP 5 compound B-PERSON
        Lind Lind PROPN NNP 2 appos I-PERSON
        and and CCONJ CC 5 cc
        Jon Jon PROPN NNP 8 compound B-PERSON
        Dale Dale PROPN NNP 5 conj I-PERSON
        , , PUNCT , 2 punct
        left leave VERB VBD 0 ROOT",
        &["sibling \"Tom Lind\" \"Jon Dale\""],
    );
}
