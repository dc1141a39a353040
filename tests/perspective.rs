//! How each clause of over 500 invented sentences is presented.
//!
//! The tables in `tests/perspective/*.md` name a sentence, a word in it, and the modality, polarity
//! and source of the clause that this word heads; a source is `narrator` or the speaker's word.
//! Two things are asserted: nothing that is planned, denied, possible, ... comes out as having
//! happened, and the share of wholly right rows does not fall below 95 %.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use newsgraph::discourse::perspective::cues::Cues;
use newsgraph::discourse::perspective::perspectives;
use newsgraph::discourse::{Modality, Perspective, Polarity, Source, quotes};
use newsgraph::document::{Article, Paragraph, ParagraphKind};
use newsgraph::linguistics::clauses::{self, ClauseLexicon};
use newsgraph::linguistics::{Analysis, Engine, TokenId};
use newsgraph::text::TextRange;

/// One row of a table.
struct Row {
    file: String,
    sentence: String,
    word: String,
    modality: String,
    polarity: String,
    source: String,
}

#[test]
fn nothing_unreal_comes_out_as_fact() {
    let tools = Tools::load();
    let rows = rows();
    let mut wrong = String::new();
    let mut grave = String::new();
    let mut right = 0;
    for row in &rows {
        match judge(&tools, row) {
            Ok(got) if got == wanted(row) => right += 1,
            Ok(got) => {
                let line = format!(
                    "{}: {} [{}]: {got}, not {}",
                    row.file,
                    row.sentence,
                    row.word,
                    wanted(row)
                );
                if is_grave(row, &got) {
                    writeln!(grave, "{line}").expect("strings take text");
                }
                writeln!(wrong, "{line}").expect("strings take text");
            }
            Err(message) => writeln!(
                wrong,
                "{}: {} [{}]: {message}",
                row.file, row.sentence, row.word
            )
            .expect("strings take text"),
        }
    }
    let share = f64::from(right) / rows.len() as f64;
    #[allow(clippy::print_stdout)] // the README gives this figure and its command
    {
        println!(
            "{right} of {} rows wholly right ({share:.3})\n{wrong}",
            rows.len()
        );
    }
    assert!(grave.is_empty(), "unreal things told as facts:\n{grave}");
    assert!(rows.len() >= 250, "the tables hold too few sentences");
    assert!(share >= 0.95, "wholly right: {share:.3}\n{wrong}");
}

/// Something that did not (or may not) happen would become a fact.
fn is_grave(row: &Row, got: &str) -> bool {
    let real = matches!(row.modality.as_str(), "Actual" | "Ongoing") && row.polarity == "Positive";
    !real && (got.starts_with("Actual Positive") || got.starts_with("Ongoing Positive"))
}

fn wanted(row: &Row) -> String {
    format!("{} {} {}", row.modality, row.polarity, row.source)
}

fn rows() -> Vec<Row> {
    let folder = format!("{}/tests/perspective", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of tables exists")
        .map(|entry| entry.expect("the folder is readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|path| {
            let file = path
                .file_stem()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned();
            let text = std::fs::read_to_string(path).expect("a table is readable");
            text.lines()
                .filter_map(|line| row(&file, line))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn row(file: &str, line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.strip_prefix('|')?.split('|').map(str::trim).collect();
    let &[sentence, word, modality, polarity, source, ""] = cells.as_slice() else {
        return None;
    };
    let is_head = sentence == "sentence" || sentence.starts_with("---");
    (!is_head).then(|| Row {
        file: file.to_owned(),
        sentence: sentence.to_owned(),
        word: word.to_owned(),
        modality: modality.to_owned(),
        polarity: polarity.to_owned(),
        source: source.to_owned(),
    })
}

/// Analyses a sentence; `¶` divides paragraphs.
fn analyse(engine: &Engine, sentence: &str) -> (Article, Analysis) {
    let text = sentence.replace(" ¶ ", "\n\n");
    let paragraphs = text
        .split("\n\n")
        .map(|paragraph| {
            let start = paragraph.as_ptr() as usize - text.as_ptr() as usize;
            Paragraph {
                range: TextRange::new(start, start + paragraph.len()),
                language: "en".to_owned(),
                kind: ParagraphKind::Body,
            }
        })
        .collect();
    let article = Article {
        text: text.clone(),
        language: "en".to_owned(),
        paragraphs,
        ..Article::default()
    };
    let analysis = engine.analyse(&article);
    (article, analysis)
}

/// The engine and the lexicons, read once.
struct Tools {
    engine: Engine,
    lexicon: ClauseLexicon,
    cues: Cues,
}

impl Tools {
    fn load() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = |path: &str| std::fs::read(root.join(path)).ok().map(Cow::Owned);
        let model = |path: &str| {
            std::fs::read(root.join("data/model").join(path))
                .ok()
                .map(Cow::Owned)
        };
        Self {
            engine: Engine::load(&model).expect("the model loads"),
            lexicon: ClauseLexicon::read(&files).expect("the lexicon of clauses reads"),
            cues: Cues::read(&files).expect("the lexicon of cues reads"),
        }
    }
}

fn judge(tools: &Tools, row: &Row) -> Result<String, String> {
    let (article, analysis) = analyse(&tools.engine, &row.sentence);
    let cues = &tools.cues;
    let clauses = clauses::find(&analysis, &tools.lexicon);
    let quotes = quotes::find(&article, &analysis, &clauses, cues);
    let speakers = |token: TokenId| {
        matches!(
            analysis.tokens[token].pos.as_str(),
            "NOUN" | "PROPN" | "PRON" | "ADJ" | "DET"
        )
        .then_some(token)
    };
    let perspectives = perspectives(&analysis, &clauses, &quotes, &speakers, cues);
    let (_, perspective) = clauses
        .clauses
        .iter()
        .zip(&perspectives)
        .rfind(|(clause, _)| analysis.tokens[clause.head].text == row.word.as_str())
        .ok_or("no clause has this word as its head")?;
    Ok(print(&analysis, perspective))
}

fn print(analysis: &Analysis, perspective: &Perspective) -> String {
    let modality: Modality = perspective.modality;
    let polarity: Polarity = perspective.polarity;
    let source = match perspective.source {
        Source::Narrator => "narrator",
        Source::Unnamed => "unnamed",
        Source::Entity(token) => analysis.tokens[token].text.as_str(),
    };
    format!("{modality:?} {polarity:?} {source}")
}
