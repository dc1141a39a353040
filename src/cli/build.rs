//! Commands that read articles into quads: build and extract.
//!
//! Reads: articles. Writes: the store, or facts to standard output. Never: lets one bad article stop
//! the others or leave half of itself behind.

use std::io::Write;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use oxigraph::model::Quad;
use serde_json::json;

use super::Loaded;
use super::args::{Build, Extract, ExtractTo, Sources};
use super::output::{Done, Outcome, Stop, stdout, tell};
use super::summary::{Samples, Tally, write_summary};
use super::words::in_code_points;
use crate::document::Article;
use crate::error::{Diagnostic, Place};
use crate::facts::Facts;
use crate::ingest::{self, Lexicon, Options};
use crate::pipeline::in_order;
use crate::resources::Resources;
use crate::store::syntax::{self, Prefixes, Syntax};
use crate::store::{Access, Change, Store, Texts};

/// An article with what it reports.
pub(super) struct Read {
    pub(super) article: Article,
    pub(super) facts: Facts,
    pub(super) quads: Vec<Quad>,
}

/// All articles of the sources, one by one.
pub(super) fn articles(sources: &Sources, resources: &Resources) -> Result<Articles, Stop> {
    let lexicon = Lexicon::load(&|path| resources.read(path))?;
    let options = Options {
        format: sources.format,
        lexicon,
    };
    Ok(Articles {
        paths: sources.paths.clone(),
        options,
    })
}

/// Where articles come from.
pub(super) struct Articles {
    paths: Vec<String>,
    options: Options,
}

impl Articles {
    /// Reads them.
    pub(super) fn read(&self) -> impl Iterator<Item = Result<Article, Diagnostic>> + Send + '_ {
        ingest::read(&self.paths, &self.options)
    }
}

/// What one article reports.
fn read(loaded: &Loaded, article: Result<Article, Diagnostic>) -> Result<Read, Diagnostic> {
    let article = article?;
    let (facts, quads) = loaded.pipeline.extract(&article)?;
    Ok(Read {
        article,
        facts,
        quads,
    })
}

pub(super) fn build(arguments: &Build, loaded: &Loaded) -> Outcome {
    let store = Store::open(&arguments.store.path(), Access::Write)?;
    let (graph, vocabulary) = loaded.pipeline.vocabulary();
    store.put_article(graph.as_ref(), &vocabulary)?;
    let sources = articles(&arguments.sources, &loaded.resources)?;
    let progress = Progress::new();
    let texts = (!arguments.no_texts).then(|| store.texts());
    let mut tally = Tally::default();
    let mut samples = Samples::default();
    let mut saved = Saved::now();
    in_order(
        sources.read(),
        arguments.threads.count(),
        |article| read(loaded, article),
        |outcome| {
            match outcome {
                Ok(read) => {
                    let graph = loaded.pipeline.settings().article_graph(&read.article.id);
                    tally.count(store.put_article(graph.as_ref(), &read.quads)?);
                    if let Some(texts) = &texts {
                        keep(texts, &read.article)?;
                    }
                    samples.consider(&read);
                }
                Err(error) => {
                    tally.failed += 1;
                    progress.tell(&error);
                }
            }
            progress.step();
            saved.again(&store)
        },
    )?;
    progress.end();
    store.save()?;
    let mut out = stdout();
    write_summary(&mut out, &store, &tally, &samples, &arguments.sources.paths)?;
    out.flush()?;
    Ok(tally.done())
}

/// Keeps the text, which pages show with its facts marked.
pub(super) fn keep(texts: &Texts, article: &Article) -> Result<(), Diagnostic> {
    texts.keep(article).map_err(|error| {
        let folder = Place::file(texts.folder().display().to_string());
        Diagnostic::new(folder, format!("a text cannot be kept: {error}"))
            .hint("without --no-texts the articles' texts are kept beside the store")
    })
}

pub(super) fn extract(arguments: &Extract, loaded: &Loaded) -> Outcome {
    let sources = articles(&arguments.sources, &loaded.resources)?;
    let prefixes = Prefixes::with_base(loaded.pipeline.settings().base());
    let mut out = stdout();
    let mut kept = Vec::new();
    let mut done = Done::Wholly;
    in_order(
        sources.read(),
        arguments.threads.count(),
        |article| read(loaded, article),
        |outcome| -> Result<(), Stop> {
            match outcome {
                Err(error) => {
                    tell(error);
                    done = Done::Partly;
                }
                Ok(read) => match arguments.to {
                    ExtractTo::Nquads => {
                        syntax::write(read.quads, Syntax::NQuads, &prefixes, &mut out)?;
                    }
                    ExtractTo::Jsonl => writeln!(out, "{}", json_line(&read))?,
                    ExtractTo::Trig | ExtractTo::Turtle => kept.extend(read.quads),
                },
            }
            Ok(())
        },
    )?;
    match arguments.to {
        ExtractTo::Trig => syntax::write(kept, Syntax::TriG, &prefixes, &mut out)?,
        ExtractTo::Turtle => syntax::write(kept, Syntax::Turtle, &prefixes, &mut out)?,
        ExtractTo::Nquads | ExtractTo::Jsonl => {}
    }
    out.flush()?;
    Ok(done)
}

/// An article's facts as one JSON object; ranges in code points of its text.
fn json_line(read: &Read) -> String {
    let article = &read.article;
    json!({
        "id": article.id,
        "title": article.title,
        "date": article.published,
        "url": article.url,
        "facts": in_code_points(&read.facts, &article.text),
    })
    .to_string()
}

/// When the store was saved last, and how long that took.
struct Saved {
    at: Instant,
    took: Duration,
}

/// Longest work that a power cut may cost.
const UNSAVED: Duration = Duration::from_secs(30);
/// A save may take one part in this many of the time.
const SHARE: u32 = 10;

impl Saved {
    fn now() -> Self {
        Self {
            at: Instant::now(),
            took: Duration::ZERO,
        }
    }

    /// Saves again when it is time, so that a long run that is stopped has most of its articles.
    fn again(&mut self, store: &Store) -> Result<(), Stop> {
        if self.at.elapsed() > UNSAVED.max(self.took * SHARE) {
            let start = Instant::now();
            store.save()?;
            self.took = start.elapsed();
            self.at = Instant::now();
        }
        Ok(())
    }
}

/// A line on the terminal that counts articles; nothing where standard error is no terminal.
struct Progress(ProgressBar);

impl Progress {
    fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} articles, {per_sec}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    fn step(&self) {
        self.0.inc(1);
    }

    fn tell(&self, error: &Diagnostic) {
        self.0.suspend(|| tell(error));
    }

    fn end(&self) {
        self.0.finish_and_clear();
    }
}

impl Tally {
    fn count(&mut self, change: Change) {
        match change {
            Change::Added => self.added += 1,
            Change::Replaced => self.changed += 1,
            // An article without a word of content leaves an empty graph.
            Change::Unchanged | Change::Removed => self.unchanged += 1,
        }
    }

    fn done(&self) -> Done {
        if self.failed == 0 {
            Done::Wholly
        } else {
            Done::Partly
        }
    }
}
