//! What a name stands for in other articles: the same thing, that of one country, or another one.
//!
//! Reads: [`Chain`]s, [`Gazetteer`](super::Gazetteer), the words of common names.
//! Writes: a [`Scope`]. Never: joins or parts anything within the article.
//!
//! "Supreme Court" names another court in another country, "Court" and "District Court" another one
//! in another article. Which country is meant, the name says, or the words before it, or the whole
//! article where it speaks of one country far more than of all others; else it is left open.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::coreference::{Chain, Chains};
use super::mentions::{Determiner, Phrase};
use super::{EntityKind, EntryId, KindFamily, Scope, kinds};
use crate::linguistics::TokenId;

/// How many times as often as the next one an article's own country is named.
const OUTWEIGHS: usize = 3;
/// The longest name of a country, in words.
const LONGEST: usize = 4;

/// Decides for all names of one article.
pub(super) struct Scopes<'a> {
    chains: &'a Chains<'a>,
    /// Code of the country that the article is about.
    home: Option<SmolStr>,
}

/// A name that bodies of several countries may have.
struct Common {
    /// Without its country.
    name: String,
    iso: Option<SmolStr>,
}

impl<'a> Scopes<'a> {
    pub(super) fn new(chains: &'a Chains<'a>, certain: impl Fn(&Chain, EntryId) -> bool) -> Self {
        let home = home(chains, certain);
        Self { chains, home }
    }

    /// The scope of a chain's name and the entry of the gazetteer that it means, or, within the article, belongs to,
    /// given the entry and the country that its words speak for.
    pub(super) fn of(
        &self,
        chain: &Chain,
        entry: Option<EntryId>,
        country: Option<SmolStr>,
    ) -> (Scope, Option<EntryId>) {
        if self.is_special(chain) {
            return (Scope::Article, entry);
        }
        let knowledge = self.chains.knowledge;
        let gazetteer = &knowledge.gazetteer;
        let listed = entry.map(|id| gazetteer.entry(id));
        let body = chain.kind.family() == KindFamily::Organization;
        // "Federal Reserve": listed under a name that means this one everywhere.
        let known = listed.is_some_and(|it| it.iso.is_some() && knowledge.is_common_name(&it.name));
        let common = self.common(chain).filter(|_| body && !known);
        let Some(mut common) = common else {
            let scope = match entry {
                None if self.is_common_noun(chain) => Scope::Article,
                _ => Scope::World,
            };
            return (scope, entry);
        };
        if self.is_regional(chain) {
            return (Scope::Article, None);
        }
        common.iso = common.iso.or(country).or_else(|| self.home.clone());
        let own = listed.filter(|listed| listed.iso.is_none());
        let name = own.map_or(common.name, |listed| listed.name.to_string());
        let Some(iso) = common.iso else {
            return (Scope::Article, None);
        };
        let same = |&id: &EntryId| gazetteer.entry(id).iso.as_ref() == Some(&iso);
        let entry = (entry.filter(same)).or_else(|| self.body_of(&name, &iso));
        match entry {
            Some(entry) => (Scope::World, Some(entry)),
            None if knowledge.is_local_name(&name) => (Scope::Article, None),
            None => (Scope::Country { name, iso }, None),
        }
    }

    /// "the **state** Senate", "the Supreme Court of the **state**": not that of the country.
    fn is_regional(&self, chain: &Chain) -> bool {
        let analysis = self.chains.analysis;
        let below = |head: TokenId| {
            let before = analysis.child(head, &["compound", "amod", "nmod"]);
            let of = analysis.child(head, &["prep"]);
            let after = of.and_then(|of| analysis.child(of, &["pobj"]));
            before.into_iter().chain(after)
        };
        let heads = chain.phrases.iter().map(|&id| self.chains.phrases[id].head);
        let mut around = heads.flat_map(below);
        around.any(|word| {
            let token = &analysis.tokens[word];
            token.pos == "NOUN" && self.chains.knowledge.is_a(&token.lemma, "district")
        })
    }

    /// The name of a chain without its country, where all its names are made of common words.
    fn common(&self, chain: &Chain) -> Option<Common> {
        let mut found: Option<Common> = None;
        for &phrase in &chain.phrases {
            let Some(name) = &self.chains.phrases[phrase].name else {
                continue;
            };
            let other = self.without_country(&name.text)?;
            let longer = |known: &Common| other.name.len() > known.name.len();
            let iso = (found.as_ref())
                .and_then(|known| known.iso.clone())
                .or_else(|| other.iso.clone());
            if found.as_ref().is_none_or(longer) {
                found = Some(other);
            }
            if let Some(found) = &mut found {
                found.iso = iso;
            }
        }
        found
    }

