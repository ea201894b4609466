//! `ArgKP` (Bar-Haim et al. 2020; KPA shared task 2021): which key point says what an argument says.
//!
//! The measure is the shared task's final script: in each topic and stance every argument keeps its best key point, the better
//! half of these pairs is kept, and its average precision is multiplied by its precision. A pair without a label counts as
//! wrong (strict) or as right (relaxed). The mean over topics and stances is reported.

use super::tsv::{Table, tables};
use super::{Given, Outcome, Task};
use crate::error::Result;
use crate::learn::{Balance, Features, FitOptions, Linear, Model, Models, Rows, Smoothing, grouped_folds};
use crate::meaning::likeness::{MODELS, SIDES, WEIGHTS};
use crate::meaning::{Among, Likeness};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The task.
pub(super) struct ArgKp;

const ARGUMENTS: &[&str] = &["arg_id", "argument", "topic", "stance"];
const KEY_POINTS: &[&str] = &["key_point_id", "key_point", "topic", "stance"];
const LABELS: &[&str] = &["arg_id", "key_point_id", "label"];

const OPTIONS: FitOptions = FitOptions { l2: 0.3, balance: Balance::AsIs, steps: 200, tolerance: 1e-4 };
const FOLDS: usize = 5;

/// What each step adds to those before it, as columns of [`Likeness`] and sides of each.
const STEPS: &[(&str, &[usize], usize)] = &[
    ("TF-IDF", &[0], 1),
    ("+ BM25 and shared rare words", &[0, 3, 4, 5, 6], 1),
    ("+ what is common taken away", &[0, 1, 2, 3, 4, 5, 6], 1),
    ("+ letters", &[0, 1, 2, 3, 4, 5, 6, 7, 8], 1),
    ("+ beside other key points", &[0, 1, 2, 3, 4, 5, 6, 7, 8], 4),
    ("+ less the best other, by spread", &[0, 1, 2, 3, 4, 5, 6, 7, 8], SIDES),
    ("+ widened key points", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 14], SIDES),
    ("+ word vectors", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15], SIDES),
];

/// The columns of the encoder.
const ENCODER: &[usize] = &[12, 13, 16];

impl Task for ArgKp {
    fn name(&self) -> &'static str {
        "argkp"
    }

    fn summary(&self) -> &'static str {
        "Finds the key point that says what an argument says."
    }

    fn files(&self) -> &'static str {
        "arguments.tsv key_points.tsv labels.tsv"
    }

    fn built_in(&self) -> Option<&'static [u8]> {
        Some(WEIGHTS)
    }

    fn train(&self, given: &Given<'_>) -> Result<Models> {
        let groups = groups(given)?;
        let mut models = Models { about: "trained on ArgKP".to_owned(), ..Models::default() };
        let name = MODELS[usize::from(given.encoder.is_some())];
        let model = Model::fit(&labelled(groups.iter(), &|features| features.clone()), &OPTIONS, &Smoothing::default());
        models.list.insert(name.to_owned(), model);
        if given.encoder.is_some() {
            let without = |features: &Features| features.iter().filter(|(number, _)| !is_of(*number, ENCODER, SIDES)).copied().collect();
            models.list.insert(MODELS[0].to_owned(), Model::fit(&labelled(groups.iter(), &without), &OPTIONS, &Smoothing::default()));
        }
        Ok(models)
    }

    fn evaluate(&self, given: &Given<'_>) -> Result<Outcome> {
        let groups = groups(given)?;
        let mut outcome = Outcome { columns: vec!["topic", "argument", "key_point", "probability", "label"], ..Outcome::default() };
        let scores = if let Some(models) = given.weights {
            outcome.how = format!("with the weights given ({})", models.about);
            let model = models.get(MODELS[usize::from(given.encoder.is_some())])?;
            groups.iter().map(|group| group.judged(&|features| model.probability(features))).collect()
        } else {
            outcome.how = format!("cross-validated, {FOLDS} folds, no topic torn apart");
            let mut steps: Vec<(String, Vec<usize>, usize)> =
                STEPS.iter().map(|(name, columns, sides)| ((*name).to_owned(), columns.to_vec(), *sides)).collect();
            if given.encoder.is_some() {
                let mut all = STEPS[STEPS.len() - 1].1.to_vec();
                all.extend(ENCODER);
                steps.push(("+ encoder".to_owned(), all, SIDES));
                steps.push(("encoder alone".to_owned(), ENCODER.to_vec(), SIDES));
            }
            for (name, columns, sides) in steps {
                let scores =
                    crossed(&groups, &|features| features.iter().filter(|(number, _)| is_of(*number, &columns, sides)).copied().collect());
                report(&format!("{name}: "), &groups, &scores, &mut outcome);
            }
            crossed(&groups, &Features::clone)
        };
        report("", &groups, &scores, &mut outcome);
        for (group, rows) in groups.iter().zip(&scores) {
            for (argument, row) in group.arguments.iter().zip(rows) {
                if let Some(best) = best(row) {
                    let key_point = &group.key_points[best];
                    let label = group.labels.get(&(argument.clone(), key_point.clone()));
                    let label = label.map_or("", |label| if *label { "1" } else { "0" }).to_owned();
                    let probability = format!("{:.4}", row[best]);
                    outcome.predictions.push(vec![group.topic.clone(), argument.clone(), key_point.clone(), probability, label]);
                }
            }
        }
        Ok(outcome)
    }
}

