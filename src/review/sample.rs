//! Which claims are worth a person's time, and what a sample says of all.

use crate::learn::Random;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How claims are chosen for review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Plan {
    /// The least sure first: finds most faults, and says nothing of the rest.
    Uncertain,
    /// Each claim as likely as any other: says how many of all are right.
    Random,
    /// So many of each stratum, each claim of it as likely as any other: says it too, and is surer of small strata.
    Stratified,
}

impl Plan {
    /// The plans, by name.
    pub const ALL: [(&'static str, Self); 3] = [("uncertain", Self::Uncertain), ("random", Self::Random), ("stratified", Self::Stratified)];
}

/// A claim that may be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub claim_id: String,
    /// The probability that it is right, 0–1.
    pub confidence: f64,
    /// What it belongs to: a topic, say.
    pub stratum: String,
}

/// Claims that were chosen, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// How.
    pub plan: Plan,
    /// The seed of the draw.
    pub seed: u64,
    /// How many claims of each stratum there were; of a plan without strata there is one, with no name.
    pub of: BTreeMap<String, usize>,
    /// The chosen claims, each with its stratum, in the order in which they are to be looked at.
    pub claims: Vec<(String, String)>,
}

/// Chooses `n` claims. Same claims in any order, same sample.
#[must_use]
pub fn sample(mut candidates: Vec<Candidate>, plan: Plan, n: usize, seed: u64) -> Sample {
    candidates.sort_by(|a, b| a.claim_id.cmp(&b.claim_id));
    if plan != Plan::Stratified {
        candidates.iter_mut().for_each(|one| one.stratum.clear());
    }
    let mut of: BTreeMap<String, usize> = BTreeMap::new();
    for one in &candidates {
        *of.entry(one.stratum.clone()).or_default() += 1;
    }
    let mut random = Random(seed);
    let order = random.order(candidates.len());
    let drawn: Vec<&Candidate> = match plan {
        Plan::Uncertain => {
            let mut least: Vec<&Candidate> = candidates.iter().collect();
            least.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
            least.truncate(n);
            least
        }
        Plan::Random => order.iter().take(n).map(|at| &candidates[*at]).collect(),
        Plan::Stratified => {
            let quota = quotas(&of, n);
            let mut taken: BTreeMap<String, usize> = BTreeMap::new();
            let in_quota = |one: &&Candidate| {
                let taken = taken.entry(one.stratum.clone()).or_default();
                *taken += 1;
                *taken <= quota.get(&one.stratum).copied().unwrap_or(0)
            };
            order.iter().map(|at| &candidates[*at]).filter(in_quota).collect()
        }
    };
    let claims = drawn.into_iter().map(|one| (one.claim_id.clone(), one.stratum.clone())).collect();
    Sample { plan, seed, of, claims }
}

/// How many of each stratum: as evenly as their sizes allow, the smallest served first.
fn quotas(of: &BTreeMap<String, usize>, n: usize) -> BTreeMap<String, usize> {
    let mut sizes: Vec<(&String, usize)> = of.iter().map(|(name, size)| (name, *size)).collect();
    sizes.sort_by_key(|(name, size)| (*size, (*name).clone()));
    let (mut left, mut quota) = (n, BTreeMap::new());
    for (at, (name, size)) in sizes.iter().enumerate() {
        let share = left / (sizes.len() - at);
        let take = share.min(*size);
        quota.insert((*name).clone(), take);
        left -= take;
    }
    quota
}

/// What a sample says of all claims.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// How many claims of the sample were decided on.
    pub decided: usize,
    /// How many of these are right.
    pub right: usize,
    /// The share of all claims that are right, 0–1.
    pub precision: f64,
    /// Where that share lies with 95 % confidence.
    pub low: f64,
    /// See `low`.
    pub high: f64,
}

