//! Articles of our own invention with the facts that a reader would take from them, built by hand:
//! the graph layer is tested without the language engine.

use newsgraph::discourse::{
    Certainty, Entity, EntityKind, Link, Modality, Point, Polarity, Source, TimeRelation, TimeValue,
};
use newsgraph::document::{Article, Dateline, Post};
use newsgraph::facts::{Derivation, Event, Facts, Filler, MentionedEntity, Relation, Report, Role};
use newsgraph::text::TextRange;

/// An article under construction; ranges are found by their words.
pub(crate) struct Draft {
    pub(crate) article: Article,
    pub(crate) facts: Facts,
}

impl Draft {
    pub(crate) fn new(id: &str, text: &str) -> Self {
        let article = Article {
            id: id.to_owned(),
            text: text.to_owned(),
            language: "en".to_owned(),
            published: Some("2029-05-04".to_owned()),
            ..Article::default()
        };
        Self {
            article,
            facts: Facts::default(),
        }
    }

    /// The first place of some words.
    pub(crate) fn range(&self, words: &str) -> TextRange {
        let start = self
            .article
            .text
            .find(words)
            .unwrap_or_else(|| panic!("no \"{words}\""));
        TextRange::new(start, start + words.len())
    }

    /// The sentence (here: line) around some words.
    fn sentence(&self, words: &str) -> TextRange {
        let range = self.range(words);
        let text = &self.article.text;
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[range.end..]
            .find('\n')
            .map_or(text.len(), |at| range.end + at);
        TextRange::new(start, end)
    }

    /// An entity with its name, mentioned first by `words`.
    pub(crate) fn entity(&mut self, kind: EntityKind, name: &str, words: &str) -> usize {
        let entity = Entity {
            kind,
            name: name.to_owned(),
            named: name.chars().next().is_some_and(char::is_uppercase),
            ..Entity::default()
        };
        let mentions = vec![self.range(words)];
        self.facts.entities.push(MentionedEntity {
            entity,
            mentions,
            doubtful: Vec::new(),
        });
        self.facts.entities.len() - 1
    }

    /// An entity that the gazetteer knows.
    pub(crate) fn linked(
        &mut self,
        kind: EntityKind,
        label: &str,
        iso: &str,
        words: &str,
    ) -> usize {
        let number = self.entity(kind, words, words);
        let entity = &mut self.facts.entities[number].entity;
        entity.named = true;
        entity.country = Some(iso.into());
        entity.link = Some(Link {
            slug: newsgraph::graph::slug(label),
            label: label.to_owned(),
            same_as: vec![format!(
                "https://gazetteer.example/{}",
                label.to_lowercase()
            )],
            iso: Some(iso.into()),
            point: Some(Point {
                latitude: "1.5".into(),
                longitude: "-2".into(),
            }),
            source: "data/gazetteer/places.tsv:7".to_owned(),
            ..Link::default()
        });
        number
    }

    /// An asserted event with its trigger and roles.
    pub(crate) fn event(&mut self, class: &str, trigger: &str, roles: &[(&str, Filler)]) -> usize {
        let roles = roles
            .iter()
            .map(|(name, filler)| Role {
                name: (*name).to_owned(),
                filler: filler.clone(),
                inferred: false,
                reference: 100,
                confidence: 90,
                because: "subject".to_owned(),
            })
            .collect();
        let report = self.report(class, trigger);
        self.facts.events.push(Event {
            class: class.to_owned(),
            triggers: vec![self.range(trigger)],
            roles,
            time: None,
            reports: vec![report],
            part_of: None,
        });
        self.facts.events.len() - 1
    }

    /// A relation that holds.
    pub(crate) fn relation(
        &mut self,
        property: &str,
        subject: usize,
        object: Filler,
        words: &str,
    ) -> usize {
        let mut report = self.report(property, words);
        report.modality = Modality::Ongoing;
        self.facts.relations.push(Relation {
            property: property.to_owned(),
            subject,
            object,
            time: None,
            over: false,
            also: Vec::new(),
            reports: vec![report],
        });
        self.facts.relations.len() - 1
    }

