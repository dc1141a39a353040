//! `/void`: the dataset, its numbers, dumps and service in RDF (`VoID`, DCAT).
//!
//! Reads: the release of the edition. Writes: a document in any RDF syntax.
//! Never: a licence that the user did not name.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::Quad;
use oxigraph::model::vocab::{rdf, xsd};

use super::of_state;
use super::release::{Dump, Kind, Release};
use super::statements::Statements;
use crate::export;
use crate::graph::vocab;
use crate::query::Format;
use crate::serve::app::App;
use crate::serve::caching::Tag;
use crate::serve::formats::{self, GRAPHS};
use crate::serve::negotiation::is_browser;
use crate::serve::origin::origin;
use crate::serve::problem::Problem;
use crate::serve::templates::vary_by_accept;
use crate::store::syntax::Syntax;
use crate::text::sha256;

const VOID: &str = "http://rdfs.org/ns/void#";
const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCT: &str = "http://purl.org/dc/terms/";
const SPDX: &str = "http://spdx.org/rdf/terms#";
const MEDIA: &str = "https://www.iana.org/assignments/media-types/";
const PRIMARY_TOPIC: &str = "http://xmlns.com/foaf/0.1/primaryTopic";
const VOCABULARIES: [&str; 5] = [
    vocab::NG,
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "http://www.w3.org/ns/prov#",
    "https://schema.org/",
];

/// The description for programs, in the form that they read; the list of dumps for people.
pub(super) async fn negotiated(state: State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    if is_browser(&headers) {
        let place = [(header::LOCATION, "/dumps/")];
        let mut response = (StatusCode::SEE_OTHER, place).into_response();
        vary_by_accept(response.headers_mut());
        return Ok(response);
    }
    let chosen = formats::choose(GRAPHS, None, &headers)?;
    let Format::Rdf(syntax) = chosen.form.format else {
        return Err(Problem::fault("a graph has no such form"));
    };
    let kind = chosen.content_type();
    let mut response = answer(&state, &headers, chosen.name(), syntax, &kind).await?;
    vary_by_accept(response.headers_mut());
    Ok(response)
}

/// The description in Turtle.
pub(super) async fn turtle(state: State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let kind = "text/turtle; charset=utf-8";
    answer(&state, &headers, "turtle", Syntax::Turtle, kind).await
}

async fn answer(
    state: &State<App>,
    headers: &HeaderMap,
    form: &str,
    syntax: Syntax,
    kind: &str,
) -> Result<Response, Problem> {
    let app = &state.0;
    let tag = Tag::new(app.edition().tag(), form);
    if tag.is_known(headers) {
        return Ok(tag.unchanged());
    }
    let release = of_state(state).await?;
    let quads = Description::of(app, &release, origin(app, headers));
    let mut text = Vec::new();
    export::to_writer(quads, syntax, app.prefixes(), &mut text)
        .map_err(|error| Problem::fault(format!("the description cannot be written: {error}")))?;
    let mut response = ([(header::CONTENT_TYPE, kind)], text).into_response();
    tag.mark(response.headers_mut());
    Ok(response)
}

/// The description in the making.
struct Description<'a> {
    app: &'a App,
    release: &'a Release,
    /// Where the client finds the server.
    origin: String,
    dataset: String,
    statements: Statements,
}

impl<'a> Description<'a> {
    fn of(app: &'a App, release: &'a Release, origin: String) -> Vec<Quad> {
        let mut description = Self {
            app,
            release,
            origin,
            dataset: format!("{}void#dataset", app.settings().base()),
            statements: Statements::default(),
        };
        description.dataset();
        description.numbers();
        description.partitions();
        description.links();
        description.service();
        for dump in &release.dumps {
            description.distribution(dump);
        }
        description.statements.quads()
    }

    fn dataset(&mut self) {
        let (base, day) = (self.app.settings().base(), &self.release.day);
        let (dataset, own) = (self.dataset.as_str(), &mut self.statements);
        let document = format!("{base}void");
        own.add(&document, rdf::TYPE.as_str(), void("DatasetDescription"));
        own.add(&document, PRIMARY_TOPIC, dataset);
        own.add(dataset, rdf::TYPE.as_str(), void("Dataset"));
        own.add(dataset, rdf::TYPE.as_str(), dcat("Dataset"));
        own.say(dataset, &dct("title"), "newsgraph");
        let about = "Events, statements and relations read from news articles, each with its source, \
                     its sentence and the place of the words that make it";
        own.say(dataset, &dct("description"), about);
        own.value(dataset, &dct("modified"), day, xsd::DATE);
        if let Some(licence) = &self.app.options().licence {
            own.add(dataset, &dct("license"), licence.as_str());
        }
        if let Some((first, last)) = &self.release.counts.days {
            let period = format!("{base}void#period");
            own.add(dataset, &dct("temporal"), period.as_str());
            own.add(&period, rdf::TYPE.as_str(), dct("PeriodOfTime"));
            own.value(&period, &dcat("startDate"), first, xsd::DATE);
            own.value(&period, &dcat("endDate"), last, xsd::DATE);
        }
        own.value(
            dataset,
            &void("uriSpace"),
            &format!("{base}id/"),
            xsd::STRING,
        );
        for example in self.release.counts.examples.values() {
            own.add(dataset, &void("exampleResource"), example.as_str());
        }
        for vocabulary in VOCABULARIES {
            own.add(dataset, &void("vocabulary"), vocabulary);
        }
        for feature in ["N-Quads", "Turtle", "JSON-LD", "N-Triples", "RDF_XML"] {
            let feature = format!("http://www.w3.org/ns/formats/{feature}");
            own.add(dataset, &void("feature"), feature);
        }
    }

