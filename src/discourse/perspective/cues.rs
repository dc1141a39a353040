//! The cue lexicon: which words present their content as said, planned, denied, possible.
//!
//! Reads: `data/lexicon/cues.toml`. Writes: [`Cues`]. Never: looks at a text.

use std::borrow::Cow;
use std::str::FromStr;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smol_str::SmolStr;

use super::tables::{ClassTable, File, MarkTable, Words};
use crate::discourse::{Certainty, Modality};
use crate::error::{Diagnostic, Place};
use crate::linguistics::Analysis;
use crate::linguistics::clauses::{Argument, Slot};

const PATH: &str = "data/lexicon/cues.toml";

/// The cue lexicon, indexed for lookup.
#[derive(Debug, Clone)]
pub struct Cues {
    classes: Vec<Class>,
    /// Lemma (with preposition where the entry has one) and kind to classes in file order.
    governors: FxHashMap<(SmolStr, Kind), Vec<usize>>,
    modals: FxHashMap<SmolStr, Mark>,
    adverbs: FxHashMap<SmolStr, Mark>,
    adjectives: FxHashMap<SmolStr, Mark>,
    markers: FxHashMap<SmolStr, Mark>,
    words: Words,
}

/// Part of speech of a governing word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective or adjectival participle.
    Adjective,
}

/// Form of what a governing word presents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// "that he came"
    Finite,
    /// "that he come"
    Subjunctive,
    /// "to come"
    Infinitive,
    /// "(wants) them to come": an infinitive whose subject is somebody else
    Others,
    /// "coming"
    Gerund,
    /// "his visit"
    Nominal,
}

/// What becomes of the content of a governing word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// The view that it takes.
    pub view: View,
    /// The view is negated ("denied", "refused").
    pub negative: bool,
    /// The governing word's subject vouches for it.
    pub sourced: bool,
    /// Certainty of the content; for `View::Worded` only where nobody vouches.
    pub certainty: Option<Certainty>,
    /// Modality of worded content for which nobody vouches.
    pub unsourced: Option<Modality>,
}

/// How the content of a governing word is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// As its own wording says.
    Worded,
    /// True whatever becomes of the governing word.
    Presupposed,
    /// True or false, done or planned, together with the governing word.
    Implied,
    /// As unreal as the governing word, with a polarity of its own ("will leave when he comes").
    Follows,
    /// Left open whether ("did not say whether he came").
    Open,
    /// Of this modality.
    As(Modality),
    /// Future: planned, or expected with verbs that nobody controls.
    Future,
    /// Future in the past after a verb of saying, else hypothetical.
    Conditional,
}

/// Effect of a modal, adverb, adjective or subordinating word on its own clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The view.
    pub view: View,
    /// The view is negated.
    pub negative: bool,
    /// Certainty where the word tells it.
    pub certainty: Option<Certainty>,
}

impl Cues {
    /// Reads the lexicon.
    ///
    /// # Errors
    /// When the file is missing, is not TOML of this shape, or names an unknown effect.
    pub fn read(files: &dyn Fn(&str) -> Option<Cow<'static, [u8]>>) -> Result<Self, Diagnostic> {
        let bytes = files(PATH)
            .ok_or_else(|| problem("file is missing").hint("it belongs to the program's data"))?;
        let text = std::str::from_utf8(&bytes).map_err(|error| problem(error.to_string()))?;
        Self::parse(text)
    }

