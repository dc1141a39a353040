//! Knowledge that the program carries: `ontology/`, `data/` and `queries/`, and what replaces it.
//!
//! Reads: the files embedded at build time, a user's folder (`--data`), a model folder (`--model`).
//! Writes: bytes by path. Never: interprets them.
//!
//! Paths are relative to the repository root with `/` between the parts: `data/lexicon/cues.toml`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::error::{Diagnostic, Place};

/// Path and content of each embedded file, sorted by path.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/resources.rs"));

/// Where the files of the language model lie.
const MODEL: &str = "data/model/";

/// The files that the program works from.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    /// Files of the user's folder by path.
    replaced: BTreeMap<String, Vec<u8>>,
    /// Files of the user's model folder by path; hides the embedded model altogether.
    model: Option<BTreeMap<String, Vec<u8>>>,
}

impl Resources {
    /// The files that were embedded when the program was built.
    pub fn embedded() -> Self {
        Self::default()
    }

    /// Lays a folder over the embedded files: a file of the same relative path
    /// (`data/frames/Visit.toml`, `queries/visits.rq`) takes the place of the embedded one, others
    /// are added.
    ///
    /// # Errors
    /// Names the folder or file that cannot be read, or says that nothing in it can take effect.
    pub fn with_data(mut self, folder: &Path) -> Result<Self, Diagnostic> {
        let mut files = BTreeMap::new();
        for known in ["data", "ontology", "queries"] {
            let part = folder.join(known);
            if part.is_dir() {
                files.append(&mut read_folder(&part, &format!("{known}/"))?);
            }
        }
        if files.is_empty() {
            return Err(
                Diagnostic::new(place(folder), "no file in data/, ontology/ or queries/")
                    .hint("lay the folder out like newsgraph's own: data/frames/Visit.toml"),
            );
        }
        self.replaced.extend(files);
        Ok(self)
    }

    /// Takes the language model from a folder in spaCy's layout (with `meta.json` and `vocab/`).
    ///
    /// # Errors
    /// Names the folder or file that cannot be read.
    pub fn with_model(mut self, folder: &Path) -> Result<Self, Diagnostic> {
        if !folder.join("meta.json").is_file() {
            return Err(Diagnostic::new(place(folder), "no meta.json in the folder")
                .hint("name the folder of a spaCy pipeline, the one with meta.json and vocab/"));
        }
        self.model = Some(read_folder(folder, MODEL)?);
        Ok(self)
    }

    /// Content of a file, `None` where there is none of that path.
    pub fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        if let (Some(model), true) = (&self.model, path.starts_with(MODEL)) {
            return model.get(path).cloned().map(Cow::Owned);
        }
        if let Some(content) = self.replaced.get(path) {
            return Some(Cow::Owned(content.clone()));
        }
        EMBEDDED
            .binary_search_by_key(&path, |&(path, _)| path)
            .ok()
            .map(|found| Cow::Borrowed(EMBEDDED[found].1))
    }

    /// Paths of all files that begin with `prefix` (`data/frames/`), sorted.
    pub fn list(&self, prefix: &str) -> Vec<String> {
        let embedded = EMBEDDED.iter().map(|&(path, _)| path);
        let replaced = self.replaced.keys().map(String::as_str);
        let own_model = self.model.as_ref();
        let model = own_model.into_iter().flat_map(BTreeMap::keys);
        let paths: BTreeSet<&str> = embedded
            .chain(replaced)
            .filter(|path| own_model.is_none() || !path.starts_with(MODEL))
            .chain(model.map(String::as_str))
            .filter(|path| path.starts_with(prefix))
            .collect();
        paths.into_iter().map(str::to_owned).collect()
    }
}

fn place(path: &Path) -> Place {
    Place::file(path.display().to_string())
}

/// All files below a folder, each under `prefix` + its relative path.
fn read_folder(folder: &Path, prefix: &str) -> Result<BTreeMap<String, Vec<u8>>, Diagnostic> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).follow_links(true) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder);
            Diagnostic::new(place(path), cause(error.io_error()))
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let content = fs::read(entry.path())
            .map_err(|error| Diagnostic::new(place(entry.path()), cause(Some(&error))))?;
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        files.insert(format!("{prefix}{}", parts.join("/")), content);
    }
    Ok(files)
}

fn cause(error: Option<&std::io::Error>) -> String {
    match error {
        Some(error) => format!("cannot be read: {error}"),
        None => "cannot be read: a link leads back to a folder above".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_file_takes_the_place_of_the_embedded_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("data/frames")).unwrap();
        fs::write(folder.path().join("data/frames/Zz.toml"), "own").unwrap();
        fs::write(folder.path().join("note.txt"), "not ours").unwrap();
        let resources = Resources::embedded().with_data(folder.path()).unwrap();
        assert_eq!(
            resources.read("data/frames/Zz.toml").unwrap().as_ref(),
            b"own"
        );
        assert_eq!(
            resources.list("data/frames/Zz"),
            ["data/frames/Zz.toml".to_owned()]
        );
        assert!(resources.read("note.txt").is_none());
    }

    #[test]
    fn embedded_files_are_found_and_listed_in_order() {
        let resources = Resources::embedded();
        let queries = resources.list("queries/");
        assert!(queries.contains(&"queries/README.md".to_owned()));
        assert!(queries.is_sorted());
        assert!(resources.read("queries/README.md").is_some());
        assert!(resources.read("queries/").is_none());
        assert!(resources.list("data/articles/").is_empty());
    }

    #[test]
    fn a_folder_without_effect_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let error = Resources::embedded().with_data(folder.path()).unwrap_err();
        assert!(error.to_string().contains("no file in data/"), "{error}");
        let error = Resources::embedded().with_model(folder.path()).unwrap_err();
        assert!(error.to_string().contains("no meta.json"), "{error}");
        assert!(
            Resources::embedded()
                .with_data(&folder.path().join("absent"))
                .is_err()
        );
    }
}
