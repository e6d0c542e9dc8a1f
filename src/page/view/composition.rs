//! The composition rule and the composition: on the reference date, and in each period since the beginning.

use jiff::civil::Date;
use serde::Serialize;

use super::accepted::AcceptedView;
use super::frame::committee_page;
use super::members::{MemberLine, line_on};
use super::searchable::SearchFacets;
use super::{Body, Day, Link, Phrase, View, ViewContext};
use crate::language::messages::Value;
use crate::model::acceptance;
use crate::model::seat::{Seat, SeatRule};
use crate::page::Page;
use crate::site::responsible::Assessed;
use crate::site::roster::{Margin, Sitting, Standing, TermState};

/// The composition on a day.
#[derive(Debug, Serialize)]
pub struct Composition {
    /// The first day from which on the composition is the one shown, if the reference date is not fixed.
    since: Option<Day>,
    /// The date shown: the reference date, or the first day of a period.
    day: Day,
    /// The period, on its own page.
    period: Option<PeriodView>,
    seats: Vec<SeatView>,
    /// The members that are responsible for commitments that the committee assesses.
    judges: Vec<AssessedView>,
    /// Those that named others that sit.
    naming: Vec<Link>,
    /// Every period, newest first.
    periods: Vec<PeriodLine>,
    current: String,
    /// The page of the period of the reference date.
    own_period: Option<String>,
    register: String,
    breaches: String,
    compare: String,
}

