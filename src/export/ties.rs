//! A network as the formats of graphs take it: its ties, what their weights mean, and what is known of its nodes.

use super::networks::About;
use crate::model::{Attribute, Network, Slice};
use std::collections::BTreeMap;

/// A network to be written.
#[derive(Debug, Clone, Copy)]
pub struct Ties<'a> {
    /// The network of the whole time.
    pub network: &'a Network,
    /// The same over time; empty if only the whole is written. All slices have the nodes of the whole.
    pub slices: &'a [Slice],
    /// What is said of a tie beside its weight.
    pub about: About<'a>,
    /// What a weight means.
    pub weighs: Weighs,
    /// The nodes of the rows; in a one-mode network all nodes.
    pub rows: Nodes<'a>,
    /// The nodes of the columns; in a one-mode network nothing is taken from here.
    pub columns: Nodes<'a>,
}

/// What is known of nodes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nodes<'a> {
    /// The variable whose values they are, e.g. `organization`.
    pub variable: &'a str,
    /// Columns, by the nodes' names.
    pub attributes: &'a [Attribute],
    /// The names that people read, where they are not the nodes' own.
    pub labels: Option<&'a BTreeMap<String, String>>,
}

/// What the weight of a tie means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighs {
    /// How much is shared, whatever the levels.
    Shared,
    /// How much two nodes agree.
    Congruence,
    /// How much they conflict.
    Conflict,
    /// Agreement less conflict; in a two-mode network, positive less negative statements.
    Balance,
    /// Codes of a two-mode network: 1 positive, 2 negative, 3 both.
    Codes,
}
