//! The same statement in every format gives the same claims.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use demarche::codebook::{Actors, Codebook};
use demarche::model::{Claim, Document};
use demarche::pipeline::Coder;
use demarche::read::{self, Options, Overrides, Source};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use support::build::{Block, Statement, zipped};
use support::{Run, root, scratch};

static CODER: LazyLock<Coder> = LazyLock::new(|| {
    let mut actors = Actors::built_in().unwrap();
    actors.extend(Actors::parse("actors.toml", &fs::read_to_string(root().join("data/sample/actors.toml")).unwrap()).unwrap());
    Coder { codebook: Codebook::built_in().unwrap(), actors: Actors::new(actors).unwrap() }
});

fn documents(path: &Path) -> Vec<Document> {
    let source = Source::named(Some(path));
    let loaded = read::load_all(&source, &CODER.actors, &Overrides::default(), &Options::default());
    assert!(loaded.errors.is_empty(), "{}: {:?}", path.display(), loaded.errors);
    loaded.documents
}

/// Who holds what, in which words; a count of each.
type Claims = BTreeMap<(String, String, String, String), usize>;

fn claims(path: &Path) -> (Claims, Vec<Claim>) {
    let (mut counted, mut all) = (Claims::new(), Vec::new());
    for document in documents(path) {
        for claim in CODER.code(&document).claims {
            assert_eq!(claim.span.of(&document.text), claim.quote, "{}", path.display());
            assert_eq!(claim.page.is_some(), !document.pages.is_empty(), "{}", path.display());
            let quote = claim.quote.split_whitespace().collect::<Vec<_>>().join(" ").replace("**", "");
            *counted.entry((claim.holder.clone(), claim.proposition_id.clone(), claim.stance.to_string(), quote)).or_default() += 1;
            all.push(claim);
        }
    }
    (counted, all)
}

/// Equal, lost and invented claims.
#[derive(Debug, Default, Clone, Copy)]
struct Row {
    equal: usize,
    lost: usize,
    invented: usize,
}

impl Row {
    fn add(&mut self, expected: &Claims, found: &Claims) {
        for (claim, count) in expected {
            let same = found.get(claim).copied().unwrap_or(0).min(*count);
            self.equal += same;
            self.lost += count - same;
        }
        for (claim, count) in found {
            self.invented += count.saturating_sub(expected.get(claim).copied().unwrap_or(0));
        }
    }

    fn share(&self) -> f64 {
        self.equal as f64 / (self.equal + self.lost).max(1) as f64
    }
}

/// The statements of the sample corpus, as pieces.
fn statements() -> Vec<(String, Statement)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join("data/sample")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "toml"));
    paths.sort();
    let of = |path: &PathBuf| {
        let document = documents(path).remove(0);
        (path.file_stem().unwrap().to_string_lossy().into_owned(), Statement::parse(&document.text, document.body))
    };
    paths.iter().map(of).collect()
}

