//! `Perspectrum` (Chen et al. 2019): which perspectives on a claim say the same, and which of them support it.

use super::question::{self, Example, Question};
use super::tsv::tables;
use super::{Given, Outcome, Task, equivalence, side};
use crate::codebook::SourceFile;
use crate::error::Result;
use crate::learn::{Balance, Features, FitOptions, Linear, Model, Models, grouped_folds};
use crate::meaning::{Encoder, Topic, WordTable};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The task.
pub(super) struct Perspectrum;

const COLUMNS: &[&str] = &["claim_id", "claim", "cluster", "perspective_id", "perspective", "stance"];

const STANCE: FitOptions = FitOptions { l2: 0.25, balance: Balance::AsIs, steps: 100, tolerance: 1e-3 };
const SAME: FitOptions = FitOptions { l2: 1.0, balance: Balance::AsIs, steps: 100, tolerance: 1e-3 };
const FOLDS: usize = 5;

/// The model's name in the weights, without and with an encoder.
const SAME_MODELS: [&str; 2] = ["same", "same-encoder"];

impl Task for Perspectrum {
    fn name(&self) -> &'static str {
        "perspectrum"
    }

    fn summary(&self) -> &'static str {
        "Finds perspectives on a claim that say the same, and tells those that support it from those that undermine it."
    }

    fn files(&self) -> &'static str {
        "perspectives.tsv"
    }

    fn built_in(&self) -> Option<&'static [u8]> {
        Some(include_bytes!("../../../data/models/perspectrum.bin"))
    }

    fn train(&self, given: &Given<'_>) -> Result<Models> {
        let claims = claims(given.files, given.encoder)?;
        let mut models = question::train(&[stance(&claims)], &STANCE, given, "trained on Perspectrum");
        let all: Vec<&Claim> = claims.iter().collect();
        let linear = fit(&all);
        let threshold = threshold(&all, &linear);
        models.list.insert(SAME_MODELS[usize::from(given.encoder.is_some())].to_owned(), Model { linear, threshold, ..Model::default() });
        Ok(models)
    }

    fn evaluate(&self, given: &Given<'_>) -> Result<Outcome> {
        let claims = claims(given.files, given.encoder)?;
        let mut outcome = question::measure(&[stance(&claims)], &STANCE, given)?;
        let found: Vec<(Vec<bool>, Vec<bool>)> = if let Some(models) = given.weights {
            let model = models.get(SAME_MODELS[usize::from(given.encoder.is_some())])?;
            claims.iter().map(|claim| (claim.found(&model.linear, model.threshold), claim.same.clone())).collect()
        } else {
            let folds = grouped_folds(&claims.iter().map(|claim| claim.id.as_str()).collect::<Vec<_>>(), FOLDS);
            let models: Vec<(Linear, f32)> = (0..FOLDS)
                .into_par_iter()
                .map(|fold| {
                    let seen: Vec<&Claim> = claims.iter().zip(&folds).filter(|(_, of)| **of != fold).map(|(claim, _)| claim).collect();
                    let linear = fit(&seen);
                    let threshold = threshold(&seen, &linear);
                    (linear, threshold)
                })
                .collect();
            claims.iter().zip(&folds).map(|(claim, fold)| (claim.found(&models[*fold].0, models[*fold].1), claim.same.clone())).collect()
        };
        let pairs = found.iter().map(|(found, _)| found.len()).sum();
        let figures = equivalence::agreement(&found);
        outcome.figure("same meaning, F1 of precision and recall averaged over claims", figures.averaged, pairs);
        outcome.figure("same meaning, the same over claims with something to find", figures.strict, pairs);
        outcome.figure("same meaning, F1 over all pairs", figures.pooled, pairs);
        Ok(outcome)
    }
}

/// A claim with its perspectives.
struct Claim {
    id: String,
    text: String,
    /// Id, text and whether it supports the claim, in the order of the ids.
    perspectives: Vec<(String, String, bool)>,
    /// For each pair of perspectives, in the order of [`equivalence::pairs`], what is seen of it and whether they say the same.
    features: Vec<Features>,
    same: Vec<bool>,
}

impl Claim {
    fn found(&self, model: &Linear, threshold: f32) -> Vec<bool> {
        let scores: Vec<f32> = self.features.iter().map(|features| model.probability(features)).collect();
        equivalence::joined(self.perspectives.len(), &scores, threshold)
    }
}

/// Id of a perspective → cluster, text, whether it supports.
type Rows = BTreeMap<String, (String, String, bool)>;

