//! News told in the present, as short reports and headlines do: "A bomb **kills** nine people in Kano".
//!
//! Reads: main clauses and their participants. Writes: nothing. Never: takes a habit for news: who
//! takes part must be named, counted, one or known from before, and the article must tell its news so.

use crate::discourse::{EntityKind, MentionForm, Source};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{
    Clause, ClauseId, Embedding, Parent, PredicateKind, Slot, Tense,
};

use super::reading::Reading;

/// Verbs that describe in whatever tense.
const STATES: [&str; 3] = ["be", "become", "have"];

/// Words before a clause that tells when the event of the clause above it happens.
const WHEN: [&str; 5] = ["after", "as", "before", "when", "while"];

/// The tense in which an article tells its news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// "A bomb **kills** nine": as short reports do.
    Present,
    Past,
    /// Too short to tell.
    Unclear,
}

/// Main clauses in the past that make it the tense of the article.
const ESTABLISHED: usize = 3;

/// Present where the article tells more in the simple present than in the past, or opens in the present and tells
/// no more than twice as much in the past: what came before.
pub(super) fn tells_in(reading: &Reading<'_>) -> Telling {
    let main = |clause: &&Clause| {
        clause.kind == PredicateKind::Verb
            && clause.parent.is_none()
            && !STATES.contains(&clause.lemma.as_str())
    };
    let (mut present, mut past) = (0, 0);
    let mut opening = None;
    for (id, clause) in reading
        .clauses
        .iter()
        .enumerate()
        .filter(|(_, clause)| main(clause))
    {
        let narrated = reading.discourse.perspectives.get(id);
        if narrated.is_some_and(|told| told.source != Source::Narrator) {
            continue;
        }
        let told = clause.is_simple_present() && is_pinned_down(reading, clause);
        present += usize::from(told);
        past += usize::from(clause.tense == Tense::Past);
        opening.get_or_insert(told && !lasts(reading, clause));
    }
    if present > past || opening == Some(true) && 2 * present >= past {
        Telling::Present
    } else if past >= ESTABLISHED {
        Telling::Past
    } else {
        Telling::Unclear
    }
}

/// A clause of such an article that tells of one event.
pub(super) fn is_news(reading: &Reading<'_>, id: ClauseId) -> bool {
    let clause = &reading.clauses[id];
    clause.is_simple_present()
        && reading.telling == Telling::Present
        && is_of_story(reading, id)
        && (is_pinned_down(reading, clause)
            || tells_when(reading, id)
            || touches_known(reading, clause))
}

/// Such a clause whose verb tells of what happens at once: "**arrests** three men", not "**leads** by two points".
pub(super) fn happens(reading: &Reading<'_>, id: ClauseId) -> bool {
    is_news(reading, id) && !lasts(reading, &reading.clauses[id])
}

/// "**leads** by two points"
fn lasts(reading: &Reading<'_>, clause: &Clause) -> bool {
    reading.frames.times.lasting.contains(clause.lemma.as_str())
}

/// "Police arrest **the driver**" in such an article: what somebody does to one told of before.
fn touches_known(reading: &Reading<'_>, clause: &Clause) -> bool {
    let things = [EntityKind::Thing, EntityKind::Topic];
    let acts = |head: TokenId| {
        let actor = reading.entity_at(head);
        actor.is_some_and(|(_, actor)| !things.contains(&actor.kind))
    };
    let mut subjects = clause.arguments(&Slot::Subject);
    let mut objects = clause.arguments(&Slot::Object);
    subjects.all(|subject| acts(subject.head))
        && objects.any(|object| reading.is_definite(object.head))
        && !lasts(reading, clause)
        && !recurs(reading, clause)
}

/// "Two men die **when soldiers open fire**": it happens once because what it dates does.
fn tells_when(reading: &Reading<'_>, id: ClauseId) -> bool {
    let Some(parent) = &reading.clauses[id].parent else {
        return false;
    };
    let dated = &reading.clauses[parent.clause];
    is_temporal(parent) && is_pinned_down(reading, dated) && !recurs(reading, &reading.clauses[id])
}

/// "**when** soldiers open fire"
fn is_temporal(parent: &Parent) -> bool {
    let marker = parent.marker.as_deref();
    parent.relation == Embedding::Adverbial && marker.is_some_and(|word| WHEN.contains(&word))
}

