//! The preview while its portal is edited: the catalogue's group W, and the law that what is served is
//! what a cold build would write. W8 and W15 (descriptors, memory over many edits) are measured by
//! `benches/preview`; W11 has nothing to watch, since nothing is built on the disk.

use std::fs;
use std::io::{Read, Write};
use std::thread::sleep;
use std::time::Duration;

use proptest::prelude::*;

use crate::portal::Portal;
use crate::server::Server;

const MEMBER: &str = "name: Organisme Gamma\nsector: civil-society\n";

#[test]
fn edits_creations_renames_and_deletions_are_served() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    server.until_same_as_a_build(&portal);
    portal.edit("content/members/alpha.yaml", "Organisme Alpha", "Organisme Alfa");
    server.until_same_as_a_build(&portal);
    portal.write("content/members/gamma.yaml", MEMBER);
    server.until_same_as_a_build(&portal);
    fs::rename(portal.path("content/members/gamma.yaml"), portal.path("content/members/delta.yaml")).unwrap();
    server.until_same_as_a_build(&portal);
    assert_eq!((server.get("/comite/membres/gamma/").status, server.get("/comite/membres/delta/").status), (404, 200));
    portal.remove("content/members/delta.yaml");
    server.until_same_as_a_build(&portal);
    assert_eq!(server.get("/comite/membres/delta/").status, 404);
}

#[test]
fn folders_come_and_go() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    portal.write("content/plans/second/plan.yaml", "title: {fr: Second plan, en: Second plan}\nstart_date: 2023\n");
    portal.write("content/assets/a/b/c/x.txt", "deep");
    server.until_same_as_a_build(&portal);
    fs::rename(portal.path("content/plans/second"), portal.path("content/plans/troisieme")).unwrap();
    server.until_same_as_a_build(&portal);
    fs::remove_dir_all(portal.path("content/plans/troisieme")).unwrap();
    server.until_same_as_a_build(&portal);
    portal.write("elsewhere/quatrieme/plan.yaml", "title: {fr: Quatrième plan, en: Fourth plan}\nstart_date: 2024\n");
    fs::rename(portal.path("elsewhere/quatrieme"), portal.path("content/plans/quatrieme")).unwrap();
    server.until_same_as_a_build(&portal);
}

#[test]
fn content_and_theme_deleted_and_made_anew_are_still_watched() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    fs::rename(portal.path("content"), portal.path("aside")).unwrap();
    sleep(Duration::from_millis(150));
    assert_eq!(server.get("/comite/mandat/").status, 200, "the last good site stays");
    fs::rename(portal.path("aside"), portal.path("content")).unwrap();
    sleep(Duration::from_millis(150));
    portal.edit("content/members/alpha.yaml", "Organisme Alpha", "Organisme Oméga");
    server.until_same_as_a_build(&portal);
    portal.write(
        "themes/quebec/templates/mandate.html",
        "{% extends \"base.html\" %}{% block content %}<p>Un</p>{% endblock content %}",
    );
    server.until_same_as_a_build(&portal);
    fs::remove_dir_all(portal.path("themes")).unwrap();
    server.until_same_as_a_build(&portal);
    portal.write(
        "themes/quebec/templates/mandate.html",
        "{% extends \"base.html\" %}{% block content %}<p>Deux</p>{% endblock content %}",
    );
    server.until_same_as_a_build(&portal);
}

