//! Accountability pages: breaches of the composition rule, attendance of past days, duties of the committee, and
//! upcoming events.

use serde::Serialize;

use super::accepted::AcceptedView;
use super::composition::{PeriodLine, period_lines, standing_words};
use super::frame::committee_page;
use super::{Body, Day, Link, Phrase, View, ViewContext};
use crate::language::date::DateRange;
use crate::model::acceptance;
use crate::model::committee::Counted;
use crate::page::Page;
use crate::site::ahead::{Coming, Event};
use crate::site::breaches::BreachKind;
use crate::site::duties::DutyState;
use crate::site::periods::Period;

/// Every breach of the composition rule.
#[derive(Debug, Serialize)]
pub struct Breaches {
    breaches: Vec<BreachView>,
    composition: String,
}

/// A breach.
#[derive(Debug, Serialize)]
struct BreachView {
    seat: Phrase,
    /// `below`, `above`, `unknown`, `lapsed` or `perhaps-lapsed`.
    kind: &'static str,
    words: String,
    member: Option<Link>,
    from: Day,
    deduced: bool,
    until: Option<Day>,
    to_come: bool,
    /// Whether its end is in the future.
    until_to_come: bool,
    accepted: Option<AcceptedView>,
}

pub(super) fn breaches(cx: &ViewContext<'_>) -> View<'static> {
    let site = cx.site;
    let all = site.breaches();
    let shown = all.iter().rev().map(|breach| {
        let (kind, margin, member) = match breach.kind {
            BreachKind::Below(missing) => ("below", Some(missing), None),
            BreachKind::Above(extra) => ("above", Some(extra), None),
            BreachKind::Unknown => ("unknown", None, None),
            BreachKind::Lapsed(member) => ("lapsed", None, Some(member)),
            BreachKind::PerhapsLapsed(member) => ("perhaps-lapsed", None, Some(member)),
        };
        BreachView {
            seat: cx.phrase(&site.committee.seats[breach.seat].name),
            kind,
            words: standing_words(cx, kind, margin),
            member: member.map(|at| cx.member(at)),
            from: cx.range(breach.from),
            deduced: breach.is_deduced,
            until: breach.until.map(|day| cx.day(day)),
            to_come: breach.to_come,
            until_to_come: breach.until.is_some_and(|day| day > site.reference_date()),
            accepted: breach.accepted.map(|accepted| AcceptedView::of(cx, accepted)),
        }
    });
    let view = Breaches { breaches: shown.collect(), composition: cx.href(Page::Composition) };
    let mut frame = committee_page(cx, Page::Breaches, "breaches");
    frame.section = "composition";
    frame.parents.push(cx.link(Page::Composition, cx.own(cx.word("title-composition"))));
    frame.with(cx, Body::Breaches(view))
}

/// Past compositions, with two dates side by side.
#[derive(Debug, Serialize)]
pub struct Compare {
    rows: Vec<StretchView>,
    periods: Vec<PeriodLine>,
    reference: String,
    composition: String,
}

/// Consecutive days on which a member sat.
#[derive(Debug, Serialize)]
struct StretchView {
    member: Link,
    first: Day,
    last: Option<Day>,
    /// Its first day, as dates are compared.
    day: String,
    /// Whether its first day, and its last, were inferred.
    deduced: [bool; 2],
    certain: bool,
    /// Whether its first day, and its last, are in the future.
    to_come: [bool; 2],
}

pub(super) fn compare(cx: &ViewContext<'_>) -> View<'static> {
    let site = cx.site;
    let rows = cx.by_name(0..site.members.len()).into_iter().flat_map(|at| {
        site.stretches(at).into_iter().map(move |stretch| StretchView {
            member: cx.member(at),
            first: cx.range(match stretch.is_certain {
                true => DateRange::of_day(stretch.first),
                false => site.began(Period { first: stretch.first, last: stretch.last }),
            }),
            last: stretch.last.map(|day| cx.day(day)),
            day: stretch.first.to_string(),
            deduced: [stretch.is_first_deduced, stretch.is_last_deduced],
            certain: stretch.is_certain,
            to_come: [Some(stretch.first), stretch.last].map(|day| day.is_some_and(|day| day > site.reference_date())),
        })
    });
    let view = Compare {
        rows: rows.collect(),
        periods: period_lines(cx),
        reference: cx.unchanged_since().map_or_else(|| site.reference_date().to_string(), |day| day.iso),
        composition: cx.href(Page::Composition),
    };
    let mut frame = committee_page(cx, Page::Compare, "compare");
    frame.section = "composition";
    frame.parents.push(cx.link(Page::Composition, cx.own(cx.word("title-composition"))));
    frame.with(cx, Body::Compare(view))
}

/// The duties of the committee, and how often each was done.
#[derive(Debug, Serialize)]
pub struct Duties {
    duties: Vec<AccountView>,
    operation: String,
}

/// A duty's account.
#[derive(Debug, Serialize)]
pub struct AccountView {
    id: String,
    text: Phrase,
    every: Option<String>,
    /// `between` or `calendar`.
    counted: &'static str,
    since: Option<Day>,
    source: Option<String>,
    /// The kind of records that show it: a keyword of the format.
    met_by: Option<&'static str>,
    records: usize,
    /// Why it could not be counted: a keyword.
    uncounted: Option<&'static str>,
    met: usize,
    missed: usize,
    unknown: usize,
    next: Option<Day>,
    /// Whether that day has passed.
    overdue: bool,
    accepted: Option<AcceptedView>,
    /// The newest periods.
    periods: Vec<DueView>,
    /// How many older ones are not listed.
    older: usize,
}

/// A period in which a duty was to be done once.
#[derive(Debug, Serialize)]
struct DueView {
    first: Day,
    /// Absent while it lasts.
    last: Option<Day>,
    /// `met`, `missed`, `unknown` or `open`.
    state: &'static str,
}

/// How many periods of a duty are listed.
const LISTED: usize = 60;

pub(super) fn duties(cx: &ViewContext<'_>) -> View<'static> {
    let view = Duties { duties: accounts(cx), operation: cx.href(Page::Operation) };
    let mut frame = committee_page(cx, Page::Duties, "duties");
    frame.section = "operation";
    frame.search = Some(super::searchable::SearchFacets::new("committee"));
    frame.with(cx, Body::Duties(view))
}

/// Returns the account of every duty.
pub(super) fn accounts(cx: &ViewContext<'_>) -> Vec<AccountView> {
    let site = cx.site;
    let today = site.reference_date();
    let account = |account: crate::site::duties::Account| {
        let duty = &site.committee.duties[account.duty];
        let is_overdue = account.next.is_some_and(|next| next.latest < today);
        let periods = account.periods.iter().rev().take(LISTED).map(|due| DueView {
            first: cx.day(due.first),
            last: (!due.goes_on).then(|| cx.day(due.last)),
            state: due.state.word(),
        });
        AccountView {
            id: duty.id.to_string(),
            text: cx.phrase(&duty.text),
            every: duty.every.map(|every| cx.every(every)),
            counted: match duty.counted {
                Counted::Between => "between",
                Counted::Calendar => "calendar",
            },
            since: duty.start_date.or(site.committee.founding_date).map(|date| cx.date(date.value)),
            source: duty.source.clone(),
            met_by: duty.met_by.map(crate::model::committee::MetBy::word),
            records: account.records,
            uncounted: account.uncounted.map(crate::site::duties::Uncounted::word),
            met: account.count(DutyState::Met),
            missed: account.count(DutyState::Missed),
            unknown: account.count(DutyState::Unknown),
            next: account.next.map(|next| cx.range(next)),
            overdue: is_overdue,
            accepted: acceptance::find(&duty.accepted, crate::diagnostic::Code::DutyMissed, today)
                .map(|accepted| AcceptedView::of(cx, accepted)),
            periods: periods.collect(),
            older: account.periods.len().saturating_sub(LISTED),
        }
    };
    site.duties().into_iter().map(account).collect()
}

/// The page of upcoming events.
#[derive(Debug, Serialize)]
pub struct Ahead {
    coming: Vec<ComingLine>,
    /// Whether the list includes events that only editors see.
    of_editors: bool,
}

/// An upcoming event.
#[derive(Debug, Serialize)]
pub struct ComingLine {
    day: Day,
    /// The kind of event, in words: « Fin du mandat ».
    words: String,
    /// The page that it concerns.
    link: Link,
}

/// The number of future years that the page covers.
const YEARS: i64 = 5;

pub(super) fn ahead(cx: &ViewContext<'_>) -> View<'static> {
    let view = Ahead { coming: coming_lines(cx), of_editors: cx.site.shows_drafts() };
    let mut frame = committee_page(cx, Page::Ahead, "ahead");
    frame.section = super::frame::NONE;
    frame.sources.clear();
    frame.with(cx, Body::Ahead(view))
}

/// Returns the events of the next years: for the public, or in the preview also those for editors.
pub(super) fn coming_lines(cx: &ViewContext<'_>) -> Vec<ComingLine> {
    let site = cx.site;
    let until = site.reference_date().saturating_add(jiff::Span::new().years(YEARS));
    let shown = |coming: &&Coming| site.shows_drafts() || !coming.event.is_of_editors();
    site.ahead(until).iter().filter(shown).map(|coming| coming_line(cx, coming)).collect()
}

/// Returns an upcoming event in words.
fn coming_line(cx: &ViewContext<'_>, coming: &Coming) -> ComingLine {
    let (words, link) = said(cx, coming.event, coming.is_deduced);
    ComingLine { day: when(cx, coming), words, link }
}

/// Returns the date of an event, as precisely as it is known. For the lapse of a term it may be
/// a month or a year: see `ViewContext::last_day`.
pub fn when(cx: &ViewContext<'_>, coming: &Coming) -> Day {
    match coming.event {
        Event::TermLapses(_) => cx.last_day(coming.days),
        _ => cx.range(coming.days),
    }
}

/// Returns the description of an event, and a link to the page that it concerns.
pub fn said(cx: &ViewContext<'_>, event: Event, is_deduced: bool) -> (String, Link) {
    let site = cx.site;
    let mut words = cx.word(&format!("ahead-{}", event.word()));
    if is_deduced {
        words = format!("{words} ({})", cx.word("ahead-deduced"));
    }
    let seat = |at: usize| cx.link(Page::Composition, cx.phrase(&site.committee.seats[at].name));
    let link = match event {
        Event::TermEnds(at) | Event::TermLapses(at) | Event::TermBegins(at) => cx.member(at),
        Event::Breach(at, _) | Event::RuleChanges(at) => seat(at),
        Event::DutyDue(at) => cx.link(Page::Duties, cx.phrase(&site.committee.duties[at].text)),
        Event::AnswerDue(asked) => super::commentary::recommendation_link(cx, asked),
        Event::MilestoneDue(plan, at, number) => {
            let milestone = &site.plans[plan].commitments[at].named_milestones()[number];
            cx.link(Page::Commitment(plan, at), cx.phrase(&milestone.title))
        }
        Event::CommitmentEnds(plan, at) => cx.commitment(plan, at),
        Event::PlanEnds(at) => cx.link(Page::Plan(at), cx.phrase(&site.plans[at].title)),
        Event::CallOpens(at) | Event::CallCloses(at) => {
            cx.link(Page::Nomination(at), cx.phrase(&site.nominations[at].title))
        }
        Event::Meeting(at) => cx.meeting(at),
        Event::Published(at) => cx.commentary(at),
        Event::AcceptanceEnds => cx.link(Page::Breaches, cx.own(cx.word("title-breaches"))),
    };
    (words, link)
}
