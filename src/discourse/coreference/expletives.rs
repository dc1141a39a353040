//! "It" that means nothing: "**it** is clear that", "**it** seems".
//!
//! Reads: trees, lists of words. Writes: nothing. Never: looks at other pronouns.

use super::words::PronounWords;
use crate::linguistics::Analysis;

/// "It is clear that", "it seems": nothing is meant.
pub(super) fn is_pleonastic(analysis: &Analysis, words: &PronounWords, head: usize) -> bool {
    let token = &analysis.tokens[head];
    let above = &analysis.tokens[token.head];
    // "made **it** hard to see"
    if token.text == "it" && above.pos == "ADJ" && above.dep == "ccomp" {
        return analysis
            .child(token.head, &["advcl", "xcomp", "ccomp"])
            .is_some();
    }
    if is_idle(analysis, head) {
        return true;
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
    match verb.lemma.to_lowercase().as_str() {
        "seem" | "appear" | "happen" | "rain" | "snow" | "turn" => true,
        "be" | "'s" | "’" if is_said_of_a_doer(analysis, words, token.head) => false,
        "be" | "'s" | "’" => {
            has(&["acomp", "attr"]) && has(&["ccomp", "xcomp", "advcl", "csubj"])
                || has(&["ccomp"])
                || is_said_of_all(analysis, words, token.head)
                || is_said_of_doing(analysis, words, token.head)
                || is_cleft(analysis, token.head)
        }
        "feel" | "look" | "sound" => is_said_of_all(analysis, words, token.head),
        // "it **took** five hours to"
        "take" => {
            let object = analysis.child(token.head, &["dobj"]);
            let long =
                object.is_some_and(|noun| words.spans.contains(&analysis.tokens[noun].lemma));
            long && has(&["xcomp", "advcl"])
        }
        // "it was **damning** that"
        lemma if verb.tag == "VBG" && words.striking.contains(lemma) => has(&["ccomp", "xcomp"]),
        // "it was reported that"
        _ => token.dep == "nsubjpass" && has(&["ccomp"]),
    }
}

/// "as the court put **it**", "worth **it**", "made **it** to the shore": belongs to the verb or adjective.
fn is_idle(analysis: &Analysis, head: usize) -> bool {
    let token = &analysis.tokens[head];
    let above = &analysis.tokens[token.head];
    let marked = |mark: &str| {
        let mut marks = analysis.children(token.head);
        marks.any(|child| analysis.tokens[child].text == mark)
    };
    token.text == "it"
        && token.dep != "nsubj"
        && match above.lemma.as_str() {
            "worth" => true,
            "put" => above.dep == "advcl" && marked("as"),
            "make" => marked("to") && token.dep == "dobj",
            _ => false,
        }
}

/// "It is able to", "it is ready to": said of somebody, whatever clause follows.
fn is_said_of_a_doer(analysis: &Analysis, words: &PronounWords, verb: usize) -> bool {
    let said = analysis.child(verb, &["acomp"]);
    said.is_some_and(|said| words.doers.contains(&analysis.tokens[said].lemma))
}

/// "It is **her plan to** visit", "it was **an honour to** serve", "it is not **for the court to** judge": said of what
/// one does.
fn is_said_of_doing(analysis: &Analysis, words: &PronounWords, verb: usize) -> bool {
    let infinitive = |clause: usize| {
        let mut below = analysis.children(clause);
        below.any(|child| analysis.tokens[child].tag == "TO")
    };
    let with_for = |clause: usize| {
        let mark = analysis.child(clause, &["mark"]);
        mark.is_some_and(|mark| analysis.tokens[mark].text == "for")
    };
    let clause = analysis.child(verb, &["advcl"]);
    if clause.is_some_and(|clause| infinitive(clause) && with_for(clause)) {
        return true;
    }
    let Some(noun) = analysis.child(verb, &["attr"]) else {
        return false;
    };
    let below = analysis.child(noun, &["advcl"]);
    if below.is_some_and(|clause| infinitive(clause) && with_for(clause)) {
        return true;
    }
    let owned = analysis.child(noun, &["poss"]).is_some();
    let judged = words.deeds.contains(&analysis.tokens[noun].lemma);
    let explained = analysis.child(noun, &["acl", "relcl"]);
    (owned || judged) && explained.is_some_and(infinitive)
}

/// "It is **wages that** matter", "it was **Ann Moss who** won", "it is **with regret that** we": the sentence turned to
/// stress a noun.
fn is_cleft(analysis: &Analysis, verb: usize) -> bool {
    let aside = analysis.child(verb, &["prep"]);
    let aside = aside.and_then(|link| analysis.child(link, &["pobj"]));
    let that = |clause: usize| {
        let mut below = analysis.children(clause);
        below.any(|child| analysis.tokens[child].text == "that")
    };
    let Some(noun) = analysis.child(verb, &["attr"]) else {
        let clause = aside.and_then(|noun| analysis.child(noun, &["relcl", "acl"]));
        return clause.is_some_and(that);
    };
    let last = analysis.child(noun, &["conj"]).unwrap_or(noun);
    let clause = analysis.child(last, &["relcl"]);
    let relative = clause.and_then(|clause| analysis.child(clause, &["nsubj", "nsubjpass"]));
    let stressed = matches!(analysis.tokens[noun].tag.as_str(), "NNS" | "NNP" | "NNPS");
    stressed
        && relative
            .is_some_and(|subject| matches!(analysis.tokens[subject].text.as_str(), "that" | "who"))
}

/// "It is time", "it was damning that", "it felt good": said of what goes on, not of a thing.
fn is_said_of_all(analysis: &Analysis, words: &PronounWords, verb: usize) -> bool {
    let Some(said) = analysis.child(verb, &["acomp", "attr", "oprd"]) else {
        return false;
    };
    let token = &analysis.tokens[said];
    let explained = analysis.child(said, &["ccomp", "xcomp", "advcl", "acl", "relcl"]);
    let occasion = words.occasions.contains(&token.lemma);
    let felt = analysis.tokens[verb].lemma != "be" && token.pos == "ADJ";
    occasion || felt || token.pos == "ADJ" && explained.is_some()
}
