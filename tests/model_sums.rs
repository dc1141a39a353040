//! The files of `data/model/` are the published ones, byte by byte.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

#[test]
fn model_files_have_the_listed_sums() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model");
    let list = fs::read_to_string(folder.join("SHA256SUMS")).expect("the list is there");
    assert_eq!(list.lines().count(), 14);
    for line in list.lines() {
        let (sum, path) = line.split_once("  ").expect("a line is `sum  path`");
        let bytes = fs::read(folder.join(path)).expect("a listed file is there");
        let found = format!("{:x}", Sha256::digest(&bytes));
        assert_eq!(found, sum, "{path}");
    }
}
