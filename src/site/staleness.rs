//! Finds English whose French changed since it was confirmed: which sections of a text, which fields of a record.
//! The confirmed state is in `translations/`, as a copy of each file at that time.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::pairs::Pair;
use crate::diagnostic::{Code, Diagnostic, Place, Report, Reported};
use crate::model::confirmed::{self, Field, Part, PartName, Parts};
use crate::model::records::read_file;
use crate::model::{Record, RecordFile, RecordId, Records};
use crate::reuse::{Key, Keyed, Reuse, keyed};
use crate::source::{CONTENT, File, Folder, Snapshot, TRANSLATIONS, Text};

/// The outdated translations of one text or record.
#[derive(Debug, Clone, Default)]
pub struct Stale {
    /// The sections of the English whose French changed: 0 before the first heading.
    pub sections: Vec<usize>,
    /// Whether anything else changed: a title, a recommendation, a field, the outline itself.
    pub elsewhere: bool,
    /// Every change, for `translate status`.
    pub changes: Vec<Changed>,
}

/// One change of the French.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Where the French is now.
    pub french: Place,
    /// The place of its English.
    pub english: Place,
    /// The French that was confirmed.
    pub then: String,
    /// The French of today.
    pub now: String,
    /// A name for it.
    pub about: String,
    /// The French and the English of a record's field, as written now.
    pub field: Option<(String, String)>,
}

/// The path of a file that contains English, and its outdated translations.
pub(super) type StaleFile = (Arc<str>, Arc<Stale>);

/// The outdated translations, by the path of the file that contains the English.
#[derive(Debug, Default)]
pub(super) struct Staleness {
    files: HashMap<Arc<str>, Arc<Stale>>,
    /// The fields among them, by their French and English as written now.
    fields: HashSet<(String, String)>,
}

impl Staleness {
    pub(super) fn new(all: impl Iterator<Item = StaleFile>) -> Self {
        let files: HashMap<_, _> = all.collect();
        let changes = files.values().flat_map(|stale| &stale.changes);
        let fields = changes.filter_map(|change| change.field.clone()).collect();
        Self { files, fields }
    }

    pub(super) fn get(&self, path: &str) -> Option<&Stale> {
        self.files.get(path).map(|stale| &**stale)
    }

    pub(super) fn holds(&self, french: &str, english: &str) -> bool {
        // Most portals have no outdated fields: then no key is built.
        !self.fields.is_empty() && self.fields.contains(&(french.trim().to_owned(), english.trim().to_owned()))
    }

    pub(super) fn has_fields(&self) -> bool {
        !self.fields.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Stale)> {
        self.files.iter().map(|(path, stale)| (path, &**stale))
    }
}

/// The confirmed copies whose content file no longer exists: it may have been renamed.
#[derive(Debug, Default)]
pub(super) struct Orphans {
    /// The parts of confirmed texts, by their mark.
    texts: HashMap<String, Vec<Part>>,
    /// The fields of records.
    records: Vec<Vec<Field>>,
    key: Option<Key>,
}

impl Keyed for Orphans {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.key.feed(hasher);
    }
}

keyed! {
    /// The places of the confirmed copies of some texts.
    #[derive(Debug, Clone)]
    pub(super) struct Copies {
        /// The folder of the copies.
        pub(super) folder: Option<Arc<Folder>>,
        /// Those whose content file no longer exists.
        pub(super) orphans: Arc<Orphans>,
    }
}

impl Copies {
    /// Returns the confirmed copy of a content file.
    fn of(&self, path: &str) -> Option<Text> {
        copy_in(self.folder.as_ref()?, path)
    }
}

fn copy_in(folder: &Folder, path: &str) -> Option<Text> {
    match folder.files().get(copy_path(path)?.as_str())? {
        File::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// Returns the path of the confirmed copy of a content file.
pub fn copy_path(path: &str) -> Option<String> {
    Some(format!("{TRANSLATIONS}{}", path.strip_prefix(CONTENT)?))
}

/// Returns the folder of copies of a content folder.
pub(super) fn folder_of<'s>(snapshot: &'s Snapshot, content: &str) -> Option<&'s Arc<Folder>> {
    snapshot.folder(&copy_path(content)?)
}

/// Returns the copies of a snapshot whose content file no longer exists.
pub(super) fn orphans(snapshot: &Snapshot, reuse: &Reuse) -> Arc<Orphans> {
    let folders: Vec<Arc<Vec<Text>>> = snapshot
        .below(TRANSLATIONS)
        .map(|folder| {
            let content = format!("{CONTENT}{}", &folder.path()[TRANSLATIONS.len()..]);
            let content = snapshot.folder(&content).cloned();
            reuse.make(folder.path(), &(Arc::clone(folder), content), without_content)
        })
        .collect();
    let all: Vec<Text> = folders.iter().flat_map(|texts| texts.iter().cloned()).collect();
    match all.is_empty() {
        true => Arc::default(),
        false => reuse.make(TRANSLATIONS, &all, read_orphans),
    }
}