#[test]
fn the_ways_editors_save_make_one_rebuild_and_no_phantom() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    server.until_same_as_a_build(&portal);
    let page = "content/pages/a-propos.fr.md";
    let mut before = server.rebuilds();
    for (way, number) in ["in place", "aside", "backup"].iter().zip(1..) {
        let text = portal
            .read("content/pages/a-propos.fr.md")
            .replace("Une page.", &format!("Une page, {number}."))
            .replace(&format!(", {}.", number - 1), &format!(", {number}."));
        match *way {
            "in place" => portal.write(page, &text),
            "aside" => {
                portal.write("content/pages/4913", "");
                portal.remove("content/pages/4913");
                portal.write("content/pages/.a-propos.fr.md.tmp", &text);
                fs::rename(portal.path("content/pages/.a-propos.fr.md.tmp"), portal.path(page)).unwrap();
            }
            _ => {
                fs::rename(portal.path(page), portal.path("content/pages/a-propos.fr.md~")).unwrap();
                portal.write(page, &text);
            }
        }
        server.until_same_as_a_build(&portal);
        sleep(Duration::from_millis(100));
        let made = server.rebuilds() - before;
        assert!((1..=2).contains(&made), "{way}: {made} rebuilds\n{}", server.said());
        before = server.rebuilds();
    }
}

#[test]
fn a_burst_of_500_files_is_few_rebuilds() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    server.until_same_as_a_build(&portal);
    let before = server.rebuilds();
    for number in 0..500 {
        portal.write(&format!("content/members/m{number}.yaml"), MEMBER);
    }
    server.until_same_as_a_build(&portal);
    let made = server.rebuilds() - before;
    assert!(made <= 4, "{made} rebuilds");
}

#[test]
fn what_did_not_change_makes_no_rebuild() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    server.until_same_as_a_build(&portal);
    let before = server.rebuilds();
    let text = portal.read("content/members/alpha.yaml");
    portal.write("content/members/alpha.yaml", text);
    portal.write("content/members/.alpha.yaml.swp", "x");
    portal.write("content/members/#alpha.yaml#", "x");
    sleep(Duration::from_millis(300));
    assert_eq!(server.rebuilds(), before);
}

#[test]
fn polling_compares_content() {
    let portal = Portal::small();
    let server = Server::start(&portal, &["--poll"]);
    let path = portal.path("content/members/alpha.yaml");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    portal.edit("content/members/alpha.yaml", "Organisme Alpha", "Organisme Alpho");
    fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    server.until_same_as_a_build(&portal);
}

#[test]
fn a_broken_save_keeps_the_last_good_site_and_shows_what_is_wrong() {
    let portal = Portal::small();
    let server = Server::start(&portal, &["--lang", "fr"]);
    let good = server.page("/comite/membres/alpha/").unwrap();
    portal.edit("content/members/alpha.yaml", "sector: civil-society", "sector: <i>civil</i>");
    server.until("told", |server| server.get("/_clairevoie/panel").text().contains("CV206"));
    assert_eq!(server.page("/comite/membres/alpha/").unwrap(), good);
    let panel = server.get("/_clairevoie/bar?path=/comite/membres/alpha/").text();
    assert!(
        panel.contains("content/members/alpha.yaml:2:9")
            && panel.contains("vscode://file/")
            && !panel.contains("vscode://file//"),
        "{panel}"
    );
    assert!(panel.contains("&lt;i&gt;civil&lt;/i&gt;") && !panel.contains("<i>"), "{panel}");
    portal.edit("content/members/alpha.yaml", "<i>civil</i>", "civil-society");
    server.until("mended", |server| !server.get("/_clairevoie/panel").text().contains("CV206"));
    server.until_same_as_a_build(&portal);
}

#[test]
fn the_bar_says_how_far_a_page_is_translated_and_whether_it_is_the_last_good_one() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    let bar = |path: &str| server.get(&format!("/_clairevoie/bar?path={path}")).text();
    let page = "/comite/plans-action/premier/commentaires/avis/";
    assert!(bar(page).contains("traduction jamais confirmée"), "{}", bar(page));
    assert_eq!(portal.run(&["translate", "confirm", "--all"]).code, 0);
    server.until("confirmed", |_| bar(page).contains("traduite"));
    portal.edit("content/plans/premier/commentary/avis.fr.md", "Le texte.", "Un autre texte.");
    server.until("stale", |_| bar(page).contains("traduction à revoir"));
    assert!(!bar(page).contains("dernière version sans erreur"));
    portal.edit("content/members/alpha.yaml", "civil-society", "civile");
    server.until("broken", |_| bar(page).contains("dernière version sans erreur"));
    let explained = server.get("/_clairevoie/explain?code=CV206").text();
    assert!(explained.contains("Explication de CV206") && explained.contains("<pre>"), "{explained}");
    assert_eq!(server.get("/_clairevoie/explain?code=CV999").status, 404);
}

