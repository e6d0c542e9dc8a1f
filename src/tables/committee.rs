//! Tables of the committee: seats and their rules, the composition by period, duties.

use super::{Cell, Table, columns, date_cells, text_cells};
use crate::model::holds::Holds;
use crate::model::seat::{SeatRule, TermLength};
use crate::model::value::Duration;
use crate::site::Site;
use crate::site::roster::{Standing, holders};

pub(super) const SEATS: Table = Table {
    name: "seats",
    title: ["Sièges", "Seats"],
    about: [
        "Un groupe de sièges, avec sa règle habituelle; celles d’autres périodes sont dans seat-rules.",
        "A group of seats, with its usual rule; those of other periods are in seat-rules.",
    ],
    columns: columns! {
        "id" Text "Identifiant du groupe de sièges." "Id of the group of seats.";
        "name_fr" Text "Nom." "Name in French.";
        "name_en" Text "Nom en anglais." "Name in English.";
        "sector" Text "Secteur." "Sector.";
        "minimum" Integer "Le moins de sièges à occuper." "Fewest seats to be held.";
        "maximum" Integer "Le plus de sièges à occuper." "Most seats to be held.";
        "members" Text "Seuls membres admis, s’il y en a." "Only members allowed, if any.";
        "term_length" Text "Durée d’un mandat à ce siège (ISO 8601), ou none; vide si c’est celle du comité." "Length of a term on this seat (ISO 8601), or none; empty if it is the committee’s.";
        "note_fr" Text "Note." "Note in French.";
        "note_en" Text "Note en anglais." "Note in English.";
    },
    key: &["id"],
    foreign: &[],
    rows: seats,
};

fn seats(site: &Site) -> Vec<Vec<Cell>> {
    let row = |seat: &crate::model::seat::Seat| {
        let mut row = vec![Cell::words(seat.id.as_str())];
        row.extend(text_cells(Some(&seat.name)));
        row.extend(rule_cells(&seat.rule));
        row.push(match seat.term.as_ref().map(|rule| rule.length) {
            Some(TermLength::For(length)) => Cell::Text(length.to_string()),
            Some(TermLength::Unlimited) => Cell::words("none"),
            None => Cell::Empty,
        });
        row.extend(text_cells(seat.note.as_ref()));
        row
    };
    site.committee.seats.iter().map(row).collect()
}

/// Sector, bounds and members of a rule.
fn rule_cells(rule: &SeatRule) -> [Cell; 4] {
    let members: Vec<&str> = rule.members.iter().map(|id| id.as_str()).collect();
    let members = if members.is_empty() { Cell::Empty } else { Cell::Text(members.join(" ")) };
    [Cell::words(rule.sector.word()), Cell::Number(rule.minimum.into()), Cell::Number(rule.maximum.into()), members]
}

pub(super) const SEAT_RULES: Table = Table {
    name: "seat-rules",
    title: ["Règles d’autres périodes", "Rules of other periods"],
    about: ["Une règle qu’un groupe de sièges a eue, ou aura.", "A rule that a group of seats had, or will have."],
    columns: columns! {
        "seat" Text "Identifiant du groupe de sièges." "Id of the group of seats.";
        "number" Integer "Rang de la règle, à partir de 1." "Place of the rule, from 1.";
        "start_date" Date "Premier jour." "First day.";
        "start_date_precision" Text "day, month ou year." "day, month or year.";
        "end_date" Date "Dernier jour (inclus)." "Last day (included).";
        "end_date_precision" Text "day, month ou year." "day, month or year.";
        "sector" Text "Secteur." "Sector.";
        "minimum" Integer "Le moins de sièges à occuper." "Fewest seats to be held.";
        "maximum" Integer "Le plus de sièges à occuper." "Most seats to be held.";
        "members" Text "Seuls membres admis, s’il y en a." "Only members allowed, if any.";
    },
    key: &["seat", "number"],
    foreign: &[("seat", "seats", "id")],
    rows: seat_rules,
};

fn seat_rules(site: &Site) -> Vec<Vec<Cell>> {
    let of_seat = |seat: &crate::model::seat::Seat| {
        let rows = seat.rules.iter().zip(1..).map(|(dated, number)| {
            let mut row = vec![Cell::words(seat.id.as_str()), Cell::Number(number)];
            row.extend(date_cells(dated.start_date));
            row.extend(date_cells(dated.end_date));
            row.extend(rule_cells(&dated.rule));
            row
        });
        rows.collect::<Vec<_>>()
    };
    site.committee.seats.iter().flat_map(of_seat).collect()
}

