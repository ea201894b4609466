//! `UNSCon` (Zaczynska, Bourgonje & Stede 2024): which sentences of Security Council speeches criticise, and whom.

use super::question::{self, Question};
use super::speeches::{self, Line};
use super::tsv::{Table, tables};
use super::{Given, Outcome, Task};
use crate::codebook::signs::Blocks;
use crate::error::Result;
use crate::learn::{Balance, FitOptions, Models};

/// The task.
pub(super) struct UnsCon;

const SENTENCES: &[&str] = &["file_id", "country", "sentence_text", "A0", "A4"];

const BLOCKS: Blocks = Blocks { words: 1.0, chars: 0.7, cues: 0.5, shape: 0.5, actors: 0.2, place: 0.3, before: 0.3, after: 0.3 };
const OPTIONS: FitOptions = FitOptions { l2: 0.3, balance: Balance::AsIs, steps: 100, tolerance: 1e-3 };

impl Task for UnsCon {
    fn name(&self) -> &'static str {
        "unscon"
    }

    fn summary(&self) -> &'static str {
        "Tells sentences of Security Council speeches that criticise from those that do not."
    }

    fn files(&self) -> &'static str {
        "sentences.tsv"
    }

    fn train(&self, given: &Given<'_>) -> Result<Models> {
        let question = question(given)?;
        let list = [(question.model.to_owned(), question.train(&OPTIONS))].into();
        Ok(Models { about: "trained on UNSCon".to_owned(), list })
    }

    fn evaluate(&self, given: &Given<'_>) -> Result<Outcome> {
        let mut outcome = Outcome { how: question::how(given.weights), columns: question::COLUMNS.to_vec(), ..Outcome::default() };
        question(given)?.measure(&OPTIONS, given.weights, &mut outcome)?;
        Ok(outcome)
    }
}

fn question(given: &Given<'_>) -> Result<Question> {
    let mut lines = Vec::new();
    let mut labels = Vec::new();
    for table in tables(given.files, &[SENTENCES])? {
        sentences(&table, &mut lines, &mut labels)?;
    }
    let features = speeches::features(&lines, given.codebook, given.actors, &BLOCKS);
    let mut question = Question::new("criticism", "criticism or not");
    for ((line, label), features) in lines.iter().zip(labels).zip(features) {
        question.rows.push(features, label, &line.speech);
        question.ids.push(format!("{}:{:05}", line.speech, line.place));
    }
    question.sort();
    Ok(question)
}

fn sentences(table: &Table, lines: &mut Vec<Line>, labels: &mut Vec<bool>) -> Result<()> {
    let [file, text, evaluation] = [table.column("file_id")?, table.column("sentence_text")?, table.column("A0")?];
    for (at, (_, row)) in table.rows.iter().enumerate() {
        let (speech, speaker, part) = parts(&row[file]);
        lines.push(Line { speech, speaker, place: part * 1000 + at % 1000, text: joined(&row[text]) });
        labels.push(row[evaluation] != "_");
    }
    Ok(())
}

/// The speech, the speaker and the part that a file's name tells: `UNSC_2014_SPV.7219_spch015_Russian_Federation_neg_03.txt`.
fn parts(file: &str) -> (String, String, usize) {
    let words: Vec<&str> = file.trim_end_matches(".txt").split('_').collect();
    let (speech, rest) = words.split_at(words.len().min(4));
    let is_part = |word: &&&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let part = rest.iter().find(is_part).and_then(|part| part.parse().ok()).unwrap_or(0);
    let speaker: Vec<&str> = rest.iter().filter(|word| !is_part(word) && !matches!(**word, "neg" | "pos" | "GD")).copied().collect();
    (speech.join("_"), speaker.join(" "), part)
}

/// Words that were cut apart at each sign, as they were written: `Russia 's , too` → `Russia's, too`.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let closes =
            matches!(word, "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "'s" | "n't" | "'" | "’s" | "%") || (word == "\"" && open);
        let opened = out.ends_with(['(', '[']) || (open && out.ends_with('"'));
        if !(out.is_empty() || closes || opened) {
            out.push(' ');
        }
        if word == "\"" {
            open = !open;
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_tells_speech_speaker_and_part() {
        let (speech, speaker, part) = parts("UNSC_2014_SPV.7219_spch015_Russian_Federation_neg_03.txt");
        assert_eq!((speech.as_str(), speaker.as_str(), part), ("UNSC_2014_SPV.7219_spch015", "Russian Federation", 3));
        assert_eq!(parts("x"), ("x".to_owned(), String::new(), 0));
    }

    #[test]
    fn cut_signs_are_joined_again() {
        assert_eq!(joined("Russia 's claim , \" a lie \" , is ( not ) true ."), "Russia's claim, \"a lie\", is (not) true.");
    }
}
