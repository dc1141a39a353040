//! Parties and firms by one word before what somebody is: "**Republican** senator", "**Labour** MP", "**Facebook**
//! founder".
//!
//! Reads: [`Context`]. Writes: yes or no. Never: says who belongs to them.

use super::context::Context;
use super::{EntityKind, KindFamily};
use crate::linguistics::TokenId;

/// "Republican": the name of a party, as a member and as an adjective bears it; "**Democratic** Unionist
/// leader" begins another name.
pub(super) fn is_party(context: &Context<'_>, at: TokenId) -> bool {
    let gazetteer = &context.knowledge.gazetteer;
    let word = &context.analysis.tokens[at].text;
    let found = gazetteer.find(word, &context.near);
    let party = found.is_some_and(|id| gazetteer.entry(id).kind == EntityKind::Party);
    party && word.starts_with(char::is_uppercase) && !goes_on(context, at)
}

/// "**Republican** senator", "**Labour** MP", "**Facebook** founder": a party or firm by the one word before what
/// somebody is; "**Labour** shortages" begins a sentence.
pub(super) fn is_body_of_somebody(context: &Context<'_>, at: TokenId) -> bool {
    let (analysis, knowledge) = (context.analysis, context.knowledge);
    let token = &analysis.tokens[at];
    let somebody = |noun: TokenId| {
        let noun = &analysis.tokens[noun];
        let person = knowledge.noun_kind(&noun.lemma.to_lowercase()) == Some(EntityKind::Person);
        noun.pos != "ADJ" && (person || knowledge.is_title(&noun.text))
    };
    let before = matches!(token.dep.as_str(), "amod" | "compound" | "nmod");
    let alone = context
        .name_at(at)
        .is_none_or(|name| name.tokens.len() == 1);
    let next = Some(at + 1).filter(|&next| next < analysis.tokens.len());
    let held = || somebody(token.head) || next.is_some_and(somebody);
    before && alone && held() && (is_party(context, at) || is_firm(context, at))
}

/// "Facebook", whatever the tagger says: a body whose name is no common noun.
fn is_firm(context: &Context<'_>, at: TokenId) -> bool {
    let token = &context.analysis.tokens[at];
    let gazetteer = &context.knowledge.gazetteer;
    let body = |id: u32| {
        let kind = gazetteer.entry(id).kind;
        kind == EntityKind::Platform || kind.family() == KindFamily::Organization
    };
    let common = (context.knowledge.noun_kind(&token.text.to_lowercase())).is_some();
    let noun = matches!(token.pos.as_str(), "NOUN" | "PROPN");
    let found = || gazetteer.find(&token.text, &context.near);
    noun && !common && token.text.starts_with(char::is_uppercase) && found().is_some_and(body)
}

/// True where a capital follows that begins neither a title nor somebody's name.
pub(super) fn goes_on(context: &Context<'_>, at: TokenId) -> bool {
    let Some(next) = context.analysis.tokens.get(at + 1) else {
        return false;
    };
    let person = context
        .name_at(at + 1)
        .is_some_and(|name| name.label == "PERSON");
    let office = context.knowledge.noun_kind(&next.text.to_lowercase()) == Some(EntityKind::Person);
    next.pos == "PROPN" && !person && !office && !context.knowledge.is_title(&next.text)
}
