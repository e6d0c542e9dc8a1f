//! The account of duties, compared with one made here in another way: each day is given to its period, and each
//! document may be of every day that its date leaves open.

use std::fmt::Write;

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use scraper::{Html, Selector};

use crate::numbers::Numbers;
use crate::portal::Portal;

const TODAY: Date = date(2026, 6, 15);

/// A length as a record writes it: its months, its days, and how it is written.
const LENGTHS: [(i32, i64, &str); 10] = [
    (1, 0, "P1M"),
    (2, 0, "P2M"),
    (3, 0, "P3M"),
    (5, 0, "P5M"),
    (6, 0, "P6M"),
    (12, 0, "P1Y"),
    (24, 0, "P2Y"),
    (0, 7, "P1W"),
    (0, 14, "P2W"),
    (0, 100, "P100D"),
];

/// The days that a date may mean, the first and the last.
type Days = (Date, Date);

fn days_of(written: &str) -> Days {
    let whole = |date: Date, length: Span| (date, (date + length).yesterday().unwrap());
    match written.len() {
        4 => whole(format!("{written}-01-01").parse().unwrap(), 1.year()),
        7 => whole(format!("{written}-01").parse().unwrap(), 1.month()),
        _ => (written.parse().unwrap(), written.parse().unwrap()),
    }
}

