//! Who, when and on whose word, across sentences.
//!
//! Reads: an [`Article`](crate::document::Article), its [`Analysis`](crate::linguistics::Analysis),
//! its [`Clauses`](crate::linguistics::clauses::Clauses), lexicons and gazetteer.
//! Writes: [`Discourse`]. Never: knows RDF, files or event types.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::document::Article;
use crate::linguistics::clauses::{ClauseId, Clauses};
use crate::linguistics::{Analysis, TokenId};
use crate::text::TextRange;
use quotes::Quotes;

mod amounts;
mod bodies;
mod context;
mod coreference;
mod entities;
mod families;
mod gazetteer;
mod kinds;
mod knowledge;
mod margins;
mod mentions;
mod names;
mod nested;
mod persons;
mod places;
mod proper;
mod recognised;
mod scope;
mod surroundings;
mod tables;
pub(crate) mod time;
mod unmentioned;
mod voices;

pub use families::KindFamily;
pub use gazetteer::{Entry, EntryId, Gazetteer, Near};
pub(crate) use kinds::is_age;
pub use knowledge::Knowledge;
pub use tables::{Files, Table};
pub use time::TimeLexicon;

pub mod corefud;
mod pairs;
pub mod perspective;
pub mod quotes;

/// Number of an entity in [`Discourse::entities`].
pub type EntityId = usize;
/// Number of a mention in [`Discourse::mentions`].
pub type MentionId = usize;

/// Everything that is known beyond the single clause.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Discourse {
    /// What the article talks about: one entry per real thing.
    pub entities: Vec<Entity>,
    /// Every referring expression, in order of its head.
    pub mentions: Vec<Mention>,
    /// The mention whose head a token is.
    pub mention_at: BTreeMap<TokenId, MentionId>,
    /// Pronouns that mean one person or thing which nothing names, in order, each with its confidence in percent:
    /// "**I** saw **my** house".
    pub unnamed: Vec<Vec<(TokenId, u8)>>,
    /// Names of entities in headings, captions and credits, in order.
    pub margins: Vec<MarginName>,
    /// Time expressions in order.
    pub times: Vec<TimeExpression>,
    /// For each clause the number of the expression that dates it; same length and order as
    /// `Clauses::clauses`.
    pub clause_times: Vec<Option<usize>>,
    /// How each clause is presented; same length and order as `Clauses::clauses`.
    pub perspectives: Vec<Perspective>,
    /// What stands in quotation marks, and who says it.
    pub quotes: Quotes,
}

/// Reads an article beyond its single clauses: mentions, entities, times, perspectives.
pub fn interpret(
    article: &Article,
    analysis: &Analysis,
    clauses: &Clauses,
    knowledge: &Knowledge,
) -> Discourse {
    let quotes = quotes::find(article, analysis, clauses, &knowledge.cues);
    let mut discourse = Discourse {
        times: time::find(article, analysis, clauses, &quotes, &knowledge.times),
        ..Discourse::default()
    };
    discourse.clause_times = time::attach(analysis, clauses, knowledge, &discourse.times);
    let phrases = mentions::find(analysis, clauses, knowledge, &discourse.times);
    let chains = coreference::resolve(analysis, clauses, knowledge, &quotes, &phrases);
    entities::build(&chains, &mut discourse);
    discourse.margins = margins::find(article, &chains, &discourse);
    let speaker_at = |token| voices::voice(analysis, &discourse, &knowledge.cues, token);
    discourse.perspectives =
        perspective::perspectives(analysis, clauses, &quotes, &speaker_at, &knowledge.cues);
    discourse.quotes = quotes;
    discourse
}

impl Discourse {
    /// The time of a clause, where the text gives one.
    pub fn time_of(&self, clause: ClauseId) -> Option<&TimeValue> {
        let expression = (*self.clause_times.get(clause)?)?;
        self.times[expression].value.as_ref()
    }

    /// The entity that a token, as the head of a mention, refers to.
    pub fn entity_at(&self, head: TokenId) -> Option<EntityId> {
        self.mention_at
            .get(&head)
            .map(|&mention| self.mentions[mention].entity)
    }
}

/// One thing, person, place, group or idea.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Entity {
    /// What kind of thing.
    pub kind: EntityKind,
    /// Best name: the fullest proper name, without title; else the noun phrase without
    /// determiner and relative clause ("extradition bill", "39 people").
    pub name: String,
    /// Other names and descriptions of it in the article, sorted, each once. No pronouns.
    pub aliases: Vec<String>,
    /// True where a proper name is known.
    pub named: bool,
    /// More than one ("rescuers", "the two ministers").
    pub plural: bool,
    /// Grammatical gender where known.
    pub gender: Option<Gender>,
    /// ISO 3166-1 alpha-2 of the country that it is, lies in or belongs to.
    pub country: Option<SmolStr>,
    /// Gazetteer entry when linked with certainty.
    pub link: Option<Link>,
    /// What its name stands for in other articles.
    pub scope: Scope,
    /// Members of a group ("Presidents Buhari and Talon").
    pub members: Vec<EntityId>,
}

/// What a name stands for in other articles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub enum Scope {
    /// The same thing ("Boeing").
    #[default]
    World,
    /// The same thing where it is of the same country ("Supreme Court").
    Country {
        /// The name without its country.
        name: String,
        /// ISO 3166-1 alpha-2 of the country.
        iso: SmolStr,
    },
    /// Another thing ("the Court", where nobody says of what country).
    Article,
}

