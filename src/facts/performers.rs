//! Who does what a speaker does by speaking: "my thoughts are with them".
//!
//! Reads: speech acts with their sources. Writes: inferred `agent`. Never: makes an act.

use crate::discourse::Source;

use super::Filler;
use super::draft::Draft;

/// Acts that a speaker performs with the words themselves.
const PERFORMED: [&str; 3] = ["Apology", "Condolence", "Praise"];

/// Fills the agents of acts that nobody is named for.
pub(super) fn fill(drafts: &mut [Draft]) {
    let open = drafts
        .iter_mut()
        .filter(|draft| PERFORMED.contains(&draft.event.class.as_str()) && !draft.has("agent"));
    for draft in open {
        if let Source::Entity(speaker) = draft.event.reports[0].source {
            draft.infer("agent", Filler::Entity(speaker), "speaker of the words");
        }
    }
}
