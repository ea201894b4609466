//! What tables as columns (Arrow, Parquet) say of themselves.

use super::{Comparison, Coverage, Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The key under which the metadata of a table name it: `claims`, `positions` or `pairs`.
pub const TABLE: &str = "demarche.table";

/// The key of the version of its columns.
pub const COLUMNS: &str = "demarche.columns";

/// The version of the columns. Columns are only ever appended; then this grows.
pub const COLUMNS_VERSION: &str = "1";

/// The key under which a file of claims keeps, as JSON, what the run knew besides: a [`Run`].
pub const RUN: &str = "demarche.run";

/// What a run knows of the statements besides their claims.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// How many documents were read.
    pub documents: usize,
    /// Who spoke, with the dates of the statements: [`Comparison::speakers`].
    pub speakers: BTreeMap<String, Vec<Date>>,
    /// How much of what each actor says the codebook holds, by actor.
    pub coverage: Vec<Coverage>,
}

impl Run {
    /// What is known of a comparison besides its claims.
    #[must_use]
    pub fn of(comparison: &Comparison) -> Self {
        Self { documents: comparison.documents, speakers: comparison.speakers.clone(), coverage: comparison.coverage.clone() }
    }

    /// Adds what another run knows, on other documents.
    pub fn add(&mut self, other: Self) {
        self.documents += other.documents;
        for (speaker, dates) in other.speakers {
            let all = self.speakers.entry(speaker).or_default();
            all.extend(dates);
            all.sort_unstable();
            all.dedup();
        }
        let mut by_actor: BTreeMap<String, Coverage> =
            std::mem::take(&mut self.coverage).into_iter().map(|one| (one.actor.clone(), one)).collect();
        for one in other.coverage {
            by_actor.entry(one.actor.clone()).or_insert_with(|| Coverage { actor: one.actor.clone(), ..Coverage::default() }).add(&one);
        }
        self.coverage = by_actor.into_values().collect();
    }
}
