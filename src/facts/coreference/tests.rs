use crate::facts::testing::hand;

/// "Gunmen attacked a base in Kano."
const ATTACK: &str = "
    Gunmen gunman NOUN NNS 2 nsubj
    attacked attack VERB VBD 0 ROOT
    a a DET DT 4 det
    base base NOUN NN 2 dobj
    in in ADP IN 4 prep
    Kano Kano PROPN NNP 5 pobj B-GPE
    . . PUNCT . 2 punct
";

/// "... attack shocked Lagos."
fn attack_again(determiner: &str, dep: &str) -> String {
    format!(
        "{determiner} {determiner} DET DT 2 {dep}
        attack attack NOUN NN 3 nsubj
        shocked shock VERB VBD 0 ROOT
        Lagos Lagos PROPN NNP 3 dobj B-GPE
        . . PUNCT . 3 punct"
    )
}

fn attacks(text: &str) -> usize {
    let lines = hand(text).lines();
    lines
        .iter()
        .filter(|line| line.starts_with("Attack "))
        .count()
}

#[test]
fn a_definite_noun_goes_back_to_the_event() {
    assert_eq!(
        attacks(&format!("{ATTACK}\n{}", attack_again("The", "det"))),
        1
    );
}

#[test]
fn another_attack_is_another_event() {
    let both = format!(
        "{ATTACK}
        Another another DET DT 2 det
        attack attack NOUN NN 5 nsubj
        in in ADP IN 2 prep
        Kano Kano PROPN NNP 3 pobj B-GPE
        shocked shock VERB VBD 0 ROOT
        Lagos Lagos PROPN NNP 5 dobj B-GPE
        . . PUNCT . 5 punct"
    );
    assert_eq!(attacks(&both), 2, "{:#?}", hand(&both).lines());
}

#[test]
fn the_incident_that_fills_a_role_is_the_event_told_before() {
    let lines = hand(&format!(
        "{ATTACK}
        Police police NOUN NNS 2 nsubj
        investigated investigate VERB VBD 0 ROOT
        the the DET DT 4 det
        incident incident NOUN NN 2 dobj
        . . PUNCT . 2 punct"
    ))
    .lines();
    assert!(lines[1].starts_with("Investigation "), "{lines:#?}");
    assert!(lines[1].contains("topic=Attack"), "{lines:#?}");
}

#[test]
fn a_claim_of_responsibility_is_about_what_was_told_last() {
    let lines = hand(&format!(
        "{ATTACK}
        Rebels rebel NOUN NNS 2 nsubj
        claimed claim VERB VBD 0 ROOT
        responsibility responsibility NOUN NN 2 dobj
        . . PUNCT . 2 punct"
    ))
    .lines();
    assert!(lines[1].contains("content?=Attack"), "{lines:#?}");
}

#[test]
fn what_led_to_an_event_is_its_cause() {
    let lines = hand(
        "The the DET DT 2 det
        earthquake earthquake NOUN NN 3 nsubj
        caused cause VERB VBD 0 ROOT
        a a DET DT 5 det
        landslide landslide NOUN NN 3 dobj
        in in ADP IN 5 prep
        Kano Kano PROPN NNP 6 pobj B-GPE
        . . PUNCT . 3 punct",
    )
    .lines();
    assert!(lines[1].contains("cause=NaturalDisaster"), "{lines:#?}");
}

#[test]
fn nobody_claiming_the_attack_denies_no_attack() {
    let lines = hand(&format!(
        "{ATTACK}
        Nobody nobody PRON NN 2 nsubj
        claimed claim VERB VBD 0 ROOT
        responsibility responsibility NOUN NN 2 dobj
        for for ADP IN 3 prep
        the the DET DT 6 det
        attack attack NOUN NN 4 pobj
        . . PUNCT . 2 punct"
    ))
    .lines();
    let attacks: Vec<_> = lines
        .iter()
        .filter(|line| line.starts_with("Attack "))
        .collect();
    assert_eq!(attacks.len(), 1, "{lines:#?}");
    assert!(!attacks[0].contains("Negative"), "{lines:#?}");
}

#[test]
fn a_noun_that_names_the_class_goes_back_to_a_plan() {
    let lines = hand(
        "
        Soldiers soldier NOUN NNS 3 nsubj
        will will AUX MD 3 aux
        leave leave VERB VB 0 ROOT
        Mali Mali PROPN NNP 3 dobj B-GPE
        . . PUNCT . 3 punct

        Berg Berg PROPN NNP 2 nsubj B-PERSON
        opposed oppose VERB VBD 0 ROOT
        the the DET DT 4 det
        withdrawal withdrawal NOUN NN 2 dobj
        . . PUNCT . 2 punct",
    )
    .lines();
    let withdrawals: Vec<&String> = lines
        .iter()
        .filter(|line| line.starts_with("Withdrawal "))
        .collect();
    assert_eq!(withdrawals.len(), 1, "{lines:#?}");
    assert!(withdrawals[0].contains("Planned"), "{lines:#?}");
}
