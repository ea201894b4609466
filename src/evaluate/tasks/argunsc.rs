//! `ArgUNSC` (Poiaganova & Stede 2025): claims, premises and other sentences of Security Council speeches; support and attack
//! between them.

use super::question::{self, Question};
use super::speeches::{self, Line};
use super::tsv::{Table, tables};
use super::{Given, Outcome, Task};
use crate::codebook::signs::Blocks;
use crate::error::Result;
use crate::learn::{FitOptions, Models};

/// The task.
pub(super) struct ArgUnsc;

const SENTENCES: &[&str] = &["speech", "speaker", "sentence_id", "arg_type", "sentence"];
const RELATIONS: &[&str] = &["relation", "claim_sentence", "premise_sentence"];

const BLOCKS: Blocks = Blocks { words: 1.0, chars: 0.7, cues: 0.5, shape: 0.5, actors: 0.2, place: 0.3, before: 0.3, after: 0.3 };
const OPTIONS: FitOptions = FitOptions { l2: 0.3, balance: crate::learn::Balance::AsIs, steps: 100, tolerance: 1e-3 };

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

    fn train(&self, given: &Given<'_>) -> Result<Models> {
        let list = questions(given)?.into_iter().map(|question| (question.model.to_owned(), question.train(&OPTIONS))).collect();
        Ok(Models { about: "trained on ArgUNSC".to_owned(), list })
    }

    fn evaluate(&self, given: &Given<'_>) -> Result<Outcome> {
        let mut outcome = Outcome { how: question::how(given.weights), columns: question::COLUMNS.to_vec(), ..Outcome::default() };
        for question in questions(given)? {
            question.measure(&OPTIONS, given.weights, &mut outcome)?;
        }
        Ok(outcome)
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
    let features = speeches::features(&lines, given.codebook, given.actors, &BLOCKS);
    let mut questions = Vec::new();
    for (model, name, right) in PUT {
        let mut question = Question::new(model, name);
        for ((line, kind), features) in lines.iter().zip(&kinds).zip(&features) {
            if let Some(label) = right(*kind) {
                question.rows.push(features.clone(), label, &line.speech);
                question.ids.push(format!("{}:{:05}", line.speech, line.place));
            }
        }
        question.sort();
        questions.push(question);
    }
    questions.retain(|question| !question.rows.is_empty());
    Ok(questions)
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
