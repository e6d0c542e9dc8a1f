//! What is not certain is shown as such: where dates are known to the month or the year, or states are not published.

use crate::portal::Portal;

/// The small portal with some of its records written anew, built as of January 15, 2024.
fn built(records: &[(&str, &str)]) -> Portal {
    let portal = Portal::small();
    for (path, text) in records {
        portal.write(&format!("content/{path}"), text);
    }
    let built = portal.run(&["build", "--as-of", "2024-01-15", "--no-search"]);
    assert_eq!(built.code, 0, "{}", built.said);
    portal
}

fn holds(portal: &Portal, page: &str, words: &[&str], not: &[&str]) {
    let text = portal.page(page).replace('\u{a0}', " ");
    for words in words {
        assert!(text.contains(words), "{page} does not say {words:?}: {text}");
    }
    for words in not {
        assert!(!text.contains(words), "{page} says {words:?}: {text}");
    }
}

const BOTH: &str =
    "name: Deux\nsector: civil-society\nterms:\n  - {seat: society, start_date: 2022-01-01, places: 2}\n";
const PERHAPS: &str = "name: Peut-être\nsector: civil-society\nterms:\n  - {seat: society, end_date: 2024-06}\n";

#[test]
fn how_many_are_missing_lies_between_two_numbers() {
    let portal = Portal::small();
    portal.edit("content/committee.yaml", "    minimum: 1\n    maximum: 2\n", "    minimum: 4\n    maximum: 5\n");
    portal.write("content/members/alpha.yaml", BOTH);
    portal.write("content/members/gamma.yaml", PERHAPS);
    let checked = portal.run(&["--lang", "fr", "check", "--at", "2024-01-15"]);
    let said = checked.said.replace('\u{a0}', " ");
    assert!(said.contains("au plus 3 sont occupés le 15 janvier 2024, pour un minimum de 4"), "{said}");
    assert_eq!(portal.run(&["build", "--as-of", "2024-01-15", "--no-search"]).code, 0);
    holds(
        &portal,
        "composition/index.html",
        &["Il manque de 1 à 2 membres", "3 sièges occupés (dont 2 confirmés); règle : de 4 à 5"],
        &["Il manque 1 membre"],
    );
    holds(&portal, "data/composition.csv", &["society,2,3,below,1,2,alpha ?gamma"], &[]);
}

#[test]
fn who_may_have_sat_is_marked() {
    let portal = built(&[("members/gamma.yaml", PERHAPS)]);
    let page = portal.page("plans-action/premier/commentaires/avis/index.html");
    let (_, sitting) = page.split_once("Membres qui siégeaient").unwrap();
    let sitting = sitting.split("</details>").next().unwrap();
    let (before, behind) = sitting.split_once("Peut-être</a>").unwrap();
    assert!(!before.contains("Ne peut être confirmé") && behind.contains("Ne peut être confirmé"), "{sitting}");
    let home = portal.unquoted("index.html");
    let data = home.split("ld+json").nth(1).unwrap().split("</script>").next().unwrap();
    assert!(data.contains("Organisme Alpha") && !data.contains("Peut-être"), "{data}");
    holds(&portal, "membres/alpha/index.html", &["memberOf"], &[]);
    holds(&portal, "membres/gamma/index.html", &[], &["memberOf"]);
}

#[test]
fn a_term_that_may_go_on_is_not_over() {
    let beta = "name: Ministère Bêta\nsector: public-body\nterms: [{seat: state, start_date: 2020}]\n";
    let committee = Portal::small().read("content/committee.yaml").replace("founding_date: 2021-04\n", "");
    let portal = built(&[("members/beta.yaml", beta), ("committee.yaml", &committee)]);
    holds(
        &portal,
        "composition/ecarts/index.html",
        &["peut-être échu, renouvellement non publié :</span> <a href=\"/comite/membres/beta/\">"],
        &[],
    );
}

