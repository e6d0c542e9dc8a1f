//! The records of a snapshot: each file parsed on its own, and kept as long as its bytes stay the
//! same, so that an edit parses one file.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Place, Report, Reported, Source};
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::accepted::{self, Accepted};
use crate::model::commentary::Commentary;
use crate::model::committee::Committee;
use crate::model::free_page::FreePage;
use crate::model::gist::Gist;
use crate::model::markdown::Markdown;
use crate::model::meeting::Meeting;
use crate::model::member::Member;
use crate::model::nomination::Nomination;
use crate::model::plan::Plan;
use crate::model::portal::Portal;
use crate::model::reader::Context;
use crate::model::response::{self, Response};
use crate::model::value::Id;
use crate::source::{ASSETS, File, Fingerprint, Snapshot, front_matter, yaml};

/// What a file of the content is, told by its path alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `portal.yaml`
    Portal,
    /// `committee.yaml`
    Committee,
    /// `members/<id>.yaml`
    Member(Id),
    /// `nominations/<id>.yaml`
    Nomination(Id),
    /// `meetings/<date>.yaml`
    Meeting(Id),
    /// `plans/<id>/plan.yaml`
    Plan(Id),
    /// `plans/<plan>/commentary/<slug>.<language>.md`
    Commentary(Id, Id, Language),
    /// `plans/<plan>/responses/<slug>.yaml`
    Response(Id, Id),
    /// `pages/<slug>.<language>.md`
    FreePage(Id, Language),
}

/// A record, as its file holds it.
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
    /// One side of a commentary.
    Commentary(Arc<Commentary>),
    /// Answers to a commentary.
    Response(Arc<Vec<Response>>),
    /// One side of a free page.
    FreePage(Arc<FreePage>),
}

/// A file that was read, whether or not a record came of it.
#[derive(Debug)]
pub struct Parsed {
    /// What it is.
    pub kind: Kind,
    /// Its text, which places point into.
    pub source: Arc<Source>,
    /// The record, if it could be read whole.
    pub record: Option<Record>,
    /// What a commentary says apart from its words, to be compared with the other version.
    gist: Option<Box<Gist>>,
    /// What was found wrong in it.
    pub report: Report,
    /// The differences between its two versions that are meant.
    pub accepted: Arc<[Accepted]>,
    fingerprint: Fingerprint,
}

/// Every record of a portal, in the order of their paths.
#[derive(Debug, Default)]
pub struct Records {
    files: Vec<Arc<Parsed>>,
    refused: BTreeSet<Arc<str>>,
    report: Report,
    fresh: Vec<usize>,
}

/// What need not be done with the texts of commentaries as they are read.
#[derive(Debug, Default)]
pub struct Shortcuts {
    /// Those, by path, that are known to be sound: they were checked before, in the same surroundings.
    pub sound: HashSet<Arc<str>>,
    /// Whether the two versions of a text are compared another time.
    pub compares_later: bool,
}

/// With how much care a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// It is checked, and its gist kept to be compared.
    Full,
    /// It is checked.
    WithoutGist,
    /// It is known to be sound.
    None,
}

impl Shortcuts {
    fn care_of(&self, path: &Arc<str>) -> Care {
        match (self.sound.contains(path), self.compares_later) {
            (true, _) => Care::None,
            (false, true) => Care::WithoutGist,
            (false, false) => Care::Full,
        }
    }
}

impl Records {
    /// Reads the records of a snapshot, taking over from earlier ones what did not change.
    pub fn read(snapshot: &Snapshot, earlier: Option<&Records>, shortcuts: &Shortcuts) -> Self {
        let mut report = Report::default();
        let mut kept = earlier.map_or(&[][..], |records| &records.files).iter().peekable();
        let mut files: Vec<Option<Arc<Parsed>>> = Vec::new();
        let mut fresh = Vec::new();
        for (path, file) in snapshot.below("content/").filter(|(path, _)| !path.starts_with(ASSETS)) {
            let File::Text { source, fingerprint } = file else {
                if let Err(diagnostic) = Kind::of(path) {
                    report.push(*diagnostic);
                }
                continue;
            };
            // Both lists are in the order of their paths: one walk finds what was kept.
            while kept.peek().is_some_and(|old| old.source.path() < path) {
                kept.next();
            }
            match kept.peek() {
                Some(old) if old.source.path() == path && old.fingerprint == *fingerprint => {
                    files.push(Some(Arc::clone(old)))
                }
                _ => match Kind::of(path) {
                    Ok(kind) => {
                        fresh.push((files.len(), kind, source, *fingerprint));
                        files.push(None);
                    }
                    Err(diagnostic) => report.push(*diagnostic),
                },
            }
        }
        let parsed: Vec<_> = fresh
            .into_par_iter()
            .map(|(at, kind, source, fingerprint)| {
                let care = shortcuts.care_of(source.path());
                (at, Arc::new(Parsed::read(kind, source, fingerprint, care)))
            })
            .collect();
        let fresh = parsed.iter().map(|(at, _)| *at).collect();
        for (at, file) in parsed {
            files[at] = Some(file);
        }
        let files: Vec<_> = files.into_iter().flatten().collect();
        for file in &files {
            report.extend(file.report.clone());
        }
        Self { files, refused: snapshot.refused().cloned().collect(), report, fresh }
    }

