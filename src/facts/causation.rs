//! What events are said to come from: "fired rockets **in response to** a raid", "the vote **led to** protests".
//!
//! Reads: clauses with their arguments and adverbial clauses, and the words of `_coreference.toml`. Writes: `cause`.
//! Never: takes what merely comes later for a result, but for answers to violence and disasters.

use std::collections::BTreeSet;

use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, ClauseId, Embedding, Slot};

use super::casualties;
use super::content;
use super::coreference;
use super::draft::{self, Draft};
use super::frames::FillerKind;
use super::reading::Reading;
use super::{EventId, Filler};

/// Its content is what is done, and so what reasons are given for.
const ANNOUNCEMENT: &str = "Announcement";

/// What is cited for it is where it comes from.
const FORECAST: &str = "Forecast";

/// Links events to those that they come from.
pub(super) fn link(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        let Some(clause) = drafts[id].clause else {
            continue;
        };
        let answered = answered(reading, drafts, &reading.clauses[clause]);
        if let Some(cause) = answered.filter(|cause| *cause != Filler::Event(id)) {
            drafts[id].add("cause", cause, "what it answers");
        }
        if let Some(cause) = reason(reading, drafts, clause).filter(|&cause| cause != id) {
            drafts[id].add("cause", Filler::Event(cause), "why it happened");
        }
        if let Some(cause) = offence(reading, drafts, id).filter(|&cause| cause != id) {
            drafts[id].add("cause", Filler::Event(cause), "what it punishes");
        }
        if let Some(cause) = harm_done(reading, drafts, id).filter(|_| !drafts[id].has("cause")) {
            drafts[id].add("cause", Filler::Event(cause), "what does it");
        }
        if let Some(cause) = comes_after(reading, drafts, id).filter(|_| !drafts[id].has("cause")) {
            drafts[id].add("cause", Filler::Event(cause), "what it follows");
        }
    }
    for clause in 0..reading.clauses.len() {
        for (cause, result) in results(reading, drafts, clause) {
            drafts[result].add("cause", Filler::Event(cause), "what leads to it");
        }
        if let Some((cause, result)) = explained(reading, drafts, &reading.clauses[clause]) {
            drafts[result].add("cause", cause, "what is said to be why");
        }
        for (cause, result) in cited(reading, drafts, clause) {
            drafts[result].add("cause", cause, "what is cited for it");
        }
    }
}

/// "**in response to** the raid", "**in retaliation for** the raid", "**as a result of** the raid", "for
/// security **reasons**".
fn answered(reading: &Reading<'_>, drafts: &[Draft], clause: &Clause) -> Option<Filler> {
    let words = &reading.frames.coreference.causes;
    let entity = |head: TokenId| reading.entity_at(head).map(|(id, _)| Filler::Entity(id));
    let mut obliques = clause.arguments.iter();
    obliques.find_map(|argument| {
        let Slot::Oblique(preposition) = &argument.slot else {
            return None;
        };
        let noun = reading.token(argument.head).lemma.as_str();
        let named = || reading.with(argument.head, &["amod", "compound"]).next();
        if words.reasons.contains(noun) && preposition == "for" {
            return named().and_then(|_| entity(argument.head));
        }
        if !words.answers.contains(noun) {
            return None;
        }
        let objects = reading.objects_of(argument.head, &["to", "for", "of"]);
        let mut heads = objects.iter().map(|&(_, head)| head);
        heads.find_map(|head| {
            coreference::event_of(reading, drafts, head)
                .map(Filler::Event)
                .or_else(|| entity(head))
        })
    })
}

