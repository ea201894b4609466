//! Texts → groups that say the same: each grown around a seed, those of most actors first; what no seed takes is joined by
//! average link.

use super::cluster::{groups, neighbours};
use super::corpus::{Corpus, Text};
use super::seeds::{Seed, seeds};
use crate::meaning::Sparse;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// When texts are taken to say the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grouping {
    /// A seed's texts are by at least so many actors.
    pub actors: usize,
    /// A seed's texts are at least so alike beyond its own stems, 0…1.
    pub beyond: f32,
    /// A text of a group is at least so like the group's sum (cosine, 0…1).
    pub member: f32,
    /// The texts of a group are at least so alike on average, 0…1.
    pub cohesion: f32,
    /// Two groups are one if texts of the one are so alike to those of the other, as a share of how alike those of the looser group are
    /// to each other, 0…1.
    pub merge: f32,
    /// Texts that no seed takes are joined as long as they are at least so alike on average, 0…1.
    pub join: f32,
}

impl Default for Grouping {
    fn default() -> Self {
        Self { actors: 3, beyond: 0.07, member: 0.42, cohesion: 0.34, merge: 0.6, join: 0.4 }
    }
}

/// Texts that say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The places of its texts in the list, the most central first.
    pub texts: Vec<usize>,
    /// Of each of them, how like it is to the sum of all, 0…1.
    pub likeness: Vec<f32>,
    /// How alike its texts are on average, 0…1.
    pub cohesion: f32,
    /// The same without the stem that most of them hold: near 0 if they share a word and nothing else.
    pub beyond: f32,
    /// Of the texts with its most own stem, the share that is in it, 0…1: near 0 for what is said everywhere ("peace and security").
    pub own: f32,
}

/// A text with all stems of a seed is looked at from this cosine on; one without from [`Grouping::member`].
const LEAST_OF_SEED: f32 = 0.25;

/// A stem in this share of a seed's texts is one of its group's core.
const CORE: f64 = 0.25;

/// A text is compared with at most so many that are nearest to it.
const NEIGHBOURS: usize = 40;

