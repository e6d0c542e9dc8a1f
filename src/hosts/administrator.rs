//! Configuration of the complete host, which is up to its administrator: written separately, since a portal under a
//! path must not decide it.

use super::comments::Comments;
use super::facts::Facts;

/// Returns the text.
pub(super) fn render(facts: &Facts, comments: &Comments<'_>) -> String {
    let said = |key: &str| comments.lines("", key, &[]);
    let mut parts = vec![comments.lines("", "host-administrator", &[("host", facts.origin.as_str().into())])];
    if !facts.is_host_root() {
        let line = format!("    Sitemap: {}\n", facts.site_map);
        parts.push(format!("{}\n{line}", said("host-administrator-robots")));
        if let Some(security) = &facts.security {
            let lines: String = security.lines().map(|line| format!("    {line}\n")).collect();
            parts.push(format!("{}\n{lines}", said("host-administrator-security")));
        }
    }
    let header = "    Strict-Transport-Security: max-age=31536000\n";
    parts.push(format!("{}\n{header}", said("host-administrator-transport")));
    let site_map = format!("    {}\n", facts.site_map);
    parts.push(format!("{}\n{site_map}", said("host-administrator-site-map")));
    parts.join("\n")
}
