//! People without a name who are called by their post.
//!
//! Reads: descriptions of people. Writes: what a post says of its holder, through [`Holder`]. Never: takes an
//! office that is to be filled, or the office itself, for somebody.

use crate::discourse::{EntityKind, MentionForm};
use crate::facts::Relation;
use crate::facts::reading::Reading;
use crate::linguistics::TokenId;

use super::lemma;
use super::offices::{Holder, Phrase};
use super::posts::is_post;

/// "**the mayor of Oslo** fled", "**a spokesman for the bank** said": somebody without a name who is called
/// by the post.
pub(super) fn posts(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for mention in &reading.discourse.mentions {
        let entity = &reading.discourse.entities[mention.entity];
        let unnamed = mention.form == MentionForm::Description && !entity.named;
        let post = mention.head;
        let noun = lemma(reading, post);
        let office = words.state_posts.contains(&noun) && reading.is_definite(post);
        let speaks = words.speakers.contains(&noun) && reading.is_specific(post);
        let human = unnamed && entity.kind == EntityKind::Person && (office || speaks);
        if !(human && is_somebody(reading, post) && is_post(reading, post)) {
            continue;
        }
        let phrase = Phrase::of(reading, post);
        if is_held_for_named(reading, &phrase) {
            let holder = Holder {
                person: mention.entity,
                post,
                clause: None,
            };
            holder.describe_post(reading, &phrase, found);
        }
    }
}

/// The noun stands for somebody, not for what another is to become ("elect **the next mayor**", "sworn in as
/// **the mayor**"), nor for the office itself ("**the mayor** is elected by all").
fn is_somebody(reading: &Reading<'_>, post: TokenId) -> bool {
    let words = &reading.frames.relations.words;
    let token = reading.token(post);
    let verb = lemma(reading, token.head);
    let part = match token.dep.as_str() {
        "nsubj" => verb != "be",
        "nsubjpass" | "dobj" => !words.installing.contains(&verb),
        "pobj" => verb != "as",
        _ => false,
    };
    let incoming = reading.with(post, &["amod"]).any(|id| {
        let nth = reading
            .token(id)
            .text
            .starts_with(|c: char| c.is_ascii_digit());
        nth || words.standing.contains(&lemma(reading, id))
    });
    // "the mayor, **Ana Ruiz**, said" has a name.
    let named = || reading.with(post, &["appos"]).next().is_some() || is_name_beside(reading, post);
    part && !incoming && !named()
}

/// "according to the mayor, **Ana Ruiz**"
fn is_name_beside(reading: &Reading<'_>, post: TokenId) -> bool {
    let comma = reading.analysis.tokens.get(post + 1);
    let mut mentions = reading.discourse.mentions.iter();
    let next = mentions.find(|mention| mention.tokens.start == post + 2);
    let person = next.is_some_and(|it| {
        it.form == MentionForm::Name
            && reading.discourse.entities[it.entity].kind == EntityKind::Person
    });
    comma.is_some_and(|it| it.text == ",") && person
}

/// The words say by name for whom a post is held.
fn is_held_for_named(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let named = |head: TokenId| {
        !reading.is_pronoun(head) && reading.entity_at(head).is_some_and(|(_, it)| it.named)
    };
    let (_, before) = phrase.words.split_last().unwrap_or((&0, &[]));
    let after = phrase.after.iter().map(|&(_, head)| head);
    let around = phrase.possessor.into_iter().chain(before.iter().copied());
    around.chain(after).any(named)
}
