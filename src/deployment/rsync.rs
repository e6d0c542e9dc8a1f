//! rsync (3.2.3 or later, on both sides): folders, and hosts reached by ssh or by its own protocol. Each file is
//! written aside and renamed. Connections, keys and passwords are handled by rsync and ssh.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::Path;

use super::listing::Files;
use super::order::Step;
use super::process::{self, Ended, Line};
use super::scratch::Scratch;
use super::tool::{Cause, Depth, Failure, Program, Tool, Watch};

/// rsync with its target.
#[derive(Debug)]
pub(super) struct Rsync {
    /// The destination, as rsync names it, with a trailing slash.
    target: String,
    scratch: Scratch,
}

/// The options of each call: a line for each file as soon as it is done, unescaped names, and a timeout of ten
/// minutes without output.
const ALWAYS: [&str; 4] = ["-8", "--outbuf=L", "--out-format=%i %n", "--timeout=600"];

impl Rsync {
    pub(super) fn new(target: &str, scratch: Scratch) -> Self {
        Self { target: content_of(target), scratch }
    }

    /// Runs rsync on a list of paths, below `from` and `to`.
    fn run<'p>(
        &self,
        options: &[&str],
        paths: impl IntoIterator<Item = &'p str>,
        (from, to): (OsString, OsString),
        watch: Watch<'_>,
        on_file: &mut dyn FnMut(&str),
    ) -> Result<Ended, Failure> {
        let list = self.scratch.list(paths, 0).map_err(|cause| failed(&cause))?;
        let mut named = OsString::from("--files-from=");
        named.push(list);
        let mut args: Vec<OsString> = ALWAYS.iter().chain(options).map(OsString::from).collect();
        args.extend(["--from0".into(), named, "--".into(), from, to]);
        process::run(Program::Rsync, args, watch, &mut |line| match line {
            Line::Out(line) => {
                on_file(line);
                None
            }
            Line::Said(line) => Some(line.to_owned()),
        })
    }
}

impl Tool for Rsync {
    fn fetch(&self, names: &[&str], into: &Path, watch: Watch<'_>) -> Result<(), Failure> {
        let options = ["--times", "--ignore-missing-args"];
        let between = (OsString::from(&self.target), folder(into));
        let ended = self.run(&options, names.iter().copied(), between, watch, &mut |_| {})?;
        // The folder itself is not there yet.
        let is_absent =
            |line: &String| line.contains("change_dir") && line.ends_with("failed: No such file or directory (2)");
        match ended.said.iter().any(is_absent) {
            true => Ok(()),
            false => judged(ended, &[0]),
        }
    }

    fn send(&self, from: &Path, paths: &[String], step: Step, watch: Watch<'_>) -> Result<(), Failure> {
        // A file that already has these bytes is not sent again: rsync compares by its own checksums.
        let mut options = vec!["--checksum", "--times", "--omit-dir-times", "--perms", "--compress", "--mkpath"];
        options.push("--chmod=D755,F644");
        if step != Step::Assets {
            // All files are renamed at the end, within a moment.
            options.push("--delay-updates");
        }
        let between = (folder(from), OsString::from(&self.target));
        let mut on_file = |line: &str| {
            if is_file(line) {
                (watch.on_file)();
            }
        };
        let ended = self.run(&options, paths.iter().map(String::as_str), between, watch, &mut on_file)?;
        judged(ended, &[0])
    }

    fn remove(&self, paths: &[String], watch: Watch<'_>) -> Result<(), Failure> {
        // rsync deletes the files on a list that do not exist in an empty folder, and exits with 24 because of it.
        let options = ["--delete-missing-args", "--no-implied-dirs"];
        let empty = self.scratch.folder("empty").map_err(|cause| failed(&cause))?;
        let between = (folder(&empty), OsString::from(&self.target));
        let ended = self.run(&options, paths.iter().map(String::as_str), between, watch, &mut |_| (watch.on_file)())?;
        judged(ended, &[0, 24])
    }

    fn remove_folders(&self, folders: &[String], watch: Watch<'_>) -> Result<(), Failure> {
        // A folder that is not empty is kept, which rsync reports.
        self.remove(folders, watch)
    }

