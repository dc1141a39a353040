//! Attachments that no reading of the sentence allows, set right before the clauses are read: a finite
//! verb without a subject takes the one that stands before it, a bare infinitive goes on with another,
//! a preposition has one complement, a verb no second object behind a comma, a passive one verb.
//!
//! Reads: tree and the verbs of saying. Writes: heads and relations of the tree. Never: adds or drops a
//! word, leaves a verb with two subjects.

use super::lexicon::ClauseLexicon;
use super::tree::Tree;
use crate::linguistics::TokenId;

const SUBJECTS: [&str; 5] = ["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"];

/// Mends verb by verb.
pub(super) fn mend(tree: &mut Tree, lexicon: &ClauseLexicon) {
    for verb in 0..tree.len() {
        let token = tree.token(verb);
        if token.pos == "VERB" && lexicon.reporting.contains(&token.lemma) {
            give_back_subject(tree, verb);
            part_from_speaker(tree, verb);
        }
        free_attribute(tree, verb);
        unite_subjects(tree, lexicon, verb);
        join_passive(tree, verb);
        lower_conjunct(tree, verb);
        give_object(tree, verb);
        set_apart(tree, verb);
        part_from_speech(tree, lexicon, verb);
    }
}

/// "Canada **opens** consulates": what has a subject is no attribute of the noun behind it, but its verb.
fn free_attribute(tree: &mut Tree, verb: TokenId) {
    let noun = tree.head(verb);
    let finite = matches!(tree.tag(verb), "VBD" | "VBZ" | "VBP");
    let subject = tree.child(verb, &["nsubj"]);
    let stands = subject.is_some_and(|subject| subject < verb) && verb < noun;
    if tree.dep(verb) != "amod" || !finite || !stands {
        return;
    }
    let (above, relation) = (tree.head(noun), tree.dep(noun));
    tree.attach(verb, if above == noun { verb } else { above }, relation);
    for child in tree.children(noun).to_vec() {
        if child < verb {
            tree.attach(child, verb, tree.dep(child));
        }
    }
    tree.attach(noun, verb, "dobj");
}

/// "**was** on Monday **shot** in Bern": the parser takes a participle behind an adverbial for a clause of
/// its own.
fn join_passive(tree: &mut Tree, verb: TokenId) {
    const OWN: [&str; 4] = ["mark", "aux", "auxpass", "cc"];
    let auxiliary = tree.head(verb);
    let participle = tree.dep(verb) == "advcl" && matches!(tree.tag(verb), "VBN" | "VBD");
    let bare = tree.child(verb, &SUBJECTS).is_none() && tree.child(verb, &OWN).is_none();
    let empty = tree
        .child(auxiliary, &["attr", "acomp", "expl", "ccomp", "xcomp"])
        .is_none();
    let passive = tree.token(auxiliary).lemma == "be" && participle && bare && empty;
    if !passive || auxiliary > verb || (auxiliary..verb).any(|token| tree.token(token).text == ",")
    {
        return;
    }
    let place = (tree.head(auxiliary), tree.dep(auxiliary));
    tree.attach(
        verb,
        if place.0 == auxiliary { verb } else { place.0 },
        place.1,
    );
    for child in tree.children(auxiliary).to_vec() {
        let relation = tree.dep(child);
        tree.attach(
            child,
            verb,
            if relation == "nsubj" {
                "nsubjpass"
            } else {
                relation
            },
        );
    }
    tree.attach(auxiliary, verb, "auxpass");
}

/// "cleared him to run, **a move** that surprised many": what stands behind a comma is no second object,
/// but goes on with a list or is an aside.
fn set_apart(tree: &mut Tree, verb: TokenId) {
    let objects: Vec<TokenId> = tree.with(verb, &["dobj"]).collect();
    let &[object, late, ..] = objects.as_slice() else {
        return;
    };
    let comma = first(tree, late).checked_sub(1);
    if comma.is_none_or(|comma| tree.token(comma).text != ",") {
        return;
    }
    let lists = tree.child(late, &["conj", "cc"]).is_some();
    if lists && last(tree, object) < first(tree, late) {
        tree.attach(late, object, "conj");
    } else {
        tree.attach(late, verb, "dep");
    }
}

/// "expects from Iran **an apology**": of two complements of a preposition the second is the object of
/// its verb.
fn give_object(tree: &mut Tree, verb: TokenId) {
    const FULL: [&str; 4] = ["dobj", "ccomp", "xcomp", "auxpass"];
    if tree.pos(verb) != "VERB" || tree.child(verb, &FULL).is_some() {
        return;
    }
    let second = tree.with(verb, &["prep"]).find_map(|preposition| {
        let mut complements = tree.with(preposition, &["pobj"]);
        let governed = complements.next()?;
        let second = complements.next()?;
        let common = tree.pos(second) == "NOUN" && tree.label(second).is_empty();
        (common && last(tree, governed) + 1 == first(tree, second)).then_some(second)
    });
    if let Some(second) = second {
        tree.attach(second, verb, "dobj");
    }
}

