//! What a sentence is about by all of its words: small trained models, one a proposition → how likely each is taken up.
//!
//! Phrases find what they foresee; a model has seen many sentences on a proposition and knows which words go with it. It sees
//! stems, pairs of stems and the beginnings of long words (of *cyberattack* it knows *cyber*), nothing of stance.

use super::Actors;
use crate::error::Result;
use crate::learn::features::{Features, number};
use crate::learn::{Models, Platt, SparseModel};
use crate::meaning::Encoder;
use crate::meaning::terms::is_function_word;
use crate::text::Words;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The models of a codebook's propositions.
#[derive(Debug, Clone)]
pub struct Sense {
    ids: Vec<String>,
    biases: Vec<f32>,
    /// What features add to the log-odds of propositions, feature after feature.
    weights: Vec<(u32, f32)>,
    /// Where the weights of each feature begin; those of the last end where the list ends.
    begins: Vec<u32>,
    platt: Platt,
    threshold: f32,
    /// What adds a sentence's place in the space of meanings to what is seen of it.
    encoder: Option<Arc<Encoder>>,
}

/// A proposition that a sentence may take up.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken<'s> {
    /// Its id.
    pub proposition: &'s str,
    /// The log-odds that the model gives it, less the doubt.
    pub score: f32,
    /// How likely it is, 0…1.
    pub probability: f32,
    /// The words that speak most for it, as indices into the words given, ascending.
    pub words: Vec<usize>,
}

/// Numbers of features are below 2 to this power.
const BITS: u32 = 15;

/// Where the numbers of an encoder's vector begin.
const PLACES: u32 = 1 << 16;

/// The length of a sentence's features, so that long and short sentences count alike.
const LENGTH: f32 = 3.0;

/// Words longer than this are also known by their beginning of [`BEGINNING`] letters.
const LONG: usize = 7;
const BEGINNING: usize = 5;

/// The share of what speaks for a proposition that its words must carry.
const SHARE: f32 = 0.6;

impl Sense {
    /// The models as they are asked: by feature.
    #[must_use]
    pub fn new(models: &BTreeMap<String, SparseModel>) -> Self {
        let all: Vec<&[(u32, f32)]> = models.values().map(|model| model.weights.as_slice()).collect();
        let features = all.iter().copied().flatten().map(|(feature, _)| *feature as usize + 1).max().unwrap_or(0);
        // Counted first, so that each weight goes straight to its place.
        let mut begins = vec![0u32; features + 1];
        for (feature, _) in all.iter().copied().flatten() {
            begins[*feature as usize + 1] += 1;
        }
        for feature in 0..features {
            begins[feature + 1] += begins[feature];
        }
        let mut next = begins.clone();
        let mut weights = vec![(0, 0.0); all.iter().map(|of_model| of_model.len()).sum()];
        for (index, of_model) in all.iter().enumerate() {
            for (feature, weight) in *of_model {
                let at = &mut next[*feature as usize];
                weights[*at as usize] = (u32::try_from(index).unwrap_or(u32::MAX), *weight);
                *at += 1;
            }
        }
        // All models are fitted together and share their scale.
        let first = models.values().next();
        Self {
            ids: models.keys().cloned().collect(),
            biases: models.values().map(|model| model.bias).collect(),
            weights,
            begins,
            platt: first.map(|model| model.platt).unwrap_or_default(),
            threshold: first.map_or(0.0, |model| model.threshold),
            encoder: None,
        }
    }

