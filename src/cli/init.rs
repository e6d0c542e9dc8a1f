//! `clairevoie init DIR`: a first portal; `clairevoie new KIND ID`: a record with its fields explained.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::portal::{self, fail};
use super::writing::write;
use super::{Outcome, say_message, show};
use crate::editing::samples;
use crate::language::messages::Catalogue;
use crate::model::id::Id;
use crate::model::{Concept, RecordId};
use crate::output::sources;
use crate::page::is_taken;

/// Writes a first portal.
pub(super) fn init(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let folder = PathBuf::from(matches.get_one::<String>("folder").map_or(".", String::as_str));
    if let Some(portal) = sources::portal_around(&folder) {
        let args = [("path", folder.display().to_string().into()), ("portal", portal.display().to_string().into())];
        return fail(words, "init-inside", &args, Outcome::WrongUsage);
    }
    let mut edits = samples::portal(&portal::today(words)?, words.language());
    // A folder that is already a repository keeps what it ignores.
    edits.retain(|edit| edit.path != ".gitignore" || sources::read(&folder, ".gitignore").is_none());
    write(&folder, &edits, false, words)?;
    say_message(words, "init-done", &[("path", folder.display().to_string().into())]);
    Ok(Outcome::Done)
}

/// Writes a new record.
pub(super) fn new(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let (kind, id) = (text("kind"), text("id"));
    let bad = |key: &str, name: &'static str, value: &str| {
        let args = [(name, value.into()), ("suggestion", Id::suggestion(id).into())];
        fail(words, key, &args, Outcome::WrongUsage)
    };
    let Some(concept) = samples::concepts().find(|concept| concept.word() == kind) else {
        return bad("new-bad-id", "id", id);
    };
    let Some(edits) = samples::files(concept, id, &portal::today(words)?, words.language()) else {
        return bad(why(concept, id), "id", id);
    };
    if concept == Concept::Page && is_taken(id) {
        return bad("new-taken", "id", id);
    }
    if let Some((plan, _)) = id.split_once('/')
        && !has_plan(&root, plan)
    {
        return bad("new-no-plan", "plan", plan);
    }
    write(&root, &edits, false, words)?;
    edits.iter().for_each(|edit| show(&edit.path));
    Ok(Outcome::Done)
}

/// What is wrong with an id that no record of a concept can have.
fn why(concept: Concept, id: &str) -> &'static str {
    match concept {
        Concept::Meeting if Id::new(id).is_some() => "new-bad-meeting",
        Concept::Commentary => "new-bad-commentary",
        _ => "new-bad-id",
    }
}

fn has_plan(root: &Path, plan: &str) -> bool {
    let path = Id::new(plan).map(|id| RecordId::new(Concept::Plan, Some(&id)).path());
    path.is_some_and(|path| sources::read(root, &path).is_some())
}
