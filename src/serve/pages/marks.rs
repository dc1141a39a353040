//! A text cut into pieces, so that spans that nest and overlap can be marked in place.
//!
//! Reads: a text, spans in code points. Writes: paragraphs of sentences of pieces, each piece with
//! all that covers it. Never: loses or repeats a character of a paragraph.

use serde::Serialize;

use super::report::Span;
use crate::ingest;

/// What a span of the text stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) what: What,
}

/// The two kinds of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A name: number of the entity.
    Name(usize),
    /// Words that tell a fact: number of the fact.
    Fact(usize),
}

/// A paragraph of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) span: Span,
    pub(super) sentences: Vec<Sentence>,
}

/// Pieces that are evidence together, or that are none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// The sentence that a report names as its evidence.
    pub(super) evidence: Option<Span>,
    pub(super) pieces: Vec<Piece>,
}

/// A stretch within which nothing begins or ends.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    pub(super) text: String,
    /// What covers it, the shortest first: marks with the same span in their order.
    #[serde(skip)]
    pub(super) marks: Vec<What>,
    /// The first piece of its shortest mark.
    pub(super) first: bool,
}

/// Cuts a text.
pub(super) fn cut(text: &str, marks: &[Mark], evidence: &[Span]) -> Vec<Paragraph> {
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let point = |byte: usize| bytes.partition_point(|&at| at < byte);
    let mut paragraphs = Vec::new();
    for range in ingest::paragraphs(text) {
        let span = Span {
            begin: point(range.start),
            end: point(range.end),
        };
        let words = |piece: Span| text[bytes[piece.begin]..bytes[piece.end]].to_owned();
        paragraphs.push(paragraph(span, marks, evidence, words));
    }
    paragraphs
}

fn paragraph(
    span: Span,
    marks: &[Mark],
    evidence: &[Span],
    words: impl Fn(Span) -> String,
) -> Paragraph {
    let mut marks: Vec<&Mark> = marks
        .iter()
        .filter(|mark| mark.span.overlaps(span))
        .collect();
    marks.sort_by_key(|mark| (mark.span.len(), mark.span.begin));
    let evidence: Vec<Span> = evidence
        .iter()
        .copied()
        .filter(|other| other.overlaps(span))
        .collect();
    let spans = marks
        .iter()
        .map(|mark| mark.span)
        .chain(evidence.iter().copied());
    let mut cuts: Vec<usize> = spans
        .flat_map(|other| [other.begin, other.end])
        .filter(|&at| span.begin < at && at < span.end)
        .chain([span.begin, span.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut sentences: Vec<Sentence> = Vec::new();
    for pair in cuts.windows(2) {
        let piece = Span {
            begin: pair[0],
            end: pair[1],
        };
        let around = evidence.iter().filter(|sentence| sentence.contains(piece));
        let evidence = around.copied().min_by_key(|sentence| sentence.len());
        let covering: Vec<&&Mark> = marks
            .iter()
            .filter(|mark| mark.span.contains(piece))
            .collect();
        let piece = Piece {
            text: words(piece),
            first: covering
                .first()
                .is_some_and(|mark| mark.span.begin.max(span.begin) == piece.begin),
            marks: covering.iter().map(|mark| mark.what).collect(),
        };
        match sentences
            .last_mut()
            .filter(|last| last.evidence == evidence)
        {
            Some(sentence) => sentence.pieces.push(piece),
            None => sentences.push(Sentence {
                evidence,
                pieces: vec![piece],
            }),
        }
    }
    Paragraph { span, sentences }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(begin: usize, end: usize, what: What) -> Mark {
        Mark {
            span: Span { begin, end },
            what,
        }
    }

    /// Pieces as "text:numbers", facts as they are, names from 100.
    fn told(paragraphs: &[Paragraph]) -> Vec<String> {
        let pieces = paragraphs.iter().flat_map(|paragraph| &paragraph.sentences);
        let pieces = pieces.flat_map(|sentence| &sentence.pieces);
        let number = |what: &What| match what {
            What::Fact(number) => number.to_string(),
            What::Name(number) => (100 + number).to_string(),
        };
        pieces
            .map(|piece| {
                let marks: Vec<String> = piece.marks.iter().map(number).collect();
                format!("{}:{}", piece.text, marks.join(","))
            })
            .collect()
    }

    #[test]
    fn spans_that_nest_and_overlap_are_cut_at_their_ends() {
        let text = "über den Rhein\n\nEnde";
        let marks = [
            mark(0, 8, What::Fact(0)),
            mark(5, 14, What::Fact(1)),
            mark(9, 14, What::Name(0)),
        ];
        let expected = ["über :0", "den:0,1", " :1", "Rhein:100,1", "Ende:"];
        assert_eq!(told(&cut(text, &marks, &[])), expected);
    }

    #[test]
    fn every_character_of_a_paragraph_is_there_once() {
        let text = "🙂 \u{202b}שלום\u{202c} <script>alert('x')</script> e\u{301}té.";
        let length = text.chars().count();
        for begin in 0..length {
            for end in begin + 1..length {
                let marks = [mark(begin, end, What::Name(0)), mark(2, 7, What::Fact(0))];
                let evidence = [Span {
                    begin: 1,
                    end: begin + 1,
                }];
                let paragraphs = cut(text, &marks, &evidence);
                let whole: String = paragraphs
                    .iter()
                    .flat_map(|paragraph| &paragraph.sentences)
                    .flat_map(|sentence| &sentence.pieces)
                    .map(|piece| piece.text.as_str())
                    .collect();
                assert_eq!(whole, text);
            }
        }
    }

    #[test]
    fn offsets_past_the_end_do_no_harm() {
        let marks = [mark(1, 99, What::Fact(0)), mark(200, 300, What::Name(0))];
        assert_eq!(told(&cut("abc", &marks, &[])), ["a:", "bc:0"]);
    }
}
