//! What is known of the files that others load, found once: by whoever asks first, or when a file is made anyway.

use rayon::prelude::*;

use crate::page::{Download, Made};
use crate::reuse::Once;

/// What is known of each file.
///
/// Files are made in parallel, but each is known by a value of its own, and nothing is made in parallel *within* the
/// making of one of these values. A thread that waited there for its share of parallel work would take up other work
/// meanwhile, some page that asks for the same value, and then wait for itself for ever.
#[derive(Debug)]
pub(super) struct Downloads {
    each: Vec<(Made, Once<Download>)>,
    all: Once<Vec<Download>>,
}

impl Default for Downloads {
    fn default() -> Self {
        Self { each: Made::downloads().map(|made| (made, Once::default())).collect(), all: Once::default() }
    }
}

impl Downloads {
    /// What is known of every file; those that nobody has made yet are made by `make` for it, in parallel.
    pub(super) fn all(&self, make: impl Fn(Made) -> Vec<u8> + Sync) -> &[Download] {
        self.each.par_iter().for_each(|file| _ = known(file, &make));
        self.all.get(|| self.each.iter().map(|file| known(file, &make).clone()).collect())
    }

    /// Notes a file that was made for its own sake, so that it is not made again to be described.
    pub(super) fn note(&self, made: Made, bytes: &[u8]) {
        if let Some((_, known)) = self.each.iter().find(|(other, _)| *other == made) {
            known.get(|| Download::of(made, bytes));
        }
    }
}

fn known((made, known): &(Made, Once<Download>), make: impl Fn(Made) -> Vec<u8>) -> &Download {
    known.get(|| Download::of(*made, &make(*made)))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, mpsc};
    use std::time::Duration;

    use super::*;

    const ROUNDS: usize = 100;

    /// Pages and files are made by the same threads, and several ask for the same: a build once stood still.
    #[test]
    fn many_that_ask_at_once_all_get_an_answer() {
        let count = Arc::new(AtomicUsize::new(0));
        let (sender, answers) = mpsc::channel();
        let made = Arc::clone(&count);
        std::thread::spawn(move || {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(7).build().unwrap();
            let short = || std::thread::sleep(Duration::from_micros(60));
            let asked = pool.install(|| {
                (0..ROUNDS).all(|round| {
                    let downloads = Downloads::default();
                    let make = |_| {
                        made.fetch_add(1, Ordering::Relaxed);
                        short();
                        short();
                        vec![1]
                    };
                    // Most pages ask for none of it: threads that are done with them help with the files.
                    let page = |at: usize| match (at * 7_919 + round * 104_729) % 23 {
                        0 => downloads.all(make).len() == Made::downloads().count(),
                        _ => {
                            short();
                            true
                        }
                    };
                    (0..200).into_par_iter().with_max_len(1).all(page)
                })
            });
            sender.send(asked).unwrap();
        });
        let answer = answers.recv_timeout(Duration::from_secs(60));
        assert_eq!(answer, Ok(true), "threads wait for one another");
        assert_eq!(count.load(Ordering::Relaxed), ROUNDS * Made::downloads().count(), "each file is made once");
    }

    #[test]
    fn a_file_that_was_made_is_not_made_again_to_be_described() {
        let downloads = Downloads::default();
        downloads.note(Made::Workbook, b"abc");
        let all = downloads.all(|made| {
            assert_ne!(made, Made::Workbook);
            Vec::new()
        });
        assert_eq!(all.iter().find(|one| one.made == Made::Workbook).map(|one| one.bytes), Some(3));
    }
}
