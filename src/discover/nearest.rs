//! The clauses of a group → the codebook's proposition that is nearest in its words, and how near.

use crate::codebook::Codebook;
use crate::error::Result;
use crate::meaning::topic::Text;
use crate::meaning::{Topic, WordTable};

/// A codebook's propositions, ready to be compared with clauses.
pub(super) struct Known<'a> {
    topic: Topic<'static>,
    wordings: Vec<(&'a str, Text)>,
}

impl<'a> Known<'a> {
    /// The propositions of a codebook, each in its wording and its examples; rarity is counted in them and in `clauses` together.
    pub(super) fn of(codebook: &'a Codebook, clauses: &[&str]) -> Result<Self> {
        let owned = codebook.propositions.iter().flat_map(|one| {
            let wordings = [&one.wording].into_iter().chain(&one.supports).chain(&one.opposes);
            wordings.map(|wording| (one.id.as_str(), wording.as_str()))
        });
        let (ids, wordings): (Vec<&str>, Vec<&str>) = owned.unzip();
        let all: Vec<&str> = wordings.iter().chain(clauses).copied().collect();
        let topic = Topic::of(&all, WordTable::built_in(), None)?;
        let texts = topic.texts(&wordings)?;
        Ok(Self { topic, wordings: ids.into_iter().zip(texts).collect() })
    }

    /// The proposition that a clause is nearest to in one of its wordings, and the cosine of their term vectors, 0…1, of the clause
    /// that is nearest to any; none if none shares a word.
    pub(super) fn nearest(&self, clauses: &[&str]) -> Result<(Option<String>, f64)> {
        let texts = self.topic.texts(clauses)?;
        let all =
            texts.iter().flat_map(|text| self.wordings.iter().map(move |(id, wording)| (*id, self.topic.signals(text, wording)[TFIDF])));
        let best = all.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(a.0))).filter(|(_, likeness)| *likeness > 0.0);
        Ok(best.map_or((None, 0.0), |(id, likeness)| (Some(id.to_owned()), f64::from(likeness))))
    }
}

/// The place of the cosine of term vectors among the signals of a pair.
const TFIDF: usize = 0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signal_is_the_cosine_of_terms() {
        assert_eq!(crate::meaning::topic::NAMES[TFIDF], "tfidf");
    }
}
