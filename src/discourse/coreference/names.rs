//! Sieves over proper names: the same name, its acronym, the surname of a person.
//!
//! Reads and writes: [`Chains`]. Never: joins two people who share a surname only.

use rustc_hash::FxHashMap;

use super::chains::{Chain, ChainId, Chains, PhraseId, genders_agree};
use super::whose::owners_meet;
use crate::discourse::mentions::{Determiner, words_of};
use crate::discourse::names::{fold, is_acronym};
use crate::discourse::{EntityKind, KindFamily, MentionForm};
use crate::linguistics::TokenId;

/// The same name, however written; the same gazetteer entry ("Britain", "UK", "British").
pub(super) fn exact(chains: &mut Chains<'_>) {
    let mut seen: FxHashMap<String, Vec<ChainId>> = FxHashMap::default();
    for id in chains.live() {
        let chain = &chains.all[id];
        let group = match chain.kind {
            EntityKind::Group => format!("{}people ", which_of_them(chains, id)),
            // "the **far-right** AfD" is the AfD, "**moderate** Republicans" are some of them.
            EntityKind::Party if chain.plural => which_of_them(chains, id),
            _ => String::new(),
        };
        if is_some_of_them(chains, id) || is_another_term(chains, id) || is_one_such(chains, id) {
            continue;
        }
        let key = match (chain.entry, chain.names.first()) {
            (Some(entry), _) => format!("{group}{entry}"),
            (None, Some(name)) => storm(chains, name).unwrap_or_else(|| name.to_lowercase()),
            (None, None) => continue,
        };
        let known = seen.entry(key).or_default();
        let earlier = known.iter().copied().find(|&earlier| {
            owners_meet(chains, earlier, id)
                && (chains.all[earlier].entry.is_some() || may_share_name(chains, earlier, id))
        });
        match earlier {
            Some(earlier) => chains.merge(earlier, id),
            None => known.push(id),
        }
    }
}

/// "the Torino **scale**" beside "the Torino Scale": a name of several words in other letters.
pub(super) fn other_letters(chains: &mut Chains<'_>) {
    for id in 0..chains.phrases.len() {
        let phrase = &chains.phrases[id];
        let start = (phrase.tokens.start..phrase.head)
            .find(|&t| chains.analysis.tokens[t].dep != "det")
            .unwrap_or(phrase.head);
        // "the internet", but "the apple" is no firm.
        let single = start == phrase.head;
        let unsure = match phrase.determiner {
            Determiner::Indefinite => true,
            Determiner::Definite => false,
            _ => single,
        };
        if phrase.form != MentionForm::Description || unsure {
            continue;
        }
        let words = fold(&words_of(chains.analysis, &(start..phrase.tokens.end))).to_lowercase();
        let called = |&chain: &ChainId| {
            let chain = &chains.all[chain];
            let kind = if single {
                chain.kind_rank == 4 && chain.kind == EntityKind::Thing
            } else {
                chain.kind.family() != KindFamily::Person
            };
            kind && chain.names.iter().any(|name| name.to_lowercase() == words)
        };
        if let Some(named) = chains.live().into_iter().find(called) {
            chains.merge(named, chains.of_phrase[id]);
        }
    }
}

/// "**some** Unionists", "**194** Republicans", "**one** Rohingya": not the Unionists named elsewhere.
fn is_some_of_them(chains: &Chains<'_>, id: ChainId) -> bool {
    let partitive = &chains.knowledge.pronouns.partitive;
    let tokens = &chains.analysis.tokens;
    let counted = |head: TokenId| {
        let mut before = chains.analysis.children(head).filter(|&word| word < head);
        before.any(|word| {
            let lower = tokens[word].text.to_lowercase();
            tokens[word].dep == "nummod" || partitive.contains(lower.as_str())
        })
    };
    let people = matches!(chains.all[id].kind, EntityKind::Group | EntityKind::Party);
    let mut phrases = chains.all[id]
        .phrases
        .iter()
        .map(|&phrase| &chains.phrases[phrase]);
    people && phrases.all(|phrase| phrase.form == MentionForm::Name && counted(phrase.head))
}

