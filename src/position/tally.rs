//! Claims of one actor on one proposition come in one by one, the stance that carries the most strength goes out.

use crate::model::{Claim, Date, Position, Stance, Via};

/// What a number of claims on one proposition add up to. Tallies of parts can be merged, in any order.
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

impl<'a> Tally<'a> {
    /// Counts a claim in.
    pub(super) fn add(&mut self, claim: &'a Claim) {
        let heap = Heap { strength: u64::from(claim.strength), latest: claim.date, best: Some(claim) };
        self.stances[claim.stance as usize].merge(&heap);
        self.span(claim.date, claim.date, 1);
    }

    /// Counts in all claims of another tally.
    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.stances.iter_mut().zip(&other.stances) {
            mine.merge(theirs);
        }
        self.span(other.first, other.last, other.n_claims);
    }

    /// The position that the claims make for `actor`; none without claims.
    pub(super) fn position(&self, actor: &str, via: Via, group: Option<&str>) -> Option<Position> {
        let stance = self.stance()?;
        let best = self.stances[stance as usize].best?;
        let sums = Stance::ALL.iter().zip(&self.stances).map(|(stance, heap)| (stance.value(), heap.strength as f64));
        let (weight, signed, absolute) = sums.fold((0.0, 0.0, 0.0), |(weight, signed, absolute), (value, strength)| {
            (weight + strength, signed + value * strength, absolute + value.abs() * strength)
        });
        Some(Position {
            actor: actor.to_owned(),
            via,
            group: group.map(str::to_owned),
            topic: best.topic.clone(),
            proposition_id: best.proposition_id.clone(),
            proposition: best.proposition.clone(),
            stance,
            strength: best.strength,
            score: if weight > 0.0 { signed / weight } else { 0.0 },
            consistency: if absolute > 0.0 { signed.abs() / absolute } else { 1.0 },
            n_claims: self.n_claims,
            claim_id: best.claim_id.clone(),
            first_date: self.first,
            last_date: self.last,
            confidence: best.confidence,
        })
    }

    /// The stance with the greatest sum of strength; of equals the latest, then the more cautious. What an actor does decides
    /// only if it never said what it holds.
    fn stance(&self) -> Option<Stance> {
        let heap = |stance: Stance| self.stances[stance as usize];
        let said = Stance::ALL.into_iter().filter(|stance| *stance != Stance::Practice && heap(*stance).best.is_some());
        said.max_by_key(|stance| (heap(*stance).strength, heap(*stance).latest, *stance))
            .or_else(|| heap(Stance::Practice).best.map(|_| Stance::Practice))
    }

    fn span(&mut self, first: Option<Date>, last: Option<Date>, n_claims: usize) {
        self.first = [self.first, first].into_iter().flatten().min();
        self.last = self.last.max(last);
        self.n_claims += n_claims;
    }
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

    /// A position folded from the parts, whether they are counted in forwards or backwards.
    fn fold(parts: &[Part]) -> Position {
        let made = |(at, (stance, strength, year)): (usize, &Part)| Claim {
            strength: *strength,
            date: (*year > 0).then(|| Date::year(*year)),
            claim_id: format!("c{at}"),
            ..claim("FRA", "p", *stance)
        };
        let claims: Vec<Claim> = parts.iter().enumerate().map(made).collect();
        let (mut forwards, mut backwards) = (Tally::default(), Tally::default());
        for (claim, other) in claims.iter().zip(claims.iter().rev()) {
            forwards.add(claim);
            backwards.add(other);
        }
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
            let row = fold(parts);
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
            let row = fold(parts);
            assert!((row.score - score).abs() < 1e-12 && (row.consistency - consistency).abs() < 1e-12, "{parts:?}: {row:?}");
        }
    }

    #[test]
    fn the_strongest_claim_speaks_for_the_position_and_the_latest_among_equals() {
        assert_eq!(fold(&[(Support, 3, 2024), (Support, 4, 2020), (Support, 4, 2021)]).claim_id, "c2");
        assert_eq!(fold(&[(Support, 3, 2020), (Support, 3, 2020)]).claim_id, "c0");
    }

    #[test]
    fn dates_span_the_dated_claims() {
        let row = fold(&[(Support, 3, 0), (Oppose, 1, 2024), (Support, 1, 2019)]);
        assert_eq!((row.first_date, row.last_date, row.n_claims), (Some(Date::year(2019)), Some(Date::year(2024)), 3));
    }
}
