//! Matches of several words of one phrase that tell one event: only one of them stays.
//!
//! Reads: [`Match`]es and [`Reading`]. Writes: the list of matches. Never: matches a pattern.

use crate::linguistics::TokenId;
use crate::linguistics::clauses::{ClauseId, Embedding, Slot, Tense};

use super::content::SPEECH;
use super::drafting::{
    Filled, Match, named, named_attribute, named_measure, named_object, named_obliques,
};
use super::reading::Reading;

/// Leaves one match where the words of a phrase tell one event.
pub(super) fn settle(reading: &Reading<'_>, matches: &mut Vec<Match>) {
    drop_results(reading, matches);
    drop_told_instead(reading, matches);
    drop_carriers(reading, matches);
    drop_named_objects(reading, matches);
    join_with_subjects(reading, matches);
    drop_settings(reading, matches);
    join_agendas(reading, matches);
}

/// "shot him **dead**", "won by a **landslide**": result and measure belong to the verb that asks for them.
fn drop_results(reading: &Reading<'_>, matches: &mut Vec<Match>) {
    let named = |found: &Match| {
        let words = [
            named_attribute(reading, found),
            named_measure(reading, found),
        ];
        words.into_iter().flatten()
    };
    let results: Vec<ClauseId> = matches
        .iter()
        .flat_map(named)
        .filter_map(|word| reading.clause_at(word))
        .collect();
    matches.retain(|found| !results.contains(&found.clause));
}

/// "**signed** a pact", "**ended** its partnership": what the noun would tell, the pattern that asks for it tells instead.
fn drop_told_instead(reading: &Reading<'_>, matches: &mut Vec<Match>) {
    let pattern = |found: &Match| reading.frames.pattern(found.pattern).1;
    let nouns: Vec<(TokenId, &[String])> = matches
        .iter()
        .filter(|found| !pattern(found).instead.is_empty())
        .filter_map(|found| Some((named_object(reading, found)?, &pattern(found).instead[..])))
        .collect();
    matches.retain(|found| {
        let head = reading.clauses[found.clause].head;
        let class = &reading.frames.frames[found.pattern.frame].class;
        !(nouns.iter()).any(|(noun, instead)| *noun == head && instead.contains(class))
    });
}

/// "**held** talks": the noun stands for its light verb.
fn drop_carriers(reading: &Reading<'_>, matches: &mut Vec<Match>) {
    let carried: Vec<ClauseId> = matches
        .iter()
        .filter_map(|found| reading.clauses[found.clause].light)
        .collect();
    matches.retain(|found| !carried.contains(&found.clause));
}

/// "reached an **agreement**", "placed under **investigation**": the verb stands for the noun that its
/// pattern asks for.
fn drop_named_objects(reading: &Reading<'_>, matches: &mut Vec<Match>) {
    let named: Vec<(usize, TokenId)> = matches
        .iter()
        .flat_map(|found| {
            let nouns = named_object(reading, found).into_iter();
            let all = nouns.chain(named_obliques(reading, found));
            all.map(|noun| (found.pattern.frame, noun))
                .collect::<Vec<_>>()
        })
        .collect();
    matches.retain(|found| {
        let head = reading.clauses[found.clause].head;
        !named.contains(&(found.pattern.frame, head))
    });
}

/// "the **quake** struck Nepal", "**fired** rockets that hit a base": the verb tells what the event
/// that is its subject did, or what the event did whose object its subject is, so its roles are
/// those of that event.
fn join_with_subjects(reading: &Reading<'_>, matches: &mut Vec<Match>) {
    let mut joined = Vec::new();
    for verb in 0..matches.len() {
        let Some(noun) = subject_of(reading, matches, verb) else {
            continue;
        };
        let Match { clause, roles, .. } = matches[verb].clone();
        let known = matches[noun].roles.clone();
        let news = roles.into_iter().filter(|role| {
            let mut known = known.iter();
            known.all(|other| (&other.role, other.head) != (&role.role, role.head))
        });
        matches[noun].roles.extend(news);
        matches[noun].verb.get_or_insert(clause);
        joined.push(clause);
    }
    matches.retain(|found| !joined.contains(&found.clause));
}

