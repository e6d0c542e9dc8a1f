//! What a deployment asks of a tool that copies files, and how a tool may fail. It knows none of the tools.

use std::collections::BTreeSet;
use std::path::Path;

use super::listing::Files;
use super::order::Step;

/// A tool that publishers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// rsync, for folders and for hosts that are reached by ssh.
    Rsync,
    /// rclone, for everything else.
    Rclone,
}

impl Program {
    /// The name that it is called by.
    pub fn name(self) -> &'static str {
        match self {
            Program::Rsync => "rsync",
            Program::Rclone => "rclone",
        }
    }
}

/// Why a tool failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It is not on this computer.
    Missing,
    /// It is not on the host.
    MissingThere,
    /// It was stopped, or we were.
    Interrupted,
    /// The host did not answer, or ended the connection.
    Unreachable,
    /// Access was refused.
    Denied,
    /// There is no space left at the target.
    Full,
    /// The tool's configuration has no such remote.
    UnknownRemote,
    /// Something else: what the tool said is all that is known.
    Other,
}

/// A tool that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which one.
    pub program: Program,
    /// Why.
    pub cause: Cause,
    /// The last lines that it wrote on its standard error, as it wrote them.
    pub said: Vec<String>,
}

/// A part of a deployment, with how many files it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Files whose content at the target is not known are looked at.
    Examining(usize),
    /// Files of a step go up.
    Sending(Step, usize),
    /// Files are read back.
    Verifying(usize),
    /// Files are removed.
    Removing(usize),
}

/// What is told while a deployment is under way, and asked.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// A part begins.
    pub on_phase: &'a (dyn Fn(Phase) + Sync),
    /// A file is done.
    pub on_file: &'a (dyn Fn() + Sync),
    /// Whether to stop.
    pub is_stopped: &'a (dyn Fn() -> bool + Sync),
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}

/// How files at the target are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// By the hashes that the target gives, where it gives any; a file without one counts as different.
    Given,
    /// By their bytes, read where they are.
    Read,
}

/// A tool with a target. Paths are below the target's root. Each call fails as a whole; what it did until then stays.
pub trait Tool {
    /// Copies those of the named files that the target holds into a folder. A target that is not there holds none.
    ///
    /// # Errors
    /// What made the tool fail.
    fn fetch(&self, names: &[&str], into: &Path, watch: Watch<'_>) -> Result<(), Failure>;

    /// Sends files, whatever the target holds in their place.
    ///
    /// # Errors
    /// What made the tool fail.
    fn send(&self, from: &Path, paths: &[String], step: Step, watch: Watch<'_>) -> Result<(), Failure>;

    /// Removes files. One that is not there is none to be removed.
    ///
    /// # Errors
    /// What made the tool fail.
    fn remove(&self, paths: &[String], watch: Watch<'_>) -> Result<(), Failure>;

    /// Removes those of the folders, all of one depth, that are empty.
    ///
    /// # Errors
    /// What made the tool fail.
    fn remove_folders(&self, folders: &[String], watch: Watch<'_>) -> Result<(), Failure>;

    /// Gives those of the files whose content at the target is another, or that are not there. `from` holds the files.
    ///
    /// # Errors
    /// What made the tool fail.
    fn differing(
        &self,
        from: &Path,
        files: &Files,
        depth: Depth,
        watch: Watch<'_>,
    ) -> Result<BTreeSet<String>, Failure>;
}
