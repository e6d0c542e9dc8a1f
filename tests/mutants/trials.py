"""Tries mutants against the tests that reach them, quickest first. Called by tests/mutants/run with its folder.

Survivors are printed; `results.jsonl` keeps what came of each: caught, timeout, survived, `survived so far` (the time of
one mutant was over), or `not reached`, where no test runs that code at all."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HOME = Path(sys.argv[1])
PORTAL = HOME / "portal"
KINDS = os.environ.get("TESTS", "lib fixtures suite").split()
CAP = float(os.environ.get("CAP", 90))
WORKERS = int(os.environ.get("WORKERS", os.cpu_count() or 1))
OWN = {**os.environ, "INSTA_UPDATE": "no", "RUST_BACKTRACE": "0", "CARGO_MANIFEST_DIR": str(PORTAL)}
# These read the sources, count what the whole machine does, or reach other hosts.
LEFT_OUT = ("layers::", "catalogue::", "external::", "resources::", "saving::many_saves")


def compiled():
    """The programs of the tests, by their names."""
    targets = [part for kind in KINDS for part in (["--lib"] if kind == "lib" else ["--test", kind])]
    command = ["cargo", "--config", "tests/quick.toml", "test", "--locked", "--no-run", "--message-format=json", *targets]
    lines = subprocess.run(command, cwd=PORTAL, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    found = {}
    for line in map(json.loads, lines):
        if line.get("executable") and line["profile"]["test"]:
            target = line["target"]
            found["lib" if "lib" in target["kind"] else target["name"]] = line["executable"]
    return {kind: found[kind] for kind in KINDS}


def run(program, tests, environment, limit):
    """The exit code, or `timeout`, and the seconds that it took."""
    since = time.monotonic()
    child = subprocess.Popen(
        [program, "--exact", *tests],
        cwd=PORTAL,
        env={**OWN, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = child.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        code = "timeout"
    return code, time.monotonic() - since


def reach():
    """Which mutants each test reaches, and how long it takes."""
    programs = compiled()

    def names(kind):
        listed = subprocess.run([programs[kind], "--list"], cwd=PORTAL, env=OWN, stdout=subprocess.PIPE, text=True, check=True)
        found = [line.removesuffix(": test") for line in listed.stdout.splitlines() if line.endswith(": test")]
        return [name for name in found if not name.startswith(LEFT_OUT)]

    def one(test):
        kind, name = test
        folder = tempfile.mkdtemp()
        code, seconds = run(programs[kind], [name], {"MUTANTS_REACHED": folder}, 400)
        reached = [int(number) for number in os.listdir(folder)]
        shutil.rmtree(folder)
        if code:
            print(f"left out, since it fails without a mutant: {kind} {name}", flush=True)
        return {"kind": kind, "name": name, "passes": code == 0, "seconds": seconds, "reached": reached}

    with ThreadPoolExecutor(WORKERS) as pool:
        tests = list(pool.map(one, [(kind, name) for kind in programs for name in names(kind)]))
    (HOME / "reach.json").write_text(json.dumps({"kinds": KINDS, "programs": programs, "tests": tests}))


def groups(tests):
    """Unit tests all at once; then fixtures and portals, more at a time from one group to the next."""
    for kind, first, most in (("lib", 10_000, 10_000), ("fixtures", 4, 64), ("suite", 1, 4)):
        left, size = sorted((test for test in tests if test["kind"] == kind), key=lambda test: test["seconds"]), first
        while left:
            yield kind, left[:size]
            left, size = left[size:], min(size * 2, most)


def main():
    reached = HOME / "reach.json"
    if not reached.exists() or json.loads(reached.read_text())["kinds"] != KINDS:
        reach()
    known = json.loads(reached.read_text())
    by_mutant = defaultdict(list)
    for test in known["tests"]:
        if test["passes"]:
            for number in test["reached"]:
                by_mutant[number].append(test)
    results = HOME / "results.jsonl"
    lines = results.read_text().splitlines() if results.exists() else []
    done = {result["number"]: result for result in map(json.loads, lines)}
    # What other tests did not catch is tried again.
    ended = [one["number"] for one in done.values() if one["result"] in ("caught", "timeout") or one["kinds"] == KINDS]
    left = [mutant for mutant in json.loads((HOME / "mutants.json").read_text()) if mutant["number"] not in set(ended)]

    def one(mutant):
        spent, result = 0.0, "survived" if by_mutant[mutant["number"]] else "not reached"
        for kind, tests in groups(by_mutant[mutant["number"]]):
            if spent > CAP:
                result = "survived so far"
                break
            limit = 20 + 5 * sum(test["seconds"] for test in tests)
            environment = {"MUTANT": str(mutant["number"])}
            code, seconds = run(known["programs"][kind], [test["name"] for test in tests], environment, limit)
            spent += seconds
            if code != 0:
                result = "timeout" if code == "timeout" else "caught"
                break
        return {**mutant, "kinds": KINDS, "result": result}

    with ThreadPoolExecutor(WORKERS) as pool, results.open("a") as out:
        for result in pool.map(one, left):
            out.write(json.dumps(result) + "\n")
            out.flush()
            done[result["number"]] = result
            if result["result"] not in ("caught", "timeout"):
                print(f"{result['result']}: {result['name']}", flush=True)
    print(dict(Counter(result["result"] for result in done.values())))


main()
