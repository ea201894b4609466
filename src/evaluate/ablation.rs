//! What each family of cues brings: figures with all cues and without each → a table.

use super::examples::Examples;
use super::score::Report;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The figures of one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Ablated {
    /// The family of cues that was left out; none for the run with all.
    pub without: Option<String>,
    /// How what was found matches the gold.
    pub report: Report,
    /// How the codebook's examples read.
    pub examples: Examples,
}

/// The figures of runs, one a line.
#[must_use]
pub fn ablation(runs: &[Ablated]) -> String {
    let mut out =
        String::from("                       gold                                              examples of the codebook read rightly\n");
    let _ = writeln!(
        out,
        "{:<12} {:>7} {:>10} {:>7} {:>6} {:>7} {:>7}   {:>12} {:>12} {:>12}",
        "without", "claims", "precision", "recall", "F1", "stance", "κ", "supports", "opposes", "silent"
    );
    for run in runs {
        let overall = &run.report.overall;
        let examples = [run.examples.supports, run.examples.opposes, run.examples.silent].map(|(right, all)| format!("{right}/{all}"));
        let _ = writeln!(
            out,
            "{:<12} {:>7} {:>10.3} {:>7.3} {:>6.3} {:>7.3} {:>7}   {:>12} {:>12} {:>12}",
            run.without.as_deref().unwrap_or("(all cues)"),
            overall.true_positive + overall.false_positive,
            overall.precision(),
            overall.recall(),
            overall.f1(),
            overall.stance_accuracy(),
            stance_kappa(&run.report.confusion).map_or("-".to_owned(), |kappa| format!("{kappa:.3}")),
            examples[0],
            examples[1],
            examples[2],
        );
    }
    out
}

/// Cohen's κ of the stances of matched positions: (observed − chance) / (1 − chance), where chance is the product of how often
/// each side gives a stance; none if nothing was matched or only one stance is ever given.
#[must_use]
pub fn stance_kappa(confusion: &BTreeMap<String, BTreeMap<String, usize>>) -> Option<f64> {
    let all: usize = confusion.values().flat_map(BTreeMap::values).sum();
    if all == 0 {
        return None;
    }
    let share = |count: usize| count as f64 / all as f64;
    let found = |stance: &str| confusion.values().filter_map(|row| row.get(stance)).sum::<usize>();
    let observed = share(confusion.iter().filter_map(|(stance, row)| row.get(stance)).sum());
    let chance: f64 = confusion.iter().map(|(stance, row)| share(row.values().sum()) * share(found(stance))).sum();
    (chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_by_hand() {
        let row = |cells: &[(&str, usize)]| cells.iter().map(|(stance, count)| ((*stance).to_owned(), *count)).collect();
        let confusion =
            BTreeMap::from([("oppose".to_owned(), row(&[("oppose", 3), ("support", 1)])), ("support".to_owned(), row(&[("support", 6)]))]);
        // 9 of 10 alike; chance 0.4·0.3 + 0.6·0.7 = 0.54; κ = 0.36 / 0.46.
        assert!((stance_kappa(&confusion).unwrap() - 0.36 / 0.46).abs() < 1e-9);
        assert_eq!(stance_kappa(&BTreeMap::new()), None);
        let one = BTreeMap::from([("support".to_owned(), row(&[("support", 6)]))]);
        assert_eq!(stance_kappa(&one), None);
    }
}
