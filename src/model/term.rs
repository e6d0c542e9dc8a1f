//! A member's term on a seat: its dates, the act of appointment, and who represents an organization.
//!
//! Dates may be partial or unknown, so whether a term includes a day has three answers.

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::language::date::PartialDate;
use crate::model::acceptance::Acceptance;
use crate::model::holds::Holds;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields, scalar};
use crate::model::seat::TermLength;
use crate::model::value::{self, Located, Text};
use crate::source::yaml::{Node, Value};

/// A term.
#[derive(Debug)]
pub struct Term {
    /// The seat held.
    pub seat: Located<Id>,
    /// How many of its places are held, if an organization holds several.
    pub places: u32,
    /// The role of the member on the committee.
    pub role: Role,
    /// When it began; unknown if absent, and then counted from the committee's beginning.
    pub start_date: Option<Located<PartialDate>>,
    /// What its beginning was inferred from, if it was.
    pub start_deduced: Option<Text>,
    /// When it ended; absent while it lasts.
    pub end_date: Option<Located<PartialDate>>,
    /// What its end was inferred from, if it was.
    pub end_deduced: Option<Text>,
    /// Why it ended.
    pub end_reason: Option<Text>,
    /// How long it lasts, if not as the rule of its seat states.
    pub length: Option<TermLength>,
    /// The act that appointed the member.
    pub appointed_by: Option<Appointment>,
    /// The representatives of the organization, with their dates.
    pub representatives: Vec<Representative>,
    /// Known breaches of a rule by the term that are accepted.
    pub accepted: Vec<Acceptance>,
}

/// The role of a member on the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// It presides.
    Chair,
    /// It presides in the chair's absence.
    ViceChair,
    /// It keeps the minutes.
    Secretary,
    /// It sits.
    Member,
    /// It attends without occupying a place.
    Observer,
}

impl Role {
    /// Every role, in the order in which pages list them.
    pub const ALL: [Role; 5] = [Role::Chair, Role::ViceChair, Role::Secretary, Role::Member, Role::Observer];

    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            Role::Chair => "chair",
            Role::ViceChair => "vice-chair",
            Role::Secretary => "secretary",
            Role::Member => "member",
            Role::Observer => "observer",
        }
    }
}

/// The act that appointed a member.
#[derive(Debug)]
pub enum Appointment {
    /// A nomination round of the portal.
    Nomination(Located<Id>),
    /// Another act, described in words.
    Act {
        /// What it is.
        text: Text,
        /// Where it is published.
        url: Option<String>,
        /// The member that appointed this one, if it was one.
        by: Option<Located<Id>>,
    },
}

/// A person who sits for an organization.
#[derive(Debug)]
pub struct Representative {
    /// The person's name.
    pub name: String,
    /// The person's role.
    pub role: Option<Text>,
    /// Whether the person replaces another who cannot come.
    pub alternate: bool,
    /// From when; from the beginning of the term if absent.
    pub start_date: Option<Located<PartialDate>>,
    /// Until when; until the end of the term if absent.
    pub end_date: Option<Located<PartialDate>>,
}

