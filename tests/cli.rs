//! The program from outside: commands, messages, exit codes, restarts, a kill in the middle.

use std::fs;
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use predicates::prelude::*;
use predicates::str::{contains, starts_with};

/// Invented articles, one a line.
const WIRE: &str = r#"{"id": "wire-1", "date": "2024-03-05", "title": "Berg in Oslo", "text": "OSLO, March 5 - Foreign Minister Anna Berg visited Oslo on Tuesday. She met Prime Minister Per Dahl at the city hall. Berg said Tesmar will build a new school in Oslo."}
{"id": "wire-2", "date": "2024-03-06", "title": "Dahl denies", "text": "Prime Minister Per Dahl denied on Wednesday that Norway had imposed sanctions on Tesmar. Police arrested two men in Bergen."}
"#;

fn newsgraph(folder: &Path) -> Command {
    let mut command = Command::new(cargo_bin("newsgraph"));
    command.current_dir(folder);
    command
}

/// A folder with `wire.jsonl` in it.
fn wire() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("wire.jsonl"), WIRE).unwrap();
    folder
}

/// Standard output of a command that succeeds.
fn output(folder: &Path, arguments: &[&str]) -> String {
    let assert = newsgraph(folder).args(arguments).assert().success();
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

/// Names of the stores that this build can have.
fn stores() -> Vec<&'static str> {
    let mut stores = vec!["news.nq.zst", "news.nq", "news.trig"];
    if cfg!(feature = "rocksdb") {
        stores.push("news.store");
    }
    stores
}

const ARTICLES: &str = "SELECT ?id { ?a dct:identifier ?id } ORDER BY ?id";

#[test]
fn articles_go_in_and_answers_come_out() {
    let folder = wire();
    let told = output(folder.path(), &["build", "wire.jsonl"]);
    assert!(
        told.starts_with("2 articles read: 2 new, 0 changed, 0 unchanged, 0 failed\n"),
        "{told}"
    );
    assert!(told.contains("newsgraph query visits"), "{told}");
    assert!(folder.path().join("newsgraph.nq.zst").is_file());

    let visits = output(
        folder.path(),
        &["query", "visits", "--param", "who=berg", "--to", "csv"],
    );
    assert!(visits.contains("Anna Berg,Oslo,2024-03-05,"), "{visits}");
    let stats = output(folder.path(), &["stats", "--to", "json"]);
    assert!(stats.contains("\"articles\": 2"), "{stats}");
    let turtle = output(folder.path(), &["export"]);
    assert!(turtle.contains("person:anna-berg\n    a "), "{turtle}");
}

#[test]
fn coverage_tells_what_yielded_nothing() {
    let folder = wire();
    let text =
        "Anna Berg visited Oslo. Per Dahl sneezed. \"We sneezed,\" said Dahl. Bergen sneezed.";
    fs::write(folder.path().join("sneeze.txt"), text).unwrap();
    let arguments = ["coverage", "sneeze.txt", "--to", "json"];
    let told: serde_json::Value = serde_json::from_str(&output(folder.path(), &arguments)).unwrap();
    let shares = &told["shares"];
    let share = |name: &str| {
        (
            shares[name]["yielded"].as_u64(),
            shares[name]["all"].as_u64(),
        )
    };
    assert_eq!(share("sentences"), (Some(2), Some(4)));
    assert_eq!(share("verbs"), (Some(2), Some(5)));
    assert_eq!(share("quotations"), (Some(1), Some(1)));
    let first = &told["unmapped"][0];
    assert_eq!(
        (&first["lemma"], &first["missed"]),
        (&"sneeze".into(), &3.into())
    );
    assert_eq!(told["unmapped"].as_array().unwrap().len(), 1);
    let table = output(folder.path(), &["coverage", "sneeze.txt", "--top", "0"]);
    assert!(
        table.contains("sentences") && !table.contains("sneeze"),
        "{table}"
    );
}

#[test]
fn a_plan_or_a_denial_is_no_fact() {
    let folder = wire();
    output(folder.path(), &["build", "wire.jsonl"]);
    let happened = "SELECT ?class { ?r ng:reports/rdf:type ?class ; ng:modality ng:Actual ; \
        ng:polarity ng:Positive ; ng:accordingTo ng:Narrator }";
    let happened = output(folder.path(), &["query", "-e", happened]);
    assert!(happened.contains("ng:Arrest"), "{happened}");
    assert!(!happened.contains("ng:Sanctions"), "{happened}");
    assert!(!happened.contains("ng:Construction"), "{happened}");
}

