//! How each clause hangs on the clause above it.
//!
//! Reads: tree and [`Builder`]. Writes: parents, and the content arguments that mirror them.
//! Never: moves an argument other than `content`.

use smol_str::{SmolStr, StrExt};

use super::builder::Builder;
use super::{Argument, ClauseId, Embedding, Parent, PredicateKind, Slot, Tense, Via};
use super::{coordination, quotations};
use crate::linguistics::TokenId;

/// Finds the parent of a clause whose clauses above have theirs already.
pub(super) fn embed(builder: &mut Builder, id: ClauseId) {
    let head = builder.clauses[id].head;
    let parent = match builder.clauses[id].kind {
        PredicateKind::Noun => noun_parent(builder, id),
        PredicateKind::Adjective if builder.clauses[id].light.is_some() => {
            let carrier = builder.clauses[id]
                .light
                .map(|light| &builder.clauses[light]);
            carrier.and_then(|carrier| carrier.parent.clone())
        }
        PredicateKind::Adjective
            if builder.tree.dep(builder.tree.first_conjunct(head)) == "amod" =>
        {
            modifier_parent(builder, head, None)
        }
        _ => verb_parent(builder, id),
    };
    builder.clauses[id].parent = parent;
    add_content(builder, id);
}

/// The speech verb that hangs on what is said: "the storm, officials **said**, will hit Texas".
pub(super) fn lift_parenthetic(builder: &mut Builder, id: ClauseId) {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let hangs_below = match tree.dep(head) {
        "parataxis" => true,
        "ccomp" | "conj" if quotations::is_inverted(builder, id) => true,
        "ccomp" | "advcl" | "acl" => {
            builder.has(id, &Slot::Subject)
                && (quotations::speaks_of(builder, head, tree.head(head))
                    || quotations::stands_between(tree, head))
        }
        _ => false,
    };
    let is_parenthetic = hangs_below && is_reporting(builder, id);
    let Some(below) = builder.at(tree.head(head)).filter(|_| is_parenthetic) else {
        return;
    };
    let saying = |argument: &Argument| argument.slot == Slot::Content && argument.head == head;
    builder.clauses[below]
        .arguments
        .retain(|argument| !saying(argument));
    let above = outermost_said(builder, id, below);
    let parent = builder.clauses[above].parent.take();
    builder.clauses[id].parent = parent;
    builder.clauses[above].parent = Some(Parent {
        clause: id,
        relation: Embedding::Complement,
        marker: None,
    });
    let content = builder.clauses[above].head;
    builder.add(id, &Slot::Content, content, Via::Direct);
}

/// The clause that all of a quotation hangs on; what is said without marks is said as it stands.
fn outermost_said(builder: &Builder, speech: ClauseId, said: ClauseId) -> ClauseId {
    let verb = builder.clauses[speech].head;
    let above = |&id: &ClauseId| {
        let parent = builder.clauses[id].parent.as_ref()?.clause;
        quotations::speaks_of(builder, verb, builder.clauses[parent].head).then_some(parent)
    };
    let up = std::iter::successors(Some(said), above);
    up.take(builder.clauses.len()).last().unwrap_or(said)
}

