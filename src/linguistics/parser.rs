//! Dependency trees: spaCy's arc-eager transition system with sentence breaks.
//!
//! Reads: `parser/model`, `parser/moves`; token vectors. Writes: [`Arcs`]. Never: looks at words.
//!
//! Nivre, "An Efficient Algorithm for Projective Dependency Parsing" (2003), non-monotonic after
//! Honnibal and Johnson, "An Improved Non-monotonic Transition System for Dependency Parsing" (2015).

use smol_str::SmolStr;

use super::model_files::{Files, Network, read};
use super::transitions::{Actions, Best, Contributions, Scorer, Slot};
use crate::error::Diagnostic;

const PATH: &str = "parser/model";
const SLOTS: usize = 8;
const SHIFT: usize = 0;
const REDUCE: usize = 1;
const LEFT: usize = 2;
const RIGHT: usize = 3;
const BREAK: usize = 4;

/// A trained parser.
pub(super) struct Parser {
    scorer: Scorer<SLOTS>,
    actions: Actions,
}

/// Head and label of each token, as the transitions left them; `None` for a root.
pub(super) type Arcs = Vec<Option<(usize, SmolStr)>>;

impl Parser {
    /// Reads the network; its inputs must be as wide as the shared token vectors.
    pub(super) fn load(files: Files<'_>, width: usize) -> Result<Self, Diagnostic> {
        let actions = Actions::load(files, "parser/moves", BREAK + 1)?;
        let bytes = read(files, PATH)?;
        let network = Network::read(PATH, &bytes)?;
        let scorer = Scorer::load(&network, width, actions.labels.len())?;
        Ok(Self { scorer, actions })
    }

    /// What each token contributes to states.
    pub(super) fn contributions(&self, vectors: &[f32]) -> Contributions {
        self.scorer.contributions(vectors)
    }

    /// Parses a text of so many tokens.
    pub(super) fn parse(&self, tokens: usize, text: &Contributions) -> Arcs {
        let mut state = State::new(tokens);
        let mut scores = Vec::new();
        while !state.is_final() {
            self.scorer.score(text, state.slots(), &mut scores);
            let Some(action) = self.best_action(&state, &scores) else {
                break;
            };
            self.apply(action, &mut state);
        }
        let arcs = state.heads.into_iter().zip(state.actions);
        arcs.map(|(head, action)| head.map(|head| (head, self.actions.labels[action].clone())))
            .collect()
    }

    fn best_action(&self, state: &State, scores: &[f32]) -> Option<usize> {
        let mut best = Best::default();
        for (kind, range) in self.actions.kinds.iter().enumerate() {
            if state.allows(kind) {
                best.among(scores, range);
            }
        }
        best.action()
    }

    fn apply(&self, action: usize, state: &mut State) {
        let kind = self
            .actions
            .kinds
            .iter()
            .position(|range| range.contains(&action));
        match kind {
            Some(SHIFT) => state.shift(),
            Some(REDUCE) => state.reduce(),
            Some(LEFT) => state.left(action),
            Some(RIGHT) => state.right(action),
            _ => state.break_sentence(),
        }
    }
}

/// A partly parsed text.
struct State {
    tokens: usize,
    stack: Vec<usize>,
    /// Tokens that went back from the stack to the front of the buffer, the front one last.
    returned: Vec<usize>,
    /// First token that was never on the stack.
    next: usize,
    heads: Vec<Option<usize>>,
    /// Action that attached each token.
    actions: Vec<usize>,
    last_left: Vec<Slot>,
    last_right: Vec<Slot>,
    /// The right child that was attached to the same head before this one.
    previous_right: Vec<Slot>,
    unshiftable: Vec<bool>,
    sentence_start: Vec<bool>,
}

impl State {
    fn new(tokens: usize) -> Self {
        let mut sentence_start = vec![false; tokens];
        if let Some(first) = sentence_start.first_mut() {
            *first = true;
        }
        Self {
            tokens,
            stack: Vec::new(),
            returned: Vec::new(),
            next: 0,
            heads: vec![None; tokens],
            actions: vec![0; tokens],
            last_left: vec![None; tokens],
            last_right: vec![None; tokens],
            previous_right: vec![None; tokens],
            unshiftable: vec![false; tokens],
            sentence_start,
        }
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    fn buffer_length(&self) -> usize {
        self.tokens - self.next + self.returned.len()
    }

    fn buffer(&self, place: usize) -> Slot {
        if place < self.returned.len() {
            return Some(self.returned[self.returned.len() - 1 - place]);
        }
        Some(self.next + place - self.returned.len()).filter(|&token| token < self.tokens)
    }

    fn stack(&self, depth: usize) -> Slot {
        self.stack.iter().rev().nth(depth).copied()
    }

    /// Front of the buffer, top of the stack, and their outermost children.
    fn slots(&self) -> [Slot; SLOTS] {
        let (front, top) = (self.buffer(0), self.stack(0));
        [
            front,
            self.buffer(1),
            top,
            self.stack(1),
            self.stack(2),
            front.and_then(|token| self.last_left[token]),
            top.and_then(|token| self.last_left[token]),
            top.and_then(|token| self.last_right[token]),
        ]
    }

    fn allows(&self, kind: usize) -> bool {
        let at_start = self
            .buffer(0)
            .is_some_and(|front| self.sentence_start[front]);
        match kind {
            SHIFT => {
                self.stack.is_empty()
                    || self.buffer_length() >= 2
                        && !at_start
                        && !self.buffer(0).is_some_and(|front| self.unshiftable[front])
            }
            REDUCE => !self.stack.is_empty(),
            LEFT | RIGHT => !self.stack.is_empty() && self.buffer_length() > 0 && !at_start,
            _ => match (self.buffer(0), self.buffer(1)) {
                (Some(front), Some(second)) => second == front + 1 && !self.sentence_start[second],
                _ => false,
            },
        }
    }

    fn shift(&mut self) {
        if let Some(token) = self.returned.pop() {
            self.stack.push(token);
        } else {
            self.stack.push(self.next);
            self.next += 1;
        }
    }

    /// Drops the top of the stack; one without a head goes back to the buffer instead, once.
    fn reduce(&mut self) {
        let last = self.stack.len() == 1;
        if let Some(top) = self.stack.pop()
            && self.heads[top].is_none()
            && !last
        {
            self.unshiftable[top] = true;
            self.returned.push(top);
        }
    }

    /// The front of the buffer becomes the head of the top of the stack.
    fn left(&mut self, action: usize) {
        let (Some(top), Some(front)) = (self.stack.pop(), self.buffer(0)) else {
            return;
        };
        if let Some(earlier) = self.heads[top] {
            self.last_right[earlier] = self.previous_right[top];
        }
        self.heads[top] = Some(front);
        self.actions[top] = action;
        self.last_left[front] = Some(top);
        self.unshiftable[front] = false;
    }

    /// The top of the stack becomes the head of the front of the buffer, which is shifted.
    fn right(&mut self, action: usize) {
        let (Some(top), Some(front)) = (self.stack(0), self.buffer(0)) else {
            return;
        };
        self.heads[front] = Some(top);
        self.actions[front] = action;
        self.previous_right[front] = self.last_right[top];
        self.last_right[top] = Some(front);
        self.shift();
    }

    /// The second token of the buffer begins a sentence.
    fn break_sentence(&mut self) {
        if let Some(second) = self.buffer(1) {
            self.sentence_start[second] = true;
        }
    }
}
