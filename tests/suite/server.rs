//! A running preview, spoken to in raw bytes: clients normalise what they send.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::portal::{Portal, tree};

pub struct Server {
    child: Child,
    port: u16,
    said: Arc<Mutex<String>>,
}

/// An answer, taken apart.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let line = self.head.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")))?;
        line.split_once(':').map(|(_, value)| value.trim())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Server {
    pub fn start(portal: &Portal, args: &[&str]) -> Self {
        Self::of(portal.command(&[&["serve", "--port", "0"], args].concat()))
    }

    /// The preview that a command starts.
    pub fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (mut errors, heard) = (child.stderr.take().unwrap(), Arc::clone(&said));
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = errors.read(&mut bytes) {
                heard.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.rsplit_once("localhost:").and_then(|(_, rest)| rest.split('/').next()?.trim().parse().ok());
        let port = port.unwrap_or_else(|| panic!("{line:?}, {}", said.lock().unwrap()));
        Self { child, port, said }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(12))).unwrap();
        stream
    }

    /// Sends bytes, and reads the one answer that comes.
    pub fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // A server that refuses early may close before all is sent.
        let _ = stream.write_all(bytes);
        reply(&mut stream)
    }

    pub fn request(&self, method: &str, target: &str, headers: &str) -> Reply {
        self.raw(
            format!(
                "{method} {target} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{headers}\r\n",
                self.port
            )
            .as_bytes(),
        )
    }

    pub fn get(&self, target: &str) -> Reply {
        self.request("GET", target, "")
    }

    /// A page without the script that the server adds.
    pub fn page(&self, target: &str) -> Option<Vec<u8>> {
        let reply = self.get(target);
        let text = reply.body;
        let script = b"<script src=\"/_clairevoie/";
        let at = text.windows(script.len()).rposition(|bytes| bytes == script);
        let page = match at {
            Some(at) => {
                let end = text[at..].windows(9).position(|bytes| bytes == b"</script>").unwrap() + at + 9;
                [&text[..at], &text[end..]].concat()
            }
            None => text,
        };
        (reply.status == 200).then_some(page)
    }

    /// Waits until a condition holds, at most two seconds.
    pub fn until(&self, what: &str, condition: impl Fn(&Server) -> bool) {
        self.until_for(Duration::from_secs(2), what, condition);
    }

    /// Waits until a condition holds, at most for some time: for what is large.
    pub fn until_for(&self, limit: Duration, what: &str, condition: impl Fn(&Server) -> bool) {
        let since = Instant::now();
        while !condition(self) {
            assert!(since.elapsed() < limit, "{what}: not within {limit:?}\n{}", self.said());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// How many editions were made after the first.
    pub fn rebuilds(&self) -> usize {
        self.said().matches("À jour (").count()
    }

    /// Waits until what is served is what a build would write, byte for byte.
    pub fn until_same_as_a_build(&self, portal: &Portal) {
        let built = portal.run(&["build", "--drafts", "--out", "cold"]);
        assert_eq!(built.code, 0, "{}", built.said);
        let cold = tree(&portal.path("cold"));
        self.until("as a cold build", |server| server.difference(&cold).is_none());
        let _ = std::fs::remove_dir_all(portal.path("cold"));
    }

    /// The first path that is served otherwise than it is built; what is no longer built must be gone.
    fn difference(&self, cold: &BTreeMap<String, Vec<u8>>) -> Option<String> {
        let base = "/comite/";
        let mut listed = String::from_utf8_lossy(&self.page(&format!("{base}sitemap.xml"))?).into_owned();
        listed.retain(|c| c != '\n');
        for part in listed.split("<loc>").skip(1) {
            let path = part.split('<').next()?.split_once(base)?.1;
            if !cold.contains_key(&format!("{path}index.html")) {
                return Some(path.to_owned());
            }
        }
        // What accounts for the files of an edition is written with it, and has no place in a preview.
        cold.iter().filter(|(path, _)| !clairevoie::editions::is_account(path)).find_map(|(path, bytes)| {
            let target = path.strip_suffix("index.html").unwrap_or(path);
            (self.page(&format!("{base}{target}")).as_ref() != Some(bytes)).then(|| path.clone())
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads one answer from a stream.
pub fn reply(stream: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        let head_end = bytes.windows(4).position(|end| end == b"\r\n\r\n");
        if let Some(end) = head_end {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head.lines().find_map(|line| {
                line.to_lowercase().strip_prefix("content-length:").map(|n| n.trim().parse::<usize>().unwrap())
            });
            if length.is_some_and(|length| bytes.len() >= end + 4 + length) {
                break;
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(count) => bytes.extend(&buffer[..count]),
        }
    }
    let end = bytes.windows(4).position(|end| end == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    Reply { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
}
