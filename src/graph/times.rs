//! Times as typed literals and stamps.
//!
//! Reads: ISO 8601 values of the discourse layer. Writes: `sem:` stamps, day nodes.
//! Never: resolves a time expression.

use jiff::civil::{Date, DateTime};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

use super::vocab;
use super::writer::{Writer, tagged};
use crate::discourse::{Modality, TimeRelation, TimeValue};

/// A time with the datatype of its granularity: `2018`, `2018-12`, `2018-12-31`,
/// `2018-12-31T06:00`. `None` for what is no time: a malformed literal helps nobody.
pub(super) fn literal(value: &str) -> Option<Literal> {
    let typed = |lexical: String, datatype| Some(Literal::new_typed_literal(lexical, datatype));
    match value.len() {
        4 => {
            format!("{value}-01-01").parse::<Date>().ok()?;
            typed(value.to_owned(), vocab::XSD_G_YEAR)
        }
        7 => {
            format!("{value}-01").parse::<Date>().ok()?;
            typed(value.to_owned(), vocab::XSD_G_YEAR_MONTH)
        }
        10 => {
            value.parse::<Date>().ok()?;
            typed(value.to_owned(), vocab::XSD_DATE)
        }
        _ => {
            let time: DateTime = value.parse().ok()?;
            let lexical = time.strftime("%Y-%m-%dT%H:%M:%S").to_string();
            typed(lexical, vocab::XSD_DATE_TIME)
        }
    }
}

/// The day of a value that is at least as exact as a day.
pub(super) fn day(time: &TimeValue) -> Option<&str> {
    let day = time.begin.get(..10)?;
    (time.relation == TimeRelation::At && time.end.is_none() && day.parse::<Date>().is_ok())
        .then_some(day)
}

/// Which side of the publication day something without a time of its own lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// Over by then.
    By,
    /// Not begun before then.
    After,
    /// Holding then.
    AsOf,
}

/// What a modality says about the time; possible and hypothetical events lie anywhere.
pub(super) fn bound(modality: Modality) -> Option<Bound> {
    match modality {
        Modality::Actual | Modality::Attempted => Some(Bound::By),
        Modality::Ongoing => Some(Bound::AsOf),
        Modality::Planned
        | Modality::Promised
        | Modality::Intended
        | Modality::Proposed
        | Modality::Requested
        | Modality::Expected => Some(Bound::After),
        Modality::Possible | Modality::Hypothetical => None,
    }
}

/// The time at the head of an event's IRI: "2023-10-20", "by-2023-10-20", "undated".
pub(super) fn prefix(
    time: Option<&TimeValue>,
    published: Option<&str>,
    modality: Modality,
) -> String {
    if let Some(time) = time.filter(|time| literal(&time.begin).is_some()) {
        let begin = time.begin.get(..10).unwrap_or(&time.begin);
        return match time.relation {
            TimeRelation::At => begin.to_owned(),
            TimeRelation::Since => format!("since-{begin}"),
            TimeRelation::Until | TimeRelation::Before => format!("by-{begin}"),
            TimeRelation::After => format!("after-{begin}"),
        };
    }
    match (
        published.filter(|day| literal(day).is_some()),
        bound(modality),
    ) {
        (Some(day), Some(Bound::By)) => format!("by-{day}"),
        (Some(day), Some(Bound::After)) => format!("after-{day}"),
        (Some(day), Some(Bound::AsOf)) => format!("asof-{day}"),
        _ => "undated".to_owned(),
    }
}

impl Writer<'_> {
    /// The stamps of an event or fact report: its own time, else its side of the publication day.
    pub(super) fn add_time(
        &mut self,
        node: &NamedNode,
        time: Option<&TimeValue>,
        modality: Modality,
    ) {
        if let Some(time) = time {
            self.add_value(node, time);
        } else if let (Some(published), Some(bound)) = (&self.article.published, bound(modality)) {
            let stamp = match bound {
                Bound::By => vocab::HAS_LATEST_END_TIME_STAMP,
                Bound::After => vocab::HAS_EARLIEST_BEGIN_TIME_STAMP,
                Bound::AsOf => vocab::HAS_LATEST_BEGIN_TIME_STAMP,
            };
            self.add_stamp(node, stamp, published);
        }
    }

    fn add_value(&mut self, node: &NamedNode, time: &TimeValue) {
        let stamp = match (time.relation, &time.end) {
            (TimeRelation::At, None) => vocab::HAS_TIME_STAMP,
            (TimeRelation::At, Some(_)) | (TimeRelation::Since, _) => vocab::HAS_BEGIN_TIME_STAMP,
            (TimeRelation::Until | TimeRelation::Before, _) => vocab::HAS_LATEST_END_TIME_STAMP,
            (TimeRelation::After, _) => vocab::HAS_EARLIEST_BEGIN_TIME_STAMP,
        };
        self.add_stamp(node, stamp, &time.begin);
        if let (TimeRelation::At | TimeRelation::Since, Some(end)) = (time.relation, &time.end) {
            self.add_stamp(node, vocab::HAS_END_TIME_STAMP, end);
        }
        if let Some(day) = day(time) {
            let day = self.day_node(day);
            self.add(node, vocab::HAS_TIME, day);
        }
    }

    fn add_stamp(&mut self, node: &NamedNode, stamp: NamedNodeRef<'_>, value: &str) {
        if let Some(literal) = literal(value) {
            self.add(node, stamp, literal);
        }
    }

    /// The node that all events of one day share.
    fn day_node(&mut self, day: &str) -> NamedNode {
        let node = self.settings.base.node(&format!("id/day/{day}"));
        self.add(&node, vocab::TYPE, vocab::TIME.into_owned());
        self.add(&node, vocab::TYPE, vocab::PROPER_INTERVAL.into_owned());
        self.add(&node, vocab::TYPE, vocab::DATE_TIME_INTERVAL.into_owned());
        self.add_stamp(&node, vocab::HAS_TIME_STAMP, day);
        if let Ok(date) = day.parse::<Date>() {
            let label = date.strftime("%-d %B %Y").to_string();
            self.add(&node, vocab::LABEL, tagged(&label, "en"));
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_datatype_follows_the_granularity() {
        let cases = [
            ("2018", Some(vocab::XSD_G_YEAR)),
            ("2018-12", Some(vocab::XSD_G_YEAR_MONTH)),
            ("2018-12-31", Some(vocab::XSD_DATE)),
            ("2018-12-31T06:00", Some(vocab::XSD_DATE_TIME)),
            ("2018-13", None),
            ("2018-02-30", None),
            ("soon", None),
            ("next Friday", None),
        ];
        for (value, datatype) in cases {
            let typed = literal(value);
            assert_eq!(typed.as_ref().map(Literal::datatype), datatype, "{value}");
        }
    }

    #[test]
    fn hours_get_seconds() {
        assert_eq!(
            literal("2018-12-31T06:00").unwrap().value(),
            "2018-12-31T06:00:00"
        );
    }
}
