//! The engine gives what spaCy 3.8 gives, to the last attribute, on 415 texts.
//!
//! `tests/linguistics/golden.jsonl` holds spaCy's own output with `en_core_web_sm` 3.8.0 for our own
//! sentences and for strings that are hard to tokenize.

use std::collections::BTreeSet;
use std::fmt::Write;

use newsgraph::linguistics::{Analysis, Engine};
use newsgraph::text::CodePoints;
use serde::Deserialize;

/// Text, space, offset, norm id, tag, part of speech, features, lemma, head, label, sentence start.
type Row = (
    String,
    u8,
    usize,
    u64,
    String,
    String,
    String,
    String,
    usize,
    String,
    u8,
);

#[derive(Deserialize)]
struct Golden {
    text: String,
    tokens: Vec<Row>,
    ents: Vec<(usize, usize, String)>,
}

fn engine() -> Engine {
    Engine::load(&|path| {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/data/model/");
        std::fs::read(format!("{root}{path}")).ok().map(Into::into)
    })
    .expect("the project's model loads")
}

fn golden() -> Vec<Golden> {
    let lines = include_str!("linguistics/golden.jsonl").lines();
    lines
        .map(|line| serde_json::from_str(line).expect("a golden line is JSON"))
        .collect()
}

/// A line per token and per name, for a readable difference.
fn lines_of(analysis: &Analysis, text: &str) -> Vec<String> {
    let points = CodePoints::new(text);
    let starts: BTreeSet<usize> = analysis
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.start)
        .collect();
    let mut lines = Vec::new();
    for (number, token) in analysis.tokens.iter().enumerate() {
        lines.push(format!(
            "{:?} space={} at={} {} {} [{}] {:?} head={} {} start={}",
            token.text,
            u8::from(token.space_after),
            points.offset(token.range.start),
            token.tag,
            token.pos,
            token.morph,
            token.lemma,
            token.head,
            token.dep,
            u8::from(starts.contains(&number)),
        ));
    }
    for name in &analysis.names {
        lines.push(format!(
            "{} {}..{}",
            name.label, name.tokens.start, name.tokens.end
        ));
    }
    lines
}

fn expected_lines(golden: &Golden) -> Vec<String> {
    let token = |(text, space, at, _, tag, pos, morph, lemma, head, dep, start): &Row| {
        format!(
            "{text:?} space={space} at={at} {tag} {pos} [{morph}] {lemma:?} head={head} {dep} start={start}"
        )
    };
    let name = |(start, end, label): &(usize, usize, String)| format!("{label} {start}..{end}");
    golden
        .tokens
        .iter()
        .map(token)
        .chain(golden.ents.iter().map(name))
        .collect()
}

#[test]
fn all_golden_texts_are_equal_in_every_attribute() {
    let engine = engine();
    let mut failures = String::new();
    let mut count = 0;
    for golden in golden() {
        let found = lines_of(&engine.analyse_text(&golden.text), &golden.text);
        let expected = expected_lines(&golden);
        if found == expected {
            continue;
        }
        count += 1;
        let at = found.iter().zip(&expected).position(|(a, b)| a != b);
        let at = at.unwrap_or_else(|| found.len().min(expected.len()));
        let _ = writeln!(
            failures,
            "{:?}\n  spaCy:     {}\n  newsgraph: {}",
            golden.text,
            expected.get(at).map_or("nothing", String::as_str),
            found.get(at).map_or("nothing", String::as_str),
        );
    }
    assert!(
        count == 0,
        "{count} texts differ; the first difference of each:\n{failures}"
    );
}

#[test]
fn the_golden_file_is_whole() {
    let golden = golden();
    assert_eq!(golden.len(), 415);
    assert_eq!(
        golden
            .iter()
            .map(|golden| golden.tokens.len())
            .sum::<usize>(),
        8_232
    );
}
