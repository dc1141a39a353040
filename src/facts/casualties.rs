//! Numbers of the killed and injured on the event that harmed them.
//!
//! Reads: events of killing, death and harm, and the tree around them. Writes: `killed` and
//! `injured` on them and on the attack or accident that caused them, and `cause` links.
//! Never: makes events.

use crate::discourse::{EntityId, Modality, Polarity};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, ClauseId, Embedding, Slot, Tense};

use super::draft::{self, Draft};
use super::reading::Reading;
use super::{EventId, Filler, coreference, victims};

/// The family of events that people do to people.
const VIOLENCE: &str = "Violence";

/// Violence whose dead may be of either side.
const MUTUAL: [&str; 2] = ["Clash", "TerritoryCapture"];

/// Families whose events kill and injure.
const HARMFUL: [&str; 2] = [VIOLENCE, "Hazard"];

/// Classes whose events count the killed.
const DEADLY: [&str; 2] = ["Death", "Killing"];

/// Sentences between the harm and such a death.
const AFTERMATH: usize = 4;

/// Sentences between the harm and those who are said to be injured.
const INJURED: usize = 2;

/// Clauses that may stand between a death and what caused it.
const HEIGHT: usize = 2;

/// Words of the tree between a phrase that counts victims and what harmed them.
const REACH: usize = 6;

/// Adds the numbers of victims.
pub(super) fn count(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for id in 0..reading.clauses.len() {
        let own = own_event(reading, drafts, id);
        let Some(role) = harm(reading, id, own.map(|own| &drafts[own])) else {
            continue;
        };
        let numbers = victims::numbers(reading, id, own.map(|own| &drafts[own]));
        if numbers.is_empty() {
            continue;
        }
        let harmful = harmful_event(reading, drafts, id);
        let alone = own.is_none() && harmful.is_none();
        let killing = alone.then(|| killing_beside(reading, drafts, id)).flatten();
        let hurt = alone && killing.is_none() && role == "injured";
        let before = hurt.then(|| harm_of_injured(reading, drafts, id)).flatten();
        // "the blast killed **ten people**": the death tells who died, the blast how many.
        let elsewhere = harmful.filter(|&harmful| own != Some(harmful));
        let counted = own.filter(|&own| elsewhere.is_none() || !has_victims(&drafts[own]));
        let also = killing.or(before).or(harmful);
        for event in counted.into_iter().chain(also) {
            for number in &numbers {
                number_of(&mut drafts[event], role, number);
            }
        }
        if let (Some(own), Some(harmful)) = (own, elsewhere) {
            let named = reading.entity_at(drafts[harmful].head);
            let named = named.map(|(id, _)| Filler::Entity(id));
            let roles = &mut drafts[own].event.roles;
            roles.retain(|role| role.name != "cause" || Some(&role.filler) != named.as_ref());
            drafts[own].infer("cause", Filler::Event(harmful), "event that killed");
        }
    }
}

/// "collided **with ten dead** and thirty injured", "sank **with the loss of 81 lives**": the numbers go to the accident or
/// attack that the phrase is told with, which no victims take part in as its vehicles do ("collided **with a bus**").
pub(super) fn count_beside(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for (noun, role, number) in victims::told_with(reading) {
        let mut above = victims::upwards(reading, noun, REACH);
        let event = above.find_map(|word| harmful_at(reading, drafts, word));
        let Some(event) = event else {
            continue;
        };
        let victims = reading.entity_at(noun).map(|(id, _)| Filler::Entity(id));
        let roles = &mut drafts[event].event.roles;
        roles.retain(|role| Some(&role.filler) != victims.as_ref());
        number_of(&mut drafts[event], role, number);
    }
}

/// The accident or attack that a word names, that its clause names as what did it, or that is told "with" it.
fn harmful_at(reading: &Reading<'_>, drafts: &[Draft], word: TokenId) -> Option<EventId> {
    let own = draft::at(drafts, word);
    let with = Slot::Oblique("with".into());
    let told = || {
        let takes = |clause: &Clause| clause.arguments(&with).any(|beside| beside.head == word);
        let clause = reading.clauses.iter().position(takes)?;
        draft::told_by(reading, drafts, clause)
    };
    let harmful = |&id: &EventId| is_harmful(&drafts[id]);
    (own.filter(harmful))
        .or_else(|| named_source(reading, drafts, reading.clause_at(word)?))
        .or_else(|| told().filter(harmful))
}

