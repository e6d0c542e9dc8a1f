//! `security` of `content/portal.yaml`: the contact for reports of security weaknesses, for `security.txt` (RFC
//! 9116).

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::language::date::PartialDate;
use crate::model::address::is_web_address;
use crate::model::reader::{Context, Fields, scalar};
use crate::model::value::{self, Located};
use crate::source::yaml::{Node, Value};

/// The contact for reports of security weaknesses.
#[derive(Debug)]
pub struct Security {
    /// The contacts, the preferred one first: URIs (RFC 9116, 2.5.3).
    pub contact: Vec<String>,
    /// The day from which this information must no longer be relied on (2.5.5).
    pub expires: Located<PartialDate>,
    /// The page that describes how reports are handled (2.5.7).
    pub policy: Option<String>,
    /// The languages of reports, the preferred one first (2.5.8).
    pub languages: Vec<&'static str>,
}

impl Security {
    pub(super) fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let contact = fields.required("contact", contacts);
        let expires = fields.required("expires", value::exact_date);
        let policy = fields.optional("policy", secure_url);
        let languages = fields.list("languages", |node, cx| value::word(node, cx, &[("fr", "fr"), ("en", "en")]));
        fields.finish();
        Some(Self { contact: contact?, expires: expires?, policy: policy?, languages: languages? })
    }

    /// Returns the day from which it must no longer be relied on.
    pub fn expires_on(&self) -> Date {
        self.expires.earliest()
    }
}

/// Reads a contact, or a non-empty list of contacts.
fn contacts(node: &Node, cx: &mut Context<'_>) -> Option<Vec<String>> {
    match &node.value {
        Value::Sequence(items) if !items.is_empty() => cx.list(node, contact),
        _ => contact(node, cx).map(|one| vec![one]),
    }
}

/// Reads a contact: a mail address, with or without its scheme; a telephone number with its scheme; an https
/// address.
fn contact(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    let written = scalar(node, cx, "term-security-contact")?;
    let is_number = |text: &str| text.starts_with('+') && text[1..].bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if let Some(number) = written.strip_prefix("tel:") {
        if is_number(number) {
            return Some(written.to_owned());
        }
    } else if is_secure(written) {
        return Some(written.to_owned());
    } else if value::is_email(written.strip_prefix("mailto:").unwrap_or(written)) {
        return Some(format!("mailto:{}", written.strip_prefix("mailto:").unwrap_or(written)));
    }
    cx.wrong_type(node, "term-security-contact");
    None
}

/// Reads a web address of `security.txt`, which must begin with `https://` (RFC 9116, 2.5).
fn secure_url(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    let written = scalar(node, cx, "term-url")?;
    if is_secure(written) {
        return Some(written.to_owned());
    }
    let diagnostic = cx.diagnostic(Code::BadUrl, node.span).arg("url", written);
    cx.report(diagnostic);
    None
}

fn is_secure(written: &str) -> bool {
    written.starts_with("https://") && written.is_ascii() && is_web_address(written)
}
