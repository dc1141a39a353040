//! Events that an article speaks of as known: "survivors of **the earthquake**".
//!
//! Reads: definite nouns in dated clauses. Writes: the weekday before, for an event that cannot lie
//! after the day on which it was known. Never: moves what can be planned.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::facts::casualties::is_harmful;
use crate::facts::coreference;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::linguistics::clauses::PredicateKind;

use super::{happened, is_past_day, story};

/// "On Wednesday they ended the search for survivors of **the quake**. It struck on **Friday**": what was
/// known on Wednesday struck on the Friday before.
pub(super) fn put_before(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| is_known(reading, draft)) {
        let unplanned = is_harmful(draft) || draft.tells_of_harm();
        if !unplanned || !happened(draft) {
            continue;
        }
        let known_on = known_on(reading, draft);
        let Some(time) = draft.event.time.as_mut().filter(|time| time.end.is_none()) else {
            continue;
        };
        if known_on.is_some_and(|day| day < time.begin)
            && is_weekday(reading, &time.begin)
            && let Some(before) = week_before(&time.begin)
        {
            time.begin = before;
        }
    }
}

/// A definite noun.
fn is_known(reading: &Reading<'_>, draft: &Draft) -> bool {
    let noun = |id: usize| reading.clauses[id].kind == PredicateKind::Noun;
    draft.clause.is_some_and(noun) && coreference::is_definite(reading, draft.head)
}

/// The day of the main clause that takes the event for granted.
fn known_on(reading: &Reading<'_>, draft: &Draft) -> Option<String> {
    let sentence = reading.analysis.sentence_of(draft.head);
    let day = reading.time_of(story::main_clause(reading, sentence)?)?;
    is_past_day(reading, &day).then_some(day.begin)
}

/// The text names the day by its weekday only.
fn is_weekday(reading: &Reading<'_>, day: &str) -> bool {
    let times = &reading.discourse.times;
    let names = times
        .iter()
        .filter(|time| time.value.as_ref().is_some_and(|value| value.begin == day));
    let mut digits = names.flat_map(|time| time.tokens.clone()).map(|token| {
        let word = &reading.token(token).text;
        word.contains(|letter: char| letter.is_ascii_digit())
    });
    !digits.any(|digit| digit)
}

fn week_before(day: &str) -> Option<String> {
    let day: Date = day.parse().ok()?;
    Some(day.checked_sub(7.days()).ok()?.to_string())
}
