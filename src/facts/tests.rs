use super::testing::hand;

/// "Gunmen attacked a base in Kano, killing at least ten people."
const ATTACK: &str = "
    Gunmen gunman NOUN NNS 2 nsubj
    attacked attack VERB VBD 0 ROOT
    a a DET DT 4 det
    base base NOUN NN 2 dobj
    in in ADP IN 4 prep
    Kano Kano PROPN NNP 5 pobj B-GPE
    , , PUNCT , 2 punct
    killing kill VERB VBG 2 advcl
    at at ADP IN 10 advmod
    least least ADJ JJS 11 advmod
    ten ten NUM CD 12 nummod
    people people NOUN NNS 8 dobj
    . . PUNCT . 2 punct
";

#[test]
fn victims_are_counted_on_the_attack_and_on_the_killing() {
    let lines = hand(ATTACK).lines();
    assert!(
        lines[0].starts_with("Attack agent=\"Gunmen\" killed=\""),
        "{lines:#?}"
    );
    assert!(lines[0].contains("recipient=\"base\""), "{lines:#?}");
    assert!(lines[1].contains("cause?=Attack"), "{lines:#?}");
    assert!(lines[1].contains("ten people\""), "{lines:#?}");
}

#[test]
fn what_was_said_is_linked_to_the_saying() {
    let lines = hand(
        "The the DET DT 2 det
        minister minister NOUN NN 3 nsubj
        said say VERB VBD 0 ROOT
        that that SCONJ IN 7 mark
        a a DET DT 6 det
        bridge bridge NOUN NN 7 nsubj
        collapsed collapse VERB VBD 3 ccomp
        . . PUNCT . 3 punct",
    )
    .lines();
    assert!(
        lines[0].starts_with("Statement agent=\"minister\" content=Accident "),
        "{lines:#?}"
    );
    assert!(
        lines[1].starts_with("Accident theme=\"bridge\" "),
        "{lines:#?}"
    );
}

#[test]
fn the_noun_takes_the_place_of_its_light_verb() {
    let lines = hand(
        "Norway Norway PROPN NNP 2 nsubj B-GPE
        held hold VERB VBD 0 ROOT
        talks talk NOUN NNS 2 dobj
        with with ADP IN 3 prep
        Chile Chile PROPN NNP 4 pobj B-GPE
        . . PUNCT . 2 punct",
    )
    .lines();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0].starts_with("Meeting participant=\"Norway\" participant=\"Chile\" "),
        "{lines:#?}"
    );
}

#[test]
fn the_same_attack_told_twice_is_one_event() {
    let again = "
        The the DET DT 2 det
        attack attack NOUN NN 5 nsubj
        in in ADP IN 2 prep
        Kano Kano PROPN NNP 3 pobj B-GPE
        shocked shock VERB VBD 0 ROOT
        Lagos Lagos PROPN NNP 5 dobj B-GPE
        . . PUNCT . 5 punct";
    let facts = hand(&format!("{ATTACK}\n{again}")).facts();
    let attacks: Vec<_> = facts
        .events
        .iter()
        .filter(|event| event.class == "Attack")
        .collect();
    assert_eq!(attacks.len(), 1);
    assert_eq!(attacks[0].triggers.len(), 2);
    assert_eq!(attacks[0].reports.len(), 2);
}

#[test]
fn whom_a_strike_kills_it_hit() {
    let lines = hand(
        "The the DET DT 2 det
        airstrike airstrike NOUN NN 3 nsubj
        killed kill VERB VBD 0 ROOT
        a a DET DT 5 det
        general general NOUN NN 3 dobj
        in in ADP IN 3 prep
        Kano Kano PROPN NNP 6 pobj B-GPE
        . . PUNCT . 3 punct",
    )
    .lines();
    assert!(lines[0].starts_with("Airstrike "), "{lines:#?}");
    assert!(lines[0].contains("recipient?=\"general\""), "{lines:#?}");
}

#[test]
fn what_a_quake_does_is_the_quake() {
    let lines = hand(
        "A a DET DT 2 det
        quake quake NOUN NN 3 nsubj
        struck strike VERB VBD 0 ROOT
        Nepal Nepal PROPN NNP 3 dobj B-GPE
        . . PUNCT . 3 punct",
    )
    .lines();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0].starts_with("NaturalDisaster place=\"Nepal\" "),
        "{lines:#?}"
    );
}

/// "A bombing killed five people on 4 May 2016."
#[test]
fn what_kills_happens_when_people_die() {
    let lines = hand(
        "A a DET DT 2 det
        bombing bombing NOUN NN 3 nsubj
        killed kill VERB VBD 0 ROOT
        five five NUM CD 5 nummod
        people people NOUN NNS 3 dobj
        on on ADP IN 3 prep
        4 4 NUM CD 8 nummod B-DATE
        May May PROPN NNP 6 pobj I-DATE
        2016 2016 NUM CD 8 nummod I-DATE
        . . PUNCT . 3 punct",
    )
    .lines();
    assert!(
        (lines.iter()).any(|line| line.starts_with("Bombing") && line.contains("time=2016-05-04")),
        "{lines:#?}"
    );
}
