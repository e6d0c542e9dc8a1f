//! The tree of the published site: every path, and its bytes when they are asked for.
//!
//! Rendering is a pure function of page, site and theme: a build renders all in parallel, a preview what is
//! looked at.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use super::downloads::Downloads;
use super::minify::minify;
use super::{Theme, WhiteSpace};
use crate::data::{
    calendar, catalogue, citation, feeds, package, popolo, redirect, robots, security, sitemap, workbook,
};
use crate::diagnostic::{Diagnostic, Report, Reported, fault};
use crate::language::Language;
use crate::language::date::Calendar;
use crate::page::view::{NavPosition, SHARED, Searchable, SiteFrame, View, ViewContext, said, when};
use crate::page::{CitationFormat, Download, Leaf, Made, Page, Route, RouteTable, THEME, asset_path, citation_path};
use crate::reuse::{Key, Keyed, Once, Reuse, keyed};
use crate::site::Site;
use crate::site::ahead::Coming;
use crate::source::ReadError;
use crate::tables::{self, TABLES};

/// The published site.
#[derive(Debug)]
pub struct Tree {
    site: Arc<Site>,
    theme: Arc<Theme>,
    table: RouteTable,
    calendars: [Calendar; 2],
    /// What pages of each language have in common.
    common: [Common; 2],
    /// The addresses of the theme's files, by the path that templates name them by.
    files: TemplateValue,
    /// The hashes of the theme's files that browsers hold them to, likewise.
    integrity: TemplateValue,
    /// What is known of the files that others load, once something that describes them is asked for.
    downloads: Downloads,
    /// The workbook, rendered once. rust_xlsxwriter starts a thread per sheet and detaches it; with two workbooks
    /// rendered at the same time, glibc could unmap the stack of such a thread while `pthread_detach` was still
    /// reading it (glibc bug 19951): a segmentation fault, seen once in thousands of builds.
    workbook: Once<Vec<u8>>,
}

/// What the pages of one language have in common.
#[derive(Debug)]
struct Common {
    site: TemplateValue,
    /// The parts that are the same at each place of the navigation.
    shared: Arc<SharedParts>,
}

type SharedParts = HashMap<NavPosition, Value>;

/// A value for templates, with its key.
#[derive(Debug, Clone)]
struct TemplateValue {
    value: Value,
    key: Key,
}

impl TemplateValue {
    fn new<T: Serialize>(value: &T) -> Self {
        Self { value: Value::from_serializable(value), key: Key::of_value(value) }
    }
}

impl Keyed for TemplateValue {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.key.feed(hasher);
    }
}

keyed! {
    /// What the shared parts of a language's pages are rendered from.
    struct SharedInput {
        theme: Arc<Theme>,
        language: Language,
        site: TemplateValue,
        files: TemplateValue,
        integrity: TemplateValue,
    }
}

/// What is at a path.
#[derive(Debug)]
pub enum Content {
    /// Bytes that were made.
    Bytes(Vec<u8>),
    /// A file to be passed on, with its length as the site knows it.
    File(fs::File, u64),
}

/// Why a leaf has no content.
#[derive(Debug)]
pub enum Failure {
    /// A template failed, or the program itself.
    Template(Box<Diagnostic>),
    /// A file could not be read.
    Read(ReadError),
}

