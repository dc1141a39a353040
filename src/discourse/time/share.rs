//! Clauses that tell of one time together: what dates one dates the other.
//!
//! Reads: [`Clauses`] and the clauses that have expressions of their own. Writes: the number of an
//! expression for clauses that have none. Never: replaces one, but for an object's that its verb owns.

use super::lexicon::TimeLexicon;
use crate::discourse::kinds::KindWords;
use crate::discourse::{TimeExpression, TimeRelation};
use crate::linguistics::clauses::{
    Clause, ClauseId, Clauses, Embedding, PredicateKind, Slot, Tense, Via,
};
use crate::linguistics::{Analysis, TokenId};

/// The clauses of an article while times are handed on among them.
pub(super) struct Sharing<'a> {
    pub analysis: &'a Analysis,
    pub clauses: &'a Clauses,
    pub words: &'a TimeLexicon,
    pub kinds: &'a KindWords,
    pub times: &'a [TimeExpression],
    /// For every clause the number of the expression that dates it.
    pub dated: Vec<Option<usize>>,
}

impl Sharing<'_> {
    /// Hands expressions on from clause to clause.
    pub(super) fn share(&mut self) {
        // "Bombings took place last month, killing ten": noun and participle each take what the verb
        // has, and the verb may have it from a noun.
        for _ in 0..2 {
            for id in 0..self.clauses.clauses.len() {
                self.by_light_verb(id);
                self.by_conjunct(id);
            }
            self.by_nouns();
            for id in 0..self.clauses.clauses.len() {
                self.by_object(id);
                self.by_text(id);
                self.by_moment(id);
                self.by_phase(id);
                self.by_first(id);
                self.by_dated_noun(id);
                self.by_participle(id);
            }
        }
    }

    pub(super) fn clause(&self, id: ClauseId) -> &Clause {
        &self.clauses.clauses[id]
    }

    /// Dates a clause like another one unless it has a time.
    pub(super) fn give(&mut self, to: ClauseId, from: ClauseId) {
        self.dated[to] = self.dated[to].or(self.dated[from]);
    }

    /// Both have the time that one of them has.
    pub(super) fn unite(&mut self, a: ClauseId, b: ClauseId) {
        self.give(a, b);
        self.give(b, a);
    }

    /// "held talks on Friday": verb and noun have one time.
    fn by_light_verb(&mut self, id: ClauseId) {
        if let Some(verb) = self.clause(id).light {
            self.unite(id, verb);
        }
    }

    /// "On Friday he arrived and met X": a time before both conjuncts holds for both.
    fn by_conjunct(&mut self, id: ClauseId) {
        let Some(first) = self.parent(id, Embedding::Conjunct) else {
            return;
        };
        let start = |time: usize| self.times[time].tokens.start;
        let shared = self.dated[first].is_some_and(|time| {
            let sentence = |token: TokenId| self.analysis.sentence_of(token);
            start(time) < self.clause(first).head
                && sentence(start(time)) == sentence(self.clause(id).head)
        });
        if shared && self.clause(first).tense == self.clause(id).tense {
            self.give(id, first);
        }
    }

    /// The clause above, where the clause hangs on it in this way.
    fn parent(&self, id: ClauseId, relation: Embedding) -> Option<ClauseId> {
        let parent = self.clause(id).parent.as_ref()?;
        (parent.relation == relation).then_some(parent.clause)
    }

    /// "proposed a bill in 2016", "asked for a vote Monday": the parser hangs on a noun what dates the
    /// verb before it. Months are left out: "announced elections in May".
    fn by_object(&mut self, id: ClauseId) {
        let clause = self.clause(id);
        if self.dated[id].is_some() || clause.tense != Tense::Past {
            return;
        }
        let found = clause.arguments.iter().find_map(|argument| {
            let noun = self.noun_at(argument.head)?;
            let time = self.dated[noun]?;
            let follows = self.times[time].tokens.start > argument.head;
            let own = match &argument.slot {
                // "was fined two million euros last October"
                Slot::Object if clause.passive => self.is_bare(time),
                Slot::Object => self.is_bare(time) || self.is_exact_or_year(time),
                Slot::Oblique(preposition) => preposition == "for" && self.is_bare(time),
                _ => false,
            };
            let direct = argument.via == Via::Direct && argument.head > clause.head;
            (direct && follows && own).then_some((noun, time))
        });
        if let Some((noun, time)) = found {
            self.dated[id] = Some(time);
            if self.is_bare(time) {
                self.dated[noun] = None;
            }
        }
    }

    fn is_exact_or_year(&self, time: usize) -> bool {
        let value = self.times[time].value.as_ref();
        value.is_some_and(|value| value.end.is_some() || value.begin.len() != "2016-05".len())
    }

    /// "Monday night" without a preposition.
    fn is_bare(&self, time: usize) -> bool {
        let before = self.times[time].tokens.start.checked_sub(1);
        let before = before.map(|token| self.analysis.tokens[token].pos.as_str());
        before.is_some_and(|pos| matches!(pos, "NOUN" | "PROPN" | "PRON"))
    }

    /// "In a study **published on Monday**, they report ...", "a study **from May** found ...": what a text
    /// says is said when it comes out.
    fn by_text(&mut self, id: ClauseId) {
        let speaks = |noun: &ClauseId| self.words.sharing.texts.contains(&self.clause(*noun).lemma);
        let subjects = self.nouns_in(self.clause(id), &Slot::Subject);
        for subject in subjects.into_iter().filter(speaks).collect::<Vec<_>>() {
            self.give(id, subject);
        }
        let text = Slot::Oblique("in".into());
        let texts: Vec<TokenId> = (self.clause(id).arguments(&text))
            .map(|argument| argument.head)
            .collect();
        for out in self.clauses.children(self.analysis, id) {
            let clause = &self.clauses.clauses[out];
            let publishes = self.words.sharing.publishing.contains(&clause.lemma)
                && texts.contains(&self.analysis.tokens[clause.head].head);
            if publishes && self.parent(out, Embedding::Relative).is_some() {
                self.give(id, out);
            }
        }
    }

    /// "died **when** the bus crashed on Monday", "**hours before** the bus crashed on Monday".
    fn by_moment(&mut self, id: ClauseId) {
        let Some(host) = self.parent(id, Embedding::Adverbial) else {
            return;
        };
        let (clause, above) = (self.clause(id), self.clause(host));
        let marker = clause.parent.as_ref().and_then(|p| p.marker.as_deref());
        let told = |clause: &Clause| clause.tense == Tense::Past && !clause.perfect;
        let at_once = match marker {
            Some("when" | "as") => true,
            Some(marker @ ("before" | "after")) => self.is_close(clause.head, marker),
            _ => false,
        };
        let both = told(clause) && told(above);
        let later = marker == Some("after") && !self.is_counted(clause.head, "after");
        if at_once && both {
            self.unite(id, host);
        }
        if later && both && self.is_roomy(host) {
            self.give(id, host);
        }
    }

    /// "died **in 2018** after two children fell ill": in a month or year there is room for both.
    fn is_roomy(&self, id: ClauseId) -> bool {
        let value = self.dated[id].and_then(|time| self.times[time].value.as_ref());
        value.is_some_and(|value| {
            value.end.is_none()
                && value.begin.len() < "2016-05-01".len()
                && value.relation == TimeRelation::At
        })
    }

    /// "**a year** after", "**long** after": some time lies between.
    fn is_counted(&self, head: TokenId, preposition: &str) -> bool {
        let before = self.word_before(head, preposition);
        // "in January of last **year** after ..."
        let dates = |word: TokenId| {
            let mut times = self.times.iter();
            times.any(|time| time.value.is_some() && time.tokens.contains(&word))
        };
        before.is_some_and(|word| {
            matches!(self.analysis.tokens[word].pos.as_str(), "ADV" | "NOUN") && !dates(word)
        })
    }

    /// "**began** supporting them in 2015", "**met** on Friday to vote".
    fn by_phase(&mut self, id: ClauseId) {
        let words = &self.words.sharing;
        let host = self.parent(id, Embedding::OpenComplement);
        if let Some(host) = host.filter(|&host| words.phases.contains(&self.clause(host).lemma)) {
            self.unite(id, host);
        }
        let host = self.parent(id, Embedding::Adverbial);
        let purpose = self.clause(id).tense == Tense::Infinitive;
        let meets = |&host: &ClauseId| words.gathering.contains(&self.clause(host).lemma);
        if let Some(host) = host.filter(|host| purpose && meets(host)) {
            self.give(id, host);
        }
    }

    /// "became the first woman **to lead** the party in 2007": what makes her the first dates it.
    fn by_first(&mut self, id: ClauseId) {
        let Some(host) = self.parent(id, Embedding::Relative) else {
            return;
        };
        let (clause, above) = (self.clause(id), self.clause(host));
        let noun = self.analysis.tokens[clause.head].head;
        let becomes = above
            .arguments(&Slot::Attribute)
            .any(|named| named.head == noun);
        if clause.tense == Tense::Infinitive && above.tense == Tense::Past && becomes {
            self.give(host, id);
        }
    }

    /// "the **2015** deal **signed** in Vienna": what tells how the noun came about has its time.
    fn by_dated_noun(&mut self, id: ClauseId) {
        let clause = self.clause(id);
        let done = clause.passive && clause.tense == Tense::Participle;
        if self.dated[id].is_some() || !done || self.parent(id, Embedding::Relative).is_none() {
            return;
        }
        let noun = self.analysis.tokens[clause.head].head;
        let before = self.times.iter().position(|time| {
            let head = self.analysis.tokens[time.tokens.end - 1].head;
            time.value.is_some() && head == noun && time.tokens.end <= noun
        });
        self.dated[id] = before;
    }

    /// "**hours** after": the word before the preposition keeps it on the day.
    pub(super) fn is_close(&self, head: TokenId, preposition: &str) -> bool {
        let word = |token: TokenId| self.analysis.tokens[token].text.to_lowercase();
        let before = self.word_before(head, preposition);
        before.is_some_and(|before| self.words.sharing.close.contains(word(before).as_str()))
    }

    /// The word before the last such preposition of the sentence in front of a word.
    fn word_before(&self, head: TokenId, preposition: &str) -> Option<TokenId> {
        let start = self.analysis.sentences[self.analysis.sentence_of(head)]
            .tokens
            .start;
        let word = |token: TokenId| self.analysis.tokens[token].text.to_lowercase();
        let at = (start..head)
            .rev()
            .find(|&token| word(token) == preposition);
        at.filter(|&at| at > start).map(|at| at - 1)
    }

    /// "He resigned on Friday, saying that ...": what goes on at the same time has the same time.
    fn by_participle(&mut self, id: ClauseId) {
        let clause = self.clause(id);
        let Some(parent) = &clause.parent else {
            return;
        };
        // "was flying, **headed** for Moscow": the parser cannot tell such a participle from a past.
        let headed = clause.tense == Tense::Past
            && (clause.argument(&Slot::Subject)).is_some_and(|subject| subject.via == Via::Control);
        let goes_along = (clause.tense == Tense::Participle || headed) && !clause.perfect;
        let host = parent.clause;
        if self.is_speaking(id, host) {
            self.give(host, id);
            return;
        }
        let host = self.past_purpose(id, host);
        let clause = self.clause(id);
        let along = is_beside(clause) || self.is_absolute(clause, host);
        // "**Speaking** on Friday, he said ...", "**on arriving** on Friday".
        let opens = clause.head < self.clause(host).head
            && self.analysis.tokens[clause.head].tag == "VBG"
            && parent.relation == Embedding::Adverbial
            && matches!(parent.marker.as_deref(), None | Some("on" | "upon"));
        if goes_along && along {
            self.give(id, host);
        }
        if goes_along && opens {
            self.give(host, id);
        }
    }

    /// "declared it on Friday **so he could act**, claiming ...": what follows a comma goes along with the main verb.
    fn past_purpose(&self, id: ClauseId, host: ClauseId) -> ClauseId {
        let head = self.clause(id).head;
        let comma = head > 0 && self.analysis.tokens[head - 1].text == ",";
        let above = self.clause(host);
        let ahead = above.modal.is_some() || above.tense == Tense::Infinitive;
        match &above.parent {
            Some(parent)
                if comma
                    && ahead
                    && self.dated[host].is_none()
                    && matches!(parent.relation, Embedding::Adverbial) =>
            {
                parent.clause
            }
            _ => host,
        }
    }

    /// "The minister, **speaking** on Monday, condemned it".
    fn is_speaking(&self, id: ClauseId, host: ClauseId) -> bool {
        let (clause, above) = (self.clause(id), self.clause(host));
        let relative = (clause.parent.as_ref()).is_some_and(|p| p.relation == Embedding::Relative);
        let noun = self.analysis.tokens[clause.head].head;
        relative
            && self.analysis.tokens[clause.head].tag == "VBG"
            && self.words.sharing.speaking.contains(&clause.lemma)
            && above.tense == Tense::Past
            && above
                .arguments(&Slot::Subject)
                .any(|subject| subject.head == noun)
    }

    /// "banned the airline on Monday, with officials **citing** security": a participle whose subject
    /// "with" brings in.
    fn is_absolute(&self, clause: &Clause, host: ClauseId) -> bool {
        let relative = (clause.parent.as_ref()).is_some_and(|p| p.relation == Embedding::Relative);
        let Some(subject) = clause.argument(&Slot::Subject).filter(|_| relative) else {
            return false;
        };
        self.analysis.tokens[clause.head].tag == "VBG"
            && (self.clause(host).arguments.iter()).any(|argument| {
                argument.head == subject.head && argument.slot == Slot::Oblique("with".into())
            })
    }

    pub(super) fn noun_at(&self, head: TokenId) -> Option<ClauseId> {
        let noun = self.clauses.at(head)?;
        (self.clause(noun).kind == PredicateKind::Noun).then_some(noun)
    }
}

/// "..., **killing** ten": an adverbial participle without a conjunction.
fn is_beside(clause: &Clause) -> bool {
    clause.parent.as_ref().is_some_and(|parent| {
        let marker = parent.marker.as_deref();
        parent.relation == Embedding::Adverbial && marker.is_none_or(|marker| marker == "with")
    })
}
