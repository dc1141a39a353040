//! What a query takes: name, type, meaning, example, and what holds where nothing is given.
//!
//! Reads: the `# param:` line of a header, values as a user writes them. Writes: terms.
//! Never: knows the ontology: whether a class exists is the store's to say.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term};

use crate::store::syntax::Prefixes;

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
    /// A value to try, as a user would write it; the queries of the library always have one.
    pub example: Option<String>,
    /// Line of the header.
    pub line: usize,
}

/// Kinds of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueType {
    /// An IRI, `<...>`, bare or with a known prefix (`place:china`).
    Iri,
    /// A class of the ontology at or below this one, such as `ng:Event`.
    Class(String),
    /// A property of the ontology below this one, such as `ng:relation`.
    Property(String),
    /// Part of an entity's name, or its IRI; the query sees either as a string.
    Entity,
    /// One of these words.
    Choice(Vec<String>),
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

/// How a parameter is written in a header.
pub(super) const GRAMMAR: &str = "write `# param: ?name TYPE \"description\" [default] e.g. EXAMPLE`; \
     TYPE is iri, class(ng:Event), property(ng:relation), entity, choice(one|other), string, date or \
     integer; `[optional]` leaves the variable free";

impl Parameter {
    /// Reads what follows `# param:`.
    pub(super) fn read(text: &str, line: usize) -> Result<Self, String> {
        let (name, rest) = text
            .strip_prefix('?')
            .and_then(|text| text.split_once(char::is_whitespace))
            .ok_or("a parameter begins with ?name")?;
        let rest = rest.trim_start();
        let (kind, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let value = ValueType::read(kind)
            .ok_or_else(|| format!("unknown type \"{kind}\" of parameter ?{name}"))?;
        let (description, rest) = rest
            .trim_start()
            .strip_prefix('"')
            .and_then(|rest| rest.split_once('"'))
            .ok_or_else(|| format!("parameter ?{name} has no \"description\""))?;
        let (fallback, example) = match rest.split_once("e.g. ") {
            Some((fallback, example)) => (fallback, Some(example.trim().to_owned())),
            None => (rest, None),
        };
        let fallback = Fallback::read(fallback.trim())
            .map_err(|other| format!("\"{other}\" after the description of parameter ?{name}"))?;
        Ok(Self {
            name: name.to_owned(),
            value,
            description: description.to_owned(),
            fallback,
            example,
            line,
        })
    }

    /// The default and the example must themselves be values of the type.
    pub(super) fn check(&self, prefixes: &Prefixes) -> Result<(), String> {
        let default = match &self.fallback {
            Fallback::Value(value) => Some(value),
            Fallback::Required | Fallback::Free => None,
        };
        default
            .into_iter()
            .chain(&self.example)
            .try_for_each(|value| self.term(value, prefixes).map(|_| ()))
    }

    /// The parameter as one would give it, with its meaning.
    pub fn usage(&self) -> String {
        let fallback = match &self.fallback {
            Fallback::Required => String::new(),
            Fallback::Free => ", optional".to_owned(),
            Fallback::Value(value) => format!(", else {value}"),
        };
        let example = self.example.as_ref();
        let example = example.map_or_else(String::new, |example| format!("; e.g. {example}"));
        format!(
            "--param {}={} ({}{fallback}{example})",
            self.name,
            self.value.placeholder(),
            self.description
        )
    }

    /// What is wrong with a value for it, if anything.
    pub fn mistake(&self, value: &str, prefixes: &Prefixes) -> Option<String> {
        self.term(value, prefixes).err()
    }

    /// The value as the query sees it.
    pub(super) fn term(&self, value: &str, prefixes: &Prefixes) -> Result<Term, String> {
        match &self.value {
            ValueType::String => Ok(Literal::new_simple_literal(value).into()),
            ValueType::Iri | ValueType::Class(_) | ValueType::Property(_) => {
                iri(value, prefixes).map(Term::from)
            }
            ValueType::Entity => {
                let entity = iri(value, prefixes).map(NamedNode::into_string);
                let words = entity.unwrap_or_else(|_| value.to_owned());
                Ok(Literal::new_simple_literal(words).into())
            }
            ValueType::Choice(words) if words.iter().any(|word| word == value) => {
                Ok(Literal::new_simple_literal(value).into())
            }
            ValueType::Choice(words) => Err(format!("\"{value}\" is none of {}", words.join(", "))),
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

impl ValueType {
    /// Reads `date`, `class(ng:Event)`, `choice(one|other)`.
    fn read(text: &str) -> Option<Self> {
        let argument = text.split_once('(').map(|(kind, rest)| {
            let argument = rest.strip_suffix(')').filter(|inner| !inner.is_empty());
            (kind, argument)
        });
        match (text, argument) {
            ("iri", None) => Some(Self::Iri),
            ("entity", None) => Some(Self::Entity),
            ("string", None) => Some(Self::String),
            ("date", None) => Some(Self::Date),
            ("integer", None) => Some(Self::Integer),
            (_, Some(("class", Some(above)))) => Some(Self::Class(above.to_owned())),
            (_, Some(("property", Some(above)))) => Some(Self::Property(above.to_owned())),
            (_, Some(("choice", Some(words)))) => {
                Some(Self::Choice(words.split('|').map(str::to_owned).collect()))
            }
            _ => None,
        }
    }

    /// What stands for the value in messages.
    fn placeholder(&self) -> String {
        match self {
            Self::Iri => "IRI".to_owned(),
            Self::Class(_) => "CLASS".to_owned(),
            Self::Property(_) => "PROPERTY".to_owned(),
            Self::Entity => "NAME-OR-IRI".to_owned(),
            Self::Choice(words) => words.join("|"),
            Self::String => "TEXT".to_owned(),
            Self::Date => "YYYY-MM-DD".to_owned(),
            Self::Integer => "NUMBER".to_owned(),
        }
    }
}

impl Fallback {
    /// Reads what stands in brackets, if anything.
    fn read(text: &str) -> Result<Self, &str> {
        match text {
            "" => Ok(Self::Required),
            "[optional]" => Ok(Self::Free),
            _ => text
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
                .map(|value| Self::Value(value.trim().to_owned()))
                .ok_or(text),
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

    fn read(text: &str) -> Parameter {
        Parameter::read(text, 1).unwrap()
    }

    #[test]
    fn a_parameter_has_type_default_and_example() {
        let status = read("?status choice(Planned|Promised) \"which\" [Planned] e.g. Promised");
        assert_eq!(
            status.value,
            ValueType::Choice(vec!["Planned".to_owned(), "Promised".to_owned()])
        );
        assert_eq!(status.fallback, Fallback::Value("Planned".to_owned()));
        assert_eq!(status.example.as_deref(), Some("Promised"));
        assert_eq!(
            status.usage(),
            "--param status=Planned|Promised (which, else Planned; e.g. Promised)"
        );
        let kind = read("?kind class(ng:Entity) \"which\" [optional] e.g. ng:Person");
        assert_eq!(kind.value, ValueType::Class("ng:Entity".to_owned()));
    }

    #[test]
    fn an_entity_is_named_or_given_by_its_iri() {
        let who = read("?who entity \"the one\"");
        let shown = |value: &str| {
            let term = who.term(value, &Prefixes::default()).unwrap();
            term.to_string()
        };
        assert_eq!(shown("Kakar"), "\"Kakar\"");
        assert_eq!(shown("Re: Kakar"), "\"Re: Kakar\"");
        assert_eq!(
            shown("person:kakar"),
            "\"https://newsgraph.example/id/person/kakar\""
        );
    }

    #[test]
    fn defaults_and_examples_are_values_of_the_type() {
        for (text, told) in [
            ("?on date \"day\" [soon]", "not a day"),
            ("?on date \"day\" e.g. 2023-02-30", "not a day"),
            ("?least integer \"n\" [1] e.g. two", "not a whole number"),
            (
                "?how choice(a|b) \"d\" [optional] e.g. c",
                "is none of a, b",
            ),
            ("?kind class(ng:Event) \"d\" e.g. Visit", "not an IRI"),
        ] {
            let error = read(text).check(&Prefixes::default()).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }

    #[test]
    fn a_wrong_line_is_named() {
        for (line, told) in [
            ("?x thing \"d\"", "unknown type \"thing\""),
            ("?x class \"d\"", "unknown type \"class\""),
            ("?x choice() \"d\"", "unknown type \"choice()\""),
            ("x iri \"d\"", "begins with ?name"),
            ("?x iri", "has no \"description\""),
            ("?x iri \"d\" 5", "\"5\" after the description"),
        ] {
            let error = Parameter::read(line, 2).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }
}
