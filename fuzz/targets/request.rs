//! Arbitrary bytes sent to the preview server: a valid HTTP response, never 500; the body of a 200 is the tree's file at
//! the requested path.

use std::cell::OnceCell;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clairevoie::diagnostic::Report;
use clairevoie::language::Language;
use clairevoie::language::messages::Catalogue;
use clairevoie::page::{Leaf, Route};
use clairevoie::preview::{self, Hosts, Preview, PreviewState};
use clairevoie::render::{Content, Tree};
use percent_encoding::percent_decode_str;

use super::portal;

/// What the preview may answer, whatever it is asked. 500 would be a fault of the program.
const ANSWERS: [u16; 14] = [200, 206, 301, 302, 304, 307, 308, 400, 403, 404, 405, 414, 416, 431];
/// Sent after every input: the connection ends with its answer.
const LAST: &[u8] = b"\r\nGET /comite/fin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

struct Served {
    tree: Arc<Tree>,
    at: SocketAddr,
}

thread_local! {
    static SERVED: OnceCell<Served> = const { OnceCell::new() };
}

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    // Streams of events end with their page only.
    if text.contains("events") {
        return;
    }
    SERVED.with(|served| {
        let served = served.get_or_init(serve);
        let mut stream = TcpStream::connect(served.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
        // What is refused early is not read to its end.
        let _ = stream.write_all(data);
        let _ = stream.write_all(LAST);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        check_answer(&text, &answer, &served.tree);
    });
}

fn serve() -> Served {
    let mut tree = None;
    portal::with(&[], |_, made| tree = made.value.tree.clone());
    let tree = tree.unwrap();
    let state = PreviewState { tree: Some(Arc::clone(&tree)), report: Report::default(), number: 1, is_current: true };
    let words = Catalogue::of_program(Language::French);
    let preview = Arc::new(Preview::new(state, words, Hosts::new([]), PathBuf::from("/"), None));
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let at = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            preview::serve(listener, preview).await;
        });
    });
    Served { tree, at }
}

fn check_answer(asked: &str, answer: &[u8], tree: &Tree) {
    if answer.is_empty() {
        // What is no HTTP at all may be dropped.
        return;
    }
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("{asked:?}: {:?}", String::from_utf8_lossy(answer)));
    let head = std::str::from_utf8(&answer[..end]).unwrap_or_else(|_| panic!("{asked:?}: a head that is no text"));
    let status = head.get(9..12).and_then(|status| status.parse().ok()).unwrap_or_default();
    assert!(head.starts_with("HTTP/1.") && ANSWERS.contains(&status), "{asked:?}: {head}");
    for line in head.lines().skip(1) {
        let (name, _) = line.split_once(':').unwrap_or_else(|| panic!("{asked:?}: {line:?}"));
        assert!(!name.eq_ignore_ascii_case("access-control-allow-origin"), "{asked:?}: given to other sites");
    }
    // The first answer is that to the first line.
    let Some(target) = asked.strip_prefix("GET ").and_then(|rest| rest.split(' ').next()) else { return };
    if status != 200 || !target.starts_with("/comite/") {
        return;
    }
    // A fragment is dropped by the parser of addresses.
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().unwrap_or_else(|_| panic!("{asked:?}: 200"));
    let output = Route::output(path.strip_prefix("/comite/").unwrap_or_default());
    let composed = icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&output).into_owned();
    let leaf = tree.find(&output).or_else(|| tree.find(&composed));
    let leaf = leaf.unwrap_or_else(|| panic!("{asked:?}: 200, and nothing is there"));
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let body = &answer[end + 4..end + 4 + length.unwrap_or(0_usize)];
    let Ok(Content::Bytes(bytes)) = tree.content(&leaf) else { return };
    match leaf {
        // The preview adds its own script before the end of the body.
        Leaf::Page(_) => {
            let at = body.windows(9).rposition(|bytes| bytes == b"<script s").unwrap_or(body.len());
            assert!(at > 0 && bytes.starts_with(&body[..at]), "{asked:?}: another page");
        }
        _ => assert_eq!(body, bytes, "{asked:?}: another file"),
    }
}
