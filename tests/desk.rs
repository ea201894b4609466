//! The negotiator's desk on a corpus whose truth is known: every table equals the one made by hand.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use support::{Ended, Run, scratch};

/// Who said what when: a file's name and its words. All States are invented.
const STATEMENTS: [(&str, &str); 9] = [
    ("XEL_2022-03-28.txt", "Ellandry supports the Programme of Action. International law applies in cyberspace."),
    ("XHE_2022-03-28.txt", "We oppose the Programme of Action. We support a new legally binding instrument on ICT security."),
    ("XKE_2022-03-29.txt", "Kelmora opposes the Programme of Action. We affirm that international law applies in cyberspace."),
    ("XQU_2022-03-29.txt", "Quenara supports the Programme of Action."),
    (
        "XEL_2024-07-08.txt",
        "Ellandry supports the Programme of Action, provided that its budget remains small. International law applies in \
         cyberspace. Civil society was in the room. Last year our colleagues planted trees in the garden.",
    ),
    ("XHE_2024-07-08.txt", "We oppose the Programme of Action. My delegation thanks the Chair for the excellent work."),
    ("XKE_2024-07-09.txt", "Kelmora supports the Programme of Action. We affirm that international law applies in cyberspace."),
    ("XTO_2024-07-09.txt", "Tolmira opposes the Programme of Action. Some States support a new legally binding instrument."),
    ("XVA_2024-07-09.txt", "Valdoria supports the Programme of Action. =1+1 is two, and we thank you for the arithmetic."),
];

/// What makes it clear that the debate is on ICT security.
const HEAD: &str =
    "Open-ended Working Group on security of and in the use of information and communications technologies\n\nMadam Chair,\n\n";

const TOPICS: &str = "rid.poa,il.applies,il.lbi_needed";

fn corpus(name: &str, statements: &[(&str, &str)]) -> PathBuf {
    let folder = scratch(name).join("statements");
    fs::create_dir_all(&folder).unwrap();
    for (file, words) in statements {
        fs::write(folder.join(file), format!("{HEAD}{words}\n")).unwrap();
    }
    folder
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

/// The rows of a CSV table, each as the cells of those columns, joined by a bar.
fn rows(csv: &str, columns: &[&str]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let at: Vec<usize> = columns
        .iter()
        .map(|column| header.iter().position(|one| one == column).unwrap_or_else(|| panic!("{column}: {header:?}")))
        .collect();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            at.iter().map(|at| row[*at].to_owned()).collect::<Vec<_>>().join("|")
        })
        .collect()
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_matrix_equals_the_one_made_by_hand_and_shows_silence() {
    let corpus = corpus("desk-matrix", &STATEMENTS);
    let csv = ok(&["matrix", name(&corpus), "--topic", TOPICS, "--from", "2024"]);
    assert_eq!(
        rows(&csv, &["proposition_id", "XEL", "XHE", "XKE", "XTO", "XVA"]),
        [
            "il.applies|support 3 ×1|silent|support 3 ×1|silent|silent",
            "rid.poa|qualified 3 ×1|oppose 4 ×1|support 4 ×1|oppose 4 ×1|support 4 ×1",
        ]
    );
    // Quenara spoke in 2022 only: it has no column here, and one there.
    assert!(!csv.contains("XQU"));
    let early = ok(&["matrix", name(&corpus), "--topic", TOPICS, "--to", "2022"]);
    assert_eq!(
        rows(&early, &["proposition_id", "XEL", "XHE", "XKE", "XQU"]),
        [
            "il.applies|support 3 ×1|silent|support 3 ×1|silent",
            "il.lbi_needed|silent|support 4 ×1|silent|silent",
            "rid.poa|support 4 ×1|oppose 4 ×1|oppose 4 ×1|support 4 ×1",
        ]
    );
}