#[test]
fn a_portal_broken_from_the_start_shows_the_panel_as_the_page_until_it_is_mended() {
    let portal = Portal::small();
    portal.edit("content/portal.yaml", "title:", "titre:");
    let server = Server::start(&portal, &[]);
    let broken = server.get("/comite/");
    assert!(
        broken.status == 503 && broken.text().contains("CV202") && broken.text().contains("content/portal.yaml:1:1"),
        "{}",
        broken.text()
    );
    portal.edit("content/portal.yaml", "titre:", "title:");
    server.until_same_as_a_build(&portal);
}

/// The first page does not wait for the comparison of both languages; what it finds is told all the same.
#[test]
fn what_both_languages_do_not_say_alike_is_told_from_the_start() {
    let portal = Portal::small();
    portal.edit("content/plans/premier/commentary/avis.fr.md", "Le texte.", "Le texte dit 12 %.");
    let server = Server::start(&portal, &[]);
    let panel = |server: &Server| server.get("/_clairevoie/panel").text();
    server.until("told", |server| panel(server).contains("CV611"));
    portal.edit("content/plans/premier/commentary/avis.en.md", "The text.", "The text says 12%.");
    server.until("mended", |server| !panel(server).contains("CV611"));
    server.until_same_as_a_build(&portal);
}

/// `translate confirm` of a record writes nothing but the copies in `translations/`.
#[test]
fn a_confirmation_is_seen() {
    let portal = Portal::demonstration();
    let server = Server::start(&portal, &[]);
    let panel = |server: &Server| server.get("/_clairevoie/panel").text();
    portal.edit("content/committee.yaml", "compte environ dix membres", "rassemble environ dix membres");
    server.until("told", |server| panel(server).contains("CV618"));
    assert_eq!(portal.run(&["translate", "confirm", "content/committee.yaml"]).code, 0);
    server.until("confirmed", |server| !panel(server).contains("CV618"));
}

