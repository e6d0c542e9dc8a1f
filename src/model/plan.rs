//! `content/plans/<id>/plan.yaml`: an action plan and its commitments.

use crate::diagnostic::{Arg, Code};
use crate::language::date::PartialDate;
use crate::model::commitment::Commitment;
use crate::model::correction::Correction;
use crate::model::document::Document;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Source, Text};
use crate::source::yaml::Node;

/// An action plan.
#[derive(Debug)]
pub struct Plan {
    /// Its title.
    pub title: Text,
    /// What it is, in a few sentences.
    pub description: Option<Text>,
    /// When it began.
    pub start_date: Located<PartialDate>,
    /// When it ended.
    pub end_date: Option<Located<PartialDate>>,
    /// Where it is published.
    pub url: Option<String>,
    /// What happened to it, and when.
    pub steps: Vec<super::nomination::Step>,
    /// Its pillars.
    pub pillars: Vec<Pillar>,
    /// Its commitments.
    pub commitments: Vec<Commitment>,
    /// Its attached documents.
    pub documents: Vec<Document>,
    /// The sources of these facts.
    pub sources: Vec<Source>,
    /// Corrections made since it was published.
    pub corrections: Vec<Correction>,
    /// When this record was last revised.
    pub updated_at: Option<Located<PartialDate>>,
}

/// A pillar of a plan.
#[derive(Debug)]
pub struct Pillar {
    /// Its id, which commitments refer to.
    pub id: Located<Id>,
    /// What it is called.
    pub name: Text,
}

impl Plan {
    /// Reads the record; `None` if it could not be read.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Plan> {
        let mut fields = Fields::of(node, cx)?;
        let title = fields.required("title", value::text);
        let description = fields.optional("description", value::text);
        let start_date = fields.required("start_date", value::date);
        let end_date = fields.optional("end_date", value::date);
        let url = fields.optional("url", value::url);
        let steps = fields.list("steps", super::nomination::Step::read);
        let pillars = fields.list("pillars", Pillar::read);
        let commitments = fields.list("commitments", Commitment::read);
        let documents = fields.list("documents", Document::read);
        let sources = fields.list("sources", Source::read);
        let corrections = fields.list("corrections", Correction::read);
        let updated_at = fields.optional("updated_at", value::date);
        fields.finish();
        let end_date = end_date?;
        value::check_order(start_date, end_date, cx);
        let (pillars, commitments) = (pillars?, commitments?);
        value::check_unique(pillars.iter().map(|pillar| &pillar.id), cx);
        value::check_unique(commitments.iter().map(|commitment| &commitment.id), cx);
        for pillar in commitments.iter().filter_map(|commitment| commitment.pillar.as_ref()) {
            if !pillars.iter().any(|known| known.id.value == pillar.value) {
                let diagnostic = cx
                    .diagnostic(Code::UnknownId, pillar.span)
                    .arg("id", pillar.as_str())
                    .arg("what", "id")
                    .arg("known", "none")
                    .arg("kind", Arg::Term("term-pillar"))
                    .nearest_at(pillar.span, pillar.as_str(), pillars.iter().map(|known| known.id.as_str()));
                cx.report(diagnostic);
            }
        }
        // Reversed dates have a diagnostic of their own, and set no bounds.
        let are_ordered = |start: PartialDate, end: Option<Located<PartialDate>>| {
            end.is_none_or(|end| end.latest() >= start.earliest())
        };
        if let Some(start) = start_date.filter(|start| are_ordered(start.value, end_date)) {
            let sound = commitments.iter().filter(|commitment| {
                commitment.start_date.is_none_or(|start| are_ordered(start.value, commitment.end_date))
            });
            sound.for_each(|commitment| check_within(commitment, start, end_date, cx));
        }
        Some(Plan {
            title: title?,
            description: description?,
            start_date: start_date?,
            end_date,
            url: url?,
            steps: steps?,
            pillars,
            commitments,
            documents: documents?,
            sources: sources?,
            corrections: corrections?,
            updated_at: updated_at?,
        })
    }
}

/// Reports dates of a commitment that certainly are outside of its plan.
fn check_within(
    commitment: &Commitment,
    start: Located<PartialDate>,
    end: Option<Located<PartialDate>>,
    cx: &mut Context<'_>,
) {
    let milestones = commitment.named_milestones().iter().filter_map(|milestone| milestone.due);
    for date in [commitment.start_date, commitment.end_date].into_iter().flatten().chain(milestones) {
        let bound = if date.latest() < start.earliest() {
            start
        } else if let Some(end) = end.filter(|end| date.earliest() > end.latest()) {
            end
        } else {
            continue;
        };
        let place = cx.source.place(bound.span);
        let diagnostic = cx.diagnostic(Code::OutsidePlan, date.span).arg("date", Arg::Date(date.to_string()));
        let diagnostic = diagnostic.arg("commitment", commitment.id.as_str());
        cx.report(diagnostic.arg("bound", Arg::Date(bound.to_string())).related(place));
    }
}

impl Pillar {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", value::id);
        let name = fields.required("name", value::text);
        fields.finish();
        Some(Self { id: id?, name: name? })
    }
}
