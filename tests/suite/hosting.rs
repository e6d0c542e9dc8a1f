//! What a host is told, and what of it lies in the site itself. The configurations are run on real servers by
//! `tests/hosts/run`.

use std::collections::BTreeSet;
use std::fs;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use scraper::{Html, Selector};
use sha2::{Digest, Sha384};

use crate::portal::{Portal, repository};

const SECURITY: &str = "security: {contact: securite@comite.example, expires: 2024-01-01}\nbase_url:";
const ROOT: &str = "https://comite.example/";

fn secured() -> Portal {
    let portal = Portal::small();
    portal.edit("content/portal.yaml", "base_url:", SECURITY);
    portal
}

fn sources() -> [(&'static str, &'static [&'static str]); 6] {
    [
        ("nginx", &["clairevoie-nginx.conf"]),
        ("apache", &[".htaccess"]),
        ("apache-vhost", &["clairevoie-apache.conf"]),
        ("caddy", &["clairevoie.caddy"]),
        ("netlify", &["_headers", "_redirects"]),
        ("iis", &["web.config"]),
    ]
}

#[test]
fn every_script_and_style_is_held_to_its_bytes() {
    let portal = Portal::demonstration();
    portal.build();
    let loads = Selector::parse("script[src], link[rel=stylesheet]").unwrap();
    let mut seen = BTreeSet::new();
    for (path, bytes) in portal.published().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Html::parse_document(&String::from_utf8(bytes).unwrap());
        for element in page.select(&loads) {
            let file = element.attr("src").or(element.attr("href")).unwrap();
            let bytes = fs::read(portal.path(&format!("public{file}"))).unwrap();
            let hash = format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)));
            assert_eq!(element.attr("integrity"), Some(hash.as_str()), "{path}: {file}");
            seen.insert(file.split('.').next().unwrap().to_owned());
        }
    }
    let names = ["/theme/dates", "/theme/search", "/theme/style"].map(str::to_owned);
    assert_eq!(seen, BTreeSet::from(names));
}

#[test]
fn a_changed_style_changes_the_hash_in_every_page_at_the_next_build() {
    let portal = Portal::small();
    portal.build();
    let before = portal.page("index.html");
    portal.write("themes/quebec/static/added.css", ".essai { color: red }\n");
    portal.build();
    let integrity = |page: &str| page.split("integrity=").nth(1).unwrap().split('>').next().unwrap().to_owned();
    assert_ne!(integrity(&before), integrity(&portal.page("index.html")));
    assert_ne!(integrity(&before), integrity(&portal.page("en/404.html")));
}

#[test]
fn what_a_host_has_once_is_in_the_site_only_at_the_root_of_its_host() {
    let portal = secured();
    portal.build();
    for path in ["robots.txt", ".well-known/security.txt"] {
        assert!(!portal.path(&format!("public/{path}")).exists(), "{path}");
    }
    let told = portal.run(&["host", "nginx"]);
    assert!(told.wrote.contains("#     Sitemap: https://comite.example/comite/sitemap.xml"), "{}", told.wrote);
    assert!(told.wrote.contains("#     Contact: mailto:securite@comite.example"), "{}", told.wrote);
    let build = portal.run(&["build", "--base-url", ROOT]);
    assert_eq!(build.code, 0, "{}", build.said);
    assert!(portal.page("robots.txt").contains("Sitemap: https://comite.example/sitemap.xml"));
    let security = portal.page(".well-known/security.txt");
    assert_eq!(
        security,
        "Contact: mailto:securite@comite.example\nExpires: 2024-01-01T00:00:00-05:00\n\
         Canonical: https://comite.example/.well-known/security.txt\n"
    );
    let told = portal.run(&["host", "nginx", "--base-url", ROOT]);
    assert!(!told.wrote.contains("Sitemap:") && !told.wrote.contains("Contact:"), "{}", told.wrote);
    assert!(told.wrote.contains("Strict-Transport-Security"));
}

#[test]
fn what_the_host_has_of_its_own_stays_and_is_not_replaced() {
    let portal = secured();
    portal.write("public/.well-known/autre.txt", "à l’hôte");
    assert_eq!(portal.run(&["build", "--base-url", ROOT]).code, 0);
    assert_eq!(portal.page(".well-known/autre.txt"), "à l’hôte");
    let portal = secured();
    portal.write("public/.well-known/security.txt", "à l’hôte");
    let answer = portal.run(&["build", "--base-url", ROOT]);
    assert_eq!(answer.code, 3, "{}", answer.said);
    assert!(answer.said.contains("security.txt n’a pas été écrit par Clairevoie"), "{}", answer.said);
    assert_eq!(portal.page(".well-known/security.txt"), "à l’hôte");
    assert!(!portal.path("public/index.html").exists());
}

