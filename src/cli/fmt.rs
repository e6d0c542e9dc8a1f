//! `clairevoie fmt [--check]`: the typography of the sources.

use clap::ArgMatches;

use super::portal;
use super::writing::{difference, write};
use super::{Outcome, say_message, show};
use crate::editing::format;
use crate::language::messages::Catalogue;
use crate::model::Records;
use crate::reuse::Reuse;
use crate::source::Snapshot;

/// Sets the typography of the sources, or shows what would change.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let records = Records::read(&Snapshot::read(&root), &Reuse::none()).value;
    let edits = format::format(&records);
    let count = [("count", edits.len().into())];
    if matches.get_flag("check") {
        for edit in &edits {
            show(difference(&edit.path, edit.replaces.as_deref().unwrap_or_default(), &edit.text));
        }
        say_message(words, "fmt-checked", &count);
        return Ok(if edits.is_empty() { Outcome::Done } else { Outcome::ContentErrors });
    }
    write(&root, &edits, true, words)?;
    edits.iter().for_each(|edit| show(&edit.path));
    say_message(words, "fmt-done", &count);
    Ok(Outcome::Done)
}
