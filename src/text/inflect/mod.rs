//! A base form → the forms it takes in the text of a language, regular and common irregular ones.
//!
//! Some of the regular forms are no words of the language (*informationed*): they cost nothing, as no text holds them.

mod english;
mod french;
mod spanish;

pub use english::forms;

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// How one language inflects.
struct Inflection {
    /// Its ISO 639-1 code.
    language: &'static str,
    /// All forms of a base word, the base first.
    forms: fn(&str) -> Vec<String>,
    /// The folded words that say nothing about a passage's subject.
    function_words: LazyLock<WordSet>,
}

/// Words, of which one must be told quickly whether it is among them: short ones by the number that their bytes make.
#[derive(Debug, Default)]
pub(super) struct WordSet {
    short: FxHashSet<u64>,
    long: FxHashSet<&'static str>,
}

impl WordSet {
    /// Whether a word is among them.
    pub(super) fn holds(&self, word: &str) -> bool {
        packed(word).map_or_else(|| self.long.contains(word), |number| self.short.contains(&number))
    }
}

impl FromIterator<&'static str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        let mut set = Self::default();
        for word in words {
            match packed(word) {
                Some(number) => set.short.insert(number),
                None => set.long.insert(word),
            };
        }
        set
    }
}

/// The bytes of a word of at most eight, as a number; longer words have none.
fn packed(word: &str) -> Option<u64> {
    (word.len() <= 8).then(|| word.bytes().fold(0, |number, byte| number << 8 | u64::from(byte)))
}

/// The languages whose inflection is known; words of any other are matched as they stand.
static INFLECTIONS: [Inflection; 3] = [
    Inflection { language: "en", forms: english::forms, function_words: LazyLock::new(|| english::function_words().collect()) },
    Inflection { language: "es", forms: spanish::forms, function_words: LazyLock::new(|| spanish::function_words().collect()) },
    Inflection { language: "fr", forms: french::forms, function_words: LazyLock::new(|| french::function_words().collect()) },
];

/// All forms of `base` in a language, given by its ISO 639-1 code; the base first.
#[must_use]
pub fn forms_in(base: &str, language: &str) -> Vec<String> {
    of(language).map_or_else(|| vec![base.to_owned()], |inflection| (inflection.forms)(base))
}

/// Whether a folded word is one of a language's that say nothing about a passage's subject.
#[must_use]
pub fn is_function_word_in(word: &str, language: &str) -> bool {
    of(language).is_some_and(|inflection| inflection.function_words.holds(word))
}

/// The folded words of a language that say nothing about a passage's subject, if its inflection is known.
pub(super) fn function_words_of(language: &str) -> Option<&'static WordSet> {
    of(language).map(|inflection| &*inflection.function_words)
}

/// Whether a folded English word says nothing about a passage's subject.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    is_function_word_in(word, "en")
}

/// The languages whose function words are known, by their ISO 639-1 codes.
pub fn languages() -> impl Iterator<Item = &'static str> {
    INFLECTIONS.iter().map(|inflection| inflection.language)
}

fn and(stem: &str, ending: &str) -> String {
    [stem, ending].concat()
}

fn of(language: &str) -> Option<&'static Inflection> {
    INFLECTIONS.iter().find(|inflection| inflection.language == language)
}
