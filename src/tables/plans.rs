//! Tables of the action plans: commitments, milestones, texts of the committee, responses, changes.

use super::{Cell, Table, columns, date_cells, line_cells, text_cells};
use crate::model::commentary::Commentary;
use crate::model::commitment::{Lead, Reached};
use crate::model::response::Response;
use crate::model::{Id, Located};
use crate::site::recommendations::Silence;
use crate::site::{CommentaryPair, Site};

pub(super) const PLANS: Table = Table {
    name: "plans",
    title: ["Plans d’action", "Action plans"],
    about: ["Un plan d’action.", "An action plan."],
    columns: columns! {
        "id" Text "Identifiant permanent du plan." "Permanent id of the plan.";
        "title_fr" Text "Titre." "Title in French.";
        "title_en" Text "Titre en anglais." "Title in English.";
        "start_date" Date "Début." "Start.";
        "start_date_precision" Text "day, month ou year." "day, month or year.";
        "end_date" Date "Fin." "End.";
        "end_date_precision" Text "day, month ou year." "day, month or year.";
        "url" Text "Adresse où il est publié." "Address where it is published.";
    },
    key: &["id"],
    foreign: &[],
    rows: plans,
};

fn plans(site: &Site) -> Vec<Vec<Cell>> {
    let row = |plan: &crate::site::Sourced<crate::model::plan::Plan>| {
        let mut row = vec![Cell::words(plan.id.as_str())];
        row.extend(text_cells(Some(&plan.title)));
        row.extend(date_cells(Some(plan.start_date)));
        row.extend(date_cells(plan.end_date));
        row.push(Cell::maybe(plan.url.as_deref()));
        row
    };
    site.plans.iter().map(row).collect()
}

pub(super) const COMMITMENTS: Table = Table {
    name: "commitments",
    title: ["Engagements", "Commitments"],
    about: ["Un engagement d’un plan.", "A commitment of a plan."],
    columns: columns! {
        "plan" Text "Identifiant du plan." "Id of the plan.";
        "id" Text "Numéro ou identifiant dans le plan." "Number or id in the plan.";
        "external_id" Text "Identifiant au Partenariat pour un gouvernement ouvert." "Id at the Open Government Partnership.";
        "title_fr" Text "Titre." "Title in French.";
        "title_en" Text "Titre en anglais." "Title in English.";
        "pillar" Text "Identifiant de l’axe." "Id of the pillar.";
        "pillar_fr" Text "Nom de l’axe." "Name of the pillar, in French.";
        "pillar_en" Text "Le même en anglais." "The same in English.";
        "lead_members" Text "Membres du comité responsables, séparés par des espaces." "Members of the committee that lead it, with spaces between them.";
        "lead_others_fr" Text "Autres responsables, un par ligne." "Other bodies that lead it, one a line, in French.";
        "lead_others_en" Text "Les mêmes en anglais." "The same in English.";
        "start_date" Date "Début." "Start.";
        "start_date_precision" Text "day, month ou year." "day, month or year.";
        "end_date" Date "Fin." "End.";
        "end_date_precision" Text "day, month ou year." "day, month or year.";
        "status" Text "not-started, under-way, complete ou abandoned; vide si ce n’est pas publié." "not-started, under-way, complete or abandoned; empty if not published.";
        "assessed" Date "Date de l’évaluation." "Date of the assessment.";
        "assessed_precision" Text "day, month ou year." "day, month or year.";
        "milestones_done" Integer "Jalons atteints." "Milestones reached.";
        "milestones_unknown" Integer "Jalons dont l’état n’est pas publié." "Milestones whose status is not published.";
        "milestones_total" Integer "Jalons en tout." "Milestones in all.";
    },
    key: &["plan", "id"],
    foreign: &[("plan", "plans", "id")],
    rows: commitments,
};

