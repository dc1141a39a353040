//! Which expression dates which clause.
//!
//! Reads: [`Analysis`], [`Clauses`], expressions. Writes: for every clause the number of its
//! expression. Never: dates a clause by an expression that belongs to another one.

use rustc_hash::FxHashMap;

use super::lexicon::TimeLexicon;
use super::share::Sharing;
use crate::discourse::knowledge::Knowledge;
use crate::discourse::{EntityKind, TimeExpression};
use crate::linguistics::clauses::{ClauseId, Clauses, Slot};
use crate::linguistics::{Analysis, TokenId};

/// For every clause the expression that dates it, by number.
pub(in crate::discourse) fn attach(
    analysis: &Analysis,
    clauses: &Clauses,
    knowledge: &Knowledge,
    times: &[TimeExpression],
) -> Vec<Option<usize>> {
    let words = &knowledge.times;
    let mut dated = vec![None; clauses.clauses.len()];
    let heads: FxHashMap<TokenId, ClauseId> = (clauses.clauses.iter().enumerate())
        .map(|(id, clause)| (clause.head, id))
        .collect();
    let mut open: Vec<usize> = (0..times.len())
        .filter(|&t| times[t].value.is_some())
        .collect();
    // An expression at the clause itself wins over one that was shared; the first one wins.
    for time in open.clone().into_iter().rev() {
        let bound = bound_before(analysis, knowledge, &times[time]);
        let bound = bound.and_then(|noun| heads.get(&noun).copied());
        if bound.is_some() {
            open.retain(|&other| other != time);
        }
        if let Some(clause) = bound.or_else(|| governor(analysis, words, &heads, &times[time])) {
            dated[clause] = Some(time);
        }
    }
    by_argument(clauses, words, times, &open, &mut dated);
    let mut sharing = Sharing {
        analysis,
        clauses,
        words,
        kinds: &knowledge.kinds,
        times,
        dated,
    };
    sharing.share();
    sharing.dated
}

/// The nearest clause above an expression, through prepositions and plain nouns.
fn governor(
    analysis: &Analysis,
    words: &TimeLexicon,
    heads: &FxHashMap<TokenId, ClauseId>,
    time: &TimeExpression,
) -> Option<ClauseId> {
    if let Some(verb) = verb_before(analysis, time.tokens.start) {
        return heads.get(&verb).copied();
    }
    let outside = |&token: &TokenId| !time.tokens.contains(&analysis.tokens[token].head);
    let top = (time.tokens.clone()).find(outside)?;
    let mut at = past_wrong_noun(analysis, words, time, top);
    // "**Yesterday afternoon** police arrested a man": such a word tells no kind of noun.
    if opens_sentence(analysis, words, time) && analysis.tokens[top].head >= time.tokens.end {
        at = analysis.tokens[top].head;
    }
    for _ in 0..6 {
        let token = &analysis.tokens[at];
        if token.head == at {
            return heads.get(&at).copied();
        }
        if matches!(
            token.dep.as_str(),
            "ccomp" | "relcl" | "acl" | "advcl" | "csubj" | "parataxis"
        ) && at != top
        {
            return None;
        }
        at = token.head;
        if let Some(&clause) = heads.get(&at) {
            return Some(main_verb_after(analysis, heads, time, at).unwrap_or(clause));
        }
    }
    None
}

/// "met two days before **the vote** on Monday", "resigned following **the election** on 3 May": a time right
/// behind the event that another is counted from is that event's, though the parser hangs it on the verb.
fn bound_before(
    analysis: &Analysis,
    knowledge: &Knowledge,
    time: &TimeExpression,
) -> Option<TokenId> {
    let (noun, _) = bound_noun(analysis, &knowledge.times, time.tokens.start)?;
    // "testified before a committee on Friday"
    let kind = knowledge.noun_kind(&analysis.tokens[noun].lemma.to_lowercase());
    let happens = matches!(kind, Some(EntityKind::Happening | EntityKind::Topic));
    happens.then_some(noun)
}

