//! A workbook of claims goes out, is filled in, also by another program, and comes back row by row.

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

use demarche::export::review::CLAIM_COLUMNS;
use demarche::read::{Budget, Limits, Sheet, workbook};
use made::{Made, pair};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

fn sheets(path: &Path) -> Vec<Sheet> {
    workbook(&fs::read(path).unwrap(), &mut Budget::new(Limits::default())).unwrap()
}

/// Writes texts into cells of the first sheet, as a person does.
fn fill(path: &Path, cells: &BTreeMap<String, &str>) {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let mut xml = String::from_utf8(bytes).unwrap();
            for (cell, text) in cells {
                let at = xml.find(&format!("<c r=\"{cell}\" ")).unwrap_or_else(|| panic!("{cell} cannot be filled in"));
                let end = at + xml[at..].find("/>").unwrap();
                let open = xml[at..end].to_owned();
                let number = text.parse::<f64>().is_ok();
                let filled =
                    if number { format!("{open}><v>{text}</v></c>") } else { format!("{open} t=\"inlineStr\"><is><t>{text}</t></is></c>") };
                xml.replace_range(at..end + 2, &filled);
            }
            bytes = xml.into_bytes();
        }
        parts.push((name, bytes));
    }
    let mut out = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, bytes) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
}

/// The file after another program has opened and saved it, if that program is here.
fn saved_by_libreoffice(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().unwrap().join("saved");
    let profile = format!("-env:UserInstallation=file://{}", path.parent().unwrap().join("profile").display());
    let run = Command::new("soffice").args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"]).arg(&folder).arg(path).output();
    let Ok(output) = run else {
        eprintln!("skipped: `soffice` is not here");
        return None;
    };
    let saved = folder.join(path.file_name().unwrap());
    assert!(saved.exists(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Some(saved)
}

/// A project, its workbook, and the row of each claim in it, by holder and proposition.
fn exported(name: &str) -> (Made, PathBuf, BTreeMap<(String, String), usize>) {
    let made = Made::new(name);
    let book = made.path("claims.xlsx");
    made.in_it(&["review", "export", book.to_str().unwrap()]);
    let claims = sheets(&book).remove(0);
    let rows = claims.rows.into_iter().skip(1).map(|(number, row)| ((row[3].clone(), row[4].clone()), number)).collect();
    (made, book, rows)
}

/// The name of a cell: `K2`.
fn cell(column: &str, row: usize) -> String {
    let at = CLAIM_COLUMNS.iter().position(|one| *one == column).unwrap();
    format!("{}{row}", char::from(b'A' + u8::try_from(at).unwrap()))
}

#[test]
fn a_workbook_has_the_columns_of_the_table_and_says_how_it_is_filled_in() {
    let (made, book, _) = exported("sheets-columns");
    let found = sheets(&book);
    assert_eq!(found.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["claims", "how to fill in", "propositions"]);
    assert_eq!(found[0].rows[0].1, CLAIM_COLUMNS);
    let table = made.path("claims.csv");
    made.in_it(&["review", "export", table.to_str().unwrap()]);
    let table = made::rows(&fs::read_to_string(&table).unwrap());
    assert_eq!(table.len(), found[0].rows.len() - 1);
    for (row, (_, cells)) in table.iter().zip(&found[0].rows[1..]) {
        let same = |name: &str| {
            let at = CLAIM_COLUMNS.iter().position(|one| *one == name).unwrap();
            let (a, b) = (&row[name], cells.get(at).map_or("", String::as_str));
            a == b || a.parse::<f64>().is_ok_and(|a| b.parse::<f64>() == Ok(a))
        };
        assert!(CLAIM_COLUMNS.iter().all(|name| same(name)), "{row:?} {cells:?}");
    }
    // Byte for byte the same each time.
    let again = made.path("again.xlsx");
    made.in_it(&["review", "export", again.to_str().unwrap()]);
    assert_eq!(fs::read(&again).unwrap(), fs::read(&book).unwrap());
}

#[test]
fn what_is_filled_in_is_taken_row_by_row_and_faults_are_named() {
    let (made, book, rows) = exported("sheets-filled");
    let row = |holder: &str, proposition: &str| rows[&(holder.to_owned(), proposition.to_owned())];
    let (right, stronger, no_stance, no_word) =
        (row("XEL", "rid.poa"), row("XEL", "il.applies"), row("XHE", "rid.poa"), row("XHE", "il.lbi_needed"));
    let cells = BTreeMap::from([
        (cell("decide", right), "accept"),
        (cell("why", right), "read twice"),
        (cell("new_stance", stronger), "qualified"),
        (cell("new_strength", stronger), "4"),
        (cell("new_stance", no_stance), "maybe"),
        (cell("decide", no_word), "acept"),
    ]);
    fill(&book, &cells);
    let ended = made.ended(&["review", "import", book.to_str().unwrap(), "--by", "ann"]);
    assert_eq!(ended.code, Some(2), "{}", ended.err);
    assert!(ended.err.contains("2 decisions taken") && ended.err.contains("2 rows could not be taken"), "{}", ended.err);
    let named = |number: usize, what: &str| {
        ended.err.lines().any(|line| line.contains(what) && line.contains(&format!("claims.xlsx, sheet claims, row {number}")))
    };
    assert!(named(no_stance, "no stance `maybe`") && named(no_word, "`acept` is no decision"), "{}", ended.err);
    assert_eq!(made.stands("XEL", "rid.poa"), pair("support", "accepted"));
    assert_eq!(made.stands("XEL", "il.applies"), pair("qualified", "changed"));
    let again = made.ended(&["review", "import", book.to_str().unwrap(), "--by", "ann"]);
    assert!(again.err.contains("0 decisions taken, 2 were made already"), "{}", again.err);
    // The same table as CSV is refused for the same reasons.
    let table = made.path("claims.csv");
    let mut out = csv::Writer::from_path(&table).unwrap();
    for (_, row) in &sheets(&book)[0].rows {
        out.write_record((0..CLAIM_COLUMNS.len()).map(|at| row.get(at).map_or("", String::as_str))).unwrap();
    }
    out.flush().unwrap();
    let as_csv = made.ended(&["review", "import", table.to_str().unwrap(), "--by", "ann"]);
    assert_eq!(as_csv.err.lines().last(), again.err.lines().last());
}

/// The first sheet of a workbook, as it is stored.
fn first_sheet(book: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
    let mut xml = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

#[test]
fn a_workbook_comes_back_from_libreoffice() {
    let (made, book, rows) = exported("sheets-libreoffice");
    let row = |holder: &str, proposition: &str| rows[&(holder.to_owned(), proposition.to_owned())];
    let cells = BTreeMap::from([
        (cell("decide", row("XEL", "rid.poa")), "reject"),
        (cell("new_strength", row("XHE", "rid.poa")), "5"),
        (cell("new_stance", row("XHE", "il.lbi_needed")), "undecided"),
    ]);
    fill(&book, &cells);
    let Some(saved) = saved_by_libreoffice(&book) else { return };
    // It is another file, and the lists to choose from are still in it.
    let xml = first_sheet(&saved);
    assert!(xml.contains("dataValidation") && xml.contains("accept") && xml.contains("undecided"));
    // Some versions let the frozen heading go.
    assert!(first_sheet(&book).contains("state=\"frozen"));
    assert_ne!(fs::read(&saved).unwrap(), fs::read(&book).unwrap());
    let ended = made.ended(&["review", "import", saved.to_str().unwrap(), "--by", "ann"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.err.contains("3 decisions taken"), "{}", ended.err);
    assert_eq!(made.stands("XEL", "rid.poa"), pair("", ""));
    assert_eq!(made.stands("XHE", "il.lbi_needed"), pair("undecided", "changed"));
    let strong = made::rows(&made.in_it(&["claims", "--format", "csv"]));
    assert!(strong.iter().any(|row| row["holder"] == "XHE" && row["proposition_id"] == "rid.poa" && row["strength"] == "5"));
}

#[test]
fn what_is_no_workbook_of_claims_is_refused() {
    let (made, book, _) = exported("sheets-refused");
    let broken = made.path("broken.xlsx");
    fs::write(&broken, &fs::read(&book).unwrap()[..400]).unwrap();
    let ended = made.ended(&["review", "import", broken.to_str().unwrap(), "--by", "ann"]);
    assert!(ended.code == Some(2) && ended.err.contains("broken.xlsx"), "{}", ended.err);
    let other = made.path("other.xlsx");
    made.in_it(&["matrix", "-o", other.to_str().unwrap()]);
    let ended = made.ended(&["review", "import", other.to_str().unwrap(), "--by", "ann"]);
    assert!(ended.code == Some(2) && ended.err.contains("has no column `claim_id`"), "{}", ended.err);
}
