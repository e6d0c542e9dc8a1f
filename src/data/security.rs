//! `security.txt` (RFC 9116): the contact for reports of security weaknesses.

use crate::page::Made;
use crate::site::Site;

/// Returns the file; `None` if the portal has no such contact.
pub fn render(site: &Site) -> Option<String> {
    let security = site.portal.security.as_ref()?;
    let mut out = String::new();
    let mut line = |name: &str, value: &str| out.push_str(&format!("{name}: {value}\n"));
    security.contact.iter().for_each(|contact| line("Contact", contact));
    line("Expires", &site.moment(security.expires_on()));
    if let Some(policy) = &security.policy {
        line("Policy", policy);
    }
    if !security.languages.is_empty() {
        line("Preferred-Languages", &security.languages.join(", "));
    }
    // The file is valid at the root of its host only, whatever the path of the portal (RFC 9116, 3).
    line("Canonical", &format!("{}/{}", site.base_url().origin(), Made::Security.output()));
    Some(out)
}
