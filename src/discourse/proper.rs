//! The proper name inside a noun phrase: its exact words, its title, its gazetteer entry.
//!
//! Reads: tags, the recogniser's names, [`Knowledge`]. Writes: [`ProperName`].
//! Never: trusts the recogniser's label over word lists.

use std::ops::Range;

use smol_str::SmolStr;

use super::bodies::{goes_on, is_body_of_somebody, is_party};
use super::context::Context;
use super::kinds::by_letters;
use super::mentions::words_of;
use super::places;
use super::{EntityKind, KindFamily};
use crate::linguistics::{Analysis, TokenId};

/// A proper name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProperName {
    /// The name itself, title and possessive ending excluded.
    pub tokens: Range<TokenId>,
    /// Its words.
    pub text: String,
    /// Words of title and description before it ("Iranian airline", "Prime Minister").
    pub title: Vec<TokenId>,
    /// Type that the recogniser gave, or empty.
    pub label: SmolStr,
    /// What the gazetteer has under this name.
    pub entry: Option<u32>,
    /// True for a name before a common noun ("Baghdad airport").
    pub by_modifier: bool,
}

/// A country; or a body, where no sentence begins, whose capital may be that of any word.
fn is_well_known(context: &Context<'_>, name: &str, opens: bool) -> bool {
    let gazetteer = &context.knowledge.gazetteer;
    let found = gazetteer.find(name, &context.near);
    found.is_some_and(|id| {
        let entry = gazetteer.entry(id);
        entry.kind == EntityKind::Country || !opens && !entry.is_place()
    })
}

/// "**Republican** Senate": the body has a name without who rules it.
fn without_party(context: &Context<'_>, tokens: Range<TokenId>) -> Range<TokenId> {
    let gazetteer = &context.knowledge.gazetteer;
    let kind = |words: Range<TokenId>| {
        let id = gazetteer.find(&words_of(context.analysis, &words), &context.near)?;
        Some(gazetteer.entry(id).kind)
    };
    let rest = tokens.start + 1..tokens.end;
    let ruled = !rest.is_empty()
        && kind(tokens.start..rest.start) == Some(EntityKind::Party)
        && kind(tokens.clone()).is_none()
        && kind(rest.clone()).is_some_and(|kind| kind.family() == KindFamily::Organization);
    if ruled { rest } else { tokens }
}

