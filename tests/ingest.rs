//! Inputs in `tests/ingest/`, good and bad, against the articles and messages that they must give.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use newsgraph::document::{Article, ParagraphKind, Post};
use newsgraph::error::Diagnostic;
use newsgraph::ingest::{Format, Lexicon, Options, read};
use newsgraph::resources::Resources;
use newsgraph::text::TextRange;

const CASES: &str = "tests/ingest";

fn articles(paths: &[String], format: Format) -> Vec<Result<Article, Diagnostic>> {
    let resources = Resources::embedded();
    let lexicon = Lexicon::load(&|path| resources.read(path)).unwrap();
    read(paths, &Options { format, lexicon }).collect()
}

fn auto(path: &str) -> Vec<Result<Article, Diagnostic>> {
    articles(&[path.to_owned()], Format::Auto)
}

#[test]
fn every_input_gives_what_stands_beside_it() {
    let bless = std::env::var_os("NEWSGRAPH_BLESS").is_some();
    let mut wrong = String::new();
    for input in inputs() {
        let found: String = auto(&input).iter().map(show).collect();
        let file = format!("{input}.expected");
        if bless {
            fs::write(&file, &found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if found != expected {
            writeln!(
                wrong,
                "--- {input}, expected:\n{expected}--- found:\n{found}"
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn inputs() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(CASES)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".expected") && name != "README.md")
        .map(|name| format!("{CASES}/{name}"))
        .collect();
    names.sort();
    names
}

/// An article or message for a person to read.
fn show(outcome: &Result<Article, Diagnostic>) -> String {
    let article = match outcome {
        Err(problem) => return format!("error {problem}\n"),
        Ok(article) => article,
    };
    let mut out = format!("article {} {}\n", article.id, article.language);
    let fields = [
        ("title", &article.title),
        ("url", &article.url),
        ("published", &article.published),
        ("publisher", &article.publisher),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(out, "  {name}: {value}").unwrap();
        }
    }
    for author in &article.authors {
        writeln!(out, "  author: {author}").unwrap();
    }
    let text = &article.text;
    if let Some(line) = &article.dateline {
        write!(out, "  dateline {}", quoted(text, line.range)).unwrap();
        for (name, part) in [("place", line.place), ("region", line.region)] {
            if let Some(part) = part {
                write!(out, " {name}={:?}", part.of(text)).unwrap();
            }
        }
        for (name, part) in [("date", &line.date), ("agency", &line.agency)] {
            if let Some(part) = part {
                write!(out, " {name}={part:?}").unwrap();
            }
        }
        out.push('\n');
    }
    for paragraph in &article.paragraphs {
        let kind = match paragraph.kind {
            ParagraphKind::Body => "body",
            ParagraphKind::Post => "post",
            ParagraphKind::Furniture => "furniture",
        };
        let words = quoted(text, paragraph.range);
        writeln!(out, "  {kind} {} {words}", paragraph.language).unwrap();
        let post = article
            .posts
            .iter()
            .find(|post| post.range == paragraph.range);
        out.extend(post.map(|post| show_post(text, post)));
    }
    out
}

fn show_post(text: &str, post: &Post) -> String {
    let link = post.link.map(|link| link.of(text));
    format!(
        "    words {} {}\n    author={:?} handle={:?} date={:?} link={link:?}\n",
        post.language,
        quoted(text, post.text),
        post.author.of(text),
        post.handle,
        post.date.as_deref(),
    )
}

fn quoted(text: &str, range: TextRange) -> String {
    format!("{}..{} {:?}", range.start, range.end, range.of(text))
}

#[test]
fn the_sample_article_is_understood() {
    let [Ok(article)] = &auto("data/articles/seed.txt")[..] else {
        panic!("one article");
    };
    let text = &article.text;
    assert_eq!(text, &fs::read_to_string("data/articles/seed.txt").unwrap());
    assert_eq!(article.published.as_deref(), Some("2023-10-20"));
    let dateline = article.dateline.as_ref().unwrap();
    assert_eq!(dateline.place.unwrap().of(text), "URUMQI");
    assert_eq!(dateline.date.as_deref(), Some("2023-10-20"));
    assert!(
        article.paragraphs[0]
            .range
            .of(text)
            .starts_with("Caretaker Prime Minister")
    );

    let [post] = &article.posts[..] else {
        panic!("one post");
    };
    assert_eq!(post.language, "ur");
    assert!(post.text.of(text).starts_with("آج") && post.text.of(text).ends_with("ملا۔"));
    assert_eq!(post.author.of(text), "Anwaar ul Haq Kakar");
    assert_eq!(post.handle, "anwaar_kakar");
    assert_eq!(post.date.as_deref(), Some("2023-10-20"));
    assert_eq!(post.link.unwrap().of(text), "pic.twitter.com/QryjZYnKAw");

    let english = article
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind == ParagraphKind::Body && paragraph.language == "en");
    assert_eq!(english.count(), article.paragraphs.len() - 1);
}

#[test]
fn every_sample_article_is_dated_and_has_its_place() {
    let outcomes = auto("data/articles");
    assert_eq!(outcomes.len(), 21);
    for outcome in outcomes {
        let article = outcome.unwrap_or_else(|problem| panic!("{problem}"));
        let name = article.place.to_string();
        assert!(article.published.is_some(), "{name} has no date");
        assert!(
            article.dateline.is_some_and(|line| line.place.is_some()),
            "{name} has no place"
        );
        assert_eq!(article.language, "en", "{name}");
        if name.ends_with("seed.txt") {
            continue;
        }
        let kinds = article
            .paragraphs
            .iter()
            .filter(|p| p.kind == ParagraphKind::Body);
        let words: usize = kinds
            .map(|p| p.range.of(&article.text).split_whitespace().count())
            .sum();
        assert!((120..=400).contains(&words), "{name} has {words} words");
    }
}

#[test]
fn a_line_of_50_megabytes_is_one_message_and_the_others_are_read() {
    let mut file = tempfile::Builder::new()
        .suffix(".jsonl")
        .tempfile()
        .unwrap();
    let megabyte = vec![b'a'; 1 << 20];
    file.write_all(b"{\"id\": \"before\", \"text\": \"One.\"}\n{\"text\": \"")
        .unwrap();
    for _ in 0..50 {
        file.write_all(&megabyte).unwrap();
    }
    file.write_all(b"\"}\n{\"id\": \"after\", \"text\": \"Two.\"}\n")
        .unwrap();
    let outcomes = auto(file.path().to_str().unwrap());
    let [Ok(before), Err(problem), Ok(after)] = &outcomes[..] else {
        panic!("article, message, article: {outcomes:?}");
    };
    assert_eq!((before.id.as_str(), after.id.as_str()), ("before", "after"));
    assert_eq!(problem.place.line, 2);
    assert_eq!(problem.message, "a line of 51 MB, the limit is 16 MB");
}

#[test]
fn a_text_over_the_limit_is_refused() {
    let mut file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
    file.write_all(&vec![b'a'; (16 << 20) + 1]).unwrap();
    let [Err(problem)] = &auto(file.path().to_str().unwrap())[..] else {
        panic!("one message");
    };
    assert!(
        problem.message.starts_with("longer than 16 MB"),
        "{problem}"
    );
}

#[test]
fn a_missing_file_and_an_empty_folder_do_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let paths = [
        "no-such-file.txt".to_owned(),
        folder.path().display().to_string(),
        format!("{CASES}/dashes.txt"),
    ];
    let outcomes = articles(&paths, Format::Auto);
    let [Err(missing), Err(empty), Ok(_)] = &outcomes[..] else {
        panic!("message, message, article: {outcomes:?}");
    };
    assert!(
        missing
            .to_string()
            .starts_with("no-such-file.txt: cannot be read"),
        "{missing}"
    );
    assert!(
        empty.message.starts_with("no articles in this folder"),
        "{empty}"
    );
}

