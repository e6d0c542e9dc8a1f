//! rclone: any target that it can reach, named as in its own configuration, which alone contains keys and
//! passwords. The metadata of each file (type, caching) are sent with it if the target stores them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::Path;

use serde_json::Value;

use super::headers::Headers;
use super::listing::Files;
use super::order::Step;
use super::process::{self, Ended, Line};
use super::scratch::Scratch;
use super::tool::{Cause, Depth, Failure, Program, Tool, Watch};
use crate::reuse::PublicHash;

/// rclone with its target.
#[derive(Debug)]
pub(super) struct Rclone {
    /// The destination, as rclone names it.
    target: String,
    abilities: Abilities,
    scratch: Scratch,
}

/// The abilities of a target.
#[derive(Debug, Default)]
struct Abilities {
    /// The best hash that it reports of its files, by rclone's name.
    hash: Option<&'static str>,
    /// Whether it has folders, which may be left empty.
    has_folders: bool,
    /// Whether it keeps the type of each file.
    keeps_types: bool,
}

impl Abilities {
    /// Parses the output of `rclone backend features`.
    fn parse(text: &str) -> Self {
        let all: Value = serde_json::from_str(text).unwrap_or_default();
        let has = |name: &str| all["Features"][name] == Value::Bool(true);
        let hashes = all["Hashes"].as_array().map(Vec::as_slice).unwrap_or_default();
        let hash = ["sha256", "sha1", "md5"].into_iter().find(|name| hashes.iter().any(|hash| hash == name));
        Self { hash, has_folders: has("CanHaveEmptyDirectories"), keeps_types: has("WriteMimeType") }
    }
}

impl Rclone {
    /// Queries the abilities of the target.
    pub(super) fn new(target: &str, scratch: Scratch, watch: Watch<'_>) -> Result<Self, Failure> {
        let mut rclone = Self { target: target.to_owned(), abilities: Abilities::default(), scratch };
        let mut text = String::new();
        let args = ["backend", "features", "--", target].map(OsString::from);
        let ended = rclone.run(args.into(), watch, &mut |line| {
            text.push_str(line);
            text.push('\n');
        })?;
        judged(ended)?;
        rclone.abilities = Abilities::parse(&text);
        Ok(rclone)
    }

    /// Runs rclone. `on_out` receives the lines of its standard output.
    fn run(&self, args: Vec<OsString>, watch: Watch<'_>, on_out: &mut dyn FnMut(&str)) -> Result<Ended, Failure> {
        // A failed file is not worth sending all others again: the next deployment sends it.
        let always = ["--use-json-log", "--log-level=INFO", "--stats=0", "--retries=1"].map(OsString::from);
        let args = always.into_iter().chain(args).collect();
        process::run(Program::Rclone, args, watch, &mut |line| match line {
            Line::Out(line) => {
                on_out(line);
                None
            }
            Line::Said(line) => match Logged::parse(line) {
                Logged::Done => {
                    (watch.on_file)();
                    None
                }
                Logged::Failed(text) => Some(text),
                Logged::Other => None,
            },
        })
    }

    /// Returns the option that names a list of paths.
    fn listed<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> Result<[OsString; 2], Failure> {
        let list = self.scratch.list(paths, b'\n').map_err(|cause| failed(&cause))?;
        Ok(["--files-from-raw".into(), list.into_os_string()])
    }

    /// Returns the hashes of files of one kind, by path: as reported by the target, or (`--download`) computed by
    /// reading them.
    fn hashes(
        &self,
        kind: &str,
        of: OsString,
        files: &Files,
        is_read: bool,
        watch: Watch<'_>,
    ) -> Result<BTreeMap<String, String>, Failure> {
        let mut args = vec!["hashsum".into(), kind.into()];
        args.extend(self.listed(files.keys().map(String::as_str))?);
        args.extend(is_read.then(|| "--download".into()));
        args.extend(["--".into(), of]);
        let mut found = BTreeMap::new();
        let ended = self.run(args, watch, &mut |line| {
            if let Some((hash, path)) = line.split_once("  ") {
                (watch.on_file)();
                found.insert(path.to_owned(), hash.trim().to_ascii_lowercase());
            }
        })?;
        match is_absent(&ended) {
            true => Ok(BTreeMap::new()),
            false => judged(ended).map(|()| found),
        }
    }
}