    fn parse(text: &str) -> Result<Self, Diagnostic> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .map_or(0, |span| text[..span.start].matches('\n').count() + 1);
            Diagnostic::new(Place::line(PATH, line), error.message())
        })?;
        let classes = file
            .class
            .into_iter()
            .map(Class::new)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            governors: index(&classes),
            classes,
            modals: marks(file.modal)?,
            adverbs: marks(file.adverb)?,
            adjectives: marks(file.adjective)?,
            markers: marks(file.marker)?,
            words: file.words,
        })
    }

    /// Effect of a governing word (a lemma, with preposition where content follows one) on content.
    pub fn effect(&self, word: &str, kind: Kind, form: Form) -> Option<Effect> {
        self.governors
            .get(&(SmolStr::new(word), kind))?
            .iter()
            .find_map(|&class| self.classes[class].effect(form))
    }

    /// True where the word is a verb or noun of saying, denying or accusing, whose subject speaks.
    pub fn speaks(&self, word: &str, kind: Kind) -> bool {
        self.governors
            .get(&(SmolStr::new(word), kind))
            .is_some_and(|classes| classes.iter().any(|&class| self.classes[class].source))
    }

    /// Effect of a verb on these objects alone ("dismissed the allegations", "rejected a truce"); some have it only where
    /// the verb is not past ("faces trial").
    pub fn of_object(&self, verb: &str, object: &str, past: bool) -> Option<Effect> {
        let classes = self.governors.get(&(SmolStr::new(verb), Kind::Verb))?;
        let mut classes = classes.iter().map(|&class| &self.classes[class]);
        classes
            .find(|class| class.objects.contains(object) && !(past && class.ahead))?
            .listed(Form::Nominal)
    }

    /// Effect of a modal or semi-modal verb.
    pub fn modal(&self, word: &str) -> Option<Mark> {
        self.modals.get(word).copied()
    }

    /// Effect of an adverb at the verb.
    pub fn adverb(&self, word: &str) -> Option<Mark> {
        self.adverbs.get(word).copied()
    }

    /// Effect of an adjective, participle or noun before an eventive noun.
    pub fn adjective(&self, word: &str) -> Option<Mark> {
        self.adjectives.get(word).copied()
    }

    /// Effect of the word that opens an adverbial clause.
    pub fn marker(&self, word: &str) -> Option<Mark> {
        self.markers.get(word).copied()
    }

    /// "according to **police**", "per **the ministry**": an argument of a clause that names a source; "ten per
    /// **day**" is a rate.
    pub(in crate::discourse) fn names_source(
        &self,
        analysis: &Analysis,
        argument: &Argument,
    ) -> bool {
        let Slot::Oblique(preposition) = &argument.slot else {
            return false;
        };
        let head = argument.head;
        let rate = preposition == "per"
            && analysis.tokens[head].pos != "PROPN"
            && analysis.child(head, &["det", "poss"]).is_none();
        self.words.according.contains(preposition) && !rate
    }

    /// The short word lists.
    pub(in crate::discourse) fn words(&self) -> &Words {
        &self.words
    }
}

fn index(classes: &[Class]) -> FxHashMap<(SmolStr, Kind), Vec<usize>> {
    let mut governors: FxHashMap<_, Vec<usize>> = FxHashMap::default();
    for (number, class) in classes.iter().enumerate() {
        for (kind, words) in &class.words {
            for word in words {
                governors
                    .entry((word.clone(), *kind))
                    .or_default()
                    .push(number);
            }
        }
    }
    governors
}

fn marks(tables: Vec<MarkTable>) -> Result<FxHashMap<SmolStr, Mark>, Diagnostic> {
    let mut marks = FxHashMap::default();
    for table in tables {
        let (view, negative) = effect(&table.effect)?;
        for word in table.words {
            let certainty = table.certainty;
            marks.insert(
                word,
                Mark {
                    view,
                    negative,
                    certainty,
                },
            );
        }
    }
    Ok(marks)
}

/// Reads "Planned", "worded", "not implied".
fn effect(text: &str) -> Result<(View, bool), Diagnostic> {
    let (word, negative) = match text.strip_prefix("not ") {
        Some(word) => (word, true),
        None => (text, false),
    };
    Ok((word.parse()?, negative))
}

impl FromStr for View {
    type Err = Diagnostic;