/// The groups of the texts; every text is in one group at most, and may be in none. The order of the texts makes no difference but
/// for the numbering, if no two are the same.
#[must_use]
pub fn group(texts: &[Text<'_>], grouping: &Grouping) -> Vec<Group> {
    let corpus = Corpus::of(texts);
    let mut taken = vec![false; corpus.len()];
    let mut found = Vec::new();
    let seeds = seeds(&corpus, grouping);
    let rank = |seed: &Seed, texts: &[u32]| (corpus.actors_of(texts), Reverse(seed.stems.clone()));
    let mut queue: BinaryHeap<_> = seeds.iter().enumerate().map(|(at, seed)| (rank(seed, &seed.texts), Reverse(at))).collect();
    while let Some((known, Reverse(at))) = queue.pop() {
        let seed = &seeds[at];
        let left: Vec<u32> = seed.texts.iter().copied().filter(|text| !taken[*text as usize]).collect();
        let now = rank(seed, &left);
        if now.0 < grouping.actors || corpus.cohesion(&left, &seed.stems) < grouping.beyond {
            continue;
        }
        if now != known {
            queue.push((now, Reverse(at)));
            continue;
        }
        if let Some(group) = grown(&corpus, seed, &left, &taken, grouping) {
            group.texts.iter().for_each(|text| taken[*text] = true);
            found.push(group);
        }
    }
    merge(&corpus, &mut found, grouping.merge);
    let near = neighbours(&corpus.vectors, grouping.join, NEIGHBOURS);
    for members in groups(&corpus.vectors, &near, grouping.join, &|text| !taken[text]) {
        let members: Vec<u32> = members.into_iter().filter_map(|text| u32::try_from(text).ok()).collect();
        found.push(central(&corpus, &members, 0.0));
    }
    absorb(&corpus, &mut found);
    found
}

/// The group around a seed: the texts near those that hold it; none if they are too few or too unlike.
fn grown(corpus: &Corpus, seed: &Seed, left: &[u32], taken: &[bool], grouping: &Grouping) -> Option<Group> {
    let sum = corpus.sum(left);
    let least = left.len() as f64 * CORE;
    let core: BTreeSet<u32> =
        corpus.counts(left).into_iter().filter(|(_, count)| *count >= 2 && *count as f64 >= least).map(|(stem, _)| stem).collect();
    let near: BTreeSet<u32> =
        core.iter().flat_map(|stem| &corpus.postings[*stem as usize]).copied().filter(|text| !taken[*text as usize]).collect();
    let belongs = |text: &u32| {
        let stems = &corpus.stems[*text as usize];
        let likeness = likeness(&corpus.vectors[*text as usize], &sum);
        let of_seed = seed.stems.iter().all(|stem| stems.contains(stem));
        let of_core = stems.iter().filter(|stem| core.contains(stem)).count() >= 2;
        of_seed && likeness >= LEAST_OF_SEED || of_core && likeness >= grouping.member
    };
    let members: Vec<u32> = near.into_iter().filter(belongs).collect();
    let group = central(corpus, &members, grouping.member);
    let texts: Vec<u32> = group.texts.iter().filter_map(|text| u32::try_from(*text).ok()).collect();
    (corpus.actors_of(&texts) >= grouping.actors && group.cohesion >= grouping.cohesion).then_some(group)
}

/// Joins groups that say the same in other words, the most alike first.
fn merge(corpus: &Corpus, groups: &mut Vec<Group>, least: f32) {
    let numbers = |group: &Group| group.texts.iter().filter_map(|text| u32::try_from(*text).ok()).collect::<Vec<u32>>();
    let mut members: Vec<Vec<u32>> = groups.iter().map(numbers).collect();
    let sums: Vec<Sparse> = members.iter().map(|texts| corpus.sum(texts)).collect();
    // The dot product of two sums is that of their pairs added up, so joined groups need no new one.
    let mut dots: Vec<Vec<f32>> = sums.iter().map(|one| sums.iter().map(|other| one.dot(other)).collect()).collect();
    let mut cohesion: Vec<f32> = groups.iter().map(|group| group.cohesion).collect();
    let mut joined: BTreeSet<usize> = BTreeSet::new();
    let mut live: Vec<usize> = (0..groups.len()).collect();
    loop {
        let likeness = |a: usize, b: usize| {
            let across = dots[a][b] / (members[a].len() * members[b].len()) as f32;
            across / cohesion[a].min(cohesion[b])
        };
        let pairs = live.iter().enumerate().flat_map(|(at, b)| live[..at].iter().map(move |a| (*a, *b)));
        let alike = pairs.map(|(a, b)| (likeness(a, b), a, b)).filter(|(likeness, _, _)| *likeness >= least);
        let Some((_, a, b)) = alike.max_by(|x, y| x.0.total_cmp(&y.0).then((y.1, y.2).cmp(&(x.1, x.2)))) else { break };
        let more = std::mem::take(&mut members[b]);
        members[a].extend(more);
        let sum: Vec<f32> = dots[a].iter().zip(&dots[b]).map(|(one, other)| one + other).collect();
        for (row, dot) in dots.iter_mut().zip(&sum) {
            row[a] = *dot;
        }
        dots[a] = sum;
        cohesion[a] = corpus.cohesion(&members[a], &[]);
        live.retain(|at| *at != b);
        joined.insert(a);
    }
    *groups =
        live.into_iter().map(|at| if joined.contains(&at) { central(corpus, &members[at], 0.0) } else { groups[at].clone() }).collect();
}

/// A stem in this share of a group's texts is one that it is about.
const ABOUT: f64 = 0.6;

/// A stem in this share of the texts of a larger group is one that it also speaks of.
const SPOKEN: f64 = 0.4;

/// Joins a group that is about nothing of its own to the largest that speaks of all that it is about: *sustainable development* to
/// *2030 Agenda for Sustainable Development*.
fn absorb(corpus: &Corpus, groups: &mut Vec<Group>) {
    let numbers = |group: &Group| group.texts.iter().filter_map(|text| u32::try_from(*text).ok()).collect::<Vec<u32>>();
    let mut rest: Vec<Vec<u32>> = groups.iter().map(numbers).collect();
    rest.sort_by_key(|texts| (Reverse((corpus.actors_of(texts), texts.len())), texts.first().copied()));
    let held = |texts: &[u32], share: f64| -> BTreeSet<u32> {
        let least = texts.len() as f64 * share;
        corpus.counts(texts).into_iter().filter(|(_, count)| *count as f64 >= least).map(|(stem, _)| stem).collect()
    };
    let mut kept: Vec<(BTreeSet<u32>, Vec<u32>)> = Vec::new();
    // Of each stem the kept groups that are about it.
    let mut of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for texts in rest {
        let subject = held(&texts, ABOUT);
        let near = subject.first().filter(|_| subject.len() >= 2).and_then(|stem| of.get(stem));
        if let Some(at) = near.and_then(|near| near.iter().copied().find(|at| subject.is_subset(&kept[*at].0))) {
            kept[at].1.extend(texts);
        } else {
            let spoken = held(&texts, SPOKEN);
            for stem in &spoken {
                of.entry(*stem).or_default().push(kept.len());
            }
            kept.push((spoken, texts));
        }
    }
    *groups = kept.into_iter().map(|(_, texts)| central(corpus, &texts, 0.0)).collect();
}

/// The texts in the order of their likeness to their sum, without those that are less like it than `least`.
fn central(corpus: &Corpus, members: &[u32], least: f32) -> Group {
    let sum = corpus.sum(members);
    let mut ranked: Vec<(f32, u32)> = members.iter().map(|text| (likeness(&corpus.vectors[*text as usize], &sum), *text)).collect();
    ranked.retain(|(likeness, _)| *likeness >= least);
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (likeness, texts): (Vec<f32>, Vec<u32>) = ranked.into_iter().unzip();
    let counts = corpus.counts(&texts);
    let most = counts.iter().map(|(stem, count)| (*stem, *count)).max_by_key(|(stem, count)| (*count, Reverse(*stem)));
    let shared = counts.iter().filter(|(_, count)| **count * 2 >= texts.len());
    let own = shared.map(|(stem, count)| *count as f32 / corpus.postings[*stem as usize].len() as f32).fold(0.0, f32::max);
    let beyond = most.map_or(0.0, |(stem, _)| corpus.cohesion(&texts, &[stem]));
    Group { cohesion: corpus.cohesion(&texts, &[]), beyond, own, likeness, texts: texts.into_iter().map(|text| text as usize).collect() }
}

/// The dot product of a text's vector with the sum's direction.
fn likeness(vector: &Sparse, sum: &Sparse) -> f32 {
    let norm = sum.norm();
    if norm > 0.0 { vector.dot(sum) / norm } else { 0.0 }
}