impl Tool for Rclone {
    fn fetch(&self, names: &[&str], into: &Path, watch: Watch<'_>) -> Result<(), Failure> {
        let mut args = vec!["copy".into(), "--no-traverse".into(), "--ignore-times".into()];
        args.extend(self.listed(names.iter().copied())?);
        args.extend(["--".into(), OsString::from(&self.target), into.into()]);
        let quiet = Watch { on_file: &(|| {}), ..watch };
        let ended = self.run(args, quiet, &mut |_| {})?;
        match is_absent(&ended) {
            true => Ok(()),
            false => judged(ended),
        }
    }

    fn send(&self, from: &Path, paths: &[String], _: Step, watch: Watch<'_>) -> Result<(), Failure> {
        let mut groups: BTreeMap<Headers, Vec<&str>> = BTreeMap::new();
        for path in paths {
            let headers = if self.abilities.keeps_types { Headers::of(path) } else { Headers::default() };
            groups.entry(headers).or_default().push(path);
        }
        for (headers, paths) in groups {
            // Size and time prove nothing about the content: every file on the list is sent.
            let mut args: Vec<OsString> = vec!["copy".into(), "--no-traverse".into(), "--ignore-times".into()];
            for (name, value) in headers.pairs() {
                args.extend(["--header-upload".into(), format!("{name}: {value}").into()]);
            }
            args.extend(self.listed(paths)?);
            args.extend(["--".into(), from.into(), OsString::from(&self.target)]);
            judged(self.run(args, watch, &mut |_| {})?)?;
        }
        Ok(())
    }

    fn remove(&self, paths: &[String], watch: Watch<'_>) -> Result<(), Failure> {
        let mut args = vec!["delete".into()];
        args.extend(self.listed(paths.iter().map(String::as_str))?);
        args.extend(["--".into(), OsString::from(&self.target)]);
        let ended = self.run(args, watch, &mut |_| {})?;
        match is_absent(&ended) {
            true => Ok(()),
            false => judged(ended),
        }
    }

    fn remove_folders(&self, folders: &[String], watch: Watch<'_>) -> Result<(), Failure> {
        for folder in folders.iter().filter(|_| self.abilities.has_folders) {
            let args = ["rmdir", "--", &below(&self.target, folder)].map(OsString::from);
            let ended = self.run(args.into(), watch, &mut |_| {})?;
            // A folder that contains files of others is kept, and a missing one needs no removal.
            if ended.code.is_none() {
                judged(ended)?;
            }
        }
        Ok(())
    }

    fn differing(
        &self,
        from: &Path,
        files: &Files,
        depth: Depth,
        watch: Watch<'_>,
    ) -> Result<BTreeSet<String>, Failure> {
        let there = OsString::from(&self.target);
        let hash = |hash: &PublicHash| hash.to_string();
        let wanted = || files.iter().map(|(path, own)| (path.clone(), hash(own))).collect();
        let quiet = Watch { on_file: &(|| {}), ..watch };
        let (wanted, found): (BTreeMap<String, String>, _) = match (depth, self.abilities.hash) {
            (Depth::Read, _) => (wanted(), self.hashes("sha256", there, files, true, watch)?),
            (Depth::Given, Some("sha256")) => (wanted(), self.hashes("sha256", there, files, false, quiet)?),
            (Depth::Given, Some(kind)) => {
                let here = self.hashes(kind, from.into(), files, false, quiet)?;
                (here, self.hashes(kind, there, files, false, quiet)?)
            }
            (Depth::Given, None) => (wanted(), BTreeMap::new()),
        };
        let is_same = |path: &String| {
            let (wanted, found) = (wanted.get(path), found.get(path));
            found.is_some_and(|hash| !hash.is_empty()) && wanted == found
        };
        Ok(files.keys().filter(|path| !is_same(path)).cloned().collect())
    }
}

/// Returns a folder below a target, as rclone names it.
fn below(target: &str, folder: &str) -> String {
    match target.ends_with([':', '/']) {
        true => format!("{target}{folder}"),
        false => format!("{target}/{folder}"),
    }
}

/// A line of the log.
#[derive(Debug, PartialEq, Eq)]
enum Logged {
    /// A file is done.
    Done,
    /// Another failure, in rclone's words.
    Failed(String),
    /// Anything else.
    Other,
}

