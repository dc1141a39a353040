//! What the editor completes: prefixes, and the vocabulary with its labels.
//!
//! Reads: the ontology in the graph. Writes: JSON, kept by browsers until the graph changes.
//! Never: lists what articles brought: that has no end.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use serde::Serialize;

use crate::graph::vocab;
use crate::serve::app::App;
use crate::serve::pages::look::Look;
use crate::serve::problem::Problem;

/// Classes of terms, and what the editor calls them.
const KINDS: [(NamedNodeRef<'static>, &str); 6] = [
    (vocab::CLASS, "class"),
    (vocab::OBJECT_PROPERTY, "property"),
    (vocab::DATATYPE_PROPERTY, "property"),
    (vocab::ANNOTATION_PROPERTY, "property"),
    (vocab::PROPERTY, "property"),
    (vocab::NAMED_INDIVIDUAL, "constant"),
];

#[derive(Serialize)]
struct Words {
    prefixes: BTreeMap<&'static str, String>,
    terms: Vec<Word>,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    /// `ng:Visit`.
    name: String,
    kind: &'static str,
    label: String,
    about: String,
}

pub(super) async fn terms(State(app): State<App>) -> Result<Response, Problem> {
    let inside = app.clone();
    let words = app.pages().run(move |_| words(&inside)).await?;
    let caching = [(header::CACHE_CONTROL, "public, max-age=600")];
    Ok((caching, Json(words)).into_response())
}

fn words(app: &App) -> Result<Words, Problem> {
    let edition = app.edition();
    let look = Look::new(app, &edition);
    let mut terms = Vec::new();
    for (class, kind) in KINDS {
        for term in look.subjects(vocab::TYPE, class)? {
            terms.extend(word(app, &look, &term, kind)?);
        }
    }
    terms.sort_unstable();
    terms.dedup_by(|one, other| one.name == other.name);
    let prefixes = app.prefixes().iter();
    Ok(Words {
        prefixes: prefixes
            .map(|(prefix, iri)| (prefix, iri.to_owned()))
            .collect(),
        terms,
    })
}

/// A term that has a short name.
fn word(
    app: &App,
    look: &Look<'_>,
    term: &NamedNode,
    kind: &'static str,
) -> Result<Option<Word>, Problem> {
    let Some((prefix, local)) = app.prefixes().compact(term.as_str()) else {
        return Ok(None);
    };
    let comments = look.values(term.as_ref(), vocab::COMMENT)?;
    let about = comments.into_iter().find_map(|comment| match comment {
        Term::Literal(comment) => Some(comment.value().to_owned()),
        _ => None,
    });
    Ok(Some(Word {
        name: format!("{prefix}:{local}"),
        kind,
        label: look.label(term.as_ref())?,
        about: about.unwrap_or_default(),
    }))
}