fn commitments(site: &Site) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for plan in &site.plans {
        for commitment in &plan.commitments {
            let mut row = vec![Cell::words(plan.id.as_str()), Cell::words(commitment.id.as_str())];
            row.push(Cell::maybe(commitment.external_id.as_deref()));
            row.extend(text_cells(Some(&commitment.title)));
            row.push(Cell::maybe(commitment.pillar.as_ref().map(|id| id.as_str())));
            let pillar = |id: &Located<Id>| plan.pillars.iter().find(|pillar| pillar.id.value == id.value);
            row.extend(text_cells(commitment.pillar.as_ref().and_then(pillar).map(|pillar| &pillar.name)));
            let (mut members, mut others) = (Vec::new(), Vec::new());
            for lead in &commitment.lead {
                match lead {
                    Lead::Member(id) => members.push(id.to_string()),
                    Lead::Named(name) => others.push(name),
                }
            }
            row.push(if members.is_empty() { Cell::Empty } else { Cell::Text(members.join(" ")) });
            row.extend(line_cells(others.into_iter()));
            row.extend(date_cells(commitment.start_date));
            row.extend(date_cells(commitment.end_date));
            row.push(Cell::maybe(commitment.status.map(|status| status.word())));
            row.extend(date_cells(commitment.assessed));
            let counts = commitment.milestones.as_ref().map(|milestones| milestones.count());
            let of = |count: fn(Reached) -> u32| Cell::number(counts.map(count));
            row.extend([of(|counts| counts.done), of(|counts| counts.unknown), of(|counts| counts.total)]);
            rows.push(row);
        }
    }
    rows
}

pub(super) const MILESTONES: Table = Table {
    name: "milestones",
    title: ["Jalons", "Milestones"],
    about: ["Un jalon d’un engagement.", "A milestone of a commitment."],
    columns: columns! {
        "plan" Text "Identifiant du plan." "Id of the plan.";
        "commitment" Text "Identifiant de l’engagement." "Id of the commitment.";
        "id" Text "Identifiant du jalon." "Id of the milestone.";
        "title_fr" Text "Ce qui doit être atteint." "What is to be reached, in French.";
        "title_en" Text "Le même en anglais." "The same in English.";
        "due" Date "Échéance." "Due date.";
        "due_precision" Text "day, month ou year." "day, month or year.";
        "status" Text "not-started, under-way, complete ou abandoned." "not-started, under-way, complete or abandoned.";
        "date" Date "Date où il a été atteint, ou évalué." "Date on which it was reached, or assessed.";
        "date_precision" Text "day, month ou year." "day, month or year.";
        "evidence" Text "Adresses des preuves, séparées par des espaces." "Addresses of the evidence, with spaces between them.";
    },
    key: &["plan", "commitment", "id"],
    foreign: &[("plan", "plans", "id")],
    rows: milestones,
};

fn milestones(site: &Site) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for plan in &site.plans {
        for commitment in &plan.commitments {
            for milestone in commitment.named_milestones() {
                let mut row = vec![Cell::words(plan.id.as_str()), Cell::words(commitment.id.as_str())];
                row.push(Cell::words(milestone.id.as_str()));
                row.extend(text_cells(Some(&milestone.title)));
                row.extend(date_cells(milestone.due));
                row.push(Cell::maybe(milestone.status.map(|status| status.value.word())));
                row.extend(date_cells(milestone.date));
                let evidence: Vec<&str> = milestone.evidence.iter().map(|source| source.url.as_str()).collect();
                row.push(if evidence.is_empty() { Cell::Empty } else { Cell::Text(evidence.join(" ")) });
                rows.push(row);
            }
        }
    }
    rows
}

pub(super) const COMMENTARY: Table = Table {
    name: "commentary",
    title: ["Commentaires", "Commentary"],
    about: ["Un texte du comité sur un plan.", "A text of the committee on a plan."],
    columns: columns! {
        "plan" Text "Identifiant du plan." "Id of the plan.";
        "id" Text "Identifiant du texte dans le plan." "Id of the text in the plan.";
        "title_fr" Text "Titre." "Title in French.";
        "title_en" Text "Titre en anglais; vide si le texte n’est pas traduit." "Title in English; empty if the text is not translated.";
        "kind" Text "assessment (évaluation), advice (avis), dissent (dissidence) ou summary (résumé)." "assessment, advice, dissent or summary.";
        "date" Date "Date d’adoption ou de publication; vide si elle n’est pas publiée." "Date of adoption or publication; empty if it is not published.";
        "date_precision" Text "day, month ou year." "day, month or year.";
        "authors" Text "Membres signataires, séparés par des espaces; vide pour le comité." "Members that signed it, with spaces between them; empty for the committee.";
        "attribution_fr" Text "Auteur, si le texte n’est pas du comité." "Author, if the text is not the committee’s, in French.";
        "attribution_en" Text "Le même en anglais." "The same in English.";
        "commitments" Text "Engagements visés, séparés par des espaces." "Commitments it is about, with spaces between them.";
        "dissents_from" Text "Texte dont il se dissocie." "Text that it dissents from.";
        "withdrawn" Date "Depuis quand il est retiré." "Since when it is withdrawn.";
    },
    key: &["plan", "id"],
    foreign: &[("plan", "plans", "id")],
    rows: commentary,
};