fn has_victims(death: &Draft) -> bool {
    death.has("theme") || death.event.class == "Death" && death.has("agent")
}

/// "hit a crowd, killing two and **injuring ten**": the injuries are no attack beside what did them.
pub(super) fn join_injuries(reading: &Reading<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let order: Vec<EventId> = (0..drafts.len()).collect();
    let into: Vec<EventId> = (order.iter())
        .map(|&id| injured_by(reading, &drafts, id).unwrap_or(id))
        .collect();
    if into == order {
        return drafts;
    }
    for &id in order.iter().filter(|&&id| into[id] != id) {
        // "fourteen were wounded" says how many, not who.
        let counts: Vec<Filler> = drafts[id].fillers("injured").cloned().collect();
        let is_count = |filler: &Filler| match filler {
            Filler::Entity(id) => {
                let name = &reading.discourse.entities[*id].name;
                counts.contains(&Filler::Text(name.clone()))
            }
            _ => false,
        };
        let roles = &mut drafts[id].event.roles;
        roles.retain(|role| match role.name.as_str() {
            "injured" => true,
            "recipient" => !is_count(&role.filler),
            _ => false,
        });
    }
    coreference::join(reading, drafts, &into)
}

/// The attack or accident that a participle of injuring goes on from, or that was told before people are said to
/// be injured.
fn injured_by(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let clause = drafts[id].clause?;
    let words = &reading.clauses[clause];
    let role = harm(reading, clause, None)?;
    let harms = drafts[id].event.class == "Attack";
    let injures = harms && role == "injured";
    let goes_on = words.tense == Tense::Participle;
    let above = above(reading, drafts, clause).filter(|_| goes_on);
    let nobody = !drafts[id].has("agent") && !drafts[id].has("instrument");
    let before = || {
        nobody
            .then(|| harm_of_injured(reading, drafts, clause))
            .flatten()
    };
    let source = above.or_else(before).filter(|_| injures)?;
    let new = source != id && injured_by(reading, drafts, source).is_none();
    new.then_some(source)
}

/// Adds a number in place of the longer words that a frame took for it ("30 lives").
fn number_of(draft: &mut Draft, role: &str, number: &str) {
    draft.event.roles.retain(|filled| {
        let longer = matches!(&filled.filler, Filler::Text(words) if words.contains(number));
        filled.name != role || !longer
    });
    draft.add(role, Filler::Text(number.to_owned()), "number of victims");
}

/// The role that counts the victims of a clause of harm.
fn harm<'a>(reading: &Reading<'a>, id: ClauseId, own: Option<&Draft>) -> Option<&'a str> {
    let lemma = reading.clauses[id].lemma.as_str();
    let role = reading.frames.coreference.harm.words.get(lemma);
    let deadly = own.is_some_and(|own| DEADLY.contains(&own.event.class.as_str()));
    role.map(String::as_str)
        .or_else(|| deadly.then_some("killed"))
}

/// "killed twelve **and injured** ten": the killing that the injuries are told with.
fn killing_beside(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> Option<EventId> {
    let parent = reading.clauses[id].parent.as_ref()?;
    let killing = own_event(reading, drafts, parent.clause)?;
    let beside = parent.relation == Embedding::Conjunct;
    (beside && drafts[killing].event.class == "Killing").then_some(killing)
}

/// True for violence, accidents and disasters; who is rescued is not harmed by it.
pub(super) fn is_harmful(draft: &Draft) -> bool {
    let helps = matches!(draft.event.class.as_str(), "Evacuation" | "Rescue");
    HARMFUL.contains(&draft.family.as_str()) && !helps
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
        let before = cause_before(reading, drafts, id);
        let cause = before.map(|cause| (cause, "violence told just before"));
        let blow = || Some((blow(reading, drafts, id)?, "what hit the same one"));
        if let Some((cause, because)) = cause.or_else(blow) {
            drafts[id].infer("cause", Filler::Event(cause), because);
        }
    }
}

/// True for an event of killing or dying.
fn is_deadly(reading: &Reading<'_>, draft: &Draft) -> bool {
    let role = draft.clause.and_then(|clause| harm(reading, clause, None));
    role == Some("killed") && !is_harmful(draft)
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
        copy(drafts, death, cause, "injured", "injured");
        if drafts[cause].family == VIOLENCE && draft::told_together(&drafts[cause], &drafts[death])
        {
            copy(drafts, death, cause, "place", "place");
            if may_hit(&drafts[cause], &drafts[death]) {
                copy(drafts, death, cause, "theme", "recipient");
            }
        }
    }
}

