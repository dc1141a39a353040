//! Age, relatives and citizenship of people.
//!
//! Reads: appositions, modifiers, possessives. Writes: `age`, `spouse`, `child`, `parent`, `sibling`,
//! `citizenOf`. Never: guesses a relation from a shared surname.

use crate::discourse::{Entity, EntityId, EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;

use super::offices::plain_name;
use super::{entity_of, lemma, objects_of, relation};

/// "Anna Berg, **54**,", "a **34-year-old** nurse", "Anna Berg, aged 54".
pub(super) fn ages(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        if !is_age(reading, id) {
            continue;
        }
        let holder = after_comma(reading, id)
            .or_else(|| year_old(reading, id))
            .or_else(|| aged(reading, id))
            .or_else(|| is_so_old(reading, id));
        if let Some(person) = holder.and_then(|head| entity_of(reading, head, EntityKind::Person)) {
            let age = Filler::Text(reading.token(id).text.to_string());
            found.push(relation(reading, "age", person, age, id, None));
        }
    }
}

fn is_age(reading: &Reading<'_>, id: TokenId) -> bool {
    let token = reading.token(id);
    let years = token.text.parse::<u8>();
    token.pos == "NUM" && years.is_ok_and(|years| (1..=120).contains(&years))
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
    let named = reading.token(before).pos == "PROPN";
    let mentions = &reading.discourse.mentions;
    let mention = mentions
        .iter()
        .find(|mention| mention.tokens.end == before + 1)?;
    named.then_some(mention.head)
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
        let Some(owner) = kin_owner(reading, id) else {
            continue;
        };
        let mut relatives = kin_named(reading, id);
        if relatives.is_empty() {
            relatives.extend(human(reading, id).filter(|&it| is_somebody(reading, id, it)));
        }
        for relative in relatives {
            let relative = Filler::Entity(relative);
            found.push(relation(reading, property, owner, relative, id, None));
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

/// Whose relative it is: the possessor, or the object of "of".
fn kin_owner(reading: &Reading<'_>, noun: TokenId) -> Option<EntityId> {
    let possessor = reading.with(noun, &["poss"]).next();
    let head = reading.token(noun).head;
    let compound = reading.token(noun).dep == "compound";
    let outer = compound
        .then(|| reading.with(head, &["poss"]).next())
        .flatten();
    let of = objects_of(reading, noun, &["of"]).into_iter().next();
    // "**Ana** has two children"
    let has = reading.token(noun).dep == "dobj" && lemma(reading, head) == "have";
    let parent = has.then(|| reading.with(head, &["nsubj"]).next()).flatten();
    [possessor, outer, of, parent]
        .into_iter()
        .flatten()
        .find_map(|owner| entity_of(reading, owner, EntityKind::Person))
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

fn human(reading: &Reading<'_>, head: TokenId) -> Option<EntityId> {
    let (id, entity) = reading.entity_at(head)?;
    matches!(entity.kind, EntityKind::Person | EntityKind::Group).then_some(id)
}

/// "**Turkish** citizen Hale Demir": nationality before a person without an office; a group of a
/// country's forces is affiliated with it.
pub(super) fn citizens(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let token = reading.token(id);
        let Some((country, entity)) = reading.entity_at(id) else {
            continue;
        };
        let before = matches!(token.dep.as_str(), "amod" | "compound" | "nmod" | "poss");
        if entity.kind != EntityKind::Country || !before {
            continue;
        }
        let listed = &reading.frames.relations.words.country_adjectives;
        let adjective = token.pos == "ADJ" || listed.contains(token.text.as_str());
        let noun = if token.pos == "ADJ" {
            token.head
        } else {
            described(reading, token.head)
        };
        let Some((subject, people)) = reading.entity_at(noun) else {
            continue;
        };
        let acts = reading
            .frames
            .relations
            .words
            .agents
            .contains(&lemma(reading, noun));
        let described = reading.token(noun).dep == "attr";
        let property = match people.kind {
            EntityKind::Person if acts => "affiliatedWith",
            EntityKind::Group if acts && is_told_apart(reading, noun) => "affiliatedWith",
            EntityKind::Person if adjective && !described && !has_office(reading, noun) => {
                "citizenOf"
            }
            _ => continue,
        };
        let country = Filler::Entity(country);
        found.push(relation(reading, property, subject, country, id, None));
    }
}

/// "two French officers", "US troops"; "Saudi officials" are whoever speaks for the state.
fn is_told_apart(reading: &Reading<'_>, noun: TokenId) -> bool {
    let forces = matches!(lemma(reading, noun).as_str(), "force" | "troop" | "soldier");
    forces || reading.is_specific(noun) || reading.token(noun).tag == "NN"
}

/// "US **wrestler** Jon Dale": the name that a noun stands before.
fn described(reading: &Reading<'_>, noun: TokenId) -> TokenId {
    let token = reading.token(noun);
    let bare = token.dep == "compound" && token.pos == "NOUN" && reading.entity_at(noun).is_none();
    if bare { token.head } else { noun }
}

/// "Jon Dale **of Norway**", "Ana Ruiz **of Reuters**", "representatives **from Iran**".
pub(super) fn origins(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let entity = &reading.discourse.entities[mention.entity];
        let named = mention.form == MentionForm::Name && entity.kind == EntityKind::Person;
        let people = matches!(entity.kind, EntityKind::Person | EntityKind::Group);
        let agents = &reading.frames.relations.words.agents;
        let acts = people && agents.contains(&lemma(reading, mention.head));
        if !(named || acts) {
            continue;
        }
        let prepositions: &[&str] = if named {
            &["of", "from"]
        } else {
            &["of", "from", "at", "within", "with"]
        };
        let mut objects = objects_of(reading, mention.head, prepositions);
        objects.extend(right_after(reading, mention.tokens.end).filter(|_| named));
        objects.dedup();
        for object in objects
            .into_iter()
            .flat_map(|object| reading.listed(object))
        {
            if let Some((property, object, at)) = origin(reading, mention.head, named, object) {
                found.push(relation(
                    reading,
                    property,
                    mention.entity,
                    object,
                    at,
                    None,
                ));
            }
        }
    }
}

/// "won by Ana Ruiz **from Peru**", "Ana Ruiz, **of** the city council": the parser hangs the phrase on
/// the verb. "flew Ana Ruiz from Peru to Chile" tells of a way.
fn right_after(reading: &Reading<'_>, end: TokenId) -> Option<TokenId> {
    let tokens = &reading.analysis.tokens;
    let comma = usize::from(tokens.get(end)?.text == ",");
    let link = tokens.get(end + comma)?;
    let way = || {
        let mut phrases = reading.with(link.head, &["prep"]).filter(|&id| id > end);
        phrases.any(|id| matches!(reading.token(id).text.as_str(), "to" | "into" | "back"))
    };
    let tells = match link.text.as_str() {
        "from" => comma == 0 && !way(),
        "of" => comma == 1,
        _ => false,
    };
    (tells && link.dep == "prep").then(|| reading.with(end + comma, &["pobj"]).next())?
}

/// What a phrase with "of" or "from" says of a person or of people who act for others.
fn origin(
    reading: &Reading<'_>,
    head: TokenId,
    named: bool,
    object: TokenId,
) -> Option<(&'static str, Filler, TokenId)> {
    let (origin, place) = reading.entity_at(object)?;
    let body = place.named && is_a(place.kind, EntityKind::Organization);
    if let Some(post) = office_of_names(reading, head).filter(|_| named) {
        let text = format!("{} of {}", post, plain_name(reading, origin));
        return Some(("holdsPosition", Filler::Text(text), object));
    }
    let property = match place.kind {
        EntityKind::Country if named => "citizenOf",
        EntityKind::Country => "affiliatedWith",
        _ if body && named && is_assembly(place) => "memberOf",
        _ if body => "affiliatedWith",
        _ => return None,
    };
    Some((property, Filler::Entity(origin), object))
}

/// Bodies that consist of their members.
fn is_assembly(body: &Entity) -> bool {
    let last = body.name.rsplit(' ').next().unwrap_or_default();
    matches!(
        last.to_lowercase().as_str(),
        "assembly" | "committee" | "congress" | "council" | "parliament" | "senate"
    )
}

/// "**Presidents** Ana Ruiz of Peru and Jon Dale of Chile": the office of each of them.
fn office_of_names(reading: &Reading<'_>, name: TokenId) -> Option<String> {
    let mut first = name;
    while reading.token(first).dep == "conj" {
        first = reading.token(first).head;
    }
    let posts = &reading.frames.relations.words.state_posts;
    let words = reading.with(first, &["compound", "nmod"]);
    let before = first_word(reading, first).checked_sub(1);
    let mut offices = words.chain(before);
    let office = offices.find(|&word| posts.contains(&singular(reading, word)))?;
    let noun = singular(reading, office);
    match first_half(reading, office) {
        Some(half) => Some(format!(
            "{} {noun}",
            reading.token(half).text.to_lowercase()
        )),
        None => Some(noun),
    }
}

/// "**Prime** Minister", "**Foreign** Minister": the word before an office that belongs to it.
fn first_half(reading: &Reading<'_>, office: TokenId) -> Option<TokenId> {
    let before = office.checked_sub(1)?;
    let token = reading.token(before);
    let head = reading.token(office).head;
    let joined = matches!(token.dep.as_str(), "compound" | "amod")
        && (token.head == office || token.head == head);
    (joined && reading.entity_at(before).is_none()).then_some(before)
}

/// First word of a name.
fn first_word(reading: &Reading<'_>, head: TokenId) -> TokenId {
    let parts = reading.with(head, &["compound"]);
    let proper = parts.filter(|&id| id < head && reading.token(id).pos == "PROPN");
    proper.min().unwrap_or(head)
}

/// "Presidents" as "president".
fn singular(reading: &Reading<'_>, word: TokenId) -> String {
    let lemma = lemma(reading, word);
    lemma.strip_suffix('s').map_or(lemma.clone(), str::to_owned)
}

/// Some word of the phrase names an office of a state.
fn has_office(reading: &Reading<'_>, head: TokenId) -> bool {
    let posts = &reading.frames.relations.words.state_posts;
    let words = reading.dependents(head).iter().copied().chain([head]);
    words
        .into_iter()
        .any(|id| posts.contains(&lemma(reading, id)))
}
