#!/usr/bin/env bash
# Builds the Python package and tests it in a fresh environment: pytest and the examples in the docstrings. What cannot be had is said.
# `python/check.sh --release` builds as it is released; without, as the tests of Rust are built, which takes less time after them.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=dev
if [ "${1:-}" = "--release" ]; then profile=release; fi
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  echo "note: there is no Python 3.10 or later; the Python package was not built"
  exit 0
fi
python3 -m venv "$place/venv" || { echo "note: python3 cannot make environments; the Python package was not built"; exit 0; }
python="$place/venv/bin/python"
if ! timeout 180 "$python" -m pip install -q --disable-pip-version-check maturin networkx "pandas>=2.2,<3" polars pyarrow pytest >/dev/null 2>&1; then
  echo "note: maturin and what the tests need could not be installed; the Python package was not built"
  exit 0
fi
"$place/venv/bin/maturin" build -q --locked --profile "$profile" -m python/Cargo.toml --interpreter "$python" -o "$place/wheel"
ls -l "$place/wheel"
"$python" -m pip install -q --disable-pip-version-check --no-index "$place"/wheel/demarche-*.whl
# Away from the sources, so that the installed package is what is tested.
cp -r python/tests "$place/tests"
export DEMARCHE_ROOT="$PWD"
cd "$place"
"$python" -m pytest -q -p no:cacheprovider -rs tests
"$python" -m pytest -q -p no:cacheprovider --doctest-modules --pyargs demarche
