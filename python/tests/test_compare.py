"""What claims say together does not depend on how they are shared out."""

import random

import polars
import pyarrow
import pytest
from test_extract import STATEMENTS, TEXT

import demarche

MANY = [
    {"doc_id": f"{actor}-{year}", "actor": actor, "date": str(year), "text": text}
    for at, actor in enumerate(["JPN", "FRA", "CUB", "RUS", "BRA"])
    for year in (2019, 2020)
    for text in [TEXT + (" We support a Programme of Action." if at % 2 else " We reject a Programme of Action.")]
]


def test_neither_order_nor_partition_matters():
    claims = pyarrow.table(demarche.extract(MANY))
    whole = demarche.compare(claims)
    assert len(whole.pairs) == 10
    places = list(range(len(claims)))
    for seed in range(5):
        random.Random(seed).shuffle(places)
        mixed = claims.take(places)
        parts = [mixed.slice(start, 3) for start in range(0, len(mixed), 3)]
        again = demarche.compare(parts)
        assert (again.positions.csv(), again.pairs.csv()) == (whole.positions.csv(), whole.pairs.csv())


def test_statements_read_apart_say_the_same_together():
    whole = demarche.compare(demarche.extract(MANY, coverage=True))
    apart = demarche.compare([demarche.extract(MANY[:3], coverage=True), demarche.extract(MANY[3:], coverage=True)])
    assert (apart.positions.csv(), apart.pairs.csv()) == (whole.positions.csv(), whole.pairs.csv())
    assert whole.positions.rows()[0]["coverage"] is not None
    # Through another program the claims alone arrive, and they do not tell coverage.
    alone = demarche.compare(polars.DataFrame(demarche.extract(MANY, coverage=True)))
    assert {row["coverage"] for row in alone.positions.rows()} == {None}


def test_what_cannot_be_compared_is_refused():
    claims = demarche.extract(STATEMENTS)
    with pytest.raises(ValueError, match="comes twice"):
        demarche.compare([claims, claims])
    with pytest.raises(ValueError, match="no column `doc_id`"):
        demarche.compare(pyarrow.table(claims).drop_columns(["doc_id"]))
    with pytest.raises(ValueError, match="no probability"):
        demarche.compare(claims, min_confidence=2)
    assert len(demarche.compare(claims, min_confidence=1.0).positions) < len(demarche.compare(claims).positions)


def test_graphs():
    found = demarche.compare(demarche.extract(MANY))
    graph = found.graph()
    assert set(graph.nodes) == {"JPN", "FRA", "CUB", "RUS", "BRA"}
    assert graph.nodes["JPN"]["label"] == "Japan"
    assert graph.number_of_edges() == len(found.pairs)
    assert graph.edges["JPN", "CUB"]["weight"] > graph.edges["JPN", "FRA"]["weight"]
    positions = found.positions_graph()
    assert positions.edges[("actor", "JPN"), ("proposition", "il.applies")]["stance"] == "support"
    assert {data["bipartite"] for _, data in positions.nodes(data=True)} == {0, 1}
