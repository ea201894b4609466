//! Rows in groups → folds: no group is torn apart, so that no model is tested on a speech it has seen a part of.

use std::collections::BTreeMap;

/// The fold (0…`folds`−1) of each row: all rows of a group in one fold, folds as even in size as that allows. The largest groups
/// are placed first, each into the smallest fold so far, so that the order of the rows makes no difference. Ties go by name.
#[must_use]
pub fn grouped_folds<S: AsRef<str>>(groups: &[S], folds: usize) -> Vec<usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for group in groups {
        *sizes.entry(group.as_ref()).or_default() += 1;
    }
    let mut order: Vec<(&str, usize)> = sizes.into_iter().collect();
    order.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let mut filled = vec![0usize; folds.max(1)];
    let mut placed: BTreeMap<&str, usize> = BTreeMap::new();
    for (group, size) in order {
        let smallest = filled.iter().enumerate().min_by_key(|(_, rows)| **rows).map_or(0, |(fold, _)| fold);
        filled[smallest] += size;
        placed.insert(group, smallest);
    }
    groups.iter().map(|group| placed.get(group.as_ref()).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stay_whole_and_folds_even() {
        let groups: Vec<String> = (0..100).map(|i| format!("g{}", i % 20)).collect();
        let folds = grouped_folds(&groups, 5);
        for (a, fold) in groups.iter().zip(&folds) {
            assert!(groups.iter().zip(&folds).all(|(b, other)| a != b || fold == other));
        }
        assert!((0..5).all(|fold| folds.iter().filter(|one| **one == fold).count() == 20));
    }

    #[test]
    fn the_order_of_rows_makes_no_difference() {
        let groups = ["b", "a", "c", "a", "b", "b", "d"];
        let folds = grouped_folds(&groups, 3);
        let turned: Vec<&str> = groups.iter().rev().copied().collect();
        let mut back = grouped_folds(&turned, 3);
        back.reverse();
        assert_eq!(folds, back);
    }
}
