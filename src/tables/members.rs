//! Tables of the members: their names, terms, representatives and declarations of interest.

use super::{Cell, Table, columns, date_cells, text_cells};
use crate::model::seat::TermLength;
use crate::model::term::{Appointment, Term};
use crate::site::Site;

pub(super) const MEMBERS: Table = Table {
    name: "members",
    title: ["Membres", "Members"],
    about: ["Un membre, passé ou présent.", "A member, past or present."],
    columns: columns! {
        "id" Text "Identifiant permanent du membre." "Permanent id of the member.";
        "kind" Text "organization (organisme) ou person (personne)." "organization or person.";
        "name_fr" Text "Nom officiel." "Official name in French.";
        "name_en" Text "Nom officiel en anglais, s’il y en a un." "Official name in English, if there is one.";
        "abbreviation" Text "Sigle." "Abbreviation.";
        "sector" Text "public-body (organisme public) ou civil-society (société civile)." "public-body or civil-society.";
        "parent_fr" Text "Établissement dont le membre fait partie." "Body that the member is part of, in French.";
        "parent_en" Text "Le même en anglais." "The same in English.";
        "url" Text "Site Web." "Website.";
        "description_fr" Text "Ce qu’est le membre." "What the member is, in French.";
        "description_en" Text "Le même en anglais." "The same in English.";
        "dissolution_date" Date "Dernier jour de l’organisme, s’il a été dissous." "Last day of the organization, if it was dissolved.";
        "dissolution_date_precision" Text "day, month ou year." "day, month or year.";
        "successors" Text "Identifiants des successeurs, séparés par des espaces." "Ids of the successors, with spaces between them.";
    },
    key: &["id"],
    foreign: &[],
    rows: members,
};

fn members(site: &Site) -> Vec<Vec<Cell>> {
    let row = |member: &crate::site::Sourced<crate::model::member::Member>| {
        let successors: Vec<&str> = member.successors.iter().map(|id| id.as_str()).collect();
        let mut row = vec![Cell::words(member.id.as_str()), Cell::words(member.kind.word())];
        row.extend(text_cells(Some(&member.name.value)));
        row.push(Cell::maybe(member.abbreviation.as_deref()));
        row.push(Cell::words(member.sector.word()));
        row.extend(text_cells(member.parent.as_ref().map(|parent| &parent.value)));
        row.push(Cell::maybe(member.url.as_deref()));
        row.extend(text_cells(member.description.as_ref()));
        row.extend(date_cells(member.dissolution_date));
        row.push(if successors.is_empty() { Cell::Empty } else { Cell::Text(successors.join(" ")) });
        row
    };
    site.members.iter().map(row).collect()
}

pub(super) const NAMES: Table = Table {
    name: "member-names",
    title: ["Noms des membres", "Names of members"],
    about: ["Un nom qu’un membre a porté à une autre période.", "A name that a member had at another time."],
    columns: columns! {
        "member" Text "Identifiant du membre." "Id of the member.";
        "number" Integer "Rang du nom dans la fiche, à partir de 1." "Place of the name in the record, from 1.";
        "name_fr" Text "Nom d’alors." "Name then, in French.";
        "name_en" Text "Le même en anglais." "The same in English.";
        "start_date" Date "Premier jour de ce nom." "First day of this name.";
        "start_date_precision" Text "day, month ou year." "day, month or year.";
        "end_date" Date "Dernier jour de ce nom." "Last day of this name.";
        "end_date_precision" Text "day, month ou year." "day, month or year.";
    },
    key: &["member", "number"],
    foreign: &[("member", "members", "id")],
    rows: names,
};

fn names(site: &Site) -> Vec<Vec<Cell>> {
    let of_member = |member: &crate::site::Sourced<crate::model::member::Member>| {
        let rows = member.other_names.iter().zip(1..).map(|(other, number)| {
            let mut row = vec![Cell::words(member.id.as_str()), Cell::Number(number)];
            row.extend(text_cells(Some(&other.name)));
            row.extend(date_cells(other.start_date));
            row.extend(date_cells(Some(other.end_date)));
            row
        });
        rows.collect::<Vec<_>>()
    };
    site.members.iter().flat_map(of_member).collect()
}

