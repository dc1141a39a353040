//! Universal parts of speech and features, and a few lemmas, from tags, words and labels.
//!
//! Reads: `attribute_ruler/patterns`; tagged and parsed tokens. Writes: attributes of tokens.
//! Never: sees its own changes: all matches are found before the first takes effect.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use smol_str::SmolStr;

use super::Token;
use super::model_files::{Files, complaint, read, unpack};
use crate::error::Diagnostic;

const PATH: &str = "attribute_ruler/patterns";

/// What a rule may look at in a token.
pub(super) struct Seen<'a> {
    /// Tag and label, as tagger and parser gave them.
    pub(super) token: &'a Token,
    /// The text in lower case.
    pub(super) lower: &'a str,
    /// Nothing but white space.
    pub(super) blank: bool,
}

/// The rules, later ones stronger.
pub(super) struct AttributeRuler {
    rules: Vec<Rule>,
    /// Rules by the tag, or else the word, that their first token must have.
    by_tag: FxHashMap<SmolStr, Vec<usize>>,
    by_tag_and_word: FxHashMap<(SmolStr, SmolStr), Vec<usize>>,
    by_word: FxHashMap<SmolStr, Vec<usize>>,
    /// Rules without such a condition.
    others: Vec<usize>,
}

struct Rule {
    pattern: Vec<Conditions>,
    /// Which token of the pattern changes.
    target: usize,
    changes: Vec<(Attribute, SmolStr)>,
}

#[derive(Default)]
struct Conditions {
    tag: Test,
    label: Test,
    word: Test,
    blank: Option<bool>,
}

#[derive(Default)]
enum Test {
    #[default]
    Any,
    In(Vec<SmolStr>),
    NotIn(Vec<SmolStr>),
}

#[derive(Clone, Copy)]
enum Attribute {
    Pos,
    Morph,
    Lemma,
    Tag,
    Dep,
}

