//! Families of kinds: what a text may call by one another's words.
//!
//! Reads: [`EntityKind`]. Writes: [`KindFamily`]. Never: looks at a text.

use super::EntityKind;

/// Kinds that a text may use for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindFamily {
    /// One human being.
    Person,
    /// Several people without an organisation.
    Group,
    /// Bodies that act.
    Organization,
    /// Where things are.
    Place,
    /// What happens.
    Happening,
    /// What is written.
    Text,
    /// Where people publish; called like the company that runs it.
    Platform,
    /// An abstract subject.
    Topic,
    /// Anything else.
    Other,
}

impl KindFamily {
    /// True where one and the same thing may be called by words of both families.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let body = |family| matches!(family, Self::Organization | Self::Platform);
        let thing = |family| matches!(family, Self::Other | Self::Topic);
        self == other || body(self) && body(other) || thing(self) && thing(other)
    }
}

impl EntityKind {
    /// The family of a kind.
    #[must_use]
    pub fn family(self) -> KindFamily {
        match self {
            Self::Person => KindFamily::Person,
            Self::Group => KindFamily::Group,
            Self::Organization
            | Self::Government
            | Self::Company
            | Self::Party
            | Self::University
            | Self::ArmedGroup
            | Self::MediaOrganization
            | Self::SportsTeam
            | Self::Igo => KindFamily::Organization,
            Self::Place
            | Self::Country
            | Self::Region
            | Self::City
            | Self::Facility
            | Self::BorderCrossing => KindFamily::Place,
            Self::Happening => KindFamily::Happening,
            Self::Work | Self::Law | Self::AgreementDocument => KindFamily::Text,
            Self::Platform => KindFamily::Platform,
            Self::Topic => KindFamily::Topic,
            Self::Post | Self::Initiative | Self::Relationship | Self::Indicator | Self::Thing => {
                KindFamily::Other
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_platform_is_called_like_its_company() {
        let family = EntityKind::Platform.family();
        assert!(family.meets(EntityKind::Company.family()));
        assert!(!family.meets(EntityKind::City.family()));
        assert_ne!(family, EntityKind::Company.family());
    }
}
