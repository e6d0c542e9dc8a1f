//! Writes a large bilingual portal: `corpus FOLDER PAIRS MEMBERS PLANS`. The same numbers give the
//! same bytes: words come from a small generator of its own, seeded by their place.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// xorshift64*: enough to scatter words, the same everywhere.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }
}

const FRENCH: &[&str] = &[
    "données",
    "ouvertes",
    "comité",
    "engagement",
    "publique",
    "gouvernement",
    "participation",
    "équité",
    "mesure",
    "société",
    "civile",
    "plan",
    "rapport",
    "accès",
    "transparence",
    "citoyenne",
    "progrès",
    "jalon",
    "année",
    "résultat",
    "organisme",
    "consultation",
    "outil",
    "recherche",
    "numérique",
];
const ENGLISH: &[&str] = &[
    "data",
    "open",
    "committee",
    "commitment",
    "public",
    "government",
    "participation",
    "equity",
    "measure",
    "society",
    "civil",
    "plan",
    "report",
    "access",
    "transparency",
    "citizen",
    "progress",
    "milestone",
    "year",
    "result",
    "body",
    "consultation",
    "tool",
    "research",
    "digital",
];

fn sentence(dice: &mut Dice, words: &[&str], count: usize) -> String {
    let mut text = String::new();
    for at in 0..count {
        let word = words[dice.throw(words.len())];
        match at {
            0 => text.extend(
                word.chars()
                    .next()
                    .map(|c| c.to_uppercase().to_string())
                    .into_iter()
                    .chain([word.chars().skip(1).collect()]),
            ),
            _ => text.push_str(word),
        }
        text.push_str(if at + 1 == count { ". " } else { " " });
    }
    text
}

fn paragraph(dice: &mut Dice, words: &[&str]) -> String {
    (0..4)
        .map(|_| {
            let count = 9 + dice.throw(10);
            sentence(dice, words, count)
        })
        .collect()
}

/// About 450 words: headings, a list, a table, a footnote, references; some texts much longer.
fn text(dice: &mut Dice, words: &[&str], plan: usize, members: usize) -> String {
    let mut text = String::new();
    let sections = if dice.throw(20) == 0 { 12 } else { 3 };
    for section in 1..=sections {
        let _ = write!(
            text,
            "\n## {}\n\n{}\n\n{}\n",
            sentence(dice, words, 4).trim_end_matches(". "),
            paragraph(dice, words),
            paragraph(dice, words)
        );
        let member = dice.throw(members);
        let commitment = 1 + dice.throw(5);
        let _ = write!(
            text,
            "\n- [{} m{member}](member:m{member})\n- [{} p{plan}-{commitment}](commitment:p{plan}/{commitment})\n- **{}**\n",
            words[dice.throw(words.len())],
            words[dice.throw(words.len())],
            words[dice.throw(words.len())]
        );
        if section == 2 {
            let _ = write!(
                text,
                "\n| {} | {} |\n|---|--:|\n| {} | {} |\n| {} | {} |\n",
                words[1],
                words[2],
                words[3],
                dice.throw(900),
                words[4],
                dice.throw(900)
            );
            let _ =
                write!(text, "\n{}[^1]\n\n[^1]: {}\n", sentence(dice, words, 12).trim_end(), sentence(dice, words, 8));
        }
    }
    text
}

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let number = |at: usize, default: usize| args.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    let root = PathBuf::from(args.get(1).map_or("target/corpus", String::as_str));
    generate(&root, number(2, 5000), number(3, 200), number(4, 10))
}

/// Writes the portal.
pub fn generate(root: &Path, pairs: usize, members: usize, plans: usize) -> io::Result<()> {
    let put = |path: String, text: String| write(root, &path, &text);
    put("portal.yaml".into(), "title: {fr: Comité de mesure, en: Measuring Committee}\nbase_url: https://example.org/\nreference_date: 2023-06-01\n".into())?;
    put(
        "committee.yaml".into(),
        format!(
            "name: {{fr: Comité de mesure, en: Measuring Committee}}\ndescription: {{fr: Un comité., en: A committee.}}\nfounding_date: 2010\nseats:\n  - {{id: society, name: {{fr: Société, en: Society}}, minimum: 1, maximum: {members}, sector: civil-society}}\n"
        ),
    )?;
    for language in ["fr", "en"] {
        put(format!("pages/a-propos.{language}.md"), "---\ntitle: À propos\n---\n\nUne page.\n".to_owned())?;
    }
    for at in 0..members {
        put(
            format!("members/m{at}.yaml"),
            format!(
                "name: Organisme {at}\nsector: civil-society\nterms:\n  - {{seat: society, start_date: 2021-04}}\nsources: [{{url: 'https://source.example/{at}'}}]\n"
            ),
        )?;
    }
    for at in 0..plans {
        let commitments: String = (1..=5).map(|id| format!("  - {{id: {id}, title: {{fr: Engagement {id}, en: Commitment {id}}}, status: under-way, milestones: {{done: {}, total: 5}}}}\n", id % 5)).collect();
        put(
            format!("plans/p{at}/plan.yaml"),
            format!(
                "title: {{fr: Plan {at}, en: Plan {at}}}\nstart_date: 2021\nend_date: 2023-03\ncommitments:\n{commitments}"
            ),
        )?;
    }
    for at in 0..pairs {
        let plan = at % plans;
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (at as u64 + 1));
        let (day, month, commitment) = (1 + dice.throw(28), 1 + dice.throw(12), 1 + dice.throw(5));
        let head = format!(
            "date: 2022-{month:02}-{day:02}\nkind: assessment\ncommitments: [{commitment}]\nauthors: [m{}]\nsources: [{{url: 'https://rapports.example/{at}'}}]\n",
            dice.throw(members)
        );
        let seed = dice.0;
        for (language, words) in [("fr", FRENCH), ("en", ENGLISH)] {
            let mut dice = Dice(seed);
            let title = sentence(&mut dice, words, 5);
            let own = if language == "fr" { head.as_str() } else { "" };
            let body = text(&mut dice, words, plan, members);
            put(
                format!("plans/p{plan}/commentary/c{at}.{language}.md"),
                format!("---\ntitle: {} {at}\n{own}---\n{body}", title.trim_end_matches(". ")),
            )?;
        }
    }
    Ok(())
}

fn write(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = root.join("content").join(path);
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)
}
