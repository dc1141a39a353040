//! Products of matrices, on the `ndarray` crate.
//!
//! Reads: slices in row-major order. Writes: slices in row-major order.
//! Never: lets rows influence each other: a row's result does not depend on how many there are.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder};

use super::model_files::Tensor;

/// A weight matrix, stored so that inputs multiply it from the left.
pub(super) struct Weights {
    /// `inputs` × `outputs`, row-major.
    data: Vec<f32>,
    /// Width of an input row.
    pub(super) inputs: usize,
    /// Width of an output row.
    pub(super) outputs: usize,
}

impl Weights {
    /// From an `outputs × inputs` matrix; output `o` comes from its row `order(o)`.
    pub(super) fn transposed(
        matrix: &[f32],
        inputs: usize,
        outputs: usize,
        order: impl Fn(usize) -> usize,
    ) -> Self {
        let mut data = vec![0.0; inputs * outputs];
        for output in 0..outputs {
            let row = &matrix[order(output) * inputs..][..inputs];
            for (input, &weight) in row.iter().enumerate() {
                data[input * outputs + output] = weight;
            }
        }
        Self {
            data,
            inputs,
            outputs,
        }
    }

    /// From a tensor with two axes, outputs first.
    pub(super) fn linear(tensor: &Tensor) -> Self {
        Self::transposed(&tensor.data, tensor.shape[1], tensor.shape[0], |output| {
            output
        })
    }

    /// The weights that one input has on all outputs.
    pub(super) fn row(&self, input: usize) -> &[f32] {
        &self.data[input * self.outputs..][..self.outputs]
    }

    /// Multiplies `rows` inputs; row `i` begins at `i * stride` of `input`, so rows may overlap.
    /// `output` is resized to `rows` × `outputs`.
    ///
    /// # Panics
    /// When `input` is too short, which is a mistake in this program.
    pub(super) fn multiply(
        &self,
        input: &[f32],
        rows: usize,
        stride: usize,
        output: &mut Vec<f32>,
    ) {
        output.resize(rows * self.outputs, 0.0);
        if rows == 0 {
            return;
        }
        let shape = (rows, self.inputs).strides((stride, 1));
        let input = ArrayView2::from_shape(shape, input).expect("the input holds all rows");
        let weights = ArrayView2::from_shape((self.inputs, self.outputs), &self.data)
            .expect("weights are inputs × outputs");
        let mut output = ArrayViewMut2::from_shape((rows, self.outputs), output)
            .expect("the output was resized");
        general_mat_mul(1.0, &input, &weights, 0.0, &mut output);
    }
}

/// Adds `other` to `target`, element by element.
pub(super) fn add(target: &mut [f32], other: &[f32]) {
    for (sum, value) in target.iter_mut().zip(other) {
        *sum += value;
    }
}

/// Position of the first maximum.
pub(super) fn first_maximum(values: &[f32]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_may_overlap() {
        let identity = Weights::transposed(&[1.0, 0.0, 0.0, 1.0], 2, 2, |o| 1 - o);
        let mut output = Vec::new();
        identity.multiply(&[1.0, 2.0, 3.0], 2, 1, &mut output);
        assert_eq!(output, [2.0, 1.0, 3.0, 2.0]);
    }

    #[test]
    fn the_first_of_equal_maxima_counts() {
        assert_eq!(first_maximum(&[0.0, 3.0, 1.0, 3.0]), 1);
    }
}
