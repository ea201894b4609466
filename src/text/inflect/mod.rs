//! A base form → the forms it takes in the text of a language, regular and common irregular ones.
//!
//! Some of the regular forms are no words of the language (*informationed*): they cost nothing, as no text holds them.

mod english;
mod french;
mod spanish;

pub use english::{forms, is_function_word};

/// How one language inflects.
struct Inflection {
    /// Its ISO 639-1 code.
    language: &'static str,
    /// All forms of a base word, the base first.
    forms: fn(&str) -> Vec<String>,
    /// Whether a folded word says nothing about a passage's subject.
    is_function_word: fn(&str) -> bool,
}

/// The languages whose inflection is known; words of any other are matched as they stand.
const INFLECTIONS: &[Inflection] = &[
    Inflection { language: "en", forms: english::forms, is_function_word: english::is_function_word },
    Inflection { language: "es", forms: spanish::forms, is_function_word: spanish::is_function_word },
    Inflection { language: "fr", forms: french::forms, is_function_word: french::is_function_word },
];

/// All forms of `base` in a language, given by its ISO 639-1 code; the base first.
#[must_use]
pub fn forms_in(base: &str, language: &str) -> Vec<String> {
    of(language).map_or_else(|| vec![base.to_owned()], |inflection| (inflection.forms)(base))
}

/// Whether a folded word is one of a language's that say nothing about a passage's subject.
#[must_use]
pub fn is_function_word_in(word: &str, language: &str) -> bool {
    of(language).is_some_and(|inflection| (inflection.is_function_word)(word))
}

fn of(language: &str) -> Option<&'static Inflection> {
    INFLECTIONS.iter().find(|inflection| inflection.language == language)
}
