//! Years and decades, by themselves and behind a month.
//!
//! Reads: tokens from one place on. Writes: the end of the expression and its [`Stretch`].
//! Never: takes a number that counts something for a year.

use super::calendar::{self, Stretch};
use super::grammar::{Found, Grammar};
use crate::linguistics::TokenId;

impl Grammar<'_> {
    /// "of last year" behind a month.
    pub(super) fn running_year(&self, at: TokenId) -> Option<i16> {
        let whole = self.word(at) == "of" && self.word(at + 2) == "year";
        let steps = match self.word(at + 1).as_str() {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        self.anchor.filter(|_| whole).map(|day| day.year() + steps)
    }

    /// "the 1990s".
    pub(super) fn decade(&self, at: TokenId) -> Option<Found> {
        let at = at + usize::from(self.word(at) == "the");
        let word = self.word(at);
        let first: i64 = word
            .trim_end_matches(['’', '\''])
            .strip_suffix('s')?
            .trim_end_matches(['’', '\''])
            .parse()
            .ok()?;
        (1000..2200)
            .contains(&first)
            .then(|| (at + 1, (first % 10 == 0).then(|| calendar::decade(first))))
    }

    /// "2016" where a time is asked for or recognised; "1800 UTC" is none.
    pub(super) fn year_alone(&self, at: TokenId) -> Option<Found> {
        let year = self.year(at).filter(|year| (1500..=2100).contains(year))?;
        let asked = at > 0 && self.words.year_openers.contains(self.word(at - 1).as_str());
        let clock = self.words.clocks.contains(self.word(at + 1).as_str());
        let value = Some(Stretch::point(format!("{year:04}")));
        let told = asked || self.is_named_time(at) || self.tells_apart(at);
        (!clock && !self.is_counting(at) && told).then_some((at + 1, value))
    }

    /// "2000 people" is no year, "the 2016 elections" are of one.
    fn is_counting(&self, at: TokenId) -> bool {
        let token = &self.analysis.tokens[at];
        matches!(token.dep.as_str(), "nummod" | "quantmod" | "compound")
            && self.analysis.tokens[token.head].tag == "NNS"
            && !self.tells_apart(at)
    }

    /// "the **2019** outbreak", "its **2016** bid": a number of this size between an article or owner and a noun
    /// says which, not how many.
    fn tells_apart(&self, at: TokenId) -> bool {
        let token = &self.analysis.tokens[at];
        let before = at
            .checked_sub(1)
            .map(|before| &self.analysis.tokens[before]);
        let owned = before.is_some_and(|word| {
            word.text.eq_ignore_ascii_case("the") || matches!(word.tag.as_str(), "POS" | "PRP$")
        });
        let recent = self
            .year(at)
            .is_some_and(|year| (1900..=2100).contains(&year));
        owned && recent && token.dep == "nummod" && token.head > at
    }
}
