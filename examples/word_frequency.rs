//! The words that texts use most: `cargo run --release --example word_frequency -- FILES > data/frequent_words.txt`.
//!
//! A line for each of the thousand most frequent folded words: how many of a million words it is, and the word.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, reason = "an example prints what it counts")]

use demarche::text::Words;
use std::collections::BTreeMap;

fn main() {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for path in std::env::args().skip(1) {
        let words = Words::of(&std::fs::read_to_string(path).unwrap());
        for at in 0..words.tokens.len() {
            *counts.entry(words.word(at).to_owned()).or_default() += 1;
        }
    }
    let all: u64 = counts.values().sum();
    let mut found: Vec<(u64, String)> = counts.into_iter().map(|(word, count)| (count * 1_000_000 / all.max(1), word)).collect();
    found.retain(|(_, word)| word.chars().all(char::is_alphabetic));
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    println!("# The words that speeches use most: of a million words so many are this one. Made by examples/word_frequency.rs.");
    for (share, word) in found.into_iter().take(1000) {
        println!("{share} {word}");
    }
}
