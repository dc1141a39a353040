//! Small trees with the relations that they must give.

use crate::facts::Filler;
use crate::facts::testing::hand;

/// One of the lines begins with these words.
#[track_caller]
fn assert_tells(lines: &[String], relation: &str) {
    let told = lines.iter().any(|line| line.starts_with(relation));
    assert!(told, "no {relation} in {lines:#?}");
}

#[test]
fn an_office_before_a_name_is_held_for_whom_its_words_name() {
    let lines = hand(
        "Norway Norway PROPN NNP 3 poss B-GPE
        's 's PART POS 1 case
        president president NOUN NN 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        spoke speak VERB VBD 0 ROOT
        . . PUNCT . 6 punct",
    )
    .lines();
    assert_tells(&lines, "holdsPosition \"Ana Ruiz\" \"president of Norway\"");
}

#[test]
fn an_office_and_a_name_with_one_verb_are_one_person() {
    let lines = hand(
        "A a DET DT 2 det
        member member NOUN NN 8 nsubj
        of of ADP IN 2 prep
        the the DET DT 5 det
        Senate Senate PROPN NNP 3 pobj B-ORG
        , , PUNCT , 8 punct
        Ana Ana PROPN NNP 8 nsubj B-PERSON
        left leave VERB VBD 0 ROOT
        . . PUNCT . 8 punct",
    )
    .lines();
    assert_tells(&lines, "memberOf \"Ana\" \"Senate\"");
}

#[test]
fn named_examples_are_members_of_their_group() {
    let lines = hand(
        "African african ADJ JJ 2 amod B-NORP
        neighbours neighbour NOUN NNS 7 nsubj
        including include VERB VBG 2 prep
        Chad Chad PROPN NNP 3 pobj B-GPE
        and and CCONJ CC 4 cc
        Niger Niger PROPN NNP 4 conj B-GPE
        waited wait VERB VBD 0 ROOT
        . . PUNCT . 7 punct",
    )
    .lines();
    let members = lines
        .iter()
        .filter(|line| line.starts_with("memberOf"))
        .count();
    assert_eq!(members, 2, "{lines:#?}");
}

#[test]
fn how_old_somebody_was_then_is_no_age() {
    let told = |then: &str| {
        let tree = format!(
            "Ana Ana PROPN NNP 2 nsubj B-PERSON
            was be AUX VBD {then}
            34 34 NUM CD 2 attr
            . . PUNCT . 2 punct"
        );
        hand(&tree)
            .lines()
            .iter()
            .any(|line| line.starts_with("age"))
    };
    assert!(told("0 ROOT"));
    assert!(!told("0 advcl"));
}

#[test]
fn a_city_has_its_police() {
    let lines = hand(
        "Oslo Oslo PROPN NNP 2 compound B-ORG
        Police Police PROPN NNP 3 nsubj I-ORG
        left leave VERB VBD 0 ROOT
        Oslo Oslo PROPN NNP 3 dobj B-GPE
        . . PUNCT . 3 punct",
    )
    .lines();
    let located = |line: &String| line.starts_with("locatedIn \"Oslo Police\" \"Oslo\"");
    assert!(lines.iter().any(located), "{lines:#?}");
}

#[test]
fn a_place_and_a_country_of_one_sentence_are_not_told_to_lie_in_each_other() {
    let lines = hand(
        "Oslo Oslo PROPN NNP 2 nsubj B-GPE
        thanked thank VERB VBD 0 ROOT
        Norway Norway PROPN NNP 2 dobj B-GPE
        . . PUNCT . 2 punct",
    )
    .lines();
    assert!(
        !lines.iter().any(|line| line.starts_with("locatedIn")),
        "{lines:#?}"
    );
}

#[test]
fn a_place_counted_among_others_lies_where_they_do() {
    let lines = hand(
        "Oslo Oslo PROPN NNP 7 nsubj B-GPE
        and and CCONJ CC 1 cc
        other other ADJ JJ 4 amod
        parts part NOUN NNS 1 conj
        of of ADP IN 4 prep
        Norway Norway PROPN NNP 5 pobj B-GPE
        slept sleep VERB VBD 0 ROOT
        . . PUNCT . 7 punct",
    )
    .lines();
    let located = |line: &String| line.starts_with("locatedIn \"Oslo\" \"Norway\"");
    assert!(lines.iter().any(located), "{lines:#?}");
}

