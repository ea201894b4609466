"""Claims in, who stands where and who agrees with whom out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ._demarche import Table
from .codebook import Codebook
from .extractor import Extractor

if TYPE_CHECKING:
    import networkx


class Comparison:
    """What claims say together: three tables, and graphs of them."""

    def __init__(self, claims: Table, positions: Table, pairs: Table) -> None:
        #: What was said: one row a claim.
        self.claims = claims
        #: Who stands where: one row an actor and proposition.
        self.positions = positions
        #: Who agrees and conflicts with whom, on what: one row a pair of actors.
        self.pairs = pairs

    def graph(self) -> networkx.Graph:
        """The actors as a NetworkX graph: an edge for each pair that shares something, with all columns of ``pairs``; ``weight`` is
        agreements less conflicts.

        >>> said = [{"actor": actor, "text": "Existing international law applies in cyberspace."} for actor in ("FRA", "JPN")]
        >>> graph = compare(Extractor().extract(said)).graph()
        >>> graph.edges["FRA", "JPN"]["n_agree"], graph.nodes["JPN"]["label"]
        (1, 'Japan')
        """
        import networkx

        graph = networkx.Graph()
        for row in self.positions.rows():
            if _is_own(row):
                graph.add_node(row["state_iso3"], label=row["state"])
        for row in self.pairs.rows():
            weight = row["n_agree"] - row["n_conflict"]
            graph.add_edge(row["state_a"], row["state_b"], weight=weight, **_known(row, ("state_a", "state_b")))
        return graph

    def positions_graph(self) -> networkx.Graph:
        """Actors and propositions as a NetworkX graph: an edge for each position that an actor took itself, with all its columns.

        Nodes are ``("actor", id)`` and ``("proposition", id)``.
        """
        import networkx

        graph = networkx.Graph()
        for row in self.positions.rows():
            if _is_own(row):
                actor, proposition = ("actor", row["state_iso3"]), ("proposition", row["proposition_id"])
                graph.add_node(actor, label=row["state"], bipartite=0)
                graph.add_node(proposition, label=row["proposition"], topic=row["topic"], bipartite=1)
                graph.add_edge(actor, proposition, **_known(row, ("state_iso3", "state", "proposition", "topic")))
        return graph

    def __repr__(self) -> str:
        return f"Comparison({len(self.claims)} claims, {len(self.positions)} positions, {len(self.pairs)} pairs)"


def compare(
    claims: Any | Sequence[Any],
    *,
    codebook: Codebook | None = None,
    min_confidence: float = 0.0,
) -> Comparison:
    """What claims say together.

    ``claims`` is a table as :func:`extract` gives it or ``demarche claims`` writes it, in any form that has Arrow columns, or a list of
    such tables. Neither their order matters, nor how claims are shared out among them; a claim that comes twice is refused. Coverage is
    known if the tables come straight from :func:`extract`.

    >>> said = [{"actor": "FRA", "text": "We support a Programme of Action."}, {"actor": "JPN", "text": "We support a Programme of Action."}]
    >>> compare(Extractor().extract(said)).pairs.rows()[0]["n_agree"] > 0
    True
    """
    if not 0.0 <= min_confidence <= 1.0:
        raise ValueError(f"{min_confidence} is no probability; give a number from 0 to 1")
    tables = list(claims) if isinstance(claims, (list, tuple)) else [claims]
    chosen = codebook if codebook is not None else Codebook()
    return Comparison(*chosen._core().compare(tables, min_confidence))


def _is_own(row: dict[str, Any]) -> bool:
    """Whether the actor took the position itself, and not its group."""
    return row["via"] != "group" or row["group"] == row["state_iso3"]


def _known(row: dict[str, Any], but: tuple[str, ...]) -> dict[str, Any]:
    """The cells of a row that hold something, without some."""
    return {name: value for name, value in row.items() if value is not None and name not in but}
