//! `/ns`: the vocabulary, for programs as RDF, for people as a list.
//!
//! Reads: the ontology among the resources. Writes: it as it is, in another syntax, or as a page.
//! Never: a term that the ontology does not define.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use serde::Serialize;

use super::release::VOCABULARY;
use crate::graph::vocab;
use crate::query::Format;
use crate::serve::app::App;
use crate::serve::caching::Tag;
use crate::serve::formats::{self, GRAPHS};
use crate::serve::negotiation::is_browser;
use crate::serve::problem::Problem;
use crate::serve::templates::vary_by_accept;
use crate::store::syntax::{Prefixes, Syntax};
use crate::text::sha256;

const TITLE: &str = "http://purl.org/dc/terms/title";
const DESCRIPTION: &str = "http://purl.org/dc/terms/description";

/// Answers with the vocabulary.
pub(super) async fn vocabulary(
    State(app): State<App>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let inside = app.clone();
    let page = is_browser(&headers);
    app.pages()
        .run(move |_| {
            let text = inside.resources().read(VOCABULARY).unwrap_or_default();
            let mut response = if page {
                let page = Page::of(&read(&text)?, inside.prefixes());
                inside.templates().page("vocabulary.html", page)?
            } else {
                triples(&inside, &text, &headers)?
            };
            if !page {
                vary_by_accept(response.headers_mut());
            }
            Ok(response)
        })
        .await
}

fn triples(app: &App, text: &[u8], headers: &HeaderMap) -> Result<Response, Problem> {
    let chosen = formats::choose(GRAPHS, None, headers)?;
    let tag = Tag::new(&sha256(text)[..16], chosen.name());
    if tag.is_known(headers) {
        return Ok(tag.unchanged());
    }
    let bytes = match chosen.form.format {
        // With its comments.
        Format::Rdf(Syntax::Turtle) => text.to_vec(),
        _ => chosen.written(app, read(text)?)?,
    };
    let kind = [(header::CONTENT_TYPE, chosen.content_type())];
    let mut response = (kind, bytes).into_response();
    tag.mark(response.headers_mut());
    Ok(response)
}

fn read(text: &[u8]) -> Result<Vec<Quad>, Problem> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(text);
    parser
        .collect::<Result<_, _>>()
        .map_err(|error| Problem::fault(format!("{VOCABULARY}: {error}")))
}

#[derive(Serialize)]
struct Page {
    title: String,
    about: String,
    namespace: &'static str,
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Section {
    title: &'static str,
    terms: Vec<Described>,
}

/// A term as the page shows it.
#[derive(Debug, Default, Serialize)]
struct Described {
    name: String,
    comment: String,
    links: Vec<Link>,
    #[serde(skip)]
    classes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Link {
    /// "kind of".
    name: &'static str,
    text: String,
    /// The term's own name where it is on this page.
    here: Option<String>,
}

impl Page {
    fn of(quads: &[Quad], prefixes: &Prefixes) -> Self {
        let mut page = Self {
            title: String::new(),
            about: String::new(),
            namespace: vocab::NG,
            sections: Vec::new(),
        };
        let mut terms: BTreeMap<String, Described> = BTreeMap::new();
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                continue;
            };
            if let Some(name) = subject.as_str().strip_prefix(vocab::NG) {
                let term = terms.entry(name.to_owned()).or_default();
                name.clone_into(&mut term.name);
                term.add(quad, prefixes);
            } else if let Term::Literal(words) = &quad.object {
                match quad.predicate.as_str() {
                    TITLE => words.value().clone_into(&mut page.title),
                    DESCRIPTION => words.value().clone_into(&mut page.about),
                    _ => {}
                }
            }
        }
        let mut sections: BTreeMap<(u8, &'static str), Vec<Described>> = BTreeMap::new();
        for term in terms.into_values() {
            sections.entry(term.section()).or_default().push(term);
        }
        page.sections = sections
            .into_iter()
            .map(|((_, title), terms)| Section { title, terms })
            .collect();
        page
    }
}

impl Described {
    fn add(&mut self, quad: &Quad, prefixes: &Prefixes) {
        let property = quad.predicate.as_ref();
        match &quad.object {
            Term::Literal(words) if property == vocab::COMMENT => {
                words.value().clone_into(&mut self.comment);
            }
            Term::NamedNode(class) if property == vocab::TYPE => {
                self.classes.push(class.as_str().to_owned());
            }
            Term::NamedNode(other) => {
                let names = [
                    (vocab::SUB_CLASS_OF, "kind of"),
                    (vocab::SUB_PROPERTY_OF, "narrower than"),
                    (vocab::DOMAIN, "of"),
                    (vocab::RANGE, "leads to"),
                ];
                let found = names.iter().find(|(known, _)| *known == property);
                self.links.extend(found.map(|&(_, name)| Link {
                    name,
                    text: prefixes.show(other.as_str()),
                    here: other.as_str().strip_prefix(vocab::NG).map(str::to_owned),
                }));
            }
            _ => {}
        }
    }

    /// Where on the page it stands.
    fn section(&self) -> (u8, &'static str) {
        let is = |class: oxigraph::model::NamedNodeRef<'_>| {
            self.classes.iter().any(|own| own == class.as_str())
        };
        if is(vocab::CLASS) {
            (0, "Classes")
        } else if is(vocab::OBJECT_PROPERTY)
            || is(vocab::DATATYPE_PROPERTY)
            || is(vocab::ANNOTATION_PROPERTY)
        {
            (1, "Properties")
        } else {
            (2, "Values")
        }
    }
}
