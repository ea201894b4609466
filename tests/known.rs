//! The public record beside what was said: fictional States whose truth is known, and the record that ships.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use demarche::codebook::{Actors, BUILT_IN, Codebook};
use demarche::desk::{KNOWN_COLUMNS, Record};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::{Ended, Run, scratch};

/// Who said what: a file's name and its words. All States are invented.
const STATEMENTS: [(&str, &str); 5] = [
    (
        "XEL_2024-07-08.txt",
        "Ellandry supports the Programme of Action, provided that its budget remains small. International law applies in cyberspace.",
    ),
    ("XHE_2024-07-08.txt", "We oppose the Programme of Action."),
    ("XKE_2024-07-09.txt", "Kelmora supports the Programme of Action. We affirm that international law applies in cyberspace."),
    ("XTO_2024-07-09.txt", "Tolmira opposes the Programme of Action."),
    ("XVA_2024-07-09.txt", "Valdoria supports the Programme of Action."),
];

/// What makes it clear that the debate is on ICT security.
const HEAD: &str =
    "Open-ended Working Group on security of and in the use of information and communications technologies\n\nMadam Chair,\n\n";

const TOPICS: &str = "rid.poa,il.applies,il.lbi_needed";

/// The record. Ellandry falls short of it (it set a limit), Hesperland confirms it, Kelmora goes beyond it, Tolmira departs from its latest
/// source by people, and confirms an earlier one; of Valdoria nothing is known, and Osmeria made no statement.
const RECORD: &str = "\
state,proposition,stance,source_title,source_url,date,machine_made,note
XEL,rid.poa,support,Gazette of Ellandry,https://example.org/el,2021-05-03,,
Hesperland,rid.poa,oppose,Hesper Herald,https://example.org/he,2022,,by a recorded vote
XHE,il.lbi_needed,support,Hesper Herald,https://example.org/he2,,,
XKE,rid.poa,qualified,Kelmora Post,https://example.org/ke,2023-01,,
XTO,rid.poa,support,Tolmira Times,https://example.org/to,2023,,
XTO,rid.poa,oppose,Tolmira Times,https://example.org/to-old,2019,,
XTO,rid.poa,oppose,Report of a meeting,https://example.org/to-machine,2024,yes,
XOS,rid.poa,oppose,Osmeria Observer,https://example.org/os,2020,,
";

/// The statements and the record on disk.
fn fixture(name: &str) -> (PathBuf, String) {
    let folder = scratch(name);
    let statements = folder.join("statements");
    fs::create_dir_all(&statements).unwrap();
    for (file, words) in STATEMENTS {
        fs::write(statements.join(file), format!("{HEAD}{words}\n")).unwrap();
    }
    let record = folder.join("record.csv");
    fs::write(&record, RECORD).unwrap();
    (statements, format!("--known={}", record.display()))
}

fn run(args: &[&str]) -> Ended {
    let all: Vec<&str> = args.iter().copied().chain(["--actors", "data/sample/actors.toml"]).collect();
    Run::new(&all).output()
}

fn ok(args: &[&str]) -> String {
    let ended = run(args);
    assert_eq!(ended.code, Some(0), "{args:?}: {}", ended.err);
    ended.out
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A CSV table: the columns' names, and the rows as name and cell.
fn table(csv: &str) -> (Vec<String>, Vec<BTreeMap<String, String>>) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| header.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect()).collect();
    (header, rows)
}

