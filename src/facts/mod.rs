//! What an article reports: events with roles, relations, and how each is presented.
//!
//! Reads: [`Analysis`](crate::linguistics::Analysis), clauses, [`Discourse`](crate::discourse::Discourse)
//! and the frames of `data/frames`. Writes: [`Facts`], plain values. Never: knows RDF; a class or
//! role is a name until the graph layer checks it against the ontology.

use serde::Serialize;

use crate::discourse::{
    Certainty, Discourse, Entity, EntityId, Knowledge, Modality, Polarity, SURE, Source, TimeValue,
};
use crate::document::Article;
use crate::linguistics::Analysis;
use crate::linguistics::clauses::Clauses;
use crate::text::TextRange;

mod assemble;
mod authors;
mod casualties;
mod causation;
mod channels;
mod circumstances;
mod conditions;
mod confidence;
mod content;
mod coreference;
mod dependents;
mod determined;
pub mod display;
mod draft;
mod drafting;
mod extractors;
mod fillers;
pub mod frames;
mod implied;
mod matcher;
mod means;
mod overlaps;
mod performers;
mod present;
mod reading;
mod relations;
mod rivals;
mod scenes;
mod scores;
mod sizes;
mod spokespeople;
mod storms;
mod sums;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod times;
mod unharmed;
mod victims;

pub use conditions::{Attempt, Refusal};
use frames::Frames;
use reading::Reading;

/// Number of an event in [`Facts::events`].
pub type EventId = usize;

/// Everything that an article reports: events from frames and extractors, and static relations.
pub fn extract(
    article: &Article,
    analysis: &Analysis,
    clauses: &Clauses,
    discourse: &Discourse,
    frames: &Frames,
    knowledge: &Knowledge,
) -> Facts {
    let reading = Reading::new(article, analysis, clauses, discourse, frames, knowledge);
    let mut drafts = matcher::events(&reading);
    extractors::according_to(&reading, &mut drafts);
    extractors::read_out(&reading, &mut drafts);
    channels::fill(&reading, &mut drafts);
    let mut drafts = channels::join(&reading, drafts);
    authors::speak(&reading, &mut drafts);
    performers::fill(&reading, &mut drafts);
    means::fill(&reading, &mut drafts);
    content::link(&reading, &mut drafts);
    storms::name(&reading, &mut drafts);
    casualties::count(&reading, &mut drafts);
    casualties::count_beside(&reading, &mut drafts);
    let mut drafts = casualties::join_injuries(&reading, drafts);
    casualties::causes(&reading, &mut drafts);
    unharmed::count(&reading, &mut drafts);
    sizes::count(&reading, &mut drafts);
    sums::count(&reading, &mut drafts);
    scores::count(&reading, &mut drafts);
    implied::killers(&reading, &mut drafts);
    implied::publishers(&reading, &mut drafts);
    causation::link(&reading, &mut drafts);
    scenes::fill(&reading, &mut drafts);
    circumstances::share(&reading, &mut drafts);
    let mut drafts = coreference::same_events(&reading, &drafts);
    casualties::share_victims(&reading, &mut drafts);
    coreference::complete(&reading, &mut drafts);
    implied::known_killers(&mut drafts);
    coreference::take_part(&reading, &mut drafts);
    circumstances::share(&reading, &mut drafts);
    times::share(&reading, &mut drafts);
    times::put_ahead(&reading, &mut drafts);
    let mut extra = Vec::new();
    extractors::posts(&reading, &mut drafts, &mut extra);
    let relations = relations::find(&reading);
    implied::posts(&mut drafts, &relations);
    implied::realms(&reading, &mut drafts, &relations);
    spokespeople::speak_for(&reading, &mut drafts, &relations);
    let mut facts = assemble::facts(&reading, drafts, relations, &extra);
    confidence::rate(&mut facts, &frames.confidence);
    facts
}

/// What every pattern made of the clauses at whose heads its trigger stands, in the order of the clauses.
/// For those who write frames: which pattern nearly named an event, and what it lacked.
pub fn attempts(
    article: &Article,
    analysis: &Analysis,
    clauses: &Clauses,
    discourse: &Discourse,
    frames: &Frames,
    knowledge: &Knowledge,
) -> Vec<Attempt> {
    let reading = Reading::new(article, analysis, clauses, discourse, frames, knowledge);
    matcher::attempts(&reading)
}

