//! The terms of the members on a timeline: the start and end of each bar, in thousandths.

use jiff::civil::Date;
use serde::Serialize;

use super::{Day, Link, ViewContext};
use crate::language::date::DateRange;
use crate::model::holds::Holds;
use crate::model::term::Term;

/// The bars of a timeline.
#[derive(Debug, Serialize)]
pub struct Timeline {
    first_year: String,
    last_year: String,
    /// The start of each year except the first.
    years: Vec<u32>,
    /// The position of the first day of the reference date's month: a more precise mark would move every day.
    reference: u32,
    reference_month: Day,
    rows: Vec<Row>,
}

/// The terms of a member.
#[derive(Debug, Serialize)]
struct Row {
    member: Link,
    /// The same dates in words.
    words: String,
    bars: Vec<Bar>,
}

/// A part of a term.
#[derive(Debug, Serialize)]
struct Bar {
    x: u32,
    width: u32,
    /// `held`, `planned` (from the reference date to the normal end) or `undated`.
    kind: &'static str,
}

/// A range of days, in which positions are given in thousandths.
struct Scale {
    first: Date,
    days: i32,
}

impl Scale {
    fn at(&self, day: Date) -> u32 {
        let since = days_between(self.first, day).clamp(0, self.days);
        u32::try_from(i64::from(since) * 1000 / i64::from(self.days.max(1))).unwrap_or(0)
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map(|span| span.get_days()).unwrap_or(0)
}

/// Returns the timeline of some members; `None` if no term has a date.
pub(super) fn timeline(cx: &ViewContext<'_>, members: &[usize]) -> Option<Timeline> {
    let site = cx.site;
    let today = site.reference_date();
    let terms = || members.iter().flat_map(|&at| &site.members[at].terms);
    let starts = terms().filter_map(|term| term.start_date).map(|date| date.earliest());
    let first = starts.chain(site.founded()).min()?.first_of_year();
    let ends = terms().filter_map(|term| end_of(cx, term));
    let last = ends.chain([today]).max()?.last_of_year();
    let scale = Scale { first, days: days_between(first, last) + 1 };
    let rows = members.iter().filter(|&&at| !site.members[at].terms.is_empty()).map(|&at| {
        let terms = &site.members[at].terms;
        Row {
            member: cx.member(at),
            words: terms.iter().map(|term| words(cx, term)).collect::<Vec<_>>().join("; "),
            bars: terms.iter().flat_map(|term| bars(cx, term, &scale)).collect(),
        }
    });
    Some(Timeline {
        first_year: first.year().to_string(),
        last_year: last.year().to_string(),
        years: (first.year() + 1..=last.year()).map(|year| scale.at(Date::constant(year, 1, 1))).collect(),
        reference: scale.at(today.first_of_month()),
        reference_month: cx.range(DateRange { earliest: today.first_of_month(), latest: today.last_of_month() }),
        rows: rows.collect(),
    })
}

/// Returns the last day that a term may reach: its end, or else the end computed from the rule's length.
fn end_of(cx: &ViewContext<'_>, term: &Term) -> Option<Date> {
    term.end_date.map(|date| date.latest()).or_else(|| cx.site.lapse(term).map(|lapse| lapse.latest))
}

fn bars(cx: &ViewContext<'_>, term: &Term, scale: &Scale) -> Vec<Bar> {
    let site = cx.site;
    let today = site.reference_date();
    let bar = |from: Date, to: Date, kind| {
        let (x, end) = (scale.at(from), scale.at(to));
        (end > x).then(|| Bar { x, width: end - x, kind })
    };
    let Some(start) = term.start_date.map(|date| date.earliest()) else {
        let from = site.founded().unwrap_or(scale.first);
        let mark = today.first_of_month();
        return bar(from, term.end_date.map_or(mark, |date| date.latest()).min(mark), "undated").into_iter().collect();
    };
    // Up to the mark; for a term that began after it, up to the end of its first month.
    let mark = if start > today.first_of_month() { today.last_of_month() } else { today.first_of_month() };
    let open = term.end_date.is_none() && site.holds(term, today) != Holds::No;
    let held = term.end_date.map_or(mark, |date| date.latest()).min(mark);
    // Before and after the days on which it certainly was held, it may have been.
    let over = term.end_date.map(|date| date.earliest()).or_else(|| site.lapse(term).map(|lapse| lapse.earliest));
    let surely = over.map_or(held, |over| over.min(held)).max(start);
    let begun = term.start_date.map_or(start, |date| date.latest()).min(surely);
    let planned = end_of(cx, term).filter(|end| *end > today && (open || term.end_date.is_some()));
    let bars = [
        bar(start, begun, "undated"),
        bar(begun, surely, "held"),
        bar(surely, held, "undated"),
        planned.and_then(|end| bar(held.max(start), end, "planned")),
    ];
    bars.into_iter().flatten().collect()
}

/// Returns a term in words: « depuis 2021, échéance normale : 2023 ».
fn words(cx: &ViewContext<'_>, term: &Term) -> String {
    let is_to_come = term.start_date.is_some_and(|start| start.earliest() > cx.site.reference_date());
    let state = if is_to_come {
        "future"
    } else if term.end_date.is_some() {
        "ended"
    } else {
        "sitting"
    };
    let said = |key: &str, day: Day| {
        let args = [("precision", day.precision.into()), ("state", state.into())];
        format!("{} {}", cx.message(key, &args), day.words)
    };
    let start = match term.start_date {
        Some(date) => said("since", cx.date(date.value)),
        None => cx.word("start-unpublished"),
    };
    let end = match (term.end_date, cx.site.lapse(term)) {
        (Some(date), _) => format!(", {}", said("until", cx.date(date.value))),
        (None, Some(lapse)) => format!(", {}", said("lapses-in", cx.last_day(lapse))),
        (None, None) => String::new(),
    };
    start + &end
}
