//! What reading a phrase draws on: the tree, the word lists, and the recogniser's names, mended.
//!
//! Reads: [`Analysis`], [`Knowledge`]. Writes: [`Context`]. Never: changes the analysis.
//!
//! The recogniser cuts rare names into pieces and misses long ones; the gazetteer and the words
//! that make names ("League", "Ministry") put them together again.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::kinds::head_word;
use super::knowledge::Knowledge;
use super::mentions::words_of;
use super::recognised;
use super::{EntityKind, KindFamily, Near};
use crate::linguistics::{Analysis, Name, TokenId};

/// The longest name of the gazetteer, in tokens.
const LONGEST: usize = 8;

/// Tree, word lists and names of one article.
pub(super) struct Context<'a> {
    pub analysis: &'a Analysis,
    pub knowledge: &'a Knowledge,
    /// Names of things in order, never overlapping.
    pub names: Vec<Name>,
    /// Last words of people's full names.
    pub surnames: FxHashSet<SmolStr>,
    /// Given names with which people's full names begin.
    pub given_names: FxHashSet<SmolStr>,
    /// First words of the names of firms ("**Kavan** Air").
    pub firms: FxHashSet<SmolStr>,
    /// Names of one word that the tagger takes for names, too, somewhere.
    single: FxHashSet<SmolStr>,
    /// What the article names, to tell places of one name apart.
    pub near: Near,
}

impl<'a> Context<'a> {
    pub(super) fn new(analysis: &'a Analysis, knowledge: &'a Knowledge) -> Self {
        let mut context = Self {
            analysis,
            knowledge,
            names: recognised::names(analysis, knowledge),
            surnames: FxHashSet::default(),
            given_names: FxHashSet::default(),
            firms: FxHashSet::default(),
            single: FxHashSet::default(),
            near: Near::new(),
        };
        context.join_persons();
        context.lengthen_persons();
        context.split_places();
        context.lengthen();
        context.join_branches();
        for name in context.gazetteer_names() {
            context.insert(name);
        }
        for name in context.unrecognised() {
            context.insert(name);
        }
        context.vote();
        context.surnames = context.surnames();
        context.split_pairs();
        context.given_names = context.given_names();
        context.firms = context.firms();
        context.single = context.single();
        context.near = context.named_areas();
        context
    }

    /// The name that holds a token.
    pub(super) fn name_at(&self, token: TokenId) -> Option<&Name> {
        let place = self.names.partition_point(|name| name.tokens.end <= token);
        let name = self.names.get(place)?;
        name.tokens.contains(&token).then_some(name)
    }

    pub(super) fn is_place(&self, tokens: &Range<TokenId>) -> bool {
        let words = words_of(self.analysis, tokens);
        let entry = self.knowledge.gazetteer.find(&words, &Near::new());
        entry
            .is_some_and(|id| self.knowledge.gazetteer.entry(id).kind.family() == KindFamily::Place)
    }

    /// "Vermont | Bernie Sanders", "President of Peru | Ana Ruiz": a place before a given name or
    /// after an office is a name of its own.
    fn split_places(&mut self) {
        let mut places = Vec::new();
        for name in 0..self.names.len() {
            let whole = self.names[name].tokens.clone();
            if let Some(place) = self.place_before_person(&whole) {
                self.names[name].tokens.start = place.end;
                self.names[name].label = "PERSON".into();
                places.push(Name {
                    tokens: place,
                    label: "GPE".into(),
                });
            }
        }
        for place in places {
            self.insert(place);
        }
    }

    /// The place with which a name begins that goes on with somebody's name.
    fn place_before_person(&self, whole: &Range<TokenId>) -> Option<Range<TokenId>> {
        let given = |t: TokenId| self.knowledge.is_first_name(&self.analysis.tokens[t].text);
        let article = matches!(
            self.analysis.tokens[whole.start].text.as_str(),
            "the" | "The"
        );
        let start = whole.start + usize::from(article);
        let office = follows_office(self.analysis, self.knowledge, whole.start);
        let mut ends = (start + 1..whole.end).rev();
        let end = ends.find(|&end| {
            let person = whole.end - end > 1 && (given(end) || office);
            person && !given(start) && self.is_place(&(start..end))
        })?;
        Some(start..end)
    }

