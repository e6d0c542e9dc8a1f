//! Where files wait until all of them are there.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::state::Target;
use super::{Error, at};
use crate::render::Content;
use crate::reuse::{Entry, Key, Ledger};

/// Into how many folders waiting files are put, since a folder takes one new file at a time.
const SHELVES: u32 = 16;
/// Where a site waits that has no earlier one to take the place of.
const SITE: &str = "site";
/// How much of a file is held at once, in bytes.
const CHUNK: usize = 1 << 16;

/// A file ready to take its place.
#[derive(Debug)]
pub(super) struct Staged {
    pub(super) entry: Entry,
    pub(super) state: State,
}

/// How a file waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// The site has it already.
    There,
    /// In the staging folder, under its number; something may be in its place.
    Waiting { number: u32, in_the_way: InTheWay },
    /// In a site that takes its place as a whole.
    Placed,
}

/// What is in the place of a file to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InTheWay {
    /// Nothing, or the file of an earlier build.
    Nothing,
    /// A folder, or a file where its folder should be: an earlier build may have left it.
    Obstacle,
    /// A file that no build wrote, or a link.
    Foreign,
}

/// The files of a build on their way.
#[derive(Debug)]
pub(super) struct Staging<'a> {
    target: &'a Target,
    folder: PathBuf,
    /// What the last build left.
    pub(super) earlier: &'a Ledger,
    /// Whether the output is empty: then the site is put together here.
    is_first: bool,
    next: AtomicU32,
}

impl<'a> Staging<'a> {
    /// Begins, with what an earlier build may have left here cleared.
    pub(super) fn begin(target: &'a Target, earlier: &'a Ledger) -> Result<Self, Error> {
        let (out, folder) = (target.out(), target.staging());
        clear(&folder)?;
        let mut others = fs::read_dir(out).map_err(|cause| at(out, cause))?.flatten();
        // Names that begin with a dot are those of tools, but for the folder that a host answers for (RFC 8615).
        let is_of_tool = |name: &str| name.starts_with('.') && name != ".well-known";
        let is_first = others.all(|entry| is_of_tool(&entry.file_name().to_string_lossy()));
        let shelves = (0..SHELVES).map(|shelf| folder.join(shelf.to_string()));
        for shelf in shelves.chain([folder.join(SITE)]) {
            fs::create_dir_all(&shelf).map_err(|cause| at(&shelf, cause))?;
        }
        Ok(Self { target, folder, earlier, is_first, next: AtomicU32::new(0) })
    }

    /// A file of the last build, if it still holds what was written and a condition holds of it.
    pub(super) fn kept(&self, output: &str, is_same: impl FnOnce(&Entry) -> bool) -> Option<Staged> {
        let entry = self.earlier.get(output).filter(|entry| is_same(entry))?;
        let path = self.target.out().join(output);
        let meta = fs::symlink_metadata(&path).ok().filter(|meta| meta.is_file() && meta.len() == entry.length)?;
        (hash(&path, meta.len()).ok()? == entry.hash).then(|| Staged { entry: entry.clone(), state: State::There })
    }

