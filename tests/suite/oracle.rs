//! An oracle of who sits on a committee on each day.
//!
//! Written naively from the specification alone, to be compared with the
//! program: [`Oracle`] reads the records of a committee and answers for one
//! day; [`generate`] writes random committees made of the awkward shapes
//! (month ends, leap days, partial dates, renewals back to back…).
//!
//! Nothing here depends on the day the tests are run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::Span;
use jiff::civil::{Date, date};
use serde_json::Value;

// ---------------------------------------------------------------------------
// Partial dates and lengths
// ---------------------------------------------------------------------------

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
}

/// "2021", "2021-04" or "2021-04-12": the first and the last day it can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Partial {
    precision: Precision,
    earliest: Date,
    latest: Date,
}

impl Partial {
    /// The year of a day.
    fn year(day: Date) -> Partial {
        Partial { precision: Precision::Year, earliest: day.first_of_year(), latest: day.last_of_year() }
    }

    /// The month of a day.
    fn month(day: Date) -> Partial {
        Partial { precision: Precision::Month, earliest: day.first_of_month(), latest: day.last_of_month() }
    }

    /// A day known exactly.
    fn day(day: Date) -> Partial {
        Partial { precision: Precision::Day, earliest: day, latest: day }
    }

    fn parse(text: &str) -> Partial {
        let parts: Vec<&str> = text.split('-').collect();
        let small = |part: &str| -> i8 { part.parse().unwrap_or_else(|_| panic!("not a partial date: {text}")) };
        let year: i16 = parts[0].parse().unwrap_or_else(|_| panic!("not a partial date: {text}"));
        match parts.len() {
            1 => Partial::year(date(year, 1, 1)),
            2 => Partial::month(date(year, small(parts[1]), 1)),
            3 => Partial::day(date(year, small(parts[1]), small(parts[2]))),
            _ => panic!("not a partial date: {text}"),
        }
    }

    fn text(self) -> String {
        let (year, month, day) = (self.earliest.year(), self.earliest.month(), self.earliest.day());
        match self.precision {
            Precision::Year => format!("{year:04}"),
            Precision::Month => format!("{year:04}-{month:02}"),
            Precision::Day => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// The length of a term; years are held as months, weeks as days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Length {
    months: i32,
    days: i32,
}

impl Length {
    /// "P2Y", "P18M", "P90D"; "none" is no length.
    fn parse(text: &str) -> Option<Length> {
        if text == "none" {
            return None;
        }
        let body = text.strip_prefix('P').unwrap_or_else(|| panic!("not a length: {text}"));
        let mut length = Length { months: 0, days: 0 };
        let mut digits = String::new();
        for letter in body.chars() {
            if letter.is_ascii_digit() {
                digits.push(letter);
                continue;
            }
            let count: i32 = digits.parse().unwrap_or_else(|_| panic!("not a length: {text}"));
            digits.clear();
            match letter {
                'Y' => length.months += 12 * count,
                'M' => length.months += count,
                'W' => length.days += 7 * count,
                'D' => length.days += count,
                _ => panic!("not a length: {text}"),
            }
        }
        Some(length)
    }
}

/// Months first, then days.
fn plus(day: Date, length: Length) -> Date {
    day.checked_add(Span::new().months(length.months))
        .and_then(|day| day.checked_add(Span::new().days(length.days)))
        .expect("a day within the calendar")
}

fn days_after(day: Date, days: i32) -> Date {
    plus(day, Length { months: 0, days })
}

/// A and B: the last day of a term lies between these two days, both included.
fn last_day_between(start: Partial, length: Length) -> (Date, Date) {
    let earliest = plus(start.earliest, length);
    let latest = plus(start.latest, length);
    let whole_months = length.days == 0;
    let whole_years = length.days == 0 && length.months % 12 == 0;
    let latest = match start.precision {
        Precision::Month if whole_months => latest.last_of_month(),
        Precision::Year if whole_years => latest.last_of_year(),
        _ => latest,
    };
    (days_after(earliest, -1), days_after(latest, -1))
}

// ---------------------------------------------------------------------------
// Reading the records
// ---------------------------------------------------------------------------

fn yaml(text: &str) -> Value {
    serde_saphyr::from_str::<Value>(text).unwrap_or_else(|error| panic!("{error}\nin:\n{text}"))
}

fn yaml_file(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    yaml(&text)
}

/// The entries under a key; none if the key is absent.
fn list<'a>(record: &'a Value, key: &str) -> &'a [Value] {
    match record.get(key) {
        Some(Value::Array(entries)) => entries.as_slice(),
        _ => &[],
    }
}

/// A partial date, written alone or as `{date: …, deduced: …}`.
fn partial(record: &Value, key: &str) -> Option<Partial> {
    let value = record.get(key)?;
    let value = if value.is_object() { value.get("date")? } else { value };
    match value {
        Value::Null => None,
        Value::String(text) => Some(Partial::parse(text)),
        Value::Number(year) => Some(Partial::parse(&year.to_string())),
        other => panic!("not a date under {key}: {other}"),
    }
}

/// What a record says of `term: {length: …}`: nothing (`None`), that there is
/// no length (`Some(None)`), or a length.
fn said_length(record: &Value) -> Option<Option<Length>> {
    let text = record.get("term")?.get("length")?.as_str()?;
    Some(Length::parse(text))
}

