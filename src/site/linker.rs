//! From records to a site: ids resolved, everything wrong across records told in one go.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::Index;
use super::parity::Parities;
use super::references::unknown;
use super::{CommentaryPair, Filed, Options, Site, pairs, references, rules};
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Source, Span};
use crate::language::date::PartialDate;
use crate::model::commentary::Publication;
use crate::model::committee::Committee;
use crate::model::portal::Portal;
use crate::model::records::{Kind, Parsed, Record, Records, Shortcuts};
use crate::model::response::Response;
use crate::model::value::{Id, Located};
use crate::source::{ASSETS, File, Snapshot};

/// What linking gives: a site, if nothing forbids one, and all that is to be told.
#[derive(Debug)]
pub struct Linked {
    /// The site; absent when any error was found, in a file or across files.
    pub site: Option<Site>,
    /// Every problem, sorted.
    pub report: Report,
}

/// Links the records of a snapshot into a site.
///
/// `earlier` is the site of the edition that the records were read after, if it had one: texts that
/// did not change are not walked again while all that they can point to is still there.
pub fn link(
    records: &Records,
    snapshot: &Snapshot,
    shortcuts: &Shortcuts,
    earlier: Option<&Site>,
    options: &Options,
) -> Linked {
    let mut report = snapshot.report();
    report.extend(records.report().clone());
    let assets = assets(snapshot);
    let mut site = Linker { records, report: &mut report, assets, options }.run();
    // Without the portal's record its day is not known: today's would only stand in for it.
    let day = options.as_of.or_else(|| portal_was_read(records).then(|| site.reference_date()));
    // The comparison of both languages takes as long as all other checks, and shares nothing with them.
    let mut differences = Report::default();
    let (parities, staleness) = rayon::join(
        || match shortcuts.compares_later {
            true => Parities::default(),
            false => super::parity::check(&site, records, earlier, &mut differences),
        },
        || {
            super::completeness::check(&site, records, &mut report);
            references::check(&site, records, earlier, options.drafts, &mut report);
            rules::check(&site, day, &mut report);
            super::staleness::check(&site, records, snapshot, &mut report)
        },
    );
    report.extend(differences);
    (site.parities, site.staleness) = (parities, staleness);
    report.sort();
    let site = Some(site).filter(|_| !report.has_errors());
    Linked { site, report }
}

fn portal_was_read(records: &Records) -> bool {
    records.get(&Kind::Portal).is_some_and(|file| file.record.is_some())
}

fn assets(snapshot: &Snapshot) -> BTreeMap<Box<str>, File> {
    snapshot.below(ASSETS).map(|(path, file)| (path[ASSETS.len()..].into(), file.clone())).collect()
}

struct Linker<'a> {
    records: &'a Records,
    report: &'a mut Report,
    assets: BTreeMap<Box<str>, File>,
    options: &'a Options,
}