#[test]
fn who_advises_somebody_with_an_office_is_somebody_else() {
    let lines = hand(
        "An a DET DT 2 det
        adviser adviser NOUN NN 7 nsubj
        to to ADP IN 2 prep
        President President PROPN NNP 6 compound
        Ana Ana PROPN NNP 6 compound B-PERSON
        Ruiz Ruiz PROPN NNP 3 pobj I-PERSON
        left leave VERB VBD 0 ROOT
        . . PUNCT . 7 punct",
    )
    .lines();
    let adviser = |line: &String| line.starts_with("holdsPosition \"Ana Ruiz\" \"adviser");
    assert!(!lines.iter().any(adviser), "{lines:#?}");
}

#[test]
fn a_country_before_a_player_is_its_team() {
    let lines = hand(
        "Norway Norway PROPN NNP 2 compound B-GPE
        captain captain NOUN NN 4 compound
        Ana Ana PROPN NNP 4 compound B-PERSON
        Ruiz Ruiz PROPN NNP 5 nsubj I-PERSON
        scored score VERB VBD 0 ROOT
        . . PUNCT . 5 punct",
    )
    .lines();
    let member = |line: &String| line.starts_with("memberOf \"Ana Ruiz\" \"Norway\"");
    assert!(lines.iter().any(member), "{lines:#?}");
}

#[test]
fn an_office_and_the_title_after_it_are_two() {
    let lines = hand(
        "Navy Navy PROPN NNP 5 compound B-ORG
        chief chief NOUN NN 5 compound
        Admiral Admiral PROPN NNP 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        praised praise VERB VBD 0 ROOT
        the the DET DT 8 det
        Navy Navy PROPN NNP 6 dobj B-ORG
        . . PUNCT . 6 punct",
    )
    .lines();
    let positions = lines
        .iter()
        .filter(|line| line.starts_with("holdsPosition"));
    assert_eq!(positions.count(), 2, "{lines:#?}");
}

#[test]
fn who_works_for_a_body_is_affiliated_with_it_unless_denied() {
    let told = |negation: &str| {
        let tree = format!(
            "Ana Ana PROPN NNP 2 compound B-PERSON
            Ruiz Ruiz PROPN NNP 5 nsubj I-PERSON
            does do AUX VBZ 5 aux
            {negation}
            work work VERB VB 0 ROOT
            for for ADP IN 5 prep
            Acme Acme PROPN NNP 8 compound B-ORG
            Bank Bank PROPN NNP 6 pobj I-ORG
            . . PUNCT . 5 punct"
        );
        let lines = hand(&tree).lines();
        lines.iter().any(|line| line.starts_with("affiliatedWith"))
    };
    assert!(told("indeed indeed ADV RB 5 advmod"));
    assert!(!told("not not PART RB 5 neg"));
}

#[test]
fn as_many_names_as_a_group_counts_are_its_members() {
    let lines = hand(
        "Two two NUM CD 2 nummod
        officials official NOUN NNS 8 nsubj
        , , PUNCT , 2 punct
        Ana Ana PROPN NNP 2 appos B-PERSON
        and and CCONJ CC 4 cc
        Tom Tom PROPN NNP 4 conj B-PERSON
        , , PUNCT , 2 punct
        left leave VERB VBD 0 ROOT
        . . PUNCT . 8 punct",
    )
    .lines();
    let members = lines.iter().filter(|line| line.starts_with("memberOf"));
    assert_eq!(members.count(), 2, "{lines:#?}");
}

#[test]
fn a_final_is_part_of_its_cup() {
    let lines = hand(
        "The the DET DT 2 det
        final final NOUN NN 7 nsubj
        of of ADP IN 2 prep
        the the DET DT 6 det
        Nordic Nordic PROPN NNP 6 compound B-EVENT
        Cup Cup PROPN NNP 3 pobj I-EVENT
        ended end VERB VBD 0 ROOT
        . . PUNCT . 7 punct",
    )
    .lines();
    assert!(
        lines.iter().any(|line| line.starts_with("partOf")),
        "{lines:#?}"
    );
}

