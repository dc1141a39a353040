//! Other names of a thing, without those that differ from another only by case or by "the".
//!
//! Reads: a title and names. Writes: the names that are left, in their order. Never: joins two names
//! that differ in a word.

/// The names that say more than the title and than the names before them.
pub(super) fn telling<T: AsRef<str>>(title: &str, names: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut known = vec![bare(title)];
    let mut left = Vec::new();
    for name in names {
        let bare = bare(name.as_ref());
        if !known.contains(&bare) {
            known.push(bare);
            left.push(name);
        }
    }
    left
}

fn bare(name: &str) -> String {
    let folded = name.to_lowercase();
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    bare.to_owned()
}

#[cfg(test)]
mod tests {
    use super::telling;

    #[test]
    fn an_article_or_a_capital_makes_no_other_name() {
        let names = ["The Union", "the EU", "EU", "Eu", "Theatre", "theatre"];
        assert_eq!(telling("Union", names), ["the EU", "Theatre"]);
    }
}