/// The share of all claims that are right, from those of a sample that were decided on. `right` tells of a claim whether it is right,
/// or none if nobody decided.
///
/// Of a random sample: the share, with Wilson's interval (1927). Of a stratified one: Σ Wₛ·pₛ, with Wₛ the stratum's share of all
/// claims, and Wilson's interval at the effective size p(1−p) / Σ Wₛ²·pₛ(1−pₛ)/nₛ, each pₛ taken as (right + ½) / (n + 1). None of a
/// sample of uncertain claims, which is no picture of the rest; nor while a stratum has no decision.
#[must_use]
pub fn estimate(sample: &Sample, right: &dyn Fn(&str) -> Option<bool>) -> Option<Estimate> {
    if sample.plan == Plan::Uncertain {
        return None;
    }
    let mut strata: BTreeMap<&str, (usize, usize)> =
        sample.of.iter().filter(|(_, n)| **n > 0).map(|(name, _)| (name.as_str(), (0, 0))).collect();
    for (claim, stratum) in &sample.claims {
        if let Some(right) = right(claim) {
            let (decided, good) = strata.entry(stratum).or_default();
            *decided += 1;
            *good += usize::from(right);
        }
    }
    let decided: usize = strata.values().map(|(decided, _)| decided).sum();
    if decided == 0 || strata.values().any(|(decided, _)| *decided == 0) {
        return None;
    }
    let all: usize = sample.of.values().sum();
    let (mut precision, mut variance, mut smooth) = (0.0, 0.0, 0.0);
    for (name, (decided, good)) in &strata {
        let weight = sample.of.get(*name).copied().unwrap_or(0) as f64 / all as f64;
        let n = *decided as f64;
        let p = (*good as f64 + 0.5) / (n + 1.0);
        precision += weight * *good as f64 / n;
        smooth += weight * p;
        variance += weight * weight * p * (1.0 - p) / n;
    }
    let n = if strata.len() == 1 { decided as f64 } else { smooth * (1.0 - smooth) / variance };
    let (low, high) = wilson(precision, n);
    let right = strata.values().map(|(_, good)| good).sum();
    Some(Estimate { decided, right, precision, low, high })
}

/// Wilson's interval of a share of `n` draws, at 95 %.
fn wilson(share: f64, n: f64) -> (f64, f64) {
    let z = 1.959_964;
    let square = z * z / n;
    let middle = share + square / 2.0;
    let half = z * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt();
    (((middle - half) / (1.0 + square)).max(0.0), ((middle + half) / (1.0 + square)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(n: usize) -> Vec<Candidate> {
        let stratum = |at: usize| if at % 10 == 0 { "rare" } else { "common" }.to_owned();
        (0..n)
            .map(|at| Candidate { claim_id: format!("c{at:04}"), confidence: (at * 37 % 100) as f64 / 100.0, stratum: stratum(at) })
            .collect()
    }

    #[test]
    fn a_sample_does_not_depend_on_the_order_of_the_claims() {
        for (_, plan) in Plan::ALL {
            let mut turned = candidates(200);
            turned.reverse();
            let one = sample(candidates(200), plan, 30, 7);
            assert_eq!(one, sample(turned, plan, 30, 7));
            assert_eq!(one.claims.len(), 30);
        }
    }

    #[test]
    fn strata_are_served_evenly_as_far_as_they_reach() {
        let one = sample(candidates(100), Plan::Stratified, 40, 1);
        assert_eq!(one.claims.iter().filter(|(_, stratum)| stratum == "rare").count(), 10);
        assert_eq!(one.claims.len(), 40);
    }

    #[test]
    fn an_estimate_holds_the_truth_as_often_as_it_says() {
        // Claims of the rare stratum are right in 2 of 10, those of the common one in 9 of 10: .83 of all.
        let all = candidates(1000);
        let is_right = |id: &str| {
            let at: usize = id[1..].parse().unwrap_or(0);
            if at % 10 == 0 { at / 10 % 10 < 2 } else { at * 7 % 10 != 3 }
        };
        let truth = all.iter().filter(|one| is_right(&one.claim_id)).count() as f64 / 1000.0;
        for plan in [Plan::Random, Plan::Stratified] {
            let holds = (0..200).filter(|seed| {
                let drawn = sample(all.clone(), plan, 120, *seed);
                let found = estimate(&drawn, &|id| Some(is_right(id))).unwrap();
                found.low <= truth && truth <= found.high
            });
            let holds = holds.count();
            assert!(holds >= 184, "{plan:?}: {holds} of 200");
        }
        assert_eq!(estimate(&sample(all, Plan::Uncertain, 50, 1), &|_| Some(true)), None);
    }

    #[test]
    fn wilsons_interval_is_the_published_one() {
        // Agresti and Coull 1998: 10 of 10 right gives .722 to 1.
        let (low, high) = wilson(1.0, 10.0);
        assert!((low - 0.7225).abs() < 0.0005 && high > 0.9999, "{low} {high}");
    }
}
