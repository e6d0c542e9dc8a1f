//! The data that a build leaves for the next one: the files of the site with the key of each one's inputs, the keys
//! of the checks that found nothing, and the key of all inputs. Parsed from text and written as text;
//! [`crate::output`] stores it.

use std::collections::HashSet;
use std::fmt::Write;

use jiff::civil::Date;

use super::{Key, PublicHash};

/// The first line of a ledger: one with another first line is not read.
const HEADING: &str = "clairevoie-ledger 2";

/// A file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path below the site's folder.
    pub output: Box<str>,
    /// The hash of its bytes.
    pub hash: Key,
    /// The SHA-256 of its bytes, which identifies them publicly.
    pub sha256: PublicHash,
    /// Its size, in bytes.
    pub length: u64,
    /// The key of its inputs, if known.
    pub made_from: Option<Key>,
    /// The last day on which it is published, if it only belongs to an earlier edition: a page still open in a
    /// browser may load it.
    pub until: Option<Date>,
}

/// The inputs of a complete site without problems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The key of all of it: the program, the options, the day, every file.
    pub inputs: Key,
    /// How many pages it has.
    pub pages: usize,
    /// How many of them are in the search index.
    pub indexed: usize,
}

/// The data that a build leaves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// The program that wrote it.
    pub program: Option<Key>,
    /// The portal of the site: its folder and its address.
    pub portal: Option<(String, String)>,
    /// The inputs of the site; absent while the site changes, and if there were problems.
    pub site: Option<Site>,
    /// The key of the inputs of the search index.
    pub search: Option<Key>,
    /// The checks that found nothing.
    pub clean: HashSet<Key>,
    /// When the site was published, in seconds since 1970: the time of the files that changed then.
    pub time: i64,
    /// The files, in the order of their paths.
    files: Vec<Entry>,
}

/// A ledger that is truncated or was changed: its statements about files cannot be relied on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken;

impl Ledger {
    /// Returns a ledger of some files.
    pub fn of(mut files: Vec<Entry>) -> Self {
        files.sort_unstable_by(|one, other| one.output.cmp(&other.output));
        Self { files, ..Self::default() }
    }

    /// Returns the same ledger with other files.
    #[must_use]
    pub fn with_files(self, files: Vec<Entry>) -> Self {
        Self { files: Self::of(files).files, ..self }
    }

    /// Salvages a damaged ledger: the files that it names are the program's, with unknown inputs.
    pub fn salvaged(text: &str) -> Self {
        let files = text.lines().filter_map(|line| match line.strip_prefix("entry ") {
            Some(rest) => entry(rest),
            None => entry_of_first_form(line.strip_prefix("file ")?),
        });
        Self::of(files.map(|file| Entry { made_from: None, ..file }).collect())
    }

    /// Returns the files, in the order of their paths.
    pub fn files(&self) -> &[Entry] {
        &self.files
    }

    /// Returns a file by its path.
    pub fn get(&self, output: &str) -> Option<&Entry> {
        self.files.binary_search_by(|file| (*file.output).cmp(output)).ok().map(|at| &self.files[at])
    }

    /// Returns the files below a folder, given with its trailing slash.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Entry> {
        let first = self.files.partition_point(|file| *file.output < *folder);
        self.files[first..].iter().take_while(move |file| file.output.starts_with(folder))
    }

    /// Returns the files that another ledger does not name.
    pub fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Entry> {
        self.files.iter().filter(|file| other.get(&file.output).is_none())
    }

    /// Returns the ledger of a site that is changed in place: all files of both sites are the program's, and only
    /// their hashes are known.
    pub fn changing(&self, next: &Self) -> Self {
        let files: Vec<Entry> = self.without(next).chain(&next.files).cloned().collect();
        Self { portal: next.portal.clone(), program: next.program, time: next.time, ..Self::of(files) }
    }

    /// Returns the ledger as text, which ends with its own hash.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(256 + self.files.len() * 256 + self.clean.len() * 72);
        // Writing into a string does not fail.
        let _ = writeln!(text, "{HEADING}");
        if let Some(program) = self.program {
            let _ = writeln!(text, "program {}", program.to_hex());
        }
        if let Some((folder, address)) = &self.portal {
            let _ = writeln!(text, "folder {folder}\naddress {address}");
        }
        if let Some(Site { inputs, pages, indexed }) = &self.site {
            let _ = writeln!(text, "site {} {pages} {indexed}", inputs.to_hex());
        }
        if let Some(search) = self.search {
            let _ = writeln!(text, "search {}", search.to_hex());
        }
        let mut clean: Vec<&Key> = self.clean.iter().collect();
        clean.sort_unstable();
        for key in clean {
            let _ = writeln!(text, "clean {}", key.to_hex());
        }
        let _ = writeln!(text, "time {}", self.time);
        for Entry { output, hash, sha256, length, made_from, until } in &self.files {
            let made_from = made_from.map_or_else(|| "-".to_owned(), Key::to_hex);
            let until = until.map_or_else(|| "-".to_owned(), |day| day.to_string());
            let (hash, sha256) = (hash.to_hex(), sha256.to_hex());
            let _ = writeln!(text, "entry {hash} {sha256} {length} {made_from} {until} {output}");
        }
        let end = Key::of_bytes(text.as_bytes()).to_hex();
        let _ = writeln!(text, "end {end}");
        text
    }

    /// Parses a ledger.
    ///
    /// # Errors
    /// The text is not a complete ledger.
    pub fn from_text(text: &str) -> Result<Self, Broken> {
        let body = text.strip_suffix('\n').ok_or(Broken)?;
        let start = body.rfind('\n').ok_or(Broken)? + 1;
        let (body, end) = (&text[..start], body[start..].strip_prefix("end ").ok_or(Broken)?);
        if Key::from_hex(end) != Some(Key::of_bytes(body.as_bytes())) {
            return Err(Broken);
        }
        let mut lines = body.lines();
        if lines.next() != Some(HEADING) {
            return Err(Broken);
        }
        let mut ledger = Self::default();
        let mut folder = None;
        for line in lines {
            let (word, rest) = line.split_once(' ').ok_or(Broken)?;
            match word {
                "program" => ledger.program = Some(Key::from_hex(rest).ok_or(Broken)?),
                "folder" => folder = Some(rest.to_owned()),
                "address" => ledger.portal = Some((folder.take().ok_or(Broken)?, rest.to_owned())),
                "site" => ledger.site = Some(site(rest).ok_or(Broken)?),
                "search" => ledger.search = Some(Key::from_hex(rest).ok_or(Broken)?),
                "clean" => {
                    ledger.clean.insert(Key::from_hex(rest).ok_or(Broken)?);
                }
                "time" => ledger.time = rest.parse().map_err(|_| Broken)?,
                "entry" => ledger.files.push(entry(rest).ok_or(Broken)?),
                _ => return Err(Broken),
            }
        }
        ledger.files.sort_unstable_by(|one, other| one.output.cmp(&other.output));
        Ok(ledger)
    }
}

