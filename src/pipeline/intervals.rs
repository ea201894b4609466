//! A comparison comes in, how sure its positions and pairs are goes out: both made again and again, from drawn documents and claims.

use super::{Coder, is_comparable};
use crate::learn::{Random, quantile};
use crate::link::Scorer;
use crate::model::{Claim, Comparison, Date, Interval, Intervals, Pair, Position, Stance, Sureness};
use crate::position::{self, Folded};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Percentiles of fewer draws than this say nothing.
pub const FEWEST_DRAWS: usize = 40;

/// The share of draws on each side that an interval leaves out.
const TAIL: f64 = 0.025;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Both,
    Documents,
    Claims,
}

impl Coder {
    /// How sure the positions and pairs of a comparison that this coder made are, by percentile intervals from so many draws of
    /// documents, of claims, and of both. `done` is called after each draw, three times `draws` in all, from any thread.
    ///
    /// - Documents: as many as hold a claim behind a position, with replacement; a document drawn twice counts twice.
    /// - Claims: each is kept with its confidence as probability, independently of others.
    ///
    /// In each draw positions are folded anew, and pairs scored anew. An interval is that of the draws in which the position, or the
    /// pair, is there. What rests on one document has no interval over documents: how much another would differ cannot be
    /// seen in one. The seed is fixed, and the order of documents makes no difference.
    ///
    /// Cost: `draws` × (claims + pairs of actors on each proposition), three times. Source: Efron and Tibshirani, *An Introduction to the
    /// Bootstrap* (1993), chapter 13.
    #[must_use]
    pub fn intervals(&self, comparison: &Comparison, draws: usize, done: &(dyn Fn() + Sync)) -> Intervals {
        let members = |group: &str, date: Option<Date>| self.actors.members(group, date).into_iter().map(str::to_owned).collect();
        let urn = Urn::of(comparison, position::behind(&comparison.claims, &members, &comparison.positions));
        let comparable: Vec<usize> = (0..comparison.positions.len()).filter(|at| is_comparable(&comparison.positions[*at])).collect();
        let own: Vec<Position> = comparable.iter().map(|at| comparison.positions[*at].clone()).collect();
        let scorer = Scorer::new(&own, &self.codebook.relations, &comparison.pairs);
        let mut random = Random(1);
        let seeds: Vec<u64> = (0..draws).map(|_| random.bits()).collect();
        let sample = |drawn: Drawn| -> Vec<Sample> {
            let one = |seed: &u64| {
                let folded = urn.draw(*seed, drawn);
                let stances: Vec<Option<Stance>> = comparable.iter().map(|at| folded[*at].map(|folded| folded.stance)).collect();
                let pairs = scorer.scores(&stances).into_iter().map(|score| score.map_or(f32::NAN, kept)).collect();
                let position = |folded: Option<Folded>| folded.map(|folded| (kept(folded.score), folded.stance, folded.strength));
                let sample = Sample { pairs, positions: folded.into_iter().map(position).collect() };
                done();
                sample
            };
            seeds.par_iter().map(one).collect()
        };
        let mut found = Intervals { draws, positions: urn.positions(comparison), pairs: urn.pairs(comparison) };
        for drawn in [Drawn::Both, Drawn::Documents, Drawn::Claims] {
            let samples = sample(drawn);
            found.positions.par_iter_mut().zip(&comparison.positions).enumerate().for_each(|(at, (sure, position))| {
                let there: Vec<(f32, Stance, u8)> = samples.iter().filter_map(|sample| sample.positions[at]).collect();
                let scores = there.iter().map(|(score, _, _)| f64::from(*score)).collect();
                put(sure, drawn, scores, draws);
                if drawn == Drawn::Both && sure.both.is_some() {
                    sure.strength = Some(interval(there.iter().map(|(_, _, strength)| f64::from(*strength)).collect()));
                    let same = there.iter().filter(|(_, stance, _)| *stance == position.stance).count();
                    sure.same = Some(same as f64 / there.len() as f64);
                }
            });
            found.pairs.par_iter_mut().zip(&comparison.pairs).enumerate().for_each(|(at, (sure, pair))| {
                let scores: Vec<f64> = samples.iter().map(|sample| f64::from(sample.pairs[at])).filter(|score| !score.is_nan()).collect();
                let sign = |score: f64| score.partial_cmp(&0.0);
                let same = scores.iter().filter(|score| sign(**score) == sign(pair.score)).count() as f64 / scores.len().max(1) as f64;
                put(sure, drawn, scores, draws);
                if drawn == Drawn::Both && sure.both.is_some() {
                    sure.same = Some(same);
                }
            });
        }
        found
    }
}

