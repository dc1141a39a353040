//! Social media posts embedded as blocks: words, link, credit line `— Name (@handle) October 20, 2023`.
//!
//! Reads: a text and its paragraphs. Writes: [`Post`]s; the paragraphs of a post become one of kind
//! [`ParagraphKind::Post`]. Never: takes a mention of a handle in running text for a post.

use jiff::civil::Date;

use super::dates::{self, Months};
use super::paragraphs::{Piece, trim};
use super::scan::Cursor;
use crate::document::{ParagraphKind, Post};
use crate::text::TextRange;

/// Where a post's own media and links point.
const LINKS: [&str; 4] = [
    "pic.twitter.com/",
    "pic.x.com/",
    "https://t.co/",
    "http://t.co/",
];

/// The longest name in a credit line, in bytes.
const NAME: usize = 120;

/// Finds the posts and cuts them out of the running text; their language is left open.
pub(super) fn cut_out(
    text: &str,
    pieces: &mut Vec<Piece>,
    published: Option<Date>,
    months: &Months,
) -> Vec<Post> {
    let blank_lines = pieces.iter().skip(1).any(|piece| !piece.joined);
    let mut posts = Vec::new();
    let mut done: Vec<Piece> = Vec::new();
    let mut waiting: Vec<Piece> = std::mem::take(pieces);
    waiting.reverse();
    while let Some(piece) = waiting.pop() {
        let Some(credit) = credit_line(text, piece.range, published, months) else {
            done.push(piece);
            continue;
        };
        let before = trim(text, TextRange::new(piece.range.start, credit.range.start));
        let words = if before.is_empty() {
            words_above(text, &mut done, blank_lines)
        } else {
            Some(Piece {
                range: before,
                ..piece.clone()
            })
        };
        let Some(words) = words else {
            done.push(piece);
            continue;
        };
        let range = words.range.cover(credit.range);
        let after = trim(text, TextRange::new(credit.range.end, piece.range.end));
        posts.push(credit.post(text, words.range, range));
        done.push(Piece {
            range,
            kind: ParagraphKind::Post,
            joined: words.joined,
        });
        if !after.is_empty() {
            waiting.push(Piece {
                range: after,
                kind: ParagraphKind::Body,
                joined: true,
            });
        }
    }
    *pieces = done;
    posts
}

/// A credit line alone belongs to the paragraph above it, and to the lines that hang on that one.
fn words_above(text: &str, done: &mut Vec<Piece>, blank_lines: bool) -> Option<Piece> {
    let free = |piece: &Piece| piece.kind == ParagraphKind::Body;
    let mut words = done.pop_if(|piece| free(piece))?;
    while only_links(words.range.of(text)) || (blank_lines && words.joined) {
        let Some(above) = done.pop_if(|piece| free(piece)) else {
            break;
        };
        words = Piece {
            range: above.range.cover(words.range),
            ..above
        };
    }
    Some(words)
}

fn only_links(words: &str) -> bool {
    words
        .split_whitespace()
        .all(|word| LINKS.iter().any(|link| word.starts_with(link)))
}

/// `— Name (@handle) October 20, 2023`.
struct Credit {
    /// Dash to date.
    range: TextRange,
    author: TextRange,
    handle: String,
    date: Option<Date>,
}

fn credit_line(
    text: &str,
    piece: TextRange,
    published: Option<Date>,
    months: &Months,
) -> Option<Credit> {
    let words = piece.of(text);
    words
        .match_indices("(@")
        .find_map(|(at, _)| credit_at(words, at, published, months))
        .map(|credit| credit.shifted(piece.start))
}

