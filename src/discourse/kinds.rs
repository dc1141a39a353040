//! What kind of thing a phrase names: gazetteer, then head words, then titles, then the label.
//!
//! Reads: a [`Phrase`] with its name, [`Knowledge`]. Writes: its kind and gender.
//! Never: looks beyond the phrase.

mod words;

pub(super) use words::KindWords;

use super::amounts::{counted_noun, is_condition};
use super::context::Context;
use super::gazetteer::Gazetteer;
use super::knowledge::Knowledge;
use super::mentions::{Determiner, Phrase};
use super::places;
use super::proper::ProperName;
use super::surroundings;
use super::{EntityKind, Gender, MentionForm};
use crate::linguistics::{Analysis, Token, TokenId};

/// Fills in kind and gender, and drops a gazetteer entry that the words speak against.
pub(super) fn decide(context: &Context<'_>, phrase: &mut Phrase) {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    match phrase.name.clone() {
        Some(name) => {
            let (kind, entry) = of_name(context, phrase, &name);
            (phrase.kind, phrase.entry) = (kind, entry);
            if kind == EntityKind::Person {
                phrase.gender = gender_of_name(analysis, knowledge, &name);
            }
        }
        None if phrase.form == MentionForm::Pronoun => {
            (phrase.kind, phrase.gender) = of_pronoun(&analysis.tokens[phrase.head].text);
        }
        None => {
            phrase.kind = of_noun(analysis, knowledge, phrase);
            if phrase.kind == EntityKind::Person {
                // "one of their **daughters**"
                let one = analysis.tokens[phrase.head].pos == "NUM";
                let of = counted_noun(analysis, phrase.head).filter(|_| one);
                let lemma = of.map(|of| analysis.tokens[of].lemma.to_lowercase());
                phrase.gender = knowledge.noun_gender(lemma.as_deref().unwrap_or(&phrase.lemma));
            }
        }
    }
}

fn of_name(
    context: &Context<'_>,
    phrase: &mut Phrase,
    name: &ProperName,
) -> (EntityKind, Option<u32>) {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let person = name.label == "PERSON";
    let words: Vec<&str> = name.text.split(' ').collect();
    let titled = (name.title.iter()).any(|&t| is_person_title(analysis, knowledge, t))
        || surroundings::has_age(analysis, phrase);
    if surroundings::is_title_of_work(analysis, name) {
        return (EntityKind::Work, None);
    }
    if surroundings::is_relative(context, name, phrase.head) {
        return (EntityKind::Person, None);
    }
    if let Some(kind) = of_entry(context, phrase, name).filter(|_| !(titled && person)) {
        return (kind, name.entry);
    }
    if name.entry.is_none() && surroundings::is_portfolio(analysis, name) {
        return (EntityKind::Topic, None);
    }
    let head_word = head_word(knowledge, &name.text);
    let by_word = knowledge.name_head(head_word).filter(|_| words.len() > 1);
    // "Karl Marx Avenue" and "General O'Higgins Riquelme Base", but "Kate Bush".
    if let Some(kind) = by_word.filter(|kind| words.len() > 2 && is_site(*kind)) {
        return (kind, None);
    }
    if is_storm(context, name, &words) {
        return (EntityKind::Happening, None);
    }
    if let Some(kind) = by_letters(knowledge, &words) {
        return (kind, None);
    }
    // "Mount Aso", but "Lake Bell" and "Mount Sinai Hospital".
    let landform = knowledge.kinds.is_landform(words[0]) && !knowledge.is_first_name(words[0]);
    if landform && words.len() > 1 && by_word.is_none() {
        return (EntityKind::Place, None);
    }
    let called = surroundings::follows_person(knowledge, analysis, name);
    if titled && (person || words.len() > 1 || name.label.is_empty() || called) {
        return (EntityKind::Person, None);
    }
    if person && !titled && surroundings::stands_in_place(analysis, knowledge, phrase, &words) {
        return (EntityKind::Place, None);
    }
    if words.len() == 1 && context.surnames.contains(words[0]) {
        return (EntityKind::Person, None);
    }
    let full_name = person && words.len() > 1 && knowledge.is_first_name(words[0]);
    // "the frigate Ana Ruiz"
    let fits = |kind: &EntityKind| by_word.is_none() && (!full_name || *kind == EntityKind::Thing);
    if let Some(kind) = surroundings::noun_before(context, name).filter(fits) {
        return (kind, None);
    }
    let unplaced = by_word.is_none() && !matches!(name.label.as_str(), "GPE" | "LOC" | "FAC");
    if unplaced && !full_name && surroundings::is_placed(context, phrase, name) {
        return (EntityKind::Place, None);
    }
    if words.len() == 1 && name.label == "ORG" && surroundings::governs(analysis, name) {
        return (EntityKind::Person, None);
    }
    if let Some(kind) = by_word.filter(|_| !(person && knowledge.is_first_name(words[0]))) {
        return (kind, None);
    }
    if words.len() > 1 && knowledge.name_head(words[0]).is_some_and(leads_name) && !person {
        return (knowledge.name_head(words[0]).unwrap_or_default(), None);
    }
    // "County Mayo": the one word for a region that may stand first and begins no body's name.
    if words.len() == 2 && words[0] == "County" {
        return (EntityKind::Region, None);
    }
    if words.len() > 1
        && knowledge.is_first_name(words[0])
        && may_be_person(knowledge, &name.label, &words)
    {
        return (EntityKind::Person, None);
    }
    phrase.doubtful = true;
    (of_label(&name.label, knowledge, head_word), None)
}

