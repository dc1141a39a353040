//! Where speech is uttered: "in a letter", "on Facebook", "in remarks to a newspaper", "speaking to it".
//!
//! Reads: speech acts and the phrases around their verbs. Writes: their `instrument` and `recipient`;
//! joins the participle of speaking to the act that it introduces. Never: makes an act.

use crate::discourse::EntityKind;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{ClauseId, PredicateKind, Slot};

use super::content::SPEECH;
use super::draft::Draft;
use super::reading::Reading;
use super::{EventId, Filler, coreference};

/// Its class without more specific meaning.
const STATEMENT: &str = "Statement";

/// Prepositions before the medium of words.
const MEDIA: [&str; 4] = ["in", "on", "through", "via"];

/// Participles that only say where the words of their main clause are spoken.
const UTTERANCES: [&str; 3] = ["speak", "talk", "write"];

/// Fills `instrument` and `recipient` of speech acts from the phrases around them.
pub(super) fn fill(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.family == SPEECH) {
        let Some(clause) = draft.clause.filter(|&clause| is_verb(reading, clause)) else {
            continue;
        };
        let heads = around(reading, clause);
        if !draft.has("instrument") {
            let on_heads = || heads.iter().find_map(|&head| medium(reading, head));
            let medium = on_heads().or_else(|| carrier(reading, clause));
            if let Some(medium) = medium {
                draft.add("instrument", medium, "medium of the words");
            }
        }
        if !draft.has("recipient")
            && let Some(hearer) = heads.iter().find_map(|&head| hearer(reading, head))
        {
            draft.add("recipient", hearer, "in whose medium it is said");
        }
    }
}

/// "**Speaking** to the paper, she said ...": one act, named by both verbs.
pub(super) fn join(reading: &Reading<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let order: Vec<EventId> = (0..drafts.len()).collect();
    let into: Vec<EventId> = (order.iter())
        .map(|&id| introduced(reading, &drafts, id).unwrap_or(id))
        .collect();
    if into == order {
        return drafts;
    }
    for &id in order.iter().filter(|&&id| into[id] != id) {
        // The speaker is that of the main clause, whatever the participle was thought to have.
        drafts[id].event.roles.retain(|role| role.name != "agent");
    }
    let mut joined = coreference::join(reading, drafts, &into);
    for draft in &mut joined {
        draft.event.triggers.sort_unstable();
    }
    joined
}

/// The act that a participle of speaking introduces.
fn introduced(reading: &Reading<'_>, drafts: &[Draft], id: EventId) -> Option<EventId> {
    let clause = &reading.clauses[drafts[id].clause?];
    let main = clause.gone_on_from()?;
    let introduces = drafts[id].event.class == STATEMENT
        && UTTERANCES.contains(&clause.lemma.as_str())
        && !clause
            .arguments
            .iter()
            .any(|argument| argument.slot == Slot::Content);
    let mut acts = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.family == SPEECH);
    let act = acts.find(|(_, draft)| draft.clause == Some(main));
    act.map(|(act, _)| act).filter(|_| introduces)
}

fn is_verb(reading: &Reading<'_>, clause: ClauseId) -> bool {
    reading.clauses[clause].kind == PredicateKind::Verb
}

/// Heads on which the phrases of an act may hang: its verb, its subject and objects beside which they
/// stand, and participles before it ("**taking** to Facebook, she wrote").
fn around(reading: &Reading<'_>, clause: ClauseId) -> Vec<TokenId> {
    let act = &reading.clauses[clause];
    let mut heads = vec![act.head];
    let near = act.arguments.iter().filter(|argument| {
        matches!(
            argument.slot,
            Slot::Subject | Slot::Object | Slot::IndirectObject
        )
    });
    heads.extend(
        near.map(|argument| argument.head)
            .filter(|&head| head > act.head),
    );
    let below = (reading.below(clause).iter())
        .filter(|&&below| reading.clauses[below].gone_on_from().is_some());
    heads.extend(below.map(|&below| reading.clauses[below].head));
    heads
}

/// "**on Facebook**", "**in a letter**", "in a statement **on Facebook**", "taking **to Twitter**"
fn medium(reading: &Reading<'_>, head: TokenId) -> Option<Filler> {
    let phrases = reading.objects_of(head, &MEDIA).into_iter();
    let onto = reading.objects_of(head, &["to"]).into_iter();
    let onto = onto.filter(|_| reading.token(head).lemma == "take");
    phrases.chain(onto).find_map(|(_, object)| {
        carrying(reading, object).or_else(|| {
            let texts = &reading.frames.relations.words.texts;
            let text = texts.contains(&reading.token(object).lemma.to_lowercase());
            let mut out = reading.objects_of(object, &MEDIA).into_iter();
            out.find_map(|(_, medium)| carrying(reading, medium).filter(|_| text))
        })
    })
}

/// What a noun names, if words are carried by such things.
fn carrying(reading: &Reading<'_>, noun: TokenId) -> Option<Filler> {
    let channels = &reading.frames.relations.words.channels;
    let (id, _) = reading.entity_at(noun)?;
    let lemma = reading.token(noun).lemma.to_lowercase();
    let carries = is_platform(reading, noun) || channels.contains(&lemma);
    carries.then_some(Filler::Entity(id))
}

fn is_platform(reading: &Reading<'_>, noun: TokenId) -> bool {
    let entity = reading.entity_at(noun);
    entity.is_some_and(|(_, entity)| entity.kind == EntityKind::Platform)
}

/// "sent **a letter** asking ...", "posted a message **on Twitter** blaming ...": the text that a participle says to
/// do the act, or what it came out on.
fn carrier(reading: &Reading<'_>, clause: ClauseId) -> Option<Filler> {
    let head = reading.clauses[clause].head;
    let token = reading.token(head);
    let text = (token.dep == "acl" && token.tag == "VBG").then_some(token.head)?;
    // The parser hangs the participle on the last noun.
    if is_platform(reading, text) {
        return carrying(reading, text);
    }
    let issuing = &reading.frames.relations.words.issuing;
    let verb = reading.token(text).head;
    let brought = reading.token(text).dep == "dobj"
        && issuing.contains(reading.token(verb).lemma.to_lowercase().as_str());
    brought.then(|| {
        let out = medium(reading, text).or_else(|| medium(reading, verb));
        out.or_else(|| carrying(reading, text))
    })?
}

/// "in an interview **with the paper**", "in remarks **to reporters**"
fn hearer(reading: &Reading<'_>, head: TokenId) -> Option<Filler> {
    let audiences = &reading.frames.relations.words.audiences;
    let phrases = reading
        .objects_of(head, &["in", "during", "through"])
        .into_iter();
    let occasions = phrases
        .filter(|&(_, object)| audiences.contains(&reading.token(object).lemma.to_lowercase()));
    occasions
        .flat_map(|(_, occasion)| reading.objects_of(occasion, &["to", "with"]))
        .find_map(|(_, object)| {
            let (id, entity) = reading.entity_at(object)?;
            let hears = super::frames::FillerKind::Agent.allows(entity.kind, entity.named);
            hears.then_some(Filler::Entity(id))
        })
}
