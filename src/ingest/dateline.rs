//! The head of a newswire text: `ISLAMABAD, Oct 20 (Agency) —`, `URUMQI-`, `date 2023-10-20 URUMQI-`.
//!
//! Reads: the first paragraph. Writes: a [`Dateline`] and the date that stands before it.
//! Never: takes an ordinary sentence with a dash for a dateline; when unsure there is none.

use jiff::civil::Date;

use super::dates::{self, DateError, Written};
use super::lexicon::Newswire;
use super::scan::Cursor;
use crate::document::Dateline;
use crate::text::TextRange;

/// The longest dateline, in bytes.
const LONGEST: usize = 160;

/// Most words of a place name.
const PLACE_WORDS: usize = 5;

/// A dateline as found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) dateline: Dateline,
    /// The day with its year, when the head has it: that of publication if nothing else tells it.
    pub(super) day: Option<Result<Date, DateError>>,
}

/// Finds the dateline at the start of a paragraph of `text`.
pub(super) fn find(
    text: &str,
    paragraph: TextRange,
    published: Option<Date>,
    newswire: &Newswire,
) -> Option<Head> {
    let mut longest = paragraph.len().min(LONGEST);
    while !paragraph.of(text).is_char_boundary(longest) {
        longest -= 1;
    }
    let grammar = Grammar {
        newswire,
        base: paragraph.start,
    };
    let mut cursor = Cursor::new(&paragraph.of(text)[..longest]);
    let parts = grammar.parts(&mut cursor)?;
    parts
        .convincing(cursor.rest(), newswire)
        .then(|| parts.head(&cursor, paragraph, published))
}

/// What stands in a dateline.
struct Parts<'t> {
    /// `date 2023-10-20` before the place.
    leading: Option<Written>,
    place: Option<Name<'t>>,
    region: Option<Name<'t>>,
    date: Option<Written>,
    agency: Option<&'t str>,
    separator: Separator,
}

/// A name and where it stands.
struct Name<'t> {
    words: &'t str,
    range: TextRange,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Dash,
    Colon,
}

struct Grammar<'l> {
    newswire: &'l Newswire,
    /// Where the cursor's text starts in the article.
    base: usize,
}

impl Grammar<'_> {
    fn parts<'t>(&self, cursor: &mut Cursor<'t>) -> Option<Parts<'t>> {
        let leading = cursor.attempt(|c| self.leading_date(c));
        let place = cursor.attempt(|c| self.place(c));
        if leading.is_none() && place.is_none() {
            return None;
        }
        let mut date = cursor.attempt(|c| self.date(c));
        let region = cursor.attempt(|c| self.region(c));
        date = date.or_else(|| cursor.attempt(|c| self.date(c)));
        let agency = cursor.attempt(agency);
        date = date.or_else(|| cursor.attempt(|c| self.date(c)));
        let separator = separator(cursor)?;
        Some(Parts {
            leading,
            place,
            region,
            date,
            agency,
            separator,
        })
    }

    /// `date 2023-10-20`, or a full date that a place in capitals follows.
    fn leading_date(&self, cursor: &mut Cursor) -> Option<Written> {
        cursor.eat_text("date");
        cursor.eat(':');
        cursor.spaces();
        let written = dates::take(cursor, &self.newswire.months)?;
        written.year?;
        cursor.eat(',');
        cursor.spaces();
        Some(written)
    }

    /// One to five words with capitals, joined by blanks, slashes or hyphens.
    fn place<'t>(&self, cursor: &mut Cursor<'t>) -> Option<Name<'t>> {
        let start = cursor.at();
        let rest = cursor.rest();
        let mut end = start;
        for _ in 0..PLACE_WORDS {
            if self.word(cursor).is_none() {
                break;
            }
            end = cursor.at();
            let joined = cursor.eat('/').is_some() || cursor.eat(' ').is_some();
            if !joined {
                break;
            }
        }
        self.name(cursor, rest, start, end)
    }

    /// `, Ukraine`, `, D.C.`.
    fn region<'t>(&self, cursor: &mut Cursor<'t>) -> Option<Name<'t>> {
        cursor.eat(',')?;
        cursor.spaces();
        self.place(cursor)
    }

    /// Ends a name at byte `end`, going back over blanks and small words there.
    fn name<'t>(
        &self,
        cursor: &mut Cursor<'t>,
        rest: &'t str,
        start: usize,
        end: usize,
    ) -> Option<Name<'t>> {
        let words = rest[..end - start].trim_end();
        let last = words.rsplit([' ', '/']).next()?;
        if words.is_empty() || self.is_particle(last) {
            return None;
        }
        cursor.back_to(start + words.len());
        let range = TextRange::new(self.base + start, self.base + start + words.len());
        Some(Name { words, range })
    }

    /// A capitalised word, hyphens and full stops of abbreviations included; or a particle.
    fn word(&self, cursor: &mut Cursor) -> Option<()> {
        cursor.attempt(|c| {
            let start = c.rest();
            let mut length = 0;
            loop {
                length += c.run(|c| c.is_alphabetic() || "'’.".contains(c))?.len();
                let hyphen = c.rest().starts_with('-');
                if !(hyphen && c.rest()[1..].starts_with(char::is_alphabetic)) {
                    break;
                }
                c.bump();
                length += 1;
            }
            let word = &start[..length];
            (word.starts_with(char::is_uppercase) || self.is_particle(word)).then_some(())
        })
    }

    fn is_particle(&self, word: &str) -> bool {
        self.newswire
            .dateline
            .particles
            .iter()
            .any(|particle| particle == word)
    }

    /// `, Oct 20`, `, October 20, 2023`.
    fn date(&self, cursor: &mut Cursor) -> Option<Written> {
        cursor.eat(',');
        cursor.spaces();
        dates::take(cursor, &self.newswire.months)
    }
}

