//! Finds what an editor meant by YAML that does not parse, or that parses as something else. A parser reports where
//! it failed; this module searches for the mistake that led there, from the first line on.

mod braces;
mod cause;
mod characters;
#[cfg(test)]
mod tests;

use std::ops::Range;

use braces::{braces, closing, collection_end};
use cause::Cause;
use characters::{backslash, is_keyword, no_break_space, space_before_colon, text_with_colon, within_marks};

/// A mistake, its place, and its fix if there is only one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) cause: Cause,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// A range of the text, and its replacement.
    pub(super) fix: Option<(Range<usize>, String)>,
}

impl Slip {
    /// Removes the fix if it would publish what may be a comment: text after ` #`.
    fn without_comment(self, text: &str) -> Self {
        let has_comment = self.fix.as_ref().is_some_and(|(range, _)| text[range.clone()].contains(" #"));
        if has_comment && self.cause.is_quoted_to_fix() { Self { fix: None, ..self } } else { self }
    }
}

/// Returns the first mistake of a text that does not parse, on a line that begins at or before `limit`.
pub(super) fn before(text: &str, limit: usize) -> Option<Slip> {
    Scan::new(text).find(|slip| slip.span.start <= limit).map(|slip| slip.without_comment(text))
}

/// Returns the first mistake of a text that parses but has another meaning than intended; those at positions for
/// which `is_marked` returns true are skipped.
pub(super) fn silent(text: &str, is_marked: impl Fn(usize) -> bool) -> Option<Slip> {
    Scan::new(text)
        .find(|slip| slip.cause.is_certain() && !is_marked(slip.span.start))
        .map(|slip| slip.without_comment(text))
}

