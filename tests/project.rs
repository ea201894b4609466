//! A project remembers: what was read is not read again, and what people decide holds through everything that happens to a file.

#![cfg(feature = "project")]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

#[path = "support/made.rs"]
mod made;
mod support;

use made::{HESPERLAND, Made, pair, rows};
use std::fs;
use std::path::Path;
use support::{Run, scratch};

#[test]
fn a_decision_changes_every_table_and_undo_brings_it_back() {
    let made = Made::new("undo");
    let id = made.id("XEL", "rid.poa");
    assert_eq!(made.stands("XEL", "rid.poa"), pair("support", ""));
    made.decide(&["correct", &id, "--stance", "qualified", "--why", "with a small budget"]);
    assert_eq!(made.stands("XEL", "rid.poa"), pair("qualified", "changed"));
    let positions = rows(&made.in_it(&["matrix", "--format", "csv", "--topic", "rid.poa"]));
    assert!(positions[0]["XEL"].starts_with("qualified"), "{positions:?}");
    made.decide(&["undo"]);
    assert_eq!(made.stands("XEL", "rid.poa"), pair("support", ""));
    made.decide(&["redo"]);
    assert_eq!(made.stands("XEL", "rid.poa"), pair("qualified", "changed"));
    made.decide(&["reject", &id]);
    assert!(!made.standing().contains_key(&("XEL".into(), "rid.poa".into())));
    // What was found wrong is still in the list, and can be found right.
    made.decide(&["accept", &id]);
    assert_eq!(made.stands("XEL", "rid.poa"), pair("support", "accepted"));
    let log = rows(&made.in_it(&["review", "log"]));
    let acts: Vec<&str> = log.iter().map(|row| row["act"].as_str()).collect();
    assert_eq!(acts, ["correct", "undo", "redo", "reject", "accept"]);
    assert_eq!(log[0]["why"], "with a small budget");
    // Nobody else's decision is taken back.
    let ended = made.ended(&["review", "undo", "--by", "ben"]);
    assert_eq!(ended.code, Some(1), "{}", ended.err);
}

#[test]
fn decisions_are_bound_to_words_and_not_to_files() {
    let made = Made::new("words");
    made.decide(&["correct", &made.id("XEL", "rid.poa"), "--strength", "5"]);
    made.decide(&["reject", &made.id("XEL", "il.applies")]);
    made.decide(&["add", "XHE_2022-03-28", "We oppose the Programme of Action", "--proposition", "il.applies", "--stance", "oppose"]);
    let before = made.standing();
    // Moved, and converted anew: other line breaks, other words before.
    fs::create_dir_all(made.path("statements/2022")).unwrap();
    fs::rename(made.path("statements/XEL_2022-03-28.txt"), made.path("statements/2022/XEL_2022-03-28.txt")).unwrap();
    let hesperland =
        "We thank the Chair.\n\nWe op-\npose the   Programme\nof Action. We support a new legally binding instrument on ICT security.";
    made.write("statements/XHE_2022-03-28.txt", hesperland);
    let ended = made.ended(&["update"]);
    assert!(ended.err.contains("is now statements/2022/XEL_2022-03-28.txt") && ended.err.contains("1 changed"), "{}", ended.err);
    assert_eq!(made.standing(), before);
    assert_eq!(made.ended(&["review", "conflicts"]).code, Some(0));
    // The words go: the decision waits, and is shown.
    made.write("statements/XHE_2022-03-28.txt", "We support a new legally binding instrument on ICT security.");
    made.in_it(&["update"]);
    let ended = made.ended(&["review", "conflicts"]);
    assert_eq!(ended.code, Some(1));
    assert_eq!(rows(&ended.out)[0]["kind"], "words-gone");
    // They come back: so does the claim.
    made.write("statements/XHE_2022-03-28.txt", HESPERLAND);
    made.in_it(&["update"]);
    assert_eq!(made.standing(), before);
}

