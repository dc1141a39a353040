//! Questions kept in files: `.rq` with a header that names what a question takes.
//!
//! Reads: query text, values of its parameters, a [`Store`](crate::store::Store).
//! Writes: tables and graphs. Never: pastes a value into query text: values take the place of
//! variables in the parsed query.

use std::borrow::Cow;

use oxigraph::model::{NamedNodeRef, Term};
use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator, Variable};
use spargebra::{GraphUpdateOperation, SparqlParser};

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
mod rarest;
mod results;
mod tokens;
pub mod traits;
mod update;

pub use dataset::ask_only;
pub use header::Header;
pub use parameter::{Fallback, Parameter, ValueType};
pub use results::{Failure, Format, align, write, write_most};
pub use update::{Refusal, update};

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

    /// The query with values for its parameters, by name as the user wrote them.
    ///
    /// # Errors
    /// A parameter that is unknown, missing or not of its type.
    pub fn bound(
        &self,
        values: &[(String, String)],
        prefixes: &Prefixes,
    ) -> Result<spargebra::Query, Diagnostic> {
        let place = || Place::file(&self.origin);
        let mut query = self.parsed.clone();
        for (name, term) in self.header.bindings(&self.origin, values, prefixes)? {
            let variable = Variable::new(&name)
                .map_err(|error| Diagnostic::new(place(), error.to_string()))?;
            query = bind::substitute(query, &variable, &term).map_err(|message| {
                Diagnostic::new(place(), format!("parameter ?{name} {message}"))
            })?;
        }
        Ok(query)
    }

    /// Asks a store, with values for the parameters.
    ///
    /// # Errors
    /// Those of [`Query::bound`], or what the evaluation reports.
    pub fn run(
        &self,
        store: &Store,
        values: &[(String, String)],
        prefixes: &Prefixes,
    ) -> Result<QueryResults<'static>, Diagnostic> {
        let query = self.bound(values, prefixes)?;
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
        None => {
            let query = rarest::first(query, store.database());
            evaluator.for_query(query).on_store(store.database())
        }
        Some(dataset) => {
            let read = |graph: NamedNodeRef<'_>| store.graph(graph.into());
            let copy = dataset::copy(dataset, &read, token)?;
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
    let query = parser(origin, prefixes)?
        .parse_query(text)
        .map_err(|error| mistakes::explain(origin, text, prefixes, &error.to_string()))?;
    guard::chains(origin, traits::pattern(&query))?;
    Ok(query)
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
    guard::long_update(origin, text)?;
    let update = parser(origin, prefixes)?
        .parse_update(text)
        .map_err(|error| mistakes::explain(origin, text, prefixes, &error.to_string()))?;
    for operation in &update.operations {
        if let GraphUpdateOperation::DeleteInsert { pattern, .. } = operation {
            guard::chains(origin, pattern)?;
        }
    }
    Ok(update)
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
    let Some(text) = text(resources, name)? else {
        let known = names(resources).join(", ");
        return Err(Diagnostic::new(
            Place::file(name),
            "neither a file nor a query of the library",
        )
        .hint(format!("the library has {known}")));
    };
    Query::parse(&path(name), &text, prefixes)
}

/// The text of a query of the library; `None` where it has none of that name.
///
/// # Errors
/// A file that is not UTF-8.
pub fn text(resources: &Resources, name: &str) -> Result<Option<String>, Diagnostic> {
    let path = path(name);
    let content = resources.read(&path).map(Cow::into_owned);
    content
        .map(String::from_utf8)
        .transpose()
        .map_err(|_| Diagnostic::new(Place::file(path), "not UTF-8"))
}

/// Names and headers of the queries of the library, by name.
///
/// # Errors
/// Says what is wrong in a header.
pub fn headers(resources: &Resources) -> Result<Vec<(String, Header)>, Diagnostic> {
    names(resources)
        .into_iter()
        .map(|name| {
            let text = text(resources, &name)?.unwrap_or_default();
            let header = header::read(&path(&name), &text)?;
            Ok((name, header))
        })
        .collect()
}

fn path(name: &str) -> String {
    format!("{FOLDER}{name}.rq")
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
