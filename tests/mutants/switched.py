"""Puts every mutant that cargo-mutants lists of some files into the sources of a clone, each behind `mutation::on(number)`.

usage: switched.py FOLDER PREFIX…

FOLDER holds `portal`, the clone, and `all.json`, the list; `mutants.json` is written into it: those that compile, by
number. A mutant that does not compile is found by the compiler's own messages, and left out."""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import tree_sitter
import tree_sitter_rust

HOME = Path(sys.argv[1])
PORTAL = HOME / "portal"
COMPARE = {"==", "!=", "<", ">", "<=", ">="}
ON = "crate::mutation::on"

RUNTIME = """//! Mutants, switched on by the environment.
#![allow(missing_docs)]
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
const UNREAD: u32 = u32::MAX;
const NOTED: u32 = u32::MAX - 1;
static ACTIVE: AtomicU32 = AtomicU32::new(UNREAD);
static SEEN: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

fn read() -> u32 {
    let own = std::env::var("MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(0);
    let active = if std::env::var_os("MUTANTS_REACHED").is_some() { NOTED } else { own };
    ACTIVE.store(active, Relaxed);
    active
}

#[inline]
pub fn on(number: u32) -> bool {
    match ACTIVE.load(Relaxed) {
        UNREAD => { read(); on(number) }
        NOTED => { note(number); false }
        active => active == number && number != 0,
    }
}

#[inline(never)]
fn note(number: u32) {
    if !SEEN[number as usize].swap(true, Relaxed) && let Some(folder) = std::env::var_os("MUTANTS_REACHED") {
        let _ = std::fs::File::create(std::path::Path::new(&folder).join(number.to_string()));
    }
}
"""


