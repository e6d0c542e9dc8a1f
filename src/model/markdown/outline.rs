//! One pass over a text: gathers references and headings, and reports what may not be published.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::anchors::Anchors;
use super::limits::{self, Counts, Limit};
use super::typed::{self, Meant};
use super::{Heading, OPTIONS, Outline, Reference, Target, on_characters};
use crate::diagnostic::{Code, Diagnostic, Fix, Span, is_deceptive};
use crate::language::{Language, typography};
use crate::model::concepts::Concept;
use crate::model::reader::Context;

/// The deepest nesting of lists, quotes and emphasis: far above any real text, and far below what exhausts the
/// stack of a program that reads the page.
const DEPTH: usize = 64;

/// Gathers the references and headings of a text in one pass, and reports what may not be published. `place`
/// returns the span in the file of a range of the text; its second argument is the words to look for. `None` for a text
/// of more elements than the limits: it is not looked at further.
pub(super) fn outline(
    text: &str,
    language: Language,
    cx: &mut Context<'_>,
    place: &dyn Fn(Range<usize>, &str) -> Span,
) -> Option<Outline> {
    let mut walk = Walk::new(text, language, cx, place);
    // Parsing takes memory for each element: what has too many is not parsed.
    if let Some((at, limit)) = limits::beyond(text) {
        walk.too_many(limit, at..at + 1);
        return None;
    }
    let mut undefined = Vec::new();
    let mut unresolved = |link: BrokenLink<'_>| {
        if matches!(
            link.link_type,
            LinkType::Reference | LinkType::Collapsed | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown
        ) {
            undefined.push((link.span, link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(&mut unresolved)).into_offset_iter();
    for (event, range) in parser {
        walk.event(event, on_characters(text, range));
        if walk.is_too_many {
            return None;
        }
    }
    Some(walk.finish(undefined))
}

/// The state of the pass over a text.
struct Walk<'w, 'a> {
    text: &'w str,
    language: Language,
    cx: &'w mut Context<'a>,
    place: &'w dyn Fn(Range<usize>, &str) -> Span,
    references: Vec<(Reference, Span)>,
    headings: Vec<Heading>,
    anchors: Anchors,
    /// The words of the open heading, in parts by their language.
    heading: Option<Vec<(Option<Language>, String)>>,
    /// For each open link, the language that it marks its words with, if any.
    marks: Vec<Option<Language>>,
    /// The open picture, and whether it has words.
    image: Option<(Span, bool)>,
    /// The open link, and whether it has words.
    link: Option<(Span, bool)>,
    /// The words since the last event other than text: the parser splits text at characters that could have been
    /// marks.
    words: Option<(String, Range<usize>)>,
    calls: HashSet<String>,
    notes: Vec<(String, Span)>,
    /// Whether the pass is inside a block of code, where no footnote is called.
    in_code: bool,
    depth: usize,
    is_too_deep: bool,
    is_too_many: bool,
    counts: Counts,
    /// Whether no words of the current block have been read yet, and whether it is a list item.
    begins: bool,
    in_item: bool,
    /// How many columns the open table has.
    columns: usize,
}

impl<'w, 'a> Walk<'w, 'a> {
    fn new(
        text: &'w str,
        language: Language,
        cx: &'w mut Context<'a>,
        place: &'w dyn Fn(Range<usize>, &str) -> Span,
    ) -> Self {
        Self {
            text,
            language,
            cx,
            place,
            references: Vec::new(),
            headings: Vec::new(),
            anchors: Anchors::default(),
            heading: None,
            marks: Vec::new(),
            image: None,
            link: None,
            words: None,
            calls: HashSet::new(),
            notes: Vec::new(),
            in_code: false,
            depth: 0,
            is_too_deep: false,
            is_too_many: false,
            counts: Counts::default(),
            begins: true,
            in_item: false,
            columns: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Event::Text(words) = &event {
            self.hidden(words, &range);
            match &mut self.words {
                Some((known, place)) => {
                    known.push_str(words);
                    place.end = range.end;
                }
                None => self.words = Some((words.to_string(), range)),
            }
            return;
        }
        self.end_words();
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                let html = self.text[range.clone()].lines().next().unwrap_or_default().trim().to_owned();
                self.report(Code::RawHtml, range, |diagnostic| diagnostic.arg("html", html));
            }
            Event::Start(tag) => {
                self.deeper(&range);
                self.start(tag, range);
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(end, range);
            }
            Event::FootnoteReference(name) => {
                self.calls.insert(name.to_string());
            }
            Event::Code(words) => {
                self.hidden(&words, &range);
                self.say(&words);
            }
            _ => {}
        }
    }

    fn too_many(&mut self, (what, limit): Limit, range: Range<usize>) {
        self.is_too_many = true;
        self.report(Code::TooMany, range, |diagnostic| diagnostic.arg("what", what).arg("limit", limit));
    }

    fn deeper(&mut self, range: &Range<usize>) {
        self.depth += 1;
        if self.depth > DEPTH && !self.is_too_deep {
            self.is_too_deep = true;
            self.report(Code::TooDeep, range.clone(), |diagnostic| diagnostic.arg("limit", DEPTH));
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if let Some(limit) = self.counts.add(&tag) {
            self.too_many(limit, range.clone());
        }
        match &tag {
            Tag::Paragraph => self.begins = true,
            Tag::Item => (self.begins, self.in_item) = (true, true),
            Tag::BlockQuote(_) | Tag::TableCell | Tag::Heading { .. } => (self.begins, self.in_item) = (true, false),
            Tag::Table(columns) => self.columns = columns.len(),
            Tag::TableRow => self.row(range.clone()),
            _ => {}
        }
        match tag {
            Tag::CodeBlock(kind) => {
                if let CodeBlockKind::Fenced(info) = &kind {
                    self.hidden(info, &range);
                }
                self.in_code = true;
            }
            Tag::Heading { level, .. } => {
                self.heading = Some(Vec::new());
                if level == HeadingLevel::H1 {
                    self.report(Code::TopHeading, range, |diagnostic| diagnostic);
                }
            }
            Tag::Link { link_type: LinkType::Email, .. } => self.marks.push(None),
            Tag::Link { dest_url, title, .. } => {
                self.marks.push(match Target::parse(&dest_url) {
                    Ok(Target::Language(language)) => Some(language),
                    _ => None,
                });
                self.hidden(&dest_url, &range);
                self.hidden(&title, &range);
                let written = &self.text[range.clone()];
                let needle = if written.contains(&*dest_url) { &*dest_url } else { written };
                let start = written.find(needle).unwrap_or(0) + range.start;
                let span = (self.place)(start..start + needle.len(), needle);
                self.target(&dest_url, span);
                self.link = Some((self.span(range), false));
            }
            Tag::FootnoteDefinition(name) => {
                let first = self.text[range.clone()].lines().next().unwrap_or_default();
                let needle = format!("[^{name}]:");
                let start = range.start + first.find(&needle).unwrap_or(0);
                let end = start + needle.len().min(first.len());
                self.notes.push((name.to_string(), (self.place)(start..end, &needle)));
            }
            Tag::Image { dest_url, title, .. } => {
                self.hidden(&dest_url, &range);
                self.hidden(&title, &range);
                let span = self.span(range);
                self.image = Some((span, false));
                match Target::parse(&dest_url) {
                    Ok(Target::Reference(Reference::Asset(path), None)) => {
                        self.references.push((Reference::Asset(path), span));
                    }
                    _ => {
                        let diagnostic = self.cx.diagnostic(Code::UnsafeLink, span).arg("link", &*dest_url);
                        self.cx.report(diagnostic.arg("kind", "image").arg("nearest", "none"));
                    }
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        match end {
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Item => self.in_item = false,
            TagEnd::Heading(level) => {
                let runs = self.heading.take().unwrap_or_default();
                let text: String = runs.iter().map(|(_, words)| words.as_str()).collect();
                if text.trim().is_empty() {
                    self.report(Code::EmptyElement, range.clone(), |diagnostic| diagnostic.arg("kind", "heading"));
                }
                // After typesetting, so that its anchor does not change when `fmt` corrects the source.
                let id = self.anchors.make(&typography::typeset(&text, self.language)).into();
                let runs = runs.into_iter().map(|(language, words)| (language, words.into())).collect();
                self.headings.push(Heading { level: level as u8, runs, id, range });
            }
            TagEnd::Link => {
                self.marks.pop();
                if let Some((span, false)) = self.link.take() {
                    let diagnostic = self.cx.diagnostic(Code::EmptyElement, span).arg("kind", "link");
                    self.cx.report(diagnostic);
                }
            }
            TagEnd::Image => {
                if let Some((span, false)) = self.image.take() {
                    let diagnostic = self.cx.diagnostic(Code::ImageWithoutText, span);
                    self.cx.report(diagnostic);
                }
            }
            _ => {}
        }
    }

    /// Processes the words gathered so far as one text.
    fn end_words(&mut self) {
        let Some((words, range)) = self.words.take() else { return };
        self.say(&words);
        if !self.in_code && self.heading.is_none() {
            self.typed(&range);
        }
        self.begins = false;
        if let Some(name) = typed::footnote_call(&words).filter(|_| !self.in_code) {
            let needle = format!("[^{name}]");
            let start = range.start + self.text[range].find(&needle).unwrap_or(0);
            let end = self.text.floor_char_boundary(start + needle.len());
            let diagnostic = self.cx.diagnostic(Code::FootnoteUndefined, (self.place)(start..end, &needle));
            self.cx.report(diagnostic.arg("footnote", name));
        }
    }

    /// Reports a row with more cells than its table has columns: those beyond would be lost.
    fn row(&mut self, range: Range<usize>) {
        if typed::cells(&self.text[range.clone()]) > self.columns {
            let columns = self.columns;
            self.report(Code::TypedAsIs, range, |diagnostic| {
                diagnostic.arg("kind", Meant::Cell.word()).arg("columns", columns).arg("proposal", "none")
            });
        }
    }

    /// Reports words that were meant as Markdown syntax but are not.
    fn typed(&mut self, range: &Range<usize>) {
        let begins_line = self.begins || self.text[..range.start].trim_end_matches([' ', '\t', '>']).ends_with('\n');
        let Some(typed) = typed::typed(&self.text[range.clone()], self.begins, self.in_item, begins_line) else {
            return;
        };
        let whole = typed.range.start + range.start..typed.range.end + range.start;
        let written = &self.text[whole.clone()];
        let fixed = typed.fix.map(|(own, with)| {
            let mut fixed = written.to_owned();
            fixed.replace_range(own.start - typed.range.start..own.end - typed.range.start, &with);
            fixed
        });
        let proposal = fixed.as_ref().map_or_else(|| "none".to_owned(), |fixed| fixed.replace('\n', " ⏎ "));
        let span = self.span(whole);
        let mut diagnostic = self.cx.diagnostic(Code::TypedAsIs, span);
        diagnostic = diagnostic.arg("kind", typed.meant.word()).arg("proposal", proposal);
        // In a field the place was found by searching the words: no fix is proposed if the file has other text
        // there.
        let is_there = self.cx.source.text().get(span.range()) == Some(written);
        if let Some(with) = fixed.filter(|_| is_there) {
            diagnostic = diagnostic.fixed_by(Fix::Replace(span, with));
        }
        self.cx.report(diagnostic);
    }

    /// Adds words to the open heading, and notes that the open link or picture has words.
    fn say(&mut self, words: &str) {
        if let Some(runs) = &mut self.heading {
            let language = self.marks.iter().rev().find_map(|mark| *mark);
            match runs.last_mut().filter(|(known, _)| *known == language) {
                Some((_, known)) => known.push_str(words),
                None => runs.push((language, words.to_owned())),
            }
        }
        let says_something = !words.trim().is_empty();
        for (_, has_words) in [&mut self.link, &mut self.image].into_iter().flatten() {
            *has_words |= says_something;
        }
    }

    /// Reports an invisible character written as an entity, which the check of the file's own characters cannot
    /// see.
    fn hidden(&mut self, words: &str, range: &Range<usize>) {
        // Words equal to their source were already checked with the file.
        if self.text[range.clone()] == *words {
            return;
        }
        if let Some(character) = words.chars().find(|&c| is_deceptive(c)) {
            let character = format!("U+{:04X}", u32::from(character));
            self.report(Code::HiddenCharacter, range.clone(), |diagnostic| diagnostic.arg("character", character));
        }
    }

    fn target(&mut self, destination: &str, span: Span) {
        match Target::parse(destination) {
            Ok(Target::Reference(reference, _)) => self.references.push((reference, span)),
            Ok(Target::External | Target::Fragment | Target::Language(_)) => {}
            Err(code) => {
                let scheme = destination.split(':').next().unwrap_or_default();
                let kind = if Concept::of_scheme(scheme).is_some() { scheme } else { "link" };
                let diagnostic = self.cx.diagnostic(code, span).arg("link", destination).arg("kind", kind);
                self.cx.report(diagnostic.nearest(scheme, Concept::schemes()));
            }
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        (self.place)(range.clone(), &self.text[range])
    }

    fn report(&mut self, code: Code, range: Range<usize>, with: impl FnOnce(Diagnostic) -> Diagnostic) {
        let diagnostic = self.cx.diagnostic(code, self.span(range));
        self.cx.report(with(diagnostic));
    }

    /// Returns what was gathered; `undefined` are the links without a definition.
    fn finish(mut self, undefined: Vec<(Range<usize>, String)>) -> Outline {
        self.end_words();
        let mut known = HashSet::new();
        for (name, span) in &self.notes {
            // Of two notes with one name the first is published.
            let kind = match (known.insert(name), self.calls.contains(name)) {
                (false, _) => "twice",
                (true, false) => "uncalled",
                (true, true) => continue,
            };
            let diagnostic = self.cx.diagnostic(Code::FootnoteUncalled, *span).arg("footnote", name.as_str());
            self.cx.report(diagnostic.arg("kind", kind));
        }
        for (range, reference) in undefined.into_iter().filter(|(_, reference)| !reference.starts_with('^')) {
            let range = on_characters(self.text, range);
            self.report(Code::BadReference, range, |diagnostic| {
                diagnostic.arg("link", reference).arg("kind", "definition")
            });
        }
        self.references.shrink_to_fit();
        self.headings.shrink_to_fit();
        Outline { references: self.references, headings: self.headings }
    }
}
