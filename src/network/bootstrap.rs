//! A selection comes in, how sure each tie is goes out: the network drawn again and again, from drawn documents or claims.

use super::choice::{Choice, Duplicates, Named, named};
use super::network_of;
use super::select::Selection;
use crate::error::{Error, Result};
use crate::learn::{Random, quantile};
use crate::model::{Coding, Interval, Network, Variable};
use std::collections::BTreeMap;

named! {
    /// What is drawn.
    Drawn {
        /// Documents, with replacement: what if others had been made?
        Documents = "documents",
        /// Statements, each with its probability of being right: what if some are misread?
        Claims = "claims",
        /// Documents, and in them statements.
        Both = "both",
    }
}

/// How networks are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many.
    pub number: usize,
    /// The same seed gives the same networks.
    pub seed: u64,
    /// Of what.
    pub drawn: Drawn,
}

/// Draws networks, and gives the percentile interval (2.5 to 97.5 of 100) of each tie, in the order of the network's weights.
///
/// Cost: that of the networks. Source: Efron and Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13.
///
/// # Errors
/// See [`each_draw`].
pub fn intervals(selection: &Selection<'_>, choice: &Choice, draws: &Draws) -> Result<Vec<Interval>> {
    let mut samples: Vec<Vec<f64>> = Vec::with_capacity(draws.number);
    each_draw(selection, choice, draws, &mut |network| {
        samples.push(network.weights);
        Ok(())
    })?;
    Ok(percentiles(&samples))
}

/// The percentile interval of each number over samples of equal length.
#[must_use]
pub fn percentiles(samples: &[Vec<f64>]) -> Vec<Interval> {
    let mut values = Vec::with_capacity(samples.len());
    let interval = |at: usize| {
        values.clear();
        values.extend(samples.iter().map(|sample| sample[at]));
        values.sort_by(f64::total_cmp);
        Interval { low: quantile(&values, 0.025), high: quantile(&values, 0.975) }
    };
    (0..samples.first().map_or(0, Vec::len)).map(interval).collect()
}

/// Makes the network of each draw; all have the nodes of the selection. See [`each_sample`].
///
/// # Errors
/// See [`each_sample`].
pub fn each_draw(selection: &Selection<'_>, choice: &Choice, draws: &Draws, visit: &mut dyn FnMut(Network) -> Result<()>) -> Result<()> {
    each_sample(selection, choice, draws, &mut |statements, weigh| visit(network_of(selection, choice, statements, weigh)?))
}

/// Takes the statements of a draw, and how much each of them counts.
pub type Visit<'v> = dyn FnMut(&[u32], &dyn Fn(u32) -> f64) -> Result<()> + 'v;

/// Gives the statements of each draw, and how much each counts.
///
/// - Documents: as many as there are, with replacement. A document that is drawn twice counts twice (also where equal statements
///   count once per document); where they count once in a longer time, they count once however often they are drawn, so that
///   intervals then lie low: a draw holds about 63 of 100 documents, and what is said in several is missed less than what is said in
///   one.
/// - Claims: each statement is kept with the probability in the variable `confidence`, independently of others; those with the same
///   id (a group's claim that counts for its members) are kept or lost together. Networks hold what is right only, so
///   that sums lie below those of all claims.
///
/// # Errors
/// If documents are to be drawn and the coding does not tell them apart, or claims and there is no `confidence` from 0 to 1.
pub fn each_sample(selection: &Selection<'_>, choice: &Choice, draws: &Draws, visit: &mut Visit<'_>) -> Result<()> {
    let coding = selection.coding;
    let urn = Urn::of(selection, draws.drawn)?;
    let repeats = matches!(choice.duplicates, Duplicates::Include | Duplicates::Document);
    let mut random = Random(draws.seed);
    for _ in 0..draws.number {
        let times = urn.draw(&mut random);
        let present: Vec<u32> = selection.fitting.iter().copied().filter(|statement| times(*statement) > 0.0).collect();
        let statements = selection.distinct(choice, &present)?;
        let weigh = |statement: u32| coding.weight(statement as usize) * if repeats { times(statement) } else { 1.0 };
        visit(&statements, &weigh)?;
    }
    Ok(())
}

/// What is drawn from.
#[derive(Default)]
struct Urn {
    /// The number of each statement's document among those with a fitting statement, and how many there are.
    documents: Option<(Vec<usize>, usize)>,
    /// The number of each statement's id, and the probability of each id.
    claims: Option<(Vec<usize>, Vec<f64>)>,
}

impl Urn {
    fn of(selection: &Selection<'_>, drawn: Drawn) -> Result<Self> {
        let coding = selection.coding;
        let documents = (drawn != Drawn::Claims).then(|| {
            let documents = coding.documents.as_ref().ok_or_else(|| {
                Error::new("documents are to be drawn, and the coding does not tell them apart")
                    .at(&coding.source)
                    .hint("name the column that holds them with --document-column")
            })?;
            Ok(numbered(coding, &selection.fitting, documents))
        });
        let claims = (drawn != Drawn::Documents).then(|| probabilities(coding, &selection.fitting));
        Ok(Self { documents: documents.transpose()?, claims: claims.transpose()? })
    }

    /// How often each statement comes up.
    fn draw(&self, random: &mut Random) -> impl Fn(u32) -> f64 + use<'_> {
        let documents = self.documents.as_ref().map(|(of, count)| {
            let mut times = vec![0.0_f64; *count];
            for _ in 0..*count {
                times[random.below(*count)] += 1.0;
            }
            (of, times)
        });
        let claims = self.claims.as_ref().map(|(of, probabilities)| {
            let kept: Vec<f64> = probabilities.iter().map(|p| f64::from(u8::from(random.share() < *p))).collect();
            (of, kept)
        });
        move |statement| {
            let at = statement as usize;
            let document = documents.as_ref().map_or(1.0, |(of, times)| times[of[at]]);
            document * claims.as_ref().map_or(1.0, |(of, kept)| kept[of[at]])
        }
    }
}

/// The documents of fitting statements, numbered in their order.
fn numbered(coding: &Coding, fitting: &[u32], documents: &Variable) -> (Vec<usize>, usize) {
    let mut number: Vec<Option<usize>> = vec![None; documents.values.len()];
    let mut of = vec![0; coding.len()];
    let mut count = 0;
    for statement in fitting.iter().map(|statement| *statement as usize) {
        of[statement] = *number[documents.codes[statement] as usize].get_or_insert_with(|| {
            count += 1;
            count - 1
        });
    }
    (of, count)
}

fn probabilities(coding: &Coding, fitting: &[u32]) -> Result<(Vec<usize>, Vec<f64>)> {
    let mut number: BTreeMap<String, usize> = BTreeMap::new();
    let mut of = vec![0; coding.len()];
    let mut found = Vec::new();
    for statement in fitting {
        let at = *statement as usize;
        let p = super::evidence::confidence(coding, at).ok_or_else(|| {
            Error::new("claims are to be drawn by their probability, and a statement has none from 0 to 1 in a column `confidence`")
                .at(&coding.source)
                .hint("draw documents")
        })?;
        let next = found.len();
        let known = *number.entry(coding.id(at)).or_insert(next);
        if known == next {
            found.push(p);
        }
        of[at] = known;
    }
    Ok((of, found))
}
