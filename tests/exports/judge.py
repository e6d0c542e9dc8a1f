"""Reads the exports of a published folder with the tools of others. Usage: judge.py SITE"""
import csv
import datetime
import io
import json
import pathlib
import re
import sys
import zoneinfo

site = pathlib.Path(sys.argv[1])
wrong = []


def tell(name, problems):
    problems = [str(problem)[:300] for problem in problems]
    wrong.extend(problems)
    print(f"  {name}: {'ok' if not problems else 'wrong'}")
    for problem in problems[:10]:
        print(f"    {problem}")


def tables():
    package = json.loads((site / "data/datapackage.json").read_text())
    from frictionless import validate

    report = validate(str(site / "data/datapackage.json"))
    for task in report.tasks:
        yield from (f"{task.name}: {error.message}" for error in task.errors)
    yield from (error.message for error in report.errors)
    names = {resource["path"] for resource in package["resources"]}
    there = {path.name for path in (site / "data").glob("*.csv")}
    yield from (f"{name} is not described, or not there" for name in names ^ there)
    for path in sorted((site / "data").glob("*.csv")):
        data = path.read_bytes()
        if data.startswith(b"\xef\xbb\xbf"):
            yield f"{path.name} has a byte order mark"
        text = data.decode()
        if re.search(r"(?<!\r)\n", re.sub(r'"[^"]*"', "", text)):
            yield f"{path.name} has an end of line that is not CRLF"
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                if re.match(r"[=@\t\r]|[+-]\S", cell) and not re.fullmatch(r"-?\d+", cell):
                    yield f"{path.name}: a spreadsheet would run {cell!r}"


def workbook():
    import openpyxl

    book = openpyxl.load_workbook(site / "data/portail.xlsx")
    csvs = {path.stem: path for path in (site / "data").glob("*.csv")}
    if book.sheetnames[0] != "lisez-moi" or set(book.sheetnames[1:]) != set(csvs):
        yield f"sheets {book.sheetnames}"
    columns = sum(1 for row in book["lisez-moi"].iter_rows(min_row=2, values_only=True) if row[1])
    if columns != sum(len(next(csv.reader(io.StringIO(path.read_bytes().decode(), newline=""), strict=True))) for path in csvs.values()):
        yield "a column is not explained"
    for name, path in csvs.items():
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
        sheet = book[name]
        if sheet.freeze_panes != "A2":
            yield f"{name}: no frozen head"
        cells = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
        if len(cells) != len(rows):
            yield f"{name}: {len(cells)} rows for {len(rows)}"
            continue
        for own, other in zip(rows, cells):
            for text, cell in zip(own, other):
                if isinstance(cell, datetime.datetime):
                    said = cell.date().isoformat()
                elif isinstance(cell, bool):
                    said = str(cell).lower()
                elif isinstance(cell, float) and cell.is_integer():
                    said = str(int(cell))
                else:
                    said = str(cell)
                if said.replace("_x000D_", "\r") != text.replace("\r\n", "\n"):
                    yield f"{name}: {text!r} is {said!r}"


def popolo():
    data = json.loads((site / "data/popolo.json").read_text())
    ids = {kind: [thing["id"] for thing in data[kind]] for kind in ("organizations", "posts", "persons", "memberships", "events")}
    for kind, own in ids.items():
        if len(set(own)) != len(own):
            yield f"{kind}: an id twice"
    members = {row["id"] for row in csv.DictReader(io.StringIO((site / "data/members.csv").read_bytes().decode(), newline=""))}
    if not members <= set(ids["organizations"]) | set(ids["persons"]):
        yield "a member is missing"
    terms = list(csv.DictReader(io.StringIO((site / "data/terms.csv").read_bytes().decode(), newline="")))
    known = {membership["id"]: membership for membership in data["memberships"]}
    for term in terms:
        membership = known.get(f"{term['member']}-{term['number']}")
        if not membership or membership.get("start_date", "") != term["start_date"] or membership.get("end_date", "") != term["end_date"]:
            yield f"{term} is not told alike"


