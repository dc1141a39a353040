//! How events are presented, over all their reports.
//!
//! Reads: the reports of the default graph. Writes: a summary per event, a number per article.
//! Never: lets a denial or a plan hide behind a report of another kind without a word.

use oxigraph::model::{NamedNodeRef, Term};
use rustc_hash::FxHashMap;

use crate::graph::vocab;
use crate::serve::pages::{Kind, Look, Presented};
use crate::serve::problem::Problem;

/// A report in the making: local names of its values.
#[derive(Default)]
struct Report {
    event: Option<String>,
    modality: String,
    polarity: String,
    certainty: String,
    claimed: bool,
}

/// What the reports of an event come to.
pub(super) struct Summary {
    /// How it is presented at best.
    pub(super) presented: Presented,
    /// Some affirm it, others deny it.
    pub(super) disputed: bool,
    /// How many there are.
    pub(super) reports: u32,
}

/// All reports.
#[derive(Default)]
pub(super) struct Reports {
    /// By the IRI of the event.
    pub(super) events: FxHashMap<String, Summary>,
    /// Number by the IRI of the article.
    pub(super) articles: FxHashMap<String, u32>,
    /// All of them.
    pub(super) count: usize,
}

impl Reports {
    /// Reads them in five passes.
    pub(super) fn read(look: &Look<'_>) -> Result<Self, Problem> {
        let mut reports: FxHashMap<String, Report> = FxHashMap::default();
        look.each(vocab::MODALITY, None, |report, value| {
            reports.entry(report).or_default().modality = local(&value);
        })?;
        let mut fill = |property: NamedNodeRef<'_>, set: fn(&mut Report, Term)| {
            look.each(property, None, |report, value| {
                if let Some(report) = reports.get_mut(&report) {
                    set(report, value);
                }
            })
        };
        fill(vocab::POLARITY, |report, value| {
            report.polarity = local(&value);
        })?;
        fill(vocab::CERTAINTY, |report, value| {
            report.certainty = local(&value);
        })?;
        fill(vocab::ACCORDING_TO, |report, value| {
            report.claimed |= value != Term::from(vocab::NARRATOR.into_owned());
        })?;
        fill(vocab::REPORTS, |report, value| report.event = iri(value))?;
        Ok(Self::sum(reports))
    }

    fn sum(reports: FxHashMap<String, Report>) -> Self {
        let mut sums = Self {
            count: reports.len(),
            ..Self::default()
        };
        let mut reports: Vec<_> = reports.into_iter().collect();
        reports.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        for (node, report) in reports {
            let article = node.split('#').next().unwrap_or(&node);
            match sums.articles.get_mut(article) {
                Some(count) => *count += 1,
                None => {
                    sums.articles.insert(article.to_owned(), 1);
                }
            }
            if let Some(event) = &report.event {
                sums.add(event, &report);
            }
        }
        sums
    }

    fn add(&mut self, event: &str, report: &Report) {
        let (modality, polarity) = (&report.modality, &report.polarity);
        let presented = Presented::new(modality, polarity, &report.certainty, report.claimed);
        let Some(sum) = self.events.get_mut(event) else {
            let sum = Summary {
                presented,
                disputed: false,
                reports: 1,
            };
            self.events.insert(event.to_owned(), sum);
            return;
        };
        let denied = |presented: &Presented| presented.kind == Kind::Denied;
        sum.disputed |= denied(&sum.presented) != denied(&presented);
        sum.reports += 1;
        if presented.rank() < sum.presented.rank() {
            sum.presented = presented;
        }
    }
}

fn local(value: &Term) -> String {
    match value {
        Term::NamedNode(node) => node
            .as_str()
            .rsplit('#')
            .next()
            .unwrap_or_default()
            .to_owned(),
        _ => String::new(),
    }
}

fn iri(value: Term) -> Option<String> {
    match value {
        Term::NamedNode(node) => Some(node.into_string()),
        _ => None,
    }
}
