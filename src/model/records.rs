//! Reads the records of a snapshot, folder by folder, each file on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::accepted::{self, Accepted, Judge};
use super::commentary::Commentary;
use super::committee::Committee;
use super::concepts::{Concept, RecordId};
use super::confirmed::{self, Field};
use super::free_page::FreePage;
use super::meeting::Meeting;
use super::member::Member;
use super::misnamed::Misnamed;
use super::nomination::Nomination;
use super::placeholders;
use super::plan::Plan;
use super::portal::Portal;
use super::reader::Context;
use super::response::{self, Response};
use crate::diagnostic::{Code, Report, Reported, Source, Span, fault};
use crate::language::Language;
use crate::reuse::{Key, Keyed, Reuse};
use crate::source::{ASSETS, CONTENT, File, Folder, Snapshot, Text, front_matter, yaml};

/// A record, as it is in its file.
#[derive(Debug)]
pub enum Record {
    /// The site.
    Portal(Arc<Portal>),
    /// The committee.
    Committee(Arc<Committee>),
    /// A member.
    Member(Arc<Member>),
    /// A nomination round.
    Nomination(Arc<Nomination>),
    /// A meeting.
    Meeting(Arc<Meeting>),
    /// A plan.
    Plan(Arc<Plan>),
    /// One language version of a commentary.
    Commentary(Arc<Commentary>),
    /// The responses to a commentary.
    Response(Arc<Vec<Response>>),
    /// One language version of a free page.
    FreePage(Arc<FreePage>),
}

/// A file that was read, whether or not it contains a valid record.
#[derive(Debug)]
pub struct RecordFile {
    /// The id of its record.
    pub id: RecordId,
    /// Its text, which spans refer to.
    pub source: Arc<Source>,
    /// The record, if it could be read.
    pub record: Option<Record>,
    /// The values of a YAML record that are, or should be, written in both languages.
    pub fields: Box<[Field]>,
    /// The differences between its two versions that the editor accepted.
    pub accepted: Arc<[Accepted]>,
    /// The problems found in it.
    pub report: Report,
    /// The hash of its bytes.
    pub fingerprint: Key,
    key: Key,
}

/// The records of one folder.
#[derive(Debug)]
pub struct RecordFolder {
    path: Arc<str>,
    /// Its files, in the order of their paths.
    files: Vec<Arc<RecordFile>>,
    /// The ids of files that exist but are not valid text.
    faulty: Vec<RecordId>,
    /// The files whose paths name no record.
    misnamed: Vec<Misnamed>,
    report: Report,
    key: Key,
}

/// Every record of a portal, by folder.
#[derive(Debug, Default)]
pub struct Records {
    folders: BTreeMap<Arc<str>, Arc<RecordFolder>>,
    /// The ids of the records that misnamed files were meant as.
    meant: BTreeSet<RecordId>,
}

impl Records {
    /// Reads the records of a snapshot.
    pub fn read(snapshot: &Snapshot, reuse: &Reuse) -> Reported<Self> {
        let is_of_records = |folder: &&Arc<Folder>| !format!("{}/", folder.path()).starts_with(ASSETS);
        let folders: Vec<&Arc<Folder>> = snapshot.below(CONTENT).filter(is_of_records).collect();
        let read = folders.into_par_iter().map(|folder| reuse.make(folder.path(), folder, read_folder));
        let folders: BTreeMap<_, _> = read.map(|folder| (Arc::clone(&folder.path), folder)).collect();
        let mut report: Report = folders.values().map(|folder| folder.report.clone()).collect();
        let is_taken = |path: &str| snapshot.get(path).is_some() || snapshot.below(path).next().is_some();
        let mut reported = BTreeSet::new();
        for misnamed in folders.values().flat_map(|folder| &folder.misnamed) {
            if reported.insert(misnamed.path()) {
                report.push(misnamed.diagnostic(is_taken));
            }
        }
        let wrong = folders.values().flat_map(|folder| &folder.misnamed);
        let meant = wrong.filter_map(|misnamed| misnamed.meant.clone()).collect();
        Reported::new(Self { folders, meant }, report)
    }

