//! How a post is called: by the words around its noun, and by whom it is held for.
//!
//! Reads: a [`Phrase`] with its [`Owner`]. Writes: the name of the post. Never: says who holds it.

use crate::discourse::{EntityId, EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::linguistics::TokenId;

use super::lemma;
use super::offices::{Holder, Phrase, is_of_state};
use super::origins::is_assembly;
use super::owners::{Owner, is_party, party_at, party_called};

/// A post by its name.
pub(super) struct Called {
    pub(super) name: String,
    /// The words that stand in the text, where they are others, and the post by whom it is held for.
    pub(super) also: Vec<String>,
    /// True for one that is held no longer.
    pub(super) past: bool,
}

impl Holder {
    /// What the post is called.
    pub(super) fn called(
        &self,
        reading: &Reading<'_>,
        phrase: &Phrase,
        owner: Option<&Owner>,
    ) -> Called {
        let text = self.text(reading, phrase, owner);
        let text = without_party(reading, phrase, owner, &text);
        let (name, past) = plain(reading, &text);
        let (written, _) = plain(reading, self.written(reading, phrase));
        // "Senate president" is president of the Senate too.
        let spelt = match owner {
            Some(&Owner::Body(id, count)) if count > 0 && phrase.after.is_empty() => {
                let nationality = Self::is_nationality(reading, id, phrase);
                let spelt = || self.of_body(reading, phrase, id, count);
                (!nationality).then(|| plain(reading, &spelt()).0)
            }
            _ => None,
        };
        let mut also: Vec<String> = [written].into_iter().chain(spelt).collect();
        also.retain(|other| !other.eq_ignore_ascii_case(&name));
        Called {
            also,
            past: past || is_past(reading, self.post),
            name,
        }
    }

    /// The words of the post as they stand, whom it is held for among them: "French president".
    fn written<'a>(&self, reading: &Reading<'a>, phrase: &Phrase) -> &'a str {
        let first = phrase.words.first().unwrap_or(&self.post).min(&self.post);
        let range = reading.analysis.range(&(*first..phrase.end));
        range.of(&reading.article.text).trim()
    }

    /// "president of France": the words before the noun, the noun, and whom it is held for.
    fn text(&self, reading: &Reading<'_>, phrase: &Phrase, owner: Option<&Owner>) -> String {
        let with_phrase = phrase.end > *phrase.words.last().unwrap_or(&self.post) + 1;
        let as_written = with_phrase && !self.is_of_field(reading, phrase, owner)
            || self.is_named_for_owner(reading, phrase)
            || self.is_portfolio(reading, phrase, owner)
            || is_longer_name(reading, phrase, owner)
            || is_seat(reading, phrase, owner);
        let leading = match owner {
            Some(Owner::Body(_, count)) if !as_written => *count,
            Some(Owner::Person(_, count)) if !with_phrase => *count,
            _ => 0,
        };
        let own = self.own(reading, phrase, leading);
        match owner {
            // "Italian artist": an artist, and Italian.
            Some(Owner::Body(id, _))
                if !as_written && Self::is_nationality(reading, *id, phrase) =>
            {
                own
            }
            Some(Owner::Body(id, _)) if !as_written => self.of_body(reading, phrase, *id, leading),
            Some(Owner::Person(id, count)) if !with_phrase => {
                let serving = &reading.frames.relations.words.serving;
                let serves = *count > 0 && serving.contains(&lemma(reading, self.post));
                let link = if serves { "to" } else { "of" };
                format!("{own} {link} {}", reading.discourse.entities[*id].name)
            }
            _ => country_first(reading, phrase, in_full(reading, phrase, &own)),
        }
    }

    /// The words of the post without so many that name its owner.
    fn own(&self, reading: &Reading<'_>, phrase: &Phrase, leading: usize) -> String {
        let first = *phrase.words.get(leading).unwrap_or(&self.post);
        let range = reading.analysis.range(&(first.min(self.post)..phrase.end));
        let own = range.of(&reading.article.text).trim();
        let mut own_words = qualifiers(reading, &phrase.words[..leading]);
        own_words.push(own);
        own_words.join(" ")
    }

    /// "president of the Senate", "professor at Yale"
    fn of_body(
        &self,
        reading: &Reading<'_>,
        phrase: &Phrase,
        body: EntityId,
        leading: usize,
    ) -> String {
        let name = plain_name(reading, body);
        let based_at = &reading.frames.relations.words.based_at;
        let link = if based_at.contains(&lemma(reading, self.post)) {
            "at"
        } else {
            "of"
        };
        let article = article(reading, body, name);
        let own = self.own(reading, phrase, leading);
        format!("{own} {link} {article}{name}")
    }

    /// "**US** Secretary **of State**": a field of the country's government.
    fn is_of_field(&self, reading: &Reading<'_>, phrase: &Phrase, owner: Option<&Owner>) -> bool {
        let field = |(_, head): &(String, TokenId)| {
            let entity = reading.entity_at(*head);
            *head + 1 == phrase.end && entity.is_none_or(|(_, it)| it.kind == EntityKind::Topic)
        };
        let of = reading.token(self.post + 1).text == "of";
        let country = |id: EntityId| reading.discourse.entities[id].kind == EntityKind::Country;
        let ministers = ["minister", "secretary"].contains(&lemma(reading, self.post).as_str());
        matches!(owner, Some(Owner::Body(id, 1..)) if country(*id))
            && of
            && phrase.after.iter().all(field)
            && ministers
    }

    fn is_nationality(reading: &Reading<'_>, id: EntityId, phrase: &Phrase) -> bool {
        let country = reading.discourse.entities[id].kind == EntityKind::Country;
        country && phrase.possessor.is_none() && !is_of_state(reading, &phrase.words)
    }

    /// "Reuters reporter", "Taliban spokesman": who acts for others is called after them.
    fn is_named_for_owner(&self, reading: &Reading<'_>, phrase: &Phrase) -> bool {
        let words = &reading.frames.relations.words;
        let lemma = lemma(reading, self.post);
        let acts = words.agents.contains(&lemma) || words.speakers.contains(&lemma);
        let adjective = phrase
            .words
            .first()
            .is_some_and(|&id| reading.token(id).pos == "ADJ");
        acts && phrase.possessor.is_none() && !adjective
    }

    /// "Home Secretary": a field of government, whatever office has its name.
    fn is_portfolio(&self, reading: &Reading<'_>, phrase: &Phrase, owner: Option<&Owner>) -> bool {
        let minister = matches!(lemma(reading, self.post).as_str(), "secretary" | "minister");
        let Some(&Owner::Body(id, _)) = owner.filter(|_| minister) else {
            return false;
        };
        let kind = reading.discourse.entities[id].kind;
        phrase.possessor.is_none() && is_a(kind, EntityKind::Organization)
    }
}

