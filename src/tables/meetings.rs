//! Tables of nomination rounds and meetings: attendance and decisions.

use super::{Cell, Table, columns, date_cells, line_cells, text_cells};
use crate::model::meeting::{Adoption, Meeting, Vote, clock};
use crate::site::presence::Attendance;
use crate::site::{Site, Sourced};

pub(super) const NOMINATIONS: Table = Table {
    name: "nominations",
    title: ["Appels de candidatures", "Nomination rounds"],
    about: ["Un appel de candidatures.", "A nomination round."],
    columns: columns! {
        "id" Text "Identifiant permanent de l’appel." "Permanent id of the round.";
        "title_fr" Text "Titre." "Title in French.";
        "title_en" Text "Titre en anglais." "Title in English.";
        "opened" Date "Ouverture." "Opening.";
        "opened_precision" Text "day, month ou year." "day, month or year.";
        "closed" Date "Fermeture." "Closing.";
        "closed_precision" Text "day, month ou year." "day, month or year.";
        "seat" Text "Groupe de sièges à pourvoir." "Group of seats to be filled.";
        "seats" Integer "Sièges à pourvoir." "Seats to be filled.";
        "applications" Integer "Candidatures reçues." "Applications received.";
        "named" Text "Identifiants des membres retenus, séparés par des espaces." "Ids of the members chosen, with spaces between them.";
        "selection_committee_fr" Text "Comité de sélection." "Selection committee, in French.";
        "selection_committee_en" Text "Le même en anglais." "The same in English.";
        "appointed_by" Text "Membre qui a désigné ceux qui ont été retenus." "Member that appointed those who were chosen.";
    },
    key: &["id"],
    foreign: &[],
    rows: nominations,
};

fn nominations(site: &Site) -> Vec<Vec<Cell>> {
    use crate::model::term::Appointment;
    let row = |round: &Sourced<crate::model::nomination::Nomination>| {
        let is_named = |member: &&Sourced<crate::model::member::Member>| {
            member
                .terms
                .iter()
                .any(|term| matches!(&term.appointed_by, Some(Appointment::Nomination(id)) if id.value == round.id))
        };
        let named: Vec<&str> = site.members.iter().filter(is_named).map(|member| member.id.as_str()).collect();
        let mut row = vec![Cell::words(round.id.as_str())];
        row.extend(text_cells(Some(&round.title)));
        row.extend(date_cells(Some(round.opened)));
        row.extend(date_cells(round.closed));
        row.push(Cell::maybe(round.seat.as_ref().map(|id| id.as_str())));
        row.extend([Cell::number(round.seats), Cell::number(round.applications)]);
        row.push(if named.is_empty() { Cell::Empty } else { Cell::Text(named.join(" ")) });
        row.extend(text_cells(round.selection_committee.as_ref()));
        row.push(Cell::maybe(round.by.as_ref().map(|id| id.as_str())));
        row
    };
    site.nominations.iter().map(row).collect()
}

pub(super) const MEETINGS: Table = Table {
    name: "meetings",
    title: ["Rencontres", "Meetings"],
    about: ["Une rencontre, tenue, à venir ou annulée.", "A meeting, held, to come or cancelled."],
    columns: columns! {
        "id" Text "Identifiant permanent de la rencontre." "Permanent id of the meeting.";
        "date" Date "Jour." "Day.";
        "time" Text "Heure de début, au fuseau du portail." "Time of the beginning, in the portal’s time zone.";
        "end_time" Text "Heure de fin." "Time of the end.";
        "title_fr" Text "Titre, s’il y en a un." "Title, if there is one, in French.";
        "title_en" Text "Le même en anglais." "The same in English.";
        "status" Text "scheduled (à venir), held (tenue) ou cancelled (annulée)." "scheduled, held or cancelled.";
        "mode_fr" Text "Mode." "Mode, in French.";
        "mode_en" Text "Le même en anglais." "The same in English.";
        "place_fr" Text "Lieu." "Place, in French.";
        "place_en" Text "Le même en anglais." "The same in English.";
        "url" Text "Adresse pour y assister." "Address to attend it.";
        "agenda_fr" Text "Ordre du jour, un point par ligne." "Agenda, one item a line, in French.";
        "agenda_en" Text "Le même en anglais." "The same in English.";
        "present" Integer "Nombre de membres présents; vide si ce n’est pas publié." "Number of members present; empty if it is not published.";
        "guests_fr" Text "Invités, un par ligne." "Guests, one a line, in French.";
        "guests_en" Text "Les mêmes en anglais." "The same in English.";
        "documents" Integer "Nombre de documents." "Number of documents.";
        "minutes_adopted" Text "Date ou rencontre d’adoption du compte rendu." "Date or meeting of adoption of the minutes.";
    },
    key: &["id"],
    foreign: &[],
    rows: meetings,
};

fn meetings(site: &Site) -> Vec<Vec<Cell>> {
    let row = |meeting: &Sourced<Meeting>| {
        let time = |time: Option<crate::model::value::Located<jiff::civil::Time>>| {
            time.map_or(Cell::Empty, |time| Cell::Text(clock(time.value)))
        };
        let mut row = vec![Cell::words(meeting.id.as_str()), Cell::Date(meeting.date.value)];
        row.extend([time(meeting.time), time(meeting.end_time)]);
        row.extend(text_cells(meeting.title.as_ref()));
        row.push(Cell::words(meeting.status_on(site.reference_date()).word()));
        row.extend(text_cells(meeting.mode.as_ref()));
        row.extend(text_cells(meeting.place.as_ref()));
        row.push(Cell::maybe(meeting.url.as_deref()));
        row.extend(line_cells(meeting.agenda.iter()));
        let present = i64::try_from(meeting.present.len()).unwrap_or_default();
        row.push(if present == 0 { Cell::Empty } else { Cell::Number(present) });
        row.extend(line_cells(meeting.guests.iter().map(|guest| &guest.value)));
        row.push(Cell::Number(i64::try_from(meeting.all_documents().count()).unwrap_or_default()));
        row.push(match meeting.minutes.as_ref().and_then(|minutes| minutes.adopted.as_ref()) {
            None => Cell::Empty,
            Some(Adoption::At(id)) => Cell::words(id.as_str()),
            Some(Adoption::On(date)) => Cell::Text(date.value.to_string()),
        });
        row
    };
    site.meetings.iter().map(row).collect()
}

