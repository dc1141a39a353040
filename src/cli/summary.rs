//! The end of `build`: what was found, some facts with their sentences, what to do next.
//!
//! Reads: the store's counts and the facts that were seen. Writes: a page for a person.
//! Never: shows a fact without how it is presented.

use std::io::{self, Write};

use super::ask::counted;
use super::build::Read;
use super::output::Stop;
use super::words;
use crate::discourse::{Modality, Polarity, Source};
use crate::facts::{Event, Filler, Report};
use crate::store::{Count, Store};

/// What became of the articles.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) added: u64,
    pub(super) changed: u64,
    pub(super) unchanged: u64,
    pub(super) failed: u64,
}

/// Ways to present an event that a reader should see side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Happened,
    Said,
    Planned,
    Denied,
}

/// How many facts of each kind the summary shows.
const SHOWN: [(Kind, usize); 4] = [
    (Kind::Happened, 2),
    (Kind::Said, 1),
    (Kind::Planned, 2),
    (Kind::Denied, 1),
];
/// Longest sentence that is shown, in bytes.
const LONGEST: usize = 260;

/// A fact to show.
#[derive(Debug)]
struct Sample {
    kind: Kind,
    /// Class of the event: the summary shows each once.
    class: String,
    words: String,
    presentation: String,
    sentence: String,
    /// Title of the article, or its id.
    article: String,
    id: String,
}

/// Facts to show, chosen as articles pass by; the first good ones stay, one of each article.
#[derive(Debug, Default)]
pub(super) struct Samples(Vec<Sample>);

impl Samples {
    /// Takes what an article has to show.
    pub(super) fn consider(&mut self, read: &Read) {
        if self.0.iter().any(|sample| sample.id == read.article.id) {
            return;
        }
        for event in &read.facts.events {
            let report = &event.reports[0];
            let Some(kind) = kind(event, report) else {
                continue;
            };
            let wanted = SHOWN.iter().find(|(shown, _)| *shown == kind);
            let have = self.0.iter().filter(|sample| sample.kind == kind).count();
            if wanted.is_none_or(|&(_, wanted)| have >= wanted)
                || self.0.iter().any(|sample| sample.class == event.class)
                || report.evidence.len() > LONGEST
            {
                continue;
            }
            self.0.push(sample(read, event, report, kind));
            return; // one for each article
        }
    }
}

/// What kind of showpiece an event is, if it is one: sure, and with two named parties.
fn kind(event: &Event, report: &Report) -> Option<Kind> {
    let entities = event
        .roles
        .iter()
        .filter(|role| matches!(role.filler, Filler::Entity(_)) && !role.inferred);
    if report.confidence < 80 || entities.count() < 2 {
        return None;
    }
    Some(match (report.polarity, report.modality, report.source) {
        (Polarity::Negative, ..) => Kind::Denied,
        (_, Modality::Actual | Modality::Ongoing, Source::Narrator) => Kind::Happened,
        (_, Modality::Actual | Modality::Ongoing, Source::Entity(_) | Source::Unnamed) => {
            Kind::Said
        }
        _ => Kind::Planned,
    })
}

fn sample(read: &Read, event: &Event, report: &Report, kind: Kind) -> Sample {
    let article = &read.article;
    Sample {
        kind,
        class: event.class.clone(),
        words: words::event(event, &read.facts),
        presentation: words::of_event(report, &read.facts),
        sentence: words::line(report.evidence, &article.text),
        article: article.title.clone().unwrap_or_else(|| article.id.clone()),
        id: article.id.clone(),
    }
}

/// Writes the page.
pub(super) fn write_summary(
    out: &mut dyn Write,
    store: &Store,
    tally: &Tally,
    samples: &Samples,
    paths: &[String],
) -> Result<(), Stop> {
    let stats = store.stats()?;
    let name = store
        .path()
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let read = tally.added + tally.changed + tally.unchanged;
    writeln!(
        out,
        "{} read: {} new, {} changed, {} unchanged, {} failed",
        counted(read, "article"),
        tally.added,
        tally.changed,
        tally.unchanged,
        tally.failed
    )?;
    writeln!(
        out,
        "{name} now holds {} from {}\n",
        counted(stats.triples, "triple"),
        counted(stats.articles, "article")
    )?;
    row(out, "events", Some(stats.events), &stats.families)?;
    row(out, "entities", Some(stats.entities), &stats.kinds)?;
    row(out, "relations", Some(stats.relations), &[])?;
    row(out, "presented as", None, &stats.modalities)?;
    write_samples(out, samples)?;
    write_next(out, paths)?;
    Ok(())
}

fn row(out: &mut dyn Write, title: &str, total: Option<u64>, counts: &[Count]) -> io::Result<()> {
    let total = total.map_or_else(String::new, |total| total.to_string());
    let counts: Vec<String> = counts
        .iter()
        .take(8)
        .map(|count| format!("{} {}", count.name, count.count))
        .collect();
    let line = format!("{title:<13}{total:>5}   {}", counts.join(" · "));
    writeln!(out, "{}", line.trim_end())
}

fn write_samples(out: &mut dyn Write, samples: &Samples) -> io::Result<()> {
    if samples.0.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nSome of what the articles say:")?;
    for (kind, _) in SHOWN {
        for sample in samples.0.iter().filter(|sample| sample.kind == kind) {
            writeln!(out, "\n  {}\n      {}:", sample.words, sample.presentation)?;
            writeln!(
                out,
                "      \"{}\"\n      ({})",
                sample.sentence, sample.article
            )?;
        }
    }
    Ok(())
}

fn write_next(out: &mut dyn Write, paths: &[String]) -> io::Result<()> {
    writeln!(out, "\nNext:")?;
    writeln!(out, "  newsgraph query --list            questions to ask")?;
    writeln!(out, "  newsgraph query visits            who went where")?;
    writeln!(
        out,
        "  newsgraph query plans             what is only planned, and by whom"
    )?;
    writeln!(
        out,
        "  newsgraph export -o news.ttl      the graph as Turtle"
    )?;
    let path = paths.first().map_or("-", String::as_str);
    writeln!(
        out,
        "  newsgraph show {path}   facts with their sentences and reasons"
    )
}
