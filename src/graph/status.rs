//! How the reports of an event present it, taken together.
//!
//! Reads: the reports of an event. Writes: [`Status`]. Never: weighs sources against each other.

use crate::discourse::{Modality, Polarity, Source};
use crate::facts::{Event, Report};

/// How the reports of an event present it, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Somebody tells it as done, nobody denies it.
    Told,
    /// Told as done and denied.
    Disputed,
    /// Denied by a source.
    Denied,
    /// Not so, as the article itself says.
    Negated,
    /// Neither done nor denied.
    Open(Modality, Polarity),
}

impl Status {
    pub(super) fn of(event: &Event) -> Self {
        let reports = || event.reports.iter();
        let mut denials = reports().filter(|it| is_done(it) && it.polarity == Polarity::Negative);
        let denied = denials.clone().next().is_some();
        match (reports().any(is_told), denied) {
            (true, true) => Self::Disputed,
            (true, false) => Self::Told,
            (false, true) if denials.any(|it| it.source == Source::Narrator) => Self::Negated,
            (false, true) => Self::Denied,
            (false, false) => {
                let nearest = reports().map(|it| (it.modality, it.polarity)).min();
                let (modality, polarity) =
                    nearest.unwrap_or((Modality::Possible, Polarity::Positive));
                Self::Open(modality, polarity)
            }
        }
    }
}

fn is_done(report: &Report) -> bool {
    report.modality.is_real()
}

pub(super) fn is_told(report: &Report) -> bool {
    is_done(report) && report.polarity == Polarity::Positive
}