/// "The port was closed. **This is due to a strike**": why what was told before was done.
fn explained(
    reading: &Reading<'_>,
    drafts: &[Draft],
    clause: &Clause,
) -> Option<(Filler, EventId)> {
    let subject = clause.argument(&Slot::Subject)?.head;
    let told = clause.lemma == "be" && coreference::is_anaphor(reading, subject);
    let event = coreference::event_of(reading, drafts, subject).filter(|_| told)?;
    let because = &reading.frames.coreference.causes.because;
    let mut obliques = clause.arguments.iter();
    let given = obliques.find_map(|argument| match &argument.slot {
        Slot::Oblique(name) if because.contains(name.as_str()) => Some(argument.head),
        _ => None,
    });
    let known = |head: TokenId| {
        let event = coreference::event_of(reading, drafts, head).map(Filler::Event);
        event.or_else(|| reading.entity_at(head).map(|(id, _)| Filler::Entity(id)))
    };
    let why = given
        .and_then(known)
        .or_else(|| answered(reading, drafts, clause))?;
    (why != Filler::Event(event)).then_some((why, event))
}

/// "resigned **because** the bank had collapsed".
fn reason(reading: &Reading<'_>, drafts: &[Draft], clause: ClauseId) -> Option<EventId> {
    let mut reasons = adverbials(reading, clause, "because");
    reasons.find_map(|head| draft::at(drafts, head))
}

/// "arrested **in connection with the theft**", "convicted **for refusing** to speak".
fn offence(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let words = &reading.frames.coreference.causes;
    if !words.penalties.contains(&drafts[id].event.class) {
        return None;
    }
    let clause = drafts[id].clause?;
    let arguments = reading.clauses[clause].arguments.iter();
    let grounds = arguments.filter(|argument| match &argument.slot {
        Slot::Oblique(name) => words.grounds.contains(name.as_str()),
        Slot::Content => {
            let content = reading
                .clause_at(argument.head)
                .map(|id| &reading.clauses[id]);
            let parent = content.and_then(|content| content.parent.as_ref());
            let marker = parent.and_then(|parent| parent.marker.as_deref());
            marker.is_some_and(|marker| words.grounds.contains(marker))
        }
        _ => false,
    });
    let mut heads = grounds.map(|argument| argument.head);
    let ground = heads.find_map(|head| coreference::event_of(reading, drafts, head));
    // "detained **for questioning**" says what for, not why.
    let is_aim = |ground: &EventId| {
        let mut purposes = drafts[id].fillers("purpose");
        purposes.any(|purpose| *purpose == Filler::Event(*ground))
    };
    ground.filter(|ground| !is_aim(ground))
}

/// "A fire broke out. **It** destroyed three shops": the disaster that a word for it, as the subject, says to
/// have done harm.
fn harm_done(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    if !casualties::is_harmful(&drafts[id]) && !drafts[id].tells_of_harm() {
        return None;
    }
    let clause = &reading.clauses[drafts[id].clause?];
    let mut subjects = clause.arguments(&Slot::Subject).map(|subject| subject.head);
    subjects.find_map(|head| {
        let named = draft::at(drafts, head).is_some();
        let event = coreference::event_of(reading, drafts, head).filter(|_| !named)?;
        (event != id && casualties::is_harmful(&drafts[event])).then_some(event)
    })
}

/// Heads of the clauses that a conjunction adds to a clause, or to the verb that carries it.
fn adverbials<'a>(
    reading: &'a Reading<'_>,
    clause: ClauseId,
    conjunction: &'a str,
) -> impl Iterator<Item = TokenId> + 'a {
    let host = reading.clauses[clause].light.unwrap_or(clause);
    let below = reading.below(host).iter().map(|&id| &reading.clauses[id]);
    let adverbial = below.filter(move |clause| {
        clause.parent.as_ref().is_some_and(|parent| {
            parent.relation == Embedding::Adverbial && parent.marker.as_deref() == Some(conjunction)
        })
    });
    adverbial.map(|clause| clause.head)
}

