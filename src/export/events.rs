//! The event list of Discourse Network Analyzer: a row a statement, between semicolons, all cells quoted.
//!
//! Other than that program we keep semicolons and quotation marks, which are quoted as CSV does. A claim that takes no side has no
//! `agreement`. Places count units of UTF-16.

use super::sheet::unwritten_row;
use super::words::words;
use super::{Format, View, unwritten};
use crate::error::Result;
use crate::model::{Claim, Date, Moment, Side, Stance};
use crate::text::span::Unit;
use std::io;

/// The event list.
pub(super) struct Events;

/// What is coded of a claim, by the names of the variables: the usual four first.
pub(super) const VARIABLES: [&str; 9] =
    ["person", "organization", "concept", "agreement", "proposition", "topic", "stance", "strength", "via"];

const BEFORE: [&str; 2] = ["statement_id", "time"];
const AFTER: [&str; 10] = [
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
];

impl Format for Events {
    fn name(&self) -> &'static str {
        "events"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Event list as Discourse Network Analyzer writes it, with quotes verbatim: every claim of the view, whatever its nodes are."
    }

    fn takes_networks(&self) -> bool {
        false
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let quoted = csv::QuoteStyle::Always;
        let mut writer =
            csv::WriterBuilder::new().delimiter(b';').quote_style(quoted).terminator(csv::Terminator::Any(b'\n')).from_writer(out);
        writer.write_record(BEFORE.iter().chain(&VARIABLES).chain(&AFTER)).map_err(unwritten_row)?;
        let mut number = 0_usize;
        for (place, document) in words(view, Unit::Utf16).iter().enumerate() {
            for (at, span) in &document.claims {
                number += 1;
                let claim = &view.comparison.claims[*at];
                let first = [number.to_string(), time(claim.date)];
                let last = [
                    span.start.to_string(),
                    span.end.to_string(),
                    claim.quote.clone(),
                    "demarche".to_owned(),
                    (place + 1).to_string(),
                    document.title.to_owned(),
                    view.actor_name(document.actor).to_owned(),
                    document.source.to_owned(),
                    document.forum.to_owned(),
                    String::new(),
                ];
                let coded = coded(view, claim, document.speaker);
                writer.write_record(first.iter().chain(&coded).chain(&last)).map_err(unwritten_row)?;
            }
        }
        writer.flush().map_err(unwritten)
    }
}

/// The values of the variables.
pub(super) fn coded(view: &View<'_>, claim: &Claim, speaker: &str) -> [String; 9] {
    let agreement = agreement(claim.stance).map_or(String::new(), |level| level.to_string());
    let text = |text: &str| text.to_owned();
    [
        text(speaker),
        text(view.actor_name(&claim.holder)),
        text(&claim.proposition),
        agreement,
        text(&claim.proposition_id),
        text(&claim.topic),
        text(claim.stance.name()),
        claim.strength.to_string(),
        text(claim.via.name()),
    ]
}

/// 1 for, 0 against; a stance that takes no side is neither.
pub(super) fn agreement(stance: Stance) -> Option<u8> {
    match stance.side() {
        Side::For => Some(1),
        Side::Against => Some(0),
        Side::Neither => None,
    }
}

/// The first second of a date.
fn time(date: Option<Date>) -> String {
    date.map_or(String::new(), |date| format!("{} 00:00:00", Moment::from(date)))
}
