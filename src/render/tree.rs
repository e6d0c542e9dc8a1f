//! The tree of the published site: every path, and its bytes when they are asked for.
//!
//! Rendering is a pure function of page, site and theme, so nothing is kept and nothing is tracked:
//! a build renders all in parallel, a preview what is looked at.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tera::{Context, Value};

use super::Theme;
use super::minify::minify;
use crate::data::{citation, robots, sitemap};
use crate::diagnostic::{Diagnostic, Report};
use crate::language::Language;
use crate::language::date::Calendar;
use crate::page::view::{Chrome, Desk, Indexed, SHARED, Standing, View, indexed};
use crate::page::{Claim, Pages, Route, THEME, asset_path, citation_path};
use crate::site::Site;
use crate::source::{File, ReadError};

/// The published site.
#[derive(Debug)]
pub struct Tree {
    site: Arc<Site>,
    theme: Arc<Theme>,
    pages: Arc<Pages>,
    calendars: [Calendar; 2],
    chrome: [Value; 2],
    files: Value,
    shared: Mutex<HashMap<(Language, Standing), Value>>,
}

/// What stands at a path of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// A page.
    Page(Route),
    /// A static file of the theme, by the path templates name it by.
    Theme(String),
    /// A file among the assets.
    Asset(Box<str>),
    /// The ready citation of a commentary, by its place in the site.
    Citation(usize),
    /// `sitemap.xml`
    SiteMap,
    /// `robots.txt`
    Robots,
}

/// Why a leaf has no bytes.
#[derive(Debug)]
pub enum Failure {
    /// A template failed.
    Template(Box<Diagnostic>),
    /// A file could not be read.
    Read(ReadError),
}

impl Tree {
    /// The tree of a site in a theme; two leaves on one path go to the report.
    pub fn new(site: Arc<Site>, theme: Arc<Theme>, earlier: Option<&Tree>, report: &mut Report) -> Self {
        let pages = Pages::of(&site, earlier.map(|tree| (&tree.pages, &*tree.site)), report);
        // The site around a page is noted with the pages of the records that it comes from.
        let noted = RefCell::default();
        let calendars = Language::ALL.map(Calendar::new);
        let chrome = Language::ALL
            .map(|language| Value::from_serializable(&Chrome::of(&desk(&site, &theme, &calendars, language, &noted))));
        let base = site.base_url().path();
        let files: BTreeMap<&str, String> =
            theme.files().iter().map(|(name, file)| (name.as_str(), format!("{base}{}", file.output))).collect();
        let files = Value::from_serializable(&files);
        Self { site, theme, pages, calendars, chrome, files, shared: Mutex::default() }
    }

    /// The site shown.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// The theme it is shown in.
    pub fn theme(&self) -> &Arc<Theme> {
        &self.theme
    }

    /// The pages and their paths.
    pub fn pages(&self) -> &Pages {
        &self.pages
    }

    /// Every leaf with its output path, in a fixed order.
    pub fn leaves(&self) -> Vec<(String, Leaf)> {
        let pages =
            self.pages.routes().iter().map(|&route| (Route::output(&route.path(&self.site)), Leaf::Page(route)));
        let theme = self.theme.files().iter().map(|(name, file)| (file.output.clone(), Leaf::Theme(name.clone())));
        let assets = self.site.assets.keys().map(|path| (asset_path(path), Leaf::Asset(path.clone())));
        let made = [("sitemap.xml".to_owned(), Leaf::SiteMap), ("robots.txt".to_owned(), Leaf::Robots)];
        let citations = (0..self.site.commentaries.len()).map(|at| (citation_path(&self.site, at), Leaf::Citation(at)));
        // The site map's long file first: no thread waits for it in the end.
        made.into_iter().chain(pages).chain(citations).chain(theme).chain(assets).collect()
    }

