//! Ties come in, those that stand out go out; or propositions come in, those that carry the network go out.

use super::square::Square;

/// A tie, and how much it stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The one node.
    pub a: usize,
    /// The other, with a higher number.
    pub b: usize,
    /// The weight of the tie.
    pub weight: f64,
    /// The probability that chance gives the tie so great a share of what its node has to give, at that end at which it is
    /// smaller: 0…1, the smaller the more it stands out.
    pub alpha: f64,
}

/// The disparity filter: all ties that are not 0 with their probability, by nodes. If a node with k ties shared out its strength by
/// chance, a tie would have at least the share p with probability `(1 − p)^(k − 1)`. A backbone keeps what is below a level, such
/// as .05. For conflict the size of the weight counts; a node with one tie says nothing of it.
///
/// Source: Serrano, Boguñá and Vespignani, "Extracting the multiscale backbone of complex weighted networks" (2009).
#[must_use]
pub fn disparity(ties: Square<'_>) -> Vec<Standing> {
    let others = |node: usize| (0..ties.n).filter(move |other| *other != node).map(move |other| ties.at(node, other).abs());
    let strength: Vec<f64> = (0..ties.n).map(|node| others(node).sum()).collect();
    let degree: Vec<i32> =
        (0..ties.n).map(|node| i32::try_from(others(node).filter(|weight| *weight > 0.0).count()).unwrap_or(i32::MAX)).collect();
    let alpha = |node: usize, weight: f64| {
        if degree[node] > 1 { (1.0 - weight.abs() / strength[node]).max(0.0).powi(degree[node] - 1) } else { 1.0 }
    };
    let mut found = Vec::new();
    for a in 0..ties.n {
        for b in (a + 1..ties.n).filter(|b| ties.at(a, *b) != 0.0) {
            let weight = ties.at(a, b);
            found.push(Standing { a, b, weight, alpha: alpha(a, weight).min(alpha(b, weight)) });
        }
    }
    found
}

/// Propositions that carry a network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Carrying {
    /// Whether each proposition is among them.
    pub of: Vec<bool>,
    /// How alike the network made of them alone and the whole one are, 0…1: the cosine of their ties.
    pub likeness: f64,
    /// What was made least: `1 − likeness + penalty · share of the propositions`.
    pub loss: f64,
}

/// The penalised backbone: the set of propositions that alone gives the most similar network, each costing `penalty / number`.
///
/// `levels` is `actors × propositions`: positive − negative statements. The network is that of their products, `Σ_j x_ij·x_i′j`:
/// the `subtract` network, on a scale of two levels. Propositions are taken out one by one from all, and put in one by one from none,
/// always that with the least loss; from the best set of each row single ones are put in, taken out or exchanged while that helps. What the field's program compares are the eigenvalues
/// of the two networks; here it is the ties themselves.
///
/// Cost: actors × propositions² to begin with, then propositions³. After Leifeld's backbone of discourse networks.
#[must_use]
pub fn carrying(levels: &[f64], propositions: usize, penalty: f64) -> Carrying {
    let m = propositions;
    let gram = gram(levels, m);
    let search = Search { m, whole: (0..m).map(|j| gram[j * m..(j + 1) * m].iter().sum()).collect(), gram, penalty };
    let (loss, of) =
        [true, false].map(|full| search.from(full)).into_iter().reduce(|a, b| if b.0 < a.0 - CLOSE { b } else { a }).unwrap_or_default();
    Carrying { likeness: search.likeness(&of), loss, of }
}

/// Smaller gains are those of rounding.
const CLOSE: f64 = 1e-12;

/// For every two propositions the product of the networks that each gives, over pairs of actors:
/// `((x_j·x_k)² − Σ_i x_ij²·x_ik²) / 2`.
fn gram(levels: &[f64], m: usize) -> Vec<f64> {
    let mut found = vec![0.0; m * m];
    let mut squares = vec![0.0; m * m];
    for row in levels.chunks(m.max(1)) {
        for j in (0..m).filter(|j| row[*j] != 0.0) {
            for k in 0..m {
                let product = row[j] * row[k];
                found[j * m + k] += product;
                squares[j * m + k] += product * product;
            }
        }
    }
    found.iter().zip(&squares).map(|(dot, squares)| (dot * dot - squares) / 2.0).collect()
}

