//! What a web server must be told to serve a portal as it is meant: types, headers, redirects, pages for addresses
//! that lead nowhere. [`Facts`] holds it for any server; each file of this folder writes it for one. Text from values:
//! it must not know the disk.

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

/// A file for a server, and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostFile {
    /// Its name, as the server expects it where it expects one.
    pub name: &'static str,
    /// How a line of it is commented out: what comes before it, and after it.
    pub remark: (&'static str, &'static str),
    /// Its text.
    pub text: String,
}

/// The files that a server reads for the portal, each with its comments in the language of `comments`.
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

/// What only the administrator of the whole host can do, as plain text: `robots.txt`, `security.txt`, HSTS.
pub fn administrator(facts: &Facts, comments: &Comments<'_>) -> HostFile {
    HostFile { name: "administrator.txt", remark: ("", ""), text: administrator::render(facts, comments) }
}