fn verb_parent(builder: &Builder, id: ClauseId) -> Option<Parent> {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let above = tree.head(head);
    let embedding = |relation, clause, marker| {
        Some(Parent {
            clause,
            relation,
            marker,
        })
    };
    match tree.dep(head) {
        "ROOT" => None,
        // "the report **that** he had fled": a word that only opens the clause fills nothing in it.
        "relcl" if tree.child(head, &["mark"]).is_some() => adnominal_parent(builder, id),
        "relcl" => modifier_parent(builder, head, relative_marker(builder, head)),
        "acl" => adnominal_parent(builder, id),
        "pcomp" | "pobj" => gerund_parent(builder, head),
        "parataxis" if is_reporting(builder, id) => None,
        dep => {
            let clause = builder.at(above)?;
            if let Some(speech) = speech_gone_on(builder, id, clause).filter(|_| dep == "advcl") {
                return embedding(Embedding::Adverbial, speech, None);
            }
            if tree.dep(head) == "xcomp" && builder.is_semi_modal(clause) {
                // The infinitive of "be going to" stands where the semi-modal stands.
                return builder.clauses[clause].parent.clone();
            }
            let speech = coordination::speaker_goes_on(builder, clause, id);
            if let Some(speech) = speech.filter(|_| dep == "conj") {
                return embedding(Embedding::Conjunct, speech, Some("and".into()));
            }
            if let Some(said) = said_before(builder, id, clause).filter(|_| dep == "conj") {
                return embedding(Embedding::Conjunct, said, Some("and".into()));
            }
            let spelled_out = builder
                .spelled_out(above)
                .filter(|_| matches!(dep, "xcomp" | "ccomp"));
            let clause = spelled_out
                .or_else(|| introduced(builder, id, above))
                .unwrap_or(clause);
            let relation = clausal_relation(builder, id, clause, dep);
            embedding(relation, clause, marker(builder, head, relation))
        }
    }
}

/// "Reis said the bank was closed, **adding** that", `said "it is lost", **calling** it a day`: the verb
/// of saying with whose subject a participle goes on, though the parser hangs it on what is said.
pub(super) fn speech_gone_on(builder: &Builder, id: ClauseId, above: ClauseId) -> Option<ClauseId> {
    let tree = builder.tree;
    let clause = &builder.clauses[id];
    let before = clause.head.checked_sub(1)?;
    let apart = tree.pos(before) == "PUNCT" || tree.pos(before) == "ADV";
    let lexicon = builder.lexicon;
    let speaks = [&lexicon.going_on, &lexicon.answering];
    let goes_on = speaks.iter().any(|list| list.contains(&clause.lemma))
        || quotations::speaks_of(builder, clause.head, builder.clauses[above].head);
    if clause.tense != Tense::Participle || clause.passive || !apart || !goes_on {
        return None;
    }
    let parent = builder.clauses[above].parent.as_ref()?;
    let reports = lexicon
        .reporting
        .contains(&builder.clauses[parent.clause].lemma);
    (reports && parent.relation == Embedding::Complement).then_some(parent.clause)
}

/// "said the plan had failed and the council **had resigned**", which the parser hangs on "said": what
/// is said goes on as long as it looks back, or ahead, from the time of saying.
fn said_before(builder: &Builder, id: ClauseId, above: ClauseId) -> Option<ClauseId> {
    let (clause, speech) = (&builder.clauses[id], &builder.clauses[above]);
    let looks_back = clause.tense == Tense::Past && clause.perfect;
    let looks_ahead = clause.modal.as_deref() == Some("would");
    let own_subject = (builder.tree).child(clause.head, &["nsubj", "nsubjpass", "expl"]);
    let reports = speech.tense == Tense::Past && builder.lexicon.reporting.contains(&speech.lemma);
    if own_subject.is_none() || !reports || !(looks_back || looks_ahead) {
        return None;
    }
    let mut said = speech.arguments(&Slot::Content);
    let said = said.find(|said| speech.head < said.head && said.head < clause.head)?;
    builder.at(said.head)
}

fn is_reporting(builder: &Builder, id: ClauseId) -> bool {
    let clause = &builder.clauses[id];
    builder.lexicon.reporting.contains(&clause.lemma)
        && builder.tree.child(clause.head, &["ccomp"]).is_none()
}