    /// The leaf at an output path.
    pub fn find(&self, output: &str) -> Option<Leaf> {
        if output.starts_with(THEME) {
            let named = self.theme.files().iter().find(|(_, file)| file.output == output);
            return named.map(|(name, _)| Leaf::Theme(name.clone()));
        }
        Some(match self.pages.at(output)? {
            Claim::Page(route) => Leaf::Page(*route),
            Claim::Asset(path) => Leaf::Asset(path.clone()),
            Claim::Citation(at) => Leaf::Citation(*at),
            Claim::Made if output == "sitemap.xml" => Leaf::SiteMap,
            Claim::Made => Leaf::Robots,
        })
    }

    /// The bytes of a leaf.
    ///
    /// # Errors
    /// A template that fails, or an asset that can no longer be read.
    pub fn render(&self, leaf: &Leaf) -> Result<Vec<u8>, Failure> {
        match leaf {
            Leaf::Page(route) => self.page(*route).map(|html| minify(&html)).map_err(Failure::Template),
            Leaf::Theme(name) => Ok(self.theme.files().get(name).map(|file| file.bytes.to_vec()).unwrap_or_default()),
            Leaf::Asset(path) => match self.site.assets.get(path) {
                Some(file) => File::bytes(file).map_err(Failure::Read),
                None => Ok(Vec::new()),
            },
            Leaf::Citation(at) => Ok(citation::render(&self.site, *at).into_bytes()),
            Leaf::SiteMap => Ok(sitemap::render(&self.site, &self.pages).into_bytes()),
            Leaf::Robots => Ok(robots::render(&self.site).into_bytes()),
        }
    }

    /// What a page gives to the search.
    pub fn indexed(&self, route: Route) -> Option<Indexed> {
        indexed(route.page, &desk(&self.site, &self.theme, &self.calendars, route.language, &RefCell::default()))
    }

    /// A page as its template writes it, in UTF-8, before minification.
    ///
    /// # Errors
    /// A diagnostic that points into the template.
    pub fn page(&self, route: Route) -> Result<Vec<u8>, Box<Diagnostic>> {
        let noted = RefCell::default();
        let desk = desk(&self.site, &self.theme, &self.calendars, route.language, &noted);
        let View { frame, page } = View::of(route.page, &desk);
        let mut context = Context::new();
        context.insert_value("site", self.chrome[route.language as usize].clone());
        context.insert_value("files", self.files.clone());
        context.insert_value("shared", self.shared(route.language, frame.standing())?);
        insert(&mut context, "frame", &frame);
        insert(&mut context, "page", &page);
        self.theme.render(page.template(), route.language, &context)
    }

    /// What stands on every page at the same place of the navigation: written once.
    fn shared(&self, language: Language, standing: Standing) -> Result<Value, Box<Diagnostic>> {
        // What a thread that panicked left is whole: an entry is one pointer.
        let known = self.shared.lock().unwrap_or_else(PoisonError::into_inner).get(&(language, standing)).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let mut context = Context::new();
        context.insert_value("site", self.chrome[language as usize].clone());
        context.insert_value("files", self.files.clone());
        insert(&mut context, "standing", &standing);
        let mut parts = BTreeMap::new();
        for (name, template) in SHARED {
            let html = minify(&self.theme.render(template, language, &context)?);
            parts.insert(name, String::from_utf8_lossy(&html).into_owned());
        }
        let parts = Value::from_serializable(&parts);
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).insert((language, standing), parts.clone());
        Ok(parts)
    }
}

fn insert<T: Serialize>(context: &mut Context, key: &'static str, value: &T) {
    context.insert_value(key, Value::from_serializable(value));
}

fn desk<'a>(
    site: &'a Site,
    theme: &'a Theme,
    calendars: &'a [Calendar; 2],
    language: Language,
    noted: &'a RefCell<BTreeSet<String>>,
) -> Desk<'a> {
    let calendar = &calendars[language as usize];
    Desk { site, language, calendar, messages: theme.words(language), french: theme.words(Language::French), noted }
}