/// The match of the same frame for the noun that is the subject a verb's pattern asks for.
fn subject_of(reading: &Reading<'_>, matches: &[Match], verb: usize) -> Option<usize> {
    let head = named(reading, &matches[verb], &Slot::Subject)?;
    let frame = matches[verb].pattern.frame;
    matches.iter().position(|found| {
        found.pattern.frame == frame
            && (reading.clauses[found.clause].head == head
                || named_object(reading, found) == Some(head))
    })
}

/// "**Speaking** to Channel Five, he said": a participle that says no more than the clause it belongs to;
/// with "he said so, **saying** that ..." somebody speaks twice.
fn drop_settings(reading: &Reading<'_>, matches: &mut Vec<Match>) {
    let settings: Vec<bool> = matches
        .iter()
        .map(|found| is_setting(reading, matches, found))
        .collect();
    let mut settings = settings.into_iter();
    matches.retain(|_| !settings.next().unwrap_or_default());
}

fn is_setting(reading: &Reading<'_>, matches: &[Match], found: &Match) -> bool {
    let clause = &reading.clauses[found.clause];
    let parent = clause.parent.as_ref();
    let Some(parent) = parent.filter(|parent| {
        parent.relation == Embedding::Adverbial && clause.tense == Tense::Participle
    }) else {
        return false;
    };
    let speaks = reading.frames.frames[found.pattern.frame].family == SPEECH;
    if speaks && parent.clause < found.clause {
        return false;
    }
    let first = matches.partition_point(|whole| whole.clause < parent.clause);
    let mut wholes = matches[first..]
        .iter()
        .take_while(|whole| whole.clause == parent.clause);
    wholes.any(|whole| whole.pattern.frame == found.pattern.frame && holds_all(whole, found))
}

/// All roles of one match are roles of the other.
fn holds_all(whole: &Match, part: &Match) -> bool {
    part.roles.iter().all(|filled| {
        let mut roles = whole.roles.iter();
        roles.any(|other| other.role == filled.role && other.filler == filled.filler)
    })
}

/// "met in Oslo to **discuss** the treaty": what people come together to talk about is the topic of their meeting.
fn join_agendas(reading: &Reading<'_>, matches: &mut Vec<Match>) {
    let mut joined = Vec::new();
    for talk in 0..matches.len() {
        let Some(meeting) = meeting_of(reading, matches, &matches[talk]) else {
            continue;
        };
        let Match { clause, roles, .. } = matches[talk].clone();
        let about = roles.into_iter();
        let about =
            about.filter(|role| matches!(role.role.as_str(), "content" | "theme" | "topic"));
        let topics = about.map(|role| Filled {
            role: "topic".to_owned(),
            ..role
        });
        matches[meeting].roles.extend(topics);
        joined.push(clause);
    }
    matches.retain(|found| !joined.contains(&found.clause));
}

/// The match that an infinitive of talking about something tells the topic of.
fn meeting_of(reading: &Reading<'_>, matches: &[Match], talk: &Match) -> Option<usize> {
    let clause = &reading.clauses[talk.clause];
    let parent = clause.parent.as_ref()?;
    let infinitive = clause.tense == Tense::Infinitive
        && matches!(
            parent.relation,
            Embedding::Adverbial | Embedding::OpenComplement
        );
    let discusses = reading
        .frames
        .words
        .discussing
        .contains(clause.lemma.as_str());
    matches.iter().position(|found| {
        let frame = &reading.frames.frames[found.pattern.frame];
        let meets = matches!(frame.class.as_str(), "Meeting" | "Summit" | "PhoneCall");
        let light = reading.clauses[found.clause].light;
        let above = found.clause == parent.clause || light == Some(parent.clause);
        infinitive && discusses && meets && above
    })
}
