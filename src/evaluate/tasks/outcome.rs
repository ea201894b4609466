//! What measuring a task gives: figures, and what was said of each example.

use std::fmt::Write;

/// A measured figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What was told, and by which measure: "claim or not, macro-F1".
    pub name: String,
    /// Its value, usually 0…1.
    pub value: f64,
    /// On how many examples it was measured.
    pub n: usize,
}

/// What measuring a task gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// How it was measured, in a few words.
    pub how: String,
    /// The figures.
    pub figures: Vec<Figure>,
    /// The names of the columns of `predictions`.
    pub columns: Vec<&'static str>,
    /// One row an example and question.
    pub predictions: Vec<Vec<String>>,
}

impl Outcome {
    /// Adds a figure.
    pub(super) fn figure(&mut self, name: impl Into<String>, value: f64, n: usize) {
        self.figures.push(Figure { name: name.into(), value, n });
    }

    /// The figures as lines for people.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{}\n", self.how);
        let width = self.figures.iter().map(|figure| figure.name.chars().count()).max().unwrap_or(0);
        for figure in &self.figures {
            let _ = writeln!(out, "  {:width$}  {:.3}  of {}", figure.name, figure.value, figure.n);
        }
        out
    }

    /// The predictions as a table with tabs; white space within cells becomes single spaces.
    #[must_use]
    pub fn predictions_tsv(&self) -> String {
        let mut out = self.columns.join("\t");
        out.push('\n');
        for row in &self.predictions {
            let cells: Vec<String> = row.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            out.push_str(&cells.join("\t"));
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_predictions_as_text() {
        let mut outcome = Outcome { how: "held out".to_owned(), columns: vec!["id", "said"], ..Outcome::default() };
        outcome.figure("claim or not, macro-F1", 0.75, 40);
        outcome.predictions.push(vec!["1".to_owned(), "a\tb\nc".to_owned()]);
        assert_eq!(outcome.text(), "held out\n  claim or not, macro-F1  0.750  of 40\n");
        assert_eq!(outcome.predictions_tsv(), "id\tsaid\n1\ta b c\n");
    }
}
