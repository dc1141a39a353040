//! What lies where: places within places, organisations and buildings in places.
//!
//! Reads: "Bishkek, Kyrgyzstan", "a mosque in Urumqi", "Iraqi air base", "is based in Oslo". Writes: `locatedIn`, `partOf`,
//! `ownedBy` (of embassies). Never: adds from the gazetteer what no sentence names.

use crate::discourse::{Entity, EntityId, EntityKind, Mention, MentionForm, Polarity};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::Slot;

use super::{entity_of, is_so, lemma, objects_of, relation};

/// Everything within something.
pub(super) fn within(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let described = described(reading, mention.head, mention.entity);
        let subject = described.unwrap_or(mention.entity);
        let inner = &reading.discourse.entities[subject];
        // "the Peruvian capital" is the city that stands beside it.
        let capital = !inner.named && lemma(reading, mention.head) == "capital";
        if capital || may_not_exist(reading, mention.head, inner) {
            continue;
        }
        let outer = next_after(reading, mention.head, mention.tokens.end, inner)
            .into_iter()
            .chain(prepositional(reading, mention.head, inner))
            .chain(modifiers(reading, mention.head, inner));
        for (property, outer, at) in outer {
            if is_told(reading, mention.head, inner, outer, at) {
                let outer = Filler::Entity(outer);
                found.push(relation(reading, property, subject, outer, at, None));
            }
        }
    }
}

/// "The Lofotens, **islands** of Norway", "Bergen is **a city** in Norway": the named place that a noun
/// for a place describes.
fn described(reading: &Reading<'_>, head: TokenId, own: EntityId) -> Option<EntityId> {
    let token = reading.token(head);
    let place = is_a(reading.discourse.entities[own].kind, EntityKind::Place);
    let above = match token.dep.as_str() {
        "appos" => Some(token.head),
        "attr" => reading.with(token.head, &["nsubj"]).next(),
        _ => None,
    };
    let above = above.filter(|_| place && token.pos == "NOUN")?;
    let named = entity_of(reading, above, EntityKind::Place)?;
    reading.discourse.entities[named].named.then_some(named)
}

/// A named thing lies in what has a name. One without a name ("a mosque in Urumqi") lies there only
/// if it is a thing of its own and the place is called by name: not "buildings in the city", "its
/// airspace", "miles south of Urumqi".
fn is_told(
    reading: &Reading<'_>,
    head: TokenId,
    inner: &Entity,
    outer: EntityId,
    at: TokenId,
) -> bool {
    let words = &reading.frames.relations.words;
    let by_name = reading
        .discourse
        .mention_at
        .get(&at)
        .is_some_and(|&id| reading.discourse.mentions[id].form == MentionForm::Name);
    let bare = reading.token(head).tag == "NN" && reading.dependents(head).is_empty();
    let around =
        reading.token(at).dep == "compound" && words.surroundings.contains(&lemma(reading, head));
    !around
        && reading.discourse.entities[outer].named
        && !words.distances.contains(&lemma(reading, head))
        && (inner.named || by_name && !bare)
}

/// "plans to build **a school** in Oslo": what is only planned, denied or possible lies nowhere yet.
fn may_not_exist(reading: &Reading<'_>, head: TokenId, inner: &Entity) -> bool {
    if inner.named || reading.is_definite(head) {
        return false;
    }
    let told = reading.clauses.iter().zip(&reading.discourse.perspectives);
    let mut about = told.filter(|(clause, _)| clause.arguments.iter().any(|it| it.head == head));
    about.any(|(_, perspective)| {
        !perspective.modality.is_real() || perspective.polarity == Polarity::Negative
    })
}