#[test]
fn side_by_side_says_how_they_stand_in_both_their_words() {
    let corpus = corpus("desk-versus", &STATEMENTS);
    let csv = ok(&["versus", "Kelmora", "XTO", "XEL", name(&corpus), "--topic", TOPICS, "--from", "2024"]);
    assert_eq!(
        rows(&csv, &["verdict", "proposition_id", "state_1", "stance_1", "state_2", "stance_2", "pairs"]),
        [
            "conflict|rid.poa|XKE|support 4 ×1|XTO|oppose 4 ×1|XKE–XTO: conflict; XKE–XEL: agreement; XTO–XEL: conflict",
            "agreement|il.applies|XKE|support 3 ×1|XTO|silent|XKE–XEL: agreement",
        ]
    );
    let quotes = rows(&csv, &["quote_1", "quote_2"]);
    assert_eq!(quotes[0], "Kelmora supports the Programme of Action|Tolmira opposes the Programme of Action");
    let two = ok(&["versus", "XTO,XVA", name(&corpus), "--topic", "il.applies,rid.poa"]);
    assert_eq!(rows(&two, &["verdict", "proposition_id"]), ["conflict|rid.poa"]);
    let alone = run(&["versus", "XTO", name(&corpus)]);
    assert_eq!(alone.code, Some(2));
    assert!(alone.err.contains("1 State named, two or more are needed"), "{}", alone.err);
}

#[test]
fn every_quote_stands_where_it_is_said_to_stand() {
    let corpus = corpus("desk-places", &STATEMENTS);
    let csv = ok(&["versus", "XKE", "XEL", name(&corpus), "--topic", TOPICS]);
    let mut seen = 0;
    for row in
        rows(&csv, &["quote_1", "doc_id_1", "start_1", "end_1"]).into_iter().chain(rows(&csv, &["quote_2", "doc_id_2", "start_2", "end_2"]))
    {
        let cells: Vec<&str> = row.split('|').collect();
        if cells[0].is_empty() {
            continue;
        }
        let text = fs::read_to_string(corpus.join(format!("{}.txt", cells[1]))).unwrap();
        assert_eq!(&text[cells[2].parse().unwrap()..cells[3].parse().unwrap()], cells[0]);
        seen += 1;
    }
    assert_eq!(seen, 4);
}

#[test]
fn allies_stand_nearest_first_with_their_evidence() {
    let corpus = corpus("desk-allies", &STATEMENTS);
    let csv = ok(&["allies", "XKE", name(&corpus), "--topic", TOPICS, "--from", "2024"]);
    assert_eq!(
        rows(&csv, &["state_iso3", "closeness", "n_agree", "n_conflict", "propositions_agree", "propositions_conflict"]),
        ["XEL|0.500|2|0|il.applies rid.poa|", "XVA|0.333|1|0|rid.poa|", "XHE|-0.333|0|1||rid.poa", "XTO|-0.333|0|1||rid.poa",]
    );
}

#[test]
fn common_ground_counts_and_says_what_a_report_may_say() {
    let corpus = corpus("desk-ground", &STATEMENTS);
    let columns = [
        "proposition_id",
        "quantifier_for",
        "quantifier_against",
        "n_support",
        "n_qualified",
        "n_oppose",
        "n_silent",
        "n_speakers",
        "controversy",
        "silent",
    ];
    let csv = ok(&["ground", name(&corpus), "--topic", TOPICS, "--from", "2024"]);
    assert_eq!(
        rows(&csv, &columns),
        ["il.applies|some States||2|0|0|3|5|0.000|XHE XTO XVA", "rid.poa|many States|some States|2|1|2|0|5|0.800|"]
    );
    let strict = ok(&["ground", name(&corpus), "--topic", "rid.poa", "--from", "2024", "--many-share", "0.9", "--some-at-least", "3"]);
    assert_eq!(rows(&strict, &["quantifier_for", "quantifier_against"]), ["some States|a State"]);
}

#[test]
fn a_report_is_held_against_what_was_said() {
    let corpus = corpus("desk-audit", &STATEMENTS);
    let report = corpus.parent().unwrap().join("report.md");
    let text = "# Report\n\n1. Many States supported the Programme of Action, while some States opposed the Programme of Action.\n\n\
                2. States affirmed that international law applies in cyberspace.\n\n\
                3. A State opposed a new legally binding instrument on ICT security.\n\n\
                4. All delegations praised the coffee.\n\n5. States should thank the interpreters.\n";
    fs::write(&report, text).unwrap();
    let ended = run(&["ground", name(&corpus), "--from", "2024", "--audit", name(&report)]);
    assert_eq!(ended.code, Some(1), "{}", ended.err);
    assert_eq!(
        rows(&ended.out, &["verdict", "says", "may_say", "proposition_id", "side", "with", "against", "paragraph"]),
        [
            "supported|Many States|many States|rid.poa|for|XEL XKE XVA|XHE XTO|1",
            "supported|some States|some States|rid.poa|against|XHE XTO|XEL XKE XVA|1",
            "overstated|States|some States|il.applies|for|XEL XKE||2",
            "unknown|A State||il.lbi_needed|against|||3",
            "unknown|All delegations||||||4",
        ]
    );
    fs::write(&report, "Some States opposed the Programme of Action.\n").unwrap();
    assert_eq!(run(&["ground", name(&corpus), "--audit", name(&report)]).code, Some(0));
}

