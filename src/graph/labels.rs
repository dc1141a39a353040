//! Labels of events, as an editor would head them: "Kakar visits Xinjiang University".
//!
//! What is told as done gets a headline. All else gets a noun phrase with its status before it
//! ("Planned: visit of Dahl to Rome", "Denied: attack on Sella", "No vote on the budget"), and what only a
//! source tells ends with that source. So a label never tells as done what is planned, denied or claimed.
//! An event that two articles present differently has a label from each.
//!
//! Reads: an event, its patterns in the ontology. Writes: a label of at most [`LONGEST`] characters.
//! Never: uses inferred roles, numbers of victims or the clock.

use super::names::Names;
use super::ontology::Ontology;
use super::phrases::{Manner, Part, Phrase, Slot, WORDS};
use super::status::{Status, is_told};
use super::vocab;
use super::wording::{capitalised, cut, inflect, list};
use crate::discourse::{EntityId, EntityKind, Modality, Polarity, Source};
use crate::facts::{Event, EventId, Facts, Filler, Role};

/// Characters that a label has at most.
const LONGEST: usize = 90;

/// Characters of the text that may stand in a label for want of anything better.
const LONGEST_QUOTE: usize = 24;

/// How deep an event may be named within another.
const DEEPEST: usize = 2;

/// How much to say, from all down to the least: groups in parentheses of the event itself, and of
/// those within it.
const ROOM: [Room; 7] = [
    Room { own: 9, inner: 9 },
    Room { own: 9, inner: 2 },
    Room { own: 9, inner: 1 },
    Room { own: 2, inner: 1 },
    Room { own: 1, inner: 1 },
    Room { own: 1, inner: 0 },
    LEAST,
];

const LEAST: Room = Room { own: 0, inner: 0 };

/// Everything a label is made of.
pub(super) struct Labels<'a> {
    pub(super) facts: &'a Facts,
    pub(super) ontology: &'a Ontology,
    pub(super) names: &'a Names,
    /// Text of the article.
    pub(super) text: &'a str,
}

#[derive(Debug, Clone, Copy)]
struct Room {
    own: usize,
    inner: usize,
}

/// Where an event is worded.
#[derive(Debug, Clone, Copy)]
struct Setting<'a> {
    /// Entities that are named already.
    named: &'a [EntityId],
    room: Room,
    /// How many events may still be named within each other.
    depth: usize,
}

/// A phrase in the making.
#[derive(Debug, Clone)]
struct Draft {
    words: String,
    /// Entities that are named already, not to be named twice.
    named: Vec<EntityId>,
    /// The role before the next verb has several fillers.
    plural: bool,
    /// Groups in parentheses that may still follow.
    groups: usize,
}

