//! `CoNLL-U` in and out: how trees are written by hand in tests and printed by `newsgraph parse`.
//!
//! Reads and writes the ten columns of <https://universaldependencies.org/format.html>. XPOS is the
//! Penn tag; DEPREL is the model's own label. MISC holds `SpaceAfter=No`, `NER=B-GPE` / `I-GPE` and
//! `Offset=start:end` in code points of the article. `# newpar` begins a paragraph.
//! Never: guesses: a column that cannot be read is an error with its line.

use std::collections::BTreeMap;
use std::fmt::Write;

use smol_str::SmolStr;

use super::{Analysis, Name, Sentence, Token, TokenId};
use crate::document::{Article, Paragraph, ParagraphKind};
use crate::error::{Diagnostic, Place};
use crate::text::{CodePoints, TextRange};

/// Reads trees; the article's text is put together from the forms, paragraphs two newlines apart.
///
/// # Errors
/// Names the line whose columns, head or entity label cannot be read.
pub fn read(path: &str, input: &str) -> Result<(Article, Analysis), Diagnostic> {
    let mut reader = Reader::default();
    for (number, line) in input.lines().enumerate() {
        reader
            .line(line)
            .map_err(|message| Diagnostic::new(Place::line(path, number + 1), message))?;
    }
    reader.end_sentence();
    reader.end_paragraph();
    Ok((reader.article, reader.analysis))
}

#[derive(Default)]
struct Reader {
    article: Article,
    analysis: Analysis,
    sentence_start: usize,
    paragraph_start: usize,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.starts_with("# newpar") {
            self.end_paragraph();
        } else if line.trim().is_empty() {
            self.end_sentence();
        } else if !line.starts_with('#') {
            self.token(line)?;
        }
        Ok(())
    }

    fn token(&mut self, line: &str) -> Result<(), String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[_, form, lemma, pos, tag, feats, head, dep, _, misc] = columns.as_slice() else {
            return Err(format!(
                "{} columns where CoNLL-U has 10, separated by tabs",
                columns.len()
            ));
        };
        let id = self.analysis.tokens.len();
        let head: usize = head
            .parse()
            .map_err(|_| format!("head \"{head}\" is not a number"))?;
        let start = self.article.text.len();
        self.article.text.push_str(form);
        let range = TextRange::new(start, self.article.text.len());
        let space_after = !misc.split('|').any(|item| item == "SpaceAfter=No");
        if space_after {
            self.article.text.push(' ');
        }
        self.analysis.tokens.push(Token {
            text: form.into(),
            range,
            space_after,
            lemma: lemma.into(),
            tag: tag.into(),
            pos: pos.into(),
            morph: if feats == "_" {
                SmolStr::default()
            } else {
                feats.into()
            },
            head: if head == 0 {
                id
            } else {
                self.sentence_start + head - 1
            },
            dep: dep.into(),
        });
        match misc.split('|').find_map(|item| item.strip_prefix("NER=")) {
            None => {}
            Some(label) => self.name(id, label)?,
        }
        Ok(())
    }

    fn name(&mut self, id: usize, label: &str) -> Result<(), String> {
        if let Some(label) = label.strip_prefix("B-") {
            self.analysis.names.push(Name {
                tokens: id..id + 1,
                label: label.into(),
            });
            return Ok(());
        }
        match self.analysis.names.last_mut() {
            Some(name) if label.starts_with("I-") && name.tokens.end == id => name.tokens.end += 1,
            _ => {
                return Err(format!(
                    "NER={label} does not follow a token of the same name"
                ));
            }
        }
        Ok(())
    }

    fn end_sentence(&mut self) {
        let tokens = self.sentence_start..self.analysis.tokens.len();
        if !tokens.is_empty() {
            let paragraph = self.article.paragraphs.len();
            self.sentence_start = tokens.end;
            self.analysis.sentences.push(Sentence { tokens, paragraph });
        }
    }

    fn end_paragraph(&mut self) {
        self.end_sentence();
        let end = self.article.text.trim_end().len();
        if end > self.paragraph_start {
            self.article.paragraphs.push(Paragraph {
                range: TextRange::new(self.paragraph_start, end),
                language: "en".into(),
                kind: ParagraphKind::Body,
            });
            self.article.text.push_str("\n\n");
            self.paragraph_start = self.article.text.len();
        }
    }
}

