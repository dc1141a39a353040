//! What a head word can stand for in a role: an event, an entity or the words themselves.
//!
//! Reads: [`Reading`] and which tokens name events. Writes: [`Found`]. Never: chooses a pattern.

use crate::discourse::{EntityId, EntityKind, MentionForm};
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{ClauseId, Embedding, Slot};

use super::coreference;
use super::frames::{FillerKind, Restriction, is_a};
use super::reading::Reading;

/// Prepositions behind which a body is the house that it sits in.
const HOUSES: [&str; 5] = ["at", "in front of", "inside", "near", "outside"];

/// What fills a role, before events have numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Entity(EntityId),
    /// The events of these trigger tokens.
    Events(Vec<TokenId>),
    /// The event told before that a word stands for, if there is one; else the entity.
    Anaphor(TokenId, Option<EntityId>),
    Text(String),
}

/// Answers what heads may stand for, given the tokens that name events.
pub(super) struct Fillers<'a> {
    pub(super) reading: &'a Reading<'a>,
    /// By token: it names an event.
    pub(super) eventive: &'a [bool],
}

impl Fillers<'_> {
    /// The filler of a role of these kinds that a head gives.
    pub(super) fn find(&self, slot: &Slot, head: TokenId, kinds: &[FillerKind]) -> Option<Found> {
        if self.reading.is_time(head) && !kinds.contains(&FillerKind::Date) {
            return None;
        }
        if self.is_turn(head) {
            return None;
        }
        // "beat Chile **yesterday**": a day is no score, "in two hours" may be one.
        if self.reading.has_day(head) && kinds.contains(&FillerKind::Text) {
            return None;
        }
        // A sum of money is an amount and no thing that is saved, stolen or built.
        if is_money(self.reading, head) && !kinds.iter().any(|kind| takes_sums(*kind)) {
            return None;
        }
        if takes_events(kinds) {
            let mut events = self.events(slot, head);
            if events.is_empty() && kinds == [FillerKind::Event] {
                events = self.within(head);
            }
            if !events.is_empty() {
                return Some(Found::Events(events));
            }
        }
        let before_noun = matches!(slot, Slot::Compound | Slot::Modifier);
        let entity = self.entity(head, kinds, before_noun);
        let stands_for_event = takes_events(kinds) && coreference::is_anaphor(self.reading, head);
        let is_pronoun = self.reading.token(head).pos == "PRON";
        if stands_for_event && (entity.is_some() || is_pronoun) {
            return Some(Found::Anaphor(head, entity));
        }
        entity
            .map(Found::Entity)
            .or_else(|| self.text(head, kinds).map(Found::Text))
    }

    /// What a head really stands for: "the importance of **the port** and **the road**", "suspicion of **stealing**".
    pub(super) fn cores(&self, head: TokenId) -> Vec<TokenId> {
        let lemma = self.reading.token(head).lemma.to_lowercase();
        if self.eventive[head] || !self.reading.frames.words.transparent.contains(&lemma) {
            return vec![head];
        }
        let reading = self.reading;
        let phrases = reading.with(head, &["prep"]);
        let phrases = phrases.filter(|&id| matches!(&*reading.token(id).lemma, "of" | "for"));
        let mut below = phrases.filter_map(|id| reading.with(id, &["pobj", "pcomp"]).next());
        let core = below.next();
        core.map_or_else(|| vec![head], |core| reading.listed(core))
    }

    /// The entity of a head, of whatever kind.
    pub(super) fn whatever(&self, head: TokenId) -> Option<Found> {
        let open = !self.reading.is_time(head) && !is_money(self.reading, head);
        let entity = self.entity(head, &[FillerKind::Any], false);
        entity.filter(|_| open).map(Found::Entity)
    }

    /// "protested **in front of parliament**", "sued in the High **Court**", "met **at the summit**": the
    /// body in whose house it is, the occasion where it is.
    pub(super) fn seat(&self, slot: &Slot, head: TokenId) -> Option<Found> {
        let Slot::Oblique(preposition) = slot else {
            return None;
        };
        let (id, body) = self.reading.entity_at(head)?;
        let word = self.reading.token(head);
        // "in court" is no house, "at 17:55 GMT" no place.
        let told = self.reading.is_specific(head) || word.pos == "PROPN";
        let court = preposition == "in" && told && word.lemma.to_lowercase() == "court";
        let counted = self.reading.with(head, &["nummod"]).next().is_some();
        let one = !counted && !body.plural && is_a(body.kind, EntityKind::Organization);
        let occasion = preposition == "at" && body.kind == EntityKind::Happening;
        let house = one && (court || HOUSES.contains(&preposition.as_str()));
        (house || occasion).then_some(Found::Entity(id))
    }

    /// True where the head, or what it counts, fulfils a restriction of a pattern.
    pub(super) fn fulfils(&self, slot: &Slot, head: TokenId, restriction: &Restriction) -> bool {
        self.meets(slot, head, restriction)
            || measured(self.reading, head).is_some_and(|noun| self.meets(slot, noun, restriction))
    }

    /// True where the head itself fulfils a restriction of a pattern.
    pub(super) fn meets(&self, slot: &Slot, head: TokenId, restriction: &Restriction) -> bool {
        match restriction {
            Restriction::Described(adjective) => self.reading.is_described(head, adjective),
            Restriction::Lemma(words) => self.reading.ends_with(head, words),
            Restriction::Kind(FillerKind::Event) => {
                !self.events(slot, head).is_empty()
                    || self.entity(head, &[FillerKind::Event], true).is_some()
            }
            Restriction::Kind(kind) if kind.is_text() => self.text(head, &[*kind]).is_some(),
            Restriction::Kind(kind) => {
                let entity = self.reading.entity_at(head);
                // "twelve died": nothing tells what a bare number counts.
                let open = self.reading.token(head).tag == "CD";
                entity.is_some_and(|(_, entity)| {
                    kind.allows(entity.kind, false) && !(open && entity.kind == EntityKind::Thing)
                })
            }
        }
    }

    /// The entity of a head, if it is of one of these kinds. A name of unknown kind may be an
    /// organisation, but not where it only modifies a noun ("**Juma** prayer"); nor do people act there.
    fn entity(&self, head: TokenId, kinds: &[FillerKind], strict: bool) -> Option<EntityId> {
        let (id, entity) = self.reading.entity_at(head)?;
        if self.is_bare_degree(head) {
            return None;
        }
        if strict && entity.kind == EntityKind::Person {
            return None;
        }
        let allowed = |kind: &FillerKind| kind.allows(entity.kind, entity.named && !strict);
        kinds.iter().any(allowed).then_some(id)
    }

    /// "struck for **the first time** in years", "charged for **a second time**": which time, not what for.
    fn is_turn(&self, head: TokenId) -> bool {
        let reading = self.reading;
        let mut words = reading
            .with(head, &["amod"])
            .map(|word| &reading.token(word).lemma);
        let pale = &reading.frames.words.pale;
        reading.token(head).lemma == "time"
            && words.any(|word| pale.contains(word.to_lowercase().as_str()))
    }

    /// "the highest in years" names nothing, "a personal best" does.
    fn is_bare_degree(&self, head: TokenId) -> bool {
        let degree = matches!(self.reading.token(head).tag.as_str(), "JJS" | "RBS");
        let described = ["amod", "compound", "poss"];
        degree && self.reading.with(head, &described).next().is_none()
    }

    /// Events that a head stands for: its own, what it counts ("a series of **strikes**"), or, for a clause, the
    /// nearest below it.
    fn events(&self, slot: &Slot, head: TokenId) -> Vec<TokenId> {
        if self.eventive[head] {
            return vec![head];
        }
        // "**the** number of strikes" is a number.
        let counted = measured(self.reading, head).filter(|&noun| self.eventive[noun]);
        if let Some(counted) = counted.filter(|_| !self.reading.is_definite(head)) {
            return vec![counted];
        }
        let mut found = Vec::new();
        if let (Slot::Content, Some(clause)) = (slot, self.reading.clause_at(head)) {
            self.nearest(clause, &mut found);
        }
        found
    }

    /// Events that a noun without an event of its own is about: "the **importance** of building
    /// ports", "**plans** to visit Oslo".
    fn within(&self, noun: TokenId) -> Vec<TokenId> {
        let mut found = Vec::new();
        let clause = self.reading.clause_at(noun);
        let below = clause.map_or(&[][..], |clause| self.reading.below(clause));
        for &child in below {
            let parent = self.reading.clauses[child].parent.as_ref();
            if parent.is_some_and(|parent| parent.relation != Embedding::Relative) {
                self.nearest(child, &mut found);
            }
        }
        found
    }

    /// The highest eventive clauses below a clause, or itself, or the nouns that it carries: "plans to
    /// hold **talks**".
    fn nearest(&self, clause: ClauseId, found: &mut Vec<TokenId>) {
        let head = |id: ClauseId| self.reading.clauses[id].head;
        if self.eventive[head(clause)] {
            found.push(head(clause));
            return;
        }
        let carried = self.reading.carried(clause).iter();
        let carried = carried.map(|&noun| head(noun));
        let carried: Vec<TokenId> = carried.filter(|&noun| self.eventive[noun]).collect();
        if !carried.is_empty() {
            found.extend(carried);
            return;
        }
        for &child in self.reading.below(clause) {
            self.nearest(child, found);
        }
    }

    fn text(&self, head: TokenId, kinds: &[FillerKind]) -> Option<String> {
        let reading = self.reading;
        let fits = |kind: &FillerKind| match kind {
            FillerKind::Text => true,
            FillerKind::Money => is_money(self.reading, head),
            FillerKind::Number => reading.number(head).is_some(),
            FillerKind::Date => reading.is_time(head),
            _ => false,
        };
        let words = || {
            if is_money(self.reading, head) {
                reading.sum(head)
            } else {
                reading.phrase(head)
            }
        };
        kinds.iter().any(fits).then(|| words().to_owned())
    }
}

