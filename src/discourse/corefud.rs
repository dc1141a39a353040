//! Who is meant by which words, in the notation of `CorefUD`: the `Entity` item of a token's MISC.
//!
//! Reads: [`Discourse`]. Writes: brackets per token,
//! <https://ufal.mff.cuni.cz/~popel/papers/2022_10_06_corefud-format.pdf>.
//! Never: writes spans that the mentions do not have.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Discourse;
use crate::linguistics::TokenId;

/// What the fields of an opening bracket are; the head is counted from 1 within the mention.
pub const HEADER: &str = "# global.Entity = eid-etype-head\n";

/// `Entity=...` for each token at which a mention begins or ends.
pub fn entities(discourse: &Discourse) -> BTreeMap<TokenId, String> {
    let mut mentions: Vec<_> = discourse.mentions.iter().collect();
    // The longer one opens first and closes last.
    mentions.sort_by_key(|mention| (mention.tokens.start, usize::MAX - mention.tokens.end));
    let mut opening: BTreeMap<TokenId, String> = BTreeMap::new();
    let mut closing: BTreeMap<TokenId, Vec<usize>> = BTreeMap::new();
    for mention in mentions {
        let (first, last) = (mention.tokens.start, mention.tokens.end - 1);
        let kind = format!("{:?}", discourse.entities[mention.entity].kind).to_lowercase();
        let head = mention.head - first + 1;
        let written = opening.entry(first).or_default();
        let _ = write!(written, "(e{}-{kind}-{head}", mention.entity + 1);
        if first == last {
            written.push(')');
        } else {
            closing
                .entry(last)
                .or_default()
                .insert(0, mention.entity + 1);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discourse::{Entity, EntityKind, Mention, MentionForm};

    fn mention(head: TokenId, tokens: std::ops::Range<TokenId>, entity: usize) -> Mention {
        Mention {
            head,
            tokens,
            form: MentionForm::Name,
            entity,
            sieve: "new",
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
        let items = entities(&discourse);
        assert_eq!(items[&0], "Entity=(e1-person-3(e2-country-1)");
        assert_eq!(items[&2], "Entity=e1)");
        assert_eq!(items[&4], "Entity=(e1-person-1)");
    }
}