    /// Everything wrong in single files.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// How many files were parsed to make these records, the others having been kept.
    pub fn parsed(&self) -> usize {
        self.fresh.len()
    }

    /// The files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Parsed>> {
        self.files.iter()
    }

    /// The files that were parsed to make these records, the others having been kept.
    pub fn fresh(&self) -> impl Iterator<Item = &Arc<Parsed>> {
        self.fresh.iter().map(|&at| &self.files[at])
    }

    /// Whether there is a file of a kind, readable or not: what is wrong in it has been told.
    pub fn exists(&self, kind: &Kind) -> bool {
        self.get(kind).is_some() || self.refused.contains(kind.path().as_str())
    }

    /// The file of a kind.
    pub fn get(&self, kind: &Kind) -> Option<&Arc<Parsed>> {
        self.at(&kind.path())
    }

    /// The file at a path.
    pub fn at(&self, path: &str) -> Option<&Arc<Parsed>> {
        let at = self.files.binary_search_by(|file| (**file.source.path()).cmp(path)).ok()?;
        Some(&self.files[at])
    }
}

/// The paths of the format, for messages.
const EXPECTED: &[&str] = &[
    "content/portal.yaml",
    "content/committee.yaml",
    "content/members/<id>.yaml",
    "content/nominations/<id>.yaml",
    "content/meetings/<date>.yaml",
    "content/plans/<id>/plan.yaml",
    "content/plans/<id>/commentary/<slug>.fr.md",
    "content/plans/<id>/responses/<slug>.yaml",
    "content/pages/<slug>.fr.md",
    "content/assets/…",
];

impl Kind {
    /// What a file is.
    ///
    /// # Errors
    /// What to tell the editor of a file that the format has no place for, or whose name is no id.
    pub fn of(path: &str) -> Result<Kind, Box<Diagnostic>> {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        let record = |name: &str, make: fn(Id) -> Kind| match name.strip_suffix(".yaml") {
            Some(stem) => id_of(stem, ".yaml", path).map(make),
            None => Err(misplaced(path)),
        };
        match parts.as_slice() {
            ["portal.yaml"] => Ok(Kind::Portal),
            ["committee.yaml"] => Ok(Kind::Committee),
            ["members", name] => record(name, Kind::Member),
            ["nominations", name] => record(name, Kind::Nomination),
            ["meetings", name] => record(name, Kind::Meeting).and_then(|kind| match &kind {
                Kind::Meeting(id) if meeting_date(id).is_some() => Ok(kind),
                _ => Err(bad_name(path, name, "2022-03-15.yaml")),
            }),
            ["plans", plan, "plan.yaml"] => id_of(plan, "", path).map(Kind::Plan),
            ["plans", plan, "commentary", name] => {
                let (slug, language) = pair_of(name, path)?;
                Ok(Kind::Commentary(id_of(plan, "", path)?, slug, language))
            }
            ["plans", plan, "responses", name] => match name.strip_suffix(".yaml") {
                Some(stem) => Ok(Kind::Response(id_of(plan, "", path)?, id_of(stem, ".yaml", path)?)),
                None => Err(misplaced(path)),
            },
            ["pages", name] => pair_of(name, path).map(|(slug, language)| Kind::FreePage(slug, language)),
            _ => Err(misplaced(path)),
        }
    }

    /// The path of the file that would hold it.
    pub fn path(&self) -> String {
        match self {
            Kind::Portal => "content/portal.yaml".to_owned(),
            Kind::Committee => "content/committee.yaml".to_owned(),
            Kind::Member(id) => format!("content/members/{id}.yaml"),
            Kind::Nomination(id) => format!("content/nominations/{id}.yaml"),
            Kind::Meeting(id) => format!("content/meetings/{id}.yaml"),
            Kind::Plan(id) => format!("content/plans/{id}/plan.yaml"),
            Kind::Commentary(plan, slug, language) => {
                format!("content/plans/{plan}/commentary/{slug}.{}.md", language.code())
            }
            Kind::Response(plan, slug) => format!("content/plans/{plan}/responses/{slug}.yaml"),
            Kind::FreePage(slug, language) => format!("content/pages/{slug}.{}.md", language.code()),
        }
    }
}

/// The day that a meeting's id names.
pub fn meeting_date(id: &Id) -> Option<PartialDate> {
    PartialDate::parse(id.as_str()).filter(|date| date.is_exact())
}

fn id_of(stem: &str, ending: &str, path: &str) -> Result<Id, Box<Diagnostic>> {
    Id::new(stem).ok_or_else(|| bad_name(path, stem, &format!("{}{ending}", Id::suggestion(stem))))
}