/// `(AP)`, `(Our Correspondent)`.
fn agency<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    cursor.eat(',');
    cursor.spaces();
    cursor.eat('(')?;
    let name = cursor.run(|c| c != ')' && c != '(')?;
    cursor.eat(')')?;
    (name.split_whitespace().count() <= 4).then(|| name.trim())
}

/// A dash or colon that parts the dateline from the text, with a blank on one side at least.
fn separator(cursor: &mut Cursor) -> Option<Separator> {
    cursor.eat(',');
    let space_before = cursor.rest().starts_with(' ');
    cursor.spaces();
    if cursor.eat(':').is_some() {
        return cursor.rest().starts_with(' ').then_some(Separator::Colon);
    }
    let dash = cursor.run(|c| "-–—―".contains(c))?;
    let short = matches!(dash, "-" | "–");
    let parts = !short || space_before || cursor.rest().starts_with(char::is_whitespace);
    // " -word" is no separator, "- word" and "— word" are.
    let touches = dash == "-" && cursor.peek().is_some_and(char::is_alphanumeric);
    (parts && !touches).then_some(Separator::Dash)
}

impl Parts<'_> {
    /// Holds the parts against ordinary first sentences.
    fn convincing(&self, rest: &str, newswire: &Newswire) -> bool {
        let opens = rest.trim_start().chars().next();
        if opens.is_some_and(char::is_lowercase) {
            return false;
        }
        let Some(place) = &self.place else {
            return self.leading.is_some();
        };
        let lower = place.words.to_lowercase();
        let first = lower.split([' ', '/']).next().unwrap_or_default();
        if newswire
            .dateline
            .not_places
            .iter()
            .any(|word| *word == lower || word == first)
        {
            return false;
        }
        let known = |agency: &str| newswire.dateline.agencies.contains(&agency.to_lowercase());
        let dated = self.leading.is_some() || self.date.is_some();
        let signed = self.agency.is_some_and(known);
        if !in_capitals(place.words) {
            return self.separator == Separator::Dash && (signed || dated);
        }
        let letters = place.words.chars().filter(|c| c.is_alphabetic()).count();
        let located = self.region.is_some() || self.agency.is_some();
        letters >= 4 || (letters >= 2 && (dated || signed || located))
    }

    fn head(self, cursor: &Cursor, paragraph: TextRange, published: Option<Date>) -> Head {
        let day = [self.leading, self.date]
            .into_iter()
            .flatten()
            .find_map(Written::full);
        let known = published.or(day.and_then(Result::ok));
        let date = self
            .date
            .or(self.leading)
            .and_then(|written| written.near(known));
        Head {
            dateline: Dateline {
                range: TextRange::new(paragraph.start, paragraph.start + cursor.at()),
                place: self.place.map(|place| place.range),
                region: self.region.map(|region| region.range),
                date: date.map(|date| date.to_string()),
                agency: self.agency.map(str::to_owned),
            },
            day,
        }
    }
}

