//! Every export is read again by a program that people use, and nothing is lost: nodes, edges, weights, columns, hostile labels.
//!
//! The programs are Graphviz, and Python with NetworkX, igraph, pandas and lxml; what is not installed is named and counted. The
//! Python to use can be named in `DEMARCHE_PYTHON`. `cargo test --test exports -- --nocapture` prints the table.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod made_up;
mod support;

use demarche::analyse::attributes;
use demarche::export::networks::About;
use demarche::export::{FORMATS, Filter, Nodes, Ties, View, ViewKind, Weighs};
use demarche::link::claim_links;
use demarche::model::{Attribute, Comparison, Criticism, Document, Interval, Link, Metadata, Network, Stance, Value};
use demarche::text::Span;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use support::{Run, root, scratch};

/// What breaks importers.
const HOSTILE: [&str; 10] = [
    r#"say "no""#,
    "a;b, c",
    "<b>bold</b> & more &amp;",
    r"trailing \",
    "two\nlines",
    "dove 🕊 astral 𝔸",
    "العربية",
    "=1+1",
    "'single' `tick` {brace} [bracket] #tag | pipe",
    "naïve — “curly” 中文",
];

/// The made-up comparison with hostile names, topics, wordings, quotes and sources, and the statements that hold the quotes.
fn hostile() -> (Comparison, Vec<Document>) {
    let mut claims = made_up::claims();
    claims.sort_by(|a, b| (&a.doc_id, a.span, &a.proposition_id).cmp(&(&b.doc_id, b.span, &b.proposition_id)));
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (at, claim) in claims.iter_mut().enumerate() {
        let mark = HOSTILE[at % HOSTILE.len()];
        claim.quote = format!("{mark} {} {mark}", claim.quote);
        claim.claim_id = format!("{} {}", claim.claim_id, HOSTILE[at % 4]);
        claim.topic = format!("{} {}", claim.topic, HOSTILE[claim.topic.len() % HOSTILE.len()]);
        let number: usize = claim.proposition_id.bytes().map(usize::from).sum();
        claim.proposition = format!("{} {} {}", HOSTILE[number % HOSTILE.len()], claim.proposition_id, claim.proposition);
        claim.source = format!("{}/{}", claim.source, HOSTILE[(at + 3) % HOSTILE.len()]);
        let text = texts.entry(claim.doc_id.clone()).or_insert_with(|| "\u{feff}Déjà vu 🕊\r\nheads\r\n".to_owned());
        claim.span = Span::new(text.len(), text.len() + claim.quote.len());
        text.push_str(&claim.quote);
        text.push_str("\r\n𝔸 between. ");
    }
    let document = |(id, text): (&String, &String)| Document {
        id: id.clone(),
        source: format!("{id}.txt"),
        text: text.clone(),
        pages: Vec::new(),
        body: 0,
        actor: claims.iter().find(|claim| claim.doc_id == *id).map(|claim| claim.holder.clone()).unwrap_or_default(),
        meta: Metadata { title: Some(format!("Title; \"{id}\"")), ..Metadata::default() },
    };
    let documents = texts.iter().map(document).collect();
    let mut comparison = made_up::comparison(claims);
    for (actor, name) in comparison.actors.values_mut().zip(HOSTILE.iter().cycle()) {
        actor.name = format!("{name} {}", actor.id);
    }
    // A backslash, and a formula, at the very end and beginning.
    for (id, name) in [("XEL", "Ellandry \\"), ("XHE", "=1+1")] {
        name.clone_into(&mut comparison.actors.get_mut(id).unwrap().name);
    }
    comparison.criticisms = vec![Criticism {
        from: "XKE".to_owned(),
        to: "XSE".to_owned(),
        quote: HOSTILE.join(" / "),
        doc_id: "XKE-2024".to_owned(),
        source: "x".to_owned(),
        span: Span::new(0, 1),
        date: None,
        confidence: 0.9,
        rule: "made_up".to_owned(),
    }];
    (comparison, documents)
}