impl Logged {
    fn parse(line: &str) -> Self {
        let Ok(Value::Object(entry)) = serde_json::from_str(line) else {
            return Logged::Failed(line.to_owned());
        };
        let text = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
        match text("level") {
            "info" if text("msg").starts_with("Copied") || text("msg").starts_with("Deleted") => Logged::Done,
            "error" | "fatal" | "critical" | "emergency" | "alert" => match text("object") {
                "" => Logged::Failed(text("msg").to_owned()),
                object => Logged::Failed(format!("{object}: {}", text("msg"))),
            },
            _ => Logged::Other,
        }
    }
}

/// Returns whether rclone ended because the folder is not there at all.
fn is_absent(ended: &Ended) -> bool {
    ended.code == Some(3) || ended.said.iter().any(|line| line.contains("directory not found"))
}

fn failed(cause: &io::Error) -> Failure {
    Failure { program: Program::Rclone, cause: Cause::Other, said: vec![cause.to_string()] }
}

/// Determines whether rclone succeeded, from its exit code and its messages.
fn judged(ended: Ended) -> Result<(), Failure> {
    match ended.code {
        Some(0) => Ok(()),
        code => {
            let cause = cause(code, &ended.said);
            Err(Failure { program: Program::Rclone, cause, said: ended.said })
        }
    }
}

/// Determines why rclone failed: its exit codes do not distinguish causes; its messages, and those of the systems
/// behind it, do.
fn cause(code: Option<i32>, said: &[String]) -> Cause {
    let said: Vec<String> = said.iter().map(|line| line.to_lowercase()).collect();
    let says = |words: &[&str]| said.iter().any(|line| words.iter().any(|word| line.contains(word)));
    match code {
        None | Some(130 | 143) => Cause::Interrupted,
        _ if says(&["didn't find section in config file"]) => Cause::UnknownRemote,
        _ if says(&[
            "no space left",
            "remaining disk space",
            "quota exceeded",
            "insufficient storage",
            "quotaexceeded",
        ]) =>
        {
            Cause::Full
        }
        _ if says(&[
            "permission denied",
            "accessdenied",
            "access denied",
            "forbidden",
            "unauthorized",
            "unable to authenticate",
            "invalidaccesskeyid",
            "signaturedoesnotmatch",
            "read-only file system",
        ]) =>
        {
            Cause::Denied
        }
        _ if says(&["connection refused", "no such host", "i/o timeout", "dial tcp", "connection reset", "eof"]) => {
            Cause::Unreachable
        }
        _ => Cause::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_read() {
        let line = |level: &str, text: &str, object: &str| {
            serde_json::json!({"level": level, "msg": text, "object": object}).to_string()
        };
        assert_eq!(Logged::parse(&line("info", "Copied (new)", "a")), Logged::Done);
        assert_eq!(Logged::parse(&line("info", "Deleted", "a")), Logged::Done);
        assert_eq!(Logged::parse(&line("info", "There was nothing to transfer", "")), Logged::Other);
        assert_eq!(
            Logged::parse(&line("error", "Failed to copy: x", "a")),
            Logged::Failed("a: Failed to copy: x".into())
        );
        assert_eq!(Logged::parse("Failed to create"), Logged::Failed("Failed to create".into()));
    }

    #[test]
    fn causes_are_told_apart() {
        for (line, expected) in [
            ("didn't find section in config file", Cause::UnknownRemote),
            ("a: Failed to copy: write /x: no space left on device", Cause::Full),
            ("a: Failed to copy: preallocate: file too big for remaining disk space", Cause::Full),
            ("AccessDenied: Access Denied status code: 403", Cause::Denied),
            ("couldn't connect SSH: dial tcp 127.0.0.1:1: connect: connection refused", Cause::Unreachable),
            ("something else", Cause::Other),
        ] {
            assert_eq!(cause(Some(1), &[line.to_owned()]), expected, "{line}");
        }
        assert_eq!(cause(None, &[]), Cause::Interrupted);
    }

    #[test]
    fn folders_below_a_target_are_named() {
        assert_eq!(below("s3:bucket", "a/b"), "s3:bucket/a/b");
        assert_eq!(below("s3:", "a"), "s3:a");
        assert_eq!(below("/srv/", "a"), "/srv/a");
    }

    #[test]
    fn the_best_hash_is_taken() {
        let features = r#"{"Hashes": ["crc32", "md5", "sha1"], "Features": {"WriteMimeType": true}}"#;
        let abilities = Abilities::parse(features);
        assert_eq!((abilities.hash, abilities.has_folders, abilities.keeps_types), (Some("sha1"), false, true));
        assert!(Abilities::parse("").hash.is_none());
    }
}
