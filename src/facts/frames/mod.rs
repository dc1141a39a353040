//! Event frames: which words name an event, and which argument fills which role.
//!
//! Reads: the files of `data/frames` (format: `data/frames/README.md`). Writes: [`Frames`], indexed
//! by trigger. Never: looks at a text.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::linguistics::clauses::{PredicateKind, Slot};

mod confidence;
mod coreference;
mod families;
mod kinds;
mod lexicon;
mod nodes;
mod projection;
mod read;
#[cfg(test)]
mod tests;
mod times;
mod words;

pub use confidence::Weights;
pub use coreference::{Bridge, CauseWords, CoreferenceLexicon, Part, Whose};
pub use kinds::FillerKind;
pub(crate) use kinds::is_a;
pub use lexicon::{RelationLexicon, Words};
pub use times::{Episode, TimeWords};
pub use words::FrameWords;

/// All frames with an index from trigger words to patterns.
#[derive(Debug, Default)]
pub struct Frames {
    /// The frames in the order of their class names.
    pub frames: Vec<Frame>,
    /// Words and classes that all frames share.
    pub words: FrameWords,
    /// Words that static relations are read from.
    pub relations: RelationLexicon,
    /// Words that take up an event told before.
    pub coreference: CoreferenceLexicon,
    /// How events come to their times.
    pub times: TimeWords,
    /// What makes a filled role sure.
    pub confidence: Weights,
    index: FxHashMap<(PredicateKind, SmolStr), Vec<PatternId>>,
}

/// Which pattern of which frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PatternId {
    /// Number in [`Frames::frames`].
    pub frame: usize,
    /// Number in [`Frame::patterns`].
    pub pattern: usize,
}

/// One event type.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Local name of the class.
    pub class: String,
    /// What the class means, one sentence.
    pub summary: String,
    /// Family of the class.
    pub family: String,
    /// File as given to [`Frames::read`].
    pub path: String,
    /// The role whose filler goes through such an event only once: who dies, dies once.
    pub once: Option<String>,
    /// What may fill each role of the frame.
    pub roles: BTreeMap<String, Vec<FillerKind>>,
    /// The patterns, one for each kind of trigger word.
    pub patterns: Vec<Pattern>,
    /// Sentences with the facts that they give.
    pub examples: Vec<Example>,
    /// Sentences that give no event of the class.
    pub counters: Vec<Counter>,
}

/// One way to name the event.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// Line of the pattern in its file, from 1.
    pub line: usize,
    /// Kind of the trigger word.
    pub kind: PredicateKind,
    /// Trigger lemmas, words separated by spaces.
    pub lemmas: Vec<SmolStr>,
    /// Roles that an argument may fill, in order of preference.
    pub slots: BTreeMap<Slot, Vec<String>>,
    /// Each group needs one member with an allowed filler.
    pub require: Vec<Vec<Place>>,
    /// What must not be there.
    pub forbid: Vec<Place>,
    /// Slots that must be there with one of these heads.
    pub when: BTreeMap<Slot, Vec<Restriction>>,
    /// Slots that must not be there with one of these heads.
    pub unless: BTreeMap<Slot, Vec<Restriction>>,
    /// Only this voice: `Some(true)` is passive.
    pub passive: Option<bool>,
    /// Literal fillers of text roles.
    pub fixed: BTreeMap<String, String>,
    /// The simple present tells of an event.
    pub present: bool,
    /// Gives an event beside the best pattern of its trigger.
    pub also: bool,
    /// Classes of events that the noun it asks for as object would name beside it.
    pub instead: Vec<String>,
    /// Added to the rank.
    pub priority: i64,
}

/// What `require` may ask for and, but for roles, `forbid` may rule out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An argument slot.
    Slot(Slot),
    /// A role, whatever filled it.
    Role(String),
    /// A content clause with a subject of its own ("said **that he came**"): `sentence`.
    Sentence,
    /// A content clause without one ("told him **to come**"): `infinitive`.
    Infinitive,
    /// A noun with "the", "this", "his", "France's": `definite`.
    Definite,
    /// A noun that speaks of one or of counted ones, not of the kind: `specific`.
    Specific,
    /// A noun that says what something is or becomes: `predicate`.
    Predicate,
    /// A noun that is part of a name ("the Korean **War**"): `name`.
    Name,
}

/// As `require` writes it.
impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slot(slot) => slot.fmt(out),
            Self::Role(role) => out.write_str(role),
            Self::Sentence => out.write_str("sentence"),
            Self::Infinitive => out.write_str("infinitive"),
            Self::Definite => out.write_str("definite"),
            Self::Specific => out.write_str("specific"),
            Self::Predicate => out.write_str("predicate"),
            Self::Name => out.write_str("name"),
        }
    }
}

/// A condition on the head of an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Restriction {
    /// Its lemma, lower case.
    Lemma(SmolStr),
    /// An adjective before it, as it is written: `"first *"`.
    Described(SmolStr),
    /// Its kind.
    Kind(FillerKind),
}

/// A sentence with the facts that it must give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Line in the file, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// The facts, one line each (format: `data/frames/README.md`).
    pub facts: Vec<String>,
}

/// A sentence that must not give an event of the class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// Line in the file, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// Why not.
    pub why: String,
}

impl Frames {
    /// Patterns for a trigger word by its (last) lemma.
    pub fn candidates(&self, kind: PredicateKind, lemma: &str) -> &[PatternId] {
        self.index
            .get(&(kind, SmolStr::from(lemma)))
            .map_or(&[], Vec::as_slice)
    }

    /// The frame of a class.
    pub fn of_class(&self, class: &str) -> Option<&Frame> {
        let frames = &self.frames;
        let at = frames.binary_search_by(|frame| frame.class.as_str().cmp(class));
        at.ok().map(|at| &frames[at])
    }

    /// The frame and the pattern of a number.
    pub fn pattern(&self, id: PatternId) -> (&Frame, &Pattern) {
        let frame = &self.frames[id.frame];
        (frame, &frame.patterns[id.pattern])
    }

    fn index(frames: Vec<Frame>) -> Self {
        let mut index: FxHashMap<_, Vec<PatternId>> = FxHashMap::default();
        for (number, frame) in frames.iter().enumerate() {
            for (at, pattern) in frame.patterns.iter().enumerate() {
                let id = PatternId {
                    frame: number,
                    pattern: at,
                };
                for lemma in &pattern.lemmas {
                    index
                        .entry((pattern.kind, pattern.key(lemma)))
                        .or_default()
                        .push(id);
                }
            }
        }
        Self {
            frames,
            index,
            ..Self::default()
        }
    }
}

impl Pattern {
    /// The part of a trigger that a clause's lemma is looked up by: all of a verb with its
    /// particle, the last word of a compound noun.
    fn key(&self, lemma: &SmolStr) -> SmolStr {
        match self.kind {
            PredicateKind::Verb => lemma.clone(),
            _ => lemma.rsplit(' ').next().unwrap_or_default().into(),
        }
    }
}

impl Frame {
    /// Where a pattern stands, for derivations: `data/frames/Visit.toml:7`.
    pub fn rule(&self, pattern: &Pattern) -> String {
        format!("{}:{}", self.path, pattern.line)
    }
}
