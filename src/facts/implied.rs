//! Roles that what fills another role implies: whose work is praised is praised, who is said to have
//! stolen is accused, whose attack kills is the killer, who reports in a study has published it, who resigns
//! leaves the post that he holds, a ruler's emergency is where he rules.
//!
//! Reads: [`Match`]es with the heads of their fillers, drafts, positions. Writes: inferred roles.
//! Never: overrules a filler that an event's own words give.

use crate::discourse::{EntityId, EntityKind};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Embedding, Slot, Via};

use super::content::SPEECH;
use super::draft::{self, Draft};
use super::drafting::Match;
use super::fillers::Found;
use super::frames::{Frame, is_a};
use super::reading::Reading;
use super::{EventId, Filler, Relation};

/// Roles of things that somebody owns, does or says.
const OWNED: [&str; 3] = ["theme", "topic", "content"];

/// Prepositions of the violence that kills.
const MEANS: [&str; 4] = ["by", "during", "in", "with"];

/// Violence by one side.
const ONE_SIDED: [&str; 4] = ["Airstrike", "Attack", "Bombing", "MassViolence"];

/// Adds recipients that the fillers of other roles imply; the matches are numbered as the drafts.
pub(super) fn recipients(reading: &Reading<'_>, matches: &[Match], drafts: &mut [Draft]) {
    for (id, found) in matches.iter().enumerate() {
        let (frame, _) = reading.frames.pattern(found.pattern);
        if drafts[id].has("recipient") {
            continue;
        }
        let mut implied = Vec::new();
        if reading.frames.words.owned.contains(&frame.class) {
            implied.extend(owners(reading, found, drafts, frame));
        }
        if reading.frames.words.answerable.contains(&frame.class) {
            implied.extend(doers(reading, found, frame));
            implied.extend(nominal_doers(reading, found, drafts, frame));
        }
        if reading.frames.words.undoing.contains(&frame.class) {
            implied.extend(convicts(reading, &drafts[id], drafts, frame));
        }
        for (recipient, because) in implied {
            let filler = Filler::Entity(recipient);
            if !drafts[id].event.roles.iter().any(|r| r.filler == filler) {
                drafts[id].infer("recipient", filler, because);
            }
        }
    }
}

