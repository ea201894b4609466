//! Units and what was found in them → counts and figures.

use super::gold::{Found, Unit};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Right, wrong and missed, with the figures made of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Score {
    /// Found and in the gold.
    pub true_positive: usize,
    /// Found and not in the gold.
    pub false_positive: usize,
    /// In the gold and not found.
    pub false_negative: usize,
    /// Of the true positives with a gold stance, how many have the same.
    pub stance_right: usize,
    /// How many true positives have a gold stance.
    pub stance_total: usize,
}

impl Score {
    /// Right among the found, 0–1; 1 if nothing was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.true_positive, self.true_positive + self.false_positive)
    }

    /// Found among the gold, 0–1; 1 if the gold is empty.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.true_positive, self.true_positive + self.false_negative)
    }

    /// The harmonic mean of precision and recall: 2·tp / (2·tp + fp + fn).
    #[must_use]
    pub fn f1(&self) -> f64 {
        ratio(2 * self.true_positive, 2 * self.true_positive + self.false_positive + self.false_negative)
    }

    /// Right stances among matched positions, 0–1.
    #[must_use]
    pub fn stance_accuracy(&self) -> f64 {
        ratio(self.stance_right, self.stance_total)
    }
}

/// How found claims match a gold coding.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// How many units were scored.
    pub units: usize,
    /// Propositions that were left out on both sides.
    pub left_out: Vec<String>,
    /// All propositions together (micro average).
    pub overall: Score,
    /// Each proposition of the gold or the found.
    pub by_proposition: BTreeMap<String, Score>,
    /// Gold stance → found stance → count, over matched positions.
    pub confusion: BTreeMap<String, BTreeMap<String, usize>>,
    /// Cohen's κ over the cells unit × proposition (is the proposition taken up there or not).
    pub kappa: f64,
    /// Found and not in the gold: unit and proposition.
    pub wrong: Vec<(String, String)>,
    /// In the gold and not found.
    pub missed: Vec<(String, String)>,
}

/// Whether a proposition counts: not if its id is left out, or made from the words (`para.…`, `res.…`).
#[must_use]
pub fn counts(id: &str, left_out: &[String]) -> bool {
    !left_out.iter().any(|out| out == id) && !id.starts_with("para.") && !id.starts_with("res.")
}

/// Scores what was found in each unit against its gold. `propositions` are the ids that could have been found; `left_out` ids
/// count on neither side, nor do ids made from the words (`para.…`, `res.…`).
#[must_use]
pub fn score(units: &[(Unit, Vec<Found>)], propositions: usize, left_out: &[String]) -> Report {
    let mut report = Report { units: units.len(), left_out: left_out.to_vec(), ..Report::default() };
    let counts = |id: &str| counts(id, left_out);
    for (unit, found) in units {
        let gold = by_id(&unit.gold, &counts);
        let found = by_id(found, &counts);
        let ids: BTreeSet<&str> = gold.keys().chain(found.keys()).copied().collect();
        for id in ids {
            let one = report.by_proposition.entry(id.to_owned()).or_default();
            match (gold.get(id), found.get(id)) {
                (Some(gold), Some(found)) => {
                    one.true_positive += 1;
                    if let Some(stance) = gold.stance {
                        let got = found.stance.map_or("none", |stance| stance.name());
                        one.stance_total += 1;
                        one.stance_right += usize::from(found.stance == Some(stance));
                        *report.confusion.entry(stance.name().into()).or_default().entry(got.into()).or_default() += 1;
                    }
                }
                (Some(_), None) => {
                    one.false_negative += 1;
                    report.missed.push((unit.id.clone(), id.to_owned()));
                }
                (None, _) => {
                    one.false_positive += 1;
                    report.wrong.push((unit.id.clone(), id.to_owned()));
                }
            }
        }
    }
    for one in report.by_proposition.values() {
        report.overall.true_positive += one.true_positive;
        report.overall.false_positive += one.false_positive;
        report.overall.false_negative += one.false_negative;
        report.overall.stance_right += one.stance_right;
        report.overall.stance_total += one.stance_total;
    }
    report.kappa = kappa(&report.overall, units.len() * propositions);
    report
}

fn by_id<'f>(found: &'f [Found], counts: &dyn Fn(&str) -> bool) -> BTreeMap<&'f str, &'f Found> {
    found.iter().filter(|one| counts(&one.proposition)).map(|one| (one.proposition.as_str(), one)).collect()
}

/// Cohen's κ of two codings of `cells` yes-or-no cells: (observed − chance) / (1 − chance).
fn kappa(score: &Score, cells: usize) -> f64 {
    if cells == 0 {
        return 0.0;
    }
    let all = cells as f64;
    let gold = (score.true_positive + score.false_negative) as f64 / all;
    let found = (score.true_positive + score.false_positive) as f64 / all;
    let observed = 1.0 - (score.false_positive + score.false_negative) as f64 / all;
    let chance = gold * found + (1.0 - gold) * (1.0 - found);
    if chance < 1.0 { (observed - chance) / (1.0 - chance) } else { 1.0 }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance;

    fn found(id: &str, stance: Stance) -> Found {
        Found { proposition: id.into(), stance: Some(stance) }
    }

    #[test]
    fn counts_and_figures_by_hand() {
        let unit = |id: &str, gold: Vec<Found>| Unit {
            id: id.into(),
            actor: String::new(),
            sentence: String::new(),
            context: String::new(),
            gold,
        };
        let units = [
            (
                unit("a", vec![found("x", Stance::Support), found("y", Stance::Support)]),
                vec![found("x", Stance::Oppose), found("z", Stance::Support)],
            ),
            (unit("b", vec![found("other", Stance::Support)]), vec![found("para.3", Stance::Support)]),
        ];
        let report = score(&units, 5, &["other".into()]);
        assert_eq!((report.overall.true_positive, report.overall.false_positive, report.overall.false_negative), (1, 1, 1));
        assert!((report.overall.f1() - 0.5).abs() < 1e-9);
        assert!(report.overall.stance_accuracy().abs() < 1e-9);
        // 10 cells, 8 agreed; chance 0.2·0.2 + 0.8·0.8 = 0.68; κ = 0.12 / 0.32.
        assert!((report.kappa - 0.375).abs() < 1e-9, "{}", report.kappa);
    }
}
