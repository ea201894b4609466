"""Reads statements by States, extracts the claims they make, and shows who agrees with whom, on what, in whose words.

>>> import demarche
>>> claims = demarche.extract("We see no need for a new legally binding instrument.", actor="JPN")
>>> [(row["proposition_id"], row["stance"]) for row in claims.rows()]
[('il.lbi_needed', 'oppose')]

Tables go wherever Arrow goes, without a copy: ``pandas.DataFrame.from_arrow`` (pandas 3) or ``pyarrow.table(claims).to_pandas()``,
``polars.DataFrame(claims)``, ``duckdb.from_arrow(pyarrow.table(claims))``. What is found is what the command line finds, byte for byte.
"""

from ._demarche import Table, __version__
from .codebook import Codebook
from .comparison import Comparison, compare
from .extractor import Extractor, extract

__all__ = ["Codebook", "Comparison", "Extractor", "Table", "__version__", "compare", "extract"]
