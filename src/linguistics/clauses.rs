//! Predicates with logical arguments: the tree's many constructions undone once.
//!
//! Reads: [`Analysis`](super::Analysis) and the lexicon of light verbs. Writes: [`Clauses`].
//! Never: knows event types, entities or who is right.

use std::fmt;

use smol_str::SmolStr;

use super::{Analysis, TokenId};

mod appositives;
mod arguments;
mod attachment;
mod builder;
mod control;
mod coordination;
mod describe;
mod embedding;
mod features;
mod lexicon;
mod light;
mod measures;
mod mending;
mod nominals;
mod obliques;
mod predicates;
mod quotations;
mod relative;
mod semi_modals;
mod tree;
mod utterances;

pub use appositives::{appositives, examples};
pub use describe::describe;
pub use lexicon::ClauseLexicon;

use builder::Builder;
use obliques::Obliques;
use tree::Tree;

/// Number of a clause in [`Clauses`].
pub type ClauseId = usize;

/// All clauses of an analysis, in the order of their heads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clauses {
    /// The clauses.
    pub clauses: Vec<Clause>,
}

impl Clauses {
    /// The clause that a token heads, in time O(log n).
    pub fn at(&self, token: TokenId) -> Option<ClauseId> {
        self.clauses
            .binary_search_by_key(&token, |clause| clause.head)
            .ok()
    }

    /// The clauses of the sentence that a token stands in.
    fn of_sentence(&self, analysis: &Analysis, token: TokenId) -> (ClauseId, &[Clause]) {
        let tokens = &analysis.sentences[analysis.sentence_of(token)].tokens;
        let place = |end| self.clauses.partition_point(|clause| clause.head < end);
        let (first, end) = (place(tokens.start), place(tokens.end));
        (first, &self.clauses[first..end])
    }

    /// "accused the company **of fraud**": the phrase behind a noun completes another word.
    pub fn is_lifted(&self, analysis: &Analysis, noun: TokenId, complement: TokenId) -> bool {
        let (_, clauses) = self.of_sentence(analysis, noun);
        let holds = |clause: &&Clause, via: Option<Via>| {
            let mut arguments = clause.arguments.iter();
            arguments.any(|it| it.head == complement && via.is_none_or(|via| it.via == via))
        };
        let own = clauses.iter().find(|clause| clause.head == noun);
        let mut others = clauses.iter().filter(|clause| clause.head != noun);
        own.is_some_and(|own| !holds(&own, None))
            && others.any(|other| holds(&other, Some(Via::Lifted)))
    }

    /// "elected **Peter Reis** **president**": two words are arguments of one verb, though one hangs on the other.
    pub fn are_apart(&self, analysis: &Analysis, noun: TokenId, inner: TokenId) -> bool {
        let (_, clauses) = self.of_sentence(analysis, noun);
        let direct = |clause: &Clause, word: TokenId| {
            let mut arguments = clause.arguments.iter();
            arguments.any(|it| it.head == word && it.via == Via::Direct)
        };
        clauses
            .iter()
            .filter(|clause| clause.kind == PredicateKind::Verb)
            .any(|verb| direct(verb, noun) && direct(verb, inner))
    }

    /// Clauses whose parent is this one, in order. They stand in the same sentence, so the
    /// search ends with it.
    pub fn children<'a>(
        &'a self,
        analysis: &'a Analysis,
        id: ClauseId,
    ) -> impl Iterator<Item = ClauseId> + 'a {
        let (first, clauses) = self.of_sentence(analysis, self.clauses[id].head);
        (clauses.iter().enumerate())
            .filter(move |(_, clause)| {
                clause
                    .parent
                    .as_ref()
                    .is_some_and(|parent| parent.clause == id)
            })
            .map(move |(offset, _)| first + offset)
    }
}

/// Finds all predicates of an analysis with their logical arguments, sentence by sentence.
pub fn find(analysis: &Analysis, lexicon: &ClauseLexicon) -> Clauses {
    let mut tree = Tree::new(analysis);
    mending::mend(&mut tree, lexicon);
    let obliques = Obliques::find(&tree, lexicon);
    let mut builder = Builder::new(&tree, &obliques, lexicon);
    for id in 0..builder.clauses.len() {
        arguments::direct(&mut builder, id);
    }
    for token in tree.top_down() {
        if let Some(id) = builder.at(token) {
            complete(&mut builder, id);
        }
    }
    for id in 0..builder.clauses.len() {
        embedding::lift_parenthetic(&mut builder, id);
    }
    let mut clauses = builder.clauses;
    for clause in &mut clauses {
        clause
            .arguments
            .sort_by(|a, b| (a.head, &a.slot).cmp(&(b.head, &b.slot)));
    }
    Clauses { clauses }
}

/// Completes a clause from the clauses above it, which are complete.
fn complete(builder: &mut Builder, id: ClauseId) {
    embedding::embed(builder, id);
    semi_modals::apply(builder, id);
    match builder.tree.dep(builder.clauses[id].head) {
        "relcl" => relative::fill_gap(builder, id),
        "conj" => coordination::share(builder, id),
        _ => {
            control::find_subject(builder, id);
            control::raise_object(builder, id);
        }
    }
    light::carry(builder, id);
    nominals::undertake(builder, id);
    nominals::complete(builder, id);
    utterances::share_addressee(builder, id);
}

