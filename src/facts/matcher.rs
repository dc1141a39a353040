//! Frames over clauses: the best pattern of each trigger word, and what fills its roles.
//!
//! Reads: [`Reading`] with its frames. Writes: [`Draft`] events. Never: joins events or knows types by name.

use smol_str::{SmolStr, format_smolstr};

use crate::discourse::EntityKind;
use crate::linguistics::clauses::{Argument, Clause, ClauseId, PredicateKind, Slot, Via, examples};
use crate::linguistics::{Name, TokenId};

use super::Filler;
use super::conditions::{self, Attempt, Refusal};
use super::content::SPEECH;
use super::draft::Draft;
use super::drafting::{self, Filled, Match};
use super::fillers::{Fillers, Found, is_scene, measured};
use super::frames::{FillerKind, Frame, Pattern, PatternId, Restriction};
use super::implied;
use super::overlaps;
use super::reading::Reading;
use super::rivals;

/// Prepositions of places.
const SCENE: [&str; 4] = ["in", "at", "near", "outside"];

/// Names that are none of events, laws or agreements.
const NAMED: [&str; 3] = ["FAC", "ORG", "WORK_OF_ART"];

/// Rounds after which the set of events counts as settled.
const ROUNDS: usize = 4;

/// All events that frames find, in the order of their clauses.
pub(super) fn events(reading: &Reading<'_>) -> Vec<Draft> {
    let matches = settle(reading);
    let mut drafts: Vec<Draft> = matches
        .iter()
        .map(|found| drafting::draft(reading, found))
        .collect();
    for (id, found) in matches.iter().enumerate() {
        for filled in &found.roles {
            for filler in drafting::resolve(reading, &drafts, filled) {
                if filler != Filler::Event(id) {
                    let reference = reading.reference_at(filled.head);
                    drafts[id].add_meant(&filled.role, filler, &filled.because, reference);
                }
            }
        }
    }
    implied::recipients(reading, &matches, &mut drafts);
    drafts
}

/// What each pattern made of the clauses whose head is its trigger, in the order of the clauses.
pub(super) fn attempts(reading: &Reading<'_>) -> Vec<Attempt> {
    let mut eventive = vec![false; reading.analysis.tokens.len()];
    for found in settle(reading) {
        eventive[reading.clauses[found.clause].head] = true;
    }
    let fillers = Fillers {
        reading,
        eventive: &eventive,
    };
    let tries = |id: ClauseId| {
        let patterns = candidates(reading, &reading.clauses[id]).into_iter();
        patterns.map(move |pattern| (id, pattern))
    };
    let all = (0..reading.clauses.len()).flat_map(tries);
    all.map(|(clause, id)| {
        let (frame, pattern) = reading.frames.pattern(id);
        Attempt {
            clause,
            pattern: format!("{}:{}", frame.path, pattern.line),
            refusal: try_pattern(&fillers, clause, id).err(),
        }
    })
    .collect()
}

/// Matches all clauses until no event needs one that is not there.
fn settle(reading: &Reading<'_>) -> Vec<Match> {
    let mut eventive: Vec<bool> = vec![false; reading.analysis.tokens.len()];
    for clause in reading.clauses {
        eventive[clause.head] = !candidates(reading, clause).is_empty();
    }
    let mut matches = Vec::new();
    for _ in 0..ROUNDS {
        matches = match_all(reading, &eventive);
        let mut next = vec![false; eventive.len()];
        for found in &matches {
            next[reading.clauses[found.clause].head] = true;
        }
        if next == eventive {
            break;
        }
        eventive = next;
    }
    matches
}

fn match_all(reading: &Reading<'_>, eventive: &[bool]) -> Vec<Match> {
    let fillers = Fillers { reading, eventive };
    let mut matches: Vec<Match> = Vec::new();
    for id in 0..reading.clauses.len() {
        matches.extend(best(&fillers, id));
    }
    overlaps::settle(reading, &mut matches);
    matches
}

/// The best pattern of a clause and those that stand beside any other.
fn best(fillers: &Fillers<'_>, id: ClauseId) -> Vec<Match> {
    let reading = fillers.reading;
    let candidates = candidates(reading, &reading.clauses[id]);
    let matching: Vec<Match> = candidates
        .into_iter()
        .filter_map(|pattern| try_pattern(fillers, id, pattern).ok())
        .collect();
    let is_also = |found: &Match| reading.frames.pattern(found.pattern).1.also;
    let mut kept: Vec<Match> = matching
        .iter()
        .filter(|found| is_also(found))
        .cloned()
        .collect();
    let mut single: Vec<Match> = matching
        .into_iter()
        .filter(|found| !is_also(found))
        .collect();
    single.sort_by_key(|found| (-found.rank, found.pattern));
    let mut single = single.into_iter();
    if let Some(mut best) = single.next() {
        for other in single {
            lend(reading, &mut best, other);
        }
        kept.push(best);
    }
    kept
}