/// The proper name with this head, `start` being the first token of its phrase.
pub(super) fn find(context: &Context<'_>, head: TokenId, start: TokenId) -> Option<ProperName> {
    let (analysis, knowledge, near) = (context.analysis, context.knowledge, &context.near);
    let named = context.name_at(head);
    let token = &analysis.tokens[head];
    let capital = token.text.starts_with(char::is_uppercase);
    let demonym = || knowledge.gazetteer.demonym(&token.text).filter(|_| capital);
    let opens = analysis.sentences[analysis.sentence_of(head)].tokens.start == head;
    let mut by_modifier = false;
    let tokens = match named {
        // A common noun inside a recognised span ("the Senate bill") is its own head; a capital at
        // the beginning of a sentence says nothing, unless all are ("UNICEF says").
        Some(name)
            if token.pos == "PROPN"
                || capital && (!opens || name.tokens.len() > 1 || is_shouted(&token.text)) =>
        {
            name.tokens.clone()
        }
        // "6 kph"
        _ if token.pos == "PROPN" && !capital && knowledge.is_measure(&token.lemma) => return None,
        _ if token.pos == "PROPN" && token.text.chars().any(char::is_alphabetic) => head..head + 1,
        // "Sanders", which the tagger takes for a plural, where "Bernie Sanders" has been named; "Coles" where
        // it is a name elsewhere.
        _ if matches!(token.pos.as_str(), "NOUN" | "ADJ" | "VERB")
            && stands_alone(&token.dep)
            && context.is_known(&token.text) =>
        {
            head..head + 1
        }
        _ if token.pos == "ADJ" && demonym().is_some() => head..head + 1,
        _ if token.pos == "ADJ" && is_party(context, head) => head..head + 1,
        _ if is_body_of_somebody(context, head) => head..head + 1,
        // "Bahrain imposes a ban", "posted on Bluesky", which the tagger takes for common nouns.
        _ if token.tag == "NN" && capital && is_well_known(context, &token.text, opens) => {
            head..head + 1
        }
        // "Falcon 9"
        Some(name) if token.pos == "NUM" && name.tokens.start < head => name.tokens.clone(),
        // "Taking to X": a lone capital letter that the tagger takes for a noun.
        _ if capital
            && token.text.len() == 1
            && knowledge.gazetteer.find(&token.text, near).is_some() =>
        {
            head..head + 1
        }
        _ => {
            by_modifier = true;
            named_by_modifier(context, head, start)?
        }
    };
    let tokens = with_part(context, widen(context, tokens, head, start), start);
    let tokens = without_party(context, trim(analysis, tokens)?);
    let (tokens, inner_title) = without_title(context, tokens);
    let text = words_of(analysis, &tokens);
    let label = named.map(|name| name.label.clone()).unwrap_or_default();
    // "**Republican** Ana Ruiz"
    let partisan =
        matches!(token.dep.as_str(), "amod" | "compound" | "nmod") && is_party(context, head);
    let adjective = token.dep == "amod" || named.is_some_and(|n| n.label == "NORP");
    let entry = entry(context, &tokens, &text, adjective).filter(|&id| {
        let party = knowledge.gazetteer.entry(id).kind == EntityKind::Party;
        !party || tokens.len() > 1 || !goes_on(context, tokens.start)
    });
    // "Internet Explorer" is nobody.
    let thing = entry.is_some_and(|id| !knowledge.gazetteer.entry(id).is_place());
    if !partisan && !thing && is_office(context, &tokens, &label) {
        return None;
    }
    let mut title: Vec<TokenId> = (start..tokens.start)
        .filter(|&t| analysis.tokens[t].dep != "det" && describes(context, t, head))
        .collect();
    title.retain(|t| !inner_title.contains(t));
    title.extend(inner_title);
    title.sort_unstable();
    Some(ProperName {
        tokens,
        text,
        title,
        label,
        entry,
        by_modifier,
    })
}

/// Relations of a noun that is no part of another one.
fn stands_alone(dep: &str) -> bool {
    matches!(
        dep,
        "nsubj" | "nsubjpass" | "dobj" | "pobj" | "poss" | "agent" | "dative" | "conj" | "appos"
    )
}

/// "the Prime Minister": words of an office, capitalised, are a description.
fn is_office(context: &Context<'_>, tokens: &Range<TokenId>, label: &str) -> bool {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let mut words = tokens.clone().map(|t| &analysis.tokens[t]);
    let last = &analysis.tokens[tokens.end - 1];
    let lemma = last.lemma.to_lowercase();
    let lemma = lemma.strip_suffix('s').unwrap_or(&lemma);
    let person =
        knowledge.noun_kind(lemma) == Some(EntityKind::Person) || knowledge.kinds.is_address(lemma);
    let plain = |word: &str| {
        knowledge.is_title(word) || knowledge.noun_kind(&word.to_lowercase()).is_some()
    };
    // "the Coast Guard", "the Aviation Herald"
    let body = tokens.len() > 1
        && (knowledge.name_head(&last.text))
            .is_some_and(|kind| kind.family() == KindFamily::Organization);
    // "Guy" after "Ana Guy"; "Politico", though a politico is somebody: no office that has a title.
    let text = &analysis.tokens[tokens.start].text;
    let listed = knowledge.is_title(text) || knowledge.has_own_kind(&text.to_lowercase());
    let named = context.surnames.contains(text) || !label.is_empty() && !listed;
    if tokens.len() == 1 && named {
        return false;
    }
    // "Prince" may be a name; "the Crown Prince" is none, whatever the recogniser says.
    let several = tokens.len() > 1 && words.clone().all(|token| knowledge.is_title(&token.text));
    person && !body && (label != "PERSON" || several) && words.all(|token| plain(&token.text))
}

/// True for nouns before a name that say what its bearer is.
fn describes(context: &Context<'_>, token: TokenId, head: TokenId) -> bool {
    let analysis = context.analysis;
    let dependent = &analysis.tokens[token];
    let common = matches!(dependent.pos.as_str(), "NOUN" | "PROPN" | "ADJ");
    // "Crown Prince" is no name of its own.
    let title = |t: TokenId| context.knowledge.is_title(&analysis.tokens[t].text);
    let own_name = context
        .name_at(token)
        .is_some_and(|name| !name.tokens.contains(&head) && !name.tokens.clone().all(title));
    let own_name = own_name || is_body_of_somebody(context, token);
    common && !own_name && analysis.is_below(token, head)
}

