//! Micro-benchmarks of the stages, each on one text or page of the corpus: `cargo bench --bench micro`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark fails by panicking")]

#[allow(dead_code, reason = "the generator is a program of its own too")]
#[path = "corpus/main.rs"]
mod corpus;

use std::sync::{Arc, OnceLock};

use clairevoie::diagnostic::Source;
use clairevoie::journey::{self, Edition};
use clairevoie::language::Language;
use clairevoie::language::facts::{compare, facts};
use clairevoie::language::typography::typeset;
use clairevoie::model::RecordId;
use clairevoie::model::records::read_file;
use clairevoie::page::{Leaf, Route};
use clairevoie::render::Tree;
use clairevoie::reuse::Reuse;
use clairevoie::site::{Options, link};
use clairevoie::source::{File, Snapshot, Text, front_matter, yaml};
use divan::Bencher;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A small portal of the corpus, read once.
struct Portal {
    snapshot: Snapshot,
    edition: Edition,
    options: Options,
}

impl Portal {
    fn tree(&self) -> &Arc<Tree> {
        self.edition.tree.as_ref().expect("the corpus is sound")
    }

    fn text(&self, path: &str) -> &Text {
        match self.snapshot.get(path) {
            Some(File::Text(text)) => text,
            other => panic!("the corpus holds {path}: {other:?}"),
        }
    }

    fn source(&self, path: &str) -> &Arc<Source> {
        &self.text(path).source
    }
}

fn portal() -> &'static Portal {
    static PORTAL: OnceLock<Portal> = OnceLock::new();
    PORTAL.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        corpus::generate(folder.path(), 100, 20, 2).unwrap();
        let options = Options {
            as_of: None,
            now: "2023-06-01T12:00:00Z".parse().unwrap(),
            base_url: None,
            drafts: false,
            search: false,
        };
        let snapshot = Snapshot::read(folder.path());
        let edition = journey::make(&snapshot, &options, &Reuse::none(), |_| {}).value;
        Portal { snapshot, edition, options }
    })
}

const FRENCH: &str = "content/plans/p0/commentary/c0.fr.md";
const ENGLISH: &str = "content/plans/p0/commentary/c0.en.md";
const MEMBER: &str = "content/members/m0.yaml";

fn main() {
    divan::main();
}

#[divan::bench]
fn yaml_of_a_member(bencher: Bencher) {
    let source = portal().source(MEMBER);
    bencher.bench(|| yaml::parse(source, 0..source.text().len()));
}

#[divan::bench]
fn record_of_a_commentary(bencher: Bencher) {
    let id = RecordId::of(FRENCH).unwrap();
    bencher.bench(|| read_file(&id, portal().text(FRENCH)));
}

#[divan::bench]
fn facts_of_a_text(bencher: Bencher) {
    let source = portal().source(FRENCH);
    bencher.bench(|| facts(source.text(), Language::French));
}

#[divan::bench]
fn two_texts_compared(bencher: Bencher) {
    let french = facts(portal().source(FRENCH).text(), Language::French);
    let english = facts(portal().source(ENGLISH).text(), Language::English);
    bencher.bench(|| compare(&french, &english).len());
}

#[divan::bench]
fn typography_of_a_text(bencher: Bencher) {
    let source = portal().source(FRENCH);
    let body = front_matter::split(source).value.unwrap().body;
    bencher.bench(|| typeset(&source.text()[body.clone()], Language::French));
}

#[divan::bench]
fn linking_of_a_site(bencher: Bencher) {
    let portal = portal();
    let records = &portal.edition.records;
    bencher.bench(|| link(records, &portal.snapshot, &portal.options, false, &Reuse::none()));
}

fn first_commentary() -> Route {
    match portal().tree().find("plans-action/p0/commentaires/c0/index.html") {
        Some(Leaf::Page(route)) => route,
        other => panic!("it is published: {other:?}"),
    }
}

#[divan::bench]
fn view_of_a_page_with_its_key(bencher: Bencher) {
    let route = first_commentary();
    bencher.bench(|| portal().tree().page(route).map(|page| page.key()));
}

#[divan::bench]
fn page_as_it_is_published(bencher: Bencher) {
    let route = first_commentary();
    bencher.bench(|| portal().tree().page(route).and_then(|page| page.html()));
}