fn pair_of(name: &str, path: &str) -> Result<(Id, Language), Box<Diagnostic>> {
    let stem = name.strip_suffix(".md").ok_or_else(|| misplaced(path))?;
    let (slug, code) =
        stem.rsplit_once('.').ok_or_else(|| bad_name(path, name, &format!("{}.fr.md", Id::suggestion(stem))))?;
    let language = Language::ALL.into_iter().find(|language| language.code() == code);
    let language = language.ok_or_else(|| bad_name(path, name, &format!("{}.fr.md", Id::suggestion(slug))))?;
    Ok((id_of(slug, &format!(".{code}.md"), path)?, language))
}

fn bad_name(path: &str, name: &str, suggestion: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::BadFileName, Place::file(path)).arg("name", name).arg("suggestion", suggestion))
}

/// A record that nothing would read is lost data, so it is an error; another file is a warning.
fn misplaced(path: &str) -> Box<Diagnostic> {
    let is_record = [".yaml", ".yml", ".md"].iter().any(|end| path.ends_with(end));
    let code = if is_record { Code::MisplacedRecord } else { Code::StrayFile };
    let renamed = path.strip_suffix(".yml").map(|stem| format!("{stem}.yaml"));
    let suggestion = renamed.filter(|path| Kind::of(path).is_ok()).unwrap_or_else(|| "none".to_owned());
    let expected = EXPECTED.join(", ");
    Box::new(Diagnostic::new(code, Place::file(path)).arg("suggestion", suggestion).arg("expected", expected))
}

impl Parsed {
    /// Reads a text as a record of a kind, for itself alone.
    pub fn alone(kind: Kind, source: &Arc<Source>) -> Self {
        Self::read(kind, source, Fingerprint::default(), Care::WithoutGist)
    }

    /// What the text below its front matter says apart from its words: gathered as the file was read, or now.
    pub fn gist_of<'a>(&'a self, text: &'a Markdown) -> Cow<'a, Gist> {
        self.gist.as_deref().map_or_else(|| text.gist(), Cow::Borrowed)
    }

    /// What fingerprints its bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    fn read(kind: Kind, source: &Arc<Source>, fingerprint: Fingerprint, care: Care) -> Self {
        let mut accepted = Vec::new();
        let mut gist = None;
        let Reported { value: record, report } = parse(&kind, source, care, &mut gist, &mut accepted);
        let report = accepted::without(report, &accepted);
        Self { kind, source: Arc::clone(source), record, gist, report, accepted: accepted.into(), fingerprint }
    }
}

fn parse(
    kind: &Kind,
    source: &Arc<Source>,
    care: Care,
    gist: &mut Option<Box<Gist>>,
    accepted: &mut Vec<Accepted>,
) -> Reported<Option<Record>> {
    let mut cx = Context::new(source);
    let record = record(kind, care, gist, accepted, &mut cx);
    cx.reported(record)
}

fn record(
    kind: &Kind,
    care: Care,
    gist: &mut Option<Box<Gist>>,
    accepted: &mut Vec<Accepted>,
    cx: &mut Context<'_>,
) -> Option<Record> {
    let source = cx.source;
    if let Kind::Commentary(..) | Kind::FreePage(..) = kind {
        let halves = cx.take(front_matter::split(source))?;
        let mut node = cx.take(yaml::parse(source, halves.yaml.clone()))?;
        *accepted = accepted::take(&mut node, cx);
        return match kind {
            Kind::Commentary(_, _, language) => {
                let mut commentary = Commentary::read(&node, &halves, *language, care, cx)?;
                *gist = commentary.body.take_gist();
                Some(Record::Commentary(Arc::new(commentary)))
            }
            Kind::FreePage(_, language) => {
                FreePage::read(&node, &halves, *language, cx).map(Arc::new).map(Record::FreePage)
            }
            _ => None,
        };
    }
    let mut node = cx.take(yaml::parse(source, 0..source.text().len()))?;
    *accepted = accepted::take(&mut node, cx);
    match kind {
        Kind::Portal => Portal::read(&node, cx).map(Arc::new).map(Record::Portal),
        Kind::Committee => Committee::read(&node, cx).map(Arc::new).map(Record::Committee),
        Kind::Member(_) => Member::read(&node, cx).map(Arc::new).map(Record::Member),
        Kind::Nomination(_) => Nomination::read(&node, cx).map(Arc::new).map(Record::Nomination),
        Kind::Meeting(id) => Meeting::read(&node, meeting_date(id)?, cx).map(Arc::new).map(Record::Meeting),
        Kind::Plan(_) => Plan::read(&node, cx).map(Arc::new).map(Record::Plan),
        Kind::Response(..) => response::read(&node, cx).map(Arc::new).map(Record::Response),
        Kind::Commentary(..) | Kind::FreePage(..) => None,
    }
}
