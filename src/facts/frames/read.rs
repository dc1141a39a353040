//! Reads frame files and tells every mistake with its place.
//!
//! Reads: TOML texts. Writes: [`Frames`] or [`Diagnostic`]s. Never: touches files.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Diagnostic, Place as FilePlace};
use crate::linguistics::clauses::Slot;

use super::families::{Families, unknown, unknown_slot};
use super::nodes::{Entry, Node, Source, entries, values};
use super::projection::{self, Block};
use super::{
    CoreferenceLexicon, Counter, Example, FillerKind, Frame, Frames, Place, RelationLexicon,
    Restriction, TimeWords, Weights,
};

const FAMILIES: &str = "_families.toml";
const RELATIONS: &str = "_relations.toml";
const COREFERENCE: &str = "_coreference.toml";
const TIMES: &str = "_times.toml";
const CONFIDENCE: &str = "_confidence.toml";
const FRAME_KEYS: &str = "class, summary, once, roles, pattern, example, counter";
const PATTERN_KEYS: &str = "verb, noun, adjective, require, forbid, when, unless, voice, fixed, \
                            present, also, instead, priority, a slot (subject, object, iobj, attribute, \
                            modifier, possessor, compound, temporal, content) or a preposition of \
                            _families.toml";

impl Frames {
    /// Reads the texts of `data/frames`: pairs of path and text. Files that are not TOML are left out.
    ///
    /// # Errors
    /// All mistakes of all files, in the order of the files.
    pub fn read(files: &[(String, String)]) -> Result<Self, Vec<Diagnostic>> {
        let families = read_families(files)?;
        let mut frames = Vec::new();
        let mut errors = Vec::new();
        for (path, text) in files.iter().filter(|(path, _)| is_frame(path)) {
            match Reader::new(&families, Source { path, text }).read() {
                Ok(frame) => frames.push(frame),
                Err(mut found) => errors.append(&mut found),
            }
        }
        frames.sort_by(|a, b| a.class.cmp(&b.class));
        let relations = read_shared(files, RELATIONS, values).unwrap_or_else(|error| {
            errors.push(error);
            RelationLexicon::default()
        });
        let read = |path: &str, text: &str| CoreferenceLexicon::read(path, text, &families);
        let coreference = read_shared(files, COREFERENCE, read).unwrap_or_else(|error| {
            errors.push(error);
            CoreferenceLexicon::default()
        });
        let read = |path: &str, text: &str| TimeWords::read(path, text, &families);
        let times = read_shared(files, TIMES, read).unwrap_or_else(|error| {
            errors.push(error);
            TimeWords::default()
        });
        let confidence = read_shared(files, CONFIDENCE, values).unwrap_or_else(|error| {
            errors.push(error);
            Weights::default()
        });
        if errors.is_empty() {
            Ok(Self {
                words: families.words,
                relations,
                coreference,
                times,
                confidence,
                ..Self::index(frames)
            })
        } else {
            errors.sort();
            Err(errors)
        }
    }
}

fn read_families(files: &[(String, String)]) -> Result<Families, Vec<Diagnostic>> {
    let Some((path, text)) = files.iter().find(|(path, _)| file_name(path) == FAMILIES) else {
        let missing = Diagnostic::new(FilePlace::file(FAMILIES), "the file is missing");
        return Err(vec![
            missing.hint("it lists roles, prepositions and families"),
        ]);
    };
    Families::read(Source { path, text })
}

/// What a file that all frames share says; nothing where it is missing.
fn read_shared<T: Default>(
    files: &[(String, String)],
    name: &str,
    read: impl Fn(&str, &str) -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    let file = files.iter().find(|(path, _)| file_name(path) == name);
    file.map_or_else(|| Ok(T::default()), |(path, text)| read(path, text))
}

