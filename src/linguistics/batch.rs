//! Several texts on their way through the engine together, so that matrices are tall enough.
//!
//! Reads: texts. Writes: [`Analysis`]. Never: lets one text change what comes of another.

use std::ops::Range;

use smol_str::{SmolStr, StrExt};

use super::characters::is_blank;
use super::tok2vec::Key;
use super::tokenizer::RawToken;
use super::{Analysis, Name, Sentence, Token};
use crate::text::TextRange;

/// Tokens that fill a batch.
const BATCH: usize = 512;
/// Longest text that is analysed in one piece, in tokens; bounds the memory.
const LONGEST: usize = 8_192;

/// A text and what is known about it so far.
pub(super) struct Text {
    /// Where it begins in the article, in bytes.
    offset: usize,
    /// Number of its paragraph.
    paragraph: usize,
    /// Its tokens; heads count from the first one.
    pub(super) tokens: Vec<Token>,
    /// Each token in lower case.
    pub(super) lower: Vec<SmolStr>,
    /// Which tokens are white space.
    pub(super) blank: Vec<bool>,
    /// What the networks see of each token.
    pub(super) keys: Vec<Key>,
    /// Tokens that begin a sentence.
    pub(super) sentence_starts: Vec<bool>,
    /// Names; tokens count from the first one.
    pub(super) names: Vec<Name>,
}

impl Text {
    /// A text of tokens whose features come from `key`.
    pub(super) fn new(
        source: &Source<'_>,
        raw: &[RawToken],
        key: impl Fn(&Token, &str, u64) -> Key,
    ) -> Self {
        let mut text = Self {
            offset: source.offset,
            paragraph: source.paragraph,
            tokens: Vec::with_capacity(raw.len()),
            lower: Vec::with_capacity(raw.len()),
            blank: Vec::with_capacity(raw.len()),
            keys: Vec::with_capacity(raw.len()),
            sentence_starts: Vec::new(),
            names: Vec::new(),
        };
        for raw in raw {
            let token = token(source.text, raw);
            let lower = token.text.to_lowercase_smolstr();
            text.keys.push(key(&token, &lower, raw.norm));
            text.blank.push(is_blank(&token.text));
            text.lower.push(lower);
            text.tokens.push(token);
        }
        text
    }

    /// Appends the text to the analysis of its article.
    pub(super) fn append_to(self, analysis: &mut Analysis) {
        let first = analysis.tokens.len();
        let starts = self.sentence_starts.iter().enumerate();
        let mut starts: Vec<usize> = starts
            .filter(|(_, start)| **start)
            .map(|(at, _)| at)
            .collect();
        starts.push(self.tokens.len());
        for pair in starts.windows(2) {
            analysis.sentences.push(Sentence {
                tokens: first + pair[0]..first + pair[1],
                paragraph: self.paragraph,
            });
        }
        for mut token in self.tokens {
            token.head += first;
            token.range.start += self.offset;
            token.range.end += self.offset;
            analysis.tokens.push(token);
        }
        for mut name in self.names {
            name.tokens = name.tokens.start + first..name.tokens.end + first;
            analysis.names.push(name);
        }
    }
}

fn token(text: &str, raw: &RawToken) -> Token {
    Token {
        text: SmolStr::new(&text[raw.start..raw.end]),
        range: TextRange::new(raw.start, raw.end),
        space_after: raw.space_after,
        lemma: SmolStr::default(),
        tag: SmolStr::default(),
        pos: SmolStr::default(),
        morph: SmolStr::default(),
        head: 0,
        dep: SmolStr::default(),
    }
}

/// A text as it stands in its article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    /// Its characters.
    pub(super) text: &'a str,
    /// Where it begins in the article, in bytes.
    pub(super) offset: usize,
    /// Number of its paragraph.
    pub(super) paragraph: usize,
}

/// Groups texts into batches, in order.
pub(super) fn batches(texts: Vec<Text>) -> Vec<Vec<Text>> {
    let mut batches: Vec<Vec<Text>> = Vec::new();
    let mut size = BATCH;
    for text in texts {
        if size >= BATCH {
            batches.push(Vec::new());
            size = 0;
        }
        size += text.tokens.len();
        if let Some(batch) = batches.last_mut() {
            batch.push(text);
        }
    }
    batches
}

/// Cuts the tokens of an overlong text, after a full stop or white space where there is one.
pub(super) fn pieces(text: &str, tokens: &[RawToken]) -> Vec<Range<usize>> {
    let ends = |token: &RawToken| {
        let form = &text[token.start..token.end];
        matches!(form, "." | "!" | "?") || is_blank(form)
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    while tokens.len() - start > LONGEST {
        let window = &tokens[start..start + LONGEST];
        let end = start
            + window
                .iter()
                .rposition(ends)
                .map_or(LONGEST, |last| last + 1);
        pieces.push(start..end);
        start = end;
    }
    if start < tokens.len() {
        pieces.push(start..tokens.len());
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlong_text_is_cut_after_a_full_stop() {
        let text = "a.".repeat(LONGEST);
        let tokens: Vec<RawToken> = (0..text.len())
            .map(|at| RawToken {
                start: at,
                end: at + 1,
                space_after: false,
                norm: 0,
            })
            .collect();
        let pieces = pieces(&text, &tokens[1..]);
        assert_eq!(pieces, [0..LONGEST - 1, LONGEST - 1..2 * LONGEST - 1]);
    }
}
