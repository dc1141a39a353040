//! The command that serves the store.
//!
//! Reads: arguments, a token's file, the store. Writes: the address to standard error.
//! Never: takes a token from the command line, where other users of the machine could read it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::args::{Common, LogAs, Serve};
use super::identity::decided;
use super::output::{Done, Outcome, Stop, note, tell};
use crate::error::{Diagnostic, Place};
use crate::graph::Settings;
use crate::serve::{self, Limits, Log, Options};
use crate::store::{Access, Store};

/// Connections that are open at a time.
const CONNECTIONS: usize = 1024;
/// Shortest token that is taken.
const TOKEN: usize = 16;

pub(super) fn serve(arguments: &Serve, common: &Common) -> Outcome {
    let options = options(arguments)?;
    let resources = common.resources()?;
    let path = arguments.store.path();
    let identities = decided(arguments.identities.as_deref(), Some(&path), common)?;
    let settings = Settings::new(&common.base)?.identities(identities);
    let access = if arguments.writable {
        Access::Write
    } else {
        Access::Read
    };
    let store = Store::open(&path, access)?;
    let path = store.path().display().to_string();
    if !options.listen.ip().is_loopback() {
        tell(format!(
            "{}: other machines can reach this address",
            options.listen
        ));
    }
    serve::serve(store, resources, settings, options, |address| {
        note(format!("{path} at http://{address}/ (Ctrl-C stops)"));
    })?;
    Ok(Done::Wholly)
}

fn options(arguments: &Serve) -> Result<Options, Stop> {
    let token = match (&arguments.token_file, arguments.writable) {
        (Some(path), true) => Some(token(path)?),
        _ => None,
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Options {
        listen: arguments.listen,
        token,
        share_texts: arguments.share_texts,
        licence: arguments.licence.clone(),
        limits: Limits {
            time: Duration::from_secs(arguments.timeout),
            rows: arguments.max_rows,
            memory: megabytes(arguments.max_memory),
            body: megabytes(arguments.max_body),
            questions: arguments
                .questions
                .map_or_else(|| (2 * cores).max(4), usize::from),
            connections: CONNECTIONS,
        },
        log: match arguments.log {
            LogAs::Text => Log::Text,
            LogAs::Json => Log::Json,
            LogAs::None => Log::None,
        },
    })
}

/// Megabytes in bytes, or all there are.
fn megabytes(number: u64) -> usize {
    usize::try_from(number).map_or(usize::MAX, |number| number.saturating_mul(1_000_000))
}

/// The token in the first line of a file.
fn token(path: &Path) -> Result<String, Diagnostic> {
    let place = || Place::file(path.display().to_string());
    let text = fs::read_to_string(path)
        .map_err(|error| Diagnostic::new(place(), format!("cannot be read: {error}")))?;
    let token = text.lines().next().unwrap_or_default().trim();
    if token.len() < TOKEN || !token.chars().all(|c| c.is_ascii_graphic()) {
        return Err(Diagnostic::new(
            place(),
            format!("a token has {TOKEN} or more visible ASCII characters in the first line"),
        )
        .hint("make one with `openssl rand -hex 24`"));
    }
    Ok(token.to_owned())
}