impl Term {
    /// Reads one entry of `terms`.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Term> {
        let mut fields = Fields::of(node, cx)?;
        let seat = fields.required("seat", value::id);
        let places = fields.optional("places", value::number(1, 100));
        let roles = Role::ALL.map(|role| (role.word(), role));
        let role = fields.optional("role", |node, cx| value::word(node, cx, &roles));
        let start_date = fields.optional("start_date", value::deducible_date);
        let end_date = fields.optional("end_date", value::deducible_date);
        let end_reason = fields.optional("end_reason", value::text);
        let term = fields.optional("term", length);
        let appointed_by = fields.optional("appointed_by", Appointment::read);
        let representative = fields.optional("representative", Representative::read);
        let representatives = fields.list("representatives", Representative::read);
        let accepted = fields.list("accepted", Acceptance::read(&[Code::TermLapsed]));
        fields.finish();
        let ((start_date, start_deduced), (end_date, end_deduced)) = (apart(start_date?), apart(end_date?));
        value::check_order(start_date, end_date, cx);
        let representatives = representative?.into_iter().chain(representatives?).collect();
        Some(Term {
            seat: seat?,
            places: places?.map_or(1, |places| places.value),
            role: role?.unwrap_or(Role::Member),
            start_date,
            start_deduced,
            end_date,
            end_deduced,
            end_reason: end_reason?,
            length: term?,
            appointed_by: appointed_by?,
            representatives,
            accepted: accepted?,
        })
    }

    /// Returns whether the term includes a day; its last day is included. A term without a start perhaps includes
    /// every day before its end.
    pub fn holds_on(&self, day: Date) -> Holds {
        let begun = if self.start_date.is_none() { Holds::Perhaps } else { Holds::Yes };
        begun.min(Holds::between(self.start_date, self.end_date, day))
    }

    /// Returns whether it occupies a place of its seat: observers do not.
    pub fn is_counted(&self) -> bool {
        self.role != Role::Observer
    }

    /// Returns the persons who sit, or may sit, for the organization on a day of the term.
    pub fn representatives_on(&self, day: Date) -> impl Iterator<Item = (&Representative, Holds)> {
        let all = self.representatives.iter().map(move |person| (person, person.holds_on(day)));
        all.filter(|(_, holds)| *holds != Holds::No)
    }

    /// Returns whether two terms certainly have a day in common, whatever their partial dates mean. A term that
    /// follows another in the same month, both known to the month, is a renewal and not an overlap; nor does a term
    /// overlap that begins on the last day of another.
    pub fn overlaps(&self, other: &Term) -> bool {
        let begins_before_the_end_of = |a: &Term, b: &Term| {
            let Some(start) = a.start_date else { return false };
            // A start that is known less precisely than the end is no later than the end.
            let latest = a.end_date.map_or(start.latest(), |end| start.latest().min(end.latest()));
            b.end_date.is_none_or(|end| latest <= end.earliest() && latest != end.latest())
        };
        let days = |term: &Term| (term.start_date.map(|date| date.value), term.end_date.map(|date| date.value));
        // Within one month or year, two terms may have followed each other.
        let has_room =
            self.end_date.is_some_and(|end| self.start_date.is_none_or(|start| start.earliest() < end.latest()));
        let is_twice_the_same = self.start_date.is_some() && days(self) == days(other) && !has_room;
        is_twice_the_same || begins_before_the_end_of(self, other) && begins_before_the_end_of(other, self)
    }
}

impl Appointment {
    /// Reads the id of a nomination round. Words in its place are reported as the text of an act, not as a misspelt
    /// id.
    fn nomination(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let written = scalar(node, cx, "term-id")?;
        if Id::new(written).is_none() && written.contains(char::is_whitespace) {
            let diagnostic = cx.diagnostic(Code::BadId, node.span).arg("id", written).arg("reserved", "no");
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
        let by = fields.optional("by", value::id);
        fields.finish();
        Some(Self::Act { text: text?, url: url?, by: by? })
    }
}

impl Representative {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let name = fields.required("name", value::plain);
        let role = fields.optional("role", value::text);
        let alternate = fields.optional("alternate", value::boolean);
        let start_date = fields.optional("start_date", value::date);
        let end_date = fields.optional("end_date", value::date);
        fields.finish();
        let (start_date, end_date) = (start_date?, end_date?);
        value::check_order(start_date, end_date, cx);
        Some(Self { name: name?, role: role?, alternate: alternate?.unwrap_or(false), start_date, end_date })
    }

    /// Returns whether the person sits on a day, as far as the dates are known.
    pub fn holds_on(&self, day: Date) -> Holds {
        Holds::between(self.start_date, self.end_date, day)
    }
}

/// Reads `{length: …}`: the length of this one term.
fn length(node: &Node, cx: &mut Context<'_>) -> Option<TermLength> {
    let mut fields = Fields::of(node, cx)?;
    let length = fields.required("length", TermLength::read);
    fields.finish();
    length
}

/// Separates a date from what it was inferred from.
fn apart(date: Option<value::Deducible>) -> (Option<Located<PartialDate>>, Option<Text>) {
    date.map_or((None, None), |date| (Some(date.date), date.deduced))
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
            role: Role::Member,
            start_deduced: None,
            end_deduced: None,
            end_reason: None,
            length: None,
            appointed_by: None,
            representatives: Vec::new(),
            accepted: Vec::new(),
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
        assert!(!term("2016-01", "2016-01-01").overlaps(&term("2016-01-02", "")), "a start is no later than its end");
    }
}
