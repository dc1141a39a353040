//! Words that take up an event told before: `_coreference.toml`.
//!
//! Reads: that file. Writes: [`CoreferenceLexicon`]. Never: looks at a text.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::error::{Diagnostic, Place};

use super::families::Families;
use super::nodes;

/// Words that take up an event told before, lemmas in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoreferenceLexicon {
    /// Words before a noun that make it another event.
    pub others: BTreeSet<String>,
    /// Determiners of nouns that stand for what was told before.
    pub definite: BTreeSet<String>,
    /// Classes that say least of their family.
    pub vague: BTreeSet<String>,
    /// Classes and families told of in the singular and the plural alike.
    pub uncounted: BTreeSet<String>,
    /// Words for different things that one class holds.
    pub kinds: Vec<BTreeSet<String>>,
    /// Prepositions and predicates of what has happened already.
    pub aftermath: BTreeSet<String>,
    /// Nouns with the classes or families of the events that they may take up.
    pub nouns: BTreeMap<String, BTreeSet<String>>,
    /// Verbs of what events do: "**it** happened" speaks of one.
    pub happenings: BTreeSet<String>,
    /// Verbs of speech acts that only say where or on whose word another act is made.
    pub asides: BTreeSet<String>,
    /// Verbs of thinking, which said of oneself are no second act.
    pub beliefs: BTreeSet<String>,
    /// What events are about whose words do not say it.
    pub bridge: Vec<Bridge>,
    /// Nouns for those who take part in an event.
    pub part: Vec<Part>,
    /// Adjectives that leave open whether somebody had a part: "the **suspected** gunman".
    pub doubts: BTreeSet<String>,
    /// Whom events concern whose words name nobody.
    pub whose: Vec<Whose>,
    /// Who is hurt.
    pub harm: HarmWords,
    /// What events are said to come from.
    pub causes: CauseWords,
}

/// Words for those who are hurt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HarmWords {
    /// Lemmas of what happens to them, with the role that counts them.
    pub words: BTreeMap<String, String>,
    /// Nouns for them, with the roles that are zero where there are none.
    pub nobody: BTreeMap<String, Vec<String>>,
    /// Where and of what people die who were harmed before.
    pub scenes: BTreeSet<String>,
    /// Words whose subject dies.
    pub dying: BTreeSet<String>,
    /// Nouns that count the victims: "the death toll rose to 40".
    pub tolls: BTreeSet<String>,
    /// Nouns that stand for the people whose they are: "the lives of 64 people".
    pub bearers: BTreeSet<String>,
    /// Nouns of a ship's or a fight's losses: "with the loss of 81 lives".
    pub losses: BTreeSet<String>,
    /// Pronouns for none: "nobody was hurt".
    pub none: BTreeSet<String>,
    /// Those who are hurt by the other side.
    pub fighters: BTreeSet<String>,
}

/// Words between causes and results.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CauseWords {
    /// Nouns in "in response to", "as a result of".
    pub answers: BTreeSet<String>,
    /// Nouns that are themselves why: "for security reasons".
    pub reasons: BTreeSet<String>,
    /// What comes after what because of it.
    pub after: Vec<After>,
    /// Classes of what is done to somebody for what he did ...
    pub penalties: BTreeSet<String>,
    /// ... with the words before that: "for", "in connection with".
    pub grounds: BTreeSet<String>,
    /// Prepositions between "this is" and why something was done.
    pub because: BTreeSet<String>,
    /// Verbs of giving reasons: "banned it, citing the cost".
    pub citing: BTreeSet<String>,
    /// Verbs with the preposition of the result, empty for the object.
    pub verbs: BTreeMap<String, String>,
}

/// Classes and families of events that follow others because of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// What follows ...
    pub results: BTreeSet<String>,
    /// ... what.
    pub causes: BTreeSet<String>,
}

/// Events that are about one told before without saying so: "claimed responsibility".
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bridge {
    /// Their classes.
    pub classes: BTreeSet<String>,
    /// Roles that the event told before fills.
    pub roles: Vec<String>,
    /// Its classes or families.
    pub of: BTreeSet<String>,
    /// A role that they must have: only deaths that are counted belong to a disaster.
    #[serde(default)]
    pub having: Option<String>,
    /// Roles that they must not have: who inspects a school looks into no attack told before.
    #[serde(default)]
    pub lacking: Vec<String>,
    /// Trigger lemmas that they must have; any where it is empty.
    #[serde(default)]
    pub words: BTreeSet<String>,
    /// Sentences that lie between at most; 16 where nothing is said.
    #[serde(default)]
    pub reach: Option<usize>,
}

/// Nouns for those who have a part in an event told before: "the gunman", "protesters".
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Lemmas.
    pub nouns: BTreeSet<String>,
    /// The role that they have in the event.
    pub role: String,
    /// Its classes or families.
    pub of: BTreeSet<String>,
}

/// Events of which one is told to go through several: whoever is tried was charged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whose {
    /// The role to fill.
    pub role: String,
    /// Trigger lemmas of the events whose role is filled.
    pub words: BTreeSet<String>,
    /// Classes with the roles that tell who it is.
    pub of: BTreeMap<String, String>,
}

impl CoreferenceLexicon {
    /// Reads the file.
    pub(super) fn read(path: &str, text: &str, families: &Families) -> Result<Self, Diagnostic> {
        let lexicon: Self = nodes::values(path, text)?;
        if let Some(name) = lexicon.names().find(|name| !families.knows(name)) {
            let message = format!("unknown class or family \"{name}\"");
            return Err(Diagnostic::new(Place::file(path), message));
        }
        Ok(lexicon)
    }

    /// All classes and families that it names.
    fn names(&self) -> impl Iterator<Item = &String> {
        let open = self.bridge.iter().flat_map(|bridge| &bridge.classes);
        let told = self.bridge.iter().flat_map(|bridge| &bridge.of);
        let taken_up = self.nouns.values().flatten();
        let parts = self.part.iter().flat_map(|part| &part.of);
        let whose = self.whose.iter().flat_map(|whose| whose.of.keys());
        let plain = self.vague.iter().chain(&self.uncounted);
        let after = self.causes.after.iter();
        let after = after.flat_map(|after| after.results.iter().chain(&after.causes));
        let causes = after.chain(&self.causes.penalties);
        let links = open.chain(told).chain(parts).chain(whose);
        plain.chain(taken_up).chain(links).chain(causes)
    }

    /// True where a noun may take up events of a class of a family.
    pub fn takes_up(&self, noun: &str, class: &str, family: &str) -> bool {
        let known = self.nouns.get(noun);
        known.is_some_and(|names| names.contains(class) || names.contains(family))
    }

    /// True where a noun may take up events of a class by the name of the class, not only of its family.
    pub fn names_class(&self, noun: &str, class: &str) -> bool {
        let known = self.nouns.get(noun);
        known.is_some_and(|names| names.contains(class))
    }

    /// True where two words stand for different things, though one class holds both: "storm", "fire".
    pub fn differ(&self, one: &str, other: &str) -> bool {
        let kind = |word: &str| self.kinds.iter().position(|kind| kind.contains(word));
        kind(one).zip(kind(other)).is_some_and(|(a, b)| a != b)
    }
}
