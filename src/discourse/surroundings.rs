//! What the words beside a name tell of its kind: "the carmaker **Norvik**", "in **Nelby**, Norway".
//!
//! Reads: the tree around a [`ProperName`], [`Context`]. Writes: kinds and yes or no.
//! Never: looks into the name itself.

use super::context::Context;
use super::knowledge::Knowledge;
use super::mentions::Phrase;
use super::places;
use super::proper::ProperName;
use super::{EntityKind, KindFamily};
use crate::linguistics::{Analysis, Token, TokenId};

/// "the carmaker **Norvik**", "the rock band **The Reeds**": what the noun right before a name calls it.
pub(super) fn noun_before(context: &Context<'_>, name: &ProperName) -> Option<EntityKind> {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let noun = name.title.last().filter(|&&t| t + 1 == name.tokens.start)?;
    let token = &analysis.tokens[*noun];
    let lemma = token.lemma.to_lowercase();
    // "the **think tank** SWP"
    let before = noun.checked_sub(1).map(|before| &analysis.tokens[before]);
    let both = before.map(|before| format!("{} {lemma}", before.text.to_lowercase()));
    let lemma = both
        .filter(|both| knowledge.has_own_kind(both))
        .unwrap_or(lemma);
    // "the pressure group **Liberty**": the people have a name as a body.
    let kind = match knowledge.noun_kind(&lemma)? {
        EntityKind::Group if knowledge.stands_for(&lemma, EntityKind::Organization) => {
            EntityKind::Organization
        }
        kind => kind,
    };
    let calls = token.tag == "NN" && knowledge.has_own_kind(&lemma);
    let vague = matches!(
        kind,
        EntityKind::Person
            | EntityKind::Topic
            | EntityKind::Post
            | EntityKind::Government
            | EntityKind::Country
    );
    // "developer Jing Wang": what a body is, people are, too; a "state senate" is no place,
    // a character may be somebody.
    let somebody = name.label == "PERSON" && name.tokens.len() > 1;
    let doubtful =
        somebody && matches!(kind.family(), KindFamily::Organization | KindFamily::Group);
    let other = matches!(lemma.as_str(), "state" | "character");
    (calls && !vague && !doubtful && !other).then_some(kind)
}

/// "his daughters **Malia** and **Sasha**", "her niece **Georgia**": somebody by the noun for a relative right before
/// a name or, where there are several, before the first.
pub(super) fn is_relative(context: &Context<'_>, name: &ProperName, head: TokenId) -> bool {
    let tokens = &context.analysis.tokens;
    let follows = |start: TokenId, several: bool| {
        let noun = start.checked_sub(1).map(|noun| &tokens[noun]);
        noun.is_some_and(|noun| {
            let relative = &context.knowledge.kinds.relatives;
            let number = !several || noun.tag == "NNS";
            noun.pos == "NOUN" && number && relative.contains(noun.lemma.to_lowercase().as_str())
        })
    };
    let mut first = head;
    while tokens[first].dep == "conj" && tokens[first].pos == "PROPN" {
        first = tokens[first].head;
    }
    let start = context
        .name_at(first)
        .map_or(first, |name| name.tokens.start);
    follows(name.tokens.start, false) || first != head && follows(start, true)
}

/// "singer **Danielle**": somebody by the common noun right before a name.
pub(super) fn follows_person(
    knowledge: &Knowledge,
    analysis: &Analysis,
    name: &ProperName,
) -> bool {
    let noun = name.title.last().filter(|&&t| t + 1 == name.tokens.start);
    noun.is_some_and(|&t| {
        let token = &analysis.tokens[t];
        let kind = knowledge.noun_kind(&token.lemma.to_lowercase());
        token.tag == "NN" && kind == Some(EntityKind::Person)
    })
}

/// "in **Nelby**, Norway", "the towns of Ask and **Nelby**": a place by what stands before and after it.
pub(super) fn is_placed(context: &Context<'_>, phrase: &Phrase, name: &ProperName) -> bool {
    let analysis = context.analysis;
    let Some(preposition) = preposition_of(analysis, phrase.head) else {
        return false;
    };
    let token = &analysis.tokens[preposition];
    let noun = analysis.tokens[token.head].lemma.to_lowercase();
    match token.text.to_lowercase().as_str() {
        "of" => token.head + 1 == preposition && context.knowledge.is_equated(&noun),
        "in" | "near" | "outside" | "inside" => lies_in_place(context, name),
        _ => false,
    }
}

