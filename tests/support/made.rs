//! A project of two statements by invented States, and what the command makes of it.

#![allow(dead_code, unreachable_pub, clippy::disallowed_methods, clippy::unwrap_used, reason = "each test uses a part of it")]

use super::support::{Ended, Run, scratch};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

const HEAD: &str =
    "Open-ended Working Group on security of and in the use of information and communications technologies\n\nMadam Chair,\n\n";

pub const ELLANDRY: &str = "Ellandry supports the Programme of Action. International law applies in cyberspace.";
pub const HESPERLAND: &str = "We oppose the Programme of Action. We support a new legally binding instrument on ICT security.";

/// A project of two statements by invented States.
pub struct Made {
    /// Its folder.
    pub folder: PathBuf,
}

impl Made {
    pub fn new(name: &str) -> Self {
        let folder = scratch(&format!("project-{name}"));
        let statements = folder.join("statements");
        fs::create_dir_all(&statements).unwrap();
        let made = Self { folder };
        made.write("statements/XEL_2022-03-28.txt", ELLANDRY);
        made.write("statements/XHE_2022-03-28.txt", HESPERLAND);
        fs::copy("data/sample/actors.toml", made.folder.join("actors.toml")).unwrap();
        let ended = Run::new(&["init", made.path("").to_str().unwrap(), "--actors", made.path("actors.toml").to_str().unwrap()]).output();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        made.in_it(&["add", made.path("statements").to_str().unwrap()]);
        made
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub fn write(&self, name: &str, words: &str) {
        fs::write(self.path(name), format!("{HEAD}{words}\n")).unwrap();
    }

    pub fn ended(&self, args: &[&str]) -> Ended {
        let folder = self.folder.display().to_string();
        let all: Vec<&str> = args.iter().copied().chain(["--project", &folder]).collect();
        Run::new(&all).output()
    }

    pub fn in_it(&self, args: &[&str]) -> String {
        let ended = self.ended(args);
        assert_eq!(ended.code, Some(0), "{args:?}: {}", ended.err);
        ended.out
    }

    pub fn decide(&self, args: &[&str]) -> String {
        let all: Vec<&str> = ["review"].into_iter().chain(args.iter().copied()).chain(["--by", "ann"]).collect();
        self.in_it(&all)
    }

    /// Holder, proposition → stance and state of review, of the claims that stand.
    pub fn standing(&self) -> BTreeMap<(String, String), (String, String)> {
        rows(&self.in_it(&["claims", "--format", "csv"]))
            .into_iter()
            .map(|row| ((row["holder"].clone(), row["proposition_id"].clone()), (row["stance"].clone(), row["reviewed"].clone())))
            .collect()
    }

    pub fn stands(&self, holder: &str, proposition: &str) -> (String, String) {
        self.standing().get(&(holder.to_owned(), proposition.to_owned())).cloned().unwrap_or_default()
    }

    /// The id of the claim on a proposition in a document.
    pub fn claim_in(&self, document: &str, proposition: &str) -> String {
        self.in_document(document, proposition).map_or_else(String::new, |row| row["claim_id"].clone())
    }

    /// The stance of the claim on a proposition in a document; empty if there is none.
    pub fn reads(&self, document: &str, proposition: &str) -> String {
        self.in_document(document, proposition).map_or_else(String::new, |row| row["stance"].clone())
    }

    fn in_document(&self, document: &str, proposition: &str) -> Option<BTreeMap<String, String>> {
        let found = rows(&self.in_it(&["review", "list", "--document", document]));
        found.into_iter().find(|row| row["proposition_id"] == proposition)
    }

    pub fn id(&self, holder: &str, proposition: &str) -> String {
        let found = rows(&self.in_it(&["review", "list"]));
        let row = found.into_iter().find(|row| row["holder"] == holder && row["proposition_id"] == proposition);
        row.unwrap_or_else(|| panic!("no claim of {holder} on {proposition}"))["claim_id"].clone()
    }
}

pub fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.unwrap()).collect()
}

pub fn pair(stance: &str, reviewed: &str) -> (String, String) {
    (stance.to_owned(), reviewed.to_owned())
}
