#!/usr/bin/env bash
# The program beside others on one text and one table of claims, in one run on one core, rounds in turn: writes benches/README.md.
#
#   benches/peers.sh [ROUNDS]            default 3
#
# Needs Python with its venv module, and ripgrep (`rg`); the Python packages are installed into a folder of their own. What cannot be had
# is left out, and said. Text: ../shared/corpus where it is, else text that examples/many_statements makes.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds="${1:-3}"
work="${PEERS_WORK:-$(mktemp -d)}"
mkdir -p "$work"
target="${CARGO_TARGET_DIR:-target}"
cargo build --release --locked --bin demarche --example peer --example many_statements

if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q --disable-pip-version-check hyperscan spacy pandas networkx duckdb || echo "note: not all Python packages could be installed"
fi
python="$work/venv/bin/python"

# The text: about 4 MB for what is fast, the first half MB of it for what is slow.
if [ -d ../shared/corpus/un-general-debate ]; then
  about="the first speeches of the UN general debate beside the repository"
  find ../shared/corpus/un-general-debate -name '*.txt' | LC_ALL=C sort | head -330 | xargs cat > "$work/long.txt"
else
  about="statements made by examples/many_statements"
  "$target/release/examples/many_statements" "$work/made" 500 60
  find "$work/made" -name '*.txt' | LC_ALL=C sort | xargs cat > "$work/long.txt"
fi
head -c 4000000 "$work/long.txt" | iconv -c -f utf-8 -t utf-8 > "$work/text.txt"
head -c 500000 "$work/text.txt" | iconv -c -f utf-8 -t utf-8 > "$work/short.txt"
"$target/release/demarche" codebook phrases --literals > "$work/literals.txt"
"$target/release/examples/peer" made 1000000 > "$work/claims.csv"
# For ripgrep: whole words, and beginnings of words.
sed -n 's/^ \(.*[^ ]\) $/\\b\1\\b/p; s/^ \(.*[^ ]\)$/\\b\1/p' "$work/literals.txt" > "$work/rg.txt"

exec "$python" benches/peers/run.py "$work" "$target/release" "$rounds" "$about"
