//! Writes into a portal's sources: each file is written aside, then renamed into place, so that none is ever partly
//! written.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Error;
use super::disk::{at, remove_empty_folders};
use crate::editing::FileEdit;

/// Returns a text with the line ends and the byte order mark of the file that it replaces: unchanged lines keep
/// their line ends, inserted ones take that of most others.
fn as_before(before: &[u8], text: &str) -> String {
    let mark = if before.starts_with(b"\xef\xbb\xbf") { "\u{feff}" } else { "" };
    if !before.contains(&b'\r') {
        return format!("{mark}{text}");
    }
    let ends = line_ends(before);
    let count = text.matches('\n').count();
    let new: Vec<&str> = text.split('\n').collect();
    let old = String::from_utf8_lossy(before).replace("\r\n", "\n").replace('\r', "\n");
    let old: Vec<&str> = old.trim_start_matches('\u{feff}').split('\n').collect();
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let dos = ends.iter().filter(|end| **end == "\r\n").count();
    let most = if dos * 2 > ends.len() { "\r\n" } else { "\n" };
    let mut out = String::from(mark);
    for (at, line) in new.iter().enumerate() {
        out.push_str(line);
        let own = match () {
            () if at == count => "",
            () if at < head || old.len() == new.len() => ends.get(at).copied().unwrap_or(most),
            () if at + tail >= new.len() => ends.get(at + old.len() - new.len()).copied().unwrap_or(most),
            () => most,
        };
        out.push_str(own);
    }
    out
}

/// Returns the end of each line of a file.
fn line_ends(bytes: &[u8]) -> Vec<&'static str> {
    let mut ends = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' if at > 0 && bytes[at - 1] == b'\r' => {}
            b'\n' => ends.push("\n"),
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => ends.push("\r\n"),
            b'\r' => ends.push("\r"),
            _ => {}
        }
    }
    ends
}

/// Returns the portal whose content would contain a folder, if there is one.
pub fn portal_around(folder: &Path) -> Option<PathBuf> {
    let folder = super::guard::real(folder);
    let portal = folder.ancestors().find(|above| {
        above.file_name().is_some_and(|name| name == crate::source::CONTENT) && above.join("portal.yaml").is_file()
    });
    portal.map(|content| content.parent().unwrap_or(content).to_owned())
}

/// Opens a file for reading; `None` if that is refused.
pub fn open(path: &Path) -> Option<fs::File> {
    super::disk::open(path).ok()
}

/// Reads a file that the program keeps beside the sources; `None` if it does not exist or is unreadable.
pub fn read(root: &Path, path: &str) -> Option<String> {
    String::from_utf8(super::disk::read(&root.join(path)).ok()?).ok()
}

/// Returns whether there is anything at a path, readable or not.
pub fn is_there(root: &Path, path: &str) -> bool {
    fs::symlink_metadata(root.join(path)).is_ok()
}

/// Returns the files of a folder below another, with their paths below that one, in order; none if it does not
/// exist.
pub fn read_folder(root: &Path, folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
    let mut files: Vec<(String, Vec<u8>)> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok().filter(|name| !name.starts_with('.'))?;
            Some((format!("{folder}/{name}"), super::disk::read(&entry.path()).ok()?))
        })
        .collect();
    files.sort_unstable();
    files
}

/// Writes files below a folder, each first aside; existing files are replaced only if `replace` is set. No link
/// below the folder is written through.
///
/// # Errors
/// The path that exists already, that a link leads away from, that changed since it was read, or that the
/// system refuses: nothing is written then, unless a file cannot take its place.
pub fn write(root: &Path, edits: &[FileEdit], replace: bool) -> Result<(), Error> {
    let targets: Vec<PathBuf> = edits.iter().map(|edit| root.join(&edit.path)).collect();
    if let Some(taken) = targets.iter().find(|target| !replace && fs::symlink_metadata(target).is_ok()) {
        return Err(at(taken, io::ErrorKind::AlreadyExists.into()));
    }
    // What is refused, or finds no room, is found before the first file takes its place.
    let mut staged = Vec::with_capacity(edits.len());
    for (edit, target) in edits.iter().zip(targets) {
        if let Some(link) = link_on_the_way(root, &edit.path) {
            return Err(Error::Obstructed(link));
        }
        let folder = target.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(|cause| at(folder, cause))?;
        if fs::symlink_metadata(&target).is_ok_and(|meta| !meta.is_file()) {
            return Err(Error::Obstructed(target));
        }
        let before = super::disk::read(&target).ok();
        if let (Some(read), Some(before)) = (&edit.replaces, &before)
            && !same_text(read, before)
        {
            return Err(Error::Changed(target));
        }
        let text = before.map_or_else(|| edit.text.clone(), |before| as_before(&before, &edit.text));
        let written = NamedTempFile::with_prefix_in(".", folder).and_then(|mut aside| {
            aside.write_all(text.as_bytes())?;
            let permissions = fs::metadata(&target).map(|meta| meta.permissions());
            match permissions {
                Ok(permissions) => aside.as_file().set_permissions(permissions)?,
                Err(_) => readable(aside.as_file())?,
            }
            aside.as_file().sync_all()?;
            Ok(aside.into_temp_path())
        });
        staged.push((written.map_err(|cause| at(&target, cause))?, target));
    }
    staged.into_iter().try_for_each(|(aside, target)| aside.persist(&target).map_err(|error| at(&target, error.error)))
}

