//! The live preview: the tree, rendered when a browser asks for it and rebuilt when a file changes.
//!
//! Nothing is built on the disk. What is answered is what a build would write, byte for byte, plus
//! one script that the server adds; with errors in the content, the last good tree keeps being
//! shown beside what is wrong. No address leads to the disk: only what the tree holds is answered.

mod answer;
mod bar;
mod events;
mod hosts;
mod http;
mod panel;
mod searching;
mod showing;
mod watch;
mod workshop;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use tokio::sync::watch as signal;

pub use hosts::Hosts;
pub use http::serve;
pub use showing::Showing;
pub use watch::{Watch, Watching};
pub use workshop::Workshop;

use crate::language::messages::Catalogue;

/// What the server answers from, shared by all connections.
#[derive(Debug)]
pub struct Preview {
    showing: RwLock<Arc<Showing>>,
    searching: searching::Searching,
    changed: signal::Sender<u64>,
    words: Catalogue,
    hosts: Hosts,
    root: PathBuf,
    editor: Option<String>,
}

impl Preview {
    /// A preview that shows a first edition.
    ///
    /// `editor` is the address that opens a file, with `{path}`, `{line}` and `{column}` in it.
    pub fn new(showing: Showing, words: Catalogue, hosts: Hosts, root: PathBuf, editor: Option<String>) -> Self {
        let (changed, _) = signal::channel(showing.number);
        let searching = searching::Searching::default();
        Self { showing: RwLock::new(Arc::new(showing)), searching, changed, words, hosts, root, editor }
    }

    /// What is shown now. A request takes it once, so that it sees one state from end to end.
    pub fn showing(&self) -> Arc<Showing> {
        // A lock is poisoned by a panic while writing, and what is written is one pointer.
        Arc::clone(&self.showing.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Shows something else from now on, and tells the browsers if it has another number.
    pub fn show(&self, next: Showing) {
        let number = next.number;
        let next = Arc::new(next);
        let before =
            std::mem::replace(&mut *self.showing.write().unwrap_or_else(std::sync::PoisonError::into_inner), next);
        self.changed.send_if_modified(|seen| std::mem::replace(seen, number) != number);
        // Letting go of the last tree takes time that nobody needs to wait for.
        drop(before);
    }

    /// The address of the first page in a language, for people to open.
    pub fn address(&self, at: SocketAddr, language: crate::language::Language) -> String {
        let showing = self.showing();
        let path = match &showing.tree {
            Some(tree) => crate::page::Route::new(crate::page::Page::Home, language).href(tree.site()),
            None => "/".to_owned(),
        };
        let host = if at.ip().is_loopback() { format!("localhost:{}", at.port()) } else { at.to_string() };
        format!("http://{host}{path}")
    }
}
