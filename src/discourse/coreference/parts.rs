//! The sieve of names that are a part of another: "Fath" of "Fath Airport", "House" of "House of Representatives".
//!
//! Reads and writes: [`Chains`]. Never: takes a part that two names have for either.

use super::chains::{Chain, ChainId, Chains};
use super::names::ends_with_name;
use super::whose::owners_meet;
use crate::discourse::kinds;
use crate::discourse::{EntityKind, KindFamily};

/// "Fath" of "Fath Airport", "Saha" of "Saha Airlines", "Maidan Wardak" of "Maidan Wardak province".
pub(super) fn parts(chains: &mut Chains<'_>) {
    for short in chains.live() {
        let chain = &chains.all[short];
        let Some(name) = chain.names.first().cloned() else {
            continue;
        };
        let place = chain.kind.family() == KindFamily::Place;
        // The "Foreign" of a Foreign Minister is no Foreign Office.
        // Nor is the adjective of "South American states" a South American Union.
        let adjective = |&id: &usize| chains.analysis.tokens[chains.phrases[id].head].dep == "amod";
        if chain.kind == EntityKind::Topic || chain.phrases.iter().any(adjective) {
            continue;
        }
        if chain.kind.family() == KindFamily::Person && !is_doubtful_person(chain, &name)
            || chain.entry.is_some() && !place
        {
            continue;
        }
        // "House" is no part of "House Budget Committee".
        if !name.contains(' ') && chains.knowledge.name_head(&name).is_some() {
            if let Some(long) = only_of_head(chains, short, &name) {
                chains.merge(short, long);
            }
            continue;
        }
        let known = chain.entry.is_some();
        // "Kilo District" is no "Kilo District Hospital", nor its police.
        let area = place
            && name
                .rsplit_once(' ')
                .is_some_and(|(_, last)| is_area(chains, last));
        let whole = |&long: &ChainId| {
            let chain = &chains.all[long];
            long != short
                && chain.kind.family() != KindFamily::Person
                && (!known || chain.entry.is_none())
                && !(area
                    && (chain.kind == EntityKind::Facility
                        || chain.kind.family() != KindFamily::Place))
                && (chain.names.iter()).any(|long| {
                    completes(chains, &name, long, known)
                        || is_storm_called(chains, &name, long)
                        || is_of_place(chains, &name, long)
                        || !place && is_short_for(chains, &name, long)
                })
                && owners_meet(chains, short, long)
        };
        let mut candidates = chains.live().into_iter().filter(whole);
        if let (Some(long), None) = (candidates.next(), candidates.next()) {
            if chains.all[short].kind == EntityKind::Person {
                chains.all[short].kind = chains.all[long].kind;
            }
            chains.merge(short, long);
        }
    }
}

/// "House" of "House of Representatives", where no other body has that head ("House of Lords").
fn only_of_head(chains: &Chains<'_>, short: ChainId, head: &str) -> Option<ChainId> {
    let body = |chain: &Chain| {
        chain.kind.family() == KindFamily::Organization && chain.kind != EntityKind::Government
    };
    let named = |&long: &ChainId| {
        let chain = &chains.all[long];
        let heads = |name: &String| {
            kinds::head_word(chains.knowledge, name).split(' ').next() == Some(head)
        };
        long != short && body(chain) && chain.names.iter().any(heads)
    };
    if !body(&chains.all[short]) || chains.all[short].plural {
        return None;
    }
    let mut all = chains.live().into_iter().filter(named);
    let (Some(long), None) = (all.next(), all.next()) else {
        return None;
    };
    let opens = format!("{head} of ");
    let of = |name: &String| name.starts_with(&opens) || name.contains(&format!(" {opens}"));
    (chains.all[long].names.iter().any(of)).then_some(long)
}

/// "Ines" of "Hurricane Ines" or "Tropical Storm Ines", "Marlow" of "USS Marlow"
fn is_storm_called(chains: &Chains<'_>, short: &str, long: &str) -> bool {
    let words: Vec<&str> = long.split(' ').collect();
    let ship = kinds::by_letters(chains.knowledge, &words) == Some(EntityKind::Thing);
    if ship && ends_with_name(long, short) {
        return true;
    }
    long.rsplit_once(' ').is_some_and(|(kind, name)| {
        let kind = kind.rsplit(' ').next().unwrap_or(kind);
        name == short && chains.knowledge.name_head(kind) == Some(EntityKind::Happening)
    })
}

/// "Peace Prize" of "Nobel Peace Prize", "Development Bank" of "Nordic Development Bank"; but no part of "Act of the
/// Nordic Union".
fn is_short_for(chains: &Chains<'_>, short: &str, long: &str) -> bool {
    let knowledge = chains.knowledge;
    let made = knowledge
        .name_head(kinds::head_word(knowledge, short))
        .is_some();
    let more = long
        .split(' ')
        .count()
        .saturating_sub(short.split(' ').count());
    let plain = (long.split(' ').take(more)).all(|word| word.starts_with(char::is_uppercase));
    short.contains(' ') && made && plain && ends_with_name(long, short)
}

/// "Supreme Court" of "Supreme Court of Norway", "High Court" of "High Court of England and Wales"
fn is_of_place(chains: &Chains<'_>, short: &str, long: &str) -> bool {
    let place = |words: &str| {
        let words = words.strip_prefix("the ").unwrap_or(words);
        let gazetteer = &chains.knowledge.gazetteer;
        gazetteer
            .all(words)
            .any(|id| gazetteer.entry(id).is_place())
    };
    let rest = long.strip_prefix(short);
    let rest = rest
        .and_then(|rest| rest.strip_prefix(" of "))
        .filter(|_| short.contains(' '));
    rest.is_some_and(|rest| rest.split(" and ").all(place))
}

fn is_area(chains: &Chains<'_>, word: &str) -> bool {
    let kind = chains.knowledge.name_head(word);
    matches!(
        kind,
        Some(EntityKind::Place | EntityKind::Region | EntityKind::City)
    )
}

/// A single word that only the recogniser takes for a person.
fn is_doubtful_person(chain: &Chain, name: &str) -> bool {
    !name.contains(' ') && chain.gender.is_none() && chain.lemmas.is_empty()
}

/// True where `long` is `short` and nothing more than words that make names; after a known place
/// only the common noun of its kind ("Urumqi city", but not "Urumqi Airport").
fn completes(chains: &Chains<'_>, short: &str, long: &str, known: bool) -> bool {
    let rest = long
        .strip_prefix(short)
        .and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| {
        let words: Vec<&str> = rest.split(' ').collect();
        let ends = words
            .last()
            .is_some_and(|last| chains.knowledge.name_head(last).is_some());
        let noun = chains.knowledge.is_equated(rest);
        let capital = rest.starts_with(char::is_uppercase);
        noun || !known && capital && ends && words.len() <= 2
    })
}