/// The kind of the entry of a name, unless the words around it speak against that.
fn of_entry(context: &Context<'_>, phrase: &Phrase, name: &ProperName) -> Option<EntityKind> {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let person = name.label == "PERSON";
    let words: Vec<&str> = name.text.split(' ').collect();
    let id = name.entry?;
    let kind = knowledge.gazetteer.entry(id).kind;
    let people = phrase.plural || is_people(analysis, &knowledge.gazetteer, name);
    // "to **Austin**'s order" after "Lloyd Austin": whose.
    let owner = analysis.tokens[phrase.head].dep == "poss" && context.surnames.contains(words[0]);
    let placed = surroundings::follows_place_word(analysis, name.tokens.start) && !owner;
    // "Austin" after "Lloyd Austin", "Florence" after "Florence Reed".
    let person_named =
        context.surnames.contains(words[0]) || context.given_names.contains(words[0]);
    let surname = person_named && words.len() == 1;
    let relation = analysis.tokens[phrase.head].dep.as_str();
    let stands_alone = !matches!(relation, "compound" | "nmod" | "amod");
    let likely = match kind {
        EntityKind::Country => true,
        // "the Columbia" is a ship or a river, The Hague is a city; "the **Oslo** talks" are in a city.
        EntityKind::City if phrase.determiner == Determiner::Definite && stands_alone => {
            let full = format!("The {}", name.text);
            knowledge.gazetteer.names_entry(&full, Some(id))
        }
        // "Kavan" after "Kavan Air": the firm, not a town of its name.
        EntityKind::City
            if !placed
                && context.firms.contains(name.text.as_str())
                && !knowledge.gazetteer.is_town(&name.text) =>
        {
            false
        }
        // "the news agency Fars"
        EntityKind::City | EntityKind::Region | EntityKind::Place
            if surroundings::follows_body(analysis, knowledge, name.tokens.start) =>
        {
            false
        }
        EntityKind::City | EntityKind::Region | EntityKind::Place => {
            placed
                || is_within(context, name)
                || words.len() > 1
                || !surname && (!person || is_near(context, id, words[0]))
                || person && !surname && is_reached(context, phrase, id)
        }
        _ => !surname,
    };
    let country_of_people = people && kind == EntityKind::Country;
    let kind = if country_of_people {
        EntityKind::Group
    } else {
        kind
    };
    likely.then_some(kind)
}

/// "**Jackson**, Mississippi", whoever else is called Jackson.
fn is_within(context: &Context<'_>, name: &ProperName) -> bool {
    let whole = places::place_after(context, &name.tokens);
    whole.is_some_and(|whole| {
        let gazetteer = &context.knowledge.gazetteer;
        gazetteer.find_in(&name.text, whole).is_some()
    })
}

