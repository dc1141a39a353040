//! Positions that people hold, and the organisations that these tie them to.
//!
//! Reads: titles before names, appositions, copulas, lists, terms of office. Writes: `holdsPosition` and,
//! through [`Holder`], what a post says of its holder. Never: takes a relative or a mere "man" for a
//! position.

use std::ops::Range;

use crate::discourse::{EntityId, EntityKind, MentionForm, Polarity};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{ClauseId, Slot};

use super::offices::{Holder, Phrase, is_function_word};
use super::owners::party_at;
use super::posts::{is_post, is_role, names_people, own_words};
use super::{entity_of, lemma, objects_of, relation};

/// "**Caretaker Prime Minister** Anna Berg".
pub(super) fn titles(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let entity = &reading.discourse.entities[mention.entity];
        if mention.form != MentionForm::Name || entity.kind != EntityKind::Person {
            continue;
        }
        let Some(name) = first_of_name(reading, mention.tokens.clone(), &entity.name) else {
            continue;
        };
        let start = mention.tokens.start;
        let mut words: Vec<TokenId> = (start..name).collect();
        words.retain(|&id| !is_function_word(reading, id));
        own_words(reading, &mut words, name);
        if is_field(reading, &words, start) {
            continue;
        }
        let Some(post) = post_among(reading, &words) else {
            continue;
        };
        // "**Republican** Ana Ruiz"
        if let Some(party) = party_at(reading, post) {
            let party = Filler::Entity(party);
            let person = mention.entity;
            found.push(relation(
                reading,
                "affiliatedWith",
                person,
                party,
                post,
                None,
            ));
            continue;
        }
        // "Prime Minister's Questions" are no person.
        if name > 0 && reading.token(name - 1).tag == "POS" {
            continue;
        }
        if is_bare_title(reading, &entity.name) {
            continue;
        }
        // "player **Amanda** Lind": what follows without a preposition is a name.
        let of = (post..name).any(|id| reading.token(id).pos == "ADP");
        words.retain(|&id| id <= post || of);
        let holder = |post| Holder {
            person: mention.entity,
            post,
            clause: None,
        };
        for (post, words) in titles_in_row(reading, post, &words) {
            let phrase = Phrase::of_title(reading, words, post);
            holder(post).describe_post(reading, &phrase, found);
        }
        for post in bare_before(reading, start) {
            holder(post).describe_post(reading, &Phrase::of(reading, post), found);
        }
    }
}

/// "Minister of **Justice** Ana Ruiz", but "critics of **president** Ana Ruiz".
fn is_field(reading: &Reading<'_>, words: &[TokenId], start: TokenId) -> bool {
    let office = start
        .checked_sub(2)
        .filter(|&id| is_state_post(reading, id));
    let of = office.is_some_and(|office| reading.token(office + 1).text == "of");
    of && words.len() == 1 && !is_state_post(reading, words[0])
}

/// "**Writer** and actor Ana Ruiz": a noun for one person that has no article is nobody else's.
fn bare_before(reading: &Reading<'_>, name: TokenId) -> Vec<TokenId> {
    let mut found = Vec::new();
    let mut start = name;
    while let Some(link) = start.checked_sub(1).filter(|&link| link > 0) {
        let joins = match reading.token(link).text.as_str() {
            "and" => true,
            "," => !found.is_empty(),
            _ => false,
        };
        let noun = link - 1;
        let token = reading.token(noun);
        let bare = token.tag == "NN" && reading.with(noun, &["det", "poss"]).next().is_none();
        let person = entity_of(reading, noun, EntityKind::Person).is_some();
        if !(joins && bare && person && is_post(reading, noun)) {
            break;
        }
        found.push(noun);
        let before = reading.with(noun, &["amod", "compound", "nmod"]).min();
        start = before.map_or(noun, |first| first.min(noun));
    }
    found
}