type Outer = (&'static str, EntityId, TokenId);

/// "Bishkek, **Kyrgyzstan**", "Aden, in **southern Yemen**", "Omsk in the middle of **Siberia**": the
/// wider place that comes right after, whatever the parser hangs it on.
fn next_after(reading: &Reading<'_>, head: TokenId, end: TokenId, inner: &Entity) -> Option<Outer> {
    let tokens = &reading.analysis.tokens;
    let words = &reading.frames.relations.words;
    let text = |id: TokenId| tokens.get(id).map_or("", |token| token.text.as_str());
    let comma = text(end) == ",";
    // "the Centre for Marine Research **(CMR)** in Bergen"
    let short = text(end) == "(" && text(end + 2) == ")";
    let link = end + usize::from(comma) + if short { 3 } else { 0 };
    // "Vik, **on the outskirts of** Bergen", "Vik **on** Senja **island**"
    let object = || reading.with(link, &["pobj"]).next();
    let on_land = |object: TokenId| words.shores.contains(&lemma(reading, object));
    let on = text(link) == "on" && object().is_some_and(on_land);
    let inside = text(link) == "in" || on;
    let narrow = inner.named
        && matches!(
            inner.kind,
            EntityKind::City | EntityKind::Place | EntityKind::Facility | EntityKind::Region
        );
    let comma = comma || short && text(link) == ",";
    if !(narrow && (comma || inside)) {
        return None;
    }
    if inside {
        let whole = object()?;
        let object = middle_of(reading, whole);
        let (id, outer) = reading.entity_at(object)?;
        // "Kings County in New York" is a region within a region; "Vik in the **Alps**", "on Senja **island**".
        let reach = width(outer);
        let land = reach == 1 && (on || tokens[object].tag == "NNPS") && width(inner) < 3;
        let wider = outer.named && (land || reach > 1 && reach >= width(inner));
        let wider = wider && !inner.name.contains(outer.name.as_str());
        return wider.then_some(("locatedIn", id, object));
    }
    let next = place_from(reading, link)?;
    let preposition = reading.token(head).head;
    let outer = &reading.discourse.entities[next.entity];
    let last = inner.name.rsplit(' ').next().unwrap_or_default();
    let counties = &reading.frames.relations.words.counties;
    let county = counties.contains(&last.to_lowercase()) && width(outer) == width(inner);
    let wider = outer.named && (county || width(outer) > width(inner));
    let known = is_known_within(inner, outer);
    let joined = match reading.token(next.head).dep.as_str() {
        "appos" | "npadvmod" | "nmod" => true,
        "conj" => known || ends_a_list(reading, next, outer),
        // "Ana Ruiz of **Bergen, Norway** spoke", but "in Bergen, Norway lost".
        _ => known && reading.token(preposition).head != reading.token(next.head).head,
    };
    (wider && joined).then_some(("locatedIn", next.entity, next.head))
}

/// The mention of a place that begins at a token.
fn place_from<'a>(reading: &Reading<'a>, start: TokenId) -> Option<&'a Mention> {
    let mut mentions = reading.discourse.mentions.iter();
    let at = mentions.find(|mention| mention.tokens.start == start)?;
    let place = is_a(
        reading.discourse.entities[at.entity].kind,
        EntityKind::Place,
    );
    place.then_some(at)
}

/// "Vik, **Viken**, Norway", "hit Vik, **Viken** on Monday": no list goes on so, with a wider place or
/// without "and".
fn ends_a_list(reading: &Reading<'_>, last: &Mention, place: &Entity) -> bool {
    let text = |id: TokenId| {
        reading
            .analysis
            .tokens
            .get(id)
            .map_or("", |token| token.text.as_str())
    };
    let end = last.tokens.end;
    match text(end) {
        "and" | "or" | "&" | ";" => false,
        "," => place_from(reading, end + 1).is_some_and(|next| {
            let wider = &reading.discourse.entities[next.entity];
            width(wider) > width(place)
        }),
        _ => true,
    }
}

/// The gazetteer has both in one country: "Kano, Nigeria" is no list.
fn is_known_within(inner: &Entity, outer: &Entity) -> bool {
    let both = inner.link.is_some() && outer.link.is_some();
    both && inner.country.is_some() && inner.country == outer.country
}

/// "Equinor is **based** in Stavanger", "the castle **stands** in Kent", "the Oslo-**based** firm".
pub(super) fn verbs(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    let words = &reading.frames.relations.words;
    for (id, clause) in reading.clauses.iter().enumerate() {
        if !words.lying.contains(clause.lemma.as_str()) || !is_so(reading, id) {
            continue;
        }
        let argument = |slots: &[Slot]| {
            let mut arguments = clause.arguments.iter();
            let argument = arguments.find(|argument| slots.contains(&argument.slot))?;
            Some(argument.head)
        };
        let who = argument(&[Slot::Object]).or_else(|| argument(&[Slot::Subject]));
        let inner = who.and_then(|head| reading.entity_at(head));
        let inner = inner.filter(|(_, inner)| is_housed(inner));
        let place = argument(&[Slot::Oblique("in".into()), Slot::Oblique("on".into())]);
        let outer = place.and_then(|head| reading.entity_at(middle_of(reading, head)));
        if let (Some((subject, inner)), Some((outer, place))) = (inner, outer)
            && place.named
            && width(place) > width(inner)
        {
            let outer = Filler::Entity(outer);
            found.push(relation(
                reading,
                "locatedIn",
                subject,
                outer,
                clause.head,
                Some(id),
            ));
        }
    }
    based(reading, found);
}

fn is_housed(inner: &Entity) -> bool {
    is_a(inner.kind, EntityKind::Organization) || is_a(inner.kind, EntityKind::Place)
}

