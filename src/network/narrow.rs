//! A network comes in, what is to be left of it goes out: the heavier ties, the surroundings of one node, the most connected nodes.

use super::choice::Isolates;
use crate::error::{Error, Result};
use crate::model::Network;
use crate::text::near::did_you_mean;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What is to be left. The default leaves all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sieve {
    /// Ties whose size is below this go; a conflict counts by its size.
    pub min_weight: f64,
    /// For each tie, row after row, whether it may stay; none if all may.
    pub standing: Option<Vec<bool>>,
    /// Only this node, those tied to it, and what is between them stay.
    pub ego: Option<String>,
    /// So many nodes stay: those whose ties weigh most together by size, the first by name of equals; in a two-mode network, rows.
    pub top: Option<usize>,
}

/// Which nodes and ties stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    rows: Vec<usize>,
    columns: Vec<usize>,
    min_weight: f64,
    standing: Option<Vec<bool>>,
}

impl Sieve {
    /// Whether all stays.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Sifts: first by weight, then to the surroundings of the node, then to the most connected. Nodes that are left without a tie go,
    /// unless isolates are to be kept and neither a node nor a number of nodes is named.
    ///
    /// # Errors
    /// If there is no such node.
    pub fn sift(&self, network: &Network, isolates: Isolates) -> Result<Kept> {
        let all = Kept {
            rows: (0..network.rows.len()).collect(),
            columns: (0..network.columns.len()).collect(),
            min_weight: self.min_weight,
            standing: self.standing.clone(),
        };
        let named = self.ego.is_some() || self.top.is_some();
        if self.is_none() || (isolates == Isolates::Keep && !named) {
            return Ok(all);
        }
        let left = all.masked(network);
        let n = left.rows.len();
        let node = |column: usize| if left.one_mode { column } else { n + column };
        let mut ties: Vec<[usize; 2]> =
            left.dyads().filter(|(row, column)| left.weight(*row, *column) != 0.0).map(|(row, column)| [row, node(column)]).collect();
        let mut nodes: BTreeSet<usize> = ties.iter().flatten().copied().collect();
        if let Some(ego) = &self.ego {
            let own = numbered(network, ego)?;
            let near = ties.iter().filter(|tie| tie.contains(&own)).flatten().copied();
            nodes = near.chain([own]).collect();
            ties.retain(|tie| tie.iter().all(|end| nodes.contains(end)));
        }
        if let Some(top) = self.top {
            let counted = |node: usize| left.one_mode || node < n;
            let size = |tie: &[usize; 2]| left.weight(tie[0], if left.one_mode { tie[1] } else { tie[1] - n }).abs();
            let mut sums = vec![0.0; n + network.columns.len()];
            for tie in &ties {
                for end in tie {
                    sums[*end] += size(tie);
                }
            }
            let own = self.ego.as_ref().map(|ego| numbered(network, ego)).transpose()?;
            let mut order: Vec<(usize, f64)> = nodes.iter().copied().filter(|node| counted(*node)).map(|node| (node, sums[node])).collect();
            let first = |a: usize, b: usize| (Some(b) == own).cmp(&(Some(a) == own));
            order.sort_by(|a, b| match first(a.0, b.0) {
                Ordering::Equal => b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)),
                other => other,
            });
            let kept: BTreeSet<usize> = order.into_iter().take(top).map(|(node, _)| node).collect();
            ties.retain(|tie| tie.iter().all(|end| kept.contains(end) || !counted(*end)));
            nodes = ties.iter().flatten().copied().chain(kept).collect();
        }
        let (rows, columns): (Vec<usize>, Vec<usize>) = nodes.into_iter().partition(|node| *node < n);
        let columns = if left.one_mode { rows.clone() } else { columns.into_iter().map(|node| node - n).collect() };
        Ok(Kept { rows, columns, ..all })
    }
}

/// The number of the node of this name, in any case if no other fits; columns come after rows.
fn numbered(network: &Network, name: &str) -> Result<usize> {
    let columns: &[String] = if network.one_mode { &[] } else { &network.columns };
    let all = || network.rows.iter().chain(columns);
    let found = all().position(|known| known == name).or_else(|| all().position(|known| known.to_lowercase() == name.to_lowercase()));
    found.ok_or_else(|| {
        Error::new(format!("there is no node `{name}` (named by --ego)")).hint(did_you_mean(name, all().map(String::as_str)))
    })
}

