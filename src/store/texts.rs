//! The articles that the graph was read from, kept beside the store so that a page can show the words
//! and a decision on who is who can be followed.
//!
//! Reads, writes: a plain file with the text and a JSON file with the rest per article in a folder named
//! after the store (`news.nq.zst` has `news.texts/`). Never: puts an article's text into the graph, where a dump
//! would hand it on: articles belong to their publishers.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::stem;
use crate::document::Article;
use crate::graph::Settings;
use crate::text::sha256;

/// Longest name of a file that every file system takes, ending included.
const LONGEST: usize = 240;
/// Length of ".json".
const ENDING: usize = 5;

/// The folder of articles that belongs to a store. It need not exist.
#[derive(Debug, Clone)]
pub struct Texts {
    folder: PathBuf,
}

impl Texts {
    /// The texts of the store at a path.
    pub fn beside(store: &Path) -> Self {
        Self {
            folder: store.with_file_name(format!("{}.texts", stem(store))),
        }
    }

    /// The text of an article by the last segment of its text's IRI; `None` where none is kept.
    ///
    /// # Errors
    /// What the file system reports, or a file that is not UTF-8.
    pub fn read(&self, segment: &str) -> io::Result<Option<String>> {
        existing(&self.file(segment, "txt"))
    }

    /// Keeps an article exactly as it was read. A reader of the text sees the old one or the new one.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn keep(&self, article: &Article) -> io::Result<()> {
        let segment = Settings::segment(&article.id);
        let about = Article {
            text: String::new(),
            ..article.clone()
        };
        self.write(&self.file(&segment, "txt"), article.text.as_bytes())?;
        self.write(&self.file(&segment, "json"), &serde_json::to_vec(&about)?)
    }

    /// An article as it was read, by the last segment of its IRI; `None` where it is not kept.
    ///
    /// # Errors
    /// What the file system reports, or a file that is not as `keep` wrote it.
    pub fn article(&self, segment: &str) -> io::Result<Option<Article>> {
        let (text, about) = (self.read(segment)?, existing(&self.file(segment, "json"))?);
        let (Some(text), Some(about)) = (text, about) else {
            return Ok(None);
        };
        let about: Article = serde_json::from_str(&about)?;
        Ok(Some(Article { text, ..about }))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if fs::read(path).is_ok_and(|kept| kept == bytes) {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    }

    /// Forgets an article. Nothing happens where it is not kept.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn remove(&self, segment: &str) -> io::Result<()> {
        for ending in ["txt", "json"] {
            match fs::remove_file(self.file(segment, ending)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// One file per segment, whatever the segment: readable where it is plain, a hash elsewhere.
    fn file(&self, segment: &str, ending: &str) -> PathBuf {
        let plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        let name = if segment.chars().all(plain) && segment.len() + ENDING <= LONGEST {
            format!("{segment}.{ending}")
        } else {
            // File systems differ in what they take for the same name: a hash is the same in all.
            format!("sha256-{}.{ending}", sha256(segment.as_bytes()))
        };
        self.folder.join(name)
    }
}

/// What a file holds; `None` where there is none.
fn existing(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: &str, text: &str) -> Article {
        Article {
            id: id.to_owned(),
            text: text.to_owned(),
            title: Some("Ürümqi".to_owned()),
            ..Article::default()
        }
    }

    #[test]
    fn an_article_is_kept_as_it_is_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let texts = Texts::beside(&folder.path().join("news.nq.zst"));
        assert_eq!(texts.folder(), folder.path().join("news.texts"));
        assert_eq!(texts.read("a1").unwrap(), None);
        let kept = article("a1", " Ürümqi\r\n");
        texts.keep(&kept).unwrap();
        texts.keep(&article("A1", "other")).unwrap();
        assert_eq!(texts.article("a1").unwrap(), Some(kept));
        assert_eq!(texts.read("a1").unwrap().as_deref(), Some(" Ürümqi\r\n"));
        assert_eq!(texts.read("A1").unwrap().as_deref(), Some("other"));
        texts.remove("a1").unwrap();
        texts.remove("a1").unwrap();
        assert_eq!(texts.read("a1").unwrap(), None);
        assert_eq!(texts.article("a1").unwrap(), None);
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
            let file = texts.file(segment, "json");
            assert_eq!(file.parent(), Some(Path::new("news.texts")), "{segment}");
            assert!(file.file_name().unwrap().len() <= LONGEST);
        }
    }
}
