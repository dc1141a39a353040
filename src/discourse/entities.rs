//! From chains of phrases to entities: names, aliases, kind, link.
//!
//! Reads: [`Chains`]. Writes: [`Entity`] and [`Mention`] values. Never: names a thing by a pronoun.

use std::collections::BTreeSet;
use std::ops::Range;

use smol_str::SmolStr;

use super::coreference::{Chain, Chains};
use super::mentions::{self, Phrase, words_of};
use super::scope::Scopes;
use super::{Discourse, Entity, EntityKind, KindFamily, Mention, MentionForm, Near, Scope};
use crate::linguistics::{Token, TokenId};

/// Fills entities, mentions and their index. Chains of pronouns only make no entity.
pub(super) fn build(chains: &Chains<'_>, discourse: &mut Discourse) {
    let mut entity_of = vec![None; chains.all.len()];
    let near = named_areas(chains);
    let scopes = Scopes::new(chains, |chain, id| is_certain(chains, chain, &near, id));
    for (id, chain) in chains.all.iter().enumerate() {
        let described = |&p: &usize| chains.phrases[p].form != MentionForm::Pronoun;
        if chain.phrases.iter().any(described) || chain.members.len() > 1 {
            entity_of[id] = Some(discourse.entities.len());
            discourse
                .entities
                .push(entity(chains, chain, &near, &scopes));
        } else {
            let phrases = chain.phrases.iter();
            let pronouns = phrases.map(|&p| (chains.phrases[p].head, chains.confidence[p]));
            discourse.unnamed.push(pronouns.collect());
        }
    }
    for (id, chain) in chains.all.iter().enumerate() {
        if let Some(group) = entity_of[id] {
            let members = chain.members.iter().filter_map(|&member| entity_of[member]);
            discourse.entities[group].members = members.collect();
        }
    }
    for (id, phrase) in chains.phrases.iter().enumerate() {
        let Some(entity) = entity_of[chains.of_phrase[id]] else {
            continue;
        };
        discourse
            .mention_at
            .insert(phrase.head, discourse.mentions.len());
        discourse.mentions.push(Mention {
            head: phrase.head,
            tokens: phrase.tokens.clone(),
            form: phrase.form,
            entity,
            sieve: chains.sieves[id],
            confidence: chains.confidence[id],
        });
    }
}

fn entity(chains: &Chains<'_>, chain: &Chain, near: &Near, scopes: &Scopes<'_>) -> Entity {
    let phrases = || chain.phrases.iter().map(|&p| &chains.phrases[p]);
    let name = best_name(chains, chain);
    // "the director", "a friend" are no names of somebody who has one.
    let named = chain.kind == EntityKind::Person && !chain.names.is_empty();
    let calls = |phrase: &&Phrase| !named || phrase.form != MentionForm::Description;
    let mut aliases: BTreeSet<String> = phrases()
        .filter(calls)
        .flat_map(|phrase| surfaces(chains, phrase))
        .collect();
    aliases.remove(&name);
    let gazetteer = &chains.knowledge.gazetteer;
    let certain = |&id: &u32| is_certain(chains, chain, near, id);
    let country = country(chains, chain);
    let (scope, entry) = scopes.of(chain, chain.entry.filter(certain), country.clone());
    let people = chain.kind == EntityKind::Group;
    Entity {
        kind: chain.kind,
        name,
        aliases: aliases.into_iter().collect(),
        named: !chain.names.is_empty(),
        plural: chain.plural,
        gender: chain.gender,
        country: entry
            .and_then(|id| gazetteer.entry(id).iso.clone())
            .or(country),
        link: (entry.filter(|_| !people && scope != Scope::Article)).map(|id| gazetteer.link(id)),
        scope,
        members: Vec::new(),
    }
}

/// Code of the country whose name stands before the noun ("Iranian", "US") or after it ("of Kenya").
fn country(chains: &Chains<'_>, chain: &Chain) -> Option<SmolStr> {
    let gazetteer = &chains.knowledge.gazetteer;
    chain.phrases.iter().find_map(|&p| {
        let phrase = &chains.phrases[p];
        let of = object_after(chains, phrase, |preposition| preposition.text == "of");
        let mut around = phrase.tokens.clone().chain(of);
        around.find_map(|token| {
            let inner = phrase_of(chains, token).filter(|inner| inner.head != phrase.head)?;
            let entry = gazetteer.entry(inner.entry?);
            entry
                .iso
                .clone()
                .filter(|_| entry.kind == EntityKind::Country)
        })
    })
}

/// True where the names of a chain and what else the article names leave no doubt of an entry.
fn is_certain(chains: &Chains<'_>, chain: &Chain, near: &Near, id: u32) -> bool {
    let mut names = chain
        .phrases
        .iter()
        .filter_map(|&p| chains.phrases[p].name.as_ref());
    names.any(|name| chains.knowledge.gazetteer.is_certain(id, &name.text, near))
}

