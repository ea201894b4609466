//! 10⁷ claims by 200 actors on 1,000 propositions → positions and all pairs, in numbers; at 10⁵ against a naive twin that looks at all
//! pairs of claims and of positions. `cargo bench --bench pairs` prints times; what both find is the same, or the bench stops.

#![allow(clippy::unwrap_used, reason = "a bench that cannot be set up is to stop")]

use demarche::learn::Random;
use demarche::link::{Counted, counted, same_proposition};
use demarche::model::{LinkKind, Stance};
use demarche::position::{Columns, fold_columns};
use divan::{Bencher, black_box};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ACTORS: usize = 200;
const PROPOSITIONS: usize = 1_000;

fn main() {
    let claims = Made::new(20_000);
    assert_eq!(claims.fast(), claims.naive(), "both ways find the same");
    divan::main();
}

/// Claims as columns.
struct Made {
    holders: Vec<u32>,
    propositions: Vec<u32>,
    stances: Vec<Stance>,
    strengths: Vec<u8>,
    dates: Vec<u32>,
}

impl Made {
    fn new(count: usize) -> Self {
        let mut random = Random(42);
        let mut made =
            Self { holders: Vec::new(), propositions: Vec::new(), stances: Vec::new(), strengths: Vec::new(), dates: Vec::new() };
        for _ in 0..count {
            made.holders.push(u32::try_from(random.below(ACTORS)).unwrap());
            made.propositions.push(u32::try_from(random.below(PROPOSITIONS)).unwrap());
            made.stances.push(Stance::ALL[random.below(Stance::ALL.len())]);
            made.strengths.push(u8::try_from(random.below(5) + 1).unwrap());
            made.dates.push(u32::try_from(random.below(4_000)).unwrap());
        }
        made
    }

    fn columns(&self) -> Columns<'_> {
        let Self { holders, propositions, stances, strengths, dates } = self;
        Columns { holders, propositions, stances, strengths, dates }
    }

    fn stances(&self) -> Vec<Option<Stance>> {
        let cells = fold_columns(&self.columns(), ACTORS, PROPOSITIONS).unwrap();
        cells.into_iter().map(|cell| cell.map(|cell| cell.stance)).collect()
    }

    fn fast(&self) -> Vec<Counted> {
        counted(&self.stances(), PROPOSITIONS, &[])
    }

    /// Every claim with every other, then every position with every other.
    fn naive(&self) -> Vec<Counted> {
        let count = self.holders.len();
        let same = |a: usize, b: usize| self.holders[a] == self.holders[b] && self.propositions[a] == self.propositions[b];
        let mut is_known = vec![false; count];
        let mut positions: Vec<(usize, u32, Stance)> = Vec::new();
        for first in 0..count {
            if is_known[first] {
                continue;
            }
            let mut sums = [None::<(u64, u32)>; Stance::ALL.len()];
            for at in (first..count).filter(|at| same(first, *at)) {
                is_known[at] = true;
                let (strength, latest) = sums[self.stances[at] as usize].get_or_insert((0, 0));
                *strength += u64::from(self.strengths[at]);
                *latest = self.dates[at].max(*latest);
            }
            let said = Stance::ALL.into_iter().filter(|stance| *stance != Stance::Practice && sums[*stance as usize].is_some());
            let stance = said.max_by_key(|stance| (sums[*stance as usize], *stance)).unwrap_or(Stance::Practice);
            positions.push((self.holders[first] as usize, self.propositions[first], stance));
        }
        let mut all: Vec<Counted> = (0..ACTORS * ACTORS)
            .map(|at| Counted { a: at / ACTORS, b: at % ACTORS, shared: 0, agree: 0, conflict: 0, differ: 0 })
            .collect();
        for (at, a) in positions.iter().enumerate() {
            for b in positions[at + 1..].iter().filter(|b| a.1 == b.1 && a.0 != b.0) {
                let (kind, row) = (same_proposition(a.2, b.2), &mut all[a.0.min(b.0) * ACTORS + a.0.max(b.0)]);
                row.shared += 1;
                match kind {
                    Some(LinkKind::Agrees) => row.agree += 1,
                    Some(LinkKind::Conflicts) => row.conflict += 1,
                    Some(LinkKind::Differs) => row.differ += 1,
                    None => {}
                }
            }
        }
        all.retain(|row| row.shared > 0);
        all
    }
}

#[divan::bench(args = [100_000, 1_000_000, 10_000_000], sample_count = 5, sample_size = 1)]
fn positions(bencher: Bencher<'_, '_>, claims: usize) {
    let made = Made::new(claims);
    bencher.bench_local(|| black_box(&made).stances());
}

#[divan::bench(args = [100_000, 1_000_000, 10_000_000], sample_count = 5, sample_size = 1)]
fn positions_and_pairs(bencher: Bencher<'_, '_>, claims: usize) {
    let made = Made::new(claims);
    bencher.bench_local(|| black_box(&made).fast());
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn naive_100_000(bencher: Bencher<'_, '_>) {
    let made = Made::new(100_000);
    bencher.bench_local(|| black_box(&made).naive());
}
