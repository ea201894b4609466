"""Runs the program and the others in turn, pinned to one core, and writes the table into benches/README.md between its marks."""

import os
import pathlib
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys

work, release, rounds, about = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
here = pathlib.Path(__file__).parent
python = sys.executable
text, short, literals, claims = (str(work / name) for name in ("text.txt", "short.txt", "literals.txt", "claims.csv"))
megabytes = {name: os.path.getsize(name) / 1e6 for name in (text, short)}
rows = 1_000_000

# What is compared, the name, the command, and what it works on. The first of each group is ours.
RUNS = [
    ("literals", "demarche, literal stage", [f"{release}/examples/peer", "literals", text, "10"], text),
    ("literals", "hyperscan, scan alone", [python, str(here / "hyperscan_literals.py"), text, literals, "10"], text),
    ("literals", "ripgrep -c -i, whole process", ["rg", "-c", "-i", "-j1", "--no-config", "-f", str(work / "rg.txt"), text], text),
    ("claims", "demarche, text to claims in memory", [f"{release}/examples/peer", "claims", short, "20"], short),
    ("claims", "`demarche claims`, whole process", [f"{release}/demarche", "claims", short, "--as", "CHE", "-o", str(work / "claims_out.csv")], short),
    ("claims", "spaCy blank + PhraseMatcher, matching alone", [python, str(here / "spacy_phrases.py"), short, literals], short),
    ("pairs", "demarche, positions and pairs", [f"{release}/examples/peer", "pairs", claims], None),
    ("pairs", "pandas + NetworkX", [python, str(here / "pandas_pairs.py"), claims], None),
    ("pairs", "DuckDB, one thread", [python, str(here / "duckdb_pairs.py"), claims], None),
]
TITLES = {
    "literals": f"Words of the built-in codebook looked for, {megabytes[text]:.1f} MB",
    "claims": f"Text to claims, against phrases found, {megabytes[short]:.1f} MB",
    "pairs": "1,000,000 claims of 200 actors on 300 propositions to positions and all pairs",
}


def run(command):
    """Processor seconds of a child, and what it says."""
    environment = dict(os.environ, RAYON_NUM_THREADS="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["taskset", "-c", "0", *command], capture_output=True, text=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # ripgrep ends with 1 where it finds nothing.
    if done.returncode not in (0, 1):
        return None
    whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    alone = re.search(r"work=([0-9.]+)", done.stdout)
    return whole, float(alone.group(1)) if alone else whole, done.stdout.strip()


times, said = {}, {}
for _ in range(rounds):
    for group, name, command, _on in RUNS:
        found = run(command) if shutil.which(command[0]) else None
        if found:
            times.setdefault(name, []).append(found[:2])
            said[name] = found[2]

lines = []
sums = {name: re.search(r"agree=\d+ conflict=\d+ differ=\d+", text or "") for name, text in said.items()}
sums = {name: found.group(0) for name, found in sums.items() if found}
for group, title in TITLES.items():
    lines += [f"**{title}**", "", "| what | processor seconds | of that the work | speed of the work | ours is faster by |", "|---|---|---|---|---|"]
    ours = None
    for of, name, _command, on in RUNS:
        if of != group:
            continue
        if name not in times:
            lines.append(f"| {name} | not run: not installed, or it failed | | | |")
            continue
        whole, alone = (statistics.median(column) for column in zip(*times[name]))
        speed = f"{megabytes[on] / alone:,.1f} MB/s" if on else f"{rows / alone / 1e6:,.2f} million claims/s"
        ours = alone if ours is None else ours
        faster = "" if "demarche" in name else f"{alone / ours:.2f} ×"
        lines.append(f"| {name} | {whole:.3f} | {alone:.3f} | {speed} | {faster} |")
    lines.append("")
equal = "All three find the same sums" if len(set(sums.values())) == 1 else f"The sums differ: {sums}"
lines.append(f"{equal} of agreements, conflicts and differences ({next(iter(sums.values()), '')}).")
said_of_literals = {name: text for name, text in said.items() if "hits" in text}
lines += ["", "What the programs say: " + "; ".join(f"{name}: `{text}`" for name, text in said_of_literals.items()) + "."]
commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
load = " ".join(f"{one:.1f}" for one in os.getloadavg())
head = [
    f"Made by `benches/peers.sh {rounds}` at {commit or 'no commit'}; text: {about}. Machine: {cpu}, {os.cpu_count()} cores, load when done {load}; each pinned to "
    f"one core, medians of {rounds} rounds in turn.",
    "",
]
page = here.parent / "README.md"
before, rest = page.read_text().split("<!-- peers -->", 1)
_, after = rest.split("<!-- /peers -->", 1)
page.write_text(before + "<!-- peers -->\n" + "\n".join(head + lines) + "\n<!-- /peers -->" + after)
print("\n".join(head + lines))
