//! The program: all it decides is the exit code, the allocator, and what is said when there is no memory left.

use std::alloc::{GlobalAlloc, Layout};
use std::io::Write;
use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Pages are made of many small strings on several threads; measured against the system's allocator
/// by `benches/run`.
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

/// Printed when memory runs out. In both languages: finding out the user's language would need memory.
const SHORT: &str = "Mémoire insuffisante : fermez d’autres programmes, ou relevez la limite de mémoire (ulimit -v), \
    puis recommencez. La prochaine commande termine ce qui a été commencé.\n\
    Out of memory: close other programs, or raise the limit of memory (ulimit -v), then begin again. The next \
    command completes what was begun.\n";

/// MiMalloc, with a message when an allocation fails. Rust itself only prints the number of bytes requested.
struct Allocator;

// SAFETY: each call is passed on to MiMalloc as it is, and its answer is returned as it is: what MiMalloc guarantees
// holds. `or_reported` neither allocates nor unwinds.
#[allow(unsafe_code, reason = "an allocator cannot be written without; the standard hook for it is not stable")]
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `GlobalAlloc::alloc`.
        or_reported(unsafe { MiMalloc.alloc(layout) }, layout.size())
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        or_reported(unsafe { MiMalloc.alloc_zeroed(layout) }, layout.size())
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above; `place` came from this allocator, and so from MiMalloc.
        or_reported(unsafe { MiMalloc.realloc(place, layout, size) }, size)
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { MiMalloc.dealloc(place, layout) }
    }
}

/// The size of an allocation, in bytes, from which its failure is not reported: libraries try such sizes and continue
/// without.
const MOST: usize = 1 << 30;

/// Returns the pointer, and prints [`SHORT`] if it is null. Several threads may print it.
fn or_reported(place: *mut u8, size: usize) -> *mut u8 {
    if place.is_null() && size < MOST {
        // Standard error has no buffer: writing to it allocates nothing.
        let _ = std::io::stderr().write_all(SHORT.as_bytes());
    }
    place
}

fn main() -> ExitCode {
    clairevoie::cli::run(std::env::args_os()).into()
}
