//! A gold CSV → units: sentences in context with the positions that annotators found.

use crate::error::{Error, Result};
use crate::model::Stance;
use crate::text::near::did_you_mean;
use std::collections::BTreeMap;

/// A position on a proposition in a unit, found by an annotator or by us.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The proposition's id.
    pub proposition: String,
    /// The stance; none if the annotator gave none.
    pub stance: Option<Stance>,
}

/// A sentence with what annotators found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The unit's id.
    pub id: String,
    /// The code or name of the actor that speaks, as written.
    pub actor: String,
    /// The sentence.
    pub sentence: String,
    /// The sentence with its neighbours; the sentence alone if the file has no context.
    pub context: String,
    /// What annotators found.
    pub gold: Vec<Found>,
}

const COLUMNS: [&str; 4] = ["unit", "sentence", "proposition", "stance"];

/// Reads units from a CSV with the columns `unit, sentence, proposition, stance`, and `country` (or `actor`) and `context`
/// where it has them; others are passed over. One row a position; `none` = the sentence takes no position.
///
/// # Errors
/// If a column is missing, a row is malformed, or a stance is unknown; the error names the line.
pub fn parse(name: &str, text: &str) -> Result<Vec<Unit>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|cause| Error::new("is not a CSV table").at(name).caused_by(cause))?.clone();
    let place = |column: &str| headers.iter().position(|header| header.trim_start_matches('\u{feff}') == column);
    for column in COLUMNS {
        if place(column).is_none() {
            let hint = format!(
                "{}; a gold file has the columns unit, country, sentence, context, proposition, stance",
                did_you_mean(column, headers.iter())
            );
            return Err(Error::new(format!("the column `{column}` is missing")).at(name).hint(hint));
        }
    }
    let actor_column = place("country").or_else(|| place("actor"));
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|cause| Error::new("a row cannot be read").at(name).caused_by(cause))?;
        let line = record.position().map_or(0, csv::Position::line);
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or("").trim().to_owned();
        let id = field(place("unit"));
        let sentence = field(place("sentence"));
        let context = Some(field(place("context"))).filter(|context| context.contains(&sentence)).unwrap_or_else(|| sentence.clone());
        let unit = units.entry(id.clone()).or_insert_with(|| Unit { id, actor: field(actor_column), sentence, context, gold: Vec::new() });
        let proposition = field(place("proposition"));
        if proposition == "none" || proposition.is_empty() {
            continue;
        }
        let written = field(place("stance"));
        let stance = match written.as_str() {
            "" => None,
            word => Some(Stance::named(word).ok_or_else(|| {
                Error::new(format!("`{word}` is no stance"))
                    .at(format!("{name}:{line}"))
                    .hint(did_you_mean(word, Stance::ALL.iter().map(|stance| stance.name())))
            })?),
        };
        unit.gold.push(Found { proposition, stance });
    }
    Ok(units.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_unit_come_together() {
        let text = "unit,country,sentence,context,proposition,stance\nu1,ALB,S.,A. S. B.,il.applies,support\nu1,ALB,S.,A. S. B.,none,\n";
        let units = parse("gold.csv", text).unwrap();
        assert_eq!(units.len(), 1);
        assert_eq!(units[0].gold, [Found { proposition: "il.applies".into(), stance: Some(Stance::Support) }]);
    }

    #[test]
    fn an_unknown_stance_names_its_line() {
        let text = "unit,sentence,proposition,stance\nu1,S.,il.applies,suport\n";
        let error = parse("gold.csv", text).unwrap_err().to_string();
        assert!(error.contains("gold.csv:2") && error.contains("did you mean `support`?"), "{error}");
    }
}
