//! The types of field values: ids, texts in two languages, dates, addresses, durations, numbers.

mod duration;
mod text;

use crate::diagnostic::{Arg, Code, Diagnostic, Fix, Span};
use crate::language::Localized;
use crate::language::date::PartialDate;
use crate::model::address::{is_asset_path, is_web_address};
use crate::model::id::Id;
use crate::model::reader::{Context, Fields, scalar};
use crate::source::yaml::{Node, Value};

pub use duration::Duration;
pub use text::{code, localized, located_name, located_plain, markdown, name, plain, text, token};

/// A value and its place in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> std::ops::Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A text in French, and in English unless it is not translated yet.
pub type Text = Localized<String>;

/// The part of society that a member comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sector {
    /// Ministries and bodies of the State.
    PublicBody,
    /// Non-profit bodies, higher education and research.
    CivilSociety,
}

impl Sector {
    /// Both sectors, in the order in which pages list them.
    pub const ALL: [Sector; 2] = [Sector::PublicBody, Sector::CivilSociety];

    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            Sector::PublicBody => "public-body",
            Sector::CivilSociety => "civil-society",
        }
    }

    /// Reads a sector.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Sector> {
        word(node, cx, &Sector::ALL.map(|sector| (sector.word(), sector)))
    }
}

/// The source of a fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The address.
    pub url: String,
    /// A description of the source, or what it states.
    pub note: Option<Text>,
    /// The date that the source gives.
    pub date: Option<Located<PartialDate>>,
}

impl Source {
    /// Reads `{url, note, date}`.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Source> {
        let mut fields = Fields::of(node, cx)?;
        let url = fields.required("url", url);
        let note = fields.optional("note", text);
        let date = fields.optional("date", date);
        fields.finish();
        Some(Source { url: url?, note: note?, date: date? })
    }
}

/// Reads a partial date.
pub fn date(node: &Node, cx: &mut Context<'_>) -> Option<Located<PartialDate>> {
    let written = scalar(node, cx, "term-date")?;
    let value = PartialDate::parse(written);
    if value.is_none() {
        let diagnostic = bad_date(written, node, cx);
        cx.report(diagnostic);
    }
    Some(Located { value: value?, span: node.span })
}

/// Reads a date that must be known to the day.
pub fn exact_date(node: &Node, cx: &mut Context<'_>) -> Option<Located<PartialDate>> {
    let date = date(node, cx)?;
    if !date.is_exact() {
        let diagnostic = cx.diagnostic(Code::BadDate, node.span).arg("date", date.to_string());
        let diagnostic = diagnostic.arg("kind", "exact").arg("days", 0).arg("proposal", "none");
        cx.report(diagnostic);
        return None;
    }
    Some(date)
}

/// A date, and what it was inferred from if no source states it.
#[derive(Debug)]
pub struct Deducible {
    /// The date.
    pub date: Located<PartialDate>,
    /// What it was inferred from.
    pub deduced: Option<Text>,
}

/// Reads a date, or `{date, deduced}`: the inference is shown wherever the date is.
pub fn deducible_date(node: &Node, cx: &mut Context<'_>) -> Option<Deducible> {
    if !matches!(node.value, Value::Mapping(_)) {
        return Some(Deducible { date: date(node, cx)?, deduced: None });
    }
    let mut fields = Fields::of(node, cx)?;
    let date = fields.required("date", date);
    let deduced = fields.required("deduced", text);
    fields.finish();
    Some(Deducible { date: date?, deduced: Some(deduced?) })
}

/// Returns the diagnostic of an invalid date, with the date that was meant if it is clear.
fn bad_date(written: &str, node: &Node, cx: &Context<'_>) -> Diagnostic {
    let meant = meant_date(written);
    let days = days_of_month(written);
    let mut diagnostic = cx
        .diagnostic(Code::BadDate, node.span)
        .arg("date", written)
        .arg(
            "kind",
            if days.is_some() {
                "day"
            } else if has_no_month(written) {
                "month"
            } else if written.get(4..).is_some_and(|rest| is_of_digits(&written[..4]) && is_date_in_2000(rest)) {
                "year"
            } else {
                "form"
            },
        )
        .arg("days", days.unwrap_or_default())
        .arg("proposal", meant.clone().unwrap_or_else(|| "none".to_owned()));
    if let Some(with) = meant {
        diagnostic = diagnostic.fixed_by(Fix::Replace(node.span, with));
    }
    diagnostic
}

/// Returns the number of days of the month of a date whose day does not exist in that month.
fn days_of_month(written: &str) -> Option<usize> {
    let (month, day) = written.rsplit_once('-')?;
    let month = PartialDate::parse(month).filter(|month| month.precision() == "month")?;
    let days = usize::try_from(month.latest().day()).ok()?;
    day.parse::<usize>().ok().filter(|day| *day > days && day.to_string().len() <= 2).map(|_| days)
}