fn value(value: &Value) -> Json {
    match value {
        Value::Count(count) => (*count).into(),
        Value::Number(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
    }
}

/// What should come back of a view, told without the code that writes it.
fn expected(view: &View<'_>, attributes: &[Attribute]) -> Json {
    let comparison = view.comparison;
    let mut nodes: BTreeMap<String, Map<String, Json>> = BTreeMap::new();
    let mut edges: Vec<Json> = Vec::new();
    let measured = |id: &str| -> Map<String, Json> {
        attributes.iter().filter_map(|one| Some((one.name.clone(), value(one.values.get(id)?)))).collect()
    };
    let actor = |nodes: &mut BTreeMap<String, Map<String, Json>>, id: &str| {
        let mut told = measured(id);
        told.insert("label".to_owned(), comparison.actors.get(id).map_or(id, |actor| actor.name.as_str()).into());
        nodes.insert(format!("actor:{id}"), told);
        format!("actor:{id}")
    };
    match view.kind {
        ViewKind::Actors => {
            for position in comparison.positions.iter().filter(|position| position.is_own()) {
                actor(&mut nodes, &position.actor);
            }
            for pair in &comparison.pairs {
                let (a, b) = (actor(&mut nodes, &pair.a), actor(&mut nodes, &pair.b));
                for (kind, ids) in [("agrees", &pair.agree), ("conflicts", &pair.conflict), ("differs", &pair.differ)] {
                    if !ids.is_empty() {
                        edges.push(json!({"source": a, "target": b, "kind": kind, "weight": ids.len(), "directed": false,
                            "with": {"score": pair.score, "n_shared": pair.n_shared, "propositions": ids.join(" ")}}));
                    }
                }
            }
            let mut arrows: BTreeMap<[String; 3], (usize, String)> = BTreeMap::new();
            for one in &comparison.alignments {
                let key = [actor(&mut nodes, &one.actor), actor(&mut nodes, &one.with), "aligns".to_owned()];
                arrows.entry(key).or_insert_with(|| (0, one.quote.clone())).0 += 1;
            }
            for one in &comparison.criticisms {
                let key = [actor(&mut nodes, &one.from), actor(&mut nodes, &one.to), "criticises".to_owned()];
                arrows.entry(key).or_insert_with(|| (0, one.quote.clone())).0 += 1;
            }
            edges.extend(arrows.into_iter().map(|([from, to, kind], (count, quote))| {
                json!({"source": from, "target": to, "kind": kind, "weight": count, "directed": true, "with": {"quote_a": quote}})
            }));
        }
        ViewKind::Positions => {
            for position in comparison.positions.iter().filter(|position| position.is_own()) {
                let from = actor(&mut nodes, &position.actor);
                let to = format!("proposition:{}", position.proposition_id);
                let mut told = measured(&position.proposition_id);
                told.insert("label".to_owned(), position.proposition_id.as_str().into());
                told.insert("proposition".to_owned(), position.proposition.as_str().into());
                told.insert("topic".to_owned(), position.topic.as_str().into());
                nodes.insert(to.clone(), told);
                let claim = comparison.claims.iter().find(|claim| claim.claim_id == position.claim_id).unwrap();
                edges.push(
                    json!({"source": from, "target": to, "kind": position.stance.name(), "weight": position.strength, "directed": false,
                    "with": {"score": position.score, "quote": claim.quote, "doc_source": claim.source, "first_byte": claim.span.start}}),
                );
            }
        }
        ViewKind::Claims => {
            let mut seen: BTreeMap<(usize, usize, &str), Vec<&str>> = BTreeMap::new();
            for link in view.links {
                seen.entry((link.a, link.b, link.kind.name())).or_default().push(&link.rule);
                for at in [link.a, link.b] {
                    let claim = &comparison.claims[at];
                    let name = &comparison.actors[&claim.holder].name;
                    let told = json!({"label": format!("{name}: {}", claim.stance), "quote": claim.quote, "topic": claim.topic,
                        "proposition": claim.proposition, "doc_source": claim.source, "strength": claim.strength, "confidence": claim.confidence});
                    nodes.insert(claim.claim_id.clone(), told.as_object().unwrap().clone());
                }
            }
            edges.extend(seen.into_iter().map(|((a, b, kind), rules)| {
                let (from, to) = (&comparison.claims[a].claim_id, &comparison.claims[b].claim_id);
                json!({"source": from, "target": to, "kind": kind, "weight": 1, "directed": false, "with": {"rules": rules.join("; ")}})
            }));
        }
        ViewKind::Network => unreachable!("networks have a test of their own"),
    }
    json!({"nodes": nodes, "edges": edges})
}

/// What should come back of the formats that hold claims and words.
fn coded(comparison: &Comparison) -> Json {
    let claims = comparison.claims.iter().map(|claim| {
        json!({"id": claim.claim_id, "doc": claim.doc_id, "quote": claim.quote.replace("\r\n", "\n"), "verbatim": claim.quote,
            "holder": comparison.actors[&claim.holder].name, "proposition": claim.proposition, "proposition_id": claim.proposition_id,
            "topic": claim.topic, "stance": claim.stance.name(), "strength": claim.strength, "neutral": claim.stance == Stance::Undecided})
    });
    json!({"claims": claims.collect::<Vec<_>>()})
}

/// A network of hostile names: weights of both signs and all sizes, whole and not, and two nodes without a tie.
fn network(one_mode: bool) -> Network {
    let rows: Vec<String> = HOSTILE.iter().map(ToString::to_string).chain(["alone".to_owned(), "Z \\".to_owned()]).collect();
    let columns: Vec<String> = if one_mode {
        rows.clone()
    } else {
        HOSTILE.iter().rev().take(5).map(|name| format!("{name} of columns")).chain(["a;b, c".to_owned()]).collect()
    };
    let mut weights = vec![0.0; rows.len() * columns.len()];
    for row in 0..HOSTILE.len() {
        for column in 0..columns.len().min(HOSTILE.len()) {
            let weight = [0.0, 3.0, -1.0 / 3.0, 1e-7, -12_345.678, 0.1 + 0.2][(row * column + row + column) % 6];
            if !one_mode || row < column {
                weights[row * columns.len() + column] = weight;
            }
            if one_mode && row < column {
                weights[column * columns.len() + row] = weight;
            }
        }
    }
    Network { rows, columns, weights, one_mode }
}

/// Writes a network in each format that takes one, and what should come back.
fn write_network(folder: &Path, one_mode: bool) {
    let network = network(one_mode);
    let told = |names: &[String]| -> Vec<Attribute> {
        let text = |(at, name): (usize, &String)| (name.clone(), Value::Text(HOSTILE[at % HOSTILE.len()].to_owned()));
        let count = |(at, name): (usize, &String)| (name.clone(), Value::Count(at as u64));
        vec![
            Attribute { name: "said".to_owned(), explanation: String::new(), values: names.iter().enumerate().map(text).collect() },
            Attribute {
                name: "n_statements".to_owned(),
                explanation: String::new(),
                values: names.iter().enumerate().map(count).collect(),
            },
        ]
    };
    let (of_rows, of_columns) = (told(&network.rows), told(&network.columns));
    let labels: BTreeMap<String, String> = [("alone".to_owned(), "All <alone> & \"so\"".to_owned())].into();
    let intervals: Vec<Interval> = network.weights.iter().map(|weight| Interval { low: weight - 1.0 / 3.0, high: weight + 1e-9 }).collect();
    let statements: Vec<(String, String)> =
        (0..network.weights.len()).map(|at| (format!("{at} {}", HOSTILE[at % 10]), String::new())).collect();
    let ties = Ties {
        network: &network,
        slices: &[],
        about: About { intervals: Some(&intervals), statements: Some(&statements) },
        weighs: Weighs::Balance,
        rows: Nodes { variable: "organization", attributes: &of_rows, labels: Some(&labels) },
        columns: Nodes { variable: "concept", attributes: &of_columns, labels: None },
    };
    let view = View::of_network(&ties);
    for format in FORMATS.iter().filter(|format| format.takes_networks()) {
        let mut bytes = Vec::new();
        format.write(&view, &mut bytes).unwrap();
        fs::write(folder.join(format.name()), &bytes).unwrap();
        for part in format.parts() {
            let mut bytes = Vec::new();
            (part.write)(&view, &mut bytes).unwrap();
            fs::write(folder.join(part.file), &bytes).unwrap();
        }
    }
    let (mut nodes, mut names, mut order) = (Map::new(), Map::new(), Vec::new());
    let sides = [(0, "organization", &network.rows, &of_rows), (1, "concept", &network.columns, &of_columns)];
    for (mode, variable, all, attributes) in sides.into_iter().take(if one_mode { 1 } else { 2 }) {
        for name in all {
            let id = if one_mode { name.clone() } else { format!("{variable}:{name}") };
            let mut node: Map<String, Json> = attributes.iter().map(|one| (one.name.clone(), value(&one.values[name]))).collect();
            node.insert("variable".to_owned(), variable.into());
            node.insert("label".to_owned(), if mode == 0 { labels.get(name).unwrap_or(name) } else { name }.as_str().into());
            if !one_mode {
                node.insert("bipartite".to_owned(), mode.into());
            }
            names.insert(id.clone(), name.as_str().into());
            order.push(id.clone());
            nodes.insert(id, node.into());
        }
    }
    let mut edges = Vec::new();
    for (row, column) in network.dyads().filter(|(row, column)| network.weight(*row, *column) != 0.0) {
        let (weight, at) = (network.weight(row, column), row * network.columns.len() + column);
        let kind = match (one_mode, weight < 0.0) {
            (true, false) => "agrees",
            (true, true) => "conflicts",
            (false, false) => "positive",
            (false, true) => "negative",
        };
        let to = if one_mode { column } else { network.rows.len() + column };
        edges.push(json!({"source": order[row], "target": order[to], "kind": kind, "weight": weight, "directed": false,
            "with": {"signed_weight": weight, "weight_low": intervals[at].low, "weight_high": intervals[at].high, "agree": statements[at].0}}));
    }
    assert!(edges.iter().any(|edge| edge["weight"].as_f64().unwrap() < 0.0));
    fs::write(folder.join("expected.json"), json!({"nodes": nodes, "edges": edges, "names": names, "order": order}).to_string()).unwrap();
}

/// A coding over time, with names that are hostile, and two statements on most days, at different times.
fn coded_over_time() -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut table = "statement_id,document_id,date,day,organization,concept,agreement\n".to_owned();
    for at in 0..60_usize {
        let (who, what) = (HOSTILE[(at * at + at / 7) % 6], format!("{} as such", HOSTILE[(at * 3 + at / 5) % 4]));
        let day = format!("2005-{:02}-{:02}", 1 + at / 6, 1 + (at / 2) * 7 % 28);
        let row = [at.to_string(), (at / 3).to_string(), format!("{day} {:02}:30:00", at % 24), day, quoted(who), quoted(&what)];
        table.extend([row.join(","), format!(",{}\n", usize::from((at * 7 + at / 9) % 5 > 1))]);
    }
    table
}

