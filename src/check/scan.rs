//! Gathers what has to be checked in a rendered page, in one pass.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use lol_html::errors::RewritingError;
use lol_html::{HtmlRewriter, Settings, element, end_tag, text};

/// The elements of a page that have to be checked.
#[derive(Default)]
pub(super) struct Found {
    pub(super) ids: HashSet<String>,
    pub(super) repeated: Vec<String>,
    pub(super) links: Vec<LinkFound>,
    /// Level and words.
    pub(super) headings: Vec<(u8, String)>,
    pub(super) images_without_words: Vec<String>,
    pub(super) tables_without_headers: usize,
    /// The language that the page declares.
    pub(super) language: Option<String>,
}

/// A link, or the address of a file that the page needs.
#[derive(Default)]
pub(super) struct LinkFound {
    pub(super) href: String,
    pub(super) words: String,
    /// The words right after it.
    pub(super) after: String,
    /// Whether it has a label other than its words.
    pub(super) labelled: bool,
    pub(super) is_anchor: bool,
    pub(super) in_main: bool,
    /// Whether it is in a text that an editor wrote.
    pub(super) in_prose: bool,
}

/// Where the walk is.
#[derive(Default)]
struct State {
    found: Found,
    main: usize,
    prose: usize,
    /// The open link, by its index among those found.
    link: Option<usize>,
    heading: bool,
    /// The depth of elements that only screen readers read.
    hidden: usize,
    tables: Vec<bool>,
}

type Shared = Rc<RefCell<State>>;

/// Walks a page.
pub(super) fn scan(html: &[u8]) -> Found {
    let state = Shared::default();
    // The program's own pages are complete UTF-8 documents: parsing cannot fail.
    let walked = walk(html, &state);
    debug_assert!(walked.is_ok());
    state.take().found
}

fn walk(html: &[u8], state: &Shared) -> Result<(), RewritingError> {
    let elements = {
        let state = Rc::clone(state);
        element!("*", move |element| {
            let mut inner = state.borrow_mut();
            let name = element.tag_name();
            if let Some(id) = element.get_attribute("id")
                && !inner.found.ids.insert(id.clone())
            {
                inner.found.repeated.push(id);
            }
            if let Some(href) = element.get_attribute("href").or_else(|| element.get_attribute("src")) {
                let link = LinkFound {
                    href,
                    labelled: element.has_attribute("aria-label"),
                    is_anchor: name == "a",
                    in_main: inner.main > 0,
                    in_prose: inner.prose > 0,
                    ..LinkFound::default()
                };
                inner.found.links.push(link);
            }
            match name.as_str() {
                "html" => inner.found.language = element.get_attribute("lang"),
                "img" if !element.has_attribute("alt") => {
                    let source = element.get_attribute("src").unwrap_or_default();
                    inner.found.images_without_words.push(source);
                }
                "img" => {
                    let words = element.get_attribute("alt").unwrap_or_default();
                    inner.words(&words);
                }
                "th" => {
                    if let Some(table) = inner.tables.last_mut() {
                        *table = true;
                    }
                }
                _ => {}
            }
            let opened = match name.as_str() {
                "a" => Some(Opened::Link),
                "main" => Some(Opened::Main),
                "table" => Some(Opened::Table),
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Opened::Heading(name.as_bytes()[1] - b'0')),
                "span" if element.get_attribute("class").is_some_and(|class| class == "visually-hidden") => {
                    Some(Opened::Hidden)
                }
                _ if element.get_attribute("class").is_some_and(|class| class == "prose") => Some(Opened::Prose),
                _ => None,
            };
            if let Some(opened) = opened {
                inner.open(opened);
                drop(inner);
                let state = Rc::clone(&state);
                element.on_end_tag(end_tag!(move |_| {
                    state.borrow_mut().close(opened);
                    Ok(())
                }))?;
            }
            Ok(())
        })
    };
    let words = {
        let state = Rc::clone(state);
        text!("body", move |chunk| {
            state.borrow_mut().words(chunk.as_str());
            Ok(())
        })
    };
    let settings = Settings::new().append_element_content_handler(elements).append_element_content_handler(words);
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(html)?;
    rewriter.end()
}

/// An element whose end matters.
#[derive(Debug, Clone, Copy)]
enum Opened {
    Link,
    Main,
    Prose,
    Hidden,
    Table,
    Heading(u8),
}

impl State {
    fn open(&mut self, opened: Opened) {
        match opened {
            Opened::Link => self.link = self.found.links.len().checked_sub(1),
            Opened::Main => self.main += 1,
            Opened::Prose => self.prose += 1,
            Opened::Hidden => {
                self.hidden += 1;
                if let Some(link) = self.link.and_then(|at| self.found.links.get_mut(at)) {
                    link.labelled = true;
                }
            }
            Opened::Table => self.tables.push(false),
            Opened::Heading(level) => {
                self.heading = true;
                self.found.headings.push((level, String::new()));
            }
        }
    }

    fn close(&mut self, opened: Opened) {
        match opened {
            Opened::Link => self.link = None,
            Opened::Main => self.main -= 1,
            Opened::Prose => self.prose -= 1,
            Opened::Hidden => self.hidden -= 1,
            Opened::Table => self.found.tables_without_headers += usize::from(self.tables.pop() == Some(false)),
            Opened::Heading(_) => self.heading = false,
        }
    }

    fn words(&mut self, words: &str) {
        if let Some((_, heading)) = self.found.headings.last_mut().filter(|_| self.heading) {
            heading.push_str(words);
        }
        if self.hidden > 0 {
            return;
        }
        match self.link {
            Some(at) => self.found.links[at].words.push_str(words),
            None => {
                let last = self.found.links.last_mut().filter(|link| link.is_anchor && link.after.len() < 40);
                last.into_iter().for_each(|link| link.after.push_str(words));
            }
        }
    }
}
