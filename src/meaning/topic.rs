//! A topic's texts → what is rare and what is common in it; two texts → signals of how alike they are in this topic.

use super::bm25::saturated;
use super::centre::{Lie, centred, direction};
use super::encoder::{Dense, Encoder, likeness};
use super::idf::Idf;
use super::sparse::Sparse;
use super::terms::{TermId, Terms, grams};
use super::tfidf::TfIdf;
use super::words::WordTable;
use crate::error::Result;

/// What is known of a topic.
#[derive(Debug)]
pub struct Topic<'e> {
    terms: TfIdf,
    idf: Idf,
    terms_common: Sparse,
    grams: TfIdf,
    grams_common: Sparse,
    words: &'e WordTable,
    words_common: Dense,
    encoder: Option<&'e Encoder>,
    encoder_common: Dense,
    /// How many terms a text has on average, at least 1.
    length: f32,
}

/// A text prepared for comparison within one topic.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its terms, each once, with their counts.
    counts: Sparse,
    /// How many terms it has.
    length: f32,
    /// The summed rarity of its distinct terms.
    weight: f32,
    /// Its vectors.
    pub(super) terms: Vector<Sparse>,
    grams: Vector<Sparse>,
    pub(super) words: Vector<Dense>,
    pub(super) meaning: Vector<Dense>,
}

/// A vector and how it lies to what the topic has in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Vector<V> {
    pub(super) vector: V,
    pub(super) lie: Lie,
}

/// How many signals there are.
pub const SIGNALS: usize = 14;

/// Which signals need an encoder: the last ones.
pub const ENCODED: usize = 2;

/// The signals, by name, in their order. Each is 0 for nothing in common and about 1 for the same, centred ones down to −1.
pub const NAMES: [&str; SIGNALS] = [
    "tfidf",
    "tfidf less half the common",
    "tfidf less the common",
    "bm25 for the reference",
    "bm25 for the text",
    "rare terms of the reference",
    "rare terms of the text",
    "letters",
    "letters less the common",
    "words",
    "words less the common",
    "words aligned",
    "encoder",
    "encoder less the common",
];

/// Cosines of word vectors below this say nothing.
const FAR: f32 = 0.3;

impl<'e> Topic<'e> {
    /// What is rare and common in these texts. With an encoder there are signals of it too.
    ///
    /// # Errors
    /// If the encoder fails.
    pub fn of<S: AsRef<str> + Sync>(texts: &[S], words: &'e WordTable, encoder: Option<&'e Encoder>) -> Result<Self> {
        Self::with_texts(texts, words, encoder).map(|(topic, _)| topic)
    }

    /// The same, and the texts prepared.
    ///
    /// # Errors
    /// If the encoder fails.
    pub fn with_texts<S: AsRef<str> + Sync>(texts: &[S], words: &'e WordTable, encoder: Option<&'e Encoder>) -> Result<(Self, Vec<Text>)> {
        let lists: Vec<Vec<TermId>> = texts.iter().map(|text| Terms::default().of(text.as_ref())).collect();
        let idf = Idf::of(&lists);
        let terms = TfIdf::with_idf(&lists, idf.clone());
        let grams = TfIdf::new(&texts.iter().map(|text| grams(text.as_ref())).collect::<Vec<_>>());
        let means: Vec<Dense> = lists.iter().map(|list| words.mean(&rarities(&idf, &counts(list)))).collect();
        let encoded = encoder.map(|encoder| encoder.encode(texts)).transpose()?.unwrap_or_default();
        let total: usize = lists.iter().map(Vec::len).sum();
        let topic = Self {
            terms_common: terms.mean().clone().unit(),
            terms,
            idf,
            grams_common: grams.mean().clone().unit(),
            grams,
            words,
            words_common: direction(&means),
            encoder,
            encoder_common: direction(&encoded),
            length: (total as f32 / texts.len().max(1) as f32).max(1.0),
        };
        let prepared = topic.prepared(texts, encoded);
        Ok((topic, prepared))
    }

    /// Whether there are signals of an encoder.
    #[must_use]
    pub fn is_encoded(&self) -> bool {
        self.encoder.is_some()
    }

    /// Prepares texts.
    ///
    /// # Errors
    /// If the encoder fails.
    pub fn texts<S: AsRef<str> + Sync>(&self, texts: &[S]) -> Result<Vec<Text>> {
        Ok(self.prepared(texts, self.encoder.map(|encoder| encoder.encode(texts)).transpose()?.unwrap_or_default()))
    }

    fn prepared<S: AsRef<str>>(&self, texts: &[S], encoded: Vec<Dense>) -> Vec<Text> {
        let encoded = encoded.into_iter().chain(std::iter::repeat(Dense::new()));
        texts.iter().zip(encoded).map(|(text, meaning)| self.text(text.as_ref(), meaning)).collect()
    }

    fn text(&self, text: &str, meaning: Dense) -> Text {
        let list = Terms::default().of(text);
        let counts = counts(&list);
        let rare = rarities(&self.idf, &counts);
        Text {
            length: list.len() as f32,
            weight: rare.iter().map(|(_, weight)| weight).sum(),
            terms: sparse(self.terms.vector(&list), &self.terms_common),
            grams: sparse(self.grams.vector(&grams(text)), &self.grams_common),
            words: dense(self.words.mean(&rare), &self.words_common),
            meaning: dense(meaning, &self.encoder_common),
            counts,
        }
    }

