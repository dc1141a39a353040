//! Who may write: who shows the token that the server was started with.
//!
//! Reads: `Authorization`. Writes: nothing. Never: tells by the time it takes how much of a wrong
//! token was right.

use axum::http::{HeaderMap, header};
use subtle::ConstantTimeEq;

use super::app::App;
use super::problem::Problem;

/// Lets writers through.
///
/// # Errors
/// 403 where nobody may write, 401 without the token.
pub(super) fn writer(app: &App, headers: &HeaderMap) -> Result<(), Problem> {
    let Some(token) = &app.options().token else {
        return Err(Problem::read_only());
    };
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|shown| shown.to_str().ok())
        .and_then(|shown| shown.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map_or("", |(_, shown)| shown.trim());
    if bool::from(shown.as_bytes().ct_eq(token.as_bytes())) {
        Ok(())
    } else {
        Err(Problem::unauthorized())
    }
}
