//! The sample articles from end to end: what is read, what questions answer, what goes out.
//!
//! `tests/articles/facts/*.facts` what is read today from each article, one fact a line, the known
//!                                mistakes included: a change shows as a diff, to be judged by reading
//! `tests/articles/tables/*.txt`  expected table of each query of the library
//! `tests/articles/seed.ttl`      expected Turtle of the sample article
//! `tests/articles/seed.rq`       what must hold for the sample article, as ASK queries
//!
//! `NEWSGRAPH_BLESS=1 cargo test --release --test articles` rewrites the expected files: read the diff.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use newsgraph::document::Article;
use newsgraph::export;
use newsgraph::graph::Settings;
use newsgraph::ingest::{self, Format, Lexicon, Options};
use newsgraph::pipeline::Pipeline;
use newsgraph::query::{self, Fallback, Parameter, Query, by_name, names};
use newsgraph::resources::Resources;
use newsgraph::store::Store;
use newsgraph::store::syntax::{Prefixes, Syntax};

/// Questions whose example nothing in the sample articles answers: no two people travel together, and
/// no promise names the one to whom it is made.
const UNANSWERED: [&str; 2] = ["companions who", "promises to_whom"];

struct Sample {
    resources: Resources,
    pipeline: Pipeline,
    articles: Vec<Article>,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let resources = Resources::embedded();
    let pipeline = Pipeline::new(&resources, Settings::default()).expect("own data is in order");
    let lexicon = Lexicon::load(&|path| resources.read(path)).expect("own data is in order");
    let options = Options {
        format: Format::Auto,
        lexicon,
    };
    let articles = ingest::read(&["data/articles".to_owned()], &options)
        .collect::<Result<Vec<_>, _>>()
        .expect("the sample articles can be read");
    Sample {
        resources,
        pipeline,
        articles,
    }
});

/// The store with all sample articles.
static STORE: LazyLock<Store> = LazyLock::new(|| store_of(&SAMPLE.articles));

fn store_of(articles: &[Article]) -> Store {
    let store = Store::in_memory().expect("memory is there");
    let (graph, vocabulary) = SAMPLE.pipeline.vocabulary();
    store
        .put_article(graph.as_ref(), &vocabulary)
        .expect("the vocabulary goes in");
    for article in articles {
        let facts = SAMPLE.pipeline.read(article).facts;
        let quads = SAMPLE.pipeline.quads(article, &facts).expect("known terms");
        let graph = SAMPLE.pipeline.settings().article_graph(&article.id);
        store.put_article(graph.as_ref(), &quads).expect("goes in");
    }
    store
}

/// Compares with an expected file, or writes it when blessing is asked for.
fn check(path: &str, actual: &str) {
    let path = Path::new("tests/articles").join(path);
    if std::env::var_os("NEWSGRAPH_BLESS").is_some() {
        fs::write(&path, actual).expect("the folder is there");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let differs = |(at, (expected, actual)): (usize, (&str, &str))| {
        (expected != actual).then(|| format!("line {}:\n  {expected}\n  {actual}", at + 1))
    };
    let mut lines = expected.lines().zip(actual.lines()).enumerate();
    let first = lines.find_map(differs);
    assert!(
        expected == actual,
        "{} differs; {}",
        path.display(),
        first.unwrap_or_else(|| format!(
            "{} lines expected, {} came",
            expected.lines().count(),
            actual.lines().count()
        ))
    );
}

/// A short, stable name: the file's or the id.
fn name_of(article: &Article) -> String {
    if article.text.contains("Juma prayer") {
        return "seed".to_owned();
    }
    article.id.clone()
}

#[test]
fn every_article_gives_its_facts() {
    for article in &SAMPLE.articles {
        let mut lines = SAMPLE.pipeline.read(article).facts.lines(&article.text);
        lines.push(String::new());
        check(
            &format!("facts/{}.facts", name_of(article)),
            &lines.join("\n"),
        );
    }
}

#[test]
fn no_expected_file_is_left_over() {
    let expected: Vec<String> = SAMPLE.articles.iter().map(name_of).collect();
    for entry in fs::read_dir("tests/articles/facts").expect("the folder is there") {
        let path = entry.expect("readable").path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        assert!(
            expected.iter().any(|name| Some(name.as_str()) == stem),
            "{} belongs to no article",
            path.display()
        );
    }
}

#[test]
fn every_query_gives_its_table() {
    for name in names(&SAMPLE.resources) {
        let prefixes = Prefixes::default();
        let query = by_name(&SAMPLE.resources, &name, &prefixes).expect("own queries are in order");
        let table = table(&query, &required(&query));
        check(&format!("tables/{name}.txt"), &table);
    }
}

/// The examples of what must be given.
fn required(query: &Query) -> Vec<(String, String)> {
    let parameters = query.header.parameters.iter();
    parameters
        .filter(|parameter| parameter.fallback == Fallback::Required)
        .map(|parameter| (parameter.name.clone(), example(parameter)))
        .collect()
}

fn example(parameter: &Parameter) -> String {
    let example = parameter.example.clone();
    example.unwrap_or_else(|| panic!("?{} has no example", parameter.name))
}

fn table(query: &Query, given: &[(String, String)]) -> String {
    let prefixes = Prefixes::default();
    let answer = query.run(&STORE, given, &prefixes).expect("it runs");
    let mut table = Vec::new();
    query::write(answer, None, &prefixes, &mut table).expect("written");
    String::from_utf8(table).expect("UTF-8")
}

#[test]
fn every_example_finds_something() {
    let mut unanswered = Vec::new();
    for name in names(&SAMPLE.resources) {
        let query = by_name(&SAMPLE.resources, &name, &Prefixes::default()).expect("in order");
        for parameter in &query.header.parameters {
            let mut given = required(&query);
            given.push((parameter.name.clone(), example(parameter)));
            // Names of the columns, a line below them, and at least one row.
            if table(&query, &given).lines().count() < 3 {
                unanswered.push(format!("{name} {}", parameter.name));
            }
        }
    }
    assert_eq!(unanswered, UNANSWERED);
}

fn seed() -> &'static Article {
    let seed = SAMPLE.articles.iter().find(|it| name_of(it) == "seed");
    seed.expect("the sample article is among the samples")
}

#[test]
fn the_sample_article_gives_its_turtle() {
    let facts = SAMPLE.pipeline.read(seed()).facts;
    let quads = SAMPLE.pipeline.quads(seed(), &facts).expect("known terms");
    let mut turtle = Vec::new();
    let prefixes = Prefixes::default();
    export::to_writer(quads, Syntax::Turtle, &prefixes, &mut turtle).expect("written");
    check("seed.ttl", &String::from_utf8(turtle).expect("UTF-8"));
}

#[test]
fn what_must_hold_of_the_sample_article_holds() {
    let store = store_of(std::slice::from_ref(seed()));
    let prefixes = Prefixes::default();
    let asks = include_str!("articles/seed.rq");
    let mut failed = Vec::new();
    for ask in asks.split("\n\n").filter(|ask| ask.contains("ASK")) {
        let query = Query::parse("tests/articles/seed.rq", ask, &prefixes).expect("parses");
        let answer = query.run(&store, &[], &prefixes).expect("runs");
        let mut out = Vec::new();
        query::write(answer, None, &prefixes, &mut out).expect("written");
        if out != b"yes\n" {
            failed.push(ask.lines().next().unwrap_or_default().to_owned());
        }
    }
    assert!(failed.is_empty(), "does not hold:\n{}", failed.join("\n"));
}
