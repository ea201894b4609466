//! Paragraphs and resolutions as objects of a stance. Catches "we cannot go along with paragraph 12"; must leave "in the past
//! 12 years" alone.
//!
//! The ids are made from the words: `para.12(b)`, `res.73/27`. A paragraph is one of the text then under discussion, so that
//! equal numbers in different documents are no common proposition: links between documents leave `para.` ids out.

use super::{Extractor, Seen};
use crate::codebook::{Context, Reading};
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

    fn mentions(&self, seen: &Seen<'_>, out: &mut Vec<Mention>) {
        let reading = seen.reading;
        for (index, sentence) in reading.sentences.list.iter().enumerate() {
            if matches!(sentence.kind, SentenceKind::Boilerplate | SentenceKind::Heading) {
                continue;
            }
            // A sentence without a digit names neither.
            if !has_digit(reading.folded(index)) {
                continue;
            }
            // A resolution on another matter is no object of this debate.
            let domain = seen.domain();
            if !domain.may_allow(Context::Domain, index, reading) || !domain.allows(Context::Domain, index, reading, &reading.scene(index))
            {
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
                if let Some((number, end)) = resolution(reading, here, sentence.words.end) {
                    let start =
                        if here > sentence.words.start && reading.word(here - 1).starts_with("resolution") { here - 1 } else { here };
                    out.push(self.mention(format!("res.{number}"), index, start, end));
                    in_list = false;
                    at = end;
                } else if in_list && is_number(word) && continues(reading, here, sentence.words.start) {
                    let end = sub_items(reading, here + 1, sentence.words.end);
                    let parts = (here + 1..end).fold(String::new(), |parts, part| parts + "(" + reading.word(part) + ")");
                    let start = if reading.word(here - 1).starts_with("para") { here - 1 } else { here };
                    let mut mention = self.mention(format!("para.{word}{parts}"), index, start, end);
                    if let Some(unknown) = unknown_text(reading, end, sentence.words.end) {
                        mention.pattern = format!("reference {unknown}");
                    }
                    out.push(mention);
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

/// Whether a digit stands in a text: all bytes of a stretch are looked at together.
fn has_digit(text: &str) -> bool {
    text.as_bytes().chunks(64).any(|bytes| bytes.iter().fold(false, |found, byte| found | byte.is_ascii_digit()))
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

/// "Paragraph 10 of NXC": a text in capitals that is neither an actor nor a symbol is one that nobody knows; it may have been
/// misheard.
fn unknown_text<'a>(reading: &Reading<'a>, from: usize, end: usize) -> Option<&'a str> {
    if from + 1 >= end || reading.word(from) != "of" {
        return None;
    }
    let name = from + 1..from + 2;
    let written = reading.span(&name).of(&reading.document.text);
    let in_capitals = written.len() > 1 && written.bytes().all(|byte| byte.is_ascii_uppercase());
    let known = KNOWN_TEXTS.contains(&written) || !reading.actors.find(&reading.sentences.words, &reading.document.text, name).is_empty();
    (in_capitals && !known).then_some(written)
}

/// Abbreviations of texts and bodies that delegations quote paragraphs of.
const KNOWN_TEXTS: &[&str] = &["OEWG", "GGE", "UNGGE", "APR", "UN", "UNGA", "REV", "CRP", "ICT"];

/// The number of the resolution that starts at a word, and the word after it: "73/27" or "73-27" after "resolution", or a
/// symbol "A/RES/73/27".
fn resolution(reading: &Reading<'_>, here: usize, end: usize) -> Option<(String, usize)> {
    let word = reading.word(here);
    if let Some(number) = word.strip_prefix("a/res/").or_else(|| word.strip_prefix("s/res/")) {
        return Some((number.replace('-', "/"), here + 1));
    }
    let named = (1..=3).any(|back| here.checked_sub(back).is_some_and(|before| reading.word(before).starts_with("resolution")));
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !named {
        return None;
    }
    if let Some((session, number)) = word.split_once(['/', '-']) {
        return (digits(session) && digits(number)).then(|| (format!("{session}/{number}"), here + 1));
    }
    // As a machine hears it: "75-240", "75 240".
    let next = here + 1;
    let joined = next < end && matches!(reading.between(next), "-" | "–" | " ") && digits(word) && digits(reading.word(next));
    joined.then(|| (format!("{word}/{}", reading.word(next)), next + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::made_up::with_sentence;

    fn found(text: &str) -> Vec<(String, String)> {
        with_sentence(text, |reading| {
            let mut out = Vec::new();
            References.mentions(&Seen::of(reading), &mut out);
            out.into_iter().map(|mention| (mention.proposition, mention.pattern)).collect()
        })
    }

    #[test]
    fn one_id_for_every_way_of_writing_a_reference() {
        for (text, expected) in [
            ("as in resolution 73/27", vec!["res.73/27"]),
            ("as in A/RES/73/27", vec!["res.73/27"]),
            ("as in A/Res/73/27", vec!["res.73/27"]),
            ("in resolution 75-240", vec!["res.75/240"]),
            ("in resolution 75 240", vec!["res.75/240"]),
            ("paragraph 7 b (iii)", vec!["para.7(b)(iii)"]),
            ("paragraphs 3 and 5, and oppose 7", vec!["para.3", "para.5", "para.7"]),
            ("in the past 12 years, 2021-2025", vec![]),
            ("A/75/816", vec![]),
        ] {
            let ids: Vec<String> = found(text).into_iter().map(|(id, _)| id).collect();
            assert_eq!(ids, expected, "{text}");
        }
    }

    #[test]
    fn a_text_nobody_knows_is_flagged() {
        assert_eq!(found("paragraph 10 of NXC")[0].1, "reference NXC");
        assert_eq!(found("paragraph 10 of the annex")[0].1, "reference");
        assert_eq!(found("paragraph 10 of A/75/816")[0].1, "reference");
    }
}