#[test]
fn the_matrix_says_where_each_confirms_goes_beyond_falls_short_departs_or_is_silent() {
    let (corpus, known) = fixture("known-matrix");
    let (header, rows) = table(&ok(&["matrix", name(&corpus), "--topic", TOPICS, &known]));
    // Nothing is known of Valdoria; Osmeria has no column.
    assert_eq!(
        header.iter().filter(|name| name.starts_with("known_X")).collect::<Vec<_>>(),
        ["known_XEL", "known_XHE", "known_XKE", "known_XTO"]
    );
    let shown: Vec<String> = rows
        .iter()
        .map(|row| {
            let marks = ["known_XEL", "known_XHE", "known_XKE", "known_XTO"].map(|column| row[column].as_str());
            format!("{}|{}", row["proposition_id"], marks.join("|"))
        })
        .collect();
    assert_eq!(
        shown,
        ["il.applies|goes beyond||goes beyond|", "rid.poa|falls short|confirms|goes beyond|departs", "il.lbi_needed||not repeated||"]
    );
    assert_eq!(rows[1]["known_sources_XHE"], "confirms: oppose – Hesper Herald, 2022, https://example.org/he, by a recorded vote");
    assert_eq!(rows[0]["known_sources_XEL"], "goes beyond (the record is silent)");
    // People before machines, the latest first; each source by itself.
    assert_eq!(
        rows[1]["known_sources_XTO"],
        "departs: support – Tolmira Times, 2023, https://example.org/to; confirms: oppose – Tolmira Times, 2019, \
         https://example.org/to-old; confirms: oppose – Report of a meeting, 2024, https://example.org/to-machine, machine-made report"
    );
    assert_eq!(rows[2]["known_sources_XHE"], "not repeated: support – Hesper Herald, undated, https://example.org/he2");
    // What is only in the record adds no stance.
    assert!(["XEL", "XHE", "XKE", "XTO", "XVA"].iter().all(|actor| rows[2][*actor] == "silent"));
}

#[test]
fn no_count_changes_with_the_record() {
    let (corpus, known) = fixture("known-counts");
    let draft = corpus.parent().unwrap().join("draft.md");
    fs::write(&draft, "1. The Group decides to establish a Programme of Action.\n\n2. States thank the Chair.\n").unwrap();
    let commands: [Vec<&str>; 3] = [
        vec!["matrix", name(&corpus), "--topic", TOPICS],
        vec!["versus", "XEL", "XTO", "XKE", name(&corpus), "--topic", TOPICS],
        vec!["draft", name(&draft), name(&corpus), "--topic", TOPICS],
    ];
    for args in &commands {
        let (header, without) = table(&ok(args));
        let (_, with) = table(&ok(&[args.as_slice(), &[&known]].concat()));
        let added = with.len() - without.len();
        assert!(with.iter().skip(without.len()).all(|row| row["proposition_id"] == "il.lbi_needed"), "{args:?}");
        assert!(added <= 1, "{args:?}");
        for (row, plain) in with.iter().zip(&without) {
            assert!(header.iter().all(|column| row[column] == plain[column]), "{args:?}: {row:?}");
        }
    }
    // Where people read, only the signs, the lines on sources and a section of its own are added.
    for args in [
        vec!["matrix", name(&corpus), "--topic", TOPICS],
        vec!["versus", "XEL", "XTO", name(&corpus), "--topic", TOPICS],
        vec!["brief", "XTO", name(&corpus), "--with", "XEL", "--topic", TOPICS],
    ] {
        for format in ["md", "terminal"] {
            let ask = |more: &[&str]| ok(&[args.as_slice(), &["--format", format], more].concat());
            let (without, with) = (ask(&[]), ask(&[&known]));
            let plain = |text: &str| {
                let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
                letters
            };
            let section = with.find("Against the public record").unwrap();
            let counts: Vec<&str> = without.split(['|', '\n']).map(str::trim).filter(|cell| cell.contains('×')).collect();
            for cell in counts {
                assert!(plain(&with[..section]).contains(&plain(cell)) || plain(&with).contains(&plain(cell)), "{format} {cell}\n{with}");
            }
            let marks = |text: &str| text.matches('×').count();
            assert_eq!(
                marks(&with[..section]),
                if args[0] == "matrix" { marks(without_quotes(&without)) } else { marks(&without) },
                "{with}"
            );
        }
    }
}

/// A page up to its quotes.
fn without_quotes(page: &str) -> &str {
    page.split("## Quotes").next().unwrap_or_default()
}

