//! `clairevoie init DIR`: a first portal.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::portal::{self, fail};
use super::writing::write;
use super::{Outcome, say_message};
use crate::editing::{FileEdit, samples, schemas};
use crate::language::messages::Catalogue;
use crate::model::Records;
use crate::output::sources;

/// Writes a first portal, with the configuration of the editors' tools.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let folder = PathBuf::from(matches.get_one::<String>("folder").map_or(".", String::as_str));
    if let Some(portal) = sources::portal_around(&folder) {
        let args = [("path", folder.display().to_string().into()), ("portal", portal.display().to_string().into())];
        return fail(words, "init-inside", &args, Outcome::WrongUsage);
    }
    let mut edits = samples::portal(&portal::today(words)?, words.language());
    edits.extend(schemas::schemas("schemas", &Records::default()));
    edits.push(FileEdit::new(".vscode/settings.json", schemas::settings("schemas") + "\n"));
    // Existing files outside of `content/` are kept.
    edits.retain(|edit| edit.path.starts_with("content/") || !sources::is_there(&folder, &edit.path));
    write(&folder, &edits, false, words)?;
    let ignored = sources::read(&folder, ".gitignore");
    // One that cannot be read is left as it is.
    let is_known = ignored.is_some() || !sources::is_there(&folder, ".gitignore");
    if let Some(text) = samples::gitignore(ignored.as_deref()).filter(|_| is_known) {
        write(&folder, &[FileEdit::new(".gitignore", text)], true, words)?;
    }
    let here = if folder == Path::new(".") { "yes" } else { "no" };
    say_message(words, "init-done", &[("path", folder.display().to_string().into()), ("here", here.into())]);
    Ok(Outcome::Done)
}
