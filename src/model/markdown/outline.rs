//! One walk through a text: references, headings and the gist are gathered, and what may not be
//! published is told.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::{Heading, OPTIONS, Outline, Reference, SCHEMES, Target};
use crate::diagnostic::{Code, Span};
use crate::language::Language;
use crate::model::gist::{Gatherer, Gist};
use crate::model::reader::Context;
use crate::model::value::Id;

/// The gist of a text, by a walk of its own.
pub(super) fn gist_of(text: &str, language: Language) -> Gist {
    let mut gist = Gatherer::new(language);
    for (event, range) in TextMergeWithOffset::new(Parser::new_ext(text, OPTIONS).into_offset_iter()) {
        gist.event(&event, &range);
    }
    gist.finish()
}

/// Walks a text once: gathers references, headings and what the `gist` wants, tells what may not be
/// published.
pub(super) fn outline(
    text: &str,
    mut gist: Option<&mut Gatherer>,
    cx: &mut Context<'_>,
    place: impl Fn(Range<usize>, &str) -> Span,
) -> Outline {
    let mut references = Vec::new();
    let mut headings: Vec<Heading> = Vec::new();
    // The page's own: the target of the skip link. Other ids of templates have an underscore in them,
    // which anchors never have.
    let mut anchors = HashSet::from(["main".to_owned()]);
    let mut heading: Option<String> = None;
    let mut image: Option<(Span, bool)> = None;
    let mut link_words: Option<(Span, bool)> = None;
    let mut calls = HashSet::new();
    let mut notes = Vec::new();
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
    for (event, range) in TextMergeWithOffset::new(parser) {
        let written = &text[range.clone()];
        if let Some(gist) = &mut gist {
            gist.event(&event, &range);
        }
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                let diagnostic = cx.diagnostic(Code::RawHtml, place(range, written));
                cx.tell(diagnostic.arg("html", written.lines().next().unwrap_or_default().trim()));
            }
            Event::Start(Tag::Heading { level, .. }) => {
                heading = Some(String::new());
                if level == HeadingLevel::H1 {
                    let diagnostic = cx.diagnostic(Code::TopHeading, place(range, written));
                    cx.tell(diagnostic);
                }
            }
            Event::End(TagEnd::Heading(level)) => {
                let text = heading.take().unwrap_or_default();
                if text.trim().is_empty() {
                    let diagnostic =
                        cx.diagnostic(Code::EmptyElement, place(range.clone(), written)).arg("kind", "heading");
                    cx.tell(diagnostic);
                }
                let id = anchor(&text, &mut anchors);
                headings.push(Heading { level: level as u8, text, id, range });
            }
            Event::Start(Tag::Link { dest_url, link_type, .. }) if link_type != LinkType::Email => {
                let needle = if written.contains(&*dest_url) { &*dest_url } else { written };
                let start = written.find(needle).unwrap_or(0) + range.start;
                let span = place(start..start + needle.len(), needle);
                link(&dest_url, span, &mut references, cx);
                link_words = Some((place(range, written), false));
            }
            Event::End(TagEnd::Link) => {
                if let Some((span, false)) = link_words.take() {
                    let diagnostic = cx.diagnostic(Code::EmptyElement, span).arg("kind", "link");
                    cx.tell(diagnostic);
                }
            }
            Event::FootnoteReference(name) => {
                calls.insert(name.to_string());
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let first = written.lines().next().unwrap_or_default();
                let needle = format!("[^{name}]:");
                let start = range.start + first.find(&needle).unwrap_or(0);
                notes.push((name.to_string(), place(start..start + needle.len().min(first.len()), &needle)));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let span = place(range, written);
                image = Some((span, false));
                match Target::parse(&dest_url) {
                    Ok(Target::Reference(Reference::Asset(path), None)) => {
                        references.push((Reference::Asset(path), span))
                    }
                    _ => {
                        let diagnostic = cx
                            .diagnostic(Code::UnsafeLink, span)
                            .arg("link", &*dest_url)
                            .arg("kind", "image")
                            .arg("nearest", "none");
                        cx.tell(diagnostic);
                    }
                }
            }
            Event::End(TagEnd::Image) => {
                if let Some((span, false)) = image.take() {
                    let diagnostic = cx.diagnostic(Code::ImageWithoutText, span);
                    cx.tell(diagnostic);
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
                if let Some((_, worded)) = &mut link_words {
                    *worded |= !words.trim().is_empty();
                }
                if let Some((_, described)) = &mut image {
                    *described |= !words.trim().is_empty();
                }
                if let Some(name) = footnote_call(&words).filter(|_| !written.starts_with('`')) {
                    let needle = format!("[^{name}]");
                    let start = range.start + written.find(&needle).unwrap_or(0);
                    let end = (start + needle.len()).min(text.len());
                    let diagnostic = cx.diagnostic(Code::FootnoteUndefined, place(start..end, &needle));
                    cx.tell(diagnostic.arg("footnote", name));
                }
            }
            _ => {}
        }
    }
    for (name, span) in notes.into_iter().filter(|(name, _)| !calls.contains(name)) {
        let diagnostic = cx.diagnostic(Code::FootnoteUncalled, span).arg("footnote", name);
        cx.tell(diagnostic);
    }
    for (range, reference) in undefined.into_iter().filter(|(_, reference)| !reference.starts_with('^')) {
        let diagnostic = cx.diagnostic(Code::BadReference, place(range.clone(), &text[range])).arg("link", reference);
        cx.tell(diagnostic.arg("kind", "definition"));
    }
    references.shrink_to_fit();
    headings.shrink_to_fit();
    Outline { references, headings }
}

fn link(destination: &str, span: Span, references: &mut Vec<(Reference, Span)>, cx: &mut Context<'_>) {
    match Target::parse(destination) {
        Ok(Target::Reference(reference, _)) => references.push((reference, span)),
        Ok(Target::External | Target::Fragment | Target::Language(_)) => {}
        Err(code) => {
            let scheme = destination.split(':').next().unwrap_or_default();
            let kind = if SCHEMES.contains(&scheme) { scheme } else { "link" };
            let diagnostic = cx.diagnostic(code, span).arg("link", destination).arg("kind", kind);
            cx.tell(diagnostic.nearest(scheme, SCHEMES));
        }
    }
}

/// The name of a footnote that is called in running text, where no definition answers it.
fn footnote_call(words: &str) -> Option<&str> {
    let (_, rest) = words.split_once("[^")?;
    rest.split_once(']').map(|(name, _)| name).filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

/// An anchor from a heading's words, unique among those of the page.
fn anchor(text: &str, taken: &mut HashSet<String>) -> String {
    let base = Some(Id::suggestion(text)).filter(|id| !id.is_empty()).unwrap_or_else(|| "section".to_owned());
    let free = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") }).find(|id| !taken.contains(id));
    let id = free.unwrap_or(base);
    taken.insert(id.clone());
    id
}
