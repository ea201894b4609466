//! Files made to break programs: each ends in a clear word on that file, and the good file beside it is read all the same.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::cast_possible_truncation,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::build::{pdf_file, pdf_of, zipped};
use support::{Ended, Run, scratch};

const GOOD: &str = "actor: JPN\n\nExisting international law applies in cyberspace.\n";

/// Runs `claims` on a good file and a bad one.
fn beside(folder: &Path, bad: &str, more: &[&str]) -> Ended {
    let good = folder.join("good.txt");
    fs::write(&good, GOOD).unwrap();
    let (good, bad) = (good.display().to_string(), folder.join(bad).display().to_string());
    let mut args = vec!["claims", &good, &bad];
    args.extend(more);
    let start = Instant::now();
    let ended = Run::new(&args).output();
    assert!(start.elapsed() < Duration::from_secs(90), "{bad}: took {:?}", start.elapsed());
    assert!(ended.out.contains("il.applies"), "{bad}: the good file was not read: {}", ended.err);
    assert!(!ended.err.contains("panicked") && !ended.err.contains("RUST_BACKTRACE"), "{bad}: {}", ended.err);
    ended
}

/// The file is refused with these words.
fn refused(name: &str, bytes: &[u8], words: &str, more: &[&str]) {
    let folder = scratch(&format!("refused-{name}"));
    fs::write(folder.join(name), bytes).unwrap();
    let ended = beside(&folder, name, more);
    assert_eq!(ended.code, Some(2), "{name}: {}", ended.err);
    assert!(ended.err.contains(name) && ended.err.contains(words), "{name}: {}", ended.err);
}

/// The file does no harm: it is read, or refused with some word.
fn survived(name: &str, bytes: &[u8]) -> Ended {
    let folder = scratch(&format!("survived-{name}"));
    fs::write(folder.join(name), bytes).unwrap();
    let ended = beside(&folder, name, &["--as", "FRA"]);
    assert!(ended.code == Some(0) || ended.err.contains(name), "{name}: {:?} {}", ended.code, ended.err);
    ended
}

const SMALL: &[&str] = &["--max-expansion", "4"];

/// Bytes that pack well: 16 MB.
fn much() -> Vec<u8> {
    vec![b' '; 16 << 20]
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(6));
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<< {dictionary} /Length {} >>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

const CATALOG: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &[u8] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>";

#[test]
fn archives_that_grow_are_refused() {
    let much = much();
    refused("bomb.zip", &zipped(&[("a.txt", &much)]), "unpacks to more than 4 MB", SMALL);
    refused("bomb.docx", &zipped(&[("word/document.xml", &much)]), "unpacks to more than 4 MB", SMALL);
    refused("bomb.odt", &zipped(&[("content.xml", &much)]), "unpacks to more than 4 MB", SMALL);
    refused("bomb.xlsx", &zipped(&[("xl/sharedStrings.xml", &much)]), "unpacks to more than 4 MB", SMALL);
    let names: Vec<String> = (0..50).map(|at| format!("{at}.txt")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    refused("many.zip", &zipped(&many), "lists 50 parts, more than 20", &["--max-parts", "20"]);
    refused("inner.zip", &zipped(&[("a.zip", &zipped(&[("a.txt", b"x")]))]), "an archive in an archive", &[]);
}

#[test]
fn paths_out_of_an_archive_are_named_and_the_rest_is_read() {
    let law = b"actor: FRA\n\nExisting international law applies in cyberspace.\n";
    let folder = scratch("paths");
    fs::write(folder.join("a.zip"), zipped(&[("../../evil.txt", law), ("/etc/evil.txt", law), ("FRA.txt", law)])).unwrap();
    let ended = beside(&folder, "a.zip", &[]);
    assert_eq!(ended.code, Some(2));
    assert_eq!(ended.err.matches("leads out of the archive").count(), 2, "{}", ended.err);
    assert!(ended.out.contains("a.zip/FRA.txt"), "{}", ended.out);
}

#[test]
fn pdf_streams_that_grow_are_refused() {
    let page: &[u8] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>";
    let once = deflated(&much());
    let twice = deflated(&once);
    for (name, dictionary, bytes) in
        [("flate.pdf", "/Filter /FlateDecode", &once), ("twice.pdf", "/Filter [/FlateDecode /FlateDecode]", &twice)]
    {
        let file = pdf_file(&[CATALOG.to_vec(), PAGES.to_vec(), page.to_vec(), stream(dictionary, bytes)]);
        refused(name, &file, "unpacks to more than 4 MB", SMALL);
    }
    let objects = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &once);
    refused("objects.pdf", &pdf_file(&[CATALOG.to_vec(), PAGES.to_vec(), page.to_vec(), objects]), "unpacks to more than 4 MB", SMALL);
    let array = [b"[".to_vec(), b"0 ".repeat(1 << 20)].concat();
    refused("array.pdf", &pdf_file(&[array]), "unpacks to more than 4 MB", SMALL);
}