/// "**After** the bombing, a law was proposed", "marched **after** police had shot a man", "died **after** a fall".
fn comes_after(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let is_of = |event: EventId, names: &BTreeSet<String>| {
        names.contains(&drafts[event].event.class) || names.contains(&drafts[event].family)
    };
    let known = &reading.frames.coreference.causes.after;
    let clause = drafts[id].clause?;
    let arguments = reading.clauses[clause].arguments.iter();
    let nouns = arguments.filter(|argument| {
        matches!(&argument.slot, Slot::Oblique(word) if matches!(word.as_str(), "after" | "following"))
    });
    let nouns = nouns.map(|argument| argument.head);
    let mut after = nouns.chain(adverbials(reading, clause, "after"));
    after.find_map(|head| {
        let event = draft::at(drafts, head)?;
        let mut known = known.iter();
        let follows = known.any(|pair| is_of(id, &pair.results) && is_of(event, &pair.causes));
        follows.then_some(event)
    })
}

/// Pairs of what "**led to**", "**sparked**", "**caused**" and what it led to. A participle goes on from the event
/// of its main clause: "captured the town, **prompting** residents to flee".
fn results(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> Vec<(EventId, EventId)> {
    let clause = &reading.clauses[id];
    let words = &reading.frames.coreference.causes;
    let Some(preposition) = words.verbs.get(clause.lemma.as_str()) else {
        return Vec::new();
    };
    if clause.negation.is_some() || clause.modal.is_some() {
        return Vec::new();
    }
    let result = if preposition.is_empty() {
        Slot::Object
    } else {
        Slot::Oblique(preposition.as_str().into())
    };
    let events = |slot: &Slot| -> Vec<EventId> {
        let heads = clause.arguments(slot).map(|argument| argument.head);
        heads
            .filter_map(|head| coreference::event_of(reading, drafts, head))
            .collect()
    };
    let mut causes = events(&Slot::Subject);
    if causes.is_empty() {
        let main = clause.gone_on_from();
        causes.extend(main.and_then(|main| draft::told_by(reading, drafts, main)));
    }
    let mut results = events(&result);
    if preposition.is_empty() {
        let contents = clause.arguments(&Slot::Content);
        let made = contents.filter_map(|content| reading.clause_at(content.head));
        results.extend(made.filter_map(|made| draft::told_by(reading, drafts, made)));
    }
    let pairs = causes
        .iter()
        .flat_map(|&cause| results.iter().map(move |&result| (cause, result)));
    pairs.filter(|(cause, result)| cause != result).collect()
}

/// "banned the drug, **citing** its dangers", "announced a ban, **citing** its dangers": why it is done. Whoever is
/// cited, and what is cited for what one says, is a source.
fn cited(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> Vec<(Filler, EventId)> {
    let clause = &reading.clauses[id];
    let words = &reading.frames.coreference.causes;
    let main = (clause.gone_on_from()).filter(|_| words.citing.contains(clause.lemma.as_str()));
    let Some(done) = main.and_then(|main| draft::told_by(reading, drafts, main)) else {
        return Vec::new();
    };
    let results: Vec<EventId> = match &drafts[done] {
        act if act.event.class == ANNOUNCEMENT => act.events("content").collect(),
        act if content::tells(act) || act.event.class == FORECAST => Vec::new(),
        _ => vec![done],
    };
    let heads = clause
        .arguments(&Slot::Object)
        .map(|argument| argument.head);
    // "citing reasons such as the cost"
    let named = |&head: &TokenId| {
        !words.reasons.contains(reading.token(head).lemma.as_str())
            || reading.with(head, &["amod", "compound"]).next().is_some()
    };
    let causes = heads.filter(named).filter_map(|head| {
        let matter = || {
            let (id, entity) = reading.entity_at(head)?;
            let acts = FillerKind::Agent.allows(entity.kind, entity.named);
            (!acts).then_some(Filler::Entity(id))
        };
        let event = coreference::event_of(reading, drafts, head).map(Filler::Event);
        event.or_else(matter)
    });
    let causes: Vec<Filler> = causes.collect();
    let pairs = results
        .iter()
        .flat_map(|&result| causes.iter().map(move |cause| (cause.clone(), result)));
    let other = |(cause, result): &(Filler, EventId)| *cause != Filler::Event(*result);
    pairs.filter(other).collect()
}
