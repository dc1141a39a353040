//! Sieves over constructions: offices, "city of X".
//!
//! Reads: the tree. Writes: [`Chains`]. Never: reads an enumeration as an apposition.

use super::appositions::names_what_is_nearer;
use super::chains::{Chain, ChainId, Chains};
use crate::discourse::mentions::{Determiner, Phrase};
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// "Ambassador to Germany Richard Grenell": the parser hangs the name on the preposition.
pub(super) fn offices(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let phrase = &chains.phrases[later];
        let analysis = chains.analysis;
        let Some(name) = phrase
            .name
            .as_ref()
            .filter(|_| phrase.kind == EntityKind::Person)
        else {
            continue;
        };
        // "Vice President of the United States Joe Biden": or in apposition to the country.
        let above = analysis.tokens[phrase.head].head;
        let apposed = analysis.tokens[phrase.head].dep == "appos"
            && above + 1 == name.tokens.start
            && analysis.tokens[above].dep == "pobj";
        let preposition = if apposed {
            analysis.tokens[above].head
        } else {
            above
        };
        let office = analysis.tokens[preposition].head;
        let between = preposition + 1..name.tokens.start;
        let proper =
            |t: usize| analysis.tokens[t].pos == "PROPN" || analysis.tokens[t].dep == "det";
        let hangs = (apposed || analysis.tokens[phrase.head].dep == "pobj")
            && matches!(
                analysis.tokens[preposition].text.as_str(),
                "of" | "to" | "for" | "from"
            )
            && !between.is_empty()
            && between.clone().all(proper)
            && between.clone().any(|t| analysis.tokens[t].pos == "PROPN")
            // "a former adviser for US **President** Ana Cole": the title is that of the name.
            && chains.knowledge.noun_kind(&analysis.tokens[name.tokens.start - 1].text.to_lowercase())
                != Some(EntityKind::Person);
        let Some(earlier) = chains.phrase_at(office).filter(|_| hangs) else {
            continue;
        };
        let holder = &chains.phrases[earlier];
        if holder.kind == EntityKind::Person
            && holder.form == MentionForm::Description
            && !holder.plural
        {
            let (a, b) = (chains.of_phrase[earlier], chains.of_phrase[later]);
            chains.merge(a, b);
        }
    }
}

/// "The head of the **Oslo Port Board**, Ana Dale, said": the parser ties the name to the body or place that
/// is nearest, which no person can be.
pub(super) fn remote_offices(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let phrase = &chains.phrases[later];
        let token = &chains.analysis.tokens[phrase.head];
        let lone = token.dep == "appos" && !is_enumeration(chains, later);
        if phrase.form != MentionForm::Name || phrase.kind != EntityKind::Person || !lone {
            continue;
        }
        let Some(earlier) = holder_above(chains, token.head) else {
            continue;
        };
        let (a, b) = (chains.of_phrase[earlier], chains.of_phrase[later]);
        if chains.are_compatible(a, b) && names_meet(chains, a, b) {
            chains.merge(a, b);
        }
    }
}

/// The one person whose description ends with a body or place: "the **head** of the board of *Oslo*".
fn holder_above(chains: &Chains<'_>, mut noun: usize) -> Option<usize> {
    let tokens = &chains.analysis.tokens;
    let body = |id: usize| {
        let family = chains.phrases[id].kind.family();
        matches!(family, KindFamily::Organization | KindFamily::Place)
    };
    while tokens[noun].dep == "pobj" && chains.phrase_at(noun).is_some_and(body) {
        let preposition = &tokens[tokens[noun].head];
        if !matches!(
            preposition.text.as_str(),
            "at" | "for" | "from" | "in" | "of" | "to"
        ) {
            return None;
        }
        noun = preposition.head;
    }
    chains.phrase_at(noun).filter(|&id| {
        let holder = &chains.phrases[id];
        let person = holder.kind == EntityKind::Person && !holder.plural;
        person && holder.form == MentionForm::Description
    })
}

