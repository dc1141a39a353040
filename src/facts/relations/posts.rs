//! Which nouns name a post, and which of the words around one belong to it.
//!
//! Reads: nouns with their kinds, the lists of `_relations.toml`. Writes: nothing. Never: says who holds
//! a post.

use std::ops::Range;

use crate::discourse::{EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::linguistics::TokenId;

use super::{lemma, objects_of};

/// A noun that names an office or an occupation.
pub(super) fn is_post(reading: &Reading<'_>, post: TokenId) -> bool {
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
        && names_people(reading, post)
        && !is_cut_at_hyphen(reading, post)
        && !reading.is_time(post)
        && (token.pos == "NOUN" || is_office(reading, post))
        && !is_name_of_person(reading, post)
        && !is_surname(reading, post)
        && !is_joined_by_speaker(reading, post)
        && !is_doubted(reading, post)
        && (!is_no_post(reading, &lemma) || is_partner(reading, post))
}

/// "a **partner** in the law firm", but "her partner".
fn is_partner(reading: &Reading<'_>, post: TokenId) -> bool {
    let partners = &reading.frames.relations.words.partners;
    let bodies = objects_of(reading, post, &["at", "in", "with"]).into_iter();
    let mut bodies = bodies.filter_map(|body| reading.entity_at(body));
    partners.contains(&lemma(reading, post))
        && bodies.any(|(_, it)| is_a(it.kind, EntityKind::Organization))
}

/// A capitalised noun counts as an office only where it is no name: "President", not "Smith".
fn is_office(reading: &Reading<'_>, post: TokenId) -> bool {
    let is_name = reading
        .name_at(post)
        .is_some_and(|name| matches!(name.label.as_str(), "PERSON" | "GPE" | "LOC" | "FAC"));
    !is_name
        || is_left_out_of_name(reading, post)
        || reading
            .frames
            .relations
            .words
            .state_posts
            .contains(&lemma(reading, post))
}

/// "**Broadcaster** Anna Berg", at the head of a sentence: the recogniser takes it for a part of the name,
/// which is Anna Berg.
fn is_left_out_of_name(reading: &Reading<'_>, word: TokenId) -> bool {
    let mut mentions = reading.discourse.mentions.iter();
    let around = mentions.find(|it| it.form == MentionForm::Name && it.tokens.contains(&word));
    around.is_some_and(|mention| {
        let entity = &reading.discourse.entities[mention.entity];
        let text = reading.token(word).text.as_str();
        word < mention.head && !entity.name.split(' ').any(|part| part == text)
    })
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

/// The noun is for people by what they do: listed, of that kind, or one that no list knows but that is
/// formed like such nouns.
pub(super) fn names_people(reading: &Reading<'_>, noun: TokenId) -> bool {
    let lemma = lemma(reading, noun);
    let known = reading.knowledge.noun_kind(&lemma).is_some();
    let formed = reading.knowledge.is_title(&reading.token(noun).text) || ends_like_people(&lemma);
    let words = &reading.frames.relations.words;
    let lists = [
        &words.state_posts,
        &words.leading,
        &words.agents,
        &words.speakers,
        &words.mates,
        &words.ranks,
        &words.addresses,
        &words.based_at,
        &words.occupations,
    ];
    let listed = lists.iter().any(|list| list.contains(&lemma));
    let person = reading.knowledge.noun_kind(&lemma) == Some(EntityKind::Person);
    listed || person || !known && formed
}

/// Such a noun that may be a post: no "friend".
pub(super) fn is_role(reading: &Reading<'_>, noun: TokenId) -> bool {
    names_people(reading, noun) && !is_no_post(reading, &lemma(reading, noun))
}

fn is_no_post(reading: &Reading<'_>, noun: &str) -> bool {
    let lexicon = &reading.frames.relations;
    let one = noun.strip_suffix('s').unwrap_or(noun);
    lexicon.kin.contains_key(noun)
        || lexicon.kin.contains_key(one)
        || lexicon.words.no_post.contains(noun)
        || lexicon.words.honorifics.contains(noun)
}

/// "cosplayer", "videojournalist", "assemblywoman"
fn ends_like_people(noun: &str) -> bool {
    let endings = [
        "er", "or", "ist", "ian", "man", "woman", "person", "maker", "owner",
    ];
    endings.iter().any(|ending| noun.ends_with(ending))
}

/// "**co**-author", "**Secretary**-General": the first half of a word.
fn is_cut_at_hyphen(reading: &Reading<'_>, word: TokenId) -> bool {
    let next = reading.analysis.tokens.get(word + 1);
    if reading.token(word).text.ends_with('-') {
        return true;
    }
    !reading.token(word).space_after && next.is_some_and(|next| next.tag == "HYPH")
        // "commander-in-chief" goes by its first word.
        && reading.analysis.tokens.get(word + 2).is_some_and(|half| half.tag.starts_with("NN"))
}

/// Words that describe a post from the last one on that belongs to something else: a quotation, a
/// bracket, a verb, somebody's name; without those of a time ("**Sunday** president").
pub(super) fn own_words(reading: &Reading<'_>, words: &mut Vec<TokenId>, post: TokenId) {
    let foreign = |id: &TokenId| {
        let token = reading.token(*id);
        // "former **Reed** adviser"
        let own = matches!(token.dep.as_str(), "compound" | "nmod") && token.head > *id;
        let listed = || (*id..post).any(|id| reading.token(id).tag == "CC");
        let person = reading
            .name_at(*id)
            .is_some_and(|name| name.label == "PERSON");
        let titled = names_people(reading, *id);
        let possessed = words.contains(&(*id).saturating_sub(1));
        matches!(token.tag.as_str(), "``" | "''" | "VBD" | "VBZ" | "VBP")
            || token.tag == "-RRB-" && !(words[0]..*id).any(|id| reading.token(id).tag == "-LRB-")
            || token.tag == "POS" && !possessed
            || token.tag == "IN" && token.text != "of"
            || person && token.pos == "PROPN" && (!own || listed()) && !titled
    };
    let Some(&first) = words.first() else {
        return;
    };
    let start = (first..post)
        .rfind(|id| foreign(id) || joins_posts(reading, first..post, *id))
        .map_or(first, |last| last + 1);
    words.retain(|&id| id >= start && (id == post || !reading.is_time(id)));
}

/// "secretary of state **and** senator": what follows is another post than what stands before.
fn joins_posts(reading: &Reading<'_>, words: Range<TokenId>, and: TokenId) -> bool {
    let post = |id: TokenId| reading.token(id).tag.starts_with("NN") && is_post(reading, id);
    reading.token(and).text == "and"
        && (words.start..and).any(post)
        && (and + 1..=words.end).any(post)
}

/// One past the last word after a post that belongs to it: "judge | presiding over the case",
/// "ambassador to the union | under President Ruiz". Nothing where what follows is somebody else's name
/// ("chair of the union **Tom Lind**").
pub(super) fn end_of(reading: &Reading<'_>, post: TokenId, end: TokenId) -> TokenId {
    let closes = |&id: &TokenId| ends_before(reading, post, id);
    let end = (post + 1..end).find(closes).unwrap_or(end);
    // What hangs over: "adviser to".
    let hangs = |&id: &TokenId| {
        matches!(
            reading.token(id).pos.as_str(),
            "ADP" | "CCONJ" | "DET" | "PUNCT" | "SPACE" | "ADV"
        )
    };
    let last = (post..end).rfind(|id| !hangs(id)).unwrap_or(post);
    last + 1
}

/// A post ends before this word.
fn ends_before(reading: &Reading<'_>, post: TokenId, id: TokenId) -> bool {
    let token = reading.token(id);
    // "commander-**in**-chief"
    if reading.token(id - 1).tag == "HYPH" {
        return false;
    }
    let words = &reading.frames.relations.words;
    match token.tag.as_str() {
        "-LRB-" | "-RRB-" | "``" | "''" | ":" | "," | "WP" | "WDT" | "MD" => return true,
        "VBG" | "VBN" | "VBD" => return matches!(token.dep.as_str(), "acl" | "relcl"),
        // "president and director of the bank" goes on.
        "CC" => {
            let next = reading
                .with(token.head, &["conj"])
                .find(|&other| other > id);
            return id > post + 1
                && next.is_some_and(|other| {
                    reading.token(other).tag == "NN" && names_people(reading, other)
                });
        }
        "IN" | "TO" => {}
        _ => return false,
    }
    let object = reading.with(id, &["pobj"]).next();
    let named = || {
        object.is_some_and(|object| {
            reading.entity_at(object).is_some_and(|(_, it)| it.named) && !reading.is_time(object)
        })
    };
    match token.text.as_str() {
        "of" | "for" | "at" | "to" => false,
        "in" | "on" | "with" => !named(),
        "from" => {
            let post = lemma(reading, post);
            let sent = words.country_first.contains(&post) || words.speakers.contains(&post);
            !(sent && named())
        }
        _ => token.dep == "prep",
    }
}

/// The name of somebody else ends the words after a post: "chair of the union **Tom Lind**".
pub(super) fn is_of_another(reading: &Reading<'_>, post: TokenId, end: TokenId) -> bool {
    (post + 2..end).any(|id| {
        let begins = reading
            .name_at(id)
            .is_some_and(|name| name.label == "PERSON" && name.tokens.start == id);
        let before = reading.token(id - 1);
        begins
            && matches!(before.pos.as_str(), "NOUN" | "PROPN")
            && !names_people(reading, id - 1)
            && before.tag != "POS"
    })
}
