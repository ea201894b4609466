//! The built-in codebook and cues keep their own promises: every example reads as its entry says.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

use demarche::codebook::{Actors, Codebook};
use demarche::model::Side;
use demarche::pipeline::Coder;

fn coder() -> Coder {
    let codebook = Codebook::built_in()
        .unwrap_or_else(|problems| panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")));
    Coder { codebook, actors: Actors::new(Actors::built_in().unwrap()).unwrap() }
}

#[test]
fn every_example_of_a_proposition_reads_as_it_says() {
    let coder = coder();
    let mut wrong = Vec::new();
    let mut count = 0;
    for proposition in &coder.codebook.propositions {
        for (sentences, expected) in
            [(&proposition.supports, Some(Side::For)), (&proposition.opposes, Some(Side::Against)), (&proposition.silent, None)]
        {
            for sentence in sentences {
                count += 1;
                let outcome = coder.code_sentence(sentence, "JPN");
                let claim = outcome.claims.iter().find(|claim| claim.proposition_id == proposition.id);
                if claim.map(|claim| claim.stance.side()) != expected {
                    let got = claim.map_or("no claim".to_owned(), |claim| format!("{} by {}", claim.stance, claim.rules.join(", ")));
                    wrong.push(format!("{}: expected {expected:?}, got {got}: {sentence}", proposition.id));
                }
            }
        }
    }
    assert!(count > 600, "only {count} examples");
    assert!(wrong.is_empty(), "{} of {count} examples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_example_of_a_cue_reads_as_it_says() {
    let coder = coder();
    let mut wrong = Vec::new();
    for cue in &coder.codebook.cues {
        for example in &cue.examples {
            let found: Vec<String> = coder
                .code_sentence(&example.text, "JPN")
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
fn the_codebook_is_complete() {
    let codebook = coder().codebook;
    assert_eq!(codebook.propositions.len(), 125);
    for proposition in &codebook.propositions {
        assert!(!proposition.supports.is_empty(), "{} has no supporting example", proposition.id);
        assert!(!proposition.silent.is_empty(), "{} has no example that must stay silent", proposition.id);
    }
}
