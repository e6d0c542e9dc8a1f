//! Addresses: of the site, of other sites, and the paths of assets.

use url::{Host, Url};

use crate::diagnostic::is_deceptive;

/// The address of the site's root: scheme, host, and a path that ends with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Reads an address such as `https://example.org/a/b/`; the last slash may be left out.
    pub fn parse(text: &str) -> Option<Self> {
        let url = web_address(text)?;
        let (_, rest) = text.split_once("://")?;
        let path = rest.find('/').map_or("", |at| &rest[at..]).trim_end_matches('/');
        let is_plain = path.is_ascii() && !text.contains(['?', '#', '@', '%']);
        let is_sound = |part: &str| !part.is_empty() && !part.starts_with('.');
        (is_plain && path.split('/').skip(1).all(is_sound))
            .then(|| Self { origin: url.origin().ascii_serialization(), path: format!("{path}/") })
    }

    /// Returns a placeholder for an address that could not be read.
    pub(super) fn stand_in() -> Self {
        Self { origin: String::new(), path: "/".to_owned() }
    }

    /// Returns the path, from `/` to its last slash.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns whether the host is reserved for documentation (RFC 2606).
    pub fn is_of_documentation(&self) -> bool {
        let host = self.origin.split_once("://").map_or("", |(_, host)| host);
        ["example.org", "example.com", "example.net"]
            .iter()
            .any(|name| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    }

    /// Returns the scheme and host, without a last slash.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

/// Returns whether a path stays inside the folder of assets: no empty part, no `.` or `..`, no backslash, no
/// deceptive character.
pub fn is_asset_path(path: &str) -> bool {
    !path.is_empty()
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !path.contains(|c| c == '\\' || is_deceptive(c))
}

/// Returns whether a text is a valid web address: `http` or `https`, with a host and without credentials.
pub fn is_web_address(text: &str) -> bool {
    web_address(text).is_some()
}

/// Returns the host of a web address as the parser normalizes it; `None` if the address is not valid.
pub fn host(address: &str) -> Option<String> {
    web_address(address)?.host_str().map(str::to_owned)
}

/// Parses a web address. The parser silently repairs what browsers repair (a missing slash, a backslash, a line
/// break); such text is refused here, so that the address published is exactly the one typed.
fn web_address(text: &str) -> Option<Url> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let is_written = |c: char| !c.is_whitespace() && !is_deceptive(c) && !"\"<>\\^`{|}".contains(c);
    let url = Url::parse(text).ok().filter(|_| !rest.starts_with('/') && text.chars().all(is_written))?;
    let has_host = match url.host()? {
        Host::Domain(name) => name.strip_suffix('.').unwrap_or(name).split('.').all(|label| !label.is_empty()),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    };
    // Credentials are refused: what precedes an `@` can look like a host and lead to another.
    (has_host && url.username().is_empty() && url.password().is_none()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_scheme_and_a_host() {
        for text in
            ["https://example.org/é?a=b#c", "http://localhost:4000/", "https://[::1]/", "https://québec.example."]
        {
            assert!(is_web_address(text), "{text}");
        }
        for text in [
            "example.org",
            "https://",
            "https:///x",
            "https:/x.org",
            "javascript:alert(1)",
            "https://a b",
            "https://x/\"y",
            "ftp://x",
            "https://[/",
            "https://]x/",
            "https://a..b/",
            "https://.a/",
            "https://a:99999/",
            "https://quebec.ca@evil.example/",
            "https://a\\b/",
            "https://a/\u{202e}b",
        ] {
            assert!(!is_web_address(text), "{text}");
        }
    }

    #[test]
    fn a_base_url_ends_with_one_slash() {
        for (text, origin, path) in [
            ("https://example.org", "https://example.org", "/"),
            ("https://example.org/a/b", "https://example.org", "/a/b/"),
            ("http://Localhost:4000/a/", "http://localhost:4000", "/a/"),
            ("https://québec.example/", "https://xn--qubec-csa.example", "/"),
        ] {
            let url = BaseUrl::parse(text).unwrap();
            assert_eq!((url.origin(), url.path()), (origin, path));
        }
        for text in ["example.org", "https://a.org/?x", "https://a.org/../b", "https://a.org//b", "https://u@a.org/"] {
            assert_eq!(BaseUrl::parse(text), None, "{text}");
        }
    }
}
