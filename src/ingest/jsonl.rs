//! JSON Lines: one object a line, one article an object.
//!
//! Reads: `text` (required), `id`, `title`, `date`, `url`, `publisher`, `author`, `language`.
//! Writes: an [`Article`] or a [`Diagnostic`] per line. Never: looks at other keys; holds more than a line.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::lexicon::Lexicon;
use super::lines::{Line, Lines};
use super::{body, dates, source};
use crate::document::Article;
use crate::error::{Diagnostic, Place};

const SHAPE: &str =
    "one object a line, for example {\"id\": \"a1\", \"date\": \"2023-10-20\", \"text\": \"...\"}";

/// The articles of one input.
pub(super) struct Records<'l> {
    name: String,
    lines: Lines,
    /// Number of the line last read.
    line: usize,
    /// True once a line with content was seen.
    any: bool,
    done: bool,
    lexicon: &'l Lexicon,
}

impl<'l> Records<'l> {
    pub(super) fn new(name: String, reader: Box<dyn BufRead + Send>, lexicon: &'l Lexicon) -> Self {
        Self {
            name,
            lines: Lines::new(reader, source::LIMIT),
            line: 0,
            any: false,
            done: false,
            lexicon,
        }
    }

    /// The next line that is not blank.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, Diagnostic> {
        loop {
            let line = self.lines.next().map_err(|error| {
                self.done = true;
                source::cannot_read(&self.name, &error)
            })?;
            self.line += 1;
            match line {
                None => return Ok(None),
                Some(Line::TooLong(length)) => {
                    self.any = true;
                    return Err(too_long(self.place(), length));
                }
                Some(Line::Whole(bytes)) if bytes.trim_ascii().is_empty() => {}
                Some(Line::Whole(bytes)) => return Ok(Some(bytes)),
            }
        }
    }

    fn article(&self, mut bytes: Vec<u8>) -> Result<Article, Diagnostic> {
        if self.line == 1 && bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
            bytes.drain(..3);
        }
        let line = source::utf8(&self.name, self.line, bytes)?;
        let object = object(&line, &self.place())?;
        let article = record(object, &self.place(), self.lexicon)?;
        body::complete(article, &[], self.lexicon)
    }

    fn place(&self) -> Place {
        Place::line(self.name.clone(), self.line)
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Article, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.next_line() {
            Ok(Some(bytes)) => {
                self.any = true;
                Some(self.article(bytes))
            }
            Ok(None) => {
                self.done = true;
                let nothing = Diagnostic::new(Place::file(self.name.clone()), "no article in it");
                (!self.any).then(|| Err(nothing.hint(SHAPE)))
            }
            Err(problem) => Some(Err(problem)),
        }
    }
}

fn too_long(place: Place, length: u64) -> Diagnostic {
    let (length, limit) = (length.div_ceil(1 << 20), source::LIMIT >> 20);
    Diagnostic::new(
        place,
        format!("a line of {length} MB, the limit is {limit} MB"),
    )
    .hint("one article a line; this one is passed over")
}

fn object(line: &str, place: &Place) -> Result<Map<String, Value>, Diagnostic> {
    let value = serde_json::from_str(line).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
        let place = Place::position(place.path.clone(), place.line, before.chars().count() + 1);
        Diagnostic::new(place, format!("not JSON: {reason}")).hint(SHAPE)
    })?;
    match value {
        Value::Object(object) => Ok(object),
        other => Err(
            Diagnostic::new(place.clone(), format!("{}, not an object", kind(&other))).hint(SHAPE),
        ),
    }
}

/// The article's metadata and text, not yet divided into paragraphs.
fn record(
    mut object: Map<String, Value>,
    place: &Place,
    lexicon: &Lexicon,
) -> Result<Article, Diagnostic> {
    let mut fields = Fields {
        object: &mut object,
        place,
    };
    let text = fields
        .string("text")?
        .ok_or_else(|| Diagnostic::new(place.clone(), "no `text`").hint(SHAPE))?;
    let date = fields.string("date")?;
    let month = date.as_deref().filter(|date| dates::is_month(date));
    let month = month.map(|month| month.trim().to_owned());
    let day = date.filter(|date| !dates::is_month(date));
    let published = day.map(|day| fields.day(&day, lexicon)).transpose()?;
    Ok(Article {
        text,
        id: fields.id()?.unwrap_or_default(),
        title: fields.string("title")?,
        url: fields.string("url")?,
        published,
        month,
        authors: fields.authors()?,
        publisher: fields.string("publisher")?,
        language: fields.string("language")?.unwrap_or_default(),
        place: place.clone(),
        ..Article::default()
    })
}

/// Takes typed values out of an object.
struct Fields<'a> {
    object: &'a mut Map<String, Value>,
    place: &'a Place,
}

impl Fields<'_> {
    /// A string; `null` and, except for `text`, blanks count as absent.
    fn string(&mut self, key: &str) -> Result<Option<String>, Diagnostic> {
        match self.object.remove(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(value)) if key == "text" => Ok(Some(value)),
            Some(Value::String(value)) => {
                let value = value.trim();
                Ok((!value.is_empty()).then(|| value.to_owned()))
            }
            Some(other) => Err(self.wrong_type(key, "a string", &other)),
        }
    }

    /// The id; a number is taken as it is written.
    fn id(&mut self) -> Result<Option<String>, Diagnostic> {
        if let Some(Value::Number(number)) = self.object.get("id") {
            return Ok(Some(number.to_string()));
        }
        self.string("id")
    }

    fn authors(&mut self) -> Result<Vec<String>, Diagnostic> {
        let Some(Value::Array(values)) = self.object.get("author") else {
            return Ok(self.string("author")?.into_iter().collect());
        };
        let name = |value: &Value| match value {
            Value::String(name) => Ok(name.trim().to_owned()),
            other => Err(self.wrong_type("author", "a string or a list of strings", other)),
        };
        let mut names: Vec<String> = values.iter().map(name).collect::<Result<_, _>>()?;
        names.retain(|name| !name.is_empty());
        Ok(names)
    }

    fn day(&self, date: &str, lexicon: &Lexicon) -> Result<String, Diagnostic> {
        dates::parse(date, &lexicon.newswire.months)
            .map(|day| day.to_string())
            .map_err(|error| dates::diagnostic(self.place.clone(), error, date))
    }

    fn wrong_type(&self, key: &str, wanted: &str, found: &Value) -> Diagnostic {
        let message = format!("`{key}` is {}, it must be {wanted}", kind(found));
        Diagnostic::new(self.place.clone(), message)
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
