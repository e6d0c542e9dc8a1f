//! The plan of a deployment, as a value: which files are sent in which order, which are removed after, and which
//! are kept for some time. It is computed from lists alone, without access to a tool, the disk or a clock.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::listing::{self, Files, Kept, Listing};
use super::order::{CHAIN, EARLIER, SIGNATURES, SUMS, Step, UNDER_WAY};
use crate::editions::may_stay;

/// The files that the target is known to have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// The files that its list names.
    files: Files,
    /// The files that may be missing, or differ from the list: an interrupted deployment was about to change them.
    doubtful: Files,
    /// The files of earlier editions.
    kept: Kept,
    /// Whether an interrupted deployment left its list.
    is_under_way: bool,
    /// Whether the list of all files was there.
    has_sums: bool,
}

impl Held {
    /// Parses the target's own lists, each as far as it exists: all files, files of earlier editions, and what an
    /// interrupted deployment was about to change. With `is_doubted`, the hashes in them are not relied on.
    pub fn read(sums: Option<&str>, earlier: Option<&str>, under_way: Option<&str>, is_doubted: bool) -> Self {
        let parse = |text: Option<&str>| text.map(Listing::parse).unwrap_or_default();
        let (list, earlier, left) = (parse(sums), parse(earlier), parse(under_way));
        let mut held =
            Held { has_sums: sums.is_some(), is_under_way: under_way.is_some(), kept: earlier.kept, ..Self::default() };
        // A list cut off while it was sent only states which files may exist.
        match list.is_complete && !is_doubted {
            true => held.files = list.files,
            false => held.doubtful = list.files,
        }
        held.doubtful.extend(left.files);
        held.kept.extend(left.kept);
        held.files.retain(|path, _| !held.doubtful.contains_key(path));
        held
    }

    /// Returns whether the target has no files of ours yet.
    pub fn is_empty(&self) -> bool {
        !self.has_sums && !self.is_under_way
    }

    /// Returns whether a deployment was interrupted.
    pub fn is_under_way(&self) -> bool {
        self.is_under_way
    }

    /// Returns the files whose content must be examined before the plan is made, with the hash that each should
    /// have. With `all`, every file of the site.
    pub fn to_examine(&self, wanted: &Files, all: bool) -> Files {
        let is_of_them = |path: &str| all || self.doubtful.contains_key(path);
        wanted.iter().filter(|(path, _)| is_of_them(path)).map(|(path, hash)| (path.clone(), *hash)).collect()
    }

    /// Records an examination: the files of `examined` that are not in `differing` are as they should be.
    pub fn examined(&mut self, examined: &Files, differing: &BTreeSet<String>) {
        for (path, hash) in examined {
            match differing.contains(path) {
                true => drop(self.files.remove(path)),
                false => drop(self.files.insert(path.clone(), *hash)),
            }
        }
    }
}

/// What a deployment does, in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The list kept at the target until everything is done: what this deployment, or an earlier interrupted one,
    /// changes. It is empty if nothing changes except the account.
    pub under_way: String,
    /// Files to be sent, by step. Those of the account are among them.
    pub sends: BTreeMap<Step, Vec<String>>,
    /// The list of files of earlier editions that are kept; empty if there are none.
    pub earlier: String,
    /// Files to be removed.
    pub removes: Vec<String>,
    /// Folders that then contain no known file, by depth, the deepest first.
    pub folders: Vec<Vec<String>>,
    /// Whether the list of what changes must be removed at the end.
    pub is_under_way: bool,
    /// The number of files that need no change.
    pub unchanged: usize,
}

/// The files of the account, which are compared by their bytes.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// The files at the target, by name.
    pub there: BTreeMap<String, Vec<u8>>,
    /// The files of the site, by name.
    pub here: BTreeMap<String, Vec<u8>>,
}

/// Their names, except the list of earlier files, which is generated.
pub const UNLISTED: [&str; 5] = [SUMS, SIGNATURES[0], SIGNATURES[1], CHAIN[0], CHAIN[1]];

