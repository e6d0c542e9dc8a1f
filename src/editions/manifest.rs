//! The public manifest: the SHA-256 of every file of a site, as `sha256sum` writes and reads it.

use std::fmt::Write;

use crate::reuse::PublicHash;

/// The manifest, at the root of a site.
pub const SUMS: &str = "SHA256SUMS";
/// The files of earlier editions that are still published, in the form of the manifest, grouped by their last day.
pub const EARLIER: &str = "SHA256SUMS.earlier";
/// The list of what a deployment is about to change at its target, while it runs.
pub const UNDER_WAY: &str = "SHA256SUMS.deploying";
/// The statement of an edition; listed in the manifest.
pub const STATEMENT: &str = "edition.json";
/// Every edition, each linked to the one before.
pub const CHAIN: &str = "editions.json";
/// The chain in the portal's own folder.
pub const CHAIN_FILE: &str = "editions/chain.json";
/// The number of editions and the root of their tree, for witnesses (C2SP tlog-checkpoint).
pub const CHECKPOINT: &str = "checkpoint";
/// The signatures of the manifest: of minisign, and of `ssh-keygen -Y sign`.
pub const SIGNATURES: [&str; 2] = ["SHA256SUMS.minisig", "SHA256SUMS.sig"];

/// The folder of the theme's files, whose names change with their bytes.
const THEME: &str = "theme/";

/// Returns whether a file of an earlier edition may be kept for some time: styles, scripts and fonts, which no
/// browser shows by themselves.
pub fn may_stay(path: &str) -> bool {
    let file = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz")).unwrap_or(path);
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    path.starts_with(THEME) && ["css", "js", "woff", "woff2"].contains(&ending)
}

/// Returns whether a file accounts for the others and cannot be listed in the manifest itself.
pub fn is_account(path: &str) -> bool {
    [SUMS, EARLIER, UNDER_WAY, CHAIN, CHECKPOINT].contains(&path) || SIGNATURES.contains(&path)
}

/// Returns the text of a manifest: a line for each file, in the order of the bytes of their paths. Names with a
/// line end or a backslash are written as `sha256sum` does, with a backslash before the hash.
pub fn manifest<'f>(files: impl IntoIterator<Item = (&'f str, PublicHash)>) -> String {
    let mut files: Vec<(&str, PublicHash)> = files.into_iter().collect();
    files.sort_unstable();
    let mut text = String::with_capacity(files.len() * 120);
    for (path, hash) in files {
        line(&mut text, path, hash);
    }
    text
}

fn line(text: &mut String, path: &str, hash: PublicHash) {
    let is_escaped = path.contains(['\\', '\n', '\r']);
    let mark = if is_escaped { "\\" } else { "" };
    let path =
        if is_escaped { path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r") } else { path.to_owned() };
    // Writing into a string does not fail.
    let _ = writeln!(text, "{mark}{}  {path}", hash.to_hex());
}

/// Parses a manifest; lines that begin with `#` are skipped.
///
/// # Errors
/// The number, from 1, of the first line that is not valid in a manifest, or that has a path twice or outside of
/// the site.
pub fn read(text: &str) -> Result<Vec<(String, PublicHash)>, usize> {
    let mut files = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        files.push(file(line).ok_or(at + 1)?);
    }
    let mut paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    paths.sort_unstable();
    match paths.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].to_owned()) {
        Some(twice) => Err(files.iter().rposition(|(path, _)| *path == twice).unwrap_or_default() + 1),
        None => Ok(files),
    }
}

fn file(line: &str) -> Option<(String, PublicHash)> {
    let (is_escaped, line) = line.strip_prefix('\\').map_or((false, line), |rest| (true, rest));
    let (hash, path) = line.split_once("  ").or_else(|| line.split_once(" *"))?;
    let hash = PublicHash::from_hex(hash)?;
    let path = if is_escaped { unescaped(path)? } else { path.to_owned() };
    let stays_below = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    (stays_below && !path.contains(['\0', '\\'])).then_some((path, hash))
}

fn unescaped(path: &str) -> Option<String> {
    let mut plain = String::new();
    let mut chars = path.chars();
    while let Some(char) = chars.next() {
        plain.push(match char {
            '\\' => match chars.next()? {
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            char => char,
        });
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_leads_out_of_the_site_or_is_named_twice_is_refused() {
        let line = |path: &str| format!("{}  {path}\n", PublicHash::of(b"").to_hex());
        for path in ["../a", "/a", "a/../b", "a//b", "", ".", "a\\b"] {
            assert_eq!(read(&(line("ok") + &line(path))), Err(2), "{path}");
        }
        assert_eq!(read(&(line("a") + &line("b") + &line("a"))), Err(3));
        assert_eq!(read("abc  x\n"), Err(1));
    }

    proptest! {
        #[test]
        fn a_manifest_reads_back(paths in prop::collection::btree_set("[a-z é*#.\n]{1,6}(/[a-z -]{1,4})?", 0..6)) {
            let sound = |path: &String| path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
            let files: Vec<_> = paths.into_iter().filter(sound).map(|path| {
                let hash = PublicHash::of(path.as_bytes());
                (path, hash)
            }).collect();
            let text = manifest(files.iter().map(|(path, hash)| (path.as_str(), *hash)));
            prop_assert_eq!(read(&text), Ok(files));
        }
    }
}
