//! Connections: HTTP/1.1 with limits of time, size and number, so that a slow or hostile client does not affect the
//! others.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

use super::Body;
use super::Preview;
use super::answer;

/// How long a client may take to send the head of a request, the first or a later one.
const HEAD_TIME: Duration = Duration::from_secs(8);
/// The maximum time during which a client may read nothing of a response.
const WRITE_TIME: Duration = Duration::from_secs(20);
/// The maximum size of a request head, in bytes; a larger one is answered with 431.
const HEAD_SIZE: usize = 256 * 1024;
/// The maximum number of header fields.
const FIELDS: usize = 100;
/// The maximum number of simultaneous connections.
const CONNECTIONS: usize = 1024;

/// Serves connections until the task is dropped.
pub async fn serve(listener: TcpListener, preview: Arc<Preview>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(_) => {
                // Usually no file descriptors are left: they are freed when a connection ends.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else { continue };
        let preview = Arc::clone(&preview);
        tokio::spawn(async move {
            let _ = stream.set_nodelay(true);
            let service = service_fn(move |request| respond(Arc::clone(&preview), request));
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(WRITE_TIME));
            let served = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_TIME)
                .max_buf_size(HEAD_SIZE)
                .max_headers(FIELDS)
                .serve_connection(TokioIo::new(Box::pin(stream)), service);
            // A client that disconnects or sends something other than HTTP needs no further response.
            let _ = served.await;
            drop(place);
        });
    }
}

async fn respond(preview: Arc<Preview>, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let (parts, _) = request.into_parts();
    if let Some(response) = super::events::stream(&preview, &parts) {
        return Ok(response);
    }
    // Rendering takes some time: it runs outside of the threads that handle the connections.
    let answered = tokio::task::spawn_blocking(move || answer::answer(&preview, &parts)).await;
    Ok(answered.unwrap_or_else(|_| answer::plain(500, "500\n")))
}
