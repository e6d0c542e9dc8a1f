//! What templates see: plain values, every decision already taken, in one language.
//!
//! A view never holds the site, and a template never asks for more than its view holds.

mod commentary;
mod committee;
mod composition;
mod desk;
mod frame;
mod indexed;
mod meetings;
mod members;
mod nominations;
mod plans;
mod register;
mod search;
mod texts;
mod timeline;

use serde::Serialize;

pub use desk::Desk;
pub use frame::{Chrome, Frame, Standing};
pub use indexed::{Indexed, indexed};

use super::Page;

/// A text with its language, where that is not the page's own.
#[derive(Debug, Clone, Serialize)]
pub struct Phrase {
    /// The text.
    pub text: String,
    /// `fr` on an English page whose text is French; absent otherwise.
    pub lang: Option<&'static str>,
}

/// A date for reading and for machines.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// ISO 8601, as precise as it is known; an interval for a range.
    pub iso: String,
    /// In words.
    pub words: String,
    /// `day`, `month` or `year`; `range` for a day that lies between two.
    pub precision: &'static str,
}

/// A link to a page of the site.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Its words.
    pub label: Phrase,
    /// Its address.
    pub href: String,
}

/// A source that a page names.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// The address.
    pub url: String,
    /// What it says, or is.
    pub note: Option<Phrase>,
    /// The date that it gives.
    pub date: Option<Day>,
}

/// A page ready for its template.
#[derive(Debug, Serialize)]
pub struct View {
    /// What every page has.
    pub frame: Frame,
    /// What this kind of page has.
    pub page: Body,
}

/// What pages share, by the name that templates know it by, with its template. It sees the site, the
/// files and its [`Standing`].
pub const SHARED: [(&str, &str); 2] = [("navigation", "navigation.html"), ("footer", "footer.html")];

macro_rules! bodies {
    ($($name:ident($view:ty) = $template:literal;)*) => {
        /// What each kind of page has, and the template that shows it.
        #[derive(Debug, Serialize)]
        #[serde(untagged)]
        #[allow(missing_docs)]
        pub enum Body { $($name($view),)* }

        impl Body {
            /// The template's name.
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
    Operation(committee::Operation) = "operation.html";
    Members(members::Members) = "members.html";
    Member(members::MemberView) = "member.html";
    Composition(composition::Composition) = "composition.html";
    Nominations(nominations::Nominations) = "nominations.html";
    Nomination(nominations::NominationView) = "nomination.html";
    Meetings(meetings::Meetings) = "meetings.html";
    Meeting(meetings::MeetingView) = "meeting.html";
    Plans(plans::Plans) = "plans.html";
    Plan(plans::PlanView) = "plan.html";
    Commitment(plans::CommitmentView) = "commitment.html";
    Commentary(commentary::CommentaryView) = "commentary.html";
    Recommendations(commentary::Recommendations) = "recommendations.html";
    FreePage(texts::FreePageView) = "free-page.html";
    Register(register::Register) = "register.html";
    Search(search::SearchView) = "search.html";
    SiteMap(texts::SiteMap) = "site-map.html";
    NotFound(texts::NotFound) = "not-found.html";
}

impl View {
    /// The view of a page. Pure: the same site gives the same view.
    pub fn of(page: Page, desk: &Desk<'_>) -> View {
        match page {
            Page::Home => committee::home(desk),
            Page::Mandate => committee::mandate(desk),
            Page::Operation => committee::operation(desk),
            Page::Members => members::members(desk),
            Page::Member(at) => members::member(desk, at),
            Page::Composition => composition::composition(desk, None),
            Page::CompositionOn(day) => composition::composition(desk, Some(day)),
            Page::Nominations => nominations::nominations(desk),
            Page::Nomination(at) => nominations::nomination(desk, at),
            Page::Meetings => meetings::meetings(desk),
            Page::Meeting(at) => meetings::meeting(desk, at),
            Page::Plans => plans::plans(desk),
            Page::Plan(at) => plans::plan(desk, at),
            Page::Commitment(plan, at) => plans::commitment(desk, plan, at),
            Page::Commentary(at) => commentary::commentary(desk, at),
            Page::Recommendations => commentary::recommendations(desk),
            Page::FreePage(at) => texts::free_page(desk, at),
            Page::Register => register::register(desk),
            Page::Search => search::search(desk),
            Page::SiteMap => texts::site_map(desk),
            Page::NotFound => texts::not_found(desk),
        }
    }
}
