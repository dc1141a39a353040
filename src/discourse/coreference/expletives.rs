//! "It" that means nothing: "**it** is clear that", "**it** seems".
//!
//! Reads: trees. Writes: nothing. Never: looks at other pronouns.

use crate::linguistics::Analysis;

/// "It is clear that", "it seems": nothing is meant.
pub(super) fn is_pleonastic(analysis: &Analysis, head: usize) -> bool {
    let token = &analysis.tokens[head];
    let above = &analysis.tokens[token.head];
    // "made **it** hard to see"
    if token.text == "it" && above.pos == "ADJ" && above.dep == "ccomp" {
        return analysis
            .child(token.head, &["advcl", "xcomp", "ccomp"])
            .is_some();
    }
    if token.lemma != "it" && token.text.to_lowercase() != "it"
        || !matches!(token.dep.as_str(), "nsubj" | "nsubjpass")
    {
        return token.dep == "expl";
    }
    let verb = &analysis.tokens[token.head];
    // "The camp lies in ruins; it was bombed": a clause before the verb is none that "it" stands for.
    let has = |labels: &[&str]| {
        let mut children = analysis.children(token.head).filter(|&child| child > head);
        children.any(|child| labels.contains(&analysis.tokens[child].dep.as_str()))
    };
    match verb.lemma.as_str() {
        "seem" | "appear" | "happen" | "rain" | "snow" | "turn" => true,
        "be" | "'s" if is_said_of_a_doer(analysis, token.head) => false,
        "be" | "'s" => {
            has(&["acomp", "attr"]) && has(&["ccomp", "xcomp", "advcl", "csubj"])
                || has(&["ccomp"])
                || is_said_of_all(analysis, token.head)
        }
        "feel" | "look" | "sound" => is_said_of_all(analysis, token.head),
        // "it was reported that"
        _ => token.dep == "nsubjpass" && has(&["ccomp"]),
    }
}

/// "It is able to", "it is ready to": said of somebody, whatever clause follows.
fn is_said_of_a_doer(analysis: &Analysis, verb: usize) -> bool {
    let said = analysis.child(verb, &["acomp"]);
    said.is_some_and(|said| {
        matches!(
            analysis.tokens[said].lemma.as_str(),
            "able"
                | "unable"
                | "ready"
                | "willing"
                | "unwilling"
                | "keen"
                | "eager"
                | "responsible"
                | "due"
        )
    })
}

/// "It is time", "it was damning that", "it felt good": said of what goes on, not of a thing.
fn is_said_of_all(analysis: &Analysis, verb: usize) -> bool {
    let Some(said) = analysis.child(verb, &["acomp", "attr", "oprd"]) else {
        return false;
    };
    let token = &analysis.tokens[said];
    let explained = analysis.child(said, &["ccomp", "xcomp", "advcl", "acl", "relcl"]);
    let occasion = matches!(
        token.lemma.as_str(),
        "time" | "day" | "night" | "morning" | "week" | "month" | "year" | "matter" | "moment"
    );
    let felt = analysis.tokens[verb].lemma != "be" && token.pos == "ADJ";
    occasion || felt || token.pos == "ADJ" && explained.is_some()
}
