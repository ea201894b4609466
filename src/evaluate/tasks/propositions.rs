//! Sentences coded by hand → models that know by a sentence's words which propositions it takes up (see
//! [`crate::codebook::sense`]), how well they do on sentences of actors they have not seen, and what further signals would bring.

use super::{Given, Outcome, Task};
use crate::codebook::Actors;
use crate::codebook::sense::{features, nameless, placed};
use crate::error::Result;
use crate::evaluate::parse;
use crate::learn::{Confusion, Features, FitOptions, Linear, Model, Models, Platt, expected_calibration_error, grouped_folds};
use crate::meaning::words::WordTable;
use crate::meaning::{Bm25, Terms};
use crate::text::Words;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The task.
pub(super) struct Propositions;

const OPTIONS: FitOptions = FitOptions { l2: 0.08, balance: crate::learn::Balance::AsIs, steps: 80, tolerance: 1e-3 };

/// A proposition with fewer sentences than this has no model.
const FEWEST: usize = 8;

/// The score (log-odds) from which on a proposition is said to be taken up.
const THRESHOLD: f32 = 0.2;

/// What an example of the codebook counts against a coded sentence.
const EXAMPLE: f32 = 0.5;

/// What may be seen of a sentence, each block in numbers of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Stems, pairs of stems, beginnings of words: what ships.
    Words,
    /// BM25 against each proposition's wording and phrases, with the codebook's own rarities.
    Bm25,
    /// The mean of the word vectors.
    Vectors,
    /// The sentence encoder's vector.
    Encoder,
}

/// The combinations that are measured.
const STEPS: &[(&str, &[Block])] = &[
    ("BM25", &[Block::Bm25]),
    ("words", &[Block::Words]),
    ("words + BM25", &[Block::Words, Block::Bm25]),
    ("words + vectors", &[Block::Words, Block::Vectors]),
    ("words + BM25 + vectors", &[Block::Words, Block::Bm25, Block::Vectors]),
    ("encoder", &[Block::Encoder]),
    ("words + encoder", &[Block::Words, Block::Encoder]),
    ("words + BM25 + vectors + encoder", &[Block::Words, Block::Bm25, Block::Vectors, Block::Encoder]),
];

/// Where the numbers of BM25 and of the word vectors begin.
const BEGINS: [u32; 2] = [1 << 17, (1 << 17) + (1 << 14)];