#[test]
fn every_format_gives_the_claims_of_plain_text() {
    let folder = scratch("formats");
    let mut matrix: BTreeMap<&str, Row> = BTreeMap::new();
    let mut odts = Vec::new();
    let mut expected = BTreeMap::new();
    for (name, statement) in statements() {
        let put = |form: &str, extension: &str, bytes: Vec<u8>| {
            let path = folder.join(form).join(format!("{name}.{extension}"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, bytes).unwrap();
            path
        };
        let plain = claims(&put("TXT", "txt", statement.txt())).0;
        for (form, extension, bytes) in [
            ("Markdown", "md", statement.md()),
            ("HTML", "html", statement.html()),
            ("DOCX", "docx", statement.docx()),
            ("ODT", "odt", statement.odt(1)),
            ("EML", "eml", statement.eml()),
            ("PDF own, 1 column", "pdf", statement.pdf(1)),
            ("PDF own, 2 columns", "pdf", statement.pdf(2)),
        ] {
            let path = put(form, extension, bytes);
            let found = claims(&path).0;
            report(form, &name, &plain, &found);
            matrix.entry(form).or_default().add(&plain, &found);
        }
        for columns in [1, 2] {
            odts.push((columns, name.clone(), put(&format!("office{columns}"), "odt", statement.odt(columns))));
        }
        expected.insert(name, plain);
    }
    for columns in [1, 2] {
        let form = if columns == 1 { "PDF LibreOffice, 1 column" } else { "PDF LibreOffice, 2 columns" };
        let out = folder.join(form);
        let inputs: Vec<&PathBuf> = odts.iter().filter(|(count, _, _)| *count == columns).map(|(_, _, path)| path).collect();
        let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
        let ran =
            Command::new("libreoffice").args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(&out).args(&inputs).output();
        if ran.is_err() {
            eprintln!("skipped: LibreOffice is not installed (Debian: libreoffice-writer), so its PDFs were not compared");
            break;
        }
        for (name, plain) in &expected {
            let found = claims(&out.join(format!("{name}.pdf"))).0;
            report(form, name, plain, &found);
            matrix.entry(form).or_default().add(plain, &found);
        }
    }
    println!("{:<28} {:>6} {:>6} {:>8}", "format", "equal", "lost", "invented");
    for (form, row) in &matrix {
        println!("{form:<28} {:>6} {:>6} {:>8}   {:.1} %", row.equal, row.lost, row.invented, 100.0 * row.share());
    }
    for (form, row) in matrix {
        let least = if form.starts_with("PDF") { 0.98 } else { 1.0 };
        assert!(row.equal > 100 && row.share() >= least && row.invented as f64 <= (1.0 - least) * row.equal as f64, "{form}: {row:?}");
    }
}

fn report(form: &str, name: &str, expected: &Claims, found: &Claims) {
    for (sign, here, there) in [("lost", expected, found), ("invented", found, expected)] {
        for (claim, count) in here {
            if there.get(claim).copied().unwrap_or(0) < *count {
                println!("{form}: {name}: {sign} {} {} “{}”", claim.1, claim.2, claim.3);
            }
        }
    }
}

#[test]
fn footnotes_heads_and_deletions_are_no_part_of_the_speech() {
    let folder = scratch("apart");
    let text = |text: &str| Block::Text(text.to_owned());
    let statement = Statement {
        blocks: vec![
            Block::Title("Statement by the Republic of Valdoria".to_owned()),
            text("Madam Chair,"),
            text("We support the early establishment of a global directory of points of contact, as was said before in this very room."),
            text("I thank you."),
        ],
        note: Some((2, "We need a new legally binding instrument on the use of ICTs.".to_owned())),
        head: "Valdoria calls for a new legally binding instrument".to_owned(),
    };
    for (name, bytes) in [
        ("a.txt", statement.txt()),
        ("a.docx", statement.docx()),
        ("a.odt", statement.odt(1)),
        ("a.html", statement.html()),
        ("a.eml", statement.eml()),
        ("a.pdf", statement.pdf(1)),
        ("b.pdf", statement.pdf(2)),
    ] {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        let document = documents(&path).remove(0);
        assert!(document.text.contains("[1] We need a new legally binding"), "{name}: {}", document.text);
        let found = claims(&path).1;
        assert!(found.iter().all(|claim| claim.proposition_id != "il.lbi_needed"), "{name}: {found:?}");
        assert!(!found.is_empty(), "{name}");
    }
}

#[test]
fn numbers_of_lists_are_read_as_they_are_printed() {
    let folder = scratch("numbered");
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let level = |at: usize, start: usize, format: &str, text: &str| {
        format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>")
    };
    let numbering = format!(
        "<w:numbering {space}><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        level(0, 12, "decimal", "%1."),
        level(1, 1, "lowerLetter", "(%2)")
    );
    let item = |level: usize, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        item(0, "Existing international law applies in cyberspace."),
        item(0, "We also hold the following:"),
        item(1, "The agreed norms should not be reopened."),
        item(1, "We support the early establishment of a global directory of points of contact."),
    ]
    .concat();
    let document = format!("<w:document {space}><w:body>{body}</w:body></w:document>");
    let path = folder.join("XVA_2022.docx");
    fs::write(&path, zipped(&[("word/document.xml", document.as_bytes()), ("word/numbering.xml", numbering.as_bytes())])).unwrap();
    let found: Vec<(String, String)> = claims(&path).1.into_iter().map(|claim| (claim.paragraph, claim.proposition_id)).collect();
    let labels: Vec<&str> = found.iter().map(|(label, _)| label.as_str()).collect();
    assert!(labels.contains(&"12") && labels.contains(&"13 (a)") && labels.contains(&"13 (b)"), "{found:?}");
}

