//! Numbers of the killed and injured on the event that harmed them.
//!
//! Reads: events of killing, death and harm, and the tree around them. Writes: `killed` and
//! `injured` on them and on the attack or accident that caused them, and `cause` links.
//! Never: makes events.

use crate::linguistics::clauses::{Clause, ClauseId, Embedding, Slot};

use super::draft::{self, Draft};
use super::reading::Reading;
use super::{EventId, Filler};

/// Lemmas of what happens to the victims, with the role that counts them.
const HARM: [(&str, &str); 13] = [
    ("kill", "killed"),
    ("die", "killed"),
    ("murder", "killed"),
    ("dead", "killed"),
    ("death", "killed"),
    ("fatality", "killed"),
    ("toll", "killed"),
    ("perish", "killed"),
    ("massacre", "killed"),
    ("injure", "injured"),
    ("wound", "injured"),
    ("hurt", "injured"),
    ("injury", "injured"),
];

/// The family of events that people do to people.
const VIOLENCE: &str = "Violence";

/// Families whose events kill and injure.
const HARMFUL: [&str; 2] = [VIOLENCE, "Hazard"];

/// Adds the numbers of victims.
pub(super) fn count(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..reading.clauses.len() {
        let lemma = reading.clauses[id].lemma.as_str();
        let Some(&(_, role)) = HARM.iter().find(|(word, _)| *word == lemma) else {
            continue;
        };
        let Some(number) = victims(reading, id) else {
            continue;
        };
        let own = own_event(reading, drafts, id);
        let harmful = harmful_event(reading, drafts, id);
        if let Some(own) = own {
            drafts[own].add(role, Filler::Text(number.clone()), "number of victims");
        }
        if let Some(harmful) = harmful.filter(|&harmful| own != Some(harmful)) {
            drafts[harmful].add(role, Filler::Text(number), "number of victims");
            if let Some(own) = own {
                drafts[own].infer("cause", Filler::Event(harmful), "event that killed");
            }
        }
    }
}

/// The event that a clause of harm names itself, or with its verb ("**left** ten **dead**").
fn own_event(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> Option<EventId> {
    let clause = &reading.clauses[id];
    let verb = clause.light.map(|verb| reading.clauses[verb].head);
    draft::at(drafts, clause.head).or_else(|| draft::at(drafts, verb?))
}

/// What kills people in the sentence before or earlier in the same one is taken for the cause of their
/// death where the text gives none: "The bus fell into a ravine. Ten people **died**."
pub(super) fn causes(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        if !is_deadly(reading, &drafts[id]) || drafts[id].has("cause") {
            continue;
        }
        if let Some(cause) = cause_before(reading, drafts, id) {
            drafts[id].infer("cause", Filler::Event(cause), "violence told just before");
        }
    }
}

/// True for an event of killing or dying.
fn is_deadly(reading: &Reading<'_>, draft: &Draft) -> bool {
    let lemma = draft
        .clause
        .map(|clause| reading.clauses[clause].lemma.as_str());
    let kills = |&(word, role): &(&str, &str)| lemma == Some(word) && role == "killed";
    HARM.iter().any(kills) && !HARMFUL.contains(&draft.family.as_str())
}

/// "the strike that killed **the general** at **an airport**": whom violence kills, it hit there; the
/// number of its dead is that of the deaths that it caused.
pub(super) fn share_victims(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for death in 0..drafts.len() {
        let Some(cause) = harmful_cause(drafts, death) else {
            continue;
        };
        if !is_deadly(reading, &drafts[death]) {
            continue;
        }
        copy(drafts, death, cause, "killed", "killed");
        if drafts[cause].family == VIOLENCE && told_together(&drafts[cause], &drafts[death]) {
            copy(drafts, death, cause, "place", "place");
            if !drafts[death].has("killed") {
                copy(drafts, death, cause, "theme", "recipient");
            }
        }
    }
}

/// The violence or hazard that an event names as its cause.
fn harmful_cause(drafts: &[Draft], id: EventId) -> Option<EventId> {
    drafts[id].fillers("cause").find_map(|filler| match filler {
        Filler::Event(cause) => {
            let family = drafts[*cause].family.as_str();
            Some(*cause).filter(|_| HARMFUL.contains(&family))
        }
        _ => None,
    })
}

