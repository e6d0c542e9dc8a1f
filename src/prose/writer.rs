//! Converts the events of a text to those of HTML.

mod tables;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event, Parser, Tag, TagEnd, html};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::{Destination, Prose};
use crate::language::Language;
use crate::language::typography::ordinals;
use crate::model::markdown::{Heading, OPTIONS, Target};
use crate::model::phrasing::WordRuns;

/// Returns the HTML of a text.
pub(super) fn write(prose: &Prose<'_>) -> String {
    let mut writer = Writer::new(prose);
    let mut events = Vec::new();
    events.extend(writer.notice());
    for event in Parser::new_ext(prose.markdown.text(), OPTIONS) {
        writer.event(event, &mut events);
    }
    let mut out = String::with_capacity(prose.markdown.text().len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    writer.footnotes(&mut out);
    out
}

/// The events of a footnote, gathered where it is written and rendered at the end.
type Note<'t> = (CowStr<'t>, Vec<Event<'t>>);

struct Writer<'t> {
    prose: &'t Prose<'t>,
    destinations: std::slice::Iter<'t, Destination>,
    headings: std::slice::Iter<'t, Heading>,
    /// The index of the current section, from 0.
    section: usize,
    /// The words of the current block, by their index among the events.
    words: WordRuns<'t, usize>,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// The end of each open link: a note or the mark of an external link, and its tag.
    links: Vec<String>,
    /// The number of each footnote called, and how often it was called.
    calls: HashMap<CowStr<'t>, (usize, usize)>,
    /// Notes that have begun but not ended: one may be in another.
    open: Vec<Note<'t>>,
    notes: Vec<Note<'t>>,
    /// The names of the notes written so far.
    written: HashSet<CowStr<'t>>,
    /// How many pictures are open: within one, words describe it and nothing else is written.
    pictures: usize,
    /// The open heading with an id: its index among the events, and its tag. Its words become a link to it, so that
    /// a section can be cited, unless they contain a link.
    heading: Option<(usize, String)>,
}

impl<'t> Writer<'t> {
    fn new(prose: &'t Prose<'t>) -> Self {
        Self {
            prose,
            destinations: prose.destinations.iter(),
            headings: prose.markdown.headings().iter(),
            section: 0,
            words: WordRuns::new(prose.markdown.language()),
            columns: Vec::new(),
            column: 0,
            in_head: false,
            links: Vec::new(),
            calls: HashMap::new(),
            open: Vec::new(),
            notes: Vec::new(),
            written: HashSet::new(),
            pictures: 0,
            heading: None,
        }
    }

