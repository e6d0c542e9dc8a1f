//! What the preview adds to a page: one script, and the bar that it asks for. The bar names the
//! page's source, what is wrong in it and the state of its translation.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::answer::OWN;
use super::showing::Showing;
use super::{Preview, panel};
use crate::diagnostic::{Place, Severity};
use crate::language::Language;
use crate::page::{Page, Route};
use crate::render::Tree;

/// A page with the preview's script before the end of its body.
pub(super) fn with_script(mut page: Vec<u8>, preview: &Preview, path: &str, mark: &str) -> Vec<u8> {
    let mut script = format!("<script src=\"{OWN}preview.js\" data-path=\"");
    attribute(&mut script, path);
    script.push_str(&format!(
        "\" data-seen=\"{mark}\" data-lang=\"{}\" defer></script>",
        preview.words.language().code()
    ));
    let end = page.windows(7).rposition(|bytes| bytes == b"</body>").unwrap_or(page.len());
    page.splice(end..end, script.into_bytes());
    page
}

/// The bar of a page.
pub(super) fn fragment(preview: &Preview, showing: &Showing, path: &str) -> String {
    let words = &preview.words;
    let mut out = String::from("<div class=\"bar\" role=\"region\" aria-label=\"");
    attribute(&mut out, &words.text("preview-bar"));
    out.push_str("\">");
    let found = showing.tree.as_ref().and_then(|tree| Some((tree, route(tree, path)?)));
    if let Some((tree, route)) = found {
        let place = route.place(tree.site());
        let own = showing.report.iter().filter(|diagnostic| diagnostic.place.path == place.path).count();
        out.push_str("<span class=\"source\">");
        opener(&mut out, preview, &place);
        out.push_str("</span>");
        item(
            &mut out,
            "",
            &words.format("preview-own-diagnostics", None, &[("count", own.into())]).unwrap_or_default(),
        );
        let translated = Language::ALL
            .into_iter()
            .all(|language| Route::new(route.page, language).text_language(tree.site()) == language);
        item(
            &mut out,
            if translated { "" } else { "missing" },
            &words.text(if translated { "preview-translated" } else { "preview-untranslated" }),
        );
        if matches!(route.page, Page::Commentary(at) if tree.site().commentaries[at].draft) {
            item(&mut out, "draft", &words.text("preview-draft"));
        }
        out.push_str(&format!("<a class=\"beside\" href=\"{OWN}beside?path="));
        let _ = escape_href(
            &mut out,
            &percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC).to_string(),
        );
        out.push_str("\">");
        text(&mut out, &words.text("preview-beside"));
        out.push_str("</a>");
    }
    let counts = [
        ("errors", showing.report.count(Severity::Error).into()),
        ("warnings", showing.report.count(Severity::Warning).into()),
    ];
    out.push_str("<button type=\"button\" class=\"toggle-panel\" aria-expanded=\"false\">");
    let counted = match showing.report.is_empty() {
        true => Some(words.text("preview-all-sound")),
        false => words.format("report-counts", None, &counts),
    };
    text(&mut out, &counted.unwrap_or_default());
    out.push_str("</button><button type=\"button\" class=\"toggle-keys\" aria-expanded=\"false\">?</button></div>");
    out.push_str(&keys(preview));
    out.push_str("<div class=\"panel\" hidden>");
    out.push_str(&panel::fragment(preview, showing.report.iter()));
    out.push_str("</div><p class=\"gone\" role=\"alert\" hidden>");
    text(&mut out, &words.text("preview-gone"));
    out.push_str("</p>");
    out
}

/// The list of keys.
fn keys(preview: &Preview) -> String {
    let mut out = String::from("<dl class=\"keys\" hidden>");
    for (key, words) in [
        ("?", "preview-key-help"),
        ("e", "preview-key-editor"),
        ("d", "preview-key-diagnostics"),
        ("c", "preview-key-beside"),
        ("l", "preview-key-language"),
    ] {
        out.push_str("<div><dt><kbd>");
        out.push_str(key);
        out.push_str("</kbd></dt><dd>");
        text(&mut out, &preview.words.text(words));
        out.push_str("</dd></div>");
    }
    out + "</dl>"
}

/// Both languages of a page side by side; `None` if there is no such page.
pub(super) fn beside(preview: &Preview, showing: &Showing, path: &str) -> Option<String> {
    let tree = showing.tree.as_ref()?;
    let page = route(tree, path)?.page;
    let mut out = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>",
        preview.words.language().code()
    );
    text(&mut out, &preview.words.text("preview-beside"));
    out.push_str(&format!("</title><link rel=\"stylesheet\" href=\"{OWN}preview.css\"></head><body class=\"beside\">"));
    for language in Language::ALL {
        out.push_str(&format!(
            "<iframe title=\"{}\" src=\"",
            if language == Language::French { "Français" } else { "English" }
        ));
        attribute(&mut out, &Route::new(page, language).href(tree.site()));
        out.push_str("\"></iframe>");
    }
    out.push_str(&format!("<script src=\"{OWN}beside.js\"></script></body></html>"));
    Some(out)
}

/// The page at a path of the preview.
fn route(tree: &Tree, path: &str) -> Option<Route> {
    let below = path.strip_prefix(tree.site().base_url().path())?;
    match tree.find(&Route::output(below))? {
        crate::render::Leaf::Page(route) => Some(route),
        _ => None,
    }
}

/// A place as a link that opens it in the editor, where one is set.
pub(super) fn opener(out: &mut String, preview: &Preview, place: &Place) {
    match &preview.editor {
        Some(pattern) => {
            let (line, column) = place.position.as_ref().map_or((1, 1), |at| (at.line, at.column));
            let file = preview.root.join(&*place.path).display().to_string().replace('\\', "/");
            let address = pattern
                .replace("{path}", &file)
                .replace("{line}", &line.to_string())
                .replace("{column}", &column.to_string());
            out.push_str("<a class=\"editor\" href=\"");
            let _ = escape_href(&mut *out, &address);
            out.push_str("\">");
            text(out, &place.to_string());
            out.push_str("</a>");
        }
        None => text(out, &place.to_string()),
    }
}

fn item(out: &mut String, class: &str, words: &str) {
    out.push_str(&format!("<span class=\"item {class}\">"));
    text(out, words);
    out.push_str("</span>");
}

/// Text as text.
pub(super) fn text(out: &mut String, words: &str) {
    let _ = escape_html_body_text(&mut *out, words);
}

/// Text as the value of an attribute between double quotes.
pub(super) fn attribute(out: &mut String, words: &str) {
    let _ = escape_html(&mut *out, words);
}