/// Makes a new file readable by others: one that is written aside is readable by its owner only.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// Returns whether a file still contains the text that was read from it, regardless of line ends.
fn same_text(read: &str, now: &[u8]) -> bool {
    let now = String::from_utf8_lossy(now);
    now.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n") == read
}

/// Returns the first part of a path below a folder that is a link.
pub(super) fn link_on_the_way(root: &Path, below: &str) -> Option<PathBuf> {
    let mut path = root.to_owned();
    Path::new(below).iter().find_map(|part| {
        path.push(part);
        fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink()).then(|| path.clone())
    })
}

/// Removes files below a folder that the program wrote there, and the folders they leave empty.
///
/// # Errors
/// The path that the system refuses to remove.
pub fn remove(root: &Path, paths: &[String]) -> Result<(), Error> {
    for path in paths {
        let target = root.join(path);
        fs::remove_file(&target).map_err(|cause| at(&target, cause))?;
        remove_empty_folders(&target, root);
    }
    Ok(())
}

/// Returns the path below a folder of a file that is named from here.
pub fn below(root: &Path, named: &str) -> Option<String> {
    let (root, file) = (fs::canonicalize(root).ok()?, fs::canonicalize(named).ok()?);
    Some(file.strip_prefix(root).ok()?.to_str()?.replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENDS: [&str; 3] = ["\n", "\r\n", "\r"];

    /// Builds a file of lines, each with its end except the last.
    fn file(lines: &[(String, &str)]) -> String {
        let last = lines.len() - 1;
        lines
            .iter()
            .enumerate()
            .map(|(at, (line, end))| format!("{line}{}", if at < last { end } else { "" }))
            .collect()
    }

    proptest! {
        /// Some lines are replaced by others: unchanged lines keep their ends, and the others have that of most.
        #[test]
        fn lines_that_stay_keep_their_ends(
            lines in prop::collection::vec(("[ab]{1,2}", 0..3_usize), 1..8),
            at in 0..8_usize, gone in 0..4_usize, new in prop::collection::vec("[cd]{1,2}", 1..4), mark in any::<bool>()
        ) {
            let lines: Vec<(String, &str)> = lines.into_iter().map(|(line, end)| (line, ENDS[end])).collect();
            let mark = if mark { "\u{feff}" } else { "" };
            let before = format!("{mark}{}", file(&lines));
            let own = &lines[..lines.len() - 1];
            let dos = own.iter().filter(|(_, end)| *end == "\r\n").count();
            let most = if dos * 2 > own.len() { "\r\n" } else { "\n" };
            let at = at.min(lines.len());
            let end = (at + gone).min(lines.len());
            let mut after = lines.clone();
            // Each replaced line keeps its own end; that of the last line is not known.
            let is_line_for_line = end - at == new.len();
            let replaced: Vec<(String, &str)> =
                new.iter().enumerate().map(|(n, line)| (line.clone(), if is_line_for_line { lines[at + n].1 } else { most })).collect();
            after.splice(at..end, replaced);
            if at == lines.len() {
                // The former last line had no end.
                after[at - 1].1 = most;
            }
            let text: Vec<&str> = after.iter().map(|(line, _)| line.as_str()).collect();
            prop_assert_eq!(as_before(before.as_bytes(), &text.join("\n")), format!("{mark}{}", file(&after)));
        }
    }

    #[test]
    fn each_line_keeps_its_end() {
        let before = b"\xef\xbb\xbf---\r\na\nb\rc\r\n---\r\nend";
        assert_eq!(as_before(before, "---\nA\nb\nc\n---\nend"), "\u{feff}---\r\nA\nb\rc\r\n---\r\nend");
        assert_eq!(as_before(before, "---\na\nb\nc\nd\n---\nend"), "\u{feff}---\r\na\nb\rc\r\nd\r\n---\r\nend");
        assert_eq!(as_before(b"a\nb\n", "a\nc\nb\n"), "a\nc\nb\n");
        assert_eq!(as_before(b"a\nb\r\nc\n", "x\ny\nz\nc\n"), "x\ny\nz\nc\n");
    }

    #[test]
    fn what_is_named_is_found_below_its_folder_only() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("portal");
        fs::create_dir_all(root.join("content/a")).unwrap();
        fs::write(root.join("content/portal.yaml"), "").unwrap();
        let named = root.join("content/../content/a");
        assert_eq!(below(&root, named.to_str().unwrap()).as_deref(), Some("content/a"));
        assert_eq!(below(&root.join("content/a"), root.to_str().unwrap()), None);
        assert_eq!(below(&root, root.join("none").to_str().unwrap()), None);
        // Only a folder of that name beside the file of a portal contains a portal's content.
        let real = fs::canonicalize(&root).unwrap();
        assert_eq!(portal_around(&root.join("content/a/new")), Some(real));
        assert_eq!(portal_around(&root), None);
        fs::rename(root.join("content"), root.join("contents")).unwrap();
        assert_eq!(portal_around(&root.join("contents/a")), None);
        fs::create_dir_all(root.join("content")).unwrap();
        assert_eq!(portal_around(&root.join("content")), None);
    }

    #[test]
    fn files_of_a_folder_come_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("in/deeper")).unwrap();
        for name in ["in/b", "in/a", "in/.hidden", "in/deeper/c"] {
            fs::write(root.join(name), name).unwrap();
        }
        let found = [("in/a".to_owned(), b"in/a".to_vec()), ("in/b".to_owned(), b"in/b".to_vec())];
        assert_eq!(read_folder(root, "in"), found);
        assert_eq!(read_folder(root, "none"), []);
        remove(root, &["in/deeper/c".to_owned()]).unwrap();
        assert!(!root.join("in/deeper").exists() && root.join("in/a").exists());
        assert!(remove(root, &["in/deeper/c".to_owned()]).is_err());
    }

    #[test]
    fn no_link_is_written_through_and_no_change_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let edit = |path: &str, replaces: Option<&str>| FileEdit {
            path: path.to_owned(),
            text: "new\n".to_owned(),
            replaces: replaces.map(str::to_owned),
        };
        write(root, &[edit("a/b.yaml", None)], false).unwrap();
        assert!(matches!(write(root, &[edit("a/b.yaml", None)], false), Err(Error::System(..))));
        fs::write(root.join("a/b.yaml"), "\u{feff}old\r\n").unwrap();
        assert!(matches!(write(root, &[edit("a/b.yaml", Some("other\n"))], true), Err(Error::Changed(_))));
        write(root, &[edit("a/b.yaml", Some("old\n"))], true).unwrap();
        assert_eq!(fs::read_to_string(root.join("a/b.yaml")).unwrap(), "\u{feff}new\r\n");
        // Of several files none is written where one is refused.
        fs::create_dir(root.join("taken")).unwrap();
        let all = [edit("a/b.yaml", None), edit("a/new.yaml", None), edit("taken", None)];
        assert!(matches!(write(root, &all, true), Err(Error::Obstructed(_))));
        assert_eq!(fs::read_to_string(root.join("a/b.yaml")).unwrap(), "\u{feff}new\r\n");
        assert_eq!(fs::read_dir(root.join("a")).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &str| fs::metadata(root.join(path)).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode("a/b.yaml"), 0o644);
            fs::set_permissions(root.join("a/b.yaml"), fs::Permissions::from_mode(0o600)).unwrap();
            write(root, &[edit("a/b.yaml", None)], true).unwrap();
            assert_eq!(mode("a/b.yaml"), 0o600);
            std::os::unix::fs::symlink("a", root.join("link")).unwrap();
            assert!(matches!(write(root, &[edit("link/b.yaml", None)], true), Err(Error::Obstructed(_))));
            std::os::unix::fs::symlink("a/b.yaml", root.join("file")).unwrap();
            assert!(matches!(write(root, &[edit("file", None)], true), Err(Error::Obstructed(_))));
        }
    }
}
