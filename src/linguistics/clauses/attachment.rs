//! Prepositional phrases that the parser hung on a noun although a word above is the better host:
//! "charged the driver **with fraud**", "met Reis **in Lisbon**".
//!
//! Reads: tree, [`Obliques`] and the prepositions that verbs govern. Writes: better hosts.
//! Never: moves a phrase that the noun itself may claim; then both have it.

use super::lexicon::ClauseLexicon;
use super::obliques::{Oblique, Obliques};
use super::predicates;
use super::tree::Tree;
use crate::linguistics::TokenId;

/// Names and amounts: they take no complement, only "of" ("$3 million of debt", "King of Spain").
const CLOSED: [&str; 10] = [
    "PERSON", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "DATE", "TIME", "GPE", "NORP", "ORG",
];
/// What says where or when something happens.
const SCENES: [&str; 5] = ["GPE", "LOC", "FAC", "DATE", "TIME"];

/// A place or time inside a phrase with one of these holds for what the phrase tells of:
/// "killed **in** a consulate in Istanbul".
const NESTING: [&str; 8] = [
    "at", "in", "inside", "into", "near", "off", "outside", "within",
];

/// A better host of a prepositional phrase.
pub(super) struct Host {
    pub(super) owner: TokenId,
    /// The noun may claim the phrase too.
    pub(super) shared: bool,
}

/// The word above the owner of a phrase that is a better host of it, by these criteria in turn:
/// somebody is told to do what an infinitive says; the owner is only the object of a support verb; the verb governs
/// the preposition; the phrase tells what a deed or quarrel is about, or what it answers; the owner is a
/// name, an amount or a pronoun; the phrase is a place or time, and the owner a person, an inner
/// noun, a place itself, the object of a verb that happens where its object is, or what does harm.
pub(super) fn better_host(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    phrase: &Oblique,
) -> Option<Host> {
    if let Some(host) = who_orders(tree, lexicon, phrase) {
        return Some(host);
    }
    let outside_a_name = tree.label(phrase.preposition).is_empty();
    if !is_nominal(tree, phrase.owner) || phrase.preposition < phrase.owner || !outside_a_name {
        return None;
    }
    let above = governors(tree, obliques, phrase.owner);
    if lexicon.companions.contains(&phrase.name) {
        return None;
    }
    support(tree, lexicon, phrase)
        .or_else(|| passive_agent(tree, obliques, lexicon, phrase))
        .or_else(|| governing(tree, obliques, lexicon, phrase, &above))
        .or_else(|| behind_doer(tree, obliques, lexicon, phrase))
        .or_else(|| who_calls(tree, obliques, lexicon, phrase))
        .or_else(|| in_quarrel(tree, obliques, lexicon, phrase))
        .or_else(|| in_answer(tree, lexicon, phrase))
        .or_else(|| beside_closed(tree, phrase, &above))
        .or_else(|| scene(tree, obliques, lexicon, phrase, &above))
        .or_else(|| scene_of_subject(tree, lexicon, phrase))
}

fn is_nominal(tree: &Tree, id: TokenId) -> bool {
    matches!(tree.pos(id), "NOUN" | "PROPN" | "PRON" | "NUM" | "SYM")
        || (tree.pos(id) == "ADJ" && matches!(tree.dep(id), "pobj" | "dobj"))
}

fn is_verb(tree: &Tree, id: TokenId) -> bool {
    matches!(tree.pos(id), "VERB" | "AUX") && tree.dep(id) != "amod"
}

/// The words that a noun completes, from the nearest to the first verb; all stand before the noun.
fn governors(tree: &Tree, obliques: &Obliques, noun: TokenId) -> Vec<TokenId> {
    let mut found = Vec::new();
    let mut at = noun;
    loop {
        while matches!(tree.dep(at), "conj" | "appos") && is_nominal(tree, tree.head(at)) {
            at = tree.head(at);
        }
        let next = match obliques.around(at) {
            Some(around) => around.owner,
            None if matches!(tree.dep(at), "dobj" | "dative") => tree.head(at),
            None => return found,
        };
        if next >= noun {
            return found;
        }
        found.push(next);
        if !is_nominal(tree, next) {
            return found;
        }
        at = next;
    }
}

