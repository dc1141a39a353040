//! Readable labels of events: "Kakar visits Xinjiang University".
//!
//! Reads: an event, the verbs of the ontology. Writes: a label. Never: uses what differs between two
//! articles on one event (inferred roles, numbers), so that one IRI gets one label.

use super::names::Names;
use super::ontology::{Ontology, Shortcut};
use super::vocab;
use crate::facts::{Event, Facts, Filler, Role};

/// Roles to take a subject or object from where the class's own ones are empty.
const SUBJECTS: &[&str] = &["agent", "participant", "winner"];
const OBJECTS: &[&str] = &["theme", "recipient", "participant", "place", "destination"];

/// The label of an event.
pub(super) fn event(facts: &Facts, event: &Event, ontology: &Ontology, names: &Names) -> String {
    let clause = clause(facts, event, ontology, names);
    let content = event.roles.iter().find_map(|role| match role.filler {
        Filler::Event(content) if role.name == "content" && !role.inferred => Some(content),
        _ => None,
    });
    match content.map(|content| &facts.events[content]) {
        Some(content) if !std::ptr::eq(content, event) => {
            format!(
                "{clause}: {}",
                self::clause(facts, content, ontology, names)
            )
        }
        _ => clause,
    }
}

fn clause(facts: &Facts, event: &Event, ontology: &Ontology, names: &Names) -> String {
    let Some(class) = ontology.term(&event.class) else {
        return event.class.clone();
    };
    let noun = ontology.label(class.as_ref()).unwrap_or(&event.class);
    let verb = ontology.word(class.as_ref(), vocab::VERB);
    let shortcut = ontology.shortcut(class.as_ref());
    let subjects = subjects(event, shortcut.as_ref());
    let object = object(event, shortcut.as_ref(), &subjects);
    let word = |role: &Role| name(role, names);
    let (Some(verb), false) = (verb, subjects.is_empty()) else {
        return match object {
            Some(object) if object.name == "place" => format!("{noun} in {}", word(object)),
            Some(object) => format!("{noun} of {}", word(object)),
            None => noun.to_owned(),
        };
    };
    let plural = subjects.len() > 1 || subjects.iter().any(|role| is_plural(role, facts));
    let people: Vec<&str> = subjects.iter().map(|role| word(role)).collect();
    let mut label = format!("{} {}", list(&people), inflect(verb, plural));
    if let Some(object) = object {
        let own = shortcut.is_some_and(|shortcut| shortcut.objects.contains(&object.name));
        let preposition = match ontology.word(class.as_ref(), vocab::PREPOSITION) {
            Some(preposition) if own => format!("{preposition} "),
            _ if object.name == "place" && !own => "in ".to_owned(),
            _ => String::new(),
        };
        label = format!("{label} {preposition}{}", word(object));
    } else if let Some(topic) = filled(event, "topic").first() {
        label = format!("{label} about {}", word(topic));
    }
    label
}

fn subjects<'a>(event: &'a Event, shortcut: Option<&Shortcut>) -> Vec<&'a Role> {
    let own = shortcut.map_or(&[][..], |shortcut| &shortcut.subjects);
    let preferred = shortcut.map_or(&[][..], |shortcut| &shortcut.preferred);
    let names = preferred
        .iter()
        .chain(own)
        .map(String::as_str)
        .chain(SUBJECTS.iter().copied());
    names
        .map(|name| filled(event, name))
        .find(|roles| !roles.is_empty())
        .unwrap_or_default()
}

fn object<'a>(
    event: &'a Event,
    shortcut: Option<&Shortcut>,
    subjects: &[&Role],
) -> Option<&'a Role> {
    let own = shortcut.map_or(&[][..], |shortcut| &shortcut.objects);
    own.iter()
        .map(String::as_str)
        .chain(OBJECTS.iter().copied())
        .flat_map(|name| filled(event, name))
        .find(|role| subjects.iter().all(|subject| subject.filler != role.filler))
}

/// The entities that are named for a role.
fn filled<'a>(event: &'a Event, name: &str) -> Vec<&'a Role> {
    event
        .roles
        .iter()
        .filter(|role| role.name == name && !role.inferred)
        .filter(|role| matches!(role.filler, Filler::Entity(_)))
        .collect()
}

fn name<'a>(role: &Role, names: &'a Names) -> &'a str {
    match role.filler {
        Filler::Entity(entity) => names.label(entity),
        Filler::Event(_) | Filler::Text(_) => "",
    }
}

fn is_plural(role: &Role, facts: &Facts) -> bool {
    matches!(role.filler, Filler::Entity(entity) if facts.entities[entity].entity.plural)
}

/// "A", "A and B", "A, B and C", "A, B and others".
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, ..] => format!("{one}, {two} and others"),
    }
}

/// The present tense of a verb phrase in its base form; its first word is the verb.
fn inflect(phrase: &str, plural: bool) -> String {
    let (verb, rest) = phrase.split_at(phrase.find(' ').unwrap_or(phrase.len()));
    let form = match (verb, plural) {
        ("be", true) => "are".to_owned(),
        ("be", false) => "is".to_owned(),
        ("have", false) => "has".to_owned(),
        (_, true) => verb.to_owned(),
        _ => third_person(verb),
    };
    form + rest
}

fn third_person(verb: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh", "o"];
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant.iter().any(|end| verb.ends_with(end)) => format!("{verb}es"),
        _ => format!("{verb}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let cases = [
            ("visit", "visits"),
            ("reach an end", "reaches an end"),
            ("carry", "carries"),
            ("say", "says"),
            ("be born", "is born"),
            ("have ties", "has ties"),
        ];
        for (base, third) in cases {
            assert_eq!(inflect(base, false), third);
        }
        assert_eq!(inflect("be born", true), "are born");
    }
}
