//! One JSON object a line, with all that is known of a claim, a position or a pair.

use super::{Format, View, ViewKind, unwritten};
use crate::error::Result;
use serde::Serialize;
use std::io;

/// JSON Lines.
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn summary(&self) -> &'static str {
        "One JSON object a line, with all fields: claims with their evidence, positions, or pairs of actors."
    }

    fn takes_networks(&self) -> bool {
        false
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        match view.kind {
            ViewKind::Claims => lines(&view.comparison.claims, out),
            ViewKind::Positions => lines(&view.comparison.positions, out),
            ViewKind::Actors => lines(&view.comparison.pairs, out),
            ViewKind::Network => Ok(()),
        }
    }
}

fn lines<T: Serialize>(items: &[T], out: &mut dyn io::Write) -> Result<()> {
    // Writers from outside need not be buffered, and serde_json writes in small pieces.
    let mut out = io::BufWriter::new(out);
    for item in items {
        serde_json::to_writer(&mut out, item).map_err(|error| unwritten(error.into()))?;
        io::Write::write_all(&mut out, b"\n").map_err(unwritten)?;
    }
    io::Write::flush(&mut out).map_err(unwritten)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::made_up::claim;
    use crate::model::{Claim, Comparison, Stance};

    #[test]
    fn a_line_reads_back_as_the_claim_it_was() {
        let claims =
            vec![Claim { quote: "\"a\"\nb \\ é 🕊".to_owned(), ..claim("FRA", "p", Stance::Oppose) }, claim("RUS", "p", Stance::Support)];
        let comparison = Comparison { claims, ..Comparison::default() };
        let mut out = Vec::new();
        JsonLines.write(&View { kind: ViewKind::Claims, ..View::new(&comparison) }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let read: Vec<Claim> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(read, comparison.claims);
    }
}