fn clausal_relation(builder: &Builder, id: ClauseId, above: ClauseId, dep: &str) -> Embedding {
    let clause = &builder.clauses[id];
    match dep {
        "xcomp" | "oprd" => Embedding::OpenComplement,
        "acomp" => Embedding::Nominal,
        "ccomp" if is_run_on(builder, id, above) => Embedding::Conjunct,
        "ccomp" if is_open(builder, id) => Embedding::OpenComplement,
        "ccomp" => Embedding::Complement,
        "advcl" if is_called_for(builder, id, above) => Embedding::Complement,
        "advcl"
            if clause.kind == PredicateKind::Verb || clause.kind == PredicateKind::Adjective =>
        {
            Embedding::Adverbial
        }
        "nsubj" | "nsubjpass" | "csubj" | "csubjpass" | "dobj" | "attr" | "poss" => {
            Embedding::Nominal
        }
        _ => Embedding::Conjunct,
    }
}

/// "called **for the mine to be closed**": what is called for is content.
fn is_called_for(builder: &Builder, id: ClauseId, above: ClauseId) -> bool {
    let head = builder.clauses[id].head;
    let mark = builder.tree.child(head, &["mark"]);
    mark.is_some_and(|mark| builder.tree.lower(mark) == "for")
        && builder.tree.infinitive_to(head).is_some()
        && (builder.lexicon.for_infinitive).contains(&builder.clauses[above].lemma)
}

/// "**Speaking to** reporters, she said the mine had closed": what stands before the verb of saying
/// belongs to it, though the parser hangs it on what is said.
pub(super) fn introduced(builder: &Builder, id: ClauseId, said: TokenId) -> Option<ClauseId> {
    let tree = builder.tree;
    let head = builder.clauses[id].head;
    let above = Some(tree.head(said)).filter(|_| tree.dep(said) == "ccomp");
    // "**Speaking to** reporters, she said: "The mine is closed"" with the verb of saying below.
    let mut below = tree.with(said, &["ccomp", "parataxis"]);
    let below = below.find(|&verb| quotations::speaks_of(builder, verb, said));
    let says = above
        .into_iter()
        .chain(below)
        .find(|&verb| head < verb && verb < said)?;
    let opens = tree.dep(head) == "advcl" && is_open(builder, id);
    builder.verb_at(says).filter(|_| opens)
}

/// Two sentences in one: the parser calls the first one a complement of the second.
fn is_run_on(builder: &Builder, id: ClauseId, above: ClauseId) -> bool {
    let (child, parent) = (&builder.clauses[id], &builder.clauses[above]);
    let has_own_content =
        (builder.tree.with(parent.head, &["dobj", "ccomp"])).any(|object| object > parent.head);
    child.head < parent.head
        && !quotations::is_inverted(builder, above)
        && builder.tree.child(child.head, &["mark"]).is_none()
        && (has_own_content || !builder.lexicon.reporting.contains(&parent.lemma))
}

/// An infinitive or participle without subordinator.
pub(super) fn is_open(builder: &Builder, id: ClauseId) -> bool {
    let clause = &builder.clauses[id];
    matches!(clause.tense, Tense::Infinitive | Tense::Participle)
        && builder.tree.child(clause.head, &["mark"]).is_none()
}

fn marker(builder: &Builder, head: TokenId, relation: Embedding) -> Option<SmolStr> {
    let tree = builder.tree;
    let word = if relation == Embedding::Conjunct {
        tree.with(tree.head(head), &["cc"])
            .filter(|&cc| cc < head)
            .last()
    } else {
        tree.child(head, &["mark"])
            .or_else(|| tree.infinitive_to(head))
            .or_else(|| {
                tree.with(head, &["advmod"])
                    .find(|&adverb| tree.tag(adverb) == "WRB")
            })
    };
    word.map(|word| tree.lower(word).clone())
}

fn relative_marker(builder: &Builder, head: TokenId) -> Option<SmolStr> {
    let tree = builder.tree;
    tree.before_in_subtree(head)
        .filter(|&token| matches!(tree.tag(token), "WDT" | "WP" | "WP$" | "WRB"))
        .last()
        .map(|token| tree.lower(token).clone())
}

