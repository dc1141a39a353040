//! The forms that answers can be had in: rows, graphs, pages.
//!
//! Reads: `Accept` headers, short names (`?format=csv`). Writes: a form and its media type, triples in it.
//! Never: a form that the client excluded, or did not ask for where it asked for one.

use axum::http::HeaderMap;
use oxigraph::model::Quad;

use super::app::App;
use super::negotiation;
use super::problem::Problem;
use crate::export;
use crate::query::Format;
use crate::store::syntax::Syntax;

/// A form of an answer.
pub(super) struct Form {
    /// Short names; the first is the one to show.
    names: &'static [&'static str],
    /// Media types that ask for it; the first is its own.
    media: &'static [&'static str],
    /// How to write it.
    pub(super) format: Format,
    /// What <https://www.w3.org/ns/formats/> calls it.
    pub(super) iri: &'static str,
}

/// Forms of the answers to SELECT and ASK, the default first.
pub(super) const ROWS: &[Form] = &[
    Form {
        names: &["json"],
        media: &["application/sparql-results+json", "application/json"],
        format: Format::Json,
        iri: "http://www.w3.org/ns/formats/SPARQL_Results_JSON",
    },
    Form {
        names: &["xml"],
        media: &["application/sparql-results+xml", "application/xml"],
        format: Format::Xml,
        iri: "http://www.w3.org/ns/formats/SPARQL_Results_XML",
    },
    Form {
        names: &["csv"],
        media: &["text/csv"],
        format: Format::Csv,
        iri: "http://www.w3.org/ns/formats/SPARQL_Results_CSV",
    },
    Form {
        names: &["tsv"],
        media: &["text/tab-separated-values"],
        format: Format::Tsv,
        iri: "http://www.w3.org/ns/formats/SPARQL_Results_TSV",
    },
];

/// Forms of graphs, the default first. Some clients say `json` and `xml` here too.
pub(super) const GRAPHS: &[Form] = &[
    Form {
        names: &["turtle", "ttl", "n3"],
        media: &["text/turtle", "text/n3"],
        format: Format::Rdf(Syntax::Turtle),
        iri: "http://www.w3.org/ns/formats/Turtle",
    },
    Form {
        names: &["ntriples", "nt"],
        media: &["application/n-triples"],
        format: Format::Rdf(Syntax::NTriples),
        iri: "http://www.w3.org/ns/formats/N-Triples",
    },
    Form {
        names: &["jsonld", "json-ld", "json"],
        media: &["application/ld+json", "application/json"],
        format: Format::Rdf(Syntax::JsonLd),
        iri: "http://www.w3.org/ns/formats/JSON-LD",
    },
    Form {
        names: &["rdfxml", "rdf", "rdf+xml", "xml"],
        media: &["application/rdf+xml", "application/xml"],
        format: Format::Rdf(Syntax::RdfXml),
        iri: "http://www.w3.org/ns/formats/RDF_XML",
    },
    Form {
        names: &["trig"],
        media: &["application/trig"],
        format: Format::Rdf(Syntax::TriG),
        iri: "http://www.w3.org/ns/formats/TriG",
    },
    Form {
        names: &["nquads", "nq"],
        media: &["application/n-quads"],
        format: Format::Rdf(Syntax::NQuads),
        iri: "http://www.w3.org/ns/formats/N-Quads",
    },
];

/// A form that fits, with the media type under which the client knows it.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub(super) form: &'static Form,
    media: &'static str,
}

impl Chosen {
    /// The `Content-Type`.
    pub(super) fn content_type(&self) -> String {
        if self.media.starts_with("text/") {
            format!("{}; charset=utf-8", self.media)
        } else {
            self.media.to_owned()
        }
    }

    /// A short name, for tags.
    pub(super) fn name(&self) -> &'static str {
        self.form.names[0]
    }

    /// Triples in this form.
    ///
    /// # Errors
    /// 406 where they cannot be written so.
    pub(super) fn written(&self, app: &App, quads: Vec<Quad>) -> Result<Vec<u8>, Problem> {
        let Format::Rdf(syntax) = self.form.format else {
            return Err(Problem::fault("a graph has no such form"));
        };
        written(app, quads, syntax)
    }
}

/// Triples as text.
///
/// # Errors
/// 406 where they cannot be written so: a property that has no name in RDF/XML, for one.
pub(super) fn written(app: &App, quads: Vec<Quad>, syntax: Syntax) -> Result<Vec<u8>, Problem> {
    let mut text = Vec::new();
    export::to_writer(quads, syntax, app.prefixes(), &mut text)
        .map_err(|error| Problem::not_acceptable(&format!("text/turtle: {error}")))?;
    Ok(text)
}

/// Chooses by short name or, without one, by `Accept`. A browser, which likes pages best, gets the
/// default.
///
/// # Errors
/// 400 for a name of nothing, 406 where the answer cannot be had as asked.
pub(super) fn choose(
    forms: &'static [Form],
    name: Option<&str>,
    headers: &HeaderMap,
) -> Result<Chosen, Problem> {
    let default = || forms.first().map(own);
    let chosen = match name {
        Some(name) => return named(forms, name),
        None if negotiation::is_browser(headers) => default(),
        None => negotiation::choose(headers, &offers(forms).collect::<Vec<_>>()),
    };
    chosen.ok_or_else(|| unacceptable(forms))
}

