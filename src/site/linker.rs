//! Links records into a site: resolves ids, and reports all problems across records in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::addresses::Addresses;
use super::history::History;
use super::index::Index;
use super::pairs::{self, Pair};
use super::plan_texts::{self, MemberIds, PlanInput, PlanTexts};
use super::staleness::{self, Copies, Orphans, StaleFile, Staleness};
use super::targets::{Ids, KeyedTargets, Targets};
use super::{Options, Site, Sourced, completeness, parity, references, rules};
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Reported};
use crate::model::committee::Committee;
use crate::model::free_page::FreePage;
use crate::model::id::Id;
use crate::model::meeting::Meeting;
use crate::model::member::Member;
use crate::model::nomination::Nomination;
use crate::model::plan::Plan;
use crate::model::portal::Portal;
use crate::model::{Concept, Record, RecordFile, RecordId, Records};
use crate::reuse::Reuse;
use crate::source::{ASSETS, CONTENT, Folder, Snapshot};

/// Links the records of a snapshot into a site; returns none if there was any error: across files, or before in
/// single files (`has_errors`).
pub fn link(
    records: &Records,
    snapshot: &Snapshot,
    options: &Options,
    has_errors: bool,
    reuse: &Reuse,
) -> Reported<Option<Site>> {
    let mut report = Report::default();
    for concept in [Concept::Portal, Concept::Committee] {
        let id = RecordId::new(concept, None);
        if !records.exists(&id) {
            report.push(Diagnostic::new(Code::MissingFile, Place::file(id.path())).arg("command", "copy"));
        }
    }
    let by_concept = RecordsByConcept::of(records);
    // Without the portal's record its reference date is unknown: today's date would be arbitrary.
    let knows_day = options.as_of.is_some() || by_concept.portal.is_some();
    let orphans = staleness::orphans(snapshot, reuse);
    let (linked, stale_records) = rayon::join(
        || site(by_concept, records, snapshot, &orphans, options, reuse),
        || staleness::records(records, snapshot, &orphans, reuse),
    );
    let (mut site, mut stale) = linked.into(&mut report);
    stale.extend(stale_records.into(&mut report));
    site.staleness = Staleness::new(stale.into_iter());
    let targets = Arc::new(KeyedTargets::new(targets(&site, records, snapshot)));
    report.extend(completeness::check(&site, records));
    report.extend(unpublishable(&site, options));
    report.extend(references::texts(records, &targets, reuse));
    report.extend(references::fields(&site, records, &targets));
    without_consequences(&mut report);
    // Members sitting cannot be counted if a record is missing because it could not be read.
    let day = knows_day.then_some(site.reference_date);
    report.extend(rules::check(&site, day, has_errors || report.has_errors()));
    let is_whole = !has_errors && !report.has_errors();
    Reported::new(is_whole.then_some(site), report)
}

/// Removes the diagnostics that follow from an unresolved link: that the other version has no such link.
fn without_consequences(report: &mut Report) {
    let text = |diagnostic: &Diagnostic, wanted: &str| {
        diagnostic.args.iter().find_map(|(name, arg)| match arg {
            Arg::Text(text) if *name == wanted => Some(text.clone()),
            _ => None,
        })
    };
    let unknown = || report.iter().filter(|diagnostic| diagnostic.code == Code::UnknownId);
    let ids: BTreeSet<String> = unknown().filter_map(|diagnostic| text(diagnostic, "id")).collect();
    // The valid link on the other side has no match either.
    let files: BTreeSet<Arc<str>> = unknown().map(|diagnostic| Arc::clone(&diagnostic.place.path)).collect();
    if ids.is_empty() {
        return;
    }
    report.retain(|diagnostic| {
        let link = text(diagnostic, "link").filter(|_| diagnostic.code == Code::LinksDiffer);
        let Some(link) = link else { return true };
        let twin = diagnostic.related.as_ref().is_some_and(|place| files.contains(&place.path));
        let is_ours = link.split_once(':').is_some_and(|(scheme, _)| Concept::of_scheme(scheme).is_some());
        let follows = link.split_once(':').is_some_and(|(_, id)| ids.contains(id)) || (twin && is_ours);
        !follows
    });
}

/// Reports a base URL that `init` wrote or that is reserved for documentation (RFC 2606), since canonical links,
/// the site map and citations would contain it. A URL given in the options is used instead of it, and then nothing
/// is reported.
fn unpublishable(site: &Site, options: &Options) -> Report {
    let base_url = &site.portal.base_url;
    match options.base_url.is_none() && base_url.value.is_of_documentation() {
        true => {
            Diagnostic::new(Code::Placeholder, site.portal.source().place(base_url.span)).arg("kind", "address").into()
        }
        false => Report::default(),
    }
}

/// Returns the day on which rules are evaluated: the one in the options, the portal's own, or today.
pub fn reference_date(portal: &Portal, options: &Options) -> jiff::civil::Date {
    options
        .as_of
        .or_else(|| portal.reference_date.map(|date| date.earliest()))
        .unwrap_or_else(|| today(options.now, portal.time_zone.as_deref()))
}

