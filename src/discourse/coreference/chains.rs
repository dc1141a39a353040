//! Chains of phrases and the conditions under which two of them may become one.
//!
//! Reads: [`Phrase`]s. Writes: chains with the features of all their phrases.
//! Never: joins what differs in number, gender, kind or gazetteer entry.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::confidence;
use crate::discourse::kinds;
use crate::discourse::knowledge::Knowledge;
use crate::discourse::mentions::Phrase;
use crate::discourse::names::fold;
use crate::discourse::quotes::Quotes;
use crate::discourse::{EntityKind, Gender, MentionForm};
use crate::linguistics::Analysis;
use crate::linguistics::clauses::Clauses;

/// Number of a chain.
pub(in crate::discourse) type ChainId = usize;
/// Number of a phrase.
pub(in crate::discourse) type PhraseId = usize;

/// Phrases that mean one thing.
#[derive(Debug, Clone)]
pub(in crate::discourse) struct Chain {
    /// Its phrases in order; empty once merged away.
    pub phrases: Vec<PhraseId>,
    /// Folded proper names, titles excluded.
    pub names: BTreeSet<String>,
    /// Lemmas of the heads of its descriptions and titles.
    pub lemmas: BTreeSet<SmolStr>,
    pub kind: EntityKind,
    /// How sure the kind is: 0 pronoun, 1 the recogniser's label, 2 description, 3 name, 4 gazetteer.
    pub kind_rank: u8,
    pub plural: bool,
    pub gender: Option<Gender>,
    pub entry: Option<u32>,
    /// Chains of its members, for a group named one by one.
    pub members: Vec<ChainId>,
}

/// All chains of an article.
pub(in crate::discourse) struct Chains<'a> {
    pub analysis: &'a Analysis,
    pub clauses: &'a Clauses,
    pub knowledge: &'a Knowledge,
    pub quotes: &'a Quotes,
    pub phrases: &'a [Phrase],
    pub all: Vec<Chain>,
    pub of_phrase: Vec<ChainId>,
    /// The sieve that gave each phrase its chain.
    pub sieves: Vec<&'static str>,
    /// How sure it is that each phrase means what its chain means, in percent: as sure as the weakest link.
    pub confidence: Vec<u8>,
    /// The sieve that is running.
    pub running: &'static str,
}

impl<'a> Chains<'a> {
    pub(super) fn new(
        analysis: &'a Analysis,
        clauses: &'a Clauses,
        knowledge: &'a Knowledge,
        quotes: &'a Quotes,
        phrases: &'a [Phrase],
    ) -> Self {
        let chain = |(id, phrase): (PhraseId, &Phrase)| Chain::of(analysis, knowledge, id, phrase);
        Self {
            analysis,
            clauses,
            knowledge,
            quotes,
            phrases,
            all: phrases.iter().enumerate().map(chain).collect(),
            of_phrase: (0..phrases.len()).collect(),
            sieves: vec!["new"; phrases.len()],
            confidence: vec![100; phrases.len()],
            running: "new",
        }
    }

    pub(super) fn chain_holding(&self, phrase: PhraseId) -> &Chain {
        &self.all[self.of_phrase[phrase]]
    }

    /// The phrase with this head.
    pub(super) fn phrase_at(&self, head: usize) -> Option<PhraseId> {
        self.phrases
            .binary_search_by_key(&head, |phrase| phrase.head)
            .ok()
    }

    /// Chains that still hold phrases, in order of their first one.
    pub(super) fn live(&self) -> Vec<ChainId> {
        let filled = |&id: &ChainId| !self.all[id].phrases.is_empty();
        (0..self.all.len()).filter(filled).collect()
    }

    /// Puts the chain of `later` into the chain of `earlier`, without asking; as sure as links of the running sieve are.
    pub(super) fn merge(&mut self, earlier: ChainId, later: ChainId) {
        self.merge_as(confidence::of_link(self, earlier, later), earlier, later);
    }

