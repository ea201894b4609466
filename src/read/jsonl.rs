//! JSON Lines: one object a line → one text a line, with what its other fields say of it.

use super::{Budget, Options, Parts, Reader, encoding, rows};
use crate::error::{Error, Result};
use serde_json::{Map, Value};

/// JSON Lines.
pub(super) struct JsonLines;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn summary(&self) -> &'static str {
        "one JSON object a line, one statement each; fields named as the columns of tables"
    }

    fn read(&self, bytes: &[u8], options: &Options, budget: &mut Budget) -> Result<Parts> {
        let (text, notice) = encoding::decode(bytes)?;
        let mut parts = Parts::default();
        let (mut row, mut broken) = (0, 0);
        for line in text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()) {
            row += 1;
            // What stands too deep in one another is refused by the parser.
            let object: Map<String, Value> = match serde_json::from_str(line) {
                Ok(object) => object,
                Err(cause) => {
                    broken += 1;
                    parts.failed.push((format!("#{row}"), format!("is no JSON object: {cause}")));
                    continue;
                }
            };
            let names: Vec<String> = object.keys().cloned().collect();
            let cell = |column: usize| object.get(names.get(column)?).and_then(written);
            match rows::find(&names, &options.columns) {
                Ok(Some(found)) => rows::add(&mut parts, row, &found, &cell, budget)?,
                Ok(None) => parts.notices.push(format!("#{row} has no field of a statement; passed over")),
                Err(error) if row == 1 => return Err(error),
                Err(error) => parts.failed.push((format!("#{row}"), error.what().to_owned())),
            }
        }
        if row == 0 {
            return Err(Error::new("the file is empty").hint("a statement has at least one sentence"));
        }
        Ok(rows::done(parts, row - broken).with(notice))
    }
}

fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