    fn report(&self, rule: &str, trigger: &str) -> Report {
        Report {
            modality: Modality::Actual,
            polarity: Polarity::Positive,
            certainty: Certainty::Certain,
            source: Source::Narrator,
            confidence: 90,
            reference: 100,
            evidence: self.sentence(trigger),
            trigger: self.range(trigger),
            derivation: Derivation {
                rule: format!("data/frames/{rule}.toml:9"),
                cues: Vec::new(),
            },
        }
    }

    /// How an event is presented.
    pub(crate) fn present(
        &mut self,
        event: usize,
        modality: Modality,
        polarity: Polarity,
        source: Source,
    ) {
        let report = &mut self.facts.events[event].reports[0];
        report.modality = modality;
        report.polarity = polarity;
        report.source = source;
    }

    /// When an event is said to be.
    pub(crate) fn on(&mut self, event: usize, begin: &str) {
        self.facts.events[event].time = Some(TimeValue {
            begin: begin.to_owned(),
            end: None,
            relation: TimeRelation::At,
        });
    }
}

/// A visit that happened, inside it an announcement of a plan; publisher, dateline, office.
pub(crate) fn visit() -> Draft {
    let text = "AARHUS — Prime Minister Liv Østergård visited Aarhus University on Friday.\n\
        There she announced that Denmark will build a bridge to Samsø.";
    let mut draft = Draft::new("norlund/7", text);
    draft.article.title = Some("Østergård in Aarhus".to_owned());
    draft.article.url = Some("https://norlund.example/7".to_owned());
    draft.article.publisher = Some("Norlund Press".to_owned());
    draft.article.authors = vec!["Ida Holm".to_owned(), "Agencies".to_owned()];
    draft.article.dateline = Some(Dateline {
        range: draft.range("AARHUS — "),
        place: Some(draft.range("AARHUS")),
        ..Dateline::default()
    });
    let liv = draft.entity(EntityKind::Person, "Liv Østergård", "Liv Østergård");
    draft.facts.entities[liv].entity.aliases = vec!["Prime Minister Liv Østergård".to_owned()];
    draft.facts.entities[liv].entity.country = Some("DK".into());
    let campus = draft.entity(
        EntityKind::University,
        "Aarhus University",
        "Aarhus University",
    );
    let city = draft.entity(EntityKind::City, "Aarhus", "AARHUS");
    let denmark = draft.linked(EntityKind::Country, "Denmark", "DK", "Denmark");
    let bridge = draft.entity(EntityKind::Facility, "bridge", "bridge");
    let visit = draft.event(
        "Visit",
        "visited",
        &[
            ("agent", Filler::Entity(liv)),
            ("place", Filler::Entity(campus)),
        ],
    );
    draft.on(visit, "2029-05-04");
    let build = draft.event(
        "Construction",
        "build",
        &[
            ("agent", Filler::Entity(denmark)),
            ("theme", Filler::Entity(bridge)),
        ],
    );
    draft.present(
        build,
        Modality::Planned,
        Polarity::Positive,
        Source::Entity(liv),
    );
    draft.facts.events[build].reports[0].derivation.cues =
        vec!["announced".to_owned(), "will".to_owned()];
    let announcement = draft.event(
        "Announcement",
        "announced",
        &[
            ("agent", Filler::Entity(liv)),
            ("content", Filler::Event(build)),
        ],
    );
    draft.facts.events[announcement].part_of = Some(visit);
    draft.relation(
        "holdsPosition",
        liv,
        Filler::Text("Prime Minister of Denmark".to_owned()),
        "Prime Minister",
    );
    draft.relation(
        "locatedIn",
        campus,
        Filler::Entity(city),
        "Aarhus University",
    );
    draft
}

