//! The whole language engine: a trained spaCy pipeline, run on articles.
//!
//! Reads: a model directory as spaCy writes it; articles. Writes: [`Analysis`].
//! Never: changes after loading: one engine serves any number of threads.
//!
//! tokenizer → token vectors → tagger, parser → attribute ruler → lemmatizer; own vectors → names.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Deserialize;

use super::attribute_ruler::AttributeRuler;
use super::batch::{Source, Text, batches, pieces};
use super::lemmatizer::Lemmatizer;
use super::lexeme::Lexicon;
use super::mixer_cache::MixerCache;
use super::model_files::{Files, Network, complaint, parse_json, read};
use super::names::Recogniser;
use super::parser::Parser;
use super::tagger::Tagger;
use super::tok2vec::{Encoded, Key, Tok2Vec};
use super::tokenizer::Tokenizer;
use super::tree::Tree;
use super::vectors::Vectors;
use super::{Analysis, Name};
use crate::document::{Article, Paragraph, ParagraphKind};
use crate::error::Diagnostic;

/// A loaded pipeline.
///
/// ```
/// use newsgraph::linguistics::Engine;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let engine = Engine::load(&|path| Some(std::fs::read(format!("data/model/{path}")).ok()?.into()))?;
/// let analysis = engine.analyse_text("Ana visited Rome.");
/// assert_eq!(analysis.tokens[1].lemma, "visit");
/// assert_eq!(analysis.tokens[0].dep, "nsubj");
/// assert_eq!(analysis.names.last().ok_or("no name")?.label, "GPE");
/// # Ok(())
/// # }
/// ```
pub struct Engine {
    /// Tells the caches of several engines apart.
    number: u64,
    pub(super) tokenizer: Tokenizer,
    lexicon: Lexicon,
    vectors: Option<Vectors>,
    tok2vec: Tok2Vec,
    tagger: Tagger,
    parser: Parser,
    ruler: AttributeRuler,
    lemmatizer: Lemmatizer,
    recogniser: Recogniser,
}

#[derive(Deserialize)]
struct Meta {
    lang: String,
    pipeline: Vec<String>,
}

/// What the engine runs, in the order of spaCy's English pipelines.
const COMPONENTS: [&str; 6] = [
    "tok2vec",
    "tagger",
    "parser",
    "attribute_ruler",
    "lemmatizer",
    "ner",
];

/// Vectors that a thread has computed before.
#[derive(Default)]
struct Caches {
    engine: u64,
    shared: MixerCache,
    names: MixerCache,
}

thread_local! {
    static CACHES: RefCell<Caches> = RefCell::default();
}

impl Engine {
    /// Reads a model directory; `files` gives a file by its path in it (`tok2vec/model`).
    ///
    /// # Errors
    /// Names the file that is missing or is not of the architecture of `en_core_web_sm`.
    pub fn load(files: &dyn Fn(&str) -> Option<Cow<'static, [u8]>>) -> Result<Self, Diagnostic> {
        static LOADED: AtomicU64 = AtomicU64::new(1);
        check_meta(files)?;
        let tok2vec = load_tok2vec(files)?;
        let recogniser = Recogniser::load(files)?;
        let vectors = load_vectors(files, [&tok2vec, &recogniser.tok2vec])?;
        Ok(Self {
            number: LOADED.fetch_add(1, Ordering::Relaxed),
            tokenizer: Tokenizer::load(files)?,
            lexicon: Lexicon::load(files)?,
            vectors,
            tagger: Tagger::load(files, tok2vec.width())?,
            parser: Parser::load(files, tok2vec.width())?,
            ruler: AttributeRuler::load(files)?,
            lemmatizer: Lemmatizer::load(files)?,
            recogniser,
            tok2vec,
        })
    }

    /// Analyses the English body paragraphs of an article, each for itself.
    pub fn analyse(&self, article: &Article) -> Analysis {
        self.analyse_paragraphs(article, &|paragraph| {
            paragraph.kind == ParagraphKind::Body && paragraph.language == "en"
        })
    }

    /// Analyses headings, captions and credits, which no fact is read from.
    pub fn analyse_margins(&self, article: &Article) -> Analysis {
        self.analyse_paragraphs(article, &|paragraph| {
            paragraph.kind == ParagraphKind::Furniture
        })
    }

    fn analyse_paragraphs(
        &self,
        article: &Article,
        wanted: &dyn Fn(&Paragraph) -> bool,
    ) -> Analysis {
        let paragraphs = article.paragraphs.iter().enumerate();
        // A line break within a paragraph is a space to its reader; offsets stay as they are.
        let texts: Vec<(usize, usize, String)> = paragraphs
            .filter(|(_, paragraph)| wanted(paragraph))
            .map(|(number, paragraph)| {
                let text = paragraph.range.of(&article.text);
                let text = text.replace(['\n', '\r'], " ");
                (number, paragraph.range.start, text)
            })
            .collect();
        let sources: Vec<Source<'_>> = texts
            .iter()
            .map(|(number, offset, text)| Source {
                text,
                offset: *offset,
                paragraph: *number,
            })
            .collect();
        self.analyse_sources(&sources)
    }