/// A period, and the changes at its beginning.
#[derive(Debug, Serialize)]
struct PeriodView {
    first: Day,
    last: Option<Day>,
    /// `past`, `current` or `announced`.
    when: &'static str,
    came: Vec<Link>,
    left: Vec<Link>,
    /// Members that may have joined by then, or on a later day.
    perhaps_came: Vec<Link>,
    /// Members that had left by then, on that day or before.
    perhaps_left: Vec<Link>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// A period in the list.
#[derive(Debug, Serialize)]
pub struct PeriodLine {
    link: Link,
    /// Its first day (ISO 8601), used by the date field to find it.
    first: String,
    when: &'static str,
}

/// A member that is responsible for what is assessed.
#[derive(Debug, Serialize)]
struct AssessedView {
    member: Link,
    /// Whether it surely sits.
    certain: bool,
    plans: Vec<LedView>,
}

/// The commitments of a plan that a member leads.
#[derive(Debug, Serialize)]
struct LedView {
    /// The plan, where the portal has several.
    plan: Option<Link>,
    commitments: Vec<Link>,
}

/// A group of seats and the members that hold them.
#[derive(Debug, Serialize)]
struct SeatView {
    name: Phrase,
    /// The caption of the table of its members.
    caption: Phrase,
    note: Option<Phrase>,
    /// The rule in words.
    rule: String,
    /// The number of places that are or may be held.
    held: u32,
    /// The number of those that certainly are held.
    certain: u32,
    /// `met`, `unknown`, `below` or `above`.
    standing: &'static str,
    /// A remark on it, in words.
    remark: String,
    /// The reason why it is accepted.
    accepted: Option<AcceptedView>,
    vacant: u32,
    /// The number of places held by terms that exceed their length, or may, and whose renewal is not published.
    lapsed: u32,
    /// `yes` if the length of all of these is surely over.
    lapsed_surely: &'static str,
    members: Vec<MemberLine>,
    observers: Vec<MemberLine>,
}

/// Returns the composition in a period, by its index, or on the reference date.
pub(super) fn composition_view(cx: &ViewContext<'_>, period: Option<usize>) -> Composition {
    let site = cx.site;
    let day = period.map_or(site.reference_date(), |at| site.periods()[at].first);
    let sitting = site.sitting_on(day);
    let members =
        |places: Vec<usize>| -> Vec<Link> { cx.by_name(places).into_iter().map(|at| cx.member_on(at, day)).collect() };
    let is_of_today = period.is_none() || period == site.period_of(site.reference_date());
    let mut judges = match period {
        None => site.assessed_members(day),
        Some(_) => Vec::new(),
    };
    judges.sort_by_key(|one| site.name_rank(one.member, cx.language));
    Composition {
        day: cx.day(day),
        since: cx.unchanged_since().filter(|_| period.is_none()),
        period: period.map(|at| {
            let changes = site.came_and_left(at);
            PeriodView {
                first: cx.day(site.periods()[at].first),
                last: site.periods()[at].last.map(|last| cx.day(last)),
                when: when(cx, at),
                came: members(changes.came),
                left: members(changes.left),
                perhaps_came: members(changes.perhaps_came),
                perhaps_left: members(changes.perhaps_left),
                previous: at.checked_sub(1).map(|at| period_link(cx, at)),
                next: (at + 1 < site.periods().len()).then(|| period_link(cx, at + 1)),
            }
        }),
        seats: site.committee.seats.iter().map(|seat| seat_view(cx, seat, &sitting, day, is_of_today)).collect(),
        judges: judges.iter().map(|one| assessed_view(cx, one, day)).collect(),
        naming: members(site.naming(day).into_iter().collect()),
        periods: period_lines(cx),
        current: cx.href(Page::Composition),
        own_period: site.period_of(site.reference_date()).map(|at| cx.href(period_page(cx, at))),
        register: cx.href(Page::Register),
        breaches: cx.href(Page::Breaches),
        compare: cx.href(Page::Compare),
    }
}

fn assessed_view(cx: &ViewContext<'_>, one: &Assessed, day: Date) -> AssessedView {
    let of_plan = |led: &[(usize, usize)]| {
        let plan = led[0].0;
        let link = || cx.link(Page::Plan(plan), cx.phrase(&cx.site.plans[plan].title));
        LedView {
            plan: (cx.site.plans.len() > 1).then(link),
            commitments: led.iter().map(|&(plan, at)| cx.commitment(plan, at)).collect(),
        }
    };
    let plans = one.commitments.chunk_by(|one, other| one.0 == other.0).map(of_plan).collect();
    AssessedView { member: cx.member_on(one.member, day), certain: one.is_certain, plans }
}

/// Every period in a list, newest first.
pub(super) fn period_lines(cx: &ViewContext<'_>) -> Vec<PeriodLine> {
    let line = |at: usize| PeriodLine {
        link: period_link(cx, at),
        first: cx.site.periods()[at].first.to_string(),
        when: when(cx, at),
    };
    (0..cx.site.periods().len()).rev().map(line).collect()
}

/// `past`, `current` or `announced`.
fn when(cx: &ViewContext<'_>, at: usize) -> &'static str {
    let (period, today) = (cx.site.periods()[at], cx.site.reference_date());
    match (period.holds(today), period.first > today) {
        (true, _) => "current",
        (_, true) => "announced",
        (false, false) => "past",
    }
}

fn period_page(cx: &ViewContext<'_>, at: usize) -> Page {
    Page::CompositionOn(cx.site.periods()[at].first)
}

/// « du 1er avril 2021 au 31 mars 2023 ».
pub(super) fn period_words(cx: &ViewContext<'_>, at: usize) -> String {
    let period = cx.site.periods()[at];
    let began = cx.site.began(period);
    let first = |message: &'static str, mut args: Vec<(&'static str, Value<'_>)>| {
        let is_known = match (when(cx, at), began.earliest == began.latest) {
            ("announced", _) if period.last.is_none() => "announced",
            (_, true) => "yes",
            (_, false) => "no",
        };
        args.extend([("first", cx.day(period.first).words.into()), ("known", is_known.into())]);
        cx.message(message, &args)
    };
    match period.last {
        Some(last) if last == period.first => first("period-day", Vec::new()),
        Some(last) => first("period-closed", vec![("last", cx.day(last).words.into())]),
        None => first("period-open", Vec::new()),
    }
}

fn period_link(cx: &ViewContext<'_>, at: usize) -> Link {
    cx.link(period_page(cx, at), cx.own(period_words(cx, at)))
}

/// Returns the composition in a period, or on the reference date.
pub(super) fn composition(cx: &ViewContext<'_>, first: Option<Date>) -> View<'static> {
    let period = first.and_then(|first| cx.site.period_of(first));
    let view = composition_view(cx, period);
    let page = first.map_or(Page::Composition, Page::CompositionOn);
    let mut frame = committee_page(cx, page, "composition");
    if first.is_none() {
        frame.search = Some(SearchFacets::new("committee"));
    }
    if let Some(at) = period {
        frame.parents.push(cx.link(Page::Composition, frame.title));
        let words = period_words(cx, at);
        frame.title = cx.own(cx.message("title-composition-on", &[("period", words.as_str().into())]));
        let committee = cx.phrase(&cx.site.committee.name).text;
        let args = [("committee", committee.into()), ("period", words.into())];
        frame.description = cx.message("about-composition-on", &args);
    }
    frame.with(cx, Body::Composition(view))
}

/// Returns the bounds in words: « de 6 à 8 »; several if partial dates leave open which rule applies.
fn rule_words(cx: &ViewContext<'_>, rules: &[&SeatRule]) -> String {
    let words = rules.iter().map(|rule| {
        let key = if rule.minimum == rule.maximum { "rule-exactly" } else { "rule-between" };
        cx.message(key, &[("minimum", rule.minimum.into()), ("maximum", rule.maximum.into())])
    });
    let mut words: Vec<String> = words.collect();
    words.dedup();
    match words.as_slice() {
        [one] => one.clone(),
        several => cx.message("rule-one-of", &[("rules", several.join(&format!(" {} ", cx.word("rule-or"))).into())]),
    }
}

/// Returns the state of a seat in words: how many are missing or too many, as a range if dates are unknown.
pub(super) fn standing_words(cx: &ViewContext<'_>, standing: &str, margin: Option<Margin>) -> String {
    match margin {
        Some(Margin { least, most }) if least < most => {
            cx.message(&format!("standing-{standing}-between"), &[("count", least.into()), ("most", most.into())])
        }
        margin => {
            let count = margin.map_or(0, |margin| margin.least);
            cx.message(&format!("standing-{standing}"), &[("count", count.into())])
        }
    }
}

fn seat_view(cx: &ViewContext<'_>, seat: &Seat, sitting: &[Sitting<'_>], day: Date, is_of_today: bool) -> SeatView {
    let count = cx.site.count(seat, sitting);
    let rules = seat.rules_on(day);
    let (standing, margin, code) = match cx.site.standing(seat, count, day) {
        Standing::Met => ("met", None, None),
        Standing::Unknown => ("unknown", None, None),
        Standing::Below(missing) => ("below", Some(missing), Some(crate::diagnostic::Code::TooFewSitting)),
        Standing::Above(extra) => ("above", Some(extra), Some(crate::diagnostic::Code::TooManySitting)),
    };
    let maximum = rules.iter().map(|rule| rule.maximum).max().unwrap_or_default();
    let mine = |counted: bool| {
        sitting.iter().filter(move |held| held.term.is_counted() == counted && held.term.seat.value == seat.id.value)
    };
    let lapsed = || mine(true).filter(|held| cx.site.term_state(held.term, day).is_lapsed_or_may_be());
    let lines = |counted: bool| {
        let holders: std::collections::BTreeSet<usize> = mine(counted).map(|held| held.member).collect();
        cx.by_name(holders).into_iter().map(|at| line_on(cx, at, day)).collect()
    };
    SeatView {
        caption: cx.sentence("seat-caption", &[("name", &[cx.phrase(&seat.name)])]),
        name: cx.phrase(&seat.name),
        note: seat.note.as_ref().map(|note| cx.phrase(note)),
        rule: rule_words(cx, &rules),
        held: count.possible,
        certain: count.certain,
        standing,
        remark: standing_words(cx, standing, margin),
        // An acceptance concerns today's state only.
        accepted: code
            .filter(|_| is_of_today)
            .and_then(|code| acceptance::find(&seat.accepted, code, day))
            .map(|accepted| AcceptedView::of(cx, accepted)),
        vacant: maximum.saturating_sub(count.possible),
        lapsed: lapsed().map(|held| held.term.places).sum(),
        lapsed_surely: match lapsed().all(|held| cx.site.term_state(held.term, day) == TermState::Lapsed) {
            true => "yes",
            false => "no",
        },
        members: lines(true),
        observers: lines(false),
    }
}
