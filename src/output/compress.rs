//! Compressed copies of the files that become smaller (`.br`, `.gz`), for hosts that can serve them: compressed
//! once, at the highest level, and again only when the file changes.

use std::fs;
use std::io::{self, Write};

use rayon::prelude::*;

use super::disk::at;
use super::staging::{Staged, Staging};
use super::{Error, Step};
use crate::render::Content;
use crate::reuse::{Entry, Key};

/// The extensions of files whose bytes are text.
const TEXT: [&str; 17] = [
    "html",
    "css",
    "js",
    "json",
    "svg",
    "xml",
    "txt",
    "csv",
    "ttl",
    "jsonld",
    "atom",
    "ics",
    "bib",
    "ris",
    "md",
    "webmanifest",
    "mjs",
];
/// The sizes of files that are compressed, in bytes: a smaller file fits into one packet uncompressed, a larger one
/// would delay the publication.
const SIZES: std::ops::RangeInclusive<u64> = 600..=32 << 20;

/// A form of compression.
#[derive(Debug, Clone, Copy)]
enum Form {
    Brotli,
    Gzip,
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Form::Brotli => ".br",
            Form::Gzip => ".gz",
        }
    }

    fn compress(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Form::Brotli => {
                let params = brotli::enc::BrotliEncoderParams {
                    quality: 11,
                    lgwin: 22,
                    size_hint: bytes.len(),
                    ..Default::default()
                };
                let mut small = Vec::new();
                brotli::BrotliCompress(&mut &*bytes, &mut small, &params)?;
                Ok(small)
            }
            Form::Gzip => {
                // Without name or time, so that the same file always gives the same bytes.
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
        }
    }
}

/// Returns whether a file is a compressed copy.
pub(super) fn is_copy(file: &Entry) -> bool {
    file.output.ends_with(".br") || file.output.ends_with(".gz")
}

/// Returns whether a file is compressed.
fn gains(file: &Staged) -> bool {
    let ending = file.entry.output.rsplit_once('.').map_or("", |(_, ending)| ending);
    TEXT.contains(&ending) && SIZES.contains(&file.entry.length)
}

/// Stages the compressed copies of files; those of files that did not change are kept.
pub(super) fn stage(
    files: &[Staged],
    staging: &Staging<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Vec<Staged>, Error> {
    let gaining: Vec<&Staged> = files.iter().filter(|file| gains(file)).collect();
    progress(Step::Compress(gaining.len()));
    let copies = gaining.into_par_iter().map(|file| {
        let copies = copies(file, staging);
        progress(Step::Compressed);
        copies
    });
    let copies: Result<Vec<Vec<Staged>>, Error> = copies.collect();
    Ok(copies?.into_iter().flatten().collect())
}

fn copies(file: &Staged, staging: &Staging<'_>) -> Result<Vec<Staged>, Error> {
    let mut bytes = None;
    let mut copies = Vec::new();
    for form in [Form::Brotli, Form::Gzip] {
        let output = format!("{}{}", file.entry.output, form.ending());
        let made_from = Key::of_bytes(format!("1 {} {}", form.ending(), file.entry.hash.to_hex()).as_bytes());
        if let Some(kept) = staging.kept(&output, |entry| entry.made_from == Some(made_from)) {
            copies.push(kept);
            continue;
        }
        let path = staging.place_of(file);
        if bytes.is_none() {
            bytes = Some(fs::read(&path).map_err(|cause| at(&path, cause))?);
        }
        let whole = bytes.as_deref().unwrap_or_default();
        let small = form.compress(whole).map_err(|cause| at(&path, cause))?;
        // A reduction of less than a twentieth is not worth a second file.
        if small.len() + whole.len() / 20 < whole.len() {
            copies.push(staging.lay(output, Some(made_from), Content::Bytes(small))?);
        }
    }
    Ok(copies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_is_the_same_file_again() {
        let text = "La même phrase, encore et encore. ".repeat(200);
        let (mut brotli, mut gzip) = (Vec::new(), Vec::new());
        let small = [Form::Brotli, Form::Gzip].map(|form| form.compress(text.as_bytes()).unwrap());
        brotli::BrotliDecompress(&mut &*small[0], &mut brotli).unwrap();
        io::copy(&mut flate2::read::GzDecoder::new(&*small[1]), &mut gzip).unwrap();
        assert!(brotli == text.as_bytes() && gzip == text.as_bytes());
        assert!(small.iter().all(|small| small.len() < 200));
        assert_eq!(Form::Gzip.compress(text.as_bytes()).unwrap(), small[1]);
    }
}
