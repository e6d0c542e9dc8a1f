//! Writing into a portal's sources: each file aside first, then renamed into place, so that none
//! is ever half written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Error, at};
use crate::editing::Draft;

/// A text with the line ends and the byte order mark of the file that it replaces: lines that stay
/// keep their own, those put in take that of most others.
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

/// What ends each line of a file.
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

/// Opens a file to be read; nothing if that is refused.
pub fn open(path: &Path) -> Option<fs::File> {
    fs::File::open(path).ok()
}

/// A file that the program keeps beside the sources; nothing if it is not there or unreadable.
pub fn read(root: &Path, path: &str) -> Option<String> {
    fs::read_to_string(root.join(path)).ok()
}

/// Writes files below a folder; those that exist are replaced only if `replace` says so.
///
/// # Errors
/// The path that exists already, or that the system refuses; files before it are written.
pub fn write(root: &Path, drafts: &[Draft], replace: bool) -> Result<(), Error> {
    let targets: Vec<PathBuf> = drafts.iter().map(|draft| root.join(&draft.path)).collect();
    if let Some(taken) = targets.iter().find(|target| !replace && fs::symlink_metadata(target).is_ok()) {
        return Err(at(taken, io::ErrorKind::AlreadyExists.into()));
    }
    for (draft, target) in drafts.iter().zip(targets) {
        // What a link leads to is written, not the link.
        let target = fs::canonicalize(&target).unwrap_or(target);
        let folder = target.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(|cause| at(folder, cause))?;
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let aside = folder.join(format!(".{name}.clairevoie"));
        let text = fs::read(&target).map_or_else(|_| draft.text.clone(), |before| as_before(&before, &draft.text));
        fs::write(&aside, text).map_err(|cause| at(&aside, cause))?;
        if let Ok(meta) = fs::metadata(&target) {
            fs::set_permissions(&aside, meta.permissions()).map_err(|cause| at(&aside, cause))?;
        }
        fs::rename(&aside, &target).map_err(|cause| at(&target, cause))?;
    }
    Ok(())
}

/// Removes files below a folder that the program wrote there, and the folders they leave empty.
///
/// # Errors
/// The path that the system refuses to remove.
pub fn remove(root: &Path, paths: &[String]) -> Result<(), Error> {
    for path in paths {
        let target = root.join(path);
        fs::remove_file(&target).map_err(|cause| at(&target, cause))?;
        let mut folder = target.parent();
        while let Some(empty) = folder.filter(|folder| *folder != root && fs::remove_dir(folder).is_ok()) {
            folder = empty.parent();
        }
    }
    Ok(())
}

/// The path below a folder of a file that is named from here.
pub fn below(root: &Path, named: &str) -> Option<String> {
    let (root, file) = (fs::canonicalize(root).ok()?, fs::canonicalize(named).ok()?);
    Some(file.strip_prefix(root).ok()?.to_str()?.replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_keeps_its_end() {
        let before = b"\xef\xbb\xbf---\r\na\nb\rc\r\n---\r\nend";
        assert_eq!(as_before(before, "---\nA\nb\nc\n---\nend"), "\u{feff}---\r\nA\nb\rc\r\n---\r\nend");
        assert_eq!(as_before(before, "---\na\nb\nc\nd\n---\nend"), "\u{feff}---\r\na\nb\rc\r\nd\r\n---\r\nend");
        assert_eq!(as_before(b"a\nb\n", "a\nc\nb\n"), "a\nc\nb\n");
        assert_eq!(as_before(b"a\nb\r\nc\n", "x\ny\nz\nc\n"), "x\ny\nz\nc\n");
    }
}
