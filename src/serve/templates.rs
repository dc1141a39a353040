//! Pages from templates: `data/pages/*.html` in minijinja's syntax, everything escaped.
//!
//! Reads: templates from the resources, values of the handlers. Writes: HTML.
//! Never: takes a template or unescaped HTML from anywhere but the resources.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::problem::Problem;
use crate::error::{Diagnostic, Place};
use crate::resources::Resources;

/// Where the templates lie among the resources.
const FOLDER: &str = "data/pages/";

/// All templates, parsed.
pub(super) struct Templates(Environment<'static>);

impl Templates {
    /// Reads all templates.
    ///
    /// # Errors
    /// File and line of the first mistake.
    pub(super) fn read(resources: &Resources) -> Result<Self, Diagnostic> {
        let mut environment = Environment::new();
        // A misspelt name is an error that a test finds, not an empty place on a page.
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.add_filter("grouped", grouped);
        for path in resources.list(FOLDER) {
            let Some(name) = path.strip_prefix(FOLDER).filter(|name| is_template(name)) else {
                continue;
            };
            let content = resources.read(&path).unwrap_or_default();
            let text = String::from_utf8(content.into_owned())
                .map_err(|_| Diagnostic::new(Place::file(&path), "not UTF-8"))?;
            environment
                .add_template_owned(name.to_owned(), text)
                .map_err(|error| explain(&path, &error))?;
        }
        Ok(Self(environment))
    }

    /// A page. `name` is the template's file name.
    ///
    /// # Errors
    /// A fault in the template, told in the log.
    pub(super) fn page(&self, name: &str, values: impl Serialize) -> Result<Response, Problem> {
        let html = self.render(name, values)?;
        let mut response = Html(html).into_response();
        vary_by_accept(response.headers_mut());
        Ok(response)
    }

    /// The same with the status of a problem.
    pub(super) fn problem(&self, problem: &Problem) -> Option<Response> {
        let values = minijinja::context! {
            status => problem.status().as_u16(),
            reason => problem.status().canonical_reason().unwrap_or_default(),
            message => problem.message(),
            passes => problem.passes(),
        };
        let mut response = self.page("problem.html", values).ok()?;
        *response.status_mut() = problem.status();
        Some(response)
    }

    fn render(&self, name: &str, values: impl Serialize) -> Result<String, Problem> {
        self.0
            .get_template(name)
            .and_then(|template| template.render(Serde(values)))
            .map_err(|error| {
                tracing::error!("{}", explain(&format!("{FOLDER}{name}"), &error));
                Problem::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "this page cannot be shown; see the server's log",
                )
            })
    }
}

/// Says that the answer depends on the client's `Accept`.
pub(super) fn vary_by_accept(headers: &mut HeaderMap) {
    headers.append(header::VARY, HeaderValue::from_static("accept"));
}

/// Templates lie in the folder itself; `assets/` below it is served as it is.
fn is_template(name: &str) -> bool {
    let ending = name.split_once('.').map(|(_, ending)| ending);
    !name.contains('/') && ending == Some("html")
}

/// A number with commas between the thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap_or_default())
        .collect();
    groups.join(",")
}

fn explain(path: &str, error: &minijinja::Error) -> Diagnostic {
    let place = error.line().map_or_else(
        || Place::file(path),
        |line| Place::line(error.name().map_or(path, |name| name), line),
    );
    let detail = error
        .detail()
        .map_or_else(String::new, |detail| format!(": {detail}"));
    Diagnostic::new(place, format!("{}{detail}", error.kind()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn templates(text: &str) -> Result<Templates, Diagnostic> {
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join(FOLDER);
        std::fs::create_dir_all(&pages).unwrap();
        std::fs::write(pages.join("x.html"), text).unwrap();
        Templates::read(&Resources::embedded().with_data(folder.path()).unwrap())
    }

    #[test]
    fn words_of_articles_are_escaped() {
        let templates = templates("<p title=\"{{ words }}\">{{ words }}</p>").unwrap();
        let values = minijinja::context! { words => "<script>\"'&" };
        let html = templates.render("x.html", values).unwrap();
        assert!(!html.contains("<script>"), "{html}");
        assert!(!html.contains("\"'"), "{html}");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let error = templates("<p>\n{% if %}").err().unwrap();
        assert!(error.to_string().contains(":2"), "{error}");
    }
}
