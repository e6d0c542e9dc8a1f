//! Partial dates (a year, a month or a day, as in Popolo) and how each language writes them.

use std::fmt;

use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD};
use jiff::civil::Date;

use super::Language;

/// A date known to the year, the month or the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Parses `2021`, `2021-04` or `2021-04-12`; `None` for anything else, such as a day that does not exist. Years
    /// run from 1600 to 2999, so that a mistyped digit is noticed.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |m| m.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |d| d.map(Some))?;
        if parts.next().is_some() || !(1600..3000).contains(&year) {
            return None;
        }
        let (month, day) = (month.map(|m| m as i8), day.map(|d| d as i8));
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// Returns a date known to the day.
    pub fn of_day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// Returns the first day it can mean.
    pub fn earliest(self) -> Date {
        Date::constant(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Returns the last day it can mean.
    pub fn latest(self) -> Date {
        let start = self.earliest();
        match (self.month, self.day) {
            (_, Some(_)) => start,
            (Some(_), None) => start.last_of_month(),
            (None, None) => start.last_of_year(),
        }
    }

    /// Returns whether the day is known.
    pub fn is_exact(self) -> bool {
        self.day.is_some()
    }

    /// Returns its precision: `day`, `month` or `year`.
    pub fn precision(self) -> &'static str {
        match (self.month, self.day) {
            (_, Some(_)) => "day",
            (Some(_), None) => "month",
            (None, None) => "year",
        }
    }

    /// Returns this date plus complete months and days, as the range in which it lies. A date known to the month
    /// stays so if complete months are added, and one known to the year if complete years are.
    pub fn plus(self, months: u32, days: u32) -> DateRange {
        let span = jiff::Span::new().months(months.min(MOST)).days(days.min(MOST));
        let earliest = self.earliest().saturating_add(span);
        let latest = match (self.month, self.day) {
            (Some(_), None) if days == 0 => earliest.last_of_month(),
            (None, None) if days == 0 && months.is_multiple_of(12) => earliest.last_of_year(),
            _ => self.latest().saturating_add(span),
        };
        DateRange { earliest, latest }
    }
}

impl From<PartialDate> for DateRange {
    /// Returns the days that a partial date may be.
    fn from(date: PartialDate) -> Self {
        Self { earliest: date.earliest(), latest: date.latest() }
    }
}

impl DateRange {
    /// Returns the range of one day.
    pub fn of_day(day: Date) -> Self {
        Self { earliest: day, latest: day }
    }

    /// Returns the day before: the last day of a period that the next one follows.
    #[must_use]
    pub fn day_before(self) -> Self {
        let before = |day: Date| day.yesterday().unwrap_or(day);
        Self { earliest: before(self.earliest), latest: before(self.latest) }
    }

    /// Returns a last day as it is written: for a period that began within a month or a year, that month or year
    /// later.
    #[must_use]
    pub fn as_last_day(self) -> Self {
        if self.earliest == self.latest { self } else { self.day_after() }
    }

    /// Returns the day after: the first day of what follows a last day.
    #[must_use]
    pub fn day_after(self) -> Self {
        let after = |day: Date| day.tomorrow().unwrap_or(day);
        Self { earliest: after(self.earliest), latest: after(self.latest) }
    }
}

/// The maximum number of months or days added to a date: far beyond what any record may require.
const MOST: u32 = 100_000;

/// The range in which a day computed from a partial date lies, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day it can be.
    pub earliest: Date,
    /// The last day it can be.
    pub latest: Date,
}

impl DateRange {
    /// Returns the range as a partial date, if it is just one day, month or year.
    pub fn partial(self) -> Option<PartialDate> {
        let Self { earliest, latest } = self;
        let day = PartialDate::of_day(earliest);
        if earliest == latest {
            Some(day)
        } else if earliest == earliest.first_of_month() && latest == earliest.last_of_month() {
            Some(PartialDate { day: None, ..day })
        } else if earliest == earliest.first_of_year() && latest == earliest.last_of_year() {
            Some(PartialDate { month: None, day: None, ..day })
        } else {
            None
        }
    }
}

