//! The possible targets of references, as values: the references of a text are checked against these and nothing
//! else, so that a check skipped because its inputs are the same cannot miss anything.

use std::sync::Arc;

use crate::model::id::Id;
use crate::model::markdown::Reference;
use crate::reuse::{Key, Keyed, keyed};
use crate::source::{ASSETS, Folder};

keyed! {
    /// The names of the texts of a plan.
    #[derive(Debug)]
    pub struct PlanNames {
        /// The plan.
        pub id: Id,
        /// The commentaries on the site, by id: their slugs in French and in English.
        pub texts: Vec<(Id, Vec<Id>)>,
        /// Those that are drafts, and not on the site.
        pub drafts: Vec<Id>,
        /// Those that exist but could not be read, or lack required values.
        pub unreadable: Vec<Id>,
    }
}

impl Default for PlanNames {
    fn default() -> Self {
        Self { id: Id::suggested("plan"), texts: Vec::new(), drafts: Vec::new(), unreadable: Vec::new() }
    }
}

keyed! {
    /// The ids of a kind of record.
    #[derive(Debug, Default)]
    pub(super) struct Ids {
        /// Those on the site, in their order.
        pub(super) known: Vec<Id>,
        /// Those that exist but could not be read, or whose file is missing, which is reported.
        pub(super) unreadable: Vec<Id>,
    }
}

impl Ids {
    fn find(&self, id: &Id) -> Found {
        match self.known.binary_search(id) {
            Ok(_) => Found::Yes,
            Err(_) if self.unreadable.contains(id) => Found::Unreadable,
            Err(_) => Found::No,
        }
    }

    fn names(&self) -> Vec<String> {
        self.known.iter().map(Id::to_string).collect()
    }
}

/// Whether the target of a reference exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// It is on the site.
    Yes,
    /// It exists but could not be read, which has been reported.
    Unreadable,
    /// It is a draft, which is not on the site.
    Draft,
    /// It is not there.
    No,
}

keyed! {
    /// All possible targets of references.
    #[derive(Debug)]
    pub(super) struct Targets {
        pub(super) members: Ids,
        pub(super) plans: Ids,
        /// The commitments of each plan on the site, in the order of the plans.
        pub(super) commitments: Vec<Vec<Id>>,
        /// The commentaries on each plan, in the order of the plans.
        pub(super) commentaries: Vec<Arc<PlanNames>>,
        pub(super) meetings: Ids,
        pub(super) pages: Ids,
        pub(super) assets: Vec<Arc<Folder>>,
    }
}

impl Targets {
    /// Returns whether the target of a reference exists.
    pub(super) fn find(&self, reference: &Reference) -> Found {
        match reference {
            Reference::Member(id) => self.members.find(id),
            Reference::Plan(id) => self.plans.find(id),
            Reference::Commitment(plan, id) => match self.plans.known.binary_search(plan) {
                Ok(at) if self.commitments[at].contains(id) => Found::Yes,
                Ok(_) => Found::No,
                Err(_) => self.plans.find(plan),
            },
            Reference::Commentary(plan, slug) => match self.names(plan) {
                Some(names) => names.find(slug),
                None => self.plans.find(plan),
            },
            Reference::Meeting(id) => self.meetings.find(id),
            Reference::Page(slug) => self.pages.find(slug),
            Reference::Asset(path) => found(self.has_asset(path)),
        }
    }

    /// Returns the possible names, as an editor writes them.
    pub(super) fn known(&self, reference: &Reference) -> Vec<String> {
        match reference {
            Reference::Member(_) => self.members.names(),
            Reference::Plan(_) => self.plans.names(),
            Reference::Commitment(plan, _) => {
                let at = self.plans.known.binary_search(plan);
                at.map(|at| self.commitments[at].iter().map(|id| format!("{plan}/{id}")).collect()).unwrap_or_default()
            }
            Reference::Commentary(plan, _) => {
                let names = self.names(plan);
                names
                    .map(|names| names.texts.iter().map(|(id, _)| format!("{plan}/{id}")).collect())
                    .unwrap_or_default()
            }
            Reference::Meeting(_) => self.meetings.names(),
            Reference::Page(_) => self.pages.names(),
            Reference::Asset(_) => self.asset_paths().map(str::to_owned).collect(),
        }
    }

    fn names(&self, plan: &Id) -> Option<&PlanNames> {
        let at = self.commentaries.binary_search_by(|names| names.id.cmp(plan)).ok()?;
        Some(&self.commentaries[at])
    }

    fn has_asset(&self, path: &str) -> bool {
        let path = format!("{ASSETS}{path}");
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = self.assets.binary_search_by(|known| (**known.path()).cmp(folder));
        folder.is_ok_and(|at| self.assets[at].has_asset(&path))
    }

    fn asset_paths(&self) -> impl Iterator<Item = &str> {
        self.assets.iter().flat_map(|folder| folder.assets()).map(|(path, _)| &path[ASSETS.len()..])
    }
}

impl PlanNames {
    fn find(&self, slug: &Id) -> Found {
        if self.texts.binary_search_by(|(id, _)| id.cmp(slug)).is_ok() {
            Found::Yes
        } else if self.unreadable.contains(slug) {
            Found::Unreadable
        } else if self.drafts.contains(slug) {
            Found::Draft
        } else {
            Found::No
        }
    }
}

fn found(is_there: bool) -> Found {
    if is_there { Found::Yes } else { Found::No }
}

/// The targets with their key, computed once for all texts.
#[derive(Debug)]
pub(super) struct KeyedTargets {
    pub(super) targets: Targets,
    key: Key,
}

impl KeyedTargets {
    pub(super) fn new(targets: Targets) -> Self {
        let key = Key::of(&targets);
        Self { targets, key }
    }
}

impl Keyed for KeyedTargets {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.key.feed(hasher);
    }
}