/// Returns the day on which an edition is published: the one in the options, or today.
pub fn publication_day(portal: &Portal, options: &Options) -> Date {
    options.as_of.unwrap_or_else(|| today(options.now, portal.time_zone.as_deref()))
}

/// Returns the day of a moment in the committee's time zone: that of Québec, unless the portal states another.
fn today(now: jiff::Timestamp, time_zone: Option<&str>) -> jiff::civil::Date {
    let zone = time_zone.unwrap_or(crate::model::portal::TIME_ZONE);
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    now.to_zoned(zone).date()
}

/// Combines the records that could be read; placeholders for the others allow everything else to be checked in the
/// same run.
fn site(
    records: RecordsByConcept,
    all: &Records,
    snapshot: &Snapshot,
    orphans: &Arc<Orphans>,
    options: &Options,
    reuse: &Reuse,
) -> Reported<(Site, Vec<StaleFile>)> {
    let mut report = Report::default();
    let mut stale: Vec<StaleFile> = Vec::new();
    let pages = pages(records.pages, all, snapshot, orphans, reuse).into(&mut report);
    let pages: Vec<_> = pages
        .into_iter()
        .map(|(pair, own)| {
            stale.extend(own);
            pair
        })
        .collect();
    let portal = records.portal.unwrap_or_else(|| Sourced::stand_in(Concept::Portal, Portal::stand_in()));
    let committee = records.committee.unwrap_or_else(|| Sourced::stand_in(Concept::Committee, Committee::stand_in()));
    let members = Arc::new(MemberIds {
        known: records.members.iter().map(|member| member.id.clone()).collect(),
        unreadable: unreadable(all, Concept::Member),
    });
    let reference_date = reference_date(&portal, options);
    let inputs = plan_inputs(&records.plans, all, snapshot, &members, orphans, (options.drafts, reference_date));
    let linked: Vec<_> =
        inputs.par_iter().map(|input| reuse.make(input.id.as_str(), input, plan_texts::link)).collect();
    let mut texts: Vec<Arc<PlanTexts>> = records.plans.iter().map(|_| Arc::default()).collect();
    for (input, linked) in inputs.iter().zip(linked) {
        report.extend(linked.report.clone());
        stale.extend(linked.value.stale.iter().cloned());
        if let Ok(at) = records.plans.binary_search_by(|plan| plan.id.cmp(&input.id)) {
            texts[at] = Arc::clone(&linked.value);
        }
    }
    let base_url = options.base_url.clone().unwrap_or_else(|| portal.base_url.value.clone());
    let mut site = Site {
        portal,
        committee,
        members: records.members,
        nominations: records.nominations,
        meetings: records.meetings,
        plans: records.plans,
        texts,
        pages,
        assets: assets(snapshot),
        disk: snapshot.disk().clone(),
        base_url,
        reference_date,
        search: options.search,
        drafts: options.drafts,
        addresses: Addresses::of(snapshot),
        history: History::of(snapshot, reuse).into(&mut report),
        index: Index::default(),
        staleness: Staleness::default(),
    };
    site.index = Index::new(&site, reuse);
    Reported::new((site, stale), report)
}

/// Returns the free pages, each with its outdated translations.
fn pages(
    sides: Vec<Sourced<FreePage>>,
    all: &Records,
    snapshot: &Snapshot,
    orphans: &Arc<Orphans>,
    reuse: &Reuse,
) -> Reported<Vec<(Pair<FreePage>, Option<StaleFile>)>> {
    let mut report = Report::default();
    let folder = format!("{CONTENT}/pages");
    let copies = Copies { folder: staleness::folder_of(snapshot, &folder).cloned(), orphans: Arc::clone(orphans) };
    let pairs = pairs::join(sides, |id| all.exists(id)).into(&mut report);
    let checked: Vec<_> =
        pairs.par_iter().map(|pair| (parity::check(pair, reuse), staleness::text(pair, &copies, reuse))).collect();
    let joined = pairs.into_iter().zip(checked).map(|(pair, (differences, stale))| {
        report.extend(differences);
        (pair, stale.into(&mut report))
    });
    let joined = joined.collect();
    Reported::new(joined, report)
}

/// Returns the inputs for linking the texts of each plan, including plans whose record is missing, to report them.
fn plan_inputs(
    plans: &[Sourced<Plan>],
    all: &Records,
    snapshot: &Snapshot,
    members: &Arc<MemberIds>,
    orphans: &Arc<Orphans>,
    (drafts, day): (bool, Date),
) -> Vec<PlanInput> {
    let mut ids: Vec<Id> = plans.iter().map(|plan| plan.id.clone()).collect();
    ids.extend(all.iter().filter_map(|file| file.id.plan.clone()));
    ids.sort();
    ids.dedup();
    let input = |id: Id| {
        let folder = |name: &str| format!("{CONTENT}/plans/{id}/{name}");
        let copies = staleness::folder_of(snapshot, &folder("commentary")).cloned();
        let at = plans.binary_search_by(|plan| plan.id.cmp(&id));
        PlanInput {
            plan: at.ok().map(|at| plans[at].clone()),
            has_file: all.exists(&RecordId::new(Concept::Plan, Some(&id))),
            texts: all.folder(&folder("commentary")).cloned(),
            responses: all.folder(&folder("responses")).cloned(),
            members: Arc::clone(members),
            copies: Copies { folder: copies, orphans: Arc::clone(orphans) },
            drafts,
            // The day is part of the inputs only if it makes a difference.
            day: has_days(all, &id).then_some(day),
            id,
        }
    };
    ids.into_iter().map(input).collect()
}

