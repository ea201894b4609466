//! A program that decides is killed at any moment, or its disk is full: what it acknowledged is there, and the database is whole.

#![cfg(all(unix, feature = "project"))]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use demarche::codebook::{Actors, Codebook, SourceFile};
use demarche::learn::Random;
use demarche::model::Correction;
use demarche::pipeline::Coder;
use demarche::project::{Asked, Author, Config, Entry, Project, Reader, Wanted};
use demarche::review;
use demarche::store::{ClaimQuery, Store};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use support::scratch;

/// Says in the environment in which project the test's own program is to decide until it is killed.
const DECIDES_IN: &str = "DEMARCHE_TEST_DECIDES_IN";

/// Says in the environment how often to kill.
const KILLS: &str = "DEMARCHE_TEST_KILLS";

const OWN: &str = "[[proposition]]\nid = \"own.poa\"\ntopic = \"Own\"\nwording = \"There should be a programme of action.\"\nnames = [\"the programme of action\"]\n";

fn coder() -> Coder {
    let codebook = Codebook::build(&[SourceFile::new("own.toml", OWN.to_owned())], &Codebook::built_in_cues());
    Coder { codebook: codebook.unwrap_or_else(|_| panic!("the codebook of the test is faulty")), actors: Actors::new(Actors::built_in().unwrap()).unwrap() }
}

/// A project of twenty short statements.
fn made(folder: &Path, coder: &Coder) -> Project {
    fs::create_dir_all(folder.join("statements")).unwrap();
    for year in 2000..2020 {
        fs::write(folder.join(format!("statements/JPN_{year}.txt")), format!("We support the programme of action, as we said in {year}.\n")).unwrap();
    }
    let config = Config { statements: vec![Entry { path: "statements".into(), ..Entry::default() }], ..Config::default() };
    fs::write(folder.join("demarche.toml"), config.written().unwrap()).unwrap();
    let mut project = Project::create(folder, config).unwrap();
    let reader = Reader { fingerprint: "test".into(), codebook: "own".into() };
    let report = project.update(coder, &reader, &Wanted::default(), &|| ()).unwrap();
    assert!(report.errors.is_empty() && report.new == 20, "{report:?}");
    project
}

/// Decides and takes back until something ends it; each decision is acknowledged on standard output.
fn decide(project: &mut Project, coder: &Coder, seed: u64, acknowledged: &mut dyn FnMut(&str)) -> demarche::error::Result<()> {
    let claims = project.store.claims(&ClaimQuery { limit: 100, ..ClaimQuery::default() })?;
    let author = Author { name: "ann".into(), settles: false };
    let mut random = Random(seed);
    loop {
        let claim = &claims[random.below(claims.len())].claim_id;
        let strength = u8::try_from(random.below(5) + 1).unwrap_or(1);
        let asked = match random.below(4) {
            0 => Asked::Accept,
            1 => Asked::Reject,
            2 => Asked::Correct(Correction { strength: Some(strength), ..Correction::default() }),
            _ => {
                if let Some(undone) = project.undo(coder, &author)? {
                    acknowledged(&format!("undo {}", undone.id));
                }
                continue;
            }
        };
        let made = project.decide(coder, claim, &asked, &author, Some(format!("round {seed}")))?;
        acknowledged(&made.id);
    }
}

/// What is acknowledged is there, and all of the database fits together.
fn is_whole(folder: &Path, acknowledged: &BTreeSet<String>, coder: &Coder) {
    let base = folder.join("demarche.db");
    let damage = Store::examine(&base, &|decision| review::id(decision) == decision.id).unwrap();
    assert!(damage.is_empty(), "{damage:?}");
    let mut project = Project::open(folder).unwrap();
    let history = project.history().unwrap();
    for id in acknowledged {
        let found = match id.strip_prefix("undo ") {
            Some(id) => history.all().iter().any(|one| review::taken_back(one) == Some(id)),
            None => history.all().iter().any(|one| one.id == *id),
        };
        assert!(found, "{id} was acknowledged, and is not there");
    }
    // How things stand, kept up step by step, is how they stand when made anew of everything.
    let all = ClaimQuery { limit: usize::MAX, ..ClaimQuery::default() };
    let sorted = |project: &Project| {
        let mut claims: Vec<_> = project.store.claims(&all).unwrap().iter().map(|claim| format!("{claim:?}")).collect();
        claims.sort();
        let mut positions: Vec<_> = project.store.positions(None, None).unwrap().iter().map(|one| format!("{one:?}")).collect();
        positions.sort();
        (claims, positions)
    };
    let kept = sorted(&project);
    project.stand(coder).unwrap();
    assert_eq!(kept, sorted(&project));
}