/// "visited **Oslo**": a large city where somebody goes, whatever the recogniser says.
fn is_reached(context: &Context<'_>, phrase: &Phrase, place: u32) -> bool {
    let token = &context.analysis.tokens[phrase.head];
    let verb = &context.analysis.tokens[token.head];
    let knowledge = context.knowledge;
    let goes = knowledge.kinds.reaching.contains(&verb.lemma);
    let gazetteer = &knowledge.gazetteer;
    token.dep == "dobj" && goes && gazetteer.is_certain(place, &token.text, &context.near)
}

/// True for a place of a country or region that the article names, unless it is called like people.
fn is_near(context: &Context<'_>, place: u32, word: &str) -> bool {
    let gazetteer = &context.knowledge.gazetteer;
    gazetteer.is_near(place, &context.near) && !context.knowledge.is_first_name(word)
}

/// Kinds of which streets and bases are, often named for a person.
fn is_site(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Place | EntityKind::Facility | EntityKind::University
    )
}

/// "Cyclone Mocha", "Lake Chad", "Mount Everest": the kind stands first.
pub(super) fn leads_name(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Happening | EntityKind::Place | EntityKind::Facility | EntityKind::SportsTeam
    )
}

/// "Storm Ines", be the noun a title before the name or its first word.
fn is_storm(context: &Context<'_>, name: &ProperName, words: &[&str]) -> bool {
    let knowledge = context.knowledge;
    let makes = |word: &str| knowledge.name_head(word) == Some(EntityKind::Happening);
    let tropical = matches!(words[0], "Tropical" | "Super" | "Severe");
    match words {
        [_, storm, _] if tropical => makes(storm),
        // "Crisis Group" is a group.
        [storm, own] if makes(storm) && knowledge.name_head(own).is_none() => true,
        _ => name.title.last().is_some_and(|&t| {
            t + 1 == name.tokens.start && makes(&context.analysis.tokens[t].text)
        }),
    }
}

/// "USS Reed", "FC Nord": capitals before the name of a ship or team.
pub(super) fn by_letters(knowledge: &Knowledge, words: &[&str]) -> Option<EntityKind> {
    let letters = (words[0].chars()).all(|c| c.is_uppercase() || matches!(c, '.' | '/'));
    let kind = knowledge
        .name_head(words[0])
        .filter(|_| letters && words.len() > 1);
    kind.filter(|kind| matches!(kind, EntityKind::Thing | EntityKind::SportsTeam))
}

/// "the Iranians", "Germans": people, not the country.
fn is_people(analysis: &Analysis, gazetteer: &Gazetteer, name: &ProperName) -> bool {
    let last = &analysis.tokens[name.tokens.end - 1];
    let plural = matches!(last.tag.as_str(), "NNPS" | "NNS");
    let people =
        || gazetteer.demonym(&name.text).is_some() && gazetteer.all(&name.text).next().is_none();
    plural && (name.label == "NORP" || people())
}

/// A given name begins no firm ("Ruiz & Reed"), no long name of a body and none that ends in a
/// common noun ("Christian Democratic Appeal").
fn may_be_person(knowledge: &Knowledge, label: &str, words: &[&str]) -> bool {
    let noun = |word: &&str| knowledge.noun_kind(&word.to_lowercase()).is_some();
    let long = words.len() > 3 || words.len() == 3 && words.last().is_some_and(noun);
    let prize = label.is_empty() && words.last().is_some_and(noun);
    let body = label == "ORG" && long || prize;
    let pair = words.iter().any(|word| matches!(*word, "&" | "and"));
    !body && !pair && !matches!(label, "EVENT" | "FAC" | "LAW")
}