    /// Lays content ready for its place, unless it is there already.
    pub(super) fn lay(&self, output: String, made_from: Option<Key>, content: Content) -> Result<Staged, Error> {
        if self.is_first {
            let path = self.folder.join(SITE).join(&output);
            make_folder_of(&path)?;
            let (hash, length) = write(&path, content)?;
            return Ok(Staged {
                entry: Entry { output: output.into(), hash, length, made_from },
                state: State::Placed,
            });
        }
        let target = self.target.out().join(&output);
        let there = fs::symlink_metadata(&target);
        if let (Content::Bytes(bytes), Ok(meta)) = (&content, &there)
            && meta.is_file()
            && meta.len() == bytes.len() as u64
            && fs::read(&target).is_ok_and(|old| old == *bytes)
        {
            let (hash, length) = (Key::of_bytes(bytes), meta.len());
            return Ok(Staged { entry: Entry { output: output.into(), hash, length, made_from }, state: State::There });
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let name = self.shelf(number);
        let (key, length) = write(&name, content)?;
        let entry = Entry { output: output.into(), hash: key, length, made_from };
        let in_the_way = match &there {
            Ok(meta) if meta.is_dir() => InTheWay::Obstacle,
            Ok(meta) if meta.is_file() && self.earlier.get(&entry.output).is_some() => InTheWay::Nothing,
            // The same bytes are nobody's loss, whoever put them there.
            Ok(meta) if meta.is_file() && hash(&target, length).is_ok_and(|hash| hash == key) => InTheWay::Nothing,
            Ok(_) => InTheWay::Foreign,
            Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => InTheWay::Obstacle,
            Err(_) => InTheWay::Nothing,
        };
        Ok(Staged { entry, state: State::Waiting { number, in_the_way } })
    }

    fn shelf(&self, number: u32) -> PathBuf {
        self.folder.join((number % SHELVES).to_string()).join(number.to_string())
    }

    /// Puts waiting files in their places, whose folders are there: how many. Pages go last, so that what they
    /// name is there before them.
    pub(super) fn settle(&self, files: &[Entry], states: &[State]) -> Result<usize, Error> {
        if self.is_first {
            let site = self.folder.join(SITE);
            let parts = fs::read_dir(&site).and_then(Iterator::collect::<Result<Vec<_>, _>>);
            for part in parts.map_err(|cause| at(&site, cause))? {
                place(&part.path(), &self.target.out().join(part.file_name()))?;
            }
        }
        let moved = |is_page: bool| {
            files
                .par_iter()
                .zip(states)
                .filter(|(file, _)| file.output.ends_with(".html") == is_page)
                .map(|(file, state)| match state {
                    State::There => Ok(0),
                    State::Placed => Ok(1),
                    State::Waiting { number, .. } => {
                        place(&self.shelf(*number), &self.target.out().join(&*file.output)).map(|()| 1)
                    }
                })
                .try_reduce(|| 0, |one, other| Ok(one + other))
        };
        Ok(moved(false)? + moved(true)?)
    }

    /// Takes away what is left here.
    pub(super) fn end(self) -> Result<(), Error> {
        clear(&self.folder)
    }
}

/// Makes the folder of a file.
fn make_folder_of(path: &Path) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(path);
    // Most files have a folder of their own, in one that is there.
    let made = match fs::create_dir(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder),
        made => made,
    };
    made.map_err(|cause| at(folder, cause))
}

/// Writes content into a new file; gives the hash and number of its bytes.
fn write(path: &Path, content: Content) -> Result<(Key, u64), Error> {
    match content {
        Content::Bytes(bytes) => {
            fs::write(path, &bytes).map_err(|cause| at(path, cause))?;
            Ok((Key::of_bytes(&bytes), bytes.len() as u64))
        }
        Content::File(mut from, length) => {
            let mut hasher = blake3::Hasher::new();
            let copied = fs::File::create(path).and_then(|mut to| {
                let mut chunk = vec![0; CHUNK];
                let mut copied = 0_u64;
                loop {
                    match from.read(&mut chunk)? {
                        0 => return Ok(copied),
                        count => {
                            hasher.update(&chunk[..count]);
                            to.write_all(&chunk[..count])?;
                            copied += count as u64;
                        }
                    }
                }
            });
            match copied.map_err(|cause| at(path, cause))? {
                // Pages say how long it is.
                copied if copied != length => {
                    Err(at(path, io::Error::new(io::ErrorKind::ResourceBusy, "an asset changed while it was copied")))
                }
                copied => Ok((hasher.finalize().into(), copied)),
            }
        }
    }
}

/// The hash of a file of a known length, held in parts.
pub(super) fn hash(path: &Path, length: u64) -> io::Result<Key> {
    if length <= CHUNK as u64 {
        return fs::read(path).map(|bytes| Key::of_bytes(&bytes));
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(fs::File::open(path)?)?;
    Ok(hasher.finalize().into())
}

/// Moves a file or folder into its place; where that lies on another disk, it is copied aside there first.
fn place(from: &Path, to: &Path) -> Result<(), Error> {
    match fs::rename(from, to) {
        Err(cause) if cause.kind() == io::ErrorKind::CrossesDevices => carry(from, to),
        moved => moved.map_err(|cause| at(to, cause)),
    }
}

fn carry(from: &Path, to: &Path) -> Result<(), Error> {
    if from.is_dir() {
        fs::create_dir_all(to).map_err(|cause| at(to, cause))?;
        for part in fs::read_dir(from).map_err(|cause| at(from, cause))?.flatten() {
            carry(&part.path(), &to.join(part.file_name()))?;
        }
        return Ok(());
    }
    let folder = to.parent().unwrap_or(to);
    let copied = tempfile::NamedTempFile::new_in(folder).and_then(|mut aside| {
        io::copy(&mut fs::File::open(from)?, &mut aside)?;
        aside.persist(to).map_err(|error| error.error)
    });
    copied.map(drop).map_err(|cause| at(to, cause))
}

fn clear(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(at(folder, cause)),
        _ => Ok(()),
    }
}
