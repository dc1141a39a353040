//! When events happened whose own words do not say it: with what harmed people, with the act that
//! made a paper, on the day of the story.
//!
//! Reads: joined drafts, their clauses and causes. Writes: missing times. Never: replaces a time;
//! dates what is planned or denied, or an act of speech by the sentence before.
//! What its time puts after the article becomes planned.

use crate::discourse::{EntityKind, Modality, Polarity, Source, TimeRelation, TimeValue};
use crate::linguistics::clauses::{Clause, ClauseId, Embedding, PredicateKind, Slot, Tense};

use super::EventId;
use super::casualties::HARMFUL;
use super::content::SPEECH;
use super::draft::Draft;
use super::reading::Reading;

/// Families that do not move a story on: acts of speech, and states.
const UNTOLD: [&str; 2] = [SPEECH, "State"];

/// Adverbs that take a sentence out of the order of the story.
const ELSEWHEN: [&str; 12] = [
    "previously",
    "earlier",
    "initially",
    "originally",
    "once",
    "formerly",
    "before",
    "already",
    "often",
    "since",
    "eventually",
    "recently",
];

/// What lies on a day after the article has not happened when it is written: "the election in 2030".
pub(super) fn put_ahead(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let Some(written) = reading.article.published.as_deref() else {
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
            if matches!(report.modality, Modality::Actual | Modality::Ongoing) {
                report.modality = Modality::Planned;
            }
        }
    }
}

/// Gives times to events that have none.
pub(super) fn share(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        with_cause(reading, drafts, id);
    }
    let days = story_days(reading, drafts);
    for draft in drafts.iter_mut().filter(|draft| draft.event.time.is_none()) {
        draft.event.time = from_paper(reading, draft).or_else(|| from_story(reading, draft, &days));
    }
    for id in 0..drafts.len() {
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
        harm && (HARMFUL.contains(&draft.family.as_str()) || draft.event.class == "Killing")
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
    let paper = clause.argument(&Slot::Subject)?.head;
    let goes_along =
        parent.relation == Embedding::Relative && reading.token(clause.head).tag == "VBG";
    let is_paper = reading
        .entity_at(paper)
        .is_none_or(|(_, entity)| entity.kind == EntityKind::Work);
    let made = reading.clauses[parent.clause]
        .arguments(&Slot::Object)
        .any(|object| object.head == paper);
    (goes_along && is_paper && made).then(|| reading.time_of(parent.clause))?
}

/// For each sentence the day on which its story goes on: named by its main clause, or by that of a
/// sentence before while these tell one thing after another.
fn story_days(reading: &Reading<'_>, drafts: &[Draft]) -> Vec<Option<TimeValue>> {
    let sentences = &reading.analysis.sentences;
    let mut days: Vec<Option<TimeValue>> = Vec::with_capacity(sentences.len());
    let mut named_here = false;
    for (number, sentence) in sentences.iter().enumerate() {
        let main = main_clause(reading, number).filter(|&id| is_told(&reading.clauses[id]));
        let own = main.and_then(|id| reading.time_of(id));
        let day = if main.is_none() || own.is_some() {
            named_here = true;
            own.filter(|day| is_past_day(reading, day))
        } else {
            let before = number
                .checked_sub(1)
                .filter(|&before| named_here || sentences[before].paragraph == sentence.paragraph);
            named_here = false;
            let carries = main.is_some_and(|id| !is_speech(reading, drafts, id))
                && !leaves_story(reading, number);
            before
                .filter(|_| carries)
                .and_then(|before| days[before].clone())
        };
        days.push(day);
    }
    days
}

/// The verb clause that no other clause holds.
fn main_clause(reading: &Reading<'_>, sentence: usize) -> Option<ClauseId> {
    let mut tokens = reading.analysis.sentences[sentence].tokens.clone();
    let root = tokens.find(|&token| reading.token(token).dep == "ROOT")?;
    let id = reading.clause_at(root)?;
    (reading.clauses[id].kind == PredicateKind::Verb).then_some(id)
}

/// Simple past: the tense in which stories are told.
fn is_told(clause: &Clause) -> bool {
    clause.tense == Tense::Past && !clause.perfect && !clause.progressive && clause.modal.is_none()
}

fn is_past_day(reading: &Reading<'_>, time: &TimeValue) -> bool {
    let published = reading.article.published.as_deref();
    time.relation == TimeRelation::At
        && time.end.is_none()
        && time.begin.len() >= "2020-01-31".len()
        && published.is_some_and(|day| time.begin.as_str() <= day)
}

fn is_speech(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> bool {
    let head = reading.clauses[id].head;
    let mut told = drafts.iter().filter(|draft| draft.head == head);
    told.any(|draft| UNTOLD.contains(&draft.family.as_str()))
}

/// True for a sentence that names another time, or puts itself out of the order of the story.
fn leaves_story(reading: &Reading<'_>, sentence: usize) -> bool {
    let tokens = &reading.analysis.sentences[sentence].tokens;
    tokens.clone().any(|token| {
        reading.is_time(token)
            || ELSEWHEN.contains(&reading.token(token).text.to_lowercase().as_str())
    })
}

/// "A jet crashed on Monday. All on board **died**."
fn from_story(
    reading: &Reading<'_>,
    draft: &Draft,
    days: &[Option<TimeValue>],
) -> Option<TimeValue> {
    let id = draft.clause?;
    let clause = &reading.clauses[id];
    let sentence = reading.analysis.sentence_of(clause.head);
    let narrated = draft.event.reports[0].source == Source::Narrator;
    let fits = happened(draft)
        && narrated
        && !UNTOLD.contains(&draft.family.as_str())
        && is_told(clause)
        && is_main(reading, clause.light.unwrap_or(id), sentence);
    days[sentence].clone().filter(|_| fits)
}

/// The main clause, or one that follows it as its conjunct.
fn is_main(reading: &Reading<'_>, id: ClauseId, sentence: usize) -> bool {
    let Some(main) = main_clause(reading, sentence) else {
        return false;
    };
    let mut at = id;
    while at != main {
        match &reading.clauses[at].parent {
            Some(parent) if parent.relation == Embedding::Conjunct => at = parent.clause,
            _ => return false,
        }
    }
    true
}