#[test]
fn the_audit_finds_nothing() {
    let folder = wire();
    output(folder.path(), &["build", "wire.jsonl"]);
    assert_eq!(
        output(folder.path(), &["query", "audit", "--to", "csv"]),
        "problem,node\r\n"
    );
}

#[test]
fn any_number_of_threads_and_any_store_give_the_same_graph() {
    let folder = wire();
    let mut dumps = Vec::new();
    for store in stores() {
        for jobs in ["1", "2"] {
            let path = format!("{jobs}{store}");
            output(
                folder.path(),
                &["build", "wire.jsonl", "--store", &path, "--jobs", jobs],
            );
            dumps.push(output(
                folder.path(),
                &["export", "--to", "nquads", "--store", &path],
            ));
        }
    }
    for store in ["news.nq.zst", "news.nq", "news.trig"] {
        let bytes = |jobs| fs::read(folder.path().join(format!("{jobs}{store}"))).unwrap();
        assert!(bytes(1) == bytes(2), "{store}");
    }
    dumps.dedup();
    assert_eq!(dumps.len(), 1);
    let lines: Vec<&str> = dumps[0].lines().collect();
    assert!(lines.is_sorted());
    let extracted = |jobs| output(folder.path(), &["extract", "wire.jsonl", "--jobs", jobs]);
    assert_eq!(extracted("1"), extracted("2"));
}

#[test]
fn reading_again_changes_nothing_and_removing_takes_out_one_article() {
    let folder = wire();
    for store in stores() {
        let build = ["build", "wire.jsonl", "--store", store];
        output(folder.path(), &build);
        let path = folder.path().join(store);
        let before = path.is_file().then(|| fs::read(&path).unwrap());
        let again = output(folder.path(), &build);
        assert!(again.contains("0 new, 0 changed, 2 unchanged"), "{again}");
        if let Some(before) = before {
            assert!(fs::read(&path).unwrap() == before, "{store}");
        }
        let first = output(
            folder.path(),
            &["export", "--to", "ntriples", "--store", store],
        );

        output(folder.path(), &["remove", "wire-2", "--store", store]);
        let ids = output(
            folder.path(),
            &["query", "-e", ARTICLES, "--to", "csv", "--store", store],
        );
        assert_eq!(ids, "id\r\nwire-1\r\n");
        output(folder.path(), &build);
        let second = output(
            folder.path(),
            &["export", "--to", "ntriples", "--store", store],
        );
        assert!(first == second, "{store}");
    }
}

#[test]
fn a_changed_article_replaces_itself() {
    let folder = wire();
    output(folder.path(), &["build", "wire.jsonl"]);
    fs::write(
        folder.path().join("wire.jsonl"),
        WIRE.replace("Oslo", "Stavanger"),
    )
    .unwrap();
    let told = output(folder.path(), &["build", "wire.jsonl"]);
    assert!(told.contains("0 new, 1 changed, 1 unchanged"), "{told}");
    let turtle = output(folder.path(), &["export"]);
    assert!(
        turtle.contains("stavanger") && !turtle.contains("place:oslo"),
        "{turtle}"
    );
}

