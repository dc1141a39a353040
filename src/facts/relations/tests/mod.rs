//! Small trees with the relations that they must give.

use crate::facts::Filler;
use crate::facts::testing::hand;

mod members;
mod people;
mod places;

/// Lines of what a tree tells; the tree is given its full stop.
fn told(tree: &str) -> Vec<String> {
    let heads = tree.lines().map(|row| row.split_whitespace().nth(4));
    let root = heads.take_while(|head| *head != Some("0")).count() + 1;
    hand(&format!("{tree}\n. . PUNCT . {root} punct")).lines()
}

/// How many relations of a tree begin with these words.
fn count(tree: &str, relation: &str) -> usize {
    let lines = told(tree).into_iter();
    lines.filter(|line| line.starts_with(relation)).count()
}

fn tells(tree: &str, relation: &str) -> bool {
    count(tree, relation) > 0
}

/// Relations of a tree begin with these words.
#[track_caller]
fn assert_tells(tree: &str, relations: &[&str]) {
    let lines = told(tree);
    for relation in relations {
        let found = lines.iter().any(|line| line.starts_with(relation));
        assert!(found, "no {relation} in {lines:#?}");
    }
}

/// No relation of a tree begins with these words.
#[track_caller]
fn assert_silent(tree: &str, relation: &str) {
    let lines = told(tree);
    let found = lines.iter().any(|line| line.starts_with(relation));
    assert!(!found, "{relation} in {lines:#?}");
}

#[test]
fn an_office_before_a_name_is_held_for_whom_its_words_name() {
    assert_tells(
        "Norway Norway PROPN NNP 3 poss B-GPE
        's 's PART POS 1 case
        president president NOUN NN 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        spoke speak VERB VBD 0 ROOT",
        &["holdsPosition \"Ana Ruiz\" \"president of Norway\""],
    );
}

#[test]
fn an_office_and_a_name_with_one_verb_are_one_person() {
    assert_tells(
        "A a DET DT 2 det
        member member NOUN NN 8 nsubj
        of of ADP IN 2 prep
        the the DET DT 5 det
        Senate Senate PROPN NNP 3 pobj B-ORG
        , , PUNCT , 8 punct
        Ana Ana PROPN NNP 8 nsubj B-PERSON
        left leave VERB VBD 0 ROOT",
        &["memberOf \"Ana\" \"Senate\""],
    );
}

#[test]
fn how_old_somebody_was_then_is_no_age() {
    let of_age = |then: &str| {
        let tree = format!(
            "Ana Ana PROPN NNP 2 nsubj B-PERSON
            was be AUX VBD {then}
            34 34 NUM CD 2 attr"
        );
        tells(&tree, "age")
    };
    assert!(of_age("0 ROOT"));
    assert!(!of_age("0 advcl"));
}

#[test]
fn who_advises_somebody_with_an_office_is_somebody_else() {
    assert_silent(
        "An a DET DT 2 det
        adviser adviser NOUN NN 7 nsubj
        to to ADP IN 2 prep
        President President PROPN NNP 6 compound
        Ana Ana PROPN NNP 6 compound B-PERSON
        Ruiz Ruiz PROPN NNP 3 pobj I-PERSON
        left leave VERB VBD 0 ROOT",
        "holdsPosition \"Ana Ruiz\" \"adviser",
    );
}

#[test]
fn a_country_before_a_player_is_its_team() {
    assert_tells(
        "Norway Norway PROPN NNP 2 compound B-GPE
        captain captain NOUN NN 4 compound
        Ana Ana PROPN NNP 4 compound B-PERSON
        Ruiz Ruiz PROPN NNP 5 nsubj I-PERSON
        scored score VERB VBD 0 ROOT",
        &["memberOf \"Ana Ruiz\" \"Norway\""],
    );
}

#[test]
fn an_office_and_the_title_after_it_are_two() {
    let told = count(
        "Navy Navy PROPN NNP 5 compound B-ORG
        chief chief NOUN NN 5 compound
        Admiral Admiral PROPN NNP 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        praised praise VERB VBD 0 ROOT
        the the DET DT 8 det
        Navy Navy PROPN NNP 6 dobj B-ORG",
        "holdsPosition",
    );
    assert_eq!(told, 2);
}

