//! When a later mention tells of the same event as an earlier one.
//!
//! Reads: two drafts, the earlier with all that was told of its event. Writes: nothing.
//! Never: trusts a likeness of words where arguments, times or presentations contradict each other.

use crate::discourse::Polarity;
use crate::facts::content::SPEECH;
use crate::facts::draft::Draft;
use crate::facts::drafting::STATE;
use crate::facts::reading::Reading;
use crate::facts::{EventId, Filler, Report};
use crate::linguistics::clauses::{Embedding, PredicateKind, Slot, Tense};

use super::Told;
use super::agreement::{self, Agreement};
use super::mention;

/// Letters that words of one root have in common at least.
const STEM: usize = 4;

/// How surely two drafts tell of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// Arguments or words say so.
    Said,
    /// The later one is a definite noun that says nothing of its own but repeats the word.
    Repeated,
    /// The later one is a definite noun that says nothing of its own.
    Open,
    /// The later one is a definite noun that says where it was or how many it hit, but not whom.
    Placed,
    /// The later one is a definite noun for such events that says who else or what else has to do with it.
    Halved,
}

/// What ties a draft to an event that is known, if anything does.
pub(super) fn tie(
    reading: &Reading<'_>,
    told: &Told,
    earlier: EventId,
    later: EventId,
) -> Option<Tie> {
    let pair = Pair {
        reading,
        earlier: &told.drafts[earlier],
        later: &told.drafts[later],
    };
    let may_be_one = pair.is_same_kind() && pair.is_told_alike() && pair.has_same_number();
    if !may_be_one || pair.is_listed() || pair.is_one_of_several() {
        return None;
    }
    let agreement = agreement::compare(reading, &told.first, pair.earlier, pair.later);
    let recounts = agreement.recount && !mention::refers_back(reading, pair.later);
    if agreement.conflict || recounts {
        return None;
    }
    let again = if pair.later.family == SPEECH {
        pair.is_act_again(&agreement)
    } else {
        pair.happens_once() || pair.is_event_again(&agreement)
    };
    if again || pair.goes_on() {
        return Some(Tie::Said);
    }
    if pair.later.family == SPEECH {
        None
    } else if pair.is_open(&agreement) {
        Some(pair.openness())
    } else {
        pair.is_other_half(&agreement).then_some(Tie::Halved)
    }
}

struct Pair<'a> {
    reading: &'a Reading<'a>,
    earlier: &'a Draft,
    later: &'a Draft,
}

