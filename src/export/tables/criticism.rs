//! `criticism.csv`: who reproaches whom, in whose words. It says nothing on agreement.

use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::{Format, View};
use std::io;

/// The criticism of named States.
pub(in crate::export) struct Criticisms;

const HEADER: [&str; 9] = ["from", "to", "quote", "doc_id", "source", "start", "end", "date", "confidence"];

impl Format for Criticisms {
    fn name(&self) -> &'static str {
        "criticism"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Table of reproaches of named States: who, whom, in which words; no part of agreement."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let mut sheet = Sheet::new(out, view.cells, HEADER)?;
        for one in &view.comparison.criticisms {
            sheet.row([
                Cell::from(&one.from),
                (&one.to).into(),
                (&one.quote).into(),
                (&one.doc_id).into(),
                (&one.source).into(),
                one.span.start.into(),
                one.span.end.into(),
                one.date.into(),
                one.confidence.into(),
            ])?;
        }
        sheet.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::written::lines;
    use crate::model::{Comparison, Criticism};
    use crate::text::Span;

    #[test]
    fn a_reproach_has_its_words_and_their_place() {
        let one = Criticism {
            from: "AAA".into(),
            to: "BBB".into(),
            quote: "We condemn B.".into(),
            doc_id: "d".into(),
            source: "d.txt".into(),
            span: Span::new(3, 16),
            date: None,
            confidence: 0.75,
            rule: "condemn".into(),
        };
        let comparison = Comparison { criticisms: vec![one], ..Comparison::default() };
        let expected = ["from,to,quote,doc_id,source,start,end,date,confidence", "AAA,BBB,We condemn B.,d,d.txt,3,16,,0.750"];
        assert_eq!(lines(&Criticisms, &comparison), expected);
    }
}