#[test]
fn a_page_is_told_of_its_own_changes_only() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    let listen = |path: &str| {
        let page = server.get(path).text();
        let seen = page.split("data-seen=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut stream = server.connect();
        stream.set_read_timeout(Some(Duration::from_millis(600))).unwrap();
        stream
            .write_all(
                format!("GET /_clairevoie/events?path={path}&seen={seen} HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .as_bytes(),
            )
            .unwrap();
        stream
    };
    let (mut alpha, mut mandate, mut about) =
        (listen("/comite/membres/alpha/"), listen("/comite/mandat/"), listen("/comite/a-propos/"));
    sleep(Duration::from_millis(100));
    portal.edit("content/members/alpha.yaml", "Organisme Alpha", "Organisme Alfa");
    sleep(Duration::from_millis(150));
    fs::rename(portal.path("content/pages/a-propos.fr.md"), portal.path("content/pages/propos.fr.md")).unwrap();
    fs::rename(portal.path("content/pages/a-propos.en.md"), portal.path("content/pages/propos.en.md")).unwrap();
    let heard = |stream: &mut std::net::TcpStream| {
        let mut text = String::new();
        let _ = stream.read_to_string(&mut text);
        text
    };
    let (alpha, mandate, about) = (heard(&mut alpha), heard(&mut mandate), heard(&mut about));
    assert!(alpha.contains("reload"), "{alpha}");
    assert!(about.contains(r#""kind":"moved","to":"/comite/propos/""#), "{about}");
    // The footer of every page names the free pages by title, which did not change, and by address,
    // which did; before that, the edit of a member is none of the mandate's business.
    assert_eq!(mandate.matches("reload").count(), 1, "{mandate}");
}

#[test]
fn a_stylesheet_is_swapped_without_a_reload() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    let page = server.get("/comite/mandat/").text();
    let seen = page.split("data-seen=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut stream = server.connect();
    stream.set_read_timeout(Some(Duration::from_millis(800))).unwrap();
    stream
        .write_all(
            format!("GET /_clairevoie/events?path=/comite/mandat/&seen={seen} HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .as_bytes(),
        )
        .unwrap();
    sleep(Duration::from_millis(100));
    portal.write("themes/quebec/static/style.css", "body { color: red }");
    let mut heard = String::new();
    let _ = stream.read_to_string(&mut heard);
    assert!(heard.contains(r#""kind":"style""#) && !heard.contains("reload"), "{heard}");
}

#[test]
fn drafts_are_shown_with_their_mark_and_the_bar_names_the_source() {
    let portal = Portal::small();
    portal.edit("content/plans/premier/commentary/avis.fr.md", "kind: advice", "kind: advice\nstatus: draft");
    portal.remove("content/plans/premier/commentary/avis.en.md");
    let server = Server::start(&portal, &[]);
    let path = "/comite/plans-action/premier/commentaires/avis/";
    assert!(server.get(path).text().contains("Brouillon"));
    let bar = server.get(&format!("/_clairevoie/bar?path={path}")).text();
    assert!(
        bar.contains("avis.fr.md:2:8") && bar.contains("brouillon") && bar.contains("pas encore traduite"),
        "{bar}"
    );
    let beside = server.get(&format!("/_clairevoie/beside?path={path}"));
    assert!(beside.status == 200 && beside.text().matches("<iframe").count() == 2);
}

#[test]
fn a_text_that_did_not_change_is_told_when_what_it_points_to_goes() {
    let portal = Portal::small();
    portal.write("content/members/gamma.yaml", MEMBER);
    portal.edit("content/pages/a-propos.fr.md", "Une page.", "Voir [Gamma](member:gamma).");
    let server = Server::start(&portal, &[]);
    server.until_same_as_a_build(&portal);
    portal.remove("content/members/gamma.yaml");
    server.until("told", |server| server.get("/_clairevoie/panel").text().contains("CV301"));
    portal.write("content/members/gamma.yaml", MEMBER);
    server.until_same_as_a_build(&portal);
}

/// A step of an editor's day.
#[derive(Debug, Clone)]
enum Step {
    Edit(usize, u32),
    Create(usize),
    Rename(usize, usize),
    Delete(usize),
    Break(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..4_usize, any::<u32>()).prop_map(|(at, n)| Step::Edit(at, n)),
        (0..4_usize).prop_map(Step::Create),
        (0..4_usize, 0..4_usize).prop_map(|(from, to)| Step::Rename(from, to)),
        (0..4_usize).prop_map(Step::Delete),
        (0..4_usize).prop_map(Step::Break),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 0, ..ProptestConfig::default() })]
    #[test]
    fn after_any_edits_what_is_served_is_what_a_cold_build_writes(steps in prop::collection::vec(step(), 1..8), pause in 0..30_u64) {
        let portal = Portal::small();
        let server = Server::start(&portal, &[]);
        let path = |at: usize| format!("content/members/p{at}.yaml");
        for step in &steps {
            match step {
                Step::Edit(at, n) => portal.write(&path(*at), format!("name: Organisme {n}\nsector: civil-society\n")),
                Step::Create(at) => portal.write(&path(*at), MEMBER),
                Step::Rename(from, to) => { let _ = fs::rename(portal.path(&path(*from)), portal.path(&path(*to))); }
                Step::Delete(at) => { let _ = fs::remove_file(portal.path(&path(*at))); }
                Step::Break(at) => portal.write(&path(*at), "name: [\n"),
            }
            sleep(Duration::from_millis(pause));
        }
        for at in 0..4 {
            if fs::read_to_string(portal.path(&path(at))).is_ok_and(|text| text.contains('[')) {
                portal.remove(&path(at));
            }
        }
        server.until_same_as_a_build(&portal);
    }
}
