//! The data that templates receive: plain values in one language, with every decision already taken.
//!
//! A view contains no reference to the site, and a template needs nothing beyond its view. The content of a page is
//! determined here and nowhere else: its template, the search index and its citation read it.

mod accepted;
mod account;
mod changes;
mod citation;
mod commentary;
mod committee;
mod composition;
mod context;
mod documents;
mod feed;
mod frame;
mod history;
mod json_ld;
mod judges;
mod licence;
mod meetings;
mod members;
mod nominations;
mod open_data;
mod phrase;
mod plans;
mod register;
mod search;
mod searchable;
mod site_frame;
mod terms;
mod texts;
mod timeline;
mod walk;

use std::collections::BTreeSet;

use serde::Serialize;

pub use account::{said, when};
pub use citation::{Citation, citation};
pub use context::ViewContext;
pub use feed::{FeedEntry, feed_entries};
pub use frame::{Frame, NavPosition};
pub use phrase::{Part, Phrase};
pub use searchable::Searchable;
pub use site_frame::SiteFrame;

use super::Page;
use walk::{Visitor, walk};

/// A heading that can be linked to.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// Its id on the page.
    pub id: String,
    /// Its words.
    pub words: String,
    /// The code of their language, if that is not the page's.
    pub lang: Option<&'static str>,
}

impl Heading {
    fn new(id: impl Into<String>, words: Phrase) -> Self {
        Self { id: id.into(), words: words.text, lang: words.lang }
    }
}

/// A date in words and in machine-readable form.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// ISO 8601, as precise as it is known; an interval for a range.
    pub iso: String,
    /// In words.
    pub words: String,
    /// `day`, `month` or `year`; `range` for a day known to be between two.
    pub precision: &'static str,
}

/// A link to a page of the site.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Its words.
    pub label: Phrase,
    /// Its URL.
    pub href: String,
}

/// A source listed on a page.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// The address.
    pub url: String,
    /// A description of the source, or what it states.
    pub note: Option<Phrase>,
    /// The date that the source states.
    pub date: Option<Day>,
}

/// The view of a page, ready for its template.
#[derive(Debug, Serialize)]
pub struct View<'a> {
    /// The data that every page has.
    pub frame: Frame,
    /// The data of this kind of page.
    pub page: Body<'a>,
}

/// The parts common to all pages: the name by which templates include each, and its template. These templates
/// receive the site, the files and its [`NavPosition`].
pub const SHARED: [(&str, &str); 2] = [("navigation", "navigation.html"), ("footer", "footer.html")];

macro_rules! bodies {
    ($($name:ident($view:ty) = $template:literal;)*) => {
        /// The data of each kind of page, and the template that shows it.
        #[derive(Debug, Serialize)]
        #[serde(untagged)]
        #[allow(missing_docs)]
        pub enum Body<'a> { $($name($view),)* }

        impl Body<'_> {
            /// Returns the template's name.
            pub fn template(&self) -> &'static str {
                match self { $(Body::$name(_) => $template),* }
            }
        }

        /// The templates of pages.
        pub const TEMPLATES: &[&str] = &[$($template),*];
    };
}

bodies! {
    Home(committee::Home) = "home.html";
    Mandate(committee::Mandate) = "mandate.html";
    Operation(committee::Operation<'a>) = "operation.html";
    Members(members::Members) = "members.html";
    Member(members::MemberView) = "member.html";
    Composition(composition::Composition) = "composition.html";
    Breaches(account::Breaches) = "breaches.html";
    Compare(account::Compare) = "compare.html";
    Duties(account::Duties) = "duties.html";
    Ahead(account::Ahead) = "ahead.html";
    Nominations(nominations::Nominations) = "nominations.html";
    Nomination(nominations::NominationView) = "nomination.html";
    Meetings(meetings::Meetings) = "meetings.html";
    Meeting(meetings::MeetingView) = "meeting.html";
    Plans(plans::Plans) = "plans.html";
    Plan(plans::PlanView) = "plan.html";
    Commitment(plans::CommitmentView) = "commitment.html";
    Commentary(Box<commentary::CommentaryView<'a>>) = "commentary.html";
    Recommendations(commentary::Recommendations) = "recommendations.html";
    OpenData(open_data::OpenData) = "open-data.html";
    Changes(history::Changes) = "changes.html";
    Edition(history::EditionView) = "edition.html";
    FreePage(texts::FreePageView<'a>) = "free-page.html";
    Register(register::Register) = "register.html";
    Search(search::SearchView) = "search.html";
    SiteMap(texts::SiteMap) = "site-map.html";
    NotFound(texts::NotFound) = "not-found.html";
}

impl<'a> View<'a> {
    /// Creates the view of a page. Pure: the same site gives the same view.
    pub fn of(page: Page, cx: &ViewContext<'a>) -> Self {
        let mut view = Self::without_notice(page, cx);
        if cx.site.has_stale_fields() {
            view.frame.stale = view.stale_phrases();
        }
        view
    }

    fn without_notice(page: Page, cx: &ViewContext<'a>) -> Self {
        match page {
            Page::Home => committee::home(cx),
            Page::Mandate => committee::mandate(cx),
            Page::Operation => committee::operation(cx),
            Page::Members => members::members(cx),
            Page::Member(at) => members::member(cx, at),
            Page::Composition => composition::composition(cx, None),
            Page::CompositionOn(first) => composition::composition(cx, Some(first)),
            Page::Breaches => account::breaches(cx),
            Page::Compare => account::compare(cx),
            Page::Duties => account::duties(cx),
            Page::Ahead => account::ahead(cx),
            Page::Nominations => nominations::nominations(cx),
            Page::Nomination(at) => nominations::nomination(cx, at),
            Page::Meetings => meetings::meetings(cx),
            Page::Meeting(at) => meetings::meeting(cx, at),
            Page::Plans => plans::plans(cx),
            Page::Plan(at) => plans::plan(cx, at),
            Page::Commitment(plan, at) => plans::commitment(cx, plan, at),
            Page::Commentary(at) => commentary::commentary(cx, at),
            Page::Recommendations => commentary::recommendations(cx),
            Page::OpenData => open_data::open_data(cx),
            Page::Changes => history::changes(cx),
            Page::Edition(at) => history::edition(cx, at),
            Page::FreePage(at) => texts::free_page(cx, at),
            Page::Register => register::register(cx),
            Page::Search => search::search(cx),
            Page::SiteMap => texts::site_map(cx),
            Page::NotFound => texts::not_found(cx),
        }
    }

    /// Returns the texts of the page whose French changed since they were confirmed.
    fn stale_phrases(&self) -> Vec<String> {
        struct Stale(BTreeSet<String>);
        impl Visitor for Stale {
            const WANTS_HTML: bool = false;
            const WANTS_ELSEWHERE: bool = true;

            fn phrase(&mut self, text: &str, is_stale: bool) {
                if is_stale {
                    self.0.insert(text.to_owned());
                }
            }

            fn prose(&mut self, _: &str) {}

            fn heading(&mut self, _: &str, _: &str) {}
        }
        let mut stale = Stale(BTreeSet::new());
        walk(self, &mut stale);
        stale.0.into_iter().collect()
    }
}
