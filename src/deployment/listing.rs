//! Lists of files with their SHA-256, in the format that `sha256sum` writes and checks. Every path in a list is
//! below the folder that the list belongs to, whoever wrote it.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;

use crate::reuse::PublicHash;

/// Files by their path, with the SHA-256 of each.
pub type Files = BTreeMap<String, PublicHash>;

/// Files that are kept until the end of a day, by their path.
pub type Kept = BTreeMap<String, (Date, PublicHash)>;

/// The prefix of a line with the day until which the files listed below it are kept.
const UNTIL: &str = "# until ";

/// A list as parsed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The files in no group.
    pub files: Files,
    /// The files in a group that begins with `# until YYYY-MM-DD`.
    pub kept: Kept,
    /// Whether every line is valid. A list that was truncated while it was written is not complete.
    pub is_complete: bool,
}

impl Listing {
    /// Parses a list. Invalid lines, and paths that lead outside, are skipped.
    pub fn parse(text: &str) -> Self {
        let mut listing = Listing { is_complete: text.is_empty() || text.ends_with('\n'), ..Self::default() };
        let mut until = None;
        for line in text.lines() {
            if line.starts_with('#') {
                until = line.strip_prefix(UNTIL).and_then(|day| day.trim().parse::<Date>().ok()).or(until);
                continue;
            }
            match (entry(line), until) {
                (Some((path, hash)), None) => drop(listing.files.insert(path.to_owned(), hash)),
                (Some((path, hash)), Some(day)) => drop(listing.kept.insert(path.to_owned(), (day, hash))),
                (None, _) => listing.is_complete = false,
            }
        }
        listing
    }
}

/// Writes a list: the files in no group first, then a group for each day.
pub fn write(files: &Files, kept: &Kept) -> String {
    let mut out = String::new();
    for (path, hash) in files {
        let _ = writeln!(out, "{hash}  {path}");
    }
    let mut days: BTreeMap<Date, Vec<(&str, &PublicHash)>> = BTreeMap::new();
    for (path, (day, hash)) in kept {
        days.entry(*day).or_default().push((path, hash));
    }
    for (day, files) in days {
        let _ = writeln!(out, "{UNTIL}{day}");
        for (path, hash) in files {
            let _ = writeln!(out, "{hash}  {path}");
        }
    }
    out
}

/// Parses a line: hash, two characters (the second is `*` for files read as binary), path.
fn entry(line: &str) -> Option<(&str, PublicHash)> {
    let (hash, rest) = line.split_at_checked(64)?;
    let path = rest.strip_prefix("  ").or_else(|| rest.strip_prefix(" *"))?;
    let path = path.strip_prefix("./").unwrap_or(path);
    stays_below(path).then_some(())?;
    Some((path, PublicHash::from_hex(hash)?))
}

/// Returns whether a path names a file below the folder that it is joined to, on every system.
fn stays_below(path: &str) -> bool {
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    !is_drive
        && !path.contains(|c: char| c == '\\' || c.is_control())
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hash(byte: u8) -> PublicHash {
        PublicHash::from([byte; 32])
    }

    #[test]
    fn what_sha256sum_writes_is_read() {
        let text = format!("{}  a/b.html\n{} *./c d.txt\n", hash(1), hash(2));
        let listing = Listing::parse(&text);
        assert!(listing.is_complete);
        assert_eq!(listing.files, Files::from([("a/b.html".to_owned(), hash(1)), ("c d.txt".to_owned(), hash(2))]));
    }

    #[test]
    fn a_list_that_was_cut_off_is_not_complete() {
        let text = format!("{}  a.html\n{}  b.html\n", hash(1), hash(2));
        for length in 1..text.len() {
            let is_at_a_line = text[..length].ends_with('\n');
            assert_eq!(Listing::parse(&text[..length]).is_complete, is_at_a_line, "{length}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in ["/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "", "a\\..\\b", "C:/x", "a/", "a\u{7}b"] {
            let listing = Listing::parse(&format!("{}  {path}\n", hash(1)));
            assert!(listing.files.is_empty() && !listing.is_complete, "{path}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            files in prop::collection::btree_map("[a-zé/ ]{0,3}[a-z]", any::<[u8; 32]>(), 0..6),
            kept in prop::collection::btree_map("theme/[a-z]{1,4}", (0_i16..400, any::<[u8; 32]>()), 0..6),
        ) {
            let files: Files = files.into_iter().filter(|(path, _)| stays_below(path))
                .map(|(path, bytes)| (path, PublicHash::from(bytes))).collect();
            let first = jiff::civil::date(2026, 1, 1);
            let kept: Kept = kept.into_iter().map(|(path, (days, bytes))| {
                (path, (first.saturating_add(jiff::Span::new().days(days)), PublicHash::from(bytes)))
            }).collect();
            let read = Listing::parse(&write(&files, &kept));
            prop_assert_eq!(read, Listing { files, kept, is_complete: true });
        }
    }
}
