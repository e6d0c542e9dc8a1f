//! One edition of a portal: the journey of the data from a snapshot to a tree, with all that was
//! found wrong on the way. An edition made after another shares what did not change.

mod inputs;

use std::sync::Arc;

pub use inputs::Inputs;

use crate::diagnostic::Report;
use crate::model::records::Shortcuts;
use crate::model::{Kind, Record, Records};
use crate::render::{Theme, Tree};
use crate::site::{self, Options};
use crate::source::Snapshot;

/// A stage of the journey, for those who time it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Records parsed.
    Records,
    /// Records linked into a site, and the theme loaded.
    Site,
    /// Pages and paths known.
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

impl Edition {
    /// Makes an edition of a snapshot; `done` is called after each stage.
    pub fn make(snapshot: &Snapshot, earlier: Option<&Edition>, options: &Options, done: impl FnMut(Stage)) -> Edition {
        Self::with(&Shortcuts::default(), snapshot, earlier, options, done)
    }

    /// The same, with less to do.
    pub fn with(
        shortcuts: &Shortcuts,
        snapshot: &Snapshot,
        earlier: Option<&Edition>,
        options: &Options,
        mut done: impl FnMut(Stage),
    ) -> Edition {
        let records = Records::read(snapshot, earlier.map(|edition| &edition.records), shortcuts);
        done(Stage::Records);
        let before = earlier.and_then(|edition| edition.tree.as_ref()).map(|tree| &**tree.site());
        let mut of_theme = Report::default();
        let (linked, theme) = rayon::join(
            || site::link(&records, snapshot, shortcuts, before, options),
            || {
                let file = records.get(&Kind::Portal)?;
                let Some(Record::Portal(portal)) = &file.record else { return None };
                let earlier = earlier.and_then(|edition| edition.theme.as_ref());
                Theme::load(&portal.theme, &file.source, snapshot, earlier, &mut of_theme)
            },
        );
        let mut report = linked.report;
        report.extend(of_theme);
        done(Stage::Site);
        let tree = match (linked.site, &theme) {
            (Some(site), Some(theme)) => {
                let earlier = earlier.and_then(|edition| edition.tree.as_deref());
                Some(Arc::new(Tree::new(Arc::new(site), Arc::clone(theme), earlier, &mut report)))
            }
            _ => None,
        };
        done(Stage::Tree);
        report.sort();
        Edition { records, tree: tree.filter(|_| !report.has_errors()), theme, report }
    }
}
