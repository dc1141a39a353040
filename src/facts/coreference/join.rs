//! Moves what later mentions say to the event that they tell of.
//!
//! Reads: drafts. Writes: drafts with the roles, triggers, time and reports of all their mentions.
//! Never: decides what belongs together.

use crate::discourse::{Modality, TimeValue};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{EventId, Filler, Report};

use super::mention;

/// Adds what a later mention says.
pub(super) fn absorb(reading: &Reading<'_>, event: &mut Draft, later: &Draft) {
    let mut reports = later.event.reports.clone();
    if mention::refers_back(reading, later) {
        take_for_granted(&event.event.reports[0], &mut reports);
    }
    if is_more_precise(reading, event, later) {
        event.event.class.clone_from(&later.event.class);
    }
    for role in &later.event.roles {
        event.add(&role.name, role.filler.clone(), &role.because);
    }
    event.event.triggers.extend(&later.event.triggers);
    event.event.reports.append(&mut reports);
    if is_more_exact(event.event.time.as_ref(), later.event.time.as_ref()) {
        event.event.time.clone_from(&later.event.time);
    }
}

/// "murdered last October", then "on October 2".
fn is_more_exact(told: Option<&TimeValue>, later: Option<&TimeValue>) -> bool {
    let Some(told) = told else {
        return later.is_some();
    };
    later.is_some_and(|later| {
        later.begin.starts_with(&told.begin) && later.begin.len() > told.begin.len()
    })
}

/// A definite noun takes for granted what was told: "nobody claimed **the attack**" denies none, and
/// a plan that it names is still a plan.
fn take_for_granted(told: &Report, reports: &mut [Report]) {
    let is_settled = Modality::is_real;
    for report in reports {
        report.polarity = told.polarity;
        if is_settled(report.modality) && !is_settled(told.modality) {
            report.modality = told.modality;
        }
    }
}

/// "the attack" that turns out to be a bombing.
fn is_more_precise(reading: &Reading<'_>, event: &Draft, later: &Draft) -> bool {
    let vague = &reading.frames.coreference.vague;
    event.family == later.family
        && vague.contains(&event.event.class)
        && !vague.contains(&later.event.class)
}

/// Joins drafts of which `first` says with which they belong.
pub(in crate::facts) fn join(
    reading: &Reading<'_>,
    mut drafts: Vec<Draft>,
    first: &[EventId],
) -> Vec<Draft> {
    for id in (0..drafts.len()).filter(|&id| first[id] != id) {
        let later = drafts[id].clone();
        absorb(reading, &mut drafts[first[id]], &later);
    }
    renumber(drafts, first)
}

/// The first draft of each event; fillers that name a joined event follow it.
pub(super) fn renumber(drafts: Vec<Draft>, first: &[EventId]) -> Vec<Draft> {
    let mut number = vec![0; drafts.len()];
    let mut kept: Vec<Draft> = Vec::new();
    for (id, draft) in drafts.into_iter().enumerate() {
        if first[id] == id {
            number[id] = kept.len();
            kept.push(draft);
        }
    }
    let renumber = |event: EventId| number[first[event]];
    for (own, draft) in kept.iter_mut().enumerate() {
        for role in &mut draft.event.roles {
            if let Filler::Event(event) = &mut role.filler {
                *event = renumber(*event);
            }
        }
        let roles = &mut draft.event.roles;
        roles.retain(|role| role.filler != Filler::Event(own));
        let whole = draft.event.part_of.map(renumber);
        draft.event.part_of = whole.filter(|&whole| whole != own);
    }
    kept
}