#[test]
fn every_medium_names_each_source_with_its_address_and_date() {
    let (corpus, known) = fixture("known-media");
    let folder = corpus.parent().unwrap();
    let draft = folder.join("draft.md");
    fs::write(&draft, "1. The Group decides to establish a Programme of Action.\n").unwrap();
    let commands: [(&str, Vec<&str>); 4] = [
        ("matrix", vec!["matrix", name(&corpus), "--topic", TOPICS]),
        ("versus", vec!["versus", "XHE", "XTO", name(&corpus), "--topic", TOPICS]),
        ("brief", vec!["brief", "XTO", name(&corpus), "--topic", TOPICS]),
        ("draft", vec!["draft", name(&draft), name(&corpus), "--topic", TOPICS]),
    ];
    for (command, args) in &commands {
        for format in ["csv", "terminal", "md", "html", "xlsx", "docx"] {
            if *command == "brief" && format == "csv" {
                continue;
            }
            let out = folder.join(format!("{command}.{format}"));
            ok(&[args.as_slice(), &["--format", format, "-o", name(&out), &known]].concat());
            // Lines may be cut anywhere at a terminal.
            let text: String = words(&out).chars().filter(|c| !c.is_whitespace()).collect();
            for part in ["departs", "TolmiraTimes", "https://example.org/to", "2023", "https://example.org/to-machine"] {
                assert!(text.contains(part), "{command} as {format} lacks {part}: {text}");
            }
            // What the draft would meet is also what States hold that made none of the statements.
            assert_eq!(text.contains("OsmeriaObserver"), *command == "draft", "{command} as {format}");
        }
    }
}

/// The text of a file, or of all parts of an archive.
fn words(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let Ok(mut zip) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) else { return String::from_utf8(bytes).unwrap() };
    let mut all = String::new();
    for at in 0..zip.len() {
        std::io::Read::read_to_string(&mut zip.by_index(at).unwrap(), &mut all).unwrap();
    }
    all
}

#[test]
fn a_page_with_the_record_has_no_link_that_leads_nowhere() {
    let (corpus, known) = fixture("known-links");
    let draft = corpus.parent().unwrap().join("draft.md");
    fs::write(&draft, "1. The Group decides to establish a Programme of Action.\n").unwrap();
    for args in [
        vec!["matrix", name(&corpus)],
        vec!["versus", "XHE", "XTO", name(&corpus)],
        vec!["brief", "XTO", name(&corpus)],
        vec!["draft", name(&draft), name(&corpus)],
    ] {
        let html = ok(&[args.as_slice(), &["--format", "html", "--topic", TOPICS, &known]].concat());
        let links = html.split("href=\"#").skip(1).filter_map(|part| part.split('"').next());
        for link in links {
            assert!(html.contains(&format!("id=\"{link}\"")), "{args:?}: {link}");
        }
    }
}

#[test]
fn the_order_of_the_record_makes_no_difference() {
    let (corpus, known) = fixture("known-order");
    let turned = corpus.parent().unwrap().join("turned.csv");
    let (head, rows) = RECORD.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().rev().collect();
    fs::write(&turned, format!("{head}\n{}\n", rows.join("\n"))).unwrap();
    let turned = format!("--known={}", turned.display());
    for format in ["csv", "md"] {
        let ask = |known: &str| ok(&["matrix", name(&corpus), "--topic", TOPICS, "--format", format, known]);
        assert_eq!(ask(&known), ask(&turned));
    }
}

