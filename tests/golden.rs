//! The claims of the sample corpus, one a line, as they were when last read through by a person. A change of them is shown line
//! by line; if it is wanted, `DEMARCHE_ACCEPT=1 cargo test --test golden` writes the file anew, for the next reader to judge.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read and write their own files")]

mod support;

use std::collections::BTreeSet;
use support::{Run, root};

const COLUMNS: [&str; 7] = ["doc_id", "holder", "via", "proposition_id", "stance", "strength", "quote"];

#[test]
fn the_claims_of_the_sample_are_those_that_were_read_through() {
    let ended = Run::new(&["claims", "data/sample", "--actors", "data/sample/actors.toml", "--format", "csv"]).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let mut reader = csv::Reader::from_reader(ended.out.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let places = COLUMNS.map(|column| headers.iter().position(|header| header == column).unwrap());
    let mut now = String::new();
    for record in reader.records().map(Result::unwrap) {
        let cells = places.map(|place| record[place].split_whitespace().collect::<Vec<_>>().join(" "));
        now.push_str(&cells.join(" | "));
        now.push('\n');
    }
    let path = root().join("tests/golden/sample.txt");
    if std::env::var_os("DEMARCHE_ACCEPT").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let then = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (then.lines().collect(), now.lines().collect());
    let gone: Vec<String> = old.difference(&new).map(|line| format!("- {line}")).collect();
    let come: Vec<String> = new.difference(&old).map(|line| format!("+ {line}")).collect();
    assert!(then == now, "{} gone, {} come:\n{}\n{}", gone.len(), come.len(), gone.join("\n"), come.join("\n"));
}