fn commentary(site: &Site) -> Vec<Vec<Cell>> {
    let row = |(at, text): (crate::site::CommentaryAt, &crate::site::CommentaryPair)| {
        let plan = &site.plans[at.plan];
        let french = &text.text.french;
        let list = |ids: Vec<&str>| if ids.is_empty() { Cell::Empty } else { Cell::Text(ids.join(" ")) };
        let mut row = vec![Cell::words(plan.id.as_str()), Cell::words(french.id.as_str()), Cell::words(&french.title)];
        row.push(Cell::maybe(text.text.english.as_ref().map(|side| side.title.as_str())));
        row.push(Cell::words(text.kind.word()));
        row.extend(date_cells(text.date));
        row.push(list(text.authors.iter().map(|&member| site.members[member].id.as_str()).collect()));
        let author = |side: &Commentary| side.attribution.as_ref().map(|own| own.author.clone());
        row.push(Cell::maybe(author(french).as_deref()));
        row.push(Cell::maybe(text.text.english.as_ref().and_then(|side| author(side)).as_deref()));
        row.push(list(text.commitments.iter().map(|&own| plan.commitments[own].id.as_str()).collect()));
        let other = text.dissents_from.map(|other| site.texts()[at.plan].commentaries[other].text.french.id.as_str());
        row.push(Cell::maybe(other));
        row.push(french.withdrawn.as_ref().map_or(Cell::Empty, |withdrawn| Cell::Date(withdrawn.date.value)));
        row
    };
    site.commentaries().filter(|(_, text)| !text.draft).map(row).collect()
}

pub(super) const RECOMMENDATIONS: Table = Table {
    name: "recommendations",
    title: ["Recommandations", "Recommendations"],
    about: [
        "Une recommandation du comité, avec l’état de la réponse.",
        "A recommendation of the committee, with the state of the response.",
    ],
    columns: columns! {
        "plan" Text "Identifiant du plan." "Id of the plan.";
        "commentary" Text "Identifiant du texte." "Id of the text.";
        "id" Text "Identifiant de la recommandation dans le texte." "Id of the recommendation in the text.";
        "text_fr" Text "Ce qui est recommandé." "What is recommended, in French.";
        "text_en" Text "Le même en anglais." "The same in English.";
        "addressee_fr" Text "Destinataire." "Addressee, in French.";
        "addressee_en" Text "Le même en anglais." "The same in English.";
        "commitments" Text "Engagements visés, séparés par des espaces." "Commitments it is about, with spaces between them.";
        "date" Date "Date du texte." "Date of the text.";
        "date_precision" Text "day, month ou year." "day, month or year.";
        "position" Text "Dernière réponse : accepted, partly-accepted, declined ou under-review; vide s’il n’y en a pas, ou si on ne sait pas laquelle est la dernière." "Latest response: accepted, partly-accepted, declined or under-review; empty if there is none, or if which is the latest is not known.";
        "response_date" Date "Date de la dernière réponse." "Date of the latest response.";
        "due" Date "Jour avant la fin duquel une réponse est attendue." "Day by the end of which a response is due.";
        "days_without_response" Integer "Jours sans réponse, à la date de référence; vide s’il y a une réponse ou si cela ne peut être compté." "Days without a response, on the day of reference; empty if there is a response or if it cannot be counted.";
    },
    key: &["plan", "commentary", "id"],
    foreign: &[("plan", "plans", "id")],
    rows: recommendations,
};

fn recommendations(site: &Site) -> Vec<Vec<Cell>> {
    let row = |asked: crate::site::recommendations::Asked| {
        let text = site.commentary(asked.commentary);
        if text.draft {
            return None;
        }
        let french = &text.text.french.recommendations[asked.recommendation];
        let english = text.text.english.as_ref();
        let english = english.and_then(|side| side.recommendations.iter().find(|own| own.id.value == french.id.value));
        let mut row = vec![
            Cell::words(site.plans[asked.commentary.plan].id.as_str()),
            Cell::words(text.text.french.id.as_str()),
            Cell::words(french.id.as_str()),
            Cell::words(&french.text),
            Cell::maybe(english.map(|own| own.text.as_str())),
            Cell::maybe(french.addressee.as_deref()),
            Cell::maybe(english.and_then(|own| own.addressee.as_deref())),
            match &french.commitments {
                Some(ids) if !ids.is_empty() => {
                    Cell::Text(ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" "))
                }
                _ => Cell::Empty,
            },
        ];
        row.extend(date_cells(text.date));
        let answers = text.answers(asked.recommendation, site.reference_date());
        // If it is unknown which response is in force, the table of responses contains them all.
        let newest = answers.first().filter(|_| CommentaryPair::is_newest_known(&answers));
        row.push(Cell::maybe(newest.map(|answer| answer.position.word())));
        row.push(newest.map_or(Cell::Empty, |answer| Cell::Date(answer.date.value)));
        let day = |day| Cell::Date(crate::language::date::PartialDate::of_day(day));
        row.push(site.due(text).map_or(Cell::Empty, day));
        row.push(match (answers.is_empty(), site.silence(text)) {
            (true, Silence::Days(days)) => Cell::Number(days.into()),
            _ => Cell::Empty,
        });
        Some(row)
    };
    site.recommendations().filter_map(row).collect()
}