/// Those who die in an attack were attacked; those who fall in a fight, or while they attack, need not be.
fn may_hit(violence: &Draft, death: &Draft) -> bool {
    let mutual = MUTUAL.contains(&violence.event.class.as_str());
    let mut attackers = violence.fillers("agent");
    !mutual && !attackers.any(|attacker| death.fillers("theme").any(|dead| dead == attacker))
}

/// The violence or hazard that an event names as its cause.
fn harmful_cause(drafts: &[Draft], id: EventId) -> Option<EventId> {
    let mut causes = drafts[id].causes();
    causes.find(|&cause| is_harmful(&drafts[cause]))
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

/// The last event that harms people before a death, no further than the sentence before, but for one who
/// "died **at the scene**".
fn cause_before(reading: &Reading<'_>, drafts: &[Draft], death: EventId) -> Option<EventId> {
    let reach = match (
        has_killer(reading, &drafts[death]),
        is_aftermath(reading, &drafts[death]),
    ) {
        (true, _) => 0,
        (false, true) => AFTERMATH,
        (false, false) => 1,
    };
    let told = told(&drafts[death]);
    harms_before(reading, drafts, drafts[death].head, told, reach).max_by_key(|&id| drafts[id].head)
}

/// Did it happen, and is it affirmed?
type Told = (Modality, Polarity);

fn told(draft: &Draft) -> Told {
    let report = &draft.event.reports[0];
    (report.modality, report.polarity)
}

/// Events that harm people, told alike before a word, no further back than so many sentences.
fn harms_before<'a>(
    reading: &'a Reading<'_>,
    drafts: &'a [Draft],
    head: TokenId,
    alike: Told,
    reach: usize,
) -> impl Iterator<Item = EventId> + 'a {
    let sentence = |token: TokenId| reading.analysis.sentence_of(token);
    (0..drafts.len())
        .filter(move |&id| drafts[id].clause.is_some() && drafts[id].head < head)
        .filter(|&id| is_harmful(&drafts[id]))
        .filter(move |&id| sentence(head) - sentence(drafts[id].head) <= reach)
        .filter(move |&id| told(&drafts[id]) == alike)
}

/// "A bus overturned. Ten people died. **Twenty were injured**": the accident or attack with which the nearest
/// sentence begins that tells of one, where its own words count no injured.
fn harm_of_injured(reading: &Reading<'_>, drafts: &[Draft], clause: ClauseId) -> Option<EventId> {
    let head = reading.clauses[clause].head;
    let passive = reading.with(head, &["nsubjpass"]).next();
    let adjective = || {
        reading
            .with(head, &["nsubj"])
            .next()
            .filter(|_| reading.token(head).pos != "VERB")
    };
    let who = passive.or_else(adjective)?;
    let words = &reading.frames.coreference.harm;
    let fighters = words.fighters.contains(reading.token(who).lemma.as_str());
    let perspective = reading.discourse.perspectives.get(clause)?;
    let alike = (perspective.modality, perspective.polarity);
    let open = |&id: &EventId| {
        let injury = drafts[id].clause.and_then(|id| harm(reading, id, None)) == Some("injured");
        let same_word = drafts[id].event.reports[0].source == perspective.source;
        let by_own = fighters && drafts[id].has("agent");
        !injury
            && same_word
            && !by_own
            && !drafts[id].has("injured")
            && drafts[id].clause != Some(clause)
    };
    let nearest = |&id: &EventId| {
        let sentence = reading.analysis.sentence_of(drafts[id].head);
        (std::cmp::Reverse(sentence), drafts[id].head)
    };
    harms_before(reading, drafts, head, alike, INJURED)
        .min_by_key(nearest)
        .filter(open)
}

/// "was **shot** on Monday ... was later pronounced dead": the first violence or accident told before that hit
/// the one who dies.
fn blow(reading: &Reading<'_>, drafts: &[Draft], death: EventId) -> Option<EventId> {
    if drafts[death].event.class != "Death" {
        return None;
    }
    let dead: Vec<EntityId> = (drafts[death].fillers("agent"))
        .filter_map(|filler| match filler {
            Filler::Entity(id) => Some(*id),
            _ => None,
        })
        .filter(|&id| !reading.discourse.entities[id].plural)
        .collect();
    let is_hit = |id: EventId| {
        let mut hit = (drafts[id].fillers("recipient")).chain(drafts[id].fillers("theme"));
        hit.any(|filler| matches!(filler, Filler::Entity(id) if dead.contains(id)))
    };
    let report = |id: EventId| {
        let report = &drafts[id].event.reports[0];
        (report.modality, report.polarity)
    };
    (0..drafts.len())
        .filter(|&id| drafts[id].clause.is_some() && drafts[id].head < drafts[death].head)
        .filter(|&id| is_harmful(&drafts[id]) && report(id) == report(death))
        .find(|&id| is_hit(id))
}

