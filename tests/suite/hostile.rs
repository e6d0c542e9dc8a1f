//! Hostile and broken input: an error at its place, or inert text; never a crash, never markup.

use std::fs;

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
        let markup = scraper::Selector::parse("script:not([src]):not([type]), i, [onx]").unwrap();
        assert_eq!(document.select(&markup).count(), 0, "{path}");
        // Blocks of data run nothing, and hold what the page says as it is.
        let data = scraper::Selector::parse("script[type]").unwrap();
        for block in document.select(&data).filter(|block| block.attr("src").is_none()) {
            assert_eq!(block.attr("type"), Some("application/ld+json"), "{path}");
            let text: String = block.text().collect();
            assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok() && !text.contains('<'), "{path}: {text}");
        }
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

/// A lone carriage return ends a line in YAML and in Markdown: it hides nothing and breaks nothing.
#[test]
fn a_lone_carriage_return_is_the_end_of_a_line() {
    let (plain, odd) = (Portal::small(), Portal::small());
    let text = "---\ntitle: À propos\n---\n\nUn mot.\n\n- deux\n- trois\n";
    plain.write("content/pages/a-propos.fr.md", text);
    odd.write("content/pages/a-propos.fr.md", text.replace('\n', "\r"));
    let [plain, odd] = [plain, odd].map(|portal| portal.run(&["check", "--lang", "en"]));
    assert_eq!((plain.code, odd.code), (0, 0), "{}", odd.said);
    assert_eq!(plain.said, odd.said);
}

/// Templates of a theme that call themselves, or hold thousands of parts, are refused with the name of the template.
#[test]
fn templates_that_would_overflow_the_stack_are_refused() {
    let footer = fs::read_to_string(crate::portal::repository().join("themes/quebec/templates/footer.html")).unwrap();
    for template in [
        "{% include \"footer.html\" %}".to_owned(),
        "{% extends \"footer.html\" %}".to_owned(),
        format!("{}x{}", "{% if true %}".repeat(20_000), "{% endif %}".repeat(20_000)),
        format!("{{{{ 1{} }}}}", " + 1".repeat(20_000)),
        format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000)),
    ] {
        let portal = Portal::small();
        portal.write("themes/quebec/templates/footer.html", format!("{template}{footer}"));
        let answer = portal.run(&["build", "--no-search"]);
        let start: String = template.chars().take(40).collect();
        assert!(answer.code == 1 && answer.said.contains("[CV802]"), "{start}: {} {}", answer.code, answer.said);
        assert!(!portal.path("public").exists(), "{start}");
    }
}

