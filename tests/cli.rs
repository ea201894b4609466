//! The command line's promises: what it writes, what it says of bad input, and with which code it ends.

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

fn path(folder: &std::path::Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn compare_writes_every_table_and_the_graph() {
    let folder = scratch("compare");
    let out = path(&folder, "out");
    let ended = Run::new(&["compare", SAMPLE[0], SAMPLE[1], SAMPLE[2], "-o", &out]).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    for name in ["positions.csv", "matrix.csv", "claims.csv", "pairs.csv", "propositions.csv", "graph.dot"] {
        assert!(folder.join("out").join(name).metadata().unwrap().len() > 100, "{name}");
    }
}

#[test]
fn headers_are_a_contract() {
    let folder = scratch("headers");
    let out = path(&folder, "out");
    Run::new(&["compare", SAMPLE[0], SAMPLE[1], SAMPLE[2], "-o", &out]).output();
    for (name, header) in [
        (
            "claims.csv",
            "claim_id,doc_id,source,page,paragraph,start,end,quote,holder,state_iso3,via,group,topic,proposition_id,proposition,stance,strength,modality,condition,confidence,method,rules,date,forum,reviewed\n",
        ),
        (
            "positions.csv",
            "state_iso3,state,via,group,topic,proposition_id,proposition,stance,strength,score,consistency,n_claims,quote,doc_id,paragraph,start,end,first_date,last_date,method,confidence,reviewed,coverage\n",
        ),
        (
            "pairs.csv",
            "state_a,state_b,n_shared,n_agree,n_conflict,n_differ,score,propositions_agree,propositions_conflict,propositions_differ,quote_a,quote_b,coverage_a,coverage_b\n",
        ),
        (
            "propositions.csv",
            "proposition_id,topic,proposition,n_support,n_qualified,n_practice,n_undecided,n_reservation,n_oppose,n_silent,controversy,quantifier,support,qualified,practice,undecided,reservation,oppose,coverage\n",
        ),
        ("coverage.csv", "actor,sentences,position_taking,coded,coverage\n"),
        ("matrix.csv", "topic,proposition_id,proposition"),
    ] {
        let text = fs::read_to_string(folder.join("out").join(name)).unwrap();
        assert!(text.starts_with(header), "{name}: {}", text.lines().next().unwrap());
    }
}

#[test]
fn coverage_is_in_every_report_and_adds_up() {
    let folder = scratch("coverage");
    let out = path(&folder, "out");
    let ended = Run::new(&["compare", SAMPLE[0], SAMPLE[1], SAMPLE[2], "-o", &out]).output();
    let table = |name: &str| {
        let text = fs::read_to_string(folder.join("out").join(name)).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| header.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect());
        rows.collect::<Vec<std::collections::BTreeMap<String, String>>>()
    };
    let coverage = table("coverage.csv");
    let sum = |column: &str| coverage.iter().map(|row| row[column].parse::<f64>().unwrap()).sum::<f64>();
    let (said, coded) = (sum("position_taking"), sum("coded"));
    assert!(said > 100.0 && coded > 0.0 && coded <= said && said <= sum("sentences"));
    let expected =
        format!("{:.1} % of {said} position-taking sentences (of {}) are in the codebook", 100.0 * coded / said, sum("sentences"));
    assert!(ended.err.contains(&expected), "{expected}\n{}", ended.err);
    let of = |actor: &str| coverage.iter().find(|row| row["actor"] == actor).map_or("", |row| row["coverage"].as_str());
    for row in table("positions.csv") {
        let spoke = if row["group"].is_empty() { &row["state_iso3"] } else { &row["group"] };
        assert_eq!(row["coverage"], of(spoke), "{row:?}");
    }
    for row in table("pairs.csv") {
        assert_eq!([&row["coverage_a"], &row["coverage_b"]], [of(&row["state_a"]), of(&row["state_b"])]);
    }
    let topics = table("propositions.csv");
    let shares = topics.iter().filter(|row| !row["coverage"].is_empty()).map(|row| row["coverage"].parse::<f64>().unwrap());
    assert!(shares.clone().count() > 20 && shares.clone().all(|share| (0.0..=1.0).contains(&share)));
    let claims = Run::new(&["claims", SAMPLE[0], SAMPLE[1], SAMPLE[2], "--open"]).output();
    assert!(claims.err.contains(&expected), "{}", claims.err);
    let open = csv::Reader::from_reader(claims.out.as_bytes()).records().filter(|row| row.as_ref().unwrap()[20] == *"open").count();
    assert!((open as f64 - (said - coded)).abs() < 0.5, "{open} {said} {coded}");
}

