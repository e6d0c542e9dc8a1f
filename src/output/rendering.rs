//! Renders and stages the files of a tree: pages in parallel, and concurrently the search index, which takes
//! longer.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::staging::{Staged, Staging};
use super::{Build, Error, Indexing, Step, indexing};
use crate::diagnostic::Report;
use crate::page::Leaf;
use crate::render::{Content, Failure, Tree};
use crate::reuse::{Entry, Key};
use crate::source::ASSETS;

/// All files of a site, and its search index, ready for publication.
pub(super) struct Ready {
    pub(super) files: Vec<Staged>,
    pub(super) search: Option<(Indexing, Key)>,
}

/// Stages the pages, and concurrently the search index, which takes longer.
pub(super) fn stage_all(
    tree: &Tree,
    build: &Build<'_>,
    staging: &Staging<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Ready, Error> {
    let (pages, index) = std::thread::scope(|scope| {
        let index = || {
            let index = indexing::stage(tree, build.program, staging);
            progress(Step::Index);
            index
        };
        // Where the system gives no more threads, one does the work of two.
        let beside = std::thread::Builder::new().spawn_scoped(scope, index);
        let pages = stage(tree, build, staging, progress);
        let panicked = |_| Err(Error::Search("panic".to_owned()));
        (pages, beside.map_or_else(|_| index(), |beside| beside.join().unwrap_or_else(panicked)))
    });
    let mut files = pages?;
    let search = index?.map(|index| {
        files.extend(index.files);
        (index.cost, index.key)
    });
    Ok(Ready { files, search })
}

fn stage(
    tree: &Tree,
    build: &Build<'_>,
    staging: &Staging<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Vec<Staged>, Error> {
    let failed = Mutex::new(Vec::new());
    let staged: Vec<Option<Staged>> = tree
        .leaves()
        .into_par_iter()
        .map(|(output, leaf)| {
            progress(Step::Begin);
            match stage_one(tree, &leaf, output, build, staging) {
                Ok(file) => {
                    progress(Step::File(&leaf, &file.entry.output));
                    Some(file)
                }
                Err(error) => {
                    failed.lock().unwrap_or_else(PoisonError::into_inner).push(error);
                    None
                }
            }
        })
        .collect();
    let mut pages = Report::default();
    for error in failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        match error {
            Error::Pages(report) => pages.extend(report),
            error => return Err(error),
        }
    }
    if !pages.is_empty() {
        pages.sort();
        return Err(Error::Pages(pages));
    }
    // Every file is staged.
    Ok(staged.into_iter().flatten().collect())
}

/// Stages one file. A page made from the same inputs is kept, and so is an asset with the same bytes.
fn stage_one(
    tree: &Tree,
    leaf: &Leaf,
    output: String,
    build: &Build<'_>,
    staging: &Staging<'_>,
) -> Result<Staged, Error> {
    let failed = |diagnostic: Box<crate::diagnostic::Diagnostic>| Error::Pages((*diagnostic).into());
    match leaf {
        Leaf::Page(route) => {
            let page = tree.page(*route).map_err(failed)?;
            let key = page.key();
            let is_same = |entry: &Entry| entry.made_from == Some(key) && staging.earlier.program == build.program;
            if let Some(kept) = staging.kept(&output, is_same) {
                return Ok(kept);
            }
            let html = page.html().map_err(failed)?;
            staging.lay(output, build.program.map(|_| key), Content::Bytes(html))
        }
        Leaf::Asset(path) => {
            let key = build.inputs.assets.get(&*format!("{ASSETS}{path}"));
            if let Some(kept) = staging.kept(&output, |entry| Some(&entry.hash) == key) {
                return Ok(kept);
            }
            lay(tree, leaf, output, staging)
        }
        Leaf::Citation(..) | Leaf::Theme(_) | Leaf::Redirect(_) | Leaf::Made(_) => lay(tree, leaf, output, staging),
    }
}

fn lay(tree: &Tree, leaf: &Leaf, output: String, staging: &Staging<'_>) -> Result<Staged, Error> {
    match tree.content(leaf) {
        Ok(content) => staging.lay(output, None, content),
        Err(Failure::Read(error)) => Err(Error::System(error.path, error.cause)),
        Err(Failure::Template(diagnostic)) => Err(Error::Pages((*diagnostic).into())),
    }
}
