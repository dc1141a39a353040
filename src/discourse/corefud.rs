//! Who is meant by which words, in the notation of `CorefUD`: the `Entity` item of a token's MISC.
//!
//! Reads: [`Discourse`] and the trees. Writes: brackets per token,
//! <https://ufal.mff.cuni.cz/~popel/papers/2022_10_06_corefud-format.pdf>.
//! Never: writes spans that the mentions do not have.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::{Discourse, EntityId, SURE};
use crate::linguistics::{Analysis, Token, TokenId};

/// What the fields of an opening bracket are; the head is counted from 1 within the mention, and where the
/// mention perhaps means something else, `other` is its confidence in percent ("confidence:68").
pub const HEADER: &str = "# global.Entity = eid-etype-head-other\n";

/// Words in brackets.
struct Bracket {
    tokens: Range<TokenId>,
    head: TokenId,
    /// Numbered from 1: entities, then what only pronouns mean, then days and other times.
    number: usize,
    kind: String,
    /// In percent.
    confidence: u8,
}

/// `Entity=...` for each token of the running text at which a mention begins or ends.
pub fn entities(analysis: &Analysis, discourse: &Discourse) -> BTreeMap<TokenId, String> {
    let brackets = named(discourse)
        .chain(unnamed(discourse))
        .chain(times(analysis, discourse));
    items(brackets.collect())
}

/// The same for the names in headings, captions and credits, whose trees these are.
pub fn margins(analysis: &Analysis, discourse: &Discourse) -> BTreeMap<TokenId, String> {
    let brackets = discourse.margins.iter().filter_map(|name| {
        let begins = |token: &Token| token.range.start >= name.range.start;
        let first = analysis.tokens.iter().position(begins)?;
        let mut after = analysis.tokens[first..].iter();
        let length = after.position(|token| token.range.end > name.range.end);
        let tokens = first..length.map_or(analysis.tokens.len(), |length| first + length);
        Some(Bracket {
            head: head(analysis, &tokens)?,
            tokens,
            number: name.entity + 1,
            kind: kind(discourse, name.entity),
            confidence: 100,
        })
    });
    items(brackets.collect())
}

fn items(mut brackets: Vec<Bracket>) -> BTreeMap<TokenId, String> {
    // The longer one opens first and closes last.
    brackets.sort_by_key(|it| (it.tokens.start, usize::MAX - it.tokens.end));
    let mut opening: BTreeMap<TokenId, String> = BTreeMap::new();
    let mut closing: BTreeMap<TokenId, Vec<usize>> = BTreeMap::new();
    for bracket in brackets {
        let (first, last) = (bracket.tokens.start, bracket.tokens.end - 1);
        let (number, kind) = (bracket.number, bracket.kind);
        let written = opening.entry(first).or_default();
        let _ = write!(written, "(e{number}-{kind}-{}", bracket.head - first + 1);
        if bracket.confidence < SURE {
            let _ = write!(written, "-confidence:{}", bracket.confidence);
        }
        if first == last {
            written.push(')');
        } else {
            closing.entry(last).or_default().insert(0, number);
        }
    }
    for (token, ends) in closing {
        let written = opening.entry(token).or_default();
        // What ends here began earlier, and closes before anything opens.
        for end in ends.iter().rev() {
            written.insert_str(0, &format!("e{end})"));
        }
    }
    let item = |(token, brackets)| (token, format!("Entity={brackets}"));
    opening.into_iter().map(item).collect()
}

fn named(discourse: &Discourse) -> impl Iterator<Item = Bracket> {
    discourse.mentions.iter().map(|mention| Bracket {
        tokens: mention.tokens.clone(),
        head: mention.head,
        number: mention.entity + 1,
        kind: kind(discourse, mention.entity),
        confidence: mention.confidence,
    })
}

fn kind(discourse: &Discourse, entity: EntityId) -> String {
    format!("{:?}", discourse.entities[entity].kind).to_lowercase()
}

/// The token whose head lies outside.
fn head(analysis: &Analysis, tokens: &Range<TokenId>) -> Option<TokenId> {
    tokens.clone().find(|&token| {
        let above = analysis.tokens[token].head;
        above == token || !tokens.contains(&above)
    })
}

