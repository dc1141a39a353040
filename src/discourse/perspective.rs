//! How the article presents each clause: modality, polarity, certainty, and on whose word.
//!
//! Reads: clauses, tree, quotations and the cue lexicon. Writes: one [`Perspective`] per clause.
//! Never: knows event types, or decides who is right.
//!
//! A clause's own words ([`wording`]) and the word that governs it ([`governor`]) give its
//! perspective from that of the clause above ([`State::content`]); nested speech, plans and denials
//! come out of applying that step from the outermost clause inwards. The scales are those of `GRaSP`
//! (van Son et al. 2016) and `FactBank` (Saurí and Pustejovsky 2009).

use super::quotes::Quotes;
use super::{Certainty, EntityId, Modality, Perspective, Polarity, Source};
use crate::linguistics::clauses::{Clause, ClauseId, Clauses, Embedding, PredicateKind, Slot};
use crate::linguistics::{Analysis, TokenId};

mod compose;
mod continued;
pub mod cues;
mod governor;
mod nominal;
mod place;
mod predication;
mod relative;
mod tables;
mod wording;

use compose::State;
use cues::{Cues, Effect, View};
use governor::Link;
use wording::Wording;

/// One perspective per clause, in the order of `clauses`.
///
/// `entity_at` gives the entity that a token, as head of a mention, refers to.
pub fn perspectives(
    analysis: &Analysis,
    clauses: &Clauses,
    quotes: &Quotes,
    entity_at: &dyn Fn(TokenId) -> Option<EntityId>,
    cues: &Cues,
) -> Vec<Perspective> {
    let sources = Sources {
        analysis,
        clauses,
        quotes,
        entity_at,
        cues,
    };
    let mut judge = Judge {
        sources: &sources,
        states: vec![Progress::Open; clauses.clauses.len()],
    };
    (0..clauses.clauses.len())
        .map(|id| judge.state(id).perspective())
        .collect()
}

/// What the judgement of a clause draws on.
pub(crate) struct Sources<'a> {
    analysis: &'a Analysis,
    clauses: &'a Clauses,
    quotes: &'a Quotes,
    entity_at: &'a dyn Fn(TokenId) -> Option<EntityId>,
    cues: &'a Cues,
}

