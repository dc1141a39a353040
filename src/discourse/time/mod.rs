//! Expressions of time, resolved against the day of publication.
//!
//! Reads: [`Analysis`], [`Clauses`] (tense) and the publication day.
//! Writes: [`TimeExpression`]s, and for each clause the one that dates it ([`attach`]).
//! Never: guesses: what cannot be resolved keeps its words and gets no value.

mod attach;
mod calendar;
mod grammar;
mod lexicon;
mod nouns;
mod share;
mod story;
mod years;

use std::ops::Range;

use jiff::civil::Date;

use super::quotes::Quotes;
use super::{TimeExpression, TimeRelation, TimeValue};
use crate::document::Article;
use crate::linguistics::clauses::{Clause, Clauses, Tense};
use crate::linguistics::{Analysis, TokenId};

pub(super) use attach::attach;
use calendar::{Direction, Stretch};
use grammar::Grammar;
pub use lexicon::TimeLexicon;
use story::Story;

/// Tokens inside expressions of time: "Friday" is no thing, and "1800 UTC" is none.
pub(super) fn inside(
    analysis: &Analysis,
    words: &TimeLexicon,
    times: &[TimeExpression],
) -> Vec<bool> {
    let mut inside = vec![false; analysis.tokens.len()];
    for token in times.iter().flat_map(|time| time.tokens.clone()) {
        inside[token] = true;
    }
    let tokens = &analysis.tokens;
    for zone in 1..tokens.len() {
        let hour = tokens[zone - 1]
            .text
            .starts_with(|c: char| c.is_ascii_digit());
        if hour && words.is_clock(&tokens[zone].text) {
            inside[zone - 1..=zone].fill(true);
        }
    }
    inside
}

/// All expressions of time of an article, in order.
pub(super) fn find(
    article: &Article,
    analysis: &Analysis,
    clauses: &Clauses,
    quotes: &Quotes,
    words: &TimeLexicon,
) -> Vec<TimeExpression> {
    let published = day_of(article);
    let anchor = published.or_else(|| end_of_month(article));
    let mut times = Vec::new();
    for sentence in &analysis.sentences {
        let grammar = Grammar {
            analysis,
            clauses,
            words,
            limit: sentence.tokens.end,
            anchor,
            exact: published.is_some(),
        };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = can_open(analysis, at)
                .then(|| grammar.expression(at))
                .flatten();
            let Some((end, stretch)) = found else {
                at += 1;
                continue;
            };
            let mut time = expression(analysis, words, at, end, stretch);
            time.value = time.value.filter(|value| !compares(analysis, at, value));
            times.push(time);
            at = end;
        }
    }
    join_intervals(analysis, &mut times);
    let story = Story {
        analysis,
        clauses,
        quotes,
        words,
        published,
    };
    story.relate(&mut times);
    times
}

/// The value so many units after another one; `None` for a unit that the value is too rough for.
pub(crate) fn counted_from(value: &str, count: i64, unit: &str) -> Option<String> {
    calendar::counted_from(value, count, calendar::Unit::named(unit)?)
}

/// Words that never begin an expression of time are most of a text.
fn can_open(analysis: &Analysis, at: TokenId) -> bool {
    !matches!(
        analysis.tokens[at].pos.as_str(),
        "PUNCT" | "VERB" | "AUX" | "PRON" | "ADP" | "CCONJ" | "PART" | "SPACE"
    )
}

/// The day against which everything is resolved: publication, else dateline.
fn day_of(article: &Article) -> Option<Date> {
    let dateline = article.dateline.as_ref().and_then(|d| d.date.as_deref());
    let day = article.published.as_deref().or(dateline)?;
    day.get(..10).unwrap_or(day).parse().ok()
}

/// The last day of the month of publication.
fn end_of_month(article: &Article) -> Option<Date> {
    let first: Date = format!("{}-01", article.month.as_deref()?).parse().ok()?;
    Some(first.last_of_month())
}

