"""Reads ratings from standard input, and writes what other programs make of them.

In: one JSON a line, {"units": [[category or null, one a coder], …], "scale": "nominal" | "ordinal" | "interval"}.
Out: one JSON a line, {"alpha": Krippendorff's alpha or null, "kappa": Cohen's kappa of the first two coders or null}.
Ends with 3 if the programs are not there.
"""

import json
import sys
import warnings

try:
    import krippendorff
    import numpy
    from sklearn.metrics import cohen_kappa_score
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(3)

warnings.filterwarnings("ignore")


def number(value):
    return None if value is None or not numpy.isfinite(value) else float(value)


for line in sys.stdin:
    asked = json.loads(line)
    units = asked["units"]
    table = numpy.array([[numpy.nan if one is None else one for one in unit] for unit in units], dtype=float).T
    try:
        alpha = krippendorff.alpha(reliability_data=table, level_of_measurement=asked["scale"])
    except ValueError:
        alpha = None
    both = [(unit[0], unit[1]) for unit in units if unit[0] is not None and unit[1] is not None]
    kappa = cohen_kappa_score([a for a, _ in both], [b for _, b in both]) if both else None
    print(json.dumps({"alpha": number(alpha), "kappa": number(kappa)}))
