//! Tasks set by others: training is reproducible, weights apply, mistakes are named. The sentences are made up.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_demarche")).args(args).output().unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Twelve speeches of four sentences each.
fn rows() -> Vec<String> {
    let mut rows = Vec::new();
    for speech in 0..12 {
        let numbered = [
            ("non-arg", format!("I thank the briefer for briefing number {speech}.")),
            ("claim", format!("We must protect lake {speech} and should not accept its closure.")),
            ("premise", format!("On {} May the harbour was closed by {speech} ships.", speech + 1)),
            ("claim", format!("It is clear that closing harbour {speech} is unacceptable.")),
        ];
        rows.extend(numbered.iter().enumerate().map(|(place, (kind, text))| format!("s{speech:02}\tUNBriefer\t{place}\t{kind}\t{text}")));
    }
    rows
}

fn table(path: &Path, rows: &[String]) {
    std::fs::write(path, format!("speech\tspeaker\tsentence_id\targ_type\tsentence\n{}\n", rows.join("\n"))).unwrap();
}

#[test]
fn the_same_examples_in_any_order_make_the_same_weights_which_apply() {
    let folder = folder("tasks");
    let (one, other) = (folder.join("one.tsv"), folder.join("other.tsv"));
    let mut rows = rows();
    table(&one, &rows);
    rows.reverse();
    table(&other, &rows);
    let mut weights = Vec::new();
    for file in [&one, &other] {
        let out = file.with_extension("weights");
        let output = run(&["train", "argunsc", file.to_str().unwrap(), "-o", out.to_str().unwrap()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        weights.push(std::fs::read(&out).unwrap());
    }
    assert!(weights[0] == weights[1], "the order of the rows must not show in the weights");

    let (weights, predictions) = (one.with_extension("weights"), folder.join("said.tsv"));
    let (file, weights, said) = (one.to_str().unwrap(), weights.to_str().unwrap(), predictions.to_str().unwrap());
    let output = run(&["evaluate", file, "--task", "argunsc", "--weights", weights, "--predictions", said]);
    let text = String::from_utf8(output.stdout).unwrap();
    let figure = text.lines().find(|line| line.contains("argument or not, macro-F1")).unwrap();
    assert!(figure.contains("1.000  of 48"), "these sentences are easily told apart: {figure}");
    let said = std::fs::read_to_string(predictions).unwrap();
    assert!(said.starts_with("question\tid\tlabel\tsaid\tprobability\nargument\ts00:00000\tno\tno\t0."), "{said}");
    assert_eq!(said.lines().count(), 1 + 48 + 48 + 36);
}

#[test]
fn wrong_tasks_files_and_weights_are_named() {
    let folder = folder("wrong-tasks");
    let file = folder.join("bad.tsv");
    std::fs::write(&file, "a\tb\n1\t2\n").unwrap();
    let file = file.to_str().unwrap();
    for (args, expected) in [
        (vec!["evaluate", file, "--task", "argunscs"], "the tasks are `argkp`, `argunsc`"),
        (vec!["evaluate", file, "--task", "argunsc"], "lacks the columns of this task"),
        (vec!["evaluate", file, "--task", "argunsc", "--weights", file], "is no file of weights"),
        (vec!["evaluate", file, file], "one gold file is needed"),
    ] {
        let output = run(&args);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && error.contains(expected), "{args:?}: {error}");
    }
}

#[test]
fn a_reproach_is_an_edge_of_its_own_and_open_claims_have_no_proposition() {
    let folder = folder("criticism");
    let text = "We condemn Israel's illegal settlements and demand that they end.\n\nThe people of Tuvalu deserve better ships.\n";
    let file = folder.join("FRA_2020.txt");
    std::fs::write(&file, text).unwrap();
    let out = folder.join("out");
    let output = run(&["compare", file.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stderr).unwrap().contains("% of"));
    let criticism = std::fs::read_to_string(out.join("criticism.csv")).unwrap();
    let row = criticism.lines().nth(1).unwrap_or_else(|| panic!("no criticism: {criticism}"));
    assert!(row.starts_with("FRA,ISR,We condemn Israel's illegal settlements and demand that they end.,"), "{row}");
    assert_eq!(criticism.lines().count(), 2, "Tuvalu is not reproached: {criticism}");
    assert!(std::fs::read_to_string(out.join("graph.dot")).unwrap().contains("criticises by name"));
    let pairs = std::fs::read_to_string(out.join("pairs.csv")).unwrap();
    assert_eq!(pairs.lines().count(), 1, "criticism is no conflict of positions: {pairs}");
    assert!(
        std::fs::read_to_string(out.join("coverage.csv")).unwrap().starts_with("actor,sentences,position_taking,coded,coverage\nFRA,2,")
    );

    let output = run(&["claims", "--open", "-f", "jsonl", file.to_str().unwrap()]);
    let claims = String::from_utf8(output.stdout).unwrap();
    for line in claims.lines().filter(|line| line.contains("\"method\":\"open\"")) {
        assert!(line.contains("\"proposition_id\":\"\""), "{line}");
    }
    assert!(claims.contains("\"method\":\"open\""), "{claims}");
}
