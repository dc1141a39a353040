//! Clauses on one line each, for tests and for people.
//!
//! Reads: [`Clauses`] and the tokens. Writes: text. Never: is read back by the program.

use std::fmt::Write;

use super::{Clause, ClauseId, Clauses, Embedding, PredicateKind, Tense, Via};
use crate::linguistics::Analysis;

/// One clause on one line: `accuse (verb, past) subject=Kyiv object=Moscow content=shelling [complement "that" of say]`.
///
/// An argument found through a construction carries its name: `object=Moscow/passive`.
pub fn describe(analysis: &Analysis, clauses: &Clauses, id: ClauseId) -> String {
    let clause = &clauses.clauses[id];
    let mut line = format!(
        "{} ({})",
        clause.lemma,
        features(analysis, clause).join(", ")
    );
    for argument in &clause.arguments {
        let word = &analysis.tokens[argument.head].text;
        let _ = write!(line, " {}={word}{}", argument.slot, via(argument.via));
    }
    if let Some(light) = clause.light {
        let _ = write!(line, " [carried by {}]", clauses.clauses[light].lemma);
    }
    if let Some(parent) = &clause.parent {
        let marker = parent.marker.as_ref();
        let marker = marker.map_or(String::new(), |marker| format!("\"{marker}\" "));
        let above = &clauses.clauses[parent.clause].lemma;
        let _ = write!(line, " [{} {marker}of {above}]", relation(parent.relation));
    }
    line
}

fn features(analysis: &Analysis, clause: &Clause) -> Vec<String> {
    let kind = match clause.kind {
        PredicateKind::Verb => "verb",
        PredicateKind::Noun => "noun",
        PredicateKind::Adjective => "adjective",
    };
    let tense = match clause.tense {
        Tense::Past => "past",
        Tense::Present => "present",
        Tense::Future => "future",
        Tense::Infinitive => "infinitive",
        Tense::Participle => "participle",
        Tense::None => "",
    };
    let flags = [
        (clause.perfect, "perfect"),
        (clause.progressive, "progressive"),
        (clause.passive, "passive"),
    ];
    let mut features = vec![kind.to_owned()];
    features.extend((!tense.is_empty()).then(|| tense.to_owned()));
    features.extend(
        flags
            .iter()
            .filter(|(set, _)| *set)
            .map(|(_, name)| (*name).to_owned()),
    );
    features.extend(clause.modal.as_ref().map(|modal| format!("modal {modal}")));
    features.extend(
        clause
            .negation
            .map(|negation| format!("negated by {}", analysis.tokens[negation].text)),
    );
    features
}

fn via(via: Via) -> &'static str {
    match via {
        Via::Direct => "",
        Via::Passive => "/passive",
        Via::Shared => "/shared",
        Via::Conjunct => "/conjunct",
        Via::Relative => "/relative",
        Via::Control => "/control",
        Via::Light => "/light",
        Via::Lifted => "/lifted",
    }
}

fn relation(relation: Embedding) -> &'static str {
    match relation {
        Embedding::Complement => "complement",
        Embedding::OpenComplement => "open complement",
        Embedding::Adverbial => "adverbial",
        Embedding::Relative => "relative",
        Embedding::Conjunct => "conjunct",
        Embedding::Nominal => "nominal",
    }
}
