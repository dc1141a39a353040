//! Entities and dates of invented texts: `tests/discourse/README.md` explains the files.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use newsgraph::discourse::{self, Discourse, EntityId, Knowledge, Scope, TimeRelation, TimeValue};
use newsgraph::document::{Article, Paragraph, ParagraphKind};
use newsgraph::linguistics::clauses::{self, ClauseLexicon, Clauses};
use newsgraph::linguistics::{Analysis, Engine};
use newsgraph::text::TextRange;

struct Tools {
    engine: Engine,
    lexicon: ClauseLexicon,
    knowledge: Knowledge,
}

/// A text with what is expected of it.
struct Case {
    place: String,
    published: String,
    text: String,
    expectations: Vec<String>,
}

/// A text as understood.
struct Reading {
    article: Article,
    analysis: Analysis,
    clauses: Clauses,
    discourse: Discourse,
}

#[test]
fn texts_give_these_entities_and_dates() {
    let files = |path: &str| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        std::fs::read(root.join(path)).ok().map(Cow::Owned)
    };
    let tools = Tools {
        engine: Engine::load(&|path| files(&format!("data/model/{path}")))
            .expect("the model is complete"),
        lexicon: ClauseLexicon::read(&files).expect("the lexicon is complete"),
        knowledge: Knowledge::read(&files).expect("the word lists are complete"),
    };
    let cases = cases();
    assert!(cases.len() >= 45, "the files hold too few cases");
    let mut failures = String::new();
    for case in &cases {
        let reading = read(&tools, case);
        for expectation in &case.expectations {
            if let Err(message) = reading.check(expectation) {
                writeln!(failures, "{}\n  {expectation}\n  {message}", case.place)
                    .expect("strings take text");
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/discourse");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is part of the project")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md"))
        .collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut published = String::new();
        for line in text.lines() {
            if let Some(day) = line.strip_prefix("published: ") {
                day.clone_into(&mut published);
            } else if let Some(title) = line.strip_prefix("## ") {
                cases.push(Case {
                    place: format!("{name}: {title}"),
                    published: published.clone(),
                    text: String::new(),
                    expectations: Vec::new(),
                });
            } else if let Some(case) = cases.last_mut() {
                match line.strip_prefix("> ") {
                    Some(words) => case.text = [case.text.as_str(), words].join("\n"),
                    None if line.contains(": ") => case.expectations.push(line.to_owned()),
                    None => {}
                }
            }
        }
    }
    cases
}

fn read(tools: &Tools, case: &Case) -> Reading {
    let text = case.text.trim().to_owned();
    let mut article = Article {
        published: Some(case.published.clone()),
        language: "en".to_owned(),
        ..Article::default()
    };
    let mut start = 0;
    for line in text.lines() {
        article.paragraphs.push(Paragraph {
            range: TextRange::new(start, start + line.len()),
            language: "en".to_owned(),
            kind: ParagraphKind::Body,
        });
        start += line.len() + 1;
    }
    article.text = text;
    let analysis = tools.engine.analyse(&article);
    let clauses = clauses::find(&analysis, &tools.lexicon);
    let discourse = discourse::interpret(&article, &analysis, &clauses, &tools.knowledge);
    Reading {
        article,
        analysis,
        clauses,
        discourse,
    }
}

impl Reading {
    fn check(&self, expectation: &str) -> Result<(), String> {
        let (what, rest) = expectation.split_once(": ").ok_or("no colon")?;
        let (left, right) = match rest.split_once(" = ") {
            Some((left, right)) => (left, Some(right)),
            None => (rest, None),
        };
        match (what, right) {
            ("entity", mentions) => self.entity(left, mentions),
            ("not", None) => match self.named(left) {
                Ok(_) => Err("there is one".to_owned()),
                Err(_) => Ok(()),
            },
            ("members", Some(members)) => same(&self.members(self.named(left)?), members),
            ("link", Some(slug)) => same(&self.slug(self.named(left)?), slug),
            ("scope", Some(scope)) => same(&self.scope(self.named(left)?), scope),
            ("time", Some(value)) => same(&self.time(left)?, value),
            ("dated", Some(value)) => same(&self.dated(left)?, value),
            _ => Err("unknown kind of expectation".to_owned()),
        }
    }