fn claims(files: &[SourceFile], encoder: Option<&Encoder>) -> Result<Vec<Claim>> {
    let mut claims: BTreeMap<String, (String, Rows)> = BTreeMap::new();
    for table in tables(files, &[COLUMNS])? {
        let [id, claim, cluster, perspective, text, stance] = [
            table.column("claim_id")?,
            table.column("claim")?,
            table.column("cluster")?,
            table.column("perspective_id")?,
            table.column("perspective")?,
            table.column("stance")?,
        ];
        for (line, row) in &table.rows {
            let supports = match row[stance].as_str() {
                "support" => true,
                "undermine" => false,
                other => {
                    return Err(table.wrong(*line, format!("`{other}` is no stance")).hint("the stances are support and undermine"));
                }
            };
            let (_, rows) = claims.entry(row[id].clone()).or_insert_with(|| (row[claim].clone(), Rows::new()));
            rows.insert(row[perspective].clone(), (row[cluster].clone(), row[text].clone(), supports));
        }
    }
    let all: Vec<&str> = claims.values().flat_map(|(_, rows)| rows.values().map(|(_, text, _)| text.as_str())).collect();
    let (among_all, prepared) = Topic::with_texts(&all, WordTable::built_in(), encoder)?;
    let mut rest = prepared.as_slice();
    let mut out = Vec::new();
    for (id, (claim, rows)) in &claims {
        let texts: Vec<&str> = rows.values().map(|(_, text, _)| text.as_str()).collect();
        let (wide, others) = rest.split_at(texts.len().min(rest.len()));
        rest = others;
        let (own, narrow) = Topic::with_texts(&texts, WordTable::built_in(), encoder)?;
        let clusters: Vec<&str> = rows.values().map(|(cluster, _, _)| cluster.as_str()).collect();
        out.push(Claim {
            id: id.clone(),
            text: claim.clone(),
            perspectives: rows.iter().map(|(id, (_, text, supports))| (id.clone(), text.clone(), *supports)).collect(),
            features: equivalence::pairs((&among_all, wide), (&own, &narrow)),
            same: (0..clusters.len()).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| clusters[a] == clusters[b]).collect(),
        });
    }
    Ok(out)
}

/// Pairs that say the same against pairs that do not; the pairs of a claim count together as the root of their number, so that
/// claims with many perspectives do not drown the others.
fn fit(claims: &[&Claim]) -> Linear {
    let (mut rows, mut labels, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for claim in claims {
        let weight = 3.0 / (claim.same.len().max(1) as f32).sqrt();
        rows.extend(claim.features.iter().cloned());
        labels.extend(&claim.same);
        weights.extend(vec![weight; claim.same.len()]);
    }
    Linear::fit(&rows, &labels, Some(&weights), &SAME)
}

/// The mean score from which on joining clusters does best on these claims.
fn threshold(claims: &[&Claim], model: &Linear) -> f32 {
    let tried: Vec<(f64, f32)> = (2_u8..=28)
        .into_par_iter()
        .map(|step| {
            let least = f32::from(step) * 0.025;
            let found: Vec<(Vec<bool>, Vec<bool>)> = claims.iter().map(|claim| (claim.found(model, least), claim.same.clone())).collect();
            let figures = equivalence::agreement(&found);
            (figures.averaged + figures.strict, least)
        })
        .collect();
    tried.into_iter().fold((f64::NEG_INFINITY, 0.5), |best, next| if next.0 > best.0 { next } else { best }).1
}

fn stance(claims: &[Claim]) -> Question {
    let examples = claims.iter().flat_map(|claim| {
        claim.perspectives.iter().map(|(id, text, supports)| Example {
            group: claim.id.clone(),
            id: id.clone(),
            text: text.clone(),
            features: side::features(&claim.text, text),
            label: *supports,
        })
    });
    Question::new("stance", "supports or undermines", examples.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "claim_id\tclaim\tcluster\tperspective_id\tperspective\tstance\n\
        1\tZoos should close\t0\ta\tAnimals suffer in cages\tsupport\n\
        1\tZoos should close\t0\tb\tCages make animals suffer\tsupport\n\
        1\tZoos should close\t1\tc\tChildren learn from zoos\tundermine\n";

    #[test]
    fn the_order_of_the_rows_makes_no_difference() {
        let mut turned: Vec<&str> = ROWS.trim_end().split('\n').collect();
        turned[1..].reverse();
        let seen = |text: &str| {
            let files = [SourceFile::new("p.tsv", text)];
            let claims = claims(&files, None).unwrap();
            (claims[0].same.clone(), claims[0].features.clone())
        };
        let (same, features) = seen(ROWS);
        assert_eq!(same, [true, false, false]);
        assert_eq!((same, features), seen(&turned.join("\n")));
    }
}
