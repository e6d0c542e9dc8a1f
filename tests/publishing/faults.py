#!/usr/bin/env python3
"""A publication that is killed, or refused by the system, at any of its system calls: the site is all old or all new,
and the next publication ends what was begun. Also full disks, mount points, other disks, and several at once.

Needs strace, and root for the mounts. CLAIREVOIE names the program. CLAIREVOIE_CALLS says how many calls of each kind
are tried (3; `all` for every one)."""

import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CLAIREVOIE", str(ROOT / "target/debug/clairevoie"))
CALLS = os.environ.get("CLAIREVOIE_CALLS", "3")
ERRORS = ["EIO", "ENOSPC", "EMFILE"]
# What a publication asks of the system that can fail, or be the last thing that it does.
KINDS = (
    "openat,read,pread64,write,writev,close,statx,getdents64,mkdir,rename,renameat2,link,linkat,unlink,unlinkat,rmdir,"
    "symlink,fsync,fdatasync,syncfs,utimensat,chmod,fchmod,fchmodat,flock,ftruncate,copy_file_range,sendfile"
).split(",")

failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print(f"FAILED: {what}", file=sys.stderr)


def run(folder, *args, prefix=(), **more):
    environment = {**os.environ, "RAYON_NUM_THREADS": "1", "LC_ALL": "fr_CA.UTF-8", **more}
    done = subprocess.run([*prefix, PROGRAM, *args], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stderr


def tree(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def portal(parent):
    folder = pathlib.Path(tempfile.mkdtemp(dir=parent))
    shutil.copytree(ROOT / "tests/fixtures/base/content", folder / "content")
    (folder / "themes/quebec/static").mkdir(parents=True)
    write(folder, "old")
    return folder


def write(folder, edition, asset=True):
    """The content of an edition: a text, an asset that turns into a folder, and the style that every page names."""
    about = folder / "content/pages/a-propos.fr.md"
    about.write_text(f"---\ntitle: À propos\n---\n\nÉdition {edition}.\n")
    (folder / "content/assets").mkdir(exist_ok=True)
    colour = {"old": "red", "new": "blue"}[edition]
    (folder / "themes/quebec/static/style.css").write_text(f"body {{ color: {colour} }}")
    if not asset:
        # What was published at an address stays there.
        return
    asset = folder / "content/assets/note"
    if asset.is_dir():
        shutil.rmtree(asset)
    elif asset.exists():
        asset.unlink()
    if edition == "old":
        asset.write_text("une note")
    else:
        asset.mkdir()
        (asset / "suite.txt").write_text("une autre")


def calls(folder, *args):
    """How many calls of each kind the thread that makes most of them makes."""
    log = folder / "calls.log"
    code, said = run(folder, *args, prefix=["strace", "-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join(KINDS)])
    if code != 0 or not log.exists():
        sys.exit(f"strace does not work here, or the program fails under it: {said}")
    counts = collections.Counter()
    for line in log.read_text(errors="replace").splitlines():
        found = re.match(r"(\d+) +([a-z0-9_]+)\(", line)
        if found:
            counts[found.groups()] += 1
    most = collections.Counter()
    for (_, kind), count in counts.items():
        most[kind] = max(most[kind], count)
    return most


def places(count):
    if CALLS == "all":
        return range(1, count + 1)
    wanted = min(int(CALLS), count)
    return sorted({1 + round(at * (count - 1) / max(wanted - 1, 1)) for at in range(wanted)})


def order(parent):
    """All that was written is on the disk before the exchange, and the exchange after it."""
    folder = portal(parent)
    for edition in ["old", "new"]:
        write(folder, edition)
        run(folder, "build", "--no-search")
    write(folder, "old")
    log = folder / "order.log"
    kinds = "trace=syncfs,renameat2,rename,fsync,write,openat,link,linkat"
    run(folder, "build", "--no-search", prefix=["strace", "-f", "-y", "-qq", "-o", str(log), "-e", kinds])
    calls = [line.split(maxsplit=1)[1] for line in log.read_text(errors="replace").splitlines()]
    exchanged = [at for at, call in enumerate(calls) if "RENAME_EXCHANGE" in call and '/public"' in call]
    check(len(exchanged) == 1, f"exchanges of the site: {len(exchanged)}")
    at = exchanged[0] if exchanged else 0
    synced = max((place for place, call in enumerate(calls[:at]) if call.startswith("syncfs(")), default=-1)
    check(synced >= 0, "nothing is synced before the exchange")
    late = [call for call in calls[synced:at] if call.startswith("write(") or "O_CREAT" in call or call.startswith("link")]
    check(not late, f"written between the sync and the exchange: {late[:3]}")
    check(any(call.startswith("fsync(") and str(folder) in call for call in calls[at:]), "the folder is not synced after the exchange")
    print("written, synced, exchanged, synced")


def order_in_place(parent):
    """Where files are replaced one by one, their bytes are on the disk before the first of them."""
    folder = portal(parent)
    run(folder, "build", "--no-search", "--in-place")
    write(folder, "new")
    log = folder / "order.log"
    kinds = "trace=syncfs,rename,renameat,renameat2"
    run(folder, "build", "--no-search", "--in-place", prefix=["strace", "-f", "-y", "-qq", "-o", str(log), "-e", kinds])
    calls = [line.split(maxsplit=1)[1] for line in log.read_text(errors="replace").splitlines()]
    placed = [at for at, call in enumerate(calls) if call.startswith("rename") and "/public/" in call]
    synced = [at for at, call in enumerate(calls) if call.startswith("syncfs(")]
    check(len(placed) > 5, f"files that take their places: {len(placed)}")
    check(any(at < placed[0] for at in synced), "nothing is synced before the first file takes its place")
    check(any(at > placed[-1] for at in synced), "nothing is synced after the last file took its place")
    print("in place: synced, replaced, synced")


def refused_in_place(parent):
    """What stops a publication in place is named, with what it leaves; the next one completes it."""
    folder = portal(parent)
    run(folder, "build", "--no-search", "--in-place")
    disk = folder / "public/membres"
    kept = disk.with_name("aside")
    shutil.copytree(disk, kept)
    mounted(disk, "-t", "tmpfs", "-o", "size=400k", "tmpfs")
    try:
        shutil.copytree(kept, disk, dirs_exist_ok=True)
        shutil.rmtree(kept)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        write(folder, "new")
        code, said = run(folder, "build", "--no-search", "--in-place")
        check(code == 3 and "lecture seule" in said and "deux versions" in said, f"a part that is read-only: exit {code}: {said}")
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        code, said = run(folder, "build", "--no-search", "--in-place")
        run(folder, "build", "--no-search", "--out", "cold")
        check(code == 0 and tree(folder / "public") == tree(folder / "cold"), f"after that: exit {code}: {said}")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    print("a part of the site that refuses is named, and completed")


def injected(parent):
    folder = portal(parent)
    build = ["build", "--no-search", "--out", "public"]
    editions = {}
    for edition in ["old", "new"]:
        write(folder, edition)
        code, said = run(folder, "build", "--no-search", "--out", f"cold-{edition}")
        check(code == 0, f"a first build: {said}")
        editions[edition] = tree(folder / f"cold-{edition}")
    for edition in ["old", "new", "old"]:
        write(folder, edition)
        run(folder, *build)
    write(folder, "new")
    most = calls(folder, *build)
    at, tried, outcomes = "new", 0, collections.Counter()
    for kind, count in sorted(most.items()):
        for number in places(count):
            for fault in ["kill", "error"]:
                before, after = at, "old" if at == "new" else "new"
                write(folder, after)
                what = "signal=KILL" if fault == "kill" else f"error={ERRORS[tried % len(ERRORS)]}"
                inject = f"inject={kind}:{what}:when={number}"
                prefix = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={kind}", "-e", inject]
                code, said = run(folder, *build, prefix=prefix)
                tried += 1
                found = tree(folder / "public")
                state = next((name for name, files in editions.items() if files == found), "mixed")
                outcomes[(fault, "done" if code == 0 else "stopped", "as before" if state == before else state)] += 1
                check(state != "mixed", f"{inject}: exit {code}, a mixture of two editions: {said}")
                check(code != 0 or state == after, f"{inject}: exit 0, and the site is {state}: {said}")
                code, said = run(folder, *build)
                check(code == 0 and tree(folder / "public") == editions[after], f"after {inject}: exit {code}: {said}")
                left = {path.name for path in (folder / ".public.clairevoie").iterdir()}
                left -= {"lock", "ledger", "ledger.second", "others.second", "next", "kept"}
                check(not left, f"after {inject}: {left} is left")
                at = after
    print(f"{tried} faults at {sum(most.values())} calls of {len(most)} kinds:")
    for (fault, end, state), count in sorted(outcomes.items()):
        print(f"  {fault}, {end}, site {state}: {count}")


def injected_editions(parent):
    """The chain, the history and the site agree after each fault."""
    folder = portal(parent)
    publish = ["publish", "--no-search", "--as-of", "2023-06-01"]
    for edition in ["old", "new"]:
        write(folder, edition, asset=False)
        code, said = run(folder, *publish)
        check(code == 0, f"a publication: {said}")
    write(folder, "old", asset=False)
    most = calls(folder, *publish)
    most = {kind: count for kind, count in most.items() if kind in ("rename", "renameat2", "fsync", "syncfs", "linkat", "write")}
    at, tried = "old", 0
    for kind, count in sorted(most.items()):
        for number in places(count):
            for fault in ["signal=KILL", f"error={ERRORS[tried % len(ERRORS)]}"]:
                at = "old" if at == "new" else "new"
                write(folder, at, asset=False)
                inject = f"inject={kind}:{fault}:when={number}"
                run(folder, *publish, prefix=["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={kind}", "-e", inject])
                tried += 1
                code, said = run(folder, "verify", "public")
                check(code == 0, f"{inject}: the site does not verify ({code}): {said}")
                code, said = run(folder, *publish)
                check(code == 0, f"after {inject}: {said}")
                code, said = run(folder, "verify", "public")
                own = (folder / "editions/chain.json").read_bytes() == (folder / "public/editions.json").read_bytes()
                check(code == 0 and own, f"after {inject}: exit {code}, chains agree: {own}: {said}")
    print(f"{tried} faults of publications of editions")


def mounted(folder, *options):
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"mount {options} {folder}: {done.stderr} (these tests need root)")


def full_disk(parent):
    folder, disk = portal(parent), pathlib.Path(tempfile.mkdtemp(dir=parent))
    mounted(disk, "-t", "tmpfs", "-o", "size=1400k", "tmpfs")
    try:
        build = ["build", "--no-search", "--out", str(disk / "public")]
        code, said = run(folder, *build)
        check(code == 0, f"a site fits: {said}")
        before = tree(disk / "public")
        # Every page names another style: the disk does not hold both sites.
        write(folder, "new")
        for number in range(40):
            (folder / f"content/assets/piece-{number}.bin").write_bytes(bytes([number]) * 30_000)
        code, said = run(folder, *build)
        check(code == 3 and "Disque plein" in said, f"a full disk: exit {code}: {said}")
        check(tree(disk / "public") == before, "a full disk changed the site")
        for number in range(40):
            (folder / f"content/assets/piece-{number}.bin").unlink()
        write(folder, "old")
        code, said = run(folder, *build)
        check(code == 0 and tree(disk / "public") == before, f"after a full disk: exit {code}: {said}")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    print("a full disk leaves the site as it was")


def other_disks(parent):
    """Where a folder cannot be exchanged, files are replaced one by one, and it is said."""
    for name, options in [("another disk", ["-t", "tmpfs", "tmpfs"]), ("a mount of itself", ["--bind", "SELF"])]:
        folder = portal(parent)
        place = folder / "place"
        place.mkdir()
        mounted(place, *[str(place) if option == "SELF" else option for option in options])
        try:
            for edition in ["old", "new", "old"]:
                write(folder, edition)
                code, said = run(folder, "build", "--out", "place")
                check(code == 0 and "un à un" in said, f"{name}: exit {code}: {said}")
                run(folder, "build", "--out", f"cold-{edition}")
                check(tree(place) == tree(folder / f"cold-{edition}"), f"{name}: the site is not that of {edition}")
                code, said = run(folder, "build", "--out", "place")
                check(code == 0 and "écrits\u00a0: 0" in said, f"{name}, again: exit {code}: {said}")
        finally:
            subprocess.run(["umount", str(place)], check=True)
        # A folder below that others mounted stays where it is.
    folder = portal(parent)
    run(folder, "build")
    uploads = folder / "public/depots"
    mounted(uploads, "-t", "tmpfs", "tmpfs")
    try:
        (uploads / "recu.txt").write_text("reçu")
        write(folder, "new")
        code, said = run(folder, "build")
        check(code == 0 and (folder / "public/depots/recu.txt").read_text() == "reçu", f"a mount below: exit {code}: {said}")
        check(os.path.ismount(uploads), "a mount below was moved")
    finally:
        subprocess.run(["umount", str(folder / "public/depots")], check=True)
    print("other disks, mount points and mounts below them")


def at_once(parent):
    folder = portal(parent)
    run(folder, "publish", "--as-of", "2023-06-01", "--no-search")
    for turn in range(5):
        write(folder, "new" if turn % 2 == 0 else "old", asset=False)
        command = [PROGRAM, "publish", "--as-of", "2023-06-01", "--no-search"]
        several = [subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) for _ in range(4)]
        ends = [(one.wait(timeout=120), one.stderr.read()) for one in several]
        check(all(code in (0, 3) for code, _ in ends) and any(code == 0 for code, _ in ends), f"several at once: {ends}")
        code, said = run(folder, "verify", "public")
        check(code == 0, f"after several at once: exit {code}: {said}")
    print("several publications at once")


def main():
    if shutil.which("strace") is None or os.geteuid() != 0:
        sys.exit("tests/publishing: strace and root are needed (see tests/run)")
    with tempfile.TemporaryDirectory() as parent:
        parent = pathlib.Path(parent)
        for part in [order, order_in_place, refused_in_place, at_once, full_disk, other_disks, injected, injected_editions]:
            part(parent)
    if failures:
        sys.exit(f"{len(failures)} failures")


main()
