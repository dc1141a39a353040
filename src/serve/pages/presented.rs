//! How a report presents its event, as a badge shows it.
//!
//! Reads: modality, polarity, certainty and source of a report. Writes: a kind, which gives shape and
//! colour, and the words. Never: lets what is planned, denied or claimed look like what is done.

use serde::Serialize;

/// What gives a badge its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::serve) enum Kind {
    /// Told as having happened.
    Done,
    /// Told as going on.
    Ongoing,
    /// Tried, with success left open.
    Tried,
    /// Planned, promised, intended, proposed, requested, expected.
    Ahead,
    /// Possible or under a condition.
    Open,
    /// Negated, by whoever speaks.
    Denied,
}

/// How something is presented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::serve) struct Presented {
    /// Shape and colour.
    pub kind: Kind,
    /// "planned", "not planned", "probably done".
    pub words: String,
    /// Somebody is cited for it: the article itself does not say so.
    pub claimed: bool,
}

impl Presented {
    /// From the local names of the ontology's individuals: `Planned`, `Negative`, `Probable`.
    pub(in crate::serve) fn new(
        modality: &str,
        polarity: &str,
        certainty: &str,
        claimed: bool,
    ) -> Self {
        let (kind, word) = of_modality(modality);
        if polarity == "Negative" {
            return Self {
                kind: Kind::Denied,
                words: negated(kind, &word, claimed),
                claimed,
            };
        }
        let words = match certainty {
            "Probable" => format!("{word}, probably"),
            "Uncertain" if kind != Kind::Open => format!("{word}, uncertain"),
            _ => word,
        };
        Self {
            kind,
            words,
            claimed,
        }
    }

    /// What says most about whether it happened comes first: done before planned, the article's own
    /// word before what is claimed.
    pub(in crate::serve) fn rank(&self) -> (Kind, bool) {
        (self.kind, self.claimed)
    }
}

fn of_modality(modality: &str) -> (Kind, String) {
    let kind = match modality {
        "Actual" => return (Kind::Done, "done".to_owned()),
        "Ongoing" => Kind::Ongoing,
        "Attempted" => Kind::Tried,
        "Possible" | "Hypothetical" => Kind::Open,
        _ => Kind::Ahead,
    };
    (kind, modality.to_lowercase())
}

fn negated(kind: Kind, word: &str, claimed: bool) -> String {
    match (kind, claimed) {
        (Kind::Done | Kind::Ongoing, true) => "denied".to_owned(),
        (Kind::Done, false) => "did not happen".to_owned(),
        _ => format!("not {word}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_modality_polarity_and_certainty() {
        for (modality, polarity, certainty, claimed, kind, words) in [
            ("Actual", "Positive", "Certain", false, Kind::Done, "done"),
            (
                "Actual",
                "Negative",
                "Certain",
                true,
                Kind::Denied,
                "denied",
            ),
            (
                "Actual",
                "Negative",
                "Certain",
                false,
                Kind::Denied,
                "did not happen",
            ),
            (
                "Planned",
                "Negative",
                "Certain",
                false,
                Kind::Denied,
                "not planned",
            ),
            (
                "Planned",
                "Positive",
                "Certain",
                true,
                Kind::Ahead,
                "planned",
            ),
            (
                "Ongoing",
                "Positive",
                "Probable",
                true,
                Kind::Ongoing,
                "ongoing, probably",
            ),
            (
                "Possible",
                "Positive",
                "Uncertain",
                true,
                Kind::Open,
                "possible",
            ),
        ] {
            let presented = Presented::new(modality, polarity, certainty, claimed);
            assert_eq!((presented.kind, presented.words.as_str()), (kind, words));
        }
    }
}
