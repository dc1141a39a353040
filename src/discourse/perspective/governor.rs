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
    let (parent, clause, form) = place::of(sources, id)?;
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
    clause: &'a Clause,
    pub(super) above: &'a Clause,
    marker: Option<SmolStr>,
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
    fn governing(&self) -> Option<Effect> {
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

    fn with_preposition(&self, preposition: Option<&str>) -> Option<Effect> {
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
                self.governing()
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
        cues.of_object(&self.above.lemma, &text).filter(|_| alone)
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
            view => view,
        };
        Effect {
            negative: mark.negative && self.clause.negation.is_none(),
            certainty: mark.certainty,
            ..bare(view)
        }
    }

    /// "is quoted **to have said**", "came **to believe**", "beat Holm **to win** the cup", "would like
    /// **to thank** you", "used a saw **to free** them": infinitives that no purpose can be.
    fn outcome(&self) -> Option<View> {
        let words = self.sources.cues.words();
        if self.clause.perfect {
            return Some(View::Presupposed);
        }
        let lemma = &self.clause.lemma;
        let won = words.victories.contains(&self.above.lemma) && words.prizes.contains(lemma);
        let polite = words.polite.contains(&self.above.lemma)
            && words.performative.contains(lemma)
            && is_first_person(self.sources.analysis, self.above);
        let with_tool = words.instrumental.contains(&self.above.lemma)
            && self.above.argument(&Slot::Object).is_some();
        // "became the **first** country to ban it"
        let mut named = self.above.arguments(&Slot::Attribute);
        let ranked = named.any(|named| self.is_ranked(named.head));
        let done = won || polite || with_tool || ranked;
        (done || words.involuntary.contains(lemma)).then_some(View::Implied)
    }

    fn is_past(&self) -> bool {
        self.clause.tense == Tense::Past || self.clause.perfect
    }

    /// Relative clauses have their own time; those in the present about an indefinite thing share
    /// the unreality of the clause in which it stands ("wants a law that bans").
    fn relative(&self) -> Effect {
        let tokens = &self.sources.analysis.tokens;
        let noun = tokens[self.clause.head].head;
        let anyone = &self.sources.cues.words().anyone;
        if anyone.contains(tokens[noun].text.to_lowercase().as_str()) {
            return bare(View::As(Modality::Hypothetical));
        }
        // "a bridge **to be built**", "visas **to enter** Chile", "no money **to repair** it"
        if self.form == Form::Infinitive && !self.clause.perfect && !self.is_ranked(noun) {
            let passive = self.clause.passive;
            let alone = bare(View::As(if passive {
                Modality::Planned
            } else {
                Modality::Intended
            }));
            let aimed = |effect: &Effect| matches!(effect.view, View::As(_));
            let above = || self.governing().filter(aimed);
            return self.of_noun(noun).or_else(above).unwrap_or(alone);
        }
        let done = self.is_past() || tokens[self.clause.head].tag == "VBN";
        bare(if done || self.is_definite(noun) || self.is_aside() {
            View::Presupposed
        } else {
            View::Follows
        })
    }

    /// "the **request** of Peru to extradite him": the infinitive is the content of the noun that it
    /// hangs on, or of what that noun owns.
    fn of_noun(&self, noun: TokenId) -> Option<Effect> {
        let (tokens, cues) = (&self.sources.analysis.tokens, self.sources.cues);
        let effect = |word: TokenId| cues.effect(&tokens[word].lemma, Kind::Noun, self.form);
        let preposition = tokens[noun].head;
        let links = matches!(tokens[preposition].lemma.as_str(), "of" | "by" | "from");
        let found = effect(noun).or_else(|| effect(tokens[preposition].head).filter(|_| links))?;
        Some(Effect {
            sourced: false,
            ..found
        })
    }

    /// "the **first** bridge to be built", "the **youngest** player to win", "the **12th** country to ban it":
    /// that one is built.
    fn is_ranked(&self, noun: TokenId) -> bool {
        let (analysis, ranking) = (self.sources.analysis, &self.sources.cues.words().ranking);
        let ranks = |word: TokenId| {
            let token = &analysis.tokens[word];
            let listed = ranking.contains(token.text.to_lowercase().as_str());
            (listed && token.pos != "ADV") || token.ranks()
        };
        analysis.children(noun).chain([noun]).any(ranks)
    }

    /// Set off by a comma: "a truce, which ends the war".
    fn is_aside(&self) -> bool {
        let analysis = self.sources.analysis;
        let start = analysis.subtree(self.clause.head).start;
        start > 0 && analysis.tokens[start - 1].text == ","
    }

    /// Effect on an eventive noun that fills an argument slot.
    fn nominal(&self) -> Option<Effect> {
        let token = &self.sources.analysis.tokens[self.clause.head];
        // "**Banning** the party makes no sense": of what anybody might do, not of what was done.
        if matches!(token.dep.as_str(), "csubj" | "csubjpass") && self.above.is_simple_present() {
            return Some(bare(View::As(Modality::Hypothetical)));
        }
        let lemma = token.lemma.as_str();
        let special = self.sources.cues.of_object(&self.above.lemma, lemma);
        if special.is_some() {
            return special;
        }
        match self.marker.as_deref() {
            Some(preposition) => self.oblique(preposition),
            None if self.is_alleged() => Some(bare(View::As(Modality::Possible))),
            // "Syria's plan": whose it is is not what is planned.
            None if self.above.kind == PredicateKind::Noun => None,
            None if self.is_addressed() => None,
            None if self.is_subject() => self.predicate().or_else(|| {
                self.plain_cue().filter(|effect| {
                    matches!(effect.view, View::Implied | View::As(Modality::Ongoing))
                })
            }),
            None => self
                .listed()
                .or_else(|| self.asked_from())
                .or_else(|| self.unreported())
                .or_else(|| self.plain_cue())
                .map(|effect| self.unless_done(effect, lemma)),
        }
    }

    /// "expects an apology **from Iran**": somebody else is to do it.
    fn asked_from(&self) -> Option<Effect> {
        let asks = &self.sources.cues.words().asking_from;
        let from = Slot::Oblique(SmolStr::new_static("from"));
        let other = self.above.argument(&from)?;
        let is_somebody = (self.sources.entity_at)(other.head).is_some();
        (is_somebody && asks.contains(&self.above.lemma)).then_some(Effect {
            sourced: true,
            ..bare(View::As(Modality::Requested))
        })
    }

    /// "Protests are **not reported** in Basra": there are none.
    fn unreported(&self) -> Option<Effect> {
        let notices = &self.sources.cues.words().noticing;
        let by_nobody = self.above.passive && self.above.argument(&Slot::Subject).is_none();
        (by_nobody && self.above.negation.is_some() && notices.contains(&self.above.lemma))
            .then_some(bare(View::Implied))
    }

    /// "has **alleged** ties", where the parser takes the attribute for a verb.
    fn is_alleged(&self) -> bool {
        let tokens = &self.sources.analysis.tokens;
        let attribute = &tokens[self.above.head];
        let next = tokens.get(self.above.head + 1);
        let mark = self.sources.cues.adjective(&attribute.text.to_lowercase());
        self.above.perfect
            && next.is_some_and(|next| matches!(next.tag.as_str(), "NN" | "NNS" | "JJ"))
            && mark.is_some_and(|mark| mark.view == View::As(Modality::Possible))
    }

    /// "urged **allies** to act": who is to act is not what is asked for.
    fn is_addressed(&self) -> bool {
        let clauses = &self.sources.clauses.clauses;
        let acts = |head: TokenId| {
            let content = self.sources.clause_at(head).map(|id| &clauses[id]);
            let subject = content.and_then(|content| content.argument(&Slot::Subject));
            subject.is_some_and(|subject| subject.head == self.clause.head)
        };
        let lemma = &self.above.lemma;
        let asked = self
            .sources
            .cues
            .effect(lemma, kind(self.above), Form::Infinitive);
        let mut contents = self.above.arguments(&Slot::Content);
        asked.is_some_and(|asked| asked.view == View::As(Modality::Requested))
            && contents.any(|content| acts(content.head))
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
        let done = self.sources.cues.words().done.contains(lemma);
        let open = matches!(
            effect.view,
            View::As(Modality::Planned | Modality::Proposed)
        );
        if open && done {
            return Effect {
                view: View::Implied,
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
            .or_else(|| self.mistaken_infinitive(preposition))
    }

    /// "urged to apologise", where the tagger takes the verb for a noun.
    fn mistaken_infinitive(&self, preposition: &str) -> Option<Effect> {
        let tokens = &self.sources.analysis.tokens;
        let follows = self.clause.head > 0
            && tokens[self.clause.head - 1]
                .text
                .eq_ignore_ascii_case(preposition);
        let cues = self.sources.cues;
        cues.effect(&self.above.lemma, kind(self.above), Form::Infinitive)
            .filter(|effect| preposition == "to" && follows && matches!(effect.view, View::As(_)))
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
            Some(preposition) if cues.words().known.contains(preposition) => {
                bare(View::Presupposed)
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