fn is_of_digits(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether what follows the year of a date would be valid in another year.
fn is_date_in_2000(rest: &str) -> bool {
    PartialDate::parse(&format!("2000{rest}")).is_some()
}

/// Returns whether a text has the form of a date, with a month that does not exist.
fn has_no_month(written: &str) -> bool {
    let mut parts = written.split('-');
    let (year, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_number = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    is_number(year, 4) && is_number(month, 2) && !(1..=12).contains(&month.parse::<u8>().unwrap_or_default())
}

/// The months, as French and English begin their names.
const MONTHS: [&[&str]; 12] = [
    &["janv", "jan"],
    &["févr", "fevr", "feb"],
    &["mars", "mar"],
    &["avr", "apr"],
    &["mai", "may"],
    &["juin", "jun"],
    &["juil", "jul"],
    &["août", "aout", "aug"],
    &["sept", "sep"],
    &["oct"],
    &["nov"],
    &["déc", "dec"],
];

/// Returns the date meant by one in another form: with single digits, with other hyphens, or in words with the year
/// last. `12/04/2021` may be two dates, so it has no meaning.
fn meant_date(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_year = |part: &str| part.len() == 4 && is_of_digits(part);
    let number = |part: &str| part.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u32>().ok();
    let month = |part: &str| {
        let part = part.to_lowercase();
        MONTHS.iter().position(|names| names.iter().any(|name| part.starts_with(name))).map(|at| at as u32 + 1)
    };
    let text = match parts.as_slice() {
        [year, month, day] if is_year(year) => format!("{year}-{:02}-{:02}", number(month)?, number(day)?),
        [year, month] if is_year(year) => format!("{year}-{:02}", number(month)?),
        [day, name, year] if is_year(year) => format!("{year}-{:02}-{:02}", month(name)?, number(day)?),
        [name, year] if is_year(year) => format!("{year}-{:02}", month(name)?),
        _ => return None,
    };
    PartialDate::parse(&text).map(|date| date.to_string())
}

/// Reports dates in the wrong order; both may be partial, and only what is certain is reported.
pub fn check_order(start: Option<Located<PartialDate>>, end: Option<Located<PartialDate>>, cx: &mut Context<'_>) {
    if let (Some(start), Some(end)) = (start, end) {
        check_follows("dates", start, end, cx);
    }
}

/// Reports a date that certainly precedes one that it must follow; `kind` identifies the pair in the message.
pub fn check_follows(kind: &'static str, start: Located<PartialDate>, end: Located<PartialDate>, cx: &mut Context<'_>) {
    if end.latest() < start.earliest() {
        let place = cx.source.place(start.span);
        let diagnostic = cx.diagnostic(Code::DatesReversed, end.span);
        cx.report(
            diagnostic
                .arg("kind", kind)
                .arg("start", Arg::Date(start.to_string()))
                .arg("end", Arg::Date(end.to_string()))
                .related(place),
        );
    }
}

/// Reads `true` or `false`, and nothing that merely resembles them.
pub fn boolean(node: &Node, cx: &mut Context<'_>) -> Option<bool> {
    word(node, cx, &[("true", true), ("false", false)])
}

/// Reports ids that occur twice in one list.
pub fn check_unique<'a>(ids: impl Iterator<Item = &'a Located<Id>>, cx: &mut Context<'_>) {
    check_once("id", ids, cx);
}

/// Reports ids that occur twice where a record may contain each only once: `what` is `list`, `attendance` (present,
/// or excused) or `votes` (for, against or abstained).
pub fn check_once<'a>(what: &'static str, ids: impl Iterator<Item = &'a Located<Id>>, cx: &mut Context<'_>) {
    let mut seen = std::collections::HashMap::new();
    for id in ids {
        if let Some(first) = seen.insert(&id.value, id.span) {
            let place = cx.source.place(first);
            let diagnostic = cx.diagnostic(Code::DuplicateId, id.span).arg("id", id.as_str()).related(place);
            cx.report(diagnostic.arg("what", what));
        }
    }
}

/// Reads a mail address: words, an @, and a host with a dot.
pub fn email(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    let written = scalar(node, cx, "term-email")?;
    if !is_email(written) {
        cx.wrong_type(node, "term-email");
        return None;
    }
    Some(written.to_owned())
}

/// Reads a telephone number: digits, with signs and words around them (`418 555-0100, poste 2`).
pub fn telephone(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    let written = scalar(node, cx, "term-telephone")?;
    if written.bytes().filter(u8::is_ascii_digit).count() < 3 {
        cx.wrong_type(node, "term-telephone");
        return None;
    }
    Some(written.to_owned())
}

/// Returns whether a text is a mail address: words, an @, and a host with a dot.
pub fn is_email(written: &str) -> bool {
    written.split_once('@').is_some_and(|(own, host)| {
        !own.is_empty() && host.contains('.') && !written.contains(char::is_whitespace) && !host.contains('@')
    })
}

