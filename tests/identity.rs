//! Who is who by the user's word: merge, split, their file, and that both can be taken back.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use predicates::str::contains;

/// Invented articles: a minister who is spelt in two ways, and a rower of her name.
const WIRE: &str = r#"{"id": "wire-1", "date": "2024-03-05", "text": "Foreign Minister Jane Moss visited Oslo on Tuesday."}
{"id": "wire-2", "date": "2024-03-05", "text": "Foreign Minister Jane Moss-Dahl visited Oslo on Tuesday."}
{"id": "wire-3", "date": "2024-03-09", "text": "The Tesmarian rower Jane Moss visited Bergen on Saturday."}
"#;

/// Who visited, by the readable part of their IRIs, and in how many articles.
const VISITORS: &str = "SELECT (REPLACE(STR(?who), '^.*/', '') AS ?name) (COUNT(DISTINCT ?event) AS ?events) \
    (COUNT(DISTINCT ?article) AS ?articles) \
    { ?event a ng:Visit ; ng:agent ?who . ?report ng:reports ?event ; ng:article ?article } \
    GROUP BY ?who ORDER BY ?name";

struct News(tempfile::TempDir);

impl News {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("wire.jsonl"), WIRE).unwrap();
        let news = Self(folder);
        news.run(&["build", "wire.jsonl"]);
        news
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo_bin("newsgraph"));
        command.current_dir(self.folder()).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> String {
        let assert = self.command(arguments).assert().success();
        String::from_utf8(assert.get_output().stdout.clone()).unwrap()
    }

    fn visitors(&self) -> String {
        let table = self.run(&["query", "-e", VISITORS, "--to", "csv"]);
        table.lines().skip(1).collect::<Vec<_>>().join(" ")
    }

    fn dump(&self) -> String {
        self.run(&["export", "--to", "nquads"])
    }

    fn decisions(&self) -> String {
        let path = self.folder().join("newsgraph.identity.tsv");
        fs::read_to_string(path).unwrap()
    }

    /// What a store looks like that is built anew by the same decisions.
    fn anew(&self) -> String {
        fs::remove_file(self.folder().join("newsgraph.nq.zst")).unwrap();
        self.run(&["build", "wire.jsonl"]);
        self.dump()
    }
}

#[test]
fn a_merge_makes_one_of_two_and_is_taken_back() {
    let news = News::new();
    let before = news.dump();
    assert_eq!(news.visitors(), "jane-moss,2,2 jane-moss-dahl,1,1");

    news.command(&["merge", "person:jane-moss-dahl", "person:jane-moss"])
        .assert()
        .success()
        .stderr("person:jane-moss-dahl is person:jane-moss now; \
            `newsgraph split person:jane-moss-dahl` takes that back (1 article, newsgraph.identity.tsv)\n");
    // The two visits to Oslo of one day are one event now, told by two articles.
    assert_eq!(news.visitors(), "jane-moss,2,3");
    assert_eq!(
        news.decisions(),
        "decision\tiri\tis\tin\nsame\tperson:jane-moss-dahl\tperson:jane-moss\n"
    );
    let successor = "SELECT ?s { person:jane-moss-dahl owl:sameAs ?s ; dct:isReplacedBy ?s }";
    assert!(
        news.run(&["query", "-e", successor])
            .contains("person:jane-moss")
    );

    let merged = news.dump();
    assert!(news.anew() == merged, "a rebuild follows the decision");
    let told = news.run(&["build", "wire.jsonl"]);
    assert!(told.contains("0 new, 0 changed, 3 unchanged"), "{told}");

    news.run(&["split", "person:jane-moss-dahl"]);
    assert!(news.dump() == before, "nothing is left of the merge");
    assert_eq!(news.decisions(), "decision\tiri\tis\tin\n");
}

#[test]
fn a_split_makes_two_of_one_name_and_is_taken_back() {
    let news = News::new();
    let before = news.dump();
    news.command(&["split", "person:jane-moss", "wire-3"])
        .assert()
        .success()
        .stderr(contains(
            "`newsgraph merge person:jane-moss-2 person:jane-moss` takes that back",
        ));
    assert_eq!(
        news.visitors(),
        "jane-moss,1,1 jane-moss-2,1,1 jane-moss-dahl,1,1"
    );
    let split = news.dump();
    assert!(news.anew() == split, "a rebuild follows the decision");

    news.run(&["merge", "person:jane-moss-2", "person:jane-moss"]);
    assert!(news.dump() == before, "nothing is left of the split");
}

#[test]
fn a_file_of_decisions_can_be_written_by_hand_and_named() {
    let news = News::new();
    let decisions = "# checked with the paper's archive\n\
        other\tperson:jane-moss\tperson:jane-moss-rower\tarticle:wire-3\n";
    fs::write(news.folder().join("ours.tsv"), decisions).unwrap();
    news.run(&["build", "wire.jsonl", "--identities", "ours.tsv"]);
    assert_eq!(
        news.visitors(),
        "jane-moss,1,1 jane-moss-dahl,1,1 jane-moss-rower,1,1"
    );
    let extracted = news.run(&["extract", "wire.jsonl", "--identities", "ours.tsv"]);
    assert!(extracted.contains("id/person/jane-moss-rower>"));
}

#[test]
fn mistakes_are_told_with_a_way_out() {
    let news = News::new();
    for (arguments, message) in [
        (
            &["merge", "person:jane-mos", "person:jane-moss"][..],
            "nothing is called person:jane-mos in the store; did you mean person:jane-moss",
        ),
        (
            &["merge", "person:jane-moss", "person:jane-moss"],
            "person:jane-moss and person:jane-moss are one already",
        ),
        (
            &["split", "person:jane-moss"],
            "say in which articles it is another one: `newsgraph split person:jane-moss ARTICLE...`; \
             it is named in article:wire-1, article:wire-3",
        ),
        (
            &["split", "person:jane-moss", "wire-2"],
            "wire-2: no article of this id or address that names person:jane-moss",
        ),
        (
            &["merge", "person:a", "person:b", "--store", "none.nq"],
            "none.nq: no such store",
        ),
    ] {
        news.command(arguments)
            .assert()
            .code(2)
            .stderr(contains(message));
    }
    assert!(!news.folder().join("newsgraph.identity.tsv").exists());
}

#[test]
fn an_article_that_is_not_kept_is_named() {
    let news = News::new();
    fs::remove_dir_all(news.folder().join("newsgraph.texts")).unwrap();
    news.command(&["merge", "person:jane-moss-dahl", "person:jane-moss"])
        .assert()
        .code(1)
        .stderr(contains("read it again with `newsgraph build`"));
    news.run(&["build", "wire.jsonl"]);
    assert_eq!(news.visitors(), "jane-moss,2,3");
}