#[test]
fn pdf_objects_that_lead_in_circles_are_survived() {
    let law = "BT /F1 12 Tf 72 700 Td (Existing international law applies in cyberspace.) Tj ET";
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    let with = |pages: &str, page: &str, more: &[Vec<u8>]| {
        let mut objects = vec![CATALOG.to_vec(), pages.as_bytes().to_vec(), page.as_bytes().to_vec(), font.as_bytes().to_vec()];
        objects.extend_from_slice(more);
        pdf_file(&objects)
    };
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> /XObject << /A 6 0 R /B 7 0 R >> >> >>";
    let text = stream("", law.as_bytes());
    let drawn = stream("", format!("{law} /A Do").as_bytes());
    let form = |draws: &str| stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", draws.as_bytes());
    for (name, file) in [
        ("kids.pdf", with("<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 1 >>", page, std::slice::from_ref(&text))),
        (
            "parent.pdf",
            with("<< /Type /Pages /Kids [3 0 R] /Parent 2 0 R >>", &page.replace("/Resources <<", "/X <<"), std::slice::from_ref(&text)),
        ),
        ("self.pdf", with("<< /Type /Pages /Kids [3 0 R] >>", page, &[drawn.clone(), form("/A Do")])),
        (
            "pair.pdf",
            with("<< /Type /Pages /Kids [3 0 R] >>", page, &[drawn.clone(), form(&"/B Do ".repeat(50)), form(&"/A Do ".repeat(50))]),
        ),
        (
            "reference.pdf",
            with("<< /Type /Pages /Kids 8 0 R >>", page, &[text.clone(), b"7 0 R".to_vec(), b"6 0 R".to_vec(), b"8 0 R".to_vec()]),
        ),
        (
            "many.pdf",
            with(&format!("<< /Type /Pages /Count 1000000 /Kids [{}] >>", "3 0 R ".repeat(100_000)), page, std::slice::from_ref(&text)),
        ),
    ] {
        let ended = survived(name, &file);
        if ["kids.pdf", "self.pdf", "pair.pdf", "many.pdf"].contains(&name) {
            assert_eq!(
                ended.out.lines().filter(|line| line.starts_with(name.trim_end_matches("pdf").trim_end_matches('.'))).count(),
                1,
                "{name}: {}{}",
                ended.out,
                ended.err
            );
        }
    }
}

#[test]
fn a_million_pages_are_refused() {
    let pages: Vec<String> = (0..120).map(|_| "BT /F1 12 Tf 72 700 Td (We agree.) Tj ET".to_owned()).collect();
    refused("long.pdf", &pdf_of(&pages), "has more than 100 pages", &["--max-pages", "100"]);
}