    /// Returns a folder of records by its path, without a trailing slash.
    pub fn folder(&self, path: &str) -> Option<&Arc<RecordFolder>> {
        self.folders.get(path)
    }

    /// Returns the folders, in the order of their paths.
    pub fn folders(&self) -> impl Iterator<Item = &Arc<RecordFolder>> {
        self.folders.values()
    }

    /// Returns the files, by folder.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<RecordFile>> {
        self.folders.values().flat_map(|folder| &folder.files)
    }

    /// Returns whether a record has a file, valid or not: problems in it have already been reported.
    pub fn exists(&self, id: &RecordId) -> bool {
        let path = id.path();
        let folder = path.rsplit_once('/').and_then(|(folder, _)| self.folder(folder));
        let is_there = folder.is_some_and(|folder| folder.get(&path).is_some() || folder.faulty.contains(id));
        is_there || self.meant.contains(id)
    }

    /// Returns the file of a record.
    pub fn get(&self, id: &RecordId) -> Option<&Arc<RecordFile>> {
        self.at(&id.path())
    }

    /// Returns the file at a path.
    pub fn at(&self, path: &str) -> Option<&Arc<RecordFile>> {
        self.folder(path.rsplit_once('/')?.0)?.get(path)
    }
}

impl RecordFolder {
    /// Returns its path, without a trailing slash.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// Returns its files, in the order of their paths.
    pub fn files(&self) -> &[Arc<RecordFile>] {
        &self.files
    }

    /// Returns the ids of files that exist but are not valid text.
    pub fn faulty(&self) -> &[RecordId] {
        &self.faulty
    }

    fn get(&self, path: &str) -> Option<&Arc<RecordFile>> {
        let at = self.files.binary_search_by(|file| (**file.source.path()).cmp(path)).ok()?;
        Some(&self.files[at])
    }
}

/// The cache key of a folder: the files that it was read from.
impl Keyed for RecordFolder {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.key.feed(hasher);
    }
}

/// The cache key of a file: its path and its bytes, which determine its record.
impl Keyed for RecordFile {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.key.feed(hasher);
    }
}

fn read_folder(folder: &Arc<Folder>, reuse: &Reuse) -> RecordFolder {
    let mut report = Report::default();
    let mut faulty = Vec::new();
    let mut wrong = Vec::new();
    let mut texts: Vec<(RecordId, &Text)> = Vec::new();
    for (path, file) in folder.files() {
        match (RecordId::of(path), file) {
            (Some(id), File::Text(text)) => texts.push((id, text)),
            (Some(id), File::Faulty(_) | File::Asset(_) | File::Bytes { .. }) => faulty.push(id),
            // The problems of the file itself were already reported.
            (None, File::Faulty(_)) => {}
            (None, File::Text(_) | File::Asset(_) | File::Bytes { .. }) => {
                let misnamed = Misnamed::of(path);
                faulty.extend(misnamed.meant.clone());
                wrong.push(misnamed);
            }
        }
    }
    let read = |(id, text): (RecordId, &Text)| {
        let input = (id, text.clone());
        reuse.make(text.source.path(), &input, |(id, text), _| read_file(id, text))
    };
    let files: Vec<Arc<RecordFile>> = texts.into_par_iter().map(read).collect();
    for file in &files {
        report.extend(file.report.clone());
    }
    RecordFolder { path: Arc::clone(folder.path()), files, faulty, misnamed: wrong, report, key: Key::of(folder) }
}