#[test]
fn who_is_killed_loses_nothing_that_was_acknowledged() {
    if let Ok(folder) = std::env::var(DECIDES_IN) {
        let coder = coder();
        let mut project = Project::open(Path::new(&folder)).unwrap();
        let seed = project.history().unwrap().all().len() as u64;
        println!("ready");
        let ended = decide(&mut project, &coder, seed, &mut |id| {
            println!("ack {id}");
            std::io::stdout().flush().unwrap();
        });
        panic!("{ended:?}");
    }
    let coder = coder();
    let folder = scratch("kill");
    drop(made(&folder, &coder));
    let kills: usize = std::env::var(KILLS).ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    let mut acknowledged = BTreeSet::new();
    let mut random = Random(11);
    for _ in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "who_is_killed_loses_nothing_that_was_acknowledged", "--nocapture"])
            .env(DECIDES_IN, &folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let wait = Duration::from_micros(random.below(120_000) as u64);
        let (ready, is_ready) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            let mut seen = Vec::new();
            for line in out.lines().map_while(Result::ok) {
                if line.ends_with("ready") {
                    let _ = ready.send(());
                }
                // A line that was cut off is no acknowledgement: ids have sixteen digits.
                if let Some(id) = line.strip_prefix("ack ").filter(|id| id.trim_start_matches("undo ").len() == 16) {
                    seen.push(id.to_owned());
                }
            }
            seen
        });
        is_ready.recv_timeout(Duration::from_secs(60)).unwrap();
        std::thread::sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(reader.join().unwrap());
        is_whole(&folder, &acknowledged, &coder);
    }
    eprintln!("{kills} kills, {} decisions acknowledged, none lost", acknowledged.len());
    assert!(!acknowledged.is_empty());
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let folder = scratch("full");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(&folder).stderr(Stdio::null()).status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("skipped: a small file system cannot be mounted here");
        return;
    }
    let coder = coder();
    let filler = folder.join("filler");
    let mut project = made(&folder, &coder);
    let mut acknowledged = BTreeSet::new();
    // Room for a few decisions, and for no more.
    let mut file = fs::File::create(&filler).unwrap();
    while file.write_all(&[1; 4096]).is_ok() {}
    file.set_len(file.metadata().unwrap().len().saturating_sub(150_000)).unwrap();
    let error = decide(&mut project, &coder, 1, &mut |id| _ = acknowledged.insert(id.to_owned())).unwrap_err();
    assert!(error.to_string().contains("disk is full") && error.to_string().contains("untouched"), "{error}");
    drop(project);
    fs::remove_file(&filler).unwrap();
    is_whole(&folder, &acknowledged, &coder);
    eprintln!("{} decisions acknowledged before the disk was full, none lost", acknowledged.len());
    let _ = Command::new("umount").arg("-l").arg(&folder).status();
}

#[test]
fn two_who_decide_at_once_both_do() {
    let coder = coder();
    let folder = scratch("two");
    drop(made(&folder, &coder));
    let threads: Vec<_> = ["ann", "ben"]
        .into_iter()
        .map(|name| {
            let folder = folder.clone();
            std::thread::spawn(move || {
                let coder = self::coder();
                let mut project = Project::open(&folder).unwrap();
                let claims = project.store.claims(&ClaimQuery { limit: 100, ..ClaimQuery::default() }).unwrap();
                let author = Author { name: name.into(), settles: false };
                claims.iter().map(|claim| project.decide(&coder, &claim.claim_id, &Asked::Accept, &author, None).unwrap().id).collect::<Vec<_>>()
            })
        })
        .collect();
    let acknowledged: BTreeSet<String> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    assert_eq!(acknowledged.len(), 40);
    is_whole(&folder, &acknowledged, &coder);
}
