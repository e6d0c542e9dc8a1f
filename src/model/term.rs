//! A member's term on a seat: from when, until when, by which act.
//!
//! Dates may be partial or unknown, so whether a term holds on a day has three answers.

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::language::date::PartialDate;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields, scalar};
use crate::model::value::{self, Located, Text};
use crate::source::yaml::{Node, Value};

/// A term.
#[derive(Debug)]
pub struct Term {
    /// The seat held.
    pub seat: Located<Id>,
    /// How many of its places are held, when an organization holds several.
    pub places: u32,
    /// When it began; unknown if absent, and then it counts from the committee's beginning.
    pub start_date: Option<Located<PartialDate>>,
    /// When it ended; absent while it goes on.
    pub end_date: Option<Located<PartialDate>>,
    /// The act that named the member.
    pub appointed_by: Option<Appointment>,
    /// Who sits for the organization.
    pub representative: Option<Representative>,
}

/// The act that named a member.
#[derive(Debug)]
pub enum Appointment {
    /// A nomination round of the portal.
    Nomination(Located<Id>),
    /// Another act, in words.
    Act {
        /// What it is.
        text: Text,
        /// Where it is published.
        url: Option<String>,
    },
}

/// Who sits for an organization.
#[derive(Debug)]
pub struct Representative {
    /// The person's name.
    pub name: String,
    /// The person's role.
    pub role: Option<Text>,
}

/// Whether a term holds on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// It does not.
    No,
    /// It may: a date is known to the month or year only, or not at all.
    Perhaps,
    /// It does.
    Yes,
}

impl Term {
    /// Reads one entry of `terms`.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Term> {
        let mut fields = Fields::of(node, cx)?;
        let seat = fields.required("seat", value::id);
        let places = fields.optional("places", value::number(1, 100));
        let start_date = fields.optional("start_date", value::date);
        let end_date = fields.optional("end_date", value::date);
        let appointed_by = fields.optional("appointed_by", Appointment::read);
        let representative = fields.optional("representative", Representative::read);
        fields.finish();
        let (start_date, end_date) = (start_date?, end_date?);
        value::check_order(start_date, end_date, cx);
        Some(Term {
            seat: seat?,
            places: places?.map_or(1, |places| places.value),
            start_date,
            end_date,
            appointed_by: appointed_by?,
            representative: representative?,
        })
    }

    /// Whether the term holds on a day. A term without a start holds perhaps from the beginning;
    /// the last day of a term belongs to it.
    pub fn holds_on(&self, day: Date) -> Holds {
        let begun = match self.start_date {
            None => Holds::Perhaps,
            Some(start) if day < start.earliest() => Holds::No,
            Some(start) if day < start.latest() => Holds::Perhaps,
            Some(_) => Holds::Yes,
        };
        let not_over = match self.end_date {
            None => Holds::Yes,
            Some(end) if day > end.latest() => Holds::No,
            Some(end) if day > end.earliest() => Holds::Perhaps,
            Some(_) => Holds::Yes,
        };
        begun.min(not_over)
    }

    /// Whether two terms certainly have a day in common. A term that follows another in the same
    /// month, both known to the month, is a renewal and not an overlap.
    pub fn overlaps(&self, other: &Term) -> bool {
        let starts_inside = |a: &Term, b: &Term| {
            let Some(start) = b.start_date else { return false };
            a.start_date.is_some_and(|first| first.latest() <= start.latest())
                && a.end_date.is_none_or(|end| start.latest() <= end.earliest() && start.latest() != end.latest())
        };
        starts_inside(self, other) || starts_inside(other, self)
    }
}

impl Appointment {
    /// The id of a call. Words in its place are the text of an act, and no id misspelt.
    fn nomination(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let written = scalar(node, cx, "term-id")?;
        if Id::new(written).is_none() && written.contains(char::is_whitespace) {
            let diagnostic = cx.diagnostic(Code::BadId, node.span).arg("id", written);
            cx.report(diagnostic.arg("kind", "act").arg("suggestion", "none"));
            return None;
        }
        value::id(node, cx).map(Self::Nomination)
    }

    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        if matches!(node.value, Value::Scalar { .. }) {
            return Self::nomination(node, cx);
        }
        let mut fields = Fields::of(node, cx)?;
        let text = fields.required("text", value::text);
        let url = fields.optional("url", value::url);
        fields.finish();
        Some(Self::Act { text: text?, url: url? })
    }
}

impl Representative {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let name = fields.required("name", value::plain);
        let role = fields.optional("role", value::text);
        fields.finish();
        Some(Self { name: name?, role: role? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;

    fn term(start: &str, end: &str) -> Term {
        let date = |text: &str| PartialDate::parse(text).map(|value| Located { value, span: Span::default() });
        Term {
            seat: Located { value: Id::new("s").unwrap(), span: Span::default() },
            places: 1,
            start_date: date(start),
            end_date: date(end),
            appointed_by: None,
            representative: None,
        }
    }

    #[test]
    fn a_term_holds_surely_or_perhaps() {
        let t = term("2021-04", "2023-04-15");
        let day = |text: &str| PartialDate::parse(text).unwrap().earliest();
        assert_eq!(t.holds_on(day("2021-03-31")), Holds::No);
        assert_eq!(t.holds_on(day("2021-04-02")), Holds::Perhaps);
        assert_eq!(t.holds_on(day("2021-04-30")), Holds::Yes);
        assert_eq!(t.holds_on(day("2023-04-15")), Holds::Yes);
        assert_eq!(t.holds_on(day("2023-04-16")), Holds::No);
        assert_eq!(term("", "").holds_on(day("1999")), Holds::Perhaps);
    }

    #[test]
    fn only_sure_overlaps_are_told() {
        assert!(!term("2021-04", "2023-04").overlaps(&term("2023-04", "")), "renewed in the same month");
        assert!(!term("2021-04-12", "2023-04-11").overlaps(&term("2023-04-12", "")));
        assert!(term("2021-04-12", "2023-04-12").overlaps(&term("2023-04-11", "")));
        assert!(term("2021", "").overlaps(&term("2023", "2024")), "the first goes on");
        assert!(term("2023", "2024").overlaps(&term("2021", "")), "whatever the order");
    }
}
