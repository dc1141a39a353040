//! The dependency tree with its dependents indexed, and the questions that all constructions ask.
//!
//! Reads: [`Analysis`]. Writes: [`Tree`]. Never: decides what an argument is.

use smol_str::{SmolStr, StrExt};

use crate::linguistics::{Analysis, Token, TokenId};

/// An analysis with the dependents of every token.
pub(super) struct Tree<'a> {
    pub(super) analysis: &'a Analysis,
    heads: Vec<TokenId>,
    deps: Vec<&'a str>,
    children: Vec<Vec<TokenId>>,
    /// Lower-case form of every token.
    lower: Vec<SmolStr>,
    /// Entity label of every token that is part of a name.
    labels: Vec<Option<SmolStr>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        let heads: Vec<TokenId> = (0..analysis.tokens.len())
            .map(|id| head_past_auxiliaries(analysis, id))
            .collect();
        let deps = analysis.tokens.iter().map(|token| token.dep.as_str());
        let mut children = vec![Vec::new(); analysis.tokens.len()];
        for (id, &head) in heads.iter().enumerate() {
            if head != id {
                children[head].push(id);
            }
        }
        let mut labels = vec![None; analysis.tokens.len()];
        for name in &analysis.names {
            for id in name.tokens.clone() {
                labels[id] = Some(name.label.clone());
            }
        }
        let lower = analysis
            .tokens
            .iter()
            .map(|token| token.text.to_lowercase_smolstr());
        Self {
            analysis,
            heads,
            deps: deps.collect(),
            children,
            lower: lower.collect(),
            labels,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.analysis.tokens.len()
    }

    pub(super) fn token(&self, id: TokenId) -> &'a Token {
        &self.analysis.tokens[id]
    }

    /// True where `token` is `above` or hangs on it in this tree, which mending may have changed.
    pub(super) fn is_below(&self, token: TokenId, above: TokenId) -> bool {
        let up = |&at: &TokenId| Some(self.head(at)).filter(|&head| head != at);
        std::iter::successors(Some(token), up).any(|at| at == above)
    }

    pub(super) fn dep(&self, id: TokenId) -> &'a str {
        self.deps[id]
    }

    pub(super) fn tag(&self, id: TokenId) -> &'a str {
        self.token(id).tag.as_str()
    }

    pub(super) fn pos(&self, id: TokenId) -> &'a str {
        self.token(id).pos.as_str()
    }

    pub(super) fn head(&self, id: TokenId) -> TokenId {
        self.heads[id]
    }

    /// Hangs a token elsewhere; one that heads itself is a root.
    pub(super) fn attach(&mut self, id: TokenId, head: TokenId, dep: &'a str) {
        self.children[self.heads[id]].retain(|&child| child != id);
        if head != id {
            let place = self.children[head].partition_point(|&child| child < id);
            self.children[head].insert(place, id);
        }
        self.heads[id] = head;
        self.deps[id] = dep;
    }

    pub(super) fn lower(&self, id: TokenId) -> &SmolStr {
        &self.lower[id]
    }

    /// Entity label of a token, empty outside names.
    pub(super) fn label(&self, id: TokenId) -> &str {
        self.labels[id].as_deref().unwrap_or_default()
    }

    pub(super) fn children(&self, id: TokenId) -> &[TokenId] {
        &self.children[id]
    }

    /// Dependents with one of these labels, left to right.
    pub(super) fn with<'s>(
        &'s self,
        id: TokenId,
        labels: &'s [&str],
    ) -> impl Iterator<Item = TokenId> + 's {
        self.children[id]
            .iter()
            .copied()
            .filter(move |&child| labels.contains(&self.dep(child)))
    }

    /// First dependent with one of these labels.
    pub(super) fn child(&self, id: TokenId, labels: &[&str]) -> Option<TokenId> {
        self.with(id, labels).next()
    }

    /// A token and all its conjuncts, chained ones too, left to right.
    pub(super) fn conjuncts(&self, id: TokenId) -> Vec<TokenId> {
        let mut found = vec![id];
        let mut next = 0;
        while next < found.len() {
            let at = found[next];
            found.extend(self.with(at, &["conj"]));
            next += 1;
        }
        found
    }

    /// The token that a chain of conjuncts begins with.
    pub(super) fn first_conjunct(&self, id: TokenId) -> TokenId {
        let mut at = id;
        while self.dep(at) == "conj" {
            at = self.head(at);
        }
        at
    }

    /// All tokens, every head before its dependents.
    pub(super) fn top_down(&self) -> Vec<TokenId> {
        let mut order: Vec<TokenId> = (0..self.len()).filter(|&id| self.head(id) == id).collect();
        let mut next = 0;
        while next < order.len() {
            order.extend_from_slice(&self.children[order[next]]);
            next += 1;
        }
        order
    }

    /// Tokens that stand before a token and hang on it, nearest first, up to the first that does not.
    pub(super) fn before_in_subtree(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        (0..id)
            .rev()
            .take_while(move |&token| self.is_below(token, id))
    }

    /// The infinitive's "to".
    pub(super) fn infinitive_to(&self, id: TokenId) -> Option<TokenId> {
        self.with(id, &["aux"]).find(|&aux| self.tag(aux) == "TO")
    }
}

/// The head of a word; what the parser hung on an auxiliary belongs to its verb.
fn head_past_auxiliaries(analysis: &Analysis, id: TokenId) -> TokenId {
    let mut head = analysis.tokens[id].head;
    while head != id && matches!(analysis.tokens[head].dep.as_str(), "aux" | "auxpass") {
        let above = analysis.tokens[head].head;
        if above == head {
            break;
        }
        head = above;
    }
    head
}
