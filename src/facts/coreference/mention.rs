//! How a word tells of its event: as news, or as one that the reader knows.
//!
//! Reads: the noun phrase of a draft. Writes: nothing. Never: compares events.

use crate::discourse::{EntityId, MentionForm};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::PredicateKind;

/// The noun that names the event, where it is one.
pub(super) fn noun(reading: &Reading<'_>, draft: &Draft) -> Option<TokenId> {
    let clause = &reading.clauses[draft.clause?];
    (clause.kind == PredicateKind::Noun).then_some(clause.head)
}

/// "**the** attack", "**this** visit", "**his** resignation".
pub(super) fn refers_back(reading: &Reading<'_>, draft: &Draft) -> bool {
    noun(reading, draft).is_some_and(|head| is_definite(reading, head) || is_name(reading, head))
}

/// A noun whose determiner or possessor says that the reader knows which one.
pub(in crate::facts) fn is_definite(reading: &Reading<'_>, head: TokenId) -> bool {
    let words = &reading.frames.coreference.definite;
    let mut before = reading.with(head, &["det", "predet", "poss"]);
    let definite = before.any(|word| {
        let token = reading.token(word);
        token.dep == "poss" || words.contains(&token.text.to_lowercase())
    });
    definite && !is_another(reading, head)
}

/// "**another** attack", "**previous** talks": not one that was told before.
pub(super) fn is_another(reading: &Reading<'_>, head: TokenId) -> bool {
    let words = &reading.frames.coreference.others;
    let mut before = reading.with(head, &["det", "predet", "amod", "advmod"]);
    before.any(|word| words.contains(&reading.token(word).text.to_lowercase()))
}

/// "these attacks": points at what has just been told, whatever its number.
pub(super) fn points(reading: &Reading<'_>, head: TokenId) -> bool {
    let mut before = reading.with(head, &["det"]);
    before.any(|word| {
        let lower = reading.token(word).text.to_lowercase();
        matches!(lower.as_str(), "this" | "that" | "these" | "those")
    })
}

/// Whether a noun stands in the plural; verbs do not say.
pub(super) fn is_plural(reading: &Reading<'_>, draft: &Draft) -> Option<bool> {
    let head = noun(reading, draft)?;
    Some(reading.token(head).tag.ends_with('S'))
}

/// Adjectives, nouns and years before a noun, which tell one "election" from another; a day only tells when
/// it was.
pub(super) fn modifiers(reading: &Reading<'_>, draft: &Draft) -> Vec<String> {
    let head = noun(reading, draft);
    let before = head.into_iter().flat_map(|head| {
        let words = reading.with(head, &["amod", "compound", "nmod", "nummod"]);
        let is_year = |word: TokenId| {
            reading
                .token(word)
                .text
                .parse()
                .is_ok_and(|year: u32| year > 31)
        };
        let words = words.filter(move |&word| !reading.is_time(word) || is_year(word));
        words.map(|word| reading.token(word).lemma.to_lowercase())
    });
    before.collect()
}

/// Roles that say what an event came from and led to.
const CONSEQUENCES: [&str; 3] = ["cause", "purpose", "result"];

/// Roles that say where it was, by what means and how many it hit.
const CIRCUMSTANCES: [&str; 5] = ["injured", "instrument", "killed", "place", "size"];

/// No role says anything of the event itself.
pub(super) fn is_silent(draft: &Draft) -> bool {
    let mut roles = draft.event.roles.iter();
    roles.all(|role| CONSEQUENCES.contains(&role.name.as_str()))
}

/// No role says who or what takes part.
pub(super) fn names_nobody(draft: &Draft) -> bool {
    participants(draft).next().is_none()
}

/// The roles that say who or what takes part.
pub(super) fn participants(draft: &Draft) -> impl Iterator<Item = &str> {
    let roles = draft.event.roles.iter().map(|role| role.name.as_str());
    roles.filter(|role| !CONSEQUENCES.contains(role) && !CIRCUMSTANCES.contains(role))
}

/// "the **Ohio** election"
pub(super) fn has_name_before(reading: &Reading<'_>, draft: &Draft) -> bool {
    noun(reading, draft).is_some_and(|head| {
        let mut words = reading.with(head, &["compound", "nmod"]);
        words.any(|word| reading.token(word).pos == "PROPN")
    })
}

/// Whose it is, where no role holds it: "**their** investigation", "the **bill's** withdrawal". The
/// entity, if it is known, for each such possessor.
pub(super) fn open_possessors(reading: &Reading<'_>, draft: &Draft) -> Vec<Option<EntityId>> {
    let Some(head) = noun(reading, draft).filter(|_| names_nobody(draft)) else {
        return Vec::new();
    };
    reading
        .with(head, &["poss"])
        .filter(|&word| !reading.is_time(word))
        .map(|word| reading.entity_at(word).map(|(id, _)| id))
        .collect()
}

fn is_name(reading: &Reading<'_>, head: TokenId) -> bool {
    let mention = reading.discourse.mention_at.get(&head);
    mention.is_some_and(|&id| reading.discourse.mentions[id].form == MentionForm::Name)
}
