//! Words → the quotes that hold them.

use super::Store;
use crate::error::Result;
use crate::model::Claim;
use crate::text::fold::unaccented;
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
        // A beginning of words takes long where it stands everywhere; the whole word then is enough.
        let mut found = self.matches(&sought)?;
        if found.len() <= RANKED {
            found = self.matches(&format!("{sought}*"))?;
        }
        let is_more = found.len() > RANKED;
        let mut ranked: Vec<(i64, i64)> = found.into_iter().take(RANKED).map(|(number, length)| (length, number)).collect();
        let count = ranked.len();
        ranked.sort_unstable();
        let mut shown = Vec::new();
        for (_, number) in ranked.into_iter().take(limit) {
            let row: Option<(String, String)> =
                self.maybe("SELECT quote, claim FROM standing_claim WHERE number = ?1", [number], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if let Some((quote, claim)) = row {
                let marked = marked(&quote, words);
                shown.push(Hit { claim: Claim { quote, ..self.parsed("a claim", &claim)? }, marked });
            }
        }
        Ok(Hits { shown, count, is_more })
    }

    /// The claims whose quotes match, in their order, each with the length of its quote; at most one more than are ranked.
    fn matches(&self, sought: &str) -> Result<Vec<(i64, i64)>> {
        self.all(
            "SELECT number, length(standing_claim.quote) FROM standing_quote CROSS JOIN standing_claim ON number = standing_quote.rowid
             WHERE standing_quote MATCH ?1 ORDER BY standing_quote.rowid LIMIT ?2",
            params![sought, i64::try_from(RANKED + 1).unwrap_or(i64::MAX)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }
}

/// A quote with signs around each word that was sought, or begins with the last of them.
fn marked(quote: &str, words: &str) -> String {
    let sought: Vec<String> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(unaccented).collect();
    let is_sought = |word: &str| {
        let word = unaccented(word);
        sought.contains(&word) || sought.last().is_some_and(|last| word.starts_with(last.as_str()))
    };
    let mut out = String::with_capacity(quote.len());
    let mut rest = quote;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let end = rest[start..].find(|c: char| !c.is_alphanumeric()).map_or(rest.len(), |length| start + length);
        let (before, word) = (&rest[..start], &rest[start..end]);
        out.push_str(before);
        if is_sought(word) {
            out.extend(["\u{2}", word, "\u{3}"]);
        } else {
            out.push_str(word);
        }
        rest = &rest[end..];
    }
    out + rest
}

/// A query of the index: each word for itself, in quotation marks, so that none is taken for an operator.
fn sought(words: &str) -> String {
    let words: Vec<String> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| format!("\"{word}\"")).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{marked, sought};

    #[test]
    fn sought_words_are_marked_whatever_their_case_and_accents() {
        assert_eq!(
            marked("Le Droit s’applique, l'état de droit.", "DROIT Éta"),
            "Le \u{2}Droit\u{3} s’applique, l'\u{2}état\u{3} de \u{2}droit\u{3}."
        );
        assert_eq!(marked("no such", "x"), "no such");
    }

    #[test]
    fn operators_are_words() {
        assert_eq!(sought("law OR \"x\" NEAR(y) -z*"), "\"law\" \"OR\" \"x\" \"NEAR\" \"y\" \"z\"");
        assert_eq!(sought(" *- "), "");
    }
}
