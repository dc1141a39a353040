//! What quotation marks tell of clauses where the tree has them upside down.
//!
//! Reads: tree and [`Builder`]. Writes: nothing. Never: knows who speaks.

use super::ClauseId;
use super::builder::Builder;
use super::tree::Tree;
use crate::linguistics::TokenId;

/// `"We lost," said **a player**`: right behind a closing mark the speaker follows the verb.
pub(super) fn is_inverted_subject(builder: &Builder, id: ClauseId, object: TokenId) -> bool {
    let tree = builder.tree;
    let clause = &builder.clauses[id];
    let verb = clause.head;
    verb < object
        && builder.lexicon.reporting.contains(&clause.lemma)
        && tree
            .child(verb, &["nsubj", "nsubjpass", "aux", "auxpass"])
            .is_none()
        && closes_before(tree, verb)
}

/// The word before a token is a mark that closes: it stands at the word before it.
fn closes_before(tree: &Tree, token: TokenId) -> bool {
    let Some(mark) = token.checked_sub(1) else {
        return false;
    };
    let attached = mark > 0 && !tree.token(mark - 1).space_after;
    is_mark(tree, mark) && attached && tree.token(mark).space_after
}

/// `He wrote, "the fight **goes on**."`: a verb outside the marks does not hang on one inside.
pub(super) fn speaks_of(builder: &Builder, verb: TokenId, said: TokenId) -> bool {
    !is_inside(builder.tree, verb) && is_inside(builder.tree, said)
}

/// True where an odd number of marks stands between the paragraph's begin and a token.
fn is_inside(tree: &Tree, token: TokenId) -> bool {
    let sentences = &tree.analysis.sentences;
    let own = tree.analysis.sentence_of(token);
    let paragraph = sentences[own].paragraph;
    let before = sentences[..own].iter().rev();
    let first = before
        .take_while(|sentence| sentence.paragraph == paragraph)
        .last()
        .unwrap_or(&sentences[own]);
    let marks = (first.tokens.start..token).filter(|&id| is_mark(tree, id));
    marks.count() % 2 == 1
}

fn is_mark(tree: &Tree, token: TokenId) -> bool {
    matches!(
        tree.token(token).text.as_str(),
        "\"" | "“" | "”" | "„" | "«" | "»" | "``" | "''"
    )
}
