//! Smaller HTML that is the same document: closing tags, quotes where the standard asks for them
//! and entities stay, so that the DOM, white space between blocks aside, does not change.
//!
//! What a theme puts between two marks is the same on many pages: it is made small once. What it puts
//! between two marks of the other kind is taken as it is: the texts of editors, which the program
//! writes itself, without anything to be taken away but the ends of lines.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use minify_html::Cfg;

/// What stands before and after a part that many pages share: an empty comment.
const MARK: &str = "<!---->";

/// What stands before and after a part that is small enough as it is.
const READY: &str = "<!--=-->";

/// How many shared parts are remembered: a theme whose marks hold what differs gains nothing, and
/// loses nothing.
const REMEMBERED: usize = 256;

/// Makes pages small, and remembers the parts that they share.
#[derive(Debug, Default)]
pub struct Minifier {
    shared: Mutex<HashMap<String, Arc<[u8]>>>,
}

impl Minifier {
    /// A page without the white space and comments that mean nothing.
    pub fn minify(&self, html: &str) -> Vec<u8> {
        let mut skeleton = String::with_capacity(html.len());
        let mut parts: Vec<Part<'_>> = Vec::new();
        let mut rest = html;
        while let Some((before, inside, mark, after)) = next(rest) {
            skeleton.push_str(before);
            skeleton.push_str(&stand_in(parts.len()));
            parts.push(if mark == MARK { Part::Shared(self.part(inside)) } else { Part::Ready(inside) });
            rest = after;
        }
        if parts.is_empty() {
            return minify(html);
        }
        skeleton.push_str(rest);
        let small = minify(&skeleton);
        let mut page = Vec::with_capacity(small.len() + parts.iter().map(|part| part.bytes().len()).sum::<usize>());
        let mut rest = small.as_slice();
        for (at, part) in parts.iter().enumerate() {
            let needle = stand_in(at);
            let Some(found) = memchr::memmem::find(rest, needle.as_bytes()) else {
                // A theme may put its marks where nothing can stand in.
                return minify(&html.replace(MARK, "").replace(READY, ""));
            };
            page.extend_from_slice(&rest[..found]);
            page.extend_from_slice(part.bytes());
            rest = &rest[found + needle.len()..];
        }
        page.extend_from_slice(rest);
        page
    }

    fn part(&self, html: &str) -> Arc<[u8]> {
        // What a thread that panicked left is whole: an entry is one pointer.
        let known = self.shared.lock().unwrap_or_else(PoisonError::into_inner).get(html).cloned();
        known.unwrap_or_else(|| {
            let small: Arc<[u8]> = minify(html).into();
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            if shared.len() < REMEMBERED {
                shared.insert(html.to_owned(), Arc::clone(&small));
            }
            small
        })
    }
}

/// A part that is put in its place when the rest of its page has been made small.
enum Part<'h> {
    Shared(Arc<[u8]>),
    Ready(&'h str),
}

impl Part<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Part::Shared(bytes) => bytes,
            Part::Ready(html) => html.as_bytes(),
        }
    }
}

/// The next part between two marks: what stands before it, it, its mark, and what stands after it.
fn next(html: &str) -> Option<(&str, &str, &'static str, &str)> {
    let mut from = 0;
    while let Some(found) = html[from..].find("<!--") {
        let at = from + found;
        let mark = [MARK, READY].into_iter().find(|mark| html[at..].starts_with(mark));
        let inside = mark.and_then(|mark| Some((mark, html[at + mark.len()..].split_once(mark)?)));
        if let Some((mark, (inside, after))) = inside {
            return Some((&html[..at], inside, mark, after));
        }
        from = at + 4;
    }
    None
}

/// What holds the place of a shared part while the rest of its page is made small.
fn stand_in(at: usize) -> String {
    format!("<nav id=shared_{at}></nav>")
}

fn minify(html: &str) -> Vec<u8> {
    let cfg = Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        keep_comments: false,
        minify_css: false,
        minify_js: false,
        ..Cfg::new()
    };
    minify_html::minify(html.as_bytes(), &cfg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_parts_give_the_same_page() {
        let minifier = Minifier::default();
        let page = |mark: &str| {
            format!(
                "<!DOCTYPE html><html lang=fr><body><header>a</header>\n{mark}<nav class=\"x y\">\n <ul> <li>b</li>\n</ul></nav>{mark}\n<main>\n<p>c d</p></main>{mark}<footer> <p>e</p></footer>{mark}\n</body></html>"
            )
        };
        for _ in 0..2 {
            assert_eq!(String::from_utf8(minifier.minify(&page(MARK))), String::from_utf8(minifier.minify(&page(""))));
        }
        assert_eq!(minifier.minify("<p>a</p><!---->b"), minify("<p>a</p>b"), "a mark without its like");
        let ready = minifier.minify("<main> <div><!--=--><p id=\"x\">a  b</p>\n<!--=--></div> </main>");
        assert_eq!(String::from_utf8(ready).unwrap(), "<main><div><p id=\"x\">a  b</p>\n</div></main>");
    }
}
