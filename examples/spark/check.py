"""Proves the Spark job on this machine: a standalone master, one worker, two, and two of which one is killed in the middle.

    python check.py --demarche target/release/demarche [--statements 4000]

Needs Java 17 and, in this Python: demarche (the wheel), pyspark, pyarrow, pandas, duckdb. Compares the claims with those of the command
line by a hash of the sorted rows (all columns but `source`, the path, which differs), and positions and pairs, by `demarche compare
--from-claims` and by SQL in Spark and in DuckDB. Prints how long each run took. Ends with 1 if anything differs.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pyspark

import demarche

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ACTORS = ROOT / "data" / "sample" / "actors.toml"
SPARK = Path(pyspark.__file__).parent
STATES = ["XNE", "XTO", "XEL", "XHE", "XKE", "XSE", "XOS", "XPE", "XQU", "XVA", "XTU"]

sys.path.insert(0, str(ROOT / "examples" / "duckdb"))


def statements(number):
    """So many statements in the words of the sample, by its invented States, each with a date and a length of its own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "sample").rglob("*")) if path.suffix in {".md", ".txt"}]
    paragraphs = [part for text in texts for part in text.split("\n\n") if len(part) > 200]
    for at in range(number):
        words = "\n\n".join(paragraphs[(at * 7 + step) % len(paragraphs)] for step in range(5 + at % 17))
        date = f"{2010 + at % 15}-{1 + at % 12:02}-{1 + at % 28:02}"
        yield {"doc_id": f"s{at:06}", "actor": STATES[at % len(STATES)], "date": date, "text": words}


def digest(rows):
    """A hash of sorted rows, without the path and the days."""
    kept = sorted(json.dumps([value for name, value in sorted(row.items()) if name not in ("source", "day")]) for row in rows)
    return hashlib.sha256("\n".join(kept).encode()).hexdigest()[:16], len(kept)


def of_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


class Cluster:
    """A standalone master and workers of one core each, on the loopback."""

    def __init__(self, folder, workers, port):
        self.url, self.running = f"spark://127.0.0.1:{port}", []
        self.environment = {
            **os.environ,
            "SPARK_HOME": str(SPARK),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_DRIVER_PYTHON": sys.executable,
        }
        of = "org.apache.spark.deploy"
        self.start(folder, f"{of}.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", port + 1)
        time.sleep(5)
        for at in range(workers):
            place = ["--host", "127.0.0.1", "--work-dir", folder / f"work-{port}-{at}", "--webui-port", port + 2 + at]
            self.start(folder, f"{of}.worker.Worker", "--cores", 1, "--memory", "1500m", *place, self.url)
        time.sleep(5)

    def start(self, folder, kind, *arguments):
        log = open(folder / f"{kind.rsplit('.', 1)[1]}-{len(self.running)}.log", "w", encoding="utf-8")
        command = [SPARK / "bin" / "spark-class", kind, *arguments]
        started = subprocess.Popen([str(one) for one in command], env=self.environment, stdout=log, stderr=log, start_new_session=True)
        self.running.append(started)

    def kill(self, at):
        """Kills a process and all that it started, at once."""
        started = self.running.pop(at)
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()

    def stop(self):
        while self.running:
            self.kill(-1)

    def submit(self, folder, source, out, killed_after=None):
        """Runs the job; how long it took, in seconds from its start to its end."""
        options = {
            "spark.executor.cores": 1,
            "spark.executor.memory": "1g",
            "spark.executorEnv.RAYON_NUM_THREADS": 1,
            "spark.sql.execution.arrow.maxRecordsPerBatch": 200,
            "spark.sql.files.maxPartitionBytes": "256k",
            "spark.sql.files.openCostInBytes": 0,
            "spark.ui.enabled": "false",
        }
        given = [part for name, value in options.items() for part in ("--conf", f"{name}={value}")]
        command = [SPARK / "bin" / "spark-submit", "--master", self.url, *given, HERE / "claims.py", source, out, ACTORS]
        log = open(folder / f"{Path(out).name}.log", "w", encoding="utf-8")
        begun = time.monotonic()
        job = subprocess.Popen([str(one) for one in command], env=self.environment, stdout=log, stderr=log)
        if killed_after is not None:
            # In the middle: when the first tasks have written and others have not.
            while job.poll() is None and len(list(Path(out).rglob("part-*"))) < killed_after:
                time.sleep(0.05)
            if job.poll() is None:
                self.kill(-1)
                print(f"  a worker was killed after {time.monotonic() - begun:.1f} s, with {killed_after} parts written")
            else:
                print("  the job ended before a worker could be killed: take more statements")
        if job.wait() != 0:
            raise SystemExit(f"the job failed: see {log.name}")
        return time.monotonic() - begun


def own(rows):
    """Positions that actors took themselves."""
    return [row for row in rows if row["via"] != "group" or row["group"] == row["state_iso3"]]


