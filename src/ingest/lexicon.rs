//! The words that ingest knows: months, agencies, furniture, scripts.
//!
//! Reads: `data/lexicon/newswire.toml` and `data/lexicon/languages.toml`. Writes: [`Lexicon`].
//! Never: reads an article.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Error as _};

use crate::error::{Diagnostic, Place};
use crate::text::line_column;

const NEWSWIRE: &str = "data/lexicon/newswire.toml";
const LANGUAGES: &str = "data/lexicon/languages.toml";

/// What ingest knows about the outer form of news texts, loaded once per run.
#[derive(Debug, Clone)]
pub struct Lexicon {
    pub(super) newswire: Newswire,
    pub(super) languages: Languages,
}

impl Lexicon {
    /// Loads both files; `files` gives the content of a file by its path from the repository root.
    ///
    /// # Errors
    /// Names the file that is absent, or line and column of what is wrong in it.
    pub fn load(files: &dyn Fn(&str) -> Option<Cow<'static, [u8]>>) -> Result<Self, Diagnostic> {
        Ok(Self {
            newswire: parse(NEWSWIRE, files)?,
            languages: parse(LANGUAGES, files)?,
        })
    }
}

/// `data/lexicon/newswire.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Newswire {
    /// Number of a month by its name or short form.
    pub(super) months: BTreeMap<String, i8>,
    pub(super) dateline: DatelineWords,
    pub(super) furniture: FurnitureWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DatelineWords {
    /// News agencies.
    pub(super) agencies: Vec<String>,
    /// Words in capitals before a dash that name no place.
    pub(super) not_places: Vec<String>,
    /// Small words inside place names.
    pub(super) particles: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FurnitureWords {
    pub(super) beginnings: Vec<String>,
    pub(super) endings: Vec<String>,
    pub(super) bylines: Vec<String>,
    pub(super) date_labels: Vec<String>,
    pub(super) professions: Vec<String>,
}

/// `data/lexicon/languages.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Languages {
    /// Frequent English words.
    pub(super) english: Vec<String>,
    #[serde(rename = "script")]
    pub(super) scripts: Vec<Script>,
}

/// A script and the languages written in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    /// Its name in the Unicode standard.
    pub(super) name: String,
    #[serde(deserialize_with = "code_points")]
    pub(super) ranges: Vec<RangeInclusive<u32>>,
    /// The language when no letter decides.
    pub(super) default: String,
    /// Languages and the letters that only they use among those that follow.
    #[serde(default)]
    pub(super) letters: Vec<(String, String)>,
    /// True where statistics on letter sequences decide.
    #[serde(default)]
    pub(super) measure: bool,
}

fn parse<T: DeserializeOwned>(
    path: &str,
    files: &dyn Fn(&str) -> Option<Cow<'static, [u8]>>,
) -> Result<T, Diagnostic> {
    let bytes = files(path)
        .ok_or_else(|| Diagnostic::new(Place::file(path), "not found among the data files"))?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|error| Diagnostic::new(Place::file(path), error.to_string()))?;
    toml::from_str(text).map_err(|error| {
        let (line, column) = line_column(text, error.span().map_or(0, |span| span.start));
        Diagnostic::new(Place::position(path, line, column), error.message())
    })
}

/// Reads `"0041-005A"`.
fn code_points<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<RangeInclusive<u32>>, D::Error> {
    Vec::<String>::deserialize(deserializer)?
        .iter()
        .map(|range| {
            let (first, last) = range.split_once('-')?;
            let first = u32::from_str_radix(first, 16).ok()?;
            Some(first..=u32::from_str_radix(last, 16).ok()?)
        })
        .collect::<Option<_>>()
        .ok_or_else(|| D::Error::custom("a range of code points looks like \"0041-005A\""))
}

#[cfg(test)]
pub(super) fn project_lexicon() -> Lexicon {
    let read = |path: &str| {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        std::fs::read(root.join(path)).ok().map(Cow::Owned)
    };
    Lexicon::load(&read).expect("the project's own lexicon is sound")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_the_file_is_told_with_its_line() {
        let files = |_: &str| Some(Cow::Borrowed(&b"months = 1\n"[..]));
        let error = Lexicon::load(&files).unwrap_err();
        assert_eq!(error.place.path, NEWSWIRE);
        assert_eq!(error.place.line, 1);
        let absent = Lexicon::load(&|_| None).unwrap_err();
        assert!(absent.to_string().contains("not found"), "{absent}");
    }
}
