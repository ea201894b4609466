//! `demarche train confidence`: gold files and judged claims in, a model of how likely a claim is right out.

use super::evaluate::{claims, judgements};
use super::inputs::CodebookArgs;
use super::say;
use crate::error::{Error, Result};
use crate::evaluate::{self, Verdict};
use crate::files;
use crate::learn::{Balance, FitOptions, Model, Models, Rows, Smoothing, calibration_interval, expected_calibration_error, reliability};
use crate::read::{self, Overrides};
use crate::stance::confidence;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// How much the weights are held back.
const OPTIONS: FitOptions = FitOptions { l2: 1.0, balance: Balance::AsIs, steps: 200, tolerance: 1e-6 };

/// Folds by State, bins of the calibration error, samples of its interval.
const FOLDS: usize = 5;
const BINS: usize = 10;
const ROUNDS: u16 = 2000;

/// Claims with their verdicts, and where each comes from.
#[derive(Default)]
struct Judged {
    rows: Rows,
    sources: Vec<String>,
}

/// Fits the confidence of claims: is a claim with such signs right? `texts` are the statements that judged claims were made in.
/// Says how well calibrated it is, on States it has not seen.
///
/// # Errors
/// If a file cannot be read, or nothing in them can be right or wrong.
pub(super) fn calibrate(files: &[PathBuf], texts: &[PathBuf], codebook: &CodebookArgs) -> Result<Models> {
    let mut judged = Judged::default();
    let mut verdicts = Vec::new();
    for path in files {
        let (name, text) = (path.display().to_string(), files::text(path)?);
        if evaluate::holds_verdicts(&text) {
            verdicts.extend(evaluate::verdicts(&name, &text)?);
        } else {
            judged.add_gold(&name, &text, codebook)?;
        }
    }
    judged.add_verdicts(&verdicts, texts, codebook)?;
    let rows = &judged.rows;
    if rows.is_empty() {
        return Err(Error::new("nothing was found in these files that could be right or wrong"));
    }
    let held_out = rows.held_out(FOLDS, |train, test| {
        let model = Model::fit(&rows.subset(train), &OPTIONS, &Smoothing::default());
        test.iter().map(|row| model.probability(&rows.features[*row])).collect()
    });
    say(&format!("{FOLDS} folds by State, {BINS} bins:"));
    judged.report("all", &held_out, |_| true);
    let sources: BTreeSet<&String> = judged.sources.iter().collect();
    if sources.len() > 1 {
        for source in sources {
            judged.report(source, &held_out, |one| one == source);
        }
    }
    let model = Model::fit(rows, &OPTIONS, &Smoothing::default());
    Ok(Models { about: "confidence of claims".to_owned(), list: [(confidence::MODEL.to_owned(), model)].into() })
}

impl Judged {
    /// Adds the claims made in a gold file's sentences.
    fn add_gold(&mut self, name: &str, text: &str, codebook: &CodebookArgs) -> Result<()> {
        let coder = codebook.coder()?;
        let left_out = ["other".to_owned(), "nat.measure".to_owned()];
        for unit in evaluate::parse(name, text)? {
            for claim in claims(coder, &unit) {
                if let [(_, right)] = judgements(std::slice::from_ref(&claim), &unit, &left_out).as_slice() {
                    self.rows.push(confidence::features(&claim), *right, &unit.actor);
                    self.sources.push("gold".to_owned());
                }
            }
        }
        Ok(())
    }

    /// Adds judged claims, as each one's codebook makes them now; those that it makes no more are passed over.
    fn add_verdicts(&mut self, verdicts: &[Verdict], texts: &[PathBuf], codebook: &CodebookArgs) -> Result<()> {
        let mut by_codebook: BTreeMap<&str, Vec<&Verdict>> = BTreeMap::new();
        for verdict in verdicts {
            by_codebook.entry(&verdict.codebook).or_default().push(verdict);
        }
        let before = self.rows.len();
        for (name, mut verdicts) in by_codebook {
            verdicts.sort_by(|a, b| (&a.doc_id, a.span, &a.proposition).cmp(&(&b.doc_id, b.span, &b.proposition)));
            let coder = codebook.named(name).coder()?;
            let (sources, errors) = read::gather(texts);
            if let Some(error) = errors.into_iter().next() {
                return Err(error);
            }
            let mut documents = Vec::new();
            for source in &sources {
                documents.extend(read::load(source, &coder.actors, &Overrides::default())?.0);
            }
            read::ids(&mut documents);
            documents.retain(|document| verdicts.iter().any(|verdict| verdict.doc_id == document.id));
            let speakers: BTreeMap<&str, &str> = documents.iter().map(|document| (document.id.as_str(), document.actor.as_str())).collect();
            let claims = coder.compare(&documents, &|| ()).claims;
            for verdict in verdicts {
                let Some(speaker) = speakers.get(verdict.doc_id.as_str()) else {
                    return Err(Error::new(format!("the statement `{}` is not among the texts", verdict.doc_id))
                        .hint("name the folder of the statements that the claims were made in with --text"));
                };
                if let Some(claim) = claims.iter().find(|claim| verdict.is_on(claim)) {
                    self.rows.push(confidence::features(claim), verdict.right, *speaker);
                    self.sources.push(format!("{name}, {}", verdict.drawn));
                }
            }
        }
        let gone = verdicts.len() - (self.rows.len() - before);
        if gone > 0 {
            say(&format!("note: {gone} of {} judged claims are made no more, and are passed over", verdicts.len()));
        }
        Ok(())
    }

    /// Says how well calibrated the probabilities of some of the claims are.
    fn report(&self, name: &str, probabilities: &[f32], chosen: impl Fn(&str) -> bool) {
        let at: Vec<usize> = (0..self.rows.len()).filter(|row| chosen(&self.sources[*row])).collect();
        let said: Vec<f32> = at.iter().map(|row| probabilities[*row]).collect();
        let labels: Vec<bool> = at.iter().map(|row| self.rows.labels[*row]).collect();
        let groups: Vec<String> = at.iter().map(|row| self.rows.groups[*row].clone()).collect();
        let error = expected_calibration_error(&said, &labels, BINS);
        let (low, high) = calibration_interval(&said, &labels, &groups, BINS, ROUNDS);
        let n = labels.len();
        let right = labels.iter().filter(|label| **label).count() as f64 / n.max(1) as f64;
        let mean = said.iter().map(|one| f64::from(*one)).sum::<f64>() / n.max(1) as f64;
        say(&format!(
            "{name}: {n} claims, right {right:.3}, said {mean:.3}, expected calibration error {error:.3} (95 %: {low:.3} to {high:.3})"
        ));
        for bin in reliability(&said, &labels, BINS).iter().filter(|bin| bin.n > 0) {
            say(&format!("    {:.1}–{:.1}: {:>4} claims, said {:.3}, right {:.3}", bin.from, bin.to, bin.n, bin.stated, bin.observed));
        }
    }
}