    /// Reads models from a file of weights; `name` is its name in errors.
    ///
    /// # Errors
    /// If the bytes are no such file.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self> {
        Ok(Self::new(&Models::sparse(name, bytes)?))
    }

    /// The same models with the encoder they were trained with.
    #[must_use]
    pub fn with_encoder(self, encoder: Encoder) -> Self {
        Self { encoder: Some(Arc::new(encoder)), ..self }
    }

    /// The models that ship with the program, for the built-in codebook; trained by `demarche train propositions`.
    ///
    /// # Errors
    /// Never, if the tests of this crate pass.
    pub fn built_in() -> Result<Self> {
        Self::parse("built-in models", include_bytes!("../../data/models/propositions.bin"))
    }

    /// The models for the built-in codebook that were trained with `all-MiniLM-L6-v2`, with that encoder.
    ///
    /// # Errors
    /// Never, if the tests of this crate pass.
    pub fn built_in_with(encoder: Encoder) -> Result<Self> {
        let bytes = include_bytes!("../../data/models/propositions-encoder.bin");
        Ok(Self::parse("built-in models with an encoder", bytes)?.with_encoder(encoder))
    }

    /// The score of each proposition that has a model, in the order of their ids.
    fn scores(&self, text: &str, seen: &BTreeMap<u32, Vec<usize>>) -> Vec<f32> {
        let value = value(seen.len());
        let mut scores = self.biases.clone();
        let words = seen.keys().map(|feature| (*feature, value));
        for (feature, value) in words.chain(self.place(text)) {
            for (index, weight) in self.weights_of(feature) {
                scores[*index as usize] += weight * value;
            }
        }
        scores
    }

    /// What a feature adds to the log-odds of propositions.
    fn weights_of(&self, feature: u32) -> &[(u32, f32)] {
        let at = usize::try_from(feature).unwrap_or(usize::MAX - 1);
        match (self.begins.get(at), self.begins.get(at + 1)) {
            (Some(begin), Some(end)) => &self.weights[*begin as usize..*end as usize],
            _ => &[],
        }
    }

    /// What a feature adds to the log-odds of one proposition.
    fn weight(&self, feature: u32, proposition: usize) -> Option<f32> {
        let weights = self.weights_of(feature);
        weights.binary_search_by_key(&proposition, |(index, _)| *index as usize).ok().map(|at| weights[at].1)
    }

    /// What the encoder says of a sentence, as features.
    fn place(&self, text: &str) -> Features {
        // An encoder that opened does not fail on a sentence; if it did, the words would still speak.
        let dense = self.encoder.as_ref().and_then(|encoder| encoder.encode(&[text]).ok()?.pop()).unwrap_or_default();
        placed(&dense)
    }

    /// The score (log-odds) of one proposition in a sentence with these folded words; none if it has no model.
    #[must_use]
    pub fn score(&self, text: &str, words: &[&str], proposition: &str) -> Option<f32> {
        let index = self.ids.binary_search_by(|id| id.as_str().cmp(proposition)).ok()?;
        let seen = seen(words);
        let value = value(seen.len());
        let all = seen.keys().map(|feature| (*feature, value)).chain(self.place(text));
        Some(all.fold(self.biases[index], |score, (feature, value)| score + self.weight(feature, index).unwrap_or(0.0) * value))
    }

    /// The propositions that a sentence with these folded words is likely enough to take up, by id. `doubt` is taken off the
    /// log-odds first: the models know sentences picked out of speeches on all matters.
    #[must_use]
    pub fn taken_up(&self, text: &str, words: &[&str], doubt: f32) -> Vec<Taken<'_>> {
        let seen = seen(words);
        let scores: Vec<f32> = self.scores(text, &seen).into_iter().map(|score| score - doubt).collect();
        let likely = scores.iter().enumerate().filter(|(_, score)| **score >= self.threshold);
        likely
            .map(|(index, score)| Taken {
                proposition: &self.ids[index],
                score: *score,
                probability: self.platt.probability(*score),
                words: self.speaking_for(index, &seen),
            })
            .collect()
    }

    /// The fewest words that carry most of what speaks for a proposition.
    fn speaking_for(&self, proposition: usize, seen: &BTreeMap<u32, Vec<usize>>) -> Vec<usize> {
        let weight = |feature: &u32| self.weight(*feature, proposition).filter(|weight| *weight > 0.0);
        let mut by_word: BTreeMap<usize, f32> = BTreeMap::new();
        for (feature, words) in seen {
            for word in words {
                *by_word.entry(*word).or_default() += weight(feature).unwrap_or(0.0);
            }
        }
        let total: f32 = by_word.values().sum();
        let mut ranked: Vec<(usize, f32)> = by_word.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let (mut carried, mut words) = (0.0, Vec::new());
        for (word, share) in ranked {
            if share <= 0.0 || carried >= SHARE * total {
                break;
            }
            carried += share;
            words.push(word);
        }
        words.sort_unstable();
        words
    }
}