struct Duty {
    length: (i32, i64, &'static str),
    is_of_calendar: bool,
    start: String,
}

/// A period: its first day, its last, and its state.
type Period = (Date, Option<Date>, &'static str);

/// The number of the period that a day is in.
fn number(duty: &Duty, start: Date, day: Date) -> i64 {
    let months = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
    let days = |from: Date| (day - from).get_days();
    match duty.length {
        (5, ..) => (1..).find(|n| day < start + Span::new().months(n * 5)).unwrap(),
        (24, ..) => (i64::from(day.year()) - i64::from(start.year())).div_euclid(2),
        (0, 7, _) => i64::from(days(start - i64::from(start.weekday().to_monday_zero_offset()).days())).div_euclid(7),
        (0, length, _) => i64::from(days(start)) / length,
        (length, ..) => months(day) / i64::from(length),
    }
}

fn in_calendar(duty: &Duty, documents: &[Days], undated: usize) -> Vec<Period> {
    let (start, latest_start) = days_of(&duty.start);
    let mut day = start;
    // The period may have begun before the duty.
    let is_whole = !matches!(duty.length, (5, ..) | (0, 14 | 100, _));
    while is_whole
        && number(duty, start, day.yesterday().unwrap()) == number(duty, start, start)
        && day > date(1990, 1, 1)
    {
        day = day.yesterday().unwrap();
    }
    let mut periods: Vec<(Date, Date)> = Vec::new();
    let mut last_number = None;
    loop {
        let own = number(duty, start, day);
        if last_number == Some(own) {
            periods.last_mut().unwrap().1 = day;
        } else if day > TODAY {
            break;
        } else {
            periods.push((day, day));
        }
        (last_number, day) = (Some(own), day.tomorrow().unwrap());
    }
    let state = |(first, last): (Date, Date)| {
        let is_surely = documents.iter().any(|of| of.0 >= first && of.1 <= last);
        let is_perhaps = documents.iter().any(|of| of.0 <= last && of.1 >= first);
        let is_unknown = is_perhaps || undated > 0 || documents.is_empty() || latest_start > first;
        match () {
            () if is_surely => "met",
            () if last >= TODAY => "open",
            () if is_unknown => "unknown",
            () => "missed",
        }
    };
    periods.into_iter().map(|(first, last)| (first, Some(last), state((first, last)))).collect()
}

/// What is surely known of the times between one document and the next, by their number: the first of all lies between
/// the earliest of their first days and the earliest of their last days, the second between the second of each.
fn between(duty: &Duty, documents: &[Days], undated: usize) -> Vec<Period> {
    let (months, days, _) = duty.length;
    let until = |day: Date| day + Span::new().months(months).days(days);
    let start = days_of(&duty.start);
    let mut since = start;
    let of_duty = || documents.iter().filter(|of| of.1 >= start.0);
    let is_sure = |of: &&Days| of.0 >= start.1;
    // Of those that may be older than the duty, some came before all that are not: each ends a time nobody knows of.
    let first_sure = of_duty().filter(is_sure).map(|of| of.0).min();
    let is_early = |of: &&Days| !is_sure(of) && first_sure.is_none_or(|first| of.1 <= first);
    let mut early: Vec<Days> = of_duty().filter(is_early).copied().collect();
    early.sort();
    let counted = || of_duty().filter(|of| !is_early(of));
    let mut first: Vec<Date> = counted().map(|of| of.0.max(start.0)).collect();
    let mut last: Vec<Date> = counted().filter(is_sure).map(|of| of.1).collect();
    first.sort();
    last.sort();
    let (all, sure) = (first.len(), last.len());
    first.truncate(sure);
    let latest = counted().map(|of| of.1).max();
    let is_open = undated > 0 || documents.is_empty();
    let mut periods = Vec::new();
    let mut begun = since.0;
    for of in early {
        periods.push((begun, Some(of.1), "unknown"));
        begun = of.0.max(start.0);
        since.1 = since.1.max(of.1);
    }
    let ends = first.into_iter().zip(last).map(|done| (done, Some(done.1))).chain([((TODAY, TODAY), None)]);
    for (done, end) in ends {
        if let (None, Some(latest)) = (end, latest) {
            // Of these nobody knows whether they are older than the duty.
            for _ in sure..all {
                periods.push((since.0, Some(latest), "unknown"));
                since.1 = since.1.max(latest);
            }
        }
        if end.is_some() && done == since && done.0 == done.1 {
            continue;
        }
        let is_kept = |from: Date, to: Date| to <= until(from);
        let state = match (is_kept(since.0, done.1), is_kept(since.1, done.0)) {
            (true, _) => {
                if end.is_some() {
                    "met"
                } else {
                    "open"
                }
            }
            (_, true) => "unknown",
            _ if is_open => "unknown",
            _ => "missed",
        };
        periods.push((since.0, end, state));
        since = (done.0, done.1.max(start.1));
    }
    periods
}

/// Between which days a page says that a duty is next due, if it says so, and whether it is late.
type Next = (Option<Days>, bool);

/// Fails where what is said of a duty is not so in a world in which every date is one of the days that it may be.
fn holds_in_worlds(
    duty: &Duty,
    documents: &[Days],
    undated: usize,
    (periods, next): (&[Period], Next),
    numbers: &mut Numbers,
) {
    let (months, days, _) = duty.length;
    let until = |day: Date| day + Span::new().months(months).days(days);
    for world in 0..40 {
        let mut one_of = |of: Days| match world {
            0 => of.0,
            1 => of.1,
            _ => of.0 + (numbers.below((of.1 - of.0).get_days() as usize + 1) as i64).days(),
        };
        let start = one_of(days_of(&duty.start));
        let mut done: Vec<Date> = documents.iter().map(|of| one_of(*of)).collect();
        done.extend((0..undated).map(|_| one_of((date(2020, 1, 1), TODAY))));
        done.sort();
        if duty.is_of_calendar {
            for (first, last, state) in periods {
                let is_done = done.iter().any(|day| day >= first && *day <= last.unwrap());
                assert!(*state != "met" || is_done, "{first}: not met in this world: {done:?}");
                assert!(*state != "missed" || !is_done, "{first}: not missed in this world: {done:?}");
            }
            continue;
        }
        let times: Vec<Date> = [start].into_iter().chain(done.into_iter().filter(|day| *day >= start)).collect();
        if undated == 0 && !documents.is_empty() {
            let due = until(*times.last().unwrap());
            assert!(next.0.is_none_or(|days| days.0 <= due && due <= days.1), "due on {due}, not {next:?}: {times:?}");
            assert!(!next.1 || due < TODAY, "not late in this world: {times:?}");
        }
        let missed = times.windows(2).filter(|pair| pair[1] > until(pair[0])).count();
        let missed = missed + usize::from(TODAY > until(*times.last().unwrap()));
        let said = periods.iter().filter(|period| period.2 == "missed").count();
        let unknown = periods.iter().filter(|period| period.2 == "unknown").count();
        let kept = times.windows(2).filter(|pair| pair[1] <= until(pair[0])).count();
        let met = periods.iter().filter(|period| period.2 == "met").count();
        assert!(met <= kept, "met {met} times, not {kept}: {times:?}");
        assert!(said <= missed, "missed {said} times, not {missed}: {times:?}");
        assert!(undated > 0 || missed <= said + unknown, "missed {missed} times, not {said} + {unknown}: {times:?}");
    }
}

/// What a page says of a duty: its periods, newest first, and how often it was met, missed, and neither known.
fn published(page: &Html, id: &str) -> (Vec<Period>, [usize; 3]) {
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let section = format!("section[aria-labelledby=\"obligation_{id}\"]");
    let section = page.select(&select(&section)).next().unwrap_or_else(|| panic!("{id} is not on the page"));
    let rows = select("tbody tr");
    let periods = section.select(&rows).map(|row| {
        let day = |selector: &str| {
            let time = row.select(&select(selector)).next()?;
            Some(time.value().attr("datetime").unwrap().parse().unwrap())
        };
        let state = row.select(&select(".status")).next().unwrap().value().attr("class").unwrap();
        let states = ["met", "missed", "unknown", "open"];
        let state = states.into_iter().find(|known| state.ends_with(&format!("status-{known}"))).unwrap();
        (day("th time").unwrap(), day("td time"), state)
    });
    let periods = periods.collect();
    let words: String = section.select(&select("p")).next().unwrap().text().collect();
    let words = words.replace(['\u{a0}', '\u{202f}'], "");
    let mut counts = words.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok());
    (periods, std::array::from_fn(|_| counts.next().unwrap_or_else(|| panic!("{id}: {words}"))))
}

/// The day that French words end with.
fn in_words(words: &str) -> Date {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let words: Vec<&str> = words.split([' ', '\u{a0}']).collect();
    let month = words.iter().position(|word| MONTHS.contains(word)).unwrap_or_else(|| panic!("{words:?}"));
    let number = MONTHS.iter().position(|name| *name == words[month]).unwrap() as i8 + 1;
    date(words[month + 1].parse().unwrap(), number, words[month - 1].trim_end_matches("er").parse().unwrap())
}

/// What a page says of when a duty is next due.
fn next(page: &Html, id: &str) -> Next {
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let section = format!("section[aria-labelledby=\"obligation_{id}\"] dl div");
    let is_next = |line: &scraper::ElementRef<'_>| line.text().collect::<String>().contains("Prochaine échéance");
    let Some(line) = page.select(&select(&section)).find(is_next) else { return (None, false) };
    let words: String = line.select(&select("dd")).next().unwrap().text().collect();
    let days = match line.select(&select("time")).next() {
        Some(time) => days_of(time.value().attr("datetime").unwrap()),
        // « entre le 1er mars 2026 et le 9 avril 2026 ».
        None => {
            let (from, to) = words.split_once(" et le ").unwrap_or_else(|| panic!("{id}: {words}"));
            (in_words(from), in_words(to))
        }
    };
    (Some(days), line.select(&select(".status-missed")).next().is_some())
}

fn portal(duties: &[Duty], documents: &[Option<String>]) -> Portal {
    let portal = Portal::small();
    let mut record = portal.read("content/committee.yaml") + "duties:\n";
    for (at, duty) in duties.iter().enumerate() {
        let counted = if duty.is_of_calendar { "calendar" } else { "between" };
        let (length, start) = (duty.length.2, &duty.start);
        writeln!(
            record,
            "  - {{id: d{at}, text: {{fr: Faire., en: Do.}}, every: {length}, counted: {counted}, start_date: {start}, \
             met_by: documents}}"
        )
        .unwrap();
    }
    portal.write("content/committee.yaml", record);
    let mut plan = portal.read("content/plans/premier/plan.yaml") + "documents:\n";
    portal.write("content/assets/avis.txt", "Un avis.\n");
    for date in documents {
        let date = date.as_ref().map_or_else(String::new, |date| format!(", date: {date}"));
        writeln!(plan, "  - {{title: {{fr: Un avis, en: Advice}}, file: assets/avis.txt{date}}}").unwrap();
    }
    if !documents.is_empty() {
        portal.write("content/plans/premier/plan.yaml", plan);
    }
    portal
}

#[test]
fn each_period_of_a_duty_is_told_for_what_the_records_show_of_it() {
    for seed in 1..=6 {
        let (mut numbers, mut worlds) = (Numbers(seed * 7_919), Numbers(seed));
        let mut some_date = |first: usize, years: usize| {
            let (year, month) = (first + numbers.below(years), 1 + numbers.below(12));
            match numbers.below(6) {
                0 => format!("{year}"),
                1 | 2 => format!("{year}-{month:02}"),
                _ => format!("{year}-{month:02}-{:02}", 1 + numbers.below(28)),
            }
        };
        let count = [0, 1, 4, 12, 40, 40][seed as usize - 1];
        let mut documents: Vec<Option<String>> = (0..count).map(|_| Some(some_date(2021, 6))).collect();
        let duties: Vec<Duty> = (0..2 * LENGTHS.len())
            .map(|at| Duty { length: LENGTHS[at / 2], is_of_calendar: at % 2 == 0, start: some_date(2021, 4) })
            .collect();
        documents.extend((seed == 5).then_some(None));
        let portal = portal(&duties, &documents);
        let built = portal.run(&["build", "--as-of", &TODAY.to_string()]);
        assert_eq!(built.code, 0, "{}", built.said);
        let page = Html::parse_document(&portal.page("obligations/index.html"));
        let undated = documents.iter().filter(|date| date.is_none()).count();
        // What is dated after the day of reference shows nothing yet.
        let dated: Vec<Days> = documents.iter().flatten().map(|date| days_of(date)).collect();
        let dated: Vec<Days> = dated.into_iter().filter(|of| of.0 <= TODAY).map(|of| (of.0, of.1.min(TODAY))).collect();
        for (at, duty) in duties.iter().enumerate() {
            let expected = match duty.is_of_calendar {
                true => in_calendar(duty, &dated, undated),
                false => between(duty, &dated, undated),
            };
            let (rows, counts) = published(&page, &format!("d{at}"));
            let newest: Vec<Period> = expected.iter().rev().take(60).copied().collect();
            let named = format!("seed {seed}, {} since {}, {documents:?}", duty.length.2, duty.start);
            assert_eq!(rows, newest, "{named}");
            let next = next(&page, &format!("d{at}"));
            holds_in_worlds(duty, &dated, undated, (&expected, next), &mut worlds);
            if duty.is_of_calendar {
                // By the end of the period that is open, or of the one behind it.
                let last = expected.last().unwrap();
                let day = match last.2 {
                    "met" => (1..800).map(|days| last.1.unwrap() + days.days()).find(|day| {
                        let number = |day: Date| number(duty, days_of(&duty.start).0, day);
                        number(*day) != number(*day + 1.days()) && *day > last.1.unwrap()
                    }),
                    _ => last.1,
                };
                assert_eq!(next, (day.map(|day| (day, day)), false), "{named}");
            }
            let of = |state: &str| expected.iter().filter(|period| period.2 == state).count();
            assert_eq!(counts, ["met", "missed", "unknown"].map(of), "{named}");
        }
    }
}

#[test]
fn a_duty_of_each_day_is_counted_to_its_last_or_not_at_all() {
    let since = |start: &str| Duty { length: (0, 1, "P1D"), is_of_calendar: true, start: start.to_owned() };
    let portal = portal(&[since("2010-01-01"), since("1950-01-01")], &[Some("2012-03-04".to_owned())]);
    let built = portal.run(&["build", "--as-of", &TODAY.to_string()]);
    assert_eq!(built.code, 0, "{}", built.said);
    let page = portal.page("obligations/index.html");
    let (rows, counts) = published(&Html::parse_document(&page), "d0");
    assert_eq!(rows[0], (TODAY, Some(TODAY), "open"));
    assert_eq!(counts, [1, (TODAY - date(2010, 1, 1)).get_days() as usize - 1, 0]);
    let other = page.split("obligation_d1").nth(2).unwrap();
    assert!(other.contains("Trop de périodes sont échues") && !other.contains("Remplie"), "{other}");
}

#[test]
fn a_text_that_is_withdrawn_meets_no_duty() {
    let portal = Portal::small();
    let duty = "duties:\n  - {id: d0, text: {fr: Écrire., en: Write.}, every: P1Y, counted: calendar, \
                start_date: 2022-01-01, met_by: commentary}\n";
    portal.write("content/committee.yaml", portal.read("content/committee.yaml") + duty);
    let states = || {
        let built = portal.run(&["build", "--as-of", "2024-06-15", "--no-search"]);
        assert_eq!(built.code, 0, "{}", built.said);
        let (rows, _) = published(&Html::parse_document(&portal.page("obligations/index.html")), "d0");
        rows.into_iter().map(|(.., state)| state).collect::<Vec<_>>()
    };
    // The text of January 2023.
    assert_eq!(states(), ["open", "met", "missed"]);
    for (side, reason) in [("fr", "Une erreur."), ("en", "An error.")] {
        let path = format!("content/plans/premier/commentary/avis.{side}.md");
        portal.write(
            &path,
            portal.read(&path).replacen(
                "---\n",
                &format!("---\nwithdrawn: {{date: 2023-03-01, reason: {reason}}}\n"),
                1,
            ),
        );
    }
    // Nothing is known of the committee's texts any more.
    assert_eq!(states(), ["open", "unknown", "unknown"]);
}