    /// "US Supreme Court", "Supreme Court of Kenya", "Supreme Court"; `None` for other names.
    fn without_country(&self, name: &str) -> Option<Common> {
        let knowledge = self.chains.knowledge;
        if knowledge.is_common_name(name) {
            let name = name.to_owned();
            return Some(Common { name, iso: None });
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        (1..words.len().min(LONGEST + 1)).find_map(|count| {
            let (first, rest) = words.split_at(count);
            let (start, last) = words.split_at(words.len() - count);
            let start = start.strip_suffix(&["the"]).unwrap_or(start);
            let start = start.strip_suffix(&["of"]);
            let sides = [Some((first, rest)), start.map(|start| (last, start))];
            sides.into_iter().flatten().find_map(|(country, rest)| {
                let iso = self.country_named(&country.join(" "))?;
                let name = rest.join(" ");
                let iso = Some(iso);
                knowledge
                    .is_common_name(&name)
                    .then_some(Common { name, iso })
            })
        })
    }

    fn country_named(&self, words: &str) -> Option<SmolStr> {
        let gazetteer = &self.chains.knowledge.gazetteer;
        let named = gazetteer.all(words).next();
        let id = named.or_else(|| gazetteer.demonym(words))?;
        let entry = gazetteer.entry(id);
        entry
            .iso
            .clone()
            .filter(|_| entry.kind == EntityKind::Country)
    }

    /// The body of a common name in a country that the gazetteer lists.
    fn body_of(&self, name: &str, iso: &str) -> Option<EntryId> {
        let gazetteer = &self.chains.knowledge.gazetteer;
        let country = &gazetteer.entry(gazetteer.country(iso)?).name;
        let full = [
            format!("{country} {name}"),
            format!("{name} of {country}"),
            format!("{name} of the {country}"),
        ];
        let mut listed = full.iter().flat_map(|full| gazetteer.all(full));
        listed.find(|&id| gazetteer.entry(id).iso.as_deref() == Some(iso))
    }

    /// "the findings", "his bid", "women in Oslo", "three Americans", "other Republicans": topics, groups and members of
    /// this article, where no phrase for them is as wide as "measles", "the Americans" or "Republicans".
    fn is_special(&self, chain: &Chain) -> bool {
        let named = !chain.names.is_empty();
        let wide = match chain.kind {
            EntityKind::Topic if !named => &[Determiner::None][..],
            EntityKind::Group => &[Determiner::None, Determiner::Definite][..],
            EntityKind::Party if chain.plural => &[Determiner::None, Determiner::Definite][..],
            _ => return false,
        };
        let phrases = chain.phrases.iter();
        let mut phrases = phrases.map(|&id| &self.chains.phrases[id]);
        !phrases.any(|phrase| wide.contains(&phrase.determiner) && !self.is_restricted(phrase))
    }

    /// "findings **published on Monday**", "women **in Oslo**", "**black** Americans", "**three** Americans".
    fn is_restricted(&self, phrase: &Phrase) -> bool {
        let analysis = self.chains.analysis;
        let told_by: &[&str] = match phrase.kind {
            EntityKind::Group | EntityKind::Party => {
                &["acl", "amod", "compound", "nummod", "prep", "relcl"]
            }
            _ => &["acl", "nummod", "prep", "relcl"],
        };
        analysis.child(phrase.head, told_by).is_some()
    }

    /// True where one word names a thing that is a common noun: "the Mosque", "the State", "Women".
    fn is_common_noun(&self, chain: &Chain) -> bool {
        let knowledge = self.chains.knowledge;
        // "NASA" is none, whatever its letters spell, but "MP", "B" and the "et" of a French name are.
        let is_noun = |name: &String| {
            let shouted = name.chars().all(char::is_uppercase) && !knowledge.is_title(name);
            let lower = name.to_lowercase();
            let small = name.chars().all(char::is_lowercase) || name.chars().count() == 1;
            let listed =
                || small || knowledge.is_title(name) || knowledge.noun_kind(&lower).is_some();
            !shouted
                && !name.contains(char::is_whitespace)
                && (listed()
                    || kinds::singular(knowledge, &lower).is_some()
                    || self.is_plural(chain))
        };
        chain.kind.family() != KindFamily::Person
            && !chain.names.is_empty()
            && chain.names.iter().all(is_noun)
    }

    /// "Women", whose lemma is a common noun.
    fn is_plural(&self, chain: &Chain) -> bool {
        let mut phrases = chain.phrases.iter().map(|&id| &self.chains.phrases[id]);
        chain.plural && phrases.all(|it| self.chains.knowledge.noun_kind(&it.lemma).is_some())
    }
}

/// The country that an article names, with its places, far more often than any other.
fn home(chains: &Chains<'_>, certain: impl Fn(&Chain, EntryId) -> bool) -> Option<SmolStr> {
    let gazetteer = &chains.knowledge.gazetteer;
    let mut counts: BTreeMap<&SmolStr, usize> = BTreeMap::new();
    for chain in &chains.all {
        let Some(id) = chain.entry.filter(|&id| certain(chain, id)) else {
            continue;
        };
        let entry = gazetteer.entry(id);
        if let Some(iso) = entry.iso.as_ref().filter(|_| entry.is_place()) {
            *counts.entry(iso).or_default() += chain.phrases.len();
        }
    }
    let (home, most) = counts
        .iter()
        .max_by_key(|(iso, count)| (**count, std::cmp::Reverse(**iso)))?;
    let next = counts.iter().filter(|(iso, _)| *iso != home);
    let next = next.map(|(_, count)| *count).max().unwrap_or(0);
    (*most >= OUTWEIGHS * next).then(|| (*home).clone())
}
