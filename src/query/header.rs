//! The header of a query file.
//!
//! ```text
//! # title: Visits
//! # about: Who went where, when, and in which words.
//! # param: ?person entity "the traveller" [optional] e.g. Kakar
//! # param: ?since date "first day" [2023-01-01] e.g. 2023-10-20
//! ```
//!
//! Reads: the comment lines at the head of a query. Writes: [`Header`], terms for values.
//! Never: reads past the first line of SPARQL.

use super::Binding;
use super::parameter::{Fallback, GRAMMAR, Parameter};
use crate::error::{Diagnostic, Place};
use crate::store::syntax::Prefixes;

/// What a header says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// A few words.
    pub title: String,
    /// What the query answers, and what its columns mean.
    pub about: String,
    /// What it takes, in the order of the header.
    pub parameters: Vec<Parameter>,
}

/// Reads the header of a query.
pub(super) fn read(origin: &str, text: &str) -> Result<Header, Diagnostic> {
    let mut header = Header::default();
    for (number, line) in text.lines().enumerate() {
        let Some(comment) = line.trim().strip_prefix('#') else {
            if line.trim().is_empty() {
                continue;
            }
            break;
        };
        let comment = comment.trim();
        if let Some(title) = comment.strip_prefix("title:") {
            title.trim().clone_into(&mut header.title);
        } else if let Some(about) = comment.strip_prefix("about:") {
            header
                .about
                .push_str(if header.about.is_empty() { "" } else { " " });
            header.about.push_str(about.trim());
        } else if let Some(parameter) = comment.strip_prefix("param:") {
            let parameter = Parameter::read(parameter.trim(), number + 1).map_err(|message| {
                Diagnostic::new(Place::line(origin, number + 1), message).hint(GRAMMAR)
            })?;
            header.parameters.push(parameter);
        }
    }
    Ok(header)
}

impl Header {
    /// A term for every parameter that has a value, given or by default.
    pub(super) fn bindings(
        &self,
        origin: &str,
        values: &[(String, String)],
        prefixes: &Prefixes,
    ) -> Result<Vec<Binding>, Diagnostic> {
        if let Some((unknown, _)) = values
            .iter()
            .find(|(name, _)| !self.parameters.iter().any(|known| known.name == *name))
        {
            return Err(Diagnostic::new(
                Place::file(origin),
                format!("the query takes no parameter \"{unknown}\""),
            )
            .hint(self.usage()));
        }
        let mut bindings = Vec::new();
        for parameter in &self.parameters {
            let given = values.iter().rfind(|(name, _)| *name == parameter.name);
            let value = match (given, &parameter.fallback) {
                (Some((_, value)), _) | (None, Fallback::Value(value)) => value,
                (None, Fallback::Free) => continue,
                (None, Fallback::Required) => {
                    let missing = format!("parameter \"{}\" is missing", parameter.name);
                    return Err(Diagnostic::new(Place::file(origin), missing).hint(self.usage()));
                }
            };
            let term = parameter.term(value, prefixes).map_err(|message| {
                Diagnostic::new(
                    Place::file(origin),
                    format!("parameter \"{}\": {message}", parameter.name),
                )
            })?;
            bindings.push((parameter.name.clone(), term));
        }
        Ok(bindings)
    }

    /// What the query takes, in a line.
    fn usage(&self) -> String {
        if self.parameters.is_empty() {
            return "it takes none".to_owned();
        }
        let each: Vec<String> = self.parameters.iter().map(Parameter::usage).collect();
        format!("it takes {}", each.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "# title: Visits\n# about: Who went where,\n# about: and when.\n\
        # param: ?who iri \"the traveller\" [optional]\n# param: ?since date \"first day\" [2023-01-01]\n\
        # param: ?place string \"part of a name\"\nSELECT * {}\n# param: ?no iri \"too late\"";

    fn bind(values: &[(&str, &str)]) -> Result<Vec<Binding>, String> {
        let values: Vec<_> = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        read("v.rq", HEADER)
            .unwrap()
            .bindings("v.rq", &values, &Prefixes::default())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_header_is_read() {
        let header = read("v.rq", HEADER).unwrap();
        assert_eq!(header.title, "Visits");
        assert_eq!(header.about, "Who went where, and when.");
        assert_eq!(header.parameters.len(), 3);
        assert_eq!(header.parameters[0].fallback, Fallback::Free);
        assert_eq!(
            header.parameters[1].fallback,
            Fallback::Value("2023-01-01".to_owned())
        );
        assert_eq!(header.parameters[2].line, 6);
    }

    #[test]
    fn values_become_terms() {
        let bound = bind(&[("place", "Ürümqi"), ("who", "person:kakar")]).unwrap();
        let shown: Vec<String> = bound.iter().map(|(_, term)| term.to_string()).collect();
        assert_eq!(
            shown,
            [
                "<https://newsgraph.example/id/person/kakar>",
                "\"2023-01-01\"^^<http://www.w3.org/2001/XMLSchema#date>",
                "\"Ürümqi\""
            ]
        );
    }

    #[test]
    fn wrong_values_are_named() {
        let told = |values: &[(&str, &str)]| bind(values).unwrap_err();
        assert!(told(&[]).contains("parameter \"place\" is missing; it takes --param who=IRI"));
        assert!(told(&[("plase", "x")]).contains("no parameter \"plase\""));
        assert!(told(&[("place", "x"), ("since", "2023-02-30")]).contains("not a day"));
        assert!(told(&[("place", "x"), ("who", "kakar")]).contains("not an IRI"));
        assert!(told(&[("place", "x"), ("who", "foaf:kakar")]).contains("not an IRI"));
        assert!(told(&[("place", "x"), ("who", "<a b>")]).contains("not an IRI"));
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = read("v.rq", "# title: t\n# param: ?x thing \"d\"\n").unwrap_err();
        let told = error.to_string();
        assert!(told.starts_with("v.rq:2: unknown type"), "{told}");
    }
}
