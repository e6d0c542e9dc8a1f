//! Finds references in message files that lead nowhere. Fluent itself notices them only when it formats a message, and
//! then writes the reference as it is typed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement};

/// The number of placeables and calls that an entry may open. Fluent's parser is recursive: some two thousand, one in
/// another, overflow the stack of a thread.
const MOST: usize = 500;

/// What an entry refers to. Terms begin with a hyphen.
#[derive(Debug, Default, Clone)]
pub(super) struct Uses {
    pub(super) variables: BTreeSet<String>,
    /// The entries whose text it shows.
    entries: BTreeSet<String>,
    /// The attributes that it uses: the entry, and the attribute's name.
    used_attributes: BTreeSet<(String, String)>,
    /// The terms whose text it shows, each with the names of its arguments: a term knows no other variables.
    terms: BTreeSet<(String, BTreeSet<String>)>,
    functions: BTreeSet<String>,
    /// Whether it has a text of its own.
    pub(super) has_text: bool,
    /// The names of its own attributes.
    attributes: BTreeSet<String>,
}

/// Every entry of a catalogue, by its name.
pub(super) type Entries = BTreeMap<String, Uses>;

/// A reference of a message that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A variable that the program does not give to this message.
    Variable(String),
    /// A message or a term that does not exist or has no text, or an attribute that does not exist.
    Entry(String),
    /// A function: there is none.
    Function(String),
    /// The message has no text of its own.
    NoText,
    /// The message refers to itself, directly or not.
    Cycle,
}

/// Takes the entries of a text away that are nested too deeply, and returns at which bytes they are.
pub(super) fn without_too_deep(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let (mut kept, mut found) = (String::new(), Vec::new());
    for entry in entries_of(text) {
        match too_deep(entry) {
            Some(at) => found.push(entry.as_ptr() as usize - text.as_ptr() as usize + at),
            None => kept.push_str(entry),
        }
    }
    let kept = if found.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(kept) };
    (kept, found)
}

/// Returns the parts of a text between which nothing can be nested: a line that begins with `name =` or a comment ends
/// whatever is open, for no placeable can hold it.
fn entries_of(text: &str) -> impl Iterator<Item = &str> {
    let begins = |line: &str| {
        let name = line.trim_start_matches('-');
        let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        line.starts_with('#') || (rest.len() < name.len() && rest.trim_start_matches(' ').starts_with('='))
    };
    let mut starts = Vec::from([0]);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && begins(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| &text[start..end])
}

/// Returns the byte at which an entry may be nested too deeply. Nothing is nested deeper than what is opened, whatever
/// is closed: what closes may be quoted, and what is quoted depends on what is open.
fn too_deep(entry: &str) -> Option<usize> {
    let mut opened = 0;
    entry.bytes().position(|byte| {
        opened += usize::from(matches!(byte, b'{' | b'('));
        opened > MOST
    })
}

/// Returns the name of an entry and what it refers to; `None` for comments and what could not be read.
pub(super) fn of(entry: &Entry<&str>) -> Option<(String, Uses)> {
    let (name, value, attributes) = match entry {
        Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
        Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => return None,
    };
    let names = attributes.iter().map(|attribute| attribute.id.name.to_owned()).collect();
    let mut uses = Uses { has_text: value.is_some(), attributes: names, ..Uses::default() };
    value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value)).for_each(|one| uses.pattern(one));
    Some((name, uses))
}

