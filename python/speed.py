"""How fast the package is against the command line: the same statements, one thread each, side by side, in CPU time.

    python speed.py --demarche target/quick/demarche FOLDER [--batch 1000] [--rounds 3]

FOLDER holds statements as text files named STATE_….txt. Both read the same JSON Lines or columns, and write the claims as CSV. Both are to be
built with the same profile.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

CHILD = """
import sys, json, pyarrow, demarche
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
extractor, size = demarche.Extractor(), int(sys.argv[2])
with open(sys.argv[3], "wb") as out:
    for at in range(0, len(rows), size):
        claims = extractor.extract(pyarrow.Table.from_pylist(rows[at:at + size]), errors="warn").csv()
        out.write(claims if at == 0 else claims.split(b"\\n", 1)[1])
"""


def seconds(command):
    """The CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(command, env={**os.environ, "RAYON_NUM_THREADS": "1"}, capture_output=True, check=False)
    if ended.returncode not in (0, 2):
        raise SystemExit(ended.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def claims(path):
    """The claims of a file, sorted, without the path."""
    with open(path, encoding="utf-8", newline="") as table:
        return sorted(tuple(value for name, value in row.items() if name != "source") for row in csv.DictReader(table))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--demarche", required=True)
    arguments.add_argument("--batch", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        rows = [
            {"doc_id": path.stem, "actor": path.stem.split("_")[0], "date": path.stem.split("_")[-1], "text": path.read_text(encoding="utf-8")}
            for path in sorted(chosen.folder.glob("*.txt"))
        ]
        lines, ours, theirs = Path(place) / "rows.jsonl", Path(place) / "wheel.csv", Path(place) / "binary.csv"
        lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        size = sum(len(row["text"].encode()) for row in rows) / 1e6
        print(f"{len(rows)} statements, {size:.1f} MB; load {os.getloadavg()}")
        ratios = []
        for _ in range(chosen.rounds):
            wheel = seconds([sys.executable, "-c", CHILD, str(lines), str(chosen.batch), str(ours)])
            binary = seconds([chosen.demarche, "claims", str(lines), "--id-column", "doc_id", "-f", "csv", "-o", str(theirs)])
            ratios.append(binary / wheel)
            print(f"wheel {wheel:.2f} s, binary {binary:.2f} s of CPU: the wheel has {binary / wheel:.2f} of the binary's speed")
        same = claims(ours) == claims(theirs)
        print(f"median {sorted(ratios)[len(ratios) // 2]:.2f}; claims are {'the same' if same else 'NOT THE SAME'} (without the path)")


if __name__ == "__main__":
    main()
