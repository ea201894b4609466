"""What Python finds is what the command line finds, from whatever the statements come in."""

import concurrent.futures
import copy
import datetime
import pickle
import time

import pandas
import polars
import pyarrow
import pytest
from conftest import ACTORS, SAMPLE

import demarche

TEXT = "Existing international law applies in cyberspace."
STATEMENTS = [
    {"doc_id": "a", "actor": "JPN", "date": "2019-09-09", "text": TEXT + " We support a Programme of Action."},
    {"doc_id": "b", "actor": "Cuba", "date": "2020", "text": "We see no need for a new treaty. We reject a Programme of Action."},
]


def known(command):
    """Who speaks in each file of the sample, and when: what the command line makes of names and title blocks."""
    import csv
    import io

    manifest = csv.DictReader(io.StringIO(command("scan", SAMPLE, "--actors", ACTORS).decode()))
    return {row["path"]: row for row in manifest}


def test_claims_are_those_of_the_command_line_byte_for_byte(codebook, command):
    """All sixteen statements of the sample, with all columns."""
    statements = []
    for path, row in known(command).items():
        statement = {"doc_id": path.rsplit("/", 1)[1].rsplit(".", 1)[0], "source": path, "text": open(path, "rb").read().decode()}
        statement.update({field: row[field] or None for field in ("actor", "group", "date", "forum", "title")})
        statements.append(statement)
    assert len(statements) == 16
    written = command("claims", SAMPLE, "--actors", ACTORS, "-f", "csv")
    found = demarche.extract(statements, codebook=codebook).csv()
    assert len(written.splitlines()) > 100
    assert found == written


def test_positions_and_pairs_are_those_of_the_command_line(codebook, command, tmp_path):
    written = command("claims", SAMPLE, "--actors", ACTORS, "-f", "csv")
    (tmp_path / "claims.csv").write_bytes(written)
    command("compare", "--from-claims", tmp_path / "claims.csv", "--actors", ACTORS, "-o", tmp_path / "out")
    claims = pyarrow.Table.from_pandas(pandas.read_csv(tmp_path / "claims.csv", dtype=str, keep_default_na=False))
    found = demarche.compare(claims, codebook=codebook)
    for name in ("positions", "pairs"):
        assert getattr(found, name).csv() == (tmp_path / "out" / f"{name}.csv").read_bytes(), name


def test_all_ways_in_give_the_same():
    expected = demarche.extract(STATEMENTS).rows()
    assert [row["stance"] for row in expected].count("oppose") >= 1
    frame = pandas.DataFrame(STATEMENTS)
    ways = {
        "pyarrow": pyarrow.Table.from_pylist(STATEMENTS),
        "chunks": pyarrow.Table.from_batches([batch for row in STATEMENTS for batch in pyarrow.Table.from_pylist([row]).to_batches()]),
        "large": pyarrow.Table.from_pylist(STATEMENTS).cast(pyarrow.schema([(name, pyarrow.large_string()) for name in STATEMENTS[0]])),
        "dictionary": pyarrow.Table.from_pandas(frame.astype({"actor": "category", "text": "category"})),
        "pandas": frame,
        "polars": polars.DataFrame(STATEMENTS),
    }
    for name, table in ways.items():
        assert demarche.extract(table).rows() == expected, name


def test_columns_can_be_named_and_dates_be_dates():
    frame = pandas.DataFrame({"id": [7, 8], "who": ["JPN", "FRA"], "day": pandas.to_datetime(["2019-09-09", None]), "said": [TEXT, TEXT]})
    found = demarche.extract(frame, id_column="id", actor_column="who", date_column="day", text_column="said").rows()
    assert [(row["doc_id"], row["holder"], row["date"], row["day"]) for row in found] == [
        ("7", "JPN", "2019-09-09", datetime.date(2019, 9, 9)),
        ("8", "FRA", None, None),
    ]
    with pytest.raises(ValueError, match="did you mean `said`"):
        demarche.extract(frame, id_column="id", text_column="sad")


def test_ways_out():
    claims = demarche.extract(STATEMENTS)
    expected = claims.rows()
    assert len(claims) == len(expected) > 2
    assert pyarrow.table(claims).to_pylist() == expected
    assert polars.DataFrame(claims).to_dicts() == expected
    assert list(pyarrow.table(claims).to_pandas()["claim_id"]) == [row["claim_id"] for row in expected]
    # A stream can be asked for again: the table keeps its columns.
    assert pyarrow.table(claims).equals(pyarrow.table(claims))


def test_a_statement_that_cannot_be_read_is_told():
    wrong = [*STATEMENTS, {"doc_id": "c", "actor": "Atlantis", "text": TEXT}]
    with pytest.raises(ValueError, match="Atlantis"):
        demarche.extract(wrong)
    with pytest.warns(UserWarning, match="Atlantis"):
        assert demarche.extract(wrong, errors="warn").rows() == demarche.extract(STATEMENTS).rows()
    with pytest.raises(ValueError, match="two statements are called `a`"):
        demarche.extract([STATEMENTS[0], STATEMENTS[0]])
    with pytest.raises(TypeError, match="__arrow_c_stream__.*not object"):
        demarche.extract(object())
    with pytest.raises(TypeError, match="'txt'"):
        demarche.extract([{"txt": "?"}])


def test_the_language_can_be_given():
    text = "Le droit international s'applique au cyberespace."
    told = demarche.extract([{"actor": "FRA", "text": text, "language": "fr"}]).rows()
    assert [row["proposition_id"] for row in told] == ["il.applies"]


def test_what_is_pickled_works_elsewhere(codebook):
    extractor = demarche.Extractor(codebook)
    again = pickle.loads(pickle.dumps(extractor))
    assert again.codebook.hash == extractor.codebook.hash != demarche.Codebook().hash
    assert copy.deepcopy(again).extract(STATEMENTS).rows() == extractor.extract(STATEMENTS).rows()
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        found = list(pool.map(_rows, [again, again]))
    assert found[0] == found[1] == extractor.extract(STATEMENTS).rows()


def _rows(extractor):
    return extractor.extract(STATEMENTS).rows()


def test_other_threads_run_meanwhile():
    many = [{"doc_id": str(at), "actor": "JPN", "text": STATEMENTS[0]["text"] * 40} for at in range(400)]
    extractor = demarche.Extractor()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        running = pool.submit(extractor.extract, many)
        turns = 0
        while not running.done():
            time.sleep(0.001)
            turns += 1
    assert len(running.result()) >= 400
    assert turns > 5


def test_a_codebook_of_ones_own(tmp_path):
    (tmp_path / "own.toml").write_text(
        """
[codebook]
id = "own"
title = "Own"
languages = ["en"]

[[proposition]]
id = "tea"
topic = "Tea"
wording = "Tea is served."
names = ["tea"]
context = "own"
supports = ["We support tea."]
opposes = ["We oppose tea."]
silent = ["We support coffee."]
"""
    )
    own = demarche.Codebook(tmp_path / "own.toml")
    assert [one.id for one in own.propositions] == ["tea"]
    (tmp_path / "own.toml").unlink()
    arrived = pickle.loads(pickle.dumps(own))
    assert [row["stance"] for row in demarche.extract("We oppose tea.", actor="FRA", codebook=arrived).rows()] == ["oppose"]
    (tmp_path / "own.toml").write_text("[codebook]\nid = 3\n")
    with pytest.raises(ValueError, match="own.toml"):
        demarche.Codebook(tmp_path / "own.toml")
