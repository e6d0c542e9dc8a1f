//! The page at a former address: it redirects at once, without a script, and has a link for visitors who stay.

use pulldown_cmark_escape::{escape_href, escape_html_body_text};

use crate::page::view::ViewContext;
use crate::page::{Redirected, encode, policy};

/// Returns the page, in the language of the former address.
pub fn render(cx: &ViewContext<'_>, redirect: &Redirected) -> String {
    let base = cx.site.base_url();
    let path = format!("{}{}", base.path(), redirect.to);
    let (mut href, mut words, mut title) = (String::new(), String::new(), String::new());
    // Writing into a string does not fail.
    let _ = escape_href(&mut href, &encode(&path));
    let _ = escape_html_body_text(&mut words, &path);
    let _ = escape_html_body_text(&mut title, &cx.word("redirected-title"));
    let mut said = String::new();
    let _ = escape_html_body_text(&mut said, &cx.word("redirected"));
    // A policy contains no character that must be escaped in an attribute.
    let policy = match cx.site.portal.host.is_without_headers() {
        true => {
            let policy = policy::in_page(cx.site);
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n")
        }
        false => String::new(),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n{policy}<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"canonical\" href=\"{origin}{href}\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n\
         </head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{said} <a href=\"{href}\">{words}</a></p>\n</main>\n</body>\n</html>\n",
        tag = cx.language.tag(),
        origin = base.origin(),
    )
}
