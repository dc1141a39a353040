//! Who takes part in events whose own words name nobody: "a bomb went off ... **the bomber**", "protests ...
//! **demonstrators** said", and whom a trial or a sentence concerns: the only one who is accused.
//!
//! Reads: joined drafts, mentions and the nouns of `_coreference.toml`. Writes: inferred roles. Never: adds to a
//! role that is filled; chooses between two.

use crate::discourse::{EntityId, EntityKind, Mention, MentionForm, Polarity};
use crate::facts::Filler;
use crate::facts::draft::Draft;
use crate::facts::frames::{Part, Whose, is_a};
use crate::facts::reading::Reading;

use super::mention;

/// Sentences between an event and the noun for who takes part in it.
const REACH: usize = 3;

/// Fills roles of events with those whom the text calls by their part in them.
pub(in crate::facts) fn fill(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let lexicon = &reading.frames.coreference;
    for mention in &reading.discourse.mentions {
        let lemma = reading.token(mention.head).lemma.as_str();
        let part = lexicon.part.iter().find(|part| part.nouns.contains(lemma));
        if let Some(part) = part.filter(|_| is_plain(reading, mention) && is_sure(reading, mention))
        {
            take_part(reading, drafts, part, mention);
        }
    }
    for whose in &lexicon.whose {
        for id in 0..drafts.len() {
            if let Some(only) = concerned(reading, drafts, whose, &drafts[id]) {
                drafts[id].infer(&whose.role, Filler::Entity(only), "the only one accused");
            }
        }
    }
}

/// "the bomber", "protesters": all of them and nobody else; neither "two protesters" nor "his killer" nor "attackers
/// from abroad".
fn is_plain(reading: &Reading<'_>, mention: &Mention) -> bool {
    let head = mention.head;
    let mut narrower = reading.with(head, &["compound", "nummod", "poss", "prep", "relcl"]);
    let plural = reading.token(head).tag == "NNS";
    mention.form == MentionForm::Description
        && narrower.next().is_none()
        && !mention::is_another(reading, head)
        && (plural || mention::is_definite(reading, head))
}

/// Nobody calls him "the **suspected** gunman".
fn is_sure(reading: &Reading<'_>, mention: &Mention) -> bool {
    let doubts = &reading.frames.coreference.doubts;
    let mentions = reading.discourse.mentions.iter();
    let mut own = mentions.filter(|other| other.entity == mention.entity);
    own.all(|other| {
        let mut adjectives = reading.with(other.head, &["amod"]);
        !adjectives.any(|word| doubts.contains(&reading.token(word).text.to_lowercase()))
    })
}

/// Gives a role to the events told nearest before, where none of them says who has it.
fn take_part(reading: &Reading<'_>, drafts: &mut [Draft], part: &Part, mention: &Mention) {
    let who = Filler::Entity(mention.entity);
    let here = reading.analysis.sentence_of(mention.head);
    let near = drafts.iter().enumerate().filter_map(|(id, draft)| {
        let fits = part.of.contains(&draft.event.class) || part.of.contains(&draft.family);
        let known = draft.event.roles.iter().any(|role| role.filler == who);
        let back = draft.sentences_back(reading, here)?;
        (fits && !known && back <= REACH).then_some((back, id))
    });
    let near: Vec<(usize, usize)> = near.collect();
    let Some(&nearest) = near.iter().map(|(back, _)| back).min() else {
        return;
    };
    let told = near.iter().filter(|(back, _)| *back == nearest);
    let told: Vec<usize> = told.map(|&(_, id)| id).collect();
    let class = |id: &usize| &drafts[*id].event.class;
    let twice = |id: &usize| {
        told.iter()
            .any(|other| other != id && class(other) == class(id))
    };
    let open = |id: &usize| !drafts[*id].has(&part.role) && has_happened(&drafts[*id]);
    if told.iter().all(open) && !told.iter().any(twice) {
        for id in told {
            drafts[id].infer(&part.role, who.clone(), "who is called by the part");
        }
    }
}

fn has_happened(draft: &Draft) -> bool {
    let report = &draft.event.reports[0];
    let real = report.modality.is_real();
    real && report.polarity == Polarity::Positive
}

/// Whom an event concerns whose words name nobody: the only person of whom the article tells so.
fn concerned(
    reading: &Reading<'_>,
    drafts: &[Draft],
    whose: &Whose,
    draft: &Draft,
) -> Option<EntityId> {
    let word = reading.clauses[draft.clause?].lemma.as_str();
    let named = [&whose.role, "theme", "topic"]
        .iter()
        .any(|role| draft.has(role));
    if !whose.words.contains(word) || !whose.of.contains_key(&draft.event.class) || named {
        return None;
    }
    let accused = drafts.iter().flat_map(|other| {
        let role = whose.of.get(&other.event.class).map_or("", String::as_str);
        other.fillers(role).map(move |filler| (filler, other.head))
    });
    let mut only = None;
    for (filler, head) in accused {
        let Filler::Entity(who) = filler else {
            return None;
        };
        if only.is_some_and(|(only, _)| only != *who) {
            return None;
        }
        let first = only.map_or(head, |(_, first): (EntityId, _)| head.min(first));
        only = Some((*who, first));
    }
    let (who, first) = only?;
    let entity = &reading.discourse.entities[who];
    let single = is_a(entity.kind, EntityKind::Person) && !entity.plural;
    (single && first < draft.head).then_some(who)
}
