//! Sums of money at the noun that names an event or what it deals in: "a **$500 million** loan", "won a **20 million
//! euro** contract", "a deal **worth $3 million**".
//!
//! Reads: drafts with their triggers, names of sums. Writes: `amount`, and `penalty` of fines.
//! Never: adds a sum to one that the event's own words give.

use crate::linguistics::TokenId;
use crate::linguistics::clauses::Slot;

use super::draft::Draft;
use super::reading::Reading;
use super::{Filler, fillers};

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
        let mut nouns = draft.nouns(reading).into_iter();
        if let Some(sum) = nouns.find_map(|noun| sum_before(reading, noun)) {
            draft.add(role, Filler::Text(sum.to_owned()), "sum before the noun");
        } else if let Some(sum) = dealt_in(reading, draft).find_map(|noun| worth(reading, noun)) {
            draft.add(role, Filler::Text(sum.to_owned()), "what it is worth");
        }
    }
}

/// The sum of money that stands before a noun and belongs to it.
fn sum_before<'a>(reading: &Reading<'a>, noun: TokenId) -> Option<&'a str> {
    let before = reading.dependents(noun).iter().copied();
    let currency = |word: &TokenId| {
        let currencies = &reading.frames.words.currencies;
        currencies.contains(reading.token(*word).lemma.as_str())
            && reading.token(word - 1).pos == "NUM"
    };
    // "a **500 million euro** loan", whose number the parser hangs on the loan
    let mut units = before.clone().filter(|&child| child < noun && child > 0);
    if let Some(unit) = units.find(currency)
        && let Some(number) = (reading.with(noun, &["nummod"])).find(|&number| number + 1 == unit)
    {
        return Some(reading.words(reading.leftmost(number)..unit + 1));
    }
    let mut sums = before
        .filter(|&child| child < noun)
        .filter_map(|child| reading.name_at(child));
    let sum = sums.find(|name| name.label == "MONEY" && name.tokens.end <= noun)?;
    let start = (sum.tokens.clone()).find(|&word| reading.token(word).dep != "det")?;
    Some(reading.words(start..sum.tokens.end))
}

/// The nouns that name an event, and what it is about: "won a **contract**", "pledged **aid**".
fn dealt_in<'a>(reading: &'a Reading<'_>, draft: &Draft) -> impl Iterator<Item = TokenId> + 'a {
    let clause = draft.clause.map(|id| &reading.clauses[id]);
    let objects = clause
        .into_iter()
        .flat_map(|clause| clause.arguments(&Slot::Object));
    let objects = objects.map(|object| object.head);
    draft.nouns(reading).into_iter().chain(objects)
}

/// "a contract **worth $5 million**": the sum behind the word that hangs on a noun.
fn worth<'a>(reading: &Reading<'a>, noun: TokenId) -> Option<&'a str> {
    let mut below = reading.dependents(noun).iter().copied();
    let worth = below.find(|&child| child > noun && reading.token(child).text == "worth")?;
    let mut objects = reading.with(worth, &["npadvmod", "pobj", "dobj"]);
    let sum = objects.find(|&head| fillers::is_money(reading, head))?;
    Some(reading.sum(sum))
}
