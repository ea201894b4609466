//! Sentences → which stems stand together more often than by chance.

use super::WordTable;
use super::reduce::{Matrix, reduce};
use crate::meaning::terms::Terms;
use std::collections::BTreeMap;

/// How word vectors are trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many numbers a vector has.
    pub size: usize,
    /// Stems in fewer sentences than this get no vector.
    pub least: usize,
    /// Content words at most so far apart stand together.
    pub window: usize,
    /// Rounds of the reduction; more come closer to the exact one.
    pub rounds: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { size: 100, least: 8, window: 6, rounds: 8 }
    }
}

/// Trains word vectors on sentences: positive pointwise mutual information of stems within a window, reduced to the given size
/// by a truncated singular value decomposition, each direction weighted by the root of its singular value (Levy, Goldberg &
/// Dagan 2015, p = ½). Counts do not depend on the order of the sentences, and nothing is random.
#[must_use]
pub fn train<S: AsRef<str>>(sentences: &[S], options: &Options) -> WordTable {
    let texts: Vec<Vec<String>> = sentences.iter().map(|sentence| Terms::default().words(sentence.as_ref())).collect();
    let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
    for text in &texts {
        let mut stems: Vec<&str> = text.iter().map(String::as_str).collect();
        stems.sort_unstable();
        stems.dedup();
        for stem in stems {
            *spread.entry(stem).or_default() += 1;
        }
    }
    let stems: Vec<&str> =
        spread.into_iter().filter(|(stem, texts)| *texts >= options.least && stem.len() < 64).map(|(stem, _)| stem).collect();
    let mut together: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for text in &texts {
        let places: Vec<u32> =
            text.iter().filter_map(|stem| stems.binary_search(&stem.as_str()).ok()).filter_map(|place| u32::try_from(place).ok()).collect();
        for (at, right) in places.iter().enumerate() {
            for left in &places[at.saturating_sub(options.window)..at] {
                *together.entry((*left, *right)).or_default() += 1;
                *together.entry((*right, *left)).or_default() += 1;
            }
        }
    }
    let matrix = information(stems.len(), &together);
    let numbers = reduce(&matrix, options.size, options.rounds);
    let size = if stems.is_empty() { options.size } else { numbers.len() / stems.len() };
    WordTable::new(stems.into_iter().map(str::to_owned).collect(), size, numbers)
}

/// ln(p(a, b) / (p(a) · p(b)^¾)) where above 0, p(b)^¾ brought to sum 1 (Levy et al.): rare company counts less than by chance alone.
#[expect(clippy::cast_possible_truncation, reason = "a logarithm of counts")]
fn information(size: usize, together: &BTreeMap<(u32, u32), u32>) -> Matrix {
    let mut sums = vec![0.0_f64; size];
    for ((left, _), count) in together {
        sums[*left as usize] += f64::from(*count);
    }
    let smooth: Vec<f64> = sums.iter().map(|sum| sum.powf(0.75)).collect();
    let total: f64 = smooth.iter().sum();
    let mut rows = vec![Vec::new(); size];
    for ((left, right), count) in together {
        let (left, right) = (*left as usize, *right as usize);
        let value = (f64::from(*count) * total / (sums[left] * smooth[right])).ln();
        if value > 0.0 {
            rows[left].push((right, value as f32));
        }
    }
    Matrix { rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::terms::id;

    #[test]
    fn words_in_like_company_have_like_vectors() {
        let mut sentences = Vec::new();
        for _ in 0..10 {
            for (thing, company) in [("cat", "milk purr"), ("kitten", "milk purr"), ("tank", "army steel"), ("gun", "army steel")] {
                sentences.push(format!("{thing} {company}"));
            }
        }
        let options = Options { size: 2, least: 2, window: 4, rounds: 20 };
        let table = train(&sentences, &options);
        sentences.reverse();
        assert_eq!(table, train(&sentences, &options));
        let like = |a: &str, b: &str| {
            let (a, b) = (table.vector(id(a)).unwrap(), table.vector(id(b)).unwrap());
            a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>()
        };
        assert!(like("cat", "kitten") > 0.9 && like("cat", "tank") < 0.5, "{} {}", like("cat", "kitten"), like("cat", "tank"));
    }
}