fn count(record: &Value, key: &str) -> u32 {
    record
        .get(key)
        .and_then(Value::as_u64)
        .and_then(|number| u32::try_from(number).ok())
        .unwrap_or_else(|| panic!("no number under {key}: {record}"))
}

// ---------------------------------------------------------------------------
// The oracle
// ---------------------------------------------------------------------------

/// Whether something holds on a day, in this order: the lesser of two wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    No,
    Perhaps,
    Yes,
}

/// A day as a number, 20210412, which orders as the days do (and compares fast
/// in a debug build).
fn number(day: Date) -> i32 {
    i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day())
}

/// The earliest and the latest day of a partial date, as numbers.
#[derive(Clone, Copy, Debug)]
struct Window {
    earliest: i32,
    latest: i32,
}

fn window(date: Option<Partial>) -> Option<Window> {
    date.map(|date| Window { earliest: number(date.earliest), latest: number(date.latest) })
}

/// Whether what starts then has begun on the day.
fn begun(day: i32, start: Option<Window>, without_start: Holds) -> Holds {
    match start {
        None => without_start,
        Some(start) if day < start.earliest => Holds::No,
        Some(start) if day < start.latest => Holds::Perhaps,
        Some(_) => Holds::Yes,
    }
}

/// Whether what ends then is not over on the day; the last day belongs to it.
fn not_over(day: i32, end: Option<Window>) -> Holds {
    match end {
        None => Holds::Yes,
        Some(end) if day > end.latest => Holds::No,
        Some(end) if day > end.earliest => Holds::Perhaps,
        Some(_) => Holds::Yes,
    }
}

fn lesser(a: Holds, b: Holds) -> Holds {
    if a < b { a } else { b }
}

struct Rule {
    start: Option<Window>,
    end: Option<Window>,
    minimum: u32,
    maximum: u32,
}

struct Seat {
    minimum: u32,
    maximum: u32,
    rules: Vec<Rule>,
}

struct Term {
    /// The place of its seat in the list of seats.
    seat: Option<usize>,
    places: u32,
    observer: bool,
    start: Option<Window>,
    end: Option<Window>,
    /// The day A, if a length applies and no end is published: from the day
    /// after, the term may be over.
    sure_until: Option<i32>,
}

struct Member {
    id: String,
    terms: Vec<Term>,
}

/// How a seat stands against its minimum and its maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// So many at least, so many at most.
    Below(u32, u32),
    Above(u32, u32),
    Unknown,
    Met,
}

impl Standing {
    fn under(minimum: u32, maximum: u32, certain: u32, possible: u32) -> Standing {
        if possible < minimum {
            Standing::Below(minimum - possible, minimum - certain)
        } else if certain > maximum {
            Standing::Above(certain - maximum, possible - maximum)
        } else if certain < minimum || possible > maximum {
            Standing::Unknown
        } else {
            Standing::Met
        }
    }

    fn text(self) -> String {
        match self {
            Standing::Below(least, most) => format!("below {}", between(least, most)),
            Standing::Above(least, most) => format!("above {}", between(least, most)),
            Standing::Unknown => "unknown".to_owned(),
            Standing::Met => "met".to_owned(),
        }
    }
}

/// `2`, or `1 to 2` where dates leave it open.
pub fn between(least: u32, most: u32) -> String {
    if least == most { least.to_string() } else { format!("{least} to {most}") }
}

impl Seat {
    fn standing(&self, day: i32, certain: u32, possible: u32) -> Standing {
        let mut perhaps: Vec<&Rule> = Vec::new();
        for rule in &self.rules {
            // A missing bound sets no limit.
            let holds = lesser(begun(day, rule.start, Holds::Yes), not_over(day, rule.end));
            match holds {
                Holds::Yes => {
                    return Standing::under(rule.minimum, rule.maximum, certain, possible);
                }
                Holds::Perhaps => perhaps.push(rule),
                Holds::No => {}
            }
        }
        let own = Standing::under(self.minimum, self.maximum, certain, possible);
        for rule in perhaps {
            if Standing::under(rule.minimum, rule.maximum, certain, possible) != own {
                return Standing::Unknown;
            }
        }
        own
    }
}

pub struct Oracle {
    /// The earliest day of the founding date.
    founding: Option<i32>,
    /// Its latest day: from then on the committee surely exists.
    exists: Option<i32>,
    seats: Vec<Seat>,
    members: Vec<Member>,
}