/// "claimed responsibility **for the attack**": verb and object are one meaning, both have it.
fn support(tree: &Tree, lexicon: &ClauseLexicon, phrase: &Oblique) -> Option<Host> {
    let (noun, verb) = (phrase.owner, tree.head(phrase.owner));
    let lemma = predicates::lemma(tree, lexicon, verb);
    let supports =
        tree.dep(noun) == "dobj" && lexicon.carries_object(&lemma, &tree.token(noun).lemma);
    supports.then_some(Host {
        owner: verb,
        shared: true,
    })
}

/// "was named envoy **by the king**", "was given the prize **by the mayor**": the passive has no agent yet. Of what one
/// is charged with, one is the doer, so that "with theft **by the police**" tells who charges.
fn passive_agent(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    phrase: &Oblique,
) -> Option<Host> {
    let noun = phrase.owner;
    let around = obliques.around(noun);
    let verb = around.map_or(tree.head(noun), |around| around.owner);
    let lemma = predicates::lemma(tree, lexicon, verb);
    let object = matches!(tree.dep(noun), "oprd" | "attr" | "dobj");
    let completes = around.map_or(object, |around| {
        is_verb(tree, verb) && lexicon.gerund_of_object(&lemma, &around.name)
    });
    let passive = tree.child(verb, &["auxpass"]).is_some();
    let open = phrase.name == "by" && tree.child(verb, &["agent"]).is_none();
    (completes && passive && open).then_some(Host {
        owner: verb,
        shared: false,
    })
}

/// "was ordered to shut down **by the regulator**", "was told to leave Oslo **by a court**": who says what somebody is to
/// do. Not "by bus", "by a third", "by Friday".
fn who_orders(tree: &Tree, lexicon: &ClauseLexicon, phrase: &Oblique) -> Option<Host> {
    let beside_name = is_closed(tree, phrase.owner) && tree.dep(phrase.owner) == "dobj";
    let infinitive = if beside_name {
        tree.head(phrase.owner)
    } else {
        phrase.owner
    };
    let verb = tree.head(infinitive);
    let told = phrase.name == "by"
        && tree.dep(infinitive) == "xcomp"
        && tree.infinitive_to(infinitive).is_some()
        && tree.child(infinitive, &["auxpass"]).is_none()
        && lexicon
            .object_control
            .contains(&predicates::lemma(tree, lexicon, verb));
    let open = tree.child(verb, &["auxpass"]).is_some() && tree.child(verb, &["agent"]).is_none();
    (told && open && is_somebody(tree, lexicon, phrase.complement)).then_some(Host {
        owner: verb,
        shared: false,
    })
}

/// Whoever may act: a person, or with a name or article a body, but no time and no amount.
fn is_somebody(tree: &Tree, lexicon: &ClauseLexicon, noun: TokenId) -> bool {
    let word = tree.token(noun);
    match tree.label(noun) {
        "PERSON" | "ORG" | "NORP" | "GPE" => true,
        "" if word.pos == "NOUN" => {
            let told = tree.child(noun, &["det", "poss"]).is_some() || word.tag == "NNS";
            let time = lexicon.time_nouns.contains(&word.lemma);
            is_person(tree, lexicon, noun) || told && !time
        }
        _ => false,
    }
}

/// "acquitted the driver **of manslaughter**": the verb asks for the preposition and has none yet.
fn governing(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    phrase: &Oblique,
    above: &[TokenId],
) -> Option<Host> {
    let &verb = above.last().filter(|&&verb| is_verb(tree, verb))?;
    let lemma = predicates::lemma(tree, lexicon, verb);
    let has_one = obliques.of(verb).any(|other| other.name == phrase.name);
    let closed = is_closed(tree, phrase.owner);
    let beside_object = above.len() == 1 && obliques.around(phrase.owner).is_none();
    let of = phrase.name == "of";
    let fits =
        (beside_object || closed || of) && (!of || is_deed(tree, lexicon, phrase.complement));
    let aside = !closed && describes_aside(tree, phrase);
    let needs = lexicon.needs(&lemma, &phrase.name);
    // "blamed the attack on the embassy **on rebels**": the noun has the first.
    let first = needs && goes_on(obliques, phrase);
    (fits && !aside && !has_one && !first && lexicon.governs(&lemma, &phrase.name)).then_some(
        Host {
            owner: verb,
            shared: !closed && !of && !needs,
        },
    )
}

