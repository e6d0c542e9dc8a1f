//! The protections that are missing on a host that sends no headers.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::site::Site;

/// Reports, if the portal states that its host sends no headers, the protections that no page can replace.
pub fn host(site: &Site) -> Report {
    let portal = &site.portal;
    match portal.host.kind.filter(|_| portal.host.is_without_headers()) {
        Some(kind) => Diagnostic::new(Code::HostUnprotected, portal.source().place(kind.span)).into(),
        None => Report::default(),
    }
}
