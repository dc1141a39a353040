//! Which phrases mean the same: an ordered list of sieves, the surest first.
//!
//! Reads: [`Phrase`]s, [`Analysis`], [`Knowledge`]. Writes: [`Chains`].
//! Never: undoes a merge; when a sieve is not sure, it leaves two chains.
//!
//! The plan follows the deterministic sieves of Lee et al. (2013), Computational Linguistics 39(4);
//! the salience weights of pronouns follow Lappin and Leass (1994), Computational Linguistics 20(4).

mod appositions;
mod beside;
mod binding;
mod chains;
mod confidence;
mod countries;
mod descriptions;
mod expletives;
mod groups;
mod modifiers;
mod names;
mod naming;
mod nobody;
mod owners;
mod parts;
mod police;
mod predicates;
mod pronouns;
mod relatives;
mod rivals;
mod said;
mod salience;
mod speakers;
mod structure;
mod tenure;
mod wanted;
mod whose;
mod words;

pub(super) use chains::{Chain, Chains};

pub(super) use words::PronounWords;

use super::knowledge::Knowledge;
use super::mentions::Phrase;
use super::quotes::Quotes;
use crate::linguistics::Analysis;
use crate::linguistics::clauses::Clauses;

/// A sieve merges chains of which it is sure.
type Sieve = fn(&mut Chains<'_>);

/// All sieves in order, with the names that mentions record.
const SIEVES: [(&str, Sieve); 30] = [
    ("exact name", names::exact),
    ("other letters", names::other_letters),
    ("apposition", appositions::appositions),
    ("office before name", structure::offices),
    ("name behind office", structure::remote_offices),
    ("name beside office", structure::sisters),
    ("second office", structure::second_offices),
    ("name behind noun", structure::bodies),
    ("place of name", structure::place_of_name),
    ("body of name", structure::body_of_name),
    ("naming", naming::namings),
    ("acronym", names::acronyms),
    ("name part", parts::parts),
    ("middle name", names::middle_names),
    ("surname", names::surnames),
    ("relative pronoun", relatives::relatives),
    ("description", descriptions::same_head),
    ("police", police::police),
    ("wider description", descriptions::wider),
    ("country's leader", countries::leaders),
    ("list", groups::lists),
    ("pair", groups::pairs),
    ("pronoun", pronouns::resolve),
    ("predicate", predicates::predicates),
    ("speaker", speakers::resolve),
    ("same owner", owners::same_owner),
    ("new owner", owners::new_owner),
    ("named later", descriptions::named_later),
    ("coordination", groups::coordinations),
    ("speaker's country", countries::of_speakers),
];

/// Merges phrases into chains.
pub(super) fn resolve<'a>(
    analysis: &'a Analysis,
    clauses: &'a Clauses,
    knowledge: &'a Knowledge,
    quotes: &'a Quotes,
    phrases: &'a [Phrase],
) -> Chains<'a> {
    let mut chains = Chains::new(analysis, clauses, knowledge, quotes, phrases);
    for (name, sieve) in SIEVES {
        chains.running = name;
        sieve(&mut chains);
    }
    chains
}