    fn numbers(&mut self) {
        let counts = &self.release.counts;
        let properties = counts.properties.len() as u64;
        for (name, number) in [
            ("triples", counts.triples),
            ("entities", counts.entities),
            ("distinctSubjects", counts.subjects),
            ("distinctObjects", counts.objects),
            ("properties", properties),
            ("classes", counts.classes.len() as u64),
            ("documents", counts.documents),
        ] {
            self.statements.count(&self.dataset, &void(name), number);
        }
    }

    /// How much there is of each class and property.
    fn partitions(&mut self) {
        let counts = &self.release.counts;
        for (part, of, unit, numbers) in [
            ("classPartition", "class", "entities", &counts.classes),
            (
                "propertyPartition",
                "property",
                "triples",
                &counts.properties,
            ),
        ] {
            for (name, &number) in numbers {
                let partition = self.part(of, name);
                let own = &mut self.statements;
                own.add(&self.dataset, &void(part), partition.as_str());
                own.add(&partition, &void(of), name.as_str());
                own.count(&partition, &void(unit), number);
            }
        }
    }

    /// How many things are known elsewhere too, and where.
    fn links(&mut self) {
        for (target, &number) in &self.release.counts.links {
            let set = self.part("links", target);
            let own = &mut self.statements;
            own.add(&self.dataset, &void("subset"), set.as_str());
            own.add(&set, rdf::TYPE.as_str(), void("Linkset"));
            own.add(&set, &void("subjectsTarget"), self.dataset.as_str());
            own.add(&set, &void("objectsTarget"), target.as_str());
            own.add(&set, &void("linkPredicate"), vocab::SAME_AS.as_str());
            own.count(&set, &void("triples"), number);
        }
    }

    fn service(&mut self) {
        let endpoint = format!("{}sparql", self.origin);
        let service = format!("{endpoint}#service");
        let own = &mut self.statements;
        own.add(&self.dataset, &void("sparqlEndpoint"), endpoint.as_str());
        own.add(&service, rdf::TYPE.as_str(), dcat("DataService"));
        own.add(&service, &dcat("endpointURL"), endpoint.as_str());
        own.add(&service, &dcat("endpointDescription"), endpoint.as_str());
        own.add(&service, &dcat("servesDataset"), self.dataset.as_str());
    }

    fn distribution(&mut self, dump: &Dump) {
        let file = format!("{}dumps/{}", self.origin, dump.dated(&self.release.day));
        let distribution = format!("{file}#distribution");
        let own = &mut self.statements;
        if dump.kind != Kind::Vocabulary {
            own.add(&self.dataset, &void("dataDump"), file.as_str());
        }
        own.add(&self.dataset, &dcat("distribution"), distribution.as_str());
        own.add(&distribution, rdf::TYPE.as_str(), dcat("Distribution"));
        own.add(&distribution, &dcat("downloadURL"), file);
        let media = format!("{MEDIA}{}", dump.kind.media());
        own.add(&distribution, &dcat("mediaType"), media);
        if let Some(packing) = dump.packing_media() {
            own.add(
                &distribution,
                &dcat("compressFormat"),
                format!("{MEDIA}{packing}"),
            );
        }
        let bytes = dump.measured.bytes.to_string();
        own.value(
            &distribution,
            &dcat("byteSize"),
            &bytes,
            xsd::NON_NEGATIVE_INTEGER,
        );
        let sum = format!("{distribution}-sum");
        own.add(&distribution, &spdx("checksum"), sum.as_str());
        own.add(&sum, rdf::TYPE.as_str(), spdx("Checksum"));
        own.add(&sum, &spdx("algorithm"), spdx("checksumAlgorithm_sha256"));
        own.value(
            &sum,
            &spdx("checksumValue"),
            &dump.measured.sum,
            xsd::HEX_BINARY,
        );
    }

    /// A name for a part of the dataset, that of a class for example.
    fn part(&self, kind: &str, name: &str) -> String {
        let base = self.app.settings().base();
        match self.app.prefixes().compact(name) {
            Some((prefix, local)) => format!("{base}void#{kind}-{prefix}-{local}"),
            None => format!("{base}void#{kind}-{}", &sha256(name.as_bytes())[..8]),
        }
    }
}

fn void(name: &str) -> String {
    format!("{VOID}{name}")
}

fn dcat(name: &str) -> String {
    format!("{DCAT}{name}")
}

fn dct(name: &str) -> String {
    format!("{DCT}{name}")
}

fn spdx(name: &str) -> String {
    format!("{SPDX}{name}")
}
