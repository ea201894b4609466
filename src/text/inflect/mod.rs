//! A base form → the forms it takes in the text of a language, regular and common irregular ones.
//!
//! Some of the regular forms are no words of the language (*informationed*): they cost nothing, as no text holds them.

mod english;
mod french;
mod spanish;

pub use english::forms;

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Calls with each form of a word.
type EachForm = fn(&str, &mut dyn FnMut(&str));

/// How one language inflects.
struct Inflection {
    /// Its ISO 639-1 code.
    language: &'static str,
    /// Calls with each form of a base word, the base first.
    each: EachForm,
    /// The folded words that say nothing about a passage's subject.
    function_words: LazyLock<WordSet>,
}

/// Words, of which one must be told quickly whether it is among them: short ones by the number that their bytes make.
#[derive(Debug)]
pub(super) struct WordSet {
    /// The numbers of the short ones, each at the place that its hash gives or the next that was free; 0 is free.
    short: [u64; PLACES],
    long: FxHashSet<&'static str>,
}

/// So many places have a free one soon behind each: no language has a quarter as many short function words.
const PLACES: usize = 2048;

impl WordSet {
    /// Whether a word is among them.
    pub(super) fn holds(&self, word: &str) -> bool {
        packed(word).map_or_else(|| self.long.contains(word), |number| self.holds_packed(number))
    }

    /// Whether the word of at most eight bytes that make this number is among them.
    pub(super) fn holds_packed(&self, number: u64) -> bool {
        number != 0 && self.short[self.place(number)] == number
    }

    /// Where a number stands, or the free place where it would.
    fn place(&self, number: u64) -> usize {
        let mut at = (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 53) as usize;
        while self.short[at] != 0 && self.short[at] != number {
            at = (at + 1) % PLACES;
        }
        at
    }
}

impl FromIterator<&'static str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        let mut set = Self { short: [0; PLACES], long: FxHashSet::default() };
        for word in words {
            let Some(number) = packed(word) else {
                set.long.insert(word);
                continue;
            };
            let at = set.place(number);
            set.short[at] = number;
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
    Inflection { language: "en", each: english::each_form, function_words: LazyLock::new(|| english::function_words().collect()) },
    Inflection {
        language: "es",
        each: |base, take| spanish::forms(base).iter().for_each(|form| take(form)),
        function_words: LazyLock::new(|| spanish::function_words().collect()),
    },
    Inflection {
        language: "fr",
        each: |base, take| french::forms(base).iter().for_each(|form| take(form)),
        function_words: LazyLock::new(|| french::function_words().collect()),
    },
];

/// Calls `take` with each form of `base` in a language, given by its ISO 639-1 code; the base first.
pub fn each_form_in(base: &str, language: &str, take: &mut dyn FnMut(&str)) {
    match of(language) {
        Some(inflection) => (inflection.each)(base, take),
        None => take(base),
    }
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
