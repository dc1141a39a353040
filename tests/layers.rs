//! The layers of `src`: data goes down, imports point up, never back; and no file grows too long.
//!
//! Reads every `.rs` file as text: `use crate::x` and `crate::x` in code, tests and comments left out.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the layers that it may import; itself and `text`, `error` go without saying.
/// What is not listed may not exist below `src`.
const LAYERS: &[(&str, &[&str])] = &[
    ("build", &[]),
    ("text", &[]),
    ("error", &[]),
    ("document", &[]),
    ("resources", &[]),
    ("ingest", &["document", "resources"]),
    ("linguistics", &["document"]),
    ("discourse", &["document", "linguistics"]),
    ("facts", &["document", "linguistics", "discourse"]),
    ("graph", &["document", "discourse", "facts"]),
    // Articles are kept beside the graph.
    ("store", &["document", "graph"]),
    // Questions are files that a user's folder may replace.
    ("query", &["resources", "graph", "store"]),
    ("export", &["graph", "store"]),
    (
        "pipeline",
        &[
            "document",
            "resources",
            "ingest",
            "linguistics",
            "discourse",
            "facts",
            "graph",
        ],
    ),
    (
        "serve",
        &[
            "document",
            "resources",
            "ingest",
            "graph",
            "store",
            "query",
            "export",
            "pipeline",
        ],
    ),
    (
        "cli",
        &[
            "document",
            "resources",
            "ingest",
            "linguistics",
            "discourse",
            "facts",
            "graph",
            "store",
            "query",
            "export",
            "pipeline",
            "serve",
        ],
    ),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// Lines of code, tests not counted; the aim is 400.
const LIMIT: usize = 500;

struct Source {
    path: PathBuf,
    layer: String,
    /// The text before the tests inside the file.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&root.join("src"), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .filter(|path| {
            let inside = path.strip_prefix(root).unwrap().with_extension("");
            !inside
                .iter()
                .any(|name| name == "tests" || name == "testing")
        })
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default();
            let path = path.strip_prefix(root).unwrap().to_owned();
            Source {
                layer: layer_of(&path),
                code: code.to_owned(),
                path,
            }
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

/// `src/facts/frames/read.rs` is in "facts", `src/text.rs` in "text".
fn layer_of(path: &Path) -> String {
    let part = path.iter().nth(1).unwrap();
    Path::new(part)
        .file_stem()
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

/// The layers that a line of code names after `crate::`, braces included.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let line = line.split("//").next().unwrap_or_default();
        for rest in line.split("crate::").skip(1) {
            let names = match rest.strip_prefix('{') {
                Some(group) => group
                    .split('}')
                    .next()
                    .unwrap_or_default()
                    .split(',')
                    .collect(),
                None => vec![rest],
            };
            for name in names {
                let word = |c: char| !c.is_alphanumeric() && c != '_';
                let name = name.trim().split(word).next().unwrap_or_default();
                found.push((number + 1, name.to_owned()));
            }
        }
    }
    found
}

#[test]
fn imports_point_up_the_list_of_layers() {
    let mut offences = Vec::new();
    for source in sources() {
        let place = source.path.display();
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == source.layer) else {
            offences.push(format!(
                "{place}: \"{}\" is not in the list of layers",
                source.layer
            ));
            continue;
        };
        for (line, layer) in imports(&source.code) {
            let base = ["text", "error"].contains(&layer.as_str());
            let known = LAYERS.iter().any(|(known, _)| *known == layer);
            if known && !base && layer != source.layer && !allowed.contains(&layer.as_str()) {
                let from = &source.layer;
                offences.push(format!("{place}:{line}: {from} may not import {layer}"));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn text_and_error_import_nothing() {
    for source in sources()
        .iter()
        .filter(|source| ["text", "error"].contains(&source.layer.as_str()))
    {
        assert_eq!(imports(&source.code), [], "{}", source.path.display());
    }
}

/// Files and the terminal belong to the layers at the two ends.
#[test]
fn only_the_ends_touch_files_or_the_terminal() {
    let ends = ["build", "resources", "ingest", "store", "cli", "main"];
    let mut offences = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| !ends.contains(&source.layer.as_str()))
    {
        for (number, line) in source.code.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let touch = [
                "std::fs",
                "File::open",
                "std::env::",
                "println!",
                "io::stdout",
                "io::stdin",
            ];
            if let Some(found) = touch.iter().find(|found| code.contains(*found)) {
                offences.push(format!("{}:{}: {found}", source.path.display(), number + 1));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = sources()
        .iter()
        .map(|source| (source.path.display(), source.code.lines().count()))
        .filter(|(_, lines)| *lines > LIMIT)
        .map(|(path, lines)| format!("{path}: {lines} lines without tests, at most {LIMIT}"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_module_says_what_it_reads_and_writes() {
    let exempt = ["lib", "main"];
    let silent: Vec<String> = sources()
        .iter()
        .filter(|source| !exempt.contains(&source.layer.as_str()))
        .filter(|source| {
            let contract: String = source
                .code
                .lines()
                .take_while(|line| line.starts_with("//!"))
                .map(str::to_lowercase)
                .collect();
            !["reads", "writes", "never"]
                .iter()
                .all(|word| contract.contains(word))
        })
        .map(|source| source.path.display().to_string())
        .collect();
    assert!(
        silent.is_empty(),
        "no Reads / Writes / Never at the head of\n{}",
        silent.join("\n")
    );
}

#[test]
fn imports_are_found_in_code_and_not_in_comments() {
    let code = "use crate::store::Store;\n// crate::cli\nfn f(x: crate::text::TextRange) {}\nuse crate::{facts, graph::Ontology};\n";
    let names: Vec<String> = imports(code).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["store", "text", "facts", "graph"]);
}