/// "Maidan Wardak province", "Boots store": a name before a noun that makes names.
fn named_by_modifier(
    context: &Context<'_>,
    head: TokenId,
    start: TokenId,
) -> Option<Range<TokenId>> {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let token = &analysis.tokens[head];
    if token.tag != "NN" || is_named_behind(context, head) {
        return None;
    }
    let kind = knowledge.name_head(&token.lemma)?;
    let makes_names = !matches!(
        kind,
        EntityKind::Happening
            | EntityKind::Work
            | EntityKind::Law
            | EntityKind::AgreementDocument
            | EntityKind::Company
            | EntityKind::MediaOrganization
            | EntityKind::Initiative
            | EntityKind::Party
    );
    let modifier = (start..head).find(|&t| {
        let modifier = &analysis.tokens[t];
        let capital = modifier.text.starts_with(|c: char| !c.is_lowercase());
        modifier.pos == "PROPN"
            && capital
            && modifier.dep == "compound"
            && analysis.is_below(t, head)
    })?;
    let first = context
        .name_at(modifier)
        .map_or(modifier, |name| name.tokens.start.max(start));
    // "UK embassy": the country is a thing of its own; "the Hamas movement": the noun says what has a name.
    let found = (knowledge.gazetteer).find(&words_of(analysis, &(first..head)), &context.near);
    let whole = found.map(|id| knowledge.gazetteer.entry(id).kind);
    let body = |it: EntityKind| it.family() == KindFamily::Organization;
    let apart =
        |it| it == EntityKind::Country || body(it) && knowledge.stands_for(&token.lemma, it);
    if whole.is_some_and(apart) {
        return None;
    }
    let plain = (first..head)
        .all(|t| matches!(analysis.tokens[t].pos.as_str(), "PROPN" | "NOUN" | "PUNCT"));
    (makes_names && plain).then_some(first..head + 1)
}

/// "the Essex **village of** Great Bentley"; but "in Vik **city of** Norland", "the Ural **region of** Russia".
fn is_named_behind(context: &Context<'_>, noun: TokenId) -> bool {
    let analysis = context.analysis;
    let towns = &context.knowledge.kinds.towns;
    let town = towns.contains(analysis.tokens[noun].lemma.to_lowercase().as_str());
    let definite = analysis.child(noun, &["det"]).is_some();
    let of = analysis.child(noun, &["prep"]);
    let place = of.filter(|&of| analysis.tokens[of].text == "of");
    let place = place.and_then(|of| analysis.child(of, &["pobj"]));
    town && definite && place.is_some_and(|place| analysis.tokens[place].pos == "PROPN")
}

/// "northern Iraq" is not Iraq: the word for the part belongs to the name.
fn with_part(context: &Context<'_>, tokens: Range<TokenId>, start: TokenId) -> Range<TokenId> {
    let before = tokens.start.checked_sub(1).filter(|&t| t >= start);
    let part = before.map(|t| context.analysis.tokens[t].text.to_lowercase());
    let is_part = part.is_some_and(|word| context.knowledge.is_place_part(&word));
    let place = context
        .name_at(tokens.start)
        .is_some_and(|name| matches!(name.label.as_str(), "GPE" | "LOC"));
    if is_part && place {
        return tokens.start - 1..tokens.end;
    }
    tokens
}

