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
