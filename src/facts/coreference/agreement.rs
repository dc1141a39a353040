//! What two mentions of events have in common, and where they contradict each other.
//!
//! Reads: roles of two drafts. Writes: [`Agreement`]. Never: decides that they are one.

use crate::discourse::{Entity, EntityId, EntityKind};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{EventId, Filler};

/// Roles that tell one event from another. Roles of a group may stand for each other: who is
/// attacked is the recipient in one clause and the theme in the next.
const GROUPS: [(&str, &[&str]); 14] = [
    ("agent", &["agent"]),
    ("patient", &["recipient", "theme", "participant"]),
    ("loser", &["loser"]),
    ("place", &["place", "destination"]),
    ("origin", &["origin"]),
    ("topic", &["topic"]),
    ("winner", &["winner"]),
    ("post", &["post"]),
    ("charge", &["charge"]),
    ("amount", &["amount"]),
    ("score", &["score"]),
    ("size", &["size"]),
    ("killed", &["killed"]),
    ("injured", &["injured"]),
];

/// Groups that may differ because one mention says less or says it in other words.
const LOOSE: [&str; 1] = ["topic"];

/// Groups of counts: sources differ about them, and later counts are higher.
const COUNTS: [&str; 3] = ["injured", "killed", "size"];

/// What two drafts have in common.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    /// Groups of roles with a filler in common.
    pub(super) shared: Vec<&'static str>,
    /// A role is filled differently in both.
    pub(super) conflict: bool,
    /// A count is: another source gives another, for the same event or for another one.
    pub(super) recount: bool,
}

impl Agreement {
    /// More than who does it is the same.
    pub(super) fn is_specific(&self) -> bool {
        self.shared.iter().any(|&group| group != "agent")
    }
}

/// Compares the roles of two drafts; `first` maps events to the ones that they were joined with.
pub(super) fn compare(
    reading: &Reading<'_>,
    first: &[EventId],
    earlier: &Draft,
    later: &Draft,
) -> Agreement {
    let mut agreement = Agreement::default();
    for (group, roles) in GROUPS {
        let ours = fillers(first, earlier, roles);
        let theirs = fillers(first, later, roles);
        if ours.is_empty() || theirs.is_empty() {
            continue;
        }
        if theirs.iter().any(|filler| ours.contains(filler)) {
            agreement.shared.push(group);
        }
        if differ(reading, group, &ours, &theirs) {
            let is_count = COUNTS.contains(&group);
            agreement.recount |= is_count;
            agreement.conflict |= !is_count;
        }
    }
    agreement
}

fn fillers(first: &[EventId], draft: &Draft, roles: &[&str]) -> Vec<Filler> {
    let mut fillers: Vec<Filler> = Vec::new();
    for role in roles {
        for filler in draft.fillers(role) {
            fillers.push(match filler {
                Filler::Event(id) => Filler::Event(first[*id]),
                other => other.clone(),
            });
        }
    }
    fillers
}

fn have_common(reading: &Reading<'_>, ours: &[Filler], theirs: &[Filler]) -> bool {
    let among = |filler: &Filler| ours.iter().any(|other| is_same(reading, filler, other));
    theirs.iter().any(among)
}

/// The same filler, or a member of the same group.
fn is_same(reading: &Reading<'_>, a: &Filler, b: &Filler) -> bool {
    match (a, b) {
        (Filler::Entity(x), Filler::Entity(y)) => {
            x == y || has_member(reading, *x, *y) || has_member(reading, *y, *x)
        }
        _ => a == b,
    }
}

fn has_member(reading: &Reading<'_>, group: EntityId, member: EntityId) -> bool {
    let group = reading.discourse.entities.get(group);
    group.is_some_and(|group| group.members.contains(&member))
}

/// The fillers of a group cannot belong to one event.
fn differ(reading: &Reading<'_>, group: &str, ours: &[Filler], theirs: &[Filler]) -> bool {
    if LOOSE.contains(&group) {
        return false;
    }
    if !have_common(reading, ours, theirs) {
        return !may_be_same(reading, group, ours, theirs);
    }
    // "met Ana" and "met Boris" share the one who met them.
    let subset = |a: &[Filler], b: &[Filler]| a.iter().all(|filler| b.contains(filler));
    group == "patient"
        && ours.len() > 1
        && theirs.len() > 1
        && !subset(ours, theirs)
        && !subset(theirs, ours)
}

/// Different words that may yet mean the same: a town and its country, gunmen and their group.
fn may_be_same(reading: &Reading<'_>, group: &str, ours: &[Filler], theirs: &[Filler]) -> bool {
    let pairs = || ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    let entities = |a: &Filler, b: &Filler, holds: &dyn Fn(&Entity, &Entity) -> bool| {
        let (Filler::Entity(a), Filler::Entity(b)) = (a, b) else {
            return false;
        };
        let known = &reading.discourse.entities;
        let pair = known.get(*a).zip(known.get(*b));
        pair.is_some_and(|(a, b)| holds(a, b))
    };
    match group {
        "place" | "origin" => pairs().any(|(a, b)| entities(a, b, &is_around)),
        "agent" => pairs().any(|(a, b)| entities(a, b, &|a, b| a.named != b.named)),
        "patient" => pairs().any(|(a, b)| entities(a, b, &goes_by_same_noun)),
        _ => false,
    }
}

/// "signed **a government decree**" and again "signed **a decree**".
fn goes_by_same_noun(a: &Entity, b: &Entity) -> bool {
    let single = |entity: &Entity| !entity.named && !entity.plural && entity.members.is_empty();
    let ends_with = |a: &Entity, b: &Entity| {
        let before = a.name.strip_suffix(b.name.as_str());
        before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
    };
    single(a) && single(b) && (ends_with(a, b) || ends_with(b, a))
}

/// One place may lie in the other: a country and what is in it, or a place without a name.
fn is_around(a: &Entity, b: &Entity) -> bool {
    let is_country = |entity: &Entity| entity.kind == EntityKind::Country;
    let countries = a.country.as_ref().zip(b.country.as_ref());
    let nested = is_country(a) != is_country(b) && countries.is_none_or(|(a, b)| a == b);
    nested || !a.named || !b.named
}
