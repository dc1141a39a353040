//! Words that decide how arguments are found: light verbs, control verbs, multi-word prepositions.
//!
//! Reads: `data/lexicon/clauses.toml`. Writes: [`ClauseLexicon`]. Never: knows event types.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use smol_str::SmolStr;

use crate::error::{Diagnostic, Place};

const PATH: &str = "data/lexicon/clauses.toml";

/// The lexicon of the clause layer; every field is a table of the data file of the same name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseLexicon {
    pub(super) light: BTreeSet<SmolStr>,
    pub(super) aspectual: BTreeSet<SmolStr>,
    pub(super) terminal: BTreeSet<SmolStr>,
    pub(super) occurrence: BTreeSet<SmolStr>,
    pub(super) patient: BTreeSet<SmolStr>,
    pub(super) averted: BTreeSet<SmolStr>,
    pub(super) idioms: BTreeSet<SmolStr>,
    pub(super) subject_control: BTreeSet<SmolStr>,
    pub(super) object_control: BTreeSet<SmolStr>,
    pub(super) calling: BTreeSet<SmolStr>,
    pub(super) asking: BTreeSet<SmolStr>,
    pub(super) reporting: BTreeSet<SmolStr>,
    pub(super) for_infinitive: BTreeSet<SmolStr>,
    pub(super) intransitive: BTreeSet<SmolStr>,
    pub(super) befalling: BTreeSet<SmolStr>,
    pub(super) fining: BTreeSet<SmolStr>,
    pub(super) time_nouns: BTreeSet<SmolStr>,
    pub(super) counting_nouns: BTreeSet<SmolStr>,
    pub(super) place_nouns: BTreeSet<SmolStr>,
    pub(super) manner_nouns: BTreeSet<SmolStr>,
    pub(super) negators: BTreeSet<SmolStr>,
    pub(super) negative_pronouns: BTreeSet<SmolStr>,
    pub(super) negative_quantifiers: BTreeSet<SmolStr>,
    pub(super) focus_adverbs: BTreeSet<SmolStr>,
    pub(super) goal_nouns: BTreeSet<SmolStr>,
    pub(super) asking_nouns: BTreeSet<SmolStr>,
    pub(super) offer_nouns: BTreeSet<SmolStr>,
    pub(super) own_nouns: BTreeSet<SmolStr>,
    pub(super) verdicts: BTreeSet<SmolStr>,
    pub(super) raids: BTreeSet<SmolStr>,
    pub(super) raiding: BTreeSet<SmolStr>,
    pub(super) reacting: BTreeSet<SmolStr>,
    pub(super) motion: BTreeSet<SmolStr>,
    pub(super) lifting: BTreeSet<SmolStr>,
    pub(super) measures: BTreeSet<SmolStr>,
    pub(super) negative_prepositions: BTreeSet<SmolStr>,
    prepositions: BTreeSet<SmolStr>,
    pub(super) participle_prepositions: BTreeSet<SmolStr>,
    object_gerund: BTreeMap<SmolStr, BTreeSet<SmolStr>>,
    subject_gerund: BTreeMap<SmolStr, BTreeSet<SmolStr>>,
    governed: BTreeMap<SmolStr, BTreeSet<SmolStr>>,
    pub(super) scene_prepositions: BTreeSet<SmolStr>,
    pub(super) people_nouns: BTreeSet<SmolStr>,
    pub(super) local_verbs: BTreeSet<SmolStr>,
    pub(super) harm_verbs: BTreeSet<SmolStr>,
    pub(super) saving: BTreeSet<SmolStr>,
    pub(super) pleading: BTreeSet<SmolStr>,
    pub(super) judging: BTreeSet<SmolStr>,
    pub(super) naming: BTreeSet<SmolStr>,
    pub(super) giving: BTreeSet<SmolStr>,
    pub(super) answers: BTreeSet<SmolStr>,
    pub(super) happening_nouns: BTreeSet<SmolStr>,
    needed: BTreeMap<SmolStr, BTreeSet<SmolStr>>,
    pub(super) companions: BTreeSet<SmolStr>,
    pub(super) companion_nouns: BTreeSet<SmolStr>,
    pub(super) undertaking: BTreeSet<SmolStr>,
    pub(super) partaking: BTreeSet<SmolStr>,
    pub(super) partner_nouns: BTreeSet<SmolStr>,
    pub(super) authoring: BTreeSet<SmolStr>,
    pub(super) documents: BTreeSet<SmolStr>,
    pub(super) saying: BTreeSet<SmolStr>,
    pub(in crate::linguistics) prefixes: BTreeSet<SmolStr>,
    pub(in crate::linguistics) pasts: BTreeMap<SmolStr, SmolStr>,
    pub(super) going_on: BTreeSet<SmolStr>,
    pub(super) answering: BTreeSet<SmolStr>,
    pub(super) addressing: BTreeMap<SmolStr, Vec<SmolStr>>,
    pub(super) utterances: BTreeMap<SmolStr, Vec<SmolStr>>,
    pub(super) person_nouns: BTreeSet<SmolStr>,
    holder_nouns: BTreeMap<HolderRole, BTreeSet<SmolStr>>,
    pub(super) light_oblique: Vec<LightOblique>,
    light_object: Vec<LightObject>,
    pub(super) semi_modal: Vec<SemiModal>,
    pub(super) participles: BTreeMap<SmolStr, SmolStr>,
    /// First word of each multi-word preposition with all its words, longest first.
    #[serde(skip)]
    by_first_word: BTreeMap<SmolStr, Vec<Vec<SmolStr>>>,
}