/// A denial, numbers, people without names, an inferred place, a two-way relation, a topic, a resignation.
pub(crate) fn denial() -> Draft {
    let text = "Samsø Line denied that it had laid off 39 people.\n\
        Moss met students about solar energy in 2028.\n\
        Rescuers may have found a wreck, said Moss, who resigned as harbour master.";
    let mut draft = Draft::new("a2", text);
    draft.article.published = None;
    let line = draft.entity(EntityKind::Company, "Samsø Line", "Samsø Line");
    let people = draft.entity(EntityKind::Group, "39 people", "39 people");
    draft.facts.entities[people].entity.plural = true;
    let moss = draft.entity(EntityKind::Person, "Moss", "Moss");
    let students = draft.entity(EntityKind::Group, "students", "students");
    draft.facts.entities[students].entity.plural = true;
    let solar = draft.entity(EntityKind::Topic, "solar energy", "solar energy");
    let rescuers = draft.entity(EntityKind::Group, "rescuers", "Rescuers");
    draft.facts.entities[rescuers].entity.plural = true;
    let harbour = draft.entity(EntityKind::Facility, "harbour", "harbour");
    let layoff = draft.event(
        "Layoff",
        "laid off",
        &[
            ("agent", Filler::Entity(line)),
            ("theme", Filler::Entity(people)),
            ("size", Filler::Text("39".to_owned())),
        ],
    );
    draft.present(
        layoff,
        Modality::Actual,
        Polarity::Negative,
        Source::Entity(line),
    );
    draft.event(
        "Denial",
        "denied",
        &[
            ("agent", Filler::Entity(line)),
            ("content", Filler::Event(layoff)),
        ],
    );
    let meeting = draft.event(
        "Meeting",
        "met",
        &[
            ("participant", Filler::Entity(moss)),
            ("participant", Filler::Entity(students)),
            ("place", Filler::Entity(harbour)),
            ("topic", Filler::Entity(solar)),
        ],
    );
    draft.facts.events[meeting].roles[2].inferred = true;
    draft.on(meeting, "2028");
    let rescue = draft.event("Rescue", "found", &[("agent", Filler::Entity(rescuers))]);
    draft.present(
        rescue,
        Modality::Possible,
        Polarity::Positive,
        Source::Entity(moss),
    );
    draft.event(
        "Resignation",
        "resigned",
        &[
            ("agent", Filler::Entity(moss)),
            ("post", Filler::Text("harbour master".to_owned())),
        ],
    );
    draft
}

/// A post in another script inside the article, offsets behind it.
pub(crate) fn post() -> Draft {
    let text = "She thanked the crew on Friday.\n\
        آج کا دن اچھا تھا pic.example/x1\n\
        — Liv Østergård (@livo) May 4, 2029\n\
        Later, Liv Østergård left Samsø at six.";
    let mut draft = Draft::new("a3", text);
    draft.article.posts = vec![Post {
        text: draft.range("آج کا دن اچھا تھا"),
        language: "ur".to_owned(),
        author: draft.range("Liv Østergård"),
        handle: "livo".to_owned(),
        date: Some("2029-05-04".to_owned()),
        link: Some(draft.range("pic.example/x1")),
        range: TextRange::new(draft.range("آج").start, draft.range("May 4, 2029").end),
    }];
    let liv = draft.entity(EntityKind::Person, "Liv Østergård", "Liv Østergård left");
    let samso = draft.entity(EntityKind::Place, "Samsø", "Samsø");
    let name = draft.range("Liv Østergård left").start;
    draft.facts.entities[liv].mentions = vec![TextRange::new(name, name + "Liv Østergård".len())];
    let leaving = draft.event(
        "Withdrawal",
        "left",
        &[
            ("agent", Filler::Entity(liv)),
            ("origin", Filler::Entity(samso)),
        ],
    );
    draft.on(leaving, "2029-05-04T18:00");
    draft
}