/// Codes of the countries and regions that an article names.
fn named_areas(chains: &Chains<'_>) -> Near {
    let gazetteer = &chains.knowledge.gazetteer;
    let named = chains.all.iter().filter_map(|chain| chain.entry);
    let wide = named
        .map(|id| gazetteer.entry(id))
        .filter(|entry| matches!(entry.kind, EntityKind::Country | EntityKind::Region));
    wide.flat_map(|entry| entry.iso.iter().chain(&entry.region))
        .cloned()
        .collect()
}

/// The fullest proper name; of a country the noun, not the adjective; else the first description.
fn best_name(chains: &Chains<'_>, chain: &Chain) -> String {
    let phrases: Vec<&Phrase> = chain.phrases.iter().map(|&p| &chains.phrases[p]).collect();
    let names = phrases.iter().filter_map(|phrase| phrase.name.as_ref());
    let gazetteer = &chains.knowledge.gazetteer;
    let own = names.filter(|name| {
        chain.kind != EntityKind::Country || gazetteer.demonym(&name.text).is_none()
    });
    // One that the gazetteer knows, else the longest; of several equally long ones the first.
    let known = |name: &str| chain.entry.is_some() && gazetteer.names_entry(name, chain.entry);
    let full = own
        .rev()
        .max_by_key(|name| (known(&name.text), name.text.chars().count()));
    if let Some(full) = full {
        return full.text.clone();
    }
    if let Some(entry) = chain.entry.filter(|_| chain.kind == EntityKind::Country) {
        return gazetteer.entry(entry).name.to_string();
    }
    let described = phrases
        .iter()
        .find(|phrase| phrase.form != MentionForm::Pronoun);
    described.map_or_else(
        || members_named(chains, chain),
        |phrase| description(chains, phrase),
    )
}

/// "Muhammadu Buhari and Patrice Talon".
fn members_named(chains: &Chains<'_>, chain: &Chain) -> String {
    let members = chain
        .members
        .iter()
        .map(|&member| best_name(chains, &chains.all[member]));
    members.collect::<Vec<_>>().join(" and ")
}

/// "killers of Khashoggi", "39 people": without determiner, with an "of" phrase; "those killed" with what explains it.
fn description(chains: &Chains<'_>, phrase: &Phrase) -> String {
    let explained = mentions::explained(chains.analysis, phrase.head);
    let end = explained.map_or_else(|| with_of(chains, phrase), |word| word + 1);
    words_of(chains.analysis, &(core(chains, phrase).start..end))
}

/// The ways in which a phrase names its thing.
fn surfaces(chains: &Chains<'_>, phrase: &Phrase) -> Vec<String> {
    if phrase.form == MentionForm::Pronoun {
        return Vec::new();
    }
    if let Some(name) = phrase
        .name
        .as_ref()
        .filter(|_| phrase.kind == EntityKind::Person)
    {
        let titled = own_title(chains, phrase);
        return vec![words_of(chains.analysis, &titled), name.text.clone()];
    }
    let core = core(chains, phrase);
    let mut found = vec![words_of(chains.analysis, &core)];
    found.push(words_of(chains.analysis, &phrase.tokens));
    found.push(match &phrase.name {
        Some(name) => name.text.clone(),
        None => description(chains, phrase),
    });
    if phrase.form == MentionForm::Description {
        let complement = core.start..with_complement(chains, phrase);
        found.push(words_of(chains.analysis, &complement));
    }
    found.retain(|words| !words.is_empty());
    found
}

/// Somebody's name with the title before it: "chairwoman Ana Ruiz" of "Acme's chairwoman Ana Ruiz" and of
/// "Tom Lind and chairwoman Ana Ruiz".
fn own_title(chains: &Chains<'_>, phrase: &Phrase) -> Range<TokenId> {
    let tokens = &chains.analysis.tokens;
    let core = core(chains, phrase);
    let name = phrase
        .name
        .as_ref()
        .map_or(phrase.head, |name| name.tokens.start);
    // "trade and industry minister Ana Ruiz" names nobody else.
    let somebody = |id: TokenId| {
        let mut names = chains.analysis.names.iter();
        names.any(|it| {
            let before = it.tokens.start >= core.start && it.tokens.end <= id;
            before && it.label == "PERSON"
        })
    };
    let others = |&id: &TokenId| match tokens[id].tag.as_str() {
        "CC" => somebody(id),
        tag => matches!(tag, "POS" | "``" | "''" | "-RRB-" | ":"),
    };
    if is_seat(chains, phrase.tokens.start, core.start..name) {
        return name..core.end;
    }
    let last = (core.start..name).rfind(others);
    // "Nordic-Baltic Bank president Ana Ruiz", cut at the hyphen.
    let cut = core.start > 0 && name > core.start && {
        let before = &tokens[core.start - 1];
        !before.space_after && matches!(before.text.as_str(), "-" | "–")
    };
    let last = last.or_else(|| cut.then(|| name.saturating_sub(2)));
    last.map_or(core.start, |last| last + 1)..core.end
}