    fn event(&mut self, event: Event<'t>, out: &mut Vec<Event<'t>>) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                // A note may be in the middle of a list item: the item's words end here, since their positions are
                // indices among the events around the note.
                self.within_open_note(out, |writer, events| writer.set(events));
                self.open.push((name, Vec::new()));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((name, mut events)) = self.open.pop() {
                    self.set(&mut events);
                    // Of two notes with one name the first is used, as for CommonMark's link definitions.
                    if self.written.insert(name.clone()) {
                        self.notes.push((name, events));
                    }
                }
            }
            event => self.within_open_note(out, |writer, events| writer.translate(event, events)),
        }
    }

    /// Runs a step on the events of the innermost open note, or on those of the text outside any note.
    fn within_open_note(&mut self, out: &mut Vec<Event<'t>>, step: impl FnOnce(&mut Self, &mut Vec<Event<'t>>)) {
        match self.open.pop() {
            Some((name, mut events)) => {
                step(self, &mut events);
                self.open.push((name, events));
            }
            None => step(self, out),
        }
    }

    fn translate(&mut self, event: Event<'t>, out: &mut Vec<Event<'t>>) {
        if WordRuns::<usize>::ends(&event) {
            self.set(out);
        }
        self.words.take(&event, Some(out.len()));
        if self.pictures > 0 && !self.is_kept_in_picture(&event) {
            if let Event::Start(Tag::Link { dest_url, .. }) = &event {
                // It is not linked here, but is counted among the references.
                self.image(dest_url);
            }
            return;
        }
        let event = match event {
            Event::End(TagEnd::Heading(level)) => {
                self.section += 1;
                let linked = if self.heading.take().is_some() { "</a>" } else { "" };
                out.push(markup(format!("{linked}</{level}>\n")));
                out.extend(self.notice());
                return;
            }
            Event::Start(Tag::Heading { level, .. }) => match self.headings.next() {
                // Anchors consist of ASCII letters, digits and hyphens.
                Some(heading) => {
                    let id = format!("{}{}", self.prose.prefix, heading.id);
                    let alone = format!("<{level} id=\"{id}\">");
                    let linked = format!("{alone}<a class=\"section-link\" href=\"#{id}\">");
                    self.heading = Some((out.len(), alone));
                    markup(linked)
                }
                None => markup(format!("<{level}>")),
            },
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                if !matches!(Target::parse(&dest_url), Ok(Target::Language(_))) {
                    self.unlink_heading(out);
                }
                self.link(&dest_url, &title)
            }
            Event::End(TagEnd::Link) => markup(self.links.pop().unwrap_or_default()),
            Event::Start(Tag::Image { dest_url, title, id, link_type }) => {
                self.pictures += 1;
                let dest_url = self.image(&dest_url).into();
                Event::Start(Tag::Image { dest_url, title, id, link_type })
            }
            Event::End(TagEnd::Image) => {
                self.pictures -= 1;
                event
            }
            Event::FootnoteReference(name) => {
                self.unlink_heading(out);
                self.call(name)
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => self.alert(kind),
            Event::End(TagEnd::BlockQuote(Some(_))) => markup("</div>\n".to_owned()),
            // HTML occurs only in a refused record: it is shown as text.
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            event => match self.table(event) {
                Ok(markup) => markup,
                Err(event) => *event,
            },
        };
        out.push(event);
    }

    /// Removes the link of the open heading to itself: links must not be nested.
    fn unlink_heading(&mut self, out: &mut [Event<'t>]) {
        if let Some((at, alone)) = self.heading.take()
            && let Some(start) = out.get_mut(at)
        {
            *start = markup(alone);
        }
    }

    /// Returns whether an event inside a picture is part of its text alternative, which is an attribute: words are,
    /// markup (links, language marks, footnote calls) is not.
    fn is_kept_in_picture(&self, event: &Event<'t>) -> bool {
        !matches!(event, Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) | Event::FootnoteReference(_))
    }

    /// Applies typographic rules to the words of the block that ends; in French the endings of ordinals become
    /// superscripts.
    fn set(&mut self, out: &mut [Event<'t>]) {
        for stretch in self.words.set() {
            // A text alternative is an attribute, where no superscript is possible.
            let is_raised = stretch.language == Language::French && !stretch.is_alternative;
            let ordinals = if is_raised { ordinals(&stretch.text) } else { Vec::new() };
            if !ordinals.is_empty() {
                out[stretch.place] = markup(raised(&stretch.text, &ordinals));
            } else if let Cow::Owned(text) = stretch.text {
                out[stretch.place] = Event::Text(text.into());
            }
        }
    }

    /// Returns the notice at the head of the current section.
    fn notice(&self) -> Option<Event<'t>> {
        if !self.prose.stale.contains(&self.section) {
            return None;
        }
        let words = self.message("stale-section");
        // The notice is not part of the text.
        let mut notice = String::from("<p class=\"stale\" data-pagefind-ignore>");
        let _ = escape_html_body_text(&mut notice, &words);
        notice.push_str("</p>\n");
        Some(markup(notice))
    }

    fn message(&self, key: &str) -> String {
        self.prose.messages.text(key)
    }

    /// Returns the target of the next reference.
    fn destination(&mut self) -> Destination {
        self.destinations.next().cloned().unwrap_or_default()
    }

    fn link(&mut self, destination: &str, title: &str) -> Event<'t> {
        if let Ok(Target::Language(language)) = Target::parse(destination) {
            self.links.push("</span>".to_owned());
            return markup(format!("<span lang=\"{}\">", language.code()));
        }
        let mut open = String::from("<a href=\"");
        let mut close = String::new();
        match Target::parse(destination) {
            Ok(Target::Reference(_, fragment)) => {
                let found = self.destination();
                let _ = escape_href(&mut open, &found.href);
                if let Some(fragment) = fragment.filter(|_| !found.other_headings) {
                    open.push('#');
                    let _ = escape_href(&mut open, &fragment);
                }
                if let Some(note) = found.note {
                    close.push(' ');
                    let _ = escape_html_body_text(&mut close, &note);
                }
            }
            Ok(Target::Fragment) => {
                open.push('#');
                open.push_str(&self.prose.prefix);
                let _ = escape_href(&mut open, destination.trim_start_matches('#'));
            }
            _ => {
                let is_mail = !destination.contains(':') && destination.contains('@');
                let _ = escape_href(
                    &mut open,
                    &if is_mail { format!("mailto:{destination}") } else { destination.to_owned() },
                );
                if destination.starts_with("http") {
                    open.push_str("\" class=\"external");
                    close.push_str("<span class=\"visually-hidden\"> (");
                    let _ = escape_html_body_text(&mut close, &self.message("external-link"));
                    close.push_str(")</span>");
                }
            }
        }
        open.push('"');
        if !title.is_empty() {
            open.push_str(" title=\"");
            let _ = escape_html(&mut open, title);
            open.push('"');
        }
        open.push('>');
        close.push_str("</a>");
        self.links.push(close);
        markup(open)
    }

    fn image(&mut self, destination: &str) -> String {
        match Target::parse(destination) {
            Ok(Target::Reference(..)) => self.destination().href,
            _ => String::new(),
        }
    }

    fn call(&mut self, name: CowStr<'t>) -> Event<'t> {
        let next = self.calls.len() + 1;
        let (number, times) = self.calls.entry(name).or_insert((next, 0));
        *times += 1;
        let again = if *times == 1 { String::new() } else { format!("-{times}") };
        let (label, prefix) = (self.prose.messages.text("footnote-call"), &self.prose.prefix);
        let mut call = format!(
            "<sup class=\"footnote-call\"><a id=\"{prefix}appel_{number}{again}\" href=\"#{prefix}note_{number}\"><span class=\"visually-hidden\">"
        );
        let _ = escape_html_body_text(&mut call, &label);
        call.push_str(&format!(" </span>{number}</a></sup>"));
        Event::InlineHtml(call.into())
    }

    fn alert(&self, kind: BlockQuoteKind) -> Event<'t> {
        let (class, key) = match kind {
            BlockQuoteKind::Note => ("information", "alert-note"),
            BlockQuoteKind::Tip => ("advice", "alert-tip"),
            BlockQuoteKind::Important => ("information", "alert-important"),
            BlockQuoteKind::Warning => ("warning", "alert-warning"),
            BlockQuoteKind::Caution => ("error", "alert-caution"),
        };
        let mut open = format!("<div class=\"notice notice-{class}\" role=\"note\"><p class=\"notice-title\">");
        let _ = escape_html_body_text(&mut open, &self.message(key));
        open.push_str("</p>\n");
        markup(open)
    }
}

/// Returns words with the endings of their ordinals as superscripts, in HTML.
fn raised(words: &str, ordinals: &[Range<usize>]) -> String {
    let mut html = String::with_capacity(words.len() + ordinals.len() * 12);
    let mut last = 0;
    for ending in ordinals {
        let _ = escape_html_body_text(&mut html, &words[last..ending.start]);
        html.push_str("<sup>");
        html.push_str(&words[ending.clone()]);
        html.push_str("</sup>");
        last = ending.end;
    }
    let _ = escape_html_body_text(&mut html, &words[last..]);
    html
}

fn markup<'t>(html: String) -> Event<'t> {
    Event::InlineHtml(html.into())
}
