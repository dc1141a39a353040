//! All word lists of the discourse layer behind one value.
//!
//! Reads: `data/lexicon/` and `data/gazetteer/`. Writes: [`Knowledge`]. Never: looks at an article.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::coreference::PronounWords;
use super::gazetteer::Gazetteer;
use super::kinds::KindWords;
use super::perspective::cues::Cues;
use super::tables::{Files, Table};
use super::time::TimeLexicon;
use super::{EntityKind, Gender};
use crate::error::Diagnostic;

/// What the discourse layer knows of words and names.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// Places, countries, organisations.
    pub gazetteer: Gazetteer,
    /// Words that say how a clause is presented.
    pub cues: Cues,
    /// Words of time expressions.
    pub times: TimeLexicon,
    pub(super) pronouns: PronounWords,
    pub(super) kinds: KindWords,
    nouns: Table,
    noun_kinds: Table,
    name_heads: Table,
    titles: Table,
    first_names: Table,
    gendered_nouns: Table,
    kind_nouns: Table,
    wider_nouns: Table,
    bare_definites: Table,
    place_parts: Table,
    agent_verbs: Table,
    measure_nouns: Table,
    common_name_words: Table,
}

impl Knowledge {
    /// Reads all lists.
    ///
    /// # Errors
    /// Names the file, and the line where there is one, that cannot be read.
    pub fn read(files: Files<'_>) -> Result<Self, Diagnostic> {
        Ok(Self {
            gazetteer: Gazetteer::read(files)?,
            cues: Cues::read(files)?,
            times: TimeLexicon::read(files)?,
            pronouns: PronounWords::read(files)?,
            kinds: KindWords::read(files)?,
            nouns: Table::read(files, "data/lexicon/nouns.tsv")?,
            noun_kinds: Table::read(files, "data/lexicon/noun-kinds.tsv")?,
            name_heads: Table::read(files, "data/lexicon/name-heads.tsv")?,
            titles: Table::read(files, "data/lexicon/titles.txt")?,
            first_names: Table::read(files, "data/lexicon/first-names.tsv")?,
            gendered_nouns: Table::read(files, "data/lexicon/gendered-nouns.tsv")?,
            kind_nouns: Table::read(files, "data/lexicon/kind-nouns.tsv")?,
            wider_nouns: Table::read(files, "data/lexicon/wider-nouns.tsv")?,
            bare_definites: Table::read(files, "data/lexicon/bare-definites.txt")?,
            place_parts: Table::read(files, "data/lexicon/place-parts.txt")?,
            agent_verbs: Table::read(files, "data/lexicon/agent-verbs.txt")?,
            measure_nouns: Table::read(files, "data/lexicon/measure-nouns.txt")?,
            common_name_words: Table::read(files, "data/lexicon/common-name-words.tsv")?,
        })
    }

    /// Kind of thing that a common noun names.
    pub fn noun_kind(&self, lemma: &str) -> Option<EntityKind> {
        self.noun_kinds.get(lemma).and_then(kind_named).or_else(|| {
            let fields = self.nouns.get(lemma)?;
            kind_named(fields.split('\t').next().unwrap_or_default())
        })
    }

    /// True where `general` is a synonym or a wider word of `special` ("aircraft" of "plane").
    pub fn is_a(&self, special: &str, general: &str) -> bool {
        let listed = self.nouns.get(special).unwrap_or_default();
        let listed = listed.split('\t').nth(1).unwrap_or_default();
        listed.split('|').any(|word| word == general) || self.is_called(special, general)
    }

    /// True where texts take up `special` by `general`, as listed by hand ("agency", then "office").
    pub fn is_called(&self, special: &str, general: &str) -> bool {
        let own = self.wider_nouns.get(special).unwrap_or_default();
        own.split('|').any(|word| word == general)
    }

    /// True for a noun by which texts call a named thing of this kind ("the country").
    pub fn stands_for(&self, lemma: &str, kind: EntityKind) -> bool {
        let kinds = self.kind_nouns.get(lemma).unwrap_or_default();
        kinds.split('|').any(|name| kind_named(name) == Some(kind))
    }

    /// True for nouns whose kind is set by hand.
    pub fn has_own_kind(&self, lemma: &str) -> bool {
        self.noun_kinds.contains(lemma)
    }

    /// True for nouns that are one with the name behind their "of" ("city": "the city of Aden").
    pub fn is_equated(&self, noun: &str) -> bool {
        self.pronouns.equated.contains(noun)
    }

    /// True for words that make a part of a place ("northern").
    pub fn is_place_part(&self, word: &str) -> bool {
        self.place_parts.contains(word)
    }

    /// True for nouns that point back without an article ("police").
    pub fn is_bare_definite(&self, lemma: &str) -> bool {
        self.bare_definites.contains(lemma)
    }

    /// True for a verb whose subject is somebody ("announce", "refuse"), not a thing.
    pub fn takes_agent(&self, verb: &str) -> bool {
        self.agent_verbs.contains(verb)
    }

    /// True for a noun that measures or counts ("mile", "lot"): no pronoun takes it up.
    pub fn is_measure(&self, noun: &str) -> bool {
        self.measure_nouns.contains(noun)
    }

    /// True for a name of words of which any country may make one ("Supreme Court").
    pub fn is_common_name(&self, name: &str) -> bool {
        let mut words = name.split([' ', '-']);
        words.all(|word| self.common_name_words.contains(&word.to_lowercase()))
    }

    /// True for such a name where one country may have several bodies of it ("District Court").
    pub fn is_local_name(&self, name: &str) -> bool {
        let alone = !name.contains([' ', '-']);
        let mut words = name.split([' ', '-']);
        words.any(
            |word| match self.common_name_words.get(&word.to_lowercase()) {
                Some("local") => true,
                Some("alone") => alone,
                _ => false,
            },
        )
    }

    /// Kind of thing that a proper name with this head word names ("University").
    pub fn name_head(&self, word: &str) -> Option<EntityKind> {
        let lower = word.to_lowercase();
        self.name_heads.get(&lower).and_then(kind_named)
    }

    /// True for words that stand before a person's name without being part of it.
    pub fn is_title(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.titles.contains(&lower)
            || lower
                .strip_suffix('s')
                .is_some_and(|singular| self.titles.contains(singular))
    }

    /// True for known given names.
    pub fn is_first_name(&self, word: &str) -> bool {
        self.first_names.contains(word)
    }

    /// Gender that a given name tells.
    pub fn first_name_gender(&self, word: &str) -> Option<Gender> {
        self.first_names.get(word).and_then(gender)
    }

    /// Gender that a common noun or title tells ("queen", "Mr").
    pub fn noun_gender(&self, word: &str) -> Option<Gender> {
        self.gendered_nouns
            .get(&word.to_lowercase())
            .and_then(gender)
    }
}

/// The kind with this name in the data files.
pub(super) fn kind_named(name: &str) -> Option<EntityKind> {
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    EntityKind::deserialize(name).ok()
}

fn gender(letter: &str) -> Option<Gender> {
    match letter {
        "m" => Some(Gender::Masculine),
        "f" => Some(Gender::Feminine),
        _ => None,
    }
}
