//! Claims of one actor on one proposition come in one by one, the stance that carries the most strength goes out.

use crate::model::{Claim, Date, Position, Stance, Via};

/// What a number of claims on one proposition add up to, in any order.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally<'a> {
    stances: [Heap<'a>; Stance::ALL.len()],
    n_claims: usize,
    first: Option<Date>,
    last: Option<Date>,
}

/// The claims of one stance.
#[derive(Debug, Clone, Copy, Default)]
struct Heap<'a> {
    strength: u64,
    latest: Option<Date>,
    best: Option<&'a Claim>,
}

/// What claims on one proposition add up to, without their words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Folded {
    /// The stance that carries the most strength.
    pub stance: Stance,
    /// The greatest strength with which that stance was taken, 1–5.
    pub strength: u8,
    /// −1 (against) … 1 (for): the mean of the claims' values, weighted by strength.
    pub score: f64,
}

/// Folds claims on one proposition, each counted so many times; nothing if none counts. With each counted once it is as
/// [`super::positions`] folds them.
pub fn fold<'a>(claims: impl Iterator<Item = (&'a Claim, u32)>) -> Option<Folded> {
    let tally = Tally::of(claims);
    let stance = tally.stance()?;
    Some(Folded { stance, strength: tally.stances[stance as usize].best?.strength, score: tally.score() })
}

