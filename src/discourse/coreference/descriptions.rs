//! Sieves over definite descriptions: "the bill", "the prime minister", "the institution".
//!
//! Reads and writes: [`Chains`]. Never: joins an indefinite phrase to anything before it.

use smol_str::SmolStr;

use super::chains::{ChainId, Chains, PhraseId};
use super::structure::names_meet;
use super::{confidence, modifiers, rivals, tenure};
use crate::discourse::mentions::{Determiner, Phrase, Role};
use crate::discourse::{EntityKind, KindFamily, MentionForm};

/// How many sentences back a wider word may reach ("the institution").
const REACH: usize = 6;
/// The same for abstract nouns, of which a text may speak in several senses ("the record").
const NEAR: usize = 6;
/// How much more than another country the one must have been spoken of that "the country" means.
const OUTWEIGHS: f32 = 1.2;
/// The same for nouns that take up a named place ("the country"), which lasts longer.
const PLACE_REACH: usize = 20;

/// "the bill" after "a bill"; "the prime minister" after "Prime Minister Kakar".
pub(super) fn same_head(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        if !points_back(chains, later) {
            continue;
        }
        let lemma = chains.phrases[later].lemma.clone();
        let mut found = candidates(chains, later, |chains, earlier, own| {
            chains.are_compatible(earlier, own) || is_body_called(chains, earlier, own)
        });
        found.retain(|&earlier| chains.all[earlier].lemmas.contains(&lemma));
        let alone = is_alone(chains, later);
        found.retain(|&earlier| {
            let added = || {
                alone && modifiers::only_add(chains, earlier, later)
                    || last_before(chains, earlier, later)
                        .is_some_and(|last| modifiers::are_pointed_at(chains, last, later))
            };
            let agree = modifiers::agree(chains, earlier, later) || added();
            // "local prosecutors", then "prosecutors": any.
            let chain = &chains.all[earlier];
            let unmodified = |&p: &PhraseId| modifiers::is_bare(chains, p);
            let these = || {
                chain.is_named()
                    || !(chain.plural && is_bare_definite(chains, later))
                    || chain.phrases.iter().any(unmodified)
            };
            agree
                && these()
                && modifiers::measures_agree(chains, earlier, later)
                && modifiers::places_agree(chains, earlier, later)
        });
        // "put it to the people": the people at large, but for those just spoken of.
        if lemma == "people" && modifiers::is_bare(chains, later) {
            let sentence = chains.phrases[later].sentence;
            found.retain(|&earlier| {
                let last = last_sentence(chains, earlier, later);
                last.is_some_and(|last| sentence - last <= 1)
            });
        }
        if is_vague(chains, later) {
            let sentence = chains.phrases[later].sentence;
            found.retain(|&earlier| {
                let first = &chains.phrases[chains.all[earlier].phrases[0]];
                first.determiner == Determiner::Definite
                    || last_sentence(chains, earlier, later)
                        .is_some_and(|last| sentence - last <= NEAR)
            });
        }
        tenure::keep_holders(chains, later, &mut found);
        // "the government" where two have been named: whose? And which of two presidents?
        let named = found
            .iter()
            .filter(|&&id| chains.all[id].is_named())
            .count();
        let unclear = found.len() > 1 && found.iter().any(|&id| is_institution(chains, id))
            || named > 1 && !stands_out(chains, &found, later);
        // "the island": rather the one that the text is about than "the nearest island" in passing.
        if found.len() > 1 && in_passing(chains, found[0], later) {
            let told = |&id: &ChainId| {
                chains.all[id].is_named()
                    && weight(chains, id, later) > weight(chains, found[0], later)
            };
            if let Some(at) = found.iter().position(told) {
                found.swap(0, at);
            }
        }
        rivals::put_likelier_first(chains, later, &mut found);
        if let Some(&earlier) = found.first().filter(|_| !unclear) {
            let doubtful = rivals::is_doubtful(chains, later, &found);
            let percent = confidence::of_description(chains, earlier, later, doubtful);
            chains.merge_as(percent, earlier, chains.of_phrase[later]);
        }
    }
}

