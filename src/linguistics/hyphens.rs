//! Words with a prefix, read once more without it: "was **re-elected**", "a **by-election**". The model cuts at hyphens
//! and takes "re", "by" and "gang" for words of their own; the word behind them it knows.
//!
//! Reads: sentences with such a word, the engine, the prefixes. Writes: tags, tree and names of such a sentence, with
//! the prefix and its hyphen below their word. Never: adds or drops a token, or touches a sentence that the engine
//! cuts otherwise without the prefix.

use std::ops::Range;

use smol_str::{SmolStr, StrExt};

use super::clauses::ClauseLexicon;
use super::{Analysis, Engine, Name, Token, TokenId};

/// Reads those sentences once more.
pub fn join_prefixes(mut analysis: Analysis, engine: &Engine, lexicon: &ClauseLexicon) -> Analysis {
    let sentences = analysis.sentences.iter().map(|it| it.tokens.clone());
    for sentence in sentences.collect::<Vec<_>>() {
        let tokens = &analysis.tokens[sentence.clone()];
        let prefixes: Vec<usize> = (0..tokens.len())
            .filter(|&place| is_prefix(&tokens[place..], lexicon))
            .collect();
        if prefixes.is_empty() {
            continue;
        }
        let cut = |place: &usize| prefixes.iter().any(|&it| it == *place || it + 1 == *place);
        let kept: Vec<usize> = (0..tokens.len()).filter(|place| !cut(place)).collect();
        let read = without(tokens, &kept, engine);
        // "the **semi-official** agency" is of another sort than the official one.
        let describes = |token: &Token| token.tag == "JJ" && token.dep == "amod";
        let is_plain = |read: &Analysis| {
            let mut words = (0..kept.len()).filter(|&at| kept[at] > 0 && cut(&(kept[at] - 1)));
            words.all(|at| !describes(&read.tokens[at]))
        };
        if let Some(read) = read.filter(is_plain) {
            take_over(&mut analysis, &sentence, read, &kept);
        }
    }
    analysis
}

/// "**re**-elected": letters, a hyphen and a word, nothing between them.
fn is_prefix(tokens: &[Token], lexicon: &ClauseLexicon) -> bool {
    let [prefix, hyphen, word, ..] = tokens else {
        return false;
    };
    let joined = hyphen.text == "-" && !prefix.space_after && !hyphen.space_after;
    let plain = word.text.chars().all(char::is_alphabetic);
    joined
        && plain
        && lexicon
            .prefixes
            .contains(&prefix.text.to_lowercase_smolstr())
}

/// The kept words as the engine reads them by themselves.
fn without(tokens: &[Token], kept: &[usize], engine: &Engine) -> Option<Analysis> {
    let words = kept.iter().flat_map(|&place| {
        let token = &tokens[place];
        [
            token.text.as_str(),
            if token.space_after { " " } else { "" },
        ]
    });
    let text: String = words.collect();
    let read = engine.analyse_text(text.trim_end());
    (read.sentences.len() == 1 && read.tokens.len() == kept.len()).then_some(read)
}

/// Sets the new reading in the place of the old one; words and ranges stay.
fn take_over(analysis: &mut Analysis, sentence: &Range<TokenId>, read: Analysis, kept: &[usize]) {
    let place = |token: TokenId| sentence.start + kept[token];
    for (at, new) in read.tokens.into_iter().enumerate() {
        let old = &mut analysis.tokens[place(at)];
        *old = Token {
            head: place(new.head),
            text: old.text.clone(),
            range: old.range,
            space_after: old.space_after,
            ..new
        };
    }
    for cut in sentence
        .clone()
        .filter(|id| !kept.contains(&(id - sentence.start)))
    {
        hang_on_word(analysis, cut);
    }
    let moved = |name: Name| Name {
        tokens: place(name.tokens.start)..place(name.tokens.end - 1) + 1,
        ..name
    };
    let names = &mut analysis.names;
    let first = names.partition_point(|name| name.tokens.start < sentence.start);
    let after = names.partition_point(|name| name.tokens.start < sentence.end);
    names.splice(first..after, read.names.into_iter().map(moved));
}

/// Hangs a prefix or its hyphen on the word behind them.
fn hang_on_word(analysis: &mut Analysis, cut: TokenId) {
    let token = &analysis.tokens[cut];
    let (word, tag, pos, dep) = if token.text == "-" {
        (cut + 1, "HYPH", "PUNCT", "punct")
    } else {
        (cut + 2, "AFX", "ADJ", "compound")
    };
    let token = &mut analysis.tokens[cut];
    token.head = word;
    token.tag = SmolStr::new_static(tag);
    token.pos = SmolStr::new_static(pos);
    token.dep = SmolStr::new_static(dep);
    token.lemma = token.text.to_lowercase_smolstr();
    token.morph = SmolStr::default();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::testing::model;

    /// Word, tag, relation and head of the words of a text that stand at a hyphen.
    fn joined(text: &str) -> Vec<String> {
        let engine = Engine::load(&model).unwrap();
        let file = |path: &str| Some(std::fs::read(path).ok()?.into());
        let lexicon = ClauseLexicon::read(&file).unwrap();
        let analysis = join_prefixes(engine.analyse_text(text), &engine, &lexicon);
        let tokens = &analysis.tokens;
        let word = |token: &Token| {
            let head = &tokens[token.head].text;
            format!("{}/{}/{} {head}", token.text, token.tag, token.dep)
        };
        let hyphens = (0..tokens.len()).filter(|&id| tokens[id].text == "-");
        hyphens
            .flat_map(|id| [word(&tokens[id - 1]), word(&tokens[id + 1])])
            .collect()
    }

    #[test]
    fn a_prefix_belongs_to_its_word() {
        assert_eq!(
            joined("Ana Reis was re-elected president in May."),
            ["re/AFX/compound elected", "elected/VBN/ROOT elected"]
        );
        let opened = joined("Former minister Ana Reis was re-elected president in May.");
        assert_eq!(opened[0], "re/AFX/compound elected");
        assert_eq!(
            joined("Labour won the by-election in Harrow."),
            ["by/AFX/compound election", "election/NN/dobj won"]
        );
    }

    #[test]
    fn other_hyphens_stay() {
        let pair = joined("Harrow lost the run-off in Lima.");
        assert_eq!(pair, ["run/NN/compound off", "off/NN/dobj lost"]);
    }
}