/// "The mayor of Oslo, Jon Dale said": the parser makes two subjects of one verb, or two appositions
/// of one noun, out of office and name.
pub(super) fn sisters(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let phrase = &chains.phrases[later];
        if phrase.form != MentionForm::Name || phrase.kind != EntityKind::Person {
            continue;
        }
        let Some(earlier) = sister_before(chains, phrase) else {
            continue;
        };
        let office = &chains.phrases[earlier];
        // "the mayor of Oslo, Jon Dale, **and** Ana Ruiz": the office is his.
        let added = phrase.tokens.start.checked_sub(1);
        let added = added.is_some_and(|id| chains.analysis.tokens[id].dep == "cc");
        let mut between = chains.phrases[earlier + 1..later].iter();
        if added && between.any(|it| it.form == MentionForm::Name && it.kind == EntityKind::Person)
        {
            continue;
        }
        let (a, b) = (chains.of_phrase[earlier], chains.of_phrase[later]);
        if office.kind == EntityKind::Person
            && office.form == MentionForm::Description
            && chains.are_compatible(a, b)
            && names_meet(chains, a, b)
            && !names_what_is_nearer(chains, earlier, later)
        {
            chains.merge(a, b);
        }
    }
}

/// "The mayor of Oslo and **head of the port**, Jan Dale, said": one person with two offices, where the second
/// has no determiner of its own and the name stands behind both.
pub(super) fn second_offices(chains: &mut Chains<'_>) {
    for second in 0..chains.phrases.len() {
        let (phrase, analysis) = (&chains.phrases[second], chains.analysis);
        let token = &analysis.tokens[phrase.head];
        let office = |id: usize| {
            let phrase = &chains.phrases[id];
            let person = phrase.kind == EntityKind::Person && !phrase.plural;
            person && phrase.form == MentionForm::Description
        };
        if token.dep != "conj" || phrase.determiner != Determiner::None || !office(second) {
            continue;
        }
        let first = chains.phrase_at(token.head).filter(|&id| office(id));
        let Some(first) = first else {
            continue;
        };
        let (a, b) = (chains.of_phrase[first], chains.of_phrase[second]);
        let named = |id: &usize| *id > second && chains.phrases[*id].form == MentionForm::Name;
        let both = chains.all[a].phrases.iter().chain(&chains.all[b].phrases);
        let behind = both.copied().find(named);
        let near = |id: usize| chains.phrases[id].sentence == phrase.sentence;
        if behind.is_some_and(near) && chains.are_compatible(a, b) {
            chains.merge(a, b);
        }
    }
}

/// "The news agency **AFP**": the parser makes two subjects of one verb out of a noun and the name right behind it.
pub(super) fn bodies(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let phrase = &chains.phrases[later];
        let Some(earlier) = sister_before(chains, phrase) else {
            continue;
        };
        let noun = &chains.phrases[earlier];
        let (a, b) = (chains.of_phrase[earlier], chains.of_phrase[later]);
        let body = noun.tokens.end == phrase.tokens.start
            && phrase.form == MentionForm::Name
            && noun.form == MentionForm::Description
            && chains.knowledge.stands_for(&noun.lemma, phrase.kind);
        if body && chains.are_compatible(a, b) {
            chains.merge(a, b);
        }
    }
}

/// The phrase with the same head and label that ends right before a phrase or its comma.
fn sister_before(chains: &Chains<'_>, phrase: &Phrase) -> Option<usize> {
    let analysis = chains.analysis;
    let token = &analysis.tokens[phrase.head];
    let mut end = phrase.tokens.start;
    if end > 0 && analysis.tokens[end - 1].text == "," {
        end -= 1;
    }
    let labels = matches!(token.dep.as_str(), "nsubj" | "appos");
    let sister = analysis.children(token.head).rev().find(|&child| {
        let same = analysis.tokens[child].dep == token.dep;
        child < phrase.tokens.start && same && analysis.subtree(child).end == end
    })?;
    chains.phrase_at(sister).filter(|_| labels)
}

/// An apposition that goes on with "and" is a list, unless it is what one person is ("a writer and
/// editor").
pub(super) fn is_enumeration(chains: &Chains<'_>, phrase: usize) -> bool {
    let analysis = chains.analysis;
    let noun = &chains.phrases[phrase];
    let Some(next) = analysis.child(noun.head, &["conj"]) else {
        return false;
    };
    let common = |head: usize| analysis.tokens[head].tag == "NN";
    let determined = analysis.child(next, &["det", "poss"]).is_some();
    let indefinite = noun.determiner == Determiner::Indefinite;
    !(indefinite && common(noun.head) && common(next) && !determined)
}

/// Two different names need to be name and acronym; that is another sieve's work.
pub(super) fn names_meet(chains: &Chains<'_>, a: ChainId, b: ChainId) -> bool {
    !(chains.all[a].is_named() && chains.all[b].is_named())
}