/// What one draw gives: of each position score, stance and strength, and the scores of the pairs (not a number where there is none).
struct Sample {
    positions: Vec<Option<(f32, Stance, u8)>>,
    pairs: Vec<f32>,
}

/// A score as it is kept: there may be millions.
#[expect(clippy::cast_possible_truncation, reason = "a share is written with few decimals")]
fn kept(score: f64) -> f32 {
    score as f32
}

fn interval(mut values: Vec<f64>) -> Interval {
    values.sort_by(f64::total_cmp);
    Interval { low: quantile(&values, TAIL), high: quantile(&values, 1.0 - TAIL) }
}

/// Notes the interval of these scores, if there are enough of them and what they rest on can vary.
fn put(sure: &mut Sureness, drawn: Drawn, scores: Vec<f64>, draws: usize) {
    let there = scores.len();
    if drawn == Drawn::Both {
        sure.present = there as f64 / draws.max(1) as f64;
        if sure.reason.is_empty() && there < FEWEST_DRAWS {
            sure.reason = format!("there in {there} of {draws} draws");
        }
    }
    let varies = match drawn {
        Drawn::Both | Drawn::Documents => sure.reason.is_empty(),
        Drawn::Claims => sure.claims > sure.documents.len(),
    };
    let of = match drawn {
        Drawn::Both => &mut sure.both,
        Drawn::Documents => &mut sure.of_documents,
        Drawn::Claims => &mut sure.of_claims,
    };
    *of = (varies && there >= FEWEST_DRAWS).then(|| interval(scores));
}

/// What is drawn from.
struct Urn<'a> {
    claims: &'a [Claim],
    /// The claims behind each position.
    behind: Vec<Vec<usize>>,
    /// The number of each claim's document, of those with a claim behind a position.
    document: Vec<usize>,
    documents: usize,
}