def same_by_sql(positions, pairs, folder):
    """Whether tables by SQL are those of the command line, number by number."""
    of_positions = {
        (row["state_iso3"], row["via"], row["proposition_id"], row["stance"], int(row["strength"]), row["score"], row["consistency"],
         int(row["n_claims"]), row["first_date"], row["last_date"])
        for row in own(of_csv((folder / "positions.csv").read_bytes()))
    }
    fixed = lambda number: f"{number:.3f}".replace("-0.000", "0.000")  # noqa: E731
    by_sql = {(a, v, p, s, int(n), fixed(x), fixed(c), int(k), f or "", l or "") for a, v, p, s, n, x, c, k, f, l in positions}
    of_pairs = {
        (row["state_a"], row["state_b"], *(int(row[name]) for name in ("n_shared", "n_agree", "n_conflict", "n_differ")), row["score"])
        for row in of_csv((folder / "pairs.csv").read_bytes())
    }
    pairs_by_sql = {(a, b, int(n), int(g), int(c), int(d), fixed(s)) for a, b, n, g, c, d, s in pairs}
    return len(of_positions) > 10 and of_positions == by_sql and len(of_pairs) > 10 and of_pairs == pairs_by_sql


def spark_sql(out, codebook):
    """Positions and pairs by the same SQL in Spark, in this process."""
    os.environ.update({"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable})
    session = pyspark.sql.SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", 7).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.read.parquet(str(out)).createOrReplaceTempView("claims")
    session.createDataFrame(pyarrow.table(codebook.links()).to_pandas()).createOrReplaceTempView("links")
    tables = []
    for name in ("positions", "pairs"):
        table = session.sql((ROOT / "examples" / "duckdb" / f"{name}.sql").read_text())
        table.createOrReplaceTempView(name)
        tables.append([tuple(row) for row in table.collect()])
    session.stop()
    return tables


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--demarche", required=True)
    arguments.add_argument("--statements", type=int, default=4000)
    arguments.add_argument("--port", type=int, default=17077)
    chosen = arguments.parse_args()
    from compare import compare

    codebook, wrong = demarche.Codebook(actors=[ACTORS]), []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rows = list(statements(chosen.statements))
        (folder / "statements").mkdir()
        step = -(-len(rows) // 16)
        for at in range(0, len(rows), step):
            pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows[at : at + step]), folder / "statements" / f"part-{at:06}.parquet")
        with open(folder / "statements.jsonl", "w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
        print(f"{len(rows)} statements, {sum(len(row['text']) for row in rows) / 1e6:.1f} MB; load {os.getloadavg()}")

        def command(*given):
            ended = subprocess.run([chosen.demarche, *map(str, given)], capture_output=True, check=False)
            if ended.returncode:
                raise SystemExit(ended.stderr.decode())
            return ended.stdout

        options = ["--id-column", "doc_id", "--actors", ACTORS, "-f", "csv"]
        begun = time.monotonic()
        expected = digest(of_csv(command("claims", folder / "statements.jsonl", *options)))
        print(f"command line: {expected[1]} claims, hash {expected[0]}, {time.monotonic() - begun:.1f} s")
        times = {}
        for name, workers, killed_after in (("one", 1, None), ("two", 2, None), ("killed", 2, 2)):
            cluster = Cluster(folder, workers, chosen.port + 10 * len(times))
            try:
                times[name] = cluster.submit(folder, folder / "statements", folder / name, killed_after)
            finally:
                cluster.stop()
            table = pyarrow.parquet.read_table(folder / name)
            found = digest(of_csv(demarche.compare(table, codebook=codebook).claims.csv()))
            if found != expected:
                wrong.append(name)
            print(f"{name}: {found[1]} claims, hash {found[0]}, {times[name]:.1f} s; load {os.getloadavg()[0]:.1f}")
        print(f"two workers are {times['one'] / times['two']:.2f} times as fast as one, start-up included")

        table = pyarrow.parquet.read_table(folder / "killed")
        (folder / "claims.csv").write_bytes(demarche.compare(table, codebook=codebook).claims.csv())
        command("compare", "--from-claims", folder / "claims.csv", "--actors", ACTORS, "-o", folder / "out")
        base = compare(folder / "killed", codebook)
        sql = {"DuckDB": [base.sql(f"SELECT * FROM {name}").fetchall() for name in ("positions", "pairs")]}
        sql["Spark"] = spark_sql(folder / "killed", codebook)
        for engine, (positions, pairs) in sql.items():
            same = same_by_sql(positions, pairs, folder / "out")
            print(f"{engine}: {len(positions)} positions and {len(pairs)} pairs by SQL {'are' if same else 'ARE NOT'} those of the command line")
            if not same:
                wrong.append(engine)
    if wrong:
        raise SystemExit(f"these differ: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
