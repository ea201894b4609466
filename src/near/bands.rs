//! Prints come in, the pairs that differ in few bits go out, without looking at all pairs.

use super::{FEWEST_WORDS, Print};
use rayon::prelude::*;

/// A print is cut into so many bands of 8 bits. Two prints that differ in fewer bits than there are bands are equal in one band at
/// least, so that no such pair is missed; of those that differ in more bits, most are equal in one too.
const BANDS: usize = 16;

/// Prints that differ in more bits than this are of different texts.
const MOST_BITS: u32 = 36;

/// The pairs of places in the list whose prints are equal in a band and differ in 36 bits or fewer, ascending. All pairs that differ in
/// 15 bits or fewer are among them. Prints of texts that are too short are in no pair.
///
/// Costs one look at every two prints that share a band: a sixteenth of all pairs, if prints are even.
#[must_use]
pub fn candidates(prints: &[Print]) -> Vec<(usize, usize)> {
    let long: Vec<usize> = (0..prints.len()).filter(|at| prints[*at].words >= FEWEST_WORDS).collect();
    let bands: Vec<Vec<Vec<usize>>> = (0..BANDS)
        .into_par_iter()
        .map(|number| {
            let mut buckets = vec![Vec::new(); 256];
            for at in &long {
                buckets[band(prints[*at], number)].push(*at);
            }
            buckets
        })
        .collect();
    let buckets = bands.par_iter().enumerate().flat_map(|(number, buckets)| buckets.par_iter().map(move |bucket| (number, bucket)));
    let mut found: Vec<(usize, usize)> = buckets.flat_map_iter(|(number, bucket)| alike(prints, number, bucket)).collect();
    found.par_sort_unstable();
    found
}

/// The pairs of a bucket that differ in few bits and were in no bucket of a lower band together.
fn alike(prints: &[Print], number: usize, bucket: &[usize]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (nth, first) in bucket.iter().enumerate() {
        let print = prints[*first];
        for second in bucket[nth + 1..].iter().filter(|second| print.distance(prints[**second]) <= MOST_BITS) {
            if (0..number).all(|lower| band(print, lower) != band(prints[*second], lower)) {
                found.push((*first, *second));
            }
        }
    }
    found
}

fn band(print: Print, number: usize) -> usize {
    usize::from(print.bits[number / 8].to_le_bytes()[number % 8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Random;

    #[test]
    fn all_pairs_within_fifteen_bits_are_found_and_none_beyond_the_limit() {
        let mut random = Random(3);
        let mut prints: Vec<Print> = Vec::new();
        for at in 0..600 {
            let mut bits = [random.bits(), random.bits()];
            if at % 3 > 0 {
                bits = prints[at - 1].bits;
                (0..random.below(40)).for_each(|_| bits[random.below(2)] ^= 1 << random.below(64));
            }
            prints.push(Print { bits, words: 100 });
        }
        let found = candidates(&prints);
        assert!(found.windows(2).all(|two| two[0] < two[1]), "ascending, and each pair once");
        let mut near = 0;
        for a in 0..prints.len() {
            for b in a + 1..prints.len() {
                let distance = prints[a].distance(prints[b]);
                let is_found = found.binary_search(&(a, b)).is_ok();
                near += u32::from(distance <= 15);
                assert!(is_found || distance > 15, "{a} and {b} differ in {distance} bits and are missed");
                assert!(!is_found || distance <= MOST_BITS, "{a} and {b} differ in {distance} bits and are found");
            }
        }
        assert!(near > 100, "only {near} pairs were near");
    }

    #[test]
    fn short_texts_are_in_no_pair() {
        let (short, long) = (Print { bits: [5, 6], words: FEWEST_WORDS - 1 }, Print { bits: [5, 6], words: FEWEST_WORDS });
        assert_eq!(candidates(&[short, long, short, long]), [(1, 3)]);
    }
}
