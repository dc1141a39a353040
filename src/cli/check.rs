//! Are frames, ontology, queries and data in order?
//!
//! Reads: everything that the program works from. Writes: a message per mistake.
//! Never: stops at the first one.

use std::io::Write;

use super::output::{Outcome, Stop, stdout};
use crate::discourse::Knowledge;
use crate::error::{Diagnostic, Place};
use crate::facts::frames::Frames;
use crate::graph::{ONTOLOGY_PATH, Ontology};
use crate::ingest::Lexicon;
use crate::linguistics::clauses::ClauseLexicon;
use crate::pipeline;
use crate::query;
use crate::resources::Resources;
use crate::store::syntax::Prefixes;

use super::ask::counted;
use super::output::Done;

pub(super) fn check(resources: &Resources, prefixes: &Prefixes) -> Outcome {
    let mut mistakes = Vec::new();
    let files = |path: &str| resources.read(path);
    mistakes.extend(Lexicon::load(&files).err());
    mistakes.extend(ClauseLexicon::read(&files).err());
    mistakes.extend(Knowledge::read(&files).err());
    let frames = pipeline::frames(resources).map_err(|errors| mistakes.extend(errors));
    let ontology = pipeline::ontology(resources).map_err(|error| mistakes.push(error));
    if let (Ok(frames), Ok(ontology)) = (&frames, &ontology) {
        mistakes.extend(unknown_terms(frames, ontology));
    }
    let names = query::names(resources);
    for name in &names {
        match query::by_name(resources, name, prefixes) {
            Ok(query) => mistakes.extend(bare_header(&query)),
            Err(error) => mistakes.push(error),
        }
    }
    if !mistakes.is_empty() {
        mistakes.sort();
        return Err(Stop::Failed(mistakes));
    }
    let mut out = stdout();
    let frames = frames.map_or(0, |frames| frames.frames.len());
    writeln!(
        out,
        "{}, the ontology, {} queries and the lexicons are in order",
        counted(frames as u64, "frame"),
        names.len()
    )?;
    out.flush()?;
    Ok(Done::Wholly)
}

/// Classes and roles of frames that the ontology does not have.
fn unknown_terms(frames: &Frames, ontology: &Ontology) -> Vec<Diagnostic> {
    let mut mistakes = Vec::new();
    let hint = format!("declare it in {ONTOLOGY_PATH}");
    for frame in &frames.frames {
        let place = || Place::file(&frame.path);
        if ontology.event_class(&frame.class).is_none() {
            let message = format!(
                "class \"{}\" is no event class of the ontology",
                frame.class
            );
            mistakes.push(Diagnostic::new(place(), message).hint(&hint));
        }
        for role in frame.roles.keys() {
            if ontology.role(role).is_none() {
                let message = format!("role \"{role}\" is no role of the ontology");
                mistakes.push(Diagnostic::new(place(), message).hint(&hint));
            }
        }
    }
    mistakes
}

/// A query without title or explanation helps nobody.
fn bare_header(query: &query::Query) -> Option<Diagnostic> {
    let missing = match (query.header.title.as_str(), query.header.about.as_str()) {
        ("", _) => "# title:",
        (_, "") => "# about:",
        _ => return None,
    };
    let message = format!("the header has no `{missing}` line");
    Some(Diagnostic::new(Place::file(query.origin()), message))
}
