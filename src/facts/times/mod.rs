//! When events happened whose own words do not say it.
//!
//! Reads: joined drafts, their clauses and causes, the words of `_times.toml`. Writes: missing times, and the places
//! of what is told in pieces.
//! Never: replaces a time; dates what is planned or denied.
//! What its time puts after the article becomes planned.

use std::collections::BTreeSet;

use crate::discourse::{EntityKind, Modality, Polarity, Source, TimeRelation, TimeValue};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, Embedding, Slot, Tense};

use super::EventId;
use super::casualties::is_harmful;
use super::coreference;
use super::draft::Draft;
use super::reading::Reading;

mod counted;
mod episodes;
mod known;
mod occasions;
mod speech;
mod story;

/// What lies on a day after the article has not happened when it is written: "the election in 2030".
pub(super) fn put_ahead(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let article = reading.article;
    let Some(written) = article.published.as_deref().or(article.month.as_deref()) else {
        return;
    };
    for draft in drafts {
        let ahead = draft.event.time.as_ref().is_some_and(|time| {
            // ISO dates of one granularity sort as text.
            let known = time.begin.len().min(written.len());
            let begins_after = time.begin[..known] > written[..known];
            time.relation == TimeRelation::At && begins_after
        });
        for report in draft.event.reports.iter_mut().filter(|_| ahead) {
            if report.modality.is_real() {
                report.modality = Modality::Planned;
            }
        }
    }
}

/// Gives times to events that have none.
pub(super) fn share(reading: &Reading<'_>, drafts: &mut [Draft]) {
    known::put_before(reading, drafts);
    for id in 0..drafts.len() {
        with_cause(reading, drafts, id);
    }
    for draft in drafts.iter_mut().filter(|draft| draft.event.time.is_none()) {
        draft.event.time = (from_paper(reading, draft))
            .or_else(|| since(reading, draft))
            .or_else(|| from_phase(reading, draft));
    }
    counted::share(reading, drafts);
    story::share(reading, drafts);
    occasions::share(reading, drafts);
    episodes::share(reading, drafts);
    speech::share(reading, drafts);
    for id in 0..drafts.len() {
        along(reading, drafts, id);
        with_cause(reading, drafts, id);
    }
}

/// "A bombing **killed** five last week", "the attack **left** ten dead": harm and what did it have
/// one time; a cause takes it from the same sentence only.
fn with_cause(reading: &Reading<'_>, drafts: &mut [Draft], id: EventId) {
    let Some(cause) = harmful_cause(drafts, id) else {
        return;
    };
    let sentence = |id: EventId| reading.analysis.sentence_of(drafts[id].head);
    let together = drafts[id].clause.is_some()
        && drafts[cause].clause.is_some()
        && sentence(id) == sentence(cause);
    let (of_harm, of_cause) = (
        drafts[id].event.time.clone(),
        drafts[cause].event.time.clone(),
    );
    if of_harm.is_none() && happened(&drafts[cause]) {
        drafts[id].event.time = of_cause;
    } else if of_cause.is_none() && together {
        drafts[cause].event.time = of_harm;
    }
}

/// What killed or hurt people, for an event that tells of them.
fn harmful_cause(drafts: &[Draft], id: EventId) -> Option<EventId> {
    let harm = drafts[id].tells_of_harm();
    drafts[id].causes().find(|&cause| {
        let draft = &drafts[cause];
        harm && (is_harmful(draft) || draft.event.class == "Killing")
    })
}

fn happened(draft: &Draft) -> bool {
    let report = &draft.event.reports[0];
    report.modality == Modality::Actual && report.polarity == Polarity::Positive
}

/// "signed a decree **banning** veils on Friday": what a paper does begins with its signing.
fn from_paper(reading: &Reading<'_>, draft: &Draft) -> Option<TimeValue> {
    let clause = &reading.clauses[draft.clause?];
    let parent = clause.parent.as_ref()?;
    let paper = reading.token(clause.head).head;
    let token = reading.token(clause.head);
    let goes_along = parent.relation == Embedding::Relative && token.tag == "VBG";
    let is_paper = reading
        .entity_at(paper)
        .is_none_or(|(_, entity)| is_text(entity.kind));
    let made = reading.clauses[parent.clause]
        .arguments(&Slot::Object)
        .any(|object| object.head == paper);
    (goes_along && is_paper && made).then(|| reading.time_of(parent.clause))?
}

