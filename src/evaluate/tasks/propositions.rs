//! Sentences coded by hand → models that know by a sentence's words which propositions it takes up (see
//! [`crate::codebook::sense`]), and how well they do on sentences of actors they have not seen.

use super::{Given, Outcome, Task};
use crate::codebook::sense::{features, nameless};
use crate::codebook::{Actors, Codebook, SourceFile};
use crate::error::Result;
use crate::evaluate::parse;
use crate::learn::{Confusion, Features, FitOptions, Linear, Model, Models, Platt, expected_calibration_error, grouped_folds};
use crate::text::Words;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The task.
pub(super) struct Propositions;

const OPTIONS: FitOptions = FitOptions { l2: 0.08, balance: crate::learn::Balance::AsIs, steps: 80, tolerance: 1e-3 };

/// A proposition with fewer sentences than this has no model.
const FEWEST: usize = 8;

/// The score (log-odds) from which on a proposition is said to be taken up.
const THRESHOLD: f32 = -0.85;

/// What an example of the codebook counts against a coded sentence.
const EXAMPLE: f32 = 0.5;

/// Weights below this share of a model's largest are left out.
const LEAST_SHARE: f32 = 0.03;

const FOLDS: usize = 6;

impl Task for Propositions {
    fn name(&self) -> &'static str {
        "propositions"
    }

    fn summary(&self) -> &'static str {
        "Tells by all words of a sentence which propositions of the codebook it takes up."
    }

    fn files(&self) -> &'static str {
        "GOLD.csv…"
    }

    fn built_in(&self) -> Option<&'static [u8]> {
        Some(include_bytes!("../../../data/models/propositions.bin"))
    }

    fn train(&self, given: &Given<'_>) -> Result<Models> {
        let rows = Coded::of(given.files, given.codebook, given.actors)?;
        let held_out = rows.held_out();
        let (scores, labels) = pooled(&rows, &held_out);
        let platt = Platt::fit(&scores, &labels);
        let models = rows.fit(&|_| true).into_iter().filter(|(id, _)| given.codebook.proposition(id).is_some());
        let list = models.map(|(id, linear)| (id, Model { linear: pruned(linear), threshold: THRESHOLD, platt })).collect();
        Ok(Models { about: "trained on coded sentences and the examples of the codebook".to_owned(), list })
    }

    fn evaluate(&self, given: &Given<'_>) -> Result<Outcome> {
        let rows = Coded::of(given.files, given.codebook, given.actors)?;
        let said = match given.weights {
            Some(models) => rows
                .list
                .iter()
                .map(|row| models.list.iter().map(|(id, model)| (id.clone(), model.linear.score(&row.features))).collect())
                .collect(),
            None => rows.held_out(),
        };
        let mut outcome = Outcome {
            how: if given.weights.is_some() { "weights as given" } else { "six folds by actor" }.to_owned(),
            columns: vec!["unit", "proposition", "score", "label"],
            ..Outcome::default()
        };
        for logit in [-2.0f32, -1.5, -1.2, -1.0, THRESHOLD, -0.5, 0.0, 0.5] {
            let (mut right, mut wrong, mut missed) = (0usize, 0usize, 0usize);
            for (row, scores) in rows.list.iter().zip(&said).filter(|(row, _)| row.is_tested()) {
                let found: BTreeSet<&String> = scores.iter().filter(|(_, score)| **score >= logit).map(|(id, _)| id).collect();
                let hits = found.iter().filter(|id| row.gold.contains(**id)).count();
                right += hits;
                wrong += found.len() - hits;
                missed += row.gold.len() - hits;
            }
            let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
            let (precision, recall) = (share(right, right + wrong), share(right, right + missed));
            outcome.figure(format!("log-odds from {logit:.2}: precision"), precision, right + wrong);
            outcome.figure(format!("log-odds from {logit:.2}: recall"), recall, right + missed);
            outcome.figure(
                format!("log-odds from {logit:.2}: F1"),
                if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 },
                right + wrong + missed,
            );
        }
        let (scores, labels) = pooled(&rows, &said);
        let platt = Platt::fit(&scores, &labels);
        let probabilities: Vec<f32> = scores.iter().map(|score| platt.probability(*score)).collect();
        outcome.figure("expected calibration error over all pairs", expected_calibration_error(&probabilities, &labels, 10), labels.len());
        let likely = |at: usize| scores[at] >= THRESHOLD;
        let said_likely = Confusion::of((0..scores.len()).map(|at| (likely(at), labels[at])));
        outcome.figure("pairs: macro-F1", said_likely.macro_f1(), labels.len());
        for (row, scores) in rows.list.iter().zip(&said).filter(|(row, _)| row.is_tested()) {
            for (id, score) in scores.iter().filter(|(id, score)| **score >= -2.0 || row.gold.contains(*id)) {
                outcome.predictions.push(vec![
                    row.id.clone(),
                    id.clone(),
                    format!("{score:.3}"),
                    u8::from(row.gold.contains(id)).to_string(),
                ]);
            }
        }
        Ok(outcome)
    }
}

