//! Which word presents a clause, and how: the step from a clause to the one that governs it.
//!
//! Reads: clauses, tree and [`Cues`](super::cues::Cues). Writes: [`Link`]. Never: composes perspectives.

use smol_str::{SmolStr, format_smolstr};

use super::Sources;
use super::cues::{Effect, Form, Kind, View};
use crate::discourse::{Certainty, Modality};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, ClauseId, Embedding, PredicateKind, Slot, Tense};

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

const fn possible() -> Effect {
    Effect {
        certainty: Some(Certainty::Uncertain),
        ..bare(View::As(Modality::Possible))
    }
}

/// The link of a clause; a second conjunct has that of the first.
pub(super) fn link(sources: &Sources, id: ClauseId) -> Option<Link> {
    let (holder, form) = holder(sources, id)?;
    let clause = &sources.clauses.clauses[holder];
    let parent = clause.parent.as_ref()?;
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

/// The first conjunct, whose place in the sentence counts for all, and the form of this one.
fn holder(sources: &Sources, id: ClauseId) -> Option<(ClauseId, Form)> {
    let clauses = &sources.clauses.clauses;
    let own = form(sources, &clauses[id]);
    let mut at = id;
    for _ in 0..clauses.len() {
        match &clauses[at].parent {
            Some(parent) if parent.relation == Embedding::Conjunct => at = parent.clause,
            Some(_) if at == id => return Some((id, own)),
            Some(_) => return Some((at, form(sources, &clauses[at]))),
            None => return None,
        }
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
    let finite = |tag: &str| matches!(tag, "TO" | "MD" | "VBD" | "VBZ" | "VBP");
    let bare = |token: TokenId| analysis.tokens[token].tag == "VB";
    let auxiliary = analysis.child(clause.head, &["auxpass", "aux"]);
    clause.kind != PredicateKind::Noun
        && clause.modal.is_none()
        && (bare(clause.head) || auxiliary.is_some_and(bare))
        && !analysis
            .children(clause.head)
            .any(|child| finite(&analysis.tokens[child].tag))
        && analysis
            .child(clause.head, &["nsubj", "nsubjpass"])
            .is_some()
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
                ..possible()
            },
            _ => effect,
        })
    }

    fn plain_complement(&self) -> Effect {
        match self.form {
            _ if matches!(self.marker.as_deref(), Some("whether" | "if")) => possible(),
            Form::Infinitive => bare(View::As(Modality::Intended)),
            Form::Finite | Form::Subjunctive => bare(View::Worded),
            Form::Gerund | Form::Nominal => bare(View::Implied),
        }
    }

    /// Effect of the word above, with the preposition that it takes where there is one.
    fn governing(&self) -> Option<Effect> {
        let above = self.above;
        self.with_preposition(self.marker.as_deref())
            .or_else(|| {
                self.sources
                    .cues
                    .effect(&above.lemma, kind(above), self.form)
            })
            .or_else(|| self.with_any_preposition())
            .or_else(|| self.copula())
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
        .filter(|effect| !matches!(effect.view, View::Implied | View::Presupposed))
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
                View::Worded
            });
        };
        let view = match mark.view {
            View::Follows if self.is_past() => View::Worded,
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
            View::Worded
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
            _ if self.is_definite(self.clause.head) => bare(View::Worded),
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
