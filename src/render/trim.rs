//! Removes insignificant white space of templates once, when a theme is loaded: line ends beside the tag of a block
//! are never shown, so they are not written on every page. A theme's author does not need to know about it: visible
//! white space is kept, in `pre`, in running text, and within tags of the template language.

/// A template without the white space that no browser shows.
#[derive(Debug)]
pub struct Trimmed {
    text: String,
    /// The places where text was removed, and how much.
    left_out: Vec<(usize, usize)>,
}

/// Elements whose content is kept as written.
const VERBATIM: [&str; 4] = ["pre", "textarea", "script", "style"];

/// Elements at whose edges white space is not shown: those that are shown as blocks, list items or parts of tables,
/// and those of the head.
const BLOCKS: [&str; 46] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

impl Trimmed {
    /// Keeps a template as it is written.
    pub fn none(source: &str) -> Self {
        Self { text: source.to_owned(), left_out: Vec::new() }
    }

    /// Trims a template.
    pub fn of(source: &str) -> Self {
        let mut trimmed = Self { text: String::with_capacity(source.len()), left_out: Vec::new() };
        let mut rest = 0;
        for part in parts(source) {
            let Part { start, end, is_markup: true } = part else { continue };
            let html = &source[start..end];
            for (at, _) in html.match_indices('\n') {
                let at = start + at;
                // It may be within the white space around an earlier one.
                if at < rest {
                    continue;
                }
                let from = start.max(rest) + source[start.max(rest)..at].trim_ascii_end().len();
                let to = end - source[at..end].trim_ascii_start().len();
                let is_edge = from == 0 || to == source.len();
                if is_edge || closes(&source[..from]) || opens(&source[to..]) {
                    trimmed.text.push_str(&source[rest..from]);
                    trimmed.left_out.push((trimmed.text.len(), to - from));
                    rest = to;
                }
            }
        }
        trimmed.text.push_str(&source[rest..]);
        trimmed
    }

    /// Returns the template for the engine.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns where a position of the text is in the template as written.
    pub fn place(&self, at: usize) -> usize {
        at + self.left_out.iter().take_while(|(place, _)| *place <= at).map(|(_, length)| length).sum::<usize>()
    }
}

/// A stretch of a template.
struct Part {
    start: usize,
    end: usize,
    /// Whether it is HTML between elements, whose white space may be removed.
    is_markup: bool,
}

/// Divides a template into markup and unchanged parts: tags of the template language, and elements whose content is
/// shown as written.
fn parts(source: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < source.len() {
        match verbatim(&source[at..]) {
            Some(length) => {
                parts.push(Part { start, end: at, is_markup: true });
                parts.push(Part { start: at, end: at + length, is_markup: false });
                at += length;
                start = at;
            }
            None => at += source[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(Part { start, end: source.len(), is_markup: true });
    parts
}

/// Returns the length of the text from here on that must not be changed, if any.
fn verbatim(rest: &str) -> Option<usize> {
    let until = |end: &str| Some(rest.find(end).map_or(rest.len(), |at| at + end.len()));
    let raw = rest.strip_prefix("{%").is_some_and(|tag| tag.trim_start_matches(['-', ' ']).starts_with("raw"));
    match rest.as_bytes() {
        [b'{', b'%', ..] if raw => until("endraw"),
        [b'{', b'%', ..] => until("%}"),
        [b'{', b'{', ..] => until("}}"),
        [b'{', b'#', ..] => until("#}"),
        [b'<', b'!', b'-', b'-', ..] => until("-->"),
        [b'<', ..] => {
            let name = VERBATIM.into_iter().find(|name| is_tag(&rest[1..], name))?;
            until(&format!("</{name}"))
        }
        _ => None,
    }
}

fn is_tag(tag: &str, name: &str) -> bool {
    let rest = tag.get(..name.len()).filter(|own| own.eq_ignore_ascii_case(name)).map(|_| &tag[name.len()..]);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Returns whether a text begins with the tag of an element beside which white space is not shown.
fn opens(html: &str) -> bool {
    html.strip_prefix('<').is_some_and(is_of_block)
}

/// Returns whether a text ends with the tag of an element beside which white space is not shown.
fn closes(html: &str) -> bool {
    html.ends_with('>') && html.rfind('<').is_some_and(|at| is_of_block(&html[at + 1..]))
}

/// Returns whether what follows a `<` is the tag of an element beside which white space is not shown.
fn is_of_block(tag: &str) -> bool {
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let length = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    BLOCKS.contains(&&name[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(source: &str) -> String {
        Trimmed::of(source).text().to_owned()
    }

    #[test]
    fn ends_of_lines_beside_blocks_go_and_others_stay() {
        assert_eq!(
            trimmed("<main>\n <p class=\"x\">a\nb <b>c</b>\n<i>d</i>\n</p>\n\n  <hr>\n</main>\n"),
            "<main><p class=\"x\">a\nb <b>c</b>\n<i>d</i></p><hr></main>"
        );
        assert_eq!(
            trimmed("<ul>\n{% for a in b %}<li>{{ a }}</li>\n{% endfor %}\n</ul>"),
            "<ul>{% for a in b %}<li>{{ a }}</li>{% endfor %}</ul>"
        );
        assert_eq!(trimmed("<p>{{ a }}\n{{ b }}</p>\n{% if c %}\nd"), "<p>{{ a }}\n{{ b }}</p>{% if c %}\nd");
        for kept in [
            "<pre>\n <p>\n</pre>",
            "<b>a</b>\n<i>c</i>",
            "{% set a = \"\n<p>\" %}",
            "{% raw %}\n<p>\n{% endraw %}",
            "<textarea>\n</textarea>",
            "<!--\n<p>\n-->",
        ] {
            assert_eq!(trimmed(&format!("x{kept}x")), format!("x{kept}x"));
        }
    }

    #[test]
    fn a_place_is_that_of_the_template_as_written() {
        let source = "<p>\n  a\n</p>\n{{ b }}";
        let own = Trimmed::of(source);
        assert_eq!(own.text(), "<p>a</p>{{ b }}");
        for word in ["a\n", "{{", "b }}"] {
            let word = word.trim();
            assert_eq!(own.place(own.text().rfind(word).unwrap()), source.rfind(word).unwrap(), "{word}");
        }
    }
}
