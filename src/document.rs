//! An article as read, before any analysis of its language.
//!
//! Reads: nothing. Writes: the [`Article`] value that every later layer points into.
//! Never: changes the text: offsets count from the text exactly as it was read.

use serde::{Deserialize, Serialize};

use crate::error::Place;
use crate::text::TextRange;

/// One news article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// The supplier's id or, without one, 16 hexadecimal digits of the SHA-256 of URL or text.
    pub id: String,
    /// The text that all offsets refer to: nothing trimmed, nothing normalised.
    pub text: String,
    /// Headline. Not part of `text` unless the source has it there.
    pub title: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Publication day, ISO 8601 `YYYY-MM-DD`.
    pub published: Option<String>,
    /// Month of publication, where its day is not known: `2004-11`.
    pub month: Option<String>,
    /// Names of the writers.
    pub authors: Vec<String>,
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// Main language of the text, BCP 47 ("en").
    pub language: String,
    /// Place and agency at the head of the text.
    pub dateline: Option<Dateline>,
    /// All non-blank paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Social media posts embedded in the text.
    pub posts: Vec<Post>,
    /// Where it was read: for messages only.
    #[serde(skip)]
    pub place: Place,
}

/// The head of a newswire text: `ISLAMABAD, Oct 20 (Agency) —`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dateline {
    /// The words of the whole dateline, separator included: not part of the first sentence.
    pub range: TextRange,
    /// Place as written ("URUMQI").
    pub place: Option<TextRange>,
    /// Country or state after the place ("KYIV, Ukraine").
    pub region: Option<TextRange>,
    /// Day that the dateline names, ISO 8601.
    pub date: Option<String>,
    /// Agency or publisher in the dateline.
    pub agency: Option<String>,
}

/// A paragraph, trimmed, without the dateline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its words.
    pub range: TextRange,
    /// Language, BCP 47.
    pub language: String,
    /// What it is.
    pub kind: ParagraphKind,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParagraphKind {
    /// Running text: analysed when its language is English.
    Body,
    /// Text, link and credit line of an embedded post: kept, not analysed.
    Post,
    /// A heading, caption, credit or byline inside the text: kept, not analysed.
    Furniture,
}

/// A social media post quoted as a block, with its credit line
/// `— Name (@handle) October 20, 2023`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Post {
    /// Words of the post, without link and credit line.
    pub text: TextRange,
    /// Language of these words, BCP 47.
    pub language: String,
    /// Name of the writer.
    pub author: TextRange,
    /// Handle without `@`.
    pub handle: String,
    /// Day of the post, ISO 8601.
    pub date: Option<String>,
    /// Link as written (`pic.twitter.com/...`).
    pub link: Option<TextRange>,
    /// The whole block.
    pub range: TextRange,
}
