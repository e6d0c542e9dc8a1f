//! The host names that the server accepts. A page of another site can make a browser send requests here; it cannot
//! choose the `Host` header, so a foreign name is refused (DNS rebinding).

use std::net::{IpAddr, Ipv6Addr};

/// The accepted host names.
#[derive(Debug, Clone, Default)]
pub struct Hosts {
    allowed: Vec<String>,
}

/// The reason why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The header is not a host.
    Malformed,
    /// It is not one of the accepted names.
    Foreign,
}

impl Hosts {
    /// Accepts loopback names, and those that the user adds.
    pub fn new(allowed: impl IntoIterator<Item = String>) -> Self {
        Self { allowed: allowed.into_iter().map(|name| name.to_ascii_lowercase()).collect() }
    }

    /// Accepts `name[:port]`, or returns why it is refused.
    pub(super) fn check(&self, authority: &str) -> Result<(), Refused> {
        let name = name_of(authority).ok_or(Refused::Malformed)?.to_ascii_lowercase();
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let is_loopback = bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let is_local = name == "localhost" || name.ends_with(".localhost");
        let is_allowed = self.allowed.iter().any(|allowed| *allowed == name || *allowed == bare);
        if is_loopback || is_local || is_allowed { Ok(()) } else { Err(Refused::Foreign) }
    }
}

/// Returns the name of `name[:port]`, if it is well formed.
fn name_of(authority: &str) -> Option<&str> {
    let (name, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let end = rest.find(']')? + 2;
            (&authority[..end], &authority[end..])
        }
        None => match authority.rfind(':') {
            Some(at) => authority.split_at(at),
            None => (authority, ""),
        },
    };
    let is_port = port.is_empty()
        || port.strip_prefix(':').is_some_and(|digits| {
            !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit())
        });
    let is_name = !name.is_empty()
        && match name.strip_prefix('[') {
            Some(inner) => inner.trim_end_matches(']').parse::<Ipv6Addr>().is_ok(),
            None => {
                let is_label = |label: &str| label.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
                name.split('.').all(|label| !label.is_empty() && is_label(label))
            }
        };
    (is_port && is_name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_and_those_added_are_answered() {
        let hosts = Hosts::new(["preview.example".to_owned()]);
        for name in [
            "localhost",
            "LOCALHOST:4000",
            "a.localhost",
            "127.0.0.1:1",
            "127.9.9.9",
            "[::1]:80",
            "preview.example:4000",
        ] {
            assert_eq!(hosts.check(name), Ok(()), "{name}");
        }
        for name in ["evil.test", "localhost.evil.test", "192.168.1.1", "[2001:db8::1]", "notlocalhost"] {
            assert_eq!(hosts.check(name), Err(Refused::Foreign), "{name}");
        }
        for name in [
            "",
            "a/b?#",
            "localhost:x",
            "localhost:",
            "a@b",
            "[::1",
            "[evil]",
            "[127.0.0.1]",
            ".localhost",
            "a..localhost",
            "a b",
            "localhost:123456",
        ] {
            assert_eq!(hosts.check(name), Err(Refused::Malformed), "{name}");
        }
    }
}
