//! One edition of a portal: the journey of the data from a snapshot to a tree, with all that was
//! found wrong on the way. An edition made after another shares what did not change.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Report;
use crate::model::records::Parsed;
use crate::model::{Kind, Record, Records};
use crate::render::{Theme, Tree};
use crate::site::{self, Options};
use crate::source::{File, Snapshot};

/// A stage of the journey, for those who time it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Records parsed.
    Records,
    /// Records linked into a site.
    Site,
    /// Theme loaded, pages and paths known.
    Tree,
}

/// What a snapshot makes.
#[derive(Debug)]
pub struct Edition {
    /// The records, to be taken over by the next edition.
    pub records: Records,
    /// The site ready to be rendered; absent when anything forbids it.
    pub tree: Option<Arc<Tree>>,
    theme: Option<Arc<Theme>>,
    /// Everything found wrong, sorted.
    pub report: Report,
}

/// What an edition is made from, as one hash: every file by its bytes, every option, the day that
/// stands for today, and the program. `None` where the portal's own record cannot be read, or a
/// file no longer.
///
/// The same inputs give the same bytes, so an output that was made from them needs no second look.
pub fn inputs(snapshot: &Snapshot, options: &Options, program: &blake3::Hash) -> Option<blake3::Hash> {
    // What could not be taken as a file of the portal is to be told, each time.
    if snapshot.refused().next().is_some() {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(program.as_bytes());
    let mut portal = None;
    let files: Vec<(&Arc<str>, &File)> = snapshot.iter().collect();
    let bytes: Vec<Option<blake3::Hash>> = files
        .par_iter()
        .map(|(_, file)| match file {
            File::Text { fingerprint, .. } => Some(blake3::Hash::from_bytes(*fingerprint)),
            File::Binary { .. } => file.bytes().ok().map(|bytes| blake3::hash(&bytes)),
        })
        .collect();
    for ((path, file), hash) in files.into_iter().zip(bytes) {
        hasher.update(path.as_bytes()).update(&[0]).update(hash?.as_bytes());
        if let (File::Text { source, .. }, "content/portal.yaml") = (file, &**path) {
            portal = Some(Parsed::alone(Kind::Portal, source));
        }
    }
    let Some(Record::Portal(portal)) = portal?.record else { return None };
    let day = site::reference_date(&portal, options);
    let base = options.base_url.as_ref().map_or_else(String::new, |url| format!("{}{}", url.origin(), url.path()));
    hasher.update(format!("{day} {base} {} {}", options.drafts, options.search).as_bytes());
    Some(hasher.finalize())
}

impl Edition {
    /// Makes an edition of a snapshot; `done` is called after each stage.
    pub fn make(
        snapshot: &Snapshot,
        earlier: Option<&Edition>,
        options: &Options,
        mut done: impl FnMut(Stage),
    ) -> Edition {
        let records = Records::read(snapshot, earlier.map(|edition| &edition.records));
        done(Stage::Records);
        let before = earlier.and_then(|edition| edition.tree.as_ref()).map(|tree| &**tree.site());
        let linked = site::link(&records, snapshot, snapshot.report(), before, options);
        done(Stage::Site);
        let mut report = linked.report;
        let portal = records.get(&crate::model::Kind::Portal);
        let theme = portal.and_then(|file| match &file.record {
            Some(crate::model::Record::Portal(portal)) => {
                let earlier = earlier.and_then(|edition| edition.theme.as_ref());
                Theme::load(&portal.theme, &file.source, snapshot, earlier, &mut report)
            }
            _ => None,
        });
        let tree = match (linked.site, &theme) {
            (Some(site), Some(theme)) => Some(Arc::new(Tree::new(Arc::new(site), Arc::clone(theme), &mut report))),
            _ => None,
        };
        done(Stage::Tree);
        report.sort();
        Edition { records, tree: tree.filter(|_| !report.has_errors()), theme, report }
    }
}