/// One predicate and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The verb, noun or adjective that predicates.
    pub head: TokenId,
    /// Kind of predicate.
    pub kind: PredicateKind,
    /// Lemma with particle: `take over`, `visit`, `talk`.
    pub lemma: SmolStr,
    /// For a noun that a light verb carries ("**held** talks"), or a predicative adjective or
    /// nominal ("**is** responsible", "there **was** an attack"): the verb's clause, whose tense,
    /// modality, negation and parent this clause then has too.
    pub light: Option<ClauseId>,
    /// Logical arguments in order of their heads.
    pub arguments: Vec<Argument>,
    /// Grammatical voice; the arguments are already logical.
    pub passive: bool,
    /// Tense and aspect of the verb (of the light verb, for a noun).
    pub tense: Tense,
    /// Progressive aspect ("is visiting").
    pub progressive: bool,
    /// Perfect aspect ("has visited").
    pub perfect: bool,
    /// The negating token: `not`, `n't`, `never`, `no`, `neither`, `without`.
    pub negation: Option<TokenId>,
    /// Modal verb or semi-modal: `may`, `will`, `could`, `have to`, `be to`, `be set to`.
    pub modal: Option<SmolStr>,
    /// How it hangs on another clause; `None` for main clauses and free nouns.
    pub parent: Option<Parent>,
}

impl Clause {
    /// The clause that a participle without a conjunction goes on from: "banned it, **citing** the cost".
    pub fn gone_on_from(&self) -> Option<ClauseId> {
        let parent = self.parent.as_ref()?;
        let goes_on = parent.relation == Embedding::Adverbial && parent.marker.is_none();
        (goes_on && self.tense == Tense::Participle).then_some(parent.clause)
    }

    /// First argument in a slot.
    pub fn argument(&self, slot: &Slot) -> Option<&Argument> {
        self.arguments
            .iter()
            .find(|argument| argument.slot == *slot)
    }

    /// A verb in the simple present, which tells what is usual.
    pub fn is_simple_present(&self) -> bool {
        self.kind == PredicateKind::Verb
            && self.tense == Tense::Present
            && !self.progressive
            && !self.perfect
            && self.modal.is_none()
    }

    /// All arguments in a slot.
    pub fn arguments<'a>(&'a self, slot: &'a Slot) -> impl Iterator<Item = &'a Argument> + 'a {
        self.arguments
            .iter()
            .filter(move |argument| argument.slot == *slot)
    }
}

/// What kind of word predicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PredicateKind {
    /// A verb.
    Verb,
    /// A common noun, eventive or not: frames decide.
    Noun,
    /// A predicative or attributive adjective or participle ("injured people").
    Adjective,
}

/// Tense of a finite verb, or the form of one that is not finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tense {
    /// Past.
    Past,
    /// Present.
    Present,
    /// Future ("will visit", "is going to visit").
    Future,
    /// Infinitive ("to visit").
    Infinitive,
    /// Participle or gerund ("visiting", "visited" without auxiliary).
    Participle,
    /// Nouns and adjectives without a verb.
    #[default]
    None,
}

/// The clause above and the way down to this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// The clause above.
    pub clause: ClauseId,
    /// The relation.
    pub relation: Embedding,
    /// Subordinating word where there is one: `if`, `that`, `because`, `to`, `after`, `of`.
    pub marker: Option<SmolStr>,
}

/// How a clause hangs on the clause above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Embedding {
    /// Finite complement ("said **that he came**"), also where the speech verb follows or is parenthetic.
    Complement,
    /// Open complement ("agreed **to come**", "plans **to build**", "accused of **killing**").
    OpenComplement,
    /// Adverbial clause ("**after he came**", "**arriving in Kyiv**", "**to discuss** trade").
    Adverbial,
    /// Relative clause or reduced relative on an argument of the clause above.
    Relative,
    /// Second conjunct.
    Conjunct,
    /// A noun that fills an argument slot of the clause above ("condemned **the attack**").
    Nominal,
}

/// A logical argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Its place in the logical frame.
    pub slot: Slot,
    /// Head token of the phrase (each conjunct is an argument of its own).
    pub head: TokenId,
    /// The construction that gave it.
    pub via: Via,
}

/// Logical place of an argument. Prints, and stands in frames, as `subject`, `object`,
/// `iobj`, `obl:with`, `attribute`, `modifier`, `possessor`, `compound`, `temporal`, `content`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// Who or what does it: active subject, passive agent, "his" in "his visit" stays `Possessor`.
    Subject,
    /// What it is done to: active object, passive subject.
    Object,
    /// Whom it is given or told to.
    IndirectObject,
    /// Prepositional phrase, by preposition; multi-word as `according to`, `because of`.
    Oblique(SmolStr),
    /// Predicate nominal ("is **a doctor**"), object predicate ("named him **minister**").
    Attribute,
    /// Adjective or participle before a noun.
    Modifier,
    /// Genitive of a noun ("**his** visit", "**France's** demand").
    Possessor,
    /// Noun or demonym before a noun ("**US** sanctions", "**bomb** attack").
    Compound,
    /// Noun phrase of time or measure ("yesterday", "two days").
    Temporal,
    /// A clause as argument: the head is the head of that clause.
    Content,
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::IndirectObject => "iobj",
            Self::Oblique(preposition) => return write!(f, "obl:{preposition}"),
            Self::Attribute => "attribute",
            Self::Modifier => "modifier",
            Self::Possessor => "possessor",
            Self::Compound => "compound",
            Self::Temporal => "temporal",
            Self::Content => "content",
        })
    }
}

/// The construction through which an argument was found; part of a fact's derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Via {
    /// Stands at the predicate itself.
    Direct,
    /// Passive turned round.
    Passive,
    /// Shared with a conjoined predicate.
    Shared,
    /// A further conjunct of another argument.
    Conjunct,
    /// Head of the relative clause.
    Relative,
    /// Controller of an infinitive, participle or raising verb.
    Control,
    /// Argument of the light verb.
    Light,
    /// The parser hung it on a noun below, which may claim it too.
    Lifted,
}
