//! The configuration that a web server needs to serve a portal correctly: types, headers, redirects, pages for
//! unknown addresses. [`Facts`] contains it for any server; each file of this folder writes it for one. This module
//! returns text and does not access the disk.

mod administrator;
mod apache;
mod caddy;
mod comments;
mod facts;
mod iis;
mod netlify;
mod nginx;

pub use comments::Comments;
pub use facts::Facts;

use crate::model::host::Server;

/// A configuration file of a server, and its location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostFile {
    /// Its name, as the server expects it, if it expects one.
    pub name: &'static str,
    /// How a line is commented out: the text before it and after it.
    pub remark: (&'static str, &'static str),
    /// Its content.
    pub text: String,
}

/// Returns the files that a server needs for the portal, with comments in the language of `comments`.
pub fn files(server: Server, facts: &Facts, comments: &Comments<'_>) -> Vec<HostFile> {
    const HASH: (&str, &str) = ("# ", "");
    let file = |name, text| HostFile { name, remark: HASH, text };
    match server {
        Server::Nginx => vec![file("clairevoie-nginx.conf", nginx::render(facts, comments))],
        Server::Apache => vec![file(".htaccess", apache::in_folder(facts, comments))],
        Server::ApacheVhost => vec![file("clairevoie-apache.conf", apache::in_virtual_host(facts, comments))],
        Server::Caddy => vec![file("clairevoie.caddy", caddy::render(facts, comments))],
        Server::Netlify => vec![
            file("_headers", netlify::headers(facts, comments)),
            file("_redirects", netlify::redirects(facts, comments)),
        ],
        Server::Iis => {
            vec![HostFile { name: "web.config", remark: ("<!-- ", " -->"), text: iis::render(facts, comments) }]
        }
    }
}

/// Returns, as plain text, what only the administrator of the host can configure: `robots.txt`, `security.txt`,
/// HSTS.
pub fn administrator(facts: &Facts, comments: &Comments<'_>) -> HostFile {
    HostFile { name: "administrator.txt", remark: ("", ""), text: administrator::render(facts, comments) }
}
