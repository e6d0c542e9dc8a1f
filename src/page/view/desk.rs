//! The desk at which views are written: the site, the reader's language, the interface's words.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Day, Link, Phrase, SourceView};
use crate::language::date::{Calendar, DateRange, PartialDate};
use crate::language::messages::{Catalogue, Value};
use crate::language::typography::typeset;
use crate::language::{Language, Localized};
use crate::model::markdown::{Markdown, Reference};
use crate::model::value::{Duration, Source, Text};
use crate::page::{Page, Route, asset_path, encode};
use crate::prose::{self, Destination, Surroundings};
use crate::site::{Resolved, Site};

/// Everything a view is made from.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The site.
    pub site: &'a Site,
    /// The reader's language.
    pub language: Language,
    /// How it writes dates.
    pub calendar: &'a Calendar,
    /// The theme's words in that language.
    pub messages: &'a Catalogue,
    /// The theme's words in French, for texts that have no English yet.
    pub french: &'a Catalogue,
    /// The texts of the page in hand whose French changed since they were confirmed.
    pub noted: &'a RefCell<BTreeSet<String>>,
}

impl<'a> Desk<'a> {
    /// A text in the reader's language, or marked as French.
    pub fn phrase(&self, text: &Text) -> Phrase {
        let (shown, language) = text.get(self.language);
        if language == Language::English && self.site.is_stale(&text.french, shown) {
            self.noted.borrow_mut().insert(shown.clone());
        }
        self.marked(shown, language)
    }

    /// A text, set as its language asks and marked with it if that is not the reader's.
    pub fn marked(&self, text: &str, language: Language) -> Phrase {
        self.verbatim(typeset(text, language).into_owned(), language)
    }

    /// A text as it is, marked with its language if that is not the reader's.
    fn verbatim(&self, text: String, language: Language) -> Phrase {
        Phrase { text, lang: (language != self.language).then(|| language.code()) }
    }

    /// A text in the reader's language.
    pub fn own(&self, text: impl Into<String>) -> Phrase {
        Phrase { text: text.into(), lang: None }
    }

    /// The interface's words for a key.
    pub fn word(&self, key: &str) -> String {
        self.messages.text(key)
    }

    /// The interface's words for a key, with arguments.
    pub fn message(&self, key: &str, args: &[(&'static str, Value<'_>)]) -> String {
        self.messages.format(key, None, args).unwrap_or_else(|| key.to_owned())
    }

    /// A partial date.
    pub fn date(&self, date: PartialDate) -> Day {
        Day { iso: date.to_string(), words: self.calendar.words(date), precision: date.precision() }
    }

    /// A day that is known to lie between two days.
    pub fn range(&self, range: DateRange) -> Day {
        match range.partial() {
            Some(date) => self.date(date),
            None => {
                let [from, to] = [range.earliest, range.latest].map(|day| self.day(day).words);
                let words = self.message("between-days", &[("from", from.into()), ("to", to.into())]);
                Day { iso: range.to_string(), words, precision: "range" }
            }
        }
    }

    /// A day.
    pub fn day(&self, day: Date) -> Day {
        self.date(PartialDate::of_day(day))
    }

    /// « deux ans », « 6 mois »: a duration in words.
    pub fn duration(&self, duration: Duration) -> String {
        let mut parts = Vec::new();
        for (key, count) in [
            ("duration-years", duration.months / 12),
            ("duration-months", duration.months % 12),
            ("duration-days", duration.days),
        ] {
            if count > 0 {
                parts.push(self.message(key, &[("count", count.into())]));
            }
        }
        self.language.all_of(&parts)
    }

    /// « tous les trois mois », « tous les ans »: a rhythm in words.
    pub fn every(&self, duration: Duration) -> String {
        match duration {
            Duration { months: 12, days: 0 } => self.word("every-year"),
            Duration { months: 1, days: 0 } => self.word("every-month"),
            Duration { months: 0, days: 7 } => self.word("every-week"),
            _ => self.message("every", &[("name", self.duration(duration).into())]),
        }
    }

    /// The address of a page in the reader's language.
    pub fn href(&self, page: Page) -> String {
        Route::new(page, self.language).href(self.site)
    }

    /// The page of the composition that held on a day: that of the last change before it.
    pub fn composition_on(&self, day: Date) -> Page {
        self.site.changes().range(..=day).next_back().map_or(Page::Composition, |change| Page::CompositionOn(*change))
    }

