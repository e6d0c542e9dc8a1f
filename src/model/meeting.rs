//! `content/meetings/<date>.yaml`: a meeting, named by its date; a second meeting of a day adds a letter
//! (`2022-03-15-b`).

use jiff::civil::{Date, Time};

use crate::diagnostic::Code;
use crate::language::date::PartialDate;
use crate::model::correction::Correction;
use crate::model::document::Document;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields, scalar};
use crate::model::value::{self, Located, Source, Text};
use crate::source::yaml::{Node, Value};

/// A meeting.
#[derive(Debug)]
pub struct Meeting {
    /// Its day.
    pub date: Located<PartialDate>,
    /// Its name, if it is not an ordinary meeting.
    pub title: Option<Text>,
    /// When it begins, in the portal's time zone.
    pub time: Option<Located<Time>>,
    /// When it ends.
    pub end_time: Option<Located<Time>>,
    /// Where it is held.
    pub place: Option<Text>,
    /// Where it can be followed online.
    pub url: Option<String>,
    /// Whether it is planned, was held or was cancelled; derived from its date if absent.
    pub status: Option<Located<MeetingStatus>>,
    /// In person, by teleconference…
    pub mode: Option<Text>,
    /// What was on the agenda.
    pub agenda: Vec<Text>,
    /// The members present.
    pub present: Vec<Located<Id>>,
    /// The members that excused themselves.
    pub excused: Vec<Located<Id>>,
    /// Who else was there.
    pub guests: Vec<Located<Text>>,
    /// Its minutes.
    pub minutes: Option<Minutes>,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// Its attached documents.
    pub documents: Vec<Document>,
    /// The sources of these facts.
    pub sources: Vec<Source>,
    /// Corrections made since it was published.
    pub corrections: Vec<Correction>,
    /// When this record was last revised.
    pub updated_at: Option<Located<PartialDate>>,
}

/// Whether a meeting is planned, was held or was cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeetingStatus {
    /// It is planned.
    Scheduled,
    /// It was held.
    Held,
    /// It was cancelled.
    Cancelled,
}

impl MeetingStatus {
    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            MeetingStatus::Scheduled => "scheduled",
            MeetingStatus::Held => "held",
            MeetingStatus::Cancelled => "cancelled",
        }
    }
}

/// The minutes of a meeting.
#[derive(Debug)]
pub struct Minutes {
    /// Their files.
    pub documents: Vec<Document>,
    /// When they were adopted; if absent, not yet or not known.
    pub adopted: Option<Adoption>,
}

/// When minutes were adopted.
#[derive(Debug)]
pub enum Adoption {
    /// At a meeting recorded in the portal.
    At(Located<Id>),
    /// On a date.
    On(Located<PartialDate>),
}

/// What a meeting decided.
#[derive(Debug)]
pub struct Decision {
    /// The words of the decision.
    pub text: Text,
    /// The text that it adopted: its plan, and its id.
    pub commentary: Option<Located<(Id, Id)>>,
    /// The result of the vote.
    pub votes: Option<Votes>,
}

/// The result of a vote; each count is absent if it was not published.
#[derive(Debug)]
pub struct Votes {
    /// Votes in favour.
    pub in_favour: Option<Vote>,
    /// Votes against.
    pub against: Option<Vote>,
    /// Abstentions.
    pub abstained: Option<Vote>,
}

/// The votes of one kind: their number, or the members that cast them.
#[derive(Debug)]
pub enum Vote {
    /// Their number.
    Count(u32),
    /// The members.
    Members(Vec<Located<Id>>),
}

impl Vote {
    /// Returns the number of votes.
    pub fn count(&self) -> usize {
        match self {
            Vote::Count(count) => *count as usize,
            Vote::Members(members) => members.len(),
        }
    }

    /// Returns the members that cast them; empty if only the number is known.
    pub fn members(&self) -> &[Located<Id>] {
        match self {
            Vote::Count(_) => &[],
            Vote::Members(members) => members,
        }
    }

    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        match node.value {
            Value::Sequence(_) => cx.list(node, value::id).map(Self::Members),
            _ => value::number(0, 1000)(node, cx).map(|count| Self::Count(count.value)),
        }
    }
}

