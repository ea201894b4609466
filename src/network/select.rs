//! A coding and a choice come in, the statements that count go out: which they are, and their row, column and level.

use super::choice::{Aggregate, Choice, Isolates, Mode};
use super::duplicates;
use super::scale::Levels;
use crate::error::{Error, Result};
use crate::model::{Coding, Variable};
use crate::text::near::did_you_mean;

/// The statements that count.
#[derive(Debug, Clone)]
pub struct Selection<'c> {
    /// The coding they are of.
    pub coding: &'c Coding,
    /// The nodes of the rows, in alphabetical order.
    pub rows: Vec<&'c str>,
    /// The values that tie them, in alphabetical order.
    pub columns: Vec<&'c str>,
    /// The levels of the qualifier.
    pub levels: Levels,
    /// All statements that fit the choice, before those that repeat another are left out; ascending.
    pub fitting: Vec<u32>,
    /// The statements that count, ascending.
    pub statements: Vec<u32>,
    row: &'c Variable,
    through: &'c Variable,
    qualifier: Option<&'c Variable>,
    row_of_code: Vec<u32>,
    column_of_code: Vec<u32>,
}

/// No node.
const NOWHERE: u32 = u32::MAX;

impl<'c> Selection<'c> {
    /// Selects.
    ///
    /// # Errors
    /// If a variable or value that is named does not exist, dates or documents are needed and missing, or the scale is not plain.
    pub fn new(coding: &'c Coding, choice: &Choice) -> Result<Self> {
        choice.check()?;
        let row = variable(coding, &choice.rows, "--rows")?;
        let through = variable(coding, &choice.through, "--through")?;
        let named = choice.qualifier.as_deref().map(|name| variable(coding, name, "--qualifier")).transpose()?;
        let qualifier = named.filter(|_| choice.aggregate != Aggregate::Ignore || choice.mode == Mode::Events || keeps_levels(choice));
        let levels = match qualifier {
            // Event lists compare levels for equality only, so that any text will do.
            Some(qualifier) if choice.mode == Mode::Events => Levels::read(qualifier, Some(super::Scale::Nominal), choice.compat)?,
            Some(qualifier) => Levels::read(qualifier, choice.scale, choice.compat)?,
            None => Levels::single(),
        };
        let mut selection = Self {
            coding,
            rows: Vec::new(),
            columns: Vec::new(),
            levels,
            fitting: Vec::new(),
            statements: Vec::new(),
            row,
            through,
            qualifier,
            row_of_code: vec![0; row.values.len()],
            column_of_code: vec![0; through.values.len()],
        };
        selection.fitting = selection.fitting(choice)?;
        selection.statements = selection.distinct(choice, &selection.fitting)?;
        (selection.rows, selection.row_of_code) = nodes(row, &selection.statements, choice.isolates);
        (selection.columns, selection.column_of_code) = nodes(through, &selection.statements, choice.isolates);
        Ok(selection)
    }

    /// The row, column and level of a statement; none if one of them is empty.
    #[must_use]
    pub fn place(&self, statement: u32) -> Option<(usize, usize, usize)> {
        let at = statement as usize;
        let row = self.row_of_code[self.row.codes[at] as usize];
        let column = self.column_of_code[self.through.codes[at] as usize];
        if row == NOWHERE || column == NOWHERE {
            return None;
        }
        let level = match self.qualifier {
            Some(qualifier) => self.levels.of_value[qualifier.codes[at] as usize]?,
            None => 0,
        };
        Some((row as usize, column as usize, usize::from(level)))
    }

    /// Those of some fitting statements that do not repeat an earlier one.
    ///
    /// # Errors
    /// If documents or dates are needed and missing.
    pub fn distinct(&self, choice: &Choice, fitting: &[u32]) -> Result<Vec<u32>> {
        // Where levels are ignored, statements that differ only in it are the same.
        let qualifier = self.qualifier.filter(|_| choice.aggregate != Aggregate::Ignore || choice.mode == Mode::Events);
        duplicates::distinct(self.coding, choice, [Some(self.row), Some(self.through), qualifier], fitting)
    }

