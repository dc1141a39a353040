//! HTML, to plain text with one paragraph a block.
//!
//! Reads: an HTML fragment. Writes: its words; white space as a browser would show it, blocks parted
//! by a blank line. Never: decides what of a page is the article.

use scraper::{ElementRef, Html, Node};

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// Elements whose content is not shown as text.
const HIDDEN: [&str; 12] = [
    "audio", "button", "head", "iframe", "math", "noscript", "object", "script", "style", "svg",
    "template", "video",
];

/// The words of a fragment, paragraph by paragraph.
pub(super) fn text(fragment: &str) -> String {
    let fragment = Html::parse_fragment(fragment);
    let mut text = Text::default();
    text.element(fragment.root_element());
    text.end_paragraph();
    text.done
}

/// The words of one element on one line.
pub(super) fn line(element: ElementRef) -> String {
    let words: String = element.text().collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Text {
    done: String,
    /// The paragraph under way, white space as in the source.
    paragraph: String,
}

impl Text {
    fn element(&mut self, element: ElementRef) {
        for child in element.children() {
            match child.value() {
                Node::Text(words) => self.paragraph.push_str(words),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.child(child);
                    }
                }
                _ => {}
            }
        }
    }

    fn child(&mut self, child: ElementRef) {
        let name = child.value().name();
        if HIDDEN.contains(&name) {
            return;
        }
        let is_block = BLOCKS.contains(&name);
        if is_block {
            self.end_paragraph();
        }
        self.element(child);
        if is_block {
            self.end_paragraph();
        } else if matches!(name, "td" | "th") {
            self.paragraph.push(' ');
        }
    }

    fn end_paragraph(&mut self) {
        let mut words = self.paragraph.split_whitespace();
        if let Some(first) = words.next() {
            if !self.done.is_empty() {
                self.done.push_str("\n\n");
            }
            self.done.push_str(first);
            for word in words {
                self.done.push(' ');
                self.done.push_str(word);
            }
        }
        self.paragraph.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_paragraphs() {
        let html = "<div>Loose <b>words</b>\n here<p>One&nbsp;two &amp; three<br>four</p>\
                    <script>x()</script><ul><li>a</li><li>b</li></ul></div>";
        assert_eq!(
            text(html),
            "Loose words here\n\nOne two & three\n\nfour\n\na\n\nb"
        );
    }
}
