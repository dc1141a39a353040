//! Short invented articles in `tests/goldens` with facts that they must and must not give.

use std::fs;
use std::path::Path;

use newsgraph::facts::Facts;
use newsgraph::pipeline::Pipeline;

use expected::{Expected, article};

mod expected;

#[test]
fn goldens_hold() {
    let pipeline = expected::pipeline();
    let mut paths: Vec<_> = fs::read_dir("tests/goldens")
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    let failures: Vec<String> = paths
        .iter()
        .filter(|path| !path.ends_with("README.md"))
        .flat_map(|path| check(&pipeline, path))
        .collect();
    assert!(failures.is_empty(), "{}\n", failures.join("\n"));
}

fn check(pipeline: &Pipeline, path: &Path) -> Vec<String> {
    let golden = fs::read_to_string(path).expect("readable");
    let text = block(&golden, "article").trim();
    let facts = pipeline.read(&article(text)).facts;
    let wanted = block(&golden, "facts").lines();
    let unwanted = block(&golden, "never").lines();
    let missing = wanted
        .filter(|line| !gives(&facts, text, line))
        .map(|line| format!("misses {line}"));
    let spurious = unwanted
        .filter(|line| gives(&facts, text, line))
        .map(|line| format!("must not give {line}"));
    let mut failures: Vec<String> = missing.chain(spurious).collect();
    if !failures.is_empty() {
        failures.insert(0, format!("{}:", path.display()));
        failures.push(format!("  gives\n    {}", facts.lines(text).join("\n    ")));
    }
    failures
}

/// What stands between "```name" and "```"; empty without such a block.
fn block<'a>(golden: &'a str, name: &str) -> &'a str {
    let start = format!("```{name}\n");
    let after = golden.split_once(&start).map_or("", |(_, after)| after);
    after.split_once("```").map_or(after, |(block, _)| block)
}

/// A line of an event holds in part, a line of a relation as a beginning.
fn gives(facts: &Facts, text: &str, line: &str) -> bool {
    if line.starts_with(char::is_lowercase) {
        let names = |relation| facts.relation_line(relation, text);
        return facts
            .relations
            .iter()
            .any(|relation| names(relation).starts_with(line));
    }
    let expected = Expected::parse(line);
    let mut events = facts.events.iter();
    events.any(|event| expected.holds(event, facts, false))
}