/// "**black** Americans": the adjectives of a group, by which it differs from other groups of its name; not "the
/// ruling Conservatives".
fn which_of_them(chains: &Chains<'_>, id: ChainId) -> String {
    let tokens = &chains.analysis.tokens;
    let ruling = &chains.knowledge.pronouns.ruling;
    let first = &chains.phrases[chains.all[id].phrases[0]];
    let before = chains.analysis.children(first.head);
    before
        .filter(|&word| word < first.head && tokens[word].dep == "amod")
        .filter(|&word| !ruling.contains(&tokens[word].text))
        .map(|word| tokens[word].text.to_lowercase() + " ")
        .collect()
}

/// "**a** no-deal Brexit", "**a** newer IE": one of a kind, not what bears the name alone.
fn is_one_such(chains: &Chains<'_>, id: ChainId) -> bool {
    let mut phrases = chains.all[id].phrases.iter().map(|&p| &chains.phrases[p]);
    chains.all[id].kind.family() != KindFamily::Person
        && phrases.all(|phrase| {
            phrase.form == MentionForm::Name && phrase.determiner == Determiner::Indefinite
        })
}

/// "the **previous** Congress", "the **next** Parliament": not the one that sits.
fn is_another_term(chains: &Chains<'_>, id: ChainId) -> bool {
    let tokens = &chains.analysis.tokens;
    let body = chains.all[id].kind.family() == KindFamily::Organization;
    let mut phrases = chains.all[id].phrases.iter().map(|&p| &chains.phrases[p]);
    body && phrases.all(|phrase| {
        let mut words = chains.analysis.children(phrase.head);
        words.any(|word| {
            let lower = tokens[word].text.to_lowercase();
            tokens[word].dep == "amod" && matches!(lower.as_str(), "previous" | "next")
        })
    })
}

/// "storm ines" for "Tropical Storm Ines" and for "Hurricane Ines", which it becomes; a person is no storm.
fn storm(chains: &Chains<'_>, name: &str) -> Option<String> {
    let (before, own) = name.rsplit_once(' ')?;
    let kind = before.rsplit(' ').next().unwrap_or(before).to_lowercase();
    let storm = chains.knowledge.pronouns.storms.contains(kind.as_str());
    storm.then(|| format!("storm {}", own.to_lowercase()))
}

/// The recogniser's kinds waver between two places of one name; gender and number do not.
fn may_share_name(chains: &Chains<'_>, a: ChainId, b: ChainId) -> bool {
    let (first, second) = (&chains.all[a], &chains.all[b]);
    let genders =
        first.gender.is_none() || second.gender.is_none() || first.gender == second.gender;
    let people = |chain: &Chain| chain.kind.family() == KindFamily::Person;
    genders
        && (people(first) == people(second)
            || first.names.iter().any(|name| name.contains(' '))
            || chains.are_compatible(a, b)
            || first.kind_rank.min(second.kind_rank) <= 1
            || !people(first) && !people(second))
}

/// "China-Pakistan Economic Corridor (CPEC)", "CPEC".
pub(super) fn acronyms(chains: &mut Chains<'_>) {
    for short in chains.live() {
        let Some(name) = chains.all[short].names.first().cloned() else {
            continue;
        };
        if name.contains(' ') || chains.all[short].entry.is_some() {
            continue;
        }
        let stands_for = |&long: &ChainId| {
            let chain = &chains.all[long];
            long != short
                && chain.kind.family() != KindFamily::Person
                && chain.names.iter().any(|long| is_acronym(&name, long))
        };
        if let Some(long) = before_bracket(chains, short) {
            chains.merge(short, long);
            continue;
        }
        let mut candidates = chains.live().into_iter().filter(stands_for);
        if let (Some(long), None) = (candidates.next(), candidates.next()) {
            chains.merge(short, long);
        }
    }
}

/// "African Continental Free Trade Area (AfCFTA)": brackets right behind a longer name with the
/// same first letter hold its short form.
fn before_bracket(chains: &Chains<'_>, short: ChainId) -> Option<ChainId> {
    let letter = |words: &str| words.chars().next().map(|c| c.to_ascii_uppercase());
    chains.all[short].phrases.iter().find_map(|&id| {
        let name = chains.phrases[id].name.as_ref()?;
        let bracket = name.tokens.start.checked_sub(1)?;
        let capitals = name.text.chars().filter(|c| c.is_uppercase()).count();
        if chains.analysis.tokens[bracket].text != "("
            || capitals < 2
            || chains.phrases[id].kind == EntityKind::Person
        {
            return None;
        }
        let long = chains.phrases.iter().position(|phrase| {
            let ends = phrase
                .name
                .as_ref()
                .is_some_and(|long| long.tokens.end == bracket);
            ends && phrase.name.as_ref().is_some_and(|long| {
                long.text.contains(' ') && letter(&long.text) == letter(&name.text)
            })
        })?;
        Some(chains.of_phrase[long]).filter(|&long| long != short)
    })
}

