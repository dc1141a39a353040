//! Clauses of small trees: `tests/clauses/*.conllu` hold sentences with their trees, and below each
//! tree the expected clauses as `# = ` lines.
//!
//! `BLESS=1 cargo test --test clauses` rewrites the expectations; read the diff before you keep it.

use std::borrow::Cow;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use newsgraph::linguistics::clauses::{ClauseLexicon, appositives, describe, examples, find};
use newsgraph::linguistics::conllu;

fn lexicon() -> ClauseLexicon {
    ClauseLexicon::read(&|path| fs::read(path).ok().map(Cow::Owned)).expect("the lexicon reads")
}

/// The clauses of one sentence's block, one `# = ` line each.
fn clauses_of(path: &str, block: &str, lexicon: &ClauseLexicon) -> String {
    let (_, analysis) =
        conllu::read(path, block).unwrap_or_else(|error| panic!("{error}\n{block}"));
    let clauses = find(&analysis, lexicon);
    (0..clauses.clauses.len()).fold(String::new(), |mut lines, id| {
        let _ = writeln!(lines, "# = {}", describe(&analysis, &clauses, id));
        lines
    })
}

/// The file with expectations replaced by what the program finds.
fn answered(path: &str, text: &str, lexicon: &ClauseLexicon) -> String {
    let blocks = text.trim_end().split("\n\n");
    let answered: Vec<String> = blocks
        .map(|block| {
            let given: Vec<&str> = block
                .lines()
                .filter(|line| !line.starts_with("# = "))
                .collect();
            let given = given.join("\n");
            format!("{given}\n{}", clauses_of(path, &given, lexicon))
        })
        .collect();
    answered.join("\n")
}

#[test]
fn trees_give_the_clauses_below_them() {
    let lexicon = lexicon();
    let mut files: Vec<_> = fs::read_dir(Path::new("tests/clauses"))
        .expect("the folder exists")
        .map(|entry| entry.expect("an entry reads").path())
        .collect();
    files.sort();
    let mut wrong = String::new();
    for file in files {
        let path = file.display().to_string();
        let expected = fs::read_to_string(&file).expect("the file reads");
        let found = answered(&path, &expected, &lexicon);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&file, &found).expect("the file writes");
        } else {
            for (expected, found) in expected.split("\n\n").zip(found.split("\n\n")) {
                if expected.trim() != found.trim() {
                    let _ = writeln!(wrong, "{path}: expected\n{expected}\n\nfound\n{found}\n");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn appositives_and_examples_are_found() {
    let tree = "1\tcities\tcity\tNOUN\tNNS\t_\t0\tROOT\t_\t_\n\
        2\tsuch\tsuch\tADJ\tJJ\t_\t3\tamod\t_\t_\n\
        3\tas\tas\tADP\tIN\t_\t1\tprep\t_\t_\n\
        4\tLyon\tLyon\tPROPN\tNNP\t_\t3\tpobj\t_\t_\n\
        5\tand\tand\tCCONJ\tCC\t_\t4\tcc\t_\t_\n\
        6\tLille\tLille\tPROPN\tNNP\t_\t4\tconj\t_\t_\n\
        7\t,\t,\tPUNCT\t,\t_\t1\tpunct\t_\t_\n\
        8\tports\tport\tNOUN\tNNS\t_\t1\tappos\t_\t_\n";
    let (_, analysis) = conllu::read("t.conllu", tree).expect("the tree reads");
    assert_eq!(examples(&analysis, 0), [3, 5]);
    assert_eq!(appositives(&analysis, 0), [7]);
}

#[test]
fn clauses_are_found_by_head_and_by_parent() {
    let tree = "1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n\
        2\tsaid\tsay\tVERB\tVBD\t_\t0\tROOT\t_\t_\n\
        3\the\the\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n\
        4\tfled\tflee\tVERB\tVBD\t_\t2\tccomp\t_\t_\n";
    let (_, analysis) = conllu::read("t.conllu", tree).expect("the tree reads");
    let clauses = find(&analysis, &lexicon());
    let (said, fled) = (clauses.at(1).expect("said"), clauses.at(3).expect("fled"));
    assert_eq!(
        clauses.children(&analysis, said).collect::<Vec<_>>(),
        [fled]
    );
    assert_eq!(clauses.at(0), None);
}