impl Oracle {
    /// Reads content/committee.yaml and content/members/*.yaml under a root.
    pub fn read(root: &Path) -> Oracle {
        let committee = yaml_file(&root.join("content").join("committee.yaml"));
        let seat_records = list(&committee, "seats");

        let mut seats = Vec::new();
        for record in seat_records {
            let mut rules = Vec::new();
            for rule in list(record, "rules") {
                rules.push(Rule {
                    start: window(partial(rule, "start_date")),
                    end: window(partial(rule, "end_date")),
                    minimum: count(rule, "minimum"),
                    maximum: count(rule, "maximum"),
                });
            }
            seats.push(Seat { minimum: count(record, "minimum"), maximum: count(record, "maximum"), rules });
        }

        // Sorted by name without extension: a map does it.
        let mut records: BTreeMap<String, Value> = BTreeMap::new();
        if let Ok(entries) = fs::read_dir(root.join("content").join("members")) {
            for entry in entries {
                let path = entry.expect("an entry of content/members").path();
                if path.extension().is_none_or(|extension| extension != "yaml") {
                    continue;
                }
                let id = path.file_stem().expect("a file name").to_string_lossy();
                records.insert(id.into_owned(), yaml_file(&path));
            }
        }

        let mut members = Vec::new();
        for (id, record) in &records {
            let mut terms = Vec::new();
            for term in list(record, "terms") {
                let seat =
                    seat_records.iter().position(|seat| seat.get("id").is_some() && seat.get("id") == term.get("seat"));
                let start = partial(term, "start_date");
                let end = partial(term, "end_date");
                // The term's own length, else its seat's, else the committee's.
                let length = said_length(term)
                    .or_else(|| seat.and_then(|seat| said_length(&seat_records[seat])))
                    .or_else(|| said_length(&committee))
                    .flatten();
                let sure_until = match (start, end, length) {
                    (Some(start), None, Some(length)) => Some(number(last_day_between(start, length).0)),
                    _ => None,
                };
                terms.push(Term {
                    seat,
                    places: if term.get("places").is_some() { count(term, "places") } else { 1 },
                    observer: term.get("role").and_then(Value::as_str) == Some("observer"),
                    start: window(start),
                    end: window(end),
                    sure_until,
                });
            }
            members.push(Member { id: id.clone(), terms });
        }

        let founding = partial(&committee, "founding_date");
        let [founding, exists] = [founding.map(|date| number(date.earliest)), founding.map(|date| number(date.latest))];
        Oracle { founding, exists, seats, members }
    }

    fn holds(&self, term: &Term, day: i32) -> Holds {
        if self.founding.is_some_and(|founding| day < founding) {
            return Holds::No;
        }
        let holds = lesser(begun(day, term.start, Holds::Perhaps), not_over(day, term.end));
        match term.sure_until {
            Some(sure_until) if holds == Holds::Yes && day > sure_until => Holds::Perhaps,
            _ => holds,
        }
    }

    /// The terms that hold or perhaps hold on a day (observers too): id of the
    /// member, index of the term among the member's terms.
    pub fn roster(&self, day: Date) -> Vec<(String, usize, Holds)> {
        let day = number(day);
        let mut roster = Vec::new();
        for member in &self.members {
            for (index, term) in member.terms.iter().enumerate() {
                let holds = self.holds(term, day);
                if holds != Holds::No {
                    roster.push((member.id.clone(), index, holds));
                }
            }
        }
        roster
    }

    /// For each seat: the places certainly held, those possibly held, and how
    /// the seat stands ("met", "unknown", "below 2", "above 1").
    pub fn seats(&self, day: Date) -> Vec<(u32, u32, String)> {
        let day = number(day);
        let mut seats = Vec::new();
        for (index, seat) in self.seats.iter().enumerate() {
            let mut certain = 0;
            let mut possible = 0;
            for member in &self.members {
                // On the last day of a term that is the first of the next, a member holds its places once.
                let (mut held, mut perhaps) = (0, 0);
                for term in &member.terms {
                    if term.seat != Some(index) || term.observer {
                        continue;
                    }
                    match self.holds(term, day) {
                        Holds::Yes => {
                            held = held.max(term.places);
                            perhaps = perhaps.max(term.places);
                        }
                        Holds::Perhaps => perhaps = perhaps.max(term.places),
                        Holds::No => {}
                    }
                }
                certain += held;
                possible += perhaps;
            }
            let standing = match seat.standing(day, certain, possible) {
                Standing::Below(..) if self.exists.is_some_and(|exists| day < exists) => Standing::Unknown,
                standing => standing,
            };
            seats.push((certain, possible, standing.text()));
        }
        seats
    }

    /// Whether the roster and the seats are equal on two days.
    pub fn is_same(&self, a: Date, b: Date) -> bool {
        self.roster(a) == self.roster(b) && self.seats(a) == self.seats(b)
    }
}

// ---------------------------------------------------------------------------
// Random committees
// ---------------------------------------------------------------------------

/// The first and the last day a generated term may name.
const FIRST: Date = date(2014, 1, 1);
const LAST: Date = date(2036, 12, 31);

/// The last day of a founding date, and of the first start on a seat.
const LAST_FOUNDING: Date = date(2018, 12, 31);
const LAST_FIRST_START: Date = date(2029, 12, 31);

const LEAP_DAYS: [Date; 3] = [date(2016, 2, 29), date(2020, 2, 29), date(2024, 2, 29)];

const LENGTHS: [&str; 5] = ["P1Y", "P2Y", "P18M", "P90D", "P1M"];

/// What is written under `deduced:` of a deduced date. The specification the
/// oracle was written from does not say what it holds: change it here.
const DEDUCED: &str = r#"{fr: "Déduit du procès-verbal.", en: "Deduced from the minutes."}"#;

