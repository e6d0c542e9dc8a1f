//! `content/committee.yaml`: the body itself, its mandate, its rules.

use crate::diagnostic::Code;
use crate::language::Localized;
use crate::language::date::PartialDate;
use crate::model::acceptance::Acceptance;
use crate::model::correction::Correction;
use crate::model::id::Id;
use crate::model::markdown::Markdown;
use crate::model::reader::{Context, Fields};
use crate::model::seat::Seat;
use crate::model::value::{self, Duration, Located, Source, Text};
use crate::source::yaml::Node;

/// The committee.
#[derive(Debug)]
pub struct Committee {
    /// Its official name.
    pub name: Text,
    /// What it is and does, in a few sentences.
    pub description: Text,
    /// When it was founded.
    pub founding_date: Option<Located<PartialDate>>,
    /// The sources of that date; they may give different dates.
    pub sources: Vec<Source>,
    /// Ways to reach it.
    pub contact_details: Vec<ContactDetail>,
    /// Its tasks.
    pub mandate: Vec<Text>,
    /// The composition rule.
    pub seats: Vec<Seat>,
    /// How long a term lasts.
    pub term: Option<TermRule>,
    /// The interval of its meetings.
    pub meetings: Option<MeetingRule>,
    /// Other rules of its work.
    pub sections: Vec<Section>,
    /// What it must do, and how often.
    pub duties: Vec<Duty>,
    /// The time limit for responses to recommendations.
    pub responses: Option<ResponseRule>,
    /// Corrections made since it was published.
    pub corrections: Vec<Correction>,
    /// When this record was last revised.
    pub updated_at: Option<Located<PartialDate>>,
}

/// A contact detail of a body (Popolo `contact_detail`).
#[derive(Debug)]
pub struct ContactDetail {
    /// The kind of contact detail.
    pub kind: ContactKind,
    /// The address itself.
    pub value: String,
    /// Where it was published, or its purpose.
    pub note: Option<Text>,
}

/// The kinds of contact details that pages can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactKind {
    /// A mail address.
    Email,
    /// A telephone number.
    Voice,
}

/// How long a term lasts.
#[derive(Debug)]
pub struct TermRule {
    /// Its length.
    pub length: Duration,
    /// Whether it can be renewed.
    pub renewable: bool,
    /// An additional note.
    pub note: Option<Text>,
}

/// How often the committee meets.
#[derive(Debug)]
pub struct MeetingRule {
    /// The interval between two meetings.
    pub every: Duration,
    /// In person, by teleconference…
    pub mode: Option<Text>,
    /// An additional note.
    pub note: Option<Text>,
}

/// A rule of the committee's work, with a Markdown body.
#[derive(Debug)]
pub struct Section {
    /// Its anchor.
    pub id: Located<Id>,
    /// Its heading.
    pub title: Text,
    /// Its body, in Markdown.
    pub body: Localized<Markdown>,
}

/// Something the committee must do.
#[derive(Debug)]
pub struct Duty {
    /// Its id.
    pub id: Located<Id>,
    /// The words of the duty.
    pub text: Text,
    /// How often.
    pub every: Option<Duration>,
    /// How "every three months" is counted.
    pub counted: Counted,
    /// From when it applies; from the founding of the committee if absent.
    pub start_date: Option<Located<PartialDate>>,
    /// The records that show it was done.
    pub met_by: Option<MetBy>,
    /// The source of the duty.
    pub source: Option<String>,
    /// Known breaches of the duty that are accepted.
    pub accepted: Vec<Acceptance>,
}

/// How an interval such as "every three months" is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Never more than the interval from one occurrence to the next.
    Between,
    /// Once in each period of the calendar, such as a quarter.
    Calendar,
}

impl Counted {
    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            Counted::Between => "between",
            Counted::Calendar => "calendar",
        }
    }
}

/// The time limit for responses to recommendations.
#[derive(Debug)]
pub struct ResponseRule {
    /// The time after the day of the recommendation.
    pub due: Duration,
    /// The source of the rule.
    pub source: Option<String>,
}

impl ResponseRule {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let due = fields.required("due", Duration::read);
        let source = fields.optional("source", value::url);
        fields.finish();
        Some(Self { due: due?, source: source? })
    }
}

/// The records that show that a duty was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetBy {
    /// Meetings held.
    Meetings,
    /// Commentary published.
    Commentary,
    /// Plans published.
    Plans,
    /// Dated documents published.
    Documents,
    /// No record of the portal: the duty's text describes how it is met.
    Text,
}