/// Infinitives and that-clauses of a noun are its content; participles modify.
fn adnominal_parent(builder: &Builder, id: ClauseId) -> Option<Parent> {
    let tree = builder.tree;
    let clause = &builder.clauses[id];
    let noun = tree.head(clause.head);
    let to = tree.infinitive_to(clause.head);
    let mark = tree.child(clause.head, &["mark"]);
    let relation = match (to, mark) {
        (Some(_), _) if !is_ranked(builder, noun) => Embedding::OpenComplement,
        (None, Some(_)) => Embedding::Complement,
        _ => return modifier_parent(builder, clause.head, None),
    };
    let marker = mark.or(to).map(|word| tree.lower(word).clone());
    builder.at(noun).map(|clause| Parent {
        clause,
        relation,
        marker,
    })
}

/// "the **first** to arrive", "the **12th** country to ban it": the noun does what the infinitive says.
pub(super) fn is_ranked(builder: &Builder, noun: TokenId) -> bool {
    let tree = builder.tree;
    let ranks = |&child: &TokenId| {
        let word = tree.lower(child).as_str();
        // Not "only one day to test it".
        let listed = matches!(
            word,
            "first" | "second" | "third" | "last" | "latest" | "only"
        );
        (listed && tree.pos(child) != "ADV") || tree.token(child).ranks()
    };
    ranks(&noun) || tree.children(noun).iter().any(ranks)
}

/// "**Ruvia** became the first country to ban it", "**he** was among the last to leave": who is told to be the one
/// that does what the infinitive says.
pub(super) fn called_ranked(builder: &Builder, infinitive: TokenId) -> Vec<TokenId> {
    let (tree, lexicon) = (builder.tree, builder.lexicon);
    let noun = tree.head(infinitive);
    let lemma = &tree.token(noun).lemma;
    let wordless = [
        &lexicon.manner_nouns,
        &lexicon.place_nouns,
        &lexicon.time_nouns,
    ];
    let somebody = wordless.iter().all(|nouns| !nouns.contains(lemma));
    if tree.infinitive_to(infinitive).is_none() || !is_ranked(builder, noun) || !somebody {
        return Vec::new();
    }
    let behind = |id: TokenId, preposition: &str| {
        (tree.dep(id) == "pobj" && tree.lower(tree.head(id)) == preposition)
            .then(|| tree.head(tree.head(id)))
    };
    // "is **one of** the first countries to ban it"
    let one = behind(noun, "of").filter(|&one| tree.lower(one) == "one");
    let called = one.unwrap_or(noun);
    let copula =
        behind(called, "among").or_else(|| (tree.dep(called) == "attr").then(|| tree.head(called)));
    let copula = copula.and_then(|copula| builder.verb_at(copula));
    let copula = copula.filter(|&id| is_copula(&builder.clauses[id].lemma));
    copula.map_or_else(Vec::new, |id| builder.surface_subject(id))
}

fn is_copula(lemma: &str) -> bool {
    matches!(lemma, "be" | "become" | "remain")
}

/// A clause that modifies a noun hangs on the clause that the noun is an argument of.
fn modifier_parent(builder: &Builder, head: TokenId, marker: Option<SmolStr>) -> Option<Parent> {
    let tree = builder.tree;
    let first = tree.first_conjunct(head);
    let noun = tree.head(first);
    let clause = governor(builder, noun)
        .map(|(clause, _)| clause)
        .or_else(|| builder.at(noun))?;
    Some(Parent {
        clause,
        relation: Embedding::Relative,
        marker,
    })
}

