//! What a pronoun of the third person asks for: number, gender, somebody or something.
//!
//! Reads: the pronoun, [`Chains`]. Writes: [`Wanted`]. Never: weighs one antecedent against another.

use super::chains::{ChainId, Chains, PhraseId};
use super::expletives::is_pleonastic;
use crate::discourse::mentions::{Determiner, Phrase};
use crate::discourse::{EntityKind, Gender, KindFamily, MentionForm};
use crate::linguistics::{Analysis, Token};

/// Whom a pronoun can mean: "she", "it", "they".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Person,
    Thing,
    Several,
}

/// What a pronoun asks for.
pub(super) struct Wanted {
    pub who: Who,
    gender: Option<Gender>,
    possessive: bool,
    pub reflexive: bool,
}

impl Wanted {
    pub(super) fn of(chains: &Chains<'_>, phrase: &Phrase) -> Option<Self> {
        let analysis = chains.analysis;
        if phrase.form != MentionForm::Pronoun
            || is_pleonastic(analysis, &chains.knowledge.pronouns, phrase.head)
            || is_in_title(analysis, phrase.head)
            || is_style(analysis, phrase.head)
        {
            return None;
        }
        let word = analysis.tokens[phrase.head].text.to_lowercase();
        let (who, gender) = match word.as_str() {
            "he" | "him" | "his" | "himself" => (Who::Person, Some(Gender::Masculine)),
            "she" | "her" | "hers" | "herself" => (Who::Person, Some(Gender::Feminine)),
            "it" | "its" | "itself" => (Who::Thing, None),
            "they" | "them" | "their" | "theirs" | "themselves" => (Who::Several, None),
            _ => return None,
        };
        Some(Self {
            who,
            gender,
            possessive: analysis.tokens[phrase.head].dep == "poss",
            reflexive: word.ends_with("self") || word.ends_with("selves"),
        })
    }

    pub(super) fn is_person(&self) -> bool {
        self.who == Who::Person
    }

    pub(super) fn is_thing(&self) -> bool {
        self.who == Who::Thing
    }

    pub(super) fn is_several(&self) -> bool {
        self.who == Who::Several
    }

    /// True where a chain fits, or is a country or a name of who knows what where the words beside the pronoun tell so: "**Oslo** won **their** case".
    pub(super) fn can_mean(&self, chains: &Chains<'_>, id: ChainId) -> bool {
        let chain = &chains.all[id];
        let body = chain.kind == EntityKind::Country
            || chain.kind == EntityKind::Thing && chain.is_named();
        self.fit(chains, id) > 0.0 || self.is_several() && body
    }

    /// How well a chain fits, 0 for not at all.
    pub(super) fn fit(&self, chains: &Chains<'_>, id: ChainId) -> f32 {
        let chain = &chains.all[id];
        let gender = chain.gender.is_none() || self.gender.is_none() || chain.gender == self.gender;
        let kind = chain.kind.family();
        if self.is_person() {
            let known = if chain.gender.is_some() { 1.3 } else { 1.0 };
            return if kind == KindFamily::Person && gender && !chain.plural {
                known
            } else {
                0.0
            };
        }
        if self.is_several() {
            return match kind {
                KindFamily::Group => 1.0,
                // "The teams have plans; they will": rather people than what they have.
                KindFamily::Topic | KindFamily::Other if chain.plural => 0.6,
                // "put out fires in **their** homes": what goes on owns little.
                KindFamily::Happening if chain.plural && self.possessive => 0.6,
                _ if chain.plural || is_named_in_plural(chains, id) => 1.0,
                KindFamily::Organization => 0.5,
                // "an agent who lost **their** papers"
                KindFamily::Person if chain.gender.is_none() && !chain.is_named() => 0.3,
                _ => 0.0,
            };
        }
        match (kind, chain.kind) {
            _ if chain.plural || is_named_in_plural(chains, id) => 0.0,
            _ if self.possessive && is_pointed_at(chains, id) => 0.0,
            (KindFamily::Person | KindFamily::Group, _) => 0.0,
            (_, EntityKind::Topic) => 0.4,
            (KindFamily::Place, EntityKind::Country) => 1.0,
            (KindFamily::Place, _) => 0.6,
            _ => 1.0,
        }
    }
}

/// "**the Reds**": a body named by those who are in it.
fn is_named_in_plural(chains: &Chains<'_>, chain: ChainId) -> bool {
    let known = &chains.all[chain];
    let body = matches!(
        known.kind,
        EntityKind::ArmedGroup | EntityKind::Group | EntityKind::SportsTeam
    );
    let plural = |&id: &PhraseId| {
        let phrase = &chains.phrases[id];
        let token = &chains.analysis.tokens[phrase.head];
        let the = phrase.determiner == Determiner::Definite;
        // "the Oslo **Forces**": a word for a body.
        let word = chains.knowledge.name_head(&token.text).is_some();
        phrase.form == MentionForm::Name && the && !word && token.text.ends_with('s')
    };
    body && known.phrases.iter().any(plural)
}

/// "**This** has dropped": what is only pointed at owns nothing.
fn is_pointed_at(chains: &Chains<'_>, chain: ChainId) -> bool {
    let pointed = |&id: &PhraseId| chains.analysis.tokens[chains.phrases[id].head].tag == "DT";
    chains.all[chain].phrases.iter().all(pointed)
}

/// "**The driver** left; **they** ...": one person is "they" only where it does not matter who it is.
pub(super) fn is_somebody_known(chains: &Chains<'_>, chain: ChainId) -> bool {
    let first = &chains.phrases[chains.all[chain].phrases[0]];
    let any = first.form == MentionForm::Description && first.determiner == Determiner::Indefinite;
    let known = &chains.all[chain];
    known.kind.family() == KindFamily::Person && !known.plural && !any
}

/// "the song Do **They** Know": a capital within a sentence belongs to a title.
fn is_in_title(analysis: &Analysis, head: usize) -> bool {
    let capital = |at: usize| analysis.tokens[at].text.starts_with(char::is_uppercase);
    let before = head.checked_sub(1).filter(|&before| {
        analysis.sentence_of(before) == analysis.sentence_of(head)
            && analysis.tokens[before].pos != "PUNCT"
    });
    capital(head) && before.is_some_and(capital)
}

/// "**Her** Majesty", "**His** Holiness": belongs to the title.
fn is_style(analysis: &Analysis, head: usize) -> bool {
    let token = &analysis.tokens[head];
    let owned = analysis.tokens[token.head].text.as_str();
    let title = |next: &Token| next.text.starts_with(char::is_uppercase);
    token.text.starts_with(char::is_uppercase)
        && token.dep == "poss"
        && analysis.tokens.get(head + 1).is_some_and(title)
        && matches!(
            owned,
            "Majesty" | "Highness" | "Holiness" | "Excellency" | "Honour" | "Honor" | "Grace"
        )
}
