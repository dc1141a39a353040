//! The language of a stretch of text.
//!
//! Reads: a text; scripts, letters and words from the lexicon. Writes: BCP 47 codes ("en", "ur").
//! Never: trusts letter statistics on a few words: those get the language of their article.

use whichlang::{Lang, detect_language};

use super::lexicon::{Languages, Script};

/// A language that could not be told.
const UNKNOWN: &str = "und";

/// So many words may do without any of the frequent ones: "Rescuers searched collapsed buildings Monday".
const HEADLINE_WORDS: usize = 30;

/// Fewer letters than this say nothing about a language written in Latin letters.
const ENOUGH_LETTERS: usize = 60;

/// The language of a text; `usual` is that of the article around it.
pub(super) fn of(text: &str, usual: Option<&str>, languages: &Languages) -> String {
    let Some((script, letters)) = main_script(text, &languages.scripts) else {
        return usual.unwrap_or(UNKNOWN).to_owned();
    };
    if !script.measure {
        return by_letters(text, script).to_owned();
    }
    let english = share_of_english(text, languages);
    if english >= 0.2 || (english >= 0.1 && usual == Some("en")) {
        return "en".to_owned();
    }
    if letters < ENOUGH_LETTERS {
        return usual.unwrap_or(&script.default).to_owned();
    }
    match latin(detect_language(text)) {
        // Statistics say English, words do not: a language that the statistics do not know, or names.
        Some("en") if english < 0.05 && !is_headline(text) => usual.unwrap_or(UNKNOWN).to_owned(),
        Some(other) => other.to_owned(),
        None => usual.unwrap_or(UNKNOWN).to_owned(),
    }
}

/// The main language of an article from its paragraphs, each counted by its length.
pub(super) fn of_article<'t>(
    paragraphs: impl Iterator<Item = &'t str>,
    languages: &Languages,
) -> String {
    let mut shares: Vec<(String, usize)> = Vec::new();
    for paragraph in paragraphs {
        let language = of(paragraph, None, languages);
        match shares.iter_mut().find(|(known, _)| *known == language) {
            Some((_, length)) => *length += paragraph.len(),
            None => shares.push((language, paragraph.len())),
        }
    }
    let main = shares.into_iter().rev().max_by_key(|&(_, length)| length);
    main.map_or(UNKNOWN.to_owned(), |(language, _)| language)
}

/// The primary part of a language tag that a supplier gives: "en" of "en-GB".
pub(super) fn primary(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let sound = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    sound.then_some(primary)
}

/// The script of most letters, and how many they are.
fn main_script<'l>(text: &str, scripts: &'l [Script]) -> Option<(&'l Script, usize)> {
    let mut counts = vec![0_usize; scripts.len()];
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let holds = |script: &Script| {
            script
                .ranges
                .iter()
                .any(|range| range.contains(&u32::from(c)))
        };
        if let Some(script) = scripts.iter().position(holds) {
            counts[script] += 1;
        }
    }
    // Japanese mixes Han with kana: a fifth of kana decides.
    let number = |name: &str| scripts.iter().position(|script| script.name == name);
    if let (Some(kana), Some(han)) = (number("Kana"), number("Han"))
        && counts[kana] * 5 >= counts[han]
    {
        counts[kana] += std::mem::take(&mut counts[han]);
    }
    let (most, &count) = counts
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|&(_, count)| count)?;
    (count > 0).then(|| (&scripts[most], count))
}

fn by_letters<'l>(text: &str, script: &'l Script) -> &'l str {
    let decides = |letters: &str| text.chars().any(|c| letters.contains(c));
    let known = script.letters.iter().find(|(_, letters)| decides(letters));
    known.map_or(&script.default, |(language, _)| language)
}

