//! Running text → word vectors: words used alike lie near each other. Counted, not guessed: positive pointwise mutual
//! information of words near each other, cut down to its strongest directions (Levy, Goldberg & Dagan 2015).

use super::linear::narrow;
use super::random::Random;
use std::collections::{BTreeMap, HashMap};

/// How vectors are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VectorOptions {
    /// How many numbers a vector has.
    pub length: usize,
    /// A word's neighbours are at most so many words away; one at distance d counts 1/d.
    pub reach: usize,
    /// Words that come less often have no vector.
    pub least: usize,
    /// At most so many words, the most frequent, have vectors.
    pub most: usize,
}

impl Default for VectorOptions {
    fn default() -> Self {
        Self { length: 100, reach: 4, least: 10, most: 20_000 }
    }
}

/// Words and their vectors, each of length 1; the most frequent word first, equally frequent ones by the alphabet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vectors {
    /// The words.
    pub words: Vec<String>,
    /// The vector of each word.
    pub vectors: Vec<Vec<f32>>,
}

impl Vectors {
    /// Makes vectors of the words of texts. The order of the texts makes no difference to the counts but for rounding; give them
    /// in a fixed order for the same bytes. Takes time in proportion to the words and to their distinct pairs.
    #[must_use]
    pub fn of(texts: &[Vec<&str>], options: &VectorOptions) -> Self {
        let words = vocabulary(texts, options);
        let index: HashMap<&str, usize> = words.iter().enumerate().map(|(at, word)| (*word, at)).collect();
        let rows = information(&near(texts, &index, options.reach));
        let length = options.length.min(words.len());
        let mut vectors = strongest(&rows, length);
        for vector in &mut vectors {
            let norm = vector.iter().map(|x| x * x).sum::<f64>().sqrt();
            for x in vector.iter_mut() {
                *x /= norm.max(1e-12);
            }
        }
        let vectors = vectors.iter().map(|vector| vector.iter().map(|x| narrow(*x)).collect()).collect();
        Self { words: words.into_iter().map(str::to_owned).collect(), vectors }
    }
}

/// A row of a sparse symmetric matrix: columns, ascending, with their values.
type Row = Vec<(usize, f64)>;

fn vocabulary<'t>(texts: &[Vec<&'t str>], options: &VectorOptions) -> Vec<&'t str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in texts.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count >= options.least.max(1)).collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.truncate(options.most);
    words.into_iter().map(|(word, _)| word).collect()
}

/// How often words stand near each other, each nearness counted as 1/distance.
fn near(texts: &[Vec<&str>], index: &HashMap<&str, usize>, reach: usize) -> Vec<Row> {
    // Sixtieths keep 1/1 … 1/6 whole, so that sums do not depend on their order.
    let mut rows: Vec<HashMap<usize, u64>> = vec![HashMap::new(); index.len()];
    for text in texts {
        let places: Vec<Option<usize>> = text.iter().map(|word| index.get(word).copied()).collect();
        for (at, one) in places.iter().enumerate() {
            let Some(one) = one else { continue };
            for (distance, other) in (1u64..).zip(places.iter().skip(at + 1).take(reach)) {
                if let Some(other) = other {
                    *rows[*one].entry(*other).or_default() += 60 / distance;
                    *rows[*other].entry(*one).or_default() += 60 / distance;
                }
            }
        }
    }
    let sorted = |row: HashMap<usize, u64>| {
        let mut row: Row = row.into_iter().map(|(column, count)| (column, count as f64)).collect();
        row.sort_by_key(|(column, _)| *column);
        row
    };
    rows.into_iter().map(sorted).collect()
}

/// Positive pointwise mutual information, with the context's share raised to ¾.
fn information(counts: &[Row]) -> Vec<Row> {
    let sums: Vec<f64> = counts.iter().map(|row| row.iter().map(|(_, count)| count).sum()).collect();
    let total: f64 = sums.iter().sum();
    let smooth: f64 = sums.iter().map(|sum| sum.powf(0.75)).sum();
    let share = |column: usize| sums[column].powf(0.75) / smooth;
    let row = |(at, row): (usize, &Row)| {
        let known = row.iter().map(|(column, count)| (*column, (count / total / (sums[at] / total * share(*column))).ln()));
        known.filter(|(_, value)| *value > 0.0).collect()
    };
    counts.iter().enumerate().map(row).collect()
}

