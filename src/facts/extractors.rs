//! Events that no frame can express, because no verb, noun or adjective names them.
//!
//! Reads: [`Reading`] and the article's posts. Writes: [`Draft`] events and entities that only a
//! credit line names. Never: repeats what frames find.

use crate::discourse::{Entity, EntityId, EntityKind, TimeRelation, TimeValue};
use crate::document::Post;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::Slot;
use crate::text::TextRange;

use super::content::SPEECH;
use super::draft::Draft;
use super::drafting::report;
use super::frames::is_a;
use super::reading::Reading;
use super::{Derivation, Event, EventId, Filler, MentionedEntity};

/// How those are found who speak by no verb.
const SPOKEN: &str = "speaker of the words";

/// "**According to** the ministry, ...": a statement whose verb is a preposition; "according to a
/// **tweet** by Reis" names its own.
pub(super) fn according_to(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    for clause in reading.clauses {
        for argument in &clause.arguments {
            if argument.slot != Slot::Oblique("according to".into()) {
                continue;
            }
            if let Some(act) = act_at(reading, drafts, argument.head) {
                // What it says stands in the clause above it, as with every "according to".
                drafts[act].clause = None;
                continue;
            }
            let speaker = reading.entity_at(argument.head);
            let speaker = speaker.filter(|_| !is_hearsay(reading, argument.head));
            let word = word_before(reading, argument.head, "according");
            let (Some((speaker, _)), Some(word)) = (speaker, word) else {
                continue;
            };
            match drafts.iter_mut().find(|draft| draft.head == word) {
                // "according to Reis **and the bank**"
                Some(known) if is_somebody(reading, speaker) => {
                    known.add("agent", Filler::Entity(speaker), SPOKEN);
                }
                Some(_) => {}
                None => {
                    drafts.push(statement(
                        reading,
                        word,
                        speaker,
                        "extractors::according_to",
                    ));
                }
            }
        }
    }
}

fn is_somebody(reading: &Reading<'_>, entity: EntityId) -> bool {
    let kind = reading.discourse.entities[entity].kind;
    matches!(
        kind,
        EntityKind::Person | EntityKind::Group | EntityKind::Country
    ) || is_a(kind, EntityKind::Organization)
}

/// "according to **reports**": nobody knows whose.
fn is_hearsay(reading: &Reading<'_>, noun: TokenId) -> bool {
    let whose = ["compound", "nmod", "poss", "prep", "acl", "relcl"];
    reading.token(noun).tag == "NNS"
        && matches!(
            reading.token(noun).lemma.as_str(),
            "report" | "rumor" | "rumour"
        )
        && reading.with(noun, &whose).next().is_none()
}

/// "The summary of the ruling **read** in part: ...": a statement whose verb the parser does not see.
pub(super) fn read_out(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    for quote in &reading.discourse.quotes.quotes {
        let speaker = quote.speaker.and_then(|speaker| reading.entity_at(speaker));
        if let (Some((speaker, _)), Some(word)) = (speaker, quote.word)
            && drafts.iter().all(|draft| draft.head != word)
        {
            drafts.push(statement(reading, word, speaker, "extractors::read_out"));
        }
    }
}

/// The act of a known speaker that a noun for a text, or its participle, names: "a **statement** by the
/// bank", "a letter **published** by the bank".
fn act_at(reading: &Reading<'_>, drafts: &[Draft], text: TokenId) -> Option<EventId> {
    let participles: Vec<TokenId> = reading.with(text, &["acl"]).collect();
    drafts.iter().position(|draft| {
        let named = draft.head == text || participles.contains(&draft.head);
        named && draft.family == SPEECH && draft.has("agent")
    })
}

/// The nearest such word before a token, in the same sentence.
fn word_before(reading: &Reading<'_>, token: TokenId, word: &str) -> Option<TokenId> {
    let sentence = reading.analysis.sentence_of(token);
    let start = reading.analysis.sentences[sentence].tokens.start;
    (start..token)
        .rev()
        .find(|&id| reading.token(id).text.eq_ignore_ascii_case(word))
}

