//! How names are written and compared.
//!
//! Reads: strings. Writes: normal forms. Never: decides who is meant.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form in which names are compared: no accents, one kind of apostrophe, spaces for hyphens,
/// no full stops inside abbreviations. Case stays ("US" is not "us").
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        name.chars().for_each(|c| push_folded(&mut folded, c));
    } else {
        let plain = name.nfd().filter(|&c| !is_combining_mark(c));
        plain.for_each(|c| push_folded(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_folded(folded: &mut String, c: char) {
    match c {
        '-' | '‐' | '‑' | '–' | '_' | ' ' | '\u{a0}' => {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        '’' | '‘' | 'ʼ' | '`' => folded.push('\''),
        '.' => {}
        _ => folded.push(c),
    }
}

/// True where `acronym` could stand for `name`: its letters are the initials of the name's
/// capitalised words, in order ("CPEC", "China-Pakistan Economic Corridor").
pub(super) fn is_acronym(acronym: &str, name: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    if letters.len() < 2 || letters.len() > 8 || capitals * 2 < letters.len() {
        return false;
    }
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() < 2 {
        return false;
    }
    let initials = |keep: fn(char) -> bool| {
        let firsts = words.iter().filter_map(|word| word.chars().next());
        firsts
            .filter(|&c| keep(c))
            .flat_map(char::to_uppercase)
            .collect::<String>()
    };
    let acronym: String = letters.iter().flat_map(|c| c.to_uppercase()).collect();
    let plain = fold(&acronym);
    plain == initials(char::is_uppercase) || plain == initials(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_differences_vanish() {
        assert_eq!(fold("Anwaar-ul-Haq Kakar"), fold("Anwaar ul Haq Kakar"));
        assert_eq!(fold("Ürümqi"), fold("Urumqi"));
        assert_eq!(fold("U.S."), fold("US"));
        assert_ne!(fold("us"), fold("US"));
    }

    #[test]
    fn acronyms_are_initials() {
        assert!(is_acronym("CPEC", "China-Pakistan Economic Corridor"));
        assert!(is_acronym("MoD", "Ministry of Defence"));
        assert!(!is_acronym("CPEC", "China Economic Corridor"));
        assert!(!is_acronym("IT", "Italy"));
    }
}
