//! The linguistic analysis of a text: sentences, tokens, tags, tree, names.
//!
//! Reads: paragraphs of an [`Article`](crate::document::Article) and a language model.
//! Writes: [`Analysis`]. Never: knows RDF, files or the clock.
//!
//! Labels are the model's own: Penn tags, universal POS, `ClearNLP` dependency labels
//! (`nsubj`, `nsubjpass`, `dobj`, `pobj`, `agent`, ...), `OntoNotes` entity types.

use std::ops::Range;

use serde::Serialize;
use smol_str::{SmolStr, StrExt, format_smolstr};

use crate::text::TextRange;

mod affixes;
mod attribute_ruler;
mod batch;
pub mod bench;
mod characters;
pub mod clauses;
pub mod conllu;
mod engine;
mod hash_embed;
mod hyphens;
mod lemmatizer;
mod lexeme;
mod listing;
mod matrix;
mod mixer_cache;
mod model_files;
mod names;
mod naming;
mod numbers;
mod parser;
mod retelling;
mod strings;
mod tagger;
#[cfg(test)]
mod testing;
mod tok2vec;
mod tokenizer;
mod tokenizer_rules;
mod transitions;
mod tree;
mod url;
mod vectors;

pub use engine::Engine;
pub use hyphens::join_prefixes;
pub use listing::join_lists;
pub use naming::cut_times;
pub(crate) use numbers::small_number;
pub use retelling::retell;

/// Number of a token in its [`Analysis`]; counts through the whole article.
pub type TokenId = usize;

/// The analysis of one article: tokens of all analysed paragraphs in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// All tokens, whitespace tokens included.
    pub tokens: Vec<Token>,
    /// All sentences in order; they cover all tokens.
    pub sentences: Vec<Sentence>,
    /// Named entities as the recogniser found them, in order, never overlapping.
    pub names: Vec<Name>,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Token {
    /// The words as in the text.
    pub text: SmolStr,
    /// Where they stand in the article.
    pub range: TextRange,
    /// Followed by a space.
    pub space_after: bool,
    /// Dictionary form.
    pub lemma: SmolStr,
    /// Penn Treebank tag (`VBD`).
    pub tag: SmolStr,
    /// Universal part of speech (`VERB`).
    pub pos: SmolStr,
    /// Universal features (`Tense=Past|VerbForm=Fin`), empty without any.
    pub morph: SmolStr,
    /// Head in the tree; its own number for a root.
    pub head: TokenId,
    /// Dependency label to the head, `ROOT` for a root.
    pub dep: SmolStr,
}

impl Token {
    /// "the **youngest** player", "the **12th** country": says which one of a row.
    pub fn ranks(&self) -> bool {
        let ordinal = self.text.starts_with(|first: char| first.is_ascii_digit())
            && ["st", "nd", "rd", "th"]
                .iter()
                .any(|end| self.text.ends_with(end));
        ordinal || self.tag == "JJS"
    }

    /// Dictionary form of a verb in lower case, with the "e" that the lemmatizer may have lost.
    pub fn verb_lemma(&self) -> SmolStr {
        with_silent_e(
            &self.text.to_lowercase_smolstr(),
            self.lemma.to_lowercase_smolstr(),
        )
    }
}

/// "fine" for "fined", "hope" for "hopes", of which the lemmatizer makes "fin" and "hop": a short verb
/// that ends in one vowel and one consonant would double it ("finned") or add "s" alone ("hops").
fn with_silent_e(form: &str, lemma: SmolStr) -> SmolStr {
    let undoubled = ["ed", "ing", "es"]
        .iter()
        .any(|ending| form.strip_suffix(ending) == Some(lemma.as_str()));
    let is_vowel = |letter: &u8| b"aeiou".contains(letter);
    let short = match lemma.as_bytes() {
        [onset @ .., vowel, last] => {
            let one_syllable = !onset.is_empty() && !onset.iter().any(is_vowel);
            let hisses = b"sz".contains(last) && form.ends_with("es");
            let doubles = !is_vowel(last) && !b"wxy".contains(last) && !hisses;
            one_syllable && is_vowel(vowel) && doubles
        }
        _ => false,
    };
    if undoubled && short {
        format_smolstr!("{lemma}e")
    } else {
        lemma
    }
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<TokenId>,
    /// Number of the paragraph in `Article::paragraphs`.
    pub paragraph: usize,
}

/// A named entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<TokenId>,
    /// `OntoNotes` type (`PERSON`, `GPE`, `ORG`, `DATE`, ...).
    pub label: SmolStr,
}

impl Analysis {
    /// Range of the text that a stretch of tokens covers; empty for an empty stretch.
    pub fn range(&self, tokens: &Range<TokenId>) -> TextRange {
        if tokens.is_empty() {
            return TextRange::default();
        }
        TextRange::new(
            self.tokens[tokens.start].range.start,
            self.tokens[tokens.end - 1].range.end,
        )
    }

    /// Number of the sentence that holds a token.
    pub fn sentence_of(&self, token: TokenId) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// Direct dependents of a token, left to right.
    pub fn children(&self, token: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        let sentence = self.sentences[self.sentence_of(token)].tokens.clone();
        sentence.filter(move |&child| child != token && self.tokens[child].head == token)
    }

    /// First direct dependent with one of these labels.
    pub fn child(&self, token: TokenId, labels: &[&str]) -> Option<TokenId> {
        self.children(token)
            .find(|&child| labels.contains(&self.tokens[child].dep.as_str()))
    }

    /// First and last token (exclusive) of everything that hangs on a token, itself included.
    pub fn subtree(&self, token: TokenId) -> Range<TokenId> {
        let sentence = self.sentences[self.sentence_of(token)].tokens.clone();
        let below = |&other: &TokenId| self.is_below(other, token);
        let start = sentence.clone().find(below).unwrap_or(token);
        let end = sentence.rev().find(below).unwrap_or(token) + 1;
        start..end
    }

    /// True where `token` is `ancestor` or hangs on it, directly or not.
    pub fn is_below(&self, token: TokenId, ancestor: TokenId) -> bool {
        let mut at = token;
        loop {
            if at == ancestor {
                return true;
            }
            let head = self.tokens[at].head;
            if head == at {
                return false;
            }
            at = head;
        }
    }
}