/// An entry of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Link {
    /// Readable id, unique within the gazetteer: becomes the slug of the IRI.
    pub slug: String,
    /// Preferred name.
    pub label: String,
    /// Authority IRIs (`http://www.wikidata.org/entity/Q843`, `https://sws.geonames.org/1168579/`).
    pub same_as: Vec<String>,
    /// ISO 3166-1 alpha-2 of a country.
    pub iso: Option<SmolStr>,
    /// Where on earth.
    pub point: Option<Point>,
    /// The region and the country that a place lies in, the smaller first.
    pub within: Vec<Whole>,
    /// Gazetteer file and line, for derivations.
    pub source: String,
}

/// A point on earth in degrees of WGS 84, as the gazetteer writes them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Point {
    /// North of the equator.
    pub latitude: SmolStr,
    /// East of Greenwich.
    pub longitude: SmolStr,
}

/// A place that holds another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Whole {
    /// As in its own [`Link`].
    pub slug: String,
    /// Preferred name.
    pub label: String,
    /// Region or country.
    pub kind: EntityKind,
}

/// Grammatical gender of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Gender {
    /// he
    Masculine,
    /// she
    Feminine,
}

/// Kinds of entities: the classes of the ontology that an entity node can have.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, serde::Deserialize,
)]
#[allow(missing_docs)] // the names are the ontology's classes, explained there
pub enum EntityKind {
    Person,
    /// Several people without an organisation: "students", "39 people".
    Group,
    Organization,
    Government,
    Company,
    Party,
    University,
    ArmedGroup,
    MediaOrganization,
    SportsTeam,
    #[serde(rename = "IGO")]
    Igo,
    Place,
    Country,
    Region,
    City,
    Facility,
    BorderCrossing,
    Post,
    Initiative,
    AgreementDocument,
    Relationship,
    Work,
    Platform,
    Law,
    Indicator,
    /// A named or described event that no frame reads ("the war").
    Happening,
    /// An abstract subject: becomes a `skos:Concept`.
    Topic,
    /// Anything else.
    #[default]
    Thing,
}

/// One referring expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its head token.
    pub head: TokenId,
    /// All its tokens, determiner and modifiers before the head included, relative clauses not.
    pub tokens: Range<TokenId>,
    /// Name, description or pronoun.
    pub form: MentionForm,
    /// What it refers to.
    pub entity: EntityId,
    /// The sieve that decided so ("exact name", "surname", "pronoun", "new").
    pub sieve: &'static str,
    /// How sure that is, in percent: the share of right links of its kind (`[confidence]` of
    /// `data/lexicon/coreference.toml`); 100 for what is new.
    pub confidence: u8,
}

impl Mention {
    /// False for words that perhaps mean something else.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.confidence >= SURE
    }
}

/// From this confidence on, in percent, words count as meaning what they were taken to mean.
pub const SURE: u8 = 95;

/// A name outside the running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarginName {
    /// Its words.
    pub range: TextRange,
    /// What it names.
    pub entity: EntityId,
}

/// The form of a referring expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// "Anwaar-ul-Haq Kakar"
    Name,
    /// "the prime minister"
    Description,
    /// "he"
    Pronoun,
}

/// An expression of time, resolved as far as the text allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its tokens.
    pub tokens: Range<TokenId>,
    /// Its value; `None` where it cannot be resolved.
    pub value: Option<TimeValue>,
}

/// A point or stretch of time in ISO 8601 with the granularity of the text:
/// `2018`, `2018-12`, `2018-12-31`, `2018-12-31T06:00`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TimeValue {
    /// The time itself, or the begin of an interval.
    pub begin: String,
    /// End of an interval.
    pub end: Option<String>,
    /// How the event lies to it.
    pub relation: TimeRelation,
}

/// How an event lies to a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TimeRelation {
    /// At or during it.
    At,
    /// From it on ("since 2016").
    Since,
    /// Up to it ("until Friday", "by 2030").
    Until,
    /// Before it.
    Before,
    /// After it.
    After,
}

/// How the article presents what a clause says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perspective {
    /// Did it happen, will it, may it?
    pub modality: Modality,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// Certainty of the source.
    pub certainty: Certainty,
    /// On whose word.
    pub source: Source,
    /// The token that decided each step, outermost first, for derivations.
    pub cues: Vec<TokenId>,
}

/// On whose word something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Source {
    /// The article itself.
    Narrator,
    /// A speaker in the article.
    Entity(EntityId),
    /// Somebody who speaks, but nobody knows who ("**he** said").
    Unnamed,
}

/// The eleven modalities of the model.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, serde::Deserialize,
)]
#[allow(missing_docs)] // explained in the ontology
pub enum Modality {
    Actual,
    Ongoing,
    Attempted,
    Planned,
    Promised,
    Intended,
    Proposed,
    Requested,
    Expected,
    Possible,
    Hypothetical,
}

impl Modality {
    /// Told as a fact: it happened or is going on.
    #[must_use]
    pub const fn is_real(self) -> bool {
        matches!(self, Self::Actual | Self::Ongoing)
    }
}

/// Affirmed or negated.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, serde::Deserialize,
)]
#[allow(missing_docs)] // explained in the ontology
pub enum Polarity {
    Positive,
    Negative,
}

/// Certainty of the source, not of the program.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, serde::Deserialize,
)]
#[allow(missing_docs)] // explained in the ontology
pub enum Certainty {
    Certain,
    Probable,
    Uncertain,
    Underspecified,
}

impl Default for Perspective {
    fn default() -> Self {
        Self {
            modality: Modality::Actual,
            polarity: Polarity::Positive,
            certainty: Certainty::Certain,
            source: Source::Narrator,
            cues: Vec::new(),
        }
    }
}