struct Search {
    m: usize,
    gram: Vec<f64>,
    /// The product of each proposition's network with the whole one.
    whole: Vec<f64>,
    penalty: f64,
}

impl Search {
    /// The best set that is found from all propositions, or from none.
    fn from(&self, full: bool) -> (f64, Vec<bool>) {
        let mut now = vec![full; self.m];
        let mut best = (self.loss(&now), now.clone());
        while let Some((loss, j)) = self.best_change(&now, &|j| now[j] == full) {
            now[j] = !full;
            if loss < best.0 - CLOSE {
                best = (loss, now.clone());
            }
        }
        while let Some(better) = self.neighbour(&best.1).filter(|(loss, _)| *loss < best.0 - CLOSE) {
            best = better;
        }
        best
    }

    fn likeness(&self, of: &[bool]) -> f64 {
        let inside: Vec<usize> = (0..self.m).filter(|j| of[*j]).collect();
        let (square, with) = self.sums(&inside);
        self.cosine(square, with)
    }

    /// The product of the network that some propositions give with itself, and with the whole one.
    fn sums(&self, inside: &[usize]) -> (f64, f64) {
        let square = inside.iter().map(|j| inside.iter().map(|k| self.gram[j * self.m + k]).sum::<f64>()).sum();
        (square, inside.iter().map(|j| self.whole[*j]).sum())
    }

    fn cosine(&self, square: f64, with: f64) -> f64 {
        let all: f64 = self.whole.iter().sum();
        if square > 0.0 && all > 0.0 { (with / (square * all).sqrt()).clamp(0.0, 1.0) } else { 0.0 }
    }

    fn loss(&self, of: &[bool]) -> f64 {
        let count = of.iter().filter(|is_in| **is_in).count();
        1.0 - self.likeness(of) + self.penalty * count as f64 / self.m.max(1) as f64
    }

    /// The best set with one of these propositions put in or taken out: its loss, and which; of equals the first.
    fn best_change(&self, of: &[bool], which: &dyn Fn(usize) -> bool) -> Option<(f64, usize)> {
        let inside: Vec<usize> = (0..self.m).filter(|j| of[*j]).collect();
        let (square, with) = self.sums(&inside);
        let mut best: Option<(f64, usize)> = None;
        for j in (0..self.m).filter(|j| which(*j)) {
            let row: f64 = inside.iter().map(|k| self.gram[j * self.m + k]).sum();
            let own = self.gram[j * self.m + j];
            let (square, with, count) = if of[j] {
                (square - 2.0 * row + own, with - self.whole[j], inside.len() - 1)
            } else {
                (square + 2.0 * row + own, with + self.whole[j], inside.len() + 1)
            };
            let square = if count == 0 { 0.0 } else { square };
            let loss = 1.0 - self.cosine(square, with) + self.penalty * count as f64 / self.m as f64;
            if best.is_none_or(|(known, _)| loss < known - CLOSE) {
                best = Some((loss, j));
            }
        }
        best
    }

    /// The best of the sets that differ in one proposition, or in one put in for another.
    fn neighbour(&self, of: &[bool]) -> Option<(f64, Vec<bool>)> {
        let changed = |of: &[bool], j: usize| {
            let mut of = of.to_vec();
            of[j] = !of[j];
            of
        };
        let mut best = self.best_change(of, &|_| true).map(|(loss, j)| (loss, changed(of, j)));
        for out in (0..self.m).filter(|j| of[*j]) {
            let without = changed(of, out);
            if let Some((loss, j)) = self.best_change(&without, &|j| !of[j])
                && best.as_ref().is_none_or(|(known, _)| loss < known - CLOSE)
            {
                best = Some((loss, changed(&without, j)));
            }
        }
        best
    }
}