#[test]
fn drift_finds_the_planted_changes_and_no_others() {
    let corpus = corpus("desk-drift", &STATEMENTS);
    let args = ["drift", name(&corpus), "--topic", TOPICS];
    let csv = ok(&args);
    assert_eq!(
        rows(&csv, &["change", "state_iso3", "proposition_id", "old_stance", "old_date", "new_stance", "new_date"]),
        [
            "turned|XKE|rid.poa|oppose|2022-03-29|support|2024-07-09",
            "moved|XEL|rid.poa|support|2022-03-28|qualified|2024-07-08",
            "fell silent|XHE|il.lbi_needed|support|2022-03-28|silent|",
        ]
    );
    assert_eq!(
        rows(&csv, &["old_quote", "new_quote"])[0],
        "Kelmora opposes the Programme of Action|Kelmora supports the Programme of Action"
    );
    let shown = ok(&[&args[..], &["--only-changes", "--format", "md"]].concat());
    assert!(shown.contains("Spoke only in the old period: XQU. Only in the new one: XTO XVA."), "{shown}");
    assert!(!shown.contains("| fell silent"), "{shown}");
}

/// Statements on one draft, with proposals and what only looks like them.
const ON_A_DRAFT: [(&str, &str); 4] = [
    (
        "XKE_2024-07-09.txt",
        "In paragraph 7 (b), insert \", including hospitals,\" before \"and essential services\".\n\nWe propose to delete the last sentence of \
         paragraph 12.\n\nIn paragraph 16, replace \"legally binding obligations\" by \"voluntary norms\".\n\nEvery State should replace old \
         machines and delete the malware that it finds.",
    ),
    (
        "XVA_2024-07-09.txt",
        "We support Kelmora's proposal to delete the last sentence of paragraph 12. We support the proposal made by Kelmora on paragraph 7 \
         (b).\n\nWe would add that paragraph 3 is well drafted.",
    ),
    (
        "XTO_2024-07-09.txt",
        "We cannot support the proposal by Kelmora to replace \"legally binding obligations\" by \"voluntary norms\" in paragraph 16.\n\nWe \
         oppose the deletion of the last sentence of paragraph 12.",
    ),
    ("XHE_2024-07-09.txt", "We support the Programme of Action. Let me insert a word of thanks."),
];

#[test]
fn edits_are_exactly_the_planted_ones_with_who_is_for_and_against() {
    let corpus = corpus("desk-edits", &ON_A_DRAFT);
    let csv = ok(&["edits", name(&corpus)]);
    assert!(csv.starts_with("paragraph,op,target,new_text,proposer,supporters,opponents,quote,doc_id,start,end\n"), "{csv}");
    assert_eq!(
        rows(&csv, &["paragraph", "op", "target", "new_text", "proposer", "supporters", "opponents"]),
        [
            "7 (b)|insert|paragraph 7 (b)|, including hospitals,|XKE|XVA|",
            "12|delete|last sentence of paragraph 12||XKE|XVA|XTO",
            "16|replace|legally binding obligations|voluntary norms|XKE||XTO",
        ]
    );
}

