//! Claims as columns of numbers come in, what each holder holds of each proposition goes out: for more claims than can be held with
//! their words.

use super::tally::{Folded, score, stance};
use crate::error::{Error, Result};
use crate::model::Stance;

/// Claims, one a place: whose, on what, which stance, how strong, when. All columns are equally long.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    /// The holders, by number.
    pub holders: &'a [u32],
    /// The propositions, by number.
    pub propositions: &'a [u32],
    /// The stances.
    pub stances: &'a [Stance],
    /// The strengths, 1–5.
    pub strengths: &'a [u8],
    /// The dates, by any number that is greater the later they are; 0 for those without one.
    pub dates: &'a [u32],
}

/// What claims of one stance add up to.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    strength: u64,
    latest: u32,
    greatest: u8,
    is_taken: bool,
}

/// Folds the claims of each holder on each proposition as [`super::fold`] does, each counted once: one row of `propositions` cells for
/// each of the `holders`, one row after the other. The order of the claims makes no difference.
///
/// One step a claim, in a table of holders × propositions × stances.
///
/// # Errors
/// If a column is shorter than another, or a number is not below `holders` or `propositions`.
pub fn fold_columns(columns: &Columns<'_>, holders: usize, propositions: usize) -> Result<Vec<Option<Folded>>> {
    let Columns { holders: whose, propositions: what, stances, strengths, dates } = *columns;
    if [what.len(), stances.len(), strengths.len(), dates.len()].iter().any(|len| *len != whose.len()) {
        return Err(Error::new("the columns of claims are not equally long"));
    }
    if whose.iter().any(|holder| *holder as usize >= holders) || what.iter().any(|proposition| *proposition as usize >= propositions) {
        return Err(Error::new("a claim has a holder or a proposition that there is not"));
    }
    let mut cells = vec![[Sum::default(); Stance::ALL.len()]; holders * propositions];
    let claims = whose.iter().zip(what).zip(stances).zip(strengths.iter().zip(dates));
    for (((holder, proposition), stance), (strength, date)) in claims {
        let sum = &mut cells[*holder as usize * propositions + *proposition as usize][*stance as usize];
        sum.strength += u64::from(*strength);
        sum.latest = sum.latest.max(*date);
        sum.greatest = sum.greatest.max(*strength);
        sum.is_taken = true;
    }
    Ok(cells.iter().map(folded).collect())
}

fn folded(sums: &[Sum; Stance::ALL.len()]) -> Option<Folded> {
    let stance = stance(sums.map(|sum| sum.is_taken.then_some((sum.strength, sum.latest))))?;
    Some(Folded { stance, strength: sums[stance as usize].greatest, score: score(sums.map(|sum| sum.strength)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Random;
    use crate::model::made_up::claim;
    use crate::model::{Claim, Date};
    use crate::position::fold;

    #[test]
    fn columns_fold_as_the_claims_do() {
        let mut random = Random(4);
        let (holders, propositions) = (7_u32, 5_u32);
        let mut below = |bound: u32| u32::try_from(random.below(bound as usize)).unwrap();
        let rows: Vec<(u32, u32, Stance, u8, u32)> = (0..300)
            .map(|_| {
                let stance = Stance::ALL[below(6) as usize];
                (below(holders), below(propositions - 1), stance, u8::try_from(below(5) + 1).unwrap(), below(4))
            })
            .collect();
        let date = |number: u32| (number > 0).then(|| Date::year(2000 + u16::try_from(number).unwrap()));
        let columns = (
            rows.iter().map(|row| row.0).collect::<Vec<_>>(),
            rows.iter().map(|row| row.1).collect::<Vec<_>>(),
            rows.iter().map(|row| row.2).collect::<Vec<_>>(),
            rows.iter().map(|row| row.3).collect::<Vec<_>>(),
            rows.iter().map(|row| row.4).collect::<Vec<_>>(),
        );
        let columns =
            Columns { holders: &columns.0, propositions: &columns.1, stances: &columns.2, strengths: &columns.3, dates: &columns.4 };
        let found = fold_columns(&columns, holders as usize, propositions as usize).unwrap();
        for (at, cell) in found.iter().enumerate() {
            let place = (u32::try_from(at).unwrap() / propositions, u32::try_from(at).unwrap() % propositions);
            let claims: Vec<Claim> = rows
                .iter()
                .filter(|row| (row.0, row.1) == place)
                .map(|row| Claim { strength: row.3, date: date(row.4), ..claim("AAA", "p", row.2) })
                .collect();
            assert_eq!(*cell, fold(claims.iter().map(|claim| (claim, 1))), "{place:?}");
        }
        assert!(found.iter().any(Option::is_none) && found.iter().any(Option::is_some));
        assert!(fold_columns(&columns, 6, 5).is_err() && fold_columns(&columns, 7, 3).is_err());
        assert!(fold_columns(&Columns { dates: &[], ..columns }, 7, 5).is_err());
    }
}
