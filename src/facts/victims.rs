//! How many people a clause of harm says were killed or hurt.
//!
//! Reads: clauses with their arguments, the tree around them, the words of harm. Writes: nothing. Never: decides which
//! event harmed them.

use crate::discourse::EntityKind;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, ClauseId, Embedding, Slot, Tense, Via};

use super::Filler;
use super::draft::Draft;
use super::reading::Reading;

/// Steps of the tree between a word of harm and the noun that counts the victims: "the **number** of people **killed**".
const STEPS: usize = 3;

/// Places of that noun at its verb: "**the toll** rose to 40", "brought **the toll** to 40".
const TOLD: [&str; 3] = ["dobj", "nsubj", "nsubjpass"];

/// The numbers in the victims' noun phrases, of the noun of harm itself, or that a toll rose to.
pub(super) fn numbers(reading: &Reading<'_>, id: ClauseId, own: Option<&Draft>) -> Vec<String> {
    let clause = &reading.clauses[id];
    let slots = slots(reading, clause, own);
    let arguments = clause.arguments.iter();
    let numbers: Vec<&str> = arguments
        // "seven people, including **four children**": examples are counted already.
        .filter(|argument| slots.contains(&argument.slot) && argument.via != Via::Lifted)
        .filter_map(|argument| of_people(reading, argument.head))
        .collect();
    if !numbers.is_empty() {
        return numbers.into_iter().map(str::to_owned).collect();
    }
    let noun = reading.number(clause.head);
    let number = noun.or_else(|| toll(reading, clause));
    number.map(str::to_owned).into_iter().collect()
}

/// Where a clause of harm names its victims.
fn slots(reading: &Reading<'_>, clause: &Clause, own: Option<&Draft>) -> [Slot; 2] {
    let dying = &reading.frames.coreference.harm.dying;
    if dying.contains(clause.lemma.as_str())
        || is_hurt(clause)
        || own.is_some_and(|own| dies(reading, clause, own))
    {
        [Slot::Subject, Slot::Object]
    } else {
        [Slot::Object, Slot::Oblique("of".into())]
    }
}

/// "leaving ten people **injured**", "with forty others **injured**", "left ten dead and thirty **injured**": who is said
/// to injure nobody is who was injured.
fn is_hurt(clause: &Clause) -> bool {
    let Some(parent) = &clause.parent else {
        return false;
    };
    let nobody = clause.argument(&Slot::Object).is_none();
    match parent.relation {
        Embedding::OpenComplement => clause.tense == Tense::Participle,
        Embedding::Adverbial => nobody && parent.marker.as_deref() == Some("with"),
        Embedding::Conjunct => nobody,
        _ => false,
    }
}

/// "**Ten people** lost their lives": the subject is who dies. Those who "were among the dead" are some of them.
fn dies(reading: &Reading<'_>, clause: &Clause, own: &Draft) -> bool {
    let subject = clause
        .argument(&Slot::Subject)
        .filter(|_| clause.lemma != "be");
    let dead = subject.and_then(|subject| reading.entity_at(subject.head));
    let mut agents = own.fillers("agent");
    own.event.class == "Death"
        && dead.is_some_and(|(id, _)| agents.any(|agent| *agent == Filler::Entity(id)))
}

/// The number of the people that a noun names: "**ten** people", "a crew of **seven**", "the lives of **64** people";
/// "a woman of 78" is of that age.
pub(super) fn of_people<'a>(reading: &Reading<'a>, noun: TokenId) -> Option<&'a str> {
    let bearers = &reading.frames.coreference.harm.bearers;
    let bears = bearers.contains(reading.token(noun).lemma.as_str());
    let one = (reading.entity_at(noun)).is_some_and(|(_, it)| it.kind == EntityKind::Person);
    reading.number(noun).or_else(|| {
        let of = reading.objects_of(noun, &["of"]);
        let mut counted = of.iter().map(|&(_, head)| head);
        let people = counted.find(|&head| bears || !one && reading.token(head).pos == "NUM")?;
        reading.number(people)
    })
}

/// "The death **toll** rose to 40", "**fatalities** rose to 40", "the **number** of people killed reached 40": the number
/// that the verb gives.
fn toll<'a>(reading: &Reading<'a>, clause: &Clause) -> Option<&'a str> {
    let tolls = &reading.frames.coreference.harm.tolls;
    let noun = upwards(reading, clause.head, STEPS)
        .find(|&noun| tolls.contains(reading.token(noun).lemma.as_str()))
        .filter(|&noun| TOLD.contains(&reading.token(noun).dep.as_str()))?;
    let verb = reading.clause_at(reading.token(noun).head)?;
    let arguments = reading.clauses[verb].arguments.iter();
    let mut figures = arguments.filter(|argument| match &argument.slot {
        Slot::Object => true,
        Slot::Oblique(name) => matches!(name.as_str(), "to" | "at"),
        _ => false,
    });
    figures.find_map(|figure| {
        // "deaths led to 12 arrests"
        let alone = reading.token(noun).lemma == "toll" || reading.token(figure.head).pos == "NUM";
        reading.number(figure.head).filter(|_| alone)
    })
}

/// A word and so many above it.
pub(super) fn upwards<'a>(
    reading: &'a Reading<'_>,
    word: TokenId,
    steps: usize,
) -> impl Iterator<Item = TokenId> + 'a {
    let above = move |&word: &TokenId| Some(reading.token(word).head).filter(|&head| head != word);
    std::iter::successors(Some(word), above).take(steps + 1)
}

/// "with **ten dead** and **thirty** injured", "with the loss of **81 lives**": the noun behind "with", the role that
/// counts them and the number.
pub(super) fn told_with<'a>(reading: &Reading<'a>) -> Vec<(TokenId, &'a str, &'a str)> {
    let words = 0..reading.analysis.tokens.len();
    let phrases = words.filter(|&word| reading.token(word).text == "with");
    let nouns = phrases.flat_map(|with| reading.with(with, &["pobj"]).collect::<Vec<_>>());
    let listed = nouns.flat_map(|noun| reading.listed(noun));
    listed.filter_map(|noun| harmed(reading, noun)).collect()
}

/// "ten **dead**", "thirty **injured**", which may be a verb with its subject, "the **loss** of 81 lives".
fn harmed<'a>(reading: &Reading<'a>, noun: TokenId) -> Option<(TokenId, &'a str, &'a str)> {
    let harm = &reading.frames.coreference.harm;
    let lemma = reading.token(noun).lemma.as_str();
    if harm.losses.contains(lemma) {
        let mut lost = reading.objects_of(noun, &["of"]).into_iter();
        let number = lost.find_map(|(_, head)| lives(reading, head))?;
        return Some((noun, "killed", number));
    }
    let role = harm.words.get(lemma)?;
    let subject = || reading.with(noun, &["nsubj"]).next();
    let number = reading
        .number(noun)
        .or_else(|| reading.number(subject()?))?;
    Some((noun, role, number))
}

/// "81 **lives**", "all 46 **people** on board": no seats or jobs.
fn lives<'a>(reading: &Reading<'a>, head: TokenId) -> Option<&'a str> {
    let bearers = &reading.frames.coreference.harm.bearers;
    let people = || {
        reading
            .entity_at(head)
            .is_some_and(|(_, entity)| entity.kind == EntityKind::Group)
    };
    let alive = bearers.contains(reading.token(head).lemma.as_str()) || people();
    reading.number(head).filter(|_| alive)
}
