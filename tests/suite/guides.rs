//! The guides for editors, held to the program: what they tell to type works, both say the same, and
//! they pass the checks that they describe.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::portal::{Answer, Portal, answer, repository};
use crate::server::Server;

/// A day between the dates that the guides write: June 15, 2026.
const DAY: &str = "1781524800";

/// A guide, taken apart.
struct Guide {
    language: &'static str,
    title: String,
    /// What follows the title.
    body: String,
    blocks: Vec<Block>,
    /// How many headings there are of each level.
    headings: BTreeMap<usize, usize>,
    links: Vec<Link>,
}

/// A fenced block.
struct Block {
    kind: String,
    /// The exit code that its commands end with: `console exit=1`.
    code: i32,
    text: String,
    /// Whether nothing stands between it and the block before.
    follows: bool,
}

/// A link or a picture.
struct Link {
    target: String,
    words: String,
    is_picture: bool,
    /// Where it stands in the body.
    range: Range<usize>,
}

/// A line of a `console` block.
#[derive(Debug, PartialEq, Eq)]
struct Typed {
    words: Vec<String>,
    /// The exit code that the guide announces.
    code: i32,
}

fn folder() -> PathBuf {
    repository().join("docs")
}

fn guides() -> [Guide; 2] {
    ["fr", "en"].map(Guide::read)
}

impl Guide {
    fn read(language: &'static str) -> Self {
        let text = fs::read_to_string(folder().join(format!("guide.{language}.md"))).unwrap();
        let (title, body) = text.split_once('\n').unwrap();
        let mut guide = Self {
            language,
            title: title.strip_prefix("# ").expect("a guide opens with its title").to_owned(),
            body: body.to_owned(),
            blocks: Vec::new(),
            headings: BTreeMap::new(),
            links: Vec::new(),
        };
        let mut follows = false;
        let mut open = None;
        for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                    let (kind, code) = kind.split_once(" exit=").unwrap_or((&kind, "0"));
                    let code = code.parse().unwrap();
                    guide.blocks.push(Block { kind: kind.to_owned(), code, text: String::new(), follows });
                    open = Some(guide.blocks.len() - 1);
                }
                Event::Text(text) if open.is_some() => guide.blocks[open.unwrap()].text.push_str(&text),
                Event::End(TagEnd::CodeBlock) => {
                    open = None;
                    follows = true;
                    continue;
                }
                Event::Start(Tag::Heading { level, .. }) => *guide.headings.entry(level as usize).or_default() += 1,
                Event::Start(Tag::Link { dest_url, .. }) => guide.links.push(Link::new(&dest_url, false, range)),
                Event::Start(Tag::Image { dest_url, .. }) => guide.links.push(Link::new(&dest_url, true, range)),
                Event::Text(text) | Event::Code(text) => {
                    if let Some(link) = guide.links.last_mut().filter(|link| link.range.contains(&range.start)) {
                        link.words.push_str(&text);
                    }
                }
                _ => {}
            }
            follows = false;
        }
        guide
    }

    /// What the guide tells to type, in its order.
    fn typed(&self) -> Vec<Typed> {
        self.blocks.iter().filter(|block| block.kind == "console").flat_map(Block::typed).collect()
    }

    /// The paths of the files that the guide gives, in its order.
    fn paths(&self) -> Vec<&str> {
        self.blocks.iter().filter_map(Block::file).map(|(path, _)| path).collect()
    }

    /// Types a line in a portal.
    fn run(&self, portal: &Portal, words: &[&str]) -> Answer {
        let mut command = portal.command(words);
        command.env("LC_ALL", format!("{}_CA.UTF-8", self.language)).env("SOURCE_DATE_EPOCH", DAY);
        answer(command.output().unwrap())
    }

    /// The guide as a free page: only references to the portal can be links and pictures there.
    fn page(&self) -> String {
        let mut body = self.body.clone();
        for link in self.links.iter().rev() {
            body.replace_range(link.range.clone(), if link.is_picture { "" } else { &link.words });
        }
        format!("---\ntitle: {}\n---\n{body}", self.title)
    }
}

impl Block {
    fn typed(&self) -> Vec<Typed> {
        let lines = self.text.lines().map(|line| {
            let line = line.strip_prefix("$ clairevoie ").unwrap_or_else(|| panic!("not a command: {line}"));
            Typed { words: line.split_whitespace().map(str::to_owned).collect(), code: self.code }
        });
        lines.collect()
    }

    /// The path and the bytes of a file that is given whole.
    fn file(&self) -> Option<(&str, &str)> {
        let (first, rest) = self.text.split_once('\n')?;
        let (path, bytes) = match self.kind.as_str() {
            "yaml" => (first.strip_prefix("# "), self.text.as_str()),
            "markdown" => (first.strip_prefix("<!-- ").and_then(|path| path.strip_suffix(" -->")), rest),
            _ => return None,
        };
        let path = path.filter(|path| path.starts_with("content/") && !path.contains(".."));
        Some((path.unwrap_or_else(|| panic!("a file without its path: {first}")), bytes))
    }
}

