//! Server-sent events: each page tells what it shows, and is told when that is no longer what the
//! server would give.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt;
use http_body_util::channel::Channel;
use hyper::Response;
use hyper::body::Bytes;
use hyper::header::{self, HeaderValue};
use hyper::http::request::Parts;
use serde::Serialize;

use super::Preview;
use super::answer::{self, Body, OWN};
use super::showing::Showing;
use crate::diagnostic::Severity;
use crate::page::Route;

/// What a page is told.
#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Event {
    /// Its bytes changed.
    Reload,
    /// Only files of the theme did: their new addresses.
    Style { files: Vec<String> },
    /// It stands elsewhere now.
    Moved { to: String },
    /// It is no longer there.
    Gone,
    /// What is wrong, counted.
    Report { errors: usize, warnings: usize },
}

/// How often a silent connection is tried, so that closed tabs are noticed.
const PULSE: Duration = Duration::from_secs(15);

/// The stream of events, if that is what is asked for.
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
    let path = answer::query(&parts.uri, "path").unwrap_or_else(|| "/".to_owned());
    let seen = answer::query(&parts.uri, "seen").unwrap_or_default();
    let (mut sender, body) = Channel::<Bytes>::new(4);
    let preview = Arc::clone(preview);
    tokio::spawn(async move {
        let mut changed = preview.changed.subscribe();
        let mut client = Client { path, seen, before: None };
        loop {
            changed.borrow_and_update();
            let showing = preview.showing();
            for event in client.events(&showing) {
                let Ok(data) = serde_json::to_string(&event) else { return };
                if sender.send_data(Bytes::from(format!("data: {data}\n\n"))).await.is_err() {
                    return;
                }
            }
            drop(showing);
            loop {
                match tokio::time::timeout(PULSE, changed.changed()).await {
                    Ok(Ok(())) => break,
                    Ok(Err(_)) => return,
                    Err(_) if sender.send_data(Bytes::from_static(b":\n\n")).await.is_err() => return,
                    Err(_) => {}
                }
            }
        }
    });
    let mut response = Response::new(body.map_err(|never| match never {}).boxed());
    answer::guarded(&mut response);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Some(response)
}

/// Whether the request comes from a page of this server's: browsers say where a request is from,
/// and other sites cannot make them lie.
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
    /// The mark of what it shows.
    seen: String,
    /// What was shown when it was last looked at, to tell where it went.
    before: Option<Arc<Showing>>,
}

impl Client {
    fn events(&mut self, showing: &Arc<Showing>) -> Vec<Event> {
        let mut events = vec![Event::Report {
            errors: showing.report.count(Severity::Error),
            warnings: showing.report.count(Severity::Warning),
        }];
        let before = self.before.replace(Arc::clone(showing));
        let Some(tree) = &showing.tree else { return events };
        let Some(below) = self.path.strip_prefix(tree.site().base_url().path()) else { return events };
        let output = Route::output(below);
        match showing.find(&output) {
            Some(Ok(found)) => {
                let mark = showing.mark(&found.bytes);
                let (content, style) = self.seen.split_once('.').unwrap_or((self.seen.as_str(), ""));
                if content != mark.content {
                    events.push(Event::Reload);
                } else if style != mark.style {
                    let base = tree.site().base_url().path();
                    let files = tree.theme().files().values().map(|file| format!("{base}{}", file.output)).collect();
                    events.push(Event::Style { files });
                }
                self.seen = mark.to_string();
            }
            // The page itself shows what failed.
            Some(Err(_)) => events.push(Event::Reload),
            None => {
                let known = before.filter(|before| before.route(&output).is_some());
                if let Some(before) = known {
                    events.push(match showing.moved(&before, &output) {
                        Some(to) => Event::Moved { to },
                        None => Event::Gone,
                    });
                }
            }
        }
        events
    }
}
