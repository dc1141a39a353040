//! The whole way from an article to quads, in one place.
//!
//! Reads: an [`Article`] and everything in [`Resources`]. Writes: each stage's result.
//! Never: touches a file, a terminal or the store.

use std::panic::{AssertUnwindSafe, catch_unwind};

use oxigraph::model::{NamedNode, Quad};
use rayon::prelude::*;

use crate::discourse::{self, Discourse, Knowledge};
use crate::document::Article;
use crate::error::{Diagnostic, Place};
use crate::facts::frames::Frames;
use crate::facts::{self, Attempt, Facts};
use crate::graph::{self, ONTOLOGY_PATH, Ontology, Settings};
use crate::linguistics::clauses::{self, ClauseLexicon, Clauses};
use crate::linguistics::{Analysis, Engine, cut_times, join_lists, join_prefixes, retell};
use crate::resources::Resources;

pub mod coverage;

use coverage::Coverage;

/// Folder of the language model among the resources.
const MODEL: &str = "data/model/";
/// Folder of the frames among the resources.
const FRAMES: &str = "data/frames/";

/// Everything that is loaded once and serves all articles, on any number of threads.
pub struct Pipeline {
    engine: Engine,
    lexicon: ClauseLexicon,
    knowledge: Knowledge,
    frames: Frames,
    ontology: Ontology,
    settings: Settings,
}

/// What each stage made of one article.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Sentences, tokens, trees, names.
    pub analysis: Analysis,
    /// Predicates with logical arguments.
    pub clauses: Clauses,
    /// Who, when, on whose word.
    pub discourse: Discourse,
    /// Events and relations.
    pub facts: Facts,
}

impl Pipeline {
    /// Loads model, lexicons, gazetteer, frames and ontology.
    ///
    /// # Errors
    /// All mistakes of the frames, or the first one of anything else, with file and line.
    pub fn new(resources: &Resources, settings: Settings) -> Result<Self, Vec<Diagnostic>> {
        let files = |path: &str| resources.read(path);
        let model = |path: &str| resources.read(&format!("{MODEL}{path}"));
        let one = |error| vec![error];
        Ok(Self {
            engine: Engine::load(&model).map_err(one)?,
            lexicon: ClauseLexicon::read(&files).map_err(one)?,
            knowledge: Knowledge::read(&files).map_err(one)?,
            frames: frames(resources)?,
            ontology: ontology(resources).map_err(one)?,
            settings,
        })
    }

    /// The way of one article: text → trees → clauses → who and when → facts.
    pub fn read(&self, article: &Article) -> Reading {
        let analysis = self.retell(self.analyse(article));
        let clauses = self.clauses(&analysis);
        let discourse = self.interpret(article, &analysis, &clauses);
        let facts = self.facts(article, &analysis, &clauses, &discourse);
        Reading {
            analysis,
            clauses,
            discourse,
            facts,
        }
    }

    /// Sentences, tokens, trees, names, as the model reads them.
    pub fn analyse(&self, article: &Article) -> Analysis {
        self.engine.analyse(article)
    }

    /// The same of headings, captions and credits, which no fact is read from.
    pub fn analyse_margins(&self, article: &Article) -> Analysis {
        self.engine.analyse_margins(article)
    }

    /// The same with words at their prefixes, with sentences that the model knows better in the past, with names of
    /// times and lists of names as they are.
    pub fn retell(&self, analysis: Analysis) -> Analysis {
        let analysis = join_prefixes(analysis, &self.engine, &self.lexicon);
        let mut analysis = retell(analysis, &self.engine, &self.lexicon);
        cut_times(&mut analysis);
        join_lists(&mut analysis);
        analysis
    }

    /// Predicates with logical arguments.
    pub fn clauses(&self, analysis: &Analysis) -> Clauses {
        clauses::find(analysis, &self.lexicon)
    }

    /// Who, when, on whose word.
    pub fn interpret(
        &self,
        article: &Article,
        analysis: &Analysis,
        clauses: &Clauses,
    ) -> Discourse {
        discourse::interpret(article, analysis, clauses, &self.knowledge)
    }

    /// Events and relations.
    pub fn facts(
        &self,
        article: &Article,
        analysis: &Analysis,
        clauses: &Clauses,
        discourse: &Discourse,
    ) -> Facts {
        facts::extract(
            article,
            analysis,
            clauses,
            discourse,
            &self.frames,
            &self.knowledge,
        )
    }