#[test]
fn who_works_for_a_body_is_affiliated_with_it_unless_denied() {
    let works = |negation: &str| {
        let tree = format!(
            "Ana Ana PROPN NNP 2 compound B-PERSON
            Ruiz Ruiz PROPN NNP 5 nsubj I-PERSON
            does do AUX VBZ 5 aux
            {negation}
            work work VERB VB 0 ROOT
            for for ADP IN 5 prep
            Acme Acme PROPN NNP 8 compound B-ORG
            Bank Bank PROPN NNP 6 pobj I-ORG"
        );
        tells(&tree, "affiliatedWith")
    };
    assert!(works("indeed indeed ADV RB 5 advmod"));
    assert!(!works("not not PART RB 5 neg"));
}

#[test]
fn what_somebody_serves_as_is_a_post() {
    assert_tells(
        "Ana Ana PROPN NNP 2 nsubj B-PERSON
        served serve VERB VBD 0 ROOT
        as as ADP IN 2 prep
        mayor mayor NOUN NN 3 pobj
        of of ADP IN 4 prep
        Oslo Oslo PROPN NNP 5 pobj B-GPE",
        &["holdsPosition \"Ana\" \"mayor of Oslo\""],
    );
}

#[test]
fn a_noun_without_article_joined_to_a_title_is_the_same_person() {
    let told = count(
        "Writer writer NOUN NN 6 nsubj
        and and CCONJ CC 1 cc
        actor actor NOUN NN 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 1 conj I-PERSON
        left leave VERB VBD 0 ROOT",
        "holdsPosition \"Ana Ruiz\"",
    );
    assert_eq!(told, 2);
}

#[test]
fn an_office_of_two_words_belongs_to_the_country_before_it() {
    assert_tells(
        "Norway Norway PROPN NNP 3 compound B-GPE
        Prime Prime PROPN NNP 3 compound
        Minister Minister PROPN NNP 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        spoke speak VERB VBD 0 ROOT",
        &["holdsPosition \"Ana Ruiz\" \"Prime Minister of Norway\""],
    );
}

#[test]
fn the_leader_of_a_chamber_is_its_member() {
    assert_tells(
        "Senate Senate PROPN NNP 3 compound B-ORG
        majority majority NOUN NN 3 compound
        leader leader NOUN NN 5 compound
        Ana Ana PROPN NNP 5 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        spoke speak VERB VBD 0 ROOT",
        &[
            "memberOf \"Ana Ruiz\" \"Senate\"",
            "holdsPosition \"Ana Ruiz\" \"Senate majority leader\"",
        ],
    );
}

/// "X-owned Tesmar closed", given X as a row.
fn with_owner(owner: &str) -> String {
    let rows = "
        - - PUNCT HYPH 3 punct
        owned own VERB VBN 4 amod
        Tesmar Tesmar PROPN NNP 5 nsubj B-ORG
        closed close VERB VBD 0 ROOT";
    format!("{owner}{rows}")
}

#[test]
fn what_is_owned_belongs_to_the_word_before() {
    let tree = with_owner("Alba Alba PROPN NNP 3 npadvmod B-ORG");
    assert_tells(&tree, &["ownedBy \"Tesmar\" \"Alba\""]);
}

#[test]
fn what_is_norwegian_owned_is_not_norways() {
    let tree = with_owner("Norwegian norwegian ADJ JJ 3 npadvmod B-NORP");
    assert_silent(&tree, "ownedBy");
}

#[test]
fn a_subsidiary_called_by_name_is_owned() {
    let tree = "Alba Alba PROPN NNP 3 poss B-ORG
        's 's PART POS 1 case
        subsidiary subsidiary NOUN NN 4 compound
        Tesmar Tesmar PROPN NNP 5 nsubj B-ORG
        closed close VERB VBD 0 ROOT";
    assert_tells(tree, &["ownedBy \"Tesmar\" \"Alba\""]);
}

#[test]
fn a_parent_company_owns() {
    let lines = told(
        "Tesmar Tesmar PROPN NNP 4 poss B-ORG
        's 's PART POS 1 case
        parent parent NOUN NN 4 compound
        company company NOUN NN 6 nsubj
        Alba Alba PROPN NNP 4 appos B-ORG
        closed close VERB VBD 0 ROOT",
    );
    let has = |words: &str| lines.iter().any(|line| line.contains(words));
    assert!(has("ownedBy \"Tesmar\" \"Alba\""), "{lines:#?}");
    assert!(!has("\"parent\""), "{lines:#?}");
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
    assert_silent(
        "The the DET DT 2 det
        album album NOUN NN 3 compound
        Reed Reed PROPN NNP 4 nsubj B-PERSON
        sold sell VERB VBD 0 ROOT",
        "holdsPosition",
    );
}

