//! A report → text for a reader, CSV and JSON for programs.

use super::score::{Report, Score};
use crate::error::{Error, Result};
use std::fmt::Write;

/// The report for a reader.
#[must_use]
pub fn text(report: &Report, details: bool) -> String {
    let mut out = String::new();
    let overall = &report.overall;
    let _ = writeln!(out, "{} units; left out on both sides: {}", report.units, report.left_out.join(", "));
    let _ = writeln!(
        out,
        "propositions   precision {:.3}   recall {:.3}   F1 {:.3}   κ {:.3}",
        overall.precision(),
        overall.recall(),
        overall.f1(),
        report.kappa
    );
    let _ = writeln!(
        out,
        "               {} right, {} wrong, {} missed",
        overall.true_positive, overall.false_positive, overall.false_negative
    );
    let _ = writeln!(out, "stance         {:.3} of {} matched positions", overall.stance_accuracy(), overall.stance_total);
    let _ = writeln!(
        out,
        "\n{:<26} {:>5} {:>5} {:>6}  {:>9} {:>6} {:>5}",
        "proposition", "right", "wrong", "missed", "precision", "recall", "F1"
    );
    for (id, one) in &report.by_proposition {
        let counts = (one.true_positive, one.false_positive, one.false_negative);
        let _ = writeln!(
            out,
            "{id:<26} {:>5} {:>5} {:>6}  {:>9.2} {:>6.2} {:>5.2}",
            counts.0,
            counts.1,
            counts.2,
            one.precision(),
            one.recall(),
            one.f1()
        );
    }
    let _ = writeln!(out, "\nstance in the gold → found");
    for (gold, row) in &report.confusion {
        let cells: Vec<String> = row.iter().map(|(found, count)| format!("{found} {count}")).collect();
        let _ = writeln!(out, "{gold:<12} → {}", cells.join(", "));
    }
    if details {
        for (title, list) in [("found, not in the gold", &report.wrong), ("in the gold, not found", &report.missed)] {
            let _ = writeln!(out, "\n{title}");
            for (unit, id) in list {
                let _ = writeln!(out, "{unit}  {id}");
            }
        }
    }
    out
}

/// The report as a table: one row a proposition, the first one `overall`.
///
/// # Errors
/// If the table cannot be written, which for memory does not happen.
pub fn csv(report: &Report) -> Result<String> {
    let failed = |cause: csv::Error| Error::new("could not write the table").caused_by(cause);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "proposition_id",
        "true_positive",
        "false_positive",
        "false_negative",
        "precision",
        "recall",
        "f1",
        "stance_right",
        "stance_total",
        "stance_accuracy",
    ];
    writer.write_record(header).map_err(failed)?;
    let rows = std::iter::once(("overall", &report.overall)).chain(report.by_proposition.iter().map(|(id, one)| (id.as_str(), one)));
    for (id, one) in rows {
        writer.write_record(row(id, one)).map_err(failed)?;
    }
    let bytes =
        writer.into_inner().map_err(|error| Error::new("could not write the table").caused_by(std::io::Error::other(error.to_string())))?;
    String::from_utf8(bytes).map_err(|cause| Error::new("could not write the table").caused_by(cause))
}

fn row(id: &str, one: &Score) -> [String; 10] {
    [
        id.to_owned(),
        one.true_positive.to_string(),
        one.false_positive.to_string(),
        one.false_negative.to_string(),
        format!("{:.3}", one.precision()),
        format!("{:.3}", one.recall()),
        format!("{:.3}", one.f1()),
        one.stance_right.to_string(),
        one.stance_total.to_string(),
        format!("{:.3}", one.stance_accuracy()),
    ]
}

/// The report as JSON: all counts, and the overall figures.
///
/// # Errors
/// If it cannot be serialised, which does not happen.
pub fn json(report: &Report) -> Result<String> {
    let overall = &report.overall;
    let value = serde_json::json!({
        "precision": rounded(overall.precision()),
        "recall": rounded(overall.recall()),
        "f1": rounded(overall.f1()),
        "stance_accuracy": rounded(overall.stance_accuracy()),
        "kappa": rounded(report.kappa),
        "counts": report,
    });
    serde_json::to_string_pretty(&value).map(|json| json + "\n").map_err(|cause| Error::new("could not write JSON").caused_by(cause))
}

fn rounded(figure: f64) -> f64 {
    (figure * 1e6).round() / 1e6
}
