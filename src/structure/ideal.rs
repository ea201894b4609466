//! Positions come in, places of actors and propositions on one or two dimensions go out, with how sure they are.

use super::eigen::{inverse, jacobi};

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
const ROUNDS: usize = 500;

/// When no place moves farther than this in a round, it is done.
const STILL: f64 = 1e-4;

/// Prior variances of slope and ease; that of a place is 1.
const SLOPE: f64 = 4.0;
const EASE: f64 = 9.0;

/// Estimates the space of `actors × propositions` from what is held; what is missing says nothing. An item response model with two
/// parameters a proposition, fitted by variational expectation and maximisation with normal priors; a level between −1 and 1 counts
/// as the share (level + 1)/2 of a vote. Where it begins is fixed (the main axes of the positions), nothing is drawn.
///
/// A dimension has no direction of its own: the axes are turned so that the first divides most, and each points to where the
/// proposition that it divides most (the first of equals) is supported. The deviations are those of the variational normal
/// distribution: they know nothing of doubts about the model itself and are somewhat too small.
///
/// Cost: rounds × positions × dimensions². Source: Imai, Lo and Olmsted, "Fast Estimation of Ideal Points with Massive Data" (2016);
/// Jaakkola and Jordan, "Bayesian parameter estimation via variational methods" (2000); for shares of a vote Papke and
/// Wooldridge, "Econometric methods for fractional response variables" (1996).
#[must_use]
pub fn ideal_points(actors: usize, propositions: usize, held: &[Held], dimensions: usize) -> Space {
    let d = dimensions.clamp(1, 2);
    let mut state = State::begin(actors, propositions, held, d);
    let mut rounds = 0;
    while rounds < ROUNDS && !held.is_empty() {
        rounds += 1;
        state.curve(held);
        let by_proposition = state.update_propositions(held);
        let by_actor = state.update_actors(held);
        if by_proposition.max(by_actor) < STILL {
            break;
        }
    }
    state.turn();
    state.space(held, rounds)
}

/// A normal distribution for each of several things of the same size.
struct Normals {
    size: usize,
    mean: Vec<f64>,
    /// Covariances, `size × size` each.
    spread: Vec<f64>,
}

impl Normals {
    fn new(count: usize, size: usize, variances: &[f64]) -> Self {
        let spread = |at: usize| if at / size == at % size { variances[at / size] } else { 0.0 };
        let one: Vec<f64> = (0..size * size).map(spread).collect();
        Self { size, mean: vec![0.0; count * size], spread: one.repeat(count) }
    }

    fn mean(&self, at: usize) -> &[f64] {
        &self.mean[at * self.size..(at + 1) * self.size]
    }

    fn spread(&self, at: usize) -> &[f64] {
        &self.spread[at * self.size * self.size..(at + 1) * self.size * self.size]
    }

    /// `E[x_i·x_j]`.
    fn product(&self, at: usize, i: usize, j: usize) -> f64 {
        self.spread(at)[i * self.size + j] + self.mean(at)[i] * self.mean(at)[j]
    }

    /// Sets each to the distribution with these precisions and precision-weighted means; how far a mean moved.
    fn set(&mut self, precision: &[f64], pull: &[f64]) -> f64 {
        let size = self.size;
        let mut moved = 0.0_f64;
        for at in 0..self.mean.len() / size {
            let spread = inverse(&precision[at * size * size..(at + 1) * size * size], size);
            let pull = &pull[at * size..(at + 1) * size];
            for i in 0..size {
                let mean: f64 = (0..size).map(|j| spread[i * size + j] * pull[j]).sum();
                moved = moved.max((mean - self.mean[at * size + i]).abs());
                self.mean[at * size + i] = mean;
            }
            self.spread[at * size * size..(at + 1) * size * size].copy_from_slice(&spread);
        }
        moved
    }
}

struct State {
    d: usize,
    /// θ: one number a dimension.
    actors: Normals,
    /// (ease, slopes).
    propositions: Normals,
    /// For each position how strongly the logistic curve bends there.
    bend: Vec<f64>,
}

impl State {
    /// Everybody at 0 but for the main axes of the positions, by which the actors are put apart.
    fn begin(actors: usize, propositions: usize, held: &[Held], d: usize) -> Self {
        let mut variances = vec![EASE];
        variances.resize(d + 1, SLOPE);
        let mut state = Self {
            d,
            actors: Normals::new(actors, d, &vec![1.0; d]),
            propositions: Normals::new(propositions, d + 1, &variances),
            bend: vec![0.25; held.len()],
        };
        for (axis, places) in axes(actors, propositions, held, d).iter().enumerate() {
            for (actor, place) in places.iter().enumerate() {
                state.actors.mean[actor * d + axis] = *place;
            }
        }
        state
    }

    /// `E[(a·θ + b)²]` gives the bend `tanh(c/2) / 2c` with c its root.
    fn curve(&mut self, held: &[Held]) {
        let d = self.d;
        for (bend, one) in self.bend.iter_mut().zip(held) {
            let mut square = self.propositions.product(one.proposition, 0, 0);
            for i in 0..d {
                square += 2.0 * self.propositions.product(one.proposition, 0, i + 1) * self.actors.mean(one.actor)[i];
                for j in 0..d {
                    square += self.propositions.product(one.proposition, i + 1, j + 1) * self.actors.product(one.actor, i, j);
                }
            }
            let c = square.max(0.0).sqrt();
            *bend = if c < 1e-6 { 0.25 } else { (c / 2.0).tanh() / (2.0 * c) };
        }
    }