/// Files whose names begin with an underscore hold what frames share.
fn is_frame(path: &str) -> bool {
    let ending = Path::new(path).extension();
    ending.is_some_and(|ending| ending == "toml") && !file_name(path).starts_with('_')
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

struct Reader<'a> {
    families: &'a Families,
    source: Source<'a>,
    errors: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn new(families: &'a Families, source: Source<'a>) -> Self {
        Self {
            families,
            source,
            errors: Vec::new(),
        }
    }

    /// The value, or its error put aside.
    fn keep<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|error| self.errors.push(error)).ok()
    }

    fn read(mut self) -> Result<Frame, Vec<Diagnostic>> {
        let table = self.source.parse().map_err(|error| vec![error])?;
        let mut frame = Frame {
            class: String::new(),
            summary: String::new(),
            family: String::new(),
            once: None,
            path: self.source.path.to_owned(),
            roles: BTreeMap::new(),
            patterns: Vec::new(),
            examples: Vec::new(),
            counters: Vec::new(),
        };
        let mut blocks = Vec::new();
        for entry in entries(self.source, table.get_ref()) {
            let read = self.entry(&entry, &mut frame, &mut blocks);
            self.keep(read);
        }
        self.complete(&mut frame, &blocks);
        if self.errors.is_empty() {
            Ok(frame)
        } else {
            Err(self.errors)
        }
    }

    fn entry(
        &mut self,
        entry: &Entry<'_>,
        frame: &mut Frame,
        blocks: &mut Vec<Block>,
    ) -> Result<(), Diagnostic> {
        match entry.key {
            "class" => frame.class = self.class(entry.node)?,
            "summary" => entry.node.string()?.clone_into(&mut frame.summary),
            "once" => frame.once = self.families.role_names(entry.node)?.pop(),
            "roles" => frame.roles = self.families.kinds(entry.node)?,
            "pattern" => {
                for node in entry.node.items()? {
                    let block = self.block(node)?;
                    blocks.push(block);
                }
            }
            "example" => {
                for node in entry.node.items()? {
                    frame.examples.push(example(node)?);
                }
            }
            "counter" => {
                for node in entry.node.items()? {
                    frame.counters.push(counter(node)?);
                }
            }
            key => return Err(entry.error(unknown(key, FRAME_KEYS))),
        }
        Ok(())
    }

    /// The class, which is also the file's name and stands in a family.
    fn class(&self, node: Node<'_>) -> Result<String, Diagnostic> {
        let class = node.string()?;
        let file = file_name(self.source.path).trim_end_matches(".toml");
        if class != file {
            return Err(node.error(format!("class \"{class}\" in a file named {file}.toml")));
        }
        if self.families.of(class).is_none() {
            let message = format!("class \"{class}\" stands in no family");
            return Err(node.error(message).hint("add it to _families.toml"));
        }
        Ok(class.to_owned())
    }

    fn block(&self, node: Node<'_>) -> Result<Block, Diagnostic> {
        let mut block = Block {
            line: node.line(),
            ..Block::default()
        };
        for entry in node.entries()? {
            self.block_entry(&entry, &mut block)?;
        }
        if block.verbs.is_empty() && block.nouns.is_empty() && block.adjectives.is_empty() {
            return Err(node.error("a pattern needs verb, noun or adjective"));
        }
        Ok(block)
    }

    fn block_entry(&self, entry: &Entry<'_>, block: &mut Block) -> Result<(), Diagnostic> {
        match entry.key {
            "verb" => block.verbs = lemmas(entry.node)?,
            "noun" => block.nouns = lemmas(entry.node)?,
            "adjective" => block.adjectives = lemmas(entry.node)?,
            "require" => {
                for (item, text) in entry.node.strings()? {
                    block.require.push(self.alternatives(item, text)?);
                }
            }
            "forbid" => {
                for (item, text) in entry.node.strings()? {
                    let place = self.place(text);
                    block
                        .forbid
                        .push(place.ok_or_else(|| item.error(unknown_slot(text)))?);
                }
            }
            "when" => block.when = self.restrictions(entry.node)?,
            "unless" => block.unless = self.restrictions(entry.node)?,
            "voice" => block.passive = Some(passive(entry.node)?),
            "fixed" => {
                for part in entry.node.entries()? {
                    let text = part.node.string()?.to_owned();
                    block.fixed.insert(part.key.to_owned(), text);
                }
            }
            "present" => block.present = Some(entry.node.boolean()?),
            "also" => block.also = entry.node.boolean()?,
            "instead" => block.instead = self.families.class_names(entry.node)?,
            "priority" => block.priority = entry.node.integer()?,
            key => {
                let slot = self.families.slot(key);
                let slot = slot.ok_or_else(|| entry.error(unknown(key, PATTERN_KEYS)))?;
                block
                    .slots
                    .insert(slot, self.families.role_names(entry.node)?);
            }
        }
        Ok(())
    }

    fn alternatives(&self, item: Node<'_>, text: &str) -> Result<Vec<Place>, Diagnostic> {
        text.split('|')
            .map(|name| {
                let role = || {
                    let known = self.families.words.roles.contains(name);
                    known.then(|| Place::Role(name.to_owned()))
                };
                self.place(name).or_else(role).ok_or_else(|| {
                    item.error(format!("{}, a role, or definite", unknown_slot(name)))
                })
            })
            .collect()
    }

    fn place(&self, name: &str) -> Option<Place> {
        match name {
            "sentence" => Some(Place::Sentence),
            "infinitive" => Some(Place::Infinitive),
            "definite" => Some(Place::Definite),
            "specific" => Some(Place::Specific),
            "predicate" => Some(Place::Predicate),
            "name" => Some(Place::Name),
            slot => self.families.slot(slot).map(Place::Slot),
        }
    }

    fn restrictions(&self, node: Node<'_>) -> Result<BTreeMap<Slot, Vec<Restriction>>, Diagnostic> {
        let mut all = BTreeMap::new();
        for entry in node.entries()? {
            let slot = self.families.slot(entry.key);
            let slot = slot.ok_or_else(|| entry.error(unknown_slot(entry.key)))?;
            let mut words = Vec::new();
            for (item, text) in entry.node.strings()? {
                words.push(restriction(item, text)?);
            }
            all.insert(slot, words);
        }
        Ok(all)
    }

    /// Puts the frame together and checks it as a whole.
    fn complete(&mut self, frame: &mut Frame, blocks: &[Block]) {
        if !self.errors.is_empty() {
            return;
        }
        let missing = [
            (frame.class.is_empty(), "class"),
            (frame.summary.is_empty(), "summary"),
            (blocks.is_empty(), "[[pattern]]"),
            (frame.examples.is_empty(), "[[example]]"),
            (frame.counters.is_empty(), "[[counter]]"),
        ];
        for (_, what) in missing.iter().filter(|(missing, _)| *missing) {
            let place = FilePlace::file(self.source.path);
            self.errors
                .push(Diagnostic::new(place, format!("the frame has no {what}")));
        }
        let Some(family) = self.families.of(&frame.class) else {
            return;
        };
        frame.roles = projection::roles(frame, &family, blocks);
        frame.family.clone_from(&family.name);
        let base = blocks.iter().find(|block| !block.verbs.is_empty());
        let base = base.map(|block| block.slots.clone()).unwrap_or_default();
        frame.patterns = blocks
            .iter()
            .flat_map(|block| projection::patterns(block, &base, &family, &frame.roles))
            .collect();
    }
}

