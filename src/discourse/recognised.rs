//! The recogniser's names of things, cut where it took two for one.
//!
//! Reads: [`Analysis`], [`Knowledge`]. Writes: [`Name`]s in order. Never: joins or renames.

use std::ops::Range;

use super::knowledge::Knowledge;
use super::mentions::words_of;
use super::{EntityKind, KindFamily, Near};
use crate::linguistics::{Analysis, Name, TokenId};

/// Names of things: no dates, no numbers, nothing that is all in small letters.
pub(super) fn names(analysis: &Analysis, knowledge: &Knowledge) -> Vec<Name> {
    let cutter = Cutter {
        analysis,
        knowledge,
    };
    let things = analysis.names.iter().filter(|name| is_thing(&name.label));
    let pieces = things.flat_map(|name| cutter.pieces(name));
    pieces
        .filter(|name| is_written_as_name(analysis, name))
        .collect()
}

fn is_thing(label: &str) -> bool {
    matches!(
        label,
        "PERSON"
            | "ORG"
            | "GPE"
            | "LOC"
            | "FAC"
            | "NORP"
            | "EVENT"
            | "WORK_OF_ART"
            | "PRODUCT"
            | "LAW"
            | "LANGUAGE"
    )
}

/// "kerosene" is none, whatever the recogniser says; "al-Ikhbariya", "@minister" and "4chan" are.
fn is_written_as_name(analysis: &Analysis, name: &Name) -> bool {
    let marked = |c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '@' | '#' | '.');
    let caseless = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    let mut tokens = analysis.tokens[name.tokens.clone()].iter();
    tokens.any(|token| token.text.contains(|c| marked(c) || caseless(c)))
}

struct Cutter<'a> {
    analysis: &'a Analysis,
    knowledge: &'a Knowledge,
}

