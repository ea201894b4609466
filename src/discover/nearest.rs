//! The clauses of a group → the codebook's proposition that they most likely speak of, and how likely.

use crate::codebook::Codebook;
use crate::error::Result;
use crate::meaning::{Among, Likeness, likeness};

/// A codebook's propositions, ready to be compared with clauses.
pub(super) struct Known<'a> {
    ids: Vec<&'a str>,
    likeness: Likeness<'static>,
}

impl<'a> Known<'a> {
    /// The propositions of a codebook, each in its wording and its examples. `clauses` are all that will be compared with them.
    pub(super) fn of(codebook: &'a Codebook, clauses: &[&str]) -> Result<Self> {
        let wordings: Vec<Vec<&String>> =
            codebook.propositions.iter().map(|one| [&one.wording].into_iter().chain(&one.supports).chain(&one.opposes).collect()).collect();
        let likeness = Likeness::new(&wordings, Among { background: clauses, ..Among::default() }, None)?;
        Ok(Self { ids: codebook.propositions.iter().map(|one| one.id.as_str()).collect(), likeness })
    }

    /// The proposition that the clauses most likely speak of, 0…1, as a mean over them; none if there is no proposition.
    pub(super) fn nearest(&self, clauses: &[&str]) -> Result<(Option<String>, f64)> {
        let scores = self.likeness.score(clauses, likeness::built_in())?;
        let mean = |at: usize| scores.iter().map(|row| f64::from(row[at])).sum::<f64>() / scores.len().max(1) as f64;
        let all = self.ids.iter().enumerate().map(|(at, id)| (*id, mean(at)));
        let best = all.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(a.0)));
        Ok(best.map_or((None, 0.0), |(id, likeness)| (Some(id.to_owned()), likeness)))
    }
}