/// True for a sentence or two that can be English without its frequent words, by the endings of the others.
fn is_headline(text: &str) -> bool {
    let words = || {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    let ending = |word: &str| {
        let small = word.len() > 3 && word.starts_with(char::is_lowercase);
        small
            && ["s", "ed", "ing"]
                .iter()
                .any(|ending| word.ends_with(ending))
    };
    words().count() <= HEADLINE_WORDS && words().any(ending)
}

/// The share of frequent English words among all words, or among those in small letters if it is higher
/// there: names have no language.
fn share_of_english(text: &str, languages: &Languages) -> f64 {
    let words = || {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    let small = words().filter(|word| word.starts_with(char::is_lowercase));
    share(words(), languages).max(share(small, languages))
}

fn share<'t>(words: impl Iterator<Item = &'t str>, languages: &Languages) -> f64 {
    let mut all = 0_u32;
    let mut english = 0_u32;
    for word in words {
        all += 1;
        let known = languages
            .english
            .binary_search_by(|known| known.as_str().cmp(&word.to_lowercase()));
        english += u32::from(known.is_ok());
    }
    f64::from(english) / f64::from(all.max(1))
}

/// The code of a language that is written in Latin letters.
fn latin(language: Lang) -> Option<&'static str> {
    match language {
        Lang::Deu => Some("de"),
        Lang::Eng => Some("en"),
        Lang::Fra => Some("fr"),
        Lang::Ita => Some("it"),
        Lang::Nld => Some("nl"),
        Lang::Por => Some("pt"),
        Lang::Spa => Some("es"),
        Lang::Swe => Some("sv"),
        Lang::Tur => Some("tr"),
        Lang::Vie => Some("vi"),
        Lang::Ara | Lang::Cmn | Lang::Hin | Lang::Jpn | Lang::Kor | Lang::Rus => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lexicon::project_lexicon;

    #[test]
    fn scripts_and_their_letters_decide() {
        let languages = project_lexicon().languages;
        for (text, language) in [
            ("آج ہم نے نئی سڑک کا افتتاح کیا", "ur"),
            ("رئیس جمهور گفت که پل تازه گشوده شد", "fa"),
            ("افتتح الوزير الجسر الجديد", "ar"),
            ("Міністр відкрив новий міст", "uk"),
            ("Министр открыл новый мост", "ru"),
            ("部長は新しい橋を開通させた", "ja"),
            ("部长为新桥剪彩", "zh"),
            ("मंत्री ने नए पुल का उद्घाटन किया", "hi"),
        ] {
            assert_eq!(of(text, Some("en"), &languages), language, "{text}");
        }
    }

    #[test]
    fn latin_letters_need_words_or_length() {
        let languages = project_lexicon().languages;
        let of = |text| of(text, Some("en"), &languages);
        assert_eq!(of("Novak Đoković 6-4 7-5 Carlos Alcaraz"), "en");
        assert_eq!(
            of("The minister opened the bridge that was closed in May."),
            "en"
        );
        assert_eq!(
            of("El ministro inauguró el nuevo puente que une las dos orillas del río y la ciudad"),
            "es"
        );
        assert_eq!(
            of("Der Minister hat die neue Brücke eröffnet, die beide Ufer der Stadt verbindet"),
            "de"
        );
    }

    #[test]
    fn a_headline_may_lack_frequent_words() {
        let languages = project_lexicon().languages;
        let alone = |text| of(text, None, &languages);
        let headline = "Rescuers searched collapsed apartment buildings Monday near Izmir, Turkish disaster \
                        officials confirmed.";
        assert_eq!(alone(headline), "en");
        assert_eq!(
            alone(
                "Ang pangulo ng Pilipinas ay nakipagkita sa mga opisyal ng Hapon sa Maynila noong Lunes"
            ),
            "und"
        );
        assert_eq!(
            alone(
                "Statsministeren mødtes mandag med sin svenske kollega i København og talte om handel"
            ),
            "sv"
        );
    }

    #[test]
    fn tags_are_cut_to_their_primary_part() {
        assert_eq!(primary("en-GB").as_deref(), Some("en"));
        assert_eq!(primary("EN_us").as_deref(), Some("en"));
        assert_eq!(primary("English"), None);
    }
}
