//! The texts that the graph was read from, kept beside the store so that a page can show the words.
//!
//! Reads, writes: one plain file per article in a folder named after the store
//! (`news.nq.zst` has `news.texts/`). Never: puts an article's text into the graph, where a dump
//! would hand it on: articles belong to their publishers.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::SUFFIXES;
use crate::text::sha256;

/// Longest name of a file that every file system takes, ending included.
const LONGEST: usize = 240;

/// The folder of texts that belongs to a store. It need not exist.
#[derive(Debug, Clone)]
pub struct Texts {
    folder: PathBuf,
}

impl Texts {
    /// The texts of the store at a path.
    pub fn beside(store: &Path) -> Self {
        let name = store.file_name().unwrap_or_default().to_string_lossy();
        let stem = SUFFIXES
            .iter()
            .find_map(|suffix| name.strip_suffix(suffix))
            .unwrap_or(&name);
        Self {
            folder: store.with_file_name(format!("{stem}.texts")),
        }
    }

    /// The text of an article by the last segment of its text's IRI; `None` where none is kept.
    ///
    /// # Errors
    /// What the file system reports, or a file that is not UTF-8.
    pub fn read(&self, segment: &str) -> io::Result<Option<String>> {
        match fs::read_to_string(self.file(segment)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps a text exactly as it was read. A reader sees the old text or the new one.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn keep(&self, segment: &str, text: &str) -> io::Result<()> {
        if self
            .read(segment)
            .is_ok_and(|kept| kept.as_deref() == Some(text))
        {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(self.file(segment))?;
        Ok(())
    }

    /// Forgets a text. Nothing happens where none is kept.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn remove(&self, segment: &str) -> io::Result<()> {
        match fs::remove_file(self.file(segment)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// One file per segment, whatever the segment: readable where it is plain, a hash elsewhere.
    fn file(&self, segment: &str) -> PathBuf {
        let plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        let name = if segment.chars().all(plain) && segment.len() + 4 <= LONGEST {
            format!("{segment}.txt")
        } else {
            // File systems differ in what they take for the same name: a hash is the same in all.
            format!("sha256-{}.txt", sha256(segment.as_bytes()))
        };
        self.folder.join(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_as_it_is_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let texts = Texts::beside(&folder.path().join("news.nq.zst"));
        assert_eq!(texts.folder(), folder.path().join("news.texts"));
        assert_eq!(texts.read("a1").unwrap(), None);
        texts.keep("a1", " Ürümqi\r\n").unwrap();
        texts.keep("A1", "other").unwrap();
        assert_eq!(texts.read("a1").unwrap().as_deref(), Some(" Ürümqi\r\n"));
        assert_eq!(texts.read("A1").unwrap().as_deref(), Some("other"));
        texts.remove("a1").unwrap();
        texts.remove("a1").unwrap();
        assert_eq!(texts.read("a1").unwrap(), None);
    }

    #[test]
    fn no_segment_leads_out_of_the_folder() {
        let texts = Texts::beside(Path::new("news.store"));
        for segment in [
            "..",
            "../../etc/passwd",
            "/etc/passwd",
            "a\0b",
            "",
            &"x".repeat(999),
        ] {
            let file = texts.file(segment);
            assert_eq!(file.parent(), Some(Path::new("news.texts")), "{segment}");
            assert!(file.file_name().unwrap().len() <= LONGEST);
        }
    }
}