/// "an oil field ... **the Khurais oil field**": what has been spoken of gets a name, where there is one such thing
/// only.
pub(super) fn named_later(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let own = chains.of_phrase[later];
        if !is_told_by_name(chains, later) || chains.all[own].phrases[0] != later {
            continue;
        }
        let lemma = &chains.phrases[later].lemma;
        let called = |&id: &ChainId| {
            let before = last_before(chains, id, later).is_some();
            let chain = &chains.all[id];
            id != own && before && chain.lemmas.contains(lemma) && !is_idiom(chains, id)
        };
        let found: Vec<ChainId> = chains.live().into_iter().filter(called).collect();
        let [earlier] = found[..] else {
            continue;
        };
        let chain = &chains.all[earlier];
        let first = &chains.phrases[chain.phrases[0]];
        let new = first.determiner == Determiner::Indefinite && !is_quantified(chains, earlier);
        let near = chains.phrases[later].sentence - first.sentence <= REACH;
        let unnamed = !chain.is_named() && !chains.all[own].is_named();
        if new && near && unnamed && chains.are_compatible(earlier, own) {
            chains.merge(earlier, own);
        }
    }
}

/// "the **Khurais** oil field", "Khurais oil field": one thing with a name before its noun; a body may have many.
fn is_told_by_name(chains: &Chains<'_>, id: PhraseId) -> bool {
    let phrase = &chains.phrases[id];
    let tokens = &chains.analysis.tokens;
    let thing = !matches!(
        phrase.kind.family(),
        KindFamily::Person | KindFamily::Group | KindFamily::Organization
    );
    let mut before = chains.analysis.children(phrase.head);
    let named = before.any(|word| {
        let token = &tokens[word];
        let part = matches!(token.dep.as_str(), "amod" | "compound" | "nmod");
        word < phrase.head && part && token.pos == "PROPN"
    });
    let definite = phrase.determiner != Determiner::Indefinite;
    thing && named && definite && !phrase.plural && phrase.tokens.end == phrase.head + 1
}

/// A place spoken of once, as neither subject nor object, with words of its own that the later phrase lacks.
fn in_passing(chains: &Chains<'_>, chain: ChainId, later: PhraseId) -> bool {
    let [only] = chains.all[chain].phrases[..] else {
        return false;
    };
    let phrase = &chains.phrases[only];
    let own = |id: PhraseId| modifiers::modifiers(chains, chains.phrases[id].head).len();
    phrase.form == MentionForm::Description
        && phrase.kind.family() == KindFamily::Place
        && phrase.role == Role::Other
        && own(only) > own(later)
}

/// An abstract noun by itself.
fn is_vague(chains: &Chains<'_>, id: PhraseId) -> bool {
    let phrase = &chains.phrases[id];
    phrase.kind == EntityKind::Topic && modifiers::is_bare(chains, id)
}

/// True where one chain only has been called as a phrase calls it.
fn is_alone(chains: &Chains<'_>, later: PhraseId) -> bool {
    let own = chains.of_phrase[later];
    let phrase = &chains.phrases[later];
    let called = |&id: &ChainId| {
        let before = last_before(chains, id, later).is_some();
        let chain = &chains.all[id];
        // "two other horses ... the injured horse"
        let alike = chain.plural == phrase.plural && chain.lemmas.contains(&phrase.lemma);
        id != own && before && alike && !is_idiom(chains, id)
    };
    chains.live().into_iter().filter(called).count() == 1
}

/// True where the first of several named things weighs twice as much as each of the others.
fn stands_out(chains: &Chains<'_>, found: &[ChainId], later: PhraseId) -> bool {
    let named = |id: &&ChainId| chains.all[**id].is_named();
    let weights = found.iter().filter(named);
    let weights: Vec<f32> = weights.map(|&id| weight(chains, id, later)).collect();
    weights[1..].iter().all(|other| *other * 2.0 <= weights[0])
}

/// "the church" may be a building, but not after "the Church of Norway" has been named.
fn is_body_called(chains: &Chains<'_>, earlier: ChainId, own: ChainId) -> bool {
    let (body, noun) = (&chains.all[earlier], &chains.all[own]);
    let place = noun.kind.family() == KindFamily::Place && noun.kind_rank == 2;
    place && body.is_named() && !body.plural && !noun.plural && is_institution(chains, earlier)
}

fn is_institution(chains: &Chains<'_>, chain: ChainId) -> bool {
    chains.all[chain].kind.family() == KindFamily::Organization
}

