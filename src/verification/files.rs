//! Compares the files of a site with its manifest.

use std::collections::HashSet;

use rayon::prelude::*;

use super::{FileState, Finding, Source, Verified};
use crate::reuse::PublicHash;

/// The number of files requested at the same time.
const AT_ONCE: usize = 8;

/// Checks every file of the manifest, and records those that no manifest lists.
pub(super) fn check(
    source: &dyn Source,
    listed: &[(String, PublicHash)],
    earlier: &[(String, PublicHash)],
    verified: &mut Verified,
    progress: &(dyn Fn(Option<usize>) + Sync),
) {
    let earlier: Vec<&(String, PublicHash)> =
        earlier.iter().filter(|(path, _)| crate::editions::may_stay(path)).collect();
    let known: HashSet<&str> = listed.iter().chain(earlier.iter().copied()).map(|(path, _)| path.as_str()).collect();
    let all: Vec<&(String, PublicHash)> = listed.iter().chain(earlier.iter().copied()).collect();
    progress(Some(all.len()));
    let state = |file: &&(String, PublicHash)| {
        let has_copy = known.contains(format!("{}.gz", file.0).as_str());
        let state = source.file(&file.0, file.1, has_copy);
        progress(None);
        state
    };
    let states: Vec<FileState> = match rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build() {
        Ok(pool) => pool.install(|| all.par_iter().map(state).collect()),
        Err(_) => all.iter().map(state).collect(),
    };
    for (at, ((path, _), state)) in all.iter().zip(states).enumerate() {
        let is_listed = at < listed.len();
        match state {
            FileState::Same if is_listed => verified.sound += 1,
            FileState::Same => verified.earlier += 1,
            FileState::Altered => verified.add(Finding::Altered(path.clone())),
            FileState::AlteredInTransit => verified.add(Finding::AlteredInTransit(path.clone())),
            FileState::Missing => verified.add(Finding::Missing(path.clone())),
            FileState::Unreadable(why) => verified.add(Finding::Unreadable(path.clone(), why)),
        }
    }
    match source.list() {
        Ok(there) => {
            let extra = there.into_iter().flatten();
            let extra = extra.filter(|path| !known.contains(path.as_str()) && !super::is_of_account(path));
            verified.findings.extend(extra.map(Finding::Extra));
        }
        Err(cause) => verified.add(Finding::Unreadable(String::new(), cause.to_string())),
    }
}
