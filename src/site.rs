//! The whole portal, linked: ids resolved, languages paired, indexes made. A [`Site`] is immutable
//! and exists whole or not at all; what is wrong across records is told by [`link`].

mod completeness;
mod index;
mod linker;
mod pairs;
mod parity;
pub mod recommendations;
mod references;
pub mod roster;
mod rules;
pub mod staleness;

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Source;
use crate::language::Language;
use crate::model::accepted::Accepted;
use crate::model::commentary::{Commentary, CommentaryKind};
use crate::model::committee::Committee;
use crate::model::free_page::FreePage;
use crate::model::markdown::Reference;
use crate::model::meeting::Meeting;
use crate::model::member::Member;
use crate::model::nomination::Nomination;
use crate::model::plan::Plan;
use crate::model::portal::{BaseUrl, Portal};
use crate::model::response::Response;
use crate::model::value::{Id, Located};
use crate::source::File;

pub use linker::{Linked, link, reference_date};

/// What a build is asked for, beyond what the content says.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day asked for on the command line: it stands over the portal's `reference_date`.
    pub as_of: Option<Date>,
    /// The moment whose day, in the portal's time zone, stands for today when neither says: the
    /// clock is read by the caller.
    pub now: jiff::Timestamp,
    /// An address that replaces the portal's `base_url`.
    pub base_url: Option<BaseUrl>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether the site can be searched.
    pub search: bool,
}

/// A record with its id and the file it came from; unchanged ones are shared between sites.
#[derive(Debug)]
pub struct Filed<T> {
    /// The record's id.
    pub id: Id,
    /// The file, which places point into.
    pub source: Arc<Source>,
    record: Arc<T>,
    /// The differences between its two versions that are meant.
    accepted: Arc<[Accepted]>,
}

impl<T> Deref for Filed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.record
    }
}

/// A text written once in each language; the English side may be missing.
#[derive(Debug)]
pub struct Pair<T> {
    /// The original.
    pub french: Filed<T>,
    /// Its translation.
    pub english: Option<Filed<T>>,
}

impl<T> Pair<T> {
    /// The side for a reader of a language, with the language it is really in.
    pub fn get(&self, language: Language) -> (&Filed<T>, Language) {
        match (language, &self.english) {
            (Language::English, Some(english)) => (english, Language::English),
            _ => (&self.french, Language::French),
        }
    }
}

/// What the committee said, both sides with what they share.
#[derive(Debug)]
pub struct CommentaryPair {
    /// Both sides.
    pub text: Pair<Commentary>,
    /// The plan it is about, by its place in [`Site::plans`].
    pub plan: usize,
    /// When it was adopted or published.
    pub date: Located<crate::language::date::PartialDate>,
    /// What kind of text it is.
    pub kind: CommentaryKind,
    /// The commitments it is about, by their place in the plan.
    pub commitments: Vec<usize>,
    /// The members that signed it, by their place in [`Site::members`]; none means the committee.
    pub authors: Vec<usize>,
    /// Whether it is a draft.
    pub draft: bool,
    responses: Option<Filed<Vec<Response>>>,
}

/// The portal, linked.
#[derive(Debug)]
pub struct Site {
    /// The site itself.
    pub portal: Filed<Portal>,
    /// The committee.
    pub committee: Filed<Committee>,
    /// The members, by id.
    pub members: Vec<Filed<Member>>,
    /// The nomination rounds, by id.
    pub nominations: Vec<Filed<Nomination>>,
    /// The meetings, by date.
    pub meetings: Vec<Filed<Meeting>>,
    /// The plans, by id.
    pub plans: Vec<Filed<Plan>>,
    /// The commentaries, by plan and slug.
    pub commentaries: Vec<CommentaryPair>,
    /// The free pages, by slug.
    pub pages: Vec<Pair<FreePage>>,
    /// The assets, by their path below `content/assets/`.
    pub assets: BTreeMap<Box<str>, File>,
    base_url: BaseUrl,
    reference_date: Date,
    search: bool,
    index: index::Index,
    parities: parity::Parities,
    staleness: staleness::Staleness,
}

impl Site {
    /// The address of the site's root.
    pub fn base_url(&self) -> &BaseUrl {
        &self.base_url
    }

    /// The day at which rules are evaluated.
    pub fn reference_date(&self) -> Date {
        self.reference_date
    }

    /// What is stale of the English in a file of the content.
    pub fn stale(&self, path: &str) -> Option<&staleness::Stale> {
        self.staleness.get(path)
    }

    /// Whether a text of a record, by its two versions, is one whose French changed since its English
    /// was confirmed.
    pub fn is_stale(&self, french: &str, english: &str) -> bool {
        self.staleness.holds(french, english)
    }

    /// Everything that is stale, by file, in the order of their paths.
    pub fn all_stale(&self) -> Vec<(&str, &staleness::Stale)> {
        let mut all: Vec<_> = self.staleness.iter().map(|(path, stale)| (&**path, stale)).collect();
        all.sort_by_key(|(path, _)| *path);
        all
    }

    /// Whether the site can be searched.
    pub fn has_search(&self) -> bool {
        self.search
    }

    /// A member's place in [`Site::members`].
    pub fn member(&self, id: &Id) -> Option<usize> {
        position(&self.members, id)
    }

    /// A member's place in the order of names for readers of a language.
    pub fn name_rank(&self, member: usize, language: Language) -> usize {
        self.index.name_ranks[language as usize][member]
    }

    /// A nomination round's place in [`Site::nominations`].
    pub fn nomination(&self, id: &Id) -> Option<usize> {
        position(&self.nominations, id)
    }

    /// The commentaries on a plan, by their place in [`Site::commentaries`], newest first.
    pub fn commentaries_on_plan(&self, plan: usize) -> &[usize] {
        self.index.by_plan.get(&plan).map_or(&[], Vec::as_slice)
    }

    /// The commentaries on a commitment, given as places, newest first.
    pub fn commentaries_on_commitment(&self, plan: usize, commitment: usize) -> &[usize] {
        self.index.by_commitment.get(&(plan, commitment)).map_or(&[], Vec::as_slice)
    }

    /// The commentaries that a member signed, by their place in [`Site::commentaries`], newest first.
    pub fn signed_by(&self, member: usize) -> &[usize] {
        self.index.by_member.get(&member).map_or(&[], Vec::as_slice)
    }

    /// A hash of all that a reference can point to.
    pub fn namespace(&self) -> u64 {
        self.index.namespace
    }

    /// What a reference points to.
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
                let key = (position(&self.plans, plan)?, slug.clone());
                Resolved::Commentary(*self.index.commentaries.get(&key)?)
            }
            Reference::Meeting(date) => {
                Resolved::Meeting(self.meetings.iter().position(|meeting| meeting.date.value == *date)?)
            }
            Reference::Page(slug) => Resolved::Page(self.pages.binary_search_by(|page| page.french.id.cmp(slug)).ok()?),
            Reference::Asset(path) => {
                self.assets.get(path)?;
                Resolved::Asset(path.clone())
            }
        })
    }
}

/// What a reference points to, by its place in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// A member.
    Member(usize),
    /// A plan.
    Plan(usize),
    /// A plan and a commitment in it.
    Commitment(usize, usize),
    /// A commentary.
    Commentary(usize),
    /// A meeting.
    Meeting(usize),
    /// A free page.
    Page(usize),
    /// A file to download.
    Asset(Box<str>),
}

fn position<T>(records: &[Filed<T>], id: &Id) -> Option<usize> {
    records.binary_search_by(|record| record.id.cmp(id)).ok()
}

type Places<K> = HashMap<K, Vec<usize>>;