/// Networks over time as one dynamic GEXF each, and the matrices of their slices.
fn write_slices(folder: &Path) {
    let coded = folder.join("coded.txt").display().to_string();
    fs::write(&coded, coded_over_time()).unwrap();
    let calendar = ["--window", "weeks", "--width", "9", "--step", "2", "--kernel", "epanechnikov"];
    let events = ["--window", "events", "--width", "9"];
    let cases: [(&str, &str, Vec<&str>); 5] = [
        ("months", "date", vec!["--aggregate", "subtract", "--window", "months", "--width", "3"]),
        ("kernel", "date", [&["--aggregate", "subtract", "--normalize", "average"][..], &calendar].concat()),
        ("two-weeks", "date", [&["--aggregate", "subtract", "--mode", "two"][..], &calendar].concat()),
        ("seconds", "dateTime", [&["--aggregate", "subtract"][..], &events].concat()),
        ("numbers", "double", [&["--aggregate", "congruence", "--date-column", "day"][..], &events].concat()),
    ];
    for (name, times, choice) in cases {
        for (format, ending) in [("gexf-dynamic", "gexf"), ("csv", "csv")] {
            let path = folder.join(format!("{name}.{ending}")).display().to_string();
            let ended = Run::new(&[&["network", "--coded", &coded], &choice[..], &["--format", format, "-o", &path]].concat()).output();
            assert_eq!(ended.code, Some(0), "{}", ended.err);
        }
        let written = fs::read_to_string(folder.join(format!("{name}.gexf"))).unwrap();
        assert!(written.contains(&format!(" timeformat=\"{times}\"")), "{name}");
    }
}

