//! Hand-made analyses for the tests of this layer: trees in `CoNLL-U`, and a discourse in which every
//! nominal is its own entity, of the kind that its recognised name says.

use std::collections::BTreeMap;
use std::fs;

use crate::discourse::{
    Discourse, Entity, EntityKind, Mention, MentionForm, Perspective, TimeExpression, TimeRelation,
    TimeValue,
};
use crate::document::Article;
use crate::linguistics::clauses::{self, Clauses};
use crate::linguistics::{Analysis, TokenId, conllu};

use super::frames::Frames;
use super::{Facts, extract};

/// Everything that [`extract`] needs.
pub(super) struct Hand {
    pub(super) article: Article,
    pub(super) analysis: Analysis,
    pub(super) clauses: Clauses,
    pub(super) discourse: Discourse,
}

/// The project's own frames.
pub(super) fn frames() -> Frames {
    let entries = fs::read_dir("data/frames").expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("readable").path());
    let files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("readable");
            (path.display().to_string(), text)
        })
        .collect();
    Frames::read(&files).expect("the frames are right")
}

/// Reads trees: `form lemma POS tag head dep [NER]`, one token a line, a blank line between sentences.
pub(super) fn hand(trees: &str) -> Hand {
    let mut input = String::new();
    let mut number = 0;
    for line in trees.lines().map(str::trim) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        if columns.is_empty() {
            number = 0;
            input.push('\n');
            continue;
        }
        number += 1;
        let [form, lemma, pos, tag, head, dep] = columns[..6] else {
            panic!("6 columns: {line}")
        };
        let ner = columns
            .get(6)
            .map_or("_".to_owned(), |label| format!("NER={label}"));
        input.push_str(&format!(
            "{number}\t{form}\t{lemma}\t{pos}\t{tag}\t_\t{head}\t{dep}\t_\t{ner}\n"
        ));
    }
    let (article, analysis) = conllu::read("hand", &input).expect("the trees are right");
    from_analysis(article, analysis)
}

pub(super) fn from_analysis(article: Article, analysis: Analysis) -> Hand {
    let lexicon = clauses::ClauseLexicon::read(&|path| fs::read(path).ok().map(Into::into))
        .expect("the lexicon is right");
    let clauses = clauses::find(&analysis, &lexicon);
    let discourse = naive(&analysis, clauses.clauses.len());
    Hand {
        article,
        analysis,
        clauses,
        discourse,
    }
}

impl Hand {
    pub(super) fn facts(&self) -> Facts {
        extract(
            &self.article,
            &self.analysis,
            &self.clauses,
            &self.discourse,
            &frames(),
        )
    }

    /// Lines of all facts.
    pub(super) fn lines(&self) -> Vec<String> {
        self.facts().lines(&self.article.text)
    }
}

fn naive(analysis: &Analysis, clauses: usize) -> Discourse {
    let mut discourse = Discourse {
        perspectives: vec![Perspective::default(); clauses],
        ..Discourse::default()
    };
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for head in 0..analysis.tokens.len() {
        let Some((start, kind)) = nominal(analysis, head) else {
            continue;
        };
        let name = analysis.range(&(start..head + 1));
        let words: Vec<&str> = (start..=head)
            .map(|id| analysis.tokens[id].text.as_str())
            .collect();
        let words = words.join(" ");
        let entity = *known.entry(words.clone()).or_insert_with(|| {
            discourse.entities.push(Entity {
                kind,
                name: words,
                named: analysis.tokens[head].pos == "PROPN",
                ..Entity::default()
            });
            discourse.entities.len() - 1
        });
        debug_assert!(!name.is_empty());
        discourse.mention_at.insert(head, discourse.mentions.len());
        discourse.mentions.push(Mention {
            head,
            tokens: start..head + 1,
            form: MentionForm::Description,
            entity,
            sieve: "new",
        });
    }
    for name in analysis.names.iter().filter(|name| name.label == "DATE") {
        discourse.times.push(TimeExpression {
            tokens: name.tokens.clone(),
            value: Some(TimeValue {
                begin: analysis.range(&name.tokens).start.to_string(),
                end: None,
                relation: TimeRelation::At,
            }),
        });
    }
    discourse
}

/// First token and kind of a noun phrase by its head.
fn nominal(analysis: &Analysis, head: TokenId) -> Option<(TokenId, EntityKind)> {
    let token = &analysis.tokens[head];
    let demonym = token.pos == "ADJ" && label(analysis, head) == "NORP";
    let nominal = matches!(token.pos.as_str(), "NOUN" | "PROPN" | "PRON") || demonym;
    if !nominal || (token.dep == "compound" && label(analysis, head).is_empty()) {
        return None;
    }
    let inside = |child: &TokenId| {
        matches!(
            analysis.tokens[*child].dep.as_str(),
            "compound" | "amod" | "nummod"
        )
    };
    let start = analysis
        .children(head)
        .filter(inside)
        .min()
        .unwrap_or(head)
        .min(head);
    let kind = match label(analysis, head) {
        "PERSON" => EntityKind::Person,
        "ORG" => EntityKind::Organization,
        "GPE" | "NORP" => EntityKind::Country,
        "LOC" | "FAC" => EntityKind::Place,
        _ => common(token.lemma.as_str()),
    };
    Some((start, kind))
}

fn label(analysis: &Analysis, token: TokenId) -> &str {
    let mut names = analysis.names.iter();
    names
        .find(|name| name.tokens.contains(&token))
        .map_or("", |name| name.label.as_str())
}

fn common(lemma: &str) -> EntityKind {
    match lemma {
        "man" | "minister" | "gunman" | "mayor" | "he" | "she" | "president" => EntityKind::Person,
        "people" | "police" | "soldier" | "official" | "student" | "they" => EntityKind::Group,
        _ => EntityKind::Thing,
    }
}
