//! Places inside the names of bodies: "**United States** Department of Transportation",
//! "Parliament of **Norway**".
//!
//! Reads: a [`Phrase`] that names a body, [`Context`]. Writes: the [`Phrase`] of the place.
//! Never: cuts the body's name; a firm or paper named for a place says nothing of the place.

use std::ops::Range;

use super::context::Context;
use super::mentions::{Determiner, Phrase, Role, words_of};
use super::proper::ProperName;
use super::{EntityKind, MentionForm};
use crate::linguistics::{Analysis, TokenId};

/// The longest place with which the name of a body begins or, after "of", ends.
pub(super) fn place(context: &Context<'_>, body: &Phrase) -> Option<Phrase> {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let name = body.name.as_ref().filter(|_| is_public(body.kind))?;
    let (start, end) = (name.tokens.start, name.tokens.end);
    let before = (start + 1..end).rev().map(|middle| start..middle);
    let after = after_of(analysis, &name.tokens).map(|middle| middle..end);
    before.chain(after).find_map(|tokens| {
        let text = words_of(analysis, &tokens);
        let gazetteer = &knowledge.gazetteer;
        let demonym = || gazetteer.demonym(&text).filter(|_| tokens.start == start);
        let entry = (gazetteer.find(&text, &context.near)).or_else(demonym)?;
        let kind = gazetteer.entry(entry).kind;
        // "**Drug** Enforcement Administration", "**Salem** County Police": a town of which nothing else speaks,
        // or the county.
        let county = (analysis.tokens.get(tokens.end))
            .is_some_and(|next| knowledge.kinds.is_region(&next.text.to_lowercase()));
        let place = match kind {
            EntityKind::Country | EntityKind::Region => true,
            EntityKind::City => {
                let near = gazetteer.is_near(entry, &context.near);
                !county && (near || gazetteer.is_large_city(entry, &text))
            }
            _ => false,
        };
        (place && tokens.end - 1 != body.head)
            .then(|| phrase(analysis, body.sentence, tokens, (kind, entry)))
    })
}

/// The token after the last "of" or "of the" in a name.
fn after_of(analysis: &Analysis, name: &Range<TokenId>) -> Option<TokenId> {
    let text = |t: TokenId| analysis.tokens[t].text.as_str();
    let of = name.clone().rev().find(|&t| text(t) == "of")?;
    let article = usize::from(name.contains(&(of + 1)) && text(of + 1) == "the");
    Some(of + 1 + article).filter(|t| name.contains(t))
}

fn phrase(
    analysis: &Analysis,
    sentence: usize,
    tokens: Range<TokenId>,
    (kind, entry): (EntityKind, u32),
) -> Phrase {
    let head = tokens.end - 1;
    Phrase {
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
        sentence,
        entry: Some(entry),
        name: Some(ProperName {
            text: words_of(analysis, &tokens),
            tokens,
            title: Vec::new(),
            label: "GPE".into(),
            entry: Some(entry),
            by_modifier: false,
        }),
    }
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
