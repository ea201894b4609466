//! The word before a full stop, and what follows → whether the stop ends a sentence.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    always: FxHashSet<String>,
    before_number: FxHashSet<String>,
    starters: FxHashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/abbreviations.toml")).expect("the list that comes along is read by the tests")
});

/// Whether the full stop after `word` is part of an abbreviation, given the text that follows.
pub(super) fn is_abbreviation(word: &str, next: &str) -> bool {
    if LISTS.always.contains(word) {
        return true;
    }
    if LISTS.before_number.contains(word) && begins_number(next) {
        return true;
    }
    let initials = !word.is_empty() && word.split('.').all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic));
    let single = word.chars().count() == 1;
    initials && (!single || word.starts_with(char::is_uppercase)) && !begins_sentence(next)
}

/// Whether the text begins with a word that nearly always begins a sentence; "A." is an initial.
pub(super) fn begins_sentence(next: &str) -> bool {
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    LISTS.starters.contains(word) && !next[word.len()..].starts_with('.')
}

/// Digits, a Roman numeral, a letter in brackets.
fn begins_number(next: &str) -> bool {
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_roman = !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    next.starts_with(|c: char| c.is_ascii_digit()) || next.starts_with('(') || (is_roman && word != "I") || next.starts_with("A/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_after_an_abbreviation_ends_nothing() {
        for (word, next) in
            [("Mr", "Akahori"), ("No", "5"), ("Art", "III"), ("para", "13 (b)"), ("U.N", "Charter"), ("J", "Smith"), ("e.g", "Norway")]
        {
            assert!(is_abbreviation(word, next), "{word}. {next}");
        }
        for (word, next) in [("no", "We"), ("U.N", "We believe"), ("law", "It"), ("etc", "We"), ("res", "The"), ("", "We")] {
            assert!(!is_abbreviation(word, next), "{word}. {next}");
        }
    }
}