pub(super) const RESPONSES: Table = Table {
    name: "responses",
    title: ["Réponses", "Responses"],
    about: [
        "Une réponse à une recommandation; la plus récente vaut.",
        "A response to a recommendation; the latest stands.",
    ],
    columns: columns! {
        "plan" Text "Identifiant du plan." "Id of the plan.";
        "commentary" Text "Identifiant du texte." "Id of the text.";
        "recommendation" Text "Identifiant de la recommandation." "Id of the recommendation.";
        "number" Integer "Rang de la réponse dans la fiche, à partir de 1." "Place of the response in the record, from 1.";
        "date" Date "Date." "Date.";
        "date_precision" Text "day, month ou year." "day, month or year.";
        "position" Text "accepted, partly-accepted, declined ou under-review." "accepted, partly-accepted, declined or under-review.";
        "by_fr" Text "Qui répond." "Who responds, in French.";
        "by_en" Text "Le même en anglais." "The same in English.";
        "text_fr" Text "Texte de la réponse." "Text of the response, in French.";
        "text_en" Text "Le même en anglais." "The same in English.";
    },
    key: &["plan", "commentary", "recommendation", "number"],
    foreign: &[("plan", "plans", "id")],
    rows: responses,
};

fn responses(site: &Site) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let shown = site.commentaries().filter(|(_, text)| !text.draft && !text.is_withdrawn());
    for (at, text) in shown {
        let is_given = |answer: &Response| answer.date.earliest() <= site.reference_date();
        for (answer, number) in text.all_answers().zip(1..).filter(|(answer, _)| is_given(answer)) {
            let mut row = vec![
                Cell::words(site.plans[at.plan].id.as_str()),
                Cell::words(text.text.french.id.as_str()),
                Cell::words(answer.recommendation.as_str()),
                Cell::Number(number),
            ];
            row.extend(date_cells(Some(answer.date)));
            row.push(Cell::words(answer.position.word()));
            row.extend(text_cells(answer.by.as_ref().map(|by| &by.value)));
            row.extend(text_cells(answer.text.as_ref()));
            rows.push(row);
        }
    }
    rows
}

pub(super) const CHANGES: Table = Table {
    name: "changes",
    title: ["Modifications", "Changes"],
    about: [
        "Une fiche ou un texte modifié dans une édition du site.",
        "A record or a text changed in an edition of the site.",
    ],
    columns: columns! {
        "edition" Integer "Numéro de l’édition." "Number of the edition.";
        "date" Date "Jour de l’édition." "Day of the edition.";
        "file" Text "Fichier du contenu." "File of the content.";
        "kind" Text "added (nouveau), changed (modifié) ou removed (retiré)." "added, changed or removed.";
        "title_fr" Text "Titre ou nom." "Title or name.";
        "labels" Text "correction, typography et data, séparés par des espaces." "correction, typography and data, with spaces between them.";
        "parts" Integer "Nombre de passages modifiés." "Number of passages changed.";
        "note_fr" Text "Raison donnée." "Reason given, in French.";
        "note_en" Text "La même en anglais." "The same in English.";
    },
    key: &["edition", "file"],
    foreign: &[],
    rows: changes,
};

fn changes(site: &Site) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for edition in site.editions() {
        for change in &edition.changes {
            let labels: Vec<&str> = change.labels.iter().map(|label| label.word()).collect();
            let mut row = vec![
                Cell::Number(edition.number.into()),
                Cell::Date(edition.date.value),
                Cell::words(&change.file),
                Cell::words(change.kind.word()),
                Cell::maybe(change.title.as_deref()),
                if labels.is_empty() { Cell::Empty } else { Cell::Text(labels.join(" ")) },
                Cell::Number(i64::try_from(change.parts.len()).unwrap_or_default()),
            ];
            row.extend(text_cells(edition.note.as_ref()));
            rows.push(row);
        }
    }
    rows
}