fn site(line: &str) -> Option<Site> {
    let mut parts = line.split(' ');
    let inputs = Key::from_hex(parts.next()?)?;
    Some(Site { inputs, pages: parts.next()?.parse().ok()?, indexed: parts.next()?.parse().ok()? })
}

fn entry(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(6, ' ');
    let hash = Key::from_hex(parts.next()?)?;
    let sha256 = PublicHash::from_hex(parts.next()?)?;
    let length = parts.next()?.parse().ok()?;
    let made_from = match parts.next()? {
        "-" => None,
        key => Some(Key::from_hex(key)?),
    };
    let until = match parts.next()? {
        "-" => None,
        day => Some(day.parse().ok()?),
    };
    let output = parts.next()?;
    stays_below(output).then(|| Entry { output: output.into(), hash, sha256, length, made_from, until })
}

/// Parses a line of the first form of ledgers, which had no public hash: it only shows that the file is the
/// program's.
fn entry_of_first_form(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(4, ' ');
    let hash = Key::from_hex(parts.next()?)?;
    let length = parts.next()?.parse().ok()?;
    let output = parts.nth(1)?;
    let sha256 = PublicHash::from([0; 32]);
    stays_below(output).then(|| Entry { output: output.into(), hash, sha256, length, made_from: None, until: None })
}

fn stays_below(output: &str) -> bool {
    output.split('/').all(|part| !part.is_empty() && part != "." && part != "..") && !output.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(number: u8) -> Key {
        Key::of_bytes(&[number])
    }

    fn ledger() -> Ledger {
        let sha256 = PublicHash::of(b"x");
        let until = Some(jiff::civil::date(2026, 12, 31));
        let entry = |output: &str, made_from| Entry {
            output: output.into(),
            hash: key(1),
            sha256,
            length: 3,
            made_from,
            until: until.filter(|_| made_from.is_none()),
        };
        Ledger {
            program: Some(key(2)),
            portal: Some(("/srv/a b".to_owned(), "https://example.org/c/".to_owned())),
            site: Some(Site { inputs: key(3), pages: 4, indexed: 2 }),
            search: Some(key(4)),
            clean: [key(5), key(6)].into(),
            time: 1_700_000_000,
            ..Ledger::of(vec![entry("b/été x.html", None), entry("a/index.html", Some(key(7)))])
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        assert_eq!(Ledger::from_text(&ledger().to_text()), Ok(ledger()));
        assert_eq!(Ledger::from_text(&Ledger::default().to_text()), Ok(Ledger::default()));
        let changing = ledger().changing(&Ledger::of(Vec::new()));
        assert_eq!((changing.files().len(), changing.site, changing.clean.len()), (2, None, 0));
    }

    proptest! {
        /// A ledger that lost a line, or part of one, or has a changed byte, is recognized as broken.
        #[test]
        fn a_damaged_ledger_is_not_relied_on(at in 0..1200_usize, to in "[a-f0-9 \\n]{0,3}") {
            let text = ledger().to_text();
            let at = text.floor_char_boundary(at % text.len());
            prop_assert_eq!(Ledger::from_text(&text[..at]), Err(Broken));
            prop_assert!(Ledger::salvaged(&text[..at]).files().iter().all(|file| file.made_from.is_none()));
            let changed = format!("{}{to}{}", &text[..at], &text[text.ceil_char_boundary(at + 1)..]);
            prop_assert!(changed == text || Ledger::from_text(&changed) == Err(Broken));
        }
    }
}
