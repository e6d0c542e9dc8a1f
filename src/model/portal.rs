//! `content/portal.yaml`: the site itself, its address, its publisher, its reference date.

use crate::diagnostic::{Code, Span};
use crate::language::date::PartialDate;
use crate::model::address::{BaseUrl, is_asset_path};
use crate::model::host::Host;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields, scalar};
use crate::model::security::Security;
use crate::model::signing_key::{SigningKey, signing_key};
use crate::model::twin::Twin;
use crate::model::value::{self, Located, Text};
use crate::source::yaml::Node;

/// The time zone of a portal that names none: that of Québec.
pub const TIME_ZONE: &str = "America/Toronto";

/// The site.
#[derive(Debug)]
pub struct Portal {
    /// The site's name.
    pub title: Text,
    /// A one-sentence description for search engines.
    pub description: Option<Text>,
    /// Where it will be published.
    pub base_url: Located<BaseUrl>,
    /// The theme's name.
    pub theme: Located<Id>,
    /// A notice shown on every page.
    pub notice: Option<Text>,
    /// The notice on every English page of who may consult it.
    pub english_notice: Option<EnglishNotice>,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// The licence of the data, an SPDX id.
    pub licence: Option<String>,
    /// The IANA time zone in which days begin.
    pub time_zone: Option<String>,
    /// The date used instead of today's.
    pub reference_date: Option<Located<PartialDate>>,
    /// When the complete portal was last revised.
    pub updated_at: Option<Located<PartialDate>>,
    /// Whether a missing English version is an error (`missing_translation: error`).
    pub english_required: bool,
    /// The host that the site is published on, and the logo and links of its owner.
    pub host: Host,
    /// The former addresses, and where they lead now.
    pub redirects: Vec<Redirect>,
    /// Addresses and names that always correspond in the two languages.
    pub twins: Vec<Twin>,
    /// The contact for questions about the portal itself.
    pub contact: Option<Contact>,
    /// The contact for reports of security weaknesses.
    pub security: Option<Security>,
    /// The public keys that sign its editions.
    pub signing_keys: Vec<Located<SigningKey>>,
}

/// A former address of the portal, and the one that replaces it.
#[derive(Debug)]
pub struct Redirect {
    /// The former path, below the portal's root: `membres/ancien/`.
    pub from: Located<String>,
    /// The path of an existing page.
    pub to: Located<String>,
}

impl Redirect {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let from = fields.required("from", path);
        let to = fields.required("to", path);
        fields.finish();
        Some(Self { from: from?, to: to? })
    }
}

/// Reads the path of a page, or of a file among the assets, below the portal's root. The first slash is optional,
/// and so is the last slash of a page.
fn path(node: &Node, cx: &mut Context<'_>) -> Option<Located<String>> {
    let written = scalar(node, cx, "term-path")?;
    let below = written.trim_start_matches('/');
    if below.strip_prefix("assets/").is_some_and(is_asset_path) {
        return Some(Located { value: below.to_owned(), span: node.span });
    }
    let is_sound = |part: &str| !part.is_empty() && !part.starts_with('.');
    let is_plain = below.is_ascii() && !below.contains(['?', '#', '%', '\\', ':', ' ']);
    if !is_plain || !below.trim_end_matches('/').split('/').all(|part| below.is_empty() || is_sound(part)) {
        cx.wrong_type(node, "term-path");
        return None;
    }
    let is_file = below.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let slash = if below.is_empty() || below.ends_with('/') || is_file { "" } else { "/" };
    Some(Located { value: format!("{below}{slash}"), span: node.span })
}

/// The contact for questions about the portal itself.
#[derive(Debug)]
pub struct Contact {
    /// A mail address.
    pub email: Option<String>,
    /// The URL of a form.
    pub url: Option<String>,
    /// What the contact is for.
    pub note: Option<Text>,
}

impl Contact {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let email = fields.optional("email", value::email);
        let url = fields.optional("url", value::url);
        let note = fields.optional("note", value::text);
        if matches!((&email, &url), (Some(None), Some(None))) {
            fields.is_missing("email", node.span);
        }
        fields.finish();
        Some(Self { email: email?, url: url?, note: note? })
    }
}

/// The notice of a Québec body on its English pages (Charter of the French language).
#[derive(Debug)]
pub struct EnglishNotice {
    /// Its words, in English.
    pub text: String,
    /// A page with more information.
    pub url: Option<String>,
}