/// "the **Oslo-based** firm".
fn based(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let token = reading.token(id);
        if token.text != "based" || token.dep != "amod" {
            continue;
        }
        let inner = reading
            .entity_at(token.head)
            .filter(|(_, inner)| is_housed(inner));
        let place = reading.with(id, &["npadvmod"]).next();
        let outer = place.and_then(|place| entity_of(reading, place, EntityKind::Place));
        if let (Some((inner, _)), Some(outer)) = (inner, outer) {
            let outer = Filler::Entity(outer);
            found.push(relation(reading, "locatedIn", inner, outer, id, None));
        }
    }
}

/// How far a place reaches.
fn width(place: &Entity) -> u8 {
    match place.kind {
        EntityKind::Country => 4,
        EntityKind::Region => 3,
        // "northern Peru"
        EntityKind::Place if place.named && part_of_name(place).is_some() => 3,
        EntityKind::City => 2,
        EntityKind::Place => 1,
        _ => 0,
    }
}

/// "a mosque **in Urumqi**", "the city **of Xinjiang**".
fn prepositional(reading: &Reading<'_>, head: TokenId, inner: &Entity) -> Vec<Outer> {
    if !lies_somewhere(inner) || reading.is_pronoun(head) {
        return Vec::new();
    }
    let mut prepositions = vec!["in"];
    // "a suburb of Oslo", but "the province of Viken" is Viken itself.
    let words = &reading.frames.relations.words;
    let noun = lemma(reading, head);
    let narrow = matches!(
        inner.kind,
        EntityKind::City | EntityKind::Region | EntityKind::Place
    );
    if narrow && (inner.named || !reading.knowledge.is_equated(&noun)) {
        prepositions.push("of");
    }
    // "the power plant **at Omsk**"
    if inner.kind == EntityKind::Facility {
        prepositions.push("at");
    }
    let borough = words.boroughs.contains(&noun);
    let objects = objects_of(reading, head, &prepositions).into_iter();
    let places = objects.flat_map(|object| reading.listed(middle_of(reading, object)));
    let places = places.filter_map(|object| {
        let outer = entity_of(reading, object, EntityKind::Place)?;
        let reach = width(&reading.discourse.entities[outer]);
        let wider = reach > width(inner) || borough && reach == width(inner);
        wider.then_some(("locatedIn", outer, object))
    });
    // "University of Oslo's" ends before what it has.
    let own = reading.discourse.mention_at.get(&head);
    let end = own.map_or(head, |&id| reading.discourse.mentions[id].tokens.end);
    let wholes = objects_of(reading, head, &["of"]).into_iter();
    let wholes = wholes.filter(|object| *object > end);
    let wholes = wholes.filter_map(|object| {
        let whole = entity_of(reading, object, EntityKind::Organization)?;
        let named = inner.named && reading.discourse.entities[whole].named;
        let part = inner.kind == EntityKind::Facility || is_a(inner.kind, EntityKind::Organization);
        (named && part).then_some(("partOf", whole, object))
    });
    places.chain(wholes).collect()
}

/// "in **the centre of** Viken" is in Viken.
fn middle_of(reading: &Reading<'_>, place: TokenId) -> TokenId {
    let inside = &reading.frames.relations.words.insides;
    // "the **Viken** region of eastern Norway" has a name of its own.
    let called = reading.entity_at(place).is_some_and(|(_, it)| {
        it.named && matches!(it.kind, EntityKind::City | EntityKind::Region)
    });
    if called || !inside.contains(&lemma(reading, place)) {
        return place;
    }
    // "in **Norway's** north"
    let of = objects_of(reading, place, &["of"]).into_iter().next();
    of.or_else(|| reading.with(place, &["poss"]).next())
        .unwrap_or(place)
}

/// Places other than countries, and named organisations.
fn lies_somewhere(entity: &Entity) -> bool {
    is_a(entity.kind, EntityKind::Place) && entity.kind != EntityKind::Country
        || is_a(entity.kind, EntityKind::Organization)
            && (entity.named || !entity.plural || entity.name.eq_ignore_ascii_case("police"))
        || (entity.named && entity.kind == EntityKind::Happening)
}

