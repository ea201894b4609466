//! A selection comes in, how sure each tie is goes out: the network of documents drawn again and again.

use super::choice::{Choice, Duplicates};
use super::network_of;
use super::select::Selection;
use crate::error::{Error, Result};
use crate::model::{Interval, Network};

/// Draws as many documents as there are, with replacement, `draws` times, makes the network of each draw, and gives the
/// percentile interval of each tie, in the order of the network's weights.
///
/// A document that is drawn twice counts twice (also where equal statements count once per document); where they count once in a
/// longer time, they count once however often they are drawn, so that intervals then lie low: a draw holds about 63 of 100
/// documents, and what is said in several is missed less than what is said in one. The same seed gives the same intervals.
///
/// Cost: that of `draws` networks. Source: Efron and Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13.
///
/// # Errors
/// If the coding does not tell documents apart.
pub fn intervals(selection: &Selection<'_>, choice: &Choice, draws: usize, seed: u64) -> Result<Vec<Interval>> {
    let coding = selection.coding;
    let documents = coding.documents.as_ref().ok_or_else(|| {
        Error::new("--bootstrap draws documents, and the coding does not tell them apart")
            .at(&coding.source)
            .hint("name the column that holds them with --document-column")
    })?;
    let mut of_document: Vec<Option<usize>> = vec![None; documents.values.len()];
    let mut n_documents = 0;
    for statement in &selection.fitting {
        let place = &mut of_document[documents.codes[*statement as usize] as usize];
        if place.is_none() {
            *place = Some(n_documents);
            n_documents += 1;
        }
    }
    let repeats = matches!(choice.duplicates, Duplicates::Include | Duplicates::Document);
    let mut random = Random(seed);
    let mut samples: Vec<Vec<f64>> = Vec::with_capacity(draws);
    for _ in 0..draws {
        let mut drawn = vec![0.0_f64; n_documents];
        for _ in 0..n_documents {
            drawn[random.below(n_documents)] += 1.0;
        }
        let times = |statement: u32| of_document[documents.codes[statement as usize] as usize].map_or(0.0, |document| drawn[document]);
        let present: Vec<u32> = selection.fitting.iter().copied().filter(|statement| times(*statement) > 0.0).collect();
        let statements = selection.distinct(choice, &present)?;
        let weigh = |statement: u32| coding.weight(statement as usize) * if repeats { times(statement) } else { 1.0 };
        let Network { weights, .. } = network_of(selection, choice, &statements, &weigh)?;
        samples.push(weights);
    }
    let ties = samples.first().map_or(0, Vec::len);
    let mut values = Vec::with_capacity(draws);
    let interval = |tie: usize| {
        values.clear();
        values.extend(samples.iter().map(|weights| weights[tie]));
        values.sort_by(f64::total_cmp);
        Interval { low: quantile(&values, 0.025), high: quantile(&values, 0.975) }
    };
    Ok((0..ties).map(interval).collect())
}

/// The value below which a share of sorted values lies, between two of them by straight line.
pub(super) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len().saturating_sub(1)) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ place < length")]
    let below = place.floor() as usize;
    match (sorted.get(below), sorted.get(below + 1)) {
        (Some(low), Some(high)) => low + (high - low) * place.fract(),
        (Some(only), None) => *only,
        _ => 0.0,
    }
}

/// `SplitMix64`: the same numbers from the same seed on every machine.
struct Random(u64);

impl Random {
    /// A number from 0 to `bound` − 1.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^= x >> 31;
        // The high half of a product with the bound: as good as even where bounds are far below 2^64.
        usize::try_from((u128::from(x) * bound as u128) >> 64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_lies_between_its_neighbours() {
        assert!((quantile(&[1.0, 2.0, 4.0], 0.75) - 3.0).abs() < 1e-12);
        assert!((quantile(&[5.0], 0.975) - 5.0).abs() < 1e-12);
    }

    #[test]
    fn draws_are_even_and_the_same_for_the_same_seed() {
        let mut counts = [0_u32; 10];
        let (mut a, mut b) = (Random(7), Random(7));
        for _ in 0..10_000 {
            let drawn = a.below(10);
            assert_eq!(drawn, b.below(10));
            counts[drawn] += 1;
        }
        assert!(counts.iter().all(|count| (900..1100).contains(count)), "{counts:?}");
    }
}
