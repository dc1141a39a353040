//! One step inwards: the perspective of a content from that of the clause above.
//!
//! Reads: [`Effect`], [`Wording`]. Writes: [`State`]. Never: looks at the text.

use super::cues::{Effect, View};
use super::wording::Wording;
use super::{Certainty, Modality, Perspective, Polarity, Source};
use crate::linguistics::TokenId;

/// Perspective in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) modality: Modality,
    pub(super) negative: bool,
    pub(super) certainty: Certainty,
    pub(super) source: Source,
    pub(super) cues: Vec<TokenId>,
    /// The negating word, so that "no deal was reached" is not negated twice.
    negation: Option<TokenId>,
    /// Negated by what governs it, as "allegations" in "denied the allegations".
    denied: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            modality: Modality::Actual,
            negative: false,
            certainty: Certainty::Certain,
            source: Source::Narrator,
            cues: Vec::new(),
            negation: None,
            denied: false,
        }
    }
}

impl State {
    pub(super) fn perspective(&self) -> Perspective {
        Perspective {
            modality: self.modality,
            polarity: if self.negative {
                Polarity::Negative
            } else {
                Polarity::Positive
            },
            certainty: self.certainty,
            source: self.source,
            cues: self.cues.clone(),
        }
    }

    /// The same with the marks of a further word: a main clause, or the noun of a light verb.
    pub(super) fn narrowed(mut self, wording: Wording) -> Self {
        let repeated = self.negation.is_some() && self.negation == wording.negation;
        self.negative ^= if repeated {
            wording.reversed
        } else {
            wording.negative()
        };
        self.negation = self.negation.or(wording.negation);
        self.modality = inner(wording.modality, self.modality);
        self.certainty = wording
            .certainty
            .unwrap_or_else(|| default_certainty(self.modality, self.certainty));
        self.cues.extend(wording.cues);
        self
    }

    /// What a governing clause of this perspective makes of its content.
    pub(super) fn content(&self, effect: Effect, speaker: Option<Source>, own: Wording) -> Self {
        let repeated = self.negation.is_some() && self.negation == own.negation;
        // "No attack was reported": one negation that stands at both.
        let above = Self {
            negative: self.negative && !repeated,
            ..self.clone()
        };
        let vouched = !effect.sourced || speaker.is_some() || self.source != Source::Narrator;
        let mut state = match effect.view {
            View::Worded if above.denied && effect.sourced => above.disowned(&own),
            View::Worded => above.worded(&own),
            View::Open => above.open(&own),
            View::Presupposed => above.told(&own),
            View::Follows => above.following(&own),
            View::Implied => above.shared(own.modality, own.negative()),
            View::As(modality) => above.presented(modality, &own),
            View::Future | View::Conditional => above.presented(Modality::Planned, &own),
        };
        let denies = effect.negative && (effect.view != View::Worded || above.holds());
        state.negative ^= denies;
        state.denied = denies && effect.view == View::Worded;
        if let Some(source) = speaker.filter(|_| above.vouches(effect.view)) {
            state.source = source;
        }
        if effect.view == View::Worded && !vouched {
            state.unvouched(effect);
        } else if let (View::As(_), Some(certainty)) = (effect.view, effect.certainty) {
            state.certainty = certainty;
        }
        state.negation = own.negation.or(if repeated { self.negation } else { None });
        state.cues.extend(own.cues);
        state
    }

    /// Who does not speak, or is given the lie, is nobody's source.
    fn vouches(&self, view: View) -> bool {
        match view {
            View::Worded | View::Open => !self.negative && !self.denied,
            _ => true,
        }
    }

    /// True for what happened and is affirmed.
    fn holds(&self) -> bool {
        !self.negative && (self.modality.is_real() || self.modality == Modality::Attempted)
    }

    /// True whatever happens to the clause above.
    pub(super) fn told(&self, own: &Wording) -> Self {
        let modality = own.modality.unwrap_or(Modality::Actual);
        Self {
            modality,
            negative: own.negative(),
            certainty: own
                .certainty
                .unwrap_or_else(|| default_certainty(modality, Certainty::Certain)),
            ..self.clone()
        }
    }

    /// Content of speech: as worded, if the speech takes place at all. What is still to be said of it makes it no
    /// more than possible: "will **charge** him with the murder" plans no murder.
    fn worded(&self, own: &Wording) -> Self {
        let mut state = self.told(own);
        if !self.holds() && state.modality.is_real() {
            state.modality = match self.modality {
                Modality::Hypothetical => Modality::Hypothetical,
                _ => Modality::Possible,
            };
            state.certainty = Certainty::Uncertain;
        }
        state
    }

    /// Content of a question.
    fn open(&self, own: &Wording) -> Self {
        Self {
            modality: Modality::Possible,
            certainty: Certainty::Uncertain,
            ..self.told(own)
        }
    }

    /// Content of a claim that is itself denied.
    fn disowned(&self, own: &Wording) -> Self {
        let mut state = self.told(own);
        state.negative = !state.negative;
        state
    }

    /// Real where the clause above is real; unreal with it otherwise. Its polarity is its own.
    fn following(&self, own: &Wording) -> Self {
        let mut state = self.told(own);
        if state.modality.is_real() && !self.modality.is_real() {
            state.modality = self.modality;
            state.certainty = self.certainty;
        }
        state
    }

    /// Stands and falls with the clause above.
    fn shared(&self, modality: Option<Modality>, negative: bool) -> Self {
        let modality = inner(modality, self.modality);
        Self {
            modality,
            negative: self.negative ^ negative,
            certainty: default_certainty(modality, self.certainty),
            ..self.clone()
        }
    }

    /// Planned, asked for, possible: the innermost such word counts, except under a condition.
    fn presented(&self, modality: Modality, own: &Wording) -> Self {
        let modality = match (self.modality, modality) {
            (Modality::Hypothetical, _) => Modality::Hypothetical,
            // Going on or tried only as far as the clause above is real.
            (above, Modality::Ongoing | Modality::Attempted) if !above.is_real() => above,
            // "may decide to leave", "demanded a date for elections": what is decided is no more settled
            // than the decision.
            (
                above @ (Modality::Possible | Modality::Proposed | Modality::Requested),
                Modality::Planned | Modality::Promised | Modality::Intended,
            ) => above,
            (_, modality) => modality,
        };
        Self {
            modality,
            negative: self.negative ^ own.negative(),
            certainty: default_certainty(modality, Certainty::Certain),
            ..self.clone()
        }
    }

    fn unvouched(&mut self, effect: Effect) {
        self.certainty = effect.certainty.unwrap_or(self.certainty);
        if let Some(modality) = effect.unsourced.filter(|_| self.modality.is_real()) {
            self.modality = modality;
        }
    }
}

/// The inner modality where it says more than "actual", else the outer one.
fn inner(own: Option<Modality>, outer: Modality) -> Modality {
    match own {
        Some(own) if outer.is_real() => own,
        Some(own) if !own.is_real() && outer != Modality::Hypothetical => own,
        _ => outer,
    }
}

fn default_certainty(modality: Modality, otherwise: Certainty) -> Certainty {
    match modality {
        Modality::Possible => Certainty::Uncertain,
        Modality::Expected => Certainty::Probable,
        _ => otherwise,
    }
}
