//! A selection and its ideal points come in, how much places move from draw to draw goes out.

use super::terminal::Progress;
use crate::error::Result;
use crate::network::{self, Choice, Counts, Draws, Selection};
use crate::structure::{self, Held, Space};
use rayon::prelude::*;

/// So many draws are kept at a time, to be estimated side by side.
const AT_ONCE: usize = 16;

/// The deviations of the places of actors on the line.
pub(super) struct Moved {
    /// Over draws of what `--draw` names.
    pub(super) drawn: Vec<Option<f64>>,
    /// Over draws of propositions.
    pub(super) propositions: Vec<Option<f64>>,
}

/// Draws statements, and propositions, and estimates the line of each. `positions` gives what is held by the counts of a draw.
pub(super) fn moved(
    selection: &Selection<'_>,
    choice: &Choice,
    draws: &Draws,
    (line, held): (&Space, &[Held]),
    positions: &dyn Fn(&Counts) -> Vec<Held>,
) -> Result<Moved> {
    let (actors, propositions) = (selection.rows.len(), selection.columns.len());
    let progress = Progress::sized("lines", 2 * draws.number, draws.number * held.len() / 100);
    let mut spaces = Vec::new();
    let mut waiting: Vec<Vec<Held>> = Vec::new();
    let estimate = |waiting: &mut Vec<Vec<Held>>, spaces: &mut Vec<Space>| {
        let one = |held: Vec<Held>| {
            let space = structure::ideal_points(actors, propositions, &held, 1);
            progress.step();
            space
        };
        spaces.par_extend(std::mem::take(waiting).into_par_iter().map(one));
    };
    network::each_sample(selection, choice, draws, &mut |statements, weigh| {
        waiting.push(positions(&Counts::of(selection, statements, weigh)));
        if waiting.len() == AT_ONCE {
            estimate(&mut waiting, &mut spaces);
        }
        Ok(())
    })?;
    estimate(&mut waiting, &mut spaces);
    let drawn = structure::drawn_places(line, &spaces);
    let spaces = structure::of_drawn_propositions(actors, propositions, held, draws.number, draws.seed, &|| progress.step());
    progress.finish();
    Ok(Moved { drawn, propositions: structure::drawn_places(line, &spaces) })
}