/// "army **spokesman** | **Colonel** Ana Ruiz": an office, then a title of its own.
fn titles_in_row<'a>(
    reading: &Reading<'_>,
    post: TokenId,
    words: &'a [TokenId],
) -> Vec<(TokenId, &'a [TokenId])> {
    let lists = &reading.frames.relations.words;
    let begins = |&at: &usize| {
        let (before, title) = (lemma(reading, words[at - 1]), lemma(reading, words[at]));
        let title = lists.ranks.contains(&title) || lists.addresses.contains(&title);
        // "Secretary-**General**" is one word.
        title && lists.leading.contains(&before) && reading.token(words[at] - 1).tag != "HYPH"
    };
    // "player **and** coach Ana Ruiz", not "trade and industry minister".
    let joined = |&at: &usize| {
        let mut between = words[at - 1] + 1..words[at];
        between.any(|id| reading.token(id).text == "and") && names_people(reading, words[at - 1])
    };
    match (1..words.len()).find(|at| begins(at) || joined(at)) {
        Some(at) => vec![(words[at - 1], &words[..at]), (post, &words[at..])],
        None => vec![(post, words)],
    }
}

/// First token of the name itself within a mention.
fn first_of_name(reading: &Reading<'_>, tokens: Range<TokenId>, name: &str) -> Option<TokenId> {
    let words: Vec<&str> = name.split([' ', '-']).collect();
    let is_name = |&id: &TokenId| {
        let token = reading.token(id);
        token.pos == "PROPN" && words.contains(&token.text.as_str())
    };
    tokens.into_iter().find(is_name)
}

/// The noun of the office: the last word, or the one before "of" ("**Secretary** of State").
fn post_among(reading: &Reading<'_>, words: &[TokenId]) -> Option<TokenId> {
    let mut links = words.windows(2);
    // "**House** of Commons Speaker" is no house.
    let office = |noun: TokenId| {
        let lists = &reading.frames.relations.words;
        let lemma = lemma(reading, noun);
        lists.state_posts.contains(&lemma) || lists.leading.contains(&lemma)
    };
    let before_of = links.find(|pair| {
        let of = pair[1] - pair[0] == 2 && reading.token(pair[0] + 1).text == "of";
        of && office(pair[0])
    });
    // "Undersecretary of the **Navy** Ana Ruiz"
    // "the **judge**'s cousin Ana Ruiz" is no judge.
    let own = |&word: &TokenId| reading.token(word).dep != "poss";
    let mut people = words.iter().rev().copied().filter(own);
    before_of
        .map(|pair| pair[0])
        .or_else(|| people.find(|&word| is_role(reading, word)))
        .or(words.last().copied())
}

/// "Anna Berg, **president of the Alpine Club**", "the president of the club, Anna Berg".
pub(super) fn appositions(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        if reading.token(id).dep != "appos" {
            continue;
        }
        let head = reading.token(id).head;
        for (name, post) in [(head, id), (id, head)] {
            let person = entity_of(reading, name, EntityKind::Person);
            // "the Home Secretary and I": an office is no name.
            let named = reading.token(name).pos == "PROPN"
                && !reading.is_pronoun(name)
                && !is_state_post(reading, name);
            let named = named
                && person.is_some_and(|it| {
                    !is_bare_title(reading, &reading.discourse.entities[it].name)
                });
            if let Some(person) = person.filter(|_| named)
                && describe_all(reading, person, post, None, found)
            {
                break;
            }
        }
    }
}

/// "**US Ambassador to Peru** Anna Berg", "**the mayor of Oslo**, Anna Berg said": an office right
/// before a name, which the parser ties otherwise than by an apposition.
pub(super) fn offices(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for mention in &reading.discourse.mentions {
        let entity = &reading.discourse.entities[mention.entity];
        let named = mention.form == MentionForm::Name && entity.kind == EntityKind::Person;
        let name = first_of_name(reading, mention.tokens.clone(), &entity.name);
        let Some(name) = name.filter(|_| named) else {
            continue;
        };
        for post in offices_before(reading, mention.head, name) {
            let human = entity_of(reading, post, EntityKind::Person);
            let same = human == Some(mention.entity)
                || human.is_some() && is_foreign(reading, mention.head);
            let ends_with_thing = names_thing(reading, post, name);
            if same && !ends_with_thing {
                for (post, end) in posts_until(reading, post, name) {
                    let holder = Holder {
                        person: mention.entity,
                        post,
                        clause: None,
                    };
                    holder.describe_post(reading, &Phrase::until(reading, post, end), found);
                }
            }
        }
    }
}