fn statement(reading: &Reading<'_>, word: TokenId, speaker: EntityId, rule: &str) -> Draft {
    let derivation = Derivation {
        rule: rule.to_owned(),
        cues: Vec::new(),
    };
    let mut draft = Draft {
        event: Event {
            class: "Statement".to_owned(),
            triggers: vec![reading.token(word).range],
            roles: Vec::new(),
            time: None,
            reports: vec![report(reading, word, None, derivation)],
            part_of: None,
        },
        family: SPEECH.to_owned(),
        head: word,
        clause: None,
    };
    draft.add("agent", Filler::Entity(speaker), SPOKEN);
    draft
}

/// Social media posts that the article embeds: each is a publication by its author.
/// Entities that the text does not name are added to `extra`, numbered after those of the discourse.
pub(super) fn posts(
    reading: &Reading<'_>,
    drafts: &mut Vec<Draft>,
    extra: &mut Vec<MentionedEntity>,
) {
    for post in &reading.article.posts {
        let name = post.author.of(&reading.article.text);
        let author = known(reading, name).unwrap_or_else(|| {
            let person = Entity {
                kind: EntityKind::Person,
                name: name.to_owned(),
                named: true,
                ..Entity::default()
            };
            add(reading, extra, person, post.author)
        });
        let mut draft = publication(post);
        draft.add("agent", Filler::Entity(author), "credit line of the post");
        if let Some(platform) = platform(reading, post, extra) {
            draft.add("instrument", Filler::Entity(platform), "link of the post");
        }
        drafts.push(draft);
    }
}

fn add(
    reading: &Reading<'_>,
    extra: &mut Vec<MentionedEntity>,
    entity: Entity,
    mention: TextRange,
) -> EntityId {
    extra.push(MentionedEntity {
        entity,
        mentions: vec![mention],
        doubtful: Vec::new(),
    });
    reading.discourse.entities.len() + extra.len() - 1
}

/// The entity that goes by a name, spaces, hyphens and case aside.
fn known(reading: &Reading<'_>, name: &str) -> Option<EntityId> {
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(name);
    let is_wanted = |entity: &Entity| {
        let mut names = entity.aliases.iter().chain([&entity.name]);
        entity.named && names.any(|name| plain(name) == wanted)
    };
    reading.discourse.entities.iter().position(is_wanted)
}

/// The platform by the link's host, under the name that the text has for it.
fn platform(
    reading: &Reading<'_>,
    post: &Post,
    extra: &mut Vec<MentionedEntity>,
) -> Option<EntityId> {
    let mention = post.link?;
    let link = mention.of(&reading.article.text);
    let names = if link.contains("twitter.com") || link.contains("t.co/") || link.contains("x.com")
    {
        ["X", "Twitter"]
    } else if link.contains("facebook.com") {
        ["Facebook", "Facebook"]
    } else if link.contains("instagram.com") {
        ["Instagram", "Instagram"]
    } else {
        return None;
    };
    let mentioned = names.iter().find_map(|name| known(reading, name));
    Some(mentioned.unwrap_or_else(|| {
        let platform = Entity {
            kind: EntityKind::Platform,
            name: names[1].to_owned(),
            named: true,
            ..Entity::default()
        };
        add(reading, extra, platform, mention)
    }))
}

fn publication(post: &Post) -> Draft {
    let time = post.date.clone().map(|begin| TimeValue {
        begin,
        end: None,
        relation: TimeRelation::At,
    });
    let report = super::Report {
        modality: crate::discourse::Modality::Actual,
        polarity: crate::discourse::Polarity::Positive,
        certainty: crate::discourse::Certainty::Certain,
        source: crate::discourse::Source::Narrator,
        confidence: 0,
        reference: 100,
        evidence: post.range,
        trigger: post.author,
        derivation: Derivation {
            rule: "extractors::posts".to_owned(),
            cues: Vec::new(),
        },
    };
    Draft {
        event: Event {
            class: "Publication".to_owned(),
            triggers: vec![post.author],
            roles: Vec::new(),
            time,
            reports: vec![report],
            part_of: None,
        },
        family: SPEECH.to_owned(),
        head: TokenId::MAX,
        clause: None,
    }
}