/// "the aircraft" after "a cargo plane"; "the institution" after "Xinjiang University".
pub(super) fn wider(chains: &mut Chains<'_>) {
    for later in 0..chains.phrases.len() {
        let phrase = &chains.phrases[later];
        if !points_back(chains, later)
            || chains.sieves[later] != "new"
            || is_bare_definite(chains, later) && phrase.plural
            || modifiers::has_own_words(chains, later)
        {
            continue;
        }
        let lemma = phrase.lemma.clone();
        let sentence = phrase.sentence;
        // A site is a place, but the site may be a website.
        let called = |chains: &Chains<'_>, earlier: ChainId| {
            let chain = &chains.all[earlier];
            let mut lemmas = chain.lemmas.iter();
            let alike = !chain.is_named() && chain.plural == chains.phrases[later].plural;
            alike && lemmas.any(|old| chains.knowledge.is_called(old, &lemma))
        };
        let mut found = candidates(chains, later, |chains, earlier, own| {
            chains.are_compatible(earlier, own) || called(chains, earlier)
        });
        found.retain(|&earlier| {
            let chain = &chains.all[earlier];
            let place = chain.kind.family() == KindFamily::Place && chain.is_named();
            let reach = if place { PLACE_REACH } else { REACH };
            last_sentence(chains, earlier, later).is_some_and(|last| sentence - last <= reach)
                && is_wider(chains, earlier, &lemma)
        });
        // Two agencies: "the agency" may be either.
        let so_called = |id: &&ChainId| chains.all[**id].lemmas.contains(&lemma);
        let doubtful = found.iter().filter(so_called).count() > 1;
        // "the country" is no area and no town, where a country has been named.
        if chains.knowledge.stands_for(&lemma, EntityKind::Country) {
            let land = |id: &ChainId| chains.all[*id].kind == EntityKind::Country;
            if found.iter().any(land) {
                found.retain(land);
            }
        }
        // Of several countries the one that the article is about, not the last one in passing.
        let weight = |&earlier: &ChainId| weight(chains, earlier, later);
        let best = (found.iter().copied())
            .rev()
            .max_by(|a, b| weight(a).total_cmp(&weight(b)));
        // "Kenya and Uganda signed it. The country": which one? "The organisation" may be any body.
        let bodies = [EntityKind::Organization, EntityKind::Igo];
        let any_body = bodies
            .iter()
            .any(|&kind| chains.knowledge.stands_for(&lemma, kind));
        let rivals = |best: &ChainId| {
            let rival = |id: &ChainId| {
                chains.all[*id].is_named() || any_body && is_institution(chains, *id)
            };
            let mut others = found.iter().filter(|id| *id != best && rival(id));
            rival(best) && others.any(|id| weight(id) * OUTWEIGHS > weight(best))
        };
        if let Some(earlier) = best.filter(|best| !rivals(best)) {
            let percent = confidence::of_description(chains, earlier, later, doubtful);
            chains.merge_as(percent, earlier, chains.of_phrase[later]);
        }
    }
}

/// A singular or plural noun with "the" or "this" that is not already explained by what follows it.
fn points_back(chains: &Chains<'_>, id: PhraseId) -> bool {
    let phrase = &chains.phrases[id];
    if is_bare_head(chains, id) {
        return true;
    }
    let measures =
        phrase.form == MentionForm::Description && chains.knowledge.is_measure(&phrase.lemma);
    if measures || is_share(chains, id) || is_anybody(chains, id) {
        return false;
    }
    phrase.form == MentionForm::Description
        && (matches!(
            phrase.determiner,
            Determiner::Definite | Determiner::Demonstrative
        ) || is_bare_definite(chains, id))
        && chains.chain_holding(id).phrases[0] == id
}

/// "**police** said", "**authorities** arrested": a noun, or the plural of one, that points back without an article.
fn is_bare_definite(chains: &Chains<'_>, id: PhraseId) -> bool {
    let phrase = &chains.phrases[id];
    let word = chains.analysis.tokens[phrase.head].text.to_lowercase();
    let known = |word: &str| chains.knowledge.is_bare_definite(word);
    phrase.determiner == Determiner::None && (known(&phrase.lemma) || known(&word))
}