fn in_capitals(words: &str) -> bool {
    let mut letters = words
        .split([' ', '/'])
        .filter(|word| word.starts_with(char::is_uppercase));
    letters.all(|word| !word.chars().any(char::is_lowercase) || mixed(word))
}

/// `McALLEN`, `DeKALB`: capitals with one small letter.
fn mixed(word: &str) -> bool {
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    small == 1 && word.chars().count() > 4 && word.ends_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lexicon::project_lexicon;

    /// place | region | date | agency | rest
    fn head(text: &str) -> Option<String> {
        let published = Some(Date::constant(2023, 10, 21));
        let newswire = project_lexicon().newswire;
        let found = find(text, TextRange::new(0, text.len()), published, &newswire)?;
        let line = found.dateline;
        let words = |range: Option<TextRange>| range.map_or("", |range| range.of(text)).to_owned();
        Some(format!(
            "{}|{}|{}|{}|{}",
            words(line.place),
            words(line.region),
            line.date.unwrap_or_default(),
            line.agency.unwrap_or_default(),
            text[line.range.end..].trim_start()
        ))
    }

    #[test]
    fn usual_datelines_are_read() {
        for (text, expected) in [
            (
                "date 2023-10-20 URUMQI- He prayed.",
                "URUMQI||2023-10-20||He prayed.",
            ),
            (
                "ISLAMABAD, Oct 20 (Agency) — He left.",
                "ISLAMABAD||2023-10-20|Agency|He left.",
            ),
            (
                "PARIS (Reuters) - Two men left.",
                "PARIS|||Reuters|Two men left.",
            ),
            ("LONDON — The queen left.", "LONDON||||The queen left."),
            (
                "KYIV, Ukraine (AP) — “No,” he said.",
                "KYIV|Ukraine||AP|“No,” he said.",
            ),
            (
                "BEIJING, Oct. 20 (Xinhua) -- China did.",
                "BEIJING||2023-10-20|Xinhua|China did.",
            ),
            (
                "WASHINGTON, D.C. — A bill passed.",
                "WASHINGTON|D.C.|||A bill passed.",
            ),
            ("NEW DELHI: India said.", "NEW DELHI||||India said."),
            (
                "BEIJING/HONG KONG, 20 October 2023 (Wire) – It did.",
                "BEIJING/HONG KONG||2023-10-20|Wire|It did.",
            ),
            (
                "PORT-AU-PRINCE, Haiti — Gangs left.",
                "PORT-AU-PRINCE|Haiti|||Gangs left.",
            ),
            (
                "Rio de Janeiro (AFP) – Rain fell.",
                "Rio de Janeiro|||AFP|Rain fell.",
            ),
            ("FEZ, Morocco (Wire) - It was.", "FEZ|Morocco||Wire|It was."),
            (
                "ST. JOHN’S, Oct 19 — Ice came.",
                "ST. JOHN’S||2023-10-19||Ice came.",
            ),
        ] {
            assert_eq!(head(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_have_none() {
        for text in [
            "NATO — the alliance of 31 states — met.",
            "NATO - It was founded in 1949.",
            "COVID-19 cases rose.",
            "Paris — City of Light and of strikes.",
            "London - and not only London - was dark.",
            "UPDATE 1 - Shares fall.",
            "EXCLUSIVE: The minister leaves.",
            "The president (left) - He waved.",
            "Anne-Marie Dupont left.",
            "On Oct 20 (Friday) — A day later.",
            "A well-known man died.",
            "Ankara, Turkey and Athens, Greece — Both agreed.",
        ] {
            assert_eq!(head(text), None, "{text}");
        }
    }
}
