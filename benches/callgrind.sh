#!/usr/bin/env bash
# How many instructions the program takes for the sample corpus: a figure that does not depend on the machine's load. Writes it into
# benches/README.md; one that has grown by more than a few in a hundred since the last commit asks for a reason.
set -euo pipefail
cd "$(dirname "$0")/.."
work="$(mktemp -d)"
target="${CARGO_TARGET_DIR:-target}"
cargo build --release --locked --bin demarche
RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file="$work/out" \
  "$target/release/demarche" claims data/sample --actors data/sample/actors.toml -o "$work/claims.csv" 2> "$work/said" || { cat "$work/said"; exit 1; }
count="$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/said")"
bytes="$(cat data/sample/*.txt data/sample/*.md 2>/dev/null | wc -c)"
line="\`demarche claims data/sample\`: $(printf "%'d" "$count") instructions ($(rustc --version | cut -d' ' -f1,2), $bytes bytes of statements)."
python3 - "$line" <<'PY'
import pathlib, sys
page = pathlib.Path("benches/README.md")
before, rest = page.read_text().split("<!-- callgrind -->", 1)
after = rest.split("<!-- /callgrind -->", 1)[1]
page.write_text(before + "<!-- callgrind -->\n" + sys.argv[1] + "\n<!-- /callgrind -->" + after)
PY
echo "$line"