def catalogue():
    import rdflib
    from rdflib.compare import isomorphic

    turtle = rdflib.Graph().parse(site / "data/catalogue.ttl", format="turtle")
    json_ld = rdflib.Graph().parse(site / "data/catalogue.jsonld", format="json-ld")
    if not isomorphic(turtle, json_ld):
        yield f"{len(turtle)} triples in Turtle, {len(json_ld)} in JSON-LD"
    import pyshacl

    shapes = rdflib.Graph().parse(pathlib.Path(__file__).parent / "catalogue-shapes.ttl")
    conforms, results, _ = pyshacl.validate(turtle, shacl_graph=shapes, meta_shacl=True)
    if not conforms:
        yield from (str(text) for text in results.objects(None, rdflib.SH.resultMessage))
    import hashlib

    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    for distribution, address in turtle.subject_objects(dcat.downloadURL):
        path = site / str(address).split("//", 1)[1].split("/", 1)[1]
        data = path.read_bytes()
        size = int(turtle.value(distribution, dcat.byteSize))
        checksum = str(turtle.value(turtle.value(distribution, spdx.checksum), spdx.checksumValue))
        if (size, checksum.lower()) != (len(data), hashlib.sha256(data).hexdigest()):
            yield f"{path.name} is not as it is described"


def feeds():
    import feedparser

    for atom, other in (("flux.atom", "flux.json"), ("en/feed.atom", "en/feed.json")):
        feed = feedparser.parse((site / atom).read_bytes())
        if feed.bozo:
            yield f"{atom}: {feed.bozo_exception}"
        ids = [entry.id for entry in feed.entries]
        if len(set(ids)) != len(ids) or not ids:
            yield f"{atom}: {len(ids)} entries, {len(set(ids))} ids"
        if any("portail.exemple.test/" in one for one in ids):
            yield f"{atom}: an id holds the address"
        for entry in feed.entries:
            if not (entry.get("title") and entry.get("updated_parsed") and entry.get("link") and entry.get("content")):
                yield f"{atom}: {entry.id} lacks something"
            if 'href="/' in entry.content[0].value:
                yield f"{atom}: {entry.id} has an address that is not whole"
        items = json.loads((site / other).read_text())["items"]
        if [item["id"] for item in items] != ids or [item["url"] for item in items] != [entry.link for entry in feed.entries]:
            yield f"{other} does not tell what {atom} tells"


def calendars():
    import icalendar
    import vobject

    for name in ("calendrier.ics", "en/calendar.ics"):
        data = (site / name).read_bytes()
        calendar = icalendar.Calendar.from_ical(data)
        for part in calendar.walk():
            yield from (f"{name}: {part.name} {error}" for error in part.errors)
            yield from (f"{name}: {part.name} without {key}" for key in part.required if key not in part)
        next(vobject.readComponents(data.decode())).validate(raiseException=True)
        if re.search(rb"(?<!\r)\n|\r(?!\n)", data) or any(len(line) > 75 for line in data.split(b"\r\n")):
            yield f"{name}: a line that is too long, or does not end on CRLF"
        events = calendar.walk("VEVENT")
        uids = [str(event["uid"]) for event in events]
        if len(set(uids)) != len(uids):
            yield f"{name}: a UID twice"
        meetings = {row["id"]: row for row in csv.DictReader(io.StringIO((site / "data/meetings.csv").read_bytes().decode(), newline=""))}
        for event in events:
            uid = str(event["uid"]).split("@")[0]
            if not uid.startswith("meeting-"):
                continue
            row = meetings.pop(uid.removeprefix("meeting-"))
            start = event["dtstart"].dt
            day = start.astimezone(zoneinfo.ZoneInfo("America/Toronto")).date() if isinstance(start, datetime.datetime) else start
            if day.isoformat() != row["date"]:
                yield f"{name}: {uid} is on {day}"
            if (str(event["status"]) == "CANCELLED") != (row["status"] == "cancelled"):
                yield f"{name}: {uid} is {event['status']}"
        yield from (f"{name}: meeting {one} is missing" for one in meetings)


def citations():
    import bibtexparser
    import rispy

    for path in (site / "data/citations").rglob("*.json"):
        titles = {item["title"] for item in json.loads(path.read_text())}
        with path.with_suffix(".ris").open(encoding="utf-8", newline="") as file:
            found = {entry.get("title") or entry.get("primary_title") for entry in rispy.load(file)}
        if found != titles:
            yield f"{path.stem}: RIS says {found}, CSL-JSON {titles}"
        entries = bibtexparser.loads(path.with_suffix(".bib").read_text(encoding="utf-8")).entries
        if len(entries) != len(titles):
            yield f"{path.stem}: {len(entries)} entries of BibTeX"


for check in (tables, workbook, popolo, catalogue, feeds, calendars, citations):
    try:
        tell(check.__name__, list(check()))
    except Exception as error:
        tell(check.__name__, [f"{type(error).__name__}: {error}"])
sys.exit(bool(wrong))
