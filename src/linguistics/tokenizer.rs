//! Text into tokens, by the English rules of spaCy.
//!
//! Reads: a text and the file `tokenizer` of the model. Writes: [`RawToken`]s that cover the text.
//! Never: changes a character.

use rustc_hash::FxHashMap;

use super::affixes::{infixes, prefix_length, suffix_length};
use super::characters::is_space;
use super::model_files::Files;
use super::tokenizer_rules::{self, Exceptions};
use super::url::is_url;
use crate::error::Diagnostic;

/// A token before anything is known about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawToken {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Followed by a space that belongs to no token.
    pub(super) space_after: bool,
    /// Id of the normal form that an exception gives ("n't" → `not`), or 0.
    pub(super) norm: u64,
}

/// The rules.
pub(super) struct Tokenizer {
    exceptions: Exceptions,
    /// Exceptions that the other rules would cut, as the tokens they are cut into, by their first.
    phrases: FxHashMap<Box<str>, Vec<Vec<Box<str>>>>,
}

impl Tokenizer {
    /// Reads the exceptions and makes sure that the patterns are the English ones.
    pub(super) fn load(files: Files<'_>) -> Result<Self, Diagnostic> {
        let exceptions = tokenizer_rules::load(files)?;
        let mut words: Vec<Box<str>> = exceptions.keys().cloned().collect();
        words.sort_unstable();
        let mut tokenizer = Self {
            exceptions,
            phrases: FxHashMap::default(),
        };
        for word in &words {
            tokenizer.add_phrase(word);
        }
        Ok(tokenizer)
    }

    /// The tokens of a text.
    pub(super) fn tokens(&self, text: &str) -> Vec<RawToken> {
        let mut tokens = Vec::with_capacity(text.len() / 4);
        self.split_words(text, true, &mut tokens);
        self.restore_phrases(text, tokens)
    }

    /// Cuts at white space, then each piece by the affix rules.
    fn split_words(&self, text: &str, exceptions: bool, tokens: &mut Vec<RawToken>) {
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(is_space);
        for (at, c) in text.char_indices() {
            if is_space(c) == in_space {
                continue;
            }
            if start < at {
                self.split_word(text, start, at, exceptions, tokens);
            }
            start = at;
            if c == ' ' {
                if let Some(last) = tokens.last_mut() {
                    last.space_after = true;
                }
                start += 1;
            }
            in_space = !in_space;
        }
        if start < text.len() {
            self.split_word(text, start, text.len(), exceptions, tokens);
        }
    }

    fn split_word(
        &self,
        text: &str,
        start: usize,
        end: usize,
        exceptions: bool,
        tokens: &mut Vec<RawToken>,
    ) {
        if exceptions && self.push_exception(text, start, end, tokens) {
            return;
        }
        let (start, middle_end, suffixes) =
            self.strip_affixes(text, start, end, exceptions, tokens);
        if start < middle_end
            && !(exceptions && self.push_exception(text, start, middle_end, tokens))
        {
            split_middle(text, start, middle_end, tokens);
        }
        tokens.extend(
            suffixes
                .into_iter()
                .rev()
                .map(|(start, end)| plain(start, end)),
        );
    }

    /// Pushes the prefixes; gives what is left and the suffixes from the outermost inwards.
    fn strip_affixes(
        &self,
        text: &str,
        mut start: usize,
        mut end: usize,
        exceptions: bool,
        tokens: &mut Vec<RawToken>,
    ) -> (usize, usize, Vec<(usize, usize)>) {
        let known =
            |word: &str| exceptions && !word.is_empty() && self.exceptions.contains_key(word);
        let mut suffixes = Vec::new();
        while start < end && !known(&text[start..end]) {
            let prefix = prefix_length(&text[start..end]);
            if prefix > 0 && known(&text[start + prefix..end]) {
                tokens.push(plain(start, start + prefix));
                start += prefix;
                break;
            }
            let suffix = suffix_length(&text[start + prefix..end]);
            if suffix > 0 && known(&text[start..end - suffix]) {
                suffixes.push((end - suffix, end));
                end -= suffix;
                break;
            }
            if prefix + suffix == 0 {
                break;
            }
            if prefix > 0 {
                tokens.push(plain(start, start + prefix));
                start += prefix;
            }
            if suffix > 0 {
                suffixes.push((end - suffix, end));
                end -= suffix;
            }
        }
        (start, end, suffixes)
    }

    fn push_exception(
        &self,
        text: &str,
        start: usize,
        end: usize,
        tokens: &mut Vec<RawToken>,
    ) -> bool {
        let Some(pieces) = self.exceptions.get(&text[start..end]) else {
            return false;
        };
        let mut at = start;
        for piece in pieces {
            tokens.push(RawToken {
                norm: piece.norm,
                ..plain(at, at + piece.length)
            });
            at += piece.length;
        }
        true
    }

