//! Groups → how stable each is: found again when a part of the documents is left out.

use super::clause::Clause;
use super::corpus::Text;
use super::group::{Group, Grouping, group};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// How many times a part of the documents is left out.
const SAMPLES: u64 = 8;

/// Of so many documents one is left out.
const LEFT_OUT: u64 = 4;

/// The stability of each group, 0…1: the Jaccard likeness of what is left of it with the nearest group of the rest, averaged over
/// samples that leave out a quarter of the documents (Hennig 2007). The samples follow from the documents' ids alone.
pub(super) fn stability(clauses: &[Clause], stems: &[Vec<String>], groups: &[Group], grouping: &Grouping) -> Vec<f64> {
    let samples: Vec<Vec<f64>> = (0..SAMPLES)
        .into_par_iter()
        .map(|sample| {
            let kept: Vec<usize> = (0..clauses.len()).filter(|at| is_kept(&clauses[*at].doc_id, sample)).collect();
            let texts: Vec<Text<'_>> = kept.iter().map(|at| Text { actor: &clauses[*at].actor, stems: &stems[*at] }).collect();
            let mut of = vec![None; clauses.len()];
            let again = group(&texts, grouping);
            for (number, group) in again.iter().enumerate() {
                group.texts.iter().for_each(|text| of[kept[*text]] = Some(number));
            }
            let is_in: BTreeSet<usize> = kept.into_iter().collect();
            groups.iter().map(|group| nearest(group, &again, &of, &is_in)).collect()
        })
        .collect();
    (0..groups.len()).map(|at| samples.iter().map(|sample| sample[at]).sum::<f64>() / SAMPLES as f64).collect()
}

/// The greatest Jaccard likeness of what is left of a group with a group of the sample.
fn nearest(group: &Group, again: &[Group], of: &[Option<usize>], is_in: &BTreeSet<usize>) -> f64 {
    let left: Vec<usize> = group.texts.iter().copied().filter(|text| is_in.contains(text)).collect();
    let candidates: BTreeSet<usize> = left.iter().filter_map(|text| of[*text]).collect();
    let jaccard = |number: usize| {
        let both = left.iter().filter(|text| of[**text] == Some(number)).count();
        both as f64 / (left.len() + again[number].texts.len() - both) as f64
    };
    candidates.into_iter().map(jaccard).fold(0.0, f64::max)
}

/// Whether a document is in a sample: by the bits of its id and the sample's number, well mixed (splitmix64, Steele et al. 2014).
fn is_kept(doc_id: &str, sample: u64) -> bool {
    let mut bits = crate::meaning::terms::id(doc_id).wrapping_add((sample + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    !(bits ^ (bits >> 31)).is_multiple_of(LEFT_OUT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sample_leaves_out_about_a_quarter_and_another_one() {
        let kept = |sample: u64| (0..1000).filter(|at| is_kept(&format!("d{at}"), sample)).collect::<Vec<_>>();
        assert!((700..800).contains(&kept(0).len()), "{}", kept(0).len());
        assert_ne!(kept(0), kept(1));
    }
}
