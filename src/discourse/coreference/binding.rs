//! Which antecedents grammar forbids a pronoun: what its own phrase holds, another argument of its verb.
//!
//! Reads: trees of [`Chains`]. Writes: nothing. Never: chooses an antecedent.

use super::chains::{ChainId, Chains, PhraseId};
use crate::linguistics::Analysis;

/// No antecedent inside the pronoun's own phrase, none that is another argument of its verb.
pub(super) fn binding_allows(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> bool {
    let here = &chains.phrases[pronoun];
    let analysis = chains.analysis;
    let possessive = analysis.tokens[here.head].dep == "poss";
    let governor = |token: usize| {
        let mut at = token;
        while matches!(
            analysis.tokens[at].dep.as_str(),
            "pobj" | "prep" | "conj" | "dative" | "agent" | "pcomp"
        ) && analysis.tokens[at].head != at
        {
            let above = analysis.tokens[at].head;
            // "the police spoke to **him**": an argument of its own verb, not of the one above.
            if matches!(analysis.tokens[above].pos.as_str(), "VERB" | "AUX") {
                return above;
            }
            at = above;
        }
        // "made **them** work": the subject of the lower verb is an object of the upper one, but not
        // that of a finite verb, "said **it** will work".
        let raised = analysis.tokens[at].dep == "nsubj"
            && matches!(
                analysis.tokens[at].text.as_str(),
                "him" | "them" | "it" | "her"
            )
            && analysis
                .child(analysis.tokens[at].head, &["mark"])
                .is_none()
            && analysis.tokens[analysis.tokens[at].head].tag == "VB"
            && !has_modal(analysis, analysis.tokens[at].head);
        let above = analysis.tokens[at].head;
        if raised {
            analysis.tokens[above].head
        } else {
            above
        }
    };
    let token = &analysis.tokens[here.head];
    let object = matches!(token.dep.as_str(), "dobj" | "dative");
    let unsaid = (object.then(|| unsaid_subject(analysis, token.head))).flatten();
    let same_sentence = chains.all[chain]
        .phrases
        .iter()
        .filter(|&&id| chains.phrases[id].sentence == here.sentence);
    same_sentence.copied().all(|id| {
        let other = chains.phrases[id].head;
        let inside =
            analysis.is_below(here.head, other) && !crosses_clause(analysis, here.head, other);
        let co_argument = !possessive
            && governor(other) == governor(here.head)
            && analysis.tokens[other].dep != "poss";
        !inside && !co_argument && unsaid != Some(other)
    })
}

/// Whoever does what a verb tells, its own subject or one that is not said: "**Berg** came and **saw** him", "urged
/// **Berg** to **see** him", "**Berg** fired, **hitting** him".
fn unsaid_subject(analysis: &Analysis, verb: usize) -> Option<usize> {
    let mut at = verb;
    loop {
        let subject = analysis.child(at, &["nsubj", "nsubjpass"]);
        if subject.is_some() || analysis.tokens[at].head == at {
            return subject;
        }
        let token = &analysis.tokens[at];
        at = token.head;
        match token.dep.as_str() {
            "xcomp" => {
                let urged = analysis.child(at, &["dobj"]);
                if urged.is_some() {
                    return urged;
                }
            }
            "conj" => {}
            "advcl" if token.tag == "VBG" => {}
            _ => return None,
        }
    }
}

/// "will work"
fn has_modal(analysis: &Analysis, verb: usize) -> bool {
    let mut words = analysis.children(verb);
    words.any(|word| analysis.tokens[word].tag == "MD")
}

/// "all but **the youngest** of their children"
fn is_excepted(analysis: &Analysis, conjunct: usize) -> bool {
    let cc = analysis.child(analysis.tokens[conjunct].head, &["cc"]);
    analysis.tokens[conjunct].dep == "conj"
        && cc.is_some_and(|cc| analysis.tokens[cc].text == "but")
}

/// True where a clause or another conjunct begins between a token and something above it: "Berg and
/// **her** brother".
fn crosses_clause(analysis: &Analysis, token: usize, above: usize) -> bool {
    let mut at = token;
    while at != above && analysis.tokens[at].head != at {
        if matches!(
            analysis.tokens[at].dep.as_str(),
            "relcl" | "acl" | "ccomp" | "advcl" | "xcomp" | "conj"
        ) && !is_excepted(analysis, at)
        {
            return true;
        }
        at = analysis.tokens[at].head;
    }
    false
}