    /// The same with what is known of how sure it is, in percent.
    pub(super) fn merge_as(&mut self, percent: u8, earlier: ChainId, later: ChainId) {
        if earlier == later {
            return;
        }
        let (keep, gone) = (earlier.min(later), earlier.max(later));
        // "In **her** speech, Berg": the name is not what is in doubt.
        let joined = if confidence::is_of_pronouns(self, keep) {
            keep
        } else {
            gone
        };
        for &phrase in &self.all[joined].phrases {
            self.confidence[phrase] = self.confidence[phrase].min(percent);
        }
        let absorbed = std::mem::replace(&mut self.all[gone], Chain::empty());
        for &phrase in &absorbed.phrases {
            self.of_phrase[phrase] = keep;
            if self.sieves[phrase] == "new" {
                self.sieves[phrase] = self.running;
            }
        }
        self.all[keep].absorb(absorbed);
        for chain in &mut self.all {
            for member in chain.members.iter_mut().filter(|member| **member == gone) {
                *member = keep;
            }
        }
    }

    /// True where number, gender, kind and gazetteer entry allow a merge.
    pub(super) fn are_compatible(&self, a: ChainId, b: ChainId) -> bool {
        let (a, b) = (&self.all[a], &self.all[b]);
        let entries = a.entry.is_none() || b.entry.is_none() || a.entry == b.entry;
        entries && a.plural == b.plural && genders_agree(a.gender, b.gender) && kinds_agree(a, b)
    }
}

impl Chain {
    fn of(analysis: &Analysis, knowledge: &Knowledge, id: PhraseId, phrase: &Phrase) -> Self {
        let mut lemmas = BTreeSet::new();
        if phrase.form == MentionForm::Description {
            lemmas.insert(phrase.lemma.clone());
        }
        let title = phrase.name.iter().flat_map(|name| &name.title);
        lemmas
            .extend(title.map(|&token| SmolStr::from(analysis.tokens[token].lemma.to_lowercase())));
        let thing = phrase
            .name
            .iter()
            .filter(|_| phrase.kind != EntityKind::Person);
        // "Bank of Norway": "the bank".
        let words = thing.flat_map(|name| {
            let head = kinds::head_word(knowledge, &name.text);
            // "Hurricane Ines": "the hurricane".
            let first = name.text.split(' ').next();
            let leads =
                first.filter(|word| knowledge.name_head(word).is_some_and(kinds::leads_name));
            [
                name.text.split(' ').next_back(),
                head.split(' ').next(),
                leads,
            ]
        });
        lemmas.extend(
            words
                .flatten()
                .map(|word| SmolStr::from(word.to_lowercase())),
        );
        Self {
            phrases: vec![id],
            names: phrase.name.iter().map(|name| fold(&name.text)).collect(),
            lemmas,
            kind: phrase.kind,
            kind_rank: match phrase.form {
                _ if phrase.entry.is_some() => 4,
                MentionForm::Name if phrase.doubtful => 1,
                MentionForm::Name => 3,
                MentionForm::Description => 2,
                MentionForm::Pronoun => 0,
            },
            plural: phrase.plural,
            gender: phrase.gender,
            entry: phrase.entry,
            members: Vec::new(),
        }
    }

    fn empty() -> Self {
        Self {
            phrases: Vec::new(),
            names: BTreeSet::new(),
            lemmas: BTreeSet::new(),
            kind: EntityKind::Thing,
            kind_rank: 0,
            plural: false,
            gender: None,
            entry: None,
            members: Vec::new(),
        }
    }

    fn absorb(&mut self, other: Self) {
        self.phrases.extend(other.phrases);
        self.phrases.sort_unstable();
        self.names.extend(other.names);
        self.lemmas.extend(other.lemmas);
        self.gender = self.gender.or(other.gender);
        self.entry = self.entry.or(other.entry);
        if self.members.is_empty() {
            self.members = other.members;
        }
        let vague = self.kind == EntityKind::Thing && other.kind != EntityKind::Thing;
        if other.kind_rank > self.kind_rank && other.kind != EntityKind::Thing
            || vague && other.kind_rank == self.kind_rank
        {
            self.kind = other.kind;
            self.plural = other.plural;
        }
        self.kind_rank = self.kind_rank.max(other.kind_rank);
    }

    pub(super) fn is_named(&self) -> bool {
        !self.names.is_empty()
    }
}

pub(super) fn genders_agree(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.is_none() || b.is_none() || a == b
}

fn kinds_agree(a: &Chain, b: &Chain) -> bool {
    let unknown = |chain: &Chain| chain.kind == EntityKind::Thing && chain.kind_rank == 1;
    unknown(a) || unknown(b) || a.kind.family().meets(b.kind.family())
}