type Implied = (EntityId, &'static str);

/// "overturned the conviction of **Holm**": whom that which is undone had befallen.
fn convicts(reading: &Reading<'_>, draft: &Draft, drafts: &[Draft], frame: &Frame) -> Vec<Implied> {
    let undone = draft.events("theme");
    let befallen = undone.flat_map(|event| drafts[event].fillers("recipient").filter_map(entity));
    befallen
        .filter(|&convict| may_receive(reading, frame, convict))
        .map(|convict| (convict, "whom the theme had befallen"))
        .collect()
}

/// "suspended **Holm's** licence", "criticised **Norway's** decision", "praised the quality of **his** work".
fn owners(reading: &Reading<'_>, found: &Match, drafts: &[Draft], frame: &Frame) -> Vec<Implied> {
    let things = found.roles.iter();
    let things = things.filter(|filled| OWNED.contains(&filled.role.as_str()));
    things
        .flat_map(|filled| owners_of(reading, drafts, filled.head))
        .filter(|&owner| may_receive(reading, frame, owner))
        .map(|owner| (owner, "whose the theme is"))
        .collect()
}

/// Who did an event, or whom a thing belongs to.
fn owners_of(reading: &Reading<'_>, drafts: &[Draft], head: TokenId) -> Vec<EntityId> {
    if let Some(event) = draft::at(drafts, head) {
        let agents = drafts[event].fillers("agent").filter_map(entity);
        return agents.collect();
    }
    let owners = possessors(reading, head);
    if !owners.is_empty() {
        return owners;
    }
    let of = reading.objects_of(head, &["of"]);
    let inner = of
        .iter()
        .filter(|(_, inner)| draft::at(drafts, *inner).is_none());
    inner
        .flat_map(|&(_, inner)| possessors(reading, inner))
        .collect()
}

fn possessors(reading: &Reading<'_>, head: TokenId) -> Vec<EntityId> {
    let Some(clause) = reading.clause_at(head) else {
        return Vec::new();
    };
    let arguments = reading.clauses[clause].arguments.iter();
    let own = arguments.filter(|argument| argument.slot == Slot::Possessor);
    own.filter_map(|argument| Some(reading.entity_at(argument.head)?.0))
        .collect()
}

/// "alleged that **the bank** hid money", "demanded that **the minister** resign".
fn doers(reading: &Reading<'_>, found: &Match, frame: &Frame) -> Vec<Implied> {
    let arguments = reading.clauses[found.clause].arguments.iter();
    let contents = arguments.filter(|argument| argument.slot == Slot::Content);
    let clauses = contents.filter_map(|content| reading.clause_at(content.head));
    clauses
        .flat_map(|clause| &reading.clauses[clause].arguments)
        .filter(|argument| argument.slot == Slot::Subject && argument.via != Via::Control)
        .filter_map(|argument| Some(reading.entity_at(argument.head)?.0))
        .filter(|&doer| may_receive(reading, frame, doer))
        .map(|doer| (doer, "who does what is said"))
        .collect()
}

/// "demanded **Norway's** withdrawal", "called for **the minister's** resignation".
fn nominal_doers(
    reading: &Reading<'_>,
    found: &Match,
    drafts: &[Draft],
    frame: &Frame,
) -> Vec<Implied> {
    let contents = found.roles.iter().filter(|filled| filled.role == "content");
    let nouns = contents.flat_map(|filled| match &filled.filler {
        Found::Events(heads) => heads.clone(),
        _ => Vec::new(),
    });
    let nouns = nouns.filter(|&head| reading.token(head).pos == "NOUN");
    nouns
        .flat_map(|noun| owners_of(reading, drafts, noun))
        .filter(|&doer| may_receive(reading, frame, doer))
        .map(|doer| (doer, "who does what is said"))
        .collect()
}

fn may_receive(reading: &Reading<'_>, frame: &Frame, id: EntityId) -> bool {
    let entity = &reading.discourse.entities[id];
    let kinds = frame.roles.get("recipient");
    kinds.is_some_and(|kinds| {
        let mut kinds = kinds.iter();
        kinds.any(|kind| kind.allows(entity.kind, entity.named))
    })
}

fn entity(filler: &Filler) -> Option<EntityId> {
    match filler {
        Filler::Entity(id) => Some(*id),
        _ => None,
    }
}

/// "the US **airstrike** that killed a general": whoever struck killed; "**Chile** killed a general in a raid":
/// whoever killed struck.
pub(super) fn killers(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        if let Some(violence) = violence(reading, drafts, id) {
            lend(drafts, violence, id, "violence that killed");
        }
        if let Some(violence) = means(reading, drafts, id) {
            lend(drafts, id, violence, "who killed by it");
        }
    }
}

/// "died ... killed in **the airstrike**": whoever is known to have struck killed those who were killed in it, unless
/// he is among them.
pub(super) fn known_killers(drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        if drafts[id].event.class != "Killing" || drafts[id].has("agent") {
            continue;
        }
        let struck = |&event: &EventId| ONE_SIDED.contains(&drafts[event].event.class.as_str());
        let violence = drafts[id]
            .causes()
            .find(|event| *event != id && struck(event));
        let dies = |agent: &Filler| drafts[id].fillers("theme").any(|dead| dead == agent);
        let others = violence.filter(|&event| !drafts[event].fillers("agent").any(dies));
        if let Some(violence) = others {
            lend(drafts, violence, id, "violence that killed");
        }
    }
}

/// Gives an event that has no agent those of another.
fn lend(drafts: &mut [Draft], from: EventId, to: EventId, because: &str) {
    if drafts[to].has("agent") {
        return;
    }
    let agents: Vec<EntityId> = drafts[from].fillers("agent").filter_map(entity).collect();
    for agent in agents {
        drafts[to].infer("agent", Filler::Entity(agent), because);
    }
}

/// The violence in or by which somebody kills.
fn means(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let clause = &reading.clauses[drafts[id].clause?];
    if !matches!(drafts[id].event.class.as_str(), "Assassination" | "Killing") {
        return None;
    }
    let within = clause.arguments.iter().filter(
        |argument| matches!(&argument.slot, Slot::Oblique(name) if MEANS.contains(&name.as_str())),
    );
    let mut events = within.filter_map(|argument| draft::at(drafts, argument.head));
    events.find(|&event| event != id && ONE_SIDED.contains(&drafts[event].event.class.as_str()))
}

