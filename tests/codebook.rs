//! The built-in codebooks and cues keep their own promises: every example reads as its entry says.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

use demarche::codebook::{Actors, BUILT_IN, BuiltIn, Codebook, SourceFile};
use demarche::error::Error;
use demarche::evaluate::examples;
use demarche::pipeline::Coder;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A codebook, or its problems as text.
fn sound(built: Result<Codebook, Vec<Error>>) -> Codebook {
    built.unwrap_or_else(|problems| panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

fn with(built_in: &BuiltIn) -> Coder {
    Coder { codebook: sound(built_in.build()), actors: Actors::new(Actors::built_in().unwrap()).unwrap() }
}

fn coder() -> Coder {
    with(&BUILT_IN[0])
}

#[test]
fn every_example_of_a_proposition_reads_as_it_says() {
    for built_in in BUILT_IN {
        let coder = with(built_in);
        let read = examples(&coder.codebook, &|sentence, language| coder.code_sentence_in(sentence, "JPN", language).claims);
        let (count, wrong) = (read.count(), read.wrong);
        assert!(count > 500, "only {count} examples");
        assert!(wrong.is_empty(), "{} of {count} examples:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn every_example_of_a_cue_reads_as_it_says() {
    let coder = coder();
    let mut wrong = Vec::new();
    for language in coder.codebook.languages() {
        let codebook = coder.codebook.in_language(language).unwrap().unwrap();
        for (cue, example) in codebook.cues.iter().flat_map(|cue| cue.examples.iter().map(move |example| (cue, example))) {
            let found: Vec<String> = coder
                .code_sentence_in(&example.text, "JPN", language)
                .claims
                .iter()
                .map(|claim| format!("{} {} {}", claim.proposition_id, claim.stance, claim.strength))
                .collect();
            let right = if example.reads == "silent" { found.is_empty() } else { found.contains(&example.reads) };
            if !right {
                wrong.push(format!("{}: expected {}, got {found:?}: {}", cue.id, example.reads, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_codebooks_are_complete() {
    assert_eq!(coder().codebook.propositions.len(), 125);
    for built_in in BUILT_IN {
        let codebook = with(built_in).codebook;
        assert_eq!(codebook.title, built_in.title, "{}", built_in.id);
        assert!(codebook.propositions.len() >= 60, "{} has {} propositions", built_in.id, codebook.propositions.len());
        for proposition in &codebook.propositions {
            assert!(!proposition.supports.is_empty(), "{} has no supporting example", proposition.id);
            assert!(!proposition.silent.is_empty(), "{} has no example that must stay silent", proposition.id);
        }
    }
}

#[test]
fn the_codebooks_can_be_used_together() {
    // Ids of propositions and concepts are unique across codebooks: one that is defined twice is a problem.
    let files: Vec<SourceFile> = BUILT_IN.iter().flat_map(BuiltIn::files).collect();
    let all = sound(Codebook::build(&files, &Codebook::built_in_cues()));
    let alone: usize = BUILT_IN.iter().map(|one| with(one).codebook.propositions.len()).sum();
    assert_eq!(all.propositions.len(), alone);
}

#[test]
fn each_file_of_a_built_in_codebook_ships() {
    let shipped: BTreeSet<String> = BUILT_IN.iter().flat_map(BuiltIn::files).map(|file| file.name).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut folders = vec![root.join("codebook")];
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    assert_eq!(found, shipped);
}

#[test]
fn a_codebook_brings_cues_of_its_own() {
    let own = |effect: &str, reads: &str| {
        SourceFile::new(
            "own.toml",
            format!(
                "[[cue]]\nid = \"own_support\"\nphrases = [\"support\"]\neffect = [{effect}]\nstrength = 4\nexamples = [{{ text = \"We support a Programme of Action.\", reads = \"{reads}\" }}]\n"
            ),
        )
    };
    let built = |file: SourceFile| {
        let mut files = Codebook::built_in_files();
        files.push(file);
        Codebook::build(&files, &Codebook::built_in_cues())
    };
    let read = |codebook: Codebook| {
        let coder = Coder { codebook, actors: Actors::new(Actors::built_in().unwrap()).unwrap() };
        let stance = coder.code_sentence("We support a Programme of Action.", "JPN").claims[0].stance.name();
        let wrong = examples(&coder.codebook, &|sentence, language| coder.code_sentence_in(sentence, "JPN", language).claims).wrong;
        (stance, wrong.into_iter().filter(|line| line.starts_with("the cue own_support")).count())
    };
    // For the same words the codebook's own cue holds, and its example is read.
    assert_eq!(read(sound(built(own("\"against\"", "rid.poa oppose 4")))), ("oppose", 0));
    assert_eq!(read(sound(built(own("\"against\"", "rid.poa support 4")))), ("oppose", 1));
    let problems = |file: SourceFile| built(file).unwrap_err().iter().map(ToString::to_string).collect::<String>();
    let faulty = problems(own("", "silent"));
    assert!(faulty.contains("own.toml:2") && faulty.contains("does nothing"), "{faulty}");
    let doubled = problems(SourceFile::new("own.toml", "[[cue]]\nid = \"support\"\nphrases = [\"x\"]\neffect = [\"for\"]\n"));
    assert!(doubled.contains("defined twice"), "{doubled}");
}
