//! A text → its content terms: folded, without function words, stemmed.

use crate::text::Words;
use rust_stemmers::{Algorithm, Stemmer};

/// A term's number: the 64-bit FNV-1a hash of its stem. It is the same in every run and needs no table.
pub type TermId = u64;

/// How a text is cut into terms. The default: stems of content words, no bigrams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms {
    /// What becomes of a word's ending.
    pub endings: Endings,
    /// Which terms are made of words that follow each other.
    pub pairs: Pairs,
}

/// What becomes of a word's ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Endings {
    /// Words are reduced to their Snowball English stem: *enlargement* and *enlarge* are one term.
    #[default]
    Stemmed,
    /// Words stay as they are (folded).
    Kept,
}

/// Which terms are made of words that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pairs {
    /// Single words only.
    #[default]
    None,
    /// Also each two content words that follow each other, function words between them passed over.
    Bigrams,
}

impl Terms {
    /// The terms of `text` in the order of the text, with repetitions: one number a term.
    ///
    /// A text of function words only has no terms.
    #[must_use]
    pub fn of(self, text: &str) -> Vec<TermId> {
        self.words(text).iter().map(|word| id(word)).collect()
    }

    /// The same terms, spelled out; a bigram is two stems with a space between.
    #[must_use]
    pub fn words(self, text: &str) -> Vec<String> {
        let words = Words::of(text);
        let stemmer = Stemmer::create(Algorithm::English);
        let mut terms: Vec<String> = (0..words.tokens.len())
            .map(|index| words.word(index))
            .filter(|word| !is_function_word(word))
            .map(|word| match self.endings {
                Endings::Stemmed => stemmer.stem(word).into_owned(),
                Endings::Kept => word.to_owned(),
            })
            .collect();
        if self.pairs == Pairs::Bigrams {
            let pairs: Vec<String> = terms.windows(2).map(|pair| pair.join(" ")).collect();
            terms.extend(pairs);
        }
        terms
    }
}

/// The runs of three letters in the terms of a text, each word with a mark before and after it: they are alike where words are
/// (*militarise*, *demilitarisation*).
#[must_use]
pub fn grams(text: &str) -> Vec<TermId> {
    let mut grams = Vec::new();
    for word in Terms::default().words(text) {
        let letters: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
        grams.extend(letters.windows(3).map(|three| id(&three.iter().collect::<String>())));
    }
    grams
}

/// The number of a term.
#[must_use]
pub fn id(term: &str) -> TermId {
    term.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Whether a folded word is a function word: articles, pronouns, prepositions, auxiliaries and the like. Negations are among
/// them: they say on which side a text stands, not what it is about.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    word.len() < 2 || FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// In the order of the alphabet, so that it can be searched.
const FUNCTION_WORDS: &[&str] = &[
    "about",
    "above",
    "after",
    "again",
    "all",
    "almost",
    "also",
    "although",
    "am",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "done",
    "down",
    "due",
    "during",
    "each",
    "either",
    "else",
    "etc",
    "even",
    "ever",
    "every",
    "few",
    "for",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "hence",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "however",
    "if",
    "in",
    "indeed",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "let",
    "many",
    "may",
    "me",
    "might",
    "more",
    "most",
    "much",
    "must",
    "my",
    "myself",
    "neither",
    "never",
    "no",
    "non",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "often",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "ours",
    "ourselves",
    "out",
    "over",
    "own",
    "perhaps",
    "quite",
    "rather",
    "really",
    "same",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "thus",
    "to",
    "too",
    "toward",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "via",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whereas",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
    "yours",
    "yourself",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_endings_and_spellings_are_the_same_term() {
        let terms = Terms::default();
        assert_eq!(terms.of("The enlargement of organisations"), terms.of("enlarged organization"));
        assert_ne!(Terms { endings: Endings::Kept, ..terms }.of("enlarged"), Terms { endings: Endings::Kept, ..terms }.of("enlarging"));
    }

    #[test]
    fn function_words_are_no_terms_and_their_list_can_be_searched() {
        assert!(Terms::default().of("We should not, of course, have been there").len() == 1);
        assert!(FUNCTION_WORDS.is_sorted());
    }

    #[test]
    fn bigrams_follow_the_single_words() {
        let terms = Terms { pairs: Pairs::Bigrams, ..Terms::default() };
        assert_eq!(terms.words("reform of the Security Council"), ["reform", "secur", "council", "reform secur", "secur council"]);
    }
}