    fn from_str(word: &str) -> Result<Self, Diagnostic> {
        Ok(match word {
            "worded" => Self::Worded,
            "presupposed" => Self::Presupposed,
            "implied" => Self::Implied,
            "follows" => Self::Follows,
            "future" => Self::Future,
            "conditional" => Self::Conditional,
            _ => Self::As(
                Modality::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(word))
                    .map_err(|_| {
                        problem(format!("unknown effect \"{word}\"")).hint(
                            "allowed: worded, presupposed, implied, follows, future, conditional and the modalities, \
                             with \"not \" before them",
                        )
                    })?,
            ),
        })
    }
}

fn problem(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Place::file(PATH), message)
}

/// A class of governing words.
#[derive(Debug, Clone)]
struct Class {
    forms: Vec<(Form, View, bool)>,
    source: bool,
    certainty: Option<Certainty>,
    unsourced: Option<Modality>,
    objects: FxHashSet<SmolStr>,
    ahead: bool,
    words: Vec<(Kind, Vec<SmolStr>)>,
}

impl Class {
    fn new(table: ClassTable) -> Result<Self, Diagnostic> {
        let forms = [
            (Form::Finite, table.finite),
            (Form::Subjunctive, table.subjunctive),
            (Form::Infinitive, table.infinitive),
            (Form::Others, table.others),
            (Form::Gerund, table.gerund),
            (Form::Nominal, table.nominal),
        ]
        .into_iter()
        .filter_map(|(form, text)| text.map(|text| (form, text)))
        .map(|(form, text)| {
            let (view, negative) = effect(&text)?;
            Ok((form, view, negative))
        })
        .collect::<Result<Vec<_>, Diagnostic>>()
        .map_err(|error| {
            let message = format!("class \"{}\": {}", table.name, error.message);
            Diagnostic { message, ..error }
        })?;
        Ok(Self {
            forms,
            source: table.source,
            certainty: table.certainty,
            unsourced: table.unsourced,
            objects: table.objects.into_iter().collect(),
            ahead: table.ahead,
            words: vec![
                (Kind::Verb, table.verbs),
                (Kind::Noun, table.nouns),
                (Kind::Adjective, table.adjectives),
            ],
        })
    }

    /// A class for certain objects is asked through [`Cues::of_object`] alone.
    fn effect(&self, form: Form) -> Option<Effect> {
        self.listed(form).filter(|_| self.objects.is_empty())
    }

    fn listed(&self, form: Form) -> Option<Effect> {
        let &(_, view, negative) = self.forms.iter().find(|&&(known, ..)| known == form)?;
        Some(Effect {
            view,
            negative,
            sourced: self.source,
            certainty: self.certainty,
            unsourced: self.unsourced,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Cues {
        Cues::parse(include_str!("../../../data/lexicon/cues.toml")).expect("the lexicon reads")
    }

    #[test]
    fn first_class_with_the_form_counts() {
        let cues = lexicon();
        let agree = |form| {
            cues.effect("agree", Kind::Verb, form)
                .map(|effect| effect.view)
        };
        assert_eq!(agree(Form::Infinitive), Some(View::As(Modality::Promised)));
        assert_eq!(agree(Form::Finite), Some(View::Worded));
        let deny = cues
            .effect("deny", Kind::Verb, Form::Gerund)
            .expect("deny is a cue");
        assert!(deny.negative && deny.sourced);
    }

    #[test]
    fn lists_are_sorted_and_hold_no_word_twice() {
        let text = include_str!("../../../data/lexicon/cues.toml");
        let file: File = toml::from_str(text).expect("the lexicon reads");
        let lists = file
            .class
            .iter()
            .flat_map(|class| [&class.verbs, &class.nouns, &class.adjectives])
            .chain(file.modal.iter().map(|table| &table.words))
            .chain(file.adverb.iter().map(|table| &table.words));
        for words in lists {
            let unsorted = words.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(unsorted, None, "out of order in {words:?}");
        }
    }

    #[test]
    fn an_unknown_effect_is_named() {
        let error = effect("not Plannned").expect_err("there is no such modality");
        assert!(error.message.contains("Plannned"), "{error}");
    }
}
