//! A folded word → its stem, and whether it carries a subject: the list is `data/light_words.txt`.

use crate::meaning::Terms;
use crate::meaning::terms::is_function_word;
use crate::text::Words;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Forms that a stemmer leaves apart from their word.
const IRREGULAR: &[(&str, &str)] = &[
    ("built", "build"),
    ("children", "child"),
    ("fought", "fight"),
    ("left", "leave"),
    ("men", "man"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("women", "woman"),
];

/// The stem of a folded word; none if it is a function word.
pub(super) fn stem(word: &str) -> Option<String> {
    let word = IRREGULAR.iter().find(|(form, _)| *form == word).map_or(word, |(_, base)| base);
    (!is_function_word(word)).then(|| Stemmer::create(Algorithm::English).stem(word).into_owned())
}

/// Whether a folded word says nothing of what a clause is about ("efforts", "important", "together"), or is a number.
pub(super) fn is_light(word: &str) -> bool {
    static LIGHT: OnceLock<BTreeSet<String>> = OnceLock::new();
    let light = LIGHT.get_or_init(|| {
        let lines = include_str!("../../data/light_words.txt").lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(|line| Terms::default().words(line)).collect()
    });
    word.len() < 3 || stem(word).is_none_or(|stem| light.contains(&stem))
}

/// The stems of a text's words that carry a subject, in the order of the text, with repetitions: what [`super::group`] works on.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    let words = Words::of(text);
    (0..words.tokens.len()).map(|at| words.word(at)).filter(|word| !is_light(word)).filter_map(stem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_the_term_of_its_word() {
        for word in ["efforts", "denuclearization", "the", "2030", "states", "a"] {
            assert_eq!(stem(word), Terms::default().words(word).pop(), "{word}");
        }
    }

    #[test]
    fn all_forms_of_a_light_word_are_light() {
        for (word, light) in [("efforts", true), ("committed", true), ("embargo", false), ("2030", false), ("the", true)] {
            assert_eq!(is_light(word), light, "{word}");
        }
    }
}
