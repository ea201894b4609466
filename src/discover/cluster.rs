//! Unit vectors → groups whose members are alike on average: average-link agglomeration over each vector's nearest neighbours.
//!
//! The likeness of two groups is the mean cosine of their pairs (UPGMA, Sokal & Michener 1958). For unit vectors that is the dot
//! product of the two sums over the product of the two sizes, so no matrix of pairs is held. Only groups that share a pair of
//! neighbours are compared: time grows with the number of neighbours, not with the square of the vectors.

use crate::meaning::{Sparse, TermId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Which vectors are near which.
#[derive(Debug, Clone)]
pub(super) struct Neighbours(Vec<Vec<u32>>);

/// The neighbours of each vector: the `most` that are most alike, with a cosine of at least `least`.
pub(super) fn neighbours(vectors: &[Sparse], least: f32, most: usize) -> Neighbours {
    use rayon::prelude::*;
    let mut postings: BTreeMap<TermId, Vec<(u32, f32)>> = BTreeMap::new();
    for (vector, number) in vectors.iter().zip(0_u32..) {
        for (term, weight) in vector.pairs() {
            postings.entry(*term).or_default().push((number, *weight));
        }
    }
    let near = |dense: &mut Vec<f32>, (at, vector): (usize, &Sparse)| {
        let mut touched: Vec<u32> = Vec::new();
        for (term, weight) in vector.pairs() {
            for (other, theirs) in postings.get(term).map_or(&[][..], Vec::as_slice) {
                let cell = &mut dense[*other as usize];
                if *cell == 0.0 {
                    touched.push(*other);
                }
                *cell += weight * theirs;
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let mut nearest: Vec<(u32, f32)> = touched.iter().map(|other| (*other, dense[*other as usize])).collect();
        nearest.retain(|(other, likeness)| *other as usize != at && *likeness >= least);
        for other in touched {
            dense[other as usize] = 0.0;
        }
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        nearest.truncate(most);
        nearest.into_iter().map(|(other, _)| other).collect::<Vec<u32>>()
    };
    Neighbours(vectors.par_iter().enumerate().map_init(|| vec![0.0; vectors.len()], near).collect())
}

/// Two groups that might be joined; compared by likeness, the earlier ones first among equals.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Join(Likeness, Reverse<(usize, usize)>);

/// A likeness that can be ordered.
#[derive(Debug, PartialEq)]
struct Likeness(f32);

impl Eq for Likeness {}

impl PartialOrd for Likeness {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Likeness {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// A group while it grows.
struct Group {
    members: Vec<usize>,
    sum: Sparse,
    near: BTreeSet<usize>,
}

/// The groups of the vectors that `keep` lets in, each ascending, ordered by their first member. Two groups are joined as long as
/// the mean cosine of their pairs is at least `least`.
pub(super) fn groups(vectors: &[Sparse], neighbours: &Neighbours, least: f32, keep: &dyn Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut groups: Vec<Option<Group>> = vectors
        .iter()
        .enumerate()
        .map(|(at, vector)| keep(at).then(|| Group { members: vec![at], sum: vector.clone(), near: BTreeSet::new() }))
        .collect();
    for (at, near) in neighbours.0.iter().enumerate() {
        for other in near.iter().map(|other| *other as usize).filter(|other| keep(at) && keep(*other)) {
            groups[at].iter_mut().for_each(|group| _ = group.near.insert(other));
            groups[other].iter_mut().for_each(|group| _ = group.near.insert(at));
        }
    }
    let mut heap = BinaryHeap::new();
    for at in 0..groups.len() {
        offer(&groups, at, least, &mut heap, |other| other > at);
    }
    while let Some(Join(_, Reverse((a, b)))) = heap.pop() {
        // A group that was joined since has another number now.
        if groups[a].is_none() || groups[b].is_none() {
            continue;
        }
        let (Some(left), Some(right)) = (groups[a].take(), groups[b].take()) else { continue };
        let new = groups.len();
        let mut near: BTreeSet<usize> = left.near.union(&right.near).copied().collect();
        near.remove(&a);
        near.remove(&b);
        for other in &near {
            groups[*other].iter_mut().for_each(|group| {
                group.near.remove(&a);
                group.near.remove(&b);
                group.near.insert(new);
            });
        }
        let members = [left.members, right.members].concat();
        groups.push(Some(Group { members, sum: left.sum.less(&right.sum, -1.0), near }));
        offer(&groups, new, least, &mut heap, |_| true);
    }
    let mut done: Vec<Vec<usize>> = groups.into_iter().flatten().map(|group| group.members).collect();
    for members in &mut done {
        members.sort_unstable();
    }
    done.sort();
    done
}

/// Puts the joins of a group with its neighbours on the heap.
fn offer(groups: &[Option<Group>], at: usize, least: f32, heap: &mut BinaryHeap<Join>, wanted: impl Fn(usize) -> bool) {
    let Some(group) = &groups[at] else { return };
    for other in group.near.iter().copied().filter(|other| wanted(*other)) {
        let Some(with) = &groups[other] else { continue };
        let likeness = group.sum.dot(&with.sum) / (group.members.len() * with.members.len()) as f32;
        if likeness >= least {
            heap.push(Join(Likeness(likeness), Reverse((at.min(other), at.max(other)))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by comparing every pair of groups again after each join.
    fn plain(vectors: &[Sparse], least: f32) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..vectors.len()).map(|at| vec![at]).collect();
        loop {
            let mean = |a: &[usize], b: &[usize]| {
                let dots = a.iter().flat_map(|one| b.iter().map(move |other| vectors[*one].dot(&vectors[*other])));
                dots.sum::<f32>() / (a.len() * b.len()) as f32
            };
            let pairs = (0..groups.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
            let best = pairs.map(|(a, b)| (mean(&groups[a], &groups[b]), a, b)).max_by(|x, y| x.0.total_cmp(&y.0));
            let Some((_, a, b)) = best.filter(|(mean, _, _)| *mean >= least) else { break };
            let more = groups.remove(b);
            groups[a].extend(more);
            groups[a].sort_unstable();
        }
        groups.sort();
        groups
    }

    #[test]
    fn the_groups_are_those_of_the_plain_way() {
        // Forty vectors of four of nineteen terms each, with weights that make no two pairs equally alike.
        let vector = |at: u64| {
            let term = |of: u64| (at * at * 7 + of * of * 13 + at * of) % 19;
            Sparse::new((0..4).map(|of| (term(of), 1.0 + ((at * 31 + of * 17) % 97) as f32 / 97.0)).collect()).unit()
        };
        let vectors: Vec<Sparse> = (0..40).map(vector).collect();
        for least in [0.2, 0.4, 0.6] {
            let near = neighbours(&vectors, 1e-6, vectors.len());
            let found = groups(&vectors, &near, least, &|_| true);
            assert_eq!(found, plain(&vectors, least), "{least}");
            assert!(found.len() > 1 && found.len() < 40, "{least}: {found:?}");
        }
    }
}
