//! A one-mode network comes in, its symmetric matrix of ties goes out.

use crate::error::{Error, Result};
use crate::model::Network;

/// The ties between `n` nodes: symmetric, row after row; the diagonal is not looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Square<'a> {
    /// The number of nodes.
    pub n: usize,
    /// `n × n` weights.
    pub weights: &'a [f64],
}

impl<'a> Square<'a> {
    /// The ties of a network.
    ///
    /// # Errors
    /// If it is two-mode.
    pub fn of(network: &'a Network) -> Result<Self> {
        if network.one_mode && network.weights.len() == network.rows.len() * network.rows.len() {
            return Ok(Self { n: network.rows.len(), weights: &network.weights });
        }
        Err(Error::new("the structure of a network is that of ties between nodes of one kind").hint("use --mode one"))
    }

    /// The weight of a tie.
    ///
    /// # Panics
    /// If there is no such node.
    #[must_use]
    pub fn at(&self, a: usize, b: usize) -> f64 {
        self.weights[a * self.n + b]
    }

    /// The other nodes tied to a node by a weight above 0, ascending.
    pub fn friends(self, node: usize) -> impl Iterator<Item = (usize, f64)> + 'a {
        let row = &self.weights[node * self.n..(node + 1) * self.n];
        row.iter().copied().enumerate().filter(move |(other, weight)| *other != node && *weight > 0.0)
    }
}