#[test]
fn tables_in_a_pdf_that_lie_about_their_size_are_survived() {
    let page: &[u8] =
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 7 0 R >> >> >>";
    let text = stream("", b"BT /F1 12 Tf 72 700 Td <00410042> Tj /F2 12 Tf (We agree with all of this.) Tj ET");
    let font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /W [0 4294967295 5 -9 [1] 7] /DW 1e30 >>] >>";
    let map = stream("", b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <00000000> endbfrange 1 beginbfrange <0000> <ffff> <0041> endbfrange");
    let broken = b"<< /Type /Font /Subtype /TrueType /BaseFont /Y /FirstChar -4 /LastChar 99999999999 /Widths 12 /Encoding /Nonsense /FontDescriptor 99 0 R >>";
    let cross = stream("/Type /XRef /W [0 0 0] /Index [0 99999999999999] /Size 99999999 /Root 1 0 R", b"");
    survived("lies.pdf", &pdf_file(&[CATALOG.to_vec(), PAGES.to_vec(), page.to_vec(), text, font.to_vec(), map, broken.to_vec(), cross]));
    let widths = stream(
        "/Type /ObjStm /N 99999999 /First 99999999999 /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 99999999999999 /Colors 999 >>",
        &deflated(b"1 0 2 3"),
    );
    survived("predictor.pdf", &pdf_file(&[CATALOG.to_vec(), widths]));
}

#[test]
fn what_stands_deep_in_one_another_is_survived() {
    let deep = 300_000;
    survived("deep.pdf", &pdf_file(&[CATALOG.to_vec(), PAGES.to_vec(), b"[".repeat(deep), b"<< /A ".repeat(deep), b"(".repeat(deep)]));
    survived("deep.html", "<div><ul><li><b>".repeat(deep / 4).as_bytes());
    survived("deep.jsonl", format!("{{\"text\": {}\n{{\"text\":\"We agree.\"}}\n", "[".repeat(deep)).as_bytes());
    survived("deep.docx", &zipped(&[("word/document.xml", "<w:p><w:r><w:t>a".repeat(deep / 4).as_bytes())]));
    survived("deep.odt", &zipped(&[("content.xml", "<text:list><text:list-item><text:p>a".repeat(deep / 8).as_bytes())]));
    let nested: String = (0..2000).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n")).collect();
    survived("deep.eml", format!("From: a@b\n{nested}").as_bytes());
}

#[test]
fn entities_are_not_expanded() {
    let law = "<w:p><w:r><w:t>Existing international law applies in cyberspace. &l9; &file;</w:t></w:r></w:p>";
    let mut entities = String::from("<!ENTITY l0 \"lol\"><!ENTITY file SYSTEM \"file:///etc/passwd\">");
    for at in 1..10 {
        entities.push_str(&format!("<!ENTITY l{at} \"{}\">", format!("&l{};", at - 1).repeat(10)));
    }
    let document = format!("<!DOCTYPE x [{entities}]><w:document><w:body>{law}</w:body></w:document>");
    let ended = survived("laughs.docx", &zipped(&[("word/document.xml", document.as_bytes())]));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.out.contains("laughs.docx") && !ended.out.contains("lol") && !ended.out.contains("root:"), "{}", ended.out);
}

#[test]
fn files_that_are_not_what_they_say_are_refused() {
    refused("text.docx", b"We agree.", "is no Word file", &[]);
    refused("text.pdf", b"We agree.", "is no PDF file", &[]);
    refused("sheet.docx", &zipped(&[("xl/workbook.xml", b"<x/>")]), "is no Word document", &[]);
    refused("cut.zip", &zipped(&[("a.txt", b"We agree.")])[..40], "broken archive", &[]);
    refused("nul.txt", b"actor: FRA\n\nWe\0agree.\n", "NUL byte", &[]);
    refused("date.txt", b"actor: FRA\ndate: 31 February 2023\n\nWe agree.\n", "is no date", &[]);
    refused("none.csv", b"a,b\n1,2\n", "--text-column", &[]);
    let scan = pdf_file(&[
        CATALOG.to_vec(),
        PAGES.to_vec(),
        b"<< /Type /Page /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>".to_vec(),
        stream("", b"/I Do"),
        stream("/Subtype /Image", b"x"),
    ]);
    refused("scan.pdf", &scan, "its pages are pictures", &[]);
}

