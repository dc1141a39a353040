//! Where people come from: nationality, and the bodies that stand after "of" or "from".
//!
//! Reads: adjectives and names of nations, phrases after names. Writes: `citizenOf`, `affiliatedWith`,
//! `memberOf`, `holdsPosition`. Never: takes the adjective of a state's office for a nationality.

use crate::discourse::{Entity, EntityId, EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;

use super::people::human;
use super::posts::names_people;
use super::wording::plain_name;
use super::{entity_of, lemma, objects_of, relation};

/// "**Turkish** citizen Hale Demir": nationality before a person without an office; a group of a
/// country's forces is affiliated with it, "**Tesmar's** Ana Ruiz" with that body.
pub(super) fn citizens(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let token = reading.token(id);
        let Some((country, entity)) = reading.entity_at(id) else {
            continue;
        };
        // "**Tesmar's** Ana Ruiz"
        if token.dep == "poss" && entity.named && is_a(entity.kind, EntityKind::Organization) {
            let person = entity_of(reading, token.head, EntityKind::Person);
            let named =
                |it: &EntityId| is_name(reading, token.head, &reading.discourse.entities[*it]);
            let body = Filler::Entity(country);
            let told = person.filter(named);
            found.extend(told.map(|it| relation(reading, "affiliatedWith", it, body, id, None)));
            continue;
        }
        let before = matches!(token.dep.as_str(), "amod" | "compound" | "nmod" | "poss");
        if entity.kind != EntityKind::Country || !before {
            continue;
        }
        let listed = &reading.frames.relations.words.country_adjectives;
        let adjective = token.pos == "ADJ" || listed.contains(token.text.as_str());
        // "**Czech** Ana Ruiz"
        let norp = reading.knowledge.gazetteer.demonym(&token.text).is_some();
        let above = reading.entity_at(token.head);
        let outside = above.is_some_and(|(_, it)| !it.name.contains(token.text.as_str()));
        let adjective = adjective || norp && outside;
        let noun = if token.pos == "ADJ" {
            let noun = above_national(reading, token.head);
            if names_people(reading, noun) {
                described(reading, noun)
            } else {
                noun
            }
        } else {
            described(reading, token.head)
        };
        let Some((subject, people)) = reading.entity_at(noun) else {
            continue;
        };
        // "**Polish** citizens Ana Ruiz and Tom Lind"
        if people.kind == EntityKind::Group && !has_office(reading, noun) {
            for one in fellow_nationals(reading, noun) {
                let country = Filler::Entity(country);
                found.push(relation(reading, "citizenOf", one, country, id, None));
            }
        }
        // "a Norwegian **player**" plays for whom he likes.
        let words = &reading.frames.relations.words;
        let office = lemma(reading, noun);
        let acts = words.agents.contains(&office) && !words.mates.contains(&office);
        let described = reading.token(noun).dep == "attr";
        // "**Norway's** Ana Ruiz"
        let named_after = token.dep == "poss" && is_name(reading, noun, people);
        let property = match people.kind {
            EntityKind::Person if named_after => "citizenOf",
            EntityKind::Person if acts => "affiliatedWith",
            EntityKind::Group if acts && is_told_apart(reading, noun) => "affiliatedWith",
            EntityKind::Person if adjective && !described && !has_office(reading, noun) => {
                "citizenOf"
            }
            EntityKind::Group if token.pos == "ADJ" && !acts && is_counted(reading, noun) => {
                "citizenOf"
            }
            _ => continue,
        };
        let country = Filler::Entity(country);
        found.push(relation(reading, property, subject, country, id, None));
    }
}

/// The words are the name of somebody without a noun for an office.
fn is_name(reading: &Reading<'_>, head: TokenId, person: &Entity) -> bool {
    let posts = &reading.frames.relations.words.state_posts;
    let mut before = reading.with(head, &["compound", "nmod", "amod"]);
    let titled = before.any(|id| !person.name.contains(reading.token(id).text.as_str()));
    let name = reading.token(head);
    let office = posts.contains(&lemma(reading, head)) || titled;
    person.named && name.pos == "PROPN" && person.name.ends_with(name.text.as_str()) && !office
}

