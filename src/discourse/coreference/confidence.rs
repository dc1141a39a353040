//! How sure a link between two mentions is.
//!
//! Reads: [`Chains`], the sieve that is running, `[confidence]` of `data/lexicon/coreference.toml`. Writes: percentages.
//! Never: merges; a link that is not sure still stands, and says so.

use serde::Deserialize;

use super::chains::{ChainId, Chains, PhraseId};
use super::modifiers;
use super::wanted::{Wanted, Who};
use crate::discourse::mentions::{Determiner, Role};
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// How many times as salient as the second an antecedent in the sentence of the pronoun is that is surely meant.
const CLEARLY_AHEAD: f32 = 2.5;
/// The same for "they", wherever the antecedent stands.
const FAR_AHEAD: f32 = 4.0;
/// How many sentences "the quake" and "the strikers" may lie behind.
const NEAR: usize = 2;

/// The share of right links of each kind, in percent; the file explains the kinds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::discourse) struct Confidence {
    name: u8,
    unclear_name: u8,
    name_part: u8,
    person_doer: u8,
    person_clear: u8,
    pub(super) person: u8,
    several_clear: u8,
    several: u8,
    thing_doer: u8,
    thing: u8,
    pub(super) body: u8,
    pub(super) reflexive: u8,
    who: u8,
    that: u8,
    which: u8,
    description: u8,
    near_description: u8,
    same_words: u8,
    vague_description: u8,
    rival_description: u8,
    wider_description: u8,
    later_name: u8,
    owned: u8,
    speaker: u8,
    speakers: u8,
}

/// How sure the running sieve is that the first phrase of a chain means another chain.
pub(super) fn of_link(chains: &Chains<'_>, earlier: ChainId, later: ChainId) -> u8 {
    let table = &chains.knowledge.pronouns.confidence;
    let Some(&phrase) = chains.all[later].phrases.first() else {
        return table.name;
    };
    match chains.running {
        "relative pronoun" => relative(chains, earlier, phrase, table),
        "description" => description(chains, earlier, phrase, table),
        "wider description" => table.wider_description,
        "named later" => table.later_name,
        "same owner" | "new owner" => table.owned,
        "speaker" if chains.phrases[phrase].plural => table.speakers,
        "speaker" => table.speaker,
        "name part" => table.name_part,
        "exact name" if is_unclear(chains, earlier, phrase) => table.unclear_name,
        _ => table.name,
    }
}

/// How sure it is that a description means a chain, where another one of its noun may leave that in doubt.
pub(super) fn of_description(
    chains: &Chains<'_>,
    earlier: ChainId,
    later: PhraseId,
    doubtful: bool,
) -> u8 {
    let percent = of_link(chains, earlier, chains.of_phrase[later]);
    let table = &chains.knowledge.pronouns.confidence;
    if doubtful {
        percent.min(table.rival_description)
    } else {
        percent
    }
}

/// How sure a construction is that tells whom a pronoun means.
pub(super) fn of_construction(chains: &Chains<'_>, wanted: &Wanted) -> u8 {
    let table = &chains.knowledge.pronouns.confidence;
    match wanted.who {
        Who::Person => table.person_doer,
        Who::Several => table.several_clear,
        Who::Thing => table.thing_doer,
    }
}

/// How sure it is that the words before a pronoun mean what their chain means.
pub(super) fn of_last(chains: &Chains<'_>, chain: ChainId, pronoun: PhraseId) -> u8 {
    let before = chains.all[chain].phrases.iter().filter(|&&id| id < pronoun);
    before.max().map_or(100, |&last| chains.confidence[last])
}

/// How sure the first of several antecedents is, the most salient first.
pub(super) fn of_antecedent(
    chains: &Chains<'_>,
    wanted: &Wanted,
    scored: &[(f32, ChainId)],
    pronoun: PhraseId,
    is_doer: bool,
) -> u8 {
    let table = &chains.knowledge.pronouns.confidence;
    let (first, chain) = scored[0];
    let ahead = |times: f32| (scored.get(1)).is_none_or(|(second, _)| first >= second * times);
    let before = chains.all[chain].phrases.iter().filter(|&&id| id < pronoun);
    let distance = before.max().map_or(usize::MAX, |&last| {
        chains.phrases[pronoun].sentence - chains.phrases[last].sentence
    });
    let alone = scored.len() == 1 && distance <= 1;
    let clear = alone || distance == 0 && ahead(CLEARLY_AHEAD);
    match wanted.who {
        Who::Person if is_doer && !has_rival(chains, scored, pronoun) => table.person_doer,
        Who::Person if clear && chains.all[chain].is_named() => table.person_clear,
        Who::Person => table.person,
        Who::Several if ahead(FAR_AHEAD) => table.several_clear,
        Who::Several => table.several,
        Who::Thing if is_doer && !has_rival(chains, scored, pronoun) => table.thing_doer,
        Who::Thing => table.thing,
    }
}

