"""Positions and pairs of actors by DuckDB on one thread: processor seconds without reading the table, and the sums."""

import sys
import time

import duckdb

base = duckdb.connect()
base.execute("SET threads = 1")
base.execute(f"CREATE TABLE claims AS SELECT * FROM read_csv('{sys.argv[1]}')")
start = time.process_time()
row = base.execute("""
WITH sums AS (
    SELECT actor, proposition, stance, sum(strength) AS strength, max(date) AS latest FROM claims GROUP BY ALL
), positions AS (
    SELECT actor, proposition, arg_max(stance, (stance <> 2, strength, latest, stance)) AS stance FROM sums GROUP BY ALL
), pairs AS (
    SELECT a.actor AS a, b.actor AS b,
        count(*) FILTER ((a.stance < 3) = (b.stance < 3) AND a.stance <> 3 AND b.stance <> 3) AS agree,
        count(*) FILTER ((a.stance < 3) <> (b.stance < 3) AND a.stance <> 3 AND b.stance <> 3 AND a.stance <> 4 AND b.stance <> 4) AS conflict,
        count(*) FILTER ((a.stance < 3) <> (b.stance < 3) AND a.stance <> 3 AND b.stance <> 3 AND (a.stance = 4 OR b.stance = 4)) AS differ
    FROM positions a JOIN positions b ON a.proposition = b.proposition AND a.actor < b.actor GROUP BY ALL
)
SELECT count(*), sum(agree), sum(conflict), sum(differ) FROM pairs
""").fetchone()
print(f"work={time.process_time() - start:.4f} pairs={row[0]} agree={row[1]} conflict={row[2]} differ={row[3]}")
