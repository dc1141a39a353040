//! Inputs: what the user's paths stand for, and in which format.
//!
//! Reads: folders, the first bytes of files. Writes: opened inputs. Never: reads an article.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Format;
use crate::error::{Diagnostic, Place};

/// The longest document, and the longest line of JSON Lines, in bytes.
pub(super) const LIMIT: usize = 16 << 20;

/// How much of an input is looked at to tell its format.
const HEAD: usize = 8 << 10;

/// Extensions of articles and their formats; `.xml` is settled by content.
const EXTENSIONS: [(&str, Format); 13] = [
    ("atom", Format::Rss),
    ("htm", Format::Html),
    ("html", Format::Html),
    ("json", Format::Jsonl),
    ("jsonl", Format::Jsonl),
    ("jsonlines", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("rdf", Format::Rss),
    ("rss", Format::Rss),
    ("text", Format::Text),
    ("txt", Format::Text),
    ("xhtml", Format::Html),
    ("xml", Format::Auto),
];

/// Files of these names (without extension, in small letters) describe a folder.
const NOT_ARTICLES: [&str; 5] = ["changelog", "copying", "license", "notice", "readme"];

/// A file or standard input, not yet opened.
#[derive(Debug)]
pub(super) struct Input {
    /// As the user knows it.
    name: String,
    /// `None` is standard input.
    path: Option<PathBuf>,
    format: Format,
}

/// An input ready to be read.
pub(super) struct Opened {
    pub(super) name: String,
    /// Never [`Format::Auto`].
    pub(super) format: Format,
    pub(super) reader: Box<dyn BufRead + Send>,
}

/// All inputs behind the user's paths, in the order of the paths; a folder's in order of names.
pub(super) fn find(paths: &[String], format: Format) -> Vec<Result<Input, Diagnostic>> {
    let mut inputs = Vec::new();
    for path in paths {
        if path != "-" && Path::new(path).is_dir() {
            inputs.extend(in_folder(path, format));
            continue;
        }
        inputs.push(Ok(Input {
            name: path.clone(),
            path: (path != "-").then(|| PathBuf::from(path)),
            format,
        }));
    }
    inputs
}

fn in_folder(folder: &str, format: Format) -> Vec<Result<Input, Diagnostic>> {
    let visible = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let found: Vec<_> = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(visible)
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() || !is_article(entry.path(), format) => None,
            Ok(entry) => Some(Ok(Input {
                name: entry.path().display().to_string(),
                path: Some(entry.into_path()),
                format,
            })),
            Err(error) => Some(Err(cannot_walk(folder, &error))),
        })
        .collect();
    if found.is_empty() {
        let nothing = Diagnostic::new(Place::file(folder), "no articles in this folder");
        let extensions: Vec<_> = EXTENSIONS
            .iter()
            .map(|(name, _)| format!(".{name}"))
            .collect();
        return vec![Err(nothing.hint(format!(
            "articles in a folder are known by their extension: {}; or name the files themselves",
            extensions.join(" ")
        )))];
    }
    found
}

/// A format that the user names is believed of every file except descriptions of the folder.
fn is_article(path: &Path, format: Format) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let describes = NOT_ARTICLES.contains(&stem.to_lowercase().as_str());
    !describes && (format != Format::Auto || by_extension(path).is_some())
}

fn by_extension(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    let known = EXTENSIONS.iter().find(|(known, _)| *known == extension);
    known.map(|&(_, format)| format)
}

fn cannot_walk(folder: &str, error: &walkdir::Error) -> Diagnostic {
    let path = error
        .path()
        .map_or(folder.to_owned(), |path| path.display().to_string());
    let cause = error.io_error().map_or_else(
        || "a link leads back to a folder above".to_owned(),
        io::Error::to_string,
    );
    Diagnostic::new(Place::file(path), format!("cannot be read: {cause}"))
}

impl Input {
    /// Opens it and settles its format.
    pub(super) fn open(self) -> Result<Opened, Diagnostic> {
        let failed = |error: io::Error| cannot_read(&self.name, &error);
        let reader: Box<dyn BufRead + Send> = match &self.path {
            None => Box::new(BufReader::new(io::stdin())),
            Some(path) => Box::new(BufReader::with_capacity(
                HEAD,
                File::open(path).map_err(failed)?,
            )),
        };
        let by_name = self.path.as_deref().and_then(by_extension);
        settle(self.name, reader, &[Some(self.format), by_name])
    }
}

