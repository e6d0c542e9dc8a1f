//! The roster of every day, against an oracle that was written from the rules alone: of the example and of two hundred
//! committees made to break it. Each day belongs to exactly one period, and is as the first of its period.

use std::path::Path;

use clairevoie::journey;
use clairevoie::model::holds::Holds;
use clairevoie::reuse::Reuse;
use clairevoie::site::roster::Standing;
use clairevoie::site::{Options, Site};
use clairevoie::source::Snapshot;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::oracle::{self, Oracle};
use crate::portal::{Portal, repository};

const FIRST: Date = Date::constant(2015, 1, 1);
const LAST: Date = Date::constant(2035, 12, 31);

fn days() -> impl Iterator<Item = Date> {
    FIRST.series(jiff::Span::new().days(1)).take_while(|day| *day <= LAST)
}

fn compare(root: &Path, name: &str) {
    let options = Options {
        as_of: None,
        now: "2024-06-15T12:00:00Z".parse().unwrap(),
        base_url: None,
        drafts: false,
        search: false,
    };
    let made = journey::make(&Snapshot::read(root), &options, &Reuse::none(), |_| {});
    let told: Vec<String> = made
        .report
        .iter()
        .filter(|one| one.code.severity() == clairevoie::diagnostic::Severity::Error)
        .map(|one| format!("{} {}", one.code.id(), one.place))
        .collect();
    let Some(tree) = made.value.tree else { panic!("{name} has errors: {told:?}") };
    let (site, oracle) = (tree.site(), Oracle::read(root));
    for day in days() {
        assert_eq!(roster(site, day), oracle_roster(&oracle, day), "{name}: who sits on {day}");
        assert_eq!(seats(site, day), oracle.seats(day), "{name}: seats on {day}");
    }
    periods(site, &oracle, name);
}

fn roster(site: &Site, day: Date) -> Vec<(String, usize, bool)> {
    site.sitting_on(day)
        .iter()
        .map(|held| {
            let member = &site.members[held.member];
            let at = member.terms.iter().position(|term| std::ptr::eq(term, held.term)).unwrap();
            (member.id.to_string(), at, held.holds == Holds::Yes)
        })
        .collect()
}

fn oracle_roster(oracle: &Oracle, day: Date) -> Vec<(String, usize, bool)> {
    oracle.roster(day).into_iter().map(|(id, at, holds)| (id, at, holds == oracle::Holds::Yes)).collect()
}

fn words(standing: Standing) -> String {
    match standing {
        Standing::Met => "met".to_owned(),
        Standing::Unknown => "unknown".to_owned(),
        Standing::Below(missing) => format!("below {}", oracle::between(missing.least, missing.most)),
        Standing::Above(extra) => format!("above {}", oracle::between(extra.least, extra.most)),
    }
}

fn seats(site: &Site, day: Date) -> Vec<(u32, u32, String)> {
    let sitting = site.sitting_on(day);
    let seats = site.committee.seats.iter();
    seats
        .map(|seat| {
            let count = site.count(seat, &sitting);
            (count.certain, count.possible, words(site.standing(seat, count, day)))
        })
        .collect()
}

fn periods(site: &Site, oracle: &Oracle, name: &str) {
    let all = site.periods();
    for pair in all.windows(2) {
        assert_eq!(pair[0].last.unwrap().tomorrow().unwrap(), pair[1].first, "{name}: no day is left out");
    }
    assert!(all.last().is_none_or(|last| last.last.is_none()), "{name}: the last period has no end");
    for day in days() {
        let Some(at) = site.period_of(day) else {
            assert!(site.founded().is_none_or(|founded| day < founded), "{name}: {day} belongs to a period");
            continue;
        };
        assert!(all[at].holds(day));
        assert!(oracle.is_same(all[at].first, day), "{name}: {day} is as the first day of its period");
        let counted: Vec<_> = (0..site.committee.seats.len())
            .map(|seat| {
                let count = site.count_in(seat, at);
                (count.certain, count.possible, words(site.standing_in(seat, at)))
            })
            .collect();
        assert_eq!(counted, oracle.seats(day), "{name}: counts of the period of {day}");
    }
}

#[test]
fn the_roster_of_every_day_of_generated_committees_is_that_of_the_oracle() {
    (0..200_u64).into_par_iter().for_each(|seed| {
        let folder = tempfile::tempdir().unwrap();
        oracle::lay_out(folder.path(), &oracle::generate(seed));
        compare(folder.path(), &format!("committee {seed}"));
    });
}

#[test]
fn the_roster_of_every_day_of_the_example_is_that_of_the_oracle() {
    compare(&repository().join("examples/comite-invente"), "the example");
}

#[test]
fn who_sits_beside_those_named_by_a_call_began_on_the_same_day_by_an_act_on_the_same_seat() {
    let term = |seat: &str, start: &str, by: &str| {
        format!("name: Organisme Gamma\nsector: civil-society\nterms:\n  - seat: {seat}\n    start_date: {start}\n{by}")
    };
    const ACT: &str = "    appointed_by: {text: {fr: Un acte., en: An act.}}\n";
    for (seat, start, by, is_beside) in [
        ("society", "2021-04-12", ACT, true),
        ("society", "2021-04-13", ACT, false),
        ("society", "2021-04", ACT, false),
        ("state", "2021-04-12", ACT, false),
        ("society", "2021-04-12", "", false),
    ] {
        let portal = Portal::small();
        portal.edit("content/nominations/appel-2021.yaml", "opened: 2021-02", "opened: 2021-02\nseat: society");
        portal.edit("content/committee.yaml", "    members: [beta]\n", "");
        portal.edit("content/committee.yaml", "sector: public-body", "sector: civil-society");
        portal.edit("content/members/beta.yaml", "sector: public-body", "sector: civil-society");
        portal.write("content/members/gamma.yaml", term(seat, start, by));
        portal.build();
        let page = portal.page("nomination/appel-2021/index.html");
        assert!(page.contains("Organisme Alpha"), "{page}");
        assert_eq!(page.contains("Organisme Gamma"), is_beside, "{seat} {start} {by}: {page}");
    }
}

/// A term that begins on the last day of another renews it: on that day the member holds its place once.
#[test]
fn a_renewal_on_the_last_day_of_a_term_takes_no_second_place() {
    let portal = Portal::small();
    let terms = "terms:\n  - seat: state\n    start_date: 2021-04-12\n    end_date: 2022-06-01\n  - seat: state\n    start_date: 2022-06-01\n";
    portal.write("content/members/beta.yaml", format!("name: Ministère Bêta\nsector: public-body\n{terms}"));
    portal.edit("content/portal.yaml", "reference_date: 2023-06-01", "reference_date: 2022-06-01");
    let answer = portal.run(&["check"]);
    assert!(answer.code == 0 && !answer.said.contains("[CV403]"), "{}", answer.said);
    portal.build();
    let rows = portal.page("data/composition.csv");
    let of_day: Vec<&str> = rows.lines().filter(|row| row.contains("2022-06-01")).collect();
    assert!(of_day.iter().any(|row| row.contains("state")), "{rows}");
    assert!(of_day.iter().all(|row| !row.contains("above")), "{rows}");
    assert!(!portal.page("composition/2022-06-01/index.html").contains("de trop"));
    compare(&portal.path(""), "a renewal");
}
