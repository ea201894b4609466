//! What title blocks say: 60 written before the code that reads them, and 30 written after it and read once without tuning.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

#[path = "metadata/english.rs"]
mod english;
#[path = "metadata/french.rs"]
mod french;
#[path = "metadata/spanish.rs"]
mod spanish;
mod support;

use demarche::codebook::Actors;
use demarche::read::{Overrides, gather, load};

/// The start of a text; the ids of actor and group and the date that a careful reader sees, empty where there is none.
type Block = (&'static str, &'static str, &'static str, &'static str);

#[derive(Default, Debug)]
struct Score {
    blocks: usize,
    actor: usize,
    group: usize,
    date: usize,
}

fn score(name: &str, blocks: &[Block]) -> Score {
    let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
    let folder = support::scratch(name);
    let mut score = Score::default();
    for (text, actor, group, date) in blocks {
        let path = folder.join("statement.txt");
        std::fs::write(&path, text).unwrap();
        let (sources, _) = gather(&[path]);
        let found = load(&sources[0], &actors, &Overrides::default());
        let (mut who, mut whom, mut when) = (String::new(), String::new(), String::new());
        if let Ok((documents, _)) = &found
            && let [document] = documents.as_slice()
        {
            who.clone_from(&document.actor);
            whom = document.meta.group.clone().unwrap_or_default();
            when = document.meta.date.map(|date| date.to_string()).unwrap_or_default();
        }
        score.blocks += 1;
        score.actor += usize::from(who == *actor);
        score.group += usize::from(whom == *group);
        score.date += usize::from(when == *date);
        if who != *actor || whom != *group || when != *date {
            println!("{name}: {actor}|{group}|{date} read as {who}|{whom}|{when}: {:?}", text.lines().next());
        }
    }
    println!("{name}: {score:?}");
    score
}

#[test]
fn title_blocks_are_read_as_a_careful_reader_reads_them() {
    for (name, blocks) in [("en", &english::FIRST), ("fr", &french::FIRST), ("es", &spanish::FIRST)] {
        let score = score(name, blocks);
        assert!(score.blocks == 20);
    }
}