impl Tree {
    /// The tree of a site in a theme. Two leaves on one path are errors, and so are shared parts that fail:
    /// then there is none.
    pub fn new(site: Arc<Site>, theme: Arc<Theme>, reuse: &Reuse) -> Reported<Option<Self>> {
        let mut report = Report::default();
        let table = RouteTable::of(&site, reuse).into(&mut report);
        let calendars = Language::ALL.map(Calendar::new);
        let base = site.base_url().path();
        let files: BTreeMap<&str, String> =
            theme.files().iter().map(|(name, file)| (&**name, format!("{base}{}", file.output))).collect();
        let files = TemplateValue::new(&files);
        let integrity: BTreeMap<&str, &str> =
            theme.files().iter().map(|(name, file)| (&**name, file.integrity.as_str())).collect();
        let integrity = TemplateValue::new(&integrity);
        let [french, english] = Language::ALL.map(|language| {
            let cx = context(&site, &theme, &calendars, language);
            let site = TemplateValue::new(&SiteFrame::of(&cx));
            let (theme, site_frame, files, integrity) =
                (Arc::clone(&theme), site.clone(), files.clone(), integrity.clone());
            let input = SharedInput { theme, language, site: site_frame, files, integrity };
            let shared = reuse.make(language.code(), &input, shared);
            report.extend(shared.report.clone());
            shared.value.as_ref().map(|shared| Common { site, shared: Arc::clone(shared) })
        });
        let tree = match (french, english) {
            (Some(french), Some(english)) => Some(Self {
                site,
                theme,
                table,
                calendars,
                common: [french, english],
                files,
                integrity,
                downloads: Downloads::default(),
                workbook: Once::default(),
            }),
            _ => None,
        };
        Reported::new(tree, report)
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
    pub fn table(&self) -> &RouteTable {
        &self.table
    }

    /// Every leaf with its output path, in a fixed order.
    pub fn leaves(&self) -> Vec<(String, Leaf)> {
        let made = self.table.made().map(|made| (made.output(), Leaf::Made(made)));
        let routes = self.table.routes().iter();
        let pages = routes.map(|&route| (Route::output(&route.path(&self.site)), Leaf::Page(route)));
        let citations = self.site.commentaries().flat_map(|(at, _)| {
            let of = move |format| (citation_path(&self.site, at, format), Leaf::Citation(at, format));
            CitationFormat::ALL.map(of)
        });
        let theme = self.theme.files().iter().map(|(name, file)| (file.output.clone(), Leaf::Theme(Arc::clone(name))));
        let assets = self.site.assets.keys().map(|path| (asset_path(path), Leaf::Asset(Arc::clone(path))));
        made.chain(pages).chain(self.table.redirect_leaves()).chain(citations).chain(theme).chain(assets).collect()
    }

    /// The leaf at an output path.
    pub fn find(&self, output: &str) -> Option<Leaf> {
        if output.starts_with(THEME) {
            let named = self.theme.files().iter().find(|(_, file)| file.output == output);
            return named.map(|(name, _)| Leaf::Theme(Arc::clone(name)));
        }
        self.table.at(output)
    }

    /// The content of a leaf.
    ///
    /// # Errors
    /// A template that fails, or an asset that can no longer be read.
    pub fn content(&self, leaf: &Leaf) -> Result<Content, Failure> {
        let bytes = match leaf {
            Leaf::Page(route) => self.page(*route).and_then(|page| page.html()).map_err(Failure::Template)?,
            Leaf::Citation(at, format) => {
                let contexts = Language::ALL.map(|language| self.context(language));
                citation::render(&contexts, *at, *format).into_bytes()
            }
            Leaf::Asset(path) => {
                let length = self.site.assets.get(path).map_or(0, |asset| asset.length);
                return self.site.open_asset(path).map(|file| Content::File(file, length)).map_err(Failure::Read);
            }
            Leaf::Redirect(at) => {
                let redirect = &self.table.redirects()[*at];
                redirect::render(&self.context(redirect.language()), redirect).into_bytes()
            }
            Leaf::Theme(name) => self.theme.files().get(name).map(|file| file.bytes.to_vec()).unwrap_or_default(),
            Leaf::Made(made) if Made::DESCRIPTIONS.contains(made) => self.description(*made),
            Leaf::Made(Made::SiteMap) => sitemap::render(&self.site, &self.table).into_bytes(),
            Leaf::Made(Made::SiteMapPart(number)) => sitemap::part(&self.site, &self.table, *number).into_bytes(),
            Leaf::Made(Made::Robots) => robots::render(&self.site).into_bytes(),
            Leaf::Made(Made::Security) => security::render(&self.site).unwrap_or_default().into_bytes(),
            Leaf::Made(made) => {
                let bytes = self.download(*made);
                self.downloads.note(*made, &bytes);
                bytes
            }
        };
        Ok(Content::Bytes(bytes))
    }

    /// A file that others load.
    fn download(&self, made: Made) -> Vec<u8> {
        let archives = self.table.archives();
        match made {
            Made::Table(at) => tables::render(&TABLES[at], &self.site),
            Made::Workbook => self.workbook.get(|| workbook::render(&self.site)).clone(),
            Made::Popolo => popolo::render(&self.site).into_bytes(),
            Made::Atom(language, archive) => feeds::atom(&self.context(language), archive, archives),
            Made::JsonFeed(language) => feeds::json(&self.context(language), archives).into_bytes(),
            Made::Calendar(language) => calendar::render(&self.context(language)).into_bytes(),
            Made::SiteMap | Made::SiteMapPart(_) | Made::Robots | Made::Security => Vec::new(),
            Made::Package | Made::CatalogueJson | Made::CatalogueTurtle | Made::DonneesQuebec => Vec::new(),
        }
    }

    /// What is known of the files that others load.
    fn downloads(&self) -> &[Download] {
        self.downloads.all(|made| self.download(made))
    }

    /// What describes the files that others load, with their sizes and hashes.
    fn description(&self, made: Made) -> Vec<u8> {
        let downloads = self.downloads();
        match made {
            Made::Package => package::render(&self.site, downloads),
            Made::CatalogueJson => catalogue::json_ld(&self.site, downloads),
            Made::CatalogueTurtle => catalogue::turtle(&self.site, downloads),
            _ => catalogue::donnees_quebec(&self.site, downloads),
        }
        .into_bytes()
    }

    /// A page, its view made and its HTML still to be.
    ///
    /// # Errors
    /// A fault of the program, at the page's source.
    pub fn page(&self, route: Route) -> Result<PageJob<'_>, Box<Diagnostic>> {
        let mut context = self.context(route.language);
        if route.page == Page::OpenData {
            context.downloads = self.downloads();
        }
        let view = self.contained(route, || View::of(route.page, &context))?;
        Ok(PageJob { tree: self, route, view })
    }

