//! `notices.csv`: what was doubtful in the input.

use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::{Format, View};
use std::io;

/// The notices of the run.
pub(in crate::export) struct Notices;

impl Format for Notices {
    fn name(&self) -> &'static str {
        "notices"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Table of what was doubtful in the input, and what was done about it."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let mut sheet = Sheet::new(out, view.cells, ["place", "notice"])?;
        for notice in &view.comparison.notices {
            sheet.row([&notice.place, &notice.what].map(Cell::from))?;
        }
        sheet.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::written::lines;
    use crate::model::{Comparison, Notice};

    #[test]
    fn a_notice_has_its_place() {
        let notice = Notice { place: "a.txt".to_owned(), what: "no date, so none is used".to_owned() };
        let comparison = Comparison { notices: vec![notice], ..Comparison::default() };
        assert_eq!(lines(&Notices, &comparison), ["place,notice", "a.txt,\"no date, so none is used\""]);
    }
}
