//! From bytes to clean text: UTF-8 only, a byte order mark dropped, line ends made one kind, and
//! characters refused that deceive the eye (Unicode TR 36 and 39, CVE-2021-42574).

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Source, Span, is_deceptive};

/// The bytes that deceptive characters begin with, and no character goes on with.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < suspect.len() {
        suspect[byte] = matches!(byte, 0..=8 | 11..=31 | 0x7f | 0xc2 | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3);
        byte += 1;
    }
    suspect
};

/// The text of a file's bytes.
///
/// Line ends become `\n`, so that a file saved on any system gives the same page; a leading byte
/// order mark is dropped.
pub(super) fn text(path: &Arc<str>, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line_start = bytes[..valid].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let source = Source::new(Arc::clone(path), String::from_utf8_lossy(bytes));
        // Everything before the faulty byte is valid, so offsets up to it are unchanged.
        let span = Span::new(valid.max(line_start)..valid + 1);
        let byte = bytes.get(valid).copied().unwrap_or_default();
        Box::new(
            Diagnostic::new(Code::NotText, source.place(span))
                .arg("byte", format!("0x{byte:02X}"))
                .arg("offset", valid),
        )
    })?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let found = text.bytes().enumerate().find_map(|(at, byte)| {
        let is_suspect = SUSPECT[usize::from(byte)];
        is_suspect.then(|| text[at..].chars().next().filter(|&c| is_deceptive(c)).map(|c| (at, c)))?
    });
    match found {
        None => Ok(text),
        Some((at, c)) => {
            let span = Span::new(at..at + c.len_utf8());
            let place = Source::new(Arc::clone(path), text).place(span);
            Err(Box::new(
                Diagnostic::new(Code::HiddenCharacter, place).arg("character", format!("U+{:04X}", u32::from(c))),
            ))
        }
    }
}
