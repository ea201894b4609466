//! A base form → the forms it takes in the text of a language, regular and common irregular ones.
//!
//! Some of the regular forms are no words of the language (*informationed*): they cost nothing, as no text holds them.

mod english;
mod french;
mod function_words;
mod spanish;

pub use english::forms;

pub(super) use function_words::{FunctionWords, Languages};

/// Calls with each form of a word.
type EachForm = fn(&str, &mut dyn FnMut(&str));

/// How one language inflects.
struct Inflection {
    /// Its ISO 639-1 code.
    language: &'static str,
    /// Calls with each form of a base word, the base first.
    each: EachForm,
    /// The folded words that say nothing about a passage's subject.
    function_words: fn() -> Vec<&'static str>,
}

/// The languages whose inflection is known; words of any other are matched as they stand.
static INFLECTIONS: [Inflection; 3] = [
    Inflection { language: "en", each: english::each_form, function_words: || english::function_words().collect() },
    Inflection {
        language: "es",
        each: |base, take| spanish::forms(base).iter().for_each(|form| take(form)),
        function_words: || spanish::function_words().collect(),
    },
    Inflection {
        language: "fr",
        each: |base, take| french::forms(base).iter().for_each(|form| take(form)),
        function_words: || french::function_words().collect(),
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
    place_of(language).is_some_and(|place| FunctionWords::all().of(word).have(Languages::one(place)))
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
    place_of(language).map(|place| &INFLECTIONS[place])
}

/// The place of a language among those whose inflection is known.
pub(super) fn place_of(language: &str) -> Option<usize> {
    INFLECTIONS.iter().position(|inflection| inflection.language == language)
}
