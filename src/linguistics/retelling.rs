//! News told in the present, read once more in the past where the model takes the verb for a noun: "Turkish
//! police **arrest** 161 people". The model has learned from past tenses and knows "arrested".
//!
//! Reads: sentences without a finite main verb, the engine, past forms. Writes: tags, tree and names of such
//! a sentence, with its verb in the present as it stands. Never: changes a word, or a sentence that has a
//! finite main verb or in which no verb is found.

use std::ops::Range;

use smol_str::{SmolStr, StrExt, ToSmolStr, format_smolstr};

use super::clauses::ClauseLexicon;
use super::{Analysis, Engine, Name, Token, TokenId};

/// Words of one sentence that are tried.
const TRIED: usize = 3;
/// Fewer words make a heading.
const SHORTEST: usize = 4;

/// Reads those sentences once more.
pub fn retell(mut analysis: Analysis, engine: &Engine, lexicon: &ClauseLexicon) -> Analysis {
    let sentences: Vec<_> = analysis
        .sentences
        .iter()
        .map(|it| it.tokens.clone())
        .collect();
    for sentence in sentences {
        let told = has_finite_root(&analysis, &sentence) || may_be_past(&analysis, &sentence);
        if sentence.len() < SHORTEST || told {
            continue;
        }
        if let Some((verb, base)) = plain_root(&analysis, &sentence, engine) {
            set_present(&mut analysis.tokens[verb], base);
            continue;
        }
        let tried = candidates(&analysis.tokens[sentence.clone()], engine).take(TRIED);
        let tried: Vec<Candidate> = tried.collect();
        let told = tried.iter().find_map(|verb| {
            let retold = in_past(&analysis.tokens[sentence.clone()], verb, engine, lexicon)?;
            let subject = subject_of(&retold, verb.place)?;
            // "a Kenyan **court** sentences": what has an article is no verb.
            let is_noun = retold.child(subject, &["det", "poss"]).is_some();
            let is_verb = tried.iter().any(|other| other.place == subject);
            (is_noun || !is_verb).then_some((verb, retold))
        });
        if let Some((verb, retold)) = told {
            take_over(&mut analysis, &sentence, retold, verb);
        }
    }
    analysis
}

/// A word that may be a verb in the present.
struct Candidate {
    /// Its place in the sentence.
    place: usize,
    /// Its dictionary form.
    base: SmolStr,
}

fn has_finite_root(analysis: &Analysis, sentence: &Range<TokenId>) -> bool {
    let is_finite = |token: &Token| matches!(token.tag.as_str(), "VBD" | "VBZ" | "VBP" | "MD");
    let tokens = &analysis.tokens;
    sentence.clone().any(|id| {
        let token = &tokens[id];
        let serves = matches!(token.dep.as_str(), "aux" | "auxpass" | "cop");
        let main = token.head == id || serves && tokens[token.head].dep == "ROOT";
        main && is_finite(token)
    })
}

/// "The warnings **called** for calm": the participle on the main noun may be the verb that is missing.
fn may_be_past(analysis: &Analysis, sentence: &Range<TokenId>) -> bool {
    let tokens = &analysis.tokens;
    sentence.clone().any(|id| {
        let token = &tokens[id];
        let participle = token.dep == "acl" && matches!(token.tag.as_str(), "VBN" | "VBD");
        participle && tokens[token.head].dep == "ROOT"
    })
}

/// "Gunmen **kidnap** two": the root with its subject, which the tagger takes for an infinitive or a noun.
fn plain_root(
    analysis: &Analysis,
    sentence: &Range<TokenId>,
    engine: &Engine,
) -> Option<(TokenId, SmolStr)> {
    let tokens = &analysis.tokens;
    let mut roots = sentence.clone().filter(|&id| tokens[id].head == id);
    let root = roots.find(|&id| matches!(tokens[id].tag.as_str(), "VB" | "NN" | "NNS"))?;
    let helped = analysis.child(root, &["aux", "auxpass", "cop", "det", "mark", "poss"]);
    let led = subject_of(analysis, root).is_some_and(|subject| subject < root);
    (helped.is_none() && led).then(|| base(&tokens[root].text, engine).map(|base| (root, base)))?
}

/// Words in small letters that are verbs by their form, where no word before them asks for a noun.
fn candidates<'a>(
    sentence: &'a [Token],
    engine: &'a Engine,
) -> impl Iterator<Item = Candidate> + 'a {
    let places = sentence.windows(2).enumerate();
    places.filter_map(|(before, pair)| {
        let asks_for_noun = matches!(
            pair[0].tag.as_str(),
            "DT" | "PRP$" | "TO" | "IN" | "POS" | "CD"
        );
        let open = matches!(pair[1].tag.as_str(), "NN" | "NNS" | "JJ" | "VB");
        let word = pair[1].text.as_str();
        let small = word.bytes().all(|letter| letter.is_ascii_lowercase());
        let base = (open && small && !asks_for_noun).then(|| base(word, engine))??;
        Some(Candidate {
            place: before + 1,
            base,
        })
    })
}

/// The verb of which a word is the plain form or the third person.
fn base(word: &str, engine: &Engine) -> Option<SmolStr> {
    let stem = |ending: &str, instead: &str| {
        let stem = word.strip_suffix(ending)?;
        Some(format_smolstr!("{stem}{instead}"))
    };
    let forms = [
        stem("s", ""),
        stem("es", ""),
        stem("ies", "y"),
        Some(word.to_smolstr()),
    ];
    let mut known = forms.into_iter().flatten();
    known.find(|form| engine.is_verb(form))
}

