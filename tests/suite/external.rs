//! Links to other sites, asked for on a server of our own: the good, the gone, the one that refuses
//! to be asked for its head, and the answers that are kept.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::portal::Portal;

/// A server on loopback that answers by the path, and notes what it was asked.
fn other_site() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming().take(40) {
            let Ok(mut stream) = stream else { continue };
            let mut head = [0; 2048];
            let count = stream.read(&mut head).unwrap_or(0);
            let line = String::from_utf8_lossy(&head[..count]).lines().next().unwrap_or_default().to_owned();
            let status = match line.as_str() {
                line if line.contains("/gone") => "410 Gone",
                line if line.contains("/shy") && line.starts_with("HEAD") => "405 Method Not Allowed",
                line if line.contains("/moved") => "301 Moved Permanently\r\nLocation: /good",
                _ => "200 OK",
            };
            noted.lock().unwrap().push(line);
            let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    (port, asked)
}

#[test]
fn links_to_other_sites_are_asked_for_once_and_the_dead_are_told() {
    let (port, asked) = other_site();
    let portal = Portal::small();
    let base = format!("http://127.0.0.1:{port}");
    portal.edit(
        "content/plans/premier/commentary/avis.fr.md",
        "Le texte.",
        &format!("[Un]({base}/good) [deux]({base}/gone), [trois]({base}/shy) et [quatre]({base}/moved)."),
    );
    portal.edit(
        "content/plans/premier/commentary/avis.en.md",
        "The text.",
        &format!("[One]({base}/good) [two]({base}/gone), [three]({base}/shy) and [four]({base}/moved)."),
    );
    assert!(!portal.run(&["check"]).said.contains("CV712"), "nothing is asked for without --external");
    assert!(asked.lock().unwrap().is_empty());
    let answer = portal.run(&["check", "--external"]);
    assert_eq!(answer.said.matches("[CV712]").count(), 2, "one for each place: {}", answer.said);
    assert!(answer.said.contains("/gone ne répond pas (410)"), "{}", answer.said);
    assert_eq!(answer.code, 0);
    assert_eq!(portal.run(&["check", "--external", "--strict"]).code, 1);
    let lines = asked.lock().unwrap().clone();
    let count = |path: &str| lines.iter().filter(|line| line.contains(path)).count();
    assert_eq!(count("HEAD /moved"), 1, "a good answer is kept: {lines:?}");
    assert!(count("/gone") >= 2, "a bad one is not");
    assert_eq!((count("HEAD /shy"), count("GET /shy")), (1, 1));
}