/// "the leader of the **gang** Red Lions": a noun for a thing right before a name is what bears it.
fn names_thing(reading: &Reading<'_>, post: TokenId, name: TokenId) -> bool {
    let before = name.checked_sub(1).filter(|&id| id > post);
    before.is_some_and(|id| reading.token(id).tag == "NN" && !names_people(reading, id))
}

/// The posts between a noun and a name, each with one past its last word: "**secretary** of state and
/// **senator** from Viken Ana Ruiz".
fn posts_until(reading: &Reading<'_>, post: TokenId, name: TokenId) -> Vec<(TokenId, TokenId)> {
    let noun = |&id: &TokenId| is_post(reading, id) && reading.token(id).tag.starts_with("NN");
    let joint = |&id: &TokenId| {
        let and = reading.token(id - 1).text == "and";
        and && (id..name).any(|id| noun(&id))
    };
    let first = reading.words_below(post).into_iter().min().unwrap_or(post);
    let and = (first..post).rfind(|&id| reading.token(id).text == "and");
    let before = and.and_then(|and| Some(((first..and).rfind(noun)?, and)));
    let mut posts: Vec<_> = before.into_iter().collect();
    match (post + 1..name).find(joint) {
        Some(next) => {
            let other = (next..name).find(noun).unwrap_or(next);
            posts.extend([(post, next - 1), (other, name)]);
        }
        None => posts.push((post, name)),
    }
    posts
}

/// "the director of the **society, Ana Ruiz**, said": no society is called so.
fn is_foreign(reading: &Reading<'_>, name: TokenId) -> bool {
    let token = reading.token(name);
    let above = reading.entity_at(token.head);
    let first = reading.with(name, &["compound", "nmod"]).min();
    let comma = first.unwrap_or(name).checked_sub(1);
    let comma = comma.is_some_and(|id| reading.token(id).text == ",");
    (token.dep == "appos" || token.dep == "conj" && comma)
        && above.is_some_and(|(_, entity)| {
            is_a(entity.kind, EntityKind::Organization) || is_a(entity.kind, EntityKind::Place)
        })
}

/// Nouns that may name the office of the name with this head and first word.
fn offices_before(reading: &Reading<'_>, head: TokenId, name: TokenId) -> Vec<TokenId> {
    let token = reading.token(head);
    let above = |id: TokenId| reading.token(reading.token(id).head).head;
    // "an adviser to **President** Ana Ruiz" is somebody else.
    let posts = &reading.frames.relations.words.state_posts;
    let titled = name > 0 && posts.contains(&lemma(reading, name - 1));
    let office = match token.dep.as_str() {
        "pobj" if titled => None,
        "pobj" => Some(above(head)),
        "appos" if reading.token(token.head).dep == "pobj" => Some(above(token.head)),
        // "the director of the **society, Ana Ruiz**, and Tom Lind spoke"
        "conj" if is_foreign(reading, head) && reading.token(token.head).dep == "pobj" => {
            Some(above(token.head))
        }
        _ => None,
    };
    let alike = matches!(token.dep.as_str(), "nsubj" | "appos");
    let sister = reading
        .with(token.head, &["nsubj", "appos"])
        .rfind(|&id| alike && id < name && reading.token(id).dep == token.dep);
    let before = office.into_iter().chain(sister);
    before.filter(|&post| post < name).collect()
}

/// "Anna Berg **is the mayor of Oslo**"; also "Anna Berg, who is the mayor of Oslo".
pub(super) fn copulas(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for (id, clause) in reading.clauses.iter().enumerate() {
        let said = match clause.lemma.as_str() {
            "be" | "become" | "remain" => Slot::Attribute,
            // "served **as** mayor"
            "act" | "serve" | "work" => Slot::Oblique("as".into()),
            _ => continue,
        };
        let head = |slot: Slot| {
            let mut arguments = clause.arguments.iter();
            let argument = arguments.find(|argument| argument.slot == slot)?;
            Some(argument.head)
        };
        let (Some(subject), Some(post)) = (head(Slot::Subject), head(said)) else {
            continue;
        };
        // "what I took for a guard was a waiter"
        if reading.token(subject).tag == "WP" && reading.token(subject).lemma == "what" {
            continue;
        }
        // "was no minister", "is a brilliant lawyer"
        let denied = reading.discourse.perspectives[id].polarity == Polarity::Negative;
        if denied || is_judged(reading, post) || is_ranked(reading, post) {
            continue;
        }
        let person = entity_of(reading, subject, EntityKind::Person);
        if let Some(person) =
            person.filter(|_| is_human(reading, post) || names_people(reading, post))
        {
            describe_all(reading, person, post, Some(id), found);
        }
    }
}

