//! Converts bytes to clean text: only UTF-8 is accepted, a byte order mark is removed, line ends are unified, and
//! deceptive characters are refused (Unicode TR 36 and 39, CVE-2021-42574).

use std::borrow::Cow;
use std::ops::Range;
use std::string::FromUtf8Error;
use std::sync::Arc;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};
use memchr::memmem;

use crate::diagnostic::{Code, Diagnostic, Fix, Place, Source, Span, is_deceptive};
use crate::language::typography::GARBLED_SECONDS;

/// The first bytes of deceptive characters; no character continues with one of them.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < suspect.len() {
        suspect[byte] = matches!(byte, 0..=8 | 11..=31 | 0x7f | 0xc2 | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3);
        byte += 1;
    }
    suspect
};

/// Returns the text of a file's bytes.
///
/// Line ends become `\n`, so that a file saved on any system gives the same page; a leading byte order mark is
/// removed.
pub(super) fn text(path: &Arc<str>, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(path, &error))?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    match hidden(&text).or_else(|| conflict(&text)).or_else(|| lost(&text)) {
        None => Ok(text),
        Some(fault) => Err(Box::new(fault.diagnostic(&Source::new(Arc::clone(path), text)))),
    }
}

/// A problem of a text, at a range of its bytes.
struct Fault {
    code: Code,
    range: Range<usize>,
    args: Vec<(&'static str, String)>,
    fix: Option<String>,
}

impl Fault {
    fn diagnostic(self, source: &Source) -> Diagnostic {
        let span = Span::new(self.range);
        let diagnostic = Diagnostic::new(self.code, source.place(span));
        let diagnostic =
            self.args.into_iter().fold(diagnostic, |diagnostic, (name, value)| diagnostic.arg(name, value));
        match self.fix {
            Some(with) => diagnostic.fixed_by(Fix::Replace(span, with)),
            None => diagnostic,
        }
    }
}

fn not_utf8(path: &Arc<str>, error: &FromUtf8Error) -> Box<Diagnostic> {
    let valid = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    // No letter is where the editor sees it, so no line can be shown.
    let encoding = Encoding::for_bom(bytes).filter(|_| repaired(bytes).is_some());
    if encoding.is_some_and(|(encoding, _)| encoding != UTF_8) {
        return Box::new(Diagnostic::new(Code::NotText, Place::file(Arc::clone(path))).arg("kind", "utf-16"));
    }
    let line_start = bytes[..valid].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let source = Source::new(Arc::clone(path), String::from_utf8_lossy(bytes));
    // Everything before the faulty byte is valid, so offsets up to it are unchanged.
    let span = Span::new(valid.max(line_start)..valid + 1);
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let (letter, _) = WINDOWS_1252.decode_without_bom_handling(&bytes[valid..=valid.min(bytes.len() - 1)]);
    let diagnostic =
        Diagnostic::new(Code::NotText, source.place(span)).arg("kind", "old").arg("letter", letter.into_owned());
    let diagnostic = diagnostic.arg("repair", if repaired(bytes).is_some() { "yes" } else { "no" });
    Box::new(diagnostic.arg("byte", format!("0x{byte:02X}")).arg("offset", valid))
}

/// Finds an invisible character.
fn hidden(text: &str) -> Option<Fault> {
    let (at, c) = text.bytes().enumerate().find_map(|(at, byte)| {
        let is_suspect = SUSPECT[usize::from(byte)];
        is_suspect.then(|| text[at..].chars().next().filter(|&c| is_deceptive(c)).map(|c| (at, c)))?
    })?;
    let args = vec![("character", format!("U+{:04X}", u32::from(c)))];
    Some(Fault { code: Code::HiddenCharacter, range: at..at + c.len_utf8(), args, fix: None })
}

/// Finds the first conflict marker of a version control system at the beginning of a line.
fn conflict(text: &str) -> Option<Fault> {
    let is_at_start = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n';
    let marks = [b"<<<<<<< ", b">>>>>>> "].map(|mark| memmem::find_iter(text.as_bytes(), mark).find(is_at_start));
    let at = marks.into_iter().flatten().min()?;
    let length = text[at..].lines().next().map_or(0, |line| line.trim_end().len());
    Some(Fault { code: Code::ConflictMark, range: at..at + length, args: Vec::new(), fix: None })
}

/// Returns the positions of `Ã`, `Â` and `â`, which begin a letter that a wrong encoding split into several.
fn first_letters(text: &str) -> Vec<usize> {
    let all = ["Ã", "Â", "â"].map(str::as_bytes);
    let mut starts: Vec<usize> = all.iter().flat_map(|letter| memmem::find_iter(text.as_bytes(), letter)).collect();
    starts.sort_unstable();
    starts
}

/// Finds letters that a change of encoding destroyed, or split into several (`Ã©` for `é`).
fn lost(text: &str) -> Option<Fault> {
    if let Some(at) = memmem::find(text.as_bytes(), "\u{fffd}".as_bytes()) {
        let args = vec![("kind", "destroyed".to_owned())];
        return Some(Fault { code: Code::LettersLost, range: at..at + '\u{fffd}'.len_utf8(), args, fix: None });
    }
    let (range, meant) = first_letters(text).into_iter().find_map(|at| garbled(text, at))?;
    let args =
        vec![("kind", "garbled".to_owned()), ("found", text[range.clone()].to_owned()), ("meant", meant.clone())];
    Some(Fault { code: Code::LettersLost, range, args, fix: Some(meant) })
}

/// Returns the range of the characters that result from decoding the UTF-8 of one letter as Windows-1252, and that
/// letter.
fn garbled(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let length = match text[at..].strip_prefix('â') {
        Some(behind) if behind.starts_with(GARBLED_SECONDS) => 3,
        Some(_) => return None,
        None => 2,
    };
    let end = text[at..].char_indices().nth(length).map_or(text.len(), |(end, _)| at + end);
    let (bytes, _, has_others) = WINDOWS_1252.encode(&text[at..end]);
    let meant = std::str::from_utf8(&bytes).ok().filter(|meant| !has_others && meant.chars().count() == 1)?;
    Some((at..end, meant.to_owned()))
}

/// Returns the text meant by bytes that are not UTF-8, or by letters read in the wrong encoding; `None` if there is
/// nothing to repair, or no unambiguous repair.
pub(super) fn repaired(bytes: &[u8]) -> Option<String> {
    let mut out = decoded(bytes)?;
    // Letters may have been read in the wrong encoding several times; beyond the limit it is not a text.
    let mut times = 0;
    while let Some(text) = ungarbled(&out) {
        times += 1;
        if times > TIMES {
            return None;
        }
        out = text;
    }
    let is_clean = !out.contains('\u{fffd}') && hidden(&out.replace('\r', "")).is_none();
    (out.as_bytes() != bytes && is_clean).then_some(out)
}

/// Replaces the characters that result from a wrong encoding by the letters meant; `None` if there are none.
fn ungarbled(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for at in first_letters(text) {
        if let Some((range, meant)) = garbled(text, at).filter(|(range, _)| range.start >= last) {
            out.push_str(&text[last..range.start]);
            out.push_str(&meant);
            last = range.end;
        }
    }
    out.push_str(&text[last..]);
    (last > 0).then_some(out)
}

/// The maximum number of times that letters may have been read in the wrong encoding.
const TIMES: usize = 4;

/// Decodes bytes: as UTF-16 if they have its mark; valid parts as UTF-8; the others in the only old encoding in
/// which all of them are letters of French.
fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[length..]).map(Cow::into_owned);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let in_encoding = |encoding: &'static Encoding, fits: fn(Option<char>, char) -> bool| {
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            let (old, _) = encoding.decode_without_bom_handling(chunk.invalid());
            for letter in old.chars() {
                if !fits(text.chars().next_back(), letter) {
                    return None;
                }
                text.push(letter);
            }
        }
        Some(text)
    };
    let french = |encoding| in_encoding(encoding, |_, letter| is_of_french(letter));
    // If Windows-1252 gives letters of other languages, letters of French in Mac Roman may be an accident.
    french(WINDOWS_1252).or_else(|| match in_encoding(WINDOWS_1252, is_of_latin) {
        Some(_) => None,
        None => french(MACINTOSH),
    })
}

