//! `content/meetings/<date>.yaml`: a meeting, named by its day.

use crate::diagnostic::Code;
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Source, Text};
use crate::source::yaml::Node;

/// A meeting.
#[derive(Debug)]
pub struct Meeting {
    /// Its day.
    pub date: Located<PartialDate>,
    /// In person, by teleconference…
    pub mode: Option<Text>,
    /// What was on the agenda.
    pub agenda: Vec<Text>,
    /// The members present.
    pub present: Vec<Located<Id>>,
    /// Its papers.
    pub documents: Vec<Document>,
    /// Where this is found.
    pub sources: Vec<Source>,
    /// When this record was last revised.
    pub updated_at: Option<Located<PartialDate>>,
}

/// A file to download.
#[derive(Debug)]
pub struct Document {
    /// Its title.
    pub title: Text,
    /// Its path among the assets.
    pub file: Located<String>,
    /// The language it is written in.
    pub language: Language,
}

impl Meeting {
    /// Reads the record; its file is named by its date.
    pub fn read(node: &Node, file_date: PartialDate, cx: &mut Context<'_>) -> Option<Meeting> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.required("date", value::date);
        let mode = fields.optional("mode", value::text);
        let agenda = fields.list("agenda", value::text);
        let present = fields.list("present", value::id);
        let documents = fields.list("documents", Document::read);
        let sources = fields.list("sources", Source::read);
        let updated_at = fields.optional("updated_at", value::date);
        fields.finish();
        let (date, present) = (date?, present?);
        if date.value != file_date {
            let diagnostic = cx.diagnostic(Code::NameDisagrees, date.span);
            cx.report(diagnostic.arg("written", date.to_string()).arg("file", file_date.to_string()));
        }
        value::check_unique(present.iter(), cx);
        Some(Meeting {
            date,
            mode: mode?,
            agenda: agenda?,
            present,
            documents: documents?,
            sources: sources?,
            updated_at: updated_at?,
        })
    }
}

impl Document {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let title = fields.required("title", value::text);
        let file = fields.required("file", value::asset);
        let language = fields.optional("language", language);
        fields.finish();
        Some(Self { title: title?, file: file?, language: language?.unwrap_or(Language::French) })
    }
}

fn language(node: &Node, cx: &mut Context<'_>) -> Option<Language> {
    value::word(node, cx, &Language::ALL.map(|language| (language.code(), language)))
}
