"""The same networks as `examples/network_speed.rs`, as a researcher writes them with pandas and NetworkX.

    cargo run --release --example network_speed -- csv 100000 > coding.csv
    python examples/network_speed.py coding.csv

Two ways: joining every two statements on a proposition (the usual way), and counting first (the clever way).
"""

import resource
import sys
import time

import networkx as nx
import numpy as np
import pandas as pd


def joined(coding):
    """Every pair of statements on the same proposition, then sums by pair of actors, then a graph."""
    pairs = coding.merge(coding, on="proposition", suffixes=("_a", "_b"))
    pairs = pairs[pairs["actor_a"] < pairs["actor_b"]]
    distance = (pairs["level_a"] - pairs["level_b"]).abs() / 2
    pairs = pairs.assign(conflict=distance, congruence=1 - distance)
    ties = pairs.groupby(["actor_a", "actor_b"], observed=True)[["congruence", "conflict"]].sum().reset_index()
    ties["subtract"] = ties["congruence"] - ties["conflict"]
    return nx.from_pandas_edgelist(ties, "actor_a", "actor_b", ["congruence", "conflict", "subtract"])


def counted(coding):
    """Counts by actor, proposition and level, then products of matrices, then a graph."""
    counts = coding.groupby(["actor", "proposition", "level"], observed=True).size().unstack("level", fill_value=0)
    levels = {level: counts[level].unstack("proposition", fill_value=0).to_numpy(float) for level in counts.columns}
    actors = counts.index.get_level_values("actor").unique().sort_values()
    conflict = sum(x @ y.T * abs(a - b) / 2 for a, x in levels.items() for b, y in levels.items())
    congruence = sum(x @ y.T * (1 - abs(a - b) / 2) for a, x in levels.items() for b, y in levels.items())
    graph = nx.Graph()
    for a, b in zip(*np.triu_indices(len(actors), 1)):
        c, d = congruence[a, b], conflict[a, b]
        graph.add_edge(actors[a], actors[b], congruence=c, conflict=d, subtract=c - d)
    return graph


def main():
    coding = pd.read_csv(sys.argv[1])
    for name in sys.argv[2:] or ["joined", "counted"]:
        before, cpu = time.perf_counter(), time.process_time()
        graph = {"joined": joined, "counted": counted}[name](coding)
        took, cpu = time.perf_counter() - before, time.process_time() - cpu
        total = sum(data["congruence"] + data["conflict"] for _, _, data in graph.edges(data=True))
        net = sum(data["subtract"] for _, _, data in graph.edges(data=True))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{len(coding)} statements, {name}: {took:.3f} s ({cpu:.3f} s of processor), at most {peak} MB; sums {2 * total} and {2 * net}")


main()