#[test]
fn broken_pdfs_are_survived() {
    let whole = pdf_of(&["BT /F1 12 Tf 72 700 Td (Existing international law applies in cyberspace.) Tj ET".to_owned()]);
    for part in [20, whole.len() / 4, whole.len() / 2, whole.len() - 30] {
        survived(&format!("cut{part}.pdf"), &whole[..part]);
    }
    for step in [7, 31, 97] {
        let mut bytes = whole.clone();
        for (at, byte) in bytes.iter_mut().enumerate().skip(9).step_by(step) {
            *byte = byte.wrapping_add((at % 251) as u8);
        }
        survived(&format!("noise{step}.pdf"), &bytes);
    }
    // Without its table of contents a file is read all the same.
    let end = whole.windows(4).rposition(|window| window == b"xref").unwrap();
    let ended = survived("tableless.pdf", &whole[..end - 9]);
    assert!(ended.out.contains("tableless.pdf"), "{}", ended.err);
}

#[test]
fn turned_writing_is_noticed() {
    let ended = survived("turned.txt", "actor: FRA\n\nWe \u{202e}ton od\u{202c} agree.\n".as_bytes());
    assert!(ended.err.contains("1 of them overrides"), "{}", ended.err);
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_are_followed_once() {
    let folder = scratch("links");
    fs::write(folder.join("good.txt"), GOOD).unwrap();
    fs::create_dir(folder.join("in")).unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("in/up")).unwrap();
    std::os::unix::fs::symlink(folder.join("in"), folder.join("again")).unwrap();
    std::os::unix::fs::symlink("self.txt", folder.join("self.txt")).unwrap();
    let ended = Run::new(&["claims", &folder.display().to_string()]).output();
    assert_eq!(ended.out.lines().filter(|line| line.contains("il.applies")).count(), 1, "{}{}", ended.out, ended.err);
    assert!(ended.code == Some(2) && ended.err.contains("self.txt"), "{}", ended.err);
}

#[test]
fn large_files_are_refused_before_they_are_read() {
    let folder = scratch("large");
    // A file of 3 GB that takes no room on the disk.
    fs::File::create(folder.join("large.txt")).unwrap().set_len(3 << 30).unwrap();
    let ended = beside(&folder, "large.txt", &[]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("is larger than 256 MB (3072 MB): not read"), "{}", ended.err);
}

#[test]
fn a_file_that_takes_too_long_is_given_up() {
    let page = "BT /F1 12 Tf 72 700 Td (We agree.) Tj ET".to_owned();
    refused("slow.pdf", &pdf_of(&[page]), "takes longer than 0 seconds", &["--max-seconds", "0"]);
}

/// With the usual limits, a program that is fed bombs needs no more memory than README says.
#[cfg(target_os = "linux")]
#[test]
fn memory_stays_within_its_bound() {
    let folder = scratch("memory");
    let zeros = vec![b' '; 8 << 20];
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(3));
    let mut archive = zip::ZipWriter::new(fs::File::create(folder.join("a.docx")).unwrap());
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..48 {
        packed.write_all(&zeros).unwrap();
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap();
    let packed = packed.finish().unwrap();
    let objects = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &packed);
    fs::write(folder.join("b.pdf"), pdf_file(&[CATALOG.to_vec(), PAGES.to_vec(), objects])).unwrap();
    let page: &[u8] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>";
    fs::write(folder.join("c.pdf"), pdf_file(&[CATALOG.to_vec(), PAGES.to_vec(), page.to_vec(), stream("/Filter /FlateDecode", &packed)]))
        .unwrap();
    fs::write(folder.join("d.pdf"), pdf_file(&[[b"[".to_vec(), b"0 ".repeat(20 << 20)].concat()])).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["claims", "--as", "FRA"])
        .arg(&folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(peak.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    println!("peak: {} MB", most >> 10);
    assert!(most > 0 && most < 1536 << 10, "peak: {} MB", most >> 10);
}
