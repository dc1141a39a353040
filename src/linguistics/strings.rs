//! spaCy's 64-bit ids of strings.
//!
//! Reads: strings. Writes: ids. Never: turns an id back into a string.
//!
//! An id is `MurmurHash64A` (Austin Appleby, public domain) of the UTF-8 bytes with seed 1, except
//! for the empty string and for the names of attributes, tags and labels, which have small numbers.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Names with small numbers; the file says how to read it.
const SYMBOLS: &str = include_str!("../../data/lexicon/spacy/symbols.txt");

/// Id of a string; 0 only for the empty one.
pub(super) fn id(string: &str) -> u64 {
    if string.is_empty() {
        return 0;
    }
    reserved(string).unwrap_or_else(|| murmur_hash_64a(string.as_bytes(), 1))
}

fn reserved(string: &str) -> Option<u64> {
    static NUMBERS: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| {
        let lines = SYMBOLS.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(symbols_of_line).collect()
    });
    if let Some(&number) = NUMBERS.get(string) {
        return Some(number);
    }
    numbered(string, "FLAG", 2, 19..=63, 19)
        .or_else(|| numbered(string, "DEPRECATED", 3, 1..=276, 104))
}

/// `64 ID ORTH` → (ID, 64), (ORTH, 65); series (`FLAG19..FLAG63`) are left to [`numbered`].
fn symbols_of_line(line: &'static str) -> impl Iterator<Item = (&'static str, u64)> {
    let mut words = line.split_whitespace();
    let first: u64 = words
        .next()
        .and_then(|number| number.parse().ok())
        .expect("a line of symbols.txt begins with a number");
    words.filter(|word| !word.contains("..")).zip(first..)
}

/// `FLAG19` is the first of a series that begins at number `start`.
fn numbered(
    string: &str,
    prefix: &str,
    digits: usize,
    members: std::ops::RangeInclusive<u64>,
    start: u64,
) -> Option<u64> {
    let rest = string.strip_prefix(prefix)?;
    if rest.len() != digits || !rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let member: u64 = rest.parse().ok()?;
    members
        .contains(&member)
        .then(|| start + member - members.start())
}

/// `MurmurHash64A`.
pub(super) fn murmur_hash_64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let mut k = u64::from_le_bytes(*word).wrapping_mul(M);
        k ^= k >> R;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> R;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> R)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_spacy() {
        for (string, expected) in [
            ("", 0),
            ("the", 7_425_985_699_627_899_538),
            ("Pakistan", 14_605_502_629_633_539_467),
            ("’", 9_283_054_155_332_335_931),
            ("café", 32_833_993_555_699_147),
            ("北京", 11_804_760_672_128_813_659),
            ("New York", 16_910_981_474_062_290_848),
        ] {
            assert_eq!(id(string), expected, "{string}");
        }
    }

    #[test]
    fn names_of_attributes_and_labels_have_small_numbers() {
        for (string, expected) in [
            ("IS_ALPHA", 1),
            ("FLAG19", 19),
            ("FLAG63", 63),
            ("NORM", 67),
            ("X", 101),
            ("DEPRECATED001", 104),
            ("DEPRECATED276", 379),
            ("agent", 401),
            ("number", 432),
            ("rcmod", 448),
            ("root", 449),
            ("_", 456),
        ] {
            assert_eq!(id(string), expected, "{string}");
        }
        assert!(id("Agent") > 456);
        assert!(id("FLAG64") > 456);
    }
}
