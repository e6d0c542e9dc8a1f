//! Server-sent events: each page sends what it shows, and is notified when the server would send something else.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::Response;
use hyper::body::{Bytes, Frame};
use hyper::header::{self, HeaderValue};
use hyper::http::request::Parts;
use serde::Serialize;
use tokio::sync::mpsc;

use super::answer;
use super::state::{Mark, PreviewState};
use super::{Body, OWN, Preview};
use crate::diagnostic::Severity;
use crate::page::Route;
use crate::render::Tree;

/// A notification to a page.
#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Event {
    /// Its bytes changed.
    Reload,
    /// Only files of the theme changed: their new addresses.
    Style { files: Vec<String> },
    /// The page moved to another address.
    Moved { to: String },
    /// The page no longer exists.
    Gone,
    /// The number of errors and warnings.
    Report { errors: usize, warnings: usize },
}

/// The maximum number of pages notified of changes.
pub(super) const STREAMS: usize = 256;
/// The interval at which something is sent on an idle connection, to notice clients that disconnected silently.
const PULSE: Duration = Duration::from_secs(15);

/// Returns the stream of events, if the request is for it.
pub(super) fn stream(preview: &Arc<Preview>, parts: &Parts) -> Option<Response<Body>> {
    if parts.uri.path() != format!("{OWN}events") {
        return None;
    }
    if let Some(refusal) = answer::refusal(preview, parts) {
        return Some(refusal);
    }
    if !is_own(parts) {
        return Some(answer::plain(403, "403\n"));
    }
    // Streams stay open as long as browser tabs: some connections are reserved for pages.
    let Ok(place) = Arc::clone(&preview.streams).try_acquire_owned() else {
        // The connection is for others.
        return Some(answer::closing(answer::plain(503, "503\n")));
    };
    let path = answer::query(&parts.uri, "path").unwrap_or_else(|| "/".to_owned());
    let seen = answer::query(&parts.uri, "seen").unwrap_or_default();
    let (sender, lines) = mpsc::channel(4);
    let preview = Arc::clone(preview);
    tokio::spawn(async move {
        let _place = place;
        let mut changed = preview.changed.subscribe();
        let mut client = Client { path, seen, before: None };
        loop {
            changed.borrow_and_update();
            let state = preview.state();
            // Rendering a view takes some time: it runs outside of the threads that handle the connections.
            let looked = tokio::task::spawn_blocking(move || {
                let events = client.events(&state);
                (client, events)
            });
            let Ok((next, events)) = looked.await else { return };
            client = next;
            for event in events {
                let Ok(data) = serde_json::to_string(&event) else { return };
                if sender.send(Bytes::from(format!("data: {data}\n\n"))).await.is_err() {
                    return;
                }
            }
            loop {
                tokio::select! {
                    changed = changed.changed() => match changed {
                        Ok(()) => break,
                        Err(_) => return,
                    },
                    () = sender.closed() => return,
                    () = tokio::time::sleep(PULSE) => {
                        if sender.send(Bytes::from_static(b":\n\n")).await.is_err() {
                            return;
                        }
                    }
                }
            }
        }
    });
    let mut response = Response::new(Lines(lines).boxed());
    answer::guarded(&mut response);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Some(response)
}

/// The lines of a stream, as they arrive.
struct Lines(mpsc::Receiver<Bytes>);

impl hyper::body::Body for Lines {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        self.0.poll_recv(cx).map(|line| line.map(|line| Ok(Frame::data(line))))
    }
}

/// Returns whether the request comes from a page of this server: browsers send the origin of a request, which other
/// sites cannot forge.
fn is_own(parts: &Parts) -> bool {
    let text = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = text("host").unwrap_or_default();
    let same_origin = text("origin").is_none_or(|origin| origin == format!("http://{host}"));
    let same_site = text("sec-fetch-site").is_none_or(|site| ["same-origin", "none"].contains(&site));
    same_origin && same_site
}

/// A page in a browser.
struct Client {
    path: String,
    /// The mark of the page as shown.
    seen: String,
    /// The state when it was last checked, to find where the page moved.
    before: Option<Arc<PreviewState>>,
}

impl Client {
    fn events(&mut self, state: &Arc<PreviewState>) -> Vec<Event> {
        let mut events = vec![Event::Report {
            errors: state.report.count(Severity::Error),
            warnings: state.report.count(Severity::Warning),
        }];
        let before = self.before.replace(Arc::clone(state));
        let Some(tree) = &state.tree else { return events };
        let Some(below) = self.path.strip_prefix(tree.site().base_url().path()) else { return events };
        let output = Route::output(below);
        match state.route(&output) {
            Some(route) => match state.mark(route) {
                Some(mark) => {
                    events.extend(self.news(tree, &mark));
                    self.seen = mark.to_string();
                }
                // The page itself shows the failure.
                None => events.push(Event::Reload),
            },
            None => {
                let known = before.filter(|before| before.route(&output).is_some());
                if let Some(before) = known {
                    events.push(match state.moved(&before, &output) {
                        Some(to) => Event::Moved { to },
                        None => Event::Gone,
                    });
                }
            }
        }
        events
    }

    /// Returns the notification for a page that still exists.
    fn news(&self, tree: &Tree, mark: &Mark) -> Option<Event> {
        let mut seen = self.seen.split('.');
        let seen = [seen.next(), seen.next(), seen.next()].map(Option::unwrap_or_default);
        let base = tree.site().base_url().path();
        match seen {
            [content, _, others] if content != mark.content || others != mark.others => Some(Event::Reload),
            [_, styles, _] if styles != mark.styles => {
                let files = tree.theme().files().values().map(|file| format!("{base}{}", file.output)).collect();
                Some(Event::Style { files })
            }
            _ => None,
        }
    }
}
