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

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// The best of them.
    pub shown: Vec<Hit>,
    /// How many claims there are; at most [`RANKED`].
    pub count: usize,
    /// Whether there are more than that: then only so many, the first in the order of their documents, were looked at.
    pub is_more: bool,
}

/// So many matches are ranked; nobody looks through more, and words that stand everywhere would take long.
pub const RANKED: usize = 2_000;

impl Store {
    /// The claims whose quotes hold all of the words (the last as a beginning), those first that say least besides; at most `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<Hits> {
        let sought = sought(words);
        if sought.is_empty() {
            return Ok(Hits::default());
        }
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let found: Vec<(i64, i64)> = self.all(
            "SELECT number, length(standing_claim.quote) FROM standing_quote JOIN standing_claim ON number = standing_quote.rowid
             WHERE standing_quote MATCH ?1 ORDER BY standing_quote.rowid LIMIT ?2",
            params![sought, number(RANKED + 1)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let is_more = found.len() > RANKED;
        let mut ranked: Vec<(i64, i64)> = found.into_iter().take(RANKED).map(|(number, length)| (length, number)).collect();
        let count = ranked.len();
        ranked.sort_unstable();
        let mut shown = Vec::new();
        for (_, claim) in ranked.into_iter().take(limit) {
            let row: Option<(String, String, String)> = self.maybe(
                "SELECT standing_claim.quote, claim, highlight(standing_quote, 0, char(2), char(3)) FROM standing_quote
                 JOIN standing_claim ON number = standing_quote.rowid WHERE standing_quote MATCH ?1 AND standing_quote.rowid = ?2",
                params![sought, claim],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
            if let Some((quote, claim, marked)) = row {
                shown.push(Hit { claim: Claim { quote, ..self.parsed("a claim", &claim)? }, marked });
            }
        }
        Ok(Hits { shown, count, is_more })
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