    fn surnames(&self) -> FxHashSet<SmolStr> {
        let full = self.names.iter().filter(|name| {
            let first = &self.analysis.tokens[name.tokens.start].text;
            name.tokens.len() > 1
                && (name.label == "PERSON" || self.knowledge.is_first_name(first))
                && self
                    .knowledge
                    .name_head(&self.analysis.tokens[name.tokens.end - 1].text)
                    .is_none()
        });
        full.map(|name| self.analysis.tokens[name.tokens.end - 1].text.clone())
            .filter(|word| word.len() > 2 && word.starts_with(char::is_uppercase))
            .collect()
    }

    fn single(&self) -> FxHashSet<SmolStr> {
        let lone = self.names.iter().filter(|name| name.tokens.len() == 1);
        let tokens = lone.map(|name| &self.analysis.tokens[name.tokens.start]);
        tokens
            .filter(|token| token.pos == "PROPN")
            .map(|token| token.text.clone())
            .collect()
    }

    /// True for a capitalised word that is somebody's surname, or a name of its own, elsewhere.
    pub(super) fn is_known(&self, word: &str) -> bool {
        self.surnames.contains(word) || self.single.contains(word)
    }

    fn given_names(&self) -> FxHashSet<SmolStr> {
        let full = self
            .names
            .iter()
            .filter(|name| name.label == "PERSON" && name.tokens.len() > 1);
        full.map(|name| &self.analysis.tokens[name.tokens.start].text)
            .filter(|word| self.knowledge.is_first_name(word))
            .cloned()
            .collect()
    }

    fn firms(&self) -> FxHashSet<SmolStr> {
        let text = |t: TokenId| &self.analysis.tokens[t].text;
        let firms = self.names.iter().filter(|name| {
            let kind = self.knowledge.name_head(text(name.tokens.end - 1));
            name.tokens.len() > 1 && kind == Some(EntityKind::Company)
        });
        firms.map(|name| text(name.tokens.start).clone()).collect()
    }

    /// "Tunisian League | for the Defence of Human Rights".
    fn lengthen(&mut self) {
        let mut longer = Vec::new();
        for name in &self.names {
            let words = words_of(self.analysis, &name.tokens);
            let kind = self.knowledge.name_head(head_word(self.knowledge, &words));
            let last = &self.analysis.tokens[name.tokens.end - 1];
            // "Court of Appeals | for the Second Circuit"; but "University of Leeds" lies in a country.
            let links: &[&str] = match self.knowledge.name_head(&last.text) {
                Some(_) => &["of", "for"],
                None => &["for"],
            };
            let takes = matches!(
                kind,
                Some(EntityKind::Organization | EntityKind::University | EntityKind::Igo)
            );
            let mut end = name.tokens.end;
            let office = self.office_of(&name.tokens);
            if takes && name.label == "ORG" || office.is_some() {
                end = office.unwrap_or(end);
                while let Some(further) = self.of_proper(end, links) {
                    end = further;
                }
            }
            if name.label == "ORG" {
                end = self.and_place(&(name.tokens.start..end)).unwrap_or(end);
            }
            if end > name.tokens.end {
                longer.push(Name {
                    tokens: name.tokens.start..end,
                    label: name.label.clone(),
                });
            }
        }
        for name in longer {
            self.insert(name);
        }
    }

