//! Every noun phrase of a text: its words, its name, its determiner.
//!
//! Reads: [`Analysis`], [`Clauses`], [`Knowledge`], time expressions (which are no things).
//! Writes: [`Phrase`]s in order of their heads. Never: says which phrases mean the same.

use std::ops::Range;

use smol_str::SmolStr;

use super::context::Context;
use super::knowledge::Knowledge;
use super::proper::{self, ProperName};
use super::{
    EntityKind, Gender, MentionForm, TimeExpression, bodies, kinds, nested, time, unmentioned,
};
use crate::linguistics::clauses::Clauses;
use crate::linguistics::{Analysis, Name, TokenId};

/// A noun phrase with what its own words tell.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub head: TokenId,
    /// From determiner to head or end of the name.
    pub tokens: Range<TokenId>,
    pub form: MentionForm,
    pub name: Option<ProperName>,
    pub determiner: Determiner,
    /// Lemma of the head in lower case.
    pub lemma: SmolStr,
    pub plural: bool,
    pub kind: EntityKind,
    /// True where only the recogniser's label tells the kind of a name.
    pub doubtful: bool,
    pub gender: Option<Gender>,
    pub role: Role,
    pub sentence: usize,
    /// Gazetteer entry of a name or demonym.
    pub entry: Option<u32>,
}

/// What stands before a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    None,
    /// the
    Definite,
    /// this, that
    Demonstrative,
    /// a, an, another, some, any, each, no
    Indefinite,
    /// his, France's
    Possessive,
}

/// Grammatical weight, for choosing antecedents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Other,
    Object,
    Subject,
}

/// All phrases of an article.
pub(super) fn find(
    analysis: &Analysis,
    clauses: &Clauses,
    knowledge: &Knowledge,
    times: &[TimeExpression],
) -> Vec<Phrase> {
    let context = Context::new(analysis, knowledge);
    let finder = Finder {
        context: &context,
        analysis,
        clauses,
        knowledge,
        timed: time::inside(analysis, &knowledge.times, times),
    };
    let mut phrases = Vec::new();
    let mut covered = vec![false; analysis.tokens.len()];
    for head in (0..analysis.tokens.len()).filter(|&t| finder.is_main_head(t)) {
        let phrase = finder.phrase(head);
        cover(&mut covered, &phrase);
        phrases.push(phrase);
    }
    for head in (0..analysis.tokens.len()).filter(|&t| !covered[t] && finder.is_inner_head(t)) {
        if finder.timed[head] {
            continue;
        }
        let phrase = finder.phrase(head);
        phrases.push(phrase);
    }
    let places = phrases
        .iter()
        .filter_map(|body| nested::place(&context, body));
    phrases.extend(places.collect::<Vec<_>>());
    phrases.sort_by_key(|phrase| phrase.head);
    phrases.dedup_by_key(|phrase| phrase.head);
    phrases
}

/// A lone mark, or what an editor's bracket has cut in two ("[W]e"), names nothing.
fn is_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric) && !text.contains(['[', ']'])
}

/// Words of a name and its title are not phrases of their own.
fn cover(covered: &mut [bool], phrase: &Phrase) {
    if let Some(name) = &phrase.name {
        // In "Baghdad airport" the city is a thing of its own.
        let inner = if name.by_modifier {
            phrase.head..phrase.head + 1
        } else {
            name.tokens.clone()
        };
        for token in inner {
            covered[token] = true;
        }
        for token in &name.title {
            covered[*token] = true;
        }
    }
}

