//! Names of times that hold what is no time: "fired drones at **Kyiv overnight**", "held a **march**".
//!
//! Reads: names of times. Writes: names. Never: changes a token.

use super::{Analysis, Name, Token};

/// Days that a time of the day may stand behind: "on Sunday overnight".
const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Cuts such names.
pub fn cut_times(analysis: &mut Analysis) {
    let tokens = &analysis.tokens;
    analysis.names.retain_mut(|name| {
        if matches!(name.label.as_str(), "DATE" | "TIME") {
            cut(name, tokens);
        }
        !name.tokens.is_empty()
    });
}

fn cut(name: &mut Name, tokens: &[Token]) {
    let words = &tokens[name.tokens.clone()];
    let Some((last, before)) = words.split_last() else {
        return;
    };
    let proper = |word: &Token| word.pos == "PROPN" && !DAYS.contains(&word.text.as_str());
    let walk = |word: &Token| word.text == "march" && word.pos == "NOUN";
    if last.text == "overnight" && before.iter().all(proper) {
        name.tokens.start = name.tokens.end - 1;
    } else if words.iter().any(walk) {
        name.tokens.end = name.tokens.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::testing::ENGINE;

    fn times(text: &str) -> Vec<String> {
        let mut analysis = ENGINE.analyse_text(text);
        cut_times(&mut analysis);
        let times = analysis.names.iter().filter(|name| name.label != "GPE");
        times
            .map(|name| analysis.range(&name.tokens).of(text).to_owned())
            .collect()
    }

    #[test]
    fn a_place_is_no_part_of_the_night() {
        assert_eq!(times("They fired drones at Kyiv overnight."), ["overnight"]);
    }
}