#[test]
fn a_draft_meets_exactly_its_supporters_and_opponents() {
    let corpus = corpus("desk-draft", &STATEMENTS);
    let folder = corpus.parent().unwrap();
    let (new, old) = (folder.join("rev1.md"), folder.join("zero.md"));
    let text = |two: &str| {
        format!("# Draft\n\n1. The Group decides to establish a Programme of Action.\n\n2. {two}\n\n3. The Group thanks the Chair.\n")
    };
    fs::write(&old, text("A new legally binding instrument on ICT security is needed.")).unwrap();
    fs::write(&new, text("States conclude that no new legally binding instrument is needed.")).unwrap();
    let csv = ok(&["draft", name(&new), name(&corpus), "--topic", TOPICS]);
    assert_eq!(
        rows(&csv, &["paragraph", "proposition_id", "with", "conditional", "against_it", "not_spoken"]),
        [
            // Over both years Kelmora said as much for it as against it: what it said last decides. Ellandry said more without a limit.
            "1|rid.poa|XEL XKE XQU XVA||XHE XTO|",
            "2|il.lbi_needed|||XHE|XEL XKE XQU XTO XVA",
            "3|||||",
        ]
    );
    let late = ok(&["draft", name(&new), name(&corpus), "--topic", TOPICS, "--from", "2024"]);
    assert_eq!(
        rows(&late, &["proposition_id", "with", "conditional", "against_it"])[0],
        "rid.poa|XKE XVA|XEL (“provided that its budget remains small”)|XHE XTO"
    );
    let shown = ok(&["draft", name(&new), name(&corpus), "--topic", TOPICS, "--against", name(&old), "--format", "md"]);
    assert!(shown.contains("| turned | il.lbi_needed |"), "{shown}");
    // "thanks the Chair for the excellent work" shares too few words with the draft.
    assert!(shown.contains("used before: none"), "{shown}");
}

/// Statements on the paragraphs of a draft.
const ON_PARAGRAPHS: [(&str, &str); 3] = [
    ("XKE_2024-07-09.txt", "We support paragraph 2. We propose to delete the last sentence of paragraph 3."),
    ("XVA_2024-07-09.txt", "We cannot support paragraph 2."),
    ("XTO_2024-07-09.txt", "We support the Programme of Action."),
];

#[test]
fn what_is_said_of_paragraphs_by_number_counts_only_where_it_is_asked_for() {
    let corpus = corpus("desk-paragraphs", &ON_PARAGRAPHS);
    let draft = corpus.parent().unwrap().join("draft.md");
    let text = "# Draft\n\n1. The Group decides to establish a Programme of Action.\n\n2. The Group thanks the Chair.\n\n3. The Group will meet \
                in May. It will meet again in June.\n";
    fs::write(&draft, text).unwrap();
    let ask = |more: &[&str]| ok(&[&["draft", name(&draft), name(&corpus)], more].concat());
    let columns = ["paragraph", "proposition_id", "with", "against_it", "not_spoken"];
    assert_eq!(rows(&ask(&[]), &columns), ["1|rid.poa|XTO||XKE XVA", "2||||", "3||||"]);
    let by_number = rows(&ask(&["--on-paragraphs"]), &columns);
    assert_eq!(by_number[..2], ["1|rid.poa|XTO||XKE XVA", "2|para.2|XKE|XVA|XTO"]);
    let shown = ask(&["--on-paragraphs", "--format", "md"]);
    assert!(shown.contains("| 3 | delete | last sentence of paragraph 3 |  | XKE |"), "{shown}");
    assert!(!ask(&["--format", "md"]).contains("Proposals for the text"));
}