/// Capitalised neighbours that belong to the name although the recogniser cut them off.
fn widen(
    context: &Context<'_>,
    tokens: Range<TokenId>,
    head: TokenId,
    start: TokenId,
) -> Range<TokenId> {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let person = context
        .name_at(head)
        .is_some_and(|name| name.label == "PERSON");
    let mut first = tokens.start.min(head);
    while first > start {
        let before = &analysis.tokens[first - 1];
        let hyphen = first >= start + 2 && before.tag == "HYPH" || before.text == "–";
        let title = knowledge.is_title(&before.text);
        let other = context
            .name_at(first - 1)
            .filter(|name| !name.tokens.contains(&head));
        // "US President": a country before a title or person is not a part of the name.
        let foreign = other.is_some()
            && (person || knowledge.name_head(&analysis.tokens[head].text).is_none());
        // "the USS Ann Reed" is a ship, whoever Ann Reed was.
        let letters = [before.text.as_str(), analysis.tokens[first].text.as_str()];
        let leads = by_letters(knowledge, &letters).is_some();
        let belongs = before.pos == "PROPN" && !before.text.ends_with('.') && !title && !foreign;
        // "Secretary of **Defense** Ana Ruiz": what the office is for.
        let field = person && before.dep == "pobj";
        let apart = field
            || before.dep == "poss"
            || person && !hyphen && tokens.start == first && other.is_some();
        if !leads && (apart || !(belongs || hyphen)) {
            break;
        }
        first -= 1;
    }
    let mut end = tokens.end.max(head + 1);
    // "Ministry of Foreign Affairs": the name goes on after a head that asks for it.
    if end == head + 1
        && analysis.tokens[head].pos == "PROPN"
        && knowledge.name_head(&analysis.tokens[head].text).is_some()
    {
        end = after_of(analysis, head).unwrap_or(end);
    }
    first..end
}

/// End of "of Foreign Affairs" after a head, where it is capitalised.
fn after_of(analysis: &Analysis, head: TokenId) -> Option<TokenId> {
    let of = analysis
        .child(head, &["prep"])
        .filter(|&t| t == head + 1 && matches!(analysis.tokens[t].text.as_str(), "of" | "for"))?;
    let object = analysis.child(of, &["pobj"])?;
    let proper = |t: TokenId| {
        matches!(
            analysis.tokens[t].pos.as_str(),
            "PROPN" | "CCONJ" | "ADP" | "DET" | "PUNCT"
        )
    };
    (analysis.tokens[object].pos == "PROPN" && (of..=object).all(proper)).then_some(object + 1)
}

/// Without leading "the", without ending "'s", punctuation and scores ("beat **Dale** 3-1").
fn trim(analysis: &Analysis, mut tokens: Range<TokenId>) -> Option<Range<TokenId>> {
    let loose = |t: TokenId| {
        let token = &analysis.tokens[t];
        let symbol = !token.text.contains(char::is_alphanumeric);
        symbol && token.pos != "PUNCT" && !matches!(token.text.as_str(), "+" | "&" | "$")
            || matches!(
                token.tag.as_str(),
                "POS" | "DT" | "," | "." | "``" | "''" | "-LRB-" | "-RRB-" | ":" | "_SP" | "HYPH"
            ) && !(token.text.as_str() == "The" && t > 0 && token.pos == "PROPN")
    };
    let hangs = |t: TokenId| matches!(analysis.tokens[t].pos.as_str(), "ADP" | "CCONJ");
    let figure = |t: TokenId| analysis.tokens[t].text.parse::<u8>().is_ok();
    let dash = |t: TokenId| matches!(analysis.tokens[t].text.as_str(), "-" | "–");
    let is_score =
        |t: TokenId| t + 2 < analysis.tokens.len() && figure(t) && dash(t + 1) && figure(t + 2);
    loop {
        let end = tokens.end;
        // All of a score, or its first figure where the name was cut inside.
        let cut = tokens.len() > 1 && is_score(end - 1);
        let ends_loose = !tokens.is_empty() && (loose(end - 1) || hangs(end - 1));
        if tokens.len() > 3 && is_score(end - 3) {
            tokens.end -= 3;
        } else if cut || ends_loose {
            tokens.end -= 1;
        } else {
            break;
        }
    }
    while !tokens.is_empty() && loose(tokens.start) {
        tokens.start += 1;
    }
    (!tokens.is_empty()).then_some(tokens)
}

/// Splits title words off the head of a name; a name of titles only stays ("Prince").
fn without_title(context: &Context<'_>, tokens: Range<TokenId>) -> (Range<TokenId>, Vec<TokenId>) {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let person_like = context
        .name_at(tokens.end - 1)
        .is_none_or(|name| matches!(name.label.as_str(), "PERSON" | ""));
    let is_title = |&t: &TokenId| knowledge.is_title(&analysis.tokens[t].text);
    // "Saint Lucia"
    let known = (knowledge.gazetteer)
        .find(&words_of(analysis, &tokens), &context.near)
        .is_some();
    let listed = if person_like && !known {
        tokens.clone().take_while(is_title).count()
    } else {
        0
    };
    let length = listed.max(described(context, &tokens));
    if length == 0 || length == tokens.len() {
        return (tokens, Vec::new());
    }
    let middle = tokens.start + length;
    (middle..tokens.end, (tokens.start..middle).collect())
}

