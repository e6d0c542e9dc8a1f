//! `clairevoie schema [--out DIR]`: writes JSON Schemas for YAML editors, which offer the ids of the portal in
//! whose folder the command is run.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::portal::{self, fail};
use super::writing::write;
use super::{Outcome, say_message, show};
use crate::editing::schemas;
use crate::language::messages::Catalogue;
use crate::model::Records;
use crate::output::sources;
use crate::reuse::Reuse;
use crate::source::Snapshot;

/// A text that all of the program's schemas contain, and hardly any other file.
const MARK: &str = "json-schema.org";

/// Writes the schemas; files with the same names that are not the program's are not changed.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let folder = matches.get_one::<String>("out").map_or("schemas", String::as_str);
    if let Some(portal) = sources::portal_around(&PathBuf::from(folder)) {
        let args = [("path", folder.into()), ("portal", portal.display().to_string().into())];
        return fail(words, "init-inside", &args, Outcome::WrongUsage);
    }
    let portal = std::env::current_dir().ok().and_then(|here| portal::above(&here));
    let records = portal.map(|root| Records::read(&Snapshot::read(&root), &Reuse::none()).value).unwrap_or_default();
    let edits = schemas::schemas(folder, &records);
    let is_foreign = |path: &str| match sources::read(Path::new(""), path) {
        Some(text) => !text.contains(MARK),
        None => sources::is_there(Path::new(""), path),
    };
    if let Some(foreign) = edits.iter().find(|edit| is_foreign(&edit.path)) {
        return fail(words, "write-exists", &[("path", foreign.path.as_str().into())], Outcome::ContentErrors);
    }
    write(Path::new(""), &edits, true, words)?;
    say_message(words, "schema-done", &[("path", folder.into())]);
    show(schemas::settings(folder));
    Ok(Outcome::Done)
}