/// Another phrase with the same preposition follows, at the same noun or inside the phrase.
fn goes_on(obliques: &Obliques, phrase: &Oblique) -> bool {
    let inner = obliques.of(phrase.complement);
    let mut later = inner.chain(obliques.of(phrase.owner));
    later.any(|other| other.name == phrase.name && other.preposition > phrase.preposition)
}

/// "calls from nurses **for a vote**", "an attack by Chile **on a base**": behind whoever does what a word names, or has a
/// part in it, stands what it is about or aimed at.
fn behind_doer(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    phrase: &Oblique,
) -> Option<Host> {
    const AIMS: [&str; 5] = ["about", "against", "for", "on", "over"];
    let around = obliques.around(phrase.owner)?;
    // "the death toll from a strike **on a base**" tells of a strike.
    let somebody = !tree.label(phrase.owner).is_empty() || is_person(tree, lexicon, phrase.owner);
    let (name, link) = (phrase.name.as_str(), around.name.as_str());
    let doer = matches!(link, "by" | "from") && tree.pos(around.owner) == "NOUN";
    // "clashed with unions **over pensions**"
    let partner = link == "with" && matches!(name, "about" | "over");
    let aims = partner || doer && AIMS.contains(&name);
    let has_one = obliques
        .of(around.owner)
        .any(|other| other.name == phrase.name);
    (somebody && aims && !has_one).then_some(Host {
        owner: around.owner,
        shared: true,
    })
}

/// "calls for the resignation of the chief **from nurses**": who calls, not what somebody resigns from.
fn who_calls(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    phrase: &Oblique,
) -> Option<Host> {
    let around = obliques.around(phrase.owner)?;
    let call = around.owner;
    let calls = around.name == "for" && lexicon.asking_nouns.contains(&tree.token(call).lemma);
    let people = is_person(tree, lexicon, phrase.complement);
    (calls && people && phrase.name == "from").then_some(Host {
        owner: call,
        shared: false,
    })
}

/// "walked out in a dispute **over pay**": what one quarrels over is what one acts over.
fn in_quarrel(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    phrase: &Oblique,
) -> Option<Host> {
    let around = obliques.around(phrase.owner)?;
    let quarrels = around.name == "in"
        && phrase.name == "over"
        && lexicon
            .partner_nouns
            .contains(&tree.token(phrase.owner).lemma);
    (quarrels && is_verb(tree, around.owner)).then_some(Host {
        owner: around.owner,
        shared: true,
    })
}

/// "skipped the ceremony **in protest at the ban**": what is done to answer something is what the verb tells.
fn in_answer(tree: &Tree, lexicon: &ClauseLexicon, phrase: &Oblique) -> Option<Host> {
    let verb = tree.head(phrase.owner);
    let beside = tree.dep(phrase.owner) == "dobj" && is_verb(tree, verb);
    (beside && lexicon.answers.contains(&phrase.name)).then_some(Host {
        owner: verb,
        shared: false,
    })
}

/// "arrested Holm, a reporter **for a newspaper**": no comma parts it from the apposition that it goes on with.
fn describes_aside(tree: &Tree, phrase: &Oblique) -> bool {
    let before = phrase.preposition.checked_sub(1);
    let parted = before.is_some_and(|before| tree.token(before).text == ",");
    tree.dep(phrase.owner) == "appos" && !parted
}

