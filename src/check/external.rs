//! Checks links to other sites with a low request rate. Each host is requested by one thread only, with a pause
//! between two requests; addresses that recently answered are not requested again.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use ureq::Agent;
use ureq::http::StatusCode;

use crate::diagnostic::{Code, Diagnostic, Place, Report, Span};
use crate::model::Records;
use crate::model::address::host;

/// The time limit for a response.
const PATIENCE: Duration = Duration::from_secs(20);
/// The pause between two requests to one host.
const PAUSE: Duration = Duration::from_millis(300);
/// The number of hosts requested at the same time.
const HOSTS: usize = 8;
/// How long a successful response is considered valid, in seconds.
const FRESH: i64 = 24 * 60 * 60;

/// The time of each address's last successful response, in seconds since 1970.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Answers(BTreeMap<String, i64>);

/// Returns the addresses of other sites in the records, each with its places.
pub fn links(records: &Records) -> BTreeMap<String, Vec<Place>> {
    let mut links: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for file in records.iter() {
        let text = file.source.text();
        let starts = text.match_indices("http").map(|(at, _)| at);
        for start in starts.filter(|&at| text[at..].starts_with("http://") || text[at..].starts_with("https://")) {
            let rest = &text[start..];
            let end = rest.find(|c: char| c.is_whitespace() || "\"'<>[]{}|`".contains(c)).unwrap_or(rest.len());
            let address = closed(&rest[..end]);
            let line = text[..start].rsplit('\n').next().unwrap_or_default();
            if !line.trim_start().starts_with("base_url:") && !line.trim_start().starts_with('#') {
                let span = Span::new(start..start + address.len());
                links.entry(address.to_owned()).or_default().push(file.source.place(span));
            }
        }
    }
    links
}

/// Returns an address without the punctuation of the sentence around it.
fn closed(address: &str) -> &str {
    let mut address = address.trim_end_matches([',', '.', ';', ':', '!', '?']);
    while address.ends_with(')') && address.matches(')').count() > address.matches('(').count() {
        address = address[..address.len() - 1].trim_end_matches([',', '.', ';']);
    }
    address
}

/// Requests every address without a recent successful response; `now` is in seconds since 1970.
///
/// `progress` is called once for each address.
pub fn external(
    links: &BTreeMap<String, Vec<Place>>,
    answers: &mut Answers,
    now: i64,
    progress: &(dyn Fn() + Sync),
) -> Report {
    answers.0.retain(|address, at| links.contains_key(address) && now - *at < FRESH);
    let mut hosts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for address in links.keys() {
        if answers.0.contains_key(address) {
            progress();
        } else {
            hosts.entry(host(address).unwrap_or_default()).or_default().push(address);
        }
    }
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("clairevoie/", env!("CARGO_PKG_VERSION"), " (link check)"))
        .http_status_as_error(false)
        .build()
        .into();
    let found: Mutex<Vec<(&str, Result<(), String>)>> = Mutex::new(Vec::new());
    let ask_all = || {
        hosts.par_iter().for_each(|(_, addresses)| {
            for (at, address) in addresses.iter().enumerate() {
                if at > 0 {
                    std::thread::sleep(PAUSE);
                }
                let answer = ask(&agent, address);
                found.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((*address, answer));
                progress();
            }
        });
    };
    match rayon::ThreadPoolBuilder::new().num_threads(HOSTS).build() {
        Ok(pool) => pool.install(ask_all),
        Err(_) => ask_all(),
    }
    let mut report = Report::default();
    for (address, answer) in found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        match answer {
            Ok(()) => {
                answers.0.insert(address.to_owned(), now);
            }
            Err(cause) => {
                for place in links.get(address).into_iter().flatten() {
                    let diagnostic = Diagnostic::new(Code::ExternalLinkDead, place.clone());
                    report.push(diagnostic.arg("link", address).arg("cause", cause.as_str()));
                }
            }
        }
    }
    report
}

/// Requests the head of an address, or the complete page if a host refuses that.
fn ask(agent: &Agent, address: &str) -> Result<(), String> {
    let plain = address.split('#').next().unwrap_or_default();
    let status = |answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>| match answer {
        Ok(answer) => Ok(answer.status()),
        Err(error) => Err(error.to_string()),
    };
    match status(agent.head(plain).call()) {
        Ok(found) if found.is_success() => return Ok(()),
        Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => {}
        _ => std::thread::sleep(PAUSE),
    }
    match status(agent.get(plain).call()) {
        Ok(found) if found.is_success() => Ok(()),
        Ok(found) => Err(found.as_u16().to_string()),
        Err(cause) => Err(cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_their_sentence_goes_on() {
        for (written, address) in [
            ("https://a.org/b),", "https://a.org/b"),
            ("https://a.org/b_(c)", "https://a.org/b_(c)"),
            ("https://a.org/b.", "https://a.org/b"),
            ("https://a.org/b).", "https://a.org/b"),
        ] {
            assert_eq!(closed(written), address);
        }
    }
}
