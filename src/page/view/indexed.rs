//! What a page gives to the search: its own words, without the site around it, and what it can be
//! filtered by. Lists are left out: what they list has pages of its own.

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::commentary::recommendation;
use super::{Desk, Link, Phrase};
use crate::model::commitment::Lead;
use crate::model::nomination::Step;
use crate::page::{Page, Route};
use crate::site::recommendations::Asked;

/// A page as the search sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indexed {
    /// The URL below the site's root, with a leading slash.
    pub url: String,
    /// An HTML document with the page's words and, as attributes, its title, kind and filters.
    pub html: String,
}

/// What a page gives to the search, in the desk's language; nothing for lists, for drafts, and for
/// pages whose text is not in that language.
pub fn indexed(page: Page, desk: &Desk<'_>) -> Option<Indexed> {
    let route = Route::new(page, desk.language);
    if route.text_language(desk.site) != desk.language {
        return None;
    }
    let mut text = Text::new(desk);
    match page {
        Page::Mandate => mandate(&mut text),
        Page::Composition => composition(&mut text),
        Page::Operation => operation(&mut text),
        Page::Member(at) => member(&mut text, at),
        Page::Nomination(at) => nomination(&mut text, at),
        Page::Meeting(at) => meeting(&mut text, at),
        Page::Plan(at) => plan(&mut text, at),
        Page::Commitment(plan, at) => commitment(&mut text, plan, at),
        Page::Commentary(at) if !desk.site.commentaries[at].draft => commentary(&mut text, at),
        Page::FreePage(at) => free_page(&mut text, at),
        _ => return None,
    }
    Some(Indexed { url: format!("/{}", route.path(desk.site)), html: text.finish() })
}

/// A document in the making.
struct Text<'a> {
    desk: Desk<'a>,
    attributes: String,
    body: String,
}

impl<'a> Text<'a> {
    fn new(desk: &Desk<'a>) -> Self {
        Self { desk: *desk, attributes: String::new(), body: String::new() }
    }

    /// The page's kind and title.
    fn title(&mut self, kind: &str, title: &str) {
        let kind = self.desk.word(&format!("search-kind-{kind}"));
        self.attribute("filter", "kind", &kind);
        self.attribute("meta", "title", title);
        self.body.push_str("<h1>");
        escape_into(&mut self.body, title);
        self.body.push_str("</h1>");
    }

    fn date(&mut self, words: &str) {
        self.attribute("meta", "date", words);
    }

    fn filter(&mut self, name: &str, values: impl IntoIterator<Item = Link>) {
        for link in values {
            self.attribute("filter", name, &link.label.text);
        }
    }

    fn attribute(&mut self, what: &str, name: &str, value: &str) {
        self.attributes.push_str(&format!("<i data-pagefind-{what}=\"{name}[data-v]\" data-v=\""));
        let _ = escape_html(&mut self.attributes, value);
        self.attributes.push_str("\"></i>");
    }

    fn heading(&mut self, id: &str, words: &str) {
        self.body.push_str("<h2 id=\"");
        let _ = escape_html(&mut self.body, id);
        self.body.push_str("\">");
        escape_into(&mut self.body, words);
        self.body.push_str("</h2>");
    }

    fn say(&mut self, text: &str) {
        self.body.push_str("<p>");
        escape_into(&mut self.body, text);
        self.body.push_str("</p>");
    }

    fn phrase(&mut self, phrase: impl Into<Option<Phrase>>) {
        if let Some(phrase) = phrase.into() {
            self.say(&phrase.text);
        }
    }

    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            self.phrase(self.desk.phrase(&step.text));
        }
    }

    fn finish(self) -> String {
        let code = self.desk.language.code();
        format!("<html lang=\"{code}\"><body>{}{}</body></html>", self.attributes, self.body)
    }
}

fn escape_into(out: &mut String, text: &str) {
    // Writing into a string does not fail.
    let _ = escape_html_body_text(out, text);
}

fn mandate(text: &mut Text<'_>) {
    let desk = text.desk;
    let committee = &desk.site.committee;
    text.title("committee", &desk.word("title-mandate"));
    text.phrase(desk.phrase(&committee.description));
    for task in &committee.mandate {
        text.phrase(desk.phrase(task));
    }
    for duty in &committee.duties {
        text.phrase(desk.phrase(&duty.text));
    }
}

fn composition(text: &mut Text<'_>) {
    let desk = text.desk;
    text.title("committee", &desk.word("title-composition"));
    for seat in &desk.site.committee.seats {
        text.phrase(desk.phrase(&seat.name));
        text.phrase(seat.note.as_ref().map(|note| desk.phrase(note)));
    }
}

fn operation(text: &mut Text<'_>) {
    let desk = text.desk;
    text.title("committee", &desk.word("title-operation"));
    for section in &desk.site.committee.sections {
        text.heading(section.id.value.as_str(), &desk.phrase(&section.title).text);
        text.body.push_str(&desk.prose(&section.body, &format!("{}_", section.id.value)).text);
    }
}