class File:
    """A source file with the places of its mutants."""

    def __init__(self, path):
        self.path, self.source = path, (PORTAL / path).read_bytes()
        self.lines = self.source.decode().split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line.encode()) + 1)
        self.tree = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language())).parse(self.source)

    def offset(self, at):
        return self.starts[at["line"] - 1] + len(self.lines[at["line"] - 1][: at["column"] - 1].encode())

    def node_of(self, mutant):
        """The node that a mutant changes; nothing for kinds that are not made here."""
        start, end = (self.offset(mutant["span"][edge]) for edge in ("start", "end"))
        node, genre = self.tree.root_node.descendant_for_byte_range(start, end), mutant["genre"]
        if genre == "BinaryOperator" and node.parent.type in ("binary_expression", "compound_assignment_expr"):
            return node.parent
        if genre == "UnaryOperator" and node.parent.type == "unary_expression":
            return node.parent
        if genre == "MatchArmGuard" and node.parent.type == "match_pattern":
            return node.parent
        if genre == "MatchArm":
            while node is not None and node.type != "match_arm":
                node = node.parent
            return node and next(child for child in node.children if child.type == "match_pattern")
        if genre == "FnValue" and "impl " not in mutant["function"]["return_type"]:
            while node is not None and not (node.type == "block" and node.parent.type == "function_item"):
                node = node.parent
            return node
        return None

    def switched(self, mutants):
        """The source with some mutants; afterwards `ranges` says where each is, `left_out` which could not be made."""
        self.of_node, self.left_out = defaultdict(list), []
        for mutant in mutants:
            node = self.node_of(mutant)
            if node is None:
                self.left_out.append(mutant["number"])
            else:
                self.of_node[node.id].append(mutant)
        self.out, self.ranges, self.scrutinees = bytearray(), [], []
        self.emit(self.tree.root_node)
        return bytes(self.out)

    def put(self, text):
        self.out += text if isinstance(text, bytes) else text.encode()

    def mark(self, start, numbers):
        self.ranges.append((start, len(self.out), numbers))

    def choose(self, mutants, changed, otherwise):
        for mutant in mutants:
            self.put(f"if {ON}({mutant['number']}) {{ ")
            start = len(self.out)
            self.put(changed(mutant))
            self.mark(start, [mutant["number"]])
            self.put(" } else ")
        self.put("{ ")
        otherwise()
        self.put(" }")

    def emit_as_is(self, node):
        at = node.start_byte
        for child in node.children:
            self.put(self.source[at : child.start_byte])
            start = len(self.out)
            self.emit(child)
            at = child.end_byte
            if node.type == "match_expression" and child == node.child_by_field_name("value"):
                self.scrutinees.append((start, len(self.out), self.deletions(node)))
        self.put(self.source[at : node.end_byte])

    def deletions(self, node):
        """The mutants that delete an arm of a match: without it, others may not be enough."""
        arms = (arm for arm in node.child_by_field_name("body").children if arm.type == "match_arm")
        patterns = (part for arm in arms for part in arm.children if part.type == "match_pattern")
        return [one["number"] for part in patterns for one in self.of_node.get(part.id, []) if one["genre"] == "MatchArm"]

    def emit(self, node):
        mutants = self.of_node.get(node.id)
        if not mutants:
            return self.emit_as_is(node)
        start = len(self.out)
        if node.type == "block":
            return self.function(node, mutants)
        if node.type == "match_pattern":
            self.pattern(node, mutants)
        elif node.type == "unary_expression":
            sign, operand = node.children[0].text.decode(), node.children[-1]
            self.put("(match ")
            self.emit(operand)
            self.put(" { one__ => ")
            self.choose(mutants, lambda _: "one__", lambda: self.put(f"{sign}one__"))
            self.put(" })")
        else:
            self.operation(node, mutants)
        self.mark(start, [mutant["number"] for mutant in mutants])

    def operation(self, node, mutants):
        """Each operand stays where it is once, whatever is done with it."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        sign = node.child_by_field_name("operator").text.decode()
        if sign in ("&&", "||"):
            own = next((mutant for mutant in mutants if mutant["replacement"] in ("&&", "||")), None)
            self.left_out += [mutant["number"] for mutant in mutants if mutant is not own]
            self.put("(match ")
            self.emit(left)
            self.put(f" {{ one__ => if one__ {'!=' if sign == '&&' else '=='} {ON}({own['number'] if own else 0}) {{ ")
            self.emit(right)
            return self.put(" } else { one__ } })")
        if node.type == "compound_assignment_expr":
            self.put("(match ")
            self.emit(right)
            self.put(" { other__ => ")
            one = left.text.decode()
        else:
            reference = "&" if sign in COMPARE else ""
            self.put(f"(match ({reference}(")
            self.emit(left)
            self.put(f"), {reference}(")
            self.emit(right)
            self.put(")) { (one__, other__) => ")
            one = "one__"
        changed = lambda mutant: f"{one} {mutant['replacement']} other__"
        self.choose(mutants, changed, lambda: self.put(f"{one} {sign} other__"))
        self.put(" })")

    def pattern(self, node, mutants):
        guard = node.child_by_field_name("condition")
        guards = [mutant for mutant in mutants if mutant["genre"] == "MatchArmGuard"]
        off = " && ".join(f"!{ON}({mutant['number']})" for mutant in mutants if mutant["genre"] == "MatchArm")
        if guard is None:
            self.emit_as_is(node)
            return self.put(f" if {off}")
        at = node.start_byte
        for child in node.children:
            self.put(self.source[at : child.start_byte])
            if child == guard:
                self.put((f"{off} && " if off else "") + "(")
                self.choose(guards, lambda mutant: mutant["replacement"], lambda: self.emit(guard))
                self.put(")")
            else:
                self.emit(child)
            at = child.end_byte
        self.put(self.source[at : node.end_byte])

    def function(self, node, mutants):
        first, *rest = node.children
        self.put(first.text)
        for mutant in mutants:
            self.put(f" if {ON}({mutant['number']}) {{ ")
            start = len(self.out)
            self.put(f"return {mutant['replacement']};")
            self.mark(start, [mutant["number"]])
            self.put(" }")
        at = first.end_byte
        for child in rest:
            self.put(self.source[at : child.start_byte])
            self.emit(child)
            at = child.end_byte


def refused(files, message):
    """The mutants that a message of the compiler is about."""
    for span in sorted(message["spans"], key=lambda span: not span["is_primary"]):
        # What a macro was given is where the macro is called.
        while span["file_name"] not in files and span["expansion"]:
            span = span["expansion"]["span"]
        file = files.get(span["file_name"])
        if file is None:
            continue
        is_match = (message["code"] or {}).get("code") == "E0004"
        ranges = file.scrutinees if is_match else file.ranges
        around = [one for one in ranges if one[0] <= span["byte_start"] and span["byte_end"] <= one[1] and one[2]]
        if around:
            return min(around, key=lambda one: one[1] - one[0])[2]
    return []


def main():
    listed = json.loads((HOME / "all.json").read_text())
    mutants = [mutant for mutant in listed if mutant["file"].startswith(tuple(sys.argv[2:]))]
    by_file = defaultdict(list)
    for number, mutant in enumerate(mutants, 1):
        mutant["number"] = number
        by_file[mutant["file"]].append(mutant)
    (PORTAL / "src/mutation.rs").write_text(RUNTIME.replace("COUNT", str(len(mutants) + 1)))
    library = PORTAL / "src/lib.rs"
    library.write_text(library.read_text() + "\npub mod mutation;\n")
    files = {path: File(path) for path in by_file}
    broken = set()
    while True:
        for path, file in files.items():
            text = file.switched([mutant for mutant in by_file[path] if mutant["number"] not in broken])
            if (PORTAL / path).read_bytes() != text:
                (PORTAL / path).write_bytes(text)
        command = ["cargo", "check", "--locked", "--lib", "--message-format=json"]
        done = subprocess.run(command, cwd=PORTAL, capture_output=True, text=True)
        lines = (json.loads(line) for line in done.stdout.splitlines())
        messages = [line["message"] for line in lines if line.get("reason") == "compiler-message"]
        errors = [message for message in messages if message["level"] == "error" and message["spans"]]
        found = {number for error in errors for number in refused(files, error)}
        if done.returncode == 0:
            break
        if not found - broken:
            raise SystemExit("\n".join(error["rendered"] for error in errors[:5]) or done.stderr)
        broken |= found
    left_out = {number for file in files.values() for number in file.left_out}
    kept = [mutant for mutant in mutants if mutant["number"] not in broken | left_out]
    own = [{key: mutant[key] for key in ("number", "name", "file")} for mutant in kept]
    (HOME / "mutants.json").write_text(json.dumps(own))
    print(f"{len(mutants)} mutants: {len(broken)} do not compile, {len(left_out)} are of kinds that are not made", flush=True)


main()