/// A small deterministic generator: xorshift64.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Dice {
        let state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
        let mut dice = Dice(if state == 0 { 1 } else { state });
        for _ in 0..8 {
            dice.roll();
        }
        dice
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 to `limit` - 1.
    fn below(&mut self, limit: u64) -> u64 {
        (self.roll() >> 16) % limit
    }

    /// A number from `low` to `high`, both included.
    fn between(&mut self, low: i32, high: i32) -> i32 {
        assert!(low <= high);
        let step = self.below(u64::from(high.abs_diff(low)) + 1);
        low + i32::try_from(step).expect("a small number")
    }

    fn index(&mut self, length: usize) -> usize {
        let length = u64::try_from(length).expect("a small length");
        usize::try_from(self.below(length)).expect("a small index")
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.index(items.len())]
    }

    /// True so many times in a hundred.
    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A day within bounds, often the first or the last of a month, or a leap day.
fn some_day(dice: &mut Dice, from: Date, to: Date) -> Date {
    let days = from.until(to).expect("two days").get_days();
    let day = days_after(from, dice.between(0, days));
    let day = match dice.below(8) {
        0 => dice.pick(&LEAP_DAYS),
        1 | 2 => day.first_of_month(),
        3 | 4 => day.last_of_month(),
        _ => day,
    };
    day.clamp(from, to)
}

/// A partial date that can mean the day.
fn around(dice: &mut Dice, day: Date) -> Partial {
    match dice.below(10) {
        0 => Partial::year(day),
        1..=3 => Partial::month(day),
        _ => Partial::day(day),
    }
}

/// A partial date that cannot mean a day before this one.
fn not_before(dice: &mut Dice, day: Date) -> Partial {
    match dice.below(6) {
        0 if day == day.first_of_year() => Partial::year(day),
        0 => Partial::year(days_after(day.last_of_year(), 1)),
        1 | 2 if day == day.first_of_month() => Partial::month(day),
        1 | 2 => Partial::month(days_after(day.last_of_month(), 1)),
        _ => Partial::day(day),
    }
}

/// The text of a date in YAML, quoted or not.
fn written(dice: &mut Dice, date: Partial) -> String {
    let text = date.text();
    if dice.chance(50) { text } else { format!("\"{text}\"") }
}

/// The same, sometimes as a deduced date.
fn written_perhaps_deduced(dice: &mut Dice, date: Partial) -> String {
    let text = written(dice, date);
    if dice.chance(12) { format!("{{date: {text}, deduced: {DEDUCED}}}") } else { text }
}

/// A minimum from 0 to 3, and a maximum of at least 1.
fn some_bounds(dice: &mut Dice) -> (u64, u64) {
    let minimum = dice.below(4);
    let maximum = (minimum + dice.below(4)).max(1);
    (minimum, maximum)
}

/// A length, or "none".
fn some_length(dice: &mut Dice) -> &'static str {
    if dice.chance(15) { "none" } else { dice.pick(&LENGTHS) }
}

fn some_founding(dice: &mut Dice) -> Option<Partial> {
    let day = some_day(dice, FIRST, LAST_FOUNDING);
    match dice.below(4) {
        0 => None,
        1 => Some(Partial::year(day)),
        2 => Some(Partial::month(day)),
        _ => Some(Partial::day(day)),
    }
}

/// The two bounds of a dated rule.
#[derive(Clone, Copy)]
struct Dated {
    start: Option<Partial>,
    end: Option<Partial>,
}

/// Whether what starts then surely starts no later than what ends then.
fn surely_starts_by(start: Option<Partial>, end: Option<Partial>) -> bool {
    match (start, end) {
        (Some(start), Some(end)) => start.latest <= end.earliest,
        _ => true,
    }
}

fn surely_overlap(a: Dated, b: Dated) -> bool {
    surely_starts_by(a.start, b.end) && surely_starts_by(b.start, a.end)
}

/// Up to three dated rules, none of which surely overlaps another; some follow
/// another, or share with it the year or the month of the change.
fn some_rules(dice: &mut Dice) -> Vec<Dated> {
    let mut rules: Vec<Dated> = Vec::new();
    for _ in 0..dice.below(5) {
        let previous_end = rules.last().and_then(|rule| rule.end);
        let start = match (dice.below(6), previous_end) {
            // Without a start: unless another rule it would follow has an end.
            (0 | 1, None) => None,
            // Starts in the year, the month or on the day the other ends.
            (0..=2, Some(end)) => Some(end),
            // Starts on the day after.
            (3 | 4, Some(end)) => Some(Partial::day(days_after(end.latest, 1))),
            _ => {
                let day = some_day(dice, FIRST, LAST_FIRST_START);
                Some(around(dice, day))
            }
        };
        let end = match start {
            Some(_) if dice.chance(30) => None,
            _ => {
                let from = start.map_or(date(2016, 1, 1), |start| start.earliest);
                let day = some_day(dice, from, days_after(from, 1500));
                // It contains a day no earlier than the earliest start.
                Some(around(dice, day))
            }
        };
        let rule = Dated { start, end };
        let late = |date: Option<Partial>| date.is_some_and(|date| date.latest > LAST);
        if late(start) || late(end) {
            continue;
        }
        if rules.iter().any(|other| surely_overlap(*other, rule)) {
            continue;
        }
        if rules.len() < 3 {
            rules.push(rule);
        }
    }
    rules
}

/// The start of the first term of a member on a seat.
fn some_first_start(dice: &mut Dice, from: Date, founding: Option<Partial>) -> Option<Partial> {
    let day = some_day(dice, from, LAST_FIRST_START);
    match (dice.below(10), founding) {
        (0 | 1, _) => None,
        (2, Some(founding)) => Some(founding),
        _ => Some(around(dice, day)),
    }
}

