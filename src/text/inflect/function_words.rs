//! The words that say nothing about a passage's subject, of all languages at once.

use super::INFLECTIONS;
use crate::text::Words;
use crate::text::vocabulary::Vocabulary;
use std::sync::LazyLock;

/// The folded function words of all languages whose inflection is known.
#[derive(Debug)]
pub(crate) struct FunctionWords {
    words: Vocabulary,
    /// The languages that have each of them.
    languages: Vec<Languages>,
}

/// Languages whose inflection is known, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Languages(u8);

impl Languages {
    /// The language with that place among all of them.
    pub(crate) fn one(place: usize) -> Self {
        Self(1 << place)
    }

    /// Whether one of `other` is among them.
    pub(crate) fn have(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl FunctionWords {
    /// Those of all languages.
    pub(crate) fn all() -> &'static Self {
        static ALL: LazyLock<FunctionWords> = LazyLock::new(|| {
            let (mut words, mut languages) = (Vocabulary::default(), Vec::new());
            for (place, inflection) in INFLECTIONS.iter().enumerate() {
                for word in (inflection.function_words)() {
                    let (number, _) = words.learn(word);
                    languages.resize(words.len(), Languages::default());
                    languages[number].0 |= Languages::one(place).0;
                }
            }
            FunctionWords { words, languages }
        });
        &ALL
    }

    /// The languages of which a folded word is a function word.
    pub(crate) fn of(&self, word: &str) -> Languages {
        self.words.number(word).map_or_else(Languages::default, |number| self.languages[number])
    }

    /// The same for a word of a text.
    pub(crate) fn of_word(&self, words: &Words, at: usize) -> Languages {
        words.number_in(&self.words, at).map_or_else(Languages::default, |number| self.languages[number])
    }
}
