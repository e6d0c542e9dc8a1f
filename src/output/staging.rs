//! Where files wait until all of them are there.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::manifest::{Entry, Manifest};
use super::{Error, at};

/// The folder, inside the output, where files wait.
const FOLDER: &str = ".clairevoie-staging";
/// Into how many folders waiting files are put, since a folder takes one new file at a time.
const SHELVES: u32 = 16;
/// Where a site waits that has no earlier one to take the place of.
const SITE: &str = "site";

/// A file ready to take its place.
#[derive(Debug)]
pub(super) struct Staged {
    pub(super) entry: Entry,
    pub(super) length: u64,
    pub(super) state: State,
}

/// How a file waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// The site has it already.
    There,
    /// On a shelf, under its number; a folder may stand in its place, or a file in its folder's.
    Waiting { number: u32, obstructed: bool },
    /// In a site that takes its place as a whole.
    Placed,
}

/// The files of a build on their way.
#[derive(Debug)]
pub(super) struct Staging<'a> {
    out: &'a Path,
    folder: PathBuf,
    /// The site of the last build.
    pub(super) earlier: &'a Manifest,
    /// Whether nothing stands in the output yet: then the site is put together here.
    is_first: bool,
    next: AtomicU32,
}

impl<'a> Staging<'a> {
    /// Begins, with what an earlier build may have left here cleared.
    pub(super) fn begin(out: &'a Path, earlier: &'a Manifest) -> Result<Self, Error> {
        let folder = out.join(FOLDER);
        clear(&folder)?;
        let mut others = fs::read_dir(out).map_err(|cause| at(out, cause))?.flatten();
        let is_first = others.all(|entry| entry.file_name().to_string_lossy().starts_with('.'));
        let shelves = (0..SHELVES).map(|shelf| folder.join(shelf.to_string()));
        for shelf in shelves.chain([folder.join(SITE)]) {
            fs::create_dir_all(&shelf).map_err(|cause| at(&shelf, cause))?;
        }
        Ok(Self { out, folder, earlier, is_first, next: AtomicU32::new(0) })
    }

    /// A file of the last build that was made from the same and is still as it was written.
    pub(super) fn kept(&self, output: &str, made: &blake3::Hash) -> Option<Staged> {
        let entry = self.earlier.get(output).filter(|entry| entry.made.as_ref() == Some(made))?;
        let bytes = fs::read(self.out.join(output)).ok().filter(|bytes| blake3::hash(bytes) == entry.hash)?;
        Some(Staged { entry: entry.clone(), length: bytes.len() as u64, state: State::There })
    }

    /// Lays bytes ready for their place, unless they are there already.
    pub(super) fn lay(&self, output: String, made: Option<blake3::Hash>, bytes: &[u8]) -> Result<Staged, Error> {
        let (hash, length) = (blake3::hash(bytes), bytes.len() as u64);
        let state = if self.is_first {
            place(&self.folder.join(SITE).join(&output), bytes)?;
            State::Placed
        } else {
            self.shelve(&output, bytes)?
        };
        Ok(Staged { entry: Entry { output: output.into(), hash, made }, length, state })
    }

    fn shelve(&self, output: &str, bytes: &[u8]) -> Result<State, Error> {
        let target = self.out.join(output);
        let there = fs::symlink_metadata(&target);
        let obstructed = match &there {
            Ok(meta) => meta.is_dir(),
            Err(cause) => cause.kind() == io::ErrorKind::NotADirectory,
        };
        if there.is_ok_and(|meta| holds(&target, &meta, bytes)) {
            return Ok(State::There);
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let name = self.shelf(number);
        fs::write(&name, bytes).map_err(|cause| at(&name, cause))?;
        Ok(State::Waiting { number, obstructed })
    }

    fn shelf(&self, number: u32) -> PathBuf {
        self.folder.join((number % SHELVES).to_string()).join(number.to_string())
    }

    /// Puts waiting files in their places, whose folders are there: how many.
    pub(super) fn settle(&self, files: &[Entry], states: &[State]) -> Result<usize, Error> {
        let moved = files.par_iter().zip(states).map(|(file, state)| match state {
            State::There => Ok(0),
            State::Placed => Ok(1),
            State::Waiting { number, .. } => {
                let target = self.out.join(&*file.output);
                fs::rename(self.shelf(*number), &target).map(|()| 1).map_err(|cause| at(&target, cause))
            }
        });
        if self.is_first {
            let site = self.folder.join(SITE);
            let parts = fs::read_dir(&site).and_then(Iterator::collect::<Result<Vec<_>, _>>);
            for part in parts.map_err(|cause| at(&site, cause))? {
                let target = self.out.join(part.file_name());
                fs::rename(part.path(), &target).map_err(|cause| at(&target, cause))?;
            }
        }
        moved.try_reduce(|| 0, |one, other| Ok(one + other))
    }

    /// Writes a file aside and renames it, so that it is never half there.
    pub(super) fn write(
        &self,
        name: &str,
        text: impl FnOnce(&mut BufWriter<fs::File>) -> io::Result<()>,
    ) -> Result<(), Error> {
        let waiting = self.folder.join("aside");
        let written = fs::File::create(&waiting).map(BufWriter::new).and_then(|mut file| {
            text(&mut file)?;
            file.flush()
        });
        written.map_err(|cause| at(&waiting, cause))?;
        let path = self.out.join(name);
        fs::rename(&waiting, &path).map_err(|cause| at(&path, cause))
    }

    /// Takes away what is left here.
    pub(super) fn end(self) -> Result<(), Error> {
        clear(&self.folder)
    }
}

/// Writes a file whose folder may not be there.
fn place(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(path);
    // Most files have a folder of their own, in one that is there.
    let made = match fs::create_dir(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder),
        made => made,
    };
    made.map_err(|cause| at(folder, cause))?;
    fs::write(path, bytes).map_err(|cause| at(path, cause))
}

/// Whether a file holds these bytes already; its size tells most that do not.
fn holds(path: &Path, meta: &fs::Metadata, bytes: &[u8]) -> bool {
    meta.is_file() && meta.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes)
}

fn clear(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(at(folder, cause)),
        _ => Ok(()),
    }
}