/// "40% of **the vote**": what happened is no whole of shares.
fn is_share(chains: &Chains<'_>, id: PhraseId) -> bool {
    let phrase = &chains.phrases[id];
    let tokens = &chains.analysis.tokens;
    let link = &tokens[tokens[phrase.head].head];
    let whole = &tokens[link.head];
    phrase.kind == EntityKind::Happening
        && link.text == "of"
        && chains.knowledge.pronouns.shares.contains(&whole.lemma)
}

/// "the person I am", "the people who ran": explained by what follows, and by nothing before.
fn is_anybody(chains: &Chains<'_>, id: PhraseId) -> bool {
    let phrase = &chains.phrases[id];
    let anybody = chains.knowledge.pronouns.generic.contains(&phrase.lemma);
    anybody && (chains.analysis.child(phrase.head, &["relcl", "acl"])).is_some()
}

/// "Parliament" after "Tunisian Parliament": a name that is nothing but the word for its kind.
fn is_bare_head(chains: &Chains<'_>, id: PhraseId) -> bool {
    let phrase = &chains.phrases[id];
    let word = phrase.name.as_ref().map(|name| name.text.as_str());
    let word = word.filter(|word| phrase.entry.is_none() && !word.contains(' '));
    let word = word.filter(|_| phrase.kind != EntityKind::Topic);
    word.is_some_and(|word| chains.knowledge.name_head(word).is_some())
        && chains.sieves[id] == "new"
}

/// Chains before a phrase that agree with it, the latest first.
fn candidates<'a>(
    chains: &Chains<'a>,
    later: PhraseId,
    may_be_one: impl Fn(&Chains<'a>, ChainId, ChainId) -> bool,
) -> Vec<ChainId> {
    let own = chains.of_phrase[later];
    let mut found: Vec<(PhraseId, ChainId)> = chains
        .live()
        .into_iter()
        .filter(|&chain| chain != own && may_be_one(chains, chain, own))
        .filter_map(|chain| Some((last_before(chains, chain, later)?, chain)))
        .filter(|&(last, chain)| {
            !overlaps(chains, last, later)
                // "The mayor, Ann Moss, ... **the mayor**, Jo Dahl"
                && (chains.all[own].kind.family() != KindFamily::Person
                    || names_meet(chains, chain, own) && !commands(chains, chain, later))
                && !is_quantified(chains, chain)
                && !is_idiom(chains, chain)
        })
        .collect();
    found.sort_unstable();
    found.into_iter().rev().map(|(_, chain)| chain).collect()
}

/// "in **fact**", "from **scratch**", "the **fire** service", "a **film** expert": a bare noun that no
/// phrase takes up.
fn is_idiom(chains: &Chains<'_>, chain: ChainId) -> bool {
    let [only] = chains.all[chain].phrases[..] else {
        return false;
    };
    let phrase = &chains.phrases[only];
    let token = &chains.analysis.tokens[phrase.head];
    let idiom = phrase.kind == EntityKind::Topic && token.dep == "pobj";
    let sort = token.dep == "compound";
    // "the **Match** award"
    let word = sort && chains.knowledge.name_head(&token.text).is_some();
    if phrase.form == MentionForm::Name && phrase.entry.is_none() && phrase.tokens.len() == 1 {
        return word;
    }
    phrase.form == MentionForm::Description
        && phrase.tokens.len() == 1
        && token.tag == "NN"
        && (idiom || sort)
}

/// "every country", "no company": nothing that "the country" could take up.
fn is_quantified(chains: &Chains<'_>, chain: ChainId) -> bool {
    let phrase = &chains.phrases[chains.all[chain].phrases[0]];
    let first = &chains.analysis.tokens[phrase.tokens.start];
    let distributive = &chains.knowledge.pronouns.distributive;
    distributive.contains(first.text.to_lowercase().as_str())
        || is_further(chains, phrase)
        || by_one(chains, phrase)
}

/// "there will be **more protests**": others than "the protests".
fn is_further(chains: &Chains<'_>, phrase: &Phrase) -> bool {
    let tokens = &chains.analysis.tokens;
    let first = &tokens[phrase.tokens.start];
    first.dep == "amod"
        && first.head == phrase.head
        && matches!(first.text.to_lowercase().as_str(), "more" | "further")
}

