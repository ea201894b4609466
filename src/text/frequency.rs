//! A folded word → how frequent it is in what States say: by it the rarest word of a phrase is looked for first.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The frequent words of a language, by the alphabet too.
#[derive(Debug, Default)]
struct Frequencies {
    by_word: FxHashMap<&'static str, u32>,
    sorted: Vec<(&'static str, u32)>,
}

/// Those of the language, given by its ISO 639-1 code, whose frequent words are known: English.
fn of_language(language: &str) -> Option<&'static Frequencies> {
    static ENGLISH: OnceLock<Frequencies> = OnceLock::new();
    (language == "en").then(|| {
        ENGLISH.get_or_init(|| {
            let lines = include_str!("../../data/frequent_words.txt").lines();
            let mut sorted: Vec<(&str, u32)> =
                lines.filter_map(|line| line.split_once(' ').and_then(|(share, word)| Some((word, share.parse().ok()?)))).collect();
            sorted.sort_unstable();
            Frequencies { by_word: sorted.iter().copied().collect(), sorted }
        })
    })
}

/// How many of a million words are this one, if it is one of the frequent words that are known.
#[must_use]
pub fn frequency(word: &str, language: &str) -> Option<u32> {
    of_language(language)?.by_word.get(word).copied()
}

/// How many of a million words are frequent ones that begin so.
#[must_use]
pub fn frequency_of_prefix(prefix: &str, language: &str) -> u32 {
    let Some(known) = of_language(language) else { return 0 };
    let from = known.sorted.partition_point(|(word, _)| *word < prefix);
    known.sorted[from..].iter().take_while(|(word, _)| word.starts_with(prefix)).map(|(_, share)| share).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_are_known() {
        assert!(frequency("the", "en") > frequency("security", "en") && frequency("security", "en") > Some(100));
        assert_eq!(frequency("cyberspace", "en"), None);
        assert_eq!(frequency("the", "fr"), None);
        assert!(frequency_of_prefix("secur", "en") >= frequency("security", "en").unwrap());
        assert_eq!(frequency_of_prefix("cyb", "en"), 0);
    }
}
