//! Counts the duties of the committee: for each period in which something was due, whether the portal's records
//! show that it was done, that it was not, or neither.
//!
//! A duty is counted as its record states (`counted`): once in each period of the calendar, or with at most an
//! interval from one occurrence to the next. If the portal has no record at all of the kind that would show it,
//! nothing is reported as missed: the state is unknown.

use jiff::civil::Date;

use super::Site;
use crate::language::date::{DateRange, PartialDate};
use crate::model::committee::{Counted, Duty, MetBy};
use crate::model::meeting::MeetingStatus;
use crate::model::value::Duration;

/// A duty's account.
#[derive(Debug)]
pub struct Account {
    /// The duty, by its index in the committee's record.
    pub duty: usize,
    /// The periods in which it was due, oldest first; the last may still be open.
    pub periods: Vec<Due>,
    /// The reason why it could not be counted, if so.
    pub uncounted: Option<Uncounted>,
    /// The number of records that show it at all.
    pub records: usize,
    /// The range of the last day on which it can next be done in time.
    pub next: Option<DateRange>,
}

/// A period in which a duty was to be done once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Its first day.
    pub first: Date,
    /// Its last day; the reference date if the period is not over.
    pub last: Date,
    /// Whether it is not over, so that its last day is not known yet.
    pub goes_on: bool,
    /// Whether it was done.
    pub state: DutyState,
}

/// Whether a duty was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DutyState {
    /// The records show it.
    Met,
    /// The records show that it was not.
    Missed,
    /// The records do not show it.
    Unknown,
    /// There is still time.
    Open,
}

impl DutyState {
    /// Returns the keyword that templates use for it.
    pub fn word(self) -> &'static str {
        match self {
            DutyState::Met => "met",
            DutyState::Missed => "missed",
            DutyState::Unknown => "unknown",
            DutyState::Open => "open",
        }
    }
}

/// The reason why a duty cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncounted {
    /// Its record states no interval.
    NoRhythm,
    /// No kind of record shows it.
    NoRecords,
    /// The start of the duty is not known.
    NoStart,
    /// It was due more often than is counted.
    TooOften,
}

impl Uncounted {
    /// Returns the keyword that templates use for it.
    pub fn word(self) -> &'static str {
        match self {
            Uncounted::NoRhythm => "no-rhythm",
            Uncounted::NoRecords => "no-records",
            Uncounted::NoStart => "no-start",
            Uncounted::TooOften => "too-often",
        }
    }
}

impl Account {
    /// Returns the number of its periods in a state.
    pub fn count(&self, state: DutyState) -> usize {
        self.periods.iter().filter(|due| due.state == state).count()
    }
}

/// The maximum number of periods counted, more than one for each day of half a century: a duty due more often is
/// most likely a typing error. Counting only some of its periods would be wrong, so it is not counted.
const MOST: usize = 20_000;

/// The evidence that a duty was done.
#[derive(Debug, Default)]
struct Evidence {
    /// The ranges of their dates, in the order of their first days.
    dated: Vec<DateRange>,
    /// For each of these, the latest day of it and of all before it.
    latest: Vec<Date>,
    /// The number of those without a date.
    undated: usize,
}

impl Site {
    /// Returns the account of every duty, on the reference date.
    pub fn duties(&self) -> Vec<Account> {
        (0..self.committee.duties.len()).map(|duty| self.account(duty)).collect()
    }

    fn account(&self, at: usize) -> Account {
        let duty = &self.committee.duties[at];
        let mut account = Account { duty: at, periods: Vec::new(), uncounted: None, records: 0, next: None };
        let start = duty.start_date.or(self.committee.founding_date).map(|date| date.value);
        let (every, start) = match (duty.every, duty.met_by, start) {
            (_, None | Some(MetBy::Text), _) => {
                account.uncounted = Some(Uncounted::NoRecords);
                return account;
            }
            (None, ..) => {
                account.uncounted = Some(Uncounted::NoRhythm);
                return account;
            }
            (.., None) => {
                account.uncounted = Some(Uncounted::NoStart);
                return account;
            }
            (Some(every), Some(_), Some(start)) => (every, start),
        };
        let evidence = self.evidence(duty);
        account.records = evidence.dated.len() + evidence.undated;
        let today = self.reference_date();
        let (periods, next) = match duty.counted {
            Counted::Calendar => {
                let periods = in_calendar(every, start, &evidence, today);
                let next = next_in_calendar(every, start, &periods, today);
                (periods, Some(next))
            }
            Counted::Between => between(every, start, duty.start_date.is_some(), &evidence, today),
        };
        (account.periods, account.next) = (periods, next);
        if account.periods.len() > MOST {
            return Account { periods: Vec::new(), uncounted: Some(Uncounted::TooOften), next: None, ..account };
        }
        account
    }