/// "Norwegian **national** Ana Ruiz", "the British-**Iranian** Ana Ruiz": what the word before a name says of it.
fn above_national(reading: &Reading<'_>, word: TokenId) -> TokenId {
    let token = reading.token(word);
    let before = matches!(token.dep.as_str(), "amod" | "compound" | "nmod") && token.head > word;
    let national = matches!(lemma(reading, word).as_str(), "national" | "citizen");
    let nation = token.pos == "ADJ" && reading.knowledge.gazetteer.demonym(&token.text).is_some();
    if before && (national || nation) {
        token.head
    } else {
        word
    }
}

/// "two French officers", "US troops"; "Saudi officials" are whoever speaks for the state.
fn is_told_apart(reading: &Reading<'_>, noun: TokenId) -> bool {
    let forces = matches!(lemma(reading, noun).as_str(), "force" | "troop" | "soldier");
    forces || reading.is_specific(noun) || reading.token(noun).tag == "NN"
}

/// "Ana Ruiz is **Norwegian**", "Tom Hill, an **American**".
pub(super) fn nationality(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let token = reading.token(id);
        let norp = reading.name_at(id).is_some_and(|name| name.label == "NORP");
        let Some((country, place)) = reading.entity_at(id).filter(|_| norp) else {
            continue;
        };
        // "is a **Norwegian** citizen"
        let above = reading.token(token.head);
        let citizen = token.dep == "amod"
            && matches!(above.lemma.as_str(), "citizen" | "national")
            && matches!(above.dep.as_str(), "attr" | "acomp");
        let told = if citizen { token.head } else { id };
        let verb = reading.token(told).head;
        let person = match reading.token(told).dep.as_str() {
            "acomp" | "attr"
                if matches!(
                    reading.token(verb).lemma.as_str(),
                    "be" | "become" | "remain"
                ) =>
            {
                reading.with(verb, &["nsubj"]).next()
            }
            "appos" => Some(verb),
            _ => None,
        };
        let denied = reading.with(verb, &["neg"]).next().is_some();
        let person = person.and_then(|head| entity_of(reading, head, EntityKind::Person));
        if let Some(person) = person.filter(|_| place.kind == EntityKind::Country && !denied) {
            let country = Filler::Entity(country);
            found.push(relation(reading, "citizenOf", person, country, id, None));
        }
    }
}

/// People with names whose nation the noun for several tells: "the **Norwegians** Ana Ruiz and Tom Lind".
fn fellow_nationals(reading: &Reading<'_>, noun: TokenId) -> Vec<EntityId> {
    let token = reading.token(noun);
    let above = matches!(token.dep.as_str(), "compound" | "nmod") && token.head > noun;
    let first = above
        .then_some(token.head)
        .or_else(|| reading.with(noun, &["appos"]).next());
    let all = first.map_or(Vec::new(), |first| reading.listed(first));
    let person = |name| entity_of(reading, name, EntityKind::Person);
    let people = all.into_iter().filter_map(person);
    people
        .filter(|&it| reading.discourse.entities[it].named)
        .collect()
}

/// "two Cuban dissidents", "the Cuban dissidents"; "Cuban voters" are people in general, and "the
/// Cuban leaders" stand for the state.
fn is_counted(reading: &Reading<'_>, noun: TokenId) -> bool {
    let posts = &reading.frames.relations.words.state_posts;
    reading.with(noun, &["nummod"]).next().is_some() && !posts.contains(&lemma(reading, noun))
}

