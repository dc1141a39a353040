//! A newer file in the place of the one that is served is taken up without a stop.
//!
//! Reads: the time of the store's file, some times a minute; the file when it is newer.
//! Writes: an edition with all of it. Never: half of a file, or anything in the place of a store
//! that can still be served.

use std::time::{Duration, SystemTime};

use super::app::App;
use super::edition::Edition;
use crate::error::Diagnostic;
use crate::store::{Access, Store};

/// Time between two looks. A file that changed between them is still being written.
const PAUSE: Duration = Duration::from_secs(2);

/// Looks for as long as the server runs.
pub(super) async fn watch(app: App) {
    let mut seen: Option<SystemTime> = None;
    let mut tried: Option<SystemTime> = None;
    loop {
        tokio::time::sleep(PAUSE).await;
        let looking = app.clone();
        let newer = tokio::task::spawn_blocking(move || looking.edition().store().replaced());
        let newer = newer.await.ok().flatten();
        // Written anew since the last look, or tried before in vain.
        let wait = newer.is_none() || newer != seen || newer == tried;
        seen = newer;
        if wait {
            continue;
        }
        tried = newer;
        let loading = app.clone();
        let loaded = tokio::task::spawn_blocking(move || load(&loading)).await;
        match loaded {
            Ok(Ok(())) => tracing::info!("a newer store is served"),
            Ok(Err(error)) => tracing::error!("{error}; the old one is still served"),
            Err(error) => tracing::error!("the newer store: {error}; the old one is still served"),
        }
    }
}

fn load(app: &App) -> Result<(), Diagnostic> {
    let path = app.edition().store().path().to_owned();
    let store = Store::open(&path, Access::Read)?;
    app.publish(Edition::first(store));
    Ok(())
}