impl<'a> Tally<'a> {
    /// The claims, each counted so many times.
    pub(super) fn of(claims: impl Iterator<Item = (&'a Claim, u32)>) -> Self {
        let mut tally = Self::default();
        claims.filter(|(_, times)| *times > 0).for_each(|(claim, times)| tally.add(claim, times));
        tally
    }

    fn add(&mut self, claim: &'a Claim, times: u32) {
        let heap = Heap { strength: u64::from(claim.strength) * u64::from(times), latest: claim.date, best: Some(claim) };
        self.stances[claim.stance as usize].merge(&heap);
        self.first = [self.first, claim.date].into_iter().flatten().min();
        self.last = self.last.max(claim.date);
        self.n_claims += 1;
    }

    /// The position that the claims make for `actor`; none without claims.
    pub(super) fn position(&self, actor: &str, via: Via, group: Option<&str>) -> Option<Position> {
        let stance = self.stance()?;
        let best = self.stances[stance as usize].best?;
        let sums = Stance::ALL.iter().zip(&self.stances).map(|(stance, heap)| (stance.value(), heap.strength as f64));
        let (signed, absolute) =
            sums.fold((0.0, 0.0), |(signed, absolute), (value, strength)| (signed + value * strength, absolute + value.abs() * strength));
        Some(Position {
            actor: actor.to_owned(),
            via,
            group: group.map(str::to_owned),
            topic: best.topic.clone(),
            proposition_id: best.proposition_id.clone(),
            proposition: best.proposition.clone(),
            stance,
            strength: best.strength,
            score: self.score(),
            consistency: if absolute > 0.0 { f64::abs(signed) / absolute } else { 1.0 },
            n_claims: self.n_claims,
            claim_id: best.claim_id.clone(),
            first_date: self.first,
            last_date: self.last,
            confidence: best.confidence,
        })
    }

    fn score(&self) -> f64 {
        score(self.stances.map(|heap| heap.strength))
    }

    fn stance(&self) -> Option<Stance> {
        stance(self.stances.map(|heap| heap.best.map(|_| (heap.strength, heap.latest))))
    }
}

/// The mean of the claims' values, weighted by strength, from the sums of strength by stance.
pub(super) fn score(sums: [u64; Stance::ALL.len()]) -> f64 {
    let sums = Stance::ALL.iter().zip(sums).map(|(stance, strength)| (stance.value(), strength as f64));
    let (weight, signed) = sums.fold((0.0, 0.0), |(weight, signed), (value, strength)| (weight + strength, signed + value * strength));
    if weight > 0.0 { signed / weight } else { 0.0 }
}

/// The stance with the greatest sum of strength; of equals the latest, then the more cautious. What an actor does decides only if it
/// never said what it holds. For each stance that was taken its sum and latest date are given.
pub(super) fn stance<D: Ord + Copy>(taken: [Option<(u64, D)>; Stance::ALL.len()]) -> Option<Stance> {
    let of = |stance: Stance| taken[stance as usize];
    let said = Stance::ALL.into_iter().filter(|stance| *stance != Stance::Practice && of(*stance).is_some());
    said.max_by_key(|stance| (of(*stance), *stance)).or_else(|| of(Stance::Practice).map(|_| Stance::Practice))
}

impl Heap<'_> {
    fn merge(&mut self, other: &Self) {
        self.strength += other.strength;
        self.latest = self.latest.max(other.latest);
        // Of equals the claim whose id comes first speaks, so that the order of the claims does not matter.
        let rank = |claim: &&Claim| (claim.strength, claim.date);
        self.best = match (self.best, other.best) {
            (Some(mine), Some(theirs)) => {
                let order = rank(&mine).cmp(&rank(&theirs)).then_with(|| theirs.claim_id.cmp(&mine.claim_id));
                Some(if order.is_lt() { theirs } else { mine })
            }
            (mine, theirs) => mine.or(theirs),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::{Oppose, Practice, Qualified, Reservation, Support, Undecided};
    use crate::model::made_up::claim;

    /// A claim's stance, strength and year (0 for none).
    type Part = (Stance, u8, u16);

    #[test]
    fn a_claim_counted_twice_weighs_as_two() {
        let claims = [claim("FRA", "p", Support), claim("FRA", "p", Oppose), claim("FRA", "p", Undecided)];
        let times = |times: [u32; 3]| fold(claims.iter().zip(times));
        let found = times([1, 2, 0]).unwrap();
        assert_eq!((found.stance, found.strength), (Oppose, 3));
        assert!((found.score - -1.0 / 3.0).abs() < 1e-12);
        assert_eq!(times([0, 0, 0]), None);
    }

    /// A position folded from the parts, whether they are counted in forwards or backwards.
    fn folded(parts: &[Part]) -> Position {
        let made = |(at, (stance, strength, year)): (usize, &Part)| Claim {
            strength: *strength,
            date: (*year > 0).then(|| Date::year(*year)),
            claim_id: format!("c{at}"),
            ..claim("FRA", "p", *stance)
        };
        let claims: Vec<Claim> = parts.iter().enumerate().map(made).collect();
        let forwards = Tally::of(claims.iter().map(|claim| (claim, 1)));
        let backwards = Tally::of(claims.iter().rev().map(|claim| (claim, 1)));
        let row = forwards.position("FRA", Via::National, None);
        assert_eq!(row, backwards.position("FRA", Via::National, None));
        row.unwrap()
    }

    #[test]
    fn the_stance_is_the_one_that_carries_the_most_strength() {
        let cases: &[(&[Part], Stance, u8)] = &[
            (&[(Support, 3, 0)], Support, 3),
            (&[(Support, 2, 0), (Support, 2, 0), (Oppose, 3, 0)], Support, 2),
            (&[(Support, 3, 2023), (Oppose, 3, 2021)], Support, 3),
            (&[(Support, 3, 2023), (Qualified, 3, 2023)], Qualified, 3),
            (&[(Support, 3, 0), (Reservation, 3, 2020)], Reservation, 3),
            (&[(Practice, 5, 0), (Undecided, 1, 0)], Undecided, 1),
            (&[(Practice, 2, 0), (Practice, 4, 0)], Practice, 4),
        ];
        for (parts, stance, strength) in cases {
            let row = folded(parts);
            assert_eq!((row.stance, row.strength), (*stance, *strength), "{parts:?}");
        }
    }

    #[test]
    fn score_and_consistency_weigh_the_claims_by_strength() {
        let cases: &[(&[Part], f64, f64)] = &[
            (&[(Support, 4, 0)], 1.0, 1.0),
            (&[(Support, 3, 0), (Oppose, 3, 0)], 0.0, 0.0),
            (&[(Support, 3, 0), (Qualified, 2, 0)], 0.8, 1.0),
            (&[(Support, 3, 0), (Oppose, 1, 0)], 0.5, 0.5),
            (&[(Undecided, 3, 0)], 0.0, 1.0),
        ];
        for (parts, score, consistency) in cases {
            let row = folded(parts);
            assert!((row.score - score).abs() < 1e-12 && (row.consistency - consistency).abs() < 1e-12, "{parts:?}: {row:?}");
        }
    }

    #[test]
    fn the_strongest_claim_speaks_for_the_position_and_the_latest_among_equals() {
        assert_eq!(folded(&[(Support, 3, 2024), (Support, 4, 2020), (Support, 4, 2021)]).claim_id, "c2");
        assert_eq!(folded(&[(Support, 3, 2020), (Support, 3, 2020)]).claim_id, "c0");
    }

    #[test]
    fn dates_span_the_dated_claims() {
        let row = folded(&[(Support, 3, 0), (Oppose, 1, 2024), (Support, 1, 2019)]);
        assert_eq!((row.first_date, row.last_date, row.n_claims), (Some(Date::year(2019)), Some(Date::year(2024)), 3));
    }
}
