//! The two versions of a text against each other: numbers and dates, links, outline, lists, tables,
//! footnotes. A difference is a warning that names both places; it may be accepted, with a reason.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::markdown::Markdown;
use super::markdown::parity_facts::ParityFacts;
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Span};
use crate::language::Language;
use crate::language::facts::{Difference, Fact, compare, facts};

/// What has a size, and where it is in its text.
type Placed<T> = (T, Span);

/// One version of a text and where it is.
pub struct Version<'a> {
    /// The text.
    pub markdown: &'a Markdown,
    /// What it states.
    pub facts: &'a ParityFacts,
    /// The place of a range of its bytes.
    pub place: &'a dyn Fn(Range<usize>) -> Place,
}

/// Compares two short texts.
pub fn short(french: (&str, Place), english: (&str, Place)) -> Report {
    let mut report = Report::default();
    let facts = [facts(french.0, Language::French), facts(english.0, Language::English)];
    for difference in compare(&facts[0], &facts[1]) {
        let said = |side: Option<&crate::language::facts::Fact>, text: &str| {
            side.and_then(|fact| text.get(fact.range())).unwrap_or("none").to_owned()
        };
        let diagnostic = Diagnostic::new(Code::FactsDiffer, english.1.clone())
            .arg("french", said(difference.french, french.0))
            .arg("english", said(difference.english, english.0));
        report.push(diagnostic.related(french.1.clone()));
    }
    report
}

/// Compares two Markdown texts.
pub fn long(french: &Version<'_>, english: &Version<'_>) -> Report {
    let mut report = Report::default();
    // Where the outlines agree, a fact is looked for in its own section: one far away is no answer.
    let (one, other) = (sections(french.markdown), sections(english.markdown));
    let aligned = one.len() == other.len();
    let pairs = if aligned { one.into_iter().zip(other).collect() } else { vec![(0..usize::MAX, 0..usize::MAX)] };
    let (mut in_french, mut in_english) = (by_section(french), by_section(english));
    let mut unanswered: Vec<&str> = Vec::new();
    for (one, other) in pairs {
        let (in_french, in_english) = (in_french.until(one.end), in_english.until(other.end));
        for difference in compare(in_french, in_english) {
            if let (Some(fact), None) = (difference.french, difference.english) {
                unanswered.extend(french.markdown.text().get(fact.range()));
            }
            report.push(facts_differ(&difference, (french, one.start), (english, other.start)));
        }
    }
    if let Some(begun) = begun(&unanswered, french, english) {
        return begun.into();
    }
    report.extend(links(french, english));
    report.extend(outline(french, english));
    let [one, other] = [french, english].map(|side| side.facts);
    report.extend(shapes("list", &one.lists, &other.lists, french, english));
    report.extend(shapes("table", &one.tables, &other.tables, french, english));
    let notes = |notes: &[Span]| notes.iter().map(|at| ((), *at)).collect::<Vec<_>>();
    report.extend(shapes("footnote", &notes(&one.notes), &notes(&other.notes), french, english));
    report
}

/// That the translation is only begun: it is far shorter, and much of what the French states is not there yet. What it
/// lacks is then one thing to say, and not one for each number, link and list.
fn begun(unanswered: &[&str], french: &Version<'_>, english: &Version<'_>) -> Option<Diagnostic> {
    const FEW: usize = 3;
    const SHOWN: usize = 6;
    let length = |side: &Version<'_>| side.markdown.text().split_whitespace().count();
    if unanswered.len() <= FEW || length(english) * 2 >= length(french) {
        return None;
    }
    let mut seen = std::collections::BTreeSet::new();
    let unanswered: Vec<&str> = unanswered.iter().copied().filter(|fact| seen.insert(*fact)).collect();
    let mut shown: Vec<String> = unanswered.iter().take(SHOWN).map(|fact| (*fact).to_owned()).collect();
    if unanswered.len() > SHOWN {
        shown.push("…".to_owned());
    }
    // The place is where the words begin.
    let start = |side: &Version<'_>| {
        let text = side.markdown.text();
        text.len() - text.trim_start().len()
    };
    let (from, to) = (start(french), start(english));
    let diagnostic = Diagnostic::new(Code::FactsDiffer, (english.place)(to..to));
    let diagnostic = diagnostic.arg("french", shown.join(", ")).arg("english", "begun");
    Some(diagnostic.related((french.place)(from..from)))
}

/// The facts of a text, to be taken section by section.
struct BySection<'a>(&'a [Fact]);

fn by_section<'a>(side: &Version<'a>) -> BySection<'a> {
    BySection(&side.facts.facts)
}

impl<'a> BySection<'a> {
    /// The facts not taken yet that are before an end. Words marked with a language are read when
    /// their mark ends, so facts are in the order of their sections, not of their places.
    fn until(&mut self, end: usize) -> &'a [Fact] {
        let count = self.0.iter().take_while(|fact| fact.range().start < end).count();
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }
}