#[test]
fn what_somebody_serves_as_is_a_post() {
    let lines = hand(
        "Ana Ana PROPN NNP 2 nsubj B-PERSON
        served serve VERB VBD 0 ROOT
        as as ADP IN 2 prep
        mayor mayor NOUN NN 3 pobj
        of of ADP IN 4 prep
        Oslo Oslo PROPN NNP 5 pobj B-GPE
        . . PUNCT . 2 punct",
    )
    .lines();
    let post = |line: &String| line.starts_with("holdsPosition \"Ana\" \"mayor of Oslo\"");
    assert!(lines.iter().any(post), "{lines:#?}");
}

#[test]
fn a_noun_without_article_joined_to_a_title_is_the_same_person() {
    let lines = hand(
        "Writer writer NOUN NN 6 nsubj
        and and CCONJ CC 1 cc
        actor actor NOUN NN 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 1 conj I-PERSON
        left leave VERB VBD 0 ROOT
        . . PUNCT . 6 punct",
    )
    .lines();
    let posts = lines
        .iter()
        .filter(|line| line.starts_with("holdsPosition \"Ana Ruiz\""));
    assert_eq!(posts.count(), 2, "{lines:#?}");
}

#[test]
fn an_office_of_two_words_belongs_to_the_country_before_it() {
    let lines = hand(
        "Norway Norway PROPN NNP 3 compound B-GPE
        Prime Prime PROPN NNP 3 compound
        Minister Minister PROPN NNP 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        spoke speak VERB VBD 0 ROOT
        . . PUNCT . 6 punct",
    )
    .lines();
    assert_tells(
        &lines,
        "holdsPosition \"Ana Ruiz\" \"Prime Minister of Norway\"",
    );
}

#[test]
fn the_leader_of_a_chamber_is_its_member() {
    let lines = hand(
        "Senate Senate PROPN NNP 3 compound B-ORG
        majority majority NOUN NN 3 compound
        leader leader NOUN NN 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        spoke speak VERB VBD 0 ROOT
        . . PUNCT . 6 punct",
    )
    .lines();
    let told = |start: &str| lines.iter().any(|line| line.starts_with(start));
    assert!(told("memberOf \"Ana Ruiz\" \"Senate\""), "{lines:#?}");
    assert!(
        told("holdsPosition \"Ana Ruiz\" \"Senate majority leader\""),
        "{lines:#?}"
    );
}

/// What "X-owned Tesmar closed" tells, given X as a row.
fn told_of_owned(owner: &str) -> Vec<String> {
    let rows = "
        - - PUNCT HYPH 3 punct
        owned own VERB VBN 4 amod
        Tesmar Tesmar PROPN NNP 5 nsubj B-ORG
        closed close VERB VBD 0 ROOT
        . . PUNCT . 5 punct";
    hand(&format!("{owner}{rows}")).lines()
}

#[test]
fn what_is_owned_belongs_to_the_word_before() {
    let lines = told_of_owned("Alba Alba PROPN NNP 3 npadvmod B-ORG");
    assert_tells(&lines, "ownedBy \"Tesmar\" \"Alba\"");
}

#[test]
fn what_is_norwegian_owned_is_not_norways() {
    let lines = told_of_owned("Norwegian norwegian ADJ JJ 3 npadvmod B-NORP");
    let owned = lines.iter().any(|line| line.starts_with("ownedBy"));
    assert!(!owned, "{lines:#?}");
}

#[test]
fn a_parent_company_owns() {
    let lines = hand(
        "Tesmar Tesmar PROPN NNP 4 poss B-ORG
        's 's PART POS 1 case
        parent parent NOUN NN 4 compound
        company company NOUN NN 6 nsubj
        Alba Alba PROPN NNP 4 appos B-ORG
        closed close VERB VBD 0 ROOT
        . . PUNCT . 6 punct",
    )
    .lines();
    assert_tells(&lines, "ownedBy \"Tesmar\" \"Alba\"");
    let kin = lines.iter().any(|line| line.contains("\"parent\""));
    assert!(!kin, "{lines:#?}");
}

