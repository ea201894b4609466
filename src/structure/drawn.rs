//! Ideal points, and those of drawn positions, come in; how much places move from draw to draw goes out.

use super::ideal::{Held, Space, ideal_points};
use crate::learn::Random;
use rayon::prelude::*;

/// The deviation of each actor's place on the line over draws: of documents, of claims or of propositions. None for an actor that is in
/// fewer than two draws.
///
/// A line has no direction of its own: each draw is turned so that its places go with those of the whole. Places are compared as they
/// are, in units of how far actors lie apart.
///
/// Cost: actors × draws. Source: Lewis and Poole, "Measuring bias and uncertainty in ideal point estimates via the parametric
/// bootstrap" (2004); here what is drawn is what was said.
#[must_use]
pub fn drawn_places(whole: &Space, draws: &[Space]) -> Vec<Option<f64>> {
    let turned: Vec<(&Space, f64)> = draws.iter().map(|draw| (draw, turn(whole, draw))).collect();
    let deviation = |actor: usize| {
        let there = turned.iter().filter(|(draw, _)| draw.actors[actor].positions > 0);
        let places: Vec<f64> = there.map(|(draw, turn)| turn * draw.actors[actor].at[0]).collect();
        let n = places.len() as f64;
        let mean = places.iter().sum::<f64>() / n;
        (places.len() > 1).then(|| (places.iter().map(|place| (place - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt())
    };
    (0..whole.actors.len()).map(deviation).collect()
}

/// 1 if a draw points where the whole does, −1 if the other way.
fn turn(whole: &Space, draw: &Space) -> f64 {
    let both = whole.actors.iter().zip(&draw.actors).filter(|(_, drawn)| drawn.positions > 0);
    let product: f64 = both.map(|(known, drawn)| known.at[0] * drawn.at[0]).sum();
    if product < 0.0 { -1.0 } else { 1.0 }
}

/// The lines of so many draws of propositions: as many as there are, with replacement, one drawn twice being two that are alike. What
/// if other things had been debated? `done` is called after each, from any thread; the seed is fixed by `seed`.
///
/// Cost: `draws` × [`ideal_points`].
#[must_use]
pub fn of_drawn_propositions(
    actors: usize,
    propositions: usize,
    held: &[Held],
    draws: usize,
    seed: u64,
    done: &(dyn Fn() + Sync),
) -> Vec<Space> {
    let mut by_proposition: Vec<Vec<Held>> = vec![Vec::new(); propositions];
    for one in held {
        by_proposition[one.proposition].push(*one);
    }
    let mut random = Random(seed);
    let chosen: Vec<Vec<usize>> = (0..draws).map(|_| (0..propositions).map(|_| random.below(propositions)).collect()).collect();
    let one = |chosen: &Vec<usize>| {
        let of = |(new, old): (usize, &usize)| by_proposition[*old].iter().map(move |one| Held { proposition: new, ..*one });
        let drawn: Vec<Held> = chosen.iter().enumerate().flat_map(of).collect();
        let space = ideal_points(actors, propositions, &drawn, 1);
        done();
        space
    };
    chosen.par_iter().map(one).collect()
}
