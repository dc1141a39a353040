//! Which word presents a clause, and how: the step from a clause to the one that governs it.
//!
//! Reads: clauses, tree and [`Cues`](super::cues::Cues). Writes: [`Link`]. Never: composes perspectives.

use smol_str::{SmolStr, format_smolstr};

use super::cues::{Effect, Form, Kind, View};
use super::wording::is_first_person;
use super::{Sources, continued, place};
use crate::discourse::Modality;
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

/// True whatever the clause above says of it.
pub(super) const PRESUPPOSED: Effect = bare(View::Presupposed);

pub(super) const fn bare(view: View) -> Effect {
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
    let (parent, clause, form) = place::of(sources, id)?;
    let step = Step {
        sources,
        clause,
        above: &sources.clauses.clauses[parent.clause],
        marker: parent.marker.clone(),
        form,
    };
    let cue = step.refuted().or_else(|| step.cue(parent.relation));
    Some(Link {
        clause: parent.clause,
        effect: cue.unwrap_or_else(|| step.default(parent.relation)),
        cued: cue.is_some(),
    })
}

/// The link to the verb of saying of a speech that goes on: see [`continued`](super::continued).
pub(super) fn continued(sources: &Sources, id: ClauseId) -> Option<Link> {
    let speech = continued::speech(sources, &sources.clauses.clauses[id])?;
    let effect = Effect {
        sourced: true,
        ..bare(View::Worded)
    };
    Some(Link {
        clause: speech,
        effect,
        cued: true,
    })
}

/// "protests **continue**": the verb says that the noun that it carries is going on.
pub(super) fn goes_on(sources: &Sources, verb: ClauseId) -> bool {
    let verb = &sources.clauses.clauses[verb];
    let effect = sources.cues.effect(&verb.lemma, kind(verb), Form::Nominal);
    let ongoing = effect.is_some_and(|effect| effect.view == View::As(Modality::Ongoing));
    ongoing && !is_over(verb)
}

/// "faces **trial**": what a verb says of this object alone, though it carries it.
pub(super) fn of_object(sources: &Sources, noun: &Clause, verb: ClauseId) -> Option<Modality> {
    let verb = &sources.clauses.clauses[verb];
    let past = is_past(verb);
    let object = &sources.analysis.tokens[noun.head].lemma;
    match sources.cues.of_object(&verb.lemma, object, past)?.view {
        View::As(modality) => Some(modality),
        _ => None,
    }
}

/// In the past, or the perfect.
fn is_past(clause: &Clause) -> bool {
    clause.tense == Tense::Past || clause.perfect
}

/// In the simple past.
fn is_over(clause: &Clause) -> bool {
    clause.tense == Tense::Past && !clause.perfect
}

pub(super) fn kind(clause: &Clause) -> Kind {
    match clause.kind {
        PredicateKind::Verb => Kind::Verb,
        PredicateKind::Noun => Kind::Noun,
        PredicateKind::Adjective => Kind::Adjective,
    }
}

