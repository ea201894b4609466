//! A server in this process, on a copy of the sample.

#![allow(dead_code, unreachable_pub, clippy::disallowed_methods, clippy::unwrap_used, reason = "each test uses a part of it")]

use super::http::Guest;
use super::support::{root, scratch};
use demarche::codebook::{Actors, Codebook};
use demarche::pipeline::Coder;
use demarche::project::{CONFIG, Config, Entry, Project, Reader, Wanted};
use demarche::serve::{Options, Running, start};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What reads: the built-in codebook by its phrases, and the sample's States.
pub fn coder() -> &'static Coder {
    static CODER: OnceLock<Coder> = OnceLock::new();
    CODER.get_or_init(|| {
        let mut actors = Actors::built_in().unwrap();
        let more = fs::read_to_string(root().join("data/sample/actors.toml")).unwrap();
        actors.extend(Actors::parse("actors.toml", &more).unwrap());
        Coder {
            codebook: Codebook::build(&Codebook::built_in_files(), &Codebook::built_in_cues()).unwrap(),
            actors: Actors::new(actors).unwrap(),
        }
    })
}

/// Its name.
pub fn reader() -> Reader {
    Reader { fingerprint: "test".to_owned(), codebook: "ict".to_owned() }
}

/// A project of the sample that has been read, made once and copied for each test.
pub fn sample(name: &str) -> PathBuf {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = scratch("serve-made");
        let statements = folder.join("statements");
        fs::create_dir(&statements).unwrap();
        for entry in fs::read_dir(root().join("data/sample")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension != "toml") {
                fs::copy(&path, statements.join(path.file_name().unwrap())).unwrap();
            }
        }
        let entry = Entry { path: "statements".to_owned(), ..Entry::default() };
        let config = Config { codebook: vec!["ict".to_owned()], statements: vec![entry], ..Config::default() };
        fs::write(folder.join(CONFIG), config.written().unwrap()).unwrap();
        let mut project = Project::create(&folder, config).unwrap();
        let report = project.update(coder(), &reader(), &Wanted::default(), &|| ()).unwrap();
        assert!(report.errors.is_empty() && report.new > 10);
        folder
    });
    let folder = scratch(&format!("serve-{name}"));
    copy(made, &folder);
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let place = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&place).unwrap();
            copy(&path, &place);
        } else {
            fs::copy(&path, &place).unwrap();
        }
    }
}

/// Any port that is free.
pub fn options() -> Options {
    Options { port: 0, ..Options::default() }
}

/// A server on a project, and somebody who was never there.
pub fn served(folder: &Path, options: Options) -> (Running, Guest) {
    let running = start(Project::open(folder).unwrap(), coder(), reader(), options).unwrap();
    let guest = Guest::new(running.address());
    (running, guest)
}

/// A server on a copy of the sample, and somebody named Ann.
pub fn opened(name: &str) -> (Running, Guest, PathBuf) {
    let folder = sample(name);
    let (running, mut guest) = served(&folder, options());
    assert_eq!(guest.post("/name", &[("name", "Ann")]).status, 303);
    (running, guest, folder)
}

/// A project with nothing in it.
pub fn empty(name: &str) -> PathBuf {
    let folder = scratch(&format!("serve-{name}"));
    let config = Config { codebook: vec!["ict".to_owned()], ..Config::default() };
    fs::write(folder.join(CONFIG), config.written().unwrap()).unwrap();
    Project::create(&folder, config).unwrap();
    folder
}
