//! Patterns that an event is worded with, as the ontology writes them for each class.
//!
//! ```text
//! {agent|participant} <visit> {place|destination}( with {theme}) / {agent} <make> a visit
//! ```
//!
//! `{a|b}` stands for what fills the first filled of these roles, `{a+}` for two or more fillers,
//! `{words}` for the words of the text; `<visit>` is a verb that agrees with the role before it; what
//! is in parentheses is left out where its role is empty; ` / ` goes on to another pattern where
//! something outside of parentheses is empty.
//!
//! Reads: the text of a pattern. Writes: [`Phrase`]. Never: knows an event.

/// Patterns to try in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase(pub(super) Vec<Vec<Part>>);

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Words as they stand.
    Words(String),
    /// A verb in its base form.
    Verb(String),
    /// What fills a role.
    Slot(Slot),
    /// Left out where a role in it is empty.
    Optional(Vec<Part>),
}

/// The place of what fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    /// Roles to look into, best first, and how an event that fills them is worded.
    pub(super) roles: Vec<(String, Manner)>,
    /// Only for two fillers or more.
    pub(super) several: bool,
}

/// How an event is worded that fills a role of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// `{content}`: "planned visit to Rome", "no visit to Rome".
    Marked,
    /// `{content~}`, where the verb says that it is planned or asked for: "visit to Rome", "no visit".
    Unmarked,
    /// `{content-}`, where the verb says that it is denied: "visit to Rome".
    Bare,
    /// `{content!}`, only what is told as done: "Dahl visits Rome".
    Clause,
}

/// The name of the slot for the words of the text.
pub(super) const WORDS: &str = "words";

impl Phrase {
    /// Reads patterns.
    ///
    /// # Errors
    /// Says what is not closed or empty.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        text.split(" / ")
            .map(parts)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Names of all roles that the patterns ask for.
    pub fn roles(&self) -> Vec<&str> {
        self.0.iter().flat_map(|parts| roles(parts)).collect()
    }
}

fn roles(parts: &[Part]) -> Vec<&str> {
    let each = parts.iter().flat_map(|part| match part {
        Part::Words(_) | Part::Verb(_) => Vec::new(),
        Part::Slot(slot) => slot.roles.iter().map(|(role, _)| role.as_str()).collect(),
        Part::Optional(inner) => roles(inner),
    });
    each.filter(|role| *role != WORDS).collect()
}

fn parts(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '<', '(']) {
        let (words, after) = rest.split_at(open);
        if !words.is_empty() {
            parts.push(Part::Words(words.to_owned()));
        }
        let close = match after.as_bytes()[0] {
            b'{' => '}',
            b'<' => '>',
            _ => ')',
        };
        let (inner, after) = after[1..]
            .split_once(close)
            .ok_or_else(|| format!("\"{after}\" is not closed with {close}"))?;
        parts.push(match close {
            '}' => Part::Slot(slot(inner)?),
            '>' => Part::Verb(inner.to_owned()),
            _ => Part::Optional(self::parts(inner)?),
        });
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest.to_owned()));
    }
    Ok(parts)
}

fn slot(text: &str) -> Result<Slot, String> {
    let several = text.ends_with('+');
    let roles = text.trim_end_matches('+').split('|').map(|role| {
        let manner = match role.chars().last() {
            Some('!') => Manner::Clause,
            Some('~') => Manner::Unmarked,
            Some('-') => Manner::Bare,
            Some(_) => Manner::Marked,
            None => return Err(format!("\"{{{text}}}\" names no role")),
        };
        Ok((role.trim_end_matches(['!', '~', '-']).to_owned(), manner))
    });
    Ok(Slot {
        roles: roles.collect::<Result<_, _>>()?,
        several,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read() {
        let phrase =
            Phrase::read("{agent+} <deny> {content-|topic}( in {place}) / denial").unwrap();
        assert_eq!(phrase.roles(), ["agent", "content", "topic", "place"]);
        assert_eq!(phrase.0.len(), 2);
        let Part::Slot(slot) = &phrase.0[0][0] else {
            panic!("a pattern begins with its first piece");
        };
        assert!(slot.several);
        assert_eq!(phrase.0[0][2], Part::Verb("deny".to_owned()));
        assert_eq!(phrase.0[1], [Part::Words("denial".to_owned())]);
    }

    #[test]
    fn mistakes_are_told() {
        for (text, told) in [
            ("{agent <say>", "is not closed with }"),
            ("visit( to {place}", "is not closed with )"),
            ("{agent|} <say>", "names no role"),
        ] {
            let error = Phrase::read(text).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }
}
