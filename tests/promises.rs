//! The two promises: no claim without a span, and the same input in any order gives the same bytes.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use std::fs;
use support::{Run, SAMPLE, scratch};

#[test]
fn every_quote_stands_verbatim_at_its_offsets_in_its_source() {
    let ended = Run::new(&["claims", SAMPLE[0], SAMPLE[1], SAMPLE[2]]).output();
    let mut reader = csv::Reader::from_reader(ended.out.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (source, start, end, quote) = (column("source"), column("start"), column("end"), column("quote"));
    let mut count = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let bytes = fs::read(support::root().join(&record[source])).unwrap();
        let found = &bytes[record[start].parse().unwrap()..record[end].parse().unwrap()];
        assert_eq!(std::str::from_utf8(found).unwrap(), &record[quote]);
        count += 1;
    }
    assert!(count > 100, "only {count} claims in the sample");
}

#[test]
fn the_order_of_the_inputs_changes_no_byte() {
    let folder = scratch("order");
    let mut files: Vec<String> = fs::read_dir(support::root().join("data/sample"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "toml"))
        .map(|path| path.display().to_string())
        .collect();
    files.sort();
    let mut written = Vec::new();
    for round in ["forward", "backward"] {
        let out = folder.join(round).display().to_string();
        let mut args = vec!["compare", "-o", &out, "--actors", "data/sample/actors.toml"];
        args.extend(files.iter().map(String::as_str));
        assert_eq!(Run::new(&args).output().code, Some(0));
        let mut bytes = Vec::new();
        for name in ["positions.csv", "matrix.csv", "claims.csv", "pairs.csv", "propositions.csv", "coverage.csv", "graph.dot"] {
            bytes.push((name, fs::read(folder.join(round).join(name)).unwrap()));
        }
        written.push(bytes);
        files.reverse();
    }
    for ((name, forward), (_, backward)) in written[0].iter().zip(&written[1]) {
        assert!(forward == backward, "{name} depends on the order of the inputs");
    }
}

#[test]
fn all_three_drawings_are_valid_for_graphviz() {
    let known = std::process::Command::new("dot").arg("-V").output().is_ok();
    if !known {
        eprintln!("skipped: Graphviz is not installed");
        return;
    }
    let folder = scratch("dot");
    for view in ["claims", "positions", "actors"] {
        let file = folder.join(format!("{view}.dot")).display().to_string();
        let ended = Run::new(&["graph", SAMPLE[0], SAMPLE[1], SAMPLE[2], "--view", view, "-o", &file]).output();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        let drawn = std::process::Command::new("dot").args(["-Tsvg", &file]).output().unwrap();
        assert!(drawn.status.success() && drawn.stderr.is_empty(), "{view}: {}", String::from_utf8_lossy(&drawn.stderr));
        assert!(String::from_utf8(drawn.stdout).unwrap().contains("</svg>"));
    }
}
