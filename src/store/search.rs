//! Words → the quotes that hold them.

use super::Store;
use crate::error::Result;
use crate::model::Claim;
use rusqlite::params;

/// A claim whose quote holds what was sought.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The claim.
    pub claim: Claim,
    /// Its quote with `\u{2}` before and `\u{3}` after each word that was sought.
    pub marked: String,
}

impl Store {
    /// The claims whose quotes hold all of the words (the last as a beginning), the best first, at most `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>> {
        let sought = sought(words);
        if sought.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<(String, String, String)> = self.all(
            "SELECT standing_claim.quote, claim, highlight(standing_quote, 0, char(2), char(3)) FROM standing_quote
             JOIN standing_claim ON standing_claim.number = standing_quote.rowid
             WHERE standing_quote MATCH ?1 ORDER BY rank LIMIT ?2",
            params![sought, i64::try_from(limit).unwrap_or(i64::MAX)],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        rows.into_iter()
            .map(|(quote, claim, marked)| Ok(Hit { claim: Claim { quote, ..self.parsed("a claim", &claim)? }, marked }))
            .collect()
    }
}

/// A query of the index: each word for itself, in quotation marks, so that none is taken for an operator.
fn sought(words: &str) -> String {
    let words: Vec<String> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| format!("\"{word}\"")).collect();
    if words.is_empty() { String::new() } else { words.join(" ") + "*" }
}

#[cfg(test)]
mod tests {
    use super::sought;

    #[test]
    fn operators_are_words() {
        assert_eq!(sought("law OR \"x\" NEAR(y) -z*"), "\"law\" \"OR\" \"x\" \"NEAR\" \"y\" \"z\"*");
        assert_eq!(sought(" *- "), "");
    }
}
