//! The pages and scripts that the preview adds to a site: the script in each page, the bar that it loads, the panel
//! of problems, both languages side by side. Each has a view and a template.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use tera::{Context, Tera};

use super::state::{Mark, PreviewState};
use super::{OWN, Preview};
use crate::check::explain::explain;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, terminal};
use crate::language::Language;
use crate::language::messages::Catalogue;
use crate::model::RecordFile;
use crate::page::{Leaf, Page, Route};
use crate::render::{Tree, register};

/// The number of problems that the panel shows; it states how many more there are.
const SHOWN: usize = 200;

const TEMPLATES: [(&str, &str); 8] = [
    ("explanation.html", include_str!("assets/explanation.html")),
    ("opener.html", include_str!("assets/opener.html")),
    ("bar.html", include_str!("assets/bar.html")),
    ("panel.html", include_str!("assets/panel.html")),
    ("broken.html", include_str!("assets/broken.html")),
    ("beside.html", include_str!("assets/beside.html")),
    ("sentences.html", include_str!("assets/sentences.html")),
    ("script.html", include_str!("assets/script.html")),
];

/// The keyboard shortcuts of the preview.
const KEYS: [(&str, &str); 6] = [
    ("?", "preview-key-help"),
    ("e", "preview-key-editor"),
    ("d", "preview-key-diagnostics"),
    ("c", "preview-key-beside"),
    ("s", "preview-key-sentences"),
    ("l", "preview-key-language"),
];

/// The preview's own templates.
pub(super) struct Templates {
    tera: Tera,
}

impl Templates {
    /// Creates the templates, in the language of the program's messages.
    pub(super) fn new(language: Language) -> Self {
        let mut tera = Tera::new();
        register(&mut tera, &std::sync::Arc::new(Catalogue::of_program(language)));
        let added = tera.add_raw_templates(TEMPLATES);
        debug_assert!(added.is_ok(), "{added:?}");
        Self { tera }
    }

    /// Renders a template; all are part of the program, and their views are complete.
    pub(super) fn render(&self, name: &str, view: &impl Serialize) -> String {
        let rendered = Context::from_serialize(view).and_then(|context| self.tera.render(name, &context));
        debug_assert!(rendered.is_ok(), "{rendered:?}");
        rendered.unwrap_or_default()
    }
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Templates")
    }
}

#[derive(Serialize)]
struct BarView {
    page: Option<PageView>,
    counts: String,
    keys: Vec<KeyView>,
    panel: PanelView,
}

/// The information on the page that the bar shows.
#[derive(Serialize)]
struct PageView {
    place: PlaceView,
    own: String,
    /// `translated`, `untranslated`, `stale` or `unconfirmed`.
    translation: &'static str,
    /// Whether the site shown is the last one without errors, and not the newest.
    is_last_good: bool,
    draft: bool,
    beside: String,
    /// The address of its two versions sentence by sentence, if it is a text.
    sentences: Option<String>,
}

#[derive(Serialize)]
struct KeyView {
    key: &'static str,
    words: String,
}

#[derive(Serialize)]
struct PanelView {
    items: Vec<DiagnosticView>,
    /// That there is no problem, or how many more there are.
    note: Option<String>,
}

#[derive(Serialize)]
struct DiagnosticView {
    class: &'static str,
    severity: String,
    code: &'static str,
    message: String,
    places: Vec<PlaceView>,
    advice: Vec<AdviceView>,
}

#[derive(Serialize)]
struct AdviceView {
    label: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct PlaceView {
    label: String,
    /// The address that opens it in the editor, where one is set.
    href: Option<String>,
    excerpt: Option<ExcerptView>,
}

#[derive(Serialize)]
struct ExcerptView {
    before: String,
    marked: String,
    after: String,
}

/// Returns a page with the preview's script before the end of its body.
pub(super) fn with_script(preview: &Preview, mut page: Vec<u8>, path: &str, mark: Option<&Mark>) -> Vec<u8> {
    #[derive(Serialize)]
    struct View<'a> {
        own: &'a str,
        path: &'a str,
        mark: String,
        lang: &'a str,
    }
    let mark = mark.map(Mark::to_string).unwrap_or_default();
    let view = View { own: OWN, path, mark, lang: preview.messages.language().code() };
    let script = preview.templates.render("script.html", &view);
    let end = memchr::memmem::rfind(&page, b"</body>").unwrap_or(page.len());
    page.splice(end..end, script.trim_end().bytes());
    page
}

