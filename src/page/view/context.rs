//! The inputs of views: the site, the reader's language, the messages of the interface.

use jiff::civil::Date;

use super::{Day, Link, Part, Phrase, SourceView};
use crate::language::date::{Calendar, DateRange, PartialDate};
use crate::language::messages::{Catalogue, Value};
use crate::language::typography::typeset;
use crate::language::{Language, Localized, Translation, marks};
use crate::model::markdown::{Markdown, Reference};
use crate::model::value::{Duration, Located, Source, Text};
use crate::page::{Download, Page, Route, asset_path, encode};
use crate::prose::{Destination, Prose};
use crate::site::{CommentaryAt, Resolved, Site};

/// The placeholder of a phrase in a message: a control character.
const MARK: char = '\u{1}';

/// All inputs of a view.
#[derive(Debug, Clone, Copy)]
pub struct ViewContext<'a> {
    /// The site.
    pub site: &'a Site,
    /// The reader's language.
    pub language: Language,
    /// The date formats of that language.
    pub calendar: &'a Calendar,
    /// The theme's messages in that language.
    pub messages: &'a Catalogue,
    /// The theme's messages in French, for texts that have no English yet.
    pub french: &'a Catalogue,
    /// The descriptions of the downloadable files: set for the page of open data only, since they require
    /// generating the files.
    pub downloads: &'a [Download],
}

impl<'a> ViewContext<'a> {
    /// Returns a text in the reader's language, or marked as French.
    pub fn phrase(&self, text: &Text) -> Phrase {
        let (shown, language) = text.get(self.language);
        let stale = language == Language::English && self.site.is_stale(&text.french, shown);
        let mut phrase = self.marked(shown, language);
        phrase.stale = stale;
        phrase
    }

    /// Returns a text, typeset for its language and marked with it if it is not the reader's.
    pub fn marked(&self, text: &str, language: Language) -> Phrase {
        if !marks::has(text) {
            return Phrase::new(typeset(text, language).into_owned(), self.lang(language));
        }
        let parts = marks::stretches(text).into_iter().map(|(words, own)| Part {
            text: typeset(words, own.unwrap_or(language)).into_owned(),
            lang: own.filter(|own| *own != language).map(Language::code),
        });
        Phrase::of_parts(parts.collect(), self.lang(language))
    }

