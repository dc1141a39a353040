//! What a noun phrase says of the post that it names: its text, whom it is held for.
//!
//! Reads: the words around the noun. Writes: `holdsPosition`, `affiliatedWith`, `memberOf`,
//! `citizenOf`. Never: decides whether the noun names a post.

use crate::discourse::{EntityId, EntityKind, MentionForm};
use crate::facts::frames::is_a;
use crate::facts::reading::Reading;
use crate::facts::{Filler, Relation};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::ClauseId;

use super::origins::is_assembly;
use super::owners::{Owner, is_party, owner, party_at, party_called, team_of, unnamed_body};
use super::{lemma, relation};

/// A person with the noun of the office.
pub(super) struct Holder {
    pub(super) person: EntityId,
    pub(super) post: TokenId,
    pub(super) clause: Option<ClauseId>,
}

/// The words of a post: "German" "deputy **mayor**" "of Bonn".
pub(super) struct Phrase {
    /// Content words before the noun and the noun itself, possessors left out.
    pub(super) words: Vec<TokenId>,
    /// Whose post it is ("Anna Berg's spokesman").
    pub(super) possessor: Option<TokenId>,
    /// Objects of the phrases after the noun with their prepositions.
    after: Vec<(String, TokenId)>,
    /// One past the last token.
    end: TokenId,
}

impl Phrase {
    /// The phrase that the parser sees.
    pub(super) fn of(reading: &Reading<'_>, post: TokenId) -> Self {
        let prepositions = ["of", "for", "at", "with", "in", "from", "to", "on"];
        let mut after = Vec::new();
        for (preposition, object) in reading.objects_of(post, &prepositions) {
            after.push((preposition.to_string(), object));
        }
        let before_comma = |id: &TokenId| {
            !reading.analysis.tokens[post + 1..=*id]
                .iter()
                .any(|token| token.text == ",")
        };
        let phrases = reading.with(post, &["prep"]);
        let last = phrases
            .filter(|&id| id > post && before_comma(&id))
            .map(|id| reading.last_of_phrase(id))
            .max();
        after.retain(|(_, object)| last.is_some_and(|last| *object <= last));
        Self {
            words: words_before(reading, post),
            possessor: reading.with(post, &["poss"]).next(),
            after,
            end: last.unwrap_or(post) + 1,
        }
    }

    /// The phrase that ends where a name begins.
    pub(super) fn until(reading: &Reading<'_>, post: TokenId, name: TokenId) -> Self {
        let inside = |&id: &TokenId| reading.entity_at(id).is_some();
        let comma = (post..name).find(|&id| reading.token(id).text == ",");
        let name = comma.unwrap_or(name);
        Self {
            words: words_before(reading, post),
            possessor: reading.with(post, &["poss"]).next(),
            after: (post + 1..name)
                .filter(inside)
                .map(|id| (String::new(), id))
                .collect(),
            end: name,
        }
    }
}

/// Content words that stand before a noun and describe it, and the noun.
fn words_before(reading: &Reading<'_>, post: TokenId) -> Vec<TokenId> {
    let before = reading.with(post, &["compound", "amod", "nmod"]);
    let mut words: Vec<TokenId> = before
        .filter(|&id| id < post)
        .flat_map(|id| reading.words_below(id))
        .filter(|&id| !is_function_word(reading, id))
        .collect();
    words.sort_unstable();
    words.push(post);
    // What stands before a quotation mark or a verb has got there by a slip of the parser.
    let foreign = |id: &TokenId| {
        let token = reading.token(*id);
        // "former **Reed** adviser"
        let own = token.dep == "compound" && token.head == post && *id + 1 == post;
        let person = reading
            .name_at(*id)
            .is_some_and(|name| name.label == "PERSON");
        matches!(
            token.tag.as_str(),
            "``" | "''" | "VBD" | "VBZ" | "VBP" | "POS"
        ) || token.tag == "IN" && token.text != "of"
            || person && token.pos == "PROPN" && !own
    };
    let start = (words[0]..post).rfind(foreign).map_or(0, |last| last + 1);
    words.retain(|&id| id >= start);
    words
}

/// Words that carry no meaning of their own.
pub(super) fn is_function_word(reading: &Reading<'_>, id: TokenId) -> bool {
    let pos = reading.token(id).pos.as_str();
    matches!(
        pos,
        "DET" | "PUNCT" | "SPACE" | "PART" | "ADP" | "CCONJ" | "SYM"
    )
}

