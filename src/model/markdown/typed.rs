//! Characters that were meant as Markdown syntax but would be shown to readers as typed.

use std::ops::Range;

use crate::model::concepts::Concept;

/// What the typed characters were meant as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// A link with a space between its words and its address.
    LinkApart,
    /// A link whose address contains a space.
    LinkWithSpace,
    /// A table without the line of hyphens below its first.
    Table,
    /// A row with more cells than its table has columns.
    Cell,
    /// An alert box of a kind that does not exist.
    Alert,
    /// A check box.
    Task,
    /// A heading or an item of a list without the space after its sign.
    NoSpace,
    /// Emphasis that does not begin or end at a word.
    Emphasis,
    /// A link with its address between brackets and its words between parentheses.
    LinkSwapped,
}

impl Meant {
    /// Returns the term that messages use for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Meant::LinkApart => "link-apart",
            Meant::LinkWithSpace => "link-space",
            Meant::Table => "table",
            Meant::Cell => "cell",
            Meant::Alert => "alert",
            Meant::Task => "task",
            Meant::NoSpace => "no-space",
            Meant::Emphasis => "emphasis",
            Meant::LinkSwapped => "link-swapped",
        }
    }
}

/// Text meant as Markdown, with its fix if there is only one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) meant: Meant,
    /// The range, in bytes of the text examined.
    pub(super) range: Range<usize>,
    pub(super) fix: Option<(Range<usize>, String)>,
}

/// The kinds of alert boxes, and the words that editors write for them.
const ALERTS: [(&str, &[&str]); 5] = [
    ("NOTE", &["REMARQUE", "INFO", "INFORMATION"]),
    ("TIP", &["CONSEIL", "ASTUCE"]),
    ("IMPORTANT", &[]),
    ("WARNING", &["ATTENTION", "AVERTISSEMENT"]),
    ("CAUTION", &["PRUDENCE", "DANGER", "MISE-EN-GARDE"]),
];

/// Returns what a line of plain words was meant as. `is_first`: the line is the first of its block; `in_item`: that
/// block is a list item; `begins_line`: the words begin their line.
pub(super) fn typed(line: &str, is_first: bool, in_item: bool, begins_line: bool) -> Option<Typed> {
    if is_first && let Some(name) = line.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(name, _)| name)
    {
        let known = |(word, others): &&(&str, &[&str])| {
            word.eq_ignore_ascii_case(name) || others.contains(&&*name.to_uppercase())
        };
        let word = ALERTS.iter().find(known).map(|(word, _)| (*word).to_owned());
        let fix = word.map(|word| (2..2 + name.len(), word));
        return Some(Typed { meant: Meant::Alert, range: 0..name.len() + 3, fix });
    }
    if is_first && in_item && ["[ ] ", "[x] ", "[X] "].iter().any(|mark| line.starts_with(mark)) {
        return Some(Typed { meant: Meant::Task, range: 0..3, fix: None });
    }
    if is_first && line.starts_with('|') && line[1..].contains('|') {
        let cells = cells(line);
        let rule = format!("{}\n|{}", line.trim_end(), "---|".repeat(cells));
        return Some(Typed {
            meant: Meant::Table,
            range: 0..line.trim_end().len(),
            fix: Some((0..line.trim_end().len(), rule)),
        });
    }
    link(line)
        .or_else(|| swapped(line))
        .or_else(|| is_first.then(|| no_space(line)).flatten())
        .or_else(|| begins_line.then(|| bullet(line, in_item)).flatten())
        .or_else(|| emphasis(line))
}

/// `(words)[https://…]`.
fn swapped(line: &str) -> Option<Typed> {
    let at = line.find(")[http")?;
    let (open, close) = (line[..at].rfind('(')?, at + 2 + line[at + 2..].find(']')?);
    let fix = format!("[{}]({})", &line[open + 1..at], &line[at + 2..close]);
    Some(Typed { meant: Meant::LinkSwapped, range: open..close + 1, fix: Some((open..close + 1, fix)) })
}

/// `##Title`, `-item`: a sign that has a meaning only before a space.
fn no_space(line: &str) -> Option<Typed> {
    let signs = line.len() - line.trim_start_matches('#').len();
    let is_word = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic());
    let length = match (signs, line.strip_prefix('-')) {
        // A single `#` may also begin a hashtag.
        (2..=6, _) if is_word(&line[signs..]) => signs,
        (0, Some(rest)) if is_word(rest) => 1,
        _ => return None,
    };
    Some(Typed { meant: Meant::NoSpace, range: 0..line.trim_end().len(), fix: Some((length..length, " ".to_owned())) })
}

/// `-item` below another item, `*Item`, `• item`: a sign that does not create a list item.
fn bullet(line: &str, in_item: bool) -> Option<Typed> {
    let sign = line.chars().next().filter(|sign| matches!(sign, '-' | '*' | '•'))?;
    let rest = &line[sign.len_utf8()..];
    let is_word = rest.starts_with(char::is_alphabetic);
    let is_meant = match sign {
        '-' => in_item && is_word,
        // A single star that is not closed is not emphasis.
        '*' => is_word && !rest.contains('*'),
        _ => is_word || rest.starts_with(' ') || rest.starts_with('\u{a0}'),
    };
    let (range, with) = match sign {
        '•' => (0..line.len() - rest.trim_start().len(), "- ".to_owned()),
        _ => (1..1, " ".to_owned()),
    };
    is_meant.then(|| Typed { meant: Meant::NoSpace, range: 0..line.trim_end().len(), fix: Some((range, with)) })
}

