//! Quotations and who speaks them.
//!
//! Reads: tokens, paragraphs and clauses. Writes: [`Quotes`]. Never: resolves the speaker to an entity.
//!
//! A quotation may run over sentences and paragraphs: by newspaper custom each paragraph opens with
//! a quotation mark and only the last one closes. The speaker is the subject of the nearest verb of
//! saying around the marks, else that of the sentence or the quotation before in the same paragraph, or that of the
//! quotation in the preceding one.

use std::ops::Range;

use super::perspective::cues::{Cues, Kind};
use crate::document::Article;
use crate::linguistics::clauses::{Clause, ClauseId, Clauses, PredicateKind, Slot};
use crate::linguistics::{Analysis, TokenId};

/// Words that make a quotation a sentence.
const SENTENCE: usize = 5;

/// All quotations of an article in order; they do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotes {
    /// The quotations.
    pub quotes: Vec<Quote>,
}

/// One quotation: one piece between marks, or several over paragraphs without a closing mark between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Its tokens, without the outer quotation marks.
    pub tokens: Range<TokenId>,
    /// Head token of the phrase that names the speaker.
    pub speaker: Option<TokenId>,
    /// The clause of the verb of saying, where one introduces it.
    pub speech: Option<ClauseId>,
    /// The word of saying where the parser sees no clause in it.
    pub word: Option<TokenId>,
}

impl Quotes {
    /// The quotation that holds a token.
    pub fn at(&self, token: TokenId) -> Option<&Quote> {
        let next = self
            .quotes
            .partition_point(|quote| quote.tokens.end <= token);
        self.quotes
            .get(next)
            .filter(|quote| quote.tokens.contains(&token))
    }
}

/// Finds all quotations with their speakers.
pub fn find(article: &Article, analysis: &Analysis, clauses: &Clauses, cues: &Cues) -> Quotes {
    let mut quotes = Quotes {
        quotes: with_single_marks(analysis, spans(analysis))
            .into_iter()
            .map(|tokens| Quote {
                tokens,
                speaker: None,
                speech: None,
                word: None,
            })
            .collect(),
    };
    let search = Search {
        article,
        analysis,
        clauses,
        cues,
    };
    for number in 0..quotes.quotes.len() {
        let (speaker, speech) = search.speaker(&quotes, number);
        let quote = &mut quotes.quotes[number];
        quote.speaker = speaker;
        quote.speech = speech;
        if speaker.is_none()
            && let Some((text, word)) = search.read_out(quote)
        {
            quote.speaker = Some(text);
            quote.word = Some(word);
        }
    }
    quotes
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Open,
    Close,
    /// Straight marks open or close by turns.
    Straight,
}

fn sign(analysis: &Analysis, token: TokenId) -> Option<Sign> {
    match analysis.tokens[token].text.as_str() {
        "“" | "„" | "«" | "``" => Some(Sign::Open),
        "”" | "»" | "''" => Some(Sign::Close),
        "\"" => Some(Sign::Straight),
        _ => None,
    }
}

/// Stretches between marks, over paragraphs where these open again without having closed, or only close.
fn spans(analysis: &Analysis) -> Vec<Range<TokenId>> {
    let mut spans = Vec::new();
    let mut open: Option<TokenId> = None;
    let mut paragraph = None;
    for sentence in &analysis.sentences {
        if paragraph.is_some_and(|before| before != sentence.paragraph) {
            let reopens = first_word(analysis, &sentence.tokens)
                .and_then(|token| sign(analysis, token))
                .is_some_and(|sign| sign != Sign::Close);
            if !reopens && !closes(analysis, sentence.paragraph) {
                // Never closed: a slip of the writer; nothing is taken for quoted.
                open = None;
            }
        }
        let starts = paragraph != Some(sentence.paragraph);
        paragraph = Some(sentence.paragraph);
        for token in sentence.tokens.clone() {
            let Some(sign) = sign(analysis, token) else {
                continue;
            };
            let is_first = starts && first_word(analysis, &sentence.tokens) == Some(token);
            match open {
                Some(_) if is_first && sign != Sign::Close => {}
                Some(start) if sign != Sign::Open => {
                    if start < token {
                        spans.push(start..token);
                    }
                    open = None;
                }
                Some(_) => open = Some(token + 1),
                None if sign != Sign::Close => open = Some(token + 1),
                None => {}
            }
        }
    }
    spans
}

