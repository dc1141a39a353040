//! From a matched pattern to an event: triggers, time, presentation.
//!
//! Reads: [`Match`]es and [`Reading`]. Writes: [`Draft`] events and [`Report`]s. Never: chooses a pattern.

use crate::discourse::{EntityId, Modality, Perspective, TimeValue};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Argument, ClauseId, Slot};
use crate::text::TextRange;

use super::content::SPEECH;
use super::coreference;
use super::draft::{self, Draft};
use super::fillers::{self, Found};
use super::frames::{PatternId, Restriction};
use super::present;
use super::reading::Reading;
use super::{Derivation, Event, Filler, Report};

/// A pattern that matches a clause.
#[derive(Debug, Clone)]
pub(super) struct Match {
    pub(super) clause: ClauseId,
    pub(super) pattern: PatternId,
    pub(super) roles: Vec<Filled>,
    /// The verb that tells what an event that is its subject did: "the quake **struck** Nepal".
    pub(super) verb: Option<ClauseId>,
    pub(super) rank: i64,
}

#[derive(Debug, Clone)]
pub(super) struct Filled {
    pub(super) slot: Slot,
    pub(super) head: TokenId,
    pub(super) role: String,
    pub(super) filler: Found,
    pub(super) because: String,
}

/// A match as an event, its fillers left open but for fixed ones.
pub(super) fn draft(reading: &Reading<'_>, found: &Match) -> Draft {
    let (frame, pattern) = reading.frames.pattern(found.pattern);
    let head = reading.clauses[found.clause].head;
    let derivation = Derivation {
        rule: frame.rule(pattern),
        cues: Vec::new(),
    };
    let mut report = report(reading, head, Some(found.clause), derivation);
    let is_ahead = frame.family != SPEECH && reading.is_scheduled(found.clause);
    if is_ahead && report.modality == Modality::Actual {
        report.modality = Modality::Planned;
    } else if goes_on(reading, &report, found.clause, &frame.family) {
        report.modality = Modality::Ongoing;
    }
    let mut draft = Draft {
        event: Event {
            class: frame.class.clone(),
            triggers: triggers(reading, found),
            roles: Vec::new(),
            time: time(reading, found.clause).or_else(|| time(reading, found.verb?)),
            reports: vec![report],
            part_of: None,
        },
        family: frame.family.clone(),
        head,
        clause: Some(found.clause),
    };
    for (role, text) in &pattern.fixed {
        draft.add(role, Filler::Text(text.clone()), "fixed");
    }
    draft
}

/// The family of what lasts.
pub(super) const STATE: &str = "State";

/// "The airline **transports** weapons": the simple present tells what goes on; of speech ("Iran
/// **denies** it") what was said.
fn goes_on(reading: &Reading<'_>, report: &Report, id: ClauseId, family: &str) -> bool {
    let lasts = |id: ClauseId| {
        reading.clauses[id].is_simple_present()
            && (family == STATE || !present::happens(reading, id))
    };
    report.modality == Modality::Actual
        && family != SPEECH
        && (lasts(id) || accompanies(reading, id).is_some_and(lasts))
}

/// "The airline transports weapons, **supporting** the rebels": goes on with the clause that it hangs on.
fn accompanies(reading: &Reading<'_>, id: ClauseId) -> Option<ClauseId> {
    let clause = &reading.clauses[id];
    let going_on = reading.token(clause.head).tag == "VBG";
    clause.gone_on_from().filter(|_| going_on)
}

/// When it happens: as its own words say, or those of the clause that it goes on from ("was shot on
/// Monday and **died**", "attacked the base on Friday, **killing** ten").
fn time(reading: &Reading<'_>, id: ClauseId) -> Option<TimeValue> {
    let own = reading.time_of(id);
    own.or_else(|| reading.time_of(reading.goes_on_from(id)?))
}

/// The word that names the event, with the light verb that carries it or the noun that its pattern
/// asks for, in the order of the text.
fn triggers(reading: &Reading<'_>, found: &Match) -> Vec<TextRange> {
    let clause = &reading.clauses[found.clause];
    let verb = clause.light.or(found.verb);
    let verb = verb.map(|verb| reading.clauses[verb].head);
    let mut heads: Vec<TokenId> = verb.into_iter().chain([clause.head]).collect();
    heads.extend(named_event(reading, found));
    heads.extend(named_object(reading, found));
    heads.extend(named_attribute(reading, found));
    heads.sort_unstable();
    heads.dedup();
    heads
        .into_iter()
        .map(|head| reading.token(head).range)
        .collect()
}

/// The object that a verb pattern asks for by its lemma: "reached an **agreement**".
pub(super) fn named_object(reading: &Reading<'_>, found: &Match) -> Option<TokenId> {
    named(reading, found, &Slot::Object)
}

/// The subject that a verb pattern asks for by its lemma where it fills no role: it names the event,
/// "our **thoughts** are with them".
fn named_event(reading: &Reading<'_>, found: &Match) -> Option<TokenId> {
    let (_, pattern) = reading.frames.pattern(found.pattern);
    let is_idle = !pattern.slots.contains_key(&Slot::Subject);
    is_idle
        .then(|| named(reading, found, &Slot::Subject))
        .flatten()
}