#[test]
fn in_a_pipe_claims_are_csv_and_in_json_every_line_is_an_object() {
    let csv = Run::new(&["claims", SAMPLE[0], SAMPLE[1], SAMPLE[2]]).output();
    assert!(csv.out.starts_with("claim_id,"));
    let json = Run::new(&["claims", SAMPLE[0], SAMPLE[1], SAMPLE[2], "--format", "jsonl"]).output();
    assert!(json.out.lines().count() > 50);
    for line in json.out.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(value["evidence"]["steps"].as_array().is_some_and(|steps| !steps.is_empty()), "{line}");
    }
}

/// Bad inputs: each has its clear error, and the good file beside it is read all the same.
#[test]
fn bad_input_is_named_and_the_rest_goes_on() {
    let folder = scratch("bad");
    fs::write(folder.join("good.txt"), "actor: JPN\n\nExisting international law applies in cyberspace.\n").unwrap();
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("binary.txt"), b"\x7fELF\x02\x01\x01\0\0\0\0").unwrap();
    fs::write(folder.join("nobody.txt"), "Existing international law applies in cyberspace.\n").unwrap();
    fs::write(folder.join("unknown.txt"), "actor: Japn\n\nExisting international law applies in cyberspace.\n").unwrap();
    let good = path(&folder, "good.txt");
    for (name, expected) in [
        ("empty.txt", "empty"),
        ("binary.txt", "NUL byte at offset 7"),
        ("nobody.txt", "--as"),
        ("unknown.txt", "Japn"),
        ("missing-folder", "no such file or folder"),
    ] {
        let bad = path(&folder, name);
        let ended = Run::new(&["claims", &good, &bad]).output();
        assert_eq!(ended.code, Some(2), "{name}: {}", ended.err);
        assert!(ended.err.contains(name) && ended.err.contains(expected), "{name}: {}", ended.err);
        assert!(ended.out.contains("il.applies"), "{name}: the good file was not read");
    }
}

#[test]
fn a_line_of_many_megabytes_is_read() {
    let folder = scratch("long");
    let mut text = String::from("actor: JPN\n\n");
    while text.len() < 8_000_000 {
        text.push_str("the river runs to the sea and the boats go with it while nobody on the bank says a word about law or trade ");
    }
    text.push_str("but existing international law applies in cyberspace");
    fs::write(folder.join("long.txt"), &text).unwrap();
    let ended = Run::new(&["claims", &path(&folder, "long.txt")]).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.out.contains("il.applies"), "{}", ended.err);
}

#[test]
fn a_broken_codebook_shows_line_and_caret() {
    let folder = scratch("codebook");
    fs::write(
        folder.join("broken.toml"),
        "[codebook]\nid = \"x\"\ntitle = \"X\"\n\n[[proposition]]\nid = \"a.b\"\ntopic = \"T\"\nwording = \"W\"\nsays = [\"law (apply | applies\"]\n",
    )
    .unwrap();
    let file = path(&folder, "broken.toml");
    let ended = Run::new(&["codebook", "check", &file]).output();
    assert_eq!(ended.code, Some(1));
    assert!(ended.err.contains("broken.toml:9:14") && ended.err.contains("expected `)`") && ended.err.contains('^'), "{}", ended.err);
    let ended = Run::new(&["claims", SAMPLE[0], SAMPLE[1], SAMPLE[2], "--codebook", &file]).output();
    assert_eq!(ended.code, Some(2), "{}", ended.err);
}

#[test]
fn an_unknown_key_is_refused_with_its_place() {
    let folder = scratch("key");
    fs::write(folder.join("key.toml"), "[codebook]\nid = \"x\"\ntitle = \"X\"\ntittle = \"X\"\n").unwrap();
    let ended = Run::new(&["codebook", "check", &path(&folder, "key.toml")]).output();
    assert!(ended.err.contains("key.toml:4:1") && ended.err.contains("tittle"), "{}", ended.err);
}

#[test]
fn a_full_disk_is_an_error_and_a_closed_pipe_is_none() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full here");
        return;
    }
    let ended = Run::new(&["claims", SAMPLE[0], SAMPLE[1], SAMPLE[2], "-o", "/dev/full"]).output();
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("/dev/full"), "{}", ended.err);

    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["claims", SAMPLE[0], SAMPLE[1], SAMPLE[2], "--format", "jsonl"])
        .current_dir(support::root())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn nothing_already_written_is_lost_when_writing_fails() {
    let folder = scratch("lost");
    fs::write(folder.join("out"), "precious").unwrap();
    let ended = Run::new(&["compare", SAMPLE[0], SAMPLE[1], SAMPLE[2], "-o", &path(&folder, "out")]).output();
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("is a file, a folder is needed"), "{}", ended.err);
    assert_eq!(fs::read_to_string(folder.join("out")).unwrap(), "precious");
}

#[test]
fn explain_shows_the_derivation() {
    let ended = Run::new(&["explain", "--as", "JPN", "--sentence", "We do not oppose a permanent mechanism."]).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    for part in ["rid.permanent", "oppose", "not", "JPN qualified 2", "confidence"] {
        assert!(ended.out.contains(part), "{part} is missing in:\n{}", ended.out);
    }
    let unknown = Run::new(&["explain", "--as", "Japn", "--sentence", "We support this."]).output();
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("did you mean"), "{}", unknown.err);
}