/// The main clause, what it goes on with, what somebody in it says, when it happens.
fn is_of_story(reading: &Reading<'_>, id: ClauseId) -> bool {
    let mut at = id;
    while let Some(parent) = &reading.clauses[at].parent {
        let goes_on = matches!(parent.relation, Embedding::Conjunct | Embedding::Complement);
        if !goes_on && !is_temporal(parent) {
            return false;
        }
        at = parent.clause;
    }
    true
}

/// Somebody or something that takes part is named, counted or one; nothing says that it happens often.
fn is_pinned_down(reading: &Reading<'_>, clause: &Clause) -> bool {
    let takes_part = |slot: &Slot| matches!(slot, Slot::Subject | Slot::Object);
    let mut participants = clause
        .arguments
        .iter()
        .filter(|argument| takes_part(&argument.slot));
    participants.any(|argument| is_one(reading, argument.head)) && !recurs(reading, clause)
}

/// "uses caucuses **to select** its nominee", "for a candidate **to win**, 1,991 delegates are needed": what
/// is done to an end, or along with what is usual, is usual too.
pub(super) fn serves_habit(reading: &Reading<'_>, id: ClauseId) -> bool {
    let clause = &reading.clauses[id];
    let Some(parent) = &clause.parent else {
        return false;
    };
    let above = &reading.clauses[parent.clause];
    let goes_along = match clause.tense {
        Tense::Participle => matches!(parent.marker.as_deref(), None | Some("when" | "while")),
        // "instructs **them** to leave"
        Tense::Infinitive => !clause.arguments(&Slot::Subject).any(|subject| {
            let mut objects = above.arguments(&Slot::Object);
            objects.any(|object| object.head == subject.head)
        }),
        _ => false,
    };
    let told = reading.discourse.perspectives.get(parent.clause);
    parent.relation == Embedding::Adverbial
        && goes_along
        && !clause.perfect
        && !clause.passive
        && above.is_simple_present()
        && above.parent.is_none()
        && above.argument(&Slot::Content).is_none()
        && told.is_some_and(|told| told.source == Source::Narrator)
        && reading.telling == Telling::Past
        && !reading.is_scheduled(parent.clause)
}

/// "**often** kills", "kills 9,000 people **a year**", "meets **on Fridays**"
pub(super) fn recurs(reading: &Reading<'_>, clause: &Clause) -> bool {
    let habits = &reading.frames.times.habits;
    let habit = |word: TokenId| habits.contains(&reading.token(word).text.to_lowercase());
    let mut words = clause.arguments.iter().map(|argument| argument.head);
    words.any(|head| is_rate(reading, head))
        || is_rate(reading, clause.head)
        || reading.with(clause.head, &["advmod"]).any(habit)
        || reading.recurs(clause)
}

/// "kills 9,000 people **a year**"
fn is_rate(reading: &Reading<'_>, head: TokenId) -> bool {
    let rates = &reading.frames.times.rates;
    reading.with(head, &["npadvmod"]).any(|unit| {
        let mut articles = reading.with(unit, &["det"]);
        rates.contains(reading.token(unit).lemma.as_str())
            && articles.any(|word| matches!(&*reading.token(word).lemma, "a" | "an"))
    })
}

/// "Ann Moss", "a baker, Ann Moss", "Kano police", "bakers from Kano", "three bakers", "dozens", "a baker"
fn is_one(reading: &Reading<'_>, head: TokenId) -> bool {
    let named = |word: TokenId| {
        let mention = reading.discourse.mention_at.get(&word);
        mention.is_some_and(|&id| reading.discourse.mentions[id].form == MentionForm::Name)
    };
    let counts = |word: TokenId| {
        let token = reading.token(word);
        let lower = token.text.to_lowercase();
        token.dep == "nummod"
            || token.dep == "det" && matches!(lower.as_str(), "a" | "an" | "another")
    };
    let lemma = reading.token(head).lemma.to_lowercase();
    reading.frames.words.numbers.contains(&lemma)
        || reading.analysis.subtree(head).any(named)
        || reading.dependents(head).iter().copied().any(counts)
}