/// What one is accused or convicted of: no name, and nothing known already ("the head **of the bank**") that does not
/// happen.
fn is_deed(tree: &Tree, lexicon: &ClauseLexicon, complement: TokenId) -> bool {
    let known = tree
        .with(complement, &["det"])
        .any(|article| tree.lower(article) == "the");
    let happens = lexicon
        .happening_nouns
        .contains(&tree.token(complement).lemma);
    tree.label(complement).is_empty() && (!known || happens)
}

/// "met Anna Holm **in Oslo**", "paid $3 million **for the plant**".
fn beside_closed(tree: &Tree, phrase: &Oblique, above: &[TokenId]) -> Option<Host> {
    let &owner = above.first()?;
    let moves = phrase.name != "of" && is_closed(tree, phrase.owner);
    moves.then_some(Host {
        owner,
        shared: false,
    })
}

/// "killed in a consulate **in Istanbul**", "arrested a man **in Berlin**", "destroyed a bridge **in Mosul**", "talks on fishing **in Santiago**";
/// but "talks on the war **in Yemen**" need not be there.
fn scene(
    tree: &Tree,
    obliques: &Obliques,
    lexicon: &ClauseLexicon,
    phrase: &Oblique,
    above: &[TokenId],
) -> Option<Host> {
    let &owner = above.first()?;
    let talks = lexicon.partner_nouns.contains(&tree.token(owner).lemma);
    let known = tree.child(phrase.owner, &["det", "poss"]).is_some();
    let inner = tree.pos(owner) == "NOUN" && tree.pos(phrase.owner) == "NOUN" && !(talks && known);
    let local = is_verb(tree, owner)
        && tree.dep(phrase.owner) == "dobj"
        && lexicon
            .local_verbs
            .contains(&predicates::lemma(tree, lexicon, owner));
    let nested = obliques.around(phrase.owner).is_some_and(|around| {
        let stays = is_verb(tree, owner)
            && lexicon
                .saving
                .contains(&predicates::lemma(tree, lexicon, owner));
        NESTING.contains(&around.name.as_str()) || around.name == "from" && stays
    });
    (is_scene(tree, lexicon, phrase)
        && (inner || local || nested || is_person(tree, lexicon, phrase.owner)))
    .then_some(Host {
        owner,
        shared: true,
    })
}

/// "a blast **in Kabul** killed ten": what does harm does it where it happens; "nurses **in Oslo** voted to strike":
/// people act where they are, unless they go or only speak.
fn scene_of_subject(tree: &Tree, lexicon: &ClauseLexicon, phrase: &Oblique) -> Option<Host> {
    let (subject, verb) = (phrase.owner, tree.head(phrase.owner));
    let lemma = predicates::lemma(tree, lexicon, verb);
    let acts = matches!(tree.dep(subject), "nsubj" | "nsubjpass") && tree.pos(verb) == "VERB";
    let happens = if is_person(tree, lexicon, subject) {
        let several = tree.tag(subject) == "NNS" || tree.lower(subject) == "police";
        let place = tree.label(phrase.complement) == "GPE" && phrase.name == "in";
        let elsewhere = lexicon.motion.contains(&lemma) || lexicon.reporting.contains(&lemma);
        several && place && !elsewhere
    } else {
        let event = tree.dep(subject) == "nsubj" && tree.pos(subject) == "NOUN";
        event && lexicon.harm_verbs.contains(&lemma)
    };
    (acts && happens && is_scene(tree, lexicon, phrase)).then_some(Host {
        owner: verb,
        shared: true,
    })
}

fn is_scene(tree: &Tree, lexicon: &ClauseLexicon, phrase: &Oblique) -> bool {
    lexicon.scene_prepositions.contains(&phrase.name)
        && SCENES.contains(&tree.label(phrase.complement))
}

fn is_closed(tree: &Tree, owner: TokenId) -> bool {
    let pronoun = matches!(tree.tag(owner), "PRP" | "PRP$");
    pronoun || CLOSED.contains(&tree.label(owner))
}

fn is_person(tree: &Tree, lexicon: &ClauseLexicon, owner: TokenId) -> bool {
    lexicon.people_nouns.contains(&tree.token(owner).lemma)
}
