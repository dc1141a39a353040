//! Which word presents a clause, and how: the step from a clause to the one that governs it.
//!
//! Reads: clauses, tree and [`Cues`](super::cues::Cues). Writes: [`Link`]. Never: composes perspectives.

use smol_str::{SmolStr, format_smolstr};

use super::Sources;
use super::cues::{Effect, Form, Kind, View};
use super::wording::is_imperative;
use crate::discourse::Modality;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{
    Clause, ClauseId, Embedding, Parent, PredicateKind, Slot, Tense,
};

/// How a clause hangs on the clause above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// The governing clause.
    pub(super) clause: ClauseId,
    /// What becomes of the clause.
    pub(super) effect: Effect,
    /// The governing word is a cue, not only the place where the clause hangs.
    pub(super) cued: bool,
}

const fn bare(view: View) -> Effect {
    Effect {
        view,
        negative: false,
        sourced: false,
        certainty: None,
        unsourced: None,
    }
}

/// The link of a clause; a second conjunct has that of the first.
pub(super) fn link(sources: &Sources, id: ClauseId) -> Option<Link> {
    let (parent, clause, form) = place(sources, id)?;
    let step = Step {
        sources,
        clause,
        above: &sources.clauses.clauses[parent.clause],
        marker: parent.marker.clone(),
        form,
    };
    let cue = step.cue(parent.relation);
    Some(Link {
        clause: parent.clause,
        effect: cue.unwrap_or_else(|| step.default(parent.relation)),
        cued: cue.is_some(),
    })
}

/// Parent of the first conjunct, whose place in the sentence counts for all, with that conjunct
/// and its form.
fn place<'a>(sources: &'a Sources, id: ClauseId) -> Option<(Parent, &'a Clause, Form)> {
    let clauses = &sources.clauses.clauses;
    let mut at = id;
    for _ in 0..clauses.len() {
        let clause = &clauses[at];
        match clause.parent.clone().or_else(|| loose(sources, clause)) {
            Some(parent) if parent.relation == Embedding::Conjunct => at = parent.clause,
            parent => return parent.map(|parent| (parent, clause, form(sources, clause))),
        }
    }
    None
}

/// The place of a verb that the clause finder leaves free though it hangs on something in the
/// tree ("provided **that he pays**"): an adverbial of the next clause above.
fn loose(sources: &Sources, clause: &Clause) -> Option<Parent> {
    let tokens = &sources.analysis.tokens;
    let free = clause.kind == PredicateKind::Noun || tokens[clause.head].dep == "parataxis";
    let mut at = clause.head;
    let mut marker = None;
    while !free && tokens[at].head != at {
        at = tokens[at].head;
        if let Some(above) = sources.clause_at(at) {
            return Some(Parent {
                clause: above,
                relation: Embedding::Adverbial,
                marker,
            });
        }
        marker.get_or_insert_with(|| tokens[at].text.to_lowercase().into());
    }
    None
}

/// The form in which a clause stands as content.
fn form(sources: &Sources, clause: &Clause) -> Form {
    match clause.tense {
        _ if clause.kind == PredicateKind::Noun
            && clause.light.is_none()
            && !has_copula(sources, clause) =>
        {
            Form::Nominal
        }
        _ if is_subjunctive(sources, clause) => Form::Subjunctive,
        Tense::Infinitive if is_imperative(sources.analysis, clause) => Form::Finite,
        Tense::Infinitive => Form::Infinitive,
        Tense::Participle => Form::Gerund,
        Tense::None if clause.kind == PredicateKind::Adjective => Form::Nominal,
        _ => Form::Finite,
    }
}

fn has_copula(sources: &Sources, clause: &Clause) -> bool {
    sources.analysis.child(clause.head, &["cop"]).is_some()
}

/// "that he **come**": a bare verb with a subject and no finite auxiliary.
fn is_subjunctive(sources: &Sources, clause: &Clause) -> bool {
    let analysis = sources.analysis;
    let tag = |token: TokenId| analysis.tokens[token].tag.as_str();
    let Some(subject) = analysis.child(clause.head, &["nsubj", "nsubjpass"]) else {
        return false;
    };
    let first = analysis
        .child(clause.head, &["aux", "auxpass"])
        .unwrap_or(clause.head);
    // The tagger takes "that the festival move" for a plural present.
    let disagrees = tag(first) == "VBP" && matches!(tag(subject), "NN" | "NNP");
    clause.kind != PredicateKind::Noun
        && clause.modal.is_none()
        && (tag(first) == "VB" || (disagrees && first == clause.head))
}