impl<'a> Urn<'a> {
    fn of(comparison: &'a Comparison, behind: Vec<Vec<usize>>) -> Self {
        let used: BTreeSet<usize> = behind.iter().flatten().copied().collect();
        let ids: BTreeSet<&str> = used.iter().map(|at| comparison.claims[*at].doc_id.as_str()).collect();
        let number: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(number, id)| (*id, number)).collect();
        let document = comparison.claims.iter().map(|claim| number.get(claim.doc_id.as_str()).copied().unwrap_or(usize::MAX)).collect();
        Self { claims: &comparison.claims, behind, document, documents: number.len() }
    }

    /// The positions of one draw, in their order. Documents and claims are drawn alike whatever of them is used.
    fn draw(&self, seed: u64, drawn: Drawn) -> Vec<Option<Folded>> {
        let mut random = Random(seed);
        let mut times = vec![0_u32; self.documents];
        for _ in 0..self.documents {
            times[random.below(self.documents)] += 1;
        }
        let count = |(claim, document): (&Claim, &usize)| {
            let is_kept = random.share() < claim.confidence;
            let times = times.get(*document).copied().unwrap_or(0);
            match drawn {
                Drawn::Documents => times,
                Drawn::Claims => u32::from(is_kept),
                Drawn::Both => times * u32::from(is_kept),
            }
        };
        let counts: Vec<u32> = self.claims.iter().zip(&self.document).map(count).collect();
        let folded = |places: &Vec<usize>| position::fold(places.iter().map(|at| (&self.claims[*at], counts[*at])));
        self.behind.iter().map(folded).collect()
    }

    /// What the positions rest on, and why some can have no interval.
    fn positions(&self, comparison: &Comparison) -> Vec<Sureness> {
        let sure = |(places, position): (&Vec<usize>, &Position)| {
            let documents = self.count(places);
            let reason = if documents > 1 { "" } else { "one document" };
            Sureness { documents: vec![documents], claims: position.n_claims, reason: reason.to_owned(), ..Sureness::default() }
        };
        self.behind.iter().zip(&comparison.positions).map(sure).collect()
    }

    /// How many documents these claims are from.
    fn count<'p>(&self, places: impl IntoIterator<Item = &'p usize>) -> usize {
        places.into_iter().map(|at| self.document[*at]).collect::<BTreeSet<usize>>().len()
    }

    /// What the pairs rest on: the claims of either actor on what they agree, conflict and differ on.
    fn pairs(&self, comparison: &Comparison) -> Vec<Sureness> {
        let mut own: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (position, places) in comparison.positions.iter().zip(&self.behind).filter(|(position, _)| position.is_own()) {
            own.entry((&position.actor, &position.proposition_id)).or_default().extend(places);
        }
        comparison.pairs.par_iter().map(|pair| self.pair(pair, &own)).collect()
    }

    fn pair(&self, pair: &Pair, own: &BTreeMap<(&str, &str), Vec<usize>>) -> Sureness {
        let entries = || [&pair.agree, &pair.conflict, &pair.differ].into_iter().flatten();
        let side = |actor: &str, of: &dyn Fn(&str) -> String| -> BTreeSet<usize> {
            let ids: BTreeSet<String> = entries().map(|entry| of(entry)).collect();
            ids.iter().filter_map(|id| own.get(&(actor, id.as_str()))).flatten().copied().collect()
        };
        let first = side(&pair.a, &|entry| entry.split_once('/').map_or(entry, |(first, _)| first).to_owned());
        let second = side(&pair.b, &|entry| entry.split_once('/').map_or(entry, |(_, second)| second).to_owned());
        let documents = vec![self.count(&first), self.count(&second)];
        let reason = match (entries().next().is_some(), documents[0] > 1, documents[1] > 1) {
            (false, _, _) => "no side shared".to_owned(),
            (_, true, true) => String::new(),
            (_, false, false) => "one document of each".to_owned(),
            (_, false, true) => format!("one document of {}", pair.a),
            (_, true, false) => format!("one document of {}", pair.b),
        };
        Sureness { documents, claims: first.len() + second.len(), reason, ..Sureness::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::{Actors, Codebook};
    use crate::link;
    use crate::model::Via;
    use crate::model::made_up::claim;

    const MANY: usize = 60;

    fn coder() -> Coder {
        Coder { codebook: Codebook::built_in().unwrap(), actors: Actors::new(Actors::built_in().unwrap()).unwrap() }
    }

    fn members(coder: &Coder) -> impl Fn(&str, Option<Date>) -> Vec<String> + '_ {
        |group, date| coder.actors.members(group, date).into_iter().map(str::to_owned).collect()
    }

    /// Claims of three States and a group of two of them on related propositions, in so many documents each.
    fn made_up(coder: &Coder, seed: u64, each: usize) -> Comparison {
        let mut random = Random(seed);
        let mut ids: Vec<&str> = coder.codebook.relations.iter().take(6).flat_map(|(a, b, _)| [a, b]).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut claims: Vec<Claim> = (0..50)
            .map(|at| {
                let holder = ["DEU", "EUE", "FRA", "RUS"][random.below(4)];
                let stance = Stance::ALL[random.below(6)];
                Claim {
                    claim_id: format!("c{at:02}"),
                    doc_id: format!("{holder}{}", random.below(each)),
                    via: if holder == "EUE" { Via::Group } else { Via::National },
                    strength: u8::try_from(1 + random.below(5)).unwrap(),
                    confidence: [0.3, 0.6, 0.9, 1.0][random.below(4)],
                    date: [None, Some(Date::year(2019)), Some(Date::year(2021))][random.below(3)],
                    ..claim(holder, ids[random.below(ids.len())], stance)
                }
            })
            .collect();
        claims.sort_by(|a, b| a.claim_id.cmp(&b.claim_id));
        of(coder, claims)
    }

    fn of(coder: &Coder, claims: Vec<Claim>) -> Comparison {
        let positions = position::positions(&claims, &members(coder), &[]);
        let pairs = link::pairs(&positions, &coder.codebook.relations);
        Comparison { claims, positions, pairs, ..Comparison::default() }
    }

    /// The slow twin: each draw is a list of claims, written out, and everything is made of it as it is made of all claims.
    fn plainly(coder: &Coder, comparison: &Comparison, drawn: Drawn, draws: usize) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
        let mut random = Random(1);
        let (mut rows, mut pairs) = (vec![Vec::new(); comparison.positions.len()], vec![Vec::new(); comparison.pairs.len()]);
        let documents: Vec<&str> =
            comparison.claims.iter().map(|claim| claim.doc_id.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
        for _ in 0..draws {
            let mut inner = Random(random.bits());
            let names: Vec<&str> = documents.iter().map(|_| documents[inner.below(documents.len())]).collect();
            let mut claims = Vec::new();
            for claim in &comparison.claims {
                let kept = inner.share() < claim.confidence || drawn == Drawn::Documents;
                let times = if drawn == Drawn::Claims { 1 } else { names.iter().filter(|name| **name == claim.doc_id).count() };
                claims.extend((0..times).filter(|_| kept).map(|_| claim.clone()));
            }
            let made = of(coder, claims);
            for (row, values) in comparison.positions.iter().zip(&mut rows) {
                let same = |other: &&Position| {
                    (&other.actor, &other.proposition_id, other.via, &other.group) == (&row.actor, &row.proposition_id, row.via, &row.group)
                };
                values.extend(made.positions.iter().find(same).map(|position| position.score));
            }
            for (pair, values) in comparison.pairs.iter().zip(&mut pairs) {
                values.extend(made.pairs.iter().find(|other| (&other.a, &other.b) == (&pair.a, &pair.b)).map(|pair| pair.score));
            }
        }
        (rows, pairs)
    }

    fn close(found: Option<Interval>, mut plain: Vec<f64>) -> bool {
        plain.sort_by(f64::total_cmp);
        let (low, high) = (quantile(&plain, 0.025), quantile(&plain, 0.975));
        found.is_some_and(|found| (found.low - low).abs() < 1e-6 && (found.high - high).abs() < 1e-6)
    }

    #[test]
    fn intervals_are_those_of_lists_of_drawn_claims() {
        let coder = coder();
        let (mut rows, mut pairs) = (0, 0);
        for seed in 0..6 {
            let comparison = made_up(&coder, seed, 4);
            let found = coder.intervals(&comparison, MANY, &|| ());
            for drawn in [Drawn::Both, Drawn::Documents, Drawn::Claims] {
                let (plain_rows, plain_pairs) = plainly(&coder, &comparison, drawn, MANY);
                let all = found.positions.iter().zip(plain_rows).map(|both| (false, both));
                for (is_pair, (sure, plain)) in all.chain(found.pairs.iter().zip(plain_pairs).map(|both| (true, both))) {
                    let interval = match drawn {
                        Drawn::Both => sure.both,
                        Drawn::Documents => sure.of_documents,
                        Drawn::Claims => sure.of_claims,
                    };
                    if drawn == Drawn::Both {
                        assert!((sure.present - plain.len() as f64 / MANY as f64).abs() < 1e-12);
                        assert_eq!(sure.both.is_none(), !sure.reason.is_empty());
                    }
                    if interval.is_some() {
                        assert!(close(interval, plain), "{seed} {drawn:?} {sure:?}");
                        *(if is_pair { &mut pairs } else { &mut rows }) += 1;
                    }
                }
            }
        }
        assert!(rows > 100 && pairs > 50, "{rows} {pairs}");
    }

    #[test]
    fn scores_of_the_stances_that_are_there_are_the_scores_of_the_pairs() {
        let coder = coder();
        for seed in 0..20 {
            let comparison = made_up(&coder, seed, 3);
            let scorer = Scorer::new(&comparison.positions, &coder.codebook.relations, &comparison.pairs);
            let stances: Vec<Option<Stance>> = comparison.positions.iter().map(|position| Some(position.stance)).collect();
            let scores = scorer.scores(&stances);
            assert_eq!(scores.len(), comparison.pairs.len());
            for (pair, score) in comparison.pairs.iter().zip(scores) {
                assert!((pair.score - score.unwrap()).abs() < 1e-12, "{pair:?}");
            }
        }
    }

    #[test]
    fn one_document_has_no_interval_and_sure_claims_have_none_to_speak_of() {
        let coder = coder();
        let mut comparison = made_up(&coder, 3, 1);
        let found = coder.intervals(&comparison, MANY, &|| ());
        assert!(found.positions.iter().all(|sure| sure.both.is_none() && sure.of_documents.is_none() && sure.reason == "one document"));
        assert!(found.pairs.iter().all(|sure| sure.both.is_none() && !sure.reason.is_empty()));
        assert!(found.positions.iter().any(|sure| sure.of_claims.is_some_and(|interval| interval.low < interval.high)));
        comparison.claims.iter_mut().for_each(|claim| claim.confidence = 1.0);
        let found = coder.intervals(&comparison, MANY, &|| ());
        for (sure, position) in found.positions.iter().zip(&comparison.positions) {
            assert!(
                sure.of_claims.is_none_or(|interval| (interval.low - position.score).abs() + (interval.high - position.score).abs() < 1e-6)
            );
        }
    }

    #[test]
    fn a_position_in_every_one_of_many_documents_is_surer_than_one_in_few() {
        let coder = coder();
        let said = |at: usize, proposition: &str, stance| Claim {
            claim_id: format!("{proposition}{at}"),
            doc_id: format!("d{at:02}"),
            confidence: 1.0,
            ..claim("FRA", proposition, stance)
        };
        let side = |at: usize| if at.is_multiple_of(2) { Stance::Support } else { Stance::Oppose };
        let claims = (0..40).map(|at| said(at, "many", side(at))).chain((0..4).map(|at| said(at, "few", side(at)))).collect();
        let comparison = of(&coder, claims);
        let found = coder.intervals(&comparison, 400, &|| ());
        let width = |id: &str| {
            let at = comparison.positions.iter().position(|position| position.proposition_id == id).unwrap();
            found.positions[at].both.map(|interval| interval.high - interval.low).unwrap()
        };
        // The deviation of a mean of 40 values of ±1 is .16: an interval of about ±.31.
        assert!((0.45..0.85).contains(&width("many")), "{}", width("many"));
        assert!(width("few") > 1.5, "{}", width("few"));
    }
}