/// "**Iraqi** air base", "**Baghdad** airport", "**Tunisia's** parliament".
fn modifiers(reading: &Reading<'_>, head: TokenId, inner: &Entity) -> Vec<Outer> {
    let words = &reading.frames.relations.words;
    let noun = lemma(reading, head);
    let body = is_a(inner.kind, EntityKind::Organization);
    let people = reading.knowledge.noun_kind(&noun) == Some(EntityKind::Person)
        && !words.state_bodies.contains(&noun);
    // "the Peruvian regime" stands for the country itself.
    let rules = noun == "government";
    // "the **Asia** division" looks after Asia.
    let before = reading.with(head, &["compound"]).next().is_some();
    let field =
        before && body && words.parts.contains(&noun) && !words.state_bodies.contains(&noun);
    if !(body || is_a(inner.kind, EntityKind::Place))
        || people
        || field
        || !inner.plural && words.unplaced.contains(&noun)
        || !rules && words.rulers.contains(&noun)
    {
        return Vec::new();
    }
    let town = matches!(
        inner.kind,
        EntityKind::City | EntityKind::Region | EntityKind::Place
    );
    let labels = ["amod", "compound", "poss", "nmod"];
    // "**Iranian** airline Mahan Air"
    let kind = reading.with(head, &["compound"]);
    let above_kind = kind.filter(|&id| reading.token(id).pos == "NOUN");
    let outer = above_kind.flat_map(|id| reading.with(id, &["amod", "compound"]));
    // "the parliament **of Peru**"
    let of = objects_of(reading, head, &["of"]).into_iter();
    let of = of.filter(|_| body && (rules || !inner.named && words.state_bodies.contains(&noun)));
    let before = reading
        .with(head, &labels)
        .chain(outer.filter(|_| body))
        .chain(of);
    let owners = before.filter_map(|owner| {
        let outer = entity_of(reading, owner, EntityKind::Place)?;
        let kind = reading.discourse.entities[outer].kind;
        let state = kind == EntityKind::Country && words.state_bodies.contains(&noun);
        let of_state = body && (rules || state);
        let property = match kind {
            EntityKind::Country if words.missions.contains(&noun) => "ownedBy",
            _ if of_state => "partOf",
            _ => "locatedIn",
        };
        // "the American Society for Chemistry" says by its name alone where it is: not surely.
        // "**St Anne's** Hospital"
        let saint = reading.token(owner).dep == "poss" && inner.kind == EntityKind::Facility;
        let within_name = (body || town || saint)
            && inner.named
            && property == "locatedIn"
            && is_in_name(reading, owner, inner);
        let reach = width(&reading.discourse.entities[outer]);
        let wider = reach > width(inner) && inner.kind != EntityKind::Country;
        (wider && !within_name).then_some((property, outer, owner))
    });
    owners.collect()
}

/// The word is a part of the name, and not "'s" before it.
fn is_in_name(reading: &Reading<'_>, word: TokenId, named: &Entity) -> bool {
    let token = reading.token(word);
    let possessed = token.dep == "poss" && !named.name.contains(&format!("{}'s", token.text));
    !possessed
        && named
            .name
            .split([' ', '-', '\'', '’'])
            .any(|part| part == token.text)
}

/// "**southern Yemen**" lies in Yemen.
pub(super) fn parts(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let inner = &reading.discourse.entities[mention.entity];
        let part = part_of_name(inner).filter(|_| is_a(inner.kind, EntityKind::Place));
        let Some(rest) = part.filter(|_| mention.form == MentionForm::Name) else {
            continue;
        };
        let mut entities = reading.discourse.entities.iter();
        let whole = entities.position(|outer| {
            outer.named && is_a(outer.kind, EntityKind::Place) && outer.name == rest
        });
        if let Some(whole) = whole {
            let whole = Filler::Entity(whole);
            found.push(relation(
                reading,
                "locatedIn",
                mention.entity,
                whole,
                mention.head,
                None,
            ));
        }
    }
}

/// The place in "northern **Peru**".
fn part_of_name(place: &Entity) -> Option<&str> {
    let (first, rest) = place.name.split_once(' ')?;
    first.starts_with(char::is_lowercase).then_some(rest)
}

/// "Omsk **and other parts of** Russia", "Russian cities **other than** Omsk": what is counted among
/// the places of a wider one lies there.
pub(super) fn among(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        if reading.token(id).text != "other" || reading.token(id).dep != "amod" {
            continue;
        }
        let noun = reading.token(id).head;
        let mut first = noun;
        while reading.token(first).dep == "conj" {
            first = reading.token(first).head;
        }
        let than = objects_of(reading, id, &["than"]).into_iter().next();
        let before = reading.with(noun, &["amod", "compound", "poss"]);
        let wider = objects_of(reading, noun, &["of", "in"]).into_iter();
        let wider = wider.chain(before).find_map(|place| {
            let (id, outer) = reading.entity_at(place)?;
            (outer.named && is_a(outer.kind, EntityKind::Place)).then_some((id, outer))
        });
        let Some((whole, outer)) = wider else {
            continue;
        };
        let named = than.map_or_else(|| reading.listed(first), |than| reading.listed(than));
        for place in named.into_iter().filter(|&place| place != noun) {
            let inner = reading.entity_at(place).filter(|(_, inner)| {
                inner.named && is_a(inner.kind, EntityKind::Place) && width(outer) > width(inner)
            });
            if let Some((inner, _)) = inner {
                let whole = Filler::Entity(whole);
                found.push(relation(reading, "locatedIn", inner, whole, place, None));
            }
        }
    }
}
