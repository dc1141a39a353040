//! The query library for people: a list, and a form for the parameters of one.
//!
//! Reads: the headers of `queries/*.rq`, the values of a request. Writes: [`Entry`], [`Field`].
//! Never: runs a query.

use oxigraph::model::{NamedNode, NamedNodeRef};
use serde::Serialize;

use super::asked::Asked;
use crate::graph::vocab;
use crate::query::{self, Fallback, Parameter, Query, ValueType};
use crate::serve::app::App;
use crate::serve::pages::listing::Item;
use crate::serve::pages::look::Look;
use crate::serve::problem::Problem;

/// A query of the library in the list.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    name: String,
    title: String,
    about: String,
}

impl Entry {
    /// The question as data.
    pub(super) fn item(&self) -> Item {
        Item {
            iri: format!("/query/{}", self.name),
            name: Some(self.title.clone()),
            words: Some(self.about.clone()),
        }
    }
}

/// All queries of the library, by title.
pub(super) fn entries(app: &App) -> Result<Vec<Entry>, Problem> {
    let mut entries: Vec<Entry> = query::headers(app.resources())?
        .into_iter()
        .map(|(name, header)| Entry {
            name,
            title: header.title,
            about: header.about,
        })
        .collect();
    entries.sort_by_cached_key(|entry| entry.title.to_lowercase());
    Ok(entries)
}

/// The query of a name.
pub(super) fn find(app: &App, name: &str) -> Result<Query, Problem> {
    if !query::names(app.resources())
        .iter()
        .any(|known| known == name)
    {
        return Err(Problem::unknown(
            "no query of that name in the library; /query lists them",
        ));
    }
    Ok(query::by_name(app.resources(), name, app.prefixes())?)
}

/// The text of a query, as far as there is one.
pub(super) fn text(app: &App, name: &str) -> Result<String, Problem> {
    Ok(query::text(app.resources(), name)?.unwrap_or_default())
}

/// Something that the form of a query asks for.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    name: String,
    label: String,
    /// `type` of the input.
    input: &'static str,
    value: String,
    required: bool,
    example: Option<String>,
    /// What may be chosen, where that can be listed.
    choices: Vec<Choice>,
    /// Names of entities are offered.
    entity: bool,
    /// What is wrong with the value.
    wrong: Option<String>,
}

/// A value that may be chosen.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Choice {
    text: String,
    value: String,
}

impl Field {
    /// True where its value can be taken.
    pub(super) fn is_right(&self) -> bool {
        self.wrong.is_none()
    }
}

/// The fields of a query's form, filled in as asked.
pub(super) fn fields(app: &App, query: &Query, asked: &Asked) -> Result<Vec<Field>, Problem> {
    let edition = app.edition();
    let look = Look::new(app, &edition);
    let parameters = query.header.parameters.iter();
    parameters
        .map(|parameter| field(app, &look, parameter, asked))
        .collect()
}

/// True where nothing is missing that the query needs.
pub(super) fn is_complete(query: &Query, asked: &Asked) -> bool {
    let mut parameters = query.header.parameters.iter();
    parameters.all(|parameter| {
        parameter.fallback != Fallback::Required || asked.value(&parameter.name).is_some()
    })
}

/// The query string that asks with the examples of all parameters.
pub(super) fn example(query: &Query) -> Option<String> {
    let parameters = query.header.parameters.iter();
    let values: Vec<(String, String)> = parameters
        .filter_map(|parameter| Some((parameter.name.clone(), parameter.example.clone()?)))
        .collect();
    (!values.is_empty()).then(|| Asked::read(values).question())
}

fn field(
    app: &App,
    look: &Look<'_>,
    parameter: &Parameter,
    asked: &Asked,
) -> Result<Field, Problem> {
    let given = asked.value(&parameter.name);
    let default = match &parameter.fallback {
        Fallback::Value(value) => Some(value.as_str()),
        Fallback::Required | Fallback::Free => None,
    };
    let choices = match &parameter.value {
        ValueType::Choice(words) => words.iter().map(|word| Choice::of(word)).collect(),
        ValueType::Class(above) => below(app, look, above, vocab::SUB_CLASS_OF)?,
        ValueType::Property(above) => below(app, look, above, vocab::SUB_PROPERTY_OF)?,
        _ => Vec::new(),
    };
    Ok(Field {
        name: parameter.name.clone(),
        label: label(parameter),
        input: match &parameter.value {
            ValueType::Date => "date",
            ValueType::Integer => "number",
            _ => "text",
        },
        value: given.or(default).unwrap_or_default().to_owned(),
        required: parameter.fallback == Fallback::Required,
        example: parameter.example.clone().filter(|_| choices.is_empty()),
        choices,
        entity: matches!(parameter.value, ValueType::Entity | ValueType::Iri),
        wrong: given.and_then(|value| parameter.mistake(value, app.prefixes())),
    })
}

impl Choice {
    fn of(word: &str) -> Self {
        Self {
            text: word.to_lowercase(),
            value: word.to_owned(),
        }
    }
}

/// The terms below one, and that one first.
fn below(
    app: &App,
    look: &Look<'_>,
    above: &str,
    property: NamedNodeRef<'_>,
) -> Result<Vec<Choice>, Problem> {
    let Some(Ok(top)) = app.prefixes().expand(above).map(NamedNode::new) else {
        return Ok(Vec::new());
    };
    let mut found = vec![top];
    let mut next = 0;
    while let Some(term) = found.get(next).cloned() {
        for narrower in look.subjects(property, term.as_ref())? {
            if !found.contains(&narrower) {
                found.push(narrower);
            }
        }
        next += 1;
    }
    let choice = |term: &NamedNode| {
        Ok(Choice {
            text: look.label(term.as_ref())?,
            value: look.compact(term.as_str()),
        })
    };
    let mut choices = found
        .iter()
        .map(choice)
        .collect::<Result<Vec<_>, Problem>>()?;
    choices[1..].sort();
    Ok(choices)
}

/// The description as the beginning of a sentence.
fn label(parameter: &Parameter) -> String {
    let mut letters = parameter.description.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
