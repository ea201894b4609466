//! Proposals for the words of a text: "In paragraph 7, insert 'security' before 'integrity'."
//!
//! A proposal is a change of the text, not a stance on the idea: to delete a line here is no opposition to what it says, to
//! write "some States" for "States" disputes the consensus, not the content. Only words to be put in are supported.

use super::voices::Voice;
use crate::codebook::Reading;
use crate::model::{Edit, EditOp};
use crate::text::Span;

/// The proposal a sentence makes, and the span of the words to be put in.
pub(super) fn edit(reading: &Reading<'_>, sentence: usize, voice: &Voice) -> Option<(Edit, Option<Span>)> {
    let words = reading.sentence(sentence).words.clone();
    let text = &reading.document.text;
    let span = reading.sentence(sentence).span;
    let (verb, op) = words.clone().take(24).find_map(|word| op(reading.word(word)).map(|op| (word, op)))?;
    let quotes = quoted(text, span);
    // Without quoted words or a place in a text, "insert", "delete" and "replace" are ordinary verbs.
    let place = words.clone().find(|word| is_place(reading.word(*word)));
    let textual =
        place.is_some() && (!quotes.is_empty() || op == EditOp::Delete || op == EditOp::Move || op == EditOp::Retain) || quotes.len() >= 2;
    if !textual || !proposes(reading, words.start, verb) {
        return None;
    }
    let inserted = match op {
        EditOp::Insert => quotes.first().copied(),
        EditOp::Replace => quotes.get(1).copied(),
        _ => None,
    };
    let target = match (op, quotes.first(), place) {
        (EditOp::Replace, Some(first), _) => first.of(text).to_owned(),
        (_, _, Some(place)) => reading.span(&(place..(place + 3).min(words.end))).of(text).to_owned(),
        (_, Some(first), _) => first.of(text).to_owned(),
        _ => String::new(),
    };
    let edit = Edit {
        actor: voice.holder.clone().unwrap_or_default(),
        op,
        target,
        new_text: inserted.map(|span| span.of(text).to_owned()),
        doc_id: reading.document.id.clone(),
        span,
        quote: span.of(text).to_owned(),
    };
    Some((edit, inserted))
}

fn op(word: &str) -> Option<EditOp> {
    Some(match word {
        "insert" | "inserting" | "add" | "adding" => EditOp::Insert,
        "delete" | "deleting" | "remove" | "removing" | "strike" => EditOp::Delete,
        "replace" | "replacing" | "substitute" | "change" => EditOp::Replace,
        "move" | "moving" => EditOp::Move,
        "retain" | "retaining" => EditOp::Retain,
        _ => return None,
    })
}

fn is_place(word: &str) -> bool {
    matches!(
        word,
        "paragraph"
            | "paragraphs"
            | "para"
            | "paras"
            | "line"
            | "sentence"
            | "subparagraph"
            | "section"
            | "chapter"
            | "word"
            | "words"
            | "bullet"
            | "footnote"
    )
}

/// Whether the verb is a proposal: an imperative at the start of a clause, or after "would", "should", "propose to", "suggest".
fn proposes(reading: &Reading<'_>, first: usize, verb: usize) -> bool {
    if verb == first || reading.before(verb) != crate::text::Break::None {
        return true;
    }
    (1..=4).filter_map(|back| verb.checked_sub(back)).filter(|word| *word >= first).any(|word| {
        let word = reading.word(word);
        matches!(
            word,
            "would"
                | "should"
                | "propose"
                | "proposes"
                | "suggest"
                | "suggests"
                | "request"
                | "requests"
                | "recommend"
                | "please"
                | "like"
                | "prefer"
                | "could"
                | "and"
        )
    })
}

/// The spans within quotation marks, without the marks.
fn quoted(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in span.of(text).char_indices() {
        let at = span.start + at;
        match (open, c) {
            (None, '“' | '"' | '‘') => open = Some((at + c.len_utf8(), c)),
            (None, '\'') if text[..at].ends_with(|before: char| before.is_whitespace() || before == '(') => open = Some((at + 1, c)),
            (Some((from, '“' | '"')), '”' | '"') | (Some((from, '‘')), '’') => {
                found.push(Span::new(from, at));
                open = None;
            }
            (Some((from, '\'')), '\'') if !text[at + 1..].starts_with(char::is_alphanumeric) => {
                found.push(Span::new(from, at));
                open = None;
            }
            _ => {}
        }
    }
    found
}
