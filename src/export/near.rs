//! `near_duplicates.csv`: every two statements of nearly the same words, and whose.

use super::Cells;
use super::sheet::{Cell, Sheet};
use crate::error::Result;
use crate::model::NearDuplicate;
use std::io;

const HEADER: [&str; 12] =
    ["doc_id_a", "doc_id_b", "source_a", "source_b", "actor_a", "actor_b", "group_a", "group_b", "date_a", "date_b", "share", "repeated"];

/// Writes the pairs, one a row, in their order.
///
/// # Errors
/// If `out` cannot be written to.
pub fn near_duplicates(found: &[NearDuplicate], cells: Cells, out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, cells, HEADER)?;
    for pair in found {
        let (a, b) = (&pair.first, &pair.second);
        sheet.row([
            Cell::from(&a.doc_id),
            (&b.doc_id).into(),
            (&a.source).into(),
            (&b.source).into(),
            (&a.actor).into(),
            (&b.actor).into(),
            a.group.as_deref().unwrap_or_default().into(),
            b.group.as_deref().unwrap_or_default().into(),
            a.date.into(),
            b.date.into(),
            pair.share().into(),
            pair.repeated.name().into(),
        ])?;
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Copied, Date, Repeated};

    #[test]
    fn a_row_tells_who_and_how_much() {
        let first = Copied { doc_id: "a".into(), source: "a.txt".into(), actor: "AAA".into(), group: Some("lakes".into()), date: None };
        let second = Copied { doc_id: "b".into(), date: Some(Date::year(2024)), group: None, ..first.clone() };
        let pair = NearDuplicate { first, second, common: 3, all: 4, repeated: Repeated::SameSpeaker };
        let mut out = Vec::new();
        near_duplicates(&[pair], Cells::Verbatim, &mut out).unwrap();
        let expected = "a,b,a.txt,a.txt,AAA,AAA,lakes,,,2024,0.750,same_speaker\n";
        assert_eq!(String::from_utf8(out).unwrap(), format!("{}\n{expected}", HEADER.join(",")));
    }
}
