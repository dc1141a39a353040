//! Reports with all that a reader may ask of them: what, how, on whose word, by which words and rule.
//!
//! Reads: reports, their events and spans in the graph. Writes: [`Report`], [`Happening`].
//! Never: quotes the text: that belongs to the pages that may show it.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use serde::Serialize;

use super::look::{Look, Shown};
use super::presented::{Kind, Presented};
use super::{resource, rows};
use crate::graph::vocab;
use crate::serve::problem::Problem;

/// A stretch of a text, in code points; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Span {
    pub(super) begin: usize,
    pub(super) end: usize,
}

impl Span {
    /// From an IRI after RFC 5147: `...#char=12,30`.
    pub(super) fn of(iri: &str) -> Option<Self> {
        let (_, range) = iri.split_once("#char=")?;
        let (begin, end) = range.split_once(',')?;
        Some(Self {
            begin: begin.parse().ok()?,
            end: end.parse().ok()?,
        })
    }

    /// True where the two share a code point.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.begin < other.end && other.begin < self.end
    }

    /// True where `other` lies inside.
    pub(super) fn contains(self, other: Self) -> bool {
        self.begin <= other.begin && other.end <= self.end
    }

    /// Number of code points.
    pub(super) fn len(self) -> usize {
        self.end.saturating_sub(self.begin)
    }
}

/// How one passage presents an event or a relation.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Report {
    /// Its fragment of the article's IRI.
    pub(super) id: String,
    /// Where it is on the page of its article.
    pub(super) link: Shown,
    pub(super) presented: Presented,
    /// On whose word; the article itself has none.
    pub(super) sources: Vec<Shown>,
    pub(super) certainty: String,
    /// Percent.
    pub(super) confidence: Option<u32>,
    /// Words that show how it is meant.
    pub(super) cues: Vec<String>,
    pub(super) rule: String,
    /// How each role was found.
    pub(super) because: Vec<String>,
    /// Names of the roles that no word at the trigger names.
    pub(super) inferred: Vec<String>,
    /// Names of those that are not likely right.
    pub(super) doubtful: Vec<String>,
    pub(super) evidence: Vec<Span>,
    /// The words that tell it: of the event in this article, or of the relation.
    pub(super) triggers: Vec<Span>,
    #[serde(skip)]
    pub(super) event: Option<NamedNode>,
    #[serde(skip)]
    pub(super) article: Option<NamedNode>,
}

/// What is reported: an event, or a relation.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Happening {
    /// What it is called, with the way to its page.
    pub(super) link: Shown,
    pub(super) kinds: Vec<Shown>,
    pub(super) roles: Vec<Role>,
    pub(super) time: Option<Time>,
    pub(super) part_of: Vec<Shown>,
}

/// Who or what has a part in it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Role {
    pub(super) name: Shown,
    pub(super) values: Vec<Shown>,
}

/// When it is.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Time {
    /// What stands before the date: "by", "after".
    pub(super) lead: &'static str,
    pub(super) date: Shown,
    /// Where it ends on another day.
    pub(super) end: Option<Shown>,
}

impl Report {
    /// Reads a report.
    pub(super) fn read(look: &Look<'_>, node: NamedNodeRef<'_>) -> Result<Self, Problem> {
        let facts = Facts::read(look, node)?;
        let source = |node: &&NamedNode| **node != vocab::NARRATOR;
        let sources = facts.nodes(vocab::ACCORDING_TO);
        let sources: Vec<Shown> = sources
            .iter()
            .filter(source)
            .map(|source| look.link(source.as_ref()))
            .collect::<Result<_, _>>()?;
        let certainty = facts.local(vocab::CERTAINTY);
        let presented = Presented::new(
            &facts.local(vocab::MODALITY),
            &facts.local(vocab::POLARITY),
            &certainty,
            !sources.is_empty(),
        );
        let event = facts.nodes(vocab::REPORTS).into_iter().next();
        let mut report = Self {
            id: node
                .as_str()
                .split_once('#')
                .map_or("", |(_, id)| id)
                .to_owned(),
            link: look.link(node)?,
            presented,
            sources,
            certainty: certainty.to_lowercase(),
            confidence: facts
                .strings(vocab::CONFIDENCE)
                .first()
                .and_then(|text| percent(text)),
            cues: facts.strings(vocab::CUE),
            rule: facts
                .strings(vocab::RULE)
                .into_iter()
                .next()
                .unwrap_or_default(),
            because: facts.strings(vocab::BECAUSE),
            inferred: labels(look, &facts.nodes(vocab::INFERRED_ROLE))?,
            doubtful: labels(look, &facts.nodes(vocab::DOUBTFUL_ROLE))?,
            evidence: facts.spans(vocab::EVIDENCE),
            triggers: facts.spans(vocab::DENOTED_BY),
            article: facts.nodes(vocab::ARTICLE).into_iter().next(),
            event,
        };
        report.find_triggers(look)?;
        Ok(report)
    }

