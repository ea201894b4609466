//! What only a person at a terminal sees: progress bars and tables.

use crate::model::Comparison;
use comfy_table::{Cell, ContentArrangement, Table, presets::NOTHING};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A progress bar on standard error; nothing where that is no terminal, or the work is short.
pub(super) struct Progress {
    bar: ProgressBar,
}

/// Fewer documents than this are done in less than a second.
const FEW: usize = 200;

impl Progress {
    pub(super) fn new(what: &'static str, total: usize) -> Self {
        Self::sized(what, total, total)
    }

    /// The same for work that is as long as so many documents take.
    pub(super) fn sized(what: &'static str, total: usize, size: usize) -> Self {
        let bar = ProgressBar::new(total as u64);
        if size < FEW || !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {what} {{eta}}")) {
            bar.set_style(style);
        }
        Self { bar }
    }

    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// Whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Claims to decide on, as a table for a person.
#[cfg(feature = "project")]
pub(super) fn to_review(claims: &[crate::model::Claim]) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["claim", "sure", "who", "on", "stance", "in whose words", "review"]);
    for claim in claims {
        let quote: String = claim.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        table.add_row([
            Cell::new(&claim.claim_id),
            Cell::new(format!("{:.2}", claim.confidence)),
            Cell::new(&claim.holder),
            Cell::new(&claim.proposition_id),
            Cell::new(format!("{} {}", claim.stance, claim.strength)),
            Cell::new(quote),
            Cell::new(claim.reviewed.name()),
        ]);
    }
    format!("{table}\n")
}

/// The claims as a table for a person.
pub(super) fn claims(comparison: &Comparison) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    // In a file or a pipe there is no width to fit.
    if !is_terminal() {
        table.set_width(140);
    }
    table.set_header(["who", "on", "stance", "in whose words", "where"]);
    for claim in &comparison.claims {
        let stance = format!("{} {}", claim.stance, claim.strength);
        let place = format!("{} ¶{}", claim.doc_id, claim.paragraph);
        let quote: String = claim.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        table.add_row([Cell::new(&claim.holder), Cell::new(&claim.proposition_id), Cell::new(stance), Cell::new(quote), Cell::new(place)]);
    }
    format!("{table}\n{} claims in {} statements\n", comparison.claims.len(), comparison.documents)
}