impl Sources<'_> {
    fn parent(&self, clause: &Clause) -> Option<(&Clause, Embedding)> {
        let parent = clause.parent.as_ref()?;
        Some((&self.clauses.clauses[parent.clause], parent.relation))
    }

    fn clause_at(&self, head: TokenId) -> Option<ClauseId> {
        self.clauses
            .clauses
            .binary_search_by_key(&head, |clause| clause.head)
            .ok()
    }

    /// The verb that carries a noun or adjective, unless it only modifies it ("the summit, due to
    /// take place, was ...").
    fn carrier_above(&self, clause: &Clause) -> Option<ClauseId> {
        let light = clause.light?;
        let carrier = self.clauses.clauses[light].head;
        (carrier != clause.head && !self.analysis.is_below(carrier, clause.head)).then_some(light)
    }

    /// Who speaks, plans or asks in a clause: its subject; of a noun its possessor or author.
    fn speaker(&self, clause: &Clause) -> Option<EntityId> {
        let entity = |slot: &dyn Fn(&Slot) -> bool| {
            clause
                .arguments
                .iter()
                .filter(|argument| slot(&argument.slot))
                .find_map(|argument| (self.entity_at)(argument.head))
        };
        match clause.kind {
            PredicateKind::Verb => return entity(&|slot| *slot == Slot::Subject),
            // "Inflation is likely to rise": what is likely does not speak.
            PredicateKind::Adjective => return None,
            PredicateKind::Noun => {}
        }
        entity(&|slot| matches!(slot, Slot::Possessor | Slot::Subject))
            .or_else(|| {
                entity(&|slot| matches!(slot, Slot::Oblique(by) if by == "by" || by == "from"))
            })
            .or_else(|| self.named_compound(clause))
            .or_else(|| self.owner(clause))
    }

    /// "**US** demands"
    fn named_compound(&self, clause: &Clause) -> Option<EntityId> {
        clause
            .arguments
            .iter()
            .filter(|argument| matches!(argument.slot, Slot::Compound | Slot::Modifier))
            .filter(|argument| {
                let names = &self.analysis.names;
                names.iter().any(|name| {
                    name.tokens.contains(&argument.head)
                        && matches!(name.label.as_str(), "GPE" | "NORP" | "ORG" | "PERSON")
                })
            })
            .find_map(|argument| (self.entity_at)(argument.head))
    }

    /// "**Egypt** has a plan": the subject of the verb that carries the noun.
    fn owner(&self, clause: &Clause) -> Option<EntityId> {
        let (above, relation) = self.parent(clause)?;
        let carries = relation == Embedding::Nominal
            && above.kind == PredicateKind::Verb
            && above
                .arguments
                .iter()
                .any(|argument| argument.slot == Slot::Object && argument.head == clause.head)
            && self.cues.words().carriers.contains(&above.lemma);
        carries.then(|| self.speaker(above)).flatten()
    }

    /// The whole sentence of a token stands in quotation marks: more than words set apart.
    fn is_all_quoted(&self, token: TokenId) -> bool {
        let analysis = self.analysis;
        let sentence = &analysis.sentences[analysis.sentence_of(token)].tokens;
        let is_word =
            |&token: &TokenId| !matches!(analysis.tokens[token].pos.as_str(), "PUNCT" | "SPACE");
        let first = sentence.clone().find(is_word);
        let last = sentence.clone().rev().find(is_word);
        let quote = self.quotes.at(token);
        quote.is_some_and(|quote| {
            [first, last]
                .iter()
                .flatten()
                .all(|token| quote.tokens.contains(token))
        })
    }

    /// "according to X" at the clause.
    fn named_source(&self, clause: &Clause) -> Option<EntityId> {
        clause
            .arguments
            .iter()
            .filter(|argument| self.cues.names_source(self.analysis, argument))
            .find_map(|argument| (self.entity_at)(argument.head))
    }
}

/// "**he** said that", where nobody knows who he is: the article does not vouch for it either.
fn unnamed(clause: &Clause, effect: Effect) -> Option<Source> {
    let speaks = clause.kind == PredicateKind::Verb
        && effect.view == View::Worded
        && clause.argument(&Slot::Subject).is_some();
    speaks.then_some(Source::Unnamed)
}

#[derive(Clone)]
enum Progress {
    Open,
    Running,
    Done(State),
}

struct Judge<'a> {
    sources: &'a Sources<'a>,
    states: Vec<Progress>,
}

