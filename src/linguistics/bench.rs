//! How fast the engine is, stage by stage.
//!
//! Reads: texts. Writes: [`Timings`]. Never: used by anything but measurements; the only place of
//! this layer that looks at the clock.

use std::time::{Duration, Instant};

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

/// Analyses articles, each a list of paragraphs, on this thread.
pub fn measure(engine: &Engine, articles: &[Vec<&str>]) -> Timings {
    let mut timings = Timings {
        tokens: 0,
        stages: Vec::new(),
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
        let texts = timings.time("tokenizer", || engine.tokenize(&sources));
        timings.tokens += texts.iter().map(|text| text.tokens.len()).sum::<usize>();
        for batch in batches(texts) {
            timings.run(engine, batch);
        }
    }
    timings
}

impl Timings {
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
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        match self.stages.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, time)) => *time += took,
            None => self.stages.push((stage, took)),
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
        let timings = measure(&ENGINE, &[vec!["One two.", "Three."], vec!["Four"]]);
        assert_eq!(timings.tokens, 6);
        assert_eq!(timings.stages.len(), 9);
        assert!(timings.tokens_per_second() > 0.0);
    }
}
