//! Events while they are being put together.
//!
//! Reads: nothing. Writes: [`Draft`]. Never: numbers anything anew: entities carry the numbers of
//! the discourse, events those of the list of drafts, until [`assemble`](super::assemble).

use crate::linguistics::TokenId;
use crate::linguistics::clauses::ClauseId;

use super::reading::Reading;
use super::{Event, EventId, Filler, Report, Role};

/// An event with the places in the analysis that it came from.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) event: Event,
    /// Family of the class.
    pub(super) family: String,
    /// The token that names it.
    pub(super) head: TokenId,
    /// The clause that the token heads, where it is one.
    pub(super) clause: Option<ClauseId>,
}

impl Draft {
    /// Fillers of a role.
    pub(super) fn fillers<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Filler> {
        let roles = self.event.roles.iter();
        roles
            .filter(move |filled| filled.name == role)
            .map(|filled| &filled.filler)
    }

    /// Events that fill a role.
    pub(super) fn events<'a>(&'a self, role: &'a str) -> impl Iterator<Item = EventId> + 'a {
        self.fillers(role).filter_map(|filler| match filler {
            Filler::Event(event) => Some(*event),
            _ => None,
        })
    }

    /// The events that are named as its cause.
    pub(super) fn causes(&self) -> impl Iterator<Item = EventId> {
        self.events("cause")
    }

    /// True for an event that tells of people killed or hurt.
    pub(super) fn tells_of_harm(&self) -> bool {
        matches!(self.event.class.as_str(), "Death" | "Killing")
            || self.has("killed")
            || self.has("injured")
    }

    /// Sentences from a sentence back to the last that tells of the event there or before.
    pub(super) fn sentences_back(&self, reading: &Reading<'_>, here: usize) -> Option<usize> {
        let tokens = &reading.analysis.tokens;
        let told = self.event.triggers.iter().map(|trigger| {
            let token = tokens.partition_point(|token| token.range.end <= trigger.start);
            reading.analysis.sentence_of(token)
        });
        told.filter_map(|sentence| here.checked_sub(sentence)).min()
    }

    /// The nouns among its triggers in the sentence of its clause.
    pub(super) fn nouns(&self, reading: &Reading<'_>) -> Vec<TokenId> {
        let Some(clause) = self.clause else {
            return Vec::new();
        };
        let sentence = reading.analysis.sentence_of(reading.clauses[clause].head);
        let words = reading.analysis.sentences[sentence].tokens.clone();
        let nouns = words.filter(|&word| {
            let token = reading.token(word);
            token.pos == "NOUN" && self.event.triggers.contains(&token.range)
        });
        nouns.collect()
    }

    /// True where a role has a filler.
    pub(super) fn has(&self, role: &str) -> bool {
        self.fillers(role).next().is_some()
    }

    /// Adds a role unless it is there already.
    pub(super) fn add(&mut self, name: &str, filler: Filler, because: impl Into<String>) {
        self.add_meant(name, filler, because, 100);
    }

    /// The same with how sure it is that the words mean the filler, in percent; told twice, the surer one counts.
    pub(super) fn add_meant(
        &mut self,
        name: &str,
        filler: Filler,
        because: impl Into<String>,
        reference: u8,
    ) {
        let mut roles = self.event.roles.iter_mut();
        match roles.find(|role| role.name == name && role.filler == filler) {
            Some(known) => known.reference = known.reference.max(reference),
            None => self.event.roles.push(Role {
                name: name.to_owned(),
                filler,
                inferred: false,
                reference,
                confidence: 0,
                because: because.into(),
            }),
        }
    }

    /// Adds a role that no word at the trigger gives.
    pub(super) fn infer(&mut self, name: &str, filler: Filler, because: impl Into<String>) {
        let before = self.event.roles.len();
        self.add(name, filler, because);
        for role in &mut self.event.roles[before..] {
            role.inferred = true;
        }
    }
}

/// True where one sentence tells both events.
pub(super) fn told_together(one: &Draft, other: &Draft) -> bool {
    share_sentence(&one.event.reports, &other.event.reports)
}

/// True where one sentence holds a report of each list.
pub(super) fn share_sentence(one: &[Report], other: &[Report]) -> bool {
    let mut reports = one.iter();
    reports.any(|report| {
        let mut others = other.iter();
        others.any(|other| other.evidence == report.evidence)
    })
}

/// Number of the draft that a token names.
pub(super) fn at(drafts: &[Draft], head: TokenId) -> Option<EventId> {
    drafts.iter().position(|draft| draft.head == head)
}

/// Number of the draft that a clause tells of, itself or by the noun that it carries.
pub(super) fn told_by(
    reading: &Reading<'_>,
    drafts: &[Draft],
    clause: ClauseId,
) -> Option<EventId> {
    let carried = |own: ClauseId| reading.clauses[own].light == Some(clause);
    let own = drafts.iter().position(|draft| draft.clause == Some(clause));
    own.or_else(|| (drafts.iter()).position(|draft| draft.clause.is_some_and(carried)))
}