pub(super) fn families_meet(chains: &Chains<'_>, a: ChainId, b: ChainId) -> bool {
    let (a, b) = (&chains.all[a], &chains.all[b]);
    let same = a.kind.family().meets(b.kind.family());
    let vague = |f: KindFamily| matches!(f, KindFamily::Other | KindFamily::Topic);
    // What is known to be a place or a body is no event, work or abstract thing besides.
    let told = |chain: &Chain| {
        matches!(
            chain.kind.family(),
            KindFamily::Happening | KindFamily::Text | KindFamily::Topic
        )
    };
    let fixed = |chain: &Chain| {
        let firm = matches!(
            chain.kind.family(),
            KindFamily::Place | KindFamily::Organization
        );
        chain.kind_rank == 4 && !told(chain) || chain.kind_rank == 1 && chain.is_named() && firm
    };
    if fixed(a) && told(b) && b.kind != EntityKind::Work
        || fixed(b) && told(a) && a.kind != EntityKind::Work
        || a.kind_rank.max(b.kind_rank) == 4
            && (a.kind == EntityKind::Work) != (b.kind == EntityKind::Work)
    {
        return false;
    }
    let doubtful = |chain: &Chain| chain.kind_rank == 1;
    let loose = |one: &Chain, other: &Chain| {
        vague(one.kind.family()) && other.kind.family() != KindFamily::Person
    };
    let written =
        |one: &Chain, other: &Chain| told(one) && (told(other) || vague(other.kind.family()));
    same || doubtful(a)
        || doubtful(b)
        || loose(a, b)
        || loose(b, a)
        || written(a, b)
        || written(b, a)
}

/// "the city of Aden", "the state of Israel": the noun and the name are one place.
pub(super) fn place_of_name(chains: &mut Chains<'_>) {
    for earlier in 0..chains.phrases.len() {
        let phrase = &chains.phrases[earlier];
        let makes_place = chains.knowledge.is_equated(&phrase.lemma);
        if !makes_place || phrase.form != MentionForm::Description {
            continue;
        }
        let named = of_object(chains, phrase).and_then(|head| chains.phrase_at(head));
        let Some(named) = named.filter(|&p| chains.phrases[p].form == MentionForm::Name) else {
            continue;
        };
        // "the largest city of Brazil" is not Brazil.
        let inside = chains.phrases[named].kind == EntityKind::Country
            && !chains.knowledge.pronouns.lands.contains(&phrase.lemma);
        let place = chains.phrases[named].kind.family() == KindFamily::Place;
        let part = is_a_part(chains, phrase, &chains.phrases[named]);
        if !phrase.plural && !inside && place && !part {
            let (a, b) = (chains.of_phrase[earlier], chains.of_phrase[named]);
            chains.merge(a, b);
        }
    }
}

/// "**a** district of Mosul", "the **northern** region of Seoul", but "the northern city of Mosul" is Mosul.
fn is_a_part(chains: &Chains<'_>, phrase: &Phrase, named: &Phrase) -> bool {
    let town = chains.knowledge.kinds.towns.contains(&phrase.lemma);
    let mut before = chains.analysis.tokens[phrase.tokens.start..phrase.head].iter();
    let mut sided =
        || before.any(|token| chains.knowledge.is_place_part(&token.text.to_lowercase()));
    phrase.determiner == Determiner::Indefinite
        || named.kind == EntityKind::City && !town && sided()
}

/// "the Hamas **movement**", "the Reuters news **agency**": the noun and the name before it are one body.
pub(super) fn body_of_name(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let phrase = &chains.phrases[later];
        let tokens = &chains.analysis.tokens;
        let definite = phrase.determiner == Determiner::Definite && !phrase.plural;
        if phrase.form != MentionForm::Description || !definite {
            continue;
        }
        let Some(name) = later.checked_sub(1) else {
            continue;
        };
        let body = &chains.phrases[name];
        let before = body.head > phrase.tokens.start && tokens[body.head].dep == "compound";
        let sort = matches!(
            body.kind,
            EntityKind::ArmedGroup | EntityKind::Party | EntityKind::MediaOrganization
        );
        let adjacent = tokens[body.head + 1..phrase.head]
            .iter()
            .all(|token| token.text == "news");
        if before
            && sort
            && adjacent
            && body.form == MentionForm::Name
            && chains.knowledge.stands_for(&phrase.lemma, body.kind)
        {
            let (a, b) = (chains.of_phrase[name], chains.of_phrase[later]);
            chains.merge(a, b);
        }
    }
}

pub(super) fn of_object(chains: &Chains<'_>, phrase: &Phrase) -> Option<usize> {
    let analysis = chains.analysis;
    let of = analysis.child(phrase.head, &["prep"])?;
    (analysis.tokens[of].text == "of" && of == phrase.head + 1)
        .then(|| analysis.child(of, &["pobj"]))?
}
