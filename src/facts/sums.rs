//! Sums of money before the noun that names an event: "a **$500 million** loan", "won a **20 million euro** contract".
//!
//! Reads: drafts with their triggers, names of sums. Writes: `amount`, and `penalty` of fines.
//! Never: adds a sum to one that the event's own words give.

use crate::linguistics::TokenId;

use super::Filler;
use super::draft::Draft;
use super::reading::Reading;

/// Roles that hold what an event is worth, the first that its class has.
const WORTH: [&str; 2] = ["amount", "penalty"];

/// Adds the sums.
pub(super) fn count(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        let frame = reading.frames.of_class(&draft.event.class);
        let role = WORTH
            .into_iter()
            .find(|role| frame.is_some_and(|frame| frame.roles.contains_key(*role)));
        let Some(role) = role.filter(|role| !draft.has(role)) else {
            continue;
        };
        let Some(clause) = draft.clause else {
            continue;
        };
        let sentence = reading.analysis.sentence_of(reading.clauses[clause].head);
        let words = reading.analysis.sentences[sentence].tokens.clone();
        let mut nouns = words.filter(|&word| {
            let token = reading.token(word);
            token.pos == "NOUN" && draft.event.triggers.contains(&token.range)
        });
        if let Some(sum) = nouns.find_map(|noun| sum_before(reading, noun)) {
            draft.add(role, Filler::Text(sum.to_owned()), "sum before the noun");
        }
    }
}

/// The sum of money that stands before a noun and belongs to it.
fn sum_before<'a>(reading: &Reading<'a>, noun: TokenId) -> Option<&'a str> {
    let before = reading.dependents(noun).iter().copied();
    let mut sums = before
        .filter(|&child| child < noun)
        .filter_map(|child| reading.name_at(child));
    let sum = sums.find(|name| name.label == "MONEY" && name.tokens.end <= noun)?;
    let start = (sum.tokens.clone()).find(|&word| reading.token(word).dep != "det")?;
    Some(reading.words(start..sum.tokens.end))
}