#[test]
fn a_run_that_is_killed_leaves_whole_articles_and_no_lock() {
    let folder = wire();
    let many: Vec<String> = (0..3000)
        .map(|n| format!("{{\"id\": \"m{n}\", \"date\": \"2024-05-01\", \"text\": \"Minister Mia Lund visited Turku on Monday. She met Governor Olli Salo there.\"}}\n"))
        .collect();
    fs::write(folder.path().join("many.jsonl"), many.concat()).unwrap();
    for store in stores() {
        output(folder.path(), &["build", "wire.jsonl", "--store", store]);
        let mut run = Process::new(cargo_bin("newsgraph"))
            .current_dir(folder.path())
            .args(["build", "many.jsonl", "--store", store, "--jobs", "1"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(1500));
        run.kill().unwrap();
        run.wait().unwrap();
        let count = "SELECT ?quads (COUNT(*) AS ?articles) { \
            { SELECT ?g (COUNT(*) AS ?quads) { GRAPH ?g { ?a a ng:Article . ?s ?p ?o } \
              FILTER(CONTAINS(STR(?g), '/m')) } GROUP BY ?g } } GROUP BY ?quads";
        let sizes = output(
            folder.path(),
            &["query", "-e", count, "--to", "csv", "--store", store],
        );
        // Articles differ in their ids only: whole ones have the same number of quads.
        assert!(sizes.lines().count() <= 2, "{store}: {sizes}");
        let told = output(folder.path(), &["build", "wire.jsonl", "--store", store]);
        assert!(told.contains("2 unchanged"), "{store}: {told}");
    }
}

#[test]
fn bad_articles_are_named_and_the_others_go_in() {
    let folder = wire();
    let broken = format!("{WIRE}{{\"id\": \"x\"}}\nnot json\n");
    fs::write(folder.path().join("wire.jsonl"), broken).unwrap();
    newsgraph(folder.path())
        .args(["build", "wire.jsonl", "absent.txt"])
        .assert()
        .code(1)
        .stdout(starts_with(
            "2 articles read: 2 new, 0 changed, 0 unchanged, 3 failed\n",
        ))
        .stderr(
            contains("newsgraph: wire.jsonl:3")
                .and(contains("newsgraph: wire.jsonl:4"))
                .and(contains("newsgraph: absent.txt: ")),
        );
}

#[test]
fn what_cannot_run_says_why() {
    let folder = wire();
    let told = |arguments: &[&str]| {
        let assert = newsgraph(folder.path())
            .args(arguments)
            .assert()
            .code(2)
            .stdout("");
        String::from_utf8(assert.get_output().stderr.clone()).unwrap()
    };
    assert_eq!(
        told(&["stats"]),
        "newsgraph: newsgraph.nq.zst: no such store; make one with `newsgraph build PATH` or name another with --store\n"
    );
    assert!(
        told(&["query", "vistis"])
            .contains("neither a file nor a query of the library; the library has accusations")
    );
    assert!(told(&["fly"]).starts_with("newsgraph: unrecognized subcommand 'fly'"));
    assert!(told(&["query", "visits", "--param", "who"]).contains("NAME=VALUE"));
    assert!(told(&["build", "wire.jsonl", "--jobs", "0"]).contains("--jobs"));
    assert!(told(&["build", "wire.jsonl", "--base", "here"]).starts_with("newsgraph: "));
    output(folder.path(), &["build", "wire.jsonl"]);
    assert!(
        told(&["query", "-e", "SELECT * { ?x foaf:name ?y }"])
            .starts_with("newsgraph: -e:1:15: unknown prefix \"foaf:\"")
    );
    assert!(told(&["query", "timeline"]).contains("parameter \"who\" is missing"));
    assert!(
        told(&["export", "--graph", "https://no.example/"])
            .contains("no graph <https://no.example/>")
    );
    newsgraph(folder.path())
        .args(["remove", "wire-9"])
        .assert()
        .code(1)
        .stderr(contains("wire-9: no article of this id"));
}

/// The entity whose mentions a word ends or is, wherever it stands, as `parse --entities` writes it.
fn entities_at(parsed: &str, word: &str) -> Vec<String> {
    let rows = parsed
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let rows = rows.filter(|row| row.get(1) == Some(&word));
    let number = |misc: &str| {
        let item = misc.strip_prefix("Entity=")?.trim_start_matches('(');
        Some(item.split(['-', ')', '|']).next()?.to_owned())
    };
    rows.filter_map(|row| number(row[9])).collect()
}

#[test]
fn headings_and_captions_name_whom_the_text_names() {
    let folder = tempfile::tempdir().unwrap();
    let page = "<html lang=en><body><article><h1>Berg opens harbour</h1><p>Foreign Minister Anna Berg opened the \
                harbour of Oslo on Monday. She thanked the workers and visited the new school of the town.</p>\
                <figure><figcaption>Anna Berg in Oslo</figcaption></figure>\
                <p>The harbour is the first of its kind in the country, she said.</p></article></body></html>";
    fs::write(folder.path().join("today.html"), page).unwrap();
    let parsed = output(folder.path(), &["parse", "--entities", "today.html"]);
    for word in ["Berg", "Oslo"] {
        let entities = entities_at(&parsed, word);
        assert!(entities.len() > 1, "{parsed}");
        assert!(entities.iter().all(|it| *it == entities[0]), "{parsed}");
    }
    // A heading and a caption tell nothing, but say where somebody is named.
    let quads = output(folder.path(), &["extract", "today.html", "--to", "nquads"]);
    let mut spans = quads
        .lines()
        .filter(|line| line.contains("anna-berg> ") && line.contains("#denotedBy>"));
    for place in ["#char=0,4>", "#char=150,159>"] {
        assert!(spans.clone().any(|line| line.contains(place)), "{quads}");
    }
    assert_eq!(spans.by_ref().count(), 3, "{quads}");
}

#[test]
fn stages_are_shown() {
    let folder = wire();
    let parsed = output(folder.path(), &["parse", "wire.jsonl"]);
    assert!(
        parsed.starts_with("# newdoc id = wire-1\n# newpar\n# sent_id = 1\n# text = "),
        "{parsed}"
    );
    assert!(
        parsed.contains("\tNER=") || parsed.contains("|NER=B-PERSON"),
        "{parsed}"
    );
    for (stage, shown) in [
        ("tokens", "NNP"),
        ("tree", "ROOT visited VBD"),
        ("clauses", "visit (verb, past)"),
        ("patterns", "may name it"),
        ("mentions", "Anna Berg (Person)"),
        ("facts", "data/frames/Visit.toml:"),
    ] {
        let page = output(folder.path(), &["show", "wire.jsonl", "--stage", stage]);
        assert!(page.contains(shown), "{stage}: {page}");
    }
}

#[test]
fn extraction_goes_to_standard_output_in_four_ways() {
    let folder = wire();
    let graph = "<https://newsgraph.example/graph/article/wire-1> .";
    let quads = output(folder.path(), &["extract", "wire.jsonl"]);
    assert!(quads.lines().any(|line| line.ends_with(graph)), "{quads}");
    let trig = output(folder.path(), &["extract", "wire.jsonl", "--to", "trig"]);
    assert!(
        trig.contains("<https://newsgraph.example/graph/article/wire-1> {")
            || trig.contains("graph:")
    );
    let turtle = output(folder.path(), &["extract", "wire.jsonl", "--to", "turtle"]);
    assert!(turtle.contains("place:oslo") && !turtle.contains('{'));
    let jsonl = output(folder.path(), &["extract", "wire.jsonl", "--to", "jsonl"]);
    assert_eq!(jsonl.lines().count(), 2);
    assert!(jsonl.starts_with('{') && jsonl.contains("\"class\":\"Visit\""));
    newsgraph(folder.path())
        .args(["extract", "-", "--format", "jsonl"])
        .write_stdin(WIRE)
        .assert()
        .success()
        .stdout(quads);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = wire();
    let mut run = Process::new(cargo_bin("newsgraph"))
        .current_dir(folder.path())
        .args(["extract", "wire.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(run.stdout.take());
    let ended = run.wait_with_output().unwrap();
    assert!(ended.status.success());
    assert!(ended.stderr.is_empty());
}

#[test]
fn everything_that_newsgraph_brings_along_is_in_order() {
    let folder = tempfile::tempdir().unwrap();
    assert!(output(folder.path(), &["check"]).contains("are in order"));
    let list = output(folder.path(), &["query", "--list"]);
    assert!(list.contains("visits\n    Who went where"), "{list}");
}

#[test]
fn a_users_folder_replaces_and_adds() {
    let folder = wire();
    let own = folder.path().join("own");
    fs::create_dir_all(own.join("queries")).unwrap();
    fs::create_dir_all(own.join("data/frames")).unwrap();
    fs::write(
        own.join("queries/ids.rq"),
        format!("# title: Ids\n# about: Ids of articles.\n{ARTICLES}\n"),
    )
    .unwrap();
    output(folder.path(), &["build", "wire.jsonl"]);
    let ids = output(
        folder.path(),
        &["query", "ids", "--data", "own", "--to", "csv"],
    );
    assert_eq!(ids, "id\r\nwire-1\r\nwire-2\r\n");
    fs::write(
        own.join("data/frames/Visit.toml"),
        "class = \"Visit\"\nnonsense = 1\n",
    )
    .unwrap();
    fs::write(
        own.join("queries/bad.rq"),
        "# title: Bad\n# about: Bad.\nSELECT ?x {\n",
    )
    .unwrap();
    newsgraph(folder.path())
        .args(["check", "--data", "own"])
        .assert()
        .code(2)
        .stderr(contains("data/frames/Visit.toml:").and(contains("queries/bad.rq:")));
}
