//! The HTTP metadata of each file in a bucket, which has no server to determine them: type, encoding, caching. The
//! types are those of the program's own files, then those of a common table.

use super::order::{Step, is_hashed, original};
use crate::page::Made;

/// The metadata sent with a file. Files with the same metadata are sent together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Headers {
    kind: String,
    encoding: Option<&'static str>,
    caching: &'static str,
}

impl Headers {
    /// Returns the metadata of a file.
    pub(super) fn of(path: &str) -> Self {
        let encoding = [(".br", "br"), (".gz", "gzip")];
        // A compressed copy has the type of its original; a file of the assets with such an extension is not a
        // copy.
        let is_copy = !matches!(Step::of(path), Step::Assets) || is_hashed(path);
        let encoding = encoding.into_iter().find(|(ending, _)| is_copy && path.ends_with(ending)).map(|(_, name)| name);
        let kind = media_type(if encoding.is_some() { original(path) } else { path });
        let caching = match Step::of(path) {
            _ if is_hashed(path) => "public, max-age=31536000, immutable",
            Step::Account | Step::Chain => "no-cache, no-transform",
            _ => "public, max-age=300",
        };
        Self { kind, encoding, caching }
    }

    /// Names and values.
    pub(super) fn pairs(&self) -> Vec<(&'static str, &str)> {
        let given = |name, value| Some((name, value)).filter(|_| !self.kind.is_empty());
        let encoding = self.encoding.map(|name| ("Content-Encoding", name));
        [given("Content-Type", self.kind.as_str()), encoding, given("Cache-Control", self.caching)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Returns the media type of a file, with its character set if it is text.
fn media_type(path: &str) -> String {
    let all = Made::downloads().chain(Made::DESCRIPTIONS).chain([Made::SiteMap, Made::Robots]);
    if let Some(made) = all.into_iter().find(|made| made.output() == path) {
        return made.media_type().to_owned();
    }
    if matches!(Step::of(path), Step::Account | Step::Chain) && !path.ends_with(".json") {
        return "text/plain; charset=utf-8".to_owned();
    }
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    match guess.type_() == mime_guess::mime::TEXT {
        true => format!("{guess}; charset=utf-8"),
        false => guess.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_the_type_that_browsers_need() {
        for (path, kind) in [
            ("index.html", "text/html; charset=utf-8"),
            ("theme/style.0a1b2c3d.css", "text/css; charset=utf-8"),
            ("theme/menu.0a1b2c3d.js", "text/javascript; charset=utf-8"),
            ("theme/logo.0a1b2c3d.svg", "image/svg+xml"),
            ("data/catalogue.jsonld", "application/ld+json"),
            ("data/catalogue.ttl", "text/turtle; charset=utf-8"),
            ("calendrier.ics", "text/calendar; charset=utf-8"),
            ("flux.atom", "application/atom+xml; charset=utf-8"),
            ("flux-3.atom", "application/atom+xml"),
            ("en/feed.json", "application/feed+json"),
            ("SHA256SUMS", "text/plain; charset=utf-8"),
            ("edition.json", "application/json"),
            ("pagefind/wasm.fr.pagefind", "application/octet-stream"),
            ("assets/plan.pdf", "application/pdf"),
        ] {
            assert_eq!(Headers::of(path).kind, kind, "{path}");
        }
    }

    #[test]
    fn a_compressed_copy_is_its_original_encoded() {
        let headers = Headers::of("index.html.br");
        assert_eq!((headers.kind.as_str(), headers.encoding), ("text/html; charset=utf-8", Some("br")));
        assert_eq!(Headers::of("theme/style.0a1b2c3d.css.gz").encoding, Some("gzip"));
        let archive = Headers::of("assets/notes.txt.gz");
        assert_eq!((archive.kind.as_str(), archive.encoding), ("application/gzip", None));
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_long() {
        assert!(Headers::of("theme/style.0a1b2c3d.css").caching.contains("immutable"));
        for path in ["index.html", "pagefind/pagefind.js", "data/membres.csv", "SHA256SUMS"] {
            assert!(!Headers::of(path).caching.contains("immutable"), "{path}");
        }
        assert!(Headers::default().pairs().is_empty());
    }
}
