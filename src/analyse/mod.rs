//! Positions, pairs and claims come in, named and explained columns for actors and propositions go out.
//!
//! To add a measure: one file with a unit struct that is a [`Measure`], and its two lines here (`mod`, row of [`MEASURES`]).

mod agreements;
mod claims;
mod conflicts;
mod consistency;
mod controversy;
mod coverage;
mod degree;
mod ground;
mod propositions;

use crate::model::{Attribute, Comparison, Pair, Value};
use std::collections::BTreeMap;

pub use ground::{ALL_AT_LEAST, MANY_ACTORS, MANY_AT_LEAST, ground};

/// A column on the nodes of a graph.
pub trait Measure: Sync {
    /// The column's name: lower case, no spaces, as tables and graph files print it.
    fn name(&self) -> &'static str;
    /// What it tells, with its range.
    fn explanation(&self) -> &'static str;
    /// The value for each actor or proposition id it says something about.
    fn values(&self, comparison: &Comparison) -> BTreeMap<String, Value>;
}

/// All measures, in the order of their columns.
pub static MEASURES: &[&dyn Measure] = &[
    &propositions::Propositions,
    &claims::Claims,
    &degree::Degree,
    &agreements::Agreements,
    &conflicts::Conflicts,
    &consistency::Consistency,
    &controversy::Controversy,
    &coverage::Coverage,
];

/// Takes all measures of a comparison whose positions, pairs and common ground are in place.
#[must_use]
pub fn attributes(comparison: &Comparison) -> Vec<Attribute> {
    let attribute = |measure: &&dyn Measure| Attribute {
        name: measure.name().to_owned(),
        explanation: measure.explanation().to_owned(),
        values: measure.values(comparison),
    };
    MEASURES.iter().map(attribute).collect()
}

/// Counts how often each id comes.
fn count<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<String, Value> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for id in ids {
        *counts.entry(id).or_default() += 1;
    }
    counts.into_iter().map(|(id, n)| (id.to_owned(), Value::Count(n))).collect()
}

/// Sums a count of every pair for both its actors.
fn summed_over_pairs(comparison: &Comparison, count: impl Fn(&Pair) -> usize) -> BTreeMap<String, Value> {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for pair in &comparison.pairs {
        for actor in [&pair.a, &pair.b] {
            *sums.entry(actor).or_default() += count(pair) as u64;
        }
    }
    sums.into_iter().map(|(actor, n)| (actor.to_owned(), Value::Count(n))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_measure_of_the_folder_is_in_the_table() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/analyse");
        let files = crate::files::below(&folder, &["rs"]).unwrap();
        let written = files.iter().filter(|file| crate::files::text(file).unwrap().contains("\nimpl Measure for "));
        assert_eq!(written.count(), MEASURES.len());
    }

    #[test]
    fn names_are_single_and_fit_for_a_column() {
        let names: BTreeSet<&str> = MEASURES.iter().map(|measure| measure.name()).collect();
        assert_eq!(names.len(), MEASURES.len());
        let fit = |name: &&str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(names.iter().all(fit), "{names:?}");
        assert!(MEASURES.iter().all(|measure| measure.explanation().ends_with('.')));
    }
}
