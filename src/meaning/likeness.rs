//! References and a text → which of them say what the text says, and how likely that is.
//!
//! ```text
//! background ─Topic─┐      (expected texts: what each reference usually scores, and its other words)
//! references ───────┼→ signals of each pair ─beside the text's other references, and the reference's usual texts→ Features ─Model→ 0…1
//! text ─────────────┘
//! ```

use super::encoder::Encoder;
use super::feedback::{like, widen};
use super::terms::id;
use super::topic::{SIGNALS, Text, Topic, Vector};
use super::words::WordTable;
use super::{Dense, Sparse};
use crate::error::Result;
use crate::learn::{Features, Model, Models};
use rayon::prelude::*;
use std::sync::OnceLock;

/// Signals and, after them, likeness to the widened references: by terms, by words, by the encoder.
pub const COLUMNS: usize = SIGNALS + 3;

/// What is made of each column: itself, and less the text's best, the reference's usual, the text's mean, the text's best with
/// other references; last, how many spreads it lies above the reference's usual. Feature number = column · this + side.
pub const SIDES: usize = 6;

/// Is added to each spread, so that references that score nearly the same everywhere do not stand out by chance.
const LEAST_SPREAD: f32 = 0.02;

/// Brings features to about the size of 1.
const SCALE: f32 = 5.0;

/// At most so many of the expected texts are compared with the references.
const COMPARED: usize = 1000;

/// The models' names in the weights: without and with an encoder.
pub const MODELS: [&str; 2] = ["match", "match-encoder"];

/// The texts among which references are compared; all lists in any order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Among<'t> {
    /// Texts on the same topic: what is rare and what is common is counted in them and the references.
    pub background: &'t [&'t str],
    /// Texts like those that will be compared: what a reference usually scores is found in them, and which other words its
    /// point is made in. If there are none, the background stands in; if that is empty too, the references.
    pub expected: &'t [&'t str],
}

/// References, ready to be compared with texts.
///
/// A reference is one thing that can be said, in one or more wordings.
#[derive(Debug)]
pub struct Likeness<'e> {
    topic: Topic<'e>,
    wordings: Vec<Wording>,
    references: usize,
    usual: Vec<[Usual; COLUMNS]>,
}

/// What a column of a wording is over the expected texts.
#[derive(Debug, Clone, Copy, Default)]
struct Usual {
    mean: f32,
    /// The standard deviation.
    spread: f32,
}

#[derive(Debug)]
struct Wording {
    owner: usize,
    text: Text,
    terms: Vector<Sparse>,
    words: Vector<Dense>,
    meaning: Vector<Dense>,
}

impl<'e> Likeness<'e> {
    /// Prepares references, each with its wordings.
    ///
    /// # Errors
    /// If the encoder fails.
    pub fn new<S: AsRef<str>>(references: &[Vec<S>], among: Among<'_>, encoder: Option<&'e Encoder>) -> Result<Self> {
        let owned: Vec<(usize, &str)> = references
            .iter()
            .enumerate()
            .flat_map(|(owner, wordings)| wordings.iter().map(move |wording| (owner, wording.as_ref())))
            .collect();
        let wordings: Vec<&str> = owned.iter().map(|(_, wording)| *wording).collect();
        let all: Vec<&str> = among.background.iter().chain(&wordings).copied().collect();
        let topic = Topic::of(&all, WordTable::built_in(), encoder)?;
        let prepared = topic.texts(&wordings)?;
        let expected = [among.expected, among.background, &wordings].into_iter().find(|texts| !texts.is_empty()).unwrap_or_default();
        // A sample that does not depend on the order: the texts with the smallest hashes.
        let mut sample = expected.to_vec();
        sample.sort_unstable_by_key(|text| (id(text), *text));
        sample.truncate(COMPARED);
        let texts = topic.texts(&sample)?;
        let terms = widen(&each(&texts, |text| &text.terms), &each(&prepared, |text| &text.terms), topic.terms_common());
        let words = widen(&each(&texts, |text| &text.words), &each(&prepared, |text| &text.words), &topic.words_common().to_vec());
        let meaning = widen(&each(&texts, |text| &text.meaning), &each(&prepared, |text| &text.meaning), &topic.encoder_common().to_vec());
        let wide = terms.into_iter().zip(words).zip(meaning);
        let wordings = owned
            .iter()
            .zip(prepared)
            .zip(wide)
            .map(|(((owner, _), text), ((terms, words), meaning))| Wording { owner: *owner, text, terms, words, meaning })
            .collect();
        let mut likeness = Self { topic, wordings, references: references.len(), usual: Vec::new() };
        likeness.usual = likeness.usual(&texts);
        Ok(likeness)
    }

