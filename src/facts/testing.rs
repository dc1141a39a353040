//! Hand-made trees for the tests of this layer, read with the project's own lists.

use std::borrow::Cow;
use std::fs;

use crate::discourse::{self, Discourse, Knowledge};
use crate::document::Article;
use crate::linguistics::clauses::{self, Clauses};
use crate::linguistics::{Analysis, conllu};

use super::frames::Frames;
use super::{Facts, extract};

/// Everything that [`extract`] needs.
pub(super) struct Hand {
    pub(super) article: Article,
    pub(super) analysis: Analysis,
    pub(super) clauses: Clauses,
    pub(super) discourse: Discourse,
    knowledge: Knowledge,
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
        let line = format!("{number}\t{form}\t{lemma}\t{pos}\t{tag}\t_\t{head}\t{dep}\t_\t{ner}\n");
        input.push_str(&line);
    }
    let (article, analysis) = conllu::read("hand", &input).expect("the trees are right");
    from_analysis(article, analysis)
}

pub(super) fn from_analysis(article: Article, analysis: Analysis) -> Hand {
    let lexicon = clauses::ClauseLexicon::read(&files).expect("the lexicon is right");
    let clauses = clauses::find(&analysis, &lexicon);
    let knowledge = Knowledge::read(&files).expect("the lists are right");
    let discourse = discourse::interpret(&article, &analysis, &clauses, &knowledge);
    Hand {
        article,
        analysis,
        clauses,
        discourse,
        knowledge,
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
            &self.knowledge,
        )
    }

    /// Lines of all facts.
    pub(super) fn lines(&self) -> Vec<String> {
        self.facts().lines(&self.article.text)
    }
}

fn files(path: &str) -> Option<Cow<'static, [u8]>> {
    fs::read(path).ok().map(Cow::Owned)
}
