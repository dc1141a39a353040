//! Connections: taken one by one, limited in number, headers and time, ended in order.
//!
//! Reads: a listener. Writes: what the router answers. Never: waits for ever for a client that
//! sends its headers drop by drop or reads nothing, or cuts an answer off when told to stop.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;

/// Time for a request's line and headers.
const HEADERS: Duration = Duration::from_secs(10);
/// Bytes of a request's line and headers.
const HEADER_BYTES: usize = 64 * 1024;
/// Number of a request's headers.
const HEADER_COUNT: usize = 100;
/// Time for answers that are under way when the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// Time in which a client must take some of an answer.
const READER: Duration = Duration::from_secs(30);
/// Rest after a connection that could not be taken, such as when files have run out.
const REST: Duration = Duration::from_millis(50);

/// Serves until the process is told to stop.
///
/// # Errors
/// Where the signals to stop cannot be heard.
pub(super) async fn serve(listener: TcpListener, router: Router, most: usize) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(most));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(told_to_stop()?);
    loop {
        let place = Arc::clone(&places).acquire_owned();
        let taken = async { (place.await, listener.accept().await) };
        tokio::select! {
            () = &mut stop => break,
            taken = taken => match taken {
                (Ok(place), Ok((stream, _))) => answer(stream, router.clone(), place, &graceful),
                _ => tokio::time::sleep(REST).await,
            },
        }
    }
    drop(listener);
    // Who is still reading after that has had time enough.
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
    Ok(())
}

/// Answers the requests of one connection on a task of its own.
fn answer(
    stream: TcpStream,
    router: Router,
    place: OwnedSemaphorePermit,
    graceful: &GracefulShutdown,
) {
    // Small answers go out at once.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(READER));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .max_buf_size(HEADER_BYTES)
        .max_headers(HEADER_COUNT)
        .serve_connection(
            TokioIo::new(Box::pin(stream)),
            TowerToHyperService::new(router),
        );
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!("connection ended: {error}");
        }
        drop(place);
    });
}

/// Ends at Ctrl-C or, on Unix, SIGTERM.
#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends at Ctrl-C.
#[cfg(not(unix))]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without the signal there is nothing to wait for but the end of the process.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
