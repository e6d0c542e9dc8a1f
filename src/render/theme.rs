//! A theme: templates, words and static files. The theme `quebec` is part of the program; a portal
//! overrides any file of it by one of the same path in its own `themes/<name>/` folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_embed::RustEmbed;
use tera::Tera;

use super::filters;
use crate::diagnostic::{Code, Diagnostic, Place, Report, Source, Span};
use crate::language::Language;
use crate::language::messages::{self, Catalogue};
use crate::model::value::{Id, Located};
use crate::page::view::{SHARED, TEMPLATES};
use crate::source::Snapshot;

#[derive(RustEmbed)]
#[folder = "themes/quebec/"]
struct Quebec;

/// A static file, under a name that changes with its bytes so that it can be cached for ever.
#[derive(Debug)]
pub struct StaticFile {
    /// The path below the site's root: `theme/style.0a1b2c3d.css`.
    pub output: String,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    engines: [Tera; 2],
    words: [Arc<Catalogue>; 2],
    files: BTreeMap<String, StaticFile>,
    templates: Templates,
    fingerprint: [u8; 32],
}

/// The templates by name.
type Templates = BTreeMap<String, Arc<Source>>;

/// The files of a theme by their path within it, overrides in place.
type Files = BTreeMap<String, (Arc<str>, Vec<u8>)>;

/// How many bytes a page's buffer begins with: few pages take more before they are made small.
const ROOM: usize = 1 << 15;

impl Theme {
    /// Loads a theme: the portal's own files over those of `quebec`.
    ///
    /// What is wrong with it goes to the report: an unknown name, templates that do not parse,
    /// words that stand in one language only. A theme that did not change is taken over.
    pub fn load(
        name: &Located<Id>,
        asked_by: &Source,
        snapshot: &Snapshot,
        earlier: Option<&Arc<Theme>>,
        report: &mut Report,
    ) -> Option<Arc<Theme>> {
        let mut files = embedded();
        let folder = format!("themes/{}/", name.value);
        let mut found = name.as_str() == "quebec";
        for (path, file) in snapshot.below(&folder) {
            found = true;
            match file.bytes() {
                Ok(bytes) => {
                    files.insert(path[folder.len()..].to_owned(), (Arc::clone(path), bytes));
                }
                Err(error) => {
                    let place = Place::file(Arc::clone(path));
                    report.push(Diagnostic::new(Code::TemplateFailed, place).arg("detail", error.cause.to_string()));
                }
            }
        }
        if !found {
            let place = asked_by.place(name.span);
            report.push(Diagnostic::new(Code::UnknownTheme, place).arg("theme", name.as_str()));
            return None;
        }
        let fingerprint = fingerprint(&files);
        if let Some(earlier) = earlier.filter(|theme| theme.fingerprint == fingerprint) {
            return Some(Arc::clone(earlier));
        }
        let words = words(&files, report);
        let templates = templates(&files);
        let engines = engines(&templates, &words, report)?;
        let files = files
            .iter()
            .filter_map(|(path, (_, bytes))| Some((path.strip_prefix("static/")?.to_owned(), static_file(path, bytes))))
            .collect();
        Some(Arc::new(Self { engines, words, files, templates, fingerprint }))
    }

    /// The words of a language.
    pub fn words(&self, language: Language) -> &Catalogue {
        &self.words[language as usize]
    }

    /// The static files, by the path that templates name them by.
    pub fn files(&self) -> &BTreeMap<String, StaticFile> {
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

fn embedded() -> Files {
    Quebec::iter()
        .filter_map(|path| {
            let file = Quebec::get(&path)?;
            Some((path.to_string(), (format!("themes/quebec/{path}").into(), file.data.into_owned())))
        })
        .collect()
}

fn fingerprint(files: &Files) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for (path, (_, bytes)) in files {
        hasher.update(path.as_bytes()).update(&[0]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
    *hasher.finalize().as_bytes()
}

fn static_file(path: &str, bytes: &[u8]) -> StaticFile {
    let name = path.trim_start_matches("static/");
    let hash = blake3::hash(bytes).to_hex();
    let output = match name.rsplit_once('.') {
        Some((stem, kind)) => format!("theme/{stem}.{}.{kind}", &hash[..8]),
        None => format!("theme/{name}.{}", &hash[..8]),
    };
    StaticFile { output, bytes: bytes.into() }
}

/// The words of both languages; each must say what the other says.
fn words(files: &Files, report: &mut Report) -> [Arc<Catalogue>; 2] {
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
    for language in Language::ALL {
        let (own, other) = (&catalogues[language as usize], &catalogues[language.other() as usize]);
        for key in messages::missing(other, own) {
            let place = Place::file(Arc::clone(&places[language as usize]));
            report.push(Diagnostic::new(Code::MessageMissing, place).arg("key", key).arg("language", language.code()));
        }
    }
    catalogues.map(Arc::new)
}

fn templates(files: &Files) -> Templates {
    let templates = files.iter().filter_map(|(path, (place, bytes))| {
        let name = path.strip_prefix("templates/")?;
        Some((name.to_owned(), Source::new(Arc::clone(place), String::from_utf8_lossy(bytes))))
    });
    templates.collect()
}

fn engines(templates: &Templates, words: &[Arc<Catalogue>; 2], report: &mut Report) -> Option<[Tera; 2]> {
    let named = TEMPLATES.iter().chain(SHARED.iter().map(|(_, template)| template));
    for name in named.filter(|name| !templates.contains_key(**name)) {
        report.push(Diagnostic::new(Code::MissingFile, Place::file(format!("themes/quebec/templates/{name}"))));
    }
    let engine = |words: &Arc<Catalogue>| {
        let mut tera = Tera::new();
        filters::register(&mut tera, words);
        tera.add_raw_templates(templates.iter().map(|(name, source)| (name.as_str(), source.text()))).map(|()| tera)
    };
    match (engine(&words[0]), engine(&words[1])) {
        (Ok(french), Ok(english)) => Some([french, english]),
        (Err(error), _) | (_, Err(error)) => {
            report.push(failure(&error, "", templates));
            None
        }
    }
}

/// What a template's error tells, at its place where the engine knows one.
fn failure(error: &tera::Error, template: &str, templates: &Templates) -> Diagnostic {
    use tera::ErrorKind;
    let (detail, at) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
            report.message().to_owned(),
            templates.get(report.filename()).map(|source| (source, report.span().range.clone())),
        ),
        kind => (kind.to_string(), None),
    };
    let place = match at {
        Some((source, range)) => source.place(Span::new(range)),
        None => Place::file(format!("themes/quebec/templates/{template}")),
    };
    Diagnostic::new(Code::TemplateFailed, place).arg("detail", detail)
}
