//! From a request to an answer: who asks, for what, and how much of it.

use std::convert::Infallible;

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode, Uri};
use icu_normalizer::ComposingNormalizerBorrowed;
use percent_encoding::percent_decode_str;

use super::hosts::Refused;
use super::showing::{Found, Showing};
use super::{Preview, bar, panel};
use crate::language::Language;
use crate::page::{Page, Route, SEARCH, encode};
use crate::render::{Failure, Leaf};

/// The body of an answer: bytes, or a stream of events.
pub(super) type Body = BoxBody<Bytes, Infallible>;

/// The longest target answered, in bytes.
const TARGET: usize = 8 * 1024;
/// The folder of the preview's own files; no page's path starts with an underscore.
pub(super) const OWN: &str = "/_clairevoie/";

/// Answers a request.
pub(super) fn answer(preview: &Preview, parts: &Parts) -> Response<Body> {
    if let Some(refusal) = refusal(preview, parts) {
        return refusal;
    }
    let showing = preview.showing();
    let target = parts.uri.path();
    if target.contains('#') {
        return plain(400, "400\n");
    }
    if let Some(own) = target.strip_prefix(OWN) {
        return match own_file(preview, &showing, own, &parts.uri) {
            Some((kind, bytes)) => whole(parts, 200, kind, bytes),
            None => plain(404, "404\n"),
        };
    }
    let path = match decode(target) {
        Ok(path) => path,
        Err(status) => return status_page(preview, &showing, parts, status, target),
    };
    page(preview, &showing, parts, &path)
}

