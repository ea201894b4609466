//! What is to be written, and the choices that all formats share.

use super::ties::Ties;
use crate::model::{Attribute, Claim, Comparison, Coverage, Document, Link, Position};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the nodes of a graph and the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ViewKind {
    /// Claims, and the links between them.
    Claims,
    /// Actors and propositions, and the positions between them.
    Positions,
    /// Actors, and what they agree and conflict on.
    Actors,
    /// The nodes of a network, and its ties.
    Network,
}

impl ViewKind {
    /// All kinds that are of a comparison.
    pub const ALL: [Self; 3] = [Self::Claims, Self::Positions, Self::Actors];

    /// The name of the table of this kind; a network has none.
    #[must_use]
    pub fn table(self) -> Option<&'static str> {
        match self {
            Self::Claims => Some("claims"),
            Self::Positions => Some("positions"),
            Self::Actors => Some("pairs"),
            Self::Network => None,
        }
    }

    /// The name, as `--view` takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Positions => "positions",
            Self::Actors => "actors",
            Self::Network => "network",
        }
    }
}

/// How text is put into the cells of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Cells {
    /// As it is.
    #[default]
    Verbatim,
    /// With an apostrophe before text that a spreadsheet program would take for a formula. This changes quotes.
    SpreadsheetSafe,
}

/// A comparison and how to look at it.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Everything the run found.
    pub comparison: &'a Comparison,
    /// The links between claims to be shown, as `link::claim_links` gives them; claim views show no others.
    pub links: &'a [Link],
    /// How many links there are in all.
    pub n_links: u64,
    /// Columns for actors and propositions, as `analyse::attributes` gives them.
    pub attributes: &'a [Attribute],
    /// The statements, for formats that hold their words; where they are not given, such formats hold the quotes alone.
    pub documents: &'a [Document],
    /// What to look at.
    pub kind: ViewKind,
    /// How to fill cells.
    pub cells: Cells,
    /// A drawing shows at most so many edges, the strongest, and says how many there are. Tables and graph files leave none out.
    pub limit: usize,
    /// The network, in a view of one.
    pub network: Option<&'a Ties<'a>>,
}

impl<'a> View<'a> {
    /// The edges of a drawing that can still be told apart.
    pub const LIMIT: usize = 300;

    /// A view of the positions without links and attributes: set what is to be otherwise with `View { kind, ..View::new(…) }`.
    #[must_use]
    pub fn new(comparison: &'a Comparison) -> Self {
        Self {
            comparison,
            links: &[],
            n_links: 0,
            attributes: &[],
            documents: &[],
            kind: ViewKind::Positions,
            cells: Cells::Verbatim,
            limit: Self::LIMIT,
            network: None,
        }
    }

    /// A view of a network; there is no comparison behind it.
    #[must_use]
    pub fn of_network(ties: &'a Ties<'a>) -> Self {
        static NOTHING: LazyLock<Comparison> = LazyLock::new(Comparison::default);
        Self { kind: ViewKind::Network, network: Some(ties), ..Self::new(&NOTHING) }
    }

    /// The name of an actor, or its id if the run does not know it.
    pub(super) fn actor_name(&self, id: &'a str) -> &'a str {
        self.comparison.actors.get(id).map_or(id, |actor| actor.name.as_str())
    }

    /// The claims by their ids.
    pub(super) fn claims(&self) -> BTreeMap<&'a str, &'a Claim> {
        self.comparison.claims.iter().map(|claim| (claim.claim_id.as_str(), claim)).collect()
    }

    /// The share of each actor's position-taking sentences that the codebook holds; an actor without such a sentence has none.
    pub(super) fn coverage(&self) -> BTreeMap<&'a str, f64> {
        let share = |one: &'a Coverage| Some((one.actor.as_str(), one.said.share()?));
        self.comparison.coverage.iter().filter_map(share).collect()
    }

    /// The positions that actors took themselves, in their order.
    pub(super) fn own_positions(&self) -> impl Iterator<Item = &'a Position> {
        self.comparison.positions.iter().filter(|position| position.is_own())
    }

    /// An actor's own position on a proposition; of two, the first in the order of via.
    pub(super) fn own_by_place(&self) -> BTreeMap<(&'a str, &'a str), &'a Position> {
        let mut found = BTreeMap::new();
        for position in self.own_positions() {
            let own = found.entry((position.actor.as_str(), position.proposition_id.as_str())).or_insert(position);
            if position.via < own.via {
                *own = position;
            }
        }
        found
    }
}