impl fmt::Display for DateRange {
    /// Formats as ISO 8601: a partial date, or the interval between two days.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.partial() {
            Some(date) => date.fmt(f),
            None => write!(f, "{}/{}", self.earliest, self.latest),
        }
    }
}

impl fmt::Display for PartialDate {
    /// Formats as ISO 8601, with its precision.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl serde::Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn digits(text: &str, length: usize) -> Option<i16> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The formats in which a language writes dates, looked up once.
pub struct Calendar {
    language: Language,
    days: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    months: Option<FixedCalendarDateTimeFormatter<Gregorian, YM>>,
}

impl Calendar {
    /// Returns the calendar of a language.
    pub fn new(language: Language) -> Self {
        let locale = || language.locale().into();
        Self {
            language,
            days: FixedCalendarDateTimeFormatter::try_new(locale(), YMD::long()).ok(),
            months: FixedCalendarDateTimeFormatter::try_new(locale(), YM::long()).ok(),
        }
    }

    /// Returns a date in words: « 1er mars 2021 » (OQLF), « mars 2021 », “March 2021”, `2021`.
    pub fn words(&self, date: PartialDate) -> String {
        let start = gregorian(date.earliest());
        // The compiled data contains both locales; on an error, the date in figures is readable.
        let words = match (start, date.month, date.day) {
            (Some(start), Some(_), Some(_)) => self.days.as_ref().map(|days| days.format(&start).to_string()),
            (Some(start), Some(_), None) => self.months.as_ref().map(|months| months.format(&start).to_string()),
            _ => None,
        };
        let words = words.unwrap_or_else(|| date.to_string());
        let words = match (self.language, words.strip_prefix("1 ")) {
            (Language::French, Some(rest)) => format!("1er {rest}"),
            _ => words,
        };
        // A no-break space keeps the day with its month.
        if date.is_exact() { words.replacen(' ', "\u{a0}", 1) } else { words }
    }
}

impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calendar").field("language", &self.language).finish_non_exhaustive()
    }
}

fn gregorian(date: Date) -> Option<icu_calendar::Date<Gregorian>> {
    icu_calendar::Date::try_new_gregorian(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> [String; 2] {
        let date = PartialDate::parse(text).unwrap();
        Language::ALL.map(|language| Calendar::new(language).words(date))
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        assert_eq!(words("2021-03-01"), ["1er\u{a0}mars 2021", "March\u{a0}1, 2021"]);
        assert_eq!(words("2021-08-21"), ["21\u{a0}août 2021", "August\u{a0}21, 2021"]);
        assert_eq!(words("2021-02"), ["février 2021", "February 2021"]);
        assert_eq!(words("2021"), ["2021", "2021"]);
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in ["2023-02-29", "2024-13-01", "2024-00", "24-01-01", "2024-1-1", "2024-01-01-01", "0202", "+024", ""]
        {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_partial_date_covers_its_month_or_year() {
        let february = PartialDate::parse("2024-02").unwrap();
        assert_eq!(february.latest(), Date::constant(2024, 2, 29));
        let plus = |text: &str, months, days| PartialDate::parse(text).unwrap().plus(months, days).to_string();
        assert_eq!(plus("2024-02", 24, 0), "2026-02");
        assert_eq!(plus("2021", 24, 0), "2023");
        assert_eq!(plus("2021-04-12", 0, 728), "2023-04-10");
        assert_eq!(plus("2021", 18, 0), "2022-07-01/2023-06-30");
        assert_eq!(plus("2021-04", 0, 7), "2021-04-08/2021-05-07");
        assert_eq!(plus("2021-02-28", u32::MAX, u32::MAX), "9999-12-31");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(year in 1600i16..3000, month in 1i8..=12, day in 1i8..=31) {
            for text in [format!("{year}"), format!("{year}-{month:02}"), format!("{year}-{month:02}-{day:02}")] {
                match PartialDate::parse(&text) {
                    Some(date) => {
                        prop_assert_eq!(date.to_string(), text);
                        prop_assert!(date.earliest() <= date.latest());
                    }
                    None => prop_assert!(Date::new(year, month, day).is_err()),
                }
            }
        }

        #[test]
        fn no_text_makes_the_reader_fail(text in ".{0,12}") {
            let _ = PartialDate::parse(&text);
        }
    }
}
