//! How much of the text yields something, and which predicate to write a frame for next.
//!
//! Reads: articles. Writes: shares, and a list of predicates with an example each. Never: stores anything.

use std::io::{self, Write};

use serde_json::json;

use super::Loaded;
use super::args::{self, CountsTo};
use super::build::articles;
use super::output::{Done, Outcome, stdout, tell, widest_cell};
use crate::pipeline::coverage::{Coverage, Share};
use crate::pipeline::in_order;
use crate::query::align;

pub(super) fn coverage(arguments: &args::Coverage, loaded: &Loaded) -> Outcome {
    let sources = articles(&arguments.sources, &loaded.resources)?;
    let pipeline = &loaded.pipeline;
    let mut coverage = Coverage::default();
    let mut done = Done::Wholly;
    in_order(
        sources.read(),
        arguments.threads.count(),
        |article| article.map(|article| (pipeline.read(&article), article)),
        |outcome| {
            match outcome {
                Ok((reading, article)) => pipeline.cover(&mut coverage, &article, &reading),
                Err(error) => {
                    done = Done::Partly;
                    tell(&error);
                }
            }
            Ok::<(), io::Error>(())
        },
    )?;
    let mut out = stdout();
    match arguments.to {
        CountsTo::Table => write_tables(&coverage, arguments.top, &mut out)?,
        CountsTo::Json => write_json(&coverage, arguments.top, &mut out)?,
    }
    out.flush()?;
    Ok(done)
}

fn write_tables(coverage: &Coverage, top: usize, out: &mut dyn Write) -> io::Result<()> {
    let shares = [
        ("sentences", coverage.sentences),
        ("verbs", coverage.verbs),
        ("eventive nouns", coverage.nouns),
        ("quotations", coverage.quotations),
        ("names", coverage.names),
    ];
    let head = [
        format!("of {} articles", coverage.articles),
        "yielded".into(),
        "all".into(),
        "share".into(),
    ];
    let mut rows = vec![head.to_vec()];
    rows.extend(shares.map(|(name, share)| {
        vec![
            name.to_owned(),
            share.yielded.to_string(),
            share.all.to_string(),
            percent(share),
        ]
    }));
    align(&rows, out)?;
    writeln!(out)?;
    let head = [
        "no event",
        "event",
        "articles",
        "kind",
        "predicate",
        "for example",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let cut = widest_cell().unwrap_or(usize::MAX);
    rows.extend(coverage.unmapped().into_iter().take(top).map(|predicate| {
        vec![
            predicate.missed.to_string(),
            predicate.yielded.to_string(),
            predicate.articles.to_string(),
            predicate.kind.to_owned(),
            predicate.lemma.to_string(),
            predicate.example.chars().take(cut).collect(),
        ]
    }));
    align(&rows, out)
}

fn percent(share: Share) -> String {
    if share.all == 0 {
        return "-".to_owned();
    }
    format!("{:.1} %", 100.0 * share.yielded as f64 / share.all as f64)
}

fn write_json(coverage: &Coverage, top: usize, out: &mut dyn Write) -> io::Result<()> {
    let unmapped: Vec<_> = coverage.unmapped().into_iter().take(top).collect();
    let object = json!({ "shares": coverage, "unmapped": unmapped });
    writeln!(out, "{object:#}")
}
