//! A commitment of an action plan: who leads it, when, how far it has come.

use crate::diagnostic::Code;
use crate::language::date::PartialDate;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields, sentence};
use crate::model::value::{self, Located, Source, Text};
use crate::source::yaml::{Node, Value};

/// A commitment.
#[derive(Debug)]
pub struct Commitment {
    /// Its number in the plan.
    pub id: Located<Id>,
    /// Its id at the Open Government Partnership.
    pub external_id: Option<String>,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub description: Option<Text>,
    /// The pillar it serves.
    pub pillar: Option<Located<Id>>,
    /// The bodies that lead it.
    pub lead: Vec<Lead>,
    /// When its work began.
    pub start_date: Option<Located<PartialDate>>,
    /// When its work ended.
    pub end_date: Option<Located<PartialDate>>,
    /// How many of its milestones are reached.
    pub milestones: Option<Milestones>,
    /// How far it has come.
    pub status: Option<Status>,
    /// When that was assessed.
    pub assessed: Option<Located<PartialDate>>,
    /// What else is to be said of its state.
    pub note: Option<Text>,
    /// Where this is found.
    pub sources: Vec<Source>,
}

/// A body that leads a commitment.
#[derive(Debug)]
pub enum Lead {
    /// A member of the committee.
    Member(Located<Id>),
    /// Another body, by its name.
    Named(Text),
}

/// Milestones reached, of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milestones {
    /// Reached.
    pub done: u32,
    /// All.
    pub total: u32,
}

/// How far a commitment has come (the terms of the OGP's reports).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing has begun.
    NotStarted,
    /// Work goes on.
    UnderWay,
    /// All is done.
    Complete,
    /// It will not be done.
    Abandoned,
}

impl Status {
    /// Every status, from none to all.
    pub const ALL: [Status; 4] = [Status::NotStarted, Status::UnderWay, Status::Complete, Status::Abandoned];

    /// The word of the format.
    pub fn word(self) -> &'static str {
        match self {
            Status::NotStarted => "not-started",
            Status::UnderWay => "under-way",
            Status::Complete => "complete",
            Status::Abandoned => "abandoned",
        }
    }
}

impl Commitment {
    /// Reads one entry of `commitments`.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Commitment> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", value::id);
        let external_id = fields.optional("external_id", value::token);
        let title = fields.required("title", value::text);
        let description = fields.optional("description", value::text);
        let pillar = fields.optional("pillar", value::id);
        let lead = fields.list("lead", Lead::read);
        let start_date = fields.optional("start_date", value::date);
        let end_date = fields.optional("end_date", value::date);
        let milestones = fields.optional("milestones", Milestones::read);
        let status = fields
            .optional("status", |node, cx| value::word(node, cx, &Status::ALL.map(|status| (status.word(), status))));
        let assessed = fields.optional("assessed", value::date);
        let note = fields.optional("note", value::text);
        let sources = fields.list("sources", Source::read);
        fields.finish();
        let (start_date, end_date) = (start_date?, end_date?);
        value::check_order(start_date, end_date, cx);
        Some(Commitment {
            id: id?,
            external_id: external_id?,
            title: title?,
            description: description?,
            pillar: pillar?,
            lead: lead?,
            start_date,
            end_date,
            milestones: milestones?,
            status: status?,
            assessed: assessed?,
            note: note?,
            sources: sources?,
        })
    }
}

impl Lead {
    /// A member's id, or a name: what is written as an id is meant as one.
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        if !matches!(node.value, Value::Scalar { .. }) {
            return value::text(node, cx).map(Lead::Named);
        }
        let written = sentence(node, cx)?;
        Some(match Id::new(written) {
            Some(id) => Lead::Member(Located { value: id, span: node.span }),
            None => Lead::Named(Text::french_only(written.to_owned())),
        })
    }
}

impl Milestones {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let done = fields.required("done", value::number(0, 1000));
        let total = fields.required("total", value::number(1, 1000));
        fields.finish();
        let (done, total) = (done?, total?);
        if done.value > total.value {
            let place = cx.source.place(total.span);
            let diagnostic = cx.diagnostic(Code::BoundsReversed, done.span);
            let diagnostic = diagnostic.arg("kind", "milestones").arg("low", done.value as usize);
            cx.report(diagnostic.arg("high", total.value as usize).related(place));
        }
        Some(Self { done: done.value, total: total.value })
    }
}
