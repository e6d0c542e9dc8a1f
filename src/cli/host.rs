//! `clairevoie host KIND`: the configuration of a web server for the portal.

use std::path::Path;

use clap::ArgMatches;

use super::portal::{self, fail};
use super::writing::write;
use super::{Outcome, say_message, show};
use crate::editing::FileEdit;
use crate::hosts::{self, Comments, Facts, HostFile};
use crate::language::messages::Catalogue;
use crate::model::host::{HostKind, Server};

/// Returns the keywords of the servers.
pub(super) fn kinds() -> [&'static str; 6] {
    Server::ALL.map(|(word, _)| word)
}

/// Writes the configuration to standard output, with the part for the administrator of the host as comments at its
/// end; or, with `--out`, each file into a folder.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let folder = matches.get_one::<String>("folder").map(String::as_str);
    if let Some(folder) = folder.filter(|folder| !is_usable(folder)) {
        return fail(words, "usage-bad-server-folder", &[("value", folder.into())], Outcome::WrongUsage);
    }
    let (made, _) = portal::edition(&root, &options);
    let Some(tree) = &made.value.tree else {
        portal::print_report(&made.report, words);
        return Err(portal::outcome(&made.report));
    };
    let Some(server) = server(matches, tree.site().portal.host.kind.map(|kind| kind.value)) else {
        return fail(words, "usage-host-kind", &[], Outcome::WrongUsage);
    };
    let theme = tree.theme().files().keys().map(|name| &**name);
    let facts = Facts::of(tree.site(), tree.table(), theme, folder);
    let comments = Comments::new(words);
    let files = hosts::files(server, &facts, &comments);
    let administrator = hosts::administrator(&facts, &comments);
    match matches.get_one::<String>("out") {
        Some(out) => {
            let all = files.into_iter().chain([administrator]);
            let edits: Vec<FileEdit> = all.map(|file| FileEdit::new(file.name, file.text)).collect();
            write(Path::new(out), &edits, true, words)?;
            let names: Vec<String> = edits.iter().map(|edit| edit.path.clone()).collect();
            let args = [("path", out.as_str().into()), ("files", words.language().join_and(&names).into())];
            say_message(words, "host-written", &args);
        }
        None => show(together(&files, &administrator).trim_end()),
    }
    Ok(Outcome::Done)
}

/// Returns the server given on the command line, or else that of the portal.
fn server(matches: &ArgMatches, own: Option<HostKind>) -> Option<Server> {
    match (matches.get_one::<String>("kind"), own) {
        (Some(named), _) => Server::ALL.iter().find(|(word, _)| word == named).map(|(_, server)| *server),
        (None, Some(HostKind::Server(server))) => Some(server),
        (None, Some(HostKind::WithoutHeaders) | None) => None,
    }
}

/// Returns whether a folder can be named in the configuration of any server: an absolute path without special
/// characters.
fn is_usable(folder: &str) -> bool {
    let is_whole = folder.starts_with('/') || folder.get(1..3).is_some_and(|rest| rest == ":\\" || rest == ":/");
    is_whole && !folder.chars().any(|c| c.is_control() || "\"'`$%{}*?#;".contains(c))
}

/// Combines all files into one text: several files each under its name, the administrator's part as comments of the
/// last.
fn together(files: &[HostFile], administrator: &HostFile) -> String {
    let mut out = String::new();
    for (at, file) in files.iter().enumerate() {
        let (before, after) = file.remark;
        if files.len() > 1 {
            let gap = if at == 0 { "" } else { "\n" };
            out.push_str(&format!("{gap}{before}==> {}{after}\n", file.name));
        }
        out.push_str(&file.text);
    }
    let (before, after) = files.last().map_or(("# ", ""), |file| file.remark);
    out.push('\n');
    for line in administrator.text.lines() {
        // Two hyphens would end an XML comment.
        let line = if after.is_empty() { line.to_owned() } else { line.replace("--", "- -") };
        out.push_str(format!("{before}{line}{after}").trim_end());
        out.push('\n');
    }
    out
}
