"""What is looked for, and whose names are known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import NamedTuple, Union

from . import _demarche

Source = Union[str, "PathLike[str]"]

#: Those that ship.
BUILT_IN = ("ict", "unga")

#: The codebooks that this process has made ready, by hash: many tasks of one worker share one.
_READY: dict[str, _demarche.Core] = {}


class Proposition(NamedTuple):
    """One thing a State can be for or against."""

    id: str
    topic: str
    wording: str


class Codebook:
    """What is looked for: a built-in codebook by its name (``ict``, ``unga``), TOML files, or folders of them.

    ``add`` holds further TOML files, ``actors`` those with more States and groups; ``phrases_only`` leaves the models out. The files
    are read at once: a codebook that is pickled is whole, and needs no files where it arrives.

    >>> codebook = Codebook()
    >>> codebook.propositions[0].topic != ""
    True
    >>> import pickle
    >>> pickle.loads(pickle.dumps(codebook)).hash == codebook.hash
    True
    """

    def __init__(
        self,
        source: Source | Iterable[Source] = "ict",
        *,
        add: Iterable[Source] = (),
        actors: Iterable[Source] = (),
        phrases_only: bool = False,
    ) -> None:
        sources = [source] if isinstance(source, (str, PathLike)) else list(source)
        self._built_in = [str(one) for one in sources if str(one) in BUILT_IN]
        self._files = _texts(one for one in [*sources, *add] if str(one) not in BUILT_IN)
        self._actors = _texts(actors)
        self._phrases_only = phrases_only
        self._core()

    @property
    def hash(self) -> str:
        """What tells it from all others: a hash of the program's version and of all that was given."""
        told = [_demarche.__version__, self._built_in, self._files, self._actors, self._phrases_only]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def propositions(self) -> list[Proposition]:
        """The propositions that are looked for, in their order."""
        return [Proposition(*one) for one in self._core().propositions()]

    def links(self) -> _demarche.Table:
        """How two stances stand to each other, on one proposition or on two related ones, for those that work out pairs themselves: a row
        for every combination that ``agrees``, ``conflicts`` or ``differs``.

        >>> Codebook().links().columns
        ['proposition_a', 'stance_a', 'proposition_b', 'stance_b', 'kind']
        """
        return self._core().links()

    def actor(self, id: str) -> str | None:
        """The name of the actor with this id.

        >>> Codebook().actor("JPN")
        'Japan'
        """
        return self._core().actor(id)

    def _core(self) -> _demarche.Core:
        key = self.hash
        if key not in _READY:
            _READY[key] = _demarche.Core(self._built_in, self._files, self._actors, self._phrases_only)
        return _READY[key]

    def __repr__(self) -> str:
        return f"Codebook({len(self.propositions)} propositions, {self.hash[:12]})"


def _texts(sources: Iterable[Source]) -> list[tuple[str, str]]:
    """The TOML files that are named, or in a folder that is; each with what it holds."""
    found: list[tuple[str, str]] = []
    for source in sources:
        path = Path(source)
        files = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
        found.extend((str(file), file.read_text(encoding="utf-8")) for file in files)
    return found
