//! Hostile and broken input: an error at its place, or inert text; never a crash, never markup.

use crate::portal::Portal;

const PAYLOAD: &str = "\"><script>alert(1)</script>'{{ 7*7 }}&amp;";

#[test]
fn no_field_lets_markup_through() {
    let portal = Portal::small();
    let yaml = serde_like(PAYLOAD);
    portal.write(
        "content/members/alpha.yaml",
        format!(
            "name: {yaml}\nabbreviation: {yaml}\nparent: {yaml}\nsector: civil-society\ndescription: {{fr: {yaml}, en: {yaml}}}\n\
             terms:\n  - seat: society\n    start_date: 2021-04-12\n    appointed_by: {{text: {{fr: {yaml}}}}}\n    representative: {{name: {yaml}, role: {{fr: {yaml}}}}}\n\
             declarations: [{{date: 2022, text: {{fr: {yaml}}}}}]\nsources: [{{url: 'https://example.org/?a=1&b=2', note: {{fr: {yaml}}}}}]\n"
        ),
    );
    portal.edit(
        "content/portal.yaml",
        "title: {fr: Comité d’essai, en: Trial Committee}",
        &format!("title: {{fr: {yaml}}}\nnotice: {{fr: {yaml}}}"),
    );
    portal.edit(
        "content/plans/premier/commentary/avis.fr.md",
        "title: Avis",
        &format!("title: {yaml}\ndescription: {yaml}"),
    );
    portal.edit("content/plans/premier/commentary/avis.fr.md", "text: Faire mieux.", &format!("text: {yaml}"));
    portal.edit(
        "content/pages/a-propos.fr.md",
        "Une page.",
        "Une [page](https://example.org/ \"t\\\"><i>\") `<script>` \\<script>.",
    );
    portal.build();
    for (path, bytes) in portal.published().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes).unwrap();
        let document = scraper::Html::parse_document(&page);
        let markup = scraper::Selector::parse("script:not([src]), i, [onx]").unwrap();
        assert_eq!(document.select(&markup).count(), 0, "{path}");
        let footer = scraper::Selector::parse("footer.site-footer").unwrap();
        assert_eq!(document.select(&footer).count(), 1, "{path}");
    }
}

#[test]
fn templates_never_run_what_they_are_given() {
    let portal = Portal::small();
    portal.edit("content/members/alpha.yaml", "Organisme Alpha", "'{{ 7*7 }} {% if true %}'");
    portal.build();
    assert!(portal.page("membres/alpha/index.html").contains("<h1>{{ 7*7 }} {% if true %}</h1>"));
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let plain = Portal::small();
    plain.build();
    let odd = Portal::small();
    for path in
        ["content/members/alpha.yaml", "content/plans/premier/commentary/avis.fr.md", "content/pages/a-propos.en.md"]
    {
        odd.write(path, format!("\u{feff}{}", odd.read(path).replace('\n', "\r\n")));
    }
    odd.build();
    assert_eq!(plain.published(), odd.published());
}

#[test]
fn words_that_yaml_might_alter_stay_as_written() {
    let portal = Portal::small();
    portal.edit("content/members/alpha.yaml", "name: Organisme Alpha", "name: no\nabbreviation: 012\nparent: 1_000");
    portal.build();
    let page = portal.page("membres/alpha/index.html");
    for word in [">no</h1>", ">012<", "1_000"] {
        assert!(page.contains(word), "{word}: {page}");
    }
}

#[test]
fn slow_inputs_are_not_slow() {
    let portal = Portal::small();
    let body = format!("{}\n\n{}\n\n{}", "[".repeat(50_000), "*a ".repeat(50_000), "> ".repeat(20_000));
    portal.write("content/pages/a-propos.fr.md", format!("---\ntitle: À propos\n---\n\n{body}\n"));
    portal.write(
        "content/members/gamma.yaml",
        format!("{}\n", (0..50_000).map(|n| format!("k{n}: x\n")).collect::<String>()),
    );
    let answer = portal.run(&["check"]);
    assert_eq!(answer.code, 1);
}

/// A text as a YAML scalar between single quotes.
fn serde_like(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
