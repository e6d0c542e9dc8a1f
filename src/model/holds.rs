//! Whether something applies on a day: dates may be partial or unknown, so there are three answers.

use jiff::civil::Date;

use crate::language::date::PartialDate;
use crate::model::value::Located;

/// Whether something applies on a day.
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
    /// Returns whether a period includes a day. Its last day is included; a missing date sets no bound.
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

    /// Returns the days on which the answer of [`Holds::between`] for these dates may change.
    pub fn turns(start: Option<Located<PartialDate>>, end: Option<Located<PartialDate>>) -> impl Iterator<Item = Date> {
        let starts = start.into_iter().flat_map(|date| [date.earliest(), date.latest()]);
        let ends = end.into_iter().flat_map(|date| [date.earliest(), date.latest()]);
        starts.chain(ends.filter_map(|day| day.tomorrow().ok()))
    }
}
