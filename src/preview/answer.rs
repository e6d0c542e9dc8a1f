//! Answers requests: checks the sender, finds the content, and selects the part requested.

use std::ops::RangeInclusive;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode, Uri};
use icu_normalizer::ComposingNormalizerBorrowed;
use percent_encoding::percent_decode_str;

use super::hosts::Refused;
use super::state::PreviewState;
use super::{Body, OWN, Preview, files, pages, sentences};
use crate::language::Language;
use crate::page::{Leaf, Page, Route, SEARCH, encode};
use crate::render::{Content, Failure, Tree};
use crate::reuse::Key;

/// The maximum length of a request target.
const TARGET: usize = 8 * 1024;

/// Returns the response to a request.
pub(super) fn answer(preview: &Preview, parts: &Parts) -> Response<Body> {
    if let Some(refusal) = refusal(preview, parts) {
        return refusal;
    }
    let state = preview.state();
    let target = parts.uri.path();
    if target.contains('#') {
        return plain(400, "400\n");
    }
    if let Some(own) = target.strip_prefix(OWN) {
        return match own_file(preview, &state, own, &parts.uri) {
            Some((kind, bytes)) => whole(parts, 200, kind, bytes),
            None => plain(404, "404\n"),
        };
    }
    let path = match decode(target) {
        Ok(path) => path,
        Err(status) => return status_page(preview, &state, parts, status, target),
    };
    page(preview, &state, parts, &path)
}

