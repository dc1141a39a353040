//! Entities by what somebody has written of their name, for the fields and the editor of the query page.
//!
//! Reads: the catalogue. Writes: JSON, the best fit first. Never: more than a list that drops down holds.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::look::Look;
use crate::serve::app::App;
use crate::serve::catalogue::Question;
use crate::serve::problem::Problem;

/// Entities that are offered.
const OFFERED: usize = 12;

/// What has been written so far.
#[derive(Deserialize)]
pub(super) struct Asked {
    q: String,
}

/// An entity that fits.
#[derive(Serialize)]
struct Name {
    /// Short.
    iri: String,
    label: String,
    kind: String,
}

/// Answers with the entities that fit.
pub(super) async fn names(
    State(app): State<App>,
    Query(Asked { q }): Query<Asked>,
) -> Result<Response, Problem> {
    let inside = app.clone();
    let names = app.pages().run(move |_| find(&inside, &q)).await?;
    Ok(Json(names).into_response())
}

fn find(app: &App, written: &str) -> Result<Vec<Name>, Problem> {
    let edition = app.edition();
    let catalogue = edition.catalogue(app)?;
    let look = Look::new(app, &edition);
    let question = Question::new(written);
    if question.is_empty() {
        return Ok(Vec::new());
    }
    let found = catalogue.entities_named(&question).into_iter();
    let name = found.take(OFFERED).map(|entity| Name {
        iri: look.compact(&entity.iri),
        label: entity.label.clone(),
        kind: catalogue
            .classes
            .get(usize::from(entity.class))
            .cloned()
            .unwrap_or_default(),
    });
    Ok(name.collect())
}