/// The program's output; none if it is not installed.
fn ran(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).stdin(Stdio::null()).output().ok()?;
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Writes each view in each format, and what should come back.
fn write_all(folder: &Path) {
    let (comparison, documents) = hostile();
    let attributes = attributes(&comparison);
    let (links, n_links): (Vec<Link>, u64) = claim_links(&comparison.claims, &made_up::relations(), 150);
    for kind in ViewKind::ALL {
        let view = View { kind, links: &links, n_links, attributes: &attributes, documents: &documents, ..View::new(&comparison) };
        let inside = folder.join(kind.name());
        fs::create_dir_all(&inside).unwrap();
        for format in FORMATS {
            let mut bytes = Vec::new();
            format.write(&view, &mut bytes).unwrap();
            fs::write(inside.join(format.name()), &bytes).unwrap();
            for part in format.parts() {
                let mut bytes = Vec::new();
                (part.write)(&view, &mut bytes).unwrap();
                fs::write(inside.join(part.file), &bytes).unwrap();
            }
        }
        fs::write(inside.join("expected.json"), expected(&view, &attributes).to_string()).unwrap();
        fs::write(inside.join("coded.json"), coded(&comparison).to_string()).unwrap();
    }
    for (name, one_mode) in [("network-one", true), ("network-two", false)] {
        let inside = folder.join(name);
        fs::create_dir_all(&inside).unwrap();
        write_network(&inside, one_mode);
    }
    let inside = folder.join("slices");
    fs::create_dir_all(&inside).unwrap();
    write_slices(&inside);
}