    fn fitting(&self, choice: &Choice) -> Result<Vec<u32>> {
        let sieves = sieves(self.coding, choice)?;
        let dated = choice.start.is_some() || choice.stop.is_some();
        if dated && self.coding.times.is_none() {
            return Err(undated(self.coding, "--start and --stop"));
        }
        let empty = |variable: &Variable| variable.values.iter().map(String::is_empty).collect::<Vec<_>>();
        let (no_row, no_column) = (empty(self.row), empty(self.through));
        let named = self.qualifier;
        let fits = |statement: &u32| {
            let at = *statement as usize;
            let within =
                |time: crate::model::Moment| choice.start.is_none_or(|start| start <= time) && choice.stop.is_none_or(|stop| time <= stop);
            !no_row[self.row.codes[at] as usize]
                && !no_column[self.through.codes[at] as usize]
                && named.is_none_or(|qualifier| self.levels.of_value[qualifier.codes[at] as usize].is_some())
                && sieves.iter().all(|(variable, keep)| keep[variable.codes[at] as usize])
                && (!dated || self.coding.time(at).is_some_and(within))
        };
        let all = u32::try_from(self.coding.len())
            .map_err(|_| Error::new("the coding has more than 4 billion statements").at(&self.coding.source))?;
        Ok((0..all).filter(fits).collect())
    }
}

/// Whether levels matter although they are ignored: the program's Jaccard goes by levels all the same.
fn keeps_levels(choice: &Choice) -> bool {
    choice.compat == super::Compat::Dna && choice.normalize == super::Normalize::Jaccard
}

/// The variable of that name.
///
/// # Errors
/// If there is none; the nearest name is offered.
pub(super) fn variable<'c>(coding: &'c Coding, name: &str, flag: &str) -> Result<&'c Variable> {
    coding.variable(name).ok_or_else(|| {
        let names = coding.variables.iter().map(|variable| variable.name.as_str());
        Error::new(format!("there is no column `{name}` (named by {flag})")).at(&coding.source).hint(did_you_mean(name, names))
    })
}

/// A demand for dates that a coding cannot meet.
pub(super) fn undated(coding: &Coding, what: &str) -> Error {
    Error::new(format!("{what} need dates, and the coding has none"))
        .at(&coding.source)
        .hint("name the column that holds them with --date-column")
}

/// For each variable by which statements are chosen, which of its values are kept.
fn sieves<'c>(coding: &'c Coding, choice: &Choice) -> Result<Vec<(&'c Variable, Vec<bool>)>> {
    let mut found: Vec<(&Variable, Vec<bool>)> = Vec::new();
    let mut only: Vec<(&Variable, Vec<bool>)> = Vec::new();
    for (name, value) in &choice.exclude {
        let (variable, at) = value_of(coding, name, value, "--exclude")?;
        let mut keep = vec![true; variable.values.len()];
        keep[at] = false;
        found.push((variable, keep));
    }
    for (name, value) in &choice.only {
        let (variable, at) = value_of(coding, name, value, "--only")?;
        let place = only.iter().position(|(known, _)| std::ptr::eq(*known, variable)).unwrap_or_else(|| {
            only.push((variable, vec![false; variable.values.len()]));
            only.len() - 1
        });
        only[place].1[at] = true;
    }
    found.extend(only);
    Ok(found)
}

fn value_of<'c>(coding: &'c Coding, name: &str, value: &str, flag: &str) -> Result<(&'c Variable, usize)> {
    let variable = variable(coding, name, flag)?;
    let at = variable.values.binary_search_by(|known| known.as_str().cmp(value)).map_err(|_| {
        let values = variable.values.iter().map(String::as_str).filter(|known| !known.is_empty());
        Error::new(format!("`{value}` does not occur in `{}` (named by {flag})", variable.name))
            .at(&coding.source)
            .hint(did_you_mean(value, values))
    })?;
    Ok((variable, at))
}

/// The nodes that a variable gives, and the node of each of its values.
#[expect(clippy::cast_possible_truncation, reason = "a variable has fewer than 2^32 values")]
fn nodes<'c>(variable: &'c Variable, statements: &[u32], isolates: Isolates) -> (Vec<&'c str>, Vec<u32>) {
    let mut used = vec![false; variable.values.len()];
    let all: &mut dyn Iterator<Item = usize> = match isolates {
        Isolates::Leave => &mut statements.iter().map(|statement| *statement as usize),
        Isolates::Keep => &mut (0..variable.codes.len()),
    };
    for at in all {
        used[variable.codes[at] as usize] = true;
    }
    let mut names = Vec::new();
    let mut of_code = vec![NOWHERE; variable.values.len()];
    for (code, value) in variable.values.iter().enumerate() {
        if used[code] && !value.is_empty() {
            of_code[code] = names.len() as u32;
            names.push(value.as_str());
        }
    }
    (names, of_code)
}