/// YAML that nests, repeats or refers beyond measure, in a record and before a text.
#[test]
fn yaml_without_bounds_is_refused_at_its_place() {
    let deep = |open: &str, close: &str, count: usize| format!("{}{}", open.repeat(count), close.repeat(count));
    let bomb = (0..9).fold("a: &a0 [x]\n".to_owned(), |text, at| {
        let next = at + 1;
        format!("{text}k{next}: &a{next} [{}]\n", format!("*a{at}, ").repeat(9))
    });
    let indented: String = (0..5_000).map(|at| format!("{}k:\n", " ".repeat(at))).collect();
    for value in [
        format!("x: {}\n", deep("[", "]", 100_000)),
        format!("x: {}\n", deep("{a: ", "}", 100_000)),
        format!("x: {}\n", "[".repeat(100_000)),
        format!("{}\n", "- ".repeat(100_000)),
        format!("{}\n", "? ".repeat(100_000)),
        indented,
        bomb,
        "x: &x [*x]\n".to_owned(),
        "x: !!python/object:os.system [ls]\n".to_owned(),
        format!("x: \"{}\"\n", "\\u0041".repeat(200_000)),
    ] {
        let start: String = value.chars().take(30).collect();
        for (path, text) in [
            ("content/members/gamma.yaml", format!("name: Gamma\nsector: civil-society\n{value}")),
            ("content/pages/a-propos.fr.md", format!("---\ntitle: À propos\n{value}---\n\nUn mot.\n")),
        ] {
            let portal = Portal::small();
            portal.write(path, text);
            assert!(portal.ends_within_limits(&["check"]), "{path}: {start}");
            let answer = portal.run(&["check"]);
            assert!(answer.code == 1 && answer.said.contains(path), "{path}: {start}: {} {}", answer.code, answer.said);
            assert!(!answer.said.contains("CV901"), "{path}: {start}: {}", answer.said);
        }
    }
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

/// Inputs of a few hundred kilobytes that take the time of their square, or worse, where the work is not
/// proportional to them: some took minutes once, or all memory. What takes a minute of computing is stopped, and has
/// failed; each takes well below a second where the work is right.
#[test]
fn no_input_takes_the_time_of_its_square() {
    let repeat = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let same = |text: String| (text.clone(), text);
    let texts = [
        same("[".repeat(50_000)),
        same("*a ".repeat(50_000)),
        same("![[]()".repeat(10_000)),
        same("<b> ".repeat(20_000)),
        same(repeat(20_000, &|at| format!("## Titre {at}\n\n"))),
        same(repeat(10_000, &|_| "## a\n\n".to_owned())),
        same(repeat(10_000, &|at| format!("a[^n{at}]\n\n[^n{at}]: x\n\n"))),
        same(
            format!("|{}\n|{}\n", " a |".repeat(300), "-|".repeat(300))
                + &repeat(300, &|_| format!("|{}\n", " 1 |".repeat(300))),
        ),
        (
            repeat(8_000, &|at| format!("[a](https://a.example/{at})\n\n")),
            repeat(8_000, &|at| format!("[a](https://b.example/{at})\n\n")),
        ),
        (repeat(20_000, &|at| format!("{at} ans ")), repeat(20_000, &|at| format!("{} years ", at + 7))),
        same(repeat(10_000, &|at| format!("[a](#t{at}) "))),
        same(repeat(16_000, &|_| "[a](x) ".to_owned())),
        // Beyond the limits nothing is parsed.
        same("`a` ".repeat(900_000)),
        same("- a\n".repeat(900_000)),
        same(
            format!("|{}\n|{}\n", " a |".repeat(1_990), "-|".repeat(1_990))
                + &format!("|{}\n", " a |".repeat(1_990)).repeat(500),
        ),
        same("*a* ".repeat(60_000)),
        // One paragraph of lines that typography changes, and one of figures that differ.
        same("\"a\" l'b 5 %\n".repeat(40_000)),
        (repeat(100_000, &|at| format!("{} ", at * 7)), repeat(100_000, &|at| format!("{} ", at * 11))),
        // A version that is hardly begun: thousands of units have no counterpart.
        (repeat(16_000, &|at| format!("Le paragraphe {at} du texte.\n\n")), "A word.".to_owned()),
        ("Un mot.".to_owned(), repeat(16_000, &|at| format!("- item {at} of the list\n"))),
        (
            repeat(8_000, &|at| format!("Le membre {at} siège. ")),
            repeat(4_000, &|at| format!("Member {at} has no seat. ")),
        ),
    ];
    for (at, (french, english)) in texts.iter().enumerate() {
        let portal = Portal::small();
        portal.write("content/pages/a-propos.fr.md", format!("---\ntitle: À propos\n---\n\n{french}\n"));
        portal.write("content/pages/a-propos.en.md", format!("---\ntitle: About\nslug: about\n---\n\n{english}\n"));
        let ended = portal.ends_within_limits(&["check"]);
        assert!(ended, "text {at}");
    }
    let keys = |pair: &dyn Fn(usize) -> String, around: [&str; 2]| {
        format!("{}{}{}", around[0], repeat(16_000, pair), around[1])
    };
    let term = "  - {seat: society, start_date: 2021-04-12}\n".repeat(2_000);
    let records = [
        keys(&|at| format!("k{at}: x\n"), ["", ""]),
        keys(&|at| format!("k{at}: x, "), ["{", "}\n"]),
        format!("name: Organisme Gamma\nsector: civil-society\nterms:\n{term}"),
    ];
    for (at, record) in records.iter().enumerate() {
        let portal = Portal::small();
        portal.write("content/members/gamma.yaml", record);
        assert!(portal.ends_within_limits(&["check"]), "record {at}");
    }
}

/// What a template passes on without escaping is HTML that the program made; each such place is looked at once.
#[test]
fn templates_pass_on_unescaped_only_what_the_program_made() {
    let mut found = Vec::new();
    for entry in fs::read_dir(crate::portal::repository().join("themes/quebec/templates")).unwrap().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap();
        for (at, _) in text.match_indices("| safe") {
            found.push(text[..at].rsplit("{{").next().unwrap().trim().to_owned());
        }
        assert!(!text.contains("autoescape"), "{}", entry.path().display());
    }
    found.sort();
    found.dedup();
    assert_eq!(found, ["frame.json_ld", "page.html.text", "section.html.text", "shared.footer", "shared.navigation"]);
}

