//! Age and relatives of people.
//!
//! Reads: appositions, modifiers, possessives. Writes: `age`, `spouse`, `child`, `parent`, `sibling`.
//! Never: guesses a relation from a shared surname.

use crate::discourse::{EntityId, EntityKind};
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::clauses::Slot;
use crate::linguistics::{TokenId, small_number};

use super::{entity_of, is_so, lemma, objects_of, relation};

/// "Anna Berg, **54**,", "a **34-year-old** nurse", "Anna Berg, aged 54".
pub(super) fn ages(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        if !is_age(reading, id) {
            continue;
        }
        let described = year_old(reading, id).or_else(|| aged(reading, id));
        // "five girls, all aged fifteen"
        let described = described.and_then(|head| human(reading, head));
        let person = || {
            let head = after_comma(reading, id).or_else(|| is_so_old(reading, id))?;
            entity_of(reading, head, EntityKind::Person)
        };
        if let Some(person) = described.or_else(person) {
            let age = Filler::Text(reading.token(id).text.to_string());
            found.push(relation(reading, "age", person, age, id, None));
        }
    }
}

fn is_age(reading: &Reading<'_>, id: TokenId) -> bool {
    let years = small_number(&lemma(reading, id));
    // "twenty-**six**"
    let half = id > 0 && reading.token(id - 1).tag == "HYPH";
    reading.token(id).pos == "NUM" && !half && years.is_some_and(|years| (1..=120).contains(&years))
}

/// The person right before a bare number between commas or brackets.
fn after_comma(reading: &Reading<'_>, number: TokenId) -> Option<TokenId> {
    let text = |id: TokenId| {
        reading
            .analysis
            .tokens
            .get(id)
            .map(|token| token.text.as_str())
    };
    let opens = matches!(text(number.checked_sub(1)?)?, "," | "(");
    let closes = text(number + 1).is_none_or(|next| matches!(next, "," | ")" | "." | ";"));
    if !(opens && closes) {
        return None;
    }
    let before = number.checked_sub(2)?;
    let mut mentions = reading.discourse.mentions.iter();
    let mention = mentions.find(|mention| mention.tokens.end == before + 1)?;
    let one = matches!(reading.token(before).tag.as_str(), "NNP" | "NN");
    one.then_some(mention.head)
}

/// The noun that "34-year-old" modifies, or that it stands for.
fn year_old(reading: &Reading<'_>, number: TokenId) -> Option<TokenId> {
    let old = (number + 1..number + 6)
        .take_while(|&id| id < reading.analysis.tokens.len())
        .find(|&id| reading.token(id).text.eq_ignore_ascii_case("old"))?;
    let year = (number + 1..old).any(|id| matches!(lemma(reading, id).as_str(), "year"));
    let head = reading.token(old).head;
    let holder = match reading.token(old).dep.as_str() {
        "amod" | "nmod" | "compound" | "appos" => head,
        "acomp" => reading.with(head, &["nsubj"]).next()?,
        _ => old,
    };
    year.then_some(holder)
}

/// "aged 54"; "died **at the age of 54**", "died on Monday, **aged 54**".
fn aged(reading: &Reading<'_>, number: TokenId) -> Option<TokenId> {
    let before = number.checked_sub(1)?;
    let is_aged = reading.token(before).text.eq_ignore_ascii_case("aged");
    let at_age = number >= 4 && reading.ends_with(before, "at the age of");
    let phrase = if at_age { number - 4 } else { before };
    let holder = reading.token(phrase).head;
    match lemma(reading, holder).as_str() {
        "die" if is_aged || at_age => reading.with(holder, &["nsubj"]).next(),
        _ => is_aged.then_some(holder),
    }
}

/// "He **was 34** and lived in Oslo".
fn is_so_old(reading: &Reading<'_>, number: TokenId) -> Option<TokenId> {
    let token = reading.token(number);
    let alone = reading.dependents(number).is_empty();
    let verb = reading.token(token.head);
    // Not "when he was 18", "he would have been 80".
    let now = verb.lemma == "be"
        && verb.dep != "advcl"
        && reading.with(token.head, &["aux", "neg"]).next().is_none();
    (alone && now && matches!(token.dep.as_str(), "attr" | "acomp"))
        .then(|| reading.with(token.head, &["nsubj"]).next())?
}

