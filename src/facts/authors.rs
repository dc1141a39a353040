//! Whose words a text holds: "the ministry released a **statement** saying ...".
//!
//! Reads: clauses around nouns for texts. Writes: the author as `agent` of what the text says and as
//! its source, the text as `instrument`. Never: takes a study, a report or a newspaper for its author.

use std::collections::BTreeMap;

use crate::discourse::{EntityId, Source};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Slot, Tense};

use super::Filler;
use super::content::SPEECH;
use super::draft::Draft;
use super::frames::FillerKind;
use super::reading::Reading;

/// Puts the author in the place of a text that speaks.
pub(super) fn speak(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let authors = authors(reading);
    for draft in drafts.iter_mut() {
        for report in &mut draft.event.reports {
            if let Source::Entity(text) = report.source
                && let Some(&author) = authors.get(&text)
            {
                report.source = Source::Entity(author);
            }
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.family == SPEECH) {
        if !draft.has("agent")
            && let Some(&author) = text_around(reading, draft).and_then(|text| authors.get(&text))
        {
            draft.infer("agent", Filler::Entity(author), "author of the text");
        }
        let texts: Vec<(EntityId, EntityId)> = draft
            .fillers("agent")
            .filter_map(|agent| match agent {
                Filler::Entity(text) => authors.get(text).map(|&author| (*text, author)),
                _ => None,
            })
            .collect();
        for (text, author) in texts {
            let roles = &mut draft.event.roles;
            roles.retain(|role| role.name != "agent" || role.filler != Filler::Entity(text));
            draft.add("agent", Filler::Entity(author), "author of the text");
            draft.add("instrument", Filler::Entity(text), "text that says it");
        }
    }
}

/// "posted a **message** blaming the mayor": the text that a participle says to do the act.
fn text_around(reading: &Reading<'_>, draft: &Draft) -> Option<EntityId> {
    let clause = &reading.clauses[draft.clause?];
    let participle = clause.tense == Tense::Participle && !clause.passive;
    let noun = reading.token(clause.head).head;
    let hangs = reading.token(clause.head).dep == "acl";
    reading
        .entity_at(noun)
        .filter(|_| participle && hangs)
        .map(|(text, _)| text)
}

/// Every text of the article whose author it tells.
fn authors(reading: &Reading<'_>) -> BTreeMap<EntityId, EntityId> {
    let texts = &reading.frames.relations.words.texts;
    let mut authors = BTreeMap::new();
    // By lemma: "the statement" that nobody is named for is the last one told of.
    let mut last: BTreeMap<String, EntityId> = BTreeMap::new();
    for noun in 0..reading.analysis.tokens.len() {
        let lemma = reading.token(noun).lemma.to_lowercase();
        if !texts.contains(&lemma) {
            continue;
        }
        let Some((text, _)) = reading.entity_at(noun) else {
            continue;
        };
        let named = author(reading, noun);
        let known = named.or_else(|| {
            let before = last.get(&lemma).copied();
            before.filter(|_| reading.is_definite(noun))
        });
        if let Some(author) = known.filter(|&author| author != text) {
            last.insert(lemma, author);
            authors.entry(text).or_insert(author);
        }
    }
    authors
}

/// "**the union's** statement", "a statement by **the union**", "**the union** issued a statement"
fn author(reading: &Reading<'_>, noun: TokenId) -> Option<EntityId> {
    let owner = reading.with(noun, &["poss"]);
    let by = reading.objects_of(noun, &["by", "from"]).into_iter();
    let candidates = owner.chain(by.map(|(_, object)| object));
    candidates.chain(issuer(reading, noun)).find_map(|head| {
        let (id, entity) = reading.entity_at(head)?;
        FillerKind::Agent
            .allows(entity.kind, entity.named)
            .then_some(id)
    })
}

/// The subject of the verb whose object the text is.
fn issuer(reading: &Reading<'_>, noun: TokenId) -> Option<TokenId> {
    let token = reading.token(noun);
    let verb = matches!(token.dep.as_str(), "dobj" | "nsubjpass").then_some(token.head)?;
    let clause = &reading.clauses[reading.clause_at(verb)?];
    let issues = &reading.frames.relations.words.issuing;
    let subject = clause.argument(&Slot::Subject)?;
    issues
        .contains(clause.lemma.as_str())
        .then_some(subject.head)
}