/// True where a paragraph closes a mark that it did not open.
fn closes(analysis: &Analysis, paragraph: usize) -> bool {
    let inside = analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.paragraph == paragraph);
    let tokens = inside.flat_map(|sentence| sentence.tokens.clone());
    let signs: Vec<Sign> = tokens.filter_map(|token| sign(analysis, token)).collect();
    match signs.first() {
        Some(Sign::Straight) => signs.len() % 2 == 1,
        first => first == Some(&Sign::Close),
    }
}

/// The stretches and those between single marks; what is quoted inside a quotation belongs to it.
fn with_single_marks(analysis: &Analysis, double: Vec<Range<TokenId>>) -> Vec<Range<TokenId>> {
    let crosses = |a: &Range<TokenId>, b: &Range<TokenId>| a.start < b.end && b.start < a.end;
    let holds = |a: &Range<TokenId>, b: &Range<TokenId>| a.start <= b.start && b.end <= a.end;
    let mut single = single_spans(analysis);
    single.retain(|span| {
        let mut across = double.iter().filter(|other| crosses(span, other));
        across.all(|other| holds(span, other))
    });
    let is_inner = |span: &Range<TokenId>| single.iter().any(|outer| holds(outer, span));
    let mut spans: Vec<_> = double.into_iter().filter(|span| !is_inner(span)).collect();
    spans.extend(single);
    spans.sort_unstable_by_key(|span| span.start);
    spans
}

/// Stretches of one paragraph between single marks. An apostrophe is told from a closing mark by the
/// comma or full stop before it.
fn single_spans(analysis: &Analysis) -> Vec<Range<TokenId>> {
    let tokens = &analysis.tokens;
    let is_single = |token: TokenId| matches!(tokens[token].text.as_str(), "'" | "‘" | "’");
    let opens = |token: TokenId, first: bool| {
        let apart = first || token == 0 || tokens[token - 1].space_after;
        apart && !tokens[token].space_after && tokens[token].text != "’"
    };
    let closes = |token: TokenId| {
        let attached = token > 0 && !tokens[token - 1].space_after;
        attached && tokens[token - 1].text.ends_with([',', '.', '?', '!', '…'])
    };
    let mut spans = Vec::new();
    let mut open: Option<TokenId> = None;
    let mut paragraph = None;
    for sentence in &analysis.sentences {
        if paragraph != Some(sentence.paragraph) {
            open = None;
        }
        paragraph = Some(sentence.paragraph);
        for token in sentence.tokens.clone().filter(|&token| is_single(token)) {
            match open {
                Some(start) if closes(token) => {
                    spans.push(start..token);
                    open = None;
                }
                None if opens(token, token == sentence.tokens.start) => open = Some(token + 1),
                _ => {}
            }
        }
    }
    spans
}

fn first_word(analysis: &Analysis, tokens: &Range<TokenId>) -> Option<TokenId> {
    tokens
        .clone()
        .find(|&token| !analysis.tokens[token].text.trim().is_empty())
}

struct Search<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    clauses: &'a Clauses,
    cues: &'a Cues,
}

type Spoken = (Option<TokenId>, Option<ClauseId>);