/// Returns a text as a YAML scalar that cannot be read as anything else.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// A pass over the lines of a text.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// The columns of the open keys, outermost first.
    levels: Vec<usize>,
    /// Whether the last key had no value: more indented keys may follow.
    opens: bool,
    /// Whether the last value was plain text, which may continue in more indented lines.
    goes_on: bool,
    /// Where the line of the first key begins, and the key's column.
    first: Option<(usize, usize)>,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, levels: Vec::new(), opens: true, goes_on: false, first: None }
    }

    fn find(mut self, wanted: impl Fn(&Slip) -> bool) -> Option<Slip> {
        while self.at < self.text.len() {
            let start = self.at;
            let end = self.text[start..].find('\n').map_or(self.text.len(), |length| start + length);
            self.at = end + 1;
            if let Some(slip) = self.line(start, end).filter(&wanted) {
                return Some(slip);
            }
        }
        None
    }

    fn line(&mut self, start: usize, end: usize) -> Option<Slip> {
        let line = &self.text[start..end];
        let blank = line.len() - line.trim_start().len();
        if line.trim().is_empty()
            || line.trim_start().starts_with('#')
            || line.starts_with("---")
            || line.starts_with("...")
        {
            return None;
        }
        if let Some(at) = line[..blank].find('\t') {
            return Some(Slip { cause: Cause::Tab, span: start + at..start + at + 1, fix: None });
        }
        if let Some(slip) = no_break_space(&line[..blank], start) {
            return Some(slip);
        }
        let (mut at, mut column) = (start + blank, blank);
        let mut is_item = false;
        while let Some(rest) = self.text[at..end]
            .strip_prefix('-')
            .filter(|rest| rest.is_empty() || rest.starts_with([' ', '\u{a0}', '\u{202f}']))
        {
            let spaces = rest.len() - rest.trim_start().len();
            if let Some(slip) = no_break_space(&rest[..spaces], at + 1) {
                return Some(slip);
            }
            (at, column, is_item) = (at + 1 + spaces, column + 1 + spaces, true);
        }
        // The lines of a continued text are not keys, whatever they look like, unless a space follows their colon.
        let is_text = !is_item && self.goes_on && self.levels.last().is_none_or(|level| column > *level);
        let is_pair = |text: &str| key(text).is_some_and(|colon| text[colon + 1..].starts_with([' ', '\u{a0}']));
        if is_text && !is_pair(&self.text[at..end]) {
            return None;
        }
        if let Some(slip) = space_before_colon(&self.text[at..end], at).filter(|_| !is_text) {
            return Some(slip);
        }
        if !is_item && self.text[at..end].starts_with('-') && key(&self.text[at + 1..end]).is_some() {
            let fix = Some((at + 1..at + 1, " ".to_owned()));
            return Some(Slip { cause: Cause::Dash, span: at..at + 1, fix });
        }
        if is_item && let Some(slip) = text_with_colon(&self.text[at..end], at) {
            return Some(slip);
        }
        match key(&self.text[at..end]) {
            Some(colon) => self.pair(start, at, column, at + colon, end, is_item),
            None if is_item => {
                let goes_on = self.value(at, end);
                (self.opens, self.goes_on) = (false, goes_on.is_none());
                goes_on
            }
            None => Some(Slip { cause: Cause::NoKey, span: at..start + line.trim_end().len(), fix: None }),
        }
    }

    /// Checks a key with its value. `start` is where the line begins, `at` the key, `colon` the end of the key.
    fn pair(
        &mut self,
        start: usize,
        at: usize,
        column: usize,
        colon: usize,
        end: usize,
        is_item: bool,
    ) -> Option<Slip> {
        let after = &self.text[colon + 1..end];
        let spaces = after.len() - after.trim_start().len();
        if let Some(slip) = no_break_space(&after[..spaces], colon + 1) {
            return Some(slip);
        }
        if !after.is_empty() && spaces == 0 && is_keyword(&self.text[at..colon]) {
            let fix = Some((colon + 1..colon + 1, " ".to_owned()));
            return Some(Slip { cause: Cause::SpaceMissing, span: at..end, fix });
        }
        let first = self.first.get_or_insert((start, column));
        if column == 0 && first.1 > 0 && !is_item {
            let span = first.0..first.0 + first.1;
            return Some(Slip { cause: Cause::First, span: span.clone(), fix: Some((span, String::new())) });
        }
        if let Some(cause) = self.misaligned(column, is_item) {
            return Some(Slip { cause, span: start..at, fix: None });
        }
        let value = colon + 1 + spaces;
        let written = self.text[value..end].trim_end();
        self.opens = written.is_empty() || written.starts_with('#');
        self.goes_on = !self.opens;
        if self.opens { None } else { self.value(value, end) }
    }

    /// Returns the mistake of a key that is at none of the valid levels of indentation.
    fn misaligned(&mut self, column: usize, is_item: bool) -> Option<Cause> {
        let deepest = self.levels.last().copied();
        while self.levels.last().is_some_and(|level| *level > column) {
            self.levels.pop();
        }
        match self.levels.last() {
            Some(level) if *level == column => None,
            _ if is_item || self.opens => {
                self.levels.push(column);
                None
            }
            _ if deepest.is_some_and(|deepest| column > deepest) => Some(Cause::TooDeep),
            _ => Some(Cause::Unaligned),
        }
    }

    /// Checks a value, from its first character to the end of its line.
    fn value(&mut self, at: usize, end: usize) -> Option<Slip> {
        let written = self.text[at..end].trim_end();
        let (first, rest) = (written.chars().next()?, written.get(1..).unwrap_or_default());
        let whole = at..at + written.len();
        // After an anchor or a tag, braces and brackets may be a mapping or a list, or text.
        let is_before_collection = matches!(first, '&' | '!') && (written.contains(" {") || written.contains(" ["));
        let fix = (!is_before_collection).then(|| (whole.clone(), quoted(written)));
        let sign = || Some(Slip { cause: Cause::Sign, span: whole.clone(), fix: fix.clone() });
        match first {
            '"' | '\'' => self.quotation(at, end, first),
            '{' | '[' => self.collection(at, end),
            '&' | '*' | '!' | '@' | '%' | '`' => sign(),
            '>' | '|' => {
                let text = rest.trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']).trim();
                if !text.is_empty() && !text.starts_with('#') {
                    return sign().map(|slip| if self.goes_on_below() { Slip { fix: None, ..slip } } else { slip });
                }
                self.skip_block();
                None
            }
            '?' | '-' if rest.starts_with(' ') => sign(),
            _ => {
                let text = written.split(" #").next().unwrap_or_default();
                let colon = text.find(": ").or_else(|| text.strip_suffix(':').map(str::len))?;
                let fix = (!self.goes_on_below()).then(|| (whole, quoted(written)));
                Some(Slip { cause: Cause::Colon, span: at + colon..at + colon + 1, fix })
            }
        }
    }

    /// Returns whether a text continues in the line below, so that quotation marks around its first line would not
    /// enclose it.
    fn goes_on_below(&self) -> bool {
        let level = self.levels.last().copied().unwrap_or_default();
        let below = self.text[self.at.min(self.text.len())..].lines().next().unwrap_or_default();
        below.len() - below.trim_start().len() > level && !below.trim().is_empty()
    }

    /// Skips the lines of a text below `|` or `>`: those more indented than its key.
    fn skip_block(&mut self) {
        let level = self.levels.last().copied().unwrap_or_default();
        while self.at < self.text.len() {
            let end = self.text[self.at..].find('\n').map_or(self.text.len(), |length| self.at + length);
            let line = &self.text[self.at..end];
            if !line.trim().is_empty() && line.len() - line.trim_start_matches(' ').len() <= level {
                return;
            }
            self.at = end + 1;
        }
    }

    /// Checks a text between quotation marks or apostrophes, which may continue over several lines.
    fn quotation(&mut self, at: usize, end: usize, mark: char) -> Option<Slip> {
        let Some(close) = closing(self.text, at, mark) else {
            return Some(Slip { cause: Cause::QuoteUnclosed, span: at..end, fix: None });
        };
        let line_end = self.text[close..].find('\n').map_or(self.text.len(), |length| close + length);
        let rest = self.text[close..line_end].trim();
        self.at = self.at.max(line_end + 1);
        // A quoted key.
        if rest.starts_with(": ") || rest == ":" {
            return None;
        }
        if rest.is_empty() || rest.starts_with('#') {
            return if mark == '"' { backslash(self.text, at, close) } else { None };
        }
        let whole = at..line_end;
        let written = self.text[whole.clone()].trim_end();
        let is_one_line = line_end == end;
        let inner = written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        match (mark, inner) {
            // A letter after the mark: an apostrophe; anything else: quotation marks of the text.
            ('\'', Some(inner)) if is_one_line && self.text[close..].starts_with(char::is_alphanumeric) => {
                let fix = (at..at + written.len(), quoted(&inner.replace("''", "'")));
                Some(Slip { cause: Cause::Apostrophe, span: close - 1..close, fix: Some(fix) })
            }
            _ => {
                let fix = is_one_line.then(|| (at..at + written.len(), quoted(within_marks(written))));
                Some(Slip { cause: Cause::AfterQuote, span: close..at + written.len(), fix })
            }
        }
    }

    /// Checks a list or mapping in brackets or braces, which may continue over several lines.
    fn collection(&mut self, at: usize, end: usize) -> Option<Slip> {
        let written = self.text[at..end].trim_end();
        let close = collection_end(self.text, at);
        let is_one_line = close.is_some_and(|close| close <= end);
        // On one line, the last character shows where it was meant to end, whatever its texts contain.
        let ends_line = written.ends_with(if written.starts_with('{') { '}' } else { ']' });
        if written.starts_with('{')
            && (is_one_line || ends_line)
            && let Some(slip) = braces(self.text, at, at + written.len(), ends_line)
        {
            return Some(slip);
        }
        let Some(close) = close else {
            return Some(Slip { cause: Cause::Unclosed, span: at..at + 1, fix: None });
        };
        if self.text[at..close]
            .lines()
            .skip(1)
            .any(|line| key(line.trim_start()).is_some() && !line.starts_with([' ', '\t']))
        {
            return Some(Slip { cause: Cause::Unclosed, span: at..at + 1, fix: None });
        }
        let line_end = self.text[close..].find('\n').map_or(self.text.len(), |length| close + length);
        let rest = self.text[close..line_end].trim();
        self.at = self.at.max(line_end + 1);
        self.goes_on = false;
        if rest.is_empty() || rest.starts_with('#') {
            return None;
        }
        let whole = at..line_end;
        let fix = is_one_line.then(|| (at..at + written.len(), quoted(written)));
        Some(Slip { cause: Cause::Sign, span: whole, fix })
    }
}

/// Returns the end of a key at the beginning of a text, if a colon follows: one word. The scheme of an address is
/// not a key.
fn key(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')?;
    let is_word = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let colon = end + text[end..].len() - text[end..].trim_start_matches(' ').len();
    let value = text[colon..].strip_prefix(':').filter(|_| is_word)?;
    let is_address = value.starts_with("//") || matches!(&text[..end], "mailto" | "tel") && !value.starts_with(' ');
    (!is_address).then_some(colon)
}
