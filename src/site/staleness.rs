//! English whose French changed since it was confirmed: which sections of a text, which fields of
//! a record. What was confirmed lies in `translations/`, a copy of each file as it then was.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Filed, Pair, Site};
use crate::diagnostic::{Code, Diagnostic, Place, Report, Source};
use crate::model::confirmed::{self, Field, Part, PartName, Parts};
use crate::model::records::{Parsed, Records};
use crate::model::{Kind, Record};
use crate::source::{CONTENT, File, Fingerprint, Snapshot, yaml};

/// The folder of the copies, with its slash.
const FOLDER: &str = "translations/";

/// What is stale of one text or record.
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
    /// Where the French stands now.
    pub french: Place,
    /// Where its English stands.
    pub english: Place,
    /// The French that was confirmed.
    pub then: String,
    /// The French of today.
    pub now: String,
    /// What names it.
    pub about: String,
    /// The French and the English of a record's field, as they stand.
    pub field: Option<(String, String)>,
}

/// What is stale, by the path of the file that holds the English.
#[derive(Debug, Default)]
pub(super) struct Staleness {
    files: HashMap<Arc<str>, Stale>,
    /// The fields among them, by their French and English as they stand.
    fields: HashSet<(String, String)>,
}

impl Staleness {
    pub(super) fn get(&self, path: &str) -> Option<&Stale> {
        self.files.get(path)
    }

    pub(super) fn holds(&self, french: &str, english: &str) -> bool {
        // Most portals have nothing stale: then no key is made.
        !self.fields.is_empty() && self.fields.contains(&(french.trim().to_owned(), english.trim().to_owned()))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Stale)> {
        self.files.iter()
    }
}

/// The confirmed files, by the path of the content that they are copies of.
struct Store<'a> {
    files: HashMap<&'a str, (&'a Arc<Source>, &'a Fingerprint)>,
    /// Copies whose content has gone: it may have been renamed.
    orphans: Vec<&'a Arc<Source>>,
    /// The fields of those that are records.
    records: Vec<Vec<Field>>,
}

impl<'a> Store<'a> {
    fn of(snapshot: &'a Snapshot, records: &Records) -> Self {
        let known: HashSet<&str> = records.iter().map(|file| &**file.source.path()).collect();
        let mut store = Self { files: HashMap::new(), orphans: Vec::new(), records: Vec::new() };
        for (path, file) in snapshot.below(FOLDER) {
            let File::Text { source, fingerprint } = file else { continue };
            let below = &path[FOLDER.len()..];
            let of = known.get(format!("{CONTENT}/{below}").as_str()).copied();
            if of.is_none() {
                store.orphans.push(source);
            }
            store.files.insert(below, (source, fingerprint));
        }
        store.orphans.sort_by_key(|source| Arc::clone(source.path()));
        let records = store.orphans.iter().filter(|source| source.path().ends_with(".yaml"));
        store.records = records.map(|source| fields(source)).collect();
        store
    }

    fn copy_of(&self, path: &str) -> Option<(&'a Arc<Source>, &'a Fingerprint)> {
        self.files.get(path.strip_prefix(CONTENT)?.trim_start_matches('/')).copied()
    }
}

/// Finds what is stale and tells it.
pub(super) fn check(site: &Site, records: &Records, snapshot: &Snapshot, report: &mut Report) -> Staleness {
    let store = Store::of(snapshot, records);
    let texts = site
        .pages
        .par_iter()
        .filter_map(|pair| text(pair, &store))
        .chain(site.commentaries.par_iter().filter_map(|commentary| text(&commentary.text, &store)));
    let files: Vec<&Arc<Parsed>> = records.iter().collect();
    let fields = files.par_iter().filter_map(|file| record(file, &store));
    let found: HashMap<Arc<str>, Stale> = texts.chain(fields).collect();
    for (path, stale) in &found {
        for change in &stale.changes {
            let diagnostic = Diagnostic::new(Code::StaleTranslation, change.english.clone());
            let diagnostic = diagnostic.arg("about", change.about.as_str()).arg("file", &**path);
            report.push(diagnostic.related(change.french.clone()));
        }
    }
    let fields = found.values().flat_map(|stale| &stale.changes).filter_map(|change| change.field.clone()).collect();
    Staleness { files: found, fields }
}

fn text<T: Parts + Sync + Send>(pair: &Pair<T>, store: &Store<'_>) -> Option<(Arc<str>, Stale)>
where
    Filed<T>: Sync,
{
    let (french, english) = (&pair.french, pair.english.as_ref()?);
    if french.is_known_sound() && english.is_known_sound() {
        return None;
    }
    let mark = english.translates()?;
    let now = french.parts();
    if confirmed::mark(&now) == mark {
        return None;
    }
    let then = store
        .copy_of(french.source.path())
        .map(|(source, _)| source)
        .into_iter()
        .chain(store.orphans.iter().copied())
        .filter_map(|source| parts_of(source, french.source.path()))
        .find(|parts| confirmed::mark(parts) == mark);
    let stale = match then {
        Some(then) => stale_of(&then, (french, &now), (english, &english.parts())),
        // The mark alone tells that the French changed; what it was is lost.
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
    (!stale.changes.is_empty()).then(|| (Arc::clone(english.source.path()), stale))
}

/// The parts of a confirmed copy, read as the kind of text that it is a copy of.
fn parts_of(source: &Arc<Source>, like: &str) -> Option<Vec<Part>> {
    match Parsed::alone(Kind::of(like).ok()?, source).record? {
        Record::Commentary(record) => Some(record.parts()),
        Record::FreePage(record) => Some(record.parts()),
        _ => None,
    }
}

/// What changed between the confirmed French and that of today, and which English it concerns.
///
/// The English stands in the order of the confirmed French until it is revised: a section of today is
/// looked for there through those around it that did not change.
fn stale_of<T>(then: &[Part], french: (&Filed<T>, &[Part]), english: (&Filed<T>, &[Part])) -> Stale {
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
        let whole = |filed: &Filed<T>| Place::file(Arc::clone(filed.source.path()));
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

/// The localized fields of a record's source.
fn fields(source: &Arc<Source>) -> Vec<Field> {
    yaml::parse(source, 0..source.text().len()).value.map(|node| confirmed::fields(&node)).unwrap_or_default()
}

/// The stale fields of a record.
fn record(file: &Arc<Parsed>, store: &Store<'_>) -> Option<(Arc<str>, Stale)> {
    if matches!(file.kind, Kind::Commentary(..) | Kind::FreePage(..)) {
        return None;
    }
    let copy = match store.copy_of(file.source.path()) {
        Some((_, fingerprint)) if *fingerprint == file.fingerprint() => return None,
        Some((source, _)) => Some(fields(source)),
        None if store.records.is_empty() => return None,
        None => None,
    };
    let now = fields(&file.source);
    let then = match &copy {
        Some(copy) => copy,
        // The record may have been renamed since.
        None => store.records.iter().find(|then| confirmed::is_copy(then, &now))?,
    };
    let stale = confirmed::stale(then, &now);
    let changes: Vec<Changed> = stale
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
    (!changes.is_empty())
        .then(|| (Arc::clone(file.source.path()), Stale { sections: Vec::new(), elsewhere: true, changes }))
}