/// No verb has two subjects side by side: "surveys by Gallo and **Norstat** show", "a merger with the line
/// **Kallistos** failed", "its co-**founder** said", "the judge, **Ana Reis**, said", "a blast in Lima, **Peru**,
/// killed" have one each.
fn unite_subjects(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    let subjects: Vec<TokenId> = (tree.with(verb, &["nsubj", "nsubjpass"]))
        .filter(|&subject| subject < verb && !matches!(tree.tag(subject), "WDT" | "WP" | "PRP"))
        .collect();
    let Some((&one, others)) = subjects.split_first() else {
        return;
    };
    let mut one = one;
    for &other in others {
        let (end, start) = (last(tree, one), first(tree, other));
        let adjacent = end + 1 == start;
        let apart = end + 2 == start && tree.lower(end + 1) == ",";
        let named = |token: TokenId| tree.pos(token) == "PROPN";
        let somebody = end == one || lexicon.people_nouns.contains(&tree.token(one).lemma);
        let person = tree.label(other) == "PERSON" && (somebody || apart);
        let place = matches!(tree.label(other), "GPE" | "LOC");
        if adjacent && is_hyphen(tree, other) {
            tree.attach(other, one, "punct");
        } else if adjacent && is_hyphen(tree, end) && end > one {
            let before = end - 1;
            let dashed = tree.lower(end) == "–" && named(before) && named(other);
            tree.attach(end, before, "punct");
            if dashed {
                tree.attach(other, one, "appos");
            } else {
                replace(tree, before, other, "compound");
            }
        } else if adjacent && tree.dep(end) == "cc" {
            let alike = named(one) == named(other);
            let first = if alike { one } else { tree.head(end) };
            tree.attach(other, first, "conj");
        } else if apart && place && end != one {
            tree.attach(other, end, "appos");
        } else if adjacent && end != one && tree.pos(end) == "NOUN" && named(other) && !person {
            replace(tree, end, other, "appos");
        } else if adjacent && end == one && named(one) && !named(other) {
            tree.attach(one, other, "compound");
            one = other;
        } else if apart && named(one) && !named(other) {
            tree.attach(other, one, "appos");
        } else if (person && apart || adjacent && (person || end == one))
            && named(other)
            && !named(one)
        {
            tree.attach(one, other, "appos");
            one = other;
        } else {
            one = other;
        }
    }
}

/// Puts a word into the place of another, which then hangs on it.
fn replace<'a>(tree: &mut Tree<'a>, old: TokenId, new: TokenId, relation: &'a str) {
    let (host, place) = (tree.head(old), tree.dep(old));
    tree.attach(new, host, place);
    tree.attach(old, new, relation);
}

fn is_hyphen(tree: &Tree, token: TokenId) -> bool {
    matches!(tree.lower(token).as_str(), "-" | "–")
}

/// "said the talks had failed, **while the union says** they go on", "**while praising** them": who speaks
/// against or beyond a speech does so beside it, not in it.
fn part_from_speech(tree: &mut Tree, lexicon: &ClauseLexicon, verb: TokenId) {
    let mark = tree.child(verb, &["mark"]);
    let mark = mark.filter(|&mark| matches!(tree.lower(mark).as_str(), "while" | "whereas"));
    let (Some(mark), "advcl") = (mark, tree.dep(verb)) else {
        return;
    };
    let lemma = &tree.token(verb).lemma;
    let speaks = lexicon.reporting.contains(lemma) || lexicon.answering.contains(lemma);
    let apart = mark > 0 && tree.token(mark - 1).text == "," && tree.tag(verb) == "VBG";
    if !(speaks && tree.child(verb, &SUBJECTS).is_some() || apart) {
        return;
    }
    let says = |&at: &TokenId| {
        let speech = tree.head(at);
        tree.dep(at) == "ccomp"
            && speech < at
            && lexicon.reporting.contains(&tree.token(speech).lemma)
    };
    let speech = above(tree, verb)
        .filter(says)
        .last()
        .map(|said| tree.head(said));
    if let Some(speech) = speech {
        tree.attach(verb, speech, "advcl");
    }
}

/// "ordered to attack the town, **seize** the bank": a bare infinitive goes on with the infinitive before it,
/// not with a verb that is none.
fn lower_conjunct(tree: &mut Tree, verb: TokenId) {
    let above = tree.head(verb);
    let bare = tree.dep(verb) == "conj"
        && tree.tag(verb) == "VB"
        && tree.child(verb, &["aux", "auxpass", "mark"]).is_none()
        && tree.child(verb, &SUBJECTS).is_none();
    let takes_bare = matches!(tree.tag(above), "VB" | "VBP")
        || tree.with(above, &["aux"]).any(|aux| tree.tag(aux) == "MD");
    if !bare || takes_bare {
        return;
    }
    let infinitive = {
        let mut complements = tree.with(above, &["xcomp", "advcl", "ccomp"]);
        complements.find(|&it| {
            let to = tree.child(it, &["aux"]);
            it < verb && tree.tag(it) == "VB" && to.is_some_and(|to| tree.tag(to) == "TO")
        })
    };
    if let Some(infinitive) = infinitive {
        tree.attach(verb, infinitive, "conj");
    }
}

