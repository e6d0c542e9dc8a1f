//! The Nu HTML checker on every page: no error, no warning. It is installed by the test command.

use std::process::Command;

use crate::portal::{Portal, repository};

#[test]
fn the_nu_checker_finds_nothing() {
    let jar = repository().join("tests/browser/node_modules/vnu-jar/build/dist/vnu.jar");
    assert!(jar.is_file(), "the Nu checker is not installed: run tests/run");
    let portal = Portal::demonstration();
    portal.write("content/meetings/2022-03-15.yaml", "date: 2022-03-15\nmode: {fr: Essai., en: Trial.}\nagenda: [{fr: Un}]\npresent: [quebec-numerique]\ndocuments: [{title: {fr: Ordre}, file: assets/ordre.pdf}]\n");
    portal.write("content/assets/ordre.pdf", "%PDF");
    portal.remove("content/pages/accessibilite.en.md");
    portal.build();
    let output = Command::new("java")
        .arg("-jar")
        .arg(jar)
        .args(["--skip-non-html", "--also-check-css", "--also-check-svg", "--stdout"])
        .arg(portal.path("public"))
        .output()
        .expect("java is installed by tests/run");
    let said = String::from_utf8_lossy(&output.stdout);
    // minify-html leaves out quotes that the standard does not ask for; the checker agrees.
    let found: Vec<&str> = said.lines().filter(|line| !line.is_empty()).collect();
    assert!(found.is_empty() && output.status.success(), "{}", found.join("\n"));
}