/// The event of violence that is the subject of a killing.
fn violence(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let clause = &reading.clauses[drafts[id].clause?];
    if drafts[id].event.class != "Killing" {
        return None;
    }
    let subjects = clause.arguments(&Slot::Subject);
    let mut events = subjects.filter_map(|subject| draft::at(drafts, subject.head));
    events.find(|&event| event != id && drafts[event].family == "Violence")
}

/// "In a study **published** on Monday, **Bergen scientists** report ...": who tells what a text says has
/// brought it out.
pub(super) fn publishers(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..drafts.len() {
        if drafts[id].event.class != "Publication" || drafts[id].has("agent") {
            continue;
        }
        let Some(teller) = teller(reading, drafts, id) else {
            continue;
        };
        let agents: Vec<Filler> = drafts[teller].fillers("agent").cloned().collect();
        for agent in agents {
            drafts[id].infer("agent", agent, "who tells what the text says");
        }
    }
}

/// The act of speech that stands "in" the text which a participle says to be published.
fn teller(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let clause = &reading.clauses[drafts[id].clause?];
    let parent = clause.parent.as_ref()?;
    let text = reading.token(clause.head).head;
    let within = Slot::Oblique("in".into());
    let tells = &reading.clauses[parent.clause];
    let stands = tells
        .arguments(&within)
        .any(|argument| argument.head == text);
    let teller = draft::at(drafts, tells.head)?;
    (parent.relation == Embedding::Relative && stands && drafts[teller].family == SPEECH)
        .then_some(teller)
}

/// "**Governor** Jon Dale resigned", "sacked Ann Lee, **the finance minister**": whose post the sentence tells
/// leaves that, unless other words say which.
pub(super) fn posts(drafts: &mut [Draft], relations: &[Relation]) {
    for draft in drafts {
        let leaver = match draft.event.class.as_str() {
            "Resignation" => "agent",
            "Dismissal" => "theme",
            _ => continue,
        };
        if draft.has("post") || draft.has("origin") {
            continue;
        }
        let leavers: Vec<EntityId> = draft.fillers(leaver).filter_map(entity).collect();
        let &[person] = leavers.as_slice() else {
            continue;
        };
        let held = (relations.iter()).filter(|relation| {
            relation.property == "holdsPosition"
                && relation.subject == person
                && draft::share_sentence(&draft.event.reports, &relation.reports)
        });
        let held: Vec<&Filler> = held.map(|relation| &relation.object).collect();
        // "**General** Rolf Dahl, head of the army": a rank stays.
        let telling = |post: &&Filler| matches!(post, Filler::Text(words) if words.contains(' '));
        let mut posts = held
            .iter()
            .copied()
            .filter(|post| held.len() == 1 || telling(post));
        if let (Some(post), None) = (posts.next(), posts.next()) {
            draft.infer("post", post.clone(), "post of who leaves");
        }
    }
}

/// "The governor of **Ruvia** declared an emergency", "the **Ruvian** government shut the schools": where those rule
/// who do it.
pub(super) fn realms(reading: &Reading<'_>, drafts: &mut [Draft], relations: &[Relation]) {
    for draft in drafts {
        if !reading.frames.words.ruled.contains(&draft.event.class) || draft.has("place") {
            continue;
        }
        let rulers: Vec<EntityId> = draft.fillers("agent").filter_map(entity).collect();
        for ruler in rulers {
            if let Some(realm) = realm(reading, relations, ruler) {
                draft.infer("place", Filler::Entity(realm), "where those rule who do it");
            }
        }
    }
}

/// The place that a government's name or a ruler's office names.
fn realm(reading: &Reading<'_>, relations: &[Relation], ruler: EntityId) -> Option<EntityId> {
    let entities = &reading.discourse.entities;
    let offices = relations.iter().filter_map(|relation| {
        let held = relation.property == "holdsPosition" && relation.subject == ruler;
        match &relation.object {
            Filler::Text(office) if held && !relation.over => Some(office.as_str()),
            _ => None,
        }
    });
    let realms: Vec<&str> = match entities[ruler].kind {
        EntityKind::Person => offices.collect(),
        EntityKind::Government => vec![entities[ruler].name.as_str()],
        _ => return None,
    };
    let named = |name: &str| {
        let words = |text: &str| format!(" {} ", text.trim_start_matches("the "));
        realms
            .iter()
            .any(|ruled| words(ruled).contains(&words(name)))
    };
    entities.iter().position(|place| {
        let known = place.link.is_some() && is_a(place.kind, EntityKind::Place);
        known && (named(&place.name) || place.aliases.iter().any(|alias| named(alias)))
    })
}
