//! Divides a text into the units that are compared.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::unit::{Kind, Link, Unit};
use crate::language::Language;
use crate::language::facts::{Fact, Value, facts};
use crate::model::markdown::{OPTIONS, Target, on_characters};

/// A placeholder among the words for something without words.
const OBJECT: char = '\u{fffc}';

/// Gathers the units of a text from the parser's events.
#[derive(Debug)]
struct Gatherer<'t> {
    text: &'t str,
    language: Language,
    units: Vec<Unit>,
    /// The kind of the current unit.
    kind: Kind,
    groups: usize,
    /// The open lists and table.
    open: Vec<usize>,
    unit: Option<Unit>,
    /// The unit that a picture interrupts.
    interrupted: Vec<Option<Unit>>,
    /// Words marked as being in another language: the language, and their range among the words.
    marked: Vec<(Language, Range<usize>)>,
    links: Vec<Linked>,
    /// The depth of code, or of links that are their own address; text inside is not compared.
    silent: usize,
    is_line_begun: bool,
}

/// The state of an open link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Linked {
    /// A link to compare: its index among the links of the unit.
    Words(usize),
    /// A link whose words are its own address.
    Address,
    /// Words marked with a language.
    Marked(Language, usize),
    /// A link that is not compared.
    Nowhere,
}

/// Returns the units of a Markdown text in a language, in its order.
pub(super) fn units(text: &str, language: Language) -> Vec<Unit> {
    let mut gatherer = Gatherer {
        text,
        language,
        units: Vec::new(),
        kind: Kind::Paragraph,
        groups: 0,
        open: Vec::new(),
        unit: None,
        interrupted: Vec::new(),
        marked: Vec::new(),
        links: Vec::new(),
        silent: 0,
        is_line_begun: false,
    };
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        gatherer.event(&event, &on_characters(text, range));
    }
    gatherer.flush();
    gatherer.units
}

impl Gatherer<'_> {
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let was_line_begun = std::mem::replace(&mut self.is_line_begun, false);
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end),
            Event::Text(words) if self.silent == 0 => {
                if was_line_begun && is_bullet(&self.text[range.start..]) {
                    self.flush();
                    self.kind = Kind::Item;
                }
                self.in_hand(range).say(words, range.clone());
            }
            Event::SoftBreak | Event::HardBreak => {
                self.in_hand(range).words.push(' ');
                self.is_line_begun = true;
            }
            Event::Code(_) => self.in_hand(range).words.push(OBJECT),
            Event::FootnoteReference(_) => self.in_hand(range).calls.push(range.clone()),
            _ => {}
        }
    }

    fn in_hand(&mut self, range: &Range<usize>) -> &mut Unit {
        let (kind, group) = (self.kind, self.open.last().copied().unwrap_or_default());
        self.unit.get_or_insert_with(|| Unit::new(kind, group, range.clone()))
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Link { dest_url, link_type, .. } => {
                let target = Target::parse(dest_url);
                let unit = self.in_hand(range);
                let at = unit.words.len();
                let linked = match target {
                    Ok(Target::Language(language)) => Linked::Marked(language, at),
                    Ok(Target::Fragment) | Err(_) => Linked::Nowhere,
                    Ok(_) => {
                        unit.links.push(Link { address: (&**dest_url).into(), words: at..at, range: range.clone() });
                        Linked::Words(unit.links.len() - 1)
                    }
                };
                if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    unit.words.push(OBJECT);
                    self.silent += 1;
                    self.links.push(Linked::Address);
                } else {
                    self.links.push(linked);
                }
            }
            Tag::Image { .. } => {
                let words = self.unit.take();
                let mut image = Unit::new(Kind::Image, 0, range.clone());
                image.words.clear();
                self.interrupted.push(words);
                self.unit = Some(image);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.silent += 1;
            }
            Tag::List(_) | Tag::Table(_) => {
                self.flush();
                self.groups += 1;
                self.open.push(self.groups);
            }
            Tag::Item => self.begin(Kind::Item),
            Tag::TableHead | Tag::TableRow => self.begin(Kind::Row),
            Tag::TableCell => {
                self.in_hand(range);
            }
            Tag::Heading { level, .. } => self.begin(Kind::Heading(*level as u8)),
            Tag::FootnoteDefinition(_) => self.begin(Kind::Note),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            Tag::Paragraph if self.unit.is_none() && matches!(self.kind, Kind::Item | Kind::Note) => {}
            _ => self.begin(Kind::Paragraph),
        }
    }

    fn begin(&mut self, kind: Kind) {
        self.flush();
        self.kind = kind;
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Link => match self.links.pop() {
                Some(Linked::Address) => self.silent -= 1,
                Some(Linked::Words(link)) => {
                    if let Some(unit) = &mut self.unit
                        && let Some(link) = unit.links.get_mut(link)
                    {
                        link.words.end = unit.words.len();
                    }
                }
                Some(Linked::Marked(language, start)) => {
                    let end = self.unit.as_ref().map_or(start, |unit| unit.words.len());
                    self.marked.push((language, start..end));
                }
                _ => {}
            },
            TagEnd::Image => {
                self.flush();
                self.unit = self.interrupted.pop().flatten();
            }
            TagEnd::CodeBlock => self.silent -= 1,
            TagEnd::TableCell => {
                if let Some(unit) = &mut self.unit {
                    unit.words.push(OBJECT);
                    let end = unit.words.len();
                    unit.cells.push(end);
                }
            }
            TagEnd::List(_) | TagEnd::Table => {
                self.begin(Kind::Paragraph);
                self.open.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
            _ => self.begin(Kind::Paragraph),
        }
    }

    /// Extracts the facts of the current unit, stores it, and begins another.
    fn flush(&mut self) {
        let Some(mut unit) = self.unit.take() else { return };
        let marked = if unit.kind == Kind::Image { Vec::new() } else { std::mem::take(&mut self.marked) };
        links_as_typed(&mut unit);
        let enumerator = enumerator(&unit.words);
        if enumerator > 0 && unit.kind == Kind::Paragraph {
            unit.kind = Kind::Item;
        }
        unit.facts = match marked.is_empty() {
            true => facts(&unit.words, self.language),
            false => facts_marked(&unit.words, self.language, &marked),
        };
        unit.facts.retain(|fact| fact.range().start >= enumerator || !matches!(fact.value, Value::Number(_)));
        let is_empty = unit.words.trim().is_empty() && unit.links.is_empty() && unit.kind != Kind::Image;
        if !is_empty || unit.kind == Kind::Row {
            self.units.push(unit);
        }
        // Text that follows in the same item or note is a paragraph of it.
        if !matches!(self.kind, Kind::Row) && self.interrupted.is_empty() {
            self.kind = Kind::Paragraph;
        }
    }
}