    fn differing(&self, from: &Path, files: &Files, _: Depth, watch: Watch<'_>) -> Result<BTreeSet<String>, Failure> {
        // Both sides read and hash each file; nothing is sent.
        let options = ["--dry-run", "--checksum"];
        let between = (folder(from), OsString::from(&self.target));
        let mut differing = BTreeSet::new();
        let mut on_file = |line: &str| {
            if let Some(path) = differs(line) {
                differing.insert(path.to_owned());
            }
        };
        let ended = self.run(&options, files.keys().map(String::as_str), between, watch, &mut on_file)?;
        judged(ended, &[0])?;
        Ok(differing)
    }
}

/// Returns a target as a folder whose content is meant. `user@host:` is the home folder of the user there, and not
/// the root.
fn content_of(target: &str) -> String {
    match target.ends_with(':') {
        true => format!("{target}./"),
        false => format!("{}/", target.trim_end_matches('/')),
    }
}

/// Returns a local folder, whose content is meant.
fn folder(path: &Path) -> OsString {
    let mut path = path.as_os_str().to_owned();
    path.push("/");
    path
}

/// Returns whether a line is about a file: `<f+++++++++ path`.
fn is_file(line: &str) -> bool {
    line.as_bytes().get(1) == Some(&b'f')
}

/// Returns the path of a file that differs at the target, or is missing there.
fn differs(line: &str) -> Option<&str> {
    let (what, path) = line.split_once(' ')?;
    let is_sent = what.starts_with(['<', '>']) && is_file(line);
    let is_other = what.as_bytes().get(2).is_some_and(|sign| matches!(sign, b'c' | b'+'));
    (is_sent && is_other).then_some(path)
}

fn failed(cause: &io::Error) -> Failure {
    Failure { program: Program::Rsync, cause: Cause::Other, said: vec![cause.to_string()] }
}

/// Determines whether rsync succeeded, from its exit code and its messages.
fn judged(ended: Ended, good: &[i32]) -> Result<(), Failure> {
    if ended.code.is_some_and(|code| good.contains(&code)) {
        return Ok(());
    }
    let cause = cause(ended.code, &ended.said);
    Err(Failure { program: Program::Rsync, cause, said: ended.said })
}

/// Returns why rsync failed (exit codes: rsync(1), EXIT VALUES; 255 and 127 are those of ssh and of the host's
/// shell).
fn cause(code: Option<i32>, said: &[String]) -> Cause {
    let says = |words: &[&str]| said.iter().any(|line| words.iter().any(|word| line.contains(word)));
    match code {
        None | Some(19 | 20) => Cause::Interrupted,
        _ if says(&["No space left on device", "Disk quota exceeded"]) => Cause::Full,
        Some(127) => Cause::MissingThere,
        _ if says(&["rsync: command not found", "rsync: not found"]) => Cause::MissingThere,
        _ if says(&["ermission denied", "Operation not permitted", "Read-only file system", "auth failed"]) => {
            Cause::Denied
        }
        Some(5 | 10 | 12 | 30 | 35 | 255) => Cause::Unreachable,
        _ => Cause::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_of_a_user_is_not_the_root_of_the_host() {
        for (typed, expected) in [("u@h:", "u@h:./"), ("u@h:/srv//", "u@h:/srv/"), ("/", "/"), ("site", "site/")] {
            assert_eq!(content_of(typed), expected);
        }
    }

    #[test]
    fn only_other_bytes_count_as_a_difference() {
        assert_eq!(differs(">f+++++++++ a b/é.html"), Some("a b/é.html"));
        assert_eq!(differs("<fc.T...... x.css"), Some("x.css"));
        for line in [".f..t...... x", ">f..T...... x", "cd+++++++++ a/", "created directory d", "*deleting   x"] {
            assert_eq!(differs(line), None, "{line}");
        }
    }

    #[test]
    fn causes_are_told_apart() {
        let lines = |line: &str| vec![line.to_owned()];
        for (code, line, expected) in [
            (Some(255), "ssh: connect to host h port 22: Connection refused", Cause::Unreachable),
            (Some(255), "u@h: Permission denied (publickey).", Cause::Denied),
            (Some(11), "rsync: [receiver] write failed on \"x\": No space left on device (28)", Cause::Full),
            (Some(127), "bash: line 1: rsync: command not found", Cause::MissingThere),
            (Some(23), "rsync: [generator] recv_generator: mkdir \"x\" failed: Permission denied (13)", Cause::Denied),
            (Some(20), "rsync error: received SIGINT", Cause::Interrupted),
            (None, "", Cause::Interrupted),
            (Some(1), "rsync: --mkpath: unknown option", Cause::Other),
        ] {
            assert_eq!(cause(code, &lines(line)), expected, "{line}");
        }
    }
}
