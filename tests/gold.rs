//! Sentences of General Debate speeches with labels by others: the figures must not fall below what was reached.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use support::{Run, shared};

#[test]
fn precision_recall_and_stance_on_the_gold_do_not_fall() {
    let Some(gold) = shared("gold/general-debate-dev.csv") else { return };
    let ended = Run::new(&["evaluate", &gold.display().to_string(), "--format", "json"]).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let value: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let figure = |name: &str| value[name].as_f64().unwrap();
    eprintln!("precision {} recall {} F1 {} stance {}", figure("precision"), figure("recall"), figure("f1"), figure("stance_accuracy"));
    assert!(figure("f1") >= 0.75 && figure("precision") >= 0.80 && figure("stance_accuracy") >= 0.95, "{value:#}");
}
