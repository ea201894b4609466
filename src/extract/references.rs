//! Paragraphs and resolutions as objects of a stance. Catches "we cannot go along with paragraph 12"; must leave "in the past
//! 12 years" alone.
//!
//! The ids are made from the words: `para.12(b)`, `res.73/27`. A paragraph is one of the text then under discussion, so that
//! equal numbers in different documents are no common proposition: links between documents leave `para.` ids out.

use super::Extractor;
use crate::codebook::Reading;
use crate::model::{Mention, PropositionEntry, SentenceKind, Wording};
use crate::text::Break;

/// Finds paragraphs and resolutions named in the text.
pub(super) struct References;

/// The topic of all such targets.
const TOPIC: &str = "Texts";

impl Extractor for References {
    fn name(&self) -> &'static str {
        "reference"
    }

    fn summary(&self) -> &'static str {
        "paragraphs and resolutions named as the object of a stance"
    }

    fn mentions(&self, reading: &Reading<'_>, out: &mut Vec<Mention>) {
        for (index, sentence) in reading.sentences.list.iter().enumerate() {
            if matches!(sentence.kind, SentenceKind::Boilerplate | SentenceKind::Heading) {
                continue;
            }
            // A sentence without a digit names neither.
            if !reading.folded(index).bytes().any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let mut at = sentence.words.start;
            let mut in_list = false;
            while at < sentence.words.end {
                let here = at;
                at += 1;
                let word = reading.word(here);
                if matches!(word, "paragraph" | "paragraphs" | "para" | "paras" | "op" | "pp") {
                    in_list = true;
                    continue;
                }
                if let Some(number) = resolution(reading, here) {
                    let start =
                        if here > sentence.words.start && reading.word(here - 1).starts_with("resolution") { here - 1 } else { here };
                    out.push(self.mention(format!("res.{number}"), index, start, here + 1));
                    in_list = false;
                } else if in_list && is_number(word) && continues(reading, here, sentence.words.start) {
                    let end = sub_items(reading, here + 1, sentence.words.end);
                    let parts = (here + 1..end).fold(String::new(), |all, part| all + "(" + reading.word(part) + ")");
                    let start = if reading.word(here - 1).starts_with("para") { here - 1 } else { here };
                    out.push(self.mention(format!("para.{word}{parts}"), index, start, end));
                    at = end;
                }
            }
        }
    }
}

impl References {
    fn mention(&self, id: String, sentence: usize, start: usize, end: usize) -> Mention {
        Mention {
            proposition: id,
            wording: Wording::Names,
            sentence,
            words: start..end,
            explicit: (start..end).collect(),
            extractor: self.name(),
            pattern: "reference".into(),
            strength: 2,
        }
    }
}

/// The entry of a target by its id.
pub(super) fn entry(id: &str) -> PropositionEntry {
    let wording = match id.split_once('.') {
        Some(("para", number)) => format!("The text of paragraph {number} is acceptable."),
        Some(("res", number)) => format!("Resolution {number} and its mandate stand."),
        _ => id.to_owned(),
    };
    PropositionEntry { id: id.to_owned(), topic: TOPIC.into(), wording }
}

fn is_number(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number still belongs to the list that "paragraphs" opened: "paragraphs 3 and 5, and oppose 7".
fn continues(reading: &Reading<'_>, here: usize, first: usize) -> bool {
    const JOINTS: [&str; 14] =
        ["and", "or", "to", "oppose", "opposes", "support", "supports", "reject", "rejects", "accept", "with", "delete", "retain", "nor"];
    here > first
        && (reading.word(here - 1).starts_with("para")
            || matches!(reading.word(here - 1), "op" | "pp")
            || JOINTS.contains(&reading.word(here - 1))
            || reading.before(here) == Break::Comma)
}

/// The end of the bracketed letters and numerals after a paragraph's number: "(b) (iii)".
fn sub_items(reading: &Reading<'_>, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end && reading.between(at).contains('(') && reading.word(at).len() <= 4 {
        at += 1;
    }
    // "7 b (iii)": a letter without brackets.
    if at == from && at < end && reading.word(at).len() == 1 && reading.word(at) != "a" && reading.before(at) == Break::None {
        return sub_items(reading, at + 1, end);
    }
    at
}

/// The number of the resolution a word names: "73/27" after "resolution", or a symbol "A/RES/73/27".
fn resolution(reading: &Reading<'_>, here: usize) -> Option<String> {
    let word = reading.word(here);
    if let Some(number) = word.strip_prefix("a/res/").or_else(|| word.strip_prefix("s/res/")) {
        return Some(number.to_owned());
    }
    let (session, number) = word.split_once('/')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let named = (1..=3).any(|back| here.checked_sub(back).is_some_and(|before| reading.word(before).starts_with("resolution")));
    (named && digits(session) && digits(number)).then(|| word.to_owned())
}