/// Reads an id, or a number in parts such as `1.2`.
pub fn number_or_id(node: &Node, cx: &mut Context<'_>) -> Option<Located<Id>> {
    match &node.value {
        Value::Scalar { text, .. } if Id::numbered(text.trim()).is_some() => {
            Some(Located { value: Id::numbered(text.trim())?, span: node.span })
        }
        _ => id(node, cx),
    }
}

/// Reads an id.
pub fn id(node: &Node, cx: &mut Context<'_>) -> Option<Located<Id>> {
    let written = scalar(node, cx, "term-id")?;
    let value = Id::new(written);
    if value.is_none() {
        let diagnostic = cx.diagnostic(Code::BadId, node.span);
        let suggestion = Id::suggestion(written);
        let reserved = match () {
            () if Id::is_reserved(written) => "yes",
            () if written.len() > Id::LONGEST => "long",
            () => "no",
        };
        let diagnostic = diagnostic.arg("id", written).arg("reserved", reserved);
        // Several ids separated by another sign than a comma; outside a list, words may be one misspelt id.
        let parts: Vec<&str> = written.split([';', ' ', '/']).filter(|part| !part.is_empty()).collect();
        let before = cx.source.text().get(..node.span.start as usize).unwrap_or_default().trim_end();
        let are_several = written.contains(';') || written.contains(' ') && before.ends_with(['[', ',', '-']);
        cx.report(match parts.len() > 1 && are_several && parts.iter().all(|part| Id::new(part).is_some()) {
            true => diagnostic.arg("kind", "several").arg("suggestion", format!("[{}]", parts.join(", "))),
            false if suggestion.is_empty() => diagnostic.arg("kind", "none").arg("suggestion", "none"),
            false => {
                let diagnostic = diagnostic.arg("kind", "id").arg("suggestion", suggestion.as_str());
                diagnostic.fixed_by(Fix::Replace(node.span, suggestion))
            }
        });
    }
    Some(Located { value: value?, span: node.span })
}

/// Reads an `http:` or `https:` address.
pub fn url(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    let written = scalar(node, cx, "term-url")?;
    if is_web_address(written) {
        return Some(written.to_owned());
    }
    let diagnostic = cx.diagnostic(Code::BadUrl, node.span).arg("url", written);
    cx.report(diagnostic);
    None
}

/// Reads an address, or one for each language.
pub fn address(node: &Node, cx: &mut Context<'_>) -> Option<Text> {
    match node.value {
        Value::Scalar { .. } => url(node, cx).map(Text::french_only),
        _ => localized(node, cx, |node, _, cx| url(node, cx)),
    }
}

/// Reads the path of a file among the assets, written `assets/…`; returns what follows `assets/`.
pub fn asset(node: &Node, cx: &mut Context<'_>) -> Option<Located<String>> {
    let written = scalar(node, cx, "term-asset")?;
    match written.strip_prefix("assets/").filter(|path| is_asset_path(path)) {
        Some(path) => Some(Located { value: path.to_owned(), span: node.span }),
        None => {
            let diagnostic =
                cx.diagnostic(Code::BadReference, node.span).arg("link", written).arg("kind", "asset-path");
            cx.report(diagnostic);
            None
        }
    }
}

/// Reads an integer between two bounds, both included.
pub fn number(min: u32, max: u32) -> impl Fn(&Node, &mut Context<'_>) -> Option<Located<u32>> {
    move |node, cx| {
        let written = scalar(node, cx, "term-number")?;
        // Any number of digits: a number too long for the type is reported as out of bounds.
        let is_number = !written.is_empty() && written.bytes().all(|b| b.is_ascii_digit());
        let value = is_number.then(|| written.parse::<u32>().unwrap_or(u32::MAX));
        match value {
            Some(value) if (min..=max).contains(&value) => Some(Located { value, span: node.span }),
            Some(_) => {
                let diagnostic = cx.diagnostic(Code::NumberOutOfBounds, node.span);
                cx.report(diagnostic.arg("number", written).arg("min", min as usize).arg("max", max as usize));
                None
            }
            None => {
                cx.wrong_type(node, "term-number");
                None
            }
        }
    }
}

/// Reads one of a list of keywords.
pub fn word<T: Copy>(node: &Node, cx: &mut Context<'_>, words: &[(&'static str, T)]) -> Option<T> {
    let written = scalar(node, cx, "term-word")?;
    let found = words.iter().find(|(word, _)| *word == written).map(|(_, value)| *value);
    if found.is_none() {
        let known = words.iter().map(|(word, _)| *word);
        let diagnostic = cx
            .diagnostic(Code::UnknownWord, node.span)
            .arg("word", written)
            .arg("known", Arg::Words(known.clone().collect()))
            .nearest_at(node.span, written, known);
        cx.report(diagnostic);
    }
    found
}