/// The start of a next term; `from` is the day after the last day the previous
/// one can have.
fn some_next_start(dice: &mut Dice, from: Date) -> Partial {
    match dice.below(6) {
        // Back to back.
        0 | 1 => Partial::day(from),
        // A gap of a day.
        2 => Partial::day(days_after(from, 1)),
        3 | 4 => not_before(dice, from),
        _ => {
            let day = days_after(from, dice.between(2, 700));
            not_before(dice, day)
        }
    }
}

/// An end that is not certainly before the start, nor before the founding.
fn some_end(dice: &mut Dice, start: Option<Partial>, founded: Date) -> Partial {
    let Some(start) = start else {
        let day = some_day(dice, founded, date(2032, 12, 31));
        return around(dice, day);
    };
    let length = Length::parse(dice.pick(&LENGTHS)).expect("a length");
    let full = days_after(plus(start.earliest, length), -1);
    let floor = start.earliest.max(founded);
    let end = match dice.below(10) {
        // The month of the start, or a day in it.
        0 => Partial::month(start.latest),
        1 => Partial::day(some_day(dice, start.earliest, start.latest.last_of_month())),
        // The same date as the start: one day, one month or one year.
        2 => start,
        // A full term.
        3 | 4 => Partial::day(full),
        5 => Partial::month(full),
        // A leap day.
        6 => Partial::day(dice.pick(&LEAP_DAYS)),
        // Some time later.
        _ => {
            let day = some_day(dice, floor, days_after(floor, 1500));
            around(dice, day)
        }
    };
    if end.latest < floor {
        Partial::day(floor)
    } else if end.latest > LAST {
        Partial::day(LAST)
    } else {
        end
    }
}

fn member_text(dice: &mut Dice, member: usize, seats: usize, founding: Option<Partial>) -> String {
    let founded = founding.map_or(FIRST, |founding| founding.earliest);

    // For each seat, the first day on which a term can start there; `None`
    // once a term without end has been given.
    let mut free: Vec<Option<Date>> = vec![Some(founded); seats];
    let mut sat: Vec<bool> = vec![false; seats];
    let mut lines: Vec<String> = Vec::new();

    let terms = dice.below(5);
    for term in 0..terms {
        let seat = dice.index(seats);
        let Some(from) = free[seat] else {
            continue;
        };
        let start = if sat[seat] { Some(some_next_start(dice, from)) } else { some_first_start(dice, from, founding) };
        if start.is_some_and(|start| start.latest > LAST) {
            free[seat] = None;
            continue;
        }
        let without_end = dice.chance(if term + 1 == terms { 60 } else { 15 });
        let end = if without_end { None } else { Some(some_end(dice, start, founded)) };
        sat[seat] = true;
        free[seat] = end.map(|end| days_after(end.latest, 1)).filter(|day| *day <= LAST);

        lines.push(format!("  - seat: s{}", seat + 1));
        if let Some(start) = start {
            let text = written_perhaps_deduced(dice, start);
            lines.push(format!("    start_date: {text}"));
        }
        if let Some(end) = end {
            let text = written_perhaps_deduced(dice, end);
            lines.push(format!("    end_date: {text}"));
        }
        if dice.chance(15) {
            lines.push("    role: observer".to_owned());
        } else if dice.chance(20) {
            lines.push(format!("    places: {}", dice.between(2, 3)));
        }
        if dice.chance(25) {
            lines.push(format!("    term: {{length: {}}}", some_length(dice)));
        }
    }

    let mut text = format!("name: \"Membre {member}\"\nsector: civil-society\n");
    if lines.is_empty() {
        text.push_str("terms: []\n");
    } else {
        text.push_str("terms:\n");
        text.push_str(&lines.join("\n"));
        text.push('\n');
    }
    text
}