#[test]
fn a_former_office_is_the_office_and_over() {
    let facts = hand(
        "The the DET DT 3 det
        former former ADJ JJ 3 amod
        mayor mayor NOUN NN 8 nsubj
        of of ADP IN 3 prep
        Oslo Oslo PROPN NNP 4 pobj B-GPE
        , , PUNCT , 3 punct
        Ana Ana PROPN NNP 3 appos B-PERSON
        spoke speak VERB VBD 0 ROOT
        . . PUNCT . 8 punct",
    )
    .facts();
    let mut held = facts.relations.iter();
    let held = held.find(|relation| relation.property == "holdsPosition");
    let held = held.expect("a post");
    assert_eq!(held.object, Filler::Text("mayor of Oslo".to_owned()));
    assert!(held.over);
}

#[test]
fn a_thing_before_a_name_is_no_post() {
    let lines = hand(
        "The the DET DT 2 det
        album album NOUN NN 3 compound
        Reed Reed PROPN NNP 4 nsubj B-PERSON
        sold sell VERB VBD 0 ROOT
        . . PUNCT . 4 punct",
    )
    .lines();
    let held = lines.iter().any(|line| line.starts_with("holdsPosition"));
    assert!(!held, "{lines:#?}");
}

#[test]
fn who_is_elected_to_an_assembly_is_its_member() {
    let lines = hand(
        "Ana Ana PROPN NNP 2 compound B-PERSON
        Ruiz Ruiz PROPN NNP 4 nsubjpass I-PERSON
        was be AUX VBD 4 auxpass
        elected elect VERB VBN 0 ROOT
        to to ADP IN 4 prep
        the the DET DT 7 det
        Senate Senate PROPN NNP 5 pobj B-ORG
        . . PUNCT . 4 punct",
    )
    .lines();
    assert_tells(&lines, "memberOf \"Ana Ruiz\" \"Senate\"");
}

/// What "hit Vik, Viken" and the rest of a row tell of Vik.
fn told_after_two_places(rest: &str) -> bool {
    let rows = "
        Storms storm NOUN NNS 2 nsubj
        hit hit VERB VBD 0 ROOT
        Oldvik Oldvik PROPN NNP 2 dobj B-FAC
        , , PUNCT , 3 punct
        Ohio Ohio PROPN NNP 3 conj B-GPE";
    let lines = hand(&format!("{rows}\n{rest}")).lines();
    let located = |line: &String| line.starts_with("locatedIn \"Oldvik\" \"Ohio\"");
    lines.iter().any(located)
}

#[test]
fn a_row_of_ever_wider_places_is_no_list() {
    assert!(told_after_two_places(
        ", , PUNCT , 5 punct
        Norway Norway PROPN NNP 5 appos B-GPE
        . . PUNCT . 2 punct"
    ));
    assert!(!told_after_two_places(
        ", , PUNCT , 5 punct
        Texas Texas PROPN NNP 5 conj B-GPE
        . . PUNCT . 2 punct"
    ));
}

#[test]
fn a_government_is_part_of_its_country() {
    let lines = hand(
        "The the DET DT 3 det
        Norwegian norwegian ADJ JJ 3 amod B-NORP
        government government NOUN NN 4 nsubj
        fell fall VERB VBD 0 ROOT
        . . PUNCT . 4 punct",
    )
    .lines();
    assert_tells(&lines, "partOf \"Norwegian government\" \"Norway\"");
}

#[test]
fn examples_told_after_the_verb_are_of_those_who_take_part() {
    let lines = hand(
        "Four four NUM CD 2 nummod
        sailors sailor NOUN NNS 3 nsubj
        died die VERB VBD 0 ROOT
        including include VERB VBG 3 prep
        Ana Ana PROPN NNP 6 compound B-PERSON
        Ruiz Ruiz PROPN NNP 4 pobj I-PERSON
        . . PUNCT . 3 punct",
    )
    .lines();
    assert_tells(&lines, "memberOf \"Ana Ruiz\" \"Four sailors\"");
}