/// Returns the bar of a page, with the panel in it.
pub(super) fn bar(preview: &Preview, state: &PreviewState, path: &str) -> String {
    let messages = &preview.messages;
    let found = state.tree.as_ref().and_then(|tree| Some((tree, route(tree, path)?)));
    let page = found.map(|(tree, route)| {
        let place = route.place(tree.site());
        let own = state.report.iter().filter(|diagnostic| diagnostic.place.path == place.path).count();
        PageView {
            place: PlaceView { excerpt: None, ..place_view(preview, &place) },
            own: messages.format("preview-own-diagnostics", None, &[("count", own.into())]).unwrap_or_default(),
            translation: translation(tree, route.page),
            is_last_good: !state.is_current,
            draft: matches!(route.page, Page::Commentary(at) if tree.site().commentary(at).draft),
            beside: format!("{OWN}beside?path={}", utf8_percent_encode(path, NON_ALPHANUMERIC)),
            sentences: files(tree, route.page)
                .map(|_| format!("{OWN}sentences?path={}", utf8_percent_encode(path, NON_ALPHANUMERIC))),
        }
    });
    let counts = [
        ("errors", state.report.count(Severity::Error).into()),
        ("warnings", state.report.count(Severity::Warning).into()),
    ];
    let counts = match state.report.is_empty() {
        true => messages.text("preview-none"),
        false => messages.format("report-counts", None, &counts).unwrap_or_default(),
    };
    let keys = KEYS.map(|(key, words)| KeyView { key, words: messages.text(words) }).into();
    preview.templates.render("bar.html", &BarView { page, counts, keys, panel: panel_view(preview, state) })
}

/// Returns the translation state of a page.
fn translation(tree: &Tree, page: Page) -> &'static str {
    let site = tree.site();
    let english = Route::new(page, Language::English);
    if Language::ALL.into_iter().any(|language| Route::new(page, language).text_language(site) != language) {
        return "untranslated";
    }
    let is_confirmed = match page {
        Page::Commentary(at) => site.commentary(at).text.english.as_ref().is_none_or(|text| text.translates.is_some()),
        Page::FreePage(at) => site.pages[at].english.as_ref().is_none_or(|text| text.translates.is_some()),
        _ => true,
    };
    match is_confirmed {
        false => "unconfirmed",
        true if site
            .stale(english.source(site).path())
            .is_some_and(|_| matches!(page, Page::Commentary(_) | Page::FreePage(_)))
            || tree.page(english).is_ok_and(|job| job.is_stale()) =>
        {
            "stale"
        }
        true => "translated",
    }
}

/// Returns the explanation of a code, with its examples, as a separate page.
pub(super) fn explanation(preview: &Preview, code: &str) -> Option<String> {
    #[derive(Serialize)]
    struct View<'a> {
        lang: &'a str,
        own: &'a str,
        code: &'a str,
        text: String,
    }
    let language = preview.messages.language();
    let code = Code::ALL.iter().find(|known| known.id() == code)?;
    let mut text = String::new();
    pulldown_cmark::html::push_html(&mut text, pulldown_cmark::Parser::new(explain(*code, language)?));
    let view = View { lang: language.code(), own: OWN, code: code.id(), text };
    Some(preview.templates.render("explanation.html", &view))
}

/// Returns the panel alone.
pub(super) fn panel(preview: &Preview, state: &PreviewState) -> String {
    #[derive(Serialize)]
    struct View {
        panel: PanelView,
    }
    preview.templates.render("panel.html", &View { panel: panel_view(preview, state) })
}

/// Returns some diagnostics as a separate page, which closes itself when their causes are fixed.
pub(super) fn broken<'d>(
    preview: &Preview,
    state: &PreviewState,
    path: &str,
    diagnostics: impl ExactSizeIterator<Item = &'d Diagnostic>,
) -> String {
    #[derive(Serialize)]
    struct View<'a> {
        lang: &'a str,
        own: &'a str,
        path: &'a str,
        number: u64,
        panel: PanelView,
    }
    let panel = view_of(preview, diagnostics);
    let lang = preview.messages.language().code();
    preview.templates.render("broken.html", &View { lang, own: OWN, path, number: state.number, panel })
}

/// Returns both languages of a page side by side; `None` if there is no such page.
pub(super) fn beside(preview: &Preview, state: &PreviewState, path: &str) -> Option<String> {
    #[derive(Serialize)]
    struct View<'a> {
        lang: &'a str,
        own: &'a str,
        sides: Vec<Side>,
        path: &'a str,
    }
    #[derive(Serialize)]
    struct Side {
        name: &'static str,
        href: String,
    }
    let tree = state.tree.as_ref()?;
    let page = route(tree, path)?.page;
    let side = |language: Language| Side { name: language.name(), href: Route::new(page, language).href(tree.site()) };
    let view = View {
        lang: preview.messages.language().code(),
        own: OWN,
        path,
        sides: Language::ALL.map(side).into_iter().collect(),
    };
    Some(preview.templates.render("beside.html", &view))
}

