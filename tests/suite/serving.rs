//! The preview server against the catalogue of hostile and broken requests, group S. By design there
//! is no path from a URL to the disk, so the escapes all end in the tree's map; S13 and S14 (links and
//! Windows names below the root) are covered by the same map, S18 has no WebSocket to speak to, and
//! S20 no reader of forwarded headers. S11 differs: the parser drops a fragment, so the page is given.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::portal::Portal;
use crate::server::{Server, reply};

fn served() -> (Portal, Server) {
    let portal = Portal::small();
    portal.write("content/assets/a b%é+'.txt", "asset");
    portal.write("content/assets/rapport.pdf", (0..=255).collect::<Vec<u8>>());
    portal.write("canary", "CANARY");
    portal.write("public-secret/x", "CANARY");
    portal.write("content/.env", "CANARY");
    portal.write("content/assets/index.html/x.txt", "asset");
    portal.write("content/assets/.well-known/note.txt", "asset");
    let server = Server::start(&portal, &[]);
    (portal, server)
}

#[test]
fn no_target_escapes_the_tree() {
    let (_portal, server) = served();
    for (target, statuses) in [
        ("/../../etc/passwd", [404, 400]),
        ("/comite/../../canary", [404, 404]),
        ("/comite/%2e%2e%2f%2e%2e%2fcanary", [404, 404]),
        ("/comite/%252e%252e%252fcanary", [404, 404]),
        ("/comite/..%5c..%5ccanary", [404, 404]),
        ("/comite/..\\..\\canary", [404, 400]),
        ("/comite/%c0%ae%c0%ae/canary", [400, 400]),
        ("/comite/en%00.html", [400, 400]),
        ("/comite/../public-secret/x", [404, 404]),
        ("//etc/passwd", [404, 400]),
        ("/comite//canary", [404, 404]),
        ("/comite/.env", [404, 404]),
        ("/comite/.env/.", [404, 404]),
        ("/comite/.git/config", [404, 404]),
        ("/comite/content/portal.yaml", [404, 404]),
        // The URI parser drops what follows `#` before we see it: the page before it, and no more.
        ("/comite/en/#/../../canary", [400, 200]),
        ("/comite/admin%2Fx", [404, 404]),
        ("/comite/x::$DATA", [404, 404]),
        ("/C:/x", [404, 404]),
        ("/comite/assets/rapport.pdf/", [404, 404]),
        ("/comite/index.html/", [404, 404]),
        ("/comite/assets/index.html", [404, 404]),
        ("/comite/assets/index.html/", [404, 404]),
        ("/comite/assets/", [404, 404]),
        ("/_clairevoie/../canary", [404, 404]),
        ("/_clairevoie/%2e%2e/canary", [404, 404]),
    ] {
        let reply = server.get(target);
        assert!(statuses.contains(&reply.status), "{target}: {}", reply.head);
        assert!(!reply.text().contains("CANARY"), "{target}");
    }
    assert_eq!(server.get("/comite/").status, 200);
}

#[test]
fn a_query_never_changes_the_file() {
    let (_portal, server) = served();
    let plain = server.get("/comite/mandat/").body;
    for query in ["?raw??", "?import&raw??", "?inline&import", "?.svg?.wasm?init", "?path=../../x"] {
        assert_eq!(server.get(&format!("/comite/mandat/{query}")).body, plain, "{query}");
    }
}

#[test]
fn only_our_own_names_are_answered() {
    let (_portal, server) = served();
    let port = server.port();
    let ask = |head: &str| server.raw(format!("{head}Connection: close\r\n\r\n").as_bytes());
    for host in ["localhost", "a.localhost", "127.0.0.1", "[::1]", &format!("localhost:{port}")] {
        assert_eq!(ask(&format!("GET /comite/ HTTP/1.1\r\nHost: {host}\r\n")).status, 200, "{host}");
    }
    for host in ["evil.test", "localhost.evil.test", "192.168.1.1"] {
        let reply = ask(&format!("GET /comite/ HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Host: localhost\r\n"));
        assert_eq!(reply.status, 403, "{host}");
    }
    for head in ["", "Host: localhost\r\nHost: localhost\r\n", "Host: a/b?#\r\n", "Host:\r\n"] {
        assert_eq!(ask(&format!("GET /comite/ HTTP/1.1\r\n{head}")).status, 400, "{head:?}");
    }
    let absolute =
        |name: &str| ask(&format!("GET http://{name}:{port}/comite/ HTTP/1.1\r\nHost: localhost\r\n")).status;
    assert_eq!((absolute("127.0.0.1"), absolute("evil.test")), (200, 403));
}