/// "**A court** released him on bail": what the pattern of "release on bail" does not speak of, that of "release"
/// tells, which may name the same event.
fn lend(reading: &Reading<'_>, best: &mut Match, other: Match) {
    let (frame, pattern) = reading.frames.pattern(best.pattern);
    if reading.frames.pattern(other.pattern).0.class != frame.class {
        return;
    }
    for filled in other.roles {
        let spoken_of =
            pattern.slots.contains_key(&filled.slot) || pattern.when.contains_key(&filled.slot);
        let mut roles = best.roles.iter();
        // What a forecast says is not told better by what it is about.
        let better = |own: &Filled| own.role == "content" && filled.role == "topic";
        let taken =
            roles.any(|own| own.role == filled.role || own.head == filled.head || better(own));
        if !spoken_of && !taken {
            best.roles.push(filled);
        }
    }
}

/// Patterns whose trigger a clause's head is.
fn candidates(reading: &Reading<'_>, clause: &Clause) -> Vec<PatternId> {
    if clause.kind == PredicateKind::Noun && is_in_name(reading, clause.head) {
        return Vec::new();
    }
    let triggers = lemmas(reading, clause);
    let patterns = triggers
        .iter()
        .flat_map(|lemma| reading.frames.candidates(clause.kind, lemma));
    let named = |id: &PatternId| trigger_words(reading, clause, reading.frames.pattern(*id).1) > 0;
    let mut patterns: Vec<PatternId> = patterns.copied().filter(named).collect();
    patterns.sort_unstable();
    patterns.dedup();
    patterns
}

/// A predicate's lemma, and a verb's with its prefix, or with each adverb or adjective that may belong to it:
/// "**test-fired**", "stepped **down**", "shot **dead**", "pleaded **not guilty**".
fn lemmas(reading: &Reading<'_>, clause: &Clause) -> Vec<SmolStr> {
    let mut lemmas = vec![clause.lemma.clone()];
    if clause.kind == PredicateKind::Verb {
        lemmas.extend(prefixed(reading, clause));
        let words = reading.with(clause.head, &["acomp", "advmod", "oprd"]);
        lemmas.extend(words.filter_map(|word| phrase(reading, clause, word)));
    }
    lemmas
}

/// "test - fire" for "**test-fired**"
fn prefixed(reading: &Reading<'_>, clause: &Clause) -> Option<SmolStr> {
    let prefix = clause.head.checked_sub(2)?;
    let (word, hyphen) = (reading.token(prefix), reading.token(prefix + 1));
    let joined = hyphen.text == "-" && !word.space_after && !hyphen.space_after;
    joined.then(|| format_smolstr!("{} - {}", word.text.to_lowercase(), clause.lemma))
}

/// A verb and a word that belongs to it; an adverb with words of its own is no particle.
fn phrase(reading: &Reading<'_>, clause: &Clause, word: TokenId) -> Option<SmolStr> {
    let token = reading.token(word);
    if token.dep == "advmod" && !reading.dependents(word).is_empty() {
        return None;
    }
    let negated = reading.with(word, &["neg"]).next().is_some();
    let not = if negated { "not " } else { "" };
    Some(format_smolstr!("{} {not}{}", clause.lemma, token.lemma))
}

/// "the Ocean **Partnership**", "the Bishops' **Conference** of Peru": a word in the name of somebody
/// or of a work tells of no event.
fn is_in_name(reading: &Reading<'_>, head: TokenId) -> bool {
    let entity = reading.entity_at(head);
    let happens = entity.is_some_and(|(_, entity)| entity.kind == EntityKind::Happening);
    let name = reading.name_at(head);
    let names_somebody = |name: &Name| name.tokens.len() > 1 && NAMED.contains(&&*name.label);
    !happens && name.is_some_and(names_somebody)
}

/// Number of words of the longest trigger of a pattern that stands here, 0 for none.
fn trigger_words(reading: &Reading<'_>, clause: &Clause, pattern: &Pattern) -> usize {
    let stands = |trigger: &&SmolStr| {
        clause.kind == PredicateKind::Verb || stands_at(reading, clause, trigger)
    };
    let lemmas = lemmas(reading, clause);
    let triggers = pattern
        .lemmas
        .iter()
        .filter(|trigger| clause.kind != PredicateKind::Verb || lemmas.contains(trigger));
    triggers
        .filter(stands)
        .map(|trigger| trigger.split(' ').count())
        .max()
        .unwrap_or(0)
}