/// How long their vectors are.
const LENGTHS: [f32; 2] = [3.0, 2.0];

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
        let rows = Coded::of(given)?;
        let blocks = shipped(given);
        let held_out = rows.held_out(blocks);
        let (scores, labels) = pooled(&rows, &held_out);
        let platt = Platt::fit(&scores, &labels);
        let models = rows.fit(blocks, &|_| true).into_iter().filter(|(id, _)| given.codebook.proposition(id).is_some());
        let list = models.map(|(id, linear)| (id, Model { linear: pruned(linear), threshold: THRESHOLD, platt })).collect();
        Ok(Models { about: "trained on coded sentences and the examples of the codebook".to_owned(), list })
    }

    fn evaluate(&self, given: &Given<'_>) -> Result<Outcome> {
        let rows = Coded::of(given)?;
        let said = match given.weights {
            Some(models) => rows
                .list
                .iter()
                .map(|row| models.list.iter().map(|(id, model)| (id.clone(), model.linear.score(&row.seen(shipped(given))))).collect())
                .collect(),
            None => rows.held_out(shipped(given)),
        };
        let mut outcome = Outcome {
            how: if given.weights.is_some() { "weights as given" } else { "six folds by actor" }.to_owned(),
            columns: vec!["unit", "proposition", "score", "label"],
            ..Outcome::default()
        };
        if given.weights.is_none() {
            for (name, blocks) in STEPS.iter().filter(|(_, blocks)| given.encoder.is_some() || !blocks.contains(&Block::Encoder)) {
                let best = rows.best(&rows.held_out(blocks));
                outcome.figure(format!("{name}: best F1"), best, rows.list.iter().map(|row| row.gold.len()).sum());
            }
        }
        for logit in [-2.0f32, -1.5, -1.2, -1.0, THRESHOLD, -0.5, 0.0, 0.5] {
            let mut counts = Confusion::default();
            for (row, scores) in rows.list.iter().zip(&said).filter(|(row, _)| row.is_tested()) {
                let found: BTreeSet<&String> = scores.iter().filter(|(_, score)| **score >= logit).map(|(id, _)| id).collect();
                let hits = found.iter().filter(|id| row.gold.contains(**id)).count();
                counts.hit += hits;
                counts.false_alarm += found.len() - hits;
                counts.miss += row.gold.len() - hits;
            }
            let Confusion { hit, false_alarm, miss, .. } = counts;
            outcome.figure(format!("log-odds from {logit:.2}: precision"), counts.precision(), hit + false_alarm);
            outcome.figure(format!("log-odds from {logit:.2}: recall"), counts.recall(), hit + miss);
            outcome.figure(format!("log-odds from {logit:.2}: F1"), counts.f1(), hit + false_alarm + miss);
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

/// What the models that are trained see: words, and the encoder's vector if one is given.
fn shipped(given: &Given<'_>) -> &'static [Block] {
    if given.encoder.is_some() { &[Block::Words, Block::Encoder] } else { &[Block::Words] }
}

/// A sentence with the propositions it takes up.
struct Row {
    id: String,
    group: String,
    /// What is seen of it, by block.
    blocks: [Features; 4],
    gold: BTreeSet<String>,
    /// If only this proposition has been judged: an example of the codebook.
    only: Option<String>,
}

impl Row {
    /// What is seen of it in these blocks.
    fn seen(&self, blocks: &[Block]) -> Features {
        let mut features: Features = blocks.iter().flat_map(|block| self.blocks[*block as usize].iter().copied()).collect();
        features.sort_by_key(|(number, _)| *number);
        features
    }

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
    fn of(given: &Given<'_>) -> Result<Self> {
        let (codebook, actors) = (given.codebook, given.actors);
        let mut list = Vec::new();
        let mut texts = BTreeMap::new();
        for file in given.files {
            for unit in parse(&file.name, &file.text)? {
                texts.insert((unit.actor.clone(), unit.id.clone()), unit.sentence.clone());
                list.push(Row {
                    blocks: [of(&unit.sentence, actors), Features::new(), Features::new(), Features::new()],
                    group: unit.actor,
                    id: unit.id,
                    gold: unit.gold.into_iter().map(|found| found.proposition).collect(),
                    only: None,
                });
            }
        }
        list.sort_by(|a: &Row, b: &Row| (&a.group, &a.id).cmp(&(&b.group, &b.id)));
        let mut sentences: Vec<String> = list.iter().filter_map(|row| texts.remove(&(row.group.clone(), row.id.clone()))).collect();
        for proposition in &codebook.propositions {
            let sides = [(&proposition.supports, true), (&proposition.opposes, true), (&proposition.silent, false)];
            for (text, label) in sides.into_iter().flat_map(|(texts, label)| texts.iter().map(move |text| (text, label))) {
                sentences.push(text.clone());
                list.push(Row {
                    id: String::new(),
                    group: String::new(),
                    blocks: [of(text, actors), Features::new(), Features::new(), Features::new()],
                    gold: label.then(|| proposition.id.clone()).into_iter().collect(),
                    only: Some(proposition.id.clone()),
                });
            }
        }
        add_blocks(&mut list, &sentences, given)?;
        Ok(Self { list })
    }

    /// A model for each proposition that enough of the `chosen` sentences take up. Those that are not tested are always chosen.
    fn fit(&self, blocks: &[Block], chosen: &(dyn Fn(usize) -> bool + Sync)) -> BTreeMap<String, Linear> {
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
                let features: Vec<Features> = judged.iter().map(|row| row.seen(blocks)).collect();
                let labels: Vec<bool> = judged.iter().map(|row| row.gold.contains(id)).collect();
                let weights: Vec<f32> = judged.iter().map(|row| if row.only.is_some() { EXAMPLE } else { 1.0 }).collect();
                (id.clone(), Linear::fit(&features, &labels, Some(&weights), &OPTIONS))
            })
            .collect();
        fitted.into_iter().collect()
    }

    /// The score of every proposition in each sentence, by models that saw no sentence of its actor.
    fn held_out(&self, blocks: &[Block]) -> Vec<BTreeMap<String, f32>> {
        let groups: Vec<&str> = self.list.iter().map(|row| row.group.as_str()).collect();
        let folds = grouped_folds(&groups, FOLDS);
        let mut said = vec![BTreeMap::new(); self.list.len()];
        for fold in 0..FOLDS {
            let models = self.fit(blocks, &|at| folds[at] != fold);
            for (at, row) in self.list.iter().enumerate().filter(|(at, row)| folds[*at] == fold && row.is_tested()) {
                said[at] = models.iter().map(|(id, model)| (id.clone(), model.score(&row.seen(blocks)))).collect();
            }
        }
        said
    }

    /// The best F1 that any threshold gives.
    fn best(&self, said: &[BTreeMap<String, f32>]) -> f64 {
        let (scores, labels) = pooled(self, said);
        let gold: usize = self.list.iter().filter(|row| row.is_tested()).map(|row| row.gold.len()).sum();
        let mut ranked: Vec<(f32, bool)> = scores.into_iter().zip(labels).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut right = 0usize;
        let mut best = 0.0f64;
        for (at, (_, label)) in ranked.iter().enumerate() {
            right += usize::from(*label);
            best = best.max(2.0 * right as f64 / (at + 1 + gold) as f64);
        }
        best
    }
}

/// Adds the blocks after the first.
fn add_blocks(list: &mut [Row], sentences: &[String], given: &Given<'_>) -> Result<()> {
    let documents: Vec<Vec<u64>> = given
        .codebook
        .propositions
        .iter()
        .map(|one| {
            let phrases: Vec<String> = one.phrases.iter().map(|(_, phrase)| phrase.replace(|c: char| !c.is_alphabetic(), " ")).collect();
            Terms::default().of(&format!("{} {}", one.wording, phrases.join(" ")))
        })
        .collect();
    let bm25 = Bm25::new(&documents);
    let table = WordTable::built_in();
    let encoded = given.encoder.map(|encoder| encoder.encode(sentences)).transpose()?;
    for (at, (row, sentence)) in list.iter_mut().zip(sentences).enumerate() {
        let terms = Terms::default().of(sentence);
        let ceiling = bm25.ceiling(&terms).max(f32::MIN_POSITIVE);
        let mut scores: Vec<(usize, f32)> = bm25.scores(&terms).into_iter().map(|score| score / ceiling).enumerate().collect();
        scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores.truncate(5);
        let mut near = vec![0.0; given.codebook.propositions.len()];
        for (proposition, score) in scores {
            near[proposition] = score;
        }
        let weighted: Vec<(u64, f32)> = terms.iter().map(|term| (*term, 1.0)).collect();
        let dense = [near, table.mean(&weighted)];
        for (block, numbers) in dense.into_iter().enumerate() {
            let numbered = (BEGINS[block]..).zip(numbers).filter(|(_, value)| *value != 0.0);
            row.blocks[block + 1] = numbered.map(|(number, value)| (number, value * LENGTHS[block])).collect();
        }
        row.blocks[Block::Encoder as usize] = encoded.as_ref().map(|all| placed(&all[at])).unwrap_or_default();
    }
    Ok(())
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