/// Whether a feature is one of the first sides of one of the columns.
fn is_of(number: u32, columns: &[usize], sides: usize) -> bool {
    let number = number as usize;
    columns.contains(&(number / SIDES)) && number % SIDES < sides
}

/// The arguments and key points of one topic and stance.
struct Group {
    topic: String,
    arguments: Vec<String>,
    key_points: Vec<String>,
    labels: BTreeMap<(String, String), bool>,
    /// For each argument and key point.
    features: Vec<Vec<Features>>,
}

impl Group {
    fn judged(&self, judge: &(dyn Fn(&Features) -> f32 + Sync)) -> Vec<Vec<f32>> {
        self.features.iter().map(|row| row.iter().map(judge).collect()).collect()
    }
}

type Lines = BTreeMap<(String, String), BTreeMap<String, String>>;

fn groups(given: &Given<'_>) -> Result<Vec<Group>> {
    let tables = tables(given.files, &[ARGUMENTS, KEY_POINTS, LABELS])?;
    let (mut arguments, mut key_points) = (Lines::new(), Lines::new());
    let mut labels = BTreeMap::new();
    for table in &tables {
        if table.has(LABELS) {
            let [argument, key_point, label] = [table.column("arg_id")?, table.column("key_point_id")?, table.column("label")?];
            for (line, row) in &table.rows {
                let right = match row[label].as_str() {
                    "1" => true,
                    "0" => false,
                    other => return Err(table.wrong(*line, format!("`{other}` is no label")).hint("the labels are 0 and 1")),
                };
                labels.insert((row[argument].clone(), row[key_point].clone()), right);
            }
        } else if table.has(ARGUMENTS) {
            lines(table, "arg_id", "argument", &mut arguments)?;
        } else {
            lines(table, "key_point_id", "key_point", &mut key_points)?;
        }
    }
    let mut topics: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for ((topic, _), lines) in &arguments {
        topics.entry(topic).or_default().extend(lines.values().map(String::as_str));
    }
    key_points
        .iter()
        .filter_map(|(key, points)| Some((key, points, arguments.get(key)?)))
        .map(|(key, points, lines)| {
            let references: Vec<Vec<&str>> = points.values().map(|point| vec![point.as_str()]).collect();
            let background = topics.get(key.0.as_str()).map(Vec::as_slice).unwrap_or_default();
            let expected: Vec<&str> = lines.values().map(String::as_str).collect();
            let likeness = Likeness::new(&references, Among { background, expected: &expected }, given.encoder)?;
            Ok(Group {
                topic: key.0.clone(),
                arguments: lines.keys().cloned().collect(),
                key_points: points.keys().cloned().collect(),
                features: likeness.features(&expected)?,
                labels: labels.clone(),
            })
        })
        .collect()
}

fn lines(table: &Table, id: &str, text: &str, into: &mut Lines) -> Result<()> {
    let [id, text, topic, stance] = [table.column(id)?, table.column(text)?, table.column("topic")?, table.column("stance")?];
    for (_, row) in &table.rows {
        into.entry((row[topic].clone(), row[stance].clone())).or_default().insert(row[id].clone(), row[text].clone());
    }
    Ok(())
}

/// The pairs with a label, as rows of their topic.
fn labelled<'g>(groups: impl Iterator<Item = &'g Group>, keep: &dyn Fn(&Features) -> Features) -> Rows {
    let mut rows = Rows::default();
    for group in groups {
        for (argument, row) in group.arguments.iter().zip(&group.features) {
            for (key_point, features) in group.key_points.iter().zip(row) {
                if let Some(label) = group.labels.get(&(argument.clone(), key_point.clone())) {
                    rows.push(keep(features), *label, &group.topic);
                }
            }
        }
    }
    rows
}

