//! The distribution of a build's time: by kind of page, and the slowest pages.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::language::messages::Catalogue;
use crate::page::Leaf;

/// The number of pages listed.
const NAMED: usize = 10;

thread_local! {
    /// When this thread began the current file.
    static BEGAN: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// The times of all files.
#[derive(Debug, Default)]
pub(super) struct Slowest {
    times: Mutex<Vec<(Duration, String, String)>>,
}

impl Slowest {
    /// Records that a file begins on this thread.
    pub(super) fn begin(&self) {
        BEGAN.set(Some(Instant::now()));
    }

    /// It is ready.
    pub(super) fn end(&self, leaf: &Leaf, output: &str) {
        let Some(began) = BEGAN.take() else { return };
        let debug = match leaf {
            Leaf::Page(route) => format!("{:?}", route.page),
            other => format!("{other:?}"),
        };
        let kind = debug.split('(').next().unwrap_or_default().to_owned();
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        times.push((began.elapsed(), kind, output.to_owned()));
    }

    /// Returns the kinds by their time, then the slowest files.
    pub(super) fn summary(self, words: &Catalogue) -> String {
        let mut times = self.times.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut kinds: BTreeMap<String, (usize, Duration)> = BTreeMap::new();
        for (time, kind, _) in &times {
            let (count, total) = kinds.entry(kind.clone()).or_default();
            *count += 1;
            *total += *time;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|(name, (_, total))| (std::cmp::Reverse(*total), name.clone()));
        let mut lines: Vec<String> = kinds
            .into_iter()
            .map(|(name, (count, total))| {
                let mean = total / u32::try_from(count).unwrap_or(1).max(1);
                let args = [
                    ("name", name.into()),
                    ("count", count.into()),
                    ("total", milliseconds(total).into()),
                    ("mean", milliseconds(mean).into()),
                ];
                words.format("timings-template", None, &args).unwrap_or_default()
            })
            .collect();
        times.sort_by(|a, b| b.cmp(a));
        lines.push(words.text("timings-slowest"));
        lines.extend(
            times.into_iter().take(NAMED).map(|(time, _, output)| format!("  {}  {output}", milliseconds(time))),
        );
        lines.join("\n")
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.3}\u{a0}ms", time.as_secs_f64() * 1000.0)
}
