//! Columns (Arrow) come in, columns go out: statements → claims, for engines that give documents batch by batch.

use super::{Coder, Depth};
use crate::error::{Error, Result};
use crate::export::{View, ViewKind, columns};
use crate::model::{Comparison, Notice, Run};
use crate::read::{self, Columns, documents};
use arrow_array::RecordBatch;
use rayon::prelude::*;

/// What a batch of statements says.
#[derive(Debug)]
pub struct Extracted {
    /// The claims, in the columns of [`columns::schema`], by document and place.
    pub claims: RecordBatch,
    /// What was doubtful.
    pub notices: Vec<Notice>,
    /// What could not be read: a statement without words or without an actor that is known. The others were.
    pub errors: Vec<Error>,
    /// What is known of the statements besides.
    pub run: Run,
}

impl Coder {
    /// The claims of a batch of statements, one a row; the columns are found as those of any table, and named by `columns`. A statement
    /// is called as its `doc_id` says (or the column that is named), and its source is what `source` says, else its `doc_id`. So what
    /// is found in a statement does not depend on the others of the batch. Coverage is known at [`Depth::All`] only.
    ///
    /// # Errors
    /// If a column is missing or of a type that is not read, or two statements of the batch have one name.
    pub fn extract_batch(&self, batch: &RecordBatch, columns: &Columns, depth: Depth) -> Result<Extracted> {
        let loaded = documents::of_batch(batch, columns, &self.actors)?;
        let topics = self.topics_to(depth);
        let coded = loaded.documents.par_iter().map(|document| self.code_to(depth, document, &topics)).collect();
        let comparison = self.list(&loaded.documents, coded, 0.0);
        let mut notices = loaded.notices;
        notices.extend(comparison.notices.iter().cloned());
        Ok(Extracted {
            claims: Self::columns_of(&comparison, ViewKind::Claims)?,
            notices,
            errors: loaded.errors,
            run: Run::of(&comparison),
        })
    }

    /// What the claims of batches say together; see [`Coder::compare_claims`]. Neither the order of the batches matters, nor how the
    /// claims are shared out among them: all sums are of whole numbers.
    ///
    /// # Errors
    /// If a batch is not of claims, or a claim comes twice.
    pub fn compare_batches(&self, batches: &[RecordBatch], known: Option<Run>, min_confidence: f64) -> Result<Comparison> {
        let claims = read::claims::of_batches(batches)?;
        Ok(self.compare_claims(claims, known, min_confidence))
    }

    /// The positions that the claims of batches make; see [`Coder::compare_batches`].
    ///
    /// # Errors
    /// If a batch is not of claims, or a claim comes twice.
    pub fn positions_batch(&self, batches: &[RecordBatch]) -> Result<RecordBatch> {
        Self::columns_of(&self.compare_batches(batches, None, 0.0)?, ViewKind::Positions)
    }

    /// The claims, positions or pairs of a comparison as columns, in one batch.
    ///
    /// # Errors
    /// If the kind is that of a network.
    pub fn columns_of(comparison: &Comparison, kind: ViewKind) -> Result<RecordBatch> {
        columns::whole(&View { kind, ..View::new(comparison) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::{Actors, Codebook};
    use arrow_array::{ArrayRef, StringArray};
    use std::sync::Arc;

    const SAID: [[&str; 3]; 4] = [
        ["a", "JPN", "Existing international law applies in cyberspace. We support a Programme of Action."],
        ["b", "FRA", "We reject a Programme of Action."],
        ["c", "CUB", "We see no need for a new treaty."],
        ["d", "JPN", "We oppose a Programme of Action. Existing international law applies in cyberspace."],
    ];

    fn batch(rows: &[[&str; 3]]) -> RecordBatch {
        let column = |at: usize| Arc::new(rows.iter().map(|row| Some(row[at])).collect::<StringArray>()) as ArrayRef;
        RecordBatch::try_from_iter([("doc_id", column(0)), ("actor", column(1)), ("text", column(2))]).unwrap()
    }

    #[test]
    fn how_statements_and_claims_are_shared_out_does_not_matter() {
        let coder = Coder { codebook: Codebook::built_in().unwrap(), actors: Actors::new(Actors::built_in().unwrap()).unwrap() };
        let extract = |rows: &[[&str; 3]]| coder.extract_batch(&batch(rows), &Columns::default(), Depth::Claims).unwrap();
        let whole = extract(&SAID).claims;
        assert!(whole.num_rows() >= 5, "{whole:?}");
        let apart: Vec<RecordBatch> = SAID.iter().map(|row| extract(&[*row]).claims).collect();
        let rows = |batches: &[RecordBatch]| read::claims::of_batches(batches).unwrap();
        assert_eq!(rows(std::slice::from_ref(&whole)), rows(&apart));
        let positions = coder.positions_batch(&[whole]).unwrap();
        assert!(positions.num_rows() >= 4);
        let backwards: Vec<RecordBatch> = apart.into_iter().rev().collect();
        assert_eq!(coder.positions_batch(&backwards).unwrap(), positions);
    }
}