/// "Nelby, **Norway**", "Nelby, **Askfjord**, **Norway**": a larger place follows, at once or behind one that the
/// gazetteer does not have.
fn lies_in_place(context: &Context<'_>, name: &ProperName) -> bool {
    let follows = |tokens| places::place_after(context, tokens).is_some();
    let next = || {
        let comma = context.analysis.tokens.get(name.tokens.end)?;
        let next = context.name_at(name.tokens.end + 1)?;
        let place = matches!(next.label.as_str(), "GPE" | "LOC");
        (comma.text == "," && place).then_some(&next.tokens)
    };
    follows(&name.tokens) || next().is_some_and(follows)
}

/// The preposition that a noun, or the first of a list in which it stands, is the object of.
fn preposition_of(analysis: &Analysis, mut noun: TokenId) -> Option<TokenId> {
    while matches!(analysis.tokens[noun].dep.as_str(), "conj") {
        noun = analysis.tokens[noun].head;
    }
    let token = &analysis.tokens[noun];
    (token.dep == "pobj").then_some(token.head)
}

/// "the **Reed** administration": who governs.
pub(super) fn governs(analysis: &Analysis, name: &ProperName) -> bool {
    let next = analysis.tokens.get(name.tokens.end);
    next.is_some_and(|token| matches!(token.text.as_str(), "administration" | "presidency"))
}

/// "a painting entitled **America**"
pub(super) fn is_title_of_work(analysis: &Analysis, name: &ProperName) -> bool {
    let before = name.tokens.start.checked_sub(1);
    let lemma = before.map(|token| analysis.tokens[token].text.to_lowercase());
    lemma.is_some_and(|word| matches!(word.as_str(), "entitled" | "titled"))
}

/// "Secretary of **State**", "Minister of **Health**", "**Home** Secretary": what an office is about.
pub(super) fn is_portfolio(analysis: &Analysis, name: &ProperName) -> bool {
    let after = analysis.tokens.get(name.tokens.end);
    let before_office = after.is_some_and(|token| is_portfolio_holder(&token.text.to_lowercase()));
    if before_office
        && matches!(
            analysis.tokens[name.tokens.end - 1].dep.as_str(),
            "compound" | "nmod"
        )
    {
        return true;
    }
    let before = |back: usize| {
        let token = name.tokens.start.checked_sub(back)?;
        Some(analysis.tokens[token].text.to_lowercase())
    };
    let office = before(2).unwrap_or_default();
    before(1).is_some_and(|link| matches!(link.as_str(), "of" | "for"))
        && is_portfolio_holder(&office)
}

fn is_portfolio_holder(word: &str) -> bool {
    matches!(word, "secretary" | "undersecretary" | "minister")
}

/// "40-year-old Skandaraj Navaratnam".
pub(super) fn has_age(analysis: &Analysis, phrase: &Phrase) -> bool {
    let mut before = phrase.tokens.start..phrase.head;
    before.any(|t| analysis.tokens[t].text == "old") && analysis.tokens[phrase.head].pos == "PROPN"
}

/// "in Maidan Shahr": nobody lives in a person, whatever the recogniser says.
pub(super) fn stands_in_place(
    analysis: &Analysis,
    knowledge: &Knowledge,
    phrase: &Phrase,
    words: &[&str],
) -> bool {
    let preposition = &analysis.tokens[analysis.tokens[phrase.head].head];
    let locative = matches!(
        preposition.text.as_str(),
        "in" | "In" | "near" | "outside" | "inside"
    );
    analysis.tokens[phrase.head].dep == "pobj" && locative && !knowledge.is_first_name(words[0])
}

/// "news agency", "airline" right before a name.
pub(super) fn follows_body(analysis: &Analysis, knowledge: &Knowledge, start: TokenId) -> bool {
    let before = start.checked_sub(1).map(|t| &analysis.tokens[t]);
    before.is_some_and(|token| {
        let kind = knowledge.noun_kind(&token.lemma.to_lowercase());
        let firm = matches!(
            kind,
            Some(EntityKind::MediaOrganization | EntityKind::Company)
        );
        token.tag == "NN" && (firm || token.lemma == "agency")
    })
}

pub(super) fn follows_place_word(analysis: &Analysis, start: TokenId) -> bool {
    start > 0
        && matches!(
            analysis.tokens[start - 1].text.to_lowercase().as_str(),
            "in" | "at" | "near" | "from" | "to" | "outside"
        )
}

/// "a **German** won": a noun for one of a people.
pub(super) fn is_one_of_a_people(knowledge: &Knowledge, phrase: &Phrase, token: &Token) -> bool {
    let noun = matches!(token.pos.as_str(), "NOUN" | "PROPN");
    noun && !phrase.plural && knowledge.gazetteer.demonym(&token.text).is_some()
}