impl Meeting {
    /// Reads the record; `file_date` is the date in its file's name.
    pub fn read(node: &Node, file_date: PartialDate, cx: &mut Context<'_>) -> Option<Meeting> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.required("date", value::date);
        let title = fields.optional("title", value::text);
        let time = fields.optional("time", time);
        let end_time = fields.optional("end_time", self::time);
        let place = fields.optional("place", value::text);
        let url = fields.optional("url", value::url);
        let statuses = [MeetingStatus::Scheduled, MeetingStatus::Held, MeetingStatus::Cancelled];
        let words = statuses.map(|status| (status.word(), status));
        let status = fields
            .optional("status", |node, cx| Some(Located { value: value::word(node, cx, &words)?, span: node.span }));
        let mode = fields.optional("mode", value::text);
        let agenda = fields.list("agenda", value::text);
        let present = fields.list("present", value::id);
        let excused = fields.list("excused", value::id);
        let guests = fields.list("guests", value::located_name);
        let minutes = fields.optional("minutes", Minutes::read);
        let decisions = fields.list("decisions", Decision::read);
        let documents = fields.list("documents", Document::read);
        let sources = fields.list("sources", Source::read);
        let corrections = fields.list("corrections", Correction::read);
        let updated_at = fields.optional("updated_at", value::date);
        fields.finish();
        let (date, present, excused) = (date?, present?, excused?);
        if date.value != file_date {
            let diagnostic = cx.diagnostic(Code::NameDisagrees, date.span).arg("kind", "date");
            cx.report(diagnostic.arg("written", date.to_string()).arg("file", file_date.to_string()));
        }
        // No member can be both present and excused.
        value::check_once("attendance", present.iter().chain(&excused), cx);
        let (time, end_time) = (time?, end_time?);
        if let (Some(from), Some(to)) = (time, end_time)
            && to.value <= from.value
        {
            let diagnostic = cx.diagnostic(Code::DatesReversed, to.span).arg("kind", "times");
            let diagnostic = diagnostic.arg("start", clock(from.value)).arg("end", clock(to.value));
            cx.report(diagnostic.related(cx.source.place(from.span)));
        }
        Some(Meeting {
            date,
            title: title?,
            time,
            end_time,
            place: place?,
            url: url?,
            status: status?,
            mode: mode?,
            agenda: agenda?,
            present,
            excused,
            guests: guests?,
            minutes: minutes?,
            decisions: decisions?,
            documents: documents?,
            sources: sources?,
            corrections: corrections?,
            updated_at: updated_at?,
        })
    }

    /// Returns its status on a day: without a status of its own, it is scheduled before its date and held from then
    /// on.
    pub fn status_on(&self, day: Date) -> MeetingStatus {
        match self.status {
            Some(status) => status.value,
            None if self.date.earliest() > day => MeetingStatus::Scheduled,
            None => MeetingStatus::Held,
        }
    }

    /// Returns every document, those of the minutes first.
    pub fn all_documents(&self) -> impl Iterator<Item = &Document> {
        self.minutes.iter().flat_map(|minutes| &minutes.documents).chain(&self.documents)
    }
}

impl Minutes {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let documents = fields.list("documents", Document::read);
        let adopted = fields.optional("adopted", Adoption::read);
        fields.finish();
        Some(Self { documents: documents?, adopted: adopted? })
    }
}

impl Adoption {
    /// Reads a date, or the id of a meeting with its letter. Whether a date names a meeting is decided by the site.
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let written = scalar(node, cx, "term-date")?;
        let is_lettered = written.get(..10).and_then(PartialDate::parse).is_some() && written.len() > 10;
        if is_lettered { value::id(node, cx).map(Self::At) } else { value::date(node, cx).map(Self::On) }
    }
}

impl Decision {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let text = fields.required("text", value::text);
        let commentary = fields.optional("commentary", commentary);
        let votes = fields.optional("votes", Votes::read);
        fields.finish();
        Some(Self { text: text?, commentary: commentary?, votes: votes? })
    }
}

impl Votes {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let in_favour = fields.optional("for", Vote::read);
        let against = fields.optional("against", Vote::read);
        let abstained = fields.optional("abstained", Vote::read);
        fields.finish();
        let votes = Self { in_favour: in_favour?, against: against?, abstained: abstained? };
        let all = [&votes.in_favour, &votes.against, &votes.abstained];
        value::check_once("votes", all.into_iter().flatten().flat_map(Vote::members), cx);
        Some(votes)
    }

    /// Returns the members that voted, where they are named.
    pub fn members(&self) -> impl Iterator<Item = &Located<Id>> {
        [&self.in_favour, &self.against, &self.abstained].into_iter().flatten().flat_map(Vote::members)
    }
}

/// Reads `<plan>/<id>`.
fn commentary(node: &Node, cx: &mut Context<'_>) -> Option<Located<(Id, Id)>> {
    let written = scalar(node, cx, "term-id")?;
    // `commentary:` may precede it, as in links.
    let ids = written
        .strip_prefix("commentary:")
        .unwrap_or(written)
        .split_once('/')
        .and_then(|(plan, id)| Some((Id::new(plan)?, Id::new(id)?)));
    if ids.is_none() {
        let diagnostic = cx.diagnostic(Code::BadReference, node.span).arg("link", written);
        cx.report(diagnostic.arg("kind", "commentary"));
    }
    Some(Located { value: ids?, span: node.span })
}

/// Reads `18:30`, `18 h 30` or `18 h`.
fn time(node: &Node, cx: &mut Context<'_>) -> Option<Located<Time>> {
    let written = scalar(node, cx, "term-time")?;
    let mut parts = written.splitn(2, [':', 'h']).map(str::trim);
    let hour = parts.next().and_then(|hour| hour.parse::<i8>().ok());
    let minute = parts.next().map(|minute| if minute.is_empty() { Some(0) } else { minute.parse::<i8>().ok() });
    let value = match (hour, minute) {
        (Some(hour), Some(Some(minute))) => Time::new(hour, minute, 0, 0).ok(),
        _ => None,
    };
    if value.is_none() {
        cx.wrong_type(node, "term-time");
    }
    Some(Located { value: value?, span: node.span })
}

/// Formats a time as in the data: `18:30`.
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
