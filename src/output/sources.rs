//! Writing into a portal's sources: each file aside first, then renamed into place, so that none
//! is ever half written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Error, at};
use crate::editing::Draft;

/// A text with the line ends and the byte order mark of the file that it replaces.
fn as_before(target: &Path, text: &str) -> String {
    let Ok(before) = fs::read(target) else { return text.to_owned() };
    let mark = if before.starts_with(b"\xef\xbb\xbf") { "\u{feff}" } else { "" };
    let is_dos = before.windows(2).any(|pair| pair == b"\r\n");
    format!("{mark}{}", if is_dos { text.replace('\n', "\r\n") } else { text.to_owned() })
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
    if let Some(taken) = targets.iter().find(|target| !replace && target.exists()) {
        return Err(at(taken, io::ErrorKind::AlreadyExists.into()));
    }
    for (draft, target) in drafts.iter().zip(&targets) {
        let folder = target.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(|cause| at(folder, cause))?;
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let aside = folder.join(format!(".{name}.clairevoie"));
        fs::write(&aside, as_before(target, &draft.text)).map_err(|cause| at(&aside, cause))?;
        fs::rename(&aside, target).map_err(|cause| at(target, cause))?;
    }
    Ok(())
}
