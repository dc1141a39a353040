//! How fast each stage is, on one thread.
//!
//! Reads: articles. Writes: a table of times. Never: stores anything.

use std::io::Write;
use std::time::{Duration, Instant};

use super::Loaded;
use super::args::Sources;
use super::build::articles;
use super::output::{Done, Outcome, stdout, tell};
use crate::query::align;

const STAGES: [&str; 6] = [
    "ingest",
    "linguistics",
    "clauses",
    "discourse",
    "facts",
    "graph",
];

pub(super) fn bench(sources: &Sources, loaded: &Loaded) -> Outcome {
    let sources = articles(sources, &loaded.resources)?;
    let mut times = [Duration::ZERO; STAGES.len()];
    let (mut count, mut tokens, mut quads) = (0_usize, 0_usize, 0_usize);
    let mut done = Done::Wholly;
    let mut watch = Instant::now();
    for article in sources.read() {
        times[0] += watch.elapsed();
        match article {
            Ok(article) => {
                let pipeline = &loaded.pipeline;
                let analysis = timed(&mut times[1], || {
                    pipeline.retell(pipeline.analyse(&article))
                });
                let clauses = timed(&mut times[2], || pipeline.clauses(&analysis));
                let discourse = timed(&mut times[3], || {
                    pipeline.interpret(&article, &analysis, &clauses)
                });
                let facts = timed(&mut times[4], || {
                    pipeline.facts(&article, &analysis, &clauses, &discourse)
                });
                quads += timed(&mut times[5], || pipeline.quads(&article, &facts))?.len();
                count += 1;
                tokens += analysis.tokens.len();
            }
            Err(error) => {
                tell(error);
                done = Done::Partly;
            }
        }
        watch = Instant::now();
    }
    let whole: Duration = times.iter().sum();
    let mut rows = vec![
        ["stage", "seconds", "share", "articles/s", "tokens/s"]
            .map(str::to_owned)
            .to_vec(),
    ];
    let stages = STAGES.iter().copied().zip(times);
    for (stage, time) in stages.chain([("all", whole)]) {
        let seconds = time.as_secs_f64().max(1e-9);
        let share = 100.0 * seconds / whole.as_secs_f64().max(1e-9);
        rows.push(vec![
            stage.to_owned(),
            format!("{seconds:.3}"),
            format!("{share:.0} %"),
            format!("{:.0}", count as f64 / seconds),
            format!("{:.0}", tokens as f64 / seconds),
        ]);
    }
    let mut out = stdout();
    writeln!(
        out,
        "{count} articles, {tokens} tokens, {quads} quads, one thread\n"
    )?;
    align(&rows, &mut out)?;
    out.flush()?;
    Ok(done)
}

fn timed<T>(time: &mut Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    *time += start.elapsed();
    result
}
