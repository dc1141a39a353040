//! What the English tokenizer cuts off the ends of a word and where it cuts inside.
//!
//! Reads: a word. Writes: lengths and ranges in bytes. Never: knows exceptions.
//!
//! Plain code for the three regular expressions of spaCy's English rules (`prefix_search`,
//! `suffix_search`, `infix_finditer` of the file `tokenizer`), equal to them on more than a million
//! strings.

use std::sync::LazyLock;

use super::characters::{ALPHA, CharacterSet, ICON, LOWER, UPPER};

const PUNCTUATION: &str = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪";
const QUOTES: &str = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉〈〉⟦⟧";
const CURRENCY: &str = "$£€¥฿₽﷼₴₠₡₢₣₤₥₦₧₨₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₾₿";
const DOLLARS: [&str; 3] = ["US$", "C$", "A$"];
/// Units that a number may carry without a space. (The glued `тбكم` is spaCy's own.)
const UNITS: &str = "km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg \
    µg t lb oz m/s km/h kmh mph hPa Pa mbar mb MB kb KB gb GB tb TB T G M K % км км² км³ м м² м³ \
    дм дм² дм³ см см² см³ мм мм² мм³ нм кг г мг м/с км/ч кПа Па мбар Кб КБ кб Мб МБ мб Гб ГБ гб Тб \
    ТБ тбكم كم² كم³ م م² م³ سم سم² سم³ مم مم² مم³ كم غرام جرام جم كغ ملغ كوب اكواب";
/// Longest unit in characters, and one for the digit before it.
const TAIL: usize = 7;

static QUOTE_SET: LazyLock<CharacterSet> = LazyLock::new(|| CharacterSet::of(QUOTES));
static CURRENCY_SET: LazyLock<CharacterSet> = LazyLock::new(|| CharacterSet::of(CURRENCY));
static PREFIX_SET: LazyLock<CharacterSet> = LazyLock::new(|| {
    CharacterSet::of(PUNCTUATION)
        .with(&QUOTE_SET)
        .with(&CURRENCY_SET)
        .with(&ICON)
        .with(&CharacterSet::of("§%=—–"))
});
static SUFFIX_SET: LazyLock<CharacterSet> = LazyLock::new(|| {
    CharacterSet::of(PUNCTUATION)
        .with(&QUOTE_SET)
        .with(&ICON)
        .with(&CharacterSet::of("—–"))
});
static BEFORE_STOP: LazyLock<CharacterSet> = LazyLock::new(|| {
    CharacterSet::of(PUNCTUATION)
        .with(&QUOTE_SET)
        .with(&LOWER)
        .with(&CharacterSet::of("0123456789%²-+|"))
});

/// Bytes of the prefix of a word, 0 without one.
pub(super) fn prefix_length(word: &str) -> usize {
    let mut characters = word.chars();
    let Some(first) = characters.next() else {
        return 0;
    };
    if PREFIX_SET.has(first) {
        return first.len_utf8();
    }
    match first {
        '+' => usize::from(!characters.next().is_some_and(|next| next.is_ascii_digit())),
        '.' => Some(leading_stops(word))
            .filter(|&run| run > 1)
            .unwrap_or(0),
        _ => DOLLARS
            .iter()
            .find(|sign| word.starts_with(**sign))
            .map_or(0, |sign| sign.len()),
    }
}

fn leading_stops(word: &str) -> usize {
    word.bytes().take_while(|&byte| byte == b'.').count()
}

/// Bytes of the longest suffix of a word, 0 without one.
pub(super) fn suffix_length(word: &str) -> usize {
    let tail = Tail::of(word);
    let Some(last) = tail.character(0) else {
        return 0;
    };
    let mut longest = if SUFFIX_SET.has(last) {
        last.len_utf8()
    } else {
        0
    };
    for ending in ["……", "'s", "'S", "’s", "’S"] {
        if word.ends_with(ending) {
            longest = longest.max(ending.len());
        }
    }
    if last == '.' {
        longest = longest.max(stop_length(word, &tail));
    }
    if last == '+' && tail.digit(1) {
        longest = longest.max(1);
    }
    longest.max(unit_length(word, &tail))
}

/// A run of full stops, or one that ends a sentence rather than an abbreviation.
fn stop_length(word: &str, tail: &Tail) -> usize {
    let run = word.bytes().rev().take_while(|&byte| byte == b'.').count();
    if run > 1 {
        return run;
    }
    let (Some(before), earlier) = (tail.character(1), tail.character(2)) else {
        return 0;
    };
    let ends = BEFORE_STOP.has(before)
        || UPPER.has(before) && earlier.is_some_and(|c| UPPER.has(c))
        || "FfCcKk".contains(before) && earlier == Some('°');
    usize::from(ends)
}