    fn update_propositions(&mut self, held: &[Held]) -> f64 {
        let size = self.d + 1;
        let count = self.propositions.mean.len() / size;
        let (mut precision, mut pull) = (vec![0.0; count * size * size], vec![0.0; count * size]);
        for at in 0..count {
            for i in 0..size {
                precision[(at * size + i) * size + i] = 1.0 / if i == 0 { EASE } else { SLOPE };
            }
        }
        for (one, bend) in held.iter().zip(&self.bend) {
            let place = self.actors.mean(one.actor);
            let base = one.proposition * size;
            for i in 0..size {
                let x = if i == 0 { 1.0 } else { place[i - 1] };
                pull[base + i] += one.level / 2.0 * x;
                for j in 0..size {
                    precision[(base + i) * size + j] += bend
                        * match (i, j) {
                            (0, 0) => 1.0,
                            (0, j) => place[j - 1],
                            (i, 0) => place[i - 1],
                            (i, j) => self.actors.product(one.actor, i - 1, j - 1),
                        };
                }
            }
        }
        self.propositions.set(&precision, &pull)
    }

    fn update_actors(&mut self, held: &[Held]) -> f64 {
        let d = self.d;
        let count = self.actors.mean.len() / d;
        let (mut precision, mut pull) = (vec![0.0; count * d * d], vec![0.0; count * d]);
        for at in 0..count {
            for i in 0..d {
                precision[(at * d + i) * d + i] = 1.0;
            }
        }
        for (one, bend) in held.iter().zip(&self.bend) {
            let parameters = self.propositions.mean(one.proposition);
            for i in 0..d {
                let both = self.propositions.product(one.proposition, 0, i + 1);
                pull[one.actor * d + i] += one.level / 2.0 * parameters[i + 1] - bend * both;
                for j in 0..d {
                    precision[(one.actor * d + i) * d + j] += bend * self.propositions.product(one.proposition, i + 1, j + 1);
                }
            }
        }
        self.actors.set(&precision, &pull)
    }

    /// Turns the axes so that the first divides most, and fixes where they point.
    fn turn(&mut self) {
        let (d, size) = (self.d, self.d + 1);
        let count = self.propositions.mean.len() / size;
        let mut moments = vec![0.0; d * d];
        for at in 0..count {
            for (place, moment) in moments.iter_mut().enumerate() {
                *moment += self.propositions.mean(at)[place / d + 1] * self.propositions.mean(at)[place % d + 1];
            }
        }
        let (_, vectors) = jacobi(&moments, d);
        // New axis k, the greatest eigenvalue first, in terms of the old ones.
        let mut axes: Vec<Vec<f64>> = (0..d).rev().map(|k| (0..d).map(|i| vectors[i * d + k]).collect()).collect();
        for axis in &mut axes {
            let slope = |at: usize| (0..d).map(|i| axis[i] * self.propositions.mean(at)[i + 1]).sum::<f64>();
            let sharpest = (0..count).map(slope).fold(0.0_f64, |best, slope| if slope.abs() > best.abs() + STILL { slope } else { best });
            if sharpest < 0.0 {
                axis.iter_mut().for_each(|part| *part = -*part);
            }
        }
        let mut whole = vec![vec![0.0; size]; size];
        whole[0][0] = 1.0;
        for k in 0..d {
            whole[k + 1][1..].copy_from_slice(&axes[k]);
        }
        turned(&mut self.actors, &axes);
        turned(&mut self.propositions, &whole);
    }

    fn space(self, held: &[Held], rounds: usize) -> Space {
        let (d, size) = (self.d, self.d + 1);
        let deviation = |normals: &Normals, at: usize, i: usize| normals.spread(at)[i * normals.size + i].max(0.0).sqrt();
        let mut actors: Vec<Place> = (0..self.actors.mean.len() / d)
            .map(|at| Place {
                at: self.actors.mean(at).to_vec(),
                sd: (0..d).map(|i| deviation(&self.actors, at, i)).collect(),
                positions: 0,
            })
            .collect();
        let mut propositions: Vec<Divide> = (0..self.propositions.mean.len() / size)
            .map(|at| Divide {
                slope: Place {
                    at: self.propositions.mean(at)[1..].to_vec(),
                    sd: (1..size).map(|i| deviation(&self.propositions, at, i)).collect(),
                    positions: 0,
                },
                ease: self.propositions.mean(at)[0],
                ease_sd: deviation(&self.propositions, at, 0),
            })
            .collect();
        let mut sides = vec![[0_usize; 2]; propositions.len()];
        let mut right = 0;
        for one in held {
            actors[one.actor].positions += 1;
            propositions[one.proposition].slope.positions += 1;
            if one.level != 0.0 {
                let divide = &propositions[one.proposition];
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
}

/// Turns means and covariances to new axes.
fn turned(normals: &mut Normals, axes: &[Vec<f64>]) {
    let size = normals.size;
    for at in 0..normals.mean.len() / size {
        let mean = normals.mean(at).to_vec();
        let spread = normals.spread(at).to_vec();
        for i in 0..size {
            normals.mean[at * size + i] = (0..size).map(|k| axes[i][k] * mean[k]).sum();
            for j in 0..size {
                let sum = (0..size * size).map(|kl| axes[i][kl / size] * spread[kl] * axes[j][kl % size]).sum();
                normals.spread[(at * size + i) * size + j] = sum;
            }
        }
    }
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
            places.iter_mut().for_each(|place| *place /= length);
        }
        found.push(places);
    }
    found
}