/// How many words before a given name and a surname say what their bearer is: "Violinist Ana Ruiz",
/// "Labour MP Tom Reed", "president-elect Ana Ruiz".
fn described(context: &Context<'_>, tokens: &Range<TokenId>) -> usize {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let text = |t: TokenId| analysis.tokens[t].text.as_str();
    let given = |t: TokenId| knowledge.is_first_name(text(t));
    let says_who = |t: TokenId| {
        let noun = knowledge.noun_kind(&text(t).to_lowercase()) == Some(EntityKind::Person);
        !given(t) && (noun || knowledge.is_title(text(t)) || text(t) == "elect")
    };
    let begins = |&t: &TokenId| says_who(t - 1) && given(t) && tokens.end - t > 1;
    let body = knowledge.name_head(text(tokens.end - 1)).is_some();
    let start = (tokens.start + 1..tokens.end).rev().find(begins);
    start.filter(|_| !body).map_or(0, |t| t - tokens.start)
}

fn entry(
    context: &Context<'_>,
    tokens: &Range<TokenId>,
    text: &str,
    adjective: bool,
) -> Option<u32> {
    let gazetteer = &context.knowledge.gazetteer;
    let demonym = || gazetteer.demonym_near(text, &context.near);
    if adjective {
        return demonym().or_else(|| places::choose(context, tokens, text));
    }
    with_article(context, tokens, text)
        .or_else(|| places::choose(context, tokens, text))
        .or_else(demonym)
        .or_else(|| of_own_country(context, tokens))
        .or_else(|| is_shouted(text).then(|| gazetteer.find(&capitalised(text), &context.near))?)
}

/// "told **The Atlantic**": a capital within the sentence makes the article a part of the name, unless the text has
/// a longer one ("The New York Times").
fn with_article(context: &Context<'_>, tokens: &Range<TokenId>, text: &str) -> Option<u32> {
    let analysis = context.analysis;
    let before = tokens.start.checked_sub(1)?;
    let opens = before
        == analysis.sentences[analysis.sentence_of(before)]
            .tokens
            .start
        || analysis.tokens[before - 1].pos == "PUNCT";
    let longer =
        |at: TokenId| analysis.tokens[at].text == text && analysis.tokens[at - 1].pos == "PROPN";
    let article = analysis.tokens[before].text == "The" && !opens;
    let full = || (1..before).any(longer);
    (article && !full()).then(|| {
        let name = format!("The {text}");
        context.knowledge.gazetteer.find(&name, &context.near)
    })?
}

/// "**British** Home Office": a body with its country before its name.
fn of_own_country(context: &Context<'_>, tokens: &Range<TokenId>) -> Option<u32> {
    let (analysis, gazetteer) = (context.analysis, &context.knowledge.gazetteer);
    let known = |words: Range<TokenId>| {
        let text = words_of(analysis, &words);
        (gazetteer.find(&text, &context.near)).or_else(|| gazetteer.demonym(&text))
    };
    (tokens.start + 1..tokens.end).find_map(|middle| {
        let country = gazetteer.entry(known(tokens.start..middle)?);
        let own = gazetteer.find(&words_of(analysis, &(middle..tokens.end)), &context.near)?;
        let body = gazetteer.entry(own);
        let same = country.kind == EntityKind::Country && body.iso == country.iso;
        (same && !body.is_place()).then_some(own)
    })
}

/// "OSLO", "UNICEF"
fn is_shouted(text: &str) -> bool {
    text.len() > 3 && text.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}

/// "OSLO" as "Oslo".
fn capitalised(text: &str) -> String {
    let mut inside = false;
    let turn = |c: char| {
        let lower = inside;
        inside = c.is_alphabetic();
        if lower {
            c.to_lowercase().next()
        } else {
            Some(c)
        }
    };
    text.chars().filter_map(turn).collect()
}