/// Verbs that carry only these objects: "**expressed** regret".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LightObject {
    verbs: BTreeSet<SmolStr>,
    nouns: BTreeSet<SmolStr>,
}

/// A verb with a preposition that carries a noun: "came **under** attack".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LightOblique {
    pub(super) verbs: BTreeSet<SmolStr>,
    pub(super) preposition: SmolStr,
    /// Nouns so carried; empty for any.
    #[serde(default)]
    pub(super) nouns: BTreeSet<SmolStr>,
    pub(super) role: Role,
}

/// What the verb's subject is to the noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Role {
    Subject,
    Object,
}

/// What somebody who is said to be a noun is to the event behind its "of".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum HolderRole {
    /// "the **organizer** of the protest"
    Subject,
    /// "the **target** of the attack"
    Object,
    /// "the **scene** of the attack"
    Place,
}

/// A verb or adjective that works as a modal verb of its infinitive.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SemiModal {
    pub(super) name: SmolStr,
    pub(super) lemma: SmolStr,
    /// Penn tag that the word must have.
    #[serde(default)]
    pub(super) tag: Option<SmolStr>,
    /// Adverb that must stand at the word and denies the infinitive: "has **yet** to".
    #[serde(default)]
    pub(super) negator: Option<SmolStr>,
    /// The infinitive lies in the future.
    #[serde(default)]
    pub(super) future: bool,
}

impl ClauseLexicon {
    /// Reads the lexicon from the data files.
    ///
    /// # Errors
    /// Names the file when it is missing, and the place when it cannot be read.
    pub fn read(files: &dyn Fn(&str) -> Option<Cow<'static, [u8]>>) -> Result<Self, Diagnostic> {
        let bytes = files(PATH).ok_or_else(|| {
            Diagnostic::new(Place::file(PATH), "the lexicon of clauses is missing")
        })?;
        Self::parse(&String::from_utf8_lossy(&bytes))
    }

    fn parse(text: &str) -> Result<Self, Diagnostic> {
        let mut lexicon: Self = toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .map_or(0, |span| crate::text::line_column(text, span.start).0);
            Diagnostic::new(Place::line(PATH, line), error.message())
        })?;
        for phrase in &lexicon.prepositions {
            let words: Vec<SmolStr> = phrase.split(' ').map(SmolStr::from).collect();
            let first = words[0].clone();
            lexicon.by_first_word.entry(first).or_default().push(words);
        }
        for phrases in lexicon.by_first_word.values_mut() {
            phrases.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        Ok(lexicon)
    }

    /// Multi-word prepositions that begin with a word, longest first.
    pub(super) fn prepositions_from(&self, first: &str) -> &[Vec<SmolStr>] {
        self.by_first_word.get(first).map_or(&[], Vec::as_slice)
    }

    /// What "the target of" makes of somebody.
    pub(super) fn holder_role(&self, noun: &str) -> Option<HolderRole> {
        let mut roles = self.holder_nouns.iter();
        roles
            .find(|(_, nouns)| nouns.contains(noun))
            .map(|(&role, _)| role)
    }

    /// True for "charge ... with", "invest ... in".
    pub(super) fn governs(&self, verb: &str, preposition: &str) -> bool {
        holds(&self.governed, preposition, verb)
    }

    /// True for "blame ... on", which says nothing without the preposition.
    pub(super) fn needs(&self, verb: &str, preposition: &str) -> bool {
        holds(&self.needed, preposition, verb)
    }

    /// True for "express regret", where the noun predicates.
    pub(super) fn carries_object(&self, verb: &str, noun: &str) -> bool {
        (self.light_object.iter())
            .any(|entry| entry.verbs.contains(verb) && entry.nouns.contains(noun))
    }

    /// True for "accuse ... of", where the gerund's subject is the verb's object.
    pub(super) fn gerund_of_object(&self, verb: &str, preposition: &str) -> bool {
        holds(&self.object_gerund, preposition, verb)
    }

    /// True for "insist on", where the gerund is the verb's content.
    pub(super) fn gerund_of_subject(&self, verb: &str, preposition: &str) -> bool {
        holds(&self.subject_gerund, preposition, verb)
    }
}

fn holds(table: &BTreeMap<SmolStr, BTreeSet<SmolStr>>, key: &str, word: &str) -> bool {
    table.get(key).is_some_and(|words| words.contains(word))
}
