//! Positions come in, places of actors and propositions on one or two dimensions go out, with how sure they are.

use super::eigen::{inverse, jacobi};
use super::grid::Grid;

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
}

/// The most rounds.
const ROUNDS: usize = 300;

/// When no slope and no ease changes more than this in a round, it is done.
const STILL: f64 = 1e-3;

/// Prior variances of slope and ease; that of a place is 1.
const SLOPE: f64 = 4.0;
const EASE: f64 = 9.0;

/// Estimates the space of `actors × propositions` from what is held; what is missing says nothing. An item response model with two
/// parameters a proposition on a line, three in a plane. Slopes and eases are those with the greatest posterior probability (normal
/// priors with variances 4 and 9), the places of actors being summed out over a grid by expectation and maximisation. An actor's
/// place is the mean of its posterior distribution (normal prior with variance 1), its deviation that of this distribution. A level
/// between −1 and 1 counts as the share (level + 1)/2 of a vote. Where it begins is fixed (the main axes of the positions), nothing is
/// drawn.
///
/// A dimension has no direction of its own: the axes are turned so that the first divides most, and each points to where the
/// proposition that it divides most (the first of equals) is supported. The deviations of places take the propositions for known,
/// and those of propositions the places, so that they are somewhat too small.
///
/// Cost: rounds × positions × points of the grid (61 on a line, 361 in a plane). Source: Bock and Aitkin, "Marginal maximum
/// likelihood estimation of item parameters" (1981); Clinton, Jackman and Rivers, "The statistical analysis of roll call data"
/// (2004); for shares of a vote Papke and Wooldridge, "Econometric methods for fractional response variables" (1996).
#[must_use]
pub fn ideal_points(actors: usize, propositions: usize, held: &[Held], dimensions: usize) -> Space {
    let d = dimensions.clamp(1, 2);
    let grid = Grid::new(d);
    let mut model = Model::begin(actors, propositions, held, d);
    let mut rounds = 0;
    while rounds < ROUNDS && !held.is_empty() {
        rounds += 1;
        let shares = model.places(&grid, actors, held);
        if model.maximise(&grid, &shares, held) < STILL {
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
    space(d, &Normals { means, covariances }, &Normals { means: model.parameters, covariances: spreads }, held, rounds)
}

/// Means and covariances of several things of the same size, one after the other.
struct Normals {
    means: Vec<f64>,
    covariances: Vec<f64>,
}

/// The propositions.
struct Model {
    d: usize,
    propositions: usize,
    /// Of each its ease and slopes.
    parameters: Vec<f64>,
}

impl Model {
    /// Each proposition's ease is the log-odds of its support, its slopes how it goes with the main axes.
    fn begin(actors: usize, propositions: usize, held: &[Held], d: usize) -> Self {
        let size = d + 1;
        let mut parameters = vec![0.0; propositions * size];
        let (mut votes, mut count) = (vec![0.0; propositions], vec![0.0_f64; propositions]);
        for one in held {
            votes[one.proposition] += f64::midpoint(one.level, 1.0);
            count[one.proposition] += 1.0;
        }
        for (at, (votes, count)) in votes.iter().zip(&count).enumerate() {
            parameters[at * size] = ((votes + 0.5) / (count - votes + 0.5)).ln();
        }
        for (axis, places) in axes(actors, propositions, held, d).iter().enumerate() {
            for one in held {
                let part = one.level * places[one.actor] / count[one.proposition];
                parameters[one.proposition * size + axis + 1] += 2.0 * part;
            }
        }
        Self { d, propositions, parameters }
    }

    fn of(&self, proposition: usize) -> &[f64] {
        &self.parameters[proposition * (self.d + 1)..(proposition + 1) * (self.d + 1)]
    }

    /// For each actor how likely it is to be at each point of the grid.
    fn places(&self, grid: &Grid, actors: usize, held: &[Held]) -> Vec<f64> {
        let g = grid.len();
        // Of each proposition the log-odds, and the log-probability of being against it, at each point.
        let mut odds = Vec::with_capacity(self.propositions * g);
        let mut against = Vec::with_capacity(self.propositions * g);
        for proposition in 0..self.propositions {
            for point in grid.points() {
                let at = log_odds(self.of(proposition), point);
                odds.push(at);
                against.push(-(at.max(0.0) + (-at.abs()).exp().ln_1p()));
            }
        }
        let mut shares = grid.prior().repeat(actors);
        for one in held {
            let share = f64::midpoint(one.level, 1.0);
            let from = one.proposition * g..(one.proposition + 1) * g;
            let known = odds[from.clone()].iter().zip(&against[from]);
            let here = &mut shares[one.actor * g..(one.actor + 1) * g];
            here.iter_mut().zip(known).for_each(|(sum, (odds, against))| *sum += share * odds + against);
        }
        for here in shares.chunks_mut(g) {
            let top = here.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for share in &mut *here {
                *share = (*share - top).exp();
            }
            let sum: f64 = here.iter().sum();
            for share in &mut *here {
                *share /= sum;
            }
        }
        shares
    }

    /// For each proposition and point how many actors spoke of it from there, and how many votes for it they gave.
    fn votes(&self, grid: &Grid, shares: &[f64], held: &[Held]) -> (Vec<f64>, Vec<f64>) {
        let g = grid.len();
        let (mut spoken, mut votes) = (vec![0.0; self.propositions * g], vec![0.0; self.propositions * g]);
        for one in held {
            let vote = f64::midpoint(one.level, 1.0);
            let at = one.proposition * g..(one.proposition + 1) * g;
            let sums = spoken[at.clone()].iter_mut().zip(&mut votes[at]);
            for ((spoken, votes), share) in sums.zip(&shares[one.actor * g..(one.actor + 1) * g]) {
                *spoken += share;
                *votes += share * vote;
            }
        }
        (spoken, votes)
    }

    /// Sets each proposition to its best parameters for these places, by Newton's method; the greatest change.
    fn maximise(&mut self, grid: &Grid, shares: &[f64], held: &[Held]) -> f64 {
        let (g, size) = (grid.len(), self.d + 1);
        let (spoken, votes) = self.votes(grid, shares, held);
        let mut changed = 0.0_f64;
        for proposition in 0..self.propositions {
            let at = proposition * g..(proposition + 1) * g;
            let (spoken, votes) = (&spoken[at.clone()], &votes[at]);
            for _ in 0..4 {
                let (up, bend) = slopes(self.of(proposition), grid, spoken, votes);
                let inverse = inverse(&bend, size);
                let mut step: Vec<f64> = (0..size).map(|i| (0..size).map(|j| inverse[i * size + j] * up[j]).sum()).collect();
                // A step of more than 1 is shortened: far from the top the curve bends otherwise.
                let longest = step.iter().fold(1.0_f64, |longest, step| longest.max(step.abs()));
                for part in &mut step {
                    *part /= longest;
                }
                let here = &mut self.parameters[proposition * size..(proposition + 1) * size];
                here.iter_mut().zip(&step).for_each(|(parameter, step)| *parameter += step);
                let moved = step.iter().fold(0.0_f64, |most, step| most.max(step.abs()));
                changed = changed.max(moved);
                if moved < STILL / 10.0 {
                    break;
                }
            }
        }
        changed
    }

    /// The covariance of each proposition's parameters: the inverse of how the posterior bends.
    fn spreads(&self, grid: &Grid, shares: &[f64], held: &[Held]) -> Vec<f64> {
        let g = grid.len();
        let (spoken, votes) = self.votes(grid, shares, held);
        let one = |proposition: usize| {
            let at = proposition * g..(proposition + 1) * g;
            inverse(&slopes(self.of(proposition), grid, &spoken[at.clone()], &votes[at]).1, self.d + 1)
        };
        (0..self.propositions).flat_map(one).collect()
    }

    /// The new axes in terms of the old ones: the first divides most, and each points to where what it divides most is supported.
    fn axes(&self) -> Vec<Vec<f64>> {
        let d = self.d;
        let mut moments = vec![0.0; d * d];
        for proposition in 0..self.propositions {
            for (place, moment) in moments.iter_mut().enumerate() {
                *moment += self.of(proposition)[place / d + 1] * self.of(proposition)[place % d + 1];
            }
        }
        let (_, vectors) = jacobi(&moments, d);
        let mut axes: Vec<Vec<f64>> = (0..d).rev().map(|k| (0..d).map(|i| vectors[i * d + k]).collect()).collect();
        for axis in &mut axes {
            let slope = |proposition: usize| (0..d).map(|i| axis[i] * self.of(proposition)[i + 1]).sum::<f64>();
            let sharper = |best: f64, slope: f64| if slope.abs() > best.abs() + STILL { slope } else { best };
            if (0..self.propositions).map(slope).fold(0.0, sharper) < 0.0 {
                for part in &mut *axis {
                    *part = -*part;
                }
            }
        }
        axes
    }
}

/// The log-odds of support at a point.
fn log_odds(parameters: &[f64], point: &[f64]) -> f64 {
    parameters[0] + parameters[1..].iter().zip(point).map(|(a, x)| a * x).sum::<f64>()
}

/// How the log-posterior of a proposition's parameters rises with each, and how it bends downwards.
fn slopes(parameters: &[f64], grid: &Grid, spoken: &[f64], votes: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let size = parameters.len();
    let prior = |i: usize| if i == 0 { EASE } else { SLOPE };
    let mut up: Vec<f64> = (0..size).map(|i| -parameters[i] / prior(i)).collect();
    let mut bend: Vec<f64> = (0..size * size).map(|at| if at / size == at % size { 1.0 / prior(at / size) } else { 0.0 }).collect();
    for (point, (spoken, votes)) in grid.points().zip(spoken.iter().zip(votes)).filter(|(_, (spoken, _))| **spoken > 0.0) {
        let p = 1.0 / (1.0 + (-log_odds(parameters, point)).exp());
        let x = |i: usize| if i == 0 { 1.0 } else { point[i - 1] };
        for i in 0..size {
            up[i] += (votes - spoken * p) * x(i);
            for j in 0..size {
                bend[i * size + j] += spoken * p * (1.0 - p) * x(i) * x(j);
            }
        }
    }
    (up, bend)
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

fn space(d: usize, actors: &Normals, propositions: &Normals, held: &[Held], rounds: usize) -> Space {
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
    Space { dimensions: d, actors, propositions, right: share(right), guessed: share(guessed), rounds }
}

/// The main axes of the positions, each made of the actors' parts with mean square 1: power iteration on the levels less each
/// proposition's mean, from a fixed beginning.
fn axes(actors: usize, propositions: usize, held: &[Held], d: usize) -> Vec<Vec<f64>> {
    let (mut sum, mut count) = (vec![0.0; propositions], vec![0.0_f64; propositions]);
    for one in held {
        sum[one.proposition] += one.level;
        count[one.proposition] += 1.0;
    }
    let centred: Vec<f64> = held.iter().map(|one| one.level - sum[one.proposition] / count[one.proposition]).collect();
    let mut found: Vec<Vec<f64>> = Vec::new();
    for axis in 0..d {
        let mut places: Vec<f64> = (0..actors).map(|actor| ((actor * (axis + 2)) as f64 * 0.618 + 0.3).fract() - 0.5).collect();
        for _ in 0..100 {
            for known in &found {
                let dot: f64 = known.iter().zip(&places).map(|(x, y)| x * y).sum::<f64>() / actors as f64;
                places.iter_mut().zip(known).for_each(|(place, known)| *place -= dot * known);
            }
            let mut across = vec![0.0; propositions];
            for (one, level) in held.iter().zip(&centred) {
                across[one.proposition] += level * places[one.actor];
            }
            places.fill(0.0);
            for (one, level) in held.iter().zip(&centred) {
                places[one.actor] += level * across[one.proposition];
            }
            let length = (places.iter().map(|place| place * place).sum::<f64>() / actors as f64).sqrt();
            if length <= 0.0 {
                break;
            }
            for place in &mut places {
                *place /= length;
            }
        }
        found.push(places);
    }
    found
}