impl Cutter<'_> {
    fn pieces(&self, name: &Name) -> Vec<Name> {
        let brackets = split(name, |t| matches!(self.text(t), "(" | ")"));
        let pairs = brackets.iter().flat_map(|name| self.cut_pair(name));
        let held = pairs.flat_map(|name| self.cut_held(name));
        let places = held.flat_map(|name| self.cut_places(&name));
        places.flat_map(|name| self.cut_person(name)).collect()
    }

    /// "Oslo and Lima": two names that are known, of which no third is made.
    fn cut_pair(&self, name: &Name) -> Vec<Name> {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let known = |tokens: Range<TokenId>| self.entry(tokens).is_some();
        let joins = |&t: &TokenId| self.text(t) == "and" && known(start..t) && known(t + 1..end);
        let and = name.tokens.clone().find(joins);
        match and.filter(|_| !known(start..end)) {
            Some(and) => [start..and, and + 1..end]
                .map(|half| {
                    let place = self.is_place(half.clone());
                    piece(half, if place { "GPE" } else { &name.label })
                })
                .into(),
            None => vec![name.clone()],
        }
    }

    /// "Minister of **Peru Ana Ruiz**", "Secretary of **Defense Ana Ruiz**": what an office is held for, then who
    /// holds it.
    fn cut_held(&self, name: Name) -> Vec<Name> {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let begins = |&t: &TokenId| {
            (2..=4).contains(&(end - t)) && self.is_given(t) && (t..end).all(|t| self.is_capital(t))
        };
        let body_last = self.knowledge.name_head(self.text(end - 1)).is_some();
        let person = (start + 1..end).find(begins);
        let Some(person) = person.filter(|_| !body_last && self.follows_office(start)) else {
            return vec![name];
        };
        let holder = piece(person..end, "PERSON");
        let field = || {
            let noun = self.text(start).to_lowercase();
            let kind = self.knowledge.noun_kind(&noun);
            person == start + 1 && kind.is_some_and(|kind| kind != EntityKind::Person)
        };
        if self.is_place(start..person) {
            vec![piece(start..person, "GPE"), holder]
        } else if field() {
            vec![holder]
        } else {
            vec![name]
        }
    }

    /// "**minister of** Peru", "**ambassador to the** Vatican"
    fn follows_office(&self, start: TokenId) -> bool {
        let article = usize::from(start > 0 && self.text(start - 1) == "the");
        let Some(link) = start.checked_sub(1 + article).filter(|&link| link > 0) else {
            return false;
        };
        let noun = &self.analysis.tokens[link - 1].text;
        let person = self.knowledge.noun_kind(&noun.to_lowercase()) == Some(EntityKind::Person);
        matches!(self.text(link), "of" | "for" | "to") && (person || self.knowledge.is_title(noun))
    }

    /// "Auckland, New Zealand", "Ivdel, Sverdlovsk Oblast", "Omsk in Siberia", "Ilse Berg of Norway": a place and where
    /// it lies, somebody and where she is from.
    fn cut_places(&self, name: &Name) -> Vec<Name> {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let lies_in = |&t: &TokenId| match self.text(t) {
            "," => {
                let place = matches!(name.label.as_str(), "GPE" | "LOC");
                (place && t > start || self.is_place(start..t)) && self.is_place(t + 1..end)
                    || t > start && t + 2 < end && self.is_region(end - 1)
            }
            "in" => t > start && (self.is_place(t + 1..end) || self.is_force(t - 1)),
            "of" => {
                let person = name.label == "PERSON" || self.is_given(start);
                let body = |t: TokenId| self.knowledge.name_head(self.text(t)).is_some();
                person && t > start + 1 && !body(t - 1) && self.is_place(t + 1..end)
            }
            _ => false,
        };
        let Some(link) = name.tokens.clone().find(lies_in) else {
            return vec![name.clone()];
        };
        let body = self.knowledge.name_head(self.text(link - 1)).is_some();
        let label = match self.text(link) {
            "of" => "PERSON",
            "," if !body => "GPE",
            _ => &name.label,
        };
        vec![piece(start..link, label), piece(link + 1..end, "GPE")]
    }

    /// "Amnesty International | Ana Ruiz": a body, then somebody from it.
    fn cut_person(&self, name: Name) -> Vec<Name> {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let begins = |&t: &TokenId| {
            let person = (2..=4).contains(&(end - t)) && self.is_given(t) && !self.is_given(t - 1);
            person && self.is_capital(t - 1) && self.is_body(start..t)
        };
        let body_last = self.knowledge.name_head(self.text(end - 1)).is_some();
        let Some(person) = (start + 1..end).find(begins).filter(|_| !body_last) else {
            return vec![name];
        };
        let title = |t: &TokenId| self.knowledge.is_title(self.text(*t));
        let titles = (start..person).rev().take_while(title).count();
        let body = piece(start..person - titles, "ORG");
        vec![body, piece(person..end, "PERSON")]
    }

    fn text(&self, token: TokenId) -> &str {
        &self.analysis.tokens[token].text
    }

    fn is_capital(&self, token: TokenId) -> bool {
        self.text(token).starts_with(char::is_uppercase)
    }

    fn is_given(&self, token: TokenId) -> bool {
        self.knowledge.is_first_name(self.text(token))
    }

    /// "Armed **Forces** in", "Supreme **Court** in": a body, whose name no "in" goes on.
    fn is_force(&self, token: TokenId) -> bool {
        let kind = self.knowledge.name_head(self.text(token));
        kind.is_some_and(|kind| kind.family() == KindFamily::Organization)
    }

    fn is_place(&self, tokens: Range<TokenId>) -> bool {
        let last = tokens.clone().next_back().filter(|_| tokens.len() > 1);
        if last.is_some_and(|t| self.knowledge.kinds.is_region(&self.text(t).to_lowercase())) {
            return true;
        }
        let entry = self.entry(tokens);
        entry.is_some_and(|kind| {
            matches!(
                kind,
                EntityKind::Country | EntityKind::City | EntityKind::Region | EntityKind::Place
            )
        })
    }

    fn is_region(&self, token: TokenId) -> bool {
        self.knowledge
            .kinds
            .is_region(&self.text(token).to_lowercase())
    }

    /// A body that the gazetteer has, or several words of which one makes names of bodies.
    fn is_body(&self, tokens: Range<TokenId>) -> bool {
        let makes = |t: TokenId| self.knowledge.name_head(self.text(t)).is_some();
        let known = !self.is_place(tokens.clone()) && self.entry(tokens.clone()).is_some();
        known || tokens.len() > 1 && tokens.clone().any(makes)
    }

    fn entry(&self, tokens: Range<TokenId>) -> Option<EntityKind> {
        if tokens.is_empty() {
            return None;
        }
        let words = words_of(self.analysis, &tokens);
        let words = words.trim_start_matches("the ").trim_start_matches("The ");
        let id = self.knowledge.gazetteer.find(words, &Near::new())?;
        Some(self.knowledge.gazetteer.entry(id).kind)
    }
}

/// "Free Trade Area (AfCFTA": two names, without what stands between them.
fn split(name: &Name, between: impl Fn(TokenId) -> bool) -> Vec<Name> {
    let mut parts = Vec::new();
    let mut start = name.tokens.start;
    let ends = name.tokens.clone().filter(|&t| between(t));
    for end in ends.chain(std::iter::once(name.tokens.end)) {
        if start < end {
            parts.push(piece(start..end, &name.label));
        }
        start = end + 1;
    }
    parts
}

fn piece(tokens: Range<TokenId>, label: &str) -> Name {
    Name {
        tokens,
        label: label.into(),
    }
}
