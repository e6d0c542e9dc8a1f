//! Same input, same bytes: whatever the folder, the time zone, the locale and the number of threads.

use crate::portal::{Portal, answer};

#[test]
fn two_builds_are_byte_identical() {
    let build = |zone: &str, threads: &str, locale: &str, epoch: &str| {
        let portal = Portal::demonstration();
        portal.edit("content/portal.yaml", "reference_date: 2023-06-01\n", "");
        let mut command = portal.command(&["build"]);
        command.env("TZ", zone).env("RAYON_NUM_THREADS", threads).env("LC_ALL", locale).env("SOURCE_DATE_EPOCH", epoch);
        let built = answer(command.output().unwrap());
        assert_eq!(built.code, 0, "{}", built.said);
        portal.published()
    };
    // 2023-06-01 at 03:30 and at 23:30 in Toronto: one day, in whatever zone the machine is.
    let one = build("Pacific/Kiritimati", "1", "C", "1685604600");
    let other = build("America/Toronto", "7", "en_US.UTF-8", "1685676600");
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(other[path] == *bytes, "{path} differs");
    }
}
