//! A group of seats of the composition rule: how many, for whom.

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::language::date::PartialDate;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Sector, Text};
use crate::source::yaml::Node;

/// A group of seats.
#[derive(Debug)]
pub struct Seat {
    /// Its id, which terms name.
    pub id: Located<Id>,
    /// What it is called.
    pub name: Text,
    /// The fewest that must sit.
    pub minimum: Located<u32>,
    /// The most that may sit.
    pub maximum: Located<u32>,
    /// The sector it is for.
    pub sector: Sector,
    /// The only members that may hold it, if it is kept for some.
    pub members: Vec<Located<Id>>,
    /// What else is to be said of it.
    pub note: Option<Text>,
    /// The rules that it had before, each until its last day.
    pub rules: Vec<PastRule>,
}

/// How many may sit on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatRule {
    /// The fewest that must sit.
    pub minimum: u32,
    /// The most that may sit.
    pub maximum: u32,
}

/// A rule of another time.
#[derive(Debug)]
pub struct PastRule {
    /// Its first day; from the beginning if absent.
    pub start_date: Option<Located<PartialDate>>,
    /// Its last day.
    pub end_date: Located<PartialDate>,
    /// What it was.
    pub rule: SeatRule,
}

impl PastRule {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let start_date = fields.optional("start_date", value::date);
        let end_date = fields.required("end_date", value::date);
        let minimum = fields.required("minimum", value::number(0, 1000));
        let maximum = fields.required("maximum", value::number(1, 1000));
        fields.finish();
        let start_date = start_date?;
        value::check_order(start_date, end_date, cx);
        let rule = bounds(minimum?, maximum?, cx);
        Some(Self { start_date, end_date: end_date?, rule })
    }
}

/// A rule from its bounds, which are reported if they contradict each other.
fn bounds(minimum: Located<u32>, maximum: Located<u32>, cx: &mut Context<'_>) -> SeatRule {
    if maximum.value < minimum.value {
        let diagnostic = cx.diagnostic(Code::BoundsReversed, maximum.span);
        let place = cx.source.place(minimum.span);
        let diagnostic = diagnostic.arg("kind", "seats").arg("low", minimum.value as usize);
        cx.report(diagnostic.arg("high", maximum.value as usize).related(place));
    }
    SeatRule { minimum: minimum.value, maximum: maximum.value }
}

impl Seat {
    /// Reads one entry of `seats`.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Seat> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", value::id);
        let name = fields.required("name", value::text);
        let minimum = fields.required("minimum", value::number(0, 1000));
        let maximum = fields.required("maximum", value::number(1, 1000));
        let sector = fields.required("sector", Sector::read);
        let members = fields.list("members", value::id);
        let note = fields.optional("note", value::text);
        let rules = fields.list("rules", PastRule::read);
        fields.finish();
        let (minimum, maximum) = (minimum?, maximum?);
        bounds(minimum, maximum, cx);
        let (id, name, sector, members) = (id?, name?, sector?, members?);
        Some(Seat { id, name, minimum, maximum, sector, members, note: note?, rules: rules? })
    }

    /// The rule of a day: one of another time that surely held on it, or else the present one.
    pub fn rule_on(&self, day: Date) -> SeatRule {
        let holds = |past: &&PastRule| {
            past.start_date.is_none_or(|start| start.latest() <= day) && day <= past.end_date.latest()
        };
        let past = self.rules.iter().find(holds).map(|past| past.rule);
        past.unwrap_or(SeatRule { minimum: self.minimum.value, maximum: self.maximum.value })
    }
}