    fn add_phrase(&mut self, word: &str) {
        let is_cut = prefix_length(word) > 0
            || suffix_length(word) > 0
            || !infixes(word).is_empty()
            || word.contains(' ');
        if !is_cut {
            return;
        }
        let mut tokens = Vec::new();
        self.split_words(word, false, &mut tokens);
        let phrase: Vec<Box<str>> = tokens
            .iter()
            .map(|token| word[token.start..token.end].into())
            .collect();
        if let Some(first) = phrase.first() {
            self.phrases.entry(first.clone()).or_default().push(phrase);
        }
    }

    /// Gives back their own tokenization to exceptions that were cut up.
    fn restore_phrases(&self, text: &str, tokens: Vec<RawToken>) -> Vec<RawToken> {
        let accepted = non_overlapping(self.find_phrases(text, &tokens), tokens.len());
        if accepted.is_empty() {
            return tokens;
        }
        let mut out = Vec::with_capacity(tokens.len());
        let mut at = 0;
        for (start, length) in accepted {
            out.extend_from_slice(&tokens[at..start]);
            at = start + length;
            let last = tokens[at - 1];
            if self.push_exception(text, tokens[start].start, last.end, &mut out) {
                if let Some(token) = out.last_mut() {
                    token.space_after = last.space_after;
                }
            } else {
                out.extend_from_slice(&tokens[start..at]);
            }
        }
        out.extend_from_slice(&tokens[at..]);
        out
    }

    /// First token and number of tokens of each phrase in the text.
    fn find_phrases(&self, text: &str, tokens: &[RawToken]) -> Vec<(usize, usize)> {
        let form = |token: &RawToken| &text[token.start..token.end];
        let mut found = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            for phrase in self.phrases.get(form(token)).into_iter().flatten() {
                let rest = tokens[start..].iter().map(form);
                if phrase.len() <= tokens.len() - start
                    && phrase
                        .iter()
                        .zip(rest)
                        .all(|(expected, form)| **expected == *form)
                {
                    found.push((start, phrase.len()));
                }
            }
        }
        found
    }
}

/// Longest first, then leftmost; a rejected match still blocks its tokens. Sorted by start.
fn non_overlapping(mut found: Vec<(usize, usize)>, tokens: usize) -> Vec<(usize, usize)> {
    if found.is_empty() {
        return found;
    }
    found.sort_unstable_by_key(|&(start, length)| (usize::MAX - length, start));
    found.dedup();
    let mut taken = vec![false; tokens];
    found.retain(|&(start, length)| {
        let free = !taken[start] && !taken[start + length - 1];
        taken[start..start + length].fill(true);
        free
    });
    found.sort_unstable();
    found
}

/// A word without affixes: an address, or parts between infixes.
fn split_middle(text: &str, start: usize, end: usize, tokens: &mut Vec<RawToken>) {
    let word = &text[start..end];
    if is_url(word) {
        tokens.push(plain(start, end));
        return;
    }
    let mut at = start;
    for (from, to) in infixes(word) {
        if from == 0 {
            continue;
        }
        if start + from > at {
            tokens.push(plain(at, start + from));
        }
        tokens.push(plain(start + from, start + to));
        at = start + to;
    }
    if at < end {
        tokens.push(plain(at, end));
    }
}

fn plain(start: usize, end: usize) -> RawToken {
    RawToken {
        start,
        end,
        space_after: false,
        norm: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::strings::id;
    use crate::linguistics::testing::model;

    fn forms(text: &str) -> Vec<String> {
        let tokenizer = Tokenizer::load(&model).unwrap();
        tokenizer
            .tokens(text)
            .iter()
            .map(|token| text[token.start..token.end].to_owned())
            .collect()
    }

    #[test]
    fn words_are_cut_by_rule() {
        assert_eq!(
            forms("Mr. Kakar didn't visit X Corp. in 2023."),
            [
                "Mr.", "Kakar", "did", "n't", "visit", "X", "Corp.", "in", "2023", "."
            ]
        );
        assert_eq!(
            forms("Anwaar-ul-Haq’s"),
            ["Anwaar", "-", "ul", "-", "Haq", "’s"]
        );
        assert_eq!(forms("Xinjiang,”."), ["Xinjiang", ",", "”", "."]);
    }

    #[test]
    fn white_space_beyond_one_space_is_a_token() {
        assert_eq!(forms("a   b"), ["a", "  ", "b"]);
        assert_eq!(forms("Done.\n\nY"), ["Done", ".", "\n\n", "Y"]);
        assert_eq!(forms(" a\u{a0}b "), [" ", "a", "\u{a0}", "b"]);
        assert_eq!(forms(""), [""; 0]);
    }

    #[test]
    fn an_exception_carries_its_norm() {
        let tokens = Tokenizer::load(&model).unwrap().tokens("didn't");
        assert_eq!(tokens[0].norm, id("do"));
        assert_eq!(tokens[1].norm, id("not"));
    }
}