/// First, middle and last names.
type Parts = (String, Vec<String>, String);

/// "John R. Bolton" and "John Bolton".
pub(super) fn middle_names(chains: &mut Chains<'_>) {
    let parts = |name: &String| {
        let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        match &words[..] {
            [first, middle @ .., last] => Some((first.clone(), middle.to_vec(), last.clone())),
            _ => None,
        }
    };
    let same = |one: &Parts, other: &Parts| {
        one.0 == other.0 && one.2 == other.2 && middles_meet(&one.1, &other.1)
    };
    let mut known: Vec<(Parts, ChainId)> = Vec::new();
    for id in chains.live() {
        let chain = &chains.all[id];
        if chain.kind.family() != KindFamily::Person {
            continue;
        }
        let Some(name) = chain.names.iter().find_map(parts) else {
            continue;
        };
        let earlier = (known.iter()).find(|(other, _)| same(other, &name));
        match earlier.map(|(_, id)| *id) {
            Some(earlier) if agrees(chains, earlier, id) => chains.merge(earlier, id),
            _ => known.push((name, id)),
        }
    }
}

/// "George W. Dale" is not "George H. W. Dale", but "George Dale" may be either, and "George Walter Dale" the first.
fn middles_meet(one: &[String], other: &[String]) -> bool {
    let letter = |name: &String| name.chars().next();
    one.is_empty()
        || other.is_empty()
        || one.iter().map(letter).eq(other.iter().map(letter))
        || !(one.iter().chain(other)).any(|name| name.trim_end_matches('.').len() == 1)
}

/// "Kakar" after "Anwaar-ul-Haq Kakar", "al-Assad" after "Bashar al-Assad"; also the given name
/// where only one person bears it.
pub(super) fn surnames(chains: &mut Chains<'_>) {
    for short in chains.live() {
        let chain = &chains.all[short];
        let Some(name) = chain.names.iter().max_by_key(|name| name.len()).cloned() else {
            continue;
        };
        let particle = |word: &&str| {
            word.starts_with(char::is_lowercase)
                || matches!(
                    *word,
                    "Al" | "El" | "Bin" | "Von" | "Van" | "De" | "Ben" | "Abu"
                )
        };
        let words = name.split(' ').skip_while(particle).count();
        // "One **MP**" is no other "Labour MP", "VR" no surname.
        let short_form = name.len() < 4 || chains.knowledge.is_title(&name);
        let letters = short_form && !name.contains(char::is_lowercase);
        // "**the** Arapaho" is nobody's surname.
        let article = (chain.phrases.iter()).any(|&phrase| has_article(chains, phrase));
        if letters
            || (article || is_in_region(chains, short)) && words == 1
            || is_one_such(chains, short)
            || words > 3
            || chain.entry.is_some()
                && chain.kind_rank == 4
                && chain.kind.family() != KindFamily::Person
        {
            continue;
        }
        let noun = chains.knowledge.noun_kind(&name.to_lowercase());
        let thing = noun.is_some_and(|kind| kind != EntityKind::Person)
            && chain.kind.family() != KindFamily::Person;
        let bearers = |ends: fn(&str, &str) -> bool| -> Vec<ChainId> {
            let bears = |&long: &ChainId| {
                let full = &chains.all[long];
                // "Roman Catholic **Christianity**": a noun that is no person's is no name of one.
                let given = |word: &str| chains.knowledge.is_first_name(word);
                let own = |long: &String| !thing || long.split(' ').any(given);
                long != short
                    && (full.kind.family() == KindFamily::Person || is_doubtful_pair(chains, full))
                    && (full.names.iter()).any(|long| ends(long, &name) && own(long))
                    && agrees(chains, long, short)
            };
            chains.live().into_iter().filter(bears).collect()
        };
        // "Lopez-Dale", which the recogniser takes for a firm, behind "Ana Lopez-Dale".
        let labelled = words == 2 && chain.kind_rank <= 2;
        let person = chain.kind.family() == KindFamily::Person || words == 1 || labelled;
        // A given name is said of one person only, and so is the first of two surnames.
        let other = |bears: fn(&str, &str) -> bool| match bearers(bears)[..] {
            [one] if words == 1 => Some(one),
            _ => None,
        };
        let given = || other(starts_with_name).or_else(|| other(holds_name));
        let found = nearest(chains, &bearers(ends_with_name), short).or_else(given);
        if let Some(long) = found.filter(|_| person) {
            chains.all[short].kind = chains.all[long].kind;
            chains.merge(long, short);
        }
    }
}