/// Settles the format of an input: the first that says something, or what its content looks like.
pub(super) fn settle(
    name: String,
    mut reader: Box<dyn BufRead + Send>,
    formats: &[Option<Format>],
) -> Result<Opened, Diagnostic> {
    let head = reader
        .fill_buf()
        .map_err(|error| cannot_read(&name, &error))?;
    if let Some(problem) = unreadable(&name, head) {
        return Err(problem);
    }
    let format = formats
        .iter()
        .flatten()
        .copied()
        .find(|&format| format != Format::Auto)
        .unwrap_or_else(|| by_content(head));
    Ok(Opened {
        name,
        format,
        reader,
    })
}

/// Empty and binary inputs are told from their first bytes, before a format is settled.
fn unreadable(name: &str, head: &[u8]) -> Option<Diagnostic> {
    let problem = |message: &str| Diagnostic::new(Place::file(name), message);
    if head.is_empty() {
        return Some(problem("empty file"));
    }
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return Some(
            problem("UTF-16, only UTF-8 is read").hint("convert it: iconv -f UTF-16 -t UTF-8"),
        );
    }
    head.contains(&0)
        .then(|| problem("binary data, not a text").hint("extract its text first"))
}

fn by_content(head: &[u8]) -> Format {
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if head.starts_with('{') {
        return Format::Jsonl;
    }
    if !head.starts_with('<') {
        return Format::Text;
    }
    let lower = head.to_lowercase();
    let is_feed = ["<rss", "<feed", "<rdf:rdf"]
        .iter()
        .any(|tag| lower.contains(tag));
    if is_feed && !lower.contains("<html") {
        Format::Rss
    } else {
        Format::Html
    }
}

/// Reads a whole document of at most [`LIMIT`] bytes.
pub(super) fn document(name: &str, reader: impl Read) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = Vec::new();
    reader
        .take(LIMIT as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| cannot_read(name, &error))?;
    if bytes.len() > LIMIT {
        return Err(Diagnostic::new(
            Place::file(name),
            format!("longer than {} MB, the limit of one document", LIMIT >> 20),
        )
        .hint("split it; JSON Lines may be of any length"));
    }
    Ok(bytes)
}

/// Holds bytes to be UTF-8; `line` is the number of the line that they begin in.
pub(super) fn utf8(name: &str, line: usize, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    if bytes.contains(&0) {
        let place = Place::line(name, line + newlines(&bytes[..position(&bytes, 0)]));
        return Err(
            Diagnostic::new(place, "binary data, not a text").hint("extract its text first")
        );
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..offset]);
        let in_line = before.rsplit('\n').next().unwrap_or_default();
        let place = Place::position(
            name,
            line + newlines(before.as_bytes()),
            in_line.chars().count() + 1,
        );
        let byte = error.as_bytes()[offset];
        let message = format!(
            "not UTF-8: 0x{byte:02X} after {} bytes of the line",
            in_line.len()
        );
        Diagnostic::new(place, message)
            .hint("convert it, for example: iconv -f WINDOWS-1252 -t UTF-8")
    })
}

pub(super) fn cannot_read(name: &str, error: &io::Error) -> Diagnostic {
    let problem = Diagnostic::new(Place::file(name), format!("cannot be read: {error}"));
    if error.kind() == io::ErrorKind::NotFound {
        return problem.hint("name a file, a folder, or - for standard input");
    }
    problem
}

fn newlines(bytes: &[u8]) -> usize {
    bytes.split(|&byte| byte == b'\n').count() - 1
}

fn position(bytes: &[u8], wanted: u8) -> usize {
    bytes
        .iter()
        .position(|&byte| byte == wanted)
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format_where_the_name_does_not() {
        assert_eq!(by_content(b"\xEF\xBB\xBF{\"text\": 1}"), Format::Jsonl);
        assert_eq!(
            by_content(b"<?xml version='1.0'?><rss version='2.0'>"),
            Format::Rss
        );
        assert_eq!(by_content(b"<!DOCTYPE html><html>"), Format::Html);
        assert_eq!(by_content(b"LONDON - A man"), Format::Text);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_told_by_line_and_offset() {
        let error = utf8("a.txt", 1, b"one\ncaf\xE9 open".to_vec()).unwrap_err();
        assert_eq!(error.place, Place::position("a.txt", 2, 4));
        assert!(error.message.contains("0xE9 after 3 bytes"), "{error}");
    }

    #[test]
    fn a_folder_gives_its_articles_in_order_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "b.txt",
            "README.md",
            "a.html",
            ".hidden.txt",
            "c.png",
            "readme.txt",
        ] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let folder = folder.path().display().to_string();
        let names: Vec<_> = find(std::slice::from_ref(&folder), Format::Auto)
            .into_iter()
            .map(|input| input.unwrap().name)
            .collect();
        assert_eq!(
            names,
            [format!("{folder}/a.html"), format!("{folder}/b.txt")]
        );
    }
}
