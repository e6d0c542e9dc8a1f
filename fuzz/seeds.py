#!/usr/bin/env python3
"""Writes the fuzz seeds: every fixture, the demonstration and the example, pairs of the comparison's test, and hostile
cases. usage: seeds.py FOLDER"""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = pathlib.Path(sys.argv[1])
LIMIT = 16_384

# The order of the kinds in `targets/record.rs` and `targets/chain.rs`, by the byte that chooses them.
RECORDS = ["portal.yaml", "committee.yaml", "members/", "nominations/", "plan.yaml", "responses/", "meetings/"]
COMMENTARY_FR, COMMENTARY_EN, PAGE = 0, 1, 2

count = {}


def seed(target, data):
    data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape")
    if len(data) > LIMIT:
        return
    count[target] = count.get(target, 0) + 1
    folder = OUT / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"seed-{count[target]:04}").write_bytes(data)


def file(path, text):
    """One file of a portal, for every target that it says something to."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    if path.endswith((".yaml", ".yml")):
        seed("yaml", data)
        seed("chain", bytes([6]) + data)
        for kind, part in enumerate(RECORDS):
            if part in path and "translations" not in path:
                seed("record", bytes([kind]) + data)
        if path.startswith("editions/"):
            seed("record", bytes([8]) + data)
            seed("chain", bytes([4]) + data)
    elif path.endswith(".md"):
        kind = PAGE if "/pages/" in path else COMMENTARY_EN if ".en." in path else COMMENTARY_FR
        seed("front_matter", bytes([kind]) + data)
        body = data.split(b"\n---\n", 1)[-1]
        seed("markdown", body)
        seed("comparison", body)
        seed("typography", body)
        seed("facts", bytes([1 if ".en." in path else 0]) + body)


for fixture in sorted((ROOT / "tests/fixtures").glob("*.txt")):
    for part in fixture.read_text("utf-8", "surrogateescape").split("=== ")[1:]:
        head, body = part.split("\n", 1)
        file(head.split(" (")[0], body)

for portal in [ROOT, ROOT / "examples/comite-invente", ROOT / "tests/fixtures/base"]:
    for folder in ["content", "translations", "editions"]:
        for path in sorted((portal / folder).rglob("*")):
            if path.is_file() and path.suffix in (".yaml", ".md"):
                file(str(path.relative_to(portal)), path.read_bytes())

for pairs in sorted((ROOT / "tests/fixtures/parity/pairs").glob("*.txt")):
    for pair in pairs.read_text("utf-8").split("=== ")[1:60]:
        parts = pair.split("--- en\n")
        if len(parts) == 2:
            french, english = parts[0].split("--- fr\n")[-1], parts[1]
            seed("comparison", french + "\x1f" + english)
            seed("facts", b"\0" + (french + "\x1f" + english).encode())

# Catalogue B: YAML.
for text in [
    "a: &a [x]\nb: *a\n", "a: &a [*a]\n", "[" * 200, "{a: " * 200, "- " * 200, "? " * 50, "a: 1\na: 2\n",
    "a: no\nb: on\nc: y\nd: ~\ne: null\n", "a: 012\nb: 1_000\nc: 18446744073709551616\nd: 1e400\ne: .nan\nf: 12:30\n",
    "start_date: 2023-02-29\n", "\ufeffa: 1\r\n", "a:\t1\n", "a: 1\rb: 2\r", "--- \na: 1\n---\nb: 2\n", "...\n", "%YAML 1.2\n---\na: 1\n",
    "a: !include x\n", "a: !!python/object x\n", "<<: {a: 1}\n", 'a: "\\u202E\\x1b[31m\\0"\n', "a: |\n  b\n c\n", "a: >-\n  b\n\n  c\n",
    "name: 'l''avis'\nsector: civil-society\n", '{"name": "x", "sector": "public-body"}', "# rien\n", "a: [b, {c: d}]\n", "\"a\nb\": c\n",
]:
    file("content/members/x.yaml", text)
for data in [b"name: \xe9\n", b"name: a\0b\n", "name: é\n".encode("utf-16"), b"name: \xc0\xaf\n", b"\xed\xa0\x80"]:
    seed("record", b"\2" + data)
    seed("front_matter", b"\2---\ntitle: " + data)

# Catalogue B: Markdown.
for text in [
    "- Le taux est de 5 %[^1].\n  [^1]: Une note.\n", "Mandat\n:voilà\n\t- premier point\n", "> " * 40 + "x", "- " * 60 + "x",
    "*a **b " * 60, "[" * 400, "[a](<b" * 50, "![[]()" * 100, "`" * 300 + "a", "a[^1] b[^2]\n\n[^1]: x\n[^2]: y[^1]\n",
    "<script>alert(1)</script>", "<svg onload=alert(1)>", "<div>\n", "<!--", "<a href='javascript:x'>", "[a](javascript:alert(1))",
    "[a](JaVa&#x0A;Script:alert(1))", "[a](data:text/html,x)", "[a](vbscript:x)", "<javascript:alert(1)>", "<https://example.org/?a=\">",
    '[a](https://example.org/ "\\"><script>")', "![\"><script>](asset:x.png)", "```\"><script>\nx\n```\n", "[^\"><i>]: x\n\nb[^\"><i>]\n",
    "| a | b |\n|---|--:|\n| 1 | <b> |\n", "## ;)\n\n## \U0001f600\n\n## a\n\n## a\n\n## é\n\n## e\u0301\n", "&#x202E;&#x1b;&ZeroWidthSpace;",
    "a\u202eb\u200bc\u061cd", "« x » ; l'avis : 5 % 1er XXe 2e\n", "Setext\n===\n\nDeux\n---\n", "***\n\n1. a\n2. b\n   1. c\n", "a  \nb\\\nc\n",
    "[x]: /u 'é'\n\n[x]\n", "Terme\n: définition\n", "- [ ] à faire\n- [x] fait\n", "H~2~O ^2^ ~~non~~\n", "a\r\nb\rc\n", "\0a\n",
    "Le 12 mars 2023, 1 234,5 millions $ (12,5 %) ; trois quarts.\x1fOn March 12, 2023, $1,234.5 million (12.5%); three quarters.",
]:
    seed("markdown", text)
    seed("comparison", text)
    seed("typography", text)
    seed("facts", "\0" + text)
    seed("exports", text)

# Catalogue B17: payloads in every field.
for text in [
    '"><script>alert(1)</script>', "'; DROP TABLE members; --", "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\u202egnp.exe",
    "a\r\nBEGIN:VEVENT\r\nSUMMARY:x", "a;b,c\\n:d", "</script><script>", "<![CDATA[x]]>", "]]>", "&amp;&lt;", "{{ 7*7 }}", "{% raw %}",
    "%0d%0aSet-Cookie: a=b", "ER  - \r\nTY  - X", "}, title = {x", "\\", "\"", "“guillemets”", "l’avis « A »", "\U0001f468\u200d\U0001f469",
    "\u05d0\u05d1", "a\tb", "a\nb", "é" * 80, "[français](lang:fr)", "](lang:en)", "$(id) `id` ${x}", "../../etc/passwd", "𝒜\u0301",
]:
    seed("exports", text)
    seed("paths", b"\0" + text.encode())

# Catalogue B27, paths.
for text in [
    "a-propos", "../../x", "/abs", "a/../b", "CON", "con", "nul.txt", "a.", "a ", "é.pdf", "e\u0301.pdf", "x.PDF", "a b%é+'.txt", "index.html",
    "theme", "en", "data", "pagefind", ".env", ".well-known/x", "a\\b", "a//b", "ſ", "İ", "K", "ς", "doc/x", "Doc/x", "a" * 150, "a?b#c", "a:b",
]:
    for kind in range(3):
        seed("paths", bytes([kind]) + text.encode())

# Catalogue S: requests.
for line in [
    "GET /comite/ HTTP/1.1", "GET /comite HTTP/1.1", "GET / HTTP/1.1", "HEAD /comite/ HTTP/1.1", "GET /comite/en/ HTTP/1.1", "POST /comite/ HTTP/1.1",
    "GET /comite/../../etc/passwd HTTP/1.1", "GET /comite/%2e%2e/%2e%2e/x HTTP/1.1", "GET /comite/%252e%252e/x HTTP/1.1", "GET /comite/..%5cx HTTP/1.1",
    "GET /comite/%c0%ae/x HTTP/1.1", "GET /comite/en%00.html HTTP/1.1", "GET //etc/passwd HTTP/1.1", "GET /.env HTTP/1.1", "GET /comite/?x&raw?? HTTP/1.1",
    "GET /comite/#/../x HTTP/1.1", "GET /comite/a%2Fb HTTP/1.1", "GET /comite/x::$DATA HTTP/1.1", "GET http://127.0.0.1/comite/ HTTP/1.1", "OPTIONS * HTTP/1.1",
    "GET /comite/membres HTTP/1.1", "GET /comite/membres?a=b HTTP/1.1", "GET /comite/a-propos/ HTTP/1.0", "FOO /comite/ HTTP/1.1", "TRACE / HTTP/1.1",
    "GET /comite/data/popolo.json HTTP/1.1", "GET /comite/robots.txt HTTP/1.1", "GET /comite/index.html HTTP/1.1", "GET /comite/logo.png/ HTTP/1.1", "CONNECT a:1 HTTP/1.1",
    "GET /_clairevoie/panel HTTP/1.1", "GET /_clairevoie/bar?path=/comite/ HTTP/1.1", "GET /_clairevoie/explain?code=CV101 HTTP/1.1",
    "GET /_clairevoie/beside?path=%3Cscript%3E HTTP/1.1", "GET /_clairevoie/sentences?path=/comite/a-propos/ HTTP/1.1", "PRI * HTTP/2.0", "GET /comite/",
]:
    for heads in [
        "Host: localhost", "Host: evil.test", "Host: a/b?#", "", "Host: localhost\r\nHost: x", "Host: [::1]\r\nRange: bytes=0-1",
        "Host: localhost\r\nRange: bytes=999999-", "Host: localhost\r\nIf-None-Match: *", "Host: localhost\r\nContent-Length: +5",
        "Host: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked", "Host: localhost\r\nOrigin: null\r\nSec-Fetch-Site: cross-site",
    ][: 11 if "comite/ " in line else 2]:
        seed("request", f"{line}\r\n{heads}\r\n\r\n" if heads else f"{line}\r\n\r\n")
seed("request", "\x16\x03\x01\x02\x00")

# What the program wrote before.
zero = "0" * 64
seed("chain", b"\0" + f"{zero}  a/index.html\n\\{zero}  b\\nc\n# note\n".encode())
seed("chain", b"\0" + f"{zero}  ../x\n".encode())
edition = f'{{"number":1,"date":"2023-06-01","portal":"https://comite.example/comite/","history":1,"keys":[],"previous":null}}'
seed("chain", b"\1" + (edition + "\n").encode())
seed("chain", b"\2" + b"[\n]\n")
seed("chain", b"\2" + f'[\n{edition[:-1]},"manifest":"sha256:{zero}"}}\n]\n'.encode())
for words in ["program", "search", "clean"]:
    seed("chain", b"\3" + f"clairevoie 3\n{words} {zero}\n".encode())
seed("chain", b"\3" + f"time 1700000000\nfolder /a\naddress https://x/\nsite {zero} 4 2\nentry {zero} {zero} 3 - - a/b.html\n".encode())
seed("chain", b"\5" + b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==\nx")
seed("chain", b"\5" + ("RW" + "A" * 54 + "\nuntrusted comment: x\nRUQ=\ntrusted comment: y\nAA==\n").encode())
seed("chain", b"\5" + f"12:{zero}".encode())

print({target: count[target] for target in sorted(count)})
