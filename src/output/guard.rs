//! Decides which folders may be written into: never the content, a folder that contains it, or one with files of
//! others.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::state::{Target, state_of};
use crate::editions::{STATEMENT, SUMS};

/// The reason why a folder must not be written into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is the content or the theme, or is inside them.
    InsideContent(PathBuf),
    /// It is inside a site that was built.
    InsideOutput(PathBuf),
    /// It contains the content, or is the home folder or the root of the disk.
    HoldsMore(PathBuf),
    /// It contains files that no build is known to have written.
    NotOurs(PathBuf),
    /// It is a file, or a link.
    NotAFolder(PathBuf),
    /// It contains the site of another portal, whose address is given.
    OtherPortal(PathBuf, String),
}

/// Accepts a folder that is new, empty except for dot files, or written by an earlier build.
///
/// `root` is the portal's folder, `home` the user's. Returns the target with the real path, which is the one to
/// write to.
///
/// # Errors
/// The reason for a refusal.
pub fn guard(out: &Path, root: &Path, home: Option<&Path>) -> Result<Target, Refusal> {
    // Without a trailing slash, which would follow a link.
    let out: &Path = &out.components().collect::<PathBuf>();
    let own = real(out);
    if fs::symlink_metadata(out).is_ok_and(|meta| !meta.is_dir()) {
        return Err(Refusal::NotAFolder(out.to_owned()));
    }
    for kept in ["content", "themes", "translations", "editions", "src", ".git"] {
        if own.starts_with(real(&root.join(kept))) {
            return Err(Refusal::InsideContent(out.to_owned()));
        }
    }
    let is_site = |folder: &Path| {
        state_of(folder).is_some_and(|state| {
            // A first publication may have been interrupted right after the exchange.
            [super::state::LEDGER, super::state::COMING].iter().any(|name| state.join(name).is_file())
        })
    };
    if own.ancestors().skip(1).any(is_site) {
        return Err(Refusal::InsideOutput(out.to_owned()));
    }
    let holds_home = home.is_some_and(|home| real(home).starts_with(&own));
    let Some(target) = Target::new(&own) else { return Err(Refusal::HoldsMore(out.to_owned())) };
    if real(&root.join("content")).starts_with(&own) || holds_home {
        return Err(Refusal::HoldsMore(out.to_owned()));
    }
    let others = fs::read_dir(&own).into_iter().flatten().flatten();
    let mut others = others.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    // If the folder of the state is lost, the site itself states which files are of an edition.
    let is_edition = [SUMS, STATEMENT].iter().all(|name| own.join(name).is_file());
    if others.next().is_some() && !is_site(&own) && !is_edition {
        return Err(Refusal::NotOurs(out.to_owned()));
    }
    Ok(target)
}

/// Returns the real path of a folder, parts of which may not exist yet: links are followed, and `..` is resolved as
/// it will be once the parts before it exist.
pub(super) fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            part => {
                real.push(part);
                if let Ok(known) = real.canonicalize() {
                    real = known;
                }
            }
        }
    }
    real
}