/// "**Three Canadians** were hurt", "the crew were **Iranians**": people called by their country, where
/// the article names it.
pub(super) fn nationals(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let people = &reading.discourse.entities[mention.entity];
        let token = reading.token(mention.head);
        let called = people.kind == EntityKind::Group && token.tag == "NNPS";
        let norp = reading
            .name_at(mention.head)
            .is_some_and(|name| name.label == "NORP");
        // "the Canadians" may be their state or team.
        let counted = reading.with(mention.head, &["nummod"]).next().is_some();
        let predicate = token.dep == "attr";
        let named = !fellow_nationals(reading, mention.head).is_empty();
        if !(called && norp && (counted || predicate || named)) || people.country.is_none() {
            continue;
        }
        let mut entities = reading.discourse.entities.iter();
        let country =
            entities.position(|it| it.kind == EntityKind::Country && it.country == people.country);
        if let Some(country) = country {
            let (head, country) = (mention.head, Filler::Entity(country));
            let subject = reading.with(token.head, &["nsubj"]).next();
            let subject = subject.filter(|_| predicate);
            let subject = subject.map_or(Some(mention.entity), |it| human(reading, it));
            // "two **Norwegians, Ana Ruiz and Tom Lind**"
            for one in fellow_nationals(reading, mention.head) {
                let country = country.clone();
                found.push(relation(reading, "citizenOf", one, country, head, None));
            }
            if let Some(people) = subject.filter(|_| counted || predicate) {
                found.push(relation(reading, "citizenOf", people, country, head, None));
            }
        }
    }
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
        let numeral = people && reading.token(mention.head).pos == "NUM";
        let acts = numeral || people && agents.contains(&lemma(reading, mention.head));
        if !(named || acts) {
            continue;
        }
        // Whom somebody meets "at the bank" need not work there; who speaks does.
        let speaks = reading.token(mention.head).dep == "nsubj";
        let prepositions: &[&str] = match named {
            true if speaks => &["of", "from", "at"],
            true => &["of", "from"],
            false => &["of", "for", "from", "at", "within", "with"],
        };
        let mut objects = objects_of(reading, mention.head, prepositions);
        objects.extend(right_after(reading, mention.tokens.end).filter(|_| named));
        objects.dedup();
        for object in objects
            .into_iter()
            .flat_map(|object| reading.listed(object))
        {
            if let Some((property, object, at)) = origin(reading, mention.head, named, object) {
                let mut told = relation(reading, property, mention.entity, object, at, None);
                told.also.extend(as_written(reading, &told.object, at));
                found.push(told);
            }
        }
    }
}

/// "president of Burma", where the country is called otherwise.
fn as_written(reading: &Reading<'_>, post: &Filler, owner: TokenId) -> Option<String> {
    let Filler::Text(post) = post else {
        return None;
    };
    let (id, entity) = reading.entity_at(owner)?;
    let office = post.strip_suffix(plain_name(reading, id))?;
    (plain_name(reading, id) != entity.name).then(|| format!("{office}{}", entity.name))
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
    // "Ana Ruiz of the island's power authority"
    let told = place.named || named && reading.is_definite(object);
    let body = told && is_a(place.kind, EntityKind::Organization);
    let link = reading.token(reading.token(object).head);
    let home = link.head == head && (link.text == "of" || link.text == "from" && !named);
    let owner = place.named && (body || is_a(place.kind, EntityKind::Place));
    if let Some(post) = office_of_names(reading, head).filter(|_| named && owner) {
        let text = format!("{} of {}", post, plain_name(reading, origin));
        return Some(("holdsPosition", Filler::Text(text), object));
    }
    let property = match place.kind {
        EntityKind::Country if named => "citizenOf",
        // "the envoy for Iran" is another country's.
        EntityKind::Country if reading.token(reading.token(object).head).text == "for" => {
            return None;
        }
        EntityKind::Country => "affiliatedWith",
        _ if body && !named && reading.token(head).pos == "NUM" => "memberOf",
        _ if body && named && is_assembly(reading, place) => "memberOf",
        _ if body => "affiliatedWith",
        // "Tom Lind of Kent", "two officials from Kent"; "Tom Lind from Kent" may have left it.
        _ if home && place.named && is_a(place.kind, EntityKind::Place) => "affiliatedWith",
        _ => return None,
    };
    Some((property, Filler::Entity(origin), object))
}

/// Bodies that consist of their members.
pub(super) fn is_assembly(reading: &Reading<'_>, body: &Entity) -> bool {
    let last = body.name.rsplit(' ').next().unwrap_or_default();
    let assemblies = &reading.frames.relations.words.assemblies;
    assemblies.contains(&last.to_lowercase())
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
    // "**Chief** Superintendent Ana Ruiz" is no chief.
    let offices = words.chain(before);
    let office = offices
        .filter(|&word| posts.contains(&singular(reading, word)))
        .max()?;
    let titled = office + 1 < first_word(reading, first);
    if titled && names_people(reading, office + 1) {
        return None;
    }
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
    let other = reading.entity_at(before);
    let own = other.is_none_or(|(_, it)| it.kind == EntityKind::Party);
    // "union **chairman** President Ana Ruiz": an office of its own; nor "**Sunday** Presidents".
    let words = &reading.frames.relations.words;
    let other = words.leading.contains(&lemma(reading, before)) || reading.is_time(before);
    (joined && own && !other).then_some(before)
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
