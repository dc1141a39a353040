//! One article with everything that is known about it, and the questions that frames ask of it.
//!
//! Reads: analysis, clauses, discourse. Writes: nothing. Never: decides what is a fact.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, StrExt};

use crate::discourse::time::tells_which;
use crate::discourse::{
    Discourse, Entity, EntityId, Knowledge, MentionForm, Modality, TimeRelation, TimeValue,
};
use crate::document::Article;
use crate::linguistics::clauses::{Clause, ClauseId, Clauses, Embedding, Slot, Tense, Via};
use crate::linguistics::{Analysis, Name, Token, TokenId};
use crate::text::TextRange;

use super::dependents;
use super::frames::{FillerKind, Frames};
use super::present::{self, Telling};

/// All that is known about an article before its facts.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article,
    pub(super) analysis: &'a Analysis,
    pub(super) clauses: &'a [Clause],
    pub(super) discourse: &'a Discourse,
    pub(super) frames: &'a Frames,
    pub(super) knowledge: &'a Knowledge,
    clause_at: FxHashMap<TokenId, ClauseId>,
    children: Vec<Vec<ClauseId>>,
    /// The nouns that each verb carries.
    carried: Vec<Vec<ClauseId>>,
    time_at: FxHashMap<TokenId, usize>,
    /// Every token's lemma in small letters.
    lemmas: Vec<SmolStr>,
    /// Head of each token's dependents in order, for the whole article.
    dependents: Vec<Vec<TokenId>>,
    /// The tense in which it tells its news.
    pub(super) telling: Telling,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        article: &'a Article,
        analysis: &'a Analysis,
        clauses: &'a Clauses,
        discourse: &'a Discourse,
        frames: &'a Frames,
        knowledge: &'a Knowledge,
    ) -> Self {
        let clauses = &clauses.clauses;
        let mut children = vec![Vec::new(); clauses.len()];
        for (id, clause) in clauses.iter().enumerate() {
            if let Some(parent) = &clause.parent {
                children[parent.clause].push(id);
            }
        }
        let mut carried = vec![Vec::new(); clauses.len()];
        for (id, clause) in clauses.iter().enumerate() {
            if let Some(verb) = clause.light {
                carried[verb].push(id);
            }
        }
        let times = discourse.times.iter().enumerate();
        let mut reading = Self {
            article,
            analysis,
            clauses,
            discourse,
            frames,
            knowledge,
            clause_at: (clauses.iter().enumerate())
                .map(|(id, clause)| (clause.head, id))
                .collect(),
            children,
            carried,
            time_at: times
                .flat_map(|(id, time)| time.tokens.clone().map(move |token| (token, id)))
                .collect(),
            lemmas: (analysis.tokens.iter())
                .map(|token| token.lemma.to_lowercase_smolstr())
                .collect(),
            dependents: dependents::of_all(analysis, clauses),
            telling: Telling::Unclear,
        };
        reading.telling = present::tells_in(&reading);
        reading
    }

    pub(super) fn token(&self, id: TokenId) -> &'a Token {
        &self.analysis.tokens[id]
    }

    /// A token's lemma in small letters.
    pub(super) fn lemma(&self, id: TokenId) -> &str {
        &self.lemmas[id]
    }

    /// Direct dependents of a token, left to right.
    pub(super) fn dependents(&self, id: TokenId) -> &[TokenId] {
        &self.dependents[id]
    }

    /// Direct dependents with one of these labels, left to right.
    pub(super) fn with<'s>(
        &'s self,
        id: TokenId,
        labels: &'s [&str],
    ) -> impl DoubleEndedIterator<Item = TokenId> + 's {
        let dependents = self.dependents[id].iter().copied();
        dependents.filter(move |&child| labels.contains(&self.token(child).dep.as_str()))
    }

    /// True where the lemmas of a token and of those right before it are these words.
    pub(super) fn ends_with(&self, head: TokenId, words: &str) -> bool {
        words.rsplit(' ').enumerate().all(|(before, word)| {
            let token = head.checked_sub(before);
            token.is_some_and(|id| self.lemma(id) == word)
        })
    }

    /// Objects of the prepositional phrases that hang on a token, with their prepositions.
    pub(super) fn objects_of(
        &self,
        token: TokenId,
        prepositions: &[&str],
    ) -> Vec<(SmolStr, TokenId)> {
        let phrases = self.with(token, &["prep"]);
        phrases
            .filter_map(|id| {
                let preposition = self.token(id).text.to_lowercase();
                let object = self.with(id, &["pobj"]).next()?;
                let wanted = prepositions.contains(&preposition.as_str());
                wanted.then(|| (preposition.into(), object))
            })
            .collect()
    }

    /// A head and those that "and" adds to it, in order.
    pub(super) fn listed(&self, head: TokenId) -> Vec<TokenId> {
        let mut all = vec![head];
        let mut at = 0;
        while let Some(&item) = all.get(at) {
            all.extend(self.with(item, &["conj"]));
            at += 1;
        }
        all
    }

    /// The clause that a token heads.
    pub(super) fn clause_at(&self, head: TokenId) -> Option<ClauseId> {
        self.clause_at.get(&head).copied()
    }

    /// Clauses that hang on a clause.
    pub(super) fn below(&self, clause: ClauseId) -> &[ClauseId] {
        &self.children[clause]
    }

    /// The nouns and adjectives that a verb carries: "held **talks**".
    pub(super) fn carried(&self, verb: ClauseId) -> &[ClauseId] {
        &self.carried[verb]
    }

    /// The entity that a token refers to as the head of a mention.
    pub(super) fn entity_at(&self, head: TokenId) -> Option<(EntityId, &'a Entity)> {
        let id = self.discourse.entity_at(head)?;
        Some((id, &self.discourse.entities[id]))
    }

    /// How sure it is that the mention that a token heads means its entity, in percent.
    pub(super) fn reference_at(&self, head: TokenId) -> u8 {
        let mention = self.discourse.mention_at.get(&head);
        mention.map_or(100, |&id| self.discourse.mentions[id].confidence)
    }

    /// The same of the surest words for an entity in the sentence of a token.
    pub(super) fn reference_beside(&self, token: TokenId, entity: EntityId) -> u8 {
        let sentence = self.analysis.sentence_of(token);
        let mentions = self.discourse.mentions.iter();
        let here = mentions.filter(|mention| {
            mention.entity == entity && self.analysis.sentence_of(mention.head) == sentence
        });
        here.map(|mention| mention.confidence).max().unwrap_or(100)
    }

    /// True where the mention that a token heads is a pronoun.
    pub(super) fn is_pronoun(&self, head: TokenId) -> bool {
        let mention = self.discourse.mention_at.get(&head);
        mention.is_some_and(|&id| self.discourse.mentions[id].form == MentionForm::Pronoun)
    }

    /// The recogniser's name that covers a token.
    pub(super) fn name_at(&self, token: TokenId) -> Option<&'a Name> {
        let names = &self.analysis.names;
        let at = names.partition_point(|name| name.tokens.end <= token);
        names.get(at).filter(|name| name.tokens.contains(&token))
    }

    /// True for the words of a time expression.
    pub(super) fn is_time(&self, token: TokenId) -> bool {
        let name = self.name_at(token);
        let dated = name.is_some_and(|name| matches!(name.label.as_str(), "DATE" | "TIME"));
        // "a 21-year-**old** was arrested": somebody.
        let aged = self.token(token).lemma == "old" && self.entity_at(token).is_some();
        !aged && (dated || self.time_at.contains_key(&token))
    }

    /// True for the words of an expression that has a place in the calendar, unlike "two hours".
    pub(super) fn has_day(&self, token: TokenId) -> bool {
        let time = self
            .time_at
            .get(&token)
            .map(|&id| &self.discourse.times[id]);
        time.is_some_and(|time| time.value.is_some())
    }

    /// True for the words of a time expression that tells a day or more, but not for one that only
    /// names a thing ("his 2017 title"), nor for hours, minutes and ages.
    pub(super) fn is_dated(&self, token: TokenId) -> bool {
        let Some(time) = self
            .time_at
            .get(&token)
            .map(|&id| &self.discourse.times[id])
        else {
            return false;
        };
        let named = self.name_at(token).is_some_and(|name| name.label == "DATE");
        let modifies = time.tokens.len() == 1
            && matches!(self.token(token).dep.as_str(), "nummod" | "compound");
        (time.value.is_some() || named) && !modifies && !tells_which(self.analysis, &time.tokens)
    }

    /// When a clause takes place, as far as its own words say.
    pub(super) fn time_of(&self, clause: ClauseId) -> Option<TimeValue> {
        let own = self.discourse.time_of(clause).cloned();
        let mut time = own.or_else(|| self.time_beside(clause))?;
        // "since June, **when they resigned**"
        let mut arguments = self.clauses[clause].arguments.iter();
        if arguments.any(|it| it.slot == Slot::Temporal && it.via == Via::Relative) {
            time.relation = TimeRelation::At;
        }
        Some(time)
    }

    /// The clause that one goes on from, at the same time: "was shot on Monday and **died**", "attacked the
    /// base on Friday, **killing** ten". Who does something else does it at the same time only in a story
    /// told step by step: "the firm was sued on Monday, and the city **says** ..." is none.
    pub(super) fn goes_on_from(&self, id: ClauseId) -> Option<ClauseId> {
        let clause = &self.clauses[id];
        let parent = clause.parent.as_ref()?;
        let above = &self.clauses[parent.clause];
        let goes_on = match parent.relation {
            Embedding::Conjunct if self.has_own_doer(id) => {
                clause.tense == Tense::Past && !clause.perfect && above.tense == Tense::Past
            }
            Embedding::Conjunct => clause.perfect == above.perfect,
            _ => return clause.gone_on_from(),
        };
        goes_on.then_some(parent.clause)
    }

    /// The subject is said in the clause itself, not shared with another or left to it.
    pub(super) fn has_own_doer(&self, id: ClauseId) -> bool {
        let mut arguments = self.clauses[id].arguments.iter();
        arguments.any(|argument| match argument.via {
            Via::Direct => argument.slot == Slot::Subject,
            Via::Passive => argument.slot == Slot::Object,
            _ => false,
        })
    }

    /// "The trial **opens** on 3 June": a verb in the present that tells what is planned, by its words or by a
    /// date after that of the article.
    pub(super) fn is_scheduled(&self, id: ClauseId) -> bool {
        let perspective = self.discourse.perspectives.get(id);
        let planned = perspective.is_some_and(|found| found.modality == Modality::Planned);
        let clause = &self.clauses[id];
        clause.is_simple_present() && !self.recurs(clause) && (planned || self.is_ahead(id))
    }

    /// "opens **every** Friday", "plays **on Fridays**"
    pub(super) fn recurs(&self, clause: &Clause) -> bool {
        let mut times = clause.arguments.iter().map(|it| (it.head, &it.slot));
        times.any(|(head, slot)| {
            let each = |word: TokenId| matches!(&*self.token(word).lemma, "every" | "each");
            let plural = matches!(&*self.token(head).tag, "NNS" | "NNPS");
            let counted = self.with(head, &["nummod"]).next().is_some();
            // "hours later", "after days of rain" are once.
            let each_time = |name: &str| matches!(name, "at" | "during" | "in" | "on");
            let usual =
                plural && !counted && matches!(slot, Slot::Oblique(name) if each_time(name));
            self.is_time(head) && (usual || self.with(head, &["det"]).any(each))
        })
    }

    /// It takes place at a time after the article's day.
    fn is_ahead(&self, id: ClauseId) -> bool {
        let day = self.article.published.as_deref();
        let time = self
            .time_of(id)
            .filter(|time| time.relation == TimeRelation::At);
        let (Some(day), Some(time)) = (day, time) else {
            return false;
        };
        let length = day.len().min(time.begin.len());
        time.begin.get(..length) > day.get(..length)
    }

    /// A time among the words that hang on the clause's head ("the **2016** election") and that dates no other clause.
    fn time_beside(&self, clause: ClauseId) -> Option<TimeValue> {
        let clause = &self.clauses[clause];
        let arguments = clause.arguments.iter().filter(|argument| {
            matches!(
                argument.slot,
                Slot::Temporal
                    | Slot::Oblique(_)
                    | Slot::Modifier
                    | Slot::Compound
                    | Slot::Possessor
            )
        });
        arguments
            .map(|argument| argument.head)
            .chain(self.dependents(clause.head).iter().copied())
            .find_map(|head| {
                let time = *self.time_at.get(&head)?;
                let taken = self.discourse.clause_times.contains(&Some(time));
                let value = self.discourse.times[time].value.clone();
                value.filter(|_| !taken)
            })
    }

    /// Words of the sentence that holds a token, spaces at its ends left out.
    pub(super) fn sentence(&self, token: TokenId) -> TextRange {
        let tokens = &self.analysis.sentences[self.analysis.sentence_of(token)].tokens;
        let solid = |&id: &TokenId| !self.token(id).text.trim().is_empty();
        let start = tokens.clone().find(solid).unwrap_or(tokens.start);
        let end = tokens.clone().rev().find(solid).unwrap_or(tokens.start) + 1;
        self.analysis.range(&(start..end))
    }

    /// Words of a noun phrase as written, without its determiner and what a comma or a clause adds, but for what
    /// completes it: "conspiracy **to burgle**", "failing **to pay**", "being **an accomplice**".
    pub(super) fn phrase(&self, head: TokenId) -> &'a str {
        let mut end = self.end_of_phrase(head);
        let verb = self.token(head).pos == "VERB" || self.token(head).pos == "AUX";
        let completes: &[&str] = if verb {
            &["xcomp", "attr", "acomp"]
        } else {
            &["acl"]
        };
        for child in self.with(head, completes) {
            let infinitive = self
                .with(child, &["aux"])
                .any(|aux| self.token(aux).tag == "TO");
            if child >= end && (infinitive || verb) {
                end = self.end_of_phrase(child);
            }
        }
        self.words(self.start_of_phrase(head)..end)
    }

    /// The words of a sum of money without what it is for: "**$5 million** in aid", "**$20 per month**".
    pub(super) fn sum(&self, head: TokenId) -> &'a str {
        let rate = (self.with(head, &["prep"])).find(|&word| self.token(word).text == "per");
        let end = rate.map_or_else(|| self.end_of_number(head), |rate| self.end_of_phrase(rate));
        self.words(self.start_of_phrase(head)..end)
    }

    pub(super) fn words(&self, tokens: Range<TokenId>) -> &'a str {
        self.analysis.range(&tokens).of(&self.article.text)
    }

    fn start_of_phrase(&self, head: TokenId) -> TokenId {
        let before = self.dependents(head).iter().copied();
        before
            .filter(|&child| child < head && !self.is_determiner(child))
            .map(|child| self.leftmost(child))
            .min()
            .unwrap_or(head)
    }

    /// One past the last token of a head's prepositional and conjoined dependents.
    fn end_of_phrase(&self, head: TokenId) -> TokenId {
        let mut end = self.end_of_number(head);
        let parts = [
            "prep", "pobj", "dobj", "nummod", "conj", "pcomp", "quantmod",
        ];
        for child in self.with(head, &parts) {
            // "beat **Dale 3-1**": the score is no part of the name.
            let score = self.token(child).dep == "nummod" && self.end_of_number(child) > child + 1;
            // "its new chief **on Monday**": when, not what.
            let day = ["at", "during", "in", "on"].contains(&&*self.token(child).text)
                && (self.with(child, &["pobj"])).any(|object| self.has_day(object));
            // "the appointment of Holm as chief **by the board**": who did it.
            let doer = self.token(child).text == "by"
                && (self.with(child, &["pobj"])).any(|object| self.acts(object));
            if child >= end && !score && !day && !doer {
                end = self.end_of_phrase(child);
            }
        }
        end
    }

    /// True for the head of words for somebody who can act.
    fn acts(&self, head: TokenId) -> bool {
        let entity = self.entity_at(head);
        entity.is_some_and(|(_, entity)| FillerKind::Agent.allows(entity.kind, entity.named))
    }

    /// Last token of a head's phrase with its prepositional and conjoined parts.
    pub(super) fn last_of_phrase(&self, head: TokenId) -> TokenId {
        self.end_of_phrase(head) - 1
    }

    /// A token and all that hangs on it, in no order.
    pub(super) fn words_below(&self, token: TokenId) -> Vec<TokenId> {
        let below = self.dependents(token).iter();
        let mut words: Vec<TokenId> = below.flat_map(|&child| self.words_below(child)).collect();
        words.push(token);
        words
    }

    /// One past a word, or past the last of a score or range: "3-1", "2016–17".
    pub(super) fn end_of_number(&self, head: TokenId) -> TokenId {
        let tokens = &self.analysis.tokens;
        let joined = |id: &TokenId| {
            let next = tokens.get(*id).map(|token| token.text.as_str());
            let part = next.is_some_and(|next| {
                matches!(next, "-" | "–") || next.starts_with(|c: char| c.is_ascii_digit())
            });
            !tokens[*id - 1].space_after && part
        };
        if tokens[head].pos != "NUM" {
            return head + 1;
        }
        let rest = head + 1..tokens.len();
        rest.clone().find(|id| !joined(id)).unwrap_or(rest.end)
    }

    pub(super) fn leftmost(&self, token: TokenId) -> TokenId {
        let below = self.dependents(token).iter();
        let starts = below.map(|&child| self.leftmost(child));
        starts.min().unwrap_or(token).min(token)
    }

    fn is_determiner(&self, token: TokenId) -> bool {
        matches!(
            self.token(token).dep.as_str(),
            "det" | "poss" | "punct" | "cc" | "predet"
        )
    }

    /// The number that counts a noun, with words such as "at least"; a bare numeral counts itself.
    pub(super) fn number(&self, head: TokenId) -> Option<&'a str> {
        let lemma = self.token(head).lemma.to_lowercase();
        let numeral = if self.token(head).pos == "NUM" || self.frames.words.numbers.contains(&lemma)
        {
            head
        } else {
            self.with(head, &["nummod"]).last()?
        };
        if self.is_time(numeral) {
            return None;
        }
        let start = self.leftmost(numeral);
        let range = self.analysis.range(&(start..numeral + 1));
        Some(range.of(&self.article.text))
    }
}
