//! What the tests of this layer share: the project's own model.
//!
//! Reads: `data/model/`. Writes: its files. Never: part of the program.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::Engine;

/// A file of the project's model.
pub(super) fn model(path: &str) -> Option<Cow<'static, [u8]>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/data/model/");
    std::fs::read(format!("{root}{path}")).ok().map(Cow::Owned)
}

/// The project's model, loaded once.
pub(super) static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::load(&model).expect("the project's model loads"));
