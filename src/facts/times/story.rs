//! The day on which a story goes on from sentence to sentence.
//!
//! Reads: main clauses and their times. Writes: missing times of what main clauses tell.
//! Never: dates what people say of a story, or what is told in another tense than stories are.

use crate::discourse::{Source, TimeValue};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{ClauseId, Embedding, PredicateKind, Slot};

use super::{event_at, happened, is_of, is_past_day, is_told, leaves_story};

/// "A jet crashed on Monday. All on board **died**."
pub(super) fn share(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let days = days(reading, drafts);
    for draft in drafts.iter_mut().filter(|draft| draft.event.time.is_none()) {
        draft.event.time = day_of(reading, draft, &days);
    }
}

/// Sentences of speech and description after which a story still goes on in another paragraph.
const REACH: usize = 4;

/// A day with the last sentence that goes on in it.
struct Day {
    value: TimeValue,
    sentence: usize,
}

/// For each sentence the day on which its story goes on: named by its main clause, or by that of a
/// sentence before while these tell one thing after another. Descriptions between them do not count.
fn days(reading: &Reading<'_>, drafts: &[Draft]) -> Vec<Option<TimeValue>> {
    let mut days = Vec::new();
    let mut running: Option<Day> = None;
    for sentence in 0..reading.analysis.sentences.len() {
        let main = main_clause(reading, sentence).filter(|&id| is_told(&reading.clauses[id]));
        if let Some(main) = main {
            running = day_here(reading, drafts, running, sentence, main);
        }
        days.push(
            running
                .as_ref()
                .filter(|_| main.is_some())
                .map(|day| day.value.clone()),
        );
    }
    days
}

/// The day of a sentence, after that of the sentences before.
fn day_here(
    reading: &Reading<'_>,
    drafts: &[Draft],
    before: Option<Day>,
    sentence: usize,
    main: ClauseId,
) -> Option<Day> {
    let named = day_named(reading, drafts, main);
    if is_untold(reading, drafts, main) {
        return before.filter(|_| named.is_none() && !names_day(reading, sentence));
    }
    if let Some(value) = named {
        return is_past_day(reading, &value).then_some(Day { value, sentence });
    }
    let paragraph = |sentence: usize| reading.analysis.sentences[sentence].paragraph;
    let day = before.filter(|day| {
        sentence - day.sentence <= REACH || paragraph(day.sentence) == paragraph(sentence)
    })?;
    (!leaves_story(reading, sentence)).then_some(Day { sentence, ..day })
}

/// The time of what a main clause tells, or of the event told before that it is about: "**the premiere**
/// was followed by a party".
fn day_named(reading: &Reading<'_>, drafts: &[Draft], main: ClauseId) -> Option<TimeValue> {
    let clause = &reading.clauses[main];
    let time_at = |head: TokenId| drafts[event_at(reading, drafts, head)?].event.time.clone();
    let about = || {
        let mut before = clause.arguments.iter().filter(|argument| {
            matches!(argument.slot, Slot::Subject | Slot::Object) && argument.head < clause.head
        });
        before.find_map(|argument| time_at(argument.head))
    };
    let told = time_at(clause.head).or_else(|| reading.time_of(main));
    told.or_else(about)
}

/// A time that is told or said: "said that a raid had failed **on Saturday**".
fn names_day(reading: &Reading<'_>, sentence: usize) -> bool {
    let mut tokens = reading.analysis.sentences[sentence].tokens.clone();
    tokens.any(|token| reading.is_dated(token))
}

/// The verb clause that no other clause holds.
pub(super) fn main_clause(reading: &Reading<'_>, sentence: usize) -> Option<ClauseId> {
    let mut tokens = reading.analysis.sentences[sentence].tokens.clone();
    let root = tokens.find(|&token| reading.token(token).dep == "ROOT")?;
    let id = reading.clause_at(root)?;
    (reading.clauses[id].kind == PredicateKind::Verb).then_some(id)
}

/// What people say of it, a state, a figure.
fn is_untold(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> bool {
    let head = reading.clauses[id].head;
    let untold = &reading.frames.times.untold;
    let mut told = drafts.iter().filter(|draft| draft.head == head);
    told.any(|draft| is_of(draft, untold))
}

fn day_of(reading: &Reading<'_>, draft: &Draft, days: &[Option<TimeValue>]) -> Option<TimeValue> {
    let id = draft.clause?;
    let clause = &reading.clauses[id];
    let sentence = reading.analysis.sentence_of(clause.head);
    let narrated = draft.event.reports[0].source == Source::Narrator;
    let fits = happened(draft)
        && narrated
        && !is_of(draft, &reading.frames.times.untold)
        && is_told(clause)
        && is_main(reading, clause.light.unwrap_or(id), sentence);
    days[sentence].clone().filter(|_| fits)
}

/// The main clause, or one that follows it as its conjunct.
fn is_main(reading: &Reading<'_>, id: ClauseId, sentence: usize) -> bool {
    let Some(main) = main_clause(reading, sentence) else {
        return false;
    };
    let mut at = id;
    while at != main {
        match &reading.clauses[at].parent {
            Some(parent) if parent.relation == Embedding::Conjunct => at = parent.clause,
            _ => return false,
        }
    }
    true
}
