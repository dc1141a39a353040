//! Phrases that rename another phrase or give examples of it.
//!
//! Reads: [`Analysis`]. Writes: token numbers. Never: decides that two names are one entity.

use crate::linguistics::{Analysis, TokenId};

/// Heads of the phrases in apposition to a nominal ("his counterpart, **Xi**"), left to right.
pub fn appositives(analysis: &Analysis, nominal: TokenId) -> Vec<TokenId> {
    let is_appositive = |&child: &TokenId| analysis.tokens[child].dep == "appos";
    analysis.children(nominal).filter(is_appositive).collect()
}

/// Heads of the examples of a nominal ("cities **including Kyiv and Lviv**", "such as", "like").
pub fn examples(analysis: &Analysis, nominal: TokenId) -> Vec<TokenId> {
    let mut found = Vec::new();
    for preposition in analysis.children(nominal) {
        let token = &analysis.tokens[preposition];
        if token.text == "of" {
            found.extend(examples_of_whole(analysis, nominal, preposition));
        }
        let introduces = matches!(
            token.text.as_str(),
            "including" | "as" | "like" | "namely" | "particularly"
        );
        let such = |child: TokenId| analysis.tokens[child].text == "such";
        let is_plain_as = token.text == "as" && !analysis.children(preposition).any(such);
        if token.dep == "prep" && introduces && !is_plain_as {
            found.extend(analysis.child(preposition, &["pobj"]));
        }
    }
    found.extend(example_at_verb(analysis, nominal));
    let mut next = 0;
    while next < found.len() {
        let conjuncts = analysis.children(found[next]);
        let conjuncts: Vec<_> = conjuncts
            .filter(|&child| analysis.tokens[child].dep == "conj")
            .collect();
        found.extend(conjuncts);
        next += 1;
    }
    found
}

/// "Ten people were killed, **including** two nuns", "arrested ten people, **including** A": the parser hangs the
/// examples on the verb, between which and its only participant nothing else stands.
fn example_at_verb(analysis: &Analysis, nominal: TokenId) -> Option<TokenId> {
    let verb = analysis.tokens[nominal].head;
    let including = analysis.children(verb).find(|&child| {
        let token = &analysis.tokens[child];
        token.dep == "prep" && token.text == "including"
    })?;
    let last = match analysis.tokens[nominal].dep.as_str() {
        "nsubjpass" if analysis.child(verb, &["dobj"]).is_none() => verb,
        "dobj" => analysis.subtree(nominal).end.checked_sub(1)?,
        _ => return None,
    };
    let comma = (analysis.tokens.get(last + 1)).is_some_and(|token| token.text == ",");
    let example = analysis.child(including, &["pobj"])?;
    let thing = matches!(analysis.tokens[example].pos.as_str(), "NOUN" | "PROPN");
    let several = analysis.tokens[nominal].tag.ends_with('S');
    (several && thing && including == last + 1 + usize::from(comma)).then_some(example)
}

/// "several of the stars **including** A and B", "stars of the time **including** A and B": the parser hangs
/// the examples on the last noun, of which one alone cannot have several.
fn examples_of_whole(analysis: &Analysis, nominal: TokenId, of: TokenId) -> Vec<TokenId> {
    let Some(noun) = analysis.child(of, &["pobj"]) else {
        return Vec::new();
    };
    let tag = |token: TokenId| analysis.tokens[token].tag.as_str();
    let quantifies = matches!(tag(nominal), "CD" | "DT" | "JJ" | "JJS");
    let below = examples(analysis, noun);
    let several = below.len() > 1 && tag(nominal) == "NNS" && tag(noun) == "NN";
    if quantifies || several {
        below
    } else {
        Vec::new()
    }
}
