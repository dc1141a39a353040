//! Ids that occur twice in one run.
//!
//! Reads: ids and where they were read. Writes: a [`Diagnostic`] that names both places.
//! Never: compares texts.

use rustc_hash::FxHashMap;

use crate::error::{Diagnostic, Place};

/// The ids of a run so far: some 50 bytes each, so a million articles take little.
#[derive(Debug, Clone, Default)]
pub struct Duplicates {
    /// Index into `paths` and line of an id's first article.
    first: FxHashMap<Box<str>, (usize, usize)>,
    /// Inputs in order, each once.
    paths: Vec<String>,
}

impl Duplicates {
    /// Records an id.
    ///
    /// # Errors
    /// When the id came before.
    pub fn check(&mut self, id: &str, place: &Place) -> Result<(), Diagnostic> {
        if let Some(&(path, line)) = self.first.get(id) {
            let first = Place::line(self.paths[path].clone(), line);
            return Err(Diagnostic::new(
                place.clone(),
                format!("duplicate id {id:?}, first in {first}"),
            )
            .hint("give each article an id of its own; only the first one is kept"));
        }
        if self.paths.last() != Some(&place.path) {
            self.paths.push(place.path.clone());
        }
        self.first
            .insert(id.into(), (self.paths.len() - 1, place.line));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_places_are_named() {
        let mut seen = Duplicates::default();
        assert!(seen.check("a", &Place::line("x.jsonl", 3)).is_ok());
        assert!(seen.check("b", &Place::file("y.txt")).is_ok());
        let error = seen.check("a", &Place::file("z.txt")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("z.txt: duplicate id \"a\", first in x.jsonl:3"),
            "{error}"
        );
    }
}