    /// The report of an event has its trigger in its name; the spans of the event's words are the
    /// event's own.
    fn find_triggers(&mut self, look: &Look<'_>) -> Result<(), Problem> {
        let (Some(event), Some(article)) = (&self.event, &self.article) else {
            return Ok(());
        };
        let segment = article.as_str().rsplit('/').next().unwrap_or_default();
        let text = format!("{}text/{segment}#", look.base());
        let spans = look.nodes(event.as_ref(), vocab::DENOTED_BY)?;
        let own = spans.iter().filter(|span| span.as_str().starts_with(&text));
        self.triggers = own.filter_map(|span| Span::of(span.as_str())).collect();
        self.triggers.sort_unstable();
        Ok(())
    }

    /// Where in the text it is told: the offset that its name begins with, else its first words.
    pub(super) fn at(&self) -> usize {
        let digits = self.id.split('-').next().unwrap_or_default();
        let told = self.triggers.first().or(self.evidence.first());
        digits.parse().unwrap_or(told.map_or(0, |span| span.begin))
    }

    /// Those of the event's words that belong to this report: in its evidence, or where it begins.
    pub(super) fn own_triggers(&self) -> impl Iterator<Item = Span> + '_ {
        let at = self.at();
        self.triggers.iter().copied().filter(move |trigger| {
            trigger.begin == at
                || self
                    .evidence
                    .iter()
                    .any(|sentence| sentence.contains(*trigger))
        })
    }
}

impl Happening {
    /// What a report is about.
    pub(super) fn of(
        look: &Look<'_>,
        node: NamedNodeRef<'_>,
        report: &Report,
    ) -> Result<Self, Problem> {
        match &report.event {
            Some(event) => Self::event(look, event.as_ref()),
            None => Self::relation(look, node),
        }
    }

    /// An event.
    pub(super) fn event(look: &Look<'_>, event: NamedNodeRef<'_>) -> Result<Self, Problem> {
        let facts = Facts::read(look, event)?;
        let mut roles = Vec::new();
        let mut wider = BTreeMap::new();
        for property in facts.0.keys() {
            let property = NamedNodeRef::new_unchecked(property);
            wider.insert(property, look.nodes(property, vocab::SUB_PROPERTY_OF)?);
        }
        for (property, values) in &facts.0 {
            let property = NamedNodeRef::new_unchecked(property);
            if wider[&property].iter().any(|above| *above == vocab::ROLE) {
                // What a narrower role says ("to") its wider one ("amount") need not repeat.
                let said = |value: &Term| {
                    let mut all = facts.0.iter();
                    all.any(|(role, values)| {
                        let above = &wider[&NamedNodeRef::new_unchecked(role)];
                        above.iter().any(|it| *it == property) && values.contains(value)
                    })
                };
                let values: Vec<&Term> = values.iter().filter(|value| !said(value)).collect();
                if values.is_empty() {
                    continue;
                }
                let values = values.into_iter().map(|value| look.shown(value));
                roles.push(Role {
                    name: look.link(property)?,
                    values: values.collect::<Result<_, _>>()?,
                });
            }
        }
        roles.sort_by_key(|role| order(role.name.href.as_deref().unwrap_or_default()));
        let part_of = facts.nodes(vocab::SUB_EVENT_OF);
        Ok(Self {
            link: look.link(event)?,
            kinds: resource::types(look, event)?,
            roles,
            time: facts.time(),
            part_of: part_of
                .iter()
                .map(|whole| look.link(whole.as_ref()))
                .collect::<Result<_, _>>()?,
        })
    }

    fn relation(look: &Look<'_>, report: NamedNodeRef<'_>) -> Result<Self, Problem> {
        let facts = Facts::read(look, report)?;
        let mut roles = Vec::new();
        for property in [vocab::SUBJECT, vocab::OBJECT] {
            let values = facts.0.get(property.as_str()).into_iter().flatten();
            roles.push(Role {
                name: look.link(property)?,
                values: values
                    .map(|value| look.shown(value))
                    .collect::<Result<_, _>>()?,
            });
        }
        let properties = facts.nodes(vocab::PREDICATE);
        Ok(Self {
            link: Shown {
                text: look.label(report)?,
                ..Shown::default()
            },
            kinds: properties
                .iter()
                .map(|property| look.link(property.as_ref()))
                .collect::<Result<_, _>>()?,
            roles,
            time: facts.time(),
            part_of: Vec::new(),
        })
    }
}

