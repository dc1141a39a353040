//! What people say on an occasion that is dated: "in the statement", "after the match", right after
//! what they did.
//!
//! Reads: acts of speech and the dated events of their speakers. Writes: missing times of such acts.
//! Never: dates what somebody else says about an event.

use crate::discourse::{EntityId, Source, TimeValue};
use crate::facts::content::SPEECH;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{EventId, Filler};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{ClauseId, Slot};

use super::{event_at, happened, is_past_day, is_told, leaves_story};

/// Prepositions before an occasion.
const ON: [&str; 5] = ["at", "during", "in", "through", "via"];

/// Main clauses that a speaker may go on after.
const REACH: usize = 2;

/// Dates acts of speech: first those on an occasion, then those of whom acted before.
pub(super) fn share(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let mut order: Vec<EventId> = (0..drafts.len()).collect();
    order.sort_by_key(|&id| drafts[id].event.triggers[0]);
    for &id in &order {
        if is_open(reading, &drafts[id]) {
            drafts[id].event.time = on_occasion(reading, drafts, id);
        } else if drafts[id].event.time.is_none() {
            drafts[id].event.time = of_text(reading, drafts, id);
        }
    }
    // What has its day from what was done before hands it on to nobody.
    let days: Vec<Option<TimeValue>> = (order.iter())
        .map(|&id| is_open(reading, &drafts[id]).then(|| goes_on(reading, drafts, id))?)
        .collect();
    for (&id, day) in order.iter().zip(days) {
        drafts[id].event.time = drafts[id].event.time.take().or(day);
    }
    for id in order {
        within(reading, drafts, id);
    }
}

/// An act in the simple past that nothing dates.
fn is_open(reading: &Reading<'_>, draft: &Draft) -> bool {
    let sentence = reading.analysis.sentence_of(draft.head);
    draft.event.time.is_none()
        && happened(draft)
        && draft.event.reports[0].source == Source::Narrator
        && (draft.clause).is_some_and(|clause| is_told(&reading.clauses[clause]))
        && !leaves_story(reading, sentence)
}

