//! Lengths of calendar time.

use crate::diagnostic::Code;
use crate::model::reader::{Context, scalar};
use crate::source::yaml::Node;

/// A length of calendar time, ISO 8601: years and months, or weeks and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// In months; a year is twelve.
    pub months: u32,
    /// Days beyond the months; a week is seven.
    pub days: u32,
}

impl std::fmt::Display for Duration {
    /// ISO 8601: years and months, then days.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("P")?;
        for (count, unit) in [(self.months / 12, 'Y'), (self.months % 12, 'M'), (self.days, 'D')] {
            if count > 0 {
                write!(f, "{count}{unit}")?;
            }
        }
        Ok(())
    }
}

/// No rule of a committee runs longer than a century: more is a slip of the hand.
const MOST_MONTHS: u32 = 1_200;
const MOST_DAYS: u32 = 36_525;

impl Duration {
    fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('P')?;
        let mut duration = Self { months: 0, days: 0 };
        let mut units = [('Y', 12, 0), ('M', 1, 0), ('W', 0, 7), ('D', 0, 1)].into_iter();
        while !rest.is_empty() {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let count: u32 = rest.get(..length)?.parse().ok().filter(|count| *count <= 100_000)?;
            let letter = rest[length..].chars().next()?;
            let (_, months, days) = units.find(|(unit, ..)| *unit == letter)?;
            duration.months += count * months;
            duration.days += count * days;
            rest = &rest[length + 1..];
        }
        let is_some = duration.months + duration.days > 0;
        (is_some && duration.months <= MOST_MONTHS && duration.days <= MOST_DAYS).then_some(duration)
    }

    /// Reads a duration.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let written = scalar(node, cx, "term-duration")?;
        let value = Self::parse(written);
        if value.is_none() {
            let diagnostic = cx.diagnostic(Code::BadDuration, node.span).arg("duration", written);
            cx.report(diagnostic);
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_iso_8601() {
        assert_eq!(Duration::parse("P2Y"), Some(Duration { months: 24, days: 0 }));
        assert_eq!(Duration::parse("P1Y6M"), Some(Duration { months: 18, days: 0 }));
        assert_eq!(Duration::parse("P2W"), Some(Duration { months: 0, days: 14 }));
        assert_eq!(Duration::parse("P1Y6M").map(|duration| duration.to_string()).as_deref(), Some("P1Y6M"));
        for text in ["", "P", "2Y", "P2", "PT3H", "P0M", "P1M1Y", "P-1Y", "P99999999999Y", "P101Y", "P9999Y", "P36526D"]
        {
            assert_eq!(Duration::parse(text), None, "{text}");
        }
    }
}
