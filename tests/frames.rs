//! The frames of `data/frames`: their examples give the facts that they promise, their
//! counter-examples give no event of the class. Everything runs through the whole analysis.

use newsgraph::discourse::Source;
use newsgraph::document::{Article, Paragraph, ParagraphKind};
use newsgraph::facts::display::time_text;
use newsgraph::facts::frames::Frame;
use newsgraph::facts::{Event, Facts, Filler, Role};
use newsgraph::graph::Settings;
use newsgraph::pipeline::{self, Pipeline};
use newsgraph::resources::Resources;
use newsgraph::text::TextRange;

/// A Wednesday.
const PUBLISHED: &str = "2024-05-15";

#[test]
fn examples_and_counter_examples_hold() {
    let resources = Resources::embedded();
    let settings = Settings::new("https://newsgraph.example/").expect("the base is an IRI");
    let pipeline = Pipeline::new(&resources, settings).expect("the knowledge is right");
    let frames = pipeline::frames(&resources).expect("the frames are right");
    let mut failures = Vec::new();
    for frame in &frames.frames {
        examples(&pipeline, frame, &mut failures);
        counter_examples(&pipeline, frame, &mut failures);
    }
    assert!(failures.is_empty(), "{}\n", failures.join("\n"));
}

fn examples(pipeline: &Pipeline, frame: &Frame, failures: &mut Vec<String>) {
    for example in &frame.examples {
        let article = article(&example.text);
        let facts = pipeline.read(&article).facts;
        for expected in &example.facts {
            let wanted = Expected::parse(expected);
            let found = facts.events.iter().any(|event| wanted.is(event, &facts));
            if !found {
                let place = format!("{}:{}", frame.path, example.line);
                let lines = facts.lines(&example.text).join("\n    ");
                failures.push(format!(
                    "{place}: {}\n  wants {expected}\n  gives\n    {lines}",
                    example.text
                ));
            }
        }
    }
}

fn counter_examples(pipeline: &Pipeline, frame: &Frame, failures: &mut Vec<String>) {
    for counter in &frame.counters {
        let article = article(&counter.text);
        let facts = pipeline.read(&article).facts;
        for event in facts
            .events
            .iter()
            .filter(|event| event.class == frame.class)
        {
            failures.push(format!(
                "{}:{}: {}\n  must not give {} ({})",
                frame.path,
                counter.line,
                counter.text,
                facts.event_line(event, &counter.text),
                counter.why
            ));
        }
    }
}

fn article(text: &str) -> Article {
    Article {
        id: "example".to_owned(),
        text: text.to_owned(),
        published: Some(PUBLISHED.to_owned()),
        language: "en".to_owned(),
        paragraphs: vec![Paragraph {
            range: TextRange::new(0, text.len()),
            language: "en".to_owned(),
            kind: ParagraphKind::Body,
        }],
        ..Article::default()
    }
}

/// A line such as `Visit agent="Anna Berg" place="Oslo" modality=Planned`.
struct Expected {
    class: String,
    parts: Vec<(String, String)>,
}

impl Expected {
    fn parse(line: &str) -> Self {
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

    /// Class and roles are the same, and all else that the line mentions.
    fn is(&self, event: &Event, facts: &Facts) -> bool {
        let (about, roles): (Vec<_>, Vec<_>) = self.parts.iter().partition(|(key, _)| {
            matches!(key.as_str(), "time" | "modality" | "polarity" | "source")
        });
        let fills = |(key, value): &(String, String), role: &Role| {
            *key == role.name && names(facts, &role.filler).contains(value)
        };
        event.class == self.class
            && roles.len() == event.roles.len()
            && roles
                .iter()
                .all(|part| event.roles.iter().any(|role| fills(part, role)))
            && about
                .iter()
                .all(|(key, value)| attribute(event, facts, key) == *value)
    }
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
        },
    }
}