fn without_content((copies, content): &(Arc<Folder>, Option<Arc<Folder>>), _: &Reuse) -> Vec<Text> {
    let copies = copies.files().iter().filter_map(|(path, file)| match file {
        File::Text(text) => Some((path, text)),
        _ => None,
    });
    let is_there = |path: &str| {
        let path = format!("{CONTENT}{}", &path[TRANSLATIONS.len()..]);
        content.as_ref().is_some_and(|content| content.files().contains_key(path.as_str()))
    };
    copies.filter(|(path, _)| !is_there(path)).map(|(_, text)| text.clone()).collect()
}

fn read_orphans(texts: &Vec<Text>, _: &Reuse) -> Orphans {
    let mut orphans = Orphans { key: Some(Key::of(texts)), ..Orphans::default() };
    for text in texts {
        let Some(file) = read_copy(text) else { continue };
        match parts(&file) {
            Some(parts) => {
                orphans.texts.insert(confirmed::mark(&parts), parts);
            }
            None => orphans.records.push(file.fields.into_vec()),
        }
    }
    orphans
}

/// Reads a copy as a record of the kind that it copies.
fn read_copy(text: &Text) -> Option<RecordFile> {
    let path = format!("{CONTENT}{}", text.source.path().strip_prefix(TRANSLATIONS)?);
    Some(read_file(&RecordId::of(&path)?, text))
}

fn parts(file: &RecordFile) -> Option<Vec<Part>> {
    match file.record.as_ref()? {
        Record::Commentary(record) => Some(record.parts()),
        Record::FreePage(record) => Some(record.parts()),
        _ => None,
    }
}

/// Returns the outdated translations of a text, with the path of its English.
pub(super) fn text<T>(pair: &Pair<T>, copies: &Copies, reuse: &Reuse) -> Reported<Option<StaleFile>>
where
    T: Parts,
{
    let Some(english) = pair.english.as_ref().filter(|english| english.translates().is_some()) else {
        return Reported::default();
    };
    let path = Arc::clone(english.source().path());
    let french = &pair.french.file;
    let copy = copies.of(french.source.path());
    let input = (Arc::clone(french), Arc::clone(&english.file), copy, Arc::clone(&copies.orphans));
    let found = reuse.make(&path, &input, stale_text);
    let stale = found.value.as_ref().map(|stale| (path, Arc::clone(stale)));
    Reported::new(stale, found.report.clone())
}

type TextInput = (Arc<RecordFile>, Arc<RecordFile>, Option<Text>, Arc<Orphans>);

fn stale_text((french, english, copy, orphans): &TextInput, _: &Reuse) -> Reported<Option<Arc<Stale>>> {
    let mark = match &english.record {
        Some(Record::Commentary(record)) => record.translates(),
        Some(Record::FreePage(record)) => record.translates(),
        _ => None,
    };
    let (Some(now), Some(own), Some(mark)) = (parts(french), parts(english), mark) else { return Reported::default() };
    if confirmed::mark(&now) == mark {
        return Reported::default();
    }
    let copy = copy.as_ref().and_then(read_copy).and_then(|copy| parts(&copy));
    let then = copy.filter(|parts| confirmed::mark(parts) == mark);
    let stale = match then.as_ref().or_else(|| orphans.texts.get(mark)) {
        Some(then) => stale_of(then, (french, &now), (english, &own)),
        // The mark alone proves that the French changed; the confirmed French is not available.
        None => Stale {
            elsewhere: true,
            changes: vec![Changed {
                french: Place::file(Arc::clone(french.source.path())),
                english: Place::file(Arc::clone(english.source.path())),
                then: String::new(),
                now: String::new(),
                about: french.source.path().to_string(),
                field: None,
            }],
            ..Stale::default()
        },
    };
    reported(stale, english)
}

/// Returns outdated translations with their diagnostics; `None` if there are none.
fn reported(stale: Stale, english: &RecordFile) -> Reported<Option<Arc<Stale>>> {
    let mut report = Report::default();
    for change in &stale.changes {
        let diagnostic = Diagnostic::new(Code::StaleTranslation, change.english.clone());
        let diagnostic = diagnostic.arg("about", change.about.as_str()).arg("file", &**english.source.path());
        report.push(diagnostic.related(change.french.clone()));
    }
    Reported::new((!stale.changes.is_empty()).then(|| Arc::new(stale)), report)
}

