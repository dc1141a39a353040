//! A SPARQL operation as it comes over HTTP (SPARQL 1.1 Protocol §2.1, §2.2).
//!
//! Reads: method, address, body. Writes: an [`Operation`], or what is wrong in the request.
//! Never: reads SPARQL.

use axum::body::Bytes;
use axum::http::{HeaderMap, Method};
use oxigraph::model::NamedNode;
use percent_encoding::percent_decode_str;

use super::super::body;
use super::super::problem::Problem;

/// A kind of operation, by the names that the protocol gives to its parts.
pub(super) struct Kind {
    /// The parameter that holds its text.
    text: &'static str,
    /// Media type of a body that is its text.
    media: &'static str,
    /// Parameters of its dataset.
    default_graph: &'static str,
    named_graph: &'static str,
    /// Methods that may carry it.
    methods: &'static str,
}

/// A query.
pub(super) const QUERY: Kind = Kind {
    text: "query",
    media: "application/sparql-query",
    default_graph: "default-graph-uri",
    named_graph: "named-graph-uri",
    methods: "GET, HEAD, POST",
};

/// An update.
pub(super) const UPDATE: Kind = Kind {
    text: "update",
    media: "application/sparql-update",
    default_graph: "using-graph-uri",
    named_graph: "using-named-graph-uri",
    methods: "POST",
};

/// An operation as it was sent.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Operation {
    /// SPARQL; `None` where nothing at all was asked.
    pub(super) text: Option<String>,
    /// Graphs that make up the default graph.
    pub(super) default_graphs: Vec<NamedNode>,
    /// Graphs that have names.
    pub(super) named_graphs: Vec<NamedNode>,
    /// Short name of the form of the answer.
    pub(super) format: Option<String>,
}

impl Operation {
    /// True where the request says which graphs to look at.
    pub(super) fn has_dataset(&self) -> bool {
        !(self.default_graphs.is_empty() && self.named_graphs.is_empty())
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

/// Holds a request to a method that may carry such an operation.
///
/// # Errors
/// 405.
pub(super) fn allow(kind: &Kind, method: &Method) -> Result<(), Problem> {
    let mut allowed = kind.methods.split(", ");
    if allowed.any(|allowed| allowed == method.as_str()) {
        Ok(())
    } else {
        Err(Problem::method(kind.methods))
    }
}

/// Reads an operation.
///
/// # Errors
/// 400, 405, 415.
pub(super) fn read(
    kind: &Kind,
    method: &Method,
    address: Option<&str>,
    headers: &HeaderMap,
    bytes: &Bytes,
) -> Result<Operation, Problem> {
    allow(kind, method)?;
    let mut operation = Operation::default();
    if method != Method::POST {
        read_parameters(kind, address, true, &mut operation)?;
        return Ok(operation);
    }
    let media = body::media_type(headers)?;
    let direct = media == kind.media;
    if !direct && media != FORM {
        return Err(Problem::unsupported(&format!("{} or {FORM}", kind.media)));
    }
    read_parameters(kind, address, false, &mut operation)?;
    let text = body::text(bytes)?;
    if direct {
        operation.text = Some(text.to_owned());
    } else {
        read_parameters(kind, Some(text), true, &mut operation)?;
    }
    if operation.text.is_none() {
        return Err(Problem::malformed(format!("no parameter {}", kind.text)));
    }
    Ok(operation)
}

/// Reads parameters in the form of a query string. Unknown ones are ignored: clients send some.
fn read_parameters(
    kind: &Kind,
    parameters: Option<&str>,
    with_text: bool,
    operation: &mut Operation,
) -> Result<(), Problem> {
    for (name, value) in pairs(parameters.unwrap_or_default())? {
        if name == kind.text {
            if !with_text || operation.text.is_some() {
                return Err(Problem::malformed(format!(
                    "{name} may come once, in the address of a GET or in the body of a POST"
                )));
            }
            operation.text = Some(value);
        } else if name == kind.default_graph {
            operation.default_graphs.push(graph(&name, &value)?);
        } else if name == kind.named_graph {
            operation.named_graphs.push(graph(&name, &value)?);
        } else if matches!(name.as_str(), "format" | "output") && !value.is_empty() {
            // SPARQLWrapper sends a second one for servers that do not know the first.
            operation.format.get_or_insert(value.to_lowercase());
        } else if matches!(name.as_str(), "query" | "update") {
            return Err(Problem::malformed(format!(
                "no {name} here: queries go to /sparql, updates are posted to /update"
            )));
        }
    }
    Ok(())
}

fn graph(name: &str, value: &str) -> Result<NamedNode, Problem> {
    NamedNode::new(value)
        .map_err(|error| Problem::malformed(format!("{name} is not an IRI: {error}")))
}

/// Names and values, decoded.
fn pairs(parameters: &str) -> Result<Vec<(String, String)>, Problem> {
    parameters
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Result<String, Problem> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| Problem::malformed("a parameter is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_decoded_strictly() {
        let decoded = pairs("query=ASK+%7B%7D&x&format=csv").unwrap();
        assert_eq!(decoded[0], ("query".to_owned(), "ASK {}".to_owned()));
        assert_eq!(decoded[1], ("x".to_owned(), String::new()));
        assert!(pairs("query=%FF%FE").is_err());
    }
}
