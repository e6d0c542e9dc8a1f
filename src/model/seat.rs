//! A group of seats of the composition rule: how many there are, and for whom, on each day.

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::language::date::PartialDate;
use crate::model::acceptance::Acceptance;
use crate::model::holds::Holds;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Duration, Located, Sector, Text};
use crate::source::yaml::{Node, Value};

/// A group of seats.
#[derive(Debug)]
pub struct Seat {
    /// Its id, which terms refer to.
    pub id: Located<Id>,
    /// What it is called.
    pub name: Text,
    /// The rule for the days that no entry of `rules` covers.
    pub rule: SeatRule,
    /// The places of its bounds.
    pub bounds: Bounds,
    /// How long a term on it lasts, if not as the committee's rule states.
    pub term: Option<SeatTerm>,
    /// An additional note.
    pub note: Option<Text>,
    /// The rules of other periods: past, or announced.
    pub rules: Vec<DatedRule>,
    /// Known breaches of its rule that are accepted.
    pub accepted: Vec<Acceptance>,
}

/// The places in the file of the bounds of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The minimum.
    pub minimum: crate::diagnostic::Span,
    /// The maximum.
    pub maximum: crate::diagnostic::Span,
}

/// The number of members that may sit, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatRule {
    /// The minimum number of members.
    pub minimum: u32,
    /// The maximum number of members.
    pub maximum: u32,
    /// The sector it is for.
    pub sector: Sector,
    /// The only members that may hold it, if it is reserved for some.
    pub members: Vec<Located<Id>>,
}

/// A rule of another period.
#[derive(Debug)]
pub struct DatedRule {
    /// Its first day; from the beginning if absent.
    pub start_date: Option<Located<PartialDate>>,
    /// Its last day; without end if absent.
    pub end_date: Option<Located<PartialDate>>,
    /// The rule.
    pub rule: SeatRule,
    /// The places of its bounds.
    pub bounds: Bounds,
}

/// How long a term lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermLength {
    /// For a duration.
    For(Duration),
    /// Without a fixed end: a member ex officio.
    Unlimited,
}

/// How long a term on a seat lasts.
#[derive(Debug)]
pub struct SeatTerm {
    /// Its length.
    pub length: TermLength,
    /// Whether it can be renewed; not stated if absent.
    pub renewable: Option<bool>,
}

impl TermLength {
    /// Reads a duration, or `none`.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        match &node.value {
            Value::Scalar { text, .. } if text.trim() == "none" => Some(Self::Unlimited),
            _ => Duration::read(node, cx).map(Self::For),
        }
    }
}

impl SeatTerm {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let length = fields.required("length", TermLength::read);
        let renewable = fields.optional("renewable", value::boolean);
        fields.finish();
        Some(Self { length: length?, renewable: renewable? })
    }
}

impl DatedRule {
    /// Reads one entry of `rules`. What it does not state is taken from the seat's own rule. Both bounds may
    /// be 0: there was no such seat at the time.
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Partial> {
        let mut fields = Fields::of(node, cx)?;
        let start_date = fields.optional("start_date", value::date);
        let end_date = fields.optional("end_date", value::date);
        let minimum = fields.required("minimum", value::number(0, 1000));
        let maximum = fields.required("maximum", value::number(0, 1000));
        let sector = fields.optional("sector", Sector::read);
        let members = fields.optional("members", |node, cx| cx.list(node, value::id));
        let (start_date, end_date) = (start_date?, end_date?);
        if start_date.is_none() && end_date.is_none() {
            fields.is_missing("end_date", node.span);
        }
        fields.finish();
        value::check_order(start_date, end_date, cx);
        let (minimum, maximum) = (minimum?, maximum?);
        check_bounds(minimum, maximum, cx);
        let bounds = (minimum, maximum);
        Some(Partial { start_date, end_date, bounds, sector: sector?, members: members? })
    }

    /// Returns whether it applies on a day: a partial date leaves this open.
    pub fn holds_on(&self, day: Date) -> Holds {
        Holds::between(self.start_date, self.end_date, day)
    }
}

/// A rule of another period, as written.
struct Partial {
    start_date: Option<Located<PartialDate>>,
    end_date: Option<Located<PartialDate>>,
    bounds: (Located<u32>, Located<u32>),
    sector: Option<Sector>,
    members: Option<Vec<Located<Id>>>,
}

