//! The staging area, where files wait until all of them are ready.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use super::Error;
use super::disk::{at, clear, hash, make_folder_of};
use super::state::Target;
use crate::render::Content;
use crate::reuse::{Entry, Key, Ledger, PublicHash};

/// The number of folders for staged files, since a folder accepts one new file at a time.
const SHELVES: u32 = 16;
/// How much of a file is loaded at once, in bytes.
const CHUNK: usize = 1 << 16;

/// A file ready for publication.
#[derive(Debug)]
pub(super) struct Staged {
    pub(super) entry: Entry,
    pub(super) state: State,
}

/// How a file waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// The site already has it.
    There,
    /// In the staging folder, under its number; something may be at its destination.
    Waiting { number: u32, in_the_way: InTheWay },
    /// Already in the second tree, since there is no site yet.
    Placed,
}

/// What is at the destination of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InTheWay {
    /// Nothing, or the file of an earlier build.
    Nothing,
    /// A folder, or a file where its folder should be: an earlier build may have left it.
    Obstacle,
    /// A file that no build wrote, or a link.
    Foreign,
}

/// The staging area of a build.
#[derive(Debug)]
pub(super) struct Staging<'a> {
    target: &'a Target,
    folder: PathBuf,
    /// The ledger of the last build.
    pub(super) earlier: &'a Ledger,
    /// Whether there is no site yet: the second tree is then filled directly.
    is_first: bool,
    /// The time of the files that change, in seconds since 1970.
    time: i64,
    next: AtomicU32,
}

impl<'a> Staging<'a> {
    /// Creates the staging area, after removal of what an earlier build left in it. Changed files get the time
    /// `now`, in seconds since 1970, or a later one: hosts consider two files of one size and one second as equal.
    pub(super) fn begin(target: &'a Target, earlier: &'a Ledger, now: i64) -> Result<Self, Error> {
        let folder = target.staging();
        clear(&folder)?;
        let shelves = (0..SHELVES).map(|shelf| folder.join(shelf.to_string()));
        for shelf in shelves {
            fs::create_dir_all(&shelf).map_err(|cause| at(&shelf, cause))?;
        }
        let time = now.max(earlier.time.saturating_add(1));
        Ok(Self { target, folder, earlier, is_first: false, time, next: AtomicU32::new(0) })
    }

    /// Fills the second tree directly if there is no site yet.
    pub(super) fn place_if_first(&mut self) -> Result<(), Error> {
        let out = self.target.out();
        // Names that begin with a dot belong to tools, except for the folder that the host itself serves (RFC
        // 8615).
        let is_of_tool = |entry: fs::DirEntry| {
            let name = entry.file_name();
            name.to_string_lossy().starts_with('.') && name != ".well-known"
        };
        self.is_first = match fs::read_dir(out) {
            Ok(entries) => entries.flatten().all(is_of_tool),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => true,
            Err(cause) => return Err(at(out, cause)),
        };
        Ok(())
    }

    /// Returns where the site is published.
    pub(super) fn target(&self) -> &Target {
        self.target
    }

    /// Stages files one by one, although there is no site yet.
    pub(super) fn place_each(&mut self) {
        self.is_first = false;
    }

    /// Returns whether the second tree is filled directly.
    pub(super) fn is_first(&self) -> bool {
        self.is_first
    }

    /// Returns the time of the files that change, in seconds since 1970.
    pub(super) fn time(&self) -> i64 {
        self.time
    }

    /// Returns a file of the last build, if it is unchanged and satisfies a condition.
    pub(super) fn kept(&self, output: &str, is_same: impl FnOnce(&Entry) -> bool) -> Option<Staged> {
        // Of a damaged ledger only the names are used.
        self.earlier.program?;
        let entry = self.earlier.get(output).filter(|entry| is_same(entry))?;
        let path = self.target.out().join(output);
        let meta = fs::symlink_metadata(&path).ok().filter(|meta| meta.is_file() && meta.len() == entry.length)?;
        let entry = Entry { until: None, ..entry.clone() };
        (hash(&path, meta.len()).ok()? == entry.hash).then_some(Staged { entry, state: State::There })
    }

    /// Stages content, unless it is already at its destination.
    pub(super) fn lay(&self, output: String, made_from: Option<Key>, content: Content) -> Result<Staged, Error> {
        if self.is_first {
            let path = self.target.second().join(&output);
            make_folder_of(&path)?;
            let entry = self.write(output, made_from, &path, content)?;
            return Ok(Staged { entry, state: State::Placed });
        }
        let target = self.target.out().join(&output);
        let there = fs::symlink_metadata(&target);
        if let (Content::Bytes(bytes), Ok(meta)) = (&content, &there)
            && meta.is_file()
            && meta.len() == bytes.len() as u64
            && super::disk::read(&target).is_ok_and(|old| old == *bytes)
        {
            let (hash, sha256) = (Key::of_bytes(bytes), PublicHash::of(bytes));
            let entry = Entry { output: output.into(), hash, sha256, length: meta.len(), made_from, until: None };
            return Ok(Staged { entry, state: State::There });
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let entry = self.write(output, made_from, &self.shelf(number), content)?;
        let (key, length) = (entry.hash, entry.length);
        let in_the_way = match &there {
            Ok(meta) if meta.is_dir() => InTheWay::Obstacle,
            Ok(meta) if meta.is_file() && self.earlier.get(&entry.output).is_some() => InTheWay::Nothing,
            // An identical file is no obstacle, whoever wrote it.
            Ok(meta) if meta.is_file() && hash(&target, length).is_ok_and(|hash| hash == key) => InTheWay::Nothing,
            Ok(_) => InTheWay::Foreign,
            Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => InTheWay::Obstacle,
            Err(_) => InTheWay::Nothing,
        };
        Ok(Staged { entry, state: State::Waiting { number, in_the_way } })
    }

    /// Returns where a waiting file is.
    pub(super) fn shelf(&self, number: u32) -> PathBuf {
        self.folder.join((number % SHELVES).to_string()).join(number.to_string())
    }

    /// Returns where the bytes of a staged file are now.
    pub(super) fn place_of(&self, file: &Staged) -> PathBuf {
        match file.state {
            State::There => self.target.out().join(&*file.entry.output),
            State::Waiting { number, .. } => self.shelf(number),
            State::Placed => self.target.second().join(&*file.entry.output),
        }
    }

    /// Returns the bytes of a file of the published site, if it is there.
    pub(super) fn published(&self, output: &str) -> Option<Vec<u8>> {
        super::disk::read(&self.target.out().join(output)).ok()
    }

    /// Stages a file that is kept elsewhere.
    pub(super) fn lay_kept(&self, entry: &Entry, from: &Path) -> Result<Staged, Error> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let shelf = self.shelf(number);
        let copied =
            fs::copy(from, &shelf).and_then(|_| self.set_time(&fs::File::options().append(true).open(&shelf)?));
        copied.map_err(|cause| at(&shelf, cause))?;
        Ok(Staged { entry: entry.clone(), state: State::Waiting { number, in_the_way: InTheWay::Nothing } })
    }