/// The strongest `length` directions of a matrix, by subspace iteration from a fixed start (Halko, Martinsson & Tropp 2011):
/// each row's coordinates, scaled by the square root of each direction's strength.
fn strongest(rows: &[Row], length: usize) -> Vec<Vec<f64>> {
    const ROUNDS: usize = 8;
    let n = rows.len();
    let width = (length + 8).min(n);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    // Columns, each of n numbers.
    let mut basis: Vec<Vec<f64>> = (0..width).map(|_| (0..n).map(|_| random.signed()).collect()).collect();
    orthogonal(&mut basis);
    let mut strengths = vec![0.0; width];
    for _ in 0..ROUNDS {
        let mut image = transposed_times(rows, &times(rows, &basis), n);
        for (strength, column) in strengths.iter_mut().zip(&image) {
            *strength = column.iter().map(|x| x * x).sum::<f64>().sqrt();
        }
        orthogonal(&mut image);
        basis = image;
    }
    // After enough rounds the image of a basis column is as long as the square of its direction's strength.
    let images = times(rows, &basis);
    (0..n).map(|row| (0..length).map(|at| images[at][row] / strengths[at].max(1e-12).powf(0.25)).collect()).collect()
}

fn times(rows: &[Row], columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    use rayon::prelude::*;
    columns.par_iter().map(|column| rows.iter().map(|row| row.iter().map(|(at, value)| value * column[*at]).sum()).collect()).collect()
}

fn transposed_times(rows: &[Row], columns: &[Vec<f64>], n: usize) -> Vec<Vec<f64>> {
    use rayon::prelude::*;
    let one = |column: &Vec<f64>| {
        let mut out = vec![0.0; n];
        for (row, x) in rows.iter().zip(column) {
            for (at, value) in row {
                out[*at] += value * x;
            }
        }
        out
    };
    columns.par_iter().map(one).collect()
}

/// Makes the columns orthogonal and of length 1, by modified Gram–Schmidt. A column that the others hold becomes 0.
fn orthogonal(columns: &mut [Vec<f64>]) {
    for at in 0..columns.len() {
        let (done, rest) = columns.split_at_mut(at);
        let column = &mut rest[0];
        for other in done.iter() {
            let along: f64 = column.iter().zip(other).map(|(a, b)| a * b).sum();
            for (a, b) in column.iter_mut().zip(other) {
                *a -= along * b;
            }
        }
        let norm = column.iter().map(|x| x * x).sum::<f64>().sqrt();
        let scale = if norm > 1e-12 { 1.0 / norm } else { 0.0 };
        for x in column.iter_mut() {
            *x *= scale;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_used_alike_lie_near_each_other() {
        let sentence = |subject: &'static str, verb: &'static str| vec!["the", subject, verb, "the", "text", "."];
        let mut texts = Vec::new();
        for (subjects, verb) in [(["cat", "dog"], "chases"), (["treaty", "norm"], "binds")] {
            for subject in subjects {
                texts.extend((0..10).map(|_| sentence(subject, verb)));
            }
        }
        let vectors = Vectors::of(&texts, &VectorOptions { length: 4, least: 2, ..VectorOptions::default() });
        let vector = |word: &str| &vectors.vectors[vectors.words.iter().position(|one| one == word).unwrap()];
        let cosine = |a: &str, b: &str| vector(a).iter().zip(vector(b)).map(|(a, b)| a * b).sum::<f32>();
        assert!(cosine("cat", "dog") > 0.9, "{}", cosine("cat", "dog"));
        assert!(cosine("cat", "dog") > cosine("cat", "norm") + 0.3);
        assert_eq!(vectors, Vectors::of(&texts, &VectorOptions { length: 4, least: 2, ..VectorOptions::default() }));
    }

    #[test]
    fn no_words_no_vectors() {
        assert_eq!(Vectors::of(&[], &VectorOptions::default()), Vectors::default());
    }
}
