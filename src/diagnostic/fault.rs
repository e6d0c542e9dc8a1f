//! Panics as diagnostics: an internal error of the program is caught where it happens, and reported with the file
//! being processed.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

use super::{Code, Diagnostic, Place};

thread_local! {
    /// The message of the last panic on this thread, and its place in the program.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Records the message of a panic; to be set as the program's panic hook, instead of the one that prints.
pub fn note(info: &PanicHookInfo<'_>) {
    let text = info.payload_as_str().unwrap_or_default();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    // The folders above the program's own sources are of no use to its developers.
    let place = place.rsplit_once("/src/").map_or(place.as_str(), |(_, own)| own);
    LAST.with_borrow_mut(|last| *last = format!("{place}: {text}"));
}

/// Runs a step of the work on a file.
///
/// Values that the step may have left incomplete must not be used afterwards: stages share immutable values only.
///
/// # Errors
/// The diagnostic of a panic, at the file.
pub fn contain<T>(path: &str, step: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(step)).map_err(|payload| {
        let noted = LAST.with_borrow_mut(std::mem::take);
        let text = payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref::<&str>().copied());
        let detail = if noted.is_empty() { text.unwrap_or_default().to_owned() } else { noted };
        let detail = detail.lines().next().unwrap_or_default().to_owned();
        Box::new(Diagnostic::new(Code::InternalFault, Place::file(path)).arg("detail", detail))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::panic, reason = "what is tested")]
    fn a_panic_is_told_at_its_file() {
        assert_eq!(contain("a.yaml", || 1).ok(), Some(1));
        let told = contain("a.yaml", || panic!("no {}", "way")).unwrap_err();
        assert_eq!((told.code, &*told.place.path), (Code::InternalFault, "a.yaml"));
        assert!(matches!(&told.args[0].1, crate::diagnostic::Arg::Text(text) if text.contains("no way")));
    }
}
