//! Pages and data say the same, in both languages, and are as certain as their records, no more.

use crate::portal::Portal;

const DAY: &str = "2024-01-15";

fn built(records: &[(&str, &str)]) -> Portal {
    let portal = Portal::small();
    for (path, text) in records {
        portal.write(&format!("content/{path}"), text);
    }
    build(&portal);
    portal
}

fn build(portal: &Portal) {
    let built = portal.run(&["build", "--as-of", DAY, "--no-search"]);
    assert_eq!(built.code, 0, "{}", built.said);
}

/// Withdraws the commentary of the small portal, in both languages.
fn withdraw(portal: &Portal) {
    for (side, reason) in [("fr", "Une erreur."), ("en", "An error.")] {
        let path = format!("content/plans/premier/commentary/avis.{side}.md");
        let withdrawn = format!("---\nwithdrawn: {{date: 2023-12-01, reason: {reason}}}\n");
        portal.write(&path, portal.read(&path).replacen("---\n", &withdrawn, 1));
    }
}

/// A page as one line of words, without its elements.
fn words(portal: &Portal, page: &str) -> String {
    let text: String = scraper::Html::parse_document(&portal.page(page)).root_element().text().collect();
    text.split(['\u{a0}', '\u{202f}', '\n', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn says(portal: &Portal, page: &str, said: &[&str], unsaid: &[&str]) {
    let text = words(portal, page);
    said.iter().for_each(|words| assert!(text.contains(words), "{page} does not say {words:?}: {text}"));
    unsaid.iter().for_each(|words| assert!(!text.contains(words), "{page} says {words:?}: {text}"));
}

const LEADS: &str = "title: {fr: Second plan, en: Second plan}\nstart_date: 2023\ncommitments:\n  \
                     - {id: 1, title: {fr: Suivre, en: Follow}, lead: [gamma, alpha]}\n  \
                     - {id: 2, title: {fr: Dire, en: Say}, lead: [alpha]}\n";
const PERHAPS: &str = "name: Aussi\nsector: civil-society\nterms: [{seat: society, end_date: 2024-06}]\n";

#[test]
fn the_first_page_and_the_account_of_who_judges_whom_are_as_certain_as_the_composition() {
    let portal = built(&[("members/gamma.yaml", PERHAPS), ("plans/second/plan.yaml", LEADS)]);
    says(&portal, "index.html", &["membres (dont 2 confirmés)", "sièges occupés (dont 2 confirmés)"], &[]);
    says(&portal, "en/index.html", &["members (including 2 confirmed)"], &[]);
    says(
        &portal,
        "composition/index.html",
        &[
            "Aussi – présence au comité non confirmée : 1. Suivre (Second plan)",
            "Organisme Alpha : 1. Suivre; 2. Dire (Second plan)",
        ],
        &["Organisme Alpha – présence"],
    );
    let text = words(&portal, "composition/index.html");
    let judges = text.split("évalués par le comité").nth(1).unwrap();
    assert!(judges.find("Aussi").unwrap() < judges.find("Organisme Alpha").unwrap(), "by their names: {judges}");
}

#[test]
fn minutes_are_adopted_at_another_meeting_of_the_day_and_not_at_their_own() {
    let portal = built(&[
        ("meetings/2023-03-10.yaml", "date: 2023-03-10\nminutes: {adopted: 2023-03-10-b}\n"),
        (
            "meetings/2023-03-10-b.yaml",
            "date: 2023-03-10\ntitle: {fr: Sur le quai, en: On the dock}\nminutes: {adopted: 2023-03-10}\n",
        ),
    ]);
    says(&portal, "rencontres/2023-03-10/index.html", &["Adoption : Sur le quai, 10 mars 2023"], &[]);
    says(&portal, "rencontres/2023-03-10-b/index.html", &["Adopté le 10 mars 2023"], &["Adoption :"]);
    assert!(portal.page("data/meetings.csv").contains("2023-03-10-b"));
}

#[test]
fn what_the_french_states_of_a_document_holds_for_the_same_file_in_english() {
    let portal = Portal::small();
    portal.write("content/assets/avis.pdf", "%PDF-1.4\n");
    let documents =
        "documents: [{title: Avis signé, file: assets/avis.pdf, date: 2023-01-20}]\nupdated_at: 2023-02-03\n";
    portal.edit("content/plans/premier/commentary/avis.fr.md", "kind: advice\n", &format!("kind: advice\n{documents}"));
    portal.edit("content/portal.yaml", "reference_date: 2023-06-01", "updated_at: 2023-12-24");
    let page = "en/action-plans/premier/commentary/advice/index.html";
    build(&portal);
    // Named in French alone, it is shown in French.
    assert!(portal.unquoted(page).contains("<span lang=fr>Avis signé</span>"), "{}", portal.unquoted(page));
    says(&portal, page, &["January 20, 2023", "Last update: February 3, 2023"], &["December 24, 2023"]);
    let own = "documents: [{title: Signed advice, file: assets/avis.pdf}]\n";
    let english = portal.read("content/plans/premier/commentary/avis.en.md");
    portal.write("content/plans/premier/commentary/avis.en.md", english.replacen("---\n", &format!("---\n{own}"), 1));
    build(&portal);
    says(&portal, page, &["Signed advice", "January 20, 2023"], &["Avis signé"]);
}

#[test]
fn data_have_the_answers_that_pages_show_and_no_others() {
    let answers = "- {recommendation: r1, position: accepted, date: 2023-03-01}\n\
                   - {recommendation: r1, position: declined, date: 2024-06-01}\n";
    let portal = built(&[("plans/premier/responses/avis.yaml", answers)]);
    let rows = portal.page("data/responses.csv");
    assert!(rows.contains("accepted") && !rows.contains("declined"), "{rows}");
    withdraw(&portal);
    build(&portal);
    assert_eq!(portal.page("data/responses.csv").lines().count(), 1);
}

#[test]
fn a_document_of_a_withdrawn_text_meets_no_duty() {
    let portal = Portal::small();
    portal.edit(
        "content/committee.yaml",
        "seats:",
        "duties: [{id: publish, text: {fr: Publier., en: Publish.}, every: P1Y, met_by: documents}]\nseats:",
    );
    portal.write("content/assets/avis.pdf", "%PDF-1.4\n");
    let documents = "documents: [{title: Avis, file: assets/avis.pdf, date: 2023-01-20}]\n";
    portal.edit("content/plans/premier/commentary/avis.fr.md", "kind: advice\n", &format!("kind: advice\n{documents}"));
    build(&portal);
    says(&portal, "obligations/index.html", &["1 document"], &[]);
    withdraw(&portal);
    build(&portal);
    says(&portal, "obligations/index.html", &["aucun document"], &["1 document"]);
}

#[test]
fn a_duty_that_begins_some_day_of_a_year_to_come_is_due_between_two_days() {
    let portal = Portal::small();
    portal.edit(
        "content/committee.yaml",
        "seats:",
        "duties: [{id: meet, text: {fr: Siéger., en: Sit.}, every: P3M, counted: calendar, start_date: 2027, \
         met_by: meetings}]\nseats:",
    );
    build(&portal);
    says(&portal, "obligations/index.html", &["entre le 31 mars 2027 et le 31 décembre 2027"], &[]);
    assert!(!portal.page("calendrier.ics").contains("duty-meet"), "{}", portal.page("calendrier.ics"));
}

#[test]
fn every_period_of_a_duty_has_its_own_row() {
    let portal = Portal::small();
    portal.edit(
        "content/committee.yaml",
        "seats:",
        "duties: [{id: meet, text: {fr: Siéger., en: Sit.}, every: P18M, start_date: 2021-05, met_by: commentary}]\nseats:",
    );
    portal.edit("content/plans/premier/commentary/avis.fr.md", "date: 2023-01-15", "date: 2021");
    build(&portal);
    let rows = portal.page("data/duties.csv");
    let keys: Vec<(&str, &str)> = rows
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect::<Vec<_>>())
        .map(|cells| (cells[0], cells[cells.len() - 5]))
        .collect();
    assert_eq!(keys, [("meet", "1"), ("meet", "2")], "{rows}");
    // The text may be older than the duty.
    assert!(rows.contains("2021-05-01,2021-12-31,unknown") && !rows.contains("met,"), "{rows}");
}

#[test]
fn a_past_day_shows_no_name_or_abbreviation_that_came_later() {
    let alpha = "name: Été bêta\nabbreviation: EB\nsector: civil-society\nother_names:\n  \
                 - {name: Vieux bêta, start_date: 2021, end_date: 2023-06}\nterms:\n  \
                 - {seat: society, start_date: 2021-04-12, appointed_by: appel-2021}\n";
    let portal = built(&[("members/alpha.yaml", alpha)]);
    let first = "composition/2021-04-01/index.html";
    let held = "composition/2021-04-12/index.html";
    says(&portal, held, &["Vieux bêta"], &["Été bêta", "(EB)"]);
    assert!(!words(&portal, first).contains("Été bêta"));
    says(&portal, "composition/index.html", &["Été bêta (EB)"], &["Vieux bêta"]);
}

#[test]
fn a_day_that_was_inferred_is_so_wherever_it_is_shown() {
    let alpha = "name: Organisme Alpha\nsector: civil-society\nterms:\n  \
                 - seat: society\n    start_date: {date: 2019-02-01, deduced: {fr: Le décret., en: The order.}}\n    \
                 representatives: [{name: Une personne}]\n";
    let portal = Portal::small();
    portal.edit("content/committee.yaml", "founding_date: 2021-04", "founding_date: 2018-01-01");
    portal.write("content/members/alpha.yaml", alpha);
    build(&portal);
    says(&portal, "composition/ecarts/index.html", &["1er février 2023 (date déduite)"], &[]);
    let rows = words(&portal, "composition/comparer/index.html");
    assert!(rows.contains("Organisme Alpha1er février 2019 (date déduite)"), "{rows}");
    assert!(!rows.contains("12 avril 2021 (date déduite)"), "{rows}");
    let popolo: serde_json::Value = serde_json::from_str(&portal.page("data/popolo.json")).unwrap();
    let memberships = popolo["memberships"].as_array().unwrap().iter();
    let inferred: Vec<_> = memberships.filter(|one| one["start_date"] == "2019-02-01").collect();
    assert!(
        inferred.len() == 2 && inferred.iter().all(|one| one["clairevoie_start_deduced_from"].is_string()),
        "{inferred:?}"
    );
}

#[test]
fn the_first_period_begins_as_surely_as_the_committee_was_founded() {
    let portal = Portal::small();
    portal.edit("content/committee.yaml", "founding_date: 2021-04", "founding_date: 2021");
    build(&portal);
    says(&portal, "composition/2021-01-01/index.html", &["Composition du 1er janvier 2021 (au plus tôt) au"], &[]);
    portal.edit("content/committee.yaml", "founding_date: 2021", "founding_date: 2021-01-01");
    build(&portal);
    says(&portal, "composition/2021-01-01/index.html", &["Composition du 1er janvier 2021 au"], &["au plus tôt"]);
}

#[test]
fn the_calendar_announces_nothing_that_is_done() {
    let portal = Portal::small();
    portal.edit("content/committee.yaml", "seats:", "responses: {due: P3Y}\nseats:");
    portal.edit(
        "content/plans/premier/plan.yaml",
        "    status: under-way\n",
        "    status: under-way\n    milestones:\n      \
         - {id: a, title: {fr: Fait, en: Done}, due: 2025-01-31, status: complete}\n      \
         - {id: b, title: {fr: Fait, en: Done}, due: 2023-01-31, status: complete}\n      \
         - {id: c, title: {fr: À faire, en: To do}, due: 2025-01-31}\n",
    );
    build(&portal);
    let calendar = portal.page("calendrier.ics").replace("\r\n ", "");
    for (id, is_there) in [("1/a@", false), ("1/b@", true), ("1/c@", true), ("answer-premier/avis/r1@", true)] {
        assert_eq!(calendar.contains(id), is_there, "{id}: {calendar}");
    }
    portal.write(
        "content/plans/premier/responses/avis.yaml",
        "- {recommendation: r1, position: accepted, date: 2023-03-01}\n",
    );
    build(&portal);
    assert!(!portal.page("calendrier.ics").contains("answer-premier"), "it was answered");
}

#[test]
fn who_excused_itself_from_a_meeting_of_unpublished_attendance_is_of_no_count() {
    let portal = built(&[
        ("meetings/2022-03-15.yaml", "date: 2022-03-15\nexcused: [alpha]\n"),
        ("meetings/2022-06-15.yaml", "date: 2022-06-15\npresent: [alpha]\n"),
    ]);
    let count = "Rencontres tenues pendant ses mandats et dont les présences sont publiées : 1.";
    says(&portal, "membres/alpha/index.html", &["Présence à 1 rencontre.", count, "Absence motivée"], &[]);
}

#[test]
fn french_in_english_feeds_and_calendars_is_said_to_be_french() {
    let portal = Portal::small();
    portal.edit("content/portal.yaml", "reference_date: 2023-06-01\n", "");
    let publish = |day: &str| {
        let answer = portal.run(&["publish", "--as-of", day, "--no-precompress"]);
        assert_eq!(answer.code, 0, "{}", answer.said);
    };
    publish("2024-01-15");
    let text = "---\ntitle: Un mot\nkind: advice\ndate: 2024-01-16\ncommitments: [1]\n---\n\nUn mot.\n\n[Un fichier](asset:a.txt), `<a href=\"/aide\">`.\n";
    portal.write("content/assets/a.txt", "a");
    portal.write("content/plans/premier/commentary/mot.fr.md", text);
    portal
        .write("content/meetings/2024-01-16.yaml", "date: 2024-01-16\ntitle: {fr: Assemblée}\nplace: {fr: Le quai}\n");
    publish("2024-01-17");
    let atom = |portal: &Portal| portal.page("en/feed.atom");
    assert!(atom(&portal).contains("<title xml:lang=\"fr\">Un mot"), "{}", atom(&portal));
    assert!(atom(&portal).contains("&lt;div lang=&quot;fr-CA&quot;&gt;"), "{}", atom(&portal));
    assert!(
        atom(&portal).contains("&lt;code&gt;&amp;lt;a href=&quot;/aide&quot;&amp;gt;&lt;/code&gt;"),
        "{}",
        atom(&portal)
    );
    assert!(atom(&portal).contains("href=&quot;https://comite.example/comite/assets/a.txt&quot;"), "{}", atom(&portal));
    let feed: serde_json::Value = serde_json::from_str(&portal.page("en/feed.json")).unwrap();
    let items = feed["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["language"] == "fr"), "{feed}");
    let calendar = portal.page("en/calendar.ics");
    assert!(calendar.contains("LOCATION;LANGUAGE=fr:Le quai"), "{calendar}");
    // What the text became later is not what that edition published.
    portal.write("content/plans/premier/commentary/mot.fr.md", text.replace("\n\nUn mot.", "\n\nUn autre mot."));
    publish("2024-01-18");
    let entries = portal.page("flux.atom");
    let added = entries.split("<entry>").find(|entry| entry.contains("edition/2/plans/premier/commentary/mot.fr.md"));
    assert!(!added.unwrap().contains("autre"), "{entries}");
}

#[test]
fn rhythms_and_calls_are_in_the_words_of_each_language() {
    let portal = Portal::small();
    let record = portal.read("content/committee.yaml");
    for (every, french, english) in [
        ("P18M", "tous les 18 mois", "every 18 months"),
        ("P3M", "tous les trois mois", "every three months"),
        ("P2Y", "tous les deux ans", "every two years"),
        ("P1D", "tous les jours", "every day"),
        ("P10D", "tous les 10 jours", "every 10 days"),
    ] {
        portal.write("content/committee.yaml", record.clone() + &format!("meetings: {{every: {every}}}\n"));
        build(&portal);
        says(&portal, "rencontres/index.html", &[french], &[]);
        says(&portal, "en/meetings/index.html", &[english], &[]);
    }
    portal.write(
        "content/nominations/appel-2024.yaml",
        "title: {fr: Appel, en: Call}\nopened: 2024-01-02\nclosed: 2024-09\nseat: society\n",
    );
    portal.write(
        "content/members/gamma.yaml",
        "name: Gamma\nsector: civil-society\nterms: [{seat: society, start_date: 2024-08}]\n",
    );
    build(&portal);
    says(&portal, "nomination/appel-2024/index.html", &["Appel ouvert jusqu’en septembre 2024"], &[]);
    says(&portal, "en/nomination/appel-2024/index.html", &["Call open until September 2024"], &["Call closed"]);
    says(&portal, "membres/index.html", &["dès août 2024"], &["depuis août 2024"]);
}

#[test]
fn commitments_of_no_published_status_are_counted() {
    let portal = built(&[("members/gamma.yaml", PERHAPS), ("plans/second/plan.yaml", LEADS)]);
    says(&portal, "plans-action/second/index.html", &["État non publié 2"], &[]);
    says(&portal, "plans-action/premier/index.html", &["En cours 1"], &["État non publié"]);
}

#[test]
fn what_pages_say_in_english_is_in_english_in_the_data() {
    let portal = built(&[
        (
            "members/alpha.yaml",
            "name: Organisme Alpha\nsector: civil-society\nother_names:\n  - {name: {fr: Ancien, en: Former}, end_date: 2021-06}\n\
             terms: [{seat: society, start_date: 2021-04-12, appointed_by: appel-2021}]\n",
        ),
        (
            "meetings/2023-03-10.yaml",
            "date: 2023-03-10\npresent: [alpha, beta]\nguests: [{fr: Une invitée, en: A guest}, Un invité]\ndecisions:\n  \
             - {text: {fr: Publier., en: Publish.}, votes: {for: [alpha], against: [beta]}}\n",
        ),
    ]);
    portal.edit(
        "content/plans/premier/plan.yaml",
        "    status: under-way\n",
        "    lead: [{fr: Un bureau, en: An office}, Un service]\n",
    );
    let (french, english) =
        ("content/plans/premier/commentary/avis.fr.md", "content/plans/premier/commentary/avis.en.md");
    portal.edit(french, "text: Faire mieux.", "text: Faire mieux., addressee: Le ministre, commitments: [1]");
    portal.edit(english, "text: Do better.", "text: Do better., addressee: The minister");
    portal.edit(french, "kind: advice\n", "kind: advice\nattribution: {author: Le groupe}\n");
    portal.edit(english, "slug: advice\n", "slug: advice\nattribution: {author: The group}\n");
    build(&portal);
    for (table, said) in [
        ("recommendations", "Le ministre,The minister,1"),
        ("commentary", "Le groupe,The group"),
        ("commitments", "ouverture,Ouverture,Openness,,\"Un bureau\nUn service\",\"An office\n\""),
        ("meetings", "\"Une invitée\nUn invité\",\"A guest\n\""),
        ("votes", "2023-03-10,1,alpha,for"),
        ("votes", "2023-03-10,1,beta,against"),
    ] {
        let rows = portal.page(&format!("data/{table}.csv")).replace("\r\n", "\n");
        assert!(rows.contains(said), "{table} does not say {said:?}: {rows}");
    }
    let popolo = portal.page("data/popolo.json");
    assert!(popolo.contains("\"Former\""), "{popolo}");
}
