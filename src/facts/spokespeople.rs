//! For whom people speak who speak for others.
//!
//! Reads: speech acts, relations of their speakers. Writes: inferred `onBehalfOf`.
//! Never: takes an expert's employer for a principal: only those whose office is to speak.

use super::draft::Draft;
use super::reading::Reading;
use super::{Filler, Relation};

/// "spokesman Jon Dale **of the ministry** said", "representatives **from Iran** acknowledged".
pub(super) fn speak_for(reading: &Reading<'_>, drafts: &mut [Draft], relations: &[Relation]) {
    for draft in drafts
        .iter_mut()
        .filter(|draft| draft.family == "Communication")
    {
        let speakers: Vec<Filler> = draft.fillers("agent").cloned().collect();
        for speaker in speakers {
            for relation in relations
                .iter()
                .filter(|r| Filler::Entity(r.subject) == speaker)
            {
                if relation.property == "affiliatedWith" && speaks(reading, relation, relations) {
                    draft.infer(
                        "onBehalfOf",
                        relation.object.clone(),
                        "office of the speaker",
                    );
                }
            }
        }
    }
}

/// The speaker's name, description or office says that it speaks for others.
fn speaks(reading: &Reading<'_>, affiliation: &Relation, relations: &[Relation]) -> bool {
    let words = &reading.frames.relations.words.speakers;
    let says = |text: &str| {
        let text = text.to_lowercase();
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| words.contains(word) || words.contains(word.trim_end_matches('s')))
    };
    let entity = reading.discourse.entities.get(affiliation.subject);
    let named = entity
        .is_some_and(|entity| says(&entity.name) || entity.aliases.iter().any(|alias| says(alias)));
    let mut offices = relations
        .iter()
        .filter(|relation| relation.subject == affiliation.subject);
    named
        || offices.any(|relation| match &relation.object {
            Filler::Text(office) => relation.property == "holdsPosition" && says(office),
            _ => false,
        })
}
