//! What a text states apart from its words: numbers and dates, links, lists, tables, footnotes. Two versions
//! of a text are compared by these.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::{OPTIONS, Reference, Target, on_characters};
use crate::diagnostic::Span;
use crate::language::Language;
use crate::language::facts::{Fact, facts};

/// What one version of a text states; places are bytes of the text.
#[derive(Debug, Default, Clone)]
pub struct ParityFacts {
    /// Numbers, dates, hours.
    pub facts: Vec<Fact>,
    /// Where links lead, as they are compared, and where they are.
    pub links: Vec<(Box<str>, Span)>,
    /// How many items each list has.
    pub lists: Vec<(usize, Span)>,
    /// How many columns and rows each table has.
    pub tables: Vec<((usize, usize), Span)>,
    /// The footnotes written.
    pub notes: Vec<Span>,
}

/// Gathers the facts of a text from its events.
#[derive(Debug)]
struct Gatherer {
    language: Language,
    found: ParityFacts,
    /// The words of the block in hand, and where each run of them begins in the text.
    words: Gathered,
    /// Words marked as being in another language, in the order of their opening.
    marked: Vec<(Language, Gathered)>,
    lists: Vec<(usize, Span)>,
    table: Option<((usize, usize), Span)>,
    /// Inside code, or an address as its own words.
    silent: usize,
    links: Vec<Linked>,
}

/// What the words of an open link are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Linked {
    Words,
    /// Its own address.
    Address,
    /// Words marked with a language.
    Marked,
}

/// Words, and where each run of them is in the text. An entity or an escape is a run of its own,
/// since it is longer in the text than among the words.
#[derive(Debug, Default)]
struct Gathered {
    words: String,
    runs: Vec<Run>,
}

/// Where a run of words begins among the words, how long it is there, and where it is in the text.
#[derive(Debug)]
struct Run {
    start: usize,
    length: usize,
    place: Range<usize>,
}

impl Gathered {
    /// The facts that they state, at their places in the text.
    fn facts(&self, language: Language) -> impl Iterator<Item = Fact> {
        facts(&self.words, language).into_iter().map(|fact| {
            let range = fact.range();
            let (start, end) = (self.place(range.start).start, self.place(range.end - 1).end);
            fact.at(start..end.max(start + 1))
        })
    }

    /// Where the character that begins at a place of the words, or holds it, is in the text.
    fn place(&self, at: usize) -> Range<usize> {
        let run = self.runs.partition_point(|run| run.start <= at).saturating_sub(1);
        let Some(Run { start, length, place }) = self.runs.get(run) else { return 0..0 };
        // A run that is not written as it reads stands for itself as a whole.
        if *length != place.len() {
            return place.clone();
        }
        let at = (place.start + (at - start)).min(place.end);
        at..(at + 1).min(place.end)
    }

    fn clear(&mut self) {
        self.words.clear();
        self.runs.clear();
    }
}

/// What stands for something that says nothing in words.
const OBJECT: char = '\u{fffc}';

impl ParityFacts {
    /// The facts of a Markdown text in a language.
    pub fn of(text: &str, language: Language) -> Self {
        let mut gatherer = Gatherer::new(language);
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            gatherer.event(&event, &on_characters(text, range));
        }
        gatherer.finish()
    }
}

impl Gatherer {
    fn new(language: Language) -> Self {
        Self {
            language,
            found: ParityFacts::default(),
            words: Gathered::default(),
            marked: Vec::new(),
            lists: Vec::new(),
            table: None,
            silent: 0,
            links: Vec::new(),
        }
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end, range),
            Event::Text(words) if self.silent == 0 => {
                let own = self.in_hand();
                own.runs.push(Run { start: own.words.len(), length: words.len(), place: range.clone() });
                own.words.push_str(words);
            }
            Event::SoftBreak | Event::HardBreak => self.in_hand().words.push(' '),
            Event::Code(_) => self.in_hand().words.push(OBJECT),
            _ => {}
        }
    }

    /// The words being gathered: those of the block, or those marked with a language within it.
    fn in_hand(&mut self) -> &mut Gathered {
        match self.marked.last_mut() {
            Some((_, own)) => own,
            None => &mut self.words,
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Link { dest_url, link_type, .. } => {
                let target = Target::parse(dest_url);
                let linked = match target {
                    Ok(Target::Language(language)) => {
                        self.in_hand().words.push(OBJECT);
                        self.marked.push((language, Gathered::default()));
                        Linked::Marked
                    }
                    _ if matches!(link_type, LinkType::Autolink | LinkType::Email) => Linked::Address,
                    _ => Linked::Words,
                };
                self.silent += usize::from(linked == Linked::Address);
                self.links.push(linked);
                if let Some(key) = target.ok().and_then(|target| key(&target, dest_url)) {
                    self.found.links.push((key.into(), Span::new(range.clone())));
                }
            }
            Tag::Image { .. } => self.found.links.push(("image".into(), Span::new(range.clone()))),
            Tag::CodeBlock(_) => self.silent += 1,
            Tag::List(_) => {
                self.flush();
                self.lists.push((0, Span::new(range.clone())));
            }
            Tag::Item => {
                self.flush();
                if let Some((items, _)) = self.lists.last_mut() {
                    *items += 1;
                }
            }
            Tag::Table(columns) => self.table = Some(((columns.len(), 0), Span::new(range.clone()))),
            Tag::TableRow => {
                if let Some(((_, rows), _)) = &mut self.table {
                    *rows += 1;
                }
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.found.notes.push(Span::new(range.clone()));
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, end: TagEnd, _: &Range<usize>) {
        match end {
            TagEnd::Link => match self.links.pop() {
                Some(Linked::Address) => self.silent -= 1,
                Some(Linked::Marked) => {
                    let marked = self.marked.pop();
                    let facts = marked.iter().flat_map(|(language, own)| own.facts(*language));
                    self.found.facts.extend(facts);
                }
                _ => {}
            },
            TagEnd::CodeBlock => self.silent -= 1,
            TagEnd::List(_) => {
                self.flush();
                self.found.lists.extend(self.lists.pop());
            }
            TagEnd::Table => self.found.tables.extend(self.table.take()),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image => {}
            _ => self.flush(),
        }
    }

    /// Reads the facts of the block in hand, and begins another.
    fn flush(&mut self) {
        if !self.words.words.is_empty() {
            self.found.facts.extend(self.words.facts(self.language));
        }
        self.words.clear();
    }

    fn finish(mut self) -> ParityFacts {
        self.flush();
        self.found
    }
}

/// What two versions of a link have in common: the record, or the host of another site, whose pages
/// differ from one language to the other.
fn key(target: &Target, destination: &str) -> Option<String> {
    match target {
        Target::Reference(Reference::Asset(_), _) => Some("asset".to_owned()),
        Target::Reference(..) => Some(destination.split('#').next().unwrap_or_default().to_owned()),
        Target::External => {
            let rest = destination.split_once("://").map_or(destination, |(_, rest)| rest);
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let bare = ["www.", "fr.", "en."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host);
            Some(bare.to_lowercase())
        }
        Target::Fragment | Target::Language(_) => None,
    }
}
