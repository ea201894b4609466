//! The real statement the project began with: metadata, claims, spans.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use support::{Run, shared};

struct Row {
    start: usize,
    end: usize,
    proposition: String,
    stance: String,
}

fn rows(text: &str, proposition: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (start, end, id, stance) = (column("start"), column("end"), column(proposition), column("stance"));
    let row = |record: csv::StringRecord| Row {
        start: record[start].parse().unwrap(),
        end: record[end].parse().unwrap(),
        proposition: record[id].to_owned(),
        stance: record[stance].to_owned(),
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn the_seed_statement_is_read_as_a_careful_reader_reads_it() {
    let (Some(statement), Some(expected)) = (shared("seed/japan-oewg-2019-09-09.md"), shared("seed/expected-claims.csv")) else { return };
    let ended = Run::new(&["claims", &statement.display().to_string()]).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    for fact in ["JPN", "2019-09-09", "OEWG"] {
        assert!(ended.out.contains(fact), "{fact}");
    }
    let found = rows(&ended.out, "proposition_id");
    let expected = rows(&std::fs::read_to_string(expected).unwrap(), "proposition");
    let mut used = vec![false; found.len()];
    let mut missed = Vec::new();
    for claim in &expected {
        let hit = (0..found.len()).find(|index| {
            let other = &found[*index];
            !used[*index]
                && other.proposition == claim.proposition
                && other.stance == claim.stance
                && other.start < claim.end
                && claim.start < other.end
        });
        match hit {
            Some(index) => used[index] = true,
            None => missed.push(format!("{} {}", claim.proposition, claim.stance)),
        }
    }
    let extra: Vec<String> = (0..found.len())
        .filter(|index| !used[*index])
        .map(|index| format!("{} {}", found[index].proposition, found[index].stance))
        .collect();
    assert!(missed.len() <= 3, "missed: {missed:?}");
    assert!(extra.len() <= 3, "not in the list: {extra:?}");
}