    /// What each frame pattern made of each clause with its trigger.
    pub fn attempts(&self, article: &Article, reading: &Reading) -> Vec<Attempt> {
        let Reading {
            analysis,
            clauses,
            discourse,
            ..
        } = reading;
        facts::attempts(
            article,
            analysis,
            clauses,
            discourse,
            &self.frames,
            &self.knowledge,
        )
    }

    /// What an article reports, as quads of its named graph.
    ///
    /// # Errors
    /// A frame that uses a term the ontology lacks.
    pub fn quads(&self, article: &Article, facts: &Facts) -> Result<Vec<Quad>, Diagnostic> {
        graph::quads(article, facts, &self.ontology, &self.settings)
    }

    /// What an article reports, with its quads. A fault of the program in one article is told like a
    /// bad article.
    ///
    /// # Errors
    /// A frame that uses a term the ontology lacks, or such a fault.
    pub fn extract(&self, article: &Article) -> Result<(Facts, Vec<Quad>), Diagnostic> {
        let work = AssertUnwindSafe(|| {
            let facts = self.read(article).facts;
            let quads = self.quads(article, &facts)?;
            Ok((facts, quads))
        });
        catch_unwind(work).unwrap_or_else(|_| {
            let place = Place::file(article.id.clone());
            Err(Diagnostic::new(place, "the program failed on this article")
                .hint("please report it with the article; the others are not affected"))
        })
    }

    /// Counts what an article yielded.
    pub fn cover(&self, coverage: &mut Coverage, article: &Article, reading: &Reading) {
        coverage.add(article, reading, &self.knowledge);
    }

    /// The vocabulary and the graph it goes into.
    pub fn vocabulary(&self) -> (NamedNode, Vec<Quad>) {
        let graph = self.settings.ontology_graph();
        let quads = self.ontology.quads(&graph);
        (graph, quads)
    }

    /// What the user decided about the graph.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

/// Reads the frames.
///
/// # Errors
/// All mistakes of all frames.
pub fn frames(resources: &Resources) -> Result<Frames, Vec<Diagnostic>> {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in resources.list(FRAMES) {
        let content = resources.read(&path).unwrap_or_default();
        match String::from_utf8(content.into_owned()) {
            Ok(text) => files.push((path, text)),
            Err(_) => errors.push(Diagnostic::new(Place::file(path), "not UTF-8")),
        }
    }
    if errors.is_empty() {
        Frames::read(&files)
    } else {
        Err(errors)
    }
}

/// Reads the ontology.
///
/// # Errors
/// The first mistake, with line and column.
pub fn ontology(resources: &Resources) -> Result<Ontology, Diagnostic> {
    let content = resources.read(ONTOLOGY_PATH);
    let content = content
        .ok_or_else(|| Diagnostic::new(Place::file(ONTOLOGY_PATH), "the file is missing"))?;
    let text = std::str::from_utf8(&content)
        .map_err(|_| Diagnostic::new(Place::file(ONTOLOGY_PATH), "not UTF-8"))?;
    Ontology::read(text)
}

/// Items that one thread has before it at a time: enough to even out long and short articles.
const AHEAD: usize = 8;

/// Does `work` on items on `jobs` threads and hands the results to `sink` in the order of the
/// items, so that the number of threads leaves no trace. No more than `8 * jobs` items are in
/// memory at a time.
///
/// # Errors
/// The first error of `sink`, which ends the work.
pub fn in_order<T: Send, R: Send, E>(
    mut items: impl Iterator<Item = T>,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let pool = match jobs {
        0 | 1 => None,
        _ => rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build()
            .ok(),
    };
    let Some(pool) = pool else {
        return items.try_for_each(|item| sink(work(item)));
    };
    loop {
        let chunk: Vec<T> = items.by_ref().take(AHEAD * jobs).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        let results: Vec<R> = pool.install(|| chunk.into_par_iter().map(&work).collect());
        results.into_iter().try_for_each(&mut sink)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_threads_leaves_no_trace() {
        for jobs in [1, 2, 5] {
            let mut seen = Vec::new();
            let ended = in_order(
                0..100,
                jobs,
                |n| n * n,
                |n| {
                    seen.push(n);
                    if seen.len() == 50 {
                        Err("enough")
                    } else {
                        Ok(())
                    }
                },
            );
            assert_eq!(ended, Err("enough"));
            assert_eq!(seen, (0..50).map(|n| n * n).collect::<Vec<_>>());
        }
    }
}
