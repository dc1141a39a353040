//! What may fill a role: kinds of entities, groups of them, and forms of words.
//!
//! Reads: names of kinds. Writes: [`FillerKind`]. Never: looks at a text.

use crate::discourse::{EntityKind, KindFamily};
use EntityKind::{
    AgreementDocument, ArmedGroup, BorderCrossing, City, Company, Country, Facility, Government,
    Group, Happening, Igo, Indicator, Initiative, Law, MediaOrganization, Organization, Party,
    Person, Platform, Region, Relationship, SportsTeam, Thing, Topic, University, Work,
};

/// What may fill a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FillerKind {
    /// Every entity and every event.
    Any,
    /// Whoever can act.
    Agent,
    /// Exactly this kind, or a kind below it.
    Entity(EntityKind),
    /// An event of a frame, or a happening.
    Event,
    /// The words themselves.
    Text,
    /// The words, if they name a sum of money.
    Money,
    /// The words, if they hold a number.
    Number,
    /// An expression of time.
    Date,
}

/// Names of the kinds that are not an [`EntityKind`].
const GROUPS: [(&str, FillerKind); 7] = [
    ("Any", FillerKind::Any),
    ("Agent", FillerKind::Agent),
    ("Event", FillerKind::Event),
    ("Text", FillerKind::Text),
    ("Money", FillerKind::Money),
    ("Number", FillerKind::Number),
    ("Date", FillerKind::Date),
];

const ENTITIES: [(&str, EntityKind); 28] = [
    ("AgreementDocument", AgreementDocument),
    ("ArmedGroup", ArmedGroup),
    ("BorderCrossing", BorderCrossing),
    ("City", City),
    ("Company", Company),
    ("Country", Country),
    ("Facility", Facility),
    ("Government", Government),
    ("Group", Group),
    ("Happening", Happening),
    ("IGO", Igo),
    ("Indicator", Indicator),
    ("Initiative", Initiative),
    ("Law", Law),
    ("MediaOrganization", MediaOrganization),
    ("Organization", Organization),
    ("Party", Party),
    ("Person", Person),
    ("Place", EntityKind::Place),
    ("Platform", Platform),
    ("Post", EntityKind::Post),
    ("Region", Region),
    ("Relationship", Relationship),
    ("SportsTeam", SportsTeam),
    ("Thing", Thing),
    ("Topic", Topic),
    ("University", University),
    ("Work", Work),
];

impl FillerKind {
    /// The kind of a name, if there is one.
    pub(super) fn named(name: &str) -> Option<Self> {
        GROUPS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, kind)| kind)
            .or_else(|| {
                let found = ENTITIES.iter().find(|(known, _)| *known == name)?;
                Some(Self::Entity(found.1))
            })
    }

    /// All names, for messages.
    pub(super) fn names() -> String {
        let names = GROUPS.iter().map(|&(name, _)| name);
        let entities = ENTITIES.iter().map(|&(name, _)| name);
        names.chain(entities).collect::<Vec<_>>().join(", ")
    }

    /// True where an entity of this kind may fill the role. `named` things of unknown kind pass
    /// as organisations.
    pub fn allows(self, entity: EntityKind, named: bool) -> bool {
        match self {
            Self::Any => true,
            Self::Agent => acts(entity) || (named && entity == Thing),
            Self::Event => entity == Happening,
            Self::Entity(kind) => {
                is_a(entity, kind) || (named && entity == Thing && kind == Organization)
            }
            Self::Text | Self::Money | Self::Number | Self::Date => false,
        }
    }

    /// True where the words themselves fill the role.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Money | Self::Number | Self::Date)
    }
}

fn acts(kind: EntityKind) -> bool {
    matches!(kind, Person | Group | Region | City | Country) || is_a(kind, Organization)
}

/// True where `kind` is `wanted` or below it.
pub(crate) fn is_a(kind: EntityKind, wanted: EntityKind) -> bool {
    if kind == wanted {
        return true;
    }
    match wanted {
        Organization => kind.family() == KindFamily::Organization,
        EntityKind::Place => kind.family() == KindFamily::Place || kind == University,
        Work => matches!(kind, Law | AgreementDocument),
        Thing => matches!(
            kind,
            Work | Law
                | AgreementDocument
                | Initiative
                | Platform
                | Indicator
                | Relationship
                | EntityKind::Post
                | Facility
        ),
        _ => false,
    }
}