/// "accused of **killing**", "after **meeting**".
fn gerund_parent(builder: &Builder, head: TokenId) -> Option<Parent> {
    let around = builder.obliques.around(head)?;
    let clause = builder.at(around.owner)?;
    let owner = &builder.clauses[clause];
    let open = match owner.kind {
        PredicateKind::Verb => {
            builder.lexicon.gerund_of_object(&owner.lemma, &around.name)
                || builder
                    .lexicon
                    .gerund_of_subject(&owner.lemma, &around.name)
        }
        PredicateKind::Noun => matches!(
            around.name.as_str(),
            "of" | "for" | "about" | "against" | "to" | "at" | "in" | "on"
        ),
        PredicateKind::Adjective => {
            !matches!(around.name.as_str(), "after" | "before" | "without" | "by")
        }
    };
    let relation = if builder.tree.child(head, &["det", "poss"]).is_some() {
        Embedding::Nominal
    } else if open {
        Embedding::OpenComplement
    } else {
        Embedding::Adverbial
    };
    Some(Parent {
        clause,
        relation,
        marker: Some(around.name.clone()),
    })
}

fn noun_parent(builder: &Builder, id: ClauseId) -> Option<Parent> {
    let head = builder.clauses[id].head;
    let tree = builder.tree;
    let light = builder.clauses[id]
        .light
        .map(|light| &builder.clauses[light]);
    if let Some(light) = light.filter(|light| !tree.is_below(light.head, head)) {
        return light.parent.clone();
    }
    if matches!(
        tree.dep(head),
        "ccomp" | "xcomp" | "advcl" | "relcl" | "acl" | "parataxis"
    ) {
        return verb_parent(builder, id);
    }
    let (clause, marker) = governor(builder, head)?;
    Some(Parent {
        clause,
        relation: Embedding::Nominal,
        marker,
    })
}

/// The clause that a nominal is an argument of, and the preposition between them.
fn governor(builder: &Builder, nominal: TokenId) -> Option<(ClauseId, Option<SmolStr>)> {
    let tree = builder.tree;
    let mut at = nominal;
    while matches!(tree.dep(at), "conj" | "appos") {
        at = tree.head(at);
        if matches!(tree.pos(at), "VERB" | "AUX") {
            return None;
        }
    }
    if let Some(around) = builder.obliques.around(at) {
        let name = around.name.to_lowercase_smolstr();
        return builder.at(around.owner).map(|clause| (clause, Some(name)));
    }
    let is_argument = matches!(
        tree.dep(at),
        "nsubj" | "nsubjpass" | "dobj" | "dative" | "attr" | "oprd" | "poss" | "npadvmod"
    );
    let clause = builder.at(tree.head(at)).filter(|_| is_argument)?;
    Some((clause, None))
}

/// A clausal complement is the content of the clause above; so is one joined to it.
fn add_content(builder: &mut Builder, id: ClauseId) {
    let carried = builder.clauses[id].light.is_some();
    let Some(parent) = builder.clauses[id].parent.clone().filter(|_| !carried) else {
        return;
    };
    let head = builder.clauses[id].head;
    match parent.relation {
        Embedding::Complement | Embedding::OpenComplement
            if !is_said_of_object(builder, parent.clause, head) =>
        {
            builder.add(parent.clause, &Slot::Content, head, Via::Direct);
        }
        Embedding::Conjunct => {
            // "said he was old and **ill**": what is said is the verb that carries the first of both.
            let first = &builder.clauses[parent.clause];
            let verb = first.light.map(|light| builder.clauses[light].head);
            let above = [Some(first.head), verb];
            if let Some(shared) = builder.clauses[parent.clause].parent.as_ref() {
                let shared = shared.clause;
                if builder.clauses[shared]
                    .arguments(&Slot::Content)
                    .any(|content| above.contains(&Some(content.head)))
                {
                    builder.add(shared, &Slot::Content, head, Via::Conjunct);
                }
            }
        }
        _ => {}
    }
}

/// "found Holm **guilty**", where the parser has a clause.
fn is_said_of_object(builder: &Builder, above: ClauseId, head: TokenId) -> bool {
    let mut arguments = builder.clauses[above].arguments.iter();
    builder.tree.dep(head) == "ccomp"
        && arguments.any(|argument| argument.slot == Slot::Attribute && argument.head == head)
}
