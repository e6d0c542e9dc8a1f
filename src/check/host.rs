//! What a host without headers leaves unprotected.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::site::Site;

/// Reports, where the portal says that its host sends no headers, what no page can say in their place.
pub fn host(site: &Site) -> Report {
    let portal = &site.portal;
    match portal.host.kind.filter(|_| portal.host.is_without_headers()) {
        Some(kind) => Diagnostic::new(Code::HostUnprotected, portal.source().place(kind.span)).into(),
        None => Report::default(),
    }
}