impl Link {
    fn new(target: &str, is_picture: bool, range: Range<usize>) -> Self {
        Self { target: target.to_owned(), words: String::new(), is_picture, range }
    }
}

/// Lines as they compare: indentation and the kind of space are the terminal's affair.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.replace('\u{a0}', " ").trim().to_owned()).collect()
}

#[test]
fn what_a_guide_tells_to_type_does_what_it_says() {
    for guide in guides() {
        let portal = Portal::small();
        fs::remove_dir_all(portal.path("content")).unwrap();
        // What the guide tells to copy there.
        portal.write("content/assets/compte-rendu-2026-03-15.pdf", "%PDF-1.4");
        portal.write("content/assets/plan-accueil.png", "png");
        let mut heard = Vec::new();
        for block in &guide.blocks {
            match block.kind.as_str() {
                "console" => heard = lines(&follow(&guide, &portal, &block.typed())),
                "text" if block.follows => {
                    for line in lines(&block.text) {
                        assert!(heard.contains(&line), "{}: {line:?} is not among {heard:#?}", guide.language);
                    }
                }
                "text" => {}
                kind => {
                    let (path, bytes) = block.file().unwrap_or_else(|| panic!("a block of an unknown kind: {kind}"));
                    portal.write(path, bytes);
                }
            }
        }
        let check = guide.run(&portal, &["check", "--strict"]);
        assert_eq!(check.code, 0, "{}: {}", guide.language, check.said);
    }
}

/// Runs the lines of a block, and gives all that they said and wrote.
fn follow(guide: &Guide, portal: &Portal, lines: &[Typed]) -> String {
    let mut heard = String::new();
    for typed in lines {
        let words: Vec<&str> = typed.words.iter().map(String::as_str).filter(|word| *word != "--open").collect();
        if words[0] == "serve" {
            // It starts once it has written its address, and is stopped here.
            drop(Server::start(portal, &words[1..]));
            continue;
        }
        let answer = guide.run(portal, &words);
        assert_eq!(answer.code, typed.code, "{}: {words:?}\n{}", guide.language, answer.said);
        heard.push_str(&answer.wrote);
        heard.push_str(&answer.said);
    }
    heard
}

#[test]
fn both_guides_say_the_same() {
    let [french, english] = guides();
    assert_eq!(french.typed(), english.typed());
    assert!(french.typed().len() > 15, "{}", french.typed().len());
    assert_eq!(french.paths(), english.paths());
    assert_eq!(french.headings, english.headings);
    let kinds = |guide: &Guide| guide.blocks.iter().map(|block| block.kind.clone()).collect::<Vec<_>>();
    assert_eq!(kinds(&french), kinds(&english));
    let pictures = |guide: &Guide| guide.links.iter().filter(|link| link.is_picture).count();
    assert_eq!(pictures(&french), pictures(&english));
}

#[test]
fn links_and_pictures_of_the_guides_are_there() {
    for guide in guides() {
        assert!(guide.links.iter().any(|link| link.is_picture), "{}", guide.language);
        for link in &guide.links {
            let path = Path::new(&link.target);
            assert!(path.is_relative() && !link.target.contains(':'), "{} is not relative", link.target);
            let size = fs::metadata(folder().join(path)).unwrap_or_else(|_| panic!("no {}", link.target)).len();
            assert!(!link.words.trim().is_empty(), "{} has no words", link.target);
            assert!(!link.is_picture || size < 80_000, "{} weighs {size} bytes", link.target);
        }
    }
}

#[test]
fn the_guides_pass_the_checks_that_they_describe() {
    let portal = Portal::small();
    for guide in guides() {
        portal.write(&format!("content/pages/guide.{}.md", guide.language), guide.page());
    }
    for args in [["check", "--strict"], ["fmt", "--check"]] {
        let answer = portal.run(&args);
        assert_eq!(answer.code, 0, "{args:?}\n{}{}", answer.wrote, answer.said);
    }
    // The pair is held to one another: a number that one of them alone gives is told.
    portal.edit("content/pages/guide.en.md", "ten most common", "twelve most common");
    assert!(portal.run(&["check"]).said.contains("CV611"));
}

#[test]
fn every_option_that_a_publisher_may_type_is_in_both_guides() {
    // What costs time is asked by those who change the program; what all commands take is in the README.
    let elsewhere = ["--timings", "--root", "--lang", "--help"];
    let portal = Portal::small();
    for command in ["build", "publish", "deploy", "host", "editions", "rollback", "verify"] {
        let help = portal.run(&["help", command]).wrote;
        let words = help.split(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '-'));
        let options: Vec<&str> = words.filter(|word| word.starts_with("--") && !elsewhere.contains(word)).collect();
        assert!(!options.is_empty(), "{help}");
        for guide in guides() {
            let is_there = |name: &str| {
                guide.body.split(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '-')).any(|word| word == name)
            };
            assert!(is_there(command), "{}: {command}", guide.language);
            for option in &options {
                assert!(is_there(option), "{}: {command} {option}", guide.language);
            }
        }
    }
}