/// Returns whether a line was meant as an item: its sign touches its first word.
fn is_bullet(line: &str) -> bool {
    let rest = line.strip_prefix(['-', '*', '•', '–']);
    rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic) || rest.starts_with(' '))
}

/// Returns the length of the number or letter with which a paragraph begins like an item: « 1° », “(a)”, “3.”.
fn enumerator(words: &str) -> usize {
    let start = words.len() - words.trim_start_matches([' ', '\u{a0}', '(']).len();
    let rest = &words[start..];
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let sign = &rest[..length];
    let is_number = (1..=3).contains(&length) && sign.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = length == 1 && sign.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_roman = (1..=4).contains(&length) && sign.bytes().all(|byte| b"ivxIVX".contains(&byte));
    let closing = rest[length..].chars().next().filter(|c| matches!(c, '.' | ')' | '°' | 'º'));
    let Some(closing) = closing.filter(|_| is_number || is_letter || is_roman) else { return 0 };
    let end = start + length + closing.len_utf8();
    // “a.m.”, « M. », “I.” and the decimals of a number begin no item.
    let is_sure = is_number || closing == ')';
    let is_parted = words[end..].starts_with([' ', '\u{a0}']);
    if is_sure && is_parted { end } else { 0 }
}

/// Adds the links whose address is separated from their words: they are reported as mistyped, and must not be reported
/// as missing too.
fn links_as_typed(unit: &mut Unit) {
    let mut found = Vec::new();
    for (at, _) in unit.words.match_indices("] (") {
        let address = &unit.words[at + 3..];
        let Some(end) = address.find(')') else { continue };
        let Some(open) = unit.words[..at].rfind('[') else { continue };
        if Target::parse(&address[..end]).is_ok() {
            let range = unit.place(open..at + 4 + end);
            found.push(Link { address: address[..end].into(), words: open + 1..at, range });
        }
    }
    unit.links.extend(found);
}

/// Returns the facts of words of which some are in another language.
fn facts_marked(words: &str, language: Language, marked: &[(Language, Range<usize>)]) -> Vec<Fact> {
    // They are replaced by neutral characters of the same number of bytes.
    let mut own = words.to_owned();
    let mut found = Vec::new();
    for (other, range) in marked {
        let Some(part) = words.get(range.clone()) else { continue };
        found.extend(facts(part, *other).into_iter().map(|fact| {
            let at = fact.range();
            fact.at(at.start + range.start..at.end + range.start)
        }));
        own.replace_range(range.clone(), &"\u{1}".repeat(range.len()));
    }
    found.extend(facts(&own, language));
    found.sort_by_key(|fact| fact.range().start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(Kind, String)> {
        units(text, Language::French).into_iter().map(|unit| (unit.kind, unit.words)).collect()
    }

    #[test]
    fn a_text_is_cut_into_what_is_compared() {
        let text = "Début.\n\n## Titre\n\n- un **deux**\n- trois\n\n  suite\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nFin[^1] ![carte](asset:c.png).\n\n[^1]: La note.\n";
        let kinds: Vec<Kind> = units(text, Language::French).iter().map(|unit| unit.kind).collect();
        use Kind::*;
        assert_eq!(
            kinds,
            [Paragraph, Heading(2), Item, Item, Paragraph, Row, Row, Image, Paragraph, Note],
            "{:?}",
            shapes(text)
        );
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "Un\u{a0}budget de 12&nbsp;000 $ et [24 avis](https://example.org/2020).";
        let unit = units(text, Language::French).remove(0);
        let written: Vec<&str> = unit.facts.iter().map(|fact| &text[unit.place(fact.range())]).collect();
        assert_eq!(written, ["Un", "12&nbsp;000", "24"]);
        assert_eq!(
            (&*unit.links[0].address, &unit.words[unit.links[0].words.clone()]),
            ("https://example.org/2020", "24 avis")
        );
    }

    #[test]
    fn what_begins_an_item_is_no_number() {
        for (words, length) in
            [("1° Le comité", 3), ("(a) The", 3), ("3. Titre", 2), ("2.5 points", 0), ("2021. Un", 0), ("A. B", 0)]
        {
            assert_eq!(enumerator(words), length, "{words}");
        }
    }
}
