//! Lines of expected facts, and how they are compared with what was found.

use newsgraph::discourse::Source;
use newsgraph::document::{Article, Paragraph, ParagraphKind};
use newsgraph::facts::display::time_text;
use newsgraph::facts::{Event, Facts, Filler, Role};
use newsgraph::graph::Settings;
use newsgraph::pipeline::Pipeline;
use newsgraph::resources::Resources;
use newsgraph::text::TextRange;

/// A Wednesday.
pub(crate) const PUBLISHED: &str = "2024-05-15";

/// The program's own pipeline.
pub(crate) fn pipeline() -> Pipeline {
    let settings = Settings::new("https://newsgraph.example/").expect("the base is an IRI");
    Pipeline::new(&Resources::embedded(), settings).expect("the knowledge is right")
}

/// An article whose paragraphs are divided by blank lines.
pub(crate) fn article(text: &str) -> Article {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        paragraphs.push(Paragraph {
            range: TextRange::new(start, start + part.len()),
            language: "en".to_owned(),
            kind: ParagraphKind::Body,
        });
        start += part.len() + 2;
    }
    Article {
        id: "example".to_owned(),
        text: text.to_owned(),
        published: Some(PUBLISHED.to_owned()),
        language: "en".to_owned(),
        paragraphs,
        ..Article::default()
    }
}

/// A line such as `Visit agent="Anna Berg" place="Oslo" modality=Planned`.
pub(crate) struct Expected {
    class: String,
    parts: Vec<(String, String)>,
}

impl Expected {
    /// Reads a line.
    pub(crate) fn parse(line: &str) -> Self {
        let (class, mut rest) = line.split_once(' ').unwrap_or((line, ""));
        let mut parts = Vec::new();
        while let Some((key, after)) = rest.trim_start().split_once('=') {
            let (value, left) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => after.split_once(' ').unwrap_or((after, "")),
            };
            parts.push((key.to_owned(), value.to_owned()));
            rest = left;
        }
        Self {
            class: class.to_owned(),
            parts,
        }
    }

    /// All that the line mentions is so; with `whole` the event has no other roles.
    pub(crate) fn holds(&self, event: &Event, facts: &Facts, whole: bool) -> bool {
        let (about, roles): (Vec<_>, Vec<_>) =
            self.parts.iter().partition(|(key, _)| is_about(key));
        let fills = |(key, value): &(String, String), role: &Role| {
            *key == role.name && names(facts, &role.filler).contains(value)
        };
        event.class == self.class
            && (!whole || roles.len() == event.roles.len())
            && roles
                .iter()
                .all(|part| event.roles.iter().any(|role| fills(part, role)))
            && about
                .iter()
                .all(|(key, value)| attribute(event, facts, key) == *value)
    }
}

fn is_about(key: &str) -> bool {
    matches!(key, "time" | "modality" | "polarity" | "source")
}

fn names(facts: &Facts, filler: &Filler) -> Vec<String> {
    match filler {
        Filler::Entity(id) => {
            let entity = &facts.entities[*id].entity;
            let names = entity.aliases.iter().chain([&entity.name]);
            names.cloned().collect()
        }
        Filler::Event(id) => vec![facts.events[*id].class.clone()],
        Filler::Text(text) => vec![text.clone()],
    }
}

fn attribute(event: &Event, facts: &Facts, key: &str) -> String {
    let report = &event.reports[0];
    match key {
        "time" => event.time.as_ref().map(time_text).unwrap_or_default(),
        "modality" => format!("{:?}", report.modality),
        "polarity" => format!("{:?}", report.polarity),
        _ => match report.source {
            Source::Narrator => "narrator".to_owned(),
            Source::Entity(id) => facts.entities[id].entity.name.clone(),
            Source::Unnamed => "unnamed".to_owned(),
        },
    }
}
