//! Commands that show what each stage makes of an article: parse and show.
//!
//! Reads: articles. Writes: CoNLL-U, or pages for a person. Never: changes a store.

use std::io::{self, Write};

use super::Loaded;
use super::args::{Parse, Show, Sources, Stage};
use super::build::articles;
use super::output::{Done, Outcome, stdout, tell};
use super::words;
use crate::discourse::corefud;
use crate::document::Article;
use crate::facts::{Facts, Report};
use crate::linguistics::clauses::{ClauseId, describe};
use crate::linguistics::conllu::{self, Part};
use crate::linguistics::{Analysis, Sentence, TokenId};
use crate::pipeline::Reading;

pub(super) fn parse(arguments: &Parse, loaded: &Loaded) -> Outcome {
    for_each(&arguments.sources, loaded, |article, out| {
        let analysis = loaded.pipeline.analyse(article);
        let printed = if arguments.entities {
            // Who is meant is told as extraction reads it.
            let analysis = loaded.pipeline.retell(analysis);
            let clauses = loaded.pipeline.clauses(&analysis);
            let discourse = loaded.pipeline.interpret(article, &analysis, &clauses);
            let margins = loaded.pipeline.analyse_margins(article);
            let parts = [
                Part {
                    analysis: &analysis,
                    items: corefud::entities(&analysis, &discourse),
                },
                Part {
                    analysis: &margins,
                    items: corefud::margins(&margins, &discourse),
                },
            ];
            conllu::write_parts(article, corefud::HEADER, &parts)
        } else {
            conllu::write(article, &analysis)
        };
        out.write_all(printed.as_bytes())
    })
}

pub(super) fn show(arguments: &Show, loaded: &Loaded) -> Outcome {
    for_each(&arguments.sources, loaded, |article, out| {
        let title = article.title.as_deref().unwrap_or("(no title)");
        let date = article.published.as_deref().unwrap_or("no date");
        writeln!(out, "=== {}: {title} ({date})\n", article.id)?;
        let reading = loaded.pipeline.read(article);
        match arguments.stage {
            Stage::Tokens => tokens(article, &reading.analysis, out),
            Stage::Tree => trees(article, &reading.analysis, out),
            Stage::Clauses => clauses(article, &reading, out),
            Stage::Patterns => patterns(article, &reading, loaded, out),
            Stage::Mentions => mentions(article, &reading, out),
            Stage::Facts => facts(article, &reading.facts, out),
        }
    })
}

fn for_each(
    sources: &Sources,
    loaded: &Loaded,
    print: impl Fn(&Article, &mut dyn Write) -> io::Result<()>,
) -> Outcome {
    let sources = articles(sources, &loaded.resources)?;
    let mut out = stdout();
    let mut done = Done::Wholly;
    for article in sources.read() {
        match article {
            Ok(article) => print(&article, &mut out)?,
            Err(error) => {
                tell(error);
                done = Done::Partly;
            }
        }
    }
    out.flush()?;
    Ok(done)
}