#[test]
fn milestones_of_no_known_status_are_not_missed() {
    let plan = Portal::small().read("content/plans/premier/plan.yaml").replace(
        "status: under-way",
        "status: complete\n    milestones:\n      - {id: a, title: {fr: Un, en: One}, due: 2022-01}\n      \
         - {id: b, title: {fr: Deux, en: Two}, status: complete}",
    );
    let portal = built(&[("plans/premier/plan.yaml", &plan)]);
    let page = "plans-action/premier/engagements/1/index.html";
    holds(&portal, page, &["1 jalon atteint sur 2; l’état de 1 jalon n’est pas publié", "dot-perhaps", "échue"], &[]);
    let english = "en/action-plans/premier/commitments/1/index.html";
    holds(&portal, english, &["the status of 1 milestone is not published", "due date passed"], &["overdue"]);
    let checked = portal.run(&["check", "--at", "2024-01-15"]);
    assert!(!checked.said.contains("CV414"), "{}", checked.said);
    holds(&portal, "data/commitments.csv", &[",1,1,2"], &[]);
}

#[test]
fn attendance_that_is_published_is_not_said_to_be_unpublished() {
    let portal = built(&[
        ("members/gamma.yaml", PERHAPS),
        ("meetings/2022-03-15.yaml", "date: 2022-03-15\npresent: [alpha]\n"),
        ("meetings/2022-06-15.yaml", "date: 2022-06-15\n"),
    ]);
    holds(
        &portal,
        "membres/gamma/index.html",
        &["Ne peut être déterminé", "Non publié", "il n’est pas certain que le membre ait été attendu"],
        &[],
    );
    holds(&portal, "data/presence.csv", &["2022-03-15,gamma,uncertain", "2022-06-15,gamma,unpublished"], &[]);
}

#[test]
fn what_others_wrote_is_not_signed_by_the_committee() {
    let small = Portal::small();
    let text = |side: &str, author: &str| {
        let text = small.read(&format!("content/plans/premier/commentary/avis.{side}.md"));
        text.replacen("---\n", &format!("---\nattribution: {{author: {author}, kind: mémoire}}\n"), 1)
    };
    let (french, english) = (text("fr", "Le Collectif"), text("en", "Le Collectif"));
    let portal = built(&[
        ("plans/premier/commentary/avis.fr.md", &french),
        ("plans/premier/commentary/avis.en.md", &english.replace("kind: mémoire", "kind: brief")),
    ]);
    holds(
        &portal,
        "plans-action/premier/commentaires/avis/index.html",
        &["Le Collectif"],
        &["Signataires", "\"author\""],
    );
}

#[test]
fn no_application_is_a_number_of_applications() {
    let round = Portal::small().read("content/nominations/appel-2021.yaml");
    let lines: Vec<&str> = round.lines().filter(|line| !line.starts_with("applications")).collect();
    let portal = built(&[("nominations/appel-2021.yaml", &format!("{}\napplications: 0\n", lines.join("\n")))]);
    let page = portal.unquoted("nomination/appel-2021/index.html");
    assert!(page.contains("<dd>0</dd>"), "{page}");
}

#[test]
fn of_two_answers_nobody_knows_which_is_newer() {
    let answers = "- {recommendation: r1, position: declined, date: 2023}\n\
                   - {recommendation: r1, position: accepted, date: 2023-05-03}\n";
    let portal = built(&[("plans/premier/responses/avis.yaml", answers)]);
    let page = "recommandations/index.html";
    holds(&portal, page, &["Autres réponses; on ne sait pas laquelle est la plus récente"], &["Réponses antérieures"]);
    let table = portal.page("data/recommendations.csv");
    assert!(!table.contains("declined") && !table.contains("accepted"), "{table}");
    let portal = built(&[("plans/premier/responses/avis.yaml", &answers.replace("date: 2023}", "date: 2023-02}"))]);
    holds(&portal, page, &["Réponses antérieures"], &["Autres réponses"]);
}

