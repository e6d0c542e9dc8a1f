//! Every day right: a day is judged by the rule and the names of that day, a term ends on its last day, and every answer
//! stays in its order.

use crate::portal::Portal;

#[test]
fn a_past_day_is_judged_by_the_rule_of_that_day_and_names_members_as_they_were_named() {
    let portal = Portal::small();
    portal.edit(
        "content/committee.yaml",
        "    minimum: 1\n    maximum: 2\n",
        "    minimum: 3\n    maximum: 5\n    rules:\n      - {end_date: 2022-12-31, minimum: 1, maximum: 1}\n",
    );
    portal.edit(
        "content/members/alpha.yaml",
        "sector:",
        "other_names:\n  - name: Organisme Alpha (ancien nom)\n    end_date: 2022-06-30\nsector:",
    );
    portal.build();
    let then = portal.page("composition/2021-04-12/index.html");
    assert!(then.contains("Organisme Alpha (ancien nom)"), "{then}");
    assert!(!then.contains("Il manque"), "{then}");
    let now = portal.page("composition/index.html");
    assert!(now.contains("Il manque 2\u{a0}membres") || now.contains("Il manque\u{a0}2\u{a0}membres"), "{now}");
    assert!(!now.contains("ancien nom"), "{now}");
    assert!(
        portal.page("composition/2023-01-01/index.html").contains("Il manque"),
        "the day the rule changed has its page"
    );
    assert!(portal.page("membres/alpha/index.html").contains("Organisme Alpha (ancien nom)"));
}

#[test]
fn a_term_of_two_years_ends_on_the_day_before_its_anniversary() {
    let portal = Portal::small();
    portal.edit("content/committee.yaml", "P4Y", "P2Y");
    portal.edit("content/members/alpha.yaml", "2021-04-12", "2021-04-01");
    let lapsed = |day: &str| portal.run(&["check", "--at", day]).said.contains("CV406");
    assert!(!lapsed("2023-03-31") && lapsed("2023-04-01"));
    let built = portal.run(&["build", "--as-of", "2022-01-01"]);
    assert_eq!(built.code, 0, "{}", built.said);
    assert!(portal.page("membres/alpha/index.html").contains("31\u{a0}mars 2023"));
}

#[test]
fn an_answer_is_said_to_be_late_only_where_its_dates_show_it() {
    let portal = Portal::small();
    portal.edit("content/committee.yaml", "seats:", "responses: {due: P30D}\nseats:");
    let date = portal.read("content/plans/premier/commentary/avis.fr.md");
    assert!(date.contains("date: 2023-01-15"), "due on February 14: {date}");
    for (dates, said) in [
        (&["2023-02-14"][..], "reçue dans le délai"),
        (&["2023-02-20"], "reçue avec 6\u{a0}jours de retard"),
        (&["2023-03"], "reçue avec au moins 15\u{a0}jours de retard"),
        (&["2023-02"], "le délai ne peut être vérifié"),
        // The one known to the month may have come first.
        (&["2023-02-20", "2023-02"], "le délai ne peut être vérifié"),
        (&["2023", "2023-02-14"], "reçue dans le délai"),
    ] {
        let answer = |date: &&str| format!("- {{recommendation: r1, position: accepted, date: {date}}}\n");
        portal.write("content/plans/premier/responses/avis.yaml", dates.iter().map(answer).collect::<String>());
        let built = portal.run(&["build", "--as-of", "2023-12-01"]);
        assert_eq!(built.code, 0, "{}", built.said);
        let page = portal.page("recommandations/index.html");
        assert!(page.contains(said), "{dates:?}: {page}");
    }
}

#[test]
fn what_is_to_come_is_as_uncertain_as_what_it_follows_from() {
    let portal = Portal::small();
    portal.edit("content/members/alpha.yaml", "2021-04-12", "2021-04");
    portal.edit(
        "content/committee.yaml",
        "seats:",
        "duties:\n  - {id: meet, text: {fr: Se réunir., en: Meet.}, every: P5Y, met_by: meetings}\nseats:",
    );
    let built = portal.run(&["build", "--as-of", "2024-01-01"]);
    assert_eq!(built.code, 0, "{}", built.said);
    let page = portal.page("a-venir/index.html");
    // Four years from a day of April; five from the founding, in April.
    assert!(page.contains("avril 2025") && !page.contains("avril\u{a0}2025"), "{page}");
    assert!(page.contains("avril 2026") && !page.contains("30\u{a0}avril"), "{page}");
    let listed = portal.run(&["check", "--at", "2024-01-01", "--until", "2027-01-01"]);
    assert!(listed.said.contains("  2025-04  ") && listed.said.contains("  2026-04  "), "{}", listed.said);
}

