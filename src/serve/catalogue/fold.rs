//! Letters as a search compares them: lower case, without accents.
//!
//! Reads: any text. Writes: its folded form, and where each piece of it came from.
//! Never: changes the number of words.

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::char::decompose_canonical;

/// Letters whose accent Unicode does not part from them.
const WHOLE: [(char, &str); 8] = [
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('ß', "ss"),
    ('đ', "d"),
    ('ı', "i"),
    ('ł', "l"),
    ('œ', "oe"),
];

/// The folded text.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut folded);
    }
    folded
}

/// The folded text with, for each of its bytes, the byte of the text where its character begins.
pub(super) fn fold_with_origins(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        fold_char(c, &mut folded);
        origins.resize(folded.len(), at);
    }
    (folded, origins)
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for lower in c.to_lowercase() {
        match WHOLE.iter().find(|(letter, _)| *letter == lower) {
            Some((_, plain)) => out.push_str(plain),
            None => decompose_canonical(lower, |part| {
                if get_general_category(part) != GeneralCategory::NonspacingMark {
                    out.push(part);
                }
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_make_no_difference() {
        for (text, expected) in [
            ("Ürümqi", "urumqi"),
            ("Łódź", "lodz"),
            ("STRASSE Straße", "strasse strasse"),
            ("İstanbul", "istanbul"),
            ("عِمران", "عمران"),
            ("Ελλάδα", "ελλαδα"),
        ] {
            assert_eq!(fold(text), expected);
        }
    }

    #[test]
    fn each_piece_knows_where_it_came_from() {
        let (folded, origins) = fold_with_origins("Æü!");
        assert_eq!(folded, "aeu!");
        assert_eq!(origins, [0, 0, 2, 4]);
    }
}
