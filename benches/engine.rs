//! Tokens a second of the language engine on one thread.
//!
//! `cargo bench --bench engine -- ARTICLES.jsonl` prints the best of three runs over the articles'
//! paragraphs (lines of `text`), stage by stage, and the time that loading the model takes. Time is
//! that of the thread on its processor where the system tells it, so that other work does not count.
//! `benches/spacy_compare.py` runs it beside spaCy.

#![expect(clippy::print_stdout, reason = "a measurement reports")]

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use newsgraph::linguistics::Engine;
use newsgraph::linguistics::bench::measure;

fn main() {
    let Some(path) = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"))
    else {
        println!("name a file of JSON Lines with articles: cargo bench --bench engine -- FILE");
        return;
    };
    let articles = std::fs::read_to_string(&path).expect("the articles are readable");
    let texts: Vec<String> = articles
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|article| Some(article.get("text")?.as_str()?.to_owned()))
        .collect();
    let paragraphs: Vec<Vec<&str>> = texts
        .iter()
        .map(|text| {
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect()
        })
        .collect();
    let engine = load();
    let best = (0..3)
        .map(|_| measure(&engine, &paragraphs, &clock))
        .min_by_key(newsgraph::linguistics::bench::Timings::total)
        .expect("three runs");
    for (stage, time) in &best.stages {
        let share = time.as_secs_f64() * 1e6 / best.tokens as f64;
        println!("{stage:16} {share:6.2} µs/token");
    }
    println!("newsgraph tokens {}", best.tokens);
    println!(
        "newsgraph tokens_per_second {:.0}",
        best.tokens_per_second()
    );
}

/// Loads the project's model three times and prints the shortest time.
fn load() -> Engine {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/data/model/");
    let files = |path: &str| std::fs::read(format!("{root}{path}")).ok().map(Into::into);
    let mut shortest = Duration::MAX;
    let mut engine = None;
    for _ in 0..3 {
        let start = clock();
        engine = Some(Engine::load(&files).expect("the project's model loads"));
        shortest = shortest.min(clock().saturating_sub(start));
    }
    println!("loading          {:6.1} ms", shortest.as_secs_f64() * 1e3);
    engine.expect("it was loaded")
}

/// Time that this thread has spent on a processor, as Linux counts it; elsewhere the time since the
/// first call.
fn clock() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(
        || START.get_or_init(Instant::now).elapsed(),
        Duration::from_nanos,
    )
}