#[test]
fn every_format_comes_back_whole_from_a_real_reader() {
    let folder = scratch("exports");
    write_all(&folder);
    let python = std::env::var("DEMARCHE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = root().join("tests/readers/read.py");
    let output = Command::new(&python).arg(&script).arg(&folder).stdin(Stdio::null()).output();
    match output {
        Ok(output) => {
            println!("{}", String::from_utf8_lossy(&output.stdout));
            assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        }
        Err(_) => eprintln!("skipped: there is no Python, so that 20 formats were not read again"),
    }
}

#[test]
fn graphviz_counts_the_same_nodes_and_edges() {
    let folder = scratch("gvpr");
    write_all(&folder);
    for kind in ViewKind::ALL {
        let path = folder.join(kind.name()).join("dot").display().to_string();
        // The legend's boxes, and the edge without a look that holds two sides apart, are no part of the graph.
        let count = "N[!(name == \"legend:*\")]{nodes++} E[style != \"invis\"]{edges++} END{printf(\"%d %d\", nodes, edges)}";
        let Some(found) = ran("gvpr", &["-c", &format!("BEGIN{{int nodes = 0; int edges = 0}} {count}"), &path]) else {
            eprintln!("skipped: Graphviz is not installed, so that 3 drawings were not counted");
            return;
        };
        let expected: Json = serde_json::from_str(&fs::read_to_string(folder.join(kind.name()).join("expected.json")).unwrap()).unwrap();
        let numbers: Vec<usize> = found.split_whitespace().rev().take(2).map(|number| number.parse().unwrap()).collect();
        let edges = expected["edges"].as_array().unwrap();
        // A drawing of actors has one edge a pair, and of claims one a rule.
        let drawn = match kind {
            ViewKind::Actors => {
                let pairs: std::collections::BTreeSet<String> = edges
                    .iter()
                    .map(|edge| {
                        format!(
                            "{} {} {}",
                            edge["source"],
                            edge["target"],
                            if edge["directed"] == true { &edge["kind"] } else { &Json::Null }
                        )
                    })
                    .collect();
                pairs.len()
            }
            ViewKind::Positions => edges.len().min(View::LIMIT),
            ViewKind::Claims | ViewKind::Network => 150,
        };
        assert_eq!(numbers[0], drawn, "{found}");
        assert!(numbers[1] <= expected["nodes"].as_object().unwrap().len(), "{found}");
        assert!(kind == ViewKind::Positions || numbers[1] == expected["nodes"].as_object().unwrap().len(), "{found}");
    }
}

/// A number in an attribute of an element.
fn number(element: &str, name: &str) -> f64 {
    let (_, rest) = element.split_once(&format!(" {name}=\"")).unwrap();
    rest.split('"').next().unwrap().parse().unwrap()
}

#[test]
fn graphviz_counts_the_nodes_and_ties_of_a_network() {
    let folder = scratch("gvpr-network");
    for one_mode in [true, false] {
        write_network(&folder, one_mode);
        let path = folder.join("dot").display().to_string();
        let count = "BEGIN{int n = 0; int e = 0} N[!(name == \"legend:*\")]{n++} E{e++} END{printf(\"%d %d\", n, e)}";
        let Some(found) = ran("gvpr", &["-c", count, &path]) else {
            eprintln!("skipped: Graphviz is not installed, so that 2 drawings were not counted");
            return;
        };
        let expected: Json = serde_json::from_str(&fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
        let (nodes, edges) = (expected["nodes"].as_object().unwrap().len(), expected["edges"].as_array().unwrap().len());
        assert!(found.ends_with(&format!("{nodes} {edges}")), "{found}: {nodes} {edges}");
    }
}

#[test]
fn labels_of_a_picture_do_not_overlap() {
    let svg = FORMATS.iter().find(|format| format.name() == "svg").unwrap();
    for n in [20, 60, 190] {
        let mut comparison = made_up::comparison(Vec::new());
        let id = |at: usize| format!("X{at:03}");
        for a in 0..n {
            let mut actor = comparison.actors["XSE"].clone();
            actor.id = id(a);
            actor.name = format!("{} {a}", ["Chad", "Republic of Middle Ostrania", "The Very Long Named Islands", "Om"][a % 4]);
            comparison.actors.insert(id(a), actor);
            for b in a + 1..n {
                let same = a % 3 == b % 3;
                let ids = |count: usize| (0..count).map(|at| format!("p{at}")).collect();
                comparison.pairs.push(demarche::model::Pair {
                    a: id(a),
                    b: id(b),
                    n_shared: 5,
                    agree: ids(if same { 3 + (a * b) % 3 } else { 1 }),
                    conflict: ids(if same { 0 } else { 2 + (a + b) % 2 }),
                    differ: Vec::new(),
                    score: 0.0,
                });
            }
        }
        let camp = (0..n).map(|at| (id(at), Value::Text(["one", "two", "three"][at % 3].to_owned()))).collect();
        let coalition = [Attribute { name: "coalition".to_owned(), explanation: String::new(), values: camp }];
        let view = View { kind: ViewKind::Actors, attributes: &coalition, ..View::new(&comparison) };
        let mut bytes = Vec::new();
        svg.write(&view, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("actors-{n}.svg")), &text).unwrap();
        assert_eq!(text.matches("class=\"hull\"").count(), 3);
        // Conflict is drawn, and dashed, however much more agreement there is.
        let conflict = text.split("<g class=\"conflicts\"").nth(1).expect("a conflict is drawn");
        assert!(conflict.split("</g>").next().unwrap().contains("stroke-dasharray=\"7 4\""), "{conflict:.300}");
        // A box of a node is a rectangle directly below its `g`; its label lies within.
        let boxes: Vec<[f64; 4]> = text
            .split("<g class=\"node\">")
            .skip(1)
            .map(|node| {
                let rect = &node[node.find("<rect").unwrap()..];
                ["x", "y", "width", "height"].map(|name| number(&rect[..rect.find("/>").unwrap()], name))
            })
            .collect();
        assert!(boxes.len() >= n, "{}", boxes.len());
        for (at, one) in boxes.iter().enumerate() {
            for other in &boxes[at + 1..] {
                let apart = |axis: usize| one[axis] + one[axis + 2] <= other[axis] || other[axis] + other[axis + 2] <= one[axis];
                assert!(apart(0) || apart(1), "{n}: {one:?} {other:?}");
            }
        }
    }
}

#[test]
fn filters_narrow_every_format_alike() {
    let sample = ["data/sample", "--actors", "data/sample/actors.toml"];
    let run = |more: &[&str]| {
        let ended = Run::new(&[&["graph"], &sample[..], more].concat()).output();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        ended.out
    };
    for filter in [["--min-weight", "3"], ["--ego", "Kelmora"], ["--top", "5"], ["--backbone", "0.3"]] {
        let count = |format: &str| -> (usize, Json) {
            let graph: Json = serde_json::from_str(&run(&[&filter[..], &["-f", format]].concat())).unwrap();
            (graph["nodes"].as_array().unwrap().len(), graph)
        };
        let (nodes, graph) = count("json");
        let edges = graph["edges"].as_array().unwrap();
        assert!(!edges.is_empty(), "{filter:?}");
        match filter[0] {
            "--min-weight" => assert!(edges.iter().all(|edge| edge["weight"].as_u64().unwrap() >= 3)),
            "--top" => assert_eq!(nodes, 5),
            "--backbone" => {
                let all: Json = serde_json::from_str(&run(&["-f", "json"])).unwrap();
                assert!(edges.len() < all["edges"].as_array().unwrap().len(), "{}", edges.len());
                assert!(edges.iter().all(|edge| all["edges"].as_array().unwrap().contains(edge)));
            }
            _ => assert!(graph["nodes"].as_array().unwrap().iter().any(|node| node["id"] == "actor:XKE")),
        }
        let table = run(&[&filter[..], &["-f", "edgelist"]].concat());
        assert_eq!(csv::Reader::from_reader(table.as_bytes()).records().count(), edges.len(), "{filter:?}");
        let xml = run(&[&filter[..], &["-f", "graphml"]].concat());
        assert_eq!((xml.matches("<node ").count(), xml.matches("<edge ").count()), (nodes, edges.len()));
        let drawn = run(&[&filter[..], &["-f", "svg"]].concat());
        assert_eq!(drawn.matches("class=\"node\"").count(), nodes, "{filter:?}");
    }
    let ended = Run::new(&[&["graph"], &sample[..], &["--ego", "Kelmorra"]].concat()).output();
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("did you mean `Kelmora`"), "{}", ended.err);
}

