//! Pairs straight quotation marks.

/// The pairs of straight quotation marks of a line.
pub(super) struct Quotes {
    /// The double ones, with whether each opens.
    double: Vec<(usize, bool)>,
    /// The first single one that may open a quotation, and the last that may close one.
    single: Option<(usize, usize)>,
}

impl Quotes {
    /// Pairs the marks: one opens before a word and closes after one; an unpaired mark is an inch, or a mistake
    /// that only its author can fix.
    pub(super) fn of(chars: &[(usize, char)], silent: &[bool]) -> Self {
        let char = |at: usize| chars.get(at).map(|(_, c)| *c);
        let mut double = Vec::new();
        let mut open = Vec::new();
        let (mut first, mut last) = (None, None);
        for at in (0..chars.len()).filter(|at| !silent[*at]) {
            let (before, after) = (at.checked_sub(1).and_then(char), char(at + 1));
            let begins = before.is_none_or(|c| c.is_whitespace() || "([’'—–«“‘\"".contains(c));
            match chars[at].1 {
                '"' => {
                    let closes = before.is_some_and(|c| !c.is_whitespace() && !"([".contains(c));
                    match open.pop_if(|_| closes) {
                        Some(opening) => double.extend([(opening, true), (at, false)]),
                        None if begins && after.is_some_and(|c| !c.is_whitespace()) => open.push(at),
                        None => {}
                    }
                }
                '\'' if begins && after.is_some_and(char::is_alphabetic) => first = first.or(Some(at)),
                '\'' if !after.is_some_and(char::is_alphanumeric) && before.is_some_and(|c| !c.is_whitespace()) => {
                    last = Some(at);
                }
                _ => {}
            }
        }
        double.sort_unstable();
        Self { double, single: first.zip(last).filter(|(first, last)| first < last) }
    }

    /// Returns whether a double mark opens or closes; `None` if it is unpaired.
    pub(super) fn opens(&self, at: usize) -> Option<bool> {
        self.double.binary_search_by_key(&at, |(at, _)| *at).ok().map(|found| self.double[found].1)
    }

    /// Returns whether a single mark is within a quotation in single marks, or at its edge.
    pub(super) fn encloses(&self, at: usize) -> bool {
        self.single.is_some_and(|(first, last)| (first..=last).contains(&at))
    }
}
