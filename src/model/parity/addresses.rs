//! Addresses that lead to the same page, or to its counterpart in the other language.

use crate::language::Language;

/// Returns the host of an address without the parts that name a language or nothing, and its path, both in lower
/// case; for an address of this portal, its scheme and what it names.
pub(super) fn host_and_path(address: &str) -> (String, String) {
    let lower = address.to_lowercase();
    let Some((_, rest)) = lower.split_once("://") else {
        let (scheme, rest) = lower.split_once(':').unwrap_or(("", &lower));
        return (scheme.to_owned(), rest.to_owned());
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = ["www.", "fr.", "en."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host);
    short_form(host, path)
}

/// Expands short addresses: `youtu.be/X` is `youtube.com/watch?v=X`.
fn short_form(host: &str, path: &str) -> (String, String) {
    let film =
        |id: &str| ("youtube.com".to_owned(), format!("/{}", id.split(['&', '?', '/']).next().unwrap_or_default()));
    let host = host.strip_prefix("m.").unwrap_or(host);
    match host {
        "youtu.be" => film(path.trim_start_matches('/')),
        "youtube.com" | "youtube-nocookie.com" => {
            let id = path.split_once("v=").map(|(_, id)| id).or_else(|| path.strip_prefix("/embed/"));
            id.map_or_else(|| (host.to_owned(), path.to_owned()), film)
        }
        "x.com" => ("twitter.com".to_owned(), path.to_owned()),
        _ => (host.to_owned(), path.trim_end_matches('/').to_owned()),
    }
}

const FRENCH: &[&str] = &["fr", "fra", "fre", "french", "francais", "fr-ca", "fr_ca", "fr-fr"];
const ENGLISH: &[&str] = &["en", "eng", "english", "anglais", "en-ca", "en_ca", "en-us"];

/// Returns whether a part of an address names a language and nothing else.
pub(super) fn is_language_word(part: &str) -> bool {
    FRENCH.contains(&part) || ENGLISH.contains(&part)
}

/// Returns the language that an address names: `/en/`, `en.`, `-eng.`, `lang=en`.
pub(super) fn language(address: &str) -> Option<Language> {
    let lower = address.to_lowercase();
    let (_, rest) = lower.split_once("://")?;
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_end);
    let named = |part: &str| match part {
        part if FRENCH.contains(&part) || part == "f" => Some(Language::French),
        part if ENGLISH.contains(&part) || part == "e" => Some(Language::English),
        _ => None,
    };
    let whole = |part: &str| named(part).filter(|_| part.len() > 1);
    whole(host.split('.').next().unwrap_or_default())
        .or_else(|| {
            path.split(['/', '?', '&', '#'])
                .find_map(|part| whole(part.split_once('=').map_or(part, |(_, value)| value)))
        })
        // `…-fra.htm`, `…_f.pdf`
        .or_else(|| {
            let name = path.rsplit('/').next()?.split(['?', '#']).next()?;
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            stem.rsplit_once(['-', '_', '.']).and_then(|(_, last)| named(last))
        })
}

/// Returns an address without the parts that name a language.
pub(super) fn neutral(address: &str) -> String {
    let (host, path) = host_and_path(address);
    let mut kept = host;
    let mut start = 0;
    let is_between = |c: char| matches!(c, '/' | '-' | '_' | '.' | '?' | '&' | '=' | '#');
    for (at, c) in path.char_indices().chain([(path.len(), '/')]) {
        if is_between(c) {
            let part = &path[start..at];
            let is_language = is_language_word(part) || (part.len() == 1 && "ef".contains(part));
            if !part.is_empty() && !is_language {
                kept.push('/');
                kept.push_str(part);
            }
            start = at + c.len_utf8();
        }
    }
    kept
}

/// Returns the domain that owns a host: « ouvert.canada.ca » and “open.canada.ca” both belong to canada.ca.
pub(super) fn owner(host: &str) -> &str {
    let labels: Vec<usize> = host.rmatch_indices('.').map(|(at, _)| at).collect();
    let label = |at: usize| labels.get(at).map_or(host, |at| &host[at + 1..]);
    // « gouv.qc.ca » and « gc.ca » are shared by many bodies, each with its own subdomain.
    let tail = label(1);
    let is_shared = tail.split('.').next().is_some_and(|first| first.len() <= 3 && labels.len() > 1);
    if is_shared { label(2) } else { tail }
}

/// Returns the government that a host belongs to, if that government has each of its sites in both languages.
pub(super) fn government(host: &str) -> Option<&'static str> {
    const OWN: [(&str, &str); 5] = [
        ("gc.ca", "canada"),
        ("canada.ca", "canada"),
        ("parl.ca", "canada"),
        ("quebec.ca", "quebec"),
        ("gouv.qc.ca", "quebec"),
    ];
    let is_of = |own: &str| host.strip_suffix(own).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    OWN.into_iter().find(|(own, _)| is_of(own)).map(|(_, whose)| whose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_one_address() {
        for (french, english) in [
            ("https://www.canada.ca/fr/services.html", "https://www.canada.ca/en/services.html"),
            ("https://fr.wikipedia.org/wiki/Quebec", "https://en.wikipedia.org/wiki/Quebec"),
            ("https://youtu.be/uFjf?t=3", "https://www.youtube.com/watch?v=uFjf&t=3"),
            ("https://www150.statcan.gc.ca/n1/a-fra.htm", "https://www150.statcan.gc.ca/n1/a-eng.htm"),
            ("https://www.quebec.ca/sante", "https://www.quebec.ca/en/sante/"),
            ("https://twitter.com/quebec", "https://x.com/quebec"),
        ] {
            assert_eq!(neutral(french), neutral(english));
        }
        assert_ne!(neutral("https://a.org/rapport-2021"), neutral("https://a.org/rapport-2022"));
    }

    #[test]
    fn the_language_of_an_address_is_known() {
        for (address, expected) in [
            ("https://www.canada.ca/en/x", Some(Language::English)),
            ("https://x.gc.ca/a-fra.htm", Some(Language::French)),
            ("https://fr.wikipedia.org/wiki/X", Some(Language::French)),
            ("https://example.org/x?lang=en", Some(Language::English)),
            ("https://example.org/english-setter", None),
            ("https://example.org/plan-e", Some(Language::English)),
            ("mailto:a@example.org", None),
        ] {
            assert_eq!(language(address), expected, "{address}");
        }
    }

    #[test]
    fn owners_are_known() {
        assert_eq!(owner("ouvert.canada.ca"), "canada.ca");
        assert_eq!(owner("www.mcn.gouv.qc.ca"), "gouv.qc.ca");
        assert_eq!(owner("example.org"), "example.org");
        assert_eq!(government("open.canada.ca"), government("nrcan.gc.ca"));
        assert_eq!(government("notcanada.ca"), None);
        assert_ne!(government("www.quebec.ca"), government("canada.ca"));
    }
}