#[test]
fn a_recommendation_may_be_answered_again_and_every_answer_stays() {
    let portal = Portal::small();
    portal.edit("content/committee.yaml", "seats:", "responses: {due: P30D}\nseats:");
    portal.write(
        "content/plans/premier/responses/avis.yaml",
        "- {recommendation: r1, position: under-review, date: 2023-03-01, by: Bureau d’essai}\n\
         - {recommendation: r1, position: accepted, date: 2023-05-01, text: {fr: D’accord., en: Agreed.}}\n",
    );
    let check = portal.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.said);
    portal.build();
    let page = portal.page("recommandations/index.html");
    let (newest, earlier) = (page.find("D’accord.").unwrap(), page.find("Bureau d’essai").unwrap());
    assert!(newest < earlier && page.contains("Réponses antérieures"), "{page}");
    assert!(page.contains("reçue avec") && page.contains("de retard"), "{page}");
    assert_eq!(portal.run(&["build", "--as-of", "2023-04-01"]).code, 0);
    let before = portal.page("recommandations/index.html");
    assert!(before.contains("À l’étude") && !before.contains("D’accord."), "an answer is not there before its day");
}

/// A portal that tells of a day of its own may be revised later, and rely on what was published since.
#[test]
fn updates_and_sources_to_come_are_reported_unless_the_portal_tells_of_a_day_of_its_own() {
    let portal = Portal::small();
    portal.edit(
        "content/members/alpha.yaml",
        "sector:",
        "updated_at: 2028-02-03\nsources: [{url: 'https://a.example/', date: 2029}]\nsector:",
    );
    assert!(!portal.run(&["check"]).said.contains("CV407"));
    portal.edit("content/portal.yaml", "reference_date: 2023-06-01", "updated_at: 2029-01");
    let said = portal.run(&["check", "--at", "2023-06-01"]).said;
    assert_eq!(said.matches("[CV407]").count(), 3, "{said}");
    for day in ["2028-02-03", "2029-01-01"] {
        let said = portal.run(&["check", "--at", day]).said;
        assert_eq!(said.matches("[CV407]").count(), if day == "2028-02-03" { 2 } else { 0 }, "{day}: {said}");
    }
}

#[test]
fn what_is_done_or_answered_is_not_to_come() {
    let portal = Portal::small();
    portal.edit("content/committee.yaml", "seats:", "responses: {due: P3Y}\nseats:");
    portal.edit(
        "content/plans/premier/plan.yaml",
        "    status: under-way\n",
        "    status: under-way\n    end_date: 2025-03-31\n    milestones:\n      \
         - {id: a, title: {fr: Jalon fait, en: Done}, due: 2025-01-31, status: complete}\n      \
         - {id: b, title: {fr: Jalon laissé, en: Left}, due: 2025-01-31, status: abandoned}\n      \
         - {id: c, title: {fr: Jalon en cours, en: Under way}, due: 2025-01-31, status: under-way}\n      \
         - {id: d, title: {fr: Jalon tu, en: Untold}, due: 2025-01-31}\n  - id: 2\n    title: {fr: Fini, en: Over}\n    \
         status: complete\n    end_date: 2025-03-30\n",
    );
    let page = |portal: &Portal| {
        let built = portal.run(&["build", "--as-of", "2024-01-01", "--no-search"]);
        assert_eq!(built.code, 0, "{}", built.said);
        portal.page("a-venir/index.html").replace('\u{a0}', " ")
    };
    let unanswered = page(&portal);
    for (words, is_there) in [
        ("Jalon en cours", true),
        ("Jalon tu", true),
        ("Jalon fait", false),
        ("Jalon laissé", false),
        ("31 mars 2025", true),
        ("30 mars 2025", false),
        ("15 janvier 2026", true),
    ] {
        assert_eq!(unanswered.contains(words), is_there, "{words}: {unanswered}");
    }
    portal.write(
        "content/plans/premier/responses/avis.yaml",
        "- {recommendation: r1, position: accepted, date: 2023-05-01}\n",
    );
    assert!(!page(&portal).contains("15 janvier 2026"), "answered");
}
