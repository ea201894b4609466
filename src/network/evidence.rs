//! A selection comes in, the statements behind each tie go out.

use super::choice::{Choice, Mode};
use super::select::Selection;
use crate::model::Coding;

/// Two statements that tie two rows (or one statement that ties a row and a column).
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing {
    /// The number of the row.
    pub row: usize,
    /// The number of the other row, or of the column.
    pub other: usize,
    /// The number of the value they speak of.
    pub through: usize,
    /// The row's statement.
    pub a: u32,
    /// The other row's statement; the same one, in a two-mode network.
    pub b: u32,
    /// How far their levels are apart, 0…1: what they add to conflict; the rest to 1 is what they add to congruence.
    pub distance: f64,
}

/// All pairs of statements behind the ties of a network, by row, other, value and statement; those that `wanted` names.
///
/// Cost: the number of pairs, which can be that of all statements squared: ask for few ties.
pub fn evidence(selection: &Selection<'_>, choice: &Choice, wanted: &dyn Fn(usize, usize) -> bool) -> Vec<Pairing> {
    let mut placed: Vec<(usize, usize, usize, u32)> = Vec::with_capacity(selection.statements.len());
    for statement in &selection.statements {
        if let Some((row, column, level)) = selection.place(*statement) {
            placed.push((column, row, level, *statement));
        }
    }
    placed.sort_by_key(|(column, row, _, statement)| (*column, *row, *statement));
    let mut found = Vec::new();
    for (at, (column, row, level, a)) in placed.iter().enumerate() {
        if choice.mode != Mode::One {
            if wanted(*row, *column) {
                found.push(Pairing { row: *row, other: *column, through: *column, a: *a, b: *a, distance: 0.0 });
            }
            continue;
        }
        let same = placed[at + 1..].iter().take_while(|other| other.0 == *column);
        for (_, other, other_level, b) in same.filter(|other| other.1 != *row && wanted(*row, other.1)) {
            let distance = selection.levels.distance(*level, *other_level);
            found.push(Pairing { row: *row, other: *other, through: *column, a: *a, b: *b, distance });
        }
    }
    found.sort_by_key(|pairing| (pairing.row, pairing.other, pairing.through, pairing.a, pairing.b));
    found
}

/// What a statement says, and where it stands. What the coding does not hold is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words<'c> {
    /// Its id.
    pub id: String,
    /// Its document.
    pub document: &'c str,
    /// When it was made.
    pub date: String,
    /// Where its words begin in the text of the document, as the coding counts.
    pub start: &'c str,
    /// Where they end.
    pub end: &'c str,
    /// The words: of the variable `quote` or `text`.
    pub quote: &'c str,
}

/// The words of a statement, by the variables `quote` or `text`, `start`, and `end` or `stop`.
#[must_use]
pub fn words(coding: &Coding, statement: u32) -> Words<'_> {
    let at = statement as usize;
    let value = |names: [&str; 2]| names.iter().find_map(|name| coding.variable(name)).map_or("", |variable| variable.value(at));
    Words {
        id: coding.id(at),
        document: coding.documents.as_ref().map_or("", |documents| documents.value(at)),
        date: coding.time(at).map_or_else(String::new, |time| time.to_string()),
        start: value(["start", "start"]),
        end: value(["end", "stop"]),
        quote: value(["quote", "text"]),
    }
}

/// The probability that a statement is right, by the variable `confidence`; none if it has no number from 0 to 1 there.
#[must_use]
pub fn confidence(coding: &Coding, statement: usize) -> Option<f64> {
    let written = coding.variable("confidence")?.value(statement);
    written.trim().parse().ok().filter(|p| (0.0..=1.0).contains(p))
}
