//! A theme: templates, messages and static files. The theme `quebec` is part of the program; a portal
//! overrides any file of it by one of the same path in its own `themes/<name>/` folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha384};
use tera::Tera;

use super::filters;
use super::trim::Trimmed;
use crate::diagnostic::{Code, Diagnostic, Place, Report, Reported, Source, Span};
use crate::language::Language;
use crate::language::messages::{self, Catalogue, Wrong};
use crate::model::id::Id;
use crate::model::value::Located;
use crate::page::view::{SHARED, TEMPLATES};
use crate::reuse::{Key, Keyed, Reuse, keyed};
use crate::source::{File, Folder, Snapshot, THEMES};

#[derive(RustEmbed)]
#[folder = "themes/quebec/"]
struct Quebec;

/// The theme that is part of the program.
const QUEBEC: &str = "quebec";

/// A static file, whose name changes with its bytes so that it can be cached permanently.
#[derive(Debug)]
pub struct StaticFile {
    /// The path below the site's root: `theme/style.0a1b2c3d.css`.
    pub output: String,
    /// The bytes.
    pub bytes: Arc<[u8]>,
    /// Its Subresource Integrity hash: `sha384-…`.
    pub integrity: String,
}

/// The white space of templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhiteSpace {
    /// White space that no browser shows is removed: for publication.
    Settled,
    /// As in the templates: for comparison.
    AsWritten,
}

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    white_space: WhiteSpace,
    engines: [Tera; 2],
    messages: [Arc<Catalogue>; 2],
    files: BTreeMap<Arc<str>, StaticFile>,
    templates: Templates,
    key: Key,
}

/// The cache key of a theme: what pages are rendered with, its templates and messages. Its files are named to
/// templates, and their names are among the inputs of a page.
impl Keyed for Theme {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.key.feed(hasher);
    }
}

keyed! {
    /// The inputs of a theme.
    struct ThemeInput {
        name: String,
        folders: Vec<Arc<Folder>>,
        white_space: WhiteSpace,
    }
}

impl Keyed for WhiteSpace {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        (*self == WhiteSpace::Settled).feed(hasher);
    }
}

/// The templates by name.
type Templates = BTreeMap<String, (Arc<Source>, Trimmed)>;

/// The files of a theme by their path within it, including overrides: the location of each, and its bytes.
type Files = BTreeMap<String, (Arc<str>, Vec<u8>)>;

/// The rules that a portal adds to the style, without having to copy it.
pub const ADDED: &str = "static/added.css";
const STYLE: &str = "static/style.css";

/// The initial size of a page's buffer, in bytes: few pages are larger.
const ROOM: usize = 1 << 15;

impl Theme {
    /// Loads the theme of a portal: the portal's own files over those of `quebec`.
    ///
    /// `None` if the name is unknown or templates do not parse; messages that exist in one language only are
    /// reported.
    pub fn load(
        name: &Located<Id>,
        asked_by: &Source,
        white_space: WhiteSpace,
        snapshot: &Snapshot,
        reuse: &Reuse,
    ) -> Reported<Option<Arc<Theme>>> {
        let folder = format!("{THEMES}/{}", name.value);
        let folders: Vec<Arc<Folder>> = snapshot.below(&folder).cloned().collect();
        if folders.is_empty() && name.as_str() != QUEBEC {
            let diagnostic = Diagnostic::new(Code::UnknownTheme, asked_by.place(name.span));
            return Reported::new(None, diagnostic.arg("theme", name.as_str()).into());
        }
        let loaded = reuse.make(name.as_str(), &ThemeInput { name: name.to_string(), folders, white_space }, load);
        Reported::clone(&loaded)
    }

    /// Returns the white space mode of its templates.
    pub fn white_space(&self) -> WhiteSpace {
        self.white_space
    }

    /// Returns the messages of a language.
    pub fn messages(&self, language: Language) -> &Catalogue {
        &self.messages[language as usize]
    }

    /// Returns the static files, by the path that templates name them by.
    pub fn files(&self) -> &BTreeMap<Arc<str>, StaticFile> {
        &self.files
    }

    /// Renders a template, to UTF-8.
    ///
    /// # Errors
    /// A diagnostic that points into the template.
    pub fn render(
        &self,
        template: &str,
        language: Language,
        context: &tera::Context,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut page = Vec::with_capacity(ROOM);
        self.engines[language as usize]
            .render_to(template, context, &mut page)
            .map(|()| page)
            .map_err(|error| Box::new(failure(&error, template, &self.templates)))
    }
}