/// Some paragraphs of an article with, for each token, a further item of MISC.
pub struct Part<'a> {
    /// Their trees.
    pub analysis: &'a Analysis,
    /// `Name=value` by token.
    pub items: BTreeMap<TokenId, String>,
}

/// Prints an analysis.
pub fn write(article: &Article, analysis: &Analysis) -> String {
    let items = BTreeMap::new();
    write_parts(article, "", &[Part { analysis, items }])
}

/// Prints the paragraphs of several analyses in order of the text, with lines of its own after the
/// document's id (each ending in a line feed).
pub fn write_parts(article: &Article, header: &str, parts: &[Part<'_>]) -> String {
    let points = CodePoints::new(&article.text);
    let mut out = format!("# newdoc id = {}\n{header}", article.id);
    let sentences = parts
        .iter()
        .flat_map(|part| part.analysis.sentences.iter().map(move |it| (part, it)));
    let mut sentences: Vec<_> = sentences.collect();
    sentences.sort_by_key(|(_, sentence)| sentence.paragraph);
    let mut paragraph = None;
    for (number, (part, sentence)) in sentences.into_iter().enumerate() {
        let Part { analysis, items } = part;
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            out.push_str("# newpar\n");
        }
        let text = analysis
            .range(&sentence.tokens)
            .of(&article.text)
            .trim()
            .replace('\n', " ");
        let _ = writeln!(out, "# sent_id = {}\n# text = {text}", number + 1);
        for id in sentence.tokens.clone() {
            let item = items
                .get(&id)
                .map_or_else(String::new, |item| format!("{item}|"));
            let _ = writeln!(
                out,
                "{}",
                token_line(analysis, sentence, id, &points, &item)
            );
        }
        out.push('\n');
    }
    out
}

fn token_line(
    analysis: &Analysis,
    sentence: &Sentence,
    id: TokenId,
    points: &CodePoints,
    item: &str,
) -> String {
    let token = &analysis.tokens[id];
    let head = if token.head == id {
        0
    } else {
        token.head - sentence.tokens.start + 1
    };
    let (start, end) = points.range(token.range);
    let mut misc = format!("{item}Offset={start}:{end}");
    if let Some(name) = analysis.names.iter().find(|name| name.tokens.contains(&id)) {
        let _ = write!(
            misc,
            "|NER={}-{}",
            if name.tokens.start == id { "B" } else { "I" },
            name.label
        );
    }
    if !token.space_after {
        misc.push_str("|SpaceAfter=No");
    }
    let visible = |value: &str| match value {
        "" => "_".to_owned(),
        other => other.replace(['\t', '\n', '\r'], " "),
    };
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t{misc}",
        id - sentence.tokens.start + 1,
        visible(&token.text),
        visible(&token.lemma),
        visible(&token.pos),
        visible(&token.tag),
        visible(&token.morph),
        visible(&token.dep),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "# newpar\n\
        1\tKyiv\tKyiv\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tNER=B-GPE\n\
        2\tfell\tfall\tVERB\tVBD\t_\t0\tROOT\t_\tSpaceAfter=No\n\
        3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

    #[test]
    fn a_tree_is_read_and_printed() {
        let (article, analysis) = read("t.conllu", TREE).unwrap();
        assert_eq!(article.text.trim_end(), "Kyiv fell.");
        assert_eq!(analysis.tokens[0].head, 1);
        assert_eq!(analysis.tokens[1].head, 1);
        assert_eq!(
            analysis.names,
            [Name {
                tokens: 0..1,
                label: "GPE".into()
            }]
        );
        let printed = write(&article, &analysis);
        assert!(printed.contains(
            "1\tKyiv\tKyiv\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tOffset=0:4|NER=B-GPE\n"
        ));
        assert_eq!(read("t.conllu", &printed).unwrap().1, analysis);
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = read("t.conllu", "1\tKyiv\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "t.conllu:1: 2 columns where CoNLL-U has 10, separated by tabs"
        );
    }
}
