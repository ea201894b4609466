//! Features that stand for words, fitted through the vectors of the words: words used alike get weights alike, also those that
//! no labelled row holds.

use super::features::Features;
use super::linear::{FitOptions, Linear, narrow};
use std::collections::BTreeMap;

/// The number of the first direction while fitting; features of rows stay below it.
const DIRECTIONS: u32 = (1 << 20) - (1 << 12);

/// The vectors behind features.
#[derive(Debug, Clone, Default)]
pub struct Smoothing {
    vectors: BTreeMap<u32, Vec<f32>>,
}

impl Smoothing {
    /// Takes the vector of each feature; of two vectors for one feature the first counts. Only the first 4,096 directions do.
    #[must_use]
    pub fn new(vectors: impl IntoIterator<Item = (u32, Vec<f32>)>) -> Self {
        let mut all = BTreeMap::new();
        for (number, vector) in vectors {
            all.entry(number).or_insert(vector);
        }
        Self { vectors: all }
    }

    /// Fits a model (see [`Linear::fit`]) in which the features with vectors have no weights of their own, but such as are a
    /// linear function of their vectors. They may have any number; with no vectors this is [`Linear::fit`].
    #[must_use]
    pub fn fit(&self, rows: &[Features], labels: &[bool], options: &FitOptions) -> Linear {
        if self.vectors.is_empty() {
            return Linear::fit(rows, labels, None, options);
        }
        let (lifted, scale) = self.lifted(rows);
        let mut model = Linear::fit(&lifted, labels, None, options);
        let directions = model.weights.split_off(model.weights.len().min(DIRECTIONS as usize));
        let last = self.vectors.keys().chain(rows.iter().flatten().map(|(number, _)| number)).max().map_or(0, |last| *last as usize + 1);
        model.weights.resize(last.min(DIRECTIONS as usize), 0.0);
        for (number, vector) in &self.vectors {
            let sum: f64 = vector.iter().zip(&directions).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
            if let Some(weight) = model.weights.get_mut(*number as usize) {
                *weight = narrow(sum * scale);
            }
        }
        model
    }

    /// The rows with directions in place of the features that have vectors, scaled so that the directions of a row have the
    /// length 1 in the root mean square, and the scale.
    fn lifted(&self, rows: &[Features]) -> (Vec<Features>, f64) {
        let sums: Vec<Vec<f64>> = rows.iter().map(|row| self.directions(row)).collect();
        let square: f64 = sums.iter().flatten().map(|x| x * x).sum::<f64>() / rows.len().max(1) as f64;
        let scale = if square > 0.0 { 1.0 / square.sqrt() } else { 0.0 };
        let lift = |(row, sums): (&Features, &Vec<f64>)| {
            let kept = row.iter().filter(|(number, _)| !self.vectors.contains_key(number)).copied();
            kept.chain((DIRECTIONS..).zip(sums).map(|(number, x)| (number, narrow(x * scale)))).collect()
        };
        (rows.iter().zip(&sums).map(lift).collect(), scale)
    }

    fn directions(&self, row: &Features) -> Vec<f64> {
        let mut sums = Vec::new();
        for (number, value) in row {
            let Some(vector) = self.vectors.get(number) else { continue };
            sums.resize(sums.len().max(vector.len()), 0.0);
            for (sum, x) in sums.iter_mut().zip(vector) {
                *sum += f64::from(*value) * f64::from(*x);
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_never_seen_gets_the_weight_of_its_likes() {
        let smoothing = Smoothing::new([(1, vec![1.0, 0.0]), (2, vec![0.9, 0.1]), (3, vec![0.0, 1.0])]);
        let rows: Vec<Features> = (0..20u32).map(|i| vec![(if i % 2 == 0 { 1 } else { 3 }, 1.0), (10, 1.0)]).collect();
        let labels: Vec<bool> = (0..20).map(|i| i % 2 == 0).collect();
        let model = smoothing.fit(&rows, &labels, &FitOptions::default());
        assert!(model.probability(&vec![(2, 1.0)]) > 0.7, "no row holds feature 2");
        assert!(model.probability(&vec![(3, 1.0)]) < 0.4);
        let plain = Smoothing::default().fit(&rows, &labels, &FitOptions::default());
        assert_eq!(plain, Linear::fit(&rows, &labels, None, &FitOptions::default()));
    }
}
