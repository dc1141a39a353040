//! What a speaker says: the events inside a speech act, over all sentences of the speech.
//!
//! Reads: drafts with their sources, and clauses. Writes: `content` and `topic` of speech acts.
//! Never: makes events; gives an event to two acts of the same speaker; takes what is only named in telling
//! of another event for content.

use crate::discourse::{EntityId, Source};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{ClauseId, Embedding, PredicateKind, Slot};

use super::coreference;
use super::draft::{self, Draft};
use super::fillers;
use super::reading::Reading;
use super::{EventId, Filler};

/// Family of speech acts.
pub(super) const SPEECH: &str = "Communication";

/// Acts about an event that their own words also tell.
const CONCERNED: [&str; 2] = ["Denial", "ResponsibilityClaim"];

/// How content is found that stands at no argument of the act.
const SPOKEN: &str = "words of the speaker";

/// Acts that tell of what was, not of what shall be.
const TELLING: [&str; 5] = [
    "Accusation",
    "Announcement",
    "Denial",
    "Publication",
    "Statement",
];

/// How a topic is found that no argument of the act names.
const ABOUT: &str = "subject of what is said";

/// Sentences that a speech may go on after its reporting verb, or begin before it.
const REACH: usize = 4;

/// Links every event to the act of its speaker, and gives acts without events a topic.
pub(super) fn link(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let acts: Vec<Act> = (0..drafts.len())
        .filter(|&id| drafts[id].family == SPEECH)
        .flat_map(|id| speakers(drafts, id))
        .collect();
    for event in 0..drafts.len() {
        let speaker = match drafts[event].event.reports[0].source {
            Source::Entity(speaker) => Some(speaker),
            Source::Unnamed => None,
            Source::Narrator => continue,
        };
        let own = acts
            .iter()
            .filter(|act| act.speaker == speaker && act.event != event);
        let mut around: Vec<_> = own
            .filter_map(|act| Some((distance(reading, drafts, act.event, event)?, act.event)))
            .filter(|((place, _), _)| speaker.is_some() || *place == 0)
            .collect();
        around.sort_unstable();
        let mut holders = holders(drafts, &around);
        holders.retain(|&act| tells(&drafts[act]) && is_said(reading, drafts, act, event));
        for act in holders {
            hold(&mut drafts[act], event);
        }
    }
    for event in 0..drafts.len() {
        let quoting = quoting(reading, drafts, event);
        if let Some(act) = quoting.filter(|&act| is_said(reading, drafts, act, event)) {
            hold(&mut drafts[act], event);
        }
    }
    for act in 0..drafts.len() {
        if drafts[act].family == SPEECH {
            if let Some(event) = explained(reading, drafts, act) {
                hold(&mut drafts[act], event);
            }
            own_up(drafts, act);
            add_topic(reading, drafts, act);
        }
    }
}

fn hold(act: &mut Draft, event: EventId) {
    let said = Filler::Event(event);
    if act.event.roles.iter().all(|role| role.filler != said) {
        act.add("content", said, SPOKEN);
    }
}

/// The act in whose quotation an event stands, on whosever word: "the council thinks that by
/// **threatening** me it may win," she **said**.
fn quoting(reading: &Reading<'_>, drafts: &[Draft], event: EventId) -> Option<EventId> {
    let quote = reading.discourse.quotes.at(drafts[event].head)?;
    let is_act = |draft: &Draft| draft.family == SPEECH && draft.clause == quote.speech;
    quote.speech?;
    drafts.iter().position(is_act).filter(|&act| act != event)
}

/// "**banned** the drug, citing its dangers": what the reasons are given for, where the act holds nothing else.
fn explained(reading: &Reading<'_>, drafts: &[Draft], act: EventId) -> Option<EventId> {
    let citing = &reading.frames.coreference.causes.citing;
    let clause = &reading.clauses[drafts[act].clause?];
    let main = (clause.gone_on_from()).filter(|_| citing.contains(clause.lemma.as_str()))?;
    let event = draft::told_by(reading, drafts, main)?;
    (!tells(&drafts[event]) && !drafts[act].has("content")).then_some(event)
}

