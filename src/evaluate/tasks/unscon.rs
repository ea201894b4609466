//! `UNSCon` (Zaczynska, Bourgonje & Stede 2024): which sentences of Security Council speeches criticise, and whom.

use super::question::{self, Example, Question};
use super::speeches::{Line, Speeches};
use super::tsv::{Table, tables};
use super::{Given, Outcome, Task};
use crate::codebook::Actors;
use crate::criticism::{self, Reproaches};
use crate::error::Result;
use crate::learn::{Balance, Features, FitOptions, Models};
use std::collections::BTreeMap;

/// The task.
pub(super) struct UnsCon;

const SENTENCES: &[&str] = &["file_id", "country", "sentence_text", "A0", "A4", "B1"];

const OPTIONS: FitOptions = FitOptions { l2: 2.0, balance: Balance::Even, steps: 100, tolerance: 1e-3 };

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

    fn built_in(&self) -> Option<&'static [u8]> {
        Some(criticism::WEIGHTS)
    }

    fn train(&self, given: &Given<'_>) -> Result<Models> {
        let (lines, found) = read(given)?;
        let speeches = Speeches::of(&lines, given);
        Ok(question::train(&questions(&lines, &found, &speeches, given), &OPTIONS, given, "trained on UNSCon"))
    }

    fn evaluate(&self, given: &Given<'_>) -> Result<Outcome> {
        let (lines, found) = read(given)?;
        let speeches = Speeches::of(&lines, given);
        let mut outcome = question::measure(&questions(&lines, &found, &speeches, given), &OPTIONS, given)?;
        targets(&found, &speeches, given, &mut outcome)?;
        Ok(outcome)
    }
}

/// What annotators found in a sentence.
#[derive(Debug, Clone)]
struct Found {
    /// A negative evaluation of somebody, direct or indirect.
    criticism: bool,
    /// That, or a challenge or correction of what somebody said.
    conflict: bool,
    /// Who is evaluated, as an actor's id; none if nobody is named or the gazetteer does not know the name.
    target: Option<String>,
}

fn read(given: &Given<'_>) -> Result<(Vec<Line>, Vec<Found>)> {
    let mut lines = Vec::new();
    let mut found = Vec::new();
    for table in tables(given.files, &[SENTENCES])? {
        sentences(&table, given.actors, &mut lines, &mut found)?;
    }
    Ok((lines, found))
}

/// Measures how well the phrases of `data/criticism.toml`, which are not trained, tell who is criticised.
fn targets(found: &[Found], speeches: &Speeches, given: &Given<'_>, outcome: &mut Outcome) -> Result<()> {
    let reproaches = Reproaches::built_in()?;
    let (mut said, mut right) = (0usize, 0usize);
    for (reading, of_one) in speeches.readings(given) {
        for (place, line) in of_one.iter().enumerate() {
            for target in criticism::targets(&reading, place, &[&reading.document.actor], reproaches) {
                said += 1;
                right += usize::from(found[*line].target.as_ref() == Some(&target.actor));
            }
        }
    }
    let true_ones = found.iter().filter(|found| found.target.is_some()).count();
    let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
    outcome.figure("target by phrases, precision", share(said), said);
    outcome.figure("target by phrases, recall", share(true_ones), true_ones);
    Ok(())
}

fn questions(lines: &[Line], found: &[Found], speeches: &Speeches, given: &Given<'_>) -> [Question; 2] {
    let features = speeches.features(given, &criticism::BLOCKS);
    let examples = |label: fn(&Found) -> bool| -> Vec<Example> {
        let example = |((line, found), features): ((&Line, &Found), &Features)| {
            let (id, features) = (format!("{:06}", line.place), features.clone());
            Example { group: line.speech.clone(), id, text: line.text.clone(), features, label: label(found) }
        };
        lines.iter().zip(found).zip(&features).map(example).collect()
    };
    [
        Question::new("conflict", "conflict or not", examples(|found| found.conflict)),
        Question::new("criticism", "criticism or not", examples(|found| found.criticism)),
    ]
}

fn sentences(table: &Table, actors: &Actors, lines: &mut Vec<Line>, all: &mut Vec<Found>) -> Result<()> {
    let [file, text, evaluation, challenge] =
        [table.column("file_id")?, table.column("sentence_text")?, table.column("A0")?, table.column("B1")?];
    let target = table.column("A4")?;
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, row) in &table.rows {
        let (speech, speaker, part) = parts(&row[file]);
        let place = places.entry(&row[file]).or_default();
        lines.push(Line { speech, speaker, place: part * 1000 + *place, text: joined(&row[text]) });
        *place += 1;
        let criticism = row[evaluation] != "_";
        let target = actors.resolve(&row[target].replace('_', " ")).map(str::to_owned);
        all.push(Found { criticism, conflict: criticism || row[challenge] != "_", target });
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
