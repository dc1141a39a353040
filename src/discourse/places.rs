//! Which of the places of one name is meant.
//!
//! Reads: the words around a name, what else the article names, [`Gazetteer`](super::Gazetteer).
//! Writes: an [`EntryId`]. Never: takes a place that lies elsewhere than the words say.

use std::ops::Range;

use super::context::Context;
use super::mentions::words_of;
use super::{EntityKind, EntryId, Near};
use crate::linguistics::{Analysis, Name, TokenId};

/// What the words before and after a name say of it.
pub(super) enum Hint {
    /// Nothing.
    None,
    /// "Paris, **Texas**": it lies there.
    Within(EntryId),
    /// "**Atlanta**, Georgia": that lies in it.
    Holds(String),
    /// "province of Kunduz"
    Region,
    /// "city of Kano"
    City,
}

/// The entry that a name means at its place, `None` where the words speak against all.
pub(super) fn choose(
    context: &Context<'_>,
    tokens: &Range<TokenId>,
    text: &str,
) -> Option<EntryId> {
    let gazetteer = &context.knowledge.gazetteer;
    let near = &context.near;
    let best = gazetteer.find(text, near);
    if best.is_none() {
        return region_with_word(context, text);
    }
    let of_kind = |kind| {
        gazetteer
            .all(text)
            .find(|&id| gazetteer.entry(id).kind == kind)
    };
    if is_said_of_no_town(context, tokens, best) {
        return None;
    }
    match hint(context, tokens) {
        Hint::None => best,
        Hint::Within(whole)
            if is_list(context, best, whole)
                && (gazetteer.find_in(text, whole).is_none() || goes_on(context, tokens)) =>
        {
            beside(context, text, whole).or(best)
        }
        Hint::Within(whole) => {
            let elsewhere = |id: EntryId| {
                let entry = gazetteer.entry(id);
                entry.is_place() && entry.kind != EntityKind::Country && id != whole
            };
            let inner = gazetteer.find_in(text, whole);
            inner.or_else(|| best.filter(|&id| !elsewhere(id)))
        }
        Hint::Holds(part) => {
            let region = gazetteer
                .find(&part, near)
                .filter(|&part| is_list(context, best, part));
            let listed = region.and_then(|region| beside(context, text, region));
            listed.or_else(|| best.map(|best| holder(context, text, &part, best)))
        }
        Hint::Region => {
            let wide = |&id: &EntryId| gazetteer.entry(id).kind != EntityKind::City;
            gazetteer.find_region(text, near).or(best.filter(wide))
        }
        Hint::City => of_kind(EntityKind::City).or(best),
    }
}

/// "**the** Andes": of towns only those that are called so have an article ("The Hague").
fn is_said_of_no_town(
    context: &Context<'_>,
    tokens: &Range<TokenId>,
    best: Option<EntryId>,
) -> bool {
    let before = tokens.start.checked_sub(1);
    let word = |token: TokenId| context.analysis.tokens[token].text.to_lowercase();
    let entry = best.map(|id| context.knowledge.gazetteer.entry(id));
    let town = entry
        .is_some_and(|entry| entry.kind == EntityKind::City && !entry.name.starts_with("The "));
    let alone = |token: TokenId| context.analysis.tokens[token].head == tokens.start;
    town && tokens.len() == 1 && before.is_some_and(|token| word(token) == "the" && alone(token))
}

/// "Georgia, **Michigan** and Ohio": a country lies in no region, nor one region in another of its country, so the
/// names stand beside each other.
fn is_list(context: &Context<'_>, best: Option<EntryId>, other: EntryId) -> bool {
    let gazetteer = &context.knowledge.gazetteer;
    let other = gazetteer.entry(other);
    let best = best.map(|best| gazetteer.entry(best));
    other.kind == EntityKind::Region
        && best.is_some_and(|best| match best.kind {
            EntityKind::Country => true,
            EntityKind::Region => best.iso == other.iso && best.region.is_some(),
            _ => false,
        })
}

/// "Virginia, **Minnesota and** Ohio", unlike the town of "Virginia, Minnesota": another region follows.
fn goes_on(context: &Context<'_>, tokens: &Range<TokenId>) -> bool {
    let gazetteer = &context.knowledge.gazetteer;
    let region = |name: &Name| {
        let found = gazetteer.find(&plain(context.analysis, name), &context.near);
        found.is_some_and(|id| gazetteer.entry(id).kind == EntityKind::Region)
    };
    let Some(next) = context.name_at(tokens.end + 1) else {
        return false;
    };
    let rest = context
        .analysis
        .tokens
        .get(next.tokens.end..)
        .unwrap_or_default();
    let links = rest
        .iter()
        .take_while(|token| matches!(token.text.as_str(), "," | "and" | "or"))
        .count();
    links > 0 && context.name_at(next.tokens.end + links).is_some_and(region)
}

