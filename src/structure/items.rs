//! Positions, and how likely each actor is to be at each point, come in; how each proposition divides them goes out.

use super::eigen::{inverse, is_positive_definite, jacobi};
use super::grid::Grid;
use super::ideal::Held;

/// When no slope and no ease changes more than this in a round, it is done.
const STILL: f64 = 1e-3;

/// Variances of slope and ease to begin with; the variance of a place is 1.
const SLOPE: f64 = 4.0;
const EASE: f64 = 9.0;

/// So many propositions are taken to be known besides, with those variances.
const BESIDES: f64 = 5.0;

/// The propositions.
pub(super) struct Model {
    d: usize,
    propositions: usize,
    /// Of each its ease and slopes.
    pub(super) parameters: Vec<f64>,
    /// Prior variance of slopes.
    pub(super) slope_variance: f64,
    /// Prior variance of eases.
    pub(super) ease_variance: f64,
}

impl Model {
    /// Each proposition's ease is the log-odds of its support, its slopes how it goes with the main axes.
    pub(super) fn begin(actors: usize, propositions: usize, held: &[Held], d: usize) -> Self {
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
        Self { d, propositions, parameters, slope_variance: SLOPE, ease_variance: EASE }
    }

    fn of(&self, proposition: usize) -> &[f64] {
        &self.parameters[proposition * (self.d + 1)..(proposition + 1) * (self.d + 1)]
    }