    /// Returns the records that show that a duty was done, without those after the reference date.
    fn evidence(&self, duty: &Duty) -> Evidence {
        let today = self.reference_date();
        let mut evidence = Evidence::default();
        let mut add = |date: Option<PartialDate>| match date {
            Some(date) if date.earliest() <= today => {
                evidence.dated.push(DateRange { earliest: date.earliest(), latest: date.latest().min(today) });
            }
            Some(_) => {}
            None => evidence.undated += 1,
        };
        match duty.met_by {
            Some(MetBy::Meetings) => {
                let held = self.meetings.iter().filter(|meeting| meeting.status_on(today) == MeetingStatus::Held);
                held.for_each(|meeting| add(Some(meeting.date.value)));
            }
            Some(MetBy::Commentary) => {
                let standing = self.commentaries().filter(|(_, text)| !text.is_withdrawn());
                standing.for_each(|(_, text)| add(text.date.map(|date| date.value)));
            }
            Some(MetBy::Plans) => self.plans.iter().for_each(|plan| add(Some(plan.start_date.value))),
            Some(MetBy::Documents) => self.documents().for_each(|document| add(document.date.map(|date| date.value))),
            Some(MetBy::Text) | None => {}
        }
        evidence.dated.sort_by_key(|range| (range.earliest, range.latest));
        let latest = evidence.dated.iter().scan(Date::MIN, |latest, range| {
            *latest = range.latest.max(*latest);
            Some(*latest)
        });
        evidence.latest = latest.collect();
        evidence
    }
}

/// Returns the day an interval after another.
fn after(day: Date, every: Duration) -> Date {
    PartialDate::of_day(day).plus(every.months, every.days).latest
}

/// Returns the last day of a period that begins on a day.
fn last_of(first: Date, every: Duration) -> Date {
    after(first, every).yesterday().unwrap_or(first)
}

/// Returns the first day of the period of the calendar that contains a day: quarters begin in January, April, July
/// and October. Intervals that do not divide a year evenly are counted from the day itself.
fn calendar_start(day: Date, every: Duration) -> Date {
    let months = i32::try_from(every.months).unwrap_or(i32::MAX);
    match (every.months, every.days) {
        (1..=12, 0) if 12 % months == 0 => {
            let month = (i32::from(day.month()) - 1) / months * months + 1;
            Date::new(day.year(), i8::try_from(month).unwrap_or(1), 1).unwrap_or(day)
        }
        (_, 0) if months % 12 == 0 => day.first_of_year(),
        (0, 7) => day.saturating_sub(jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset()))),
        _ => day,
    }
}

fn in_calendar(every: Duration, start: PartialDate, evidence: &Evidence, today: Date) -> Vec<Due> {
    let mut periods = Vec::new();
    let mut first = calendar_start(start.earliest(), every);
    while first <= today && periods.len() <= MOST {
        let last = last_of(first, every);
        let earlier = evidence.dated.partition_point(|range| range.earliest < first);
        let mut begun = evidence.dated[earlier..].iter().take_while(|range| range.earliest <= last).peekable();
        let perhaps = begun.peek().is_some() || evidence.latest[..earlier].last().is_some_and(|day| *day >= first);
        let state = if begun.any(|range| range.latest <= last) {
            DutyState::Met
        } else if last >= today {
            DutyState::Open
        } else if perhaps
            || evidence.undated > 0
            || evidence.dated.is_empty()
            // The duty may not have begun with the period.
            || start.latest() > first
        {
            DutyState::Unknown
        } else {
            DutyState::Missed
        };
        periods.push(Due { first, last, goes_on: false, state });
        first = after(first, every);
    }
    periods
}