/// Returns every term with its member, and its number in the record.
fn all_terms(site: &Site) -> impl Iterator<Item = (&str, &Term, i64)> {
    site.members
        .iter()
        .flat_map(|member| member.terms.iter().zip(1..).map(|(term, number)| (member.id.as_str(), term, number)))
}

pub(super) const TERMS: Table = Table {
    name: "terms",
    title: ["Mandats", "Terms"],
    about: ["Un mandat d’un membre à un siège.", "A term of a member on a seat."],
    columns: columns! {
        "member" Text "Identifiant du membre." "Id of the member.";
        "number" Integer "Rang du mandat dans la fiche, à partir de 1." "Place of the term in the record, from 1.";
        "seat" Text "Identifiant du groupe de sièges." "Id of the group of seats.";
        "places" Integer "Nombre de sièges occupés; 0 pour une observation." "Number of seats held; 0 for an observer.";
        "role" Text "chair, vice-chair, secretary, member ou observer." "chair, vice-chair, secretary, member or observer.";
        "start_date" Date "Premier jour; vide s’il n’est pas publié." "First day; empty if it is not published.";
        "start_date_precision" Text "day, month ou year." "day, month or year.";
        "start_deduced_fr" Text "De quoi le début a été déduit, s’il l’a été." "What the start was inferred from, if it was, in French.";
        "start_deduced_en" Text "Le même en anglais." "The same in English.";
        "end_date" Date "Dernier jour (inclus); vide tant que le mandat dure." "Last day (included); empty while the term goes on.";
        "end_date_precision" Text "day, month ou year." "day, month or year.";
        "end_deduced_fr" Text "De quoi la fin a été déduite, si elle l’a été." "What the end was inferred from, if it was, in French.";
        "end_deduced_en" Text "Le même en anglais." "The same in English.";
        "end_reason_fr" Text "Pourquoi le mandat a pris fin." "Why the term ended, in French.";
        "end_reason_en" Text "Le même en anglais." "The same in English.";
        "length" Text "Durée qui s’applique (ISO 8601), ou none." "Length that applies (ISO 8601), or none.";
        "expected_last_day_earliest" Date "Dernier jour que la durée donne, au plus tôt." "Last day that the length gives, at the earliest.";
        "expected_last_day_latest" Date "Dernier jour que la durée donne, au plus tard." "Last day that the length gives, at the latest.";
        "nomination" Text "Identifiant de l’appel de candidatures." "Id of the nomination round.";
        "act_fr" Text "Acte de nomination, s’il n’y a pas eu d’appel." "Act of appointment, if there was no call, in French.";
        "act_en" Text "Le même en anglais." "The same in English.";
        "act_url" Text "Adresse de l’acte." "Address of the act.";
        "appointed_by" Text "Identifiant du membre qui l’a désigné." "Id of the member that appointed it.";
    },
    key: &["member", "number"],
    foreign: &[("member", "members", "id"), ("seat", "seats", "id")],
    rows: terms,
};

fn terms(site: &Site) -> Vec<Vec<Cell>> {
    let row = |(member, term, number): (&str, &Term, i64)| {
        let places = if term.is_counted() { i64::from(term.places) } else { 0 };
        let mut row = vec![Cell::words(member), Cell::Number(number), Cell::words(term.seat.as_str())];
        row.extend([Cell::Number(places), Cell::words(term.role.word())]);
        row.extend(date_cells(term.start_date));
        row.extend(text_cells(term.start_deduced.as_ref()));
        row.extend(date_cells(term.end_date));
        row.extend(text_cells(term.end_deduced.as_ref()));
        row.extend(text_cells(term.end_reason.as_ref()));
        row.push(match site.length(term) {
            Some(TermLength::For(length)) => Cell::Text(length.to_string()),
            Some(TermLength::Unlimited) => Cell::words("none"),
            None => Cell::Empty,
        });
        let day = |day| Cell::Date(crate::language::date::PartialDate::of_day(day));
        let lapse = site.lapse(term);
        row.extend([
            lapse.map_or(Cell::Empty, |last| day(last.earliest)),
            lapse.map_or(Cell::Empty, |last| day(last.latest)),
        ]);
        match &term.appointed_by {
            None => row.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]),
            Some(Appointment::Nomination(id)) => {
                let by = site.nomination(&id.value).and_then(|at| site.nominations[at].by.as_ref());
                row.extend([Cell::words(id.as_str()), Cell::Empty, Cell::Empty, Cell::Empty]);
                row.push(Cell::maybe(by.map(|id| id.as_str())));
            }
            Some(Appointment::Act { text, url, by }) => {
                row.push(Cell::Empty);
                row.extend(text_cells(Some(text)));
                row.extend([Cell::maybe(url.as_deref()), Cell::maybe(by.as_ref().map(|id| id.as_str()))]);
            }
        }
        row
    };
    all_terms(site).map(row).collect()
}

