//! Functions common to the commands that write into a portal's sources.

use std::path::Path;

use similar::{ChangeTag, TextDiff};

use super::Outcome;
use super::portal::{fail, system};
use crate::editing::FileEdit;
use crate::language::messages::Catalogue;
use crate::output::{self, sources};

/// Writes files into the sources.
pub(super) fn write(root: &Path, edits: &[FileEdit], replace: bool, words: &Catalogue) -> Result<(), Outcome> {
    sources::write(root, edits, replace).or_else(|error| failed(error, words))
}

/// Reports why nothing could be written.
pub(super) fn failed<T>(error: output::Error, words: &Catalogue) -> Result<T, Outcome> {
    let said =
        |key: &str, path: &Path, outcome| fail(words, key, &[("path", path.display().to_string().into())], outcome);
    match error {
        output::Error::System(path, cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => {
            said("write-exists", &path, Outcome::ContentErrors)
        }
        output::Error::System(path, cause) => Err(system(words, &path, &cause)),
        output::Error::Changed(path) => said("write-changed", &path, Outcome::ContentErrors),
        output::Error::Obstructed(path) => said("write-link", &path, Outcome::SystemFailed),
        output::Error::Refused(_)
        | output::Error::Busy(_)
        | output::Error::Mixed(_)
        | output::Error::Pages(_)
        | output::Error::Search(_)
        | output::Error::Unsigned(_)
        | output::Error::Unknown(_)
        | output::Error::BrokenChain(_)
        | output::Error::KeysWithoutHandover
        | output::Error::NotKept(_) => Err(Outcome::SystemFailed),
    }
}

/// Returns the lines that differ, the former ones with a minus and the new ones with a plus; no-break spaces are
/// made visible.
pub(super) fn difference(path: &str, before: &str, after: &str) -> String {
    let visible = |text: &str| text.replace(['\u{a0}', '\u{202f}'], "⍽");
    let (before, after) = (visible(before), visible(after));
    let mut out = if path.is_empty() { String::new() } else { format!("{path}\n") };
    for change in TextDiff::from_lines(&before, &after).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        out.push_str(&format!("  {sign} {}\n", change.value().trim_end()));
    }
    out.trim_end().to_owned()
}