    fn named(&self, name: &str) -> Result<EntityId, String> {
        let entities = &self.discourse.entities;
        let found = entities.iter().position(|entity| entity.name == name);
        found.ok_or_else(|| format!("no entity of this name, only: {}", self.all()))
    }

    fn all(&self) -> String {
        let entities = self.discourse.entities.iter();
        let shown = entities.map(|entity| format!("{} {}", kind(entity.kind), entity.name));
        shown.collect::<Vec<_>>().join(", ")
    }

    fn entity(&self, kind_and_name: &str, mentions: Option<&str>) -> Result<(), String> {
        let (wanted, name) = kind_and_name.split_once(' ').ok_or("kind and name")?;
        let id = self.named(name)?;
        same(&kind(self.discourse.entities[id].kind), wanted)?;
        mentions.map_or(Ok(()), |mentions| same(&self.mentions(id), mentions))
    }

    fn mentions(&self, id: EntityId) -> String {
        let own = self.discourse.mentions.iter().filter(|m| m.entity == id);
        own.map(|mention| self.words(&mention.tokens))
            .collect::<Vec<_>>()
            .join(" | ")
    }

    fn words(&self, tokens: &std::ops::Range<usize>) -> String {
        self.analysis
            .range(tokens)
            .of(&self.article.text)
            .to_owned()
    }

    fn members(&self, id: EntityId) -> String {
        let members = self.discourse.entities[id].members.iter();
        members
            .map(|&member| self.discourse.entities[member].name.clone())
            .collect::<Vec<_>>()
            .join(" | ")
    }

    fn slug(&self, id: EntityId) -> String {
        let link = self.discourse.entities[id].link.as_ref();
        link.map_or_else(|| "none".to_owned(), |link| link.slug.clone())
    }

    fn scope(&self, id: EntityId) -> String {
        match &self.discourse.entities[id].scope {
            Scope::World => "world".to_owned(),
            Scope::Country { name, iso } => format!("{name} of {iso}"),
            Scope::Article => "article".to_owned(),
        }
    }

    fn time(&self, words: &str) -> Result<String, String> {
        let mut times = self.discourse.times.iter();
        let found = times.find(|time| self.words(&time.tokens) == words);
        let all = self
            .discourse
            .times
            .iter()
            .map(|time| self.words(&time.tokens));
        let found =
            found.ok_or_else(|| format!("only: {}", all.collect::<Vec<_>>().join(" | ")))?;
        Ok(shown(found.value.as_ref()))
    }

    fn dated(&self, word: &str) -> Result<String, String> {
        let head = |id: &usize| self.analysis.tokens[self.clauses.clauses[*id].head].text == word;
        let clause = (0..self.clauses.clauses.len()).find(head);
        Ok(shown(
            self.discourse.time_of(clause.ok_or("no such clause")?),
        ))
    }
}

fn same(got: &str, wanted: &str) -> Result<(), String> {
    if got == wanted {
        return Ok(());
    }
    Err(format!("got: {got}"))
}

fn kind(kind: discourse::EntityKind) -> String {
    let name = serde_json::to_string(&kind).expect("kinds have names");
    name.trim_matches('"').to_owned()
}

fn shown(value: Option<&TimeValue>) -> String {
    let Some(value) = value else {
        return "none".to_owned();
    };
    let end = value.end.iter().map(|end| format!("/{end}"));
    let stretch = value.begin.clone() + &end.collect::<String>();
    match value.relation {
        TimeRelation::At => stretch,
        TimeRelation::Since => format!("since {stretch}"),
        TimeRelation::Until => format!("until {stretch}"),
        TimeRelation::Before => format!("before {stretch}"),
        TimeRelation::After => format!("after {stretch}"),
    }
}
