//! The file in which the user decides who is who: it lies beside the store and is theirs.
//!
//! Reads, writes: a tab-separated file (`news.nq.zst` has `news.identity.tsv`). Never: touches a line
//! that no command is about, or its comments.
//!
//! ```text
//! decision  iri                is                 in
//! same      person:j-moss      person:jane-moss
//! other     person:jane-moss   person:jane-moss-2   article:wire-7
//! ```
//!
//! `same`: what is called `iri` is what is called `is`, in every article. `other`: what is called `iri`
//! in the article is another one of that name, and is called `is`. Further columns are the user's.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use oxigraph::model::NamedNode;

use super::syntax::Prefixes;
use super::{replace_file, stem};
use crate::error::{Diagnostic, Place};
use crate::graph::{Decision, Identities};

/// The first line of the file.
const HEADER: &str = "decision\tiri\tis\tin";

/// The decisions of a user, line by line.
#[derive(Debug, Clone)]
pub struct IdentityFile {
    path: PathBuf,
    prefixes: Prefixes,
    lines: Vec<Line>,
    identities: Identities,
}

#[derive(Debug, Clone)]
struct Line {
    words: String,
    /// `None` for header, comments and empty lines.
    decision: Option<Decision>,
}

impl IdentityFile {
    /// The file that belongs to the store at a path.
    pub fn beside(store: &Path) -> PathBuf {
        store.with_file_name(format!("{}.identity.tsv", stem(store)))
    }

