#!/usr/bin/env python3
"""The committed corpus of a target, one input a line: a JSON string, or an object with hexadecimal bytes.

usage: corpus.py unpack TARGET FOLDER [STEP]   (every so many inputs, for a sample)
       corpus.py pack TARGET FOLDER"""

import json
import pathlib
import sys

verb, target, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
file = pathlib.Path(__file__).resolve().parent / "corpus" / f"{target}.jsonl"

if verb == "unpack":
    folder.mkdir(parents=True, exist_ok=True)
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    step = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    for number, line in enumerate(lines[::step]):
        entry = json.loads(line)
        data = entry.encode() if isinstance(entry, str) else bytes.fromhex(entry["hex"])
        (folder / f"{number:05}").write_bytes(data)
else:
    inputs = sorted({path.read_bytes() for path in folder.iterdir()}, key=lambda data: (len(data), data))
    with file.open("w", encoding="utf-8") as out:
        for data in inputs:
            try:
                entry = data.decode()
            except UnicodeDecodeError:
                entry = {"hex": data.hex()}
            out.write(json.dumps(entry) + "\n")
