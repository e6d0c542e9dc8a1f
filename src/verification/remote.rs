//! A site at an address: requested file by file, from that host only, within limits of time and size.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use ureq::Agent;
use ureq::http::StatusCode;

use super::{FileState, Source};
use crate::reuse::PublicHash;

/// The characters of a path that are not encoded.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// The limits for the responses of a host.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The time limit for the complete verification.
    pub time: Duration,
    /// The time limit for one response.
    pub answer: Duration,
    /// The maximum size of a file, in bytes.
    pub file: u64,
}

/// The address of a site.
#[derive(Debug)]
pub struct AtAddress {
    base: String,
    agent: Agent,
    since: Instant,
    limits: Limits,
}

impl AtAddress {
    /// Creates a site at an address (`https://…/`); the time limits count from `now`.
    pub fn new(address: &str, limits: Limits, now: Instant) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(limits.answer))
            .user_agent(concat!("clairevoie/", env!("CARGO_PKG_VERSION"), " (verify)"))
            .http_status_as_error(false)
            .proxy(None)
            // A response from another host is not that of the host named.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .into();
        Self { base: format!("{}/", address.trim_end_matches('/')), agent, since: now, limits }
    }

    /// Requests a file; returns its body, or `None` if it does not exist.
    fn ask(&self, path: &str, asked: Asked<'_>) -> io::Result<Option<Box<dyn Read + Send>>> {
        let left = self.limits.time.checked_sub(self.since.elapsed()).ok_or(io::ErrorKind::TimedOut)?;
        // A page is requested by the address that readers use.
        let below = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let mut address = format!("{}{}", self.base, utf8_percent_encode(below.unwrap_or(path), PATH));
        let encoding = match asked {
            Asked::Plain => "identity",
            Asked::PastCaches(mark) => {
                address = format!("{address}?verify={mark}");
                "identity"
            }
            Asked::Compressed => "gzip",
        };
        let request = self.agent.get(&address).header("Accept-Encoding", encoding).header("Cache-Control", "no-cache");
        let request = request.config().timeout_global(Some(left.min(self.limits.answer))).build();
        let answer = request.call().map_err(io::Error::other)?;
        match answer.status() {
            StatusCode::OK | StatusCode::GONE => {}
            StatusCode::NOT_FOUND if path != "404.html" && !path.ends_with("/404.html") => return Ok(None),
            StatusCode::NOT_FOUND => {}
            status => return Err(io::Error::other(status.to_string())),
        }
        // A server may compress a response although this was not requested.
        let encoding = answer.headers().get("content-encoding").map(|encoding| encoding.as_bytes().to_vec());
        // One byte more than the limit, so that a file that is too large is detected.
        let body = answer.into_body().into_with_config().limit(u64::MAX).reader().take(self.limits.file + 1);
        Ok(Some(match encoding.as_deref() {
            Some(b"gzip") => Box::new(GzDecoder::new(body).take(self.limits.file + 1)),
            Some(b"br") => Box::new(brotli::Decompressor::new(body, 4096).take(self.limits.file + 1)),
            _ => Box::new(body),
        }))
    }

    fn hash(&self, path: &str, asked: Asked<'_>) -> io::Result<Option<PublicHash>> {
        let Some(body) = self.ask(path, asked)? else { return Ok(None) };
        let mut counted = Counted { body, left: self.limits.file };
        PublicHash::of_reader(&mut counted).map(Some)
    }

    /// Returns whether the host has the unchanged file although a response differed: it is correct when requested
    /// past the caches or in another encoding, or the responses differ from each other.
    fn is_altered_in_transit(&self, path: &str, hash: PublicHash, found: PublicHash, has_copy: bool) -> bool {
        let mark = &hash.to_hex()[..16];
        let mut asked = vec![Asked::PastCaches(mark)];
        if !has_copy {
            asked.push(Asked::Compressed);
        }
        let again = asked.into_iter().map(|asked| self.hash(path, asked));
        let again: Vec<PublicHash> = again.filter_map(|answer| answer.ok().flatten()).collect();
        again.contains(&hash) || again.iter().any(|other| *other != found)
    }
}

/// How a file is requested.
#[derive(Debug, Clone, Copy)]
enum Asked<'a> {
    /// As it is.
    Plain,
    /// At an address that no cache has.
    PastCaches(&'a str),
    /// Compressed, which intermediaries do not change.
    Compressed,
}

/// A body that fails if it exceeds the limit.
struct Counted {
    body: Box<dyn Read + Send>,
    left: u64,
}

impl Read for Counted {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.body.read(to)?;
        self.left = self.left.checked_sub(count as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(count)
    }
}

impl Source for AtAddress {
    fn read(&self, path: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(body) = self.ask(path, Asked::Plain)? else { return Ok(None) };
        let mut bytes = Vec::new();
        body.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(Some(bytes)) }
    }

    fn file(&self, path: &str, hash: PublicHash, has_copy: bool) -> FileState {
        match self.hash(path, Asked::Plain) {
            Ok(Some(found)) if found == hash => FileState::Same,
            Ok(Some(found)) if self.is_altered_in_transit(path, hash, found, has_copy) => FileState::AlteredInTransit,
            Ok(Some(_)) => FileState::Altered,
            Ok(None) => FileState::Missing,
            Err(cause) => FileState::Unreadable(cause.to_string()),
        }
    }

    fn list(&self) -> io::Result<Option<Vec<String>>> {
        Ok(None)
    }
}
