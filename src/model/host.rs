//! `host` of `content/portal.yaml`: the server that the site is published on, and what its owner adds to the pages.
//! The configuration of each server is written by `hosts`.

use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Text};
use crate::source::yaml::Node;

/// A web server, or a service, whose configuration the program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// nginx, in a `server` block.
    Nginx,
    /// Apache, in the site's own folder (`.htaccess`).
    Apache,
    /// Apache, in a `<VirtualHost>`.
    ApacheVhost,
    /// Caddy, in a site block.
    Caddy,
    /// Netlify, and services that read the same two files.
    Netlify,
    /// Internet Information Services.
    Iis,
}

impl Server {
    /// Every server with its keyword.
    pub const ALL: [(&'static str, Server); 6] = [
        ("nginx", Server::Nginx),
        ("apache", Server::Apache),
        ("apache-vhost", Server::ApacheVhost),
        ("caddy", Server::Caddy),
        ("netlify", Server::Netlify),
        ("iis", Server::Iis),
    ];
}

/// What the site is published on (`host.kind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostKind {
    /// A server whose response headers can be configured.
    Server(Server),
    /// A host that takes files and nothing else, such as the pages of a forge: what a header would state must be in
    /// the pages themselves.
    WithoutHeaders,
}

/// The host: its kind, and the owner's own logo and links; the program ships none.
#[derive(Debug, Default)]
pub struct Host {
    /// What the site is published on, if the portal states it.
    pub kind: Option<Located<HostKind>>,
    /// The path of a picture among the assets.
    pub logo: Option<Located<String>>,
    /// The text alternative of the logo.
    pub logo_alt: Option<Text>,
    /// Links of the footer.
    pub links: Vec<HostLink>,
}

/// A link of the host's owner.
#[derive(Debug)]
pub struct HostLink {
    /// Its words.
    pub label: Text,
    /// Its address; one for each language if they differ.
    pub url: Text,
}

impl Host {
    pub(super) fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let kind = fields.optional("kind", kind);
        let logo = fields.optional("logo", value::asset);
        let logo_alt = fields.optional("logo_alt", value::text);
        let links = fields.list("links", HostLink::read);
        if let Some(Some(logo)) = &logo
            && matches!(logo_alt, Some(None))
        {
            fields.is_missing("logo_alt", logo.span);
        }
        fields.finish();
        Some(Self { kind: kind?, logo: logo?, logo_alt: logo_alt?, links: links? })
    }

    /// Returns whether the host sends none of the program's headers; the pages then carry what can be stated in
    /// HTML.
    pub fn is_without_headers(&self) -> bool {
        self.kind.is_some_and(|kind| kind.value == HostKind::WithoutHeaders)
    }
}

fn kind(node: &Node, cx: &mut Context<'_>) -> Option<Located<HostKind>> {
    let servers = Server::ALL.map(|(word, server)| (word, HostKind::Server(server)));
    let words = [servers.as_slice(), &[("none", HostKind::WithoutHeaders)]].concat();
    Some(Located { value: value::word(node, cx, &words)?, span: node.span })
}

impl HostLink {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let label = fields.required("label", value::text);
        let url = fields.required("url", value::address);
        fields.finish();
        Some(Self { label: label?, url: url? })
    }
}