impl Holder {
    /// Writes the relations of the words before a name.
    pub(super) fn of_title(
        &self,
        reading: &Reading<'_>,
        words: &[TokenId],
        found: &mut Vec<Relation>,
    ) {
        let end = words.last().unwrap_or(&self.post) + 1;
        let possessor = words
            .iter()
            .rposition(|&id| reading.token(id).dep == "poss");
        let possessor = possessor.filter(|at| at + 1 < words.len());
        let phrase = Phrase {
            possessor: possessor.map(|at| words[at]),
            words: words[possessor.map_or(0, |at| at + 1)..].to_vec(),
            after: Vec::new(),
            end,
        };
        self.describe(reading, &phrase, found);
    }

    /// Writes the relations of a post.
    pub(super) fn describe(
        &self,
        reading: &Reading<'_>,
        phrase: &Phrase,
        found: &mut Vec<Relation>,
    ) {
        let owner = owner(reading, phrase);
        self.affiliate_owner(reading, phrase, owner.as_ref(), found);
        self.affiliate_after(reading, phrase, found);
        if !is_party(reading, owner.as_ref()) {
            self.affiliate_party(reading, phrase, found);
        }
        let member = lemma(reading, self.post) == "member";
        if member && phrase.after.is_empty() {
            return;
        }
        let text = self.text(reading, phrase, owner.as_ref());
        if !text.is_empty() {
            self.add(reading, "holdsPosition", Filler::Text(text), found);
        }
    }

    /// Writes whom the person belongs to, without a post.
    pub(super) fn affiliate_owners(
        &self,
        reading: &Reading<'_>,
        phrase: &Phrase,
        found: &mut Vec<Relation>,
    ) {
        let owner = owner(reading, phrase);
        if let Some(Owner::Body(id, _)) = owner {
            self.affiliate(reading, id, found);
        }
        self.affiliate_after(reading, phrase, found);
    }

    fn affiliate_owner(
        &self,
        reading: &Reading<'_>,
        phrase: &Phrase,
        owner: Option<&Owner>,
        found: &mut Vec<Relation>,
    ) {
        let Some(&Owner::Body(id, _)) = owner else {
            // "the **bank's** economist", "**police** director"
            let possessor = phrase.possessor.and_then(|it| reading.entity_at(it));
            let body = possessor.map_or_else(|| unnamed_body(reading, phrase), |(id, _)| Some(id));
            if let Some(body) = body.filter(|_| owner.is_none()) {
                self.affiliate(reading, body, found);
            }
            return;
        };
        let country = reading.discourse.entities[id].kind == EntityKind::Country;
        let words = &reading.frames.relations.words;
        let post = lemma(reading, self.post);
        if country && words.mates.contains(&post) {
            self.enlist(reading, id, phrase, found);
        } else if country && words.ranks.contains(&lemma(reading, self.post)) {
            self.add(reading, "affiliatedWith", Filler::Entity(id), found);
        } else if country && !is_of_state(reading, &phrase.words) {
            self.add(reading, "citizenOf", Filler::Entity(id), found);
        } else {
            self.affiliate(reading, id, found);
        }
    }

    /// "**Peru** captain Ana Ruiz", "**Peruvian** striker": in the team that the article speaks of; else
    /// the country's noun stands for its team, and the adjective for a nationality.
    fn enlist(
        &self,
        reading: &Reading<'_>,
        country: EntityId,
        phrase: &Phrase,
        found: &mut Vec<Relation>,
    ) {
        let adjective = phrase.words.iter().any(|&id| {
            reading.token(id).pos == "ADJ"
                && reading.entity_at(id).is_some_and(|(it, _)| it == country)
        });
        let team = team_of(reading, country).or((!adjective).then_some(country));
        if let Some(team) = team {
            self.add(reading, "memberOf", Filler::Entity(team), found);
        }
        if adjective {
            self.add(reading, "citizenOf", Filler::Entity(country), found);
        }
    }

    fn affiliate_after(&self, reading: &Reading<'_>, phrase: &Phrase, found: &mut Vec<Relation>) {
        let speakers = &reading.frames.relations.words.speakers;
        let sent = speakers.contains(&lemma(reading, self.post));
        for (preposition, head) in &phrase.after {
            // "ambassador to the union": sent there by others.
            if sent && preposition == "to" {
                continue;
            }
            let Some((id, entity)) = reading.entity_at(*head) else {
                continue;
            };
            let from = preposition == "from" && entity.kind == EntityKind::Country;
            if from && !is_of_state(reading, &phrase.words) {
                self.add(reading, "citizenOf", Filler::Entity(id), found);
            } else {
                self.affiliate(reading, id, found);
            }
        }
    }

