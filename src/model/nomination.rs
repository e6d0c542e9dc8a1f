//! `content/nominations/<id>.yaml`: a round in which members are appointed.

use crate::language::date::PartialDate;
use crate::model::correction::Correction;
use crate::model::document::Document;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Source, Text};
use crate::source::yaml::Node;

/// A nomination round.
#[derive(Debug)]
pub struct Nomination {
    /// Its title.
    pub title: Text,
    /// What it was, in a few sentences.
    pub description: Option<Text>,
    /// When the call was opened.
    pub opened: Located<PartialDate>,
    /// When the call was closed.
    pub closed: Option<Located<PartialDate>>,
    /// How many places were to be filled.
    pub seats: Option<u32>,
    /// How many applications came in.
    pub applications: Option<u32>,
    /// The group of seats it fills.
    pub seat: Option<Located<Id>>,
    /// The criteria for choosing candidates.
    pub criteria: Vec<Text>,
    /// The reasons for choosing those who were appointed.
    pub reasons: Vec<Text>,
    /// Who chose.
    pub selection_committee: Option<Text>,
    /// The member that made the appointments, if it was one.
    pub by: Option<Located<Id>>,
    /// Its steps, with their dates.
    pub steps: Vec<Step>,
    /// Its attached documents.
    pub documents: Vec<Document>,
    /// The sources of these facts.
    pub sources: Vec<Source>,
    /// Corrections made since it was published.
    pub corrections: Vec<Correction>,
    /// When this record was last revised.
    pub updated_at: Option<Located<PartialDate>>,
}

/// A step of a round.
#[derive(Debug)]
pub struct Step {
    /// Its date; unknown if absent.
    pub date: Option<Located<PartialDate>>,
    /// What.
    pub text: Text,
}

impl Nomination {
    /// Reads the record; `None` if it could not be read.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Nomination> {
        let mut fields = Fields::of(node, cx)?;
        let title = fields.required("title", value::text);
        let description = fields.optional("description", value::text);
        let opened = fields.required("opened", value::date);
        let closed = fields.optional("closed", value::date);
        let seats = fields.optional("seats", value::number(1, 1000));
        let applications = fields.optional("applications", value::number(0, 100_000));
        let seat = fields.optional("seat", value::id);
        let criteria = fields.list("criteria", value::text);
        let reasons = fields.list("reasons", value::text);
        let selection_committee = fields.optional("selection_committee", value::text);
        let by = fields.optional("by", value::id);
        let steps = fields.list("steps", Step::read);
        let documents = fields.list("documents", Document::read);
        let corrections = fields.list("corrections", Correction::read);
        let sources = fields.list("sources", Source::read);
        let updated_at = fields.optional("updated_at", value::date);
        fields.finish();
        let closed = closed?;
        value::check_order(opened, closed, cx);
        Some(Nomination {
            title: title?,
            description: description?,
            opened: opened?,
            closed,
            seats: seats?.map(|seats| seats.value),
            applications: applications?.map(|applications| applications.value),
            seat: seat?,
            criteria: criteria?,
            reasons: reasons?,
            selection_committee: selection_committee?,
            by: by?,
            steps: steps?,
            documents: documents?,
            sources: sources?,
            corrections: corrections?,
            updated_at: updated_at?,
        })
    }
}

impl Step {
    /// Reads one entry of `steps`.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.optional("date", value::date);
        let text = fields.required("text", value::text);
        fields.finish();
        Some(Self { date: date?, text: text? })
    }
}