/// The text of some tokens as it stands, hyphens joined, line breaks as spaces.
pub(super) fn words_of(analysis: &Analysis, tokens: &Range<TokenId>) -> String {
    let mut words = String::new();
    for token in &analysis.tokens[tokens.clone()] {
        if token.pos == "SPACE" {
            continue;
        }
        words.push_str(&token.text);
        if token.space_after {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}

struct Finder<'a> {
    context: &'a Context<'a>,
    analysis: &'a Analysis,
    clauses: &'a Clauses,
    knowledge: &'a Knowledge,
    timed: Vec<bool>,
}

impl Finder<'_> {
    /// Heads of phrases that stand by themselves.
    fn is_main_head(&self, at: TokenId) -> bool {
        let token = &self.analysis.tokens[at];
        if self.timed[at]
            || !is_word(&token.text)
            || unmentioned::mentions_nothing(self.analysis, self.knowledge, at)
            || matches!(
                token.dep.as_str(),
                "expl" | "compound" | "nmod" | "amod" | "punct" | "det" | "nummod" | "quantmod"
            )
        {
            return false;
        }
        match token.pos.as_str() {
            "NOUN" | "PROPN" => !self.is_inside_name(at),
            "PRON" => token.tag != "EX" && token.text != "there",
            "NUM" | "ADJ" | "DET" | "X" | "VERB" => self.is_nominal(at),
            _ => false,
        }
    }

    /// Adjectives, numerals and the like that fill a noun's place ("the injured", "dozens").
    fn is_nominal(&self, at: TokenId) -> bool {
        let token = &self.analysis.tokens[at];
        let place = matches!(
            token.dep.as_str(),
            "nsubj" | "nsubjpass" | "dobj" | "pobj" | "dative" | "poss" | "appos" | "agent"
        ) || token.dep == "conj" && self.is_main_head(token.head) && token.head != at;
        let determined = || self.analysis.child(at, &["det", "poss"]).is_some();
        // "Ann Moss, **36**, lost her house": an age.
        let age = token.text.parse::<u8>().is_ok()
            && token.dep == "appos"
            && self.analysis.tokens[token.head].pos == "PROPN";
        place && !age && (token.pos != "VERB" || determined())
    }

    /// Names, demonyms and nouns before another noun.
    fn is_inner_head(&self, at: TokenId) -> bool {
        let token = &self.analysis.tokens[at];
        if !matches!(
            token.dep.as_str(),
            "compound" | "nmod" | "amod" | "poss" | "npadvmod"
        ) {
            return false;
        }
        match token.pos.as_str() {
            "NOUN" => true,
            // "States" of "United States" is no title, though "Secretary of State" holds it.
            "PROPN" => {
                let named = || {
                    self.context
                        .name_at(at)
                        .is_some_and(|it| it.tokens.len() > 1)
                };
                !self.is_inside_name(at) && (named() || !self.knowledge.is_title(&token.text))
            }
            // "a **Republican** senator": of that party; "a Republican win" may be many things.
            "ADJ" => self.is_demonym(at) || bodies::is_body_of_somebody(self.context, at),
            _ => false,
        }
    }

    /// "Korean" says nothing, "South Korean" does.
    fn is_demonym(&self, at: TokenId) -> bool {
        let known = |words: &str| self.knowledge.gazetteer.demonym(words).is_some();
        let ends = |name: &&Name| name.tokens.end == at + 1;
        let name = self.context.name_at(at).filter(ends);
        known(&self.analysis.tokens[at].text)
            || name.is_some_and(|name| known(&words_of(self.analysis, &name.tokens)))
    }

    /// True for a part of a name whose head part is another token.
    fn is_inside_name(&self, at: TokenId) -> bool {
        let head = self.analysis.tokens[at].head;
        // A root is its own head.
        let inside = |name: &&Name| head != at && name.tokens.contains(&head);
        let name = self.context.name_at(at).filter(inside);
        name.is_some_and(|name| self.last_of_verbal(name) != Some(at))
    }

    /// "Rio Grande **do** Sul": the last word of a name whose head the parser takes for a verb.
    fn last_of_verbal(&self, name: &Name) -> Option<TokenId> {
        let token = |t: TokenId| &self.analysis.tokens[t];
        let above = |&t: &TokenId| token(t).head == t || !name.tokens.contains(&token(t).head);
        let verbal = matches!(
            token(name.tokens.clone().find(above)?).pos.as_str(),
            "VERB" | "AUX"
        );
        let last = name.tokens.end - 1;
        (verbal && token(last).pos == "PROPN").then_some(last)
    }

    fn phrase(&self, head: TokenId) -> Phrase {
        let analysis = self.analysis;
        let token = &analysis.tokens[head];
        let inner = matches!(token.dep.as_str(), "compound" | "nmod" | "amod");
        let start = if inner {
            self.context.name_at(head).map_or_else(
                || self.first_of_compound(head),
                |name| name.tokens.start.min(head),
            )
        } else {
            self.left_edge(head)
        };
        let name =
            proper::find(self.context, head, start).filter(|name| !self.is_one_of(head, name));
        let end = name
            .as_ref()
            .map_or(head + 1, |name| name.tokens.end.max(head + 1));
        let start = name
            .as_ref()
            .map_or(start, |name| name.tokens.start.min(start));
        let form = match &name {
            _ if self.is_pronoun(head) => MentionForm::Pronoun,
            Some(_) => MentionForm::Name,
            None => MentionForm::Description,
        };
        let lemma: SmolStr = token.lemma.to_lowercase().into();
        let mut phrase = Phrase {
            head,
            tokens: start..end,
            form,
            determiner: self.determiner(head),
            plural: self.is_plural(head, name.as_ref()),
            kind: EntityKind::Thing,
            doubtful: false,
            gender: None,
            role: role(&token.dep),
            sentence: analysis.sentence_of(head),
            entry: name.as_ref().and_then(|name| name.entry),
            name,
            lemma,
        };
        kinds::decide(self.context, &mut phrase);
        phrase
    }

    /// "a **fire service** spokesman": the nouns right before a noun that belong to it.
    fn first_of_compound(&self, head: TokenId) -> TokenId {
        let joined = |&before: &TokenId| {
            let token = &self.analysis.tokens[before];
            let own = token.dep == "compound" && token.head == head && token.pos == "NOUN";
            own && self.context.name_at(before).is_none() && !self.timed[before]
        };
        let before = (0..head).rev().take_while(joined);
        before.last().unwrap_or(head)
    }

    fn is_pronoun(&self, head: TokenId) -> bool {
        let token = &self.analysis.tokens[head];
        is_pronoun(&token.tag, &token.text) && !self.is_explained(head)
    }

    /// "**those** killed", "**those** responsible": people told by what follows. Of things ("those announced in May")
    /// another word tells which, and "those who helped" may be anybody.
    fn is_explained(&self, those: TokenId) -> bool {
        let words = &self.knowledge.pronouns;
        explained(self.analysis, those).is_some_and(|word| {
            let token = &self.analysis.tokens[word];
            token.dep == "acl" && words.is_undergone(&token.lemma)
                || token.dep == "amod" && words.is_state(&token.lemma)
        })
    }

    /// "**a** great **American**": one of a people, not their country; "Tom Lind, a **Republican**".
    fn is_one_of(&self, head: TokenId, name: &ProperName) -> bool {
        if self.is_member(head, name) {
            return true;
        }
        let people = name.label == "NORP" || name.entry.is_some();
        let one = name.tokens.len() == 1 && self.analysis.tokens[head].tag.starts_with("NN");
        let lone = self.determiner(head) == Determiner::Indefinite;
        people && one && lone && self.is_demonym(head)
    }

    /// "the **Republican** said": who bears the party's name by himself.
    fn is_member(&self, head: TokenId, name: &ProperName) -> bool {
        let token = &self.analysis.tokens[head];
        let before = matches!(token.dep.as_str(), "amod" | "compound" | "nmod" | "poss");
        let person =
            self.knowledge.noun_kind(&token.lemma.to_lowercase()) == Some(EntityKind::Person);
        let alone = name.tokens.len() == 1 && matches!(token.tag.as_str(), "NN" | "NNP");
        alone && person && !before && bodies::is_party(self.context, head)
    }

    /// First token of determiner and modifiers.
    fn left_edge(&self, head: TokenId) -> TokenId {
        let mut start = head;
        for child in self.analysis.children(head).rev().filter(|&c| c < head) {
            let dep = self.analysis.tokens[child].dep.as_str();
            let modifies = matches!(
                dep,
                "det"
                    | "amod"
                    | "compound"
                    | "nummod"
                    | "poss"
                    | "nmod"
                    | "advmod"
                    | "quantmod"
                    | "predet"
                    | "npadvmod"
                    | "case"
                    | "punct"
                    | "appos"
            );
            let edge = self.analysis.subtree(child).start;
            let opens =
                dep == "punct" && !matches!(self.analysis.tokens[child].text.as_str(), "-" | "–");
            let loose = self.timed[child] && dep != "nummod" && dep != "compound";
            // "It is now known McArthur": a slip of the parser has hung a whole clause on the noun.
            let clausal = self.analysis.children(child).any(|below| {
                matches!(
                    self.analysis.tokens[below].dep.as_str(),
                    "nsubj" | "nsubjpass" | "aux" | "auxpass"
                )
            });
            let apart = self.clauses.are_apart(self.analysis, head, child)
                || dep == "amod" && self.is_determined_behind(head, child);
            if !modifies || opens || loose || clausal || apart {
                break;
            }
            start = start.min(edge);
        }
        start
    }

    /// "dismissed as **baseless** the charges": what stands before an article belongs to no noun behind it.
    fn is_determined_behind(&self, head: TokenId, adjective: TokenId) -> bool {
        let mut articles = self.analysis.children(head);
        articles.any(|word| {
            let token = &self.analysis.tokens[word];
            adjective < word && word < head && matches!(token.tag.as_str(), "DT" | "PRP$")
        })
    }

    fn determiner(&self, head: TokenId) -> Determiner {
        for child in self.analysis.children(head).filter(|&c| c < head) {
            let token = &self.analysis.tokens[child];
            let word = token.text.to_lowercase();
            match (token.dep.as_str(), word.as_str()) {
                ("poss", _) => return Determiner::Possessive,
                ("det", "the" | "both") => return Determiner::Definite,
                ("det", "this" | "that" | "these" | "those") => return Determiner::Demonstrative,
                ("det", _) => return Determiner::Indefinite,
                _ => {}
            }
        }
        Determiner::None
    }

    fn is_plural(&self, head: TokenId, name: Option<&ProperName>) -> bool {
        let token = &self.analysis.tokens[head];
        let word = token.text.to_lowercase();
        // "the Red and Blue **Parties**": two of them.
        let joined = || {
            let mut before = self
                .analysis
                .children(head)
                .take_while(|&child| child < head);
            before.any(|child| self.analysis.child(child, &["conj"]).is_some())
        };
        if name.is_some_and(|name| name.label != "NORP") {
            return token.tag == "NNPS" && joined();
        }
        match token.tag.as_str() {
            "NNS" | "NNPS" => true,
            "PRP" | "PRP$" => matches!(
                word.as_str(),
                "they"
                    | "them"
                    | "their"
                    | "theirs"
                    | "themselves"
                    | "we"
                    | "us"
                    | "our"
                    | "ours"
                    | "ourselves"
            ),
            "CD" => word != "one" && word != "1",
            _ if kinds::tells_age(self.analysis, head) => false,
            _ if kinds::is_somebody(self.knowledge, token, self.determiner(head)) => false,
            "JJ" | "VBN" | "DT" => token.dep != "amod" && word != "this" && word != "that",
            _ => matches!(word.as_str(), "people" | "police" | "personnel" | "troops"),
        }
    }
}

/// The word that explains "those" right behind it: "those **killed**", "those **responsible**".
pub(super) fn explained(analysis: &Analysis, those: TokenId) -> Option<TokenId> {
    let word = &analysis.tokens[those].text;
    let mut after = analysis.children(those).filter(|&child| {
        child == those + 1 && matches!(analysis.tokens[child].dep.as_str(), "acl" | "amod")
    });
    (word.eq_ignore_ascii_case("those"))
        .then(|| after.next())
        .flatten()
}

/// Personal, possessive, reflexive, relative and demonstrative pronouns.
fn is_pronoun(tag: &str, word: &str) -> bool {
    match tag {
        "PRP" | "PRP$" | "WP" | "WP$" | "WDT" => true,
        "DT" => matches!(
            word.to_lowercase().as_str(),
            "this" | "that" | "these" | "those" | "both"
        ),
        _ => false,
    }
}

fn role(dep: &str) -> Role {
    match dep {
        "nsubj" | "nsubjpass" | "agent" => Role::Subject,
        "dobj" | "dative" | "attr" | "oprd" => Role::Object,
        _ => Role::Other,
    }
}
