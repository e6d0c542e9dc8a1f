//! Internet Information Services (8 and later, with the module URL Rewrite): `web.config`, in the site's own folder.

use super::comments::Comments;
use super::facts::{Facts, IMMUTABLE, PLAIN, REVALIDATED, pattern};

/// Returns the file.
pub(super) fn render(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut xml = Xml { out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(), depth: 0, comments };
    let args = [("url", format!("{}{}", facts.origin, facts.base).into()), ("server", "IIS".into())];
    let head = [comments.text("host-head", &args), comments.text("host-iis-install", &[])];
    head.iter().for_each(|text| xml.remark(text));
    xml.open("configuration", &[]);
    xml.open("system.webServer", &[]);
    types(facts, &mut xml);
    headers(facts, &mut xml);
    errors(&facts.french_not_found(), &mut xml);
    rewriting(facts, &mut xml);
    xml.close("system.webServer");
    below(facts, &mut xml);
    xml.close("configuration");
    xml.out
}

fn types(facts: &Facts, xml: &mut Xml<'_>) {
    xml.said("host-types");
    xml.open("staticContent", &[]);
    let plain = format!("{PLAIN}; charset=utf-8");
    let own = facts.types.iter().map(|(ending, own)| (format!(".{ending}"), own.value()));
    // A file without an extension is otherwise not served at all (404.3).
    for (ending, value) in own.chain([(".".to_owned(), plain)]) {
        // A type that the host maps already causes an error if it is mapped again.
        xml.empty("remove", &[("fileExtension", &ending)]);
        xml.empty("mimeMap", &[("fileExtension", &ending), ("mimeType", &value)]);
    }
    xml.close("staticContent");
}

fn headers(facts: &Facts, xml: &mut Xml<'_>) {
    xml.said("host-headers");
    xml.open("httpProtocol", &[]);
    xml.open("customHeaders", &[]);
    let cache = [("Cache-Control", REVALIDATED.to_owned())];
    for (name, value) in facts.headers.iter().chain(&cache) {
        xml.empty("remove", &[("name", name)]);
        xml.empty("add", &[("name", name), ("value", value)]);
    }
    xml.empty("remove", &[("name", "X-Powered-By")]);
    xml.close("customHeaders");
    xml.close("httpProtocol");
}

fn errors(page: &str, xml: &mut Xml<'_>) {
    xml.said("host-not-found");
    xml.open("httpErrors", &[("errorMode", "Custom"), ("existingResponse", "Replace")]);
    for status in ["404", "403"] {
        xml.empty("remove", &[("statusCode", status)]);
    }
    xml.empty("error", &[("statusCode", "404"), ("path", page), ("responseMode", "ExecuteURL")]);
    xml.close("httpErrors");
}

fn rewriting(facts: &Facts, xml: &mut Xml<'_>) {
    xml.open("rewrite", &[]);
    xml.open("rules", &[]);
    xml.said("host-hidden");
    rule(xml, "hidden", "(^|/)\\.(?!well-known(/|$))", &[("type", "CustomResponse"), ("statusCode", "404")]);
    if !facts.redirects.is_empty() {
        xml.said("host-redirects");
    }
    for (at, (from, to)) in facts.redirects.iter().enumerate() {
        let from = pattern(from).strip_suffix('/').map_or_else(|| pattern(from), |bare| format!("{bare}/?"));
        let to = facts.href(to);
        let action = [("type", "Redirect"), ("url", to.as_str()), ("redirectType", "Permanent")];
        rule(xml, &format!("left {}", at + 1), &format!("^{from}$"), &action);
    }
    if !facts.gone.is_empty() {
        xml.said("host-gone");
    }
    for (at, address) in facts.gone.iter().enumerate() {
        let action = [("type", "CustomResponse"), ("statusCode", "410"), ("statusReason", "Gone")];
        rule(xml, &format!("gone {}", at + 1), &format!("^{}$", pattern(address)), &action);
    }
    xml.close("rules");
    xml.close("rewrite");
}

fn rule(xml: &mut Xml<'_>, name: &str, matched: &str, action: &[(&str, &str)]) {
    xml.open("rule", &[("name", &format!("clairevoie: {name}")), ("stopProcessing", "true")]);
    xml.empty("match", &[("url", matched)]);
    xml.empty("action", action);
    xml.close("rule");
}

/// The rules of one folder of the site.
fn below(facts: &Facts, xml: &mut Xml<'_>) {
    let [(english, english_page), _] = &facts.not_found;
    location(xml, english.trim_end_matches('/'), |xml| errors(&facts.at(english_page), xml));
    for folder in ["theme", "pagefind/fragment", "pagefind/index", "pagefind/filter"] {
        location(xml, folder, |xml| header(xml, "host-immutable", "Cache-Control", IMMUTABLE));
    }
    let open = "Access-Control-Allow-Origin";
    for path in &facts.open_paths {
        location(xml, path.trim_end_matches("/*"), |xml| header(xml, "host-open", open, "*"));
    }
    for address in &facts.gone {
        location(xml, address.trim_end_matches('/'), |xml| {
            xml.open("httpErrors", &[("errorMode", "Custom"), ("existingResponse", "Replace")]);
            xml.empty("remove", &[("statusCode", "410")]);
            let page = format!("{}index.html", facts.at(address));
            xml.empty("error", &[("statusCode", "410"), ("path", &page), ("responseMode", "ExecuteURL")]);
            xml.close("httpErrors");
        });
    }
}

fn header(xml: &mut Xml<'_>, said: &str, name: &str, value: &str) {
    xml.said(said);
    xml.open("httpProtocol", &[]);
    xml.open("customHeaders", &[]);
    xml.empty("remove", &[("name", name)]);
    xml.empty("add", &[("name", name), ("value", value)]);
    xml.close("customHeaders");
    xml.close("httpProtocol");
}

fn location(xml: &mut Xml<'_>, path: &str, rules: impl FnOnce(&mut Xml<'_>)) {
    xml.open("location", &[("path", path)]);
    xml.open("system.webServer", &[]);
    rules(xml);
    xml.close("system.webServer");
    xml.close("location");
}

/// XML, element by element.
struct Xml<'a> {
    out: String,
    depth: usize,
    comments: &'a Comments<'a>,
}

impl Xml<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(&"  ".repeat(self.depth));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn tag(name: &str, attributes: &[(&str, &str)]) -> String {
        let attributes = attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)));
        format!("{name}{}", attributes.collect::<String>())
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.line(&format!("<{}>", Self::tag(name, attributes)));
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.line(&format!("</{name}>"));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.line(&format!("<{} />", Self::tag(name, attributes)));
    }

    fn said(&mut self, key: &str) {
        let text = self.comments.text(key, &[]);
        self.remark(&text);
    }

    /// Two hyphens would end a comment.
    fn remark(&mut self, text: &str) {
        self.line(&format!("<!-- {} -->", text.replace("--", "- -")));
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