impl Uses {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, expression: &InlineExpression<&str>) {
        match expression {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => drop(self.variables.insert(id.name.to_owned())),
            InlineExpression::MessageReference { id, attribute } => {
                self.entry(id.name.to_owned(), attribute.as_ref());
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                let name = format!("-{}", id.name);
                if attribute.is_none() {
                    let given = arguments.iter().flat_map(|arguments| &arguments.named);
                    self.terms.insert((name.clone(), given.map(|one| one.name.name.to_owned()).collect()));
                }
                self.entry(name, attribute.as_ref());
                arguments.iter().for_each(|arguments| self.arguments(arguments));
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.functions.insert(id.name.to_owned());
                self.arguments(arguments);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    /// Adds a reference to the text of an entry, or to an attribute of it.
    fn entry(&mut self, name: String, attribute: Option<&Identifier<&str>>) {
        match attribute {
            Some(attribute) => drop(self.used_attributes.insert((name, attribute.name.to_owned()))),
            None => drop(self.entries.insert(name)),
        }
    }

    /// Returns the entries that it refers to in any way.
    fn all_entries(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().chain(self.used_attributes.iter().map(|(entry, _)| entry)).map(String::as_str)
    }

    fn arguments(&mut self, arguments: &CallArguments<&str>) {
        arguments.positional.iter().for_each(|one| self.inline(one));
        arguments.named.iter().for_each(|one| self.inline(&one.value));
    }
}

/// Returns what does not exist of all that entries refer to, by entry. `given` returns the variables that the program
/// gives to a message; `None` for a message that only templates of the theme know.
pub(super) fn wrong(entries: &Entries, given: impl Fn(&str) -> Option<BTreeSet<String>>) -> Vec<(String, Wrong)> {
    let mut found = Vec::new();
    for (name, uses) in entries {
        let mut report = |wrong: Wrong| found.push((name.clone(), wrong));
        if let Some(given) = given(name) {
            variables(entries, name).difference(&given).for_each(|variable| report(Wrong::Variable(variable.clone())));
            if !uses.has_text {
                report(Wrong::NoText);
            }
        }
        for (term, given) in &uses.terms {
            let wanted = variables(entries, term);
            wanted.difference(given).for_each(|variable| report(Wrong::Variable(variable.clone())));
        }
        for (entry, attribute) in &uses.used_attributes {
            if !entries.get(entry).is_some_and(|entry| entry.attributes.contains(attribute)) {
                report(Wrong::Entry(format!("{entry}.{attribute}")));
            }
        }
        let has_text = |entry: &&String| entries.get(*entry).is_some_and(|entry| entry.has_text);
        uses.entries.iter().filter(|entry| !has_text(entry)).for_each(|entry| report(Wrong::Entry(entry.clone())));
        uses.functions.iter().for_each(|function| report(Wrong::Function(function.clone())));
    }
    found.extend(cycles(entries).into_iter().map(|name| (name, Wrong::Cycle)));
    found
}

/// Returns the variables of an entry and of the messages that it shows. A term has only what it is given.
fn variables(entries: &Entries, name: &str) -> BTreeSet<String> {
    let (mut found, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![name]);
    while let Some(name) = open.pop() {
        let Some(uses) = entries.get(name).filter(|_| seen.insert(name)) else { continue };
        found.extend(uses.variables.iter().cloned());
        open.extend(uses.all_entries().filter(|entry| !entry.starts_with('-')));
    }
    found
}

/// Returns the entries that lead back to themselves, and those that lead there: what remains when all that lead to
/// nothing more are taken away.
fn cycles(entries: &Entries) -> Vec<String> {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    let mut used_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, uses) in entries {
        let known: BTreeSet<&str> = uses.all_entries().filter(|entry| entries.contains_key(*entry)).collect();
        let count = known.into_iter().map(|entry| used_by.entry(entry).or_default().push(name)).count();
        open.insert(name, count);
    }
    let mut done: Vec<&str> = open.iter().filter(|(_, count)| **count == 0).map(|(name, _)| *name).collect();
    while let Some(name) = done.pop() {
        open.remove(name);
        for user in used_by.get(name).into_iter().flatten() {
            if let Some(count) = open.get_mut(user) {
                *count -= 1;
                if *count == 0 {
                    done.push(user);
                }
            }
        }
    }
    open.into_keys().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_may_be_nested_too_deeply_is_taken_away_alone() {
        let nested = |depth: usize| format!("deep = {}\"a\"{}\n    and on\n", "{ ".repeat(depth), " }".repeat(depth));
        let around = |middle: &str| format!("before = {{ \"{{\" }}\n{middle}# behind\nafter = A {{ $b }}\n");
        let text = around(&nested(MOST));
        let (kept, found) = without_too_deep(&text);
        assert!(found.is_empty() && kept == text);
        for deep in [
            nested(MOST + 1),
            format!("deep = {{ {}\"a\"{} }}\n", "F(".repeat(2_000), ")".repeat(2_000)),
            format!("deep = {{ $x ->\n   *[b] \"{}\"a\"{}\n}}\n", "{ ".repeat(2_000), " }".repeat(2_000)),
            format!("deep = {{ {}\n}}\n", "F({{{{{{{{{{\n".repeat(200)),
            format!("deep = {{ {}\n}}\n", "F(\"}}}}\", ".repeat(2_000)),
        ] {
            let text = around(&deep);
            let (kept, found) = without_too_deep(&text);
            assert_eq!((kept.as_ref(), found.len()), (around("").as_str(), 1), "{}", &deep[..40]);
        }
    }
}