    /// "president of France": the words before the noun, the noun, and whom it is held for.
    fn text(&self, reading: &Reading<'_>, phrase: &Phrase, owner: Option<&Owner>) -> String {
        let with_phrase = phrase.end > *phrase.words.last().unwrap_or(&self.post) + 1;
        let as_written = with_phrase
            || self.is_named_for_owner(reading, phrase)
            || self.is_portfolio(reading, phrase, owner)
            || is_longer_name(reading, phrase, owner)
            || is_seat(reading, phrase, owner);
        let leading = match owner {
            Some(Owner::Body(_, count)) if !as_written => *count,
            _ => 0,
        };
        let first = *phrase.words.get(leading).unwrap_or(&self.post);
        let range = reading.analysis.range(&(first.min(self.post)..phrase.end));
        let own = range.of(&reading.article.text).trim();
        let mut own_words = qualifiers(reading, &phrase.words[..leading]);
        own_words.push(own);
        let own = own_words.join(" ");
        match owner {
            // "Italian artist": an artist, and Italian.
            Some(Owner::Body(id, _))
                if !as_written && Self::is_nationality(reading, *id, phrase) =>
            {
                own
            }
            Some(Owner::Body(id, _)) if !as_written => {
                let name = plain_name(reading, *id);
                let student = &reading.frames.relations.words.students;
                let link = if student.contains(&lemma(reading, self.post)) {
                    "at"
                } else {
                    "of"
                };
                let article = article(reading, *id, name);
                format!("{own} {link} {article}{name}")
            }
            Some(Owner::Person(id)) if !with_phrase => {
                format!("{own} of {}", reading.discourse.entities[*id].name)
            }
            _ => in_full(reading, phrase, &own),
        }
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

    /// "**Republican** senator": of the party that the article names.
    fn affiliate_party(&self, reading: &Reading<'_>, phrase: &Phrase, found: &mut Vec<Relation>) {
        let before = phrase.words.iter().filter(|&&id| id < self.post);
        for &word in before {
            if let Some(party) = party_at(reading, word) {
                self.add(reading, "affiliatedWith", Filler::Entity(party), found);
            }
        }
    }

    fn affiliate(&self, reading: &Reading<'_>, id: EntityId, found: &mut Vec<Relation>) {
        let words = &reading.frames.relations.words;
        let entity = &reading.discourse.entities[id];
        // "Secretary of Transportation": a field, not a body.
        let field = entity.link.is_none()
            && !entity.name.contains(' ')
            && matches!(lemma(reading, self.post).as_str(), "secretary" | "minister");
        let house = entity.kind == EntityKind::Facility && !words.equated.contains(&entity.name);
        if !(house || is_a(entity.kind, EntityKind::Organization)) || field {
            return;
        }
        let post = lemma(reading, self.post);
        // "Senate majority **leader**"
        let seat = matches!(post.as_str(), "leader" | "representative" | "whip");
        let member = post == "member" || seat && is_assembly(entity);
        let property = if member || words.mates.contains(&post) {
            "memberOf"
        } else {
            "affiliatedWith"
        };
        self.add(reading, property, Filler::Entity(id), found);
        if matches!(post.as_str(), "founder" | "co-founder" | "cofounder") {
            self.add(reading, "founded", Filler::Entity(id), found);
        }
    }

    fn add(
        &self,
        reading: &Reading<'_>,
        property: &str,
        object: Filler,
        found: &mut Vec<Relation>,
    ) {
        let named = relation(
            reading,
            property,
            self.person,
            object,
            self.post,
            self.clause,
        );
        found.push(named);
    }
}

/// "**Senate** majority leader", "**Supreme Court** justice": called so, not "leader of the Senate".
fn is_seat(reading: &Reading<'_>, phrase: &Phrase, owner: Option<&Owner>) -> bool {
    let Some(&Owner::Body(id, 1..)) = owner else {
        return false;
    };
    let body = &reading.discourse.entities[id];
    let court = body.name.to_lowercase().ends_with("court");
    phrase.possessor.is_none() && (court || is_assembly(body))
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

/// "head of news for FLC" with the name that the letters stand for.
fn in_full(reading: &Reading<'_>, phrase: &Phrase, text: &str) -> String {
    let last = phrase.end - 1;
    let short = reading.token(last).text.as_str();
    let full = reading.entity_at(last).filter(|(_, entity)| {
        let letters = short.len() > 1 && short.chars().all(char::is_uppercase);
        letters && entity.named && is_a(entity.kind, EntityKind::Organization)
    });
    match (full, text.strip_suffix(short)) {
        (Some((_, entity)), Some(before)) => format!("{before}{}", entity.name),
        _ => text.to_owned(),
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

/// True where some word names an office of a state.
fn is_of_state(reading: &Reading<'_>, words: &[TokenId]) -> bool {
    let posts = &reading.frames.relations.words.state_posts;
    words.iter().any(|&id| posts.contains(&lemma(reading, id)))
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
