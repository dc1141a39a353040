//! How many people an event concerns, those who march, those who are arrested; how many events many are.
//!
//! Reads: classes listed as `sized`, the noun phrases of their fillers, numbers of event nouns. Writes: `size`.
//! Never: counts the killed and injured, who have roles of their own, or a few events.

use crate::discourse::EntityKind;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::Via;

use super::Filler;
use super::draft::Draft;
use super::reading::Reading;
use super::victims;

/// Roles that may hold those whom an event concerns, the first that there is.
const CONCERNED: [&str; 2] = ["theme", "agent"];

/// "Police arrested **more than 200** people", "**about 500** farmers marched".
pub(super) fn count(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        if let Some(number) = many(reading, draft) {
            draft.add("size", Filler::Text(number.to_owned()), "number of events");
        }
        if !reading.frames.words.sized.contains(&draft.event.class) {
            continue;
        }
        let role = CONCERNED.into_iter().find(|role| draft.has(role));
        let fillers = role.into_iter().flat_map(|role| draft.fillers(role));
        let numbers: Vec<&str> = fillers
            .filter_map(|filler| number(reading, draft, filler))
            .collect();
        for number in numbers {
            draft.add("size", Filler::Text(number.to_owned()), "number of people");
        }
    }
}

/// The number in the words by which the event's sentence names a group.
fn number<'a>(reading: &Reading<'a>, draft: &Draft, filler: &Filler) -> Option<&'a str> {
    let Filler::Entity(group) = *filler else {
        return None;
    };
    let sentence = |token| reading.analysis.sentence_of(token);
    let clause = &reading.clauses[draft.clause?];
    let people = reading.discourse.entities[group].kind == EntityKind::Group;
    let mut mentions = reading.discourse.mentions.iter();
    let mention = mentions.find(|mention| {
        mention.entity == group && sentence(mention.head) == sentence(draft.head)
    })?;
    // "twelve people, including **four children**": examples are counted already.
    let mut arguments = clause.arguments.iter();
    let example =
        arguments.any(|argument| argument.head == mention.head && argument.via == Via::Lifted);
    victims::of_people(reading, mention.head).filter(|_| people && !example)
}

/// "**more than 400** earthquakes", "**dozens** of earthquakes": what is told as many. Victims have roles of
/// their own, and a few may be told one by one.
fn many<'a>(reading: &Reading<'a>, draft: &Draft) -> Option<&'a str> {
    let head = draft.clause.map(|clause| reading.clauses[clause].head)?;
    let counts = |word: TokenId| {
        reading
            .frames
            .words
            .numbers
            .contains(reading.token(word).lemma.as_str())
    };
    let of = reading.token(head).head;
    let counting = reading.token(of).head;
    let dozens = reading.token(of).text == "of" && counts(counting);
    let number = if dozens {
        reading.number(counting)?
    } else {
        reading.number(head)?
    };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let figure = !number.contains('.') && (digits > 1 || dozens);
    (reading.token(head).tag == "NNS" && figure && !draft.tells_of_harm()).then_some(number)
}
