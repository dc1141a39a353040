//! How much of the text yielded something, and which predicates never did.
//!
//! Reads: everything known about articles, one after the other. Writes: [`Coverage`].
//! Never: changes facts; what it counts says nothing about whether the facts are right.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Serialize;
use smol_str::SmolStr;

use super::Reading;
use crate::discourse::quotes::{self, Quote};
use crate::discourse::{EntityId, EntityKind, Knowledge};
use crate::document::Article;
use crate::facts::{Facts, Filler};
use crate::linguistics::clauses::{ClauseId, PredicateKind};
use crate::linguistics::{Token, TokenId};
use crate::text::TextRange;

/// Labels of names that are amounts or times, not things.
const NO_THINGS: [&str; 8] = [
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE",
];
/// Tokens of the sentences that serve as examples, where there is a choice: neither a scrap nor a paragraph.
const READABLE: std::ops::RangeInclusive<usize> = 6..=40;

/// What articles yielded, counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Coverage {
    /// Articles counted.
    pub articles: usize,
    /// Sentences that say an event or a relation.
    pub sentences: Share,
    /// Verbs that name an event or decide how one is told; light verbs and "be" left out.
    pub verbs: Share,
    /// Common nouns whose first sense is a happening, and that name an event.
    pub nouns: Share,
    /// Quotations with a known act of speech or an event inside.
    pub quotations: Share,
    /// Names of things that take part in an event or a relation.
    pub names: Share,
    /// Predicates by lemma and kind.
    #[serde(skip)]
    predicates: BTreeMap<(SmolStr, &'static str), Predicate>,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Share {
    /// Those that yielded something.
    pub yielded: usize,
    /// All.
    pub all: usize,
}

impl Share {
    fn count(&mut self, yielded: bool) {
        self.all += 1;
        self.yielded += usize::from(yielded);
    }
}

/// How often a predicate yielded something and nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Predicate {
    /// Its lemma, with particle.
    pub lemma: SmolStr,
    /// `verb` or `noun`.
    pub kind: &'static str,
    /// Times it yielded nothing.
    pub missed: usize,
    /// Times it yielded an event.
    pub yielded: usize,
    /// Articles in which it yielded nothing.
    pub articles: usize,
    /// A sentence with it, white space made single.
    pub example: String,
    /// Tokens of the example.
    #[serde(skip)]
    length: usize,
    /// Number of the article that counted last.
    #[serde(skip)]
    last: usize,
}

impl Coverage {
    /// Counts one article.
    pub(super) fn add(&mut self, article: &Article, reading: &Reading, knowledge: &Knowledge) {
        self.articles += 1;
        let found = Found::new(reading);
        self.add_sentences(reading, &found);
        self.add_predicates(article, reading, &found, knowledge);
        self.add_names(reading);
        let Reading {
            analysis, clauses, ..
        } = reading;
        for quote in &quotes::find(article, analysis, clauses, &knowledge.cues).quotes {
            self.quotations.count(found.quotation(reading, quote));
        }
    }

    /// Predicates that yielded nothing, the most frequent first, then by alphabet.
    pub fn unmapped(&self) -> Vec<&Predicate> {
        let mut all: Vec<&Predicate> = (self.predicates.values())
            .filter(|predicate| predicate.missed > 0)
            .collect();
        all.sort_by_key(|predicate| std::cmp::Reverse(predicate.missed));
        all
    }

    fn add_sentences(&mut self, reading: &Reading, found: &Found) {
        for sentence in &reading.analysis.sentences {
            let mut words = reading.analysis.tokens[sentence.tokens.clone()].iter();
            if words.any(|token| token.pos != "SPACE" && token.pos != "PUNCT") {
                let range = reading.analysis.range(&sentence.tokens);
                let says = |evidence: &TextRange| range.contains(*evidence);
                self.sentences.count(found.evidence.iter().any(says));
            }
        }
    }

