//! Lists of three and more names that the parser takes apart: "**Peru, Chile, and** Bolivia withdrew".
//!
//! Reads: names and what stands between them. Writes: the tree around such a list. Never: makes a list of two names,
//! or of names of several sorts; takes a name from where two readings are open ("after leaving Peru, Chile and
//! Bolivia signed").

use std::ops::Range;

use super::{Analysis, TokenId};

const SUBJECTS: [&str; 2] = ["nsubj", "nsubjpass"];

/// Joins the names of every list to its first.
pub fn join_lists(analysis: &mut Analysis) {
    for list in lists(analysis) {
        let heads: Vec<TokenId> = list.iter().map(|name| head_of(analysis, name)).collect();
        let (Some(first), Some(last)) = (list.first(), list.last()) else {
            continue;
        };
        let before = before(analysis, first);
        let verb = verb_behind(analysis, last);
        let led = before.map_or("", |token| analysis.tokens[token].pos.as_str());
        if matches!(led, "ADP" | "SCONJ" | "VERB" | "AUX") {
            let whose = heads.iter().position(|&head| is_subject(analysis, head));
            match whose {
                // "leaders of Peru, Chile, and Bolivia met": the last is no subject beside the leaders.
                Some(lone) if lone + 1 == heads.len() && has_two_subjects(analysis, verb) => {}
                Some(_) => continue,
                None => {}
            }
            if !is_begun(analysis, &heads) {
                continue;
            }
        } else if let Some(verb) = verb {
            lead(analysis, heads[0], verb);
        } else if !is_begun(analysis, &heads) {
            continue;
        }
        if !is_whole(analysis, &heads) {
            unite(analysis, &heads, last);
        }
    }
}

/// Names with nothing but commas and an "and" before the last between them, all of one sort.
fn lists(analysis: &Analysis) -> Vec<Vec<Range<TokenId>>> {
    let names = names(analysis);
    let mut lists = Vec::new();
    let mut at = 0;
    while at < names.len() {
        let link = |end: usize| links(analysis, &names[end].0, &names.get(end + 1)?.0);
        let mut end = at;
        while link(end) == Some(Link::Comma) {
            end += 1;
        }
        if end > at && link(end) == Some(Link::And) {
            end += 1;
            lists.push(&names[at..=end]);
        }
        at = end + 1;
    }
    let whole = lists.into_iter().filter(|list| is_of_one_sort(list));
    let ranges = whole.map(|list| list.iter().map(|(name, _)| name.clone()).collect());
    let ranges: Vec<Vec<Range<TokenId>>> = ranges.collect();
    let open = |list: &Vec<Range<TokenId>>| !is_address(analysis, list);
    ranges.into_iter().filter(open).collect()
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    /// A place, a people or a body.
    Body,
    /// The recogniser does not say.
    Unknown,
}

/// Names in order: those of the recogniser, and proper nouns in a row that it does not know.
fn names(analysis: &Analysis) -> Vec<(Range<TokenId>, Sort)> {
    let mut found: Vec<(Range<TokenId>, Sort)> = Vec::new();
    let mut named = analysis.names.iter().peekable();
    let mut at = 0;
    while at < analysis.tokens.len() {
        while named.next_if(|name| name.tokens.end <= at).is_some() {}
        if let Some(name) = named.next_if(|name| name.tokens.contains(&at)) {
            let sort = match name.label.as_str() {
                "PERSON" => Some(Sort::Person),
                "GPE" | "LOC" | "NORP" | "ORG" => Some(Sort::Body),
                _ => None,
            };
            found.extend(sort.map(|sort| (name.tokens.clone(), sort)));
            at = name.tokens.end;
            continue;
        }
        let proper = |id: usize| analysis.tokens.get(id).is_some_and(|it| it.pos == "PROPN");
        let limit = named
            .peek()
            .map_or(analysis.tokens.len(), |name| name.tokens.start);
        let end = (at..limit).find(|&id| !proper(id)).unwrap_or(limit);
        if end > at {
            found.push((at..end, Sort::Unknown));
        }
        at = end.max(at + 1);
    }
    found
}

/// True where most names are known to be of one sort and none is known to be of another.
fn is_of_one_sort(list: &[(Range<TokenId>, Sort)]) -> bool {
    let mut known: Vec<Sort> = list.iter().map(|&(_, sort)| sort).collect();
    known.retain(|&sort| sort != Sort::Unknown);
    known.len() * 2 > list.len() && known.iter().all(|&sort| sort == known[0])
}

/// "in Lyon, France, and Turin, **Italy**"
fn is_address(analysis: &Analysis, list: &[Range<TokenId>]) -> bool {
    list.last().is_some_and(|last| {
        let comma = analysis.tokens.get(last.end);
        let next = last.end + 1;
        comma.is_some_and(|comma| comma.text == ",")
            && analysis.names.iter().any(|name| name.tokens.start == next)
    })
}

/// How one name follows another.
#[derive(Debug, PartialEq, Eq)]
enum Link {
    Comma,
    And,
}

fn links(analysis: &Analysis, one: &Range<TokenId>, next: &Range<TokenId>) -> Option<Link> {
    let words = one.end..next.start;
    let words: Vec<&str> = words
        .map(|token| analysis.tokens[token].text.as_str())
        .collect();
    let words = match words.as_slice() {
        [rest @ .., "the"] => rest,
        all => all,
    };
    match words {
        [","] => Some(Link::Comma),
        ["and"] | [",", "and"] => Some(Link::And),
        _ => None,
    }
}

