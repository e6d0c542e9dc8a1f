//! The linked portal: ids resolved, languages paired, indexes built. A [`Site`] is immutable and always complete;
//! problems across records are reported by [`link`].

pub mod addresses;
pub mod ahead;
pub mod breaches;
mod completeness;
pub mod duties;
pub mod history;
mod index;
mod linker;
mod pairs;
pub mod parity;
pub mod periods;
mod plan_texts;
pub mod presence;
pub mod recommendations;
mod references;
pub mod responsible;
pub mod roster;
mod rules;
pub mod staleness;
mod targets;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Source;
use crate::language::Language;
use crate::model::address::BaseUrl;
use crate::model::committee::Committee;
use crate::model::document::Document;
use crate::model::free_page::FreePage;
use crate::model::id::Id;
use crate::model::markdown::Reference;
use crate::model::meeting::Meeting;
use crate::model::member::Member;
use crate::model::nomination::Nomination;
use crate::model::plan::Plan;
use crate::model::portal::Portal;
use crate::model::{Concept, RecordFile, RecordId};
use crate::reuse::{Key, Keyed};
use crate::source::disk::Disk;
use crate::source::{ASSETS, Asset, ReadError, Text};

pub use linker::{link, publication_day, reference_date};
pub use pairs::Pair;
pub use plan_texts::{CommentaryPair, PlanTexts};
pub use targets::PlanNames;

/// The options of a build, beyond the content.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day given on the command line: it overrides the portal's `reference_date`.
    pub as_of: Option<Date>,
    /// The present moment, whose day in the portal's time zone is today if neither gives a date; the caller reads
    /// the clock.
    pub now: jiff::Timestamp,
    /// An address that replaces the portal's `base_url`.
    pub base_url: Option<BaseUrl>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether the site can be searched.
    pub search: bool,
}

/// A record with its id and its file; unchanged ones are shared between sites.
#[derive(Debug)]
pub struct Sourced<T> {
    /// The record's id.
    pub id: Id,
    file: Arc<RecordFile>,
    record: Arc<T>,
}

impl<T> Sourced<T> {
    /// Combines a record with its file; its id is that of the file, or the concept's keyword if the portal has only
    /// one record of it.
    fn of(file: &Arc<RecordFile>, record: &Arc<T>) -> Option<Self> {
        let id = file.id.id.clone().or_else(|| Id::new(file.id.concept.word()))?;
        Some(Self { id, file: Arc::clone(file), record: Arc::clone(record) })
    }

    /// Returns its file.
    pub fn file(&self) -> &Arc<RecordFile> {
        &self.file
    }

    /// Creates a placeholder for a record that is missing or could not be read.
    fn stand_in(concept: Concept, record: T) -> Self {
        let id = RecordId::new(concept, None);
        let source = Source::new(id.path().into(), "");
        let text = Text { source, fingerprint: Key::of_bytes(b""), stamp: Asset::default() };
        let file = Arc::new(crate::model::records::read_file(&id, &text));
        Self { id: Id::suggested(concept.word()), file, record: Arc::new(record) }
    }

    /// Returns the language of its file; French if the file has no language.
    fn language(&self) -> Language {
        self.file.id.language.unwrap_or(Language::French)
    }

    /// Returns the text of its file, which spans refer to.
    pub fn source(&self) -> &Arc<Source> {
        &self.file.source
    }
}

impl<T> Clone for Sourced<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), file: Arc::clone(&self.file), record: Arc::clone(&self.record) }
    }
}

impl<T> Deref for Sourced<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.record
    }
}

/// The cache key of a record: that of its file, which determines it.
impl<T> Keyed for Sourced<T> {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.file.feed(hasher);
    }
}

/// Lists of indices, by the index of what they belong to.
type Places = HashMap<usize, Vec<usize>>;

/// The index of a commentary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommentaryAt {
    /// The plan it is about, by its index in [`Site::plans`].
    pub plan: usize,
    /// Its index among the commentaries on that plan.
    pub at: usize,
}

