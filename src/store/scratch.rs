//! Files for a while: a folder that goes with its value.
//!
//! Reads: bytes of its callers. Writes: files, plain and packed, with length and sum.
//! Never: a file outside its folder.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use super::snapshot;
use crate::text::sha256_of;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstandard,
}

/// A file's measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sum: String,
}

/// A folder among the system's temporary files.
#[derive(Debug)]
pub struct Scratch(TempDir);

impl Scratch {
    /// An empty folder.
    ///
    /// # Errors
    /// What the file system reports, here and below.
    pub fn new(purpose: &str) -> io::Result<Self> {
        let prefix = format!("newsgraph-{purpose}-");
        Ok(Self(tempfile::Builder::new().prefix(&prefix).tempdir()?))
    }

    /// Writes a file.
    pub fn write(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Measured> {
        let mut out = BufWriter::new(File::create(self.path(name))?);
        fill(&mut out)?;
        out.flush()?;
        self.measure(name)
    }

    /// Packs one of the files into another.
    pub fn pack(&self, from: &str, packing: Packing, to: &str) -> io::Result<Measured> {
        let mut from = self.open(from)?;
        self.write(to, |out| {
            match packing {
                Packing::Gzip => {
                    let mut gzip = GzEncoder::new(out, Compression::default());
                    io::copy(&mut from, &mut gzip)?;
                    gzip.finish()?;
                }
                Packing::Zstandard => snapshot::pack(&mut from, out),
            }
            Ok(())
        })
    }

    /// Opens a file to be read.
    pub fn open(&self, name: &str) -> io::Result<File> {
        File::open(self.path(name))
    }

    fn measure(&self, name: &str) -> io::Result<Measured> {
        Ok(Measured {
            bytes: fs::metadata(self.path(name))?.len(),
            sum: sha256_of(self.open(name)?)?,
        })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}
