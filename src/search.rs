//! The search index: the content of every page ([`Searchable`]) is passed to pagefind, which builds one index for
//! each language.
//!
//! Building it takes far longer than everything else together: the cache key of a [`Corpus`] shows whether an
//! existing index was built from the same texts.

use std::collections::BTreeMap;
use std::sync::Mutex;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use rayon::prelude::*;
use serde_json::Value;

use crate::language::Language;
use crate::page::SEARCH;
use crate::page::view::Searchable;
use crate::render::Tree;
use crate::reuse::keyed;

keyed! {
    /// The content to be indexed, in a fixed order.
    #[derive(Debug)]
    pub struct Corpus {
        /// The pages of each language.
        pages: Vec<Vec<Searchable>>,
    }
}

/// The files of an index, by their path below the site's root.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The index could not be built, for the reason that pagefind reports.
#[derive(Debug)]
pub struct Failure(pub String);

/// Files of pagefind's own interfaces, which are not published: the portal has its own.
const LEFT_OUT: [&str; 4] = ["pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight."];
/// The file that names the index of each language.
const ENTRY: &str = "pagefind-entry.json";

impl Corpus {
    /// Gathers the texts of a tree; `None` if the site has no search.
    pub fn of(tree: &Tree) -> Option<Self> {
        if !tree.site().has_search() {
            return None;
        }
        let pages = Language::ALL.map(|language| {
            let routes = tree.table().routes().par_iter().filter(|route| route.language == language);
            routes.filter_map(|&route| tree.searchable(route)).collect::<Vec<_>>()
        });
        Some(Self { pages: pages.into() })
    }

    /// Returns how many pages are indexed.
    pub fn len(&self) -> usize {
        self.pages.iter().map(Vec::len).sum()
    }

    /// Returns whether there is nothing to search.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Builds the index, with a separate thread for each language.
    ///
    /// # Errors
    /// The error of pagefind.
    pub fn build(&self) -> Result<Files, Failure> {
        let files = Mutex::new(Files::new());
        let entries = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            let work = self.pages.iter().filter(|pages| !pages.is_empty()).map(|pages| {
                let (files, entries) = (&files, &entries);
                let work = move || {
                    for (name, bytes) in index(pages)? {
                        if name == ENTRY {
                            lock(entries).push(serde_json::from_slice(&bytes).map_err(Failure::of)?);
                        } else if !LEFT_OUT.iter().any(|left| name.starts_with(left)) {
                            lock(files).insert(format!("{SEARCH}{name}"), bytes);
                        }
                    }
                    Ok(())
                };
                // Where the system gives no more threads, this one does the work.
                std::thread::Builder::new().spawn_scoped(scope, work).map_err(|_| work())
            });
            let work: Vec<_> = work.collect();
            work.into_iter().try_for_each(|thread| match thread.map(|thread| thread.join()) {
                Ok(Ok(outcome)) | Err(outcome) => outcome,
                Ok(Err(_)) => Err(Failure("pagefind: panic".to_owned())),
            })
        })?;
        let mut files = files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let entries = entries.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(entry) = entries.into_iter().reduce(join) {
            files.insert(format!("{SEARCH}{ENTRY}"), serde_json::to_vec(&entry).map_err(Failure::of)?);
        }
        Ok(files)
    }
}

impl Failure {
    fn of(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// A lock is poisoned by a panic while writing, which is reported when its thread is joined.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Returns the files that pagefind generates from the pages of one language, by their names.
fn index(pages: &[Searchable]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    // A separate pool: the threads that render pages must not wait for an index.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(rayon::current_num_threads().div_ceil(2)).build();
    pool.map_err(Failure::of)?.install(|| index_here(pages))
}

fn index_here(pages: &[Searchable]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(Failure::of)?;
    runtime.block_on(async {
        let options = PagefindServiceConfig::builder().keep_index_url(true).build();
        let mut index = PagefindIndex::new(Some(options)).map_err(Failure::of)?;
        for Searchable { url, html } in pages {
            index.add_html_file(None, Some(url.clone()), html.clone()).await.map_err(Failure::of)?;
        }
        let files = index.get_files().await.map_err(Failure::of)?;
        let name = |path: std::path::PathBuf| path.to_string_lossy().replace('\\', "/");
        Ok(files.into_iter().map(|file| (name(file.filename), file.contents)).collect())
    })
}

/// Combines two entries into one that lists the languages of both.
fn join(mut one: Value, other: Value) -> Value {
    if let (Some(own), Value::Object(mut other)) = (one["languages"].as_object_mut(), other)
        && let Some(Value::Object(more)) = other.remove("languages")
    {
        own.extend(more);
    }
    one
}