/// True where the words of a compound trigger end with the clause's head.
fn stands_at(reading: &Reading<'_>, clause: &Clause, trigger: &str) -> bool {
    let (before, last) = trigger.rsplit_once(' ').unwrap_or(("", trigger));
    let rest = clause.head.checked_sub(1);
    last == clause.lemma.as_str()
        && (before.is_empty() || rest.is_some_and(|id| reading.ends_with(id, before)))
}

fn try_pattern(
    fillers: &Fillers<'_>,
    id: ClauseId,
    pattern_id: PatternId,
) -> Result<Match, Refusal> {
    let reading = fillers.reading;
    let clause = &reading.clauses[id];
    let (frame, pattern) = reading.frames.pattern(pattern_id);
    let mut found = Match {
        clause: id,
        pattern: pattern_id,
        roles: Vec::new(),
        verb: None,
        rank: rank(pattern, trigger_words(reading, clause, pattern)),
    };
    conditions::before(fillers, &found)?;
    let of_inner = doers_behind(fillers, clause);
    let mut lent = Vec::new();
    let arguments = clause.arguments.iter();
    let arguments = arguments.chain(drafting::of_named(reading, &found));
    for argument in arguments.chain(of_inner) {
        let heads = fillers.cores(argument.head).into_iter();
        for filled in heads.filter_map(|head| fill(fillers, frame, pattern, argument, head)) {
            if argument.via == Via::Control {
                lent.push(filled.head);
            }
            found.roles.push(filled);
        }
    }
    rivals::drop_ruled_out(reading, clause, &mut found.roles, &lent);
    let wider = scene(fillers, frame, clause, &found.roles);
    found.roles.extend(wider);
    found.rank += i64::try_from(found.roles.len()).unwrap_or(i64::MAX);
    conditions::after(reading, clause, &found.roles, pattern)?;
    Ok(found)
}

/// "an attack on a hospital **by rebels**": no hospital is by anybody, so that the phrase tells who does what the outer
/// noun names, where nothing else does.
fn doers_behind<'a>(fillers: &Fillers<'a>, clause: &Clause) -> Vec<&'a Argument> {
    let reading = fillers.reading;
    let by = Slot::Oblique("by".into());
    let own = [&Slot::Subject, &Slot::Possessor, &by];
    let told = own.iter().any(|slot| clause.argument(slot).is_some());
    if clause.kind != PredicateKind::Noun || told {
        return Vec::new();
    }
    let phrases = clause.arguments.iter();
    // "a hospital **run** by monks": a participle that the tagger took for a noun has its own doer.
    let is_done = |noun: TokenId| reading.with(noun, &["agent"]).next().is_some();
    let things = phrases.filter(|argument| {
        let thing = !fillers.eventive[argument.head] && !is_done(argument.head);
        matches!(argument.slot, Slot::Oblique(_)) && thing
    });
    let things = things.filter_map(|thing| reading.clause_at(thing.head));
    let inner = things.flat_map(|thing| &reading.clauses[thing].arguments);
    inner.filter(|argument| argument.slot == by).collect()
}

fn rank(pattern: &Pattern, words: usize) -> i64 {
    let conditions = pattern.when.len() * 4
        + (words - 1) * 4
        + pattern.require.len()
        + pattern.forbid.len()
        + usize::from(pattern.passive.is_some());
    pattern.priority + i64::try_from(conditions).unwrap_or(i64::MAX)
}

/// The first role of an argument's slot that its head, or what that counts, may fill; the seat of a body is a place
/// too.
fn fill(
    fillers: &Fillers<'_>,
    frame: &Frame,
    pattern: &Pattern,
    argument: &Argument,
    head: TokenId,
) -> Option<Filled> {
    if is_sort(fillers.reading, pattern, argument) {
        return None;
    }
    let scene = is_scene_before_noun(fillers.reading, pattern, argument);
    let roles = pattern.slots.get(&argument.slot)?;
    let give = |role: &str, filler: Found| Filled {
        slot: argument.slot.clone(),
        head,
        role: role.to_owned(),
        filler,
        because: because(argument),
    };
    let first = roles.iter().find_map(|role| {
        let role = if scene && frame.roles.contains_key("place") {
            "place"
        } else {
            role
        };
        let kinds: &[FillerKind] = &frame.roles[role];
        let find = |head: TokenId| fillers.find(&argument.slot, head, kinds);
        let counted = || find(measured(fillers.reading, head)?);
        find(head).or_else(counted).map(|filler| give(role, filler))
    });
    let seat = || {
        let at_seat = roles.iter().any(|role| role == "place");
        let seat = fillers.seat(&argument.slot, head).filter(|_| at_seat)?;
        Some(give("place", seat))
    };
    // A word that the pattern asks for by name may stand there whatever its kind: "the **findings** suggest".
    let core = match argument.slot {
        Slot::Subject => true,
        Slot::Object => !fillers.eventive[head],
        _ => false,
    };
    let asked = || {
        let mut words = pattern.when.get(&argument.slot).filter(|_| core)?.iter();
        let role = roles.iter().find(|role| holds_entities(frame, role))?;
        let named = words.any(|word| {
            matches!(word, Restriction::Lemma(_)) && fillers.fulfils(&argument.slot, head, word)
        });
        let entity = fillers.whatever(head).filter(|_| named)?;
        Some(give(role, entity))
    };
    first.or_else(seat).or_else(asked)
}

