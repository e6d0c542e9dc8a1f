//! Smaller HTML that is the same document: closing tags, quotes where the standard asks for them
//! and entities stay, so that the DOM, white space between blocks aside, does not change.

use minify_html::Cfg;

/// A page without the white space and comments that mean nothing.
pub fn minify(html: &str) -> Vec<u8> {
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
