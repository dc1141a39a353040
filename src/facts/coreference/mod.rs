//! The same event told twice in an article becomes one event with several triggers and reports.
//!
//! Reads: drafts in the order of their clauses. Writes: fewer drafts. Never: joins events that
//! contradict each other.

use sieves::Tie;

use super::EventId;
use super::draft::Draft;
use super::reading::Reading;

mod agreement;
mod anaphora;
mod bridges;
mod join;
mod mention;
mod parts;
mod sieves;
#[cfg(test)]
mod tests;

pub(super) use anaphora::{antecedent, event_of, is_anaphor};
pub(super) use bridges::complete;
pub(super) use join::join;
pub(super) use mention::is_definite;
pub(super) use parts::fill as take_part;

/// Joins drafts that tell of the same event.
pub(super) fn same_events(reading: &Reading<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let mut told = Told::new(drafts);
    for later in in_text_order(drafts) {
        let earlier = told.earlier(reading, later);
        told.tell(reading, later, earlier);
    }
    told.finish()
}

/// Drafts in the order of their first triggers.
fn in_text_order(drafts: &[Draft]) -> Vec<EventId> {
    let mut order: Vec<EventId> = (0..drafts.len()).collect();
    order.sort_by_key(|&id| (drafts[id].event.triggers[0], id));
    order
}

/// What has been told so far.
struct Told {
    /// Drafts; the first of an event holds what all its mentions say.
    drafts: Vec<Draft>,
    /// The first draft of each draft's event.
    first: Vec<EventId>,
    /// Drafts in the order in which they are told.
    order: Vec<EventId>,
}

impl Told {
    fn new(drafts: &[Draft]) -> Self {
        Self {
            drafts: drafts.to_vec(),
            first: (0..drafts.len()).collect(),
            order: Vec::new(),
        }
    }

    /// First drafts of the events told so far, last told first, but for those of the same word.
    fn events_before(&self, later: EventId) -> Vec<EventId> {
        let mut events: Vec<EventId> = Vec::new();
        for &earlier in self.order.iter().rev() {
            let event = self.first[earlier];
            if !events.contains(&event) && self.drafts[earlier].head != self.drafts[later].head {
                events.push(event);
            }
        }
        events
    }

    /// The event told before that a draft tells of: the last that its words tie it to; a noun that
    /// says nothing of its own goes back to the sentence just before, else to what is most told of, of several
    /// the first; one that says something goes back to the only event of its class.
    fn earlier(&self, reading: &Reading<'_>, later: EventId) -> Option<EventId> {
        let known = self.events_before(later).into_iter();
        let ties: Vec<(Tie, EventId)> = known
            .filter_map(|earlier| Some((sieves::tie(reading, self, earlier, later)?, earlier)))
            .collect();
        let last_by = |wanted: Tie| ties.iter().find(move |(tie, _)| *tie == wanted);
        let just_told = || {
            let last = ties.first();
            last.filter(|&&(_, last)| self.is_just_told(reading, last, later))
        };
        let sure = last_by(Tie::Said).or_else(|| last_by(Tie::Repeated));
        if let Some(&(_, earlier)) = sure.or_else(just_told) {
            return Some(earlier);
        }
        let mentions = |event: EventId| self.drafts[event].event.reports.len();
        let open = ties.iter().filter(|(tie, _)| *tie == Tie::Open);
        let noun =
            mention::noun(reading, &self.drafts[later]).map(|head| &reading.token(head).lemma);
        let class = |event: EventId| &self.drafts[event].event.class;
        let named = |event: EventId| {
            let lexicon = &reading.frames.coreference;
            class(event) == class(later)
                || noun.is_some_and(|noun| lexicon.names_class(noun, class(event)))
        };
        let most = open.max_by_key(|&&(_, event)| (mentions(event), named(event)));
        most.map(|&(_, event)| event)
            .or_else(|| self.only_one(reading, &ties, later))
    }

    /// The one event that a definite noun with words of its own may tell of, if no other of its class was told.
    fn only_one(
        &self,
        reading: &Reading<'_>,
        ties: &[(Tie, EventId)],
        later: EventId,
    ) -> Option<EventId> {
        let class = |event: EventId| &self.drafts[event].event.class;
        let noun = &reading
            .token(mention::noun(reading, &self.drafts[later])?)
            .lemma;
        let lexicon = &reading.frames.coreference;
        let known = self.events_before(later).into_iter();
        let mut alike = known.filter(|&event| class(event) == class(later));
        let only = alike.next().filter(|_| alike.next().is_none())?;
        let fits = |tie: Tie| tie == Tie::Halved || lexicon.names_class(noun, class(only));
        let mut ties = ties.iter();
        ties.any(|&(tie, event)| event == only && fits(tie))
            .then_some(only)
    }

    /// Its last mention stands in the same sentence or the one before.
    fn is_just_told(&self, reading: &Reading<'_>, event: EventId, later: EventId) -> bool {
        let sentence = |id: EventId| reading.analysis.sentence_of(self.drafts[id].head);
        let mut told = self.order.iter().rev();
        let last = told.find(|&&earlier| self.first[earlier] == event);
        last.is_some_and(|&last| sentence(later).abs_diff(sentence(last)) <= 1)
    }

    fn tell(&mut self, reading: &Reading<'_>, later: EventId, earlier: Option<EventId>) {
        self.order.push(later);
        if let Some(earlier) = earlier {
            let other = self.drafts[later].clone();
            join::absorb(reading, &mut self.drafts[earlier], &other);
            self.first[later] = earlier;
        }
    }

    /// One draft for each event.
    fn finish(self) -> Vec<Draft> {
        join::renumber(self.drafts, &self.first)
    }
}
