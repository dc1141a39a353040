//! One writer at a time.
//!
//! Reads and writes: `.NAME.lock` beside the store, with the holder's process number in it.
//! Never: waits; the file stays behind, since removing it would let two writers hold two locks.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Diagnostic, Place};

/// A lock that ends with the value, and with the process however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// For the one who writes.
    pub(super) fn exclusive(store: &Path) -> Result<Self, Diagnostic> {
        let mut file = open(store)?;
        taken(file.try_lock(), &mut file, store)?;
        let named = file
            .set_len(0)
            .and_then(|()| write!(file, "{}", std::process::id()));
        named.map_err(|error| unusable(store, &error))?;
        Ok(Self { _file: file })
    }

    /// For those who only read, where a writer must not be at work beside them.
    pub(super) fn shared(store: &Path) -> Result<Self, Diagnostic> {
        let mut file = open(store)?;
        taken(file.try_lock_shared(), &mut file, store)?;
        Ok(Self { _file: file })
    }
}

fn open(store: &Path) -> Result<File, Diagnostic> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(beside(store, "lock"))
        .map_err(|error| unusable(store, &error))
}

/// Path of a hidden companion of a store: `dir/.news.nq.zst.lock`.
pub(super) fn beside(store: &Path, extension: &str) -> PathBuf {
    let name = store.file_name().unwrap_or_default().to_string_lossy();
    store.with_file_name(format!(".{name}.{extension}"))
}

fn taken(
    outcome: Result<(), TryLockError>,
    file: &mut File,
    store: &Path,
) -> Result<(), Diagnostic> {
    match outcome {
        Ok(()) => Ok(()),
        Err(TryLockError::Error(error)) => Err(unusable(store, &error)),
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let holder = match file.read_to_string(&mut holder) {
                Ok(1..) => format!(" (process {holder})"),
                _ => String::new(),
            };
            Err(Diagnostic::new(
                Place::file(store.display().to_string()),
                format!("another newsgraph is using this store{holder}"),
            )
            .hint("wait until it has ended, or name another store with --store"))
        }
    }
}

fn unusable(store: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(
        Place::file(beside(store, "lock").display().to_string()),
        format!("the store cannot be locked: {error}"),
    )
    .hint("the folder of the store must exist and be writable")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_writer_is_told_who_is_first() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("news.nq.zst");
        let first = Lock::exclusive(&store).unwrap();
        let told = Lock::exclusive(&store).unwrap_err().to_string();
        assert!(
            told.contains(&format!("(process {})", std::process::id())),
            "{told}"
        );
        assert!(Lock::shared(&store).is_err());
        drop(first);
        let reader = Lock::shared(&store).unwrap();
        let _beside_it = Lock::shared(&store).unwrap();
        assert!(Lock::exclusive(&store).is_err());
        drop(reader);
    }
}
