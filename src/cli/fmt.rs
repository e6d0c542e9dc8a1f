//! `clairevoie fmt [--check]`: repairs, and the typography of the sources.

use clap::ArgMatches;

use super::portal::{self, print_report};
use super::writing::{difference, write};
use super::{Outcome, say_message, show};
use crate::editing::format;
use crate::language::messages::Catalogue;
use crate::source::Snapshot;

/// Repairs the sources and corrects their typography, or shows the changes. Files that do not parse are listed and
/// not changed.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let is_check = matches.get_flag("check");
    let formatted = format::format(&Snapshot::read(&root));
    if !is_check {
        write(&root, &formatted.edits, true, words)?;
    }
    for edit in &formatted.edits {
        // Repairs change more than typography: they are shown for review.
        match is_check || formatted.repaired.contains(&edit.path) {
            true => show(difference(&edit.path, edit.replaces.as_deref().unwrap_or_default(), &edit.text)),
            false => show(&edit.path),
        }
    }
    let counts = [
        ("count", formatted.edits.len().into()),
        ("repaired", formatted.repaired.len().into()),
        ("skipped", formatted.skipped.iter().len().into()),
    ];
    let is_clean = formatted.skipped.is_empty();
    if !is_clean {
        print_report(&formatted.skipped, words);
    }
    say_message(words, if is_check { "fmt-checked" } else { "fmt-done" }, &counts);
    if !is_clean {
        say_message(words, "fmt-skipped", &counts);
    }
    let is_done = is_clean && (!is_check || formatted.edits.is_empty());
    Ok(if is_done { Outcome::Done } else { Outcome::ContentErrors })
}