/// Past, unless the clause that an expression stands in looks forward.
fn direction(
    analysis: &Analysis,
    clauses: &Clauses,
    words: &TimeLexicon,
    token: TokenId,
) -> Direction {
    let mut at = attach::verb_before(analysis, token).unwrap_or(token);
    let mut inside_noun = false;
    let mut bound = false;
    // "appoints him following her dismissal **in August**": what others come after is over.
    if let Some((noun, counts)) = attach::bound_noun(analysis, words, token) {
        let word = analysis.tokens[counts].text.to_lowercase();
        let relation = words.relations.get(word.as_str());
        if matches!(relation, Some(TimeRelation::After | TimeRelation::Since)) {
            (at, inside_noun) = (noun, true);
        }
    }
    loop {
        let clause = clauses.at(at).map(|id| &clauses.clauses[id]);
        let head = analysis.tokens[at].head;
        bound |= matches!(analysis.tokens[at].text.as_str(), "for" | "until" | "to");
        if bound && clause.is_some_and(|clause| puts_ahead(words, clause)) {
            return Direction::Future;
        }
        match clause.and_then(|clause| clause_direction(words, clause, inside_noun)) {
            Some(direction) => return direction,
            None if head == at => return Direction::Past,
            None => at = head,
        }
        // "according to a tweet on Monday": the verb's present tense does not date the tweet.
        inside_noun |= matches!(analysis.tokens[at].pos.as_str(), "NOUN" | "PROPN");
    }
}

/// "has been **scheduled** for May": what is set for a time lies ahead, if it is still so.
fn puts_ahead(words: &TimeLexicon, clause: &Clause) -> bool {
    words.scheduling.contains(&clause.lemma) && !(clause.perfect && clause.tense == Tense::Past)
}

/// Where the tense of a clause looks; `None` where it has none.
fn clause_direction(words: &TimeLexicon, clause: &Clause, inside_noun: bool) -> Option<Direction> {
    let modal = clause.modal.as_deref();
    let ahead = modal.is_some_and(|modal| words.ahead.contains(modal));
    // "takes office **after winning** the vote in May"
    let parent = clause.parent.as_ref();
    let after = parent.is_some_and(|parent| parent.marker.as_deref() == Some("after"));
    match clause.tense {
        _ if clause.perfect => Some(Direction::Past),
        Tense::Participle if after && !ahead => Some(Direction::Past),
        _ if ahead => Some(Direction::Future),
        Tense::Past => Some(Direction::Past),
        Tense::Present if inside_noun => Some(Direction::Past),
        Tense::Future | Tense::Infinitive | Tense::Present => Some(Direction::Future),
        Tense::Participle | Tense::None => None,
    }
}

fn expression(
    analysis: &Analysis,
    words: &TimeLexicon,
    start: TokenId,
    end: TokenId,
    stretch: Option<Stretch>,
) -> TimeExpression {
    TimeExpression {
        tokens: start..end,
        value: stretch.map(|stretch| TimeValue {
            begin: stretch.begin,
            end: stretch.end,
            relation: relation(analysis, words, start..end),
        }),
    }
}

/// What the preposition before an expression says.
fn relation(analysis: &Analysis, words: &TimeLexicon, time: Range<TokenId>) -> TimeRelation {
    let start = time.start;
    // "recovers from **2017's** storm", "after the **June 20** crash", "since **Friday's** attack" date the noun.
    if stands_before_noun(analysis, &time) {
        return TimeRelation::At;
    }
    let sentence = &analysis.sentences[analysis.sentence_of(start)].tokens;
    let mut before = (sentence.start..start)
        .rev()
        .map(|token| (token, analysis.tokens[token].text.to_lowercase()))
        .filter(|(_, word)| !words.loose.contains(word.as_str()));
    let Some((token, preposition)) = before.next() else {
        return TimeRelation::At;
    };
    // "from May 4 **to** 6"
    let mut inner = time.clone();
    let is_range =
        inner.any(|token| matches!(&*analysis.tokens[token].text, "to" | "through" | "–"));
    if preposition == "from" && is_range {
        return TimeRelation::At;
    }
    // "a study from May" came out in May.
    let host = &analysis.tokens[analysis.tokens[token].head].lemma;
    if preposition == "from" && words.sharing.texts.contains(host.as_str()) {
        return TimeRelation::At;
    }
    if preposition == "to" && before.next().is_some_and(|(_, word)| word == "prior") {
        return TimeRelation::Before;
    }
    let relation = words.relations.get(preposition.as_str());
    relation.copied().unwrap_or(TimeRelation::At)
}

