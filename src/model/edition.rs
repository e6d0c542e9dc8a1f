//! `editions/<number>.yaml`: what an edition of the site changed, as recorded by `publish`.
//!
//! A part keeps the hash of its words: personal data can be removed from it (`withdrawn`), and references to the
//! edition by its hashes remain valid.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::reader::{Context, Fields, scalar};
use crate::model::value::{self, Located, Text};
use crate::source::yaml::Node;

/// An edition.
#[derive(Debug)]
pub struct Edition {
    /// Its number, from 1.
    pub number: u32,
    /// The day on which it was published.
    pub date: Located<PartialDate>,
    /// The host of the portal's address at that time, in the first edition only: it names the entries of the feed
    /// permanently.
    pub authority: Option<String>,
    /// The reason given for the edition, if any.
    pub note: Option<Text>,
    /// What changed, by file.
    pub changes: Vec<Change>,
    /// Who sat on the dates of the texts first published in it, as then known.
    pub sitting: Vec<Sitting>,
}

/// What changed in a file.
#[derive(Debug)]
pub struct Change {
    /// Its path.
    pub file: String,
    /// Whether it was added, removed or changed.
    pub kind: ChangeKind,
    /// The title of its record.
    pub title: Option<String>,
    /// What kind of change it is.
    pub labels: Vec<Label>,
    /// What changed in it.
    pub parts: Vec<Part>,
}

/// Whether a file was added, removed or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// The file is new.
    Added,
    /// The file's content changed.
    Changed,
    /// The file was removed.
    Removed,
}

/// The kind of a change, derived from the bytes alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A correction was added with the change.
    Correction,
    /// Only typography changed: the words and figures are the same.
    Typography,
    /// Only dates, numbers, ids and addresses changed.
    Data,
}

/// A value or a section that changed.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Its location: keys separated by dots, list positions from 1 in brackets; a section begins with `#`.
    pub at: String,
    /// The language of its words, if they are in one language.
    pub language: Option<Language>,
    /// The former words; `None` if it is new.
    pub before: Option<String>,
    /// The new words; `None` if it was removed.
    pub after: Option<String>,
    /// The SHA-256 of both, each preceded by its length.
    pub hash: String,
    /// Why its words were removed, if they were.
    pub withdrawn: Option<String>,
}

/// Who sat on the date of a text.
#[derive(Debug)]
pub struct Sitting {
    /// The text: its plan and its id.
    pub text: String,
    /// The day.
    pub day: Date,
    /// The ids of the members; a question mark before one means that it may have sat.
    pub members: Vec<String>,
}

impl ChangeKind {
    const ALL: [ChangeKind; 3] = [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Removed];

    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Changed => "changed",
            ChangeKind::Removed => "removed",
        }
    }
}

impl Label {
    const ALL: [Label; 3] = [Label::Correction, Label::Typography, Label::Data];

    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            Label::Correction => "correction",
            Label::Typography => "typography",
            Label::Data => "data",
        }
    }
}

impl Change {
    /// Creates the change of a file that was added or removed.
    pub fn whole(path: &str, kind: ChangeKind, title: Option<String>) -> Self {
        Self { file: path.to_owned(), kind, title, labels: Vec::new(), parts: Vec::new() }
    }

    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let file = fields.required("file", value::token);
        let kinds = ChangeKind::ALL.map(|kind| (kind.word(), kind));
        let kind = fields.required("kind", |node, cx| value::word(node, cx, &kinds));
        let title = fields.optional("title", value::plain);
        let words = Label::ALL.map(|label| (label.word(), label));
        let labels = fields.list("labels", |node, cx| value::word(node, cx, &words));
        let parts = fields.list("parts", Part::read);
        fields.finish();
        Some(Self { file: file?, kind: kind?, title: title?, labels: labels?, parts: parts? })
    }
}

impl Part {
    /// Creates a part from its former and new words; `None` if they are equal.
    pub fn new(at: String, language: Option<Language>, before: Option<&str>, after: Option<&str>) -> Option<Self> {
        let hash = hash(before, after);
        let [before, after] = [before, after].map(|text| text.map(str::to_owned));
        (before != after).then_some(Self { at, language, before, after, hash, withdrawn: None })
    }

    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let at = fields.required("at", value::plain);
        let languages = Language::ALL.map(|language| (language.code(), language));
        let language = fields.optional("language", |node, cx| value::word(node, cx, &languages));
        let before = fields.optional("before", any_text);
        let after = fields.optional("after", any_text);
        let hash = fields.required("hash", value::token);
        let withdrawn = fields.optional("withdrawn", value::plain);
        fields.finish();
        let (at, language, before, after) = (at?, language?, before?, after?);
        Some(Self { at, language, before, after, hash: hash?, withdrawn: withdrawn? })
    }

    /// Returns whether its words match its hash, or were withdrawn.
    pub fn is_whole(&self) -> bool {
        self.withdrawn.is_some() || hash(self.before.as_deref(), self.after.as_deref()) == self.hash
    }
}

/// Returns the hash of the former and the new words.
fn hash(before: Option<&str>, after: Option<&str>) -> String {
    let mut hasher = Sha256::new();
    for text in [before, after] {
        let length = text.map_or(u64::MAX, |text| text.len() as u64);
        hasher.update(length.to_be_bytes());
        hasher.update(text.unwrap_or_default());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a text that may be empty, exactly as written.
fn any_text(node: &Node, _: &mut Context<'_>) -> Option<String> {
    match &node.value {
        crate::source::yaml::Value::Scalar { text, .. } => Some(text.to_string()),
        _ => Some(String::new()),
    }
}

impl Sitting {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let text = fields.required("text", value::token);
        let day = fields.required("day", value::exact_date);
        let members = fields.list("members", |node, cx| scalar(node, cx, "term-id").map(str::to_owned));
        fields.finish();
        Some(Self { text: text?, day: day?.earliest(), members: members? })
    }
}

impl Edition {
    /// Reads the record; `None` if it could not be read.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Edition> {
        let mut fields = Fields::of(node, cx)?;
        let number = fields.required("number", value::number(1, 1_000_000));
        let date = fields.required("date", value::exact_date);
        let authority = fields.optional("authority", value::token);
        let note = fields.optional("note", value::text);
        let changes = fields.list("changes", Change::read);
        let sitting = fields.list("sitting", Sitting::read);
        fields.finish();
        let (number, changes) = (number?, changes?);
        let (date, authority, note) = (date?, authority?, note?);
        Some(Edition { number: number.value, date, authority, note, changes, sitting: sitting? })
    }
}