/// The region of a name in the country of another region.
fn beside(context: &Context<'_>, text: &str, region: EntryId) -> Option<EntryId> {
    let gazetteer = &context.knowledge.gazetteer;
    let country = &gazetteer.entry(region).iso;
    gazetteer.all(text).find(|&id| {
        let entry = gazetteer.entry(id);
        entry.kind == EntityKind::Region && entry.iso == *country
    })
}

/// "Atlanta, **Georgia**": of a country and a region, or a city and a region, the one in which a city
/// lies that stands before it.
fn holder(context: &Context<'_>, text: &str, part: &str, best: EntryId) -> EntryId {
    let gazetteer = &context.knowledge.gazetteer;
    let holds = |&id: &EntryId| gazetteer.find_in(part, id).is_some();
    let entry = gazetteer.entry(best);
    let open = entry.kind == EntityKind::Country
        || entry.kind == EntityKind::City && gazetteer.is_town(part);
    if !open || holds(&best) {
        return best;
    }
    gazetteer.all(text).find(holds).unwrap_or(best)
}

/// "Kunduz Province", "Republic of Tatarstan", "Department of La Libertad": the region, never the town.
fn region_with_word(context: &Context<'_>, text: &str) -> Option<EntryId> {
    let words = &context.knowledge.kinds;
    let makes = |word: &str| words.is_region(&word.to_lowercase()) || word == "Republic";
    let behind = text.rsplit_once(' ').filter(|(_, word)| makes(word));
    let before = text
        .split_once(" of ")
        .filter(|(word, _)| makes(word))
        .map(|(word, name)| (name, word));
    let (name, _) = behind.or(before)?;
    context.knowledge.gazetteer.find_region(name, &context.near)
}

fn hint(context: &Context<'_>, tokens: &Range<TokenId>) -> Hint {
    let (analysis, words) = (context.analysis, &context.knowledge.kinds);
    if let Some(whole) = place_after(context, tokens) {
        return Hint::Within(whole);
    }
    let word = |back: usize| {
        let token = tokens.start.checked_sub(back)?;
        Some(analysis.tokens[token].text.to_lowercase())
    };
    match (word(2).as_deref(), word(1).as_deref()) {
        (Some(kind), Some("of")) if words.towns.contains(kind) => return Hint::City,
        // "the north-east region of Seoul" is a part of the city.
        (Some(kind), Some("of")) if words.is_region(kind) => {
            let part = word(3).is_some_and(|word| context.knowledge.is_place_part(&word));
            return if part { Hint::None } else { Hint::Region };
        }
        _ => {}
    }
    let after = analysis.tokens.get(tokens.end);
    let after = after.map(|token| token.text.to_lowercase());
    let office = |word: &str| words.regional_offices.contains(word);
    if after.is_some_and(|word| words.is_region(&word) || office(&word))
        || is_held_for(context, tokens)
    {
        return Hint::Region;
    }
    let comma = word(1).is_some_and(|word| word == ",");
    let before = tokens.start.checked_sub(2).filter(|_| comma);
    let part = before.and_then(|token| context.name_at(token));
    part.map_or(Hint::None, |name| Hint::Holds(plain(analysis, name)))
}

/// "**Senator** Moss from New York", "the **governor** of Georgia": no town has one.
fn is_held_for(context: &Context<'_>, tokens: &Range<TokenId>) -> bool {
    let offices = &context.knowledge.kinds.regional_offices;
    let all = &context.analysis.tokens;
    let preposition = all[tokens.end - 1].head;
    let office = all[preposition].head;
    let behind = matches!(all[preposition].text.as_str(), "from" | "of");
    let mut words = context.analysis.children(office).chain([office]);
    behind && words.any(|word| offices.contains(all[word].lemma.to_lowercase().as_str()))
}

/// The country or region of the name after a comma or in brackets: "Omdurman, Sudan".
pub(super) fn place_after(context: &Context<'_>, tokens: &Range<TokenId>) -> Option<EntryId> {
    let analysis = context.analysis;
    let link = analysis.tokens.get(tokens.end)?;
    if !matches!(link.text.as_str(), "," | "(") {
        return None;
    }
    let name = context.name_at(tokens.end + 1)?;
    let opens = name.tokens.start == tokens.end + 1;
    let text = plain(analysis, name);
    let gazetteer = &context.knowledge.gazetteer;
    let near: &Near = &context.near;
    let whole = gazetteer
        .find(&text, near)
        .or_else(|| region_with_word(context, &text))?;
    let wider = matches!(
        gazetteer.entry(whole).kind,
        EntityKind::Country | EntityKind::Region
    );
    // "Sweden, Norway and Denmark" is a list; so is "Kyiv, Ukraine and Moldova", of which the first
    // lies in the second all the same.
    (opens && wider).then_some(whole)
}

fn plain(analysis: &Analysis, name: &Name) -> String {
    let words = words_of(analysis, &name.tokens);
    words.trim_start_matches("the ").to_owned()
}
