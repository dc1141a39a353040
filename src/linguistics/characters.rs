//! Classes of characters as the English rules of spaCy draw them.
//!
//! Reads: `data/lexicon/spacy/character_sets.txt`, Unicode's general categories.
//! Writes: answers about single characters. Never: looks at a whole word.

use std::sync::LazyLock;

use unicode_general_category::{GeneralCategory, get_general_category};

/// Ranges of code points by name; the file says how to read it.
const SETS: &str = include_str!("../../data/lexicon/spacy/character_sets.txt");

/// Emoji and other symbols that stand alone.
pub(super) static ICON: LazyLock<CharacterSet> = LazyLock::new(|| CharacterSet::named("ICON"));
/// Letters that may precede a full stop inside a text, caseless scripts included.
pub(super) static LOWER: LazyLock<CharacterSet> = LazyLock::new(|| CharacterSet::named("LOWER"));
/// Letters that may begin a sentence, caseless scripts included.
pub(super) static UPPER: LazyLock<CharacterSet> = LazyLock::new(|| CharacterSet::named("UPPER"));
/// Letters of all scripts.
pub(super) static ALPHA: LazyLock<CharacterSet> = LazyLock::new(|| CharacterSet::named("ALPHA"));
/// Superscripts, circled numbers and the like.
static DIGIT: LazyLock<CharacterSet> = LazyLock::new(|| CharacterSet::named("DIGIT"));

/// A set of characters.
#[derive(Debug, Clone, Default)]
pub(super) struct CharacterSet {
    /// One bit for each ASCII character.
    ascii: u128,
    /// First and last of each range, in order.
    ranges: Vec<(char, char)>,
}

impl CharacterSet {
    /// The characters of a string.
    pub(super) fn of(characters: &str) -> Self {
        Self::from_ranges(characters.chars().map(|c| (c, c)).collect())
    }

    /// The union with other sets.
    pub(super) fn with(mut self, other: &Self) -> Self {
        self.ranges.extend(&other.ranges);
        Self::from_ranges(self.ranges)
    }

    fn from_ranges(mut ranges: Vec<(char, char)>) -> Self {
        ranges.sort_unstable();
        let ascii = ('\0'..='\x7f')
            .filter(|c| {
                ranges
                    .iter()
                    .any(|(first, last)| (first..=last).contains(&c))
            })
            .fold(0, |bits, c| bits | 1 << u32::from(c));
        Self { ascii, ranges }
    }

    fn named(name: &str) -> Self {
        let block = SETS
            .split("\n[")
            .find_map(|block| block.strip_prefix(name)?.strip_prefix("]\n"))
            .expect("character_sets.txt has this block");
        let ranges = block.split_whitespace().map(range).collect();
        Self::from_ranges(ranges)
    }

    /// True where the set holds a character.
    pub(super) fn has(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> u32::from(c) & 1 == 1;
        }
        let after = self.ranges.partition_point(|&(first, _)| first <= c);
        after > 0 && c <= self.ranges[after - 1].1
    }
}

/// `6fd-6fe` or `482`.
fn range(word: &str) -> (char, char) {
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    let character = |hexadecimal| {
        u32::from_str_radix(hexadecimal, 16)
            .ok()
            .and_then(char::from_u32)
            .expect("character_sets.txt holds code points in hexadecimal")
    };
    (character(first), character(last))
}

/// General category L*.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    matches!(
        get_general_category(c),
        GeneralCategory::UppercaseLetter
            | GeneralCategory::LowercaseLetter
            | GeneralCategory::TitlecaseLetter
            | GeneralCategory::ModifierLetter
            | GeneralCategory::OtherLetter
    )
}

/// General category Lu.
pub(super) fn is_capital(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_uppercase();
    }
    get_general_category(c) == GeneralCategory::UppercaseLetter
}

/// General category Nd.
pub(super) fn is_decimal(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    get_general_category(c) == GeneralCategory::DecimalNumber
}

/// Decimal digits and everything else of Unicode's numeric type "digit".
pub(super) fn is_digit(c: char) -> bool {
    is_decimal(c) || DIGIT.has(c)
}

/// White space, the four ASCII separators included.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// True for a string of nothing but white space.
pub(super) fn is_blank(string: &str) -> bool {
    !string.is_empty() && string.chars().all(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_read() {
        assert!(ICON.has('©') && ICON.has('😀') && !ICON.has('a'));
        assert!(LOWER.has('a') && !LOWER.has('A') && LOWER.has('é') && LOWER.has('中'));
        assert!(UPPER.has('A') && !UPPER.has('a') && UPPER.has('中'));
        assert!(ALPHA.has('a') && ALPHA.has('Z') && !ALPHA.has('1'));
        assert!(is_digit('²') && is_digit('٣') && !is_digit('½'));
    }

    #[test]
    fn letters_are_letters_only() {
        assert!(is_letter('ª') && !is_letter('Ⅷ') && !is_letter('\u{301}'));
        assert!(is_space('\u{1f}') && is_space('\u{a0}') && !is_space('\u{200b}'));
    }
}