impl Linker<'_> {
    /// Links what could be read; rules are checked even when some records could not.
    fn run(self) -> Site {
        for kind in [Kind::Portal, Kind::Committee] {
            if !self.records.exists(&kind) {
                self.report.push(Diagnostic::new(Code::MissingFile, Place::file(kind.path())));
            }
        }
        let mut filed = Shelves::default();
        for file in self.records.iter() {
            filed.put(file);
        }
        filed.sort();
        let (pages, commentaries) = pairs::join(filed.pages, filed.commentaries, self.records, self.report);
        // Stand-ins let everything else be checked in the same run.
        let portal = filed.portal.unwrap_or_else(|| stand_in("portal", Portal::stand_in()));
        let committee = filed.committee.unwrap_or_else(|| stand_in("committee", Committee::stand_in()));
        let reference_date = reference_date(&portal, self.options);
        let base_url = self.options.base_url.clone().unwrap_or_else(|| portal.base_url.clone());
        let mut site = Site {
            portal,
            committee,
            members: filed.members,
            nominations: filed.nominations,
            meetings: filed.meetings,
            plans: filed.plans,
            commentaries: Vec::new(),
            pages,
            assets: self.assets,
            base_url,
            reference_date,
            search: self.options.search,
            index: Index::default(),
            parities: Parities::default(),
            staleness: super::staleness::Staleness::default(),
        };
        for (plan, text) in commentaries {
            let commentary = Self::commentary(&site, self.records, &plan, text, self.report);
            site.commentaries.extend(commentary.filter(|commentary| self.options.drafts || !commentary.draft));
        }
        responses(&mut site, filed.responses, self.records, self.report);
        site.index = Index::new(&site);
        site
    }

    fn commentary(
        site: &Site,
        records: &Records,
        plan: &Id,
        text: super::Pair<crate::model::commentary::Commentary>,
        report: &mut Report,
    ) -> Option<CommentaryPair> {
        let french = &text.french;
        let missing =
            |key: &str| Diagnostic::new(Code::MissingKey, french.source.place(Span::new(4..4))).arg("key", key);
        if french.date.is_none() {
            report.push(missing("date"));
        }
        if french.kind.is_none() {
            report.push(missing("kind"));
        }
        let Some(at) = super::position(&site.plans, plan) else {
            if !records.exists(&Kind::Plan(plan.clone())) {
                report.push(Diagnostic::new(Code::MissingFile, Place::file(Kind::Plan(plan.clone()).path())));
            }
            return None;
        };
        let mut commitments = Vec::new();
        for id in listed(&french.commitments) {
            let known = &site.plans[at].commitments;
            match known.iter().position(|commitment| commitment.id.value == id.value) {
                Some(found) => commitments.push(found),
                None => {
                    report.push(unknown(&french.source, id, "term-commitment", known.iter().map(|c| c.id.as_str())))
                }
            }
        }
        let mut authors = Vec::new();
        for id in listed(&french.authors).iter().filter(|id| id.as_str() != "committee") {
            match site.member(id) {
                Some(found) => authors.push(found),
                None if records.exists(&Kind::Member(id.value.clone())) => {}
                None => {
                    let known = site.members.iter().map(|member| member.id.as_str()).chain(["committee"]);
                    report.push(unknown(&french.source, id, "term-member", known));
                }
            }
        }
        Some(CommentaryPair {
            plan: at,
            date: french.date?,
            kind: french.kind?.value,
            commitments,
            authors,
            draft: french.status.is_some_and(|status| status.value == Publication::Draft),
            text,
            responses: None,
        })
    }
}

/// The day at which rules are evaluated: the one asked for, the portal's own, or today.
pub fn reference_date(portal: &Portal, options: &Options) -> jiff::civil::Date {
    options
        .as_of
        .or_else(|| portal.reference_date.map(|date| date.earliest()))
        .unwrap_or_else(|| today(options.now, portal.time_zone.as_deref()))
}

/// The day of a moment where the committee lives: in Québec, unless the portal says otherwise.
fn today(now: jiff::Timestamp, time_zone: Option<&str>) -> jiff::civil::Date {
    let zone = jiff::tz::TimeZone::get(time_zone.unwrap_or("America/Toronto")).unwrap_or(jiff::tz::TimeZone::UTC);
    now.to_zoned(zone).date()
}

/// The ids of a list that may be left out.
fn listed(list: &Option<Located<Vec<Located<Id>>>>) -> &[Located<Id>] {
    list.as_ref().map_or(&[], |list| &list.value)
}

/// Gives each answer to the commentary it answers.
fn responses(site: &mut Site, files: Vec<(Id, Filed<Vec<Response>>)>, records: &Records, report: &mut Report) {
    let places: BTreeMap<(Id, Id), usize> = site
        .commentaries
        .iter()
        .enumerate()
        .map(|(at, commentary)| ((site.plans[commentary.plan].id.clone(), commentary.text.french.id.clone()), at))
        .collect();
    for (plan, file) in files {
        let Some(&at) = places.get(&(plan.clone(), file.id.clone())) else {
            // A commentary that could not be read, or is a draft, has been told of or is meant.
            let side = Kind::Commentary(plan, file.id.clone(), crate::language::Language::French);
            if !records.exists(&side) {
                let place = Place::file(Arc::clone(file.source.path()));
                report.push(
                    Diagnostic::new(Code::UnknownId, place)
                        .arg("id", file.id.as_str())
                        .arg("kind", Arg::Term("term-commentary"))
                        .arg("nearest", "none"),
                );
            }
            continue;
        };
        let commentary = &mut site.commentaries[at];
        answers(commentary, &file, report);
        commentary.responses = Some(file);
    }
}

