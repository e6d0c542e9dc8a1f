//! `content/plans/<plan>/responses/<slug>.yaml`: the responses to the recommendations of a commentary.

use crate::language::date::PartialDate;
use crate::model::correction::Correction;
use crate::model::document::Document;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Source, Text};
use crate::source::yaml::Node;

/// A response to a recommendation.
#[derive(Debug)]
pub struct Response {
    /// The recommendation, by its id within the commentary.
    pub recommendation: Located<Id>,
    /// The position taken.
    pub position: Position,
    /// The date of the response.
    pub date: Located<PartialDate>,
    /// Who answers.
    pub by: Option<Located<Text>>,
    /// In which words.
    pub text: Option<Text>,
    /// Its attached documents.
    pub documents: Vec<Document>,
    /// The sources of these facts.
    pub sources: Vec<Source>,
    /// Corrections made since it was published.
    pub corrections: Vec<Correction>,
}

/// The position taken on a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Position {
    /// It will be done.
    Accepted,
    /// Part of it will be done.
    PartlyAccepted,
    /// It will not be done.
    Declined,
    /// It is under review.
    UnderReview,
}

impl Position {
    /// Every position.
    pub const ALL: [Position; 4] =
        [Position::Accepted, Position::PartlyAccepted, Position::Declined, Position::UnderReview];

    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            Position::Accepted => "accepted",
            Position::PartlyAccepted => "partly-accepted",
            Position::Declined => "declined",
            Position::UnderReview => "under-review",
        }
    }
}

/// Reads the record: a list of responses.
pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Vec<Response>> {
    cx.list(node, Response::read)
}

impl Response {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let recommendation = fields.required("recommendation", value::id);
        let words = Position::ALL.map(|position| (position.word(), position));
        let position = fields.required("position", |node, cx| value::word(node, cx, &words));
        let date = fields.required("date", value::date);
        let by = fields.optional("by", value::located_name);
        let text = fields.optional("text", value::text);
        let documents = fields.list("documents", Document::read);
        let sources = fields.list("sources", Source::read);
        let corrections = fields.list("corrections", Correction::read);
        fields.finish();
        let (recommendation, position, date) = (recommendation?, position?, date?);
        let (by, text, documents) = (by?, text?, documents?);
        Some(Self { recommendation, position, date, by, text, documents, sources: sources?, corrections: corrections? })
    }
}
