//! Minifies HTML: closing tags, required quotes and entities are kept, so that the DOM does not change, except for
//! white space between blocks.

use minify_html::Cfg;

/// The maximum depth of nested elements to be minified: the minifier is recursive.
const DEPTH: usize = 400;

/// Returns HTML without insignificant white space and comments.
pub fn minify(html: &[u8]) -> Vec<u8> {
    if depth(html) > DEPTH {
        return html.to_vec();
    }
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

/// Elements without an end tag.
const VOID: [&[u8]; 13] =
    [b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source", b"track", b"wbr"];

/// Returns the maximum number of elements open at once: one that is never closed counts to the end.
fn depth(html: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for at in memchr::memchr_iter(b'<', html) {
        let tag = &html[at + 1..];
        match tag.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(byte) if byte.is_ascii_alphabetic() => {
                let name = tag.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
                let is_closed = memchr::memchr(b'>', tag).is_some_and(|end| end > 0 && tag[end - 1] == b'/');
                depth += usize::from(!is_closed && !VOID.contains(&&tag[..name]));
            }
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_as_deep_as_a_well_is_left_as_it_is() {
        let deep = "<div>".repeat(50_000);
        assert_eq!(minify(deep.as_bytes()), deep.as_bytes());
        assert_eq!(minify(b"<p>a</p> <p class=\"x\">b</p>"), b"<p>a</p><p class=x>b</p>");
    }
}