/// "He is **survived by** three children and his wife".
pub(super) fn survivors(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for (id, clause) in reading.clauses.iter().enumerate() {
        let verb = clause.head;
        if lemma(reading, verb) != "survive" {
            continue;
        }
        let dead = reading.with(verb, &["nsubjpass"]).next();
        let dead = dead.and_then(|head| entity_of(reading, head, EntityKind::Person));
        let first = reading
            .with(verb, &["agent", "prep"])
            .find_map(|by| reading.with(by, &["pobj"]).next());
        let (Some(dead), Some(first)) = (dead, first) else {
            continue;
        };
        for relative in reading.listed(first) {
            let kin = &reading.frames.relations.kin;
            let property = kin.get(&lemma(reading, relative));
            let (Some(property), Some(known)) = (property, human(reading, relative)) else {
                continue;
            };
            if !property.is_empty() {
                let known = Filler::Entity(known);
                found.push(relation(reading, property, dead, known, relative, Some(id)));
            }
        }
    }
}

/// "his **wife** Ana", "Ana, **daughter** of the king".
pub(super) fn kin(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let lemma = lemma(reading, id);
        let Some(property) = reading.frames.relations.kin.get(&lemma) else {
            continue;
        };
        if property.is_empty() || reading.token(id).pos == "VERB" {
            continue;
        }
        let mut relatives = kin_named(reading, id);
        if relatives.is_empty() {
            relatives.extend(human(reading, id).filter(|&it| is_somebody(reading, id, it)));
        }
        for owner in kin_owners(reading, id) {
            for &relative in &relatives {
                let relative = Filler::Entity(relative);
                found.push(relation(reading, property, owner, relative, id, None));
            }
        }
    }
}

/// Not "his father" of whom nothing is known, nor "a member and **son of** the king": somebody who is
/// named elsewhere.
fn is_somebody(reading: &Reading<'_>, noun: TokenId, relative: EntityId) -> bool {
    let token = reading.token(noun);
    let named = reading.discourse.entities[relative].named;
    let parent = matches!(
        lemma(reading, noun).as_str(),
        "dad" | "father" | "mom" | "mother" | "mum"
    );
    let described = matches!(token.dep.as_str(), "conj" | "appos" | "attr")
        && !objects_of(reading, noun, &["of"]).is_empty();
    named || !parent && !described
}

/// Whose relative it is: the possessor, the object of "of", or whoever has such relatives.
fn kin_owners(reading: &Reading<'_>, noun: TokenId) -> Vec<EntityId> {
    let possessor = reading.with(noun, &["poss"]).next();
    let head = reading.token(noun).head;
    let compound = reading.token(noun).dep == "compound";
    let outer = compound
        .then(|| reading.with(head, &["poss"]).next())
        .flatten();
    let of = objects_of(reading, noun, &["of"]).into_iter().next();
    let person = |owner| entity_of(reading, owner, EntityKind::Person);
    let owner = [possessor, outer, of]
        .into_iter()
        .flatten()
        .find_map(person);
    if owner.is_some() {
        return owner.into_iter().collect();
    }
    // "**Ana** and her husband **Tom** are married and have two children"
    let has = reading.token(noun).dep == "dobj" && lemma(reading, head) == "have";
    let clause = has.then(|| reading.clause_at(head)).flatten();
    let parents = clause
        .filter(|&clause| is_so(reading, clause))
        .map(|clause| {
            let parents = reading.clauses[clause].arguments(&Slot::Subject);
            parents.flat_map(|parent| reading.listed(parent.head))
        });
    parents.into_iter().flatten().filter_map(person).collect()
}

/// The relatives' names: in apposition, or the word that the noun stands before; several after
/// "children".
fn kin_named(reading: &Reading<'_>, noun: TokenId) -> Vec<EntityId> {
    let token = reading.token(noun);
    let apposed = reading.with(noun, &["appos"]).next();
    let head = matches!(token.dep.as_str(), "compound" | "appos" | "nmod").then_some(token.head);
    let person = |name: TokenId| entity_of(reading, name, EntityKind::Person);
    let first = [apposed, head]
        .into_iter()
        .flatten()
        .find(|&name| person(name).is_some());
    let mut names: Vec<TokenId> = first.map_or(Vec::new(), |first| reading.listed(first));
    if token.tag != "NNS" {
        names.truncate(1);
    }
    names.into_iter().filter_map(person).collect()
}

pub(super) fn human(reading: &Reading<'_>, head: TokenId) -> Option<EntityId> {
    let (id, entity) = reading.entity_at(head)?;
    matches!(entity.kind, EntityKind::Person | EntityKind::Group).then_some(id)
}
