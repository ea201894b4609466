//! Counts come in, a network of rows and columns goes out.

use super::choice::{Aggregate, Choice, Compat, Normalize};
use super::counts::{Cell, Counts};
use super::scale::{Levels, Scale};
use crate::error::{Error, Result};

/// The weights, row after row.
///
/// - ignore: `Σ_k x_ijk`.
/// - subtract: `Σ_k k·x_ijk`; on the scale 0…1 its 0 counts −1.
/// - combine: 0 nothing, 1 only positive, 2 only negative, 3 both. On the scale 0…1 its 0 is negative. On other scales the sides
///   are those of the scale's middle, and 4 is only the middle itself; for `--compat dna` the code is then the sum of 2^r over
///   the levels that occur, r being the rank of the level from the highest (0) down.
/// - activity divides by `Σ_j Σ_k x_ijk`, prominence by `Σ_i Σ_k x_ijk`. A weight over 0 is 0.
///
/// Source: Leifeld, Gruber and Bossner, *Discourse Network Analyzer Manual* (2018), sections 2.5 and 2.6.
///
/// # Errors
/// If names that are either equal or not are to be subtracted or combined.
pub(super) fn weights(counts: &Counts, levels: &Levels, choice: &Choice) -> Result<Vec<f64>> {
    if levels.scale == Scale::Nominal && choice.aggregate != Aggregate::Ignore {
        return Err(Error::new(format!("`{}` needs levels that are for or against", super::Named::name(choice.aggregate)))
            .hint("use --aggregate ignore, or a --qualifier with numbers"));
    }
    let columns = counts.n_columns();
    let activity = counts.activity();
    let mut weights = vec![0.0; counts.rows * columns];
    for (at, column) in counts.columns().enumerate() {
        let prominence: f64 = column.iter().map(|cell| cell.x).sum();
        for cells in column.chunk_by(|a, b| a.row == b.row) {
            let row = cells[0].row as usize;
            let value = value(cells, levels, choice);
            let divisor = match choice.normalize {
                Normalize::Activity => activity[row],
                Normalize::Prominence => prominence,
                Normalize::None | Normalize::Average | Normalize::Jaccard | Normalize::Cosine => 1.0,
            };
            weights[row * columns + at] = if divisor > 0.0 { value / divisor } else { 0.0 };
        }
    }
    Ok(weights)
}

fn value(cells: &[Cell], levels: &Levels, choice: &Choice) -> f64 {
    match choice.aggregate {
        Aggregate::Subtract => cells.iter().map(|cell| cell.x * levels.signed(usize::from(cell.level))).sum(),
        Aggregate::Combine => code(cells, levels, choice.compat),
        Aggregate::Ignore | Aggregate::Congruence | Aggregate::Conflict => cells.iter().map(|cell| cell.x).sum(),
    }
}

fn code(cells: &[Cell], levels: &Levels, compat: Compat) -> f64 {
    let said = cells.iter().filter(|cell| cell.x > 0.0).map(|cell| usize::from(cell.level));
    let Scale::From(low, high) = levels.scale else { return 0.0 };
    if compat == Compat::Dna && !levels.is_binary() {
        return said.map(|level| 2.0_f64.powi(i32::try_from(levels.places.len() - 1 - level).unwrap_or(0))).sum();
    }
    let middle = f64::midpoint(low, high);
    let (mut positive, mut negative, mut neutral) = (false, false, false);
    for level in said {
        let place = levels.places[level];
        positive |= place > middle;
        negative |= place < middle;
        neutral |= place.total_cmp(&middle).is_eq();
    }
    match (positive, negative, neutral) {
        (true, true, _) => 3.0,
        (true, false, _) => 1.0,
        (false, true, _) => 2.0,
        (false, false, true) => 4.0,
        (false, false, false) => 0.0,
    }
}