impl EnglishNotice {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let text = fields.required("text", value::plain);
        let url = fields.optional("url", value::url);
        fields.finish();
        Some(Self { text: text?, url: url? })
    }
}

/// Who publishes the portal.
#[derive(Debug)]
pub struct Publisher {
    /// Its name.
    pub name: Text,
    /// Its site.
    pub url: Option<String>,
    /// Its mail address.
    pub email: Option<String>,
}

impl Portal {
    /// Reads the record; `None` if it could not be read.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Portal> {
        let mut fields = Fields::of(node, cx)?;
        let title = fields.required("title", value::text);
        let description = fields.optional("description", value::text);
        let base_url = fields.required("base_url", base_url);
        let theme = fields.optional("theme", value::id);
        let notice = fields.optional("notice", value::text);
        let english_notice = fields.optional("english_notice", EnglishNotice::read);
        let publisher = fields.optional("publisher", Publisher::read);
        let licence = fields.optional("licence", licence);
        let time_zone = fields.optional("time_zone", time_zone);
        let reference_date = fields.optional("reference_date", value::exact_date);
        let updated_at = fields.optional("updated_at", value::date);
        let choices = [("show-french", false), ("error", true)];
        let missing = fields.optional("missing_translation", |node, cx| value::word(node, cx, &choices));
        let host = fields.optional("host", Host::read);
        let redirects = fields.list("redirects", Redirect::read);
        let twins = fields.list("twins", Twin::read);
        let contact = fields.optional("contact", Contact::read);
        let security = fields.optional("security", Security::read);
        let signing_keys = fields.list("signing_keys", signing_key);
        let here = fields.span_of("title");
        fields.finish();
        let default_theme = || Some(Located { value: Id::new("quebec")?, span: here });
        Some(Portal {
            title: title?,
            description: description?,
            base_url: base_url?,
            theme: theme?.or_else(default_theme)?,
            notice: notice?,
            english_notice: english_notice?,
            publisher: publisher?,
            licence: licence?,
            time_zone: time_zone?,
            reference_date: reference_date?,
            updated_at: updated_at?,
            english_required: missing?.unwrap_or(false),
            host: host?.unwrap_or_default(),
            redirects: redirects?,
            twins: twins?,
            contact: contact?,
            security: security?,
            signing_keys: signing_keys?,
        })
    }
}

impl Portal {
    /// Returns a placeholder portal, used when the file could not be read, so that the other records can be
    /// checked.
    pub fn stand_in() -> Self {
        Self {
            title: Text::french_only(String::new()),
            description: None,
            base_url: Located { value: BaseUrl::stand_in(), span: Span::default() },
            theme: Located { value: Id::suggested("quebec"), span: Span::default() },
            notice: None,
            english_notice: None,
            publisher: None,
            licence: None,
            time_zone: None,
            reference_date: None,
            updated_at: None,
            english_required: false,
            host: Host::default(),
            redirects: Vec::new(),
            twins: Vec::new(),
            contact: None,
            security: None,
            signing_keys: Vec::new(),
        }
    }
}

impl Publisher {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let name = fields.required("name", value::name);
        let url = fields.optional("url", value::url);
        let email = fields.optional("email", value::email);
        fields.finish();
        Some(Self { name: name?, url: url?, email: email? })
    }
}

/// Reads the id of a licence of the SPDX list (spdx.org/licenses).
fn licence(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    let written = scalar(node, cx, "term-licence")?;
    if spdx::license_id(written).is_some() {
        return Some(written.to_owned());
    }
    let common = ["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0", "ODbL-1.0", "LiLiQ-P-1.1"];
    let diagnostic = cx.diagnostic(Code::UnknownWord, node.span).arg("word", written);
    let diagnostic = diagnostic.arg("known", crate::diagnostic::Arg::Words(common.to_vec()));
    cx.report(diagnostic.nearest_at(node.span, written, common));
    None
}

fn base_url(node: &Node, cx: &mut Context<'_>) -> Option<Located<BaseUrl>> {
    let written = scalar(node, cx, "term-url")?;
    let parsed = BaseUrl::parse(written);
    if parsed.is_none() {
        let diagnostic = cx.diagnostic(Code::BadUrl, node.span).arg("url", written);
        cx.report(diagnostic);
    }
    Some(Located { value: parsed?, span: node.span })
}

fn time_zone(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    let written = scalar(node, cx, "term-time-zone")?;
    if jiff::tz::TimeZone::get(written).is_ok() {
        return Some(written.to_owned());
    }
    cx.wrong_type(node, "term-time-zone");
    None
}
