//! Names in headings, captions and credits: what stands around the running text and has no trees.
//!
//! Reads: the article's furniture, the names in its running text. Writes: [`MarginName`]s.
//! Never: makes an entity, or takes a name that two entities share.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::coreference::Chains;
use super::{Discourse, EntityId, EntityKind, MarginName};
use crate::document::{Article, ParagraphKind};
use crate::text::TextRange;

/// The names of entities that the running text names, wherever the furniture repeats them word for word.
pub(super) fn find(
    article: &Article,
    chains: &Chains<'_>,
    discourse: &Discourse,
) -> Vec<MarginName> {
    let names = names(chains, discourse);
    let is_month = |name: &str| chains.knowledge.times.month(&name.to_lowercase()).is_some();
    let furniture = article.paragraphs.iter();
    let furniture = furniture.filter(|it| it.kind == ParagraphKind::Furniture);
    furniture
        .flat_map(|it| in_paragraph(&article.text, it.range, &names, is_month))
        .collect()
}

/// The names that belong to one entity each, the longest first: "Ana Ruiz" before "Ruiz", by which a
/// headline may call her though the text never does.
fn names<'a>(chains: &'a Chains<'_>, discourse: &Discourse) -> Vec<(&'a str, EntityId)> {
    let mut owners: BTreeMap<&str, Option<EntityId>> = BTreeMap::new();
    for phrase in chains.phrases {
        let name = phrase.name.as_ref();
        let (Some(name), Some(entity)) = (name, discourse.entity_at(phrase.head)) else {
            continue;
        };
        let person = discourse.entities[entity].kind == EntityKind::Person;
        let surname = name.text.rsplit(' ').next().filter(|_| person);
        for name in surname.into_iter().chain([name.text.as_str()]) {
            let owner = owners.entry(name).or_insert(Some(entity));
            *owner = owner.filter(|&owner| owner == entity);
        }
    }
    let mut names: Vec<(&str, EntityId)> = owners
        .into_iter()
        .filter_map(|(name, owner)| Some((name, owner?)))
        .filter(|(name, _)| name.starts_with(char::is_uppercase))
        .collect();
    names.sort_by_key(|&(name, _)| Reverse(name.len()));
    names
}

fn in_paragraph(
    text: &str,
    paragraph: TextRange,
    names: &[(&str, EntityId)],
    is_month: impl Fn(&str) -> bool,
) -> Vec<MarginName> {
    let words = paragraph.of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = words[at..].chars().next() {
        let rest = &words[at..];
        let name = names.iter().find(|(name, _)| {
            let after = rest.strip_prefix(name);
            after.is_some_and(|after| {
                let day = is_number(after) && is_month(name);
                !after.starts_with(char::is_alphanumeric) && !day
            })
        });
        let begins = !words[..at].ends_with(char::is_alphanumeric);
        at += match name.filter(|_| begins) {
            Some(&(name, entity)) => {
                let start = paragraph.start + at;
                let range = TextRange::new(start, start + name.len());
                found.push(MarginName { range, entity });
                name.len()
            }
            None => first.len_utf8(),
        };
    }
    found
}

/// "May **7**" is a day, whoever else is called so; "Norway **2**" is a score.
fn is_number(after: &str) -> bool {
    after.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins_and_parts_of_words_do_not_count() {
        let text = "Oslo Times: Oslo's mayor quits, Oslofjord closed";
        let names = [("Oslo Times", 1), ("Oslo", 0)];
        let found = in_paragraph(text, TextRange::new(0, text.len()), &names, |_| false);
        let found: Vec<_> = (found.iter())
            .map(|it| (it.range.of(text), it.range.start, it.entity))
            .collect();
        assert_eq!(found, [("Oslo Times", 0, 1), ("Oslo", 12, 0)]);
    }

    #[test]
    fn a_month_is_nobody() {
        let text = "Tuesday, May 7, 2019: May resigns, Norway 2 Chile 1";
        let names = [("Norway", 1), ("May", 0)];
        let range = TextRange::new(0, text.len());
        let found = in_paragraph(text, range, &names, |name| name == "May");
        let places: Vec<_> = found.iter().map(|it| it.range.start).collect();
        assert_eq!(places, [22, 35]);
    }
}