    /// For each text and reference, how likely the text says what the reference says: 0…1, by the model of the weights that fits.
    ///
    /// # Errors
    /// If the encoder fails, or the weights lack the model.
    pub fn score<S: AsRef<str> + Sync>(&self, texts: &[S], models: &Models) -> Result<Vec<Vec<f32>>> {
        let model = self.model(models)?;
        let texts = self.topic.texts(texts)?;
        Ok(texts.par_iter().map(|text| self.best(text, &|features| model.probability(features))).collect())
    }

    /// The references for one text, likeliest first, those of the same score in their order.
    ///
    /// # Errors
    /// As [`Likeness::score`].
    pub fn rank(&self, text: &str, models: &Models) -> Result<Vec<(usize, f32)>> {
        let scores = self.score(&[text], models)?.pop().unwrap_or_default();
        let mut ranked: Vec<(usize, f32)> = scores.into_iter().enumerate().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(ranked)
    }

    /// The features of each text and wording, for training: one list a text, the wordings in the order of the references.
    ///
    /// # Errors
    /// If the encoder fails.
    pub fn features<S: AsRef<str> + Sync>(&self, texts: &[S]) -> Result<Vec<Vec<Features>>> {
        Ok(self.topic.texts(texts)?.par_iter().map(|text| self.beside(&self.row(text))).collect())
    }

    /// The single signal `column` of each text and reference (best wording): for measuring what each brings.
    ///
    /// # Errors
    /// If the encoder fails.
    pub fn signal<S: AsRef<str> + Sync>(&self, texts: &[S], column: usize) -> Result<Vec<Vec<f32>>> {
        let at = u32::try_from(column * SIDES).unwrap_or(u32::MAX);
        let value = |features: &Features| features.iter().find(|(index, _)| *index == at).map_or(0.0, |(_, value)| *value);
        Ok(self.topic.texts(texts)?.par_iter().map(|text| self.best(text, &value)).collect())
    }

    fn model<'m>(&self, models: &'m Models) -> Result<&'m Model> {
        models.get(MODELS[usize::from(self.topic.is_encoded())])
    }

    /// The best value of each reference's wordings; 0 for a reference without any.
    fn best(&self, text: &Text, value: &dyn Fn(&Features) -> f32) -> Vec<f32> {
        let mut best = vec![f32::NEG_INFINITY; self.references];
        for (wording, features) in self.wordings.iter().zip(self.beside(&self.row(text))) {
            best[wording.owner] = best[wording.owner].max(value(&features));
        }
        best.into_iter().map(|value| if value.is_finite() { value } else { 0.0 }).collect()
    }

    /// The columns of a text beside every wording.
    fn row(&self, text: &Text) -> Vec<[f32; COLUMNS]> {
        let one = |wording: &Wording| {
            let mut columns = [0.0; COLUMNS];
            columns[..SIGNALS].copy_from_slice(&self.topic.signals(text, &wording.text));
            columns[SIGNALS] = like(&text.terms, &wording.terms);
            columns[SIGNALS + 1] = like(&text.words, &wording.words);
            columns[SIGNALS + 2] = like(&text.meaning, &wording.meaning);
            columns
        };
        self.wordings.iter().map(one).collect()
    }

    /// What each wording scores over these texts.
    fn usual(&self, texts: &[Text]) -> Vec<[Usual; COLUMNS]> {
        let rows: Vec<Vec<[f32; COLUMNS]>> = texts.par_iter().map(|text| self.row(text)).collect();
        let n = rows.len().max(1) as f32;
        let mut usual = vec![[Usual::default(); COLUMNS]; self.wordings.len()];
        for (place, usual) in usual.iter_mut().enumerate() {
            for (column, usual) in usual.iter_mut().enumerate() {
                usual.mean = rows.iter().map(|row| row[place][column]).sum::<f32>() / n;
                usual.spread = (rows.iter().map(|row| (row[place][column] - usual.mean).powi(2)).sum::<f32>() / n).sqrt();
            }
        }
        usual
    }

    /// The columns beside the text's other wordings and the wording's usual.
    fn beside(&self, row: &[[f32; COLUMNS]]) -> Vec<Features> {
        let mut best = [f32::NEG_INFINITY; COLUMNS];
        let mut mean = [0.0; COLUMNS];
        for columns in row {
            for (at, value) in columns.iter().enumerate() {
                best[at] = best[at].max(*value);
                mean[at] += value / row.len() as f32;
            }
        }
        let other = self.best_others(row);
        let one = |(columns, (usual, other)): (&[f32; COLUMNS], (&[Usual; COLUMNS], &[f32; COLUMNS]))| {
            let mut features = Features::new();
            let mut number = 0;
            for at in 0..COLUMNS {
                let value = columns[at];
                let above = value - usual[at].mean;
                // Spreads are of about the size of a fifth, as the other sides are.
                let spreads = above / (usual[at].spread + LEAST_SPREAD) / SCALE;
                for side in [value, value - best[at], above, value - mean[at], value - other[at], spreads] {
                    if side != 0.0 {
                        features.push((number, side * SCALE));
                    }
                    number += 1;
                }
            }
            features
        };
        row.iter().zip(self.usual.iter().zip(&other)).map(one).collect()
    }

    /// For each wording, the best of each column among the wordings of other references; 0 where there are none.
    fn best_others(&self, row: &[[f32; COLUMNS]]) -> Vec<[f32; COLUMNS]> {
        let mut first = [(f32::NEG_INFINITY, usize::MAX); COLUMNS];
        let mut second = [f32::NEG_INFINITY; COLUMNS];
        for (wording, columns) in self.wordings.iter().zip(row) {
            for (at, value) in columns.iter().enumerate() {
                let (best, owner) = first[at];
                if *value > best {
                    // The old best is of another reference, or else what stood behind it stays.
                    second[at] = if owner == wording.owner { second[at] } else { best };
                    first[at] = (*value, wording.owner);
                } else if owner != wording.owner {
                    second[at] = second[at].max(*value);
                }
            }
        }
        let other = |wording: &Wording| {
            let mut out = [0.0; COLUMNS];
            for (at, out) in out.iter_mut().enumerate() {
                let value = if first[at].1 == wording.owner { second[at] } else { first[at].0 };
                *out = if value.is_finite() { value } else { 0.0 };
            }
            out
        };
        self.wordings.iter().map(other).collect()
    }
}