/// Returns the error response to a request with an invalid host, method or framing.
pub(super) fn refusal(preview: &Preview, parts: &Parts) -> Option<Response<Body>> {
    let mut hosts = parts.headers.get_all(header::HOST).iter().map(|host| host.to_str());
    let (Some(Ok(host)), None) = (hosts.next(), hosts.next()) else { return Some(closing(plain(400, "400\n"))) };
    let named = parts.uri.authority().map(hyper::http::uri::Authority::as_str);
    for authority in [Some(host), named].into_iter().flatten() {
        match preview.hosts.check(authority) {
            Ok(()) => {}
            Err(Refused::Malformed) => return Some(closing(plain(400, "400\n"))),
            Err(Refused::Foreign) => {
                return Some(plain(403, &format!("{}\n", preview.messages.text("preview-foreign-host"))));
            }
        }
    }
    // No request here has a body; one with a chunked body may be request smuggling.
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

/// Decodes a target's path, once. A path that a file system could interpret differently is not found.
fn decode(target: &str) -> Result<String, u16> {
    let path = percent_decode_str(target).decode_utf8().map_err(|_| 400_u16)?;
    if path.contains('\0') {
        return Err(400);
    }
    let odd = |part: &str| part == ".." || part == ".";
    if path.contains('\\') || path.starts_with("//") || path.split('/').any(odd) {
        return Err(404);
    }
    Ok(path.into_owned())
}

/// Returns the leaf at an output path, however its accents are composed: first exactly as requested, then composed.
fn find(tree: &Tree, output: &str) -> Option<Leaf> {
    let composed = || tree.find(&ComposingNormalizerBorrowed::new_nfc().normalize(output));
    tree.find(output).or_else(composed)
}

fn page(preview: &Preview, state: &PreviewState, parts: &Parts, path: &str) -> Response<Body> {
    let Some(tree) = &state.tree else {
        return whole(
            parts,
            503,
            "text/html; charset=utf-8",
            pages::broken(preview, state, path, state.report.iter()).into_bytes(),
        );
    };
    let base = tree.site().base_url().path();
    let Some(below) = path.strip_prefix(base) else {
        if path == "/" || base.strip_suffix('/') == Some(path) {
            return redirect(base, &parts.uri);
        }
        return status_page(preview, state, parts, 404, path);
    };
    let output = Route::output(below);
    if output.starts_with(SEARCH) {
        return match preview.searching.files(state).as_deref() {
            Some(Err(failure)) => plain(500, &format!("{}\n", failure.0)),
            Some(Ok(files)) if let Some(bytes) = files.get(&output) => {
                whole(parts, 200, &media_type(&output), bytes.clone())
            }
            Some(Ok(_)) | None => status_page(preview, state, parts, 404, path),
        };
    }
    match find(tree, &output) {
        Some(leaf) => give(preview, state, tree, parts, 200, path, &leaf),
        None if !below.is_empty() && !below.ends_with('/') && find(tree, &format!("{below}/index.html")).is_some() => {
            redirect(&format!("{base}{}/", encode(below)), &parts.uri)
        }
        None => status_page(preview, state, parts, 404, path),
    }
}

fn give(
    preview: &Preview,
    state: &PreviewState,
    tree: &Tree,
    parts: &Parts,
    status: u16,
    path: &str,
    leaf: &Leaf,
) -> Response<Body> {
    let kind = match leaf {
        Leaf::Page(_) | Leaf::Redirect(_) => "text/html; charset=utf-8".to_owned(),
        Leaf::Theme(name) | Leaf::Asset(name) => media_type(name),
        Leaf::Citation(_, format) => format.media_type().to_owned(),
        Leaf::Made(made) => made.media_type().to_owned(),
    };
    match (tree.content(leaf), leaf) {
        (Ok(Content::Bytes(bytes)), Leaf::Page(route)) => {
            let bytes = pages::with_script(preview, bytes, path, state.mark(*route).as_ref());
            whole(parts, status, &kind, bytes)
        }
        (Ok(Content::Bytes(bytes)), _) => whole(parts, status, &kind, bytes),
        (Ok(Content::File(file, length)), _) => {
            let written = file.metadata().and_then(|meta| meta.modified());
            let since = written.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
            let nanos = since.map_or(0, |time| time.as_nanos() as u64);
            let tag = tag(Key::of(&(path, length, nanos)));
            partly(parts, status, &kind, &tag, length, |range| files::body(file, range))
        }
        (Err(Failure::Template(diagnostic)), _) => {
            let html = pages::broken(preview, state, path, [*diagnostic].iter());
            whole(parts, 500, "text/html; charset=utf-8", html.into_bytes())
        }
        (Err(Failure::Read(error)), _) => plain(500, &format!("{}: {}\n", error.path.display(), error.cause)),
    }
}

/// Returns the site's own page for an unknown address, in the language of the address.
fn status_page(preview: &Preview, state: &PreviewState, parts: &Parts, status: u16, path: &str) -> Response<Body> {
    let Some(tree) = &state.tree else { return plain(status, &format!("{status}\n")) };
    let english = format!("{}en/", tree.site().base_url().path());
    let language = if path.starts_with(&english) { Language::English } else { Language::French };
    let not_found = Route::new(Page::NotFound, language);
    give(preview, state, tree, parts, status, path, &Leaf::Page(not_found))
}

/// Returns the preview's own files and fragments.
fn own_file(preview: &Preview, state: &PreviewState, own: &str, uri: &Uri) -> Option<(&'static str, Vec<u8>)> {
    let html = "text/html; charset=utf-8";
    let path = query(uri, "path").unwrap_or_else(|| "/".to_owned());
    Some(match own {
        "preview.js" => ("text/javascript; charset=utf-8", include_bytes!("assets/preview.js").to_vec()),
        "beside.js" => ("text/javascript; charset=utf-8", include_bytes!("assets/beside.js").to_vec()),
        "preview.css" => ("text/css; charset=utf-8", include_bytes!("assets/preview.css").to_vec()),
        "bar" => (html, pages::bar(preview, state, &path).into_bytes()),
        "panel" => (html, pages::panel(preview, state).into_bytes()),
        "explain" => (html, pages::explanation(preview, &query(uri, "code")?)?.into_bytes()),
        "sentences" => (html, sentences::sentences(preview, state, &path)?.into_bytes()),
        "beside" => (html, pages::beside(preview, state, &path)?.into_bytes()),
        _ => return None,
    })
}

/// Returns a parameter of the query, decoded.
pub(super) fn query(uri: &Uri, name: &str) -> Option<String> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
    percent_decode_str(value).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// Returns the media type of a file's name, with its character set if it is text.
fn media_type(name: &str) -> String {
    let guess = mime_guess::from_path(name).first_or_octet_stream();
    let is_text = guess.type_() == "text"
        || ["json", "xml", "javascript"].contains(&guess.subtype().as_str())
        || guess.suffix().is_some();
    if is_text { format!("{guess}; charset=utf-8") } else { guess.to_string() }
}

/// Returns bytes with their validators, or the part or the 304 requested.
fn whole(parts: &Parts, status: u16, kind: &str, bytes: Vec<u8>) -> Response<Body> {
    let bytes = Bytes::from(bytes);
    let tag = tag(Key::of_bytes(&bytes));
    partly(parts, status, kind, &tag, bytes.len() as u64, |range| {
        let (from, to) = (*range.start() as usize, *range.end() as usize);
        full(bytes.slice(from..=to))
    })
}

/// Returns an entity tag from a key.
fn tag(key: Key) -> String {
    format!("\"{}\"", &key.to_hex()[..32])
}

/// Returns content of a known length with its validators, or the part or the 304 requested.
fn partly(
    parts: &Parts,
    status: u16,
    kind: &str,
    tag: &str,
    length: u64,
    body: impl FnOnce(RangeInclusive<u64>) -> Body,
) -> Response<Body> {
    let asked = range(&parts.headers, length).filter(|_| status == 200);
    let (status, part, content_range) = match asked {
        _ if status == 200 && matches(&parts.headers, tag) => (304, None, None),
        Some(Some((from, to))) => (206, Some((from, to)), Some(format!("bytes {from}-{to}/{length}"))),
        Some(None) => (416, None, Some(format!("bytes */{length}"))),
        None => (status, length.checked_sub(1).map(|last| (0, last)), None),
    };
    let sent = part.map_or(0, |(from, to)| to - from + 1);
    let mut response = respond(status, part.map_or_else(|| full(Bytes::new()), |(from, to)| body(from..=to)));
    let headers = response.headers_mut();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, kind);
    set(header::ETAG, tag);
    set(header::CACHE_CONTROL, "no-cache");
    set(header::ACCEPT_RANGES, "bytes");
    if status != 304 {
        set(header::CONTENT_LENGTH, &sent.to_string());
    }
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

/// Returns the single range requested: `Some(None)` if it is outside; `None` if there is none, it is malformed, or
/// there are several, which are answered with the complete content (RFC 9110, 14.2).
fn range(headers: &HeaderMap, length: u64) -> Option<Option<(u64, u64)>> {
    if headers.contains_key(header::IF_RANGE) {
        return None;
    }
    let text = headers.get(header::RANGE)?.to_str().ok()?.strip_prefix("bytes=")?;
    let (from, to) = text.split_once('-').filter(|_| !text.contains(','))?;
    let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u64>().ok())?;
    match (from.trim(), to.trim()) {
        ("", "") => None,
        ("", last) => {
            let last = number(last)?;
            Some((last > 0 && length > 0).then(|| (length.saturating_sub(last), length - 1)))
        }
        (from, to) => {
            let from = number(from)?;
            let to = if to.is_empty() { u64::MAX } else { number(to)? };
            if to < from {
                return None;
            }
            Some((from < length).then(|| (from, to.min(length - 1))))
        }
    }
}

/// Returns a redirect to a path of the tree, with the query kept. The path never comes from the request.
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

/// Returns a short response in plain text.
pub(super) fn plain(status: u16, text: &str) -> Response<Body> {
    let mut response = respond(status, full(Bytes::copy_from_slice(text.as_bytes())));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Makes a response the last one of its connection.
pub(super) fn closing(mut response: Response<Body>) -> Response<Body> {
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

fn full(bytes: Bytes) -> Body {
    Full::new(bytes).map_err(|never| match never {}).boxed()
}

fn respond(status: u16, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    guarded(&mut response);
    response
}

/// Adds the headers of every response: browsers must not guess the type, and other sites must not read the
/// response.
pub(super) fn guarded(response: &mut Response<Body>) {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
}