/// Returns the two files of the text at a path, if there are two.
pub(super) fn text_files(state: &PreviewState, path: &str) -> Option<(Arc<RecordFile>, Arc<RecordFile>)> {
    let tree = state.tree.as_ref()?;
    files(tree, route(tree, path)?.page)
}

/// Returns the two files of a page that is a text, if there are two.
fn files(tree: &Tree, page: Page) -> Option<(Arc<RecordFile>, Arc<RecordFile>)> {
    let site = tree.site();
    let (french, english) = match page {
        Page::Commentary(at) => {
            let text = &site.commentary(at).text;
            (text.french.file(), text.english.as_ref()?.file())
        }
        Page::FreePage(at) => (site.pages[at].french.file(), site.pages[at].english.as_ref()?.file()),
        _ => return None,
    };
    Some((Arc::clone(french), Arc::clone(english)))
}

/// Returns the page at a path of the preview.
fn route(tree: &Tree, path: &str) -> Option<Route> {
    let below = path.strip_prefix(tree.site().base_url().path())?;
    match tree.find(&Route::output(below))? {
        Leaf::Page(route) => Some(route),
        Leaf::Citation(..) | Leaf::Asset(_) | Leaf::Theme(_) | Leaf::Redirect(_) | Leaf::Made(_) => None,
    }
}

fn panel_view(preview: &Preview, state: &PreviewState) -> PanelView {
    view_of(preview, state.report.iter())
}

fn view_of<'d>(preview: &Preview, diagnostics: impl ExactSizeIterator<Item = &'d Diagnostic>) -> PanelView {
    let messages = &preview.messages;
    let count = diagnostics.len();
    let note = match count {
        0 => Some(messages.text("preview-none")),
        1..=SHOWN => None,
        _ => messages.format("preview-more", None, &[("count", (count - SHOWN).into())]),
    };
    let items = diagnostics.take(SHOWN).map(|diagnostic| diagnostic_view(preview, diagnostic)).collect();
    PanelView { items, note }
}

fn diagnostic_view(preview: &Preview, diagnostic: &Diagnostic) -> DiagnosticView {
    let messages = &preview.messages;
    let said = terminal::words(diagnostic, messages);
    let (class, severity) = match diagnostic.code.severity() {
        Severity::Error => ("error", "severity-error"),
        Severity::Warning => ("warning", "severity-warning"),
        Severity::Hint => ("warning", "severity-hint"),
    };
    let advice = |label: Option<&str>, text: Option<String>| {
        text.map(|text| AdviceView { label: label.map(|label| messages.text(label)), text })
    };
    let lines =
        [advice(Some("label-expected"), said.expected), advice(Some("label-hint"), said.hint), advice(None, said.more)];
    let places = [Some(&diagnostic.place), diagnostic.related.as_ref()].into_iter().flatten();
    DiagnosticView {
        class,
        severity: messages.text(severity),
        code: diagnostic.code.id(),
        message: said.message,
        places: places.map(|place| place_view(preview, place)).collect(),
        advice: lines.into_iter().flatten().collect(),
    }
}

fn place_view(preview: &Preview, place: &Place) -> PlaceView {
    let excerpt = place.position.as_ref().map(|at| {
        let mut characters = at.excerpt.chars();
        let mut take = |count: usize| characters.by_ref().take(count).collect::<String>();
        let (before, marked) = (take(at.marked_at), take(at.width));
        ExcerptView { before, marked, after: characters.collect() }
    });
    PlaceView { label: place.to_string(), href: opener(preview, place), excerpt }
}

/// Returns the address that opens a place in the editor.
fn opener(preview: &Preview, place: &Place) -> Option<String> {
    // The characters that need no encoding in the path of a URL; a colon follows a drive letter.
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');
    let pattern = preview.editor.as_ref()?;
    let (line, column) = place.position.as_ref().map_or((1, 1), |at| (at.line, at.column));
    let file = preview.root.join(&*place.path).display().to_string().replace('\\', "/");
    // The path is inserted last: braces in it are not taken for a placeholder. The slash at the beginning of an
    // absolute path is already in the pattern.
    let file = if pattern.contains("/{path}") { file.trim_start_matches('/') } else { &file };
    let address = pattern.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
    Some(address.replace("{path}", &utf8_percent_encode(file, KEPT).to_string()))
}