/// Everything that one article reports.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Facts {
    /// Entities that take part in an event or a relation, and all others that the article names;
    /// renumbered without gaps.
    pub entities: Vec<MentionedEntity>,
    /// Events in the order of their first trigger.
    pub events: Vec<Event>,
    /// Static relations in the order of their evidence.
    pub relations: Vec<Relation>,
}

/// An entity with the places where the article names it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MentionedEntity {
    /// The entity. Its `members` are numbers in [`Facts::entities`].
    pub entity: Entity,
    /// Ranges of its names and descriptions, in order, pronouns left out.
    pub mentions: Vec<TextRange>,
    /// Those of them that perhaps mean something else, in order.
    pub doubtful: Vec<TextRange>,
}

/// One event of one article; told several times, it has several triggers and reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Local name of the class ("Visit").
    pub class: String,
    /// Words that name it, first mention first. At least one.
    pub triggers: Vec<TextRange>,
    /// Who and what takes part; sorted by role, then filler; no duplicates.
    pub roles: Vec<Role>,
    /// When, as far as the text says.
    pub time: Option<TimeValue>,
    /// How it is presented. At least one.
    pub reports: Vec<Report>,
    /// The larger event that this one is a part of.
    pub part_of: Option<EventId>,
}

/// A filled role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Role {
    /// Local name of the role property ("agent").
    pub name: String,
    /// What fills it.
    pub filler: Filler,
    /// True where no word at the trigger says so (implicit place, shared participant).
    pub inferred: bool,
    /// How sure it is that the words mean the filler, in percent; see [`Mention::confidence`](crate::discourse::Mention).
    pub reference: u8,
    /// How sure it is that class, role and filler are right, in percent.
    pub confidence: u8,
    /// How it was found: argument slot and construction, for people ("object via passive").
    pub because: String,
}

/// Below this confidence, in percent, a role is doubtful: it is right in one of two cases.
pub const LIKELY: u8 = 60;

/// Words that mean what they are taken for in fewer of 100 cases carry no direct triple.
pub const MEANT: u8 = 70;

impl Role {
    /// True where words at the trigger name the filler, and surely mean it.
    #[must_use]
    pub fn is_told(&self) -> bool {
        !self.inferred && self.reference >= SURE
    }

    /// True where class, role and filler are probably right.
    #[must_use]
    pub fn is_likely(&self) -> bool {
        self.confidence >= LIKELY
    }
}

/// What fills a role or is the object of a relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Filler {
    /// An entity of [`Facts::entities`].
    Entity(EntityId),
    /// An event of [`Facts::events`].
    Event(EventId),
    /// Words or a number: post, charge, penalty, amount, killed, injured, size, score, age.
    Text(String),
}

/// How one passage presents an event or relation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Did it happen?
    pub modality: Modality,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// Certainty of the source.
    pub certainty: Certainty,
    /// On whose word (entity numbers are those of [`Facts::entities`]).
    pub source: Source,
    /// The program's own confidence in percent: of an event that of its least sure role.
    pub confidence: u8,
    /// How sure it is that the words for those who take part mean them, in percent: as sure as the least sure of them.
    pub reference: u8,
    /// The sentence that says it.
    pub evidence: TextRange,
    /// The word in it that names it.
    pub trigger: TextRange,
    /// Why: frame file and line, pattern, cues.
    pub derivation: Derivation,
}

/// The steps that led to a fact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Derivation {
    /// Frame file and line ("data/frames/Visit.toml:7") or the name of the extractor.
    pub rule: String,
    /// Words that decided modality, polarity and source, outermost first.
    pub cues: Vec<String>,
}

/// A static relation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relation {
    /// Local name of the property ("holdsPosition").
    pub property: String,
    /// Its subject.
    pub subject: EntityId,
    /// Its object.
    pub object: Filler,
    /// Validity where the text gives one.
    pub time: Option<TimeValue>,
    /// True for what is told to hold no longer: "the former mayor".
    pub over: bool,
    /// Other words by which the text calls its object, where that is told in words.
    pub also: Vec<String>,
    /// How it is presented.
    pub reports: Vec<Report>,
}