/// A unit or currency sign after a digit.
fn unit_length(word: &str, tail: &Tail) -> usize {
    static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut names: Vec<&str> = UNITS.split_whitespace().chain(DOLLARS).collect();
        names.sort_unstable();
        names
    });
    (1..TAIL)
        .rev()
        .filter(|&count| tail.digit(count))
        .map(|count| &word[tail.start(count)..])
        .find(|ending| NAMES.binary_search(ending).is_ok() || is_currency(ending))
        .map_or(0, str::len)
}

fn is_currency(ending: &str) -> bool {
    let mut characters = ending.chars();
    characters.next().is_some_and(|c| CURRENCY_SET.has(c)) && characters.next().is_none()
}

/// The last characters of a word with their offsets, the last one first.
struct Tail {
    characters: [(usize, char); TAIL],
    count: usize,
}

impl Tail {
    fn of(word: &str) -> Self {
        let mut characters = [(0, '\0'); TAIL];
        let mut count = 0;
        for (slot, character) in characters.iter_mut().zip(word.char_indices().rev()) {
            *slot = character;
            count += 1;
        }
        Self { characters, count }
    }

    /// The character so many places before the last.
    fn character(&self, back: usize) -> Option<char> {
        (back < self.count).then(|| self.characters[back].1)
    }

    fn digit(&self, back: usize) -> bool {
        self.character(back).is_some_and(|c| c.is_ascii_digit())
    }

    /// Where the last `count` characters begin.
    fn start(&self, count: usize) -> usize {
        self.characters[count - 1].0
    }
}

/// Ranges inside a word that separate its parts (hyphen, slash, full stop between sentences, ...).
pub(super) fn infixes(word: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut before = None;
    let mut skip_to = 0;
    for (at, c) in word.char_indices() {
        if at >= skip_to {
            let length = infix_length(before, c, &word[at..]);
            if length > 0 {
                skip_to = at + length;
                found.push((at, skip_to));
            }
        }
        before = Some(c);
    }
    found
}

/// Bytes of the infix at the start of `rest`, whose first character is `c`.
fn infix_length(before: Option<char>, c: char, rest: &str) -> usize {
    // Letters and digits are neither symbols nor separators.
    if c.is_ascii_alphanumeric() {
        return 0;
    }
    if c == '.' && leading_stops(rest) > 1 {
        return leading_stops(rest);
    }
    if c == '…' || ICON.has(c) {
        return c.len_utf8();
    }
    let Some(before) = before else {
        return 0;
    };
    let after = rest[c.len_utf8()..].chars().next();
    let after_is = |set: &CharacterSet| after.is_some_and(|c| set.has(c));
    let between = match c {
        '+' | '-' | '*' | '^' if before.is_ascii_digit() => {
            after.is_some_and(|c| c.is_ascii_digit() || c == '-')
        }
        // Not in spaCy: "3–1" is typeset like this as often as "3-1".
        '–' => before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit()),
        '.' => {
            (LOWER.has(before) || QUOTE_SET.has(before))
                && (after_is(&UPPER) || after_is(&QUOTE_SET))
        }
        ',' => ALPHA.has(before) && after_is(&ALPHA),
        _ => false,
    };
    if between {
        return c.len_utf8();
    }
    if !(before.is_ascii_digit() || ALPHA.has(before)) {
        return 0;
    }
    dash_length(rest).unwrap_or_else(|| usize::from(":<>=/".contains(c) && after_is(&ALPHA)))
}

/// A dash or the like before a letter.
fn dash_length(rest: &str) -> Option<usize> {
    ["-", "–", "—", "--", "---", "——", "~"]
        .iter()
        .find(|dash| {
            rest.strip_prefix(**dash)
                .and_then(|after| after.chars().next())
                .is_some_and(|c| ALPHA.has(c))
        })
        .map(|dash| dash.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        for (word, length) in [
            ("(a", 1),
            ("“a", 3),
            ("+5", 0),
            ("+a", 1),
            ("...a", 3),
            (".a", 0),
            ("US$5", 3),
            ("-a", 0),
            ("", 0),
        ] {
            assert_eq!(prefix_length(word), length, "{word}");
        }
    }

    #[test]
    fn suffixes() {
        for (word, length) in [
            ("said.", 1),
            ("U.S.", 0),
            ("USA.", 1),
            ("Pakistan’s", 4),
            ("wait...", 3),
            ("5km", 2),
            ("km", 0),
            ("1m", 1),
            ("5€", 3),
            ("20°C.", 1),
            ("3+", 1),
            ("word”", 3),
        ] {
            assert_eq!(suffix_length(word), length, "{word}");
        }
    }

    #[test]
    fn infixes_need_the_right_neighbours() {
        assert_eq!(infixes("people-to-people"), [(6, 7), (9, 10)]);
        assert_eq!(infixes("end.Start"), [(3, 4)]);
        assert_eq!(infixes("2-1"), [(1, 2)]);
        assert_eq!(infixes("2–1"), [(1, 4)]);
        assert_eq!(infixes("a-1"), []);
        assert_eq!(infixes("and/or"), [(3, 4)]);
        assert_eq!(infixes("no...yes"), [(2, 5)]);
    }
}
