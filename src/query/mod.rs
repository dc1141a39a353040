//! Questions kept in files: `.rq` with a header that names what a question takes.
//!
//! Reads: query text, values of its parameters, a [`Store`](crate::store::Store).
//! Writes: tables and graphs. Never: pastes a value into query text: values take the place of
//! variables in the parsed query.

use oxigraph::model::Term;
use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator, Variable};
use spargebra::SparqlParser;

use crate::error::{Diagnostic, Place};
use crate::resources::Resources;
use crate::store::Store;
use crate::store::syntax::Prefixes;

mod bind;
mod dataset;
mod guard;
mod header;
mod mistakes;
mod parameter;
mod results;
mod tokens;
pub mod traits;

pub use dataset::ask_only;
pub use header::Header;
pub use parameter::{Fallback, Parameter, ValueType};
pub use results::{Failure, Format, align, write, write_most};

/// Where the queries lie that newsgraph brings along.
const FOLDER: &str = "queries/";

/// A query that was read and understood.
#[derive(Debug, Clone)]
pub struct Query {
    /// What its header says.
    pub header: Header,
    /// File or name, for messages.
    origin: String,
    parsed: spargebra::Query,
}

impl Query {
    /// Reads a query; `origin` stands in messages.
    ///
    /// # Errors
    /// File, line and column of the first mistake in the header or in the SPARQL.
    pub fn parse(origin: &str, text: &str, prefixes: &Prefixes) -> Result<Self, Diagnostic> {
        let header = header::read(origin, text)?;
        let parsed = parse(origin, text, prefixes)?;
        for parameter in &header.parameters {
            let place = || Place::line(origin, parameter.line);
            parameter.check(prefixes).map_err(|message| {
                Diagnostic::new(place(), format!("parameter ?{}: {message}", parameter.name))
            })?;
            if !bind::mentions(text, &parameter.name) {
                return Err(Diagnostic::new(
                    place(),
                    format!("parameter ?{} does not occur in the query", parameter.name),
                ));
            }
        }
        Ok(Self {
            header,
            origin: origin.to_owned(),
            parsed,
        })
    }

    /// File or name, as it stands in messages.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Asks a store, with values for the parameters by name as the user wrote them.
    ///
    /// # Errors
    /// A parameter that is unknown, missing or not of its type, or what the evaluation reports.
    pub fn run(
        &self,
        store: &Store,
        values: &[(String, String)],
        prefixes: &Prefixes,
    ) -> Result<QueryResults<'static>, Diagnostic> {
        let place = || Place::file(&self.origin);
        let mut query = self.parsed.clone();
        for (name, term) in self.header.bindings(&self.origin, values, prefixes)? {
            let variable = Variable::new(&name)
                .map_err(|error| Diagnostic::new(place(), error.to_string()))?;
            query = bind::substitute(query, &variable, &term).map_err(|message| {
                Diagnostic::new(place(), format!("parameter ?{name} {message}"))
            })?;
        }
        evaluate(query, store, &CancellationToken::new())
            .map_err(|failure| failure.about(&self.origin))
    }
}

/// Answers a query until the token is cancelled.
///
/// # Errors
/// What the evaluation reports.
pub fn evaluate(
    query: spargebra::Query,
    store: &Store,
    token: &CancellationToken,
) -> Result<QueryResults<'static>, Failure> {
    let evaluator = SparqlEvaluator::new().with_cancellation_token(token.clone());
    let results = match dataset::copied(&query) {
        None => evaluator.for_query(query).on_store(store.database()),
        Some(dataset) => {
            let copy = dataset::copy(dataset, store, token)?;
            evaluator.for_query(dataset::without(query)).on_store(&copy)
        }
    };
    results
        .execute()
        .map_err(|error| Failure::Evaluation(error.to_string()))
}

/// Reads SPARQL; comments are only that.
///
/// # Errors
/// Line and column of the first mistake; text that is too deep to be read.
pub fn parse(
    origin: &str,
    text: &str,
    prefixes: &Prefixes,
) -> Result<spargebra::Query, Diagnostic> {
    guard::depth(origin, text)?;
    parser(origin, prefixes)?
        .parse_query(text)
        .map_err(|error| mistakes::explain(origin, text, prefixes, &error.to_string()))
}

/// Reads a SPARQL update, which may be long: data can stand in it.
///
/// # Errors
/// Line and column of the first mistake; text that is too deep to be read.
pub fn parse_update(
    origin: &str,
    text: &str,
    prefixes: &Prefixes,
) -> Result<spargebra::Update, Diagnostic> {
    guard::depth(origin, text)?;
    parser(origin, prefixes)?
        .parse_update(text)
        .map_err(|error| mistakes::explain(origin, text, prefixes, &error.to_string()))
}

/// A parser that knows the prefixes and the base.
fn parser(origin: &str, prefixes: &Prefixes) -> Result<SparqlParser, Diagnostic> {
    SparqlParser::new()
        .with_base_iri(prefixes.base())
        .and_then(|parser| {
            prefixes.iter().try_fold(parser, |parser, (prefix, iri)| {
                parser.with_prefix(prefix, iri)
            })
        })
        .map_err(|error| Diagnostic::new(Place::file(origin), error.to_string()))
}

/// Reads the query of a name from the library.
///
/// # Errors
/// Says which names there are, or what is wrong in the file.
pub fn by_name(
    resources: &Resources,
    name: &str,
    prefixes: &Prefixes,
) -> Result<Query, Diagnostic> {
    let path = format!("{FOLDER}{name}.rq");
    let Some(content) = resources.read(&path) else {
        let known = names(resources).join(", ");
        return Err(Diagnostic::new(
            Place::file(name),
            "neither a file nor a query of the library",
        )
        .hint(format!("the library has {known}")));
    };
    let text = std::str::from_utf8(&content)
        .map_err(|_| Diagnostic::new(Place::file(&path), "not UTF-8"))?;
    Query::parse(&path, text, prefixes)
}

/// Names of the queries of the library, sorted.
pub fn names(resources: &Resources) -> Vec<String> {
    resources
        .list(FOLDER)
        .iter()
        .filter_map(|path| path.strip_prefix(FOLDER)?.strip_suffix(".rq"))
        .map(str::to_owned)
        .collect()
}

/// A value as a term, for messages and headers alike.
type Binding = (String, Term);
