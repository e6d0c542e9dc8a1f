//! The interface of a tool that copies files, and its failures. It does not depend on any particular tool.

use std::collections::BTreeSet;
use std::path::Path;

use super::listing::Files;
use super::order::Step;

/// A tool that publishers use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// rsync, for folders and for hosts that are reached by ssh.
    Rsync,
    /// rclone, for everything else.
    Rclone,
}

impl Program {
    /// Returns the name of its command.
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
    /// It is not installed on this computer.
    Missing,
    /// It is not installed on the host.
    MissingThere,
    /// It, or the program, was stopped.
    Interrupted,
    /// The host did not answer, or closed the connection.
    Unreachable,
    /// Access was refused.
    Denied,
    /// There is no space left at the target.
    Full,
    /// The tool's configuration has no such remote.
    UnknownRemote,
    /// Another cause: only the tool's messages are known.
    Other,
}

/// A tool that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which one.
    pub program: Program,
    /// Why.
    pub cause: Cause,
    /// The last lines of its standard error, unchanged.
    pub said: Vec<String>,
}

/// A part of a deployment, with the number of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Files whose content at the target is unknown are examined.
    Examining(usize),
    /// The files of a step are sent.
    Sending(Step, usize),
    /// Files are read back.
    Verifying(usize),
    /// Files are removed.
    Removing(usize),
}

/// Callbacks for the progress of a deployment, and to stop it.
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
    /// By the hashes that the target reports, if it does; a file without one counts as different.
    Given,
    /// By their bytes, read where they are.
    Read,
}

/// A tool with a target. Paths are below the target's root. If a call fails, what it did until then remains.
pub trait Tool {
    /// Copies those of the named files that the target has into a folder. A target that does not exist has none.
    ///
    /// # Errors
    /// The tool fails.
    fn fetch(&self, names: &[&str], into: &Path, watch: Watch<'_>) -> Result<(), Failure>;

    /// Sends files, overwriting those of the target.
    ///
    /// # Errors
    /// The tool fails.
    fn send(&self, from: &Path, paths: &[String], step: Step, watch: Watch<'_>) -> Result<(), Failure>;

    /// Removes files; missing ones are ignored.
    ///
    /// # Errors
    /// The tool fails.
    fn remove(&self, paths: &[String], watch: Watch<'_>) -> Result<(), Failure>;

    /// Removes those of the folders, all of one depth, that are empty.
    ///
    /// # Errors
    /// The tool fails.
    fn remove_folders(&self, folders: &[String], watch: Watch<'_>) -> Result<(), Failure>;

    /// Returns those of the files whose content at the target differs, or that are missing there. `from` is the
    /// folder with the files.
    ///
    /// # Errors
    /// The tool fails.
    fn differing(
        &self,
        from: &Path,
        files: &Files,
        depth: Depth,
        watch: Watch<'_>,
    ) -> Result<BTreeSet<String>, Failure>;
}