/// Roles that come first, in this order; the others follow by name.
const FIRST: [&str; 6] = [
    "/ns#agent",
    "/ns#participant",
    "/ns#theme",
    "/ns#recipient",
    "/ns#content",
    "/ns#place",
];

fn order(href: &str) -> (usize, String) {
    let place = FIRST.iter().position(|first| *first == href);
    (place.unwrap_or(FIRST.len()), href.to_owned())
}

/// How reports are put together on the page of an event.
pub(super) const GROUPS: [(&str, &[Kind]); 5] = [
    ("Told as done or going on", &[Kind::Done, Kind::Ongoing]),
    ("Tried", &[Kind::Tried]),
    ("Planned, asked for, expected", &[Kind::Ahead]),
    ("Possible", &[Kind::Open]),
    ("Denied", &[Kind::Denied]),
];

/// What the graph says of one thing, by property.
struct Facts(BTreeMap<String, Vec<Term>>);

impl Facts {
    fn read(look: &Look<'_>, node: NamedNodeRef<'_>) -> Result<Self, Problem> {
        let mut facts: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for (property, value) in look.facts(node, usize::MAX)? {
            facts.entry(property.into_string()).or_default().push(value);
        }
        Ok(Self(facts))
    }

    fn values(&self, property: NamedNodeRef<'_>) -> impl Iterator<Item = &Term> {
        self.0.get(property.as_str()).into_iter().flatten()
    }

    fn nodes(&self, property: NamedNodeRef<'_>) -> Vec<NamedNode> {
        let nodes = self.values(property).filter_map(|value| match value {
            Term::NamedNode(node) => Some(node.clone()),
            _ => None,
        });
        nodes.collect()
    }

    fn strings(&self, property: NamedNodeRef<'_>) -> Vec<String> {
        let strings = self.values(property).filter_map(|value| match value {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        });
        strings.collect()
    }

    fn spans(&self, property: NamedNodeRef<'_>) -> Vec<Span> {
        let nodes = self.nodes(property);
        let mut spans: Vec<Span> = nodes
            .iter()
            .filter_map(|node| Span::of(node.as_str()))
            .collect();
        spans.sort_unstable();
        spans
    }

    /// The name of an individual of the vocabulary.
    fn local(&self, property: NamedNodeRef<'_>) -> String {
        let node = self.nodes(property).into_iter().next();
        node.and_then(|node| node.as_str().strip_prefix(vocab::NG).map(str::to_owned))
            .unwrap_or_default()
    }

    fn time(&self) -> Option<Time> {
        let date = |stamp| self.strings(stamp).first().map(|date| rows::date(date));
        let end = date(vocab::HAS_END_TIME_STAMP);
        [
            ("", vocab::HAS_TIME_STAMP),
            (
                if end.is_some() { "" } else { "since" },
                vocab::HAS_BEGIN_TIME_STAMP,
            ),
            ("by", vocab::HAS_LATEST_END_TIME_STAMP),
            ("after", vocab::HAS_EARLIEST_BEGIN_TIME_STAMP),
            ("as of", vocab::HAS_LATEST_BEGIN_TIME_STAMP),
        ]
        .into_iter()
        .find_map(|(lead, stamp)| Some((lead, date(stamp)?)))
        .map(|(lead, date)| Time { lead, date, end })
    }
}

fn labels(look: &Look<'_>, nodes: &[NamedNode]) -> Result<Vec<String>, Problem> {
    nodes.iter().map(|node| look.label(node.as_ref())).collect()
}

/// A decimal from 0 to 1 as percent.
fn percent(decimal: &str) -> Option<u32> {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let hundredths = format!("{part:0<2}");
    Some(whole.parse::<u32>().ok()? * 100 + hundredths.get(..2)?.parse::<u32>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_from_their_iris() {
        let span = Span::of("https://newsgraph.example/text/a#char=12,30");
        assert_eq!(span, Some(Span { begin: 12, end: 30 }));
        assert_eq!(Span::of("https://newsgraph.example/text/a#char=12"), None);
        assert_eq!(Span::of("https://newsgraph.example/text/a"), None);
    }

    #[test]
    fn confidence_is_told_in_percent() {
        for (decimal, expected) in [
            ("0.85", Some(85)),
            ("0.9", Some(90)),
            ("1", Some(100)),
            ("x", None),
        ] {
            assert_eq!(percent(decimal), expected);
        }
    }
}