/// True for a role that is not filled by words alone.
fn holds_entities(frame: &Frame, role: &str) -> bool {
    !frame.roles[role].iter().all(|kind| kind.is_text())
}

/// "attacked a base **in Kano**", "crashed into a wall **in Pune**", "a hotel **in Pune** collapsed",
/// "killed critics **in Chile and Peru**": where the thing is that it is done to, it is done.
fn scene(fillers: &Fillers<'_>, frame: &Frame, clause: &Clause, roles: &[Filled]) -> Vec<Filled> {
    let Some(kinds) = frame.roles.get("place") else {
        return Vec::new();
    };
    let place = roles.iter().find(|filled| filled.role == "place");
    // "feared an outbreak **in the camps**": nobody speaks where that is which is spoken of, but where those are who
    // are spoken to.
    let speaks = frame.family == SPEECH;
    let undergoes = |argument: &Argument| {
        let mut roles = roles.iter();
        roles.any(|filled| {
            let role = filled.role.as_str();
            filled.head == argument.head && (role == "recipient" || role == "theme" && !speaks)
        })
    };
    let things = clause.arguments.iter().filter(|argument| match place {
        Some(place) => argument.slot == place.slot,
        None => argument.slot == Slot::Object && !speaks || undergoes(argument),
    });
    let reading = fillers.reading;
    let things = things.flat_map(|thing| [Some(thing.head), measured(reading, thing.head)]);
    let places = things
        .flatten()
        .flat_map(|thing| reading.objects_of(thing, &SCENE));
    let because = format!("of the {}", place.map_or("object", |_| "place"));
    let fill = |slot: &Slot, head: TokenId| {
        Some(Filled {
            filler: fillers.find(slot, head, kinds)?,
            because: format!("{slot} {because}"),
            slot: slot.clone(),
            head,
            role: "place".to_owned(),
        })
    };
    let mut all = places.map(|(preposition, head)| {
        let slot = Slot::Oblique(preposition);
        let examples = examples(reading.analysis, head);
        let heads = reading.listed(head).into_iter().chain(examples);
        heads
            .filter_map(|head| fill(&slot, head))
            .collect::<Vec<_>>()
    });
    all.find(|places| !places.is_empty()).unwrap_or_default()
}

/// "a **state** funeral", "a **road** accident", "**people**-to-people ties".
fn is_sort(reading: &Reading<'_>, pattern: &Pattern, argument: &Argument) -> bool {
    let (head, sorts) = (argument.head, &reading.frames.words.sorts);
    let text = |id: TokenId| reading.analysis.tokens.get(id).map(|it| it.text.as_str());
    let paired = text(head + 1) == Some("-") && text(head + 2) == Some("to")
        || head > 1 && text(head - 1) == Some("-") && text(head - 2) == Some("to");
    pattern.kind == PredicateKind::Noun
        && matches!(argument.slot, Slot::Compound | Slot::Modifier)
        && (paired || sorts.contains(reading.token(head).lemma.as_str()))
}

/// "the **Paris** attack".
fn is_scene_before_noun(reading: &Reading<'_>, pattern: &Pattern, argument: &Argument) -> bool {
    pattern.kind == PredicateKind::Noun
        && matches!(argument.slot, Slot::Compound | Slot::Modifier)
        && reading
            .entity_at(argument.head)
            .is_some_and(|(_, entity)| is_scene(entity.kind))
}

fn because(argument: &Argument) -> String {
    match argument.via {
        Via::Direct => argument.slot.to_string(),
        via => format!(
            "{} via {}",
            argument.slot,
            format!("{via:?}").to_lowercase()
        ),
    }
}
