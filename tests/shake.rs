//! Seeds of our own in every format, changed at random: each is read or refused in time, and none stops the program.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use demarche::read::{Limits, Options, parts_of};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use support::build::{Block, Statement, zipped};
use support::root;

fn statement() -> Statement {
    Statement {
        blocks: vec![
            Block::Title("Statement by the Republic of Valdoria, 29 March 2022".to_owned()),
            Block::Text("Madam Chair,".to_owned()),
            Block::Heading("International law".to_owned()),
            Block::Text(
                "Existing international law – including the “Charter” – applies to the conduct of States in the use of ICTs (all of it)."
                    .to_owned(),
            ),
            Block::Text(
                "1. The implementation of norms should not be reopened; capacity-building and confidence-building remain essential."
                    .to_owned(),
            ),
        ],
        note: Some((3, "See resolution 73/27, in which others hold something else.".to_owned())),
        head: "Working Group, sixth session".to_owned(),
    }
}

/// A seed: the target's name, the extension, and the bytes or, of archives, the file that is to be changed and the others.
struct Seed {
    target: &'static str,
    extension: &'static str,
    bytes: Vec<u8>,
    inner: Option<&'static str>,
}

fn seeds() -> Vec<Seed> {
    let statement = statement();
    let plain = |target, extension, bytes| Seed { target, extension, bytes, inner: None };
    let rows = b"state,date,text\nJPN,2019-09-09,\"We agree, with \"\"all\"\".\"\nFRA,,No.\n".to_vec();
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>date</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>43717</v></c></row></sheetData></worksheet>";
    let shared = "<sst><si><t>text</t></si><si><r><t>We </t></r><r><t>agree.</t></r></si></sst>";
    let table = zipped(&[("xl/worksheets/sheet1.xml", sheet.as_bytes()), ("xl/sharedStrings.xml", shared.as_bytes())]);
    vec![
        plain("text", "txt", statement.txt()),
        plain("markdown", "md", statement.md()),
        plain("pdf", "pdf", statement.pdf(1)),
        plain("pdf", "pdf", statement.pdf(2)),
        plain("html", "html", statement.html()),
        plain("eml", "eml", statement.eml()),
        plain("csv", "csv", rows.clone()),
        plain("tsv", "tsv", b"state\ttext\nJPN\tWe agree.\n".to_vec()),
        plain("jsonl", "jsonl", b"{\"state\":\"JPN\",\"text\":\"We agree.\",\"n\":[1,{}]}\n".to_vec()),
        Seed { target: "docx", extension: "docx", bytes: statement.docx(), inner: Some("word/document.xml") },
        Seed { target: "docx", extension: "docx", bytes: statement.docx(), inner: Some("word/footnotes.xml") },
        Seed { target: "odt", extension: "odt", bytes: statement.odt(1), inner: Some("content.xml") },
        Seed { target: "odt", extension: "odt", bytes: statement.odt(1), inner: Some("styles.xml") },
        Seed { target: "xlsx", extension: "xlsx", bytes: table.clone(), inner: Some("xl/worksheets/sheet1.xml") },
        Seed { target: "xlsx", extension: "xlsx", bytes: table, inner: Some("xl/sharedStrings.xml") },
        plain("zip", "zip", zipped(&[("a/b.csv", &rows), ("c.txt", b"We agree.")])),
    ]
}

/// A small generator of numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

const WORDS: &[&[u8]] = &[
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b" 0 R ",
    b"endobj",
    b"endstream",
    b"stream\n",
    b"99999999999",
    b"-1",
    b"0.0000001",
    b"/Kids",
    b"/Filter",
    b"/FlateDecode",
    b"/LZWDecode",
    b" Do ",
    b" Tf ",
    b"<w:p>",
    b"</w:p>",
    b"<text:list>",
    b"<text:note>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"&#x10ffff;",
    b"&amp",
    b"\0",
    b"\xff\xfe",
    b"\"",
    b"\n\n",
    b"--=_b",
    b"=?utf-8?B?",
    b"<p",
    b"<li>",
    b"<table>",
    b"=",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
    b"<script>",
];

fn changed(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(out.len() + 1);
        let to = (at + random.below(64)).min(out.len());
        match random.below(7) {
            0 if at < out.len() => out[at] = random.below(256) as u8,
            1 => drop(out.drain(at..to)),
            2 => {
                let piece = out[at..to].to_vec();
                let place = random.below(out.len() + 1);
                out.splice(place..place, piece);
            }
            3 => drop(out.splice(at..at, WORDS[random.below(WORDS.len())].to_vec())),
            4 => out.truncate(at.max(16)),
            5 if at < out.len() => out[at] ^= 1 << random.below(8),
            _ => {
                let piece = out[at..to].repeat(1 + random.below(40));
                out.splice(at..at, piece);
            }
        }
    }
    out
}

fn change(seed: &Seed, random: &mut Random) -> Vec<u8> {
    let Some(inner) = seed.inner.filter(|_| random.below(10) > 0) else { return changed(&seed.bytes, random) };
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&seed.bytes)).unwrap();
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        files.push((name.clone(), if name == inner { changed(&bytes, random) } else { bytes }));
    }
    zipped(&files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

fn shake(seed: &Seed, time: Duration, least: usize) -> (usize, usize, Duration) {
    let limits = Limits { expansion: 16 << 20, seconds: 5, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let name = format!("x.{}", seed.extension);
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ seed.bytes.len() as u64);
    let (start, mut runs, mut read, mut longest) = (Instant::now(), 0, 0, Duration::ZERO);
    while runs < least || start.elapsed() < time {
        let bytes = change(seed, &mut random);
        let begun = Instant::now();
        let outcome = std::panic::catch_unwind(|| parts_of(Some(Path::new(&name)), &bytes, &options));
        let Ok(outcome) = outcome else {
            let kept = std::env::temp_dir().join(format!("demarche-shake-{}-{runs}.{}", seed.target, seed.extension));
            fs::write(&kept, &bytes).unwrap();
            panic!("{}: panicked in run {runs}; the file is {}", seed.target, kept.display());
        };
        longest = longest.max(begun.elapsed());
        read += usize::from(outcome.as_ref().is_ok_and(|parts| parts.parts.iter().any(|part| !part.text.trim().is_empty())));
        if let Err(error) = outcome.as_ref().map_err(ToString::to_string)
            && error.contains("not foreseen")
        {
            fs::write(std::env::temp_dir().join(format!("demarche-shake-{runs}.{}", seed.extension)), &bytes).unwrap();
            panic!("{}: run {runs}: {error}", seed.target);
        }
        runs += 1;
    }
    (runs, read, longest)
}

#[test]
fn a_few_changes_to_each_format_are_survived() {
    for seed in seeds() {
        shake(&seed, Duration::ZERO, 60);
    }
}

#[test]
#[ignore = "runs as long as SHAKE says, in seconds a seed"]
fn mutated_files_are_survived() {
    let seconds = std::env::var("SHAKE").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(5);
    for seed in seeds() {
        let (runs, read, longest) = shake(&seed, Duration::from_secs(seconds), 1);
        println!("{:<9} {runs:>9} runs, {read:>9} read to some text, longest {longest:?}", seed.target);
        assert!(longest < Duration::from_secs(8), "{}: {longest:?}", seed.target);
    }
}

#[test]
#[ignore = "writes the seeds of the fuzz targets"]
fn seeds_are_written() {
    for (at, seed) in seeds().iter().enumerate() {
        let folder = root().join("fuzz/corpus").join(seed.target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{at}.{}", seed.extension)), &seed.bytes).unwrap();
    }
}
