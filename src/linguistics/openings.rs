//! Words that open a sentence and have a capital only for that: "**Pensioners** protested".
//!
//! Reads: the first word of each sentence that the tagger takes for a name and the recogniser for none, the engine.
//! Writes: its tag, features and lemma. Never: touches a word with a capital elsewhere in the article, or one beside
//! other names.

use rustc_hash::FxHashSet;
use smol_str::{SmolStr, StrExt};

use super::{Analysis, Engine, TokenId};

/// Makes plurals of common nouns of such words.
pub fn lower_openings(analysis: &mut Analysis, engine: &Engine) {
    let openings = analysis.sentences.iter().filter_map(|sentence| {
        let mut words = sentence.tokens.clone();
        words.find(|&id| !matches!(analysis.tokens[id].pos.as_str(), "PUNCT" | "SPACE"))
    });
    let openings: Vec<TokenId> = openings.collect();
    let first: FxHashSet<TokenId> = openings.iter().copied().collect();
    let inside = (0..analysis.tokens.len()).filter(|id| !first.contains(id));
    let inside: FxHashSet<SmolStr> = inside.map(|id| analysis.tokens[id].text.clone()).collect();
    for id in openings {
        let noun = plural(analysis, id, engine);
        if let Some(lemma) = noun.filter(|_| !inside.contains(&analysis.tokens[id].text)) {
            let token = &mut analysis.tokens[id];
            token.lemma = lemma;
            token.tag = SmolStr::new_static("NNS");
            token.pos = SmolStr::new_static("NOUN");
            token.morph = SmolStr::new_static("Number=Plur");
        }
    }
}

/// The singular of a word that is taken for a name and stands alone.
fn plural(analysis: &Analysis, id: TokenId, engine: &Engine) -> Option<SmolStr> {
    let token = &analysis.tokens[id];
    let named = analysis.names.iter().any(|name| name.tokens.contains(&id));
    let beside = analysis.tokens.get(id + 1);
    let beside = beside.is_some_and(|next| matches!(next.pos.as_str(), "PROPN" | "PART"));
    let alone = matches!(token.dep.as_str(), "nsubj" | "nsubjpass" | "ROOT") && !beside;
    let small = token
        .text
        .bytes()
        .skip(1)
        .all(|letter| letter.is_ascii_lowercase());
    let open = token.pos == "PROPN" && small && alone && !named;
    open.then(|| engine.singular(&token.text.to_lowercase_smolstr()))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::testing::ENGINE;

    /// Lemmas of the first words of each sentence.
    fn lemmas(text: &str) -> Vec<String> {
        let mut analysis = ENGINE.analyse_text(text);
        lower_openings(&mut analysis, &ENGINE);
        let starts = analysis.sentences.iter().map(|it| it.tokens.start);
        starts
            .map(|id| analysis.tokens[id].lemma.to_string())
            .collect()
    }

    #[test]
    fn a_plural_that_opens_a_sentence_is_no_name() {
        let text = "Pensioners protested in Harrow. Mobs attacked a mosque in Lima.";
        assert_eq!(lemmas(text), ["pensioner", "mob"]);
    }

    #[test]
    fn a_name_stays() {
        let text = "Mobs attacked a mosque in Lima. The mayor blamed Mobs for it.";
        assert_eq!(lemmas(text)[0], "Mobs");
    }
}