fn is_text(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Work | EntityKind::Law | EntityKind::Thing)
}

/// "have been arrested **since** the protests began in June".
fn since(reading: &Reading<'_>, draft: &Draft) -> Option<TimeValue> {
    let id = draft.clause?;
    let mut below = reading.below(id).iter();
    let begin = below.find_map(|&below| {
        let parent = reading.clauses[below].parent.as_ref()?;
        let since =
            parent.relation == Embedding::Adverbial && parent.marker.as_deref() == Some("since");
        reading.time_of(below).filter(|_| since)
    })?;
    reading.clauses[id].perfect.then_some(TimeValue {
        begin: begin.begin,
        end: None,
        relation: TimeRelation::Since,
    })
}

/// "**began** to shoot on Monday", "**managed** to flee": what came about did so with the verb above.
fn from_phase(reading: &Reading<'_>, draft: &Draft) -> Option<TimeValue> {
    let clause = &reading.clauses[draft.clause?];
    let parent = clause.parent.as_ref()?;
    let came_about = parent.relation == Embedding::OpenComplement
        && clause.tense == Tense::Infinitive
        && is_told(&reading.clauses[parent.clause])
        && draft.event.reports[0].source == Source::Narrator
        && happened(draft);
    came_about.then(|| reading.time_of(parent.clause))?
}

/// "called it a day, **saying** ...", "agreed to add two **but did not accede**": what goes on in the
/// same clause has the time that its event came to have.
fn along(reading: &Reading<'_>, drafts: &mut [Draft], id: EventId) {
    if drafts[id].event.time.is_some() || drafts[id].event.reports[0].modality != Modality::Actual {
        return;
    }
    let Some(clause) = drafts[id].clause else {
        return;
    };
    let Some(above) = reading.goes_on_from(clause) else {
        return;
    };
    let (clause, above) = (&reading.clauses[clause], &reading.clauses[above]);
    let told = match clause.tense {
        Tense::Participle => !clause.perfect,
        _ => is_told(clause) && is_told(above),
    };
    if told && let Some(event) = event_at(reading, drafts, above.head) {
        let time = drafts[event].event.time.clone();
        drafts[id].event.time = time;
    }
}

/// Simple past: the tense in which stories are told.
fn is_told(clause: &Clause) -> bool {
    clause.tense == Tense::Past && !clause.perfect && !clause.progressive && clause.modal.is_none()
}

/// A day that is over when the article is written.
fn is_past_day(reading: &Reading<'_>, time: &TimeValue) -> bool {
    let article = reading.article;
    let published = article.published.as_deref().or(article.month.as_deref());
    time.relation == TimeRelation::At
        && time.end.is_none()
        && time.begin.len() >= "2020-01-31".len()
        && published.is_some_and(|day| &time.begin[..day.len().min(10)] <= day)
}

/// The event that a word names or stands for.
fn event_at(reading: &Reading<'_>, drafts: &[Draft], head: TokenId) -> Option<EventId> {
    let range = reading.token(head).range;
    let named = drafts
        .iter()
        .position(|draft| draft.event.triggers.contains(&range));
    named.or_else(|| coreference::antecedent(reading, drafts, head))
}

/// Whose words a token belongs to.
fn source_at(reading: &Reading<'_>, token: TokenId) -> Source {
    let mut at = token;
    loop {
        if let Some(id) = reading.clause_at(at) {
            return reading.discourse.perspectives[id].source;
        }
        let above = reading.token(at).head;
        if above == at {
            return Source::Narrator;
        }
        at = above;
    }
}

fn is_of(draft: &Draft, names: &BTreeSet<String>) -> bool {
    names.contains(&draft.event.class) || names.contains(&draft.family)
}

/// True for a sentence that names another time, or puts itself out of the order of the story. A time
/// of day does neither.
fn leaves_story(reading: &Reading<'_>, sentence: usize) -> bool {
    let tokens = &reading.analysis.sentences[sentence].tokens;
    let words = &reading.frames.times.elsewhen;
    tokens.clone().any(|token| {
        let narrated = || source_at(reading, token) == Source::Narrator;
        let word = reading.token(token);
        // "fled **before** the police came" goes on.
        let aside = word.pos == "ADV" && words.contains(&word.text.to_lowercase());
        let leaves = reading.is_dated(token) || aside;
        leaves && narrated()
    })
}