/// True for a number of some currency: "$5", "five euros", "€3bn".
pub(super) fn is_money(reading: &Reading<'_>, head: TokenId) -> bool {
    if (reading.name_at(head)).is_some_and(|name| name.label == "MONEY") {
        return true;
    }
    let currencies = &reading.frames.words.currencies;
    let currency = |token: TokenId| currencies.contains(&reading.token(token).lemma.to_lowercase());
    // "USD15", "€3bn"
    let word = reading.token(head).text.to_lowercase();
    let mut sums = currencies
        .iter()
        .filter_map(|unit| word.strip_prefix(unit.as_str()));
    if sums.any(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    let below = reading.dependents(head);
    (currency(head) && reading.number(head).is_some())
        || (reading.token(head).pos == "NUM" && below.iter().any(|&child| currency(child)))
}

/// What a quantity is one of: "thousands of **refugees**", "some of the **rules**", "six of the **men**".
pub(super) fn measured(reading: &Reading<'_>, head: TokenId) -> Option<TokenId> {
    let counts = reading.token(head).tag == "CD"
        || (reading.frames.words.quantities).contains(reading.lemma(head));
    let below = counts.then(|| reading.objects_of(head, &["of"]))?;
    below.first().map(|&(_, noun)| noun)
}

/// A word that names nothing that a role could hold.
pub(super) fn says_nothing(reading: &Reading<'_>, head: TokenId) -> bool {
    is_nobody(reading, head) || is_hollow(reading, head)
}

/// "**No group** claimed it", "**nobody** was hurt", "poisoned **anything**", "gave **whatever help** he could".
fn is_nobody(reading: &Reading<'_>, head: TokenId) -> bool {
    let word = reading.token(head).text.to_lowercase();
    let nothing = [
        "anything",
        "everything",
        "nobody",
        "none",
        "nothing",
        "something",
    ];
    let lemma = |id: TokenId| reading.token(id).lemma.to_lowercase();
    let no = |id: TokenId| matches!(lemma(id).as_str(), "neither" | "no");
    let open = |id: TokenId| matches!(lemma(id).as_str(), "whatever" | "whichever");
    let people = reading.entity_at(head).is_some_and(|(_, entity)| {
        matches!(entity.kind, EntityKind::Group | EntityKind::Person)
            || is_a(entity.kind, EntityKind::Organization)
    });
    let denied = reading.with(head, &["det"]).any(no);
    let undecided = reading.with(head, &["det"]).any(open);
    nothing.contains(&word.as_str()) || undecided || denied && (people || word == "one")
}

/// "discussed **the situation**", "criticised **the move**": a noun without a word of its own that stands for
/// something told before, and of which no more is told anywhere.
fn is_hollow(reading: &Reading<'_>, head: TokenId) -> bool {
    let lemma = reading.token(head).lemma.to_lowercase();
    let known = reading.entity_at(head);
    let (Some((id, _)), "NOUN") = (known, reading.token(head).pos.as_str()) else {
        return false;
    };
    let mentions = reading.discourse.mentions.iter();
    let mut own = mentions.filter(|mention| mention.entity == id);
    reading.frames.words.hollow.contains(&lemma)
        && own.all(|mention| mention.form != MentionForm::Name && is_bare(reading, mention.head))
}

/// Nothing but an article, or a word that tells one from another, stands beside a noun.
fn is_bare(reading: &Reading<'_>, noun: TokenId) -> bool {
    let pale = &reading.frames.words.pale;
    reading.dependents(noun).iter().all(|&id| {
        let token = reading.token(id);
        let idle = matches!(token.dep.as_str(), "det" | "punct" | "case");
        idle || token.dep == "amod" && pale.contains(token.lemma.to_lowercase().as_str())
    })
}

/// "took **office**", "was appointed to **the post**", "cleared of **them**": words that tell no charge, penalty
/// or post.
pub(super) fn is_wordless(reading: &Reading<'_>, head: TokenId) -> bool {
    let token = reading.token(head);
    let lemma = token.lemma.to_lowercase();
    let owned = |&id: &TokenId| reading.token(id).dep == "poss" && reading.token(id).pos == "PRON";
    let bare = is_bare(reading, head) || reading.dependents(head).iter().all(owned);
    token.pos == "PRON"
        || token.pos == "NOUN" && bare && reading.frames.words.wordless.contains(&lemma)
}

/// True for places that are not actors when they stand before a noun: "the Paris attack".
pub(super) fn is_scene(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::City | EntityKind::Region | EntityKind::Place | EntityKind::Facility
    )
}

fn takes_sums(kind: FillerKind) -> bool {
    matches!(
        kind,
        FillerKind::Money | FillerKind::Number | FillerKind::Text
    )
}

fn takes_events(kinds: &[FillerKind]) -> bool {
    let event = |kind: &FillerKind| matches!(kind, FillerKind::Event | FillerKind::Any);
    kinds.iter().any(event)
}
