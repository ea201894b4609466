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