#[test]
fn a_filter_leaves_the_links_of_the_claims_that_stay() {
    let comparison = made_up::comparison(made_up::claims());
    let (links, n_links) = claim_links(&comparison.claims, &made_up::relations(), 500);
    let view = View { kind: ViewKind::Claims, links: &links, n_links, ..View::new(&comparison) };
    let narrowed = Filter { ego: Some("XKE".to_owned()), ..Filter::default() }.narrow(&view);
    assert!(!narrowed.links.is_empty() && narrowed.links.len() < links.len());
    let of = |link: &Link| [&narrowed.comparison.claims[link.a], &narrowed.comparison.claims[link.b]];
    let before: Vec<[String; 2]> =
        links.iter().map(|link| [&comparison.claims[link.a], &comparison.claims[link.b]].map(|claim| claim.claim_id.clone())).collect();
    for link in &narrowed.links {
        assert!(before.contains(&of(link).map(|claim| claim.claim_id.clone())));
    }
}

#[test]
#[cfg(feature = "dna")]
fn a_database_and_an_event_list_make_the_network_that_the_statements_make() {
    let folder = scratch("dna");
    let path = |name: &str| folder.join(name).display().to_string();
    let (base, events) = (path("sample.dna"), path("events.csv"));
    for (format, file) in [("dna", &base), ("events", &events)] {
        let args = ["graph", "data/sample", "--actors", "data/sample/actors.toml", "-f", format, "-o", file];
        assert_eq!(Run::new(&args).output().code, Some(0));
    }
    let network = |coded: &str| {
        let ended = Run::new(&["network", "--coded", coded, "--aggregate", "congruence", "--start", "2000"]).output();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        ended.out
    };
    let (from_base, from_events) = (network(&base), network(&events));
    assert_eq!(from_base, from_events);
    assert!(from_base.lines().count() > 10 && from_base.contains("Kelmora"), "{from_base}");
}

#[test]
fn the_readme_lists_the_formats() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let section = readme.split("\n## Formats\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let listed: Vec<&str> = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
    if !cfg!(feature = "dna") {
        names.push("dna");
    }
    if !cfg!(feature = "png") {
        names.push("png");
    }
    if !cfg!(feature = "parquet") {
        names.push("parquet");
    }
    let sorted = |mut names: Vec<&'static str>| {
        names.sort_unstable();
        names
    };
    let listed: Vec<&'static str> = listed.into_iter().map(|name| &*name.to_owned().leak()).collect();
    assert_eq!(sorted(listed), sorted(names));
}
