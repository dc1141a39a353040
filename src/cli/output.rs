//! What the user sees: results on standard output, all else on standard error.
//!
//! Reads: nothing. Writes: text. Never: ends in a panic when the reader of a pipe has gone.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use crate::error::{Diagnostic, Place};

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// All of it.
    Wholly,
    /// Some articles or files failed; each was named.
    Partly,
}

/// Why a command could not run on.
#[derive(Debug)]
pub(super) enum Stop {
    /// These are to be told.
    Failed(Vec<Diagnostic>),
    /// Nobody reads standard output any more: no reason for a message.
    Closed,
}

pub(super) type Outcome = Result<Done, Stop>;

impl From<Diagnostic> for Stop {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Failed(vec![diagnostic])
    }
}

impl From<Vec<Diagnostic>> for Stop {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self::Failed(diagnostics)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        let message = format!("standard output cannot be written: {error}");
        Diagnostic::new(Place::default(), message).into()
    }
}

/// Standard output, locked and buffered; flush it at the end.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// The widest cell of a table on a terminal; files and pipes get everything.
pub(super) fn widest_cell() -> Option<usize> {
    io::stdout().is_terminal().then_some(60)
}

/// Tells the user something on standard error.
pub(super) fn tell(message: impl std::fmt::Display) {
    // Without standard error there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "newsgraph: {message}");
}

/// Says something on standard error without the program's name in front.
pub(super) fn note(message: impl std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}
