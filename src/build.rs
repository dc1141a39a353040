//! Build script: lists every file of `ontology/`, `data/` and `queries/` in one sorted table.
//!
//! Reads: these folders. Writes: `resources.rs` in `OUT_DIR`, included by `src/resources.rs`.
//! Never: changes a file. It stands in for an embedding macro because a macro is not run again when
//! a file is added, and a frame or query must be found by merely being there.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Folders of knowledge that the binary carries.
const FOLDERS: [&str; 3] = ["data", "ontology", "queries"];
/// Not needed at run time: sample articles are input, vendored scripts and tables were made before.
const LEFT_OUT: [&str; 3] = [
    "data/articles/",
    "data/pages/vendor/",
    "data/gazetteer/make.py",
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut files = Vec::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        if root.join(folder).is_dir() {
            collect(&root, &root.join(folder), &mut files)?;
        }
    }
    files.retain(|(path, _)| !LEFT_OUT.iter().any(|folder| path.starts_with(folder)));
    files.sort();
    let mut table = String::from("&[\n");
    for (path, file) in files {
        let file = file.to_string_lossy();
        let _ = writeln!(table, "    ({path:?}, include_bytes!({file:?})),");
    }
    table.push_str("]\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("resources.rs"), table)
}

/// Adds the files below a folder with their paths relative to `root`, parts separated by `/`.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
            continue;
        }
        let relative = path.strip_prefix(root).map_err(io::Error::other)?;
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        files.push((parts.join("/"), path));
    }
    Ok(())
}