fn answers(commentary: &CommentaryPair, file: &Filed<Vec<Response>>, report: &mut Report) {
    let known = &commentary.text.french.recommendations;
    let mut first: BTreeMap<&Id, Span> = BTreeMap::new();
    for response in file.iter() {
        let id = &response.recommendation;
        if !known.iter().any(|recommendation| recommendation.id.value == id.value) {
            report.push(unknown(&file.source, id, "term-recommendation", known.iter().map(|r| r.id.as_str())));
        }
        match first.get(&id.value) {
            Some(&span) => {
                let diagnostic = Diagnostic::new(Code::DuplicateResponse, file.source.place(id.span));
                report.push(diagnostic.arg("id", id.as_str()).related(file.source.place(span)));
            }
            None => {
                first.insert(&id.value, id.span);
            }
        }
        let (asked, answered): (PartialDate, PartialDate) = (commentary.date.value, response.date.value);
        if answered.latest() < asked.earliest() {
            let place = commentary.text.french.source.place(commentary.date.span);
            let diagnostic = Diagnostic::new(Code::DatesReversed, file.source.place(response.date.span));
            report.push(
                diagnostic
                    .arg("kind", "answer")
                    .arg("start", asked.to_string())
                    .arg("end", answered.to_string())
                    .related(place),
            );
        }
    }
}

/// The records, each on the shelf of its kind, in the order of their ids.
#[derive(Default)]
struct Shelves {
    portal: Option<Filed<Portal>>,
    committee: Option<Filed<Committee>>,
    members: Vec<Filed<crate::model::member::Member>>,
    nominations: Vec<Filed<crate::model::nomination::Nomination>>,
    meetings: Vec<Filed<crate::model::meeting::Meeting>>,
    plans: Vec<Filed<crate::model::plan::Plan>>,
    commentaries: Vec<pairs::Side<crate::model::commentary::Commentary>>,
    responses: Vec<(Id, Filed<Vec<Response>>)>,
    pages: Vec<pairs::Side<crate::model::free_page::FreePage>>,
}

impl Shelves {
    /// Files stand in the order of their paths, in which `a-b.yaml` comes before `a.yaml`; lookups
    /// want the order of ids. All but sorted, it costs one walk.
    fn sort(&mut self) {
        self.members.sort_by(|a, b| a.id.cmp(&b.id));
        self.nominations.sort_by(|a, b| a.id.cmp(&b.id));
        self.meetings.sort_by(|a, b| a.id.cmp(&b.id));
        self.plans.sort_by(|a, b| a.id.cmp(&b.id));
        self.commentaries.sort_by(|a, b| (&a.0, &a.2.id, a.1).cmp(&(&b.0, &b.2.id, b.1)));
        self.pages.sort_by(|a, b| (&a.2.id, a.1).cmp(&(&b.2.id, b.1)));
    }

    fn put(&mut self, file: &Arc<Parsed>) {
        let Some(record) = &file.record else { return };
        match (&file.kind, record) {
            (Kind::Portal, Record::Portal(record)) => self.portal = alone(file, record),
            (Kind::Committee, Record::Committee(record)) => self.committee = alone(file, record),
            (Kind::Member(id), Record::Member(record)) => self.members.push(filed(id, file, record)),
            (Kind::Nomination(id), Record::Nomination(record)) => self.nominations.push(filed(id, file, record)),
            (Kind::Meeting(id), Record::Meeting(record)) => self.meetings.push(filed(id, file, record)),
            (Kind::Plan(id), Record::Plan(record)) => self.plans.push(filed(id, file, record)),
            (Kind::Commentary(plan, slug, language), Record::Commentary(record)) => {
                self.commentaries.push((Some(plan.clone()), *language, filed(slug, file, record)));
            }
            (Kind::Response(plan, slug), Record::Response(record)) => {
                self.responses.push((plan.clone(), filed(slug, file, record)));
            }
            (Kind::FreePage(slug, language), Record::FreePage(record)) => {
                self.pages.push((None, *language, filed(slug, file, record)));
            }
            _ => {}
        }
    }
}

fn filed<T>(id: &Id, file: &Parsed, record: &Arc<T>) -> Filed<T> {
    let accepted = Arc::clone(&file.accepted);
    Filed { id: id.clone(), source: Arc::clone(&file.source), record: Arc::clone(record), accepted }
}

/// A record of which there is one; its id is the name of its file.
fn alone<T>(file: &Parsed, record: &Arc<T>) -> Option<Filed<T>> {
    let name = file.source.path().rsplit('/').next()?.split('.').next()?;
    Some(filed(&Id::new(name)?, file, record))
}

/// A record in place of one that is missing or could not be read.
fn stand_in<T>(name: &str, record: T) -> Filed<T> {
    Filed {
        id: Id::suggested(name),
        source: Source::new(format!("content/{name}.yaml").into(), ""),
        record: Arc::new(record),
        accepted: Arc::new([]),
    }
}