    /// For each actor how likely it is to be at each point of the grid.
    pub(super) fn places(&self, grid: &Grid, actors: usize, held: &[Held]) -> Vec<f64> {
        let g = grid.len();
        // Of each proposition the log-probabilities of being for it and against it, at each point.
        let mut sides = [Vec::with_capacity(self.propositions * g), Vec::with_capacity(self.propositions * g)];
        for proposition in 0..self.propositions {
            for point in grid.points() {
                let odds = log_odds(self.of(proposition), point);
                let against = -(odds.max(0.0) + (-odds.abs()).exp().ln_1p());
                sides[0].push(odds + against);
                sides[1].push(against);
            }
        }
        let mut shares = grid.prior().repeat(actors);
        for one in held {
            let here = &mut shares[one.actor * g..(one.actor + 1) * g];
            for (side, vote) in parts(one) {
                let known = &sides[side][one.proposition * g..(one.proposition + 1) * g];
                here.iter_mut().zip(known).for_each(|(sum, known)| *sum += vote * known);
            }
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
        let mut sides = [vec![0.0; self.propositions * g], vec![0.0; self.propositions * g]];
        for one in held {
            let shares = &shares[one.actor * g..(one.actor + 1) * g];
            for (side, vote) in parts(one) {
                let sums = &mut sides[side][one.proposition * g..(one.proposition + 1) * g];
                sums.iter_mut().zip(shares).for_each(|(sum, share)| *sum += vote * share);
            }
        }
        let [votes, mut spoken] = sides;
        spoken.iter_mut().zip(&votes).for_each(|(spoken, votes)| *spoken += votes);
        (spoken, votes)
    }

    /// Sets each proposition to its best parameters for these places, by Newton's method, and the priors' variances to theirs; whether
    /// no parameter changed by more than a little.
    pub(super) fn is_still(&mut self, grid: &Grid, shares: &[f64], held: &[Held]) -> bool {
        let (g, size) = (grid.len(), self.d + 1);
        let (spoken, votes) = self.votes(grid, shares, held);
        let prior = self.prior();
        let (mut changed, mut squares) = (0.0_f64, vec![0.0; size]);
        for proposition in 0..self.propositions {
            let at = proposition * g..(proposition + 1) * g;
            let (spoken, votes) = (&spoken[at.clone()], &votes[at]);
            let mut spread = Vec::new();
            for _ in 0..4 {
                let (up, bend) = slopes(self.of(proposition), &prior, grid, spoken, votes);
                spread = inverse(&bend, size);
                let mut step: Vec<f64> = (0..size).map(|i| (0..size).map(|j| spread[i * size + j] * up[j]).sum()).collect();
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
            for (i, square) in squares.iter_mut().enumerate() {
                *square += self.of(proposition)[i].powi(2) + spread[i * size + i];
            }
        }
        let of = self.propositions as f64 + BESIDES;
        self.ease_variance = (squares[0] + BESIDES * EASE) / of;
        self.slope_variance = (squares[1..].iter().sum::<f64>() / self.d as f64 + BESIDES * SLOPE) / of;
        changed < STILL
    }

    /// The prior variance of each parameter.
    fn prior(&self) -> Vec<f64> {
        (0..=self.d).map(|i| if i == 0 { self.ease_variance } else { self.slope_variance }).collect()
    }

    /// The covariance of each proposition's parameters: the inverse of how the posterior bends when places are summed out, which is
    /// how it would bend if they were known, less the variance of how it would rise (Louis 1982).
    pub(super) fn spreads(&self, grid: &Grid, shares: &[f64], held: &[Held]) -> Vec<f64> {
        let (g, size) = (grid.len(), self.d + 1);
        let (spoken, votes) = self.votes(grid, shares, held);
        let prior = self.prior();
        let mut unknown = vec![0.0; self.propositions * size * size];
        let mut likely = Vec::with_capacity(self.propositions * g);
        for proposition in 0..self.propositions {
            likely.extend(grid.points().map(|point| probability(self.of(proposition), point)));
        }
        let (mut mean, mut square) = (vec![0.0; size], vec![0.0; size * size]);
        for one in held {
            let vote = f64::midpoint(one.level, 1.0);
            let likely = &likely[one.proposition * g..(one.proposition + 1) * g];
            mean.fill(0.0);
            square.fill(0.0);
            for ((share, p), point) in shares[one.actor * g..(one.actor + 1) * g].iter().zip(likely).zip(grid.points()) {
                let rest = vote - p;
                for i in 0..size {
                    let rise = share * rest * part(point, i);
                    mean[i] += rise;
                    for j in 0..size {
                        square[i * size + j] += rise * rest * part(point, j);
                    }
                }
            }
            let here = &mut unknown[one.proposition * size * size..(one.proposition + 1) * size * size];
            for (at, sum) in here.iter_mut().enumerate() {
                *sum += square[at] - mean[at / size] * mean[at % size];
            }
        }
        let one = |proposition: usize| {
            let at = proposition * g..(proposition + 1) * g;
            let bend = slopes(self.of(proposition), &prior, grid, &spoken[at.clone()], &votes[at]).1;
            let unknown = &unknown[proposition * size * size..(proposition + 1) * size * size];
            let less: Vec<f64> = bend.iter().zip(unknown).map(|(bend, unknown)| bend - unknown).collect();
            // Where the two are about equal, rounding may leave no bend at all.
            inverse(if is_positive_definite(&less, size) { &less } else { &bend }, size)
        };
        (0..self.propositions).flat_map(one).collect()
    }

    /// The new axes in terms of the old ones: the first divides most, and each points to where what it divides most is supported.
    pub(super) fn axes(&self) -> Vec<Vec<f64>> {
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

/// The votes for (0) and against (1) that a position is made of: mostly one of them.
fn parts(one: &Held) -> impl Iterator<Item = (usize, f64)> {
    let vote = f64::midpoint(one.level, 1.0);
    [(0, vote), (1, 1.0 - vote)].into_iter().filter(|(_, vote)| *vote > 0.0)
}

/// The log-odds of support at a point.
fn log_odds(parameters: &[f64], point: &[f64]) -> f64 {
    parameters[0] + parameters[1..].iter().zip(point).map(|(a, x)| a * x).sum::<f64>()
}

/// The probability of support at a point.
fn probability(parameters: &[f64], point: &[f64]) -> f64 {
    1.0 / (1.0 + (-log_odds(parameters, point)).exp())
}

/// By what the i-th parameter is multiplied at a point.
fn part(point: &[f64], i: usize) -> f64 {
    if i == 0 { 1.0 } else { point[i - 1] }
}

/// How the log-posterior of a proposition's parameters rises with each, and how it bends downwards.
fn slopes(parameters: &[f64], prior: &[f64], grid: &Grid, spoken: &[f64], votes: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let size = parameters.len();
    let mut up: Vec<f64> = parameters.iter().zip(prior).map(|(parameter, prior)| -parameter / prior).collect();
    let mut bend: Vec<f64> = (0..size * size).map(|at| if at / size == at % size { 1.0 / prior[at / size] } else { 0.0 }).collect();
    for (point, (spoken, votes)) in grid.points().zip(spoken.iter().zip(votes)).filter(|(_, (spoken, _))| **spoken > 0.0) {
        let p = probability(parameters, point);
        for i in 0..size {
            up[i] += (votes - spoken * p) * part(point, i);
            for j in 0..size {
                bend[i * size + j] += spoken * p * (1.0 - p) * part(point, i) * part(point, j);
            }
        }
    }
    (up, bend)
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
