//! `security.txt` (RFC 9116): whom to tell of a weakness of the site.

use crate::page::Made;
use crate::site::Site;

/// The file; nothing where the portal says nothing of it.
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
    // The file counts at the root of its host only, whatever the path of the portal (RFC 9116, 3).
    line("Canonical", &format!("{}/{}", site.base_url().origin(), Made::Security.output()));
    Some(out)
}