#[test]
fn a_group_is_its_members_and_itself() {
    let corpus = corpus("desk-group", &STATEMENTS);
    // Of the Straits Group are Ellandry, Hesperland, Valdoria and, in 2024, Kelmora; Quenara and Tolmira are not.
    let csv = ok(&["matrix", name(&corpus), "--topic", TOPICS, "--group", "straits-group"]);
    assert!(csv.starts_with("topic,proposition_id,proposition,XEL,XHE,XKE,XVA\n"), "{csv}");
    let all = ok(&["matrix", name(&corpus), "--topic", TOPICS]);
    let columns = ["proposition_id", "XEL", "XHE", "XKE", "XVA"];
    assert_eq!(rows(&csv, &columns), rows(&all, &columns));
    let ground = ok(&["ground", name(&corpus), "--topic", "rid.poa", "--group", "straits-group", "--from", "2024"]);
    assert_eq!(rows(&ground, &["n_support", "n_qualified", "n_oppose", "n_speakers"]), ["2|1|1|4"]);
    let wrong = run(&["matrix", name(&corpus), "--group", "Atlantis"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("`Atlantis` is no known State or group"), "{}", wrong.err);
}

#[test]
fn a_cache_gives_the_same_is_used_and_sees_what_has_changed() {
    let corpus = corpus("desk-cache", &STATEMENTS);
    let folder = corpus.parent().unwrap();
    let cache = folder.join("cache");
    let draft = folder.join("draft.md");
    fs::write(&draft, "1. The programme shall begin, although last year our colleagues planted trees in the garden.\n").unwrap();
    let commands: [Vec<&str>; 5] = [
        vec!["matrix", name(&corpus), "--from", "2024", "--format", "md"],
        vec!["versus", "XKE", "XEL", name(&corpus)],
        vec!["brief", "XKE", name(&corpus)],
        vec!["drift", name(&corpus)],
        // The words of the statements are needed too.
        vec!["draft", name(&draft), name(&corpus), "--format", "md"],
    ];
    for args in &commands {
        let without = ok(args);
        for _ in 0..2 {
            assert_eq!(ok(&[args.as_slice(), &["--cache", name(&cache)]].concat()), without, "{args:?}");
        }
    }
    // What the cache says is what is taken: one word of it is changed, and its seal made anew.
    let path = cache.join(".demarche-cache");
    let bytes = fs::read(&path).unwrap();
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    let (head, payload) = (String::from_utf8(bytes[..end].to_vec()).unwrap(), String::from_utf8(bytes[end + 1..].to_vec()).unwrap());
    let forged = payload.replace("Kelmora supports the Programme of Action", "Kelmora sustains the Programme of Action");
    assert_ne!(forged, payload);
    let seal = head.replace(&blake3::hash(payload.as_bytes()).to_hex().to_string(), &blake3::hash(forged.as_bytes()).to_hex());
    fs::write(&path, format!("{seal}\n{forged}")).unwrap();
    let ask = || ok(&["versus", "XKE", "XEL", name(&corpus), "--topic", "rid.poa", "--cache", name(&cache)]);
    assert!(ask().contains("Kelmora sustains the Programme"));
    fs::write(corpus.join("XKE_2024-07-09.txt"), format!("{HEAD}Kelmora opposes the Programme of Action.\n")).unwrap();
    let changed = ask();
    assert_eq!(rows(&changed, &["verdict", "stance_1"]), ["conflict|oppose 4 ×2"], "{changed}");
}

#[test]
fn a_matrix_of_many_actors_stays_within_a_narrow_terminal_and_wraps_no_row() {
    use demarche::export::desk::{Block, Cell, Column, Drawing, Medium, Page, Table, draw};
    let actors: Vec<String> = (0..14).map(|at| if at == 13 { "straits-group".to_owned() } else { format!("S{at:02}") }).collect();
    let mut columns = vec![Column::text("proposition_id", "on")];
    columns.extend(actors.iter().map(|actor| Column { name: actor.clone().into(), label: actor.clone().into(), ..Column::mark("", "") }));
    let row = |id: &str| {
        let mut cells: Vec<Cell> = vec![id.into()];
        cells.extend(actors.iter().map(|_| Cell { text: "(support 4 straits-group) ≠".into(), short: "(S4)≠".into(), ..Cell::default() }));
        cells.into()
    };
    // The longest id of the codebook.
    let ids = ["nrm.supply_nondiscrimination", "rid.poa", "il.applies"];
    let rows = ids.map(row).into();
    let table = Table { name: "matrix".into(), caption: String::new(), columns, rows, keys: 1, is_grid: true };
    let page = Page { title: "T".into(), blocks: vec![Block::Table(table)] };
    for width in [60, 80, 120, 200] {
        let mut out = Vec::new();
        draw(&page, Medium::Terminal, Drawing { width: Some(width), ..Drawing::default() }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        assert!(lines.iter().all(|line| line.chars().count() <= usize::from(width)), "{width}\n{text}");
        // Each part is a head and a line a row; each actor stands in one of them.
        let parts = lines.iter().filter(|line| line.starts_with("on ")).count();
        let body = lines.iter().skip(1).filter(|line| !line.is_empty()).count();
        assert_eq!(body, parts * (1 + ids.len()), "{width}\n{text}");
        let heads: String = lines.iter().filter(|line| line.starts_with("on ")).copied().collect();
        assert!(actors.iter().all(|actor| heads.matches(actor.as_str()).count() == 1), "{width}\n{text}");
    }
}

#[test]
fn what_was_used_before_is_found_with_its_place() {
    let corpus = corpus("desk-wording", &STATEMENTS);
    let draft = corpus.parent().unwrap().join("draft.md");
    fs::write(&draft, "1. The programme shall begin, although last year our colleagues planted trees in the garden.\n").unwrap();
    let shown = ok(&["draft", name(&draft), name(&corpus), "--format", "md"]);
    let text = fs::read_to_string(corpus.join("XEL_2024-07-08.txt")).unwrap();
    let words = "Last year our colleagues planted trees in the garden";
    let at = text.find(words).unwrap();
    let row = format!("| 1 | XEL | 9 | 64 % | {words} | XEL\\_2024-07-08 | {at} | {} |", at + words.len());
    assert!(shown.contains(&row.replace("\\_", "_")), "{row}\n{shown}");
}

#[test]
fn a_brief_names_red_lines_meetings_changes_and_silence() {
    let corpus = corpus("desk-brief", &STATEMENTS);
    let shown = ok(&["brief", "XKE", name(&corpus), "--with", "XHE", "--topic", TOPICS, "--format", "md"]);
    for part in [
        "# Kelmora, for a meeting with Hesperland",
        "Spoke from 2022-03-29 to 2024-07-09.",
        "| conflict | rid.poa |",
        "## Changes since 2024",
        "| turned | XKE | rid.poa |",
        "## Has not spoken of",
        "| il.lbi_needed |",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
}

#[test]
fn every_medium_is_the_same_bytes_whatever_the_order_and_no_formula_is_live() {
    let corpus = corpus("desk-media", &STATEMENTS);
    let folder = corpus.parent().unwrap();
    let mut files: Vec<String> = STATEMENTS.iter().map(|(file, _)| corpus.join(file).display().to_string()).collect();
    for format in ["terminal", "csv", "md", "html", "xlsx", "docx"] {
        let mut written = BTreeSet::new();
        for turn in 0..2 {
            files.reverse();
            let out = folder.join(format!("{turn}.{format}"));
            let mut args = vec!["matrix"];
            args.extend(files.iter().map(String::as_str));
            args.extend(["--format", format, "-o", name(&out)]);
            ok(&args);
            written.insert(fs::read(&out).unwrap());
        }
        assert_eq!(written.len(), 1, "{format}");
        assert!(written.first().unwrap().len() > 200, "{format}");
    }
}

#[test]
fn text_that_looks_like_a_formula_is_text() {
    let edit = [("XKE_2024-07-09.txt", "In paragraph 16, replace \"legally binding\" by \"=1+1\".")];
    let corpus = corpus("desk-formula", &edit);
    let cell = |args: &[&str]| rows(&ok(&[&["edits", name(&corpus)], args].concat()), &["new_text"]);
    assert_eq!(cell(&[]), ["'=1+1"]);
    assert_eq!(cell(&["--verbatim"]), ["=1+1"]);
    let out = corpus.parent().unwrap().join("edits.xlsx");
    ok(&["edits", name(&corpus), "-o", name(&out)]);
    let mut zip = zip::ZipArchive::new(fs::File::open(&out).unwrap()).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert!(!sheet.contains("<f>"), "{sheet}");
    let mut strings = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("xl/sharedStrings.xml").unwrap(), &mut strings).unwrap();
    assert!(strings.contains("=1+1"), "{strings}");
}

#[test]
fn every_mark_of_the_page_leads_to_its_quotes_and_nothing_outside_it() {
    let corpus = corpus("desk-page", &STATEMENTS);
    let html = ok(&["report", name(&corpus), "--topic", TOPICS, "--format", "html"]);
    let ids: BTreeSet<&str> = html.split("id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    let links: Vec<&str> = html.split("href=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    assert!(links.len() > 10, "{links:?}");
    for link in links {
        assert!(link.strip_prefix('#').is_some_and(|id| ids.contains(id)), "{link}");
    }
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn what_cannot_be_done_is_said_with_a_way_out() {
    let corpus = corpus("desk-errors", &STATEMENTS);
    let cases: BTreeMap<&str, Vec<&str>> = BTreeMap::from([
        ("there is no topic or proposition `bananas`", vec!["matrix", name(&corpus), "--topic", "bananas"]),
        ("no statement is left", vec!["matrix", name(&corpus), "--from", "2030"]),
        ("`Atlantis` is no known State or group", vec!["allies", "Atlantis", name(&corpus)]),
        ("`XOS` made none of the statements", vec!["allies", "XOS", name(&corpus)]),
        ("a brief is no table", vec!["brief", "XKE", name(&corpus), "--format", "csv"]),
        ("no statement was made before 2020", vec!["drift", name(&corpus), "--at", "2020"]),
    ]);
    for (expected, args) in cases {
        let ended = run(&args);
        assert_eq!(ended.code, Some(2), "{args:?}");
        assert!(ended.err.contains(expected) && ended.err.contains("help:"), "{args:?}: {}", ended.err);
    }
}