/// Chooses, by `Accept`, what a page is wanted as; `None` is the page itself, which browsers get and
/// whoever has no wish.
///
/// # Errors
/// 406 where it cannot be had as asked.
pub(super) fn page_or(
    forms: &[&'static [Form]],
    headers: &HeaderMap,
) -> Result<Option<Chosen>, Problem> {
    let data = forms.iter().flat_map(|forms| offers(forms));
    let data = data.map(|(media, chosen)| (media, Some(chosen)));
    let all: Vec<_> = [("text/html", None)].into_iter().chain(data).collect();
    negotiation::choose(headers, &all).ok_or_else(|| {
        let own = forms.iter().flat_map(|forms| forms.iter());
        let own: Vec<_> = own.map(|form| form.media[0]).collect();
        Problem::not_acceptable(&format!("text/html, {}", own.join(", ")))
    })
}

fn offers(forms: &'static [Form]) -> impl Iterator<Item = (&'static str, Chosen)> {
    forms.iter().flat_map(|form| {
        let media = form.media.iter();
        media.map(move |&media| (media, Chosen { form, media }))
    })
}

/// The form of a short name.
///
/// # Errors
/// 400 for a name of nothing, 406 where the answer has no such form.
pub(super) fn named(forms: &'static [Form], name: &str) -> Result<Chosen, Problem> {
    by_name(forms, name)?.ok_or_else(|| unacceptable(forms))
}

fn unacceptable(forms: &[Form]) -> Problem {
    let own: Vec<_> = forms.iter().map(|form| form.media[0]).collect();
    Problem::not_acceptable(&own.join(", "))
}

fn by_name(forms: &'static [Form], name: &str) -> Result<Option<Chosen>, Problem> {
    // Some clients send the media type here.
    let called = |form: &&Form| form.names.contains(&name) || form.media.contains(&name);
    if let Some(form) = forms.iter().find(called) {
        return Ok(Some(own(form)));
    }
    if ROWS.iter().chain(GRAPHS).any(|form| called(&form)) {
        return Ok(None);
    }
    let known: Vec<_> = ROWS
        .iter()
        .chain(GRAPHS)
        .map(|form| form.names[0])
        .collect();
    Err(Problem::malformed(format!(
        "unknown format; known are {}",
        known.join(", ")
    )))
}

fn own(form: &'static Form) -> Chosen {
    Chosen {
        form,
        media: form.media[0],
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, StatusCode, header};

    use super::*;

    fn chosen(forms: &'static [Form], name: Option<&str>, accept: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
        match choose(forms, name, &headers) {
            Ok(chosen) => chosen.content_type(),
            Err(problem) => problem.status().as_u16().to_string(),
        }
    }

    #[test]
    fn a_client_gets_what_it_knows() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        for (forms, name, accept, expected) in [
            (ROWS, None, "*/*", "application/sparql-results+json"),
            (ROWS, None, browser, "application/sparql-results+json"),
            (ROWS, None, "application/json", "application/json"),
            (
                ROWS,
                None,
                "text/csv;q=0.9, text/tab-separated-values",
                "text/tab-separated-values; charset=utf-8",
            ),
            (
                ROWS,
                Some("csv"),
                "application/json",
                "text/csv; charset=utf-8",
            ),
            (ROWS, Some("turtle"), "*/*", "406"),
            (ROWS, None, "text/turtle", "406"),
            (GRAPHS, None, "*/*", "text/turtle; charset=utf-8"),
            (GRAPHS, Some("json"), "*/*", "application/ld+json"),
            (
                GRAPHS,
                Some("application/rdf+xml"),
                "*/*",
                "application/rdf+xml",
            ),
            (GRAPHS, Some("pdf"), "*/*", "400"),
        ] {
            assert_eq!(chosen(forms, name, accept), expected, "{name:?} {accept}");
        }
    }

    #[test]
    fn a_page_is_for_browsers_and_who_has_no_wish() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        for (accept, expected) in [
            (browser, Some("page")),
            ("*/*", Some("page")),
            ("text/turtle", Some("turtle")),
            ("application/ld+json, text/html;q=0.5", Some("jsonld")),
            ("text/csv", Some("csv")),
            ("image/png", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
            let chosen = page_or(&[ROWS, GRAPHS], &headers).ok();
            let chosen = chosen.map(|chosen| chosen.map_or("page", |chosen| chosen.name()));
            assert_eq!(chosen, expected, "{accept}");
        }
    }

    #[test]
    fn what_cannot_be_had_is_told_with_what_can() {
        let problem = choose(GRAPHS, Some("csv"), &HeaderMap::new())
            .err()
            .unwrap();
        assert_eq!(problem.status(), StatusCode::NOT_ACCEPTABLE);
        assert!(
            problem
                .message()
                .contains("text/turtle, application/n-triples")
        );
    }
}
