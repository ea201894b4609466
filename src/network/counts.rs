//! Statements come in, `x_ijk` goes out: how much each row says of each column at each level.

use super::select::Selection;

/// How much one row says of a column at one level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The row.
    pub row: u32,
    /// The level.
    pub level: u16,
    /// The sum of the weights of the statements.
    pub x: f64,
}

/// The counts of all columns. Only what is not zero is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// The number of rows.
    pub rows: usize,
    /// The number of levels.
    pub levels: usize,
    /// Where the cells of each column begin, and behind the last where they end.
    starts: Vec<usize>,
    cells: Vec<Cell>,
}

/// Up to so many cells are counted in a full table (256 MB); above, statements are sorted.
const FULL: usize = 1 << 25;

impl Counts {
    /// Counts the statements of a selection, each with the weight that `weigh` gives it. One pass over the statements, then one
    /// over the cells; statements that sort differently but weigh the same give the same counts.
    #[must_use]
    pub fn of(selection: &Selection<'_>, statements: &[u32], weigh: &dyn Fn(u32) -> f64) -> Self {
        Self::with_limit(selection, statements, weigh, FULL)
    }

    fn with_limit(selection: &Selection<'_>, statements: &[u32], weigh: &dyn Fn(u32) -> f64, full: usize) -> Self {
        let (rows, columns, levels) = (selection.rows.len(), selection.columns.len(), selection.levels.places.len());
        let size = rows.checked_mul(columns).and_then(|size| size.checked_mul(levels));
        let mut counts = Self { rows, levels, starts: vec![0], cells: Vec::new() };
        if let Some(size) = size.filter(|size| *size <= full) {
            let mut table = vec![0.0_f64; size];
            for statement in statements {
                if let Some((row, column, level)) = selection.place(*statement) {
                    table[(column * rows + row) * levels + level] += weigh(*statement);
                }
            }
            for column in table.chunks(rows.saturating_mul(levels).max(1)).take(columns) {
                counts.push_column(column.iter().enumerate().map(|(at, x)| (at, *x)));
            }
        } else {
            let mut keyed: Vec<(usize, usize, f64)> = statements
                .iter()
                .filter_map(|statement| selection.place(*statement).map(|place| (place, weigh(*statement))))
                .map(|((row, column, level), x)| (column, row * levels + level, x))
                .collect();
            // The sort is stable, so that weights are summed in the order of the statements here too.
            keyed.sort_by_key(|(column, at, _)| (*column, *at));
            let mut rest = keyed.as_slice();
            for column in 0..columns {
                let (here, later) = rest.split_at(rest.partition_point(|key| key.0 <= column));
                counts.push_column(here.chunk_by(|a, b| a.1 == b.1).map(|same| (same[0].1, same.iter().map(|key| key.2).sum())));
                rest = later;
            }
        }
        counts.starts.resize(columns + 1, counts.cells.len());
        counts
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 2^32 rows and 2^16 levels")]
    fn push_column(&mut self, column: impl Iterator<Item = (usize, f64)>) {
        let levels = self.levels;
        let cell = |(at, x): (usize, f64)| Cell { row: (at / levels) as u32, level: (at % levels) as u16, x };
        self.cells.extend(column.filter(|(_, x)| *x != 0.0).map(cell));
        self.starts.push(self.cells.len());
    }

    /// The cells of each column, by row and level.
    pub fn columns(&self) -> impl Iterator<Item = &[Cell]> {
        self.starts.windows(2).map(|range| &self.cells[range[0]..range[1]])
    }

    /// The number of columns.
    #[must_use]
    pub fn n_columns(&self) -> usize {
        self.starts.len() - 1
    }

    /// How much each row says in all.
    #[must_use]
    pub fn activity(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.rows];
        for cell in &self.cells {
            sums[cell.row as usize] += cell.x;
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coding, Variable};
    use crate::network::{Aggregate, Choice};

    #[test]
    fn the_full_table_and_the_sorted_statements_count_alike() {
        let numbers: Vec<u32> = (0..500_u32).map(|at| at.wrapping_mul(2_654_435_761) >> 7).collect();
        let column = |name: &str, modulus: u32, shift: u32| {
            let texts: Vec<String> = numbers.iter().map(|number| ((number >> shift) % modulus).to_string()).collect();
            Variable::new(name, texts.iter().map(String::as_str))
        };
        let coding = Coding { variables: vec![column("a", 7, 0), column("b", 5, 3), column("q", 2, 9)], ..Coding::default() };
        let choice = Choice { aggregate: Aggregate::Congruence, ..Choice::new("a", "b", Some("q")) };
        let selection = Selection::new(&coding, &choice).unwrap();
        let weigh = |statement: u32| f64::from(statement % 3) * 0.1;
        let full = Counts::with_limit(&selection, &selection.statements, &weigh, usize::MAX);
        assert_eq!(full, Counts::with_limit(&selection, &selection.statements, &weigh, 0));
        assert_eq!(full.n_columns(), 5);
    }
}