/// A text as a YAML scalar between single quotes.
fn serde_like(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A file of a few hundred kilobytes, wrong thousands of times over: what is said stays bounded, and all of it
/// is counted.
#[test]
fn what_is_wrong_thousands_of_times_is_summed_up() {
    for (name, body, count) in [
        ("links on one line", "[a](x) ".repeat(16_000), "16\u{a0}000 erreurs"),
        ("raw HTML on one line", "<b> ".repeat(20_000), "20\u{a0}000 erreurs"),
        ("pictures inside pictures", "![[](".repeat(4_000), ""),
    ] {
        let portal = Portal::small();
        portal.write("content/pages/a-propos.fr.md", format!("---\ntitle: À propos\n---\n\n{body}\n"));
        let answer = portal.run(&["check"]);
        assert!(answer.code == 1 || count.is_empty(), "{name}");
        assert!(answer.said.len() < 100_000, "{name}: {} bytes", answer.said.len());
        assert!(answer.said.contains(count), "{name}: {}", &answer.said[answer.said.len() - 300..]);
    }
    let portal = Portal::small();
    let keys: Vec<String> = (0..16_000).map(|n| format!("k{n}: x")).collect();
    portal.write("content/members/gamma.yaml", format!("{{{}}}\n", keys.join(", ")));
    let answer = portal.run(&["check"]);
    assert!(answer.said.len() < 200_000 && answer.said.contains("et 15\u{a0}900 autres problèmes de cette sorte"));
    let terms = "  - {seat: society, start_date: 2021-01-01, end_date: 2022-01-01}\n".repeat(2_000);
    portal.write("content/members/gamma.yaml", format!("name: Gamma\nsector: civil-society\nterms:\n{terms}"));
    let answer = portal.run(&["check"]);
    assert!(answer.said.contains("et 1\u{a0}899 autres problèmes de cette sorte"), "{}", answer.said.len());
}

/// Escapes of YAML and entities of Markdown can name what the file itself does not hold.
#[test]
fn hidden_characters_are_refused_however_they_are_written() {
    for (path, from, to) in [
        ("content/members/alpha.yaml", "name: Organisme Alpha", "name: \"Al\\u202Epha\""),
        ("content/members/alpha.yaml", "name: Organisme Alpha", "name: \"Al\\x1b[31mpha\""),
        ("content/members/alpha.yaml", "name: Organisme Alpha", "name: \"Al\\0pha\""),
        ("content/pages/a-propos.fr.md", "Une page.", "Une &#x202E;page."),
        ("content/pages/a-propos.fr.md", "Une page.", "Une &ZeroWidthSpace;page."),
        ("content/pages/a-propos.fr.md", "Une page.", "Une [page](https://example.org/&lrm;x \"a&#x1b;\")."),
        ("content/pages/a-propos.fr.md", "Une page.", "Une \u{61c}page."),
        ("content/pages/a-propos.fr.md", "Une page.", "Une \u{2062}page."),
        ("content/pages/a-propos.fr.md", "Une page.", "Une \u{e0041}page."),
        ("content/pages/a-propos.fr.md", "Une page.", "Une \u{3164}page."),
    ] {
        let portal = Portal::small();
        portal.edit(path, from, to);
        let answer = portal.run(&["check"]);
        assert!(answer.code == 1 && answer.said.contains("[CV102]"), "{to:?}: {}", answer.said);
    }
}

#[test]
fn nothing_that_is_quoted_commands_the_terminal() {
    let portal = Portal::small();
    portal.edit(
        "content/members/alpha.yaml",
        "sector: civil-society",
        "sector: \"a\\x1b]0;pwned\\x07\"\n\"k\\x1b[2J\": x",
    );
    portal.write("content/members/\u{202e}gnp.yaml", "name: x\n");
    portal.edit("content/pages/a-propos.fr.md", "Une page.", "[Un](asset:a%1Bb.txt) [deux](asset:a%E2%80%AEb.txt)");
    let answer = portal.run(&["check"]);
    assert_eq!(answer.code, 1);
    let commands: Vec<char> =
        answer.said.chars().filter(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}').collect();
    assert_eq!(commands, Vec::<char>::new(), "{}", answer.said);
}

#[test]
fn a_text_as_deep_as_a_well_is_refused_and_breaks_nothing() {
    for body in ["> ".repeat(2_000) + "x", "- ".repeat(5_000) + "x", "*a **b ".repeat(3_000)] {
        let portal = Portal::small();
        portal.write("content/pages/a-propos.fr.md", format!("---\ntitle: À propos\n---\n\n{body}\n"));
        portal.edit(
            "content/committee.yaml",
            "term:",
            &format!("sections: [{{id: a, title: {{fr: A, en: A}}, body: {{fr: '{body}', en: '{body}'}}}}]\nterm:"),
        );
        let answer = portal.run(&["build"]);
        assert!(answer.code == 1 || answer.code == 0, "{}", answer.said);
        let is_told = ["[CV510]", "[CV511]"].iter().any(|code| answer.said.contains(code));
        assert!(answer.code == 0 || is_told, "{}", answer.said);
    }
}