fn tokens(article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
    for sentence in &analysis.sentences {
        writeln!(
            out,
            "{}",
            words::line(analysis.range(&sentence.tokens), &article.text)
        )?;
        for id in sentence.tokens.clone() {
            let token = &analysis.tokens[id];
            let name = analysis.names.iter().find(|name| name.tokens.contains(&id));
            let name = name.map_or("", |name| name.label.as_str());
            let line = format!(
                "    {:<20} {:<20} {:<6} {:<6} {name}",
                token.text, token.lemma, token.pos, token.tag
            );
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn trees(article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
    for sentence in &analysis.sentences {
        writeln!(
            out,
            "{}",
            words::line(analysis.range(&sentence.tokens), &article.text)
        )?;
        for root in sentence.tokens.clone() {
            if analysis.tokens[root].head == root {
                branch(analysis, sentence, root, 1, out)?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn branch(
    analysis: &Analysis,
    sentence: &Sentence,
    head: TokenId,
    depth: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let token = &analysis.tokens[head];
    writeln!(
        out,
        "{}{} {} {}",
        "    ".repeat(depth),
        token.dep,
        token.text.trim(),
        token.tag
    )?;
    for child in sentence.tokens.clone() {
        if child != head && analysis.tokens[child].head == head {
            branch(analysis, sentence, child, depth + 1, out)?;
        }
    }
    Ok(())
}

fn clauses(article: &Article, reading: &Reading, out: &mut dyn Write) -> io::Result<()> {
    each_clause(article, reading, out, &|id, out| {
        let Some(told) = reading.discourse.perspectives.get(id) else {
            return Ok(());
        };
        writeln!(
            out,
            "        {:?}, {:?}, {:?}, {:?}",
            told.modality, told.polarity, told.certainty, told.source
        )
    })
}

fn patterns(
    article: &Article,
    reading: &Reading,
    loaded: &Loaded,
    out: &mut dyn Write,
) -> io::Result<()> {
    let attempts = loaded.pipeline.attempts(article, reading);
    each_clause(article, reading, out, &|id, out| {
        for attempt in attempts.iter().filter(|attempt| attempt.clause == id) {
            let refusal = attempt.refusal.as_ref().map(ToString::to_string);
            let result = refusal.unwrap_or_else(|| "may name it".to_owned());
            writeln!(out, "        {:<34} {result}", attempt.pattern)?;
        }
        Ok(())
    })
}

/// Sentences with their clauses; `print` writes what belongs below a clause.
fn each_clause(
    article: &Article,
    reading: &Reading,
    out: &mut dyn Write,
    print: &dyn Fn(ClauseId, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let analysis = &reading.analysis;
    for sentence in &analysis.sentences {
        let text = words::line(analysis.range(&sentence.tokens), &article.text);
        writeln!(out, "{text}")?;
        for (id, clause) in reading.clauses.clauses.iter().enumerate() {
            if sentence.tokens.contains(&clause.head) {
                writeln!(out, "    {}", describe(analysis, &reading.clauses, id))?;
                print(id, out)?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn mentions(article: &Article, reading: &Reading, out: &mut dyn Write) -> io::Result<()> {
    let Reading {
        analysis,
        discourse,
        ..
    } = reading;
    for (id, entity) in discourse.entities.iter().enumerate() {
        let link = entity.link.as_ref().map(|link| format!(" = {}", link.slug));
        writeln!(
            out,
            "{id} {} ({:?}){}",
            entity.name,
            entity.kind,
            link.unwrap_or_default()
        )?;
        for mention in discourse
            .mentions
            .iter()
            .filter(|mention| mention.entity == id)
        {
            let words = words::line(analysis.range(&mention.tokens), &article.text);
            let percent = mention.confidence;
            writeln!(out, "    \"{words}\" ({}, {percent} %)", mention.sieve)?;
        }
    }
    writeln!(out, "\ntimes")?;
    for time in &discourse.times {
        let words = words::line(analysis.range(&time.tokens), &article.text);
        let value = time.value.as_ref().map_or_else(
            || "unresolved".to_owned(),
            |value| {
                format!(
                    "{:?} {} {}",
                    value.relation,
                    value.begin,
                    value.end.as_deref().unwrap_or("")
                )
            },
        );
        writeln!(out, "    \"{words}\" {}", value.trim_end())?;
    }
    writeln!(out)
}

fn facts(article: &Article, facts: &Facts, out: &mut dyn Write) -> io::Result<()> {
    for event in &facts.events {
        writeln!(out, "{}", words::event(event, facts))?;
        for report in &event.reports {
            write_report(article, report, &words::of_event(report, facts), out)?;
        }
        let roles: Vec<String> = event
            .roles
            .iter()
            .map(|role| {
                let inferred = if role.inferred { ", inferred" } else { "" };
                let percent = role.confidence;
                format!("{} by {}{inferred}, {percent} %", role.name, role.because)
            })
            .collect();
        if !roles.is_empty() {
            writeln!(out, "    roles: {}", roles.join("; "))?;
        }
        writeln!(out)?;
    }
    for relation in &facts.relations {
        writeln!(out, "{}", words::relation(relation, facts))?;
        for report in &relation.reports {
            write_report(article, report, &words::of_relation(report, facts), out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_report(
    article: &Article,
    report: &Report,
    presentation: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "    {presentation} (confidence {} %):",
        report.confidence
    )?;
    writeln!(
        out,
        "      \"{}\"",
        words::line(report.evidence, &article.text)
    )?;
    let cues = match report.derivation.cues.as_slice() {
        [] => String::new(),
        cues => format!("; decided by \"{}\"", cues.join("\", \"")),
    };
    writeln!(
        out,
        "    because of \"{}\": {}{cues}",
        words::line(report.trigger, &article.text),
        report.derivation.rule
    )
}