/// The sections of a text, as ranges of its bytes: before the first heading, then from each heading.
fn sections(text: &Markdown) -> Vec<Range<usize>> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.headings().iter().map(|heading| heading.range.start)).collect();
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn facts_differ(
    difference: &Difference<'_>,
    french: (&Version<'_>, usize),
    english: (&Version<'_>, usize),
) -> Diagnostic {
    let said = |(side, section): (&Version<'_>, usize), fact: Option<&Fact>| {
        let range = fact.map(Fact::range);
        let words = range.clone().and_then(|range| side.markdown.text().get(range)).unwrap_or("none").to_owned();
        // What one side does not say has no place: the search begins with its section.
        let start =
            section + side.markdown.text().get(section..).map_or(0, |text| text.len() - text.trim_start().len());
        (words, (side.place)(range.unwrap_or(start..start)))
    };
    let ((one, french_place), (other, english_place)) =
        (said(french, difference.french), said(english, difference.english));
    Diagnostic::new(Code::FactsDiffer, english_place).arg("french", one).arg("english", other).related(french_place)
}

/// Links that one version has and the other has not, wherever they are.
fn links(french: &Version<'_>, english: &Version<'_>) -> Report {
    let mut report = Report::default();
    let mut open: BTreeMap<&str, [Vec<Span>; 2]> = BTreeMap::new();
    for (side, version) in [french, english].into_iter().enumerate() {
        for (key, range) in &version.facts.links {
            open.entry(key).or_default()[side].push(*range);
        }
    }
    let unanswered = |side: usize| -> Vec<&str> {
        let of_side = open.iter().filter(|(_, sides)| sides[side].len() > sides[1 - side].len());
        of_side.flat_map(|(key, sides)| vec![*key; sides[side].len() - sides[1 - side].len()]).collect()
    };
    // Two names of one body's site, as « ouvert.canada.ca » and “open.canada.ca”, answer each other.
    let mut named = HashMap::<&str, usize>::new();
    let mut left: HashMap<String, Vec<&str>> = HashMap::new();
    for key in unanswered(1).into_iter().rev() {
        if let Some(owner) = owner(key) {
            left.entry(owner).or_default().push(key);
        }
    }
    for key in unanswered(0) {
        if let Some(other) = owner(key).and_then(|owner| left.get_mut(&owner)?.pop()) {
            *named.entry(key).or_default() += 1;
            *named.entry(other).or_default() += 1;
        }
    }
    for (key, [one, other]) in open {
        let answered = named.get(key).copied().unwrap_or_default();
        let (longer, version, missing) = if one.len() > other.len() {
            (&one, french, Language::English)
        } else {
            (&other, english, Language::French)
        };
        for range in longer.iter().skip(one.len().min(other.len()) + answered) {
            let other = if missing == Language::English { english } else { french };
            let diagnostic = Diagnostic::new(Code::LinksDiffer, (version.place)(range.range()))
                .arg("link", key)
                .arg("missing", missing.code());
            report.push(diagnostic.related((other.place)(0..0)));
        }
    }
    report
}

/// Whose site a host is part of: « ouvert.canada.ca » and “open.canada.ca” are both of canada.ca.
fn owner(host: &str) -> Option<String> {
    let labels: Vec<&str> = host.rsplit('.').collect();
    // « gouv.qc.ca » is shared by many: the label before it tells whose it is.
    let shared = labels.len() > 2 && labels[1].len() <= 3;
    let count = if shared { 3 } else { 2 };
    let own = labels.get(..count)?;
    (!host.contains([':', '/']) && !["gouv.qc.ca", "gc.ca"].contains(&host)).then(|| own.join("."))
}

fn outline(french: &Version<'_>, english: &Version<'_>) -> Report {
    let levels = |side: &Version<'_>| side.markdown.headings().iter().map(|heading| heading.level).collect::<Vec<_>>();
    let (one, other) = (levels(french), levels(english));
    if one == other {
        return Report::default();
    }
    let at = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let place = |side: &Version<'_>| {
        let heading = side.markdown.headings().get(at).or(side.markdown.headings().last());
        (side.place)(heading.map_or(0..0, |heading| heading.range.clone()))
    };
    // As many of them: then one is of another level.
    let levelled = one.len() == other.len();
    let said = |levels: &[u8]| {
        let level = levels.get(at).copied().unwrap_or_default();
        if levelled { "#".repeat(level.into()) } else { levels.len().to_string() }
    };
    let diagnostic = Diagnostic::new(Code::OutlineDiffers, place(english))
        .arg("kind", if levelled { "level" } else { "count" })
        .arg("french", said(&one))
        .arg("english", said(&other));
    diagnostic.related(place(french)).into()
}

/// Lists, tables or footnotes: their number, then the size of each.
fn shapes<T: PartialEq + Shape>(
    kind: &'static str,
    french_shapes: &[Placed<T>],
    english_shapes: &[Placed<T>],
    french: &Version<'_>,
    english: &Version<'_>,
) -> Report {
    let same = |(one, other): &(&Placed<T>, &Placed<T>)| one.0 == other.0;
    let at = french_shapes.iter().zip(english_shapes).take_while(same).count();
    let (one, other) = (french_shapes.get(at), english_shapes.get(at));
    if one.is_none() && other.is_none() {
        return Report::default();
    }
    let place =
        |side: &Version<'_>, shape: Option<&Placed<T>>| (side.place)(shape.map_or(0..0, |(_, span)| span.range()));
    let size = |shape: Option<&Placed<T>>| Arg::Text(shape.map_or_else(|| "none".to_owned(), |(s, _)| s.size()));
    let diagnostic = Diagnostic::new(Code::ShapesDiffer, place(english, other))
        .arg("kind", kind)
        .arg("french", size(one))
        .arg("english", size(other));
    diagnostic.related(place(french, one)).into()
}

/// What is reported of the size of a list, a table or a footnote.
trait Shape {
    fn size(&self) -> String;
}

impl Shape for usize {
    fn size(&self) -> String {
        self.to_string()
    }
}

impl Shape for (usize, usize) {
    fn size(&self) -> String {
        format!("{} × {}", self.1 + 1, self.0)
    }
}

impl Shape for () {
    fn size(&self) -> String {
        "1".to_owned()
    }
}