    /// What a page gives to the search.
    pub fn searchable(&self, route: Route) -> Option<Searchable> {
        // A page that fails is reported where it is rendered.
        self.contained(route, || Searchable::of(route, &self.context(route.language))).ok()?
    }

    /// What is to come after the day of reference up to another, in words of a language.
    pub fn ahead(&self, until: Date, language: Language) -> Vec<ToCome> {
        let cx = self.context(language);
        let line = |coming: &Coming| {
            let (event, link) = said(&cx, coming.event, coming.is_deduced);
            ToCome { day: when(&cx, coming).iso, event, about: link.label.text, place: coming.place.to_string() }
        };
        self.site.ahead(until).iter().map(line).collect()
    }

    fn contained<T>(&self, route: Route, step: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
        fault::contain(route.source(&self.site).path(), step)
    }

    fn context(&self, language: Language) -> ViewContext<'_> {
        context(&self.site, &self.theme, &self.calendars, language)
    }
}

/// Something to come, in words.
#[derive(Debug, Serialize)]
pub struct ToCome {
    /// The day, or the month or year where no more is known (ISO 8601).
    pub day: String,
    /// What: « Fin du mandat ».
    pub event: String,
    /// What it is about.
    pub about: String,
    /// Where it is written: file, line and column.
    pub place: String,
}

/// A page on its way: what it says is known, and its HTML is made when it is asked for.
#[derive(Debug)]
pub struct PageJob<'t> {
    tree: &'t Tree,
    route: Route,
    view: View<'t>,
}

impl PageJob<'_> {
    /// The key of all that the page's HTML is made from.
    pub fn key(&self) -> Key {
        Key::of(&(self.content_key(), &self.tree.files, &self.tree.integrity))
    }

    /// The key of all that the page's HTML is made from but the names of the theme's files.
    pub fn content_key(&self) -> Key {
        let view = Key::of_value(&(self.view.page.template(), &self.view));
        Key::of(&(&self.tree.theme, self.route.language, &self.tree.common[self.route.language as usize].site, view))
    }

    /// Whether something of the page's text changed in French since it was translated.
    pub fn is_stale(&self) -> bool {
        self.view.frame.stale_elsewhere || !self.view.frame.stale.is_empty()
    }

    /// The page as it is published.
    ///
    /// # Errors
    /// A diagnostic that points into the template, or the fault of the program.
    pub fn html(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.tree.contained(self.route, || self.rendered())?
    }

    fn rendered(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Self { tree, route, view } = self;
        let common = &tree.common[route.language as usize];
        let mut context = Context::new();
        context.insert_value("site", common.site.value.clone());
        context.insert_value("files", tree.files.value.clone());
        context.insert_value("integrity", tree.integrity.value.clone());
        if let Some(shared) = common.shared.get(&view.frame.nav_position()) {
            context.insert_value("shared", shared.clone());
        }
        context.insert_value("frame", Value::from_serializable(&view.frame));
        context.insert_value("page", Value::from_serializable(&view.page));
        tree.theme.render(view.page.template(), route.language, &context)
    }
}

/// What is on every page of a language at each place of the navigation.
fn shared(input: &SharedInput, _: &Reuse) -> Reported<Option<Arc<SharedParts>>> {
    let positions: Vec<NavPosition> = NavPosition::all().collect();
    let parts: Result<SharedParts, Box<Diagnostic>> = positions
        .into_par_iter()
        .map(|position| {
            let mut context = Context::new();
            context.insert_value("site", input.site.value.clone());
            context.insert_value("files", input.files.value.clone());
            context.insert_value("integrity", input.integrity.value.clone());
            context.insert_value("standing", Value::from_serializable(&position));
            let mut parts = BTreeMap::new();
            for (name, template) in SHARED {
                let written = input.theme.render(template, input.language, &context)?;
                let html = match input.theme.white_space() {
                    WhiteSpace::Settled => minify(&written),
                    WhiteSpace::AsWritten => written,
                };
                parts.insert(name, String::from_utf8_lossy(&html).into_owned());
            }
            Ok((position, Value::from_serializable(&parts)))
        })
        .collect();
    match parts {
        Ok(parts) => Reported::clean(Some(Arc::new(parts))),
        Err(diagnostic) => Reported::new(None, (*diagnostic).into()),
    }
}

fn context<'a>(site: &'a Site, theme: &'a Theme, calendars: &'a [Calendar; 2], language: Language) -> ViewContext<'a> {
    let calendar = &calendars[language as usize];
    let (messages, french) = (theme.messages(language), theme.messages(Language::French));
    ViewContext { site, language, calendar, messages, french, downloads: &[] }
}