#[test]
fn nobody_is_missing_before_the_committee_surely_exists() {
    let committee = Portal::small().read("content/committee.yaml").replace("    minimum: 0\n", "    minimum: 1\n");
    let beta = "name: Ministère Bêta\nsector: public-body\nterms: [{seat: state, start_date: 2021-05-10}]\n";
    let portal = built(&[("committee.yaml", &committee), ("members/beta.yaml", beta)]);
    let page = portal.page("composition/ecarts/index.html").replace('\u{a0}', " ");
    assert!(page.contains("<time datetime=\"2021-04-30\">30 avril 2021</time>"), "{page}");
    assert!(!page.contains("Il manque 1 membre</span></td><td><time datetime=\"2021-04-01\">"), "{page}");
}

#[test]
fn who_came_within_a_month_may_have_come_later() {
    let gamma = "name: Gamma\nsector: civil-society\nterms: [{seat: society, start_date: 2022-05}]\n";
    let portal = built(&[("members/gamma.yaml", gamma)]);
    let page = "composition/2022-05-01/index.html";
    holds(&portal, page, &["Peut-être arrivés"], &["Arrivés au début"]);
}

#[test]
fn who_answers_for_what_a_text_of_a_year_assesses_is_who_sat_that_year() {
    let small = Portal::small();
    let plan = small.read("content/plans/premier/plan.yaml") + "    lead: [beta, alpha]\n";
    let text = small.read("content/plans/premier/commentary/avis.fr.md").replace("date: 2023-01-15", "date: 2022");
    let portal = built(&[
        ("plans/premier/plan.yaml", &plan),
        ("plans/premier/commentary/avis.fr.md", &text),
        ("members/beta.yaml", "name: Bêta\nsector: public-body\nterms: [{seat: state, start_date: 2023-05-01}]\n"),
    ]);
    let page = portal.page("plans-action/premier/commentaires/avis/index.html");
    let judges = page.split("class=\"judges\"").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(judges.contains("Organisme Alpha") && !judges.contains("Bêta"), "{judges}");
    assert!(!judges.contains("status-unknown"), "Alpha sat all year: {judges}");
}

#[test]
fn a_date_that_was_inferred_is_said_to_be_wherever_it_is_announced() {
    let gamma = "name: Gamma\nsector: civil-society\nterms:\n  - seat: society\n    start_date: 2022-01-01\n    \
                 end_date: {date: 2025-04-30, deduced: {fr: La durée fixée., en: The length set.}}\n";
    let portal = built(&[("members/gamma.yaml", gamma)]);
    let words = "Dernier jour du mandat (date déduite)";
    holds(&portal, "a-venir/index.html", &[words], &[]);
    let calendar = portal.page("calendrier.ics").replace("\r\n ", "");
    assert!(calendar.contains(&format!("{words} – Gamma")), "{calendar}");
}

#[test]
fn what_has_not_come_is_announced() {
    let portal = built(&[("members/gamma.yaml", PERHAPS)]);
    let page = portal.page("composition/comparer/index.html");
    let row = page.split("membres/alpha/").nth(1).unwrap().split("</tr>").next().unwrap();
    // Four years from April 12, 2021.
    let (first, last) = row.split_once("</td>").unwrap();
    assert!(!first.contains("prévu") && last.contains("2025") && last.contains("prévu"), "{row}");
}

#[test]
fn who_named_others_is_told_and_who_named_itself_is_not() {
    let alpha = |by: &str| {
        format!(
            "name: Organisme Alpha\nsector: civil-society\nterms:\n  - seat: society\n    start_date: 2021-04-12\n    \
             appointed_by: {{text: {{fr: Désignation, en: Designation}}, by: {by}}}\n"
        )
    };
    let section = |by: &str| {
        let portal = built(&[("members/alpha.yaml", &alpha(by))]);
        let page = portal.page("composition/index.html");
        page.split_once("id=\"s_judges\"").map(|(_, section)| section.split("</section>").next().unwrap().to_owned())
    };
    assert!(section("beta").is_some_and(|told| told.contains("Ministère Bêta") && !told.contains("Organisme Alpha")));
    assert_eq!(section("alpha"), None);
}