/// One clause and the one above it.
pub(super) struct Step<'a> {
    pub(super) sources: &'a Sources<'a>,
    pub(super) clause: &'a Clause,
    pub(super) above: &'a Clause,
    pub(super) marker: Option<SmolStr>,
    pub(super) form: Form,
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
        if effect.view == View::As(Modality::Ongoing) && is_over(self.above) {
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
        // "**had** one day to test it", unlike "had to test it"
        let owns = self.above.lemma == "have" && self.above.argument(&Slot::Object).is_some();
        if owns && self.form == Form::Infinitive && self.marker.as_deref() == Some("to") {
            return Some(bare(View::As(Modality::Intended)));
        }
        let custody = self.custody();
        let effect = custody
            .or_else(|| self.performed())
            .or_else(|| self.governing())
            .or_else(|| self.beyond_noun())?;
        Some(match self.marker.as_deref() {
            _ if self.tells_manner() => Effect {
                sourced: effect.sourced,
                ..bare(View::Presupposed)
            },
            Some("whether" | "if") => Effect {
                sourced: effect.sourced,
                ..bare(View::Open)
            },
            _ => effect,
        })
    }

    fn tells_manner(&self) -> bool {
        let manner = &self.sources.cues.words().manner;
        self.marker
            .as_ref()
            .is_some_and(|word| manner.contains(word))
    }

    fn plain_complement(&self) -> Effect {
        match self.form {
            _ if matches!(self.marker.as_deref(), Some("whether" | "if")) => bare(View::Open),
            Form::Infinitive | Form::Others => {
                bare(self.outcome().unwrap_or(View::As(Modality::Intended)))
            }
            _ if self.tells_manner() => bare(View::Presupposed),
            Form::Finite | Form::Subjunctive => bare(View::Worded),
            Form::Gerund | Form::Nominal => bare(View::Implied),
        }
    }

    /// Effect of the word above, with the preposition that it takes where there is one.
    pub(super) fn governing(&self) -> Option<Effect> {
        let above = self.above;
        self.copula()
            .or_else(|| self.achieved())
            .or_else(|| self.of_others())
            .or_else(|| self.with_preposition(self.marker.as_deref()))
            .or_else(|| {
                self.sources
                    .cues
                    .effect(&above.lemma, kind(above), self.form)
            })
            .or_else(|| self.with_any_preposition())
    }

    /// "was able to land": in the past it was done.
    fn achieved(&self) -> Option<Effect> {
        let achieved = &self.sources.cues.words().achieved;
        (is_over(self.above) && achieved.contains(&self.above.lemma)).then_some(bare(View::Implied))
    }

    /// "want **them** to leave", "advised **her** to stay": the infinitive is somebody else's.
    fn of_others(&self) -> Option<Effect> {
        let subject = |clause: &Clause| clause.argument(&Slot::Subject).map(|found| found.head);
        let own = subject(self.clause)?;
        let cues = self.sources.cues;
        cues.effect(&self.above.lemma, kind(self.above), Form::Others)
            .filter(|_| self.form == Form::Infinitive && subject(self.above) != Some(own))
    }

    pub(super) fn with_preposition(&self, preposition: Option<&str>) -> Option<Effect> {
        let word = format_smolstr!("{} {}", self.above.lemma, preposition?);
        self.sources.cues.effect(&word, kind(self.above), self.form)
    }

    /// "called for the killers **to be tried**", where the parser hangs the infinitive on the noun.
    fn beyond_noun(&self) -> Option<Effect> {
        let parent = self.above.parent.as_ref();
        let parent = parent.filter(|parent| {
            self.above.kind == PredicateKind::Noun && parent.relation == Embedding::Nominal
        })?;
        let beyond = Step {
            above: &self.sources.clauses.clauses[parent.clause],
            marker: parent.marker.clone(),
            ..*self
        };
        beyond
            .governing()
            .filter(|effect| self.form == Form::Infinitive && matches!(effect.view, View::As(_)))
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

    /// Adverbials that are content all the same: "urged them **to leave**", "accused of **lying**".
    fn adverbial(&self) -> Option<Effect> {
        let marker = self.marker.as_deref();
        match self.form {
            Form::Infinitive if marker.is_none_or(|word| matches!(word, "to" | "for")) => {
                self.performed().or_else(|| self.governing())
            }
            Form::Gerund if marker == Some("for") => {
                let own = self.custody().or_else(|| self.with_preposition(marker));
                let plain = || {
                    self.plain_cue()
                        .filter(|effect| matches!(effect.view, View::As(_)))
                };
                return own.or_else(plain);
            }
            // "demands include dissolving parliament, **appointing** a commission"
            Form::Gerund if marker.is_none() => self.listed().or_else(|| self.asked_from()),
            Form::Gerund | Form::Nominal => self.with_preposition(marker),
            _ => None,
        }
        .filter(|effect| {
            effect.negative || !matches!(effect.view, View::Implied | View::Presupposed)
        })
    }

    /// "detained for **questioning**", where the tagger takes the noun for a verb.
    fn custody(&self) -> Option<Effect> {
        let text = self.sources.analysis.tokens[self.clause.head]
            .text
            .to_lowercase();
        let alone = self.clause.argument(&Slot::Object).is_none();
        let cues = self.sources.cues;
        cues.of_object(&self.above.lemma, &text, false)
            .filter(|_| alone)
    }

    fn plain_adverbial(&self) -> Effect {
        if self.form == Form::Infinitive {
            return bare(self.outcome().unwrap_or(View::As(Modality::Intended)));
        }
        let mark = self
            .marker
            .as_deref()
            .and_then(|word| self.sources.cues.marker(word));
        let Some(mark) = mark else {
            return bare(if matches!(self.form, Form::Gerund | Form::Nominal) {
                View::Follows
            } else {
                View::Presupposed
            });
        };
        let view = match mark.view {
            View::Follows if self.is_past() => View::Presupposed,
            View::Follows if self.is_awaited() => View::As(Modality::Expected),
            view => view,
        };
        Effect {
            negative: mark.negative && self.clause.negation.is_none(),
            certainty: mark.certainty,
            ..bare(view)
        }
    }

    /// "is held **until** the court hears it": still to come, unless the clause above is itself unreal.
    fn is_awaited(&self) -> bool {
        let bounding = &self.sources.cues.words().bounding;
        let marked = (self.marker.as_ref()).is_some_and(|word| bounding.contains(word));
        marked && self.clause.is_simple_present() && self.is_past_above()
    }

    pub(super) fn is_past_above(&self) -> bool {
        is_past(self.above)
    }

    /// "I want **to thank** you", "we would like **to urge** everyone": done by saying so.
    fn performed(&self) -> Option<Effect> {
        let words = self.sources.cues.words();
        let performs = words.polite.contains(&self.above.lemma)
            && words.performative.contains(&self.clause.lemma)
            && self.above.negation.is_none()
            && is_first_person(self.sources.analysis, self.above);
        performs.then_some(bare(View::Implied))
    }

    /// "is quoted **to have said**", "came **to believe**", "beat Holm **to win** the cup", "turned out **to
    /// vote**", "used a saw **to free** them": infinitives that no purpose can be.
    fn outcome(&self) -> Option<View> {
        let words = self.sources.cues.words();
        if self.clause.perfect {
            return Some(View::Presupposed);
        }
        let lemma = &self.clause.lemma;
        let won = words.victories.contains(&self.above.lemma) && words.prizes.contains(lemma);
        let together =
            words.gathering.contains(&self.above.lemma) && words.assembled.contains(lemma);
        let with_tool = words.instrumental.contains(&self.above.lemma)
            && self.above.argument(&Slot::Object).is_some();
        // "became the **first** country to ban it"
        let mut named = self.above.arguments(&Slot::Attribute);
        let ranked = named.any(|named| self.is_ranked(named.head));
        let done = won || together || with_tool || ranked;
        (done || words.involuntary.contains(lemma)).then_some(View::Implied)
    }

    pub(super) fn is_past(&self) -> bool {
        is_past(self.clause)
    }

    pub(super) fn plain_cue(&self) -> Option<Effect> {
        self.sources
            .cues
            .effect(&self.above.lemma, kind(self.above), self.form)
    }

    pub(super) fn is_definite(&self, noun: TokenId) -> bool {
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
