//! What coders said of the same claims → how far they agree, of all claims and of each proposition, and where they differ.

use super::agreement::{Scale, alpha, interval, kappa};
use super::ruling::Rated;
use crate::model::ClaimReading;
use std::collections::{BTreeMap, BTreeSet};

/// What coders are compared by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Aspect {
    /// Whose position on what, and how; or that it is wrong.
    #[default]
    Reading,
    /// Whether the claim is right at all.
    Right,
    /// The stance alone.
    Stance,
    /// The strength, as an order.
    Strength,
}

impl Aspect {
    /// The aspects, by name.
    pub const ALL: [(&'static str, Self); 4] =
        [("reading", Self::Reading), ("right", Self::Right), ("stance", Self::Stance), ("strength", Self::Strength)];

    /// What a coder says of a claim, as a category; none if it says nothing of this.
    fn category(self, reading: Option<&ClaimReading>) -> Option<String> {
        match (self, reading) {
            (Self::Right, one) => Some(if one.is_some() { "right" } else { "wrong" }.to_owned()),
            (Self::Reading | Self::Stance, None) => Some("none".to_owned()),
            (Self::Strength, None) => None,
            (Self::Reading, Some(one)) => Some(format!("{} {} {}", one.holder, one.stance, one.proposition)),
            (Self::Stance, Some(one)) => Some(one.stance.name().to_owned()),
            (Self::Strength, Some(one)) => Some(one.strength.to_string()),
        }
    }
}

/// By what agreement is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Krippendorff's α of all coders.
    Alpha,
    /// Cohen's κ of two.
    Kappa,
}

impl Measure {
    /// The name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Alpha => "alpha",
            Self::Kappa => "kappa",
        }
    }
}

/// How far coders agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// On which proposition; none for all together.
    pub proposition: Option<String>,
    /// By what.
    pub measure: Measure,
    /// Which coders.
    pub coders: Vec<String>,
    /// How many claims at least two of them decided on.
    pub units: usize,
    /// On how many of these all agree.
    pub agree: usize,
    /// The figure, at most 1; none where chance alone would bring full agreement.
    pub value: Option<f64>,
    /// Its 95 % interval; none of fewer than two claims, or where no sample of them has a figure.
    pub interval: Option<(f64, f64)>,
}

/// How far coders agree: on all claims, then on each proposition by its id; of each, α of all coders, then κ of each two. The intervals
/// rest on so many draws. Nothing if fewer than two people have decided on claims.
#[must_use]
pub fn figures(all: &[Rated], by: Aspect, draws: usize) -> Vec<Figure> {
    let coders: Vec<&String> = all.iter().flat_map(|one| one.readings.keys()).collect::<BTreeSet<_>>().into_iter().collect();
    if coders.len() < 2 {
        return Vec::new();
    }
    let told: BTreeSet<String> = all.iter().flat_map(|one| one.readings.values()).filter_map(|one| by.category(one.as_ref())).collect();
    let number: BTreeMap<String, usize> = told.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
    let unit = |one: &Rated| -> Vec<Option<usize>> {
        coders.iter().map(|coder| by.category(one.readings.get(*coder)?.as_ref()).and_then(|name| number.get(&name).copied())).collect()
    };
    let scale = if by == Aspect::Strength { Scale::Ordinal } else { Scale::Nominal };
    let mut groups: BTreeMap<Option<&str>, Vec<Vec<Option<usize>>>> = BTreeMap::new();
    for one in all {
        groups.entry(None).or_default().push(unit(one));
        groups.entry(Some(&one.on.read.proposition)).or_default().push(unit(one));
    }
    let mut found = Vec::new();
    for (proposition, units) in &groups {
        let proposition = proposition.map(str::to_owned);
        let all_of = |units: &[Vec<Option<usize>>]| alpha(units, scale);
        let (counted, names) = (counted(units), coders.iter().map(|one| (*one).clone()).collect());
        found.push(figure(proposition.clone(), Measure::Alpha, names, counted, (all_of(units), interval(units, draws, all_of))));
        for (i, a) in coders.iter().enumerate() {
            for (j, b) in coders.iter().enumerate().skip(i + 1) {
                let two: Vec<Vec<Option<usize>>> = units.iter().map(|unit| vec![unit[i], unit[j]]).collect();
                let counted = self::counted(&two);
                // Two who have no claim in common cannot be compared.
                if counted.0 == 0 {
                    continue;
                }
                let of = |units: &[Vec<Option<usize>>]| {
                    let column = |at: usize| units.iter().map(|unit| unit[at]).collect::<Vec<_>>();
                    kappa(&column(0), &column(1))
                };
                let names = vec![(*a).clone(), (*b).clone()];
                found.push(figure(proposition.clone(), Measure::Kappa, names, counted, (of(&two), interval(&two, draws, of))));
            }
        }
    }
    found
}

