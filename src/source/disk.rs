//! The portal's folder on the disk. Links below it are never followed, even if one is created meanwhile: every file
//! opened is in the folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The portal's folder.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Creates the disk of a portal's folder, which may itself be reached through links.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Returns the portal's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the path on the disk of a file, given by its path below the root.
    pub fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Opens a file below the root for reading.
    ///
    /// # Errors
    /// Like [`Opener::open`].
    pub fn open(&self, below: &str) -> io::Result<fs::File> {
        self.opener()?.open(below)
    }

    /// Opens the root, so that many files below it can be opened.
    ///
    /// # Errors
    /// The system refuses access.
    pub fn opener(&self) -> io::Result<Opener> {
        Ok(Opener { root: folder(&self.root)? })
    }
}

/// The portal's folder, open.
#[derive(Debug)]
pub struct Opener {
    root: Folder,
}

impl Opener {
    /// Opens a file below the root for reading.
    ///
    /// # Errors
    /// The system refuses access; [`is_link`] returns whether a link is on the way. Anything other than a file is
    /// not opened.
    pub fn open(&self, below: &str) -> io::Result<fs::File> {
        let file = open_below(&self.root, below)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
        }
        Ok(file)
    }
}

#[cfg(unix)]
type Folder = rustix::fd::OwnedFd;
#[cfg(not(unix))]
type Folder = PathBuf;

/// Returns whether a file was not opened because a symbolic link is on the way to it.
pub fn is_link(error: &io::Error) -> bool {
    #[cfg(unix)]
    let is_loop = error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error());
    #[cfg(not(unix))]
    let is_loop = error.kind() == io::ErrorKind::Unsupported;
    is_loop
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn open_below(root: &Folder, below: &str) -> io::Result<fs::File> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    match openat2(root, below, flags, Mode::empty(), resolve) {
        Ok(file) => Ok(file.into()),
        // Kernels before 5.6, and some sandboxes.
        Err(rustix::io::Errno::NOSYS | rustix::io::Errno::PERM) => step_by_step(root, below),
        Err(error) => Err(error.into()),
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn open_below(root: &Folder, below: &str) -> io::Result<fs::File> {
    step_by_step(root, below)
}

#[cfg(unix)]
fn folder(path: &Path) -> io::Result<Folder> {
    use rustix::fs::{Mode, OFlags, open};
    Ok(open(path, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?)
}

/// Opens each folder on the way, none through a link.
#[cfg(unix)]
fn step_by_step(root: &Folder, below: &str) -> io::Result<fs::File> {
    use rustix::fs::{Mode, OFlags, openat};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let (folders, name) = below.rsplit_once('/').unwrap_or(("", below));
    let mut at = rustix::io::dup(root)?;
    for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
        at = openat(&at, folder, flags | OFlags::DIRECTORY, Mode::empty()).map_err(|error| match error {
            // The system returns the same error for a link and for any other non-folder.
            rustix::io::Errno::NOTDIR => rustix::io::Errno::LOOP,
            error => error,
        })?;
    }
    Ok(openat(&at, name, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn folder(path: &Path) -> io::Result<Folder> {
    Ok(path.to_owned())
}

#[cfg(not(unix))]
fn open_below(root: &Folder, below: &str) -> io::Result<fs::File> {
    let mut path = root.to_owned();
    for part in below.split('/') {
        path.push(part);
        if fs::symlink_metadata(&path)?.is_symlink() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "a link"));
        }
    }
    fs::File::open(path)
}

/// Returns the device and the number of a folder, where the system has such numbers.
#[cfg(unix)]
pub fn identity(root: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    root.metadata().ok().map(|meta| (meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
pub fn identity(root: &Path) -> Option<(u64, u64)> {
    root.metadata().ok().map(|_| (0, 0))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn no_link_is_followed_on_any_step() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "x").unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(folder.path().join("a/own"), "y").unwrap();
        symlink(outside.path().join("secret"), folder.path().join("a/file")).unwrap();
        symlink(outside.path(), folder.path().join("b")).unwrap();
        let disk = Disk::new(folder.path());
        assert!(disk.open("a/own").is_ok());
        assert_eq!(disk.open("a").unwrap_err().kind(), io::ErrorKind::InvalidInput);
        for below in ["a/file", "b/secret"] {
            assert!(is_link(&disk.open(below).unwrap_err()), "{below}");
            let slow = step_by_step(&super::folder(folder.path()).unwrap(), below);
            assert!(is_link(&slow.unwrap_err()), "{below}");
        }
        assert!(step_by_step(&super::folder(folder.path()).unwrap(), "a/own").is_ok());
        assert!(disk.open("../etc/passwd").is_err());
    }
}
