//! Lists and reads the portal's files. A problem never stops this: each file is a value.

use std::fs;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::disk::{self, Disk, Opener};
use super::{ASSETS, Asset, CONTENT, EDITIONS, Fault, File, THEMES, Text, hygiene};
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Source};
use crate::reuse::Key;

/// The size of the largest text file read, in bytes: far above any record, and far below what would slow down the
/// program.
pub const TEXT_LIMIT: u64 = 4 * 1024 * 1024;
/// The maximum size of a file of the history, which the program writes itself: the first edition lists every text.
const HISTORY_LIMIT: u64 = 64 * 1024 * 1024;
/// The maximum size of a file of a theme that is not text, in bytes.
const THEME_LIMIT: u64 = 16 * 1024 * 1024;
/// How often a file is read again if it changes while it is read.
const TRIES: usize = 3;

/// A file that was found, by its path below the root.
pub(super) enum Found {
    /// To be read.
    File(Arc<str>),
    /// Known without being read.
    Known(Arc<str>, File),
}

/// Lists the files at or below a path; a path that does not exist is not a problem.
pub(super) fn list(disk: &Disk, top: &str, found: &mut Vec<Found>) {
    let walk = WalkDir::new(disk.path(top)).follow_root_links(false).into_iter();
    for entry in walk.filter_entry(|entry| is_entered(disk, entry)) {
        match entry {
            Ok(entry) => found.extend(entry_of(disk, &entry)),
            Err(error) if error.io_error().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound) => {}
            Err(error) => {
                let path = error.path().map_or_else(|| disk.path(top), ToOwned::to_owned);
                let (shown, _) = below(disk, &path);
                let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("symbolic links form a loop"));
                found.push(Found::Known(Arc::clone(&shown), unreadable(&shown, &cause)));
            }
        }
    }
}

/// Reads the files found, without those removed meanwhile. Returns `None` if their total size exceeds `limit`
/// bytes; reading stops there.
pub(super) fn read(disk: &Disk, found: Vec<Found>, limit: u64) -> Option<Vec<(Arc<str>, File)>> {
    let opener = disk.opener();
    let total = AtomicU64::new(0);
    let one = |found: Found| match found {
        _ if total.load(Ordering::Relaxed) > limit => None,
        Found::Known(path, file) => Some((path, file)),
        Found::File(path) => {
            let file = match &opener {
                Ok(opener) => file(opener, &path),
                Err(cause) => Err(io::Error::new(cause.kind(), cause.to_string())),
            };
            match file {
                Ok(file) => {
                    total.fetch_add(file.bytes(), Ordering::Relaxed);
                    Some((path, file))
                }
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
                Err(cause) if disk::is_link(&cause) => {
                    let link = faulty(Diagnostic::new(Code::SymbolicLink, Place::file(Arc::clone(&path))));
                    Some((path, link))
                }
                Err(cause) => {
                    let unreadable = unreadable(&path, &cause);
                    Some((path, unreadable))
                }
            }
        }
    };
    // Saving changes one file: parallel reading is not worthwhile for few.
    let read: Vec<_> = match found.len() {
        0..4 => found.into_iter().filter_map(one).collect(),
        _ => found.into_par_iter().filter_map(one).collect(),
    };
    (total.into_inner() <= limit).then_some(read)
}

/// Returns the path below the root, with forward slashes, and whether it is valid in a text.
fn below(disk: &Disk, path: &std::path::Path) -> (Arc<str>, bool) {
    let below = path.strip_prefix(disk.root()).unwrap_or(path);
    match below.to_str() {
        // Except on Windows, a backslash is part of a name, which is not allowed.
        Some(text) if cfg!(windows) => (text.replace('\\', "/").into(), true),
        Some(text) => (text.into(), !text.contains('\\')),
        None => (below.to_string_lossy().into(), false),
    }
}

fn entry_of(disk: &Disk, entry: &DirEntry) -> Option<Found> {
    let (path, is_text) = below(disk, entry.path());
    let known = |diagnostic: Diagnostic| {
        let path = Arc::clone(&diagnostic.place.path);
        Some(Found::Known(path, faulty(diagnostic)))
    };
    let kind = entry.file_type();
    if kind.is_symlink() {
        return known(Diagnostic::new(Code::SymbolicLink, Place::file(path)));
    }
    if kind.is_dir() {
        let is_record = path.starts_with(CONTENT) && !path.starts_with(ASSETS) && is_record(&path);
        return is_record
            .then(|| known(Diagnostic::new(Code::SpecialFile, Place::file(path)).arg("kind", "folder")))
            .flatten();
    }
    if !kind.is_file() {
        return known(Diagnostic::new(Code::SpecialFile, Place::file(path)).arg("kind", "other"));
    }
    if !is_text || path.chars().any(|c| c.is_control() || crate::diagnostic::is_deceptive(c)) {
        return known(
            Diagnostic::new(Code::BadFileName, Place::file(path))
                .arg("suggestion", "none")
                .arg("what", "file")
                .arg("named_by", "word")
                .arg("reserved", "no"),
        );
    }
    if is_left_out(&path) {
        return known(Diagnostic::new(Code::NotPublished, Place::file(path)));
    }
    Some(Found::File(path))
}

fn is_record(path: &str) -> bool {
    [".yaml", ".yml", ".md"].iter().any(|end| path.ends_with(end))
}