#[derive(Deserialize)]
struct PackedRule {
    patterns: Vec<Vec<BTreeMap<String, Value>>>,
    attrs: BTreeMap<String, SmolStr>,
    index: usize,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Flag(bool),
    Word(SmolStr),
    Operator(BTreeMap<String, Operand>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Operand {
    Word(SmolStr),
    Words(Vec<SmolStr>),
}

impl AttributeRuler {
    pub(super) fn load(files: Files<'_>) -> Result<Self, Diagnostic> {
        let bytes = read(files, PATH)?;
        let packed: Vec<PackedRule> = unpack(PATH, &bytes)?;
        let mut ruler = Self {
            rules: Vec::new(),
            by_tag: FxHashMap::default(),
            by_tag_and_word: FxHashMap::default(),
            by_word: FxHashMap::default(),
            others: Vec::new(),
        };
        for (number, rule) in packed.iter().enumerate() {
            let unsupported =
                |what: String| complaint(PATH, format!("rule {number}: {what} is not supported"));
            for rule in rules_of(rule).map_err(unsupported)? {
                ruler.add(rule);
            }
        }
        Ok(ruler)
    }

    fn add(&mut self, rule: Rule) {
        let number = self.rules.len();
        let first = &rule.pattern[0];
        match (&first.tag, &first.word) {
            (Test::In(tags), Test::In(words)) => {
                for pair in tags
                    .iter()
                    .flat_map(|tag| words.iter().map(move |word| (tag, word)))
                {
                    let key = (pair.0.clone(), pair.1.clone());
                    self.by_tag_and_word.entry(key).or_default().push(number);
                }
            }
            (Test::In(tags), _) => {
                for tag in tags {
                    self.by_tag.entry(tag.clone()).or_default().push(number);
                }
            }
            (_, Test::In(words)) => {
                for word in words {
                    self.by_word.entry(word.clone()).or_default().push(number);
                }
            }
            _ => self.others.push(number),
        }
        self.rules.push(rule);
    }

    /// Applies the rules to a text. `lower` and `blank` belong to the tokens.
    pub(super) fn apply(&self, tokens: &mut [Token], lower: &[SmolStr], blank: &[bool]) {
        let seen: Vec<Seen<'_>> = tokens
            .iter()
            .zip(lower)
            .zip(blank)
            .map(|((token, lower), &blank)| Seen {
                token,
                lower,
                blank,
            })
            .collect();
        let mut matches = self.matches(&seen);
        matches.sort_unstable();
        for (number, start) in matches {
            let rule = &self.rules[number];
            let token = &mut tokens[start + rule.target];
            for (attribute, value) in &rule.changes {
                attribute.set(token, value.clone());
            }
        }
    }

    /// Numbers of rules and where their patterns begin.
    fn matches(&self, tokens: &[Seen<'_>]) -> Vec<(usize, usize)> {
        let mut found = Vec::with_capacity(tokens.len() * 2);
        for start in 0..tokens.len() {
            let first = &tokens[start];
            let key = (first.token.tag.clone(), SmolStr::new(first.lower));
            let candidates = [
                self.by_tag_and_word.get(&key).map(Vec::as_slice),
                self.by_tag.get(&key.0).map(Vec::as_slice),
                self.by_word.get(&key.1).map(Vec::as_slice),
                Some(self.others.as_slice()),
            ];
            for &number in candidates.into_iter().flatten().flatten() {
                if self.rules[number].matches(&tokens[start..]) {
                    found.push((number, start));
                }
            }
        }
        found
    }
}

impl Rule {
    fn matches(&self, tokens: &[Seen<'_>]) -> bool {
        self.pattern.len() <= tokens.len()
            && self
                .pattern
                .iter()
                .zip(tokens)
                .all(|(conditions, token)| conditions.hold(token))
    }
}

impl Conditions {
    fn hold(&self, seen: &Seen<'_>) -> bool {
        self.tag.holds(&seen.token.tag)
            && self.word.holds(seen.lower)
            && self.label.holds(&seen.token.dep)
            && self.blank.is_none_or(|blank| blank == seen.blank)
    }

    fn add(&mut self, key: &str, value: &Value) -> Result<(), String> {
        match (key, value) {
            ("IS_SPACE", Value::Flag(flag)) => self.blank = Some(*flag),
            ("TAG", value) => self.tag = Test::new(value)?,
            ("DEP", value) => self.label = Test::new(value)?,
            ("LOWER", value) => self.word = Test::new(value)?,
            _ => return Err(format!("the condition {key}")),
        }
        Ok(())
    }
}

impl Test {
    fn new(value: &Value) -> Result<Self, String> {
        let operators = match value {
            Value::Word(word) => return Ok(Self::In(vec![word.clone()])),
            Value::Flag(_) => return Err("a flag as a string".to_owned()),
            Value::Operator(operators) => operators,
        };
        let mut operators = operators.iter();
        match (operators.next(), operators.next()) {
            (Some((name, Operand::Words(words))), None) if name == "IN" => {
                Ok(Self::In(words.clone()))
            }
            (Some((name, Operand::Words(words))), None) if name == "NOT_IN" => {
                Ok(Self::NotIn(words.clone()))
            }
            (Some((name, Operand::Word(regex))), None) if name == "REGEX" => words_of_regex(regex),
            _ => Err("this operator".to_owned()),
        }
    }

    fn holds(&self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::In(words) => words.iter().any(|word| word == value),
            Self::NotIn(words) => words.iter().all(|word| word != value),
        }
    }
}

/// The regular expressions of spaCy's English rules match a handful of words each.
fn words_of_regex(regex: &str) -> Result<Test, String> {
    let words: &[&'static str] = match regex {
        "^n'?t$" => &["nt", "n't"],
        "^n[ou]thin'$" => &["nothin'", "nuthin'"],
        "^y'?$" => &["y", "y'"],
        other => return Err(format!("the regular expression {other}")),
    };
    Ok(Test::In(
        words.iter().copied().map(SmolStr::new_static).collect(),
    ))
}

fn rules_of(packed: &PackedRule) -> Result<Vec<Rule>, String> {
    let mut changes = Vec::new();
    for (name, value) in &packed.attrs {
        changes.push((Attribute::named(name)?, value.clone()));
    }
    let mut rules = Vec::new();
    for pattern in &packed.patterns {
        let mut conditions = Vec::new();
        for token in pattern {
            let mut all = Conditions::default();
            for (key, value) in token {
                all.add(key, value)?;
            }
            conditions.push(all);
        }
        if packed.index >= conditions.len() {
            return Err("an index outside the pattern".to_owned());
        }
        rules.push(Rule {
            pattern: conditions,
            target: packed.index,
            changes: changes.clone(),
        });
    }
    Ok(rules)
}

impl Attribute {
    fn named(name: &str) -> Result<Self, String> {
        match name {
            "POS" => Ok(Self::Pos),
            "MORPH" => Ok(Self::Morph),
            "LEMMA" => Ok(Self::Lemma),
            "TAG" => Ok(Self::Tag),
            "DEP" => Ok(Self::Dep),
            other => Err(format!("the attribute {other}")),
        }
    }

    fn set(self, token: &mut Token, value: SmolStr) {
        match self {
            Self::Pos => token.pos = value,
            Self::Morph if value == "_" => token.morph = SmolStr::default(),
            Self::Morph => token.morph = value,
            Self::Lemma => token.lemma = value,
            Self::Tag => token.tag = value,
            Self::Dep => token.dep = value,
        }
    }
}