/// The scores that models give to groups of topics they have not seen.
fn crossed(groups: &[Group], keep: &(dyn Fn(&Features) -> Features + Sync)) -> Vec<Vec<Vec<f32>>> {
    let folds = grouped_folds(&groups.iter().map(|group| group.topic.as_str()).collect::<Vec<_>>(), FOLDS);
    let models: Vec<Linear> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let seen = groups.iter().zip(&folds).filter(|(_, of)| **of != fold).map(|(group, _)| group);
            let rows = labelled(seen, keep);
            Linear::fit(&rows.features, &rows.labels, None, &OPTIONS)
        })
        .collect();
    groups.iter().zip(folds).map(|(group, fold)| group.judged(&|features| models[fold].probability(&keep(features)))).collect()
}

fn report(name: &str, groups: &[Group], scores: &[Vec<Vec<f32>>], outcome: &mut Outcome) {
    let arguments = groups.iter().map(|group| group.arguments.len()).sum();
    for (measure, unlabelled) in [("strict", false), ("relaxed", true)] {
        let all: Vec<f64> = groups.iter().zip(scores).map(|(group, rows)| precision(group, rows, unlabelled)).collect();
        let mean = all.iter().sum::<f64>() / all.len().max(1) as f64;
        outcome.figure(format!("{name}mean average precision, {measure}"), mean, arguments);
    }
}

fn best(row: &[f32]) -> Option<usize> {
    (0..row.len()).reduce(|best, next| if row[next] > row[best] { next } else { best })
}

/// One group's average precision times precision, over the better half of its arguments.
fn precision(group: &Group, rows: &[Vec<f32>], unlabelled: bool) -> f64 {
    let mut pairs: Vec<(f32, bool)> = Vec::new();
    for (argument, row) in group.arguments.iter().zip(rows) {
        if let Some(best) = best(row) {
            let label = group.labels.get(&(argument.clone(), group.key_points[best].clone()));
            pairs.push((row[best], label.copied().unwrap_or(unlabelled)));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    pairs.truncate(pairs.len() / 2);
    let right = pairs.iter().filter(|(_, right)| *right).count();
    if right == 0 { 0.0 } else { average_precision(&pairs) * right as f64 / pairs.len() as f64 }
}

/// Σ (recall − recall before) · precision over the distinct scores, highest first; `pairs` are sorted by score.
fn average_precision(pairs: &[(f32, bool)]) -> f64 {
    let all = pairs.iter().filter(|(_, right)| *right).count().max(1) as f64;
    let (mut right, mut before, mut sum) = (0.0, 0.0, 0.0);
    for (place, (score, is_right)) in pairs.iter().enumerate() {
        right += f64::from(u8::from(*is_right));
        if pairs.get(place + 1).is_none_or(|next| next.0 < *score) {
            sum += (right - before) / all * right / (place + 1) as f64;
            before = right;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn average_precision_by_hand_and_with_ties() {
        // Right at ranks 1 and 3 of 3: (1/1 + 2/3) / 2.
        assert!((average_precision(&[(0.9, true), (0.8, false), (0.7, true)]) - f64::midpoint(1.0, 2.0 / 3.0)).abs() < 1e-9);
        // One threshold for tied scores: 1 of 2 right at full recall.
        assert!((average_precision(&[(0.5, true), (0.5, false)]) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn the_final_script_by_hand() {
        let names = |prefix: &str, n: usize| (0..n).map(|i| format!("{prefix}{i}")).collect::<Vec<_>>();
        let label = |argument: &str, point: &str, right| ((argument.to_owned(), point.to_owned()), right);
        let group = Group {
            topic: "t".into(),
            arguments: names("a", 4),
            key_points: names("k", 2),
            labels: [label("a0", "k1", true), label("a2", "k0", false)].into(),
            features: Vec::new(),
        };
        // Best pairs: a0–k1 .9 (right), a1–k0 .8 (no label), a2–k0 .4, a3–k0 .1; the better half is the first two.
        let rows = vec![vec![0.1, 0.9], vec![0.8, 0.2], vec![0.4, 0.0], vec![0.1, 0.0]];
        assert!((precision(&group, &rows, false) - 1.0 * 0.5).abs() < 1e-9);
        assert!((precision(&group, &rows, true) - 1.0).abs() < 1e-9);
    }
}
