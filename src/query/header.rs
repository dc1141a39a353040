//! The header of a query file.
//!
//! ```text
//! # title: Visits
//! # about: Who went where, when, and in which words.
//! # param: ?person iri "the traveller" [optional]
//! # param: ?since date "first day" [2023-01-01]
//! ```
//!
//! Reads: the comment lines at the head of a query. Writes: [`Header`], terms for values.
//! Never: reads past the first line of SPARQL.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term};

use super::Binding;
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

/// Something a query takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Name without the question mark.
    pub name: String,
    /// What kind of value.
    pub value: ValueType,
    /// What it means.
    pub description: String,
    /// What holds where no value is given.
    pub fallback: Fallback,
    /// Line of the header.
    pub line: usize,
}

/// Kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// An IRI, `<...>`, bare or with a known prefix (`place:china`).
    Iri,
    /// Any words.
    String,
    /// `YYYY-MM-DD`.
    Date,
    /// A whole number.
    Integer,
}

/// What holds where no value is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fallback {
    /// A value must be given.
    Required,
    /// The variable stays free: every value will do.
    Free,
    /// This value.
    Value(String),
}

const GRAMMAR: &str =
    "write `# param: ?name iri|string|date|integer \"description\" [default]`, or `[optional]`";

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
            let parameter = read_parameter(parameter.trim(), number + 1).map_err(|message| {
                Diagnostic::new(Place::line(origin, number + 1), message).hint(GRAMMAR)
            })?;
            header.parameters.push(parameter);
        }
    }
    Ok(header)
}

fn read_parameter(text: &str, line: usize) -> Result<Parameter, String> {
    let (name, rest) = text
        .strip_prefix('?')
        .and_then(|text| text.split_once(char::is_whitespace))
        .ok_or("a parameter begins with ?name")?;
    let rest = rest.trim_start();
    let (value, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let value = match value {
        "iri" => ValueType::Iri,
        "string" => ValueType::String,
        "date" => ValueType::Date,
        "integer" => ValueType::Integer,
        other => return Err(format!("unknown type \"{other}\" of parameter ?{name}")),
    };
    let (description, rest) = rest
        .trim_start()
        .strip_prefix('"')
        .and_then(|rest| rest.split_once('"'))
        .ok_or_else(|| format!("parameter ?{name} has no \"description\""))?;
    let fallback = match rest.trim() {
        "" => Fallback::Required,
        "[optional]" => Fallback::Free,
        other => other
            .strip_prefix('[')
            .and_then(|other| other.strip_suffix(']'))
            .map(|value| Fallback::Value(value.trim().to_owned()))
            .ok_or_else(|| format!("\"{other}\" after the description of parameter ?{name}"))?,
    };
    Ok(Parameter {
        name: name.to_owned(),
        value,
        description: description.to_owned(),
        fallback,
        line,
    })
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

impl Parameter {
    /// The parameter as one would give it, with its meaning.
    pub fn usage(&self) -> String {
        let kind = match self.value {
            ValueType::Iri => "IRI",
            ValueType::String => "TEXT",
            ValueType::Date => "YYYY-MM-DD",
            ValueType::Integer => "NUMBER",
        };
        let fallback = match &self.fallback {
            Fallback::Required => String::new(),
            Fallback::Free => ", optional".to_owned(),
            Fallback::Value(value) => format!(", else {value}"),
        };
        format!(
            "--param {}={kind} ({}{fallback})",
            self.name, self.description
        )
    }

    fn term(&self, value: &str, prefixes: &Prefixes) -> Result<Term, String> {
        match self.value {
            ValueType::String => Ok(Literal::new_simple_literal(value).into()),
            ValueType::Iri => iri(value, prefixes).map(Term::from),
            ValueType::Date => match value.parse::<jiff::civil::Date>() {
                Ok(day) if day.to_string() == value => {
                    Ok(Literal::new_typed_literal(value, xsd::DATE).into())
                }
                _ => Err(format!(
                    "\"{value}\" is not a day, which is written 2023-10-20"
                )),
            },
            ValueType::Integer => match value.parse::<i64>() {
                Ok(number) => Ok(Literal::from(number).into()),
                Err(_) => Err(format!("\"{value}\" is not a whole number")),
            },
        }
    }
}

fn iri(value: &str, prefixes: &Prefixes) -> Result<NamedNode, String> {
    let bare = value
        .strip_prefix('<')
        .and_then(|value| value.strip_suffix('>'));
    let full = match bare {
        Some(bare) => bare.to_owned(),
        None => prefixes.expand(value).unwrap_or_else(|| value.to_owned()),
    };
    let wrong = || {
        format!("\"{value}\" is not an IRI, which is written <https://...> or short as place:china")
    };
    // A prefix that nobody declared would parse as the scheme of an IRI.
    let known_scheme = ["http:", "https:", "urn:"]
        .iter()
        .any(|scheme| full.starts_with(scheme));
    if bare.is_none() && !known_scheme {
        return Err(wrong());
    }
    NamedNode::new(full).map_err(|_| wrong())
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
        for (line, told) in [
            ("?x thing \"d\"", "unknown type \"thing\""),
            ("x iri \"d\"", "begins with ?name"),
            ("?x iri", "has no \"description\""),
            ("?x iri \"d\" 5", "\"5\" after the description"),
        ] {
            let error = read("v.rq", &format!("# title: t\n# param: {line}\n")).unwrap_err();
            assert!(error.to_string().starts_with("v.rq:2: "), "{error}");
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