/// The sentence with a verb in the past, as the engine reads it: of as many words, led by that verb.
fn in_past(
    sentence: &[Token],
    verb: &Candidate,
    engine: &Engine,
    lexicon: &ClauseLexicon,
) -> Option<Analysis> {
    let past = past(&verb.base, lexicon);
    let words = sentence.iter().enumerate().flat_map(|(place, token)| {
        let word = if place == verb.place {
            &past
        } else {
            &token.text
        };
        let space = if token.space_after { " " } else { "" };
        [word.as_str(), space]
    });
    let text: String = words.collect();
    let retold = engine.analyse_text(&text);
    let alike = retold.sentences.len() == 1 && retold.tokens.len() == sentence.len();
    let led = retold
        .tokens
        .get(verb.place)
        .is_some_and(|token| token.head == verb.place && token.tag == "VBD");
    (alike && led).then_some(retold)
}

fn past(base: &SmolStr, lexicon: &ClauseLexicon) -> SmolStr {
    if let Some(past) = lexicon.pasts.get(base) {
        return past.clone();
    }
    let is_vowel = |letter: &u8| b"aeiou".contains(letter);
    match base.as_bytes() {
        [.., b'e'] => format_smolstr!("{base}d"),
        [stem @ .., consonant, b'y'] if !is_vowel(consonant) => {
            let stem = String::from_utf8_lossy(stem);
            format_smolstr!("{stem}{}ied", char::from(*consonant))
        }
        [onset @ .., vowel, last]
            if is_vowel(vowel)
                && !is_vowel(last)
                && !b"wxy".contains(last)
                && !onset.iter().any(is_vowel) =>
        {
            format_smolstr!("{base}{}ed", char::from(*last))
        }
        _ => format_smolstr!("{base}ed"),
    }
}

fn subject_of(analysis: &Analysis, verb: TokenId) -> Option<TokenId> {
    let mut below = analysis.children(verb);
    below.find(|&child| matches!(analysis.tokens[child].dep.as_str(), "nsubj" | "nsubjpass"))
}

/// Makes a verb of a word, with the features of its form: the third person is no dictionary form.
fn set_present(verb: &mut Token, base: SmolStr) {
    let third = verb.text.to_lowercase_smolstr() != base;
    let (tag, morph) = if third {
        ("VBZ", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
    } else {
        ("VBP", "Tense=Pres|VerbForm=Fin")
    };
    verb.lemma = base;
    verb.pos = SmolStr::new_static("VERB");
    verb.tag = SmolStr::new_static(tag);
    verb.morph = SmolStr::new_static(morph);
}

/// Sets the new reading in the place of the old one; words and ranges stay.
fn take_over(
    analysis: &mut Analysis,
    sentence: &Range<TokenId>,
    retold: Analysis,
    verb: &Candidate,
) {
    let start = sentence.start;
    for (old, new) in analysis.tokens[sentence.clone()]
        .iter_mut()
        .zip(retold.tokens)
    {
        *old = Token {
            head: new.head + start,
            text: old.text.clone(),
            range: old.range,
            space_after: old.space_after,
            ..new
        };
    }
    set_present(&mut analysis.tokens[start + verb.place], verb.base.clone());
    let moved = |name: Name| Name {
        tokens: name.tokens.start + start..name.tokens.end + start,
        ..name
    };
    let first = analysis
        .names
        .partition_point(|name| name.tokens.start < start);
    let after = analysis
        .names
        .partition_point(|name| name.tokens.start < sentence.end);
    analysis
        .names
        .splice(first..after, retold.names.into_iter().map(moved));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::testing::model;

    /// Word and tag of the root of each sentence.
    fn roots(text: &str) -> Vec<String> {
        let engine = Engine::load(&model).unwrap();
        let file = |path: &str| Some(std::fs::read(path).ok()?.into());
        let lexicon = ClauseLexicon::read(&file).unwrap();
        let analysis = retell(engine.analyse_text(text), &engine, &lexicon);
        let tokens = analysis.tokens.iter().enumerate();
        let roots = tokens.filter(|(id, token)| token.head == *id);
        roots
            .map(|(_, token)| format!("{}/{}", token.text, token.tag))
            .collect()
    }

    #[test]
    fn a_verb_in_the_present_is_found() {
        let text = "Turkish police arrest 161 people in Ankara. A tram derails in Sarajevo, killing one person.";
        assert_eq!(roots(text), ["arrest/VBP", "derails/VBZ"]);
        assert_eq!(
            roots("An epidemic of loneliness worries doctors."),
            ["worries/VBZ"]
        );
    }

    #[test]
    fn a_sentence_without_a_verb_stays() {
        assert_eq!(roots("The current flag of New Zealand."), ["flag/NN"]);
        assert_eq!(
            roots("The warnings called for gale force winds."),
            ["warnings/NNS"]
        );
    }

    #[test]
    fn past_forms_follow_the_rules_of_spelling() {
        let lexicon = ClauseLexicon::default();
        let forms = ["arrest", "seize", "deny", "ban", "destroy"];
        let pasts = forms.map(|base| past(&base.into(), &lexicon));
        assert_eq!(
            pasts,
            ["arrested", "seized", "denied", "banned", "destroyed"]
        );
    }
}
