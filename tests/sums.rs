//! Files that others made are those that were checked in, byte by byte.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

fn sum(path: &Path) -> String {
    let bytes = fs::read(path).expect("a listed file is there");
    format!("{:x}", Sha256::digest(&bytes))
}

#[test]
fn model_files_have_the_listed_sums() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model");
    let list = fs::read_to_string(folder.join("SHA256SUMS")).expect("the list is there");
    assert_eq!(list.lines().count(), 14);
    for line in list.lines() {
        let (listed, path) = line.split_once("  ").expect("a line is `sum  path`");
        assert_eq!(sum(&folder.join(path)), listed, "{path}");
    }
}

#[test]
fn vendored_scripts_have_the_listed_sums() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/pages");
    let readme = fs::read_to_string(folder.join("README.md")).expect("the table is there");
    let mut listed: Vec<&str> = Vec::new();
    for line in readme.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line
            .split('|')
            .map(|cell| cell.trim().trim_matches('`'))
            .collect();
        assert_eq!(
            sum(&folder.join("assets/vendor").join(cells[1])),
            cells[4],
            "{}",
            cells[1]
        );
        listed.push(cells[1]);
    }
    let mut found: Vec<String> = fs::read_dir(folder.join("assets/vendor"))
        .expect("the folder is there")
        .map(|entry| {
            entry
                .expect("it can be read")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    found.sort();
    listed.sort_unstable();
    assert_eq!(
        found, listed,
        "`sh data/pages/vendor/make.sh` writes files and table"
    );
}