/// "died **at the scene**", "died **of her wounds**": where and of what people die who were harmed before.
fn is_aftermath(reading: &Reading<'_>, death: &Draft) -> bool {
    let scenes = &reading.frames.coreference.harm.scenes;
    let clause = death.clause.map(|id| &reading.clauses[id]);
    let mut arguments = clause.into_iter().flat_map(|clause| &clause.arguments);
    arguments.any(|argument| {
        let oblique = matches!(argument.slot, Slot::Oblique(_));
        oblique && scenes.contains(reading.token(argument.head).lemma.as_str())
    })
}

/// "**A bomb** killed ten": the death has its cause in its own sentence.
fn has_killer(reading: &Reading<'_>, death: &Draft) -> bool {
    let clause = death.clause.map(|id| &reading.clauses[id]);
    clause.is_some_and(|clause| {
        let kills = clause.argument(&Slot::Object).is_some();
        kills && clause.argument(&Slot::Subject).is_some()
    })
}

/// The attack or accident that a clause of harm belongs to: its subject, what it is said to come
/// from, what went on when it happened, or the clause that it continues ("attacked the camp,
/// **killing** ten").
fn harmful_event(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> Option<EventId> {
    let verb = reading.clauses[id].light;
    named_source(reading, drafts, id)
        .or_else(|| beside(reading, drafts, id))
        // "there were ten **deaths** when a bus crashed"
        .or_else(|| beside(reading, drafts, verb?))
        .or_else(|| above(reading, drafts, id))
}

/// "The **blast** killed ten", "were killed in the **blast**".
fn named_source(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> Option<EventId> {
    let arguments = reading.clauses[id].arguments.iter();
    let sources = arguments.filter(|argument| match &argument.slot {
        Slot::Subject => true,
        Slot::Oblique(name) => {
            matches!(
                name.as_str(),
                "in" | "by" | "from" | "after" | "following" | "during" | "on"
            )
        }
        _ => false,
    });
    let mut events =
        sources.filter_map(|argument| coreference::event_of(reading, drafts, argument.head));
    events.find(|&event| is_harmful(&drafts[event]))
}

/// "Two were killed **and ten injured in a blast**", "died **when a bus crashed**", "died **after a fire
/// broke out**", "died **and ten were injured when a bus crashed**".
fn beside(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> Option<EventId> {
    reading.below(id).iter().find_map(|&child| {
        let parent = reading.clauses[child].parent.as_ref()?;
        match parent.relation {
            Embedding::Conjunct => {
                named_source(reading, drafts, child).or_else(|| beside(reading, drafts, child))
            }
            Embedding::Adverbial => {
                let marker = parent.marker.as_deref();
                let own = draft::at(drafts, reading.clauses[child].head);
                let own = own.filter(|&own| is_harmful(&drafts[own]));
                let event = own.or_else(|| named_source(reading, drafts, child));
                event.filter(|_| matches!(marker, Some("when" | "after" | "as")))
            }
            _ => None,
        }
    })
}

/// "A **blast** left ten **dead**", "attacked the camp, **killing** ten", "crashed, **with** ten injured", "led to ten
/// **deaths**".
fn above(reading: &Reading<'_>, drafts: &[Draft], id: ClauseId) -> Option<EventId> {
    let mut clause = id;
    for _ in 0..HEIGHT {
        let parent = reading.clauses[clause].parent.as_ref()?;
        let continues = match parent.relation {
            Embedding::Complement => false,
            Embedding::Adverbial => matches!(parent.marker.as_deref(), None | Some("with")),
            _ => true,
        };
        if !continues {
            return None;
        }
        let relation = parent.relation;
        clause = parent.clause;
        let own = draft::at(drafts, reading.clauses[clause].head);
        let own = own.filter(|_| relation != Embedding::Nominal);
        let found = own.filter(|&own| is_harmful(&drafts[own]));
        if let Some(found) = found.or_else(|| named_source(reading, drafts, clause)) {
            return Some(found);
        }
    }
    None
}