pub(super) fn kind(clause: &Clause) -> Kind {
    match clause.kind {
        PredicateKind::Verb => Kind::Verb,
        PredicateKind::Noun => Kind::Noun,
        PredicateKind::Adjective => Kind::Adjective,
    }
}

/// One clause and the one above it.
struct Step<'a> {
    sources: &'a Sources<'a>,
    clause: &'a Clause,
    above: &'a Clause,
    marker: Option<SmolStr>,
    form: Form,
}

impl Step<'_> {
    /// Effect of the word above where the lexicon has it for this content.
    fn cue(&self, relation: Embedding) -> Option<Effect> {
        match relation {
            Embedding::Complement | Embedding::OpenComplement => self.complement(),
            Embedding::Adverbial => self.adverbial(),
            Embedding::Nominal => self.nominal(),
            Embedding::Relative | Embedding::Conjunct => None,
        }
        .map(|effect| self.in_time(effect))
    }

    /// "continued to fight" tells of the past: nothing goes on.
    fn in_time(&self, effect: Effect) -> Effect {
        let over = self.above.tense == Tense::Past && !self.above.perfect;
        if effect.view == View::As(Modality::Ongoing) && over {
            return Effect {
                view: View::Implied,
                ..effect
            };
        }
        effect
    }

    fn default(&self, relation: Embedding) -> Effect {
        match relation {
            Embedding::Complement | Embedding::OpenComplement => self.plain_complement(),
            Embedding::Adverbial => self.plain_adverbial(),
            Embedding::Nominal => self.argument(),
            Embedding::Relative | Embedding::Conjunct => self.relative(),
        }
    }

    fn complement(&self) -> Option<Effect> {
        let effect = self.governing()?;
        Some(match self.marker.as_deref() {
            Some("whether" | "if") => Effect {
                sourced: effect.sourced,
                ..bare(View::Open)
            },
            _ => effect,
        })
    }

    fn plain_complement(&self) -> Effect {
        match self.form {
            _ if matches!(self.marker.as_deref(), Some("whether" | "if")) => bare(View::Open),
            Form::Infinitive => bare(View::As(Modality::Intended)),
            Form::Finite | Form::Subjunctive => bare(View::Worded),
            Form::Gerund | Form::Nominal => bare(View::Implied),
        }
    }

    /// Effect of the word above, with the preposition that it takes where there is one.
    fn governing(&self) -> Option<Effect> {
        let above = self.above;
        self.copula()
            .or_else(|| self.with_preposition(self.marker.as_deref()))
            .or_else(|| {
                self.sources
                    .cues
                    .effect(&above.lemma, kind(above), self.form)
            })
            .or_else(|| self.with_any_preposition())
    }

    fn with_preposition(&self, preposition: Option<&str>) -> Option<Effect> {
        let word = format_smolstr!("{} {}", self.above.lemma, preposition?);
        self.sources.cues.effect(&word, kind(self.above), self.form)
    }

    /// "called **on** them to leave", "called **for** them to leave"
    fn with_any_preposition(&self) -> Option<Effect> {
        let analysis = self.sources.analysis;
        analysis
            .children(self.above.head)
            .chain(analysis.children(self.clause.head))
            .filter(|&child| matches!(analysis.tokens[child].dep.as_str(), "prep" | "prt" | "mark"))
            .find_map(|child| self.with_preposition(Some(&analysis.tokens[child].lemma)))
    }

    /// "The plan is to build", "it is likely that": subject or predicate of "be" is the cue.
    fn copula(&self) -> Option<Effect> {
        if !matches!(self.above.lemma.as_str(), "be" | "become" | "remain") {
            return None;
        }
        let analysis = self.sources.analysis;
        analysis
            .children(self.above.head)
            .filter(|&child| {
                matches!(
                    analysis.tokens[child].dep.as_str(),
                    "acomp" | "attr" | "nsubj"
                )
            })
            .find_map(|child| {
                let token = &analysis.tokens[child];
                let kind = if token.pos == "ADJ" {
                    Kind::Adjective
                } else {
                    Kind::Noun
                };
                self.sources.cues.effect(&token.lemma, kind, self.form)
            })
    }

    /// Adverbials that are content all the same: "urged them **to leave**", "accused of **lying**".
    fn adverbial(&self) -> Option<Effect> {
        let marker = self.marker.as_deref();
        match self.form {
            Form::Infinitive if marker.is_none_or(|word| word == "to") => self.governing(),
            Form::Gerund | Form::Nominal => self.with_preposition(marker),
            _ => None,
        }
        .filter(|effect| {
            effect.negative || !matches!(effect.view, View::Implied | View::Presupposed)
        })
    }

    fn plain_adverbial(&self) -> Effect {
        if self.form == Form::Infinitive {
            return bare(View::As(Modality::Intended));
        }
        let mark = self
            .marker
            .as_deref()
            .and_then(|word| self.sources.cues.marker(word));
        let Some(mark) = mark else {
            return bare(if self.form == Form::Gerund {
                View::Follows
            } else {
                View::Presupposed
            });
        };
        let view = match mark.view {
            View::Follows if self.is_past() => View::Presupposed,
            view => view,
        };
        Effect {
            negative: mark.negative && self.clause.negation.is_none(),
            certainty: mark.certainty,
            ..bare(view)
        }
    }

    fn is_past(&self) -> bool {
        self.clause.tense == Tense::Past || self.clause.perfect
    }

    /// Relative clauses have their own time; those in the present about an indefinite thing share
    /// the unreality of the clause in which it stands ("wants a law that bans").
    fn relative(&self) -> Effect {
        let tokens = &self.sources.analysis.tokens;
        let noun = tokens[self.clause.head].head;
        let done = self.is_past() || tokens[self.clause.head].tag == "VBN";
        bare(if done || self.is_definite(noun) {
            View::Presupposed
        } else {
            View::Follows
        })
    }

    /// Effect on an eventive noun that fills an argument slot.
    fn nominal(&self) -> Option<Effect> {
        let lemma = self.sources.analysis.tokens[self.clause.head]
            .lemma
            .as_str();
        if self.sources.cues.rejects(&self.above.lemma, lemma) {
            return Some(Effect {
                negative: true,
                sourced: true,
                ..bare(View::Worded)
            });
        }
        match self.marker.as_deref() {
            Some(preposition) => self.oblique(preposition),
            // "Syria's plan": whose it is is not what is planned.
            None if self.above.kind == PredicateKind::Noun => None,
            None if self.is_subject() => self
                .plain_cue()
                .filter(|effect| effect.view == View::Implied),
            None => self
                .plain_cue()
                .map(|effect| self.unless_done(effect, lemma)),
        }
    }

    fn plain_cue(&self) -> Option<Effect> {
        self.sources
            .cues
            .effect(&self.above.lemma, kind(self.above), self.form)
    }

    fn is_subject(&self) -> bool {
        self.above
            .arguments
            .iter()
            .any(|argument| argument.head == self.clause.head && argument.slot == Slot::Subject)
    }

    /// "announced the arrest": that has happened, unlike "announced an election".
    fn unless_done(&self, effect: Effect, lemma: &str) -> Effect {
        let planned = effect.view == View::As(Modality::Planned);
        if planned && effect.sourced && self.sources.cues.words().done.contains(lemma) {
            return Effect {
                view: View::Worded,
                ..effect
            };
        }
        effect
    }

    fn oblique(&self, preposition: &str) -> Option<Effect> {
        let words = self.sources.cues.words();
        let linked = self.above.kind != PredicateKind::Verb && words.links.contains(preposition);
        self.with_preposition(Some(preposition))
            .or_else(|| linked.then(|| self.plain_cue()).flatten())
    }

    /// A definite noun is taken for granted; an indefinite one shares its clause's fate.
    fn argument(&self) -> Effect {
        let cues = self.sources.cues;
        let negates = |word: &str| cues.marker(word).is_some_and(|mark| mark.negative);
        match self.marker.as_deref() {
            Some(preposition) if negates(preposition) => Effect {
                negative: self.clause.negation.is_none(),
                ..bare(View::Implied)
            },
            Some(preposition) if cues.words().cotemporal.contains(preposition) => {
                bare(View::Follows)
            }
            _ if self.is_definite(self.clause.head) => bare(View::Presupposed),
            _ => bare(View::Implied),
        }
    }

    fn is_definite(&self, noun: TokenId) -> bool {
        let analysis = self.sources.analysis;
        analysis.children(noun).any(|child| {
            let token = &analysis.tokens[child];
            match token.dep.as_str() {
                "det" => matches!(
                    token.text.to_lowercase().as_str(),
                    "the" | "this" | "that" | "these" | "those"
                ),
                "poss" => true,
                _ => false,
            }
        })
    }
}