/// Returns whether a character can follow another in a text in Latin letters: a capital does not follow a small
/// letter.
fn is_of_latin(before: Option<char>, letter: char) -> bool {
    is_of_french(letter)
        || letter.is_alphabetic() && letter != 'ƒ' && !(letter.is_uppercase() && before.is_some_and(char::is_lowercase))
}

/// Returns whether a letter is one that French or English is written with.
fn is_of_french(c: char) -> bool {
    c.is_ascii() || "àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»’‘“”–—…•°€²³½¼×·\u{a0}".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_read_in_the_wrong_encoding_are_known() {
        for (found, meant) in [("QuÃ©bec", "Québec"), ("lâ€™avis", "l’avis"), ("Â«", "«"), ("Ã\u{a0}", "à")]
        {
            assert_eq!(repaired(found.as_bytes()).as_deref(), Some(meant));
            assert!(lost(found).is_some(), "{found}");
        }
        // With the spaces that typography inserts between words and marks.
        for right in ["Québec", "gâté", "São", "Â", "â€", "â\u{a0}»", "publié\u{a0}»"] {
            assert!(lost(right).is_none() && repaired(right.as_bytes()).is_none(), "{right}");
        }
        assert_eq!(repaired("QuÃƒÂ©bec".as_bytes()).as_deref(), Some("Québec"));
        // Repaired completely, or not at all.
        assert_eq!(repaired(format!("{}¾", "Â".repeat(TIMES)).as_bytes()).as_deref(), Some("¾"));
        assert_eq!(repaired(format!("{}¾", "Â".repeat(TIMES + 1)).as_bytes()), None);
        assert_eq!(repaired(b"Qu\xe9bec").as_deref(), Some("Québec"));
        assert_eq!(repaired(b"\xef\xbb\xbfQu\xe9bec\r\n").as_deref(), Some("Québec\r\n"));
        // Mac Roman, one byte among UTF-8, UTF-16; and text that is French in no encoding.
        assert_eq!(repaired(b"Qu\x8ebec, \x88 c\x99t\x8e").as_deref(), Some("Québec, à côté"));
        assert_eq!(
            repaired("déjà vu \u{e9}".as_bytes().iter().copied().chain([0xe9]).collect::<Vec<u8>>().as_slice())
                .as_deref(),
            Some("déjà vu éé")
        );
        assert_eq!(repaired(b"\xff\xfeA\x00\xe9\x00").as_deref(), Some("Aé"));
        assert_eq!(repaired(b"\xfe\xd0\xde"), None);
        // Names of other languages, which would be wrong French in the other encoding: left to the editor.
        for name in ["Córdoba et Québec", "Bogotá et Québec", "ESPAÑA", "Košice et Žilina", "Forlì"] {
            let (bytes, _, _) = WINDOWS_1252.encode(name);
            assert_eq!(repaired(&bytes), None, "{name}");
        }
        // A capital within a word excludes Windows-1252.
        assert_eq!(repaired(b"Qu\x8ebec").as_deref(), Some("Québec"));
    }
}