#[test]
fn a_bad_row_is_named_with_file_and_line() {
    let (corpus, _) = fixture("known-errors");
    let bad = corpus.parent().unwrap().join("bad.csv");
    for (row, expected) in [
        ("XXX,rid.poa,support,A,https://a,,,", ["bad.csv:2: `XXX` is no known State or group", "--actors FILE"]),
        ("XEL,rid.po,support,A,https://a,,,", ["bad.csv:2: `rid.po` is no proposition of the codebook in use", "did you mean `rid.poa`?"]),
        ("XEL,rid.poa,agree,A,https://a,,,", ["bad.csv:2: `agree` is no stance", "stances are support, qualified"]),
        ("XEL,rid.poa,support,A,,,,", ["bad.csv:2: the row has no `source_url`", "a source"]),
        ("XEL,rid.poa,support,A,https://a,May,,", ["bad.csv:2: `May` is no date", "expected YYYY"]),
    ] {
        fs::write(&bad, format!("{}\n{row}\n", KNOWN_COLUMNS.join(","))).unwrap();
        let ended = run(&["matrix", name(&corpus), &format!("--known={}", bad.display())]);
        assert_eq!(ended.code, Some(2), "{row}");
        for part in expected {
            assert!(ended.err.contains(part), "{row}: {}", ended.err);
        }
    }
    let none = run(&["matrix", name(&corpus), "--codebook", "unga", "--known"]);
    assert_eq!(none.code, Some(2));
    assert!(none.err.contains("no record of known positions ships with this codebook"), "{}", none.err);
}

#[test]
fn every_shipped_row_names_a_state_a_proposition_of_ict_and_a_source() {
    let text = BUILT_IN.iter().find(|one| one.id == "ict").and_then(|one| one.known).unwrap();
    assert!(text.starts_with(&format!("{}\n", KNOWN_COLUMNS.join(","))));
    let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
    let codebook = Codebook::built_in().unwrap();
    let ids: Vec<&str> = codebook.propositions.iter().map(|proposition| proposition.id.as_str()).collect();
    let record = Record::parse("known_positions.csv", text, &actors, &ids).unwrap();
    let (_, rows) = table(text);
    // No row stands there twice, and none is lost on the way.
    assert_eq!(record.iter().count(), rows.len());
    assert!(rows.len() > 200, "{}", rows.len());
    for row in &rows {
        assert!(actors.resolve(&row["state"]).is_some(), "{row:?}");
        assert!(ids.contains(&row["proposition"].as_str()), "{row:?}");
        assert!(row["source_url"].starts_with("http") && !row["source_title"].is_empty(), "{row:?}");
        let told = row["source_title"].starts_with("Digital Watch session report");
        assert_eq!(row["machine_made"] == "yes", told, "{row:?}");
    }
    // What the manual says of it is true.
    let manual = fs::read_to_string("data/README.md").unwrap();
    let states: std::collections::BTreeSet<&str> = record.actors().collect();
    let on: std::collections::BTreeSet<&str> = record.iter().map(|known| known.proposition.as_str()).collect();
    assert!(manual.contains(&format!("has {} rows on {} States and groups and {} propositions", rows.len(), states.len(), on.len())));
    let machine = rows.iter().filter(|row| row["machine_made"] == "yes").count();
    assert!(manual.contains(&format!("`yes` for {machine} rows")), "{machine}");
    // Sorted, so that a change of one row is a change of one line.
    let mut lines: Vec<&BTreeMap<String, String>> = rows.iter().collect();
    lines.sort_by_key(|row| KNOWN_COLUMNS.map(|column| row[column].clone()));
    assert!(lines.iter().zip(&rows).all(|(a, b)| *a == b));
}

#[test]
fn the_shipped_record_is_held_against_real_states() {
    let folder = scratch("known-shipped").join("statements");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("FRA_2021-03-09.txt"), format!("{HEAD}France supports the Programme of Action.\n")).unwrap();
    let ended = Run::new(&["versus", "FRA", "GBR", name(&folder), "--topic", "rid.poa,il.sov_rule", "--known"]).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let (_, rows) = table(&ended.out);
    let shown: Vec<String> =
        rows.iter().map(|row| format!("{} {} {} {}", row["verdict"], row["proposition_id"], row["known_1"], row["known_2"])).collect();
    assert_eq!(shown, ["only FRA spoke rid.poa confirms ", "only in the record il.sov_rule not repeated not repeated"]);
}