fn figure(
    proposition: Option<String>,
    measure: Measure,
    coders: Vec<String>,
    (units, agree): (usize, usize),
    (value, interval): (Option<f64>, Option<(f64, f64)>),
) -> Figure {
    // Of one claim all samples are the same, which tells nothing.
    Figure { proposition, measure, coders, units, agree, value, interval: interval.filter(|_| units > 1) }
}

/// How many units two or more rated, and on how many of these all agree.
fn counted(units: &[Vec<Option<usize>>]) -> (usize, usize) {
    let rated = units.iter().map(|unit| unit.iter().flatten().collect::<Vec<_>>()).filter(|unit| unit.len() > 1);
    rated.fold((0, 0), |(units, agree), unit| (units + 1, agree + usize::from(unit.iter().all(|one| *one == unit[0]))))
}

/// The claims on which coders differ.
pub fn differing(all: &[Rated]) -> impl Iterator<Item = &Rated> {
    all.iter().filter(|one| one.readings.values().collect::<BTreeSet<_>>().len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Anchor, Stance};
    use crate::text::Span;

    fn rated(at: usize, proposition: &str, says: [Option<Stance>; 2]) -> Rated {
        let read = |stance| ClaimReading { holder: "JPN".into(), proposition: proposition.into(), stance, strength: 3 };
        let (before, after, quote) = (String::new(), String::new(), format!("Words {at}."));
        let on = Anchor { quote, before, after, doc_id: "d".into(), span: Span::new(at, at + 1), read: read(Stance::Support) };
        let readings = ["ann", "ben"].into_iter().zip(says).map(|(by, says)| (by.to_owned(), says.map(read))).collect();
        Rated { on, readings }
    }

    #[test]
    fn each_proposition_has_its_figures_and_all_have_theirs() {
        let (yes, no) = (Some(Stance::Support), Some(Stance::Oppose));
        let all = [rated(0, "p", [yes, yes]), rated(1, "p", [yes, no]), rated(2, "q", [no, no]), rated(3, "q", [None, None])];
        let found = figures(&all, Aspect::Stance, 50);
        let names: Vec<(&str, &str)> = found.iter().map(|one| (one.proposition.as_deref().unwrap_or("all"), one.measure.name())).collect();
        assert_eq!(names, [("all", "alpha"), ("all", "kappa"), ("p", "alpha"), ("p", "kappa"), ("q", "alpha"), ("q", "kappa")]);
        assert_eq!((found[0].units, found[0].agree, found[4].units, found[4].agree), (4, 3, 2, 2));
        // 3 of 4 agree; by chance (2·1 + 1·2 + 1·1) / 16.
        assert!((found[1].value.unwrap() - (0.75 - 0.3125) / (1.0 - 0.3125)).abs() < 1e-12);
        assert_eq!(found[5].value, Some(1.0));
        assert_eq!(differing(&all).map(|one| one.on.span.start).collect::<Vec<_>>(), [1]);
        assert_eq!(figures(&all[..0], Aspect::Stance, 50), []);
    }
}