/// "failed by **one vote**": a measure, and no vote.
fn by_one(chains: &Chains<'_>, phrase: &Phrase) -> bool {
    let tokens = &chains.analysis.tokens;
    let first = &tokens[phrase.tokens.start];
    let link = &tokens[tokens[phrase.head].head];
    first.tag == "CD" && first.lemma == "one" && link.text == "by"
}

fn last_before(chains: &Chains<'_>, chain: ChainId, phrase: PhraseId) -> Option<PhraseId> {
    let phrases = &chains.all[chain].phrases;
    phrases.iter().copied().filter(|&p| p < phrase).max()
}

fn last_sentence(chains: &Chains<'_>, chain: ChainId, phrase: PhraseId) -> Option<usize> {
    last_before(chains, chain, phrase).map(|last| chains.phrases[last].sentence)
}

/// Mentions so far, each weighing less the further back it lies.
pub(super) fn weight(chains: &Chains<'_>, chain: ChainId, phrase: PhraseId) -> f32 {
    let here = chains.phrases[phrase].sentence;
    let before = chains.all[chain].phrases.iter().filter(|&&p| p < phrase);
    // "from Oslo, **Norway**": named in passing; "**Norwegian** drones", "**US**-built": somebody else is spoken of.
    let share = |p: PhraseId| match chains.analysis.tokens[chains.phrases[p].head].dep.as_str() {
        "appos" => 0.3,
        "amod" | "compound" | "nmod" | "npadvmod" => 0.5,
        _ => 1.0,
    };
    let distances = before.map(|&p| ((here - chains.phrases[p].sentence) as f32, share(p)));
    // A place is taken up over the whole article, a body where it has just been named.
    let fading = if is_institution(chains, chain) {
        1.0
    } else {
        0.3
    };
    distances
        .map(|(distance, share)| share / (1.0 + fading * distance))
        .sum()
}

/// "the history of the museum": neither can mean the other.
fn overlaps(chains: &Chains<'_>, a: PhraseId, b: PhraseId) -> bool {
    let (a, b) = (chains.phrases[a].head, chains.phrases[b].head);
    let same = chains.analysis.sentence_of(a) == chains.analysis.sentence_of(b);
    same && (chains.analysis.is_below(a, b) || chains.analysis.is_below(b, a))
}

/// "**Berg** said **the minister** would resign", "Berg met the minister": two people, or the second would be a pronoun.
fn commands(chains: &Chains<'_>, chain: ChainId, later: PhraseId) -> bool {
    let tokens = &chains.analysis.tokens;
    let here = &tokens[chains.phrases[later].head];
    let verb = match here.dep.as_str() {
        "dobj" => here.head,
        "nsubj" | "nsubjpass" if tokens[here.head].dep == "ccomp" => tokens[here.head].head,
        _ => return false,
    };
    let doer = chains.analysis.child(verb, &["nsubj", "nsubjpass"]);
    let doer = doer
        .and_then(|noun| chains.phrase_at(noun))
        .filter(|&id| id < later);
    doer.is_some_and(|id| chains.of_phrase[id] == chain)
}

/// True where a lemma can stand for what a chain has been called.
fn is_wider(chains: &Chains<'_>, earlier: ChainId, lemma: &str) -> bool {
    let chain = &chains.all[earlier];
    let by_word = || {
        chain
            .lemmas
            .iter()
            .any(|old| chains.knowledge.is_a(old, lemma))
    };
    match chain.kind.family() {
        // A chairman is no president of the country.
        KindFamily::Person | KindFamily::Group => {
            by_word() && !matches!(lemma, "man" | "woman" | "president")
        }
        KindFamily::Place => {
            chains.knowledge.stands_for(lemma, chain.kind) || !chain.is_named() && by_word()
        }
        KindFamily::Organization | KindFamily::Platform => {
            let called = |old: &SmolStr| chains.knowledge.is_called(old, lemma);
            chains.knowledge.stands_for(lemma, chain.kind) && chain.is_named()
                || chain.is_named() && chain.lemmas.iter().any(called)
                || !chain.is_named() && by_word()
        }
        KindFamily::Happening | KindFamily::Text => {
            by_word() || chain.is_named() && chains.knowledge.stands_for(lemma, chain.kind)
        }
        _ => by_word(),
    }
}