#[test]
fn the_text_command_prints_what_offsets_count_in() {
    let folder = scratch("text");
    let (name, statement) = statements().remove(2);
    let pdf = folder.join(format!("{name}.pdf"));
    fs::write(&pdf, statement.pdf(2)).unwrap();
    let rows = "state,date,text\nXVA,2022-03-29,\"“Türkiye” said 🕊: existing international law applies in cyberspace.\"\nXKE,2023,We see no need for a new treaty on ICT security.\n";
    let table = folder.join("table.csv");
    fs::write(&table, rows).unwrap();
    let archive = folder.join("all.zip");
    fs::write(&archive, zipped(&[("in/XVA_2022.docx", &statement.docx()), ("in/rows.csv", rows.as_bytes())])).unwrap();
    let actors = "data/sample/actors.toml";
    let files = [pdf, table, archive].map(|path| path.display().to_string());
    let mut count = 0;
    for unit in ["byte", "char", "utf16"] {
        let mut args = vec!["claims", "--actors", actors, "--offsets", unit];
        args.extend(files.iter().map(String::as_str));
        let ended = Run::new(&args).output();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        let mut reader = csv::Reader::from_reader(ended.out.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for record in reader.records() {
            let record = record.unwrap();
            let text = texts.entry(record[column("source")].to_owned()).or_insert_with(|| {
                let ended = Run::new(&["text", &record[column("source")]]).output();
                assert_eq!(ended.code, Some(0), "{}", ended.err);
                ended.out
            });
            let (start, end): (usize, usize) = (record[column("start")].parse().unwrap(), record[column("end")].parse().unwrap());
            let found = match unit {
                "byte" => text[start..end].to_owned(),
                "char" => text.chars().skip(start).take(end - start).collect(),
                _ => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap(),
            };
            assert_eq!(found, &record[column("quote")]);
            assert_eq!(record[column("page")].is_empty(), !record[column("source")].contains(".pdf"));
            count += 1;
        }
        assert!(texts.len() >= 5, "{:?}", texts.keys());
    }
    assert!(count > 30, "{count}");
}

#[test]
fn encodings_are_read_and_named() {
    let folder = scratch("encodings");
    let text = "actor: JPN\n\nExisting international law applies in cyberspace – as the “Group” said, with no naïveté at all.\n";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (name, bytes, named) in [("latin.txt", latin.to_vec(), "windows-1252"), ("wide.txt", wide, "UTF-16LE")] {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        let ended = Run::new(&["claims", &path.display().to_string()]).output();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        assert!(ended.err.contains(named) && ended.out.contains("il.applies"), "{}\n{}", ended.err, ended.out);
        assert_eq!(Run::new(&["text", &path.display().to_string()]).output().out, text);
    }
}

#[test]
fn the_formats_are_listed() {
    let ended = Run::new(&["formats"]).output();
    assert_eq!(ended.code, Some(0));
    for extension in read::extensions() {
        assert!(ended.out.contains(&format!(".{extension}")), "{extension}");
    }
}
