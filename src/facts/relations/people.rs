//! Age and relatives of people.
//!
//! Reads: appositions, modifiers, possessives, verbs of marrying and of being an age. Writes: `age`, `spouse`, `child`, `parent`, `sibling`.
//! Never: guesses a relation from a shared surname.

use crate::discourse::{EntityId, EntityKind, MentionForm};
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
        let beside = after_name(reading, id);
        let described = beside
            .or_else(|| year_old(reading, id))
            .or_else(|| aged(reading, id));
        // "five girls, all aged fifteen"
        let described = described.and_then(|head| human(reading, head));
        let person = || {
            let head = after_comma(reading, id)
                .or_else(|| is_so_old(reading, id))
                .or_else(|| turned(reading, id))
                .or_else(|| at_age(reading, id))?;
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

/// "Ana Ruiz, **aged** 34", "Ana Ruiz, **also** 34": the name right before, whatever the parser hangs it on.
fn after_name(reading: &Reading<'_>, number: TokenId) -> Option<TokenId> {
    let word = number.checked_sub(1)?;
    let told = matches!(lemma(reading, word).as_str(), "age" | "aged" | "also");
    let opens = word
        .checked_sub(1)
        .filter(|&id| matches!(reading.token(id).text.as_str(), "," | "("))?;
    let closes = reading.analysis.tokens.get(number + 1);
    let closes =
        closes.is_none_or(|next| matches!(next.text.as_str(), "," | ")" | "." | ";" | "and"));
    let mut mentions = reading.discourse.mentions.iter();
    let name = mentions.find(|it| it.tokens.end == opens && it.form == MentionForm::Name)?;
    (told && closes).then_some(name.head)
}

/// "Ana Ruiz, who **turned 34** in May".
fn turned(reading: &Reading<'_>, number: TokenId) -> Option<TokenId> {
    let token = reading.token(number);
    let verb = reading.token(token.head);
    let alone = reading.dependents(number).is_empty();
    let past = verb.lemma == "turn" && verb.tag == "VBD" && verb.dep != "advcl";
    let object = matches!(token.dep.as_str(), "dobj" | "attr" | "acomp");
    let clause = reading
        .clause_at(token.head)
        .filter(|_| alone && past && object)?;
    let who = reading.clauses[clause].argument(&Slot::Subject)?;
    Some(who.head)
}

/// "**At 34**, Ana Ruiz is the youngest of them".
fn at_age(reading: &Reading<'_>, number: TokenId) -> Option<TokenId> {
    let at = number.checked_sub(1)?;
    let token = reading.token(at);
    let begins = token.text == "At" && reading.token(token.head).lemma == "be";
    let comma = reading.analysis.tokens.get(number + 1)?.text == ",";
    let present = reading.token(token.head).tag == "VBZ";
    (begins && comma && present).then(|| reading.with(token.head, &["nsubj"]).next())?
}

/// The noun that "34-year-old" modifies, or that it stands for.
fn year_old(reading: &Reading<'_>, number: TokenId) -> Option<TokenId> {
    let old = (number + 1..number + 6)
        .take_while(|&id| id < reading.analysis.tokens.len())
        .find(|&id| reading.token(id).text.eq_ignore_ascii_case("old"))?;
    let year = (number + 1..old).any(|id| matches!(lemma(reading, id).as_str(), "year"));
    let head = reading.token(old).head;
    let holder = match reading.token(old).dep.as_str() {
        // "34-year-old **cleric Tom Lind**"
        "amod" | "nmod" | "compound" | "appos"
            if reading.token(head).dep == "compound" && reading.entity_at(head).is_none() =>
        {
            reading.token(head).head
        }
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
    // "is 81 **and lives** alone"
    let alone = reading.dependents(number).iter().all(|&id| {
        let dep = reading.token(id).dep.as_str();
        matches!(dep, "cc" | "conj" | "punct") && reading.token(id).pos != "NUM"
    });
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
        // "the **parent** company"
        let above = entity_of(reading, reading.token(id).head, EntityKind::Person);
        let sort = property == "parent" && reading.token(id).dep == "compound" && above.is_none();
        if property.is_empty() || reading.token(id).pos == "VERB" || sort {
            continue;
        }
        let mut relatives = kin_named(reading, id);
        if relatives.is_empty() {
            // "his father", not "his parents"
            let parent = property == "parent" && lemma != "parent";
            let human = human(reading, id);
            relatives.extend(human.filter(|&it| is_somebody(reading, id, it, parent)));
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
fn is_somebody(reading: &Reading<'_>, noun: TokenId, relative: EntityId, parent: bool) -> bool {
    let token = reading.token(noun);
    let named = reading.discourse.entities[relative].named;
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
    let owner = [possessor, outer].into_iter().flatten().find_map(person);
    if owner.is_some() {
        return owner.into_iter().collect();
    }
    // "**their** daughters": of both.
    let both = possessor.and_then(|owner| reading.entity_at(owner));
    if let Some((_, both)) = both.filter(|(_, it)| !it.members.is_empty()) {
        let sentence = reading.sentence(noun);
        let near = |id: &EntityId| {
            let mut mentions = reading.discourse.mentions.iter();
            mentions.any(|it| {
                it.entity == *id && it.head < noun && reading.sentence(it.head) == sentence
            })
        };
        return both.members.iter().copied().filter(near).collect();
    }
    let of = of.map_or(Vec::new(), |of| described_next(reading, of));
    let owners: Vec<EntityId> = of.into_iter().filter_map(person).collect();
    if !owners.is_empty() {
        return owners;
    }
    if possessor.is_none()
        && compound
        && let Some(partner) = joined_before(reading, head)
    {
        return vec![partner];
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
    // "the Linds, **who** have two children"
    let members = |parent: TokenId| match reading.entity_at(parent) {
        Some((_, both)) if !both.members.is_empty() => both.members.clone(),
        _ => person(parent).into_iter().collect(),
    };
    parents.into_iter().flatten().flat_map(members).collect()
}

/// "the son of **Ana Ruiz** and **Tom Lind**", "of **model Ana Ruiz**", where the parser takes the name for another
/// phrase.
fn described_next(reading: &Reading<'_>, of: TokenId) -> Vec<TokenId> {
    let named = |head: TokenId| {
        let person = entity_of(reading, head, EntityKind::Person);
        person.is_some_and(|it| reading.discourse.entities[it].named)
    };
    let mut mentions = reading.discourse.mentions.iter();
    let next = mentions.find(|it| it.tokens.start == of + 1);
    let next = next.filter(|it| it.form == MentionForm::Name && named(it.head));
    match next {
        Some(next) if !named(of) => reading.listed(next.head),
        _ => {
            let mut all = reading.listed(of);
            all.retain(|&one| one == of || named(one));
            all
        }
    }
}

/// "**Tom Lind** and wife Ana": whom "and" ties to the relative.
fn joined_before(reading: &Reading<'_>, name: TokenId) -> Option<EntityId> {
    let token = reading.token(name);
    let first = (token.dep == "conj").then_some(token.head)?;
    let person = entity_of(reading, first, EntityKind::Person)?;
    reading.discourse.entities[person].named.then_some(person)
}

/// "is **married to** Ana".
pub(super) fn marriages(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for (id, clause) in reading.clauses.iter().enumerate() {
        let weds = matches!(clause.lemma.as_str(), "marry" | "married" | "wed");
        if !weds || !is_so(reading, id) {
            continue;
        }
        let person = |slot: &Slot| {
            let mut heads = clause.arguments(slot).map(|it| it.head);
            heads.find_map(|head| entity_of(reading, head, EntityKind::Person))
        };
        let one = person(&Slot::Object).or_else(|| person(&Slot::Subject));
        let other = person(&Slot::Oblique("to".into()));
        if let (Some(one), Some(other)) = (one, other) {
            let other = Filler::Entity(other);
            let verb = clause.head;
            found.push(relation(reading, "spouse", one, other, verb, Some(id)));
        }
    }
}

/// "**brothers** Tom and Jon Lind", "the **twins**, Ana and Eva".
pub(super) fn siblings(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let kin = &reading.frames.relations.kin;
    for id in 0..reading.analysis.tokens.len() {
        let token = reading.token(id);
        let noun = lemma(reading, id);
        let one = noun.strip_suffix('s').unwrap_or(&noun);
        let sibling = kin.get(one).is_some_and(|it| it == "sibling");
        let whose = reading.with(id, &["poss", "prep"]).next().is_some();
        if !sibling || whose || !matches!(token.tag.as_str(), "NNS" | "NNPS") {
            continue;
        }
        let above = matches!(token.dep.as_str(), "compound" | "nmod").then_some(token.head);
        let first = above.or_else(|| reading.with(id, &["appos"]).next());
        let names = first.map_or(Vec::new(), |first| reading.listed(first));
        let people = names.into_iter().filter_map(|name| {
            let person = entity_of(reading, name, EntityKind::Person)?;
            reading.discourse.entities[person].named.then_some(person)
        });
        let people: Vec<EntityId> = people.collect();
        if let &[one, ref others @ ..] = people.as_slice() {
            for &other in others {
                let other = Filler::Entity(other);
                found.push(relation(reading, "sibling", one, other, id, None));
            }
        }
    }
}

/// The relatives' names: in apposition, or the word that the noun stands before; several after
/// "children".
fn kin_named(reading: &Reading<'_>, noun: TokenId) -> Vec<EntityId> {
    let token = reading.token(noun);
    // "the daughter of model **Ana Ruiz**" is no Ana Ruiz.
    let of = objects_of(reading, noun, &["of"]).into_iter();
    let parents: Vec<TokenId> = of.flat_map(|of| described_next(reading, of)).collect();
    let apposed = reading
        .with(noun, &["appos"])
        .find(|name| !parents.contains(name));
    // "three children, **Ana, Eva** and Tom"
    let listed = || {
        let first = reading.with(noun, &["conj"]).next()?;
        let begins = reading.with(first, &["compound"]).min().unwrap_or(first);
        let comma = reading.token(begins.checked_sub(1)?).text == ",";
        (token.tag == "NNS" && comma && reading.token(first).pos == "PROPN").then_some(first)
    };
    let apposed = apposed.or_else(listed);
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
