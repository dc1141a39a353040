//! Words of labels: lists, capitals, verbs that agree, what has room.
//!
//! Reads: words. Writes: words. Never: knows an event.

/// "A", "A and B", "A, B and C", "A, B and others".
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, ..] => format!("{one}, {two} and others"),
    }
}

/// The words that have room, and a mark that there were more.
pub(super) fn cut(words: &str, room: usize) -> String {
    let end = words.char_indices().nth(room.saturating_sub(1));
    let Some((end, _)) = end.filter(|_| words.chars().count() > room) else {
        return words.to_owned();
    };
    let end = words[..end].rfind(' ').unwrap_or(end);
    format!("{}…", words[..end].trim_end_matches([',', ':', ' ']))
}

/// A capital at the beginning, unless the second letter has it ("iPhone").
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(letter) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            letter.to_uppercase().chain(letters).collect()
        }
        _ => words.to_owned(),
    }
}

/// The present tense of a verb.
pub(super) fn inflect(verb: &str, plural: bool) -> String {
    match (verb, plural) {
        ("be", true) => "are".to_owned(),
        ("be", false) => "is".to_owned(),
        ("have", false) => "has".to_owned(),
        (_, true) => verb.to_owned(),
        _ => third_person(verb),
    }
}

fn third_person(verb: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh", "o"];
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant.iter().any(|end| verb.ends_with(end)) => format!("{verb}es"),
        _ => format!("{verb}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let cases = [
            ("visit", "visits"),
            ("reach", "reaches"),
            ("carry", "carries"),
            ("say", "says"),
            ("go", "goes"),
            ("have", "has"),
        ];
        for (base, third) in cases {
            assert_eq!(inflect(base, false), third);
        }
        assert_eq!(inflect("have", true), "have");
    }

    #[test]
    fn long_labels_are_cut_between_words() {
        assert_eq!(cut("Dahl visits Rome", 16), "Dahl visits Rome");
        assert_eq!(cut("Dahl visits Rome, Oslo", 21), "Dahl visits Rome…");
    }

    #[test]
    fn labels_begin_with_a_capital() {
        assert_eq!(capitalised("visit of Dahl"), "Visit of Dahl");
        assert_eq!(capitalised("pro-Kremlin channel"), "Pro-Kremlin channel");
        assert_eq!(capitalised("iPhone launched"), "iPhone launched");
        assert_eq!(capitalised("élus protest"), "Élus protest");
    }
}
