//! Numbers in words.
//!
//! Reads: a word. Writes: its value. Never: looks at what is counted.

/// The value of a number from two to twenty in words, or of one in figures.
pub(crate) fn small_number(number: &str) -> Option<usize> {
    const WORDS: [&str; 19] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let word = WORDS.iter().position(|&word| word == number);
    word.map(|at| at + 2).or_else(|| number.parse().ok())
}