impl Plan {
    /// Computes the steps from the files that the target has to those that are wanted. Files of the theme and of
    /// the search that are no longer wanted are kept until `until`; those kept already are removed if their day was
    /// before `today`.
    pub fn new(wanted: &Files, held: &Held, account: &Account, today: Date, until: Date) -> Self {
        let mut plan = Self::default();
        let mut changing = held.doubtful.clone();
        for (path, hash) in wanted {
            if held.files.get(path) == Some(hash) {
                plan.unchanged += 1;
                continue;
            }
            changing.insert(path.clone(), *hash);
            plan.send(path);
        }
        let (mut leaving, mut gone) = (held.kept.clone(), Files::new());
        for (path, hash) in held.files.iter().chain(&held.doubtful) {
            match may_stay(path) {
                true => drop(leaving.entry(path.clone()).or_insert((until, *hash))),
                false => drop(gone.insert(path.clone(), *hash)),
            }
        }
        leaving.retain(|path, _| !wanted.contains_key(path));
        gone.retain(|path, _| !wanted.contains_key(path) && !is_own(path));
        let (stays, due): (Kept, Kept) = leaving.into_iter().partition(|(_, (until, _))| *until >= today);
        plan.removes = gone.keys().chain(due.keys()).cloned().collect();
        plan.removes.sort();
        plan.folders = folders_left(&plan.removes, wanted.keys().chain(stays.keys()));
        if !stays.is_empty() {
            plan.earlier = listing::write(&Files::new(), &stays);
        }
        if !plan.is_nothing() {
            // The files that a deployment was about to change remain listed, however often it is interrupted.
            let dated: Kept = due.into_iter().chain(stays).collect();
            changing.extend(gone);
            changing.retain(|path, _| !dated.contains_key(path));
            plan.under_way = listing::write(&changing, &dated);
        }
        plan.settle(account);
        plan.is_under_way = held.is_under_way || !plan.under_way.is_empty();
        plan
    }

    fn send(&mut self, path: &str) {
        self.sends.entry(Step::of(path)).or_default().push(path.to_owned());
    }

    /// Adds the files of the account that differ.
    fn settle(&mut self, account: &Account) {
        let earlier = Some(self.earlier.as_bytes()).filter(|list| !list.is_empty());
        let here = |name: &str| match name {
            EARLIER => earlier,
            _ => account.here.get(name).map(Vec::as_slice),
        };
        let differs = |name: &&str| here(name) != account.there.get(*name).map(Vec::as_slice);
        let differing = UNLISTED.into_iter().chain([EARLIER]).filter(differs);
        let (sends, removes): (Vec<&str>, Vec<&str>) = differing.partition(|name| here(name).is_some());
        sends.into_iter().for_each(|name| self.send(name));
        self.removes.extend(removes.into_iter().map(str::to_owned));
    }

    /// Returns whether there is nothing to do.
    pub fn is_nothing(&self) -> bool {
        self.sends.is_empty() && self.removes.is_empty() && !self.is_under_way
    }

    /// Returns how many files are to be sent.
    pub fn sent(&self) -> usize {
        self.sends.values().map(Vec::len).sum()
    }
}

/// Returns whether a file is one that deployments themselves manage.
pub(super) fn is_own(path: &str) -> bool {
    UNLISTED.contains(&path) || path == EARLIER || path == UNDER_WAY
}

/// Returns the folders of removed files that contain none of the remaining files, by depth, the deepest first.
fn folders_left<'a>(removed: &[String], stays: impl Iterator<Item = &'a String>) -> Vec<Vec<String>> {
    let above = |path: &str| path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect::<Vec<_>>();
    let needed: BTreeSet<String> = stays.flat_map(|path| above(path)).collect();
    let mut folders: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for folder in removed.iter().flat_map(|path| above(path)).filter(|folder| !needed.contains(folder)) {
        folders.entry(folder.matches('/').count()).or_default().insert(folder);
    }
    folders.into_values().rev().map(|folders| folders.into_iter().collect()).collect()
}