fn load(input: &ThemeInput, _: &Reuse) -> Reported<Option<Arc<Theme>>> {
    let mut report = Report::default();
    let folder = format!("{THEMES}/{}/", input.name);
    let mut files = embedded();
    for (path, file) in input.folders.iter().flat_map(|folder| folder.files()) {
        let bytes = match file {
            File::Text(text) => text.source.text().as_bytes().to_vec(),
            File::Bytes { bytes, .. } => bytes.to_vec(),
            // Its problems are reported with the snapshot.
            File::Faulty(_) | File::Asset(_) => continue,
        };
        files.insert(path[folder.len()..].to_owned(), (Arc::clone(path), bytes));
    }
    report.extend(unread(&files, input));
    // The portal's own rules are placed after all others.
    if let Some((_, added)) = files.remove(ADDED)
        && let Some((_, style)) = files.get_mut(STYLE)
    {
        style.push(b'\n');
        style.extend(added);
    }
    let messages = catalogues(&files).into(&mut report);
    let templates = templates(&files, input.white_space);
    report.extend(missing_templates(&templates));
    // Templates that use what is missing would report it a second time.
    if report.has_errors() {
        return Reported::new(None, report);
    }
    let engines = match engines(&templates, &messages) {
        Ok(engines) => engines,
        Err(diagnostic) => {
            report.push(*diagnostic);
            return Reported::new(None, report);
        }
    };
    let files = files
        .iter()
        .filter_map(|(path, (_, bytes))| Some((path.strip_prefix("static/")?.into(), static_file(path, bytes))))
        .collect();
    let texts: Vec<&Source> = templates.values().map(|(source, _)| &**source).collect();
    let key =
        Key::of(&(input.white_space, texts, Vec::from(messages.each_ref().map(|messages| Key::from(messages.key())))));
    let white_space = input.white_space;
    Reported::new(Some(Arc::new(Theme { white_space, engines, messages, files, templates, key })), report)
}

/// Reports the files of the portal's folder that no part of the theme uses: most often a mistyped name.
fn unread(files: &Files, input: &ThemeInput) -> Report {
    let original: BTreeSet<String> = originals().into_iter().map(|(path, _)| path).collect();
    let folder = format!("{THEMES}/{}/", input.name);
    let own = input.folders.iter().flat_map(|folder| folder.files()).map(|(path, _)| &path[folder.len()..]);
    let mut report = Report::default();
    for path in own.filter(|path| !original.contains(*path) && *path != ADDED) {
        let is_named = |name: &str| {
            let name = name.as_bytes();
            let others = files.iter().filter(|(other, _)| *other != path && !other.starts_with("locales/"));
            others.into_iter().any(|(_, (_, bytes))| memchr::memmem::find(bytes, name).is_some())
        };
        let name = path.strip_prefix("templates/").or_else(|| path.strip_prefix("static/"));
        if name.is_some_and(is_named) {
            continue;
        }
        let place = Place::file(format!("{folder}{path}"));
        report.push(Diagnostic::new(Code::OverrideUnread, place).nearest(path, original.iter().map(String::as_str)));
    }
    report
}

/// Returns the files of the program's own theme by their path within it, with their text; `None` for files that are
/// not text.
pub fn originals() -> Vec<(String, Option<String>)> {
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(str::to_owned);
    embedded().into_iter().map(|(path, (_, bytes))| (path, text(&bytes))).collect()
}

fn embedded() -> Files {
    Quebec::iter()
        .filter_map(|path| {
            let file = Quebec::get(&path)?;
            Some((path.to_string(), (format!("{THEMES}/{QUEBEC}/{path}").into(), file.data.into_owned())))
        })
        .collect()
}

fn static_file(path: &str, bytes: &[u8]) -> StaticFile {
    let name = path.trim_start_matches("static/");
    let hash = blake3::hash(bytes).to_hex();
    let output = match name.rsplit_once('.') {
        Some((stem, kind)) => format!("theme/{stem}.{}.{kind}", &hash[..8]),
        None => format!("theme/{name}.{}", &hash[..8]),
    };
    let integrity = format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)));
    StaticFile { output, bytes: bytes.into(), integrity }
}

/// Returns the messages of both languages; both must have the same messages.
fn catalogues(files: &Files) -> Reported<[Arc<Catalogue>; 2]> {
    let mut report = Report::default();
    let mut places: [Arc<str>; 2] = ["".into(), "".into()];
    let catalogues = Language::ALL.map(|language| {
        let mut catalogue = Catalogue::new(language);
        let path = format!("locales/{}.ftl", language.code());
        if let Some((place, bytes)) = files.get(&path) {
            places[language as usize] = Arc::clone(place);
            let source = Source::new(Arc::clone(place), String::from_utf8_lossy(bytes));
            for error in catalogue.add(source.text()) {
                let place = source.place(Span::new(error.start..error.end));
                report.push(Diagnostic::new(Code::FluentSyntax, place).arg("detail", error.message));
            }
        }
        catalogue
    });
    report.extend(wrong_references(files, &catalogues));
    for language in Language::ALL {
        let (own, other) = (&catalogues[language as usize], &catalogues[language.other() as usize]);
        for key in messages::missing(other, own) {
            let place = Place::file(Arc::clone(&places[language as usize]));
            report.push(Diagnostic::new(Code::MessageMissing, place).arg("key", key).arg("language", language.code()));
        }
    }
    Reported::new(catalogues.map(Arc::new), report)
}