    /// Returns the code of a language that is not the reader's.
    fn lang(&self, language: Language) -> Option<&'static str> {
        (language != self.language).then(|| language.code())
    }

    /// Returns a text in the reader's language.
    pub fn own(&self, text: impl Into<String>) -> Phrase {
        Phrase::new(text.into(), None)
    }

    /// Returns the message of a key.
    pub fn word(&self, key: &str) -> String {
        self.messages.text(key)
    }

    /// Returns the message of a key, with arguments.
    pub fn message(&self, key: &str, args: &[(&'static str, Value<'_>)]) -> String {
        self.messages.format(key, None, args).unwrap_or_else(|| key.to_owned())
    }

    /// Returns the message of a key, with lists of phrases as arguments; each phrase keeps its language.
    pub fn sentence(&self, key: &str, args: &[(&'static str, &[Phrase])]) -> Phrase {
        // In the message each phrase is a placeholder character, which no text of a portal can contain: see
        // `is_deceptive`.
        let phrases: Vec<&Phrase> = args.iter().flat_map(|(_, phrases)| phrases.iter()).collect();
        let mut next = 0;
        let marks = args.iter().map(|(name, phrases)| {
            let own: Vec<String> = (next..next + phrases.len()).map(|at| format!("{MARK}{at}{MARK}")).collect();
            next += phrases.len();
            (*name, Value::from(self.language.join_and(&own)))
        });
        let marks: Vec<_> = marks.collect();
        let said = self.message(key, &marks);
        let parts = said.split(MARK).enumerate().flat_map(|(at, words)| match at % 2 {
            0 => vec![Part { text: words.to_owned(), lang: None }],
            _ => {
                words.parse().ok().and_then(|at: usize| phrases.get(at)).map_or_else(Vec::new, |phrase| phrase.parts())
            }
        });
        Phrase::of_parts(parts.filter(|part| !part.text.is_empty()).collect(), None)
    }

    /// Returns a partial date.
    pub fn date(&self, date: PartialDate) -> Day {
        Day { iso: date.to_string(), words: self.calendar.words(date), precision: date.precision() }
    }

    /// Returns a day that is known to be between two days.
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

    /// Returns the last day of a term, as precisely as it is known: for a term that began within a month or a year,
    /// that month or year later.
    pub fn last_day(&self, last: DateRange) -> Day {
        self.range(last.as_last_day())
    }

    /// Returns the first day of the period of the reference date, if that date is not fixed: what depends on the
    /// period alone does not change until it ends.
    pub fn unchanged_since(&self) -> Option<Day> {
        let site = self.site;
        let own = site.period_of(site.reference_date()).filter(|_| site.portal.reference_date.is_none());
        own.map(|at| self.day(site.periods()[at].first))
    }

    /// Returns a day.
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
        self.language.join_and(&parts)
    }

    /// « tous les trois mois », « tous les ans »: returns an interval in words.
    pub fn every(&self, duration: Duration) -> String {
        match duration {
            Duration { months: 12, days: 0 } => self.word("every-year"),
            Duration { months: 1, days: 0 } => self.word("every-month"),
            Duration { months: 0, days: 7 } => self.word("every-week"),
            Duration { months: 0, days: 1 } => self.word("every-day"),
            // « tous les 18 mois », not « tous les un an et six mois ».
            Duration { months, days: 0 } if months % 12 != 0 => {
                self.message("every", &[("name", self.message("duration-months", &[("count", months.into())]).into())])
            }
            Duration { months: 0, .. } | Duration { days: 0, .. } => {
                self.message("every", &[("name", self.duration(duration).into())])
            }
            Duration { .. } => self.message("every-mixed", &[("name", self.duration(duration).into())]),
        }
    }

    /// Returns the address of a page in the reader's language.
    pub fn href(&self, page: Page) -> String {
        Route::new(page, self.language).href(self.site)
    }

    /// Returns the page of the composition on a day: that of its period.
    pub fn composition_on(&self, day: Date) -> Page {
        let period = self.site.period_of(day);
        period.map_or(Page::Composition, |at| Page::CompositionOn(self.site.periods()[at].first))
    }

    /// Returns a link to a page.
    pub fn link(&self, page: Page, label: Phrase) -> Link {
        Link { label, href: self.href(page) }
    }

    /// Returns a link to a member, with its name and the institution that it is part of.
    pub fn member(&self, at: usize) -> Link {
        self.member_on(at, self.site.reference_date())
    }

    /// Returns a link to a member, with the name that it had on a day, and the institution that it is part of.
    pub fn member_on(&self, at: usize, day: Date) -> Link {
        let mut link = self.member_alone(at, day);
        if let Some(parent) = &self.site.members[at].parent {
            link.label = link.label.with_note(self.phrase(parent));
        }
        link
    }

    /// Returns a link to a member, with only the name that it had on a day: the institution is shown beside it.
    pub fn member_alone(&self, at: usize, day: Date) -> Link {
        self.link(Page::Member(at), self.phrase(self.site.members[at].name_on(day)))
    }

    /// Returns a link to a meeting: « Rencontre du 15 mars 2022 », or its own title with the date.
    pub fn meeting(&self, at: usize) -> Link {
        let meeting = &self.site.meetings[at];
        let day = self.date(meeting.date.value).words;
        let label = match &meeting.title {
            Some(title) => {
                let day = [self.own(day)];
                self.sentence("title-meeting-named", &[("title", &[self.phrase(title)]), ("day", &day)])
            }
            None => self.own(self.message("title-meeting", &[("day", day.into())])),
        };
        self.link(Page::Meeting(at), label)
    }

    /// Returns a link to a commentary, with its title.
    pub fn commentary(&self, at: CommentaryAt) -> Link {
        let (side, language) = self.site.commentary(at).text.get(self.language);
        self.link(Page::Commentary(at), self.marked(&side.title, language))
    }

    /// Returns a link to a commitment, with its number and title.
    pub fn commitment(&self, plan: usize, at: usize) -> Link {
        let commitment = &self.site.plans[plan].commitments[at];
        let number = format!("{}. ", commitment.id.value);
        self.link(Page::Commitment(plan, at), self.phrase(&commitment.title).behind(&number))
    }

    /// Returns indices of members, in the order of their names.
    pub fn by_name(&self, members: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut members: Vec<usize> = members.into_iter().collect();
        members.sort_by_key(|&at| self.site.name_rank(at, self.language));
        members
    }

    /// Returns the sources that a page names.
    pub fn sources(&self, sources: &[Source]) -> Vec<SourceView> {
        sources
            .iter()
            .map(|source| SourceView {
                url: source.url.clone(),
                note: source.note.as_ref().map(|note| self.phrase(note)),
                date: source.date.map(|date| self.date(date.value)),
            })
            .collect()
    }

    /// Returns one of several Markdown texts of a page, with prefixed ids, in the reader's language or in French.
    pub fn prose(&self, text: &'a Localized<Markdown>, prefix: &str) -> Prose<'a> {
        let (markdown, _) = text.get(self.language);
        let is_stale = match &text.english {
            Translation::Given(english) if self.language == Language::English => {
                self.site.is_stale(text.french.text(), english.text())
            }
            _ => false,
        };
        self.text(markdown, prefix, if is_stale { vec![0] } else { Vec::new() })
    }

    /// Returns the Markdown text of a file.
    ///
    /// `path` is the path of the file: its sections whose French changed since they were confirmed are marked.
    pub fn html(&self, markdown: &'a Markdown, path: &str) -> Prose<'a> {
        let stale = self.site.stale(path).filter(|_| markdown.language() == Language::English);
        self.text(markdown, "", stale.map(|stale| stale.sections.clone()).unwrap_or_default())
    }

    fn text(&self, markdown: &'a Markdown, prefix: &str, stale: Vec<usize>) -> Prose<'a> {
        let language = markdown.language();
        let messages = if language == self.language { self.messages } else { self.french };
        let destinations = markdown.references().iter().map(|(reference, _)| self.destination(reference, language));
        Prose {
            markdown,
            messages,
            destinations: destinations.collect(),
            stale,
            prefix: prefix.to_owned(),
            lang: self.lang(language),
        }
    }

    /// Returns the destination of a reference in a text in a language.
    fn destination(&self, reference: &Reference, language: Language) -> Destination {
        match self.site.resolve(reference) {
            Some(Resolved::Asset(path)) => self.asset(&path),
            Some(resolved) => match resolved.page() {
                Some(page) => {
                    let route = Route::new(page, self.language);
                    let other_headings = route.text_language(self.site) != language;
                    Destination { href: route.href(self.site), note: None, other_headings }
                }
                None => Destination::default(),
            },
            // A validated site has no unresolved reference.
            None => Destination::default(),
        }
    }

    /// Returns the address and note of a file among the assets: « (PDF, 142 ko) ».
    pub fn asset(&self, path: &str) -> Destination {
        let href = format!("{}{}", self.site.base_url().path(), encode(&asset_path(path)));
        let kind = path.rsplit_once('.').map_or("", |(_, kind)| kind).to_uppercase();
        let size = self.site.assets.get(path).map_or(0, |asset| asset.length);
        let size = self.message("file-size", &[("kilobytes", (size.div_ceil(1000) as i64).into())]);
        Destination { href, note: Some(format!("({kind}, {size})")), other_headings: false }
    }

    /// Returns when a record, or else the portal, was last revised.
    pub fn updated(&self, own: Option<Located<PartialDate>>) -> Option<Day> {
        own.or(self.site.portal.updated_at).map(|date| self.date(date.value))
    }
}