    fn set_time(&self, file: &fs::File) -> io::Result<()> {
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(self.time.unsigned_abs()))
    }

    /// Writes content into a new file; returns its ledger entry.
    fn write(&self, output: String, made_from: Option<Key>, path: &Path, content: Content) -> Result<Entry, Error> {
        let (hash, sha256, length) = match content {
            Content::Bytes(bytes) => {
                let written = fs::File::create(path).and_then(|mut file| {
                    file.write_all(&bytes)?;
                    self.set_time(&file)
                });
                written.map_err(|cause| at(path, cause))?;
                (Key::of_bytes(&bytes), PublicHash::of(&bytes), bytes.len() as u64)
            }
            Content::File(from, length) => {
                let copied = fs::File::create(path).and_then(|mut to| {
                    let copied = copy(from, &mut to)?;
                    self.set_time(&to)?;
                    Ok(copied)
                });
                match copied.map_err(|cause| at(path, cause))? {
                    // Pages state its length.
                    (.., copied) if copied != length => {
                        let cause = io::Error::new(io::ErrorKind::Interrupted, "an asset changed while it was copied");
                        return Err(at(path, cause));
                    }
                    copied => copied,
                }
            }
        };
        Ok(Entry { output: output.into(), hash, sha256, length, made_from, until: None })
    }

    /// Removes the staging area.
    pub(super) fn end(self) -> Result<(), Error> {
        clear(&self.folder)
    }
}

/// Copies a file in parts; returns the hashes and the number of its bytes.
fn copy(mut from: impl Read, to: &mut fs::File) -> io::Result<(Key, PublicHash, u64)> {
    let (mut hasher, mut public) = (blake3::Hasher::new(), Sha256::new());
    let mut chunk = vec![0; CHUNK];
    let mut copied = 0_u64;
    loop {
        match from.read(&mut chunk)? {
            0 => {
                let sha256: [u8; 32] = public.finalize().into();
                return Ok((hasher.finalize().into(), sha256.into(), copied));
            }
            count => {
                hasher.update(&chunk[..count]);
                public.update(&chunk[..count]);
                to.write_all(&chunk[..count])?;
                copied += count as u64;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_file_that_changed_while_it_was_copied_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let (earlier, target) = (Ledger::default(), Target::new(&folder.path().join("public")).unwrap());
        let staging = Staging::begin(&target, &earlier, 0).unwrap();
        let from = folder.path().join("note.txt");
        fs::write(&from, "une note").unwrap();
        let lay = |length: u64| {
            let file = fs::File::open(&from).unwrap();
            staging.lay("assets/note.txt".into(), None, Content::File(file, length))
        };
        let laid = lay(8).unwrap();
        assert_eq!((laid.entry.length, laid.entry.hash), (8, Key::of_bytes(b"une note")));
        assert_eq!(fs::read(staging.place_of(&laid)).unwrap(), b"une note");
        assert!(matches!(lay(9), Err(Error::System(_, cause)) if cause.kind() == io::ErrorKind::Interrupted));
    }

    #[test]
    fn the_same_bytes_of_someone_else_are_no_obstacle_and_others_are() {
        let folder = tempfile::tempdir().unwrap();
        let (earlier, target) = (Ledger::default(), Target::new(&folder.path().join("public")).unwrap());
        let staging = Staging::begin(&target, &earlier, 0).unwrap();
        let from = folder.path().join("note.txt");
        fs::write(&from, "une note").unwrap();
        fs::create_dir_all(target.out().join("dossier")).unwrap();
        for (output, there, expected) in [
            ("seule.txt", None, InTheWay::Nothing),
            ("pareille.txt", Some("une note"), InTheWay::Nothing),
            ("autre.txt", Some("une NOTE"), InTheWay::Foreign),
            ("dossier", None, InTheWay::Obstacle),
            ("pareille.txt/note.txt", None, InTheWay::Obstacle),
        ] {
            if let Some(text) = there {
                fs::write(target.out().join(output), text).unwrap();
            }
            let laid = staging.lay(output.into(), None, Content::File(fs::File::open(&from).unwrap(), 8)).unwrap();
            let State::Waiting { in_the_way, .. } = laid.state else { panic!("{output} does not wait") };
            assert_eq!(in_the_way, expected, "{output}");
        }
    }
}