#[test]
fn a_folder_that_begins_with_a_dot_is_part_of_the_site() {
    let portal = secured();
    let build = |portal: &Portal| {
        let answer = portal.run(&["build", "--base-url", ROOT]);
        assert_eq!(answer.code, 0, "{}", answer.said);
    };
    build(&portal);
    let security = portal.page(".well-known/security.txt");
    let site = portal.published();
    // As `rm -rf public/*` does, which leaves what begins with a dot.
    for entry in fs::read_dir(portal.path("public")).unwrap().flatten() {
        match entry.file_name().to_string_lossy().starts_with('.') {
            true => {}
            false if entry.path().is_dir() => fs::remove_dir_all(entry.path()).unwrap(),
            false => fs::remove_file(entry.path()).unwrap(),
        }
    }
    build(&portal);
    assert_eq!(portal.published(), site);
    assert_eq!(portal.page(".well-known/security.txt"), security);
    // Without the key the file goes, and the folder that it leaves empty.
    portal.edit("content/portal.yaml", SECURITY, "base_url:");
    build(&portal);
    assert!(!portal.path("public/.well-known").exists());
}

#[test]
fn an_expired_contact_stops_publication_and_not_the_preview() {
    let portal = secured();
    portal.edit("content/portal.yaml", "2024-01-01", "2023-05-31");
    assert_eq!(portal.run(&["build"]).code, 1);
    let server = crate::server::Server::start(&portal, &[]);
    assert_eq!(server.get("/comite/").status, 200);
    drop(server);
    // On the day before, it is only reported.
    assert_eq!(portal.run(&["build", "--as-of", "2023-05-30"]).code, 0);
    assert!(portal.run(&["check", "--as-of", "2023-05-30"]).said.contains("CV722"));
    assert!(!portal.run(&["check", "--as-of", "2023-05-01"]).said.contains("CV722"));
    assert!(portal.run(&["check", "--as-of", "2023-05-02"]).said.contains("CV722"));
}

#[test]
fn pages_carry_the_policy_on_a_host_without_headers_and_on_no_other() {
    let portal = Portal::small();
    portal.write("content/members/ancien.yaml", "");
    portal.remove("content/members/ancien.yaml");
    portal.edit(
        "content/portal.yaml",
        "base_url:",
        "redirects: [{from: membres/ancien/, to: membres/alpha/}]\nhost: {kind: apache}\nbase_url:",
    );
    portal.build();
    let has_policy = |(path, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let page = Html::parse_document(&text);
        let policy = Selector::parse("meta[http-equiv=Content-Security-Policy]").unwrap();
        let policies: Vec<_> = page.select(&policy).filter_map(|meta| meta.attr("content")).collect();
        // It holds only for what comes after it.
        let is_first = text.find("Content-Security-Policy") < text.find("<link");
        (path, policies.iter().any(|text| text.contains("default-src 'none'") && !text.contains("frame-")) && is_first)
    };
    let pages = |portal: &Portal| portal.published().into_iter().filter(|(path, _)| path.ends_with(".html"));
    assert!(pages(&portal).map(has_policy).all(|(_, has)| !has));
    portal.edit("content/portal.yaml", "kind: apache", "kind: none");
    portal.build();
    for (path, has) in pages(&portal).map(has_policy) {
        assert!(has, "{path}");
    }
    // A remark, which does not stop a strict check.
    let check = portal.run(&["check", "--strict"]);
    assert_eq!((check.code, check.said.contains("CV723")), (0, true), "{}", check.said);
}