/// Returns the size and time of a file.
pub(super) fn stamp(metadata: &fs::Metadata) -> Asset {
    let written = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    Asset { length: metadata.len(), written: written.map_or(0, |time| time.as_nanos()) }
}

/// Returns whether an entry is read: not if editors or systems left it behind.
fn is_entered(disk: &Disk, entry: &DirEntry) -> bool {
    entry.depth() == 0 || !is_passed_over(&below(disk, entry.path()).0)
}

/// Returns whether a path below the root is ignored silently. Among the assets, which are published unchanged, only
/// files that nobody can intend to publish are.
pub(super) fn is_passed_over(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    if path.starts_with(ASSETS) {
        return is_junk(name) || path.split('/').any(|part| is_junk(part) && part != name);
    }
    path.split('/').any(is_debris)
}

/// Returns whether a file among the assets is not published, which is reported to the editor: a hidden file outside
/// `.well-known`, or one that looks like an editor's backup copy.
fn is_left_out(path: &str) -> bool {
    let Some(below) = path.strip_prefix(ASSETS) else { return false };
    let mut parts = below.split('/').filter(|part| *part != ".well-known");
    parts.any(is_debris)
}

/// Returns whether a name is one of the files that systems and editors create beside open files, in any folder.
fn is_junk(name: &str) -> bool {
    [".DS_Store", "Thumbs.db", "desktop.ini", ".git", ".directory", "4913"].contains(&name)
        || name.starts_with("._")
        || name.starts_with('.') && [".swp", ".swo", ".swx"].iter().any(|end| name.ends_with(end))
        || name.len() > 2 && name.starts_with('#') && name.ends_with('#')
        || name.starts_with(".#")
        || name.starts_with("~$")
}

/// Returns whether a name is that of a hidden file, or of one that editors leave while or after they save.
pub fn is_debris(name: &str) -> bool {
    name.starts_with('.')
        || is_junk(name)
        || [".swp", ".swo", ".swx", ".tmp", ".bak", ".bck", ".orig", "~"].iter().any(|end| name.ends_with(end))
}

const TEXT_KINDS: [&str; 9] = ["yaml", "yml", "md", "html", "ftl", "css", "js", "svg", "txt"];

fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, kind)| TEXT_KINDS.contains(&kind))
}

/// Reads one file. An asset is only opened, to check that it can be read when needed. Outside of the themes, the
/// content of a file that is not text is not used: only its name is.
fn file(opener: &Opener, path: &Arc<str>) -> io::Result<File> {
    let is_theme = path.starts_with(THEMES);
    let is_text = is_text(path);
    if path.starts_with(ASSETS) || (!is_text && !is_theme) {
        return Ok(File::Asset(stamp(&opener.open(path)?.metadata()?)));
    }
    let is_history = path.strip_prefix(EDITIONS).is_some_and(|rest| rest.starts_with('/'));
    let limit = match is_text {
        true if is_history => HISTORY_LIMIT,
        true => TEXT_LIMIT,
        false => THEME_LIMIT,
    };
    let (bytes, stamp) = match whole(opener, path, limit)? {
        Ok(read) => read,
        Err(length) => {
            let diagnostic = Diagnostic::new(Code::TooLarge, Place::file(Arc::clone(path)))
                .arg("size", Arg::Number((length / 1024) as i64))
                .arg("limit", Arg::Number((limit / 1024) as i64));
            return Ok(faulty(diagnostic));
        }
    };
    let fingerprint = Key::of_bytes(&bytes);
    if !is_text {
        return Ok(File::Bytes { bytes: bytes.into(), fingerprint });
    }
    Ok(match hygiene::text(path, bytes) {
        Ok(text) => File::Text(Text { source: Source::new(Arc::clone(path), text), fingerprint, stamp }),
        Err(diagnostic) => faulty(*diagnostic),
    })
}

/// Returns the bytes of a file with its size and time, or its length if it exceeds the limit. A file that is
/// written while it is read is read again, so that no incomplete content is taken for the complete file.
fn whole(opener: &Opener, path: &str, limit: u64) -> io::Result<Result<(Vec<u8>, Asset), u64>> {
    for _ in 0..TRIES {
        let mut file = opener.open(path)?;
        let before = file.metadata()?;
        if before.len() > limit {
            return Ok(Err(before.len()));
        }
        let mut bytes = Vec::with_capacity(before.len() as usize + 1);
        (&mut file).take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Ok(Err(file.metadata()?.len()));
        }
        let after = file.metadata()?;
        if stamp(&before) == stamp(&after) && after.len() == bytes.len() as u64 {
            return Ok(Ok((bytes, stamp(&after))));
        }
    }
    Err(io::Error::new(io::ErrorKind::ResourceBusy, "the file is being written"))
}

fn faulty(diagnostic: Diagnostic) -> File {
    File::Faulty(Fault { diagnostic: Arc::new(diagnostic), is_of_system: false })
}

/// Returns the value of a file or folder that the system refuses to read.
fn unreadable(path: &Arc<str>, cause: &io::Error) -> File {
    use io::ErrorKind as K;
    let reason = match cause.kind() {
        K::PermissionDenied => "permission",
        K::ResourceBusy => "busy",
        _ => "other",
    };
    let diagnostic = Diagnostic::new(Code::Unreadable, Place::file(Arc::clone(path)));
    let diagnostic = Arc::new(diagnostic.arg("reason", reason).arg("detail", cause.to_string()));
    File::Faulty(Fault { diagnostic, is_of_system: true })
}
