//! The same event told twice in an article becomes one event with several triggers and reports.
//!
//! Reads: drafts in the order of their clauses. Writes: fewer drafts. Never: joins events that
//! contradict each other, or acts of speech: each reporting clause is an act of its own.

use crate::discourse::{MentionForm, Modality, Source};
use crate::linguistics::clauses::PredicateKind;

use super::draft::Draft;
use super::reading::Reading;
use super::{EventId, Filler};

/// Joins drafts that tell of the same event.
pub(super) fn same_events(reading: &Reading<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let mut order: Vec<EventId> = (0..drafts.len()).collect();
    order.sort_by_key(|&id| (drafts[id].event.triggers[0], id));
    let mut into: Vec<EventId> = (0..drafts.len()).collect();
    for (at, &later) in order.iter().enumerate() {
        let earlier = order[..at].iter().rev().copied();
        let found = earlier
            .filter(|&earlier| into[earlier] == earlier)
            .find(|&earlier| are_same(reading, drafts, &into, earlier, later));
        if let Some(earlier) = found {
            into[later] = earlier;
        }
    }
    join(drafts, &order, &into)
}

/// True where two drafts tell of one event.
fn are_same(
    reading: &Reading<'_>,
    drafts: &[Draft],
    into: &[EventId],
    earlier: EventId,
    later: EventId,
) -> bool {
    let (a, b) = (&drafts[earlier], &drafts[later]);
    if !same_kind(reading, a, b) || a.head == b.head {
        return false;
    }
    let agreement = compare(a, b, into);
    let told_alike = !agreement.conflict && same_presentation(a, b) && same_time(a, b);
    told_alike
        && (happens_once(reading, a, b)
            || agreement.shared >= 2
            || (agreement.shared == 1 && (refers_back(reading, b) || same_word(reading, a, b)))
            || (agreement.shared == 0
                && refers_back(reading, b)
                && says_nothing_of_whom(reading, b)))
}

/// "the visit", "committed **the murder**": nothing says that it is another one.
fn says_nothing_of_whom(reading: &Reading<'_>, draft: &Draft) -> bool {
    let frame = reading.frames.of_class(&draft.event.class);
    let once = frame.and_then(|frame| frame.once.as_deref());
    draft.event.roles.is_empty() || once.is_some_and(|role| !draft.has(role))
}

/// Of one class; or the later one is a generic noun of the family: "the attack" after a bombing.
fn same_kind(reading: &Reading<'_>, a: &Draft, b: &Draft) -> bool {
    if a.family == "Communication" {
        return false;
    }
    let frame = reading.frames.of_class(&b.event.class);
    let generic = frame.is_some_and(|frame| frame.generic);
    a.event.class == b.event.class || (generic && a.family == b.family && refers_back(reading, b))
}

/// The same one goes through what nobody goes through twice.
fn happens_once(reading: &Reading<'_>, a: &Draft, b: &Draft) -> bool {
    let frame = reading.frames.of_class(&a.event.class);
    let Some(role) = frame.and_then(|frame| frame.once.as_deref()) else {
        return false;
    };
    let single = |filler: &Filler| match filler {
        Filler::Entity(id) => {
            let entity = reading.discourse.entities.get(*id);
            entity.is_some_and(|entity| entity.named && !entity.plural)
        }
        _ => false,
    };
    a.event.class == b.event.class
        && a.fillers(role)
            .any(|filler| single(filler) && b.fillers(role).any(|other| other == filler))
}

/// What two events have in common.
struct Agreement {
    shared: usize,
    conflict: bool,
}

/// Roles with a filler in common, and whether a role is filled differently in both.
fn compare(a: &Draft, b: &Draft, into: &[EventId]) -> Agreement {
    let settled = |filler: &Filler| match filler {
        Filler::Event(id) => Filler::Event(into[*id]),
        other => other.clone(),
    };
    let mut agreement = Agreement {
        shared: 0,
        conflict: false,
    };
    let mut names: Vec<&str> = a
        .event
        .roles
        .iter()
        .map(|role| role.name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let ours: Vec<Filler> = a.fillers(name).map(settled).collect();
        let theirs: Vec<Filler> = b.fillers(name).map(settled).collect();
        if theirs.iter().any(|filler| ours.contains(filler)) {
            agreement.shared += 1;
        } else if !theirs.is_empty() {
            agreement.conflict = true;
        }
    }
    agreement
}

/// One may be a plan that came true, but a denial is not its affirmation.
fn same_presentation(a: &Draft, b: &Draft) -> bool {
    let (a, b) = (&a.event.reports[0], &b.event.reports[0]);
    let settled = |modality| matches!(modality, Modality::Actual | Modality::Ongoing);
    let sources_agree =
        a.source == b.source || a.source == Source::Narrator || b.source == Source::Narrator;
    a.polarity == b.polarity
        && sources_agree
        && (a.modality == b.modality || (settled(a.modality) && settled(b.modality)))
}

fn same_time(a: &Draft, b: &Draft) -> bool {
    match (&a.event.time, &b.event.time) {
        (Some(a), Some(b)) => a.begin.starts_with(&b.begin) || b.begin.starts_with(&a.begin),
        _ => true,
    }
}

/// "**the** attack", "**this** visit", "**his** resignation".
fn refers_back(reading: &Reading<'_>, draft: &Draft) -> bool {
    let Some(clause) = draft.clause.map(|id| &reading.clauses[id]) else {
        return false;
    };
    if clause.kind != PredicateKind::Noun {
        return false;
    }
    let mention = reading.discourse.mention_at.get(&clause.head);
    let is_name =
        mention.is_some_and(|&id| reading.discourse.mentions[id].form == MentionForm::Name);
    is_name || reading.is_definite(clause.head)
}

/// The same word, in whatever form.
fn same_word(reading: &Reading<'_>, a: &Draft, b: &Draft) -> bool {
    let lemma = |draft: &Draft| draft.clause.map(|id| reading.clauses[id].lemma.clone());
    lemma(a) == lemma(b)
}

/// Moves roles, triggers and reports of joined drafts; fillers that name a joined event follow it.
pub(super) fn join(drafts: &[Draft], order: &[EventId], into: &[EventId]) -> Vec<Draft> {
    let mut number = vec![0; drafts.len()];
    let mut kept: Vec<Draft> = Vec::new();
    for (id, draft) in drafts.iter().enumerate() {
        if into[id] == id {
            number[id] = kept.len();
            kept.push(draft.clone());
        }
    }
    for &id in order.iter().filter(|&&id| into[id] != id) {
        let target = &mut kept[number[into[id]]];
        absorb(target, &drafts[id]);
    }
    for (own, draft) in kept.iter_mut().enumerate() {
        let renumber = |event: EventId| number[into[event]];
        for role in &mut draft.event.roles {
            if let Filler::Event(event) = &mut role.filler {
                *event = renumber(*event);
            }
        }
        draft
            .event
            .roles
            .retain(|role| role.filler != Filler::Event(own));
        draft.event.part_of = draft
            .event
            .part_of
            .map(renumber)
            .filter(|&whole| whole != own);
    }
    kept
}

fn absorb(target: &mut Draft, other: &Draft) {
    for role in &other.event.roles {
        target.add(&role.name, role.filler.clone(), &role.because);
    }
    target.event.triggers.extend(&other.event.triggers);
    target
        .event
        .reports
        .extend(other.event.reports.iter().cloned());
    if target.event.time.is_none() {
        target.event.time.clone_from(&other.event.time);
    }
}
