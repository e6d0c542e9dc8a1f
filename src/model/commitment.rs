//! A commitment of an action plan: who leads it, its dates, and its progress.

use crate::diagnostic::{Arg, Code};
use crate::language::date::PartialDate;
use crate::model::document::Document;
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
    /// The pillar that it belongs to.
    pub pillar: Option<Located<Id>>,
    /// The bodies that lead it.
    pub lead: Vec<Lead>,
    /// When its work began.
    pub start_date: Option<Located<PartialDate>>,
    /// When its work ended.
    pub end_date: Option<Located<PartialDate>>,
    /// Its milestones, or how many of them are reached.
    pub milestones: Option<Milestones>,
    /// Its progress.
    pub status: Option<Status>,
    /// The date on which that status was assessed.
    pub assessed: Option<Located<PartialDate>>,
    /// An additional note on its state.
    pub note: Option<Text>,
    /// Its attached documents.
    pub documents: Vec<Document>,
    /// The sources of these facts.
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

/// The milestones of a commitment.
#[derive(Debug)]
pub enum Milestones {
    /// Only their numbers are known.
    Counted {
        /// Reached.
        done: u32,
        /// All.
        total: u32,
    },
    /// Each by its name.
    Named(Vec<Milestone>),
}

/// A milestone.
#[derive(Debug)]
pub struct Milestone {
    /// Its id within the commitment.
    pub id: Located<Id>,
    /// The goal to be reached.
    pub title: Text,
    /// When it is due.
    pub due: Option<Located<PartialDate>>,
    /// Its progress.
    pub status: Option<Located<Status>>,
    /// When it was reached, or its state assessed.
    pub date: Option<Located<PartialDate>>,
    /// What shows it.
    pub evidence: Vec<Source>,
}

/// Counts of milestones by whether they are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// Those that are reached.
    pub done: u32,
    /// Those without a status.
    pub unknown: u32,
    /// All.
    pub total: u32,
}

impl Milestones {
    /// Counts the milestones that are reached, those without a status, and all of them.
    pub fn count(&self) -> Reached {
        match self {
            Milestones::Counted { done, total } => Reached { done: *done, unknown: 0, total: *total },
            Milestones::Named(all) => {
                let of = |state: fn(Option<Status>) -> bool| {
                    let count = all.iter().filter(|one| state(one.status.map(|status| status.value))).count();
                    u32::try_from(count).unwrap_or(u32::MAX)
                };
                Reached {
                    done: of(|status| status == Some(Status::Complete)),
                    unknown: of(|status| status.is_none()),
                    total: of(|_| true),
                }
            }
        }
    }
}

/// The progress of a commitment or a milestone (the terms of the OGP's reports).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing has begun.
    NotStarted,
    /// Work is in progress.
    UnderWay,
    /// All is done.
    Complete,
    /// It will not be done.
    Abandoned,
}

impl Status {
    /// Every status, in order of progress; abandoned last.
    pub const ALL: [Status; 4] = [Status::NotStarted, Status::UnderWay, Status::Complete, Status::Abandoned];

    /// Returns the keyword that the content files use for it.
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
        let id = fields.required("id", value::number_or_id);
        let external_id = fields.optional("external_id", value::code);
        let title = fields.required("title", value::text);
        let description = fields.optional("description", value::text);
        let pillar = fields.optional("pillar", value::id);
        let lead = fields.list("lead", Lead::read);
        let start_date = fields.optional("start_date", value::date);
        let end_date = fields.optional("end_date", value::date);
        let milestones = fields.optional("milestones", Milestones::read);
        let status = fields.optional("status", status);
        let assessed = fields.optional("assessed", value::date);
        let note = fields.optional("note", value::text);
        let documents = fields.list("documents", Document::read);
        let sources = fields.list("sources", Source::read);
        fields.finish();
        let members = lead.iter().flatten().filter_map(|lead| match lead {
            Lead::Member(id) => Some(id),
            Lead::Named(_) => None,
        });
        value::check_once("list", members, cx);
        let (start_date, end_date) = (start_date?, end_date?);
        value::check_order(start_date, end_date, cx);
        let (status, milestones) = (status?, milestones?);
        if let (Some(status), Some(milestones)) = (status, &milestones) {
            check_status(status, milestones, cx);
        }
        Some(Commitment {
            id: id?,
            external_id: external_id?,
            title: title?,
            description: description?,
            pillar: pillar?,
            lead: lead?,
            start_date,
            end_date,
            milestones,
            status: status.map(|status| status.value),
            assessed: assessed?,
            note: note?,
            documents: documents?,
            sources: sources?,
        })
    }

    /// Returns its milestones that are listed by name; none if they are only counted.
    pub fn named_milestones(&self) -> &[Milestone] {
        match &self.milestones {
            Some(Milestones::Named(all)) => all,
            Some(Milestones::Counted { .. }) | None => &[],
        }
    }
}

fn status(node: &Node, cx: &mut Context<'_>) -> Option<Located<Status>> {
    let value = value::word(node, cx, &Status::ALL.map(|status| (status.word(), status)))?;
    Some(Located { value, span: node.span })
}

/// Reports a status that contradicts the milestones.
fn check_status(status: Located<Status>, milestones: &Milestones, cx: &mut Context<'_>) {
    let Reached { done, unknown, total } = milestones.count();
    // More reached than the total is reported where the counts are read.
    if done > total {
        return;
    }
    let contradicts = match status.value {
        Status::Complete => done + unknown < total,
        Status::NotStarted => done > 0,
        Status::UnderWay => false,
        Status::Abandoned => total > 0 && done == total,
    };
    if contradicts {
        let diagnostic = cx.diagnostic(Code::StatusContradicts, status.span).arg("what", "milestones");
        let diagnostic = diagnostic.arg("status", Arg::Words(vec![status.word()]));
        cx.report(diagnostic.arg("done", done as usize).arg("total", total as usize));
    }
}

impl Lead {
    /// Reads a member's id or a name: a value in the form of an id is taken as one.
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
    /// Reads `{done, total}`, or a list of milestones.
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        if matches!(node.value, Value::Sequence(_)) {
            let all = cx.list(node, Milestone::read)?;
            value::check_unique(all.iter().map(|milestone| &milestone.id), cx);
            return Some(Self::Named(all));
        }
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
        Some(Self::Counted { done: done.value, total: total.value })
    }
}

impl Milestone {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", value::number_or_id);
        let title = fields.required("title", value::text);
        let due = fields.optional("due", value::date);
        let status = fields.optional("status", status);
        let date = fields.optional("date", value::date);
        let evidence = fields.list("evidence", Source::read);
        fields.finish();
        Some(Self { id: id?, title: title?, due: due?, status: status?, date: date?, evidence: evidence? })
    }
}
