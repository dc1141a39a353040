//! Many short texts, searched by the beginnings of words.
//!
//! Reads: names, labels, paragraphs. Writes: which of them hold all words of a question.
//! Never: keeps the texts as they were written.

use super::fold::{fold, fold_with_origins};

/// Folded texts one after the other, a line each.
pub(super) struct Lines<K> {
    text: String,
    /// Where each line begins, and what it belongs to.
    starts: Vec<(usize, K)>,
}

impl<K> Default for Lines<K> {
    fn default() -> Self {
        Self {
            text: String::new(),
            starts: Vec::new(),
        }
    }
}

/// A line that holds all words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit<K> {
    /// What the line belongs to.
    pub key: K,
    /// How well it fits.
    pub fit: Fit,
}

/// How well a line fits; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is what was asked for.
    Whole,
    /// It begins with it.
    Beginning,
    /// Its words do.
    Words,
}

impl<K: Copy> Lines<K> {
    /// Adds a text.
    pub(super) fn add(&mut self, text: &str, key: K) {
        self.starts.push((self.text.len(), key));
        let folded = fold(text);
        // A line end parts the lines, so there is none inside.
        self.text
            .extend(folded.chars().map(|c| if c == '\n' { ' ' } else { c }));
        self.text.push('\n');
    }

    /// The lines in which each word of the question begins a word, in the order they were added.
    pub(super) fn search(&self, question: &Question) -> Vec<Hit<K>> {
        let Some(rarest) = question.words.iter().max_by_key(|word| word.len()) else {
            return Vec::new();
        };
        let mut hits = Vec::new();
        let mut from = 0;
        while let Some(found) = self.text[from..].find(rarest.as_str()) {
            let line = self
                .starts
                .partition_point(|&(start, _)| start <= from + found)
                - 1;
            let end = self
                .starts
                .get(line + 1)
                .map_or(self.text.len(), |&(start, _)| start);
            let (start, key) = self.starts[line];
            if let Some(fit) = question.fit(&self.text[start..end - 1]) {
                hits.push(Hit { key, fit });
            }
            from = end;
        }
        hits
    }
}

/// The words that are searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Question {
    whole: String,
    words: Vec<String>,
}

/// Words of a question that count.
const MOST: usize = 12;

impl Question {
    /// Reads what somebody typed.
    pub(in crate::serve) fn new(typed: &str) -> Self {
        let folded = fold(typed);
        let words: Vec<String> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(MOST)
            .map(str::to_owned)
            .collect();
        Self {
            whole: words.join(" "),
            words,
        }
    }

    /// True where there is nothing to search for.
    pub(in crate::serve) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn fit(&self, line: &str) -> Option<Fit> {
        if line == self.whole {
            return Some(Fit::Whole);
        }
        let all = self
            .words
            .iter()
            .all(|word| beginnings(line, word).next().is_some());
        all.then(|| {
            if line.starts_with(&self.whole) {
                Fit::Beginning
            } else {
                Fit::Words
            }
        })
    }

    /// Byte ranges of a text, as it is written, where words begin with words of the question;
    /// sorted, apart from each other.
    pub(in crate::serve) fn matches(&self, text: &str) -> Vec<(usize, usize)> {
        let (folded, origins) = fold_with_origins(text);
        let origin = |at: usize| origins.get(at).copied().unwrap_or(text.len());
        let mut found: Vec<(usize, usize)> = self
            .words
            .iter()
            .flat_map(|word| {
                beginnings(&folded, word).map(|at| (origin(at), origin(at + word.len())))
            })
            .collect();
        found.sort_unstable_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
        let mut last = 0;
        found.retain(|&(start, end)| {
            let apart = start >= last && end > start;
            if apart {
                last = end;
            }
            apart
        });
        found
    }
}

/// Where words of a line begin with a word.
fn beginnings<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    line.match_indices(word)
        .map(|(at, _)| at)
        .filter(|&at| !line[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Lines<usize> {
        let mut lines = Lines::default();
        for (number, text) in texts.iter().enumerate() {
            lines.add(text, number);
        }
        lines
    }

    #[test]
    fn all_words_must_begin_words_of_one_line() {
        let lines = lines(&[
            "Ürümqi",
            "Old Urumqi Mosque",
            "Mosquera",
            "the mosque\nof Ürümqi",
        ]);
        let keys = |typed| -> Vec<usize> {
            let hits = lines.search(&Question::new(typed));
            hits.into_iter().map(|hit| hit.key).collect()
        };
        assert_eq!(keys("urumqi"), [0, 1, 3]);
        assert_eq!(keys("MOSQ"), [1, 2, 3]);
        assert_eq!(keys("urumqi, mosque"), [1, 3]);
        assert!(keys("osque").is_empty());
        assert!(keys(" ,").is_empty());
    }

    #[test]
    fn the_fit_tells_names_from_words_in_names() {
        let lines = lines(&["New York", "New York City", "Mayor of New York"]);
        let hits = lines.search(&Question::new("new  york"));
        let fits: Vec<Fit> = hits.into_iter().map(|hit| hit.fit).collect();
        assert_eq!(fits, [Fit::Whole, Fit::Beginning, Fit::Words]);
    }

    #[test]
    fn matches_are_places_in_the_text_as_written() {
        let text = "Çeşme: çeşm-i";
        let found = Question::new("cesm ces").matches(text);
        let words: Vec<&str> = found
            .iter()
            .map(|&(start, end)| &text[start..end])
            .collect();
        assert_eq!(words, ["Çeşm", "çeşm"]);
    }
}