#[test]
fn an_id_that_came_before_names_both_places() {
    let paths = [format!("{CASES}/dashes.txt"), format!("{CASES}/dashes.txt")];
    let outcomes = articles(&paths, Format::Auto);
    let [Ok(first), Err(again)] = &outcomes[..] else {
        panic!("article, message: {outcomes:?}");
    };
    let both = format!(
        "{CASES}/dashes.txt: duplicate id {:?}, first in {CASES}/dashes.txt",
        first.id
    );
    assert!(again.to_string().starts_with(&both), "{again}");
}

#[test]
fn a_folder_is_read_in_order_without_what_is_no_article() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path: PathBuf = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    file("b/two.txt", "Two ships left the harbour.");
    file("a.txt", "One ship left the harbour.");
    file("c.text", "Three ships left the harbour.");
    file("README.md", "About this folder.");
    file(".draft.txt", "Four ships left the harbour.");
    file("notes.dat", "Five ships left the harbour.");
    let read = |path: PathBuf| -> Vec<String> {
        let outcomes = auto(&path.display().to_string());
        outcomes
            .into_iter()
            .map(|outcome| outcome.unwrap().text)
            .collect()
    };
    let texts = read(folder.path().to_owned());
    assert_eq!(texts.len(), 3);
    assert!(
        texts[0].starts_with("One") && texts[1].starts_with("Two"),
        "{texts:?}"
    );
    // What the user names is read, whatever it is called.
    assert_eq!(
        read(folder.path().join("notes.dat")),
        ["Five ships left the harbour."]
    );
}