/// Reports bounds that contradict each other.
fn check_bounds(minimum: Located<u32>, maximum: Located<u32>, cx: &mut Context<'_>) {
    if maximum.value < minimum.value {
        let diagnostic = cx.diagnostic(Code::BoundsReversed, maximum.span);
        let place = cx.source.place(minimum.span);
        let diagnostic = diagnostic.arg("kind", "seats").arg("low", minimum.value as usize);
        cx.report(diagnostic.arg("high", maximum.value as usize).related(place));
    }
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
        let term = fields.optional("term", SeatTerm::read);
        let note = fields.optional("note", value::text);
        let rules = fields.list("rules", DatedRule::read);
        let accepted = fields.list("accepted", Acceptance::read(&[Code::TooFewSitting, Code::TooManySitting]));
        fields.finish();
        let (minimum, maximum) = (minimum?, maximum?);
        check_bounds(minimum, maximum, cx);
        let (id, name, sector, members) = (id?, name?, sector?, members?);
        let rule = SeatRule { minimum: minimum.value, maximum: maximum.value, sector, members };
        let dated = |own: Partial| DatedRule {
            start_date: own.start_date,
            end_date: own.end_date,
            rule: SeatRule {
                minimum: own.bounds.0.value,
                maximum: own.bounds.1.value,
                sector: own.sector.unwrap_or(sector),
                members: own.members.unwrap_or_else(|| rule.members.clone()),
            },
            bounds: Bounds { minimum: own.bounds.0.span, maximum: own.bounds.1.span },
        };
        let rules: Vec<DatedRule> = rules?.into_iter().map(dated).collect();
        check_overlaps(&rules, cx);
        let bounds = Bounds { minimum: minimum.span, maximum: maximum.span };
        Some(Seat { id, name, rule, bounds, term: term?, note: note?, rules, accepted: accepted? })
    }

    /// Returns the places of the bounds that apply on a day: those of the seat's own rule unless another one
    /// certainly applies.
    pub fn bounds_on(&self, day: Date) -> Bounds {
        let dated = self.rules.iter().find(|dated| dated.holds_on(day) == Holds::Yes);
        dated.map_or(self.bounds, |dated| dated.bounds)
    }

    /// Returns the rules that may apply on a day: one, unless partial dates leave several possible. A rule of
    /// `rules` has priority over the seat's own.
    pub fn rules_on(&self, day: Date) -> Vec<&SeatRule> {
        let mut possible: Vec<&SeatRule> = Vec::new();
        for dated in &self.rules {
            match dated.holds_on(day) {
                Holds::Yes => return vec![&dated.rule],
                Holds::Perhaps if !possible.contains(&&dated.rule) => possible.push(&dated.rule),
                Holds::Perhaps | Holds::No => {}
            }
        }
        if !possible.contains(&&self.rule) {
            possible.push(&self.rule);
        }
        possible
    }

    /// Returns the rules that may apply on some day of a period, both ends included.
    pub fn rules_between(&self, first: Date, last: Date) -> Vec<&SeatRule> {
        let mut possible: Vec<&SeatRule> = [first, last].into_iter().flat_map(|day| self.rules_on(day)).collect();
        let begin = self.rules.iter().filter(|rule| rule.start_date.is_none_or(|start| start.earliest() <= last));
        possible.extend(
            begin.filter(|rule| rule.end_date.is_none_or(|end| first <= end.latest())).map(|dated| &dated.rule),
        );
        // Between two dated rules, the seat's own may apply.
        possible.extend((self.rules.len() > 1 && first != last).then_some(&self.rule));
        possible
    }
}

/// Reports two rules of one seat that certainly apply on the same day.
fn check_overlaps(rules: &[DatedRule], cx: &mut Context<'_>) {
    let from = |rule: &DatedRule| rule.start_date.map_or(Date::MIN, |date| date.latest());
    let to = |rule: &DatedRule| rule.end_date.map_or(Date::MAX, |date| date.earliest());
    let place = |rule: &DatedRule| rule.start_date.or(rule.end_date).map(|date| date.span);
    let mut sorted: Vec<&DatedRule> = rules.iter().filter(|rule| from(rule) <= to(rule)).collect();
    sorted.sort_by_key(|rule| from(rule));
    // In the order of their starts, a rule overlaps an earlier one only if it overlaps the one that lasts longest.
    let mut longest: Option<&DatedRule> = None;
    for rule in sorted {
        if let Some(one) = longest
            && from(rule) <= to(one)
            && let (Some(first), Some(second)) = (place(one), place(rule))
        {
            let diagnostic = cx.diagnostic(Code::RulesOverlap, second).related(cx.source.place(first));
            cx.report(diagnostic);
        }
        if longest.is_none_or(|one| to(rule) > to(one)) {
            longest = Some(rule);
        }
    }
}
