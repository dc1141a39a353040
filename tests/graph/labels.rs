//! Labels of events: what an editor would head them with, and never more than is told.

use newsgraph::discourse::{EntityKind, Modality, Polarity, Source};
use newsgraph::facts::Filler;

use super::fixtures::Draft;
use super::graph;

/// Dahl, who says things; Karvonia, which attacks Sella, or does not.
struct Story {
    draft: Draft,
    dahl: usize,
    attack: usize,
}

impl Story {
    fn new() -> Self {
        let text = "Karvonia attacked Sella on Friday.\nPer Dahl, the minister, spoke of it.";
        let mut draft = Draft::new("sella", text);
        let karvonia = draft.entity(EntityKind::Country, "Karvonia", "Karvonia");
        let sella = draft.entity(EntityKind::City, "Sella", "Sella");
        let dahl = draft.entity(EntityKind::Person, "Per Dahl", "Per Dahl");
        let roles = [
            ("agent", Filler::Entity(karvonia)),
            ("recipient", Filler::Entity(sella)),
        ];
        let attack = draft.event("Attack", "attacked", &roles);
        Self {
            draft,
            dahl,
            attack,
        }
    }

    fn told(mut self, modality: Modality, polarity: Polarity, source: Source) -> Self {
        let report = &mut self.draft.facts.events[self.attack].reports[0];
        (report.modality, report.polarity, report.source) = (modality, polarity, source);
        self
    }

    /// Dahl says, denies or promises the attack.
    fn spoken_of(mut self, class: &str) -> Self {
        let roles = [
            ("agent", Filler::Entity(self.dahl)),
            ("content", Filler::Event(self.attack)),
        ];
        self.draft.event(class, "spoke", &roles);
        self
    }

    /// The labels of the events, in their order.
    fn labels(&self) -> Vec<String> {
        let quads = graph(&self.draft);
        let label_of = |class: &str| {
            let class = format!("<https://w3id.org/newsgraph/ns#{class}>");
            let event = quads.iter().find(|it| it.object.to_string() == class);
            let event = &event.expect("the event is there").subject;
            let label = quads
                .iter()
                .find(|quad| quad.subject == *event && quad.predicate.as_str().ends_with("#label"));
            let label = label.expect("it has a label").object.to_string();
            label.trim_matches('"').replace("\"@en", "")
        };
        let events = self.draft.facts.events.iter();
        events.map(|event| label_of(&event.class)).collect()
    }

    fn label(&self) -> String {
        self.labels().pop().unwrap_or_default()
    }
}

#[test]
fn a_label_never_tells_as_done_what_is_not() {
    use Modality::{Actual, Attempted, Hypothetical, Planned};
    use Polarity::{Negative, Positive};
    let told = |modality, polarity| {
        Story::new()
            .told(modality, polarity, Source::Narrator)
            .label()
    };
    assert_eq!(told(Actual, Positive), "Karvonia attacks Sella");
    assert_eq!(told(Actual, Negative), "No attack by Karvonia on Sella");
    assert_eq!(
        told(Planned, Positive),
        "Planned: attack by Karvonia on Sella"
    );
    assert_eq!(
        told(Planned, Negative),
        "Planned: no attack by Karvonia on Sella"
    );
    assert_eq!(
        told(Attempted, Positive),
        "Attempted: attack by Karvonia on Sella"
    );
    assert_eq!(
        told(Hypothetical, Positive),
        "Hypothetical: attack by Karvonia on Sella"
    );
}

#[test]
fn what_only_a_source_tells_ends_with_the_source() {
    let told = |polarity| {
        let story = Story::new();
        let source = Source::Entity(story.dahl);
        story.told(Modality::Actual, polarity, source).label()
    };
    assert_eq!(
        told(Polarity::Positive),
        "Karvonia attacks Sella, Per Dahl says"
    );
    assert_eq!(
        told(Polarity::Negative),
        "Denied: attack by Karvonia on Sella"
    );
    let unnamed = Story::new().told(Modality::Actual, Polarity::Positive, Source::Unnamed);
    assert_eq!(unnamed.label(), "Karvonia attacks Sella, a source says");
}

#[test]
fn what_one_affirms_and_another_denies_is_disputed() {
    let mut story = Story::new();
    let mut denial = story.draft.facts.events[0].reports[0].clone();
    denial.polarity = Polarity::Negative;
    denial.source = Source::Entity(story.dahl);
    story.draft.facts.events[0].reports.push(denial);
    assert_eq!(story.label(), "Disputed: attack by Karvonia on Sella");
}

#[test]
fn the_content_of_words_is_worded_with_its_status() {
    let told = |modality, polarity, class| {
        let story = Story::new();
        let source = Source::Entity(story.dahl);
        story
            .told(modality, polarity, source)
            .spoken_of(class)
            .label()
    };
    let cases = [
        (
            Modality::Actual,
            Polarity::Positive,
            "Statement",
            "says: Karvonia attacks Sella",
        ),
        (
            Modality::Planned,
            Polarity::Positive,
            "Announcement",
            "announces planned attack by Karvonia on Sella",
        ),
        (
            Modality::Promised,
            Polarity::Negative,
            "Pledge",
            "pledges no attack by Karvonia on Sella",
        ),
        (
            Modality::Actual,
            Polarity::Negative,
            "Denial",
            "denies attack by Karvonia on Sella",
        ),
    ];
    for (modality, polarity, class, expected) in cases {
        assert_eq!(
            told(modality, polarity, class),
            format!("Per Dahl {expected}")
        );
    }
}

#[test]
fn a_long_label_leaves_out_what_it_can() {
    let mut story = Story::new();
    let long = "Emergency Committee of the Northern Harbour Towns and Outer Islands";
    story.draft.facts.entities[0].entity.name = long.to_owned();
    let story = story.told(Modality::Planned, Polarity::Positive, Source::Narrator);
    assert_eq!(story.label(), format!("Planned: attack by {long}"));
}
