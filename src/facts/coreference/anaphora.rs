//! Words that name no event of their own but stand for one told before: "the incident", "this move", "this".
//!
//! Reads: definite nouns, pronouns and the drafts before them. Writes: nothing. Never: makes events.

use crate::discourse::Source;
use crate::facts::EventId;
use crate::facts::content::SPEECH;
use crate::facts::draft::{self, Draft};
use crate::facts::reading::Reading;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{PredicateKind, Slot};

use super::mention;

/// Sentences that a noun reaches back over.
const REACH: usize = 6;

/// Sentences that a pronoun reaches back over.
const PRONOUN_REACH: usize = 1;

/// What may stand for an event told before.
enum Anaphor<'a> {
    /// A definite noun, or a pronoun that is said to be such a thing: "called **it** an attack".
    Of(&'a str, usize),
    /// "**this**", "**it** happened": any event but an act of speech, so many sentences back.
    Bare(usize),
}

/// The event that a word names, or that was told before and that it stands for.
pub(in crate::facts) fn event_of(
    reading: &Reading<'_>,
    drafts: &[Draft],
    head: TokenId,
) -> Option<EventId> {
    draft::at(drafts, head)
        .or_else(|| antecedent(reading, drafts, head))
        .or_else(|| named_before(reading, drafts, head))
}

/// "A **fire** broke out. **It** killed ten": the event whose noun first spoke of what a word speaks of.
fn named_before(reading: &Reading<'_>, drafts: &[Draft], head: TokenId) -> Option<EventId> {
    let (entity, _) = reading.entity_at(head)?;
    let mut mentions = reading.discourse.mentions.iter();
    let first = mentions.find(|mention| mention.entity == entity)?;
    draft::at(drafts, first.head).filter(|_| first.head < head)
}

/// True for a word that may stand for an event told before.
pub(in crate::facts) fn is_anaphor(reading: &Reading<'_>, head: TokenId) -> bool {
    anaphor(reading, head).is_some()
}

fn anaphor<'a>(reading: &Reading<'a>, head: TokenId) -> Option<Anaphor<'a>> {
    let token = reading.token(head);
    let nouns = &reading.frames.coreference.nouns;
    if token.pos == "NOUN" {
        let stands = nouns.contains_key(token.lemma.as_str())
            && mention::is_definite(reading, head)
            && reading.with(head, &["compound"]).next().is_none();
        return stands.then_some(Anaphor::Of(token.lemma.as_str(), REACH));
    }
    let lower = token.text.to_lowercase();
    let demonstrative = token.tag == "DT" && matches!(lower.as_str(), "this" | "that");
    if token.pos != "PRON" || !(demonstrative || lower == "it") {
        return None;
    }
    let name = called(reading, head).filter(|name| nouns.contains_key(*name));
    if let Some(name) = name {
        return Some(Anaphor::Of(name, PRONOUN_REACH));
    }
    if happens(reading, head) {
        return Some(Anaphor::Bare(PRONOUN_REACH));
    }
    let reach = if is_quoted(reading, head) {
        0
    } else {
        PRONOUN_REACH
    };
    demonstrative.then_some(Anaphor::Bare(reach))
}

/// "called **it** a mistake", "described **this** as an attack": the noun.
fn called<'a>(reading: &Reading<'a>, pronoun: TokenId) -> Option<&'a str> {
    let clause = &reading.clauses[reading.clause_at(reading.token(pronoun).head)?];
    let is_object = (clause.arguments(&Slot::Object)).any(|object| object.head == pronoun);
    let names = clause
        .argument(&Slot::Attribute)
        .or_else(|| clause.argument(&Slot::Oblique("as".into())));
    let noun = names.filter(|_| is_object)?.head;
    Some(reading.token(noun).lemma.as_str())
}

/// "**it** happened"
fn happens(reading: &Reading<'_>, pronoun: TokenId) -> bool {
    let verb = reading.token(pronoun).head;
    let verbs = &reading.frames.coreference.happenings;
    verbs.contains(reading.token(verb).lemma.as_str())
}

/// In somebody's mouth "this" may be anything that lies before him.
fn is_quoted(reading: &Reading<'_>, pronoun: TokenId) -> bool {
    let clause = above(reading, pronoun).find_map(|token| reading.clause_at(token));
    let perspective = clause.and_then(|clause| reading.discourse.perspectives.get(clause));
    perspective.is_some_and(|perspective| perspective.source != Source::Narrator)
}

/// The event that a word stands for: of the nearest sentence, the one that is told first.
pub(in crate::facts) fn antecedent(
    reading: &Reading<'_>,
    drafts: &[Draft],
    head: TokenId,
) -> Option<EventId> {
    let lexicon = &reading.frames.coreference;
    let anaphor = anaphor(reading, head)?;
    let reach = match anaphor {
        Anaphor::Of(_, reach) | Anaphor::Bare(reach) => reach,
    };
    let suits = |draft: &Draft| match anaphor {
        Anaphor::Of(noun, _) => {
            lexicon.takes_up(noun, &draft.event.class, &draft.family)
                && !governs(reading, draft, head)
        }
        Anaphor::Bare(_) => {
            let told = is_clause(reading, draft) || happens(reading, head);
            told && draft.family != SPEECH && !is_own(reading, draft, head)
        }
    };
    let here = reading.analysis.sentence_of(head);
    (0..drafts.len())
        .filter(|&id| drafts[id].clause.is_some() && drafts[id].head < head && suits(&drafts[id]))
        .map(|id| (here - reading.analysis.sentence_of(drafts[id].head), id))
        .filter(|&(sentences, _)| sentences <= reach)
        .min_by_key(|&(sentences, id)| (sentences, drafts[id].head))
        .map(|(_, id)| id)
}

/// The word stands inside the clause of the event.
fn governs(reading: &Reading<'_>, draft: &Draft, head: TokenId) -> bool {
    above(reading, head).any(|token| token == draft.head)
}

/// Told by a clause, not in passing by a noun.
fn is_clause(reading: &Reading<'_>, draft: &Draft) -> bool {
    let clause = draft.clause.map(|id| &reading.clauses[id]);
    clause.is_some_and(|clause| clause.kind == PredicateKind::Verb || clause.light.is_some())
}

/// The word is an argument of the event: "banned **this**".
fn is_own(reading: &Reading<'_>, draft: &Draft, head: TokenId) -> bool {
    let is_verb = |&token: &TokenId| {
        let clause = reading.clause_at(token);
        clause.is_some_and(|id| reading.clauses[id].kind == PredicateKind::Verb)
    };
    above(reading, head).find(is_verb) == Some(draft.head)
}

/// The tokens that a token hangs on, nearest first.
fn above<'a>(reading: &'a Reading<'_>, head: TokenId) -> impl Iterator<Item = TokenId> + 'a {
    let up = |&token: &TokenId| {
        let above = reading.token(token).head;
        (above != token).then_some(above)
    };
    std::iter::successors(Some(head), up)
}
