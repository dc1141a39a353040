//! Places inside the names of bodies: "**United States** Department of Transportation".
//!
//! Reads: a [`Phrase`] that names a body, [`Knowledge`]. Writes: the [`Phrase`] of the place.
//! Never: cuts the body's name; a firm or paper named for a place says nothing of the place.

use std::collections::BTreeSet;

use super::knowledge::Knowledge;
use super::mentions::{Determiner, Phrase, Role, words_of};
use super::proper::ProperName;
use super::{EntityKind, MentionForm};
use crate::linguistics::Analysis;

/// The longest place with which the name of a body begins.
pub(super) fn place(analysis: &Analysis, knowledge: &Knowledge, body: &Phrase) -> Option<Phrase> {
    let name = body.name.as_ref().filter(|_| is_public(body.kind))?;
    let none = BTreeSet::new();
    let (start, last) = (name.tokens.start, name.tokens.end - 1);
    (start..last).rev().find_map(|head| {
        let tokens = start..head + 1;
        let text = words_of(analysis, &tokens);
        let gazetteer = &knowledge.gazetteer;
        let demonym = || gazetteer.demonym(&text);
        let entry = gazetteer.find(&text, &none).or_else(demonym)?;
        let kind = gazetteer.entry(entry).kind;
        let place = matches!(
            kind,
            EntityKind::Country | EntityKind::Region | EntityKind::City
        );
        (place && head != body.head).then(|| Phrase {
            head,
            tokens: tokens.clone(),
            form: MentionForm::Name,
            determiner: Determiner::None,
            lemma: analysis.tokens[head].lemma.to_lowercase().into(),
            plural: false,
            kind,
            doubtful: false,
            gender: None,
            role: Role::Other,
            sentence: body.sentence,
            entry: Some(entry),
            name: Some(ProperName {
                tokens,
                text,
                title: Vec::new(),
                label: "GPE".into(),
                entry: Some(entry),
                by_modifier: false,
            }),
        })
    })
}

fn is_public(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Organization
            | EntityKind::Government
            | EntityKind::Igo
            | EntityKind::ArmedGroup
            | EntityKind::University
    )
}
