//! Expressions that count from another time of the text than the day of publication.
//!
//! Reads: expressions in order, with their values. Writes: values of "that day", "two years later",
//! "last night" in a quotation. Never: counts from a time that the text does not name.

use jiff::civil::Date;

use super::calendar::{self, Direction, Unit};
use super::lexicon::TimeLexicon;
use crate::discourse::quotes::Quotes;
use crate::discourse::{TimeExpression, TimeRelation, TimeValue, mentions};
use crate::linguistics::clauses::Clauses;
use crate::linguistics::{Analysis, TokenId};

/// Words as old as a week are no longer quoted with the "today" of their speaker.
const FRESH: i32 = 6;

/// An article as far as its times are concerned.
pub(super) struct Story<'a> {
    pub analysis: &'a Analysis,
    pub clauses: &'a Clauses,
    pub quotes: &'a Quotes,
    pub words: &'a TimeLexicon,
    /// Day of publication.
    pub published: Option<Date>,
}

/// What the text has named so far.
#[derive(Default)]
struct Named {
    /// The last day.
    day: Option<Date>,
    /// The last day that is over.
    past: Option<Date>,
    /// The last value of any granularity, and the sentence that names it.
    value: Option<(String, usize)>,
}

impl Story<'_> {
    /// Gives a value to what counts from other times, in order of the text.
    pub(super) fn relate(&self, times: &mut [TimeExpression]) {
        let mut named = Named::default();
        for at in 0..times.len() {
            if times[at].value.is_none() {
                times[at].value = self.counted(&times[at], &named).map(point);
            } else if let Some(value) = self.spoken(times, at, &named) {
                times[at].value = Some(value);
            }
            self.remember(&times[at], &mut named);
        }
    }

    fn remember(&self, time: &TimeExpression, named: &mut Named) {
        let Some(value) = time.value.as_ref().filter(|value| value.end.is_none()) else {
            return;
        };
        let sentence = self.analysis.sentence_of(time.tokens.start);
        named.value = Some((value.begin.clone(), sentence));
        // "over the November 27 deal" says which deal; the story stays on its day.
        let aside = named.day.is_some() && super::tells_which(self.analysis, &time.tokens);
        if let Ok(day) = value.begin.parse::<Date>()
            && !aside
        {
            named.day = Some(day);
            if self.published.is_none_or(|published| day <= published) {
                named.past = Some(day);
            }
        }
    }

    /// "that day", "the next morning", "two years later".
    fn counted(&self, time: &TimeExpression, named: &Named) -> Option<String> {
        if !self.is_complete(time) {
            return None;
        }
        let words = mentions::words_of(self.analysis, &time.tokens).to_lowercase();
        let start = time.tokens.start;
        if let Some(days) = days_from(&words) {
            let past =
                super::direction(self.analysis, self.clauses, self.words, start) == Direction::Past;
            let day = named.past.filter(|_| past).or(named.day)?;
            return calendar::day_after(day, days);
        }
        let (count, unit) = counted_units(self.words, &words)?;
        let (value, sentence) = named.value.as_ref()?;
        let near = self.analysis.sentence_of(start) <= sentence + 1;
        near.then(|| calendar::counted_from(value, count, unit))?
    }

    /// "two days after **the vote**" counts from the vote.
    fn is_complete(&self, time: &TimeExpression) -> bool {
        let last = &self.analysis.tokens[time.tokens.end - 1].text;
        let next = self.analysis.tokens.get(time.tokens.end);
        !matches!(last.as_str(), "after" | "before") || next.is_none_or(|next| next.pos == "PUNCT")
    }

    /// "I resigned last night", he wrote on Friday: quoted words mean the day on which they were said.
    fn spoken(&self, times: &[TimeExpression], at: usize, named: &Named) -> Option<TimeValue> {
        let time = &times[at];
        let published = self.published?;
        self.quotes.at(time.tokens.start)?;
        let first = self.analysis.tokens[time.tokens.start].text.to_lowercase();
        let night = time.tokens.clone().any(|token| self.is_part_of_day(token));
        let deictic = match first.as_str() {
            "today" | "tonight" | "yesterday" | "tomorrow" => true,
            "this" | "last" => night,
            _ => false,
        };
        let value = time.value.as_ref().filter(|_| deictic)?;
        let said = self.day_of_speech(times, at).or(named.past)?;
        let days = published.since(said).ok()?.get_days();
        let day: Date = value.begin.parse().ok()?;
        (1..=FRESH)
            .contains(&days)
            .then(|| calendar::day_after(day, -i64::from(days)))?
            .map(point)
    }

    fn is_part_of_day(&self, token: TokenId) -> bool {
        let word = self.analysis.tokens[token].text.to_lowercase();
        self.words.parts_of_day.contains(word.as_str())
    }

    /// The day that the same sentence names outside the quotation.
    fn day_of_speech(&self, times: &[TimeExpression], at: usize) -> Option<Date> {
        let sentence = |time: &TimeExpression| self.analysis.sentence_of(time.tokens.start);
        let beside = times.iter().filter(|time| {
            sentence(time) == sentence(&times[at]) && self.quotes.at(time.tokens.start).is_none()
        });
        let mut days = beside.filter_map(|time| time.value.as_ref()?.begin.parse().ok());
        days.find(|day| self.published.is_some_and(|published| *day <= published))
    }
}

fn point(begin: String) -> TimeValue {
    TimeValue {
        begin,
        end: None,
        relation: TimeRelation::At,
    }
}

/// Days from the day that was named last: "the same day", "the day before", "the next morning".
pub(super) fn days_from(words: &str) -> Option<i64> {
    if matches!(words, "earlier in the day" | "later in the day") {
        return Some(0);
    }
    let rest = words
        .trim_start_matches("later ")
        .trim_start_matches("earlier ");
    let (which, unit) = rest.trim_start_matches("the ").rsplit_once(' ')?;
    match (which, unit) {
        ("that" | "same", "day" | "morning" | "afternoon" | "evening" | "night") => Some(0),
        ("next" | "following", "day" | "morning" | "afternoon" | "evening" | "night")
        | ("day" | "a day", "after" | "later") => Some(1),
        ("previous" | "preceding", "day" | "night" | "evening")
        | ("day" | "a day", "before" | "earlier") => Some(-1),
        _ => None,
    }
}

/// "two years later" as +2 years, "a week earlier" as -1 week, "the following year" as +1 year;
/// "the previous year" and "the same year" often compare numbers.
fn counted_units(lexicon: &TimeLexicon, words: &str) -> Option<(i64, Unit)> {
    // "next year" counts from the day of the text, "in the following years" says no single one.
    if let Some((which, unit)) = words.strip_prefix("the ").and_then(|it| it.split_once(' ')) {
        let single = matches!(which, "following" | "next") && !unit.ends_with('s');
        return single.then_some((1, Unit::named(unit)?));
    }
    let mut parts = words.split(' ');
    let count = lexicon.number(parts.next()?)?;
    let unit = Unit::named(parts.next()?)?;
    let count = match parts.next()? {
        "later" | "after" => count,
        "earlier" | "before" => -count,
        _ => return None,
    };
    parts.next().is_none().then_some((count, unit))
}