impl Judge<'_> {
    fn state(&mut self, id: ClauseId) -> State {
        match &self.states[id] {
            Progress::Done(state) => return state.clone(),
            // A circle of parents cannot be judged: it stands for itself.
            Progress::Running => return State::default(),
            Progress::Open => self.states[id] = Progress::Running,
        }
        let state = self.judge(id);
        self.states[id] = Progress::Done(state.clone());
        state
    }

    fn judge(&mut self, id: ClauseId) -> State {
        let wording = self.wording(id);
        if let Some(light) = self
            .sources
            .carrier_above(&self.sources.clauses.clauses[id])
        {
            return self.carried(id, light, wording);
        }
        let link = governor::link(self.sources, id).filter(|link| !self.is_credit(id, link.clause));
        let mut state = match link.or_else(|| governor::continued(self.sources, id)) {
            Some(link) => self.governed(link, wording),
            None => State::default().narrowed(wording),
        };
        if let Some(source) = self.outside_source(id) {
            state.source = source;
        }
        state
    }

    /// A noun or adjective shares the perspective of the verb that carries it.
    fn carried(&mut self, id: ClauseId, verb: ClauseId, wording: Wording) -> State {
        let above = self.state(verb);
        let words = self.sources.cues.words();
        let ends = words
            .ending
            .contains(&self.sources.clauses.clauses[verb].lemma);
        if ends && (above.negative || !above.modality.is_real()) {
            // "does **not** end the war": there is one all the same.
            let shared = self.sources.clauses.clauses[verb].negation;
            let lasting = Wording {
                modality: wording.modality.or(Some(Modality::Ongoing)),
                negation: wording.negation.filter(|_| wording.negation != shared),
                ..wording
            };
            return above.content(governor::PRESUPPOSED, None, lasting);
        }
        let mut state = above.narrowed(wording);
        if state.modality.is_real() && governor::goes_on(self.sources, verb) {
            state.modality = Modality::Ongoing;
        }
        let noun = &self.sources.clauses.clauses[id];
        if state.modality.is_real()
            && let Some(told) = governor::of_object(self.sources, noun, verb)
        {
            state.modality = told;
        }
        state
    }

    /// "according to **a statement** released by the bank": who says it is the article's own word.
    fn is_credit(&self, id: ClauseId, above: ClauseId) -> bool {
        let (tokens, clauses) = (&self.sources.analysis.tokens, &self.sources.clauses.clauses);
        let up = |&token: &TokenId| {
            let head = tokens[token].head;
            (head != token && token != clauses[above].head).then_some(head)
        };
        let mut between = std::iter::successors(Some(clauses[id].head), up);
        between.any(|token| tokens[token].text.eq_ignore_ascii_case("according"))
    }

    /// A bare conjunct shares the marks of the first: "will **go and see**", "did not call **or** write".
    fn wording(&self, id: ClauseId) -> Wording {
        let clauses = &self.sources.clauses.clauses;
        let clause = &clauses[id];
        let mut own = wording::of(self.sources, clause);
        let Some(parent) = clause
            .parent
            .as_ref()
            .filter(|parent| parent.relation == Embedding::Conjunct)
        else {
            return own;
        };
        let first = &clauses[parent.clause];
        let is_bare =
            clause.kind == first.kind && clause.tense == first.tense && !self.has_subject(clause);
        if is_bare {
            let first = self.wording(parent.clause);
            own.modality = own.modality.or(first.modality);
            own.certainty = own.certainty.or(first.certainty);
            if matches!(parent.marker.as_deref(), Some("or" | "nor")) {
                own.negation = own.negation.or(first.negation);
            }
        }
        own
    }

    fn has_subject(&self, clause: &Clause) -> bool {
        self.sources
            .analysis
            .child(clause.head, &["nsubj", "nsubjpass", "expl", "det", "poss"])
            .is_some()
    }

    fn governed(&mut self, link: Link, wording: Wording) -> State {
        let above = &self.sources.clauses.clauses[link.clause];
        let parent = self.state(link.clause);
        let speaker = if link.effect.sourced {
            let named = self.sources.speaker(above).map(Source::Entity);
            named.or_else(|| unnamed(above, link.effect))
        } else {
            None
        };
        let mut state = parent.content(link.effect, speaker, wording);
        if link.cued {
            state.cues.insert(parent.cues.len(), above.head);
        }
        state
    }

    /// The speaker of "according to" at the clause, or of the quotation whose outermost clause it is.
    fn outside_source(&self, id: ClauseId) -> Option<Source> {
        let clauses = &self.sources.clauses.clauses;
        let mut at = id;
        loop {
            let clause = &clauses[at];
            if let Some(entity) = self.sources.named_source(clause) {
                return Some(Source::Entity(entity));
            }
            match &clause.parent {
                Some(parent) if parent.relation == Embedding::Conjunct && parent.clause != id => {
                    at = parent.clause;
                }
                _ => return self.quoted_source(id, at),
            }
        }
    }

    fn quoted_source(&self, id: ClauseId, first: ClauseId) -> Option<Source> {
        let clauses = &self.sources.clauses.clauses;
        let quote = self.sources.quotes.at(clauses[id].head)?;
        let outside = match &clauses[first].parent {
            None => true,
            Some(parent) => {
                (quote.speech == Some(parent.clause) || quote.word.is_some())
                    && !quote.tokens.contains(&clauses[parent.clause].head)
            }
        };
        let speaker = match quote.speaker {
            Some(speaker) => (self.sources.entity_at)(speaker),
            None if !self.sources.is_all_quoted(clauses[first].head) => return None,
            None => None,
        };
        outside.then(|| speaker.map_or(Source::Unnamed, Source::Entity))
    }
}
