//! The published editions, and what each changed in which file.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use jiff::civil::Date;

use super::Site;
use super::roster::holders;
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Reported, Source};
use crate::model::edition::{Change, Edition, Sitting};
use crate::model::holds::Holds;
use crate::model::reader::Context;
use crate::reuse::Reuse;
use crate::source::{EDITIONS, File, Snapshot, yaml};

/// The history of publication, in the order of the editions.
#[derive(Debug, Default)]
pub struct History {
    editions: Vec<Arc<Edition>>,
    /// For each content file, the editions that changed it and the indices of the changes in them.
    by_file: HashMap<Box<str>, Vec<(usize, usize)>>,
}

impl History {
    /// Reads the editions of a portal.
    pub(super) fn of(snapshot: &Snapshot, reuse: &Reuse) -> Reported<Self> {
        let mut report = Report::default();
        let files = snapshot.folder(EDITIONS).into_iter().flat_map(|folder| folder.files());
        let texts = files.filter_map(|(path, file)| match file {
            File::Text(text) if path.ends_with(".yaml") => Some(text),
            File::Text(_) | File::Bytes { .. } | File::Asset(_) | File::Faulty(_) => None,
        });
        let mut editions: Vec<Arc<Edition>> = Vec::new();
        let mut numbers: HashMap<u32, Arc<str>> = HashMap::new();
        for text in texts {
            let path = text.source.path();
            // A file that is not named by a number is not an edition: it is a copy, or a draft.
            let name = path.rsplit('/').next().unwrap_or_default();
            let number = name.strip_suffix(".yaml").filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
            let misnamed = |written: String| {
                let diagnostic = Diagnostic::new(Code::NameDisagrees, Place::file(Arc::clone(path)));
                diagnostic.arg("kind", "edition").arg("written", written).arg("file", name)
            };
            let Some(number) = number.and_then(|digits| digits.parse::<u32>().ok()) else {
                report.push(misnamed("none".to_owned()));
                continue;
            };
            let read = reuse.make(path, text, |text, _| read(&text.source));
            report.extend(read.report.clone());
            let Some(edition) = &read.value else { continue };
            if edition.number != number {
                report.push(misnamed(edition.number.to_string()));
                continue;
            }
            match numbers.entry(edition.number) {
                Entry::Vacant(free) => {
                    free.insert(Arc::clone(path));
                    editions.push(Arc::clone(edition));
                }
                Entry::Occupied(first) => {
                    let diagnostic = Diagnostic::new(Code::DuplicateId, Place::file(Arc::clone(path)));
                    let diagnostic = diagnostic.arg("id", edition.number.to_string()).arg("what", "list");
                    report.push(diagnostic.related(Place::file(Arc::clone(first.get()))));
                }
            }
        }
        editions.sort_by_key(|edition| edition.number);
        for pair in editions.windows(2) {
            if let [one, other] = pair
                && other.date.latest() < one.date.earliest()
                && let Some(path) = numbers.get(&other.number)
            {
                let diagnostic = Diagnostic::new(Code::DatesReversed, Place::file(Arc::clone(path)));
                let diagnostic = diagnostic.arg("kind", "edition").arg("start", Arg::Date(one.date.to_string()));
                report.push(diagnostic.arg("end", Arg::Date(other.date.to_string())));
            }
        }
        let mut by_file: HashMap<Box<str>, Vec<(usize, usize)>> = HashMap::new();
        for (at, edition) in editions.iter().enumerate() {
            for (place, change) in edition.changes.iter().enumerate() {
                by_file.entry(change.file.as_str().into()).or_default().push((at, place));
            }
        }
        Reported::new(Self { editions, by_file }, report)
    }
}

/// Reads the file of an edition, and reports the parts whose words no longer match their recorded hash.
pub fn read(source: &Arc<Source>) -> Reported<Option<Arc<Edition>>> {
    let mut cx = Context::new(source);
    let node = cx.take(yaml::parse(source, 0..source.text().len()));
    let edition = node.and_then(|node| Edition::read(&node, &mut cx)).map(Arc::new);
    if let Some(edition) = &edition {
        for part in edition.changes.iter().flat_map(|change| &change.parts).filter(|part| !part.is_whole()) {
            let at = source.text().find(part.hash.as_str()).unwrap_or_default();
            let span = crate::diagnostic::Span::new(at..at + part.hash.len());
            let diagnostic = cx.diagnostic(Code::HistoryAltered, span).arg("at", part.at.as_str());
            cx.report(diagnostic);
        }
    }
    cx.reported(edition)
}

impl Site {
    /// Returns the editions that were published, in their order.
    pub fn editions(&self) -> &[Arc<Edition>] {
        &self.history.editions
    }

    /// Returns how many changes all editions list, the first as one.
    pub fn change_count(&self) -> usize {
        self.history.editions.iter().map(|edition| edition.changes.len().max(1)).sum()
    }

    /// Returns the host that permanently names published entries (RFC 4151), and the year in which it was the
    /// portal's: those recorded in the first edition, or the present ones.
    pub fn authority(&self) -> (String, String) {
        let host = |origin: &str| origin.rsplit("//").next().unwrap_or_default().to_owned();
        match self.history.editions.first() {
            Some(first) => (
                first.authority.clone().unwrap_or_else(|| host(self.base_url().origin())),
                first.date.earliest().year().to_string(),
            ),
            None => (host(self.base_url().origin()), self.reference_date().year().to_string()),
        }
    }

    /// Returns the changes of a content file, newest first: the index of the edition, and the change.
    pub fn changes_of(&self, file: &str) -> impl Iterator<Item = (usize, &Change)> {
        let places = self.history.by_file.get(file).map_or(&[][..], Vec::as_slice);
        places.iter().rev().map(|&(edition, at)| (edition, &self.history.editions[edition].changes[at]))
    }

    /// Returns who sat on the date of a text, as known when it was first published, with the index of the edition.
    pub fn sitting_as_published(&self, text: &str, day: Date) -> Option<(usize, &Sitting)> {
        self.history.editions.iter().enumerate().find_map(|(at, edition)| {
            let noted = edition.sitting.iter().find(|sitting| sitting.text == text && sitting.day == day);
            noted.map(|sitting| (at, sitting))
        })
    }

    /// Returns the ids of the members that sit on a day, in their order; a question mark before one means that it
    /// may sit.
    pub fn names_on(&self, day: Date) -> Vec<String> {
        let sitting = self.sitting_on(day);
        let name = |(member, holds): (usize, Holds)| {
            let mark = if holds == Holds::Yes { "" } else { "?" };
            format!("{mark}{}", self.members[member].id)
        };
        holders(sitting.iter().filter(|held| held.term.is_counted())).into_iter().map(name).collect()
    }
}
