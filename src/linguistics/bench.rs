//! How fast the engine is, stage by stage.
//!
//! Reads: texts and the caller's clock. Writes: [`Timings`].
//! Never: used by anything but measurements; never looks at a clock of its own.

use std::time::Duration;

use super::Engine;
use super::batch::{Source, Text, batches};

/// Time that each stage took, in the order of the pipeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timings {
    /// Tokens of all texts.
    pub tokens: usize,
    /// Name of the stage and its time over all texts.
    pub stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Time of all stages together.
    pub fn total(&self) -> Duration {
        self.stages.iter().map(|(_, time)| *time).sum()
    }

    /// Tokens a second over all stages.
    pub fn tokens_per_second(&self) -> f64 {
        self.tokens as f64 / self.total().as_secs_f64()
    }
}

/// Analyses articles, each a list of paragraphs, on this thread. `clock` gives the time since a fixed
/// moment: on a busy machine, that of the thread on its processor says more than that of the wall.
pub fn measure(engine: &Engine, articles: &[Vec<&str>], clock: &dyn Fn() -> Duration) -> Timings {
    let mut stopwatch = Stopwatch {
        clock,
        timings: Timings {
            tokens: 0,
            stages: Vec::new(),
        },
    };
    for paragraphs in articles {
        let sources: Vec<Source<'_>> = paragraphs
            .iter()
            .map(|text| Source {
                text,
                offset: 0,
                paragraph: 0,
            })
            .collect();
        let texts = stopwatch.time("tokenizer", || engine.tokenize(&sources));
        stopwatch.timings.tokens += texts.iter().map(|text| text.tokens.len()).sum::<usize>();
        for batch in batches(texts) {
            stopwatch.run(engine, batch);
        }
    }
    stopwatch.timings
}

struct Stopwatch<'c> {
    clock: &'c dyn Fn() -> Duration,
    timings: Timings,
}

impl Stopwatch<'_> {
    fn run(&mut self, engine: &Engine, mut batch: Vec<Text>) {
        let encoded = self.time("tok2vec", || engine.encode(&batch));
        self.time("tagger", || engine.tag(&mut batch, &encoded));
        self.time("parser", || engine.parse(&mut batch, &encoded));
        self.time("attribute_ruler", || engine.rule(&mut batch));
        self.time("lemmatizer", || engine.lemmatize(&mut batch));
        let encoded = self.time("ner tok2vec", || engine.encode_for_names(&batch));
        self.time("ner", || engine.recognise(&mut batch, &encoded));
        self.time("result", || {
            let mut analysis = super::Analysis::default();
            for text in batch {
                text.append_to(&mut analysis);
            }
            analysis
        });
    }

    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = (self.clock)();
        let result = work();
        let took = (self.clock)().saturating_sub(start);
        let stages = &mut self.timings.stages;
        match stages.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, time)) => *time += took,
            None => stages.push((stage, took)),
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::testing::ENGINE;

    #[test]
    fn all_tokens_and_stages_are_counted() {
        let start = std::time::Instant::now();
        let articles = [vec!["One two.", "Three."], vec!["Four"]];
        let timings = measure(&ENGINE, &articles, &|| start.elapsed());
        assert_eq!(timings.tokens, 6);
        assert_eq!(timings.stages.len(), 9);
        assert!(timings.tokens_per_second() > 0.0);
    }
}