    /// The signals of how alike a text and a reference are; [`NAMES`] says which.
    #[must_use]
    pub fn signals(&self, text: &Text, reference: &Text) -> [f32; SIGNALS] {
        let terms = text.terms.vector.dot(&reference.terms.vector);
        let grams = text.grams.vector.dot(&reference.grams.vector);
        let words = likeness(&text.words.vector, &reference.words.vector);
        let meaning = likeness(&text.meaning.vector, &reference.meaning.vector);
        let (mut in_text, mut in_reference, mut shared) = (0.0, 0.0, 0.0);
        for (term, there) in reference.counts.pairs() {
            let here = text.counts.weight(*term);
            if here > 0.0 {
                let rarity = self.idf.probabilistic(*term);
                in_text += rarity * saturated(here, text.length / self.length);
                in_reference += rarity * saturated(*there, reference.length / self.length);
                shared += rarity;
            }
        }
        let of = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
        [
            terms,
            centred(terms, text.terms.lie, reference.terms.lie, 0.5),
            centred(terms, text.terms.lie, reference.terms.lie, 1.0),
            of(in_text, reference.weight),
            of(in_reference, text.weight),
            of(shared, reference.weight),
            of(shared, text.weight),
            grams,
            centred(grams, text.grams.lie, reference.grams.lie, 1.0),
            words,
            centred(words, text.words.lie, reference.words.lie, 1.0),
            self.aligned(text, reference),
            meaning,
            centred(meaning, text.meaning.lie, reference.meaning.lie, 1.0),
        ]
    }

    /// How much of the reference's rare words the text holds, or holds words of like vectors for.
    fn aligned(&self, text: &Text, reference: &Text) -> f32 {
        let mut found = 0.0;
        for (term, _) in reference.counts.pairs() {
            let nearest = if text.counts.weight(*term) > 0.0 {
                1.0
            } else if let Some(there) = self.words.vector(*term) {
                let near =
                    text.counts.pairs().iter().filter_map(|(term, _)| self.words.vector(*term)).map(|here| likeness(here, there) - FAR);
                near.fold(0.0, f32::max)
            } else {
                0.0
            };
            found += self.idf.probabilistic(*term) * nearest;
        }
        if reference.weight > 0.0 { found / reference.weight } else { 0.0 }
    }
}

fn counts(list: &[TermId]) -> Sparse {
    Sparse::new(list.iter().map(|term| (*term, 1.0)).collect())
}

fn rarities(idf: &Idf, counts: &Sparse) -> Vec<(TermId, f32)> {
    counts.pairs().iter().map(|(term, _)| (*term, idf.probabilistic(*term))).collect()
}

pub(super) fn sparse(vector: Sparse, common: &Sparse) -> Vector<Sparse> {
    let lie = Lie { square: vector.dot(&vector), along: vector.dot(common) };
    Vector { vector, lie }
}

pub(super) fn dense(vector: Dense, common: &[f32]) -> Vector<Dense> {
    let lie = Lie { square: likeness(&vector, &vector), along: likeness(&vector, common) };
    Vector { vector, lie }
}

impl Topic<'_> {
    pub(super) fn terms_common(&self) -> &Sparse {
        &self.terms_common
    }

    pub(super) fn words_common(&self) -> &[f32] {
        &self.words_common
    }

    pub(super) fn encoder_common(&self) -> &[f32] {
        &self.encoder_common
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 4] =
        ["School uniforms reduce bullying", "School uniforms cost much", "Uniforms hinder expression", "School uniforms end bullying"];

    #[test]
    fn a_text_is_most_like_itself_and_signals_have_names() {
        let topic = Topic::of(&TEXTS, WordTable::built_in(), None).unwrap();
        let texts = topic.texts(&TEXTS).unwrap();
        let same = topic.signals(&texts[0], &texts[0]);
        let other = topic.signals(&texts[0], &texts[1]);
        for ((name, same), other) in NAMES.iter().zip(same).zip(other).take(SIGNALS - ENCODED) {
            // A table without these words has nothing to say.
            assert!(same > other || name.starts_with("words"), "{name}: {same} {other}");
        }
        assert!(same[SIGNALS - 1].abs() < 1e-9 && !topic.is_encoded());
    }

    #[test]
    fn signals_do_not_depend_on_the_order_of_the_topic() {
        let mut turned = TEXTS;
        turned.reverse();
        let signals = |texts: &[&str]| {
            let topic = Topic::of(texts, WordTable::built_in(), None).unwrap();
            let pair = topic.texts(&TEXTS[..2]).unwrap();
            topic.signals(&pair[0], &pair[1])
        };
        assert_eq!(signals(&TEXTS).map(f32::to_bits), signals(&turned).map(f32::to_bits));
    }

    #[test]
    fn a_text_without_words_is_like_nothing() {
        let topic = Topic::of(&TEXTS, WordTable::built_in(), None).unwrap();
        let texts = topic.texts(&["", TEXTS[0]]).unwrap();
        assert!(topic.signals(&texts[0], &texts[1]).iter().all(|signal| signal.abs() < 1e-6));
    }
}
