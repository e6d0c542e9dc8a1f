//! `clairevoie theme [FILE]`: lists the files of the theme that can be overridden, or writes out an original to be
//! changed.

use clap::ArgMatches;

use super::portal::{self, fail};
use super::writing::write;
use super::{Outcome, say_message, show};
use crate::diagnostic::suggestion;
use crate::editing::FileEdit;
use crate::language::messages::Catalogue;
use crate::model::{Concept, Record, RecordId, Records};
use crate::output::sources;
use crate::render::theme::{ADDED, originals};
use crate::reuse::Reuse;
use crate::source::{Snapshot, THEMES};

/// Lists the files, with a star for those that the portal overrides; or writes one out.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let records = Records::read(&Snapshot::read(&root), &Reuse::none()).value;
    let theme = match records.get(&RecordId::new(Concept::Portal, None)).and_then(|file| file.record.as_ref()) {
        Some(Record::Portal(portal)) => portal.theme.to_string(),
        _ => "quebec".to_owned(),
    };
    let originals = originals();
    let own = |path: &str| format!("{THEMES}/{theme}/{path}");
    let Some(named) = matches.get_one::<String>("file") else {
        let added = (ADDED.to_owned(), None);
        for (path, _) in originals.iter().chain([&added]) {
            let mark = if sources::read(&root, &own(path)).is_some() { "*" } else { " " };
            show(format!("{mark} {path}"));
        }
        say_message(words, "theme-list", &[("folder", own("").into()), ("added", ADDED.into())]);
        return Ok(Outcome::Done);
    };
    let wanted = named.trim_start_matches(&own("")).to_owned();
    let Some((path, text)) = originals.iter().find(|(path, _)| *path == wanted) else {
        let nearest = suggestion::nearest(&wanted, originals.iter().map(|(path, _)| path.as_str())).unwrap_or("none");
        let args = [("file", named.as_str().into()), ("nearest", nearest.into())];
        return fail(words, "theme-unknown", &args, Outcome::WrongUsage);
    };
    let edit = FileEdit::new(own(path), text.clone().unwrap_or_default());
    write(&root, &[edit], false, words)?;
    show(own(path));
    Ok(Outcome::Done)
}
