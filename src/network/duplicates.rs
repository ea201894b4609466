//! Statements come in, those that do not repeat an earlier one go out.

use super::choice::{Choice, Compat, Duplicates};
use super::select::undated;
use crate::error::{Error, Result};
use crate::model::{Coding, Moment, Variable};
use rustc_hash::FxHashSet;

/// What makes statements equal: their values, their document, and their unit of time.
type Key = ([u32; 3], u32, Option<(i64, u8)>);

/// Of equal statements within one document, week, month, year or the whole coding keeps the first, in the order of the coding.
///
/// Weeks are those of ISO 8601 and count to their year, as months do. For `--compat dna` weeks and months are told apart by
/// their number alone, whatever the year, as the program does. Statements without a date repeat each other as if made in one unit.
///
/// # Errors
/// If documents or dates are needed and the coding has none.
pub(super) fn distinct(coding: &Coding, choice: &Choice, variables: [Option<&Variable>; 3], statements: &[u32]) -> Result<Vec<u32>> {
    if choice.duplicates == Duplicates::Include {
        return Ok(statements.to_vec());
    }
    let documents = match (choice.duplicates, &coding.documents) {
        (Duplicates::Document, Some(documents)) => Some(documents),
        (Duplicates::Document, None) => {
            return Err(Error::new("--duplicates document needs documents, and the coding does not tell them apart")
                .at(&coding.source)
                .hint("name the column that holds them with --document-column"));
        }
        _ => None,
    };
    let by_time = matches!(choice.duplicates, Duplicates::Week | Duplicates::Month | Duplicates::Year);
    if by_time && coding.times.is_none() {
        return Err(undated(coding, "--duplicates week, month and year"));
    }
    let whole_year = choice.compat == Compat::Own;
    let period = |moment: Moment| {
        let (year, month, _) = moment.civil();
        match choice.duplicates {
            Duplicates::Week => {
                let (year, week) = moment.week();
                (if whole_year { year } else { 0 }, week)
            }
            Duplicates::Month => (if whole_year { year } else { 0 }, month),
            _ => (year, 0),
        }
    };
    let mut seen: FxHashSet<Key> = FxHashSet::default();
    let mut new = |statement: &u32| {
        let at = *statement as usize;
        let codes = variables.map(|variable| variable.map_or(0, |variable| variable.codes[at]));
        let document = documents.map_or(0, |documents| documents.codes[at]);
        let time = if by_time { coding.time(at).map(period) } else { None };
        seen.insert((codes, document, time))
    };
    Ok(statements.iter().filter(|statement| new(statement)).copied().collect())
}
