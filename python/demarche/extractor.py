"""Statements in, their claims out."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union

from ._demarche import Table
from .codebook import Codebook

#: A text, several texts, several statements as dicts, or anything with Arrow columns (a DataFrame of pandas or Polars, a pyarrow table).
Statements = Union[str, Sequence[Union[str, Mapping[str, Any]]], Any]

_FIELDS = ("doc_id", "actor", "date", "language", "group", "forum", "title", "source", "text")


class Extractor:
    """Extracts claims with one codebook. It can be pickled, so that it goes to other processes as it is.

    >>> extractor = Extractor()
    >>> statements = [
    ...     {"doc_id": "one", "actor": "JPN", "date": "2021-05-28", "text": "Existing international law applies in cyberspace."},
    ...     {"doc_id": "two", "actor": "CUB", "text": "We reject the application of the law of armed conflict to cyberspace."},
    ... ]
    >>> [(row["doc_id"], row["holder"], row["date"]) for row in extractor.extract(statements).rows()][0]
    ('one', 'JPN', '2021-05-28')
    """

    def __init__(self, codebook: Codebook | None = None) -> None:
        self.codebook = codebook if codebook is not None else Codebook()

    def extract(
        self,
        statements: Statements,
        *,
        actor: str | None = None,
        date: str | None = None,
        language: str | None = None,
        text_column: str | None = None,
        actor_column: str | None = None,
        date_column: str | None = None,
        language_column: str | None = None,
        id_column: str | None = None,
        coverage: bool = False,
        errors: Literal["raise", "warn"] = "raise",
    ) -> Table:
        """The claims of statements, by statement and place.

        ``statements`` is a text; a list of texts, or of dicts with ``text`` and what is known besides (``doc_id``, ``actor``, ``date``,
        ``language``, ``group``, ``forum``, ``title``, ``source``); or a DataFrame or Arrow table with one statement a row. Its columns
        are found by their usual names (text, actor or state, date; ``doc_id``), unless they are named. ``actor``, ``date`` and
        ``language`` hold for texts, and for dicts that do not say. A language that is not given is told from the words.

        With ``coverage=True`` it is also found out how much of what is said the codebook holds, for :func:`demarche.compare`; this takes
        several times as long.

        A statement that cannot be read (its actor is unknown, it has no words) is a ``ValueError``; with ``errors="warn"`` a warning, and
        the others are read. Other threads of Python run meanwhile.

        >>> len(Extractor().extract(["We agree.", "The weather is fine."], actor="FRA"))
        0
        """
        columns: dict[str, Any] = {
            "text": text_column,
            "actor": actor_column,
            "date": date_column,
            "language": language_column,
            "doc_id": id_column,
            "coverage": coverage,
        }
        if isinstance(statements, str):
            statements = [statements]
        if not hasattr(statements, "__arrow_c_stream__"):
            if not isinstance(statements, Sequence):
                raise TypeError(
                    "statements are a text, a list of texts or dicts, or a table with Arrow columns (one that has __arrow_c_stream__), "
                    f"not {type(statements).__name__}"
                )
            statements = _table(statements, {"actor": actor, "date": date, "language": language})
            columns["language"] = "language"
        elif actor is not None or date is not None or language is not None:
            raise TypeError("a table says itself who speaks, when and in which language: give it such columns")
        claims = self.codebook._core().extract(statements, columns)
        if claims.errors and errors == "raise":
            raise ValueError("\n".join(claims.errors[:10]))
        for error in claims.errors:
            warnings.warn(error, stacklevel=2)
        return claims

    def __repr__(self) -> str:
        return f"Extractor({self.codebook!r})"


def extract(statements: Statements, *, codebook: Codebook | None = None, **options: Any) -> Table:
    """The claims of statements: :meth:`Extractor.extract` with the built-in codebook, or another.

    >>> table = extract("Nous estimons que le droit international s'applique au cyberespace.", actor="FRA", language="fr")
    >>> table.columns[:3]
    ['claim_id', 'doc_id', 'source']
    """
    return Extractor(codebook).extract(statements, **options)


def _table(statements: Sequence[str | Mapping[str, Any]], known: Mapping[str, str | None]) -> Table:
    """Texts and dicts as columns. A statement without a name is counted, from 1."""
    rows: list[dict[str, Any]] = []
    for at, one in enumerate(statements, 1):
        said = {"text": one} if isinstance(one, str) else dict(one)
        unknown = set(said) - set(_FIELDS)
        if unknown:
            raise TypeError(f"a statement has no {sorted(unknown)[0]!r}: it has {', '.join(_FIELDS)}")
        said = {field: value for field, value in said.items() if value is not None}
        rows.append({"doc_id": str(at), **{field: value for field, value in known.items() if value is not None}, **said})
    return Table.of_texts([(field, [None if row.get(field) is None else str(row[field]) for row in rows]) for field in _FIELDS])