    /// Reads a file; one that does not exist holds no decision.
    ///
    /// # Errors
    /// Names the line that cannot be read or contradicts an earlier one.
    pub fn open(path: &Path, prefixes: &Prefixes) -> Result<Self, Diagnostic> {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                let message = format!("cannot be read: {error}");
                return Err(Diagnostic::new(super::place(path), message));
            }
            text => text.unwrap_or_default(),
        };
        let mut file = Self {
            path: path.to_owned(),
            prefixes: prefixes.clone(),
            lines: Vec::new(),
            identities: Identities::default(),
        };
        for (number, words) in (1..).zip(text.lines()) {
            let place = Place::line(path.display().to_string(), number);
            let decision = file.decision(words).and_then(|decision| {
                let added = decision.iter().try_for_each(|new| file.identities.add(new));
                added.map(|()| decision)
            });
            let decision = decision.map_err(|message| Diagnostic::new(place, message))?;
            file.lines.push(Line {
                words: words.to_owned(),
                decision,
            });
        }
        Ok(file)
    }

    /// What is decided.
    pub fn identities(&self) -> &Identities {
        &self.identities
    }

    /// The decisions in the order of their lines.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.lines.iter().filter_map(|line| line.decision.as_ref())
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a decision as the last line.
    ///
    /// # Errors
    /// Says which earlier decision it contradicts.
    pub fn add(&mut self, decision: Decision) -> Result<(), Diagnostic> {
        let wrong = |message| {
            Diagnostic::new(super::place(&self.path), message)
                .hint("`newsgraph split IRI` takes a merge back")
        };
        self.identities.add(&decision).map_err(wrong)?;
        if !self.decisions().any(|known| *known == decision) {
            self.lines.push(Line {
                words: self.words(&decision),
                decision: Some(decision),
            });
        }
        Ok(())
    }

    /// Takes out the decisions that `is_wrong` picks; how many there were.
    pub fn remove(&mut self, is_wrong: impl Fn(&Decision) -> bool) -> usize {
        let before = self.lines.len();
        (self.lines).retain(|line| !line.decision.as_ref().is_some_and(&is_wrong));
        let mut identities = Identities::default();
        for decision in self.decisions() {
            // Fewer decisions than before contradict each other no more than these did.
            let _ = identities.add(decision);
        }
        self.identities = identities;
        before - self.lines.len()
    }

    /// Writes the file; it appears whole or stays as it was.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn save(&self) -> Result<(), Diagnostic> {
        let begins = (self.lines.iter()).any(|line| line.words.starts_with("decision\t"));
        let header = (!begins).then_some(HEADER);
        let lines = header
            .into_iter()
            .chain(self.lines.iter().map(|line| line.words.as_str()));
        let text: String = lines.flat_map(|line| [line, "\n"]).collect();
        let written = replace_file(&self.path, |out| out.write_all(text.as_bytes()));
        written.map_err(|error| {
            Diagnostic::new(
                super::place(&self.path),
                format!("cannot be written: {error}"),
            )
        })
    }

    /// The decision of a line.
    fn decision(&self, line: &str) -> Result<Option<Decision>, String> {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') || line.starts_with("decision\t") {
            return Ok(None);
        }
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let node = |field: &str| self.node(field);
        match fields[..] {
            ["same", gone, kept, ref rest @ ..] if rest.first().is_none_or(|r| r.is_empty()) => {
                Ok(Some(Decision::Same {
                    gone: node(gone)?,
                    kept: node(kept)?,
                }))
            }
            ["other", iri, other, article, ..] => Ok(Some(Decision::Other {
                iri: node(iri)?,
                other: node(other)?,
                article: node(article)?,
            })),
            _ => Err(
                "a line is `same`, an IRI and the one that it is, or `other`, an IRI, \
                      one of its own and an article, with tabs between"
                    .to_owned(),
            ),
        }
    }

    /// `person:jane-moss` or a whole IRI.
    fn node(&self, name: &str) -> Result<NamedNode, String> {
        let whole = name.trim_start_matches('<').trim_end_matches('>');
        let iri = self
            .prefixes
            .expand(name)
            .unwrap_or_else(|| whole.to_owned());
        NamedNode::new(iri).map_err(|error| format!("\"{name}\" is no IRI: {error}"))
    }

    fn words(&self, decision: &Decision) -> String {
        let show = |node: &NamedNode| self.prefixes.show(node.as_str());
        match decision {
            Decision::Same { gone, kept } => format!("same\t{}\t{}", show(gone), show(kept)),
            Decision::Other {
                iri,
                other,
                article,
            } => {
                format!("other\t{}\t{}\t{}", show(iri), show(other), show(article))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Result<IdentityFile, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.identity.tsv");
        fs::write(&path, text).unwrap();
        IdentityFile::open(&path, &Prefixes::default()).map_err(|error| {
            let place = format!("{}/", folder.path().display());
            error.to_string().replace(&place, "")
        })
    }

    #[test]
    fn lines_of_the_user_stay_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = IdentityFile::beside(&folder.path().join("news.nq.zst"));
        let text = "# ours\ndecision\tiri\tis\tin\tnote\nsame\tperson:j-moss\tperson:jane-moss\t\tasked her\n\n";
        fs::write(&path, text).unwrap();
        let mut file = IdentityFile::open(&path, &Prefixes::default()).unwrap();
        let node = |name: &str| file.node(name).unwrap();
        let other = Decision::Other {
            iri: node("person:jane-moss"),
            other: node("person:jane-moss-2"),
            article: node("article:wire-7"),
        };
        file.add(other.clone()).unwrap();
        file.save().unwrap();
        let line = "other\tperson:jane-moss\tperson:jane-moss-2\tarticle:wire-7\n";
        assert!(fs::read_to_string(&path).unwrap().starts_with(text));
        assert!(fs::read_to_string(&path).unwrap().ends_with(line));
        assert_eq!(file.remove(|decision| *decision == other), 1);
        file.save().unwrap();
        assert!(!fs::read_to_string(&path).unwrap().contains(line));
    }

    #[test]
    fn a_mistake_is_named_by_its_line() {
        let cases = [
            ("same\tperson:a\n", "news.identity.tsv:1: a line is `same`"),
            (
                "same\tperson:a\tperson:b\tarticle:x\n",
                "news.identity.tsv:1: a line is `same`",
            ),
            (
                "\nother\tperson:a\tperson:b\n",
                "news.identity.tsv:2: a line is `same`",
            ),
            (
                "same\tnobody\tperson:b\n",
                "news.identity.tsv:1: \"nobody\" is no IRI",
            ),
            (
                "same\tperson:a\tperson:b\nsame\tperson:b\tperson:a\n",
                "news.identity.tsv:2: <https://newsgraph.example/id/person/a> has been decided",
            ),
        ];
        for (text, expected) in cases {
            let error = open(text).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