/// Host, method and framing: the answer to a request that has not all of them right.
pub(super) fn refusal(preview: &Preview, parts: &Parts) -> Option<Response<Body>> {
    let mut hosts = parts.headers.get_all(header::HOST).iter().map(|host| host.to_str());
    let (Some(Ok(host)), None) = (hosts.next(), hosts.next()) else { return Some(closing(plain(400, "400\n"))) };
    let named = parts.uri.authority().map(hyper::http::uri::Authority::as_str);
    for authority in [Some(host), named].into_iter().flatten() {
        match preview.hosts.check(authority) {
            Ok(()) => {}
            Err(Refused::Malformed) => return Some(closing(plain(400, "400\n"))),
            Err(Refused::Foreign) => {
                return Some(plain(403, &format!("{}\n", preview.words.text("preview-foreign-host"))));
            }
        }
    }
    // No request here has a body; one that claims a chunked one may be two in disguise.
    if parts.headers.contains_key(header::TRANSFER_ENCODING) {
        return Some(closing(plain(400, "400\n")));
    }
    if parts.method != Method::GET && parts.method != Method::HEAD {
        let mut response = plain(405, "405\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(closing(response));
    }
    let too_long = parts.uri.path_and_query().is_some_and(|target| target.as_str().len() > TARGET);
    too_long.then(|| plain(414, "414\n"))
}

/// Decodes a target's path, once. What could mean something else to a file system is not found.
fn decode(target: &str) -> Result<String, u16> {
    let path = percent_decode_str(target).decode_utf8().map_err(|_| 400_u16)?;
    if path.contains('\0') {
        return Err(400);
    }
    let odd = |part: &str| part == ".." || part == ".";
    if path.contains('\\') || path.starts_with("//") || path.split('/').any(odd) {
        return Err(404);
    }
    // One page for one address, however its accents are composed.
    Ok(ComposingNormalizerBorrowed::new_nfc().normalize(&path).into_owned())
}

fn page(preview: &Preview, showing: &Showing, parts: &Parts, path: &str) -> Response<Body> {
    let Some(tree) = &showing.tree else {
        return whole(parts, 503, "text/html; charset=utf-8", panel::page(preview, showing, path).into_bytes());
    };
    let base = tree.site().base_url().path();
    let Some(below) = path.strip_prefix(base) else {
        if path == "/" || base.strip_suffix('/') == Some(path) {
            return redirect(base, &parts.uri);
        }
        return status_page(preview, showing, parts, 404, path);
    };
    let output = Route::output(below);
    if output.starts_with(SEARCH) {
        return match preview.searching.files(showing) {
            Ok(files) => match files.get(&output) {
                Some(bytes) => whole(parts, 200, &media_type(&output), bytes.clone()),
                None => status_page(preview, showing, parts, 404, path),
            },
            Err(failure) => plain(500, &format!("{}\n", failure.0)),
        };
    }
    match showing.find(&output) {
        Some(Ok(found)) => give(preview, showing, parts, 200, path, found),
        Some(Err(failure)) => failed(preview, showing, parts, path, failure),
        None if !below.is_empty() && !below.ends_with('/') && showing.holds(&format!("{below}/index.html")) => {
            redirect(&format!("{base}{}/", encode(below)), &parts.uri)
        }
        None => status_page(preview, showing, parts, 404, path),
    }
}

fn give(preview: &Preview, showing: &Showing, parts: &Parts, status: u16, path: &str, found: Found) -> Response<Body> {
    match found.leaf {
        Leaf::Page(_) => {
            let mark = showing.mark(&found.bytes).to_string();
            let bytes = bar::with_script(found.bytes, preview, path, &mark);
            whole(parts, status, "text/html; charset=utf-8", bytes)
        }
        Leaf::Theme(name) => whole(parts, status, &media_type(&name), found.bytes),
        Leaf::Asset(name) => whole(parts, status, &media_type(&name), found.bytes),
        Leaf::Citation(_) => whole(parts, status, &media_type("citation.json"), found.bytes),
        Leaf::SiteMap => whole(parts, status, &media_type("sitemap.xml"), found.bytes),
        Leaf::Robots => whole(parts, status, &media_type("robots.txt"), found.bytes),
    }
}

/// The site's own page for an address that leads nowhere, in the language of the address.
fn status_page(preview: &Preview, showing: &Showing, parts: &Parts, status: u16, path: &str) -> Response<Body> {
    let Some(tree) = &showing.tree else { return plain(status, &format!("{status}\n")) };
    let english = format!("{}en/", tree.site().base_url().path());
    let language = if path.starts_with(&english) { Language::English } else { Language::French };
    let output = Route::output(&Route::new(Page::NotFound, language).path(tree.site()));
    match showing.find(&output) {
        Some(Ok(found)) => give(preview, showing, parts, status, path, found),
        _ => plain(status, &format!("{status}\n")),
    }
}

/// A template that failed for this page, or a file that cannot be read.
fn failed(preview: &Preview, showing: &Showing, parts: &Parts, path: &str, failure: Failure) -> Response<Body> {
    let html = match failure {
        Failure::Template(diagnostic) => panel::page_of(preview, showing, path, [*diagnostic].iter()),
        Failure::Read(error) => return plain(500, &format!("{}: {}\n", error.path.display(), error.cause)),
    };
    whole(parts, 500, "text/html; charset=utf-8", html.into_bytes())
}

/// The preview's own files and fragments.
fn own_file(preview: &Preview, showing: &Showing, own: &str, uri: &Uri) -> Option<(&'static str, Vec<u8>)> {
    let html = "text/html; charset=utf-8";
    let path = query(uri, "path").unwrap_or_else(|| "/".to_owned());
    Some(match own {
        "preview.js" => ("text/javascript; charset=utf-8", include_bytes!("assets/preview.js").to_vec()),
        "beside.js" => ("text/javascript; charset=utf-8", include_bytes!("assets/beside.js").to_vec()),
        "preview.css" => ("text/css; charset=utf-8", include_bytes!("assets/preview.css").to_vec()),
        "bar" => (html, bar::fragment(preview, showing, &path).into_bytes()),
        "panel" => (html, panel::fragment(preview, showing.report.iter()).into_bytes()),
        "beside" => (html, bar::beside(preview, showing, &path)?.into_bytes()),
        _ => return None,
    })
}

/// A parameter of the query, decoded.
pub(super) fn query(uri: &Uri, name: &str) -> Option<String> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
    percent_decode_str(value).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// The media type of a file's name, with its character set where it is text.
fn media_type(name: &str) -> String {
    let guess = mime_guess::from_path(name).first_or_octet_stream();
    let is_text = guess.type_() == "text"
        || ["json", "xml", "javascript"].contains(&guess.subtype().as_str())
        || guess.suffix().is_some();
    if is_text { format!("{guess}; charset=utf-8") } else { guess.to_string() }
}

/// Bytes with their validators, or the part or the 304 that was asked for.
fn whole(parts: &Parts, status: u16, kind: &str, bytes: Vec<u8>) -> Response<Body> {
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
    let (mut status, mut bytes) = (status, bytes);
    let mut content_range = None;
    if status == 200 {
        if matches(&parts.headers, &tag) {
            (status, bytes) = (304, Vec::new());
        } else if let Some(range) = range(&parts.headers, bytes.len()) {
            let length = bytes.len();
            match range {
                Some((from, to)) => {
                    content_range = Some(format!("bytes {from}-{to}/{length}"));
                    (status, bytes) = (206, bytes[from..=to].to_vec());
                }
                None => {
                    content_range = Some(format!("bytes */{length}"));
                    (status, bytes) = (416, Vec::new());
                }
            }
        }
    }
    let mut response = respond(status, bytes);
    let headers = response.headers_mut();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, kind);
    set(header::ETAG, &tag);
    set(header::CACHE_CONTROL, "no-cache");
    set(header::ACCEPT_RANGES, "bytes");
    if let Some(range) = content_range {
        set(header::CONTENT_RANGE, &range);
    }
    response
}

