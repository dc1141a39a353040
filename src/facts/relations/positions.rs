//! Positions that people hold, and the organisations that these tie them to.
//!
//! Reads: titles before names, appositions, copulas, terms of office. Writes: `holdsPosition` and,
//! through [`Holder`], what a post says of its holder. Never: takes a relative or a mere "man" for a
//! position.

use crate::discourse::{EntityId, EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{ClauseId, Slot};

use super::offices::{Holder, Phrase, is_function_word};
use super::owners::party_at;
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
        let holder = |post| Holder {
            person: mention.entity,
            post,
            clause: None,
        };
        for (post, words) in titles_in_row(reading, post, &words) {
            if is_post(reading, post) {
                holder(post).of_title(reading, words, found);
            }
        }
        for post in bare_before(reading, start) {
            let phrase = Phrase::of(reading, post);
            holder(post).describe(reading, &phrase, found);
        }
    }
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
        title && lists.leading.contains(&before)
    };
    // "player **and** coach Ana Ruiz", not "trade and industry minister".
    let joined = |&at: &usize| {
        let before = lemma(reading, words[at - 1]);
        let people = [&lists.state_posts, &lists.agents, &lists.speakers];
        let people = people.into_iter().chain([&lists.leading, &lists.mates]);
        let mut between = words[at - 1] + 1..words[at];
        between.any(|id| reading.token(id).text == "and")
            && people.into_iter().any(|list| list.contains(&before))
    };
    match (1..words.len()).find(|at| begins(at) || joined(at)) {
        Some(at) => vec![(words[at - 1], &words[..at]), (post, &words[at..])],
        None => vec![(post, words)],
    }
}

/// First token of the name itself within a mention.
fn first_of_name(
    reading: &Reading<'_>,
    tokens: std::ops::Range<TokenId>,
    name: &str,
) -> Option<TokenId> {
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
    before_of.map(|pair| pair[0]).or(words.last().copied())
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
            if same && is_post(reading, post) {
                let holder = Holder {
                    person: mention.entity,
                    post,
                    clause: None,
                };
                holder.describe(reading, &Phrase::until(reading, post, name), found);
            }
        }
    }
}

/// "the director of the **society, Ana Ruiz**, said": no society is called so.
fn is_foreign(reading: &Reading<'_>, name: TokenId) -> bool {
    let token = reading.token(name);
    let above = reading.entity_at(token.head);
    token.dep == "appos"
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
        let person = entity_of(reading, subject, EntityKind::Person);
        if let Some(person) = person.filter(|_| is_human(reading, post)) {
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
    let mut posts = vec![post];
    posts.extend(reading.with(post, &["conj"]));
    let known = found.len();
    for post in posts {
        let holder = Holder {
            person,
            post,
            clause,
        };
        if is_candidacy(reading, post) {
            holder.affiliate_owners(reading, &Phrase::of(reading, post), found);
        } else if is_post(reading, post) {
            holder.describe(reading, &Phrase::of(reading, post), found);
        }
    }
    found.len() > known
}

/// Who runs for a party belongs to it without holding a post.
fn is_candidacy(reading: &Reading<'_>, noun: TokenId) -> bool {
    let words = &reading.frames.relations.words;
    words.candidates.contains(&lemma(reading, noun))
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

/// A noun that names an office or an occupation.
fn is_post(reading: &Reading<'_>, post: TokenId) -> bool {
    let lexicon = &reading.frames.relations;
    let lemma = lemma(reading, post);
    let token = reading.token(post);
    let is_thing = reading.entity_at(post).is_some_and(|(_, entity)| {
        !matches!(
            entity.kind,
            EntityKind::Person | EntityKind::Post | EntityKind::Thing
        )
    });
    matches!(token.pos.as_str(), "NOUN" | "PROPN")
        && matches!(token.tag.as_str(), "NN" | "NNP")
        && token.text.contains(char::is_alphabetic)
        && !is_thing
        && !reading.is_time(post)
        && (token.pos == "NOUN" || is_office(reading, post))
        && !is_name_of_person(reading, post)
        && !is_surname(reading, post)
        && !is_joined_by_speaker(reading, post)
        && !is_doubted(reading, post)
        && !lexicon.kin.contains_key(&lemma)
        && !lexicon.words.no_post.contains(&lemma)
        && !lexicon.words.honorifics.contains(&lemma)
}

/// A capitalised noun counts as an office only where it is no name: "President", not "Smith".
fn is_office(reading: &Reading<'_>, post: TokenId) -> bool {
    let is_name = reading
        .name_at(post)
        .is_some_and(|name| matches!(name.label.as_str(), "PERSON" | "GPE" | "LOC" | "FAC"));
    !is_name
        || reading
            .frames
            .relations
            .words
            .state_posts
            .contains(&lemma(reading, post))
}

/// "40-year-old **Anna Berg**" says who it is, not what.
fn is_name_of_person(reading: &Reading<'_>, head: TokenId) -> bool {
    let mention = reading.discourse.mention_at.get(&head);
    let named = mention.map(|&id| &reading.discourse.mentions[id]);
    named.is_some_and(|mention| mention.form == MentionForm::Name && mention.head == head)
        && reading.token(head).pos == "PROPN"
        && !reading
            .frames
            .relations
            .words
            .state_posts
            .contains(&lemma(reading, head))
}

/// The capitalised word ends the name of somebody in this article.
fn is_surname(reading: &Reading<'_>, word: TokenId) -> bool {
    let token = reading.token(word);
    let mut entities = reading.discourse.entities.iter();
    token.pos == "PROPN"
        && entities.any(|it| {
            let words = it.name.rsplit_once(' ');
            let person = it.named && it.kind == EntityKind::Person;
            person && words.is_some_and(|(_, last)| last == token.text)
        })
}

/// "the **minister** and I": who speaks is somebody else.
fn is_joined_by_speaker(reading: &Reading<'_>, post: TokenId) -> bool {
    let mut joined = reading.with(post, &["conj"]);
    joined.any(|id| reading.token(id).tag == "PRP")
}

/// "a **purported** doctor", "the **third** official".
fn is_doubted(reading: &Reading<'_>, post: TokenId) -> bool {
    let words = &reading.frames.relations.words;
    let agent = words.agents.contains(&lemma(reading, post));
    reading.with(post, &["amod"]).any(|modifier| {
        let ordinal = reading.token(modifier).morph.contains("NumType=Ord");
        words.doubts.contains(&lemma(reading, modifier)) || agent && ordinal
    })
}
