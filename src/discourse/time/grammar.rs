//! The grammar of time expressions: which words form one, and what it says.
//!
//! Reads: tokens from one place on. Writes: the end of the expression and its [`Stretch`].
//! Never: looks at prepositions: relations belong to the caller.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::{self, Direction, Stretch, Unit};
use super::lexicon::TimeLexicon;
use super::story;
use crate::discourse::is_age;
use crate::linguistics::clauses::{Clauses, PredicateKind, Tense};
use crate::linguistics::{Analysis, TokenId};

/// End of an expression and its value where it can be resolved.
pub(super) type Found = (TokenId, Option<Stretch>);

/// A reader at one place of one sentence.
pub(super) struct Grammar<'a> {
    pub analysis: &'a Analysis,
    pub clauses: &'a Clauses,
    pub words: &'a TimeLexicon,
    /// End of the sentence.
    pub limit: TokenId,
    /// Day of publication, or the last of its month.
    pub anchor: Option<Date>,
    /// The day is known, not only the month.
    pub exact: bool,
}

impl Grammar<'_> {
    /// The longest expression that begins at a token.
    pub(super) fn expression(&self, at: TokenId) -> Option<Found> {
        let (end, stretch) = self.readable(at).or_else(|| self.unresolved(at))?;
        // "on Thursday **local time**"
        let local = self.word(end) == "local" && self.word(end + 1) == "time";
        let end = end + 2 * usize::from(local);
        let stretch = stretch.and_then(|stretch| self.as_exact(&(at..end), stretch));
        Some((end, stretch))
    }

    /// No value is more exact than the words and the time of publication: where only its month is
    /// known, "Monday" is in that month.
    fn as_exact(&self, words: &Range<TokenId>, stretch: Stretch) -> Option<Stretch> {
        let named = |at: TokenId| self.month(at).is_some() || self.year(at).is_some();
        let vague = !self.exact && stretch.begin.len() > "2004-11".len();
        if !vague || words.clone().any(named) {
            return Some(stretch);
        }
        let month = self.anchor?.strftime("%Y-%m").to_string();
        stretch.end.is_none().then(|| Stretch::point(month))
    }

    /// The longest expression whose form is known.
    fn readable(&self, at: TokenId) -> Option<Found> {
        self.iso_date(at)
            .or_else(|| self.part_of_running(at))
            .or_else(|| self.qualified(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.day_alone(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.stretch(at))
            .or_else(|| self.weekend(at))
            .or_else(|| self.stepped(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.year_alone(at))
            .or_else(|| self.anaphoric(at))
    }

    /// "that day", "the next morning": its value comes from the time named before.
    fn anaphoric(&self, at: TokenId) -> Option<Found> {
        let the = usize::from(self.word(at) == "the");
        let words = format!("{} {}", self.word(at + the), self.word(at + the + 1));
        let follows = story::days_from(&words)?;
        // "the day after the vote" counts from the vote.
        let counted = follows != 0 && self.word(at + the) == "day";
        (!counted || matches!(self.word(at + the + 2).as_str(), "," | "." | ""))
            .then_some((at + the + 2, None))
    }

    fn is_part_of_day(&self, word: &str) -> bool {
        self.words.parts_of_day.contains(word)
    }

    fn direction(&self, at: TokenId) -> Direction {
        super::direction(self.analysis, self.clauses, self.words, at)
    }

    pub(super) fn word(&self, at: TokenId) -> String {
        if at < self.limit {
            self.analysis.tokens[at].text.to_lowercase()
        } else {
            String::new()
        }
    }

    /// "2023-10-20", however the tokenizer cut it.
    fn iso_date(&self, at: TokenId) -> Option<Found> {
        let mut joined = String::new();
        for end in at..self.limit.min(at + 5) {
            let token = &self.analysis.tokens[end];
            joined.push_str(&token.text);
            if joined.len() == 10 {
                let date: Date = joined.parse().ok()?;
                return Some((end + 1, Some(Stretch::point(date.to_string()))));
            }
            if joined.len() > 10 || token.space_after {
                return None;
            }
        }
        None
    }

    /// "earlier in the month", "later in the week": a part of the running one.
    fn part_of_running(&self, at: TokenId) -> Option<Found> {
        let starts = matches!(
            self.word(at).as_str(),
            "earlier" | "later" | "early" | "late"
        );
        let whole = starts && self.word(at + 1) == "in" && self.word(at + 2) == "the";
        let unit =
            Unit::named(&self.word(at + 3)).filter(|_| whole && self.word(at + 4) != "of")?;
        // "earlier in the day" is the day of the story.
        let anchor = self.anchor.filter(|_| unit != Unit::Day);
        Some((
            at + 4,
            anchor.and_then(|day| calendar::running(day, unit, 0)),
        ))
    }

    /// "early October 2019", "earlier this week", "later on Friday" without the preposition.
    fn qualified(&self, at: TokenId) -> Option<Found> {
        let skip = match self.word(at).as_str() {
            "early" | "late" | "mid" | "earlier" | "later" => 1,
            _ => return None,
        };
        let hyphen = usize::from(self.word(at + skip) == "-");
        let start = at + skip + hyphen;
        (start < self.limit)
            .then(|| self.expression(start))
            .flatten()
            .filter(|(_, stretch)| stretch.is_some())
    }

    fn month(&self, at: TokenId) -> Option<i8> {
        if at >= self.limit {
            return None;
        }
        let token = &self.analysis.tokens[at];
        let capital = token.text.starts_with(char::is_uppercase);
        // "May" and "March" are also verbs; abbreviations of three letters are also names.
        let noun = matches!(token.pos.as_str(), "PROPN" | "NOUN");
        (capital && noun)
            .then(|| self.words.month(&token.text.to_lowercase()))
            .flatten()
    }

    fn day(&self, at: TokenId) -> Option<i8> {
        let word = self.word(at);
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|suffix| word.strip_suffix(suffix))
            .unwrap_or(&word);
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    pub(super) fn year(&self, at: TokenId) -> Option<i16> {
        let word = self.word(at);
        (word.len() == 4)
            .then(|| word.parse().ok())
            .flatten()
            .filter(|year| (1000..=2199).contains(year))
    }

    /// "October 20, 2023", "October 20", "October 20 and 21", "October 2019", "October of last year", "October".
    fn month_first(&self, at: TokenId) -> Option<Found> {
        let month = self.month(at)?;
        if let Some(day) = self.day(at + 1) {
            let last = self.last_day(at + 2, day);
            let end = at + 2 + 2 * usize::from(last.is_some());
            let comma = usize::from(self.word(end) == ",");
            let year = self.year(end + comma);
            let on = |day: i8| match year {
                Some(year) => calendar::full(year, month, day),
                None => self.day_of_month(at, month, day),
            };
            let stretch = match last {
                Some(last) => on(day).zip(on(last)).map(|(first, last)| first.to(last)),
                None => on(day),
            };
            return Some((end + year.map_or(0, |_| 1 + comma), stretch));
        }
        if let Some(year) = self.running_year(at + 1) {
            let stretch = Stretch::point(format!("{year:04}-{month:02}"));
            return Some((at + 4, Some(stretch)));
        }
        let comma = usize::from(self.word(at + 1) == ",");
        if let Some(year) = self.year(at + 1 + comma) {
            let stretch = Stretch::point(format!("{year:04}-{month:02}"));
            return Some((at + 2 + comma, Some(stretch)));
        }
        // "May" may be somebody's name.
        if !self.is_named_time(at) {
            return None;
        }
        let near = |anchor| calendar::month(anchor, month, self.direction(at));
        Some((at + 1, self.anchor.map(near)))
    }

    /// The day behind "and" or "to" that ends a list or range of days of one month.
    fn last_day(&self, at: TokenId, first: i8) -> Option<i8> {
        let joined = matches!(self.word(at).as_str(), "and" | "to" | "through" | "-" | "–");
        // "May 4 and 5 people" counts people.
        let follows = self.analysis.tokens.get(at + 2).map(|token| &*token.pos);
        let counts = matches!(follows, Some("ADJ" | "NOUN" | "PROPN"));
        let last = self.day(at + 1).filter(|_| joined && !counts)?;
        (last > first).then_some(last)
    }

    /// "on **the 29th**" without a month: the nearest such day in the direction.
    fn day_alone(&self, at: TokenId) -> Option<Found> {
        let ordinal = self.word(at + 1);
        let suffixed = ordinal.ends_with(char::is_alphabetic) && at > 0;
        let told = suffixed
            && self.word(at) == "the"
            && matches!(self.word(at - 1).as_str(), "by" | "on" | "since" | "until");
        let day = self.day(at + 1).filter(|_| told)?;
        // "on the 29th floor", "on the 29th of the list"
        let follows = self.analysis.tokens.get(at + 2);
        let counts = follows.is_some_and(|token| {
            matches!(token.pos.as_str(), "ADJ" | "NOUN" | "NUM" | "PROPN") || token.text == "of"
        });
        let near = |anchor| calendar::day_alone(anchor, day, self.direction(at));
        (!counts).then(|| (at + 2, self.anchor.and_then(near)))
    }

    /// "20 October 2023", "20th of October".
    fn day_first(&self, at: TokenId) -> Option<Found> {
        let day = self.day(at)?;
        let of = usize::from(self.word(at + 1) == "of");
        let month = self.month(at + 1 + of)?;
        let comma = usize::from(self.word(at + 2 + of) == ",");
        Some(match self.year(at + 2 + of + comma) {
            Some(year) => (at + 3 + of + comma, calendar::full(year, month, day)),
            None => (at + 2 + of, self.day_of_month(at, month, day)),
        })
    }

    fn day_of_month(&self, at: TokenId, month: i8, day: i8) -> Option<Stretch> {
        calendar::day_of_month(self.anchor?, month, day, self.direction(at))
    }

    /// "yesterday morning", "today", "tonight", "this morning", "last night".
    fn deictic(&self, at: TokenId) -> Option<Found> {
        let word = self.word(at);
        let part = self.is_part_of_day(&self.word(at + 1));
        let (length, days) = match word.as_str() {
            "today" | "tonight" => (1, 0),
            "yesterday" => (1 + usize::from(part), -1),
            "tomorrow" => (1 + usize::from(part), 1),
            "this" if part => (2, 0),
            "last" if self.word(at + 1) == "night" => (2, -1),
            _ => return None,
        };
        let value = self
            .anchor
            .and_then(|day| calendar::running(day, Unit::Day, days));
        Some((at + length, value))
    }

    /// "the last four years", "past two weeks": up to the day of publication.
    fn stretch(&self, at: TokenId) -> Option<Found> {
        let the = usize::from(self.word(at) == "the");
        let past = matches!(self.word(at + the).as_str(), "last" | "past" | "previous");
        let count = self
            .words
            .number(&self.word(at + the + 1))
            .filter(|_| past)?;
        let unit = Unit::named(&self.word(at + the + 2))?;
        let anchor = self.anchor.filter(|_| self.word(at + the) != "previous");
        Some((
            at + the + 3,
            anchor.and_then(|day| calendar::back(day, count, unit)),
        ))
    }

    /// "over **the weekend**": the nearest one in the direction.
    fn weekend(&self, at: TokenId) -> Option<Found> {
        let opener = at.checked_sub(1).map(|before| self.word(before))?;
        let told = matches!(opener.as_str(), "at" | "during" | "on" | "over")
            && self.word(at) == "the"
            && self.word(at + 1) == "weekend"
            && self.word(at + 2) != "of";
        let over = |anchor: Date| {
            let runs = anchor.weekday().to_monday_zero_offset() >= 5;
            let steps = match self.direction(at) {
                Direction::Past if !runs => -1,
                _ => 0,
            };
            calendar::running(anchor, Unit::Weekend, steps)
        };
        told.then(|| (at + 2, self.anchor.and_then(over)))
    }

    /// "last week", "this month", "next Friday", "last October", "the past year".
    fn stepped(&self, at: TokenId) -> Option<Found> {
        let the = usize::from(self.word(at) == "the");
        let steps = match self.word(at + the).as_str() {
            "last" | "past" | "previous" => -1,
            "this" | "current" => 0,
            "next" | "coming" | "upcoming" => 1,
            _ => return None,
        };
        let at = at + the;
        if self.is_title(at) {
            return None;
        }
        let word = self.word(at + 1);
        let stretch = if let Some(day) = self.words.weekday(&word) {
            let end = at + 2 + usize::from(self.is_part_of_day(&self.word(at + 2)));
            return Some((
                end,
                self.anchor.map(|a| calendar::weekday_step(a, day, steps)),
            ));
        } else if let Some(month) = self.month(at + 1) {
            let direction = if steps > 0 {
                Direction::Future
            } else {
                Direction::Past
            };
            self.anchor.map(|a| calendar::month(a, month, direction))
        } else {
            // "the last week of" counts from something else, and "past two weeks" is a length.
            let unit =
                Unit::named(&word).filter(|unit| *unit != Unit::Day && !word.ends_with('s'))?;
            let relative = the == 0 && self.word(at + 2) != "of";
            let anchor = self
                .anchor
                .filter(|_| relative && self.word(at) != "previous");
            anchor.and_then(|a| calendar::running(a, unit, steps))
        };
        Some((at + 2, stretch))
    }

    /// "told Kampala **This Week**": capitals inside a sentence make a name.
    fn is_title(&self, at: TokenId) -> bool {
        let capital = |at: TokenId| {
            let token = self.analysis.tokens.get(at);
            token.is_some_and(|token| token.text.starts_with(char::is_uppercase))
        };
        let next = self.word(at + 1);
        let unit = Unit::named(&next).is_some();
        unit && capital(at) && capital(at + 1)
    }

    /// "Friday", "Friday morning", "Friday, October 20, 2023", "Friday 20 October".
    fn weekday(&self, at: TokenId) -> Option<Found> {
        let day = self.words.weekday(&self.word(at))?;
        let comma = usize::from(self.word(at + 1) == ",");
        let next = at + 1 + comma;
        let dated = self.month(next).is_some() && self.day(next + 1).is_some();
        if dated || self.day(next).is_some() && self.month(next + 1).is_some() {
            return self.month_first(next).or_else(|| self.day_first(next));
        }
        let end = at + 1 + usize::from(self.is_part_of_day(&self.word(at + 1)));
        if self.word(end) == "last" && self.word(end + 1) == "week" {
            return Some((end + 2, None));
        }
        let near = |anchor| calendar::weekday(anchor, day, self.direction(at));
        Some((end, self.anchor.map(near)))
    }

    /// "two days ago", "a week earlier", "three years": counted units; "ago" and "in" have a value.
    fn counted(&self, at: TokenId) -> Option<Found> {
        let count = self.words.number(&self.word(at))?;
        let Some(unit) = Unit::named(&self.word(at + 1)) else {
            let minor = self.words.minor_units.contains(self.word(at + 1).as_str());
            return (minor && self.is_named_time(at)).then_some((at + 2, None));
        };
        match self.word(at + 2).as_str() {
            "ago" => {
                let value = self.anchor.and_then(|a| calendar::ago(a, count, unit));
                Some((at + 3, value))
            }
            "earlier" | "later" | "before" | "after" => Some((at + 3, None)),
            "old" => None,
            _ if self.is_ahead(at) => {
                let value = self.anchor.and_then(|a| calendar::ago(a, -count, unit));
                Some((at + 2, value))
            }
            _ if self.is_named_time(at + 1) => {
                let lasts = at > 0 && self.word(at - 1) == "for" && self.is_still_so(at);
                let anchor = self.anchor.filter(|_| lasts);
                let value = anchor.and_then(|day| calendar::back(day, count, unit));
                Some((at + 2, value))
            }
            _ => None,
        }
    }

    /// "will meet **in** two days".
    fn is_ahead(&self, at: TokenId) -> bool {
        at > 0 && self.word(at - 1) == "in" && self.direction(at) == Direction::Future
    }

    /// "**has been** shut for two weeks": the present perfect lasts until now.
    fn is_still_so(&self, at: TokenId) -> bool {
        let mut at = at;
        loop {
            if let Some(clause) = self.clauses.at(at).map(|id| &self.clauses.clauses[id])
                && clause.kind == PredicateKind::Verb
            {
                return clause.perfect && clause.tense == Tense::Present;
            }
            let head = self.analysis.tokens[at].head;
            if head == at {
                return false;
            }
            at = head;
        }
    }

    /// Whatever else the recogniser takes for a date or a time of day; ages are none.
    fn unresolved(&self, at: TokenId) -> Option<Found> {
        let name = self.time_name(at).filter(|name| name.tokens.start == at)?;
        let words = self.analysis.range(&name.tokens);
        let age = name.tokens.clone().any(|t| {
            let word = self.word(t);
            is_age(&word) || word == "aged"
        });
        // "the summer of 2018", "just the previous day": the part that can be read stands for the whole.
        let end = name.tokens.end.min(self.limit);
        let part = |t: TokenId| {
            let valued = self.readable(t).is_some_and(|(_, value)| value.is_some());
            valued || self.anaphoric(t).is_some()
        };
        if (at + 1..end).any(part) {
            return None;
        }
        let lone_number = name.tokens.len() == 1 && self.analysis.tokens[at].tag == "CD";
        (!age && !lone_number && !words.is_empty())
            .then_some((name.tokens.end.min(self.limit), None))
    }

    pub(super) fn is_named_time(&self, at: TokenId) -> bool {
        self.time_name(at).is_some()
    }

    fn time_name(&self, at: TokenId) -> Option<&crate::linguistics::Name> {
        let names = &self.analysis.names;
        let place = names.partition_point(|name| name.tokens.end <= at);
        names.get(place).filter(|name| {
            name.tokens.contains(&at) && matches!(name.label.as_str(), "DATE" | "TIME")
        })
    }
}