impl Kept {
    /// The network with all of its nodes; ties that go are 0.
    #[must_use]
    pub fn masked(&self, network: &Network) -> Network {
        let mut left = network.clone();
        for (at, weight) in left.weights.iter_mut().enumerate() {
            let stands = self.standing.as_ref().is_none_or(|standing| standing[at]);
            if !stands || weight.abs() < self.min_weight {
                *weight = 0.0;
            }
        }
        for row in 0..left.rows.len() {
            for column in 0..left.columns.len() {
                if self.rows.binary_search(&row).is_err() || self.columns.binary_search(&column).is_err() {
                    left.weights[row * network.columns.len() + column] = 0.0;
                }
            }
        }
        left
    }

    /// The network of the nodes and ties that stay.
    #[must_use]
    pub fn of(&self, network: &Network) -> Network {
        let names = |all: &[String], kept: &[usize]| kept.iter().map(|at| all[*at].clone()).collect::<Vec<_>>();
        Network {
            rows: names(&network.rows, &self.rows),
            columns: names(&network.columns, &self.columns),
            weights: self.ties(&self.masked(network).weights, network.columns.len()),
            one_mode: network.one_mode,
        }
    }

    /// Those of a list with an entry for each tie of a network with so many columns, row after row, that are of nodes that stay.
    #[must_use]
    pub fn ties<T: Clone>(&self, all: &[T], columns: usize) -> Vec<T> {
        let place = |row: &usize| self.columns.iter().map(move |column| row * columns + column).collect::<Vec<_>>();
        self.rows.iter().flat_map(place).filter_map(|at| all.get(at).cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network() -> Network {
        let names = ["A", "B", "C", "D"].map(str::to_owned).to_vec();
        let weights = vec![0.0, 3.0, -1.0, 0.0, 3.0, 0.0, -2.0, 0.0, -1.0, -2.0, 0.0, 0.5, 0.0, 0.0, 0.5, 0.0];
        Network { rows: names.clone(), columns: names, weights, one_mode: true }
    }

    fn left(sieve: &Sieve) -> (String, Vec<f64>) {
        let kept = sieve.sift(&network(), Isolates::Leave).unwrap().of(&network());
        (kept.rows.concat(), kept.dyads().map(|(a, b)| kept.weight(a, b)).collect())
    }

    #[test]
    fn light_ties_go_by_size_and_nodes_without_a_tie_with_them() {
        assert_eq!(left(&Sieve { min_weight: 2.0, ..Sieve::default() }), ("ABC".to_owned(), vec![3.0, 0.0, -2.0]));
        assert_eq!(left(&Sieve::default()).0, "ABCD");
        let standing = (0..16).map(|at| at == 11 || at == 14).collect();
        assert_eq!(left(&Sieve { standing: Some(standing), ..Sieve::default() }), ("CD".to_owned(), vec![0.5]));
    }

    #[test]
    fn an_ego_has_its_neighbours_and_the_heaviest_stay() {
        assert_eq!(left(&Sieve { ego: Some("a".to_owned()), ..Sieve::default() }), ("ABC".to_owned(), vec![3.0, -1.0, -2.0]));
        assert_eq!(left(&Sieve { top: Some(2), ..Sieve::default() }), ("AB".to_owned(), vec![3.0]));
        assert_eq!(left(&Sieve { top: Some(2), ego: Some("D".to_owned()), ..Sieve::default() }), ("CD".to_owned(), vec![0.5]));
        let error = Sieve { ego: Some("Q".to_owned()), ..Sieve::default() }.sift(&network(), Isolates::Leave).unwrap_err();
        assert!(error.to_string().contains("--ego"), "{error}");
    }

    #[test]
    fn of_two_modes_the_rows_are_counted() {
        let names = |all: [&str; 2]| all.map(str::to_owned).to_vec();
        let network = Network { rows: names(["A", "B"]), columns: names(["x", "y"]), weights: vec![1.0, 0.0, 1.0, 4.0], one_mode: false };
        let kept = Sieve { top: Some(1), ..Sieve::default() }.sift(&network, Isolates::Leave).unwrap().of(&network);
        assert_eq!((kept.rows.concat(), kept.columns.concat(), kept.weights), ("B".to_owned(), "xy".to_owned(), vec![1.0, 4.0]));
        let kept = Sieve { ego: Some("y".to_owned()), ..Sieve::default() }.sift(&network, Isolates::Leave).unwrap().of(&network);
        assert_eq!((kept.rows.concat(), kept.columns.concat()), ("B".to_owned(), "y".to_owned()));
    }
}
