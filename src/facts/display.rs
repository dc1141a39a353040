//! Facts as lines for people, tests and `newsgraph show`.
//!
//! Reads: [`Facts`] and the text. Writes: lines such as
//! `Visit agent="Kakar" place="Urumqi" time=2023-10-20 modality=Actual polarity=Positive source=narrator @"visited"`.
//! Never: leaves anything out of an event but confidence and derivation.

use crate::discourse::{Source, TimeRelation, TimeValue};

use super::{Event, Facts, Filler, Relation, Report, Role};

impl Facts {
    /// One line for each event, then one for each relation.
    pub fn lines(&self, text: &str) -> Vec<String> {
        let events = self.events.iter().map(|event| self.event_line(event, text));
        let relations = self.relations.iter();
        events
            .chain(relations.map(|relation| self.relation_line(relation, text)))
            .collect()
    }

    /// An event as one line: class, roles, time, then the presentation by its first report.
    pub fn event_line(&self, event: &Event, text: &str) -> String {
        let mut parts = vec![event.class.clone()];
        parts.extend(event.roles.iter().map(|role| self.role(role)));
        let time = event.time.as_ref();
        parts.extend(time.map(|time| format!("time={}", time_text(time))));
        parts.push(self.presentation(&event.reports[0]));
        let triggers: Vec<&str> = event.triggers.iter().map(|range| range.of(text)).collect();
        parts.push(format!("@\"{}\"", triggers.join("\", \"")));
        parts.join(" ")
    }

    /// A relation as one line: `holdsPosition "Anna Berg" "mayor of Oslo" ...`.
    pub fn relation_line(&self, relation: &Relation, text: &str) -> String {
        let report = &relation.reports[0];
        let time = relation
            .time
            .as_ref()
            .map(|time| format!(" time={}", time_text(time)));
        format!(
            "{} \"{}\" {}{} {} @\"{}\"",
            relation.property,
            self.entities[relation.subject].entity.name,
            self.filler(&relation.object),
            time.unwrap_or_default(),
            self.presentation(report),
            report.trigger.of(text)
        )
    }

    /// A role as it stands in lines: `agent="Kakar"`, `content=Visit`; with `?` where inferred.
    pub fn role(&self, role: &Role) -> String {
        let mark = if role.inferred { "?" } else { "" };
        format!("{}{mark}={}", role.name, self.filler(&role.filler))
    }

    fn filler(&self, filler: &Filler) -> String {
        match filler {
            Filler::Entity(id) => format!("\"{}\"", self.entities[*id].entity.name),
            Filler::Event(id) => self.events[*id].class.clone(),
            Filler::Text(text) => format!("\"{text}\""),
        }
    }

    fn presentation(&self, report: &Report) -> String {
        let source = match report.source {
            Source::Narrator => "narrator".to_owned(),
            Source::Unnamed => "unnamed".to_owned(),
            Source::Entity(id) => format!("\"{}\"", self.entities[id].entity.name),
        };
        format!(
            "modality={:?} polarity={:?} source={source}",
            report.modality, report.polarity
        )
    }
}

/// A time as it stands in lines: `2016`, `since:2016`, `2018-11-01/2018-11-05`.
pub fn time_text(time: &TimeValue) -> String {
    let relation = match time.relation {
        TimeRelation::At => "",
        TimeRelation::Since => "since:",
        TimeRelation::Until => "until:",
        TimeRelation::Before => "before:",
        TimeRelation::After => "after:",
    };
    let end = time.end.as_ref().map(|end| format!("/{end}"));
    format!("{relation}{}{}", time.begin, end.unwrap_or_default())
}
