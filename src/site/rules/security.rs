//! Checks whether the information of `security.txt` is still valid (RFC 9116, 2.5.5).

use jiff::civil::Date;

use super::super::Site;
use crate::diagnostic::{Arg, Code, Diagnostic, Report};

/// How many days before its expiry a `security.txt` is reported.
const SOON: i32 = 30;

/// Reports a `security.txt` that has expired on a day, or expires within [`SOON`] days.
pub(super) fn check(site: &Site, day: Date, report: &mut Report) {
    let Some(security) = &site.portal.security else { return };
    let expires = security.expires_on();
    let days = expires.since(day).map_or(0, |left| left.get_days());
    let code = match days {
        ..=0 => Code::SecurityExpired,
        days if days < SOON => Code::SecurityExpires,
        _ => return,
    };
    let diagnostic = Diagnostic::new(code, site.portal.source().place(security.expires.span));
    let diagnostic = diagnostic.arg("expires", Arg::Date(expires.to_string()));
    let diagnostic = diagnostic.arg("day", Arg::Date(day.to_string()));
    report.push(diagnostic.arg("days", usize::try_from(days).unwrap_or(0)));
}
