//! Events that others are counted from: "resigned on Friday, **a day after** the court ordered it".
//!
//! Reads: "after" and "before" with a number of days, weeks, months or years in front, and the events on both
//! sides. Writes: the missing time of either from that of the other. Never: counts what is said roughly.

use crate::discourse::time::counted_from;
use crate::discourse::{TimeRelation, TimeValue};
use crate::facts::EventId;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::Slot;

use super::{event_at, happened};

/// Dates one side of each count by the other.
pub(super) fn share(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for counted in 0..reading.analysis.tokens.len() {
        let Some((first, steps)) = count_before(reading, counted) else {
            continue;
        };
        let Some((verb, base)) = sides(reading, drafts, counted, first) else {
            continue;
        };
        let event = event_of(reading, drafts, verb).filter(|&event| event != base);
        let open = event.filter(|&event| drafts[event].event.time.is_none());
        let clause = reading.clause_at(verb);
        let of_event = event.map_or_else(
            || reading.time_of(clause?),
            |event| drafts[event].event.time.clone(),
        );
        let of_base = drafts[base].event.time.clone();
        if let (Some(day), None) = (of_event.filter(is_point), &of_base) {
            drafts[base].event.time = moved(reading, first, -steps, &day);
        } else if let (Some(event), Some(day)) = (open, of_base.filter(is_point))
            && happened(&drafts[event])
        {
            drafts[event].event.time = moved(reading, first, steps, &day);
        }
    }
}

/// Where the count before "after" or "before" begins, and how many units it says, ahead of the other event.
fn count_before(reading: &Reading<'_>, counted: TokenId) -> Option<(TokenId, i64)> {
    let sign = match reading.token(counted).text.to_lowercase().as_str() {
        "after" => 1,
        "before" => -1,
        _ => return None,
    };
    let first = counted.checked_sub(2)?;
    let word = reading.token(first).text.to_lowercase();
    let unit = reading.token(first + 1).text.as_str();
    let words = &reading.knowledge.times;
    let exact = first.checked_sub(1).is_none_or(|before| {
        let before = &reading.token(before).text.to_lowercase();
        !words.is_rough(before)
    });
    let number = match word.as_str() {
        "the" if !unit.ends_with('s') => 1,
        word => words.number(word)?,
    };
    (exact
        && matches!(
            unit,
            "day" | "days" | "week" | "weeks" | "month" | "months" | "year" | "years"
        ))
    .then_some((first, sign * number))
}

/// The word that has the count, and the event that is counted from.
fn sides(
    reading: &Reading<'_>,
    drafts: &[Draft],
    counted: TokenId,
    first: TokenId,
) -> Option<(TokenId, EventId)> {
    let token = reading.token(counted);
    let (base, mut at) = match token.dep.as_str() {
        "mark" => (token.head, reading.token(token.head).head),
        "prep" => (
            reading.with(counted, &["pobj", "pcomp"]).next()?,
            token.head,
        ),
        _ => return None,
    };
    while at >= first && reading.token(at).head != at {
        at = reading.token(at).head;
    }
    Some((at, event_at(reading, drafts, base)?))
}

/// The event that a verb tells, or that it says to come: "The attack **came** two days after ...".
fn event_of(reading: &Reading<'_>, drafts: &[Draft], verb: TokenId) -> Option<EventId> {
    event_at(reading, drafts, verb).or_else(|| {
        let id = reading.clause_at(verb)?;
        let mut subjects = reading.clauses[id].arguments(&Slot::Subject);
        subjects.find_map(|subject| event_at(reading, drafts, subject.head))
    })
}

fn is_point(time: &TimeValue) -> bool {
    time.relation == TimeRelation::At && time.end.is_none()
}

fn moved(reading: &Reading<'_>, first: TokenId, steps: i64, from: &TimeValue) -> Option<TimeValue> {
    let unit = &reading.token(first + 1).text;
    let begin = counted_from(from.begin.get(..from.begin.len().min(10))?, steps, unit)?;
    Some(TimeValue {
        begin,
        ..from.clone()
    })
}
