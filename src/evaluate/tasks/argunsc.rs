//! `ArgUNSC` (Poiaganova & Stede 2025): claims, premises and other sentences of Security Council speeches; support and attack
//! between them.

use super::question::{self, Example, Question};
use super::speeches::{Line, Speeches};
use super::tsv::{Table, tables};
use super::{Given, Outcome, Task};
use crate::assertion;
use crate::codebook::signs::{self, Seen};
use crate::error::Result;
use crate::learn::{Balance, Features, FitOptions, Models};
use std::collections::BTreeMap;

/// The task.
pub(super) struct ArgUnsc;

const SENTENCES: &[&str] = &["speech", "speaker", "sentence_id", "arg_type", "sentence"];
const RELATIONS: &[&str] = &["relation", "claim_sentence", "premise_sentence"];

const OPTIONS: FitOptions = FitOptions { l2: 1.0, balance: Balance::Even, steps: 100, tolerance: 1e-3 };

impl Task for ArgUnsc {
    fn name(&self) -> &'static str {
        "argunsc"
    }

    fn summary(&self) -> &'static str {
        "Tells claims, premises and other sentences of Security Council speeches apart, and support from attack between them."
    }

    fn files(&self) -> &'static str {
        "sentences.tsv [relations.tsv]"
    }

    fn built_in(&self) -> Option<&'static [u8]> {
        Some(assertion::WEIGHTS)
    }

    fn train(&self, given: &Given<'_>) -> Result<Models> {
        Ok(question::train(&questions(given)?, &OPTIONS, given, "trained on ArgUNSC"))
    }

    fn evaluate(&self, given: &Given<'_>) -> Result<Outcome> {
        question::measure(&questions(given)?, &OPTIONS, given)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Claim,
    Premise,
    Other,
}

/// The questions put to sentences: model, name, and what is right for each kind; none if a kind is left out.
type Put = (&'static str, &'static str, fn(Kind) -> Option<bool>);
const PUT: &[Put] = &[
    ("argument", "argument or not", |kind| Some(kind != Kind::Other)),
    ("claim", "claim or not", |kind| Some(kind == Kind::Claim)),
    ("claim-premise", "claim or premise", |kind| match kind {
        Kind::Claim => Some(true),
        Kind::Premise => Some(false),
        Kind::Other => None,
    }),
];

/// The questions that the files hold examples of.
fn questions(given: &Given<'_>) -> Result<Vec<Question>> {
    let tables = tables(given.files, &[SENTENCES, RELATIONS])?;
    let mut lines = Vec::new();
    let mut kinds = Vec::new();
    for table in tables.iter().filter(|table| table.has(SENTENCES)) {
        sentences(table, &mut lines, &mut kinds)?;
    }
    let speeches = Speeches::of(&lines, given);
    let features = speeches.features(given, &assertion::BLOCKS);
    let mut questions = Vec::new();
    for (model, name, right) in PUT {
        let example = |((line, kind), features): ((&Line, &Kind), &Features)| {
            let (id, features) = (format!("{:05}", line.place), features.clone());
            Some(Example { group: line.speech.clone(), id, text: line.text.clone(), features, label: right(*kind)? })
        };
        let examples: Vec<Example> = lines.iter().zip(&kinds).zip(&features).filter_map(example).collect();
        if !examples.is_empty() {
            questions.push(Question::new(model, name, examples));
        }
    }
    for table in tables.iter().filter(|table| table.has(RELATIONS)) {
        questions.extend(relations(table, &lines, &speeches, given)?);
    }
    Ok(questions)
}

/// The questions put to pairs of sentences. Whether two are related is told by their words alone: most unrelated pairs come from
/// two speeches, so that the place would give the answer away. Support is told from attack by their places too.
fn relations(table: &Table, lines: &[Line], speeches: &Speeches, given: &Given<'_>) -> Result<[Question; 2]> {
    let [relation, claim, other] = [table.column("relation")?, table.column("claim_sentence")?, table.column("premise_sentence")?];
    let readings: Vec<_> = speeches.readings(given).collect();
    let mut seen: Vec<Option<Seen<'_>>> = vec![None; lines.len()];
    let mut by_text: BTreeMap<&str, Vec<(usize, usize, usize)>> = BTreeMap::new();
    for (speech, (reading, of_one)) in readings.iter().enumerate() {
        let all = signs::all_seen(reading, &[&reading.document.actor]);
        for ((place, line), one) in of_one.iter().enumerate().zip(all) {
            by_text.entry(lines[*line].text.trim()).or_default().push((speech, place, *line));
            seen[*line] = Some(one);
        }
    }
    let (mut related, mut attack) = (Vec::new(), Vec::new());
    for (number, row) in &table.rows {
        let find = |cell: usize| {
            let hint = "give the table of the sentences too";
            by_text.get(row[cell].trim()).ok_or_else(|| table.wrong(*number, "a sentence stands in no speech").hint(hint))
        };
        let (firsts, seconds) = (find(claim)?, find(other)?);
        // A sentence may stand in several speeches: the two nearest are meant.
        let pairs = firsts.iter().flat_map(|a| seconds.iter().map(move |b| (a, b)));
        let Some((a, b)) = pairs.min_by_key(|(a, b)| (a.0 != b.0, a.1.abs_diff(b.1), a.2, b.2)) else { continue };
        let (Some(first), Some(second)) = (&seen[a.2], &seen[b.2]) else { continue };
        let apart = (a.0 == b.0).then(|| b.1.cast_signed() - a.1.cast_signed());
        let example = |apart, label| Example {
            group: lines[a.2].speech.clone(),
            id: format!("{:05}:{}:{:05}", lines[a.2].place, lines[b.2].speech, lines[b.2].place),
            text: format!("{}\n{}", lines[a.2].text, lines[b.2].text),
            features: signs::pair(first, second, apart),
            label,
        };
        match row[relation].as_str() {
            "no relation" => related.push(example(None, false)),
            kind @ ("support" | "attack") => {
                related.push(example(None, true));
                attack.push(example(apart, kind == "attack"));
            }
            other => {
                return Err(table
                    .wrong(*number, format!("`{other}` is no relation"))
                    .hint("the relations are support, attack, no relation"));
            }
        }
    }
    Ok([Question::new("related", "related or not", related), Question::new("attack", "attack or support", attack)])
}

fn sentences(table: &Table, lines: &mut Vec<Line>, kinds: &mut Vec<Kind>) -> Result<()> {
    let [speech, speaker, place, kind, text] = [
        table.column("speech")?,
        table.column("speaker")?,
        table.column("sentence_id")?,
        table.column("arg_type")?,
        table.column("sentence")?,
    ];
    for (number, row) in &table.rows {
        let place = row[place].parse().map_err(|_| table.wrong(*number, format!("`{}` is no number of a sentence", row[place])))?;
        lines.push(Line { speech: row[speech].clone(), speaker: row[speaker].clone(), place, text: row[text].clone() });
        kinds.push(match row[kind].as_str() {
            "claim" => Kind::Claim,
            "premise" => Kind::Premise,
            "non-arg" => Kind::Other,
            other => {
                return Err(table
                    .wrong(*number, format!("`{other}` is no kind of sentence"))
                    .hint("the kinds are claim, premise, non-arg"));
            }
        });
    }
    Ok(())
}