/// Returns the periods between occurrences, and when the duty is next due; `None` for a day that has passed, if it
/// is unknown whether the duty was done by then.
///
/// Where dates are known to the month or the year, nobody knows which of two came first. What is known is when the
/// first of all was done, and the second: the earliest of their first days and of their last days, and so on.
///
/// `has_own_start`: the duty begins on a day of its own, so that a record whose date reaches back before it may be
/// older than the duty, and not count. The founding of the committee has nothing older.
fn between(
    every: Duration,
    start: PartialDate,
    has_own_start: bool,
    evidence: &Evidence,
    today: Date,
) -> (Vec<Due>, Option<DateRange>) {
    let begins = start.earliest();
    let due =
        |since: DateRange| DateRange { earliest: after(since.earliest, every), latest: after(since.latest, every) };
    let mut since = DateRange::from(start);
    if begins > today {
        return (Vec::new(), Some(due(since)));
    }
    let of_duty = || evidence.dated.iter().filter(|range| range.latest >= begins);
    let may_be_older = |range: &&DateRange| has_own_start && range.earliest < start.latest();
    let first_sure = of_duty().find(|range| !may_be_older(range)).map(|range| range.earliest);
    // Those that may not count and came before all that do leave what follows as it is.
    let is_early = |range: &&DateRange| may_be_older(range) && first_sure.is_none_or(|first| range.latest <= first);
    let early: Vec<DateRange> = of_duty().filter(is_early).copied().collect();
    let counted = || of_duty().filter(|range| !is_early(range));
    let mut last_days: Vec<Date> = counted().filter(|range| !may_be_older(range)).map(|range| range.latest).collect();
    last_days.sort_unstable();
    let sure = last_days.len();
    // The others come last of all, whenever that was.
    let last = counted().map(|range| range.latest).max().unwrap_or(begins);
    last_days.resize(counted().count(), last);
    let done = counted().zip(last_days);
    let done = done.map(|(range, latest)| DateRange { earliest: range.earliest.max(begins), latest });
    // An undated one may have been in between.
    let is_open = evidence.undated > 0 || evidence.dated.is_empty();
    let state = |since: DateRange, done: DateRange, kept: DutyState| {
        let due = due(since);
        if done.latest <= due.earliest {
            kept
        } else if is_open || done.earliest <= due.latest {
            DutyState::Unknown
        } else {
            DutyState::Missed
        }
    };
    let mut periods = Vec::new();
    let mut first = since.earliest;
    for one in early.iter().take(MOST + 1) {
        periods.push(Due { first, last: one.latest, goes_on: false, state: DutyState::Unknown });
        first = one.earliest.max(begins);
        since.latest = since.latest.max(one.latest);
    }
    for (at, done) in done.take(MOST + 1).enumerate() {
        if at >= sure {
            periods.push(Due { first: since.earliest, last, goes_on: false, state: DutyState::Unknown });
            since.latest = since.latest.max(last);
            continue;
        }
        // Two of one day, or one of the first day, leave no time between them.
        if done == since && done.earliest == done.latest {
            continue;
        }
        let state = state(since, done, DutyState::Met);
        periods.push(Due { first: since.earliest, last: done.latest, goes_on: false, state });
        // The duty may have begun after this.
        since = DateRange { latest: done.latest.max(start.latest()), ..done };
    }
    let state = state(since, DateRange::of_day(today), DutyState::Open);
    periods.push(Due { first: since.earliest, last: today, goes_on: true, state });
    let next = due(since);
    (periods, (next.latest >= today || state == DutyState::Missed).then_some(next))
}

/// Returns when it is next due: at the end of the open period.
fn next_in_calendar(every: Duration, start: PartialDate, periods: &[Due], today: Date) -> DateRange {
    let day = match periods.last() {
        // Already done in the open period: the next one counts.
        Some(due) if due.last >= today && due.state == DutyState::Met => last_of(after(due.first, every), every),
        Some(due) if due.last >= today => due.last,
        _ => last_of(calendar_start(start.earliest().max(today), every), every),
    };
    // The duty may begin in a later period.
    let latest = last_of(calendar_start(start.latest(), every), every);
    DateRange { earliest: day, latest: latest.max(day) }
}