fn matches(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    known.is_some_and(|known| {
        known.split(',').any(|one| one.trim() == "*" || one.trim().trim_start_matches("W/") == tag)
    })
}

/// The one range asked for: `Some(None)` if it lies outside; `None` if there is none, it is not well
/// formed, or there are several, which are all answered with the whole (RFC 9110, 14.2).
fn range(headers: &HeaderMap, length: usize) -> Option<Option<(usize, usize)>> {
    if headers.contains_key(header::IF_RANGE) {
        return None;
    }
    let text = headers.get(header::RANGE)?.to_str().ok()?.strip_prefix("bytes=")?;
    let (from, to) = text.split_once('-').filter(|_| !text.contains(','))?;
    let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<usize>().ok())?;
    match (from.trim(), to.trim()) {
        ("", "") => None,
        ("", last) => {
            let last = number(last)?;
            Some((last > 0 && length > 0).then(|| (length.saturating_sub(last), length - 1)))
        }
        (from, to) => {
            let from = number(from)?;
            let to = if to.is_empty() { usize::MAX } else { number(to)? };
            if to < from {
                return None;
            }
            Some((from < length).then(|| (from, to.min(length - 1))))
        }
    }
}

/// A redirect to a path of the tree, the query kept. The path never comes from the request.
fn redirect(to: &str, uri: &Uri) -> Response<Body> {
    let location = match uri.query() {
        Some(query) => format!("{to}?{query}"),
        None => to.to_owned(),
    };
    let mut response = plain(301, "");
    if let Ok(value) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// A short answer in plain text.
pub(super) fn plain(status: u16, text: &str) -> Response<Body> {
    let mut response = respond(status, text.as_bytes().to_vec());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn closing(mut response: Response<Body>) -> Response<Body> {
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

fn respond(status: u16, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Full::new(Bytes::from(bytes)).boxed());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    guarded(&mut response);
    response
}

/// What every answer says to browsers: take the type as told, and give nothing to other sites.
pub(super) fn guarded(response: &mut Response<Body>) {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
}