fn unnamed(discourse: &Discourse) -> impl Iterator<Item = Bracket> {
    let chains = (discourse.entities.len() + 1..).zip(&discourse.unnamed);
    chains.flat_map(|(number, heads)| {
        heads.iter().map(move |&(head, confidence)| Bracket {
            tokens: head..head + 1,
            head,
            number,
            kind: "unnamed".to_owned(),
            confidence,
        })
    })
}

/// "Friday", "today", "October 20": one time where they have one value.
fn times(analysis: &Analysis, discourse: &Discourse) -> impl Iterator<Item = Bracket> {
    let mut numbers = BTreeMap::new();
    let first = discourse.entities.len() + discourse.unnamed.len() + 1;
    discourse.times.iter().filter_map(move |time| {
        let value = time.value.as_ref()?;
        let next = first + numbers.len();
        let number = *numbers.entry((&value.begin, &value.end)).or_insert(next);
        Some(Bracket {
            tokens: time.tokens.clone(),
            head: head(analysis, &time.tokens)?,
            number,
            kind: "time".to_owned(),
            confidence: 100,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discourse::{
        Entity, EntityKind, Mention, MentionForm, TimeExpression, TimeRelation, TimeValue,
    };
    use crate::text::TextRange;

    fn mention(head: TokenId, tokens: std::ops::Range<TokenId>, entity: usize) -> Mention {
        Mention {
            head,
            tokens,
            form: MentionForm::Name,
            entity,
            sieve: "new",
            confidence: 100,
        }
    }

    fn token(text: &str, head: TokenId) -> Token {
        Token {
            text: text.into(),
            range: TextRange::default(),
            space_after: true,
            lemma: text.into(),
            tag: "NN".into(),
            pos: "NOUN".into(),
            morph: "".into(),
            head,
            dep: "dep".into(),
        }
    }

    fn day(tokens: Range<TokenId>, begin: &str) -> TimeExpression {
        let value = TimeValue {
            begin: begin.to_owned(),
            end: None,
            relation: TimeRelation::At,
        };
        TimeExpression {
            tokens,
            value: Some(value),
        }
    }

    #[test]
    fn brackets_nest() {
        let entity = |kind| Entity {
            kind,
            ..Entity::default()
        };
        let discourse = Discourse {
            entities: vec![entity(EntityKind::Person), entity(EntityKind::Country)],
            // "Kenya 's president", "he"
            mentions: vec![
                mention(0, 0..1, 1),
                mention(2, 0..3, 0),
                mention(4, 4..5, 0),
            ],
            ..Discourse::default()
        };
        let items = entities(&Analysis::default(), &discourse);
        assert_eq!(items[&0], "Entity=(e1-person-3(e2-country-1)");
        assert_eq!(items[&2], "Entity=e1)");
        assert_eq!(items[&4], "Entity=(e1-person-1)");
    }

    #[test]
    fn pronouns_and_days_are_numbered_after_the_entities() {
        let words = [
            ("I", 0),
            ("my", 1),
            ("Friday", 2),
            ("May", 3),
            ("3", 3),
            ("today", 5),
        ];
        let analysis = Analysis {
            tokens: words
                .iter()
                .map(|&(text, head)| token(text, head))
                .collect(),
            ..Analysis::default()
        };
        let discourse = Discourse {
            unnamed: vec![vec![(0, 100), (1, 68)]],
            times: vec![
                day(2..3, "2019-05-03"),
                day(3..5, "2019-05-03"),
                day(5..6, "2019-05-04"),
            ],
            ..Discourse::default()
        };
        let items = entities(&analysis, &discourse);
        let items: Vec<&str> = items.values().map(String::as_str).collect();
        let expected = [
            "Entity=(e1-unnamed-1)",
            "Entity=(e1-unnamed-1-confidence:68)",
            "Entity=(e2-time-1)",
            "Entity=(e2-time-1",
            "Entity=e2)",
            "Entity=(e3-time-1)",
        ];
        assert_eq!(items, expected);
    }
}