/// The portal, linked.
#[derive(Debug)]
pub struct Site {
    /// The site itself.
    pub portal: Sourced<Portal>,
    /// The committee.
    pub committee: Sourced<Committee>,
    /// The members, by id.
    pub members: Vec<Sourced<Member>>,
    /// The nomination rounds, by id.
    pub nominations: Vec<Sourced<Nomination>>,
    /// The meetings, by date.
    pub meetings: Vec<Sourced<Meeting>>,
    /// The plans, by id.
    pub plans: Vec<Sourced<Plan>>,
    /// The commentaries on each plan.
    texts: Vec<Arc<PlanTexts>>,
    /// The free pages, by slug.
    pub pages: Vec<Pair<FreePage>>,
    /// The assets, by their path below `content/assets/`.
    pub assets: BTreeMap<Arc<str>, Asset>,
    disk: Disk,
    base_url: BaseUrl,
    reference_date: Date,
    search: bool,
    drafts: bool,
    addresses: addresses::Addresses,
    history: history::History,
    index: index::Index,
    staleness: staleness::Staleness,
}

impl Site {
    /// Returns the address of the site's root.
    pub fn base_url(&self) -> &BaseUrl {
        &self.base_url
    }

    /// Returns the day on which rules are evaluated.
    pub fn reference_date(&self) -> Date {
        self.reference_date
    }

    /// Returns the outdated translations of a content file.
    pub fn stale(&self, path: &str) -> Option<&staleness::Stale> {
        self.staleness.get(path)
    }

    /// Returns whether a text of a record, given in both versions, has French that changed since its English was
    /// confirmed.
    pub fn is_stale(&self, french: &str, english: &str) -> bool {
        self.staleness.holds(french, english)
    }

    /// Returns whether any field of a record has an outdated translation.
    pub fn has_stale_fields(&self) -> bool {
        self.staleness.has_fields()
    }

    /// Returns all outdated translations, by file, in the order of their paths.
    pub fn all_stale(&self) -> Vec<(&str, &staleness::Stale)> {
        let mut all: Vec<_> = self.staleness.iter().map(|(path, stale)| (&**path, stale)).collect();
        all.sort_by_key(|(path, _)| *path);
        all
    }

    /// Returns all addresses ever published.
    pub fn addresses(&self) -> &addresses::Addresses {
        &self.addresses
    }

    /// Returns the beginning of a day in the portal's time zone, as a moment (RFC 3339).
    pub fn moment(&self, day: Date) -> String {
        let zone = self.portal.time_zone.as_deref().unwrap_or(crate::model::portal::TIME_ZONE);
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        match day.to_zoned(zone) {
            Ok(moment) => moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            Err(_) => format!("{day}T00:00:00Z"),
        }
    }

    /// Returns whether the site shows what only editors see: drafts, and upcoming events for editors.
    pub fn shows_drafts(&self) -> bool {
        self.drafts
    }

    /// Returns whether the site can be searched.
    pub fn has_search(&self) -> bool {
        self.search
    }

    /// Returns a member's index in [`Site::members`].
    pub fn member(&self, id: &Id) -> Option<usize> {
        position(&self.members, id)
    }

    /// Returns a member's position in the order of names for readers of a language.
    pub fn name_rank(&self, member: usize, language: Language) -> usize {
        self.index.name_ranks[language as usize][member]
    }

    /// Returns a meeting's index in [`Site::meetings`].
    pub fn meeting(&self, id: &Id) -> Option<usize> {
        position(&self.meetings, id)
    }