/// The token of a name that hangs on a word outside it.
fn head_of(analysis: &Analysis, name: &Range<TokenId>) -> TokenId {
    let outside = |&token: &TokenId| {
        let head = analysis.tokens[token].head;
        head == token || !name.contains(&head)
    };
    name.clone().rev().find(outside).unwrap_or(name.start)
}

/// What stands before a list, its article left out.
fn before(analysis: &Analysis, first: &Range<TokenId>) -> Option<TokenId> {
    let sentence = analysis.sentences[analysis.sentence_of(first.start)]
        .tokens
        .start;
    let words = sentence..first.start;
    words
        .rev()
        .find(|&token| analysis.tokens[token].dep != "det")
}

/// The verb of the finite word right behind a list, adverbs left out.
fn verb_behind(analysis: &Analysis, last: &Range<TokenId>) -> Option<TokenId> {
    let sentence = analysis.sentences[analysis.sentence_of(last.start)]
        .tokens
        .end;
    let word = (last.end..sentence).find(|&token| analysis.tokens[token].pos != "ADV")?;
    let token = &analysis.tokens[word];
    let finite = matches!(token.tag.as_str(), "VBD" | "VBZ" | "VBP" | "MD");
    let serves = matches!(token.dep.as_str(), "aux" | "auxpass");
    finite.then_some(if serves { token.head } else { word })
}

fn is_subject(analysis: &Analysis, token: TokenId) -> bool {
    SUBJECTS.contains(&analysis.tokens[token].dep.as_str())
}

fn has_two_subjects(analysis: &Analysis, verb: Option<TokenId>) -> bool {
    verb.is_some_and(|verb| {
        let below = analysis.children(verb);
        below.filter(|&child| is_subject(analysis, child)).count() > 1
    })
}

/// The parser has joined two of the names, so that they are no address: "in **Leeds, York**, and Hull".
fn is_begun(analysis: &Analysis, heads: &[TokenId]) -> bool {
    let people = |head: TokenId| {
        let mut names = analysis.names.iter();
        names.any(|name| name.tokens.contains(&head) && name.label == "PERSON")
    };
    heads.iter().all(|&head| people(head))
        || heads.iter().any(|&head| {
            let token = &analysis.tokens[head];
            token.dep == "conj" && heads[0] == token.head
        })
}

/// The parser has joined them all.
fn is_whole(analysis: &Analysis, heads: &[TokenId]) -> bool {
    let joined =
        |&head: &TokenId| analysis.tokens[head].dep == "conj" && analysis.is_below(head, heads[0]);
    heads[1..].iter().all(joined)
}

/// Makes a name the subject of a verb.
fn lead(analysis: &mut Analysis, name: TokenId, verb: TokenId) {
    if analysis.is_below(verb, name) {
        let (head, dep) = (
            analysis.tokens[name].head,
            analysis.tokens[name].dep.clone(),
        );
        analysis.tokens[verb].head = if head == name { verb } else { head };
        analysis.tokens[verb].dep = dep;
    }
    let passive = analysis.child(verb, &["auxpass"]).is_some();
    analysis.tokens[name].head = verb;
    analysis.tokens[name].dep = if passive { "nsubjpass" } else { "nsubj" }.into();
}

/// Joins each name to the one before it, and the "and" to the last but one.
fn unite(analysis: &mut Analysis, heads: &[TokenId], last: &Range<TokenId>) {
    for pair in heads.windows(2) {
        analysis.tokens[pair[1]].head = pair[0];
        analysis.tokens[pair[1]].dep = "conj".into();
    }
    let before = heads[heads.len() - 2];
    let mut between = before..last.start;
    if let Some(and) = between.find(|&token| analysis.tokens[token].text == "and") {
        analysis.tokens[and].head = before;
        analysis.tokens[and].dep = "cc".into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::Engine;
    use crate::linguistics::testing::model;

    /// Words that hang on a word as its conjuncts, chained ones too, and the label of the word itself.
    fn joined(text: &str, first: &str) -> String {
        let mut analysis = Engine::load(&model).unwrap().analyse_text(text);
        join_lists(&mut analysis);
        let tokens = &analysis.tokens;
        let first = tokens.iter().position(|it| it.text == first).unwrap();
        let below = (0..tokens.len())
            .filter(|&it| it != first && tokens[it].dep == "conj" && analysis.is_below(it, first));
        let words: Vec<&str> = below.map(|it| tokens[it].text.as_str()).collect();
        format!("{}: {}", tokens[first].dep, words.join(" "))
    }

    #[test]
    fn three_names_are_a_list() {
        let text = "Peru, Chile, and Bolivia withdrew from the treaty on Monday.";
        assert_eq!(joined(text, "Peru"), "nsubj: Chile Bolivia");
        let text = "Ana Reis, Lars Berg and Tom Webb were arrested in Bergen.";
        assert_eq!(joined(text, "Reis"), "nsubjpass: Berg Webb");
        let text = "The leaders of Peru, Chile, and Bolivia met in Lima.";
        assert_eq!(joined(text, "Peru"), "pobj: Chile Bolivia");
    }

    #[test]
    fn an_address_is_none() {
        let text = "Storms hit Texas, Ohio, and Iowa on Monday.";
        assert_eq!(joined(text, "Texas"), "dobj: Iowa");
    }
}