/// Returns whether a text on a plan has a publication date.
fn has_days(all: &Records, plan: &Id) -> bool {
    let folder = all.folder(&format!("{CONTENT}/plans/{plan}/commentary"));
    folder.into_iter().flat_map(|folder| folder.files()).any(|file| match &file.record {
        Some(Record::Commentary(side)) => side.publish_on.is_some(),
        _ => false,
    })
}

fn assets(snapshot: &Snapshot) -> BTreeMap<Arc<str>, crate::source::Asset> {
    let folders = snapshot.below(ASSETS.trim_end_matches('/'));
    folders.flat_map(|folder| folder.assets()).map(|(path, asset)| (path[ASSETS.len()..].into(), *asset)).collect()
}

/// Returns the ids of records of a concept that exist but could not be read.
fn unreadable(records: &Records, concept: Concept) -> Vec<Id> {
    let unread = records.iter().filter(|file| file.record.is_none()).map(|file| &file.id);
    let faulty = records.folders().flat_map(|folder| folder.faulty());
    let mut ids: Vec<Id> =
        unread.chain(faulty).filter(|id| id.concept == concept).filter_map(|id| id.id.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Returns all possible targets of references.
fn targets(site: &Site, records: &Records, snapshot: &Snapshot) -> Targets {
    fn ids<T>(known: &[Sourced<T>], records: &Records, concept: Concept) -> Ids {
        let known = known.iter().map(|record| record.id.clone()).collect();
        Ids { known, unreadable: unreadable(records, concept) }
    }
    let assets: Vec<Arc<Folder>> = snapshot.below(ASSETS.trim_end_matches('/')).cloned().collect();
    let mut plans = ids(&site.plans, records, Concept::Plan);
    // Texts or responses of a plan without a record are reported there, once.
    let of_plans = records.iter().filter_map(|file| file.id.plan.as_ref());
    let lacking = of_plans.filter(|id| plans.known.binary_search(id).is_err());
    plans.unreadable.extend(lacking.cloned().collect::<Vec<_>>());
    plans.unreadable.sort();
    plans.unreadable.dedup();
    Targets {
        members: ids(&site.members, records, Concept::Member),
        plans,
        commitments: site
            .plans
            .iter()
            .map(|plan| plan.commitments.iter().map(|commitment| commitment.id.value.clone()).collect())
            .collect(),
        commentaries: site.texts.iter().map(|texts| Arc::clone(texts.names())).collect(),
        meetings: ids(&site.meetings, records, Concept::Meeting),
        pages: Ids {
            known: site.pages.iter().map(|page| page.french.id.clone()).collect(),
            unreadable: unreadable(records, Concept::Page),
        },
        assets,
    }
}

/// The records by concept, each list sorted by id.
#[derive(Default)]
struct RecordsByConcept {
    portal: Option<Sourced<Portal>>,
    committee: Option<Sourced<Committee>>,
    members: Vec<Sourced<Member>>,
    nominations: Vec<Sourced<Nomination>>,
    meetings: Vec<Sourced<Meeting>>,
    plans: Vec<Sourced<Plan>>,
    pages: Vec<Sourced<FreePage>>,
}

impl RecordsByConcept {
    fn of(records: &Records) -> Self {
        let mut all = Self::default();
        for folder in records.folders() {
            // A folder of texts on a plan is linked as a unit.
            let is_of_texts = folder.files().first().is_some_and(|file| file.id.plan.is_some());
            folder.files().iter().filter(|_| !is_of_texts).for_each(|file| all.put(file));
        }
        // Files are sorted by path, where `a-b.yaml` precedes `a.yaml`.
        all.members.sort_by(|a, b| a.id.cmp(&b.id));
        all.nominations.sort_by(|a, b| a.id.cmp(&b.id));
        all.meetings.sort_by(|a, b| a.id.cmp(&b.id));
        all.plans.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    fn put(&mut self, file: &Arc<RecordFile>) {
        match &file.record {
            Some(Record::Portal(record)) => self.portal = Sourced::of(file, record),
            Some(Record::Committee(record)) => self.committee = Sourced::of(file, record),
            Some(Record::Member(record)) => self.members.extend(Sourced::of(file, record)),
            Some(Record::Nomination(record)) => self.nominations.extend(Sourced::of(file, record)),
            Some(Record::Meeting(record)) => self.meetings.extend(Sourced::of(file, record)),
            Some(Record::Plan(record)) => self.plans.extend(Sourced::of(file, record)),
            Some(Record::FreePage(record)) => self.pages.extend(Sourced::of(file, record)),
            // Records of a plan: see `plan_texts`.
            Some(Record::Commentary(_) | Record::Response(_)) | None => {}
        }
    }
}