/// The noun in whose phrase a time follows, and the word by which another event is counted from it.
pub(super) fn bound_noun(
    analysis: &Analysis,
    words: &TimeLexicon,
    start: TokenId,
) -> Option<(TokenId, TokenId)> {
    let opener = start.checked_sub(1)?;
    let mut at = opener.checked_sub(1)?;
    if !matches!(analysis.tokens[opener].text.as_str(), "in" | "on") {
        return None;
    }
    while matches!(analysis.tokens[at].pos.as_str(), "NOUN" | "PROPN" | "ADP") {
        let token = &analysis.tokens[at];
        let before = analysis.tokens[token.head].text.to_lowercase();
        let object = matches!(token.dep.as_str(), "pobj" | "dobj");
        if object && words.bounds.contains(before.as_str()) {
            return Some((at, token.head));
        }
        if token.head == at {
            return None;
        }
        at = token.head;
    }
    None
}

/// "A bus carrying pupils **on Friday** overturned": a day between a participle that describes somebody and
/// a past verb belongs to the verb.
fn main_verb_after(
    analysis: &Analysis,
    heads: &FxHashMap<TokenId, ClauseId>,
    time: &TimeExpression,
    governor: TokenId,
) -> Option<ClauseId> {
    let describes = &analysis.tokens[governor];
    let verb = analysis.tokens.get(time.tokens.end)?;
    let told = matches!(verb.tag.as_str(), "VBD" | "VBN") && verb.pos == "VERB";
    let between = describes.tag == "VBG" && describes.dep == "acl" && governor < time.tokens.start;
    (told && between).then(|| heads.get(&time.tokens.end).copied())?
}

/// "said **on Monday** they believe", "said late **on Monday** they believe": a time right behind a verb that takes
/// a clause belongs to that verb, though it may open the clause.
pub(super) fn verb_before(analysis: &Analysis, start: TokenId) -> Option<TokenId> {
    let opener = start.checked_sub(1)?;
    let is_preposition = analysis.tokens[opener].pos == "ADP";
    let before = opener.checked_sub(usize::from(is_preposition))?;
    let is_adverb = analysis.tokens[before].pos == "ADV";
    let verb = before.checked_sub(usize::from(is_adverb))?;
    let up = |&at: &TokenId| Some(analysis.tokens[at].head).filter(|&head| head != at);
    let mut above = std::iter::successors(Some(start), up);
    let opens = above.any(|at| {
        let token = &analysis.tokens[at];
        token.dep == "ccomp" && token.head == verb && at > start
    });
    opens.then_some(verb)
}

/// A day without a preposition or an owner's ending at the head of a sentence.
fn opens_sentence(analysis: &Analysis, words: &TimeLexicon, time: &TimeExpression) -> bool {
    let last = analysis.tokens[time.tokens.end - 1].text.to_lowercase();
    let next = analysis.tokens.get(time.tokens.end);
    let names_day = words.parts_of_day.contains(last.as_str())
        || words.weekday(&last).is_some()
        || words.deictic.contains(last.as_str());
    let sentence = &analysis.sentences[analysis.sentence_of(time.tokens.start)];
    names_day
        && time.tokens.start == sentence.tokens.start
        && next.is_some_and(|next| next.dep != "case")
}

/// "On Friday Presidents X and Y signed": a parser that takes the title for the object of "on" hangs
/// the day on it; the preposition right before the day says where it belongs.
fn past_wrong_noun(
    analysis: &Analysis,
    words: &TimeLexicon,
    time: &TimeExpression,
    top: TokenId,
) -> TokenId {
    let noun = analysis.tokens[top].head;
    let preposition = analysis.tokens[noun].head;
    let is_day = words
        .weekday(&analysis.tokens[top].text.to_lowercase())
        .is_some();
    let wrong = is_day
        && noun == time.tokens.end
        && preposition + 1 == time.tokens.start
        && analysis.tokens[preposition].pos == "ADP"
        && matches!(analysis.tokens[noun].pos.as_str(), "PROPN" | "NOUN");
    if wrong { preposition } else { top }
}

/// Temporal arguments that the clause layer found, shared ones among them, where the expression is still open.
fn by_argument(
    clauses: &Clauses,
    words: &TimeLexicon,
    times: &[TimeExpression],
    open: &[usize],
    dated: &mut [Option<usize>],
) {
    for (id, clause) in clauses.clauses.iter().enumerate() {
        let found = clause.arguments.iter().find_map(|argument| {
            let temporal = match &argument.slot {
                // "This week **saw** a vote."
                Slot::Temporal | Slot::Subject => true,
                Slot::Oblique(preposition) => words.prepositions.contains(preposition),
                _ => false,
            };
            temporal.then(|| {
                let here = |&&time: &&usize| times[time].tokens.contains(&argument.head);
                open.iter().find(here).copied()
            })?
        });
        dated[id] = dated[id].or(found);
    }
}