/// The words that carry the kind: the last one, or the one before "of" or "for", with that word
/// where the list has both ("House of"); "Commission on Debates" is a commission.
pub(super) fn head_word<'a>(knowledge: &Knowledge, name: &'a str) -> &'a str {
    let last = |words: &'a str| words.rsplit([' ', '-']).next().unwrap_or(words);
    let makes = |word: &str| knowledge.name_head(word) == Some(EntityKind::Organization);
    let on = |at: &usize| makes(last(&name[..*at])) && knowledge.name_head(last(name)).is_none();
    let places = [
        (name.find(" of "), 3),
        (name.find(" for "), 4),
        (name.find(" at "), 3),
        (name.find(" on ").filter(on), 3),
    ];
    let link = places
        .into_iter()
        .filter_map(|(at, length)| Some((at?, length)));
    let Some((before, length)) = link.min() else {
        return last(name);
    };
    let head = last(&name[..before]);
    let with_link = &name[before - head.len()..before + length];
    // "Cinema for Peace Foundation", but "Foundation Act of the Union".
    let body = !with_link.ends_with(" of") && makes(last(name));
    match knowledge.name_head(with_link) {
        Some(_) => with_link,
        None if body => last(name),
        None => head,
    }
}

fn is_person_title(analysis: &Analysis, knowledge: &Knowledge, token: TokenId) -> bool {
    let token = &analysis.tokens[token];
    let lemma = token.lemma.to_lowercase();
    let person = knowledge.noun_kind(&lemma) == Some(EntityKind::Person);
    // "the **justice** department" is nobody.
    let address = knowledge.kinds.is_address(&lemma) && token.text.starts_with(char::is_uppercase);
    person && matches!(token.pos.as_str(), "NOUN" | "PROPN") || address
}

fn of_label(label: &str, knowledge: &Knowledge, head_word: &str) -> EntityKind {
    match label {
        "PERSON" => EntityKind::Person,
        "ORG" => EntityKind::Organization,
        "GPE" | "LOC" => EntityKind::Place,
        "FAC" => EntityKind::Facility,
        "NORP" => EntityKind::Group,
        "EVENT" => EntityKind::Happening,
        "WORK_OF_ART" => EntityKind::Work,
        "LAW" => EntityKind::Law,
        "LANGUAGE" => EntityKind::Topic,
        "" => knowledge
            .noun_kind(&head_word.to_lowercase())
            .filter(|kind| *kind != EntityKind::Person)
            .unwrap_or_default(),
        _ => EntityKind::Thing,
    }
}

fn of_pronoun(word: &str) -> (EntityKind, Option<Gender>) {
    match word.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => (EntityKind::Person, Some(Gender::Masculine)),
        "she" | "her" | "hers" | "herself" => (EntityKind::Person, Some(Gender::Feminine)),
        "who" | "whom" | "whose" | "i" | "me" | "my" | "myself" | "you" | "your" => {
            (EntityKind::Person, None)
        }
        "we" | "us" | "our" | "ourselves" => (EntityKind::Group, None),
        _ => (EntityKind::Thing, None),
    }
}

/// The last word of an age: "20-year-**old**", "two 20-year-**olds**".
pub(crate) fn is_age(word: &str) -> bool {
    matches!(word, "old" | "olds")
}

/// "a 20-year-**old**": the age stands for whoever has it.
pub(super) fn tells_age(analysis: &Analysis, head: TokenId) -> bool {
    let units = ["year", "month", "week", "day"];
    let mut before = analysis.children(head).filter(|&child| child < head);
    is_age(&analysis.tokens[head].text)
        && before.any(|child| units.contains(&analysis.tokens[child].lemma.as_str()))
}

