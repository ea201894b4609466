//! Positions come in, places of actors and propositions on one or two dimensions go out, with how sure they are.

use super::grid::Grid;
use super::items::Model;

/// What one actor holds of one proposition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// The actor.
    pub actor: usize,
    /// The proposition.
    pub proposition: usize,
    /// −1 (against) … 1 (for): the mean level of its statements.
    pub level: f64,
}

/// A place, and how sure it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// One number a dimension.
    pub at: Vec<f64>,
    /// Their standard deviations.
    pub sd: Vec<f64>,
    /// How many positions it rests on.
    pub positions: usize,
}

/// A proposition among the actors.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Divide {
    /// How sharply it divides actors along each dimension: positive where those with higher numbers are for it.
    pub slope: Place,
    /// How readily it is supported: the log-odds that an actor in the middle (0) is for it.
    pub ease: f64,
    /// Its standard deviation.
    pub ease_sd: f64,
}

/// Actors and propositions in one space. An actor at θ is for a proposition with slope a and ease b with probability
/// `1 / (1 + e^−(a·θ + b))`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Space {
    /// The number of dimensions.
    pub dimensions: usize,
    /// The actors; about 0, with variance 1 or less. An actor without positions is at 0 with deviation 1: nothing is known of it.
    pub actors: Vec<Place>,
    /// The propositions.
    pub propositions: Vec<Divide>,
    /// Of the positions that take a side, the share that lie on the side that the model holds for likelier.
    pub right: f64,
    /// The same if each proposition's more frequent side is always guessed.
    pub guessed: f64,
    /// How often everything was estimated anew.
    pub rounds: usize,
    /// The variance of the slopes' prior, as estimated.
    pub slope_variance: f64,
    /// The variance of the eases' prior, as estimated.
    pub ease_variance: f64,
}

/// The most rounds.
const ROUNDS: usize = 300;

/// Estimates the space of `actors × propositions` from what is held; what is missing says nothing. An item response model with two
/// parameters a proposition on a line, three in a plane. Slopes and eases are those with the greatest posterior probability, the places
/// of actors being summed out over a grid by expectation and maximisation. Their priors are normal with mean 0 and variances that are
/// estimated along with them, as if five propositions were known besides that have variances 4 and 9; so where propositions
/// divide weakly, what looks sharp by chance is not taken for sharp. Slopes are drawn towards 0 by it. An actor's place is the mean of its posterior distribution (normal prior with variance 1), its deviation that of this distribution. A level
/// between −1 and 1 counts as the share (level + 1)/2 of a vote. Where it begins is fixed (the main axes of the positions), nothing is
/// drawn.
///
/// A dimension has no direction of its own: the axes are turned so that the first divides most, and each points to where the
/// proposition that it divides most (the first of equals) is supported. The deviations of places take the propositions for known,
/// so that they are somewhat too small; those of propositions are of the observed information, which counts that places are not known
/// (Louis), each proposition by itself. [`super::drawn_places`] tells deviations that take nothing for known.
///
/// Cost: rounds × positions × points of the grid (61 on a line, 361 in a plane). Source: Bock and Aitkin, "Marginal maximum
/// likelihood estimation of item parameters" (1981); Clinton, Jackman and Rivers, "The statistical analysis of roll call data"
/// (2004); Louis, "Finding the observed information matrix when using the EM algorithm" (1982); for shares of a vote Papke and Wooldridge, "Econometric methods for fractional response variables" (1996).
#[must_use]
pub fn ideal_points(actors: usize, propositions: usize, held: &[Held], dimensions: usize) -> Space {
    let d = dimensions.clamp(1, 2);
    let grid = Grid::new(d);
    let mut model = Model::begin(actors, propositions, held, d);
    let mut rounds = 0;
    while rounds < ROUNDS && !held.is_empty() {
        rounds += 1;
        let shares = model.places(&grid, actors, held);
        if model.is_still(&grid, &shares, held) {
            break;
        }
    }
    let shares = model.places(&grid, actors, held);
    let mut spreads = model.spreads(&grid, &shares, held);
    let (mut means, mut covariances) = grid.moments(&shares);
    let axes = model.axes();
    let mut whole = vec![vec![0.0; d + 1]; d + 1];
    whole[0][0] = 1.0;
    for (axis, row) in axes.iter().zip(&mut whole[1..]) {
        row[1..].copy_from_slice(axis);
    }
    turned(&mut means, &mut covariances, &axes);
    turned(&mut model.parameters, &mut spreads, &whole);
    let found = space(d, &Normals { means, covariances }, &Normals { means: model.parameters, covariances: spreads }, held);
    Space { rounds, slope_variance: model.slope_variance, ease_variance: model.ease_variance, ..found }
}

/// Means and covariances of several things of the same size, one after the other.
struct Normals {
    means: Vec<f64>,
    covariances: Vec<f64>,
}

/// Turns means and covariances to new axes.
fn turned(means: &mut [f64], covariances: &mut [f64], axes: &[Vec<f64>]) {
    let size = axes.len();
    for (mean, spread) in means.chunks_mut(size).zip(covariances.chunks_mut(size * size)) {
        let (old, known) = (mean.to_vec(), spread.to_vec());
        for i in 0..size {
            mean[i] = (0..size).map(|k| axes[i][k] * old[k]).sum();
            for j in 0..size {
                spread[i * size + j] = (0..size * size).map(|kl| axes[i][kl / size] * known[kl] * axes[j][kl % size]).sum();
            }
        }
    }
}

fn space(d: usize, actors: &Normals, propositions: &Normals, held: &[Held]) -> Space {
    let size = d + 1;
    let deviation = |spread: &[f64], of: usize, i: usize| spread[i * of + i].max(0.0).sqrt();
    let place =
        |(mean, spread): (&[f64], &[f64])| Place { at: mean.to_vec(), sd: (0..d).map(|i| deviation(spread, d, i)).collect(), positions: 0 };
    let divide = |(mean, spread): (&[f64], &[f64])| Divide {
        slope: Place { at: mean[1..].to_vec(), sd: (1..size).map(|i| deviation(spread, size, i)).collect(), positions: 0 },
        ease: mean[0],
        ease_sd: deviation(spread, size, 0),
    };
    let mut actors: Vec<Place> = actors.means.chunks(d).zip(actors.covariances.chunks(d * d)).map(place).collect();
    let mut propositions: Vec<Divide> =
        propositions.means.chunks(size).zip(propositions.covariances.chunks(size * size)).map(divide).collect();
    let mut sides = vec![[0_usize; 2]; propositions.len()];
    let mut right = 0;
    for one in held {
        actors[one.actor].positions += 1;
        let divide = &mut propositions[one.proposition];
        divide.slope.positions += 1;
        if one.level != 0.0 {
            let odds = divide.ease + divide.slope.at.iter().zip(&actors[one.actor].at).map(|(a, x)| a * x).sum::<f64>();
            right += usize::from((odds > 0.0) == (one.level > 0.0));
            sides[one.proposition][usize::from(one.level > 0.0)] += 1;
        }
    }
    let sided: usize = sides.iter().flatten().sum();
    let guessed: usize = sides.iter().map(|sides| sides[0].max(sides[1])).sum();
    let share = |count: usize| if sided > 0 { count as f64 / sided as f64 } else { 0.0 };
    Space { dimensions: d, actors, propositions, right: share(right), guessed: share(guessed), ..Space::default() }
}
