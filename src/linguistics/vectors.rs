//! Word vectors, for models that have them (`en_core_web_md`).
//!
//! Reads: `vocab/vectors` (a `NumPy` file) and `vocab/key2row`. Writes: rows by word form.
//! Never: guesses a vector: an unknown word has none.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::model_files::{Files, complaint, floats, read, unpack};
use super::strings::id;
use crate::error::Diagnostic;

const PATH: &str = "vocab/vectors";
const KEYS: &str = "vocab/key2row";

/// Vectors by word form, exact case.
pub(super) struct Vectors {
    rows: FxHashMap<u64, u32>,
    data: Vec<f32>,
    /// Length of a vector.
    pub(super) width: usize,
}

impl Vectors {
    pub(super) fn load(files: Files<'_>) -> Result<Self, Diagnostic> {
        let (data, count, width) = numpy(&read(files, PATH)?)?;
        let keys = read(files, KEYS)?;
        let keys: BTreeMap<u64, i64> = unpack(KEYS, &keys)?;
        let mut rows = FxHashMap::with_capacity_and_hasher(keys.len(), rustc_hash::FxBuildHasher);
        for (key, row) in keys {
            match u32::try_from(row) {
                Ok(row) if (row as usize) < count => rows.insert(key, row),
                _ => return Err(complaint(KEYS, format!("row {row} of {count} vectors"))),
            };
        }
        Ok(Self { rows, data, width })
    }

    /// Number of the vector of a word form, from 1; 0 without one.
    pub(super) fn number(&self, form: &str) -> u64 {
        self.rows
            .get(&id(form))
            .map_or(0, |&row| u64::from(row) + 1)
    }

    /// The vector of a number above 0.
    pub(super) fn vector(&self, number: u64) -> &[f32] {
        &self.data[(number as usize - 1) * self.width..][..self.width]
    }
}

/// Numbers, rows and columns of a `NumPy` file of version 1 that holds a matrix of 32-bit floats.
fn numpy(bytes: &[u8]) -> Result<(Vec<f32>, usize, usize), Diagnostic> {
    let other = || complaint(PATH, "not a NumPy file with a matrix of 32-bit floats");
    let length = match bytes.strip_prefix(b"\x93NUMPY\x01\x00") {
        Some(&[low, high, ..]) => usize::from(u16::from_le_bytes([low, high])),
        _ => return Err(other()),
    };
    let header = bytes.get(10..10 + length).ok_or_else(other)?;
    let header = std::str::from_utf8(header).map_err(|_| other())?;
    if !header.contains("'<f4'") || !header.contains("'fortran_order': False") {
        return Err(other());
    }
    let shape = header
        .split_once("'shape': (")
        .and_then(|(_, rest)| rest.split_once(')'));
    let mut lengths = shape
        .map_or("", |(shape, _)| shape)
        .split(',')
        .map_while(|n| n.trim().parse::<usize>().ok());
    let (Some(rows), Some(columns)) = (lengths.next(), lengths.next()) else {
        return Err(other());
    };
    let data = floats(&bytes[10 + length..]);
    if rows.checked_mul(columns) != Some(data.len()) {
        return Err(other());
    }
    Ok((data, rows, columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numpy_matrix_is_read() {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }\n";
        let mut file = b"\x93NUMPY\x01\x00".to_vec();
        file.extend((header.len() as u16).to_le_bytes());
        file.extend(header.bytes());
        file.extend([0, 0, 128, 63, 0, 0, 0, 64]);
        assert_eq!(numpy(&file).unwrap(), (vec![1.0, 2.0], 1, 2));
        assert!(numpy(b"other").is_err());
        assert!(numpy(&file[..file.len() - 1]).is_err());
    }
}