#[test]
fn the_event_stream_is_for_our_own_pages() {
    let (_portal, server) = served();
    let port = server.port();
    let events = "/_clairevoie/events?path=/comite/&seen=x";
    for headers in [
        "Origin: http://evil.test\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
    ] {
        assert_eq!(server.request("GET", events, headers).status, 403, "{headers}");
    }
    let mut stream = server.connect();
    stream.write_all(format!("GET {events} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n\r\n").as_bytes()).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    let reply = reply(&mut stream);
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/event-stream")));
    assert!(
        reply.text().contains(r#""kind":"report""#) && reply.text().contains(r#""kind":"reload""#),
        "{}",
        reply.text()
    );
}

#[test]
fn nothing_is_given_to_other_sites() {
    let (_portal, server) = served();
    for target in [
        "/comite/",
        "/comite/nulle-part/",
        "/comite/sitemap.xml",
        "/_clairevoie/preview.js",
        "/_clairevoie/bar?path=/comite/",
    ] {
        let reply = server.request("GET", target, "Origin: http://evil.test\r\n");
        assert_eq!(reply.header("access-control-allow-origin"), None, "{target}");
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"), "{target}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{target}");
    }
}

#[test]
fn methods_other_than_get_and_head_are_refused() {
    let (_portal, server) = served();
    for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "FOO"] {
        let reply = server.request(method, "/comite/", "Content-Length: 0\r\n");
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let (get, head) = (server.get("/comite/"), server.request("HEAD", "/comite/", ""));
    for name in ["content-length", "content-type", "etag"] {
        assert_eq!(get.header(name), head.header(name), "{name}");
    }
    assert!(head.body.is_empty() && !get.body.is_empty());
}

#[test]
fn parts_and_validators_are_understood() {
    let (_portal, server) = served();
    let file = "/comite/assets/rapport.pdf";
    let part = server.request("GET", file, "Range: bytes=10-19\r\n");
    assert_eq!((part.status, part.body.as_slice()), (206, &(10..=19).collect::<Vec<u8>>()[..]));
    assert_eq!(part.header("content-range"), Some("bytes 10-19/256"));
    assert_eq!(server.request("GET", file, "Range: bytes=-6\r\n").body, (250..=255).collect::<Vec<u8>>());
    assert_eq!(server.request("GET", file, "Range: bytes=250-\r\n").body.len(), 6);
    let outside = server.request("GET", file, "Range: bytes=999999-\r\n");
    assert_eq!((outside.status, outside.header("content-range")), (416, Some("bytes */256")));
    let many = format!(
        "Range: bytes={}\r\n",
        (0..1000).map(|n| format!("{}-{}", n % 256, n % 256)).collect::<Vec<_>>().join(",")
    );
    for range in
        ["Range: bytes=x\r\n", "Range: bytes=9-2\r\n", "Range: lines=1-2\r\n", "Range: bytes=-\r\n", many.as_str()]
    {
        let reply = server.request("GET", file, range);
        assert_eq!((reply.status, reply.body.len()), (200, 256), "{range}");
    }
    let tag = server.get("/comite/").header("etag").unwrap().to_owned();
    let known = server.request(
        "GET",
        "/comite/",
        &format!("If-None-Match: \"x\", {tag}\r\nIf-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n"),
    );
    assert_eq!((known.status, known.body.len()), (304, 0));
    assert_eq!(server.request("GET", "/comite/", "If-None-Match: \"other\"\r\n").status, 200);
}

#[test]
fn media_types_name_their_character_set() {
    let (_portal, server) = served();
    for (target, kind) in [
        ("/comite/", "text/html; charset=utf-8"),
        ("/comite/sitemap.xml", "application/xml"),
        ("/comite/data/members.csv", "text/csv; charset=utf-8"),
        ("/comite/calendrier.ics", "text/calendar; charset=utf-8"),
        ("/comite/assets/rapport.pdf", "application/pdf"),
        ("/_clairevoie/preview.js", "text/javascript; charset=utf-8"),
    ] {
        assert_eq!(server.get(target).header("content-type"), Some(kind), "{target}");
    }
}

#[test]
fn a_missing_slash_is_a_redirect_that_keeps_the_query() {
    let (_portal, server) = served();
    for (target, to) in [
        ("/comite/en", "/comite/en/"),
        ("/comite/mandat?a=1&b=2", "/comite/mandat/?a=1&b=2"),
        ("/", "/comite/"),
        ("/comite", "/comite/"),
    ] {
        let reply = server.get(target);
        assert_eq!((reply.status, reply.header("location")), (301, Some(to)), "{target}");
    }
    for target in ["//evil.test/%2e%2e", "//evil.test", "/comite/%0d%0aX-Evil:1", "/comite/en%0d%0aSet-Cookie:x"] {
        let reply = server.get(target);
        assert!(
            reply.header("location").is_none() && !reply.head.to_lowercase().contains("x-evil:1\r"),
            "{target}: {}",
            reply.head
        );
    }
}

#[test]
fn the_404_page_speaks_the_language_of_the_address_and_escapes_it() {
    let (_portal, server) = served();
    let (french, english) = (server.get("/comite/rien/"), server.get("/comite/en/nothing/"));
    assert!(french.status == 404 && french.text().contains("Page introuvable"));
    assert!(english.status == 404 && english.text().contains("Page not found"));
    let odd = server.get("/comite/%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(odd.status == 404 && !odd.text().contains("<script>alert"), "{}", odd.text());
}

#[test]
fn odd_names_round_trip_however_accents_are_composed() {
    let (_portal, server) = served();
    for target in ["/comite/assets/a%20b%25%C3%A9+%27.txt", "/comite/assets/a%20b%25e%CC%81%2B'.txt"] {
        assert_eq!(server.get(target).text(), "asset", "{target}");
    }
}

#[test]
fn what_is_too_long_or_malformed_is_refused() {
    let (_portal, server) = served();
    assert_eq!(server.get(&format!("/comite/{}", "a".repeat(300))).status, 404);
    assert_eq!(server.get(&format!("/comite/{}", "a".repeat(20_000))).status, 414);
    assert_eq!(server.get(&format!("/{}", "a".repeat(64 * 1024))).status, 414);
    assert_eq!(server.request("GET", "/comite/", &format!("X: {}\r\n", "a".repeat(1024 * 1024))).status, 431);
    assert_eq!(server.request("GET", "/comite/", &"X: y\r\n".repeat(10_000)).status, 431);
    for head in [
        "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n",
        "Content-Length: +5\r\n",
        "X: a\rb\r\n",
    ] {
        let reply = server.request("GET", "/comite/", head);
        assert_eq!(reply.status, 400, "{head:?}: {}", reply.head);
    }
    assert_eq!(server.get("/comite/").status, 200);
}

#[test]
fn slow_clients_take_nothing_from_the_others() {
    let (_portal, server) = served();
    let mut slow: Vec<_> = (0..500).map(|_| server.connect()).collect();
    for client in &mut slow[..250] {
        client.write_all(b"GET /comite/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").unwrap();
    }
    // Generous on a noisy machine; benches/preview measures it.
    let since = Instant::now();
    assert_eq!(server.get("/comite/").status, 200);
    assert!(since.elapsed() < Duration::from_secs(5));
    let since = Instant::now();
    let last = slow.last_mut().unwrap();
    let _ = reply(last);
    assert!(since.elapsed() < Duration::from_secs(11), "a silent client was kept");
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next() {
    let (_portal, first) = served();
    let portal = Portal::small();
    let mut child = portal
        .command(&["serve", "--port", &first.port().to_string()])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().unwrap()), &mut line).unwrap();
    child.kill().unwrap();
    let said = crate::portal::answer_of_killed(child);
    assert!(!line.contains(&format!(":{}/", first.port())) && said.contains("est pris"), "{line}{said}");
}

#[test]
fn listening_beyond_loopback_is_asked_for_and_warned_of() {
    let portal = Portal::small();
    let mut child = portal
        .command(&["serve", "--port", "0", "--host", "0.0.0.0"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().unwrap()), &mut line).unwrap();
    child.kill().unwrap();
    let said = crate::portal::answer_of_killed(child);
    assert!(said.contains("ouvert à d’autres machines"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_interruption_ends_it_at_once() {
    let (_portal, server) = served();
    let since = Instant::now();
    let killed = std::process::Command::new("kill").args(["-INT", &server.id().to_string()]).status().unwrap();
    assert!(killed.success());
    server.until("ended", |server| std::net::TcpStream::connect(("127.0.0.1", server.port())).is_err());
    assert!(since.elapsed() < Duration::from_secs(2));
}