pub(super) const COMPOSITION: Table = Table {
    name: "composition",
    title: ["Composition par période", "Composition by period"],
    about: [
        "Un groupe de sièges pendant une période où la composition est la même; chaque jour appartient à une seule période.",
        "A group of seats during a period in which the composition is the same; each day belongs to one period.",
    ],
    columns: columns! {
        "first_day" Date "Premier jour de la période." "First day of the period.";
        "last_day" Date "Dernier jour de la période; vide si rien n’y met fin." "Last day of the period; empty if nothing ends it.";
        "seat" Text "Identifiant du groupe de sièges." "Id of the group of seats.";
        "certain" Integer "Sièges occupés avec certitude." "Seats held for certain.";
        "possible" Integer "Sièges occupés, ou peut-être occupés." "Seats held, or perhaps held.";
        "standing" Text "met (règle respectée), below (en dessous), above (au-dessus) ou unknown (ne peut être déterminé)." "met, below, above or unknown (cannot be told).";
        "difference" Integer "Sièges manquants ou en trop, au moins, s’il y en a." "Seats missing or in excess, at least, if any.";
        "difference_most" Integer "Sièges manquants ou en trop, au plus : davantage si des mandats sont incertains." "Seats missing or in excess, at most: more if terms are uncertain.";
        "members" Text "Identifiants des membres qui siègent, séparés par des espaces; « ? » devant ceux dont ce n’est pas certain." "Ids of the members that sit, with spaces between them; “?” before those of which it is not certain.";
    },
    key: &["first_day", "seat"],
    foreign: &[("seat", "seats", "id")],
    rows: composition,
};

fn composition(site: &Site) -> Vec<Vec<Cell>> {
    let day = |day| Cell::Date(crate::language::date::PartialDate::of_day(day));
    let mut rows = Vec::new();
    for (at, period) in site.periods().iter().enumerate() {
        let sitting = site.sitting_on(period.first);
        for (place, seat) in site.committee.seats.iter().enumerate() {
            let count = site.count_in(place, at);
            let (standing, difference) = match site.standing_in(place, at) {
                Standing::Met => ("met", None),
                Standing::Unknown => ("unknown", None),
                Standing::Below(missing) => ("below", Some(missing)),
                Standing::Above(extra) => ("above", Some(extra)),
            };
            let mine = sitting.iter().filter(|held| held.term.is_counted() && held.term.seat.value == seat.id.value);
            let names = holders(mine).into_iter().map(|(member, holds)| {
                let mark = if holds == Holds::Yes { "" } else { "?" };
                format!("{mark}{}", site.members[member].id)
            });
            let names: Vec<String> = names.collect();
            rows.push(vec![
                day(period.first),
                period.last.map_or(Cell::Empty, day),
                Cell::words(seat.id.as_str()),
                Cell::Number(count.certain.into()),
                Cell::Number(count.possible.into()),
                Cell::words(standing),
                Cell::number(difference.map(|margin| margin.least)),
                Cell::number(difference.map(|margin| margin.most)),
                if names.is_empty() { Cell::Empty } else { Cell::Text(names.join(" ")) },
            ]);
        }
    }
    rows
}

pub(super) const DUTIES: Table = Table {
    name: "duties",
    title: ["Obligations", "Obligations"],
    about: [
        "Une période pendant laquelle une obligation du comité était à remplir une fois.",
        "A period in which a duty of the committee was to be met once.",
    ],
    columns: columns! {
        "duty" Text "Identifiant de l’obligation." "Id of the duty.";
        "text_fr" Text "Ce que le comité doit faire." "What the committee has to do, in French.";
        "text_en" Text "Le même en anglais." "The same in English.";
        "every" Text "Fréquence (ISO 8601)." "Frequency (ISO 8601).";
        "number" Integer "Rang de la période, à partir de 1." "Place of the period, from 1.";
        "counted" Text "between (d’une fois à l’autre) ou calendar (dans chaque période du calendrier)." "between (from one time to the next) or calendar (in each period of the calendar).";
        "first_day" Date "Premier jour de la période." "First day of the period.";
        "last_day" Date "Dernier jour de la période; vide si elle dure encore." "Last day of the period; empty while it goes on.";
        "state" Text "met (remplie), missed (manquée), unknown (ne peut être déterminé) ou open (en cours)." "met, missed, unknown (cannot be told) or open.";
    },
    key: &["duty", "number"],
    foreign: &[],
    rows: duties,
};

fn duties(site: &Site) -> Vec<Vec<Cell>> {
    let day = |day| Cell::Date(crate::language::date::PartialDate::of_day(day));
    let mut rows = Vec::new();
    for account in site.duties() {
        let duty = &site.committee.duties[account.duty];
        let every = duty.every.map_or(Cell::Empty, |every: Duration| Cell::Text(every.to_string()));
        for (due, number) in account.periods.iter().zip(1..) {
            let mut row = vec![Cell::words(duty.id.as_str())];
            row.extend(text_cells(Some(&duty.text)));
            row.extend([every.clone(), Cell::Number(number), Cell::words(duty.counted.word()), day(due.first)]);
            row.push(if due.goes_on { Cell::Empty } else { day(due.last) });
            row.push(Cell::words(due.state.word()));
            rows.push(row);
        }
    }
    rows
}