impl Pair<'_> {
    /// Of one class; or the later one is a noun that may stand for the class: "the attack" after a
    /// bombing.
    fn is_same_kind(&self) -> bool {
        let words = self.word(self.earlier).zip(self.word(self.later));
        let lexicon = &self.reading.frames.coreference;
        (self.earlier.event.class == self.later.event.class
            || self.takes_up()
            || self.is_same_win())
            && words.is_none_or(|(a, b)| !lexicon.differ(a, b))
    }

    /// "won the election, **defeating** Holm": the participle tells whom the winner has beaten.
    fn is_same_win(&self) -> bool {
        let mut winners = self.earlier.fillers("winner");
        let same = winners.any(|ours| self.later.fillers("winner").any(|theirs| ours == theirs));
        same && self.later.has("loser") && self.goes_on()
    }

    fn takes_up(&self) -> bool {
        let lexicon = &self.reading.frames.coreference;
        let noun = self.word(self.later);
        mention::refers_back(self.reading, self.later)
            && noun.is_some_and(|noun| {
                lexicon.takes_up(noun, &self.earlier.event.class, &self.earlier.family)
            })
    }

    /// Neither contradicts the other in time, in who says it, in whether it happened. A definite
    /// noun takes for granted what was told: that it happened, or that it is planned.
    fn is_told_alike(&self) -> bool {
        let (a, b) = (&self.earlier.event.reports[0], &self.later.event.reports[0]);
        if !self.is_same_time() {
            return false;
        }
        if mention::refers_back(self.reading, self.later) && is_positive(a) {
            // "promoted ties ... acknowledged **the ties**": there are some already.
            let lasts = self.later.family == STATE;
            let open = self.later.event.time.is_none() && !self.is_looked_back_on() && !lasts;
            let named = self.is_named_by_later() && mention::names_nobody(self.later);
            let called = self.is_same_word() || named;
            return is_settled(a) || a.modality == b.modality || (called && open);
        }
        if self.happens_once() {
            return is_settled(a) == is_settled(b);
        }
        a.polarity == b.polarity && is_settled(a) == is_settled(b)
    }

    /// "will leave the islands", then "opposed **the withdrawal**": the noun names the class of the event.
    fn is_named_by_later(&self) -> bool {
        let lexicon = &self.reading.frames.coreference;
        let class = &self.earlier.event.class;
        (self.word(self.later)).is_some_and(|noun| lexicon.names_class(noun, class))
    }

    /// "**after** the attack", "**blamed** them for the attack": it took place, planned before or not.
    fn is_looked_back_on(&self) -> bool {
        let aftermath = &self.reading.frames.coreference.aftermath;
        let clause = self.later.clause.map(|id| &self.reading.clauses[id]);
        let parent = clause.and_then(|clause| clause.parent.as_ref());
        parent.is_some_and(|parent| {
            let above = &self.reading.clauses[parent.clause];
            let marker = parent.marker.as_deref();
            aftermath.contains(above.lemma.as_str())
                || marker.is_some_and(|marker| aftermath.contains(marker))
        })
    }

    fn is_same_time(&self) -> bool {
        match (&self.earlier.event.time, &self.later.event.time) {
            (Some(a), Some(b)) => a.begin.starts_with(&b.begin) || b.begin.starts_with(&a.begin),
            _ => true,
        }
    }

    /// One attack is not several, unless the text points at what it has just told.
    fn has_same_number(&self) -> bool {
        let uncounted = &self.reading.frames.coreference.uncounted;
        let counted =
            !uncounted.contains(&self.later.family) && !uncounted.contains(&self.later.event.class);
        let plural = |draft| {
            let noun = mention::is_plural(self.reading, draft);
            noun.or_else(|| self.happens_to_several(draft))
        };
        let points = mention::noun(self.reading, self.later)
            .is_some_and(|head| mention::points(self.reading, head));
        match (plural(self.earlier), plural(self.later)) {
            (Some(a), Some(b)) => a == b || points || !counted,
            _ => true,
        }
    }

    /// "Six soldiers **died**": several events in one word.
    fn happens_to_several(&self, draft: &Draft) -> Option<bool> {
        let frame = self.reading.frames.of_class(&draft.event.class)?;
        let mut fillers = draft.fillers(frame.once.as_deref()?);
        let several = fillers.any(|filler| match filler {
            Filler::Entity(id) => {
                let entity = self.reading.discourse.entities.get(*id);
                entity.is_some_and(|entity| entity.plural)
            }
            _ => false,
        });
        several.then_some(true)
    }

    /// The same one goes through what nobody goes through twice.
    fn happens_once(&self) -> bool {
        let frame = self.reading.frames.of_class(&self.earlier.event.class);
        let Some(role) = frame.and_then(|frame| frame.once.as_deref()) else {
            return false;
        };
        let single = |filler: &Filler| match filler {
            Filler::Entity(id) => {
                let entity = self.reading.discourse.entities.get(*id);
                entity.is_some_and(|entity| entity.named && !entity.plural)
            }
            _ => false,
        };
        self.earlier.event.class == self.later.event.class
            && (self.earlier.fillers(role))
                .any(|filler| single(filler) && self.later.fillers(role).any(|b| b == filler))
    }

    fn is_event_again(&self, agreement: &Agreement) -> bool {
        if self.is_another() {
            return false;
        }
        let back = mention::refers_back(self.reading, self.later);
        match agreement.shared.len() {
            0 => back && self.is_of_a_participant(),
            1 => back || self.is_same_word(),
            _ => true,
        }
    }

    /// "the **bill's** withdrawal" after somebody withdrew the bill.
    fn is_of_a_participant(&self) -> bool {
        let possessors = mention::open_possessors(self.reading, self.later);
        let roles = &self.earlier.event.roles;
        possessors.iter().flatten().any(|&possessor| {
            let mut fillers = roles.iter().map(|role| &role.filler);
            fillers.any(|filler| *filler == Filler::Entity(possessor))
        })
    }

    /// "**the** attack" without a word of whom or where.
    fn is_open(&self, agreement: &Agreement) -> bool {
        agreement.shared.is_empty()
            && mention::refers_back(self.reading, self.later)
            && self.says_nothing_of_whom()
            && !self.is_told_apart()
    }

    /// "an inquiry into the fire", then "the police **inquiry**": each says what the other leaves open.
    fn is_other_half(&self, agreement: &Agreement) -> bool {
        let class = &self.earlier.event.class;
        let possessors = mention::open_possessors(self.reading, self.later);
        agreement.shared.is_empty()
            && self.later.event.class == *class
            && mention::refers_back(self.reading, self.later)
            && (self.is_same_word() || self.is_named_by_later())
            && possessors.is_empty()
            && !self.is_told_apart()
    }

    fn openness(&self) -> Tie {
        if self.is_same_word() {
            Tie::Repeated
        } else if mention::is_silent(self.later) {
            Tie::Open
        } else {
            Tie::Placed
        }
    }

    /// "**his** admission", "**the** call": a noun goes back to the act; "asked for his resignation"
    /// is told again where who and what are the same.
    fn is_act_again(&self, agreement: &Agreement) -> bool {
        let noun = mention::refers_back(self.reading, self.later);
        let silent = !self.later.has("agent") && self.sentences_between() <= 2;
        let again = noun && (agreement.shared.contains(&"agent") || silent);
        let repeated = agreement.shared.len() > 1 && agreement.is_specific() && self.is_same_word();
        let aside = self.is_aside() && agreement.shared.contains(&"agent");
        !self.is_another() && (again || repeated || aside || self.is_belief())
    }

    /// "**citing** the police, he said", "the agency, which **cited** officials, reported".
    fn is_aside(&self) -> bool {
        let asides = &self.reading.frames.coreference.asides;
        let aside = |draft: &Draft| {
            let clause = draft.clause.map(|id| &self.reading.clauses[id]);
            clause.is_some_and(|clause| {
                let hangs = clause.parent.as_ref().map(|parent| parent.relation);
                asides.contains(clause.lemma.as_str())
                    && matches!(hangs, Some(Embedding::Adverbial | Embedding::Relative))
            })
        };
        self.sentences_between() == 0 && (aside(self.earlier) || aside(self.later))
    }

    /// "police said they **believe** the man acted alone"
    fn is_belief(&self) -> bool {
        let beliefs = &self.reading.frames.coreference.beliefs;
        let clause = self.later.clause.map(|id| &self.reading.clauses[id]);
        let Some(clause) = clause.filter(|clause| beliefs.contains(clause.lemma.as_str())) else {
            return false;
        };
        let said = clause.parent.as_ref().is_some_and(|parent| {
            parent.relation == Embedding::Complement && Some(parent.clause) == self.earlier.clause
        });
        let own = clause.argument(&Slot::Subject);
        said && own.is_some_and(|own| self.reading.token(own.head).pos == "PRON")
    }

    /// "released a statement **saying** ...", "fired rockets **targeting** a base": the participle of
    /// the same class only goes on, and so does its noun: "voted **in a referendum**", "met **for a summit**". Who says something,
    /// **adding** more, speaks twice.
    fn goes_on(&self) -> bool {
        let above = self.later.clause.and_then(|id| {
            let clause = &self.reading.clauses[id];
            let parent = clause.parent.as_ref()?;
            let participle = clause.tense == Tense::Participle
                && parent.marker.is_none()
                && (parent.relation == Embedding::Relative
                    || (parent.relation == Embedding::Adverbial && self.later.family != SPEECH));
            let within = match parent.marker.as_deref() {
                Some("in" | "at" | "during") => true,
                Some("for") => self.later.family == "Encounter",
                _ => false,
            };
            let noun = clause.kind == PredicateKind::Noun
                && parent.relation == Embedding::Nominal
                && within;
            (participle || noun).then_some(parent.clause)
        });
        above.is_some() && above == self.earlier.clause
    }

    /// "the visit", "committed **the murder**": nothing says that it is another one.
    fn says_nothing_of_whom(&self) -> bool {
        let frame = self.reading.frames.of_class(&self.later.event.class);
        let once = frame.and_then(|frame| frame.once.as_deref());
        if !mention::open_possessors(self.reading, self.later).is_empty() {
            return false;
        }
        mention::names_nobody(self.later)
            || once.is_some_and(|role| !self.later.has(role))
            || self.adds_aside()
    }

    /// "the attack, **reportedly carried out by rebels**": an aside tells more of what is known already, unless
    /// it leaves that open: "the attack, **which they have not claimed**".
    fn adds_aside(&self) -> bool {
        let (reading, clauses) = (self.reading, self.reading.clauses);
        let noun = self.later.clause.map(|id| &clauses[id]);
        let Some((noun, light)) = noun.and_then(|noun| Some((noun, &clauses[noun.light?]))) else {
            return false;
        };
        let before = reading.analysis.subtree(light.head).start.checked_sub(1);
        let apart = before.is_some_and(|comma| reading.token(comma).text == ",");
        let told = &self.later.event.reports[0];
        let mut added = mention::participants(self.later);
        noun.head < light.head
            && apart
            && is_settled(told)
            && is_positive(told)
            && added.all(|role| !self.earlier.has(role))
    }

    /// "the **primary** election" is not "the **presidential** election", nor need "the **Ohio**
    /// election" be one of which no place was told.
    fn is_told_apart(&self) -> bool {
        let ours = mention::modifiers(self.reading, self.earlier);
        let theirs = mention::modifiers(self.reading, self.later);
        let one_in_other = theirs.iter().any(|word| ours.contains(word));
        let named = mention::has_name_before(self.reading, self.later);
        !theirs.is_empty() && !one_in_other && (named || !ours.is_empty())
    }

    /// "the invasion and **occupation**" are two.
    fn is_listed(&self) -> bool {
        let nouns = [self.earlier, self.later].map(|draft| mention::noun(self.reading, draft));
        let [Some(earlier), Some(later)] = nouns else {
            return false;
        };
        let token = self.reading.token(later);
        token.dep == "conj" && token.head == earlier
    }

    /// "**five** demands", then "their demands **for an inquiry**": some of them.
    fn is_one_of_several(&self) -> bool {
        let mut numbers = (mention::noun(self.reading, self.earlier).into_iter())
            .flat_map(|head| self.reading.with(head, &["nummod"]));
        numbers.next().is_some() && self.later.has("content") && !self.earlier.has("content")
    }

    fn is_another(&self) -> bool {
        let noun = mention::noun(self.reading, self.later);
        noun.is_some_and(|head| mention::is_another(self.reading, head))
    }

    /// The same word, or one of the same root: "kill", "killing".
    fn is_same_word(&self) -> bool {
        let lemma = |draft: &Draft| {
            draft
                .clause
                .map(|id| self.reading.clauses[id].lemma.as_str())
        };
        let (Some(a), Some(b)) = (lemma(self.earlier), lemma(self.later)) else {
            return false;
        };
        let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        a == b || (common >= STEM && common * 2 >= a.len().max(b.len()))
    }

    fn word(&self, draft: &Draft) -> Option<&str> {
        draft
            .clause
            .map(|id| self.reading.clauses[id].lemma.as_str())
    }

    fn sentences_between(&self) -> usize {
        let sentence = |draft: &Draft| self.reading.analysis.sentence_of(draft.head);
        sentence(self.later).abs_diff(sentence(self.earlier))
    }
}

fn is_settled(report: &Report) -> bool {
    report.modality.is_real()
}

fn is_positive(report: &Report) -> bool {
    report.polarity == Polarity::Positive
}