/// True where one sentence tells both events.
fn told_together(one: &Draft, other: &Draft) -> bool {
    let mut reports = one.event.reports.iter();
    reports.any(|report| {
        let mut others = other.event.reports.iter();
        others.any(|other| other.evidence == report.evidence)
    })
}

/// Fills a role that an event lacks with what fills a role of another.
fn copy(drafts: &mut [Draft], from: EventId, to: EventId, role: &str, as_role: &str) {
    if drafts[to].has(as_role) {
        return;
    }
    let fillers: Vec<Filler> = drafts[from].fillers(role).cloned().collect();
    for filler in fillers {
        drafts[to].infer(as_role, filler, "victims of what it caused");
    }
}

/// The last event that harms people before a death, no further than the sentence before.
fn cause_before(reading: &Reading<'_>, drafts: &[Draft], death: EventId) -> Option<EventId> {
    let sentence = |id: EventId| reading.analysis.sentence_of(drafts[id].head);
    let told = |id: EventId| {
        let report = &drafts[id].event.reports[0];
        (report.modality, report.polarity)
    };
    (0..drafts.len())
        .filter(|&id| drafts[id].clause.is_some() && drafts[id].head < drafts[death].head)
        .filter(|&id| HARMFUL.contains(&drafts[id].family.as_str()))
        .filter(|&id| sentence(death) - sentence(id) <= 1 && told(id) == told(death))
        .max_by_key(|&id| drafts[id].head)
}

/// How many are harmed: the number in the victims' noun phrase, or of the noun of harm itself.
fn victims(reading: &Reading<'_>, id: ClauseId) -> Option<String> {
    let clause = &reading.clauses[id];
    let victim = match clause.lemma.as_str() {
        "die" | "perish" | "dead" => [Slot::Subject, Slot::Object],
        _ => [Slot::Object, Slot::Oblique("of".into())],
    };
    let mut arguments = clause.arguments.iter();
    arguments
        .find(|argument| victim.contains(&argument.slot) && reading.number(argument.head).is_some())
        .map(|argument| argument.head)
        .or(Some(clause.head))
        .and_then(|head| reading.number(head))
        .or_else(|| toll(reading, clause))
        .map(str::to_owned)
}

/// "The death **toll** rose to 40": the number that the verb gives.
fn toll<'a>(reading: &Reading<'a>, clause: &Clause) -> Option<&'a str> {
    let verb = clause.parent.as_ref()?.clause;
    let arguments = reading.clauses[verb].arguments.iter();
    let mut numbers = arguments.filter_map(|argument| match &argument.slot {
        Slot::Object => reading.number(argument.head),
        Slot::Oblique(name) if matches!(name.as_str(), "to" | "at") => {
            reading.number(argument.head)
        }
        _ => None,
    });
    numbers.next().filter(|_| clause.lemma == "toll")
}

/// The attack or accident that a clause of harm belongs to: its subject, what it is said to come
/// from, or the clause that it continues ("attacked the camp, **killing** ten").
fn harmful_event(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> Option<EventId> {
    let clause = &reading.clauses[id];
    let harmful = |event: &EventId| HARMFUL.contains(&drafts[*event].family.as_str());
    let argument = clause.arguments.iter().find_map(|argument| {
        let leads = match &argument.slot {
            Slot::Subject => true,
            Slot::Oblique(name) => {
                matches!(name.as_str(), "in" | "by" | "from" | "after" | "during")
            }
            _ => false,
        };
        let event = draft::at(drafts, argument.head).filter(harmful);
        event.filter(|_| leads)
    });
    argument.or_else(|| {
        let parent = clause.parent.as_ref()?;
        let continues = matches!(
            parent.relation,
            Embedding::Adverbial | Embedding::Conjunct | Embedding::Relative
        );
        let head = reading.clauses[parent.clause].head;
        draft::at(drafts, head)
            .filter(harmful)
            .filter(|_| continues)
    })
}
