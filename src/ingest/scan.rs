//! A cursor over a short text, for the small grammars of dates, datelines and credit lines.
//!
//! Reads: a text. Writes: pieces of it and the offset reached. Never: allocates.

/// A place in a text and what follows it.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes passed so far.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to an earlier place.
    pub(super) fn back_to(&mut self, at: usize) {
        debug_assert!(at <= self.at, "a cursor does not jump ahead");
        self.at = at;
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes one character.
    pub(super) fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Passes `wanted` if it comes next.
    pub(super) fn eat(&mut self, wanted: char) -> Option<()> {
        (self.peek() == Some(wanted)).then(|| self.bump())
    }

    /// Passes `wanted` if it comes next, in small or capital ASCII letters.
    pub(super) fn eat_text(&mut self, wanted: &str) -> Option<()> {
        let head = self.rest().get(..wanted.len())?;
        head.eq_ignore_ascii_case(wanted)
            .then(|| self.at += wanted.len())
    }

    /// Passes white space (a byte order mark counts as such).
    pub(super) fn spaces(&mut self) {
        self.run(|c| c.is_whitespace() || c == '\u{feff}');
    }

    pub(super) fn digits(&mut self) -> Option<&'t str> {
        self.run(|c| c.is_ascii_digit())
    }

    pub(super) fn letters(&mut self) -> Option<&'t str> {
        self.run(char::is_alphabetic)
    }

    /// Takes the characters that satisfy a condition, at least one.
    pub(super) fn run(&mut self, wanted: impl Fn(char) -> bool) -> Option<&'t str> {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| &rest[..end])
    }

    /// Runs a small grammar; goes back to where it was when that finds nothing.
    pub(super) fn attempt<T>(&mut self, grammar: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let found = grammar(self);
        if found.is_none() {
            self.at = before;
        }
        found
    }
}
