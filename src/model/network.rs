//! Coded statements, and the network made of them.

use super::Moment;
use serde::{Deserialize, Serialize};

/// One variable of all statements. A value is kept once; a statement holds its number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The name, as a column's header has it.
    pub name: String,
    /// The values that occur, in alphabetical order; the empty value stands for none.
    pub values: Vec<String>,
    /// For each statement the place of its value in `values`.
    pub codes: Vec<u32>,
}

impl Variable {
    /// A variable from its value in each statement.
    #[must_use]
    pub fn new<'v>(name: &str, values: impl IntoIterator<Item = &'v str>) -> Self {
        let given: Vec<&str> = values.into_iter().collect();
        let mut distinct = given.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let place = |value: &&str| u32::try_from(distinct.binary_search(value).unwrap_or_default()).unwrap_or_default();
        let codes = given.iter().map(place).collect();
        Self { name: name.to_owned(), values: distinct.into_iter().map(str::to_owned).collect(), codes }
    }

    /// The value of a statement.
    #[must_use]
    pub fn value(&self, statement: usize) -> &str {
        self.codes.get(statement).and_then(|code| self.values.get(*code as usize)).map_or("", String::as_str)
    }
}

/// Coded statements: who says what of what, where and when. The order of the statements is that of their times, documents and ids.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Coding {
    /// Where the coding comes from, for messages.
    pub source: String,
    /// The id of each statement.
    pub ids: Vec<String>,
    /// The document of each statement; none if the coding does not tell documents apart.
    pub documents: Option<Variable>,
    /// When each statement was made; none if the coding has no dates at all.
    pub times: Option<Vec<Option<Moment>>>,
    /// How much each statement counts; none if each counts 1.
    pub weights: Option<Vec<f64>>,
    /// What is coded, in the order of the columns.
    pub variables: Vec<Variable>,
}

impl Coding {
    /// The number of statements.
    #[must_use]
    pub fn len(&self) -> usize {
        self.variables.first().map_or(self.ids.len(), |variable| variable.codes.len())
    }

    /// Whether there is no statement.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The variable of that name, in any case.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        let same = |variable: &&Variable| variable.name == name;
        let alike = |variable: &&Variable| variable.name.eq_ignore_ascii_case(name);
        self.variables.iter().find(same).or_else(|| self.variables.iter().find(alike))
    }

    /// When a statement was made, if that is known.
    #[must_use]
    pub fn time(&self, statement: usize) -> Option<Moment> {
        self.times.as_ref().and_then(|times| times.get(statement).copied().flatten())
    }

    /// How much a statement counts.
    #[must_use]
    pub fn weight(&self, statement: usize) -> f64 {
        self.weights.as_ref().and_then(|weights| weights.get(statement).copied()).unwrap_or(1.0)
    }

    /// The id of a statement, or its number from 1.
    #[must_use]
    pub fn id(&self, statement: usize) -> String {
        self.ids.get(statement).cloned().unwrap_or_else(|| (statement + 1).to_string())
    }
}

/// A network as a matrix. In a one-mode network rows and columns are the same nodes, and the matrix is symmetric with diagonal 0.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// The nodes of the rows.
    pub rows: Vec<String>,
    /// The nodes of the columns.
    pub columns: Vec<String>,
    /// The weights of the ties, row after row.
    pub weights: Vec<f64>,
    /// Whether rows and columns are the same nodes.
    pub one_mode: bool,
}

impl Network {
    /// The weight of a tie.
    ///
    /// # Panics
    /// If there is no such row or column.
    #[must_use]
    pub fn weight(&self, row: usize, column: usize) -> f64 {
        self.weights[row * self.columns.len() + column]
    }

    /// The row and column of every tie that can be: in a one-mode network each pair of nodes once.
    pub fn dyads(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let columns = self.columns.len();
        (0..self.rows.len()).flat_map(move |row| (if self.one_mode { row + 1 } else { 0 }..columns).map(move |column| (row, column)))
    }
}

/// A network of a window of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slice {
    /// The middle of the window.
    pub middle: Moment,
    /// The first moment of the window.
    pub start: Moment,
    /// The last moment of the window.
    pub stop: Moment,
    /// How many statements fall into the window.
    pub statements: usize,
    /// Its network; all slices of a series have the same nodes.
    pub network: Network,
}

/// Between which weights a tie lies in 95 of 100 networks of drawn documents.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// 2.5 of 100 are below.
    pub low: f64,
    /// 2.5 of 100 are above.
    pub high: f64,
}

/// A position that is not what it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Whose it is: a value of the rows' variable.
    pub row: String,
    /// On what: a value of the columns' variable.
    pub column: String,
    /// The middle of the earlier window.
    pub earlier: Moment,
    /// The middle of the later window.
    pub later: Moment,
    /// The mean level in the earlier window, on the qualifier's scale.
    pub before: f64,
    /// The mean level in the later window.
    pub after: f64,
}

/// The phases of a series of networks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phases {
    /// For every two slices how far their networks are apart, 0…1; row after row.
    pub distances: Vec<f64>,
    /// The phase of each slice, numbered from 1 in the order of their first slices.
    pub phase: Vec<usize>,
    /// How well the slices fit into their phases, −1…1: the mean silhouette.
    pub silhouette: f64,
}
