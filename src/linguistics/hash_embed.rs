//! Hash embeddings: a vector for any 64-bit number, as the sum of four rows of a table.
//!
//! Reads: a `hashembed` layer. Writes: vectors. Never: grows with the vocabulary.
//!
//! After Svenstrup, Hansen and Winther, "Hash Embeddings for Efficient Word Representations"
//! (2017); the hash is `MurmurHash3_x86_128`'s 64-bit sibling (Austin Appleby, public domain).

use super::matrix::add;
use super::model_files::Node;
use crate::error::Diagnostic;

/// The table of one feature.
pub(super) struct HashEmbed {
    seed: u32,
    rows: usize,
    width: usize,
    table: Vec<f32>,
}

impl HashEmbed {
    pub(super) fn load(node: &Node<'_>) -> Result<Self, Diagnostic> {
        let table = node.tensor("E", 2)?;
        let (rows, width) = (table.shape[0], table.shape[1]);
        if rows == 0 {
            return Err(super::model_files::complaint(
                "tok2vec/model",
                "an empty hash table",
            ));
        }
        Ok(Self {
            seed: node.setting("seed")?,
            rows,
            width,
            table: table.data,
        })
    }

    /// Width of a vector.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Adds the vector of a number to `target`.
    pub(super) fn add_to(&self, number: u64, target: &mut [f32]) {
        for hash in hashes(number, self.seed) {
            let row = hash as usize % self.rows;
            add(target, &self.table[row * self.width..][..self.width]);
        }
    }
}

/// The four 32-bit hashes of a number.
fn hashes(number: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let mut h1 = number.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31);
    h1 = h1.wrapping_mul(0x4cf5_ad43_2745_937f) ^ seed ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = finish(h1);
    h2 = finish(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

fn finish(mut k: u64) -> u64 {
    k = (k ^ (k >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    k = (k ^ (k >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    k ^ (k >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_spacy() {
        for (number, seed, expected) in [
            (0, 8, [0; 4]),
            (
                1,
                12,
                [2_938_686_206, 2_291_508_213, 2_246_688_320, 3_554_967_022],
            ),
            (
                101,
                9,
                [2_748_705_172, 3_317_076_553, 2_597_740_820, 1_458_283_132],
            ),
            (
                7_425_985_699_627_899_538,
                8,
                [2_332_737_498, 1_315_472_909, 1_351_622_599, 1_973_209_364],
            ),
            (
                u64::MAX,
                11,
                [4_189_684_446, 521_356_938, 719_335_244, 3_372_527_160],
            ),
        ] {
            assert_eq!(hashes(number, seed), expected);
        }
    }
}