/// "denied **the attack**", "claimed responsibility for **it**": what is said is also what it is about.
fn own_up(drafts: &mut [Draft], act: EventId) {
    if !CONCERNED.contains(&drafts[act].event.class.as_str()) {
        return;
    }
    for (from, to) in [("content", "topic"), ("topic", "content")] {
        let events = drafts[act].event.roles.iter().filter(|role| {
            role.name == from && matches!(role.filler, Filler::Event(_)) && role.because != SPOKEN
        });
        let events: Vec<Filler> = events.map(|role| role.filler.clone()).collect();
        for event in events {
            drafts[act].add(to, event, "what is owned up to or denied");
        }
    }
}

/// The nearest act and, where that is itself part of a speech, the one that the narrator tells of.
fn holders(drafts: &[Draft], around: &[(Distance, EventId)]) -> Vec<EventId> {
    let Some(&(distance, nearest)) = around.first() else {
        return Vec::new();
    };
    let mut holders = vec![nearest];
    let inside = around.iter().filter(|(other, _)| other.0 == distance.0);
    let outer = inside
        .map(|&(_, act)| act)
        .find(|&act| drafts[act].event.reports[0].source == Source::Narrator);
    holders.extend(outer.filter(|&outer| outer != nearest));
    holders
}

/// Kind of place, then words or clauses between.
type Distance = (usize, usize);

struct Act {
    event: EventId,
    /// `None`: nobody knows who "he" is.
    speaker: Option<EntityId>,
}

fn speakers(drafts: &[Draft], event: EventId) -> Vec<Act> {
    let agents = drafts[event].fillers("agent").map(|filler| match filler {
        Filler::Entity(speaker) => Some(*speaker),
        _ => None,
    });
    let mut speakers: Vec<Option<EntityId>> = agents.collect();
    if speakers.is_empty() {
        speakers.push(None);
    }
    let speakers = speakers.into_iter();
    speakers.map(|speaker| Act { event, speaker }).collect()
}

/// How far an event is from an act, nearest first: inside the act's clause, in its sentence, in the
/// sentences after it, in those before it. `None` where it cannot be part of it: an act that is itself
/// told in somebody's words holds only what its own clause holds.
fn distance(
    reading: &Reading<'_>,
    drafts: &[Draft],
    act: EventId,
    event: EventId,
) -> Option<Distance> {
    let sentence = |id: EventId| reading.analysis.sentence_of(drafts[id].head);
    let (at, here) = (sentence(act), sentence(event));
    let steps = drafts[act].head.abs_diff(drafts[event].head);
    if let (Some(above), Some(below)) = (drafts[act].clause, drafts[event].clause) {
        if let Some(depth) = depth_below(reading, above, below) {
            return Some((0, depth));
        }
        if depth_below(reading, below, above).is_some() {
            return None;
        }
    }
    if drafts[act].event.reports[0].source != Source::Narrator {
        return None;
    }
    match here {
        _ if here == at => Some((1, steps)),
        _ if here > at && here - at <= REACH => Some((2, steps)),
        _ if here < at && at - here <= REACH => Some((3, steps)),
        _ => None,
    }
}

/// False for what is only named in telling of another event of the speech: "said it would comply with **the
/// request**", "said it had lost a vase **made** in Kyoto".
fn is_said(reading: &Reading<'_>, drafts: &[Draft], act: EventId, event: EventId) -> bool {
    let Some(own) = drafts[event].clause else {
        return true;
    };
    let clause = &reading.clauses[own];
    let mut named = clause.kind == PredicateKind::Noun && clause.light.is_none();
    let mut at = own;
    while let Some(parent) = reading.clauses[at].parent.as_ref() {
        if Some(parent.clause) == drafts[act].clause {
            break;
        }
        at = parent.clause;
        named |= parent.relation == Embedding::Relative;
        if named && drafts.iter().any(|draft| draft.clause == Some(at)) {
            return false;
        }
    }
    true
}

