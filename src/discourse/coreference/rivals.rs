//! Several things of one noun: which of them a description takes up, and whether that is sure.
//!
//! Reads: [`Chains`], `passing` of `data/lexicon/coreference.toml`. Writes: the order of candidates.
//! Never: merges, or looks at words other than those by which things of a kind are told apart.

use super::chains::{ChainId, Chains, PhraseId};
use super::descriptions::weight;
use crate::discourse::mentions::{Determiner, Role};

/// How much more than the one told of last another one must have been spoken of that is meant instead.
const OUTWEIGHS: f32 = 1.4;
/// Less than this share of the weight of the one that is meant leaves no doubt.
const DOUBTFUL: f32 = 0.5;

/// "A quake struck Chile. **An earlier quake** killed 500. The quake": puts the one that the text is about before one in
/// passing that was told of last.
pub(super) fn put_likelier_first(chains: &Chains<'_>, later: PhraseId, found: &mut Vec<ChainId>) {
    let pointed = is_pointed_at(chains, later);
    let [last, ref others @ ..] = found[..] else {
        return;
    };
    let weigh = |id: &ChainId| weight(chains, *id, later);
    let heaviest = others
        .iter()
        .rev()
        .max_by(|a, b| weigh(a).total_cmp(&weigh(b)));
    let Some(&best) = heaviest.filter(|_| !pointed) else {
        return;
    };
    let Some(word) = told_once(chains, last, later) else {
        return;
    };
    let ahead = weigh(&best) >= weigh(&last) * OUTWEIGHS;
    if word == Told::InPassing || ahead && word != Told::Definitely {
        found.retain(|&id| id != best);
        found.insert(0, best);
    }
}

/// "**this** attack", "the judge in **that** case": what was told of last.
fn is_pointed_at(chains: &Chains<'_>, id: PhraseId) -> bool {
    let (analysis, phrase) = (chains.analysis, &chains.phrases[id]);
    let mut inside = analysis.subtree(phrase.head);
    phrase.determiner == Determiner::Demonstrative
        || inside.any(|at| {
            let token = &analysis.tokens[at];
            token.dep == "det" && matches!(token.text.as_str(), "this" | "that" | "these" | "those")
        })
}

/// True where another of those found is spoken of about as much as the first.
pub(super) fn is_doubtful(chains: &Chains<'_>, later: PhraseId, found: &[ChainId]) -> bool {
    let weigh = |id: ChainId| weight(chains, id, later);
    found[1..]
        .iter()
        .any(|&other| weigh(other) > weigh(found[0]) * DOUBTFUL)
}

/// How a thing was told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// "an **earlier** quake", "a **similar** case"
    InPassing,
    /// "a quake", "quakes"
    AsNew,
    /// "the final debate", "a spokesman urged calm"
    Definitely,
}

/// How the only phrase before a later one told of a thing without a name.
fn told_once(chains: &Chains<'_>, chain: ChainId, later: PhraseId) -> Option<Told> {
    let mut before = chains.all[chain].phrases.iter().filter(|&&id| id < later);
    let (Some(&only), None) = (before.next(), before.next()) else {
        return None;
    };
    let phrase = &chains.phrases[only];
    let (tokens, words) = (&chains.analysis.tokens, &chains.knowledge.pronouns);
    let lower = |at: usize| tokens[at].text.to_lowercase();
    let mut around = phrase.tokens.start..phrase.head;
    // "**A spokesman** urged calm. The spokesman ...": whoever did something in the sentence before.
    let did = phrase.role == Role::Subject && chains.phrases[later].sentence - phrase.sentence <= 1;
    let passing = around.any(|at| words.passing.contains(lower(at).as_str()));
    let told = if passing || is_of_year(chains, only) {
        Told::InPassing
    } else if !did && matches!(phrase.determiner, Determiner::Indefinite | Determiner::None) {
        Told::AsNew
    } else {
        Told::Definitely
    };
    (!chains.all[chain].is_named()).then_some(told)
}

/// "a quake **in 2010**": one of those that have been.
fn is_of_year(chains: &Chains<'_>, id: PhraseId) -> bool {
    let tokens = &chains.analysis.tokens;
    let mut behind = (tokens[chains.phrases[id].head + 1..].iter())
        .map(|token| token.text.as_str())
        .skip_while(|word| *word == ",");
    let year = |word: &str| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    behind.next() == Some("in") && behind.next().is_some_and(year)
}