    fn add_predicates(
        &mut self,
        article: &Article,
        reading: &Reading,
        found: &Found,
        knowledge: &Knowledge,
    ) {
        let clauses = &reading.clauses.clauses;
        let carriers: FxHashSet<ClauseId> =
            clauses.iter().filter_map(|clause| clause.light).collect();
        let modals: FxHashSet<&SmolStr> = clauses
            .iter()
            .filter_map(|clause| clause.modal.as_ref())
            .collect();
        for (id, clause) in clauses.iter().enumerate() {
            let token = &reading.analysis.tokens[clause.head];
            let yielded = found.names(token) || found.cues.contains(&clause.head);
            let kind = match clause.kind {
                PredicateKind::Verb
                    if token.pos == "VERB"
                        && !carriers.contains(&id)
                        && !modals.contains(&clause.lemma) =>
                {
                    self.verbs.count(yielded);
                    "verb"
                }
                PredicateKind::Noun if is_happening(token, knowledge) => {
                    self.nouns.count(yielded);
                    "noun"
                }
                _ => continue,
            };
            let key = (clause.lemma.clone(), kind);
            let entry = self.predicates.entry(key).or_insert_with(|| Predicate {
                lemma: clause.lemma.clone(),
                kind,
                ..Predicate::default()
            });
            if yielded {
                entry.yielded += 1;
            } else {
                entry.miss(self.articles, article, reading, clause.head);
            }
        }
    }

    fn add_names(&mut self, reading: &Reading) {
        let taking_part = taking_part(&reading.facts);
        let mentions: Vec<TextRange> = (taking_part.iter())
            .flat_map(|&entity| reading.facts.entities[entity].mentions.iter().copied())
            .collect();
        for name in &reading.analysis.names {
            if !NO_THINGS.contains(&name.label.as_str()) {
                let range = reading.analysis.range(&name.tokens);
                let told = mentions.iter().any(|mention| mention.overlaps(range));
                self.names.count(told);
            }
        }
    }
}

impl Predicate {
    fn miss(&mut self, number: usize, article: &Article, reading: &Reading, head: TokenId) {
        self.missed += 1;
        if self.last != number {
            self.last = number;
            self.articles += 1;
        }
        let sentence = &reading.analysis.sentences[reading.analysis.sentence_of(head)];
        let length = sentence.tokens.len();
        let better = READABLE.contains(&length)
            && (!READABLE.contains(&self.length) || length < self.length);
        if self.example.is_empty() || better {
            let text = reading.analysis.range(&sentence.tokens).of(&article.text);
            self.example = text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.length = length;
        }
    }
}

/// Where an article yielded something.
struct Found {
    /// Triggers of events in the order of the text.
    triggers: Vec<TextRange>,
    /// Words that say an event (its trigger) or a relation (its sentence).
    evidence: Vec<TextRange>,
    /// Tokens that decided how an event is told.
    cues: FxHashSet<TokenId>,
}

impl Found {
    fn new(reading: &Reading) -> Self {
        let facts = &reading.facts;
        let mut triggers: Vec<TextRange> = (facts.events.iter())
            .flat_map(|event| event.triggers.iter().copied())
            .collect();
        triggers.sort_unstable_by_key(|range| (range.start, range.end));
        let relations = facts.relations.iter().flat_map(|told| &told.reports);
        let evidence = (triggers.iter().copied())
            .chain(relations.map(|report| report.evidence))
            .collect();
        let mut found = Self {
            triggers,
            evidence,
            cues: FxHashSet::default(),
        };
        for (clause, perspective) in reading
            .clauses
            .clauses
            .iter()
            .zip(&reading.discourse.perspectives)
        {
            if found.names(&reading.analysis.tokens[clause.head]) {
                found.cues.extend(perspective.cues.iter().copied());
            }
        }
        found
    }

    /// True where a token is a trigger.
    fn names(&self, token: &Token) -> bool {
        self.any_in(token.range)
    }

    fn any_in(&self, range: TextRange) -> bool {
        let next = self
            .triggers
            .partition_point(|trigger| trigger.start < range.start);
        let near = &self.triggers[next.saturating_sub(1)..];
        near.iter().take(2).any(|trigger| trigger.overlaps(range))
    }

    fn quotation(&self, reading: &Reading, quote: &Quote) -> bool {
        let speech = quote.speech.map(|id| reading.clauses.clauses[id].head);
        speech.is_some_and(|head| self.names(&reading.analysis.tokens[head]))
            || self.any_in(reading.analysis.range(&quote.tokens))
    }
}

fn is_happening(token: &Token, knowledge: &Knowledge) -> bool {
    token.pos == "NOUN" && knowledge.noun_kind(&token.lemma) == Some(EntityKind::Happening)
}

fn taking_part(facts: &Facts) -> FxHashSet<EntityId> {
    let roles = facts.events.iter().flat_map(|event| &event.roles);
    let objects = facts.relations.iter().map(|relation| &relation.object);
    (roles.map(|role| &role.filler).chain(objects))
        .filter_map(|filler| match filler {
            Filler::Entity(entity) => Some(*entity),
            Filler::Event(_) | Filler::Text(_) => None,
        })
        .chain(facts.relations.iter().map(|relation| relation.subject))
        .collect()
}