/// Reads a text as a record. An internal error of the program on the way is reported at the file.
pub fn read_file(id: &RecordId, text: &Text) -> RecordFile {
    let read = || {
        let mut accepted = Vec::new();
        let mut cx = Context::new(&text.source);
        let (record, fields) = record(id, &mut accepted, &mut cx);
        (cx.reported(record), fields, accepted)
    };
    let (Reported { value: record, report: found }, fields, mut accepted) = fault::contain(text.source.path(), read)
        .unwrap_or_else(|fault| (Reported::new(None, (*fault).into()), Vec::new(), Vec::new()));
    accepted::note_met(&mut accepted, &found);
    // The two files of a text are compared later, when both are known.
    let is_judged = record.is_some() && !id.concept.is_text();
    let unneeded = is_judged.then(|| accepted::unneeded(&found, &accepted, Judge::Comparison));
    let mut report = accepted::without(found, &accepted);
    report.extend(unneeded.unwrap_or_default());
    RecordFile {
        id: id.clone(),
        source: Arc::clone(&text.source),
        record,
        fields: fields.into(),
        report,
        accepted: accepted.into(),
        fingerprint: text.fingerprint,
        key: Key::of(text),
    }
}

fn record(id: &RecordId, accepted: &mut Vec<Accepted>, cx: &mut Context<'_>) -> (Option<Record>, Vec<Field>) {
    if id.concept.is_text() {
        return (text(id, accepted, cx), Vec::new());
    }
    let Some(mut node) = cx.take(yaml::parse(cx.source, 0..cx.source.text().len())) else { return (None, Vec::new()) };
    let fields = confirmed::fields(&node);
    *accepted = accepted::take(&mut node, cx);
    placeholders::report(0..cx.source.text().len(), cx);
    let record = match id.concept {
        Concept::Portal => Portal::read(&node, cx).map(Arc::new).map(Record::Portal),
        Concept::Committee => Committee::read(&node, cx).map(Arc::new).map(Record::Committee),
        Concept::Member => Member::read(&node, cx).map(Arc::new).map(Record::Member),
        Concept::Nomination => Nomination::read(&node, cx).map(Arc::new).map(Record::Nomination),
        Concept::Meeting => {
            id.date().and_then(|date| Meeting::read(&node, date, cx)).map(Arc::new).map(Record::Meeting)
        }
        Concept::Plan => Plan::read(&node, cx).map(Arc::new).map(Record::Plan),
        Concept::Response => response::read(&node, cx).map(Arc::new).map(Record::Response),
        // Texts are read above; the others have no files of their own.
        Concept::Commentary | Concept::Page | Concept::Commitment | Concept::Asset => None,
    };
    (record, fields)
}

/// Reads a Markdown file: its front matter, and the text below it.
fn text(id: &RecordId, accepted: &mut Vec<Accepted>, cx: &mut Context<'_>) -> Option<Record> {
    let halves = cx.take(front_matter::split(cx.source))?;
    let mut head = yaml::parse(cx.source, halves.yaml.clone());
    // An empty front matter above a body is not reported as an empty file: the missing fields are reported.
    if head.report.iter().any(|diagnostic| diagnostic.code == Code::EmptyFile) {
        let missing = cx.diagnostic(Code::MissingKey, Span::new(0..3)).arg("key", "title").arg("instead", "none");
        head = Reported::new(None, missing.into());
    }
    let mut node = cx.take(head)?;
    *accepted = accepted::take(&mut node, cx);
    // Whether the English version of a commentary is a draft is decided by its French version: see the texts of the
    // plan.
    let is_of_pair = id.concept == Concept::Commentary && id.language == Some(Language::English);
    if !is_of_pair && !placeholders::is_draft(&node) {
        placeholders::report(0..cx.source.text().len(), cx);
    }
    let language = id.language.unwrap_or(Language::French);
    match id.concept {
        Concept::Commentary => Commentary::read(&node, &halves, language, cx).map(Arc::new).map(Record::Commentary),
        _ => FreePage::read(&node, &halves, language, cx).map(Arc::new).map(Record::FreePage),
    }
}
