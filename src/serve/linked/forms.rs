//! The forms that documents about things can be had in.
//!
//! Reads: `Accept` headers, endings of paths. Writes: a form. Never: a form that was not asked for.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::serve::negotiation;
use crate::serve::problem::Problem;
use crate::store::syntax::Syntax;

/// A form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// What follows the dot in the document's path.
    pub(super) ending: &'static str,
    /// Media type without parameters.
    pub(super) media: &'static str,
    /// How the triples are written; `None` for a page.
    pub(super) syntax: Option<Syntax>,
}

const TURTLE: Form = rdf("ttl", "text/turtle", Syntax::Turtle);
const JSON_LD: Form = rdf("jsonld", "application/ld+json", Syntax::JsonLd);
const N_TRIPLES: Form = rdf("nt", "application/n-triples", Syntax::NTriples);
const PAGE: Form = Form {
    ending: "html",
    media: "text/html",
    syntax: None,
};
const RDF_XML: Form = rdf("rdf", "application/rdf+xml", Syntax::RdfXml);

/// Forms of a document about a thing: triples, or a page for people.
pub(super) const DOCUMENTS: &[Form] = &[TURTLE, JSON_LD, N_TRIPLES, RDF_XML, PAGE];

/// Forms of a graph: as triples, or under its name.
pub(super) const GRAPHS: &[Form] = &[
    TURTLE,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    rdf("trig", "application/trig", Syntax::TriG),
    rdf("nq", "application/n-quads", Syntax::NQuads),
];

const fn rdf(ending: &'static str, media: &'static str, syntax: Syntax) -> Form {
    Form {
        ending,
        media,
        syntax: Some(syntax),
    }
}

impl Form {
    /// The `Content-Type`.
    pub(super) fn content_type(self) -> HeaderValue {
        let text = self.media.starts_with("text/");
        let charset = if text { "; charset=utf-8" } else { "" };
        let value = HeaderValue::from_str(&format!("{}{charset}", self.media));
        value.unwrap_or(HeaderValue::from_static("application/octet-stream"))
    }
}

/// The form that a client likes best.
///
/// # Errors
/// 406 where it likes none.
pub(super) fn choose(forms: &'static [Form], headers: &HeaderMap) -> Result<Form, Problem> {
    let offers: Vec<_> = forms.iter().map(|&form| (form.media, form)).collect();
    negotiation::choose(headers, &offers).ok_or_else(|| {
        let media: Vec<_> = forms.iter().map(|form| form.media).collect();
        Problem::not_acceptable(&media.join(", "))
    })
}

/// A path without its ending, and the form that the ending names.
pub(super) fn split<'p>(forms: &[Form], path: &'p str) -> Option<(&'p str, Form)> {
    let (name, ending) = path.rsplit_once('.')?;
    let form = forms.iter().find(|form| form.ending == ending)?;
    (!name.is_empty()).then_some((name, *form))
}

/// Says where a document can be had in its other forms, and of what it tells.
pub(super) fn link(headers: &mut HeaderMap, forms: &[Form], document: &str, thing: Option<&str>) {
    let mut links: Vec<String> = forms
        .iter()
        .map(|form| {
            let Form { ending, media, .. } = form;
            format!("<{document}.{ending}>; rel=\"alternate\"; type=\"{media}\"")
        })
        .collect();
    links.extend(thing.map(|thing| format!("<{thing}>; rel=\"describes\"")));
    if let Ok(value) = HeaderValue::from_str(&links.join(", ")) {
        headers.append(header::LINK, value);
    }
}