#[test]
fn another_codebook_shows_what_it_changes_before_it_does() {
    let made = Made::new("codebook");
    made.decide(&["accept", &made.id("XHE", "il.lbi_needed")]);
    let before = made.standing();
    let again = made.ended(&["update"]);
    assert!(again.err.contains("0 files new, 0 changed, 2 as before"), "{}", again.err);
    let config = fs::read_to_string(made.path("demarche.toml")).unwrap();
    let own = "[codebook]\nid = \"own\"\ntitle = \"Own\"\n\n[[proposition]]\ncontext = \"own\"\nid = \"own.thanks\"\ntopic = \"Own\"\nwording = \"There should be a programme.\"\nnames = [\"the programme of action\"]\n";
    fs::write(made.path("own.toml"), own).unwrap();
    fs::write(made.path("demarche.toml"), config.replace("codebook = [\"ict\"]", "codebook = [\"own.toml\"]")).unwrap();
    let ended = made.ended(&["update"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.err.contains("nothing of that was kept") && ended.err.contains("own.thanks"), "{}", ended.err);
    assert_eq!(made.standing().len(), before.len());
    made.in_it(&["update", "--apply", "--changes", made.path("changes.csv").to_str().unwrap()]);
    let changes = rows(&fs::read_to_string(made.path("changes.csv")).unwrap());
    assert!(changes.iter().any(|row| row["proposition_id"] == "own.thanks" && row["was"].is_empty()), "{changes:?}");
    // What was accepted stands, though nothing reads it now; that is said.
    assert_eq!(made.stands("XHE", "il.lbi_needed").1, "accepted");
    assert_eq!(rows(&made.ended(&["review", "conflicts"]).out)[0]["kind"], "no-longer-read");
}

#[test]
fn coders_differ_until_somebody_settles_it() {
    let made = Made::new("coders");
    let id = made.id("XEL", "rid.poa");
    made.decide(&["accept", &id]);
    made.in_it(&["review", "reject", &id, "--by", "ben"]);
    assert_eq!(made.stands("XEL", "rid.poa"), pair("support", "disputed"));
    assert_eq!(rows(&made.ended(&["review", "conflicts"]).out)[0]["kind"], "disputed");
    let differ = rows(&made.ended(&["review", "disagreements"]).out);
    assert_eq!(differ.iter().map(|row| row["coder"].as_str()).collect::<Vec<_>>(), ["ann", "ben"]);
    for coder in ["ann", "ben"] {
        made.in_it(&["review", "accept", &made.id("XHE", "il.lbi_needed"), "--by", coder]);
        made.in_it(&["review", "reject", &made.id("XEL", "il.applies"), "--by", coder]);
    }
    let agreement = rows(&made.in_it(&["review", "agreement", "--by", "right"]));
    let kappa = agreement.iter().find(|row| row["measure"] == "kappa").unwrap();
    // Right, wrong; right, right; wrong, wrong: 2/3 of 3 agree, 4/9 by chance.
    assert_eq!((kappa["units"].as_str(), kappa["agree"].as_str(), kappa["value"].as_str()), ("3", "2", "0.400"));
    made.in_it(&["review", "correct", &id, "--stance", "oppose", "--settle", "--by", "eve"]);
    assert_eq!(made.stands("XEL", "rid.poa"), pair("oppose", "changed"));
}

#[test]
fn a_sheet_goes_out_and_comes_back_row_by_row() {
    let made = Made::new("sheet");
    let sheet = made.path("sheet.csv");
    let sheet_name = sheet.to_str().unwrap();
    made.in_it(&["review", "export", sheet_name]);
    let mut filled = rows(&fs::read_to_string(&sheet).unwrap());
    for row in &mut filled {
        match (row["holder"].as_str(), row["proposition_id"].as_str()) {
            ("XEL", "rid.poa") => _ = row.insert("decide".into(), "accept".into()),
            ("XEL", "il.applies") => _ = row.insert("new_stance".into(), "qualified".into()),
            ("XHE", "rid.poa") => _ = row.insert("new_stance".into(), "maybe".into()),
            ("XHE", "il.lbi_needed") => _ = row.insert("decide".into(), "acept".into()),
            _ => {}
        }
    }
    let mut out = csv::Writer::from_path(&sheet).unwrap();
    let header: Vec<String> = filled[0].keys().cloned().collect();
    out.write_record(&header).unwrap();
    for row in &filled {
        out.write_record(header.iter().map(|name| row[name].as_str())).unwrap();
    }
    out.flush().unwrap();
    let ended = made.ended(&["review", "import", sheet_name, "--by", "ann"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("2 decisions taken") && ended.err.contains("2 rows could not be taken"), "{}", ended.err);
    assert!(
        ended.err.contains("sheet.csv:") && ended.err.contains("no stance `maybe`") && ended.err.contains("`acept` is no decision"),
        "{}",
        ended.err
    );
    assert_eq!(made.stands("XEL", "rid.poa"), pair("support", "accepted"));
    assert_eq!(made.stands("XEL", "il.applies"), pair("qualified", "changed"));
    let again = made.ended(&["review", "import", sheet_name, "--by", "ann"]);
    assert!(again.err.contains("0 decisions taken, 2 were made already"), "{}", again.err);
    // The history goes to another copy, and an altered event is refused.
    let events = made.path("decisions.jsonl");
    made.in_it(&["review", "export", events.to_str().unwrap()]);
    let other = Made::new("sheet-other");
    other.in_it(&["review", "import", events.to_str().unwrap()]);
    assert_eq!(other.standing(), made.standing());
    let altered = fs::read_to_string(&events).unwrap().replacen("\"by\":\"ann\"", "\"by\":\"bob\"", 1);
    fs::write(&events, altered).unwrap();
    let ended = other.ended(&["review", "import", events.to_str().unwrap()]);
    assert!(ended.code == Some(2) && ended.err.contains("not what it was when it was made"), "{}", ended.err);
}

#[test]
fn propositions_are_merged_and_divided() {
    let made = Made::new("merge");
    made.decide(&["split", "rid.poa", "rid.poa_small", "The Programme of Action should be small."]);
    made.decide(&["correct", &made.id("XEL", "rid.poa"), "--proposition", "rid.poa_small"]);
    assert_eq!(made.stands("XEL", "rid.poa_small"), pair("support", "changed"));
    made.decide(&["merge", "il.lbi_needed", "rid.poa"]);
    assert!(!made.standing().contains_key(&("XHE".into(), "il.lbi_needed".into())));
    made.decide(&["undo"]);
    assert_eq!(made.stands("XHE", "il.lbi_needed"), pair("support", ""));
    let ended = made.ended(&["review", "merge", "rid.po", "rid.poa", "--by", "ann"]);
    assert!(ended.code == Some(2) && ended.err.contains("rid.poa"), "{}", ended.err);
}

#[test]
fn a_sample_says_how_many_claims_are_right() {
    let made = Made::new("sample");
    let sheet = rows(&made.in_it(&["review", "sample", "first", "-n", "3"]));
    assert_eq!(sheet.len(), 3);
    for (at, row) in sheet.iter().enumerate() {
        made.decide(&[if at == 0 { "reject" } else { "accept" }, &row["claim_id"]]);
    }
    let told = made.in_it(&["review", "precision", "first"]);
    assert!(told.contains("3 of 3 claims of `first` decided, 2 right") && told.contains("precision 0.667"), "{told}");
    assert_eq!(made.ended(&["review", "sample", "first"]).code, Some(2));
}

#[test]
fn a_damaged_database_is_detected_and_what_can_be_saved_is_saved() {
    let made = Made::new("doctor");
    made.decide(&["accept", &made.id("XEL", "rid.poa")]);
    let standing = made.standing();
    let backup = made.path("backup.db");
    made.in_it(&["backup", backup.to_str().unwrap()]);
    assert_eq!(made.ended(&["doctor"]).code, Some(0));
    // A page in the middle of the claims is overwritten.
    let mut bytes = fs::read(&backup).unwrap();
    let at = bytes.windows(9).rposition(|bytes| bytes == b"Programme").unwrap() / 4096 * 4096;
    bytes[at..at + 4096].fill(0xA5);
    fs::remove_file(made.path("demarche.db")).unwrap();
    let _ = fs::remove_file(made.path("demarche.db-wal"));
    let _ = fs::remove_file(made.path("demarche.db-shm"));
    fs::write(made.path("demarche.db"), &bytes).unwrap();
    let saved = made.path("saved");
    let ended = made.ended(&["doctor", "--salvage", saved.to_str().unwrap()]);
    assert_eq!(ended.code, Some(1), "{}", ended.out);
    // The way back that the doctor names.
    fs::remove_file(made.path("demarche.db")).unwrap();
    made.in_it(&["update"]);
    made.in_it(&["review", "import", saved.join("decisions.jsonl").to_str().unwrap()]);
    assert_eq!(made.standing(), standing);
    assert!(Path::new(&saved).join("documents").is_dir());
}

#[test]
fn a_project_is_found_from_below_and_says_so_when_there_is_none() {
    let made = Made::new("found");
    let ended = Run::new(&["status"]).in_folder(&made.path("statements")).output();
    assert!(ended.code == Some(0) && ended.out.contains("2 documents"), "{}{}", ended.out, ended.err);
    let nowhere = scratch("project-nowhere");
    let ended = Run::new(&["claims"]).in_folder(&nowhere).output();
    assert!(ended.code == Some(2) && ended.err.contains("demarche init"), "{}", ended.err);
    let ended = made.ended(&["claims", "--codebook", "unga"]);
    assert!(ended.code == Some(2) && ended.err.contains("demarche.toml"), "{}", ended.err);
}

#[test]
fn phrases_are_learned_from_what_was_missed_and_tried_on_other_documents() {
    let made = Made::new("learn");
    // A wording that no codebook has, in six statements, and once where it means something else.
    let words = "Our harbour ledger should travel to every island. We thank the Chair.";
    for (at, state) in ["XKE", "XQU", "XTO", "XVA", "XOS", "XPE"].iter().enumerate() {
        made.write(&format!("statements/{state}_2023-0{}-01.txt", at + 1), words);
    }
    made.in_it(&["update"]);
    for (at, state) in ["XKE", "XQU", "XTO", "XVA", "XOS"].iter().enumerate() {
        let document = format!("{state}_2023-0{}-01", at + 1);
        made.decide(&[
            "add",
            &document,
            "Our harbour ledger should travel to every island",
            "--proposition",
            "rid.poa",
            "--stance",
            "support",
        ]);
    }
    let (toml, table) = (made.path("learned.toml"), made.path("learned.csv"));
    made.in_it(&["learn", "--toml", toml.to_str().unwrap(), "-o", table.to_str().unwrap()]);
    let found = rows(&fs::read_to_string(&table).unwrap());
    assert_eq!((found[0]["proposition_id"].as_str(), found[0]["key"].as_str()), ("rid.poa", "names"));
    assert_eq!((found[0]["for"].as_str(), found[0]["against"].as_str(), found[0]["undecided"].as_str()), ("5", "0", "1"));
    assert_eq!((found[0]["recall_before"].as_str(), found[0]["recall_after"].as_str()), ("0.000", "1.000"));
    // Nothing has changed by itself.
    assert!(!made.standing().contains_key(&("XPE".into(), "rid.poa".into())));
    let config = fs::read_to_string(made.path("demarche.toml")).unwrap();
    fs::write(made.path("demarche.toml"), format!("add = [\"learned.toml\"]\n{config}")).unwrap();
    made.in_it(&["update", "--apply"]);
    assert_eq!(made.stands("XPE", "rid.poa"), pair("support", ""));
}

#[test]
fn cues_are_learned_from_corrected_stances_and_tried_on_other_documents() {
    let made = Made::new("learn-cues");
    // Words that no cue covers, and words that one reads the wrong way.
    let uncovered = "We scuttle the Programme of Action. We thank the Chair.";
    let misread = "We welcome through gritted teeth the Programme of Action. We thank the Chair.";
    let states = ["XKE", "XQU", "XTO", "XVA", "XOS", "XPE"];
    for (words, year) in [(uncovered, 2023), (misread, 2024)] {
        for (at, state) in states.iter().enumerate() {
            made.write(&format!("statements/{state}_{year}-0{}-01.txt", at + 1), words);
        }
    }
    made.in_it(&["update"]);
    assert_eq!(made.reads("XKE_2024-01-01", "rid.poa"), "support");
    for (at, state) in states.iter().take(5).enumerate() {
        let (first, second) = (format!("{state}_2023-0{}-01", at + 1), format!("{state}_2024-0{}-01", at + 1));
        if made.reads(&first, "rid.poa").is_empty() {
            made.decide(&["add", &first, "We scuttle the Programme of Action", "--proposition", "rid.poa", "--stance", "oppose"]);
        } else {
            made.decide(&["correct", &made.claim_in(&first, "rid.poa"), "--stance", "oppose"]);
        }
        made.decide(&["correct", &made.claim_in(&second, "rid.poa"), "--stance", "reservation", "--strength", "2"]);
    }
    // Claims that are read as they should be speak against no cue, and stay right.
    made.decide(&["accept", &made.id("XEL", "rid.poa")]);
    let (toml, table) = (made.path("learned.toml"), made.path("learned.csv"));
    made.in_it(&["learn", "--toml", toml.to_str().unwrap(), "-o", table.to_str().unwrap()]);
    let found = rows(&fs::read_to_string(&table).unwrap());
    let cue = |stance: &str| found.iter().find(|row| row["key"] == "cue" && row["stance"] == stance).unwrap_or_else(|| panic!("{found:?}"));
    let (oppose, reservation) = (cue("oppose"), cue("reservation"));
    assert!(oppose["phrase"].contains("=scuttle") && reservation["phrase"].contains("=gritted"), "{found:?}");
    assert_eq!((oppose["for"].as_str(), oppose["against"].as_str(), oppose["undecided"].as_str()), ("5", "0", "1"));
    assert_eq!((oppose["instead_of"].as_str(), oppose["recall_before"].as_str(), oppose["recall_after"].as_str()), ("", "0.000", "1.000"));
    assert_eq!((reservation["recall_before"].as_str(), reservation["recall_after"].as_str()), ("0.000", "1.000"));
    assert!(!reservation["instead_of"].is_empty(), "{reservation:?}");
    // Nothing has changed by itself; a person takes the cues over.
    assert_eq!(made.reads("XPE_2024-06-01", "rid.poa"), "support");
    let checked = Run::new(&["codebook", "check", "--codebook", "ict", "--add", toml.to_str().unwrap()]).output();
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
    let config = fs::read_to_string(made.path("demarche.toml")).unwrap();
    let add = "add = [\"learned.toml\"]\n";
    fs::write(made.path("demarche.toml"), add.to_owned() + &config).unwrap();
    made.in_it(&["update", "--apply"]);
    assert_eq!(made.reads("XPE_2023-06-01", "rid.poa"), "oppose");
    assert_eq!(made.reads("XPE_2024-06-01", "rid.poa"), "reservation");
}

#[test]
fn what_looks_at_statements_looks_at_those_of_the_project() {
    let made = Made::new("looks");
    let id = made.id("XEL", "rid.poa");
    let told = made.in_it(&["explain", "--claim", &id]);
    assert!(told.contains("rid.poa") && told.contains("⇒ XEL support"), "{told}");
    // In the folder it need not be named.
    let ended = Run::new(&["explain", "--claim", &id]).in_folder(&made.path("statements")).output();
    assert_eq!((ended.code, ended.out), (Some(0), told));
    let nowhere = Run::new(&["explain"]).in_folder(&scratch("project-looks-nowhere")).output();
    assert!(nowhere.code == Some(2) && nowhere.err.contains("no statements are given"), "{}", nowhere.err);
    for (at, state) in ["XKE", "XQU", "XTO", "XVA", "XOS", "XPE"].iter().enumerate() {
        let words = "We support a harbour ledger for every island. We urge all to fund the harbour ledger.";
        made.write(&format!("statements/{state}_2023-0{}-01.txt", at + 1), words);
    }
    made.in_it(&["update"]);
    let draft = made.path("found.toml");
    made.in_it(&["discover", "-o", draft.to_str().unwrap()]);
    let found = fs::read_to_string(made.path("found.csv")).unwrap();
    assert!(found.to_lowercase().contains("ledger"), "{found}");
    // Of a project, `evaluate` takes the codebook.
    let own = "[codebook]\nid = \"own\"\ntitle = \"Own\"\n\n[[proposition]]\ncontext = \"own\"\nid = \"own.ledger\"\ntopic = \"Own\"\nwording = \"There should be a harbour ledger.\"\nnames = [\"harbour ledger\"]\n";
    fs::write(made.path("own.toml"), own).unwrap();
    let config = fs::read_to_string(made.path("demarche.toml")).unwrap();
    fs::write(made.path("demarche.toml"), config.replace("codebook = [\"ict\"]", "codebook = [\"own.toml\"]")).unwrap();
    let gold = "unit,country,sentence,context,proposition,stance\n1,XEL,We support a harbour ledger.,We support a harbour ledger.,own.ledger,support\n";
    fs::write(made.path("gold.csv"), gold).unwrap();
    let gold = made.path("gold.csv").display().to_string();
    let ended = made.ended(&["evaluate", &gold]);
    assert!(ended.code == Some(0) && ended.err.contains("with the codebook of the project"), "{}", ended.err);
    assert!(!ended.err.contains("lacks") && Run::new(&["evaluate", &gold]).output().err.contains("lacks propositions of the gold"));
}