impl MetBy {
    /// Every kind.
    pub const ALL: [MetBy; 5] = [MetBy::Meetings, MetBy::Commentary, MetBy::Plans, MetBy::Documents, MetBy::Text];

    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            MetBy::Meetings => "meetings",
            MetBy::Commentary => "commentary",
            MetBy::Plans => "plans",
            MetBy::Documents => "documents",
            MetBy::Text => "text",
        }
    }
}

impl Committee {
    /// Reads the record; `None` if it could not be read.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Committee> {
        let mut fields = Fields::of(node, cx)?;
        let name = fields.required("name", value::name);
        let description = fields.required("description", value::text);
        let founding_date = fields.optional("founding_date", value::date);
        let sources = fields.list("sources", Source::read);
        let contact_details = fields.list("contact_details", ContactDetail::read);
        let mandate = fields.list("mandate", value::text);
        let seats = fields.required("seats", |node, cx| cx.list(node, Seat::read));
        let term = fields.optional("term", TermRule::read);
        let meetings = fields.optional("meetings", MeetingRule::read);
        let sections = fields.list("sections", Section::read);
        let responses = fields.optional("responses", ResponseRule::read);
        let duties = fields.list("duties", Duty::read);
        let corrections = fields.list("corrections", Correction::read);
        let updated_at = fields.optional("updated_at", value::date);
        fields.finish();
        let (seats, sections, duties) = (seats?, sections?, duties?);
        value::check_unique(seats.iter().map(|seat| &seat.id), cx);
        value::check_unique(sections.iter().map(|section| &section.id), cx);
        value::check_unique(duties.iter().map(|duty| &duty.id), cx);
        Some(Committee {
            name: name?,
            description: description?,
            founding_date: founding_date?,
            sources: sources?,
            contact_details: contact_details?,
            mandate: mandate?,
            seats,
            term: term?,
            meetings: meetings?,
            sections,
            responses: responses?,
            duties,
            corrections: corrections?,
            updated_at: updated_at?,
        })
    }
}

impl Committee {
    /// Returns a placeholder committee, used when the file could not be read, so that the other records can be
    /// checked.
    pub fn stand_in() -> Self {
        Self {
            name: Text::french_only(String::new()),
            description: Text::french_only(String::new()),
            founding_date: None,
            sources: Vec::new(),
            contact_details: Vec::new(),
            mandate: Vec::new(),
            seats: Vec::new(),
            term: None,
            meetings: None,
            sections: Vec::new(),
            responses: None,
            duties: Vec::new(),
            corrections: Vec::new(),
            updated_at: None,
        }
    }
}

impl ContactDetail {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let kinds = [("email", ContactKind::Email), ("voice", ContactKind::Voice)];
        let kind = fields.required("type", |node, cx| value::word(node, cx, &kinds));
        let is_email = matches!(kind, Some(ContactKind::Email));
        let address = fields.required("value", |node, cx| match is_email {
            true => value::email(node, cx),
            false => value::telephone(node, cx),
        });
        let note = fields.optional("note", value::text);
        fields.finish();
        Some(Self { kind: kind?, value: address?, note: note? })
    }
}

impl TermRule {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let length = fields.required("length", Duration::read);
        let renewable = fields.optional("renewable", value::boolean);
        let note = fields.optional("note", value::text);
        fields.finish();
        Some(Self { length: length?, renewable: renewable?.unwrap_or(false), note: note? })
    }
}

impl MeetingRule {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let every = fields.required("every", Duration::read);
        let mode = fields.optional("mode", value::text);
        let note = fields.optional("note", value::text);
        fields.finish();
        Some(Self { every: every?, mode: mode?, note: note? })
    }
}

impl Section {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", value::id);
        let title = fields.required("title", value::text);
        let body = fields.required("body", value::markdown);
        fields.finish();
        Some(Self { id: id?, title: title?, body: body? })
    }
}

impl Duty {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", value::id);
        let text = fields.required("text", value::text);
        let every = fields.optional("every", Duration::read);
        let readings = [Counted::Between, Counted::Calendar].map(|counted| (counted.word(), counted));
        let counted = fields.optional("counted", |node, cx| value::word(node, cx, &readings));
        let start_date = fields.optional("start_date", value::date);
        let kinds = MetBy::ALL.map(|kind| (kind.word(), kind));
        let met_by = fields.optional("met_by", |node, cx| value::word(node, cx, &kinds));
        let source = fields.optional("source", value::url);
        let accepted = fields.list("accepted", Acceptance::read(&[Code::DutyMissed]));
        fields.finish();
        let counted = counted?.unwrap_or(Counted::Between);
        let (id, text, every, met_by, source) = (id?, text?, every?, met_by?, source?);
        Some(Self { id, text, every, counted, start_date: start_date?, met_by, source, accepted: accepted? })
    }
}