#[test]
fn codebook_list_show_and_check() {
    let list = Run::new(&["codebook", "list"]).output();
    assert_eq!(list.out.lines().filter(|line| line.starts_with("  ") && line.contains('.')).count(), 125);
    let show = Run::new(&["codebook", "show", "il.applies"]).output();
    assert!(show.out.contains("Existing international law applies"), "{}", show.out);
    let wrong = Run::new(&["codebook", "show", "il.aplies"]).output();
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("did you mean `il.applies`?"), "{}", wrong.err);
    let check = Run::new(&["codebook", "check"]).output();
    assert_eq!(check.code, Some(0), "{}", check.err);
    assert!(check.out.contains("ict: 125 propositions") && check.out.contains("\nunga: "), "{}", check.out);
}

#[test]
fn a_built_in_codebook_is_chosen_by_its_name() {
    let folder = scratch("built_in");
    fs::write(
        folder.join("statement.txt"),
        "actor: NOR\n\nWe call for the abolition of the veto. Existing international law applies in cyberspace.\n",
    )
    .unwrap();
    let statement = path(&folder, "statement.txt");
    for (name, veto, law) in [("unga", true, false), ("ict", false, true)] {
        let ended = Run::new(&["claims", &statement, "--codebook", name]).output();
        assert_eq!((ended.out.contains("unsc.veto_end"), ended.out.contains("il.applies")), (veto, law), "{name}: {}", ended.out);
    }
    let both = Run::new(&["claims", &statement, "--codebook", "ict", "--codebook", "unga"]).output();
    assert!(both.out.contains("unsc.veto_end") && both.out.contains("il.applies"), "{}{}", both.out, both.err);
    let list = Run::new(&["codebook", "list"]).output();
    assert!(list.out.contains("\n  unga  "), "{}", list.out);
    let listed = Run::new(&["codebook", "list", "unga"]).output();
    assert!(listed.out.contains("unsc.veto_end") && !listed.out.contains("il.applies"), "{}", listed.out);
    let shown = Run::new(&["codebook", "show", "unsc.veto_end"]).output();
    assert_eq!(shown.code, Some(0), "{}", shown.err);
    let unknown = Run::new(&["claims", &statement, "--codebook", "ungga"]).output();
    assert_eq!(unknown.code, Some(2));
    for part in ["there is no codebook `ungga`", "`ict` and `unga`"] {
        assert!(unknown.err.contains(part), "{}", unknown.err);
    }
}

#[test]
fn evaluate_gives_text_csv_and_json() {
    let folder = scratch("evaluate");
    fs::write(
        folder.join("gold.csv"),
        "unit,country,sentence,context,proposition,stance\nu1,JPN,Existing international law applies in cyberspace.,,il.applies,support\nu2,JPN,We thank the Chair.,,none,\n",
    )
    .unwrap();
    let gold = path(&folder, "gold.csv");
    let text = Run::new(&["evaluate", &gold]).output();
    assert_eq!(text.code, Some(0), "{}", text.err);
    assert!(text.out.contains("F1 1.000"), "{}", text.out);
    let json = Run::new(&["evaluate", &gold, "--format", "json"]).output();
    let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(value["f1"], 1.0);
    let csv = Run::new(&["evaluate", &gold, "--format", "csv"]).output();
    assert!(csv.out.starts_with("proposition_id,true_positive,"));
}

#[test]
fn a_codebook_of_ones_own_replaces_or_extends_the_built_in_one() {
    let folder = scratch("own");
    fs::write(
        folder.join("own.toml"),
        "[codebook]\nid = \"fish\"\ntitle = \"Fish\"\nlanguages = [\"en\"]\n\n[[proposition]]\nid = \"fish.quota\"\ntopic = \"Fish\"\nwording = \"Quotas should be lowered.\"\ncontext = \"own\"\nnames = [\"lower quota\"]\nsupports = [\"We call for lower quotas.\"]\n",
    )
    .unwrap();
    fs::write(folder.join("statement.txt"), "actor: NOR\n\nWe call for lower quotas. Existing international law applies in cyberspace.\n")
        .unwrap();
    let (statement, own) = (path(&folder, "statement.txt"), path(&folder, "own.toml"));
    let replaced = Run::new(&["claims", &statement, "--codebook", &own]).output();
    assert!(replaced.out.contains("fish.quota") && !replaced.out.contains("il.applies"), "{}{}", replaced.out, replaced.err);
    let added = Run::new(&["claims", &statement, "--add", &own]).output();
    assert!(added.out.contains("fish.quota") && added.out.contains("il.applies"), "{}{}", added.out, added.err);
}
