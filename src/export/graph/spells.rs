//! Dates come in, the spells between them go out: from the first to the last day, joined where they meet.

use crate::model::Date;

/// From the first to the last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::export) struct Spell {
    first: (u16, u8, u8),
    last: (u16, u8, u8),
}

impl Spell {
    /// From the first day of the one date to the last day of the other; a month or a year counts whole.
    pub(in crate::export) fn new(first: Date, last: Date) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        let month = last.month.unwrap_or(12);
        let end = last.day.unwrap_or_else(|| (28..=31).rev().find(|day| Date::day(last.year, month, *day).is_some()).unwrap_or(28));
        Self { first: (first.year, first.month.unwrap_or(1), first.day.unwrap_or(1)), last: (last.year, month, end) }
    }

    /// The first day, as `YYYY-MM-DD`.
    pub(in crate::export) fn start(self) -> String {
        written(self.first)
    }

    /// The last day, as `YYYY-MM-DD`.
    pub(in crate::export) fn end(self) -> String {
        written(self.last)
    }

    /// Spells in the order of time; those that overlap are one.
    pub(in crate::export) fn joined(mut spells: Vec<Self>) -> Vec<Self> {
        spells.sort_unstable();
        let mut found: Vec<Self> = Vec::new();
        for spell in spells {
            match found.last_mut() {
                Some(before) if spell.first <= before.last => before.last = before.last.max(spell.last),
                _ => found.push(spell),
            }
        }
        found
    }
}

fn written((year, month, day): (u16, u8, u8)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_and_a_month_count_whole_and_spells_that_meet_are_one() {
        let year = Spell::new(Date::year(2019), Date::year(2019));
        assert_eq!((year.start(), year.end()), ("2019-01-01".to_owned(), "2019-12-31".to_owned()));
        let month: Date = "2020-02".parse().unwrap();
        assert_eq!(Spell::new(month, month).end(), "2020-02-29");
        let day = |text: &str| text.parse::<Date>().unwrap();
        let spells = vec![Spell::new(day("2021-05-01"), day("2021-06-01")), year, Spell::new(day("2019-12-31"), day("2020-01-05"))];
        let joined = Spell::joined(spells);
        assert_eq!(joined.iter().map(|spell| (spell.start(), spell.end())).collect::<Vec<_>>().len(), 2);
        assert_eq!(joined[0].end(), "2020-01-05");
    }
}