    /// "Office of the UN | High Commissioner": where the capitals go on that follow the name of an
    /// office.
    fn office_of(&self, name: &Range<TokenId>) -> Option<TokenId> {
        let token = |t: TokenId| &self.analysis.tokens[t];
        let of = name.clone().find(|&t| token(t).text == "of")?;
        let head = of.checked_sub(1).filter(|t| name.contains(t))?;
        self.knowledge.name_head(&token(head).text)?;
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(head)];
        let proper = |t: &TokenId| token(*t).pos == "PROPN" && !self.is_in_person(*t);
        let further = name.end + (name.end..sentence.tokens.end).take_while(proper).count();
        (name.end..further)
            .contains(&token(name.end - 1).head)
            .then_some(further)
    }

    /// Proper nouns before a noun that the recogniser has missed, with a number behind them:
    /// "a 2016 **Rory Peck Awards** finalist", "**Falcon 9**".
    fn unrecognised(&self) -> Vec<Name> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.analysis.tokens.len() {
            let end = self.run_at(at);
            let numbered = self
                .analysis
                .tokens
                .get(end)
                .is_some_and(|next| next.pos == "NUM");
            let root = if numbered { end } else { end.saturating_sub(1) };
            let inner =
                |t: TokenId| matches!(self.analysis.tokens[t].dep.as_str(), "compound" | "nmod");
            let linked = (at..end).all(|t| t == root || inner(t));
            let end = end + usize::from(numbered);
            let before_person = self.is_in_person(self.analysis.tokens[root].head);
            if end > at + 1 && linked && (numbered || inner(root)) && !before_person {
                found.push(Name {
                    tokens: at..end,
                    label: SmolStr::default(),
                });
            }
            at = end.max(at + 1);
        }
        found
    }

    fn is_in_person(&self, token: TokenId) -> bool {
        (self.name_at(token)).is_some_and(|name| name.label == "PERSON")
    }

    /// One label for all places of a name: the most frequent one, of several the first.
    fn vote(&mut self) {
        let mut labels: FxHashMap<String, Vec<(SmolStr, usize)>> = FxHashMap::default();
        for name in &self.names {
            let votes = labels
                .entry(words_of(self.analysis, &name.tokens))
                .or_default();
            match votes.iter_mut().find(|(label, _)| *label == name.label) {
                Some((_, count)) => *count += 1,
                None => votes.push((name.label.clone(), 1)),
            }
        }
        let people = self
            .names
            .iter()
            .filter(|name| name.label == "PERSON" && name.tokens.len() > 1);
        let parts: FxHashSet<SmolStr> = people
            .flat_map(|name| &self.analysis.tokens[name.tokens.clone()])
            .map(|token| token.text.clone())
            .collect();
        for name in &mut self.names {
            let words = words_of(self.analysis, &name.tokens);
            let votes = &labels[&words];
            // One vote will do for a part of somebody's full name.
            let weight = |label: &str, count: usize| {
                let person = label == "PERSON" && parts.contains(words.as_str());
                (person, count)
            };
            let most = (votes.iter().rev()).max_by_key(|(label, count)| weight(label, *count));
            if let Some((label, _)) = most.filter(|_| name.label != "NORP") {
                name.label = label.clone();
            }
        }
    }

    /// End of the capitalised proper nouns that begin at a token and are no part of a name.
    fn run_at(&self, at: TokenId) -> TokenId {
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(at)].tokens;
        let proper = |t: &TokenId| {
            let token = &self.analysis.tokens[*t];
            let capital = token.text.starts_with(char::is_uppercase);
            token.pos == "PROPN" && capital && self.name_at(*t).is_none()
        };
        at + (at..sentence.end).take_while(proper).count()
    }

    /// End of "of Human Rights" or "for the Defence" at a place.
    fn of_proper(&self, at: TokenId, links: &[&str]) -> Option<TokenId> {
        let sentence = self.analysis.sentence_of(at.checked_sub(1)?);
        let limit = self.analysis.sentences[sentence].tokens.end;
        let token = |t: TokenId| (t < limit).then(|| &self.analysis.tokens[t]);
        let link = token(at).filter(|t| links.contains(&t.text.as_str()))?;
        let the = usize::from(token(at + 1).is_some_and(|t| t.text == "the"));
        let start = at + 1 + the;
        let length = (start..limit)
            .take_while(|&t| self.analysis.tokens[t].pos == "PROPN")
            .count();
        (length > 0 && link.dep == "prep").then_some(start + length)
    }

    /// "Court of England | and Wales": end of the second place of a body that is named for two.
    fn and_place(&self, name: &Range<TokenId>) -> Option<TokenId> {
        let text = |t: TokenId| self.analysis.tokens[t].text.as_str();
        let of = name.clone().rev().find(|&t| text(t) == "of")?;
        let body = of.checked_sub(1).filter(|t| name.contains(t))?;
        self.knowledge.name_head(text(body))?;
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(of)].tokens;
        let and = Some(name.end).filter(|&t| sentence.contains(&t) && text(t) == "and")?;
        let proper = |t: &TokenId| self.analysis.tokens[*t].pos == "PROPN";
        let end = and + 1 + (and + 1..sentence.end).take_while(proper).count();
        let places = end > and + 1
            && name.contains(&self.analysis.tokens[end - 1].head)
            && self.is_place(&(of + 1..name.end))
            && self.is_place(&(and + 1..end));
        places.then_some(end)
    }

    /// Names of several words that the gazetteer has, longest first.
    fn gazetteer_names(&self) -> Vec<Name> {
        let mut found = Vec::new();
        for sentence in &self.analysis.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                match self.longest_at(at, sentence.tokens.end) {
                    Some(name) => {
                        at = name.tokens.end;
                        found.push(name);
                    }
                    None => at += 1,
                }
            }
        }
        found
    }

    fn longest_at(&self, at: TokenId, limit: TokenId) -> Option<Name> {
        let capital = |t: TokenId| self.analysis.tokens[t].text.starts_with(char::is_uppercase);
        if !capital(at) || self.analysis.tokens[at].pos == "DET" {
            return None;
        }
        let none = Near::new();
        let ends = (at + 2..=limit.min(at + LONGEST)).rev();
        let figure = |t: TokenId| {
            self.analysis.tokens[t]
                .text
                .starts_with(|c: char| c.is_ascii_digit())
        };
        ends.filter(|end| capital(end - 1) || figure(end - 1))
            .find_map(|end| {
                let id = self
                    .knowledge
                    .gazetteer
                    .find(&words_of(self.analysis, &(at..end)), &none)?;
                let label = match self.knowledge.gazetteer.entry(id).kind {
                    EntityKind::City | EntityKind::Country | EntityKind::Region => "GPE",
                    EntityKind::Place => "LOC",
                    _ => "ORG",
                };
                // "Jordan Henderson" may be in no gazetteer, but "San Juan" of "Maria San Juan" is.
                let person = self.name_at(at).filter(|name| name.label == "PERSON");
                let inside = person.is_some_and(|name| name.tokens.len() > end - at);
                (!inside).then(|| Name {
                    tokens: at..end,
                    label: label.into(),
                })
            })
    }

    /// Puts a name in the place of what it overlaps, unless that is longer.
    pub(super) fn insert(&mut self, name: Name) {
        let overlaps = |other: &Name| {
            other.tokens.start < name.tokens.end && name.tokens.start < other.tokens.end
        };
        if (self.names.iter())
            .any(|other| overlaps(other) && other.tokens.len() > name.tokens.len())
        {
            return;
        }
        self.names.retain(|other| !overlaps(other));
        let place = (self.names).partition_point(|other| other.tokens.start < name.tokens.start);
        self.names.insert(place, name);
    }

    /// Codes of the countries and regions that the article names, and of the countries of its regions
    /// and large cities where their names leave no doubt.
    fn named_areas(&self) -> Near {
        let gazetteer = &self.knowledge.gazetteer;
        let none = Near::new();
        let mut near = Near::new();
        for name in &self.names {
            if !matches!(name.label.as_str(), "GPE" | "NORP" | "LOC") {
                continue;
            }
            let words = words_of(self.analysis, &name.tokens);
            let words = words.trim_start_matches("the ").trim_start_matches("The ");
            let found = gazetteer.find(words, &none);
            let Some(id) = found.or_else(|| gazetteer.demonym(words)) else {
                continue;
            };
            let entry = gazetteer.entry(id);
            if !gazetteer.is_certain(id, words, &none) {
                continue;
            }
            near.extend(entry.iso.clone());
            near.extend(
                entry
                    .region
                    .clone()
                    .filter(|_| entry.kind == EntityKind::Region),
            );
        }
        near
    }
}

/// "President of": a name of three words after it begins with the country.
fn follows_office(analysis: &Analysis, knowledge: &Knowledge, start: TokenId) -> bool {
    let Some(preposition) = start.checked_sub(1).filter(|&t| t > 0) else {
        return false;
    };
    let link = analysis.tokens[preposition].text.as_str();
    let office = analysis.tokens[preposition - 1].text.as_str();
    matches!(link, "of" | "to" | "from")
        && office.starts_with(char::is_uppercase)
        && knowledge.is_title(office)
}
