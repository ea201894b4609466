//! A row of a table of claims → the claim.

use crate::error::{Error, Result};
use crate::model::{Claim, Evidence, Modality, Reviewed, Stance, Via};
use crate::text::Span;
use serde::de::DeserializeOwned;

/// Where the columns of a table of claims are.
#[derive(Debug)]
pub(super) struct Columns {
    claim_id: usize,
    doc_id: usize,
    source: usize,
    page: Option<usize>,
    paragraph: usize,
    start: usize,
    end: usize,
    quote: usize,
    holder: usize,
    via: usize,
    group: usize,
    topic: usize,
    proposition_id: usize,
    proposition: usize,
    stance: usize,
    strength: usize,
    modality: usize,
    condition: usize,
    confidence: usize,
    method: usize,
    rules: usize,
    date: usize,
    forum: usize,
    reviewed: Option<usize>,
}

/// Whether a table with these columns is of claims.
pub(super) fn is_of_claims(names: &[String]) -> bool {
    ["claim_id", "holder", "proposition_id"].iter().all(|known| names.iter().any(|name| name == known))
}

impl Columns {
    /// The columns by their names, in any order.
    ///
    /// # Errors
    /// If one is missing.
    pub(super) fn of(names: &[String]) -> Result<Self> {
        let find = |known: &str| names.iter().position(|name| name == known);
        let column = |known: &str| {
            find(known).ok_or_else(|| {
                Error::new(format!("the table has no column `{known}`, which claims have"))
                    .hint("give claims as `demarche claims` writes them")
            })
        };
        Ok(Self {
            claim_id: column("claim_id")?,
            doc_id: column("doc_id")?,
            source: column("source")?,
            page: find("page"),
            paragraph: column("paragraph")?,
            start: column("start")?,
            end: column("end")?,
            quote: column("quote")?,
            holder: column("holder")?,
            via: column("via")?,
            group: column("group")?,
            topic: column("topic")?,
            proposition_id: column("proposition_id")?,
            proposition: column("proposition")?,
            stance: column("stance")?,
            strength: column("strength")?,
            modality: column("modality")?,
            condition: column("condition")?,
            confidence: column("confidence")?,
            method: column("method")?,
            rules: column("rules")?,
            date: column("date")?,
            forum: column("forum")?,
            reviewed: find("reviewed"),
        })
    }

    /// The columns that are read.
    #[cfg(feature = "arrow")]
    pub(super) fn used(&self) -> Vec<usize> {
        let needed = [
            self.claim_id,
            self.doc_id,
            self.source,
            self.paragraph,
            self.start,
            self.end,
            self.quote,
            self.holder,
            self.via,
            self.group,
            self.topic,
            self.proposition_id,
            self.proposition,
            self.stance,
            self.strength,
            self.modality,
            self.condition,
            self.confidence,
            self.method,
            self.rules,
            self.date,
            self.forum,
        ];
        needed.into_iter().chain(self.page).chain(self.reviewed).collect()
    }

    /// The claim of the row whose cells are given. Of its evidence only the words are known: the whole quote.
    ///
    /// # Errors
    /// If a cell does not hold what its column should.
    pub(super) fn claim(&self, cell: &dyn Fn(usize) -> Option<String>) -> Result<Claim> {
        let text = |column: usize| cell(column).unwrap_or_default();
        let or_none = |column: usize| cell(column).filter(|text| !text.is_empty());
        let number = |column: usize, name: &str| {
            let written = text(column);
            written.parse::<usize>().map_err(|_| Error::new(format!("`{written}` is no number of `{name}`")))
        };
        let span = Span { start: number(self.start, "start")?, end: number(self.end, "end")? };
        if span.end < span.start {
            return Err(Error::new(format!("the place {}–{} ends before it begins", span.start, span.end)));
        }
        let rules = text(self.rules);
        Ok(Claim {
            claim_id: or_none(self.claim_id).ok_or_else(|| Error::new("a claim has no `claim_id`"))?,
            doc_id: text(self.doc_id),
            source: text(self.source),
            page: self.page.and_then(or_none).map(|page| parsed(&page, "page")).transpose()?,
            paragraph: text(self.paragraph),
            span,
            quote: text(self.quote),
            holder: text(self.holder),
            via: named::<Via>(&text(self.via), "via")?,
            group: or_none(self.group),
            topic: text(self.topic),
            proposition_id: text(self.proposition_id),
            proposition: text(self.proposition),
            stance: Stance::named(&text(self.stance)).ok_or_else(|| unknown(&text(self.stance), "stance"))?,
            strength: parsed::<u8>(&text(self.strength), "strength").and_then(|strength| {
                if (1..=5).contains(&strength) { Ok(strength) } else { Err(unknown(&text(self.strength), "strength")) }
            })?,
            modality: named::<Modality>(&text(self.modality), "modality")?,
            condition: or_none(self.condition),
            confidence: parsed::<f64>(&text(self.confidence), "confidence").and_then(|number| {
                if (0.0..=1.0).contains(&number) { Ok(number) } else { Err(unknown(&text(self.confidence), "confidence")) }
            })?,
            method: text(self.method),
            rules: rules.split(';').filter(|rule| !rule.is_empty()).map(str::to_owned).collect(),
            date: or_none(self.date).map(|date| date.parse().map_err(Error::new)).transpose()?,
            forum: or_none(self.forum),
            reviewed: match self.reviewed.map(text) {
                Some(name) => Reviewed::named(&name).ok_or_else(|| unknown(&name, "reviewed"))?,
                None => Reviewed::No,
            },
            evidence: Evidence { mention: span, pattern: String::new(), odds: None, cues: Vec::new(), steps: Vec::new() },
        })
    }
}

fn parsed<T: std::str::FromStr>(written: &str, column: &str) -> Result<T> {
    written.parse().map_err(|_| unknown(written, column))
}

/// What tables print by its name.
fn named<T: DeserializeOwned>(name: &str, column: &str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).map_err(|_| unknown(name, column))
}

fn unknown(written: &str, column: &str) -> Error {
    Error::new(format!("`{written}` cannot stand in the column `{column}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tables_are_those_that_are_read() {
        for via in [Via::National, Via::Group, Via::Alignment, Via::Reported] {
            assert_eq!(named::<Via>(via.name(), "via").unwrap(), via);
        }
        for modality in [Modality::Assert, Modality::Commit, Modality::Request, Modality::ProposeText, Modality::Ask, Modality::Condition] {
            assert_eq!(named::<Modality>(modality.name(), "modality").unwrap(), modality);
        }
        assert_eq!(named::<Via>("nation", "via").unwrap_err().to_string(), "`nation` cannot stand in the column `via`");
    }
}
