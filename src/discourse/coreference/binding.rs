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
    // "announcing **it** will": what the parser takes for an object is the subject of what follows.
    let followed = analysis.tokens.get(here.head + 1);
    let acts =
        followed.is_some_and(|next| matches!(next.tag.as_str(), "MD" | "VBZ" | "VBD" | "VBP"));
    let object = matches!(token.dep.as_str(), "dobj" | "dative") && !acts;
    let unsaid = (object.then(|| unsaid_subject(analysis, token.head)))
        .flatten()
        .or_else(|| whoever_is_no_owner(chains, here.head));
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

/// "**Ines** became **their** third storm", "**The navy** arrested **its** captain": the subject of what is done to the
/// pronoun's noun, where nobody is or does that with what is his own.
fn whoever_is_no_owner(chains: &Chains<'_>, pronoun: usize) -> Option<usize> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[pronoun];
    let owned = (token.dep == "poss").then(|| &analysis.tokens[token.head])?;
    let verb = analysis.tokens[owned.head].verb_lemma();
    let words = &chains.knowledge.pronouns;
    let own = |child: usize| analysis.tokens[child].text == "own";
    let other = match owned.dep.as_str() {
        "attr" => words.being.contains(&verb),
        "dobj" => words.seizing.contains(&verb) && token.lemma != "his" && token.lemma != "her",
        _ => false,
    };
    // "Disarming them remains **its** aim": no noun is that.
    let clause = analysis
        .child(owned.head, &["csubj", "csubjpass"])
        .is_some();
    let other = other && !clause && !analysis.children(token.head).any(own);
    (other.then(|| unsaid_subject(analysis, owned.head))).flatten()
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
            // "named the storm before **leaving** it"; not "kept them from leaving it".
            "pcomp"
                if analysis.tokens[at].dep == "prep" && is_of_time(&analysis.tokens[at].text) =>
            {
                at = analysis.tokens[at].head;
            }
            _ => return None,
        }
    }
}

/// "after leaving", "by leaving": whoever does what the sentence tells does that, too.
fn is_of_time(preposition: &str) -> bool {
    matches!(
        preposition,
        "after" | "before" | "by" | "since" | "upon" | "while" | "without"
    )
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
