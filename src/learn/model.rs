//! Labelled rows in groups → a model with a threshold and calibrated probabilities, and its scores on rows it has not seen.

use super::calibrate::Platt;
use super::features::Features;
use super::fold::grouped_folds;
use super::linear::{FitOptions, Linear};
use super::score::best_threshold;
use super::smooth::Smoothing;
use rayon::prelude::*;

/// Labelled rows, each of a group (a speech, a topic) that no fold tears apart.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// What is seen of each row.
    pub features: Vec<Features>,
    /// Whether it has the label.
    pub labels: Vec<bool>,
    /// Its group.
    pub groups: Vec<String>,
}

/// A fitted model and how to read its scores.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// The model.
    pub linear: Linear,
    /// From this score on the label is said.
    pub threshold: f32,
    /// From scores to probabilities.
    pub platt: Platt,
}

impl Model {
    /// The folds by which threshold and probabilities are found.
    const FOLDS: usize = 5;

    /// Fits the model on all rows. Threshold (best macro-F1) and Platt scaling come from scores of rows that were held out, in
    /// five folds by group. `smoothing` may be empty.
    #[must_use]
    pub fn fit(rows: &Rows, options: &FitOptions, smoothing: &Smoothing) -> Self {
        let scores = rows.held_out(Self::FOLDS, |train, test| {
            let train = rows.subset(train);
            let linear = smoothing.fit(&train.features, &train.labels, options);
            test.iter().map(|row| linear.score(&rows.features[*row])).collect()
        });
        Self {
            linear: smoothing.fit(&rows.features, &rows.labels, options),
            threshold: best_threshold(&scores, &rows.labels),
            platt: Platt::fit(&scores, &rows.labels),
        }
    }

    /// The model's score less its threshold: the label is said where this is not below 0.
    #[must_use]
    pub fn margin(&self, features: &Features) -> f32 {
        self.linear.score(features) - self.threshold
    }

    /// Whether the label is said.
    #[must_use]
    pub fn says(&self, features: &Features) -> bool {
        self.margin(features) >= 0.0
    }

    /// The calibrated probability of the label, 0…1.
    #[must_use]
    pub fn probability(&self, features: &Features) -> f32 {
        self.platt.probability(self.linear.score(features))
    }
}

impl Rows {
    /// Adds a row.
    pub fn push(&mut self, features: Features, label: bool, group: impl Into<String>) {
        self.features.push(features);
        self.labels.push(label);
        self.groups.push(group.into());
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// What `judge` makes of each row when it may look only at the rows of other folds. `judge` gets the places of these rows and
    /// of the held-out ones, and gives one result for each of the latter; where it gives too few, the default stands in.
    pub fn held_out<T: Clone + Default + Send>(&self, folds: usize, judge: impl Fn(&[usize], &[usize]) -> Vec<T> + Sync) -> Vec<T> {
        let fold_of = grouped_folds(&self.groups, folds);
        let judged: Vec<(Vec<usize>, Vec<T>)> = (0..folds)
            .into_par_iter()
            .map(|fold| {
                let (test, train): (Vec<usize>, Vec<usize>) = (0..self.len()).partition(|row| fold_of[*row] == fold);
                let results = judge(&train, &test);
                (test, results)
            })
            .collect();
        let mut all = vec![T::default(); self.len()];
        for (rows, results) in judged {
            for (row, result) in rows.into_iter().zip(results) {
                all[row] = result;
            }
        }
        all
    }

    /// The rows with these places.
    #[must_use]
    pub fn subset(&self, rows: &[usize]) -> Self {
        Self {
            features: rows.iter().map(|row| self.features[*row].clone()).collect(),
            labels: rows.iter().map(|row| self.labels[*row]).collect(),
            groups: rows.iter().map(|row| self.groups[*row].clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let mut rows = Rows::default();
        for i in 0..200u32 {
            let label = i % 5 == 0;
            rows.push(vec![(u32::from(label), 1.0), (2 + i % 7, 1.0)], label, format!("g{}", i / 10));
        }
        rows
    }

    #[test]
    fn a_model_tells_labels_apart_and_knows_how_sure_it_is() {
        let rows = rows();
        let model = Model::fit(&rows, &FitOptions::default(), &Smoothing::default());
        assert!(rows.features.iter().zip(&rows.labels).all(|(row, label)| model.says(row) == *label));
        assert!(model.probability(&rows.features[0]) > 0.9 && model.probability(&rows.features[1]) < 0.1);
    }

    #[test]
    fn no_row_is_judged_by_a_model_that_saw_its_group() {
        let rows = rows();
        let seen = rows.held_out(4, |train, test| {
            let known: Vec<&String> = train.iter().map(|row| &rows.groups[*row]).collect();
            test.iter().map(|row| (*row, known.contains(&&rows.groups[*row]))).collect()
        });
        assert!(seen.iter().enumerate().all(|(row, (judged, known))| row == *judged && !known));
    }
}
