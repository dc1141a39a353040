//! From the parser's arcs to trees: crossing arcs restored, sentences found.
//!
//! Reads: [`Arcs`]. Writes: [`Tree`]. Never: changes an arc that the parser did not mark.
//!
//! A label `a||b` is pseudo-projective (Nivre and Nilsson, "Pseudo-Projective Dependency Parsing",
//! 2005): relation `a`, whose true head hangs below the present one by relation `b`.

use smol_str::SmolStr;

use super::parser::Arcs;

/// Trees over a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tree {
    /// Head of each token; its own number for a root.
    pub(super) heads: Vec<usize>,
    /// Label of each token, `ROOT` for a root.
    pub(super) labels: Vec<SmolStr>,
    /// Tokens that begin a sentence.
    pub(super) sentence_starts: Vec<bool>,
}

impl Tree {
    /// Builds the trees; `blank` says which tokens are white space.
    pub(super) fn new(arcs: Arcs, blank: &[bool]) -> Self {
        let (heads, labels) = arcs
            .into_iter()
            .enumerate()
            .map(|(token, arc)| arc.unwrap_or_else(|| (token, SmolStr::new_static("ROOT"))))
            .unzip();
        let mut tree = Self {
            heads,
            labels,
            sentence_starts: Vec::new(),
        };
        let mut edges = Edges::of(&tree.heads);
        if tree.restore_crossing_arcs(&edges, blank) {
            edges = Edges::of(&tree.heads);
        }
        tree.sentence_starts = edges.sentence_starts;
        tree
    }

    fn restore_crossing_arcs(&mut self, edges: &Edges, blank: &[bool]) -> bool {
        let mut changed = false;
        for token in 0..self.heads.len() {
            let Some((label, path)) = self.labels[token].split_once("||") else {
                continue;
            };
            let (label, path) = (SmolStr::from(label), SmolStr::from(path));
            self.heads[token] = self.true_head(token, &path, edges, blank);
            self.labels[token] = label;
            changed = true;
        }
        changed
    }

    /// The nearest token below the present head whose label is `path`, breadth first.
    fn true_head(&self, token: usize, path: &str, edges: &Edges, blank: &[bool]) -> usize {
        let mut level = vec![self.heads[token]];
        while !level.is_empty() {
            let mut next = Vec::new();
            for head in level {
                for child in edges.left[head]..=edges.right[head] {
                    let is_child = child != head && self.heads[child] == head;
                    if !is_child || child == token || blank.get(child) == Some(&true) {
                        continue;
                    }
                    if self.labels[child] == path {
                        return child;
                    }
                    next.push(child);
                }
            }
            level = next;
        }
        self.heads[token]
    }
}

/// Leftmost and rightmost token below each token.
struct Edges {
    left: Vec<usize>,
    right: Vec<usize>,
    sentence_starts: Vec<bool>,
}

impl Edges {
    fn of(heads: &[usize]) -> Self {
        let mut edges = Self {
            left: (0..heads.len()).collect(),
            right: (0..heads.len()).collect(),
            sentence_starts: Vec::new(),
        };
        // One sweep settles a projective tree; others need more, and spaCy gives up after these.
        for _ in 0..12 {
            edges.sweep(heads);
            edges.find_starts(heads);
            if edges.sentences_are_closed(heads) {
                break;
            }
        }
        edges
    }

    fn sweep(&mut self, heads: &[usize]) {
        for token in (0..heads.len()).chain((0..heads.len()).rev()) {
            let head = heads[token];
            self.left[head] = self.left[head].min(self.left[token]);
            self.right[head] = self.right[head].max(self.right[token]);
        }
    }

    fn find_starts(&mut self, heads: &[usize]) {
        self.sentence_starts = vec![false; heads.len()];
        for (token, &head) in heads.iter().enumerate() {
            if head == token {
                self.sentence_starts[self.left[token]] = true;
            }
        }
    }

    /// True where no arc leaves the stretch between two sentence starts.
    fn sentences_are_closed(&self, heads: &[usize]) -> bool {
        let last = heads.len().saturating_sub(1);
        let mut start = 0;
        for token in 0..heads.len() {
            if !(token > 0 && self.sentence_starts[token] || token == last) {
                continue;
            }
            if heads[start..token]
                .iter()
                .any(|&head| head < start || head > token)
            {
                return false;
            }
            start = token;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(arcs: &[Option<(usize, &str)>]) -> Tree {
        let arcs: Arcs = arcs
            .iter()
            .map(|arc| arc.map(|(head, label)| (head, label.into())))
            .collect();
        let blank = vec![false; arcs.len()];
        Tree::new(arcs, &blank)
    }

    #[test]
    fn each_root_has_a_sentence() {
        let tree = tree(&[Some((1, "nsubj")), None, Some((3, "det")), None]);
        assert_eq!(tree.sentence_starts, [true, false, true, false]);
        assert_eq!(tree.labels[1], "ROOT");
    }

    #[test]
    fn a_marked_arc_moves_below_its_head() {
        let tree = tree(&[
            Some((1, "nsubj")),
            None,
            Some((1, "dobj")),
            Some((1, "prep||dobj")),
        ]);
        assert_eq!((tree.heads[3], tree.labels[3].as_str()), (2, "prep"));
    }

    #[test]
    fn a_marked_arc_without_a_goal_stays() {
        let tree = tree(&[None, Some((0, "prep||dobj"))]);
        assert_eq!((tree.heads[1], tree.labels[1].as_str()), (0, "prep"));
    }
}
