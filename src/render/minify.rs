//! Smaller HTML that is the same document: closing tags, quotes where the standard asks for them
//! and entities stay, so that the DOM, white space between blocks aside, does not change.
//!
//! What a theme puts between two marks is on pages by the thousand, or written by the program itself:
//! it only loses the ends of lines that no browser shows, in one pass that takes a twentieth of the time.

use minify_html::Cfg;

/// What stands before and after a part that is passed over quickly. Marks stand beside the tags of blocks.
const MARK: &[u8] = b"<!--=-->";

/// Elements whose edges swallow white space: those that are shown as blocks, list items or parts of
/// tables, and those of the head. `pre` and `textarea` are not among them: their white space is shown.
fn swallows(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"caption"
            | b"dd"
            | b"details"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"head"
            | b"header"
            | b"hr"
            | b"html"
            | b"legend"
            | b"li"
            | b"link"
            | b"main"
            | b"meta"
            | b"nav"
            | b"ol"
            | b"p"
            | b"search"
            | b"section"
            | b"summary"
            | b"table"
            | b"tbody"
            | b"td"
            | b"tfoot"
            | b"th"
            | b"thead"
            | b"title"
            | b"tr"
            | b"ul"
    )
}

/// A page without the white space and comments that mean nothing.
pub fn minify(html: &[u8]) -> Vec<u8> {
    let parts = parts(html);
    // Every second part stands between marks; a mark without its like marks nothing.
    if parts.len().is_multiple_of(2) {
        return whole(&parts.concat());
    }
    if parts.iter().step_by(2).all(|part| part.trim_ascii().is_empty()) {
        let mut page = Vec::with_capacity(html.len());
        tighten(&parts.concat(), &mut page);
        return page;
    }
    let mut skeleton = Vec::with_capacity(html.len());
    for (at, part) in parts.iter().enumerate() {
        match at % 2 {
            0 => skeleton.extend_from_slice(part),
            _ => skeleton.extend_from_slice(stand_in(at).as_bytes()),
        }
    }
    let small = whole(&skeleton);
    let mut page = Vec::with_capacity(html.len());
    let mut rest = small.as_slice();
    for (at, part) in parts.iter().enumerate().skip(1).step_by(2) {
        let needle = stand_in(at);
        let Some(found) = memchr::memmem::find(rest, needle.as_bytes()) else {
            // A theme may put its marks where nothing can stand in.
            return whole(&parts.concat());
        };
        page.extend_from_slice(&rest[..found]);
        tighten(part, &mut page);
        rest = &rest[found + needle.len()..];
    }
    page.extend_from_slice(rest);
    page
}

/// A page divided at its marks.
fn parts(html: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for mark in memchr::memmem::find_iter(html, MARK) {
        parts.push(&html[start..mark]);
        start = mark + MARK.len();
    }
    parts.push(&html[start..]);
    parts
}

/// What holds the place of a part between marks while the rest of its page is made small.
fn stand_in(at: usize) -> String {
    format!("<nav id=part_{at}></nav>")
}

/// Appends HTML without the ends of lines, and the white space around them, that stand beside the tag
/// of a block.
fn tighten(html: &[u8], page: &mut Vec<u8>) {
    let mut rest = 0;
    for end_of_line in memchr::memchr_iter(b'\n', html) {
        // It may be within the white space around an earlier one.
        if end_of_line < rest {
            continue;
        }
        let from = rest + html[rest..end_of_line].trim_ascii_end().len();
        let to = html.len() - html[end_of_line..].trim_ascii_start().len();
        if from == 0 || to == html.len() || opens(&html[to..]) || closes(&html[..from]) {
            page.extend_from_slice(&html[rest..from]);
        } else {
            page.extend_from_slice(&html[rest..to]);
        }
        rest = to;
    }
    page.extend_from_slice(&html[rest..]);
}

/// Whether a text begins with the tag of an element that swallows white space.
fn opens(html: &[u8]) -> bool {
    html.strip_prefix(b"<").is_some_and(is_of_block)
}

/// Whether a text ends with the tag of an element that swallows white space.
fn closes(html: &[u8]) -> bool {
    html.last() == Some(&b'>') && memchr::memrchr(b'<', html).is_some_and(|at| is_of_block(&html[at + 1..]))
}

/// Whether what follows a `<` is the tag of an element that swallows white space.
fn is_of_block(tag: &[u8]) -> bool {
    let name = tag.strip_prefix(b"/").unwrap_or(tag);
    let length = name.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    swallows(&name[..length])
}

fn whole(html: &[u8]) -> Vec<u8> {
    let cfg = Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        keep_comments: false,
        minify_css: false,
        minify_js: false,
        ..Cfg::new()
    };
    minify_html::minify(html, &cfg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(html: &str) -> String {
        String::from_utf8(minify(html.as_bytes())).unwrap()
    }

    #[test]
    fn what_is_between_marks_loses_ends_of_lines_beside_blocks_only() {
        assert_eq!(
            small("<!--=--><main>\n <p class=\"x\">a\nb <b>c</b>\n<i>d</i>\n</p>\n\n  <hr>\n</main>\n<!--=-->"),
            "<main><p class=\"x\">a\nb <b>c</b>\n<i>d</i></p><hr></main>"
        );
        let code = "<!--=--><pre><code>\n  &lt;p&gt;\n\n</code></pre>\n<p>a</p><!--=-->";
        assert_eq!(small(code), "<pre><code>\n  &lt;p&gt;\n\n</code></pre><p>a</p>");
    }

    #[test]
    fn parts_between_marks_and_others_make_one_page() {
        let marked = "<!--=--><body>\n<main><!--=-->\n <div class=\"x y\"> a </div>\n<!--=--><p id=\"x\">a  b</p>\n</main></body><!--=-->";
        assert_eq!(small(marked), "<body><main><div class=\"x y\">a</div><p id=\"x\">a  b</p></main></body>");
        assert_eq!(small("<p>a</p><!--=--> <p>b</p>"), "<p>a</p><p>b</p>", "a mark without its like");
        assert_eq!(small("<p>b</p><!-- <!--=-->a<!--=--> -->"), "<p>b</p>", "where nothing can stand in");
    }
}