    /// A link to a page.
    pub fn link(&self, page: Page, label: Phrase) -> Link {
        Link { label, href: self.href(page) }
    }

    /// A link to a member, by its name.
    pub fn member(&self, at: usize) -> Link {
        self.link(Page::Member(at), self.phrase(&self.site.members[at].name))
    }

    /// A link to a commentary, by its title.
    pub fn commentary(&self, at: usize) -> Link {
        let (side, language) = self.site.commentaries[at].text.get(self.language);
        self.link(Page::Commentary(at), self.marked(&side.title, language))
    }

    /// A link to a commitment: its number and title.
    pub fn commitment(&self, plan: usize, at: usize) -> Link {
        let commitment = &self.site.plans[plan].commitments[at];
        let mut label = self.phrase(&commitment.title);
        label.text = format!("{}. {}", commitment.id.value, label.text);
        self.link(Page::Commitment(plan, at), label)
    }

    /// Places of members, in the order of their names.
    pub fn by_name(&self, members: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut members: Vec<usize> = members.into_iter().collect();
        members.sort_by_key(|&at| self.site.name_rank(at, self.language));
        members
    }

    /// The sources that a page names.
    pub fn sources(&self, sources: &[Source]) -> Vec<SourceView> {
        sources
            .iter()
            .map(|source| SourceView {
                url: source.url.clone(),
                note: source.note.as_ref().map(|note| self.phrase(note)),
                date: source.date.map(|date| self.date(date)),
            })
            .collect()
    }

    /// One of several Markdown texts of a page as HTML, its ids prefixed, with the language it is really in.
    pub fn prose(&self, text: &Localized<Markdown>, prefix: &str) -> Phrase {
        let (markdown, language) = text.get(self.language);
        let is_stale = language == Language::English && self.site.is_stale(text.french.text(), markdown.text());
        self.prefixed(markdown, language, prefix, if is_stale { &[0] } else { &[] })
    }

    /// A Markdown text as HTML, marked with its language if that is not the reader's.
    ///
    /// `path` is the file that it stands in: its sections whose French changed since are noted.
    pub fn html(&self, markdown: &Markdown, language: Language, path: &str) -> Phrase {
        let stale = self.site.stale(path).filter(|_| language == Language::English);
        self.prefixed(markdown, language, "", stale.map_or(&[], |stale| &stale.sections))
    }

    fn prefixed(&self, markdown: &Markdown, language: Language, prefix: &str, stale: &[usize]) -> Phrase {
        let words = if language == self.language { self.messages } else { self.french };
        let page = OnPage { desk: *self, words, prefix, stale };
        self.verbatim(prose::html(markdown, &page), language)
    }

    /// The address and note of a file among the assets: « (PDF, 142 ko) ».
    pub fn asset(&self, path: &str) -> Destination {
        let href = format!("{}{}", self.site.base_url().path(), encode(&asset_path(path)));
        let kind = path.rsplit_once('.').map_or("", |(_, kind)| kind).to_uppercase();
        let size = match self.site.assets.get(path) {
            Some(file) => file.length(),
            None => 0,
        };
        let size = self.message("file-size", &[("kilobytes", (size.div_ceil(1000) as i64).into())]);
        Destination { href, note: Some(format!("({kind}, {size})")), other_headings: false }
    }

    /// When a record was last revised, or else the portal.
    pub fn updated(&self, own: Option<crate::model::value::Located<PartialDate>>) -> Option<Day> {
        own.or(self.site.portal.updated_at).map(|date| self.date(date.value))
    }
}

/// A text on a page of this desk's.
struct OnPage<'a> {
    desk: Desk<'a>,
    words: &'a Catalogue,
    prefix: &'a str,
    stale: &'a [usize],
}

impl Surroundings for OnPage<'_> {
    fn destination(&self, reference: &Reference) -> Option<Destination> {
        match self.desk.site.resolve(reference)? {
            Resolved::Asset(path) => Some(self.desk.asset(&path)),
            resolved => {
                let route = Route::new(resolved.page()?, self.desk.language);
                let other_headings = route.text_language(self.desk.site) != self.words.language();
                Some(Destination { href: route.href(self.desk.site), note: None, other_headings })
            }
        }
    }

    fn word(&self, key: &str) -> String {
        self.words.text(key)
    }

    fn language(&self) -> Language {
        self.words.language()
    }

    fn notice(&self, section: usize) -> Option<String> {
        self.stale.contains(&section).then(|| self.words.text("stale-section"))
    }

    fn prefix(&self) -> &str {
        self.prefix
    }
}