fn lemmas(node: Node<'_>) -> Result<Vec<String>, Diagnostic> {
    let mut lemmas = Vec::new();
    for (item, word) in node.strings()? {
        if word.is_empty() || word != word.trim() {
            return Err(item.error("a trigger is a word without spaces around it"));
        }
        lemmas.push(cut(word));
    }
    Ok(lemmas)
}

/// "by - election" for "by-election": the hyphen is a word of its own, as in the analysis.
fn cut(words: &str) -> String {
    words.replace(" - ", "-").replace('-', " - ")
}

fn restriction(item: Node<'_>, text: &str) -> Result<Restriction, Diagnostic> {
    if let Some(adjective) = text.strip_suffix(" *") {
        return Ok(Restriction::Described(adjective.into()));
    }
    if !text.starts_with(char::is_uppercase) {
        return Ok(Restriction::Lemma(cut(text).into()));
    }
    FillerKind::named(text)
        .map(Restriction::Kind)
        .ok_or_else(|| {
            let names = FillerKind::names();
            item.error(format!(
                "unknown kind \"{text}\"; allowed: a lemma in lower case, {names}"
            ))
        })
}

fn passive(node: Node<'_>) -> Result<bool, Diagnostic> {
    match node.string()? {
        "passive" => Ok(true),
        "active" => Ok(false),
        other => Err(node.error(format!(
            "unknown voice \"{other}\"; allowed: active, passive"
        ))),
    }
}

fn example(node: Node<'_>) -> Result<Example, Diagnostic> {
    let mut example = Example {
        line: node.line(),
        text: String::new(),
        facts: Vec::new(),
    };
    for entry in node.entries()? {
        match entry.key {
            "text" => entry.node.string()?.clone_into(&mut example.text),
            "facts" => {
                let facts = entry.node.strings()?.into_iter();
                example.facts = facts.map(|(_, fact)| fact.to_owned()).collect();
            }
            key => return Err(entry.error(unknown(key, "text, facts"))),
        }
    }
    if example.text.is_empty() || example.facts.is_empty() {
        return Err(node.error("an example needs text and facts"));
    }
    Ok(example)
}

fn counter(node: Node<'_>) -> Result<Counter, Diagnostic> {
    let mut counter = Counter {
        line: node.line(),
        text: String::new(),
        why: String::new(),
    };
    for entry in node.entries()? {
        match entry.key {
            "text" => entry.node.string()?.clone_into(&mut counter.text),
            "why" => entry.node.string()?.clone_into(&mut counter.why),
            key => return Err(entry.error(unknown(key, "text, why"))),
        }
    }
    if counter.text.is_empty() || counter.why.is_empty() {
        return Err(node.error("a counter-example needs text and why"));
    }
    Ok(counter)
}