/// `** words **`: emphasis signs that the parser left as text.
fn emphasis(line: &str) -> Option<Typed> {
    let at = line.find("**")?;
    // Neither a row of stars nor a power is emphasis, which begins and ends at a word.
    let rest = &line[at + 2..];
    let is_sign = !rest.starts_with('*') && rest.contains("**") && line.chars().any(char::is_alphabetic);
    // A sign that touches a word on one side only was meant to open or close emphasis.
    let (before, after) = (line[..at].chars().next_back(), rest.chars().next());
    let touches = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let is_open = touches(before) != touches(after) && !before.is_some_and(|c| c.is_ascii_digit());
    (is_sign || is_open).then_some(Typed { meant: Meant::Emphasis, range: at..at + 2, fix: None })
}

/// Text that was meant as a link but is not one.
fn link(line: &str) -> Option<Typed> {
    line.match_indices(']').find_map(|(at, _)| {
        let open = line[..at].rfind('[')?;
        let after = &line[at + 1..];
        let gap = after.len() - after.trim_start_matches([' ', '\u{a0}']).len();
        let target = after[gap..].strip_prefix('(')?;
        let target = &target[..target.find(')')?];
        let end = at + 1 + gap + target.len() + 2;
        if !is_address(target) {
            return None;
        }
        // A picture includes the sign before its bracket.
        let open = if line[..open].ends_with('!') { open - 1 } else { open };
        match (gap, target.contains(char::is_whitespace)) {
            (0, true) => {
                let start = at + 2;
                let fix = (start..start + target.len(), without_spaces(target));
                Some(Typed { meant: Meant::LinkWithSpace, range: open..end, fix: Some(fix) })
            }
            (1.., _) => {
                let fix = (at + 1..at + 1 + gap, String::new());
                Some(Typed { meant: Meant::LinkApart, range: open..end, fix: Some(fix) })
            }
            _ => None,
        }
    })
}

/// Returns an address as it should be written: in references to the portal only file names contain spaces, and
/// these are put between angle brackets.
fn without_spaces(target: &str) -> String {
    let trimmed: String = match target.split_once(':') {
        Some((scheme, rest)) => format!("{}:{}", scheme.trim(), rest.trim()),
        None => target.trim().to_owned(),
    };
    if trimmed.contains(char::is_whitespace) { format!("<{trimmed}>") } else { trimmed }
}

/// Returns whether the text in parentheses is the address of a link and not a remark.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_lowercase());
    // A word followed by a space and a colon is an address only if the word is a scheme of the portal.
    let is_ours = |scheme: &str| Concept::schemes().any(|own| own == scheme.trim());
    text.starts_with('#') || scheme.is_some_and(|scheme| is_scheme(scheme) || is_ours(scheme))
}

/// Returns how many cells a row has, as written.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(row);
    let (mut cells, mut escaped, mut in_code) = (1, false, false);
    for c in row.chars() {
        match c {
            '\\' => {
                escaped = !escaped;
                continue;
            }
            '`' if !escaped => in_code = !in_code,
            '|' if !escaped && !in_code => cells += 1,
            _ => {}
        }
        escaped = false;
    }
    cells
}

/// Returns the name of a footnote call in running text that has no definition.
pub(super) fn footnote_call(words: &str) -> Option<&str> {
    let (_, rest) = words.split_once("[^")?;
    rest.split_once(']').map(|(name, _)| name).filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_known_and_made() {
        for (line, meant, fixed) in [
            ("Voir [mots] (https://example.org).", Meant::LinkApart, "Voir [mots](https://example.org)."),
            ("[12 jeux](asset:mon rapport.pdf)", Meant::LinkWithSpace, "[12 jeux](<asset:mon rapport.pdf>)"),
            ("[mots](page: a-propos)", Meant::LinkWithSpace, "[mots](page:a-propos)"),
            ("[mots](page\u{a0}: a-propos)", Meant::LinkWithSpace, "[mots](page:a-propos)"),
            ("![Carte] (asset:carte.png)", Meant::LinkApart, "![Carte](asset:carte.png)"),
            ("| a | b |", Meant::Table, "| a | b |\n|---|---|"),
            ("[!ATTENTION]", Meant::Alert, "[!WARNING]"),
            ("[ ] à faire", Meant::Task, ""),
            ("##Titre", Meant::NoSpace, "## Titre"),
            ("-point", Meant::NoSpace, "- point"),
            ("Voir (le site)[https://example.org].", Meant::LinkSwapped, "Voir [le site](https://example.org)."),
            ("des ** mots ** en gras", Meant::Emphasis, ""),
            ("**Fonds d’aide", Meant::Emphasis, ""),
            ("en gras** ici", Meant::Emphasis, ""),
            ("*Ne pas oublier", Meant::NoSpace, "* Ne pas oublier"),
            ("• point", Meant::NoSpace, "- point"),
        ] {
            let typed = typed(line, true, true, true).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(typed.meant, meant, "{line}");
            let mut with = line.to_owned();
            if let Some((range, text)) = typed.fix {
                with.replace_range(range, &text);
            }
            assert_eq!(with, if fixed.is_empty() { line } else { fixed });
        }
        for line in [
            "[sic] (voir la note)",
            "un [mot] (en : anglais)",
            "a | b",
            "[1] et (2)",
            "](",
            "#12 de la liste",
            "-5 degrés",
            "--- suite",
            "2 ** 3",
            "a ** b",
            "#mot-clic",
            "a ** b",
        ] {
            assert_eq!(typed(line, true, false, true), None, "{line}");
        }
        assert_eq!(["| a | b |", "a | b", r"| a \| b |", "| `a|b` | c |"].map(cells), [2, 2, 1, 2]);
    }
}