/// "**Allen**, Texas": a town, whoever else is called so.
fn is_in_region(chains: &Chains<'_>, chain: ChainId) -> bool {
    let larger = |&phrase: &PhraseId| {
        let apposed = chains
            .analysis
            .child(chains.phrases[phrase].head, &["appos"]);
        let kind = apposed
            .and_then(|head| chains.phrase_at(head))
            .map(|id| chains.phrases[id].kind);
        matches!(kind, Some(EntityKind::Country | EntityKind::Region))
    };
    chains.all[chain].phrases.iter().any(larger)
}

/// "**the** Arapaho", but not "the Bush government": an article of the name's own.
fn has_article(chains: &Chains<'_>, phrase: PhraseId) -> bool {
    let Some(name) = &chains.phrases[phrase].name else {
        return false;
    };
    let before = name.tokens.start.checked_sub(1);
    before.is_some_and(|word| {
        let word = &chains.analysis.tokens[word];
        word.text.eq_ignore_ascii_case("the") && name.tokens.contains(&word.head)
    })
}

/// "Skandaraj Navaratnam", which only the recogniser's label calls an organisation.
fn is_doubtful_pair(chains: &Chains<'_>, chain: &Chain) -> bool {
    let pair = |name: &String| {
        let words: Vec<&str> = name.split(' ').collect();
        // "Barmouth **Publicity**", "Kowloon **West**", "Category **1**"
        let telling = |word: &str| {
            let lower = word.to_lowercase();
            let kind = chains.knowledge.noun_kind(&lower);
            kind.is_some_and(|kind| kind != EntityKind::Person)
                || chains.knowledge.name_head(word).is_some()
                || chains.knowledge.is_place_part(&lower)
                || word.len() == 1
        };
        words.len() == 2 && !telling(words[1])
    };
    chain.kind_rank <= 2 && chain.names.iter().any(pair)
}

fn agrees(chains: &Chains<'_>, long: ChainId, short: ChainId) -> bool {
    let (a, b) = (&chains.all[long], &chains.all[short]);
    genders_agree(a.gender, b.gender) && a.plural == b.plural
}

pub(super) fn ends_with_name(long: &str, short: &str) -> bool {
    let (long, short) = (long.to_lowercase(), short.to_lowercase());
    long.strip_suffix(&short)
        .is_some_and(|rest| rest.ends_with(' '))
}

fn holds_name(long: &str, short: &str) -> bool {
    long.split(' ').any(|word| word == short)
}

fn starts_with_name(long: &str, short: &str) -> bool {
    long.strip_prefix(short)
        .is_some_and(|rest| rest.starts_with(' '))
}

/// The only bearer; with several, the one that was named last before the short form.
fn nearest(chains: &Chains<'_>, bearers: &[ChainId], short: ChainId) -> Option<ChainId> {
    if let [one] = bearers {
        return Some(*one);
    }
    let first = chains.all[short].phrases[0];
    let before = |chain: &ChainId| {
        let phrases = &chains.all[*chain].phrases;
        phrases.iter().copied().filter(|&p| p < first).max()
    };
    // Two people of one surname: a bare surname is safe only where one has gone long unnamed.
    let mut named: Vec<(usize, ChainId)> = bearers
        .iter()
        .filter_map(|chain| Some((before(chain)?, *chain)))
        .collect();
    named.sort_unstable();
    match named.as_slice() {
        [.., (other, _), (last, chain)] => {
            let gap = chains.phrases[*last].sentence - chains.phrases[*other].sentence;
            (gap >= 3).then_some(*chain)
        }
        [(_, chain)] => Some(*chain),
        [] => None,
    }
}
