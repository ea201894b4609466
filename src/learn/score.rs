//! What was said and what is true → confusion of two labels, precision, recall, F1, macro and weighted.

/// How often a label was said and was true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Confusion {
    /// Said and true.
    pub hit: usize,
    /// Said and not true.
    pub false_alarm: usize,
    /// True and not said.
    pub miss: usize,
    /// Neither.
    pub rest: usize,
}

impl Confusion {
    /// Counts pairs of what was said and what is true.
    #[must_use]
    pub fn of(pairs: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut counts = Self::default();
        for (said, truth) in pairs {
            match (said, truth) {
                (true, true) => counts.hit += 1,
                (true, false) => counts.false_alarm += 1,
                (false, true) => counts.miss += 1,
                (false, false) => counts.rest += 1,
            }
        }
        counts
    }

    /// All rows.
    #[must_use]
    pub fn n(&self) -> usize {
        self.hit + self.false_alarm + self.miss + self.rest
    }

    /// The share of what was said that is true, 0…1; 0 if nothing was said.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.hit, self.hit + self.false_alarm)
    }

    /// The share of what is true that was said, 0…1; 0 if nothing is true.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.hit, self.hit + self.miss)
    }

    /// F1 of the label: 2·hit / (2·hit + false alarms + misses), 0…1.
    #[must_use]
    pub fn f1(&self) -> f64 {
        share(2 * self.hit, 2 * self.hit + self.false_alarm + self.miss)
    }

    /// The same seen from the other label.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self { hit: self.rest, false_alarm: self.miss, miss: self.false_alarm, rest: self.hit }
    }

    /// The mean F1 of both labels, 0…1.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        f64::midpoint(self.f1(), self.turned().f1())
    }

    /// The F1 of both labels, each counted by how often it is true, 0…1.
    #[must_use]
    pub fn weighted_f1(&self) -> f64 {
        let (yes, no) = ((self.hit + self.miss) as f64, (self.rest + self.false_alarm) as f64);
        if yes + no > 0.0 { (self.f1() * yes + self.turned().f1() * no) / (yes + no) } else { 0.0 }
    }

    /// The share of rows told right, 0…1.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        share(self.hit + self.rest, self.n())
    }
}

/// From which score on a label is best said, so that the macro-F1 on these rows is highest; of several such scores the one
/// nearest to 0. The threshold lies halfway between two scores.
#[must_use]
pub fn best_threshold(scores: &[f32], labels: &[bool]) -> f32 {
    let mut rows: Vec<(f32, bool)> = scores.iter().copied().zip(labels.iter().copied()).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let yes = rows.iter().filter(|(_, label)| *label).count();
    let mut counts = Confusion { hit: 0, false_alarm: 0, miss: yes, rest: rows.len() - yes };
    let mut best = (counts.macro_f1(), f32::INFINITY);
    for (at, (score, label)) in rows.iter().enumerate() {
        if *label {
            counts.hit += 1;
            counts.miss -= 1;
        } else {
            counts.false_alarm += 1;
            counts.rest -= 1;
        }
        let next = rows.get(at + 1).map_or(*score - 1.0, |(next, _)| *next);
        if next.total_cmp(score).is_eq() {
            continue;
        }
        let (macro_f1, threshold) = (counts.macro_f1(), f32::midpoint(*score, next));
        if macro_f1 > best.0 || (macro_f1 >= best.0 && threshold.abs() < best.1.abs()) {
            best = (macro_f1, threshold);
        }
    }
    if best.1.is_finite() { best.1 } else { 0.0 }
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worked_example() {
        // 6 hits, 2 false alarms, 4 misses, 8 others.
        let counts = Confusion { hit: 6, false_alarm: 2, miss: 4, rest: 8 };
        for (found, expected) in [
            (counts.precision(), 0.75),
            (counts.recall(), 0.6),
            (counts.f1(), 12.0 / 18.0),
            (counts.turned().f1(), 16.0 / 22.0),
            (counts.macro_f1(), f64::midpoint(12.0 / 18.0, 16.0 / 22.0)),
            (counts.weighted_f1(), f64::midpoint(12.0 / 18.0, 16.0 / 22.0)),
            (counts.accuracy(), 0.7),
        ] {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        assert!(Confusion::default().macro_f1().abs() < 1e-12);
    }

    #[test]
    fn the_threshold_parts_what_can_be_parted() {
        let threshold = best_threshold(&[-2.0, -1.0, 0.5, 3.0], &[false, false, true, true]);
        assert!(threshold > -1.0 && threshold < 0.5);
        assert!(best_threshold(&[], &[]).abs() < 1e-6);
    }
}