/// The folded words `range` with the names of States, groups and peoples blank: what is said counts, not of whom.
#[must_use]
pub fn nameless<'w>(words: &'w Words, text: &str, range: Range<usize>, actors: &Actors) -> Vec<&'w str> {
    let mut list: Vec<&str> = range.clone().map(|index| words.word(index)).collect();
    let named = actors.find(words, text, range.clone()).into_iter().chain(actors.find_demonyms(words, text, range.clone()));
    for index in named.flat_map(|(named, _)| named) {
        list[index - range.start] = "";
    }
    list
}

/// An encoder's vector as features, numbered after those of words.
#[must_use]
pub fn placed(dense: &[f32]) -> Features {
    (PLACES..).zip(dense).map(|(number, value)| (number, value * LENGTH)).collect()
}

/// What a model sees of a sentence of these folded words.
#[must_use]
pub fn features(words: &[&str]) -> Features {
    let seen = seen(words);
    let value = value(seen.len());
    seen.into_keys().map(|feature| (feature, value)).collect()
}

fn value(count: usize) -> f32 {
    LENGTH / (count.max(1) as f32).sqrt()
}

/// The features of a sentence, each with the words it was seen in.
fn seen(words: &[&str]) -> BTreeMap<u32, Vec<usize>> {
    let stemmer = Stemmer::create(Algorithm::English);
    let stems: Vec<(usize, String)> = words
        .iter()
        .enumerate()
        .filter(|(_, word)| !is_function_word(word))
        .map(|(index, word)| (index, stemmer.stem(word).into_owned()))
        .collect();
    let mut seen: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, stem) in &stems {
        seen.entry(number(&["word", stem], BITS)).or_default().push(*index);
        let word = words[*index];
        if word.len() > LONG && word.is_char_boundary(BEGINNING) {
            seen.entry(number(&["beginning", &word[..BEGINNING]], BITS)).or_default().push(*index);
        }
    }
    for pair in stems.windows(2) {
        seen.entry(number(&["pair", &pair[0].1, &pair[1].1], BITS)).or_default().extend([pair[0].0, pair[1].0]);
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::{FitOptions, Linear};

    fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    #[test]
    fn a_model_finds_its_proposition_in_other_words_and_says_by_which() {
        let told = [("the law of the sea", true), ("sea law matters", true), ("fish are tasty", false), ("we like the mountains", false)];
        let rows: Vec<Features> = told.iter().map(|(text, _)| features(&words(text))).collect();
        let labels: Vec<bool> = told.iter().map(|(_, label)| *label).collect();
        let linear = Linear::fit(&rows, &labels, None, &FitOptions { l2: 0.05, ..FitOptions::default() });
        let weights = (0u32..).zip(linear.weights).collect();
        let model = SparseModel { bias: linear.bias, weights, threshold: 0.0, platt: Platt { slope: 1.0, shift: 0.0 } };
        let sense = Sense::new(&[("sea.law".to_owned(), model)].into());
        let sentence = words("and we respect the law at sea");
        let taken = sense.taken_up("", &sentence, 0.0);
        assert_eq!(taken.len(), 1);
        assert_eq!((taken[0].proposition, taken[0].words.as_slice()), ("sea.law", [4, 6].as_slice()));
        assert!(taken[0].probability > 0.5 && sense.taken_up("", &words("tasty mountains"), 0.0).is_empty());
        assert_eq!(sense.score("", &sentence, "no.such"), None);
        assert_eq!(sense.score("", &sentence, "sea.law"), Some(taken[0].score));
    }
}