#[test]
fn each_server_is_told_in_either_language_on_one_sheet_or_in_files() {
    let portal = Portal::of(&repository().join("examples/comite-invente"), &["content", "translations"]);
    for (server, files) in sources() {
        let french = portal.run(&["host", server]);
        let english = portal.run(&["host", server, "--lang", "en"]);
        assert_eq!((french.code, english.code), (0, 0), "{server}: {}{}", french.said, english.said);
        assert!(french.wrote.contains("Les adresses quittées.") && english.wrote.contains("Addresses that were left."));
        assert!(french.wrote.contains("retirés\u{a0}: leur avis"), "{server}");
        // What is told is the same in both.
        let told = |text: &str| {
            let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#') && !line.starts_with("<!--"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(told(&french.wrote), told(&english.wrote), "{server}");
        let answer = portal.run(&["host", server, "--out", "serveur"]);
        assert_eq!((answer.code, answer.wrote.as_str()), (0, ""), "{}", answer.said);
        for file in files.iter().chain(&["administrator.txt"]) {
            let text = portal.read(&format!("serveur/{file}"));
            assert!(answer.said.contains(file) && text.ends_with('\n'), "{}", answer.said);
            assert!(*file == "administrator.txt" || text.contains("/comite-invente/"), "{file}");
        }
        assert!(!portal.read(&format!("serveur/{}", files[0])).contains("Strict-Transport-Security"), "{server}");
    }
}

/// What an element says: its name, then its attributes.
fn told(element: roxmltree::Node<'_, '_>) -> String {
    let attributes = element.attributes().map(|one| format!(" {}={}", one.name(), one.value()));
    format!("{}{}", element.tag_name().name(), attributes.collect::<String>())
}

#[test]
fn the_file_of_iis_is_xml_that_says_what_the_site_asks_whatever_is_in_an_address() {
    let portal = Portal::of(&repository().join("examples/comite-invente"), &["content", "translations"]);
    let strange = "redirects:\n  - {from: 'assets/a & b <c> (1)-- é.pdf', to: assets/logo.svg}\n";
    portal.edit("content/portal.yaml", "redirects:\n", strange);
    let text = portal.run(&["host", "iis"]);
    assert_eq!(text.code, 0, "{}", text.said);
    let text = &text.wrote[..text.wrote.rfind("</configuration>").unwrap() + "</configuration>".len()];
    let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    let root = document.root_element();
    let child = |node: roxmltree::Node<'_, '_>, name: &str| -> Vec<roxmltree::NodeId> {
        node.children().filter(|one| one.has_tag_name(name)).map(|one| one.id()).collect()
    };
    let at = |id: &roxmltree::NodeId| document.get_node(*id).unwrap();
    let all = |node: roxmltree::Node<'_, '_>| -> Vec<String> {
        node.descendants().filter(|one| one.is_element()).map(told).collect()
    };
    let server = at(&child(root, "system.webServer")[0]);
    let parts: Vec<&str> = server.children().filter(|one| one.is_element()).map(|one| one.tag_name().name()).collect();
    assert_eq!(parts, ["staticContent", "httpProtocol", "httpErrors", "rewrite"]);
    let general = all(server);
    for expected in [
        "mimeMap fileExtension=.csv mimeType=text/csv; charset=utf-8",
        "mimeMap fileExtension=. mimeType=text/plain; charset=utf-8",
        "add name=Cache-Control value=no-cache, no-transform",
        "remove name=X-Powered-By",
        "httpErrors errorMode=Custom existingResponse=Replace",
        "error statusCode=404 path=/comite-invente/404.html responseMode=ExecuteURL",
        "action type=CustomResponse statusCode=404",
        "action type=CustomResponse statusCode=410 statusReason=Gone",
    ] {
        assert!(general.iter().any(|own| own == expected), "no {expected} in {general:#?}");
    }
    // Before a type is told, the server's own is taken away; nothing is told twice.
    let types = child(at(&child(server, "staticContent")[0]), "remove").len();
    assert_eq!(types, child(at(&child(server, "staticContent")[0]), "mimeMap").len());
    let rules = child(at(&child(at(&child(server, "rewrite")[0]), "rules")[0]), "rule");
    let names: Vec<&str> = rules.iter().map(|rule| at(rule).attribute("name").unwrap()).collect();
    assert_eq!(names[..2], ["clairevoie: hidden", "clairevoie: left 1"], "{names:?}");
    let own = rules.iter().map(|rule| all(at(rule))).find(|rule| rule.iter().any(|own| own.contains("a & b"))).unwrap();
    let rule = own.join("\n");
    assert!(rule.contains(r"match url=^assets/a & b <c> \(1\)-- é\.pdf$"), "{rule}");
    assert!(rule.contains("action type=Redirect url=/comite-invente/assets/logo.svg redirectType=Permanent"), "{rule}");
    let places: std::collections::BTreeMap<&str, Vec<String>> =
        child(root, "location").iter().map(|one| (at(one).attribute("path").unwrap(), all(at(one)))).collect();
    let says = |place: &str, expected: &str| {
        let own = places.get(place).unwrap_or_else(|| panic!("no {place}: {places:#?}"));
        assert!(own.iter().any(|own| own == expected), "{place}: no {expected} in {own:#?}");
    };
    says("en", "error statusCode=404 path=/comite-invente/en/404.html responseMode=ExecuteURL");
    says("theme", "add name=Cache-Control value=public, max-age=31536000, immutable, no-transform");
    says("data", "add name=Access-Control-Allow-Origin value=*");
    let notice = "plans-action/2021-2024/commentaires/avis-phare";
    let page = format!("/comite-invente/{notice}/index.html");
    says(notice, &format!("error statusCode=410 path={page} responseMode=ExecuteURL"));
}

#[test]
fn what_is_wrong_in_the_question_is_reported() {
    let portal = Portal::small();
    for args in [&["host"][..], &["host", "lighttpd"], &["host", "nginx", "--folder", "ici"]] {
        let answer = portal.run(args);
        assert_eq!((answer.code, answer.wrote.as_str()), (2, ""), "{args:?}: {}", answer.said);
    }
    for folder in ["/a\"b", "/a$b", "/a;b", "/a\nb"] {
        assert_eq!(portal.run(&["host", "nginx", "--folder", folder]).code, 2, "{folder}");
    }
    // Without a word, the portal's own server is meant.
    portal.edit("content/portal.yaml", "base_url:", "host: {kind: caddy}\nbase_url:");
    let told = portal.run(&["host", "--folder", "/srv/site/"]);
    assert!(told.wrote.contains("root * \"/srv/site\"\n"), "{}", told.wrote);
    portal.edit("content/portal.yaml", "base_url: https", "base_url: htps");
    let answer = portal.run(&["host", "nginx"]);
    assert_eq!((answer.code, answer.wrote.as_str()), (1, ""), "{}", answer.said);
}

#[test]
fn the_citations_of_a_text_follow_it_to_its_new_address() {
    let portal = Portal::small();
    let plan = "content/plans/premier/commentary";
    for language in ["fr", "en"] {
        let text = portal.read(&format!("{plan}/avis.{language}.md"));
        portal.remove(&format!("{plan}/avis.{language}.md"));
        portal.write(&format!("{plan}/conseil.{language}.md"), text);
    }
    let redirect = "redirects: [{from: plans-action/premier/commentaires/avis/, \
                    to: plans-action/premier/commentaires/conseil/}]\nbase_url:";
    portal.edit("content/portal.yaml", "base_url:", redirect);
    portal.build();
    let told = portal.run(&["host", "netlify"]).wrote;
    for ending in ["json", "ris", "bib"] {
        let citations = "/comite/data/citations/premier";
        assert!(told.contains(&format!("{citations}/avis.{ending} {citations}/conseil.{ending} 301!\n")), "{told}");
        assert!(portal.path(&format!("public/data/citations/premier/conseil.{ending}")).exists());
    }
}

/// Nothing of a name of the content can end a rule, or begin one.
#[test]
fn names_with_signs_stay_names() {
    let portal = Portal::small();
    let name = "a; b {c} \"d\" $e #f %g.txt";
    portal.write(&format!("content/assets/{name}"), "x");
    portal.edit(
        "content/portal.yaml",
        "base_url:",
        &format!("redirects: [{{from: 'assets/ancien {name}', to: 'assets/{name}'}}]\nbase_url:"),
    );
    let to = "/comite/assets/a%3B%20b%20%7Bc%7D%20%22d%22%20%24e%20%23f%20%25g.txt";
    for (server, rule) in [
        (
            "nginx",
            format!(
                "location = \"/comite/assets/ancien a; b {{c}} \\\"d\\\" $e #f %g.txt\" {{\n        return 301 {to}$is_args$args;"
            ),
        ),
        ("caddy", r#"path_regexp "^/assets/ancien a; b \{c\} \"d\" \$e #f %g\.txt$""#.to_owned()),
        (
            "netlify",
            format!("/comite/assets/ancien%20a%3B%20b%20%7Bc%7D%20%22d%22%20%24e%20%23f%20%25g.txt {to} 301!\n"),
        ),
    ] {
        let told = portal.run(&["host", server]);
        assert_eq!(told.code, 0, "{}", told.said);
        assert!(told.wrote.contains(&rule), "{server}: {}", told.wrote);
    }
}
