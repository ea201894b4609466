"""Positions and pairs by SQL on one machine, with DuckDB: the same as `demarche compare` gives.

    python compare.py CLAIMS.parquet [ACTORS.toml …]

CLAIMS is what `demarche claims -f parquet` or the Spark job wrote: a file, or a folder.
"""

import sys
from pathlib import Path

import duckdb
import pyarrow

import demarche

HERE = Path(__file__).resolve().parent


def compare(path, codebook):
    """The connection with the tables `claims`, `positions` and `pairs`."""
    base = duckdb.connect()
    files = str(Path(path) / "*.parquet") if Path(path).is_dir() else str(path)
    base.read_parquet(files).create_view("claims")
    base.register("links", pyarrow.table(codebook.links()))
    for table in ("positions", "pairs"):
        base.execute(f"CREATE TABLE {table} AS {(HERE / f'{table}.sql').read_text()}")
    return base


if __name__ == "__main__":
    base = compare(sys.argv[1], demarche.Codebook(actors=sys.argv[2:]))
    print(base.sql("SELECT * FROM positions ORDER BY actor, proposition_id, via LIMIT 20"))
    print(base.sql("SELECT * FROM pairs ORDER BY score DESC, state_a, state_b LIMIT 20"))