fn committee_text(dice: &mut Dice, seats: usize, founding: Option<Partial>) -> String {
    let mut lines: Vec<String> = vec![
        r#"name: {fr: "Comité d’essai", en: "Trial committee"}"#.to_owned(),
        r#"description: {fr: "Un comité tiré au sort.", en: "A committee drawn by lot."}"#.to_owned(),
    ];
    if let Some(founding) = founding {
        let text = written(dice, founding);
        lines.push(format!("founding_date: {text}"));
    }
    if dice.chance(50) {
        lines.push(format!("term: {{length: {}}}", dice.pick(&LENGTHS)));
    }
    lines.push("seats:".to_owned());
    for seat in 1..=seats {
        let (minimum, maximum) = some_bounds(dice);
        lines.push(format!("  - id: s{seat}"));
        lines.push(format!("    name: {{fr: Siège {seat}, en: Seat {seat}}}"));
        lines.push(format!("    minimum: {minimum}"));
        lines.push(format!("    maximum: {maximum}"));
        lines.push("    sector: civil-society".to_owned());
        if dice.chance(40) {
            lines.push(format!("    term: {{length: {}}}", some_length(dice)));
        }
        let rules = some_rules(dice);
        if rules.is_empty() {
            continue;
        }
        lines.push("    rules:".to_owned());
        for rule in rules {
            let (minimum, maximum) = some_bounds(dice);
            lines.push(format!("      - minimum: {minimum}"));
            lines.push(format!("        maximum: {maximum}"));
            if let Some(start) = rule.start {
                let text = written(dice, start);
                lines.push(format!("        start_date: {text}"));
            }
            if let Some(end) = rule.end {
                let text = written(dice, end);
                lines.push(format!("        end_date: {text}"));
            }
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// A valid random committee: path → text.
pub fn generate(seed: u64) -> BTreeMap<String, String> {
    let mut dice = Dice::new(seed);
    let seats = 1 + dice.index(3);
    let founding = some_founding(&mut dice);

    let mut files = BTreeMap::new();
    files.insert(
        "content/portal.yaml".to_owned(),
        "title: {fr: \"Comité d’essai\", en: \"Trial committee\"}\n\
         base_url: https://comite.example/comite/\n\
         reference_date: \"2024-06-15\"\n"
            .to_owned(),
    );
    files.insert("content/committee.yaml".to_owned(), committee_text(&mut dice, seats, founding));
    for member in 1..=8 {
        files.insert(format!("content/members/m{member}.yaml"), member_text(&mut dice, member, seats, founding));
    }
    files
}

/// Writes files under a root.
pub fn lay_out(root: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let path = root.join(path);
        let folder = path.parent().expect("a folder");
        fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

// ---------------------------------------------------------------------------
// Tests of the oracle itself
// ---------------------------------------------------------------------------

/// The oracle of a committee written in a test: text of committee.yaml, and
/// the terms of m1, m2…
fn oracle(committee: &str, terms: &[&str]) -> Oracle {
    let mut files = BTreeMap::new();
    files.insert("content/committee.yaml".to_owned(), committee.to_owned());
    for (index, terms) in terms.iter().enumerate() {
        let member = index + 1;
        files.insert(
            format!("content/members/m{member}.yaml"),
            format!("name: Membre {member}\nsector: civil-society\nterms:\n{terms}"),
        );
    }
    let folder = tempfile::tempdir().expect("a folder");
    lay_out(folder.path(), &files);
    Oracle::read(folder.path())
}

/// Whether the only term of the only member holds.
fn only(oracle: &Oracle, day: Date) -> Holds {
    let roster = oracle.roster(day);
    assert!(roster.len() <= 1, "{roster:?}");
    roster.first().map_or(Holds::No, |(id, index, holds)| {
        assert_eq!((id.as_str(), *index), ("m1", 0));
        *holds
    })
}

fn seat(certain: u32, possible: u32, standing: &str) -> Vec<(u32, u32, String)> {
    vec![(certain, possible, standing.to_owned())]
}

const TWO_YEARS: &str = "\
term: {length: P2Y}
seats:
  - {id: s1, minimum: 1, maximum: 1, sector: civil-society}
";

#[test]
fn a_term_of_two_years_known_to_the_day() {
    let oracle = oracle(TWO_YEARS, &["  - {seat: s1, start_date: 2021-04-01}\n"]);
    assert_eq!(only(&oracle, date(2021, 3, 31)), Holds::No);
    assert_eq!(only(&oracle, date(2021, 4, 1)), Holds::Yes);
    assert_eq!(only(&oracle, date(2023, 3, 31)), Holds::Yes);
    assert_eq!(only(&oracle, date(2023, 4, 1)), Holds::Perhaps);
    assert_eq!(only(&oracle, date(2033, 4, 1)), Holds::Perhaps);

    assert_eq!(oracle.seats(date(2021, 3, 31)), seat(0, 0, "below 1"));
    assert_eq!(oracle.seats(date(2023, 3, 31)), seat(1, 1, "met"));
    assert_eq!(oracle.seats(date(2023, 4, 1)), seat(0, 1, "unknown"));

    assert!(oracle.is_same(date(2021, 4, 1), date(2023, 3, 31)));
    assert!(!oracle.is_same(date(2023, 3, 31), date(2023, 4, 1)));
}

#[test]
fn a_start_known_to_the_month() {
    let oracle = oracle(TWO_YEARS, &["  - {seat: s1, start_date: 2021-04}\n"]);
    assert_eq!(only(&oracle, date(2021, 3, 31)), Holds::No);
    assert_eq!(only(&oracle, date(2021, 4, 1)), Holds::Perhaps);
    assert_eq!(only(&oracle, date(2021, 4, 29)), Holds::Perhaps);
    assert_eq!(only(&oracle, date(2021, 4, 30)), Holds::Yes);
    assert_eq!(only(&oracle, date(2023, 3, 31)), Holds::Yes);
    assert_eq!(only(&oracle, date(2023, 4, 1)), Holds::Perhaps);
}

#[test]
fn a_start_known_to_the_year_and_a_short_length() {
    // The term may be over before it has certainly begun: never a Yes.
    let oracle = oracle(
        "seats:\n  - {id: s1, minimum: 0, maximum: 1, sector: civil-society, term: {length: P90D}}\n",
        &["  - {seat: s1, start_date: 2021}\n"],
    );
    assert_eq!(only(&oracle, date(2020, 12, 31)), Holds::No);
    assert_eq!(only(&oracle, date(2021, 1, 1)), Holds::Perhaps);
    assert_eq!(only(&oracle, date(2021, 12, 31)), Holds::Perhaps);
    assert_eq!(only(&oracle, date(2022, 6, 1)), Holds::Perhaps);
}

#[test]
fn the_last_day_lies_between_two_days() {
    let between =
        |start: &str, length: &str| last_day_between(Partial::parse(start), Length::parse(length).expect("a length"));
    assert_eq!(between("2021-04-01", "P2Y"), (date(2023, 3, 31), date(2023, 3, 31)));
    assert_eq!(between("2021-04", "P2Y"), (date(2023, 3, 31), date(2023, 4, 29)));
    // The end of the resulting month, which is longer.
    assert_eq!(between("2021-02", "P1M"), (date(2021, 2, 28), date(2021, 3, 30)));
    assert_eq!(between("2021", "P1Y"), (date(2021, 12, 31), date(2022, 12, 30)));
    // Not whole years: December 31st and 18 months.
    assert_eq!(between("2021", "P18M"), (date(2022, 6, 30), date(2023, 6, 29)));
    assert_eq!(between("2021-01", "P90D"), (date(2021, 3, 31), date(2021, 4, 30)));
    // A leap day, a month end.
    assert_eq!(between("2020-02-29", "P1Y"), (date(2021, 2, 27), date(2021, 2, 27)));
    assert_eq!(between("2021-01-31", "P1M"), (date(2021, 2, 27), date(2021, 2, 27)));
    assert_eq!(Length::parse("none"), None);
}

#[test]
fn the_last_day_belongs_to_the_term() {
    let oracle = oracle(
        TWO_YEARS,
        &["  - {seat: s1, start_date: 2020-01-01, end_date: {date: \"2024-04\", deduced: {a: b}}}\n"],
    );
    // The length does not count when an end is published.
    assert_eq!(only(&oracle, date(2024, 3, 31)), Holds::Yes);
    assert_eq!(only(&oracle, date(2024, 4, 1)), Holds::Yes);
    assert_eq!(only(&oracle, date(2024, 4, 2)), Holds::Perhaps);
    assert_eq!(only(&oracle, date(2024, 4, 30)), Holds::Perhaps);
    assert_eq!(only(&oracle, date(2024, 5, 1)), Holds::No);
}

#[test]
fn no_term_before_the_founding() {
    let committee = format!("founding_date: 2016-05\n{TWO_YEARS}");
    let oracle = oracle(&committee, &["  - {seat: s1, end_date: \"2017-06-30\"}\n"]);
    assert_eq!(only(&oracle, date(2016, 4, 30)), Holds::No);
    assert_eq!(only(&oracle, date(2016, 5, 1)), Holds::Perhaps);
    assert_eq!(only(&oracle, date(2017, 6, 30)), Holds::Perhaps);
    assert_eq!(only(&oracle, date(2017, 7, 1)), Holds::No);
}

#[test]
fn the_nearest_length_applies() {
    let oracle = oracle(
        "term: {length: P2Y}\nseats:\n  \
         - {id: s1, minimum: 0, maximum: 9, sector: civil-society, term: {length: P1Y}}\n  \
         - {id: s2, minimum: 0, maximum: 9, sector: civil-society, term: {length: none}}\n  \
         - {id: s3, minimum: 0, maximum: 9, sector: civil-society}\n",
        &[
            "  - {seat: s1, start_date: 2021-01-01}\n",
            "  - {seat: s2, start_date: 2021-01-01}\n",
            "  - {seat: s3, start_date: 2021-01-01}\n",
            "  - {seat: s1, start_date: 2021-01-01, term: {length: none}}\n",
            "  - {seat: s2, start_date: 2021-01-01, term: {length: P1M}}\n",
        ],
    );
    let sure = |day: Date| -> Vec<String> {
        oracle.roster(day).into_iter().filter(|(_, _, holds)| *holds == Holds::Yes).map(|(id, _, _)| id).collect()
    };
    assert_eq!(sure(date(2021, 1, 31)), ["m1", "m2", "m3", "m4", "m5"]);
    assert_eq!(sure(date(2021, 2, 1)), ["m1", "m2", "m3", "m4"]);
    assert_eq!(sure(date(2021, 12, 31)), ["m1", "m2", "m3", "m4"]);
    assert_eq!(sure(date(2022, 1, 1)), ["m2", "m3", "m4"]);
    assert_eq!(sure(date(2022, 12, 31)), ["m2", "m3", "m4"]);
    assert_eq!(sure(date(2023, 1, 1)), ["m2", "m4"]);
    assert_eq!(oracle.roster(date(2023, 1, 1)).len(), 5);
}

#[test]
fn places_and_observers() {
    let oracle = oracle(
        "seats:\n  - {id: s1, minimum: 1, maximum: 3, sector: civil-society}\n",
        &[
            "  - {seat: s1, start_date: 2021-01-01, places: 3}\n",
            "  - {seat: s1, start_date: 2021-02-01, role: observer}\n",
            "  - {seat: s1, start_date: 2021-03, places: 2}\n",
        ],
    );
    assert_eq!(oracle.seats(date(2020, 12, 31)), seat(0, 0, "below 1"));
    assert_eq!(oracle.seats(date(2021, 2, 1)), seat(3, 3, "met"));
    assert_eq!(oracle.roster(date(2021, 2, 1)), [("m1".to_owned(), 0, Holds::Yes), ("m2".to_owned(), 0, Holds::Yes)]);
    assert_eq!(oracle.seats(date(2021, 3, 1)), seat(3, 5, "unknown"));
    assert_eq!(oracle.seats(date(2021, 3, 31)), seat(5, 5, "above 2"));
}

#[test]
fn two_rules_are_possible_in_the_year_of_the_change() {
    let oracle = oracle(
        "seats:\n  \
         - id: s1\n    minimum: 2\n    maximum: 3\n    sector: civil-society\n    \
         rules:\n      - {end_date: 2022, minimum: 1, maximum: 3}\n",
        &[
            "  - {seat: s1, start_date: 2020-01-01, end_date: 2023-06-30}\n",
            "  - {seat: s1, start_date: 2022-07-01, end_date: 2022-09-30}\n",
        ],
    );
    assert_eq!(oracle.seats(date(2021, 12, 31)), seat(1, 1, "met"));
    // On January 1st the rule still surely holds: its last day can be that day.
    assert_eq!(oracle.seats(date(2022, 1, 1)), seat(1, 1, "met"));
    assert_eq!(oracle.seats(date(2022, 1, 2)), seat(1, 1, "unknown"));
    // Both rules are met.
    assert_eq!(oracle.seats(date(2022, 7, 1)), seat(2, 2, "met"));
    assert_eq!(oracle.seats(date(2022, 10, 1)), seat(1, 1, "unknown"));
    assert_eq!(oracle.seats(date(2022, 12, 31)), seat(1, 1, "unknown"));
    assert_eq!(oracle.seats(date(2023, 1, 1)), seat(1, 1, "below 1"));
    assert_eq!(oracle.seats(date(2023, 7, 1)), seat(0, 0, "below 2"));
}

#[test]
fn possible_rules_must_agree_on_the_number_too() {
    let oracle = oracle(
        "seats:\n  \
         - id: s1\n    minimum: 2\n    maximum: 3\n    sector: civil-society\n    \
         rules:\n      - {start_date: 2022, minimum: 1, maximum: 3}\n",
        &[],
    );
    assert_eq!(oracle.seats(date(2021, 12, 31)), seat(0, 0, "below 2"));
    assert_eq!(oracle.seats(date(2022, 1, 1)), seat(0, 0, "unknown"));
    assert_eq!(oracle.seats(date(2022, 12, 31)), seat(0, 0, "below 1"));
}

#[test]
fn generated_committees_keep_to_the_constraints() {
    for seed in 0..300 {
        let files = generate(seed);
        assert_eq!(files, generate(seed), "seed {seed}");
        assert_eq!(files.len(), 10, "seed {seed}");

        let committee = yaml(&files["content/committee.yaml"]);
        let founding = partial(&committee, "founding_date");
        for seat in list(&committee, "seats") {
            assert!(count(seat, "minimum") <= count(seat, "maximum"));
            assert!(count(seat, "maximum") >= 1);
            let mut rules: Vec<Dated> = Vec::new();
            for rule in list(seat, "rules") {
                assert!(count(rule, "minimum") <= count(rule, "maximum"));
                assert!(count(rule, "maximum") >= 1);
                let rule = Dated { start: partial(rule, "start_date"), end: partial(rule, "end_date") };
                assert!(rule.start.is_some() || rule.end.is_some(), "seed {seed}");
                if let (Some(start), Some(end)) = (rule.start, rule.end) {
                    assert!(end.latest >= start.earliest, "seed {seed}");
                }
                for other in &rules {
                    assert!(!surely_overlap(*other, rule), "seed {seed}");
                }
                rules.push(rule);
            }
        }

        for (path, text) in &files {
            if !path.starts_with("content/members/") {
                continue;
            }
            let member = yaml(text);
            let terms = list(&member, "terms");
            assert!(terms.len() <= 4, "seed {seed}, {path}");
            for (index, term) in terms.iter().enumerate() {
                let start = partial(term, "start_date");
                let end = partial(term, "end_date");
                for date in [start, end].into_iter().flatten() {
                    assert!(date.earliest >= FIRST && date.latest <= LAST);
                }
                if let (Some(start), Some(end)) = (start, end) {
                    assert!(end.latest >= start.earliest, "seed {seed}, {path}");
                }
                if let (Some(start), Some(founding)) = (start, founding) {
                    assert!(start.latest >= founding.earliest, "seed {seed}, {path}");
                }
                for next in &terms[index + 1..] {
                    if next["seat"] != term["seat"] {
                        continue;
                    }
                    let end = end.expect("an end, as another term follows on the seat");
                    let next_start = partial(next, "start_date").expect("a start, as it follows");
                    assert!(next_start.earliest > end.latest, "seed {seed}, {path}");
                }
            }
        }
    }
}

#[test]
fn the_oracle_reads_generated_committees() {
    for seed in 0..20 {
        let folder = tempfile::tempdir().expect("a folder");
        lay_out(folder.path(), &generate(seed));
        let oracle = Oracle::read(folder.path());
        let mut day = FIRST;
        while day <= LAST {
            for (certain, possible, standing) in oracle.seats(day) {
                assert!(certain <= possible, "seed {seed}, {day}: {standing}");
            }
            assert!(oracle.is_same(day, day), "seed {seed}, {day}");
            day = days_after(day, 17);
        }
    }
}