/// "Berg met **Moss** before she resigned": somebody to whom the doer does something, and who may be meant as well.
fn has_rival(chains: &Chains<'_>, scored: &[(f32, ChainId)], pronoun: PhraseId) -> bool {
    let here = &chains.phrases[pronoun];
    let beside = |&id: &PhraseId| {
        let phrase = &chains.phrases[id];
        id < pronoun && phrase.sentence == here.sentence && phrase.role == Role::Object
    };
    let others = scored[1..].iter();
    here.role == Role::Subject
        && others
            .flat_map(|&(_, chain)| &chains.all[chain].phrases)
            .any(beside)
}

fn relative(chains: &Chains<'_>, earlier: ChainId, pronoun: PhraseId, table: &Confidence) -> u8 {
    let word = &chains.analysis.tokens[chains.phrases[pronoun].head].text;
    let people = matches!(
        chains.all[earlier].kind.family(),
        KindFamily::Person | KindFamily::Group
    );
    match word.to_lowercase().as_str() {
        "which" => table.which,
        "who" | "whom" | "whose" if people => table.who,
        _ => table.that,
    }
}

fn description(chains: &Chains<'_>, earlier: ChainId, phrase: PhraseId, table: &Confidence) -> u8 {
    let chain = &chains.all[earlier];
    let before = chain.phrases.iter().filter(|&&id| id < phrase);
    let Some(&last) = before.max() else {
        return table.vague_description;
    };
    let distance = chains.phrases[phrase].sentence - chains.phrases[last].sentence;
    match chain.kind.family() {
        KindFamily::Person | KindFamily::Place if !is_told_apart(chains, phrase) => {
            table.description
        }
        KindFamily::Happening | KindFamily::Group | KindFamily::Text if distance <= NEAR => {
            table.near_description
        }
        KindFamily::Organization if are_the_same_words(chains, last, phrase) => table.same_words,
        _ => table.vague_description,
    }
}

/// "the union's strike committee" twice; one noun alone says too little.
fn are_the_same_words(chains: &Chains<'_>, one: PhraseId, other: PhraseId) -> bool {
    let words = |id: PhraseId| {
        let head = chains.phrases[id].head;
        let before = modifiers::modifiers(chains, head).into_iter();
        let words = before.map(|word| chains.analysis.tokens[word].text.to_lowercase());
        words.collect::<Vec<_>>()
    };
    let told = words(one);
    chains.phrases[one].lemma == chains.phrases[other].lemma
        && !told.is_empty()
        && told == words(other)
}

/// "**that** officer", "the officer **who wins**": perhaps another one.
fn is_told_apart(chains: &Chains<'_>, id: PhraseId) -> bool {
    let analysis = chains.analysis;
    let phrase = &chains.phrases[id];
    let clause = analysis.child(phrase.head, &["relcl"]);
    let close = phrase.head + 1;
    let restricts = clause.is_some() && analysis.tokens.get(close).is_some_and(|it| it.text != ",");
    restricts
        || analysis.tokens[phrase.tokens.start]
            .text
            .eq_ignore_ascii_case("that")
}

/// True where a name that two phrases share does not tell one thing from another.
fn is_unclear(chains: &Chains<'_>, earlier: ChainId, phrase: PhraseId) -> bool {
    let kind = chains.all[earlier].kind;
    matches!(kind, EntityKind::Thing | EntityKind::Happening)
        || are_two_names(chains, earlier, phrase)
        || is_one_of_many(chains, phrase)
}

/// "**a** no-deal Brexit", "**every** New Zealander", "**some** Unionists".
fn is_one_of_many(chains: &Chains<'_>, id: PhraseId) -> bool {
    let phrase = &chains.phrases[id];
    let first = chains.analysis.tokens[phrase.tokens.start]
        .text
        .to_lowercase();
    let words = &chains.knowledge.pronouns;
    // "several UK banks": there is but one UK.
    let one = phrase.kind == EntityKind::Country;
    phrase.determiner == Determiner::Indefinite
        || words.distributive.contains(first.as_str())
        || !one && words.partitive.contains(first.as_str())
}

/// "North **and** South Korea".
fn are_two_names(chains: &Chains<'_>, earlier: ChainId, later: PhraseId) -> bool {
    let joined = |id: PhraseId| {
        let mut words = chains.phrases[id].tokens.clone();
        words.any(|word| chains.analysis.tokens[word].tag == "CC")
    };
    joined(later) || joined(chains.all[earlier].phrases[0])
}

/// True where a chain holds pronouns only.
pub(super) fn is_of_pronouns(chains: &Chains<'_>, chain: ChainId) -> bool {
    let mut phrases = chains.all[chain].phrases.iter();
    phrases.all(|&id| chains.phrases[id].form == MentionForm::Pronoun)
}