fn of_noun(analysis: &Analysis, knowledge: &Knowledge, phrase: &Phrase) -> EntityKind {
    let token = &analysis.tokens[phrase.head];
    let words = &knowledge.kinds;
    let partitive = || counted_noun(analysis, phrase.head);
    let money = || (analysis.children(phrase.head)).any(|child| analysis.tokens[child].tag == "$");
    let lemma = match token.pos.as_str() {
        // "the $30,000"
        "NUM" if money() => return EntityKind::Thing,
        "NUM" | "DET" => match partitive() {
            Some(of) => analysis.tokens[of].lemma.to_lowercase(),
            // "twelve were killed"
            None if phrase.plural && token.pos == "NUM" => return EntityKind::Group,
            None => return EntityKind::Thing,
        },
        // "those killed"
        _ if phrase.lemma == "those" => return EntityKind::Group,
        // "a 20-year-old was arrested"
        _ if tells_age(analysis, phrase.head) && !phrase.plural => return EntityKind::Person,
        _ if tells_age(analysis, phrase.head) => return EntityKind::Group,
        // "a state of emergency", "the state of affairs": how things are.
        _ if phrase.lemma == "state" && is_condition(analysis, phrase.head) => {
            return EntityKind::Topic;
        }
        _ if surroundings::is_one_of_a_people(knowledge, phrase, token) => {
            return EntityKind::Person;
        }
        _ if is_somebody(knowledge, token, phrase.determiner) => return EntityKind::Person,
        // "the passing of the law": what goes on; "the injured", "the dead": people.
        "VERB" if token.tag == "VBG" => return EntityKind::Topic,
        "ADJ" | "VERB" => return EntityKind::Group,
        _ if words.amounts.contains(&phrase.lemma) => match partitive() {
            Some(of) => analysis.tokens[of].lemma.to_lowercase(),
            // "high waves", "the series"
            None if words.ambiguous.contains(&phrase.lemma) => phrase.lemma.to_string(),
            None => "people".to_owned(),
        },
        _ => singular(knowledge, &token.text).unwrap_or_else(|| phrase.lemma.to_string()),
    };
    // "social media", "a Twitter account": what the word before makes of it.
    let before = phrase
        .head
        .checked_sub(1)
        .map(|before| &analysis.tokens[before]);
    let told = before.map(|before| format!("{} {lemma}", before.text.to_lowercase()));
    if let Some(kind) = told.and_then(|words| knowledge.noun_kind(&words)) {
        return kind;
    }
    // "measles", which the lemmatizer takes for a plural; "the majority of whom"
    let group =
        |kind: &EntityKind| *kind == EntityKind::Group || !words.amounts.contains(&phrase.lemma);
    let whole = || (knowledge.noun_kind(&token.text.to_lowercase())).filter(group);
    let kind = (knowledge.noun_kind(&lemma))
        .or_else(whole)
        .or_else(|| {
            lemma
                .rsplit('-')
                .next()
                .and_then(|last| knowledge.noun_kind(last))
        })
        .unwrap_or_default();
    if phrase.plural && kind == EntityKind::Person {
        return EntityKind::Group;
    }
    // "a state of emergency" is no place, "the state of Texas" is.
    let matter = || partitive().filter(|&of| analysis.tokens[of].pos != "PROPN");
    match matter().filter(|_| phrase.lemma == "state") {
        Some(of) => match knowledge.noun_kind(&analysis.tokens[of].lemma.to_lowercase()) {
            Some(EntityKind::Happening) => EntityKind::Happening,
            _ => EntityKind::Topic,
        },
        None => kind,
    }
}

/// "a Ukrainian **national**", which the tagger takes for an adjective.
pub(super) fn is_somebody(knowledge: &Knowledge, token: &Token, determiner: Determiner) -> bool {
    let person = || knowledge.noun_kind(&token.lemma.to_lowercase()) == Some(EntityKind::Person);
    token.pos == "ADJ" && determiner == Determiner::Indefinite && person()
}

/// The lemmatizer makes "basis" of "bases" and "medium" of "media".
pub(super) fn singular(knowledge: &Knowledge, word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let singular = word.strip_suffix('s').unwrap_or(&word);
    knowledge
        .has_own_kind(singular)
        .then(|| singular.to_owned())
}

fn gender_of_name(analysis: &Analysis, knowledge: &Knowledge, name: &ProperName) -> Option<Gender> {
    let by_title =
        (name.title.iter()).find_map(|&t| knowledge.noun_gender(&analysis.tokens[t].lemma));
    let mut words = name.text.split([' ', '-']);
    let first = words.next().filter(|_| words.next().is_some());
    by_title.or_else(|| first.and_then(|first| knowledge.first_name_gender(first)))
}
