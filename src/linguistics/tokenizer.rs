//! Text into tokens, by the English rules of spaCy.
//!
//! Reads: a text and the file `tokenizer` of the model. Writes: [`RawToken`]s that cover the text.
//! Never: changes a character.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::affixes::{infixes, prefix_length, suffix_length};
use super::characters::is_space;
use super::model_files::{Files, complaint, read, unpack};
use super::strings::{id, murmur_hash_64a};
use super::url::is_url;
use crate::error::Diagnostic;

const PATH: &str = "tokenizer";
/// Attribute numbers in the exceptions.
const ORTH: u64 = 65;
const NORM: u64 = 67;

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
    /// Words with a tokenization of their own ("don't", "Inc.", ":-)").
    exceptions: FxHashMap<Box<str>, Vec<Piece>>,
    /// Exceptions that the other rules would cut, as the tokens they are cut into, by their first.
    phrases: FxHashMap<Box<str>, Vec<Vec<Box<str>>>>,
}

/// A token of an exception.
#[derive(Debug, Clone, Copy)]
struct Piece {
    length: usize,
    norm: u64,
}

#[derive(Deserialize)]
struct Rules<'a> {
    prefix_search: Option<&'a str>,
    suffix_search: Option<&'a str>,
    infix_finditer: Option<&'a str>,
    url_match: Option<&'a str>,
    token_match: Option<&'a str>,
    #[serde(borrow)]
    exceptions: BTreeMap<&'a str, Vec<BTreeMap<u64, &'a str>>>,
}

impl Tokenizer {
    /// Reads the exceptions and makes sure that the patterns are the English ones.
    pub(super) fn load(files: Files<'_>) -> Result<Self, Diagnostic> {
        let bytes = read(files, PATH)?;
        let rules: Rules<'_> = unpack(PATH, &bytes)?;
        rules.check_patterns()?;
        let mut exceptions = FxHashMap::default();
        for (word, pieces) in &rules.exceptions {
            exceptions.insert((*word).into(), pieces_of(word, pieces)?);
        }
        let mut tokenizer = Self {
            exceptions,
            phrases: FxHashMap::default(),
        };
        for word in rules.exceptions.keys() {
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

fn pieces_of(word: &str, pieces: &[BTreeMap<u64, &str>]) -> Result<Vec<Piece>, Diagnostic> {
    let orths: String = pieces
        .iter()
        .filter_map(|piece| piece.get(&ORTH))
        .copied()
        .collect();
    let empty = pieces
        .iter()
        .any(|piece| piece.get(&ORTH).is_none_or(|orth| orth.is_empty()));
    if empty || orths != word {
        return Err(complaint(
            PATH,
            format!("the exception \"{word}\" has other tokens"),
        ));
    }
    let piece = |piece: &BTreeMap<u64, &str>| Piece {
        length: piece[&ORTH].len(),
        norm: piece.get(&NORM).map_or(0, |norm| id(norm)),
    };
    Ok(pieces.iter().map(piece).collect())
}

impl Rules<'_> {
    /// The patterns are implemented in code, so that other ones cannot be honoured.
    fn check_patterns(&self) -> Result<(), Diagnostic> {
        let hash = |pattern: Option<&str>| murmur_hash_64a(pattern.unwrap_or("").as_bytes(), 1);
        for (name, pattern, expected) in [
            (
                "prefix_search",
                self.prefix_search,
                13_676_887_775_574_862_363,
            ),
            (
                "suffix_search",
                self.suffix_search,
                16_292_862_290_510_366_917,
            ),
            (
                "infix_finditer",
                self.infix_finditer,
                6_324_521_875_165_007_120,
            ),
            ("url_match", self.url_match, 15_112_934_558_673_088_307),
        ] {
            if hash(pattern) != expected {
                return Err(complaint(
                    PATH,
                    format!("the pattern {name} is not that of spaCy's English rules"),
                ));
            }
        }
        match self.token_match {
            None => Ok(()),
            Some(_) => Err(complaint(
                PATH,
                "a pattern token_match, which English has not",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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

    #[test]
    fn other_patterns_are_refused() {
        let mut bytes = model(PATH).unwrap().into_owned();
        let at = bytes
            .windows(5)
            .position(|window| window == &"^§|^%".as_bytes()[..5]);
        bytes[at.unwrap()] = b'_';
        let error = Tokenizer::load(&|_| Some(bytes.clone().into()))
            .err()
            .unwrap();
        assert!(error.message.contains("prefix_search"), "{error}");
    }
}