impl Labels<'_> {
    /// The label of an event.
    pub(super) fn of(&self, event: &Event) -> String {
        let status = Status::of(event);
        let claimed = match status {
            Status::Told => self.claimed_by(event),
            _ => None,
        };
        let ending = claimed.unwrap_or_default();
        let room = LONGEST.saturating_sub(ending.chars().count());
        let mut versions = ROOM.iter().map(|own| self.version(event, status, *own));
        let fits = |version: &String| version.chars().count() <= room;
        let label = versions.find(fits);
        let label = label.unwrap_or_else(|| cut(&self.version(event, status, LEAST), room));
        capitalised(&format!("{label}{ending}"))
    }

    fn version(&self, event: &Event, status: Status, room: Room) -> String {
        if status == Status::Told
            && let Some(headline) = self.headline(event, Setting::top(room))
        {
            return headline;
        }
        let noun = self.noun(event, Setting::top(room));
        let noun = self.told_apart(event, noun, room);
        match status {
            Status::Told => noun,
            Status::Negated => format!("no {noun}"),
            Status::Disputed => format!("disputed: {noun}"),
            Status::Denied => format!("denied: {noun}"),
            Status::Open(modality, Polarity::Positive) => {
                format!("{}: {noun}", self.word(modality))
            }
            Status::Open(modality, Polarity::Negative) => {
                format!("{}: no {noun}", self.word(modality))
            }
        }
    }

    /// "trial (“in the dock”)": a noun of which nothing is known has the words of the text beside it.
    fn told_apart(&self, event: &Event, noun: String, room: Room) -> String {
        let bare = self.noun(event, Setting::top(LEAST));
        if noun != bare || room.own == 0 || self.is_said(event) {
            return noun;
        }
        let words = self.own_words(event, &noun);
        words.map_or(noun.clone(), |words| format!("{noun} {words}"))
    }

    /// ", Berg says" where the article does not say so itself.
    fn claimed_by(&self, event: &Event) -> Option<String> {
        let told = || event.reports.iter().filter(|report| is_told(report));
        if told().any(|report| report.source == Source::Narrator) {
            return None;
        }
        let mut sources = told().filter_map(|report| match report.source {
            Source::Entity(entity) => Some(entity),
            Source::Narrator | Source::Unnamed => None,
        });
        let Some(source) = sources.next() else {
            return Some(", a source says".to_owned());
        };
        let takes_part = |role: &Role| role.filler == Filler::Entity(source);
        if event.roles.iter().any(takes_part) {
            // Whoever says something has said it.
            return (!self.is_said(event)).then(|| ", by own account".to_owned());
        }
        let verb = inflect("say", self.is_plural(source));
        let ending = format!(", {} {verb}", self.names.label(source));
        let short = ending.chars().count() <= LONGEST / 2;
        Some(if short {
            ending
        } else {
            ", a source says".to_owned()
        })
    }

    /// The clause that tells an event as done; none where the roles that it needs are empty.
    fn headline(&self, event: &Event, setting: Setting<'_>) -> Option<String> {
        let phrase = self.ontology.headline(&event.class)?;
        self.render(event, phrase, setting)
    }

    /// The phrase that names an event and says nothing of whether it took place.
    fn noun(&self, event: &Event, setting: Setting<'_>) -> String {
        let phrase = self.ontology.noun_phrase(&event.class);
        let rendered = phrase.and_then(|phrase| self.render(event, phrase, setting));
        rendered.unwrap_or_else(|| event.class.clone())
    }

    fn render(&self, event: &Event, phrase: &Phrase, setting: Setting<'_>) -> Option<String> {
        let draft = || Draft {
            words: String::new(),
            named: setting.named.to_vec(),
            plural: false,
            groups: setting.room.own,
        };
        phrase.0.iter().find_map(|parts| {
            let whole = self.add(event, parts, draft(), setting)?;
            Some(whole.words)
        })
    }

    /// The draft with more parts; none where a role is empty outside of parentheses.
    fn add(
        &self,
        event: &Event,
        parts: &[Part],
        mut draft: Draft,
        setting: Setting<'_>,
    ) -> Option<Draft> {
        for part in parts {
            match part {
                Part::Words(words) => draft.words.push_str(words),
                Part::Verb(verb) => draft.words.push_str(&inflect(verb, draft.plural)),
                Part::Slot(slot) => self.fill(event, slot, &mut draft, setting)?,
                Part::Optional(_) if draft.groups == 0 => {}
                Part::Optional(inner) => {
                    if let Some(mut longer) = self.add(event, inner, draft.clone(), setting) {
                        longer.groups -= 1;
                        draft = longer;
                    }
                }
            }
        }
        Some(draft)
    }

    fn fill(
        &self,
        event: &Event,
        slot: &Slot,
        draft: &mut Draft,
        setting: Setting<'_>,
    ) -> Option<()> {
        for (role, manner) in &slot.roles {
            if role == WORDS {
                draft.words += &self.own_words(event, &draft.words)?;
                return Some(());
            }
            let fillers = self.fillers(event, role, draft);
            let inner = Setting {
                named: &draft.named.clone(),
                ..setting
            };
            let worded = |filler: &&&Filler| self.filler(filler, *manner, inner);
            let mut words: Vec<(String, &Filler)> = fillers
                .iter()
                .filter_map(|filler| Some((worded(&filler)?, *filler)))
                .collect();
            if words.iter().any(|(_, it)| matches!(it, Filler::Event(_))) {
                // One event within another is as much as a label can hold.
                words.truncate(1);
            }
            if !words.is_empty() && (words.len() > 1 || !slot.several) {
                let places = words.len() > 1 && self.is_place(role);
                self.push(draft, &words, places);
                return Some(());
            }
        }
        None
    }

    /// What fills a role and is not told yet; of places those without a name first ("mosque, Fez").
    fn fillers<'e>(&self, event: &'e Event, role: &str, draft: &Draft) -> Vec<&'e Filler> {
        let untold = filled(event, role).filter(|filler| !draft.tells(filler));
        let mut fillers: Vec<&Filler> = untold.collect();
        if fillers.len() > 1 && self.is_place(role) {
            fillers.sort_by_key(|filler| self.is_named(filler));
        }
        fillers
    }

    fn push(&self, draft: &mut Draft, fillers: &[(String, &Filler)], places: bool) {
        let words: Vec<String> = fillers.iter().map(|(words, _)| words.clone()).collect();
        draft.words += &if places {
            words.join(", ")
        } else {
            list(&words)
        };
        draft.plural = words.len() > 1;
        for (_, filler) in fillers {
            if let Filler::Entity(entity) = filler {
                draft.plural |= self.is_plural(*entity);
                draft.named.push(*entity);
            }
        }
    }

    /// "(“in the dock”)", the words of the text, where they add to what is said already.
    fn own_words(&self, event: &Event, said: &str) -> Option<String> {
        let words = event.triggers.first()?.of(self.text);
        let short = words.chars().count() <= LONGEST_QUOTE && !words.contains('\n');
        // "visiting" adds nothing to "visit".
        let stem: String = words.to_lowercase().chars().take(4).collect();
        let new = !said.to_lowercase().contains(&stem);
        (short && new).then(|| format!("(“{words}”)"))
    }

    fn filler(&self, filler: &Filler, manner: Manner, setting: Setting<'_>) -> Option<String> {
        match filler {
            Filler::Entity(entity) if manner != Manner::Clause => {
                Some(self.names.label(*entity).to_owned())
            }
            Filler::Text(text) if manner != Manner::Clause => Some(text.clone()),
            Filler::Event(event) if setting.depth > 0 => {
                self.within(*event, manner, setting.within())
            }
            _ => None,
        }
    }

    /// An event that fills a role of another.
    fn within(&self, event: EventId, manner: Manner, setting: Setting<'_>) -> Option<String> {
        let event = &self.facts.events[event];
        let status = Status::of(event);
        if manner == Manner::Clause {
            let told = status == Status::Told;
            return self.headline(event, setting).filter(|_| told);
        }
        let noun = self.noun(event, setting);
        Some(match (manner, status) {
            (Manner::Bare, _) | (_, Status::Told) => noun,
            (_, Status::Disputed) => format!("disputed {noun}"),
            (Manner::Marked, Status::Denied) => format!("denied {noun}"),
            (_, Status::Denied | Status::Negated | Status::Open(_, Polarity::Negative)) => {
                format!("no {noun}")
            }
            (Manner::Marked, Status::Open(modality, Polarity::Positive)) => {
                format!("{} {noun}", self.word(modality))
            }
            (_, Status::Open(..)) => noun,
        })
    }

    /// The word of the ontology for a modality: "planned".
    fn word(&self, modality: Modality) -> String {
        let name = format!("{modality:?}");
        let term = self.ontology.term(&name);
        let label = term.and_then(|term| self.ontology.label(term.as_ref()).map(str::to_owned));
        label.unwrap_or(name)
    }

    fn is_said(&self, event: &Event) -> bool {
        let class = self.ontology.event_class(&event.class);
        class.is_some_and(|class| self.ontology.is_a(class.as_ref(), vocab::COMMUNICATION))
    }

    fn is_place(&self, role: &str) -> bool {
        let role = self.ontology.role(role);
        let above = role.map(|role| self.ontology.superproperties(role.as_ref()));
        above.is_some_and(|above| above.iter().any(|it| it.as_ref() == vocab::HAS_PLACE))
    }

    fn is_named(&self, filler: &Filler) -> bool {
        matches!(filler, Filler::Entity(entity) if self.facts.entities[*entity].entity.named)
    }

    /// Names of people and bodies take the singular, however they end.
    fn is_plural(&self, entity: EntityId) -> bool {
        let entity = &self.facts.entities[entity].entity;
        entity.plural && (!entity.named || entity.kind == EntityKind::Group)
    }
}

impl Draft {
    /// True where the words tell this already.
    fn tells(&self, filler: &Filler) -> bool {
        match filler {
            Filler::Entity(entity) => self.named.contains(entity),
            Filler::Text(text) => self.words.contains(text.as_str()),
            Filler::Event(_) => false,
        }
    }
}

impl Setting<'_> {
    /// Of an event that stands by itself.
    fn top(room: Room) -> Self {
        Self {
            named: &[],
            room,
            depth: DEEPEST,
        }
    }

    /// Of an event within this one.
    fn within(self) -> Self {
        Self {
            room: Room {
                own: self.room.inner,
                inner: self.room.inner / 2,
            },
            depth: self.depth - 1,
            ..self
        }
    }
}

/// What is named at the event for a role.
fn filled<'a>(event: &'a Event, name: &str) -> impl Iterator<Item = &'a Filler> {
    let roles = event
        .roles
        .iter()
        .filter(move |role: &&Role| role.name == name);
    roles.filter(|role| !role.inferred).map(|role| &role.filler)
}