#[test]
fn who_is_elected_to_an_assembly_is_its_member() {
    assert_tells(
        "Ana Ana PROPN NNP 2 compound B-PERSON
        Ruiz Ruiz PROPN NNP 4 nsubjpass I-PERSON
        was be AUX VBD 4 auxpass
        elected elect VERB VBN 0 ROOT
        to to ADP IN 4 prep
        the the DET DT 7 det
        Senate Senate PROPN NNP 5 pobj B-ORG",
        &["memberOf \"Ana Ruiz\" \"Senate\""],
    );
}

#[test]
fn a_title_that_the_recogniser_takes_into_the_name_is_a_post() {
    assert_tells(
        "Broadcaster Broadcaster PROPN NNP 3 compound B-PERSON
        Ana Ana PROPN NNP 3 compound I-PERSON
        Ruiz Ruiz PROPN NNP 4 nsubj I-PERSON
        spoke speak VERB VBD 0 ROOT",
        &["holdsPosition \"Ana Ruiz\" \"Broadcaster\""],
    );
}

#[test]
fn each_of_the_names_after_a_noun_for_several_has_its_post() {
    assert_tells(
        "Two two NUM CD 2 nummod
        pilots pilot NOUN NNS 9 nsubj
        Ana Ana PROPN NNP 4 compound B-PERSON
        Ruiz Ruiz PROPN NNP 2 appos I-PERSON
        and and CCONJ CC 4 cc
        Tom Tom PROPN NNP 7 compound B-PERSON
        Lind Lind PROPN NNP 4 conj I-PERSON
        , , PUNCT , 2 punct
        died die VERB VBD 0 ROOT",
        &[
            "holdsPosition \"Ana Ruiz\" \"pilot\"",
            "holdsPosition \"Tom Lind\" \"pilot\"",
        ],
    );
}

#[test]
fn who_leads_a_body_is_affiliated_with_it() {
    assert_tells(
        "The the DET DT 3 det
        Green Green PROPN NNP 3 compound B-ORG
        Party Party PROPN NNP 8 nsubj I-ORG
        led lead VERB VBN 3 acl
        by by ADP IN 4 agent
        Ana Ana PROPN NNP 7 compound B-PERSON
        Ruiz Ruiz PROPN NNP 5 pobj I-PERSON
        won win VERB VBD 0 ROOT",
        &["affiliatedWith \"Ana Ruiz\" \"Green Party\""],
    );
}

/// What "verb the mayor of Oslo" tells of the mayor.
fn is_mayor(verb: &str) -> bool {
    let tree = format!(
        "They they PRON PRP 2 nsubj
        {verb} {verb} VERB VBD 0 ROOT
        the the DET DT 4 det
        mayor mayor NOUN NN 2 dobj
        of of ADP IN 4 prep
        Oslo Oslo PROPN NNP 5 pobj B-GPE"
    );
    tells(&tree, "holdsPosition \"mayor of Oslo\" \"mayor of Oslo\"")
}

#[test]
fn who_is_called_by_a_post_holds_it_unless_it_is_to_be_filled() {
    assert!(is_mayor("thank"));
    assert!(!is_mayor("elect"));
}

#[test]
fn all_that_a_clause_names_are_members_or_owned() {
    assert_tells(
        "Ana Ana PROPN NNP 2 compound B-PERSON
        Ruiz Ruiz PROPN NNP 6 nsubj I-PERSON
        and and CCONJ CC 2 cc
        Tom Tom PROPN NNP 5 compound B-PERSON
        Lind Lind PROPN NNP 2 conj I-PERSON
        are be AUX VBP 0 ROOT
        members member NOUN NNS 6 attr
        of of ADP IN 7 prep
        the the DET DT 11 det
        Labour Labour PROPN NNP 11 compound B-ORG
        Party Party PROPN NNP 8 pobj I-ORG",
        &[
            "memberOf \"Ana Ruiz\" \"Labour Party\"",
            "memberOf \"Tom Lind\" \"Labour Party\"",
        ],
    );
}

#[test]
fn a_post_named_for_its_body_is_also_of_it() {
    let facts = hand(
        "Senate Senate PROPN NNP 2 compound B-ORG
        president president NOUN NN 4 compound
        Ana Ana PROPN NNP 4 compound B-PERSON
        Ruiz Ruiz PROPN NNP 5 nsubj I-PERSON
        spoke speak VERB VBD 0 ROOT
        . . PUNCT . 5 punct",
    )
    .facts();
    let mut held = facts.relations.iter();
    let held = held.find(|relation| relation.property == "holdsPosition");
    let also = &held.expect("a post").also;
    assert!(also.contains(&"president of Senate".to_owned()), "{also:?}");
}
