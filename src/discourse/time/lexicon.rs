//! The words of time expressions, and those through which clauses come to have one time.
//!
//! Reads: `data/lexicon/times.toml`. Writes: [`TimeLexicon`]. Never: looks at a text.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Weekday;
use serde::Deserialize;
use smol_str::SmolStr;

use crate::discourse::TimeRelation;
use crate::discourse::tables::{self, Files};
use crate::error::{Diagnostic, Place};

const PATH: &str = "data/lexicon/times.toml";

type Words = BTreeSet<SmolStr>;

/// The lexicon of times; every field is a table of the data file of the same name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeLexicon {
    months: Vec<SmolStr>,
    weekdays: Vec<SmolStr>,
    numbers: Vec<SmolStr>,
    pub(super) parts_of_day: Words,
    pub(super) minor_units: Words,
    pub(super) clocks: Words,
    pub(super) deictic: Words,
    pub(super) prepositions: Words,
    pub(super) bounds: Words,
    pub(super) year_openers: Words,
    pub(super) loose: Words,
    rough: Words,
    pub(super) ahead: Words,
    pub(super) scheduling: Words,
    pub(super) relations: BTreeMap<SmolStr, TimeRelation>,
    pub(super) sharing: Sharing,
}

/// Words through which a verb and an event have one time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sharing {
    pub(super) happening: Words,
    pub(super) holding: Words,
    pub(super) phases: Words,
    pub(super) gathering: Words,
    pub(super) holders: Words,
    pub(super) publishing: Words,
    pub(super) texts: Words,
    pub(super) setting_out: Words,
    pub(super) speaking: Words,
    pub(super) contesting: Words,
    pub(super) close: Words,
}

impl TimeLexicon {
    /// Reads the lexicon from the data files.
    ///
    /// # Errors
    /// Names the file when it is missing, and the place when it cannot be read.
    pub fn read(files: Files<'_>) -> Result<Self, Diagnostic> {
        let text = tables::text_file(files, PATH)?;
        toml::from_str(&text).map_err(|error| {
            let line = error
                .span()
                .map_or(0, |span| crate::text::line_column(&text, span.start).0);
            Diagnostic::new(Place::line(PATH, line), error.message())
        })
    }

    /// Number of a month, 1 to 12: "March", "Mar.", "Sept".
    pub(in crate::discourse) fn month(&self, word: &str) -> Option<i8> {
        let word = word.trim_end_matches('.');
        let short = word.len() == 3 || word == "sept";
        (1..).zip(&self.months).find_map(|(number, month)| {
            let named = month == word || (short && month.starts_with(&word[..3]));
            named.then_some(number)
        })
    }

    /// "UTC", "GMT" and the like.
    pub(in crate::discourse) fn is_clock(&self, word: &str) -> bool {
        let capitals = !word.contains(char::is_lowercase);
        capitals && self.clocks.contains(word.to_lowercase().as_str())
    }

    /// "**about** two weeks before": a number behind it is none to count with.
    pub(crate) fn is_rough(&self, word: &str) -> bool {
        self.rough.contains(word)
    }

    pub(super) fn weekday(&self, word: &str) -> Option<Weekday> {
        let place = self.weekdays.iter().position(|day| day == word)?;
        Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()
    }

    /// The number that a word or digits say.
    pub(crate) fn number(&self, word: &str) -> Option<i64> {
        if matches!(word, "a" | "an") {
            return Some(1);
        }
        (0..)
            .zip(&self.numbers)
            .find_map(|(value, name)| (name == word).then_some(value))
            .or_else(|| word.replace(',', "").parse().ok().filter(|n| *n < 10_000))
    }
}