/// Returns the differences between the confirmed French and the present one, with the English that each concerns.
///
/// A section is matched to its English only if the present French and the English have as many sections, and the
/// unchanged sections kept their positions; otherwise the place reported is the complete English file.
fn stale_of(then: &[Part], french: (&RecordFile, &[Part]), english: (&RecordFile, &[Part])) -> Stale {
    let sections = |parts: &[Part]| parts.iter().filter(|part| matches!(part.name, PartName::Section(_))).count();
    let in_place = confirmed::same_order(then, french.1);
    let aligned = sections(french.1) == sections(english.1) && in_place;
    let mut stale = Stale::default();
    for change in confirmed::changes(then, french.1) {
        let Some(part) = change.now.as_ref().or(change.then.as_ref()) else { continue };
        let is_section = matches!(part.name, PartName::Section(_));
        let own = english.1.iter().find(|own| own.name == part.name);
        let counterpart = own.filter(|_| change.now.is_some() && (aligned || !is_section));
        match (&part.name, &change.now) {
            (PartName::Section(at), Some(_)) if aligned => stale.sections.push(*at),
            _ => stale.elsewhere = true,
        }
        let whole = |file: &RecordFile| Place::file(Arc::clone(file.source.path()));
        stale.changes.push(Changed {
            french: change.now.as_ref().map_or_else(|| whole(french.0), |now| french.0.source.place(now.span)),
            english: counterpart.map_or_else(|| whole(english.0), |part| english.0.source.place(part.span)),
            then: change.then.as_ref().map(|part| part.text.clone()).unwrap_or_default(),
            now: change.now.as_ref().map(|part| part.text.clone()).unwrap_or_default(),
            about: confirmed::named(part, &french.0.source),
            field: None,
        });
    }
    stale
}

/// Returns the outdated translations of YAML records, by their path.
pub(super) fn records(
    records: &Records,
    snapshot: &Snapshot,
    orphans: &Arc<Orphans>,
    reuse: &Reuse,
) -> Reported<Vec<StaleFile>> {
    let folders: Vec<_> = records.folders().collect();
    let found: Vec<Reported<Vec<StaleFile>>> = folders
        .into_par_iter()
        .map(|folder| {
            let copies = folder_of(snapshot, folder.path());
            let mut report = Report::default();
            let mut stale = Vec::new();
            if copies.is_none() && orphans.records.is_empty() {
                return Reported::default();
            }
            for file in folder.files().iter().filter(|file| !file.id.concept.is_text()) {
                let copy = copies.and_then(|copies| copy_in(copies, file.source.path()));
                let found =
                    reuse.make(file.source.path(), &(Arc::clone(file), copy, Arc::clone(orphans)), stale_record);
                report.extend(found.report.clone());
                stale.extend(found.value.as_ref().map(|stale| (Arc::clone(file.source.path()), Arc::clone(stale))));
            }
            Reported::new(stale, report)
        })
        .collect();
    let mut report = Report::default();
    let stale = found.into_iter().flat_map(|found| found.into(&mut report)).collect();
    Reported::new(stale, report)
}

/// Returns the fields of a record with outdated translations.
fn stale_record(
    (file, copy, orphans): &(Arc<RecordFile>, Option<Text>, Arc<Orphans>),
    _: &Reuse,
) -> Reported<Option<Arc<Stale>>> {
    let fields = match copy {
        Some(copy) if copy.fingerprint == file.fingerprint => return Reported::default(),
        Some(copy) => read_copy(copy).map(|copy| copy.fields).unwrap_or_default(),
        None => Box::default(),
    };
    // Without a copy, the record may have been renamed since.
    let renamed = || orphans.records.iter().find(|then| confirmed::is_copy(then, &file.fields));
    let then = match copy {
        Some(_) => &*fields,
        None => match renamed() {
            Some(then) => then,
            None => return Reported::default(),
        },
    };
    let changes: Vec<Changed> = confirmed::stale(then, &file.fields)
        .into_iter()
        .map(|(field, then)| Changed {
            french: file.source.place(field.french.1),
            english: file.source.place(field.english.as_ref().map_or(field.french.1, |(_, span)| *span)),
            then,
            now: field.french.0.clone(),
            about: field.key.clone(),
            field: field
                .english
                .as_ref()
                .map(|(english, _)| (field.french.0.trim().to_owned(), english.trim().to_owned())),
        })
        .collect();
    reported(Stale { sections: Vec::new(), elsewhere: true, changes }, file)
}
