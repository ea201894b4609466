//! What a page for the desk consists of: headings, sentences, tables. It says nothing about paper or screen; the media do.

use crate::model::Stance;
use std::borrow::Cow;

/// A page: what one command has to say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Its parts in order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of a section.
    Heading(String),
    /// A sentence or two of fixed words and counts.
    Text(String),
    /// Words that a source said, and where.
    Quote(Quote),
    /// A table.
    Table(Table),
    /// A chart of shares. It shows nothing that no table of the page holds; only media that draw show it.
    Bars(Bars),
}

/// Words that a source said, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quote {
    /// What comes before the words: who, on what.
    pub lead: String,
    /// The words, verbatim.
    pub words: String,
    /// Where they stand.
    pub source: String,
}

/// A chart of shares: one bar a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bars {
    /// What the chart shows.
    pub caption: String,
    /// The bars, from the top.
    pub rows: Vec<Bar>,
}

/// A bar: what it is of, and how many there are of each tone, in the order in which they are drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// The counts.
    pub parts: Vec<(Tone, usize)>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Its name, as a sheet of a workbook bears it: short, lower case, no spaces.
    pub name: String,
    /// What it shows, in words.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
    /// How many columns on the left name the row, and stay in sight.
    pub keys: usize,
    /// Whether the cells after the keys are marks of a few letters, one column an actor.
    pub is_grid: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in files for programs: a public contract.
    pub name: Cow<'static, str>,
    /// Its heading for people.
    pub label: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
    /// Where it is shown.
    pub seen: Seen,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Short text.
    Text,
    /// Running words: wide, and wrapped.
    Words,
    /// A number.
    Number,
    /// A mark: a stance or a verdict.
    Mark,
}

/// Where a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Everywhere.
    Everywhere,
    /// Only where people read: not in CSV.
    Reading,
    /// Only in CSV and workbooks.
    Data,
}

impl Column {
    /// A column of short text, shown everywhere.
    #[must_use]
    pub fn text(name: &'static str, label: &'static str) -> Self {
        Self { name: name.into(), label: label.into(), kind: Kind::Text, seen: Seen::Everywhere }
    }

    /// A column of running words.
    #[must_use]
    pub fn words(name: &'static str, label: &'static str) -> Self {
        Self { kind: Kind::Words, ..Self::text(name, label) }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(name: &'static str, label: &'static str) -> Self {
        Self { kind: Kind::Number, ..Self::text(name, label) }
    }

    /// A column of marks.
    #[must_use]
    pub fn mark(name: &'static str, label: &'static str) -> Self {
        Self { kind: Kind::Mark, ..Self::text(name, label) }
    }

    /// The same column, only where people read.
    #[must_use]
    pub fn for_reading(self) -> Self {
        Self { seen: Seen::Reading, ..self }
    }

    /// The same column, only in CSV and workbooks.
    #[must_use]
    pub fn for_data(self) -> Self {
        Self { seen: Seen::Data, ..self }
    }
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The name by which cells link to it; empty if none does.
    pub anchor: String,
    /// Its cells.
    pub cells: Vec<Cell>,
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self { anchor: String::new(), cells }
    }
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// The same in a few letters, for narrow places; empty if it has no short form.
    pub short: String,
    /// What it is coloured by.
    pub tone: Tone,
    /// More on it, shown where there is a way to: the quote behind a mark.
    pub note: String,
    /// The anchor of the row it leads to; empty if it leads nowhere.
    pub link: String,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl Cell {
    /// A cell with a count.
    #[must_use]
    pub fn count(count: usize) -> Self {
        count.to_string().into()
    }

    /// A cell with a number of three decimals.
    #[must_use]
    pub fn number(number: f64) -> Self {
        crate::export::sheet::fixed(number).into()
    }

    /// The same cell in a tone.
    #[must_use]
    pub fn in_tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// The same cell with a link to the row of that anchor.
    #[must_use]
    pub fn linked(self, link: impl Into<String>) -> Self {
        Self { link: link.into(), ..self }
    }
}

/// What a cell is coloured by. A tone never says what the words do not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// By nothing.
    #[default]
    Plain,
    /// A stance.
    Stance(Stance),
    /// Nothing was said.
    Silent,
    /// Two hold the same; a sentence is supported.
    Agree,
    /// They differ softly; nothing is known.
    Differ,
    /// They conflict; a sentence says too much.
    Conflict,
}

impl Tone {
    /// All tones.
    pub const ALL: [Self; 11] = [
        Self::Plain,
        Self::Stance(Stance::Support),
        Self::Stance(Stance::Qualified),
        Self::Stance(Stance::Practice),
        Self::Stance(Stance::Undecided),
        Self::Stance(Stance::Reservation),
        Self::Stance(Stance::Oppose),
        Self::Silent,
        Self::Agree,
        Self::Differ,
        Self::Conflict,
    ];

    /// Its name, as style sheets use it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Stance(stance) => stance.name(),
            Self::Silent => "silent",
            Self::Agree => "agree",
            Self::Differ => "differ",
            Self::Conflict => "conflict",
        }
    }

    /// Its ground on white paper, as RRGGBB; dark letters are readable on each. Blue-green for, orange-red against, so that who
    /// does not tell red from green tells them apart.
    #[must_use]
    pub fn light(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Silent => None,
            Self::Stance(Stance::Support) | Self::Agree => Some("A9DBD3"),
            Self::Stance(Stance::Qualified) => Some("D6EEE9"),
            Self::Stance(Stance::Practice) => Some("D9E6F5"),
            Self::Stance(Stance::Undecided) => Some("E9E7E1"),
            Self::Stance(Stance::Reservation) | Self::Differ => Some("FBE3C2"),
            Self::Stance(Stance::Oppose) | Self::Conflict => Some("F3B49B"),
        }
    }

    /// Its ground on a dark screen; light letters are readable on each.
    #[must_use]
    pub fn dark(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Silent => None,
            Self::Stance(Stance::Support) | Self::Agree => Some("0F5A50"),
            Self::Stance(Stance::Qualified) => Some("224A45"),
            Self::Stance(Stance::Practice) => Some("2A405C"),
            Self::Stance(Stance::Undecided) => Some("44433E"),
            Self::Stance(Stance::Reservation) | Self::Differ => Some("5C4417"),
            Self::Stance(Stance::Oppose) | Self::Conflict => Some("7A3019"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours by WCAG 2: 1…21.
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |hex: &str| {
            let part = |at: usize| {
                let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
        };
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn letters_can_be_read_on_every_tone() {
        for tone in Tone::ALL {
            if let (Some(light), Some(dark)) = (tone.light(), tone.dark()) {
                assert!(contrast(light, "1B1F24") >= 7.0, "{tone:?} light");
                assert!(contrast(dark, "F2F2F0") >= 7.0, "{tone:?} dark");
            }
        }
    }

    #[test]
    fn tones_have_names_of_their_own() {
        let names: std::collections::BTreeSet<&str> = Tone::ALL.iter().map(|tone| tone.name()).collect();
        assert_eq!(names.len(), Tone::ALL.len());
    }
}