impl Search<'_> {
    fn speaker(&self, quotes: &Quotes, number: usize) -> Spoken {
        let quote = &quotes.quotes[number];
        if let Some((clause, speaker)) = self.speech_beside(quotes, quote) {
            return (speaker, Some(clause));
        }
        let named = self
            .according(quotes, quote)
            .or_else(|| self.before_colon(quote));
        if named.is_some() {
            return (named, None);
        }
        let told = self
            .introduced(quotes, quote)
            .or_else(|| self.remarked(quotes, quote));
        if let Some((speaker, clause)) = told {
            return (Some(speaker), Some(clause));
        }
        match self.continued(quotes, number) {
            Some(before) => (before.speaker, before.speech),
            None => (None, None),
        }
    }

    /// The nearest clause of saying outside all quotations, in a sentence that the quotation touches.
    fn speech_beside(&self, quotes: &Quotes, quote: &Quote) -> Option<(ClauseId, Option<TokenId>)> {
        let around = self.around(quote);
        self.clauses
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, clause)| around.contains(&clause.head) && quotes.at(clause.head).is_none())
            .filter(|(_, clause)| clause.kind == PredicateKind::Verb && self.is_speech(clause))
            .filter_map(|(id, clause)| Some((id, clause, subject(clause)?)))
            .min_by_key(|(_, clause, _)| distance(quote, clause))
            .map(|(id, _, speaker)| (id, Some(speaker)))
    }

    fn is_speech(&self, clause: &Clause) -> bool {
        self.cues.speaks(&clause.lemma, Kind::Verb)
    }

    /// The sentences of its first and last word; the one after where the parser cut at a closing
    /// mark ("..., " | "he said."), and the one before that ends in a colon.
    fn around(&self, quote: &Quote) -> Range<TokenId> {
        let analysis = self.analysis;
        let first = analysis.sentence_of(quote.tokens.start);
        let last = analysis.sentence_of(quote.tokens.end - 1);
        let sentences = &analysis.sentences;
        let mut start = sentences[first].tokens.start;
        let mut end = sentences[last].tokens.end;
        let opens = start + 1 >= quote.tokens.start;
        if let Some(before) = first.checked_sub(1).filter(|_| opens)
            && self.last_word(before) == Some(":")
        {
            start = sentences[before].tokens.start;
        }
        let comma = analysis.tokens[quote.tokens.end - 1]
            .text
            .ends_with([',', '?', '!']);
        if comma
            && end <= quote.tokens.end + 1
            && let Some(after) = sentences.get(last + 1)
            && after.paragraph == sentences[last].paragraph
        {
            end = after.tokens.end;
        }
        start..end
    }

    fn last_word(&self, sentence: usize) -> Option<&str> {
        let tokens = self.analysis.sentences[sentence].tokens.clone();
        tokens
            .rev()
            .map(|token| self.analysis.tokens[token].text.as_str())
            .find(|text| !text.trim().is_empty())
    }

    /// "according to X" in the same sentence.
    fn according(&self, quotes: &Quotes, quote: &Quote) -> Option<TokenId> {
        let around = self.around(quote);
        self.clauses
            .clauses
            .iter()
            .flat_map(|clause| &clause.arguments)
            .filter(|argument| {
                around.contains(&argument.head) && quotes.at(argument.head).is_none()
            })
            .find(|argument| self.cues.names_source(self.analysis, argument))
            .map(|argument| argument.head)
    }

    /// `Maria Lopez: "We won."`
    fn before_colon(&self, quote: &Quote) -> Option<TokenId> {
        let analysis = self.analysis;
        let colon = quote.tokens.start.checked_sub(2)?;
        let last = colon.checked_sub(1)?;
        if analysis.tokens[colon].text != ":" {
            return None;
        }
        let name = analysis
            .names
            .iter()
            .find(|name| name.tokens.contains(&last))?;
        let is_speaker = matches!(name.label.as_str(), "PERSON" | "ORG" | "NORP" | "GPE");
        is_speaker.then(|| self.head_of(&name.tokens))
    }

    /// `Lopez defended the ban: "It saves lives."`: whoever the sentence before the colon or comma tells of, where
    /// the quotation is a sentence of its own.
    fn introduced(&self, quotes: &Quotes, quote: &Quote) -> Option<(TokenId, ClauseId)> {
        let tokens = &self.analysis.tokens;
        let mark = quote.tokens.start.checked_sub(2)?;
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(mark)];
        let first = tokens[quote.tokens.start].text.trim_start_matches('[');
        let whole = matches!(tokens[mark].text.as_str(), ":" | ",")
            && first.starts_with(char::is_uppercase)
            && quote.tokens.len() >= SENTENCE;
        let (id, told) = self.first_verb(|clause| {
            let parent = clause.parent.as_ref();
            let above = parent.map(|parent| &self.clauses.clauses[parent.clause]);
            let main = above.is_none_or(|above| quote.tokens.contains(&above.head));
            main && sentence.tokens.contains(&clause.head)
                && clause.head < mark
                && quotes.at(clause.head).is_none()
        })?;
        let speaker = self.somebody(told).filter(|_| whole)?;
        Some((speaker, id))
    }

    /// `Lopez criticised the ban. "It costs lives."`: whoever speaks in the sentence before, which quotes nothing.
    fn remarked(&self, quotes: &Quotes, quote: &Quote) -> Option<(TokenId, ClauseId)> {
        let sentences = &self.analysis.sentences;
        let first = self.analysis.sentence_of(quote.tokens.start);
        let before = &sentences[first.checked_sub(1)?];
        let whole = quote.tokens.len() >= SENTENCE
            && sentences[first].tokens.start + 1 >= quote.tokens.start
            && sentences[first].paragraph == before.paragraph
            && before
                .tokens
                .clone()
                .all(|token| quotes.at(token).is_none());
        let (id, told) = self
            .first_verb(|clause| before.tokens.contains(&clause.head) && clause.parent.is_none())?;
        let speaker = self
            .somebody(told)
            .filter(|_| whole && self.is_speech(told))?;
        Some((speaker, id))
    }

    /// The first clause with a verb that fits.
    fn first_verb(&self, fits: impl Fn(&Clause) -> bool) -> Option<(ClauseId, &Clause)> {
        let mut clauses = self.clauses.clauses.iter().enumerate();
        clauses.find(|(_, clause)| clause.kind == PredicateKind::Verb && fits(clause))
    }

    /// The subject of an active verb, where it names somebody.
    fn somebody(&self, told: &Clause) -> Option<TokenId> {
        let speaker = subject(told).filter(|_| !told.passive)?;
        let covers = |name: &crate::linguistics::Name| {
            name.tokens.contains(&speaker)
                && matches!(name.label.as_str(), "PERSON" | "ORG" | "NORP" | "GPE")
        };
        let pronoun = matches!(
            self.analysis.tokens[speaker].text.to_lowercase().as_str(),
            "he" | "she" | "they"
        );
        (pronoun || self.analysis.names.iter().any(covers)).then_some(speaker)
    }

    /// "The summary of the ruling **read** in part: ...", where the parser takes the verb for something else.
    fn read_out(&self, quote: &Quote) -> Option<(TokenId, TokenId)> {
        let tokens = &self.analysis.tokens;
        let colon = quote.tokens.start.checked_sub(2)?;
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(colon)];
        let mut before = sentence.tokens.start..colon;
        let is_noun = |&id: &TokenId| matches!(tokens[id].pos.as_str(), "NOUN" | "PROPN");
        let heads = |&id: &TokenId| matches!(tokens[id].dep.as_str(), "nsubj" | "ROOT");
        let text = before.clone().find(|id| is_noun(id) && heads(id))?;
        let word = before.rfind(|&id| self.cues.speaks(&tokens[id].lemma, Kind::Verb))?;
        (tokens[colon].text == ":" && text < word).then_some((text, word))
    }

    fn head_of(&self, tokens: &Range<TokenId>) -> TokenId {
        tokens
            .clone()
            .find(|&token| {
                !tokens.contains(&self.analysis.tokens[token].head)
                    || self.analysis.tokens[token].head == token
            })
            .unwrap_or(tokens.end - 1)
    }

    /// Whole sentences in quotation marks after another quotation in the same paragraph, or a
    /// paragraph that is one quotation after one that ends in a quotation: the same speaker.
    fn continued<'a>(&self, quotes: &'a Quotes, number: usize) -> Option<&'a Quote> {
        let before = &quotes.quotes[number.checked_sub(1)?];
        let quote = &quotes.quotes[number];
        let analysis = self.analysis;
        let first = analysis.sentence_of(quote.tokens.start);
        let here = analysis.sentences[first].paragraph;
        let there = analysis.sentences[analysis.sentence_of(before.tokens.end - 1)].paragraph;
        let opens_sentence = analysis.sentences[first].tokens.start + 1 >= quote.tokens.start;
        if !opens_sentence {
            return None;
        }
        before.speaker?;
        if here == there {
            return Some(before);
        }
        let next = there + 1 == here || self.only_blank_between(there, here);
        (next && self.fills_paragraph(quote)).then_some(before)
    }

    fn only_blank_between(&self, before: usize, after: usize) -> bool {
        before < after
            && self
                .article
                .paragraphs
                .get(before + 1..after)
                .is_none_or(|between| between.iter().all(|paragraph| paragraph.range.is_empty()))
    }

    fn fills_paragraph(&self, quote: &Quote) -> bool {
        let sentences = &self.analysis.sentences;
        let paragraph = sentences[self.analysis.sentence_of(quote.tokens.start)].paragraph;
        let mut of_paragraph = sentences
            .iter()
            .filter(|sentence| sentence.paragraph == paragraph);
        let start = of_paragraph.next().map(|sentence| sentence.tokens.start);
        let end = sentences
            .iter()
            .filter(|sentence| sentence.paragraph == paragraph)
            .map(|sentence| sentence.tokens.end)
            .next_back();
        start.is_some_and(|start| start + 1 >= quote.tokens.start)
            && end.is_some_and(|end| end <= quote.tokens.end + 2)
    }
}

fn subject(clause: &Clause) -> Option<TokenId> {
    clause
        .arguments
        .iter()
        .find(|argument| argument.slot == Slot::Subject)
        .map(|argument| argument.head)
}

/// Content of the quotation first, then the smaller gap; of two alike the one after it.
fn distance(quote: &Quote, clause: &Clause) -> (bool, usize, bool) {
    let holds = clause
        .arguments
        .iter()
        .any(|argument| argument.slot == Slot::Content && quote.tokens.contains(&argument.head));
    let before = clause.head < quote.tokens.start;
    let gap = if before {
        quote.tokens.start - clause.head
    } else {
        clause.head.saturating_sub(quote.tokens.end)
    };
    (!holds, gap, before)
}
