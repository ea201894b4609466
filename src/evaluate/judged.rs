//! Claims that a person has read, right or wrong → rows; they name documents and places, and hold no text.

use crate::error::{Error, Result};
use crate::model::{Claim, Side, Stance};
use crate::text::Span;
use crate::text::near::did_you_mean;
use serde::Deserialize;

/// A claim that has been judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How it was drawn: `random`, or by what it was looked for.
    pub drawn: String,
    /// The codebook that made the claim.
    pub codebook: String,
    /// The document.
    pub doc_id: String,
    /// The claim's place in it.
    pub span: Span,
    /// The proposition.
    pub proposition: String,
    /// The side that the claim takes.
    pub side: Side,
    /// Whether the holder takes up the proposition there, on that side.
    pub right: bool,
}

impl Verdict {
    /// Whether it is about this claim. Places may have moved a little since.
    #[must_use]
    pub fn is_on(&self, claim: &Claim) -> bool {
        self.doc_id == claim.doc_id
            && self.proposition == claim.proposition_id
            && self.side == claim.stance.side()
            && self.span.overlaps(claim.span)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    drawn: String,
    codebook: String,
    doc_id: String,
    start: usize,
    end: usize,
    proposition_id: String,
    stance: String,
    right: u8,
}

/// Whether a file holds such claims, by its header.
#[must_use]
pub fn holds_verdicts(text: &str) -> bool {
    text.starts_with("drawn,codebook,")
}

/// Reads a CSV with the columns `drawn, codebook, doc_id, start, end, proposition_id, stance, right` (1 or 0).
///
/// # Errors
/// If a row is malformed or a stance is unknown; the error names the line.
pub fn verdicts(name: &str, text: &str) -> Result<Vec<Verdict>> {
    let mut found = Vec::new();
    for (row, line) in csv::Reader::from_reader(text.as_bytes()).into_deserialize::<Row>().zip(2..) {
        let at = format!("{name}:{line}");
        let row = row.map_err(|cause| Error::new("a row cannot be read").at(&at).caused_by(cause))?;
        let stance = Stance::named(&row.stance).ok_or_else(|| {
            let hint = did_you_mean(&row.stance, Stance::ALL.iter().map(|stance| stance.name()));
            Error::new(format!("`{}` is no stance", row.stance)).at(&at).hint(hint)
        })?;
        found.push(Verdict {
            drawn: row.drawn,
            codebook: row.codebook,
            doc_id: row.doc_id,
            span: Span::new(row.start, row.end.max(row.start)),
            proposition: row.proposition_id,
            side: stance.side(),
            right: row.right == 1,
        });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::made_up::claim;

    #[test]
    fn a_verdict_is_on_the_claim_it_names_and_on_no_other() {
        let header = "drawn,codebook,doc_id,start,end,proposition_id,stance,right\n";
        let read = verdicts("v.csv", &format!("{header}random,ict,FRA-doc,4,9,p,support,1\n")).unwrap();
        assert!(holds_verdicts(header) && read[0].right);
        assert!(read[0].is_on(&claim("FRA", "p", Stance::Qualified)));
        for other in [claim("FRA", "p", Stance::Oppose), claim("FRA", "q", Stance::Support), claim("RUS", "p", Stance::Support)] {
            assert!(!read[0].is_on(&other));
        }
        let error = verdicts("v.csv", &format!("{header}random,ict,FRA-doc,4,9,p,suport,1\n")).unwrap_err().to_string();
        assert!(error.contains("v.csv:2") && error.contains("support"), "{error}");
    }
}
