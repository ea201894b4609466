"""What the package is built on, in Rust."""

from typing import Any

__version__: str

class Table:
    """A table of claims, positions, pairs or statements: Arrow columns, for any program that takes them.

    Its columns are those of the command line's CSV, by the same names, and a day for every date.
    """

    @staticmethod
    def of_texts(columns: list[tuple[str, list[str | None]]]) -> Table:
        """A table from columns of texts."""
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A capsule with the columns, by the Arrow PyCapsule interface."""
    def __len__(self) -> int: ...
    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
    @property
    def notices(self) -> list[str]:
        """What was doubtful."""
    @property
    def errors(self) -> list[str]:
        """What could not be read."""
    def rows(self) -> list[dict[str, Any]]:
        """The rows, each as a dict."""
    def csv(self) -> bytes:
        """The table as the command line writes it as CSV, byte for byte."""

class Core:
    """A codebook that is ready to read; :class:`demarche.Codebook` makes it."""

    def __init__(
        self,
        built_in: list[str],
        files: list[tuple[str, str]],
        actors: list[tuple[str, str]],
        phrases_only: bool,
    ) -> None: ...
    def propositions(self) -> list[tuple[str, str, str]]:
        """The propositions that are looked for: id, topic, wording."""
    def links(self) -> Table:
        """How two stances stand to each other, on one proposition or on two related ones."""
    def actor(self, id: str) -> str | None:
        """The name of an actor that is known by this id."""
    def extract(self, statements: object, said: dict[str, Any]) -> Table:
        """The claims of statements, one a row."""
    def compare(self, claims: list[object], min_confidence: float) -> tuple[Table, Table, Table]:
        """The claims, positions and pairs of tables of claims."""
