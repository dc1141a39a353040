//! Words that static relations are read from: `_relations.toml`.
//!
//! Reads: that file. Writes: [`RelationLexicon`]. Never: looks at a text.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// Words that static relations are read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationLexicon {
    /// Nouns for relatives with the relation that they stand for, empty for none of ours.
    pub kin: BTreeMap<String, String>,
    /// Nouns for a time in office with the post ("presidency").
    pub terms: BTreeMap<String, String>,
    /// Verbs of working and studying with what names the body: a preposition, "subject" or "object".
    pub affiliations: BTreeMap<String, Vec<String>>,
    /// Nouns that say what their subject is to the body behind "of", with the relation; "^" before its inverse.
    pub belonging: BTreeMap<String, String>,
    /// Short forms of titles, without full stop, with the word that they stand for.
    pub short_titles: BTreeMap<String, String>,
    /// Lists of nouns.
    pub words: Words,
}

/// Lists of nouns, lemmas in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Offices of a state.
    pub state_posts: BTreeSet<String>,
    /// Forms of address.
    pub honorifics: BTreeSet<String>,
    /// Nouns for people that name no office and no occupation.
    pub no_post: BTreeSet<String>,
    /// Nouns for people who act for those they come from.
    pub agents: BTreeSet<String>,
    /// Nouns for people whose office is to speak for others.
    pub speakers: BTreeSet<String>,
    /// Titles of members of a parliament, which they do not speak for: "**Representative** Jon Dale".
    pub titled: BTreeSet<String>,
    /// Nouns for people by their office or occupation that have another sense first.
    pub occupations: BTreeSet<String>,
    /// "**former** ambassador": words before an office that is held no longer.
    pub past: BTreeSet<String>,
    /// "**incumbent** president": words before an office that are no part of it.
    pub standing: BTreeSet<String>,
    /// "**first minister**": posts that begin with such a word all the same.
    pub ranked_posts: BTreeSet<String>,
    /// Adjectives that praise or blame.
    pub judgements: BTreeSet<String>,
    /// Nouns for what carries somebody's words to others.
    pub channels: BTreeSet<String>,
    /// Nouns for texts that hold the words of those who issue them.
    pub texts: BTreeSet<String>,
    /// Verbs with which somebody issues a text.
    pub issuing: BTreeSet<String>,
    /// Nouns for occasions on which somebody speaks to somebody.
    pub audiences: BTreeSet<String>,
    /// Names, as written, that take "the".
    pub with_article: BTreeSet<String>,
    /// Ranks of those who serve a country's forces.
    pub ranks: BTreeSet<String>,
    /// Nouns for who plays in a team or band.
    pub mates: BTreeSet<String>,
    /// Verbs of affiliation whose object is the person.
    pub employing: BTreeSet<String>,
    /// Verbs of affiliation that make somebody a member.
    pub joining: BTreeSet<String>,
    /// Who is a member of the body that the word stands with.
    pub enlisted: BTreeSet<String>,
    /// Bodies that people call theirs because they belong to them.
    pub fellowships: BTreeSet<String>,
    /// Verbs of founding a body.
    pub founding: BTreeSet<String>,
    /// Posts that people hold at a body rather than of it.
    pub based_at: BTreeSet<String>,
    /// Last words of names of regions that lie in one as wide: "Kings **County**".
    pub counties: BTreeSet<String>,
    /// Posts in which people serve somebody: "adviser to Ana Ruiz".
    pub serving: BTreeSet<String>,
    /// Bodies that serve the person whose they are called.
    pub retinues: BTreeSet<String>,
    /// Offices after which another title may begin.
    pub leading: BTreeSet<String>,
    /// Titles, besides ranks, that begin anew after an office.
    pub addresses: BTreeSet<String>,
    /// Who runs for a party.
    pub candidates: BTreeSet<String>,
    /// Adjectives that take a post back.
    pub doubts: BTreeSet<String>,
    /// Last words of names that take "the".
    pub body_nouns: BTreeSet<String>,
    /// Last words of names of bodies that are a part of their state.
    pub state_bodies: BTreeSet<String>,
    /// Last words of names of bodies that consist of their members.
    pub assemblies: BTreeSet<String>,
    /// Posts in an assembly that its members hold.
    pub seated: BTreeSet<String>,
    /// Nouns for those in power.
    pub rulers: BTreeSet<String>,
    /// Verbs that give somebody a post.
    pub installing: BTreeSet<String>,
    /// Houses of one country within another.
    pub missions: BTreeSet<String>,
    /// Nouns for bodies within bodies.
    pub parts: BTreeSet<String>,
    /// Nouns for bodies that mostly lie within others.
    pub institutes: BTreeSet<String>,
    /// Nouns for parts of buildings and machines.
    pub components: BTreeSet<String>,
    /// Nouns for where a body has its place.
    pub seats: BTreeSet<String>,
    /// Nouns for parts of contests and gatherings.
    pub rounds: BTreeSet<String>,
    /// Nouns for what has rounds.
    pub contests: BTreeSet<String>,
    /// What bodies call their own.
    pub assets: BTreeSet<String>,
    /// What people call their own.
    pub belongings: BTreeSet<String>,
    /// Nouns for where something is seen from elsewhere.
    pub distances: BTreeSet<String>,
    /// Adjectives of cities that are first in something else: "the commercial capital".
    pub other_capitals: BTreeSet<String>,
    /// Nouns for those who belong to a body that stands before them: "NATO allies".
    pub fellows: BTreeSet<String>,
    /// Parts of laws and treaties: "the Second Amendment".
    pub articles: BTreeSet<String>,
    /// Nouns for laws and treaties that have such parts.
    pub codes: BTreeSet<String>,
    /// What something lies "on".
    pub shores: BTreeSet<String>,
    /// Nouns for bodies at large that lie nowhere: "Norway's economy".
    pub unplaced: BTreeSet<String>,
    /// Nouns for people that name a post only with a body after them: "a partner in the law firm".
    pub partners: BTreeSet<String>,
    /// What lies around a place that stands before it: "the Oslo area".
    pub surroundings: BTreeSet<String>,
    /// Verbs that tell where something is.
    pub lying: BTreeSet<String>,
    /// Nouns for parts of a town, which are as wide as it.
    pub boroughs: BTreeSet<String>,
    /// Nouns for where something is within something wider.
    pub insides: BTreeSet<String>,
    /// Titles that keep their country's noun before them.
    pub country_first: BTreeSet<String>,
    /// Names of countries, as written, that serve as adjectives.
    pub country_adjectives: BTreeSet<String>,
}
