//! The live preview: the tree, rendered on request and rebuilt when a file changes.
//!
//! Nothing is built on the disk. A response is what a build would write, byte for byte, plus one script that the
//! server adds. If the content has errors, the last valid tree remains visible beside them. No address leads to the
//! disk: only the content of the tree is served.

mod answer;
mod events;
mod files;
mod hosts;
mod http;
mod pages;
mod rebuilder;
mod searching;
mod sentences;
mod state;
mod watch;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use http_body_util::combinators::BoxBody;
use hyper::body::Bytes;
use tokio::sync::{Semaphore, watch as signal};

pub use hosts::Hosts;
pub use http::serve;
pub use rebuilder::{Clock, Rebuilder};
pub use state::PreviewState;
pub use watch::{Watch, Watching};

use crate::language::messages::Catalogue;

/// The body of a response: bytes, a file in parts, or a stream of events.
type Body = BoxBody<Bytes, std::io::Error>;

/// The folder of the preview's own files; no page's path starts with an underscore.
const OWN: &str = "/_clairevoie/";

/// The state of the server, shared by all connections.
#[derive(Debug)]
pub struct Preview {
    state: RwLock<Arc<PreviewState>>,
    searching: searching::Searching,
    changed: signal::Sender<u64>,
    messages: Catalogue,
    templates: pages::Templates,
    /// The event streams that may still be opened.
    streams: Arc<Semaphore>,
    hosts: Hosts,
    root: PathBuf,
    editor: Option<String>,
}

impl Preview {
    /// Creates a preview that shows a first edition.
    ///
    /// `editor` is the address that opens a file, with `{path}`, `{line}` and `{column}` in it.
    pub fn new(state: PreviewState, messages: Catalogue, hosts: Hosts, root: PathBuf, editor: Option<String>) -> Self {
        let (changed, _) = signal::channel(state.number);
        Self {
            state: RwLock::new(Arc::new(state)),
            searching: searching::Searching::new(),
            changed,
            templates: pages::Templates::new(messages.language()),
            streams: Arc::new(Semaphore::new(events::STREAMS)),
            messages,
            hosts,
            root,
            editor,
        }
    }

    /// Returns the present state. A request takes it once, so that it uses the same state throughout.
    pub fn state(&self) -> Arc<PreviewState> {
        // A lock is poisoned by a panic while writing, and only one pointer is written.
        Arc::clone(&self.state.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Replaces the state, and notifies the browsers if its number changed.
    pub fn show(&self, next: PreviewState) {
        let number = next.number;
        let next = Arc::new(next);
        let before =
            std::mem::replace(&mut *self.state.write().unwrap_or_else(std::sync::PoisonError::into_inner), next);
        self.changed.send_if_modified(|seen| std::mem::replace(seen, number) != number);
        // Dropping the last tree takes time that nobody needs to wait for.
        drop(before);
    }

    /// Returns the address of the first page in a language, for people to open.
    pub fn address(&self, at: SocketAddr, language: crate::language::Language) -> String {
        let state = self.state();
        let path = match &state.tree {
            Some(tree) => crate::page::Route::new(crate::page::Page::Home, language).href(tree.site()),
            None => "/".to_owned(),
        };
        let host = if at.ip().is_loopback() { format!("localhost:{}", at.port()) } else { at.to_string() };
        format!("http://{host}{path}")
    }
}
