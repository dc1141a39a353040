//! Context-free token vectors that were computed before.
//!
//! Reads: keys of tokens. Writes: rows. Never: decides a result: a row is the same whether it was
//! kept or computed again.
//!
//! Words repeat: in news about five of six tokens are found here, which saves the widest layer.

use rustc_hash::FxHashMap;

use super::tok2vec::Key;

/// Rows kept at most: about 6 MB.
const CAPACITY: usize = 16_384;

/// Rows by key. One cache serves one network.
#[derive(Default)]
pub(super) struct MixerCache {
    numbers: FxHashMap<Key, u32>,
    rows: Vec<f32>,
    missing: Vec<Key>,
}

impl MixerCache {
    /// Numbers the rows of some keys. Those without a row yet are in [`Self::missing`] and get
    /// theirs, in this order, by [`Self::push_row`].
    pub(super) fn numbers(&mut self, keys: impl Iterator<Item = Key>) -> Vec<u32> {
        if self.numbers.len() >= CAPACITY {
            self.numbers.clear();
            self.rows.clear();
        }
        self.missing.clear();
        keys.map(|key| {
            let next = self.numbers.len() as u32;
            *self.numbers.entry(key).or_insert_with(|| {
                self.missing.push(key);
                next
            })
        })
        .collect()
    }

    /// Keys of the last call of [`Self::numbers`] whose rows are wanted.
    pub(super) fn missing(&self) -> &[Key] {
        &self.missing
    }

    /// Room for the next missing row.
    pub(super) fn push_row(&mut self, width: usize) -> &mut [f32] {
        let start = self.rows.len();
        self.rows.resize(start + width, 0.0);
        &mut self.rows[start..]
    }

    /// The row of a number.
    pub(super) fn row(&self, number: u32, width: usize) -> &[f32] {
        &self.rows[number as usize * width..][..width]
    }
}
