//! What becomes of an eventive noun in an argument slot: "planned **a visit**", "**protests** are not reported".
//!
//! Reads: the step from the noun to the clause above and [`Cues`](super::cues::Cues). Writes: [`Effect`].
//! Never: looks at clauses with a verb of their own.

use smol_str::SmolStr;

use super::cues::{Effect, Form, View};
use super::governor::{Step, bare, kind};
use crate::discourse::Modality;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{PredicateKind, Slot};

impl Step<'_> {
    /// Effect on an eventive noun that fills an argument slot.
    pub(super) fn nominal(&self) -> Option<Effect> {
        let token = &self.sources.analysis.tokens[self.clause.head];
        // "**Banning** the party makes no sense": of what anybody might do, not of what was done.
        if matches!(token.dep.as_str(), "csubj" | "csubjpass") && self.above.is_simple_present() {
            return Some(bare(View::As(Modality::Hypothetical)));
        }
        let lemma = token.lemma.as_str();
        let (cues, past) = (self.sources.cues, self.is_past_above());
        let special = cues.of_object(&self.above.lemma, lemma, past);
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
                // "Talks **began**", unlike "the attack **caused** damage"
                let alone = self.above.argument(&Slot::Object).is_none();
                self.plain_cue().filter(|effect| {
                    alone && matches!(effect.view, View::Implied | View::As(Modality::Ongoing))
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
    pub(super) fn asked_from(&self) -> Option<Effect> {
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
    pub(super) fn argument(&self) -> Effect {
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
            // "An attack caused **no** damage": there was one.
            None if self.is_subject() && self.above.argument(&Slot::Object).is_some() => {
                bare(View::Follows)
            }
            _ => bare(View::Implied),
        }
    }
}
