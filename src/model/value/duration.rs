//! Lengths of calendar time.

use crate::diagnostic::{Code, Fix};
use crate::model::reader::{Context, scalar};
use crate::source::yaml::Node;

/// A length of calendar time, ISO 8601: years and months, or weeks and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// The number of months; a year is twelve.
    pub months: u32,
    /// The number of days beyond the months; a week is seven.
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

/// No rule of a committee runs longer than a century: a longer duration is a typing error.
const MOST_MONTHS: u32 = 1_200;
const MOST_DAYS: u32 = 36_525;

impl Duration {
    /// Parses an ISO 8601 duration of any length.
    fn form(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('P')?;
        let mut duration = Self { months: 0, days: 0 };
        let mut units = [('Y', 12, 0), ('M', 1, 0), ('W', 0, 7), ('D', 0, 1)].into_iter();
        while !rest.is_empty() {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let digits = rest.get(..length).filter(|digits| !digits.is_empty())?;
            let count = digits.parse().unwrap_or(u32::MAX).min(MOST_DAYS + 1);
            let letter = rest[length..].chars().next()?;
            let (_, months, days) = units.find(|(unit, ..)| *unit == letter)?;
            duration.months += count * months;
            duration.days += count * days;
            rest = &rest[length + 1..];
        }
        (text.len() > 1).then_some(duration)
    }

    /// Parses an ISO 8601 duration within the bounds of a committee.
    fn parse(text: &str) -> Option<Self> {
        Self::form(text).filter(|duration| duration.is_possible())
    }

    /// Parses lengths such as « 2 ans » and “3 months”.
    fn in_words(text: &str) -> Option<Self> {
        let (count, unit) = text.split_once([' ', '\u{a0}', '\u{202f}'])?;
        let count: u32 = count.parse().ok().filter(|count| *count <= MOST_DAYS)?;
        let (months, days) = match unit.trim().to_lowercase().as_str() {
            "an" | "ans" | "année" | "années" | "year" | "years" => (12, 0),
            "mois" | "month" | "months" => (1, 0),
            "semaine" | "semaines" | "week" | "weeks" => (0, 7),
            "jour" | "jours" | "day" | "days" => (0, 1),
            _ => return None,
        };
        Some(Self { months: count * months, days: count * days }).filter(|duration| duration.is_possible())
    }

    fn is_possible(self) -> bool {
        self.months + self.days > 0 && self.months <= MOST_MONTHS && self.days <= MOST_DAYS
    }

    /// Reads a duration.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let written = scalar(node, cx, "term-duration")?;
        if let Some(value) = Self::parse(written) {
            return Some(value);
        }
        let meant = Self::in_words(written).map(|meant| meant.to_string());
        let diagnostic = cx.diagnostic(Code::BadDuration, node.span).arg("duration", written);
        let diagnostic = diagnostic.arg("kind", if Self::form(written).is_some() { "bounds" } else { "form" });
        let diagnostic = diagnostic.arg("proposal", meant.clone().unwrap_or_else(|| "none".to_owned()));
        cx.report(match meant {
            Some(meant) => diagnostic.fixed_by(Fix::Replace(node.span, meant)),
            None => diagnostic,
        });
        None
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
        for (text, has_form) in [("P0M", true), ("P99999999999Y", true), ("P", false), ("P2", false), ("PY", false)] {
            assert_eq!(Duration::form(text).is_some(), has_form, "{text}");
        }
        for (words, meant) in [("2 ans", "P2Y"), ("18 mois", "P1Y6M"), ("2 weeks", "P14D"), ("1\u{a0}jour", "P1D")] {
            assert_eq!(Duration::in_words(words).map(|meant| meant.to_string()).as_deref(), Some(meant));
        }
        for words in ["0 ans", "101 years", "deux ans", "2", "2 heures"] {
            assert_eq!(Duration::in_words(words), None, "{words}");
        }
    }
}