fn member(text: &mut Text<'_>, at: usize) {
    let desk = text.desk;
    let member = &desk.site.members[at];
    let link = desk.member(at);
    text.title("member", &link.label.text);
    text.filter("member", [link]);
    if let Some(abbreviation) = &member.abbreviation {
        text.say(abbreviation);
    }
    text.phrase(member.parent.as_ref().map(|parent| desk.phrase(parent)));
    text.phrase(member.description.as_ref().map(|about| desk.phrase(about)));
    for person in member.terms.iter().filter_map(|term| term.representative.as_ref()) {
        text.say(&person.name);
        text.phrase(person.role.as_ref().map(|role| desk.phrase(role)));
    }
    for declaration in &member.declarations {
        text.phrase(desk.phrase(&declaration.text));
    }
}

fn nomination(text: &mut Text<'_>, at: usize) {
    let desk = text.desk;
    let round = &desk.site.nominations[at];
    text.title("nomination", &desk.phrase(&round.title).text);
    text.date(&desk.date(round.opened.value).words);
    text.phrase(round.description.as_ref().map(|about| desk.phrase(about)));
    for criterion in &round.criteria {
        text.phrase(desk.phrase(criterion));
    }
    text.phrase(round.selection_committee.as_ref().map(|body| desk.phrase(body)));
    text.steps(&round.steps);
}

fn meeting(text: &mut Text<'_>, at: usize) {
    let desk = text.desk;
    let meeting = &desk.site.meetings[at];
    let day = desk.date(meeting.date.value).words;
    text.title("meeting", &desk.message("title-meeting", &[("day", day.as_str().into())]));
    text.date(&day);
    let present = meeting.present.iter().filter_map(|id| desk.site.member(id));
    text.filter("member", present.map(|at| desk.member(at)));
    for item in &meeting.agenda {
        text.phrase(desk.phrase(item));
    }
    for document in &meeting.documents {
        text.phrase(desk.phrase(&document.title));
    }
}

fn plan(text: &mut Text<'_>, at: usize) {
    let desk = text.desk;
    let plan = &desk.site.plans[at];
    let link = desk.link(Page::Plan(at), desk.phrase(&plan.title));
    text.title("plan", &link.label.text);
    text.filter("plan", [link]);
    text.phrase(plan.description.as_ref().map(|about| desk.phrase(about)));
    for pillar in &plan.pillars {
        text.phrase(desk.phrase(&pillar.name));
    }
    text.steps(&plan.steps);
}

fn commitment(text: &mut Text<'_>, plan: usize, at: usize) {
    let desk = text.desk;
    let record = &desk.site.plans[plan];
    let commitment = &record.commitments[at];
    let link = desk.commitment(plan, at);
    text.title("commitment", &link.label.text);
    text.filter("plan", [desk.link(Page::Plan(plan), desk.phrase(&record.title))]);
    text.filter("commitment", [link]);
    text.phrase(commitment.description.as_ref().map(|about| desk.phrase(about)));
    text.phrase(commitment.note.as_ref().map(|note| desk.phrase(note)));
    for lead in &commitment.lead {
        match lead {
            Lead::Named(name) => text.phrase(desk.phrase(name)),
            Lead::Member(id) => {
                let link = desk.site.member(id).map(|at| desk.member(at));
                text.phrase(link.as_ref().map(|link| link.label.clone()));
                text.filter("member", link);
            }
        }
    }
}

fn commentary(text: &mut Text<'_>, at: usize) {
    let desk = text.desk;
    let commentary = &desk.site.commentaries[at];
    let (side, language) = commentary.text.get(desk.language);
    text.title("commentary", &side.title);
    text.date(&desk.date(commentary.date.value).words);
    text.filter("plan", [desk.link(Page::Plan(commentary.plan), desk.phrase(&desk.site.plans[commentary.plan].title))]);
    text.filter("commitment", commentary.commitments.iter().map(|&at| desk.commitment(commentary.plan, at)));
    text.filter("member", commentary.authors.iter().map(|&at| desk.member(at)));
    if let Some(about) = &side.description {
        text.say(about);
    }
    text.body.push_str(&desk.html(&side.body, language, "").text);
    for place in 0..commentary.text.french.recommendations.len() {
        let asked = recommendation(&desk, Asked { commentary: at, recommendation: place });
        text.heading(&asked.anchor, &desk.word("recommendation"));
        text.phrase(asked.text);
        text.phrase(asked.response.and_then(|response| response.text));
    }
}

fn free_page(text: &mut Text<'_>, at: usize) {
    let desk = text.desk;
    let (side, language) = desk.site.pages[at].get(desk.language);
    text.title("page", &side.title);
    text.body.push_str(&desk.html(&side.body, language, "").text);
}
