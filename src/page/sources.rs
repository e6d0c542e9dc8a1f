//! Finds the content files from which a page is generated.

use std::sync::Arc;

use super::{Page, Route};
use crate::diagnostic::{Place, Source, Span};
use crate::site::Site;

impl Route {
    /// Returns the file that an editor changes to change the page.
    pub fn source(self, site: &Site) -> &Arc<Source> {
        match self.page {
            Page::Home
            | Page::Search
            | Page::SiteMap
            | Page::NotFound
            | Page::OpenData
            | Page::Changes
            | Page::Edition(_) => site.portal.source(),
            Page::Member(at) => site.members[at].source(),
            Page::Nomination(at) => site.nominations[at].source(),
            Page::Meeting(at) => site.meetings[at].source(),
            Page::Plan(at) | Page::Commitment(at, _) => site.plans[at].source(),
            Page::Commentary(at) => site.commentary(at).text.get(self.language).0.source(),
            Page::FreePage(at) => site.pages[at].get(self.language).0.source(),
            Page::Members
            | Page::Mandate
            | Page::Composition
            | Page::CompositionOn(_)
            | Page::Breaches
            | Page::Compare
            | Page::Nominations
            | Page::Operation
            | Page::Duties
            | Page::Ahead
            | Page::Meetings
            | Page::Plans
            | Page::Recommendations
            | Page::Register => site.committee.source(),
        }
    }

    /// Returns the content files whose changes count as changes of the page: its own, that of its other language,
    /// and the responses to it.
    pub fn sources(self, site: &Site) -> Vec<String> {
        let pair = |french: &Source, english: Option<&Source>| -> Vec<String> {
            [Some(french), english].into_iter().flatten().map(|source| source.path().to_string()).collect()
        };
        match self.page {
            Page::Commentary(at) => {
                let commentary = site.commentary(at);
                let mut files = pair(
                    commentary.text.french.source(),
                    commentary.text.english.as_ref().map(|side| &**side.source()),
                );
                files.extend(commentary.answers_file().map(|source| source.path().to_string()));
                files
            }
            Page::FreePage(at) => {
                let page = &site.pages[at];
                pair(page.french.source(), page.english.as_ref().map(|side| &**side.source()))
            }
            Page::Composition | Page::CompositionOn(_) | Page::Breaches | Page::Compare | Page::Members => {
                let members = site.members.iter().map(|member| member.source().path().to_string());
                members.chain([site.committee.source().path().to_string()]).collect()
            }
            Page::Search
            | Page::SiteMap
            | Page::NotFound
            | Page::OpenData
            | Page::Changes
            | Page::Edition(_)
            | Page::Ahead => Vec::new(),
            Page::Home
            | Page::Member(_)
            | Page::Mandate
            | Page::Nominations
            | Page::Nomination(_)
            | Page::Operation
            | Page::Duties
            | Page::Meetings
            | Page::Meeting(_)
            | Page::Plans
            | Page::Plan(_)
            | Page::Commitment(..)
            | Page::Recommendations
            | Page::Register => vec![self.source(site).path().to_string()],
        }
    }

    /// Returns the place that determines a page: its title, or the entry that it shows.
    pub fn place(self, site: &Site) -> Place {
        let span = match self.page {
            Page::Member(at) => site.members[at].name.span,
            Page::Commitment(plan, at) => site.plans[plan].commitments[at].id.span,
            Page::Commentary(at) => site.commentary(at).text.get(self.language).0.title.span,
            Page::FreePage(at) => site.pages[at].get(self.language).0.title.span,
            Page::Meeting(at) => site.meetings[at].date.span,
            Page::Home
            | Page::Search
            | Page::SiteMap
            | Page::NotFound
            | Page::OpenData
            | Page::Changes
            | Page::Edition(_)
            | Page::Nomination(_)
            | Page::Plan(_)
            | Page::Members
            | Page::Mandate
            | Page::Composition
            | Page::CompositionOn(_)
            | Page::Breaches
            | Page::Compare
            | Page::Nominations
            | Page::Operation
            | Page::Duties
            | Page::Ahead
            | Page::Meetings
            | Page::Plans
            | Page::Recommendations
            | Page::Register => Span::default(),
        };
        self.source(site).place(span)
    }
}
