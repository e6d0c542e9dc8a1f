//! The words of a Markdown block, gathered across the inline marks that divide them, so that typographic rules see
//! what is on the other side of a mark.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::markdown::Target;
use crate::language::Language;
use crate::language::typography::{Run, typeset_runs};

/// Gathers the words of the current block; each stretch keeps the place, of a type of the caller's, that it came
/// from.
#[derive(Debug)]
pub struct WordRuns<'t, P> {
    runs: Vec<Run<'t>>,
    /// For each run, its place and whether it describes a picture; `None` if it is not to be changed.
    places: Vec<Option<(P, bool)>>,
    /// The text's language, then the languages of words marked as being in another.
    languages: Vec<Language>,
    /// For each open link, whether it names a language, and whether its words are its address.
    links: Vec<(bool, bool)>,
    depth: usize,
    pictures: usize,
    in_code: bool,
}

/// A stretch of words after typesetting.
#[derive(Debug)]
pub struct Stretch<'t, P> {
    /// The place it came from.
    pub place: P,
    /// Its words; owned if they were changed.
    pub text: Cow<'t, str>,
    /// Their language.
    pub language: Language,
    /// Whether they describe a picture.
    pub is_alternative: bool,
}

impl<'t, P> WordRuns<'t, P> {
    /// Creates an empty one for a text in a language.
    pub fn new(language: Language) -> Self {
        Self {
            runs: Vec::new(),
            places: Vec::new(),
            languages: vec![language],
            links: Vec::new(),
            depth: 0,
            pictures: 0,
            in_code: false,
        }
    }

    /// Returns whether an event ends the words so far: they must be [set](Self::set) before it is taken.
    pub fn ends(event: &Event<'_>) -> bool {
        match event {
            Event::Start(tag) => {
                !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
            }
            Event::End(tag) => {
                !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
            }
            Event::Rule | Event::Html(_) => true,
            _ => false,
        }
    }

    /// Takes an event; without a place, its words are not changed.
    pub fn take(&mut self, event: &Event<'t>, place: Option<P>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                let marked = match Target::parse(dest_url) {
                    Ok(Target::Language(language)) => Some(language),
                    _ => None,
                };
                self.languages.extend(marked);
                self.links.push((marked.is_some(), matches!(link_type, LinkType::Autolink | LinkType::Email)));
                self.depth += 1;
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop().is_some_and(|(is_marked, _)| is_marked) {
                    self.languages.pop();
                }
                self.depth -= 1;
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => self.depth += 1,
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => self.depth -= 1,
            Event::Start(Tag::Image { .. }) => (self.depth, self.pictures) = (self.depth + 1, self.pictures + 1),
            Event::End(TagEnd::Image) => (self.depth, self.pictures) = (self.depth - 1, self.pictures - 1),
            Event::Text(words) if !self.in_code => {
                let is_address = self.links.iter().any(|(_, is_address)| *is_address);
                self.push(words.clone(), place.filter(|_| !is_address));
            }
            Event::Code(words) => self.push(words.clone(), None),
            Event::SoftBreak | Event::HardBreak => self.push(CowStr::Borrowed("\n"), None),
            _ => {}
        }
    }

    fn push(&mut self, words: CowStr<'t>, place: Option<P>) {
        let text = match words {
            CowStr::Borrowed(text) => Cow::Borrowed(text),
            words => Cow::Owned(words.into_string()),
        };
        let language = self.languages.last().copied().unwrap_or(Language::French);
        self.runs.push(Run { text, language, depth: self.depth, fixed: place.is_none() });
        self.places.push(place.map(|place| (place, self.pictures > 0)));
    }

    /// Applies the typographic rules of their languages to the words so far, returns them, and begins again.
    pub fn set(&mut self) -> impl Iterator<Item = Stretch<'t, P>> {
        typeset_runs(&mut self.runs);
        let places = self.places.drain(..);
        self.runs.drain(..).zip(places).filter_map(|(run, place)| {
            let (place, is_alternative) = place?;
            Some(Stretch { place, text: run.text, language: run.language, is_alternative })
        })
    }
}
