//! Statements of the same words are found, as the slow way finds them.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests say what they measured")]

mod support;

use demarche::codebook::{Actors, Codebook};
use demarche::learn::Random;
use demarche::model::{Document, Metadata, Repeated};
use demarche::near::{self, FEWEST_WORDS, LEAST_SHARE, Print, SHINGLE};
use demarche::read::{self, Options, Overrides};
use std::collections::BTreeSet;
use std::path::PathBuf;
use support::shared;

/// The words of a text as the slow way takes them: small letters, no marks, no bare numbers.
fn words(text: &str) -> Vec<String> {
    let joined = text.replace(['-', '\''], "");
    let all = joined.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    all.filter(|word| word.contains(char::is_alphabetic)).collect()
}

/// Every two texts of which half of the word sequences are in both, found by looking at all pairs.
fn slow(texts: &[&str]) -> Vec<(usize, usize)> {
    let sets: Vec<Option<BTreeSet<Vec<String>>>> = texts
        .iter()
        .map(|text| words(text))
        .map(|words| (words.len() >= FEWEST_WORDS).then(|| words.windows(SHINGLE).map(<[String]>::to_vec).collect()))
        .collect();
    let mut found = Vec::new();
    for (a, first) in sets.iter().enumerate() {
        for (b, second) in sets.iter().enumerate().skip(a + 1) {
            let (Some(first), Some(second)) = (first, second) else { continue };
            let common = first.intersection(second).count();
            if common as f64 >= LEAST_SHARE * (first.len() + second.len() - common) as f64 {
                found.push((a, b));
            }
        }
    }
    found
}

/// The sentences that the built-in codebook gives as examples.
fn sentences() -> Vec<String> {
    let codebook = Codebook::built_in().unwrap();
    codebook.propositions.iter().flat_map(|one| one.supports.iter().chain(&one.opposes).cloned()).collect()
}

/// A statement of so many sentences.
fn statement(from: &[String], count: usize, random: &mut Random) -> String {
    (0..count).map(|_| from[random.below(from.len())].as_str()).collect::<Vec<_>>().join(" ")
}

/// The text with that share of its words changed: another word in the place, none, or one more.
fn edited(text: &str, rate: f64, vocabulary: &[&str], random: &mut Random) -> String {
    let mut out: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        if random.share() >= rate {
            out.push(word);
            continue;
        }
        match random.below(3) {
            0 => out.push(vocabulary[random.below(vocabulary.len())]),
            1 => {}
            _ => out.extend([word, vocabulary[random.below(vocabulary.len())]]),
        }
    }
    out.join(" ")
}

fn document(id: usize, text: &str) -> Document {
    let meta = Metadata { actor: Some("AAA".to_owned()), ..Metadata::default() };
    let id = format!("d{id:05}");
    Document { source: format!("{id}.txt"), id, text: text.to_owned(), pages: Vec::new(), body: 0, actor: "AAA".to_owned(), meta }
}

fn found(texts: &[&str]) -> Vec<(usize, usize)> {
    let documents: Vec<Document> = texts.iter().enumerate().map(|(at, text)| document(at, text)).collect();
    let number = |id: &str| id[1..].parse::<usize>().unwrap();
    near::find(&documents).iter().map(|pair| (number(&pair.first.doc_id), number(&pair.second.doc_id))).collect()
}

#[test]
fn what_the_slow_way_finds_is_found_at_every_rate_of_edits() {
    let sentences = sentences();
    let vocabulary: Vec<&str> = sentences.iter().flat_map(|one| one.split_whitespace()).collect();
    for (length, percent, least) in [(6, 0, 1.0), (6, 2, 0.9), (6, 5, 0.9), (60, 0, 1.0), (60, 1, 1.0), (60, 2, 0.99), (60, 5, 0.97), (60, 8, 0.9), (60, 15, 0.0)] {
        let mut random = Random(percent + length);
        let mut texts: Vec<String> = (0..100).map(|_| statement(&sentences, length as usize, &mut random)).collect();
        for at in 0..100 {
            let copy = edited(&texts[at], percent as f64 / 100.0, &vocabulary, &mut random);
            texts.push(copy);
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (slow, fast) = (slow(&texts), found(&texts));
        let right = fast.iter().filter(|pair| slow.contains(pair)).count();
        let recall = right as f64 / slow.len().max(1) as f64;
        let prints: Vec<Print> = texts.iter().map(|text| Print::of(text)).collect();
        let bits = |pairs: &mut dyn Iterator<Item = (usize, usize)>| {
            let all: Vec<f64> = pairs.map(|(a, b)| f64::from(prints[a].distance(prints[b]))).collect();
            all.iter().sum::<f64>() / all.len() as f64
        };
        eprintln!(
            "{length} sentences, {percent} % of the words edited: {} of {} pairs by the slow way, {} found in all; copies differ in {:.1} bits, others in {:.1}; {} candidates",
            right,
            slow.len(),
            fast.len(),
            bits(&mut (0..100).map(|at| (at, at + 100))),
            bits(&mut (0..99).map(|at| (at, at + 1))),
            near::candidates(&prints).len(),
        );
        assert_eq!(right, fast.len(), "nothing is found that the slow way does not find");
        assert!(recall >= least, "{length} sentences, {percent} %: {recall}");
    }
}