/// "The motion **claims** that ...": a text goes on saying what it said on its day.
fn of_text(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<TimeValue> {
    let draft = &drafts[id];
    let clause = &reading.clauses[draft.clause.filter(|_| draft.family == SPEECH)?];
    let open = draft.event.time.is_none() && happened(draft) && clause.is_simple_present();
    let subject = clause.argument(&Slot::Subject).filter(|_| open)?.head;
    let lemma = reading.token(subject).lemma.to_lowercase();
    let text = reading.frames.times.occasions.contains(&lemma);
    let event = event_at(reading, drafts, subject).filter(|&event| text && event != id)?;
    past_day(reading, &drafts[event])
}

/// "said **in a statement**", "**the letter** said", "said **after the match**".
fn on_occasion(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<TimeValue> {
    let clause = drafts[id].clause.filter(|_| drafts[id].family == SPEECH)?;
    let mut arguments = reading.clauses[clause].arguments.iter();
    arguments.find_map(|argument| {
        let head = argument.head;
        let lemma = reading.token(head).lemma.to_lowercase();
        let occasion = reading.frames.times.occasions.contains(&lemma);
        let own = || {
            let event = event_at(reading, drafts, head).filter(|&event| event != id)?;
            past_day(reading, &drafts[event])
        };
        match &argument.slot {
            Slot::Subject if occasion => own(),
            Slot::Oblique(word) if occasion && ON.contains(&word.as_str()) => {
                own().or_else(|| last_day_of(reading, drafts, id))
            }
            Slot::Oblique(word) if word == "after" && reading.is_definite(head) => {
                own().or_else(|| last_day_of(reading, drafts, id))
            }
            _ => None,
        }
    })
}

/// The day of what the speaker did last, as told before.
fn last_day_of(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<TimeValue> {
    let speakers = speakers(&drafts[id]);
    let before = drafts
        .iter()
        .filter(|draft| draft.event.triggers[0] < drafts[id].event.triggers[0]);
    let did = before.filter(|draft| happened(draft) && takes_part(draft, &speakers));
    did.filter_map(|draft| Some((draft.event.triggers[0], past_day(reading, draft)?)))
        .max_by_key(|(trigger, _)| *trigger)
        .map(|(_, day)| day)
}

/// The speaker is who acted in the main clause just before; quotations between them do not count.
fn goes_on(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<TimeValue> {
    let head = drafts[id].head;
    if drafts[id].family != SPEECH && !is_further(reading, head) {
        return None;
    }
    let speakers = speakers(&drafts[id]);
    let here = reading.analysis.sentence_of(head);
    let mains = (0..here)
        .rev()
        .filter_map(|before| super::story::main_clause(reading, before));
    let told =
        mains.filter(|&main| reading.discourse.perspectives[main].source == Source::Narrator);
    told.filter(|&main| !speaks_on(reading, drafts, id, main))
        .take(REACH)
        .find_map(|main| past_day(reading, acted(reading, drafts, main, &speakers)?))
}

/// What one of these people did in a main clause.
fn acted<'d>(
    reading: &Reading<'_>,
    drafts: &'d [Draft],
    main: ClauseId,
    people: &[EntityId],
) -> Option<&'d Draft> {
    let range = reading.token(reading.clauses[main].head).range;
    let mut events = (drafts.iter()).filter(|draft| draft.event.triggers.contains(&range));
    events.find(|event| takes_part(event, people))
}

/// "He said ... He **added** ... He also noted ...": sentences of one paragraph in which the speaker goes on.
fn speaks_on(reading: &Reading<'_>, drafts: &[Draft], id: EventId, main: ClauseId) -> bool {
    let sentence = |token: TokenId| reading.analysis.sentence_of(token);
    let paragraph = |token: TokenId| reading.analysis.sentences[sentence(token)].paragraph;
    let head = reading.clauses[main].head;
    let spoke = acted(reading, drafts, main, &speakers(&drafts[id]));
    spoke.is_some_and(|event| event.family == SPEECH && event.event.time.is_none())
        && paragraph(head) == paragraph(drafts[id].head)
        && !leaves_story(reading, sentence(head))
}

/// "They **also** agreed": goes on with the same occasion.
fn is_further(reading: &Reading<'_>, head: TokenId) -> bool {
    let mut adverbs = reading.with(head, &["advmod"]);
    adverbs.any(|word| {
        matches!(
            reading.token(word).text.to_lowercase().as_str(),
            "also" | "further"
        )
    })
}

/// "**I thank** everybody," she said on Friday: what is done by saying it is done then.
fn within(reading: &Reading<'_>, drafts: &mut [Draft], id: EventId) {
    let Some(time) = drafts[id].event.time.clone() else {
        return;
    };
    let said: Vec<EventId> = (drafts[id].fillers("content"))
        .filter_map(|filler| match filler {
            Filler::Event(said) => Some(*said),
            _ => None,
        })
        .collect();
    for said in said {
        if drafts[said].event.time.is_none() && is_performed(reading, &drafts[said]) {
            drafts[said].event.time = Some(time.clone());
        }
    }
}

fn is_performed(reading: &Reading<'_>, draft: &Draft) -> bool {
    let Some(clause) = draft.clause.map(|id| &reading.clauses[id]) else {
        return false;
    };
    let subject = clause
        .argument(&Slot::Subject)
        .map(|subject| reading.token(subject.head));
    let first = subject.is_some_and(|word| matches!(word.text.to_lowercase().as_str(), "i" | "we"));
    draft.family == SPEECH && clause.is_simple_present() && first
}

fn past_day(reading: &Reading<'_>, draft: &Draft) -> Option<TimeValue> {
    let time = draft.event.time.clone();
    time.filter(|time| is_past_day(reading, time))
}

fn speakers(draft: &Draft) -> Vec<EntityId> {
    entities(draft, &["agent", "participant"])
}

fn takes_part(draft: &Draft, people: &[EntityId]) -> bool {
    let there = entities(draft, &["agent", "participant", "winner"]);
    !draft.tells_of_harm() && people.iter().any(|id| there.contains(id))
}

fn entities(draft: &Draft, roles: &[&str]) -> Vec<EntityId> {
    let fillers = roles.iter().flat_map(|role| draft.fillers(role));
    fillers
        .filter_map(|filler| match filler {
            Filler::Entity(id) => Some(*id),
            _ => None,
        })
        .collect()
}
