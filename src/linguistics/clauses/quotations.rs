//! What quotation marks tell of clauses where the tree has them upside down.
//!
//! Reads: tree and [`Builder`]. Writes: nothing. Never: knows who speaks.

use super::ClauseId;
use super::builder::Builder;
use super::tree::Tree;
use crate::linguistics::TokenId;

/// `"We lost," said **a player**`, "we lost, argued **the coach**": right behind what is said the
/// speaker follows the verb.
pub(super) fn is_inverted_subject(builder: &Builder, id: ClauseId, object: TokenId) -> bool {
    let tree = builder.tree;
    let clause = &builder.clauses[id];
    let verb = clause.head;
    verb < object
        && builder.lexicon.reporting.contains(&clause.lemma)
        && tree
            .child(verb, &["nsubj", "nsubjpass", "aux", "auxpass"])
            .is_none()
        && (closes_before(tree, verb) || is_aside(tree, verb))
}

/// A verb behind a comma that nothing joins to what stands before it: "we lost, **argued** the coach",
/// which the parser may take for a second conjunct.
fn is_aside(tree: &Tree, verb: TokenId) -> bool {
    let above = tree.head(verb);
    let unjoined = [verb, above]
        .iter()
        .all(|&token| tree.child(token, &["cc"]).is_none());
    let apart = match tree.dep(verb) {
        "conj" => unjoined && tree.dep(above) != "conj",
        "ccomp" => verb < above,
        "ROOT" => (tree.child(verb, &["ccomp"])).is_some_and(|said| said < verb && unjoined),
        _ => false,
    };
    let before = verb.checked_sub(1);
    apart && before.is_some_and(|before| tree.token(before).text == ",")
}

/// True for a verb of saying behind or between its words whose speaker follows it.
pub(super) fn is_inverted(builder: &Builder, id: ClauseId) -> bool {
    let tree = builder.tree;
    let mut objects = tree.with(builder.clauses[id].head, &["dobj"]);
    objects.any(|object| is_inverted_subject(builder, id, object))
}

/// The word before a token is a mark that closes: it stands at the word before it.
fn closes_before(tree: &Tree, token: TokenId) -> bool {
    let Some(mark) = token.checked_sub(1) else {
        return false;
    };
    let attached = mark > 0 && !tree.token(mark - 1).space_after;
    is_mark(tree, mark) && attached && tree.token(mark).space_after
}

/// "had we lost, they **reasoned**, we would have left": a verb of saying between commas, before the
/// verb that it hangs on; no "as" or "when" leads it in.
pub(super) fn stands_between(tree: &Tree, verb: TokenId) -> bool {
    let above = tree.head(verb);
    let finite = matches!(tree.tag(verb), "VBD" | "VBZ" | "VBP");
    let led_in = tree.child(verb, &["mark"]).is_some()
        || (tree.with(verb, &["advmod"])).any(|adverb| tree.tag(adverb) == "WRB");
    let hangs = match tree.dep(verb) {
        "ccomp" => true,
        "advcl" => finite && !led_in,
        _ => false,
    };
    hangs && verb < above && tree.token(verb + 1).text == ","
}

/// `He wrote, "the fight **goes on**."`: a verb outside the marks does not hang on one inside.
pub(super) fn speaks_of(builder: &Builder, verb: TokenId, said: TokenId) -> bool {
    !is_inside(builder.tree, verb) && is_inside(builder.tree, said)
}

/// True where an odd number of marks stands between the paragraph's begin and a token.
pub(super) fn is_inside(tree: &Tree, token: TokenId) -> bool {
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