/// "Mayor of **London** Sadiq Khan", "envoy to **Peru** Ana Ruiz": where an office is held is no word for its holder;
/// "aide to **President** Ana Ruiz" is.
fn is_seat(chains: &Chains<'_>, start: TokenId, mut words: Range<TokenId>) -> bool {
    let tokens = &chains.analysis.tokens;
    let title = |token: TokenId| chains.knowledge.is_title(&tokens[token].text);
    let office = start.checked_sub(2).filter(|&office| {
        let link = tokens[office + 1].text.as_str();
        matches!(link, "for" | "from" | "of" | "to") && title(office)
    });
    office.is_some() && !words.any(title)
}

/// The phrase without determiner and possessive pronoun.
fn core(chains: &Chains<'_>, phrase: &Phrase) -> Range<TokenId> {
    let tokens = &chains.analysis.tokens;
    let skips = |&id: &TokenId| {
        let token = &tokens[id];
        // "an all-weather crossing": the first part of a compound.
        if !token.space_after && tokens.get(id + 1).is_some_and(|next| next.tag == "HYPH") {
            return false;
        }
        // "at least 39 people", "a $2 million loan": the number is the name's, its hedge is not.
        let number = token.pos == "NUM" || token.tag == "$";
        let hedge = matches!(token.dep.as_str(), "advmod" | "quantmod") && !number;
        hedge
            || matches!(
                token.tag.as_str(),
                "DT" | "PRP$" | "WP$" | "PDT" | "_SP" | "``" | "''" | "-LRB-" | ","
            )
    };
    let before = phrase.tokens.start..phrase.head.min(phrase.tokens.end - 1);
    let skipped = before.take_while(skips).count();
    phrase.tokens.start + skipped..phrase.tokens.end
}

/// End of whatever prepositional phrase follows the head: "flights to Cuba", "struggle for justice".
fn with_complement(chains: &Chains<'_>, phrase: &Phrase) -> TokenId {
    let object = object_after(chains, phrase, |preposition| preposition.dep == "prep");
    let inner = object.and_then(|object| phrase_of(chains, object));
    inner.map_or(phrase.tokens.end, |inner| with_of(chains, inner))
}

/// End of an "of" phrase right after the head, without clauses inside it.
fn with_of(chains: &Chains<'_>, phrase: &Phrase) -> TokenId {
    let Some(object) = object_after(chains, phrase, |preposition| preposition.text == "of") else {
        return phrase.tokens.end;
    };
    end_of(chains, last_listed(chains, object))
}

fn end_of(chains: &Chains<'_>, head: TokenId) -> TokenId {
    phrase_of(chains, head).map_or(head + 1, |phrase| phrase.tokens.end.max(head + 1))
}

/// "leaders of Chile **and Peru**", "bags of rice, flour **and salt**": the last of several things of one sort, which
/// has no words of its own ("leaders of Chile and **the** army").
fn last_listed(chains: &Chains<'_>, first: TokenId) -> TokenId {
    let analysis = chains.analysis;
    let determined = |noun: TokenId| analysis.child(noun, &["det", "poss"]).is_some();
    let family = |noun: TokenId| {
        let family = phrase_of(chains, noun).map_or(KindFamily::Other, |it| it.kind.family());
        let vague = matches!(family, KindFamily::Happening | KindFamily::Topic);
        if vague { KindFamily::Other } else { family }
    };
    let (mut at, mut last) = (first, first);
    while let Some(next) = analysis.child(at, &["conj"]) {
        let start = phrase_of(chains, next).map_or(next, |phrase| phrase.tokens.start);
        let dep = |id: TokenId| analysis.tokens[id].dep.as_str();
        let mut between = end_of(chains, at)..start.max(end_of(chains, at));
        let alike = family(next) == family(first)
            && determined(next) == determined(first)
            && analysis.child(next, &["prep", "relcl", "acl"]).is_none();
        if !alike || !between.clone().all(|id| matches!(dep(id), "cc" | "punct")) {
            break;
        }
        at = next;
        if between.any(|id| dep(id) == "cc") {
            last = next;
        }
    }
    last
}

/// The object of a preposition right after a phrase.
fn object_after(
    chains: &Chains<'_>,
    phrase: &Phrase,
    is_wanted: impl Fn(&Token) -> bool,
) -> Option<TokenId> {
    let analysis = chains.analysis;
    let preposition = analysis
        .children(phrase.head)
        .find(|&child| child == phrase.tokens.end && is_wanted(&analysis.tokens[child]))?;
    // "the order, which he is part of": there it stands before.
    (analysis.child(preposition, &["pobj"]))
        .filter(|&object| object > preposition)
        .filter(|&object| !(chains.clauses).is_lifted(analysis, phrase.head, object))
}

fn phrase_of<'a>(chains: &'a Chains<'_>, head: TokenId) -> Option<&'a Phrase> {
    let found = (chains.phrases).binary_search_by_key(&head, |phrase| phrase.head);
    found.ok().map(|at| &chains.phrases[at])
}
