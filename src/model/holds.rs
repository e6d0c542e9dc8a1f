//! Whether something holds on a day: dates may be partial or unknown, so there are three answers.

use jiff::civil::Date;

use crate::language::date::PartialDate;
use crate::model::value::Located;

/// Whether something holds on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// It does not.
    No,
    /// It may: a date is known to the month or year only, or not at all.
    Perhaps,
    /// It does.
    Yes,
}

impl Holds {
    /// Whether what has these dates holds on a day. The last day belongs to it; a date that is left out sets no bound.
    pub fn between(start: Option<Located<PartialDate>>, end: Option<Located<PartialDate>>, day: Date) -> Self {
        let begun = match start {
            None => Holds::Yes,
            Some(start) if day < start.earliest() => Holds::No,
            Some(start) if day < start.latest() => Holds::Perhaps,
            Some(_) => Holds::Yes,
        };
        let not_over = match end {
            None => Holds::Yes,
            Some(end) if day > end.latest() => Holds::No,
            Some(end) if day > end.earliest() => Holds::Perhaps,
            Some(_) => Holds::Yes,
        };
        begun.min(not_over)
    }

    /// The days on which the answer for these dates may change.
    pub fn turns(start: Option<Located<PartialDate>>, end: Option<Located<PartialDate>>) -> impl Iterator<Item = Date> {
        let starts = start.into_iter().flat_map(|date| [date.earliest(), date.latest()]);
        let ends = end.into_iter().flat_map(|date| [date.earliest(), date.latest()]);
        starts.chain(ends.filter_map(|day| day.tomorrow().ok()))
    }
}
