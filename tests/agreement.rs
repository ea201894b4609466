//! Agreement between coders is what other programs make of the same ratings.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use demarche::learn::Random;
use demarche::review::agreement::{Scale, alpha, kappa};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};
use support::root;

/// What each coder said of each unit.
type Ratings = Vec<Vec<Option<usize>>>;

/// Ratings of up to thirty units by two to five coders: some agree more than others, some leave units out.
fn ratings(random: &mut Random) -> Ratings {
    let (units, coders, categories) = (random.below(29) + 2, random.below(4) + 2, random.below(5) + 2);
    let (noise, absent) = (random.share(), random.share() * 0.4);
    (0..units)
        .map(|_| {
            let truth = random.below(categories);
            (0..coders)
                .map(|_| {
                    let said = if random.share() < noise { random.below(categories) } else { truth };
                    (random.share() >= absent).then_some(said)
                })
                .collect()
        })
        .collect()
}

#[test]
fn kappa_and_alpha_are_those_of_other_programs() {
    let mut random = Random(3);
    let asked: Vec<(Ratings, &str, Scale)> = (0..600)
        .map(|at| {
            let (name, scale) = [("nominal", Scale::Nominal), ("ordinal", Scale::Ordinal), ("interval", Scale::Interval)][at % 3];
            (ratings(&mut random), name, scale)
        })
        .collect();
    let python = std::env::var("DEMARCHE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let spawned = Command::new(python)
        .arg(root().join("tests/readers/agreement.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = spawned else {
        eprintln!("skipped: there is no Python to compare with");
        return;
    };
    let lines: Vec<String> = asked.iter().map(|(units, scale, _)| json!({ "units": units, "scale": scale }).to_string()).collect();
    // The program may end at once, if what it needs is not there.
    let _ = child.stdin.take().unwrap().write_all(lines.join("\n").as_bytes());
    let output = child.wait_with_output().unwrap();
    if output.status.code() == Some(3) {
        eprintln!("skipped: {}", String::from_utf8_lossy(&output.stderr).trim());
        return;
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Vec<Value> = String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(told.len(), asked.len());
    let mut compared = 0;
    for ((units, name, scale), told) in asked.iter().zip(&told) {
        let column = |at: usize| units.iter().map(|unit| unit[at]).collect::<Vec<_>>();
        for (ours, theirs, what) in
            [(alpha(units, *scale), &told["alpha"], *name), (kappa(&column(0), &column(1)), &told["kappa"], "kappa")]
        {
            // Where there is but one category, there is nothing to measure: they say 1, nothing, or fail.
            if let (Some(ours), Some(theirs)) = (ours, theirs.as_f64()) {
                assert!((ours - theirs).abs() < 1e-9, "{what} of {units:?}: {ours}, not {theirs}");
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "only {compared} could be compared");
    println!("{compared} figures compared");
}