/// The weights that ship with the program; see `data/models/README.md`.
#[must_use]
pub fn built_in() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| Models::parse("built-in weights", WEIGHTS).unwrap_or_default())
}

/// The bytes of the weights that ship with the program.
pub const WEIGHTS: &[u8] = include_bytes!("../../data/models/match.bin");

fn each<V>(texts: &[Text], part: impl Fn(&Text) -> &Vector<V>) -> Vec<&Vector<V>> {
    texts.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references() -> Vec<Vec<&'static str>> {
        vec![
            vec!["School uniforms reduce bullying", "Pupils are teased less"],
            vec!["School uniforms are too expensive"],
            vec!["Uniforms take away self-expression"],
        ]
    }

    fn among<'t>(background: &'t [&'t str]) -> Among<'t> {
        Among { background, ..Among::default() }
    }

    const BACKGROUND: [&str; 4] = [
        "Children without fashionable clothes are bullied",
        "Poor families cannot pay for uniforms",
        "Pupils want to express themselves by clothes",
        "Uniforms cost families too much",
    ];

    #[test]
    fn the_reference_in_the_same_words_comes_first_whatever_the_order_of_the_background() {
        let mut turned = BACKGROUND;
        turned.reverse();
        let one = Likeness::new(&references(), among(&BACKGROUND), None).unwrap();
        let other = Likeness::new(&references(), among(&turned), None).unwrap();
        for (text, expected) in [("Uniforms are expensive for families", 1), ("Bullying is reduced by uniforms", 0)] {
            let ranked = one.rank(text, built_in()).unwrap();
            assert_eq!(ranked[0].0, expected, "{text}: {ranked:?}");
            assert_eq!(ranked, other.rank(text, built_in()).unwrap());
            assert!(ranked.iter().all(|(_, score)| (0.0..=1.0).contains(score)));
        }
    }

    #[test]
    fn features_are_numbered_within_bounds_and_sorted() {
        let likeness = Likeness::new(&references(), Among::default(), None).unwrap();
        for features in &likeness.features(&["Uniforms are expensive"]).unwrap()[0] {
            assert!(features.is_sorted_by(|a, b| a.0 < b.0));
            assert!(features.iter().all(|(number, value)| (*number as usize) < COLUMNS * SIDES && value.is_finite()));
        }
    }

    #[test]
    fn no_references_and_no_texts_give_nothing() {
        let none: Vec<Vec<&str>> = Vec::new();
        let likeness = Likeness::new(&none, Among::default(), None).unwrap();
        assert!(likeness.rank("anything", built_in()).unwrap().is_empty());
        assert!(likeness.score::<&str>(&[], built_in()).unwrap().is_empty());
    }
}