    /// Analyses a text as one paragraph; offsets count from its beginning.
    pub fn analyse_text(&self, text: &str) -> Analysis {
        self.analyse_sources(&[Source {
            text,
            offset: 0,
            paragraph: 0,
        }])
    }

    /// True for the dictionary form of a verb.
    pub(super) fn is_verb(&self, word: &str) -> bool {
        self.lemmatizer.is_known("VERB", word)
    }

    fn analyse_sources(&self, sources: &[Source<'_>]) -> Analysis {
        let mut analysis = Analysis::default();
        for mut batch in batches(self.tokenize(sources)) {
            let encoded = self.encode(&batch);
            self.tag(&mut batch, &encoded);
            self.parse(&mut batch, &encoded);
            self.rule(&mut batch);
            self.lemmatize(&mut batch);
            let encoded = self.encode_for_names(&batch);
            self.recognise(&mut batch, &encoded);
            for text in batch {
                text.append_to(&mut analysis);
            }
        }
        analysis
    }

    /// Cuts texts into tokens with their features; an overlong text becomes several.
    pub(super) fn tokenize(&self, sources: &[Source<'_>]) -> Vec<Text> {
        let mut texts = Vec::with_capacity(sources.len());
        for source in sources {
            let raw = self.tokenizer.tokens(source.text);
            for piece in pieces(source.text, &raw) {
                texts.push(Text::new(source, &raw[piece], |token, lower, norm| {
                    let space = token.space_after;
                    let features = self.lexicon.features(&token.text, lower, norm, space);
                    let vectors = self.vectors.as_ref();
                    (
                        features,
                        vectors.map_or(0, |vectors| vectors.number(&token.text)),
                    )
                }));
            }
        }
        texts
    }

    /// The token vectors that tagger and parser share.
    pub(super) fn encode(&self, batch: &[Text]) -> Encoded {
        let keys: Vec<&[Key]> = batch.iter().map(|text| text.keys.as_slice()).collect();
        self.with_caches(|caches| {
            self.tok2vec
                .encode(&keys, self.vectors.as_ref(), &mut caches.shared)
        })
    }

    /// The token vectors of the name recogniser.
    pub(super) fn encode_for_names(&self, batch: &[Text]) -> Encoded {
        let keys: Vec<&[Key]> = batch.iter().map(|text| text.keys.as_slice()).collect();
        self.with_caches(|caches| {
            self.recogniser
                .tok2vec
                .encode(&keys, self.vectors.as_ref(), &mut caches.names)
        })
    }

    pub(super) fn tag(&self, batch: &mut [Text], encoded: &Encoded) {
        for (number, text) in batch.iter_mut().enumerate() {
            let tags = self.tagger.tags(encoded.text(number));
            for (token, tag) in text.tokens.iter_mut().zip(tags) {
                token.tag = tag.clone();
            }
        }
    }

    pub(super) fn parse(&self, batch: &mut [Text], encoded: &Encoded) {
        for (number, text) in batch.iter_mut().enumerate() {
            let contributions = self.parser.contributions(encoded.text(number));
            let arcs = self.parser.parse(text.tokens.len(), &contributions);
            let tree = Tree::new(arcs, &text.blank);
            let arcs = tree.heads.into_iter().zip(tree.labels);
            for (token, (head, label)) in text.tokens.iter_mut().zip(arcs) {
                token.head = head;
                token.dep = label;
            }
            text.sentence_starts = tree.sentence_starts;
        }
    }

    pub(super) fn rule(&self, batch: &mut [Text]) {
        for text in batch {
            self.ruler.apply(&mut text.tokens, &text.lower, &text.blank);
        }
    }

    pub(super) fn lemmatize(&self, batch: &mut [Text]) {
        for text in batch {
            for (token, lower) in text.tokens.iter_mut().zip(&text.lower) {
                if token.lemma.is_empty() {
                    let lemma = self
                        .lemmatizer
                        .lemma(&token.text, lower, &token.pos, &token.morph);
                    token.lemma = lemma;
                }
            }
        }
    }

    pub(super) fn recognise(&self, batch: &mut [Text], encoded: &Encoded) {
        for (number, text) in batch.iter_mut().enumerate() {
            let contributions = self.recogniser.contributions(encoded.text(number));
            let spans = self
                .recogniser
                .find(&contributions, &text.sentence_starts, &text.blank);
            text.names = spans
                .into_iter()
                .map(|(start, end, label)| Name {
                    tokens: start..end,
                    label: label.clone(),
                })
                .collect();
        }
    }

    fn with_caches<T>(&self, work: impl FnOnce(&mut Caches) -> T) -> T {
        CACHES.with_borrow_mut(|caches| {
            if caches.engine != self.number {
                *caches = Caches {
                    engine: self.number,
                    ..Caches::default()
                };
            }
            work(caches)
        })
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

fn check_meta(files: Files<'_>) -> Result<(), Diagnostic> {
    let path = "meta.json";
    let meta: Meta = parse_json(path, &read(files, path)?)?;
    if meta.lang != "en" {
        return Err(complaint(
            path,
            format!("a pipeline for the language \"{}\"", meta.lang),
        ));
    }
    if let Some(other) = meta
        .pipeline
        .iter()
        .find(|name| !COMPONENTS.contains(&name.as_str()))
    {
        return Err(complaint(
            path,
            format!("the component \"{other}\" is not supported"),
        ));
    }
    if meta.pipeline != COMPONENTS {
        let message = format!(
            "the components are {}, not {}",
            meta.pipeline.join(", "),
            COMPONENTS.join(", ")
        );
        return Err(complaint(path, message));
    }
    Ok(())
}

fn load_tok2vec(files: Files<'_>) -> Result<Tok2Vec, Diagnostic> {
    let path = "tok2vec/model";
    let bytes = read(files, path)?;
    Tok2Vec::load(&Network::read(path, &bytes)?)
}

/// Word vectors, where a network wants them.
fn load_vectors(files: Files<'_>, networks: [&Tok2Vec; 2]) -> Result<Option<Vectors>, Diagnostic> {
    let mut widths = networks
        .iter()
        .filter_map(|network| network.vector_width())
        .peekable();
    if widths.peek().is_none() {
        return Ok(None);
    }
    let vectors = Vectors::load(files)?;
    if widths.any(|width| width != vectors.width) {
        let message = format!(
            "vectors of width {}, which the networks do not take",
            vectors.width
        );
        return Err(complaint("vocab/vectors", message));
    }
    Ok(Some(vectors))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Paragraph;
    use crate::linguistics::testing::{ENGINE, model};
    use crate::text::TextRange;

    fn article(paragraphs: &[(&str, &str)]) -> Article {
        let mut article = Article::default();
        for (text, language) in paragraphs {
            let start = article.text.len();
            article.text.push_str(text);
            article.paragraphs.push(Paragraph {
                range: TextRange::new(start, article.text.len()),
                language: (*language).to_owned(),
                kind: ParagraphKind::Body,
            });
            article.text.push_str("\n\n");
        }
        article
    }

    #[test]
    fn paragraphs_do_not_change_each_other() {
        let first = "The mayor of Lisbon didn’t resign on Friday, she said.";
        let second = "Talks were held in Oslo. They failed.";
        let article = article(&[(first, "en"), ("Guten Tag.", "de"), (second, "en")]);
        let together = ENGINE.analyse(&article);
        let alone = ENGINE.analyse_text(second);
        let before = together.tokens.len() - alone.tokens.len();
        assert_eq!(before, ENGINE.analyse_text(first).tokens.len());
        for (token, expected) in together.tokens[before..].iter().zip(&alone.tokens) {
            assert_eq!(token.range.of(&article.text), expected.text);
            assert_eq!(
                (token.head, &token.dep),
                (expected.head + before, &expected.dep)
            );
            assert_eq!((&token.tag, &token.lemma), (&expected.tag, &expected.lemma));
        }
        let paragraphs: Vec<usize> = together.sentences.iter().map(|s| s.paragraph).collect();
        assert_eq!(paragraphs, [0, 2, 2]);
    }

    #[test]
    fn an_empty_text_has_an_empty_analysis() {
        assert_eq!(ENGINE.analyse_text(""), Analysis::default());
        assert_eq!(ENGINE.analyse_text("\n").sentences.len(), 1);
    }

    #[test]
    fn each_missing_file_is_named() {
        for path in [
            "meta.json",
            "tok2vec/model",
            "ner/moves",
            "tagger/cfg",
            "tokenizer",
        ] {
            let files = |wanted: &str| model(wanted).filter(|_| wanted != path);
            let error = Engine::load(&files).unwrap_err();
            assert_eq!(error.place.path, path);
        }
    }

    #[test]
    fn each_damaged_file_is_named() {
        for path in [
            "meta.json",
            "tok2vec/model",
            "ner/model",
            "ner/moves",
            "tokenizer",
            "vocab/lookups.bin",
            "tagger/cfg",
            "tagger/model",
            "parser/moves",
            "parser/model",
            "attribute_ruler/patterns",
            "lemmatizer/lookups/lookups.bin",
        ] {
            let half = |wanted: &str| {
                let mut bytes = model(wanted)?.into_owned();
                if wanted == path {
                    bytes.truncate(bytes.len() / 2);
                }
                Some(bytes.into())
            };
            let error = Engine::load(&half).unwrap_err();
            assert_eq!(error.place.path, path, "{error}");
        }
    }

    #[test]
    fn other_pipelines_are_refused_by_name() {
        let files = |path: &str| match path {
            "meta.json" => Some(br#"{"lang": "en", "pipeline": ["transformer"]}"#.into()),
            _ => model(path),
        };
        let error = Engine::load(&files).unwrap_err();
        assert_eq!(
            error.message,
            "the component \"transformer\" is not supported"
        );
        let files = |path: &str| {
            model(if path == "ner/model" {
                "tok2vec/model"
            } else {
                path
            })
        };
        let error = Engine::load(&files).unwrap_err();
        assert_eq!(error.message, "a network without a layer \"parser_model\"");
    }
}