/// "**Republican** senator": a senator; the party is told beside it. Not "Green Party leader".
fn without_party(
    reading: &Reading<'_>,
    phrase: &Phrase,
    owner: Option<&Owner>,
    text: &str,
) -> String {
    let partisan = |&id: &TokenId| {
        let whole = reading
            .discourse
            .mention_at
            .get(&id)
            .is_none_or(|&mention| reading.discourse.mentions[mention].tokens.len() == 1);
        whole && lemma(reading, id + 1) != "party" && party_at(reading, id).is_some()
    };
    let mut before = phrase
        .words
        .iter()
        .copied()
        .filter(|&id| id + 1 < phrase.end);
    match before.find(partisan) {
        Some(word) if !is_party(reading, owner) => {
            text.replacen(&format!("{} ", reading.token(word).text), "", 1)
        }
        _ => text.to_owned(),
    }
}

/// "**Senate** majority leader", "**Supreme Court** justice": called so, not "leader of the Senate".
fn is_seat(reading: &Reading<'_>, phrase: &Phrase, owner: Option<&Owner>) -> bool {
    let Some(&Owner::Body(id, 1..)) = owner else {
        return false;
    };
    let body = &reading.discourse.entities[id];
    let court = body.name.to_lowercase().ends_with("court");
    phrase.possessor.is_none() && (court || is_assembly(reading, body))
}

/// "**former** French president": the words before the owner that belong to the post.
fn qualifiers<'a>(reading: &Reading<'a>, leading: &[TokenId]) -> Vec<&'a str> {
    let is_named = |id: &TokenId| {
        let token = reading.token(*id);
        token.pos == "PROPN" || reading.entity_at(*id).is_some() || reading.name_at(*id).is_some()
    };
    let belongs = |id: &TokenId| {
        let token = reading.token(*id);
        let noun = matches!(token.lemma.as_str(), "deputy" | "vice");
        noun || matches!(token.pos.as_str(), "ADJ" | "ADV" | "VERB")
    };
    let before: Vec<TokenId> = (leading.iter().copied())
        .take_while(|id| !is_named(id))
        .collect();
    // "regular visitor ex-Peru president": what goes before is somebody else's.
    let first = before.iter().rposition(|id| !belongs(id));
    let own = &before[first.map_or(0, |at| at + 1)..];
    own.iter()
        .map(|&id| reading.token(id).text.as_str())
        .collect()
}