/// The result that a verb pattern asks for by its lemma: "shot him **dead**".
pub(super) fn named_attribute(reading: &Reading<'_>, found: &Match) -> Option<TokenId> {
    named(reading, found, &Slot::Attribute)
}

/// What a pattern asks for with "by" that fills no role: "won by a **landslide**".
pub(super) fn named_measure(reading: &Reading<'_>, found: &Match) -> Option<TokenId> {
    let (_, pattern) = reading.frames.pattern(found.pattern);
    let by = Slot::Oblique("by".into());
    let is_idle = !pattern.slots.contains_key(&by);
    is_idle.then(|| named(reading, found, &by)).flatten()
}

/// What a pattern asks for behind prepositions that fill no role: "placed under **investigation**".
pub(super) fn named_obliques(reading: &Reading<'_>, found: &Match) -> Vec<TokenId> {
    let (_, pattern) = reading.frames.pattern(found.pattern);
    let idle = pattern
        .when
        .keys()
        .filter(|slot| matches!(slot, Slot::Oblique(_)) && !pattern.slots.contains_key(slot));
    idle.filter_map(|slot| named(reading, found, slot))
        .collect()
}

/// The argument in a slot, or what it counts, that a pattern asks for by its lemma.
pub(super) fn named(reading: &Reading<'_>, found: &Match, slot: &Slot) -> Option<TokenId> {
    let (_, pattern) = reading.frames.pattern(found.pattern);
    let words = pattern.when.get(slot)?;
    let is_named = |head: TokenId| {
        words.iter().any(|word| match word {
            Restriction::Lemma(words) => reading.ends_with(head, words),
            Restriction::Described(adjective) => reading.is_described(head, adjective),
            Restriction::Kind(_) => false,
        })
    };
    let arguments = reading.clauses[found.clause].arguments.iter();
    let there = arguments.filter(|argument| argument.slot == *slot);
    there
        .flat_map(|argument| {
            [
                Some(argument.head),
                fillers::measured(reading, argument.head),
            ]
        })
        .flatten()
        .find(|&head| is_named(head))
}

/// The arguments of the word that a pattern asks for by its lemma, which it reads as its own: "blocked access **to the
/// site**".
pub(super) fn of_named<'a>(reading: &Reading<'a>, found: &Match) -> Vec<&'a Argument> {
    let own = &reading.clauses[found.clause].arguments;
    let word = named_object(reading, found)
        .or_else(|| named_attribute(reading, found))
        .or_else(|| named_obliques(reading, found).first().copied());
    let clause = word.and_then(|word| reading.clause_at(word));
    let arguments = clause.map_or(&[][..], |noun| &reading.clauses[noun].arguments);
    let adds = |argument: &&Argument| own.iter().all(|other| other.head != argument.head);
    arguments.iter().filter(adds).collect()
}

/// How the clause of a trigger is presented; by the narrator as a fact where nothing is known.
pub(super) fn report(
    reading: &Reading<'_>,
    trigger: TokenId,
    clause: Option<ClauseId>,
    derivation: Derivation,
) -> Report {
    let plain = Perspective::default();
    let perspectives = &reading.discourse.perspectives;
    let perspective = clause.and_then(|id| perspectives.get(id)).unwrap_or(&plain);
    let cues = perspective.cues.iter();
    Report {
        modality: perspective.modality,
        polarity: perspective.polarity,
        certainty: perspective.certainty,
        source: perspective.source,
        confidence: 0,
        reference: 100,
        evidence: reading.sentence(trigger),
        trigger: reading.token(trigger).range,
        derivation: Derivation {
            cues: cues
                .map(|&cue| reading.token(cue).text.to_string())
                .collect(),
            ..derivation
        },
    }
}

/// What a filler is, now that events have numbers: of a group that is named one by one each member, of a
/// hollow word, of nobody and of words that are none ("took **office**") nothing.
pub(super) fn resolve(reading: &Reading<'_>, drafts: &[Draft], filled: &Filled) -> Vec<Filler> {
    let entities = |id: EntityId| match &reading.discourse.entities[id].members[..] {
        [] => vec![Filler::Entity(id)],
        members => members.iter().copied().map(Filler::Entity).collect(),
    };
    let hollow = || fillers::says_nothing(reading, filled.head);
    match &filled.filler {
        Found::Anaphor(head, entity) => {
            let event = coreference::antecedent(reading, drafts, *head);
            match (event, *entity) {
                (Some(event), _) => vec![Filler::Event(event)],
                (None, Some(entity)) if !hollow() => entities(entity),
                (None, _) => Vec::new(),
            }
        }
        Found::Entity(_) if hollow() => Vec::new(),
        Found::Entity(id) => entities(*id),
        Found::Text(_) if fillers::is_wordless(reading, filled.head) => Vec::new(),
        Found::Text(text) => vec![Filler::Text(text.clone())],
        Found::Events(heads) => heads
            .iter()
            .filter_map(|&head| draft::at(drafts, head).map(Filler::Event))
            .collect(),
    }
}