/// "stated **the firm** owed him money": without "that" the parser takes the subject of what is said for
/// the object of the verb of saying.
fn give_back_subject(tree: &mut Tree, verb: TokenId) {
    let Some(object) = tree.with(verb, &["dobj"]).find(|&object| object > verb) else {
        return;
    };
    let Some(said) = finite_after(tree, object) else {
        return;
    };
    let subject = tree.child(said, &SUBJECTS);
    if tree.head(said) == verb && tree.dep(said) == "ccomp" && subject.is_none() {
        take_subject(tree, said, object);
    } else if let Some(subject) = subject.filter(|&subject| subject < verb && verb < said) {
        hang_below(tree, verb, said, subject, object);
    }
}

/// The parser gave what is said the subject of another verb: in "the report stating the firm **owed** him
/// money **was lost**" that of the finite verb after it, in "with officials stating the plot **began**" that
/// of the participle.
fn hang_below(tree: &mut Tree, verb: TokenId, said: TokenId, subject: TokenId, object: TokenId) {
    let place = (tree.head(said), tree.dep(said));
    if !above(tree, verb).any(|token| token == subject) {
        return;
    }
    let upper = if let Some(main) = second_finite(tree, said) {
        take_subject(tree, main, subject);
        let after: Vec<TokenId> = tree.children(said).to_vec();
        for late in after.into_iter().filter(|&late| late > main) {
            tree.attach(late, main, tree.dep(late));
        }
        main
    } else if place.1 == "pcomp" && tree.head(verb) == subject {
        take_subject(tree, verb, subject);
        verb
    } else {
        return;
    };
    let head = if place.0 == said { upper } else { place.0 };
    tree.attach(upper, head, place.1);
    tree.attach(said, verb, "ccomp");
    take_subject(tree, said, object);
}

/// "the firm, **chief executive Ana Reis** announced, will pay": who says it is no other name of who
/// does it.
fn part_from_speaker(tree: &mut Tree, verb: TokenId) {
    let done = tree.head(verb);
    let between = tree.dep(verb) == "parataxis" && verb < done;
    if !between || tree.child(done, &SUBJECTS).is_some() {
        return;
    }
    let Some(subject) = tree.child(verb, &["nsubj"]).filter(|&it| it < verb) else {
        return;
    };
    let Some(speaker) = tree.child(subject, &["appos"]) else {
        return;
    };
    let aside = tree.token(verb + 1).text == "," && last(tree, speaker) + 1 == verb;
    if aside {
        take_subject(tree, done, subject);
        tree.attach(speaker, verb, "nsubj");
    }
}

fn take_subject(tree: &mut Tree, verb: TokenId, subject: TokenId) {
    let passive = tree.child(verb, &["auxpass"]).is_some();
    let relation = if passive { "nsubjpass" } else { "nsubj" };
    tree.attach(subject, verb, relation);
}

/// The finite verb that begins right after a phrase, adverbs left out.
fn finite_after(tree: &Tree, phrase: TokenId) -> Option<TokenId> {
    let mut next = last(tree, phrase) + 1;
    while next < tree.len() && tree.pos(next) == "ADV" {
        next += 1;
    }
    (next < tree.len() && is_finite(tree, next)).then(|| match tree.dep(next) {
        "aux" | "auxpass" => tree.head(next),
        _ => next,
    })
}

/// A finite verb after another that nothing joins to it.
fn second_finite(tree: &Tree, first: TokenId) -> Option<TokenId> {
    let mut below = tree.with(first, &["ccomp", "advcl", "conj"]);
    let second = below.find(|&verb| {
        let finite = tree.child(verb, &["aux", "auxpass"]).unwrap_or(verb);
        let bare = tree.child(verb, &SUBJECTS).is_none() && tree.child(verb, &["mark"]).is_none();
        verb > first && bare && is_finite(tree, finite)
    })?;
    tree.child(first, &["cc"]).is_none().then_some(second)
}

fn is_finite(tree: &Tree, token: TokenId) -> bool {
    matches!(tree.tag(token), "VBD" | "VBZ" | "VBP" | "MD")
}

/// The tokens that a token hangs on, nearest first.
fn above<'t>(tree: &'t Tree, token: TokenId) -> impl Iterator<Item = TokenId> + 't {
    let up = move |&at: &TokenId| Some(tree.head(at)).filter(|&head| head != at);
    std::iter::successors(up(&token), up)
}

/// The first token of a phrase.
fn first(tree: &Tree, phrase: TokenId) -> TokenId {
    let below = tree.children(phrase).iter();
    let starts = below.map(|&child| first(tree, child));
    starts.min().unwrap_or(phrase).min(phrase)
}

/// The last token of a phrase.
fn last(tree: &Tree, phrase: TokenId) -> TokenId {
    let below = tree.children(phrase).iter();
    let ends = below.map(|&child| last(tree, child));
    ends.max().unwrap_or(phrase).max(phrase)
}
