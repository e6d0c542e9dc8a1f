#!/usr/bin/env python3
"""Readers of a site on a real nginx while it is published again and again: no answer fails, none is of two editions,
and every page that was read finds its style.

CLAIREVOIE names the program. CLAIREVOIE_PUBLICATIONS says how many publications are made (40)."""

import http.client
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CLAIREVOIE", str(ROOT / "target/debug/clairevoie"))
PUBLICATIONS = int(os.environ.get("CLAIREVOIE_PUBLICATIONS", "40"))
READERS = 4
PAGES = ["", "mandat/", "membres/", "a-propos/", "en/", "composition/"]


def write(folder, edition):
    """Every page names another style, in as many bytes."""
    colour = {"old": "red ", "new": "blue"}[edition]
    (folder / "themes/quebec/static/style.css").write_text(f"body {{ color: {colour} }}")


def publish(folder):
    command = [PROGRAM, "publish", "--no-search", "--no-precompress", "--as-of", "2023-06-01"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"a publication failed: {done.stderr}")


def served(folder):
    """What each address of a published folder may answer."""
    answers = {}
    for path in (folder / "public").rglob("*"):
        if path.is_file():
            name = str(path.relative_to(folder / "public"))
            answers["/comite/" + re.sub(r"(^|/)index\.html$", r"\1", name)] = path.read_bytes()
    return answers


def read(port, editions, ends, faults, counts):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    def get(path):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()

    at = 0
    while not ends.is_set():
        path = "/comite/" + PAGES[at % len(PAGES)]
        at += 1
        status, body = get(path)
        counts.append(1)
        own = [edition for edition in editions if edition.get(path) == body]
        if status != 200 or not own:
            faults.append(f"{path}: {status}, {len(body)} bytes of no edition")
            continue
        for name in re.findall(rb"/comite/theme/[^\"' >]+", body):
            name = name.decode()
            status, bytes_ = get(name)
            counts.append(1)
            if status != 200 or bytes_ != own[0][name]:
                faults.append(f"{name}, named by {path}: {status}")


def main():
    nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin") or sys.exit("tests/publishing: nginx is needed")
    with tempfile.TemporaryDirectory() as parent:
        # Its workers may run as another user.
        os.chmod(parent, 0o755)
        folder = pathlib.Path(parent) / "portal"
        shutil.copytree(ROOT / "tests/fixtures/base/content", folder / "content")
        (folder / "themes/quebec/static").mkdir(parents=True)
        editions = []
        for edition in ["old", "new", "old"]:
            write(folder, edition)
            publish(folder)
            editions.append(served(folder))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        configuration = pathlib.Path(parent) / "nginx.conf"
        configuration.write_text(f"""
daemon off; pid {parent}/nginx.pid; error_log {parent}/error.log; worker_processes 2;
events {{ worker_connections 256; }}
http {{ access_log off; client_body_temp_path {parent}/body; proxy_temp_path {parent}/proxy;
  fastcgi_temp_path {parent}/fastcgi; uwsgi_temp_path {parent}/uwsgi; scgi_temp_path {parent}/scgi;
  server {{ listen 127.0.0.1:{port}; location /comite/ {{ alias {folder}/public/; }} }} }}
""")
        server = subprocess.Popen([nginx, "-c", str(configuration)], stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            ends, faults, counts = threading.Event(), [], []
            readers = [threading.Thread(target=read, args=(port, editions[1:], ends, faults, counts)) for _ in range(READERS)]
            for reader in readers:
                reader.start()
            for turn in range(PUBLICATIONS):
                write(folder, "new" if turn % 2 == 0 else "old")
                publish(folder)
            ends.set()
            for reader in readers:
                reader.join()
        finally:
            server.terminate()
            server.wait(timeout=20)
    print(f"{PUBLICATIONS} publications, {len(counts)} answers, {len(faults)} faults")
    if faults or len(counts) < 10 * PUBLICATIONS:
        sys.exit("\n".join(faults[:20]) or "too few answers to tell anything")


main()