/// "head of news for FLC", "mayor of the city", "president of the US" with the name of whom they mean.
fn in_full(reading: &Reading<'_>, phrase: &Phrase, text: &str) -> String {
    let last = phrase.after.iter().map(|(_, head)| *head).max();
    let mention = last.and_then(|head| reading.discourse.mention_at.get(&head));
    let Some(mention) = mention.map(|&id| &reading.discourse.mentions[id]) else {
        return text.to_owned();
    };
    let id = mention.entity;
    let entity = &reading.discourse.entities[id];
    let whole = mention.tokens.end == phrase.end;
    let range = reading.analysis.range(&mention.tokens);
    let written = range.of(&reading.article.text);
    let bare = written.strip_prefix("the ").unwrap_or(written);
    let letters = bare.len() > 1 && bare.chars().all(|c| c.is_uppercase() || c == '.');
    let described = mention.form == MentionForm::Description;
    let country = entity.kind == EntityKind::Country;
    let body = is_a(entity.kind, EntityKind::Organization);
    let place = is_a(entity.kind, EntityKind::Place);
    // "the law firm **Lind**": by its name alone.
    let sorted = mention.form == MentionForm::Name
        && body
        && !bare.starts_with("The ")
        && entity.name.len() < bare.len()
        && (bare.strip_suffix(&entity.name)).is_some_and(|sort| !sort.contains(['\'', '’']));
    let unsaid = letters && (body || country) || described && (body || place) || sorted;
    let name = plain_name(reading, id);
    match text.strip_suffix(written) {
        Some(before) if whole && entity.named && unsaid => {
            format!("{before}{}{name}", article(reading, id, name))
        }
        _ => text.to_owned(),
    }
}

/// "**US** ambassador to Peru" as "United States ambassador to Peru", however the text shortens it.
fn country_first(reading: &Reading<'_>, phrase: &Phrase, text: String) -> String {
    let country = reading
        .entity_at(phrase.words[0])
        .filter(|(_, it)| it.kind == EntityKind::Country);
    let short = &reading.frames.relations.words.country_adjectives;
    let rest = text
        .split_once(' ')
        .filter(|(first, _)| short.contains(*first));
    match (country, rest) {
        (Some((id, _)), Some((_, rest))) => format!("{} {rest}", plain_name(reading, id)),
        _ => text,
    }
}

/// "**US** District Court judge", "**Republican** Senate leader": more words stand before the post than
/// its owner is called by.
fn is_longer_name(reading: &Reading<'_>, phrase: &Phrase, owner: Option<&Owner>) -> bool {
    let Some(&Owner::Body(id, 1..)) = owner else {
        return false;
    };
    let entity = &reading.discourse.entities[id];
    let first = reading.token(phrase.words[0]);
    let mut names = entity.aliases.iter().chain([&entity.name]);
    let called = names.any(|name| name.contains(first.text.as_str()));
    let partisan = party_called(reading, &first.text).is_some();
    first.pos == "PROPN"
        && is_a(entity.kind, EntityKind::Organization)
        && (!called || partisan)
        && !is_party(reading, owner)
}

/// "the " where a name needs it: by the list, because the text says so, or since a common noun ends
/// it ("the Institute for Peace Research", "the Export Bank").
fn article(reading: &Reading<'_>, id: EntityId, name: &str) -> &'static str {
    let words = &reading.frames.relations.words;
    let entity = &reading.discourse.entities[id];
    let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    let common = name.contains(' ') && words.body_nouns.contains(&last);
    let mentions = reading.discourse.mentions.iter();
    let mut named = mentions
        .filter(|mention| mention.entity == id && mention.form == MentionForm::Name)
        .map(|mention| reading.token(mention.tokens.start));
    let told = entity.kind != EntityKind::Country
        && named.any(|word| word.text.eq_ignore_ascii_case("the"));
    if words.with_article.contains(name) || common || told {
        "the "
    } else {
        ""
    }
}

/// What people call it: of a country the gazetteer's label ("Iran"), else the name.
pub(super) fn plain_name<'a>(reading: &Reading<'a>, id: EntityId) -> &'a str {
    let entity = &reading.discourse.entities[id];
    let label = entity.link.as_ref().map(|link| link.label.as_str());
    label
        .filter(|_| entity.kind == EntityKind::Country)
        .unwrap_or(&entity.name)
}

/// A post by its own words: what only says that somebody holds it, or held it, and short forms are
/// taken out. True with it where it is held no longer.
fn plain(reading: &Reading<'_>, text: &str) -> (String, bool) {
    let lexicon = &reading.frames.relations;
    let words = &lexicon.words;
    let (mut rest, mut past) = (text, false);
    while let Some(end) = rest.find([' ', '-']) {
        let first = rest[..end].to_lowercase();
        let listed = words.past.contains(&first);
        let lower = rest.to_lowercase();
        if (words.ranked_posts.iter()).any(|post| lower.starts_with(post.as_str())) {
            break;
        }
        if !(listed || words.standing.contains(&first)) {
            break;
        }
        past |= listed;
        rest = &rest[end + 1..];
    }
    let full = rest.split(' ').map(|word| {
        let short = word.trim_end_matches('.').to_lowercase();
        let full = lexicon.short_titles.get(&short);
        full.map_or(word, |full| full.as_str())
    });
    (full.collect::<Vec<_>>().join(" "), past)
}

/// "**formerly** a deputy mayor"
fn is_past(reading: &Reading<'_>, post: TokenId) -> bool {
    let words = &reading.frames.relations.words.past;
    let mut before = reading.with(post, &["advmod"]).filter(|&id| id < post);
    before.any(|id| words.contains(&lemma(reading, id)))
}