    /// Every document that a page shows, whatever the record: those of withdrawn texts, and of answers to them, are not.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        let meetings = self.meetings.iter().flat_map(|meeting| meeting.all_documents());
        let rounds = self.nominations.iter().flat_map(|round| &round.documents);
        let plans = self.plans.iter().flat_map(|plan| {
            plan.documents.iter().chain(plan.commitments.iter().flat_map(|commitment| &commitment.documents))
        });
        let shown = self.commentaries().filter(|(_, commentary)| !commentary.is_withdrawn());
        let texts = shown.flat_map(|(_, commentary)| {
            let answers = commentary.responses.iter().flat_map(|all| all.iter()).flat_map(|answer| &answer.documents);
            commentary.text.french.documents.iter().chain(answers)
        });
        meetings.chain(rounds).chain(plans).chain(texts)
    }

    /// Returns a nomination round's index in [`Site::nominations`].
    pub fn nomination(&self, id: &Id) -> Option<usize> {
        position(&self.nominations, id)
    }

    /// Returns the commentaries on each plan, in the order of [`Site::plans`].
    pub fn texts(&self) -> &[Arc<PlanTexts>] {
        &self.texts
    }

    /// Returns a commentary.
    pub fn commentary(&self, commentary: CommentaryAt) -> &CommentaryPair {
        &self.texts[commentary.plan].commentaries[commentary.at]
    }

    /// Returns every commentary, by plan and id.
    pub fn commentaries(&self) -> impl Iterator<Item = (CommentaryAt, &CommentaryPair)> {
        self.texts.iter().enumerate().flat_map(|(plan, texts)| {
            let all = texts.commentaries.iter().enumerate();
            all.map(move |(at, commentary)| (CommentaryAt { plan, at }, commentary))
        })
    }

    /// Returns the commentaries on a plan, newest first.
    pub fn commentaries_on_plan(&self, plan: usize) -> impl ExactSizeIterator<Item = CommentaryAt> + '_ {
        self.texts[plan].newest.iter().map(move |&at| CommentaryAt { plan, at })
    }

    /// Returns the commentaries on a commitment of a plan, newest first.
    pub fn commentaries_on_commitment(
        &self,
        plan: usize,
        commitment: usize,
    ) -> impl Iterator<Item = CommentaryAt> + '_ {
        let places = self.texts[plan].by_commitment.get(&commitment).map_or(&[][..], Vec::as_slice);
        places.iter().map(move |&at| CommentaryAt { plan, at })
    }

    /// Returns the commentaries that a member signed, newest first.
    pub fn signed_by(&self, member: usize) -> Vec<CommentaryAt> {
        let of_plan = |(plan, texts): (usize, &Arc<PlanTexts>)| {
            let places = texts.by_author.get(&member).map_or(&[][..], Vec::as_slice);
            places.iter().map(|&at| CommentaryAt { plan, at }).collect::<Vec<_>>()
        };
        self.newest_of(self.texts.iter().enumerate().flat_map(of_plan))
    }

    /// Returns the newest commentaries on all plans, at most `count`.
    pub fn newest_commentaries(&self, count: usize) -> Vec<CommentaryAt> {
        let of_plan = |plan: usize| self.commentaries_on_plan(plan).take(count);
        let mut newest = self.newest_of((0..self.texts.len()).flat_map(of_plan));
        newest.truncate(count);
        newest
    }

    /// Sorts commentaries by their dates, newest first.
    fn newest_of(&self, commentaries: impl Iterator<Item = CommentaryAt>) -> Vec<CommentaryAt> {
        let mut all: Vec<CommentaryAt> = commentaries.collect();
        all.sort_by_key(|at| (std::cmp::Reverse(self.commentary(*at).date.map(|date| date.latest())), *at));
        all
    }

    /// Opens an asset for reading, by its path below `content/assets/`.
    ///
    /// # Errors
    /// The path and cause, if a file that existed no longer does or cannot be read.
    pub fn open_asset(&self, path: &str) -> Result<fs::File, ReadError> {
        let path = format!("{ASSETS}{path}");
        self.disk.open(&path).map_err(|cause| ReadError { path: self.disk.path(&path), cause })
    }

    /// Returns what a reference points to.
    pub fn resolve(&self, reference: &Reference) -> Option<Resolved> {
        Some(match reference {
            Reference::Member(id) => Resolved::Member(self.member(id)?),
            Reference::Plan(id) => Resolved::Plan(position(&self.plans, id)?),
            Reference::Commitment(plan, id) => {
                let plan = position(&self.plans, plan)?;
                let commitment =
                    self.plans[plan].commitments.iter().position(|commitment| commitment.id.value == *id)?;
                Resolved::Commitment(plan, commitment)
            }
            Reference::Commentary(plan, slug) => {
                let plan = position(&self.plans, plan)?;
                let commentaries = &self.texts[plan].commentaries;
                let at = commentaries.binary_search_by(|commentary| commentary.text.french.id.cmp(slug)).ok()?;
                Resolved::Commentary(CommentaryAt { plan, at })
            }
            Reference::Meeting(id) => Resolved::Meeting(self.meeting(id)?),
            Reference::Page(slug) => Resolved::Page(self.pages.binary_search_by(|page| page.french.id.cmp(slug)).ok()?),
            Reference::Asset(path) => {
                self.assets.get(&**path)?;
                Resolved::Asset(path.clone())
            }
        })
    }
}

/// The target of a reference, by its index in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// A member.
    Member(usize),
    /// A plan.
    Plan(usize),
    /// A plan and a commitment in it, by their indices.
    Commitment(usize, usize),
    /// A commentary.
    Commentary(CommentaryAt),
    /// A meeting.
    Meeting(usize),
    /// A free page.
    Page(usize),
    /// A file to download.
    Asset(Box<str>),
}

fn position<T>(records: &[Sourced<T>], id: &Id) -> Option<usize> {
    records.binary_search_by(|record| record.id.cmp(id)).ok()
}
