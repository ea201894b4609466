//! A half-open range of bytes in a document's text.

use serde::{Deserialize, Serialize};

/// The bytes `start..end` of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words themselves.
    ///
    /// # Panics
    /// If the span does not lie on character boundaries of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// What offsets count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of the text in UTF-8, as Rust and `cut -b` count.
    #[default]
    Byte,
    /// Unicode characters, as Python and R count.
    Char,
    /// Units of UTF-16, as JavaScript and Java count.
    Utf16,
}

/// A text's offsets in another unit.
#[derive(Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    unit: Unit,
    /// For each stretch of [`Self::STEP`] bytes, a byte at which a character begins and its count.
    known: Vec<(usize, usize)>,
}

impl<'a> Offsets<'a> {
    const STEP: usize = 4096;

    /// Counts `text` in `unit`, once.
    #[must_use]
    pub fn new(text: &'a str, unit: Unit) -> Self {
        let mut known = vec![(0, 0)];
        if unit != Unit::Byte {
            let (mut at, mut count) = (0, 0);
            while at + Self::STEP < text.len() {
                let end = (at + Self::STEP..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
                count += length(&text[at..end], unit);
                at = end;
                known.push((at, count));
            }
        }
        Self { text, unit, known }
    }

    /// The offset of the byte `at`, which is where a character begins, or the end of the text.
    #[must_use]
    pub fn of(&self, at: usize) -> usize {
        if self.unit == Unit::Byte {
            return at;
        }
        let (start, count) = self.known[..self.known.partition_point(|(start, _)| *start <= at)].last().copied().unwrap_or_default();
        count + self.text.get(start..at).map_or(0, |between| length(between, self.unit))
    }

    /// A span in the unit.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.of(span.start), self.of(span.end))
    }
}

fn length(text: &str, unit: Unit) -> usize {
    match unit {
        Unit::Byte => text.len(),
        Unit::Char => text.chars().count(),
        Unit::Utf16 => text.chars().map(char::len_utf16).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_in_each_unit_as_a_plain_count_does() {
        let text = "aé🕊 ".repeat(3000);
        for unit in [Unit::Byte, Unit::Char, Unit::Utf16] {
            let offsets = Offsets::new(&text, unit);
            for (at, _) in text.char_indices().step_by(97).chain([(text.len(), ' ')]) {
                assert_eq!(offsets.of(at), length(&text[..at], unit));
            }
        }
    }
}