/// A sentence with the propositions it takes up.
struct Row {
    id: String,
    group: String,
    features: Features,
    gold: BTreeSet<String>,
    /// If only this proposition has been judged: an example of the codebook.
    only: Option<String>,
}

impl Row {
    /// Whether it can be held out: sentences that nobody in particular said, and examples, serve for training only.
    fn is_tested(&self) -> bool {
        !self.group.is_empty()
    }
}

/// All sentences.
struct Coded {
    list: Vec<Row>,
}

impl Coded {
    fn of(files: &[SourceFile], codebook: &Codebook, actors: &Actors) -> Result<Self> {
        let mut list = Vec::new();
        for file in files {
            for unit in parse(&file.name, &file.text)? {
                list.push(Row {
                    features: of(&unit.sentence, actors),
                    group: unit.actor,
                    id: unit.id,
                    gold: unit.gold.into_iter().map(|found| found.proposition).collect(),
                    only: None,
                });
            }
        }
        list.sort_by(|a, b| (&a.group, &a.id).cmp(&(&b.group, &b.id)));
        for proposition in &codebook.propositions {
            let sides = [(&proposition.supports, true), (&proposition.opposes, true), (&proposition.silent, false)];
            for (text, label) in sides.into_iter().flat_map(|(texts, label)| texts.iter().map(move |text| (text, label))) {
                list.push(Row {
                    id: String::new(),
                    group: String::new(),
                    features: of(text, actors),
                    gold: label.then(|| proposition.id.clone()).into_iter().collect(),
                    only: Some(proposition.id.clone()),
                });
            }
        }
        Ok(Self { list })
    }

    /// A model for each proposition that enough of the `chosen` sentences take up. Those that are not tested are always chosen.
    fn fit(&self, chosen: &(dyn Fn(usize) -> bool + Sync)) -> BTreeMap<String, Linear> {
        let rows: Vec<&Row> =
            self.list.iter().enumerate().filter(|(at, row)| !row.is_tested() || chosen(*at)).map(|(_, row)| row).collect();
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for id in rows.iter().flat_map(|row| &row.gold) {
            *counts.entry(id).or_default() += 1;
        }
        let ids: Vec<&String> = counts.into_iter().filter(|(_, count)| *count >= FEWEST).map(|(id, _)| id).collect();
        let fitted: Vec<(String, Linear)> = ids
            .into_par_iter()
            .map(|id| {
                let judged: Vec<&&Row> = rows.iter().filter(|row| row.only.as_ref().is_none_or(|only| only == id)).collect();
                let features: Vec<Features> = judged.iter().map(|row| row.features.clone()).collect();
                let labels: Vec<bool> = judged.iter().map(|row| row.gold.contains(id)).collect();
                let weights: Vec<f32> = judged.iter().map(|row| if row.only.is_some() { EXAMPLE } else { 1.0 }).collect();
                (id.clone(), Linear::fit(&features, &labels, Some(&weights), &OPTIONS))
            })
            .collect();
        fitted.into_iter().collect()
    }

    /// The score of every proposition in each sentence, by models that saw no sentence of its actor.
    fn held_out(&self) -> Vec<BTreeMap<String, f32>> {
        let groups: Vec<&str> = self.list.iter().map(|row| row.group.as_str()).collect();
        let folds = grouped_folds(&groups, FOLDS);
        let mut said = vec![BTreeMap::new(); self.list.len()];
        for fold in 0..FOLDS {
            let models = self.fit(&|at| folds[at] != fold);
            for (at, row) in self.list.iter().enumerate().filter(|(at, row)| folds[*at] == fold && row.is_tested()) {
                said[at] = models.iter().map(|(id, model)| (id.clone(), model.score(&row.features))).collect();
            }
        }
        said
    }
}

/// The model without the weights that hardly count.
fn pruned(mut linear: Linear) -> Linear {
    let most = linear.weights.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
    for weight in linear.weights.iter_mut().filter(|weight| weight.abs() < LEAST_SHARE * most) {
        *weight = 0.0;
    }
    linear
}

/// All pairs of a coded sentence and a proposition with a score.
fn pooled(rows: &Coded, said: &[BTreeMap<String, f32>]) -> (Vec<f32>, Vec<bool>) {
    let coded = rows.list.iter().zip(said).filter(|(row, _)| row.is_tested());
    coded.flat_map(|(row, scores)| scores.iter().map(|(id, score)| (*score, row.gold.contains(id)))).unzip()
}

fn of(text: &str, actors: &Actors) -> Features {
    let words = Words::of(text);
    features(&nameless(&words, text, 0..words.tokens.len(), actors))
}