pub(super) const PRESENCE: Table = Table {
    name: "presence",
    title: ["Présences", "Attendance"],
    about: [
        "Un membre et une rencontre tenue pendant qu’il siégeait, ou pouvait siéger.",
        "A member and a meeting held while it sat, or may have.",
    ],
    columns: columns! {
        "meeting" Text "Identifiant de la rencontre." "Id of the meeting.";
        "member" Text "Identifiant du membre." "Id of the member.";
        "state" Text "present (présence), excused (absence motivée), absent, unpublished (présences non publiées) ou uncertain (absent de la liste, sans qu’il soit certain qu’il ait siégé)." "present, excused, absent, unpublished (attendance not published) or uncertain (not on the list, and not certain that it sat).";
    },
    key: &["meeting", "member"],
    foreign: &[("meeting", "meetings", "id"), ("member", "members", "id")],
    rows: presence,
};

fn presence(site: &Site) -> Vec<Vec<Cell>> {
    let of_member = |at: usize| {
        let row = move |(meeting, attendance): (usize, Attendance)| {
            (
                meeting,
                at,
                vec![
                    Cell::words(site.meetings[meeting].id.as_str()),
                    Cell::words(site.members[at].id.as_str()),
                    Cell::words(attendance.word()),
                ],
            )
        };
        site.attendance(at).into_iter().map(row).collect::<Vec<_>>()
    };
    let mut rows: Vec<_> = (0..site.members.len()).flat_map(of_member).collect();
    rows.sort_by_key(|(meeting, member, _)| (*meeting, *member));
    rows.into_iter().map(|(.., row)| row).collect()
}

pub(super) const DECISIONS: Table = Table {
    name: "decisions",
    title: ["Décisions", "Decisions"],
    about: ["Une décision prise à une rencontre.", "A decision taken at a meeting."],
    columns: columns! {
        "meeting" Text "Identifiant de la rencontre." "Id of the meeting.";
        "number" Integer "Rang de la décision, à partir de 1." "Place of the decision, from 1.";
        "text_fr" Text "Ce qui a été décidé." "What was decided, in French.";
        "text_en" Text "Le même en anglais." "The same in English.";
        "commentary" Text "Texte adopté : plan/identifiant." "Text adopted: plan/id.";
        "votes_for" Integer "Votes pour; vide si ce n’est pas publié." "Votes for; empty if not published.";
        "votes_against" Integer "Votes contre." "Votes against.";
        "abstentions" Integer "Abstentions." "Abstentions.";
    },
    key: &["meeting", "number"],
    foreign: &[("meeting", "meetings", "id")],
    rows: decisions,
};

fn decisions(site: &Site) -> Vec<Vec<Cell>> {
    let of_meeting = |meeting: &Sourced<Meeting>| {
        let rows = meeting.decisions.iter().zip(1..).map(|(decision, number)| {
            let mut row = vec![Cell::words(meeting.id.as_str()), Cell::Number(number)];
            row.extend(text_cells(Some(&decision.text)));
            row.push(
                decision
                    .commentary
                    .as_ref()
                    .map_or(Cell::Empty, |text| Cell::Text(format!("{}/{}", text.value.0, text.value.1))),
            );
            let votes = decision.votes.as_ref();
            let count = |vote: Option<&Vote>| vote.map_or(Cell::Empty, |vote| Cell::Number(vote.count() as i64));
            row.push(count(votes.and_then(|votes| votes.in_favour.as_ref())));
            row.push(count(votes.and_then(|votes| votes.against.as_ref())));
            row.push(count(votes.and_then(|votes| votes.abstained.as_ref())));
            row
        });
        rows.collect::<Vec<_>>()
    };
    site.meetings.iter().flat_map(of_meeting).collect()
}

pub(super) const VOTES: Table = Table {
    name: "votes",
    title: ["Votes", "Votes"],
    about: [
        "Le vote d’un membre sur une décision, où les membres sont nommés.",
        "The vote of a member on a decision, where members are named.",
    ],
    columns: columns! {
        "meeting" Text "Identifiant de la rencontre." "Id of the meeting.";
        "number" Integer "Rang de la décision, à partir de 1." "Place of the decision, from 1.";
        "member" Text "Identifiant du membre." "Id of the member.";
        "vote" Text "for (pour), against (contre) ou abstained (abstention)." "for, against or abstained.";
    },
    key: &["meeting", "number", "member"],
    foreign: &[("meeting", "meetings", "id"), ("member", "members", "id")],
    rows: votes,
};

fn votes(site: &Site) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for meeting in &site.meetings {
        for (decision, number) in meeting.decisions.iter().zip(1..) {
            let Some(votes) = &decision.votes else { continue };
            let cast = [("for", &votes.in_favour), ("against", &votes.against), ("abstained", &votes.abstained)];
            for (word, vote) in cast {
                for member in vote.iter().flat_map(Vote::members) {
                    let ids = [Cell::words(meeting.id.as_str()), Cell::Number(number), Cell::words(member.as_str())];
                    rows.push(ids.into_iter().chain([Cell::words(word)]).collect());
                }
            }
        }
    }
    rows
}
