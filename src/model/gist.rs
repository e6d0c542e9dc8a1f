//! What a text says apart from its words, kept from the one walk through it: facts, links, lists,
//! tables, footnotes. Two versions of a text are compared by it.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::markdown::Target;
use crate::language::Language;
use crate::language::facts::{Fact, facts};

/// The gist of a text; places are bytes of the text.
#[derive(Debug, Default)]
pub struct Gist {
    /// Numbers, dates, hours.
    pub facts: Vec<Fact>,
    /// Where links lead, as [`Gist`] compares them, and where they stand.
    pub links: Vec<(String, Range<usize>)>,
    /// How many items each list has.
    pub lists: Vec<(usize, Range<usize>)>,
    /// How many columns and rows each table has.
    pub tables: Vec<((usize, usize), Range<usize>)>,
    /// The footnotes written.
    pub notes: Vec<Range<usize>>,
    /// The paragraphs, list items and cells, with their words.
    pub blocks: Vec<Range<usize>>,
}

/// Gathers a gist from the events of a text.
#[derive(Debug)]
pub(super) struct Gatherer {
    language: Language,
    gist: Gist,
    /// The words of the block in hand, and where each run of them begins in the text.
    words: String,
    runs: Vec<(usize, usize)>,
    block: Option<Range<usize>>,
    lists: Vec<(usize, Range<usize>)>,
    table: Option<((usize, usize), Range<usize>)>,
    /// Inside code, an address as its own words, or words of the other language.
    silent: usize,
    links: Vec<bool>,
}

impl Gatherer {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            gist: Gist::default(),
            words: String::new(),
            runs: Vec::new(),
            block: None,
            lists: Vec::new(),
            table: None,
            silent: 0,
            links: Vec::new(),
        }
    }

    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end, range),
            Event::Text(words) if self.silent == 0 => {
                self.block.get_or_insert(range.clone()).end = range.end;
                self.runs.push((self.words.len(), range.start));
                self.words.push_str(words);
            }
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            Event::Code(_) => self.words.push('\u{fffc}'),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Link { dest_url, link_type, .. } => {
                let target = Target::parse(dest_url);
                let silent = matches!(link_type, LinkType::Autolink | LinkType::Email)
                    || matches!(target, Ok(Target::Language(_)));
                self.silent += usize::from(silent);
                self.links.push(silent);
                if let Some(key) = target.ok().and_then(|target| key(&target, dest_url)) {
                    self.gist.links.push((key, range.clone()));
                }
            }
            Tag::Image { .. } => self.gist.links.push(("image".to_owned(), range.clone())),
            Tag::CodeBlock(_) => self.silent += 1,
            Tag::List(_) => {
                self.flush();
                self.lists.push((0, range.clone()));
            }
            Tag::Item => {
                self.flush();
                if let Some((items, _)) = self.lists.last_mut() {
                    *items += 1;
                }
            }
            Tag::Table(columns) => self.table = Some(((columns.len(), 0), range.clone())),
            Tag::TableRow => {
                if let Some(((_, rows), _)) = &mut self.table {
                    *rows += 1;
                }
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.gist.notes.push(range.clone());
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, end: TagEnd, _: &Range<usize>) {
        match end {
            TagEnd::Link => self.silent -= usize::from(self.links.pop().unwrap_or(false)),
            TagEnd::CodeBlock => self.silent -= 1,
            TagEnd::List(_) => {
                self.flush();
                self.gist.lists.extend(self.lists.pop());
            }
            TagEnd::Table => self.gist.tables.extend(self.table.take()),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image => {}
            _ => self.flush(),
        }
    }

    /// Reads the facts of the block in hand, and begins another.
    fn flush(&mut self) {
        if let Some(block) = self.block.take() {
            for mut fact in facts(&self.words, self.language) {
                let (start, end) = (self.place(fact.range.start), self.place(fact.range.end - 1));
                fact.range = start..(end + 1).max(start + 1);
                self.gist.facts.push(fact);
            }
            self.gist.blocks.push(block);
        }
        self.words.clear();
        self.runs.clear();
    }

    /// Where a place of the block's words stands in the text.
    fn place(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.runs.get(run).map_or(0, |(start, place)| place + (at - start))
    }

    pub(super) fn finish(mut self) -> Gist {
        self.flush();
        // Kept for as long as the record: room to grow is room lost.
        self.gist.facts.shrink_to_fit();
        self.gist.links.shrink_to_fit();
        self.gist.lists.shrink_to_fit();
        self.gist.tables.shrink_to_fit();
        self.gist.notes.shrink_to_fit();
        self.gist.blocks.shrink_to_fit();
        self.gist
    }
}

/// What two versions of a link have in common: the record, or the host of another site, whose pages
/// differ from one language to the other.
fn key(target: &Target, destination: &str) -> Option<String> {
    match target {
        Target::Reference(super::markdown::Reference::Asset(_), _) => Some("asset".to_owned()),
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
