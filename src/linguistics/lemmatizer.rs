//! Dictionary forms of words, by suffix rules, lists of words and exceptions.
//!
//! Reads: `lemmatizer/lookups/lookups.bin` (derived from `WordNet`); part of speech and features.
//! Writes: lemmas. Never: overrides a lemma that the attribute ruler gave.

use std::collections::BTreeMap;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::Deserialize;
use smol_str::SmolStr;

use super::characters::is_letter;
use super::model_files::{Files, read, unpack};
use super::strings::{id, murmur_hash_64a};
use crate::error::Diagnostic;

const PATH: &str = "lemmatizer/lookups/lookups.bin";
/// Parts of speech that may have tables.
const PARTS_OF_SPEECH: [&str; 17] = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
];

/// The tables by universal part of speech.
pub(super) struct Lemmatizer {
    tables: FxHashMap<&'static str, Table>,
}

#[derive(Default)]
struct Table {
    /// Hashes of all known dictionary forms; 64 bits, so that two words never share one.
    index: FxHashSet<u64>,
    exceptions: FxHashMap<SmolStr, Vec<SmolStr>>,
    /// Old and new ending.
    rules: Vec<(SmolStr, SmolStr)>,
}

#[derive(Deserialize)]
struct Lookups<'a> {
    #[serde(borrow, rename = "lemma_rules")]
    rules: BTreeMap<u64, Vec<(&'a str, &'a str)>>,
    #[serde(borrow, rename = "lemma_exc")]
    exceptions: BTreeMap<u64, BTreeMap<&'a str, Vec<&'a str>>>,
    #[serde(borrow, rename = "lemma_index")]
    index: BTreeMap<u64, Vec<&'a str>>,
}

impl Lemmatizer {
    pub(super) fn load(files: Files<'_>) -> Result<Self, Diagnostic> {
        let bytes = read(files, PATH)?;
        let mut lookups: Lookups<'_> = unpack(PATH, &bytes)?;
        let mut tables = FxHashMap::default();
        for pos in PARTS_OF_SPEECH {
            let key = id(&pos.to_lowercase());
            let (rules, exceptions, index) = (
                lookups.rules.remove(&key),
                lookups.exceptions.remove(&key),
                lookups.index.remove(&key),
            );
            if rules.is_some() || exceptions.is_some() || index.is_some() {
                let table = Table::new(
                    &index.unwrap_or_default(),
                    &exceptions.unwrap_or_default(),
                    &rules.unwrap_or_default(),
                );
                tables.insert(pos, table);
            }
        }
        Ok(Self { tables })
    }

    /// True for a dictionary form of this part of speech.
    pub(super) fn is_known(&self, pos: &str, word: &str) -> bool {
        let table = self.tables.get(pos);
        table.is_some_and(|table| table.index.contains(&hash(word)))
    }

    /// The lemma of a word of this part of speech with these features.
    pub(super) fn lemma(&self, text: &SmolStr, lower: &SmolStr, pos: &str, morph: &str) -> SmolStr {
        if matches!(pos, "" | "EOL" | "SPACE") || is_base_form(pos, morph) {
            return lower.clone();
        }
        match self.tables.get(pos) {
            Some(table) => table.lemma(lower).unwrap_or_else(|| text.clone()),
            None if pos == "PROPN" => text.clone(),
            None => lower.clone(),
        }
    }
}

/// True where tag and features say that the word is its own dictionary form.
fn is_base_form(pos: &str, morph: &str) -> bool {
    let value = |name: &str| {
        morph
            .split('|')
            .find_map(|feature| feature.strip_prefix(name)?.strip_prefix('='))
    };
    let verb_form = value("VerbForm");
    pos == "NOUN" && value("Number") == Some("Sing")
        || pos == "VERB"
            && verb_form == Some("Fin")
            && value("Tense") == Some("Pres")
            && value("Number").is_none()
        || matches!(verb_form, Some("Inf" | "None"))
        || value("Degree") == Some("Pos")
}

impl Table {
    fn new(index: &[&str], exceptions: &BTreeMap<&str, Vec<&str>>, rules: &[(&str, &str)]) -> Self {
        let mut hashes = FxHashSet::with_capacity_and_hasher(index.len(), FxBuildHasher);
        hashes.extend(index.iter().map(|word| hash(word)));
        let mut table = Self {
            index: hashes,
            exceptions: FxHashMap::with_capacity_and_hasher(exceptions.len(), FxBuildHasher),
            rules: rules
                .iter()
                .map(|(old, new)| (SmolStr::new(old), SmolStr::new(new)))
                .collect(),
        };
        for (form, lemmas) in exceptions {
            let lemmas = lemmas.iter().map(SmolStr::new).collect();
            table.exceptions.insert(SmolStr::new(form), lemmas);
        }
        table
    }

    /// The best dictionary form of a word in lower case, if any rule or exception fits.
    fn lemma(&self, lower: &str) -> Option<SmolStr> {
        // Later finds are better than earlier ones, so that the first choice comes last.
        let (mut known, mut odd, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(old.as_str()) else {
                continue;
            };
            let form = SmolStr::from_iter([stem, new]);
            if form.is_empty() {
                continue;
            }
            if self.index.contains(&hash(&form)) {
                known.push(form);
            } else if form.chars().all(is_letter) {
                unknown.push(form);
            } else {
                odd.push(form);
            }
        }
        let is_form = |form: &&SmolStr| !known.contains(form) && !odd.contains(form);
        let exception = self
            .exceptions
            .get(lower)
            .and_then(|lemmas| lemmas.iter().rfind(is_form));
        exception
            .cloned()
            .or_else(|| known.pop())
            .or_else(|| odd.into_iter().next())
            .or_else(|| unknown.into_iter().next())
    }
}

fn hash(word: &str) -> u64 {
    murmur_hash_64a(word.as_bytes(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::testing::model;

    #[test]
    fn words_have_dictionary_forms() {
        let lemmatizer = Lemmatizer::load(&model).unwrap();
        for (text, pos, morph, expected) in [
            ("Talks", "NOUN", "Number=Plur", "talk"),
            ("met", "VERB", "Tense=Past|VerbForm=Fin", "meet"),
            ("visiting", "VERB", "VerbForm=Part", "visit"),
            ("Visit", "VERB", "VerbForm=Inf", "visit"),
            ("Lahore", "PROPN", "Number=Sing", "Lahore"),
            ("The", "DET", "", "the"),
            ("worse", "ADJ", "Degree=Cmp", "bad"),
            ("“", "PUNCT", "", "\""),
        ] {
            let lower = SmolStr::from(text.to_lowercase());
            let lemma = lemmatizer.lemma(&text.into(), &lower, pos, morph);
            assert_eq!(lemma, expected, "{text}");
        }
    }
}