pub(super) const REPRESENTATIVES: Table = Table {
    name: "representatives",
    title: ["Représentation", "Representatives"],
    about: [
        "Une personne qui siège au nom d’un membre pendant un mandat.",
        "A person who sits for a member during a term.",
    ],
    columns: columns! {
        "member" Text "Identifiant du membre." "Id of the member.";
        "term" Integer "Rang du mandat." "Number of the term.";
        "number" Integer "Rang de la personne dans le mandat, à partir de 1." "Place of the person in the term, from 1.";
        "name" Text "Nom." "Name.";
        "role_fr" Text "Fonction dans l’organisme." "Role in the organization, in French.";
        "role_en" Text "La même en anglais." "The same in English.";
        "alternate" Boolean "true pour une suppléance." "true for an alternate.";
        "start_date" Date "Premier jour; vide si c’est celui du mandat." "First day; empty if it is that of the term.";
        "start_date_precision" Text "day, month ou year." "day, month or year.";
        "end_date" Date "Dernier jour; vide si c’est celui du mandat." "Last day; empty if it is that of the term.";
        "end_date_precision" Text "day, month ou year." "day, month or year.";
    },
    key: &["member", "term", "number"],
    foreign: &[("member", "members", "id")],
    rows: representatives,
};

fn representatives(site: &Site) -> Vec<Vec<Cell>> {
    let of_term = |(member, term, number): (&str, &Term, i64)| {
        let rows = term.representatives.iter().zip(1..).map(|(person, at)| {
            let mut row = vec![Cell::words(member), Cell::Number(number), Cell::Number(at), Cell::words(&person.name)];
            row.extend(text_cells(person.role.as_ref()));
            row.push(Cell::Boolean(person.alternate));
            row.extend(date_cells(person.start_date));
            row.extend(date_cells(person.end_date));
            row
        });
        rows.collect::<Vec<_>>()
    };
    all_terms(site).flat_map(of_term).collect()
}

pub(super) const DECLARATIONS: Table = Table {
    name: "declarations",
    title: ["Déclarations d’intérêts", "Declarations of interests"],
    about: ["Une déclaration d’un membre.", "A declaration of a member."],
    columns: columns! {
        "member" Text "Identifiant du membre." "Id of the member.";
        "number" Integer "Rang dans la fiche, à partir de 1." "Place in the record, from 1.";
        "date" Date "Date de la déclaration." "Date of the declaration.";
        "date_precision" Text "day, month ou year." "day, month or year.";
        "none" Boolean "true s’il a été déclaré qu’il n’y a aucun intérêt." "true if it was declared that there is no interest.";
        "text_fr" Text "Intérêt déclaré." "Interest declared, in French.";
        "text_en" Text "Le même en anglais." "The same in English.";
        "end_date" Date "Fin de l’intérêt." "End of the interest.";
        "end_date_precision" Text "day, month ou year." "day, month or year.";
    },
    key: &["member", "number"],
    foreign: &[("member", "members", "id")],
    rows: declarations,
};

fn declarations(site: &Site) -> Vec<Vec<Cell>> {
    let of_member = |member: &crate::site::Sourced<crate::model::member::Member>| {
        let rows = member.declarations.iter().zip(1..).map(|(declaration, number)| {
            let mut row = vec![Cell::words(member.id.as_str()), Cell::Number(number)];
            row.extend(date_cells(Some(declaration.date)));
            row.push(Cell::Boolean(declaration.none));
            row.extend(text_cells(declaration.text.as_ref()));
            row.extend(date_cells(declaration.end_date));
            row
        });
        rows.collect::<Vec<_>>()
    };
    site.members.iter().flat_map(of_member).collect()
}