/// The preposition before it belongs to the noun that the expression stands before.
fn stands_before_noun(analysis: &Analysis, time: &Range<TokenId>) -> bool {
    is_owner(analysis, time) || modifies_noun(analysis, time)
}

/// "over the **November 27** agreement": a date that says which thing is meant, not when something is told to
/// have happened. "**Monday's** attack" tells it.
pub(crate) fn tells_which(analysis: &Analysis, time: &Range<TokenId>) -> bool {
    let names_date = analysis.tokens[time.start]
        .text
        .starts_with(char::is_uppercase);
    names_date && !is_owner(analysis, time) && modifies_noun(analysis, time)
}

fn is_owner(analysis: &Analysis, time: &Range<TokenId>) -> bool {
    (analysis.tokens.get(time.end)).is_some_and(|token| token.dep == "case")
}

fn modifies_noun(analysis: &Analysis, time: &Range<TokenId>) -> bool {
    let outside = |token: &TokenId| !time.contains(&analysis.tokens[*token].head);
    time.clone().find(outside).is_some_and(|top| {
        let token = &analysis.tokens[top];
        let noun = &analysis.tokens[token.head];
        let modifies = matches!(token.dep.as_str(), "compound" | "nmod" | "nummod" | "amod");
        modifies && token.head >= time.end && matches!(noun.pos.as_str(), "NOUN" | "PROPN")
    })
}

/// "the **biggest** raid **since 1984**", "the **first** to be executed **since May**": what nothing was like
/// since then does not happen then.
fn compares(analysis: &Analysis, start: TokenId, value: &TimeValue) -> bool {
    let ranks = |token: TokenId| {
        let word = &analysis.tokens[token];
        matches!(word.tag.as_str(), "JJS" | "RBS")
            || matches!(word.lemma.as_str(), "first" | "only")
    };
    let up = |&at: &TokenId| {
        let token = &analysis.tokens[at];
        let finite = matches!(token.tag.as_str(), "VBD" | "VBP" | "VBZ") && token.dep != "relcl";
        (token.head != at && !finite).then_some(token.head)
    };
    let is_noun = |at: TokenId| matches!(analysis.tokens[at].pos.as_str(), "NOUN" | "PROPN");
    value.relation == TimeRelation::Since
        && std::iter::successors(Some(start), up)
            .any(|at| ranks(at) || is_noun(at) && analysis.children(at).any(ranks))
}

/// "from May to July", "between 2010 and 2014", "2010–2014": two expressions become one interval.
fn join_intervals(analysis: &Analysis, times: &mut Vec<TimeExpression>) {
    let word = |token: TokenId| analysis.tokens[token].text.to_lowercase();
    let mut at = 0;
    while at + 1 < times.len() {
        let (first, second) = (&times[at], &times[at + 1]);
        let opener = first.tokens.start.checked_sub(1).map(word);
        let joined = second.tokens.start == first.tokens.end + 1
            && match word(first.tokens.end).as_str() {
                "to" | "until" | "till" | "through" => opener.is_some_and(|w| w == "from"),
                "and" => opener.is_some_and(|w| w == "between"),
                "–" | "-" => true,
                _ => false,
            };
        if let (true, Some(begin), Some(end)) = (joined, &first.value, &second.value) {
            let value = TimeValue {
                begin: begin.begin.clone(),
                end: Some(end.end.clone().unwrap_or_else(|| end.begin.clone())),
                relation: TimeRelation::At,
            };
            if value
                .end
                .as_deref()
                .is_some_and(|end| end >= value.begin.as_str())
            {
                times[at].value = Some(value);
                times[at].tokens.end = times[at + 1].tokens.end;
                times.remove(at + 1);
            }
        }
        at += 1;
    }
}