/// "during Anna Berg's **presidency**", "the **premiership** of Anna Berg".
pub(super) fn terms(reading: &Reading<'_>, found: &mut Vec<Relation>) {
    for id in 0..reading.analysis.tokens.len() {
        let Some(post) = reading.frames.relations.terms.get(&lemma(reading, id)) else {
            continue;
        };
        let of = objects_of(reading, id, &["of"]);
        let holders = reading.with(id, &["poss"]).chain(of);
        let holder = holders.filter_map(|holder| entity_of(reading, holder, EntityKind::Person));
        for person in holder.filter(|&person| reading.discourse.entities[person].named) {
            let post = Filler::Text(post.clone());
            found.push(relation(reading, "holdsPosition", person, post, id, None));
        }
    }
}

/// Takes a noun that describes a person apart, and those that "and" adds to it. False where none of
/// them names a post.
fn describe_all(
    reading: &Reading<'_>,
    person: EntityId,
    post: TokenId,
    clause: Option<ClauseId>,
    found: &mut Vec<Relation>,
) -> bool {
    let known = found.len();
    for post in posts_in(reading, post) {
        let holder = Holder {
            person,
            post,
            clause,
        };
        holder.describe_post(reading, &Phrase::of(reading, post), found);
    }
    found.len() > known
}

/// A noun and the posts that "and" adds to it, be it to a word after it: "head of the board **and
/// director of the bank**".
fn posts_in(reading: &Reading<'_>, post: TokenId) -> Vec<TokenId> {
    let end = reading.last_of_phrase(post) + 1;
    let mut posts = vec![post];
    posts.extend(reading.with(post, &["conj"]));
    posts.extend((post + 1..end).filter(|&id| {
        let token = reading.token(id);
        let joins = token.dep == "conj" && token.tag == "NN" && token.head != post;
        joins && is_post(reading, id)
    }));
    posts
}

/// "the Crown Prince" whom no name tells from another one.
fn is_bare_title(reading: &Reading<'_>, name: &str) -> bool {
    let posts = &reading.frames.relations.words.state_posts;
    let mut words = name.split(' ').map(str::to_lowercase);
    let last = words.next_back();
    last.is_some_and(|last| {
        posts.contains(&last) || matches!(last.as_str(), "highness" | "majesty")
    })
}

fn is_state_post(reading: &Reading<'_>, noun: TokenId) -> bool {
    let posts = &reading.frames.relations.words.state_posts;
    posts.contains(&lemma(reading, noun))
}

fn is_human(reading: &Reading<'_>, post: TokenId) -> bool {
    entity_of(reading, post, EntityKind::Person).is_some()
}

/// "a **brilliant** lawyer": praise, not a post.
fn is_judged(reading: &Reading<'_>, noun: TokenId) -> bool {
    let words = &reading.frames.relations.words;
    let mut adjectives = reading.with(noun, &["amod"]);
    adjectives.any(|id| words.judgements.contains(&lemma(reading, id)))
}

/// "was the **third** official **to leave**", "the only minister who stayed": a place among others.
fn is_ranked(reading: &Reading<'_>, noun: TokenId) -> bool {
    let ranks = |&id: &TokenId| {
        let word = lemma(reading, id);
        let listed = matches!(
            word.as_str(),
            "first" | "second" | "third" | "last" | "only" | "next"
        );
        listed || reading.token(id).tag == "JJS"
    };
    let told = reading.with(noun, &["relcl", "acl"]).next().is_some();
    told && reading.with(noun, &["amod"]).any(|id| ranks(&id))
}
