"""Deploys two editions of a site to every place, interrupts it at every call of a tool, and compares what is there with
what was to be there. Called by tests/deploy/run with the program and a folder to work in; names of places after these
limit the run to them."""

import gzip
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from places import CANARY, Bucket, Folder, Servers, free_port  # noqa: E402

PROGRAM, HOME = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
HERE = Path(__file__).resolve().parent
WORK = HOME / "work"
ACCOUNT = {"SHA256SUMS", "SHA256SUMS.earlier", "SHA256SUMS.deploying", "SHA256SUMS.minisig", "editions.json", "checkpoint"}
DAY = 24 * 3600
TODAY = 1781524800  # June 15, 2026
said = []


def check(is_so, what):
    if not is_so:
        raise SystemExit(f"tests/deploy: {what}")


def clairevoie(*args, env=None, code=0):
    """Runs the program, and keeps all that it says."""
    own = {**os.environ, "SOURCE_DATE_EPOCH": str(TODAY), **(env or {})}
    done = subprocess.run([PROGRAM, "--lang", "fr", *args], env=own, capture_output=True, text=True, cwd=WORK)
    said.append(done.stdout + done.stderr)
    check(code is None or done.returncode == code, f"{args}: exit {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
    return done


def seal(folder, number):
    """Writes the edition's own files and the list of all."""
    (folder / "edition.json").write_text(json.dumps({"portal": "https://portail.exemple.test/comite/", "number": number}))
    (folder / "editions.json").write_text(json.dumps([number]))
    (folder / "checkpoint").write_text(f"checkpoint {number}\n")
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    lines = (f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in files if path not in ACCOUNT)
    (folder / "SHA256SUMS").write_text("".join(lines))


def compress(path):
    for ending, data in [(".gz", gzip.compress(path.read_bytes(), 9, mtime=0)), (".br", b"br of " + path.read_bytes())]:
        path.with_name(path.name + ending).write_bytes(data)


def editions():
    """Two editions: in the second the style sheet is another, so every page is; a page has other words of the same
    length and, like every file, the same time; a page is gone; data and feeds changed."""
    portal, first, second = WORK / "portal", WORK / "first", WORK / "second"
    shutil.copytree(HERE.parent / "fixtures/base/content", portal / "content")
    clairevoie("--root", portal, "publish", "--base-url", "https://portail.exemple.test/comite/")
    shutil.copytree(portal / "public", first)
    compress(first / "mandat/index.html")
    compress(next(first.glob("theme/style.*.css")))
    shutil.copytree(first, second)
    style = next(second.glob("theme/style.*.css"))
    words = style.read_bytes() + b"/* other */"
    other = style.with_name(f"style.{hashlib.sha256(words).hexdigest()[:8]}.css")
    for ending in ["", ".gz", ".br"]:
        style.with_name(style.name + ending).unlink()
    other.write_bytes(words)
    compress(other)
    for page in second.rglob("*.html"):
        page.write_bytes(page.read_bytes().replace(style.name.encode(), other.name.encode()))
    compress(second / "mandat/index.html")
    shutil.rmtree(second / "membres/beta")
    for path in ["data/members.csv", "sitemap.xml", "pagefind/pagefind-entry.json"]:
        check((second / path).is_file(), f"no {path}")
        (second / path).write_bytes((second / path).read_bytes() + b"\n")
    seal(first, 1)
    seal(second, 2)
    for path in [*first.rglob("*"), *second.rglob("*")]:
        os.utime(path, (TODAY, TODAY))
    return first, second, f"theme/{style.name}"


def reduced(edition, number):
    """The same edition with fewer files of each kind, for places where each file takes its time."""
    folder = edition.with_name(f"{edition.name}-reduced")
    shutil.copytree(edition, folder)
    for name in ["en", "composition", "plans-action", "data/citations", "pagefind/filter"]:
        shutil.rmtree(folder / name)
    for part in sorted(folder.glob("pagefind/fragment/*"))[2:]:
        part.unlink()
    seal(folder, number)
    return folder


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Calls:
    """What the tools were called with during a deployment."""

    def __init__(self, path):
        self.lines = path.read_text().splitlines() if path.exists() else []
        self.all = []
        for line in self.lines:
            kind, *rest = line.split("\t")
            if kind == "call":
                self.all.append((rest, []))
            else:
                self.all[-1][1].append(rest[0])

    def at(self, wanted):
        return [at for at, (args, _) in enumerate(self.all) if wanted(args)]

    def sends(self):
        """The files that each call sent, in order."""
        return [self.all[at][1] for at in self.at(is_send)]

    def removals(self):
        return self.at(is_removal)


def is_send(args):
    if args[0] == "rsync":
        return "--checksum" in args and "--dry-run" not in args
    # What is copied to the program's temporary folder is fetched.
    return "copy" in args and "clairevoie-deploy" not in args[-1]


def is_removal(args):
    return "--delete-missing-args" in args or "delete" in args


class Trial:
    """The deployments to one place."""

    def __init__(self, place, first, second, style, env):
        self.place, self.first, self.second, self.style = place, first, second, style
        self.env, self.log = env, WORK / "calls"
        self.both = [files(first), files(second)]

    def deploy(self, edition, *options, code=0, **env):
        for path in [self.log, self.log.with_name("calls.count")]:
            path.unlink(missing_ok=True)
        env = {**self.env, "DEPLOY_LOG": str(self.log), **{name: str(value) for name, value in env.items()}}
        done = clairevoie("deploy", self.place.typed, "--from", edition, *options, env=env, code=code)
        return done, Calls(self.log)

    def is_there(self, edition):
        """The target holds an edition, what stays of others, and the file of someone else."""
        there, wanted = self.place.read(), files(edition)
        for path, data in wanted.items():
            check(there.get(path) == data, f"{self.place.name}: {path} is not that of {edition.name}")
        earlier = there.pop("SHA256SUMS.earlier", b"").decode().splitlines()
        kept = {line.split("  ", 1)[1] for line in earlier if not line.startswith("#")}
        more = set(there) - set(wanted) - kept - {"foreign.txt", "membres/beta/foreign.txt"}
        check(not more, f"{self.place.name}: left behind: {more}")
        check(all(path.startswith(("theme/", "pagefind/")) for path in kept), f"kept: {kept}")
        return kept

    def pages_are_whole(self, when):
        there = self.place.read()
        for path, data in there.items():
            if path.endswith(".html"):
                check(any(data == edition.get(path) for edition in self.both), f"{when}: {path} is half written")
                for link in re.findall(rb'(?:href|src)="/comite/((?:theme|pagefind|assets)/[^"#?]+)"', data):
                    link = link.decode()
                    known = [edition[link] for edition in self.both if link in edition]
                    check(there.get(link) in known, f"{self.place.name}, {when}: {path} has no {link}")
            if path.startswith("recherche/"):
                check("pagefind/pagefind.js" in there, f"{when}: search without its program")
        return there

    def run(self, is_whole=True, has_folders=True):
        """Two editions, one after the other. What no place does in another way is left out where it takes its time."""
        name, place = self.place.name, self.place
        if is_whole:
            # A first deployment, shown and then done.
            done, calls = self.deploy(self.first, "--dry-run")
            check("première mise en ligne" in done.stdout and "index.html" in done.stdout, f"{name}: {done.stdout}")
            check(not place.read() and not calls.sends() and not calls.removals(), f"{name}: --dry-run changes the target")
            shown = json.loads(self.deploy(self.first, "--dry-run", "--format", "json")[0].stdout)
            check([one["step"] for one in shown["steps"]][-2:] == ["account", "chain"], f"{name}: {shown}")
        _, calls = self.deploy(self.first)
        self.is_there(self.first)
        self.in_order([path for paths in calls.sends() for path in paths])
        place.put("foreign.txt", b"of others")
        place.put("membres/beta/foreign.txt", b"of others")
        # Nothing to do.
        _, calls = self.deploy(self.first)
        check(not calls.sends() and not calls.removals(), f"{name}: something was sent again: {calls.lines}")
        # A second edition, with a page that has the same size and the same time.
        before = place.read()
        self.deploy(self.second, "--dry-run")
        check(place.read() == before, f"{name}: --dry-run changes the target")
        _, calls = self.deploy(self.second)
        kept = self.is_there(self.second)
        check(self.style in kept and self.style in place.read(), f"{name}: the earlier style sheet is gone")
        check("membres/beta/index.html" not in place.read(), f"{name}: a page that left is still there")
        check(place.read()["foreign.txt"] == b"of others", f"{name}: a file of others was touched")
        check(not has_folders or "membres/beta" in place.folders(), f"{name}: a folder of others was removed")
        place.delete("membres/beta/foreign.txt")
        sent = [path for paths in calls.sends() for path in paths]
        check("data/popolo.json" not in sent, f"{name}: a file that did not change was sent")
        check(min(calls.removals()) > max(calls.at(is_send)), f"{name}: something was removed before all was there")
        self.damage()
        if not is_whole:
            return
        # The day of the earlier style sheet comes.
        self.deploy(self.second, SOURCE_DATE_EPOCH=TODAY + 30 * DAY)
        check(self.style in place.read(), f"{name}: the earlier style sheet left too early")
        self.deploy(self.second, SOURCE_DATE_EPOCH=TODAY + 31 * DAY)
        check(not self.is_there(self.second) and self.style not in place.read(), f"{name}: it stays for ever")
        check("SHA256SUMS.earlier" not in place.read(), f"{name}: an empty list stays")

    def damage(self):
        """Damage is found when all is read, and repaired."""
        name, place = self.place.name, self.place
        page = place.read()["mandat/index.html"]
        place.put("mandat/index.html", page.replace(b"a", b"b"))
        place.delete("data/members.csv")
        done, _ = self.deploy(self.second, "--verify", "all", code=1)
        check("mandat/index.html" in done.stderr and "data/members.csv" in done.stderr, f"{name}: {done.stderr}")
        self.deploy(self.second, "--repair", "--verify", "all")
        self.is_there(self.second)

    def in_order(self, sent):
        """No page before the files of the theme and of the search, no list before the pages, the chain last."""
        at = lambda test: [where for where, path in enumerate(sent) if test(path)]
        groups = [
            at(lambda path: path == "SHA256SUMS.deploying"),
            at(lambda path: path.startswith("theme/") or "/fragment/" in path),
            at(lambda path: path == "pagefind/pagefind-entry.json"),
            at(lambda path: path.startswith("data/")),
            at(lambda path: path.endswith((".html", ".html.br", ".html.gz"))),
            at(lambda path: path.endswith((".atom", ".ics")) or path == "sitemap.xml"),
            at(lambda path: path in ["SHA256SUMS", "edition.json"]),
            at(lambda path: path in ["editions.json", "checkpoint"]),
        ]
        for one, next_one in zip(groups, groups[1:]):
            check(one and next_one and max(one) < min(next_one), f"{self.place.name}: not in order: {sent}")

    def interrupt(self, hows, every=1):
        """Deploys one edition over the other, interrupted at each call in turn; then again, to its end."""
        calls = {}
        for how in hows:
            at, editions = 1, [self.first, self.second]
            while True:
                edition = editions[at // every % 2]
                done, _ = self.deploy(edition, code=None, DIE_AT=at, DIE_HOW=how)
                when = f"{how} call {at}"
                self.pages_are_whole(when)
                if done.returncode == 0:
                    self.is_there(edition)
                    break
                check(done.returncode == 3 and "interrompue" in done.stderr, f"{self.place.name}, {when}: {done.stderr}")
                self.deploy(edition)
                self.is_there(edition)
                self.pages_are_whole(f"after {when}")
                at += every
            calls[how] = at
            check(at > 8, f"{self.place.name}: only {at} calls")
        return calls


def stopped_midway(trial):
    """Ctrl-C while a large file is on its way: nothing half written is shown, and the rest is done after."""
    place, edition = trial.place, WORK / "large"
    shutil.copytree(trial.second, edition)
    (edition / "assets").mkdir(exist_ok=True)
    (edition / "assets/large.bin").write_bytes(os.urandom(2_000_000))
    seal(edition, 3)
    env = {**os.environ, **trial.env, "SOURCE_DATE_EPOCH": str(TODAY), "DEPLOY_LOG": str(trial.log), "SLOW": "--bwlimit=500"}
    command = [PROGRAM, "--lang", "fr", "deploy", place.typed, "--from", edition]
    running = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    for _ in range(400):
        if list(place.folder.glob("assets/.large.bin.*")):
            break
        time.sleep(0.05)
    else:
        raise SystemExit("the large file never was on its way")
    running.send_signal(signal.SIGINT)
    told = running.communicate(timeout=30)[1]
    said.append(told)
    check(running.returncode == 3 and "interrompue" in told and "Relancez" in told, told)
    check("assets/large.bin" not in place.read(), "half a file is shown")
    trial.pages_are_whole("stopped midway")
    trial.deploy(edition)
    trial.is_there(edition)
    trial.deploy(trial.second)
    trial.is_there(trial.second)


def failures(first, ssh, env):
    """What fails is told for what it is, with the state of the target."""
    port, keys = ssh

    def fails(target, *expected, code=3, own=None, options=()):
        done = clairevoie("deploy", target, "--from", first, *options, env={**env, **(own or {})}, code=code)
        for words in expected:
            check(words in done.stderr.replace("\u00a0", " "), f"{target}: no « {words} » in: {done.stderr}")

    untouched = "La destination est comme avant."
    fails(WORK / "x", "apt install rsync", untouched, own={"PATH": "/nowhere"})
    fails("rclone:here:x", "apt install rclone", untouched, own={"PATH": "/nowhere"})
    fails("rclone:nowhere:x", "rclone config", untouched)
    shell = lambda key, port: {"RSYNC_RSH": f"ssh -F none -p {port} -i {keys / key} -o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile={keys / 'known'}"}
    fails("u@127.0.0.1:/x", "refuse l’accès", untouched, own=shell("other", port))
    fails("u@127.0.0.1:/x", "ne répond pas", untouched, own=shell("user", free_port()))
    fails("rclone:closed:x", "ne répond pas", untouched)
    fails("host:/x", "Écrivez rsync:host:/x ou rclone:host:/x", code=2)
    # A full disk.
    small = WORK / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", small], check=True)
    try:
        fails(small / "site", "plus de place", "Relancez la même commande")
        fails(f"rclone:here:{small}/other", "plus de place")
    finally:
        subprocess.run(["umount", small], check=True)
    # A folder that is not complete, or has no list.
    broken = WORK / "broken"
    shutil.copytree(first, broken)
    (broken / "index.html").unlink()
    done = clairevoie("deploy", WORK / "x", "--from", broken, env=env, code=1)
    check("index.html" in done.stderr and not (WORK / "x").exists(), done.stderr)
    (broken / "SHA256SUMS").unlink()
    done = clairevoie("deploy", WORK / "x", "--from", broken, env=env, code=1)
    check("clairevoie publish" in done.stderr, done.stderr)
    # The site of someone else.
    other = WORK / "other"
    other.mkdir()
    (other / "index.html").write_text("of others")
    fails(other, "--force")
    clairevoie("deploy", other, "--from", first, "--force", env=env)
    (other / "edition.json").write_text('{"portal": "https://autre.exemple.test/"}')
    fails(other, "https://autre.exemple.test/", "--force")


def headers(bucket, style):
    hashed = "public, max-age=31536000, immutable"
    expected = {
        "index.html": ("text/html; charset=utf-8", None, "public, max-age=300"),
        "mandat/index.html.gz": ("text/html; charset=utf-8", "gzip", "public, max-age=300"),
        "mandat/index.html.br": ("text/html; charset=utf-8", "br", "public, max-age=300"),
        style: ("text/css; charset=utf-8", None, hashed),
        "data/members.csv": ("text/csv; charset=utf-8", None, "public, max-age=300"),
        "data/catalogue.jsonld": ("application/ld+json", None, "public, max-age=300"),
        "data/catalogue.ttl": ("text/turtle; charset=utf-8", None, "public, max-age=300"),
        "flux.atom": ("application/atom+xml; charset=utf-8", None, "public, max-age=300"),
        "calendrier.ics": ("text/calendar; charset=utf-8", None, "public, max-age=300"),
        "SHA256SUMS": ("text/plain; charset=utf-8", None, "no-cache, no-transform"),
        "editions.json": ("application/json", None, "no-cache, no-transform"),
    }
    for ending, kind in [("svg", "image/svg+xml"), ("js", "text/javascript; charset=utf-8")]:
        path = next(key.removeprefix("portail/") for key in bucket.keys() if re.search(rf"theme/.*\.{ending}$", key))
        expected[path] = (kind, None, hashed)
    for path, wanted in expected.items():
        check(bucket.headers(path) == wanted, f"s3: {path}: {bucket.headers(path)}, not {wanted}")


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "bin").mkdir(parents=True)
    for name in ["rsync", "rclone"]:
        shutil.copy(HERE / "tool", WORK / "bin" / name)
    first, second, style = editions()
    small = [reduced(edition, number) for number, edition in enumerate([first, second], 1)]
    servers = Servers(WORK)
    try:
        port, keys = servers.ssh()
        (WORK / "dav").mkdir()
        s3, dav = servers.s3(), servers.webdav(WORK / "dav")
        obscured = subprocess.run(["rclone", "obscure", CANARY], capture_output=True, text=True, check=True).stdout.strip()
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        (WORK / "rclone.conf").write_text(
            "[here]\ntype = local\n"
            f"[sftp]\ntype = sftp\nhost = 127.0.0.1\nport = {port}\nuser = {user}\nkey_file = {keys}/user\nknown_hosts_file = {keys}/known\n"
            f"[bucket]\ntype = s3\nprovider = Other\nendpoint = http://127.0.0.1:{s3}\naccess_key_id = k\nsecret_access_key = {CANARY}\n"
            f"[dav]\ntype = webdav\nurl = http://127.0.0.1:{dav}\nvendor = other\nuser = u\npass = {obscured}\n"
            f"[closed]\ntype = sftp\nhost = 127.0.0.1\nport = {free_port()}\nuser = u\nkey_file = {keys}/user\n"
        )
        env = {
            "PATH": f"{WORK}/bin:{os.environ['PATH']}",
            "RCLONE_CONFIG": str(WORK / "rclone.conf"),
            "RSYNC_RSH": f"ssh -F none -p {port} -i {keys}/user -o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile={keys}/known",
        }
        bucket = Bucket(s3)
        places = [
            Folder("folder", str(WORK / "www/site"), WORK / "www/site"),
            Folder("ssh", f"{user}@127.0.0.1:{WORK}/by ssh/site", WORK / "by ssh/site"),
            Folder("rclone", f"rclone:here:{WORK}/by-rclone", WORK / "by-rclone"),
            Folder("sftp", f"rclone:sftp:{WORK}/by-sftp", WORK / "by-sftp"),
            Folder("webdav", "rclone:dav:site", WORK / "dav/site"),
            bucket,
        ]
        # How each is interrupted: at each call where calls are quick, at some of them where each takes its time.
        plan = {
            "folder": (["before", "half"], 1),
            "rclone": (["half"], 2),
            "ssh": (["half"], 5),
            "sftp": (["half"], 8),
            "webdav": (["half"], 6),
            "s3": (["half"], 8),
        }
        for place in (place for place in places if not sys.argv[3:] or place.name in sys.argv[3:]):
            since = time.monotonic()
            hows, every = plan[place.name]
            trial = Trial(place, *([first, second] if every == 1 else small), style, env)
            trial.run(is_whole=place.name not in ["sftp", "webdav"], has_folders=place is not bucket)
            calls = trial.interrupt(hows, every)
            if place.name == "ssh":
                stopped_midway(trial)
            if place is bucket:
                trial.deploy(trial.first)
                headers(bucket, style)
            print(f"{place.name}: interrupted at every {every} of {calls} calls, {time.monotonic() - since:.0f} s", flush=True)
        failures(first, (port, keys), {**env, "DEPLOY_LOG": str(WORK / "calls")})
        check(not any(CANARY in text or obscured in text for text in said), "a secret was shown")
        print("failures told, no secret shown")
    finally:
        servers.stop()


# What this computer says of the real S3 is not meant for ours.
for variable in [name for name in os.environ if name.startswith("AWS_")]:
    del os.environ[variable]
# The servers end with the run, however it ends.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
main()
