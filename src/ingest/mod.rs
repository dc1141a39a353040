//! Articles from files, folders and standard input.
//!
//! Reads: plain text, HTML, JSON Lines, RSS and Atom, whatever the user names; a [`Lexicon`].
//! Writes: an [`Article`] or one [`Diagnostic`] per input article, in the order of the inputs.
//! Never: analyses sentences; changes a text; holds more than one document in memory.
//!
//! `Article::text` is what all offsets count in: the file as read for plain text (a byte order mark
//! and blanks at either end included), the value of `text` for JSON Lines, the extracted main text
//! for HTML and feeds.

mod body;
mod dateline;
mod dates;
mod duplicates;
mod feed;
mod furniture;
mod html;
mod jsonl;
mod language;
mod lexicon;
mod lines;
mod markup;
mod metadata;
mod paragraphs;
mod plain;
mod posts;
mod scan;
mod source;

use std::fmt;
use std::io::BufRead;
use std::str::FromStr;

use crate::document::Article;
use crate::error::Diagnostic;

pub use duplicates::Duplicates;
pub use lexicon::Lexicon;
pub use paragraphs::ranges as paragraphs;

/// How the bytes of an input are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// By extension, and by content where that says nothing. In a folder, files that are plainly no
    /// articles are passed over.
    #[default]
    Auto,
    /// Plain text, one article a file.
    Text,
    /// A web page.
    Html,
    /// JSON Lines: one object a line with `text` (required), `id`, `title`, `date`, `url`,
    /// `publisher`, `author`, `language`; other keys are ignored.
    Jsonl,
    /// RSS or Atom.
    Rss,
}

impl Format {
    /// Every format with the name that the user gives it.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("auto", Self::Auto),
        ("text", Self::Text),
        ("html", Self::Html),
        ("jsonl", Self::Jsonl),
        ("rss", Self::Rss),
    ];
}

impl FromStr for Format {
    type Err = String;

    /// Knows the names of [`Format::NAMES`]; the error lists them.
    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::NAMES.iter().find(|(known, _)| *known == name);
        known.map(|&(_, format)| format).ok_or_else(|| {
            let names: Vec<_> = Self::NAMES.iter().map(|(name, _)| *name).collect();
            format!("unknown format {name:?}; formats: {}", names.join(", "))
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES.iter().find(|(_, format)| format == self);
        f.write_str(name.map_or("", |(name, _)| name))
    }
}

/// What a run of ingest needs to know.
#[derive(Debug, Clone)]
pub struct Options {
    /// Format of every input.
    pub format: Format,
    /// Months, agencies, furniture, scripts.
    pub lexicon: Lexicon,
}

/// Reads all articles of files, folders (recursively, sorted by name) and `-` (standard input).
///
/// Lazily: one document, or one line of JSON Lines, is in memory at a time. What cannot be read
/// comes out as one diagnostic per article and does not disturb the others. An id that came before
/// in the same run is such an error.
///
/// ```
/// use newsgraph::ingest::{Format, Lexicon, Options, read};
/// use newsgraph::resources::Resources;
///
/// let resources = Resources::embedded();
/// let options = Options {
///     format: Format::Auto,
///     lexicon: Lexicon::load(&|path| resources.read(path))?,
/// };
/// let outcome: Vec<_> = read(&["no-such-file.txt".to_owned()], &options).collect();
/// assert!(outcome[0].as_ref().is_err_and(|error| error.place.path == "no-such-file.txt"));
/// # Ok::<(), newsgraph::error::Diagnostic>(())
/// ```
pub fn read<'o>(
    paths: &[String],
    options: &'o Options,
) -> impl Iterator<Item = Result<Article, Diagnostic>> + Send + use<'o> {
    let found = source::find(paths, options.format).into_iter();
    all(
        found.map(|input| input.and_then(source::Input::open)),
        options,
    )
}

/// Reads all articles of one input that is open already; `name` stands in messages.
pub fn read_from<'o>(
    name: &str,
    reader: Box<dyn BufRead + Send>,
    options: &'o Options,
) -> impl Iterator<Item = Result<Article, Diagnostic>> + Send + use<'o> {
    let opened = source::settle(name.to_owned(), reader, &[Some(options.format)]);
    all(std::iter::once(opened), options)
}

/// The articles of inputs, each id once.
fn all(
    inputs: impl Iterator<Item = Result<source::Opened, Diagnostic>> + Send,
    options: &Options,
) -> impl Iterator<Item = Result<Article, Diagnostic>> + Send {
    let mut seen = Duplicates::default();
    inputs
        .flat_map(move |input| match input {
            Ok(opened) => articles(opened, &options.lexicon),
            Err(problem) => Box::new(std::iter::once(Err(problem))),
        })
        .map(move |outcome| {
            let article = outcome?;
            seen.check(&article.id, &article.place)?;
            Ok(article)
        })
}

/// Articles of one input.
type Articles<'o> = Box<dyn Iterator<Item = Result<Article, Diagnostic>> + Send + 'o>;

fn articles(opened: source::Opened, lexicon: &Lexicon) -> Articles<'_> {
    let source::Opened {
        name,
        format,
        reader,
    } = opened;
    match format {
        Format::Jsonl => Box::new(jsonl::Records::new(name, reader, lexicon)),
        Format::Html => Box::new(std::iter::once(html::read(&name, reader, lexicon))),
        Format::Rss => Box::new(feed::read(&name, reader, lexicon).into_iter()),
        Format::Auto | Format::Text => {
            Box::new(std::iter::once(plain::read(&name, reader, lexicon)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_names() {
        for (name, format) in Format::NAMES {
            assert_eq!(name.parse(), Ok(format));
            assert_eq!(format.to_string(), name);
        }
        let error = "pdf".parse::<Format>().unwrap_err();
        assert_eq!(
            error,
            "unknown format \"pdf\"; formats: auto, text, html, jsonl, rss"
        );
    }
}
