//! Places within places, parts of things, members of groups.

use super::{assert_silent, assert_tells, count, tells};

#[test]
fn named_examples_are_members_of_their_group() {
    let told = count(
        "African african ADJ JJ 2 amod B-NORP
        neighbours neighbour NOUN NNS 7 nsubj
        including include VERB VBG 2 prep
        Chad Chad PROPN NNP 3 pobj B-GPE
        and and CCONJ CC 4 cc
        Niger Niger PROPN NNP 4 conj B-GPE
        waited wait VERB VBD 0 ROOT",
        "memberOf",
    );
    assert_eq!(told, 2);
}

#[test]
fn a_city_has_its_police() {
    assert_tells(
        "Oslo Oslo PROPN NNP 2 compound B-ORG
        Police Police PROPN NNP 3 nsubj I-ORG
        left leave VERB VBD 0 ROOT
        Oslo Oslo PROPN NNP 3 dobj B-GPE",
        &["locatedIn \"Oslo Police\" \"Oslo\""],
    );
}

#[test]
fn a_place_and_a_country_of_one_sentence_are_not_told_to_lie_in_each_other() {
    assert_silent(
        "Oslo Oslo PROPN NNP 2 nsubj B-GPE
        thanked thank VERB VBD 0 ROOT
        Norway Norway PROPN NNP 2 dobj B-GPE",
        "locatedIn",
    );
}

#[test]
fn a_place_counted_among_others_lies_where_they_do() {
    assert_tells(
        "Oslo Oslo PROPN NNP 7 nsubj B-GPE
        and and CCONJ CC 1 cc
        other other ADJ JJ 4 amod
        parts part NOUN NNS 1 conj
        of of ADP IN 4 prep
        Norway Norway PROPN NNP 5 pobj B-GPE
        slept sleep VERB VBD 0 ROOT",
        &["locatedIn \"Oslo\" \"Norway\""],
    );
}

#[test]
fn as_many_names_as_a_group_counts_are_its_members() {
    let told = count(
        "Two two NUM CD 2 nummod
        officials official NOUN NNS 8 nsubj
        , , PUNCT , 2 punct
        Ana Ana PROPN NNP 2 appos B-PERSON
        and and CCONJ CC 4 cc
        Tom Tom PROPN NNP 4 conj B-PERSON
        , , PUNCT , 2 punct
        left leave VERB VBD 0 ROOT",
        "memberOf",
    );
    assert_eq!(told, 2);
}

#[test]
fn a_final_is_part_of_its_cup() {
    assert_tells(
        "The the DET DT 2 det
        final final NOUN NN 7 nsubj
        of of ADP IN 2 prep
        the the DET DT 6 det
        Nordic Nordic PROPN NNP 6 compound B-EVENT
        Cup Cup PROPN NNP 3 pobj I-EVENT
        ended end VERB VBD 0 ROOT",
        &["partOf"],
    );
}

/// What "hit Vik, Viken" and the rest of a row tell of Vik.
fn told_after_two_places(rest: &str) -> bool {
    let rows = "
        Storms storm NOUN NNS 2 nsubj
        hit hit VERB VBD 0 ROOT
        Oldvik Oldvik PROPN NNP 2 dobj B-FAC
        , , PUNCT , 3 punct
        Ohio Ohio PROPN NNP 3 conj B-GPE";
    tells(&format!("{rows}\n{rest}"), "locatedIn \"Oldvik\" \"Ohio\"")
}

#[test]
fn a_row_of_ever_wider_places_is_no_list() {
    assert!(told_after_two_places(
        ", , PUNCT , 5 punct
        Norway Norway PROPN NNP 5 appos B-GPE"
    ));
    assert!(!told_after_two_places(
        ", , PUNCT , 5 punct
        Texas Texas PROPN NNP 5 conj B-GPE"
    ));
}

#[test]
fn examples_told_after_the_verb_are_of_those_who_take_part() {
    assert_tells(
        "Four four NUM CD 2 nummod
        sailors sailor NOUN NNS 3 nsubj
        died die VERB VBD 0 ROOT
        including include VERB VBG 3 prep
        Ana Ana PROPN NNP 6 compound B-PERSON
        Ruiz Ruiz PROPN NNP 4 pobj I-PERSON",
        &["memberOf \"Ana Ruiz\" \"Four sailors\""],
    );
}

/// What a sentence about "the Labour Party of Norway" or another body tells of where it is.
fn is_in_norway(first: &str, last: &str) -> bool {
    let tree = format!(
        "The the DET DT 3 det
        {first} {first} PROPN NNP 3 compound B-ORG
        {last} {last} PROPN NNP 6 nsubj I-ORG
        of of ADP IN 3 prep I-ORG
        Norway Norway PROPN NNP 4 pobj I-ORG
        left leave VERB VBD 0 ROOT
        Norway Norway PROPN NNP 6 dobj B-GPE"
    );
    let located = format!("locatedIn \"{first} {last} of Norway\" \"Norway\"");
    tells(&tree, &located)
}

#[test]
fn a_party_named_for_its_country_is_there_but_no_mission() {
    assert!(is_in_norway("Labour", "Party"));
    assert!(!is_in_norway("Permanent", "Mission"));
}

#[test]
fn a_county_lies_in_the_state_after_it() {
    assert_tells(
        "They they PRON PRP 2 nsubj
        stayed stay VERB VBD 0 ROOT
        in in ADP IN 2 prep
        Elm Elm PROPN NNP 5 compound B-GPE
        County County PROPN NNP 3 pobj I-GPE
        , , PUNCT , 5 punct
        Ohio Ohio PROPN NNP 5 appos B-GPE",
        &["locatedIn \"Elm County\" \"Ohio\""],
    );
}

#[test]
fn a_government_is_a_part_of_its_country() {
    assert_tells(
        "The the DET DT 3 det
        Peruvian peruvian ADJ JJ 3 amod B-NORP
        government government NOUN NN 4 nsubj
        left leave VERB VBD 0 ROOT
        Peru Peru PROPN NNP 4 dobj B-GPE",
        &["partOf \"Peruvian government\" \"Peru\""],
    );
}

#[test]
fn a_capital_may_be_named_after_of() {
    let is_capital = |capital: &str| {
        let tree = format!(
            "He he PRON PRP 2 nsubj
            left leave VERB VBD 0 ROOT
            the the DET DT 6 det
            Peruvian peruvian ADJ JJ 6 amod B-NORP
            {capital} {capital} ADJ JJ 6 amod
            capital capital NOUN NN 2 dobj
            of of ADP IN 6 prep
            Lima Lima PROPN NNP 7 pobj B-GPE"
        );
        tells(&tree, "capitalOf \"Lima\"")
    };
    assert!(is_capital("crowded"));
    assert!(!is_capital("financial"));
}

#[test]
fn a_place_may_lie_on_the_outskirts_of_another_one() {
    assert_tells(
        "Vik Vik PROPN NNP 8 nsubj B-GPE
        , , PUNCT , 1 punct
        on on ADP IN 1 prep
        the the DET DT 5 det
        outskirts outskirts NOUN NNS 3 pobj
        of of ADP IN 5 prep
        Bergen Bergen PROPN NNP 6 pobj B-GPE
        burned burn VERB VBD 0 ROOT",
        &["locatedIn \"Vik\" \"Bergen\""],
    );
}
