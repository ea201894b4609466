"""Positions and pairs of actors by pandas, and the graph by NetworkX: processor seconds without reading the table, and the sums."""

import sys
import time

import networkx
import numpy
import pandas

claims = pandas.read_csv(sys.argv[1])
start = time.process_time()
sums = claims.groupby(["actor", "proposition", "stance"]).agg(strength=("strength", "sum"), latest=("date", "max")).reset_index()
# What an actor does (stance 2) decides only if it never said what it holds.
sums["said"] = sums.stance != 2
sums = sums.sort_values(["actor", "proposition", "said", "strength", "latest", "stance"])
positions = sums.groupby(["actor", "proposition"]).stance.last().reset_index()
# 0–2 are for, 3 takes no side, 4 is a reservation, 5 is against.
pairs = positions.merge(positions, on="proposition")
pairs = pairs[pairs.actor_x < pairs.actor_y]
a, b = pairs.stance_x.to_numpy(), pairs.stance_y.to_numpy()
sided = (a != 3) & (b != 3)
same = (a < 3) == (b < 3)
reserved = (a == 4) | (b == 4)
pairs["agree"], pairs["conflict"], pairs["differ"] = sided & same, sided & ~same & ~reserved, sided & ~same & reserved
counts = pairs.groupby(["actor_x", "actor_y"])[["agree", "conflict", "differ"]].sum().reset_index()
table = time.process_time() - start
graph = networkx.Graph()
for row in counts.itertuples():
    graph.add_edge(row.actor_x, row.actor_y, agree=row.agree, conflict=row.conflict, differ=row.differ)
work = time.process_time() - start
total = counts[["agree", "conflict", "differ"]].to_numpy().sum(axis=0).astype(numpy.int64)
print(f"work={work:.4f} table={table:.4f} pairs={graph.number_of_edges()} agree={total[0]} conflict={total[1]} differ={total[2]}")
