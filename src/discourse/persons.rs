//! Names of people that the recogniser cut: "Ursula von der | Leyen", `Ana "Nan" | Reed`.
//!
//! Reads: [`Context`], the tree. Writes: its names. Never: joins two people.

use std::ops::Range;

use super::context::Context;
use crate::linguistics::{Name, Token, TokenId};

impl Context<'_> {
    /// "Ursula von der | Leyen": a person's name goes on in the next one.
    pub(super) fn join_persons(&mut self) {
        let mut at = 0;
        while at + 1 < self.names.len() {
            let first = &self.names[at].tokens;
            let second = self.names[at + 1].tokens.clone();
            let linked = first.clone().any(|t| {
                let token = &self.analysis.tokens[t];
                second.contains(&token.head) && token.dep == "compound"
            });
            let given = || {
                let word = &self.analysis.tokens[first.start].text;
                first.len() == 1 && self.knowledge.is_first_name(word) && !self.is_place(first)
            };
            let adjacent =
                first.end == second.start && (self.names[at].label == "PERSON" || given());
            if linked && adjacent && self.names[at + 1].label != "NORP" {
                self.names[at].label = "PERSON".into();
                self.names[at].tokens.end = second.end;
                self.names.remove(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// "Superintendent Graciano | Reyes": a person's name goes on in a surname that the recogniser left out.
    pub(super) fn lengthen_persons(&mut self) {
        for at in 0..self.names.len() {
            let name = &self.names[at];
            let end = name.tokens.end;
            let Some(next) = self.analysis.tokens.get(end) else {
                continue;
            };
            let last = &self.analysis.tokens[end - 1];
            let goes_on = last.dep == "compound" && last.head == end && next.pos == "PROPN";
            // "Ann Miller | Jackson": two words are a person's whatever the second is.
            let capital = next.text.starts_with(char::is_uppercase)
                && last.text.chars().all(char::is_alphabetic);
            let begun = name.tokens.len() > 1 || self.knowledge.is_first_name(&last.text);
            let free = self
                .names
                .get(at + 1)
                .is_none_or(|it| it.tokens.start > end);
            let body = self.knowledge.name_head(&next.text).is_some();
            if name.label == "PERSON" && goes_on && begun && capital && free && !body {
                self.names[at].tokens.end += 1;
            }
        }
        let longer: Vec<Name> = (self.names.iter())
            .filter(|name| name.label == "PERSON")
            .filter_map(|name| {
                let end = (self.after_nickname(&name.tokens))
                    .or_else(|| self.after_hyphen(&name.tokens))?;
                Some(Name {
                    tokens: name.tokens.start..end,
                    label: name.label.clone(),
                })
            })
            .collect();
        for name in longer {
            self.insert(name);
        }
    }

    /// `Ana "Nan" | Reed`: end of the name that goes on behind a nickname.
    fn after_nickname(&self, name: &Range<TokenId>) -> Option<TokenId> {
        let tokens = &self.analysis.tokens;
        let quote = |t: TokenId| {
            let text = tokens.get(t).map(|token| token.text.as_str());
            matches!(text, Some("\"" | "“" | "”" | "'" | "‘" | "’"))
        };
        let opening = name.start + 1 + self.proper_run(name.start + 1);
        let closing = opening + 1 + self.proper_run(opening + 1);
        let nicked = quote(opening) && quote(closing) && closing > opening + 1;
        let surname = self.proper_run(closing + 1);
        let reaches = opening <= name.end && surname > 0;
        (nicked && reaches && surname <= 2).then_some(closing + 1 + surname)
    }

    /// "Isabelle Ruiz | -Reed", "Han Duck | -soo"
    fn after_hyphen(&self, name: &Range<TokenId>) -> Option<TokenId> {
        let tokens = &self.analysis.tokens;
        let hyphen = tokens.get(name.end).filter(|token| token.text == "-")?;
        let joined = !tokens[name.end - 1].space_after && !hyphen.space_after;
        let proper = |token: &Token| token.pos == "PROPN";
        let goes_on = tokens.get(name.end + 1).is_some_and(proper);
        (name.len() > 1 && joined && goes_on).then_some(name.end + 2)
    }

    /// How many capitalised proper nouns stand from a token on.
    fn proper_run(&self, at: TokenId) -> usize {
        let rest = self.analysis.tokens.get(at..).unwrap_or_default();
        let proper = rest
            .iter()
            .take_while(|token| token.pos == "PROPN" && token.text.starts_with(char::is_uppercase));
        proper.count()
    }
}
