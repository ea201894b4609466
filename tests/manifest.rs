//! What is detected can be corrected and given back; what has not changed is not read again.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::{Ended, Run, SAMPLE, root, scratch};

/// The sample corpus and the transcripts of the tests, copied into a folder.
fn corpus(folder: &Path) -> String {
    let inside = folder.join("in");
    fs::create_dir_all(&inside).unwrap();
    for from in ["data/sample", "tests/transcripts"] {
        for entry in fs::read_dir(root().join(from)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension != "toml") {
                fs::copy(&path, inside.join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    inside.display().to_string()
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn run(command: &str, input: &str, more: &[&str]) -> Ended {
    let mut args = vec![command, input, SAMPLE[1], SAMPLE[2]];
    args.extend(more);
    Run::new(&args).output()
}

#[test]
fn a_scan_tells_every_file_and_turn_and_is_taken_back_unchanged() {
    let folder = scratch("scan");
    let input = corpus(&folder);
    let manifest = folder.join("manifest.csv").display().to_string();
    let ended = run("scan", &input, &["-o", &manifest]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let found = rows(&fs::read_to_string(&manifest).unwrap());
    let of = |name: &str| found.iter().filter(|row| row["path"].ends_with(name)).collect::<Vec<_>>();
    assert_eq!(of("kelmora-2024-07-09.md").len(), 1);
    let session = of("session.txt");
    assert_eq!(session.iter().filter(|row| row["kind"] == "chair").count() + 15, session.len());
    assert_eq!(session.iter().filter(|row| row["kind"] == "reply").count(), 1);
    let norway = session.iter().find(|row| row["actor"] == "NOR").unwrap();
    assert_eq!((norway["group"].as_str(), norway["date"].as_str(), norway["language"].as_str()), ("nordics", "2023-07-25", "en"));
    assert_eq!(norway["confidence"], "sure");
    let bulletin = of("bulletin.txt");
    assert_eq!((bulletin[0]["kind"].as_str(), bulletin[0]["actor"].as_str()), ("report", ""));
    // Given back unchanged, it changes nothing.
    let plain = run("claims", &input, &[]);
    let given = run("claims", &input, &["--manifest", &manifest]);
    assert_eq!(given.code, Some(0), "{}", given.err);
    assert!(plain.out.lines().count() > 100);
    assert_eq!(plain.out, given.out);
}

#[test]
fn a_corrected_row_wins_over_the_text() {
    let folder = scratch("corrected");
    let input = corpus(&folder);
    let manifest = folder.join("manifest.csv").display().to_string();
    let table = "path,turn,kind,actor,group,date\nsession.txt,5,,BRA,-,2001-02-03\nsession.txt,4,skip,,,\n";
    fs::write(&manifest, table).unwrap();
    let session = format!("{input}/session.txt");
    let before = rows(&run("claims", &session, &[]).out);
    let ended = run("claims", &session, &["--manifest", &manifest]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let after = rows(&ended.out);
    let of = |rows: &[BTreeMap<String, String>], holder: &str| rows.iter().filter(|row| row["holder"] == holder).count();
    assert!(of(&before, "CUB") > 0 && of(&after, "CUB") == 0 && of(&after, "BRA") == of(&before, "CUB"));
    assert!(after.iter().filter(|row| row["holder"] == "BRA").all(|row| row["date"] == "2001-02-03"));
    assert!(of(&before, "nordics") > 0 && of(&after, "nordics") == 0);
    assert_eq!(of(&after, "GHA"), of(&before, "GHA"));
    // An actor for the whole file: it is one statement.
    fs::write(&manifest, "path,actor\nsession.txt,Brazil\n").unwrap();
    let whole = rows(&run("scan", &session, &["--manifest", &manifest]).out);
    assert_eq!((whole.len(), whole[0]["actor"].as_str()), (1, "BRA"));
}

/// The files of an output folder, but for the cache.
fn written(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tables = files.filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with('.'));
    tables.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())).collect()
}

#[test]
fn a_second_run_writes_the_same_bytes_whatever_changed_between() {
    let folder = scratch("incremental");
    let input = corpus(&folder);
    let (kept, fresh) = (folder.join("kept"), folder.join("fresh"));
    let compare = |out: &Path| run("compare", &input, &["-o", &out.display().to_string()]);
    let same = |what: &str| {
        let _ = fs::remove_dir_all(&fresh);
        let (again, anew) = (compare(&kept), compare(&fresh));
        assert_eq!(again.code, Some(0), "{what}: {}", again.err);
        assert_eq!(written(&kept), written(&fresh), "{what}");
        (again.err, anew.err)
    };
    compare(&kept);
    let cache = kept.join(".demarche-cache");
    assert!(cache.is_file());
    let (again, anew) = same("nothing changed");
    assert_eq!(again.replace("kept", "fresh"), anew);
    // A changed file, a new one, one that makes ids longer, and one that is gone.
    let changed = Path::new(&input).join("kelmora-2024-07-09.md");
    let text = fs::read_to_string(&changed).unwrap();
    fs::write(&changed, text + "\nWe need a legally binding instrument on the use of ICTs.\n").unwrap();
    same("a file changed");
    fs::create_dir_all(Path::new(&input).join("more")).unwrap();
    fs::copy(Path::new(&input).join("session.txt"), Path::new(&input).join("more/session.txt")).unwrap();
    same("a file of the same name came");
    fs::remove_file(Path::new(&input).join("XTO_2024.txt")).unwrap();
    same("a file went");
    // A damaged cache is ignored, and says so.
    for damage in [&b""[..], b"demarche cache 1 00 00\n{}", b"\xff\xfe\n\n"] {
        fs::write(&cache, damage).unwrap();
        let (again, _) = same("the cache is damaged");
        assert!(again.contains("the cache is damaged"), "{again}");
    }
    let mut bytes = fs::read(&cache).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&cache, bytes).unwrap();
    assert!(same("a bit flipped").0.contains("the cache is damaged"));
}

#[test]
fn what_is_cached_is_what_is_used() {
    let folder = scratch("cached");
    let input = corpus(&folder);
    let out = folder.join("out");
    let compare = |more: &[&str]| {
        let mut args = vec!["-o".to_owned(), out.display().to_string()];
        args.extend(more.iter().map(|one| (*one).to_owned()));
        run("compare", &input, &args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    compare(&[]);
    let cached = fs::read(out.join(".demarche-cache")).unwrap();
    compare(&[]);
    assert_eq!(fs::read(out.join(".demarche-cache")).unwrap(), cached);
    // Another date for all inputs is another question.
    compare(&["--date", "1999"]);
    let claims = rows(&fs::read_to_string(out.join("claims.csv")).unwrap());
    assert!(claims.iter().any(|row| row["date"] == "1999"));
}