/// Clauses between a clause and one above it.
fn depth_below(reading: &Reading<'_>, above: ClauseId, below: ClauseId) -> Option<usize> {
    let mut at = below;
    for depth in 0..reading.clauses.len() {
        if at == above {
            return Some(depth);
        }
        at = reading.clauses[at].parent.as_ref()?.clause;
    }
    None
}

/// "said **the plane** was old", "said **the raid** had failed", "**it** was old, according to the agency": what
/// the clause is about. Where it tells of no event, that is the first thing or person in it.
fn add_topic(reading: &Reading<'_>, drafts: &mut [Draft], act: EventId) {
    let draft = &drafts[act];
    if draft.has("topic") {
        return;
    }
    let told = draft.has("content") || draft.has("theme");
    let Some((said, subject)) = told_of(reading, draft) else {
        return;
    };
    let event = event_at(reading, drafts, subject).filter(|&event| event != act);
    if let Some(event) = event.filter(|_| tells(draft)) {
        // "said the raid **was** a mistake" judges it, "said the raid **took** an hour" tells of it.
        if is_judged(reading, subject) {
            drafts[act].add("topic", Filler::Event(event), ABOUT);
        }
        drafts[act].add("content", Filler::Event(event), ABOUT);
        return;
    }
    let entity = reading.entity_at(subject);
    // "said the ship was hit" tells of an event, known or not, and is not about the ship.
    let described = !reading.clauses[said].passive;
    let idle = told || fillers::says_nothing(reading, subject);
    let entity = entity.filter(|_| !idle && described && tells(draft));
    let topic = entity.map(|(topic, _)| Filler::Entity(topic));
    let new = topic.filter(|topic| draft.event.roles.iter().all(|role| role.filler != *topic));
    if let Some(topic) = new {
        drafts[act].add("topic", topic, ABOUT);
    }
}

/// The clause that tells what is said, with its subject: the content of the act, or what "according to" stands
/// beside, where it says what something is. What it says that happened is content, known or not.
fn told_of(reading: &Reading<'_>, act: &Draft) -> Option<(ClauseId, TokenId)> {
    let Some(clause) = act.clause else {
        let attributed = Slot::Oblique("according to".into());
        let here = reading.sentence(act.head);
        let mut clauses = reading.clauses.iter();
        let said = clauses.position(|clause| {
            reading.sentence(clause.head) == here && clause.argument(&attributed).is_some()
        })?;
        let subject = subject_of(reading, said)?;
        return is_judged(reading, subject).then_some((said, subject));
    };
    let arguments = reading.clauses[clause].arguments.iter();
    let mut contents = arguments.filter(|argument| argument.slot == Slot::Content);
    contents.find_map(|content| {
        let said = reading.clause_at(content.head)?;
        Some((said, subject_of(reading, said)?))
    })
}

/// True for an act that tells of events, where others only name what they want, praise or reject.
pub(super) fn tells(act: &Draft) -> bool {
    TELLING.contains(&act.event.class.as_str())
}

/// True for the subject of "is", "was".
fn is_judged(reading: &Reading<'_>, subject: TokenId) -> bool {
    let verb = reading.token(reading.token(subject).head);
    verb.lemma == "be"
}

/// The event told before that the subject of what is said names or stands for.
fn event_at(reading: &Reading<'_>, drafts: &[Draft], subject: TokenId) -> Option<EventId> {
    let named = draft::at(drafts, subject).filter(|_| reading.is_definite(subject));
    named.or_else(|| {
        if reading.token(subject).lemma == "it" {
            coreference::event_of(reading, drafts, subject)
        } else {
            coreference::antecedent(reading, drafts, subject)
        }
    })
}

fn subject_of(reading: &Reading<'_>, clause: ClauseId) -> Option<TokenId> {
    let clause = &reading.clauses[clause];
    let mut arguments = clause.arguments.iter();
    let subject = arguments
        .find(|argument| argument.slot == Slot::Subject)
        .or_else(|| {
            let mut arguments = clause.arguments.iter();
            arguments.find(|argument| argument.slot == Slot::Object)
        });
    subject.map(|argument| argument.head)
}