/// Reports what the messages of a portal's own theme refer to and does not exist: at the first line of the message.
fn wrong_references(files: &Files, catalogues: &[Catalogue; 2]) -> Report {
    let mut report = Report::default();
    let path = |language: Language| format!("locales/{}.ftl", language.code());
    let original = embedded();
    let is_own =
        |language: &Language| files.get(&path(*language)).is_some_and(|file| original[&path(*language)].1 != file.1);
    if !Language::ALL.iter().any(is_own) {
        return report;
    }
    let own = Language::ALL.map(|language| {
        let mut catalogue = Catalogue::new(language);
        catalogue.add(&String::from_utf8_lossy(&original[&path(language)].1));
        catalogue
    });
    for language in Language::ALL {
        let Some((place, bytes)) = files.get(&path(language)) else { continue };
        let source = Source::new(Arc::clone(place), String::from_utf8_lossy(bytes));
        for (name, wrong) in catalogues[language as usize].wrong(&own) {
            let detail = match wrong {
                Wrong::Variable(variable) => format!("unknown variable: ${variable}"),
                Wrong::Entry(entry) => format!("unknown message or term: {entry}"),
                Wrong::Function(function) => format!("unknown function: {function}"),
                Wrong::NoText => "the message has no text".to_owned(),
                Wrong::Cycle => "the message refers to itself, or to one that does".to_owned(),
            };
            // The last of a name is the one that holds.
            let line = source.text().rmatch_indices(&name).map(|(at, _)| at).find(|&at| {
                let is_first = at == 0 || source.text().as_bytes()[at - 1] == b'\n';
                is_first && source.text()[at + name.len()..].trim_start_matches(' ').starts_with('=')
            });
            let at = line.unwrap_or_default();
            let place = source.place(Span::new(at..at + name.len()));
            report.push(Diagnostic::new(Code::FluentSyntax, place).arg("detail", detail));
        }
    }
    report
}

/// Returns the templates, with their white space trimmed once for all pages.
fn templates(files: &Files, white_space: WhiteSpace) -> Templates {
    let templates = files.iter().filter_map(|(path, (place, bytes))| {
        let name = path.strip_prefix("templates/")?;
        let source = Source::new(Arc::clone(place), String::from_utf8_lossy(bytes));
        let trimmed = match white_space {
            WhiteSpace::Settled => Trimmed::of(source.text()),
            WhiteSpace::AsWritten => Trimmed::none(source.text()),
        };
        Some((name.to_owned(), (source, trimmed)))
    });
    templates.collect()
}

fn missing_templates(templates: &Templates) -> Report {
    let mut report = Report::default();
    let named = TEMPLATES.iter().chain(SHARED.iter().map(|(_, template)| template));
    for name in named.filter(|name| !templates.contains_key(**name)) {
        let place = Place::file(template_path(name));
        report.push(Diagnostic::new(Code::MissingFile, place).arg("command", "none"));
    }
    report
}

fn engines(templates: &Templates, messages: &[Arc<Catalogue>; 2]) -> Result<[Tera; 2], Box<Diagnostic>> {
    let engine = |messages: &Arc<Catalogue>| {
        let mut tera = Tera::new();
        filters::register(&mut tera, messages);
        let texts = templates.iter().map(|(name, (_, trimmed))| (name.as_str(), trimmed.text()));
        tera.add_raw_templates(texts).map(|()| tera)
    };
    let failed = |error| Box::new(failure(&error, "", templates));
    Ok([engine(&messages[0]).map_err(failed)?, engine(&messages[1]).map_err(failed)?])
}

fn template_path(name: &str) -> String {
    format!("{THEMES}/{QUEBEC}/templates/{name}")
}

/// Returns the diagnostic of a template error, at its place if the engine reports one.
fn failure(error: &tera::Error, template: &str, templates: &Templates) -> Diagnostic {
    use tera::ErrorKind;
    let (detail, at) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
            report.message().to_owned(),
            templates.get(report.filename()).map(|(source, trimmed)| {
                let range = &report.span().range;
                source.place(Span::new(trimmed.place(range.start)..trimmed.place(range.end)))
            }),
        ),
        kind => (kind.to_string(), None),
    };
    let place = at.unwrap_or_else(|| Place::file(template_path(template)));
    Diagnostic::new(Code::TemplateFailed, place).arg("detail", detail)
}