/// The credit line whose handle opens at byte `at`.
fn credit_at(words: &str, at: usize, published: Option<Date>, months: &Months) -> Option<Credit> {
    let mut cursor = Cursor::new(&words[at..]);
    cursor.eat_text("(@")?;
    let handle = cursor.run(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))?;
    cursor.eat(')')?;
    cursor.spaces();
    let written = dates::take(&mut cursor, months)?;
    let (dash, author) = name_before(words, at)?;
    Some(Credit {
        range: TextRange::new(dash, at + cursor.at()),
        author,
        handle: handle.to_owned(),
        date: written.near(published),
    })
}

/// The dash that opens the credit line, and the name between it and byte `end`.
fn name_before(words: &str, end: usize) -> Option<(usize, TextRange)> {
    let before = &words[..end];
    let dash = before.rfind(['—', '–', '―']).or_else(|| {
        let hyphen = before.rfind("- ")?;
        Some(before[..hyphen].trim_end_matches('-').len())
    })?;
    let name = before[dash..].trim_start_matches(['—', '–', '―', '-']);
    let author = trim(words, TextRange::new(end - name.len(), end));
    (!author.is_empty() && author.len() <= NAME && !author.of(words).contains('\n'))
        .then_some((dash, author))
}

impl Credit {
    fn shifted(mut self, by: usize) -> Self {
        for range in [&mut self.range, &mut self.author] {
            *range = TextRange::new(range.start + by, range.end + by);
        }
        self
    }

    fn post(self, text: &str, mut words: TextRange, range: TextRange) -> Post {
        let mut link = None;
        while let Some(last) = last_link(text, words) {
            words = trim(text, TextRange::new(words.start, last.start));
            link = Some(last);
        }
        Post {
            text: words,
            language: String::new(),
            author: self.author,
            handle: self.handle,
            date: self.date.map(|date| date.to_string()),
            link,
            range,
        }
    }
}

/// The link that ends a range, if one does.
fn last_link(text: &str, words: TextRange) -> Option<TextRange> {
    let inner = words.of(text);
    let start = LINKS.iter().filter_map(|link| inner.rfind(link)).max()?;
    let is_last = !inner[start..].contains(char::is_whitespace);
    is_last.then(|| TextRange::new(words.start + start, words.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lexicon::project_lexicon;
    use crate::ingest::paragraphs::split;

    fn cut(text: &str) -> (Vec<Piece>, Vec<Post>) {
        let mut pieces = split(text);
        let posts = cut_out(text, &mut pieces, None, &project_lexicon().newswire.months);
        (pieces, posts)
    }

    #[test]
    fn a_post_on_one_line_is_cut_out() {
        let text = "She went on.\n\nBonjour à tous pic.twitter.com/Ab1 — Ada Lopes (@ada_l) May 3, 2024\n\nHe left.";
        let (pieces, posts) = cut(text);
        let post = &posts[0];
        assert_eq!(post.text.of(text), "Bonjour à tous");
        assert_eq!(post.author.of(text), "Ada Lopes");
        assert_eq!(post.handle, "ada_l");
        assert_eq!(post.date.as_deref(), Some("2024-05-03"));
        assert_eq!(post.link.unwrap().of(text), "pic.twitter.com/Ab1");
        let kinds: Vec<_> = pieces.iter().map(|piece| piece.kind).collect();
        assert_eq!(
            kinds,
            [
                ParagraphKind::Body,
                ParagraphKind::Post,
                ParagraphKind::Body
            ]
        );
    }

    #[test]
    fn a_credit_line_takes_the_lines_above_it() {
        let text = "Body text.\n\nLine one\nline two\nhttps://t.co/x\n— Ada Lopes (@ada) 3 May 2024 He left.";
        let (pieces, posts) = cut(text);
        assert_eq!(posts[0].text.of(text), "Line one\nline two");
        assert_eq!(pieces.len(), 3);
        assert_eq!(pieces[2].range.of(text), "He left.");
    }

    #[test]
    fn a_handle_in_running_text_is_no_post() {
        let text = "The coach (@coach) posted on May 3, 2024 that she would stay.";
        assert!(cut(text).1.is_empty());
    }
}
